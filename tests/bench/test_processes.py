"""Programs, measured."""

from __future__ import annotations

import sys

import pytest

from bench.processes import CommandFailed, run_measured


def test_time_is_wall_time():
    run = run_measured([sys.executable, "-c", "import time; time.sleep(0.2)"])
    assert run.seconds >= 0.2


def test_memory_is_that_of_the_largest_process_of_the_tree():
    # A process starts with the peak of the one that it was forked from, which is this one here;
    # only what is well above that tells anything.
    size = 1_000_000_000
    inner = f"x = b'x' * {size}"
    outer = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {inner!r}])"
    assert run_measured([sys.executable, "-c", "pass"]).peak_bytes < size
    assert run_measured([sys.executable, "-c", outer]).peak_bytes > size


def test_a_failure_keeps_what_was_printed():
    with pytest.raises(CommandFailed) as raised:
        run_measured([sys.executable, "-c", "import sys; print('why'); sys.exit(3)"])
    assert (raised.value.status, raised.value.output) == (3, "why")


def test_a_program_sees_its_environment():
    run_measured(
        [sys.executable, "-c", "import os; assert os.environ['A'] == 'b'"], environment={"A": "b"}
    )
