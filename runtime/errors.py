"""What can go wrong with a launch, as exceptions whose text is a diagnostic."""

from __future__ import annotations

from dataclasses import dataclass

from ..diagnostics import CompileError, Diagnostic, SourceSpan


@dataclass(frozen=True, slots=True)
class Where:
    """Which work-item of which workgroup, as far as it is known."""

    kernel: str
    group: tuple[int, int, int] | None = None
    item: tuple[int, int, int] | None = None

    def notes(self) -> list[str]:
        """It as a note of a diagnostic."""
        if self.group is None:
            return []
        group = f"workgroup ({', '.join(map(str, self.group))})"
        if self.item is None:
            return [f"in {group}"]
        return [f"in work-item ({', '.join(map(str, self.item))}) of {group}"]


class LaunchError(CompileError):
    """A launch failed. `where` says which work-item of which kernel, as far as it is known."""

    def __init__(self, diagnostic: Diagnostic, where: Where) -> None:
        super().__init__(diagnostic)
        self.where = where


class ArgumentError(LaunchError, TypeError):
    """A launch was asked for with arguments or sizes that the kernel cannot take."""


class KernelPanic(LaunchError):
    """
    A work-item panicked.

    `message` is what it said, and `file`, `line` and `column` where, from 1; `None` where that is
    not known. `others` have panicked, too, before the launch ended.
    """

    def __init__(
        self,
        diagnostic: Diagnostic,
        where: Where,
        message: str,
        span: SourceSpan | None = None,
        others: int = 0,
    ) -> None:
        super().__init__(diagnostic, where)
        self.message = message
        self.file = None if span is None else span.file
        self.line = None if span is None else span.line
        self.column = None if span is None else span.column
        self.others = others

    @property
    def work_item(self) -> tuple[int, int, int] | None:
        """The work-item's place in its workgroup, of which `where.group` is the number."""
        return self.where.item


class KernelFault(LaunchError):
    """A check found a mistake in the kernel; `kind` names it."""

    def __init__(self, diagnostic: Diagnostic, where: Where, kind: str) -> None:
        super().__init__(diagnostic, where)
        self.kind = kind


class KernelCrash(LaunchError):
    """The process that ran the kernel died; `signal` is the number of the signal, if one did it."""

    def __init__(self, diagnostic: Diagnostic, where: Where, signal: int | None) -> None:
        super().__init__(diagnostic, where)
        self.signal = signal


class ForeignCallError(LaunchError):
    """A function of the host's that a kernel called raised, is missing, or answered wrongly."""


class QueueError(LaunchError):
    """A queue was used wrongly, or is no more."""


class LaunchTimeout(LaunchError, TimeoutError):
    """A launch took longer than it was given."""


def span_from(text: str) -> SourceSpan | None:
    """A span from `file:line:column`; `None` from an empty text."""
    file, _, rest = text.rpartition(":")
    file, _, line = file.rpartition(":")
    if not file or not line.isdigit() or not rest.isdigit():
        return None
    return SourceSpan(file, int(line), int(rest))
