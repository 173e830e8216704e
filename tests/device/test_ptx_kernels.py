"""`extern "ptx-kernel"`: kernels of NVIDIA's ABI, compiled for AMD's GPUs and run."""

from __future__ import annotations

import subprocess
from pathlib import Path

import numpy as np
import pytest

import rusticle
from rusticle.frontend.rustc_errors import RustcFailed
from rusticle.frontend.toolchain import Toolchain
from rusticle.runtime.code_object import read_code_object
from rusticle.simulation import simulate

# Without `core`, which need not be built for NVIDIA's target then.
SOURCE = """\
#![no_core]
#![feature(no_core, lang_items, abi_ptx)]
#![allow(internal_features)]
#[lang = "pointee_sized"] pub trait PointeeSized {}
#[lang = "meta_sized"] pub trait MetaSized: PointeeSized {}
#[lang = "sized"] pub trait Sized: MetaSized {}
#[lang = "copy"] pub trait Copy {}
impl Copy for u32 {}

#[unsafe(no_mangle)]
pub unsafe extern "ptx-kernel" fn put(x: *mut u32, n: u32) { unsafe { *x = n } }

pub extern "ptx-kernel" fn pick(first: bool, a: &u32, b: &u32, out: &mut u32) {
    *out = if first { *a } else { *b };
}
"""


@pytest.fixture(scope="module")
def mir(tmp_path_factory: pytest.TempPathFactory, toolchain: Toolchain) -> Path:
    """MIR as rustc makes it for NVIDIA's GPUs, with rustdoc's JSON beside it."""
    folder = tmp_path_factory.mktemp("ptx")
    (folder / "kernels.rs").write_text(SOURCE)
    common = ["--edition=2024", "--target=nvptx64-nvidia-cuda", "kernels.rs"]
    for command in (
        [toolchain.rustc, "--crate-type=lib", "--emit=mir", "-okernels.mir", *common],
        [toolchain.rustdoc, "-Zunstable-options", "--output-format=json", "-o.", *common],
    ):
        subprocess.run(
            command, cwd=folder, env=toolchain.environment(), check=True, capture_output=True
        )
    return folder / "kernels.mir"


def test_they_become_kernels_of_amds(mir: Path) -> None:
    code = rusticle.compile(mir, cpu="gfx1100").data
    kernels = {kernel.name: kernel for kernel in read_code_object(code).kernels}
    assert sorted(kernels) == ["kernels::pick", "put"]
    assert [(a.name, a.type_name, a.offset) for a in kernels["put"].arguments] == [
        ("x", "*mut u32", 0),
        ("n", "u32", 8),
    ]
    assert kernels["put"].symbol == "put.kd"
    llvm = rusticle.compile(mir, cpu="gfx1100", emit="llvm-ir").text
    assert "define protected amdgpu_kernel void @put(" in llvm
    assert "ptx_kernel" not in llvm


def test_they_become_kernels_of_nvidias(mir: Path) -> None:
    llvm = rusticle.compile(mir, target="nvptx64-nvidia-cuda", emit="llvm-ir").text
    assert "define protected ptx_kernel void @put(" in llvm


def test_they_run(mir: Path) -> None:
    out = np.zeros(1, "u4")
    simulate(mir, "put", grid=1, block=1, args=[out, 7])
    assert out[0] == 7
    a, b = np.array([3], "u4"), np.array([4], "u4")
    for first, expected in ((True, 3), (False, 4)):
        simulate(mir, "pick", grid=1, block=1, args=[first, a, b, out])
        assert out[0] == expected


def test_rustc_refuses_them_for_amds_gpus_and_we_say_what_helps(tmp_path: Path) -> None:
    path = tmp_path / "kernels.rs"
    path.write_text(
        "#![no_std]\n#![feature(abi_ptx)]\n"
        '#[unsafe(no_mangle)]\npub extern "ptx-kernel" fn k(n: u32) {}\n'
    )
    with pytest.raises(RustcFailed) as caught:
        rusticle.compile(path, cpu="gfx1100")
    help_ = (
        'write `extern "gpu-kernel"`: the targets of all GPUs have that ABI, and of `ptx-kernel` '
        "NVIDIA's alone"
    )
    (diagnostic,) = caught.value.diagnostics
    assert diagnostic.help == (help_,)
    rendered = str(caught.value)
    assert rendered.startswith(
        'error[E0570]: "ptx-kernel" is not a supported ABI for the current target\n'
        f" --> {path}:4:12\n"
    )
    assert rendered.endswith(f"help: {help_}\n")
