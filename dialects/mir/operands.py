"""
Operands: the values that rvalues and terminators take (rustc's `Operand`).

A value is read from a place by `mir.copy` or `mir.move`, or is a constant.
"""

from __future__ import annotations

from xdsl.dialects.builtin import StringAttr
from xdsl.irdl import prop_def, result_def, traits_def
from xdsl.parser import Parser
from xdsl.printer import Printer
from xdsl.traits import MemoryReadEffect, Pure
from xdsl.utils.exceptions import VerifyException

from .assembly import place_of, print_attributes
from .attributes import IntConstAttr, parse_constant, print_constant
from .definition import MirOperation, mir_op_definition, operand_of
from .types import BoolType, PlaceType
from .values import bounds


class _Read(MirOperation):
    """A read of a place."""

    place = operand_of(PlaceType)
    value = result_def()

    traits = traits_def(MemoryReadEffect())

    def verify_(self) -> None:
        """The value is of the place's type."""
        place, value = self.place.type, self.value.type
        if place.type is not value and place.type != value:
            raise VerifyException(f"the place holds {place.type}, not {value}")
        if isinstance(place.variant, StringAttr):
            raise VerifyException(
                f"variant `{place.variant.data}` of {place.type} cannot be read as a whole"
            )

    def print(self, printer: Printer) -> None:
        """Print place `:` type."""
        printer.print_string(" ")
        printer.print_ssa_value(self.place)
        print_attributes(printer, self)
        printer.print_string(" : ")
        printer.print_attribute(self.value.type)


def _parse_read(parser: Parser, cls: type[_Read]) -> _Read:
    place = parser.parse_unresolved_operand()
    attributes = parser.parse_optional_attr_dict()
    parser.parse_punctuation(":")
    type = parser.parse_type()
    return cls.create(
        operands=[parser.resolve_operand(place, place_of(type))],
        result_types=[type],
        attributes=attributes,
    )


@mir_op_definition
class CopyOp(_Read):
    """
    Read a place and leave it as it was, `copy _1`.

    rustc's `deref_copy _1`, which only ever feeds a dereference, is a copy as well.

        %v = mir.copy %_1 : ui32
    """

    name = "mir.copy"

    @classmethod
    def parse(cls, parser: Parser) -> CopyOp:
        """Parse place `:` type."""
        return _parse_read(parser, cls)  # pyright: ignore[reportReturnType]


@mir_op_definition
class MoveOp(_Read):
    """
    Read a place whose value is not needed any more, `move _1`.

        %v = mir.move %_1 : ui32
    """

    name = "mir.move"

    @classmethod
    def parse(cls, parser: Parser) -> MoveOp:
        """Parse place `:` type."""
        return _parse_read(parser, cls)  # pyright: ignore[reportReturnType]


@mir_op_definition
class ConstantOp(MirOperation):
    """
    A constant, `const 5_u32`. See `attributes.py` for the values that there are.

        %c = mir.constant 5 : ui32
        %t = mir.constant true : !mir.bool
        %f = mir.constant float<"1.5"> : f32
        %u = mir.constant zst : !mir.tuple<>
        %s = mir.constant str<"overflow"> : !mir.ref<!mir.str>
    """

    name = "mir.constant"

    value = prop_def()
    result = result_def()

    traits = traits_def(Pure())

    def verify_(self) -> None:
        """An integer fits its type where the type's size is known."""
        value = self.value
        if not isinstance(value, IntConstAttr):
            return
        number, type = value.data, self.result.type
        low, high = bounds(type)
        if not low <= number <= high:
            raise VerifyException(f"{number} is not a value of {type}")

    def print(self, printer: Printer) -> None:
        """Print value `:` type."""
        printer.print_string(" ")
        value, type = self.value, self.result.type
        if isinstance(type, BoolType) and isinstance(value, IntConstAttr) and value.data in (0, 1):
            printer.print_string("true" if value.data else "false")
        else:
            print_constant(printer, value)
        print_attributes(printer, self)
        printer.print_string(" : ")
        printer.print_attribute(type)

    @classmethod
    def parse(cls, parser: Parser) -> ConstantOp:
        """Parse value `:` type."""
        value = parse_constant(parser)
        attributes = parser.parse_optional_attr_dict()
        parser.parse_punctuation(":")
        return cls.create(
            result_types=[parser.parse_type()],
            properties={"value": value},
            attributes=attributes,
        )


RUNTIME_CHECKS = ("ub_checks", "contract_checks", "overflow_checks")
"""rustc's `RuntimeChecks`."""


@mir_op_definition
class RuntimeCheckOp(MirOperation):
    """
    Whether a kind of checks is on in the crate that is compiled, `UbChecks` (rustc's
    `Operand::RuntimeChecks`). Kinds: `ub_checks`, `contract_checks`, `overflow_checks`.

        %b = mir.runtime_check ub_checks
    """

    name = "mir.runtime_check"

    kind = prop_def(StringAttr)
    result = result_def(BoolType)

    traits = traits_def(Pure())

    def verify_(self) -> None:
        """The kind is one of rustc's."""
        if self.kind.data not in RUNTIME_CHECKS:
            raise VerifyException(f"`{self.kind.data}` is not a kind of runtime check")

    def print(self, printer: Printer) -> None:
        """Print kind."""
        printer.print_string(f" {self.kind.data}")
        print_attributes(printer, self)

    @classmethod
    def parse(cls, parser: Parser) -> RuntimeCheckOp:
        """Parse kind."""
        kind = StringAttr(parser.parse_identifier())
        return cls.create(
            result_types=[BoolType()],
            properties={"kind": kind},
            attributes=parser.parse_optional_attr_dict(),
        )


OPERANDS = (CopyOp, MoveOp, ConstantOp, RuntimeCheckOp)
"""The operations of this file."""
