from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from rusticle.diagnostics import CompileError
from rusticle.frontend.device_core import DeviceCore
from rusticle.frontend.rustc import (
    CrateInput,
    command_flags,
    crate_name_of,
    detect_edition,
    start,
)
from rusticle.frontend.rustc_errors import RustcFailed
from rusticle.frontend.toolchain import Toolchain

Write = Callable[[str], CrateInput]


@pytest.fixture
def crate(tmp_path: Path) -> Write:
    def write(text: str) -> CrateInput:
        path = tmp_path / "my-crate.rs"
        path.write_text(text)
        return CrateInput(path)

    return write


def test_a_crate_without_a_panic_handler_compiles(
    crate: Write, toolchain: Toolchain, device_core: DeviceCore
):
    output = start(
        crate("#![no_std]\npub fn f(x: &[u32], i: usize) -> u32 { x[i] }"), toolchain, device_core
    ).result()
    assert output.name == "my_crate"
    assert "fn f(_1: &[u32], _2: usize) -> u32 {" in output.mir
    assert output.json["index"][str(output.json["root"])]["name"] == "my_crate"
    assert output.warnings == ""


def test_what_rustc_says_is_passed_on_as_it_is(
    crate: Write, toolchain: Toolchain, device_core: DeviceCore
):
    source = crate("#![no_std]\npub fn f() -> u32 { true }")
    with pytest.raises(RustcFailed) as error:
        start(source, toolchain, device_core).result()
    assert error.value.rendered.startswith("error[E0308]: mismatched types\n")
    assert f"--> {source.root}:2:21" in error.value.rendered
    assert "aborting due to 1 previous error" in error.value.rendered
    assert error.value.diagnostics[0].message == "mismatched types"
    assert str(error.value) == error.value.rendered


def test_warnings_are_shown_on_request(crate: Write, toolchain: Toolchain, device_core: DeviceCore):
    source = crate("#![no_std]\nfn unused() {}")
    assert start(source, toolchain, device_core).result().warnings == ""
    shown = start(replace(source, show_warnings=True), toolchain, device_core).result().warnings
    assert "warning: function `unused` is never used" in shown


def test_conditions_and_flags_reach_rustc(
    crate: Write, toolchain: Toolchain, device_core: DeviceCore
):
    source = crate("#![no_std]\n#[cfg(extra)] pub fn there() {}")
    with start(replace(source, cfg=("extra",)), toolchain, device_core) as running:
        assert "fn there()" in running.result().mir
    with pytest.raises(RustcFailed, match="Unrecognized option"):
        start(replace(source, flags=("--nonsense",)), toolchain, device_core).result()


def test_the_source_after_expansion(crate: Write, toolchain: Toolchain, device_core: DeviceCore):
    text = "#![no_std]\nmacro_rules! m { ($n:ident) => { pub fn $n() {} } }\nm!(made);"
    output = start(crate(text), toolchain, device_core).result()
    assert "pub fn made() {}" in (output.expand() or "")


def test_temporary_files_are_removed(
    crate: Write, toolchain: Toolchain, device_core: DeviceCore, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
):  # fmt: skip
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(scratch))
    start(crate("#![no_std]"), toolchain, device_core).result()
    assert not list(scratch.iterdir())
    running = start(crate("#![no_std]"), toolchain, device_core)
    assert list(scratch.iterdir())
    running.stop()
    assert not list(scratch.iterdir())


def test_a_rustc_that_is_gone_is_told(crate: Write, toolchain: Toolchain, tmp_path: Path):
    gone = replace(toolchain, rustc=str(tmp_path / "gone"))
    with pytest.raises(CompileError, match="does not run: No such file or directory"):
        start(crate("#![no_std]"), gone, DeviceCore(tmp_path, "amdgcn-amd-amdhsa"))


def test_a_rustc_that_crashes_is_told(
    crate: Write, toolchain: Toolchain, tmp_path: Path, script: Callable[[str, str], Path]
):
    crashing = replace(
        toolchain, rustc=str(script("rustc", "kill -SEGV $$")), rustdoc=str(script("rustdoc", ""))
    )
    with pytest.raises(RustcFailed, match="rustc was stopped by signal 11"):
        start(crate(""), crashing, DeviceCore(tmp_path, "amdgcn-amd-amdhsa")).result()


def test_a_rustdoc_that_writes_nothing_is_told(
    crate: Write, toolchain: Toolchain, tmp_path: Path, script: Callable[[str, str], Path]
):
    body = """for a in "$@"; do case $a in --emit=mir=*) : > "${a#--emit=mir=}";; esac; done"""
    silent = replace(
        toolchain, rustc=str(script("rustc", body)), rustdoc=str(script("rustdoc", ""))
    )
    with pytest.raises(CompileError, match="rustdoc's output cannot be read"):
        start(crate(""), silent, DeviceCore(tmp_path, "amdgcn-amd-amdhsa")).result()


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("vadd.rs", "vadd"),
        ("my-kernel.v2.rs", "my_kernel_v2"),
        ("2d.rs", "_2d"),
        ("/x/some-crate/src/lib.rs", "some_crate"),
        ("/x/tool/main.rs", "tool"),
    ],
)
def test_crate_names(path: str, name: str):
    assert crate_name_of(Path(path)) == name


@pytest.mark.parametrize(
    ("text", "edition"),
    [
        ("fn f() {}", "2024"),
        ("//@ edition: 2021\nfn f() {}", "2021"),
        ("// comment\n//@ edition:2018\n", "2018"),
        ("fn f() {}\n//@ edition: 2021\n", "2024"),
        ('---\n[package]\nedition = "2021"\n---\nfn f() {}', "2021"),
        ("", "2024"),
    ],
)
def test_editions(tmp_path: Path, text: str, edition: str):
    path = tmp_path / "x.rs"
    path.write_text(text)
    assert detect_edition(path) == edition


def test_flags(tmp_path: Path):
    crate = CrateInput(
        Path("a.rs"),
        name="b",
        edition="2021",
        cfg=('feature="x"',),
        externs=(("dep", Path("libdep.rmeta")),),
        search=(Path("dir"),),
        cpu="gfx90a",
    )
    flags = command_flags(crate, DeviceCore(Path("core"), "amdgcn-amd-amdhsa"))
    assert flags == [
        "--crate-name", "b", "--edition", "2021", "--target", "amdgcn-amd-amdhsa",
        "-Ctarget-cpu=gfx90a", "-L", "core", "-L", "dir", "--extern", "dep=libdep.rmeta",
        "--cfg", 'feature="x"',
    ]  # fmt: skip
    host = command_flags(CrateInput(Path("a.rs")), DeviceCore(Path("core"), "x86_64-none"))
    assert not any("target-cpu" in flag for flag in host)
