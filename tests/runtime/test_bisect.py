"""`rusticle bisect` names the pass that is wrong, whichever it is: here each is made so."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from xdsl.context import Context
from xdsl.dialects import arith
from xdsl.dialects.builtin import ModuleOp, StringAttr
from xdsl.ir import Operation
from xdsl.passes import ModulePass

from rusticle.api import load
from rusticle.bisect import (
    OPTIMIZED,
    Bisection,
    Launch,
    bisect,
    bisect_stages,
    saved_stages,
    stage_name,
)
from rusticle.diagnostics import CompileError
from rusticle.dialects import llvm, mir
from rusticle.lowering.asptr_to_llvm import LowerToLLVMPass
from rusticle.lowering.mir_to_asptr import LowerMirPass
from rusticle.passes.delegate_foreign_calls import DelegateForeignCallsPass
from rusticle.passes.elaborate_drops import ElaborateDropsPass
from rusticle.passes.infer_address_spaces import InferAddressSpacesPass
from rusticle.passes.promote_allocas import PromoteAllocasPass
from rusticle.passes.resolve_virtual_calls import ResolveVirtualCallsPass
from rusticle.passes.thread_launch_context import ThreadLaunchContextPass
from rusticle.passes.verify_kernel_arguments import VerifyKernelArgumentsPass
from rusticle.passes.verify_kernel_return import VerifyKernelReturnPass
from rusticle.passes.wrap_kernels import WrapKernelsPass
from rusticle.pipeline import Pipeline
from tests.support.commands import invoke

EXAMPLES = Path(__file__).parents[2] / "examples"
RETURNING = Path(__file__).with_name("returning_kernels.rs")
VADD = EXAMPLES / "vadd.rs"
COMMAND = ["buf:f32[8]=arange", "buf:f32[8]=ones", "u64:8", "2.0", "--block", "8"]
RIGHT = 2 * np.arange(8, dtype="f4") + 1

PASSES: list[type[ModulePass]] = [
    VerifyKernelArgumentsPass,
    VerifyKernelReturnPass,
    WrapKernelsPass,
    ElaborateDropsPass,
    LowerMirPass,
    ResolveVirtualCallsPass,
    DelegateForeignCallsPass,
    PromoteAllocasPass,
    InferAddressSpacesPass,
    ThreadLaunchContextPass,
    LowerToLLVMPass,
]
"""All that a kernel goes through, in order."""


def _spoil(module: ModuleOp) -> None:
    """Turn additions of floats into subtractions, at any level."""
    for op in list(module.walk()):
        match op:
            case mir.BinaryOp() if op.kind.data == "add" and str(op.lhs.type) == "f32":
                op.properties["kind"] = StringAttr("sub")
            case arith.AddfOp():
                _replace(op, arith.SubfOp)
            case llvm.FAddOp():
                _replace(op, llvm.FSubOp)
            case _:
                continue


def _replace(op: Operation, by: type[Operation]) -> None:
    block = op.parent_block()
    assert block is not None
    new = by.create(
        operands=op.operands,
        result_types=[op.results[0].type],
        properties=dict(op.properties),
    )
    block.insert_op_before(new, op)
    op.results[0].replace_all_uses_with(new.results[0])
    op.detach()
    op.erase()


def _break(monkeypatch: pytest.MonkeyPatch, which: type[ModulePass]) -> None:
    """Make a pass wrong, wherever it is used."""
    right = which.apply

    def apply(self: ModulePass, ctx: Context, op: ModuleOp) -> None:
        right(self, ctx, op)
        _spoil(op)

    monkeypatch.setattr(which, "apply", apply)


def _arguments(_: object) -> list[Any]:
    return [np.arange(8, dtype="f4"), np.ones(8, "f4"), 8, 2.0]


LAUNCH = Launch("vadd", _arguments, 1, 8)


@pytest.fixture
def module() -> ModuleOp:
    """The kernel at the `mir` level, to be consumed."""
    return load(VADD)


def _outcomes(found: Bisection) -> list[str]:
    return [step.outcome for step in found.steps]


@pytest.fixture(scope="module")
def stages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The stages of a compilation by passes that are right."""
    folder = tmp_path_factory.mktemp("stages")
    result = invoke("run", str(VADD), "vadd", *COMMAND, "--save-stages", str(folder))
    assert result.stdout == "y = [ 1.  3.  5.  7.  9. 11. 13. 15.]\n"
    return folder


