"""What HSA gives a kernel besides its arguments: the dispatch packet and the implicit arguments."""

from __future__ import annotations

import struct

IMPLICIT_SIZE = 256
"""Bytes of the implicit arguments."""
PACKET_SIZE = 64
"""Bytes of a packet."""


def implicit_arguments(
    groups: tuple[int, int, int], items: tuple[int, int, int], dynamic_lds: int
) -> bytes:
    """The implicit arguments of code object version 5 (AMDGPUUsage, "Code Object V5 Metadata")."""
    data = bytearray(IMPLICIT_SIZE)
    struct.pack_into("<3I3H", data, 0, *groups, *items)
    dimensions = max(n + 1 for n in range(3) if n == 0 or groups[n] * items[n] > 1)
    struct.pack_into("<H", data, 64, dimensions)
    struct.pack_into("<I", data, 120, dynamic_lds)
    return bytes(data)


def dispatch_packet(
    groups: tuple[int, int, int], items: tuple[int, int, int], lds: int, kernarg: int
) -> bytes:
    """The kernel dispatch packet (`hsa_kernel_dispatch_packet_t`)."""
    sizes = [g * i for g, i in zip(groups, items, strict=True)]
    dimensions = max(n + 1 for n in range(3) if n == 0 or sizes[n] > 1)
    kernel_dispatch = 2
    return struct.pack(
        "<HH3HxxIIIIIQQQQ",
        *(kernel_dispatch, dimensions),
        *items,
        *sizes,
        *(0, lds, 0, kernarg, 0, 0),
    )
