"""
Statements: what a block does before its terminator (rustc's `StatementKind`).

All of them are kept, those that generate no code too, so that a module can be compared with
rustc's output line by line; the lowering leaves the latter out.
"""

from __future__ import annotations

from collections.abc import Sequence

from xdsl.dialects.builtin import IntAttr, StringAttr
from xdsl.irdl import operand_def, prop_def, traits_def
from xdsl.parser import Parser
from xdsl.printer import Printer
from xdsl.traits import MemoryWriteEffect, Pure
from xdsl.utils.exceptions import VerifyException

from ..strings import parse_string, print_string
from .assembly import (
    parse_place,
    parse_typed,
    place_of,
    print_attributes,
    print_place,
    print_typed,
)
from .definition import MirOperation, mir_op_definition, operand_of
from .types import BoolType, PlaceType, PtrType, UsizeType


@mir_op_definition
class AssignOp(MirOperation):
    """
    Write a value to a place, `_1 = ...`.

        mir.assign %_1, %v : ui32
    """

    name = "mir.assign"

    place = operand_of(PlaceType)
    value = operand_def()

    traits = traits_def(MemoryWriteEffect())

    def verify_(self) -> None:
        """The value is of the place's type."""
        place, value = self.place.type, self.value.type
        if place.type is not value and place.type != value:
            raise VerifyException(f"a place that holds {place.type} cannot be assigned a {value}")
        if isinstance(place.variant, StringAttr):
            raise VerifyException(
                f"variant `{place.variant.data}` of {place.type} cannot be assigned as a whole"
            )

    def print(self, printer: Printer) -> None:
        """Print place `,` value `:` type."""
        printer.print_string(" ")
        printer.print_ssa_value(self.place)
        printer.print_string(", ")
        printer.print_ssa_value(self.value)
        print_attributes(printer, self)
        printer.print_string(" : ")
        printer.print_attribute(self.value.type)

    @classmethod
    def parse(cls, parser: Parser) -> AssignOp:
        """Parse place `,` value `:` type."""
        place = parser.parse_unresolved_operand()
        parser.parse_punctuation(",")
        value = parser.parse_unresolved_operand()
        attributes = parser.parse_optional_attr_dict()
        parser.parse_punctuation(":")
        type = parser.parse_type()
        return cls.create(
            operands=[
                parser.resolve_operand(place, place_of(type)),
                parser.resolve_operand(value, type),
            ],
            attributes=attributes,
        )


@mir_op_definition
class SetDiscriminantOp(MirOperation):
    """
    Make an enum be one of its variants, `discriminant(_1) = 1`, leaving the fields as they are.
    `variant` is the variant's index in order of declaration, not its discriminant.

        mir.set_discriminant %_1, 1 : !mir.adt<"core::option::Option", ui32>
    """

    name = "mir.set_discriminant"

    place = operand_of(PlaceType)
    variant = prop_def(IntAttr)

    traits = traits_def(MemoryWriteEffect())

    def verify_(self) -> None:
        """The index is one."""
        if self.variant.data < 0:
            raise VerifyException(f"a variant's index cannot be {self.variant.data}")

    def print(self, printer: Printer) -> None:
        """Print place `,` index `:` type."""
        printer.print_string(" ")
        printer.print_ssa_value(self.place)
        printer.print_string(f", {self.variant.data}")
        print_attributes(printer, self)
        printer.print_string(" : ")
        printer.print_attribute(self.place.type.type)

    @classmethod
    def parse(cls, parser: Parser) -> SetDiscriminantOp:
        """Parse place `,` index `:` type."""
        place = parser.parse_unresolved_operand()
        parser.parse_punctuation(",")
        variant = parser.parse_integer(allow_boolean=False)
        attributes = parser.parse_optional_attr_dict()
        parser.parse_punctuation(":")
        return cls.create(
            operands=[parser.resolve_operand(place, place_of(parser.parse_type()))],
            properties={"variant": IntAttr(variant)},
            attributes=attributes,
        )


class _PlaceStatement(MirOperation):
    """A statement about one place and nothing else."""

    place = operand_of(PlaceType)

    def print(self, printer: Printer) -> None:
        """Print place `:` type."""
        print_place(printer, self.place)
        print_attributes(printer, self)


def _parse_place_statement(parser: Parser, cls: type[_PlaceStatement]) -> _PlaceStatement:
    place = parse_place(parser)
    return cls.create(operands=[place], attributes=parser.parse_optional_attr_dict())


@mir_op_definition
class StorageLiveOp(_PlaceStatement):
    """
    From here on a local has storage, `StorageLive(_1)`, uninitialised.

        mir.storage_live %_1 : ui32
    """

    name = "mir.storage_live"

    traits = traits_def(MemoryWriteEffect())

    @classmethod
    def parse(cls, parser: Parser) -> StorageLiveOp:
        """Parse place `:` type."""
        return _parse_place_statement(parser, cls)  # pyright: ignore[reportReturnType]


