"""
Programs, run both ways: compiled by rustc for this machine, and by Rusticle for the simulator.

A program is the text of a Rust module with a function

    pub fn run(x: &[u64; 8], out: &mut Out)

which `prelude.rs` serves. Many programs become one crate, twice: an executable that runs each of
them on each case of the input, and a `gpu-kernel` per program, whose work-items take a case each.
What they write must be equal, bit for bit. The one thing that Rust leaves open, which NaN an
operation gives, the prelude makes equal.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import numpy as np
from xdsl.dialects.builtin import ModuleOp

from rusticle.collector import paused_collector
from rusticle.diagnostics import CompileError
from rusticle.frontend.importer import import_crate
from rusticle.frontend.inputs import CrateSource, open_input
from rusticle.runtime import Kernel, LaunchError
from rusticle.simulation import Device, build
from rusticle.targets import AMDGCN

INPUT_WORDS, OUTPUT_WORDS = 8, 32
NATIVE_TIMEOUT = 60.0
LAUNCH_TIMEOUT = 30.0
PRELUDE = Path(__file__).with_name("prelude.rs").read_text(encoding="utf-8")
RUSTC = "/usr/bin/rustc" if Path("/usr/bin/rustc").exists() else "rustc"

FEATURES = (
    "core_intrinsics", "core_float_math", "f16", "f128",
    "portable_simd", "repr_simd", "explicit_tail_calls", "never_type", "unsized_fn_params",
    "extern_types", "ptr_metadata", "const_trait_impl", "funnel_shifts", "uint_carryless_mul",
    "core_intrinsics_fallbacks", "contracts_internals",
)  # fmt: skip

_HEAD = """\
#![allow(warnings, arithmetic_overflow, unconditional_panic, overflowing_literals)]
#![allow(internal_features, incomplete_features)]
"""

_DEVICE_HEAD = """\
#![no_std]
#![feature(abi_gpu_kernel, stdarch_amdgpu)]
#![allow(improper_ctypes_definitions)]
"""
_DEVICE_FOOT = f"""
#[inline(never)]
fn this_case<'a>(x: &'a [u64], out: &'a mut [u64]) -> (&'a [u64; 8], &'a mut [u64; 32]) {{
    let i = core::arch::amdgpu::workitem_id_x() as usize;
    let words = &mut out[i * {OUTPUT_WORDS}..][..{OUTPUT_WORDS}];
    (x[i * {INPUT_WORDS}..][..{INPUT_WORDS}].try_into().unwrap(), words.try_into().unwrap())
}}
"""

Verdict = Literal["equal", "different", "refused", "crashed", "ill-formed"]
"""`refused`: Rusticle gave a diagnostic; `crashed`: anything else that it should not do;
`ill-formed`: rustc refused the program, or its native code panicked, so that nothing is shown."""


@dataclass(frozen=True)
class Program:
    """A module with a function `run`, or others of that kind."""

    name: str
    text: str
    functions: tuple[str, ...] = ("run",)

    @property
    def kernels(self) -> list[tuple[str, str]]:
        """The name of the kernel and the path of the function, of each."""
        if self.functions == ("run",):
            return [(f"k_{self.name}", f"{self.name}::run")]
        return [(f"k_{self.name}_{f}", f"{self.name}::{f}") for f in self.functions]


@dataclass
class Outcome:
    """What came of a program."""

    program: Program
    verdict: Verdict
    detail: str = ""


def edge_cases(count: int = 16, seed: int = 1) -> Any:
    """Inputs: `count` rows of words, those of the first few at the edges."""
    rng = np.random.default_rng(seed)
    words = rng.integers(0, 1 << 64, (count, INPUT_WORDS), np.uint64, endpoint=False)
    edges = np.array(
        [
            0, 1, 2, 3, 7, 0x7F, 0x80, 0xFF, 0x7FFF, 0x8000, 0xFFFF, 0x7FFF_FFFF, 0x8000_0000,
            0xFFFF_FFFF, (1 << 63) - 1, 1 << 63, (1 << 64) - 1, 0x3F80_0000, 0x7F80_0000,
            0xFF80_0000, 0x7FC0_0000, 0x3FF0 << 48, 0x7FF0 << 48, 0xFFF0 << 48, 0x7FF8 << 48,
            0x4330 << 48, 0xBFE0 << 48, 0x41, 0xD7FF, 0x10_FFFF, 1000, 1 << 32,
        ],
        np.uint64,
    )  # fmt: skip
    picked = rng.integers(0, len(edges), words.shape)
    at_edge = rng.random(words.shape) < np.linspace(1, 0, count)[:, None]
    words = np.where(at_edge, edges[picked], words)
    small = rng.random(words.shape) < 0.15
    words = np.where(small, words % 100, words).astype(np.uint64)
    words[0] = 0
    return words


def _modules(programs: Sequence[Program]) -> str:
    head = _HEAD + "".join(f"#![feature({name})]\n" for name in FEATURES) + PRELUDE
    return head + "".join(f"\nmod {p.name} {{\nuse super::*;\n{p.text}\n}}\n" for p in programs)


def device_crate(programs: Sequence[Program]) -> str:
    """The crate for the simulator."""
    kernels = "".join(
        f"""
#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn {name}(x: &[u64], out: &mut [u64]) {{
    let (row, words) = this_case(x, out);
    unsafe {{ {path}(row, &mut Out::new(words)) }}
}}
"""
        for p in programs
        for name, path in p.kernels
    )
    return f"{_DEVICE_HEAD}{_modules(programs)}{_DEVICE_FOOT}{kernels}"


def native_crate(programs: Sequence[Program]) -> str:
    """The executable: reads rows of words, writes a byte for success and the results per row."""
    table = ", ".join(path for p in programs for _, path in p.kernels)
    return f"""{_modules(programs)}
