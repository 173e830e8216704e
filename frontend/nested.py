"""
What is nested in functions: functions, closures, traits and impls in the bodies of others.

rustdoc lists nothing of it; the MIR of its functions is there, printed after that of the function
that holds it. So it is found by the definition of the outermost function and the rest of the path,
or, where an impl of a trait that is itself in a function is meant, by comparing the types that
the MIR of the candidates takes with the types at hand. A nested function has no generic parameters
but its own, whose names and order only its MIR tells: its arguments are matched to them through
its signature.
"""

from __future__ import annotations

from collections.abc import Iterator

from xdsl.dialects.builtin import ArrayAttr, IntAttr, StringAttr
from xdsl.ir import Attribute, ParametrizedAttribute

from rusticle.diagnostics import CompileError, SourceSpan

from ..dialects.mir import types as mir
from .callees import BodySource, Function, Instance, Resolved, spell_args
from .closures import ClosureResolver
from .definitions import BLANKET, FnDef, ImplDef, Universe, head_of
from .substitution import Bindings, Substitution, is_generic, match_type
from .syntax import (
    Body,
    FnPath,
    FnSig,
    ImplSegment,
    ImplSpanSegment,
    NameSegment,
    QualifiedSegment,
    TraitRef,
    TrivialConst,
)
from .traits import Args


