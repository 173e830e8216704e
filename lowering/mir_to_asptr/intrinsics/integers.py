"""Integer arithmetic and bit counting."""

from __future__ import annotations

from xdsl.dialects import arith
from xdsl.dialects.builtin import IntegerAttr, i32
from xdsl.ir import Operation, SSAValue

from ....dialects import llvm
from ...layout import Layout
from .. import arithmetic, memory
from ..builder import int_type, int_width
from ..function import FunctionLowering
from ..values import Immediate, Operand, Pair
from .call import IntrinsicCall, intrinsic

_UNARY: dict[str, type[Operation]] = {
    "ctpop": llvm.CtPopOp,
    "bswap": llvm.ByteSwapOp,
    "bitreverse": llvm.BitReverseOp,
}
_COUNTS: dict[str, tuple[type[Operation], bool]] = {
    "ctlz": (llvm.CountLeadingZerosOp, False),
    "ctlz_nonzero": (llvm.CountLeadingZerosOp, True),
    "cttz": (llvm.CountTrailingZerosOp, False),
    "cttz_nonzero": (llvm.CountTrailingZerosOp, True),
}
_SATURATING: dict[str, tuple[type[Operation], type[Operation]]] = {
    "saturating_add": (llvm.UAddSatOp, llvm.SAddSatOp),
    "saturating_sub": (llvm.USubSatOp, llvm.SSubSatOp),
}


def _signed(call: IntrinsicCall, index: int = 0) -> bool:
    return arithmetic.is_signed(call.arguments[index].layout)


@intrinsic("ctpop", *_COUNTS)
def _count(fx: FunctionLowering, call: IntrinsicCall) -> SSAValue:
    value = call.value(0)
    if call.name == "ctpop":
        counted = fx.b.llvm(llvm.CtPopOp, (value,), value.type)
    else:
        op, nonzero = _COUNTS[call.name]
        flag = IntegerAttr.from_bool(nonzero)
        counted = fx.b.llvm(op, (value,), value.type, {"is_zero_poison": flag})
    return fx.b.int_cast(counted, i32, False)


@intrinsic("bswap", "bitreverse")
def _unary(fx: FunctionLowering, call: IntrinsicCall) -> SSAValue:
    value = call.value(0)
    if call.name == "bswap" and int_width(value.type) == 8:
        return value
    return fx.b.llvm(_UNARY[call.name], (value,), value.type)


@intrinsic(*_SATURATING)
def _saturating(fx: FunctionLowering, call: IntrinsicCall) -> SSAValue:
    lhs = call.value(0)
    return fx.b.llvm(_SATURATING[call.name][_signed(call)], (lhs, call.value(1)), lhs.type)


@intrinsic("wrapping_add", "wrapping_sub", "wrapping_mul")
def _wrapping(fx: FunctionLowering, call: IntrinsicCall) -> Operand:
    kind = call.name.removeprefix("wrapping_")
    return arithmetic.binary(fx, kind, call.arguments[0], call.arguments[1], call.result)


@intrinsic(
    "unchecked_add",
    "unchecked_sub",
    "unchecked_mul",
    "unchecked_shl",
    "unchecked_shr",
    "unchecked_div",
    "unchecked_rem",
)
def _unchecked(fx: FunctionLowering, call: IntrinsicCall) -> Operand:
    kind = call.name.removeprefix("unchecked_")
    if kind not in ("div", "rem"):
        kind += "_unchecked"
    return arithmetic.binary(fx, kind, call.arguments[0], call.arguments[1], call.result)


@intrinsic("add_with_overflow", "sub_with_overflow", "mul_with_overflow")
def _with_overflow(fx: FunctionLowering, call: IntrinsicCall) -> Operand:
    return arithmetic.binary(fx, call.name, call.arguments[0], call.arguments[1], call.result)


@intrinsic("exact_div")
def _exact_div(fx: FunctionLowering, call: IntrinsicCall) -> Operand:
    return arithmetic.binary(fx, "div", call.arguments[0], call.arguments[1], call.result)


@intrinsic("disjoint_bitor")
def _disjoint_bitor(fx: FunctionLowering, call: IntrinsicCall) -> Operand:
    return arithmetic.binary(fx, "bitor", call.arguments[0], call.arguments[1], call.result)


@intrinsic("three_way_compare")
def _three_way(fx: FunctionLowering, call: IntrinsicCall) -> Operand:
    return arithmetic.binary(fx, "cmp", call.arguments[0], call.arguments[1], call.result)


@intrinsic("rotate_left", "rotate_right")
def _rotate(fx: FunctionLowering, call: IntrinsicCall) -> SSAValue:
    value = call.value(0)
    amount = fx.b.int_cast(call.value(1), value.type, False)
    op = llvm.FshlOp if call.name == "rotate_left" else llvm.FshrOp
    return fx.b.llvm(op, (value, value, amount), value.type)


@intrinsic("unchecked_funnel_shl", "unchecked_funnel_shr")
def _funnel(fx: FunctionLowering, call: IntrinsicCall) -> SSAValue:
    high, low = call.value(0), call.value(1)
    amount = fx.b.int_cast(call.value(2), high.type, False)
    op = llvm.FshlOp if call.name == "unchecked_funnel_shl" else llvm.FshrOp
    return fx.b.llvm(op, (high, low, amount), high.type)


@intrinsic("carrying_mul_add")
def _carrying_mul_add(fx: FunctionLowering, call: IntrinsicCall) -> Operand:
    """`a * b + c + d` in twice the width, as the low and the high half."""
    b = fx.b
    signed = _signed(call)
    narrow = call.value(0).type
    bits = int_width(narrow)
    wide = int_type(2 * bits)
    factors = [b.int_cast(call.value(index), wide, signed) for index in range(4)]
    product = b.binary(arith.MuliOp, factors[0], factors[1])
    total = b.binary(arith.AddiOp, b.binary(arith.AddiOp, product, factors[2]), factors[3])
    low = b.int_cast(total, narrow, False)
    high = b.int_cast(
        b.binary(arith.ShRSIOp if signed else arith.ShRUIOp, total, b.int(bits, wide)),
        narrow,
        False,
    )
    return pair(fx, call.result, low, high)


def pair(fx: FunctionLowering, layout: Layout, first: SSAValue, second: SSAValue) -> Operand:
    """The tuple of two scalars, whichever way it is represented."""
    if layout.is_scalar_pair:
        in_order = layout.offset(0) <= layout.offset(1)
        return Pair(layout, *((first, second) if in_order else (second, first)))
    place = fx.alloca(layout)
    for index, value in enumerate((first, second)):
        field = memory.field_place(fx, place, index)
        memory.store(fx, Immediate(field.layout, value), field)
    return memory.load(fx, place)
