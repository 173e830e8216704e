"""
Values as Rust's `core::fmt` writes them: what a host makes of the placeholders of a message.

The rules are those of `library/core/src/fmt`: `mod.rs` (padding, `bool`, `char`, `str`), `num.rs`
(integers), `float.rs`. A specification is the part of `{:#06x}` behind the colon:

    [[fill]align][sign]['#']['0'][width]['.' precision]['?' | 'x?' | 'X?' | 'x' | 'X' | ...]
"""

from __future__ import annotations

import math
import re
import struct
from dataclasses import dataclass
from decimal import Decimal

_SPEC = re.compile(
    r"(?:(?P<fill>.)?(?P<align>[<^>]))?(?P<plus>[+-])?(?P<alternate>#)?(?P<zero>0)?"
    r"(?P<width>[0-9]+)?(?:\.(?P<precision>[0-9]+))?(?P<kind>|\?|x\?|X\?|[xXobeE])",
    re.DOTALL,
)
_RADIX = {"x": (16, "0x"), "X": (16, "0x"), "o": (8, "0o"), "b": (2, "0b")}
_FLOATS = {"f16": ("<e", 5), "f32": ("<f", 9), "f64": ("<d", 17)}
"""Of each type of float its layout for `struct`, and how many digits tell all values apart."""
_LARGE, _SMALL = 1e16, 1e-4
"""From where on `{:?}` writes floats with an exponent (`float_to_general_debug`)."""
_ESCAPES = {"\0": "\\0", "\t": "\\t", "\r": "\\r", "\n": "\\n", "\\": "\\\\"}


@dataclass(frozen=True, slots=True)
class Spec:
    """A format specification."""

    fill: str = " "
    align: str = ""
    plus: bool = False
    alternate: bool = False
    zero: bool = False
    width: int = 0
    precision: int | None = None
    kind: str = ""
    """Which trait: nothing for `Display`, `?` for `Debug`, and Rust's letters for the others."""

    @staticmethod
    def of(text: str) -> Spec:
        """Read one. Raises `ValueError` if it is none."""
        found = _SPEC.fullmatch(text)
        if found is None:
            raise ValueError(f"`{text}` is no format specification")
        return Spec(
            found["fill"] or " ",
            found["align"] or "",
            found["plus"] == "+",
            found["alternate"] is not None,
            found["zero"] is not None,
            int(found["width"] or 0),
            None if found["precision"] is None else int(found["precision"]),
            found["kind"],
        )

    def pad(self, text: str, default: str = "<") -> str:
        """`text` in its width (`Formatter::padding`)."""
        missing = max(0, self.width - len(text))
        align = self.align or default
        before = 0 if align == "<" else missing if align == ">" else missing // 2
        return self.fill * before + text + self.fill * (missing - before)

    def number(self, sign: str, prefix: str, digits: str) -> str:
        """A number in its width: zeros go behind the sign (`Formatter::pad_integral`)."""
        if self.zero:
            return sign + prefix + digits.rjust(self.width - len(sign + prefix), "0")
        return self.pad(sign + prefix + digits, ">")


def format_value(type: str, value: object, spec: str = "") -> str:
    """
    A value of one of the types of `panic_messages.TYPES` as Rust shows it: an integer, a `bool`, a
    character or text as a string, or a float. Raises `ValueError` for a specification that is none.

        format_value("u8", 10, "#x")  # 0xa
    """
    how = Spec.of(spec)
    match type:
        case "bool":
            return how.pad(_cut("true" if value else "false", how))
        case "char":
            text = str(value)
            return f"'{_escaped(text, quote=chr(39))}'" if how.kind == "?" else how.pad(text)
        case "str":
            text = str(value)
            if how.kind == "?":
                return f'"{_escaped(text, quote=chr(34))}"'
            return how.pad(_cut(text, how))
        case _ if type in _FLOATS:
            assert isinstance(value, float)
            return _float(type, value, how)
        case _:
            assert isinstance(value, int)
            return _integer(type, value, how)


def _cut(text: str, how: Spec) -> str:
    return text if how.precision is None else text[: how.precision]


def _escaped(text: str, *, quote: str) -> str:
    def one(char: str) -> str:
        if char == quote:
            return "\\" + char
        found = _ESCAPES.get(char)
        if found is not None:
            return found
        return char if char.isprintable() else f"\\u{{{ord(char):x}}}"

    return "".join(map(one, text))


def _integer(type: str, value: int, how: Spec) -> str:
    kind = how.kind
    if kind in ("e", "E"):
        return _exponential(Decimal(value), how)
    radix = _RADIX.get(kind.removesuffix("?"))
    if radix is not None:
        # Those show the bits.
        bits = 64 if type.endswith("size") else int(type[1:])
        base, prefix = radix
        digits = format(value & ((1 << bits) - 1), {16: "x", 8: "o", 2: "b"}[base])
        if kind.startswith("X"):
            digits = digits.upper()
        return how.number("+" if how.plus else "", prefix if how.alternate else "", digits)
    sign = "-" if value < 0 else "+" if how.plus else ""
    return how.number(sign, "", str(abs(value)))


def _shortest(type: str, value: float) -> Decimal:
    """The decimal number of fewest digits that is read as `value`."""
    if type == "f64":
        return Decimal(repr(value))
    layout, most = _FLOATS[type]
    for digits in range(most):
        text = f"{value:.{digits}e}"
        try:
            if struct.unpack(layout, struct.pack(layout, float(text)))[0] == value:
                return Decimal(text)
        except OverflowError:
            # Rounded up, it is more than the type holds.
            continue
    return Decimal(value)


def _float(type: str, value: float, how: Spec) -> str:
    if math.isnan(value):
        return how.number("", "", "NaN")
    sign = "-" if math.copysign(1.0, value) < 0 else "+" if how.plus else ""
    if math.isinf(value):
        return how.number(sign, "", "inf")
    magnitude = abs(value)
    if how.kind in ("e", "E"):
        exact = how.precision is not None
        return _exponential(Decimal(value) if exact else _shortest(type, value), how)
    if how.precision is not None:
        return how.number(sign, "", f"{Decimal(magnitude):.{how.precision}f}")
    if how.kind == "?" and magnitude and not _SMALL <= magnitude < _LARGE:
        return _exponential(_shortest(type, value), how)
    whole, _, part = f"{_shortest(type, magnitude):f}".partition(".")
    part = part.rstrip("0") or ("0" if how.kind == "?" else "")
    return how.number(sign, "", f"{whole}.{part}" if part else whole)


def _exponential(value: Decimal, how: Spec) -> str:
    sign, digits, exponent = value.as_tuple()
    assert isinstance(exponent, int)
    if how.precision is not None:
        mantissa, _, power = f"{value.copy_abs():.{how.precision}e}".partition("e")
        # Python's zero has the exponent of its last digit.
        power = str(int(power)) if value else "0"
    else:
        text = "".join(map(str, digits)).rstrip("0") or "0"
        power = str(exponent + len(digits) - 1) if text != "0" else "0"
        mantissa = text[0] + (f".{text[1:]}" if len(text) > 1 else "")
    letter = "E" if how.kind == "E" else "e"
    return how.number("-" if sign else "+" if how.plus else "", "", f"{mantissa}{letter}{power}")
