"""
The values of constant evaluation, and the sizes of types in it.

A value is an `int` (also of `bool` and `char`), an `Aggregate`, a `Pointer` to a place of the
evaluation, or an attribute that is passed through untouched.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

from xdsl.dialects.builtin import IntegerType, Signedness
from xdsl.ir import Attribute

from rusticle.diagnostics import CompileError, SourceSpan

from ..dialects.mir import types as mir
from ..dialects.mir.spelling import spell
from .import_constants import ZST
from .resolve import Resolver
from .substitution import int_of

POINTER_BITS = 64
"""The width of a flat pointer, as rustc evaluated constants for the target."""


@dataclass(slots=True)
class Aggregate:
    """A struct, tuple, array, closure or variant of an enum."""

    fields: list[Value]
    variant: str | None = None


@dataclass(slots=True)
class Cell:
    """A local, or a constant that something points to."""

    value: Value | None = None
    type: Attribute = field(default_factory=lambda: mir.UNIT)


@dataclass(slots=True)
class Pointer:
    """A reference to a part of a cell; `length` if it is that of a slice."""

    cell: Cell
    path: tuple[int, ...] = ()
    length: int | None = None


ConstKey: TypeAlias = tuple[str, tuple[Attribute, ...], int | None]
"""A constant item: its path, its arguments, and the number of a promoted constant."""

Value: TypeAlias = int | Aggregate | Pointer | Attribute


def int_range(type_: Attribute) -> tuple[int, bool] | None:
    """The width in bits and the signedness of an integer-like type."""
    match type_:
        case IntegerType():
            return type_.width.data, type_.signedness.data is Signedness.SIGNED
        case mir.UsizeType():
            return POINTER_BITS, False
        case mir.IsizeType():
            return POINTER_BITS, True
        case mir.BoolType():
            return 1, False
        case mir.CharType():
            return 32, False
        case _:
            return None


def wrap(value: int, type_: Attribute) -> int:
    """An integer, wrapped to the values of its type."""
    found = int_range(type_)
    if found is None:
        return value
    bits, signed = found
    value &= (1 << bits) - 1
    if signed and value >> (bits - 1):
        value -= 1 << bits
    return value


def copied(value: Value) -> Value:
    """A value that later writes to its source do not change."""
    if isinstance(value, Aggregate):
        return Aggregate([copied(part) for part in value.fields], value.variant)
    return value


def set_field(fields: list[Value], index: int, value: Value) -> None:
    """Write a field; those before it that were not written yet are uninitialised."""
    while len(fields) <= index:
        fields.append(ZST)
    fields[index] = value


class ConstLayouts:
    """The layouts that a constant may ask for with `size_of` and `align_of`."""

    def __init__(self, resolver: Resolver) -> None:
        self.resolver = resolver

    def of(self, type_: Attribute, span: SourceSpan | None) -> tuple[int, int]:
        """
        A type's size and alignment in bytes, of those types whose layout needs no niches.

        A struct's fields are sorted by alignment, which leaves no padding between them.
        """
        found = int_range(type_)
        if found is not None:
            size = 1 if isinstance(type_, mir.BoolType) else found[0] // 8
            return size, min(size, 16)
        width = getattr(type_, "bitwidth", None)
        if isinstance(width, int):
            return width // 8, width // 8
        traits = self.resolver.traits
        match type_:
            case mir.RefType() | mir.PtrType():
                thin = traits.is_sized(type_.pointee) or isinstance(
                    traits.tail(type_.pointee), mir.ForeignType
                )
                return (8 if thin else 16), 8
            case mir.FnPtrType():
                return 8, 8
            case mir.FnDefType() | mir.NeverType():
                return 0, 1
            case mir.TupleType():
                return self._struct_layout(list(type_.elements.data), False, None, None, span)
            case mir.ClosureType():
                captures = self.resolver.closure_captures(type_)
                return self._struct_layout(list(captures), False, None, None, span)
            case mir.ArrayType() if (length := int_of(type_.length)) is not None:
                size, align = self.of(type_.element, span)
                return size * length, align
            case mir.PatternType():
                return self.of(type_.base, span)
            case mir.AdtType():
                adt = self.resolver.universe.adt(type_.path.data)
                if adt is not None and not adt.repr.simd:
                    substitute = traits.substitute_adt(adt, type_)
                    fields = [substitute(f.type) for v in adt.variants for f in v.fields]
                    if adt.kind == "struct":
                        return self._struct_layout(
                            fields, adt.repr.c, adt.repr.packed, adt.repr.align, span
                        )
                    if adt.kind == "union":
                        parts = [self.of(f, span) for f in fields]
                        align = max([a for _, a in parts], default=1)
                        return _round_up(max([s for s, _ in parts], default=0), align), align
                    if not fields:
                        return self._plain_enum_layout(adt.repr.int, len(adt.variants))
            case _:
                pass
        raise CompileError.of(f"the size of `{spell(type_)}` in a constant is not supported", span)

    def _plain_enum_layout(self, repr_: Attribute | None, count: int) -> tuple[int, int]:
        if repr_ is not None:
            found = int_range(repr_)
            size = 1 if found is None else found[0] // 8
            return size, size
        if count <= 1:
            return 0, 1
        size = 1 if count <= 256 else 2
        return size, size

    def _struct_layout(
        self,
        fields: list[Attribute],
        ordered: bool,
        packed: int | None,
        least: int | None,
        span: SourceSpan | None,
    ) -> tuple[int, int]:
        parts = [self.of(field_type, span) for field_type in fields]
        if packed is not None:
            parts = [(size, min(align, packed)) for size, align in parts]
        if not ordered:
            parts.sort(key=lambda part: -part[1])
        offset, align = 0, 1
        for size, field_align in parts:
            offset = _round_up(offset, field_align) + size
            align = max(align, field_align)
        align = max(align, least or 1)
        return _round_up(offset, align), align


def _round_up(value: int, align: int) -> int:
    return (value + align - 1) // align * align
