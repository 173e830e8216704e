"""Values are shown as Rust shows them: a table that rustc's own program prints, and properties."""

from __future__ import annotations

import math
import struct
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rusticle.runtime.rust_format import format_value
from rusticle.targets.panic_messages import Placeholder, escape, parse, placeholders, text_offsets

from .native import RUSTC


def f32(value: float) -> float:
    """The nearest `f32`."""
    return struct.unpack("<f", struct.pack("<f", value))[0]


MOST = f32(3.4028234663852886e38)
SPECS = ("", "?", "7", "<7", "^7", ">7", "*^9", "+", "07", "#?", "+09.2", "12.3", ".0", "e", ".2e")
INTEGERS = ("x", "#x", "#010x", "X", "b", "#b", "o", "#o", "x?", "#X?", "E")
TABLE: list[tuple[str, str, object, tuple[str, ...]]] = [
    *(("i32", str(v), v, (*SPECS[:10], "e", *INTEGERS)) for v in (0, 7, -42, 1500, -(2**31))),
    ("u128", str(2**128 - 1), 2**128 - 1, ("", "x", "e")),
    ("i128", str(-(2**127)), -(2**127), ("", "x", "+")),
    ("i8", "-1", -1, ("b", "X", "?")),
    ("usize", "255", 255, ("", "#x", "o")),
    ("isize", "-255", -255, ("", "#x")),
    *(
        ("f64", f"{v!r}_f64", v, SPECS)
        for v in (0.0, 1.0, -0.5, 2.5, 1e15, 1e16, 1e21, 1.5e-10, 1e-4, 9.99e-5, 5e-324, 123456.789)
    ),
    *(("f32", f"{v!r}_f32", f32(v), SPECS) for v in (0.1, 16777216.0, 1e-7, 9.9999e15, 1 / 3)),
    ("f32", "f32::MAX", MOST, SPECS),
    ("f32", "f32::NAN", math.nan, SPECS),
    ("f64", "f64::NEG_INFINITY", -math.inf, SPECS),
    ("f64", "-0.0_f64", -0.0, SPECS),
    ("bool", "true", True, ("", "?", "7", ".2", ">6")),
    ("bool", "false", False, ("", "^9")),
    *(("char", repr(c), c, ("", "?", "4", ">3")) for c in "aß"),
    ("char", "'\\''", "'", ("", "?")),
    ("char", "'\\u{301}'", "\u0301", ("",)),
    ("str", '"it\'s \\"q\\"\\n\\t\\r\\\\\\0\\u{1}é"', "it's \"q\"\n\t\r\\\0\1é",
        ("", "?", ".4", ">30")),
    ("str", '"word"', "word", ("", "?", "7", ".2", "^9.3", "*<8")),
]  # fmt: skip


def test_a_table_of_values_is_what_rustc_prints(tmp_path: Path) -> None:
    rows = [(type, text, value, spec) for type, text, value, specs in TABLE for spec in specs]
    lines = "\n".join(
        # A type says what a literal is, but for text.
        f'    row(format!("{{:{spec}}}", {text}{suffix}));'
        for type, text, _, spec in rows
        for suffix in ("" if type[0] in "fbcs" else f" as {type}",)
    )
    source = f'fn row(s: String) {{ print!("{{s}}\\u{{1f}}"); }}\nfn main() {{\n{lines}\n}}\n'
    (tmp_path / "table.rs").write_text(source, encoding="utf-8")
    command = [RUSTC, "--edition=2024", "-Awarnings", "-o", "table", "table.rs"]
    subprocess.run(command, cwd=tmp_path, check=True)
    output = subprocess.run([tmp_path / "table"], capture_output=True, check=True).stdout.decode()
    expected = output.split("\x1f")[:-1]
    ours = [format_value(type, value, spec) for type, _, value, spec in rows]
    wrong = [
        (row, theirs, mine)
        for row, theirs, mine in zip(rows, expected, ours, strict=True)
        if theirs != mine
    ]
    assert not wrong


@given(st.floats(width=32, allow_nan=False))
def test_a_float_is_told_apart_from_all_others_by_few_digits(value: float) -> None:
    for spec in ("", "?", "e"):
        text = format_value("f32", value, spec)
        assert f32(float(text)) == value
        assert len(text.replace("-", "").partition("e")[0].replace(".", "").strip("0")) <= 9


@given(st.integers(-(2**63), 2**63 - 1), st.integers(0, 40))
def test_an_integer_fills_its_width(value: int, width: int) -> None:
    text = format_value("i64", value, f"0{width}" if width else "")
    assert int(text) == value
    assert len(text) == max(width, len(str(value)))


def test_what_is_no_specification_is_refused() -> None:
    with pytest.raises(ValueError, match="`no` is no format specification"):
        format_value("i32", 1, "no")


# --- messages ------------------------------------------------------------------------------------


@given(st.text())
def test_escaped_text_is_a_message_that_says_it(text: str) -> None:
    assert "".join(map(str, parse(escape(text)))) == text


def test_a_message_has_pieces() -> None:
    assert parse("{{{u8:x}}} é {str}") == [
        "{", Placeholder("u8", "x"), "} é ", Placeholder("str"),
    ]  # fmt: skip
    assert [str(found) for found in placeholders("{u8:x}{str}")] == ["{u8:x}", "{str}"]


def test_texts_lie_behind_the_values() -> None:
    values = placeholders("{str} {u8} {str:?}")
    assert text_offsets(values) == ([32 + 48, 0, 32 + 48 + 128], 32 + 48 + 256)
