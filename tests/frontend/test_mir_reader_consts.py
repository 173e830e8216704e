"""Constants and allocations of MIR text."""

from __future__ import annotations

import pytest
from xdsl.dialects.builtin import IntegerType, Signedness, f32, f64

from rusticle.diagnostics import CompileError
from rusticle.dialects.mir import types as mir
from rusticle.frontend import syntax as s
from rusticle.frontend.mir_reader import MirReader, read_mir
from rusticle.frontend.path_resolver import CratePathResolver
from rusticle.frontend.text_scanner import SyntaxFault
from tests.frontend.mir_text import MirText

U8 = IntegerType(8, Signedness.UNSIGNED)


def reader() -> MirReader:
    return MirReader("k", "k.mir", CratePathResolver("k"))


def constant(text: str) -> s.Constant:
    operand = reader().read_operand(f"const {text}")
    assert isinstance(operand, s.Constant)
    return operand


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("5_u32", s.IntValue(5)),
        ("-1_i128", s.IntValue(-1)),
        ("u64::MAX", s.IntValue(2**64 - 1)),
        ("i8::MIN", s.IntValue(-128)),
        ("usize::MAX", s.IntValue(2**64 - 1)),
        ("1.5f32", s.FloatValue("1.5", f32)),
        ("-0f64", s.FloatValue("-0", f64)),
        ("5.94865747678615882542879663314003508E+4f64", None),
        ("+Inf_f32", s.FloatValue("inf", f32)),
        ("-Inf_f32", s.FloatValue("-inf", f32)),
        ("NaN_f64", s.FloatValue("NaN", f64)),
        ("true", s.BoolValue(True)),
        ("false", s.BoolValue(False)),
        ("'a'", s.CharValue("a")),
        (r"'\''", s.CharValue("'")),
        (r"'\u{10ffff}'", s.CharValue("\U0010ffff")),
        (r'"a\n\"\u{7f}é"', s.StrValue('a\n"\x7fé'.encode())),
        (r'b"a\x00\xff\""', s.ByteStrValue(b'a\0\xff"')),
        (r'*b"\x01b"', s.ByteArrayValue(b"\x01b")),
        ("()", s.ZstValue()),
        ("<uninit>", s.UninitValue()),
        ("N", s.ParamValue("N")),
        ("{alloc1: &u32}", s.AllocPointer("alloc1", 0)),
        ("{alloc12+0x10<imm>: &[u32; 4]}", s.AllocPointer("alloc12", 16, True)),
        ("{0x1 as *const u32}", s.AddressValue(1)),
        ("{transmute(0x0102): k::P}", s.TransmutedValue(0x102, 2)),
        ("{transmute(()): k::P}", s.ZstValue()),
        ("{unreachable(): k::Void}", s.UnreachableValue()),
        ("Indirect { alloc_id: alloc7, offset: Size(4 bytes) }: T", s.IndirectValue("alloc7", 4)),
        ("Slice { alloc_id: alloc7, meta: 3 }: &str", s.SliceValue("alloc7", 3)),
        ("Scalar(0x0001): T", s.TransmutedValue(1, 2)),
        ("Scalar(alloc3+0x8): T", s.AllocPointer("alloc3", 8)),
        ("ZeroSized: {closure@f::{closure#0}}", s.ZstValue()),
        ("<ZST>: k::P", s.ZstValue()),
        ("<static(DefId(0:3 ~ k[1]::S))>", s.OpaqueValue("<static(DefId(0:3 ~ k[1]::S))>")),
        ("5", s.IntValue(5)),
        ("{&_: &u32}", s.OpaqueValue("&_")),
        ("{ N + 1 }", s.ParamValue("{ N + 1 }")),
        ("5_u32 is 1..", s.PatternValue(s.IntValue(5), "1..")),
    ],
)
def test_constant_has_its_value(text: str, value: s.ConstValue | None):
    found = constant(text).value
    if value is None:
        assert isinstance(found, s.FloatValue)
    else:
        assert found == value


