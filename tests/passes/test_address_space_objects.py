"""Places, cells and copies of `infer-address-spaces`, against sets of bytes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from rusticle.passes.infer_address_spaces.objects import (
    ANYWHERE,
    MOST_CELLS,
    START,
    WHOLE,
    Kind,
    MemoryObject,
    Place,
    cells_at,
    copied_cell,
    join,
    merge,
    overlap,
    shift,
    write,
)

REACH = range(-96, 160)
"""The offsets that are looked at."""

moduli = st.sampled_from((0, 1, 2, 4, 6, 8, 12, 16, 24))


@st.composite
def places(draw: st.DrawFn) -> Place:
    modulus = draw(moduli)
    offset = draw(st.integers(0, 40))
    return (offset % modulus if modulus else offset, modulus)


def offsets(place: Place) -> set[int]:
    """The offsets within reach that a place stands for."""
    offset, modulus = place
    return {at for at in REACH if at == offset or (modulus and (at - offset) % modulus == 0)}


@given(places(), places())
def test_a_join_covers_both(a: Place, b: Place):
    assert offsets(a) | offsets(b) <= offsets(join(a, b))
    assert join(a, a) == a


@given(places(), st.integers(-20, 20), st.sampled_from((0, 4, 8, 16)), st.integers(-2, 2))
def test_a_shift_covers_each_stride(place: Place, distance: int, stride: int, times: int):
    moved = {at + distance + times * stride for at in offsets(place)}
    assert moved & set(REACH) <= offsets(shift(place, distance, stride))


@given(places(), st.integers(1, 16), places(), st.integers(1, 16))
def test_what_meets_overlaps(a: Place, a_size: int, b: Place, b_size: int):
    meet = any(i < j + b_size and j < i + a_size for i in offsets(a) for j in offsets(b))
    assert not meet or overlap(a, a_size, b, b_size)
    if not a[1] and not b[1]:
        assert meet == overlap(a, a_size, b, b_size)


steps = st.integers(-2, 2)


def at(place: Place, step: int) -> int:
    """One of the offsets that a place stands for."""
    return place[0] + step * place[1]


def covers(place: Place, size: int, offset: int) -> bool:
    """Whether a byte is one of a cell's."""
    return overlap(place, size, (offset, 0), 1)


@given(places(), places(), st.integers(1, 48), places(), st.integers(1, 8), steps, steps, steps)
def test_a_copied_cell_covers_what_is_copied(
    source: Place,
    destination: Place,
    length: int,
    cell: Place,
    size: int,
    i: int,
    j: int,
    k: int,
):
    start, end, first = at(source, i), at(destination, j), at(cell, k)
    for known in (length, None):
        place, room, number = copied_cell(source, destination, known, (cell, size, True))
        assert number
        for byte in range(first, first + size):
            if start <= byte < start + length:
                assert covers(place, room, byte - start + end)


def test_many_cells_become_one():
    obj = MemoryObject(Kind.OWN, "private", "a local")
    pointee = MemoryObject(Kind.OWN, "global", "a global")
    other = MemoryObject(Kind.OWN, "local", "a tile")
    for index in range(MOST_CELLS):
        assert write(obj, ((8 * index, 0), 8, False), {pointee: START}) is not None
    assert write(obj, ((0, 0), 8, False), {pointee: START}) is None
    assert len(list(cells_at(obj, (8, 0), 8))) == 1
    found = write(obj, ((-8, 0), 8, False), {other: START})
    assert found is not None
    assert found[0] == (ANYWHERE, WHOLE, False)
    assert set(found[1]) == {pointee, other}
    assert obj.is_coarse
    assert write(obj, ((8, 0), 8, False), {other: START}) is None
    assert write(obj, ((8, 0), 8, True), {other: START}) == (
        (ANYWHERE, WHOLE, True),
        {other: START},
    )


def test_one_unknown_object_is_enough():
    first, second = (MemoryObject(Kind.UNKNOWN, "flat", "an integer") for _ in range(2))
    points = {first: ANYWHERE}
    assert not merge(points, {second: ANYWHERE})
    assert list(points) == [first]
