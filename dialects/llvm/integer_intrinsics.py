"""
Intrinsics on integers of the upstream `llvm` dialect that xDSL lacks.

Syntax: MLIR 22, `mlir/Dialect/LLVMIR/LLVMIntrinsicOps.td`; meaning: LLVM's language reference.
"""

from __future__ import annotations

from typing import ClassVar

from xdsl.dialects.builtin import (
    IntegerAttr,
)
from xdsl.ir import Operation, SSAValue
from xdsl.irdl import (
    IRDLOperation,
    VarConstraint,
    irdl_op_definition,
    operand_def,
    prop_def,
    result_def,
    traits_def,
)
from xdsl.traits import Pure

from .intrinsic_shapes import (
    INTEGER,
    BinaryIntegerIntrinsic,
    CountZerosIntrinsic,
    IntegerReduction,
    OverflowIntrinsic,
    TernaryIntegerIntrinsic,
    ThreeWayComparison,
    UnaryIntegerIntrinsic,
)


@irdl_op_definition
class AbsOp(IRDLOperation):
    """
    The absolute value; for the least integer poison if `is_int_min_poison`, else itself.

        %0 = "llvm.intr.abs"(%x) <{is_int_min_poison = false}> : (i32) -> i32
    """

    name = "llvm.intr.abs"

    T: ClassVar = VarConstraint("T", INTEGER)

    in_ = operand_def(T)
    res = result_def(T)
    is_int_min_poison = prop_def(IntegerAttr)

    traits = traits_def(Pure())

    def __init__(self, value: Operation | SSAValue, is_int_min_poison: bool = False):
        operand = SSAValue.get(value)
        super().__init__(
            operands=[operand],
            result_types=[operand.type],
            properties={"is_int_min_poison": IntegerAttr.from_bool(is_int_min_poison)},
        )


@irdl_op_definition
class BitReverseOp(UnaryIntegerIntrinsic):
    """
    The bits in reverse order.

        %0 = llvm.intr.bitreverse(%x) : (i32) -> i32
    """

    name = "llvm.intr.bitreverse"


@irdl_op_definition
class ByteSwapOp(UnaryIntegerIntrinsic):
    """
    The bytes in reverse order.

        %0 = llvm.intr.bswap(%x) : (i32) -> i32
    """

    name = "llvm.intr.bswap"


@irdl_op_definition
class CtPopOp(UnaryIntegerIntrinsic):
    """
    How many bits are set.

        %0 = llvm.intr.ctpop(%x) : (i32) -> i32
    """

    name = "llvm.intr.ctpop"


@irdl_op_definition
class CountLeadingZerosOp(CountZerosIntrinsic):
    """
    How many of the highest bits are zero.

        %0 = "llvm.intr.ctlz"(%x) <{is_zero_poison = false}> : (i32) -> i32
    """

    name = "llvm.intr.ctlz"


@irdl_op_definition
class CountTrailingZerosOp(CountZerosIntrinsic):
    """
    How many of the lowest bits are zero.

        %0 = "llvm.intr.cttz"(%x) <{is_zero_poison = false}> : (i32) -> i32
    """

    name = "llvm.intr.cttz"


@irdl_op_definition
class SMaxOp(BinaryIntegerIntrinsic):
    """
    The greater of two signed integers.

        %0 = llvm.intr.smax(%x, %y) : (i32, i32) -> i32
    """

    name = "llvm.intr.smax"


@irdl_op_definition
class SMinOp(BinaryIntegerIntrinsic):
    """
    The lesser of two signed integers.

        %0 = llvm.intr.smin(%x, %y) : (i32, i32) -> i32
    """

    name = "llvm.intr.smin"


@irdl_op_definition
class UMaxOp(BinaryIntegerIntrinsic):
    """
    The greater of two unsigned integers.

        %0 = llvm.intr.umax(%x, %y) : (i32, i32) -> i32
    """

    name = "llvm.intr.umax"


@irdl_op_definition
class UMinOp(BinaryIntegerIntrinsic):
    """
    The lesser of two unsigned integers.

        %0 = llvm.intr.umin(%x, %y) : (i32, i32) -> i32
    """

    name = "llvm.intr.umin"


@irdl_op_definition
class SAddSatOp(BinaryIntegerIntrinsic):
    """
    Signed addition that stops at the type's bounds.

        %0 = llvm.intr.sadd.sat(%x, %y) : (i32, i32) -> i32
    """

    name = "llvm.intr.sadd.sat"


