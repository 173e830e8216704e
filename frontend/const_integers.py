"""
Integer arithmetic in constants: what MIR's binary operators and core's intrinsics compute.

Integers are Python's, within the values of their types; the meaning of the operators is that of
rustc's `rustc_const_eval/src/interpret/operator.rs`, of the intrinsics that of `intrinsics.rs`
beside it.
"""

from __future__ import annotations

from collections.abc import Callable

from xdsl.ir import Attribute

from .const_values import Aggregate, Value, int_range, wrap

_COMPARISONS: dict[str, Callable[[int, int], bool]] = {
    "Eq": int.__eq__,
    "Ne": int.__ne__,
    "Lt": int.__lt__,
    "Le": int.__le__,
    "Gt": int.__gt__,
    "Ge": int.__ge__,
}


def divided(lhs: int, rhs: int) -> int:
    """The quotient, rounded toward zero. Raises `ZeroDivisionError`."""
    quotient = abs(lhs) // abs(rhs)
    return -quotient if (lhs < 0) != (rhs < 0) else quotient


_EXACT: dict[str, Callable[[int, int], int]] = {
    "Add": int.__add__,
    "Sub": int.__sub__,
    "Mul": int.__mul__,
    "Div": divided,
    "Rem": lambda lhs, rhs: lhs - divided(lhs, rhs) * rhs,
    "BitAnd": int.__and__,
    "BitOr": int.__or__,
    "BitXor": int.__xor__,
}
"""The operators that do not depend on the type, before their result is wrapped."""


def integer_operation(op: str, lhs: int, rhs: int, type_: Attribute) -> Value | None:
    """
    The result of MIR's binary operation `op` on operands of an integer type (of the left one, if
    it is a shift); `None` if it is not known here. Raises `ZeroDivisionError`.
    """
    found = int_range(type_)
    if found is None:
        return None
    if (comparison := _COMPARISONS.get(op)) is not None:
        return int(comparison(lhs, rhs))
    if op == "Cmp":
        return Aggregate([], "Less" if lhs < rhs else "Equal" if lhs == rhs else "Greater")
    base = op.removesuffix("WithOverflow").removesuffix("Unchecked")
    if base in ("Shl", "Shr"):
        rhs %= found[0]
        exact = lhs << rhs if base == "Shl" else lhs >> rhs
    elif (operator := _EXACT.get(base)) is not None:
        exact = operator(lhs, rhs)
    else:
        return None
    wrapped = wrap(exact, type_)
    if op.endswith("WithOverflow"):
        return Aggregate([wrapped, int(wrapped != exact)])
    return wrapped


OPERATORS: dict[str, str] = {
    "wrapping_add": "Add",
    "wrapping_sub": "Sub",
    "wrapping_mul": "Mul",
    "unchecked_add": "AddUnchecked",
    "unchecked_sub": "SubUnchecked",
    "unchecked_mul": "MulUnchecked",
    "unchecked_div": "Div",
    "unchecked_rem": "Rem",
    "exact_div": "Div",
    "unchecked_shl": "ShlUnchecked",
    "unchecked_shr": "ShrUnchecked",
    "disjoint_bitor": "BitOr",
    "add_with_overflow": "AddWithOverflow",
    "sub_with_overflow": "SubWithOverflow",
    "mul_with_overflow": "MulWithOverflow",
    "three_way_compare": "Cmp",
}
"""The intrinsics that are operators of MIR's, as `rustc_mir_transform/src/lower_intrinsics.rs`."""


def saturated(value: int, bits: int, signed: bool) -> int:
    """The value of the type that is the nearest."""
    low, high = (-(1 << (bits - 1)), (1 << (bits - 1)) - 1) if signed else (0, (1 << bits) - 1)
    return max(low, min(high, value))


def bits_operation(name: str, operands: list[int], type_: Attribute) -> int | None:
    """The result of an intrinsic on the bits of integers of a type; `None` if it is not known."""
    found = int_range(type_)
    if found is None or not operands:
        return None
    bits, signed = found
    value = operands[0] & ((1 << bits) - 1)
    match name:
        case "ctpop":
            return value.bit_count()
        case "ctlz" | "ctlz_nonzero":
            return bits - value.bit_length()
        case "cttz" | "cttz_nonzero":
            return (value & -value).bit_length() - 1 if value else bits
        case "bswap":
            result = int.from_bytes(value.to_bytes(bits // 8, "little"), "big")
        case "bitreverse":
            result = int(f"{value:0{bits}b}"[::-1], 2)
        case "rotate_left" | "rotate_right":
            shift = operands[1] % bits
            shift = shift if name == "rotate_left" else -shift % bits
            result = value << shift | value >> (bits - shift)
        case "saturating_add":
            return saturated(operands[0] + operands[1], bits, signed)
        case "saturating_sub":
            return saturated(operands[0] - operands[1], bits, signed)
        case _:
            return None
    return wrap(result, type_)
