"""Programs, measured."""

from __future__ import annotations

import sys

import pytest

from bench.processes import CommandFailed, run_measured


def test_time_is_wall_time():
    run = run_measured([sys.executable, "-c", "import time; time.sleep(0.2)"])
    assert run.seconds >= 0.2


def test_memory_is_that_of_the_largest_process_of_the_tree():
    inner = "x = bytearray(150_000_000)"
    outer = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {inner!r}])"
    small = run_measured([sys.executable, "-c", "pass"])
    large = run_measured([sys.executable, "-c", outer])
    assert large.peak_bytes > 150_000_000
    assert large.peak_bytes > small.peak_bytes


def test_a_failure_keeps_what_was_printed():
    with pytest.raises(CommandFailed) as raised:
        run_measured([sys.executable, "-c", "import sys; print('why'); sys.exit(3)"])
    assert (raised.value.status, raised.value.output) == (3, "why")


def test_a_program_sees_its_environment():
    run_measured(
        [sys.executable, "-c", "import os; assert os.environ['A'] == 'b'"], environment={"A": "b"}
    )
