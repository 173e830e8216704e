"""Calls that may panic say where, as far as MIR and the source tell."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest

from rusticle.api import load
from rusticle.dialects import mir
from rusticle.frontend.caller_locations import SourceFiles
from rusticle.frontend.inputs import Options

HEAD = "#![no_std]\n#![feature(abi_gpu_kernel)]\n"
KERNEL = '#[unsafe(no_mangle)]\npub extern "gpu-kernel" fn k(x: &mut u32) {\n'


def places(folder: Path, body: str, before: str = "") -> list[str]:
    """The places of the panics of a kernel, in the order of the source, without the file."""
    (folder / "k.rs").write_text(f"{HEAD}{before}{KERNEL}{body}\n}}\n", encoding="utf-8")
    with contextlib.chdir(folder):
        module = load("k.rs", panic="report", options=Options())
    found = {
        str(op.attributes["caller_location"]).strip('"')
        for op in module.walk()
        if isinstance(op, mir.CallOp | mir.AssertOp) and "caller_location" in op.attributes
    }
    return sorted(place.removeprefix("k.rs:") for place in found)


def test_uses_of_a_macro_are_told_apart_by_their_words(tmp_path: Path) -> None:
    body = '  if *x == 1 { panic!("one") }\n  if *x == 2 { panic!("two") }\n  todo!()'
    assert places(tmp_path, body) == ["5:16", "6:16", "7:3"]


def test_uses_with_the_same_words_are_told_apart_by_their_order(tmp_path: Path) -> None:
    body = '  if *x == 1 { *x = 7; panic!("no") }\n  if *x == 2 { *x = 8; panic!("no") }'
    assert places(tmp_path, body) == ["5:24", "6:24"]


def test_where_they_cannot_be_told_apart_the_place_is_the_function(tmp_path: Path) -> None:
    body = '  if *x == 1 { panic!("no") }\n  if false { panic!("no") }'
    assert places(tmp_path, body) == ["4:25"]


def test_a_macro_of_ones_own_is_where_it_is_used(tmp_path: Path) -> None:
    before = 'macro_rules! give_up { ($e:expr) => { panic!("gave up at {}", $e) } }\n'
    body = "  if *x == 1 { give_up!(*x) }\n  if *x == 2 { *x = 3 }"
    assert places(tmp_path, body, before) == ["6:16"]


def test_inlined_functions_have_places_of_their_own(tmp_path: Path) -> None:
    before = 'fn f(x: u32) -> u32 { if x > 5 { panic!("large") } x }\n'
    assert places(tmp_path, "  *x = f(*x) + f(*x + 1);", before) == ["3:34"]


def test_what_tracks_its_caller_says_so(tmp_path: Path) -> None:
    before = "#[track_caller]\n#[inline(never)]\nfn f(x: u32) -> u32 { 7 / x }\n"
    assert places(tmp_path, "  *x = f(*x);", before) == ["5:23", "8:8"]
    (tmp_path / "k.rs").write_text(f"{HEAD}{before}{KERNEL}  *x = f(*x);\n}}\n")
    with contextlib.chdir(tmp_path):
        module = load("k.rs", panic="report")
    marked = [op.name for op in module.walk() if "in_caller" in op.attributes]
    assert marked == ["mir.assert"]


def test_nothing_is_said_unless_asked_for(tmp_path: Path) -> None:
    (tmp_path / "k.rs").write_text(f"{HEAD}{KERNEL}  *x = 7 / *x;\n}}\n")
    with contextlib.chdir(tmp_path):
        module = load("k.rs")
    assert not [op for op in module.walk() if "caller_location" in op.attributes]


@pytest.mark.parametrize("content", [None, b"\xff\xfe"])
def test_a_source_that_cannot_be_read_says_nothing(tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / "gone.rs").write_bytes(content)
    assert SourceFiles((tmp_path,)).macros("gone.rs") is None


def test_a_source_is_looked_for_beside_the_input(tmp_path: Path) -> None:
    (tmp_path / "there.rs").write_text("fn f() { panic!() }")
    files = SourceFiles((tmp_path,))
    found = files.macros("there.rs")
    assert found is not None
    assert [use.name for use in found.invocations] == ["panic"]
    assert files.macros("there.rs") is found
