"""The arrays of a launch in device memory: which are there already, and copies of the others."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence

from .arguments import HostBuffer, Pointer
from .faults import NamedBuffer
from .manifest import KernelManifest
from .memory import SharedMemory


class Copies:
    """The buffers of one launch: user arrays in device memory, and copies of the others."""

    def __init__(self, memory: SharedMemory, pointers: Sequence[Pointer]) -> None:
        self._memory = memory
        self._regions: list[tuple[int, int, int]] = []
        """Start, end and offset in device memory of each region of user memory, ascending."""
        self._pointers = pointers
        start, end = memory.address, memory.address + memory.size
        for pointer in pointers:
            if not start <= pointer.buffer.address < end:
                self._copy()
                break

    def _copy(self) -> None:
        """Copy arrays into device memory; those that overlap together."""
        outside = sorted(
            (p.buffer.address, p.buffer.address + p.buffer.size)
            for p in self._pointers
            if self._memory.offset_of(p.buffer.address) is None
        )
        start, end = 0, -1
        merged: list[tuple[int, int]] = []
        for first, last in outside:
            if first < end:
                end = max(end, last)
                merged[-1] = (start, end)
            else:
                start, end = first, last
                merged.append((start, end))
        try:
            for start, end in merged:
                offset = self._memory.allocate(max(1, end - start))
                self._regions.append((start, end, offset))
                ctypes.memmove(self._memory.address + offset, start, end - start)
        except BaseException:
            self.free()
            raise

    def offset(self, buffer: HostBuffer) -> int:
        """Where an array is in device memory."""
        for start, end, offset in self._regions:
            if start <= buffer.address and buffer.address + buffer.size <= end:
                return offset + buffer.address - start
        return buffer.address - self._memory.address

    def named(self, kernel: KernelManifest, base: int) -> list[NamedBuffer]:
        """The arrays by the names of their parameters; `base` is where the child has memory."""
        names = {p.components[0].offset: p.name for p in kernel.parameters if p.components}
        if kernel.result is not None:
            names[kernel.result.component.offset] = "result"
        return [
            NamedBuffer(names[p.at], base + self.offset(p.buffer), p.buffer.size)
            for p in self._pointers
        ]

    def ranges(self, start: int, end: int) -> list[tuple[int, int, int]]:
        """
        Offset, size, and 1 if it may be written, of the memory that the kernel may access; `start`
        to `end` is that of its arguments.
        """
        buffers = [pointer.buffer for pointer in self._pointers]
        found = sorted((self.offset(b), self.offset(b) + b.size, int(b.written)) for b in buffers)
        merged = [(start, end, 0)]
        for first, last, flags in found:
            before, until, known = merged[-1]
            if first < until and len(merged) > 1:
                merged[-1] = (before, max(until, last), known | flags)
            else:
                merged.append((first, last, flags))
        return [(first, last - first, flags) for first, last, flags in merged]

    def back(self) -> None:
        """Copy what the kernel may have written back into the user's arrays."""
        if not self._regions:
            return
        for pointer in self._pointers:
            buffer = pointer.buffer
            if buffer.written and buffer.writable and not self._inside(buffer):
                source = self._memory.address + self.offset(buffer)
                ctypes.memmove(buffer.address, source, buffer.size)

    def _inside(self, buffer: HostBuffer) -> bool:
        return self._memory.offset_of(buffer.address) is not None

    def free(self) -> None:
        """Give all of it back."""
        for _, _, offset in self._regions:
            self._memory.free(offset)
        self._regions.clear()
