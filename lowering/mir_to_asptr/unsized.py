"""
Values whose size only a pointer's metadata tells: how large and how aligned they are, and where
their tails start.

For an unsized struct the tail's size is added to what precedes it, and the sum rounded up to the
larger alignment (`size_and_align_of_dst` in `compiler/rustc_codegen_ssa/src/size_of_val.rs`). A
`dyn` tail starts where its vtable's alignment lets it (`project_field` in `mir/place.rs`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xdsl.dialects import arith
from xdsl.ir import Attribute, SSAValue

from ...dialects import mir
from ..layout import Layout
from .values import Place

if TYPE_CHECKING:
    from .function import FunctionLowering


def size_and_align_of_val(
    fx: FunctionLowering, type_: Attribute, metadata: SSAValue | None
) -> tuple[SSAValue, SSAValue]:
    """The size and alignment in bytes of what a pointer with that metadata points to."""
    b = fx.b
    layout = fx.layouts.of(type_)
    if layout.is_sized:
        return b.int(layout.size, fx.usize), b.int(layout.align, fx.usize)
    tail = fx.layouts.unsized_tail(type_)
    assert tail is not None
    if tail.kind == "extern":
        raise fx.error(f"the size of `{mir.spell(type_)}` is not known, not even at run time")
    assert metadata is not None
    if tail.kind == "length":
        element = b.int(tail.element_size, fx.usize)
        size = metadata if tail.element_size == 1 else b.binary(arith.MuliOp, metadata, element)
        align = b.int(tail.element_align, fx.usize)
    else:
        size, align = fx.vtable_size(metadata), fx.vtable_align(metadata)
    # From the tail outwards: each step puts the tail at the end of one struct.
    for step in reversed(tail.steps):
        if step.packed is not None:
            align = b.unsigned_min(align, b.int(step.packed, fx.usize))
        align = b.unsigned_max(align, b.int(step.align, fx.usize))
        end = b.binary(arith.AddiOp, b.int(step.offset, fx.usize), size)
        # The tail's own alignment needs no rounding up before: its size is a multiple of it.
        size = align_up(fx, end, align)
    return size, align


def align_up(fx: FunctionLowering, value: SSAValue, align: SSAValue) -> SSAValue:
    """The next multiple of `align`, which is a power of two."""
    b = fx.b
    mask = b.binary(arith.SubiOp, align, b.int(1, fx.usize))
    return b.binary(arith.AndIOp, b.binary(arith.AddiOp, value, mask), b.not_(mask))


def unsized_field_place(fx: FunctionLowering, base: Place, field: Layout, offset: int) -> Place:
    """The unsized last field of a struct, `offset` bytes from its start if its alignment allows."""
    b = fx.b
    tail = fx.layouts.unsized_tail(base.layout.type)
    assert tail is not None
    packed = tail.steps[0].packed
    if tail.kind != "vtable" or packed == 1:
        align = base.align if offset == 0 else min(base.align, offset & -offset)
        return Place(b.displace(base.pointer, offset), field, align, base.metadata)
    _, needed = size_and_align_of_val(fx, field.type, base.metadata)
    if packed is not None:
        needed = b.unsigned_min(needed, b.int(packed, fx.usize))
    start = align_up(fx, b.int(offset, fx.usize), needed)
    align = field.align if packed is None else min(field.align, packed)
    return Place(b.offset(base.pointer, start, 1), field, align, base.metadata)
