"""
Arithmetic, comparisons, casts and integer intrinsics of MIR, run on the host and compared with
what Python computes.
"""

import ctypes
import math
import struct
from collections.abc import Callable

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.support.mir_host import build, call, function

INTS: dict[str, tuple[int, bool]] = {
    **{f"ui{bits}": (bits, False) for bits in (8, 16, 32, 64, 128)},
    **{f"si{bits}": (bits, True) for bits in (8, 16, 32, 64, 128)},
    "!mir.usize": (64, False),
    "!mir.isize": (64, True),
    "!mir.char": (32, False),
}
ARITHMETIC = ("add", "sub", "mul", "div", "rem", "bitxor", "bitand", "bitor", "shl", "shr")
UNCHECKED = ("add_unchecked", "sub_unchecked", "mul_unchecked", "shl_unchecked", "shr_unchecked")
OVERFLOWING = ("add_with_overflow", "sub_with_overflow", "mul_with_overflow")
COMPARISONS = ("eq", "ne", "lt", "le", "gt", "ge")
ORDERING = '!mir.adt<"core::cmp::Ordering">'
NUMBERS = tuple(name for name in INTS if name != "!mir.char")
AMOUNTS = ("ui8", "si8", "si32", "ui128")
UNARY_INTRINSICS = ("ctpop", "ctlz", "cttz", "bswap", "bitreverse")
BINARY_INTRINSICS = (
    "saturating_add",
    "saturating_sub",
    "wrapping_mul",
    "exact_div",
    "disjoint_bitor",
    "three_way_compare",
)


def symbol(*parts: str) -> str:
    return "_".join(p.replace("!mir.", "") for p in parts)


def binary(name: str, kind: str, lhs: str, rhs: str, result: str, shown: str) -> str:
    return function(name, result, [lhs, rhs], f"%r = mir.binary {kind} %a, %b : {shown}")


def intrinsic(name: str, which: str, inputs: list[str], result: str) -> str:
    letters = ", ".join(f"%{letter}" for letter in "abc"[: len(inputs)])
    types = f"({', '.join(inputs)}) -> {result}"
    body = f"""
  mir.call_intrinsic "{which}"[{inputs[0]}]({letters}) into %_9 : {types}, ^bb1
^bb1:
  %r = mir.move %_9 : {result}"""
    return function(name, result, inputs, body, f"%_9 = mir.local 9 : {result}")


