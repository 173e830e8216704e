"""
What the lanes of a wave get from an operation among them, by the ISA manuals of AMD.

An operation takes place once for all lanes that are active; the operands are lists, one for each
lane of the wave, and the result is too. A lane that is not active is read as 0, as in the
simulator, where on hardware its register has whatever it has. An operand that the manuals have in a
scalar register is that of the first active lane.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import reduce

U32 = 0xFFFF_FFFF

Lanes = Sequence[int]


def signed(value: int) -> int:
    """32 bits as an `i32`."""
    return value - (1 << 32) if value >> 31 else value


@dataclass(frozen=True)
class Wave:
    """A wave of `size` lanes, some of which are active."""

    size: int
    active: frozenset[int]

    @property
    def first(self) -> int:
        return min(self.active)

    def read(self, values: Lanes, lane: int) -> int:
        return values[lane] if lane in self.active else 0

    def every(self, value: int) -> list[int]:
        return [value] * self.size

    def ballot(self, bits: Lanes) -> list[int]:
        return self.every(sum((bits[lane] & 1) << lane for lane in self.active))

    def inverse_ballot(self, mask: Lanes) -> list[int]:
        return [mask[self.first] >> lane & 1 for lane in range(self.size)]

    def wave_reduce(self, step: Callable[[int, int], int], values: Lanes) -> list[int]:
        return self.every(reduce(step, [values[lane] for lane in sorted(self.active)]) & U32)

    def readfirstlane(self, values: Lanes) -> list[int]:
        return self.every(values[self.first])

    def readlane(self, values: Lanes, lane: Lanes) -> list[int]:
        return self.every(self.read(values, lane[self.first] % self.size))

    def writelane(self, value: Lanes, lane: Lanes, old: Lanes) -> list[int]:
        changed = list(old)
        changed[lane[self.first] % self.size] = value[self.first]
        return changed

    def ds_permute(self, address: Lanes, values: Lanes) -> list[int]:
        got = self.every(0)
        for lane in sorted(self.active):
            got[address[lane] // 4 % self.size] = values[lane]
        return got

    def ds_bpermute(self, address: Lanes, values: Lanes) -> list[int]:
        return [self.read(values, address[lane] // 4 % self.size) for lane in range(self.size)]

    def fetch(self, source: int | None, value: Lanes, old: int, *, bound: bool) -> int:
        """What a lane gets that reads another, if that is there and active."""
        if source is not None and source in self.active:
            return value[source]
        return 0 if bound else old

    def permlane16(
        self, old: Lanes, value: Lanes, selectors: Callable[[int], int], other_row: bool
    ) -> list[int]:
        """`selectors` of a lane; fetching inactive lanes is off, bound control on."""
        result: list[int] = []
        for lane in range(self.size):
            row = (lane // 16 ^ other_row) * 16
            source = row + selectors(lane) % 16
            result.append(self.fetch(source, value, old[lane], bound=True))
        return result

    def scalar_selectors(self, low: Lanes, high: Lanes) -> Callable[[int], int]:
        """The selectors of `permlane16`: 16 of 4 bits, in two scalar registers."""
        both = low[self.first] | high[self.first] << 32
        return lambda lane: both >> 4 * (lane % 16)

    def permlane64(self, values: Lanes) -> list[int]:
        if self.size == 32:
            return list(values)
        return [self.read(values, lane ^ 32) for lane in range(self.size)]

    def permlane_swap(self, distance: int, one: Lanes, two: Lanes) -> list[tuple[int, int]]:
        """The odd rows (or the upper half) of the first with the even ones of the second."""
        first, second = list(one), list(two)
        for lane in range(self.size):
            if lane & distance and {lane, lane ^ distance} <= self.active:
                first[lane], second[lane ^ distance] = two[lane ^ distance], one[lane]
        return list(zip(first, second, strict=True))

    def dpp_source(self, control: int, lane: int) -> int | None:
        """The lane that a lane reads, if there is one."""
        row, within, count = lane // 16 * 16, lane % 16, control & 15
        match control:
            case _ if control <= 0xFF:
                source = lane // 4 * 4 + (control >> lane % 4 * 2 & 3)
            case _ if control <= 0x10F:
                source = lane + count if within + count < 16 else None
            case _ if control <= 0x11F:
                source = lane - count if within >= count else None
            case _ if control <= 0x12F:
                source = row + (within - count) % 16
            case 0x130:
                source = lane + 1 if lane + 1 < self.size else None
            case 0x134:
                source = (lane + 1) % self.size
            case 0x138:
                source = lane - 1 if lane else None
            case 0x13C:
                source = (lane - 1) % self.size
            case 0x140:
                source = row + 15 - within
            case 0x141:
                source = lane // 8 * 8 + 7 - lane % 8
            case 0x142:
                source = row - 1 if row else None
            case 0x143:
                source = 31 if lane > 31 else None
            case _ if control <= 0x15F:
                source = row + count
            case _:
                source = row + (within ^ count)
        return source

    def update_dpp(
        self, control: int, rows: int, banks: int, bound: bool, old: Lanes, value: Lanes
    ) -> list[int]:
        result: list[int] = []
        for lane in range(self.size):
            if rows >> lane // 16 & 1 and banks >> lane % 16 // 4 & 1:
                source = self.dpp_source(control, lane)
                result.append(self.fetch(source, value, old[lane], bound=bound))
            else:
                result.append(old[lane])
        return result


REDUCTIONS: dict[str, Callable[[int, int], int]] = {
    "umin": min,
    "umax": max,
    "min": lambda a, b: min(a, b, key=signed),
    "max": lambda a, b: max(a, b, key=signed),
    "add": lambda a, b: a + b,
    "and": lambda a, b: a & b,
    "or": lambda a, b: a | b,
    "xor": lambda a, b: a ^ b,
}
"""What `wave_reduce_*` does with two values."""


def mbcnt(mask: int, lane: int, half: int) -> int:
    """The bits of `mask` below a lane, in the half of the wave that `mask` is of."""
    return (mask & ((1 << max(0, min(lane - 32 * half, 32))) - 1)).bit_count()


def perm(first: int, second: int, selector: int) -> int:
    """`v_perm_b32`: any of the 8 bytes, a sign of them, 0 or 0xff, for each byte."""
    both = (first << 32 | second).to_bytes(8, "little")
    result = bytearray()
    for choice in selector.to_bytes(4, "little"):
        if choice < 8:
            result.append(both[choice])
        elif choice < 12:
            result.append(0xFF if both[2 * (choice - 8) + 1] & 0x80 else 0)
        else:
            result.append(0 if choice == 12 else 0xFF)
    return int.from_bytes(result, "little")
