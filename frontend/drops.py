"""
What dropping a value of a type does: whether it does anything, and which `Drop` impls it runs.

The rules are those of rustc's `rustc_ty_utils/src/needs_drop.rs`. The glue itself, the function
`core::ptr::drop_in_place::<T>`, is made by the pass `elaborate-drops`; the import declares it and
sees to it that every `Drop::drop` that the glue calls is in the module.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from xdsl.ir import Attribute

from rusticle.diagnostics import CompileError, SourceSpan

from ..dialects.mir import types as mir
from ..dialects.mir.spelling import spell
from .callees import Instance
from .resolve import Resolver
from .substitution import int_of


def glue_symbol(type_: Attribute) -> str:
    """The symbol of a type's drop glue."""
    return f"core::ptr::drop_in_place::<{spell(type_)}>"


class Drops:
    """Which types need drop, and the drop glue that was asked for."""

    def __init__(self, resolver: Resolver, request: Callable[[Instance], str]) -> None:
        self._resolver = resolver
        self._request = request
        self._needs: dict[Attribute, bool] = {}
        self.impls: dict[mir.AdtType, str] = {}
        """The `Drop::drop` of the types whose glue was asked for."""
        self.glue: dict[Attribute, str] = {}
        """The symbols of the drop glue that was asked for."""
        self._required: set[Attribute] = set()

    def needs_drop(self, type_: Attribute) -> bool:
        """Whether dropping a value of the type runs any code."""
        found = self._needs.get(type_)
        if found is None:
            # While a recursive type is looked into, it needs drop for no reason of its own.
            self._needs[type_] = False
            found = self._has_drop_impl(type_) or isinstance(type_, mir.DynType)
            if not found:
                found = any(self.needs_drop(part) for part in self._parts(type_))
            self._needs[type_] = found
        return found

    def _has_drop_impl(self, type_: Attribute) -> bool:
        if not isinstance(type_, mir.AdtType):
            return False
        adt = self._resolver.universe.adt(type_.path.data)
        if adt is not None and adt.lang == "ManuallyDrop":
            return False
        return self._resolver.traits.implements(type_, "core::ops::drop::Drop")

    def _parts(self, type_: Attribute) -> Iterator[Attribute]:
        """The types that a value of the type owns, directly."""
        match type_:
            case mir.AdtType():
                adt = self._resolver.universe.adt(type_.path.data)
                if adt is None or adt.kind == "union" or adt.lang == "ManuallyDrop":
                    return
                substitute = self._resolver.traits.substitute_adt(adt, type_)
                for variant in adt.variants:
                    for field in variant.fields:
                        yield substitute(field.type)
            case mir.TupleType():
                yield from type_.elements.data
            case mir.ArrayType():
                if int_of(type_.length) != 0:
                    yield type_.element
            case mir.SliceType():
                yield type_.element
            case mir.ClosureType():
                yield from self._resolver.closure_captures(type_)
            case mir.PatternType():
                yield type_.base
            case mir.UnsafeBinderType():
                yield type_.inner
            case _:
                return

    def require(self, type_: Attribute, span: SourceSpan | None) -> str:
        """The symbol of a type's drop glue, which is then part of the module."""
        symbol = self.glue.get(type_)
        if symbol is None:
            symbol = self.glue[type_] = glue_symbol(type_)
            self._require_parts(type_, span)
        return symbol

    def _require_parts(self, type_: Attribute, span: SourceSpan | None) -> None:
        if type_ in self._required or not self.needs_drop(type_):
            return
        self._required.add(type_)
        if isinstance(type_, mir.AdtType):
            adt = self._resolver.universe.adt(type_.path.data)
            if adt is not None and adt.lang == "OwnedBox":
                raise CompileError.of("a `Box` is not supported on the device", span)
            if self._has_drop_impl(type_):
                self.impls[type_] = self._request(self._resolver.drop_impl(type_, span))
        for part in self._parts(type_):
            self._require_parts(part, span)