def module_text() -> str:
    parts = [f"mir.enum @Ordering : {ORDERING} repr(si8) {{ Less = -1, Equal = 0, Greater = 1 }}"]
    for t in INTS:
        for kind in COMPARISONS:
            parts.append(binary(symbol(kind, t), kind, t, t, "!mir.bool", t))
        parts.append(binary(symbol("cmp", t), "cmp", t, t, ORDERING, f"{t} -> {ORDERING}"))
    for t in NUMBERS:
        for kind in (*ARITHMETIC[:-2], *UNCHECKED[:3]):
            parts.append(binary(symbol(kind, t), kind, t, t, t, t))
        for kind in OVERFLOWING:
            parts.append(binary(symbol(kind, t), kind, t, t, f"!mir.tuple<{t}, !mir.bool>", t))
        for amount in AMOUNTS:
            for kind in ("shl", "shr", "shl_unchecked", "shr_unchecked"):
                name = symbol(kind, t, amount)
                parts.append(binary(name, kind, t, amount, t, f"{t}, {amount}"))
        for kind in ("not", "neg"):
            body = f"%r = mir.unary {kind} %a : {t}"
            parts.append(function(symbol(kind, t), t, [t], body))
        for which in UNARY_INTRINSICS:
            result = "ui32" if which.startswith("ct") else t
            parts.append(intrinsic(symbol(which, t), which, [t], result))
        for which in BINARY_INTRINSICS:
            result = ORDERING if which == "three_way_compare" else t
            parts.append(intrinsic(symbol(which, t), which, [t, t], result))
        for which in ("rotate_left", "rotate_right"):
            parts.append(intrinsic(symbol(which, t), which, [t, "ui32"], t))
    for source in INTS:
        for target in NUMBERS:
            body = f"%r = mir.cast int_to_int %a : {source} -> {target}"
            parts.append(function(symbol("cast", source, target), target, [source], body))
    for t in NUMBERS:
        for f in ("f32", "f64"):
            body = f"%r = mir.cast int_to_float %a : {t} -> {f}"
            parts.append(function(symbol("cast", t, f), f, [t], body))
            body = f"%r = mir.cast float_to_int %a : {f} -> {t}"
            parts.append(function(symbol("cast", f, t), t, [f], body))
    for f in ("f32", "f64"):
        for kind in COMPARISONS:
            parts.append(binary(symbol(kind, f), kind, f, f, "!mir.bool", f))
        for kind in ("add", "sub", "mul", "div"):
            parts.append(binary(symbol(kind, f), kind, f, f, f, f))
        parts.append(function(symbol("neg", f), f, [f], f"%r = mir.unary neg %a : {f}"))
        for which in ("minimum_number_nsz", "maximum_number_nsz"):
            parts.append(intrinsic(symbol(which, f), f"{which}_{f}", [f, f], f))
        for which in ("sqrt", "floor", "ceil", "trunc"):
            parts.append(intrinsic(symbol(which, f), which + f, [f], f))
        parts.append(intrinsic(symbol("fma", f), "fma" + f, [f, f, f], f))
    for source, target in (("f32", "f64"), ("f64", "f32")):
        body = f"%r = mir.cast float_to_float %a : {source} -> {target}"
        parts.append(function(symbol("cast", source, target), target, [source], body))
    bool_ = "!mir.bool"
    for kind in (*COMPARISONS, "bitand", "bitor", "bitxor"):
        parts.append(binary(symbol(kind, bool_), kind, bool_, bool_, bool_, bool_))
    parts.append(function("not_bool", bool_, [bool_], f"%r = mir.unary not %a : {bool_}"))
    parts.append(binary("cmp_bool", "cmp", bool_, bool_, ORDERING, f"{bool_} -> {ORDERING}"))
    for t in ("ui8", "si64", "ui128"):
        body = f"%r = mir.cast int_to_int %a : {bool_} -> {t}"
        parts.append(function(symbol("cast_bool", t), t, [bool_], body))
    return "\n".join(parts)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> ctypes.CDLL:
    return build(module_text(), tmp_path_factory.mktemp("scalars"), "1")


def wrap(value: int, type_: str) -> int:
    bits, signed = INTS[type_]
    value &= (1 << bits) - 1
    return value - (1 << bits) if signed and value >> (bits - 1) else value


