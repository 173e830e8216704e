"""
Floating-point arithmetic in constants.

Values are texts, as MIR has them. `f64` is Python's own. The sum, difference, product and quotient
of two `f32`s or `f16`s, computed as `f64`s and rounded once more, are correctly rounded: 53 bits
are more than twice 24 and two (Figueroa, "When is double rounding innocuous?").
"""

from __future__ import annotations

import math
import struct

from xdsl.dialects.builtin import Float16Type, Float32Type, Float64Type
from xdsl.ir import Attribute

from ..dialects.mir import FloatConstAttr
from .const_values import int_range

_LETTERS: dict[type[Attribute], str] = {Float16Type: "e", Float32Type: "f", Float64Type: "d"}


_DIGITS: dict[type[Attribute], int] = {Float16Type: 11, Float32Type: 24, Float64Type: 53}
"""The significant bits of a float."""


def is_known_float(type_: Attribute) -> bool:
    """Whether this module computes with floats of a type; it does not with `f128`."""
    return type_.__class__ in _LETTERS


def negated(text: str, type_: Attribute) -> FloatConstAttr:
    """The float with the other sign, also of what is not a number."""
    if text.startswith("NaN:"):
        sign = 1 << (8 * struct.calcsize(_LETTERS[type_.__class__]) - 1)
        return FloatConstAttr(f"NaN:{int(text[4:], 16) ^ sign:#x}")
    return FloatConstAttr(text[1:] if text.startswith("-") else f"-{text}")


def float_value(text: str, type_: Attribute) -> float:
    """The value of a float of a type, whose text has just as many digits as tell it there."""
    if text.startswith(("NaN", "-NaN")):
        return math.nan
    return _nearest(float(text), type_)


def float_of(value: int, type_: Attribute) -> FloatConstAttr:
    """
    An integer as a float: the nearest, of two the even one. By way of an `f64` it could be rounded
    twice, once to a tie that it is not.
    """
    excess = abs(value).bit_length() - _DIGITS[type_.__class__]
    if excess > 0:
        half, rest = 1 << (excess - 1), abs(value) & ((1 << excess) - 1)
        quotient = abs(value) >> excess
        if rest > half or (rest == half and quotient & 1):
            quotient += 1
        value = (quotient << excess) * (-1 if value < 0 else 1)
    return rounded(float(value), type_)


def rounded(value: float, type_: Attribute) -> FloatConstAttr:
    """A value as one of a float type: the nearest, infinite beyond the largest."""
    value = _nearest(value, type_)
    return FloatConstAttr("NaN" if math.isnan(value) else repr(value))


def _nearest(value: float, type_: Attribute) -> float:
    letter = _LETTERS[type_.__class__]
    try:
        return struct.unpack(f"<{letter}", struct.pack(f"<{letter}", value))[0]
    except OverflowError:
        return math.copysign(math.inf, value)


def float_operation(op: str, lhs: str, rhs: str, type_: Attribute) -> FloatConstAttr | int | None:
    """The result of MIR's binary operation `op`; `None` if it is not known here."""
    if not is_known_float(type_):
        return None
    a, b = float_value(lhs, type_), float_value(rhs, type_)
    match op:
        case "Eq":
            return int(a == b)
        case "Ne":
            return int(a != b)
        case "Lt":
            return int(a < b)
        case "Le":
            return int(a <= b)
        case "Gt":
            return int(a > b)
        case "Ge":
            return int(a >= b)
        case "Add":
            result = a + b
        case "Sub":
            result = a - b
        case "Mul":
            result = a * b
        case "Div":
            result = _quotient(a, b)
        case "Rem":
            result = math.nan if b == 0 or math.isinf(a) else math.fmod(a, b)
        case _:
            return None
    return rounded(result, type_)


def _quotient(a: float, b: float) -> float:
    """The quotient, also by zero."""
    if b != 0 or math.isnan(a):
        return a / b if b != 0 else math.nan
    if a == 0 or math.isnan(b):
        return math.nan
    return math.copysign(math.inf, math.copysign(1.0, a) * math.copysign(1.0, b))


def float_to_int(value: float, type_: Attribute) -> int:
    """A float as an integer: toward zero, the nearest one of the type, zero for NaN."""
    found = int_range(type_)
    if found is None or math.isnan(value):
        return 0
    bits, signed = found
    low, high = (-(1 << (bits - 1)), (1 << (bits - 1)) - 1) if signed else (0, (1 << bits) - 1)
    if math.isinf(value):
        return low if value < 0 else high
    return max(low, min(high, int(value)))
