"""
Calls: the terminators that rustc's one `Call` becomes, by what is known of the callee.

    mir.call @f             a function of the module
    mir.call_intrinsic "x"  one of the compiler's intrinsics
    mir.call_virtual        a method of a trait object, through its vtable
    mir.call_indirect       a function pointer
    mir.call_path           a function item in generic code, that may not be resolvable yet
    mir.tail_call           a call in place of a return

A call writes its result to a place and goes on in its target block; without a target it does not
come back. Operands are the arguments, then the destination.
"""

from __future__ import annotations

from xdsl.dialects.builtin import ArrayAttr, IntAttr, StringAttr, SymbolRefAttr
from xdsl.ir import Attribute
from xdsl.irdl import (
    prop_def,
    traits_def,
    var_operand_def,
)
from xdsl.parser import Parser
from xdsl.printer import Printer
from xdsl.traits import IsTerminator
from xdsl.utils.exceptions import VerifyException

from ..strings import parse_string, print_string
from .assembly import (
    parse_place_type,
    parse_successors,
    parse_symbol,
    parse_values,
    place_of,
    print_attributes,
    print_place_type,
    print_symbol,
    print_typed_values,
    print_values,
)
from .definition import MirOperation, mir_op_definition, operand_of
from .terminators import Unwinding, print_unwinding, verify_unwinding
from .types import AdtType, FnDefType, FnPtrType, PlaceType, PtrType, RefType


class _Call(Unwinding):
    """What the calls share: arguments, a destination, a target."""

    arguments = var_operand_def()
    destination = operand_of(PlaceType)

    def _print_call(self, printer: Printer) -> None:
        operands = self.operands
        arguments = operands[:-1]
        print_values(printer, arguments)
        printer.print_string(" into ")
        printer.print_ssa_value(operands[-1])
        printer.print_string(" : (")
        printer.print_list([value.type for value in arguments], printer.print_attribute)
        printer.print_string(") -> ")
        print_place_type(printer, operands[-1].type)
        print_unwinding(self, printer, ("return",))


def _parse_call(parser: Parser, cls: type[_Call], properties: dict[str, Attribute]) -> _Call:
    pos = parser.pos
    arguments = parser.parse_op_args_list()
    parser.parse_keyword("into")
    destination = parser.parse_unresolved_operand()
    parser.parse_punctuation(":")
    types = parser.parse_comma_separated_list(Parser.Delimiter.PAREN, parser.parse_type)
    parser.parse_punctuation("->")
    result = parse_place_type(parser)
    attributes = parser.parse_optional_attr_dict()
    successors, unwind = parse_successors(parser, ("return",))
    operands = list(parser.resolve_operands(arguments, types, pos))
    operands.append(parser.resolve_operand(destination, result))
    return cls.create(
        operands=operands,
        properties=properties | unwind,
        successors=successors,
        attributes=attributes,
    )


@mir_op_definition
class CallOp(_Call):
    """
    Call a function of the module, `_5 = gid() -> [return: bb1, unwind unreachable]`.

        mir.call @gid() into %_5 : () -> !mir.usize, ^bb1
        mir.call @f(%a) into %_2 : (ui32) -> ui32, [return: ^bb1, unwind: ^bb4]
        mir.call @panic(%m) into %_0 : (!mir.ref<!mir.str>) -> !mir.never
    """

    name = "mir.call"

    callee = prop_def(SymbolRefAttr)

    def verify_(self) -> None:
        """It comes back to one block at most."""
        verify_unwinding(self, 0, 1)

    def print(self, printer: Printer) -> None:
        """Print symbol values `into` place `:` types `->` type successors."""
        printer.print_string(" ")
        print_symbol(printer, self.callee)
        self._print_call(printer)

    @classmethod
    def parse(cls, parser: Parser) -> CallOp:
        """Parse symbol values `into` place `:` types `->` type successors."""
        callee = parse_symbol(parser)
        return _parse_call(parser, cls, {"callee": callee})  # pyright: ignore[reportReturnType]


