"""
Closures: their bodies, what they capture, and how they take it.

A closure's type names the function that it is in, and carries that function's generic arguments.
Its MIR has the rest: the signature, and by its first argument how it takes its captures. What it
captures is known where it is made; if that was optimised away, from what its body reads.

`ClosureResolver` is the part of the resolver that knows this. It also answers what trait selection
asks about everything that can be called (`traits.Callables`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import is_dataclass, replace
from typing import Literal

from xdsl.dialects.builtin import ArrayAttr, IntAttr, StringAttr
from xdsl.ir import Attribute

from rusticle.diagnostics import CompileError, SourceSpan

from ..dialects.mir import types as mir
from ..dialects.mir.spelling import spell
from .callees import (
    BodySource,
    CloneShim,
    ClosureCall,
    Constructor,
    Function,
    Instance,
    Resolved,
    trait_arg_count,
)
from .definitions import FnDef, ImplDef, Universe
from .substitution import Bindings, Substitution, match_type
from .syntax import Body, Constant, Field, FnPath, ImplSegment, Place, TraitRef, TrivialConst
from .traits import Args, Signature, Traits, UserImpl, closure_owner


class ClosureResolver:
    """What the resolver knows of closures. The methods that raise are the rest of it."""

    def __init__(self, universe: Universe, bodies: BodySource) -> None:
        self.universe = universe
        self.bodies = bodies
        self.traits = Traits(universe, self)
        self.captures: dict[mir.ClosureType, Args] = {}
        """What closures were seen to capture where they are made."""
        self._closures: dict[mir.ClosureType, Instance] = {}
        self._signatures: dict[mir.ClosureType, Signature] = {}
        self._complete: set[mir.ClosureType] = set()
        """Closures of which no capture is missing."""

    def of_body(self, symbol: str, body: Body, substitution: Substitution) -> Instance:
        """The instance of a body."""
        raise NotImplementedError

    def function_of(
        self, type_: mir.FnDefType, path: FnPath | None, span: SourceSpan | None
    ) -> Resolved:
        """What a call of a function item is, of which only the type is known."""
        raise NotImplementedError

    def inherent_impl(self, self_type: Attribute, name: str) -> tuple[ImplDef, Bindings] | None:
        """The inherent impl of a type that has an item of that name, its parameters bound."""
        raise NotImplementedError

    def read_path(self, text: str) -> FnPath:
        """A path as rustc prints it."""
        raise NotImplementedError

    def outer_function(
        self, path: FnPath, substitution: Substitution
    ) -> tuple[FnDef | None, list[str], Bindings]:
        """The outermost function of a path, the rest of it, and the function's bindings."""
        raise NotImplementedError

    def function_by_head(
        self,
        self_type: Attribute,
        trait: TraitRef | None,
        name: str,
        within: list[str] | None = None,
    ) -> FnDef | None:
        """A function of an impl of which only the self type's head is known."""
        raise NotImplementedError

    def nested_item(
        self, path: FnPath, substitution: Substitution
    ) -> tuple[Body | TrivialConst, Bindings] | None:
        """What is within a function by that path, and what that function's parameters are."""
        raise NotImplementedError

    def local_closure(self, type_: mir.ClosureType, owner: str, depth: str) -> Body | None:
        """A closure in a function of an impl of a trait that is within a function."""
        raise NotImplementedError

    def closure(self, type_: mir.ClosureType, span: SourceSpan | None = None) -> Instance:
        """The body of a closure, with its parent's parameters bound."""
        instance = self._closures.get(type_)
        if instance is not None:
            return instance
        body, bindings = self.closure_body(type_, span)
        symbol = spell(type_)
        instance = self.of_body(symbol, body, self.traits.substitution(bindings))
        instance.owner = type_.path.data
        self._closures[type_] = instance
        return instance

    def closure_body(
        self, type_: mir.ClosureType, span: SourceSpan | None
    ) -> tuple[Body, Bindings]:
        """A closure's MIR and what the parameters in it stand for."""
        path = type_.path.data
        args: Args = type_.args.data
        owner, depth = closure_owner(path)
        nested = self._closure_in_nested(type_, owner, depth)
        if nested is not None:
            return nested
        parent = self._closure_parent(owner, args)
        if parent is not None:
            definition, bindings = parent
            body = self.bodies.nested_body(definition, depth)
            if body is not None:
                return body, bindings
        body = self.bodies.body(path) or self.local_closure(type_, owner, depth)
        if body is None and "<" not in path:
            # In a constant or a function within a method.
            found = self.nested_item(replace(self.read_path(path), args=args), self.traits.closed)
            if found is not None and isinstance(found[0], Body):
                body = found[0]
        if body is None:
            raise CompileError.of(f"no MIR of the closure `{spell(type_)}` was found", span)
        bindings: Bindings = {}
        # The closure's own type, as its body's first argument has it, names the parameters.
        match_type(_pointee(body.locals[1].type), type_, bindings)
        return body, bindings

    def _closure_in_nested(
        self, type_: mir.ClosureType, owner: str, depth: str
    ) -> tuple[Body, Bindings] | None:
        """A closure in a function that is within a trait's function."""
        start = owner.find("<impl ")
        if start < 0:
            outer, _, inner = owner.rpartition("::")
            if self.universe.function(owner) is not None:
                return None
            function = self.universe.function(outer)
            own: Args = type_.args.data
        else:
            end = owner.find(">::", start)
            method, _, inner = owner[end + 3 :].partition("::")
            if not inner:
                return None
            trait = TraitRef(owner[start + 6 : end], ())
            own = type_.args.data[1:]
            within = [*inner.split("::"), depth]
            function = self.function_by_head(type_.args.data[0], trait, method, within)
        if function is None:
            return None
        body = self.bodies.nested_body(function, f"{inner}::{depth}")
        if body is None:
            return None
        bindings: Bindings = {}
        pattern = _pointee(body.locals[1].type)
        if isinstance(pattern, mir.ClosureType):
            # The last arguments are those of the nested function, in both.
            patterns = pattern.args.data[len(pattern.args.data) - len(own) :]
            for parameter, argument in zip(patterns, own, strict=False):
                match_type(parameter, argument, bindings)
        return body, bindings

    def _closure_parent(self, owner: str, args: Args) -> tuple[FnDef, Bindings] | None:
        if "<impl" in owner:
            return self._closure_in_impl_block(owner, args)
        definition = self.universe.function(owner)
        if definition is None:
            return self._closure_in_impl(owner, args)
        if definition.owner == "trait" and args:
            # `<T as Trait>::method::{closure#0}`: the function is that of the impl, if it has one.
            count = trait_arg_count(definition, args)
            trait = owner.rpartition("::")[0]
            args = (
                args[0],
                *self.traits.trait_args(trait, args[0], args[1:count]),
                *args[count:],
            )
            count = definition.parent_count
            found = self.impl_function(args[0], trait, args[1:count], definition.name)
            if found is not None:
                function, bindings = found
                names = (g.name for g in function.generics[function.parent_count :])
                bindings.update(zip(names, args[count:], strict=False))
                return function, bindings
        names = (g.name for g in definition.generics)
        return definition, dict(zip(names, args, strict=False))

    def impl_function(
        self, self_type: Attribute, trait: str, args: Args, name: str
    ) -> tuple[FnDef, Bindings] | None:
        """A function of the impl that makes a trait hold, its impl's parameters bound."""
        for impl, bindings in self.impls_selected(self_type, trait, args):
            if (function := impl.function(name)) is not None:
                return function, bindings
        return None

    def impls_selected(
        self, self_type: Attribute, trait: str, args: Args
    ) -> list[tuple[ImplDef, Bindings]]:
        """The impl that makes a trait hold, and those that it specializes."""
        selection = self.traits.select(self_type, trait, args)
        if not isinstance(selection, UserImpl):
            return []
        return [(c.definition, dict(c.bindings)) for c in (selection, *selection.parents)]

    def _closure_in_impl_block(self, owner: str, args: Args) -> tuple[FnDef, Bindings] | None:
        """
        A closure in a function of `module::<impl>` or `module::<impl Trait>`: the self type and
        the trait's arguments come first among its arguments.
        """
        start = owner.index("<impl")
        end = owner.index(">::", start)
        trait = owner[start + 5 : end].strip()
        name = owner[end + 3 :]
        if trait and self.universe.trait(trait) is None:
            return self._closure_in_printed_impl(owner, args)
        if "::" in name or not args:
            return None
        self_type, *rest = args
        if trait:
            definition = self.universe.trait(trait)
            count = 0 if definition is None else len(definition.generics) - 1
            found = self.impl_function(self_type, trait, tuple(rest[:count]), name)
            rest = rest[count:]
        else:
            inherent = self.inherent_impl(self_type, name)
            function = None if inherent is None else inherent[0].function(name)
            found = None if inherent is None or function is None else (function, inherent[1])
        if found is None:
            return None
        function, bindings = found[0], dict(found[1])
        names = (g.name for g in function.generics[function.parent_count :])
        bindings.update(zip(names, rest, strict=False))
        return function, bindings

    def _closure_in_printed_impl(self, owner: str, args: Args) -> tuple[FnDef, Bindings] | None:
        """The same where the path has the impl as rustc prints it, its self type included."""
        path = self.read_path(owner)
        function, rest, bindings = self.outer_function(path, self.traits.closed)
        if function is None or rest:
            segment = path.segments[-2] if len(path.segments) > 1 else None
            if not isinstance(segment, ImplSegment):
                return None
            self_type = self.traits.closed(segment.self_type)
            if segment.trait is None:
                found = self.inherent_impl(self_type, path.name)
                function = None if found is None else found[0].function(path.name)
                bindings = {} if found is None else dict(found[1])
            else:
                selected = self.impl_function(
                    self_type, segment.trait.path, segment.trait.args, path.name
                )
                if selected is None:
                    return None
                function, bindings = selected
        if function is None:
            return None
        names = (g.name for g in function.generics[function.parent_count :])
        bindings = dict(bindings)
        bindings.update(zip(names, args, strict=False))
        return function, bindings

    def _closure_in_impl(self, owner: str, args: Args) -> tuple[FnDef, Bindings] | None:
        """A closure in a function of an inherent impl: of an ADT, by the ADT's path."""
        path, _, name = owner.rpartition("::")
        adt = self.universe.adt(path)
        if adt is None:
            return None
        count = min(len(adt.generics), len(args))
        self_type = self.traits.closed(mir.AdtType(StringAttr(path), ArrayAttr(args[:count])))
        found = self.inherent_impl(self_type, name)
        function = None if found is None else found[0].function(name)
        if found is None or function is None:
            return None
        names = (g.name for g in function.generics[function.parent_count :])
        bindings = dict(found[1])
        bindings.update(zip(names, args[count:], strict=False))
        return function, bindings

    def closure_signature(self, closure: mir.ClosureType) -> Signature:
        """As `Callables.closure_signature`: read from the closure's MIR."""
        found = self._signatures.get(closure)
        if found is None:
            instance = self.closure(closure)
            kind: Literal[0, 1, 2] = 0
            if isinstance(first := instance.inputs[0], mir.RefType):
                kind = 1 if first.is_mut else 2
            found = Signature(instance.inputs[1:], instance.output, kind)
            self._signatures[closure] = found
        return found

    def closure_captures(self, closure: mir.ClosureType) -> Args:
        """
        As `Callables.closure_captures`: the operands of the aggregate that makes the closure, in
        what was imported so far, else in the MIR of the function that holds it; failing that, the
        fields that the closure's body reads and names.
        """
        found = self.captures.get(closure)
        if found is None:
            found = self.captures[closure] = self._captures_in_body(closure)
        if closure not in self._complete:
            self._check_captures(closure, found)
            self._complete.add(closure)
        return found

    def _check_captures(self, closure: mir.ClosureType, captures: Args) -> None:
        """Refuse captures of which some are missing (`closure_captures.py`)."""
        body = self.closure(closure).body
        assert body is not None
        # The closure's own MIR names a place for each capture, used or not.
        known = 0
        for variable in body.debug_vars:
            place = variable.value
            if isinstance(place, Place) and place.local == 1:
                fields = [step.index for step in place.projection[:2] if isinstance(step, Field)]
                known = max(known, fields[0] + 1 if fields else 0)
        if known > len(captures):
            raise CompileError.of(
                f"the closure `{spell(closure)}` captures several fields of one variable, and "
                "rustc's MIR text shows only the first",
                _place_of(body),
                help=[
                    "give the Rust source instead of MIR text; or take what the closure needs "
                    "into variables of their own first, and capture those"
                ],
            )

    def _captures_in_body(self, closure: mir.ClosureType) -> Args:
        instance = self.closure(closure)
        assert instance.body is not None
        fields: dict[int, Attribute] = {}

        # What the body reads, and the places that its debug information names: all captures.
        named = (v.value for v in instance.body.debug_vars if isinstance(v.value, Place))
        for place in (*_places(instance.body), *named):
            projection = place.projection
            if place.local != 1:
                continue
            position = 1 if isinstance(instance.inputs[0], mir.RefType) else 0
            if len(projection) > position and isinstance(step := projection[position], Field):
                fields[step.index] = instance.substitution(step.type)
        count = max(fields, default=-1) + 1
        if len(fields) != count:
            raise CompileError.of(
                f"what the closure `{spell(closure)}` captures is not known: its construction was "
                "optimised away"
            )
        return tuple(fields[i] for i in range(count))

    def function_signature(self, function: mir.FnDefType) -> Signature:
        """As `Callables.function_signature`."""
        resolved = self.function_of(function, None, None)
        match resolved:
            case Function(instance):
                return Signature(instance.inputs, instance.output)
            case Constructor():
                variant = resolved.adt.variant(resolved.variant) or resolved.adt.variants[0]
                substitute = self.traits.substitute_adt(resolved.adt, resolved.type)
                return Signature(tuple(substitute(f.type) for f in variant.fields), resolved.type)
            case ClosureCall():
                signature = self.closure_signature(resolved.closure)
                return Signature(signature.inputs, signature.output)
            case CloneShim(type):
                return Signature((mir.RefType(type, IntAttr(0)),), type)
            case _:
                return self._declared_signature(function)

    def _declared_signature(self, function: mir.FnDefType) -> Signature:
        definition = self.universe.function(function.path.data)
        assert definition is not None, function
        names = (g.name for g in definition.generics)
        substitute = self.traits.substitution(dict(zip(names, function.args.data, strict=False)))
        return Signature(
            tuple(substitute(t) for _, t in definition.inputs), substitute(definition.output)
        )


def _place_of(body: Body) -> SourceSpan | None:
    """Where a body is in the source."""
    info = body.locals[0].source_info
    span = None if info is None else info.span
    return None if span is None else SourceSpan(span.file, span.line, span.col)


def _pointee(type_: Attribute) -> Attribute:
    return type_.pointee if isinstance(type_, mir.RefType | mir.PtrType) else type_


def _places(body: Body) -> Iterator[Place]:
    """Every place that a body's statements and terminators mention."""
    for block in body.blocks:
        for statement in block.statements:
            yield from _places_in(statement.kind)
        yield from _places_in(block.terminator.kind)


def _places_in(node: object) -> Iterator[Place]:
    if isinstance(node, Place):
        yield node
    elif isinstance(node, tuple):
        for element in node:  # pyright: ignore[reportUnknownVariableType]
            yield from _places_in(element)  # pyright: ignore[reportUnknownArgumentType]
    elif is_dataclass(node) and not isinstance(node, Constant | Attribute):
        for name in node.__dataclass_fields__:
            yield from _places_in(getattr(node, name))
