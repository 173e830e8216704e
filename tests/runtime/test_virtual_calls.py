"""Calls of methods and function pointers give the same however they are made."""

from __future__ import annotations

import copy
import math
import re
import subprocess
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from rusticle.api import generate, load
from rusticle.context import new_context
from rusticle.diagnostics import CompileError
from rusticle.dialects import asptr
from rusticle.passes.resolve_virtual_calls import VirtualCalls
from rusticle.pipeline import Pipeline
from rusticle.runtime.code_object import read_code_object
from rusticle.simulation import Device, build
from tests.support.tools import RUST, requires, tool

from .example_inputs import LAUNCHES

EXAMPLES = Path(__file__).parents[2] / "examples"
PIPELINES = {
    "direct": Pipeline(),
    "bound": Pipeline(virtual_call_bound=4),
    "indirect": Pipeline(virtual_calls="indirect"),
    "queue": Pipeline(virtual_calls="queue"),
}


@pytest.mark.parametrize("example", ["shapes", "fn_table"])
def test_every_way_gives_the_same(example: str, capfd: pytest.CaptureFixture[str]) -> None:
    module = load(EXAMPLES / f"{example}.mir")
    (name, make) = LAUNCHES[example][0]
    results: dict[str, list[Any]] = {}
    with Device(timeout=120) as device:
        for way, pipeline in PIPELINES.items():
            kernel = device.load(build(module.clone(), pipeline)).get_function(name)
            grid, block, values = make(np.random.default_rng(3), kernel.manifest)
            before = copy.deepcopy(values)
            kernel(grid, block, values)
            results[way] = [value.tobytes() for value in values]
            assert results[way] != [value.tobytes() for value in before]
    assert results["bound"] == results["indirect"] == results["direct"]
    assert results["queue"] == results["direct"]
    remarks = capfd.readouterr().err
    assert "is a call by pointer" in remarks
    assert ("stays a call by pointer" in remarks) == (example == "fn_table")


def test_every_way_gives_the_same_where_the_host_is_called_too() -> None:
    # `write!` calls by pointer, and what it wrote is sent to the host.
    module = load(EXAMPLES / "foreign.mir")
    values = np.linspace(0.0, 9.0, 130)
    results: dict[str, Any] = {}
    with Device(timeout=120) as device:
        for way in ("direct", "indirect", "queue"):
            lines: list[str] = []
            samples: list[tuple[int, float]] = []

            def host_log(sample: Any, samples: list[tuple[int, float]] = samples) -> int:
                samples.append((int(sample["item"]), float(sample["value"])))
                return len(samples)

            def host_print(text: Any, length: int, lines: list[str] = lines) -> None:
                lines.append(text.bytes(length).decode())

            pipeline = Pipeline(virtual_calls=way, foreign_calls="queue", remarks=False)
            foreign = {"host_sqrt": math.sqrt, "host_log": host_log, "host_print": host_print}
            kernel = device.load(build(module.clone(), pipeline), foreign).get_function("foreign")
            roots = np.zeros(130)
            kernel((3,), (64,), [values, roots])
            results[way] = roots.tobytes(), sorted(samples), sorted(lines)
    assert results["direct"][0] == np.sqrt(values).tobytes()
    assert results["direct"][2] == ["item 0 of 130", "item 100 of 130"]
    assert results["queue"] == results["indirect"] == results["direct"]


@requires(RUST)
@pytest.mark.parametrize("check", [False, True])
def test_methods_and_closures_give_the_same_in_memory_and_out_of_it(check: bool) -> None:
    module = load(Path(__file__).with_name("virtual_kernels.rs"))
    results: dict[str, bytes] = {}
    with Device(timeout=120) as device:
        for way in ("direct", "indirect", "queue"):
            pipeline = Pipeline(virtual_calls=way, remarks=False)
            program = build(module.clone(), pipeline, check=check)
            out = np.zeros((100, 4), "u8")
            device.load(program).get_function("steps")((2,), (64,), [9, out])
            results[way] = out.tobytes()
            assert len(np.unique(out, axis=0)) == 100
    assert results["queue"] == results["indirect"] == results["direct"]


