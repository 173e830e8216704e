"""Every stage on the way to the simulator can be read back and run, and gives the same result."""

from __future__ import annotations

import copy
import re
from pathlib import Path
from typing import Any, cast

import numpy as np
import pytest
from xdsl.dialects.builtin import ModuleOp, StringAttr

from rusticle.api import generate, load
from rusticle.diagnostics import CompileError
from rusticle.manifest_attribute import MANIFEST, keep_manifest, kept_manifest
from rusticle.pipeline import Pipeline
from rusticle.runtime import (
    Component,
    KernelFault,
    KernelManifest,
    KernelPanic,
    Manifest,
    Parameter,
    Shape,
    Site,
)
from rusticle.simulation import Device, build

from .example_inputs import LAUNCHES

EXAMPLES = Path(__file__).parents[2] / "examples"
KERNELS = Path(__file__).with_name("device_kernels.rs")
CHOSEN = ("vadd", "drops", "shapes", "nbody")
"""Raw pointers; drop glue, functions that stay functions; trait objects; structs."""
PIPELINE = [
    "mir",
    "verify-kernel-arguments",
    "verify-kernel-return",
    "wrap-kernels",
    "elaborate-drops",
    "lower-mir",
    "resolve-virtual-calls",
    "delegate-foreign-calls",
    "promote-allocas",
    "infer-address-spaces",
    "thread-launch-context",
    "lower-to-llvm",
]


@pytest.fixture(scope="module")
def device() -> Any:
    with Device() as device:
        yield device


def _bytes(values: list[Any]) -> list[bytes]:
    return [cast("Any", v).tobytes() for v in values if isinstance(v, np.ndarray)]


def _saved(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.mlir"))


@pytest.mark.parametrize("example", CHOSEN)
def test_every_stage_runs_and_gives_the_same(device: Device, example: str, tmp_path: Path) -> None:
    reference = device.compile(EXAMPLES / f"{example}.rs", save_stages=tmp_path)
    stages = _saved(tmp_path)
    assert [stage.stem.partition("-")[2] for stage in stages] == PIPELINE
    loaded = [device.load(build(load(stage), opt_level=1)) for stage in stages]
    for name, make in LAUNCHES[example]:
        kernel = reference.get_function(name)
        grid, block, expected = make(np.random.default_rng(3), kernel.manifest)
        arguments = copy.deepcopy(expected)
        kernel(grid, block, expected)
        assert _bytes(expected) != _bytes(arguments)
        for stage, program in zip(stages, loaded, strict=True):
            # Each says what its kernels take, down to the names of fields.
            assert program.get_function(name).manifest.parameters == kernel.manifest.parameters
            values = copy.deepcopy(arguments)
            program.get_function(name)(grid, block, values)
            assert _bytes(values) == _bytes(expected), stage.name


def test_stages_of_a_compilation_for_a_gpu_run_down_to_llvm(device: Device, tmp_path: Path) -> None:
    module = load(EXAMPLES / "vadd.rs")
    generate(module, Pipeline(), "llvm-dialect", save_stages=tmp_path)
    *runnable, last = _saved(tmp_path)
    for stage in runnable:
        y = np.ones(8, "f4")
        vadd = device.load(build(load(stage), opt_level=1)).get_function("vadd")
        vadd(1, 8, (np.arange(8, dtype="f4"), y, 8, 2.0))
        assert y.tolist() == [2.0 * i + 1 for i in range(8)], stage.name
    with pytest.raises(CompileError) as raised:
        build(load(last))
    host = re.escape(raised.value.diagnostics[0].notes[0].split("`")[1])
    assert re.fullmatch(
        "error: the module is at the `llvm` level, lowered for `amdgcn-amd-amdhsa`, and cannot run "
        f"on this host\nnote: the host is `{host}`\nhelp: run it as it was at the `asptr` level, "
        "or its last stage of those that `rusticle run --save-stages` writes",
        str(raised.value),
    )


def test_a_module_without_a_manifest_or_a_target_is_refused(tmp_path: Path) -> None:
    last = tmp_path / "last.mlir"
    build(load(EXAMPLES / "vadd.rs"), observer=_last_into(last))
    module = load(last)
    del module.attributes[MANIFEST]
    with pytest.raises(CompileError, match="does not say what its kernels take"):
        build(module.clone())
    del module.attributes["llvm.target_triple"]
    with pytest.raises(CompileError, match="lowered for no target that it names"):
        build(module.clone())
    module.attributes[MANIFEST] = StringAttr("nonsense")
    with pytest.raises(CompileError, match=r"`simulator.manifest` is none that Rusticle wrote"):
        kept_manifest(module)


def _last_into(path: Path) -> Any:
    def observe(_: str, module: ModuleOp) -> None:
        path.write_text(str(module), encoding="utf-8")

    return observe


@pytest.mark.parametrize("name", ["race", "out_of_bounds"])
def test_mistakes_are_found_from_every_stage_of_a_checked_program(
    device: Device, name: str, tmp_path: Path
) -> None:
    device.compile(KERNELS, kernels=(name,), check=True, save_stages=tmp_path)
    stages = _saved(tmp_path)
    assert [stage.stem.partition("-")[2] for stage in stages[-3:]] == [
        "instrument-checks", "thread-launch-context", "lower-to-llvm",
    ]  # fmt: skip
    arguments = {"race": (np.zeros(8, "u4"),), "out_of_bounds": (np.zeros(10, "u4"), 5)}[name]
    found: set[str] = set()
    # From the stage on at which checks are put in, they need not be asked for.
    for stage, check in [(s, True) for s in stages[-5:]] + [(s, False) for s in stages[-3:]]:
        kernel = device.load(build(load(stage), check=check)).get_function(name)
        with pytest.raises((KernelFault, KernelPanic)) as raised:
            kernel(1, 8, arguments)
        found.add(str(raised.value))
    assert len(found) == 1


def test_checks_cannot_be_put_in_later(tmp_path: Path) -> None:
    build(load(EXAMPLES / "vadd.rs"), observer=_last_into(tmp_path / "last.mlir"))
    with pytest.raises(CompileError, match="has left the stage at which checks are put in"):
        build(load(tmp_path / "last.mlir"), check=True)


def test_a_manifest_that_is_kept_is_the_same() -> None:
    module = ModuleOp([])
    limits = Shape("uint", "u128", 16, 16, valid=(0, 2**128 - 1))
    kernel = KernelManifest("k", (Parameter("n", limits, (Component(0, 16, "i128"),)),), 16, 0)
    manifest = Manifest({"k": kernel}, (Site("hsa.trap", "panic", 'Grüße, "{}"', "k", "k.rs:1:2"),))
    keep_manifest(module, manifest)
    assert kept_manifest(module) == manifest
