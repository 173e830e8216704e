"""
Rvalues: the computations whose values `mir.assign` writes to places (rustc's `Rvalue`).

None of them writes memory. `mir.discriminant` reads its place; the others compute with values, or
with the address of a place. Casts, binary and unary operations are in `operators.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from xdsl.dialects.builtin import IntAttr, StringAttr, SymbolRefAttr
from xdsl.ir import Attribute
from xdsl.irdl import (
    operand_def,
    opt_prop_def,
    prop_def,
    result_def,
    traits_def,
    var_operand_def,
)
from xdsl.parser import Parser
from xdsl.printer import Printer
from xdsl.traits import MemoryReadEffect, Pure
from xdsl.utils.exceptions import VerifyException

from ..strings import parse_optional_string, print_string
from .assembly import (
    parse_place,
    parse_symbol,
    place_of,
    print_attributes,
    print_place,
    print_symbol,
    print_types,
    print_values,
)
from .definition import MirOperation, mir_op_definition, operand_of
from .operators import BinaryOp, CastOp, UnaryOp
from .types import (
    ArrayType,
    PlaceType,
    PtrType,
    RefType,
    SliceType,
    TupleType,
    UnsafeBinderType,
    UsizeType,
)


@mir_op_definition
class RepeatOp(MirOperation):
    """
    An array of one value `count` times, `[copy _1; 16]`.

        %a = mir.repeat %v : !mir.array<f32, 16>
    """

    name = "mir.repeat"

    value = operand_def()
    count = prop_def()
    result = result_def(ArrayType)

    traits = traits_def(Pure())

    def verify_(self) -> None:
        """The result is an array of so many of the value."""
        result = self.result.type
        if result.element != self.value.type:
            raise VerifyException(f"{self.value.type} is not the element of {result}")
        if result.length != self.count:
            raise VerifyException(f"the count is not the length of {result}")

    def print(self, printer: Printer) -> None:
        """Print value `:` array type."""
        printer.print_string(" ")
        printer.print_ssa_value(self.value)
        print_attributes(printer, self)
        printer.print_string(" : ")
        printer.print_attribute(self.result.type)

    @classmethod
    def parse(cls, parser: Parser) -> RepeatOp:
        """Parse value `:` array type."""
        value = parser.parse_unresolved_operand()
        attributes = parser.parse_optional_attr_dict()
        parser.parse_punctuation(":")
        pos = parser.pos
        type = parser.parse_type()
        if not isinstance(type, ArrayType):
            parser.raise_error(f"expected an array type, but found {type}", pos)
        return cls.create(
            operands=[parser.resolve_operand(value, type.element)],
            result_types=[type],
            properties={"count": type.length},
            attributes=attributes,
        )


def _parse_address(
    parser: Parser, cls: type[RefOp] | type[RawPtrOp], kinds: Sequence[str], type_class: type
) -> RefOp | RawPtrOp:
    kind = StringAttr(parser.parse_keyword_in(kinds))
    place = parser.parse_unresolved_operand()
    attributes = parser.parse_optional_attr_dict()
    parser.parse_punctuation(":")
    pos = parser.pos
    type = parser.parse_type()
    if not isinstance(type, type_class):
        parser.raise_error(f"{cls.name} cannot result in {type}", pos)
    assert isinstance(type, RefType | PtrType)
    return cls.create(
        operands=[parser.resolve_operand(place, place_of(type.pointee))],
        result_types=[type],
        properties={"kind": kind},
        attributes=attributes,
    )


def _verify_address(op: RefOp | RawPtrOp, mutable: bool) -> None:
    type, place = op.result.type, op.place.type
    if type.pointee is not place.type and type.pointee != place.type:
        raise VerifyException(f"the place holds {place.type}, which {type} does not point to")
    if isinstance(place.variant, StringAttr):
        raise VerifyException(
            f"variant `{place.variant.data}` of {place.type} cannot be pointed to as a whole"
        )
    if type.is_mut != mutable:
        raise VerifyException(f"a `{op.kind.data}` borrow cannot result in {type}")


class _Address(MirOperation):
    """A pointer to a place."""

    place = operand_of(PlaceType)
    kind = prop_def(StringAttr)

    traits = traits_def(Pure())

    def print(self, printer: Printer) -> None:
        """Print kind place `:` pointer type."""
        printer.print_string(f" {self.kind.data} ")
        printer.print_ssa_value(self.place)
        print_attributes(printer, self)
        printer.print_string(" : ")
        printer.print_attribute(self.results[0].type)


REF_KINDS = ("shared", "mut", "fake", "fake_shallow")
"""rustc's `BorrowKind`."""


