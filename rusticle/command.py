"""
How a command ends: every exception becomes one message on standard error, and an exit status.

An error in the input is a diagnostic and status 1; what rustc said is passed on as rustc printed
it. Ctrl-C is status 130, and termination by the system 143 (SIGTERM) or 129 (SIGHUP): both unwind
the command, so that child processes are stopped and unfinished files removed. What should not
happen is a bug of ours: it is said so, with the traceback in a file for the report.
"""

from __future__ import annotations

import atexit
import gc
import os
import signal
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, NoReturn

from .code_cache import kept_code
from .cold_start import deferred_definitions

if TYPE_CHECKING:
    from .diagnostics import CompileError

INTERRUPTED = 128 + signal.SIGINT
"""The exit status of a command that Ctrl-C ended, as shells count."""


def run_command(body: Callable[[], int | None]) -> NoReturn:
    """Run the body of a command, and exit with the status that it returns (`None` is 0)."""
    # A command imports much, drops little and ends soon: the collector would find nothing. What
    # goes on for long turns it on again.
    gc.disable()
    for number in (signal.SIGTERM, signal.SIGHUP):
        # Under `nohup` the signal is ignored, and stays so.
        if signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, _unwind)
    try:
        with kept_code(), deferred_definitions():
            status = _status(body)
    except SystemExit as end:
        if isinstance(end.code, int) and end.code > 128:
            _stop_children()
        raise
    if status == INTERRUPTED:
        _stop_children()
    try:
        sys.stdout.flush()
    except OSError as error:
        status = max(status, _output_failed(error))
    if status:
        # What could not be written now will not be written as the interpreter ends either.
        _discard_output()
    _leave(status)


def _leave(status: int) -> NoReturn:
    """
    End the process: do what is left to be done at exit, and leave the memory to the system.

    Python would walk all modules and operations a last time, and free them one by one: a tenth of
    a short compilation.
    """
    if threading.active_count() == 1:
        atexit._run_exitfuncs()  # pyright: ignore[reportPrivateUsage]
        for stream in (sys.stdout, sys.stderr):
            with suppress(OSError, ValueError, AttributeError):  # It may be closed, or absent.
                stream.flush()
        os._exit(status)
    sys.exit(status)


def _unwind(number: int, _frame: FrameType | None) -> NoReturn:
    sys.exit(128 + number)


def _stop_children() -> None:
    """
    Stop the processes that are still there after an interrupted command has unwound.

    A signal may come in the midst of `subprocess.Popen`, when the child runs and no one has it
    yet. Systems without `/proc` go without this.
    """
    for children in Path("/proc/self/task").glob("*/children"):
        with suppress(OSError):
            for child in children.read_text().split():
                os.kill(int(child), signal.SIGKILL)


def _status(body: Callable[[], int | None]) -> int:
    try:
        return _unwrapped(body) or 0
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        return 1  # The reader of our output has gone; there is no one to tell.
    except Exception as error:
        from .diagnostics import CompileError

        if isinstance(error, CompileError):
            return _refused(error)
        if isinstance(error, OSError) and error.filename is None and error.errno is not None:
            return _output_failed(error)
        return report_bug(error)


def _unwrapped(body: Callable[[], int | None]) -> int | None:
    """
    Run the body; what a signal raised is raised as itself.

    Until Python 3.12, what is raised while a class gets its attributes comes as the cause of a
    `RuntimeError` (`Objects/typeobject.c`, `type_new_set_names`); imports make many classes.
    """
    try:
        return body()
    except RuntimeError as error:
        if isinstance(error.__cause__, KeyboardInterrupt | SystemExit):
            raise error.__cause__ from None
        raise


def _refused(error: CompileError) -> int:
    text = str(error)
    # rustc ends its text itself, with an empty line; ours have no line end.
    print(text, end="" if text.endswith("\n") else "\n", file=sys.stderr)
    return 1


def _output_failed(error: OSError) -> int:
    if not isinstance(error, BrokenPipeError):
        print(f"error: cannot write to standard output: {error.strerror}", file=sys.stderr)
    return 1


def _discard_output() -> None:
    with open(os.devnull, "wb") as null:
        try:
            os.dup2(null.fileno(), sys.stdout.fileno())
        except (OSError, ValueError):
            return  # There is no standard output.


def report_bug(error: BaseException) -> int:
    """Say that this is our mistake, and keep the traceback in a file. Returns the exit status."""
    import tempfile
    import traceback

    what = f"{type(error).__name__}: {str(error).strip()[:200]}".rstrip(": ")
    lines = [f"error: this is a bug in rusticle: {what}"]
    try:
        with tempfile.NamedTemporaryFile(
            "w", prefix="rusticle-bug-", suffix=".txt", delete=False, encoding="utf-8"
        ) as file:
            file.write(" ".join(sys.argv) + "\n\n")
            traceback.print_exception(error, file=file)
        lines.append(f"note: the traceback is in {file.name}")
        lines.append("help: please report it, with that file and the input")
    except OSError as failure:
        lines.append(f"note: the traceback could not be kept: {failure.strerror}")
        lines.append("help: please report it, with the input")
    print("\n".join(lines), file=sys.stderr)
    return 1
