"""
Pieces of the textual form that several `mir` operations share.

Places are written with the Rust type that they hold, `%p : ui32`, as rustc writes them, and not
as `!mir.place<ui32>`; where a place was downcast, the variant follows: `%p : !mir.adt<"E"> as "A"`.
A terminator's successors are written as rustc writes them, `[return: ^bb1, unwind continue]`, or
`^bb1` alone where only one is left and unwinding is impossible.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from xdsl.dialects.builtin import NoneAttr, StringAttr, SymbolRefAttr
from xdsl.ir import Attribute, Block, Operation, SSAValue
from xdsl.parser import Parser
from xdsl.printer import Printer

from ..strings import parse_string, print_string
from .types import PlaceType

NO_VARIANT = NoneAttr()
"""The `variant` of a place that was not downcast."""

CLEANUP = StringAttr("cleanup")
"""The unwind action of a terminator whose last successor is its cleanup block."""

UNWIND_ACTIONS = ("continue", "unreachable", "terminate(abi)", "terminate(cleanup)", "cleanup")
"""What may happen when a callee unwinds: rustc's `UnwindAction`."""


def place_of(type: Attribute) -> PlaceType:
    """The type of a place that holds `type`."""
    return PlaceType(type, NO_VARIANT)


def print_place_type(printer: Printer, type: Attribute) -> None:
    """Print the Rust type that a place holds, and the variant that it was downcast to."""
    if not isinstance(type, PlaceType):
        # Only in modules that do not verify, which are printed all the same.
        printer.print_attribute(type)
        return
    printer.print_attribute(type.type)
    if isinstance(type.variant, StringAttr):
        printer.print_string(" as ")
        print_string(printer, type.variant.data)


def parse_place_type(parser: Parser) -> PlaceType:
    """Parse what `print_place_type` prints."""
    type = parser.parse_type()
    if parser.parse_optional_keyword("as") is None:
        return PlaceType(type, NO_VARIANT)
    return PlaceType(type, StringAttr(parse_string(parser)))


def print_attributes(printer: Printer, op: Operation) -> None:
    """Print the attributes that are not the operation's own, if there are any."""
    if op.attributes:
        printer.print_op_attributes(op.attributes)


def print_place(printer: Printer, place: SSAValue) -> None:
    """Print ` %place : type` for a place."""
    printer.print_string(" ")
    printer.print_ssa_value(place)
    printer.print_string(" : ")
    print_place_type(printer, place.type)


def parse_place(parser: Parser) -> SSAValue:
    """Parse `%place : type`."""
    operand = parser.parse_unresolved_operand()
    parser.parse_punctuation(":")
    return parser.resolve_operand(operand, parse_place_type(parser))


def print_typed(printer: Printer, value: SSAValue) -> None:
    """Print ` %value : type`."""
    printer.print_string(" ")
    printer.print_ssa_value(value)
    printer.print_string(" : ")
    printer.print_attribute(value.type)


def parse_typed(parser: Parser) -> SSAValue:
    """Parse `%value : type`."""
    operand = parser.parse_unresolved_operand()
    parser.parse_punctuation(":")
    return parser.resolve_operand(operand, parser.parse_type())


def print_values(printer: Printer, values: Sequence[SSAValue]) -> None:
    """Print `(%a, %b)`."""
    printer.print_string("(")
    printer.print_list(values, printer.print_ssa_value)
    printer.print_string(")")


def print_types(printer: Printer, values: Sequence[SSAValue]) -> None:
    """Print `(A, B)`: the types of values."""
    printer.print_string("(")
    printer.print_list([value.type for value in values], printer.print_attribute)
    printer.print_string(")")


def parse_values(parser: Parser) -> list[SSAValue]:
    """Parse `(%a, %b : A, B)`, or `()`."""
    pos = parser.pos
    parser.parse_punctuation("(")
    if parser.parse_optional_punctuation(")") is not None:
        return []
    operands = parser.parse_comma_separated_list(
        Parser.Delimiter.NONE, parser.parse_unresolved_operand
    )
    parser.parse_punctuation(":")
    types = parser.parse_comma_separated_list(Parser.Delimiter.NONE, parser.parse_type)
    parser.parse_punctuation(")")
    return list(parser.resolve_operands(operands, types, pos))


