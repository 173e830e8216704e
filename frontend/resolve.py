"""
Callee resolution: which code a function item means once its generic arguments are known.

MIR names a callee by path and arguments, `<T as Iterator>::next` or `core::mem::swap::<u32>`.
`Resolver` finds the definition that the path names, selects the impl where it is a trait's
function, and says what a call of it is: a function with a body, an intrinsic, a slot of a vtable,
a closure, a foreign symbol. The rules are those of rustc's `rustc_ty_utils/src/instance.rs`
(`resolve_associated_item`) and `rustc_middle/src/ty/instance.rs` (`InstanceKind`).

An `Instance` is a definition with its generic parameters bound. It is what the collector puts on
its worklist, once for each symbol.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from xdsl.dialects.builtin import ArrayAttr, StringAttr
from xdsl.ir import Attribute

from rusticle.diagnostics import CompileError, SourceSpan

from ..dialects.mir import types as mir
from ..dialects.mir.intrinsics import LOWERED
from ..dialects.mir.spelling import spell
from .callees import (
    NEVER,
    RESOLVED_INTRINSICS,
    BodySource,
    CallableCall,
    CloneShim,
    ClosureCall,
    Constructor,
    DropGlue,
    FnPtrAddr,
    Found,
    Function,
    Instance,
    Intrinsic,
    Resolved,
    Virtual,
    path_of_type,
    spell_args,
    trait_arg_count,
    trait_function_path,
)
from .closures import ClosureResolver
from .definitions import FnDef, ImplDef, Universe, head_of
from .path_resolver import DefinitionsPathResolver
from .substitution import Bindings, Substitution, is_generic, match_type
from .syntax import (
    Body,
    FnPath,
    FnSig,
    ImplSegment,
    ImplSpanSegment,
    NameSegment,
    PathSegment,
    QualifiedSegment,
    TraitRef,
)
from .traits import (
    DROP,
    FN_TRAITS,
    Args,
    BuiltinImpl,
    SelectionError,
    UserImpl,
    spell_trait,
)
from .type_reader import TypeReader


class Resolver(ClosureResolver):
    """
    Resolves callees over all crates; implements the `Callables` that trait selection asks.

    Substitution in the MIR at hand is the caller's: everything passed here is closed already.
    """

    def __init__(self, universe: Universe, bodies: BodySource) -> None:
        super().__init__(universe, bodies)
        self._reader: TypeReader | None = None
        self._instances: dict[str, Instance] = {}
        self._by_key: dict[tuple[str, int, Args], Instance] = {}
        self._nested_instances: dict[tuple[str, int, Args], Instance] = {}

    # --- entry points ------------------------------------------------------------------------

    def resolve(
        self,
        path: FnPath,
        substitution: Substitution,
        span: SourceSpan | None,
        signature: FnSig | None = None,
    ) -> Resolved:
        """What a call of the function that `path` names is."""
        first = path.segments[0]
        if isinstance(first, QualifiedSegment) and len(path.segments) > 2:
            return self._nested(path, substitution, signature, span)
        if isinstance(first, QualifiedSegment):
            self_type = self._closed(first.self_type, substitution, path, span)
            second = path.segments[1] if len(path.segments) > 1 else None
            if not isinstance(second, NameSegment) or len(path.segments) != 2:
                raise self._unknown(path, span)
            own = tuple(substitution(a) for a in second.args)
            if first.trait is not None:
                args = tuple(substitution(a) for a in first.trait.args)
                return self.trait_function(
                    self_type, first.trait.path, args, second.name, own, path, span
                )
            return self._inherent(self_type, second.name, own, path, span)
        for position, segment in enumerate(path.segments):
            if isinstance(segment, ImplSegment):
                last = path.segments[position + 1] if position + 1 < len(path.segments) else None
                if not isinstance(last, NameSegment) or position + 2 != len(path.segments):
                    return self._nested(path, substitution, signature, span)
                self_type = self._closed(segment.self_type, substitution, path, span)
                own = tuple(substitution(a) for a in last.args)
                if segment.trait is not None:
                    args = tuple(substitution(a) for a in segment.trait.args)
                    return self.trait_function(
                        self_type, segment.trait.path, args, last.name, own, path, span
                    )
                return self._inherent(self_type, last.name, own, path, span)
            if isinstance(segment, ImplSpanSegment):
                return self._nested(path, substitution, signature, span)
        return self._named(path, substitution, signature, span)

    def _closed(
        self, type_: Attribute, substitution: Substitution, path: FnPath, span: SourceSpan | None
    ) -> Attribute:
        result = substitution(type_)
        if is_generic(result):
            raise CompileError.of(
                f"`{path.text}` cannot be resolved: `{spell(result)}` still has generic parameters",
                span,
            )
        return result

    def _unknown(self, path: FnPath, span: SourceSpan | None) -> CompileError:
        return CompileError.of(f"no definition of `{path.text}` was found", span)

    # --- by name -----------------------------------------------------------------------------

    def _named(
        self,
        path: FnPath,
        substitution: Substitution,
        signature: FnSig | None,
        span: SourceSpan | None,
    ) -> Resolved:
        args = tuple(substitution(a) for a in path.args)
        definition = self.universe.function(path.path)
        if definition is not None:
            if definition.owner == "trait" and args:
                count = trait_arg_count(definition, args)
                trait = path.path.rpartition("::")[0]
                return self.trait_function(
                    args[0], trait, args[1:count], definition.name, args[count:], path, span
                )
            names = (g.name for g in definition.generics)
            return self.decide(
                Found(definition, dict(zip(names, args, strict=False)), None, args), path, span
            )
        adt = self.universe.adt(path.path)
        if adt is not None:
            return self._constructor(path.path, args, adt.variants[0].name, path, span)
        owner, _, name = path.path.rpartition("::")
        adt = self.universe.adt(owner)
        if adt is not None:
            if adt.kind == "enum" and adt.variant(name) is not None:
                return self._constructor(owner, args, name, path, span)
            count = len(args) - len(path.own_args)
            if count == 0:
                # Of a type alone the arguments are all on the last name.
                count = min(len(adt.generics), len(args))
            self_type = self.traits.closed(mir.AdtType(StringAttr(owner), ArrayAttr(args[:count])))
            return self._inherent(self_type, name, args[count:], path, span)
        return self._nested(path, substitution, signature, span)

    def _constructor(
        self, adt_path: str, args: Args, variant: str, path: FnPath, span: SourceSpan | None
    ) -> Resolved:
        type_ = self.traits.closed(mir.AdtType(StringAttr(adt_path), ArrayAttr(args)))
        adt = self.universe.adt(adt_path)
        if adt is None or not isinstance(type_, mir.AdtType):
            raise self._unknown(path, span)
        return Constructor(type_, adt, variant)

    def _nested(
        self,
        path: FnPath,
        substitution: Substitution,
        signature: FnSig | None,
        span: SourceSpan | None,
    ) -> Resolved:
        """A function nested in another: rustdoc does not list it, but its MIR is there."""
        body = self._nested_body(path, substitution)
        if body is None:
            raise self._unknown(path, span)
        args = tuple(substitution(a) for a in path.args)
        bindings: Bindings = {}
        if args:
            if signature is None:
                raise CompileError.of(
                    f"the generic arguments of `{path.text}` cannot be matched to its parameters",
                    span,
                )
            # The printed signature has the arguments in it; the body's has the parameters.
            concrete = [substitution(t) for t in (*signature.inputs, signature.output)]
            declared = [body.locals[i].type for i in range(1, body.arg_count + 1)]
            for pattern, type_ in zip([*declared, body.return_type], concrete, strict=False):
                match_type(pattern, type_, bindings)
        key = (body.path, body.line, args)
        instance = self._nested_instances.get(key)
        if instance is None:
            symbol = self._unique(f"{body.path}{spell_args(args)}")
            instance = self.of_body(symbol, body, self.traits.substitution(bindings))
            instance.owner = path.path
            self._nested_instances[key] = instance
        return Function(instance)

    def _unique(self, symbol: str) -> str:
        """A symbol that no other instance has: impls that a macro expands share their paths."""
        while symbol in self._instances:
            symbol += "'"
        return symbol

    def _nested_body(self, path: FnPath, substitution: Substitution) -> Body | None:
        """The MIR of a function within another one, found by that one's definition."""
        outer, rest = self._outer_function(path, substitution)
        if outer is not None and rest:
            body = self.bodies.nested_body(outer, "::".join(rest))
            if body is not None:
                return body
        return self.bodies.body(path.path)

    def _outer_function(
        self, path: FnPath, substitution: Substitution
    ) -> tuple[FnDef | None, list[str]]:
        """The outermost function of a path to something within it, and the rest of the path."""
        function, rest, _ = self.outer_function(path, substitution)
        return function, rest

    def outer_function(
        self, path: FnPath, substitution: Substitution
    ) -> tuple[FnDef | None, list[str], Bindings]:
        """
        The outermost function of a path to something within it, the rest of the path, and what
        the function's parameters stand for.
        """
        for position, segment in enumerate(path.segments):
            if isinstance(segment, QualifiedSegment | ImplSegment):
                names = [s for s in path.segments[position + 1 :] if isinstance(s, NameSegment)]
                if not names:
                    return None, [], {}
                rest = [s.name for s in names[1:]]
                self_type = substitution(segment.self_type)
                if is_generic(self_type):
                    found = self.function_by_head(self_type, segment.trait, names[0].name)
                    return found, rest, {}
                own = tuple(substitution(a) for a in names[0].args)
                function, bindings = self._member(
                    self_type, segment.trait, names[0].name, substitution
                )
                if function is not None:
                    parameters = (g.name for g in function.generics[function.parent_count :])
                    bindings.update(zip(parameters, own, strict=False))
                return function, rest, bindings
            if isinstance(segment, ImplSpanSegment):
                return None, [], {}
        args = tuple(substitution(a) for a in path.args)
        parts = path.path.split("::")
        for end in range(len(parts) - 1, 0, -1):
            owner = "::".join(parts[:end])
            if (function := self.universe.function(owner)) is not None:
                names_ = (g.name for g in function.generics)
                return function, parts[end:], dict(zip(names_, args, strict=False))
            adt = self.universe.adt(owner)
            if adt is not None and end + 1 < len(parts):
                count = min(len(adt.generics), len(args))
                self_type = self.traits.closed(
                    mir.AdtType(StringAttr(owner), ArrayAttr(args[:count]))
                )
                function, bindings = self._member(self_type, None, parts[end], substitution)
                if function is not None:
                    parameters = (g.name for g in function.generics[function.parent_count :])
                    bindings.update(zip(parameters, args[count:], strict=False))
                    return function, parts[end + 1 :], bindings
        return None, [], {}

    def _member(
        self,
        self_type: Attribute,
        trait: TraitRef | None,
        name: str,
        substitution: Substitution,
    ) -> tuple[FnDef | None, Bindings]:
        """A function of a type's inherent impl, or of its impl of a trait."""
        if trait is None:
            found = self.inherent_impl(self_type, name)
            return (None, {}) if found is None else (found[0].function(name), found[1])
        args = tuple(substitution(a) for a in trait.args)
        found = self.impl_function(self_type, trait.path, args, name)
        if found is not None:
            return found
        definition = self.universe.trait(trait.path)
        item = None if definition is None else definition.item(name, "fn")
        if definition is None or item is None:
            return None, {}
        return item.fn, self.traits.trait_bindings(definition, self_type, args)

    def _inherent(
        self,
        self_type: Attribute,
        name: str,
        own: Args,
        path: FnPath,
        span: SourceSpan | None,
    ) -> Resolved:
        found = self.inherent_impl(self_type, name)
        if found is None:
            raise self._unknown(path, span)
        impl, bindings = found
        definition = impl.function(name)
        if definition is None:
            raise self._unknown(path, span)
        names = (g.name for g in definition.generics[definition.parent_count :])
        bindings.update(zip(names, own, strict=False))
        return self.decide(Found(definition, bindings, UserImpl(impl, ()), own), path, span)

    def inherent_impl(self, self_type: Attribute, name: str) -> tuple[ImplDef, Bindings] | None:
        """The inherent impl of a type that has an item of that name, its parameters bound."""
        for impl in self.universe.inherent_impls(head_of(self_type), name):
            bindings: Bindings = {}
            if not match_type(impl.self_type, self_type, bindings):
                continue
            substitute = self.traits.substitution(bindings)
            if all(self.traits.holds(p, substitute) for p in impl.predicates):
                return impl, bindings
        return None

    def function_by_head(
        self, self_type: Attribute, trait: TraitRef | None, name: str
    ) -> FnDef | None:
        """
        A function of an impl of which only the self type's head is known. rustc prints the path
        of what is nested in it with the impl's own parameters.
        """
        head = head_of(self_type)
        if trait is None:
            impls = self.universe.inherent_impls(head, name)
        else:
            impls = self.universe.impls_of(trait.path, head)
        for impl in impls:
            if head_of(impl.self_type) == head and (found := impl.function(name)) is not None:
                return found
        definition = None if trait is None else self.universe.trait(trait.path)
        item = None if definition is None else definition.item(name, "fn")
        return None if item is None else item.fn

    # --- traits ------------------------------------------------------------------------------

    def trait_function(
        self,
        self_type: Attribute,
        trait: str,
        args: Args,
        name: str,
        own: Args,
        path: FnPath,
        span: SourceSpan | None,
    ) -> Resolved:
        """What `<self_type as trait<args>>::name::<own>` is."""
        try:
            selection = self.traits.select(self_type, trait, args, span)
        except SelectionError as error:
            raise CompileError.of(
                f"`{path.text}` cannot be resolved: {error.diagnostics[0].message}",
                error.diagnostics[0].span or span,
                notes=error.diagnostics[0].notes,
            ) from error
        if isinstance(selection, UserImpl):
            for candidate in (selection, *selection.parents):
                definition = candidate.definition.function(name)
                if definition is not None:
                    bindings = dict(candidate.bindings)
                    names = (g.name for g in definition.generics[definition.parent_count :])
                    bindings.update(zip(names, own, strict=False))
                    return self.decide(Found(definition, bindings, candidate, own), path, span)
            return self._trait_default(self_type, trait, args, name, own, path, span)
        return self._builtin(selection, self_type, trait, args, name, own, path, span)

    def _trait_default(
        self,
        self_type: Attribute,
        trait: str,
        args: Args,
        name: str,
        own: Args,
        path: FnPath,
        span: SourceSpan | None,
    ) -> Resolved:
        definition = self.universe.trait(trait)
        item = None if definition is None else definition.item(name, "fn")
        if definition is None or item is None or item.fn is None:
            raise self._unknown(path, span)
        bindings = self.traits.trait_bindings(definition, self_type, args)
        names = (g.name for g in item.fn.generics[item.fn.parent_count :])
        bindings.update(zip(names, own, strict=False))
        return self.decide(Found(item.fn, bindings, None, own), path, span)

    def _builtin(
        self,
        selection: BuiltinImpl,
        self_type: Attribute,
        trait: str,
        args: Args,
        name: str,
        own: Args,
        path: FnPath,
        span: SourceSpan | None,
    ) -> Resolved:
        match selection.kind:
            case "object" if isinstance(self_type, mir.DynType):
                return self._virtual(self_type, trait, args, name, own, path, span)
            case "clone":
                if name == "clone":
                    return CloneShim(self_type)
                return self._trait_default(self_type, trait, args, name, own, path, span)
            case "callable":
                by = FN_TRAITS[trait]
                if isinstance(self_type, mir.ClosureType):
                    kind = self.closure_signature(self_type).kind
                    return ClosureCall(self.closure(self_type), self_type, by, kind)
                return CallableCall(self_type, by)
            case _:
                if trait == "core::marker::FnPtr" and name == "addr":
                    return FnPtrAddr()
                raise CompileError.of(
                    f"`{path.text}`: a built-in impl of `{spell_trait(self_type, trait, args)}` "
                    "has no function of that name",
                    span,
                )

    def _virtual(
        self,
        self_type: mir.DynType,
        trait: str,
        args: Args,
        name: str,
        own: Args,
        path: FnPath,
        span: SourceSpan | None,
    ) -> Resolved:
        definition = self.universe.trait(trait)
        item = None if definition is None else definition.item(name, "fn")
        if item is None or item.fn is None:
            raise self._unknown(path, span)
        if item.requires_sized or item.fn.requires_sized:
            raise CompileError.of(f"`{path.text}` asks for `Self: Sized`; it has no slot", span)
        for slot, entry in enumerate(self.vtable_entries(self_type)):
            if entry[0] != "method" or entry[1] != trait or entry[3] != name:
                continue
            if not args or entry[2] == args:
                receiver = item.fn.inputs[0][1] if item.fn.inputs else mir.UNIT
                by_value = isinstance(receiver, mir.ParamType)
                return Virtual(f"{trait}::{name}", slot, by_value)
        raise CompileError.of(f"`{path.text}` is not in the vtable of `{spell(self_type)}`", span)

    def vtable_entries(
        self, dyn: mir.DynType
    ) -> list[tuple[Literal["method", "vptr"], str, Args, str]]:
        """
        The slots of a trait object's vtable after size, alignment and drop glue: methods as
        (trait, its arguments, name), and pointers to a supertrait's vtable.

        The order is that of `prepare_vtable_segments` in rustc's
        `rustc_trait_selection/src/traits/vtable.rs`: the first supertrait's table is a prefix.
        """
        entries: list[tuple[Literal["method", "vptr"], str, Args, str]] = []
        if not dyn.principal.data:
            return entries
        traits = self.traits
        visited: set[tuple[str, Args]] = set()
        emitted = False

        def has_entries(trait: str, args: Args) -> bool:
            return any(self.own_methods(name) for name, _ in traits.supertraits(dyn, trait, args))

        def visit(trait: str, args: Args, emit_vptr: bool) -> None:
            nonlocal emitted
            for super_trait in traits.direct_supertraits(dyn, trait, args):
                if super_trait not in visited:
                    visited.add(super_trait)
                    # The flag is read on the way down: the first chain needs no pointers.
                    visit(*super_trait, emitted)
            entries.extend(("method", trait, args, name) for name in self.own_methods(trait))
            filled = has_entries(trait, args)
            if emit_vptr and filled:
                entries.append(("vptr", trait, args, ""))
            emitted = emitted or filled

        principal = (
            dyn.principal.data,
            traits.trait_args(dyn.principal.data, dyn, dyn.args.data),
        )
        visited.add(principal)
        visit(*principal, False)
        return entries

    def own_methods(self, trait: str) -> list[str]:
        """The functions of a trait that have a vtable slot, in the order they are written."""
        definition = self.universe.trait(trait)
        if definition is None:
            return []
        names: list[str] = []
        for item in definition.items:
            function = item.fn
            if item.kind != "fn" or function is None:
                continue
            if item.requires_sized or function.requires_sized:
                continue
            own = function.generics[function.parent_count :]
            if own or not function.inputs or function.inputs[0][0] != "self":
                continue
            names.append(item.name)
        return names

    # --- from a definition to a call ---------------------------------------------------------

    def decide(self, found: Found, path: FnPath, span: SourceSpan | None) -> Resolved:
        """What a call of a definition is, now that its parameters are bound."""
        definition = found.definition
        if definition.lang == "drop_in_place" or definition.path == "core::ptr::drop_in_place":
            return DropGlue(next(iter(found.bindings.values())))
        if definition.intrinsic or definition.abi == "rust-intrinsic":
            name = definition.name
            if name in LOWERED or name in RESOLVED_INTRINSICS or not definition.has_body:
                args = tuple(
                    found.bindings[g.name] for g in definition.generics if g.name in found.bindings
                )
                return Intrinsic(name, args, path)
        return Function(self.instance(found, span))

    def instance(self, found: Found, span: SourceSpan | None) -> Instance:
        """The instance of a definition, one for each list of arguments."""
        definition = found.definition
        bindings = found.bindings
        args = tuple(bindings.get(g.name, mir.UNIT) for g in definition.generics)
        key = (definition.crate, definition.id, args)
        instance = self._by_key.get(key)
        if instance is not None:
            return instance
        for generic in definition.generics:
            if generic.name not in bindings:
                raise CompileError.of(
                    f"the generic parameter `{generic.name}` of `{definition.path}` is not known",
                    span,
                )
        substitution = self.traits.substitution(bindings)
        symbol = definition.symbol or self._unique(self._name(found, substitution))
        is_panic = (
            definition.crate == "core" and definition.output == NEVER and not definition.foreign
        )
        body = None
        if not is_panic and not definition.foreign:
            body = self.bodies.function_body(definition)
        if body is not None:
            instance = self.of_body(symbol, body, substitution)
            instance.definition = definition
        else:
            instance = Instance(
                symbol,
                None,
                substitution,
                definition,
                tuple(substitution(t) for _, t in definition.inputs),
                substitution(definition.output),
                is_panic,
            )
            self._instances[symbol] = instance
        self._by_key[key] = instance
        return instance

    def of_body(self, symbol: str, body: Body, substitution: Substitution) -> Instance:
        """The instance of a body, of which nothing else is known."""
        instance = Instance(
            symbol,
            body,
            substitution,
            None,
            tuple(substitution(body.locals[i].type) for i in range(1, body.arg_count + 1)),
            substitution(body.return_type),
        )
        self._instances[symbol] = instance
        return instance

    def _name(self, found: Found, substitution: Substitution) -> str:
        """The path of an instance for people, with its arguments."""
        definition = found.definition
        own = tuple(
            found.bindings[g.name]
            for g in definition.generics[definition.parent_count :]
            if g.name in found.bindings
        )
        if definition.owner == "trait":
            owner = definition.path.rpartition("::")[0]
            trait_args = tuple(
                found.bindings[g.name]
                for g in definition.generics[1 : definition.parent_count]
                if g.name in found.bindings
            )
            self_type = spell(found.bindings["Self"])
            trait = f"{owner}{spell_args(trait_args)}"
            return f"<{self_type} as {trait}>::{definition.name}{spell_args(own)}"
        impl = self.universe.impl_of(definition)
        if impl is None:
            return f"{definition.path}{spell_args(own)}"
        self_type = spell(substitution(impl.self_type))
        if impl.trait is None:
            return f"<{self_type}>::{definition.name}{spell_args(own)}"
        trait_args = tuple(substitution(a) for a in impl.trait_args)
        trait = f"{impl.trait}{spell_args(trait_args)}"
        return f"<{self_type} as {trait}>::{definition.name}{spell_args(own)}"

    def function_of(
        self, type_: mir.FnDefType, path: FnPath | None, span: SourceSpan | None
    ) -> Resolved:
        """What a call of a function item is, of which only the type is known."""
        if path is not None:
            return self.resolve(path, self.traits.closed, span)
        return self.resolve(self._path_of(type_), self.traits.closed, span)

    def read_path(self, text: str) -> FnPath:
        """A path as rustc prints it."""
        if self._reader is None:
            crate = next(iter(self.universe.crates))
            resolver = DefinitionsPathResolver(crate, self.universe, self.universe.crates)
            self._reader = TypeReader(crate, resolver)
        self._reader.text, self._reader.pos = text, 0
        return self._reader.path()

    def _path_of(self, type_: mir.FnDefType) -> FnPath:
        """The path that a function item's type gives; one through an impl block is read again."""
        text = type_.path.data
        if "<impl " not in text or "<impl at " in text:
            return path_of_type(type_)
        path = self.read_path(text)
        *segments, last = path.segments
        args = type_.args.data
        return replace(path, segments=(*segments, NameSegment(_name_of(last), args)), args=args)

    # --- drops -------------------------------------------------------------------------------

    def drop_impl(self, type_: mir.AdtType, span: SourceSpan | None) -> Instance | None:
        """The `Drop::drop` of an ADT, if it has one."""
        if not self.traits.implements(type_, DROP):
            return None
        path = trait_function_path(type_, DROP, (), "drop")
        resolved = self.trait_function(type_, DROP, (), "drop", (), path, span)
        return resolved.instance if isinstance(resolved, Function) else None


def _name_of(segment: PathSegment) -> str:
    return segment.name if isinstance(segment, NameSegment) else ""
