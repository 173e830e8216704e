"""
The constants of the `mir` dialect.

A constant has no type of its own: it is that of the operation, field or element that holds it, as
in rustc's valtrees. Inside another constant and in `mir.constant`, one is written without the
dialect's name, and an integer as itself:

    ui32          5                                   #mir.int<5>
    f32           float<"1.5">                        #mir.float<"1.5">
    &str          str<"hello">                        #mir.str<"hello">
    Option<u8>    aggregate<"Some", 5>                #mir.aggregate<"Some", 5>
    &[u32]        aggregate<pointer<@table>, 8>       #mir.aggregate<pointer<@table>, 8>
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias, cast

from xdsl.dialects.builtin import ArrayAttr, IntAttr, NoneAttr, StringAttr, SymbolRefAttr
from xdsl.ir import Attribute, Data, ParametrizedAttribute
from xdsl.irdl import irdl_attr_definition, param_def
from xdsl.parser import AttrParser
from xdsl.printer import Printer

from ..strings import parse_bytes, parse_optional_string, parse_string, print_string

ConstAttr: TypeAlias = Attribute
"""Any of the constants below, or a `ParamType` (a const generic parameter)."""


@irdl_attr_definition
class IntConstAttr(Data[int]):
    """
    An integer's value; of a `bool` 0 or 1, of a `char` its code point. Signed ones may be negative.

        #mir.int<-5>
    """

    name = "mir.int"

    @classmethod
    def parse_parameter(cls, parser: AttrParser) -> int:
        """Parse `<` integer `>`."""
        with parser.in_angle_brackets():
            return parser.parse_integer()

    def print_parameter(self, printer: Printer) -> None:
        """Print `<` integer `>`."""
        printer.print_string(f"<{self.data}>")


@irdl_attr_definition
class FloatConstAttr(Data[str]):
    """
    A floating-point value as rustc prints it: the shortest decimal that reads back to the same
    bits, or `inf`, `-inf`, `NaN`. A NaN with a payload is `NaN:0x` and its bits.

        #mir.float<"1.5">
    """

    name = "mir.float"

    @classmethod
    def parse_parameter(cls, parser: AttrParser) -> str:
        """Parse `<` text `>`."""
        with parser.in_angle_brackets():
            return parse_string(parser)

    def print_parameter(self, printer: Printer) -> None:
        """Print `<` text `>`."""
        with printer.in_angle_brackets():
            print_string(printer, self.data)


class _BytesData(Data[bytes]):
    """A constant made of bytes."""

    @classmethod
    def parse_parameter(cls, parser: AttrParser) -> bytes:
        """Parse `<` bytes `>`."""
        with parser.in_angle_brackets():
            return parse_bytes(parser)

    def print_parameter(self, printer: Printer) -> None:
        """Print `<` bytes `>`."""
        with printer.in_angle_brackets():
            printer.print_bytes_literal(self.data)


@irdl_attr_definition
class StrConstAttr(_BytesData):
    """
    A string literal: a `&str` to these bytes, which are UTF-8.

        #mir.str<"overflow">
    """

    name = "mir.str"


@irdl_attr_definition
class BytesConstAttr(_BytesData):
    r"""
    A byte string: a `&[u8]` or `&[u8; N]` to these bytes, or a `[u8; N]` of them; the type says.

        #mir.bytes<"\00\FF">
    """

    name = "mir.bytes"


@irdl_attr_definition
class ZstAttr(ParametrizedAttribute):
    """
    The one value of a zero-sized type: `()`, a function item, a struct without fields.

        #mir.zst
    """

    name = "mir.zst"


@irdl_attr_definition
class UninitAttr(ParametrizedAttribute):
    """
    An uninitialised value, which only a type such as `MaybeUninit` may have.

        #mir.uninit
    """

    name = "mir.uninit"


@irdl_attr_definition
class AddressConstAttr(Data[int]):
    """
    A pointer without provenance: an address as a number.

        #mir.address<16>
    """

    name = "mir.address"

    @classmethod
    def parse_parameter(cls, parser: AttrParser) -> int:
        """Parse `<` address `>`."""
        with parser.in_angle_brackets():
            return parser.parse_integer(allow_boolean=False, allow_negative=False)

    def print_parameter(self, printer: Printer) -> None:
        """Print `<` address `>`."""
        printer.print_string(f"<{self.data}>")


def print_symbol_and_offset(printer: Printer, symbol: SymbolRefAttr, offset: int) -> None:
    """Print symbol (`+` bytes)?, or `-` where the offset is negative."""
    printer.print_attribute(symbol)
    if offset:
        printer.print_string(f" {'+' if offset > 0 else '-'} {abs(offset)}")


def parse_symbol_and_offset(parser: AttrParser) -> tuple[SymbolRefAttr, IntAttr]:
    """Parse what `print_symbol_and_offset` prints."""
    symbol = SymbolRefAttr(parser.parse_symbol_name())
    if parser.parse_optional_punctuation("+") is not None:
        return symbol, IntAttr(parser.parse_integer(allow_negative=False))
    # A minus sign is part of the number.
    offset = parser.parse_optional_integer(allow_boolean=False)
    return symbol, IntAttr(offset or 0)


@irdl_attr_definition
class PointerConstAttr(ParametrizedAttribute):
    """
    A thin pointer to an allocation, a static, a function or a vtable of the module, plus a number
    of bytes. A fat pointer is the aggregate of one and its length or vtable.

        #mir.pointer<@alloc1 + 8>
    """

    name = "mir.pointer"

    symbol: SymbolRefAttr = param_def()
    offset: IntAttr = param_def()

    @staticmethod
    def of(symbol: str, offset: int = 0) -> PointerConstAttr:
        """The pointer to `offset` bytes behind `symbol`."""
        return PointerConstAttr(SymbolRefAttr(symbol), IntAttr(offset))

    @classmethod
    def parse_parameters(cls, parser: AttrParser) -> Sequence[Attribute]:
        """Parse `<` symbol (`+` bytes)? `>`."""
        with parser.in_angle_brackets():
            return parse_symbol_and_offset(parser)

    def print_parameters(self, printer: Printer) -> None:
        """Print `<` symbol (`+` bytes)? `>`."""
        with printer.in_angle_brackets():
            print_symbol_and_offset(printer, self.symbol, self.offset.data)


@irdl_attr_definition
class FnConstAttr(ParametrizedAttribute):
    """
    A function item whose body is a function of the module: a zero-sized value that names it.

        #mir.fn<@"f::<u32>">
    """

    name = "mir.fn"

    symbol: SymbolRefAttr = param_def()

    @classmethod
    def parse_parameters(cls, parser: AttrParser) -> Sequence[Attribute]:
        """Parse `<` symbol `>`."""
        with parser.in_angle_brackets():
            return [SymbolRefAttr(parser.parse_symbol_name())]

    def print_parameters(self, printer: Printer) -> None:
        """Print `<` symbol `>`."""
        with printer.in_angle_brackets():
            printer.print_attribute(self.symbol)


@irdl_attr_definition
class AggregateConstAttr(ParametrizedAttribute):
    """
    The constants of all fields of a struct, tuple, array, closure or enum variant, in order of
    declaration. Of an enum the variant's name comes first.

    A fat pointer is an aggregate of a pointer and its metadata.

        #mir.aggregate<"Some", 5>
        #mir.aggregate<pointer<@table>, 8>
    """

    name = "mir.aggregate"

    variant: StringAttr | NoneAttr = param_def()
    fields: ArrayAttr[ConstAttr] = param_def()

    @staticmethod
    def of(fields: Sequence[ConstAttr], variant: str | None = None) -> AggregateConstAttr:
        """The aggregate of `fields`, of an enum's `variant` if one is given."""
        return AggregateConstAttr(
            NoneAttr() if variant is None else StringAttr(variant), ArrayAttr(fields)
        )

    @classmethod
    def parse_parameters(cls, parser: AttrParser) -> Sequence[Attribute]:
        """Parse `<` variant? (`,` constant)* `>`."""
        fields: list[Attribute] = []
        variant: StringAttr | NoneAttr = NoneAttr()
        with parser.in_angle_brackets():
            if (name := parse_optional_string(parser)) is not None:
                variant = StringAttr(name)
            elif (constant := parse_optional_constant(parser)) is not None:
                fields.append(constant)
            else:
                return [variant, ArrayAttr(fields)]
            while parser.parse_optional_punctuation(",") is not None:
                fields.append(parse_constant(parser))
        return [variant, ArrayAttr(fields)]

    def print_parameters(self, printer: Printer) -> None:
        """Print `<` variant? (`,` constant)* `>`."""
        with printer.in_angle_brackets():
            separator = ""
            if isinstance(self.variant, StringAttr):
                print_string(printer, self.variant.data)
                separator = ", "
            for constant in self.fields.data:
                printer.print_string(separator)
                print_constant(printer, constant)
                separator = ", "


