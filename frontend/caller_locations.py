"""
Where what panics is called: `Location::caller()`, as far as MIR and the source tell.

A panic names the place of the call that led to it, past all `#[track_caller]` functions
(`FunctionLocations.caller_span`). If the call was written out, that is its span in MIR. If a macro
made it, `panic!`, say, rustc gives the place where the outermost macro is used
(`FunctionCx::get_caller_location` by way of `Span::expansion_cause`), but MIR text has the span of
the tokens in the macro's *definition*: `core/src/panic.rs:62:9`, for every `panic!` of the program.

The naive way is to report that, or the nearest line of the function that is known. Here the source
is looked at (`macro_invocations.py`): of the macros that the function uses, the panic came from

1.  the one that holds the place of something that the message shows (`panic!("{x}")` computes `x`
    in front of the call, with a span of its own), if there is such a thing; else from
2.  one with a literal that the message begins with or contains (`panic!("no")`), or, since
    `unreachable!()` has none, one of that name.

A `panic!` that is known to have made one panic has made no other. If several are still left, alike
in name and words, they are told apart by their order: rustc numbers the results of calls in the
order of the source. If even that fails, since the optimiser has dropped some, the place is where
the function begins.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path
from typing import Any

from xdsl.ir import Attribute

from . import syntax as s
from .import_constants import last_name
from .import_locations import FunctionLocations
from .macro_invocations import Invocation, MacroUses, Position, find_macros

_MACROS_OF_CORE = ("/library/core/src/panic.rs", "/library/core/src/macros/mod.rs")
"""Where macros that panic are defined."""
_WORDLESS = {
    "explicit panic": "panic",
    "internal error: entered unreachable code": "unreachable",
    "not yet implemented": "todo",
    "not implemented": "unimplemented",
}
"""What macros say that were given nothing to say, and their names."""
_ONCE = frozenset(_WORDLESS.values()) | {"assert", "assert_eq", "assert_ne"}
"""Macros that panic in one place each."""
_NEVER = frozenset("cfg column concat env file format_args line matches stringify write".split())
"""Macros that do not panic."""
_COMPARING = {"Eq": "assert_eq", "Ne": "assert_ne", "Match": "assert_matches"}


class SourceFiles:
    """The source files of an input, read when they are asked for."""

    def __init__(self, folders: Sequence[Path] = ()) -> None:
        self._folders = folders
        self._found: dict[str, MacroUses | None] = {}

    def macros(self, file: str) -> MacroUses | None:
        """The macros that a file uses; `None` for one that cannot be read."""
        if file not in self._found:
            self._found[file] = self._read(file)
        return self._found[file]

    def _read(self, file: str) -> MacroUses | None:
        for path in (Path(file), *(folder / file for folder in self._folders)):
            try:
                return find_macros(path.read_text(encoding="utf-8"))
            except (OSError, UnicodeDecodeError):
                continue
        return None


@dataclass(frozen=True, slots=True)
class CallerLocation:
    """The place that a panic would name."""

    place: str
    """`file:line:column`."""
    in_caller: bool
    """Whether it is rather where the function that it is in is called."""


@dataclass(slots=True)
class _Panic:
    """A call in a block that came from a macro."""

    result: int
    """The local of its result."""
    inlined: bool
    """Whether it was within a function that the macro calls, which was inlined."""
    candidates: list[Invocation]


class CallerLocations:
    """The places of the calls in one body."""

    def __init__(
        self,
        body: s.Body,
        locations: FunctionLocations,
        files: SourceFiles,
        *,
        track_caller: bool,
        own: bool,
    ) -> None:
        self.body = body
        self.locations = locations
        self.files = files
        self.track_caller = track_caller
        """Whether the function itself is `#[track_caller]`."""
        self.own = own
        """Whether the function is of the crate at hand, and not of `core`."""
        self._panics: dict[int | None, dict[int, _Panic]] = {}
        """Those from macros, of each inlined scope, by block."""
        self._assigned: dict[int, list[tuple[s.Block, s.Statement]]] | None = None

    def of(self, index: int) -> CallerLocation | None:
        """The place of what ends a block."""
        info = self.body.blocks[index].terminator.source_info
        if info is None:
            return None
        span = self.locations.caller_span(info)
        in_caller = self.track_caller and self.locations.outermost_is_track_caller(info)
        if span is None:
            return None
        place = (span.line, span.col)
        file = span.file
        scope = self._scope(info)
        if self._is_of_macro(span, scope):
            found = self._use(index, scope, span)
            if found is not None:
                file, place = found
        return CallerLocation(f"{file}:{place[0]}:{place[1]}", in_caller)

    def _scope(self, info: s.SourceInfo) -> s.Scope | None:
        """The inlined scope whose function made the call; `None` for the body's own."""
        scope = self.locations.inlined_scope(info.scope)
        while scope is not None and scope.inlined_track_caller:
            scope = None if scope.parent is None else self.locations.inlined_scope(scope.parent)
        return scope

    def _is_of_macro(self, span: s.Span, scope: s.Scope | None) -> bool:
        """Whether a span is in the definition of a macro, and the function is not of `core`."""
        if scope is None and not self.own:
            return False
        if scope is not None and (scope.inlined or "").startswith(("core::", "<core::")):
            return False
        if span.file.endswith(_MACROS_OF_CORE):
            return True
        uses = self.files.macros(span.file)
        return uses is not None and uses.is_defined_at((span.line, span.col))

    # --- which macro -----------------------------------------------------------------------------

    def _use(self, index: int, scope: s.Scope | None, span: s.Span) -> tuple[str, Position] | None:
        """Where the macro is used that a block's call came from."""
        home = self._home(scope, span.file)
        if home is None:
            return None
        file, uses, function = home
        key = None if scope is None else scope.index
        panics = self._panics.get(key)
        if panics is None:
            panics = self._panics[key] = self._all(scope, file, uses.of_function(function))
        mine = panics.get(index)
        if mine is not None and len(mine.candidates) == 1:
            return file, mine.candidates[0].start
        if mine is not None and mine.candidates:
            group = [p for p in panics.values() if p.candidates == mine.candidates]
            alike = sorted({p.result for p in group})
            # Inlining numbers what it brings anew.
            if len(alike) == len(mine.candidates) and not any(p.inlined for p in group):
                return file, mine.candidates[alike.index(mine.result)].start
        return file, uses.functions[function].start

    def _home(self, scope: s.Scope | None, macro: str) -> tuple[str, MacroUses, int] | None:
        """The file that a scope's function is in, the macros used there, and which it is."""
        for info in self._infos():
            if info.span is None or (info.span.file == macro and macro.endswith(_MACROS_OF_CORE)):
                continue
            if self.locations.inlined_scope(info.scope) is not scope:
                continue
            at = (info.span.line, info.span.col)
            uses = self.files.macros(info.span.file)
            if uses is None or uses.is_defined_at(at):
                continue
            function = uses.function_at(at)
            if function is not None:
                return info.span.file, uses, function
        return None

    def _infos(self) -> Iterator[s.SourceInfo]:
        for block in self.body.blocks:
            for statement in (*block.statements, block.terminator):
                if statement.source_info is not None:
                    yield statement.source_info

    def _all(self, scope: s.Scope | None, file: str, uses: list[Invocation]) -> dict[int, _Panic]:
        """The calls of a scope that came from macros, with which each may be from."""
        found: dict[int, _Panic] = {}
        written = {
            (info.span.line, info.span.col)
            for info in (block.terminator.source_info for block in self.body.blocks)
            if info is not None and info.span is not None and info.span.file == file
        }
        left = [use for use in uses if use.start not in written and use.name not in _NEVER]
        for block in self.body.blocks:
            call = block.terminator.kind
            info = block.terminator.source_info
            if not isinstance(call, s.Call) or info is None or self._scope(info) is not scope:
                continue
            span = self.locations.caller_span(info)
            if span is not None and self._is_of_macro(span, scope):
                candidates = self._candidates(block, call, file, left)
                inlined = self.locations.inlined_scope(info.scope) is not scope
                found[block.index] = _Panic(call.destination.local, inlined, candidates)
        _tell_apart(found)
        return found

    def _candidates(
        self, block: s.Block, call: s.Call, file: str, uses: list[Invocation]
    ) -> list[Invocation]:
        holding = [
            use
            for at in self._shown(block, call)
            for use in uses
            if at.file == file and use.holds((at.line, at.col))
        ]
        if holding:
            return holding[-1:]
        # `panic!("{}", x)` is a rule of its own.
        displayed = self._is_displayed(block, call)
        uses = [u for u in uses if u.name != "panic" or (u.literals[:1] == ("{}",)) == displayed]
        words = _words((block.statements, call))
        name = _WORDLESS.get(words) or _COMPARING.get(_compared(call) or "")
        if name is not None:
            named = [use for use in uses if use.name.endswith(name)]
            if words in _WORDLESS:
                named = [use for use in named if not use.literals] or named
            if named:
                return named
        scores = [max(map(_matching(words), use.literals), default=0) for use in uses]
        best = max(scores, default=0)
        if best:
            return [use for use, score in zip(uses, scores, strict=True) if score == best]
        return uses

    def _is_displayed(self, block: s.Block, call: s.Call) -> bool:
        """Whether a call is, or was inlined from, one of `core::panicking::panic_display`."""
        names = [part.path for part in _parts(call.func) if isinstance(part, s.FnPath)]
        info = block.terminator.source_info
        scope = None if info is None else self.locations.inlined_scope(info.scope)
        if scope is not None and scope.inlined is not None:
            names.append(scope.inlined)
        return any("panicking::panic_display" in name for name in names)

    def _shown(self, block: s.Block, call: s.Call) -> Iterator[s.Span]:
        """
        Places of what a call's arguments were made from: all those in its own block, last, and
        in others those from which it is not far.
        """
        assigned = self._assignments()
        wanted = dict.fromkeys(_locals(call.args), 0)
        work = list(wanted)
        while work:
            local = work.pop(0)
            depth = wanted[local]
            for place, statement in assigned.get(local, ()):
                if place is not block and depth > 2:
                    continue
                if place is not block:
                    yield from self._places(statement.source_info)
                assert isinstance(statement.kind, s.Assign)
                for source in _locals(statement.kind.rvalue):
                    if source not in wanted:
                        wanted[source] = depth + 1
                        work.append(source)
        for statement in block.statements:
            kind = statement.kind
            if isinstance(kind, s.Assign) and kind.place.local in wanted:
                yield from self._places(statement.source_info)

    def _assignments(self) -> dict[int, list[tuple[s.Block, s.Statement]]]:
        """What assigns each local."""
        if self._assigned is None:
            self._assigned = {}
            for block in self.body.blocks:
                for statement in block.statements:
                    if isinstance(statement.kind, s.Assign):
                        local = statement.kind.place.local
                        self._assigned.setdefault(local, []).append((block, statement))
        return self._assigned

    def _places(self, info: s.SourceInfo | None) -> Iterator[s.Span]:
        """The place of a statement, and of the calls through which it was inlined."""
        if info is None:
            return
        if info.span is not None:
            yield info.span
        scope = self.locations.inlined_scope(info.scope)
        while scope is not None:
            if scope.call_site is not None:
                yield scope.call_site
            scope = None if scope.parent is None else self.locations.inlined_scope(scope.parent)


