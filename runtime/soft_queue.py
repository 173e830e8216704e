"""
A queue whose packets are taken by software, in the memory that a device shares with its host.

Both processes see the memory, perhaps at different addresses: what is written into it are the
addresses of the process that runs kernels, and `SoftQueue` translates. What lies where:

       0   amd_queue_t
     256   amd_signal_t, the doorbell
     320   amd_signal_t, whose value says why the queue is no more; 0 while it is
     384   what else belongs to it
     512   the ring of packets
"""

from __future__ import annotations

import ctypes
import threading

from .hsa_layout import (
    PACKET_SIZE,
    QUEUE_TYPE_MULTI,
    SIGNAL_KIND_USER,
    AmdQueue,
    AmdSignal,
    PacketType,
)
from .memory import SharedMemory

_DOORBELL_AT = 256
_INACTIVE_AT = 320
EXTRA_AT = 384
"""Where in a queue's memory there is room for what else belongs to it."""
_RING_AT = 512


class SoftQueue:
    """
    An `amd_queue_t` of so many packets, its ring and its doorbell.

    `features` are HSA's, what kinds of packets it takes. Raises `ValueError` for a size that is no
    power of two.
    """

    def __init__(self, memory: SharedMemory, base: int, size: int, features: int) -> None:
        if size < 1 or size & (size - 1):
            raise ValueError(f"a queue has a power of two of packets, not {size}")
        self._memory = memory
        self.base = base
        self.size = size
        self._lock = threading.Lock()
        self._offset = memory.allocate(self._bytes)
        map_ = memory.map
        self.queue = AmdQueue.from_buffer(map_, self._offset)
        self.doorbell = AmdSignal.from_buffer(map_, self._offset + _DOORBELL_AT)
        self.inactive = AmdSignal.from_buffer(map_, self._offset + _INACTIVE_AT)
        ctypes.memset(memory.address + self._offset, 0, self._bytes)
        self.doorbell.kind = self.inactive.kind = SIGNAL_KIND_USER
        hsa = self.queue.hsa_queue
        hsa.type, hsa.features = QUEUE_TYPE_MULTI, features
        hsa.base_address = self._there(_RING_AT)
        hsa.doorbell_signal = self._there(_DOORBELL_AT)
        hsa.size = size
        self.queue.queue_inactive_signal = self._there(_INACTIVE_AT)
        for slot in range(size):
            self.header(slot).value = PacketType.INVALID

    @property
    def _bytes(self) -> int:
        return _RING_AT + self.size * PACKET_SIZE

    def _there(self, at: int) -> int:
        """An address in the process that runs kernels."""
        return self.base + self._offset + at

    @property
    def offset(self) -> int:
        """Where the `amd_queue_t` is in the memory, in bytes from its start."""
        return self._offset

    @property
    def address(self) -> int:
        """The address of the `amd_queue_t`, for kernels."""
        return self._there(0)

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

    def ranges(self) -> list[tuple[int, int, int]]:
        """Offset, size and 1 for writable, of what kernels use."""
        return [(self._offset, self._bytes, 1)]

    def free(self) -> None:
        """Give the memory back."""
        self._memory.free(self._offset)
