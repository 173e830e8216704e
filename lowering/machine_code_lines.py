"""
Which line of source each instruction of an AMDGPU assembly text is from.

LLVM's assembly printer writes the line table as directives (`llvm/lib/MC/MCAsmStreamer.cpp`):
`.file NUMBER "FOLDER" "NAME"`, and `.loc NUMBER LINE COLUMN` before the instructions of a place. In
a comment it has the whole chain of inlining, `; option.rs:12:5 @[ kernel.rs:28:23 ]`.
"""

from __future__ import annotations

import re
from typing import cast

from rusticle.diagnostics import SourceSpan

from .machine_code import InstructionClass, classify, label_end

_POSITION = re.compile(r"(\S+):(\d+):(\d+)")
_FILE = re.compile(r'\d+(?=\s)|"[^"]*"')


def lines_of(assembly: str, kind: InstructionClass) -> dict[str, list[SourceSpan | None]]:
    """
    For each function, the lines of source that its instructions of a class are from.

    They are those of LLVM's `.loc` directives. Of code that was inlined it is the place that it was
    inlined into last, in the function itself; LLVM has that in a comment, without folders, which
    are found in the file table. `None` is where LLVM does not know.
    """
    found: dict[str, list[SourceSpan | None]] = {}
    files: dict[str, str] = {}
    names: dict[str, str] = {}
    functions: set[str] = set()
    current: list[SourceSpan | None] | None = None
    span: SourceSpan | None = None
    for line in assembly.splitlines():
        if line[:1] == "\t" and not line.isspace():
            word, *others = line.split(None, 1)
            rest = others[0] if others else ""
            if word == ".file":
                number, *quoted = _FILE.findall(rest)
                path = "/".join(text.strip('"') for text in quoted)
                files[number] = path
                names.setdefault(path.rpartition("/")[2], path)
            elif word == ".type" and rest.strip().endswith(",@function"):
                functions.add(rest.strip().removesuffix(",@function").strip('"'))
            elif word == ".loc":
                span = _span(rest, files, names)
            elif word[0] not in ".;#/" and current is not None and classify(word) == kind:
                current.append(span)
        elif (colon := label_end(line)) > 0 and line[:1] not in " .":
            name = line[:colon].strip('"')
            if name in functions:
                current = found.setdefault(name, [])
                span = None
    return {name: spans for name, spans in found.items() if spans}


def _span(directive: str, files: dict[str, str], names: dict[str, str]) -> SourceSpan | None:
    """The place of a `.loc` directive; LLVM's comment names what it was inlined into."""
    numbers, _, comment = directive.partition(";")
    positions = _POSITION.findall(comment.replace("]", " "))
    if positions:
        name, line, column = cast("tuple[str, str, str]", positions[-1])
        path = names.get(name, name)
    else:
        number, line, column = numbers.split()[:3]
        path = files.get(number, "")
    return SourceSpan(path, int(line), int(column)) if int(line) else None
