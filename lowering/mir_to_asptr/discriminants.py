"""
Which variant an enum holds: reading the discriminant, and writing the tag.

An enum with one possible variant stores nothing. Otherwise a tag says which it is: either the
discriminant itself, or, with a niche, an invalid value of some field of the largest variant
(`None` of an `Option<&T>` is the null reference). Decoding a niche takes a subtraction and an
unsigned comparison, less where there is a single niche value. The rules are those of
`codegen_get_discr` in `compiler/rustc_codegen_ssa/src/mir/operand.rs` and `codegen_tag_value` in
`place.rs`, the encoding that of `compiler/rustc_abi/src/lib.rs` (`TagEncoding`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xdsl.dialects import arith
from xdsl.ir import SSAValue

from ...dialects.asptr import PtrType
from ...dialects.mir.types import AdtType
from ..layout import DirectTag, Layout, MultipleVariants, NoVariants, Scalar, SingleVariant
from .builder import int_type, is_int
from .memory import load_scalar, store_scalar
from .scalars import immediate_type
from .values import Immediate, InMemory, Operand, Pair, Place

if TYPE_CHECKING:
    from .function import FunctionLowering


def discriminant(fx: FunctionLowering, operand: Operand, result: Layout) -> Operand:
    """The discriminant of an enum's value, as an integer with the layout `result`."""
    b = fx.b
    layout = operand.layout
    assert isinstance(result.abi, Scalar)
    to = immediate_type(result.abi)
    variants = layout.variants
    if layout.uninhabited or isinstance(variants, NoVariants):
        return Immediate(result, b.poison(to))
    if isinstance(variants, SingleVariant):
        # What is no enum has the discriminant 0.
        is_adt = isinstance(layout.type, AdtType)
        value = fx.layouts.discriminant_of(layout.type, variants.index) if is_adt else 0
        return Immediate(result, b.int(value, to))
    tag = _read_tag(fx, operand, variants)
    encoding = variants.tag_encoding
    if isinstance(encoding, DirectTag):
        signed = variants.tag.is_signed and not variants.tag.is_bool
        if not is_int(tag.type):
            tag = fx.to_integer(tag)
        return Immediate(result, b.int_cast(tag, to, signed))
    tag = fx.to_integer(tag)
    first, last = encoding.niche_variants
    untagged = b.int(encoding.untagged_variant, to)
    if first == last:
        is_niche = b.icmp("eq", tag, b.int(encoding.niche_start, tag.type))
        return Immediate(result, b.select(is_niche, b.int(first, to), untagged))
    relative = b.binary(arith.SubiOp, tag, b.int(encoding.niche_start, tag.type))
    is_niche = b.icmp("ule", relative, b.int(last - first, tag.type))
    index = b.int_cast(relative, to, False)
    if first:
        index = b.binary(arith.AddiOp, index, b.int(first, to))
    return Immediate(result, b.select(is_niche, index, untagged))


def _read_tag(fx: FunctionLowering, operand: Operand, variants: MultipleVariants) -> SSAValue:
    match operand:
        case Immediate(_, value):
            return value
        case Pair(_, first, second):
            return first if variants.tag_offset == 0 else second
        case InMemory(place):
            pointer = fx.b.displace(place.pointer, variants.tag_offset)
            return load_scalar(fx, pointer, variants.tag, _tag_align(place, variants))
        case _:
            raise AssertionError("an enum with a tag has bytes")


def _tag_align(place: Place, variants: MultipleVariants) -> int:
    offset = variants.tag_offset
    return place.align if offset == 0 else min(place.align, offset & -offset)


def tag_constant(fx: FunctionLowering, tag: Scalar, value: int) -> SSAValue:
    """A tag as an SSA value; of a pointer's niche, the integer made a pointer."""
    to = immediate_type(tag)
    if is_int(to):
        return fx.b.int(value, to)
    if value == 0 and isinstance(to, PtrType):
        return fx.b.null(to)
    bits = fx.b.int(value, int_type(tag.bits))
    return fx.reinterpret(bits, to)


def set_discriminant(fx: FunctionLowering, place: Place, variant: int) -> None:
    """Make the enum at a place say that it holds `variant`."""
    layout = place.layout
    variants = layout.variants
    if not isinstance(variants, MultipleVariants):
        return
    value = fx.layouts.tag_of(layout, variant)
    if value is None:
        return
    pointer = fx.b.displace(place.pointer, variants.tag_offset)
    store_scalar(fx, tag_constant(fx, variants.tag, value), pointer, _tag_align(place, variants))
