"""Reading, writing, copying and comparing memory."""

from __future__ import annotations

from xdsl.dialects import arith
from xdsl.dialects.builtin import i1, i8, i32
from xdsl.ir import SSAValue

from .. import memory
from ..builder import int_type
from ..function import FunctionLowering
from ..scalars import component_types
from ..statements import copy_elements
from ..values import Immediate, InMemory, Nothing, Operand, Place
from .call import IntrinsicCall, intrinsic


@intrinsic("copy", "volatile_copy_memory")
def _copy(fx: FunctionLowering, call: IntrinsicCall) -> None:
    source, destination, count = call.arguments
    if call.name == "volatile_copy_memory":
        destination, source = source, destination
    volatile = call.name.startswith("volatile_")
    copy_elements(fx, destination, source, count, overlapping=True, volatile=volatile)


@intrinsic("copy_nonoverlapping", "volatile_copy_nonoverlapping_memory")
def _copy_nonoverlapping(fx: FunctionLowering, call: IntrinsicCall) -> None:
    source, destination, count = call.arguments
    volatile = call.name.startswith("volatile_")
    if volatile:
        destination, source = source, destination
    copy_elements(fx, destination, source, count, overlapping=False, volatile=volatile)


@intrinsic("write_bytes", "volatile_set_memory")
def _write_bytes(fx: FunctionLowering, call: IntrinsicCall) -> None:
    element = fx.layouts.of(fx.pointee(call.arguments[0].layout.type))
    if element.size == 0:
        return
    b = fx.b
    length = call.value(2)
    if element.size != 1:
        length = b.binary(arith.MuliOp, length, b.int(element.size, fx.usize))
    volatile = call.name.startswith("volatile_")
    b.fill(call.value(0), call.value(1), length, element.align, volatile=volatile)


def _pointed_to(fx: FunctionLowering, pointer: Operand, align: int | None = None) -> Place:
    assert isinstance(pointer, Immediate)
    layout = fx.layouts.of(fx.pointee(pointer.layout.type))
    return Place(pointer.value, layout, layout.align if align is None else align)


@intrinsic("read_via_copy")
def _read_via_copy(fx: FunctionLowering, call: IntrinsicCall) -> Operand:
    return memory.load(fx, _pointed_to(fx, call.arguments[0]))


@intrinsic("write_via_move")
def _write_via_move(fx: FunctionLowering, call: IntrinsicCall) -> None:
    memory.store(fx, call.arguments[1], _pointed_to(fx, call.arguments[0]))


@intrinsic("volatile_load", "unaligned_volatile_load")
def _volatile_load(fx: FunctionLowering, call: IntrinsicCall) -> Operand:
    align = 1 if call.name.startswith("unaligned_") else None
    place = _pointed_to(fx, call.arguments[0], align)
    layout = place.layout
    types = component_types(layout)
    if types == ():
        return Nothing(layout)
    if types is not None and len(types) == 1:
        memory_type = i8 if types[0] == i1 else types[0]
        loaded = fx.b.load(place.pointer, memory_type, place.align, volatile=True)
        return Immediate(layout, fx.reinterpret(loaded, types[0]))
    copied = fx.alloca(layout)
    fx.b.copy(
        copied.pointer,
        place.pointer,
        fx.b.i64(layout.size),
        dst_align=copied.align,
        src_align=place.align,
        volatile=True,
    )
    return memory.load(fx, copied)


@intrinsic("volatile_store", "unaligned_volatile_store", "nontemporal_store")
def _special_store(fx: FunctionLowering, call: IntrinsicCall) -> None:
    align = 1 if call.name.startswith("unaligned_") else None
    place = _pointed_to(fx, call.arguments[0], align)
    operand = call.arguments[1]
    volatile = "volatile" in call.name
    match operand:
        case Nothing():
            return
        case Immediate(_, value):
            value = fx.b.int_cast(value, i8, False) if value.type == i1 else value
            fx.b.store(
                value, place.pointer, place.align, volatile=volatile, nontemporal=not volatile
            )
        case _:
            source = memory.in_memory(fx, operand)
            fx.b.copy(
                place.pointer,
                source.pointer,
                fx.b.i64(place.layout.size),
                dst_align=place.align,
                src_align=source.align,
                volatile=volatile,
            )


@intrinsic("typed_swap_nonoverlapping")
def _typed_swap(fx: FunctionLowering, call: IntrinsicCall) -> None:
    left, right = (_pointed_to(fx, argument) for argument in call.arguments)
    if component_types(left.layout) is not None:
        ours, theirs = memory.load(fx, left), memory.load(fx, right)
        memory.store(fx, theirs, left)
        memory.store(fx, ours, right)
        return
    kept = fx.alloca(left.layout)
    memory.store(fx, InMemory(left), kept)
    memory.store(fx, InMemory(right), left)
    memory.store(fx, InMemory(kept), right)


@intrinsic("forget")
def _forget(fx: FunctionLowering, call: IntrinsicCall) -> None:
    """A value that is not dropped: MIR has no drop for it, so there is nothing to do."""


@intrinsic(
    "prefetch_read_data",
    "prefetch_write_data",
    "prefetch_read_instruction",
    "prefetch_write_instruction",
)
def _prefetch(fx: FunctionLowering, call: IntrinsicCall) -> None:
    """A hint, which the device has no use for."""


@intrinsic("raw_eq")
def _raw_eq(fx: FunctionLowering, call: IntrinsicCall) -> SSAValue:
    """Whether two values have the same bytes: as one integer if small, else in a loop."""
    left, right = (_pointed_to(fx, argument) for argument in call.arguments)
    size = left.layout.size
    b = fx.b
    if size == 0:
        return b.bool(True)
    if size <= 16 and size & (size - 1) == 0:
        type_ = int_type(8 * size)
        loaded = [b.load(place.pointer, type_, place.align) for place in (left, right)]
        return b.icmp("eq", *loaded)
    order = compare_bytes(fx, left.pointer, right.pointer, b.int(size, fx.usize))
    return b.icmp("eq", order, b.int(0, i32))


@intrinsic("compare_bytes")
def _compare_bytes(fx: FunctionLowering, call: IntrinsicCall) -> SSAValue:
    return compare_bytes(fx, call.value(0), call.value(1), call.value(2))


def compare_bytes(
    fx: FunctionLowering, left: SSAValue, right: SSAValue, count: SSAValue
) -> SSAValue:
    """
    C's `memcmp` as a loop, since there is no library to call: negative, zero or positive.

        head(i):  i < count ? body : done(0)
        body:     left[i] == right[i] ? head(i + 1) : done(left[i] - right[i])
    """
    b = fx.b
    head, body, done = fx.new_block(), fx.new_block(), fx.new_block()
    index = head.insert_arg(fx.usize, 0)
    result = done.insert_arg(i32, 0)
    b.br(head, (b.int(0, fx.usize),))
    fx.continue_at(head)
    zero = b.int(0, i32)
    b.cond_br(b.icmp("ult", index, count), body, done, (), (zero,))
    fx.continue_at(body)
    bytes_ = [b.load(b.offset(pointer, index, 1), i8, 1) for pointer in (left, right)]
    following = b.binary(arith.AddiOp, index, b.int(1, fx.usize), nuw=True)
    wide = [b.int_cast(byte, i32, False) for byte in bytes_]
    difference = b.binary(arith.SubiOp, *wide)
    b.cond_br(b.icmp("eq", *bytes_), head, done, (following,), (difference,))
    fx.continue_at(done)
    return result
