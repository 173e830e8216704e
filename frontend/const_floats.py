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


def _value(text: str) -> float:
    return math.nan if text.startswith(("NaN", "-NaN")) else float(text)


def rounded(value: float, type_: Attribute) -> FloatConstAttr:
    """A value as one of a float type: the nearest, infinite beyond the largest."""
    letter = _LETTERS.get(type_.__class__, "d")
    try:
        value = struct.unpack(f"<{letter}", struct.pack(f"<{letter}", value))[0]
    except OverflowError:
        value = math.copysign(math.inf, value)
    return FloatConstAttr("NaN" if math.isnan(value) else repr(value))


def float_operation(op: str, lhs: str, rhs: str, type_: Attribute) -> FloatConstAttr | int | None:
    """The result of MIR's binary operation `op`; `None` if it is not known here."""
    if type_.__class__ not in _LETTERS:
        return None
    a, b = _value(lhs), _value(rhs)
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


def float_to_int(text: str, type_: Attribute) -> int:
    """A float as an integer: toward zero, the nearest one of the type, zero for NaN."""
    found = int_range(type_)
    value = _value(text)
    if found is None or math.isnan(value):
        return 0
    bits, signed = found
    low, high = (-(1 << (bits - 1)), (1 << (bits - 1)) - 1) if signed else (0, (1 << bits) - 1)
    if math.isinf(value):
        return low if value < 0 else high
    return max(low, min(high, int(value)))
