"""
The host's agent: a thread that serves a queue as an HSA agent does.

It takes packets in the order of their slots, calls the function that an agent-dispatch packet asks
for, and decrements the packet's completion signal. Python's functions run in this process, in this
thread, one at a time; so do C functions (`ctypes`), which a pointer into device memory is passed to
as it is, since both sides see that memory.

A report of a panic is answered too, and kept: the launch, which ends with it, fails with the first.

An answer that cannot be given is a negative value of the signal, upon which the kernel traps; what
was wrong is the launch's exception. After that the agent answers nothing more.
"""

from __future__ import annotations

import ctypes
import struct
import threading
import time
from collections.abc import Callable, Mapping
from typing import Any, Self

from ..diagnostics import Diagnostic, SourceSpan
from ..targets.panic_messages import PANIC_FUNCTION
from .errors import ArgumentError, ForeignCallError, LaunchError, QueueError, Where
from .foreign import DevicePointer, arguments_of, result_bytes
from .host_queue import HostQueue
from .hsa_layout import AgentDispatchPacket, AmdSignal, PacketType
from .manifest import ForeignFunction, PanicTexts
from .panics import PanicReport

Handler = Callable[..., Any]
"""A function that kernels may call."""

_FAILED = -1
"""The value of a completion signal whose packet could not be served."""
_PATIENCE = 1.0


