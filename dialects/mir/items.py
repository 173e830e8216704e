"""
Items: what a module is made of. All of them are symbols. Here are the definitions of types;
functions are in `functions.py`, statics, allocations and vtables in `memory.py`.

A module stands on its own: of every type that its functions use it holds the definition, of every
constant pointer the allocation or static that it points to.
"""

from __future__ import annotations

from xdsl.dialects.builtin import (
    ArrayAttr,
    IntAttr,
    StringAttr,
    SymbolRefAttr,
)
from xdsl.ir import Attribute
from xdsl.irdl import (
    IRDLOperation,
    irdl_op_definition,
    opt_prop_def,
    prop_def,
    traits_def,
)
from xdsl.parser import Parser
from xdsl.printer import Printer
from xdsl.traits import SymbolOpInterface
from xdsl.utils.exceptions import VerifyException

from ..strings import parse_string, print_string
from .assembly import (
    parse_item_attributes,
    parse_symbol,
    print_item_attributes,
    print_item_name,
    print_symbol,
)
from .functions import FuncOp
from .memory import AllocOp, StaticOp, VTableOp
from .parts import (
    RangeAttr,
    ReprAttr,
    VariantAttr,
    parse_fields,
    parse_range,
    print_fields,
    print_range,
)
from .types import AdtType, ClosureType, CoroutineType


class _Adt(IRDLOperation):
    """What the definitions of structs, enums and unions share."""

    sym_name = prop_def(StringAttr)
    adt = prop_def(AdtType)
    repr = prop_def(ReprAttr)
    variants = prop_def(ArrayAttr[VariantAttr])
    scalar_valid_range = opt_prop_def(RangeAttr)
    lang = opt_prop_def(StringAttr)
    drop = opt_prop_def(SymbolRefAttr)

    traits = traits_def(SymbolOpInterface())

    def _print_head(self, printer: Printer) -> None:
        print_item_name(printer, self.sym_name)
        printer.print_string(" : ")
        printer.print_attribute(self.adt)
        if self.repr != _DEFAULT_REPR:
            printer.print_string(" repr(")
            self.repr.print_options(printer)
            printer.print_string(")")
        if self.scalar_valid_range is not None:
            printer.print_string(" valid ")
            print_range(printer, self.scalar_valid_range)
        if self.lang is not None:
            printer.print_string(" lang ")
            print_string(printer, self.lang.data)
        if self.drop is not None:
            printer.print_string(" drop ")
            print_symbol(printer, self.drop)


_DEFAULT_REPR = ReprAttr.of()


def _parse_head(parser: Parser) -> dict[str, Attribute]:
    properties: dict[str, Attribute] = {"sym_name": parser.parse_symbol_name()}
    parser.parse_punctuation(":")
    properties["adt"] = parser.parse_type()
    properties["repr"] = _DEFAULT_REPR
    if parser.parse_optional_keyword("repr") is not None:
        properties["repr"] = ReprAttr.parse_options(parser, Parser.Delimiter.PAREN)
    if parser.parse_optional_keyword("valid") is not None:
        properties["scalar_valid_range"] = parse_range(parser)
    if parser.parse_optional_keyword("lang") is not None:
        properties["lang"] = StringAttr(parse_string(parser))
    if parser.parse_optional_keyword("drop") is not None:
        properties["drop"] = parse_symbol(parser)
    return properties


LANG_ITEMS = ("unsafe_cell", "manually_drop", "maybe_uninit", "phantom_data", "owned_box")
"""The types that layout or drop treat specially."""


def _verify_fields(variant: VariantAttr) -> None:
    seen: set[str] = set()
    for field in variant.fields.data:
        name = field.field_name.data
        if name in seen:
            raise VerifyException(f"field `{name}` is given twice")
        seen.add(name)


def _verify_adt(op: _Adt) -> None:
    if op.lang is not None and op.lang.data not in LANG_ITEMS:
        raise VerifyException(f"`{op.lang.data}` is not a type that is treated specially")


def _verify_record(op: StructOp | UnionOp) -> None:
    _verify_adt(op)
    if len(op.variants.data) != 1:
        raise VerifyException(f"expected one variant, but there are {len(op.variants.data)}")
    _verify_fields(op.variants.data[0])


class _Record(_Adt):
    """A struct or union: a type with one variant."""

    def print(self, printer: Printer) -> None:
        """Print symbol `:` type options fields."""
        self._print_head(printer)
        printer.print_string(" ")
        print_fields(printer, self.variants.data[0].fields)
        print_item_attributes(printer, self)


def _parse_record(parser: Parser, cls: type[_Record]) -> _Record:
    properties = _parse_head(parser)
    fields = parse_fields(parser)
    adt = properties["adt"]
    name = adt.path.data.rpartition("::")[2] if isinstance(adt, AdtType) else ""
    properties["variants"] = ArrayAttr((VariantAttr(StringAttr(name), IntAttr(0), fields),))
    return cls.create(properties=properties, attributes=parse_item_attributes(parser))


