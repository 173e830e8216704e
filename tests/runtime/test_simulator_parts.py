"""The simulator's parts by themselves: structs, memory, manifests, the code it ships."""

from __future__ import annotations

import ctypes
import json
import re
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from rusticle.runtime import build_support, worker
from rusticle.runtime.context_switch import context_switch_ir
from rusticle.runtime.manifest import (
    Component,
    Global,
    KernelManifest,
    Manifest,
    Parameter,
    Shape,
    Site,
)
from rusticle.runtime.memory import GAP, SharedMemory
from rusticle.targets.launch_context import FIELDS, HEAD_SIZE

from .native import RUSTC

NAMES = {
    "kernarg_ptr": "kernarg",
    "dispatch_ptr": "packet",
    "queue_ptr": "queue",
    "implicitarg_ptr": "implicit",
}


def test_the_context_has_the_fields_that_compiled_code_reads() -> None:
    for name, field in FIELDS.items():
        axis = re.fullmatch(r"(group_\w+)_([xyz])", name)
        if axis is None:
            found = getattr(worker.Context, NAMES.get(name, name))
            assert (found.offset, found.size) == (field.offset, field.size)
        else:
            found = getattr(worker.Context, axis[1])
            assert found.offset + 4 * "xyz".index(axis[2]) == field.offset
    assert worker.Context.launch.offset == HEAD_SIZE
    assert ctypes.sizeof(worker.Context) <= worker.CONTEXT_STRIDE
    assert ctypes.sizeof(worker.Status) <= worker.CONTEXTS_AT


def test_the_ir_that_is_kept_is_made_from_the_source() -> None:
    kept = Path(build_support.FOLDER, "support.ll").read_text(encoding="utf-8")
    assert build_support.build(RUSTC) == kept


@pytest.mark.parametrize("architecture", ["x86_64", "aarch64"])
def test_every_host_has_the_functions_that_switch_stacks(architecture: str) -> None:
    llvm: Any = import_module("llvmlite.binding")
    module = llvm.parse_assembly(context_switch_ir(architecture))
    module.verify()
    declared = {f"rusticle_{name}" for name in ("switch", "enter", "escape", "new_stack")}
    assert {f.name for f in module.functions} == declared


def test_what_is_freed_is_given_out_again() -> None:
    memory = SharedMemory(100)
    first, second, third = (memory.allocate(1000) for _ in range(3))
    assert second - first >= 1000 + GAP - 1000 % GAP
    memory.free(first)
    memory.free(second)
    assert memory.allocate(2000) == first
    memory.free(first)
    memory.free(third)
    assert memory.ranges() == []
    memory.close()


def test_a_manifest_is_json() -> None:
    byte = Shape("uint", "u8", 1, 1)
    pair = Shape("struct", "P", 2, 1, fields=(("a", 0, byte), ("b", 1, byte)))
    pieces = (Component(0, 8, "ptr"), Component(8, 8, "i64"))
    parameters = (
        Parameter("x", Shape("slice", "&mut [P]", 16, 8, pair), pieces),
        Parameter("u", Shape("struct", "()", 0, 1), ()),
    )
    kernel = KernelManifest("k", parameters, 16, 4, fibers=True, workgroup_size=(8, 1, 1))
    manifest = Manifest(
        {"k": kernel}, (Site("hsa.trap", "bounds", "{}", "k", "k.rs:1:2"),), (Global("g", 4, True),)
    )
    assert Manifest.from_json(json.loads(json.dumps(manifest.to_json()))) == manifest
