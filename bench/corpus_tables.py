"""How the corpus's results are shown: tables for people, and JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from .corpus_lowering import CODEGEN, LoweringResult
from .corpus_lowering import STEPS as LOWERING_STEPS
from .corpus_reading import STEPS as READING_STEPS
from .corpus_reading import ReadingResult
from .machine import Machine
from .reasons import Failure, kinds
from .statistics import megabytes, percent


@dataclass(slots=True)
class Reading:
    """The first half of the corpus."""

    functions: int
    """Function bodies, those for compile-time evaluation included."""
    others: int
    """Bodies of constants, statics and promoted constants."""
    trivial: int
    """Constants that are nothing but a value, which are parsed and have no body."""
    scan_seconds: float
    """What finding the items took."""
    wall_seconds: float
    result: ReadingResult

    @property
    def lines_per_second(self) -> float:
        """Lines of MIR text parsed in a second of processor time, finding the items included."""
        spent = self.scan_seconds + self.result.seconds.get("parse", 0.0)
        return self.result.lines / spent if spent else 0.0


@dataclass(slots=True)
class Lowering:
    """The second half of the corpus."""

    functions: int
    """Functions without generic parameters."""
    wall_seconds: float
    result: LoweringResult
    codegen: bool


@dataclass(slots=True)
class CorpusReport:
    """Everything that a run measured."""

    machine: Machine
    cpu: str
    processes: int
    whole: bool
    """Whether it was all of the corpus, not a sample."""
    reading: Reading | None = None
    lowering: Lowering | None = None
    largest_bytes: int = 0
    """The largest process."""
    together_bytes: int = 0
    """All processes together, each at its largest: never less than what was used at once."""
    deaths: int = 0

    def failures(self) -> list[Failure]:
        """All that failed."""
        reading = self.reading.result.failures if self.reading else []
        lowering = self.lowering.result.failures if self.lowering else []
        return [*reading, *lowering]

    def as_json(self) -> dict[str, Any]:
        """As plain data: every count, every failure."""
        data = asdict(self)
        if self.reading is not None:
            data["reading"]["lines_per_second"] = self.reading.lines_per_second
        data["kinds"] = [{**asdict(k), "room": k.room} for k in kinds(self.failures())]
        return data


def _step_table(title: str, what: str) -> Table:
    table = Table(title=title, title_justify="left")
    table.add_column("step")
    table.add_column(what, justify="right")
    table.add_column("of all", justify="right")
    table.add_column("failed", justify="right")
    table.add_column("processor s", justify="right")
    return table


def _add_steps(
    table: Table,
    steps: Sequence[str],
    counts: Mapping[str, int],
    total: int,
    seconds: Mapping[str, float] | None,
) -> None:
    before = total
    for step in steps:
        count = counts.get(step, 0)
        spent = "" if seconds is None else f"{seconds.get(step, 0.0):.1f}"
        failed = str(before - count) if before != count else ""
        table.add_row(step, f"{count:,}", percent(count, total), failed, spent)
        before = count


def show(report: CorpusReport, console: Console, *, reasons: bool) -> None:
    """Print the report; with `reasons`, every kind of failure instead of the most frequent."""
    for line in report.machine.lines():
        console.print(line, highlight=False)
    console.print(
        f"core's MIR for {report.cpu}, {report.processes} processes"
        + ("" if report.whole else "; a sample, not all of it"),
        highlight=False,
    )
    if (reading := report.reading) is not None:
        result = reading.result
        table = _step_table("Bodies, as they are", "functions")
        _add_steps(table, READING_STEPS, result.functions, reading.functions, result.seconds)
        table.add_section()
        others = reading.others + reading.trivial
        table.add_row(
            "constants, statics: parse",
            f"{result.others.get('parse', 0):,}",
            percent(result.others.get("parse", 0), others),
        )
        last = READING_STEPS[-1]
        table.add_row(
            "with a body: all steps",
            f"{result.others.get(last, 0):,}",
            percent(result.others.get(last, 0), reading.others),
        )
        console.print(table)
        console.print(
            f"{result.lines:,} lines of MIR text parsed at {reading.lines_per_second:,.0f} lines/s "
            f"of one process; {result.operations:,} operations, "
            f"{megabytes(result.text_bytes)} printed; {reading.wall_seconds:.0f} s in all",
            highlight=False,
        )
    if (lowering := report.lowering) is not None:
        result = lowering.result
        table = _step_table(f"Functions without generic parameters, to {report.cpu}", "functions")
        steps = [*LOWERING_STEPS, CODEGEN] if lowering.codegen else LOWERING_STEPS
        _add_steps(table, steps, result.passed, lowering.functions, result.seconds)
        console.print(table)
        console.print(
            f"{result.bodies:,} bodies in their modules, {megabytes(result.ir_bytes)} of LLVM IR; "
            f"the slowest took {result.slowest[0]:.1f} s: {escape(result.slowest[1])}; "
            f"{lowering.wall_seconds:.0f} s in all",
            highlight=False,
        )
    _show_reasons(report, console, everything=reasons)
    console.print(
        f"peak memory: {megabytes(report.largest_bytes)} the largest process, "
        f"{megabytes(report.together_bytes)} all together"
        + (f"; {report.deaths} processes died" if report.deaths else ""),
        highlight=False,
    )


def _show_reasons(report: CorpusReport, console: Console, *, everything: bool) -> None:
    found = kinds(report.failures())
    if not found:
        console.print("nothing failed")
        return
    table = Table(title="Why the rest failed", title_justify="left")
    table.add_column("", justify="right")
    table.add_column("step", overflow="fold")
    table.add_column("reason", overflow="fold", ratio=2)
    table.add_column("for example", overflow="fold", ratio=1)
    if everything:
        table.add_column("raised at", overflow="fold", ratio=1)
    shown = found if everything else found[:20]
    for kind in shown:
        row = [str(kind.count), kind.step, escape(kind.message), escape(kind.example)]
        table.add_row(*row, *([kind.place] if everything else []))
    console.print(table)
    if len(shown) < len(found):
        rest = sum(kind.count for kind in found[len(shown) :])
        console.print(f"{rest} more in {len(found) - len(shown)} kinds: see --reasons")
