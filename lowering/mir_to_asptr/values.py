"""
Values and places with their layouts: what the lowering of MIR hands around.

An `Operand` is a Rust value on its way from one operation to the next: nothing at all, one SSA
value, two (a scalar pair, such as a fat pointer or an `Option<u32>`), or a place in memory that
holds it. A `Place` is where a value lives. Both carry the layout, so that no function asks again
what a thing is. They correspond to `OperandRef` and `PlaceRef` in rustc
(`compiler/rustc_codegen_ssa/src/mir/{operand,place}.rs`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from xdsl.ir import SSAValue

from ..layout import Layout


@dataclass(slots=True, eq=False)
class Place:
    """
    Memory that holds, or will hold, a value.

    `pointer` may be in any address space; a Rust pointer is flat, a local is in private memory.
    """

    pointer: SSAValue
    layout: Layout
    align: int
    """What is known of the address, in bytes; below the layout's alignment in packed structs."""
    metadata: SSAValue | None = None
    """The length or the vtable, where the layout is unsized."""


@dataclass(slots=True, eq=False)
class Nothing:
    """A value without bytes: `()`, a function item, a capture-less closure."""

    layout: Layout


@dataclass(slots=True, eq=False)
class Immediate:
    """A value that is one SSA value: a scalar or a vector. `bool` is an `i1`."""

    layout: Layout
    value: SSAValue


@dataclass(slots=True, eq=False)
class Pair:
    """A value that is two SSA values: a scalar pair."""

    layout: Layout
    first: SSAValue
    second: SSAValue


@dataclass(slots=True, eq=False)
class InMemory:
    """A value that stays where it is until it is stored somewhere else."""

    place: Place
    moved: bool = False
    """Whether nobody looks at that memory again, so that it can be given away with the value."""

    @property
    def layout(self) -> Layout:
        """The layout of the value."""
        return self.place.layout


Operand: TypeAlias = Nothing | Immediate | Pair | InMemory
"""A Rust value with its layout."""
