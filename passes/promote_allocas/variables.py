"""
Which locals become variables, and how each is divided into them.

A *variable* is a range of a local's bytes that gets SSA values of its own. The types that are
loaded and stored say where the borders are. A copy has no types; so what is known of one end of it
is known of the other, and types are carried along copies until there is nothing new. Ranges that
overlap form a group, and a group is divided thus:

- of accesses to one and the same range, that is the variable. Its type is the one they agree on;
  else a pointer type, if that is among them, for a pointer made from an integer has forgotten what
  it points into; else the integer of that width;
- where one range covers the others, is both loaded and stored, and none is a pointer, as of a
  `u32` that is changed by bytes, the variable is the integer of that width, and the others are
  parts of it;
- else it is cut at every border, and what spans several variables is put together from them.

Bytes with no type at all, such as padding or an array that is only passed on, need no variable if
they are never copied both into and out of the locals that are looked at: then nobody sees them, or
they are undefined. If they are, no type would be the right one: an integer does not carry a
pointer, and a pointer does not carry four bytes beside four undefined ones. They are the local's
*residue*, which stays in memory.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import cast

from xdsl.dialects.builtin import AnyFloat, IntegerType, VectorType
from xdsl.ir import Attribute, Operation

from ...dialects import asptr
from .accesses import Local, Span, size_in_memory

MOST_BYTES_AS_INTEGER = 16
"""Wider integers than `i128` are not something that targets are good at."""


@dataclass(slots=True, eq=False)
class Variable:
    """Some bytes of a local that become SSA values of one type."""

    start: int
    """The offset of the first byte in the local."""
    end: int
    """The offset behind the last."""
    type: Attribute
    number: int = 0
    """Its number among the variables of the function."""


@dataclass(slots=True, eq=False)
class Division:
    """What a local is divided into."""

    variables: list[Variable]
    """In ascending order."""
    residue: list[tuple[int, int]]
    """The ranges of bytes that stay in memory, because they only pass through."""


Copies = Mapping[Operation, tuple[Span, Span]]
"""The copies of which both ends are locals: where to, and where from."""


def copies_between(locals_: Iterable[Local]) -> Copies:
    """The copies from one local to another."""
    destinations: dict[Operation, Span] = {
        op: span for local in locals_ for op, span in local.copies_in
    }
    return {
        op: (destinations[op], span)
        for local in locals_
        for op, span in local.copies_out
        if op in destinations
    }


def carry_types(
    locals_: Iterable[Local], copies: Copies, integer: Callable[[int], Attribute]
) -> None:
    """
    Tell each end of every copy the types that are known of the other.

    Of a value that a copy takes only a part of, that part is an integer. After this, bytes that
    have no type are only ever copied to and from bytes that have none.
    """
    neighbours: dict[Local, list[tuple[Span, Span]]] = {}
    for to, from_ in copies.values():
        neighbours.setdefault(to.local, []).append((to, from_))
        neighbours.setdefault(from_.local, []).append((from_, to))
    pending = [(local, item) for local in neighbours for item in local.types]
    while pending:
        local, (offset, type) = pending.pop()
        size = size_in_memory(type)
        assert size is not None
        for here, there in neighbours[local]:
            start, end = max(here.start, offset), min(here.end, offset + size)
            if start >= end:
                continue
            carried = type if end - start == size else integer(8 * (end - start))
            item = (start - here.start + there.start, carried)
            if item not in there.local.types:
                there.local.types.add(item)
                pending.append((there.local, item))


def untyped_bytes_passing_through(
    divisions: Mapping[Local, list[Variable]], copies: Copies
) -> dict[Local, int]:
    """
    The bytes, as bit sets, of no variable that came from elsewhere and go elsewhere.

    `divisions` are the locals that are to become variables; everything else is elsewhere.
    """
    arriving = _reach(
        divisions,
        [
            *(s for local in divisions for op, s in local.copies_in if op not in copies),
            *(s for local in divisions for _, s in local.fills),
        ],
        [(from_, to) for to, from_ in copies.values()],
    )
    leaving = _reach(
        divisions,
        [s for local in divisions for op, s in local.copies_out if op not in copies],
        list(copies.values()),
    )
    through: dict[Local, int] = {}
    for local, known in arriving.items():
        bytes_ = known & leaving.get(local, 0) & ~_covered(divisions[local])
        if bytes_:
            through[local] = bytes_
    return through


def _covered(variables: Iterable[Variable]) -> int:
    mask = 0
    for variable in variables:
        mask |= (1 << variable.end) - (1 << variable.start)
    return mask


def _reach(
    divisions: Mapping[Local, list[Variable]],
    first: Iterable[Span],
    edges: Iterable[tuple[Span, Span]],
) -> dict[Local, int]:
    """The bytes that can be reached from some spans along copies, as bit sets."""
    onward: dict[Local, list[tuple[Span, Span]]] = {}
    for from_, to in edges:
        if from_.local in divisions and to.local in divisions:
            onward.setdefault(from_.local, []).append((from_, to))
    reached: dict[Local, int] = {}
    for span in first:
        mask = (1 << span.end) - (1 << span.start)
        reached[span.local] = reached.get(span.local, 0) | mask
    pending = list(reached)
    while pending:
        local = pending.pop()
        known = reached[local]
        for from_, to in onward.get(local, ()):
            part = (known & ((1 << from_.end) - (1 << from_.start))) >> from_.start << to.start
            before = reached.get(to.local, 0)
            if part & ~before:
                reached[to.local] = before | part
                pending.append(to.local)
    return reached


def ranges_of(bits: int) -> list[tuple[int, int]]:
    """The runs of ones in a bit set, as half-open ranges."""
    found: list[tuple[int, int]] = []
    at = 0
    while bits:
        skipped = (bits & -bits).bit_length() - 1
        bits >>= skipped
        at += skipped
        length = (~bits & (bits + 1)).bit_length() - 1
        found.append((at, at + length))
        bits >>= length
        at += length
    return found


def divide(local: Local, integer: Callable[[int], Attribute], most: int) -> list[Variable] | None:
    """
    The variables of a local, in ascending order; `None` if it cannot be divided.

    `integer` is the integer type of a number of bits, `most` the number of variables that are
    worth it.
    """
    ranges = sorted(
        ((offset, offset + (size_in_memory(type) or 0), type) for offset, type in local.types),
        key=lambda item: (item[0], -item[1]),
    )
    changed_whole = {(s.start, s.end) for _, s in local.loads}
    changed_whole &= {(s.start, s.end) for _, s in local.stores}
    variables: list[Variable] = []
    at = 0
    while at < len(ranges):
        start, end, _ = ranges[at]
        group = [ranges[at]]
        at += 1
        while at < len(ranges) and ranges[at][0] < end:
            end = max(end, ranges[at][1])
            group.append(ranges[at])
            at += 1
        divided = _divide_group(start, end, group, (start, end) in changed_whole, integer)
        if divided is None:
            return None
        variables += divided
    return variables if len(variables) <= most else None


def _divide_group(
    start: int,
    end: int,
    group: list[tuple[int, int, Attribute]],
    changed_whole: bool,
    integer: Callable[[int], Attribute],
) -> list[Variable] | None:
    if start == end:
        return []
    types = {type for _, _, type in group}
    if all(s == start and e == end for s, e, _ in group):
        type = _common_type(types, end - start, integer)
        return None if type is None else [Variable(start, end, type)]
    if end - start > MOST_BYTES_AS_INTEGER * 4 or not all(_is_bits(type) for type in types):
        return None
    if changed_whole and end - start in (2, 4, 8, 16):
        return [Variable(start, end, integer(8 * (end - start)))]
    borders = sorted({border for s, e, _ in group for border in (s, e)})
    variables: list[Variable] = []
    for s, e in pairwise(borders):
        exact = {type for first, last, type in group if (first, last) == (s, e)}
        type = _common_type(exact, e - s, integer) if exact else integer(8 * (e - s))
        if type is None:
            return None
        variables.append(Variable(s, e, type))
    return variables


def _common_type(
    types: set[Attribute], size: int, integer: Callable[[int], Attribute]
) -> Attribute | None:
    """The type of a variable that is accessed as each of these; `None` if no one will do."""
    if len(types) == 1:
        return next(iter(types))
    pointers = {type for type in types if isinstance(type, asptr.PtrType)}
    if len(pointers) > 1 or not all(_is_bits(type) for type in types - pointers):
        return None
    if pointers:
        return next(iter(pointers))
    return integer(8 * size) if size <= MOST_BYTES_AS_INTEGER else None


def _is_bits(type: Attribute) -> bool:
    """Whether a type is bits and nothing more: no pointer, and no vector of them."""
    if isinstance(type, VectorType):
        return _is_bits(cast("VectorType[Attribute]", type).element_type)
    return isinstance(type, IntegerType | AnyFloat)
