"""
Constants of textual LLVM IR, exact to the bit (LLVM's language reference, "Simple Constants").

LLVM reads a decimal float only if it is exact, so a value whose six digits are not is written in
hexadecimal: `float` and `double` as the bits of a double, the others as their own bits behind `0xH`
(half), `0xR` (bfloat), `0xL` (fp128) and `0xK` (x86_fp80).
"""

from __future__ import annotations

import math
import struct
from collections.abc import Sequence
from typing import Any, cast

from xdsl.dialects.builtin import (
    ArrayAttr,
    BFloat16Type,
    BytesAttr,
    DenseIntOrFPElementsAttr,
    DenseResourceAttr,
    Float16Type,
    Float80Type,
    Float128Type,
    FloatAttr,
    IntegerAttr,
    IntegerType,
    StringAttr,
    UnitAttr,
    VectorType,
)
from xdsl.ir import Attribute
from xdsl.utils.hints import isa

from ...diagnostics import CompileError
from ...dialects.llvm import LLVMArrayType, LLVMPointerType, LLVMStructType
from ...dialects.llvm.attributes import signed
from .types import FLOAT_NAMES, TypePrinter, escape


def integer_text(value: int, type: Attribute) -> str:
    """An integer of `type`: signed decimal, `true` or `false`; of a pointer's type, its null."""
    if isa(type, IntegerType):
        width = type.width.data
        if width == 1:
            return "true" if value & 1 else "false"
        return str(signed(value, width))
    if isinstance(type, LLVMPointerType) and value == 0:
        return "null"
    raise CompileError.of(f"an integer constant cannot have type `{type}` in LLVM IR")


def float_text(value: float, type: Attribute) -> str:
    """A float of `type`, which must hold it exactly."""
    match type:
        case Float16Type():
            return f"0xH{_bits16(value, '<e', 0x7C00):04X}"
        case BFloat16Type():
            return f"0xR{double_bits_to_bfloat(value):04X}"
        case Float128Type():
            bits = wide_bits(value, 112)
            return f"0xL{bits & (1 << 64) - 1:016X}{bits >> 64:016X}"
        case Float80Type():
            bits = wide_bits(value, 63)
            exponent, fraction = bits >> 63, bits & (1 << 63) - 1
            integer = 1 if exponent & 0x7FFF else 0
            return f"0xK{exponent:04X}{integer << 63 | fraction:016X}"
        case _:
            if type.__class__ not in FLOAT_NAMES:
                raise CompileError.of(f"a float constant cannot have type `{type}` in LLVM IR")
            if math.isfinite(value):
                decimal = f"{value:.6e}"
                if float(decimal) == value:
                    return decimal
            return f"0x{struct.unpack('<Q', struct.pack('<d', value))[0]:016X}"


def _bits16(value: float, format: str, infinity: int) -> int:
    """The bits of a half; NaN keeps its sign and the top of its payload."""
    if math.isnan(value):
        double: int = struct.unpack("<Q", struct.pack("<d", value))[0]
        return (double >> 63) << 15 | infinity | (double >> 42 & 0x3FF) | 0x200
    return struct.unpack("<H", struct.pack(format, value))[0]


def double_bits_to_bfloat(value: float) -> int:
    """The bits of a bfloat, the upper half of a float's."""
    if math.isnan(value):
        double: int = struct.unpack("<Q", struct.pack("<d", value))[0]
        return (double >> 63) << 15 | 0x7F80 | (double >> 45 & 0x7F) | 0x40
    return struct.unpack("<I", struct.pack("<f", value))[0] >> 16


def wide_bits(value: float, fraction_bits: int) -> int:
    """A double's value with a 15-bit exponent and `fraction_bits` of fraction, implicit bit left
    out: sign, exponent, fraction from the top."""
    bits: int = struct.unpack("<Q", struct.pack("<d", value))[0]
    sign, exponent, fraction = bits >> 63, bits >> 52 & 0x7FF, bits & (1 << 52) - 1
    if exponent == 0x7FF:
        exponent = 0x7FFF
    elif exponent:
        exponent += 16383 - 1023
    elif fraction:  # a double's subnormal is normal here
        shift = 53 - fraction.bit_length()
        fraction = fraction << shift & (1 << 52) - 1
        exponent = 16383 - 1022 - shift
    return (sign << 15 | exponent) << fraction_bits | fraction << (fraction_bits - 52)


