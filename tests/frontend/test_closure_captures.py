"""The operands of closures that rustc's MIR text leaves out come from its other format."""

from __future__ import annotations

from pathlib import Path

import pytest

from rusticle.api import load
from rusticle.diagnostics import CompileError
from rusticle.dialects import mir
from rusticle.frontend import rustc
from rusticle.frontend.closure_captures import complete_captures, lacks_captures
from rusticle.frontend.inputs import Options

MIR = """\
fn scale(_1: (f32, m::P), _2: f32) -> f32 {
    debug t => _1;
    bb0: {
        StorageLive(_3);
        _3 = {closure@scale::{closure#0}} { t: copy (_1.0: f32) }; // scope 0 at s.rs:1:1: 1:2
        _0 = apply::<{closure@scale::{closure#0}}>(move _3, move _2) -> [return: bb1];
    }

    bb1: {
        return;
    }
}

fn scale::{closure#0}(_1: &{closure@scale::{closure#0}}, _2: f32) -> f32 {
    debug t__0 => ((*_1).0: f32);
    debug t__1__x => ((*_1).1: u32);
    bb0: {
        return;
    }
}
"""
STABLE = """\
// WARNING: This is highly experimental output it's intended for rustc_public developers only.
fn LIMIT() -> u32 {
    bb0: {
        return;
    }
}
fn scale(_1: (f32, m::P), _2: f32) -> f32 {
    let mut _0: f32;
    debug t => _1;
    bb0: {
        StorageLive(_3);
        _3 = {closure@s.rs:1:1: 1:2}((_1.0: f32), ((_1.1: m::P).0: u32), move _4, 3_u8);
        _0 = apply::<{closure@s.rs:1:1: 1:2}>(move _3, move _2) -> [return: bb1];
    }
    bb1: {
        return;
    }
}
fn scale::{closure#0}(_1: &{closure@s.rs:1:1: 1:2}, _2: f32) -> f32 {
    bb0: {
        return;
    }
}
"""


def test_the_missing_operands_are_filled_in() -> None:
    completed = complete_captures(MIR, lambda: STABLE)
    assert (
        "_3 = {closure@scale::{closure#0}} { 0: copy (_1.0: f32), "
        "1: copy ((_1.1: m::P).0: u32), 2: move _4, 3: const 3_u8 }; // scope 0 at s.rs:1:1: 1:2"
    ) in completed
    assert [a for a, b in zip(MIR.split("\n"), completed.split("\n"), strict=True) if a != b] == [
        line for line in MIR.split("\n") if "_3 = {closure" in line
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("fn scale(_1", "fn other(_1"),
        ("_3 = {closure@s", "_5 = {closure@s"),
        ("StorageLive(_3)", "StorageLive(_4)"),
        ("((_1.0: f32), ", "((_1.1: f32), "),
        (", _2: f32)", ")"),
        ("    bb1: {\n        return;\n    }\n", ""),
        ("3_u8", '"three, four"'),
    ],
)
def test_what_does_not_agree_is_left_as_it_is(old: str, new: str) -> None:
    assert old in STABLE
    assert complete_captures(MIR, lambda: STABLE.replace(old, new)) == MIR


def test_rustc_is_asked_only_if_something_may_be_missing() -> None:
    whole = MIR.replace("t__0", "t").replace("t__1__x", "u")
    assert lacks_captures(MIR)
    assert not lacks_captures(whole)

    def ask() -> str | None:
        raise AssertionError("asked")

    assert complete_captures(whole, ask) == whole
    assert complete_captures(MIR, lambda: None) == MIR


SOURCE = """\
#![no_std]
#![feature(abi_gpu_kernel)]
pub struct Scale { by: f32, plus: (u32, f32) }
impl Scale {
    #[inline(never)]
    fn of(self, x: f32) -> f32 { twice(move |v| v * self.by + self.plus.1, x) }
}
#[inline(never)]
fn twice<F: Fn(f32) -> f32>(f: F, x: f32) -> f32 { f(f(x)) }
#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn k(out: &mut f32) { *out = Scale { by: *out, plus: (1, 2.0) }.of(3.0); }
"""


def test_a_closure_of_two_fields_has_two_captures(tmp_path: Path) -> None:
    source = tmp_path / "scale.rs"
    source.write_text(SOURCE, encoding="utf-8")
    module = load(source)
    (closure,) = (op for op in module.body.block.ops if isinstance(op, mir.ClosureOp))
    assert len(closure.captures) == 2


def _no_other_format(_: rustc.Running) -> None:
    pass


def test_mir_text_without_them_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = tmp_path / "scale.rs"
    source.write_text(SOURCE, encoding="utf-8")
    monkeypatch.setattr(rustc.Running, "_stable_mir", _no_other_format)
    with pytest.raises(CompileError) as caught:
        load(source)
    assert str(caught.value).startswith(
        "error: the closure `{closure@scale::Scale::of::{closure#0}}` captures several fields of "
        "one variable, and rustc's MIR text shows only the first\n"
        f"  --> {source}:6:"
    )


def test_mir_text_without_them_or_spans_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tmp_path / "scale.rs"
    source.write_text(SOURCE, encoding="utf-8")
    monkeypatch.setattr(rustc.Running, "_stable_mir", _no_other_format)
    with pytest.raises(CompileError, match="captures several fields of one variable") as caught:
        load(source, options=Options(flags=("-Zmir-include-spans=off",)))
    assert caught.value.diagnostics[0].span is None
