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

from typing import Literal

from xdsl.dialects.builtin import ArrayAttr, StringAttr
from xdsl.ir import Attribute

from rusticle.diagnostics import CompileError, SourceSpan

from ..dialects.mir import types as mir
from ..dialects.mir.intrinsics import DEVICE_MODULE, LOWERED
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
from .definitions import FnDef, Universe
from .nested import NestedResolver
from .path_resolver import DefinitionsPathResolver
from .substitution import Substitution, is_generic
from .syntax import (
    FnPath,
    FnSig,
    ImplSegment,
    ImplSpanSegment,
    NameSegment,
    QualifiedSegment,
    TraitRef,
    Unreachable,
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


class Resolver(NestedResolver):
    """
    Resolves callees over all crates; implements the `Callables` that trait selection asks.

    Substitution in the MIR at hand is the caller's: everything passed here is closed already.
    """

    def __init__(self, universe: Universe, bodies: BodySource) -> None:
        super().__init__(universe, bodies)
        self._readers: dict[str, TypeReader] = {}
        self._by_key: dict[tuple[str, int, Args], Instance] = {}

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
            return self.nested_function(path, substitution, signature, span)
        if isinstance(first, QualifiedSegment):
            self_type = self._closed(first.self_type, substitution, path, span)
            second = path.segments[1] if len(path.segments) > 1 else None
            if not isinstance(second, NameSegment) or len(path.segments) != 2:
                raise self._unknown(path, span)
            own = tuple(substitution(a) for a in second.args)
            if first.trait is not None:
                args = tuple(substitution(a) for a in first.trait.args)
                return self.trait_function(
                    self_type,
                    first.trait.path,
                    args,
                    second.name,
                    own,
                    path,
                    span,
                    signature,
                    substitution,
                )
            return self._inherent(self_type, second.name, own, path, span)
        for position, segment in enumerate(path.segments):
            if isinstance(segment, ImplSegment):
                last = path.segments[position + 1] if position + 1 < len(path.segments) else None
                if not isinstance(last, NameSegment) or position + 2 != len(path.segments):
                    return self.nested_function(path, substitution, signature, span)
                self_type = self._closed(segment.self_type, substitution, path, span)
                own = tuple(substitution(a) for a in last.args)
                if segment.trait is not None:
                    args = tuple(substitution(a) for a in segment.trait.args)
                    return self.trait_function(
                        self_type, segment.trait.path, args, last.name, own, path, span
                    )
                return self._inherent(self_type, last.name, own, path, span)
            if isinstance(segment, ImplSpanSegment):
                return self.nested_function(path, substitution, signature, span)
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
        return self.nested_function(path, substitution, signature, span)

    def _constructor(
        self, adt_path: str, args: Args, variant: str, path: FnPath, span: SourceSpan | None
    ) -> Resolved:
        type_ = self.traits.closed(mir.AdtType(StringAttr(adt_path), ArrayAttr(args)))
        adt = self.universe.adt(adt_path)
        if adt is None or not isinstance(type_, mir.AdtType):
            raise self._unknown(path, span)
        return Constructor(type_, adt, variant)

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
        signature: FnSig | None = None,
        substitution: Substitution | None = None,
    ) -> Resolved:
        """
        What `<self_type as trait<args>>::name::<own>` is. `signature`, with its `substitution`,
        is what rustc printed of it; only an impl within a function asks for it.
        """
        if self.universe.trait(trait) is None:
            concrete: tuple[Args, Attribute] | None = None
            if signature is not None and substitution is not None:
                inputs = tuple(substitution(t) for t in signature.inputs)
                concrete = inputs, substitution(signature.output)
            local = self.local_trait_function(self_type, trait, args, name, own, concrete)
            if local is not None:
                return Function(local)
        # rustc leaves out what is a parameter's default.
        args = self.traits.trait_args(trait, self_type, args)
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
            if (
                name in LOWERED
                or name in RESOLVED_INTRINSICS
                or not definition.has_body
                or self._has_no_fallback(definition)
            ):
                args = tuple(
                    found.bindings[g.name] for g in definition.generics if g.name in found.bindings
                )
                return Intrinsic(name, args, path)
        if definition.path.startswith(DEVICE_MODULE):
            name = f"device_{definition.name}"
            if name in LOWERED:
                return Intrinsic(name, tuple(found.bindings.values()), path)
        return Function(self.instance(found, span))

    def _has_no_fallback(self, definition: FnDef) -> bool:
        """Whether an intrinsic's MIR is the `unreachable` that rustc gives one without a body."""
        body = self.bodies.function_body(definition)
        return body is None or (
            not body.blocks[0].statements
            and isinstance(body.blocks[0].terminator.kind, Unreachable)
        )

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
        symbol = definition.symbol or self.unique(self._name(found, substitution))
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
        # What is printed inside it is printed as its own crate prints it.
        crate, _, rest = text.partition("::")
        reader = self._readers.get(crate)
        if reader is None:
            externs = () if crate == "core" else self.universe.crates
            resolver = DefinitionsPathResolver(crate, self.universe, externs)
            reader = self._readers[crate] = TypeReader(crate, resolver)
        reader.text, reader.pos = rest, 0
        return reader.path()

    def _path_of(self, type_: mir.FnDefType) -> FnPath:
        """
        The path that a function item's type gives. Of one through an impl block, the self type
        and the trait's arguments are the first of the type's arguments.
        """
        text = type_.path.data
        args = type_.args.data
        start = text.find("<impl")
        if start < 0 or text.startswith("<impl at ", start) or not args:
            return path_of_type(type_)
        end = text.index(">::", start)
        trait = text[start + 5 : end].strip()
        names = text[end + 3 :].split("::")
        modules = text[:start].removesuffix("::").split("::")
        count = 1
        reference: TraitRef | None = None
        if trait:
            definition = self.universe.trait(trait)
            if len(names) == 1 and definition is not None:
                count += len(definition.generics) - 1
            reference = TraitRef(trait, args[1:count])
        own = args[count:]
        return FnPath(
            spell(type_),
            (
                *(NameSegment(name) for name in modules),
                ImplSegment(args[0], reference, text[start : end + 1]),
                *(NameSegment(name) for name in names[:-1]),
                NameSegment(names[-1], own),
            ),
            text,
            own,
            args[0],
            reference,
        )

    # --- drops -------------------------------------------------------------------------------

    def drop_impl(self, type_: mir.AdtType, span: SourceSpan | None) -> Instance:
        """The `Drop::drop` of an ADT that has one."""
        path = trait_function_path(type_, DROP, (), "drop")
        resolved = self.trait_function(type_, DROP, (), "drop", (), path, span)
        assert isinstance(resolved, Function), resolved
        return resolved.instance
