"""What a code object says of its kernels: arguments, launch bounds, versions."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import rusticle
from rusticle import CompileError, Pipeline
from rusticle.lowering.codegen import CodegenWorker
from rusticle.lowering.linker import link
from rusticle.runtime.code_object import CodeObject, read_code_object
from tests.support.manifest_schema import check_manifest
from tests.support.tools import tool

EXAMPLES = Path(__file__).parents[2] / "examples"
NAMES = sorted(path.stem for path in EXAMPLES.glob("*.mir"))

HEAD = """\
#![no_std]
#![feature(abi_gpu_kernel, register_tool)]
#![register_tool(rusticle)]
#![allow(improper_ctypes_definitions)]
"""


@pytest.fixture(scope="module")
def worker() -> Iterator[CodegenWorker]:
    with CodegenWorker() as worker:
        yield worker


@pytest.mark.parametrize("name", NAMES)
def test_every_argument_of_the_examples_has_its_name_and_rust_type_and_none_is_hidden(
    name: str, worker: CodegenWorker, tmp_path: Path
) -> None:
    module = rusticle.load(EXAMPLES / f"{name}.mir")
    manifest = rusticle.generate(
        module.clone(), Pipeline(cpu="gfx1100", foreign_calls="queue"), "manifest"
    )
    check_manifest(data := json.loads(manifest.text))
    Pipeline(cpu="gfx1100", foreign_calls="queue").run(module)
    # Without optimization LLVM infers nothing; a few are enough to see it.
    for level in ("3", "0") if name in ("saxpy", "matmul") else ("3",):
        pipeline = Pipeline(cpu="gfx1100", opt_level=level)
        result = worker.compile(pipeline.llvm_ir(module), pipeline.codegen_options(), ["obj"])
        path = tmp_path / f"{name}.hsaco"
        link(result.object, path)
        code_object = read_code_object(path.read_bytes(), name)
        assert code_object.kernels
        for kernel in code_object.kernels:
            assert kernel.symbol == f"{kernel.name}.kd"
            assert kernel.wave_size == 32
            ours = [
                (c["offset"], c["size"], c["address_space"] or "", c["access"] or "")
                for p in data["kernels"][kernel.name]["parameters"]
                for c in p["components"]
            ]
            theirs = [(a.offset, a.size, a.address_space, a.access) for a in kernel.arguments]
            assert ours == theirs
            for argument in kernel.arguments:
                assert not argument.hidden, (level, kernel.name, argument)
                assert argument.name
                assert argument.type_name
                if argument.type_name.startswith("&"):
                    assert argument.kind == "global_buffer"
                    assert argument.access in ("read_only", "read_write")


def _compile(source: str, folder: Path, **options: Any) -> CodeObject:
    path = folder / "k.rs"
    path.write_text(HEAD + source)
    code = rusticle.compile(path, cpu="gfx1100", **options)
    (folder / "k.hsaco").write_bytes(code.data)
    return read_code_object(code.data, "k")


def test_what_rust_says_of_arguments_is_in_the_notes(tmp_path: Path) -> None:
    code_object = _compile(
        """
use core::sync::atomic::AtomicU32;
pub struct Big { pub a: [u64; 3] }
#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn k(
    x: &[f32], out: &mut [f32], n: &AtomicU32, raw: *const u8, big: Big, flag: bool, c: char,
) {
    if flag { out[0] = x[0] + (big.a[1] as u32 + c as u32 + unsafe { *raw } as u32) as f32; }
    n.fetch_add(1, core::sync::atomic::Ordering::Relaxed);
}
""",
        tmp_path,
    )
    (kernel,) = code_object.kernels
    said = [(a.name, a.type_name, a.access, a.is_const, a.is_restrict) for a in kernel.arguments]
    assert said == [
        ("x.ptr", "&[f32]", "read_only", True, True),
        ("x.len", "usize", "", False, False),
        ("out.ptr", "&mut [f32]", "read_write", False, True),
        ("out.len", "usize", "", False, False),
        ("n", "&core::sync::atomic::Atomic<u32>", "read_write", False, False),
        ("raw", "*const u8", "read_write", False, False),
        ("big", "k::Big", "", False, False),
        ("flag", "bool", "", False, False),
        ("c", "char", "", False, False),
    ]
    command = [tool("llvm-readobj"), "--notes", str(tmp_path / "k.hsaco")]
    notes = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    assert re.findall(r"\.type_name: +(.*)", notes) == [
        "'&[f32]'", "usize", "'&mut [f32]'", "usize", "'&core::sync::atomic::Atomic<u32>'",
        "'*const u8'", "'k::Big'", "bool", "char",
    ]  # fmt: skip
    assert "hidden_" not in notes


def test_launch_bounds_are_attributes_of_the_kernel(tmp_path: Path) -> None:
    code_object = _compile(
        """