class Agent:
    """
    Serves a queue, from `start` until `stop`.

        with Agent(queue, functions, {"host_log": print}, kernel="work") as agent:
            ...
        agent.raise_failure()

    `functions` are what the module calls, by number. Raises `QueueError` if another agent serves
    the queue.
    """

    def __init__(
        self,
        queue: HostQueue,
        functions: tuple[ForeignFunction, ...],
        handlers: Mapping[str, Handler],
        *,
        kernel: str = "",
        panics: PanicTexts | None = None,
    ) -> None:
        self.queue = queue
        self.functions = functions
        self.handlers = handlers
        self.kernel = kernel
        self.failure: LaunchError | None = None
        """What went wrong; nothing is served after it."""
        self.panics = PanicTexts() if panics is None else panics
        self.panicked: list[PanicReport] = []
        """Work-items that have reported a panic, in the order of their packets."""
        self.served = 0
        """Packets answered."""
        self._calling: tuple[str, float] | None = None
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._serve, name="rusticle-agent", daemon=True)
        queue.claim(self)

    def __enter__(self) -> Self:
        """Start it."""
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Stop it."""
        self.stop()

    def start(self) -> None:
        """Serve packets from now on."""
        self._thread.start()

    def stop(self) -> bool:
        """
        Serve what is in the queue and no more; whether the thread has ended.

        A function that does not return cannot be ended: then the thread is left to it, and the
        queue with it.
        """
        self._stopping.set()
        if self._thread.is_alive() and threading.current_thread() is not self._thread:
            self._thread.join(_PATIENCE)
        if self._thread.is_alive():
            return False
        self.queue.release(self)
        return True

    @property
    def running(self) -> tuple[str, float] | None:
        """The function that is being called, and for how many seconds; `None` if none is."""
        calling = self._calling
        return None if calling is None else (calling[0], time.monotonic() - calling[1])

    def _serve(self) -> None:
        idle = 0
        while self.failure is None:
            if self.queue.destroyed:
                self._fail_queue("the host's queue was destroyed while the kernel used it")
            elif self._take():
                idle = 0
            elif self._stopping.is_set():
                return
            else:
                # A short wait at first: answers are often followed by the next call.
                idle += 1
                time.sleep(0 if idle < 20 else 0.0002)

    def _take(self) -> bool:
        """Serve the next packet, if there is one."""
        queue = self.queue
        slot = queue.queue.read_dispatch_id
        header = queue.header(slot)
        word = header.value
        if word & 0xFF == PacketType.INVALID:
            return False
        queue.fence()
        packet = AgentDispatchPacket.from_buffer_copy(
            ctypes.string_at(queue.packet_address(slot), ctypes.sizeof(AgentDispatchPacket))
        )
        # The packet has been read: first the slot is marked as empty, then it is given back.
        header.value = PacketType.INVALID
        queue.fence()
        queue.queue.read_dispatch_id = slot + 1
        self._answer(slot, word, packet)
        return True

    def _answer(self, slot: int, word: int, packet: AgentDispatchPacket) -> None:
        value = _FAILED
        try:
            self._check_header(slot, word & 0xFFFF)
            self._call(word >> 16, packet)
            value = 0
        except LaunchError as error:
            self.failure = error
        self.served += 1
        handle = packet.completion_signal
        if handle:
            self.queue.fence()
            signal = AmdSignal.from_address(self.queue.here(handle))
            signal.value = value if value else signal.value - 1

    def _check_header(self, slot: int, header: int) -> None:
        kind = header & 0xFF
        if kind == PacketType.AGENT_DISPATCH and not header >> 13:
            return
        if kind == PacketType.AGENT_DISPATCH:
            note = "its reserved bits are not 0"
        elif kind in PacketType._value2member_map_:
            note = f"it is a packet of type {PacketType(kind).name}, not AGENT_DISPATCH"
        else:
            note = f"there is no packet type {kind}"
        message = f"packet {slot} of the host's queue has a bad header, {header:#06x}"
        raise QueueError(Diagnostic(message, notes=(note,)), Where(self.kernel))

    def _fail_queue(self, message: str) -> None:
        self.failure = QueueError(Diagnostic(message), Where(self.kernel))

    def _call(self, number: int, packet: AgentDispatchPacket) -> None:
        """Call a function and write its result. Raises `LaunchError`."""
        where = Where(self.kernel)
        if number == PANIC_FUNCTION:
            self._take_report(packet, where)
            return
        if number >= len(self.functions):
            message = f"kernel `{self.kernel}` calls foreign function {number}, and there is none"
            raise ForeignCallError(Diagnostic(message), where)
        function = self.functions[number]
        handler = self.handlers.get(function.name)
        if handler is None:
            raise ForeignCallError(
                Diagnostic(
                    f"kernel `{self.kernel}` calls `{function.name}`, for which there is no "
                    "function on the host",
                    _span(function),
                    help=(f'give it one: `foreign={{"{function.name}": f}}`',),
                ),
                where,
            )
        block = self.queue.here(packet.arg[0])
        data = ctypes.string_at(block, function.size)
        self._calling = (function.name, time.monotonic())
        try:
            values = arguments_of(function, data, handler, self.queue)
            result = handler(*values)
            answer = result_bytes(function, result)
        except ArgumentError as error:
            raise ForeignCallError(error.diagnostics[0], where) from error
        except Exception as error:
            raise ForeignCallError(
                Diagnostic(
                    f"`{function.name}`, which kernel `{self.kernel}` called, raised "
                    f"{type(error).__name__}: {error}",
                    _span(function),
                ),
                where,
            ) from error
        finally:
            self._calling = None
        if answer:
            ctypes.memmove(self.queue.here(packet.return_address), answer, len(answer))

    def _take_report(self, packet: AgentDispatchPacket, where: Where) -> None:
        """Keep what a work-item says of its panic. Raises `LaunchError` if it makes no sense."""
        report, size = packet.arg[0], packet.arg[1]
        try:
            if not self.queue.is_shared(report, size):
                raise ValueError(f"{report:#x} is not in memory that the host sees")
            data = ctypes.string_at(self.queue.here(report), size)
            self.panicked.append(PanicReport.of(data, self.panics))
        except (ValueError, struct.error) as error:
            message = f"kernel `{self.kernel}` panicked, and its report cannot be read"
            raise QueueError(Diagnostic(message, notes=(str(error),)), where) from error


def _span(function: ForeignFunction) -> SourceSpan | None:
    from .errors import span_from

    return span_from(function.span)


__all__ = ["Agent", "DevicePointer", "Handler"]
