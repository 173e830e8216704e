"""
Paths of items, taken apart: names with generic arguments, impl blocks and qualified types
(`print_def_path` in `compiler/rustc_middle/src/ty/print/mod.rs`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from xdsl.ir import Attribute

from .positions import Span


@dataclass(slots=True, unsafe_hash=True)
class TraitRef:
    """A trait with its generic arguments, `Self` not among them."""

    path: str
    """The trait's canonical definition path."""
    args: tuple[Attribute, ...]
    bindings: tuple[tuple[str, Attribute], ...] = ()
    """Associated types fixed by it: `Item = T`."""


@dataclass(slots=True, unsafe_hash=True)
class NameSegment:
    """`name::<args>`; also `{closure#0}`, `{constant#1}`, `{impl#2}` and `promoted[0]`."""

    name: str
    args: tuple[Attribute, ...] = ()


@dataclass(slots=True, unsafe_hash=True)
class ImplSegment:
    """`<impl Trait for Type>`: an impl block in the module that the segments before it name."""

    self_type: Attribute
    trait: TraitRef | None
    text: str
    """As printed, with its angle brackets."""


@dataclass(slots=True, unsafe_hash=True)
class ImplSpanSegment:
    """`<impl at FILE:L:C: L:C>`: an impl block named by where it is written."""

    span: Span
    text: str
    """As printed, with its angle brackets."""


@dataclass(slots=True, unsafe_hash=True)
class QualifiedSegment:
    """`<Type as Trait>` or `<Type>`; only ever the first segment."""

    self_type: Attribute
    trait: TraitRef | None


PathSegment: TypeAlias = NameSegment | ImplSegment | ImplSpanSegment | QualifiedSegment


@dataclass(slots=True, unsafe_hash=True)
class FnPath:
    """
    The path of a value (a function, a constant, a static), in the structure that rustc printed:

        core::mem::swap::<u32>                  names only
        core::option::Option::<i64>::ok_or::<E> names only: an inherent method of an ADT
        core::num::<impl i64>::checked_add      an inherent method of a primitive
        <u32 as core::clone::Clone>::clone      a trait's method
        shapes::<impl at s.rs:3:1: 3:9>::area   an item of an impl block, unambiguously

    The names before the first argument, impl or qualification are canonical: `Sq::area` of crate
    `shapes` has segments `shapes`, `Sq`, `area`.
    """

    text: str
    """As printed."""
    segments: tuple[PathSegment, ...]
    path: str
    """
    The canonical path without generic arguments: `core::option::Option::ok_or`,
    `core::num::<impl i64>::checked_add`; for a trait's item the trait's path and the name,
    `core::clone::Clone::clone`; for `<T>::name` that text.
    """
    args: tuple[Attribute, ...]
    """
    All generic arguments in order: for a trait's item `Self`, the trait's, its own; for an ADT's
    inherent item the ADT's, its own. Those inside an `ImplSegment` are not among them.
    """
    self_type: Attribute | None = None
    """The type in `<T as Trait>`, `<T>` or `<impl T>`."""
    trait: TraitRef | None = None
    """The trait in `<T as Trait>` or `<impl Trait for T>`."""

    @property
    def name(self) -> str:
        """The last name: `checked_add`."""
        last = self.segments[-1]
        return last.name if isinstance(last, NameSegment) else ""

    @property
    def own_args(self) -> tuple[Attribute, ...]:
        """The generic arguments of the last name."""
        last = self.segments[-1]
        return last.args if isinstance(last, NameSegment) else ()

    @property
    def is_trait_item(self) -> bool:
        """Whether the path names a trait's item that is to be selected by its `Self` type."""
        first = self.segments[0]
        return isinstance(first, QualifiedSegment) and first.trait is not None


@dataclass(slots=True, unsafe_hash=True)
class FnSig:
    """The signature of a function item, as rustc prints it beneath a constant operand."""

    inputs: tuple[Attribute, ...]
    output: Attribute
    abi: str = "Rust"
    """`C`, `unadjusted`, `rust-call`, `gpu-kernel`..."""
    unsafe: bool = False
    c_variadic: bool = False
    target_features: bool = False
    """Whether it is a safe `#[target_feature]` function."""
