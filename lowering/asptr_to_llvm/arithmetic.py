"""
`arith` and `ub` to `llvm`.

`arith` is a mirror of LLVM's instructions, so that most of this is a table; `index` becomes the
target's integer of a pointer's width. Minima and maxima are in `extrema.py`, conversions between
integers and floats in `float_conversions.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from xdsl.dialects import arith, ub
from xdsl.dialects.builtin import (
    DenseIntOrFPElementsAttr,
    IndexType,
    IntegerAttr,
    IntegerType,
    VectorType,
    i32,
)
from xdsl.dialects.llvm import FastMathAttr, LLVMStructType
from xdsl.ir import Attribute, Operation

from ...dialects import llvm
from .conversion import NO_FAST_MATH, FunctionLowering, Lowering, width_of

_OVERFLOW = {"nsw": 1, "nuw": 2}
"""The bits of LLVM's overflow flags (`IntegerOverflowFlags` in `LLVMEnums.td`)."""
_OVERFLOW_ATTRIBUTES = [IntegerAttr(bits, i32) for bits in range(4)]


def _constant(fx: FunctionLowering, op: arith.ConstantOp) -> None:
    value: Attribute = op.value
    type = fx.types.convert(op.result.type)
    if isinstance(value, IntegerAttr) and isinstance(value.type, IndexType):
        value = IntegerAttr(value.value.data, fx.types.index, truncate_bits=True)
    elif isinstance(value, DenseIntOrFPElementsAttr) and type is not op.result.type:
        raise fx.error(op, "a constant vector of `index` has no counterpart in LLVM")
    fx.replace(op, fx.value(llvm.ConstantOp, (), type, {"value": value}))


def binary(cls: type[Operation]) -> Lowering:
    """To an operation of two operands of one type, which is the result's too."""

    def lower(fx: FunctionLowering, op: Operation) -> None:
        a, b = op.operands
        values = fx.values
        left = values[a]
        fx.replace(op, fx.value(cls, (left, values[b]), left.type))

    return lower


def _overflowing(cls: type[Operation]) -> Lowering:
    def lower(fx: FunctionLowering, op: Any) -> None:
        a, b = op.operands
        left = fx.values[a]
        bits = sum(_OVERFLOW[flag.value] for flag in op.overflow_flags.data)
        properties = {"overflowFlags": _OVERFLOW_ATTRIBUTES[bits]}
        fx.replace(op, fx.value(cls, (left, fx.values[b]), left.type, properties))

    return lower


_FAST_MATH: dict[Attribute, FastMathAttr] = {}


def fast_math(op: Any) -> FastMathAttr:
    """The fast-math flags of an operation of `arith` or `math`, as `llvm`'s."""
    flags: Any = op.properties.get("fastmath")
    if flags is None or not flags.data:
        return NO_FAST_MATH
    found = _FAST_MATH.get(flags)
    if found is None:
        found = _FAST_MATH[flags] = FastMathAttr(flags.data)
    return found


def float_operation(cls: type[Operation]) -> Lowering:
    """To an operation with fast-math flags, whose result is of the first operand's type."""

    def lower(fx: FunctionLowering, op: Operation) -> None:
        operands = fx.operands(op)
        properties = {"fastmathFlags": fast_math(op)}
        fx.replace(op, fx.value(cls, operands, operands[0].type, properties))

    return lower


def conversion(cls: type[Operation]) -> Lowering:
    """To an operation of the same operands, whose result has the converted type."""

    def lower(fx: FunctionLowering, op: Operation) -> None:
        fx.replace(op, fx.value(cls, fx.operands(op), fx.types.convert(op.results[0].type)))

    return lower


def _index_cast(fx: FunctionLowering, op: arith.IndexCastOp) -> None:
    value = fx.values[op.input]
    fx.replace(op, fx.resize(value, fx.types.convert(op.result.type), signed=True))


def _bitcast(fx: FunctionLowering, op: arith.BitcastOp) -> None:
    value = fx.values[op.input]
    type = fx.types.convert(op.result.type)
    same = type == value.type
    fx.replace(op, value if same else fx.value(llvm.BitcastOp, (value,), type))


def _compare_integers(fx: FunctionLowering, op: arith.CmpiOp) -> None:
    # `arith` numbers its predicates as `llvm` does: eq, ne, slt, ... uge.
    result = fx.types.convert(op.result.type)
    properties = {"predicate": op.predicate}
    fx.replace(op, fx.value(llvm.ICmpOp, fx.operands(op), result, properties))