@mir_op_definition
class StorageDeadOp(_PlaceStatement):
    """
    From here on a local has no storage, `StorageDead(_1)`.

        mir.storage_dead %_1 : ui32
    """

    name = "mir.storage_dead"

    traits = traits_def(MemoryWriteEffect())

    @classmethod
    def parse(cls, parser: Parser) -> StorageDeadOp:
        """Parse place `:` type."""
        return _parse_place_statement(parser, cls)  # pyright: ignore[reportReturnType]


@mir_op_definition
class PlaceMentionOp(_PlaceStatement):
    """
    A place is named and not read, `PlaceMention(_1)`; it generates no code.

        mir.place_mention %_1 : ui32
    """

    name = "mir.place_mention"

    @classmethod
    def parse(cls, parser: Parser) -> PlaceMentionOp:
        """Parse place `:` type."""
        return _parse_place_statement(parser, cls)  # pyright: ignore[reportReturnType]


@mir_op_definition
class DropHintOp(_PlaceStatement):
    """
    Where edition 2024 would have dropped a place, `BackwardIncompatibleDropHint(_1)`; it generates
    no code.

        mir.drop_hint %_1 : ui32
    """

    name = "mir.drop_hint"

    @classmethod
    def parse(cls, parser: Parser) -> DropHintOp:
        """Parse place `:` type."""
        return _parse_place_statement(parser, cls)  # pyright: ignore[reportReturnType]


class _KindStatement(MirOperation):
    """A statement about one place, of several kinds."""

    place = operand_of(PlaceType)
    kind = prop_def(StringAttr)

    def print(self, printer: Printer) -> None:
        """Print kind place `:` type."""
        printer.print_string(f" {self.kind.data}")
        print_place(printer, self.place)
        print_attributes(printer, self)


def _parse_kind_statement(parser: Parser, cls: type[_KindStatement]) -> _KindStatement:
    kind = StringAttr(parser.parse_identifier())
    place = parse_place(parser)
    return cls.create(
        operands=[place],
        properties={"kind": kind},
        attributes=parser.parse_optional_attr_dict(),
    )


def _verify_kind(op: _KindStatement, kinds: Sequence[str]) -> None:
    if op.kind.data not in kinds:
        raise VerifyException(f"`{op.kind.data}` is not a kind of {op.name}")


RETAG_KINDS = ("fn_entry", "two_phase", "raw", "default")
"""rustc's `RetagKind`."""


@mir_op_definition
class RetagOp(_KindStatement):
    """
    References in a place are created anew, `Retag(_1)`; it generates no code. Kinds: `fn_entry`,
    `two_phase`, `raw`, `default`.

        mir.retag fn_entry %_1 : !mir.ref<ui32>
    """

    name = "mir.retag"

    def verify_(self) -> None:
        """The kind is one of rustc's."""
        _verify_kind(self, RETAG_KINDS)

    @classmethod
    def parse(cls, parser: Parser) -> RetagOp:
        """Parse kind place `:` type."""
        return _parse_kind_statement(parser, cls)  # pyright: ignore[reportReturnType]


FAKE_READ_KINDS = (
    "for_match_guard",
    "for_matched_place",
    "for_guard_binding",
    "for_let",
    "for_index",
)
"""rustc's `FakeReadCause`."""


@mir_op_definition
class FakeReadOp(_KindStatement):
    """
    A read for the borrow checker, `FakeRead(ForLet(None), _1)`; it generates no code. Kinds:
    `for_match_guard`, `for_matched_place`, `for_guard_binding`, `for_let`, `for_index`.

        mir.fake_read for_let %_1 : ui32
    """

    name = "mir.fake_read"

    def verify_(self) -> None:
        """The kind is one of rustc's."""
        _verify_kind(self, FAKE_READ_KINDS)

    @classmethod
    def parse(cls, parser: Parser) -> FakeReadOp:
        """Parse kind place `:` type."""
        return _parse_kind_statement(parser, cls)  # pyright: ignore[reportReturnType]


@mir_op_definition
class AssumeOp(MirOperation):
    """
    The value is true, or the program is undefined from here on: `assume(copy _1)`.

        mir.assume %c
    """

    name = "mir.assume"

    value = operand_of(BoolType)

    traits = traits_def(MemoryWriteEffect())

    def print(self, printer: Printer) -> None:
        """Print value."""
        printer.print_string(" ")
        printer.print_ssa_value(self.value)
        print_attributes(printer, self)

    @classmethod
    def parse(cls, parser: Parser) -> AssumeOp:
        """Parse value."""
        value = parser.parse_operand(BoolType())
        return cls.create(operands=[value], attributes=parser.parse_optional_attr_dict())


