"""
The layout of enums with several variants (`layout_of_enum` in
`compiler/rustc_abi/src/layout.rs`).

Two layouts compete. In the *tagged* one each variant is a struct after a tag that holds its
discriminant. In the *niche-filling* one the largest variant lies as it would alone, and its
largest niche is the tag: a value there that the variant itself cannot have names another variant,
which must fit before or after the niche. The smaller layout wins, then the one that has the larger
niche left, then the tagged one, whose code is simpler.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from xdsl.ir import Attribute

from rusticle.diagnostics import CompileError

from .data import (
    ArbitraryShape,
    BackendRepr,
    DirectTag,
    Float,
    Int,
    Layout,
    Memory,
    MultipleVariants,
    NicheTag,
    Pointer,
    Primitive,
    Scalar,
    ScalarPair,
)
from .data_layout import (
    C_ENUM_MIN_BITS,
    DataLayout,
    align_to,
    as_u128,
    fit_signed,
    fit_unsigned,
    niche_of,
    reserve,
    sign_extend,
)
from .definitions import Repr
from .errors import packed_enum, size_overflow
from .scalar import SIZED, pair_of, pair_size_and_align
from .univariant import univariant

_DIRECT = DirectTag()
_LARGEST_ALIGN = 256
"""Above the alignment of any integer."""


def is_absent(fields: Sequence[Layout]) -> bool:
    """
    Whether a variant needs neither space nor a tag: it cannot exist and holds no data.

    A variant that cannot exist but holds data keeps its space, for code that writes its fields one
    by one. Alignment counts: an enum is as aligned as its every variant.
    """
    return any(field.uninhabited for field in fields) and all(field.is_1zst for field in fields)


def _max_optional(a: int | None, b: int | None) -> int | None:
    return b if a is None else a if b is None else max(a, b)


def enum_layout(
    dl: DataLayout,
    type: Attribute,
    repr: Repr,
    variants: Sequence[Sequence[Layout]],
    discriminants: Sequence[int],
    discriminant_type: Int,
    tag_types: dict[Primitive, Attribute],
) -> Layout:
    """
    The layout of an enum of which more than one variant, or one with a fixed tag, can exist.

    `discriminants` are the variants' in order, as values of `discriminant_type`; `tag_types` gives
    the Rust type of each primitive, for the field that is the tag.
    """
    if repr.packed is not None:
        raise packed_enum(type)
    niche_filling = _niche_filling(dl, type, repr, variants, tag_types)
    tagged = _tagged(dl, type, repr, variants, discriminants, discriminant_type, tag_types)
    if niche_filling is None:
        return tagged
    if niche_filling.size != tagged.size:
        return niche_filling if niche_filling.size < tagged.size else tagged
    return niche_filling if _available(niche_filling) > _available(tagged) else tagged


def _available(layout: Layout) -> int:
    return 0 if layout.largest_niche is None else layout.largest_niche.available


def _niche_filling(
    dl: DataLayout,
    type: Attribute,
    repr: Repr,
    variants: Sequence[Sequence[Layout]],
    tag_types: dict[Primitive, Attribute],
) -> Layout | None:
    """The layout whose tag is a niche of the largest variant, if there is one."""
    if repr.inhibits_enum_layout_optimization or len(variants) < 2:
        return None
    align = dl.aggregate_align
    max_repr_align = repr.align
    unadjusted_abi_align = align
    layouts: list[Layout] = []
    try:
        for index, fields in enumerate(variants):
            layout = univariant(dl, type, fields, repr, variant=index)
            layouts.append(layout)
            align = max(align, layout.align)
            max_repr_align = _max_optional(max_repr_align, layout.max_repr_align)
            unadjusted_abi_align = max(unadjusted_abi_align, layout.unadjusted_abi_align)
    except CompileError:
        # The tagged layout has the same fields and reports what is wrong with them.
        return None

    # The last of the largest.
    largest_index = max(range(len(layouts)), key=lambda index: (layouts[index].size, index))
    largest = layouts[largest_index]
    needing_tag = [
        index
        for index, fields in enumerate(variants)
        if index != largest_index and not is_absent(fields)
    ]
    niche = largest.largest_niche
    if niche is None or not needing_tag:
        return None
    niche_variants = (needing_tag[0], needing_tag[-1])
    reserved = reserve(niche, niche_variants[1] - niche_variants[0] + 1)
    if reserved is None:
        return None
    niche_start, tag = reserved
    size = align_to(largest.size, align)

    for index, layout in enumerate(layouts):
        if index == largest_index:
            continue
        if layout.size <= niche.offset:
            # It fits before the niche.
            if layout.largest_niche is not None:
                layouts[index] = replace(layout, largest_niche=None)
            continue
        start = align_to(niche.offset + niche.size, layout.align)
        if start + layout.size > size:
            return None
        layouts[index] = _moved(layout, start)

    same_extent = size == largest.size and align == largest.align
    abi: BackendRepr = SIZED
    if same_extent and all(
        layout.size == 0 for index, layout in enumerate(layouts) if index != largest_index
    ):
        match largest.abi:
            case Scalar():
                abi = tag
            case ScalarPair(first, second, second_offset):
                # Only the tag is sure to be initialized.
                if niche.offset == 0:
                    abi = ScalarPair(tag, second.to_union(), second_offset)
                else:
                    abi = ScalarPair(first.to_union(), tag, second_offset)
            case _:
                pass
    return Layout(
        type=type,
        size=size,
        align=align,
        abi=abi,
        fields=ArbitraryShape((niche.offset,), (0,)),
        variants=MultipleVariants(
            tag, NicheTag(largest_index, niche_variants, niche_start), niche.offset, tuple(layouts)
        ),
        largest_niche=niche_of(tag, niche.offset),
        uninhabited=all(layout.uninhabited for layout in layouts),
        max_repr_align=max_repr_align,
        unadjusted_abi_align=unadjusted_abi_align,
        field_types=(tag_types[tag.primitive],),
    )


def _moved(layout: Layout, start: int) -> Layout:
    """A variant's layout moved to where the niche ends. It is no scalar then: that is at 0."""
    assert isinstance(layout.fields, ArbitraryShape)
    offsets = tuple([offset + start for offset in layout.fields.offsets])
    return replace(
        layout,
        size=layout.size + start,
        abi=layout.abi if layout.uninhabited else SIZED,
        fields=ArbitraryShape(offsets, layout.fields.memory_order),
        largest_niche=None,
    )


