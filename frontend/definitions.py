"""
What the compiler knows of a crate's items beyond their MIR: the definitions of types, functions,
traits and impls, as `rustdoc` tells them, with their types as `mir` attributes.

MIR text has no struct definitions, no ABIs, no symbol names, no impls. This module says what such
a definition looks like here (the dataclasses) and how it is looked up (the `Definitions` protocol),
whether it comes from the crate at hand, a dependency, or the device `core`'s cached digest;
`Universe` is the union of several crates. Reading them from rustdoc's JSON is `rustdoc.py`'s job.

Generic parameters and their order are rustc's (`rustc_hir_analysis/src/collect/generics_of.rs`):
a trait's own begin with `Self`, an associated function's with those of its trait or impl;
lifetimes do not appear. An instance's arguments therefore line up with `generics` one to one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol, TypeAlias

from xdsl.dialects.builtin import IntegerType, Signedness
from xdsl.ir import Attribute

from ..dialects.mir import types as mir

# --- generics ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class GenericParam:
    """A type or const parameter. A synthetic one stands for an argument's `impl Trait`."""

    name: str
    kind: Literal["type", "const"] = "type"
    type: Attribute | None = None
    """The type of a const parameter."""
    default: Attribute | None = None
    synthetic: bool = False


@dataclass(frozen=True, slots=True)
class TraitBound:
    """
    `subject: trait<args, bindings>`; `args` without `Self`.

    `bindings` are the associated types that the bound fixes, `Item = u8`. A bound on an associated
    type (`I: Iterator<Item: Copy>`) is a `TraitBound` of its own, on a projection.
    """

    subject: Attribute
    trait: str
    args: tuple[Attribute, ...] = ()
    bindings: tuple[tuple[str, Attribute], ...] = ()


@dataclass(frozen=True, slots=True)
class TypeEquality:
    """`lhs == rhs`, from a `where` clause."""

    lhs: Attribute
    rhs: Attribute


Predicate: TypeAlias = TraitBound | TypeEquality
"""What must hold for the parameters; `?Sized` and lifetime bounds are not among them."""


@dataclass(frozen=True, slots=True)
class Span:
    """Where an item is written, as rustdoc gives it: lines and columns from 1, end exclusive."""

    file: str
    line: int
    column: int
    end_line: int
    end_column: int


# --- types ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Repr:
    """`#[repr(...)]`. `packed` and `align` in bytes; `int` the integer type that was named."""

    c: bool = False
    transparent: bool = False
    simd: bool = False
    packed: int | None = None
    align: int | None = None
    int: Attribute | None = None


DEFAULT_REPR = Repr()


@dataclass(frozen=True, slots=True)
class Field:
    """A field: its name (`0`, `1`, ... in a tuple struct) and its type."""

    name: str
    type: Attribute


@dataclass(frozen=True, slots=True)
class Variant:
    """
    A variant of an enum; a struct or union has exactly one, of its own name.

    The discriminant is its value as Rust sees it (negative ones are negative), explicit or counted.
    """

    name: str
    discriminant: int
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class AdtDef:
    """A struct, enum or union, generic as written."""

    path: str
    kind: Literal["struct", "enum", "union"]
    generics: tuple[GenericParam, ...]
    predicates: tuple[Predicate, ...]
    variants: tuple[Variant, ...]
    repr: Repr = DEFAULT_REPR
    lang: str | None = None
    """rustc's lang item name in rustc's own spelling: `Option`, `OwnedBox`, `ManuallyDrop`."""
    valid_range: tuple[int | None, int | None] | None = None
    """`rustc_layout_scalar_valid_range_start`/`_end`: both ends inclusive, as bits."""
    span: Span | None = None
    relaxed: frozenset[str] = frozenset()
    """The type parameters with a `?Sized` bound."""

    def variant(self, name: str) -> Variant | None:
        """The variant of that name."""
        return next((v for v in self.variants if v.name == name), None)


@dataclass(frozen=True, slots=True)
class TypeAliasDef:
    """`type Name<generics> = type;`: expanded wherever rustdoc names it."""

    path: str
    generics: tuple[GenericParam, ...]
    type: Attribute