@pytest.mark.parametrize(("example", "count"), [("shapes", 3), ("fn_table", 1)])
def test_error_refuses_each_call(example: str, count: int) -> None:
    with pytest.raises(CompileError) as caught:
        Pipeline(virtual_calls="error").run(load(EXAMPLES / f"{example}.mir"))
    assert len(caught.value.diagnostics) == count
    for diagnostic in caught.value.diagnostics:
        assert "is called, and calls by pointer are refused" in diagnostic.message
        assert diagnostic.span is not None


@pytest.mark.parametrize("example", ["shapes", "fn_table"])
@pytest.mark.parametrize("way", ["direct", "queue"])
def test_no_call_by_pointer_is_left(example: str, way: Any) -> None:
    module = load(EXAMPLES / f"{example}.mir")
    pipeline = Pipeline(virtual_calls=way)
    pipeline.run(module, stop="asptr")

    def indirect() -> int:
        return sum(isinstance(op, asptr.CallIndirectOp) for op in module.walk())

    assert indirect()
    ctx = new_context()
    for pass_ in pipeline.asptr_passes():
        pass_.apply(ctx, module)
    module.verify()
    assert not indirect()


@requires("llvm-readelf")
@pytest.mark.parametrize("cpu", ["gfx900", "gfx1100"])
def test_function_pointers_are_the_addresses_of_descriptors(cpu: str, tmp_path: Path) -> None:
    pipeline = Pipeline(virtual_calls="queue", cpu=cpu)
    module = load(EXAMPLES / "shapes.mir")
    assembly = generate(module.clone(), pipeline, "asm").text
    # The kernel finds its queue in registers; nothing else is known of a callee's needs.
    kernel = assembly[assembly.index(".amdhsa_kernel shapes") :]
    assert re.search(r"\.amdhsa_user_sgpr_queue_ptr 1\b", kernel[: kernel.index(".end_amdhsa")])
    assert not re.search(r"\.has_indirect_call, 1\b", assembly)
    output = tmp_path / "shapes.hsaco"
    output.write_bytes(generate(module, pipeline, "hsaco").data)
    command = [tool("llvm-readelf"), "--dyn-syms", "--relocations", str(output)]
    table = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    symbols = dict(re.findall(r"\d+: 0*(\w+) +64 OBJECT +GLOBAL PROTECTED +\d+ (.*\.kd)", table))
    entries = {at for at, name in symbols.items() if name.endswith(".entry.kd")}
    relocated = set(re.findall(r"R_AMDGPU_RELATIVE64 +(\w+)", table))
    assert len(entries) == 6
    assert relocated == entries


@requires(RUST)
def test_kernels_of_closures_have_names_that_linkers_take() -> None:
    module = load(Path(__file__).with_name("virtual_kernels.rs"))
    pipeline = Pipeline(virtual_calls="queue", cpu="gfx1100", remarks=False)
    code = generate(module, pipeline, "hsaco").data
    names = [kernel.name for kernel in read_code_object(code).kernels]
    assert any("closure" in name for name in names)
    assert not any("@" in name for name in names)


def test_remarks_say_what_calls_by_pointer_cost(capsys: pytest.CaptureFixture[str]) -> None:
    ways: list[tuple[VirtualCalls, bool]]
    ways = [("indirect", True), ("indirect", False), ("direct", True)]
    for way, remarks in ways:
        pipeline = Pipeline(virtual_calls=way, cpu="gfx1100", remarks=remarks)
        code = generate(load(EXAMPLES / "shapes.mir"), pipeline, "hsaco").data
        (kernel,) = read_code_object(code).kernels
        cost = (
            f"remark: kernel `shapes` gets {kernel.vgprs} vector and {kernel.sgprs} scalar "
            f"registers, and {kernel.scratch_size} bytes of scratch memory for each work-item "
            "besides its callees'\n"
            "note: calls by pointer, or recursion, keep LLVM from measuring what its callees need\n"
        )
        assert (cost in capsys.readouterr().err) == (way == "indirect" and remarks)
