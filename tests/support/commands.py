"""
`rusticle`'s commands, called in this process.

    result = invoke("compile", "vadd.rs", "--emit", "asm", "-o", "-", "--cpu", "gfx1100")
    assert result.status == 0

That is quick, and passes that a test replaced are used. `tests/rusticle/command_line.py` runs the
real program instead, with what `rusticle/command.py` adds: how an error becomes a message.
"""

from __future__ import annotations

import io
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass

from rusticle.cli import run
from rusticle.diagnostics import CompileError


@dataclass(frozen=True)
class Invoked:
    """How a command ended."""

    status: int
    stdout: str
    stderr: str
    error: CompileError | None
    """The error in the input, if that is how it ended."""


def invoke(*words: str) -> Invoked:
    """Call a command with the words of a command line after `rusticle`."""
    # As the real ones, these have a `buffer` for bytes.
    stdout, stderr = (io.TextIOWrapper(io.BytesIO(), "utf-8") for _ in range(2))
    error = None
    with redirect_stdout(stdout), redirect_stderr(stderr):
        try:
            status = run(words)
        except CompileError as raised:
            status, error = 1, raised
    return Invoked(status, _text(stdout), _text(stderr), error)


def _text(stream: io.TextIOWrapper) -> str:
    stream.seek(0)
    return stream.read()
