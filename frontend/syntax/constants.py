"""
The values of constants, in the forms that rustc prints them in (`pretty_print_const_value` in
`compiler/rustc_middle/src/mir/pretty.rs`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from xdsl.ir import Attribute

from .paths import FnPath

if TYPE_CHECKING:
    from .operands import Constant


@dataclass(slots=True, unsafe_hash=True)
class IntValue:
    """`5_u32`."""

    value: int


@dataclass(slots=True, unsafe_hash=True)
class FloatValue:
    """`1.5f32`, `NaN_f64`, `-Inf_f32`."""

    text: str
    """As printed, without the type: `1.5`, `1E+2`, `NaN`; `inf`, `-inf` for `+Inf_`, `-Inf_`."""
    type: Attribute


@dataclass(slots=True, unsafe_hash=True)
class BoolValue:
    """`true`."""

    value: bool


@dataclass(slots=True, unsafe_hash=True)
class CharValue:
    """`'a'`."""

    value: str


@dataclass(slots=True, unsafe_hash=True)
class StrValue:
    """`"text"`: a `&str`. Bytes that are not UTF-8 were replaced when rustc printed them."""

    value: bytes


@dataclass(slots=True, unsafe_hash=True)
class ByteStrValue:
    """`b"bytes"`: a `&[u8]` or a `&[u8; N]`, as the constant's type says."""

    value: bytes


@dataclass(slots=True, unsafe_hash=True)
class ByteArrayValue:
    """`*b"bytes"`: a `[u8; N]`."""

    value: bytes


@dataclass(slots=True, unsafe_hash=True)
class ZstValue:
    """A value of no bytes: a function item, `<ZST>`, `{transmute(()): T}`."""

    fn: FnPath | None = None
    """The function, where it is one."""


@dataclass(slots=True, unsafe_hash=True)
class AggregateValue:
    """
    A tuple, array, struct or enum variant, field by field.

    Which of them it is the constant's type says. Fields without names are numbered.
    """

    kind: Literal["tuple", "array", "adt"]
    path: FnPath | None
    """The struct's or variant's path as printed, generic arguments included, for an ADT."""
    variant: str | None
    """The variant; `None` for a struct, and where only the definition could tell (see `path`)."""
    fields: tuple[tuple[str, Constant], ...]


@dataclass(slots=True, unsafe_hash=True)
class AllocPointer:
    """`{alloc1+0x10<imm>: &T}`: a pointer into an allocation of this file."""

    alloc: str
    """`alloc1`, a key of `Body.allocations`."""
    offset: int
    """In bytes."""
    immutable: bool = False


@dataclass(slots=True, unsafe_hash=True)
class AddressValue:
    """`{0x1 as *const T}`: a pointer without provenance."""

    value: int


@dataclass(slots=True, unsafe_hash=True)
class FnPointerValue:
    """`{path as fn(u32) -> u32}`: a pointer to a function."""

    fn: FnPath


@dataclass(slots=True, unsafe_hash=True)
class TransmutedValue:
    """`{transmute(0x01): T}`: the bits of a type that rustc does not print otherwise."""

    bits: int
    size: int
    """In bytes; 0 for `transmute(())`."""


@dataclass(slots=True, unsafe_hash=True)
class PatternValue:
    """`5_u32 is 1..`: a value of a pattern type."""

    base: ConstValue
    pattern: str
    """As printed, after `is`."""


@dataclass(slots=True, unsafe_hash=True)
class UnevaluatedValue:
    """`core::mem::size_of::<T>`, `<T as Tr>::N`, `f::promoted[0]`: to be evaluated when known."""

    path: FnPath
    """Without `promoted[N]`."""
    promoted: int | None = None

    @property
    def args(self) -> tuple[Attribute, ...]:
        """All its generic arguments."""
        return self.path.args


@dataclass(slots=True, unsafe_hash=True)
class ParamValue:
    """`N`: a const generic parameter."""

    name: str


@dataclass(slots=True, unsafe_hash=True)
class UninitValue:
    """`<uninit>`."""


@dataclass(slots=True, unsafe_hash=True)
class IndirectValue:
    """`Indirect { alloc_id: alloc1, offset: Size(0 bytes) }: T`: the bytes at an allocation."""

    alloc: str
    offset: int
    """In bytes."""


@dataclass(slots=True, unsafe_hash=True)
class SliceValue:
    """`Slice { alloc_id: alloc1, meta: 3 }: &[T]`: a fat pointer to an allocation's beginning."""

    alloc: str
    meta: int
    """The number of elements (of a `str`, bytes)."""


@dataclass(slots=True, unsafe_hash=True)
class RefValue:
    """`&5_u32`: a reference to a value; from const generics (`adt_const_params`) only."""

    value: Constant


@dataclass(slots=True, unsafe_hash=True)
class UnreachableValue:
    """`{unreachable(): T}`: a value of a type that has none."""


@dataclass(slots=True, unsafe_hash=True)
class OpaqueValue:
    """A constant whose content rustc does not show: `<static(..)>`, `<dangling pointer>`."""

    text: str


ConstValue: TypeAlias = (
    IntValue
    | FloatValue
    | BoolValue
    | CharValue
    | StrValue
    | ByteStrValue
    | ByteArrayValue
    | ZstValue
    | AggregateValue
    | AllocPointer
    | AddressValue
    | FnPointerValue
    | TransmutedValue
    | PatternValue
    | UnevaluatedValue
    | ParamValue
    | UninitValue
    | IndirectValue
    | SliceValue
    | RefValue
    | UnreachableValue
    | OpaqueValue
)
