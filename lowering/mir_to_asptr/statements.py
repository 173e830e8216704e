"""
Operands, rvalues and statements: what stands in a MIR block before its terminator.

Each handler reads like the definition of its operation. Projections of places have none: a place
is found when it is used (`FunctionLowering.place`).
"""

from __future__ import annotations

from math import copysign
from typing import Any

from xdsl.dialects import arith
from xdsl.dialects.builtin import FixedBitwidthType, FloatAttr, IntegerAttr, i1, i8
from xdsl.ir import Attribute, Operation, SSAValue

from ...dialects import asptr, llvm, mir
from ..layout import Layout, MultipleVariants, ScalarPair
from . import arithmetic, casts, discriminants, memory
from .builder import int_width
from .constants import constant
from .function import FunctionLowering, handles
from .scalars import component_types
from .values import Immediate, InMemory, Nothing, Operand, Pair, Place


@handles(
    mir.LocalOp,
    mir.DerefOp,
    mir.FieldOp,
    mir.DowncastOp,
    mir.IndexOp,
    mir.ConstantIndexOp,
    mir.SubsliceOp,
    mir.OpaqueCastOp,
    mir.UnwrapBinderOp,
    mir.StorageLiveOp,
    mir.StorageDeadOp,
    mir.PlaceMentionOp,
    mir.FakeReadOp,
    mir.RetagOp,
    mir.DropHintOp,
    mir.NopOp,
    mir.ConstEvalCounterOp,
    mir.CoverageOp,
    mir.DebugOp,
)
def _nothing(fx: FunctionLowering, op: Any) -> None:
    """Places are looked at when used; the rest says nothing about what the program does."""


def result_layout(fx: FunctionLowering, op: Any) -> Layout:
    """The layout of an operation's only result."""
    return fx.layouts.of(op.results[0].type)


@handles(mir.CopyOp)
def _copy(fx: FunctionLowering, op: mir.CopyOp) -> None:
    fx.operands[op.results[0]] = fx.read(op.operands[0])


@handles(mir.MoveOp)
def _move(fx: FunctionLowering, op: mir.MoveOp) -> None:
    operand = fx.read(op.operands[0])
    if isinstance(operand, InMemory):
        operand = InMemory(operand.place, moved=True)
    fx.operands[op.results[0]] = operand


@handles(mir.ConstantOp)
def _constant(fx: FunctionLowering, op: mir.ConstantOp) -> None:
    fx.operands[op.results[0]] = constant(fx, op.value, result_layout(fx, op))


@handles(mir.RuntimeCheckOp)
def _runtime_check(fx: FunctionLowering, op: mir.RuntimeCheckOp) -> None:
    # The checks that `core` makes of its callers are for debug builds of the user's crate.
    fx.operands[op.results[0]] = Immediate(result_layout(fx, op), fx.b.bool(False))


_PROJECTIONS = (mir.DerefOp, mir.FieldOp, mir.DowncastOp, mir.IndexOp, mir.ConstantIndexOp)


@handles(mir.AssignOp)
def _assign(fx: FunctionLowering, op: mir.AssignOp) -> None:
    place, value = op.operands
    operand = fx.operands[value]
    # An aggregate may have been written where it belongs already.
    if operand is not fx.in_place:
        fx.assign(place, operand)


def destination_of(fx: FunctionLowering, op: Operation, layout: Layout) -> Place:
    """
    Memory to build the result of `op` in: that which the next statement assigns it to, if there
    is such a statement, else a temporary. `write_in_place` makes it the result.
    """
    following = op.next_op
    # Nothing is assigned between here and there, so the projections mean now what they mean then.
    while isinstance(following, _PROJECTIONS):
        following = following.next_op
    result = op.results[0]
    if isinstance(following, mir.AssignOp) and following.operands[1] is result:
        place = fx.memory_of(following.operands[0])
        if place is not None and place.layout is layout and result.has_one_use():
            fx.in_place = fx.operands[result] = InMemory(place)
            return place
    place = fx.alloca(layout)
    fx.operands[result] = InMemory(place)
    return place


# Rvalues


@handles(mir.RefOp, mir.RawPtrOp)
def _address(fx: FunctionLowering, op: mir.RefOp | mir.RawPtrOp) -> None:
    place = fx.place(op.operands[0])
    fx.operands[op.results[0]] = fx.pointer_to(place, result_layout(fx, op))


@handles(mir.ThreadLocalRefOp)
def _thread_local(fx: FunctionLowering, op: mir.ThreadLocalRefOp) -> None:
    raise fx.unsupported(op, "thread-local statics do not exist on the device")


@handles(mir.BinaryOp)
def _binary(fx: FunctionLowering, op: mir.BinaryOp) -> None:
    lhs, rhs = op.operands
    layout = result_layout(fx, op)
    fx.operands[op.results[0]] = arithmetic.binary(
        fx, op.kind.data, fx.operands[lhs], fx.operands[rhs], layout
    )


