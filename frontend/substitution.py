"""
Substitution: generic parameters in types replaced by the types and constants of an instance.

Types are `mir` attributes, which are immutable trees. A `Substitution` rewrites one with the
arguments of an instance and remembers every result, so a type that a body mentions a thousand
times is rewritten once. Attributes hash by content, which costs as much as the tree is large;
the memory here is therefore keyed by the object's identity first, and the objects are kept
alive. Every named type and projection that comes out is handed to a `finish` callback, with which
trait selection turns `<T as Trait>::Name` into the type it stands for and writes out the default
arguments that rustc leaves out when it prints a type. The rule of what is substituted is that of
`ArgFolder` in rustc's `rustc_type_ir/src/binder.rs`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, cast

from xdsl.dialects.builtin import ArrayAttr, IntAttr, StringAttr
from xdsl.ir import Attribute, ParametrizedAttribute, TypeAttribute

from ..dialects.mir.types import (
    AdtType,
    DynType,
    OpaqueType,
    ParamType,
    ProjectionType,
)

Finish = Callable[[Attribute], Attribute]
"""What turns a type whose parts are substituted into its normal form."""

_FINISHED = (AdtType, ProjectionType, DynType, OpaqueType)
"""The types that have a normal form of their own."""

_LEAVES: tuple[type[Attribute], ...] = (StringAttr, IntAttr)


class Substitution:
    """
    The generic arguments of one instance, as a function on types.

    `params` maps the names of parameters to types or constants. Parameters without an entry stay.
    """

    __slots__ = ("_by_content", "_by_identity", "_kept", "finish", "params")

    def __init__(self, params: Mapping[str, Attribute], finish: Finish | None = None) -> None:
        self.params = params
        self.finish = finish
        self._by_identity: dict[int, Attribute] = {}
        self._by_content: dict[Attribute, Attribute] = {}
        self._kept: list[Attribute] = []

    def __call__(self, attribute: Attribute) -> Attribute:
        """The attribute with every parameter replaced, in its normal form."""
        found = self._by_identity.get(id(attribute))
        if found is not None:
            return found
        result = self._by_content.get(attribute)
        if result is None:
            result = self._apply(attribute)
            self._by_content[attribute] = result
        self._kept.append(attribute)
        self._by_identity[id(attribute)] = result
        return result

    def all(self, attributes: Iterable[Attribute]) -> list[Attribute]:
        """Each attribute, substituted."""
        return [self(attribute) for attribute in attributes]

    def _apply(self, attribute: Attribute) -> Attribute:
        match attribute:
            case ParamType():
                return self.params.get(attribute.param_name.data, attribute)
            case ArrayAttr():
                elements = attribute.data
                new = [self(element) for element in elements]
                if all(a is b for a, b in zip(elements, new, strict=True)):
                    return attribute
                return ArrayAttr(new)
            case _:
                pass
        if isinstance(attribute, _LEAVES) or not isinstance(attribute, ParametrizedAttribute):
            return attribute
        parameters = attribute.parameters
        if parameters:
            replaced = [
                parameter if isinstance(parameter, _LEAVES) else self(parameter)
                for parameter in parameters
            ]
            if any(a is not b for a, b in zip(parameters, replaced, strict=True)):
                attribute = type(attribute).new(replaced)
            if isinstance(attribute, _FINISHED) and self.finish is not None:
                return self.finish(attribute)
        return attribute


_MOST_REMEMBERED = 1 << 17
"""How many types `is_generic` remembers, at most; they are kept alive meanwhile."""

_MENTIONS: dict[int, tuple[Attribute, bool]] = {}


def mentions(attribute: Attribute, kinds: type[Any] | tuple[type[Any], ...]) -> bool:
    """Whether an attribute of one of `kinds` occurs in the tree."""
    if isinstance(attribute, kinds):
        return True
    match attribute:
        case ArrayAttr():
            return any(mentions(element, kinds) for element in attribute.data)
        case ParametrizedAttribute():
            return any(mentions(parameter, kinds) for parameter in attribute.parameters)
        case _:
            return False


def int_of(attribute: Attribute) -> int | None:
    """The number that a constant generic argument is; `None` if it is none."""
    return cast("IntAttr[int]", attribute).data if isinstance(attribute, IntAttr) else None


def is_generic(attribute: Attribute) -> bool:
    """Whether the type still mentions a generic parameter."""
    found = _MENTIONS.get(id(attribute))
    if found is None:
        if len(_MENTIONS) > _MOST_REMEMBERED:
            _MENTIONS.clear()
        found = (attribute, mentions(attribute, ParamType))
        _MENTIONS[id(attribute)] = found
    return found[1]


Bindings = dict[str, Attribute]
"""What a one-way match has bound: names of parameters to types or constants."""


def match_type(pattern: Attribute, type_: Attribute, bindings: Bindings) -> bool:
    """
    Match a type against a pattern whose parameters stand for anything: one-way unification.

    Parameters of `pattern` are bound in `bindings`; one that is bound already must match what it
    is bound to. Projections in the pattern match anything here: the caller checks them once the
    parameters are known, as rustc does with the obligations of an impl header.
    """
    # Still descend where parameters would be bound to themselves; a closed pattern is done.
    if pattern is type_ and not is_generic(pattern):
        return True
    if isinstance(pattern, ParamType):
        name = pattern.param_name.data
        bound = bindings.get(name)
        if bound is None:
            bindings[name] = type_
            return True
        return bound == type_
    if isinstance(pattern, ProjectionType):
        return True
    if type(pattern) is not type(type_):
        return False
    if isinstance(pattern, ArrayAttr):
        left = cast("ArrayAttr[Attribute]", pattern).data
        right = cast("ArrayAttr[Attribute]", type_).data
        if len(left) != len(right):
            return False
        return all(match_type(p, t, bindings) for p, t in zip(left, right, strict=True))
    if isinstance(pattern, ParametrizedAttribute) and isinstance(type_, ParametrizedAttribute):
        if not isinstance(pattern, TypeAttribute) or not pattern.parameters:
            return pattern == type_
        return all(
            match_type(p, t, bindings)
            for p, t in zip(pattern.parameters, type_.parameters, strict=True)
        )
    return pattern == type_


__all__ = [
    "Bindings",
    "Finish",
    "Substitution",
    "int_of",
    "is_generic",
    "match_type",
    "mentions",
]
