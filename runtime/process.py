"""
The parent's end of the simulator's child process (`worker.py`).

The child is started when it is first needed and serves all launches of its device. If it dies or
is given up on, the next launch starts a new one and loads what it needs again; buffers are in
shared memory and survive. One request is served at a time: threads that share a device wait.
"""

from __future__ import annotations

import math
import os
import platform
import select
import signal
import subprocess
import sys
import sysconfig
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any, BinaryIO, cast

from ..diagnostics import CompileError
from .context_switch import context_switch_ir
from .launch_plan import LaunchPlan
from .memory import SharedMemory
from .worker import RESERVED, SLOT_BITS, WHOLE, frame, read_message

_FOLDER = Path(__file__).parent
LaunchValues = tuple[list[tuple[int, int, int]], dict[str, int], int]
"""Of a launch that its plan does not say all of: the memory that the kernel may access, as offset,
size, and 1 if it may be written; the values of the program's variables; the device's own queue."""
_NO_VALUES: LaunchValues = ([], {}, 0)
_START_TIMEOUT = 120.0
_PATIENCE = 1.0
"""Seconds between looks at a running launch, and those that a failed one gets to end."""


class Died(Exception):
    """The child died while it served a request; `status` is negative for a signal."""

    def __init__(self, status: int, output: str) -> None:
        super().__init__(status, output)
        self.status = status
        self.output = output


class TimedOut(Exception):
    """The child did not answer in time, and has been ended."""


def _support_ir() -> str:
    try:
        switch = context_switch_ir(platform.machine().lower())
    except KeyError as error:
        raise CompileError.of(f"kernels cannot be simulated on `{error.args[0]}`") from error
    declared = (
        "declare void @rusticle_switch(",
        "declare void @rusticle_enter(",
        "declare void @rusticle_escape(",
        "declare noundef ptr @rusticle_new_stack(",
    )
    text = (_FOLDER / "support.ll").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith(declared)]
    return "\n".join(lines) + "\n" + switch


