"""
The device's own queue: where its kernels dispatch kernels.

It is the queue that a kernel's dispatch pointer leads to, made for each launch of a program whose
kernels use it. The device's threads take its packets (`support_queue.rs`). What they cannot find
out is left to the process that launched the kernel: that it wants the queue to be no more, and that
nothing moves. A dispatch in progress takes room, and there is room for so many. Where all of them
wait for others, whose packets wait for room, none will ever end. That is so if, for a second, every
thread has gone around and around what it runs and found nothing to go on with, while the next
packet waits and no function of the host's is being called.
"""

from __future__ import annotations

import time
from collections.abc import Iterable

from ..diagnostics import Diagnostic
from .errors import LaunchError, QueueError, Where
from .hsa_layout import FEATURE_KERNEL_DISPATCH, PacketType
from .manifest import KernelManifest, Manifest
from .memory import SharedMemory
from .soft_queue import SoftQueue
from .worker import Context, Status

DESTROYED, STUCK = 1, 2
"""Why a queue is no more: values of its inactive signal."""
MOST_DISPATCHES = 1 << 14
"""How many dispatches of a device's queue are in progress at most, unless it is said. Linux lets a
process have 65,530 mappings, of which each dispatch takes two."""

_PATIENCE = 1_000_000_000
_FRESH = 500_000_000
"""Nanoseconds that nothing moves, and since it was last looked at."""


class DeviceQueue(SoftQueue):
    """The queue of a device, whose packets dispatch kernels on it."""

    def __init__(self, memory: SharedMemory, base: int, size: int) -> None:
        super().__init__(memory, base, size, FEATURE_KERNEL_DISPATCH)

    @property
    def destroyed(self) -> bool:
        """Whether it takes no more packets."""
        return self.inactive.value != 0

    def destroy(self) -> None:
        """Take no more packets: a launch whose kernel uses the queue ends with a `QueueError`."""
        self.inactive.value = DESTROYED

    def give_up_if_stuck(self, status: Status, contexts: Iterable[Context]) -> None:
        """End the launch if its dispatches wait for one another for ever."""
        if not status.full or status.fault:
            return
        now = time.monotonic_ns()
        for context in contexts:
            if not context.running:
                continue
            idle_since, looked_at = context.idle_since, context.looked_at
            if not idle_since or now - idle_since < _PATIENCE or now - looked_at > _FRESH:
                return
        self.inactive.value = STUCK


# What the threads have found wrong: `support_queue.rs` has the numbers.


def _bad_header(slot: int, header: int, _: int) -> tuple[str, list[str]]:
    kind = header & 0xFF
    if kind in PacketType._value2member_map_ and kind != PacketType.KERNEL_DISPATCH:
        note = f"it is a packet of type {PacketType(kind).name}, not KERNEL_DISPATCH"
    elif kind != PacketType.KERNEL_DISPATCH:
        note = f"there is no packet type {kind}"
    elif header & 0x100:
        note = "its barrier bit is set: it would wait for the kernel that waits for it"
    else:
        note = "its reserved bits are not 0"
    return f"packet {slot} of the device's queue has a bad header, {header:#06x}", [note]


def _bad_sizes(slot: int, items: int, _: int) -> tuple[str, list[str]]:
    return (
        f"packet {slot} of the device's queue asks for a grid that cannot be",
        [f"its workgroups have {items} work-items, and 1 to 1024 can be; no dimension is 0"],
    )


def _bad_kernel(slot: int, address: int, _: int) -> tuple[str, list[str]]:
    return (
        f"packet {slot} of the device's queue asks for a kernel that there is not",
        [f"at {address:#x} there is no kernel descriptor"],
    )


def _inactive(_: int, why: int, __: int) -> tuple[str, list[str]]:
    if why == STUCK:
        return (
            "the dispatches of the device's queue wait for one another",
            [
                "as many are in progress as the device has room for, and all of them wait for "
                "packets behind those: what calls nest takes room until the innermost returns",
            ],
        )
    return "the device's queue was destroyed while the kernel used it", []


def _no_memory(slot: int, count: int, _: int) -> tuple[str, list[str]]:
    return (
        f"there is no memory to run packet {slot} of the device's queue",
        [f"{count} dispatches are in progress"],
    )


_REASONS = {1: _bad_header, 2: _bad_sizes, 3: _bad_kernel, 4: _inactive, 5: _no_memory}


def queue_error(kernel: KernelManifest, status: Status) -> LaunchError:
    """The exception of what is wrong with the device's queue."""
    reason, slot, first, second = status.arguments
    message, notes = _REASONS[reason](slot, first, second)
    help_: tuple[str, ...] = ()
    if reason == 4 and first == STUCK:
        help_ = ("give the device more room: `Device(most_dispatches=...)`",)
    return QueueError(Diagnostic(message, notes=tuple(notes), help=help_), Where(kernel.name))


def where_dispatched(manifest: Manifest, number: int) -> list[str]:
    """A note of which kernel of the device's queue something is about, by its number from 1."""
    name = manifest.dispatched[number - 1].name.removesuffix(".entry")
    return [f"in `{name}`, which was dispatched through the device's queue"]
