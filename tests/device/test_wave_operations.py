"""What the lanes of a simulated wave get, against a model of the hardware written by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rusticle import CompileError, load
from rusticle.runtime import KernelPanic, Module
from rusticle.runtime.arguments import dtype_of
from rusticle.simulation import Device, build
from tests.support.wave_model import REDUCTIONS, U32, Wave, mbcnt, perm

FOLDER = Path(__file__).parent
KERNELS = FOLDER / "device_functions.rs"

_NOT_SIMULATED = "s_get_barrier_state"

DPP = {
    "quad_perm": (0x1B, 15, 15, True),
    "row_shl": (0x103, 15, 15, True),
    "row_shl_old": (0x103, 15, 15, False),
    "row_shr": (0x11F, 15, 15, True),
    "row_shr_old": (0x112, 15, 15, False),
    "row_ror": (0x125, 15, 15, True),
    "wave_shl": (0x130, 15, 15, False),
    "wave_rol": (0x134, 15, 15, True),
    "wave_shr": (0x138, 15, 15, True),
    "wave_ror": (0x13C, 15, 15, True),
    "row_mirror": (0x140, 15, 15, False),
    "row_half_mirror": (0x141, 15, 15, True),
    "row_bcast15": (0x142, 10, 15, False),
    "row_bcast31": (0x143, 12, 15, True),
    "row_share": (0x155, 15, 15, True),
    "row_xmask": (0x16A, 15, 15, False),
    "some_rows": (0x121, 5, 15, True),
    "some_banks": (0x121, 15, 6, True),
}
"""The arguments of the kernels of `dpp_kernels.rs`."""

Words = list[list[int]]

Operation = Callable[[Wave, Words, Words], Any]


def _reduction(step: Callable[[int, int], int]) -> Operation:
    return lambda w, a, _: w.wave_reduce(step, a[0])


OPERATIONS: dict[str, Operation] = {
    "ballot": lambda w, a, _: w.ballot(a[0]),
    "inverse_ballot": lambda w, _, b: w.inverse_ballot(b[0]),
    **{f"wave_reduce_{how}": _reduction(step) for how, step in REDUCTIONS.items()},
    "readfirstlane_u32": lambda w, a, _: w.readfirstlane(a[0]),
    "readfirstlane_u64": lambda w, _, b: w.readfirstlane(b[0]),
    "readlane_u32": lambda w, a, _: w.readlane(a[0], a[1]),
    "readlane_u64": lambda w, a, b: w.readlane(b[0], a[0]),
    "writelane_u32": lambda w, a, _: w.writelane(a[0], a[1], a[2]),
    "writelane_u64": lambda w, a, b: w.writelane(b[0], a[0], b[1]),
    "update_dpp": lambda w, a, _: w.update_dpp(0x111, 15, 15, True, a[0], a[1]),
    "ds_permute": lambda w, a, _: w.ds_permute(a[0], a[1]),
    "ds_bpermute": lambda w, a, _: w.ds_bpermute(a[0], a[1]),
    "permlane16_u32": lambda w, a, _: w.permlane16(
        a[0], a[1], w.scalar_selectors(a[2], a[3]), other_row=False
    ),
    "permlanex16_u32": lambda w, a, _: w.permlane16(
        a[0], a[1], w.scalar_selectors(a[2], a[3]), other_row=True
    ),
    "permlane16_var": lambda w, a, _: w.permlane16(a[0], a[1], a[2].__getitem__, other_row=False),
    "permlanex16_var": lambda w, a, _: w.permlane16(a[0], a[1], a[2].__getitem__, other_row=True),
    "permlane64_u32": lambda w, a, _: w.permlane64(a[0]),
    "permlane16_swap": lambda w, a, _: w.permlane_swap(16, a[0], a[1]),
    "permlane32_swap": lambda w, a, _: w.permlane_swap(32, a[0], a[1]),
}
"""The kernels of `device_functions.rs` in which lanes exchange values, and what they get of their
words and longs."""

_LONG = frozenset(("ballot", "readfirstlane_u64", "readlane_u64", "writelane_u64"))
"""Those whose result has 64 bits."""


@pytest.fixture(scope="module", params=[32, 64], ids=["wave32", "wave64"])
def device(request: pytest.FixtureRequest) -> Iterator[Device]:
    with Device(wave_size=request.param) as device:
        yield device


@pytest.fixture(scope="module")
def module(device: Device) -> Module:
    module = load(KERNELS)
    for op in list(module.body.block.ops):
        name = op.properties.get("link_name")
        if name is not None and getattr(name, "data", None) == _NOT_SIMULATED:
            op.detach()
            op.erase()
    return device.load(build(module))


def _cells(module: Module, kernel: str, count: int, seed: int) -> Any:
    """Cells with random operands, some of them of inactive work-items."""
    element = module.get_function(kernel).manifest.parameters[0].shape.element
    assert element is not None
    dtype: np.dtype[np.void] = dtype_of(element)
    rng = np.random.default_rng(seed)
    cells = np.frombuffer(rng.bytes(dtype.itemsize * count), dtype).copy()
    cells["active"] = rng.random(count) < rng.choice([0.2, 0.8, 1.0])
    # At least one of each wave takes part.
    cells["active"][::32] = 1
    cells["out"] = 0
    return cells


def _waves(cells: Any, size: int) -> Iterator[tuple[range, Wave]]:
    """The work-items of each wave; those that do not exist are inactive lanes."""
    for start in range(0, len(cells), size):
        items = range(start, min(start + size, len(cells)))
        yield items, Wave(size, frozenset(i - start for i in items if cells["active"][i]))


def _padded(values: Any, items: range, size: int) -> list[int]:
    part = [int(values[i]) for i in items]
    return part + [0] * (size - len(part))


seeds = st.integers(0, 2**32)
sizes = st.integers(1, 64)


@given(count=sizes, seed=seeds)
@settings(max_examples=8, deadline=None)
@pytest.mark.parametrize("name", OPERATIONS)
def test_lanes_get_what_the_hardware_gives(
    device: Device, module: Module, name: str, count: int, seed: int
) -> None:
    cells = _cells(module, name, count, seed)
    cells["out_long"] = 0
    before = cells.copy()
    module.get_function(name)(1, count, (cells,))
    size = device.wave_size
    for items, wave in _waves(before, size):
        words = [_padded(before["words"][:, k], items, size) for k in range(4)]
        longs = [_padded(before["longs"][:, k], items, size) for k in range(2)]
        expected = OPERATIONS[name](wave, words, longs)
        for lane, item in enumerate(items):
            want = expected[lane] if lane in wave.active else 0
            if name in _LONG:
                assert cells["out_long"][item] == want, (name, lane)
            elif isinstance(want, tuple):
                assert tuple(cells["out"][item]) == want, (name, lane)
            else:
                assert cells["out"][item][0] == want, (name, lane)


@pytest.fixture(scope="module")
def dpp(device: Device) -> Module:
    return device.compile(FOLDER / "dpp_kernels.rs")


@given(count=sizes, seed=seeds)
@settings(max_examples=4, deadline=None)
@pytest.mark.parametrize("name", DPP)
def test_dpp_reads_the_lanes_that_its_control_says(
    device: Device, dpp: Module, name: str, count: int, seed: int
) -> None:
    cells = _cells(dpp, name, count, seed)
    before = cells.copy()
    dpp.get_function(name)(1, count, (cells,))
    size = device.wave_size
    for items, wave in _waves(before, size):
        old, value = (_padded(before[field], items, size) for field in ("old", "value"))
        expected = wave.update_dpp(*DPP[name], old, value)
        for lane, item in enumerate(items):
            assert cells["out"][item] == (expected[lane] if lane in wave.active else 0)


@given(count=sizes, seed=seeds)
@settings(max_examples=8, deadline=None)
def test_what_a_lane_counts_alone(device: Device, module: Module, count: int, seed: int) -> None:
    def run(name: str) -> tuple[list[list[int]], list[int]]:
        cells = _cells(module, name, count, seed)
        cells["words"][:, 2] &= 0x0F0F_0F0F
        words = cells["words"].tolist()
        module.get_function(name)(1, count, (cells,))
        return words, cells["out"][:, 0].tolist()

    for half, name in enumerate(("mbcnt_lo", "mbcnt_hi")):
        words, out = run(name)
        assert out == [
            (w[1] + mbcnt(w[0], i % device.wave_size, half)) & U32 for i, w in enumerate(words)
        ]
    # Selectors of every kind, which random bytes seldom are.
    words, out = run("perm")
    assert out == [perm(w[0], w[1], w[2]) for w in words]


def _run(module: Module, name: str, grid: int = 2, block: int = 64) -> Any:
    cells = _cells(module, name, grid * 64, 7)
    cells["out_long"] = 0
    module.get_function(name)(grid, block, (cells,))
    return cells


def test_what_a_work_item_knows_of_itself(device: Device, module: Module) -> None:
    items = np.arange(128)
    size = device.wave_size
    expected = {
        "workitem_id_x": items % 64,
        "workitem_id_y": items * 0,
        "workitem_id_z": items * 0,
        "workgroup_id_x": items // 64,
        "workgroup_id_y": items * 0,
        "workgroup_id_z": items * 0,
        "groupstaticsize": items * 0,
        "wavefrontsize": items * 0 + size,
        "wave_id": items % 64 // size,
        "s_get_waveid_in_workgroup": items % 64 // size,
    }
    for name, values in expected.items():
        assert _run(module, name)["out"][:, 0].tolist() == values.tolist(), name


def test_dispatches_are_numbered(module: Module) -> None:
    first, second = (_run(module, "dispatch_id")["out_long"] for _ in range(2))
    assert len({*first.tolist()}) == len({*second.tolist()}) == 1
    assert second[0] == first[0] + 1


def test_the_clock_goes_on_at_100_megahertz(module: Module) -> None:
    import time

    first = _run(module, "s_memrealtime")["out_long"].max()
    time.sleep(0.05)
    second = _run(module, "s_memrealtime")["out_long"].min()
    assert 0.05 <= (int(second) - int(first)) / 1e8 < 5


@pytest.mark.parametrize(
    "name", ["s_barrier", "wave_barrier", "sched_barrier", "sched_group_barrier", "s_sleep",
             "s_barrier_signal", "s_barrier_wait"],
)  # fmt: skip
def test_what_gives_nothing_comes_back(module: Module, name: str) -> None:
    assert _run(module, name)["out"][:, 1].tolist() == [1] * 128


def test_the_first_wave_to_signal_is_told_so(device: Device, module: Module) -> None:
    out = _run(module, "s_barrier_signal_isfirst")["out"][:, 0]
    assert out.tolist() == [int(i % 64 < device.wave_size) for i in range(128)]


def test_a_program_that_ends_does_no_more(module: Module) -> None:
    out = _run(module, "endpgm")["out"]
    assert out.tolist() == [[1, 0]] * 128


def test_a_halted_wave_is_an_error(module: Module) -> None:
    with pytest.raises(KernelPanic) as error:
        _run(module, "s_sethalt")
    assert str(error.value).startswith(
        "error: kernel `s_sethalt` panicked: halted by `s_sethalt`\n"
    )
    assert f"{KERNELS}:" in str(error.value)


def test_the_program_counter_is_0(module: Module) -> None:
    assert not _run(module, "s_getpc")["out_long"].any()


def test_what_cannot_be_simulated_is_refused_with_its_line(device: Device) -> None:
    with pytest.raises(CompileError) as error:
        device.compile(KERNELS)
    lines = KERNELS.read_text().splitlines()
    number = next(n for n, line in enumerate(lines, 1) if f"amdgpu::{_NOT_SIMULATED}" in line)
    column = lines[number - 1].index(f"amdgpu::{_NOT_SIMULATED}") + 1
    assert str(error.value) == (
        f"error: `core::arch::amdgpu::{_NOT_SIMULATED}` cannot be simulated\n"
        f"  --> {KERNELS}:{number}:{column}"
    )
