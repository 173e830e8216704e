"""
The parts of items: representations, fields, variants, ranges of numbers, relocations.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

from xdsl.dialects.builtin import ArrayAttr, IntAttr, NoneAttr, StringAttr, SymbolRefAttr
from xdsl.ir import Attribute, ParametrizedAttribute
from xdsl.irdl import irdl_attr_definition, param_def
from xdsl.parser import AttrParser
from xdsl.printer import Printer
from xdsl.utils.exceptions import VerifyException

from ..strings import parse_name
from .attributes import parse_symbol_and_offset, print_symbol_and_offset


@irdl_attr_definition
class RangeAttr(ParametrizedAttribute):
    """
    A range of numbers, from `start` to `end`: of bytes without the end, as Rust's `a..b`; of
    valid values with it. The attribute's owner says which.

        #mir.range<0 to 8>
    """

    name = "mir.range"

    start: IntAttr = param_def()
    end: IntAttr = param_def()

    @staticmethod
    def of(start: int, end: int) -> RangeAttr:
        """The range from `start` to `end`."""
        return RangeAttr(IntAttr(start), IntAttr(end))

    @classmethod
    def parse_parameters(cls, parser: AttrParser) -> Sequence[Attribute]:
        """Parse `<` start `to` end `>`."""
        with parser.in_angle_brackets():
            range_ = parse_range(parser)
            return [range_.start, range_.end]

    def print_parameters(self, printer: Printer) -> None:
        """Print `<` start `to` end `>`."""
        with printer.in_angle_brackets():
            print_range(printer, self)


def print_range(printer: Printer, range_: RangeAttr) -> None:
    """Print start `to` end."""
    printer.print_string(f"{range_.start.data} to {range_.end.data}")


def parse_range(parser: AttrParser) -> RangeAttr:
    """Parse start `to` end."""
    start = parser.parse_integer()
    parser.parse_keyword("to")
    return RangeAttr.of(start, parser.parse_integer())


_Bytes: TypeAlias = int


@irdl_attr_definition
class ReprAttr(ParametrizedAttribute):
    """
    A type's `#[repr(...)]`. `packed` and `align` are in bytes; `int` is the type of an enum's
    discriminants.

        #mir.repr<c, align = 16>
        #mir.repr<ui8>
        #mir.repr<packed = 1>
    """

    name = "mir.repr"

    c: IntAttr = param_def()
    transparent: IntAttr = param_def()
    simd: IntAttr = param_def()
    packed: IntAttr | NoneAttr = param_def()
    align: IntAttr | NoneAttr = param_def()
    int: Attribute = param_def()

    @staticmethod
    def of(
        *,
        c: bool = False,
        transparent: bool = False,
        simd: bool = False,
        packed: _Bytes | None = None,
        align: _Bytes | None = None,
        int: Attribute | None = None,
    ) -> ReprAttr:
        """The representation with these options."""
        return ReprAttr(
            IntAttr(1 if c else 0),
            IntAttr(1 if transparent else 0),
            IntAttr(1 if simd else 0),
            NoneAttr() if packed is None else IntAttr(packed),
            NoneAttr() if align is None else IntAttr(align),
            NoneAttr() if int is None else int,
        )

    @property
    def is_c(self) -> bool:
        """Whether this is `repr(C)`."""
        return self.c.data != 0

    @property
    def is_transparent(self) -> bool:
        """Whether this is `repr(transparent)`."""
        return self.transparent.data != 0

    @property
    def is_simd(self) -> bool:
        """Whether this is `repr(simd)`."""
        return self.simd.data != 0

    @property
    def pack_bytes(self) -> _Bytes | None:
        """The N of `repr(packed(N))`, in bytes."""
        return self.packed.data if isinstance(self.packed, IntAttr) else None

    @property
    def align_bytes(self) -> _Bytes | None:
        """The N of `repr(align(N))`, in bytes."""
        return self.align.data if isinstance(self.align, IntAttr) else None

    @property
    def int_type(self) -> Attribute | None:
        """The type of an enum's discriminants, `repr(u8)`, if it is given."""
        return None if isinstance(self.int, NoneAttr) else self.int

    def verify(self) -> None:
        """Check what `rustc_attr_parsing` checks of `repr`."""
        for name, value in (("packed", self.pack_bytes), ("align", self.align_bytes)):
            if value is not None and (value <= 0 or value & (value - 1)):
                raise VerifyException(f"`repr({name})` must be a power of two, but is {value}")
        if self.pack_bytes is not None and self.align_bytes is not None:
            raise VerifyException("a type cannot be both `repr(packed)` and `repr(align)`")

    def print_options(self, printer: Printer) -> None:
        """Print the options, separated by commas."""
        options: list[str | Attribute] = []
        options += ["c"] if self.is_c else []
        options += ["transparent"] if self.is_transparent else []
        options += ["simd"] if self.is_simd else []
        options += [f"packed = {self.pack_bytes}"] if self.pack_bytes is not None else []
        options += [f"align = {self.align_bytes}"] if self.align_bytes is not None else []
        options += [self.int] if self.int_type is not None else []

        def print_option(option: str | Attribute) -> None:
            if isinstance(option, str):
                printer.print_string(option)
            else:
                printer.print_attribute(option)

        printer.print_list(options, print_option)

    @classmethod
    def parse_options(cls, parser: AttrParser, delimiter: AttrParser.Delimiter) -> ReprAttr:
        """Parse the options in these delimiters."""
        options: dict[str, Any] = {}

        def parse_option() -> None:
            word = parser.parse_optional_keyword_in(("c", "transparent", "simd"))
            if word is not None:
                options[word] = True
                return
            word = parser.parse_optional_keyword_in(("packed", "align"))
            if word is not None:
                parser.parse_punctuation("=")
                options[word] = parser.parse_integer(allow_negative=False)
                return
            options["int"] = parser.parse_type()

        parser.parse_comma_separated_list(delimiter, parse_option)
        return cls.of(**options)

    @classmethod
    def parse_parameters(cls, parser: AttrParser) -> Sequence[Attribute]:
        """Parse `<` options `>`."""
        return cls.parse_options(parser, AttrParser.Delimiter.ANGLE).parameters

    def print_parameters(self, printer: Printer) -> None:
        """Print `<` options `>`."""
        with printer.in_angle_brackets():
            self.print_options(printer)