def print_typed_values(printer: Printer, values: Sequence[SSAValue]) -> None:
    """Print `(%a, %b : A, B)`, or `()`."""
    printer.print_string("(")
    if values:
        printer.print_list(values, printer.print_ssa_value)
        printer.print_string(" : ")
        printer.print_list([value.type for value in values], printer.print_attribute)
    printer.print_string(")")


def parse_symbol(parser: Parser) -> SymbolRefAttr:
    """Parse `@symbol`."""
    return SymbolRefAttr(parser.parse_symbol_name())


def print_symbol(printer: Printer, symbol: Attribute) -> None:
    """Print `@symbol`."""
    printer.print_attribute(symbol)


def print_successors(
    printer: Printer, labels: Sequence[str], blocks: Sequence[Block], unwind: str | None
) -> None:
    """
    Print `, ^target` or `, [label: ^block, ..., unwind action]`.

    `labels` name the blocks before the cleanup block, which is there if `unwind` is `cleanup`.
    """
    if unwind is None:
        if not blocks:
            return
        if len(blocks) == 1:
            printer.print_string(", ")
            printer.print_block_name(blocks[0])
            return
    printer.print_string(", [")
    separator = ""
    for index, block in enumerate(blocks):
        printer.print_string(separator)
        cleanup = unwind == "cleanup" and index == len(blocks) - 1
        printer.print_string("unwind" if cleanup else labels[index])
        printer.print_string(": ")
        printer.print_block_name(block)
        separator = ", "
    if unwind is not None and unwind != "cleanup":
        printer.print_string(f"{separator}unwind {unwind}")
    printer.print_string("]")


def parse_successors(
    parser: Parser, labels: Sequence[str]
) -> tuple[list[Block], dict[str, Attribute]]:
    """Parse what `print_successors` prints: the blocks, and the `unwind` property if any."""
    properties: dict[str, Attribute] = {}
    if parser.parse_optional_punctuation(",") is None:
        return [], properties
    if parser.parse_optional_punctuation("[") is None:
        return [parser.parse_successor()], properties
    blocks: list[Block] = []
    remaining = list(labels)
    while True:
        pos = parser.pos
        label = parser.parse_identifier()
        if label == "unwind":
            if parser.parse_optional_punctuation(":") is not None:
                blocks.append(parser.parse_successor())
                properties["unwind"] = CLEANUP
            else:
                action = parser.parse_identifier()
                if action == "terminate":
                    with parser.in_parens():
                        action = f"terminate({parser.parse_identifier()})"
                properties["unwind"] = StringAttr(action)
            break
        if label not in remaining:
            expected = " or ".join(f"`{name}`" for name in (*remaining, "unwind"))
            parser.raise_error(f"expected {expected}, but found `{label}`", pos)
        del remaining[: remaining.index(label) + 1]
        parser.parse_punctuation(":")
        blocks.append(parser.parse_successor())
        if parser.parse_optional_punctuation(",") is None:
            break
    parser.parse_punctuation("]")
    return blocks, properties


def parse_flags(
    parser: Parser, readers: Mapping[str, Callable[[], Attribute]]
) -> dict[str, Attribute]:
    """Parse any of some keywords, each once at most, with the attributes that they introduce."""
    properties: dict[str, Attribute] = {}
    while (keyword := parser.parse_optional_keyword_in(readers.keys())) is not None:
        if keyword in properties:
            parser.raise_error(f"`{keyword}` is given twice")
        properties[keyword] = readers[keyword]()
    return properties


def print_item_name(printer: Printer, name: StringAttr) -> None:
    """Print ` @name` of a symbol."""
    printer.print_string(" ")
    printer.print_symbol_name(name.data)


def print_item_attributes(printer: Printer, op: Operation) -> None:
    """Print `attributes {...}` behind an item, if it has any that are not its own."""
    if op.attributes:
        printer.print_op_attributes(op.attributes, print_keyword=True)


def parse_item_attributes(parser: Parser) -> dict[str, Attribute]:
    """Parse what `print_item_attributes` prints."""
    attributes = parser.parse_optional_attr_dict_with_keyword()
    return {} if attributes is None else dict(attributes.data)
