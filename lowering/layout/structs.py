"""
The layouts of structs, of enums with one variant left, of unions and of SIMD vectors
(`layout_of_struct`, `layout_of_union` and `vector_type_layout` in
`compiler/rustc_abi/src/layout.rs`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from xdsl.ir import Attribute

from .data import (
    ArbitraryShape,
    BackendRepr,
    Layout,
    Memory,
    Scalar,
    ScalarPair,
    SimdVector,
    UnionShape,
    WrappingRange,
)
from .data_layout import MAX_SIMD_LANES, DataLayout, align_to, niche_of
from .definitions import AdtDefinition, Repr
from .errors import empty_union, invalid_simd, size_overflow, unexpected_unsized
from .scalar import FIRST_VARIANT, SIZED
from .univariant import StructKind, univariant

NO_NICHE_LANG_ITEMS = ("unsafe_cell", "unsafe_pinned")
"""Types whose content may change behind a shared reference: an enum must not keep its tag there."""


def without_niches(abi: BackendRepr) -> BackendRepr:
    """The same scalars, of which every bit pattern is valid."""

    def full(scalar: Scalar) -> Scalar:
        if not scalar.initialized:
            return scalar
        return replace(scalar, valid_range=WrappingRange(0, (1 << scalar.bits) - 1))

    match abi:
        case Scalar():
            return full(abi)
        case ScalarPair():
            return ScalarPair(full(abi.first), full(abi.second), abi.second_offset)
        case SimdVector():
            return SimdVector(full(abi.element), abi.count)
        case Memory():
            return abi


def to_union(abi: BackendRepr) -> BackendRepr:
    """The same scalars, of which nothing is promised, not even that they are initialized."""
    match abi:
        case Scalar():
            return abi.to_union()
        case ScalarPair():
            return ScalarPair(abi.first.to_union(), abi.second.to_union(), abi.second_offset)
        case SimdVector():
            return SimdVector(abi.element.to_union(), abi.count)
        case Memory():
            return SIZED


def struct_layout(
    dl: DataLayout,
    type: Attribute,
    definition: AdtDefinition,
    fields: Sequence[Layout],
    variant: int = 0,
) -> Layout:
    """The layout of a struct, or of an enum of which only `variant` can exist."""
    kind = StructKind.ALWAYS_SIZED
    if definition.kind == "struct" and fields and definition.maybe_unsized:
        kind = StructKind.MAYBE_UNSIZED
    layout = univariant(dl, type, fields, definition.repr, kind, variant=variant)
    if definition.lang in NO_NICHE_LANG_ITEMS:
        return replace(layout, abi=without_niches(layout.abi), largest_niche=None)
    return with_valid_range(layout, *definition.valid_range)


def with_valid_range(layout: Layout, start: int | None, end: int | None) -> Layout:
    """The layout with the range of its (first) scalar narrowed."""
    abi = layout.abi
    is_pair = isinstance(abi, ScalarPair)
    scalar = abi.first if is_pair else abi
    if not isinstance(scalar, Scalar):
        return layout
    if start is not None or end is not None:
        valid = scalar.valid_range
        valid = WrappingRange(
            valid.start if start is None else start, valid.end if end is None else end
        )
        scalar = replace(scalar, valid_range=valid)
        abi = ScalarPair(scalar, abi.second, abi.second_offset) if is_pair else scalar
    niche = niche_of(scalar, 0)
    largest = layout.largest_niche
    # Of two equal niches the one at the start is kept.
    if niche is None or (largest is not None and largest.available > niche.available):
        niche = largest
    if niche is largest and abi is layout.abi:
        return layout
    return replace(layout, abi=abi, largest_niche=niche)


def union_layout(dl: DataLayout, type: Attribute, repr: Repr, fields: Sequence[Layout]) -> Layout:
    """The layout of a union: its fields share offset 0, and nothing is known of its bytes."""
    if not fields:
        raise empty_union(type)
    align = 1 if repr.packed is not None else dl.aggregate_align
    max_repr_align = repr.align
    size = 0
    common: BackendRepr | None = None
    abis_agree = not repr.c
    for field in fields:
        if field.is_unsized:
            raise unexpected_unsized(type, field.type)
        align = max(align, field.align)
        size = max(size, field.size)
        if field.max_repr_align is not None:
            max_repr_align = max(max_repr_align or 0, field.max_repr_align)
        if field.is_zst or not abis_agree:
            continue
        abi = to_union(field.abi)
        if common is None:
            common = abi
        elif common != abi:
            abis_agree = False

    if repr.packed is not None:
        align = min(align, repr.packed)
    unadjusted_abi_align = align
    if repr.align is not None:
        align = max(align, repr.align)
    size = align_to(size, align)
    if size >= dl.obj_size_bound:
        raise size_overflow(type)

    # A union whose fields are all passed alike is passed as they are, if it is aligned as they are.
    union_abi: BackendRepr = SIZED
    if abis_agree and common is not None:
        match common:
            case Scalar():
                matches = common.align == align
            case ScalarPair():
                matches = max(common.first.align, common.second.align) == align
            case SimdVector():
                matches = common.element.align <= align
            case Memory():
                matches = True
        if matches:
            union_abi = common
    return Layout(
        type=type,
        size=size,
        align=align,
        abi=union_abi,
        fields=UnionShape(len(fields)),
        variants=FIRST_VARIANT,
        largest_niche=None,
        uninhabited=False,
        max_repr_align=max_repr_align,
        unadjusted_abi_align=unadjusted_abi_align,
        field_types=tuple([field.type for field in fields]),
    )


def simd_layout(
    dl: DataLayout,
    type: Attribute,
    array_type: Attribute,
    element: Layout,
    count: int,
    packed: bool,
) -> Layout:
    """The layout of a `repr(simd)` struct around an array of `count` scalars."""
    if count == 0:
        raise invalid_simd(type, "has no elements")
    if count > MAX_SIMD_LANES:
        raise invalid_simd(type, f"has more elements than {MAX_SIMD_LANES}")
    if not isinstance(element.abi, Scalar):
        raise invalid_simd(type, "has an element type that is not a machine type")
    size = element.size * count
    abi: BackendRepr = SimdVector(element.abi, count)
    if packed and count & (count - 1):
        # Without the padding up to a power of two it is no vector in memory.
        abi = SIZED
        align = size & -size
    else:
        align = dl.vector_align(size)
    return Layout(
        type=type,
        size=align_to(size, align),
        align=align,
        abi=abi,
        fields=ArbitraryShape((0,), (0,)),
        variants=FIRST_VARIANT,
        largest_niche=element.largest_niche,
        uninhabited=False,
        max_repr_align=None,
        unadjusted_abi_align=element.align,
        field_types=(array_type,),
    )
