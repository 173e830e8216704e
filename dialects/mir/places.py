"""
Places: where values are. A place is a local, or a projection of a place (rustc's `PlaceElem`).

A place is an SSA value of type `!mir.place<T>`, but stands for a location, not for what lies in
it. `mir.deref` and `mir.index` read a pointer or an index from memory where they stand, so they
come right before the operation that uses the place, as MIR evaluates places.

The type after a colon is that of what the place holds, as everywhere in this dialect.
"""

from __future__ import annotations

from xdsl.dialects.builtin import IntAttr, StringAttr, UnitAttr
from xdsl.ir import Attribute
from xdsl.irdl import opt_prop_def, prop_def, result_def, traits_def
from xdsl.parser import Parser
from xdsl.printer import Printer
from xdsl.traits import MemoryReadEffect, Pure
from xdsl.utils.exceptions import VerifyException

from ..strings import parse_optional_string, parse_string, print_string
from .assembly import (
    NO_VARIANT,
    parse_place_type,
    place_of,
    print_attributes,
    print_place_type,
)
from .definition import MirOperation, mir_op_definition, operand_of
from .types import (
    AdtType,
    ArrayType,
    PlaceType,
    PtrType,
    RefType,
    SliceType,
    TupleType,
    UnsafeBinderType,
    UsizeType,
)

_USIZE_PLACE = PlaceType(UsizeType(), NO_VARIANT)


@mir_op_definition
class LocalOp(MirOperation):
    """
    A local of a function: its place, for the function's whole run (see `mir.storage_live`).

    `index` is the local's number in rustc's output, `_5`. Number 0 is the return place, which
    `mir.return` reads. Arguments are not locals of this kind, but the function's block arguments.
    The name is the one that the source gives the variable.

        %_5 = mir.local 5 "i" : !mir.usize
    """

    name = "mir.local"

    index = prop_def(IntAttr)
    local_name = opt_prop_def(StringAttr)
    place = result_def(PlaceType)

    traits = traits_def(Pure())

    def print(self, printer: Printer) -> None:
        """Print index name? `:` type."""
        printer.print_string(f" {self.index.data}")
        if self.local_name is not None:
            printer.print_string(" ")
            print_string(printer, self.local_name.data)
        print_attributes(printer, self)
        printer.print_string(" : ")
        print_place_type(printer, self.place.type)

    @classmethod
    def parse(cls, parser: Parser) -> LocalOp:
        """Parse index name? `:` type."""
        properties: dict[str, Attribute] = {
            "index": IntAttr(parser.parse_integer(allow_boolean=False, allow_negative=False))
        }
        if (name := parse_optional_string(parser)) is not None:
            properties["local_name"] = StringAttr(name)
        attributes = parser.parse_optional_attr_dict()
        parser.parse_punctuation(":")
        return cls.create(
            result_types=[parse_place_type(parser)], properties=properties, attributes=attributes
        )


def _pointee(type: Attribute) -> Attribute | None:
    """What a pointer type points to, or `None` if it is no pointer. `Box` is one."""
    if isinstance(type, RefType | PtrType):
        return type.pointee
    if isinstance(type, AdtType) and type.path.data == "alloc::boxed::Box" and type.args.data:
        return type.args.data[0]
    return None