# --- functions, statics, constants ---------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class FnDef:
    """
    A function: free, foreign, of a trait or of an impl.

    `generics` begin with the owner's; `generics[parent_count:]` are the function's own. In an impl,
    `Self` in the signature is already the impl's self type; in a trait it is `ParamType("Self")`.
    """

    crate: str
    id: int
    """Unique in its crate."""
    name: str
    path: str
    """Canonical for free functions and those of traits; for people only in impls."""
    generics: tuple[GenericParam, ...]
    parent_count: int
    predicates: tuple[Predicate, ...]
    """The owner's and its own."""
    inputs: tuple[tuple[str, Attribute], ...]
    output: Attribute
    abi: str = "Rust"
    """As Rust writes it: `Rust`, `C`, `gpu-kernel`, `rust-intrinsic`, `unadjusted`, ..."""
    has_body: bool = True
    unsafe: bool = False
    const: bool = False
    variadic: bool = False
    foreign: bool = False
    """Declared in an `extern` block."""
    intrinsic: bool = False
    lang: str | None = None
    link_name: str | None = None
    export_name: str | None = None
    no_mangle: bool = False
    link_section: str | None = None
    track_caller: bool = False
    inline: Literal["hint", "always", "never"] | None = None
    cold: bool = False
    target_features: tuple[str, ...] = ()
    tool_attributes: tuple[str, ...] = ()
    """The compiler's own attributes, as written: `rusticle::workgroup_size(64)`."""
    requires_sized: bool = False
    """Has `where Self: Sized`: a trait's function that has no vtable slot."""
    span: Span | None = None
    owner: Literal["", "impl", "trait"] = ""
    owner_id: int = 0
    """The impl's or trait's id, if it has such an owner."""

    @property
    def symbol(self) -> str | None:
        """The name in the object file that the source fixes, if any."""
        if self.export_name is not None:
            return self.export_name
        if self.foreign:
            return self.link_name or self.name
        return self.name if self.no_mangle else None


@dataclass(frozen=True, slots=True)
class StaticDef:
    """A `static`, possibly foreign."""

    path: str
    type: Attribute
    mutable: bool
    foreign: bool = False
    link_name: str | None = None
    export_name: str | None = None
    no_mangle: bool = False
    link_section: str | None = None
    thread_local: bool = False
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class ConstDef:
    """A `const`, free or associated. `value` is rustdoc's text of its value, where it gives one."""

    path: str
    type: Attribute
    value: str | None = None
    span: Span | None = None


# --- traits and impls ----------------------------------------------------------------------------

AssocKind: TypeAlias = Literal["fn", "type", "const"]


@dataclass(frozen=True, slots=True)
class TraitItem:
    """
    An item of a trait. `fn` has the signature of a function; `type_default` that of a type;
    `generics` those of a generic associated type (the trait's first); `bounds` what it must meet.
    """

    name: str
    kind: AssocKind
    has_default: bool
    fn: FnDef | None = None
    type: Attribute | None = None
    """An associated type's default, or an associated constant's type."""
    generics: tuple[GenericParam, ...] = ()
    bounds: tuple[Predicate, ...] = ()
    requires_sized: bool = False


@dataclass(frozen=True, slots=True)
class TraitDef:
    """A trait: `generics[0]` is `Self`; `items` in the order they are written."""

    crate: str
    id: int
    path: str
    generics: tuple[GenericParam, ...]
    predicates: tuple[Predicate, ...]
    supertraits: tuple[TraitBound, ...]
    """Bounds on `Self`, in the order they are written."""
    items: tuple[TraitItem, ...]
    auto: bool = False
    lang: str | None = None
    span: Span | None = None

    def item(self, name: str, kind: AssocKind | None = None) -> TraitItem | None:
        """The item of that name; a type and a value may share one, so `kind` tells them apart."""
        for item in self.items:
            if item.name == name and (kind is None or item.kind == kind):
                return item
        return None


@dataclass(frozen=True, slots=True)
class AssocType:
    """`type Name<own generics> = type;` in an impl; `generics` begin with the impl's."""

    name: str
    generics: tuple[GenericParam, ...]
    parent_count: int
    type: Attribute


