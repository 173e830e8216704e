"""`rusticle run` and `rusticle bisect`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from click.testing import CliRunner, Result
from xdsl.context import Context
from xdsl.dialects import arith
from xdsl.dialects.builtin import ModuleOp
from xdsl.passes import ModulePass

from rusticle.api import load
from rusticle.bisect import bisect
from rusticle.cli_run import bisect as bisect_command
from rusticle.cli_run import run
from rusticle.diagnostics import CompileError
from rusticle.lowering.mir_to_asptr import LowerMirPass
from rusticle.pipeline import Pipeline

RETURNING = Path(__file__).with_name("returning_kernels.rs")
VADD = Path(__file__).parents[2] / "examples" / "vadd.rs"
ARGUMENTS = ["buf:f32[8]=arange", "buf:f32[8]=ones", "u64:8", "2.0"]
SIZES = ["--grid", "1", "--block", "8"]


def _run(*arguments: str) -> Result:
    return CliRunner().invoke(run, [str(VADD), "vadd", *SIZES, *arguments])


def test_a_kernel_runs_and_what_it_changed_is_printed() -> None:
    result = _run(*ARGUMENTS)
    assert result.exception is None
    assert result.output == "y = [ 1.  3.  5.  7.  9. 11. 13. 15.]\n"


def test_arrays_come_from_files_and_go_to_files(tmp_path: Path) -> None:
    np.save(tmp_path / "x.npy", np.arange(8, dtype="f4"))
    output = tmp_path / "y.npy"
    result = _run(
        f"@{tmp_path / 'x.npy'}", "out:f32[8]", "8", "3.0", "--save", f"y={output}", "--check"
    )
    assert result.exception is None
    assert np.load(output).tolist() == [3.0 * i for i in range(8)]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nonsense"], "`nonsense` is not an argument"),
        (["buf:f33[8]"], "`buf:f33[8]` has unknown elements: `f33`"),
        ([*ARGUMENTS, "--save", "z=z.npy"], "there is no array `z` to save"),
        (ARGUMENTS[:2], "kernel `vadd` takes 4 arguments, but 2 were given"),
        ([*ARGUMENTS[:2], "-1", "2.0"], "must be between 0 and 18446744073709551615, but is -1"),
    ],
)
def test_wrong_arguments_are_explained(arguments: list[str], message: str) -> None:
    result = CliRunner().invoke(run, [str(VADD), "vadd", *SIZES, "--", *arguments])
    if "--save" in arguments:
        result = _run(*arguments)
    assert isinstance(result.exception, CompileError)
    assert message in str(result.exception)


def test_sizes_are_checked() -> None:
    result = CliRunner().invoke(run, [str(VADD), "vadd", "--grid", "0"])
    assert result.exit_code == 2
    assert "`0` is not one to three positive numbers with commas" in result.output


class _AddsBecomeSubtractions(ModulePass):
    """A wrong pass."""

    name = "adds-become-subtractions"
    wrong = (arith.AddfOp, arith.SubfOp)

    def apply(self, ctx: Context, op: ModuleOp) -> None:
        right, wrong = self.wrong
        for inner in list(op.walk()):
            if isinstance(inner, right):
                block = inner.parent_block()
                assert block is not None
                new = wrong.create(
                    operands=inner.operands,
                    result_types=[inner.result.type],
                    properties=dict(inner.properties),
                )
                block.insert_op_before(new, inner)
                inner.result.replace_all_uses_with(new.results[0])
                inner.detach()
                inner.erase()


class _DivisionsBecomeProducts(_AddsBecomeSubtractions):
    """Another."""

    name = "divisions-become-products"
    wrong = (arith.DivfOp, arith.MulfOp)


def _arguments(_: object) -> list[Any]:
    return [np.arange(8, dtype="f4"), np.ones(8, "f4"), 8, 2.0]


def test_bisecting_finds_the_pass_that_is_wrong() -> None:
    passes = [*Pipeline().passes("mir", "asptr"), _AddsBecomeSubtractions()]
    steps = bisect(load(VADD), "vadd", _arguments, grid=1, block=8, passes=passes)
    assert [step.pass_name for step in steps] == ["mir", *(p.name for p in passes)]
    assert [step.good for step in steps] == [True] * len(passes) + [False]


class _WrongLowering(LowerMirPass):
    """`lower-mir`, done wrong."""

    def apply(self, ctx: Context, op: ModuleOp) -> None:
        super().apply(ctx, op)
        _AddsBecomeSubtractions().apply(ctx, op)


def test_bisecting_finds_a_wrong_replacement_of_a_pass_that_none_can_do_without() -> None:
    passes = [
        _WrongLowering(target=p.target) if isinstance(p, LowerMirPass) else p
        for p in Pipeline().passes("mir", "asptr")
    ]
    steps = bisect(load(VADD), "vadd", _arguments, grid=1, block=8, passes=passes)
    assert [step.pass_name for step in steps if not step.good] == ["lower-mir"]


def test_a_wrong_pass_that_all_go_through_is_found_where_the_result_is_known(
    tmp_path: Path,
) -> None:
    wrong = tmp_path / "wrong.npy"
    np.save(wrong, np.zeros(8, "f4"))
    command = [str(VADD), "vadd", *SIZES, *ARGUMENTS]
    bad = CliRunner().invoke(bisect_command, [*command, "--expect", f"1={wrong}"])
    assert bad.exit_code == 1
    assert bad.output == (
        "mir: different\nthe input is wrong already, or a pass that all go through: "
        "`elaborate-drops`, `lower-mir`, `wrap-kernels`, `lower-to-llvm`\n"
    )
    unclear = CliRunner().invoke(bisect_command, [*command, "--expect", "y"])
    assert "`y` does not say what an argument has to hold" in str(unclear.exception)


def test_bisecting_a_good_pipeline_finds_nothing(tmp_path: Path) -> None:
    right = tmp_path / "right.npy"
    np.save(right, 2 * np.arange(8, dtype="f4") + 1)
    command = [str(VADD), "vadd", *SIZES, *ARGUMENTS, "--expect", f"1={right}"]
    result = CliRunner().invoke(bisect_command, command)
    assert result.exception is None
    assert all(line.endswith(": same") for line in result.output.splitlines())


def _run_returning(kernel: str, *arguments: str) -> Result:
    command = [str(RETURNING), kernel, "5", "--block", "2", *arguments]
    return CliRunner().invoke(run, command)


def test_enums_that_kernels_return_are_printed() -> None:
    result = _run_returning("an_enum_with_data", "--kernel-return", "sret-first")
    assert result.output == "result = Move { x: 5, y: -5.0 }\n"
    result = _run_returning("an_enum", "--kernel-return", "sret-work-item")
    assert result.output == "result = [Left Left]\n"


def test_what_numpy_has_no_type_for_is_not_saved(tmp_path: Path) -> None:
    path = tmp_path / "result.npy"
    result = _run_returning(
        "no_option", "--kernel-return", "sret-first", "--save", f"result={path}"
    )
    assert isinstance(result.exception, CompileError)
    assert str(result.exception) == (
        f"error: `{path}` cannot be written: NumPy has no type for what it is to hold\n"
        "help: leave out `--save`: the result is printed"
    )
    assert not path.exists()


def test_bisecting_compares_what_kernels_return() -> None:
    command = [str(RETURNING), "a_wide_option", "5", "--kernel-return", "sret-first"]
    result = CliRunner().invoke(bisect_command, command)
    assert result.exception is None
    lines = result.output.splitlines()
    assert "promote-kernel-sret: same" in lines
    assert all(line.endswith(": same") for line in lines)

    passes = [*Pipeline(kernel_return="sret-first").passes("mir", "asptr")]
    steps = bisect(
        load(RETURNING, kernels=["a_float"]),
        "a_float",
        lambda _: [5],
        grid=1,
        block=1,
        pipeline=Pipeline(kernel_return="sret-first"),
        passes=[*passes, _DivisionsBecomeProducts()],
    )
    assert [step.good for step in steps] == [True] * (len(passes) + 1) + [False]