@mir_op_definition
class RefOp(_Address):
    """
    A reference to a place, `&_1`, `&mut _1`. Kinds: `shared`, `mut`, `fake`, `fake_shallow`.

        %r = mir.ref shared %_1 : !mir.ref<f32>
        %m = mir.ref mut %_1 : !mir.ref<mut f32>
    """

    name = "mir.ref"

    result = result_def(RefType)

    def verify_(self) -> None:
        """The result points to what the place holds, and is as mutable as the kind says."""
        kind = self.kind.data
        if kind not in REF_KINDS:
            raise VerifyException(f"`{kind}` is not a kind of reference")
        _verify_address(self, kind == "mut")

    @classmethod
    def parse(cls, parser: Parser) -> RefOp:
        """Parse kind place `:` reference type."""
        return _parse_address(parser, cls, REF_KINDS, RefType)  # pyright: ignore[reportReturnType]


RAW_PTR_KINDS = ("const", "mut", "fake")
"""rustc's `RawPtrKind`; `fake` is its `FakeForPtrMetadata`."""


@mir_op_definition
class RawPtrOp(_Address):
    """
    A raw pointer to a place, `&raw const _1`, `&raw mut _1`. Kinds: `const`, `mut`, `fake`.

        %p = mir.raw_ptr mut %_1 : !mir.ptr<mut f32>
    """

    name = "mir.raw_ptr"

    result = result_def(PtrType)

    def verify_(self) -> None:
        """The result points to what the place holds, and is as mutable as the kind says."""
        kind = self.kind.data
        if kind not in RAW_PTR_KINDS:
            raise VerifyException(f"`{kind}` is not a kind of raw pointer")
        _verify_address(self, kind == "mut")

    @classmethod
    def parse(cls, parser: Parser) -> RawPtrOp:
        """Parse kind place `:` raw pointer type."""
        return _parse_address(parser, cls, RAW_PTR_KINDS, PtrType)  # pyright: ignore[reportReturnType]


@mir_op_definition
class ThreadLocalRefOp(MirOperation):
    """
    The address of a thread-local static, `&/*tls*/ COUNTER`.

        %p = mir.thread_local_ref @COUNTER : !mir.ptr<mut ui32>
    """

    name = "mir.thread_local_ref"

    symbol = prop_def(SymbolRefAttr)
    result = result_def(RefType | PtrType)

    traits = traits_def(Pure())

    def print(self, printer: Printer) -> None:
        """Print symbol `:` type."""
        printer.print_string(" ")
        print_symbol(printer, self.symbol)
        print_attributes(printer, self)
        printer.print_string(" : ")
        printer.print_attribute(self.result.type)

    @classmethod
    def parse(cls, parser: Parser) -> ThreadLocalRefOp:
        """Parse symbol `:` type."""
        symbol = parse_symbol(parser)
        attributes = parser.parse_optional_attr_dict()
        parser.parse_punctuation(":")
        return cls.create(
            result_types=[parser.parse_type()],
            properties={"symbol": symbol},
            attributes=attributes,
        )


@mir_op_definition
class DiscriminantOp(MirOperation):
    """
    The discriminant of what a place holds, `discriminant(_1)`: the number that the variant was
    declared with, as the enum's discriminant type (`isize` by default); 0 of what is no enum.

        %d = mir.discriminant %_1 : !mir.adt<"core::option::Option", ui32> -> !mir.isize
    """

    name = "mir.discriminant"

    place = operand_of(PlaceType)
    result = result_def()

    traits = traits_def(MemoryReadEffect())

    def print(self, printer: Printer) -> None:
        """Print place `:` type `->` type."""
        printer.print_string(" ")
        printer.print_ssa_value(self.place)
        print_attributes(printer, self)
        printer.print_string(" : ")
        printer.print_attribute(self.place.type.type)
        printer.print_string(" -> ")
        printer.print_attribute(self.result.type)

    @classmethod
    def parse(cls, parser: Parser) -> DiscriminantOp:
        """Parse place `:` type `->` type."""
        place = parser.parse_unresolved_operand()
        attributes = parser.parse_optional_attr_dict()
        parser.parse_punctuation(":")
        type = parser.parse_type()
        parser.parse_punctuation("->")
        return cls.create(
            operands=[parser.resolve_operand(place, place_of(type))],
            result_types=[parser.parse_type()],
            attributes=attributes,
        )


