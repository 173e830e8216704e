"""
What a callee may be, and how paths to functions are written.

The kinds of callees are those of rustc's `InstanceKind` (`rustc_middle/src/ty/instance.rs`); which
one a path means is `resolve.py`'s to say. An `Instance` is a function with its generic parameters
bound: what the collector puts on its worklist, once for each symbol.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol, TypeAlias

from xdsl.ir import Attribute

from ..dialects.mir import types as mir
from ..dialects.mir.spelling import spell
from .definitions import AdtDef, FnDef, ImplDef
from .substitution import Bindings, Substitution
from .syntax import Body, FnPath, FnSig, NameSegment, QualifiedSegment, TraitRef, TrivialConst
from .traits import Args, UserImpl

NEVER = mir.NeverType()

FOREIGN_ABIS = frozenset({"unadjusted", "C", "system", "C-unwind"})
"""The ABIs of `extern` blocks."""


class BodySource(Protocol):
    """Where the MIR of functions and constants is found."""

    def function_body(self, function: FnDef) -> Body | None:
        """The MIR of a function."""
        ...

    def body(self, path: str) -> Body | None:
        """The MIR of the item of that canonical path, if there is exactly one."""
        ...

    def nested_body(self, function: FnDef, suffix: str) -> Body | None:
        """The MIR of what is nested in a function: `{closure#0}`, `promoted[0]`."""
        ...

    def nested_item(self, function: FnDef, suffix: str) -> Body | TrivialConst | None:
        """The same, of a constant whose value is all there is too."""
        ...

    def function_mentions(self, path: str) -> list[tuple[Args, FnSig]]:
        """The generic arguments and signatures with which the MIR read so far names a function."""
        ...

    def nested_in_constant(
        self, impl: ImplDef, name: str, suffix: str
    ) -> Body | TrivialConst | None:
        """What is nested in an impl's associated constant."""
        ...

    def unlisted(self, crate: str, name: str, within: str | None = None) -> list[Body]:
        """The functions of that name in impls that rustdoc does not list, or what is in them."""
        ...

    def constant(self, path: str) -> Body | TrivialConst | None:
        """The MIR of a free constant, or of a trait's default."""
        ...

    def impl_constant(self, impl: ImplDef, name: str) -> Body | TrivialConst | None:
        """The MIR of an impl's associated constant."""
        ...


# --- what a callee may be ------------------------------------------------------------------------


@dataclass(eq=False, slots=True)
class Instance:
    """
    A function to be imported: its symbol, its MIR, and what its parameters stand for.

    There is one object for each symbol. `definition` is `None` for closures, and for functions
    nested in other functions, which rustdoc does not list.
    """

    symbol: str
    body: Body | None
    substitution: Substitution
    definition: FnDef | None = None
    inputs: Args = ()
    output: Attribute = mir.UNIT
    is_panic: bool = False
    """Whether only its declaration is imported, since a call of it ends in a panic."""
    owner: str | None = None
    """The path for people of a closure's or nested function's own definition."""

    @property
    def tracks_caller(self) -> bool:
        """
        Whether it is `#[track_caller]`.

        Of a nested function rustdoc does not say; those of `core` that do not return are.
        """
        if self.definition is not None:
            return self.definition.track_caller
        return self.symbol.startswith("core::") and self.output == mir.NeverType()


@dataclass(frozen=True, slots=True)
class Function:
    """A call of a function that has, or will get, a symbol in the module."""

    instance: Instance


@dataclass(frozen=True, slots=True)
class ClosureCall:
    """
    A call through an `Fn*` trait of a closure's body, whose arguments are not tupled.

    `by` is what the trait passes as `self`, `takes` what the body wants: 0 by value, 1 by `&mut`,
    2 by `&`.
    """

    instance: Instance
    closure: mir.ClosureType
    by: int
    takes: int


@dataclass(frozen=True, slots=True)
class CallableCall:
    """A call through an `Fn*` trait of a function item or pointer; `by` as in `ClosureCall`."""

    callee: Attribute
    """A `FnDefType` or a `FnPtrType`."""
    by: int


@dataclass(frozen=True, slots=True)
class Intrinsic:
    """A call of what the compiler itself provides."""

    name: str
    args: Args
    path: FnPath


@dataclass(frozen=True, slots=True)
class Virtual:
    """A call through a slot of a vtable."""

    method: str
    slot: int
    by_value: bool = False
    """Whether `self` is taken by value: of an unsized type that needs an allocator."""


@dataclass(frozen=True, slots=True)
class CloneShim:
    """`Clone::clone` of a tuple, closure, function item or function pointer."""

    type: Attribute


@dataclass(frozen=True, slots=True)
class DropGlue:
    """`core::ptr::drop_in_place` of a type."""

    type: Attribute


@dataclass(frozen=True, slots=True)
class FnPtrAddr:
    """`FnPtr::addr`: a function pointer's address."""


@dataclass(frozen=True, slots=True)
class Constructor:
    """A tuple struct or tuple variant, used as a function."""

    type: mir.AdtType
    adt: AdtDef
    variant: str


Resolved: TypeAlias = (
    Function
    | ClosureCall
    | CallableCall
    | Intrinsic
    | Virtual
    | CloneShim
    | DropGlue
    | FnPtrAddr
    | Constructor
)


@dataclass(slots=True)
class Found:
    """A definition with its parameters bound, before it is decided what a call of it is."""

    definition: FnDef
    bindings: Bindings
    impl: UserImpl | None = None
    own_args: Args = field(default=())


RESOLVED_INTRINSICS = frozenset(
    {
        "const_eval_select",
        "caller_location",
        "type_name",
        "type_id",
        "type_id_eq",
        "type_of",
        "needs_drop",
        "drop_in_place",
        "ub_checks",
        "contract_checks",
        "overflow_checks",
    }
)
"""Intrinsics that the importer itself replaces, whether or not they have a fallback body."""


def spell_args(args: Sequence[Attribute]) -> str:
    """Generic arguments as Rust writes them, with their brackets; nothing if there are none."""
    return f"<{', '.join(spell(a) for a in args)}>" if args else ""


def trait_function_path(self_type: Attribute, trait: str, args: Args, name: str) -> FnPath:
    """The path of a trait's function, as rustc would print it."""
    return FnPath(
        f"<{spell(self_type)} as {trait}{spell_args(args)}>::{name}",
        (QualifiedSegment(self_type, _trait_ref(trait, args)), NameSegment(name)),
        f"{trait}::{name}",
        (self_type, *args),
        self_type,
        _trait_ref(trait, args),
    )


def trait_arg_count(function: FnDef, args: Args) -> int:
    """
    How many of the arguments of a trait's function are the trait's, `Self` included: rustc leaves
    out those at the trait's end that are its defaults.
    """
    return max(1, function.parent_count - max(0, len(function.generics) - len(args)))


def _trait_ref(trait: str, args: Args) -> TraitRef:
    return TraitRef(trait, args)


def path_of_type(type_: mir.FnDefType) -> FnPath:
    """The path that a function item's type alone gives, with all its arguments on the last name."""
    path = type_.path.data
    args: Args = type_.args.data
    names = path.split("::")
    segments = (*(NameSegment(name) for name in names[:-1]), NameSegment(names[-1], args))
    return FnPath(spell(type_), segments, path, args)
