"""`rusticle run`."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner, Result

from rusticle.cli_run import run
from rusticle.diagnostics import CompileError

RETURNING = Path(__file__).with_name("returning_kernels.rs")
SHAPES = Path(__file__).parents[2] / "examples" / "shapes.mir"
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


@pytest.mark.parametrize("way", ["direct", "queue"])
def test_calls_by_pointer_are_made_as_asked(way: str) -> None:
    arguments = ["buf:f32[3]=ones", "out:f32[3]", "out:u32[3]", "--virtual-calls", way]
    result = CliRunner().invoke(
        run, [str(SHAPES), "shapes", "--grid", "1", "--block", "4", *arguments]
    )
    assert result.exception is None
    assert result.output == "areas = [7.0685835 2.25      1.125    ]\nnames = [6 6 3]\n"


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
