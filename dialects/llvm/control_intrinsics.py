"""
Intrinsics of the upstream `llvm` dialect that promise, hint or trap, which xDSL lacks.

Syntax: MLIR 22, `mlir/Dialect/LLVMIR/LLVMIntrinsicOps.td`; meaning: LLVM's language reference.
"""

from __future__ import annotations

from abc import ABC
from collections.abc import Sequence
from typing import ClassVar

from xdsl.dialects.builtin import (
    ArrayAttr,
    DenseArrayBase,
    FloatAttr,
    IntegerAttr,
    IntegerType,
    SignlessIntegerConstraint,
    StringAttr,
    VectorType,
    f64,
    i1,
    i8,
    i32,
)
from xdsl.ir import Attribute, Operation, SSAValue
from xdsl.irdl import (
    AnyAttr,
    IRDLOperation,
    VarConstraint,
    irdl_op_definition,
    operand_def,
    opt_prop_def,
    prop_def,
    result_def,
    traits_def,
    var_operand_def,
)
from xdsl.parser import Parser
from xdsl.printer import Printer
from xdsl.traits import MemoryReadEffect, MemoryWriteEffect, Pure

from .signatures import parse_bundles, print_bundles


@irdl_op_definition
class AssumeOp(IRDLOperation):
    """
    A promise that a condition holds, and what the operand bundles say.

        llvm.intr.assume %c ["align"(%p, %a : !llvm.ptr, i64)] : i1
    """

    name = "llvm.intr.assume"

    cond = operand_def(i1)
    op_bundle_operands = var_operand_def()
    op_bundle_sizes = prop_def(
        DenseArrayBase.constr(i32), default_value=DenseArrayBase.from_list(i32, ())
    )
    op_bundle_tags = opt_prop_def(ArrayAttr)

    traits = traits_def(MemoryReadEffect(), MemoryWriteEffect())

    def __init__(
        self,
        cond: Operation | SSAValue,
        bundles: Sequence[tuple[str, Sequence[SSAValue]]] = (),
    ):
        """`bundles` are pairs of tag and operands, such as `("align", [pointer, alignment])`."""
        super().__init__(
            operands=[cond, [v for bundle in bundles for v in bundle[1]]],
            properties={
                "op_bundle_sizes": DenseArrayBase.from_list(i32, [len(b[1]) for b in bundles]),
                "op_bundle_tags": (
                    ArrayAttr([StringAttr(b[0]) for b in bundles]) if bundles else None
                ),
            },
        )

    def print(self, printer: Printer) -> None:
        """Print upstream's form."""
        printer.print_string(" ")
        printer.print_ssa_value(self.cond)
        print_bundles(printer, self, self.op_bundle_operands)
        printer.print_string(" : ")
        printer.print_attribute(self.cond.type)
        printer.print_op_attributes(self.attributes)

    @classmethod
    def parse(cls, parser: Parser) -> AssumeOp:
        """Parse upstream's form."""
        properties: dict[str, Attribute] = {}
        cond = parser.parse_unresolved_operand()
        bundles = parse_bundles(parser, properties)
        parser.parse_punctuation(":")
        condition = parser.resolve_operand(cond, parser.parse_type())
        attributes = dict(parser.parse_optional_attr_dict())
        return cls.create(
            operands=[condition, *bundles], properties=properties, attributes=attributes
        )


@irdl_op_definition
class ExpectOp(IRDLOperation):
    """
    The first operand, with the hint that it usually equals the second.

        %0 = llvm.intr.expect %c, %true : i1
    """

    name = "llvm.intr.expect"

    T: ClassVar = VarConstraint("T", SignlessIntegerConstraint)

    val = operand_def(T)
    expected = operand_def(T)
    res = result_def(T)

    traits = traits_def(Pure())
    assembly_format = "$val `,` $expected attr-dict `:` type($val)"

    def __init__(self, val: Operation | SSAValue, expected: Operation | SSAValue):
        value = SSAValue.get(val)
        super().__init__(operands=[value, expected], result_types=[value.type])