def _tell_apart(panics: dict[int, _Panic]) -> None:
    """What is known to have made one panic has made no other."""
    taken: dict[Position, int] = {}
    while True:
        known = {
            panic.candidates[0].start: panic.result
            for panic in panics.values()
            if len(panic.candidates) == 1 and panic.candidates[0].name in _ONCE
        }
        if known == taken:
            return
        taken = known
        for panic in panics.values():
            if len(panic.candidates) > 1:
                panic.candidates = [
                    use
                    for use in panic.candidates
                    if taken.get(use.start, panic.result) == panic.result
                ]


def _parts(value: Any) -> Iterator[Any]:
    """The syntax within a piece of syntax, and the piece itself."""
    yield value
    if isinstance(value, tuple | list):
        for element in value:  # pyright: ignore[reportUnknownVariableType]
            yield from _parts(element)
    elif is_dataclass(value) and not isinstance(value, Attribute):
        for field in fields(value):
            yield from _parts(getattr(value, field.name))


def _locals(value: Any) -> Iterator[int]:
    for part in _parts(value):
        if isinstance(part, s.Place):
            yield part.local


def _words(value: Any) -> str:
    """The text of the templates of `format_args!` in some syntax, or its first string constant."""
    first: str | None = None
    templates = ""
    for part in _parts(value):
        if isinstance(part, s.ByteStrValue | s.ByteArrayValue):
            templates += part.value.decode(errors="replace")
        elif isinstance(part, s.StrValue) and first is None:
            first = part.value.decode(errors="replace")
    return templates or first or ""


def _matching(words: str) -> Callable[[str], int]:
    """How many characters of a literal occur in `words`, in order; 0 if not all of them do."""
    import re

    def score(literal: str) -> int:
        at = 0
        pieces = re.split(r"\{\{|\}\}|\{[^{}]*\}", literal)
        for piece in pieces:
            at = words.find(piece, at)
            if at < 0:
                return 0
            at += len(piece)
        return sum(map(len, pieces))

    return score


def _compared(call: s.Call) -> str | None:
    """The `AssertKind` of a call of `core::panicking::assert_failed`."""
    for part in _parts(call.args):
        if isinstance(part, s.AggregateValue):
            name = part.variant or ("" if part.path is None else last_name(part.path))
            if name in _COMPARING:
                return name
    return None
