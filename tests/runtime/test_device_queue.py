"""Kernels dispatch kernels through their own queue, and call by pointer through it."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from rusticle.pipeline import Pipeline
from rusticle.runtime import KernelCrash, KernelPanic, QueueError
from rusticle.runtime.device_queue import DESTROYED, DeviceQueue, queue_error
from rusticle.runtime.hsa_layout import PacketType
from rusticle.runtime.manifest import KernelManifest
from rusticle.runtime.memory import SharedMemory
from rusticle.runtime.worker import Status
from rusticle.simulation import Device

KERNELS = Path(__file__).parent / "queue_kernels.mlir"
_ROW = [("b", "u1", 12), ("truth", "u4"), ("whole", "i8"), ("local", "f8")]
"""What `mixed` writes for each work-item."""
PIPELINE = Pipeline(virtual_calls="queue", foreign_calls="queue")


@pytest.fixture(scope="module")
def kernels(device: Device) -> Any:
    return device.compile(KERNELS, pipeline=PIPELINE)


def _deep(kernels: Any, count: int, depth: int, which: int = 0) -> Any:
    out = np.zeros(count, "i4")
    kernels.get_function("deep")((-(-count // 64),), (64,), [depth, which, out, count])
    return out


# --- calls ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(("count", "depth"), [(1, 0), (1, 64), (70, 64), (1000, 3)])
def test_calls_nest(kernels: Any, count: int, depth: int) -> None:
    assert (_deep(kernels, count, depth) == depth * (depth + 1) // 2).all()


def test_arguments_and_results_of_every_kind_go_there_and_come_back(kernels: Any) -> None:
    rows = np.zeros(100, _ROW)
    kernels.get_function("mixed")((2,), (64,), [rows.view("u1"), 100])
    number = np.arange(100)
    assert (rows["b"][:, 0] == number).all()
    assert (rows["b"][:, 1:] == 17).all()
    assert (rows["truth"] == 1 - number % 2).all()
    assert (rows["whole"] == number).all()
    assert (rows["local"] == number + 0.5).all()


@pytest.mark.parametrize("mode", ["direct", "indirect"])
def test_the_other_ways_give_the_same(device: Device, mode: Any) -> None:
    pipeline = replace(PIPELINE, virtual_calls=mode, remarks=False)
    other = device.compile(KERNELS, pipeline=pipeline)
    assert (_deep(other, 70, 9) == 45).all()


def test_the_smallest_queue_and_no_more_room_than_for_one_are_enough() -> None:
    # Each slot and each place is waited for: what is called calls nothing.
    with Device(queue_size=1, most_dispatches=1, timeout=120) as small:
        assert not _deep(small.compile(KERNELS, pipeline=PIPELINE), 500, 0).any()


def test_a_checked_kernel_calls_too() -> None:
    with Device(timeout=120) as device:
        checked = device.compile(KERNELS, pipeline=PIPELINE, check=True)
        assert (_deep(checked, 70, 5) == 15).all()
        # Checks know whose scratch memory is whose: the callee may not see the caller's.
        rows = np.zeros(70, _ROW)
        checked.get_function("mixed")((2,), (64,), [rows.view("u1"), 70])
        assert (rows["local"] == np.arange(70) + 0.5).all()
        values = np.arange(128, dtype="i4")
        scratch = np.zeros(80, "u1")
        checked.get_function("dispatching")((1,), (1,), [values, 128, 64, True, scratch])
        assert (values == np.arange(128) ^ 1).all()


@pytest.mark.parametrize("waits", [True, False])
@pytest.mark.parametrize(("count", "items"), [(256, 64), (160, 64), (6, 2)])
def test_a_kernel_dispatches_a_kernel(kernels: Any, waits: bool, count: int, items: int) -> None:
    # Not all workgroups are full, and each has LDS and a barrier.
    values = np.arange(count, dtype="i4")
    scratch = np.zeros(80, "u1")
    kernels.get_function("dispatching")((1,), (1,), [values, count, items, waits, scratch])
    assert (values == np.arange(count) ^ 1).all()
    assert scratch.view("i8")[9] == 0


def _twice(n: int) -> int:
    return n * 2


def test_both_queues_at_once(device: Device) -> None:
    module = device.compile(KERNELS, pipeline=PIPELINE, foreign={"tell": _twice})
    out = np.zeros(1, "i4")
    module.get_function("telling")((1,), (1,), [out])
    assert out[0] == 55


# --- faults --------------------------------------------------------------------------------------


def test_a_callee_that_panics_is_named(kernels: Any) -> None:
    with pytest.raises(KernelPanic) as caught:
        _deep(kernels, 70, 7, which=1)
    text = str(caught.value)
    assert "kernel `deep` panicked: called with 7" in text
    assert "--> callee.rs:3:5" in text
    assert "note: in `fail`, which was dispatched through the device's queue" in text
    # The device is as good as new.
    assert (_deep(kernels, 70, 2) == 3).all()


def test_a_callee_that_crashes_ends_the_launch(kernels: Any) -> None:
    with pytest.raises(KernelCrash) as caught:
        _deep(kernels, 1, 7, which=2)
    assert "note: it accessed address 0x40" in str(caught.value)
    note = "note: in a kernel that was dispatched through the device's queue"
    assert note in str(caught.value)
    assert (_deep(kernels, 70, 2) == 3).all()


@pytest.mark.parametrize(
    ("header", "items", "message", "note"),
    [
        (
            0x1404, 1, "packet 0 of the device's queue has a bad header, 0x1404",
            "it is a packet of type AGENT_DISPATCH, not KERNEL_DISPATCH",
        ),
        (0x1409, 1, "a bad header, 0x1409", "there is no packet type 9"),
        (0x3402, 1, "a bad header, 0x3402", "its reserved bits are not 0"),
        (
            0x1502, 1, "a bad header, 0x1502",
            "its barrier bit is set: it would wait for the kernel that waits for it",
        ),
        (
            0x1402, 0, "packet 0 of the device's queue asks for a grid that cannot be",
            "its workgroups have 0 work-items, and 1 to 1024 can be",
        ),
        (
            0x1402, 2000, "packet 0 of the device's queue asks for a grid that cannot be",
            "its workgroups have 2000 work-items",
        ),
        (
            0x1402, 1, "packet 0 of the device's queue asks for a kernel that there is not",
            "at 0x1234 there is no kernel descriptor",
        ),
    ],
)  # fmt: skip
def test_a_bad_packet_is_an_error(
    kernels: Any, header: int, items: int, message: str, note: str
) -> None:
    with pytest.raises(QueueError) as caught:
        kernels.get_function("raw")((1,), (1,), [header, items, 0x1234])
    assert message in str(caught.value)
    assert f"note: {note}" in str(caught.value)


def test_a_queue_destroyed_while_a_kernel_uses_it_ends_the_launch(device: Device) -> None:
    def tell(n: int) -> int:
        assert device.queue is not None
        device.queue.destroy()
        assert device.queue.destroyed
        return 64

    module = device.compile(KERNELS, pipeline=PIPELINE, foreign={"tell": tell})
    message = "the device's queue was destroyed while the kernel used it"
    with pytest.raises(QueueError, match=message):
        module.get_function("telling")((1,), (1,), [np.zeros(1, "i4")])
    assert device.queue is None


def test_dispatches_that_wait_for_one_another_are_found_out() -> None:
    with Device(most_dispatches=8) as small:
        kernels = small.compile(KERNELS, pipeline=PIPELINE)
        start = time.monotonic()
        with pytest.raises(QueueError) as caught:
            _deep(kernels, 1, 64)
        assert time.monotonic() - start < 60
        text = str(caught.value)
        assert "the dispatches of the device's queue wait for one another" in text
        assert "help: give the device more room: `Device(most_dispatches=...)`" in text
        assert (_deep(kernels, 1, 7) == 28).all()


def test_the_host_can_take_its_time() -> None:
    calls: list[int] = []

    def tell(n: int) -> int:
        calls.append(n)
        time.sleep(1.3)
        return len(calls)

    # While one callee waits for the host, the other waits for the room that it takes.
    with Device(most_dispatches=1, timeout=60) as small:
        module = small.compile(KERNELS, pipeline=PIPELINE, foreign={"tell": tell})
        assert sorted(_deep(module, 2, 7, which=3)) == [1, 2]


def test_what_the_threads_find_is_told_by_number() -> None:
    # Memory for dispatches runs out where nobody wants a test to be.
    status = Status(kind=10)
    status.arguments[:] = (5, 7, 16_000, 0)
    error = queue_error(KernelManifest("k", (), 0, 0), status)
    assert "there is no memory to run packet 7 of the device's queue" in str(error)
    assert "note: 16000 dispatches are in progress" in str(error)


def test_a_queue_is_laid_out_as_hsa_says() -> None:
    memory = SharedMemory(4096)
    queue = DeviceQueue(memory, 0x7000_0000_0000, 4)
    hsa = queue.queue.hsa_queue
    assert (hsa.type, hsa.features, hsa.size) == (0, 1, 4)
    assert queue.address == 0x7000_0000_0000 + queue.offset
    assert hsa.base_address == queue.address + 512
    assert hsa.doorbell_signal == queue.address + 256
    assert [queue.header(slot).value for slot in range(4)] == [PacketType.INVALID] * 4
    assert queue.queue.queue_inactive_signal == queue.address + 320
    assert not queue.destroyed
    queue.destroy()
    assert queue.inactive.value == DESTROYED
    queue.free()
    memory.close()
