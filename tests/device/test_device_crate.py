"""The crate for kernels: examples written with it, run in the simulator and compiled."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from xdsl.dialects.builtin import ModuleOp

import rusticle
from rusticle import Pipeline
from rusticle.runtime import Module
from rusticle.runtime.arguments import dtype_of
from rusticle.simulation import Device, build

PACKAGE = Path(__file__).with_name("kernels")


@pytest.fixture(scope="module", params=[32, 64], ids=["wave32", "wave64"])
def device(request: pytest.FixtureRequest) -> Iterator[Device]:
    with Device(wave_size=request.param) as device:
        yield device


@pytest.fixture(scope="module")
def imported() -> ModuleOp:
    """The package at the `mir` level, to be cloned."""
    return rusticle.load(PACKAGE)


@pytest.fixture(scope="module")
def lowered(imported: ModuleOp) -> ModuleOp:
    """The package at the `asptr` level, to be cloned."""
    module = imported.clone()
    Pipeline().run(module, stop="asptr")
    return module


@pytest.fixture(scope="module")
def module(device: Device, imported: ModuleOp) -> Module:
    return device.load(build(imported.clone()))


def test_work_items_know_their_numbers(module: Module) -> None:
    groups, items = (2, 3, 2), (4, 2, 3)
    out = np.zeros((12 * 24, 16), "u4")
    module.get_function("numbers")(groups, items, (out,))
    sizes = [g * i for g, i in zip(groups, items, strict=True)]
    at = 0
    for gz, gy, gx in np.ndindex(2, 3, 2):
        for iz, iy, ix in np.ndindex(3, 2, 4):
            assert out[at].tolist() == [
                ix, iy, iz, gx, gy, gz, *items, *sizes, groups[0],
                gx * 4 + ix, gy * 2 + iy, gz * 3 + iz,
            ]  # fmt: skip
            at += 1


def test_a_launch_describes_itself(module: Module) -> None:
    out = np.zeros(8, "u4")
    module.get_function("launch")((5,), (64,), (out,), shared_mem=96)
    static = module.get_function("launch").manifest.lds_size
    setup, *rest = out.tolist()
    assert setup in (1, 3)
    assert rest[:6] == [320, 64, static + 96, 5, 64, 0]
    assert rest[6] in (1, 3)


def test_a_grid_strides_over_more_than_it_has(module: Module) -> None:
    x, y = np.arange(1000, dtype="f4"), np.ones(1000, "f4")
    module.get_function("saxpy")((2,), (64,), (x, y, 2.0))
    assert y.tolist() == (2 * x + 1).tolist()


def test_workgroups_share_memory(module: Module) -> None:
    x = np.arange(400, dtype="u4")
    module.get_function("reverse")((4,), (100,), (x,))
    assert x.tolist() == np.arange(400).reshape(4, 100)[:, ::-1].ravel().tolist()


def test_a_launch_sizes_shared_memory(module: Module) -> None:
    x, size = np.arange(60, dtype="u8") << np.uint64(33), np.zeros(1, "u4")
    expected = x[::-1].tolist()
    module.get_function("reverse_sized")(1, 60, (x, size), shared_mem=480)
    assert (x.tolist(), size[0]) == (expected, 480)


def test_lanes_work_together(device: Device, module: Module) -> None:
    function = module.get_function("lanes")
    element = function.manifest.parameters[1].shape.element
    assert element is not None
    n = device.wave_size
    x = np.random.default_rng(3).integers(0, 900, n, dtype="u4")
    out: Any = np.zeros(n, dtype_of(element))
    function(1, n, (x, out))
    v = [int(value) for value in x]
    lane = range(n)
    assert out["size"].tolist() == [n] * n
    assert out["lane"].tolist() == list(lane)
    assert out["any"].tolist() == [any(w % 7 == 3 for w in v)] * n
    assert out["all"].tolist() == [True] * n
    assert out["rank"].tolist() == [sum(w % 2 == 0 for w in v[:i]) for i in lane]
    assert out["first"].tolist() == [v[0] + 0.5] * n
    assert out["read"].tolist() == [-v[5]] * n
    assert out["xor"].tolist() == [v[i ^ 3] for i in lane]
    assert out["up"].tolist() == [v[i - 2 if i >= 2 else i] << 40 for i in lane]
    assert out["down"].tolist() == [v[i + 2 if i + 2 < n else i] for i in lane]
    assert out["sum"].tolist() == [sum(v)] * n
    product = 1
    for w in v:
        product = product * (w | 1) % 2**32
    assert out["product"].tolist() == [product] * n
    assert out["scan"].tolist() == [-sum(v[: i + 1]) for i in lane]
    there = [i for i in lane if v[i] % 3 == 1]
    mask, values = sum(1 << i for i in there), [v[i] for i in there]
    for field, value in (
        ("active", mask), ("active_sum", sum(values)), ("active_min", min(values)),
        ("active_max", max(values)),
    ):  # fmt: skip
        assert out[field].tolist() == [value if i in there else 0 for i in lane], field
    assert out["is_first"].tolist() == [i == there[0] for i in lane]


def test_atomics_of_all_scopes_count(module: Module) -> None:
    x = np.random.default_rng(5).integers(0, 100, 512, dtype="u4")
    total = np.zeros(1, "u4")
    module.get_function("count")((4,), (128,), (x, total))
    assert total[0] == (x % 2).sum()


def test_every_atomic_operation_does_what_cores_does(module: Module) -> None:
    u, i, out = np.array([4], "u4"), np.array([-5], "i4"), np.zeros(14, "u4")
    module.get_function("operations")(1, 1, (u, i, out))
    most = 2**32 - 1
    assert out.tolist() == [
        4, 5, 15, 12, 4, most, most, 0, most - 1, most - 4, 3, 107, 8, 8,
    ]  # fmt: skip
    assert (int(u[0]), int(i[0])) == (8, -9)


def _kernel(text: str, name: str) -> str:
    """One kernel of a module's text."""
    return text[text.index(f"hsa.kernel @{name}(") :].split("hsa.return")[0]


