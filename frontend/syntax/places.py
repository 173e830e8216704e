"""
Places: a local and a projection from it (`Place` and `ProjectionElem` in
`compiler/rustc_middle/src/mir/syntax.rs`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from xdsl.ir import Attribute


@dataclass(slots=True, unsafe_hash=True)
class Deref:
    """`(*P)`."""


@dataclass(slots=True, unsafe_hash=True)
class Field:
    """`(P.index: type)`: fields count in the order of declaration, those of closures of capture."""

    index: int
    type: Attribute


@dataclass(slots=True, unsafe_hash=True)
class Index:
    """`P[_local]`."""

    local: int


@dataclass(slots=True, unsafe_hash=True)
class ConstantIndex:
    """`P[offset of min_length]`, or from the end `P[-offset of min_length]`."""

    offset: int
    min_length: int
    from_end: bool


@dataclass(slots=True, unsafe_hash=True)
class Subslice:
    """`P[from_..to]`; with `from_end` `to` counts from the end: `P[from_:-to]`."""

    from_: int
    to: int
    from_end: bool


@dataclass(slots=True, unsafe_hash=True)
class Downcast:
    """`(P as variant)`; a variant without a name is `variant#index`."""

    variant: str


@dataclass(slots=True, unsafe_hash=True)
class OpaqueCast:
    """`(P as type)`, from an opaque type to what it hides; only in early MIR."""

    type: Attribute


@dataclass(slots=True, unsafe_hash=True)
class UnwrapBinder:
    """`unwrap_binder!(P; type)`."""

    type: Attribute


Projection: TypeAlias = (
    Deref | Field | Index | ConstantIndex | Subslice | Downcast | OpaqueCast | UnwrapBinder
)


@dataclass(slots=True, unsafe_hash=True)
class Place:
    """A local and the path from it, innermost first."""

    local: int
    projection: tuple[Projection, ...] = ()
