"""
MIR's binary and unary operators on integers, floats, booleans, characters and pointers.

Plain `Add`, `Sub` and `Mul` wrap; the `Unchecked` forms promise that they do not, the
`WithOverflow` forms give a pair of the wrapped result and whether it wrapped. Shifts take their
amount modulo the width unless unchecked, and the amount may have another type than the value.
Division is preceded in MIR by its checks. The rules are those of `BinOp` in
`compiler/rustc_middle/src/mir/syntax.rs` and their lowering that of
`compiler/rustc_codegen_ssa/src/mir/rvalue.rs` (`codegen_scalar_binop`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xdsl.dialects import arith
from xdsl.dialects.builtin import _FloatType as FloatType  # pyright: ignore[reportPrivateUsage]
from xdsl.dialects.builtin import i8
from xdsl.ir import Operation, SSAValue

from ...dialects import llvm
from ...dialects.asptr import PtrType
from ..layout import Layout, Scalar
from .builder import int_width
from .values import Immediate, Nothing, Operand, Pair

if TYPE_CHECKING:
    from .function import FunctionLowering

_INT: dict[str, type[Operation]] = {
    "add": arith.AddiOp,
    "sub": arith.SubiOp,
    "mul": arith.MuliOp,
    "bitxor": arith.XOrIOp,
    "bitand": arith.AndIOp,
    "bitor": arith.OrIOp,
}
_FLOAT: dict[str, type[Operation]] = {
    "add": arith.AddfOp,
    "sub": arith.SubfOp,
    "mul": arith.MulfOp,
    "div": arith.DivfOp,
}
_SIGNED_BY_KIND: dict[str, tuple[type[Operation], type[Operation]]] = {
    "div": (arith.DivUIOp, arith.DivSIOp),
    "rem": (arith.RemUIOp, arith.RemSIOp),
}
_FLOAT_COMPARE = {"eq": "oeq", "ne": "une", "lt": "olt", "le": "ole", "gt": "ogt", "ge": "oge"}
COMPARISONS = frozenset(_FLOAT_COMPARE)
"""The operators whose result is a `bool`."""


def is_signed(layout: Layout) -> bool:
    """Whether a scalar's integers are signed. Booleans, characters and pointers are not."""
    abi = layout.abi
    return isinstance(abi, Scalar) and abi.is_signed and not abi.is_bool


def binary(fx: FunctionLowering, kind: str, lhs: Operand, rhs: Operand, result: Layout) -> Operand:
    """Lower `kind(lhs, rhs)`; `result` is the layout of what it gives."""
    if isinstance(lhs, Nothing):
        return Immediate(result, fx.b.bool(kind in ("eq", "le", "ge")))
    if isinstance(lhs, Pair):
        assert isinstance(rhs, Pair)
        return Immediate(result, _compare_pairs(fx, kind, lhs, rhs))
    assert isinstance(lhs, Immediate)
    assert isinstance(rhs, Immediate)
    signed = is_signed(lhs.layout)
    if kind == "offset":
        return Immediate(result, _offset(fx, lhs, rhs))
    if kind.endswith("_with_overflow"):
        value, overflow = with_overflow(fx, kind.removesuffix("_with_overflow"), lhs, rhs, signed)
        return Pair(result, value, overflow)
    if kind == "cmp":
        return Immediate(result, three_way(fx, lhs.value, rhs.value, signed))
    return Immediate(result, scalar_binary(fx, kind, lhs.value, rhs.value, signed))


def scalar_binary(
    fx: FunctionLowering, kind: str, lhs: SSAValue, rhs: SSAValue, signed: bool
) -> SSAValue:
    """Lower an operator on two SSA values, given whether integers are signed."""
    b = fx.b
    type_ = lhs.type
    if isinstance(type_, PtrType):
        if kind not in COMPARISONS:
            return fx.pointer_bits_binary(kind, lhs, rhs)
        return b.ptr_cmp(_predicate(kind, False), lhs, rhs)
    if isinstance(type_, FloatType):
        if kind in _FLOAT:
            return b.float_binary(_FLOAT[kind], lhs, rhs)
        if kind == "rem":
            return b.float_rem(lhs, rhs)
        return b.fcmp(_FLOAT_COMPARE[kind], lhs, rhs)
    if kind in COMPARISONS:
        return b.icmp(_predicate(kind, signed), lhs, rhs)
    if kind in _INT:
        return b.binary(_INT[kind], lhs, rhs)
    if kind in _SIGNED_BY_KIND:
        return b.binary(_SIGNED_BY_KIND[kind][signed], lhs, rhs)
    if kind in ("shl", "shr", "shl_unchecked", "shr_unchecked"):
        return _shift(fx, kind, lhs, rhs, signed)
    name = kind.removesuffix("_unchecked")
    return b.binary(_INT[name], lhs, rhs, nsw=signed, nuw=not signed)