AGGREGATE_KINDS = ("array", "tuple", "adt", "closure", "coroutine", "raw_ptr")
"""rustc's `AggregateKind`."""


@mir_op_definition
class AggregateOp(MirOperation):
    """
    A value made of the values of its fields in order of declaration.

    Kinds: `array`, `tuple`, `adt`, `closure`, `coroutine`, `raw_ptr` (of a thin pointer and its
    metadata). `variant` names the variant of an enum. A union has one value, that of the field
    with the index `active_field`.

        %a = mir.aggregate array(%x, %y) : (f32, f32) -> !mir.array<f32, 2>
        %s = mir.aggregate adt "Some"(%x) : (ui32) -> !mir.adt<"core::option::Option", ui32>
        %u = mir.aggregate adt field 1(%x) : (ui32) -> !mir.adt<"Bits">
    """

    name = "mir.aggregate"

    fields = var_operand_def()
    kind = prop_def(StringAttr)
    variant = opt_prop_def(StringAttr)
    active_field = opt_prop_def(IntAttr)
    result = result_def()

    traits = traits_def(Pure())

    def verify_(self) -> None:
        """The kind is one of rustc's, and the fields of an array or tuple are its own."""
        kind = self.kind.data
        if kind not in AGGREGATE_KINDS:
            raise VerifyException(f"`{kind}` is not a kind of aggregate")
        result = self.result.type
        operands = self.operands
        if kind == "tuple":
            if not isinstance(result, TupleType):
                raise VerifyException(f"a tuple cannot be {result}")
            elements = result.elements.data
            if len(elements) != len(operands):
                raise VerifyException(f"{result} has {len(elements)} fields, not {len(operands)}")
            for index, (element, operand) in enumerate(zip(elements, operands, strict=True)):
                if element != operand.type:
                    raise VerifyException(
                        f"field {index} of {result} is {element}, not {operand.type}"
                    )
        elif kind == "array":
            if not isinstance(result, ArrayType):
                raise VerifyException(f"an array cannot be {result}")
            length = result.length
            if isinstance(length, IntAttr) and cast("IntAttr[int]", length).data != len(operands):
                raise VerifyException(f"{result} does not have {len(operands)} elements")
            for operand in operands:
                if operand.type != result.element:
                    raise VerifyException(
                        f"an element of {result} is {result.element}, not {operand.type}"
                    )
        elif kind == "raw_ptr":
            if not isinstance(result, PtrType):
                raise VerifyException(f"a raw pointer cannot be {result}")
            if len(operands) != 2:
                raise VerifyException("a fat pointer is made of a thin pointer and its metadata")
        if kind != "adt" and len(self.properties) > 1:
            raise VerifyException("only an `adt` has a variant or an active field")
        if self.active_field is not None and len(operands) != 1:
            raise VerifyException("a union has one value, that of its active field")

    def print(self, printer: Printer) -> None:
        """Print kind variant? (`field` index)? values `:` types `->` type."""
        printer.print_string(f" {self.kind.data}")
        if self.variant is not None:
            printer.print_string(" ")
            print_string(printer, self.variant.data)
        if self.active_field is not None:
            printer.print_string(f" field {self.active_field.data}")
        print_values(printer, self.operands)
        print_attributes(printer, self)
        printer.print_string(" : ")
        print_types(printer, self.operands)
        printer.print_string(" -> ")
        printer.print_attribute(self.result.type)

    @classmethod
    def parse(cls, parser: Parser) -> AggregateOp:
        """Parse kind variant? (`field` index)? values `:` types `->` type."""
        properties: dict[str, Attribute] = {"kind": StringAttr(parser.parse_identifier())}
        if (variant := parse_optional_string(parser)) is not None:
            properties["variant"] = StringAttr(variant)
        if parser.parse_optional_keyword("field") is not None:
            properties["active_field"] = IntAttr(parser.parse_integer(allow_negative=False))
        pos = parser.pos
        values = parser.parse_op_args_list()
        attributes = parser.parse_optional_attr_dict()
        parser.parse_punctuation(":")
        types = parser.parse_comma_separated_list(Parser.Delimiter.PAREN, parser.parse_type)
        parser.parse_punctuation("->")
        return cls.create(
            operands=parser.resolve_operands(values, types, pos),
            result_types=[parser.parse_type()],
            properties=properties,
            attributes=attributes,
        )


