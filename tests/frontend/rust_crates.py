"""Small Rust crates, compiled by the real rustc for the frontend's tests."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from xdsl.dialects.builtin import ModuleOp

from rusticle.dialects import mir
from rusticle.frontend.importer import import_crate
from rusticle.frontend.inputs import CrateSource, open_input

HEADER = """#![no_std]
#![feature(abi_gpu_kernel, extern_types, marker_trait_attr, const_trait_impl, specialization)]
#![allow(internal_features, incomplete_features, improper_gpu_kernel_arg, dead_code)]
#[panic_handler] fn panic(_: &core::panic::PanicInfo) -> ! { loop {} }
"""
"""What every kernel crate begins with: five lines, of which the last is empty."""

KERNEL = '#[unsafe(no_mangle)] pub extern "gpu-kernel" fn '

Compile = Callable[[str], CrateSource]


def compile_crate(directory: Path, source: str, name: str = "k") -> CrateSource:
    """The crate of a source text, which `HEADER` is put in front of."""
    path = directory / f"{name}.rs"
    path.write_text(HEADER + source)
    with open_input(path, "amdgcn-amd-amdhsa") as pending:
        return pending.result()


def functions_of(module: ModuleOp) -> dict[str, mir.FuncOp]:
    """The functions of a module by symbol."""
    return {op.sym_name.data: op for op in module.body.block.ops if isinstance(op, mir.FuncOp)}


def imported(directory: Path, source: str) -> ModuleOp:
    """The closed module of a crate's kernels, verified."""
    module = import_crate(compile_crate(directory, source))
    module.verify()
    return module
