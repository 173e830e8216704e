"""
The simulator against a native loop: 1,000 workgroups of `vadd`, on one core.

The native side is the same Rust function, compiled by rustc for this machine (`-Copt-level=3`,
`-Ctarget-cpu=native`) and called in a loop over all work-items, into which LLVM inlines it and
which it vectorises. Both work on the same arrays in memory, and take turns, a few runs each, as
programs launch kernels one after another. The median of many runs counts; the best is shown beside
it, since whatever else the machine does only ever adds. Two times are shown of ours: the kernel
alone, as the simulator's process measures it, and the whole launch, from Python to that process
and back.
"""

from __future__ import annotations

import ctypes
import os
import statistics
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

GROUPS, BLOCK = 1000, 256
TURN = 10
"""Runs of one kind in a row."""
LIMIT = 3.0
"""How many times the native loop's time the simulator may take."""

_NATIVE = """
#[inline(always)]
unsafe fn vadd(i: usize, x: *const f32, y: *mut f32, n: usize, a: f32) {
    if i < n {
        unsafe { *y.add(i) += a * *x.add(i) };
    }
}
#[unsafe(no_mangle)]
pub unsafe extern "C" fn run(items: usize, x: *const f32, y: *mut f32, n: usize, a: f32) {
    for i in 0..items {
        unsafe { vadd(i, x, y, n, a) };
    }
}
"""


@dataclass(frozen=True, slots=True)
class Times:
    """Of many runs, in seconds."""

    median: float
    best: float


@dataclass(frozen=True, slots=True)
class Simulation:
    """What was measured."""

    native: Times
    kernel: Times
    launch: Times

    @property
    def kernel_ratio(self) -> float:
        """The kernel alone, in native loops."""
        return self.kernel.median / self.native.median

    @property
    def launch_ratio(self) -> float:
        """The whole launch, in native loops."""
        return self.launch.median / self.native.median

    def lines(self) -> list[str]:
        """The figures, to be printed."""
        rows = (
            ("native loop ", self.native, ""),
            ("kernel alone", self.kernel, f"  {self.kernel_ratio:.2f}x"),
            ("whole launch", self.launch, f"  {self.launch_ratio:.2f}x"),
        )
        return [
            f"{GROUPS} workgroups of vadd, {BLOCK} work-items each, on one core, simulated "
            "(medians, and the best):",
            *(
                f"  {name} {times.median * 1e6:7.1f} µs  {times.best * 1e6:7.1f} µs{ratio}"
                for name, times, ratio in rows
            ),
        ]


def measure(rustc: str, example: Path, folder: Path, runs: int = 1000) -> Simulation:
    """Measure; `folder` is for what is built. Raises `CompileError` and `OSError`."""
    import numpy as np

    from rusticle.simulation import Device

    source, library = folder / "native.rs", folder / "libnative.so"
    source.write_text(_NATIVE, encoding="utf-8")
    subprocess.run(
        [
            rustc, "--edition=2024", "--crate-type=cdylib", "-Copt-level=3", "-Ctarget-cpu=native",
            "-Cpanic=abort", "-o", str(library), str(source),
        ],
        check=True,
        env={**os.environ},
    )  # fmt: skip
    native = ctypes.CDLL(str(library)).run
    size, pointer = ctypes.c_size_t, ctypes.c_void_p
    native.argtypes = (size, pointer, pointer, size, ctypes.c_float)
    native.restype = None
    count = GROUPS * BLOCK
    with Device(threads=1) as device:
        kernel = device.compile(example).get_function("vadd")
        x, y = device.asarray(np.arange(count, dtype="f4")), device.zeros(count)
        arguments = (x, y, count, 2.0)
        addresses = x.ctypes.data, y.ctypes.data
        times: tuple[list[float], ...] = ([], [], [])
        for _ in range(runs // TURN):
            for _ in range(TURN):
                start = time.perf_counter()
                native(count, *addresses, count, 2.0)
                times[0].append(time.perf_counter() - start)
            for _ in range(TURN):
                start = time.perf_counter()
                alone = kernel(GROUPS, BLOCK, arguments)
                times[2].append(time.perf_counter() - start)
                times[1].append(alone)
    return Simulation(*(Times(statistics.median(found), min(found)) for found in times))
