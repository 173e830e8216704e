"""LDS: statics in `.lds`, what is refused of them, and their size."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import rusticle
from rusticle import CompileError
from rusticle.frontend.rustc_errors import RustcFailed
from rusticle.runtime import ArgumentError
from rusticle.runtime.code_object import read_code_object
from rusticle.simulation import Device

HEAD = """\
#![no_std]
#![feature(abi_gpu_kernel)]
use core::cell::UnsafeCell;
use core::mem::MaybeUninit;
use core::sync::atomic::{AtomicU32, Ordering::Relaxed};
pub struct Shared<T>(UnsafeCell<MaybeUninit<T>>);
unsafe impl<T> Sync for Shared<T> {}
impl<T> Shared<T> {
    pub const fn new() -> Self { Shared(UnsafeCell::new(MaybeUninit::uninit())) }
    pub fn at(&self) -> *mut T { self.0.get().cast() }
}
"""
LDS = '#[unsafe(link_section = ".lds")] '


def _write(folder: Path, *lines: str) -> Path:
    path = folder / "k.rs"
    path.write_text(HEAD + "\n".join(lines) + "\n")
    return path


_LINE = HEAD.count("\n") + 1
_KERNEL = '#[unsafe(no_mangle)] pub extern "gpu-kernel" fn k'


@pytest.mark.parametrize(
    "value", ["AtomicU32::new(7)", "AtomicU32::new(0)"], ids=["initialised", "zeroed"]
)
def test_statics_with_a_value_are_refused(tmp_path: Path, value: str) -> None:
    path = _write(
        tmp_path,
        f"{LDS}static COUNT: AtomicU32 = {value};",
        f"{_KERNEL}(out: &mut u32) {{ *out = COUNT.load(Relaxed) }}",
    )
    with pytest.raises(CompileError) as caught:
        rusticle.compile(path, cpu="gfx1100")
    assert str(caught.value) == (
        "error: `k::COUNT` is in workgroup memory, which cannot be initialised\n"
        f"  --> {path}:{_LINE}:34\n"
        "help: make its type a `MaybeUninit`, and its value `MaybeUninit::uninit()`"
    )


def test_a_static_that_is_not_sync_is_rustcs_to_refuse(tmp_path: Path) -> None:
    path = _write(
        tmp_path,
        f"{LDS}static CELL: UnsafeCell<MaybeUninit<u32>> = UnsafeCell::new(MaybeUninit::uninit());",
        f"{_KERNEL}(out: &mut *mut u8) {{ *out = CELL.get().cast() }}",
    )
    with pytest.raises(RustcFailed) as caught:
        rusticle.compile(path, cpu="gfx1100")
    assert caught.value.diagnostics[0].message.endswith("cannot be shared between threads safely")
    assert f"{path}:{_LINE}:" in str(caught.value)


def test_more_than_the_gpu_has_is_refused(tmp_path: Path) -> None:
    path = _write(
        tmp_path,
        f"{LDS}static A: Shared<[u8; 40000]> = Shared::new();",
        f"{LDS}static B: Shared<[u8; 40000]> = Shared::new();",
        "#[inline(never)] fn f(i: usize) -> u8 {",
        "    unsafe { B.at().cast::<u8>().add(i).read_volatile() }",
        "}",
        f"{_KERNEL}(i: usize, out: &mut u8) {{",
        "    unsafe { A.at().cast::<u8>().add(i).write_volatile(1) }",
        "    *out = f(i);",
        "}",
        f"{_KERNEL}_one(i: usize, out: &mut u8) {{ *out = f(i) }}",
    )
    with pytest.raises(CompileError) as caught:
        rusticle.compile(path, cpu="gfx1100")
    # The other kernel needs only what it reaches.
    assert str(caught.value) == (
        "error: local memory (80000) exceeds limit (65536) in function 'k'\n"
        f"  --> k.rs:{_LINE + 5}:1"
    )
    with Device(lds_limit=1 << 17) as device:
        kernels = device.compile(path, opt_level=0)
        out = np.zeros(1, "u1")
        kernels.get_function("k")(1, 1, [0, out])
    with Device() as device:
        kernel = device.compile(path, opt_level=0).get_function("k")
        with pytest.raises(ArgumentError) as refused:
            kernel(1, 1, [0, out])
    assert str(refused.value) == (
        "error: a workgroup of `k` needs 80000 + 0 bytes of LDS, but the device has 65536"
    )


def test_a_static_cannot_hold_an_address_in_it(tmp_path: Path) -> None:
    path = _write(
        tmp_path,
        f"{LDS}static TILE: Shared<[u32; 64]> = Shared::new();",
        "pub static POINTER: &Shared<[u32; 64]> = &TILE;",
        f"{_KERNEL}(out: &mut u32) {{",
        "    *out = unsafe { core::hint::black_box(POINTER).at().cast::<u32>().read() }",
        "}",
    )
    with pytest.raises(CompileError) as caught:
        rusticle.compile(path, cpu="gfx1100")
    assert str(caught.value) == (
        "error: `k::POINTER` holds the address of `k::TILE`, which is in `local` memory\n"
        f"  --> {path}:{_LINE + 1}:1\n"
        "note: where `local` memory is in `flat` is known only while a kernel runs"
    )


def test_functions_reach_it_and_a_launch_may_have_more(tmp_path: Path) -> None:
    path = _write(
        tmp_path,
        f"{LDS}static mut FIRST: MaybeUninit<[u32; 64]> = MaybeUninit::uninit();",
        "#[inline(never)] fn put(at: usize, value: u32) {",
        "    unsafe { (&raw mut FIRST).cast::<u32>().add(at).write_volatile(value) }",
        "}",
        f"{_KERNEL}(out: &mut [u32]) {{",
        "    for i in 0..out.len() { put(i, 100 + i as u32) }",
        "    for i in 0..out.len() {",
        "        out[i] = unsafe { (&raw const FIRST).cast::<u32>().add(i).read_volatile() };",
        "    }",
        "}",
    )
    (kernel,) = read_code_object(rusticle.compile(path, cpu="gfx1100").data).kernels
    assert kernel.lds_size == 256
    with Device() as device:
        function = device.compile(path, opt_level=0).get_function("k")
        out = np.zeros(5, "u4")
        function(1, 1, [out], shared_mem=20)
        assert out.tolist() == [100, 101, 102, 103, 104]
        assert function.manifest.lds_size == 256
        with pytest.raises(ArgumentError) as refused:
            function(1, 1, [out], shared_mem=1 << 16)
    assert str(refused.value) == (
        "error: a workgroup of `k` needs 256 + 65536 bytes of LDS, but the device has 65536"
    )