@mir_op_definition
class LenOp(MirOperation):
    """
    How many elements an array or slice has, `Len(_1)`. rustc before 1.90 has it; later ones take
    the metadata of a pointer.

        %n = mir.len %_1 : !mir.slice<f32>
    """

    name = "mir.len"

    place = operand_of(PlaceType)
    result = result_def(UsizeType)

    traits = traits_def(Pure())

    def verify_(self) -> None:
        """The place holds an array or slice."""
        type = self.place.type.type
        if not isinstance(type, ArrayType | SliceType):
            raise VerifyException(f"only an array or a slice has a length, not {type}")

    def print(self, printer: Printer) -> None:
        """Print place `:` type."""
        print_place(printer, self.place)
        print_attributes(printer, self)

    @classmethod
    def parse(cls, parser: Parser) -> LenOp:
        """Parse place `:` type."""
        place = parse_place(parser)
        return cls.create(
            operands=[place],
            result_types=[UsizeType()],
            attributes=parser.parse_optional_attr_dict(),
        )


@mir_op_definition
class WrapBinderOp(MirOperation):
    """
    A value as an unsafe binder of its type, `wrap_binder!(_1; T)`.

        %b = mir.wrap_binder %v : !mir.unsafe_binder<!mir.ref<ui8>>
    """

    name = "mir.wrap_binder"

    value = operand_def()
    result = result_def(UnsafeBinderType)

    traits = traits_def(Pure())

    def verify_(self) -> None:
        """The result binds the value."""
        if self.result.type.inner != self.value.type:
            raise VerifyException(
                f"{self.result.type} binds {self.result.type.inner}, not {self.value.type}"
            )

    def print(self, printer: Printer) -> None:
        """Print value `:` type."""
        printer.print_string(" ")
        printer.print_ssa_value(self.value)
        print_attributes(printer, self)
        printer.print_string(" : ")
        printer.print_attribute(self.result.type)

    @classmethod
    def parse(cls, parser: Parser) -> WrapBinderOp:
        """Parse value `:` type."""
        value = parser.parse_unresolved_operand()
        attributes = parser.parse_optional_attr_dict()
        parser.parse_punctuation(":")
        pos = parser.pos
        type = parser.parse_type()
        if not isinstance(type, UnsafeBinderType):
            parser.raise_error(f"expected an unsafe binder type, but found {type}", pos)
        return cls.create(
            operands=[parser.resolve_operand(value, type.inner)],
            result_types=[type],
            attributes=attributes,
        )


NULLARY_KINDS = ("size_of", "align_of")
"""rustc's `NullOp`, of before 1.92."""


@mir_op_definition
class NullaryOp(MirOperation):
    """
    The size or alignment of a type in bytes, `SizeOf(T)`. rustc before 1.92 has it; later ones
    call an intrinsic.

        %n = mir.nullary size_of f32
    """

    name = "mir.nullary"

    kind = prop_def(StringAttr)
    type = prop_def()
    result = result_def(UsizeType)

    traits = traits_def(Pure())

    def verify_(self) -> None:
        """The kind is one of rustc's."""
        if self.kind.data not in NULLARY_KINDS:
            raise VerifyException(f"`{self.kind.data}` is not a nullary operation")

    def print(self, printer: Printer) -> None:
        """Print kind type."""
        printer.print_string(f" {self.kind.data} ")
        printer.print_attribute(self.type)
        print_attributes(printer, self)

    @classmethod
    def parse(cls, parser: Parser) -> NullaryOp:
        """Parse kind type."""
        kind = StringAttr(parser.parse_identifier())
        type = parser.parse_type()
        return cls.create(
            result_types=[UsizeType()],
            properties={"kind": kind, "type": type},
            attributes=parser.parse_optional_attr_dict(),
        )


RVALUES = (
    RepeatOp,
    RefOp,
    RawPtrOp,
    ThreadLocalRefOp,
    CastOp,
    BinaryOp,
    UnaryOp,
    DiscriminantOp,
    AggregateOp,
    LenOp,
    WrapBinderOp,
    NullaryOp,
)
"""All rvalues."""