def pack(value: int, type_: str) -> bytes:
    bits, signed = INTS[type_]
    return value.to_bytes(bits // 8, "little", signed=signed)


def unpack(data: bytes, type_: str) -> int:
    return int.from_bytes(data, "little", signed=INTS[type_][1])


def ints(type_: str) -> st.SearchStrategy[int]:
    bits, signed = INTS[type_]
    if type_ == "!mir.char":
        return st.one_of(st.integers(0, 0xD7FF), st.integers(0xE000, 0x10FFFF))
    low, high = (-(1 << (bits - 1)), (1 << (bits - 1)) - 1) if signed else (0, (1 << bits) - 1)
    edges = sorted({low, low + 1, 0, 1, high, high - 1, high // 2, -1 if signed else high})
    small = st.integers(max(low, -130), min(high, 130))
    return st.one_of(st.sampled_from(edges), small, st.integers(low, high))


def truncating_div(a: int, b: int) -> int:
    return abs(a) // abs(b) * (1 if (a < 0) == (b < 0) else -1)


EXACT: dict[str, Callable[[int, int], int]] = {
    "add": lambda a, b: a + b,
    "sub": lambda a, b: a - b,
    "mul": lambda a, b: a * b,
    "div": truncating_div,
    "rem": lambda a, b: a - b * truncating_div(a, b),
    "bitxor": lambda a, b: a ^ b,
    "bitand": lambda a, b: a & b,
    "bitor": lambda a, b: a | b,
}
COMPARE: dict[str, Callable[[float, float], bool]] = {
    "eq": lambda a, b: a == b,
    "ne": lambda a, b: a != b,
    "lt": lambda a, b: a < b,
    "le": lambda a, b: a <= b,
    "gt": lambda a, b: a > b,
    "ge": lambda a, b: a >= b,
}
FLOAT_ARITHMETIC: dict[str, Callable[[float, float], float]] = {
    "add": lambda a, b: a + b,
    "sub": lambda a, b: a - b,
    "mul": lambda a, b: a * b,
}
QUICK = settings(max_examples=25, deadline=None)


@pytest.mark.parametrize("type_", NUMBERS)
@QUICK
@given(data=st.data())
def test_integer_operators(library: ctypes.CDLL, type_: str, data: st.DataObject):
    bits, signed = INTS[type_]
    size, low = bits // 8, -(1 << (bits - 1))
    a, b = data.draw(ints(type_)), data.draw(ints(type_))
    for kind, exact in EXACT.items():
        if kind in ("div", "rem") and (b == 0 or (signed and b == -1 and a == low)):
            continue
        found = call(library, symbol(kind, type_), size, pack(a, type_), pack(b, type_))
        assert unpack(found, type_) == wrap(exact(a, b), type_), (kind, a, b)
    for kind in ("add", "sub", "mul"):
        exact_value = EXACT[kind](a, b)
        wrapped = wrap(exact_value, type_)
        both = call(
            library,
            symbol(f"{kind}_with_overflow", type_),
            size + 1,
            pack(a, type_),
            pack(b, type_),
        )
        assert unpack(both[:size], type_) == wrapped
        assert both[size] == (wrapped != exact_value), (kind, a, b)
        if wrapped == exact_value:
            name = symbol(f"{kind}_unchecked", type_)
            assert unpack(call(library, name, size, pack(a, type_), pack(b, type_)), type_) == (
                wrapped
            )


@pytest.mark.parametrize("type_", INTS)
@QUICK
@given(data=st.data())
def test_integer_comparisons(library: ctypes.CDLL, type_: str, data: st.DataObject):
    a = data.draw(ints(type_))
    b = data.draw(st.one_of(st.just(a), ints(type_)))
    packed = pack(a, type_), pack(b, type_)
    for kind, compare in COMPARE.items():
        assert call(library, symbol(kind, type_), 1, *packed)[0] == compare(a, b)
    order = call(library, symbol("cmp", type_), 1, *packed)
    assert int.from_bytes(order, "little", signed=True) == (a > b) - (a < b)


@pytest.mark.parametrize("type_", NUMBERS)
@QUICK
@given(data=st.data())
def test_shifts_take_their_amount_modulo_the_width(
    library: ctypes.CDLL, type_: str, data: st.DataObject
):
    bits = INTS[type_][0]
    a = data.draw(ints(type_))
    for amount_type in AMOUNTS:
        amount = data.draw(ints(amount_type))
        packed = pack(a, type_), pack(amount, amount_type)
        for kind in ("shl", "shr"):
            by = amount % bits
            expected = wrap(a << by, type_) if kind == "shl" else a >> by
            name = symbol(kind, type_, amount_type)
            assert unpack(call(library, name, bits // 8, *packed), type_) == expected
            if amount == by:
                name = symbol(f"{kind}_unchecked", type_, amount_type)
                assert unpack(call(library, name, bits // 8, *packed), type_) == expected


@pytest.mark.parametrize("type_", NUMBERS)
@QUICK
@given(data=st.data())
def test_unary_operators_and_bit_counts(library: ctypes.CDLL, type_: str, data: st.DataObject):
    bits = INTS[type_][0]
    size = bits // 8
    a = data.draw(ints(type_))
    raw = a & ((1 << bits) - 1)
    text = f"{raw:0{bits}b}"

    def run(name: str, size: int) -> bytes:
        return call(library, symbol(name, type_), size, pack(a, type_))

    assert unpack(run("not", size), type_) == wrap(~a, type_)
    assert unpack(run("neg", size), type_) == wrap(-a, type_)
    assert int.from_bytes(run("ctpop", 4), "little") == text.count("1")
    assert int.from_bytes(run("ctlz", 4), "little") == bits - len(text.lstrip("0"))
    assert int.from_bytes(run("cttz", 4), "little") == bits - len(text.rstrip("0"))
    assert run("bswap", size) == pack(a, type_)[::-1]
    assert int.from_bytes(run("bitreverse", size), "little") == int(text[::-1], 2)


@pytest.mark.parametrize("type_", NUMBERS)
@QUICK
@given(data=st.data())
def test_integer_intrinsics(library: ctypes.CDLL, type_: str, data: st.DataObject):
    bits, signed = INTS[type_]
    size = bits // 8
    low, high = (-(1 << (bits - 1)), (1 << (bits - 1)) - 1) if signed else (0, (1 << bits) - 1)
    a, b = data.draw(ints(type_)), data.draw(ints(type_))

    def run(name: str, a: int, b: int) -> int:
        return unpack(
            call(library, symbol(name, type_), size, pack(a, type_), pack(b, type_)), type_
        )

    assert run("saturating_add", a, b) == min(max(a + b, low), high)
    assert run("saturating_sub", a, b) == min(max(a - b, low), high)
    assert run("wrapping_mul", a, b) == wrap(a * b, type_)
    assert run("disjoint_bitor", a & ~b, b) == a | b
    if b not in (0, -1):
        multiple = truncating_div(a, b) * b
        assert run("exact_div", multiple, b) == truncating_div(multiple, b)
    order = call(library, symbol("three_way_compare", type_), 1, pack(a, type_), pack(b, type_))
    assert int.from_bytes(order, "little", signed=True) == (a > b) - (a < b)
    amount = data.draw(st.integers(0, 2**32 - 1))
    by = amount % bits
    raw = a & ((1 << bits) - 1)
    for name, left in (("rotate_left", by), ("rotate_right", -by % bits)):
        rotated = (raw << left | raw >> (bits - left)) & ((1 << bits) - 1)
        found = call(library, symbol(name, type_), size, pack(a, type_), pack(amount, "ui32"))
        assert int.from_bytes(found, "little") == rotated


@pytest.mark.parametrize("source", INTS)
@QUICK
@given(data=st.data())
def test_integer_casts(library: ctypes.CDLL, source: str, data: st.DataObject):
    a = data.draw(ints(source))
    for target in NUMBERS:
        found = call(library, symbol("cast", source, target), INTS[target][0] // 8, pack(a, source))
        assert unpack(found, target) == wrap(a, target)


FORMATS = {"f32": "<f", "f64": "<d"}


def floats(type_: str) -> st.SearchStrategy[float]:
    width = 32 if type_ == "f32" else 64
    return st.one_of(
        st.floats(width=width),
        st.sampled_from([0.0, -0.0, 1.5, -1.5, 127.75, 255.5, -128.75, math.inf, -math.inf]),
        st.integers(-(2**20), 2**20).map(float),
    )


def same(found: float, expected: float) -> bool:
    if math.isnan(expected):
        return math.isnan(found)
    return found == expected and math.copysign(1, found) == math.copysign(1, expected)


@pytest.mark.parametrize("format_", FORMATS)
@QUICK
@given(data=st.data())
def test_floats_become_integers_by_saturating(
    library: ctypes.CDLL, format_: str, data: st.DataObject
):
    value = data.draw(floats(format_))
    for target in NUMBERS:
        bits, signed = INTS[target]
        low, high = (-(1 << (bits - 1)), (1 << (bits - 1)) - 1) if signed else (0, (1 << bits) - 1)
        if math.isnan(value):
            expected = 0
        elif math.isinf(value):
            expected = high if value > 0 else low
        else:
            expected = min(max(math.trunc(value), low), high)
        packed = struct.pack(FORMATS[format_], value)
        found = call(library, symbol("cast", format_, target), bits // 8, packed)
        assert unpack(found, target) == expected, (target, value)


@pytest.mark.parametrize("source", [t for t in NUMBERS if INTS[t][0] <= 64])
@QUICK
@given(data=st.data())
def test_integers_become_floats_by_rounding(library: ctypes.CDLL, source: str, data: st.DataObject):
    a = data.draw(ints(source))
    found = call(library, symbol("cast", source, "f64"), 8, pack(a, source))
    assert struct.unpack("<d", found)[0] == float(a)
    if abs(a) < 2**24:
        found = call(library, symbol("cast", source, "f32"), 4, pack(a, source))
        assert struct.unpack("<f", found)[0] == float(a)


@pytest.mark.parametrize("format_", FORMATS)
@QUICK
@given(data=st.data())
def test_float_operators(library: ctypes.CDLL, format_: str, data: st.DataObject):
    code = FORMATS[format_]
    a, b = data.draw(floats(format_)), data.draw(floats(format_))
    packed = struct.pack(code, a), struct.pack(code, b)
    size = len(packed[0])
    for kind, compare in COMPARE.items():
        assert call(library, symbol(kind, format_), 1, *packed)[0] == compare(a, b)
    if format_ == "f64":
        for kind, compute in FLOAT_ARITHMETIC.items():
            found = struct.unpack(code, call(library, symbol(kind, format_), size, *packed))[0]
            assert same(found, compute(a, b)), (kind, a, b)
    negated = call(library, symbol("neg", format_), size, packed[0])
    assert negated == packed[0][:-1] + bytes((packed[0][-1] ^ 0x80,))
    for kind, choose in (("minimum", min), ("maximum", max)):
        found = call(library, symbol(f"{kind}_number_nsz", format_), size, *packed)
        value = struct.unpack(code, found)[0]
        if math.isnan(a) or math.isnan(b):
            expected = b if math.isnan(a) else a
        else:
            expected = choose(a, b)
        assert value == expected or (math.isnan(value) and math.isnan(expected))
    if not math.isnan(a) and not math.isinf(a):
        for kind, compute in (
            ("floor", math.floor),
            ("ceil", math.ceil),
            ("trunc", math.trunc),
        ):
            if format_ == "f64" and abs(a) < 2**40:
                found = call(library, symbol(kind, format_), size, packed[0])
                assert struct.unpack(code, found)[0] == float(compute(a))


@QUICK
@given(st.booleans(), st.booleans())
@example(True, False)
@example(True, True)
def test_booleans_are_unsigned_and_stay_booleans(library: ctypes.CDLL, a: bool, b: bool):
    packed = bytes((a,)), bytes((b,))
    for kind, compare in COMPARE.items():
        assert call(library, f"{kind}_bool", 1, *packed) == bytes((compare(a, b),))
    assert call(library, "bitand_bool", 1, *packed) == bytes((a and b,))
    assert call(library, "bitor_bool", 1, *packed) == bytes((a or b,))
    assert call(library, "bitxor_bool", 1, *packed) == bytes((a != b,))
    assert call(library, "not_bool", 1, packed[0]) == bytes((not a,))
    order = call(library, "cmp_bool", 1, *packed)
    assert int.from_bytes(order, "little", signed=True) == a - b
    for t in ("ui8", "si64", "ui128"):
        found = call(library, symbol("cast_bool", t), INTS[t][0] // 8, packed[0])
        assert unpack(found, t) == a
