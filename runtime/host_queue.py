"""
A queue to the host in the memory that a device shares with it, and the arena of calls.

Both processes see the memory, perhaps at different addresses: what is written into it are the
addresses of the process that runs kernels, and `HostQueue` translates.
"""

from __future__ import annotations

import ctypes
import threading

from ..diagnostics import Diagnostic
from .errors import QueueError, Where
from .hsa_layout import (
    FEATURE_AGENT_DISPATCH,
    PACKET_SIZE,
    QUEUE_TYPE_MULTI,
    SIGNAL_KIND_USER,
    AmdQueue,
    AmdSignal,
    CallArena,
    PacketType,
)
from .memory import SharedMemory

ARENA_BLOCKS = 1 << 18
"""Blocks of the arena: a call and a function's shared locals take one each. Those that are never
used take no memory."""
_SIGNALS_AT = 256
_ARENA_AT = 384
_RING_AT = 512


class HostQueue:
    """
    An `amd_queue_t` of so many packets, its ring and doorbell, and a call arena.

    One agent at a time serves it. Raises `ValueError` for a size that is no power of two.
    """

    def __init__(self, memory: SharedMemory, base: int, size: int, block_size: int) -> None:
        if size < 1 or size & (size - 1):
            raise ValueError(f"a queue has a power of two of packets, not {size}")
        self._memory = memory
        self.base = base
        self.size = size
        self.block_size = block_size
        self._blocks = memory.allocate(ARENA_BLOCKS * block_size)
        self._offset = memory.allocate(_RING_AT + size * PACKET_SIZE)
        self._owner: object | None = None
        self._lock = threading.Lock()
        self._destroyed = False
        map_ = memory.map
        self.queue = AmdQueue.from_buffer(map_, self._offset)
        self.doorbell = AmdSignal.from_buffer(map_, self._offset + _SIGNALS_AT)
        self.arena = CallArena.from_buffer(map_, self._offset + _ARENA_AT)
        size_of_all = _RING_AT + size * PACKET_SIZE
        ctypes.memset(memory.address + self._offset, 0, size_of_all)
        self.doorbell.kind = SIGNAL_KIND_USER
        hsa = self.queue.hsa_queue
        hsa.type, hsa.features = QUEUE_TYPE_MULTI, FEATURE_AGENT_DISPATCH
        hsa.base_address = self._there(_RING_AT)
        hsa.doorbell_signal = self._there(_SIGNALS_AT)
        hsa.size = size
        for slot in range(size):
            self.header(slot).value = PacketType.INVALID
        self.arena.count, self.arena.block_size = ARENA_BLOCKS, block_size
        self.arena.blocks = base + self._blocks

    def _there(self, at: int) -> int:
        """An address in the process that runs kernels."""
        return self.base + self._offset + at

    @property
    def address(self) -> int:
        """The address of the `amd_queue_t`, for kernels."""
        return self._there(0)

    @property
    def arena_address(self) -> int:
        """The address of the `rusticle_arena_t`, for kernels."""
        return self._there(_ARENA_AT)

    def packet_address(self, slot: int) -> int:
        """The address of a packet's slot in this process."""
        return self._memory.address + self._offset + _RING_AT + slot % self.size * PACKET_SIZE

    def header(self, slot: int) -> ctypes.c_uint32:
        """
        The first 32 bits of a packet, in place.

        Read and written in one access each. What orders them with the rest of the packet is the
        processor on x86-64, where loads acquire and stores release, and on others the lock that
        `fence` takes.
        """
        return ctypes.c_uint32.from_address(self.packet_address(slot))

    def fence(self) -> None:
        """Order what this thread has done before what it does next, as seen by the device."""
        with self._lock:
            pass

    def here(self, address: int) -> int:
        """An address of the device's as one in this process; others are left as they are."""
        offset = address - self.base
        return self._memory.address + offset if 0 <= offset < self._memory.size else address

    def is_shared(self, address: int, size: int) -> bool:
        """Whether so many bytes at a device's address are in memory that both sides see."""
        offset = address - self.base
        return offset >= 0 and offset + size <= self._memory.size

    def ranges(self) -> list[tuple[int, int, int]]:
        """Offset, size and 1 for writable, of what kernels use."""
        size = _RING_AT + self.size * PACKET_SIZE
        return [(self._offset, size, 1), (self._blocks, ARENA_BLOCKS * self.block_size, 1)]

    def claim(self, owner: object) -> None:
        """Let `owner` alone serve the queue. Raises `QueueError` if another does."""
        with self._lock:
            if self._owner is not None:
                raise QueueError(
                    Diagnostic(
                        "the queue is served by another agent already",
                        notes=("packets are taken in order, which two agents cannot agree on",),
                    ),
                    Where(""),
                )
            self._owner = owner

    def release(self, owner: object) -> None:
        """`owner` serves the queue no more."""
        with self._lock:
            if self._owner is owner:
                self._owner = None

    @property
    def destroyed(self) -> bool:
        """Whether `destroy` has been called."""
        return self._destroyed

    def destroy(self) -> None:
        """Serve no more packets: whoever waits for an answer is told that there will be none."""
        self._destroyed = True

    def free(self) -> None:
        """Give the memory back."""
        self._memory.free(self._offset)
        self._memory.free(self._blocks)