def _compare_floats(fx: FunctionLowering, op: arith.CmpfOp) -> None:
    properties = {"predicate": op.predicate, "fastmathFlags": fast_math(op)}
    result = fx.types.convert(op.result.type)
    fx.replace(op, fx.value(llvm.FCmpOp, fx.operands(op), result, properties))


_SELECT = {"fastmathFlags": NO_FAST_MATH}


def _select(fx: FunctionLowering, op: arith.SelectOp) -> None:
    operands = fx.operands(op)
    fx.replace(op, fx.value(llvm.SelectOp, operands, operands[1].type, _SELECT))


def _add_extended(fx: FunctionLowering, op: arith.AddUIExtendedOp) -> None:
    operands = fx.operands(op)
    type = operands[0].type
    flag = fx.types.convert(op.overflow.type)
    struct = LLVMStructType.from_type_list((type, flag))
    both = fx.value(llvm.UAddWithOverflowOp, operands, struct)
    fx.values[op.sum] = fx.extract(both, 0, type)
    fx.values[op.overflow] = fx.extract(both, 1, flag)


def _multiply_extended(extend: type[Operation]) -> Lowering:
    def lower(fx: FunctionLowering, op: Any) -> None:
        narrow = fx.types.convert(op.low.type)
        if isinstance(narrow, VectorType):
            raise fx.error(op, f"`{op.name}` of vectors is not supported")
        bits = width_of(narrow)
        wide = IntegerType(2 * bits)
        factors = [fx.value(extend, (v,), wide) for v in fx.operands(op)]
        properties = {"overflowFlags": _OVERFLOW_ATTRIBUTES[0]}
        product = fx.value(llvm.MulOp, factors, wide, properties)
        fx.values[op.low] = fx.value(llvm.TruncOp, (product,), narrow)
        high = fx.value(llvm.LShrOp, (product, fx.integer(bits, wide)), wide)
        fx.values[op.high] = fx.value(llvm.TruncOp, (high,), narrow)

    return lower


def _poison(fx: FunctionLowering, op: ub.PoisonOp) -> None:
    fx.replace(op, fx.value(llvm.PoisonOp, (), fx.types.convert(op.results[0].type)))


def _unreachable(fx: FunctionLowering, op: Operation) -> None:
    fx.emit(llvm.UnreachableOp)


_FLOATS: Mapping[type[Operation], type[Operation]] = {
    arith.AddfOp: llvm.FAddOp,
    arith.SubfOp: llvm.FSubOp,
    arith.MulfOp: llvm.FMulOp,
    arith.DivfOp: llvm.FDivOp,
    arith.NegfOp: llvm.FNegOp,
}
"""Operations of floats with fast-math flags, whose result is of the first operand's type."""

LOWERINGS: Mapping[type[Operation], Lowering] = {
    arith.ConstantOp: _constant,
    arith.AddiOp: _overflowing(llvm.AddOp),
    arith.SubiOp: _overflowing(llvm.SubOp),
    arith.MuliOp: _overflowing(llvm.MulOp),
    arith.ShLIOp: _overflowing(llvm.ShlOp),
    arith.DivUIOp: binary(llvm.UDivOp),
    arith.DivSIOp: binary(llvm.SDivOp),
    arith.RemUIOp: binary(llvm.URemOp),
    arith.RemSIOp: binary(llvm.SRemOp),
    arith.AndIOp: binary(llvm.AndOp),
    arith.OrIOp: binary(llvm.OrOp),
    arith.XOrIOp: binary(llvm.XOrOp),
    arith.ShRUIOp: binary(llvm.LShrOp),
    arith.ShRSIOp: binary(llvm.AShrOp),
    arith.AddUIExtendedOp: _add_extended,
    arith.MulUIExtendedOp: _multiply_extended(llvm.ZExtOp),
    arith.MulSIExtendedOp: _multiply_extended(llvm.SExtOp),
    arith.CmpiOp: _compare_integers,
    arith.CmpfOp: _compare_floats,
    arith.SelectOp: _select,
    arith.IndexCastOp: _index_cast,
    arith.BitcastOp: _bitcast,
    arith.ExtUIOp: conversion(llvm.ZExtOp),
    arith.ExtSIOp: conversion(llvm.SExtOp),
    arith.TruncIOp: conversion(llvm.TruncOp),
    arith.ExtFOp: conversion(llvm.FPExtOp),
    arith.TruncFOp: conversion(llvm.FPTruncOp),
    ub.PoisonOp: _poison,
    ub.UnreachableOp: _unreachable,
    **{old: float_operation(new) for old, new in _FLOATS.items()},
}
"""How to convert each operation of these dialects, but for those in files of their own."""
