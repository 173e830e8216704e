"""
Branches of the upstream `llvm` dialect that xDSL lacks or narrows. Syntax: MLIR 22, `LLVMOps.td`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import cast

from xdsl.dialects import llvm as xdsl_llvm
from xdsl.dialects.builtin import (
    ArrayAttr,
    DenseArrayBase,
    DenseIntOrFPElementsAttr,
    IntegerAttr,
    IntegerType,
    SignlessIntegerConstraint,
    i1,
    i32,
)
from xdsl.ir import Attribute, Block, Operation, SSAValue
from xdsl.irdl import (
    AttrSizedOperandSegments,
    IRDLOperation,
    irdl_op_definition,
    operand_def,
    opt_prop_def,
    prop_def,
    successor_def,
    traits_def,
    var_operand_def,
    var_successor_def,
)
from xdsl.parser import Parser
from xdsl.printer import Printer
from xdsl.traits import IsTerminator, Pure
from xdsl.utils.exceptions import VerifyException
from xdsl.utils.hints import isa

from .attributes import signed


@irdl_op_definition
class CondBrOp(xdsl_llvm.CondBrOp):
    """
    Branch on a condition. `branch_weights` says how often each way is taken.

        llvm.cond_br %c weights([1, 2000]), ^bb1(%x : i32), ^bb2
    """

    name = "llvm.cond_br"

    cond = operand_def(IntegerType(1))
    then_arguments = var_operand_def()
    else_arguments = var_operand_def()
    branch_weights = opt_prop_def(DenseArrayBase.constr(i32))
    loop_annotation = opt_prop_def(Attribute)

    then_block = successor_def()
    else_block = successor_def()

    traits = traits_def(IsTerminator())
    assembly_format = None

    def print(self, printer: Printer) -> None:
        """Print upstream's form."""
        printer.print_string(" ")
        printer.print_ssa_value(self.cond)
        if self.branch_weights is not None:
            weights = ", ".join(str(w) for w in self.branch_weights.get_values())
            printer.print_string(f" weights([{weights}])")
        printer.print_string(", ")
        print_successor(printer, self.then_block, self.then_arguments)
        printer.print_string(", ")
        print_successor(printer, self.else_block, self.else_arguments)
        attributes = self.attributes
        if self.loop_annotation is not None:
            attributes = attributes | {"loop_annotation": self.loop_annotation}
        printer.print_op_attributes(attributes)

    @classmethod
    def parse(cls, parser: Parser) -> CondBrOp:
        """Parse upstream's form."""
        properties: dict[str, Attribute] = {}
        cond = parser.resolve_operand(parser.parse_unresolved_operand(), i1)
        if parser.parse_optional_keyword("weights") is not None:
            with parser.in_parens():
                weights = parser.parse_comma_separated_list(
                    parser.Delimiter.SQUARE, parser.parse_integer
                )
            properties["branch_weights"] = DenseArrayBase.from_list(i32, weights)
        parser.parse_punctuation(",")
        then_block, then_arguments = parse_successor(parser)
        parser.parse_punctuation(",")
        else_block, else_arguments = parse_successor(parser)
        attributes = dict(parser.parse_optional_attr_dict())
        if (loop := attributes.pop("loop_annotation", None)) is not None:
            properties["loop_annotation"] = loop
        properties["operandSegmentSizes"] = DenseArrayBase.from_list(
            i32, [1, len(then_arguments), len(else_arguments)]
        )
        return cls.create(
            operands=[cond, *then_arguments, *else_arguments],
            successors=[then_block, else_block],
            properties=properties,
            attributes=attributes,
        )

    def verify_(self) -> None:
        """Nothing beyond the declaration: xDSL's own check, for its narrower one, is replaced."""