@irdl_attr_definition
class FieldAttr(ParametrizedAttribute):
    """
    A field of a struct, a union or an enum's variant. A tuple's fields are named `0`, `1`, ...

        #mir.field<mass: f32>
    """

    name = "mir.field"

    field_name: StringAttr = param_def()
    type: Attribute = param_def()

    @staticmethod
    def of(name: str, type: Attribute) -> FieldAttr:
        """The field `name: type`."""
        return FieldAttr(StringAttr(name), type)

    def print_field(self, printer: Printer) -> None:
        """Print name `:` type."""
        printer.print_identifier_or_string_literal(self.field_name.data)
        printer.print_string(": ")
        printer.print_attribute(self.type)

    @classmethod
    def parse_field(cls, parser: AttrParser) -> FieldAttr:
        """Parse name `:` type."""
        name = parse_name(parser)
        parser.parse_punctuation(":")
        return FieldAttr(StringAttr(name), parser.parse_type())

    @classmethod
    def parse_parameters(cls, parser: AttrParser) -> Sequence[Attribute]:
        """Parse `<` name `:` type `>`."""
        with parser.in_angle_brackets():
            return cls.parse_field(parser).parameters

    def print_parameters(self, printer: Printer) -> None:
        """Print `<` name `:` type `>`."""
        with printer.in_angle_brackets():
            self.print_field(printer)


def print_fields(printer: Printer, fields: ArrayAttr[FieldAttr]) -> None:
    """Print `{` fields `}`."""
    printer.print_string("{ " if fields.data else "{")
    printer.print_list(fields.data, lambda field: field.print_field(printer))
    printer.print_string(" }" if fields.data else "}")