@irdl_op_definition
class UAddSatOp(BinaryIntegerIntrinsic):
    """
    Unsigned addition that stops at the type's bounds.

        %0 = llvm.intr.uadd.sat(%x, %y) : (i32, i32) -> i32
    """

    name = "llvm.intr.uadd.sat"


@irdl_op_definition
class SSubSatOp(BinaryIntegerIntrinsic):
    """
    Signed subtraction that stops at the type's bounds.

        %0 = llvm.intr.ssub.sat(%x, %y) : (i32, i32) -> i32
    """

    name = "llvm.intr.ssub.sat"


@irdl_op_definition
class USubSatOp(BinaryIntegerIntrinsic):
    """
    Unsigned subtraction that stops at zero.

        %0 = llvm.intr.usub.sat(%x, %y) : (i32, i32) -> i32
    """

    name = "llvm.intr.usub.sat"


@irdl_op_definition
class SShlSatOp(BinaryIntegerIntrinsic):
    """
    Signed left shift that stops at the type's bounds.

        %0 = llvm.intr.sshl.sat(%x, %y) : (i32, i32) -> i32
    """

    name = "llvm.intr.sshl.sat"


@irdl_op_definition
class UShlSatOp(BinaryIntegerIntrinsic):
    """
    Unsigned left shift that stops at the type's bound.

        %0 = llvm.intr.ushl.sat(%x, %y) : (i32, i32) -> i32
    """

    name = "llvm.intr.ushl.sat"


@irdl_op_definition
class FshlOp(TernaryIntegerIntrinsic):
    """
    The high half of two joined integers, shifted left; with equal operands, a rotation.

        %0 = llvm.intr.fshl(%x, %y, %z) : (i32, i32, i32) -> i32
    """

    name = "llvm.intr.fshl"


@irdl_op_definition
class FshrOp(TernaryIntegerIntrinsic):
    """
    The low half of two joined integers, shifted right; with equal operands, a rotation.

        %0 = llvm.intr.fshr(%x, %y, %z) : (i32, i32, i32) -> i32
    """

    name = "llvm.intr.fshr"


@irdl_op_definition
class SAddWithOverflowOp(OverflowIntrinsic):
    """
    Signed addition modulo the type's width, and whether it overflowed.

        %0 = "llvm.intr.sadd.with.overflow"(%x, %y) : (i32, i32) -> !llvm.struct<(i32, i1)>
    """

    name = "llvm.intr.sadd.with.overflow"


@irdl_op_definition
class SSubWithOverflowOp(OverflowIntrinsic):
    """
    Signed subtraction modulo the type's width, and whether it overflowed.

        %0 = "llvm.intr.ssub.with.overflow"(%x, %y) : (i32, i32) -> !llvm.struct<(i32, i1)>
    """

    name = "llvm.intr.ssub.with.overflow"


@irdl_op_definition
class SMulWithOverflowOp(OverflowIntrinsic):
    """
    Signed multiplication modulo the type's width, and whether it overflowed.

        %0 = "llvm.intr.smul.with.overflow"(%x, %y) : (i32, i32) -> !llvm.struct<(i32, i1)>
    """

    name = "llvm.intr.smul.with.overflow"


@irdl_op_definition
class UAddWithOverflowOp(OverflowIntrinsic):
    """
    Unsigned addition modulo the type's width, and whether it overflowed.

        %0 = "llvm.intr.uadd.with.overflow"(%x, %y) : (i32, i32) -> !llvm.struct<(i32, i1)>
    """

    name = "llvm.intr.uadd.with.overflow"


@irdl_op_definition
class USubWithOverflowOp(OverflowIntrinsic):
    """
    Unsigned subtraction modulo the type's width, and whether it overflowed.

        %0 = "llvm.intr.usub.with.overflow"(%x, %y) : (i32, i32) -> !llvm.struct<(i32, i1)>
    """

    name = "llvm.intr.usub.with.overflow"


@irdl_op_definition
class UMulWithOverflowOp(OverflowIntrinsic):
    """
    Unsigned multiplication modulo the type's width, and whether it overflowed.

        %0 = "llvm.intr.umul.with.overflow"(%x, %y) : (i32, i32) -> !llvm.struct<(i32, i1)>
    """

    name = "llvm.intr.umul.with.overflow"


