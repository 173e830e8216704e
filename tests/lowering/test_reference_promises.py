"""What references promise LLVM, side by side with what rustc has them promise."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import rusticle
from rusticle.frontend.toolchain import Toolchain

TYPES = {
    "plain": "Plain",
    "never": "Never",
    "generic": "Generic<u32>",
    "holds": "Holds",
    "marked": "Marked",
    "phantom": "Phantom",
    "behind": "Behind<'static>",
    "array": "[Never; 2]",
    "tuple": "(Never, u8)",
    "option": "Option<Never>",
    "either": "Either",
    "cell": "core::cell::Cell<u32>",
    "held_cell": "(u8, core::cell::UnsafeCell<Never>)",
    "marker": "Marker",
    "slice": "[Never]",
    "plain_slice": "[Plain]",
}

DEFINITIONS = """
use core::marker::{PhantomData, PhantomPinned};
#[repr(C)] pub struct Plain { pub a: u32, pub b: u32, pub c: u32 }
#[repr(C)] pub struct Never { pub a: u32, pub b: u32, pub c: u32 }
impl !Unpin for Never {}
#[repr(C)] pub struct Generic<T> { pub a: T, pub b: u32, pub c: u32 }
impl<T> !Unpin for Generic<T> {}
#[repr(C)] pub struct Holds { pub a: Never, pub b: u32 }
#[repr(C)] pub struct Marked { pub a: u32, pub p: PhantomPinned }
#[repr(C)] pub struct Phantom { pub a: u32, pub p: PhantomData<Never> }
pub struct Mark; pub struct Hidden;
#[repr(C)] pub struct Marker { pub a: [u32; 3], pub p: PhantomData<(Mark, fn(*const Hidden))> }
#[repr(C)] pub struct Behind<'a> { pub a: &'a Never, pub b: u32, pub c: u32 }
pub enum Either { A(u32), B(u32, u32) }
impl !Unpin for Either {}
"""


def _crate(abi: str) -> str:
    functions = "".join(
        f"#[unsafe(no_mangle)] pub {abi} fn {name}(x: &mut {type_}, y: &{type_}, out: *mut u32) "
        "{ unsafe { *out = *(x as *mut _ as *mut u32) + *(y as *const _ as *const u32) } }\n"
        for name, type_ in TYPES.items()
    )
    return (
        "#![no_std]\n#![feature(abi_gpu_kernel, negative_impls)]\n"
        f"#![allow(improper_ctypes_definitions)]\n{DEFINITIONS}{functions}"
    )


def _promises(ir: str) -> dict[str, list[set[str]]]:
    """Of each function, which of the attributes its first two pointers have."""
    found: dict[str, list[set[str]]] = {}
    for name, parameters in re.findall(r"^define .*@(\w+)\((.*?)\)[^()]*\{$", ir, re.MULTILINE):
        pointers = [p for p in re.split(r", (?=ptr|i64)", parameters) if p.startswith("ptr")]
        found[name] = [
            {word for word in ("noalias", "readonly") if re.search(rf"\b{word}\b", p)}
            | set(re.findall(r"align \d+|dereferenceable\(\d+\)", p))
            for p in pointers[:2]
        ]
    return found


def test_references_promise_what_rustc_has_them_promise(
    tmp_path: Path, toolchain: Toolchain
) -> None:
    kernels, functions = tmp_path / "kernels.rs", tmp_path / "functions.rs"
    kernels.write_text(_crate('extern "gpu-kernel"'))
    functions.write_text(_crate(""))
    command = [
        toolchain.rustc, "--edition=2024", "--crate-type=rlib", "--emit=llvm-ir", "-Copt-level=1",
        "-Cno-prepopulate-passes", "-Cpanic=abort", f"-o{tmp_path / 'functions.ll'}",
        str(functions),
    ]  # fmt: skip
    subprocess.run(command, env=toolchain.environment(), check=True, capture_output=True)
    theirs = _promises((tmp_path / "functions.ll").read_text())
    ours = _promises(rusticle.compile(kernels, cpu="gfx1100", emit="llvm-ir").text)
    assert ours == {name: theirs[name] for name in sorted(TYPES)}
    # The two sides of it, lest both say nothing.
    assert "noalias" in ours["plain"][0]
    assert "noalias" in ours["behind"][0]
    # Nothing else names the type that it is marked with.
    assert "noalias" in ours["marker"][0]
    for name in ("never", "generic", "holds", "marked", "phantom", "array", "either", "slice"):
        assert "noalias" not in ours[name][0]
        assert "noalias" in ours[name][1]
