"""
Intrinsics on floats of the upstream `llvm` dialect that xDSL lacks.

Syntax: MLIR 22, `mlir/Dialect/LLVMIR/LLVMIntrinsicOps.td`; meaning: LLVM's language reference.
Intrinsics without an operation, such as `llvm.fptosi.sat`, are called with `llvm.call_intrinsic`.
"""

from __future__ import annotations

from xdsl.dialects.builtin import (
    IntegerAttr,
    VectorType,
    i1,
    i32,
)
from xdsl.ir import Operation, SSAValue
from xdsl.irdl import (
    IRDLOperation,
    irdl_op_definition,
    operand_def,
    prop_def,
    result_def,
    traits_def,
)
from xdsl.traits import Pure

from .intrinsic_shapes import (
    FLOAT,
    INTEGER,
    BinaryFloatIntrinsic,
    FloatByIntegerIntrinsic,
    FloatPairIntrinsic,
    FloatReduction,
    FloatToIntegerIntrinsic,
    TernaryFloatIntrinsic,
    UnaryFloatIntrinsic,
)


@irdl_op_definition
class Exp10Op(UnaryFloatIntrinsic):
    """
    Ten to the power of the operand.

        %0 = llvm.intr.exp10(%x) : (f32) -> f32
    """

    name = "llvm.intr.exp10"


@irdl_op_definition
class Log10Op(UnaryFloatIntrinsic):
    """
    The decimal logarithm.

        %0 = llvm.intr.log10(%x) : (f32) -> f32
    """

    name = "llvm.intr.log10"


@irdl_op_definition
class RoundEvenOp(UnaryFloatIntrinsic):
    """
    The nearest integral value, ties to even.

        %0 = llvm.intr.roundeven(%x) : (f32) -> f32
    """

    name = "llvm.intr.roundeven"


@irdl_op_definition
class RoundOp(UnaryFloatIntrinsic):
    """
    The nearest integral value, ties away from zero.

        %0 = llvm.intr.round(%x) : (f32) -> f32
    """

    name = "llvm.intr.round"


@irdl_op_definition
class FTruncOp(UnaryFloatIntrinsic):
    """
    The integral part.

        %0 = llvm.intr.trunc(%x) : (f32) -> f32
    """

    name = "llvm.intr.trunc"


@irdl_op_definition
class RintOp(UnaryFloatIntrinsic):
    """
    The integral value in the current rounding mode.

        %0 = llvm.intr.rint(%x) : (f32) -> f32
    """

    name = "llvm.intr.rint"


@irdl_op_definition
class NearbyintOp(UnaryFloatIntrinsic):
    """
    As `rint`, without raising the inexact exception.

        %0 = llvm.intr.nearbyint(%x) : (f32) -> f32
    """

    name = "llvm.intr.nearbyint"


@irdl_op_definition
class TanOp(UnaryFloatIntrinsic):
    """
    The tangent.

        %0 = llvm.intr.tan(%x) : (f32) -> f32
    """

    name = "llvm.intr.tan"


@irdl_op_definition
class ASinOp(UnaryFloatIntrinsic):
    """
    The arc sine.

        %0 = llvm.intr.asin(%x) : (f32) -> f32
    """

    name = "llvm.intr.asin"


@irdl_op_definition
class ACosOp(UnaryFloatIntrinsic):
    """
    The arc cosine.

        %0 = llvm.intr.acos(%x) : (f32) -> f32
    """

    name = "llvm.intr.acos"


@irdl_op_definition
class ATanOp(UnaryFloatIntrinsic):
    """
    The arc tangent.

        %0 = llvm.intr.atan(%x) : (f32) -> f32
    """

    name = "llvm.intr.atan"


@irdl_op_definition
class SinhOp(UnaryFloatIntrinsic):
    """
    The hyperbolic sine.

        %0 = llvm.intr.sinh(%x) : (f32) -> f32
    """

    name = "llvm.intr.sinh"


@irdl_op_definition
class CoshOp(UnaryFloatIntrinsic):
    """
    The hyperbolic cosine.

        %0 = llvm.intr.cosh(%x) : (f32) -> f32
    """

    name = "llvm.intr.cosh"


@irdl_op_definition
class TanhOp(UnaryFloatIntrinsic):
    """
    The hyperbolic tangent.

        %0 = llvm.intr.tanh(%x) : (f32) -> f32
    """

    name = "llvm.intr.tanh"


@irdl_op_definition
class MaximumOp(BinaryFloatIntrinsic):
    """
    The greater of two floats; NaN if either is.

        %0 = llvm.intr.maximum(%x, %y) : (f32, f32) -> f32
    """

    name = "llvm.intr.maximum"


@irdl_op_definition
class MinimumOp(BinaryFloatIntrinsic):
    """
    The lesser of two floats; NaN if either is.

        %0 = llvm.intr.minimum(%x, %y) : (f32, f32) -> f32
    """

    name = "llvm.intr.minimum"


@irdl_op_definition
class ATan2Op(BinaryFloatIntrinsic):
    """
    The angle of the point (second, first operand).

        %0 = llvm.intr.atan2(%x, %y) : (f32, f32) -> f32
    """

    name = "llvm.intr.atan2"


