"""
The custom syntax of panics, which `mir.panic` and `hsa.panic` share: what was said, with which
values, and where.

    "index out of bounds: the len is {usize}" (%n : i64) at "src/sum.rs:7:16" caller
"""

from __future__ import annotations

from typing import Protocol

from xdsl.dialects.builtin import StringAttr, UnitAttr
from xdsl.ir import Attribute
from xdsl.parser import Parser
from xdsl.printer import Printer

from .strings import parse_string, print_string


class Panic(Protocol):
    """An operation that panics."""

    message: StringAttr
    at: StringAttr | None
    caller: UnitAttr | None
    attributes: dict[str, Attribute]


def print_place(printer: Printer, op: Panic) -> None:
    """Print (`at` place)? `caller`?, and the attributes that are not the operation's own."""
    if op.at is not None:
        printer.print_string(" at ")
        print_string(printer, op.at.data)
    if op.caller is not None:
        printer.print_string(" caller")
    if op.attributes:
        printer.print_op_attributes(op.attributes)


def parse_place(parser: Parser) -> tuple[dict[str, Attribute], dict[str, Attribute]]:
    """Parse (`at` place)? `caller`? and an attribute dictionary: properties, and attributes."""
    properties: dict[str, Attribute] = {}
    if parser.parse_optional_keyword("at") is not None:
        properties["at"] = StringAttr(parse_string(parser))
    if parser.parse_optional_keyword("caller") is not None:
        properties["caller"] = UnitAttr()
    return properties, parser.parse_optional_attr_dict()