use std::io::{{Read, Write}};
fn main() {{
    std::panic::set_hook(Box::new(|_| ()));
    let mut bytes = Vec::new();
    std::io::stdin().read_to_end(&mut bytes).unwrap();
    let rows: Vec<[u64; 8]> = bytes
        .chunks_exact(64)
        .map(|row| {{
            std::array::from_fn(|i| u64::from_le_bytes(row[i * 8..][..8].try_into().unwrap()))
        }})
        .collect();
    let table: &[unsafe fn(&[u64; 8], &mut Out)] = &[{table}];
    for run in table {{
        for row in &rows {{
            let mut words = [0; 32];
            let good = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {{
                unsafe {{ run(row, &mut Out::new(&mut words)) }}
            }}))
            .is_ok();
            let mut line = vec![good as u8];
            words.iter().for_each(|word| line.extend(word.to_le_bytes()));
            std::io::stdout().write_all(&line).unwrap();
        }}
        std::io::stdout().flush().unwrap();
    }}
}}
"""


class RustcRefused(Exception):
    """rustc refused a crate."""


class NativeFailure(Exception):
    """The executable died or did not end; `done` functions before had."""

    def __init__(self, why: str, done: int) -> None:
        super().__init__(why)
        self.done = done


def run_native(programs: Sequence[Program], cases: Any, folder: Path) -> list[Any | None]:
    """What each function of each program writes natively, or `None` where it panics."""
    source, output = folder / "native.rs", folder / "native"
    source.write_text(native_crate(programs), encoding="utf-8")
    command = [RUSTC, "--edition=2024", "-Copt-level=0", "-Cdebug-assertions=off", "-Awarnings"]
    command += ["-Ccodegen-units=4", "-o", str(output), str(source)]
    environment = {**os.environ, "RUSTC_BOOTSTRAP": "1"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RustcRefused(done.stderr)
    with subprocess.Popen([output], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        try:
            data, _ = process.communicate(cases.tobytes(), timeout=NATIVE_TIMEOUT)
            why = f"the native program ended with status {process.returncode}"
        except subprocess.TimeoutExpired:
            process.kill()
            data, _ = process.communicate()
            why = f"the native program did not end in {NATIVE_TIMEOUT:g} s"
    row = 1 + 8 * OUTPUT_WORDS
    size = row * len(cases)
    count = sum(len(p.functions) for p in programs)
    if len(data) != size * count:
        raise NativeFailure(why, len(data) // size)
    table = np.frombuffer(data, np.uint8).reshape(count, len(cases), row)
    return [rows[:, 1:].copy().view("<u8") if rows[:, 0].all() else None for rows in table]


class Differential:
    """Compares programs; keeps a simulated device."""

    def __init__(self, *, check: bool = False, cases: Any = None) -> None:
        self.device = Device(threads=1)
        self.cases = edge_cases() if cases is None else cases
        self.check = check
        self.observers: list[Callable[[ModuleOp], None]] = []
        """Shown each module at the `mir` level."""

    def __enter__(self) -> Differential:
        return self

    def __exit__(self, *_: object) -> None:
        self.device.close()

    def compare(self, programs: Sequence[Program]) -> list[Outcome]:
        """
        The outcome of each program.

        rustc gets all of them at once; if it refuses, half of them at a time, so that what is
        wrong with one does not hide the others. From there each goes its own way.
        """
        with tempfile.TemporaryDirectory(prefix="rusticle-differential-") as name:
            folder = Path(name)
            source = folder / "device.rs"
            source.write_text(device_crate(programs), encoding="utf-8")
            try:
                with open_input(source, AMDGCN.triple) as pending:
                    expected = run_native(programs, self.cases, folder)
                    crate = pending.result()
                results = iter(expected)
                return [
                    self._compare_one(crate, program, [next(results) for _ in program.functions])
                    for program in programs
                ]
            except (RustcRefused, NativeFailure, CompileError) as error:
                if len(programs) == 1:
                    return [Outcome(programs[0], "ill-formed", str(error))]
        middle = len(programs) // 2
        return self.compare(programs[:middle]) + self.compare(programs[middle:])

    def _compare_one(self, crate: CrateSource, program: Program, wanted: list[Any]) -> Outcome:
        if any(w is None for w in wanted):
            return Outcome(program, "ill-formed", "the native code panicked")
        try:
            with paused_collector():
                module = import_crate(crate, kernels=[name for name, _ in program.kernels])
                for look in self.observers:
                    look(module)
                built = build(module, opt_level=1, check=self.check)
            loaded = self.device.load(built)
            for (name, _), words in zip(program.kernels, wanted, strict=True):
                difference = self._launch(loaded.get_function(name), words)
                if difference is not None:
                    return Outcome(program, "different", difference)
        except LaunchError as error:
            return Outcome(program, "crashed", str(error))
        except CompileError as error:
            return Outcome(program, "refused", str(error))
        except Exception:
            return Outcome(program, "crashed", traceback.format_exc())
        loaded.unload()
        return Outcome(program, "equal")

    def _launch(self, kernel: Kernel, wanted: Any) -> str | None:
        """Run a kernel; what is wrong with what it writes."""
        found = np.zeros_like(wanted)
        kernel(1, len(self.cases), [self.cases.ravel(), found.ravel()], timeout=LAUNCH_TIMEOUT)
        different = np.argwhere(found != wanted)
        if not len(different):
            return None
        row, column = (int(n) for n in different[0])
        words = ", ".join(hex(int(w)) for w in self.cases[row])
        return (
            f"`{kernel.name}`: {len(different)} words differ; the first is word {column} for "
            f"[{words}]: {int(found[row, column]):#x}, natively {int(wanted[row, column]):#x}"
        )
