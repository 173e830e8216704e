"""
Masked vector accesses of the upstream `llvm` dialect: load, store, gather and scatter.

Syntax: MLIR 22, `mlir/Dialect/LLVMIR/LLVMIntrinsicOps.td`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from xdsl.dialects import llvm as xdsl_llvm
from xdsl.dialects.builtin import (
    I1,
    IntegerAttr,
    UnitAttr,
    VectorType,
)
from xdsl.dialects.llvm import (
    LLVMPointerType,
)
from xdsl.ir import Attribute, Operation
from xdsl.irdl import (
    IRDLOperation,
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
from xdsl.traits import MemoryReadEffect, MemoryWriteEffect

from .attributes import (
    move_properties,
)

OpT = TypeVar("OpT", bound=Operation)


def _print_functional(op: Operation, printer: Printer) -> None:
    """Print `OPERANDS {...} : (TYPES) -> TYPE`."""
    printer.print_string(" ")
    printer.print_list(op.operands, printer.print_ssa_value)
    printer.print_op_attributes(op.properties | op.attributes)
    printer.print_string(" : ")
    printer.print_function_type(op.operand_types, op.result_types)


def _parse_functional(cls: type[OpT], parser: Parser, names: Sequence[str]) -> OpT:
    """Parse `OPERANDS {...} : (TYPES) -> TYPE`."""
    operands = parser.parse_comma_separated_list(
        parser.Delimiter.NONE, parser.parse_unresolved_operand
    )
    properties: dict[str, Attribute] = {}
    attributes = dict(parser.parse_optional_attr_dict())
    move_properties(names, attributes, properties)
    parser.parse_punctuation(":")
    type = parser.parse_function_type()
    return cls.create(
        operands=parser.resolve_operands(operands, type.inputs.data, parser.pos),
        result_types=type.outputs.data,
        properties=properties,
        attributes=attributes,
    )


@irdl_op_definition
class MaskedLoadOp(IRDLOperation):
    """
    Load the lanes that the mask has; the others come from `pass_thru`.

        %0 = llvm.intr.masked.load %p, %m, %else {alignment = 4 : i32}
               : (!llvm.ptr, vector<4xi1>, vector<4xf32>) -> vector<4xf32>
    """

    name = "llvm.intr.masked.load"

    data = operand_def(LLVMPointerType)
    mask = operand_def(VectorType[I1])
    pass_thru = var_operand_def(VectorType)
    res = result_def(VectorType)
    alignment = prop_def(IntegerAttr)
    nontemporal = opt_prop_def(UnitAttr)

    traits = traits_def(MemoryReadEffect())

    def print(self, printer: Printer) -> None:
        """Print upstream's form."""
        _print_functional(self, printer)

    @classmethod
    def parse(cls, parser: Parser) -> MaskedLoadOp:
        """Parse upstream's form."""
        return _parse_functional(cls, parser, ("alignment", "nontemporal"))


@irdl_op_definition
class MaskedGatherOp(IRDLOperation):
    """
    Load each lane that the mask has through its own pointer.

        %0 = llvm.intr.masked.gather %p, %m, %else {alignment = 4 : i32}
               : (vector<4x!llvm.ptr>, vector<4xi1>, vector<4xf32>) -> vector<4xf32>
    """

    name = "llvm.intr.masked.gather"

    ptrs = operand_def(VectorType)
    mask = operand_def(VectorType[I1])
    pass_thru = var_operand_def(VectorType)
    res = result_def(VectorType)
    alignment = prop_def(IntegerAttr)

    traits = traits_def(MemoryReadEffect())

    def print(self, printer: Printer) -> None:
        """Print upstream's form."""
        _print_functional(self, printer)

    @classmethod
    def parse(cls, parser: Parser) -> MaskedGatherOp:
        """Parse upstream's form."""
        return _parse_functional(cls, parser, ("alignment",))


@irdl_op_definition
class MaskedStoreOp(xdsl_llvm.MaskedStoreOp):
    """
    Store the lanes that the mask has.

        llvm.intr.masked.store %v, %p, %m {alignment = 4 : i32}
          : vector<4xf32>, vector<4xi1> into !llvm.ptr
    """

    name = "llvm.intr.masked.store"

    value = operand_def(VectorType)
    data = operand_def(LLVMPointerType)
    mask = operand_def(VectorType[I1])
    alignment = prop_def(IntegerAttr)

    traits = traits_def(MemoryWriteEffect())
    assembly_format = None  # the parser and printer are inherited

    def verify_(self) -> None:
        """Nothing beyond the declaration: xDSL's own check, for its narrower one, is replaced."""


@irdl_op_definition
class MaskedScatterOp(IRDLOperation):
    """
    Store each lane that the mask has through its own pointer.

        llvm.intr.masked.scatter %v, %p, %m {alignment = 4 : i32}
          : vector<4xf32>, vector<4xi1> into vector<4x!llvm.ptr>
    """

    name = "llvm.intr.masked.scatter"

    value = operand_def(VectorType)
    ptrs = operand_def(VectorType)
    mask = operand_def(VectorType[I1])
    alignment = prop_def(IntegerAttr)

    irdl_options = xdsl_llvm.MaskedStoreOp.irdl_options
    traits = traits_def(MemoryWriteEffect())

    assembly_format = (
        "$value `,` $ptrs `,` $mask attr-dict `:` type($value) `,` type($mask) `into` type($ptrs)"
    )


MASKED_OPS: list[type[Operation]] = [
    MaskedGatherOp,
    MaskedLoadOp,
    MaskedScatterOp,
    MaskedStoreOp,
]
"""The operations of this file."""
