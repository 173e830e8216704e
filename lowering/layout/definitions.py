"""
What the layout algorithm asks about named types: their kind, `repr`, variants and fields.

The definitions are monomorphic: the types of fields have the generic arguments put in.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol

from xdsl.ir import Attribute

from ...dialects.mir.types import AdtType, ClosureType


@dataclass(frozen=True, slots=True)
class Repr:
    """What `#[repr(..)]` says, as in rustc's `ReprOptions`. Alignments are in bytes."""

    c: bool = False
    transparent: bool = False
    simd: bool = False
    linear: bool = False
    """Fields keep their order, with no effect on the ABI: `Box`."""
    packed: int | None = None
    align: int | None = None
    int: Attribute | None = None
    """The type of `repr(u8)` and its like."""

    @property
    def inhibits_enum_layout_optimization(self) -> bool:
        """Whether an enum must have a tag of its own and keep every variant."""
        return self.c or self.int is not None

    @property
    def inhibits_field_reordering(self) -> bool:
        """Whether fields stay in source order."""
        return self.c or self.simd or self.linear or self.int is not None

    @property
    def inhibits_newtype_abi_optimization(self) -> bool:
        """Whether a struct around one scalar is not passed as that scalar."""
        return self.c or self.simd


DEFAULT_REPR = Repr()


@dataclass(frozen=True, slots=True)
class FieldDefinition:
    """A field; its name is a number in a tuple struct or variant."""

    name: str
    type: Attribute


@dataclass(frozen=True, slots=True)
class VariantDefinition:
    """A variant of an enum, or the only one of a struct or union."""

    name: str
    discriminant: int
    """As a value of the discriminant's type, negative where that is signed."""
    fields: tuple[FieldDefinition, ...]


@dataclass(frozen=True, slots=True)
class AdtDefinition:
    """A struct, enum or union with its generic arguments put in."""

    kind: Literal["struct", "enum", "union"]
    repr: Repr
    variants: tuple[VariantDefinition, ...]
    valid_range: tuple[int | None, int | None] = (None, None)
    """`rustc_layout_scalar_valid_range_start` and `_end`."""
    lang: str | None = None
    """The language item that layout must know: "unsafe_cell", "unsafe_pinned", "owned_box"."""
    maybe_unsized: bool = False
    """
    Of a struct: whether the last field's type, as declared, may be unsized (`T: ?Sized`, `[T]`).

    It then stays last, so that `&S<[u8; 4]>` can become `&S<[u8]>`, even in an `S<u32>`. This
    depends on the generic definition, not on the types at hand.
    """
    not_unpin: bool = False
    """Whether there is an `impl !Unpin` for it: its values may be pointed into while borrowed."""


class Definitions(Protocol):
    """A source of definitions."""

    def adt(self, type: AdtType) -> AdtDefinition | None:
        """The definition of a struct, enum or union, or `None` if it is not known."""
        ...

    def captures(self, type: ClosureType) -> tuple[Attribute, ...] | None:
        """The types that a closure captures, or `None` if it is not known."""
        ...