@irdl_attr_definition
class UnevaluatedAttr(ParametrizedAttribute):
    """
    A constant that rustc did not evaluate, since it depends on generic parameters: the path of the
    constant item with its arguments, or one of the promoted constants of a function.

        #mir.unevaluated<"core::mem::SizedTypeProperties::SIZE", [!mir.param<"T">]>
        #mir.unevaluated<"f", [], promoted 0>
    """

    name = "mir.unevaluated"

    path: StringAttr = param_def()
    args: ArrayAttr[Attribute] = param_def()
    promoted: IntAttr | NoneAttr = param_def()

    @classmethod
    def parse_parameters(cls, parser: AttrParser) -> Sequence[Attribute]:
        """Parse `<` path `,` `[` arguments `]` (`,` `promoted` index)? `>`."""
        promoted: IntAttr | NoneAttr = NoneAttr()
        with parser.in_angle_brackets():
            path = StringAttr(parse_string(parser))
            parser.parse_punctuation(",")
            args = parser.parse_comma_separated_list(
                AttrParser.Delimiter.SQUARE, lambda: _parse_generic_arg(parser)
            )
            if parser.parse_optional_punctuation(",") is not None:
                parser.parse_keyword("promoted")
                promoted = IntAttr(parser.parse_integer(allow_negative=False))
        return [path, ArrayAttr(args), promoted]

    def print_parameters(self, printer: Printer) -> None:
        """Print `<` path `,` `[` arguments `]` (`,` `promoted` index)? `>`."""
        with printer.in_angle_brackets():
            print_string(printer, self.path.data)
            printer.print_string(", ")
            with printer.in_square_brackets():
                printer.print_list(self.args.data, lambda arg: _print_generic_arg(printer, arg))
            if isinstance(self.promoted, IntAttr):
                printer.print_string(f", promoted {self.promoted.data}")


