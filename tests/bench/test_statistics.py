"""Summaries of measurements."""

from __future__ import annotations

import pytest

from bench.statistics import Summary, megabytes, percent, ratio, seconds, summarize


def test_the_median_of_an_odd_number_is_the_middle():
    assert summarize([3.0, 1.0, 2.0]) == Summary(2.0, 1.0, 3.0, 3)


def test_the_median_of_an_even_number_is_the_mean_of_the_middle():
    assert summarize([4.0, 1.0, 2.0, 9.0]).median == 3.0


def test_nothing_has_no_summary():
    with pytest.raises(ValueError, match="nothing"):
        summarize([])


def test_ratios():
    assert ratio(5.0, 2.0) == "2.5x"
    assert ratio(5.0, 0.0) == "-"


def test_durations():
    assert seconds(0.0123) == "12 ms"
    assert seconds(1.5) == "1.50 s"


def test_memory_is_in_decimal_megabytes():
    assert megabytes(399_600_000) == "400 MB"


@pytest.mark.parametrize(
    ("part", "whole", "text"),
    [
        (0, 0, "-"),
        (3, 3, "100 %"),
        (99_999, 100_000, "99.99 %"),
        (1, 2, "50.00 %"),
        (0, 5, "0.00 %"),
    ],
)
def test_only_all_of_it_is_all_of_it(part: int, whole: int, text: str):
    assert percent(part, whole) == text
