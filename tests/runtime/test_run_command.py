"""`rusticle run`."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from rusticle.cli_arguments import Arguments
from rusticle.diagnostics import CompileError
from rusticle.runtime import KernelManifest
from tests.support.commands import Invoked, invoke

DEVICE_KERNELS = Path(__file__).with_name("device_kernels.rs")
RETURNING = Path(__file__).with_name("returning_kernels.rs")
SHAPES = Path(__file__).parents[2] / "examples" / "shapes.mir"
VADD = Path(__file__).parents[2] / "examples" / "vadd.rs"
ARGUMENTS = ["buf:f32[8]=arange", "buf:f32[8]=ones", "u64:8", "2.0"]
SIZES = ["--grid", "1", "--block", "8"]


def _run(*arguments: str) -> Invoked:
    return invoke("run", str(VADD), "vadd", *SIZES, *arguments)


def test_a_kernel_runs_and_what_it_changed_is_printed() -> None:
    result = _run(*ARGUMENTS)
    assert result.status == 0, result.error
    assert result.stdout == "y = [ 1.  3.  5.  7.  9. 11. 13. 15.]\n"


def test_arrays_come_from_files_and_go_to_files(tmp_path: Path) -> None:
    np.save(tmp_path / "x.npy", np.arange(8, dtype="f4"))
    output = tmp_path / "y.npy"
    result = _run(
        f"@{tmp_path / 'x.npy'}", "out:f32[8]", "8", "3.0", "--save", f"y={output}", "--check"
    )
    assert result.status == 0, result.error
    assert np.load(output).tolist() == [3.0 * i for i in range(8)]


@pytest.mark.parametrize("way", ["direct", "queue"])
def test_calls_by_pointer_are_made_as_asked(way: str) -> None:
    arguments = ["buf:f32[3]=ones", "out:f32[3]", "out:u32[3]", "--virtual-calls", way]
    result = invoke("run", str(SHAPES), "shapes", "--grid", "1", "--block", "4", *arguments)
    assert result.status == 0, result.error
    assert result.stdout == "areas = [7.0685835 2.25      1.125    ]\nnames = [6 6 3]\n"


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
    result = invoke("run", str(VADD), "vadd", *SIZES, "--", *arguments)
    if "--save" in arguments:
        result = _run(*arguments)
    assert message in str(result.error)


def _run_device(kernel: str, *arguments: str) -> Invoked:
    return invoke("run", str(DEVICE_KERNELS), kernel, *arguments)


@pytest.mark.parametrize(
    "particle",
    ["(1.0, -1, (1.0, 2.0, 3.0))", '{"charge": -1, "mass": 1.0, "position": [1.0, 2.0, 3.0]}'],
)
def test_arguments_of_every_kind_are_written(particle: str) -> None:
    scalars = [str(2**100), "-2", "f64:1.5", "true", "'c'", "-3", "(7, 9)", particle]
    result = _run_device("scalars", "out:u128[8]", *scalars)
    assert result.status == 0, result.error
    values = [3 * 2**100, 2**128 - 2, 4609434218613702656, 1, 99, 2**128 - 3, 16]
    assert all(str(value) in result.stdout for value in values), result.stdout


@pytest.mark.parametrize("array", ["out:Particle[2]", "out:u8[64]"])
def test_structs_are_made_by_their_name_or_of_bytes(array: str) -> None:
    result = _run_device("drift", array, "2.0", "--block", "2")
    assert result.status == 0, result.error
    assert "particles = [" in result.stdout


@pytest.mark.parametrize(
    ("array", "expected"),
    [
        ("buf:i128[2]=arange", ["00" * 16, "01" + "00" * 15]),
        ("buf:i128[1]=-1", ["ff" * 16]),
        ("buf:u128[1]=ones", ["01" + "00" * 15]),
    ],
)
def test_integers_of_128_bits_fill_arrays(array: str, expected: list[str]) -> None:
    (value,) = Arguments([array])(KernelManifest("k", (), 0, 0))
    assert [item.tobytes().hex() for item in value] == expected
    made = [Arguments(["buf:u128[3]=random(4)"])(KernelManifest("k", (), 0, 0)) for _ in range(2)]
    first, again = (values[0].tobytes() for values in made)
    assert first == again != bytes(48)


@pytest.mark.parametrize(
    ("argument", "message"),
    [
        ("buf:f16[4]=1e6", "`buf:f16[4]=1e6`: `f16` cannot hold 1000000.0"),
        ("buf:u8[4]=300", "`buf:u8[4]=300`: `u8` cannot hold 300"),
        ("buf:u128[4]=-1", "`buf:u128[4]=-1`: `u128` cannot hold -1"),
        (
            "out:u32[4]=zoros",
            "`out:u32[4]=zoros`: `zoros` is nothing that an array of `u32` can hold",
        ),
        ("buf:Q[2]", "`buf:Q[2]` has unknown elements: `Q`"),
        ("(1, 2", "`(1, 2` is not an argument"),
        ("(1, f())", "`(1, f())` is not an argument"),
        ("--block", "`--block` is not an argument"),
    ],
)
def test_what_is_wrong_with_an_argument_is_said(argument: str, message: str) -> None:
    with pytest.raises(CompileError) as raised:
        Arguments([argument])(KernelManifest("k", (), 0, 0))
    assert raised.value.diagnostics[0].message == message


def test_a_kernel_that_never_ends_is_stopped() -> None:
    result = _run_device("endless", "out:u32[1]", "--timeout", "0.3")
    assert str(result.error) == "error: kernel `endless` did not end within 0.3 s"


def test_a_wild_pointer_ends_in_words() -> None:
    result = _run_device("wild", "0x1230", "--block", "4")
    assert str(result.error) == (
        "error: kernel `wild` crashed: the process that ran it was ended by SIGSEGV\n"
        "note: it accessed address 0x1230\n"
        "note: in workgroup (0, 0, 0)\n"
        "help: run it with checks, which stop at the access that is wrong"
    )


def test_sizes_are_checked() -> None:
    result = invoke("run", str(VADD), "vadd", "--grid", "0")
    assert result.status == 2
    assert result.stderr.startswith(
        "error: argument --grid: `0` is not one to three positive numbers with commas\n"
    )


def _run_returning(kernel: str, *arguments: str) -> Invoked:
    return invoke("run", str(RETURNING), kernel, "5", "--block", "2", *arguments)


def test_enums_that_kernels_return_are_printed() -> None:
    result = _run_returning("an_enum_with_data", "--kernel-return", "sret-first")
    assert result.stdout == "result = Move { x: 5, y: -5.0 }\n"
    result = _run_returning("an_enum", "--kernel-return", "sret-work-item")
    assert result.stdout == "result = [Left Left]\n"


def test_what_numpy_has_no_type_for_is_not_saved(tmp_path: Path) -> None:
    path = tmp_path / "result.npy"
    result = _run_returning(
        "no_option", "--kernel-return", "sret-first", "--save", f"result={path}"
    )
    assert str(result.error) == (
        f"error: `{path}` cannot be written: NumPy has no type for what it is to hold\n"
        "help: leave out `--save`: the result is printed"
    )
    assert not path.exists()


def test_a_panic_is_told_as_rustc_tells_it(tmp_path: Path) -> None:
    source = tmp_path / "k.rs"
    source.write_text('#![no_std]\npub fn k(x: u32) {\n    assert!(x < 3, "x is {x}");\n}\n')
    result = invoke("run", str(source), "k", "7", "--panic", "report")
    assert str(result.error) == (
        f"error: kernel `k::k` panicked at {source}:3:5:\nx is 7\n"
        "note: in work-item (0, 0, 0) of workgroup (0, 0, 0)"
    )
