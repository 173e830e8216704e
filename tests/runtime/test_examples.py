"""Every example runs in the simulator and gives what rustc's native code gives, bit for bit."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any, cast

import numpy as np
import pytest

from rusticle.api import load
from rusticle.simulation import Device, build

from .example_inputs import LAUNCHES
from .native import native_library

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture(scope="module")
def device() -> Any:
    with Device() as device:
        yield device


def _bits(value: Any) -> Any:
    """What is compared: an array's bytes, of records those of their fields and no padding."""
    if not isinstance(value, np.ndarray):
        return value
    array = cast("Any", value)
    if array.dtype.names is not None:
        return [_bits(np.ascontiguousarray(array[name])) for name in array.dtype.names]
    return array.tobytes()


@pytest.mark.parametrize("example", sorted(LAUNCHES))
def test_an_example_gives_what_rustcs_code_gives(device: Device, example: str) -> None:
    source = EXAMPLES / f"{example}.rs"
    module = load(source)
    plain = device.load(build(module.clone()))
    # Checks change no result, and the examples make no mistakes.
    checked = device.load(build(module, check=True))
    assert set(plain.kernels) == {name for name, _ in LAUNCHES[example]}
    with native_library(source) as native:
        for name, make in LAUNCHES[example]:
            kernel = plain.get_function(name)
            grid, block, expected = make(np.random.default_rng(7), kernel.manifest)
            simulated, looked_at = copy.deepcopy(expected), copy.deepcopy(expected)
            before = [_bits(value) for value in expected]
            native.run(kernel.manifest, grid, block, expected)
            wanted = [_bits(value) for value in expected]
            assert wanted != before, "the kernel wrote nothing"
            kernel(grid, block, simulated)
            assert [_bits(value) for value in simulated] == wanted
            checked.get_function(name)(grid, block, looked_at)
            assert [_bits(value) for value in looked_at] == wanted


def test_every_example_has_a_launch() -> None:
    sources = {p.stem for p in EXAMPLES.glob("*.rs") if '"gpu-kernel"' in p.read_text()}
    # What calls the host has tests of its own.
    assert sources == set(LAUNCHES) | {"foreign", "panic"}