@handles(mir.UnaryOp)
def _unary(fx: FunctionLowering, op: mir.UnaryOp) -> None:
    operand = fx.operands[op.operands[0]]
    fx.operands[op.results[0]] = arithmetic.unary(fx, op.kind.data, operand, result_layout(fx, op))


@handles(mir.CastOp)
def _cast(fx: FunctionLowering, op: mir.CastOp) -> None:
    symbol = op.vtable if op.vtable is not None else op.callee
    fx.operands[op.results[0]] = casts.cast(
        fx, op.kind.data, fx.operands[op.operands[0]], result_layout(fx, op), symbol
    )


@handles(mir.WrapBinderOp)
def _wrap_binder(fx: FunctionLowering, op: mir.WrapBinderOp) -> None:
    operand = fx.operands[op.operands[0]]
    fx.operands[op.results[0]] = memory.transmute(fx, operand, result_layout(fx, op))


@handles(mir.DiscriminantOp)
def _discriminant(fx: FunctionLowering, op: mir.DiscriminantOp) -> None:
    # Of an enum in memory only the tag is read.
    place = fx.memory_of(op.operands[0])
    enum = fx.read(op.operands[0]) if place is None else InMemory(place)
    fx.operands[op.results[0]] = discriminants.discriminant(fx, enum, result_layout(fx, op))


@handles(mir.LenOp)
def _len(fx: FunctionLowering, op: mir.LenOp) -> None:
    length = memory.length(fx, fx.place(op.operands[0]))
    fx.operands[op.results[0]] = Immediate(result_layout(fx, op), length)


@handles(mir.NullaryOp)
def _nullary(fx: FunctionLowering, op: mir.NullaryOp) -> None:
    layout = fx.layouts.of(op.type)
    value = layout.size if op.kind.data == "size_of" else layout.align
    fx.operands[op.results[0]] = Immediate(result_layout(fx, op), fx.b.int(value, fx.usize))


@handles(mir.AggregateOp)
def _aggregate(fx: FunctionLowering, op: mir.AggregateOp) -> None:
    layout = result_layout(fx, op)
    fields = [fx.operands[field] for field in op.operands]
    kind = op.kind.data
    if kind == "raw_ptr":
        fx.operands[op.results[0]] = _fat_pointer(fields, layout)
        return
    indices = range(len(fields)) if op.active_field is None else (op.active_field.data,)
    numbered = dict(zip(indices, fields, strict=True))
    view = layout
    tag: int | None = None
    if op.variant is not None:
        index = fx.layouts.variant_index(layout.type, op.variant.data)
        view = fx.layouts.for_variant(layout, index)
        tag = fx.layouts.tag_of(layout, index)
    types = component_types(layout)
    if types is None:
        write_aggregate(fx, destination_of(fx, op, layout), view, tag, numbered)
        return
    assembled = _assemble(fx, layout, view, types, tag, numbered)
    if assembled is None:
        place = fx.alloca(layout)
        write_aggregate(fx, place, view, tag, numbered)
        assembled = memory.load(fx, place)
    fx.operands[op.results[0]] = assembled


def _fat_pointer(fields: list[Operand], layout: Layout) -> Operand:
    pointer, metadata = fields
    assert isinstance(pointer, Immediate)
    if isinstance(metadata, Nothing):
        return Immediate(layout, pointer.value)
    assert isinstance(metadata, Immediate)
    return Pair(layout, pointer.value, metadata.value)


def write_aggregate(
    fx: FunctionLowering,
    place: Place,
    view: Layout,
    tag: int | None,
    fields: dict[int, Operand],
) -> None:
    """Write fields, and the tag if there is one, to memory."""
    seen = Place(place.pointer, view, place.align)
    for number, operand in fields.items():
        if not isinstance(operand, Nothing):
            memory.store(fx, operand, memory.field_place(fx, seen, number))
    variants = place.layout.variants
    if tag is not None and isinstance(variants, MultipleVariants):
        value = discriminants.tag_constant(fx, variants.tag, tag)
        offset = variants.tag_offset
        align = place.align if offset == 0 else min(place.align, offset & -offset)
        memory.store_scalar(fx, value, fx.b.displace(place.pointer, offset), align)


def _assemble(
    fx: FunctionLowering,
    layout: Layout,
    view: Layout,
    types: tuple[Attribute, ...],
    tag: int | None,
    fields: dict[int, Operand],
) -> Operand | None:
    """The scalars of an aggregate, or `None` where they are not simply those of its fields."""
    parts: list[SSAValue | None] = [None] * len(types)
    second_at = layout.abi.second_offset if isinstance(layout.abi, ScalarPair) else None
    for number, operand in fields.items():
        if isinstance(operand, Nothing):
            continue
        offset = view.offset(number)
        match operand:
            case Immediate(_, value):
                at = 0 if offset == 0 else 1
                if (at == 1 and offset != second_at) or (
                    len(types) == 1 and operand.layout.size != layout.size
                ):
                    return None
                parts[at] = value
            case Pair(_, first, second):
                if len(types) != 2 or offset != 0:
                    return None
                parts = [first, second]
            case InMemory():
                return None
    variants = layout.variants
    if tag is not None and isinstance(variants, MultipleVariants):
        at = 0 if variants.tag_offset == 0 else 1
        parts[at] = discriminants.tag_constant(fx, variants.tag, tag)
    values: list[SSAValue] = []
    for part, type_ in zip(parts, types, strict=True):
        if part is None:
            values.append(fx.b.poison(type_))
        elif _same_width(fx, part, type_):
            values.append(fx.reinterpret(part, type_))
        else:
            return None
    return memory.from_components(layout, values)


