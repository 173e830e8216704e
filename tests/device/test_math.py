"""Mathematics: instructions, AMD's device library, and the host's in the simulator."""

from __future__ import annotations

import math
import re
import subprocess
from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from xdsl.dialects.builtin import ModuleOp

import rusticle
from rusticle import CompileError, Pipeline
from rusticle.passes.resolve_math import ResolveMathPass
from rusticle.runtime import Module
from rusticle.simulation import Device, build
from rusticle.targets.math_functions import (
    c_function,
    find_library,
    helper_name,
    library_function,
    needs_library,
)
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
    assert library_function("pow", 64) == "__ocml_pow_f64"
    assert [helper_name("powi", 64), helper_name("pow", 16), helper_name("pow", 64)] == [
        "rusticle.powi.f64", "rusticle.pow.f16", None
    ]  # fmt: skip
    assert library_function("atan2", 32) == "__ocml_atan2_f32"
    assert needs_library("tan", 16)
    assert not needs_library("exp", 32)


# --- powers --------------------------------------------------------------------------------------

POWERS = """\
#![no_std]
#![feature(abi_gpu_kernel, core_intrinsics, f16)]
#![allow(improper_ctypes_definitions, internal_features)]
use core::intrinsics::*;
macro_rules! kernels { ($($powi:ident $powf:ident $t:ty, $pi:ident, $pf:ident;)*) => { $(
    #[unsafe(no_mangle)]
    pub extern "gpu-kernel" fn $powi(x: &[$t], n: &[i32], out: &mut [$t]) {
        for i in 0..x.len() { out[i] = $pi(x[i], n[i]); }
    }
    #[unsafe(no_mangle)]
    pub extern "gpu-kernel" fn $powf(x: &[$t], y: &[$t], out: &mut [$t]) {
        for i in 0..x.len() { out[i] = $pf(x[i], y[i]); }
    }
)* } }
kernels! {
    powi_f16 powf_f16 f16, powif16, powf16;
    powi_f32 powf_f32 f32, powif32, powf32;
    powi_f64 powf_f64 f64, powif64, powf64;
}
"""

_BASES = [0.0, -0.0, 1.0, -1.0, 2.0, -2.0, 0.5, -0.5, 3.25, -3.25, math.inf, -math.inf, math.nan]
_EXPONENTS = [
    0.0, -0.0, 1.0, -1.0, 2.0, -2.0, 3.0, -3.0, 0.5, -0.5, 2.5, -2.5, 7.0, 8.0,
    math.inf, -math.inf, math.nan,
]  # fmt: skip


@pytest.fixture(scope="module")
def powers(tmp_path_factory: pytest.TempPathFactory) -> ModuleOp:
    path = tmp_path_factory.mktemp("powers") / "powers.rs"
    path.write_text(POWERS)
    return rusticle.load(path)


@pytest.fixture(scope="module")
def resolved(powers: ModuleOp) -> Iterator[Module]:
    """The kernels with the functions that GPUs get instead of intrinsics, on the CPU."""
    passes = [*Pipeline().passes("mir", "asptr"), ResolveMathPass()]
    module = powers.clone()
    for kernel in list(module.body.block.ops):
        name = getattr(kernel, "link_name", None)
        if name is not None and name.data == "powf_f64":
            # That is `ocml`'s.
            kernel.detach()
            kernel.erase()
    with Device() as device:
        yield device.load(build(module, passes=passes, opt_level=0))


@pytest.mark.parametrize("bits", [16, 32, 64])
def test_whole_powers_are_the_hosts_bit_for_bit(
    powers: ModuleOp, resolved: Module, bits: int
) -> None:
    exponents = [0, 1, -1, 2, -2, 3, -3, 7, 31, -64, 2**31 - 1, -(2**31)]
    x = np.array([b for b in _BASES for _ in exponents], f"f{bits // 8}")
    n = np.array(exponents * len(_BASES), "i4")
    found, expected = np.zeros_like(x), np.zeros_like(x)
    resolved.get_function(f"powi_f{bits}")(1, 1, [x, n, found])
    with Device() as device:
        module = device.load(build(powers.clone(), opt_level=0))
        module.get_function(f"powi_f{bits}")(1, 1, [x, n, expected])
    # Of a NaN neither sign nor payload is the function's.
    same = (found.view(f"u{bits // 8}") == expected.view(f"u{bits // 8}")) | (
        np.isnan(found) & np.isnan(expected)
    )
    assert same.all(), (x[~same], n[~same], found[~same], expected[~same])
    assert found[x == -2.0][5] == -8.0


@pytest.mark.parametrize("bits", [16, 32])
def test_powers_of_negative_numbers_are_cs(resolved: Module, bits: int) -> None:
    x = np.array([b for b in _BASES for _ in _EXPONENTS], f"f{bits // 8}")
    y = np.array(_EXPONENTS * len(_BASES), f"f{bits // 8}")
    found = np.zeros_like(x)
    resolved.get_function(f"powf_f{bits}")(1, 1, [x, y, found])
    with np.errstate(all="ignore"):
        expected = np.power(x.astype("f8"), y.astype("f8"))
    np.testing.assert_allclose(found.astype("f8"), expected, rtol=1e-3 if bits == 16 else 1e-6)
    zeros = expected == 0
    assert (np.signbit(found[zeros]) == np.signbit(expected[zeros])).all()


