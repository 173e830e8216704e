"""
A queue to the host in the memory that a device shares with it, and the arena of calls.
"""

from __future__ import annotations

from ..diagnostics import Diagnostic
from .errors import QueueError, Where
from .hsa_layout import FEATURE_AGENT_DISPATCH, CallArena
from .memory import SharedMemory
from .soft_queue import EXTRA_AT, SoftQueue

ARENA_BLOCKS = 1 << 18
"""Blocks of the arena: a call and a function's shared locals take one each. Those that are never
used take no memory."""


class HostQueue(SoftQueue):
    """
    The queue in which kernels call functions of the host's, and a call arena.

    One agent at a time serves it. Raises `ValueError` for a size that is no power of two.
    """

    def __init__(self, memory: SharedMemory, base: int, size: int, block_size: int) -> None:
        super().__init__(memory, base, size, FEATURE_AGENT_DISPATCH)
        self.block_size = block_size
        self._blocks = memory.allocate(ARENA_BLOCKS * block_size)
        self._owner: object | None = None
        self._destroyed = False
        self.arena = CallArena.from_buffer(memory.map, self._offset + EXTRA_AT)
        self.arena.count, self.arena.block_size = ARENA_BLOCKS, block_size
        self.arena.blocks = base + self._blocks

    @property
    def arena_address(self) -> int:
        """The address of the `rusticle_arena_t`, for kernels."""
        return self._there(EXTRA_AT)

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
        return [*super().ranges(), (self._blocks, ARENA_BLOCKS * self.block_size, 1)]

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
        super().free()
        self._memory.free(self._blocks)
