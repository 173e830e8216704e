"""How comparisons with rustc are shown."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from .comparison import Comparison, Measured
from .kernels import COLUMNS, Counts
from .statistics import megabytes, ratio, seconds


def _time(measured: Measured) -> str:
    summary = measured.summary
    return "failed" if summary is None else seconds(summary.median)


def _ratio(ours: Measured, theirs: Measured) -> str:
    mine, other = ours.summary, theirs.summary
    return "" if mine is None or other is None else ratio(mine.median, other.median)


def _spread(measured: Measured) -> str:
    summary = measured.summary
    return "" if summary is None else f"{seconds(summary.least)} to {seconds(summary.most)}"


def _memory(measured: Measured) -> str:
    return megabytes(measured.peak_bytes) if measured.summary is not None else ""


def times_table(comparisons: Sequence[Comparison]) -> Table:
    """Time and memory."""
    table = Table(title="Time of a compilation, median; largest process", title_justify="left")
    table.add_column("example")
    for heading in (
        "rustc", "ours, cold", "times rustc", "cold, all runs", "warm", "times rustc",
        "rustc memory", "cold memory",
    ):  # fmt: skip
        table.add_column(heading, justify="right")
    for comparison in comparisons:
        rustc, cold, warm = (comparison.measured[name] for name in ("rustc", "cold", "warm"))
        table.add_row(
            comparison.name,
            _time(rustc),
            _time(cold),
            _ratio(cold, rustc),
            _spread(cold),
            _time(warm),
            _ratio(warm, rustc),
            _memory(rustc),
            _memory(cold),
        )
    return table


def _pair(theirs: int | None, ours: int | None) -> str:
    if not theirs and not ours and theirs is not None and ours is not None:
        return ""
    left = "-" if theirs is None else str(theirs)
    right = "-" if ours is None else str(ours)
    return f"{left} / {right}"


def _of(counts: Counts | None, name: str) -> int | None:
    return None if counts is None else counts.classes[name]


def instructions_table(comparisons: Sequence[Comparison]) -> Table:
    """Machine instructions."""
    table = Table(title="Machine instructions, rustc / ours", title_justify="left")
    table.add_column("example")
    table.add_column("kernel")
    for heading in ("total", "ratio", *(name for name, _ in COLUMNS)):
        table.add_column(heading, justify="right")
    for comparison in comparisons:
        for index, pair in enumerate(comparison.kernels):
            theirs, ours = pair.rustc, pair.ours
            table.add_row(
                comparison.name if index == 0 else "",
                escape(pair.name),
                _pair(theirs and theirs.total, ours and ours.total),
                f"{ours.total / theirs.total:.2f}" if theirs and ours and theirs.total else "",
                *(_pair(_of(theirs, name), _of(ours, name)) for name, _ in COLUMNS),
            )
        if comparison.kernels:
            table.add_section()
    return table


def show(comparisons: Sequence[Comparison], console: Console) -> None:
    """Print both tables, and what went wrong."""
    console.print(times_table(comparisons))
    console.print(instructions_table(comparisons))
    for comparison in comparisons:
        for name, measured in comparison.measured.items():
            if measured.error:
                console.print(f"{comparison.name}, {name}: {escape(measured.error)}")
        if comparison.assembly_error:
            console.print(f"{comparison.name}, assembly: {escape(comparison.assembly_error)}")
