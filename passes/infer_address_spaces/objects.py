"""
What a pointer can point to: objects, places within them, and what pointers they hold.

An object stands for memory that is allocated in one place of the module (a local, a global), for
memory that is not the module's, or for no memory at all. A place is an offset in bytes, exact or
known modulo something: `(8, 0)` is byte 8, `(8, 16)` the second word of any element of 16 bytes,
`(0, 1)` anywhere. An object's contents are cells, each a place, a number of bytes, and what the
pointers that were stored there point to; what is read is the cells that the place overlaps.

A number that was made of a pointer is told from the pointer itself: what reads a number does not
read the pointers that are there at other times, as the other variants of an enum.
"""

from __future__ import annotations

from enum import Enum, auto
from math import gcd
from typing import TypeAlias

from xdsl.ir import Operation, SSAValue

from ...dialects import asptr

Place: TypeAlias = tuple[int, int]
"""An offset in bytes and a modulus, 0 if the offset is exact."""

START: Place = (0, 0)
ANYWHERE: Place = (0, 1)

WHOLE = 1 << 62
"""More bytes than an object has."""

MOST_CELLS = 64
"""Objects with more cells than this are one cell: what they hold is no longer told apart."""

MOST_OBJECTS = 64
"""Pointers to more objects than this are pointers to memory of which nothing is known."""


class Kind(Enum):
    """What is known of an object."""

    OWN = auto()
    """The module allocates it. Unless it has escaped, only the module's accesses reach it."""
    OUTSIDE = auto()
    """It is in a known space, and anybody may access it."""
    UNKNOWN = auto()
    """Memory in any space."""
    FUNCTION = auto()
    """A function's code."""
    NOWHERE = auto()
    """
    No memory: an address that is not null and may not be accessed, as Rust gives to what has no
    bytes, or to where `wrapping` arithmetic has left. It is in no space, yet its bits may matter.
    """


class MemoryObject:
    """One object. Compared by identity."""

    __slots__ = ("cells", "escaped", "is_coarse", "kind", "name", "op", "readers", "space")

    def __init__(self, kind: Kind, space: str, name: str, op: Operation | None = None) -> None:
        self.kind = kind
        self.space = space
        """The address space that it is in; `flat` if that is any."""
        self.name = name
        """What to call it in a remark."""
        self.op = op
        """What made it, or where it became unknown."""
        self.escaped = False
        """Whether what is not tracked may access it: other code, or a pointer of unknown origin."""
        self.cells: dict[Cell, Points] = {}
        self.is_coarse = False
        """Whether it has had too many cells to tell them apart."""
        self.readers: dict[tuple[Reader, Place, int], None] = {}

    @property
    def is_tracked(self) -> bool:
        """Whether all that writes to it is known."""
        return self.kind is Kind.OWN and not self.escaped


Points: TypeAlias = dict[MemoryObject, Place]
"""What a value can point to, and where in it."""

Cell: TypeAlias = tuple[Place, int, bool]
"""A place, a number of bytes, and whether what is there was stored as a number."""

Reader: TypeAlias = SSAValue | asptr.CopyOp | asptr.AtomicRmwOp
"""What is told of what an object holds: a value that is loaded from it, a copy from it, or a
computation in place."""


def join(a: Place, b: Place) -> Place:
    """The place that covers both."""
    if a == b:
        return a
    modulus = gcd(a[1], b[1], a[0] - b[0])
    return (a[0] % modulus, modulus)


def shift(place: Place, bytes: int, stride: int = 0) -> Place:
    """The place so many bytes on, and any number of strides."""
    modulus = gcd(place[1], stride)
    offset = place[0] + bytes
    return (offset % modulus if modulus else offset, modulus)


def overlap(a: Place, a_size: int, b: Place, b_size: int) -> bool:
    """Whether two accesses can meet."""
    modulus = gcd(a[1], b[1])
    distance = b[0] - a[0]
    if not modulus:
        return -b_size < distance < a_size
    distance %= modulus
    return distance < a_size or distance + b_size > modulus


def merge(into: Points, points: Points) -> bool:
    """Add what `points` can point to; whether there was anything new."""
    changed = False
    for obj, place in points.items():
        known = into.get(obj)
        if known is None:
            # One object of which nothing is known says all that further ones would.
            if obj.kind is Kind.UNKNOWN and any(o.kind is Kind.UNKNOWN for o in into):
                continue
            into[obj] = place
            changed = True
        elif known != place and (joined := join(known, place)) != known:
            into[obj] = joined
            changed = True
    return changed


def moved(points: Points, bytes: int, stride: int = 0) -> Points:
    """What the pointer so many bytes on, and any number of strides, points to."""
    return {
        obj: shift(place, bytes, stride) if obj.kind is Kind.OWN else place
        for obj, place in points.items()
    }


def anywhere(points: Points) -> Points:
    """The same objects, at places of which nothing is known."""
    return dict.fromkeys(points, ANYWHERE)


def write(obj: MemoryObject, cell: Cell, points: Points) -> tuple[Cell, Points] | None:
    """Put `points` into a cell of an object. Gives the cell that it became, if that is new."""
    cells = obj.cells
    if cell not in cells and len(cells) >= MOST_CELLS:
        # From now on there are two: one for pointers, one for numbers.
        coarse: dict[Cell, Points] = {}
        for (_, _, number), held in cells.items():
            merge(coarse.setdefault((ANYWHERE, WHOLE, number), {}), held)
        obj.cells = cells = coarse
        obj.is_coarse = True
        merge(cells.setdefault((ANYWHERE, WHOLE, cell[2]), {}), points)
        return (ANYWHERE, WHOLE, cell[2]), cells[ANYWHERE, WHOLE, cell[2]]
    if obj.is_coarse:
        cell = (ANYWHERE, WHOLE, cell[2])
    held = cells.get(cell)
    if held is None:
        held = cells[cell] = {}
    return (cell, held) if merge(held, points) else None


def cells_at(obj: MemoryObject, place: Place, size: int) -> list[tuple[Cell, Points]]:
    """The cells of an object that an access can meet."""
    return [
        (cell, held) for cell, held in obj.cells.items() if overlap(place, size, cell[0], cell[1])
    ]


def copied_cell(source: Place, destination: Place, length: int | None, cell: Cell) -> Cell:
    """
    Where a copy of `length` bytes, or an unknown number, puts a cell that it meets.

    A field of an element that is copied out of an array or into one keeps its place within the
    element. Where the cell could be in several of the elements that are copied, it becomes all that
    the copy writes.
    """
    place, size, number = cell
    step = gcd(source[1], place[1])
    distance = place[0] - source[0]
    if not step:
        if length is None:
            return (shift(destination, distance), size, number)
        start, end = max(distance, 0), min(distance + size, length)
        return (shift(destination, start), end - start, number)
    distance %= step
    if length is not None:
        if distance + size <= step and length <= step + distance:
            return (shift(destination, distance), size, number)
        if not destination[1]:
            return (destination, length, number)
    return (shift(destination, distance, step), size, number)
