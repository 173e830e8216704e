"""
Vectors (`core::intrinsics::simd`).

Comparisons give lanes of all ones or all zeros, as wide as the result's elements; masks are looked
at by their sign bit. Where `arith` speaks of vectors it is used, else LLVM's own operations.
"""

from __future__ import annotations

from typing import cast

from xdsl.dialects import arith
from xdsl.dialects import llvm as xllvm
from xdsl.dialects.builtin import (
    DenseArrayBase,
    IntegerAttr,
    IntegerType,
    VectorType,
    i1,
    i8,
    i32,
)
from xdsl.dialects.builtin import _FloatType as FloatType  # pyright: ignore[reportPrivateUsage]
from xdsl.ir import Attribute, Operation, SSAValue

from ....dialects import llvm
from ...layout import Layout, SimdVector
from .. import memory
from ..builder import int_type, is_int
from ..constants import integers
from ..function import FunctionLowering
from ..scalars import vector_type
from ..values import Immediate, InMemory, Operand
from .call import IntrinsicCall, intrinsic

_INT: dict[str, type[Operation]] = {
    "add": arith.AddiOp,
    "sub": arith.SubiOp,
    "mul": arith.MuliOp,
    "and": arith.AndIOp,
    "or": arith.OrIOp,
    "xor": arith.XOrIOp,
    "shl": arith.ShLIOp,
}
_BY_SIGN: dict[str, tuple[type[Operation], type[Operation]]] = {
    "div": (arith.DivUIOp, arith.DivSIOp),
    "rem": (arith.RemUIOp, arith.RemSIOp),
    "shr": (arith.ShRUIOp, arith.ShRSIOp),
}
_FLOAT: dict[str, type[Operation]] = {
    "add": arith.AddfOp,
    "sub": arith.SubfOp,
    "mul": arith.MulfOp,
    "div": arith.DivfOp,
}
_COMPARE_FLOAT = {"eq": "oeq", "ne": "une", "lt": "olt", "le": "ole", "gt": "ogt", "ge": "oge"}
_MATH = {
    "ceil": "ceil",
    "floor": "floor",
    "round": "round",
    "round_ties_even": "rint",
    "trunc": "trunc",
    "fsqrt": "sqrt",
    "fsin": "sin",
    "fcos": "cos",
    "fexp": "exp",
    "fexp2": "exp2",
    "flog": "log",
    "flog2": "log2",
    "flog10": "log10",
    "fabs": "fabs",
    "fma": "fma",
    "relaxed_fma": "fmuladd",
    "minimum_number_nsz": "minimumnum",
    "maximum_number_nsz": "maximumnum",
    "bswap": "bswap",
    "bitreverse": "bitreverse",
    "ctpop": "ctpop",
    "funnel_shl": "fshl",
    "funnel_shr": "fshr",
}


def _vector(type_: Attribute) -> VectorType[Attribute]:
    assert isinstance(type_, VectorType)
    return cast("VectorType[Attribute]", type_)


def element_of(type_: Attribute) -> Attribute:
    """The type of a vector's lanes."""
    return _vector(type_).element_type


def lanes_of(type_: Attribute) -> int:
    """How many lanes a vector has."""
    return _vector(type_).get_shape()[0]


def _is_signed(layout: Layout) -> bool:
    abi = layout.abi
    return isinstance(abi, SimdVector) and abi.element.is_signed


def _result_type(call: IntrinsicCall) -> VectorType[Attribute]:
    abi = call.result.abi
    assert isinstance(abi, SimdVector)
    return vector_type(abi)


@intrinsic(
    *(
        f"simd_{name}"
        for name in ("add", "sub", "mul", "div", "rem", "shl", "shr", "and", "or", "xor")
    )
)
def _binary(fx: FunctionLowering, call: IntrinsicCall) -> SSAValue:
    kind = call.name.removeprefix("simd_")
    lhs, rhs = call.value(0), call.value(1)
    if isinstance(element_of(lhs.type), FloatType):
        if kind == "rem":
            return fx.b.float_rem(lhs, rhs)
        return fx.b.float_binary(_FLOAT[kind], lhs, rhs)
    if kind in _BY_SIGN:
        return fx.b.binary(_BY_SIGN[kind][_is_signed(call.arguments[0].layout)], lhs, rhs)
    return fx.b.binary(_INT[kind], lhs, rhs)


@intrinsic("simd_neg")
def _neg(fx: FunctionLowering, call: IntrinsicCall) -> SSAValue:
    value = call.value(0)
    if isinstance(element_of(value.type), FloatType):
        return fx.b.llvm(xllvm.FNegOp, (value,), value.type, {"fastmathFlags": _NO_FASTMATH})
    return fx.b.binary(arith.SubiOp, _splat(fx, 0, value.type), value)


_NO_FASTMATH = xllvm.FastMathAttr("none")


def _splat(fx: FunctionLowering, number: int, type_: Attribute) -> SSAValue:
    return splat(fx, fx.b.int(number, element_of(type_)), type_)


