"""
`math` to `llvm`: functions of floats, and the counting of bits.

`lower_to_llvm.py` imports this where a module uses `math`, which `lower-mir` does not.
"""

from __future__ import annotations

from collections.abc import Mapping

from xdsl.dialects import math
from xdsl.dialects.builtin import BoolAttr
from xdsl.ir import Attribute, Operation

from ...dialects import llvm
from .arithmetic import conversion, float_operation
from .conversion import FunctionLowering, Lowering


def _counting(cls: type[Operation], flag: str) -> Lowering:
    """An intrinsic with a property that says whether a special input is poison: it is not."""
    properties: dict[str, Attribute] = {flag: BoolAttr.from_bool(False)}

    def lower(fx: FunctionLowering, op: Operation) -> None:
        operands = fx.operands(op)
        fx.replace(op, fx.value(cls, operands, operands[0].type, properties))

    return lower


_FLOATS: Mapping[type[Operation], type[Operation]] = {
    math.AbsFOp: llvm.FAbsOp,
    math.CeilOp: llvm.FCeilOp,
    math.CopySignOp: llvm.FCopySignOp,
    math.CosOp: llvm.FCosOp,
    math.ExpOp: llvm.FExpOp,
    math.Exp2Op: llvm.FExp2Op,
    math.FloorOp: llvm.FFloorOp,
    math.FmaOp: llvm.FMAOp,
    math.FPowIOp: llvm.PowIOp,
    math.LogOp: llvm.FLogOp,
    math.Log2Op: llvm.FLog2Op,
    math.Log10Op: llvm.Log10Op,
    math.PowFOp: llvm.FPowOp,
    math.RoundOp: llvm.RoundOp,
    math.RoundEvenOp: llvm.RoundEvenOp,
    math.SinOp: llvm.FSinOp,
    math.SqrtOp: llvm.FSqrtOp,
    math.TanOp: llvm.TanOp,
    math.TruncOp: llvm.FTruncOp,
}
"""Operations of floats with fast-math flags, whose result is of the first operand's type."""

LOWERINGS: Mapping[type[Operation], Lowering] = {
    math.AbsIOp: _counting(llvm.AbsOp, "is_int_min_poison"),
    math.CountLeadingZerosOp: _counting(llvm.CountLeadingZerosOp, "is_zero_poison"),
    math.CountTrailingZerosOp: _counting(llvm.CountTrailingZerosOp, "is_zero_poison"),
    math.CtPopOp: conversion(llvm.CtPopOp),
    **{old: float_operation(new) for old, new in _FLOATS.items()},
}
"""How to convert each operation of this dialect."""