@irdl_op_definition
class SwitchOp(IRDLOperation):
    """
    Branch on an integer's value.

    `case_values` holds one integer per case, of the value's type, in the order of
    `caseDestinations`; `case_operand_segments` says how many of `caseOperands` belong to each.
    (Upstream holds the values in a dense elements attribute, which xDSL cannot build for `i128`;
    the syntax is the same.)

        llvm.switch %x : i32, ^bb3 [
          0: ^bb1,
          1: ^bb2(%y : f32)
        ]
    """

    name = "llvm.switch"

    value = operand_def(SignlessIntegerConstraint)
    defaultOperands = var_operand_def()
    caseOperands = var_operand_def()

    case_values = opt_prop_def(ArrayAttr[IntegerAttr] | DenseIntOrFPElementsAttr)
    case_operand_segments = prop_def(DenseArrayBase.constr(i32))
    branch_weights = opt_prop_def(DenseArrayBase.constr(i32))

    defaultDestination = successor_def()
    caseDestinations = var_successor_def()

    irdl_options = (AttrSizedOperandSegments(as_property=True),)
    traits = traits_def(IsTerminator(), Pure())

    def __init__(
        self,
        value: SSAValue | Operation,
        default: Block,
        default_operands: Sequence[SSAValue | Operation] = (),
        cases: Sequence[tuple[int, Block, Sequence[SSAValue]]] = (),
    ):
        """`cases` are triples of value, destination and its arguments."""
        scrutinee = SSAValue.get(value)
        type = cast("IntegerType", scrutinee.type)
        super().__init__(
            operands=[scrutinee, default_operands, [v for case in cases for v in case[2]]],
            properties={
                "case_values": self.values_attribute([case[0] for case in cases], type),
                "case_operand_segments": DenseArrayBase.from_list(i32, [len(c[2]) for c in cases]),
            },
            successors=[default, [case[1] for case in cases]],
        )

    @staticmethod
    def values_attribute(values: Sequence[int], type: IntegerType) -> Attribute | None:
        """The `case_values` of these values; each is read modulo 2 to the type's width."""
        if not values:
            return None
        width = type.width.data
        return ArrayAttr([IntegerAttr(signed(v, width), type) for v in values])

    def values(self) -> Sequence[int]:
        """The values of the cases."""
        match self.case_values:
            case None:
                return ()
            case ArrayAttr() as array:
                return [a.value.data for a in array]
            case dense:
                return cast("tuple[int, ...]", dense.get_values())

    def cases(self) -> Iterator[tuple[int, Block, Sequence[SSAValue]]]:
        """Value, destination and arguments of each case, in order."""
        start = 0
        operands = self.caseOperands
        sizes = self.case_operand_segments.get_values()
        for value, block, size in zip(self.values(), self.caseDestinations, sizes, strict=True):
            yield value, block, operands[start : start + size]
            start += size

    def print(self, printer: Printer) -> None:
        """Print upstream's form."""
        printer.print_string(" ")
        printer.print_ssa_value(self.value)
        printer.print_string(" : ")
        printer.print_attribute(self.value.type)
        printer.print_string(", ")
        print_successor(printer, self.defaultDestination, self.defaultOperands)
        printer.print_string(" [")
        with printer.indented():
            for i, (value, block, operands) in enumerate(self.cases()):
                printer.print_string("," if i else "")
                printer.print_string("\n")
                printer.print_string(f"{value}: ")
                print_successor(printer, block, operands)
        printer.print_string("\n]")
        attributes = self.attributes
        if self.branch_weights is not None:
            attributes = attributes | {"branch_weights": self.branch_weights}
        printer.print_op_attributes(attributes)

    @classmethod
    def parse(cls, parser: Parser) -> SwitchOp:
        """Parse upstream's form."""
        unresolved = parser.parse_unresolved_operand()
        parser.parse_punctuation(":")
        type = parser.parse_type()
        if not isa(type, IntegerType):
            parser.raise_error("integer type expected")
        scrutinee = parser.resolve_operand(unresolved, type)
        parser.parse_punctuation(",")
        default, default_operands = parse_successor(parser)

        def case() -> tuple[int, Block, Sequence[SSAValue]]:
            value = parser.parse_integer()
            parser.parse_punctuation(":")
            return value, *parse_successor(parser)

        cases = parser.parse_comma_separated_list(parser.Delimiter.SQUARE, case)
        op = cls(scrutinee, default, default_operands, cases)
        attributes = dict(parser.parse_optional_attr_dict())
        if (weights := attributes.pop("branch_weights", None)) is not None:
            op.properties["branch_weights"] = weights
        op.attributes = attributes
        return op

    def verify_(self) -> None:
        """Refuse a value that occurs twice and lists of different lengths."""
        values = self.values()
        if len(values) != len(self.caseDestinations):
            raise VerifyException("expects number of case values to match number of destinations")
        if len(self.case_operand_segments) != len(values):
            raise VerifyException("expects number of operand segments to match number of cases")
        if len(set(values)) != len(values):
            raise VerifyException("expects each case value once")


def print_successor(printer: Printer, block: Block, operands: Sequence[SSAValue]) -> None:
    """Print a destination with its arguments."""
    printer.print_block_name(block)
    if operands:
        with printer.in_parens():
            printer.print_list(operands, printer.print_ssa_value)
            printer.print_string(" : ")
            printer.print_list([v.type for v in operands], printer.print_attribute)


def parse_successor(parser: Parser) -> tuple[Block, Sequence[SSAValue]]:
    """Parse a destination with its arguments."""
    block = parser.parse_successor()
    if parser.parse_optional_punctuation("(") is None:
        return block, ()
    operands = parser.parse_comma_separated_list(
        parser.Delimiter.NONE, parser.parse_unresolved_operand
    )
    parser.parse_punctuation(":")
    types = parser.parse_comma_separated_list(parser.Delimiter.NONE, parser.parse_type)
    parser.parse_punctuation(")")
    return block, parser.resolve_operands(operands, types, parser.pos)


BRANCH_OPS: list[type[Operation]] = [
    CondBrOp,
    SwitchOp,
]
"""The operations of this file."""
