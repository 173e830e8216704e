"""
Floating-point mathematics.

Each intrinsic is one of LLVM's, of the same meaning. `fadd_fast` and its like assume that neither
operand nor result is infinite or NaN; the `algebraic` ones allow what real numbers do.
"""

from __future__ import annotations

import re

from xdsl.dialects import arith, llvm
from xdsl.dialects.utils import FastMathFlag
from xdsl.ir import Attribute, Operation, SSAValue

from ....dialects.mir.intrinsics import FLOAT_MATH
from .. import arithmetic
from ..function import FunctionLowering
from ..values import Operand
from .call import IntrinsicCall, intrinsic, intrinsics

_LLVM_NAMES = {
    "round_ties_even": "llvm.rint",
    "minimum_number_nsz": "llvm.minimumnum",
    "maximum_number_nsz": "llvm.maximumnum",
}
_WIDTH = re.compile(r"_?f(?:16|32|64|128)$")

_FAST = arith.FastMathFlagsAttr("fast")
_ALGEBRAIC = arith.FastMathFlagsAttr(
    [
        FastMathFlag.REASSOC,
        FastMathFlag.NO_SIGNED_ZEROS,
        FastMathFlag.ALLOW_RECIP,
        FastMathFlag.ALLOW_CONTRACT,
    ]
)
_ARITHMETIC: dict[str, type[Operation]] = {
    "fadd": arith.AddfOp,
    "fsub": arith.SubfOp,
    "fmul": arith.MulfOp,
    "fdiv": arith.DivfOp,
}


@intrinsics(FLOAT_MATH)
def _math(fx: FunctionLowering, call: IntrinsicCall) -> SSAValue:
    name = _WIDTH.sub("", call.name)
    values = [call.value(index) for index in range(len(call.arguments))]
    return fx.b.call_intrinsic(_LLVM_NAMES.get(name, f"llvm.{name}"), values, values[0].type)


@intrinsic("fabs")
def _fabs(fx: FunctionLowering, call: IntrinsicCall) -> SSAValue:
    value = call.value(0)
    return fx.b.call_intrinsic("llvm.fabs", (value,), value.type)


@intrinsics(
    f"{name}_{suffix}" for name in (*_ARITHMETIC, "frem") for suffix in ("fast", "algebraic")
)
def _relaxed(fx: FunctionLowering, call: IntrinsicCall) -> SSAValue:
    name, _, suffix = call.name.partition("_")
    lhs, rhs = call.value(0), call.value(1)
    if name == "frem":
        flags = "fast" if suffix == "fast" else "none"
        properties: dict[str, Attribute] = {"fastmathFlags": llvm.FastMathAttr(flags)}
        return fx.b.llvm(llvm.FRemOp, (lhs, rhs), lhs.type, properties)
    flags = _FAST if suffix == "fast" else _ALGEBRAIC
    return fx.b.float_binary(_ARITHMETIC[name], lhs, rhs, flags)


@intrinsic("float_to_int_unchecked")
def _to_int_unchecked(fx: FunctionLowering, call: IntrinsicCall) -> Operand | SSAValue:
    from ..scalars import component_types

    types = component_types(call.result)
    assert types is not None
    to = types[0]
    op = arith.FPToSIOp if arithmetic.is_signed(call.result) else arith.FPToUIOp
    return fx.b.convert(op, call.value(0), to)
