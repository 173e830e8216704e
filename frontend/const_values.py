"""
The values of constant evaluation.

A value is an `int` (also of `bool` and `char`), an `Aggregate`, a `Pointer` to a place of the
evaluation, or an attribute that is passed through untouched.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256
from typing import TypeAlias

from xdsl.dialects.builtin import IntegerType, Signedness
from xdsl.ir import Attribute

from ..dialects.mir import AddressConstAttr
from ..dialects.mir import types as mir
from ..dialects.mir.spelling import spell
from .import_constants import UNINIT, ZST

POINTER_BITS = 64
"""The width of a flat pointer, as rustc evaluated constants for the target."""


@dataclass(slots=True)
class Aggregate:
    """A struct, tuple, array, closure or variant of an enum."""

    fields: list[Value]
    variant: str | None = None


@dataclass(slots=True)
class Union(Aggregate):
    """A union: one of its fields is initialised, the others are not."""

    types: list[Attribute] = field(default_factory=list[Attribute])
    """Those of all its fields."""

    @staticmethod
    def of(types: list[Attribute], active: int, value: Value) -> Union:
        """A union of fields of these types, with the value of one of them."""
        return Union([*[UNINIT] * active, value], None, types)

    def active(self) -> int:
        """The index of the field that is initialised."""
        return len(self.fields) - 1

    def set(self, index: int, value: Value) -> None:
        """Write a field, which makes the others unknown."""
        self.fields[:] = [*[UNINIT] * index, value]


@dataclass(slots=True)
class Cell:
    """A local, or a constant that something points to."""

    value: Value | None = None
    type: Attribute = field(default_factory=lambda: mir.UNIT)


@dataclass(slots=True)
class Pointer:
    """A reference to a part of a cell."""

    cell: Cell
    path: tuple[int, ...] = ()
    length: int | None = None
    """The number of elements, if it is to some of those that are there: a slice."""
    start: int = 0
    """The first of these elements."""

    def within(self, value: Value) -> Value:
        """What it points to, of all that is at its path."""
        if self.length is None or not isinstance(value, Aggregate):
            return value
        return Aggregate(value.fields[self.start : self.start + self.length])

    def element(self, index: int) -> Pointer:
        """A reference to an element."""
        return Pointer(self.cell, (*self.path, self.start + index))


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
    if isinstance(value, Union):
        return Union([copied(part) for part in value.fields], None, value.types)
    if isinstance(value, Aggregate):
        return Aggregate([copied(part) for part in value.fields], value.variant)
    return value


def set_field(target: Aggregate, index: int, value: Value) -> None:
    """Write a field; those before it that were not written yet are uninitialised."""
    if isinstance(target, Union):
        target.set(index, value)
        return
    fields = target.fields
    while len(fields) <= index:
        fields.append(ZST)
    fields[index] = value


def type_id(type_: Attribute) -> Aggregate:
    """
    The `core::any::TypeId` of a type: 128 bits of a hash of it, as two pointers without provenance.

    rustc's hash is another one, which a program cannot rely on; all that counts is that different
    types have different ones, in one module and across them.
    """
    digest = sha256(spell(type_).encode()).digest()
    halves = (int.from_bytes(digest[i : i + 8], "little") for i in (0, 8))
    return Aggregate([Aggregate([AddressConstAttr(half) for half in halves])])
