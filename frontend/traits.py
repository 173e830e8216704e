"""
Trait selection: which impl makes a concrete type meet a trait, and what its associated types are.

Everything here is closed: types have no parameters left when they are asked about. An impl is a
candidate if its header matches the trait reference by one-way unification and its where-clauses
hold. Where several match, specialization decides as rustc's does: the impl whose header is an
instance of the other's, or whose where-clauses imply the other's, is the more specific one; an
item it does not define is inherited from the next.

Built-in impls are those of rustc's `rustc_trait_selection/src/traits/select/mod.rs`
(`assemble_builtin_bound_candidates` and its neighbours): `Sized`, `Copy` and `Clone` of tuples,
closures and functions, `Fn*` of closures, function items and function pointers, `Tuple`,
`Pointee`, `DiscriminantKind`, `FnPtr`, `Unsize`, and a trait object for its own traits. Auto traits
(`Send`, `Freeze`, `Unpin`, ...) are taken to hold: rustc has checked them already, and code that
depends on them is chosen by nothing else. Projections are normalised as in
`rustc_trait_selection/src/traits/project.rs`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol, TypeAlias

from xdsl.dialects.builtin import ArrayAttr, IntegerType, Signedness, StringAttr
from xdsl.ir import Attribute

from rusticle.diagnostics import CompileError, SourceSpan

from ..dialects.mir import types as mir
from ..dialects.mir.spelling import spell
from .definitions import (
    AdtDef,
    GenericParam,
    ImplDef,
    Predicate,
    TraitBound,
    TraitDef,
    TypeEquality,
    Universe,
    head_of,
)
from .substitution import Bindings, Substitution, is_generic, match_type

Args: TypeAlias = tuple[Attribute, ...]

CLONE = "core::clone::Clone"
COPY = "core::marker::Copy"
SIZED = "core::marker::Sized"
FN_ONCE = "core::ops::function::FnOnce"
FN_MUT = "core::ops::function::FnMut"
FN = "core::ops::function::Fn"
FN_TRAITS = {FN_ONCE: 0, FN_MUT: 1, FN: 2}
"""The callable traits, by how much they ask of a closure."""
POINTEE = "core::ptr::metadata::Pointee"
DISCRIMINANT_KIND = "core::marker::DiscriminantKind"
DROP = "core::ops::drop::Drop"

_ALWAYS = frozenset(
    {
        "core::marker::MetaSized",
        "core::marker::PointeeSized",
        "core::marker::Destruct",
        "core::marker::Freeze",
        "core::marker::UnsafeUnpin",
        "core::marker::Send",
        "core::marker::Sync",
        "core::marker::Unpin",
        "core::panic::unwind_safe::UnwindSafe",
        "core::panic::unwind_safe::RefUnwindSafe",
        "core::mem::transmutability::TransmuteFrom",
    }
)
"""Traits that rustc has proven, or that every type meets; there is nothing left to decide."""

ClosureKind: TypeAlias = Literal[0, 1, 2]
"""How a closure's body takes its captures: by value, by `&mut`, by `&`."""


@dataclass(frozen=True, slots=True)
class Signature:
    """The types that a callable takes and returns. A closure's come without its captures."""

    inputs: Args
    output: Attribute
    kind: ClosureKind = 2


class Callables(Protocol):
    """What trait selection has to ask about functions and closures."""

    def closure_signature(self, closure: mir.ClosureType) -> Signature:
        """What a closure takes and returns, and how it takes its captures."""
        ...

    def closure_captures(self, closure: mir.ClosureType) -> Args:
        """The types that a closure captures."""
        ...

    def function_signature(self, function: mir.FnDefType) -> Signature:
        """What a function item takes and returns."""
        ...


@dataclass(frozen=True, slots=True)
class UserImpl:
    """
    An impl of the source, with its parameters bound. `parents` are those it specializes, most
    specific first: items that it lacks come from them, then from the trait.
    """

    definition: ImplDef
    bindings: tuple[tuple[str, Attribute], ...]
    parents: tuple[UserImpl, ...] = ()


@dataclass(frozen=True, slots=True)
class BuiltinImpl:
    """An impl that the compiler provides."""

    kind: Literal["clone", "callable", "object", "other"]


Selection: TypeAlias = UserImpl | BuiltinImpl


