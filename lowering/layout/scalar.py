"""
Layouts without parts: scalars, pairs of scalars, unit and `!`
(`compiler/rustc_abi/src/layout/simple.rs`).
"""

from __future__ import annotations

from xdsl.ir import Attribute

from .data import (
    ArbitraryShape,
    Layout,
    Memory,
    Niche,
    NoVariants,
    PrimitiveShape,
    Scalar,
    ScalarPair,
    SingleVariant,
    UnionShape,
)
from .data_layout import DataLayout, align_to, niche_of

FIRST_VARIANT = SingleVariant(0)
NO_VARIANTS = NoVariants()
NO_FIELDS = PrimitiveShape()
EMPTY_FIELDS = ArbitraryShape((), ())
SIZED = Memory(True)
UNSIZED = Memory(False)


def scalar_layout(type: Attribute, scalar: Scalar) -> Layout:
    """The layout of a type that is one scalar."""
    return Layout(
        type=type,
        size=scalar.size,
        align=scalar.align,
        abi=scalar,
        fields=NO_FIELDS,
        variants=FIRST_VARIANT,
        largest_niche=niche_of(scalar, 0),
        uninhabited=False,
        max_repr_align=None,
        unadjusted_abi_align=scalar.align,
        field_types=(),
    )


def pair_of(first: Scalar, second: Scalar) -> ScalarPair:
    """Two scalars, the second where its alignment lets it follow the first."""
    return ScalarPair(first, second, align_to(first.size, second.align))


def pair_size_and_align(dl: DataLayout, pair: ScalarPair) -> tuple[int, int]:
    """Size and alignment of a struct of two scalars."""
    align = max(pair.first.align, pair.second.align, dl.aggregate_align)
    return align_to(pair.second_offset + pair.second.size, align), align


def scalar_pair_layout(
    dl: DataLayout, type: Attribute, pair: ScalarPair, field_types: tuple[Attribute, ...]
) -> Layout:
    """The layout of a type that is two scalars."""
    size, align = pair_size_and_align(dl, pair)
    # Of equally large niches the first scalar's wins.
    largest_niche: Niche | None = niche_of(pair.second, pair.second_offset)
    first_niche = niche_of(pair.first, 0)
    if first_niche is not None and (
        largest_niche is None or first_niche.available >= largest_niche.available
    ):
        largest_niche = first_niche
    return Layout(
        type=type,
        size=size,
        align=align,
        abi=pair,
        fields=ArbitraryShape((0, pair.second_offset), (0, 1)),
        variants=FIRST_VARIANT,
        largest_niche=largest_niche,
        uninhabited=False,
        max_repr_align=None,
        unadjusted_abi_align=align,
        field_types=field_types,
    )


def unit_layout(type: Attribute, sized: bool) -> Layout:
    """The layout of a type without data: function items, and `dyn` types if not `sized`."""
    return Layout(
        type=type,
        size=0,
        align=1,
        abi=SIZED if sized else UNSIZED,
        fields=EMPTY_FIELDS,
        variants=FIRST_VARIANT,
        largest_niche=None,
        uninhabited=False,
        max_repr_align=None,
        unadjusted_abi_align=1,
        field_types=(),
    )


def never_layout(type: Attribute) -> Layout:
    """The layout of `!` and of enums without a variant that can exist."""
    return Layout(
        type=type,
        size=0,
        align=1,
        abi=SIZED,
        fields=NO_FIELDS,
        variants=NO_VARIANTS,
        largest_niche=None,
        uninhabited=True,
        max_repr_align=None,
        unadjusted_abi_align=1,
        field_types=(),
    )


def uninhabited_variant_layout(
    type: Attribute, index: int, field_types: tuple[Attribute, ...]
) -> Layout:
    """The layout of a variant that an enum's layout left out, since it cannot exist."""
    return Layout(
        type=type,
        size=0,
        align=1,
        abi=SIZED,
        fields=UnionShape(len(field_types)) if field_types else EMPTY_FIELDS,
        variants=SingleVariant(index),
        largest_niche=None,
        uninhabited=True,
        max_repr_align=None,
        unadjusted_abi_align=1,
        field_types=field_types,
    )
