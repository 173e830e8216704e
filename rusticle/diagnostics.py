"""
Diagnostics: what a person reads when something is wrong.

Every failure that has a user-visible cause ends in a `CompileError` that carries one or more
`Diagnostic`s. A diagnostic names the construct, points into the Rust source, and says what to
do, in the shape rustc's own messages have:

    error: kernel `dot` returns `f32`, but a GPU kernel cannot return a value
      --> examples/dot.rs:12:1
    note: the host cannot receive it: `amdgpu_kernel` functions return `void`
    help: write the result through a pointer, or let `promote-kernel-sret` add that pointer for you

This module is the one leaf that every room may import: it knows nothing of the others.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, cast

from xdsl.utils.exceptions import PassFailedException

if TYPE_CHECKING:
    from xdsl.dialects.builtin import ArrayAttr, LocationAttr

Severity = Literal["error", "warning", "remark"]


@dataclass(frozen=True, slots=True, order=True)
class SourceSpan:
    """A place in a source file. Lines and columns count from 1, as rustc prints them."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One message: what is wrong, where in the Rust source, and what to do about it."""

    message: str
    """One line, lower case, no full stop; Rust names in backticks."""
    span: SourceSpan | None = None
    """Where in the Rust source, if that is known."""
    notes: tuple[str, ...] = ()
    """Facts that explain the message."""
    help: tuple[str, ...] = ()
    """What the reader can do."""
    severity: Severity = "error"

    def render(self) -> str:
        """The message as printed, without a trailing newline."""
        lines = [f"{self.severity}: {self.message}"]
        if self.span is not None:
            lines.append(f"  --> {self.span}")
        lines += [f"note: {note}" for note in self.notes]
        lines += [f"help: {help_}" for help_ in self.help]
        return "\n".join(lines)


class CompileError(PassFailedException):
    """
    The compilation stops here, for reasons that its diagnostics give.

    It is one of xDSL's diagnostic exceptions, so `rusticle-opt --verify-diagnostics` and
    `xdsl-opt --verify-diagnostics` print it as they print a verifier's.
    """

    def __init__(self, *diagnostics: Diagnostic) -> None:
        self.diagnostics: tuple[Diagnostic, ...] = diagnostics
        super().__init__("\n".join(d.render() for d in diagnostics))

    @staticmethod
    def of(
        message: str,
        span: SourceSpan | None = None,
        *,
        notes: Iterable[str] = (),
        help: Iterable[str] = (),
    ) -> CompileError:
        """The error of a single diagnostic."""
        return CompileError(Diagnostic(message, span, tuple(notes), tuple(help)))


def report(diagnostic: Diagnostic) -> None:
    """
    Show a warning or a remark, which stop nothing, on standard error.

        report(Diagnostic("the call stays a call by pointer", severity="remark"))
    """
    import sys

    print(diagnostic.render(), file=sys.stderr)


def span_of(location: LocationAttr | None) -> SourceSpan | None:
    """
    The Rust source position that an MLIR location stands for, or `None` if it has none.

    Of an inlined location (`callsite(callee at caller)`) it is the innermost position that lies
    in the caller-most file, which is the user's own code: a diagnostic about `core`'s inlined
    internals points at the line that called them.
    """
    from xdsl.dialects.builtin import CallSiteLoc, FileLineColLoc, FusedLoc, NameLoc

    match location:
        case FileLineColLoc():
            return SourceSpan(location.filename.data, location.line.data, location.column.data)
        case CallSiteLoc():
            return span_of(cast("LocationAttr", location.caller)) or span_of(
                cast("LocationAttr", location.callee)
            )
        case NameLoc():
            return span_of(cast("LocationAttr", location.location))
        case FusedLoc():
            for inner in cast("ArrayAttr[LocationAttr]", location.locations):
                if (span := span_of(inner)) is not None:
                    return span
        case _:
            pass
    return None
