"""
The shapes of arithmetic intrinsics: base classes with operands, results and constructors.

Syntax: MLIR 22, `mlir/Dialect/LLVMIR/LLVMIntrinsicOps.td`. Those without a syntax of their own
there print in the generic form here too.
"""

from __future__ import annotations

from abc import ABC
from typing import ClassVar, cast

from xdsl.dialects.builtin import (
    AnyFloatConstr,
    IntegerAttr,
    SignlessIntegerConstraint,
    VectorType,
    i1,
)
from xdsl.dialects.llvm import FastMathAttr, LLVMStructType
from xdsl.ir import Attribute, Operation, SSAValue
from xdsl.irdl import (
    IRDLOperation,
    ParsePropInAttrDict,
    VarConstraint,
    operand_def,
    prop_def,
    result_def,
    traits_def,
)
from xdsl.traits import Pure
from xdsl.utils.hints import isa

INTEGER = SignlessIntegerConstraint | VectorType.constr(SignlessIntegerConstraint)


FLOAT = AnyFloatConstr | VectorType.constr(AnyFloatConstr)


NO_FAST_MATH = FastMathAttr(None)


FUNCTIONAL = "`(` operands `)` attr-dict `:` functional-type(operands, results)"


class UnaryIntegerIntrinsic(IRDLOperation, ABC):
    """An integer, or a vector of them, to the same type."""

    T: ClassVar = VarConstraint("T", INTEGER)

    in_ = operand_def(T)
    res = result_def(T)

    traits = traits_def(Pure())
    assembly_format = FUNCTIONAL

    def __init__(self, value: Operation | SSAValue):
        operand = SSAValue.get(value)
        super().__init__(operands=[operand], result_types=[operand.type])


class CountZerosIntrinsic(IRDLOperation, ABC):
    """A count of zero bits; for zero itself poison if `is_zero_poison`, else the width."""

    T: ClassVar = VarConstraint("T", INTEGER)

    in_ = operand_def(T)
    res = result_def(T)
    is_zero_poison = prop_def(IntegerAttr)

    traits = traits_def(Pure())

    def __init__(self, value: Operation | SSAValue, is_zero_poison: bool = False):
        operand = SSAValue.get(value)
        super().__init__(
            operands=[operand],
            result_types=[operand.type],
            properties={"is_zero_poison": IntegerAttr.from_bool(is_zero_poison)},
        )


class BinaryIntegerIntrinsic(IRDLOperation, ABC):
    """Two integers, or vectors of them, to the same type."""

    T: ClassVar = VarConstraint("T", INTEGER)

    a = operand_def(T)
    b = operand_def(T)
    res = result_def(T)

    traits = traits_def(Pure())
    assembly_format = FUNCTIONAL

    def __init__(self, a: Operation | SSAValue, b: Operation | SSAValue):
        first = SSAValue.get(a)
        super().__init__(operands=[first, b], result_types=[first.type])


class TernaryIntegerIntrinsic(IRDLOperation, ABC):
    """Three integers, or vectors of them, to the same type."""

    T: ClassVar = VarConstraint("T", INTEGER)

    a = operand_def(T)
    b = operand_def(T)
    c = operand_def(T)
    res = result_def(T)

    traits = traits_def(Pure())
    assembly_format = FUNCTIONAL

    def __init__(self, a: Operation | SSAValue, b: Operation | SSAValue, c: Operation | SSAValue):
        first = SSAValue.get(a)
        super().__init__(operands=[first, b, c], result_types=[first.type])


class OverflowIntrinsic(IRDLOperation, ABC):
    """Two integers to a struct of the result and whether it overflowed."""

    T: ClassVar = VarConstraint("T", INTEGER)

    lhs = operand_def(T)
    rhs = operand_def(T)
    res = result_def(LLVMStructType)

    traits = traits_def(Pure())

    def __init__(self, lhs: Operation | SSAValue, rhs: Operation | SSAValue):
        first = SSAValue.get(lhs)
        type = first.type
        flag = VectorType(i1, type.shape) if isa(type, VectorType) else i1
        super().__init__(
            operands=[first, rhs], result_types=[LLVMStructType.from_type_list([type, flag])]
        )


class ThreeWayComparison(IRDLOperation, ABC):
    """Two integers to an integer that says which is greater."""

    T: ClassVar = VarConstraint("T", INTEGER)

    a = operand_def(T)
    b = operand_def(T)
    res = result_def(INTEGER)

    traits = traits_def(Pure())
    assembly_format = FUNCTIONAL

    def __init__(self, a: Operation | SSAValue, b: Operation | SSAValue, result_type: Attribute):
        super().__init__(operands=[a, b], result_types=[result_type])


class UnaryFloatIntrinsic(IRDLOperation, ABC):
    """A float, or a vector of them, to the same type."""

    T: ClassVar = VarConstraint("T", FLOAT)

    in_ = operand_def(T)
    res = result_def(T)
    fastmathFlags = prop_def(FastMathAttr, default_value=NO_FAST_MATH)

    irdl_options = (ParsePropInAttrDict(),)
    traits = traits_def(Pure())
    assembly_format = FUNCTIONAL

    def __init__(self, value: Operation | SSAValue, fast_math: FastMathAttr = NO_FAST_MATH):
        operand = SSAValue.get(value)
        super().__init__(
            operands=[operand],
            result_types=[operand.type],
            properties={"fastmathFlags": fast_math},
        )