@dataclass(frozen=True, slots=True)
class ImplDef:
    """
    An impl as written in the source (rustdoc's synthetic and blanket copies are dropped).

    Its items are read one at a time with `function`, `assoc_type` and `assoc_const`: an inherent
    impl of `i64` has hundreds.
    """

    crate: str
    id: int
    module: str
    """Path of the module that holds it."""
    generics: tuple[GenericParam, ...]
    predicates: tuple[Predicate, ...]
    trait: str | None
    trait_args: tuple[Attribute, ...]
    """Without `Self`."""
    self_type: Attribute
    negative: bool
    span: Span | None
    items: Mapping[tuple[str, AssocKind], int]
    """Name and kind of each item, to its id in the crate."""
    derived: bool = False
    """`#[automatically_derived]`."""
    source: ItemSource | None = field(default=None, repr=False, compare=False)

    def function(self, name: str) -> FnDef | None:
        """Its function of that name."""
        id = self.items.get((name, "fn"))
        return None if id is None or self.source is None else self.source.function_by_id(id)

    def assoc_type(self, name: str) -> AssocType | None:
        """Its associated type of that name."""
        id = self.items.get((name, "type"))
        return None if id is None or self.source is None else self.source.assoc_type_by_id(id)

    def assoc_const(self, name: str) -> ConstDef | None:
        """Its associated constant of that name."""
        id = self.items.get((name, "const"))
        return None if id is None or self.source is None else self.source.const_by_id(id)

    def has(self, name: str, kind: AssocKind) -> bool:
        """Whether it has such an item of its own."""
        return (name, kind) in self.items


class ItemSource(Protocol):
    """Where an impl reads its items from."""

    def function_by_id(self, id: int) -> FnDef | None:
        """The function of that id."""
        ...

    def assoc_type_by_id(self, id: int) -> AssocType | None:
        """The impl's associated type of that id."""
        ...

    def const_by_id(self, id: int) -> ConstDef | None:
        """The constant of that id."""
        ...

    def impl_by_id(self, id: int) -> ImplDef | None:
        """The impl of that id."""
        ...


# --- lookup --------------------------------------------------------------------------------------

BLANKET = ""
"""The head of impls whose self type is a parameter or a projection: `impl<T> From<T> for T`."""


class Definitions(Protocol):
    """
    Lookup by canonical path, of one crate or of several.

    Everything returns `None` or nothing for what it does not know. Lookups are cached.
    """

    def adt(self, path: str) -> AdtDef | None:
        """The struct, enum or union of that path."""
        ...

    def is_foreign_type(self, path: str) -> bool:
        """Whether the path is that of an `extern type`."""
        ...

    def function(self, path: str) -> FnDef | None:
        """The free or foreign function, or the trait's function (`Trait::name`), of that path."""
        ...

    def trait(self, path: str) -> TraitDef | None:
        """The trait of that path."""
        ...

    def static(self, path: str) -> StaticDef | None:
        """The static of that path."""
        ...

    def const(self, path: str) -> ConstDef | None:
        """The free constant of that path, or the trait's (`Trait::NAME`)."""
        ...

    def impls_of(self, trait: str, self_head: str | None = None) -> Sequence[ImplDef]:
        """
        The impls of a trait, negative ones included. With a head (`head_of`), only those whose
        self type has that head, and the blanket ones.
        """
        ...

    def inherent_impls(self, self_head: str, item: str | None = None) -> Sequence[ImplDef]:
        """The inherent impls for a head; with `item`, only those that have an item of that name."""
        ...

    def lang_item(self, name: str) -> str | None:
        """The path of the item with that lang item name, as rustc spells it (`Drop`, `FnOnce`)."""
        ...

    def resolve(self, path: str) -> str | None:
        """
        The canonical path of what `path` names from its crate's root, through re-exports, aliases
        of modules, and globs: `core::ops::ControlFlow::Break` is
        `core::ops::control_flow::ControlFlow::Break`. `None` if it names no item.
        """
        ...

    def impl_of(self, function: FnDef) -> ImplDef | None:
        """The impl that owns `function`, if one does."""
        ...


