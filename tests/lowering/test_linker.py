"""Linking finds an lld, passes its words on, and leaves a whole output or none."""

import os
from pathlib import Path

import pytest

from rusticle.diagnostics import CompileError
from rusticle.lowering.codegen import CodegenOptions, CodegenWorker
from rusticle.lowering.codegen_output import write_atomically
from rusticle.lowering.linker import LINKER_VARIABLE, Linker, Linking, find_linker, link


def compiled(ir: str) -> bytes:
    with CodegenWorker() as worker:
        return worker.compile(ir, CodegenOptions(cpu="gfx1100")).object


@pytest.fixture(scope="module")
def kernel() -> bytes:
    return compiled("define amdgpu_kernel void @k() { ret void }")


def test_an_object_becomes_a_shared_object(kernel: bytes, tmp_path: Path):
    output = tmp_path / "k.hsaco"
    link(kernel, output)
    data = output.read_bytes()
    assert data[:4] == b"\x7fELF"
    assert data[16] == 3  # ET_DYN
    assert os.listdir(tmp_path) == ["k.hsaco"]


def test_the_same_object_gives_the_same_bytes(kernel: bytes, tmp_path: Path):
    link(kernel, tmp_path / "a")
    link(kernel, tmp_path / "b")
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_an_undefined_symbol_is_named_and_nothing_is_left(tmp_path: Path):
    data = compiled("declare void @missing() define void @f() { call void @missing() ret void }")
    output = tmp_path / "k.hsaco"
    output.write_bytes(b"before")
    with pytest.raises(CompileError) as caught:
        link(data, output)
    assert caught.value.diagnostics[0].message == (
        "the code object lacks a definition of `missing`"
    )
    assert output.read_bytes() == b"before"
    assert os.listdir(tmp_path) == ["k.hsaco"]


def test_a_missing_folder_is_named(kernel: bytes, tmp_path: Path):
    with pytest.raises(CompileError, match=r"cannot write `.*`: there is no folder `.*none`"):
        link(kernel, tmp_path / "none" / "k.hsaco")


def test_what_is_no_object_is_refused(tmp_path: Path):
    with pytest.raises(CompileError, match="the linker failed: the object:1: unknown directive"):
        link(b"not an object", tmp_path / "k.hsaco")
    assert os.listdir(tmp_path) == []


def test_a_full_disk_is_an_error(kernel: bytes):
    with pytest.raises(CompileError) as caught:
        link(kernel, Path("/dev/full"))
    assert str(caught.value) == "error: cannot write `/dev/full`: No space left on device"
    with pytest.raises(CompileError, match="No space left on device"):
        write_atomically(Path("/dev/full"), b"x" * 100)


def test_devices_are_not_replaced(kernel: bytes):
    link(kernel, Path("/dev/null"))
    assert Path("/dev/null").is_char_device()


def test_writing_replaces_whole_and_follows_links(tmp_path: Path):
    real, alias = tmp_path / "real", tmp_path / "alias"
    real.write_bytes(b"old")
    alias.symlink_to(real)
    write_atomically(alias, b"new")
    assert alias.is_symlink()
    assert real.read_bytes() == b"new"
    assert sorted(os.listdir(tmp_path)) == ["alias", "real"]


def test_the_linker_can_be_chosen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    chosen = tmp_path / "rust-lld"
    chosen.write_text("#!/bin/sh\n")
    chosen.chmod(0o755)
    monkeypatch.setenv(LINKER_VARIABLE, str(chosen))
    assert find_linker() == Linker(chosen, ("-flavor", "gnu"))
    monkeypatch.setenv(LINKER_VARIABLE, str(tmp_path / "none"))
    with pytest.raises(CompileError, match="no program that can be run"):
        find_linker()


def test_without_a_linker_the_error_says_how_to_get_one(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv(LINKER_VARIABLE, raising=False)
    monkeypatch.setattr("rusticle.lowering.linker._candidates", lambda: iter(()))
    with pytest.raises(CompileError) as caught:
        find_linker()
    message = str(caught.value)
    assert message.startswith("error: no linker for code objects: LLVM's `ld.lld` was not found")
    assert "apt install lld" in message


def program(path: Path, content: bytes) -> Linker:
    """A file that can be run, in a linker's place."""
    path.write_bytes(content)
    path.chmod(0o755)
    return Linker(path)


def test_a_linker_that_hangs_is_stopped(kernel: bytes, tmp_path: Path):
    slow = program(tmp_path / "ld.lld", b"#!/bin/sh\nexec sleep 60\n")
    with Linking(slow) as linking, pytest.raises(CompileError) as caught:
        linking.finish(kernel, timeout=0.2)
    assert str(caught.value) == (
        f"error: `{slow.path}` was still linking after 0.2 s, and was stopped"
    )


def test_a_linker_that_does_not_run_is_named(kernel: bytes, tmp_path: Path):
    broken = program(tmp_path / "ld.lld", b"\x7fELF, but no program")
    with pytest.raises(CompileError) as caught:
        link(kernel, tmp_path / "k.hsaco", linker=broken)
    assert str(caught.value) == (
        f"error: the linker `{broken.path}` cannot be run: Exec format error"
    )


def test_a_linker_that_writes_nothing_is_an_error(kernel: bytes, tmp_path: Path):
    idle = program(tmp_path / "ld.lld", b"#!/bin/sh\ncat >/dev/null\n")
    with pytest.raises(CompileError) as caught:
        link(kernel, tmp_path / "k.hsaco", linker=idle)
    assert str(caught.value) == ("error: the linked file cannot be read: No such file or directory")


def test_rust_lld_links_too(kernel: bytes, tmp_path: Path):
    found = sorted((Path.home() / ".rustup").glob("toolchains/*/lib/rustlib/*/bin/rust-lld"))
    if not found:
        pytest.skip("rustup has no toolchain here")
    link(kernel, tmp_path / "k", linker=Linker(found[0], ("-flavor", "gnu")))
    assert (tmp_path / "k").read_bytes()[:4] == b"\x7fELF"


def test_a_linker_without_an_object_is_stopped():
    with Linking() as linking:
        process = linking._process  # pyright: ignore[reportPrivateUsage]
        assert process.poll() is None
    assert process.poll() is not None
