"""
Memory that the user's process shares with the simulator's child.

It is one file without a name, mapped whole by both. Nothing of it exists before it is used, so it
can be mapped far larger than will be needed, and what is freed is given back. Allocations are kept
apart by gaps, in which `--check` finds accesses past a buffer's end.
"""

from __future__ import annotations

import ctypes
import mmap
import os
import threading

from ..diagnostics import CompileError

GAP = 256
"""Bytes between allocations, and their alignment."""
_LARGEST = 1 << 38
_SMALLEST = 1 << 28
_RELEASE = 1 << 20
"""Freed memory of this size or more goes back to the system at once."""


class SharedMemory:
    """A large, sparse mapping, and the allocation of buffers in it. Thread-safe."""

    def __init__(self, reserved: int) -> None:
        self.fd = os.memfd_create("rusticle", os.MFD_CLOEXEC)
        size = _LARGEST
        while True:
            try:
                os.ftruncate(self.fd, size)
                self.map = mmap.mmap(self.fd, size, flags=mmap.MAP_SHARED | 0x4000)
                break
            except (OSError, ValueError) as error:
                # A limit on address space or file size: less will do for most.
                size //= 4
                if size < _SMALLEST:
                    raise CompileError.of(
                        f"cannot get memory to share with the simulator: {error}"
                    ) from error
        self.size = size
        self.address = ctypes.addressof(ctypes.c_char.from_buffer(self.map))
        start = -(-reserved // mmap.PAGESIZE) * mmap.PAGESIZE
        # Free ranges, (offset, size), ascending.
        self._free: list[tuple[int, int]] = [(start, size - start)]
        self._sizes: dict[int, int] = {}
        self._lock = threading.Lock()

    def allocate(self, size: int) -> int:
        """The offset of `size` new bytes. Raises `MemoryError`."""
        taken = -(-(size + GAP) // GAP) * GAP
        with self._lock:
            for index, (offset, room) in enumerate(self._free):
                if room >= taken:
                    if room == taken:
                        del self._free[index]
                    else:
                        self._free[index] = (offset + taken, room - taken)
                    self._sizes[offset] = taken
                    return offset
        raise MemoryError(f"{size} bytes of device memory")

    def free(self, offset: int) -> None:
        """Give back what `allocate` gave."""
        with self._lock:
            size = self._sizes.pop(offset)
            if size >= _RELEASE:
                first = -(-offset // mmap.PAGESIZE) * mmap.PAGESIZE
                last = (offset + size) // mmap.PAGESIZE * mmap.PAGESIZE
                if last > first:
                    self.map.madvise(mmap.MADV_REMOVE, first, last - first)
            index = 0
            while index < len(self._free) and self._free[index][0] < offset:
                index += 1
            self._free.insert(index, (offset, size))
            for at in (index, index - 1):
                if 0 <= at < len(self._free) - 1:
                    (a, m), (b, n) = self._free[at], self._free[at + 1]
                    if a + m == b:
                        self._free[at : at + 2] = [(a, m + n)]

    def ranges(self) -> list[tuple[int, int]]:
        """Offset and size, with its gap, of all that is allocated."""
        with self._lock:
            return sorted(self._sizes.items())

    def offset_of(self, address: int) -> int | None:
        """The offset of an address in this process; `None` if it is not in this memory."""
        offset = address - self.address
        return offset if 0 <= offset < self.size else None

    def close(self) -> None:
        """Close the file. The mapping lives on as long as arrays in it do."""
        os.close(self.fd)