@mir_op_definition
class DerefOp(MirOperation):
    """
    What a pointer points to, `(*_1)`. The pointer is read from its place at this point.

        %p = mir.deref %_1 : !mir.ref<f32>
    """

    name = "mir.deref"

    base = operand_of(PlaceType)
    place = result_def(PlaceType)

    traits = traits_def(MemoryReadEffect())

    def verify_(self) -> None:
        """The base is a pointer to the result."""
        base = self.base.type.type
        pointee = _pointee(base)
        if pointee is None:
            raise VerifyException(
                f"only a reference, a raw pointer or a box can be dereferenced, not {base}"
            )
        result = self.place.type.type
        if pointee is not result and pointee != result:
            raise VerifyException(f"a {base} points to {pointee}, not to {result}")

    def print(self, printer: Printer) -> None:
        """Print base `:` type."""
        printer.print_string(" ")
        printer.print_ssa_value(self.base)
        print_attributes(printer, self)
        printer.print_string(" : ")
        print_place_type(printer, self.base.type)

    @classmethod
    def parse(cls, parser: Parser) -> DerefOp:
        """Parse base `:` type."""
        operand = parser.parse_unresolved_operand()
        attributes = parser.parse_optional_attr_dict()
        parser.parse_punctuation(":")
        pos = parser.pos
        type = parse_place_type(parser)
        if (pointee := _pointee(type.type)) is None:
            parser.raise_error(
                f"only a reference, a raw pointer or a box can be dereferenced, not {type.type}",
                pos,
            )
        return cls.create(
            operands=[parser.resolve_operand(operand, type)],
            result_types=[place_of(pointee)],
            attributes=attributes,
        )


class _Projection(MirOperation):
    """A projection with a base and a result type that is not known from it."""

    base = operand_of(PlaceType)
    place = result_def(PlaceType)

    def _print_types(self, printer: Printer) -> None:
        print_attributes(printer, self)
        printer.print_string(" : ")
        print_place_type(printer, self.base.type)
        printer.print_string(" -> ")
        print_place_type(printer, self.place.type)


def _parse_types(parser: Parser) -> tuple[dict[str, Attribute], PlaceType, PlaceType]:
    attributes = parser.parse_optional_attr_dict()
    parser.parse_punctuation(":")
    base = parse_place_type(parser)
    parser.parse_punctuation("->")
    return attributes, base, parse_place_type(parser)


@mir_op_definition
class FieldOp(_Projection):
    """
    A field of a struct, union, tuple, closure, coroutine, or of an enum's variant after a
    downcast, by its index in order of declaration: `(_1.0: u32)`.

        %f = mir.field %_1[0] : !mir.tuple<ui32, !mir.bool> -> ui32
        %v = mir.field %s[0] : !mir.adt<"core::option::Option", ui32> as "Some" -> ui32
    """

    name = "mir.field"

    index = prop_def(IntAttr)

    traits = traits_def(Pure())

    def verify_(self) -> None:
        """Where the type tells its fields, the index is one of theirs and the type is its own."""
        base = self.base.type.type
        if isinstance(base, TupleType):
            elements = base.elements.data
            index = self.index.data
            if not 0 <= index < len(elements):
                raise VerifyException(
                    f"{base} has {len(elements)} fields, so none has index {index}"
                )
            type = self.place.type.type
            if elements[index] is not type and elements[index] != type:
                raise VerifyException(f"field {index} of {base} is {elements[index]}, not {type}")
        elif self.index.data < 0:
            raise VerifyException(f"a field's index cannot be {self.index.data}")

    def print(self, printer: Printer) -> None:
        """Print base `[` index `]` `:` type `->` type."""
        printer.print_string(" ")
        printer.print_ssa_value(self.base)
        printer.print_string(f"[{self.index.data}]")
        self._print_types(printer)

    @classmethod
    def parse(cls, parser: Parser) -> FieldOp:
        """Parse base `[` index `]` `:` type `->` type."""
        base = parser.parse_unresolved_operand()
        with parser.in_square_brackets():
            index = parser.parse_integer(allow_boolean=False)
        attributes, base_type, type = _parse_types(parser)
        return cls.create(
            operands=[parser.resolve_operand(base, base_type)],
            result_types=[type],
            properties={"index": IntAttr(index)},
            attributes=attributes,
        )


