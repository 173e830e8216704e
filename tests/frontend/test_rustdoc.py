from __future__ import annotations

from typing import Any

import pytest

from rusticle.diagnostics import CompileError
from rusticle.frontend.rustdoc import reduce
from rusticle.frontend.rustdoc_attributes import ItemAttributes, read_attributes
from rusticle.frontend.rustdoc_types import abi_name, literal_value, read_pattern
from rusticle.frontend.type_records import substitute


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("4", 4),
        ("-3", -3),
        ("4usize", 4),
        ("1_610_612_736u32", 1_610_612_736),
        ("0x1f", 31),
        ("0b0100_0000", 64),
        ("{ 7 }", 7),
        ("true", 1),
        ("false", 0),
        ("'a'", 97),
        (r"'\u{10ffff}'", 0x10FFFF),
        (r"'\n'", 10),
        ("u8::MAX", 255),
        ("i8::MIN", -128),
        ("i64::MAX", 2**63 - 1),
        ("usize::MAX", 2**64 - 1),
        ("N", None),
        ("N + 1", None),
        ("_", None),
        ("1.5f32", None),
        ("", None),
    ],
)
def test_literals(text: str, value: int | None):
    assert literal_value(text) == value


@pytest.mark.parametrize(
    ("base", "text", "start", "end"),
    [
        ("u8", "1..", 1, 255),
        ("u32", "0..=999999999", 0, 999_999_999),
        ("u32", "0..10", 0, 9),
        ("i8", "(i8::MIN..=-1 | 1..)", 1, 255),
        ("i32", "(i32::MIN..=-2 | 0..)", 0, 2**32 - 2),
        ("char", r"'\u{1}'..", 1, 0x10FFFF),
        ("usize", "1..", 1, 2**64 - 1),
        (("*", ("p", "T")), "!null", 1, 2**64 - 1),
    ],
)
def test_patterns(base: Any, text: str, start: int, end: int):
    record = read_pattern(base, text)
    assert (record[0], record[1], int(record[2]), int(record[3])) == ("P", base, start, end)


@pytest.mark.parametrize(
    ("abi", "name"),
    [
        ("Rust", "Rust"),
        ({"C": {"unwind": False}}, "C"),
        ({"C": {"unwind": True}}, "C-unwind"),
        ({"SysV64": {"unwind": False}}, "sysv64"),
        ({"Other": '"gpu-kernel"'}, "gpu-kernel"),
        ({"Other": '"unadjusted"'}, "unadjusted"),
    ],
)
def test_abis(abi: Any, name: str):
    assert abi_name(abi) == name


@pytest.mark.parametrize(
    ("attrs", "expected"),
    [
        (["no_mangle"], ItemAttributes(no_mangle=True)),
        (["#[no_mangle]"], ItemAttributes(no_mangle=True)),
        (["#[unsafe(no_mangle)]"], ItemAttributes(no_mangle=True)),
        ([{"export_name": "f"}], ItemAttributes(export_name="f")),
        (['#[export_name = "f"]'], ItemAttributes(export_name="f")),
        ([{"link_section": ".x"}], ItemAttributes(link_section=".x")),
        ([{"other": '#[attr = LinkName {name: "llvm.x"}]'}], ItemAttributes(link_name="llvm.x")),
        (['#[link_name = "llvm.x"]'], ItemAttributes(link_name="llvm.x")),
        ([{"other": "#[attr = Inline(Never)]"}], ItemAttributes(inline="never")),
        ([{"other": "#[attr = Inline(Always)]"}], ItemAttributes(inline="always")),
        (["#[inline]"], ItemAttributes(inline="hint")),
        (["#[inline(always)]"], ItemAttributes(inline="always")),
        ([{"other": "#[attr = TrackCaller]"}], ItemAttributes(track_caller=True)),
        ([{"other": "#[attr = RustcIntrinsic]"}], ItemAttributes(intrinsic=True)),
        ([{"other": "#[attr = Lang(Option)]"}], ItemAttributes(lang="Option")),
        (
            [{"other": "#[attr = RustcLayoutScalarValidRangeStart(1)]"}],
            ItemAttributes(valid_start=1),
        ),
        (
            [{"repr": {"kind": "c", "align": 8, "packed": None, "int": "u8"}}],
            ItemAttributes(repr_kind="c", repr_align=8, repr_int="u8"),
        ),
        (
            ["#[repr(C, align(8), u8)]"],
            ItemAttributes(repr_kind="c", repr_align=8, repr_int="u8"),
        ),
        (["#[repr(packed)]"], ItemAttributes(repr_packed=1)),
        ([{"target_feature": {"enable": ["a", "b"]}}], ItemAttributes(target_features=("a", "b"))),
        (['#[target_feature(enable = "a,b")]'], ItemAttributes(target_features=("a", "b"))),
        ([{"other": "#[rustfmt::skip]"}, {"must_use": {"reason": None}}], ItemAttributes()),
    ],
)
def test_attributes_of_all_formats(attrs: list[Any], expected: ItemAttributes):
    assert read_attributes(attrs) == expected


@pytest.mark.parametrize("json", [{}, {"format_version": 44}, {"format_version": 999}, [], None])
def test_an_unknown_format_is_refused(json: Any):
    with pytest.raises(CompileError, match=r"rustdoc's JSON has format .*, which is not known"):
        reduce(json)


def test_substitution_reaches_everywhere():
    record = ("j", ("A", "c::S", (("p", "T"), "u8")), "c::Tr", (("&", ("p", "T")),), "Out", ())
    assert substitute(record, {"T": "i32"}) == (
        "j", ("A", "c::S", ("i32", "u8")), "c::Tr", (("&", "i32"),), "Out", ())  # fmt: skip
    dyn = ("d", "c::Tr", (), (("Item", ("p", "T")),), ("c::Auto",))
    assert substitute(dyn, {"T": "i32"}) == ("d", "c::Tr", (), (("Item", "i32"),), ("c::Auto",))
    assert substitute(("p", "U"), {"T": "i32"}) == ("p", "U")


@pytest.mark.parametrize(
    ("attribute", "field", "value"),
    [
        ("#[cold]", "cold", True),
        ("#[track_caller]", "track_caller", True),
        ("#[rustc_intrinsic]", "intrinsic", True),
        ("#[thread_local]", "thread_local", True),
        ("#[automatically_derived]", "derived", True),
        ("automatically_derived", "derived", True),
        ('#[unsafe(link_section = ".lds")]', "link_section", ".lds"),
        ('#[lang = "Option"]', "lang", "Option"),
        ("#[repr(Rust)]", "repr_kind", "rust"),
        ("#[rustc_layout_scalar_valid_range_start(1)]", "valid_start", 1),
        ("#[rustc_layout_scalar_valid_range_end(0xFF_FE)]", "valid_end", 0xFFFE),
        ("#[rustc_layout_scalar_valid_range_end(1_000)]", "valid_end", 1000),
        ("#[attr = RustcLayoutScalarValidRangeEnd(254)]", "valid_end", 254),
    ],
)
def test_attributes_as_other_rustdocs_write_them(attribute: str, field: str, value: object):
    assert getattr(read_attributes([attribute]), field) == value
