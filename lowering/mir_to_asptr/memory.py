"""
Reading and writing places: loads, stores, copies, and the projections that lead to a part.

Loads say what Rust knows of a value (it is initialized, a `bool` is 0 or 1, a reference is not
null), as `scalar_load_metadata` in `compiler/rustc_codegen_llvm/src/builder.rs` does. A value that
is not scalars is never loaded whole: it stays where it is until it is copied.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from xdsl.dialects.builtin import i1, i8
from xdsl.ir import SSAValue

from ..layout import Layout, Pointer, Scalar, ScalarPair, SimdVector
from .scalars import component_types, memory_type, vector_type
from .unsized import unsized_field_place
from .values import Immediate, InMemory, Nothing, Operand, Pair, Place

if TYPE_CHECKING:
    from .function import FunctionLowering


def _align_at(align: int, offset: int) -> int:
    """What is known of the alignment of an address `offset` bytes past one aligned to `align`."""
    return align if offset == 0 else min(align, offset & -offset)


def load_scalar(
    fx: FunctionLowering, pointer: SSAValue, scalar: Scalar, align: int, points_to_align: int = 1
) -> SSAValue:
    """Load a scalar, as a value. A reference points to something of that alignment in bytes."""
    b = fx.b
    if scalar.is_bool:
        loaded = b.load(pointer, i8, align, noundef=True, range_=(0, 2, 8))
        return b.int_cast(loaded, i1, False)
    nonnull = False
    range_ = None
    if scalar.initialized and not scalar.is_always_valid:
        valid = scalar.valid_range
        if isinstance(scalar.primitive, Pointer):
            nonnull = not valid.contains(0)
        else:
            range_ = (valid.start, (valid.end + 1) & ((1 << scalar.bits) - 1), scalar.bits)
    return b.load(
        pointer,
        memory_type(scalar),
        align,
        noundef=scalar.initialized,
        nonnull=nonnull,
        range_=range_,
        result_align=points_to_align,
    )


def store_scalar(fx: FunctionLowering, value: SSAValue, pointer: SSAValue, align: int) -> None:
    """Store a value, a `bool` as a byte."""
    if value.type == i1:
        value = fx.b.int_cast(value, i8, False)
    fx.b.store(value, pointer, align)


def load(fx: FunctionLowering, place: Place) -> Operand:
    """The value at a place."""
    layout = place.layout
    abi = layout.abi
    if isinstance(abi, Scalar):
        aligned = fx.module.pointee_align(layout.type)
        return Immediate(layout, load_scalar(fx, place.pointer, abi, place.align, aligned))
    if isinstance(abi, ScalarPair):
        second = fx.b.displace(place.pointer, abi.second_offset)
        aligned = fx.module.pointee_align(layout.type)
        return Pair(
            layout,
            load_scalar(fx, place.pointer, abi.first, place.align, aligned),
            load_scalar(fx, second, abi.second, _align_at(place.align, abi.second_offset)),
        )
    if isinstance(abi, SimdVector):
        loaded = fx.b.load(place.pointer, vector_type(abi), place.align)
        return Immediate(layout, loaded)
    if layout.is_zst:
        return Nothing(layout)
    return InMemory(place)


def store(fx: FunctionLowering, operand: Operand, place: Place) -> None:
    """Write a value to a place."""
    match operand:
        case Nothing():
            pass
        case Immediate(_, value):
            store_scalar(fx, value, place.pointer, place.align)
        case Pair(layout, first, second):
            abi = layout.abi
            assert isinstance(abi, ScalarPair)
            store_scalar(fx, first, place.pointer, place.align)
            offset = abi.second_offset
            pointer = fx.b.displace(place.pointer, offset)
            store_scalar(fx, second, pointer, _align_at(place.align, offset))
        case InMemory(source):
            if source.pointer is place.pointer or not place.layout.size:
                return
            fx.b.copy(
                place.pointer,
                source.pointer,
                fx.b.i64(place.layout.size),
                dst_align=place.align,
                src_align=source.align,
            )


def undefined(fx: FunctionLowering, layout: Layout) -> Operand:
    """A value that no defined execution looks at."""
    types = component_types(layout)
    if types is None:
        return InMemory(fx.alloca(layout))
    return from_components(layout, [fx.poison(type_) for type_ in types])


def in_memory(fx: FunctionLowering, operand: Operand) -> Place:
    """A place that holds the value: where it is already, or a new local copy."""
    if isinstance(operand, InMemory):
        return operand.place
    place = fx.alloca(operand.layout)
    store(fx, operand, place)
    return place


def from_components(layout: Layout, values: Sequence[SSAValue]) -> Operand:
    """The operand that is made of these SSA values; see `component_types`."""
    if not values:
        return Nothing(layout)
    if len(values) == 1:
        return Immediate(layout, values[0])
    return Pair(layout, values[0], values[1])


def components(operand: Operand) -> tuple[SSAValue, ...]:
    """The SSA values that an operand is made of."""
    match operand:
        case Nothing():
            return ()
        case Immediate(_, value):
            return (value,)
        case Pair(_, first, second):
            return (first, second)
        case InMemory():
            raise AssertionError("a value in memory has no components")


def as_components(fx: FunctionLowering, operand: Operand, layout: Layout) -> tuple[SSAValue, ...]:
    """The SSA values of an operand, loaded if it is in memory, as those of `layout`."""
    if isinstance(operand, InMemory):
        place = operand.place
        operand = load(fx, Place(place.pointer, layout, place.align, place.metadata))
    return components(operand)


# Projections


def field_place(fx: FunctionLowering, base: Place, index: int) -> Place:
    """The place of a field, by its source-order index (`project_field`)."""
    layout = base.layout
    field = fx.layouts.field(layout, index)
    offset = layout.offset(index)
    if field.is_unsized:
        return unsized_field_place(fx, base, field, offset)
    return Place(fx.b.displace(base.pointer, offset), field, _align_at(base.align, offset))


def variant_place(fx: FunctionLowering, base: Place, variant: int) -> Place:
    """The same memory seen as one variant of an enum (`project_downcast`)."""
    return Place(
        base.pointer, fx.layouts.for_variant(base.layout, variant), base.align, base.metadata
    )


def index_place(fx: FunctionLowering, base: Place, index: SSAValue) -> Place:
    """The place of an element of an array or a slice; `index` is a `usize`."""
    element = fx.layouts.field(base.layout, 0)
    pointer = fx.b.offset(base.pointer, index, element.size)
    return Place(pointer, element, _align_at(base.align, element.size))


def length(fx: FunctionLowering, place: Place) -> SSAValue:
    """The number of elements of an array or a slice."""
    if place.metadata is not None:
        return place.metadata
    return fx.b.i64(fx.array_length(place.layout.type))


# Parts of operands


def operand_field(fx: FunctionLowering, operand: Operand, view: Layout, index: int) -> Operand:
    """
    A field of a value (`OperandRef::extract_field`).

    `view` is the value's layout, or that of one of its variants after a downcast.
    """
    if isinstance(operand, InMemory):
        place = operand.place
        seen = Place(place.pointer, view, place.align, place.metadata)
        return load(fx, field_place(fx, seen, index))
    field = fx.layouts.field(view, index)
    types = component_types(field)
    if types == ():
        return Nothing(field)
    offset = view.offset(index)
    if types is not None and offset == 0 and field.size == operand.layout.size:
        return transmute(fx, operand, field)
    if isinstance(operand, Pair) and types is not None and len(types) == 1:
        abi = operand.layout.abi
        assert isinstance(abi, ScalarPair)
        if offset == 0 and field.size == abi.first.size:
            return Immediate(field, fx.reinterpret(operand.first, types[0]))
        if offset == abi.second_offset and field.size == abi.second.size:
            return Immediate(field, fx.reinterpret(operand.second, types[0]))
    # A lane of a vector, say: look at it in memory.
    place = in_memory(fx, operand)
    return load(fx, field_place(fx, Place(place.pointer, view, place.align), index))


def transmute(fx: FunctionLowering, operand: Operand, layout: Layout) -> Operand:
    """The same bytes as a value of another type (`codegen_transmute_operand`)."""
    theirs = operand.layout
    if theirs is layout:
        return operand
    if theirs.size != layout.size or theirs.uninhabited or layout.uninhabited:
        # Never executed: `transmute_unchecked` behind a check of the sizes, say.
        return undefined(fx, layout)
    types = component_types(layout)
    if types == ():
        return Nothing(layout)
    if isinstance(operand, InMemory):
        place = operand.place
        return load(fx, Place(place.pointer, layout, place.align))
    values = components(operand)
    if types is not None and len(types) == len(values) and _same_parts(layout, theirs):
        return from_components(
            layout, [fx.reinterpret(v, t) for v, t in zip(values, types, strict=True)]
        )
    # Written as the one, read as the other: the memory must be aligned for both.
    place = fx.alloca(layout, max(theirs.align, layout.align))
    store(fx, operand, Place(place.pointer, theirs, place.align))
    return load(fx, place)


def _same_parts(left: Layout, right: Layout) -> bool:
    """Whether values of two types are made of scalars of the same sizes in the same places."""
    match left.abi, right.abi:
        case Scalar(), Scalar():
            return True
        case SimdVector() as ours, SimdVector() as theirs:
            # Of vectors of pointers only equal ones can be had without memory.
            primitives = (ours.element.primitive, theirs.element.primitive)
            return primitives[0] == primitives[1] or not any(
                isinstance(primitive, Pointer) for primitive in primitives
            )
        case ScalarPair() as ours, ScalarPair() as theirs:
            return (
                ours.second_offset == theirs.second_offset
                and ours.first.size == theirs.first.size
                and ours.second.size == theirs.second.size
            )
        case _:
            return False