@pytest.mark.parametrize("scope", ["wavefront", "workgroup", "agent", "system", "core"])
def test_scopes_are_llvms(lowered: ModuleOp, scope: str) -> None:
    kernel = _kernel(str(lowered), f"in_{scope}")
    operations = re.findall(r"asptr\.(?:atomic_load|fence|atomic_store).*", kernel)
    assert len(operations) == 3
    for operation in operations:
        scopes = re.findall(r'syncscope\("(\w+)"\)', operation)
        assert scopes == ([] if scope in ("system", "core") else [scope])


def test_a_wider_scope_costs_more_instructions(lowered: ModuleOp) -> None:
    assembly = rusticle.generate(lowered.clone(), Pipeline(cpu="gfx942"), "asm").text
    counts: list[int] = []
    caches: dict[str, list[str]] = {}
    for scope in ("wavefront", "workgroup", "agent", "system", "core"):
        (code,) = re.findall(rf"^in_{scope}: .*?s_endpgm", assembly, re.S | re.M)
        counts.append(len(re.findall(r"^\t[a-z]\w+", code, re.M)))
        caches[scope] = re.findall(r"\t(?:buffer_inv|buffer_wbl2).*", code)
    assert counts == sorted(counts)
    assert counts[0] < counts[2]
    # AMDGPUUsage, "Memory Model gfx942": the bits name what is left behind and fetched anew.
    assert not caches["wavefront"]
    assert all("sc1" in line and "sc0" not in line for line in caches["agent"])
    assert all("sc0 sc1" in line for line in caches["system"])
    assert caches["agent"]
    assert caches["core"] == caches["system"]
    assert caches["core"]


@pytest.mark.parametrize("cpu", ["gfx900", "gfx90a", "gfx1030", "gfx1100", "gfx1201"])
def test_the_kernels_compile_for_every_family(lowered: ModuleOp, cpu: str) -> None:
    code = rusticle.generate(lowered.clone(), Pipeline(cpu=cpu))
    assert code.data[:4] == b"\x7fELF"


def test_memory_that_a_launch_sizes_is_a_global_without_size(lowered: ModuleOp) -> None:
    module = lowered.clone()
    pipeline = Pipeline(cpu="gfx1100")
    pipeline.run(module)
    ir = pipeline.llvm_ir(module)
    assert re.search(
        r"@launch_sized_workgroup_mem = external addrspace\(3\) global \[0 x i8\], align 8", ir
    )