class SelectionError(CompileError):
    """No impl makes a type meet a trait, or more than one does and neither is more specific."""

    @staticmethod
    def about(
        message: str, span: SourceSpan | None = None, notes: Sequence[str] = ()
    ) -> SelectionError:
        """The error of a single message."""
        return SelectionError(*CompileError.of(message, span, notes=notes).diagnostics)


def spell_trait(self_type: Attribute, trait: str, args: Args) -> str:
    """A trait reference for people: `u8: core::convert::Into<u64>`."""
    arguments = f"<{', '.join(spell(a) for a in args)}>" if args else ""
    return f"{spell(self_type)}: {trait}{arguments}"


def closure_owner(path: str) -> tuple[str, str]:
    """The function that a closure is in, and the rest of its path: `{closure#0}::{closure#1}`."""
    rest = ""
    while path.endswith("}") and "::{closure#" in path:
        path, _, last = path.rpartition("::")
        rest = last if not rest else f"{last}::{rest}"
    return path, rest


class Traits:
    """
    Trait selection over the definitions of all crates. Every answer is remembered.
    """

    def __init__(self, universe: Universe, callables: Callables) -> None:
        self.universe = universe
        self.callables = callables
        self.closed = Substitution({}, self.finish)
        """Brings a closed type into its normal form."""
        self._selected: dict[tuple[Attribute, str, Args], Selection | None] = {}
        self._in_progress: set[tuple[Attribute, str, Args]] = set()
        self._cycles: int = 0
        self._projections: dict[mir.ProjectionType, Attribute] = {}
        self._owners: dict[tuple[str, str], str | None] = {}

    # --- normal forms ------------------------------------------------------------------------

    def substitution(self, params: Bindings) -> Substitution:
        """A substitution whose results are in normal form."""
        return Substitution(params, self.finish) if params else self.closed

    def finish(self, type_: Attribute) -> Attribute:
        """A type whose parts are in normal form, in its own: see `Substitution`."""
        match type_:
            case mir.AdtType():
                return self._complete_adt(type_)
            case mir.ProjectionType():
                return type_ if is_generic(type_) else self.normalize(type_)
            case mir.DynType():
                return self._complete_dyn(type_)
            case _:
                return type_

    def _complete_adt(self, type_: mir.AdtType) -> Attribute:
        adt = self.universe.adt(type_.path.data)
        if adt is None:
            # rustc prints an `extern type` as any named type.
            is_foreign = self.universe.is_foreign_type(type_.path.data)
            return mir.ForeignType(type_.path, type_.args) if is_foreign else type_
        args = type_.args.data
        # A lang type may be written with lifetimes alone; its arguments then are all there.
        if len(args) >= len(adt.generics):
            return type_
        return mir.AdtType(type_.path, ArrayAttr(self._with_defaults(adt.generics, args)))

    def _complete_dyn(self, type_: mir.DynType) -> Attribute:
        if not type_.principal.data:
            return type_
        trait = self.universe.trait(type_.principal.data)
        args = type_.args.data
        if trait is None or len(args) + 1 >= len(trait.generics):
            return type_
        completed = self._with_defaults(trait.generics, (type_, *args))
        return mir.DynType(
            type_.principal, ArrayAttr(completed[1:]), type_.bindings, type_.auto_traits
        )

    def _with_defaults(
        self, generics: Sequence[GenericParam], args: Sequence[Attribute]
    ) -> Sequence[Attribute]:
        """Arguments with the defaults of those that are left out written down."""
        if len(args) >= len(generics):
            return args
        completed = list(args)
        for parameter in generics[len(args) :]:
            if parameter.default is None:
                return args
            names = (g.name for g in generics)
            completed.append(
                self.substitution(dict(zip(names, completed, strict=False)))(parameter.default)
            )
        return completed

    def trait_args(self, trait: str, self_type: Attribute, args: Sequence[Attribute]) -> Args:
        """A trait's arguments after `Self`, with the defaults of those left out."""
        definition = self.universe.trait(trait)
        if definition is None or len(args) + 1 >= len(definition.generics):
            return tuple(args)
        return tuple(self._with_defaults(definition.generics, (self_type, *args)))[1:]

    # --- selection ---------------------------------------------------------------------------

    def implements(self, self_type: Attribute, trait: str, args: Args = ()) -> bool:
        """Whether `self_type: trait<args>` holds."""
        return self._select(self_type, trait, args) is not None

    def select(
        self, self_type: Attribute, trait: str, args: Args = (), span: SourceSpan | None = None
    ) -> Selection:
        """The impl that makes `self_type: trait<args>` hold."""
        selection = self._select(self_type, trait, args)
        if selection is None:
            notes: list[str] = []
            if self.universe.trait(trait) is None:
                notes.append(f"no definition of the trait `{trait}` was found")
            raise SelectionError.about(
                f"no impl makes `{spell_trait(self_type, trait, args)}` hold", span, notes
            )
        return selection

    def _select(self, self_type: Attribute, trait: str, args: Args) -> Selection | None:
        if trait in _ALWAYS:
            return BuiltinImpl("other")
        args = self.trait_args(trait, self_type, args)
        key = (self_type, trait, args)
        if key in self._selected:
            return self._selected[key]
        if key in self._in_progress:
            # An inductive cycle: not a proof. What was concluded from it is not remembered.
            self._cycles += 1
            return None
        cycles = self._cycles
        self._in_progress.add(key)
        try:
            selection = self._candidates(self_type, trait, args)
        finally:
            self._in_progress.discard(key)
        if selection is not None or self._cycles == cycles or not self._in_progress:
            self._selected[key] = selection
        return selection

    def _candidates(self, self_type: Attribute, trait: str, args: Args) -> Selection | None:
        definition = self.universe.trait(trait)
        if definition is not None and definition.auto:
            return BuiltinImpl("other")
        if isinstance(self_type, mir.DynType) and self.is_object_of(self_type, trait):
            return BuiltinImpl("object")
        builtin = self._builtin(self_type, trait, args)
        if builtin is not None:
            return builtin or None
        found = [
            selected
            for impl in self.universe.impls_of(trait, head_of(self_type))
            if not impl.negative and (selected := self._match(impl, self_type, args)) is not None
        ]
        if not found:
            return None
        if len(found) == 1:
            return found[0]
        return self._most_specific(found, self_type, trait, args)

    def _match(self, impl: ImplDef, self_type: Attribute, args: Args) -> UserImpl | None:
        bindings: Bindings = {}
        if not match_type(impl.self_type, self_type, bindings):
            return None
        if len(impl.trait_args) > len(args):
            return None
        for pattern, argument in zip(impl.trait_args, args, strict=False):
            if not match_type(pattern, argument, bindings):
                return None
        try:
            if not self._bind_rest(impl, bindings):
                return None
            substitute = self.substitution(bindings)
            # Projections in the header matched anything: now they can be checked.
            if is_generic(impl.self_type) and substitute(impl.self_type) != self_type:
                return None
            for pattern, argument in zip(impl.trait_args, args, strict=False):
                if is_generic(pattern) and substitute(pattern) != argument:
                    return None
            if not all(self.holds(predicate, substitute) for predicate in impl.predicates):
                return None
        except SelectionError:
            return None
        return UserImpl(impl, tuple(bindings.items()))

    def _bind_rest(self, impl: ImplDef, bindings: Bindings) -> bool:
        """Bind the parameters that only a where-clause's associated types determine."""
        missing = [g.name for g in impl.generics if g.name not in bindings]
        while missing:
            for predicate in impl.predicates:
                if isinstance(predicate, TypeEquality):
                    pairs = [(predicate.lhs, predicate.rhs)]
                else:
                    pairs = [
                        (self._binding_projection(predicate, name), pattern)
                        for name, pattern in predicate.bindings
                    ]
                substitute = self.substitution(bindings)
                for projection, pattern in pairs:
                    if not is_generic(pattern):
                        continue
                    known = substitute(projection)
                    if not is_generic(known) and not match_type(pattern, known, bindings):
                        return False
            left = [name for name in missing if name not in bindings]
            if len(left) == len(missing):
                return False
            missing = left
        return True

    def holds(self, predicate: Predicate, substitute: Substitution) -> bool:
        """Whether a where-clause holds after substitution."""
        if isinstance(predicate, TypeEquality):
            return substitute(predicate.lhs) == substitute(predicate.rhs)
        subject = substitute(predicate.subject)
        if is_generic(subject):
            # Of a higher-ranked or still open subject nothing can be said; rustc has checked it.
            return True
        args = tuple(substitute(argument) for argument in predicate.args)
        if any(is_generic(argument) for argument in args):
            return True
        if not self.implements(subject, predicate.trait, args):
            return False
        return all(
            substitute(self._binding_projection(predicate, name)) == substitute(expected)
            for name, expected in predicate.bindings
        )

    def _binding_projection(self, bound: TraitBound, name: str) -> mir.ProjectionType:
        """`<subject as Trait<args>>::name`, where the trait is the one that declares `name`."""
        owner = self.owner_of_assoc_type(bound.trait, name) or bound.trait
        return mir.ProjectionType(
            bound.subject,
            StringAttr(owner),
            ArrayAttr(bound.args if owner == bound.trait else self._super_args(bound, owner)),
            StringAttr(name),
            ArrayAttr(()),
        )

    def _super_args(self, bound: TraitBound, owner: str) -> Args:
        for trait, args in self.supertraits(bound.subject, bound.trait, bound.args):
            if trait == owner:
                return args
        return bound.args

    def owner_of_assoc_type(self, trait: str, name: str) -> str | None:
        """The trait, among a trait and its supertraits, that declares an associated type."""
        key = (trait, name)
        if key not in self._owners:
            self._owners[key] = None
            definition = self.universe.trait(trait)
            if definition is not None:
                if definition.item(name, "type") is not None:
                    self._owners[key] = trait
                else:
                    for bound in definition.supertraits:
                        if (owner := self.owner_of_assoc_type(bound.trait, name)) is not None:
                            self._owners[key] = owner
                            break
        return self._owners[key]

    def supertraits(self, self_type: Attribute, trait: str, args: Args) -> list[tuple[str, Args]]:
        """A trait and all its supertraits, each once, itself first."""
        result: list[tuple[str, Args]] = []
        todo = [(trait, args)]
        while todo:
            entry = todo.pop(0)
            if entry in result:
                continue
            result.append(entry)
            todo += self.direct_supertraits(self_type, *entry)
        return result

    def direct_supertraits(
        self, self_type: Attribute, trait: str, args: Args
    ) -> list[tuple[str, Args]]:
        """The bounds on `Self` of a trait, in the order they are written."""
        definition = self.universe.trait(trait)
        if definition is None:
            return []
        substitute = self.substitution(self.trait_bindings(definition, self_type, args))
        return [
            (
                bound.trait,
                self.trait_args(bound.trait, self_type, tuple(substitute(a) for a in bound.args)),
            )
            for bound in definition.supertraits
        ]

    def trait_bindings(self, trait: TraitDef, self_type: Attribute, args: Args) -> Bindings:
        """What a trait's own parameters stand for."""
        completed = self.trait_args(trait.path, self_type, args)
        return dict(zip((g.name for g in trait.generics), (self_type, *completed), strict=False))

    def is_object_of(self, type_: mir.DynType, trait: str) -> bool:
        """Whether a trait object is of that trait: its principal, a supertrait, an auto trait."""
        if any(auto.data == trait for auto in type_.auto_traits.data):
            return True
        if not type_.principal.data:
            return False
        if trait == type_.principal.data:
            return True
        return any(
            super_trait == trait
            for super_trait, _ in self.supertraits(
                type_, type_.principal.data, tuple(type_.args.data)
            )
        )

    # --- specialization ----------------------------------------------------------------------

    def _most_specific(
        self, found: list[UserImpl], self_type: Attribute, trait: str, args: Args
    ) -> UserImpl:
        ordered = sorted(
            found,
            key=lambda selected: (
                -sum(self._specializes(selected.definition, other.definition) for other in found)
            ),
        )
        best, *rest = ordered
        for other in rest:
            if not self._specializes(best.definition, other.definition):
                raise SelectionError.about(
                    f"several impls make `{spell_trait(self_type, trait, args)}` hold, and none "
                    "is the most specific one",
                    None,
                    [
                        f"one is at {impl.definition.span.file}:{impl.definition.span.line}"
                        for impl in (best, other)
                        if impl.definition.span is not None
                    ],
                )
        return UserImpl(best.definition, best.bindings, tuple(rest))

    def _specializes(self, special: ImplDef, general: ImplDef) -> bool:
        """Whether one impl applies only where another does as well."""
        if special is general:
            return False
        bindings: Bindings = {}
        header = (general.self_type, *general.trait_args)
        instance = (special.self_type, *special.trait_args)
        if len(header) != len(instance) or not all(
            match_type(g, s, bindings) for g, s in zip(header, instance, strict=True)
        ):
            return False
        back: Bindings = {}
        if not all(match_type(s, g, back) for g, s in zip(header, instance, strict=True)):
            return True
        # The same headers: the where-clauses decide.
        known = self._elaborated(special.predicates)
        substitute = Substitution(bindings)
        wanted = {
            (substitute(p.subject), p.trait)
            for p in general.predicates
            if isinstance(p, TraitBound) and p.trait not in _ALWAYS
        }
        return wanted <= known and len(known) > len(self._elaborated(general.predicates))

    def _elaborated(self, predicates: Sequence[Predicate]) -> set[tuple[Attribute, str]]:
        result: set[tuple[Attribute, str]] = set()
        todo = [(p.subject, p.trait) for p in predicates if isinstance(p, TraitBound)]
        while todo:
            entry = todo.pop()
            if entry in result:
                continue
            result.add(entry)
            definition = self.universe.trait(entry[1])
            if definition is not None:
                todo += [(entry[0], bound.trait) for bound in definition.supertraits]
        return result

    # --- built-in impls ----------------------------------------------------------------------

    def _builtin(
        self, self_type: Attribute, trait: str, args: Args
    ) -> BuiltinImpl | Literal[False] | None:
        """A built-in impl; `False` if the compiler rules one out; `None` if impls decide."""
        other = BuiltinImpl("other")
        if trait in FN_TRAITS:
            return self._builtin_callable(self_type, trait, args)
        match trait:
            case "core::marker::Sized":
                return other if self.is_sized(self_type) else False
            case "core::marker::Copy" | "core::clone::Clone" | "core::clone::TrivialClone":
                return self._builtin_copy(self_type, trait)
            case "core::marker::Tuple":
                return other if isinstance(self_type, mir.TupleType) else False
            case (
                "core::ptr::metadata::Pointee"
                | "core::marker::DiscriminantKind"
                | "core::mem::BikeshedGuaranteedNoDrop"
            ):
                return other
            case "core::marker::FnPtr":
                return other if isinstance(self_type, mir.FnPtrType) else False
            case "core::marker::Unsize":
                return other if self._unsizes(self_type, args[0]) else False
            case _:
                return None

    def _builtin_copy(
        self, self_type: Attribute, trait: str
    ) -> BuiltinImpl | Literal[False] | None:
        match self_type:
            case (
                IntegerType() | mir.UsizeType() | mir.IsizeType() | mir.BoolType() | mir.CharType()
            ):
                # Impls of core; nothing is to be checked of them.
                return BuiltinImpl("other") if trait == COPY else None
            case mir.TupleType():
                parts: Args = self_type.elements.data
            case mir.ClosureType():
                parts = self.callables.closure_captures(self_type)
            case mir.FnDefType() | mir.FnPtrType():
                parts = ()
            case _:
                return None
        if all(self.implements(part, trait) for part in parts):
            return BuiltinImpl("clone" if trait == CLONE else "other")
        return False

    def _builtin_callable(
        self, self_type: Attribute, trait: str, args: Args
    ) -> BuiltinImpl | Literal[False] | None:
        match self_type:
            case mir.ClosureType():
                if self.callables.closure_signature(self_type).kind < FN_TRAITS[trait]:
                    return False
            case mir.FnDefType() | mir.FnPtrType():
                pass
            case _:
                return None
        if args and isinstance(args[0], mir.TupleType):
            inputs = self.signature(self_type).inputs
            if len(inputs) != len(args[0].elements.data):
                return False
        return BuiltinImpl("callable")

    def signature(self, type_: Attribute) -> Signature:
        """What a closure, function item or function pointer takes and returns."""
        match type_:
            case mir.ClosureType():
                return self.callables.closure_signature(type_)
            case mir.FnDefType():
                return self.callables.function_signature(type_)
            case mir.FnPtrType():
                return Signature(type_.inputs.data, type_.output)
            case _:
                raise SelectionError.about(f"`{spell(type_)}` is not callable")

    def is_sized(self, type_: Attribute) -> bool:
        """Whether a type's size is known without a pointer's metadata."""
        return not isinstance(
            self.tail(type_), mir.StrType | mir.SliceType | mir.DynType | mir.ForeignType
        )

    def tail(self, type_: Attribute) -> Attribute:
        """The last field of the last field, and so on: what a type's being sized depends on."""
        while True:
            match type_:
                case mir.AdtType():
                    adt = self.universe.adt(type_.path.data)
                    if adt is None or adt.kind != "struct" or not adt.variants[0].fields:
                        return type_
                    # Only a last field that mentions a parameter or is a tail itself can differ.
                    type_ = self.substitute_adt(adt, type_)(adt.variants[0].fields[-1].type)
                case mir.TupleType() if type_.elements.data:
                    type_ = type_.elements.data[-1]
                case _:
                    return type_

    def substitute_adt(self, adt: AdtDef, type_: mir.AdtType) -> Substitution:
        """What an ADT's parameters stand for in one of its instances."""
        names = (g.name for g in adt.generics)
        return self.substitution(dict(zip(names, type_.args.data, strict=False)))

    def _unsizes(self, source: Attribute, target: Attribute) -> bool:
        match source, target:
            case mir.ArrayType(), mir.SliceType():
                return source.element == target.element
            case mir.DynType(), mir.DynType():
                return not target.principal.data or self.is_object_of(source, target.principal.data)
            case _, mir.DynType():
                return not target.principal.data or self.implements(
                    source, target.principal.data, tuple(target.args.data)
                )
            case mir.AdtType(), mir.AdtType():
                return source.path == target.path
            case _:
                return False

    # --- associated types --------------------------------------------------------------------

    def normalize(self, projection: mir.ProjectionType) -> Attribute:
        """The type that `<Self as Trait<args>>::Name` stands for; all parts must be closed."""
        found = self._projections.get(projection)
        if found is None:
            found = self._projections[projection] = self._normalize(projection)
        return found

    def _normalize(self, projection: mir.ProjectionType) -> Attribute:
        self_type = projection.self_type
        trait = projection.trait_path.data
        name = projection.item.data
        args = self.trait_args(trait, self_type, projection.trait_args.data)
        if trait == DISCRIMINANT_KIND:
            return self.discriminant_type(self_type)
        if trait == POINTEE:
            return self.metadata_type(self_type)
        if isinstance(self_type, mir.DynType):
            bindings = self_type.bindings.data
            for key, value in zip(bindings[::2], bindings[1::2], strict=True):
                if isinstance(key, StringAttr) and key.data == name:
                    return value
        definition = self.universe.trait(trait)
        if definition is not None and definition.item(name, "type") is None:
            # rustdoc names the trait of the bound; the type may be a supertrait's.
            for super_trait, super_args in self.direct_supertraits(self_type, trait, args):
                inherited = self.universe.trait(super_trait)
                if inherited is not None and inherited.item(name, "type") is not None:
                    return self.normalize(
                        mir.ProjectionType(
                            self_type,
                            StringAttr(super_trait),
                            ArrayAttr(super_args),
                            projection.item,
                            projection.own_args,
                        )
                    )
        selection = self.select(self_type, trait, args)
        if isinstance(selection, BuiltinImpl):
            if trait in FN_TRAITS and name == "Output":
                return self.signature(self_type).output
            raise SelectionError.about(
                f"the associated type `{spell(projection)}` of a built-in impl is not supported"
            )
        for candidate in (selection, *selection.parents):
            assoc = candidate.definition.assoc_type(name)
            if assoc is not None:
                bindings = dict(candidate.bindings)
                own = (g.name for g in assoc.generics[assoc.parent_count :])
                bindings.update(zip(own, projection.own_args.data, strict=False))
                return self.substitution(bindings)(assoc.type)
        item = None if definition is None else definition.item(name, "type")
        if definition is None or item is None or item.type is None:
            raise SelectionError.about(
                f"the impl of `{spell_trait(self_type, trait, args)}` has no type `{name}`"
            )
        return self.substitution(self.trait_bindings(definition, self_type, args))(item.type)

    def metadata_type(self, type_: Attribute) -> Attribute:
        """`<T as Pointee>::Metadata`: what a pointer to a type carries beside the address."""
        tail = self.tail(type_)
        match tail:
            case mir.StrType() | mir.SliceType():
                return mir.UsizeType()
            case mir.DynType():
                return mir.AdtType(
                    StringAttr("core::ptr::metadata::DynMetadata"), ArrayAttr((tail,))
                )
            case _:
                return mir.UNIT

    def discriminant_type(self, type_: Attribute) -> Attribute:
        """`<T as DiscriminantKind>::Discriminant`: `isize` of an enum unless its `repr` says."""
        if isinstance(type_, mir.AdtType):
            adt = self.universe.adt(type_.path.data)
            if adt is not None and adt.kind == "enum":
                return adt.repr.int if adt.repr.int is not None else mir.IsizeType()
        return IntegerType(8, Signedness.UNSIGNED)
