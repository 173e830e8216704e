"""
The layouts that constants ask for: `size_of`, `align_of`, and where a value's parts are in memory.

They are those of the compiler's own layout algorithm (`lowering/layout`), over the definitions of
the crates at hand instead of those of a module: rustc, too, lays types out while it evaluates
constants. The algorithm is loaded when the first constant asks.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from xdsl.ir import Attribute

from rusticle.diagnostics import CompileError, SourceSpan

from ..dialects.mir import types as mir
from .const_values import int_range
from .substitution import is_generic

if TYPE_CHECKING:
    from ..lowering.layout import Layout, Layouts
    from .collect import Collector

DEFAULT_TARGET = "amdgcn-amd-amdhsa"


class ItemDefinitions:
    """The definitions of closed types, as the layout algorithm asks for them."""

    def __init__(self, collector: Collector) -> None:
        self.collector = collector

    def adt(self, type: mir.AdtType) -> Any:
        """The definition of a named type."""
        from ..lowering.layout.module_definitions import read_definition

        if self.collector.universe.adt(type.path.data) is None:
            return None
        return read_definition(self.collector.items.definition_of(type, None))

    def captures(self, type: mir.ClosureType) -> tuple[Attribute, ...]:
        """What a closure captures."""
        return self.collector.resolver.closure_captures(type)


class ConstLayouts:
    """The layouts of closed types."""

    def __init__(self, collector: Collector) -> None:
        self.collector = collector

    @cached_property
    def layouts(self) -> Layouts:
        """The algorithm, with the definitions at hand."""
        from ..lowering.layout import Layouts
        from ..targets import get_target

        target = self.collector.target_name or DEFAULT_TARGET
        return Layouts(ItemDefinitions(self.collector), get_target(target))

    def layout(self, type_: Attribute, span: SourceSpan | None) -> Layout:
        """The layout of a type. Raises `CompileError` with that span if it has none."""
        if is_generic(type_):
            raise CompileError.of("the layout of a generic type is not known", span)
        try:
            return self.layouts.of(type_)
        except CompileError as error:
            first = error.diagnostics[0]
            raise CompileError.of(
                first.message, first.span or span, notes=first.notes, help=first.help
            ) from error

    def of(self, type_: Attribute, span: SourceSpan | None) -> tuple[int, int]:
        """A sized type's size and alignment in bytes."""
        found = int_range(type_)
        if found is not None and found[0] >= 8:
            size = found[0] // 8
            return size, size
        layout = self.layout(type_, span)
        return layout.size, layout.align
