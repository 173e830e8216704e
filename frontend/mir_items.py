"""
Finding the items in a file of MIR text without reading them.

rustc writes one item after another (`write_mir_pretty` in `rustc_middle/src/mir/pretty.rs`): a
body from its signature to a `}` in the first column, followed by the allocations that it uses, or
a constant on a single line. Everything inside a body is indented, so whole bodies are skipped
with one search each.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rusticle.diagnostics import CompileError, SourceSpan

from .syntax import BodyKind, ItemSpan

CTFE_MARK = "// MIR FOR CTFE"
_ALLOC = re.compile(r"alloc\d+ \(").match
_NAME = re.compile(r"(?:<impl at .*?:\d+:\d+: (?:\d+:)?\d+>|[^:<\n(]|::|:(?=[^ :])|<)+").match
_KINDS: tuple[tuple[str, BodyKind], ...] = (
    ("fn ", "fn"),
    ("const ", "const"),
    ("static mut ", "static mut"),
    ("static ", "static"),
)
HEADER = "// WARNING: This output format is intended for human consumers only\n"
"""What a file of rustc's begins with; that of a crate without functions has nothing else."""
NOT_MIR = "is not rustc's MIR text"


def split_name(header: str) -> tuple[BodyKind, str, int]:
    """
    The kind and name in an item's first line, and where the name ends: before the parameters of
    a function, before the `:` of anything else. Raises `ValueError` if it is no such line.
    """
    kind: BodyKind = "anon const"
    start = 0
    for keyword, found in _KINDS:
        if header.startswith(keyword):
            kind, start = found, len(keyword)
            break
    if kind == "fn":
        end = header.find("(_1: ", start)
        if end < 0:
            end = header.find("() -> ", start)
    else:
        match = _NAME(header, start)
        end = -1 if match is None else match.end()
        if not header.startswith(": ", end) or (kind == "anon const" and header[-4:] != " = {"):
            end = -1
    if end <= start:
        raise ValueError(header)
    name = header[start:end]
    if kind == "const" and name.endswith("]") and "::promoted[" in name:
        kind = "promoted"
    return kind, name, end


def scan_items(text: str, *, crate: str, file: str) -> Iterator[ItemSpan]:
    """
    The items of a MIR file in order, each with the allocations that follow it.

    Raises `CompileError` where the text does not go on as rustc's MIR does, or ends in an item.
    """
    length = len(text)
    position = 0
    line = 1
    counted = 0
    ctfe = False
    pending: ItemSpan | None = None

    def fail(message: str, at: int) -> CompileError:
        number = text.count("\n", 0, at) + 1
        return CompileError.of(message, SourceSpan(file, number, 1))

    while position < length:
        if text.startswith("\n", position):
            position += 1
            continue
        end = text.find("\n", position)
        if end < 0:
            end = length
        if text.startswith(("//", "| ", "|\n"), position):
            if text.startswith(CTFE_MARK, position):
                ctfe = True
            position = end + 1
            continue
        if text.startswith("/*", position):
            close = text.find("*/", position)
            if close < 0:
                raise fail("comment without an end", position)
            position = close + 2
            continue
        if text.startswith("alloc", position) and _ALLOC(text, position):
            stop = end
            if text.startswith("{", end - 1):
                stop = text.find("\n}", end)
                if stop < 0:
                    name = text[position : text.find(" ", position)]
                    raise fail(f"`{file}` ends inside allocation `{name}`", position)
                stop += 2
            if pending is None:
                raise fail(f"`{file}` {NOT_MIR}: an allocation comes before any item", position)
            pending.end = min(stop + 1, length)
            position = stop + 1
            continue
        # An item.
        header = text[position:end]
        try:
            kind, name, _ = split_name(header)
        except ValueError:
            if pending is None:
                raise fail(f"`{file}` {NOT_MIR}", position) from None
            shown = header if len(header) <= 40 else header[:40] + "..."
            raise fail(f"expected an item of MIR, found `{shown}`", position) from None
        if pending is not None:
            yield pending
        line += text.count("\n", counted, position)
        counted = position
        path = f"{crate}::{name}"
        what = "function" if kind == "fn" else "item"
        if header.endswith(";") and kind == "const":
            pending = ItemSpan("trivial const", path, position, end, ctfe, line)
            position = end + 1
        elif header.endswith("{") or (end < length and _yields(text, end + 1)):
            close = text.find("\n}", end)
            if close < 0 or (close + 2 < length and text[close + 2] != "\n"):
                raise fail(f"`{file}` ends inside {what} `{name}`", position)
            pending = ItemSpan(kind, path, position, close + 2, ctfe, line)
            position = close + 3
        elif end == length:
            raise fail(f"`{file}` ends inside {what} `{name}`", position)
        else:
            raise fail(f"expected the body of `{name}`", position)
        ctfe = False
    if pending is not None:
        yield pending
    elif not text.startswith(HEADER):
        raise fail(f"`{file}` {NOT_MIR}", 0)


def _yields(text: str, position: int) -> bool:
    """Whether the line at `position` says what a coroutine yields."""
    return text.startswith("yields ", position)