class ChildProcess:
    """A child, and the modules that it has loaded."""

    def __init__(self, threads: int, stack_size: int) -> None:
        self.threads = threads
        self.stack_size = stack_size
        self.memory = SharedMemory(RESERVED)
        self.lock = threading.RLock()
        """Held while a request is served."""
        self._process: subprocess.Popen[bytes] | None = None
        # Not a selector of `selectors`, which takes longer than a small launch.
        self._ready = select.poll()
        self._errors: IO[bytes] | None = None
        self._loaded: set[int] = set()
        self._code: dict[int, bytes] = {}
        """Machine code of modules, for the next child."""
        self._planned: dict[int, LaunchPlan] = {}
        """The plan of each slot that the child knows."""
        self._base = 0
        self._closed = False
        self._support: str | bytes = _support_ir()

    def start(self) -> None:
        """Start the child, unless it runs."""
        with self.lock:
            if self._process is not None and self._process.poll() is None:
                return
            if self._closed:
                raise CompileError.of("the device is closed")
            self.stop()
            self._errors = tempfile.TemporaryFile()  # noqa: SIM115
            fd = self.memory.fd
            memory = self.memory
            arguments = (
                sysconfig.get_path("purelib"),
                *(fd, memory.size, memory.address, self.threads, self.stack_size),
            )
            self._process = subprocess.Popen(
                [sys.executable, "-I", "-S", str(_FOLDER / "worker.py"), *map(str, arguments)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._errors,
                pass_fds=(fd,),
            )
            assert self._process.stdout is not None
            self._ready = select.poll()
            self._ready.register(self._process.stdout.fileno(), select.POLLIN)
            deadline = time.monotonic() + _START_TIMEOUT
            try:
                self._base = self._answer(deadline)[1]
                self._send(("support", self._support))
                self._support = self._answer(deadline)[1]
            except TimedOut:
                raise CompileError.of(
                    f"the simulator's process did not start within {_START_TIMEOUT:g} s"
                ) from None

    @property
    def base(self) -> int:
        """The address of shared memory in the child, which must run."""
        return self._base

    def load(
        self,
        number: int,
        ir: str,
        level: int,
        symbols: list[str],
        dispatched: list[tuple[str, int, int]],
    ) -> None:
        """Have the child compile a module, unless it has."""
        with self.lock:
            # One that died by itself since has loaded nothing.
            self.start()
            if number not in self._loaded:
                code = self._code.get(number, ir)
                answer = self.request(("load", number, code, level, symbols, dispatched), None)
                self._code[number] = answer[1]
                self._loaded.add(number)

    def unload(self, number: int) -> None:
        """Have the child forget a module."""
        with self.lock:
            if number in self._loaded:
                self._loaded.discard(number)
                self._planned = {
                    s: p for s, p in self._planned.items() if p.request["module"] != number
                }
                if self._process is not None and self._process.poll() is None:
                    self._send(("unload", number))

    def request(
        self,
        message: tuple[Any, ...],
        timeout: float | None,
        failed: Callable[[], bool] | None = None,
    ) -> Any:
        """
        The answer of the child, which runs, to a request.

        Once `failed` holds there is little more to wait for: other threads may be caught in what a
        thread of theirs will never do. Raises `Died`, `TimedOut`, and `CompileError` for what the
        child refused.
        """
        with self.lock:
            self._send(message)
            deadline = None if timeout is None else time.monotonic() + timeout
            return self._answer(deadline, failed)

    def launch(
        self,
        plan: LaunchPlan,
        dispatch: int,
        values: LaunchValues | None,
        timeout: float | None,
        failed: Callable[[], bool],
    ) -> float:
        """
        Have the child run a kernel; the seconds that it took. `dispatch` is the launch's number.
        The child is told its plan once. Raises as `request` does.
        """
        with self.lock:
            slot = plan.slot
            if self._planned.get(slot) is not plan:
                self._planned[slot] = plan
                message = ("launch", slot, plan.request, dispatch, *(values or _NO_VALUES))
                return self.request(message, timeout, failed)[1]
            if values is None and plan.served:
                self._write((WHOLE | dispatch << SLOT_BITS | slot).to_bytes(8, "little"))
                deadline = None if timeout is None else time.monotonic() + timeout
                return self._receive(deadline, failed) / 1e9
            message = ("launch", slot, None, dispatch, *(values or _NO_VALUES))
            return self.request(message, timeout, failed)[1]

    def _send(self, message: tuple[Any, ...]) -> None:
        self._write(frame(message))

    def _write(self, data: bytes) -> None:
        assert self._process is not None
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(data)
            self._process.stdin.flush()
        except BrokenPipeError:
            self._raise_death()

    def _receive(self, deadline: float | None, failed: Callable[[], bool] | None = None) -> Any:
        """The next message of the child's."""
        assert self._process is not None
        assert self._process.stdout is not None
        stdout = self._process.stdout
        try:
            if deadline is not None or failed is not None:
                self._wait(deadline, failed)
            answer = read_message(cast("BinaryIO", stdout))
        except BaseException:
            # Ctrl-C in the midst of a launch: nobody will read its answer.
            self.stop()
            raise
        if answer is None:
            self._raise_death()
        return answer

    def _answer(self, deadline: float | None, failed: Callable[[], bool] | None = None) -> Any:
        answer = self._receive(deadline, failed)
        assert isinstance(answer, tuple)
        if answer[0] == "failed":
            _, stage, text = answer  # pyright: ignore[reportUnknownVariableType]
            raise CompileError.of(
                f"the simulator cannot {_STAGES.get(str(stage), str(stage))}",  # pyright: ignore[reportUnknownArgumentType]
                notes=[line for line in (f"{text}\n{self._printed()}").splitlines() if line][:10],
            )
        return answer  # pyright: ignore[reportUnknownVariableType]

    def _wait(self, deadline: float | None, failed: Callable[[], bool] | None) -> None:
        """Wait until there is something to read. Raises `TimedOut`."""
        while True:
            rest = None if deadline is None else max(0.0, deadline - time.monotonic())
            pause = rest if failed is None else min(_PATIENCE, _PATIENCE if rest is None else rest)
            if self._ready.poll(None if pause is None else math.ceil(pause * 1000)):
                return
            if deadline is not None and time.monotonic() >= deadline:
                raise TimedOut
            if failed is not None and failed():
                deadline, failed = time.monotonic() + _PATIENCE, None

    def _printed(self) -> str:
        """What LLVM and the kernel's process printed, and forget it."""
        if self._errors is None:
            return ""
        self._errors.seek(0)
        text = self._errors.read().decode(errors="replace")
        self._errors.seek(0)
        self._errors.truncate()
        return text

    def _raise_death(self) -> None:
        assert self._process is not None
        status = self._process.wait()
        output = self._printed()
        self.stop()
        raise Died(status, output)

    def stop(self) -> None:
        """End the child."""
        process, self._process = self._process, None
        self._loaded.clear()
        self._planned.clear()
        if process is not None:
            process.kill()
            process.wait()
            for stream in (process.stdin, process.stdout):
                if stream is not None:
                    try:
                        stream.close()
                    except BrokenPipeError:
                        continue
        if self._errors is not None:
            self._errors.close()
            self._errors = None

    def close(self) -> None:
        """End the child for good."""
        with self.lock:
            if not self._closed:
                self._closed = True
                self.stop()
                self.memory.close()


_STAGES = {
    "parse": "read the LLVM IR",
    "verify": "accept the LLVM IR",
    "link": "link the kernel",
    "memory": "get memory",
}


def signal_name(number: int) -> str:
    """`SIGSEGV` for 11."""
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"


def available_threads() -> int:
    """How many threads can run at once."""
    return len(os.sched_getaffinity(0))
