"""
The layout of a list of fields: structs, tuples, closures and the variants of enums
(`univariant` and `univariant_biased` in `compiler/rustc_abi/src/layout.rs`).

Fields are placed by descending alignment, so that no padding is needed but at the end; after a
prefix (an enum's tag) by ascending alignment, so that the padding after the tag is used. Two
things bend that order. A field whose size is a multiple of a larger power of two than its own
alignment counts as that much aligned: `(u8, [u8; 4], u16)` becomes `[u8; 4], u16, u8`. And the
field with the largest niche goes first within its group, since an enum around the struct can use
a niche better at one end of it: other variants then fit beside it. If it cannot be at the start
(a more aligned field is there), the end is tried, and the layout whose niche is closer to an edge
is kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, auto

from xdsl.ir import Attribute

from .data import (
    ArbitraryShape,
    BackendRepr,
    Layout,
    Niche,
    Scalar,
    ScalarPair,
    SimdVector,
    SingleVariant,
)
from .data_layout import DataLayout, align_to, trailing_zeros
from .definitions import DEFAULT_REPR, Repr
from .errors import size_overflow, unexpected_unsized
from .scalar import FIRST_VARIANT, SIZED, UNSIZED, pair_of, pair_size_and_align

_U64_MAX = (1 << 64) - 1


class StructKind(Enum):
    """Whether the last field may be unsized, and so must stay last."""

    ALWAYS_SIZED = auto()
    MAYBE_UNSIZED = auto()


class NicheBias(Enum):
    """The end of a struct that its largest niche is moved to."""

    START = auto()
    END = auto()


def univariant(
    dl: DataLayout,
    type: Attribute,
    fields: Sequence[Layout],
    repr: Repr = DEFAULT_REPR,
    kind: StructKind = StructKind.ALWAYS_SIZED,
    prefix: tuple[int, int] | None = None,
    variant: int = 0,
) -> Layout:
    """
    The layout of `fields`, in source order, as the variant of `type` with the index `variant`.

    `prefix` is the size and alignment of what precedes the fields (an enum's tag).
    """
    layout = _biased(dl, type, fields, repr, kind, prefix, variant, NicheBias.START)
    niche = layout.largest_niche
    # The end is not tried where the last field may be unsized: the layouts of `S<[u8; 4]>` and
    # `S<[u8]>` must agree.
    if niche is None or kind is StructKind.MAYBE_UNSIZED or len(fields) < 2:
        return layout
    head_space = niche.offset
    tail_space = layout.size - head_space - niche.size
    if head_space == 0 or tail_space == 0:
        return layout
    alternative = _biased(dl, type, fields, repr, kind, prefix, variant, NicheBias.END)
    alternative_niche = alternative.largest_niche
    assert alternative_niche is not None
    if alternative_niche.offset > head_space and alternative_niche.offset > tail_space:
        return alternative
    return layout


def _available(layout: Layout) -> int:
    return 0 if layout.largest_niche is None else layout.largest_niche.available


def _memory_order(
    fields: Sequence[Layout],
    repr: Repr,
    kind: StructKind,
    prefixed: bool,
    bias: NicheBias,
) -> list[int]:
    """The fields' indices in the order in which they are placed."""
    order = list(range(len(fields)))
    if len(fields) < 2 or repr.inhibits_field_reordering:
        return order
    # A tail that may be unsized stays last, and has no say in the order of the others.
    end = len(fields) - 1 if kind is StructKind.MAYBE_UNSIZED else len(fields)
    optimized = fields[:end]
    max_field_align = max(field.align for field in optimized)
    available = [_available(field) for field in optimized]
    largest_niche_size = max(available)
    pack = repr.packed

    def alignment_group(index: int) -> int:
        """The field's alignment, or a power of two that its size makes as good as that."""
        field = optimized[index]
        if pack is not None:
            return min(field.align, pack)
        size_as_align = trailing_zeros(max(field.align, field.size))
        if largest_niche_size > 0:
            if bias is NicheBias.START:
                # Move `[u8; 16]` before a `u8`, but keep a `bool` before `[u8; 16]`.
                return min(trailing_zeros(max_field_align), size_as_align)
            if available[index] == largest_niche_size:
                # Keep the niche's field in the group from which it gets closest to the end.
                return trailing_zeros(field.align)
        return size_as_align

    def ascending(index: int) -> tuple[int, int]:
        return alignment_group(index), available[index]

    def descending(index: int) -> tuple[int, int, int]:
        niche = optimized[index].largest_niche
        if bias is NicheBias.START:
            return (
                -alignment_group(index),
                -available[index],
                0 if niche is None else niche.offset,
            )
        return (
            -alignment_group(index),
            available[index],
            0 if niche is None else _U64_MAX - (optimized[index].size - niche.size - niche.offset),
        )

    order[:end] = sorted(order[:end], key=ascending if prefixed else descending)
    return order


def _biased(
    dl: DataLayout,
    type: Attribute,
    fields: Sequence[Layout],
    repr: Repr,
    kind: StructKind,
    prefix: tuple[int, int] | None,
    variant: int,
    bias: NicheBias,
) -> Layout:
    """The layout of `fields` with the largest niche near one end."""
    pack = repr.packed
    align = 1 if pack is not None else dl.aggregate_align
    max_repr_align = repr.align
    order = _memory_order(fields, repr, kind, prefix is not None, bias)

    offset = 0
    if prefix is not None:
        prefix_size, prefix_align = prefix
        if pack is not None:
            prefix_align = min(prefix_align, pack)
        align = max(align, prefix_align)
        offset = align_to(prefix_size, prefix_align)

    offsets = [0] * len(fields)
    unsized_field: Layout | None = None
    largest_niche: Niche | None = None
    largest_available = 0
    uninhabited = False
    for index in order:
        field = fields[index]
        if unsized_field is not None:
            raise unexpected_unsized(type, unsized_field.type)
        if field.is_unsized:
            if kind is not StructKind.MAYBE_UNSIZED:
                raise unexpected_unsized(type, field.type)
            unsized_field = field
        field_align = field.align if pack is None else min(field.align, pack)
        offset = align_to(offset, field_align)
        if field_align > align:
            align = field_align
        if field.max_repr_align is not None:
            max_repr_align = max(max_repr_align or 0, field.max_repr_align)
        offsets[index] = offset
        niche = field.largest_niche
        if niche is not None:
            available = niche.available
            if available > largest_available or (
                bias is NicheBias.END and available == largest_available
            ):
                largest_available = available
                largest_niche = Niche(
                    niche.offset + offset, niche.primitive, niche.valid_range, niche.align
                )
        uninhabited |= field.uninhabited
        offset += field.size
        if offset >= dl.obj_size_bound:
            raise size_overflow(type)

    unadjusted_abi_align = align
    if repr.align is not None:
        align = max(align, repr.align)
    size = align_to(offset, align)
    if size >= dl.obj_size_bound:
        raise size_overflow(type)

    abi, only_field = _abi(dl, fields, offsets, size, align, repr, unsized_field is None)
    if repr.transparent:
        unadjusted_abi_align = align if only_field is None else only_field.unadjusted_abi_align

    return Layout(
        type=type,
        size=size,
        align=align,
        abi=abi,
        fields=ArbitraryShape(tuple(offsets), tuple(order)),
        variants=FIRST_VARIANT if variant == 0 else SingleVariant(variant),
        largest_niche=largest_niche,
        uninhabited=uninhabited,
        max_repr_align=max_repr_align,
        unadjusted_abi_align=unadjusted_abi_align,
        field_types=tuple([field.type for field in fields]),
    )


def _abi(
    dl: DataLayout,
    fields: Sequence[Layout],
    offsets: list[int],
    size: int,
    align: int,
    repr: Repr,
    sized: bool,
) -> tuple[BackendRepr, Layout | None]:
    """
    How a struct of these fields is passed, and its field that is not zero-sized if just one is.

    A struct around one scalar, vector or pair is that; one around two scalars is a pair, if a pair
    of them is laid out as the struct is.
    """
    if not sized:
        return UNSIZED, None
    if size == 0:
        return SIZED, None
    match [index for index, field in enumerate(fields) if not field.is_zst]:
        case [index]:
            field = fields[index]
            abi: BackendRepr = SIZED
            if offsets[index] == 0 and align == field.align and size == field.size:
                match field.abi:
                    # C's ABIs tell a struct of a scalar from the scalar.
                    case Scalar() | SimdVector():
                        if not repr.inhibits_newtype_abi_optimization:
                            abi = field.abi
                    case ScalarPair():
                        abi = field.abi
                    case _:
                        pass
            return abi, field
        case [i, j]:
            first, second = fields[i].abi, fields[j].abi
            if isinstance(first, Scalar) and isinstance(second, Scalar):
                if offsets[i] >= offsets[j]:
                    i, j, first, second = j, i, second, first
                pair = pair_of(first, second)
                if (
                    offsets[i] == 0
                    and offsets[j] == pair.second_offset
                    and (size, align) == pair_size_and_align(dl, pair)
                ):
                    return pair, None
        case _:
            pass
    return SIZED, None