#[rusticle::workgroup_size(64, 2)]
#[rusticle::waves_per_eu(2, 4)]
#[rusticle::uniform_workgroup_size]
#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn exact(out: &mut u32) { *out = 1 }

#[rusticle::max_workgroup_size(256)]
#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn most(out: &mut u32) { *out = 1 }

#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn free(out: &mut u32) { *out = 1 }
""",
        tmp_path,
        max_workgroup_size=512,
    )
    kernels = {k.name: k for k in code_object.kernels}
    assert kernels["exact"].required_workgroup_size == (64, 2, 1)
    assert kernels["exact"].max_workgroup_size == 128
    assert kernels["exact"].uniform_workgroup_size
    assert kernels["most"].max_workgroup_size == 256
    assert not kernels["most"].uniform_workgroup_size
    assert kernels["free"].max_workgroup_size == 512


_FORMS = (
    "note: there is `#[rusticle::workgroup_size(X[, Y[, Z]])]`, "
    "`#[rusticle::max_workgroup_size(MOST)]`, `#[rusticle::waves_per_eu(LEAST[, MOST])]`, "
    "`#[rusticle::uniform_workgroup_size]`"
)


@pytest.mark.parametrize(
    ("attribute", "message"),
    [
        (
            "rusticle::launch_bounds(64)",
            f"there is no attribute `#[rusticle::launch_bounds(64)]`\n  --> SPAN\n{_FORMS}",
        ),
        (
            "rusticle::workgroup_size",
            "`#[rusticle::workgroup_size]` of kernel `k` should be "
            "`#[rusticle::workgroup_size(X[, Y[, Z]])]`\n  --> SPAN\nnote: with positive numbers",
        ),
        (
            "rusticle::waves_per_eu(0)",
            "`#[rusticle::waves_per_eu(0)]` of kernel `k` should be "
            "`#[rusticle::waves_per_eu(LEAST[, MOST])]`\n  --> SPAN\nnote: with positive numbers",
        ),
        (
            "rusticle::waves_per_eu(4, 2)",
            "`#[rusticle::waves_per_eu(4, 2)]` of kernel `k` has a least that is more than its "
            "most\n  --> SPAN",
        ),
        (
            "rusticle::uniform_workgroup_size(1)",
            "`#[rusticle::uniform_workgroup_size(1)]` of kernel `k` should be "
            "`#[rusticle::uniform_workgroup_size]`\n  --> SPAN",
        ),
        (
            "rusticle::workgroup_size(64, 32)",
            "`#[rusticle::workgroup_size(64, 32)]` of kernel `k` asks for 2048 work-items\n"
            "  --> SPAN\nnote: a workgroup has at most 1024",
        ),
        (
            "rusticle::workgroup_size(64)]\n#[rusticle::max_workgroup_size(64)",
            "kernel `k` has two workgroup sizes, the second of them "
            "`#[rusticle::max_workgroup_size(64)]`\n  --> SPAN",
        ),
    ],
)
def test_bounds_that_cannot_be_are_refused(attribute: str, message: str, tmp_path: Path) -> None:
    source = f'#[{attribute}]\n#[unsafe(no_mangle)]\npub extern "gpu-kernel" fn k() {{}}\n'
    with pytest.raises(CompileError) as error:
        _compile(source, tmp_path)
    line = (HEAD + source).splitlines().index('pub extern "gpu-kernel" fn k() {}') + 1
    span = f"{tmp_path / 'k.rs'}:{line}:1"
    assert str(error.value) == f"error: {message}".replace("SPAN", span)


def test_bounds_of_a_function_that_is_no_kernel_are_refused(tmp_path: Path) -> None:
    source = """
#[rusticle::workgroup_size(64)]
#[inline(never)]
pub fn helper() -> u32 { 1 }

#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn k(out: &mut u32) { *out = helper() }
"""
    with pytest.raises(CompileError) as error:
        _compile(source, tmp_path)
    assert str(error.value) == (
        "error: `#[rusticle::workgroup_size(64)]` is on `helper`, which is no kernel\n"
        f"  --> {tmp_path / 'k.rs'}:8:1\n"
        "note: only a kernel has workgroups of its own\n"
        "note: `k::helper` is needed by `k`"
    )


@pytest.mark.parametrize("version", [4, 5, 6])
def test_the_code_objects_version_can_be_chosen(version: int, tmp_path: Path) -> None:
    source = '#[unsafe(no_mangle)]\npub extern "gpu-kernel" fn k(out: &mut u32) { *out = 1 }\n'
    assert _compile(source, tmp_path, code_object_version=version).version == version


def test_other_versions_do_not_exist() -> None:
    with pytest.raises(CompileError) as error:
        Pipeline(code_object_version=7).passes()
    assert str(error.value) == (
        "error: there is no version 7 of code objects\nnote: there is 4, 5, 6"
    )
