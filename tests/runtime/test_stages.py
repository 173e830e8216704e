"""Every stage of a compilation can be read back and run, and gives the same result."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any, cast

import numpy as np
import pytest

from rusticle.api import generate, load
from rusticle.diagnostics import CompileError
from rusticle.pipeline import Pipeline
from rusticle.simulation import Device, build

from .example_inputs import LAUNCHES

EXAMPLES = Path(__file__).parents[2] / "examples"
CHOSEN = ("vadd", "drops")
"""Raw pointers; slices, functions that stay functions, drop glue."""


@pytest.fixture(scope="module")
def device() -> Any:
    with Device() as device:
        yield device


def _bytes(values: list[Any]) -> list[bytes]:
    return [cast("Any", v).tobytes() for v in values if isinstance(v, np.ndarray)]


@pytest.mark.parametrize("example", CHOSEN)
def test_every_stage_runs_and_gives_the_same(device: Device, example: str, tmp_path: Path) -> None:
    module = load(EXAMPLES / f"{example}.rs")
    reference = device.load(build(module.clone()))
    generate(module, Pipeline(), "llvm-dialect", save_stages=tmp_path)
    stages = sorted(tmp_path.glob("*.mlir"))
    assert len(stages) > 5
    *runnable, last = stages
    with pytest.raises(CompileError, match="cannot be simulated"):
        build(load(last))
    manifest = reference.program.manifest
    loaded = [device.load(build(load(stage), manifest=manifest, opt_level=1)) for stage in runnable]
    for name, make in LAUNCHES[example]:
        kernel = reference.get_function(name)
        grid, block, expected = make(np.random.default_rng(3), kernel.manifest)
        arguments = copy.deepcopy(expected)
        kernel(grid, block, expected)
        assert _bytes(expected) != _bytes(arguments)
        for stage, program in zip(runnable, loaded, strict=True):
            values = copy.deepcopy(arguments)
            program.get_function(name)(grid, block, values)
            assert _bytes(values) == _bytes(expected), stage.name
