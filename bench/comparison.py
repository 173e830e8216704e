"""Measuring one example: both compilers in turn, several times, and what they make of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from .contenders import Cold, Rustc, Warm
from .kernels import KernelPair, compare
from .processes import CommandFailed, Run
from .statistics import Summary, summarize

CONTENDERS = ("rustc", "cold", "warm")


@dataclass(slots=True)
class Measured:
    """The runs of one contender over one example."""

    times: list[float] = field(default_factory=list[float])
    """Wall seconds of each run."""
    peak_bytes: int = 0
    """The largest process of all runs."""
    error: str = ""
    """Why it could not be measured."""

    @property
    def summary(self) -> Summary | None:
        """The runs' summary, if there were any and none failed."""
        return summarize(self.times) if self.times and not self.error else None

    def take(self, measure: Callable[[], Run], *, discard: bool) -> None:
        """Measure once; a contender that failed before is not asked again."""
        if self.error:
            return
        try:
            run = measure()
        except CommandFailed as failure:
            self.error = failure.output or str(failure)
            return
        self.peak_bytes = max(self.peak_bytes, run.peak_bytes)
        if not discard:
            self.times.append(run.seconds)


@dataclass(slots=True)
class Comparison:
    """One example, measured."""

    name: str
    measured: dict[str, Measured]
    """By contender."""
    kernels: list[KernelPair] = field(default_factory=list[KernelPair])
    assembly_error: str = ""
    """Why the instructions could not be compared."""

    def as_json(self) -> dict[str, Any]:
        """As plain data."""
        data = asdict(self)
        for name, measured in self.measured.items():
            summary = measured.summary
            data["measured"][name]["summary"] = None if summary is None else asdict(summary)
        return data


def measure_example(
    source: Path,
    rustc: Rustc,
    cold: Cold,
    warm: Warm,
    *,
    runs: int,
    scratch: Path,
    step: Callable[[], None] = lambda: None,
) -> Comparison:
    """
    Compare over one example: one run of each that is not counted, then `runs` rounds of all.

    The rounds interleave, so that what else the machine does meets all alike. `step` is called
    after every round.
    """
    measured = {name: Measured() for name in CONTENDERS}
    for round_ in range(runs + 1):
        discard = round_ == 0
        measured["rustc"].take(lambda: rustc.object(source, scratch / "theirs.o"), discard=discard)
        measured["cold"].take(
            lambda: cold.code_object(source, scratch / "ours.hsaco"), discard=discard
        )
        measured["warm"].take(lambda: warm.code_object(source), discard=discard)
        step()
    comparison = Comparison(source.stem, measured)
    if not measured["rustc"].error and not measured["warm"].error:
        try:
            theirs = rustc.assembly(source, scratch / "theirs.s")
            comparison.kernels = compare(theirs, warm.assembly(source))
        except CommandFailed as failure:
            comparison.assembly_error = failure.output or str(failure)
    return comparison