@mir_op_definition
class CopyNonOverlappingOp(MirOperation):
    """
    Copy `count` elements from `src` to `dst`, which do not overlap:
    `copy_nonoverlapping(dst = copy _1, src = copy _2, count = copy _3)`.

        mir.copy_nonoverlapping dst = %d, src = %s, count = %n : f32
    """

    name = "mir.copy_nonoverlapping"

    dst = operand_of(PtrType)
    src = operand_of(PtrType)
    count = operand_of(UsizeType)

    traits = traits_def(MemoryWriteEffect())

    def verify_(self) -> None:
        """`dst` is `*mut T` and `src` is `*const T`."""
        dst, src = self.dst.type, self.src.type
        if not dst.is_mut:
            raise VerifyException(f"{dst} cannot be written through")
        if src.is_mut:
            raise VerifyException(f"the source must be a `*const T`, not {src}")
        if dst.pointee != src.pointee:
            raise VerifyException(f"{src.pointee} cannot be copied to {dst.pointee}")

    def print(self, printer: Printer) -> None:
        """Print `dst =` value `, src =` value `, count =` value `:` element type."""
        printer.print_string(" dst = ")
        printer.print_ssa_value(self.dst)
        printer.print_string(", src = ")
        printer.print_ssa_value(self.src)
        printer.print_string(", count = ")
        printer.print_ssa_value(self.count)
        print_attributes(printer, self)
        printer.print_string(" : ")
        printer.print_attribute(self.dst.type.pointee)

    @classmethod
    def parse(cls, parser: Parser) -> CopyNonOverlappingOp:
        """Parse `dst =` value `, src =` value `, count =` value `:` element type."""
        parser.parse_keyword("dst")
        parser.parse_punctuation("=")
        dst = parser.parse_unresolved_operand()
        parser.parse_punctuation(",")
        parser.parse_keyword("src")
        parser.parse_punctuation("=")
        src = parser.parse_unresolved_operand()
        parser.parse_punctuation(",")
        parser.parse_keyword("count")
        parser.parse_punctuation("=")
        count = parser.parse_operand(UsizeType())
        attributes = parser.parse_optional_attr_dict()
        parser.parse_punctuation(":")
        type = parser.parse_type()
        return cls.create(
            operands=[
                parser.resolve_operand(dst, PtrType(type, IntAttr(1))),
                parser.resolve_operand(src, PtrType(type, IntAttr(0))),
                count,
            ],
            attributes=attributes,
        )


@mir_op_definition
class NopOp(MirOperation):
    """
    Nothing, `nop`.

        mir.nop
    """

    name = "mir.nop"

    traits = traits_def(Pure())

    assembly_format = "attr-dict"


@mir_op_definition
class ConstEvalCounterOp(MirOperation):
    """
    A step counter of constant evaluation, `ConstEvalCounter`; it generates no code.

        mir.const_eval_counter
    """

    name = "mir.const_eval_counter"

    assembly_format = "attr-dict"


@mir_op_definition
class CoverageOp(MirOperation):
    """
    A marker of coverage instrumentation, `Coverage::...`, in rustc's words; it generates no code.

        mir.coverage "VirtualCounter(bcb0)"
    """

    name = "mir.coverage"

    kind = prop_def(StringAttr)

    def print(self, printer: Printer) -> None:
        """Print kind."""
        printer.print_string(" ")
        print_string(printer, self.kind.data)
        print_attributes(printer, self)

    @classmethod
    def parse(cls, parser: Parser) -> CoverageOp:
        """Parse kind."""
        kind = StringAttr(parse_string(parser))
        return cls.create(properties={"kind": kind}, attributes=parser.parse_optional_attr_dict())


@mir_op_definition
class DebugOp(MirOperation):
    """
    A variable of the source is found in this place, or is this constant: `debug x => _1`.

        mir.debug "x" = %_1 : !mir.place<ui32>
        mir.debug "n" = %c : ui32
    """

    name = "mir.debug"

    value = operand_def()
    variable = prop_def(StringAttr)

    def print(self, printer: Printer) -> None:
        """Print name `=` value `:` type."""
        printer.print_string(" ")
        print_string(printer, self.variable.data)
        printer.print_string(" =")
        print_typed(printer, self.value)
        print_attributes(printer, self)

    @classmethod
    def parse(cls, parser: Parser) -> DebugOp:
        """Parse name `=` value `:` type."""
        variable = StringAttr(parse_string(parser))
        parser.parse_punctuation("=")
        value = parse_typed(parser)
        return cls.create(
            operands=[value],
            properties={"variable": variable},
            attributes=parser.parse_optional_attr_dict(),
        )


STATEMENTS = (
    AssignOp,
    SetDiscriminantOp,
    StorageLiveOp,
    StorageDeadOp,
    AssumeOp,
    CopyNonOverlappingOp,
    RetagOp,
    FakeReadOp,
    PlaceMentionOp,
    DropHintOp,
    NopOp,
    CoverageOp,
    ConstEvalCounterOp,
    DebugOp,
)
"""The operations of this file."""