def _predicate(kind: str, signed: bool) -> str:
    return kind if kind in ("eq", "ne") else ("s" if signed else "u") + kind


def _shift(fx: FunctionLowering, kind: str, lhs: SSAValue, rhs: SSAValue, signed: bool) -> SSAValue:
    type_ = lhs.type
    # Only the low bits of the amount count, so how it is extended makes no difference.
    amount = fx.b.int_cast(rhs, type_, False)
    if not kind.endswith("_unchecked"):
        amount = fx.b.binary(arith.AndIOp, amount, fx.b.int(int_width(type_) - 1, type_))
    if kind.startswith("shl"):
        return fx.b.binary(arith.ShLIOp, lhs, amount)
    return fx.b.binary(arith.ShRSIOp if signed else arith.ShRUIOp, lhs, amount)


def with_overflow(
    fx: FunctionLowering, kind: str, lhs: Immediate, rhs: Immediate, signed: bool
) -> tuple[SSAValue, SSAValue]:
    """The wrapped result of `add`, `sub` or `mul`, and an `i1` that says whether it wrapped."""
    match kind:
        case "add":
            operation = llvm.SAddWithOverflowOp if signed else llvm.UAddWithOverflowOp
        case "sub":
            operation = llvm.SSubWithOverflowOp if signed else llvm.USubWithOverflowOp
        case _:
            operation = llvm.SMulWithOverflowOp if signed else llvm.UMulWithOverflowOp
    return fx.b.with_overflow(operation, lhs.value, rhs.value)


def three_way(fx: FunctionLowering, lhs: SSAValue, rhs: SSAValue, signed: bool) -> SSAValue:
    """An `Ordering`: -1, 0 or 1 as an `i8`."""
    greater = scalar_binary(fx, "gt", lhs, rhs, signed)
    less = scalar_binary(fx, "lt", lhs, rhs, signed)
    return fx.b.binary(
        arith.SubiOp, fx.b.int_cast(greater, i8, False), fx.b.int_cast(less, i8, False)
    )


def _compare_pairs(fx: FunctionLowering, kind: str, lhs: Pair, rhs: Pair) -> SSAValue:
    """Compare fat pointers: by address, then by metadata (`codegen_wide_ptr_binop`)."""
    b = fx.b
    same = scalar_binary(fx, "eq", lhs.first, rhs.first, False)
    if kind in ("eq", "ne"):
        also = scalar_binary(fx, "eq", lhs.second, rhs.second, False)
        both = b.binary(arith.AndIOp, same, also)
        return both if kind == "eq" else b.not_(both)
    strict = {"le": "lt", "ge": "gt"}.get(kind, kind)
    before = scalar_binary(fx, strict, lhs.first, rhs.first, False)
    then = scalar_binary(fx, kind, lhs.second, rhs.second, False)
    return b.binary(arith.OrIOp, before, b.binary(arith.AndIOp, same, then))


def _offset(fx: FunctionLowering, lhs: Immediate, rhs: Immediate) -> SSAValue:
    pointee = fx.layouts.of(fx.pointee(lhs.layout.type))
    return fx.b.offset(lhs.value, rhs.value, pointee.size)


def unary(fx: FunctionLowering, kind: str, operand: Operand, result: Layout) -> Operand:
    """Lower `neg`, `not` or `ptr_metadata`."""
    b = fx.b
    if kind == "ptr_metadata":
        if isinstance(operand, Pair):
            return Immediate(result, operand.second)
        return Nothing(result)
    assert isinstance(operand, Immediate)
    value = operand.value
    if kind == "not":
        return Immediate(result, b.not_(value))
    if isinstance(value.type, FloatType):
        return Immediate(result, b.negf(value))
    return Immediate(result, b.binary(arith.SubiOp, b.int(0, value.type), value))