@mir_op_definition
class DowncastOp(MirOperation):
    """
    An enum or coroutine, seen as one of its variants, `(_1 as Some)`. That it is in this variant
    is not checked here.

        %s = mir.downcast %_1 as "Some" : !mir.adt<"core::option::Option", ui32>
    """

    name = "mir.downcast"

    base = operand_of(PlaceType)
    variant = prop_def(StringAttr)
    place = result_def(PlaceType)

    traits = traits_def(Pure())

    def verify_(self) -> None:
        """The result is the base as this variant."""
        result = self.place.type
        base = self.base.type
        if isinstance(base.variant, StringAttr):
            raise VerifyException(f"the place was downcast to `{base.variant.data}` before")
        if base.type is not result.type and base.type != result.type:
            raise VerifyException(f"a downcast of {base.type} cannot be {result.type}")
        if result.variant != self.variant:
            raise VerifyException(
                f"a downcast to `{self.variant.data}` must result in a place of that variant"
            )

    def print(self, printer: Printer) -> None:
        """Print base `as` variant `:` type."""
        printer.print_string(" ")
        printer.print_ssa_value(self.base)
        printer.print_string(" as ")
        print_string(printer, self.variant.data)
        print_attributes(printer, self)
        printer.print_string(" : ")
        print_place_type(printer, self.base.type)

    @classmethod
    def parse(cls, parser: Parser) -> DowncastOp:
        """Parse base `as` variant `:` type."""
        base = parser.parse_unresolved_operand()
        parser.parse_keyword("as")
        variant = StringAttr(parse_string(parser))
        attributes = parser.parse_optional_attr_dict()
        parser.parse_punctuation(":")
        type = parse_place_type(parser)
        return cls.create(
            operands=[parser.resolve_operand(base, type)],
            result_types=[PlaceType(type.type, variant)],
            properties={"variant": variant},
            attributes=attributes,
        )


def _element(type: Attribute) -> Attribute | None:
    """The element type of an array or slice, or `None` if it is neither."""
    if isinstance(type, ArrayType | SliceType):
        return type.element
    return None


def _verify_element(base: Attribute, type: Attribute) -> None:
    element = _element(base)
    if element is None:
        raise VerifyException(f"only an array or a slice can be indexed, not {base}")
    if element is not type and element != type:
        raise VerifyException(f"an element of {base} is {element}, not {type}")


def _parse_indexed(parser: Parser) -> tuple[dict[str, Attribute], PlaceType, PlaceType]:
    attributes = parser.parse_optional_attr_dict()
    parser.parse_punctuation(":")
    pos = parser.pos
    base = parse_place_type(parser)
    element = _element(base.type)
    if element is None:
        parser.raise_error(f"only an array or a slice can be indexed, not {base.type}", pos)
    return attributes, base, place_of(element)


@mir_op_definition
class IndexOp(MirOperation):
    """
    An element of an array or slice, `_1[_2]`. The index is read from its place at this point; that
    it is in bounds has been asserted before.

        %e = mir.index %_1[%_2] : !mir.array<f32, 16>
    """

    name = "mir.index"

    base = operand_of(PlaceType)
    index = operand_of(PlaceType)
    place = result_def(PlaceType)

    traits = traits_def(MemoryReadEffect())

    def verify_(self) -> None:
        """The index is a `usize`, and the result is an element of the base."""
        if not isinstance(self.index.type.type, UsizeType):
            raise VerifyException(f"an index must be a !mir.usize, not a {self.index.type.type}")
        _verify_element(self.base.type.type, self.place.type.type)

    def print(self, printer: Printer) -> None:
        """Print base `[` index `]` `:` type."""
        printer.print_string(" ")
        printer.print_ssa_value(self.base)
        printer.print_string("[")
        printer.print_ssa_value(self.index)
        printer.print_string("]")
        print_attributes(printer, self)
        printer.print_string(" : ")
        print_place_type(printer, self.base.type)

    @classmethod
    def parse(cls, parser: Parser) -> IndexOp:
        """Parse base `[` index `]` `:` type."""
        base = parser.parse_unresolved_operand()
        with parser.in_square_brackets():
            index = parser.parse_operand(_USIZE_PLACE)
        attributes, base_type, type = _parse_indexed(parser)
        return cls.create(
            operands=[parser.resolve_operand(base, base_type), index],
            result_types=[type],
            attributes=attributes,
        )


