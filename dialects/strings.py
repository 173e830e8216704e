"""
String literals. Paths, names and constants of Rust may have any character of Unicode, which
MLIR's printer writes as escaped bytes, and xDSL's parser then takes for bytes.
"""

from __future__ import annotations

from xdsl.parser import AttrParser
from xdsl.printer import Printer

_PLAIN = frozenset(chr(code) for code in range(0x20, 0x7F)) - {'"', "\\"}
"""The characters that stand for themselves in a string literal."""


def print_string(printer: Printer, text: str) -> None:
    """Print a string literal. Most are plain, which the general printer does not profit from."""
    if _PLAIN.issuperset(text):
        printer.print_string(f'"{text}"')
    else:
        printer.print_bytes_literal(text.encode())


def parse_optional_string(parser: AttrParser) -> str | None:
    """Parse a string literal if there is one."""
    if (text := parser.parse_optional_str_literal()) is not None:
        return text
    data = parser.parse_optional_bytes_literal()
    return None if data is None else data.decode()


def parse_string(parser: AttrParser) -> str:
    """Parse a string literal."""
    text = parse_optional_string(parser)
    if text is None:
        parser.raise_error("string literal expected")
    return text


def parse_bytes(parser: AttrParser) -> bytes:
    """Parse a string literal as bytes; it need not be UTF-8."""
    if (data := parser.parse_optional_bytes_literal()) is not None:
        return data
    return parser.parse_str_literal().encode()


def parse_name(parser: AttrParser) -> str:
    """Parse a Rust identifier: bare if it is one of MLIR's, as a string literal otherwise."""
    if (name := parser.parse_optional_identifier()) is not None:
        return name
    return parse_string(parser)