@pytest.fixture(scope="module")
def modules(stages: Path) -> list[tuple[str, ModuleOp]]:
    """These stages, read."""
    found = [(stage_name(path), load(path)) for path in saved_stages(stages)]
    assert [name for name, _ in found] == ["mir", *(p.name for p in PASSES)]
    return found


@pytest.mark.parametrize("wrong", PASSES, ids=lambda p: p.name)
def test_kept_stages_name_any_pass(
    modules: list[tuple[str, ModuleOp]],
    monkeypatch: pytest.MonkeyPatch,
    wrong: type[ModulePass],
) -> None:
    _break(monkeypatch, wrong)
    # The stages around the pass, and the last, which says what is right.
    before = 1 + PASSES.index(wrong)
    chosen = sorted({before - 1, before, len(modules) - 1})
    found = bisect_stages([(modules[at][0], modules[at][1].clone()) for at in chosen], LAUNCH)
    assert found.suspects == (wrong.name,)
    assert _outcomes(found) == ["different", "same", "same"][: len(chosen)]


@pytest.mark.parametrize(
    "wrong",
    [VerifyKernelArgumentsPass, WrapKernelsPass, ElaborateDropsPass, InferAddressSpacesPass],
    ids=lambda p: p.name,
)
def test_a_pass_that_this_module_can_do_without_is_named(
    module: ModuleOp, monkeypatch: pytest.MonkeyPatch, wrong: type[ModulePass]
) -> None:
    _break(monkeypatch, wrong)
    found = bisect(module, LAUNCH)
    assert found.suspects == (wrong.name,)
    assert _outcomes(found) == ["same"] * (1 + PASSES.index(wrong)) + ["different"]


@pytest.mark.parametrize("wrong", [LowerMirPass, ThreadLaunchContextPass, LowerToLLVMPass])
def test_of_passes_that_all_go_through_one_is_known_to_be_wrong(
    module: ModuleOp, monkeypatch: pytest.MonkeyPatch, wrong: type[ModulePass]
) -> None:
    _break(monkeypatch, wrong)
    found = bisect(module, LAUNCH, expected={1: RIGHT})
    always = ("lower-mir", "thread-launch-context", "lower-to-llvm")
    assert found.suspects == ("the import", *always)


def test_nothing_is_known_to_be_wrong_while_nobody_says_what_is_right(
    module: ModuleOp, monkeypatch: pytest.MonkeyPatch
) -> None:
    _break(monkeypatch, LowerMirPass)
    assert bisect(module, LAUNCH).suspects == ()


def test_a_module_that_needs_a_pass_goes_through_it() -> None:
    def arguments(_: object) -> list[Any]:
        return [np.arange(50, dtype="u4"), np.zeros(50, "u8"), np.zeros(50, "u4")]

    found = bisect(load(EXAMPLES / "drops.rs"), Launch("drops", arguments, 1, 64))
    assert found.suspects == ()
    assert [step.pass_name for step in found.steps] == ["mir", *(p.name for p in PASSES), OPTIMIZED]
    assert found.steps[0].through == (
        "elaborate-drops", "lower-mir", "thread-launch-context", "lower-to-llvm",
    )  # fmt: skip


class _AddsBecomeSubtractions(ModulePass):
    name = "adds-become-subtractions"

    def apply(self, ctx: Context, op: ModuleOp) -> None:
        _spoil(op)


class _Refuses(ModulePass):
    name = "refuses"

    def apply(self, ctx: Context, op: ModuleOp) -> None:
        raise CompileError.of("there is nothing to be done")


class _WrongLowering(LowerMirPass):
    def apply(self, ctx: Context, op: ModuleOp) -> None:
        super().apply(ctx, op)
        _spoil(op)


