"""
Where the arguments of kernels lie: the manifest, LLVM's notes in the code object and rustc's own
layout of a C struct agree, and what the host writes there arrives.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

import rusticle
from rusticle.diagnostics import CompileError
from rusticle.frontend.device_core import DeviceCore
from rusticle.frontend.toolchain import Toolchain
from rusticle.runtime import Module
from rusticle.runtime.code_object import read_code_object
from rusticle.simulation import Device
from tests.runtime.signature_matrix import DEFINITIONS, SLOT, crate, signatures
from tests.support.manifest_schema import check_manifest

SIGNATURES = signatures()


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("signatures") / "signatures.rs"
    path.write_text(crate(SIGNATURES))
    return path


@pytest.fixture(scope="module")
def module(source: Path) -> Iterator[Module]:
    with Device() as device:
        yield device.compile(source, opt_level=0)


def test_there_are_many_signatures() -> None:
    assert len(SIGNATURES) >= 150


def test_what_the_host_writes_arrives(module: Module) -> None:
    for seed, signature in enumerate(SIGNATURES):
        given, expected = signature.arguments(seed)
        out = np.zeros(SLOT * len(given), "u1")
        module.get_function(signature.name)(1, 1, [*given, out])
        for index, (data, mask) in enumerate(expected):
            found = out[SLOT * index : SLOT * index + len(data)].tobytes()
            assert _masked(found, mask) == _masked(data, mask), (signature, index)


def _masked(data: bytes, mask: bytes) -> bytes:
    return bytes(a & b for a, b in zip(data, mask, strict=True))


def test_the_manifest_is_valid_by_its_schema(module: Module) -> None:
    kernels = module.program.manifest.to_json()["kernels"]
    # As a reader of JSON sees it: without tuples.
    check_manifest(json.loads(json.dumps({"schema": 1, "kernels": kernels})))


def test_the_code_object_says_the_same(source: Path, module: Module) -> None:
    code = rusticle.compile(source, cpu="gfx1100", opt_level="1").data
    kernels = {kernel.name: kernel for kernel in read_code_object(code, "code").kernels}
    assert sorted(kernels) == sorted(signature.name for signature in SIGNATURES)
    for signature in SIGNATURES:
        manifest = module.get_function(signature.name).manifest
        notes = [a for a in kernels[signature.name].arguments if not a.kind.startswith("hidden_")]
        ours = [
            (
                parameter.name,
                component.offset,
                component.size,
                component.address_space or "",
                component.access or "",
            )
            for parameter in manifest.parameters
            for component in parameter.components
        ]
        theirs = [
            (a.name.partition(".")[0], a.offset, a.size, a.address_space, a.access) for a in notes
        ]
        assert ours == theirs, signature


def test_a_c_struct_has_the_same_layout(
    module: Module, tmp_path: Path, toolchain: Toolchain, device_core: DeviceCore
) -> None:
    lines = [
        "#![no_std]",
        "#![feature(f16, repr_simd)]",
        "#![allow(dead_code, internal_features)]",
        DEFINITIONS,
    ]
    for signature in SIGNATURES:
        manifest = module.get_function(signature.name).manifest
        fields: list[str] = []
        checks: list[str] = []
        name = signature.name.upper()
        for parameter, type_ in zip(manifest.parameters, signature.types, strict=False):
            if not parameter.components:
                continue
            rust = type_.rust.replace("&", "&'static ")
            fields.append(f"{parameter.name}: {rust}")
            first, last = parameter.components[0], parameter.components[-1]
            shape = parameter.shape
            checks += [
                f"core::mem::offset_of!({name}, {parameter.name}) == {first.offset}",
                f"size_of::<{rust}>() == {last.offset + last.size - first.offset}",
                f"size_of::<{rust}>() == {shape.size} && align_of::<{rust}>() == {shape.align}",
            ]
        lines.append(f"#[repr(C)] struct {name} {{ {', '.join([*fields, 'out: *mut u8'])} }}")
        out = manifest.parameters[-1].components[0]
        checks.append(f"core::mem::offset_of!({name}, out) == {out.offset}")
        lines += [f"const _: () = assert!({check});" for check in checks]
    path = tmp_path / "layouts.rs"
    path.write_text("\n".join(lines))
    command = [
        toolchain.rustc,
        "--edition=2024",
        "--crate-type=rlib",
        "--emit=metadata",
        "--target=amdgcn-amd-amdhsa",
        "-Ctarget-cpu=gfx1100",
        f"-L{device_core.directory}",
        f"-o{tmp_path / 'layouts.rmeta'}",
        str(path),
    ]
    done = subprocess.run(
        command, env=toolchain.environment(), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


REFUSED = """#![no_std]
#![feature(abi_gpu_kernel)]
pub trait Shape { fn area(&self) -> f32; }
pub struct Task { pub id: u32, pub run: Option<fn(u32) -> u32> }

pub extern "gpu-kernel" fn apply(f: fn(f32) -> f32, n: u32) {}
pub extern "gpu-kernel" fn run(task: Task) {}
pub extern "gpu-kernel" fn draw(shape: &dyn Shape) {}
"""


def test_what_only_the_device_can_make_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "refused.rs"
    path.write_text(REFUSED)
    with pytest.raises(CompileError) as caught:
        rusticle.compile(path, emit="llvm-ir")
    assert str(caught.value) == (
        "error: argument `f` of kernel `apply` is a function pointer, `fn(f32) -> f32`, which the "
        f"host cannot give\n  --> {path}:6:1\n"
        "note: the address of a function is known on the device alone\n"
        "help: take a number, and choose the function by it in the kernel\n"
        "error: argument `task` of kernel `run` holds a function pointer, `fn(u32) -> u32`, which "
        f"the host cannot give\n  --> {path}:7:1\n"
        "note: the address of a function is known on the device alone\n"
        "help: take a number, and choose the function by it in the kernel\n"
        "error: argument `shape` of kernel `draw` is a trait object, `&dyn refused::Shape`, which "
        f"the host cannot give\n  --> {path}:8:1\n"
        "note: the address of a vtable is known on the device alone\n"
        "help: take a number, and make the object from it in the kernel"
    )
