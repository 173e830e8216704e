"""One example, measured."""

from __future__ import annotations

from collections.abc import Callable

import click
import pytest

from bench.__main__ import choose
from bench.comparison import Measured
from bench.contenders import python_environment
from bench.processes import CommandFailed, Run


def _run(seconds: float, peak: int) -> Callable[[], Run]:
    return lambda: Run(seconds, peak)


def _failing() -> Run:
    raise CommandFailed(["x"], 1, "it broke")


def test_a_run_that_is_not_counted_still_counts_for_memory():
    measured = Measured()
    measured.take(_run(9.0, 100), discard=True)
    measured.take(_run(1.0, 50), discard=False)
    assert measured.times == [1.0]
    assert measured.peak_bytes == 100


def test_a_contender_that_failed_has_no_figures():
    measured = Measured()
    measured.take(_run(1.0, 1), discard=False)
    measured.take(_failing, discard=False)
    measured.take(_run(1.0, 1), discard=False)
    assert measured.summary is None
    assert measured.error == "it broke"
    assert measured.times == [1.0]


def test_examples_are_chosen_by_name():
    assert [path.name for path in choose(("vadd",))] == ["vadd.rs"]
    assert "vadd" in [path.stem for path in choose(())]


def test_an_unknown_example_is_refused_by_name():
    with pytest.raises(click.UsageError, match="no example `nothing`"):
        choose(("nothing",))


def test_compiled_modules_are_cached_as_users_have_it(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    monkeypatch.setenv("RUSTC", "/x/rustc")
    environment = python_environment()
    assert "PYTHONDONTWRITEBYTECODE" not in environment
    assert environment["RUSTC"] == "/x/rustc"
