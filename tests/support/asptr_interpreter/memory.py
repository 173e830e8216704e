"""
Memory whose pointers know where they point.

Every allocation is in one address space and has an address there. A pointer carries its allocation
along, whatever type it has at the moment: a cast to `flat` changes its address and its type, not
where it points. So an access through a pointer type of another space than the memory's is found
out, where hardware would read something else, or by luck the right thing.

The bytes of memory are numbers, undefined, poison, or the bytes of a pointer. Addresses in the
different spaces overlap, as they do on a GPU, and flat addresses lie in apertures: taken for one
another they are wrong at once. Where an allocation is depends on its name and on how many calls
there were before, not on what else is allocated: so addresses stay the same when another local
goes away.
"""

from __future__ import annotations

from dataclasses import dataclass, field


class Stop(Exception):
    """The program did something that it must not do."""


class WrongSpace(Stop):
    """It accessed memory through a pointer type of another address space."""


class Undefined(Stop):
    """It did something else whose behaviour is undefined."""


class TooLong(Exception):
    """The program took more steps than it was given."""


APERTURES = {
    "global": 0x7F00_0000_0000,
    "constant": 0x7E00_0000_0000,
    "local": 0x0001_0000_0000_0000,
    "private": 0x0002_0000_0000_0000,
    "code": 0x5500_0000_0000,
}
"""What is added to an address in a space to have the flat address of the same memory."""
NARROW = frozenset({"local", "private", "region"})
"""Spaces with pointers of 32 bits, whose null is all ones and whose addresses start anew."""
MASK32, MASK64 = (1 << 32) - 1, (1 << 64) - 1
WITHIN = {"constant": "global"}
"""
Constant memory is global memory that nothing writes, as on amdgcn ("Address Spaces" in LLVM's
AMDGPUUsage): what points to either is a pointer into global memory.
"""
SLOT = 1 << 12
"""Bytes between allocations: more than any of them has."""


@dataclass(slots=True, eq=False)
class Allocation:
    """Some memory."""

    name: str
    space: str
    """Where it really is; functions are in `code`."""
    flat: int
    """The flat address of its first byte."""
    data: list[Byte] = field(repr=False)
    writable: bool = field(default=True, repr=False)


@dataclass(frozen=True, slots=True)
class Pointer:
    """A pointer value: an address in some space, and what it may access."""

    allocation: Allocation | None
    flat: int
    """The flat address of what it points to; 0 if it is null, whatever bits that has."""

    def address(self, space: str) -> int:
        """Its bits as a pointer of that space."""
        if space not in NARROW:
            return self.flat
        return MASK32 if self.flat == 0 else self.flat & MASK32

    def moved(self, bytes_: int) -> Pointer:
        """The pointer so many bytes on."""
        if self.flat == 0:
            raise Undefined("a null pointer is moved")
        return Pointer(self.allocation, (self.flat + bytes_) & MASK64)


NULL = Pointer(None, 0)


@dataclass(frozen=True, slots=True)
class PointerByte:
    """One byte of a pointer in memory."""

    pointer: Pointer
    space: str
    index: int


class _Marker:
    def __init__(self, name: str) -> None:
        self.name = name

    def __repr__(self) -> str:
        return self.name


UNDEFINED = _Marker("undefined")
POISON = _Marker("poison")
"""As a byte in memory, and as a whole value."""

Byte = int | PointerByte | _Marker


@dataclass(frozen=True, slots=True)
class Partial:
    """An integer of which some bits are undefined."""

    bits: int
    undefined: int
    """A mask; those of `bits` are 0."""


@dataclass(slots=True)
class Memory:
    """All allocations, by their flat addresses."""

    allocations: list[Allocation] = field(default_factory=list[Allocation])
    _by_slot: dict[int, Allocation] = field(default_factory=dict[int, Allocation])

    def allocate(
        self, name: str, space: str, size: int, number: int, *, writable: bool = True
    ) -> Allocation:
        """`size` undefined bytes. `number` says where in the space: there, or the next free one."""
        assert size < SLOT
        flat = APERTURES[space] + (number + 1) * SLOT
        while flat // SLOT in self._by_slot:
            flat += SLOT
        allocation = Allocation(name, space, flat, [UNDEFINED] * size, writable)
        self._by_slot[flat // SLOT] = allocation
        self.allocations.append(allocation)
        return allocation

    def pointer(self, address: int, space: str) -> Pointer:
        """The pointer of a space with those bits."""
        if space in NARROW:
            if address == MASK32:
                return NULL
            address += APERTURES[space]
        if address == 0:
            return NULL
        return Pointer(self._by_slot.get(address // SLOT), address)

    def bytes_at(
        self, pointer: Pointer, space: str, size: int, align: int, *, write: bool
    ) -> tuple[list[Byte], int]:
        """
        The bytes of the allocation and the offset where an access starts.

        Raises `Stop` if it must not be done through a pointer of that space.
        """
        allocation = pointer.allocation
        if allocation is None:
            raise Undefined(f"an access through {pointer.flat:#x}, which points nowhere")
        true = allocation.space
        if true == "code" or space not in ("flat", true, WITHIN.get(true)):
            raise WrongSpace(f"an access to {allocation.name} in {true}, through {space}")
        offset = pointer.flat - allocation.flat
        if not 0 <= offset <= len(allocation.data) - size:
            raise Undefined(f"an access to byte {offset} of {allocation.name}")
        if pointer.flat % align:
            raise Undefined(f"an access to {pointer.flat:#x}, which is not aligned to {align}")
        if write and not allocation.writable:
            raise Undefined(f"a write to {allocation.name}, which is constant")
        return allocation.data, offset
