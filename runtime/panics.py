"""
Reports of panics: from the bytes that a work-item sent to what is said of it.

A report is laid out as `targets/panic_messages.py` says. The launch fails with the first panic that
reaches the host; how many others do before the launch has ended, it says too.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass

from ..diagnostics import Diagnostic
from ..targets.panic_messages import (
    BITS,
    HEADER_SIZE,
    TEXT_ROOM,
    VALUE_SIZE,
    Placeholder,
    parse,
)
from .errors import KernelPanic, Where, span_from
from .manifest import PanicTexts
from .rust_format import format_value

_HEADER = struct.Struct("<8I")
_FLOATS = {"f16": "<e", "f32": "<f", "f64": "<d"}


@dataclass(frozen=True, slots=True)
class PanicReport:
    """What a work-item said when it panicked."""

    message: str
    """In Rust's words, formatted."""
    location: str
    group: tuple[int, int, int]
    item: tuple[int, int, int]

    @staticmethod
    def of(data: bytes, texts: PanicTexts) -> PanicReport:
        """
        Read a report.

        Raises `ValueError` for one that no module with these texts can have sent.
        """
        if len(data) < HEADER_SIZE:
            raise ValueError(f"a report of {len(data)} bytes is too short")
        numbers: tuple[int, ...] = _HEADER.unpack_from(data)
        message, location, gx, gy, gz, x, y, z = numbers
        if message >= len(texts.messages) or location >= len(texts.locations):
            raise ValueError(f"there is no message {message} or no location {location}")
        words = ""
        at = HEADER_SIZE
        for piece in parse(texts.messages[message]):
            if isinstance(piece, str):
                words += piece
                continue
            words += format_value(piece.type, _value(piece, data, at), piece.spec)
            at += VALUE_SIZE
        return PanicReport(words, texts.locations[location], (gx, gy, gz), (x, y, z))

    def error(self, kernel: str, others: int = 0) -> KernelPanic:
        """The exception that a launch fails with; `others` have panicked, too."""
        where = Where(kernel, self.group, self.item)
        notes = where.notes()
        if others:
            notes.append(f"{others} other work-item{'s' if others > 1 else ''} panicked, too")
        words = f"kernel `{kernel}` panicked at {self.location}:\n{self.message}"
        return KernelPanic(
            Diagnostic(words, notes=tuple(notes)),
            where,
            self.message,
            span_from(self.location),
            others,
        )


def _value(placeholder: Placeholder, data: bytes, at: int) -> object:
    """The value of a placeholder, which begins at a byte of the report."""
    low, high = struct.unpack_from("<QQ", data, at)
    type_ = placeholder.type
    if type_ == "str":
        text = data[high : high + min(low, TEXT_ROOM)].decode(errors="replace")
        # A character may have been cut, too.
        return text if low <= TEXT_ROOM else text.rstrip("\ufffd") + "…"
    bits = (low | high << 64) & ((1 << BITS[type_]) - 1)
    if type_ in _FLOATS:
        size = BITS[type_] // 8
        return struct.unpack(_FLOATS[type_], bits.to_bytes(size, "little"))[0]
    if type_ == "bool":
        return bits != 0
    if type_ == "char":
        return chr(bits)
    signed = type_.startswith("i") and bits >> (BITS[type_] - 1)
    return bits - (1 << BITS[type_]) if signed else bits
