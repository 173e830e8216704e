"""
LLVM's data-layout strings: how wide pointers are and how values are aligned in memory.

The grammar and the defaults are those of the LLVM Language Reference, section "Data Layout", and
of `llvm/lib/IR/DataLayout.cpp`. A layout is read once per target and then only asked; it knows
sizes in bits and alignments in bytes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

_MAX_BITS = (1 << 24) - 1
"""The widest address space number and size that LLVM accepts."""


class DataLayoutError(ValueError):
    """The string is not a data layout. The message names the specification at fault."""


@dataclass(frozen=True, slots=True)
class PointerLayout:
    """Pointers into one address space: their width, alignment and index width."""

    bits: int
    """Size of a pointer in bits."""
    align: int
    """ABI alignment in bytes."""
    preferred_align: int
    """Preferred alignment in bytes."""
    index_bits: int
    """Width in bits of the integers that address computations are done in."""


@dataclass(frozen=True, slots=True)
class DataLayout:
    """
    A data layout, read by `parse_data_layout`.

    The `*_align` functions give ABI alignments in bytes.
    """

    text: str
    """The string this was read from."""
    endianness: Literal["little", "big"]
    mangling: str | None
    """The letter of `m:`, such as `e` for ELF, or `None` if the string has no `m:`."""
    pointers: Mapping[int, PointerLayout]
    """By address space number. Spaces that are not here have the layout of space 0."""
    integers: Mapping[int, int]
    """Alignments in bytes that the string or LLVM's defaults give, by width in bits."""
    floats: Mapping[int, int]
    vectors: Mapping[int, int]
    aggregate_align: int
    """Least ABI alignment of structs and arrays, in bytes."""
    stack_align: int | None
    """Natural alignment of the stack in bytes (`S`), or `None` if unspecified."""
    alloca_space: int
    """Number of the space that `alloca` gives pointers into (`A`)."""
    global_space: int
    """Number of the space that globals are in by default (`G`)."""
    program_space: int
    """Number of the space that functions are in (`P`)."""
    native_integers: tuple[int, ...]
    """Widths in bits that the CPU computes in (`n`), as written."""
    non_integral: frozenset[int]
    """Numbers of the spaces whose pointers are not integers (`ni`)."""

    _cache: dict[tuple[str, int], int] = field(
        default_factory=lambda: dict[tuple[str, int], int](), repr=False, compare=False, hash=False
    )

    def pointer(self, space: int) -> PointerLayout:
        """The layout of pointers into the space of that number."""
        return self.pointers.get(space, self.pointers[0])

    def int_align(self, bits: int) -> int:
        """
        Alignment in bytes of an integer of `bits` bits.

        A width that the layout does not list takes the alignment of the next wider one listed,
        and if there is none, of the widest (`DataLayout::getIntegerAlignment`).
        """
        if (known := self.integers.get(bits)) is not None:
            return known
        wider = [width for width in self.integers if width > bits]
        return self.integers[min(wider) if wider else max(self.integers)]

    def float_align(self, bits: int) -> int:
        """
        Alignment in bytes of a floating-point type of `bits` bits.

        A width that the layout does not list is aligned to its size, rounded up to a power of
        two (`DataLayout::getAlignment`).
        """
        if (known := self.floats.get(bits)) is not None:
            return known
        return _power_of_two_at_least((bits + 7) // 8)

    def vector_align(self, bits: int) -> int:
        """
        Alignment in bytes of a vector of `bits` bits in all.

        A width that the layout does not list is aligned to its size, rounded up to a power of
        two (`DataLayout::getAlignment`).
        """
        if (known := self.vectors.get(bits)) is not None:
            return known
        return _power_of_two_at_least((bits + 7) // 8)


def _power_of_two_at_least(value: int) -> int:
    return 1 << max(value - 1, 0).bit_length()


def _number(text: str, spec: str, what: str, *, zero: bool = False) -> int:
    if not text.isascii() or not text.isdigit():
        raise DataLayoutError(f"`{spec}`: {what} must be a number, not `{text}`")
    value = int(text)
    if value == 0 and not zero:
        raise DataLayoutError(f"`{spec}`: {what} must not be zero")
    if value > _MAX_BITS:
        raise DataLayoutError(f"`{spec}`: {what} must be a 24-bit number")
    return value


def _align(text: str, spec: str, what: str, *, zero: bool = False) -> int:
    """An alignment, written in bits, in bytes. Zero, where it is allowed, means one byte."""
    bits = _number(text, spec, what, zero=zero)
    if bits == 0:
        return 1
    if bits % 8 or bits & (bits - 1):
        raise DataLayoutError(f"`{spec}`: {what} must be a power of two times 8 bits")
    return bits // 8


def parse_data_layout(text: str) -> DataLayout:
    """
    Read a data-layout string.

    What the string leaves out has LLVM's default: little-endian, 64-bit pointers, integers of up
    to 64 bits aligned to their size except `i64`, whose alignment is 4 bytes, floats aligned to
    their size, 64- and 128-bit vectors too, allocas, globals and functions in space 0. (`i128`,
    for example, takes the alignment of the widest integer listed: 4 bytes unless `i64` or `i128`
    say otherwise.)

    Raises `DataLayoutError` if the string breaks the grammar.
    """
    endianness: Literal["little", "big"] = "little"
    mangling: str | None = None
    pointers = {0: PointerLayout(64, 8, 8, 64)}
    integers = {1: 1, 8: 1, 16: 2, 32: 4, 64: 4}
    floats = {16: 2, 32: 4, 64: 8, 128: 16}
    vectors = {64: 8, 128: 16}
    aggregate_align = 1
    stack_align: int | None = None
    alloca_space = global_space = program_space = 0
    native: tuple[int, ...] = ()
    non_integral: frozenset[int] = frozenset()

    for spec in text.split("-") if text else ():
        if not spec:
            raise DataLayoutError("empty specification between two `-`")
        head, *rest = spec.split(":")
        if spec == "e":
            endianness = "little"
        elif spec == "E":
            endianness = "big"
        elif head == "m":
            if len(rest) != 1 or rest[0] not in {"e", "l", "o", "m", "w", "x", "a"}:
                raise DataLayoutError(f"`{spec}`: unknown mangling")
            mangling = rest[0]
        elif head == "ni":
            numbers = [_number(part, spec, "address space", zero=True) for part in rest]
            if not numbers or 0 in numbers:
                raise DataLayoutError(f"`{spec}`: space 0 cannot be non-integral")
            non_integral = frozenset(numbers)
        elif head[0] == "n":
            native = tuple(
                _number(part, spec, "native integer width") for part in (head[1:], *rest)
            )
        elif head[0] == "p":
            space, layout = _parse_pointer(spec, head[1:], rest)
            pointers[space] = layout
        elif head[0] in "ifv":
            bits = _number(head[1:], spec, "width")
            if not 1 <= len(rest) <= 2:
                raise DataLayoutError(f"`{spec}`: expected `{head}:ABI` or `{head}:ABI:PREFERRED`")
            align = _align(rest[0], spec, "ABI alignment")
            if len(rest) == 2 and _align(rest[1], spec, "preferred alignment") < align:
                raise DataLayoutError(
                    f"`{spec}`: preferred alignment cannot be less than the ABI alignment"
                )
            {"i": integers, "f": floats, "v": vectors}[head[0]][bits] = align
        elif head == "a" or head == "a0":
            if not 1 <= len(rest) <= 2:
                raise DataLayoutError(f"`{spec}`: expected `a:ABI` or `a:ABI:PREFERRED`")
            aggregate_align = _align(rest[0], spec, "ABI alignment", zero=True)
        elif head[0] == "S" and not rest:
            bits = _number(head[1:], spec, "stack alignment", zero=True)
            stack_align = _align(head[1:], spec, "stack alignment") if bits else None
        elif head[0] == "A" and not rest:
            alloca_space = _number(head[1:], spec, "address space", zero=True)
        elif head[0] == "G" and not rest:
            global_space = _number(head[1:], spec, "address space", zero=True)
        elif head[0] == "P" and not rest:
            program_space = _number(head[1:], spec, "address space", zero=True)
        elif head[0] == "F" and head[1:2] in {"i", "n"} and not rest:
            # Alignment of function pointers. Nothing here depends on it, but it is checked.
            _align(head[2:], spec, "function pointer alignment")
        else:
            raise DataLayoutError(f"`{spec}`: unknown specification")

    return DataLayout(
        text=text,
        endianness=endianness,
        mangling=mangling,
        pointers=MappingProxyType(pointers),
        integers=MappingProxyType(integers),
        floats=MappingProxyType(floats),
        vectors=MappingProxyType(vectors),
        aggregate_align=aggregate_align,
        stack_align=stack_align,
        alloca_space=alloca_space,
        global_space=global_space,
        program_space=program_space,
        native_integers=native,
        non_integral=non_integral,
    )


def _parse_pointer(spec: str, number: str, rest: list[str]) -> tuple[int, PointerLayout]:
    """`p[n]:size:abi[:preferred[:index]]`, the flags of whose `[n]` (`e`, `u`) are skipped."""
    number = number.lstrip("eu")
    space = _number(number, spec, "address space", zero=True) if number else 0
    if not 2 <= len(rest) <= 4:
        raise DataLayoutError(f"`{spec}`: expected `p[n]:SIZE:ABI[:PREFERRED[:INDEX]]`")
    bits = _number(rest[0], spec, "pointer size")
    align = _align(rest[1], spec, "ABI alignment")
    preferred = _align(rest[2], spec, "preferred alignment") if len(rest) > 2 else align
    if preferred < align:
        raise DataLayoutError(
            f"`{spec}`: preferred alignment cannot be less than the ABI alignment"
        )
    index_bits = _number(rest[3], spec, "index size") if len(rest) > 3 else bits
    if index_bits > bits:
        raise DataLayoutError(f"`{spec}`: index size cannot be larger than the pointer size")
    return space, PointerLayout(bits, align, preferred, index_bits)