@pytest.mark.parametrize(
    "text",
    [
        "(1_u8, (true, 'x'))",
        "(1_u8,)",
        "[1_u8, 2_u8]",
        "[]",
        "core::option::Option::<u32>::None",
        'core::option::Option::<&str>::Some("a, b)")',
        "m::Point {{ x: 1_u32, y: (2_u8, 3_u8) }}",
        "core::mem::size_of::<T>",
        "<T as m::Tr<u8>>::SIZE",
        "<T as m::Tr>::f::promoted[3]",
        "core::num::<impl u32>::MAX",
        "f::{constant#2}",
        "&5_u32",
        "{m::f::<u8> as unsafe fn(u8)}",
    ],
)
def test_constant_reads_back_to_its_text(text: str):
    assert MirText("k").const(constant(text)).replace("fn(u8)", "unsafe fn(u8)", 1) == (
        text if "unsafe" in text else text.replace("fn(u8)", "unsafe fn(u8)", 1)
    )


def test_scalar_constant_knows_its_type():
    assert constant("5_u8").type == U8
    assert constant('"a"').type == reader().read("&str")
    assert constant('*b"ab"').type == reader().read("[u8; 2]")
    assert constant("(1_u8, true)").type == reader().read("(u8, bool)")


def test_path_is_what_its_type_says():
    r = reader()
    ordering = r.read("core::cmp::Ordering")
    less = r.with_type(constant("core::cmp::Ordering::Less"), ordering)
    assert isinstance(less.value, s.AggregateValue)
    assert less.value.variant == "Less"
    shouting = r.with_type(constant("m::Mode::ON"), r.read("m::Mode"))
    assert isinstance(shouting.value, s.AggregateValue)
    assert shouting.value.variant == "ON"
    number = r.with_type(constant("m::Limit"), r.read("usize"))
    assert isinstance(number.value, s.UnevaluatedValue)
    unit = r.with_type(
        constant("Marker"),
        mir.AdtType(r.fn_adt("k::Marker", ()).path, r.fn_adt("k::Marker", ()).args),
    )
    assert isinstance(unit.value, s.AggregateValue)
    assert unit.value.variant is None


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{const error}", "a constant that rustc could not evaluate (`{const error}`)"),
        ("'ab'", "character literal without an end"),
        (r'"\q"', r"escape sequence `\q`"),
        (r'b"\u{100}"', "byte string literal with characters that are not bytes"),
        ("5_u32x", "expected a name, found `5_u32x`"),
        ("(1_u8", "expected `, `"),
    ],
)
def test_bad_constant_is_refused_by_name(text: str, message: str):
    with pytest.raises(SyntaxFault) as caught:
        constant(text)
    assert caught.value.message == message


BODY = "fn f() -> () {\n    let mut _0: ();\n\n    bb0: {\n        return;\n    }\n}\n\n"


def alloc(text: str) -> s.Alloc:
    body = read_mir(BODY + text + "\n", crate="k", file="k.mir").bodies[0]
    [found] = body.allocations.values()
    return found


def test_short_allocation():
    found = alloc("alloc1 (size: 4, align: 2) {\n    61 00 __ ff                 │ a.░.\n}")
    assert (found.kind, found.size, found.align) == ("memory", 4, 2)
    assert found.bytes == b"a\0\0\xff"
    assert found.init_mask == b"\1\1\0\1"


def test_long_allocation_has_an_offset_column():
    row = " ".join(f"{n:02x}" for n in range(16))
    text = f"alloc1 (static: m::T, size: 18, align: 1) {{\n    0x00 │ {row} │ {'.' * 16}\n"
    text += "    0x10 │ 7c 20                                           │ | \n}"
    found = alloc(text)
    assert (found.kind, found.name) == ("static", "k::m::T")
    assert found.bytes == bytes(range(16)) + b"| "
    assert found.init_mask is None


def test_text_with_the_separator_in_it():
    found = alloc("alloc1 (size: 3, align: 1) {\n    20 7c 20                    │  | \n}")
    assert found.bytes == b" | "