@irdl_op_definition
class FMulAddOp(TernaryFloatIntrinsic):
    """
    `a * b + c`, fused if that is fast.

        %0 = llvm.intr.fmuladd(%x, %y, %z) : (f32, f32, f32) -> f32
    """

    name = "llvm.intr.fmuladd"


@irdl_op_definition
class PowIOp(FloatByIntegerIntrinsic):
    """
    The operand to an integer power.

        %0 = llvm.intr.powi(%x, %n) : (f32, i32) -> f32
    """

    name = "llvm.intr.powi"


@irdl_op_definition
class LdexpOp(FloatByIntegerIntrinsic):
    """
    The operand times two to an integer power.

        %0 = llvm.intr.ldexp(%x, %n) : (f32, i32) -> f32
    """

    name = "llvm.intr.ldexp"


@irdl_op_definition
class LroundOp(FloatToIntegerIntrinsic):
    """
    The nearest integer, ties away from zero.

        %0 = llvm.intr.lround(%x) : (f32) -> i64
    """

    name = "llvm.intr.lround"


@irdl_op_definition
class LlroundOp(FloatToIntegerIntrinsic):
    """
    The nearest integer, ties away from zero.

        %0 = llvm.intr.llround(%x) : (f32) -> i64
    """

    name = "llvm.intr.llround"


@irdl_op_definition
class LrintOp(FloatToIntegerIntrinsic):
    """
    The integer in the current rounding mode.

        %0 = llvm.intr.lrint(%x) : (f32) -> i64
    """

    name = "llvm.intr.lrint"


@irdl_op_definition
class LlrintOp(FloatToIntegerIntrinsic):
    """
    The integer in the current rounding mode.

        %0 = llvm.intr.llrint(%x) : (f32) -> i64
    """

    name = "llvm.intr.llrint"


@irdl_op_definition
class FrexpOp(FloatPairIntrinsic):
    """
    Fraction and exponent, as a struct.

        %0 = llvm.intr.frexp(%x) : (f32) -> !llvm.struct<(f32, i32)>
    """

    name = "llvm.intr.frexp"


@irdl_op_definition
class SincosOp(FloatPairIntrinsic):
    """
    Sine and cosine, as a struct.

        %0 = llvm.intr.sincos(%x) : (f32) -> !llvm.struct<(f32, f32)>
    """

    name = "llvm.intr.sincos"


@irdl_op_definition
class VectorReduceFMaxOp(FloatReduction):
    """
    The greatest lane that is not NaN.

        %0 = llvm.intr.vector.reduce.fmax(%v) : (vector<4xf32>) -> f32
    """

    name = "llvm.intr.vector.reduce.fmax"


@irdl_op_definition
class VectorReduceFMinOp(FloatReduction):
    """
    The least lane that is not NaN.

        %0 = llvm.intr.vector.reduce.fmin(%v) : (vector<4xf32>) -> f32
    """

    name = "llvm.intr.vector.reduce.fmin"


@irdl_op_definition
class VectorReduceFMaximumOp(FloatReduction):
    """
    The greatest lane; NaN if any is.

        %0 = llvm.intr.vector.reduce.fmaximum(%v) : (vector<4xf32>) -> f32
    """

    name = "llvm.intr.vector.reduce.fmaximum"


@irdl_op_definition
class VectorReduceFMinimumOp(FloatReduction):
    """
    The least lane; NaN if any is.

        %0 = llvm.intr.vector.reduce.fminimum(%v) : (vector<4xf32>) -> f32
    """

    name = "llvm.intr.vector.reduce.fminimum"


@irdl_op_definition
class IsFPClassOp(IRDLOperation):
    """
    Whether a float is of one of the classes in `bit`, a set as LLVM's `FPClassTest` numbers them.

        %0 = "llvm.intr.is.fpclass"(%x) <{bit = 3 : i32}> : (f32) -> i1
    """

    name = "llvm.intr.is.fpclass"

    in_ = operand_def(FLOAT)
    res = result_def(INTEGER)
    bit = prop_def(IntegerAttr)

    traits = traits_def(Pure())

    def __init__(self, value: Operation | SSAValue, classes: int):
        operand = SSAValue.get(value)
        type = operand.type
        super().__init__(
            operands=[operand],
            result_types=[VectorType(i1, type.shape) if isinstance(type, VectorType) else i1],
            properties={"bit": IntegerAttr(classes, i32)},
        )


FLOAT_INTRINSIC_OPS: list[type[Operation]] = [
    ACosOp,
    ASinOp,
    ATan2Op,
    ATanOp,
    CoshOp,
    Exp10Op,
    FMulAddOp,
    FTruncOp,
    FrexpOp,
    IsFPClassOp,
    LdexpOp,
    LlrintOp,
    LlroundOp,
    Log10Op,
    LrintOp,
    LroundOp,
    MaximumOp,
    MinimumOp,
    NearbyintOp,
    PowIOp,
    RintOp,
    RoundEvenOp,
    RoundOp,
    SincosOp,
    SinhOp,
    TanOp,
    TanhOp,
    VectorReduceFMaxOp,
    VectorReduceFMaximumOp,
    VectorReduceFMinOp,
    VectorReduceFMinimumOp,
]
"""The operations of this file."""
