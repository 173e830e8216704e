"""Calls of methods and function pointers give the same however they are made."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from rusticle.api import load
from rusticle.context import new_context
from rusticle.dialects import asptr
from rusticle.pipeline import Pipeline
from rusticle.simulation import Device, build

from .example_inputs import LAUNCHES

EXAMPLES = Path(__file__).parents[2] / "examples"
PIPELINES = {
    "direct": Pipeline(),
    "bound": Pipeline(virtual_call_bound=4),
    "indirect": Pipeline(virtual_calls="indirect"),
}


@pytest.mark.parametrize("example", ["shapes", "fn_table"])
def test_every_way_gives_the_same(example: str, capfd: pytest.CaptureFixture[str]) -> None:
    module = load(EXAMPLES / f"{example}.mir")
    (name, make) = LAUNCHES[example][0]
    results: dict[str, list[Any]] = {}
    with Device() as device:
        for way, pipeline in PIPELINES.items():
            kernel = device.load(build(module.clone(), pipeline)).get_function(name)
            grid, block, values = make(np.random.default_rng(3), kernel.manifest)
            before = copy.deepcopy(values)
            kernel(grid, block, values)
            results[way] = [value.tobytes() for value in values]
            assert results[way] != [value.tobytes() for value in before]
    assert results["bound"] == results["indirect"] == results["direct"]
    remarks = capfd.readouterr().err
    assert "is a call by pointer" in remarks
    assert ("stays a call by pointer" in remarks) == (example == "fn_table")


@pytest.mark.parametrize("example", ["shapes", "fn_table"])
def test_direct_leaves_no_call_by_pointer(example: str) -> None:
    module = load(EXAMPLES / f"{example}.mir")
    pipeline = Pipeline()
    pipeline.run(module, stop="asptr")

    def indirect() -> int:
        return sum(isinstance(op, asptr.CallIndirectOp) for op in module.walk())

    assert indirect()
    ctx = new_context()
    for pass_ in pipeline.asptr_passes():
        pass_.apply(ctx, module)
    module.verify()
    assert not indirect()
