"""Mathematics: instructions, AMD's device library, and the host's in the simulator."""

from __future__ import annotations

import math
import re
import subprocess
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import rusticle
from rusticle import CompileError
from rusticle.simulation import Device
from rusticle.targets.math_functions import c_function, library_function, needs_library
from tests.support.tools import tool

SOURCE = """\
#![no_std]
#![feature(abi_gpu_kernel, core_intrinsics)]
#![allow(improper_ctypes_definitions, internal_features)]
use core::intrinsics::*;
unsafe extern "C" {
    safe fn sinf(x: f32) -> f32;
    safe fn cbrt(x: f64) -> f64;
}
#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn k(x: &[f64], out: &mut [[f64; 6]]) {
    let v = x[0];
    out[0] = [
        sinf64(v),
        powf64(v, 2.5),
        cbrt(v),
        sinf(v as f32) as f64,
        fmaf64(v, v, 0.5),
        floorf64(v) + sqrtf64(v),
    ];
}
"""

# It tells which constants it was linked with, by what it computes.
LIBRARY = """
target triple = "amdgcn-amd-amdhsa"
@__oclc_ISA_version = external addrspace(4) constant i32
@__oclc_wavefrontsize64 = external addrspace(4) constant i8
@unused = global i32 7
define double @__ocml_sin_f64(double %x) {
  %v = load i32, ptr addrspace(4) @__oclc_ISA_version
  %f = sitofp i32 %v to double
  %r = fmul double %x, %f
  ret double %r
}
define double @__ocml_pow_f64(double %x, double %y) {
  %r = fmul double %x, %y
  ret double %r
}
define double @__ocml_cbrt_f64(double %x) {
  %w = load i8, ptr addrspace(4) @__oclc_wavefrontsize64
  %f = sitofp i8 %w to double
  %r = fadd double %x, %f
  ret double %r
}
define double @__ocml_tan_f64(double %x) {
  ret double %x
}
"""


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "k.rs"
    path.write_text(SOURCE)
    return path


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A library like `ocml.bc`, where the compiler looks for that."""
    binding: Any = import_module("llvmlite.binding")
    folder = tmp_path / "bitcode"
    folder.mkdir()
    (folder / "ocml.bc").write_bytes(binding.parse_assembly(LIBRARY).as_bitcode())
    monkeypatch.setenv("RUSTICLE_DEVICE_LIBS", str(folder))
    return folder / "ocml.bc"


@pytest.mark.parametrize(
    ("cpu", "version", "wave64"), [("gfx1201", 12001, 0), ("gfx90a", 9010, 1), ("gfx906", 9006, 1)]
)
def test_what_has_no_instruction_comes_from_the_library(
    source: Path, library: Path, cpu: str, version: int, wave64: int
) -> None:
    hsaco = source.with_suffix(".hsaco")
    stages = source.parent / "stages"
    rusticle.compile(source, cpu=cpu, output=hsaco, save_stages=stages)
    symbols = subprocess.run(
        [tool("llvm-nm"), "--dynamic", str(hsaco)], check=True, capture_output=True, text=True
    ).stdout
    # The library's own functions and data are not the code object's.
    assert sorted(line.split()[-1] for line in symbols.splitlines()) == ["k", "k.kd"]
    (optimized,) = stages.glob("*optimized.ll")
    ir = optimized.read_text()
    assert re.search(r"fmul double %\w+, " + re.escape(f"{float(version):.6e}"), ir)
    assert "@__ocml" not in ir
    assert ("1.000000e+00" in ir) == bool(wave64)
    assert "@llvm.sin.f32" in ir
    assert "@llvm.fma.f64" in ir


def test_without_the_library_each_function_is_refused_with_its_line(
    source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RUSTICLE_DEVICE_LIBS", str(source.parent / "none"))
    with pytest.raises(CompileError) as error:
        rusticle.compile(source, cpu="gfx1100")
    lines = SOURCE.splitlines()
    assert str(error.value) == "\n".join(
        f"error: AMD GPUs have no instruction for `{name}` of an `f64`\n"
        f"  --> {source}:{next(n for n, t in enumerate(lines, 1) if f'        {call}' in t)}:9\n"
        "note: AMD's device libraries have a function for it, and they are not installed\n"
        "help: install Debian's package `rocm-device-libs`, or have `RUSTICLE_DEVICE_LIBS` name "
        "the folder of `ocml.bc`"
        for name, call in (("sin", "sinf64"), ("pow", "powf64"), ("cbrt", "cbrt"))
    )


def test_a_library_that_is_none_is_refused(source: Path, library: Path) -> None:
    library.write_bytes(b"no bitcode")
    with pytest.raises(CompileError) as error:
        rusticle.compile(source, cpu="gfx1100")
    assert str(error.value).startswith(
        "error: LLVM refused the module while linking AMD's device library: "
    )


def test_the_simulator_computes_with_the_hosts_library(source: Path) -> None:
    x, out = np.array([2.25]), np.zeros((1, 6))
    with Device() as device:
        device.compile(source).get_function("k")(1, 1, (x, out))
    v = 2.25
    assert out[0].tolist() == pytest.approx(
        [math.sin(v), v**2.5, math.cbrt(v), math.sin(v), v * v + 0.5, 2 + math.sqrt(v)], rel=1e-6
    )


@pytest.mark.parametrize(
    ("symbol", "found"),
    [("sinf", ("sin", 32)), ("sin", ("sin", 64)), ("erf", ("erf", 64)), ("erff", ("erf", 32)),
     ("memcpy", None), ("f", None)],
)  # fmt: skip
def test_names_of_c(symbol: str, found: tuple[str, int] | None) -> None:
    assert c_function(symbol) == found


def test_names_of_the_library() -> None:
    assert library_function("powi", 64) == "__ocml_pown_f64"
    assert library_function("atan2", 32) == "__ocml_atan2_f32"
    assert needs_library("tan", 16)
    assert not needs_library("exp", 32)
