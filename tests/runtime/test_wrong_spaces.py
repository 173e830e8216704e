"""
A pointer of the wrong address space works by luck on a CPU, where all are one. Checks find it.

Each test casts the address of one access of a right kernel to a space that it is not in.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from xdsl.dialects.builtin import ModuleOp
from xdsl.ir import Operation
from xdsl.parser import Parser

from rusticle.api import load
from rusticle.context import new_context
from rusticle.diagnostics import SourceSpan
from rusticle.dialects import asptr, hsa
from rusticle.kernel_manifest import module_manifest
from rusticle.pipeline import Pipeline
from rusticle.runtime import KernelFault, KernelManifest, Manifest, Module
from rusticle.simulation import Device, build
from rusticle.targets import get_target

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture(scope="module")
def device() -> Iterator[Device]:
    with Device(threads=1) as device:
        yield device


def compiled(device: Device, example: str, wrong: str | None, space: str = "global") -> Module:
    """
    An example whose first access to `space` goes through a pointer to `wrong`, checked.

    Without `wrong` it is as it should be.
    """
    module = load(EXAMPLES / f"{example}.mir")
    manifest = module_manifest(module, get_target(Pipeline.DEFAULT_TARGET))
    pipeline = Pipeline(remarks=False)
    ctx = new_context()
    pipeline.run(module, stop="asptr")
    for pass_ in pipeline.asptr_passes():
        pass_.apply(ctx, module)
    if wrong is not None:
        cast_address(first_access(module, space), wrong)
    module.verify()
    return device.load(build(module, passes=(), check=True, manifest=manifest))


def first_access(module: ModuleOp, space: str) -> Operation:
    """The first access in a kernel to memory of that space."""
    for kernel in module.body.block.ops:
        if isinstance(kernel, hsa.KernelOp):
            for op in kernel.walk():
                if isinstance(op, asptr.LoadOp) and op.ptr.type == asptr.ptr(space):
                    return op
    raise AssertionError(f"no kernel reads {space} memory")


def cast_address(access: Operation, space: str) -> None:
    """Have a load go through a pointer to another space."""
    block = access.parent_block()
    assert block is not None
    flat = asptr.CastOp(access.operands[0], "flat")
    cast = asptr.CastOp(flat.result, space)
    block.insert_ops_before([flat, cast], access)
    access.operands[0] = cast.result


@pytest.mark.parametrize("wrong", ["local", "private"])
def test_global_memory_through_another_space(device: Device, wrong: str) -> None:
    module = compiled(device, "vadd", wrong)
    x, y = np.arange(256, dtype="f4"), np.ones(256, "f4")
    with pytest.raises(KernelFault) as raised:
        module.get_function("vadd")(1, 256, (x, y, 256, 2.0))
    error = raised.value
    diagnostic = error.diagnostics[0]
    assert error.kind == "wrong-address-space"
    assert error.where.kernel == "vadd"
    assert error.where.item == (0, 0, 0)
    assert diagnostic.message == (
        f"kernel `vadd` reads 4 bytes of global memory through a pointer to {wrong} memory"
    )
    assert diagnostic.notes[1] == "on a GPU, it would access something else there"
    assert isinstance(diagnostic.span, SourceSpan)
    line = (EXAMPLES / "vadd.rs").read_text().splitlines()[diagnostic.span.line - 1]
    assert "*x.add(i)" in line


def test_the_right_space_and_flat_pass(device: Device) -> None:
    for wrong in (None, "flat"):
        module = compiled(device, "vadd", wrong)
        x, y = np.arange(256, dtype="f4"), np.ones(256, "f4")
        module.get_function("vadd")(1, 256, (x, y, 256, 2.0))
        assert y.tolist() == (2 * x + 1).tolist()


SPACES = """
asptr.global constant @table in constant size 4 align 4 = <"07000000">
asptr.global @tile in local size 4 align 4
hsa.kernel @k(%x: !asptr.ptr<flat>, %out: !asptr.ptr<flat>) {
  %n = arith.constant 5 : i32
  %t = asptr.addressof @table : !asptr.ptr<constant>
  %l = asptr.addressof @tile : !asptr.ptr<local>
  %p = asptr.alloca size 4 align 4 : !asptr.ptr<private>
  asptr.store %n, %l align 4 : i32, !asptr.ptr<local>
  asptr.store %n, %p align 4 : i32, !asptr.ptr<private>
  %g = asptr.cast %out : !asptr.ptr<flat> -> !asptr.ptr<global>
  asptr.store %n, %g align 4 : i32, !asptr.ptr<global>
  %f = asptr.cast SOURCE : !asptr.ptr<TRUE> -> !asptr.ptr<flat>
  %c = asptr.cast %f : !asptr.ptr<flat> -> !asptr.ptr<DECLARED>
  %v = asptr.load %c align 4 : !asptr.ptr<DECLARED> -> i32
  asptr.store %v, %out align 4 : i32, !asptr.ptr<flat>
  hsa.return
}
"""


@pytest.mark.parametrize("declared", ["global", "local", "constant", "private", "flat"])
@pytest.mark.parametrize("true", ["global", "local", "constant", "private"])
def test_each_space_through_each(device: Device, true: str, declared: str) -> None:
    source = {"global": "%g", "local": "%l", "constant": "%t", "private": "%p"}[true]
    text = SPACES.replace("SOURCE", source).replace("TRUE", true).replace("DECLARED", declared)
    parsed = Parser(new_context(), text, "spaces.mlir").parse_module()
    # Two pointers, the second to what may be written.
    vadd = module_manifest(load(EXAMPLES / "vadd.mir"), get_target(Pipeline.DEFAULT_TARGET))
    kernel = KernelManifest("k", vadd.kernels["vadd"].parameters[:2], 16, 4)
    manifest = Manifest({"k": kernel}, (), ())
    module = device.load(build(parsed, passes=(), check=True, manifest=manifest))
    out = np.zeros(1, "f4")
    if declared in (true, "flat"):
        module.get_function("k")(1, 1, (out.copy(), out))
        assert out.view("u4")[0] == (7 if true == "constant" else 5)
        return
    with pytest.raises(KernelFault, match=f"of {true} memory through a pointer to {declared}"):
        module.get_function("k")(1, 1, (out.copy(), out))
