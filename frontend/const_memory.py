"""
Constants in memory: values as the bytes of allocations, and back.

A reference in a constant points to a value that must be somewhere: the value becomes a `mir.alloc`
with the target's layout. And what a constant reads through a pointer that rustc evaluated itself,
or transmutes, is read from bytes. Both follow the layouts, tags and niches included, as rustc's
`rustc_const_eval/src/interpret/{memory,operand,place,discriminant}.rs` do.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from xdsl.dialects.builtin import (
    Float16Type,
    Float32Type,
    Float64Type,
    IntegerType,
    Signedness,
)
from xdsl.ir import Attribute

from rusticle.diagnostics import CompileError, SourceSpan

from ..dialects.mir import (
    AddressConstAttr,
    AggregateConstAttr,
    BytesConstAttr,
    FloatConstAttr,
    IntConstAttr,
    PointerConstAttr,
    StrConstAttr,
    UninitAttr,
    ZstAttr,
)
from ..dialects.mir import types as mir
from ..dialects.mir.spelling import spell
from .const_layouts import ConstLayouts
from .const_values import Aggregate, Pointer, Value, int_range, wrap
from .import_constants import UNINIT, ZST, int_constant

if TYPE_CHECKING:
    from ..lowering.layout import Layout
    from .collect import Collector

_FLOATS: dict[type[Attribute], tuple[str, int]] = {
    Float16Type: ("e", 2),
    Float32Type: ("f", 4),
    Float64Type: ("d", 8),
}
POINTER_BYTES = 8
_U8 = IntegerType(8, Signedness.UNSIGNED)


@dataclass(slots=True)
class Content:
    """The bytes of a value: which of them are initialised, and where pointers are."""

    data: bytearray
    init: bytearray
    relocations: dict[int, tuple[str, int]] = field(default_factory=dict[int, tuple[str, int]])
    """By offset: the symbol pointed to, and the offset in it."""

    @staticmethod
    def of_size(size: int) -> Content:
        """Uninitialised bytes."""
        return Content(bytearray(size), bytearray(size))

    def put(self, offset: int, value: int, size: int) -> None:
        """Write an integer."""
        mask = (1 << (8 * size)) - 1
        self.data[offset : offset + size] = (value & mask).to_bytes(size, "little")
        self.init[offset : offset + size] = b"\1" * size

    def get(self, offset: int, size: int) -> int | None:
        """Read an unsigned integer; `None` if it is not initialised, or has a pointer in it."""
        if 0 in self.init[offset : offset + size]:
            return None
        if any(at < offset + size and offset < at + POINTER_BYTES for at in self.relocations):
            return None
        return int.from_bytes(self.data[offset : offset + size], "little")


class ConstMemory:
    """Writes values to memory and reads them from it."""

    def __init__(self, collector: Collector, layouts: ConstLayouts) -> None:
        self.collector = collector
        self.layouts = layouts
        self._allocated: dict[tuple[bytes, bytes, int, tuple[tuple[int, str, int], ...]], str] = {}

    # --- allocations -----------------------------------------------------------------------------

    def pointer(self, value: Pointer, type_: Attribute, span: SourceSpan | None) -> Attribute:
        """
        A reference to an evaluated value: the value becomes an allocation. One to a slice becomes
        the pointer and the length.
        """
        if not isinstance(type_, mir.RefType | mir.PtrType):
            raise CompileError.of(f"a constant of type `{spell(type_)}` is not supported", span)
        target: Value | None = value.cell.value
        for index in value.path:
            target = self._part(target, index, span)
        if target is not None:
            target = value.within(target)
        pointee = type_.pointee
        if isinstance(pointee, mir.SliceType | mir.StrType):
            if isinstance(target, StrConstAttr | BytesConstAttr):
                target = Aggregate(list(target.data))
            parts = target.fields if isinstance(target, Aggregate) else []
            element = pointee.element if isinstance(pointee, mir.SliceType) else _U8
            array = mir.ArrayType(element, mir.IntAttr(len(parts)))
            symbol = self.allocate(Aggregate(list(parts)), array, span)
            return AggregateConstAttr.of((PointerConstAttr.of(symbol), int_constant(len(parts))))
        symbol = self.allocate(ZST if target is None else target, pointee, span)
        return PointerConstAttr.of(symbol)

    def _part(self, value: Value | None, index: int, span: SourceSpan | None) -> Value:
        if isinstance(value, Aggregate) and index < len(value.fields):
            return value.fields[index]
        if isinstance(value, BytesConstAttr | StrConstAttr) and index < len(value.data):
            return value.data[index]
        raise CompileError.of("a reference to a part of a constant is not supported", span)

    def allocate(self, value: Value, type_: Attribute, span: SourceSpan | None) -> str:
        """The symbol of an allocation that holds a value; equal ones are shared."""
        content, align = self.content(value, type_, span)
        relocations = tuple((at, *to) for at, to in sorted(content.relocations.items()))
        key = (bytes(content.data), bytes(content.init), align, relocations)
        name = self._allocated.get(key)
        if name is None:
            name = self._allocated[key] = f"promoted.{len(self._allocated) + 1}"
            self.collector.items.content_symbol(name, content, align)
        return name

    def content(
        self, value: Value, type_: Attribute, span: SourceSpan | None
    ) -> tuple[Content, int]:
        """The bytes of a value of a sized type, and its alignment."""
        layout = self.layouts.layout(type_, span)
        content = Content.of_size(layout.size)
        self._write(content, 0, value, type_, layout, span)
        return content, layout.align

    # --- writing ---------------------------------------------------------------------------------

    def _write(
        self,
        content: Content,
        offset: int,
        value: Value,
        type_: Attribute,
        layout: Layout,
        span: SourceSpan | None,
    ) -> None:
        if layout.size == 0 or isinstance(value, UninitAttr):
            return
        if isinstance(value, IntConstAttr | AddressConstAttr):
            value = value.data
        if isinstance(value, FloatConstAttr):
            value = float_bits(value.data, type_, span)
        if isinstance(value, int):
            content.put(offset, value, layout.size)
            return
        if isinstance(type_, mir.RefType | mir.PtrType):
            self._write_pointer(content, offset, value, type_, span)
            return
        if isinstance(value, PointerConstAttr) and layout.size == POINTER_BYTES:
            # A function pointer, or a type around one pointer.
            content.put(offset, 0, POINTER_BYTES)
            content.relocations[offset] = _target(value)
            return
        if isinstance(value, Pointer):
            inner = self._only_field(type_, layout)
            if inner is not None:
                at, field_type, field_layout = inner
                self._write(content, offset + at, value, field_type, field_layout, span)
                return
        if isinstance(value, BytesConstAttr) and isinstance(type_, mir.ArrayType):
            value = Aggregate(list(value.data))
        if isinstance(value, ZstAttr):
            value = Aggregate([])
        if not isinstance(value, Aggregate):
            raise self._refuse(type_, span)
        self._write_aggregate(content, offset, value, type_, layout, span)

    def _write_aggregate(
        self,
        content: Content,
        offset: int,
        value: Aggregate,
        type_: Attribute,
        layout: Layout,
        span: SourceSpan | None,
    ) -> None:
        layouts = self.layouts.layouts
        if isinstance(type_, mir.ArrayType):
            element = self.layouts.layout(type_.element, span)
            for index, part in enumerate(value.fields):
                at = offset + index * element.size
                self._write(content, at, part, type_.element, element, span)
            return
        index = 0
        if isinstance(type_, mir.AdtType):
            definition = layouts.definition(type_)
            if definition.kind == "enum":
                if value.variant is None:
                    raise self._refuse(type_, span)
                index = layouts.variant_index(type_, value.variant)
                tag = layouts.tag_of(layout, index)
                if tag is not None:
                    at, size = _tag_place(layout)
                    content.put(offset + at, tag, size)
                layout = layouts.for_variant(layout, index)
        if len(value.fields) > layout.fields.count:
            raise self._refuse(type_, span)
        for position, part in enumerate(value.fields):
            field_type = layout.field_type(position)
            at = offset + layout.offset(position)
            field_layout = self.layouts.layout(field_type, span)
            self._write(content, at, part, field_type, field_layout, span)

    def _only_field(self, type_: Attribute, layout: Layout) -> tuple[int, Attribute, Layout] | None:
        """The one field of a struct that takes room."""
        if not isinstance(type_, mir.AdtType):
            return None
        if self.layouts.layouts.definition(type_).kind == "enum":
            return None
        found: list[tuple[int, Attribute, Layout]] = []
        for position, field_type in enumerate(layout.field_types):
            field_layout = self.layouts.layout(field_type, None)
            if field_layout.size:
                found.append((layout.offset(position), field_type, field_layout))
        return found[0] if len(found) == 1 else None

    def _write_pointer(
        self,
        content: Content,
        offset: int,
        value: Value,
        type_: mir.RefType | mir.PtrType,
        span: SourceSpan | None,
    ) -> None:
        if isinstance(value, Pointer):
            value = self.pointer(value, type_, span)
        elif isinstance(value, StrConstAttr | BytesConstAttr):
            if isinstance(type_.pointee, mir.StrType | mir.SliceType):
                content.put(offset + POINTER_BYTES, len(value.data), POINTER_BYTES)
            value = PointerConstAttr.of(self.collector.items.bytes_symbol(value.data))
        if isinstance(value, AggregateConstAttr):
            value = Aggregate(list(value.fields.data))
        if isinstance(value, Aggregate) and len(value.fields) == 2:
            thin = mir.PtrType(mir.UNIT, mir.IntAttr(0))
            layout = self.layouts.layout(thin, span)
            self._write(content, offset, value.fields[0], thin, layout, span)
            second = value.fields[1]
            at = offset + POINTER_BYTES
            self._write(content, at, second, thin, layout, span)
            return
        if not isinstance(value, PointerConstAttr):
            raise self._refuse(type_, span)
        content.put(offset, 0, POINTER_BYTES)
        content.relocations[offset] = _target(value)

    # --- reading ---------------------------------------------------------------------------------

    def load(self, pointer: PointerConstAttr, type_: Attribute, span: SourceSpan | None) -> Value:
        """The value of a type that a pointer to an allocation points to."""
        symbol, offset = _target(pointer)
        content = self.collector.items.content_of(symbol)
        if content is None:
            raise CompileError.of(f"what a constant reads from `{symbol}` is not known", span)
        return self.read(content, offset, type_, span)

    def transmute(
        self, value: Value, source: Attribute, target: Attribute, span: SourceSpan | None
    ) -> Value:
        """A value's bytes as a value of another type."""
        content, _ = self.content(value, source, span)
        return self.read(content, 0, target, span)

    def read(
        self, content: Content, offset: int, type_: Attribute, span: SourceSpan | None
    ) -> Value:
        """The value of a sized type at an offset."""
        layout = self.layouts.layout(type_, span)
        size = layout.size
        if offset + size > len(content.data):
            raise CompileError.of("a constant reads beyond an allocation", span)
        if size == 0 and not isinstance(type_, mir.ArrayType):
            return ZST
        if int_range(type_) is not None:
            number = content.get(offset, size)
            return UNINIT if number is None else wrap(number, type_)
        if (form := _FLOATS.get(type_.__class__)) is not None:
            number = content.get(offset, size)
            return UNINIT if number is None else FloatConstAttr(_float_text(number, form))
        match type_:
            case mir.RefType() | mir.PtrType() | mir.FnPtrType():
                return self._read_pointer(content, offset, size, span)
            case mir.ArrayType():
                element = self.layouts.layout(type_.element, span)
                count = size // element.size if element.size else 0
                return Aggregate(
                    [
                        self.read(content, offset + i * element.size, type_.element, span)
                        for i in range(count)
                    ]
                )
            case mir.PatternType():
                return self.read(content, offset, type_.base, span)
            case mir.AdtType() | mir.TupleType() | mir.ClosureType():
                return self._read_fields(content, offset, type_, layout, span)
            case _:
                raise self._refuse(type_, span)

    def _read_pointer(
        self, content: Content, offset: int, size: int, span: SourceSpan | None
    ) -> Value:
        parts: list[Value] = []
        for at in range(offset, offset + size, POINTER_BYTES):
            target = content.relocations.get(at)
            if target is not None:
                parts.append(PointerConstAttr.of(*target))
                continue
            number = content.get(at, POINTER_BYTES)
            if number is None:
                return UNINIT
            parts.append(number if at > offset else AddressConstAttr(number))
        return parts[0] if len(parts) == 1 else Aggregate(parts)

    def _read_fields(
        self,
        content: Content,
        offset: int,
        type_: Attribute,
        layout: Layout,
        span: SourceSpan | None,
    ) -> Value:
        layouts = self.layouts.layouts
        variant: str | None = None
        if isinstance(type_, mir.AdtType):
            definition = layouts.definition(type_)
            if definition.kind == "union":
                raise self._refuse(type_, span)
            if definition.kind == "enum":
                index = self._variant_of(content, offset, layout)
                if index is None:
                    raise self._refuse(type_, span)
                variant = definition.variants[index].name
                layout = layouts.for_variant(layout, index)
        return Aggregate(
            [
                self.read(content, offset + layout.offset(i), field_type, span)
                for i, field_type in enumerate(layout.field_types)
            ],
            variant,
        )

    def _variant_of(self, content: Content, offset: int, layout: Layout) -> int | None:
        """The index of the variant that the bytes of an enum are of."""
        from ..lowering.layout.data import MultipleVariants, NicheTag, SingleVariant

        variants = layout.variants
        if isinstance(variants, SingleVariant):
            return variants.index
        if not isinstance(variants, MultipleVariants):
            return None
        at, size = _tag_place(layout)
        untagged = (
            variants.tag_encoding.untagged_variant
            if isinstance(variants.tag_encoding, NicheTag)
            else None
        )
        if offset + at in content.relocations:
            # A pointer is no niche.
            return untagged
        number = content.get(offset + at, size)
        if number is None:
            return None
        for index in range(len(variants.variants)):
            if self.layouts.layouts.tag_of(layout, index) == number:
                return index
        return untagged

    def _refuse(self, type_: Attribute, span: SourceSpan | None) -> CompileError:
        return CompileError.of(
            f"a reference to a constant of type `{spell(type_)}` is not supported", span
        )