class NestedResolver(ClosureResolver):
    """Finds what is nested in functions."""

    def __init__(self, universe: Universe, bodies: BodySource) -> None:
        super().__init__(universe, bodies)
        self._instances: dict[str, Instance] = {}
        self._nested_instances: dict[tuple[str, int, Args], Instance] = {}

    # --- functions ---------------------------------------------------------------------------

    def nested_function(
        self,
        path: FnPath,
        substitution: Substitution,
        signature: FnSig | None,
        span: SourceSpan | None,
    ) -> Resolved:
        """A function within another one, an impl included that rustdoc does not list."""
        body = self._nested_body(path, substitution)
        if body is None:
            foreign = self._foreign(path, signature, substitution)
            if foreign is not None:
                return Function(foreign)
            raise CompileError.of(
                f"no definition of `{path.text}` was found",
                span,
                help=["if it is of a type within a function, move that type out of it"]
                if self.universe.function(path.path.rpartition("::")[0].rpartition("::")[0])
                else (),
            )
        args = tuple(substitution(a) for a in path.own_args)
        bindings: Bindings = {}
        if args and signature is not None:
            concrete = [substitution(t) for t in (*signature.inputs, signature.output)]
            # The printed signature has the arguments in it; the body's has the parameters.
            for pattern, type_ in zip(_signature_of(body), concrete, strict=False):
                match_type(pattern, type_, bindings)
        elif args:
            order = self._parameter_order(path.path, body, args)
            if order is None:
                raise CompileError.of(
                    f"the generic arguments of `{path.text}` cannot be matched to its parameters",
                    span,
                )
            bindings = dict(zip(order, args, strict=True))
        return Function(self._instance_of_body(path.path, body, bindings, args))

    def _foreign(
        self, path: FnPath, signature: FnSig | None, substitution: Substitution
    ) -> Instance | None:
        """A foreign function that is declared within a function: its name is its symbol."""
        owner = path.path.rpartition("::")[0]
        if signature is None or signature.abi not in ("C", "system"):
            return None
        if self.universe.function(owner) is None and self.bodies.body(owner) is None:
            return None
        instance = self._instances.get(path.name)
        if instance is None:
            inputs = tuple(substitution(t) for t in signature.inputs)
            output = substitution(signature.output)
            definition = FnDef(
                path.path.partition("::")[0], -1, path.name, path.path, (), 0, (),
                tuple((f"_{i}", t) for i, t in enumerate(inputs)), output,
                abi=signature.abi, has_body=False, foreign=True,
            )  # fmt: skip
            instance = Instance(
                path.name, None, self.traits.closed, definition, inputs, output, False
            )
            self._instances[path.name] = instance
        return instance

    def _parameter_order(self, path: str, body: Body, args: Args) -> list[str] | None:
        """
        The names of a nested function's parameters, in order.

        MIR has the names in the function's body, and the order wherever it mentions the function
        with its arguments and its signature: the two are compared.
        """
        names: list[str] = []
        for type_ in _signature_of(body):
            for name in _parameters(type_):
                if name not in names:
                    names.append(name)
        if len(names) != len(args):
            return None
        if all(argument == args[0] for argument in args):
            return names
        for mentioned, signature in self.bodies.function_mentions(path):
            bindings: Bindings = {}
            types = (*signature.inputs, signature.output)
            for pattern, type_ in zip(_signature_of(body), types, strict=False):
                match_type(pattern, type_, bindings)
            own = mentioned[len(mentioned) - len(args) :]
            order = [next((n for n in names if bindings.get(n) == a), "") for a in own]
            if len(set(order)) == len(names) and "" not in order:
                return order
        return None

    def _instance_of_body(self, owner: str, body: Body, bindings: Bindings, args: Args) -> Instance:
        key = (body.path, body.line, args)
        instance = self._nested_instances.get(key)
        if instance is None:
            symbol = self.unique(f"{body.path}{spell_args(args)}")
            instance = self.of_body(symbol, body, self.traits.substitution(bindings))
            instance.owner = owner
            self._nested_instances[key] = instance
        return instance

    def unique(self, symbol: str) -> str:
        """A symbol that no other instance has: impls that a macro expands share their paths."""
        while symbol in self._instances:
            symbol += "'"
        return symbol

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

    def _nested_body(self, path: FnPath, substitution: Substitution) -> Body | None:
        """The MIR of a function within another one, found by that one's definition."""
        item = self.nested_item(path, substitution)
        return item[0] if item is not None and isinstance(item[0], Body) else None

    def nested_item(
        self, path: FnPath, substitution: Substitution
    ) -> tuple[Body | TrivialConst, Bindings] | None:
        """What is within a function by that path, and what that function's parameters are."""
        outer, rest, bindings = self.outer_function(path, substitution)
        if outer is not None and rest:
            item = self.bodies.nested_item(outer, "::".join(rest))
            if item is not None:
                return item, bindings
        item = self.bodies.constant(path.path)
        return self._in_constant(path, substitution) if item is None else (item, {})

    def _in_constant(
        self, path: FnPath, substitution: Substitution
    ) -> tuple[Body | TrivialConst, Bindings] | None:
        """What is within an associated constant: `Stack::<T>::EMPTY::{constant#0}`."""
        names = [s.name for s in path.segments if isinstance(s, NameSegment)]
        position = next((i for i, name in enumerate(names) if name.startswith("{")), 0)
        if position == 0:
            return None
        return self.in_constant(
            path, names[position - 1], "::".join(names[position:]), substitution
        )

    def in_constant(
        self, path: FnPath, name: str, suffix: str, substitution: Substitution
    ) -> tuple[Body | TrivialConst, Bindings] | None:
        """What is in the associated constant `name` of a type or impl that `path` begins with."""
        candidates: list[tuple[ImplDef, Bindings]] = []
        if path.self_type is not None:
            self_type = substitution(path.self_type)
            if path.trait is not None:
                args = tuple(substitution(a) for a in path.trait.args)
                candidates = self.impls_selected(self_type, path.trait.path, args)
            else:
                candidates = self._inherent_constants(self_type, name)
        else:
            owner = f"{path.path}::".partition(f"::{name}::")[0]
            adt = self.universe.adt(owner)
            if adt is not None:
                args = tuple(substitution(a) for a in path.args[: len(adt.generics)])
                self_type = self.traits.closed(mir.AdtType(StringAttr(owner), ArrayAttr(args)))
                candidates = self._inherent_constants(self_type, name)
            elif path.args and self.universe.trait(owner) is not None:
                first, *rest = (substitution(a) for a in path.args)
                candidates = self.impls_selected(first, owner, tuple(rest))
        for impl, bindings in candidates:
            item = self.bodies.nested_in_constant(impl, name, suffix)
            if item is not None:
                return item, bindings
        return None

    def _inherent_constants(
        self, self_type: Attribute, name: str
    ) -> list[tuple[ImplDef, Bindings]]:
        found = self.inherent_impl(self_type, name)
        return [] if found is None else [found]

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
                if is_generic(self_type) or (rest and _is_name(rest[0])):
                    found = self.function_by_head(self_type, segment.trait, names[0].name, rest)
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
        return self._outer_by_name(path, substitution)

    def _outer_by_name(
        self, path: FnPath, substitution: Substitution
    ) -> tuple[FnDef | None, list[str], Bindings]:
        """The same for a path of names alone."""
        args = tuple(substitution(a) for a in path.args)
        parts = path.path.split("::")
        for end in range(len(parts) - 1, 0, -1):
            owner = "::".join(parts[:end])
            rest = parts[end:]
            if (function := self.universe.function(owner)) is not None:
                if function.owner == "trait" and args:
                    trait = TraitRef(owner.rpartition("::")[0], ())
                    inner = self.function_by_head(args[0], trait, function.name, rest)
                    return inner or function, rest, {}
                names = (g.name for g in function.generics)
                return function, rest, dict(zip(names, args, strict=False))
            adt = self.universe.adt(owner)
            if adt is not None and end + 1 < len(parts):
                count = min(len(adt.generics), len(args))
                self_type = self.traits.closed(
                    mir.AdtType(StringAttr(owner), ArrayAttr(args[:count]))
                )
                function, bindings = self._member(self_type, None, parts[end], substitution)
                if function is None:
                    function = self.function_by_head(self_type, None, parts[end], parts[end + 1 :])
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
        definition = self.universe.trait(trait.path)
        if definition is None:
            return None, {}
        args = tuple(substitution(a) for a in trait.args)
        found = self.impl_function(self_type, trait.path, args, name)
        if found is not None:
            return found
        item = definition.item(name, "fn")
        if item is None:
            return None, {}
        return item.fn, self.traits.trait_bindings(definition, self_type, args)

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
        self,
        self_type: Attribute,
        trait: TraitRef | None,
        name: str,
        within: list[str] | None = None,
    ) -> FnDef | None:
        """
        A function of an impl of which only the self type's head is known; with `within`, one that
        holds that. rustc prints the path of what is nested in it with the impl's own parameters.
        """
        head = head_of(self_type)
        if trait is None:
            impls = self.universe.inherent_impls(head, name)
        else:
            impls = self.universe.impls_of(trait.path, head)
        suffix = "::".join(within) if within else None
        for wanted in (head, BLANKET):
            for impl in impls:
                if head_of(impl.self_type) != wanted:
                    continue
                found = impl.function(name)
                if found is not None and (
                    suffix is None or self.bodies.nested_item(found, suffix) is not None
                ):
                    return found
        definition = None if trait is None else self.universe.trait(trait.path)
        item = None if definition is None else definition.item(name, "fn")
        return None if item is None else item.fn

    # --- traits within functions -------------------------------------------------------------

    def local_trait_function(
        self,
        self_type: Attribute,
        trait: str,
        args: Args,
        name: str,
        own: Args,
        signature: tuple[Args, Attribute] | None,
    ) -> Instance | None:
        """
        A function of an impl of a trait that is within a function.

        Of the impls whose types match, the most specific one is taken; where they differ in their
        where-clauses alone, which MIR does not show, the first: it is the general one that others
        specialize, so that it holds for every type.
        """
        found: list[tuple[Body, Bindings]] = []
        for body in self._local_bodies(trait, name):
            bindings = self._match_local(body, self_type, signature)
            if bindings is not None:
                found.append((body, bindings))
        if not found:
            default = self.bodies.body(f"{trait}::{name}") or self._default_in_method(trait, name)
            if default is None:
                return None
            bindings = self._match_local(default, self_type, signature) or {}
            found = [(default, {**bindings, "Self": self_type})]
        body, bindings = found[0]
        for other, other_bindings in found[1:]:
            if _more_specific(other, body):
                body, bindings = other, other_bindings
        return self._instance_of_body(f"{trait}::{name}", body, bindings, (self_type, *args, *own))

    def _local_bodies(self, trait: str, name: str) -> Iterator[Body]:
        """The functions of that name in impls beside a trait that is within a function."""
        crate, outer = trait.partition("::")[0], trait.rpartition("::")[0]
        candidates = self.bodies.unlisted(crate, name)
        beside = [body for body in candidates if body.path.startswith(f"{outer}::<impl at ")]
        # The function that holds them may be an impl's, which the trait's path does not show.
        holder = f"::{outer.rpartition('::')[2]}::<impl at "
        within = beside or [body for body in candidates if holder in body.path]
        yield from sorted(within, key=lambda body: body.line)

    def _default_in_method(self, trait: str, name: str) -> Body | None:
        """The default of a function of a trait that is within a method of a type."""
        outer, _, local = trait.rpartition("::")
        owner, _, method = outer.rpartition("::")
        for impl in self.universe.inherent_impls(owner, method):
            function = impl.function(method)
            body = (
                None if function is None else self.bodies.nested_body(function, f"{local}::{name}")
            )
            if body is not None:
                return body
        return None

    def _match_local(
        self, body: Body, self_type: Attribute, signature: tuple[Args, Attribute] | None
    ) -> Bindings | None:
        """The parameters of a body, if it takes the types at hand."""
        declared = [body.locals[i].type for i in range(1, body.arg_count + 1)]
        if signature is not None:
            bindings: Bindings = {}
            concrete = (*signature[0], signature[1])
            patterns = (*declared, body.return_type)
            matched = len(concrete) == len(patterns) and all(
                match_type(p, c, bindings) for p, c in zip(patterns, concrete, strict=True)
            )
            return bindings if matched else None
        if not declared:
            return None
        for receiver in (
            self_type,
            mir.RefType(self_type, IntAttr(0)),
            mir.RefType(self_type, IntAttr(1)),
        ):
            bindings = {}
            if match_type(declared[0], receiver, bindings):
                return bindings
        return None

    def local_closure(self, type_: mir.ClosureType, owner: str, depth: str) -> Body | None:
        """A closure in a function of an impl of a trait that is within a function."""
        trait, _, name = owner.rpartition("::")
        if "::" not in trait or self.universe.trait(trait) is not None:
            return None
        functions = list(self._local_bodies(trait, name))
        if len(functions) > 1 and type_.args.data:
            # Each impl's function may have a closure of that number: the receivers differ.
            self_type = type_.args.data[0]
            functions = [
                body for body in functions if self._match_local(body, self_type, None) is not None
            ]
        paths = [f"{body.path}::{depth}" for body in functions]
        found = self.bodies.unlisted(trait.partition("::")[0], name, depth)
        return next((body for path in paths for body in found if body.path == path), None)


