"""
Casts of the upstream `llvm` dialect that xDSL lacks or narrows. Syntax: MLIR 22, `LLVMOps.td`.
"""

from __future__ import annotations

from xdsl.dialects import llvm as xdsl_llvm
from xdsl.dialects.builtin import (
    IntegerType,
    UnitAttr,
    VectorType,
)
from xdsl.dialects.llvm import (
    LLVMPointerType,
)
from xdsl.ir import Attribute, Operation, SSAValue
from xdsl.irdl import (
    AnyAttr,
    IRDLOperation,
    irdl_op_definition,
    operand_def,
    opt_prop_def,
    result_def,
    traits_def,
)
from xdsl.parser import Parser
from xdsl.printer import Printer
from xdsl.traits import NoMemoryEffect, Pure

from .attributes import DereferenceableAttr


@irdl_op_definition
class AddrSpaceCastOp(xdsl_llvm.GenericCastOp):
    """
    Convert a pointer to another address space.

        %0 = llvm.addrspacecast %p : !llvm.ptr<3> to !llvm.ptr
    """

    name = "llvm.addrspacecast"

    arg = operand_def(LLVMPointerType | VectorType)
    result = result_def(LLVMPointerType | VectorType)


@irdl_op_definition
class IntToPtrOp(xdsl_llvm.IntToPtrOp):
    """
    Make a pointer of an address.

        %0 = llvm.inttoptr %a dereferenceable<bytes = 8> : i64 to !llvm.ptr<1>
    """

    name = "llvm.inttoptr"

    input = operand_def(IntegerType | VectorType)
    output = result_def(LLVMPointerType | VectorType)
    dereferenceable = opt_prop_def(DereferenceableAttr)

    traits = traits_def(NoMemoryEffect())
    assembly_format = None

    def __init__(self, input: SSAValue | Operation, result_type: Attribute | None = None):
        IRDLOperation.__init__(
            self,
            operands=[input],
            result_types=[LLVMPointerType() if result_type is None else result_type],
        )

    def print(self, printer: Printer) -> None:
        """Print upstream's form."""
        printer.print_string(" ")
        printer.print_ssa_value(self.input)
        if self.dereferenceable is not None:
            printer.print_string(" dereferenceable")
            self.dereferenceable.print_parameters(printer)
        printer.print_op_attributes(self.attributes)
        printer.print_string(" : ")
        printer.print_attribute(self.input.type)
        printer.print_string(" to ")
        printer.print_attribute(self.output.type)

    @classmethod
    def parse(cls, parser: Parser) -> IntToPtrOp:
        """Parse upstream's form."""
        properties: dict[str, Attribute] = {}
        operand = parser.parse_unresolved_operand()
        if parser.parse_optional_keyword("dereferenceable") is not None:
            properties["dereferenceable"] = DereferenceableAttr.new(
                DereferenceableAttr.parse_parameters(parser)
            )
        attributes = dict(parser.parse_optional_attr_dict())
        parser.parse_punctuation(":")
        value = parser.resolve_operand(operand, parser.parse_type())
        parser.parse_keyword("to")
        return cls.create(
            operands=[value],
            result_types=[parser.parse_type()],
            properties=properties,
            attributes=attributes,
        )

    def verify_(self) -> None:
        """Nothing beyond the declaration: xDSL's own check, for its narrower one, is replaced."""


@irdl_op_definition
class PtrToIntOp(xdsl_llvm.PtrToIntOp):
    """
    The address in a pointer.

        %0 = llvm.ptrtoint %p : !llvm.ptr<1> to i64
    """

    name = "llvm.ptrtoint"

    input = operand_def(LLVMPointerType | VectorType)
    output = result_def(IntegerType | VectorType)

    traits = traits_def(NoMemoryEffect())
    assembly_format = None  # the parser and printer are inherited

    def verify_(self) -> None:
        """Nothing beyond the declaration: xDSL's own check, for its narrower one, is replaced."""


@irdl_op_definition
class FPToSIOp(xdsl_llvm.GenericCastOp):
    """
    A float as a signed integer; poison if it does not fit.

        %0 = llvm.fptosi %f : f32 to i32
    """

    name = "llvm.fptosi"


@irdl_op_definition
class FPToUIOp(xdsl_llvm.GenericCastOp):
    """
    A float as an unsigned integer; poison if it does not fit.

        %0 = llvm.fptoui %f : f32 to i32
    """

    name = "llvm.fptoui"


@irdl_op_definition
class UIToFPOp(IRDLOperation):
    """
    An unsigned integer as a float; `nneg` promises that it is not negative.

        %0 = llvm.uitofp nneg %i : i32 to f32
    """

    name = "llvm.uitofp"

    arg = operand_def(AnyAttr())
    result = result_def(AnyAttr())
    non_neg = opt_prop_def(UnitAttr, prop_name="nonNeg")

    traits = traits_def(Pure())

    assembly_format = "(`nneg` $nonNeg^)? $arg attr-dict `:` type($arg) `to` type($result)"

    def __init__(self, val: Operation | SSAValue, res_type: Attribute, non_neg: bool = False):
        super().__init__(
            operands=[val],
            result_types=[res_type],
            properties={"nonNeg": UnitAttr() if non_neg else None},
        )


CAST_OPS: list[type[Operation]] = [
    AddrSpaceCastOp,
    FPToSIOp,
    FPToUIOp,
    IntToPtrOp,
    PtrToIntOp,
    UIToFPOp,
]
"""The operations of this file."""
