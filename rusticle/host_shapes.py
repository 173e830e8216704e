"""
What Rust types are to a host: from the layouts that the compiler computes to `Shape`s.

A shape says where each part of a value lies on the device, by name, so that a host can write an
argument and read a result without knowing Rust's rules: structs and tuples with the order that
their fields have there, enums with the tags of their variants, references with what they point to.
Layouts are those of `lowering/layout`, which are rustc's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from xdsl.dialects.builtin import AnyFloat, IntegerType, ModuleOp

from .diagnostics import CompileError
from .dialects import mir
from .lowering.layout import (
    ArbitraryShape,
    Layout,
    Layouts,
    MultipleVariants,
    NicheTag,
    Pointer,
    Scalar,
    ScalarPair,
    SingleVariant,
    UnionShape,
)
from .runtime.arguments import transparent
from .runtime.manifest import Shape, Tag, Variant

if TYPE_CHECKING:
    from xdsl.ir import Attribute

    from .targets import Target

DEPTH = 8
"""How deep shapes follow pointers and fields; beyond that they are opaque bytes."""


class HostShapes:
    """Shapes of the Rust types of a module, on a target."""

    def __init__(self, module: ModuleOp, target: Target) -> None:
        self.layouts = Layouts(module, cast("Any", target))
        self.target = target
        self._definitions = {
            op.adt: op
            for op in module.body.block.ops
            if isinstance(op, mir.StructOp | mir.EnumOp | mir.UnionOp)
        }

    def shape(self, type: Attribute, depth: int = DEPTH) -> Shape:
        """The shape of a sized type. Raises `CompileError` if it has no layout."""
        layout = self.layouts.of(type)
        return self._shape(type, layout, depth)

    def _shape(self, type: Attribute, layout: Layout, depth: int) -> Shape:
        text = mir.spell(type)
        size, align = layout.size, layout.align
        match type:
            case IntegerType():
                signed = type.signedness.data.name != "UNSIGNED"
                kind = "int" if signed else "uint"
                return Shape(kind, text, size, align, valid=_valid(layout))
            case mir.UsizeType():
                return Shape("uint", text, size, align, valid=_valid(layout))
            case mir.IsizeType():
                return Shape("int", text, size, align, valid=_valid(layout))
            case mir.PatternType():
                return self._shape(type.base, layout, depth)
            case mir.BoolType():
                return Shape("bool", text, size, align)
            case mir.CharType():
                return Shape("char", text, size, align)
            case mir.RefType() | mir.PtrType():
                return self._pointer(type, text, layout, depth)
            case mir.ArrayType() if depth > 0:
                element = self.shape(type.element, depth - 1)
                count = size // element.size if element.size else 0
                return Shape("array", text, size, align, element, count)
            case mir.TupleType() | mir.AdtType() if depth > 0:
                return self._aggregate(type, text, layout, depth)
            case _ if isinstance(type, AnyFloat):
                return Shape("float", text, size, align)
            case _:
                return Shape("opaque", text, size, align)

    def _pointer(
        self, type: mir.RefType | mir.PtrType, text: str, layout: Layout, depth: int
    ) -> Shape:
        size, align = layout.size, layout.align
        pointee = type.pointee
        mutable = bool(type.mutable.data) or self._has_cell(pointee)
        if isinstance(pointee, mir.SliceType):
            element = self._pointee(pointee.element, depth)
            return Shape("slice", text, size, align, element, mutable=mutable)
        if isinstance(pointee, mir.StrType):
            byte = Shape("uint", "u8", 1, 1)
            return Shape("slice", text, size, align, byte, mutable=mutable)
        if size != self.target.pointer_bits // 8:
            return Shape("opaque", text, size, align)
        element = self._pointee(pointee, depth)
        return Shape("pointer", text, size, align, element, mutable=mutable)

    def _has_cell(self, type: Attribute) -> bool:
        """Whether a shared reference allows writes: there is an `UnsafeCell` in the type."""
        match type:
            case mir.ArrayType() | mir.SliceType():
                return self._has_cell(type.element)
            case mir.TupleType():
                return any(self._has_cell(element) for element in type.elements.data)
            case mir.AdtType():
                op = self._definitions.get(type)
                if op is None:
                    return False
                return (op.lang is not None and op.lang.data == "unsafe_cell") or any(
                    self._has_cell(field.type)
                    for variant in op.variants.data
                    for field in variant.fields.data
                )
            case _:
                return False

    def _pointee(self, type: Attribute, depth: int) -> Shape | None:
        """What is pointed to; `None` if it could be anything or its size is not known."""
        if depth == 0:
            return None
        try:
            shape = self.shape(type, depth - 1)
        except CompileError:
            # Defined elsewhere, like an extern type: pointers to it need no layout.
            return None
        return shape if shape.size else None

    def _aggregate(
        self, type: mir.TupleType | mir.AdtType, text: str, layout: Layout, depth: int
    ) -> Shape:
        size, align = layout.size, layout.align
        op = self._definitions.get(type) if isinstance(type, mir.AdtType) else None
        if isinstance(op, mir.EnumOp):
            nullable = self._nullable(layout, text, depth)
            return self._enum(op, text, layout, depth) if nullable is None else nullable
        fields = layout.fields
        names = [str(i) for i in range(len(layout.field_types))]
        if op is not None:
            (variant,) = op.variants.data
            names = [field.field_name.data for field in variant.fields.data]
        if isinstance(op, mir.UnionOp) and isinstance(fields, UnionShape):
            parts = self._fields(names, layout, depth)
            if op.lang is not None and op.lang.data == "maybe_uninit":
                # To a host, which gives a value, it is that value.
                return replace(parts[-1][2], type=text)
            return Shape("union", text, size, align, fields=parts)
        if not isinstance(fields, ArbitraryShape) or not isinstance(layout.variants, SingleVariant):
            return Shape("opaque", text, size, align)
        return Shape("struct", text, size, align, fields=self._fields(names, layout, depth))

    def _fields(
        self, names: Sequence[str], layout: Layout, depth: int
    ) -> tuple[tuple[str, int, Shape], ...]:
        """The fields of a struct, union or variant."""
        found: list[tuple[str, int, Shape]] = []
        for index, (name, type) in enumerate(zip(names, layout.field_types, strict=True)):
            shape = self._shape(type, self.layouts.field(layout, index), depth - 1)
            found.append((name, layout.offset(index), shape))
        return tuple(found)

    def _enum(self, op: mir.EnumOp, text: str, layout: Layout, depth: int) -> Shape:
        """The shape of an enum: the variants that can exist, and the tag if there are several."""
        given = op.variants.data
        several = layout.variants if isinstance(layout.variants, MultipleVariants) else None
        tag = None
        if several is not None:
            tag = Tag(several.tag_offset, several.tag.size)
        found: list[Variant] = []
        for index, variant in enumerate(given):
            if several is None:
                if not isinstance(layout.variants, SingleVariant):
                    break
                if layout.variants.index != index:
                    continue
                within = layout
            else:
                within = several.variants[index]
                if within.uninhabited:
                    continue
            names = [field.field_name.data for field in variant.fields.data]
            found.append(
                Variant(
                    variant.variant_name.data,
                    variant.discriminant.data,
                    self.layouts.tag_of(layout, index),
                    self._fields(names, within, depth),
                )
            )
        return Shape(
            "enum", text, layout.size, layout.align, variants=tuple(found), tag=tag
        )  # fmt: skip

    def _nullable(self, layout: Layout, text: str, depth: int) -> Shape | None:
        """
        The shape of `Option<&T>` and its like: a pointer, which may be null; of `Option<&[T]>` a
        slice whose address may be null.
        """
        variants, abi = layout.variants, layout.abi
        if not isinstance(variants, MultipleVariants):
            return None
        first = abi.first if isinstance(abi, ScalarPair) else abi
        encoding = variants.tag_encoding
        if (
            not isinstance(first, Scalar)
            or not isinstance(first.primitive, Pointer)
            or not isinstance(encoding, NicheTag)
            or encoding.niche_start != 0
            or variants.tag_offset != 0
            or len(variants.variants) != 2
        ):
            return None
        held = variants.variants[encoding.untagged_variant].field_types
        if len(held) != 1:
            return None
        shape = transparent(self.shape(held[0], depth - 1))
        return replace(shape, type=text) if shape.kind in ("pointer", "slice") else None


def _valid(layout: Layout) -> tuple[int, int] | None:
    """The first and last valid value of an integer, where not all are."""
    abi = layout.abi
    if not isinstance(abi, Scalar) or abi.is_always_valid:
        return None
    return abi.valid_range.start, abi.valid_range.end
