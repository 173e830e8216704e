"""Constants are exact: LLVM reads back the bits that were meant."""

from __future__ import annotations

import math
import struct
from importlib import import_module
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from xdsl.dialects.builtin import (
    AnyFloat,
    BFloat16Type,
    Float16Type,
    Float32Type,
    Float64Type,
    Float80Type,
    Float128Type,
    IntegerType,
)

from rusticle.lowering.llvm_ir.constants import float_text, integer_text
from rusticle.lowering.llvm_ir.types import FLOAT_NAMES, escape, identifier

# llvmlite has no types.
binding: Any = import_module("llvmlite.binding")


def canonical(type: str, text: str) -> str:
    """A constant as LLVM prints it, which it does in one way for each value."""
    with binding.parse_assembly(f"@x = global {type} {text}\n") as module:
        line = next(text for text in str(module).splitlines() if text.startswith("@x"))
    return line.removeprefix(f"@x = global {type} ")


def through(value: float, format: str) -> float:
    return struct.unpack(format, struct.pack(format, value))[0]


finite = st.floats(allow_nan=False, allow_infinity=False)


@settings(max_examples=60, deadline=None)
@given(finite)
@example(0.1)
@example(-0.0)
@example(5e-324)
@example(2.2250738585072014e-308)
def test_double_is_exact(value: float) -> None:
    bits = struct.unpack("<Q", struct.pack("<d", value))[0]
    assert canonical("double", float_text(value, Float64Type())) == canonical(
        "double", f"0x{bits:016X}"
    )


@settings(max_examples=60, deadline=None)
@given(st.floats(width=32, allow_nan=False, allow_infinity=False))
@example(through(0.1, "<f"))
@example(1.401298464324817e-45)
def test_float_is_exact(value: float) -> None:
    bits = struct.unpack("<I", struct.pack("<f", value))[0]
    text = float_text(value, Float32Type())
    source = f"define i32 @f() {{\n  ret i32 bitcast (float {text} to i32)\n}}\n"
    with binding.parse_assembly(source) as module:
        signed = bits - (1 << 32) if bits >> 31 else bits
        assert f"ret i32 {signed}\n" in str(module)


@settings(max_examples=60, deadline=None)
@given(st.floats(width=16, allow_nan=False, allow_infinity=False))
def test_half_is_exact(value: float) -> None:
    bits = struct.unpack("<H", struct.pack("<e", value))[0]
    assert float_text(value, Float16Type()) == f"0xH{bits:04X}"


@pytest.mark.parametrize("value", [1.0, -0.25, 0.1, 5e-324, 1.7976931348623157e308, 0.0, -0.0])
@pytest.mark.parametrize("type", [Float128Type(), Float80Type()])
def test_wide_floats_are_the_double_extended(value: float, type: AnyFloat) -> None:
    # LLVM does not fold a cast of a constant without a pass, so it is asked to.
    name = FLOAT_NAMES[type.__class__]
    cast = f"fptrunc {name} {float_text(value, type)} to double"
    source = f"define double @f() {{\n  %t = {cast}\n  ret double %t\n}}\n"
    with binding.parse_assembly(source) as module:
        binding.initialize_native_target()
        machine = binding.Target.from_default_triple().create_target_machine()
        builder = binding.create_pass_builder(machine, binding.create_pipeline_tuning_options(1))
        builder.getModulePassManager().run(module, builder)
        text = str(module)
    bits = struct.unpack("<Q", struct.pack("<d", value))[0]
    assert f"ret double {canonical('double', f'0x{bits:016X}')}\n" in text


@pytest.mark.parametrize("value", [math.inf, -math.inf, math.nan, -math.nan])
@pytest.mark.parametrize(
    "type",
    [Float16Type(), BFloat16Type(), Float32Type(), Float64Type(), Float80Type(), Float128Type()],
)
def test_infinities_and_nans_are_read(value: float, type: AnyFloat) -> None:
    name = FLOAT_NAMES[type.__class__]
    positive = canonical(name, float_text(abs(value), type))
    assert canonical(name, float_text(value, type)) != canonical(name, float_text(0.0, type))
    if math.copysign(1.0, value) < 0:
        assert canonical(name, float_text(value, type)) != positive


@given(st.integers(), st.integers(2, 128))
def test_integers_are_read_modulo_their_width(value: int, width: int) -> None:
    text = integer_text(value, IntegerType(width))
    assert (int(text) - value) % (1 << width) == 0
    assert -(1 << (width - 1)) <= int(text) < 1 << (width - 1)


@given(st.binary())
def test_strings_escape_every_byte_that_is_not_plain(data: bytes) -> None:
    text = escape(data)
    assert '"' not in text
    assert text.isascii()
    out = bytearray()
    position = 0
    while position < len(text):
        if text[position] == "\\":
            out.append(int(text[position + 1 : position + 3], 16))
            position += 3
        else:
            out.append(ord(text[position]))
            position += 1
    assert bytes(out) == data


@pytest.mark.parametrize(
    ("name", "text"),
    [("main", "main"), ("a.b$c-d", "a.b$c-d"), ("0", '"0"'), ("<T>::f", '"<T>::f"'), ("", '""')],
)
def test_identifiers_are_quoted_only_if_they_must_be(name: str, text: str) -> None:
    assert identifier(name) == text