class BinaryFloatIntrinsic(IRDLOperation, ABC):
    """Two floats, or vectors of them, to the same type."""

    T: ClassVar = VarConstraint("T", FLOAT)

    a = operand_def(T)
    b = operand_def(T)
    res = result_def(T)
    fastmathFlags = prop_def(FastMathAttr, default_value=NO_FAST_MATH)

    irdl_options = (ParsePropInAttrDict(),)
    traits = traits_def(Pure())
    assembly_format = FUNCTIONAL

    def __init__(
        self,
        a: Operation | SSAValue,
        b: Operation | SSAValue,
        fast_math: FastMathAttr = NO_FAST_MATH,
    ):
        first = SSAValue.get(a)
        super().__init__(
            operands=[first, b],
            result_types=[first.type],
            properties={"fastmathFlags": fast_math},
        )


class TernaryFloatIntrinsic(IRDLOperation, ABC):
    """Three floats, or vectors of them, to the same type."""

    T: ClassVar = VarConstraint("T", FLOAT)

    a = operand_def(T)
    b = operand_def(T)
    c = operand_def(T)
    res = result_def(T)
    fastmathFlags = prop_def(FastMathAttr, default_value=NO_FAST_MATH)

    irdl_options = (ParsePropInAttrDict(),)
    traits = traits_def(Pure())
    assembly_format = FUNCTIONAL

    def __init__(
        self,
        a: Operation | SSAValue,
        b: Operation | SSAValue,
        c: Operation | SSAValue,
        fast_math: FastMathAttr = NO_FAST_MATH,
    ):
        first = SSAValue.get(a)
        super().__init__(
            operands=[first, b, c],
            result_types=[first.type],
            properties={"fastmathFlags": fast_math},
        )


class FloatByIntegerIntrinsic(IRDLOperation, ABC):
    """A float and an integer to the float's type."""

    T: ClassVar = VarConstraint("T", FLOAT)

    val = operand_def(T)
    power = operand_def(INTEGER)
    res = result_def(T)
    fastmathFlags = prop_def(FastMathAttr, default_value=NO_FAST_MATH)

    irdl_options = (ParsePropInAttrDict(),)
    traits = traits_def(Pure())
    assembly_format = FUNCTIONAL

    def __init__(
        self,
        val: Operation | SSAValue,
        power: Operation | SSAValue,
        fast_math: FastMathAttr = NO_FAST_MATH,
    ):
        first = SSAValue.get(val)
        super().__init__(
            operands=[first, power],
            result_types=[first.type],
            properties={"fastmathFlags": fast_math},
        )


class FloatToIntegerIntrinsic(IRDLOperation, ABC):
    """A float to an integer."""

    val = operand_def(FLOAT)
    res = result_def(INTEGER)

    traits = traits_def(Pure())
    assembly_format = FUNCTIONAL

    def __init__(self, val: Operation | SSAValue, result_type: Attribute):
        super().__init__(operands=[val], result_types=[result_type])


class FloatPairIntrinsic(IRDLOperation, ABC):
    """A float to a struct of two values."""

    val = operand_def(FLOAT)
    res = result_def(LLVMStructType)
    fastmathFlags = prop_def(FastMathAttr, default_value=NO_FAST_MATH)

    irdl_options = (ParsePropInAttrDict(),)
    traits = traits_def(Pure())
    assembly_format = FUNCTIONAL

    def __init__(self, val: Operation | SSAValue, second: Attribute):
        """`second` is the type of the struct's second member."""
        operand = SSAValue.get(val)
        super().__init__(
            operands=[operand],
            result_types=[LLVMStructType.from_type_list([operand.type, second])],
        )


class IntegerReduction(IRDLOperation, ABC):
    """A vector of integers to one."""

    in_ = operand_def(VectorType.constr(SignlessIntegerConstraint))
    res = result_def(SignlessIntegerConstraint)

    traits = traits_def(Pure())

    def __init__(self, value: Operation | SSAValue):
        operand = SSAValue.get(value)
        super().__init__(
            operands=[operand], result_types=[cast("VectorType", operand.type).element_type]
        )


class FloatReduction(IRDLOperation, ABC):
    """A vector of floats to one."""

    in_ = operand_def(VectorType.constr(AnyFloatConstr))
    res = result_def(AnyFloatConstr)
    fastmathFlags = prop_def(FastMathAttr, default_value=NO_FAST_MATH)

    irdl_options = (ParsePropInAttrDict(),)
    traits = traits_def(Pure())
    assembly_format = FUNCTIONAL

    def __init__(self, value: Operation | SSAValue, fast_math: FastMathAttr = NO_FAST_MATH):
        operand = SSAValue.get(value)
        super().__init__(
            operands=[operand],
            result_types=[cast("VectorType", operand.type).element_type],
            properties={"fastmathFlags": fast_math},
        )