def splat(fx: FunctionLowering, value: SSAValue, type_: Attribute) -> SSAValue:
    """A vector of which every lane is the scalar."""
    b = fx.b
    poison = b.poison(type_)
    first = b.llvm(xllvm.InsertElementOp, (poison, value, b.int(0, i32)), type_)
    zeros = DenseArrayBase.from_list(i32, (0,) * lanes_of(type_))
    return b.llvm(xllvm.ShuffleVectorOp, (first, poison), type_, {"mask": zeros})


@intrinsic("simd_splat")
def _simd_splat(fx: FunctionLowering, call: IntrinsicCall) -> SSAValue:
    return splat(fx, call.value(0), _result_type(call))


@intrinsic(*(f"simd_{name}" for name in _MATH))
def _math(fx: FunctionLowering, call: IntrinsicCall) -> SSAValue:
    name = _MATH[call.name.removeprefix("simd_")]
    values = [call.value(index) for index in range(len(call.arguments))]
    if name == "bswap" and element_of(values[0].type) == i8:
        return values[0]
    return fx.b.call_intrinsic(f"llvm.{name}", values, values[0].type)


@intrinsic("simd_carryless_mul")
def _carryless_mul(fx: FunctionLowering, call: IntrinsicCall) -> SSAValue:
    # Lane by lane: LLVM 22 does not legalise `llvm.clmul` of vectors for AMDGPU.
    lhs, rhs = call.value(0), call.value(1)
    result, element = lhs, element_of(lhs.type)
    for lane in range(lanes_of(lhs.type)):
        index = fx.b.int(lane, i32)
        lanes = [fx.b.llvm(llvm.ExtractElementOp, (v, index), element) for v in (lhs, rhs)]
        product = fx.b.call_intrinsic("llvm.clmul", lanes, element)
        result = fx.b.llvm(xllvm.InsertElementOp, (result, product, index), lhs.type)
    return result


@intrinsic("simd_ctlz", "simd_cttz")
def _count(fx: FunctionLowering, call: IntrinsicCall) -> SSAValue:
    value = call.value(0)
    op = llvm.CountLeadingZerosOp if call.name == "simd_ctlz" else llvm.CountTrailingZerosOp
    return fx.b.llvm(op, (value,), value.type, {"is_zero_poison": IntegerAttr.from_bool(False)})


@intrinsic("simd_saturating_add", "simd_saturating_sub")
def _saturating(fx: FunctionLowering, call: IntrinsicCall) -> SSAValue:
    name = "add" if call.name.endswith("add") else "sub"
    sign = "s" if _is_signed(call.arguments[0].layout) else "u"
    lhs = call.value(0)
    return fx.b.call_intrinsic(f"llvm.{sign}{name}.sat", (lhs, call.value(1)), lhs.type)


@intrinsic(*(f"simd_{name}" for name in _COMPARE_FLOAT))
def _compare(fx: FunctionLowering, call: IntrinsicCall) -> SSAValue:
    kind = call.name.removeprefix("simd_")
    lhs, rhs = call.value(0), call.value(1)
    bits = VectorType(i1, (lanes_of(lhs.type),))
    if isinstance(element_of(lhs.type), FloatType):
        found = fx.b.vector_fcmp(_COMPARE_FLOAT[kind], lhs, rhs, bits)
    else:
        sign = "s" if _is_signed(call.arguments[0].layout) else "u"
        predicate = kind if kind in ("eq", "ne") else sign + kind
        found = fx.b.vector_icmp(predicate, lhs, rhs, bits)
    return fx.b.llvm(xllvm.SExtOp, (found,), _result_type(call))


def mask_bits(fx: FunctionLowering, mask: SSAValue) -> SSAValue:
    """The sign bit of each lane of a mask."""
    bits = VectorType(i1, (lanes_of(mask.type),))
    return fx.b.vector_icmp("slt", mask, _splat(fx, 0, mask.type), bits)


@intrinsic("simd_select")
def _select(fx: FunctionLowering, call: IntrinsicCall) -> SSAValue:
    mask = mask_bits(fx, call.value(0))
    then, otherwise = call.value(1), call.value(2)
    return fx.b.llvm(
        llvm.SelectOp, (mask, then, otherwise), then.type, {"fastmathFlags": _NO_FASTMATH}
    )


@intrinsic("simd_select_bitmask")
def _select_bitmask(fx: FunctionLowering, call: IntrinsicCall) -> SSAValue:
    b = fx.b
    then, otherwise = call.value(1), call.value(2)
    lanes = lanes_of(then.type)
    bits = b.int_cast(_bitmask_integer(fx, call.arguments[0]), int_type(lanes), False)
    mask = b.llvm(xllvm.BitcastOp, (bits,), VectorType(i1, (lanes,)))
    return b.llvm(
        llvm.SelectOp, (mask, then, otherwise), then.type, {"fastmathFlags": _NO_FASTMATH}
    )


def _bitmask_integer(fx: FunctionLowering, operand: Operand) -> SSAValue:
    if isinstance(operand, Immediate) and is_int(operand.value.type):
        return operand.value
    place = memory.in_memory(fx, operand)
    return fx.b.load(place.pointer, int_type(8 * place.layout.size), place.align)


