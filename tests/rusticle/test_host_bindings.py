"""The manifest, the C header and the Rust module that a host launches kernels with."""

from __future__ import annotations

import contextlib
import json
import subprocess
from pathlib import Path

import pytest
from jsonschema import ValidationError

import rusticle
from rusticle.diagnostics import CompileError
from rusticle.frontend.toolchain import Toolchain
from rusticle.host_bindings import c_header, rust_host
from rusticle.pipeline import KernelReturn
from rusticle.runtime import Component, KernelManifest, Manifest, Parameter, Shape
from tests.support.commands import invoke
from tests.support.manifest_schema import check_manifest
from tests.support.tools import requires, tool

SOURCE = """#![no_std]
#![feature(abi_gpu_kernel, f16)]
#![allow(improper_ctypes_definitions)]
#[repr(C)] pub struct P { pub a: u8, pub b: u64 }
#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn all(
    p: P, x: &[f32], y: &mut [u16], s: &str, int: i32, wide: u128, flag: bool, c: char, h: f16,
    d: f64, f: &mut f32, o: Option<&u32>, raw: *const P, t: (u8, u32), q: (u32, f32), unit: (),
    r#type: [u8; 3],
) {}
#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn none() {}
fn dot(x: &[f32]) -> f32 { x.iter().sum() }
"""


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("host") / "kinds.rs"
    path.write_text(SOURCE)
    return path


@pytest.fixture(scope="module")
def module_text(source: Path) -> Path:
    """The module, so that rustc runs once."""
    path = source.with_suffix(".mlir")
    rusticle.compile(source, kernels=["all", "none", "dot"], emit="mir", output=path)
    return path


def test_the_manifest_has_every_argument(module_text: Path) -> None:
    text = rusticle.compile(module_text, emit="manifest", kernel_return="sret-launch").text
    data = json.loads(text)
    assert data["schema"] == 1
    kernel = data["kernels"]["all"]
    found = {
        p["name"]: (p["shape"]["type"], [(c["offset"], c["size"]) for c in p["components"]])
        for p in kernel["parameters"]
    }
    assert found["p"] == ("kinds::P", [(0, 16)])
    assert found["x"] == ("&[f32]", [(16, 8), (24, 8)])
    assert found["int"] == ("i32", [(64, 4)])
    assert found["wide"] == ("u128", [(72, 16)])
    assert found["unit"] == ("()", [])
    assert kernel["result"] is None
    dot = data["kernels"]["kinds::dot"]
    assert dot["result"]["per"] == "launch"
    assert dot["result"]["shape"]["type"] == "f32"
    assert dot["parameters"][0]["components"][0]["offset"] == 8


@pytest.mark.parametrize("kernel_return", ["sret-launch", "sret-work-item"])
def test_the_manifest_is_valid_by_its_schema(
    module_text: Path, kernel_return: KernelReturn
) -> None:
    text = rusticle.compile(module_text, emit="manifest", kernel_return=kernel_return).text
    data = json.loads(text)
    check_manifest(data)
    # The schema is no formality.
    for change in (
        lambda: data.update(schema=2),
        lambda: data.update(schema=1, more=1),
        lambda: (data.pop("more"), data["kernels"]["all"].update(name=3)),
        lambda: (
            data["kernels"]["all"].update(name="all"),
            data["kernels"]["all"]["parameters"][1]["components"][0].update(access="read"),
        ),
    ):
        change()
        with pytest.raises(ValidationError):
            check_manifest(data)


def test_pointers_have_their_address_space_and_access(module_text: Path) -> None:
    data = json.loads(
        rusticle.compile(module_text, emit="manifest", kernel_return="sret-launch").text
    )
    found = {
        p["name"]: [(c["address_space"], c["access"], c["align"]) for c in p["components"]]
        for p in data["kernels"]["all"]["parameters"]
    }
    assert found["x"] == [("global", "read_only", 8), (None, None, 8)]
    assert found["y"] == [("global", "read_write", 8), (None, None, 8)]
    assert found["raw"] == [("global", "read_write", 8)]
    assert found["o"] == [("global", "read_only", 8)]
    assert found["p"] == [(None, None, 8)]
    assert found["int"] == [(None, None, 4)]


@requires("gcc")
def test_the_c_header_compiles(module_text: Path, tmp_path: Path) -> None:
    header = rusticle.compile(module_text, emit="c-header", kernel_return="sret-launch").text
    assert "    const float *x_ptr; /* x: &[f32] */" in header
    assert "    int32_t int_; /* int: i32 */" in header
    assert 'static_assert(offsetof(struct all_args, wide) == 72, "wide");' in header
    assert "    float *result; /* a result of the launch */" in header
    (tmp_path / "kinds.h").write_text(header)
    (tmp_path / "main.c").write_text('#include "kinds.h"\nint main(void) { return 0; }\n')
    command = [tool("gcc"), "-std=c11", "-Wall", "-Werror", "-c", "main.c", "-o", "main.o"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_rust_module_compiles(module_text: Path, tmp_path: Path, toolchain: Toolchain) -> None:
    text = rusticle.compile(module_text, emit="rust-host", kernel_return="sret-launch").text
    assert "    pub x_ptr: *const f32," in text
    assert "    pub r#type: [u8; 3]," in text
    assert "    pub wide: Bytes16Align8," in text
    (tmp_path / "host.rs").write_text(text)
    command = [toolchain.rustc, "--edition=2024", "--crate-type=lib", "--emit=metadata", "host.rs"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_a_wrong_offset_does_not_compile(tmp_path: Path, toolchain: Toolchain) -> None:
    parameter = Parameter("n", Shape("uint", "u32", 4, 4), (Component(8, 4, "i32"),))
    manifest = Manifest({"k": KernelManifest("k", (parameter,), 12, 0)})
    (tmp_path / "host.rs").write_text(rust_host(manifest))
    assert "offsetof(struct k_args, n) == 8" in c_header(manifest, "k")
    command = [toolchain.rustc, "--edition=2024", "--crate-type=lib", "--emit=metadata", "host.rs"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert "offset_of!(KArgs, n) == 8" in done.stderr
    assert done.returncode != 0


def test_the_command_line_names_the_files(module_text: Path, tmp_path: Path) -> None:
    with contextlib.chdir(tmp_path):
        for emit in ("manifest", "c-header", "rust-host"):
            arguments = ["compile", str(module_text), "--emit", emit]
            arguments += ["--kernel-return", "sret-work-item"]
            result = invoke(*arguments)
            assert result.status == 0, result.error
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == ["kinds.h", "kinds.manifest.json", "kinds_host.rs"]


def test_a_module_for_llvm_says_too_little(tmp_path: Path, module_text: Path) -> None:
    low = tmp_path / "low.mlir"
    rusticle.compile(module_text, emit="llvm-dialect", output=low, kernel_return="sret-first")
    with pytest.raises(CompileError) as caught:
        rusticle.compile(low, emit="manifest")
    assert str(caught.value) == (
        "error: a module at the `llvm` level says too little of its kernels for a host\n"
        "help: give the module as it was at the `mir` level"
    )