@irdl_op_definition
class ExpectWithProbabilityOp(IRDLOperation):
    """
    The first operand, with the probability that it equals the second.

        %0 = llvm.intr.expect.with.probability %c, %true, 9.000000e-01 : i1
    """

    name = "llvm.intr.expect.with.probability"

    val = operand_def(IntegerType)
    expected = operand_def(IntegerType)
    res = result_def(IntegerType)
    prob = prop_def(FloatAttr)

    traits = traits_def(Pure())

    def __init__(
        self, val: Operation | SSAValue, expected: Operation | SSAValue, probability: float
    ):
        value = SSAValue.get(val)
        super().__init__(
            operands=[value, expected],
            result_types=[value.type],
            properties={"prob": FloatAttr(probability, f64)},
        )

    def print(self, printer: Printer) -> None:
        """Print upstream's form."""
        printer.print_string(" ")
        printer.print_list(self.operands, printer.print_ssa_value)
        printer.print_string(", ")
        self.prob.print_without_type(printer)
        printer.print_op_attributes(self.attributes)
        printer.print_string(" : ")
        printer.print_attribute(self.val.type)

    @classmethod
    def parse(cls, parser: Parser) -> ExpectWithProbabilityOp:
        """Parse upstream's form."""
        val = parser.parse_unresolved_operand()
        parser.parse_punctuation(",")
        expected = parser.parse_unresolved_operand()
        parser.parse_punctuation(",")
        probability = parser.parse_float()
        attributes = dict(parser.parse_optional_attr_dict())
        parser.parse_punctuation(":")
        type = parser.parse_type()
        op = cls(
            parser.resolve_operand(val, type), parser.resolve_operand(expected, type), probability
        )
        op.attributes = attributes
        return op


@irdl_op_definition
class IsConstantOp(IRDLOperation):
    """
    Whether LLVM sees that a value is a constant.

        %0 = "llvm.intr.is.constant"(%x) : (i32) -> i1
    """

    name = "llvm.intr.is.constant"

    val = operand_def(AnyAttr())
    res = result_def(i1)

    traits = traits_def(Pure())

    def __init__(self, val: Operation | SSAValue):
        super().__init__(operands=[val], result_types=[i1])


class TrapIntrinsic(IRDLOperation, ABC):
    """An intrinsic that traps, without operands."""

    traits = traits_def(MemoryReadEffect(), MemoryWriteEffect())
    assembly_format = "attr-dict"

    def __init__(self):
        super().__init__()


@irdl_op_definition
class TrapOp(TrapIntrinsic):
    """
    Stop the program. Not a terminator: `llvm.unreachable` follows.

        llvm.intr.trap
    """

    name = "llvm.intr.trap"


@irdl_op_definition
class DebugTrapOp(TrapIntrinsic):
    """
    Stop in the debugger.

        llvm.intr.debugtrap
    """

    name = "llvm.intr.debugtrap"


@irdl_op_definition
class UBSanTrapOp(IRDLOperation):
    """
    Stop the program and say why, in 8 bits.

        llvm.intr.ubsantrap <{failureKind = 1 : i8}>
    """

    name = "llvm.intr.ubsantrap"

    failureKind = prop_def(IntegerAttr)

    traits = traits_def(MemoryReadEffect(), MemoryWriteEffect())

    def __init__(self, kind: int):
        super().__init__(properties={"failureKind": IntegerAttr(kind, i8)})

    def print(self, printer: Printer) -> None:
        """Print upstream's form."""
        printer.print_string(" <")
        printer.print_attr_dict({"failureKind": self.failureKind})
        printer.print_string(">")
        printer.print_op_attributes(self.attributes)

    @classmethod
    def parse(cls, parser: Parser) -> UBSanTrapOp:
        """Parse upstream's form."""
        with parser.in_angle_brackets():
            properties = dict(parser.parse_optional_dictionary_attr_dict())
        attributes = dict(parser.parse_optional_attr_dict())
        return cls.create(properties=properties, attributes=attributes)


@irdl_op_definition
class StepVectorOp(IRDLOperation):
    """
    The vector 0, 1, 2 and so on.

        %0 = llvm.intr.stepvector : vector<4xi32>
    """

    name = "llvm.intr.stepvector"

    res = result_def(VectorType.constr(SignlessIntegerConstraint))

    traits = traits_def(Pure())
    assembly_format = "attr-dict `:` type($res)"

    def __init__(self, result_type: Attribute):
        super().__init__(result_types=[result_type])


CONTROL_INTRINSIC_OPS: list[type[Operation]] = [
    AssumeOp,
    DebugTrapOp,
    ExpectOp,
    ExpectWithProbabilityOp,
    IsConstantOp,
    StepVectorOp,
    TrapOp,
    UBSanTrapOp,
]
"""The operations of this file."""
