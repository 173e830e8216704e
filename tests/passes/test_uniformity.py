"""Which kernels have one result for a launch: what is said to, does when it runs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from xdsl.dialects.builtin import ModuleOp

import rusticle
from rusticle.diagnostics import CompileError
from rusticle.dialects import mir
from rusticle.passes.promote_kernel_sret import PromoteKernelSretPass
from rusticle.passes.uniformity import Reason, Uniformity
from rusticle.pipeline import Pipeline
from rusticle.runtime import Module
from rusticle.simulation import Device

CRATE = Path(__file__).with_name("uniform_kernels.rs")
NAMES = re.findall(r"^fn (\w+)", CRATE.read_text(), re.MULTILINE)
SAME = [name for name in NAMES if not name.startswith("differs_")]
REASONS = {
    "differs_by_item": "`llvm.amdgcn.workitem.id.x`",
    "differs_by_group": "`llvm.amdgcn.workgroup.id.x`",
    "differs_by_branch": "`llvm.amdgcn.workitem.id.x`",
    "differs_by_loop": "`llvm.amdgcn.workitem.id.x`",
    "differs_by_early_return": "`llvm.amdgcn.workitem.id.x`",
    "differs_by_call": "`llvm.amdgcn.workitem.id.x`",
    "differs_by_index": "`llvm.amdgcn.workitem.id.x`",
    "differs_by_reference": "`llvm.amdgcn.workitem.id.x`",
    "differs_by_closure": "`llvm.amdgcn.workitem.id.x`",
    "differs_by_memory": "memory that it writes itself",
    "differs_by_atomic": "the intrinsic `atomic_xadd`",
    "differs_by_address": "the address of a local",
    "differs_by_union": "the address of a local",
    "differs_by_comparison": "the address of a local",
    "differs_by_drop": "what a `drop` does",
    "differs_by_pointer_call": "a call through a pointer",
}


@pytest.fixture(scope="module")
def loaded() -> ModuleOp:
    return rusticle.load(CRATE, kernels=NAMES)


@pytest.fixture(scope="module")
def reasons(loaded: ModuleOp) -> dict[str, Reason | None]:
    return {
        op.sym_name.data.rpartition("::")[2]: Uniformity(loaded, op).varying_result()
        for op in loaded.body.block.ops
        if isinstance(op, mir.FuncOp) and op.is_kernel
    }


@pytest.fixture(scope="module")
def module() -> Iterator[Module]:
    with Device() as device:
        pipeline = Pipeline(kernel_return="sret-work-item")
        yield device.compile(CRATE, kernels=NAMES, pipeline=pipeline, opt_level=0)


@pytest.mark.parametrize("name", SAME)
def test_what_returns_the_same_to_all_is_proven_to(
    reasons: dict[str, Reason | None], name: str
) -> None:
    assert reasons[name] is None


@pytest.mark.parametrize("name", REASONS)
def test_what_differs_is_said_with_the_reason(reasons: dict[str, Reason | None], name: str) -> None:
    reason = reasons[name]
    assert reason is not None
    assert reason.what == REASONS[name]
    assert reason.span is not None


def test_every_function_of_the_crate_is_expected_to_be_the_one_or_the_other() -> None:
    assert sorted([*SAME, *REASONS]) == sorted(NAMES)


@pytest.mark.parametrize("name", SAME)
def test_what_is_proven_holds_when_it_runs(module: Module, name: str) -> None:
    x = np.array([0, 5, 3, 6, 1, 9, 2, 4], "u4")
    found: Any = module.get_function(name).call((2, 2), (4, 2), [x])
    assert found.shape[:2] == (4, 8)
    flat = found.reshape(32, -1)
    assert all(row.tobytes() == flat[0].tobytes() for row in flat)


@pytest.mark.parametrize("name", ["differs_by_branch", "differs_by_loop", "differs_by_call"])
def test_what_differs_really_does_where_that_is_the_reason(module: Module, name: str) -> None:
    x = np.array([0, 5, 3, 6, 1, 9, 2, 4], "u4")
    found: Any = module.get_function(name).call(1, 16, [x])
    assert len(np.unique(found)) > 1


def test_all_kernels_without_one_result_are_refused_at_once(loaded: ModuleOp) -> None:
    from rusticle.context import new_context

    with pytest.raises(CompileError) as caught:
        PromoteKernelSretPass(per="launch").apply(new_context(), loaded.clone())
    assert len(caught.value.diagnostics) == len(REASONS)
    lines = CRATE.read_text().splitlines()
    line = lines.index("fn differs_by_group(_: &[u32]) -> u32 {") + 1
    text = next(str(d) for d in map(_text, caught.value.diagnostics) if "by_group" in str(d))
    assert text == (
        "error: the work-items of kernel `differs_by_group` may return different values of `u32`, "
        "so that a launch has no one result\n"
        f"  --> {CRATE}:{line}:1\n"
        f"note: it depends on `llvm.amdgcn.workgroup.id.x`, at {CRATE}:{line + 1}:5\n"
        "help: have a result for each work-item, `--kernel-return sret-work-item`, or take the "
        "first work-item's, `--kernel-return sret-first`"
    )


def _text(diagnostic: Any) -> str:
    return str(CompileError(diagnostic))


def test_results_are_of_launches_or_work_items(loaded: ModuleOp) -> None:
    from rusticle.context import new_context

    per: Any = "wave"
    with pytest.raises(CompileError, match="there are no results per `wave`"):
        PromoteKernelSretPass(per=per).apply(new_context(), loaded)
    unknown: Any = "sret"
    with pytest.raises(CompileError, match="`sret` is nothing that can become of what kernels"):
        Pipeline(kernel_return=unknown).passes()
