"""
Running a program and measuring it: wall time, and the memory of its largest process.

The kernel keeps, for a process that was waited for, the largest resident set among itself and all
descendants that it waited for in its turn (`wait4`, `ru_maxrss`). A process starts with the
figure of the one that starts it, so that the caller has to stay small: nothing heavy is imported
into a process that measures.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


class CommandFailed(Exception):
    """A program that was to be measured failed: the command, and the end of what it printed."""

    def __init__(self, command: Sequence[str], status: int, output: str) -> None:
        self.command = tuple(command)
        self.status = status
        self.output = output
        super().__init__(f"exit status {status}: {' '.join(command)}\n{output}")


@dataclass(frozen=True, slots=True)
class Run:
    """One measured run of a program."""

    seconds: float
    """Wall time from its start to its end."""
    peak_bytes: int
    """The largest resident set of any one process in its tree."""


def run_measured(
    command: Sequence[str],
    *,
    environment: Mapping[str, str] | None = None,
    directory: Path | None = None,
) -> Run:
    """Run a program to its end. Raises `CommandFailed`."""
    with tempfile.TemporaryFile() as output:
        started = time.perf_counter()
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=None if environment is None else dict(environment),
            cwd=directory,
        )
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - started
        code = os.waitstatus_to_exitcode(status)
        # `Popen` must not wait for the process again.
        process.returncode = code
        if code != 0:
            output.seek(0)
            said = output.read().decode(errors="replace").strip()
            raise CommandFailed(command, code, said[-2000:])
    return Run(seconds, usage.ru_maxrss * 1024)