def _tag_place(layout: Layout) -> tuple[int, int]:
    """The offset and the size of an enum's tag, in bytes."""
    from ..lowering.layout.data import MultipleVariants

    variants = layout.variants
    assert isinstance(variants, MultipleVariants)
    return variants.tag_offset, variants.tag.size


def _target(pointer: PointerConstAttr) -> tuple[str, int]:
    return pointer.symbol.root_reference.data, pointer.offset.data


def float_bits(text: str, type_: Attribute, span: SourceSpan | None) -> int:
    """The bits of a float as rustc prints it."""
    form = _FLOATS.get(type_.__class__)
    if form is None:
        raise CompileError.of(f"the constant `{text}` of type `{spell(type_)}` in memory", span)
    if text.startswith("NaN:"):
        return int(text[4:], 16)
    letter = form[0]
    try:
        packed = struct.pack(f"<{letter}", float(text))
    except OverflowError:
        packed = struct.pack(f"<{letter}", float("inf") if text[0] != "-" else float("-inf"))
    return int.from_bytes(packed, "little")


def _float_text(bits: int, form: tuple[str, int]) -> str:
    """The text of a float that reads back to the same bits."""
    letter, size = form
    value = struct.unpack(f"<{letter}", bits.to_bytes(size, "little"))[0]
    if value != value:
        return f"NaN:0x{bits:x}"
    # The shortest text of a narrower float is as good when read as the wider one.
    return repr(value)
