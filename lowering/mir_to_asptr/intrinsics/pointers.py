"""Pointer arithmetic and the halves of fat pointers."""

from __future__ import annotations

from xdsl.dialects import arith
from xdsl.dialects.builtin import i8
from xdsl.ir import SSAValue

from .. import arithmetic
from ..function import FunctionLowering
from ..values import Immediate, Nothing, Operand, Pair
from .call import IntrinsicCall, intrinsic


def _element_size(fx: FunctionLowering, call: IntrinsicCall, index: int = 0) -> int:
    type_ = call.arguments[index].layout.type
    return fx.layouts.of(fx.pointee(type_)).size


@intrinsic("offset")
def _offset(fx: FunctionLowering, call: IntrinsicCall) -> Operand:
    return arithmetic.binary(fx, "offset", call.arguments[0], call.arguments[1], call.result)


@intrinsic("arith_offset")
def _arith_offset(fx: FunctionLowering, call: IntrinsicCall) -> SSAValue:
    size = _element_size(fx, call)
    return fx.b.offset(call.value(0), call.value(1), size, wrapping=True)


@intrinsic("slice_get_unchecked")
def _slice_get_unchecked(fx: FunctionLowering, call: IntrinsicCall) -> SSAValue:
    slice_type = fx.pointee(call.arguments[0].layout.type)
    element = fx.layouts.field(fx.layouts.of(slice_type), 0)
    return fx.b.offset(call.pointer(0), call.value(1), element.size)


@intrinsic("ptr_mask")
def _ptr_mask(fx: FunctionLowering, call: IntrinsicCall) -> SSAValue:
    # Through the distance, so that the result still points into the same allocation.
    b = fx.b
    pointer = call.value(0)
    address = b.ptr_to_int(pointer, fx.usize)
    masked = b.binary(arith.AndIOp, address, call.value(1))
    return b.offset(pointer, b.binary(arith.SubiOp, masked, address), 1, wrapping=True)


@intrinsic("ptr_offset_from", "ptr_offset_from_unsigned")
def _ptr_offset_from(fx: FunctionLowering, call: IntrinsicCall) -> SSAValue:
    b = fx.b
    unsigned = call.name.endswith("_unsigned")
    lhs = b.ptr_to_int(call.value(0), fx.usize)
    rhs = b.ptr_to_int(call.value(1), fx.usize)
    distance = b.binary(arith.SubiOp, lhs, rhs, nuw=unsigned)
    size = b.int(_element_size(fx, call), fx.usize)
    return b.binary(arith.DivUIOp if unsigned else arith.DivSIOp, distance, size)


@intrinsic("ptr_guaranteed_cmp")
def _ptr_guaranteed_cmp(fx: FunctionLowering, call: IntrinsicCall) -> SSAValue:
    return fx.b.int_cast(fx.b.ptr_cmp("eq", call.pointer(0), call.pointer(1)), i8, False)


@intrinsic("aggregate_raw_ptr")
def _aggregate_raw_ptr(fx: FunctionLowering, call: IntrinsicCall) -> Operand:
    metadata = call.arguments[1]
    if isinstance(metadata, Nothing):
        return Immediate(call.result, call.value(0))
    return Pair(call.result, call.value(0), call.value(1))


@intrinsic("ptr_metadata")
def _ptr_metadata(fx: FunctionLowering, call: IntrinsicCall) -> Operand:
    return arithmetic.unary(fx, "ptr_metadata", call.arguments[0], call.result)


@intrinsic("vtable_size", "vtable_align")
def _vtable_entry(fx: FunctionLowering, call: IntrinsicCall) -> SSAValue:
    entry = fx.vtable_size if call.name == "vtable_size" else fx.vtable_align
    return entry(call.pointer(0))
