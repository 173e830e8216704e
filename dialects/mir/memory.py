"""
What a module holds in memory besides code: statics, allocations, vtables.
"""

from __future__ import annotations

from xdsl.dialects.builtin import (
    ArrayAttr,
    BytesAttr,
    IntAttr,
    StringAttr,
    SymbolRefAttr,
    UnitAttr,
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

from ..strings import parse_bytes, parse_string, print_string
from .assembly import (
    parse_item_attributes,
    parse_symbol,
    print_item_attributes,
    print_item_name,
    print_symbol,
)
from .attributes import BytesConstAttr
from .parts import (
    RangeAttr,
    RelocationAttr,
    parse_range,
    print_range,
)
from .types import DynType


@irdl_op_definition
class StaticOp(IRDLOperation):
    """
    A static. What it holds at first is in an allocation of the module; a static of another crate
    or of the host is `extern` and has none. `mut` says that it was declared so; the allocation
    is mutable too where the type has interior mutability.

        mir.static mut @COUNTER : ui32 = @COUNTER.init link_name "COUNTER" link_section ".data"
        mir.static extern @errno : si32
    """

    name = "mir.static"

    sym_name = prop_def(StringAttr)
    type = prop_def()
    alloc = opt_prop_def(SymbolRefAttr)
    mutable = opt_prop_def(UnitAttr)
    extern = opt_prop_def(UnitAttr)
    thread_local = opt_prop_def(UnitAttr)
    link_name = opt_prop_def(StringAttr)
    link_section = opt_prop_def(StringAttr)
    sym_visibility = opt_prop_def(StringAttr)

    traits = traits_def(SymbolOpInterface())

    def verify_(self) -> None:
        """It is defined here or elsewhere."""
        if self.extern is not None and self.alloc is not None:
            raise VerifyException("an `extern` static is not defined here")
        if self.extern is None and self.alloc is None:
            raise VerifyException("a static needs an allocation, or must be `extern`")

    def print(self, printer: Printer) -> None:
        """Print visibility? `extern`? `thread_local`? `mut`? symbol `:` type (`=` symbol)?..."""
        if self.sym_visibility is not None:
            printer.print_string(f" {self.sym_visibility.data}")
        printer.print_string(" extern" if self.extern is not None else "")
        printer.print_string(" thread_local" if self.thread_local is not None else "")
        printer.print_string(" mut" if self.mutable is not None else "")
        print_item_name(printer, self.sym_name)
        printer.print_string(" : ")
        printer.print_attribute(self.type)
        if self.alloc is not None:
            printer.print_string(" = ")
            print_symbol(printer, self.alloc)
        for option, value in (("link_name", self.link_name), ("link_section", self.link_section)):
            if value is not None:
                printer.print_string(f" {option} ")
                print_string(printer, value.data)
        print_item_attributes(printer, self)

    @classmethod
    def parse(cls, parser: Parser) -> StaticOp:
        """Parse visibility? `extern`? `thread_local`? `mut`? symbol `:` type (`=` symbol)?..."""
        properties: dict[str, Attribute] = {}
        if (visibility := parser.parse_optional_visibility_keyword()) is not None:
            properties["sym_visibility"] = visibility
        for keyword, name in (
            ("extern", "extern"),
            ("thread_local", "thread_local"),
            ("mut", "mutable"),
        ):
            if parser.parse_optional_keyword(keyword) is not None:
                properties[name] = UnitAttr()
        properties["sym_name"] = parser.parse_symbol_name()
        parser.parse_punctuation(":")
        properties["type"] = parser.parse_type()
        if parser.parse_optional_punctuation("=") is not None:
            properties["alloc"] = parse_symbol(parser)
        for option in ("link_name", "link_section"):
            if parser.parse_optional_keyword(option) is not None:
                properties[option] = StringAttr(parse_string(parser))
        return cls.create(properties=properties, attributes=parse_item_attributes(parser))


@irdl_op_definition
class AllocOp(IRDLOperation):
    r"""
    An allocation: bytes that constants and statics point to, with an alignment in bytes. Pointers
    among the bytes are `relocations`, whose bytes are zero and as many as a flat pointer has.
    `uninit` are the ranges of bytes that are not initialised.

        mir.alloc @alloc1 align 1 "hello\00\00\00" uninit [5 to 8]
        mir.alloc mut @alloc2 align 8 "\00\00\00\00\00\00\00\00"
            relocations [0: @alloc1 + 2]
    """

    name = "mir.alloc"

    sym_name = prop_def(StringAttr)
    size = prop_def(IntAttr)
    align = prop_def(IntAttr)
    bytes = prop_def(BytesConstAttr | BytesAttr)
    mutable = opt_prop_def(UnitAttr)
    uninit = opt_prop_def(ArrayAttr[RangeAttr])
    relocations = opt_prop_def(ArrayAttr[RelocationAttr])

    traits = traits_def(SymbolOpInterface())

    def verify_(self) -> None:
        """Sizes agree, and ranges and relocations are in order and inside."""
        size, align = self.size.data, self.align.data
        if len(self.bytes.data) != size:
            raise VerifyException(f"there are {len(self.bytes.data)} bytes, not {size}")
        if align <= 0 or align & (align - 1):
            raise VerifyException(f"an alignment must be a power of two, not {align}")
        end = 0
        for range_ in () if self.uninit is None else self.uninit.data:
            if not end <= range_.start.data < range_.end.data <= size:
                raise VerifyException(
                    f"the uninitialised range {range_.start.data} to {range_.end.data} is empty, "
                    f"out of order, or not within {size} bytes"
                )
            end = range_.end.data
        last = -1
        for relocation in () if self.relocations is None else self.relocations.data:
            offset = relocation.offset.data
            if not last < offset < size:
                raise VerifyException(
                    f"the relocation at {offset} is out of order or not within {size} bytes"
                )
            last = offset

    def print(self, printer: Printer) -> None:
        """Print `mut`? symbol `align` align bytes (`uninit` ranges)? (`relocations` list)?."""
        printer.print_string(" mut" if self.mutable is not None else "")
        print_item_name(printer, self.sym_name)
        printer.print_string(f" align {self.align.data} ")
        printer.print_bytes_literal(self.bytes.data)
        if self.uninit is not None:
            printer.print_string(" uninit [")
            printer.print_list(self.uninit.data, lambda range_: print_range(printer, range_))
            printer.print_string("]")
        if self.relocations is not None:
            printer.print_string(" relocations [")
            printer.print_list(
                self.relocations.data, lambda relocation: relocation.print_relocation(printer)
            )
            printer.print_string("]")
        print_item_attributes(printer, self)

    @classmethod
    def parse(cls, parser: Parser) -> AllocOp:
        """Parse `mut`? symbol `align` align bytes (`uninit` ranges)? (`relocations` list)?."""
        properties: dict[str, Attribute] = {}
        if parser.parse_optional_keyword("mut") is not None:
            properties["mutable"] = UnitAttr()
        properties["sym_name"] = parser.parse_symbol_name()
        parser.parse_keyword("align")
        properties["align"] = IntAttr(parser.parse_integer(allow_negative=False))
        data = parse_bytes(parser)
        properties["bytes"] = BytesConstAttr(data)
        properties["size"] = IntAttr(len(data))
        if parser.parse_optional_keyword("uninit") is not None:
            properties["uninit"] = ArrayAttr(
                parser.parse_comma_separated_list(
                    Parser.Delimiter.SQUARE, lambda: parse_range(parser)
                )
            )
        if parser.parse_optional_keyword("relocations") is not None:
            properties["relocations"] = ArrayAttr(
                parser.parse_comma_separated_list(
                    Parser.Delimiter.SQUARE, lambda: RelocationAttr.parse_relocation(parser)
                )
            )
        return cls.create(properties=properties, attributes=parse_item_attributes(parser))


@irdl_op_definition
class VTableOp(IRDLOperation):
    """
    The vtable of a type for a trait. In memory it is, each as large as a flat pointer: the address
    of the drop glue or null, the type's size, its alignment, and the methods in slots, of which
    some may be vacant (methods with `where Self: Sized`).

        mir.vtable @"<Sq as Shape>" : !mir.adt<"Sq"> as !mir.dyn<"Shape", [], [], []>
            drop @"drop_in_place::<Sq>" methods [@"<Sq as Shape>::area", vacant]
    """

    name = "mir.vtable"

    sym_name = prop_def(StringAttr)
    type = prop_def()
    dyn = prop_def(DynType)
    drop = opt_prop_def(SymbolRefAttr)
    methods = prop_def(ArrayAttr[SymbolRefAttr | UnitAttr])

    traits = traits_def(SymbolOpInterface())

    def print(self, printer: Printer) -> None:
        """Print symbol `:` type `as` trait (`drop` symbol)? `methods` symbols."""
        print_item_name(printer, self.sym_name)
        printer.print_string(" : ")
        printer.print_attribute(self.type)
        printer.print_string(" as ")
        printer.print_attribute(self.dyn)
        if self.drop is not None:
            printer.print_string(" drop ")
            print_symbol(printer, self.drop)

        def print_method(method: SymbolRefAttr | UnitAttr) -> None:
            if isinstance(method, UnitAttr):
                printer.print_string("vacant")
            else:
                print_symbol(printer, method)

        printer.print_string(" methods [")
        printer.print_list(self.methods.data, print_method)
        printer.print_string("]")
        print_item_attributes(printer, self)

    @classmethod
    def parse(cls, parser: Parser) -> VTableOp:
        """Parse symbol `:` type `as` trait (`drop` symbol)? `methods` symbols."""

        def parse_method() -> SymbolRefAttr | UnitAttr:
            if parser.parse_optional_keyword("vacant") is not None:
                return UnitAttr()
            return parse_symbol(parser)

        properties: dict[str, Attribute] = {"sym_name": parser.parse_symbol_name()}
        parser.parse_punctuation(":")
        properties["type"] = parser.parse_type()
        parser.parse_keyword("as")
        properties["dyn"] = parser.parse_type()
        if parser.parse_optional_keyword("drop") is not None:
            properties["drop"] = parse_symbol(parser)
        parser.parse_keyword("methods")
        properties["methods"] = ArrayAttr(
            parser.parse_comma_separated_list(Parser.Delimiter.SQUARE, parse_method)
        )
        return cls.create(properties=properties, attributes=parse_item_attributes(parser))
