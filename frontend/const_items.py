"""
Finding the constant that a path names: an item, an associated constant, a promoted one.

An associated constant is that of the impl which trait selection finds, or the trait's default; one
of a type is that of the inherent impl; a promoted constant belongs to the body that it was in. What
the parameters of the item stand for comes with it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from xdsl.dialects.builtin import ArrayAttr, StringAttr
from xdsl.ir import Attribute

from rusticle.diagnostics import CompileError, SourceSpan

from ..dialects.mir import types as mir
from . import syntax as s
from .callees import Function
from .definitions import head_of
from .substitution import Bindings, Substitution
from .traits import UserImpl

if TYPE_CHECKING:
    from .collect import Collector


class ConstItems:
    """The constants of the crates that a module is made from."""

    def __init__(self, collector: Collector) -> None:
        self.collector = collector

    def find(
        self, value: s.UnevaluatedValue, substitution: Substitution, span: SourceSpan | None
    ) -> tuple[s.Body | s.TrivialConst, Substitution]:
        """
        The item that holds a constant, and what the parameters in it stand for. Raises
        `CompileError` if its MIR is not there.
        """
        path = value.path
        resolver = self.collector.resolver
        traits = resolver.traits
        bodies = self.collector.bodies
        if value.promoted is not None:
            return self._find_promoted(value, substitution, span)
        first, last = path.segments[0], path.segments[-1]
        name = last.name if isinstance(last, s.NameSegment) else ""
        if isinstance(first, s.QualifiedSegment) and len(path.segments) == 2:
            self_type = substitution(first.self_type)
            if first.trait is None:
                return self._find_inherent(self_type, name, path, span)
            trait = first.trait.path
            args = tuple(substitution(argument) for argument in first.trait.args)
            selection = traits.select(self_type, trait, args, span)
            if isinstance(selection, UserImpl):
                for candidate in (selection, *selection.parents):
                    if candidate.definition.has(name, "const"):
                        item = bodies.impl_constant(candidate.definition, name)
                        if item is not None:
                            return item, traits.substitution(dict(candidate.bindings))
            definition = self.collector.universe.trait(trait)
            item = bodies.constant(f"{trait}::{name}")
            if definition is not None and item is not None:
                bindings = traits.trait_bindings(definition, self_type, args)
                return item, traits.substitution(bindings)
            raise self._unknown(path, span)
        if (
            len(path.segments) > 1
            and isinstance(owner := path.segments[-2], s.ImplSegment)
            and not name.startswith("{")
        ):
            return self._find_inherent(substitution(owner.self_type), name, path, span)
        nested = resolver.nested_item(path, substitution)
        if nested is not None and nested[1]:
            return nested[0], traits.substitution(nested[1])
        if nested is not None:
            return nested[0], self._parent_substitution(path, substitution)
        parent, _, name = path.path.rpartition("::")
        if self.collector.universe.adt(parent) is not None:
            args = tuple(substitution(argument) for argument in path.args)
            self_type = traits.closed(mir.AdtType(StringAttr(parent), ArrayAttr(args)))
            return self._find_inherent(self_type, name, path, span)
        raise self._unknown(path, span)

    def _unknown(self, path: s.FnPath, span: SourceSpan | None) -> CompileError:
        return CompileError.of(f"no MIR of the constant `{path.text}` was found", span)

    def _find_inherent(
        self, self_type: Attribute, name: str, path: s.FnPath, span: SourceSpan | None
    ) -> tuple[s.Body | s.TrivialConst, Substitution]:
        resolver = self.collector.resolver
        for impl in self.collector.universe.inherent_impls(head_of(self_type), name):
            if not impl.has(name, "const"):
                continue
            found = resolver.inherent_impl(self_type, name)
            if found is None:
                break
            item = self.collector.bodies.impl_constant(found[0], name)
            if item is not None:
                return item, resolver.traits.substitution(found[1])
        raise self._unknown(path, span)

    def _find_promoted(
        self, value: s.UnevaluatedValue, substitution: Substitution, span: SourceSpan | None
    ) -> tuple[s.Body | s.TrivialConst, Substitution]:
        resolver = self.collector.resolver
        bodies = self.collector.bodies
        item = bodies.constant(f"{value.path.path}::promoted[{value.promoted}]")
        if item is not None:
            return item, self._parent_substitution(value.path, substitution)
        inside = resolver.in_constant(
            value.path, value.path.name, f"promoted[{value.promoted}]", substitution
        )
        if inside is not None:
            return inside[0], resolver.traits.substitution(inside[1])
        path = value.path
        promoted = f"promoted[{value.promoted}]"
        within = replace(
            path,
            segments=(*path.segments, s.NameSegment(promoted)),
            path=f"{path.path}::{promoted}",
        )
        resolved = resolver.resolve(path, substitution, span)
        if isinstance(resolved, Function) and resolved.instance.definition is None:
            nested = resolver.nested_item(within, substitution)
            if nested is not None:
                return nested[0], resolved.instance.substitution
        if isinstance(resolved, Function) and resolved.instance.definition is not None:
            found = bodies.nested_body(resolved.instance.definition, f"promoted[{value.promoted}]")
            if found is not None:
                return found, resolved.instance.substitution
        raise self._unknown(value.path, span)

    def _parent_substitution(self, path: s.FnPath, substitution: Substitution) -> Substitution:
        """What the parameters of the item that a path names stand for."""
        universe = self.collector.universe
        names = path.path
        while "::" in names:
            definition = universe.function(names) or universe.adt(names)
            if definition is not None:
                parameters = (g.name for g in definition.generics)
                args = (substitution(argument) for argument in path.args)
                bindings: Bindings = dict(zip(parameters, args, strict=False))
                return self.collector.resolver.traits.substitution(bindings)
            names = names.rpartition("::")[0]
        return substitution if path.args else self.collector.resolver.traits.closed