@intrinsic("simd_bitmask")
def _bitmask(fx: FunctionLowering, call: IntrinsicCall) -> Operand | SSAValue:
    b = fx.b
    mask = mask_bits(fx, call.value(0))
    lanes = lanes_of(mask.type)
    bits = b.llvm(xllvm.BitcastOp, (mask,), int_type(lanes))
    wide = b.int_cast(bits, int_type(8 * call.result.size), False)
    if call.result.is_scalar:
        return wide
    place = fx.alloca(call.result)
    b.store(wide, place.pointer, place.align)
    return InMemory(place)


@intrinsic("simd_extract", "simd_extract_dyn")
def _extract(fx: FunctionLowering, call: IntrinsicCall) -> SSAValue:
    vector = call.value(0)
    return fx.b.llvm(llvm.ExtractElementOp, (vector, call.value(1)), element_of(vector.type))


@intrinsic("simd_insert", "simd_insert_dyn")
def _insert(fx: FunctionLowering, call: IntrinsicCall) -> SSAValue:
    vector = call.value(0)
    operands = (vector, call.value(2), call.value(1))
    return fx.b.llvm(xllvm.InsertElementOp, operands, vector.type)


@intrinsic("simd_shuffle")
def _shuffle(fx: FunctionLowering, call: IntrinsicCall) -> SSAValue:
    lanes = integers(fx, call.op.operands[2])
    operands = (call.value(0), call.value(1))
    mask = DenseArrayBase.from_list(i32, lanes)
    return fx.b.llvm(xllvm.ShuffleVectorOp, operands, _result_type(call), {"mask": mask})


@intrinsic("simd_cast", "simd_as")
def _cast(fx: FunctionLowering, call: IntrinsicCall) -> SSAValue:
    b = fx.b
    value = call.value(0)
    to = _result_type(call)
    source, target = element_of(value.type), to.element_type
    signed, to_signed = _is_signed(call.arguments[0].layout), _is_signed(call.result)
    if source == target:
        return value
    match source, target:
        case IntegerType(), IntegerType():
            if source.width.data > target.width.data:
                flags: dict[str, Attribute] = {"overflowFlags": xllvm.OverflowAttr("none")}
                return b.llvm(xllvm.TruncOp, (value,), to, flags)
            return (
                b.llvm(xllvm.SExtOp, (value,), to) if signed else b.llvm(xllvm.ZExtOp, (value,), to)
            )
        case IntegerType(), FloatType():
            return b.llvm(xllvm.SIToFPOp if signed else llvm.UIToFPOp, (value,), to)
        case FloatType(), IntegerType():
            if call.name == "simd_as":
                sign = "s" if to_signed else "u"
                return b.call_intrinsic(f"llvm.fpto{sign}i.sat", (value,), to)
            return b.llvm(llvm.FPToSIOp if to_signed else llvm.FPToUIOp, (value,), to)
        case _:
            assert isinstance(source, FloatType)
            assert isinstance(target, FloatType)
            wider = target.bitwidth > source.bitwidth
            return b.llvm(xllvm.FPExtOp if wider else xllvm.FPTruncOp, (value,), to)


@intrinsic(*(f"simd_reduce_{name}" for name in ("and", "or", "xor", "max", "min")))
def _reduce(fx: FunctionLowering, call: IntrinsicCall) -> SSAValue:
    name = call.name.removeprefix("simd_reduce_")
    vector = call.value(0)
    element = element_of(vector.type)
    if name in ("max", "min"):
        if isinstance(element, FloatType):
            name = f"f{name}"
        else:
            name = ("s" if _is_signed(call.arguments[0].layout) else "u") + name
    return fx.b.call_intrinsic(f"llvm.vector.reduce.{name}", (vector,), element)


@intrinsic("simd_reduce_all", "simd_reduce_any")
def _reduce_mask(fx: FunctionLowering, call: IntrinsicCall) -> SSAValue:
    bits = mask_bits(fx, call.value(0))
    name = "and" if call.name.endswith("all") else "or"
    return fx.b.call_intrinsic(f"llvm.vector.reduce.{name}", (bits,), i1)


@intrinsic(
    "simd_reduce_add_ordered",
    "simd_reduce_mul_ordered",
    "simd_reduce_add_unordered",
    "simd_reduce_mul_unordered",
)
def _reduce_sum(fx: FunctionLowering, call: IntrinsicCall) -> SSAValue:
    name = "add" if "_add_" in call.name else "mul"
    vector = call.value(0)
    element = element_of(vector.type)
    if isinstance(element, FloatType):
        if len(call.arguments) > 1:
            start = call.value(1)
        else:
            start = fx.b.float(-0.0 if name == "add" else 1.0, element)
        return fx.b.call_intrinsic(f"llvm.vector.reduce.f{name}", (start, vector), element)
    reduced = fx.b.call_intrinsic(f"llvm.vector.reduce.{name}", (vector,), element)
    if len(call.arguments) > 1:
        kind = arith.AddiOp if name == "add" else arith.MuliOp
        return fx.b.binary(kind, reduced, call.value(1))
    return reduced
