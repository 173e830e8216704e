"""
Work on many things in processes that may die.

A task of the corpus may run out of memory, take for ever, or take its process down with it (LLVM
does). So every process gets one batch of tasks at a time; of a batch whose process died, each
task is tried again alone, and one that kills its process even then is known by that. A process
that has grown too large is replaced by a fresh one.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import resource
import signal
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any, Generic, Protocol, TypeVar

T = TypeVar("T")
R = TypeVar("R")
T_contra = TypeVar("T_contra", contravariant=True)
R_co = TypeVar("R_co", covariant=True)


class Work(Protocol[T_contra, R_co]):
    """What a process does with a batch."""

    def run(self, batch: Sequence[T_contra]) -> R_co:
        """The result of a batch."""
        ...


@dataclass(frozen=True, slots=True)
class Done(Generic[T, R]):
    """A batch and its result."""

    batch: Sequence[T]
    result: R


@dataclass(frozen=True, slots=True)
class Died(Generic[T]):
    """A task that no process survived, and how it ended."""

    task: T
    how: str


def resident_bytes() -> int:
    """The memory of this process at present."""
    pages = Path("/proc/self/statm").read_text().split()[1]
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


def _serve(connection: Any, factory: Callable[[], Work[Any, Any]]) -> None:
    """The process: batches in, results and memory out, until there is nothing more."""
    # The parent stops its processes; Ctrl-C at the terminal reaches them all.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    work = factory()
    # What was set up stays: the collector need not look at it again.
    gc.collect()
    gc.freeze()
    connection.send(("ready", resident_bytes()))
    while (batch := connection.recv()) is not None:
        result = work.run(batch)
        gc.collect()
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
        connection.send((result, resident_bytes(), peak))


class _Process(Generic[T]):
    """One process and what it is busy with."""

    def __init__(self, factory: Callable[[], Work[Any, Any]]) -> None:
        context = multiprocessing.get_context("spawn")
        self.connection: Connection[Any, Any]
        self.connection, theirs = context.Pipe()
        self.process = context.Process(target=_serve, args=(theirs, factory), daemon=True)
        self.process.start()
        theirs.close()
        self.batch: Sequence[T] | None = None
        self.ready = False
        self.since = time.monotonic()
        self.peak = 0

    def give(self, batch: Sequence[T]) -> None:
        self.batch = batch
        self.since = time.monotonic()
        self.connection.send(batch)

    def stop(self) -> None:
        if self.process.is_alive():
            self.process.kill()
        self.process.join()
        self.connection.close()


class Pool(Generic[T, R]):
    """Processes for the batches of one kind of work."""

    def __init__(
        self,
        factory: Callable[[], Work[T, R]],
        *,
        processes: int,
        timeout: float = 300,
        memory_limit: int = 1 << 30,
    ) -> None:
        """
        `factory` makes the work in each process, so it must be picklable. `timeout` is in seconds
        for each batch, `memory_limit` in bytes for each process between batches.
        """
        self._factory = factory
        self._count = processes
        self._timeout = timeout
        self._memory_limit = memory_limit
        self.largest = 0
        """The largest resident set of any process so far, in bytes."""
        self.together = 0
        """The largest sum of the processes' own largest resident sets so far, in bytes."""
        self.deaths = 0
        """Processes that did not end as told."""

    def run(self, batches: Sequence[Sequence[T]]) -> Iterator[Done[T, R] | Died[T]]:
        """The results in the order in which they come."""
        waiting: deque[Sequence[T]] = deque(batches)
        processes: list[_Process[T]] = []
        try:
            for _ in range(min(self._count, len(waiting))):
                processes.append(_Process(self._factory))
            while processes:
                busy = {process.connection: process for process in processes}
                answered = wait(list(busy), timeout=1.0)
                for connection in answered:
                    process = busy[connection]  # pyright: ignore[reportArgumentType]
                    yield from self._answer(process, processes, waiting)
                now = time.monotonic()
                for process in list(processes):
                    if process.connection not in answered and now - process.since > self._timeout:
                        yield from self._lost(
                            process, processes, waiting, f"no answer in {self._timeout:.0f} s"
                        )
        finally:
            for process in processes:
                process.stop()

    def _answer(
        self, process: _Process[T], processes: list[_Process[T]], waiting: deque[Sequence[T]]
    ) -> Iterator[Done[T, R] | Died[T]]:
        try:
            message = process.connection.recv()
        except (EOFError, ConnectionResetError):
            process.process.join()
            code = process.process.exitcode or 0
            how = f"died of {signal.Signals(-code).name}" if code < 0 else f"exit status {code}"
            yield from self._lost(process, processes, waiting, how)
            return
        resident = message[1]
        worked = process.ready
        if worked:
            batch = process.batch
            assert batch is not None
            process.batch = None
            process.peak = message[2]
            self.largest = max(self.largest, process.peak)
            self.together = max(self.together, sum(p.peak for p in processes))
            yield Done(batch, message[0])
        process.ready = True
        if not waiting:
            processes.remove(process)
            process.stop()
        elif worked and resident > self._memory_limit:
            processes.remove(process)
            process.stop()
            processes.append(_Process(self._factory))
        else:
            process.give(waiting.popleft())

    def _lost(
        self,
        process: _Process[T],
        processes: list[_Process[T]],
        waiting: deque[Sequence[T]],
        how: str,
    ) -> Iterator[Died[T]]:
        self.deaths += 1
        processes.remove(process)
        process.stop()
        batch = process.batch
        if batch is None:
            raise RuntimeError(f"a process of the corpus cannot start: {how}")
        if len(batch) == 1:
            yield Died(batch[0], how)
        else:
            waiting.extendleft([task] for task in reversed(batch))
        if waiting:
            processes.append(_Process(self._factory))
