"""Rvalues: what is computed and assigned (`Rvalue` in `mir/syntax.rs`)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from xdsl.ir import Attribute

from .operands import Operand
from .paths import FnPath
from .places import Place


@dataclass(slots=True, unsafe_hash=True)
class Use:
    """An operand's value."""

    operand: Operand


@dataclass(slots=True, unsafe_hash=True)
class Repeat:
    """`[operand; count]`."""

    operand: Operand
    count: Attribute
    """An `IntAttr`, a `ParamType`, or what else the type reader yields for a const generic."""


@dataclass(slots=True, unsafe_hash=True)
class Ref:
    """`&P`, `&mut P`, `&fake P`."""

    kind: Literal["shared", "mut", "fake", "fake shallow"]
    place: Place


@dataclass(slots=True, unsafe_hash=True)
class RawPtr:
    """`&raw const P`, `&raw mut P`; `fake`, `&raw const (fake) P`, only for `PtrMetadata`."""

    kind: Literal["const", "mut", "fake"]
    place: Place


@dataclass(slots=True, unsafe_hash=True)
class ThreadLocalRef:
    """`&/*tls*/ path`: the address of a thread-local static."""

    path: str
    """Canonical."""
    mutable: bool


@dataclass(slots=True, unsafe_hash=True)
class Cast:
    """`operand as type (kind)`."""

    kind: str
    """
    As rustc prints it, its inner arguments included: `IntToInt`, `Transmute`, `PtrToPtr`,
    `PointerCoercion(Unsize, Implicit)`, `PointerExposeProvenance`, `Subtype`...
    """
    operand: Operand
    type: Attribute


@dataclass(slots=True, unsafe_hash=True)
class BinaryOp:
    """`Add(lhs, rhs)`."""

    op: str
    """rustc's name: `Add`, `AddUnchecked`, `AddWithOverflow`, `Cmp`, `Offset`..."""
    lhs: Operand
    rhs: Operand


@dataclass(slots=True, unsafe_hash=True)
class UnaryOp:
    """`Neg(operand)`, `Not(operand)`, `PtrMetadata(operand)`."""

    op: str
    operand: Operand


@dataclass(slots=True, unsafe_hash=True)
class Discriminant:
    """`discriminant(P)`."""

    place: Place


@dataclass(slots=True, unsafe_hash=True)
class Aggregate:
    """
    A value from its fields: `[a, b]`, `(a,)`, `Path { f: a }`, `Path(a)`, `{closure@p} { x: a }`,
    `*const T from (a, b)`.
    """

    kind: Literal["array", "tuple", "adt", "closure", "coroutine", "raw_ptr"]
    type: Attribute | None
    """
    The aggregate's type; for `raw_ptr` the pointer's. `None` where the place that it is assigned
    to has a type that the reader cannot follow.
    """
    operands: tuple[Operand, ...]
    path: FnPath | None = None
    """For `adt` the struct's or variant's path as printed."""
    variant: str | None = None
    """For `adt` of an enum the variant."""
    names: tuple[str, ...] = ()
    """The fields' names, one for each operand where they are written (`adt` and `closure`).
    A union has a single one, that of the field to set. For closures, captured variables."""


@dataclass(slots=True, unsafe_hash=True)
class CopyForDeref:
    """`deref_copy P`: a copy that exists only to be dereferenced."""

    place: Place


@dataclass(slots=True, unsafe_hash=True)
class WrapBinder:
    """`wrap_binder!(operand; type)`."""

    operand: Operand
    type: Attribute


@dataclass(slots=True, unsafe_hash=True)
class Len:
    """`Len(P)`; of older rustc."""

    place: Place


@dataclass(slots=True, unsafe_hash=True)
class NullaryOp:
    """`SizeOf(T)`, `AlignOf(T)`, `OffsetOf(T, [..])`, `UbChecks()`; of older rustc."""

    op: str
    type: Attribute | None
    argument: str = ""
    """What follows the type, as printed."""


@dataclass(slots=True, unsafe_hash=True)
class ShallowInitBox:
    """`ShallowInitBox(operand, T)`; of older rustc."""

    operand: Operand
    type: Attribute


Rvalue: TypeAlias = (
    Use
    | Repeat
    | Ref
    | RawPtr
    | ThreadLocalRef
    | Cast
    | BinaryOp
    | UnaryOp
    | Discriminant
    | Aggregate
    | CopyForDeref
    | WrapBinder
    | Len
    | NullaryOp
    | ShallowInitBox
)