def zero_text(type: Attribute) -> str:
    """The value of `type` whose bits are zero."""
    match type:
        case IntegerType():
            return "false" if type.width.data == 1 else "0"
        case LLVMPointerType():
            return "null"
        case _ if type.__class__ in FLOAT_NAMES:
            return float_text(0.0, type)
        case _:
            return "zeroinitializer"


def constant_text(value: Attribute, type: Attribute, types: TypePrinter) -> str:
    """
    The constant `value` of `type`, without its type in front.

    Raises `CompileError` for an attribute that is no constant of that type.
    """
    match value:
        case IntegerAttr():
            return integer_text(value.value.data, type)
        case FloatAttr():
            return float_text(value.value.data, type)
        case StringAttr() | BytesAttr():
            if not isinstance(type, LLVMArrayType):
                raise CompileError.of(f"a string constant cannot have type `{type}` in LLVM IR")
            data = value.data if isinstance(value, BytesAttr) else value.data.encode()
            return f'c"{escape(data)}"'
        case DenseIntOrFPElementsAttr():
            return _dense_text(value, type, types)
        case ArrayAttr():
            return _array_text(value, type, types)
        case UnitAttr() | DenseResourceAttr() | _:
            raise CompileError.of(f"`{value}` cannot be a constant of type `{type}` in LLVM IR")


def _array_text(value: ArrayAttr[Attribute], type: Attribute, types: TypePrinter) -> str:
    """An array attribute as a struct's or array's fields."""
    match type:
        case LLVMStructType():
            fields: Sequence[Attribute] = type.types.data
            brackets = "{ ", " }"
        case LLVMArrayType():
            fields = [type.type] * type.size.data
            brackets = "[", "]"
        case _:
            raise CompileError.of(f"an array constant cannot have type `{type}` in LLVM IR")
    if len(fields) != len(value.data):
        raise CompileError.of(f"`{value}` does not have as many elements as type `{type}`")
    texts = [
        f"{types(field)} {constant_text(element, field, types)}"
        for element, field in zip(value.data, fields, strict=True)
    ]
    return brackets[0] + ", ".join(texts) + brackets[1]


def _dense_text(value: DenseIntOrFPElementsAttr, type: Attribute, types: TypePrinter) -> str:
    """Dense elements as a vector, an array, or an array of arrays."""
    element: Attribute = value.get_element_type()
    if element == IntegerType(8) and isinstance(type, LLVMArrayType) and type.type == element:
        data = value.data.data
        if len(data) != type.size.data:  # a splat
            data = bytes(cast("int", v) & 0xFF for v in value.get_values())
        return "zeroinitializer" if not any(data) else f'c"{escape(data)}"'
    write = float_text if element.__class__ in FLOAT_NAMES else integer_text
    values = cast("Sequence[Any]", value.get_values())
    texts = [write(v, element) for v in values]
    return _nested_text(texts, type, types)


def _nested_text(texts: Sequence[str], type: Attribute, types: TypePrinter) -> str:
    """Distribute elements, in row-major order, over a nest of arrays and vectors."""
    match type:
        case LLVMArrayType():
            count, inner, brackets = type.size.data, type.type, "[]"
        case VectorType():
            count, inner, brackets = type.get_shape()[0], type.element_type, "<>"
        case _:
            return texts[0]
    if count == 0:
        return "zeroinitializer"
    step = len(texts) // count
    prefix = types(inner)
    parts = [
        f"{prefix} {_nested_text(texts[i * step : (i + 1) * step], inner, types)}"
        for i in range(count)
    ]
    return brackets[0] + ", ".join(parts) + brackets[1]
