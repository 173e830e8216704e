"""Slices of `core`: what was recorded is answered, and nothing else is."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

import rusticle.frontend.inputs as inputs
from rusticle.diagnostics import CompileError
from rusticle.frontend.core_slice import SLICE, CoreSlice, Recorder, find_slice, write_slice
from rusticle.frontend.device_core import CoreDigest
from rusticle.frontend.importer import import_crate

TRIPLE = "amdgcn-amd-amdhsa"
EXAMPLES = Path(__file__).parents[2] / "examples"
OPTION = "core::option::Option"


@pytest.fixture
def slice_file(core_digest: CoreDigest, tmp_path: Path) -> Path:
    """A slice that knows `Option`, and that there is no `core::option::Maybe`."""
    recorder = Recorder(core_digest)
    assert recorder.definitions.adt(OPTION) is not None
    assert recorder.definitions.adt("core::option::Maybe") is None
    path = tmp_path / SLICE
    write_slice(path, TRIPLE, "1.2.3", [recorder.answers])
    return path


def test_what_was_asked_is_answered_the_same(slice_file: Path, core_digest: CoreDigest) -> None:
    digest = CoreSlice(slice_file, TRIPLE).open()
    assert digest.rustc == "1.2.3"
    assert digest.definitions.adt(OPTION) == core_digest.definitions.adt(OPTION)


def test_that_there_is_nothing_is_an_answer(slice_file: Path) -> None:
    digest = CoreSlice(slice_file, TRIPLE).open()
    assert digest.definitions.adt("core::option::Maybe") is None


def test_what_was_not_asked_is_an_error_that_names_it(slice_file: Path) -> None:
    digest = CoreSlice(slice_file, TRIPLE).open()
    with pytest.raises(CompileError) as error:
        digest.definitions.adt("core::result::Result")
    assert str(error.value).startswith(
        f"error: this needs more of `core` than `{slice_file}` holds\n"
        "note: `core::result::Result`, `type` was asked for\n"
        "note: only a Rust toolchain has all of it\n"
        "help: "
    )


def test_the_same_records_give_the_same_bytes(core_digest: CoreDigest, tmp_path: Path) -> None:
    first, second = Recorder(core_digest), Recorder(core_digest)
    for recorder, names in ((first, (OPTION, "core::cell::Cell")), (second, ("core::cell::Cell",))):
        for name in names:
            recorder.definitions.adt(name)
    write_slice(tmp_path / "a", TRIPLE, "1.2.3", [first.answers, second.answers])
    write_slice(tmp_path / "b", TRIPLE, "1.2.3", [second.answers, first.answers])
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_another_target_is_refused(slice_file: Path) -> None:
    with pytest.raises(CompileError, match="is of `core` for `amdgcn-amd-amdhsa`, not `nvptx64`"):
        CoreSlice(slice_file, "nvptx64").open()


@pytest.mark.parametrize("length", [0, 3, 40])
def test_a_truncated_slice_is_refused(slice_file: Path, length: int) -> None:
    slice_file.write_bytes(slice_file.read_bytes()[:length])
    with pytest.raises(CompileError, match="is damaged"):
        CoreSlice(slice_file, TRIPLE).open()


def test_another_version_is_refused(slice_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rusticle.frontend.core_slice.DIGEST_VERSION", 10_000)
    with pytest.raises(CompileError) as error:
        CoreSlice(slice_file, TRIPLE).open()
    said = str(error.value)
    assert re.match(r"error: `.*` is of version \d+, and this is 10000\n", said)
    assert said.endswith("help: make it anew, with a Rust toolchain")


def test_a_slice_that_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(CompileError, match=r"cannot read .*No such file"):
        CoreSlice(tmp_path / SLICE, TRIPLE).open()


# --- MIR text where there is no toolchain --------------------------------------------------------


def no_toolchain(rustc: str | None = None) -> None:
    """What `find_toolchain` comes to without one."""
    raise CompileError.of("no rustc was found")


def test_mir_text_falls_back_to_the_slice_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("vadd.mir", "vadd.json", SLICE):
        shutil.copy(EXAMPLES / name, tmp_path)
    monkeypatch.setattr(inputs, "find_toolchain", no_toolchain)
    source = inputs.open_input(tmp_path / "vadd.mir", TRIPLE).result()
    assert source.toolchain is None
    assert '"gpu-kernel" @vadd' in str(import_crate(source))
    note = f"rusticle: no Rust toolchain with library sources; reading core from {tmp_path / SLICE}"
    assert capsys.readouterr().err == note + "\n"


def test_without_a_slice_the_toolchain_is_missed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("vadd.mir", "vadd.json"):
        shutil.copy(EXAMPLES / name, tmp_path)
    assert find_slice(tmp_path, TRIPLE) is None
    monkeypatch.setattr(inputs, "find_toolchain", no_toolchain)
    with pytest.raises(CompileError, match="no rustc was found"):
        inputs.open_input(tmp_path / "vadd.mir", TRIPLE)


def test_a_toolchain_that_was_named_must_be_there(monkeypatch: pytest.MonkeyPatch) -> None:
    options = inputs.Options(rustc="/nowhere/rustc")
    with pytest.raises(CompileError, match="there is no rustc at `/nowhere/rustc`"):
        inputs.open_input(EXAMPLES / "vadd.mir", TRIPLE, options)
    monkeypatch.setenv("RUSTC", "/nowhere/rustc")
    with pytest.raises(CompileError, match="there is no rustc at `/nowhere/rustc`"):
        inputs.open_input(EXAMPLES / "vadd.mir", TRIPLE)
