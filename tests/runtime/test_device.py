"""What work-items do with one another, and what becomes of those that fail."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from rusticle.runtime import (
    ArgumentError,
    Kernel,
    KernelCrash,
    KernelPanic,
    LaunchTimeout,
    Module,
)
from rusticle.runtime.arguments import dtype_of
from rusticle.simulation import Device

KERNELS = Path(__file__).with_name("device_kernels.rs")


@pytest.fixture(scope="module")
def module() -> Iterator[Module]:
    with Device() as device:
        yield device.compile(KERNELS)


def _kernel(module: Module, name: str) -> Kernel:
    return module.get_function(name)


def test_a_workgroup_of_1024_reduces_through_lds(module: Module) -> None:
    x, out = np.arange(4096, dtype="u4"), np.zeros(4, "u4")
    _kernel(module, "group_sum")((4,), (1024,), (x, out, 1024))
    assert out.tolist() == x.reshape(4, 1024).sum(1).tolist()


def test_1024_work_items_pass_barriers_in_a_loop(module: Module) -> None:
    out = np.zeros(1024, "u4")
    _kernel(module, "barrier_loop")(1, 1024, (out, 200))
    assert out.tolist() == ((np.arange(1024) + 200) % 1024 + 200).tolist()


def test_mbcnt_numbers_the_lanes_of_a_wave(module: Module) -> None:
    out = np.zeros(100, "u4")
    _kernel(module, "lanes")(1, 100, (out,))
    assert out.tolist() == [i % 32 for i in range(100)]


def test_a_ballot_has_the_lanes_that_are_there(module: Module) -> None:
    out = np.zeros(40, "u8")
    _kernel(module, "ballots")(1, 40, (out,))
    here = [i for i in range(32) if i % 3 == 0]
    even = sum(1 << i for i in here if i % 2 == 0)
    others = sum(1 << i for i in range(32) if i % 3)
    # After the branch all lanes meet again, and lane 0 is among them.
    assert out[:32].tolist() == [(even if i % 3 == 0 else others) ^ 1 for i in range(32)]


def test_lanes_exchange_values(module: Module) -> None:
    out = np.zeros((32, 6), "u4")
    _kernel(module, "exchanges")(1, 32, (out,))
    expected = [
        [0, 12, (i + 1) % 32, (i - 1) % 32, sum(range(32)), max(j ^ 5 for j in range(32))]
        for i in range(32)
    ]
    assert out.tolist() == expected


def test_atomics_count_across_workgroups(module: Module) -> None:
    counter, x = np.zeros(1, "u4"), np.arange(10_000, dtype="u4")
    _kernel(module, "count")(40, 256, (counter, x))
    assert counter[0] == x.sum()


def test_a_work_item_that_sleeps_lets_others_run(module: Module) -> None:
    flag, out = np.zeros(1, "u4"), np.zeros(1, "u4")
    _kernel(module, "hand_over")(1, 64, (flag, out, 63))
    assert out[0] == 7


def test_indirect_calls_reach_functions_that_ask_and_that_wait(module: Module) -> None:
    table = _kernel(module, "table")
    results = [np.zeros(4, "u4") for _ in range(3)]
    for which, out in enumerate(results):
        table(1, 4, (out, which))
    assert [r.tolist() for r in results] == [[0, 1, 2, 3], [100] * 4, [7] * 4]


def test_the_dispatch_packet_has_the_sizes(module: Module) -> None:
    out = np.zeros(8, "u4")
    _kernel(module, "sizes")((2, 3, 4), (8, 2, 1), (out,))
    assert out[:7].tolist() == [8, 2, 1, 16, 6, 4, 32]


def test_scalars_of_every_kind_arrive(module: Module) -> None:
    out = np.zeros((8, 2), "u8")
    particle = {"mass": 1.0, "charge": -1, "position": (1.0, 2.0, 3.0)}
    arguments = (out, 2**100 + 5, -2, 1.5, True, "é", -3, (7, 9), particle)
    _kernel(module, "scalars")(1, 1, arguments)
    three = int(np.array(3.0).view("u8"))
    one_and_a_half = int(np.array(1.5).view("u8"))
    expected = [3 * (2**100 + 5), -2, one_and_a_half, 1, 0xE9, -3, 16, three - 1]
    assert [int(a) | int(b) << 64 for a, b in out] == [v % 2**128 for v in expected]


def test_structs_are_records(module: Module) -> None:
    drift = _kernel(module, "drift")
    element = drift.manifest.parameters[0].shape.element
    assert element is not None
    particles: Any = np.zeros(5, dtype_of(element))
    particles["mass"], particles["charge"] = np.arange(5), 3
    drift(1, 8, (particles, 2.0))
    assert particles["position"][:, 0].tolist() == [0, 2, 4, 6, 8]
    assert particles["charge"].tolist() == [-3] * 5


def test_arrays_of_the_device_are_not_copied(module: Module) -> None:
    out = module.device.zeros(32, "u4")
    view = out[:]
    del out
    _kernel(module, "lanes")(1, 32, (view,))
    assert view.tolist() == list(range(32))


def test_overlapping_arrays_stay_overlapping(module: Module) -> None:
    x = np.arange(8, dtype="u4")
    _kernel(module, "count")(1, 256, (x[:1], x))
    assert x[0] == sum(range(8))


@pytest.mark.parametrize(
    ("name", "arguments", "message"),
    [
        (
            "count",
            (np.zeros(1, "f4"), np.zeros(1, "u4")),
            "argument `counter: &core::sync::atomic::Atomic<u32>` of `count` must be an array of "
            "uint32, not float32",
        ),
        (
            "deep",
            (np.zeros(4, "u8"), -1),
            "argument `n: u64` of `deep` must be between 0 and 18446744073709551615, but is -1",
        ),
        (
            "deep",
            (np.zeros(8, "u8")[::2], 1),
            "argument `out: &mut [u64]` of `deep` must be a contiguous array: pass "
            "`numpy.ascontiguousarray(...)`",
        ),
        (
            "deep",
            (np.broadcast_to(np.zeros(1, "u8"), (1,)), 1),
            "argument `out: &mut [u64]` of `deep` may be written, so the array must not be "
            "read-only",
        ),
        ("deep", (None, 1), "argument `out: &mut [u64]` of `deep` must be an array, not None"),
        (
            "deep",
            (np.zeros(1, "u8"), 1.5),
            "argument `n: u64` of `deep` must be an integer, not `float`",
        ),
        ("deep", (1,), "kernel `deep` takes 2 arguments, but 1 were given"),
    ],
)  # fmt: skip
def test_wrong_arguments_are_refused(
    module: Module, name: str, arguments: tuple[object, ...], message: str
) -> None:
    with pytest.raises(ArgumentError) as raised:
        _kernel(module, name)(1, 1, arguments)
    assert raised.value.diagnostics[0].message == message


@pytest.mark.parametrize(("grid", "block"), [(0, 1), (1, 2048), ((1, 2, 3, 4), 1)])
def test_wrong_sizes_are_refused(
    module: Module, grid: int | tuple[int, ...], block: int | tuple[int, ...]
) -> None:
    with pytest.raises(ArgumentError):
        _kernel(module, "lanes")(grid, block, (np.zeros(1, "u4"),))


def test_a_panic_names_the_work_item_and_the_line(module: Module) -> None:
    x = np.zeros(10, "u4")
    with pytest.raises(KernelPanic) as raised:
        _kernel(module, "out_of_bounds")(1, 8, (x, 5))
    diagnostic = raised.value.diagnostics[0]
    assert diagnostic.message == (
        "kernel `out_of_bounds` panicked: index out of bounds: the length is 10 but the index is 10"
    )
    assert diagnostic.notes == ("in work-item (5, 0, 0) of workgroup (0, 0, 0)",)
    assert diagnostic.span is not None
    source = KERNELS.read_text().splitlines()
    assert source[diagnostic.span.line - 1].strip() == "x[at + workitem_id_x() as usize] = 1;"
    assert not x.any(), "what a failed launch wrote is not copied back"


def test_a_crash_becomes_an_exception_and_the_device_lives_on(module: Module) -> None:
    with pytest.raises(KernelCrash) as raised:
        _kernel(module, "wild_fiber")(1, 8, (0x1230,))
    assert raised.value.signal == 11
    assert raised.value.where.item == (3, 0, 0)
    assert "it accessed address 0x1230" in raised.value.diagnostics[0].notes
    out = np.zeros(4, "u4")
    _kernel(module, "lanes")(1, 4, (out,))
    assert out.tolist() == [0, 1, 2, 3]


@pytest.mark.parametrize("name", ["deep", "deep_pages"])
def test_a_stack_overflow_is_called_one(module: Module, name: str) -> None:
    with pytest.raises(KernelCrash) as raised:
        _kernel(module, name)(1, 4, (np.zeros(4, "u8"), 100_000))
    assert "that is past the work-item's 262144 bytes of scratch memory" in (
        raised.value.diagnostics[0].notes
    )


def test_a_kernel_that_never_ends_is_stopped(module: Module) -> None:
    start = time.monotonic()
    with pytest.raises(LaunchTimeout, match=r"kernel `endless` did not end within 0.3 s"):
        _kernel(module, "endless")(2, 1, (np.zeros(1, "u4"),), timeout=0.3)
    assert time.monotonic() - start < 10


def test_a_panic_is_told_even_if_others_never_end() -> None:
    with Device(threads=2) as device:
        kernel = device.compile(KERNELS).get_function("panic_beside_endless")
        with pytest.raises(KernelPanic, match="the length is 3 but the index is 5"):
            kernel(2, 1, (np.zeros(1, "u4"), 5), timeout=60)


def test_threads_share_a_device(module: Module) -> None:
    outs = [np.zeros(64, "u4") for _ in range(4)]

    def launch(out: Any) -> None:
        for _ in range(10):
            _kernel(module, "lanes")(1, 64, (out,))

    threads = [threading.Thread(target=launch, args=(out,)) for out in outs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(out.tolist() == [i % 32 for i in range(64)] for out in outs)


def test_closing_a_device_ends_its_process() -> None:
    device = Device(threads=1)
    device.start()
    process = device._child._process  # pyright: ignore[reportPrivateUsage]
    assert process is not None
    device.close()
    with pytest.raises(ProcessLookupError):
        os.kill(process.pid, 0)


def test_waves_can_have_64_lanes() -> None:
    with Device(wave_size=64) as device:
        out = np.zeros(128, "u4")
        device.compile(KERNELS).get_function("lanes")(1, 128, (out,))
    assert out.tolist() == [i % 64 for i in range(128)]
