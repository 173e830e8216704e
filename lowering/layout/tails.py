"""
What is at the end of unsized types, and so what pointers to them carry
(`struct_tail_for_codegen` in `compiler/rustc_middle/src/ty/util.rs`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from xdsl.ir import Attribute

from ...dialects.mir import types as mir
from .definitions import AdtDefinition
from .errors import recursive, too_generic

PointeeKind = Literal["thin", "length", "vtable"]
"""What a pointer to a type carries besides the address: nothing, a length, or a vtable."""


@dataclass(frozen=True, slots=True)
class TailStep:
    """A struct or tuple on the way from an unsized type to its tail."""

    offset: int
    """Where the last field starts, before its own (perhaps dynamic) alignment is applied."""
    align: int
    """Alignment of everything that is statically known."""
    packed: int | None
    """`repr(packed)`, which caps the last field's alignment."""


@dataclass(frozen=True, slots=True)
class UnsizedTail:
    """
    How to compute an unsized value's size and alignment from its pointer's metadata.

    Start from the tail: a slice or `str` of `n` elements has size `n * element_size` and alignment
    `element_align`; a `dyn` has both in its vtable (after the drop entry); an extern type has
    neither. Then for each of `steps`, from the last to the first:

        tail_align = min(tail_align, step.packed)       if packed
        align      = max(step.align, tail_align)
        size       = round_up(step.offset + tail_size, align)

    as `size_and_align_of_dst` in `compiler/rustc_codegen_ssa/src/size_of_val.rs` does. The tail
    itself starts at `round_up(step.offset, tail_align)`.
    """

    kind: Literal["length", "vtable", "extern"]
    tail: Attribute
    """The slice, `str`, `dyn` or extern type at the end."""
    element_size: int
    element_align: int
    steps: tuple[TailStep, ...]
    """From the type itself inwards."""


class Tails:
    """The tails of types, by definitions alone: no layout is needed, so types may be recursive."""

    def __init__(self, definition: Callable[[Attribute], AdtDefinition]) -> None:
        self._definition = definition
        self._tails: dict[Attribute, Attribute] = {}

    def tail_of(self, type: Attribute) -> Attribute:
        """
        The type at the end of nested last fields (rustc's `struct_tail_for_codegen`).

        It decides whether the type is sized, and what metadata pointers to it carry.
        """
        tail = self._tails.get(type)
        if tail is not None:
            return tail
        tail = type
        seen: set[Attribute] = set()
        while True:
            match tail:
                case mir.AdtType():
                    definition = self._definition(tail)
                    if definition.kind != "struct" or not definition.variants[0].fields:
                        break
                    if tail in seen:
                        raise recursive(type)
                    seen.add(tail)
                    tail = definition.variants[0].fields[-1].type
                case mir.TupleType() if tail.elements.data:
                    tail = tail.elements.data[-1]
                case mir.UnsafeBinderType():
                    tail = tail.inner
                case mir.PatternType():
                    tail = tail.base
                case _:
                    break
        self._tails[type] = tail
        return tail

    def pointee_kind(self, type: Attribute) -> PointeeKind:
        """What a pointer to the type carries besides the address."""
        tail = self.tail_of(type)
        match tail:
            case mir.SliceType() | mir.StrType():
                return "length"
            case mir.DynType():
                return "vtable"
            case mir.ParamType() | mir.ProjectionType() | mir.OpaqueType():
                raise too_generic(tail, type)
            case _:
                return "thin"

    def is_sized(self, type: Attribute) -> bool:
        """Whether all values of the type have the same size."""
        return self.pointee_kind(type) == "thin" and not isinstance(
            self.tail_of(type), mir.ForeignType
        )