@irdl_op_definition
class SCmpOp(ThreeWayComparison):
    """
    -1, 0 or 1 by signed comparison.

        %0 = llvm.intr.scmp(%x, %y) : (i32, i32) -> i8
    """

    name = "llvm.intr.scmp"


@irdl_op_definition
class UCmpOp(ThreeWayComparison):
    """
    -1, 0 or 1 by unsigned comparison.

        %0 = llvm.intr.ucmp(%x, %y) : (i32, i32) -> i8
    """

    name = "llvm.intr.ucmp"


@irdl_op_definition
class VectorReduceAddOp(IntegerReduction):
    """
    The sum of the lanes.

        %0 = "llvm.intr.vector.reduce.add"(%v) : (vector<4xi32>) -> i32
    """

    name = "llvm.intr.vector.reduce.add"


@irdl_op_definition
class VectorReduceMulOp(IntegerReduction):
    """
    The product of the lanes.

        %0 = "llvm.intr.vector.reduce.mul"(%v) : (vector<4xi32>) -> i32
    """

    name = "llvm.intr.vector.reduce.mul"


@irdl_op_definition
class VectorReduceAndOp(IntegerReduction):
    """
    The conjunction of the lanes.

        %0 = "llvm.intr.vector.reduce.and"(%v) : (vector<4xi32>) -> i32
    """

    name = "llvm.intr.vector.reduce.and"


@irdl_op_definition
class VectorReduceOrOp(IntegerReduction):
    """
    The disjunction of the lanes.

        %0 = "llvm.intr.vector.reduce.or"(%v) : (vector<4xi32>) -> i32
    """

    name = "llvm.intr.vector.reduce.or"


@irdl_op_definition
class VectorReduceXorOp(IntegerReduction):
    """
    The exclusive disjunction of the lanes.

        %0 = "llvm.intr.vector.reduce.xor"(%v) : (vector<4xi32>) -> i32
    """

    name = "llvm.intr.vector.reduce.xor"


@irdl_op_definition
class VectorReduceSMaxOp(IntegerReduction):
    """
    The greatest lane, signed.

        %0 = "llvm.intr.vector.reduce.smax"(%v) : (vector<4xi32>) -> i32
    """

    name = "llvm.intr.vector.reduce.smax"


@irdl_op_definition
class VectorReduceSMinOp(IntegerReduction):
    """
    The least lane, signed.

        %0 = "llvm.intr.vector.reduce.smin"(%v) : (vector<4xi32>) -> i32
    """

    name = "llvm.intr.vector.reduce.smin"


@irdl_op_definition
class VectorReduceUMaxOp(IntegerReduction):
    """
    The greatest lane, unsigned.

        %0 = "llvm.intr.vector.reduce.umax"(%v) : (vector<4xi32>) -> i32
    """

    name = "llvm.intr.vector.reduce.umax"


@irdl_op_definition
class VectorReduceUMinOp(IntegerReduction):
    """
    The least lane, unsigned.

        %0 = "llvm.intr.vector.reduce.umin"(%v) : (vector<4xi32>) -> i32
    """

    name = "llvm.intr.vector.reduce.umin"


INTEGER_INTRINSIC_OPS: list[type[Operation]] = [
    AbsOp,
    BitReverseOp,
    ByteSwapOp,
    CountLeadingZerosOp,
    CountTrailingZerosOp,
    CtPopOp,
    FshlOp,
    FshrOp,
    SAddSatOp,
    SAddWithOverflowOp,
    SCmpOp,
    SMaxOp,
    SMinOp,
    SMulWithOverflowOp,
    SShlSatOp,
    SSubSatOp,
    SSubWithOverflowOp,
    UAddSatOp,
    UAddWithOverflowOp,
    UCmpOp,
    UMaxOp,
    UMinOp,
    UMulWithOverflowOp,
    UShlSatOp,
    USubSatOp,
    USubWithOverflowOp,
    VectorReduceAddOp,
    VectorReduceAndOp,
    VectorReduceMulOp,
    VectorReduceOrOp,
    VectorReduceSMaxOp,
    VectorReduceSMinOp,
    VectorReduceUMaxOp,
    VectorReduceUMinOp,
    VectorReduceXorOp,
]
"""The operations of this file."""
