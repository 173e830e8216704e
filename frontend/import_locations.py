"""
Source locations: what MIR says of a statement's place in the source, as MLIR locations.

MIR gives each statement a span and a scope; a scope that is inlined knows the function that was
inlined and the span of its call. A statement of the function itself gets `loc("f.rs":3:5)`. One
that was inlined gets `callsite("path of the callee"("core.rs":7:9) at <the call's own location>)`,
nested as deep as the inlining went, as LLVM's debug locations want it. `FunctionLocations`
builds each distinct location of a body once: attributes are shared, so the thousands of
statements that a long inlined chain leaves cost one dictionary lookup each.
"""

from __future__ import annotations

from typing import TypeVar

from xdsl.dialects.builtin import (
    CallSiteLoc,
    FileLineColLoc,
    IntAttr,
    LocationAttr,
    NameLoc,
    StringAttr,
    UnknownLoc,
)
from xdsl.ir import Attribute

from rusticle.diagnostics import SourceSpan

from ..dialects.mir.types import PlaceType
from .syntax import Body, Scope, SourceInfo, Span

UNKNOWN = UnknownLoc()
"""The location of what rustc gave none."""


_AttributeT = TypeVar("_AttributeT", bound=Attribute)


def _unchecked(cls: type[_AttributeT], **parameters: Attribute) -> _AttributeT:
    """
    An attribute of parameters that are known to be right, without the verifier's look at them.

    A body has as many distinct locations as statements, and verifying one costs more than all
    else about it.
    """
    attribute = cls.__new__(cls)
    for name, parameter in parameters.items():
        object.__setattr__(attribute, name, parameter)
    return attribute


class LocationPool:
    """
    What the functions of a module share: the locations that lie in no inlined scope, and the
    types of places, each built once.
    """

    __slots__ = ("_files", "_numbers", "_spans", "place_types")

    def __init__(self) -> None:
        self.place_types: dict[int, tuple[Attribute, PlaceType]] = {}
        """By the identity of what the place holds, which is kept alive beside it."""
        self._numbers: dict[int, IntAttr] = {}
        self._files: dict[str, StringAttr] = {}
        self._spans: dict[tuple[str, int, int], FileLineColLoc] = {}

    def of(self, span: Span | None) -> LocationAttr:
        """The location of the start of a span."""
        if span is None:
            return UNKNOWN
        key = (span.file, span.line, span.col)
        found = self._spans.get(key)
        if found is None:
            file = self._files.get(span.file)
            if file is None:
                file = self._files[span.file] = StringAttr(span.file)
            found = self._spans[key] = _unchecked(
                FileLineColLoc,
                filename=file,
                line=self._number(span.line),
                column=self._number(span.col),
            )
        return found

    def _number(self, value: int) -> IntAttr:
        found = self._numbers.get(value)
        if found is None:
            found = self._numbers[value] = IntAttr(value)
        return found


class FunctionLocations:
    """The locations of one body, each built once per scope and span."""

    __slots__ = ("_by_key", "_callers", "_inlined", "_names", "_pool", "_scopes")

    def __init__(self, body: Body, pool: LocationPool) -> None:
        self._pool = pool
        self._scopes: dict[int, Scope] = body.scopes
        self._by_key: dict[tuple[int, str, int, int], LocationAttr] = {}
        self._inlined: dict[int, Scope | None] = {}
        self._callers: dict[int, LocationAttr] = {}
        self._names: dict[int, StringAttr] = {}

    def of(self, info: SourceInfo | None) -> LocationAttr:
        """The location of a statement, terminator or declaration."""
        if info is None or info.span is None:
            return UNKNOWN
        span = info.span
        key = (info.scope, span.file, span.line, span.col)
        found = self._by_key.get(key)
        if found is None:
            found = self._by_key[key] = self._build(info.scope, span)
        return found

    def inlined_scope(self, index: int) -> Scope | None:
        """The innermost inlined scope that a scope lies in, or is; `None` in the function's own."""
        if index in self._inlined:
            return self._inlined[index]
        scope = self._scopes.get(index)
        if scope is None:
            result = None
        elif scope.inlined is not None:
            result = scope
        elif scope.parent is None:
            result = None
        else:
            result = self.inlined_scope(scope.parent)
        self._inlined[index] = result
        return result

    def caller_span(self, info: SourceInfo) -> Span | None:
        """
        The span that `Location::caller()` means for a call at `info`.

        The spans of `#[track_caller]` functions that were inlined are skipped outwards, as
        `FunctionCx::get_caller_location` in rustc's `rustc_codegen_ssa/src/mir/mod.rs` does.
        """
        span = info.span
        scope = self.inlined_scope(info.scope)
        while scope is not None and scope.inlined_track_caller:
            span = scope.call_site
            scope = None if scope.parent is None else self.inlined_scope(scope.parent)
        return span

    def outermost_is_track_caller(self, info: SourceInfo) -> bool:
        """Whether every inlined scope around `info` is `#[track_caller]`."""
        scope = self.inlined_scope(info.scope)
        while scope is not None:
            if not scope.inlined_track_caller:
                return False
            scope = None if scope.parent is None else self.inlined_scope(scope.parent)
        return True

    def _build(self, index: int, span: Span) -> LocationAttr:
        location = self._pool.of(span)
        scope = self.inlined_scope(index)
        if scope is None or scope.inlined is None:
            return location
        caller = self._callers.get(scope.index)
        if caller is None:
            site = scope.call_site
            if site is None:
                caller = UNKNOWN
            elif scope.parent is None:
                caller = self._pool.of(site)
            else:
                caller = self._build(scope.parent, site)
            self._callers[scope.index] = caller
        name = self._names.get(scope.index)
        if name is None:
            name = self._names[scope.index] = StringAttr(scope.inlined)
        callee = _unchecked(NameLoc, desc=name, location=location)
        return _unchecked(CallSiteLoc, callee=callee, caller=caller)


def source_span(span: Span | None) -> SourceSpan | None:
    """A span of the reader, as diagnostics point at it."""
    return None if span is None else SourceSpan(span.file, span.line, span.col)
