"""
The words of panics: how a message and its values get from a work-item to the host.

A message is text with a placeholder for each value, and the text of those is Rust's: `{TYPE}`, or
`{TYPE:SPEC}` with a format specification, of which the compiler and the host know how each is
formatted. Braces are doubled.

    index out of bounds: the len is {usize} but the index is {usize}
    called `Result::unwrap()` on an `Err` value: {str:?}

The values lie in a *report*, which the host finds at the address in `arg[0]` of the packet:

    struct rusticle_panic_t {
      uint32_t message;         //  0: the message's number
      uint32_t location;        //  4: the location's
      uint32_t workgroup[3];    //  8: which work-item of the launch
      uint32_t work_item[3];    // 20
      struct {                  // 32: one for each placeholder, in order
        uint64_t low;           //     the value's bits, zero-extended; of a `str` its bytes
        uint64_t high;          //     of a value of 128 bits the rest; of a `str` the place of its
      } values[];               //     text in the report
    };                          // and then `TEXT_ROOM` bytes for each `str`

A text that is longer than that is cut. Compiler and runtime both read this file, so it imports
neither.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

PANIC_FUNCTION = 0xFF00
"""The number of the host's function that takes reports of panics."""

MESSAGES = "__rusticle_panic_messages"
"""The constant with all messages by number, each with a zero byte behind it."""
LOCATIONS = "__rusticle_panic_locations"
"""The constant with all locations by number, `file:line:column`, as the messages are."""

HEADER_SIZE = 32
"""Bytes of a report in front of the values."""
VALUE_SIZE = 16
"""Bytes of a value."""
TEXT_ROOM = 128
"""The most bytes of a text that a report holds."""

BITS = {
    **{f"{sign}{bits}": bits for sign in "iu" for bits in (8, 16, 32, 64, 128)},
    "isize": 64, "usize": 64, "bool": 1, "char": 32, "f16": 16, "f32": 32, "f64": 64,
}  # fmt: skip
"""The types of values that are numbers, with how many bits of the value count."""
TYPES = (*BITS, "str")
"""The types of values."""


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A value in a message: its type, and Rust's specification of how it is shown."""

    type: str
    spec: str = ""

    def __str__(self) -> str:
        return f"{{{self.type}:{self.spec}}}" if self.spec else f"{{{self.type}}}"


_PIECE = re.compile(r"\{\{|\}\}|\{([a-z0-9]+)(?::([^{}]*))?\}|[{}]|[^{}]+")


def parse(message: str) -> list[str | Placeholder]:
    """
    The pieces of a message. Raises `ValueError` for a brace that is no placeholder's, and for a
    placeholder of no known type.

        parse("{{{u8:x}}}")  # ["{", Placeholder("u8", "x"), "}"]
    """
    pieces: list[str | Placeholder] = []
    for match in _PIECE.finditer(message):
        text = match[0]
        if match[1] is not None:
            if match[1] not in TYPES:
                raise ValueError(f"a message cannot show a value of type `{match[1]}`")
            pieces.append(Placeholder(match[1], match[2] or ""))
            continue
        if text in "{}":
            raise ValueError(f"a brace of the message `{message}` is not doubled")
        text = text[0] if text in ("{{", "}}") else text
        if pieces and isinstance(pieces[-1], str):
            pieces[-1] += text
        else:
            pieces.append(text)
    return pieces


def escape(text: str) -> str:
    """Text as it is within a message."""
    return text.replace("{", "{{").replace("}", "}}")


def placeholders(message: str) -> list[Placeholder]:
    """The values of a message. Raises `ValueError`, as `parse` does."""
    return [piece for piece in parse(message) if isinstance(piece, Placeholder)]


def text_offsets(values: list[Placeholder]) -> tuple[list[int], int]:
    """
    Where the text of each value lies in a report, in bytes, 0 for those that are numbers; and the
    bytes of the report.
    """
    at = HEADER_SIZE + VALUE_SIZE * len(values)
    offsets: list[int] = []
    for value in values:
        offsets.append(at if value.type == "str" else 0)
        at += TEXT_ROOM if value.type == "str" else 0
    return offsets, at