def parse_fields(parser: AttrParser) -> ArrayAttr[FieldAttr]:
    """Parse `{` fields `}`."""
    return ArrayAttr(
        parser.parse_comma_separated_list(
            AttrParser.Delimiter.BRACES, lambda: FieldAttr.parse_field(parser)
        )
    )


@irdl_attr_definition
class VariantAttr(ParametrizedAttribute):
    """
    A variant of an enum, with its discriminant and its fields. A struct or union has one, of its
    own name, with discriminant 0.

        #mir.variant<None = 0>
        #mir.variant<Some = 1 { "0": ui32 }>
    """

    name = "mir.variant"

    variant_name: StringAttr = param_def()
    discriminant: IntAttr = param_def()
    fields: ArrayAttr[FieldAttr] = param_def()

    @staticmethod
    def of(name: str, discriminant: int, fields: Sequence[FieldAttr] = ()) -> VariantAttr:
        """The variant `name` with these fields."""
        return VariantAttr(StringAttr(name), IntAttr(discriminant), ArrayAttr(fields))

    def print_variant(self, printer: Printer) -> None:
        """Print name `=` discriminant (`{` fields `}`)?."""
        printer.print_identifier_or_string_literal(self.variant_name.data)
        printer.print_string(f" = {self.discriminant.data}")
        if self.fields.data:
            printer.print_string(" ")
            print_fields(printer, self.fields)

    @classmethod
    def parse_variant(cls, parser: AttrParser) -> VariantAttr:
        """Parse name `=` discriminant (`{` fields `}`)?."""
        name = parse_name(parser)
        parser.parse_punctuation("=")
        discriminant = parser.parse_integer(allow_boolean=False)
        fields = parser.parse_optional_comma_separated_list(
            AttrParser.Delimiter.BRACES, lambda: FieldAttr.parse_field(parser)
        )
        return VariantAttr(StringAttr(name), IntAttr(discriminant), ArrayAttr(fields or ()))

    @classmethod
    def parse_parameters(cls, parser: AttrParser) -> Sequence[Attribute]:
        """Parse `<` variant `>`."""
        with parser.in_angle_brackets():
            return cls.parse_variant(parser).parameters

    def print_parameters(self, printer: Printer) -> None:
        """Print `<` variant `>`."""
        with printer.in_angle_brackets():
            self.print_variant(printer)


@irdl_attr_definition
class RelocationAttr(ParametrizedAttribute):
    """
    A pointer within an allocation: at `offset` bytes lies the address of `target` plus `addend`
    bytes.

        #mir.relocation<8: @alloc2 + 4>
    """

    name = "mir.relocation"

    offset: IntAttr = param_def()
    target: SymbolRefAttr = param_def()
    addend: IntAttr = param_def()

    @staticmethod
    def of(offset: int, target: str, addend: int = 0) -> RelocationAttr:
        """The relocation at `offset` to `target + addend`."""
        return RelocationAttr(IntAttr(offset), SymbolRefAttr(target), IntAttr(addend))

    def print_relocation(self, printer: Printer) -> None:
        """Print offset `:` symbol (`+` addend)?."""
        printer.print_string(f"{self.offset.data}: ")
        print_symbol_and_offset(printer, self.target, self.addend.data)

    @classmethod
    def parse_relocation(cls, parser: AttrParser) -> RelocationAttr:
        """Parse offset `:` symbol (`+` addend)?."""
        offset = parser.parse_integer(allow_boolean=False, allow_negative=False)
        parser.parse_punctuation(":")
        target, addend = parse_symbol_and_offset(parser)
        return RelocationAttr(IntAttr(offset), target, addend)

    @classmethod
    def parse_parameters(cls, parser: AttrParser) -> Sequence[Attribute]:
        """Parse `<` relocation `>`."""
        with parser.in_angle_brackets():
            return cls.parse_relocation(parser).parameters

    def print_parameters(self, printer: Printer) -> None:
        """Print `<` relocation `>`."""
        with printer.in_angle_brackets():
            self.print_relocation(printer)


PARTS: tuple[type[Attribute], ...] = (
    RangeAttr,
    ReprAttr,
    FieldAttr,
    VariantAttr,
    RelocationAttr,
)
"""The attributes of this file."""
