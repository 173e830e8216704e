from __future__ import annotations

import json
from pathlib import Path

import pytest

from rusticle.diagnostics import CompileError
from rusticle.frontend.device_core import DeviceCore
from rusticle.frontend.inputs import CrateSource, Options, open_input
from rusticle.frontend.rustc import CrateInput, start
from rusticle.frontend.toolchain import Toolchain

TRIPLE = "amdgcn-amd-amdhsa"


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("nothing.rs", None, "there is no file"),
        ("a.txt", "", "is no input that is known"),
        ("a.mir", "", "there is no rustdoc JSON for"),
    ],
)
def test_what_is_no_input_is_told(tmp_path: Path, name: str, content: str | None, message: str):
    path = tmp_path / name
    if content is not None:
        path.write_text(content)
    with pytest.raises(CompileError, match=message):
        open_input(path, TRIPLE)


def test_a_directory_without_a_manifest_is_told(tmp_path: Path):
    with pytest.raises(CompileError, match=r"has no `Cargo.toml`"):
        open_input(tmp_path, TRIPLE)


def test_a_directory_called_like_a_file_is_told(tmp_path: Path):
    (tmp_path / "dir.rs").mkdir()
    with pytest.raises(CompileError, match=r"has no `Cargo.toml`"):
        open_input(tmp_path / "dir.rs", TRIPLE)


@pytest.mark.parametrize("json", ["", "{}", "[]", '{"root": 1, "index": {}}'])
def test_json_of_something_else_is_told(tmp_path: Path, json: str):
    (tmp_path / "a.mir").write_text("")
    (tmp_path / "a.json").write_text(json)
    with pytest.raises(CompileError, match="is not rustdoc's JSON"):
        open_input(tmp_path / "a.mir", TRIPLE)


def test_mir_that_is_no_text_is_told(tmp_path: Path):
    (tmp_path / "a.mir").write_bytes(b"\xff\xfe")
    (tmp_path / "a.json").write_text("{}")
    with pytest.raises(CompileError, match="is no text"):
        open_input(tmp_path / "a.mir", TRIPLE)


@pytest.fixture(scope="module")
def mir_file(
    toolchain: Toolchain, device_core: DeviceCore, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """MIR and JSON of a small crate, in files."""
    directory = tmp_path_factory.mktemp("mir")
    source = directory / "small.rs"
    source.write_text("#![no_std]\npub struct S(pub u8);\npub fn f(s: &S) -> u8 { s.0 }\n")
    output = start(CrateInput(source), toolchain, device_core).result()
    (directory / "small.mir").write_text(output.mir)
    (directory / "doc").mkdir()
    (directory / "doc/small.json").write_text(json.dumps(output.json))
    return directory / "small.mir"


def test_mir_and_json_are_read_as_the_source_is(mir_file: Path):
    from_mir = open_input(mir_file, TRIPLE).result()
    from_source = open_input(mir_file.with_suffix(".rs"), TRIPLE).result()
    assert from_mir.name == from_source.name == "small"
    assert from_mir.mir_text == from_source.mir_text
    assert from_mir.universe.function("small::f") == from_source.universe.function("small::f")
    assert from_mir.mir_file == str(mir_file)


def test_mir_that_is_not_mir_is_told(mir_file: Path):
    wrong = mir_file.with_name("wrong.mir")
    wrong.write_text("fn main() {\n    println!();\n}\n")
    wrong.with_suffix(".json").write_text((mir_file.parent / "doc/small.json").read_text())
    with pytest.raises(CompileError, match="is not rustc's MIR text"):
        open_input(wrong, TRIPLE).result()


def test_options_reach_rustc(tmp_path: Path, device_core: DeviceCore):
    path = tmp_path / "a.rs"
    path.write_text("#![no_std]\n#[cfg(extra)] pub fn there() {}\nfn unused() {}\n")
    options = Options(cfg=("extra",), show_warnings=True, edition="2021", cpu="gfx90a")
    source = open_input(path, TRIPLE, options).result()
    assert source.universe.function("a::there") is not None
    assert "is never used" in source.warnings


def test_local_paths_are_resolved(sample: CrateSource):
    assert sample.resolver.resolve("W") == "sample::W"
    assert sample.resolver.resolve("core::ops::ControlFlow") == (
        "core::ops::control_flow::ControlFlow")  # fmt: skip
    assert sample.resolver.is_item("W")
    assert not sample.resolver.is_item("T")
