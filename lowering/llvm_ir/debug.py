"""
Metadata of textual LLVM IR: numbered nodes, and debug information from operations' locations.

Only what line tables with inlined frames need is made: one compile unit, a file for each source
file, a subprogram for each function and each inlined function, and a location for each position.

    loc("a.rs":3:5)
        !DILocation(line: 3, column: 5, scope: !function)
    loc(callsite("core::f"("c.rs":9:1) at "a.rs":3:5))
        !DILocation(line: 9, column: 1, scope: !core_f, inlinedAt: !DILocation(line: 3, ...))

A location without a position gets line 0 in its function, LLVM's way to say "compiler-generated":
its verifier wants a location on every call in a function that has a subprogram.
"""

from __future__ import annotations

import os.path
from typing import cast

from xdsl.dialects.builtin import (
    ArrayAttr,
    CallSiteLoc,
    FileLineColLoc,
    FusedLoc,
    NameLoc,
    UnknownLoc,
)
from xdsl.ir import Attribute, Operation

from .types import quoted


class Metadata:
    """The module's numbered metadata nodes and named lists of them."""

    def __init__(self) -> None:
        self._nodes: list[str] = []
        self._by_text: dict[str, str] = {}
        self.named: dict[str, list[str]] = {}
        """Named metadata such as `llvm.module.flags`: the nodes each lists."""

    def node(self, text: str) -> str:
        """The node `text`, shared by all that ask for the same; its name, as `!7`."""
        name = self._by_text.get(text)
        if name is None:
            name = self._by_text[text] = self.distinct(text)
        return name

    def distinct(self, text: str) -> str:
        """A node of its own."""
        self._nodes.append(text)
        return f"!{len(self._nodes) - 1}"

    def lines(self) -> list[str]:
        """The definitions, at the module's end."""
        named = [f"!{name} = !{{{', '.join(nodes)}}}" for name, nodes in self.named.items()]
        return [*named, *[f"!{i} = {text}" for i, text in enumerate(self._nodes)]]


def _members(location: FusedLoc) -> tuple[Attribute, ...]:
    """The locations that a fused one joins."""
    return cast("ArrayAttr[Attribute]", location.locations).data


def first_position(location: Attribute, outermost: bool = True) -> FileLineColLoc | None:
    """A position within a location: of an inlined one, that of the outermost caller."""
    match location:
        case FileLineColLoc():
            return location
        case CallSiteLoc():
            way = location.caller if outermost else location.callee
            return first_position(way, outermost)
        case NameLoc():
            return first_position(location.location, outermost)
        case FusedLoc():
            for inner in _members(location):
                if (found := first_position(inner, outermost)) is not None:
                    return found
            return None
        case _:
            return None


def _first_within(op: Operation) -> FileLineColLoc | None:
    """The first position that an operation in the body of a function has."""
    for block in op.regions[0].blocks:
        for inner in block.ops:
            location = inner.location
            if location.__class__ is not UnknownLoc and (position := first_position(location)):
                return position
    return None


class DebugInfo:
    """Makes debug information on demand; a module without positions gets none."""

    def __init__(self, metadata: Metadata) -> None:
        self._metadata = metadata
        self._files: dict[str, str] = {}
        self._unit: str | None = None
        self._subroutine: str | None = None
        self._inlined: dict[tuple[str, str], str] = {}

    @property
    def used(self) -> bool:
        """Whether anything was made."""
        return self._unit is not None

    def file(self, path: str) -> str:
        """The node of a source file."""
        node = self._files.get(path)
        if node is None:
            directory, name = os.path.split(path)
            text = f"!DIFile(filename: {quoted(name)}, directory: {quoted(directory)})"
            node = self._files[path] = self._metadata.node(text)
        return node

    def subprogram(self, name: str, symbol: str | None, path: str, line: int) -> str:
        """A subprogram, defined in `path` at `line` (0 if unknown)."""
        file = self.file(path)
        metadata = self._metadata
        if self._unit is None:
            self._unit = metadata.distinct(
                f"distinct !DICompileUnit(language: DW_LANG_Rust, file: {file}, "
                'producer: "rusticle", isOptimized: true, runtimeVersion: 0, '
                "emissionKind: LineTablesOnly)"
            )
            metadata.named["llvm.dbg.cu"] = [self._unit]
            self._subroutine = metadata.node("!DISubroutineType(types: !{null})")
        linkage = "" if symbol is None else f"linkageName: {quoted(symbol)}, "
        return metadata.distinct(
            f"distinct !DISubprogram(name: {quoted(name)}, {linkage}scope: {file}, file: {file}, "
            f"line: {line}, type: {self._subroutine}, scopeLine: {line}, "
            f"spFlags: DISPFlagDefinition | DISPFlagOptimized, unit: {self._unit})"
        )

    def inlined(self, name: str, path: str) -> str:
        """The subprogram of a function that exists only inlined."""
        key = (name, path)
        node = self._inlined.get(key)
        if node is None:
            node = self._inlined[key] = self.subprogram(name, None, path, 0)
        return node

    def of_function(self, op: Operation, name: str, symbol: str) -> FunctionDebugInfo | None:
        """The debug information of a function, or `None` if nothing in it has a position."""
        position = first_position(op.location)
        if position is None:
            position = _first_within(op)
        if position is None:
            return None
        path, line = position.filename.data, position.line.data
        scope = self.subprogram(name, symbol, path, line)
        return FunctionDebugInfo(self, self._metadata, scope)


class FunctionDebugInfo:
    """The locations within one function."""

    def __init__(self, debug: DebugInfo, metadata: Metadata, scope: str) -> None:
        self._debug = debug
        self._metadata = metadata
        self.scope = scope
        self._suffixes: dict[int, str] = {}
        """By the identity of a location, which the operations that share it keep alive."""
        self._callers: dict[Attribute, str] = {}

    def suffix(self, location: Attribute) -> str:
        """The `, !dbg !N` of an instruction at `location`."""
        key = id(location)
        text = self._suffixes.get(key)
        if text is None:
            text = self._suffixes[key] = f", !dbg {self._node(location, self.scope, None)}"
        return text

    def _node(self, location: Attribute, scope: str, inlined_at: str | None) -> str:
        """The location's node, in `scope` unless it names another."""
        match location:
            case FileLineColLoc():
                line, column = location.line.data, location.column.data
                return self._location(line, column, scope, inlined_at)
            case CallSiteLoc():
                caller = self._callers.get(location.caller)
                if caller is None:
                    caller = self._node(location.caller, scope, inlined_at)
                    self._callers[location.caller] = caller
                callee = location.callee
                name, inner = "", callee
                if isinstance(callee, NameLoc):
                    name, inner = callee.desc.data, callee.location
                position = first_position(inner, outermost=False)
                if position is None:
                    return caller
                callee_scope = self._debug.inlined(name, position.filename.data)
                return self._node(position, callee_scope, caller)
            case NameLoc():
                return self._node(location.location, scope, inlined_at)
            case FusedLoc():
                position = first_position(location)
                return self._node(position or UnknownLoc(), scope, inlined_at)
            case _:
                return self._location(0, 0, scope, inlined_at)

    def _location(self, line: int, column: int, scope: str, inlined_at: str | None) -> str:
        at = "" if inlined_at is None else f", inlinedAt: {inlined_at}"
        # LLVM keeps 16 bits of a column.
        place = f"line: {line}" if not line else f"line: {line}, column: {min(column, 0xFFFF)}"
        return self._metadata.node(f"!DILocation({place}, scope: {scope}{at})")
