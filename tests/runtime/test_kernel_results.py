"""What kernels return, and kernels that are called as functions."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import rusticle
from rusticle.diagnostics import CompileError
from rusticle.pipeline import KernelReturn, Pipeline
from rusticle.runtime import EnumValue, Manifest, Module
from rusticle.simulation import Device, simulate

CRATE = Path(__file__).with_name("returning_kernels.rs")

EXPECTED: dict[str, Any] = {
    "an_integer": np.uint32(6),
    "a_wide_integer": 5 << 100 | 7,
    "a_negative_one": -5,
    "a_float": 1.25,
    "a_half": 5.0,
    "a_bool": True,
    "a_char": ord("f"),
    "an_array": [0, 5, 10, 15, 20],
}
ENUMS: dict[str, Any] = {
    "an_option": 5,
    "no_option": None,
    "a_niche": None,
    "an_option_in_an_option": EnumValue("Some", 1, {"0": None}),
    "a_wide_option": 5 << 90,
    "a_result": EnumValue("Ok", 0, {"0": 5}),
    "what_cannot_fail": EnumValue("Ok", 0, {"0": 5}),
    "an_enum": EnumValue("Left", 3),
    "a_negative_enum": EnumValue("Below", -5),
    "an_enum_with_data": EnumValue("Move", 1, {"x": 5, "y": -5.0}),
    "enums_in_a_struct": {
        "side": EnumValue("Right", 8), "command": EnumValue("Say", 2, {"0": "f"}), "wide": -5,
    },
    "enums_in_a_tuple": (EnumValue("Left", 3), None),
    "enums_in_an_array": [EnumValue("Stop", 0), EnumValue("Move", 1, {"x": 5, "y": 0.5})],
}  # fmt: skip
NOTHING = ("nothing", "zero_of_them", "unit")
NAMES = [*EXPECTED, *ENUMS, "a_union", "a_pair_in_an_option", *NOTHING, "a_pair", "a_struct"]


@pytest.fixture(scope="module")
def device() -> Iterator[Device]:
    with Device() as device:
        yield device


def _compile(device: Device, kernel_return: KernelReturn, names: list[str]) -> Module:
    return device.compile(
        CRATE, kernels=names, pipeline=Pipeline(kernel_return=kernel_return), opt_level=0
    )


@pytest.fixture(scope="module", params=["sret-launch", "sret-first", "sret-work-item"])
def module(device: Device, request: pytest.FixtureRequest) -> Module:
    return _compile(device, request.param, NAMES)


def _call(module: Module, name: str) -> list[Any]:
    """The results of a launch of 6 work-items, as a list, whichever has them."""
    kernel = module.get_function(name)
    result = kernel.call((3, 1), (1, 2), [5])
    assert kernel.manifest.result is not None
    if kernel.manifest.result.per == "launch":
        return [result]
    assert result.shape[:2] == (2, 3)
    return list(result.reshape(6, *result.shape[2:]))


@pytest.mark.parametrize("name", EXPECTED)
def test_scalars_and_arrays_come_back(module: Module, name: str) -> None:
    for result in _call(module, name):
        assert np.array_equal(result, EXPECTED[name])


def test_pairs_and_structs_come_back_as_records(module: Module) -> None:
    for pair in _call(module, "a_pair"):
        assert (pair["0"], pair["1"]) == (5, 25)
    for particle in _call(module, "a_struct"):
        assert (particle["mass"], particle["charge"]) == (5.0, 2)
        assert particle["position"].tolist() == [1.0, 2.0, 5.0]


@pytest.mark.parametrize("name", ENUMS)
def test_enums_come_back_as_values(module: Module, name: str) -> None:
    for result in _call(module, name):
        assert result == ENUMS[name]
        assert type(result) is type(ENUMS[name])


def test_what_is_in_an_enum_is_what_it_is_by_itself(module: Module) -> None:
    for pair in _call(module, "a_pair_in_an_option"):
        assert (pair["0"], pair["1"]) == (5, ord("f"))


def test_a_union_comes_back_as_all_that_it_may_be(module: Module) -> None:
    for union in _call(module, "a_union"):
        assert (union["bits"], union["number"]) == (0x40A00000, 5.0)


def test_enums_are_told_as_rust_writes_them() -> None:
    assert str(EnumValue("Stop")) == "Stop"
    assert str(EnumValue("Say", 2, {"0": "f", "1": EnumValue("Left")})) == "Say(f, Left)"
    move = EnumValue("Move", 1, {"x": 5, "y": -5.0})
    assert str(move) == "Move { x: 5, y: -5.0 }"
    assert (move["x"], int(move), EnumValue("Say", 2, {"0": "f"})[0]) == (5, 1, "f")


@pytest.mark.parametrize("name", NOTHING)
def test_what_has_no_bytes_is_nothing(module: Module, name: str) -> None:
    kernel = module.get_function(name)
    assert kernel.call(2, 2, [5]) is None
    assert kernel.manifest.result is None
    assert kernel.manifest.kernarg_size == 4


def test_each_work_item_has_its_result(device: Device) -> None:
    module = _compile(device, "sret-work-item", ["numbers"])
    kernel = module.get_function("numbers")
    found = kernel.call(3, 4, [7])
    assert found.tolist() == [[7, item, group] for group in range(3) for item in range(4)]
    assert kernel.call((1, 2), (4, 1), [7])[1, 3].tolist() == [7, 3, 0]
    # A launch alone throws the results away.
    assert kernel.launch(1, 1, [7]) >= 0


def test_the_first_work_item_can_speak_for_all(device: Device) -> None:
    module = _compile(device, "sret-first", ["numbers"])
    assert module.get_function("numbers").call(3, 4, [7]).tolist() == [7, 0, 0]


def test_a_result_of_its_own_must_be_the_launch_s() -> None:
    lines = CRATE.read_text().splitlines()
    line = lines.index("fn numbers(n: u32) -> [u32; 3] {") + 1
    with pytest.raises(CompileError) as caught:
        simulate(CRATE, "numbers", grid=1, block=1, args=[1], kernel_return="sret-launch")
    assert str(caught.value) == (
        "error: the work-items of kernel `numbers` may return different values of `[u32; 3]`, so "
        f"that a launch has no one result\n  --> {CRATE}:{line}:1\n"
        f"note: it depends on `llvm.amdgcn.workitem.id.x`, at {CRATE}:{line + 1}:9\n"
        "help: have a result for each work-item, `--kernel-return sret-work-item`, or take the "
        "first work-item's, `--kernel-return sret-first`"
    )


def test_kernels_are_functions_to_each_other(device: Device) -> None:
    module = _compile(device, "sret-first", ["factorial", "both"])
    out = np.ones(1, "u8")
    assert module.get_function("factorial").call(1, 1, [5, out]) is None
    assert out[0] == 120
    out[0] = 1
    assert module.get_function("both").call(1, 1, [4, out]) == 24 * 6 + 1
    code = rusticle.compile(
        CRATE, cpu="gfx1100", kernels=["factorial", "both"], kernel_return="sret-first"
    )
    assert code.data[:4] == b"\x7fELF"


def test_the_manifest_says_where_results_go(device: Device) -> None:
    kernel = _compile(device, "sret-work-item", ["numbers"]).program.manifest
    result = kernel.kernels["returning_kernels::numbers"].result
    assert result is not None
    assert (result.per, result.shape.type, result.component.offset) == ("work-item", "[u32; 3]", 0)
    assert Manifest.from_json(kernel.to_json()) == kernel