@mir_op_definition
class ConstantIndexOp(MirOperation):
    """
    An element of an array or slice at a known offset, from the start or from the end:
    `_1[0 of 3]`, `_1[-1 of 3]`. `min_length` is the least number of elements that the base is known
    to have; counted from the end, offset 1 is the last element.

        %e = mir.constant_index %_1[0 of 3] : !mir.slice<f32>
        %l = mir.constant_index %_1[-1 of 3] : !mir.slice<f32>
    """

    name = "mir.constant_index"

    base = operand_of(PlaceType)
    offset = prop_def(IntAttr)
    min_length = prop_def(IntAttr)
    from_end = opt_prop_def(UnitAttr)
    place = result_def(PlaceType)

    traits = traits_def(Pure())

    def verify_(self) -> None:
        """The offset is within the least length, and the result is an element of the base."""
        offset, length = self.offset.data, self.min_length.data
        if not (1 <= offset <= length if self.from_end else 0 <= offset < length):
            raise VerifyException(
                f"offset {offset} from the {'end' if self.from_end else 'start'} is not within the "
                f"{length} elements that there are at least"
            )
        _verify_element(self.base.type.type, self.place.type.type)

    def print(self, printer: Printer) -> None:
        """Print base `[` offset `of` length `]` `:` type."""
        printer.print_string(" ")
        printer.print_ssa_value(self.base)
        sign = "-" if self.from_end else ""
        printer.print_string(f"[{sign}{self.offset.data} of {self.min_length.data}]")
        print_attributes(printer, self)
        printer.print_string(" : ")
        print_place_type(printer, self.base.type)

    @classmethod
    def parse(cls, parser: Parser) -> ConstantIndexOp:
        """Parse base `[` offset `of` length `]` `:` type."""
        base = parser.parse_unresolved_operand()
        with parser.in_square_brackets():
            from_end = parser.parse_optional_punctuation("-") is not None
            offset = parser.parse_integer(allow_boolean=False)
            parser.parse_keyword("of")
            length = parser.parse_integer(allow_boolean=False, allow_negative=False)
        if offset < 0:
            from_end, offset = True, -offset
        properties: dict[str, Attribute] = {
            "offset": IntAttr(offset),
            "min_length": IntAttr(length),
        }
        if from_end:
            properties["from_end"] = UnitAttr()
        attributes, base_type, type = _parse_indexed(parser)
        return cls.create(
            operands=[parser.resolve_operand(base, base_type)],
            result_types=[type],
            properties=properties,
            attributes=attributes,
        )