@pytest.mark.parametrize(
    ("wrong", "outcome"),
    [(_AddsBecomeSubtractions(), "different"), (_Refuses(), "there is nothing to be done")],
)
def test_a_pass_of_the_users_is_named(module: ModuleOp, wrong: ModulePass, outcome: str) -> None:
    passes = [*Pipeline().passes("mir", "asptr"), wrong]
    found = bisect(module, LAUNCH, passes=passes)
    assert found.suspects == (wrong.name,)
    assert found.steps[-1].outcome == outcome


def test_a_wrong_replacement_of_a_pass_that_all_go_through_is_named(module: ModuleOp) -> None:
    passes = [
        _WrongLowering(target=p.target) if isinstance(p, LowerMirPass) else p
        for p in Pipeline().passes("mir", "asptr")
    ]
    found = bisect(module, LAUNCH, passes=passes)
    assert found.suspects == ("lower-mir",)
    assert _outcomes(found)[-2:] == ["same", "different"]


def test_what_kernels_return_is_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    launch = Launch("a_float", lambda _: [5], 1, 1)
    pipeline = Pipeline(kernel_return="sret-first")

    def divide_wrongly(module: ModuleOp) -> None:
        for op in list(module.walk()):
            if isinstance(op, arith.DivfOp):
                _replace(op, arith.MulfOp)

    right = PromoteAllocasPass.apply

    def apply(self: PromoteAllocasPass, ctx: Context, op: ModuleOp) -> None:
        right(self, ctx, op)
        divide_wrongly(op)

    monkeypatch.setattr(PromoteAllocasPass, "apply", apply)
    found = bisect(load(RETURNING, kernels=["a_float"]), launch, pipeline=pipeline)
    assert found.suspects == ("promote-allocas",)
    assert "promote-kernel-sret" in found.steps[0].through


# The command


def test_the_command_compares_what_kernels_return() -> None:
    command = [str(RETURNING), "a_wide_option", "5", "--kernel-return", "sret-first"]
    result = invoke("bisect", *command)
    assert result.status == 0, result.error
    lines = result.stdout.splitlines()
    assert "promote-kernel-sret: same" in lines
    assert all(line.endswith(": same") for line in lines)


def test_the_command_names_a_pass(
    stages: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    good = invoke("bisect", str(VADD), "vadd", *COMMAND)
    assert good.status == 0
    steps = ["mir", *(p.name for p in PASSES), OPTIMIZED]
    assert good.stdout.splitlines() == [f"{name}: same" for name in steps]
    _break(monkeypatch, LowerMirPass)
    kept = invoke("bisect", str(stages), "vadd", *COMMAND)
    assert kept.status == 1
    assert kept.stdout.splitlines()[3:6] == [
        "wrap-kernels: different", "elaborate-drops: different", "lower-mir: same",
    ]  # fmt: skip
    assert kept.stdout.splitlines()[-1] == "the pass that changes the result is `lower-mir`"
    right = tmp_path / "right.npy"
    np.save(right, RIGHT)
    known = invoke("bisect", str(VADD), "vadd", *COMMAND, "--expect", f"1={right}")
    assert known.status == 1
    assert known.stdout == (
        "mir: different\n"
        "one of these is wrong: the import, `lower-mir`, `thread-launch-context`, `lower-to-llvm`\n"
        "with stages from when it was right (`run --save-stages`), it can be told which\n"
    )


def test_an_expectation_that_makes_no_sense_is_explained() -> None:
    unclear = invoke("bisect", str(VADD), "vadd", *COMMAND, "--expect", "y")
    assert "`y` does not say what an argument has to hold" in str(unclear.error)


def test_a_launch_that_cannot_be_is_no_ones_fault() -> None:
    """What is wrong with the arguments is said as `run` says it."""
    result = invoke("bisect", str(VADD), "vadd", "1", "--block", "8")
    assert "kernel `vadd` takes 4 arguments, but 1 were given" in str(result.error)
