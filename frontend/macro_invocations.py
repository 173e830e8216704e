"""
Where a source file uses macros: what MIR's spans do not say.

It needs no parser of Rust, only its tokens (The Rust Reference, "Tokens" and "Comments"): a macro
is used where a path, `!` and a delimiter follow each other, up to the matching delimiter. Known is
also which function each is in, and what `macro_rules!` define, since nothing in there is used.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

Position = tuple[int, int]
"""A line and a column, both from 1, in characters."""

_TOKEN = re.compile(
    r"""
      (?P<line>//[^\n]*)
    | (?P<comment>/\*)
    | (?P<raw>(?:b|c)?r(?P<hashes>\#*)")
    | (?P<text>(?:b|c)?"(?:[^"\\]|\\.)*")
    | (?P<char>b?'(?:[^'\\\n]|\\(?:u\{[^}]*\}|.[0-9a-fA-F]*))')
    | (?P<name>(?:r\#)?[^\W\d]\w*)
    | (?P<path>::)
    | (?P<open>[(\[{])
    | (?P<close>[)\]}])
    | (?P<punct>[!;])
    """,
    re.VERBOSE | re.DOTALL,
)
_COMMENT = re.compile(r"/\*|\*/")
_ESCAPE = re.compile(r"\\(?:\n\s*|u\{([0-9a-fA-F_]+)\}|x([0-9a-fA-F]{2})|(.))", re.DOTALL)
_SIMPLE = {"n": "\n", "r": "\r", "t": "\t", "0": "\0"}


@dataclass(frozen=True, slots=True)
class Invocation:
    """A use of a macro."""

    name: str
    """The last name of its path."""
    start: Position
    """Where the path begins, which is where rustc says that the macro is used."""
    end: Position
    literals: tuple[str, ...]
    """What the string literals in it say, and those in its definition if that is in this file."""
    function: int | None
    """The function that it is in, by number."""

    def holds(self, at: Position) -> bool:
        """Whether a position is in it."""
        return self.start <= at < self.end


@dataclass(frozen=True, slots=True)
class FunctionExtent:
    """A function with a body."""

    start: Position
    """Where its `fn` is."""
    end: Position


@dataclass(frozen=True, slots=True)
class Definition:
    """A `macro_rules!`."""

    name: str
    start: Position
    end: Position
    literals: tuple[str, ...]
    """What the string literals in it say."""


@dataclass(frozen=True, slots=True)
class MacroUses:
    """The macros that a file uses outside of others, the functions in it, and what it defines."""

    invocations: tuple[Invocation, ...]
    functions: tuple[FunctionExtent, ...]
    definitions: tuple[Definition, ...]

    def function_at(self, at: Position) -> int | None:
        """The innermost function around a position, by number."""
        return _innermost(self.functions, at)

    def is_defined_at(self, at: Position) -> bool:
        """Whether a position is in the definition of a macro."""
        return any(found.start <= at < found.end for found in self.definitions)

    def of_function(self, number: int) -> list[Invocation]:
        """The uses in a function, in order, without those in functions within it."""
        return [found for found in self.invocations if found.function == number]


def _innermost(functions: list[FunctionExtent] | tuple[FunctionExtent, ...], at: Position):
    # Those further in begin later.
    found = None
    for number, function in enumerate(functions):
        if function.start <= at < function.end and (
            found is None or functions[found].start <= function.start
        ):
            found = number
    return found


@dataclass(slots=True)
class _Open:
    """A delimiter that is open."""

    use: tuple[str, int] | None = None
    """The macro whose arguments it holds: its name and where its path begins."""
    function: int | None = None
    """Where the `fn` is whose body it begins."""


def find_macros(text: str) -> MacroUses:
    """The macros that a file uses. What is not Rust gives something, but nothing useful."""
    return _Finder(text).run()


class _Finder:
    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = [0, *(match.end() for match in re.finditer("\n", text))]
        self.stack: list[_Open] = []
        self.uses: list[tuple[str, int, int, tuple[str, ...]]] = []
        self.functions: list[FunctionExtent] = []
        self.definitions: list[Definition] = []
        self.defined = ""
        """The name of the last `macro_rules!`."""
        self.literals: list[tuple[int, str]] = []

    def position(self, offset: int) -> Position:
        line = bisect_right(self.lines, offset)
        return (line, offset - self.lines[line - 1] + 1)

    def run(self) -> MacroUses:
        text = self.text
        at = 0
        path: tuple[str, int] | None = None
        """The path that has just been read: its last name and its start."""
        continued = banged = False
        function: tuple[int, int] | None = None
        """The `fn` whose body is to come, and how deep it is."""
        while (match := _TOKEN.search(text, at)) is not None:
            kind = match.lastgroup
            between = text[at : match.start()]
            at = match.end()
            if between.strip():
                path, continued, banged = None, False, False
            if kind in ("line", "comment"):
                at = at if kind == "line" else self._comment_end(at)
                continue
            if kind == "name":
                name = match[0].removeprefix("r#")
                if name == "fn":
                    function = (match.start(), len(self.stack))
                # `macro_rules! name {`: the name of what is defined follows the bang.
                if not (banged and path is not None and path[0] == "macro_rules"):
                    start = path[1] if continued and path is not None else match.start()
                    path, banged = (name, start), False
                else:
                    self.defined = name
                continued = False
            elif kind == "path":
                continued = True
                path = path or ("", match.start())
            elif match[0] == "!":
                banged = path is not None and not continued
            elif kind == "open":
                opened = _Open()
                if banged:
                    opened.use = path
                elif match[0] == "{" and function and len(self.stack) == function[1]:
                    opened.function = function[0]
                    function = None
                self.stack.append(opened)
                path, continued, banged = None, False, False
            else:
                if kind == "close" and self.stack:
                    self._close(self.stack.pop(), match.end())
                elif match[0] == ";" and function and len(self.stack) == function[1]:
                    function = None
                elif kind == "raw":
                    at = self._raw(match.start(), at, match["hashes"])
                elif kind == "text":
                    self.literals.append((match.start(), _unescaped(match[0])))
                path, continued, banged = None, False, False
        functions = tuple(self.functions)
        meant: dict[str, tuple[str, ...]] = {}
        for definition in self.definitions:
            meant[definition.name] = meant.get(definition.name, ()) + definition.literals
        return MacroUses(
            tuple(
                Invocation(
                    name,
                    self.position(start),
                    self.position(end),
                    literals + meant.get(name, ()),
                    _innermost(functions, self.position(start)),
                )
                for name, start, end, literals in sorted(self.uses, key=lambda use: use[1])
            ),
            functions,
            tuple(self.definitions),
        )

    def _close(self, opened: _Open, end: int) -> None:
        if opened.function is not None:
            extent = FunctionExtent(self.position(opened.function), self.position(end))
            self.functions.append(extent)
        if opened.use is None:
            return
        name, start = opened.use
        literals = tuple(words for offset, words in self.literals if offset > start)
        # What is within is part of it.
        self.uses = [use for use in self.uses if use[1] < start]
        if name == "macro_rules":
            self.definitions.append(
                Definition(self.defined, self.position(start), self.position(end), literals)
            )
            return
        self.uses.append((name, start, end, literals))

    def _comment_end(self, at: int) -> int:
        """The end of a comment that has begun; they nest."""
        depth = 1
        while depth and (match := _COMMENT.search(self.text, at)) is not None:
            depth += 1 if match[0] == "/*" else -1
            at = match.end()
        return len(self.text) if depth else at

    def _raw(self, start: int, at: int, hashes: str) -> int:
        end = self.text.find('"' + hashes, at)
        end = len(self.text) if end < 0 else end
        self.literals.append((start, self.text[at:end]))
        return end + 1 + len(hashes)


def _unescaped(literal: str) -> str:
    """What a string literal says."""

    def one(match: re.Match[str]) -> str:
        if (code := match[1] or match[2]) is not None:
            return chr(int(code.replace("_", ""), 16))
        return _SIMPLE.get(match[3], match[3]) if match[3] else ""

    return _ESCAPE.sub(one, literal[literal.index('"') + 1 : -1])