@mir_op_definition
class IntrinsicCallOp(_Call):
    """
    Call one of the compiler's intrinsics by its name, with its generic arguments.

        mir.call_intrinsic "size_of"[ui32]() into %_1 : () -> !mir.usize, ^bb1
    """

    name = "mir.call_intrinsic"

    intrinsic = prop_def(StringAttr)
    type_args = prop_def(ArrayAttr)

    def verify_(self) -> None:
        """It comes back to one block at most."""
        verify_unwinding(self, 0, 1)

    def print(self, printer: Printer) -> None:
        """Print name type arguments values `into` place `:` types `->` type successors."""
        printer.print_string(" ")
        print_string(printer, self.intrinsic.data)
        printer.print_attribute(self.type_args)
        self._print_call(printer)

    @classmethod
    def parse(cls, parser: Parser) -> IntrinsicCallOp:
        """Parse name type arguments values `into` place `:` types `->` type successors."""
        intrinsic = StringAttr(parse_string(parser))
        args = parser.parse_comma_separated_list(Parser.Delimiter.SQUARE, parser.parse_attribute)
        properties: dict[str, Attribute] = {"intrinsic": intrinsic, "type_args": ArrayAttr(args)}
        return _parse_call(parser, cls, properties)  # pyright: ignore[reportReturnType]


@mir_op_definition
class VirtualCallOp(_Call):
    """
    Call a method of a trait object. The first argument is `self`, a fat pointer; `slot` is the
    method's index among those of the vtable, not counting drop, size and alignment.

        mir.call_virtual "Shape::area"[0](%s) into %_1 : (!mir.ref<!mir.dyn<...>>) -> f32, ^bb1
    """

    name = "mir.call_virtual"

    method = prop_def(StringAttr)
    slot = prop_def(IntAttr)

    def verify_(self) -> None:
        """There is a `self`, and a slot."""
        verify_unwinding(self, 0, 1)
        if len(self.operands) < 2:
            raise VerifyException("a virtual call takes `self` as its first argument")
        if self.slot.data < 0:
            raise VerifyException(f"a vtable has no slot {self.slot.data}")
        if not isinstance(self.operands[0].type, RefType | PtrType | AdtType):
            raise VerifyException(
                f"`self` must be a pointer to a trait object, not {self.operands[0].type}"
            )

    def print(self, printer: Printer) -> None:
        """Print method `[` slot `]` values `into` place `:` types `->` type successors."""
        printer.print_string(" ")
        print_string(printer, self.method.data)
        printer.print_string(f"[{self.slot.data}]")
        self._print_call(printer)

    @classmethod
    def parse(cls, parser: Parser) -> VirtualCallOp:
        """Parse method `[` slot `]` values `into` place `:` types `->` type successors."""
        method = StringAttr(parse_string(parser))
        with parser.in_square_brackets():
            slot = IntAttr(parser.parse_integer(allow_boolean=False))
        properties: dict[str, Attribute] = {"method": method, "slot": slot}
        return _parse_call(parser, cls, properties)  # pyright: ignore[reportReturnType]