def _tag_range(
    repr: Repr,
    variants: Sequence[Sequence[Layout]],
    discriminants: Sequence[int],
    discriminant_type: Int,
) -> tuple[int, int]:
    """
    The first and last valid discriminant, wrapping so as to leave out the largest gap.

    The arithmetic is rustc's, of 128 bits: a distance that leaves the discriminant's type wraps
    to a huge value, which makes the plain range from the least to the greatest win.
    """
    valid = sorted(
        {
            # Discriminants above the greatest `i128` count as negative.
            sign_extend(value, 128)
            for value, fields in zip(discriminants, variants, strict=True)
            if repr.c or not any(field.uninhabited for field in fields)
        }
    )
    if not valid:
        return 0, 0
    bits = discriminant_type.bits
    greatest = (1 << bits - 1) - 1 if discriminant_type.signed else (1 << bits) - 1
    best = (0, 0)
    best_distance = -1
    for start, end in zip(valid, valid[1:] + valid[:1], strict=True):
        distance = as_u128(greatest - (start - end)) if start > end else as_u128(end - start)
        # Of equal gaps the last one is taken.
        if distance >= best_distance:
            best, best_distance = (start, end), distance
    last, first = best
    return first, last


def _tag_integer(dl: DataLayout, repr: Repr, discriminant_type: Int, first: int, last: int) -> Int:
    """The smallest integer for a tag of that range, not below what `repr` asks for."""
    if repr.int is not None:
        return discriminant_type
    unsigned_fit = fit_unsigned(max(as_u128(first), as_u128(last)))
    signed_fit = max(fit_signed(first), fit_signed(last))
    at_least = C_ENUM_MIN_BITS if repr.c else 8
    if unsigned_fit <= signed_fit:
        return Int(max(unsigned_fit, at_least), False)
    return Int(max(signed_fit, at_least), True)


