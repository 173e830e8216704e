"""
Vectors and memory: lanes that are loaded and stored under a mask, and vectors of pointers.

What is done to each pointer of a vector is done lane by lane with the operations that pointers
have, so that later passes see address spaces through it.
"""

from __future__ import annotations

from collections.abc import Callable

from xdsl.dialects import llvm as xllvm
from xdsl.dialects.builtin import IntAttr, StringAttr, i32
from xdsl.ir import Attribute, SSAValue

from ....dialects import llvm, mir
from ...layout import Layout, SimdVector
from ..function import FunctionLowering
from ..scalars import vector_type
from ..values import Immediate, Operand
from .call import IntrinsicCall, intrinsic
from .simd import element_of, lanes_of, mask_bits

_ALIGNMENTS = ("Unaligned", "Element", "Vector")
"""The variants of `SimdAlign` (`library/core/src/intrinsics/simd/mod.rs`)."""


def _element_align(layout: Layout) -> int:
    assert isinstance(layout.abi, SimdVector)
    return layout.abi.element.align


def _alignment(fx: FunctionLowering, call: IntrinsicCall, vector: Layout) -> int:
    """What the last generic argument, a `SimdAlign`, says of the pointer, in bytes."""
    match call.type_args[-1]:
        case IntAttr(data=index):
            name = _ALIGNMENTS[index]
        case StringAttr(data=name):
            pass
        case mir.UnevaluatedAttr() as constant:
            name = constant.path.data.rpartition("::")[2]
        case mir.AggregateConstAttr(variant=StringAttr(data=name)):
            pass
        case _:
            raise fx.error(f"the alignment that `{call.name}` assumes is not known")
    if name == "Unaligned":
        return 1
    return _element_align(vector) if name == "Element" else vector.align


@intrinsic("simd_masked_load")
def _masked_load(fx: FunctionLowering, call: IntrinsicCall) -> SSAValue:
    mask, otherwise = mask_bits(fx, call.value(0)), call.value(2)
    align = _alignment(fx, call, call.result)
    operands = (call.value(1), mask, otherwise)
    return fx.b.call_intrinsic("llvm.masked.load", operands, otherwise.type, aligns=(align,))


@intrinsic("simd_masked_store")
def _masked_store(fx: FunctionLowering, call: IntrinsicCall) -> None:
    mask, value = mask_bits(fx, call.value(0)), call.value(2)
    align = _alignment(fx, call, call.arguments[2].layout)
    operands = (value, call.value(1), mask)
    fx.b.call_void_intrinsic("llvm.masked.store", operands, aligns=(1, align))


@intrinsic("simd_gather")
def _gather(fx: FunctionLowering, call: IntrinsicCall) -> SSAValue:
    otherwise, pointers, mask = call.value(0), call.value(1), mask_bits(fx, call.value(2))
    align = _element_align(call.result)
    operands = (pointers, mask, otherwise)
    return fx.b.call_intrinsic("llvm.masked.gather", operands, otherwise.type, aligns=(align,))


@intrinsic("simd_scatter")
def _scatter(fx: FunctionLowering, call: IntrinsicCall) -> None:
    value, pointers, mask = call.value(0), call.value(1), mask_bits(fx, call.value(2))
    align = _element_align(call.arguments[0].layout)
    fx.b.call_void_intrinsic("llvm.masked.scatter", (value, pointers, mask), aligns=(1, align))


@intrinsic("simd_cast_ptr")
def _cast_pointers(fx: FunctionLowering, call: IntrinsicCall) -> Operand:
    return Immediate(call.result, call.value(0))


@intrinsic("simd_arith_offset")
def _offset(fx: FunctionLowering, call: IntrinsicCall) -> SSAValue:
    layout = call.arguments[0].layout
    pointer = fx.layouts.field(fx.layouts.field(layout, 0), 0).type
    pointee = fx.layouts.of(fx.pointee(pointer))
    offsets = call.value(1)

    def advance(lane: SSAValue, index: SSAValue) -> SSAValue:
        offset = fx.b.llvm(llvm.ExtractElementOp, (offsets, index), element_of(offsets.type))
        return fx.b.offset(lane, offset, pointee.size, wrapping=True)

    return _each_lane(fx, call, advance)


@intrinsic("simd_expose_provenance")
def _expose(fx: FunctionLowering, call: IntrinsicCall) -> SSAValue:
    return _each_lane(fx, call, lambda lane, _: fx.b.ptr_to_int(lane, fx.usize))


@intrinsic("simd_with_exposed_provenance")
def _with_exposed(fx: FunctionLowering, call: IntrinsicCall) -> SSAValue:
    return _each_lane(fx, call, lambda lane, _: fx.b.int_to_ptr(lane, fx.flat))


def _each_lane(
    fx: FunctionLowering, call: IntrinsicCall, of_lane: Callable[[SSAValue, SSAValue], SSAValue]
) -> SSAValue:
    """The vector of what `of_lane` makes of each lane of the first argument and its index."""
    b = fx.b
    vector = call.value(0)
    assert isinstance(call.result.abi, SimdVector)
    type_: Attribute = vector_type(call.result.abi)
    result = b.poison(type_)
    for index in range(lanes_of(vector.type)):
        at = b.int(index, i32)
        lane = b.llvm(llvm.ExtractElementOp, (vector, at), element_of(vector.type))
        result = b.llvm(xllvm.InsertElementOp, (result, of_lane(lane, at), at), type_)
    return result