@irdl_op_definition
class StructOp(_Record):
    """
    The definition of a struct with its generic arguments filled in. `variants` holds one, of the
    struct's own name.

    In order: `repr(...)`; `valid` range, the bits that are valid of its one scalar, both ends
    included; `lang`, if layout or drop treat the type specially (`unsafe_cell`,
    `manually_drop`, `maybe_uninit`, `phantom_data`, `owned_box`); `drop`, the function of its own
    `Drop` implementation, which takes a `&mut Self`.

        mir.struct @Body : !mir.adt<"nbody::Body"> repr(c) { pos: !mir.array<f32, 3>, mass: f32 }
    """

    name = "mir.struct"

    def verify_(self) -> None:
        """There is one variant, and its fields have distinct names."""
        _verify_record(self)

    @classmethod
    def parse(cls, parser: Parser) -> StructOp:
        """Parse symbol `:` type options fields."""
        return _parse_record(parser, cls)  # pyright: ignore[reportReturnType]


@irdl_op_definition
class UnionOp(_Record):
    """
    The definition of a union with its generic arguments filled in; as of a struct.

        mir.union @Bits : !mir.adt<"demo::Bits"> repr(c) { int: ui32, float: f32 }
    """

    name = "mir.union"

    def verify_(self) -> None:
        """There is one variant, and its fields have distinct names."""
        _verify_record(self)

    @classmethod
    def parse(cls, parser: Parser) -> UnionOp:
        """Parse symbol `:` type options fields."""
        return _parse_record(parser, cls)  # pyright: ignore[reportReturnType]


@irdl_op_definition
class EnumOp(_Adt):
    """
    The definition of an enum with its generic arguments filled in. Each variant has its
    discriminant, and its fields if there are any.

        mir.enum @"Option<u32>" : !mir.adt<"core::option::Option", ui32> {
          None = 0,
          Some = 1 { "0": ui32 }
        }
    """

    name = "mir.enum"

    def verify_(self) -> None:
        """Names and discriminants of the variants are distinct."""
        _verify_adt(self)
        if self.scalar_valid_range is not None:
            raise VerifyException("an enum has no range of valid values of its own")
        names: set[str] = set()
        discriminants: set[int] = set()
        for variant in self.variants.data:
            name = variant.variant_name.data
            if name in names:
                raise VerifyException(f"variant `{name}` is given twice")
            names.add(name)
            discriminant = variant.discriminant.data
            if discriminant in discriminants:
                raise VerifyException(f"discriminant {discriminant} is given twice")
            discriminants.add(discriminant)
            _verify_fields(variant)

    def print(self, printer: Printer) -> None:
        """Print symbol `:` type options `{` variants `}`."""
        self._print_head(printer)
        printer.print_string(" {")
        with printer.indented():
            for index, variant in enumerate(self.variants.data):
                printer.print_string(",\n" if index else "\n")
                variant.print_variant(printer)
        printer.print_string("\n}" if self.variants.data else "}")
        print_item_attributes(printer, self)

    @classmethod
    def parse(cls, parser: Parser) -> EnumOp:
        """Parse symbol `:` type options `{` variants `}`."""
        properties = _parse_head(parser)
        variants = parser.parse_comma_separated_list(
            Parser.Delimiter.BRACES, lambda: VariantAttr.parse_variant(parser)
        )
        properties["variants"] = ArrayAttr(variants)
        return cls.create(properties=properties, attributes=parse_item_attributes(parser))


@irdl_op_definition
class ClosureOp(IRDLOperation):
    """
    The definition of a closure or coroutine: the types that it captures, in order. It is laid out
    as a tuple of them.

        mir.closure_def @"f::{closure#0}" : !mir.closure<"demo::f::{closure#0}">
            captures [!mir.ref<ui32>]
    """

    name = "mir.closure_def"

    sym_name = prop_def(StringAttr)
    closure = prop_def(ClosureType | CoroutineType)
    captures = prop_def(ArrayAttr)

    traits = traits_def(SymbolOpInterface())

    def print(self, printer: Printer) -> None:
        """Print symbol `:` type `captures` types."""
        print_item_name(printer, self.sym_name)
        printer.print_string(" : ")
        printer.print_attribute(self.closure)
        printer.print_string(" captures ")
        printer.print_attribute(self.captures)
        print_item_attributes(printer, self)

    @classmethod
    def parse(cls, parser: Parser) -> ClosureOp:
        """Parse symbol `:` type `captures` types."""
        name = parser.parse_symbol_name()
        parser.parse_punctuation(":")
        closure = parser.parse_type()
        parser.parse_keyword("captures")
        captures = parser.parse_comma_separated_list(Parser.Delimiter.SQUARE, parser.parse_type)
        return cls.create(
            properties={"sym_name": name, "closure": closure, "captures": ArrayAttr(captures)},
            attributes=parse_item_attributes(parser),
        )


ITEMS = (FuncOp, StructOp, EnumOp, UnionOp, ClosureOp, StaticOp, AllocOp, VTableOp)
"""All items."""