def test_pointers():
    found = alloc(
        "alloc4 (size: 24, align: 8) {\n"
        "    0x00 │ ╾───────alloc5────────╼ ╾──alloc6+0x18<imm>─╼ │ ╾──────╼╾──────╼\n"
        "    0x10 │ ╾──alloc123456789+0x123456 (8 ptr bytes)╼ │ ╾──────╼\n}"
    )
    assert found.relocations == [
        (0, "alloc5", 0),
        (8, "alloc6", 24),
        (16, "alloc123456789", 0x123456),
    ]
    assert found.bytes == bytes(24)


def test_pointer_over_the_end_of_a_line():
    found = alloc(
        "alloc4 (size: 24, align: 8) {\n"
        "    0x00 │ 01 00 00 00 02 00 00 00 03 00 00 00 ╾────────── │ ............╾───\n"
        "    0x10 │ ─alloc5+0x8─╼ 04 00 00 00                         │ ───╼....\n}"
    )
    assert found.relocations == [(12, "alloc5", 8)]
    assert (found.bytes[8], found.bytes[20]) == (3, 4)


def test_pointer_shown_before_the_end_of_a_line():
    found = alloc(
        "alloc4 (size: 24, align: 8) {\n"
        "    0x00 │ 01 00 00 00 02 00 00 00 ╾─alloc5─ (8 ptr bytes) │ ........╾───────\n"
        "    0x10 │ ─────╼ 04 00 00 00 05 00 00 00                     │ ╼........\n}".replace(
            "alloc5─ (8 ptr bytes)", "alloc5 (8 ptr bytes)"
        )
    )
    assert found.relocations == [(8, "alloc5", 0)]


def test_pointer_fragments():
    found = alloc(
        "alloc4 (size: 2, align: 1) {\n"
        "    ╾02alloc5 (ptr fragment 0)╼ ╾00alloc5 (ptr fragment 1)╼ │ ━━\n}"
    )
    assert found.fragments == [(0, "alloc5", 0), (1, "alloc5", 1)]
    assert found.bytes == b"\2\0"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("alloc1 (size: 0, align: 4) {}", "memory"),
        ("alloc1 (size: 9, align: 4) { .. }", "memory"),
        ("alloc1 (extern static: m::E)", "extern static"),
        ("alloc1 (static: m::E)", "static"),
        ("alloc1 (static: m::E, error during initializer evaluation)", "static"),
        ("alloc1 (fn: m::f::<u32>)", "fn"),
        ("alloc1 (fn: <u32 as m::Tr>::f - shim(reify))", "fn"),
        ("alloc1 (vtable: impl m::Shape<u8> + core::marker::Send for (u8, m::Sq))", "vtable"),
        ("alloc1 (typeid for &str)", "typeid"),
    ],
)
def test_other_allocations(text: str, kind: str):
    assert alloc(text).kind == kind


def test_function_and_vtable_name_what_they_are():
    found = alloc("alloc1 (fn: <u32 as m::Tr>::f - shim(reify))")
    assert found.fn is not None
    assert (found.fn.path, found.shim) == ("k::m::Tr::f", "shim(reify)")
    found = alloc("alloc1 (vtable: impl m::Shape for [u8; 4])")
    assert found.vtable is not None
    concrete, trait = found.vtable
    assert str(concrete) == "!mir.array<ui8, 4>"
    assert str(trait) == '!mir.dyn<"k::m::Shape", [], [], []>'


def test_allocation_is_shared_between_bodies():
    text = "alloc1 (size: 1, align: 1) {\n    61 │ a\n}\n\n"
    file = read_mir((BODY + text) * 2, crate="k", file="k.mir")
    first, second = file.bodies
    assert first.allocations["alloc1"] is second.allocations["alloc1"] is file.allocations["alloc1"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "alloc1 (size: 2, align: 1) {\n    61 │ a\n}",
            "allocation `alloc1` has 1 bytes, but its size is 2\n  --> k.mir:9:1",
        ),
        ("alloc1 (size: 1, align: 1) {\n    6x │ a\n}", "expected bytes\n  --> k.mir:10:5"),
        ("alloc1 (gizmo: x)", "the allocation `gizmo: x`, which is not known\n  --> k.mir:9:9"),
    ],
)
def test_bad_allocation_is_an_error(text: str, message: str):
    with pytest.raises(CompileError) as caught:
        alloc(text)
    assert str(caught.value).startswith(f"error: {message}")
