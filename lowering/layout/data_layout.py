"""
The target's data layout as the layout algorithm sees it: sizes and alignments of primitives.

The rules are rustc's `TargetDataLayout` (`compiler/rustc_abi/src/lib.rs`); all values are bytes.
"""

from __future__ import annotations

from ...targets import Target
from .data import Float, Int, Niche, Pointer, Primitive, Scalar, WrappingRange

INT_WIDTHS = (8, 16, 32, 64, 128)
"""The widths that an integer in a layout can have, in bits."""

C_ENUM_MIN_BITS = 32
"""The least width of a `repr(C)` enum's tag: C's `int`, on every target that there is here."""

MAX_SIMD_LANES = 1 << 15
"""How many lanes a vector may have."""

_U128_MAX = (1 << 128) - 1


def align_to(offset: int, align: int) -> int:
    """The least multiple of `align`, a power of two, that is not below `offset`."""
    return (offset + align - 1) & -align


def trailing_zeros(value: int) -> int:
    """How often 2 divides a positive value."""
    return (value & -value).bit_length() - 1


class DataLayout:
    """The sizes, alignments and scalars of one target, looked up once and shared."""

    def __init__(self, target: Target) -> None:
        self.pointer_bits = target.pointer_bits
        self.aggregate_align = target.aggregate_align
        # rustc keeps objects below half the address space, and below what LLVM can count in bits.
        self.obj_size_bound = 1 << (61 if self.pointer_bits == 64 else self.pointer_bits - 1)
        self.int_align = {bits: target.int_align(bits) for bits in INT_WIDTHS}
        self._target = target
        self._scalars: dict[tuple[Primitive, int, int], Scalar] = {}
        flat_align = target.pointer_align("flat")
        self._aligns: dict[Primitive, int] = {Pointer(self.pointer_bits): flat_align}
        for bits in INT_WIDTHS:
            self._aligns[Int(bits, True)] = self._aligns[Int(bits, False)] = self.int_align[bits]
        for bits in (16, 32, 64, 128):
            self._aligns[Float(bits)] = target.float_align(bits)

    def primitive_align(self, primitive: Primitive) -> int:
        """Alignment of a primitive."""
        return self._aligns[primitive]

    def scalar(self, primitive: Primitive, start: int = 0, end: int | None = None) -> Scalar:
        """An initialized scalar, valid from `start` to `end`; by default to its last value."""
        if end is None:
            end = (1 << primitive.bits) - 1
        key = (primitive, start, end)
        scalar = self._scalars.get(key)
        if scalar is None:
            scalar = Scalar(primitive, WrappingRange(start, end), True, self._aligns[primitive])
            self._scalars[key] = scalar
        return scalar

    def vector_align(self, size: int) -> int:
        """Alignment of a vector of `size` bytes: the ABI's, or the next power of two."""
        return self._target.vector_align(size * 8)

    def integer_for_align(self, align: int) -> int | None:
        """The integer whose size and alignment both are `align`, as a width in bits."""
        for bits in INT_WIDTHS:
            if self.int_align[bits] == align and bits == align * 8:
                return bits
        return None


def fit_unsigned(value: int) -> int:
    """The least width that holds an unsigned value, in bits."""
    return next(bits for bits in INT_WIDTHS if value < 1 << bits or bits == 128)


def fit_signed(value: int) -> int:
    """The least width that holds a signed value, in bits."""
    return next(bits for bits in INT_WIDTHS if -1 << bits - 1 <= value < 1 << bits - 1)


def sign_extend(value: int, bits: int) -> int:
    """The signed value of the lowest `bits` bits."""
    value &= (1 << bits) - 1
    return value - (1 << bits) if value >> (bits - 1) else value


def as_u128(value: int) -> int:
    """The value modulo 2^128."""
    return value & _U128_MAX


def niche_of(scalar: Scalar, offset: int) -> Niche | None:
    """The niche that a scalar at an offset is, if any of its values is invalid."""
    if not scalar.initialized:
        return None
    niche = Niche(offset, scalar.primitive, scalar.valid_range, scalar.align)
    return niche if niche.available else None


def reserve(niche: Niche, count: int) -> tuple[int, Scalar] | None:
    """
    Take `count` invalid values of a niche for use.

    Gives the first of them and the scalar that counts them among the valid ones, or `None` if
    there are not so many. Of the range's two ends the one that grows is the one that reaches zero
    sooner, if it does not pass it: in an `Option`, `None` shall be zero where it can.
    """
    valid = niche.valid_range
    max_value = (1 << niche.primitive.bits) - 1
    if count > niche.available:
        return None

    def scalar(start: int, end: int) -> Scalar:
        return Scalar(niche.primitive, WrappingRange(start, end), True, niche.align)

    def move_start() -> tuple[int, Scalar]:
        start = (valid.start - count) & max_value
        return start, scalar(start, valid.end)

    def move_end() -> tuple[int, Scalar]:
        start = (valid.end + 1) & max_value
        return start, scalar(valid.start, (valid.end + count) & max_value)

    if valid.start > valid.end:
        return move_end()
    if valid.start <= max_value - valid.end:
        return move_start() if count <= valid.start else move_end()
    end = (valid.end + count) & max_value
    return move_start() if 1 <= end <= valid.end else move_end()