@mir_op_definition
class IndirectCallOp(Unwinding):
    """
    Call a function pointer. Operands are the pointer, the arguments, then the destination.

        mir.call_indirect %f(%a) into %_1 : !mir.fn_ptr<(ui32) -> ui32>, ^bb1
    """

    name = "mir.call_indirect"

    callee = operand_of(FnPtrType)
    arguments = var_operand_def()
    destination = operand_of(PlaceType)

    def verify_(self) -> None:
        """The arguments and the destination are those of the pointer's type."""
        verify_unwinding(self, 0, 1)
        type = self.callee.type
        operands = self.operands
        inputs = type.inputs.data
        if len(inputs) != len(operands) - 2:
            raise VerifyException(f"{type} takes {len(inputs)} arguments, not {len(operands) - 2}")
        for index, expected in enumerate(inputs):
            if operands[index + 1].type != expected:
                raise VerifyException(
                    f"argument {index} of {type} is {expected}, not {operands[index + 1].type}"
                )
        result = self.destination.type.type
        if result != type.output:
            raise VerifyException(f"{type} returns {type.output}, not {result}")

    def print(self, printer: Printer) -> None:
        """Print pointer values `into` place `:` type successors."""
        printer.print_string(" ")
        printer.print_ssa_value(self.callee)
        print_values(printer, self.arguments)
        printer.print_string(" into ")
        printer.print_ssa_value(self.destination)
        printer.print_string(" : ")
        printer.print_attribute(self.callee.type)
        print_unwinding(self, printer, ("return",))

    @classmethod
    def parse(cls, parser: Parser) -> IndirectCallOp:
        """Parse pointer values `into` place `:` type successors."""
        callee = parser.parse_unresolved_operand()
        pos = parser.pos
        arguments = parser.parse_op_args_list()
        parser.parse_keyword("into")
        destination = parser.parse_unresolved_operand()
        parser.parse_punctuation(":")
        type_pos = parser.pos
        type = parser.parse_type()
        if not isinstance(type, FnPtrType):
            parser.raise_error(f"expected a function pointer type, but found {type}", type_pos)
        attributes = parser.parse_optional_attr_dict()
        successors, unwind = parse_successors(parser, ("return",))
        return cls.create(
            operands=[
                parser.resolve_operand(callee, type),
                *parser.resolve_operands(arguments, type.inputs.data, pos),
                parser.resolve_operand(destination, place_of(type.output)),
            ],
            properties=unwind,
            successors=successors,
            attributes=attributes,
        )


@mir_op_definition
class PathCallOp(_Call):
    """
    Call a function item by its path and generic arguments, which need not be known yet.

        mir.call_path !mir.fn_def<"core::clone::Clone::clone", !mir.param<"T">>(%a) into %_1
            : (!mir.ref<!mir.param<"T">>) -> !mir.param<"T">, ^bb1
    """

    name = "mir.call_path"

    callee = prop_def(FnDefType)

    def verify_(self) -> None:
        """It comes back to one block at most."""
        verify_unwinding(self, 0, 1)

    def print(self, printer: Printer) -> None:
        """Print function item values `into` place `:` types `->` type successors."""
        printer.print_string(" ")
        printer.print_attribute(self.callee)
        self._print_call(printer)

    @classmethod
    def parse(cls, parser: Parser) -> PathCallOp:
        """Parse function item values `into` place `:` types `->` type successors."""
        callee = parser.parse_type()
        return _parse_call(parser, cls, {"callee": callee})  # pyright: ignore[reportReturnType]


@mir_op_definition
class TailCallOp(MirOperation):
    """
    Call a function in place of returning, `tailcall f(copy _1)`: of the module, or by its path.

        mir.tail_call @f(%a : ui32)
    """

    name = "mir.tail_call"

    arguments = var_operand_def()
    callee = prop_def(SymbolRefAttr | FnDefType)

    traits = traits_def(IsTerminator())

    def print(self, printer: Printer) -> None:
        """Print callee values."""
        printer.print_string(" ")
        printer.print_attribute(self.callee)
        print_typed_values(printer, self.arguments)
        print_attributes(printer, self)

    @classmethod
    def parse(cls, parser: Parser) -> TailCallOp:
        """Parse callee values."""
        callee = parser.parse_attribute()
        arguments = parse_values(parser)
        return cls.create(
            operands=arguments,
            properties={"callee": callee},
            attributes=parser.parse_optional_attr_dict(),
        )


CALLS = (
    CallOp,
    IntrinsicCallOp,
    VirtualCallOp,
    IndirectCallOp,
    PathCallOp,
    TailCallOp,
)
"""The operations of this file."""