class Universe:
    """The union of several crates' definitions: the crate at hand first, then its dependencies."""

    def __init__(self, crates: Mapping[str, Definitions]) -> None:
        self.crates = dict(crates)
        self._impls: dict[tuple[str, str | None], tuple[ImplDef, ...]] = {}
        self._inherent: dict[tuple[str, str | None], tuple[ImplDef, ...]] = {}

    def _of(self, path: str) -> Definitions | None:
        return self.crates.get(path.partition("::")[0])

    def adt(self, path: str) -> AdtDef | None:
        """As `Definitions.adt`."""
        crate = self._of(path)
        return None if crate is None else crate.adt(path)

    def is_foreign_type(self, path: str) -> bool:
        """As `Definitions.is_foreign_type`."""
        crate = self._of(path)
        return crate is not None and crate.is_foreign_type(path)

    def function(self, path: str) -> FnDef | None:
        """As `Definitions.function`."""
        crate = self._of(path)
        return None if crate is None else crate.function(path)

    def trait(self, path: str) -> TraitDef | None:
        """As `Definitions.trait`."""
        crate = self._of(path)
        return None if crate is None else crate.trait(path)

    def static(self, path: str) -> StaticDef | None:
        """As `Definitions.static`."""
        crate = self._of(path)
        return None if crate is None else crate.static(path)

    def const(self, path: str) -> ConstDef | None:
        """As `Definitions.const`."""
        crate = self._of(path)
        return None if crate is None else crate.const(path)

    def impls_of(self, trait: str, self_head: str | None = None) -> Sequence[ImplDef]:
        """As `Definitions.impls_of`, over all crates."""
        key = (trait, self_head)
        found = self._impls.get(key)
        if found is None:
            found = tuple(i for c in self.crates.values() for i in c.impls_of(trait, self_head))
            self._impls[key] = found
        return found

    def inherent_impls(self, self_head: str, item: str | None = None) -> Sequence[ImplDef]:
        """As `Definitions.inherent_impls`, over all crates."""
        key = (self_head, item)
        found = self._inherent.get(key)
        if found is None:
            found = tuple(
                i for c in self.crates.values() for i in c.inherent_impls(self_head, item)
            )
            self._inherent[key] = found
        return found

    def lang_item(self, name: str) -> str | None:
        """As `Definitions.lang_item`, over all crates."""
        for crate in self.crates.values():
            if (path := crate.lang_item(name)) is not None:
                return path
        return None

    def resolve(self, path: str) -> str | None:
        """As `Definitions.resolve`; a re-export may lead from one crate to another."""
        for _ in range(8):
            crate = self._of(path)
            resolved = None if crate is None else crate.resolve(path)
            if resolved is None or resolved == path or self._of(resolved) is crate:
                return resolved
            path = resolved
        return None

    def impl_of(self, function: FnDef) -> ImplDef | None:
        """As `Definitions.impl_of`."""
        crate = self.crates.get(function.crate)
        return None if crate is None else crate.impl_of(function)


# --- heads ---------------------------------------------------------------------------------------

_HEADS: dict[type[Attribute], str] = {
    mir.UsizeType: "usize",
    mir.IsizeType: "isize",
    mir.BoolType: "bool",
    mir.CharType: "char",
    mir.StrType: "str",
    mir.NeverType: "!",
    mir.SliceType: "[]",
    mir.ArrayType: "[;]",
    mir.FnPtrType: "fn",
    mir.ParamType: BLANKET,
    mir.ProjectionType: BLANKET,
    mir.OpaqueType: "impl",
    mir.FnDefType: "{fn}",
    mir.ClosureType: "{closure}",
    mir.CoroutineType: "{coroutine}",
    mir.UnsafeBinderType: "unsafe<>",
    mir.PatternType: "pattern",
}


_INTEGERS: dict[Attribute, str] = {
    IntegerType(width, signedness): f"{letter}{width}"
    for width in (8, 16, 32, 64, 128)
    for letter, signedness in (("i", Signedness.SIGNED), ("u", Signedness.UNSIGNED))
}


def head_of(type: Attribute) -> str:
    """
    The head constructor of a type, by which impls are indexed: `core::option::Option`, `u32`,
    `&`, `&mut`, `[]`, `(2)` for a pair, `dyn core::any::Any`; `BLANKET` for a parameter.

    Two types with different heads cannot unify unless one of them is `BLANKET`.
    """
    if isinstance(type, mir.AdtType | mir.ForeignType):
        return type.path.data
    if (head := _HEADS.get(type.__class__)) is not None:
        return head
    if isinstance(type, mir.RefType):
        return "&mut" if type.is_mut else "&"
    if isinstance(type, mir.PtrType):
        return "*mut" if type.is_mut else "*const"
    if isinstance(type, mir.TupleType):
        return f"({len(type.elements.data)})"
    if isinstance(type, mir.DynType):
        return f"dyn {type.principal.data}"
    return _INTEGERS.get(type) or type.name  # the floats, whose names in MLIR are Rust's
