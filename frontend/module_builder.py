"""
What the import of a body asks of the module that it becomes part of: `ModuleBuilder`, which the
collector (`collect.py`) is.
"""

from __future__ import annotations

from typing import Protocol

from xdsl.dialects.builtin import SymbolRefAttr
from xdsl.ir import Attribute

from rusticle.diagnostics import SourceSpan

from ..dialects.mir import types as mir
from . import syntax as s
from .callees import Constructor, Instance
from .drops import Drops
from .import_constants import ConstantContext
from .resolve import Resolver

_SYMBOLS: dict[str, SymbolRefAttr] = {}


def symbol(name: str) -> SymbolRefAttr:
    """A reference to a symbol of the module, shared."""
    found = _SYMBOLS.get(name)
    if found is None:
        found = _SYMBOLS[name] = SymbolRefAttr(name)
    return found


class ModuleBuilder(ConstantContext, Protocol):
    """What a body's import asks of the module that it becomes part of."""

    resolver: Resolver
    drops: Drops

    def request(self, instance: Instance, cold: bool = False) -> str:
        """The symbol of an instance, which is then part of the module."""
        ...

    def clone_shim(self, type_: Attribute) -> Instance:
        """`Clone::clone` of a built-in impl."""
        ...

    def constructor(self, resolved: Constructor) -> Instance:
        """A tuple struct or variant as a function."""
        ...

    def closure_once(self, type_: mir.ClosureType) -> Instance:
        """`FnOnce::call_once` of a closure that borrows its captures."""
        ...

    def closure_as_function(self, type_: mir.ClosureType) -> Instance:
        """A closure without captures as a function."""
        ...

    def vtable(
        self, type_: Attribute, dyn: mir.DynType, span: SourceSpan | None, cold: bool
    ) -> str:
        """The symbol of a vtable."""
        ...

    def method_called(self, method: str) -> None:
        """Note a virtual call of a method, by its path."""
        ...

    def type_met(self, type_: Attribute, span: SourceSpan | None) -> None:
        """Note that the module mentions a type."""
        ...

    def captures_met(self, type_: mir.ClosureType, captures: tuple[Attribute, ...]) -> None:
        """Note what a closure captures."""
        ...

    def caller_location(self, span: s.Span | None) -> Attribute:
        """A reference to the `core::panic::Location` of a span."""
        ...

    def type_id(self, type_: Attribute, result: Attribute) -> Attribute:
        """The `TypeId` of a type."""
        ...

    def constant_item_type(self, value: s.UnevaluatedValue, span: SourceSpan | None) -> Attribute:
        """The type of a constant item."""
        ...

    def parameter_type(self, name: str) -> Attribute | None:
        """The type of a const generic parameter, if it is known."""
        ...