def _more_specific(body: Body, other: Body) -> bool:
    """Whether what `body` takes is an instance of what `other` takes, and not the reverse."""

    def instance(a: Body, b: Body) -> bool:
        bindings: Bindings = {}
        return all(
            match_type(b.locals[i].type, a.locals[i].type, bindings)
            for i in range(1, min(a.arg_count, b.arg_count) + 1)
        )

    return instance(body, other) and not instance(other, body)


def _signature_of(body: Body) -> list[Attribute]:
    """The types that a body takes, and the one that it returns."""
    return [*(body.locals[i].type for i in range(1, body.arg_count + 1)), body.return_type]


def _parameters(type_: Attribute) -> Iterator[str]:
    """The names of the generic parameters in a type, as they come."""
    if isinstance(type_, mir.ParamType):
        yield type_.param_name.data
    elif isinstance(type_, ArrayAttr):
        for element in type_.data:  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
            yield from _parameters(element)  # pyright: ignore[reportUnknownArgumentType]
    elif isinstance(type_, ParametrizedAttribute):
        for parameter in type_.parameters:
            yield from _parameters(parameter)


def _is_name(part: str) -> bool:
    """Whether a part of a path is an item's name, not a closure or the like."""
    return not part.startswith("{") and not part.startswith("promoted[")