def _print_generic_arg(printer: Printer, arg: Attribute) -> None:
    if isinstance(arg, IntAttr):
        printer.print_int(cast("IntAttr[int]", arg).data)
    else:
        printer.print_attribute(arg)


def _parse_generic_arg(parser: AttrParser) -> Attribute:
    if (value := parser.parse_optional_integer()) is not None:
        return IntAttr(value)
    return parser.parse_attribute()


_PARAMETRIZED: tuple[type[ParametrizedAttribute], ...] = (
    ZstAttr,
    UninitAttr,
    PointerConstAttr,
    FnConstAttr,
    AggregateConstAttr,
    UnevaluatedAttr,
)
_DATA: tuple[type[FloatConstAttr | _BytesData | AddressConstAttr], ...] = (
    FloatConstAttr,
    StrConstAttr,
    BytesConstAttr,
    AddressConstAttr,
)


def _reader(cls: type[ParametrizedAttribute]) -> Callable[[AttrParser], Attribute]:
    return lambda parser: cls.new(cls.parse_parameters(parser))


def _data_reader(
    cls: type[FloatConstAttr | _BytesData | AddressConstAttr],
) -> Callable[[AttrParser], Attribute]:
    return lambda parser: cls.new(cls.parse_parameter(parser))


_READERS: dict[str, Callable[[AttrParser], Attribute]] = {
    cls.name.removeprefix("mir."): _reader(cls) for cls in _PARAMETRIZED
} | {cls.name.removeprefix("mir."): _data_reader(cls) for cls in _DATA}


def print_constant(printer: Printer, constant: ConstAttr) -> None:
    """Print a constant, without the dialect's name if it is one of the above."""
    match constant:
        case IntConstAttr():
            printer.print_string(str(constant.data))
        case ZstAttr() | UninitAttr():
            printer.print_string(constant.name.removeprefix("mir."))
        case PointerConstAttr() | FnConstAttr() | AggregateConstAttr() | UnevaluatedAttr():
            printer.print_string(constant.name.removeprefix("mir."))
            constant.print_parameters(printer)
        case FloatConstAttr() | StrConstAttr() | BytesConstAttr() | AddressConstAttr():
            printer.print_string(constant.name.removeprefix("mir."))
            constant.print_parameter(printer)
        case _:
            printer.print_attribute(constant)


def parse_optional_constant(parser: AttrParser) -> ConstAttr | None:
    """Parse what `print_constant` prints, if it is there."""
    if (keyword := parser.parse_optional_keyword_in(_READERS.keys())) is not None:
        return _READERS[keyword](parser)
    if (value := parser.parse_optional_integer(allow_boolean=True)) is not None:
        return IntConstAttr(value)
    return parser.parse_optional_attribute()


def parse_constant(parser: AttrParser) -> ConstAttr:
    """Parse what `print_constant` prints."""
    constant = parse_optional_constant(parser)
    if constant is None:
        parser.raise_error("expected a constant")
    return constant


CONSTANTS: tuple[type[Attribute], ...] = (
    IntConstAttr,
    FloatConstAttr,
    StrConstAttr,
    BytesConstAttr,
    ZstAttr,
    UninitAttr,
    AddressConstAttr,
    PointerConstAttr,
    FnConstAttr,
    AggregateConstAttr,
    UnevaluatedAttr,
)
"""The attributes of this file."""
