"""What a work-item recorded when it stopped, as an exception with a diagnostic."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from ..diagnostics import Diagnostic
from .device_queue import queue_error, where_dispatched
from .errors import KernelFault, KernelPanic, LaunchError, Where, span_from
from .manifest import KernelManifest, Manifest, Site
from .worker import Status

LDS = "the workgroup's LDS"
"""The name of a buffer that is LDS."""

_TRAP = 1
_QUEUE = 10
_WRITE = 1


@dataclass(frozen=True, slots=True)
class NamedBuffer:
    """An array that a kernel was given, where the kernel has it."""

    name: str
    address: int
    size: int


@dataclass(frozen=True, slots=True)
class _Report:
    """What is known of a fault."""

    manifest: Manifest
    arguments: tuple[int, ...]
    buffers: Sequence[NamedBuffer]

    @property
    def access(self) -> str:
        """`writes 4 bytes`, of an access."""
        size = self.arguments[1]
        verb = "writes" if self.arguments[3] & _WRITE else "reads"
        return f"{verb} {size} byte{'s' if size != 1 else ''}"

    def place(self, address: int) -> str:
        """An address in the words of the kernel's parameters."""
        if address < 4096:
            return f"address {address:#x}, near null"
        nearest = min(
            self.buffers,
            key=lambda b: max(b.address - address, address - b.address - b.size, 0),
            default=None,
        )
        if nearest is None:
            return f"address {address:#x}"
        offset = address - nearest.address
        name = nearest.name if nearest.name == LDS else f"`{nearest.name}`"
        if 0 <= offset < nearest.size:
            return f"at byte {offset} of {name}, which has {nearest.size}"
        if 0 <= offset - nearest.size < 1 << 20:
            past = offset - nearest.size
            distance = f"{past} bytes" if past else "just"
            return f"{distance} past the end of {name}, which has {nearest.size}"
        if -(1 << 20) < offset < 0:
            return f"{-offset} bytes before the start of {name}"
        return f"address {address:#x}"


def three(values: Any) -> tuple[int, int, int]:
    """Three numbers of a C array."""
    return (int(values[0]), int(values[1]), int(values[2]))


def _bounds(r: _Report) -> tuple[str, list[str]]:
    return f"{r.access} outside all memory that it was given", [r.place(r.arguments[0])]


def _constant(r: _Report) -> tuple[str, list[str]]:
    return f"{r.access} of memory that it may only read", [r.place(r.arguments[0])]


def _align(r: _Report) -> tuple[str, list[str]]:
    note = f"address {r.arguments[0]:#x} is no multiple of {r.arguments[2]}"
    return f"{r.access} at a misaligned address", [note]


def _uninitialized(r: _Report) -> tuple[str, list[str]]:
    return f"{r.access} of LDS that nobody in its workgroup has written", []


def _race(r: _Report) -> tuple[str, list[str]]:
    cell = r.arguments[2]
    item, group = cell >> 26 & 1023, cell >> 36
    return (
        f"{r.access} that another work-item accesses at the same time",
        [
            f"the other is work-item {item} of workgroup {group}, both counted through",
            "no barrier is between the two accesses, and one of them is no atomic",
            r.place(r.arguments[0]),
        ],
    )


def _endless(r: _Report) -> tuple[str, list[str]]:
    return f"has gone around loops {r.arguments[0]} times", []


def _barrier(r: _Report) -> tuple[str, list[str]]:
    waiting, ended = r.arguments[0] >> 32, r.arguments[0] & 0xFFFF_FFFF
    message = f"waits at a barrier with {waiting - 1} others of its workgroup"
    if ended:
        return f"{message}, but {ended} have ended without reaching it", []
    other = r.manifest.sites[r.arguments[1]]
    return f"{message}, but the rest wait at another", [f"the other barrier is at {other.span}"]


_SPACES = {1: "global", 2: "region", 3: "local", 4: "constant", 5: "private"}
"""Address spaces, by AMD's numbers for them."""


def _space(r: _Report) -> tuple[str, list[str]]:
    declared, true = _SPACES[r.arguments[2] >> 8], _SPACES[r.arguments[2] & 255]
    return (
        f"{r.access} of {true} memory through a pointer to {declared} memory",
        [r.place(r.arguments[0]), "on a GPU, it would access something else there"],
    )


_KINDS: dict[int, tuple[str, Callable[[_Report], tuple[str, list[str]]]]] = {
    2: ("barrier-divergence", _barrier),
    3: ("out-of-bounds", _bounds),
    4: ("write-to-constant", _constant),
    5: ("misaligned", _align),
    6: ("uninitialized-lds", _uninitialized),
    7: ("data-race", _race),
    8: ("endless-loop", _endless),
    9: ("wrong-address-space", _space),
}
"""By the number that `support.rs` has for each: its name, and what is said of it."""


def fault_error(
    manifest: Manifest, kernel: KernelManifest, status: Status, buffers: Sequence[NamedBuffer]
) -> LaunchError:
    """The exception of what a work-item recorded."""
    if status.kind == _QUEUE:
        return queue_error(kernel, status)
    where = Where(kernel.name, three(status.group), three(status.item))
    located = where.notes()
    if status.kernel:
        where, located = Where(kernel.name), where_dispatched(manifest, status.kernel)
    site = manifest.sites[int(status.site)]
    span = span_from(site.span)
    if status.kind == _TRAP:
        words = _filled(site, status)
        message = f"kernel `{kernel.name}` panicked: {words}"
        return KernelPanic(Diagnostic(message, span, tuple(located)), where, words, span)
    name, describe = _KINDS[status.kind]
    report = _Report(manifest, tuple(status.arguments), buffers)
    message, notes = describe(report)
    diagnostic = Diagnostic(f"kernel `{kernel.name}` {message}", span, (*notes, *located))
    return KernelFault(diagnostic, where, name)


def _filled(site: Site, status: Status) -> str:
    message = site.message or site.kind or "trap"
    values = iter(status.arguments)
    while "{}" in message:
        message = message.replace("{}", str(next(values, "?")), 1)
    return message
