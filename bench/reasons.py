"""
Why something of the corpus failed: failures, and the kinds that they fall into.

A failure is a diagnostic or, where the compiler itself broke, a Python exception. Either has a
place: the line of the compiler that raised it, which says whose it is. Failures of one kind have
the same step and place, and messages that differ in names and numbers alone; where the name is
what matters, as an intrinsic's does, it is part of the kind.
"""

from __future__ import annotations

import re
import traceback
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from rusticle.diagnostics import CompileError

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("frontend", "dialects", "passes", "lowering", "targets", "runtime", "rusticle")


@dataclass(frozen=True, slots=True)
class Failure:
    """One failure: what failed, in which step, why, and where in the compiler."""

    step: str
    path: str
    """The function, by its path in Rust."""
    message: str
    """One line."""
    place: str = ""
    """The line of the compiler that raised it, as `frontend/collect.py:120`; empty for LLVM's."""


@dataclass(frozen=True, slots=True)
class Kind:
    """Failures that are alike."""

    step: str
    message: str
    place: str
    count: int
    example: str
    """The path of one of them, the first by name."""
    detail: str
    """The whole message of that one."""

    @property
    def room(self) -> str:
        """The folder of the compiler that the failure comes from."""
        return self.place.partition("/")[0] or "LLVM"


def place_of(error: BaseException) -> str:
    """The innermost line of the compiler that an exception, or its first cause, passed through."""
    while error.__cause__ is not None:
        error = error.__cause__
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        path = Path(frame.filename)
        if path.is_relative_to(ROOT):
            relative = path.relative_to(ROOT)
            if relative.parts[0] in ROOMS:
                return f"{relative}:{frame.lineno}"
    return ""


def message_of(error: BaseException) -> str:
    """One line that says what is wrong."""
    if isinstance(error, CompileError) and error.diagnostics:
        diagnostic = error.diagnostics[0]
        # LLVM's own words, where LLVM refused, are in a note.
        notes = diagnostic.notes[:1] if diagnostic.message.startswith("LLVM") else ()
        return " | ".join([diagnostic.message, *notes]).replace("\n", " ")
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    text = lines[0] if lines else ""
    if type(error).__module__.startswith("xdsl"):
        # Its messages quote the source first; what is wrong comes last.
        text = lines[-1] if lines else ""
    return f"{type(error).__name__}: {text}"[:400]


def failure_of(step: str, path: str, error: BaseException) -> Failure:
    """The failure that an exception is."""
    return Failure(step, path, message_of(error), place_of(error))


_QUOTED = re.compile(r"`[^`]*`")
_NAMES_MATTER = ("intrinsic", "a call of a function of ABI", "cast", "operation")
_LLVM_POSITION = re.compile(r"<string>:\d+:\d+: ")
_LLVM_NAME = re.compile(r"[%@](?:\"[^\"]*\"|[\w.$-]+)")
_DOUBLE_QUOTED = re.compile(r'"[^"]*"')
_NUMBER = re.compile(r"\b\d+\b")


def generalize(message: str) -> str:
    """A message without what differs between failures of one kind."""
    text = message
    if not any(word in message for word in _NAMES_MATTER):
        text = _QUOTED.sub("`…`", text)
    text = _LLVM_POSITION.sub("", text)
    text = _LLVM_NAME.sub("%…", text)
    text = _DOUBLE_QUOTED.sub('"…"', text)
    return _NUMBER.sub("N", text)


def kinds(failures: Iterable[Failure]) -> list[Kind]:
    """The kinds of failures, the most frequent first."""
    groups: dict[tuple[str, str, str], list[Failure]] = {}
    for failure in failures:
        key = (failure.step, generalize(failure.message), failure.place)
        groups.setdefault(key, []).append(failure)
    found: list[Kind] = []
    for (step, message, place), alike in groups.items():
        first = min(alike, key=lambda failure: (failure.path, failure.message))
        found.append(Kind(step, message, place, len(alike), first.path, first.message))
    return sorted(found, key=lambda k: (-k.count, k.step, k.message, k.place))
