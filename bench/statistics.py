"""Summaries of repeated measurements, and how they are written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Summary:
    """Repeated measurements of one quantity."""

    median: float
    least: float
    most: float
    count: int


def summarize(values: Sequence[float]) -> Summary:
    """The summary of at least one value; the median of an even number is the middle's mean."""
    if not values:
        raise ValueError("there is nothing to summarize")
    ordered = sorted(values)
    middle = len(ordered) // 2
    if len(ordered) % 2:
        median = ordered[middle]
    else:
        median = (ordered[middle - 1] + ordered[middle]) / 2
    return Summary(median, ordered[0], ordered[-1], len(ordered))


def ratio(ours: float, theirs: float) -> str:
    """How many times theirs ours is: `2.4x`, or `-` where theirs is nothing."""
    return f"{ours / theirs:.1f}x" if theirs > 0 else "-"


def seconds(value: float) -> str:
    """A duration: milliseconds below a second."""
    return f"{value * 1000:.0f} ms" if value < 1 else f"{value:.2f} s"


def megabytes(value: float) -> str:
    """A number of bytes in units of 10^6."""
    return f"{value / 1e6:.0f} MB"


def percent(part: int, whole: int) -> str:
    """A share, cut to a hundredth so that only all of it is `100 %`; `-` of nothing."""
    if whole == 0:
        return "-"
    if part == whole:
        return "100 %"
    return f"{int(part / whole * 10000) / 100:.2f} %"
