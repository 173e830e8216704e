"""
The parts of syntax that functions, calls and globals share: types with attributes, operand bundles.

Syntax: MLIR 22, `lib/Dialect/LLVMIR/IR/LLVMDialect.cpp`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from xdsl.dialects.builtin import (
    ArrayAttr,
    DenseArrayBase,
    DictionaryAttr,
    IntegerAttr,
    IntegerType,
    StringAttr,
    i32,
)
from xdsl.dialects.llvm import (
    LinkageAttr,
)
from xdsl.ir import Attribute, Operation, SSAValue
from xdsl.parser import Parser
from xdsl.printer import Printer
from xdsl.utils.exceptions import VerifyException

from .attributes import (
    CALLING_CONVENTIONS,
)

LINKAGES: tuple[str, ...] = (
    "private",
    "internal",
    "available_externally",
    "linkonce",
    "weak",
    "common",
    "appending",
    "extern_weak",
    "linkonce_odr",
    "weak_odr",
    "external",
)


EXTERNAL = LinkageAttr("external")


NAMED_CONVENTIONS = tuple(name for name in CALLING_CONVENTIONS if name != "ccc")


def index_of(names: Sequence[str], attribute: IntegerAttr | None) -> int:
    """The number an enumeration property holds, 0 if it is absent."""
    number = 0 if attribute is None else attribute.value.data
    if not 0 <= number < len(names):
        raise VerifyException(f"expected one of {', '.join(names)}, got number {number}")
    return number


def print_types(
    printer: Printer, types: Sequence[Attribute], attributes: Sequence[DictionaryAttr | None]
) -> None:
    """Print types with their attributes, comma-separated."""

    def one(pair: tuple[Attribute, DictionaryAttr | None]) -> None:
        printer.print_attribute(pair[0])
        if pair[1] is not None:
            printer.print_op_attributes(pair[1].data)

    printer.print_list(zip(types, attributes, strict=True), one)


def print_results(
    printer: Printer, types: Sequence[Attribute], attributes: ArrayAttr[DictionaryAttr] | None
) -> None:
    """Print result types after `->`: bare if there is one without attributes."""
    if len(types) == 1 and (attributes is None or not attributes.data[0].data):
        printer.print_attribute(types[0])
        return
    with printer.in_parens():
        print_types(printer, types, [None] * len(types) if attributes is None else attributes.data)


def _parse_type_with_attributes(parser: Parser) -> tuple[Attribute, DictionaryAttr]:
    """Parse `type {attributes}`."""
    type = parser.parse_type()
    return type, DictionaryAttr(parser.parse_optional_dictionary_attr_dict())


def parse_results(parser: Parser) -> tuple[list[Attribute], list[DictionaryAttr]]:
    """Parse what follows `->`: a type, or types with attributes in parentheses."""
    pairs = parser.parse_optional_comma_separated_list(
        parser.Delimiter.PAREN, lambda: _parse_type_with_attributes(parser)
    )
    if pairs is None:
        return [parser.parse_type()], [DictionaryAttr({})]
    return [p[0] for p in pairs], [p[1] for p in pairs]


def print_signature(
    printer: Printer,
    arguments: Sequence[SSAValue],
    results: Sequence[Attribute],
    arg_attrs: ArrayAttr[DictionaryAttr] | None,
    res_attrs: ArrayAttr[DictionaryAttr] | None,
) -> None:
    """Print a call's type with attributes."""
    with printer.in_parens():
        types = [a.type for a in arguments]
        print_types(printer, types, [None] * len(types) if arg_attrs is None else arg_attrs.data)
    printer.print_string(" -> ")
    if results:
        print_results(printer, results, res_attrs)
    else:
        printer.print_string("()")


def parse_signature(
    parser: Parser, properties: dict[str, Attribute]
) -> tuple[list[Attribute], list[Attribute]]:
    """Parse a call's type with attributes, which go to `properties`."""
    pairs = parser.parse_comma_separated_list(
        parser.Delimiter.PAREN, lambda: _parse_type_with_attributes(parser)
    )
    parser.parse_punctuation("->")
    results, res_attrs = parse_results(parser)
    if any(p[1].data for p in pairs):
        properties["arg_attrs"] = ArrayAttr([p[1] for p in pairs])
    if any(a.data for a in res_attrs):
        properties["res_attrs"] = ArrayAttr(res_attrs)
    return [p[0] for p in pairs], results


def print_bundles(printer: Printer, op: Operation, operands: Sequence[SSAValue]) -> None:
    """Print operand bundles: ` ["align"(%p, %a : !llvm.ptr, i64)]`."""
    tags = cast("ArrayAttr[StringAttr] | None", op.properties.get("op_bundle_tags"))
    if tags is None or not tags.data:
        return
    bundle_sizes = cast("DenseArrayBase[IntegerType]", op.properties["op_bundle_sizes"])
    sizes = bundle_sizes.get_values()
    printer.print_string(" [")
    start = 0
    for i, (tag, size) in enumerate(zip(tags.data, sizes, strict=True)):
        printer.print_string(", " if i else "")
        printer.print_attribute(tag)
        chunk = operands[start : start + size]
        start += size
        with printer.in_parens():
            if chunk:
                printer.print_list(chunk, printer.print_ssa_value)
                printer.print_string(" : ")
                printer.print_list([v.type for v in chunk], printer.print_attribute)
    printer.print_string("]")


def parse_bundles(parser: Parser, properties: dict[str, Attribute]) -> list[SSAValue]:
    """Parse operand bundles if there are any; tags and sizes go to `properties`."""

    def bundle() -> tuple[Attribute, Sequence[SSAValue]]:
        tag = StringAttr(parser.parse_str_literal())
        parser.parse_punctuation("(")
        if parser.parse_optional_punctuation(")") is not None:
            return tag, ()
        values = parser.parse_comma_separated_list(
            parser.Delimiter.NONE, parser.parse_unresolved_operand
        )
        parser.parse_punctuation(":")
        types = parser.parse_comma_separated_list(parser.Delimiter.NONE, parser.parse_type)
        parser.parse_punctuation(")")
        return tag, parser.resolve_operands(values, types, parser.pos)

    bundles = parser.parse_optional_comma_separated_list(parser.Delimiter.SQUARE, bundle) or []
    properties["op_bundle_sizes"] = DenseArrayBase.from_list(i32, [len(b[1]) for b in bundles])
    if bundles:
        properties["op_bundle_tags"] = ArrayAttr([b[0] for b in bundles])
    return [v for b in bundles for v in b[1]]