def _same_width(fx: FunctionLowering, value: SSAValue, type_: Attribute) -> bool:
    return value.type == type_ or _width(fx, value.type) == _width(fx, type_)


def _width(fx: FunctionLowering, type_: Attribute) -> int:
    if isinstance(type_, asptr.PtrType):
        return fx.module.target.pointer_bits
    if type_ == i1:
        return 8
    return type_.bitwidth if isinstance(type_, FixedBitwidthType) else -1


@handles(mir.RepeatOp)
def _repeat(fx: FunctionLowering, op: mir.RepeatOp) -> None:
    layout = result_layout(fx, op)
    if layout.is_zst:
        fx.operands[op.results[0]] = Nothing(layout)
        return
    place = destination_of(fx, op, layout)
    value = op.operands[0].owner
    if not isinstance(value, mir.ConstantOp) or not isinstance(value.value, mir.UninitAttr):
        repeat(fx, fx.operands[op.operands[0]], place, fx.array_length(layout.type))


def repeat(fx: FunctionLowering, element: Operand, place: Place, count: int) -> None:
    """Fill an array with a value: bytes with one operation, anything else in a loop."""
    b = fx.b
    if isinstance(element, Immediate):
        type_ = element.value.type
        byte = None
        if type_ in (i1, i8):
            byte = b.int_cast(element.value, i8, False)
        elif (repeated := _repeated_byte(element.value)) is not None:
            byte = b.int(repeated, i8)
        if byte is not None:
            b.fill(place.pointer, byte, b.i64(place.layout.size), place.align)
            return
    if count <= 8:
        for index in range(count):
            memory.store(fx, element, fx.nth(place, index))
        return
    loop, after = fx.new_block(), fx.new_block()
    index = loop.insert_arg(fx.usize, 0)
    b.br(loop, (b.int(0, fx.usize),))
    fx.continue_at(loop)
    memory.store(fx, element, memory.index_place(fx, place, index))
    following = b.binary(arith.AddiOp, index, b.int(1, fx.usize), nuw=True)
    again = b.icmp("ult", following, b.int(count, fx.usize))
    b.cond_br(again, loop, after, (following,))
    fx.continue_at(after)


def _repeated_byte(value: SSAValue) -> int | None:
    """The byte that all bytes of a constant are."""
    op = value.owner
    if not isinstance(op, arith.ConstantOp):
        return None
    constant: Attribute = op.value
    match constant:
        case IntegerAttr():
            width = int_width(value.type)
            bits = constant.value.data & ((1 << width) - 1)
            found = set(bits.to_bytes(width // 8, "little"))
            return found.pop() if len(found) == 1 else None
        case FloatAttr():
            number: float = constant.value.data
            return 0 if number == 0 and copysign(1, number) > 0 else None
        case _:
            return None


# Statements


@handles(mir.SetDiscriminantOp)
def _set_discriminant(fx: FunctionLowering, op: mir.SetDiscriminantOp) -> None:
    discriminants.set_discriminant(fx, fx.place(op.operands[0]), op.variant.data)


@handles(mir.AssumeOp)
def _assume(fx: FunctionLowering, op: mir.AssumeOp) -> None:
    condition = fx.operands[op.operands[0]]
    assert isinstance(condition, Immediate)
    fx.b.emit(llvm.AssumeOp, (condition.value,))


@handles(mir.CopyNonOverlappingOp)
def _copy_nonoverlapping(fx: FunctionLowering, op: mir.CopyNonOverlappingOp) -> None:
    destination, source, count = (fx.operands[operand] for operand in op.operands)
    copy_elements(fx, destination, source, count, overlapping=False)


def copy_elements(
    fx: FunctionLowering,
    destination: Operand,
    source: Operand,
    count: Operand,
    *,
    overlapping: bool,
    volatile: bool = False,
) -> None:
    """Copy `count` elements of what the pointers point to."""
    assert isinstance(destination, Immediate)
    assert isinstance(source, Immediate)
    assert isinstance(count, Immediate)
    element = fx.layouts.of(fx.pointee(destination.layout.type))
    b = fx.b
    if element.size == 0:
        return
    size = count.value
    if element.size != 1:
        size = b.binary(arith.MuliOp, size, b.int(element.size, fx.usize), nuw=True)
    b.copy(
        destination.value,
        source.value,
        size,
        dst_align=element.align,
        src_align=element.align,
        overlapping=overlapping,
        volatile=volatile,
    )