def _tagged(
    dl: DataLayout,
    type: Attribute,
    repr: Repr,
    variants: Sequence[Sequence[Layout]],
    discriminants: Sequence[int],
    discriminant_type: Int,
    tag_types: dict[Primitive, Attribute],
) -> Layout:
    """The layout in which a tag of its own precedes every variant."""
    first, last = _tag_range(repr, variants, discriminants, discriminant_type)
    least = _tag_integer(dl, repr, discriminant_type, first, last)
    least_size = least.bits >> 3

    # `repr(C)` is a struct of the tag and a union of the variants: all of them start where the
    # most aligned field can.
    prefix_align = dl.int_align[least.bits]
    if repr.c:
        prefix_align = max(
            [prefix_align, *(field.align for fields in variants for field in fields)]
        )

    align = dl.aggregate_align
    max_repr_align = repr.align
    unadjusted_abi_align = align
    size = 0
    start_align = _LARGEST_ALIGN
    layouts: list[Layout] = []
    for index, fields in enumerate(variants):
        layout = univariant(
            dl, type, fields, repr, prefix=(least_size, prefix_align), variant=index
        )
        layouts.append(layout)
        assert isinstance(layout.fields, ArbitraryShape)
        for field_index in layout.fields.memory_order:
            if not fields[field_index].is_1zst:
                start_align = min(start_align, fields[field_index].align)
                break
        size = max(size, layout.size)
        align = max(align, layout.align)
        max_repr_align = _max_optional(max_repr_align, layout.max_repr_align)
        unadjusted_abi_align = max(unadjusted_abi_align, layout.unadjusted_abi_align)
    size = align_to(size, align)
    if size >= dl.obj_size_bound:
        raise size_overflow(type)

    # The tag grows into the padding before the first fields, so that LLVM copies whole words.
    tag_bits = least.bits
    if not repr.inhibits_enum_layout_optimization:
        tag_bits = max(tag_bits, dl.integer_for_align(start_align) or 0)
    if tag_bits > least.bits:
        layouts = [_with_tag_grown(layout, least_size, tag_bits >> 3) for layout in layouts]

    mask = (1 << tag_bits) - 1
    tag = dl.scalar(Int(tag_bits, least.signed), first & mask, last & mask)
    abi: BackendRepr = SIZED
    if tag.size == size:
        abi = tag
    else:
        pair = _tagged_pair(dl, variants, layouts, tag)
        if pair is not None and (size, align) == pair_size_and_align(dl, pair):
            abi = pair

    # A downcast does nothing at run time, so a variant is passed as the enum is.
    if not isinstance(abi, Memory):
        layouts = [
            replace(layout, abi=abi, size=max(layout.size, size), align=max(layout.align, align))
            if layout.fields.count > 0 and isinstance(layout.abi, Memory)
            else layout
            for layout in layouts
        ]
    return Layout(
        type=type,
        size=size,
        align=align,
        abi=abi,
        fields=ArbitraryShape((0,), (0,)),
        variants=MultipleVariants(tag, _DIRECT, 0, tuple(layouts)),
        largest_niche=niche_of(tag, 0),
        uninhabited=all(layout.uninhabited for layout in layouts),
        max_repr_align=max_repr_align,
        unadjusted_abi_align=unadjusted_abi_align,
        field_types=(tag_types[tag.primitive],),
    )


def _with_tag_grown(layout: Layout, old_size: int, new_size: int) -> Layout:
    """A variant's layout with the fields right after the tag moved to where it now ends."""
    assert isinstance(layout.fields, ArbitraryShape)
    offsets = tuple(
        [new_size if offset <= old_size else offset for offset in layout.fields.offsets]
    )
    return replace(
        layout,
        size=new_size if layout.size <= old_size else layout.size,
        fields=ArbitraryShape(offsets, layout.fields.memory_order),
    )


def _tagged_pair(
    dl: DataLayout,
    variants: Sequence[Sequence[Layout]],
    layouts: Sequence[Layout],
    tag: Scalar,
) -> ScalarPair | None:
    """The pair of the tag and the one scalar at one offset that every variant holds, if so."""
    common: tuple[Primitive, int] | None = None
    initialized = True
    for fields, layout in zip(variants, layouts, strict=True):
        assert isinstance(layout.fields, ArbitraryShape)
        sized = [
            (field, offset)
            for field, offset in zip(fields, layout.fields.offsets, strict=True)
            if not field.is_zst
        ]
        if not sized:
            initialized = False
            continue
        field, offset = sized[0]
        if len(sized) > 1 or not isinstance(field.abi, Scalar):
            return None
        initialized = initialized and field.abi.initialized
        primitive = field.abi.primitive
        if common is None:
            common = primitive, offset
            continue
        old, common_offset = common
        merged = _merge(dl, old, primitive)
        if offset != common_offset or merged is None:
            return None
        common = merged, offset
    if common is None:
        return None
    primitive, offset = common
    scalar = dl.scalar(primitive)
    pair = pair_of(tag, scalar if initialized else scalar.to_union())
    return pair if pair.second_offset == offset else None


def _merge(dl: DataLayout, old: Primitive, new: Primitive) -> Primitive | None:
    """One primitive that can stand for both, without a pointer becoming an integer."""
    if old == new:
        return old
    if old.bits != new.bits or isinstance(old, Float) or isinstance(new, Float):
        return None
    if isinstance(old, Int) and isinstance(new, Int):
        return old
    if dl.primitive_align(old) != dl.primitive_align(new):
        return None
    if isinstance(old, Pointer):
        return old if isinstance(new, Int) else None
    return new