@mir_op_definition
class SubsliceOp(_Projection):
    """
    A part of an array or slice: from `from_` elements behind the start to `to` elements behind it,
    or with `from_end` to `to` elements before the end: `_1[1:3]`, `_1[1:-1]`.

        %s = mir.subslice %_1[1 to 1 from_end] : !mir.slice<f32> -> !mir.slice<f32>
        %t = mir.subslice %_1[1 to 3] : !mir.array<f32, 4> -> !mir.array<f32, 2>
    """

    name = "mir.subslice"

    from_ = prop_def(IntAttr)
    to = prop_def(IntAttr)
    from_end = opt_prop_def(UnitAttr)

    traits = traits_def(Pure())

    def verify_(self) -> None:
        """The part is a part, of the same elements."""
        base, result = self.base.type.type, self.place.type.type
        if _element(base) is None:
            raise VerifyException(f"only an array or a slice has a part, not {base}")
        if _element(base) != _element(result):
            raise VerifyException(f"a part of {base} cannot be {result}")
        start, end = self.from_.data, self.to.data
        if start < 0 or end < 0 or (self.from_end is None and start > end):
            raise VerifyException(f"a part cannot reach from {start} to {end}")
        if isinstance(base, SliceType) and self.from_end is None:
            raise VerifyException("a part of a slice is counted from its end")

    def print(self, printer: Printer) -> None:
        """Print base `[` from `to` to `from_end`? `]` `:` type `->` type."""
        printer.print_string(" ")
        printer.print_ssa_value(self.base)
        suffix = " from_end" if self.from_end else ""
        printer.print_string(f"[{self.from_.data} to {self.to.data}{suffix}]")
        self._print_types(printer)

    @classmethod
    def parse(cls, parser: Parser) -> SubsliceOp:
        """Parse base `[` from `to` to `from_end`? `]` `:` type `->` type."""
        base = parser.parse_unresolved_operand()
        with parser.in_square_brackets():
            start = parser.parse_integer(allow_boolean=False, allow_negative=False)
            parser.parse_keyword("to")
            end = parser.parse_integer(allow_boolean=False, allow_negative=False)
            from_end = parser.parse_optional_keyword("from_end")
        properties: dict[str, Attribute] = {"from_": IntAttr(start), "to": IntAttr(end)}
        if from_end is not None:
            properties["from_end"] = UnitAttr()
        attributes, base_type, type = _parse_types(parser)
        return cls.create(
            operands=[parser.resolve_operand(base, base_type)],
            result_types=[type],
            properties=properties,
            attributes=attributes,
        )


class _Cast(_Projection):
    """A place seen as of another type."""

    def print(self, printer: Printer) -> None:
        """Print base `:` type `->` type."""
        printer.print_string(" ")
        printer.print_ssa_value(self.base)
        self._print_types(printer)


@mir_op_definition
class OpaqueCastOp(_Cast):
    """
    A place of an opaque type, seen as of the type behind it, `(_1 as T)`.

        %p = mir.opaque_cast %_1 : !mir.opaque<"f::{opaque#0}"> -> ui32
    """

    name = "mir.opaque_cast"

    traits = traits_def(Pure())

    @classmethod
    def parse(cls, parser: Parser) -> OpaqueCastOp:
        """Parse base `:` type `->` type."""
        base = parser.parse_unresolved_operand()
        attributes, base_type, type = _parse_types(parser)
        return cls.create(
            operands=[parser.resolve_operand(base, base_type)],
            result_types=[type],
            attributes=attributes,
        )


@mir_op_definition
class UnwrapBinderOp(_Cast):
    """
    What an unsafe binder binds, `unwrap_binder!(_1)`.

        %p = mir.unwrap_binder %_1 : !mir.unsafe_binder<!mir.ref<ui8>> -> !mir.ref<ui8>
    """

    name = "mir.unwrap_binder"

    traits = traits_def(Pure())

    def verify_(self) -> None:
        """The base is an unsafe binder of the result."""
        base, result = self.base.type.type, self.place.type.type
        if not isinstance(base, UnsafeBinderType):
            raise VerifyException(f"only an unsafe binder can be unwrapped, not {base}")
        if base.inner != result:
            raise VerifyException(f"{base} binds {base.inner}, not {result}")

    @classmethod
    def parse(cls, parser: Parser) -> UnwrapBinderOp:
        """Parse base `:` type `->` type."""
        base = parser.parse_unresolved_operand()
        attributes, base_type, type = _parse_types(parser)
        return cls.create(
            operands=[parser.resolve_operand(base, base_type)],
            result_types=[type],
            attributes=attributes,
        )


PLACES = (
    LocalOp,
    DerefOp,
    FieldOp,
    DowncastOp,
    IndexOp,
    ConstantIndexOp,
    SubsliceOp,
    OpaqueCastOp,
    UnwrapBinderOp,
)
"""The operations of this file."""