def test_no_power_is_the_exponential_of_a_logarithm_alone(powers: ModuleOp) -> None:
    text = rusticle.generate(powers.clone(), Pipeline(cpu="gfx1100"), "llvm-ir").text
    assert "llvm.powi" not in text
    calls = re.findall(r"@llvm\.pow\(\w+ (%\w+),", text)
    assert len(calls) == 2
    for value in calls:
        assert re.search(rf"{value} = call \w+ @llvm\.fabs\(", text)


# --- all functions -------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def table() -> Any:
    """The module that writes the manual's table."""
    path = Path(__file__).parents[2] / "docs" / "math_functions.py"
    spec = spec_from_file_location("math_functions", path)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def functions(table: Any) -> ModuleOp:
    """A kernel for each function and width, at the `mir` level."""
    return table.load()


@pytest.mark.parametrize("cpu", ["gfx900", "gfx1100"])
def test_every_function_has_instructions_or_comes_from_the_library(
    table: Any, functions: ModuleOp, cpu: str
) -> None:
    module = functions.clone()
    needed = table.lowered(module, cpu)
    found = table.instructions(module, needed, cpu)
    for function, (_, pattern) in table.FUNCTIONS.items():
        for bits in table.WIDTHS:
            name = table.kernel_name(function, bits)
            if name not in needed:
                assert bits == 16
                assert table.is_declared(function)
            elif not needed[name].startswith("__ocml"):
                assert any(
                    re.search(rf"v_(?:pk_|dual_)?(?:{pattern})", mnemonic)
                    for mnemonic in found[name]
                ) or function in ("abs", "signum", "minimum", "maximum", "clamp"), (name, found)
    # Exactly these are the library's: 64 bits of what has no instruction, and what none has.
    library = {name for name, called in needed.items() if called.startswith("__ocml")}
    foreign = {
        table.kernel_name(f, bits)
        for f in table.FUNCTIONS
        for bits in (32, 64)
        if table.is_declared(f) and "fma" not in f
    }
    doubles = {f"{name}_f64" for name in "powf exp exp2 ln log2 log10 sin cos".split()}
    assert library == foreign | doubles


@pytest.mark.parametrize("cpu", ["gfx900", "gfx1100"])
def test_debians_device_library_has_every_function(
    functions: ModuleOp, cpu: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("RUSTICLE_DEVICE_LIBS", raising=False)
    library = find_library()
    assert library is not None, "Debian's package `rocm-device-libs` is needed"
    code = rusticle.generate(functions.clone(), Pipeline(cpu=cpu, opt_level="1")).data
    assert code[:4] == b"\x7fELF"


# What functions of one and of two numbers compute, where NumPy has none of one by the same name.
_OF_ONE: dict[str, Callable[[float], Any]] = {
    "ln": np.log, "round": lambda x: np.trunc(x + 0.5), "round_ties_even": np.rint, "abs": np.abs,
    "recip": lambda x: 1 / x, "to_degrees": np.degrees, "to_radians": np.radians,
    "clamp": lambda x: np.clip(x, 0.5, 2.0), "asin": np.arcsin, "acos": np.arccos,
    "atan": np.arctan, "asinh": np.arcsinh, "acosh": lambda x: np.arccosh(x + 1),
    "atanh": np.arctanh, "exp_m1": np.expm1, "ln_1p": np.log1p, "signum": np.sign,
    "erf": math.erf, "gamma": math.gamma, "ln_gamma": math.lgamma, "powi": lambda x: x**3,
}  # fmt: skip
_OF_TWO: dict[str, Callable[[float, float], Any]] = {
    "powf": np.power, "copysign": np.copysign, "min": np.minimum, "max": np.maximum,
    "minimum": np.minimum, "maximum": np.maximum, "/": np.divide, "%": np.fmod,
    "atan2": np.arctan2, "hypot": np.hypot, "abs_sub": lambda x, y: np.maximum(x - y, 0),
}  # fmt: skip


def test_the_simulator_computes_every_function_to_the_last_bits(
    table: Any, functions: ModuleOp
) -> None:
    with Device() as device:
        module = device.load(build(functions.clone(), opt_level=1))
        for function in table.FUNCTIONS:
            for bits in table.WIDTHS:
                name = table.kernel_name(function, bits)
                if name not in module.kernels:
                    continue
                x, y, z = 0.6875, 0.3125, 1.75
                out = np.zeros(1, f"f{bits // 8}")
                module.get_function(name)(1, 1, [x, y, z, 3, out])
                expected = _expected(function, x, y, z)
                # A unit in the last place, and a half of rounding in twice the width.
                tolerance = {16: 2.0**-10, 32: 2.0**-22, 64: 2.0**-51}[bits]
                assert float(out[0]) == pytest.approx(expected, rel=tolerance), name


def _expected(function: str, x: float, y: float, z: float) -> float:
    if function.startswith("mul_add"):
        return x * y + z
    if function in _OF_TWO:
        return float(_OF_TWO[function](x, y))
    return float((_OF_ONE.get(function) or getattr(np, function))(x))
