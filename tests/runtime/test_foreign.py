"""Kernels call functions of the host's: every call once, whatever goes wrong."""

from __future__ import annotations

import ctypes
import math
import re
import struct
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from rusticle.api import generate, read_mlir
from rusticle.diagnostics import CompileError
from rusticle.pipeline import Pipeline
from rusticle.runtime import ForeignCallError, LaunchTimeout, QueueError
from rusticle.runtime.agent import Agent
from rusticle.runtime.host_queue import HostQueue
from rusticle.runtime.hsa_layout import AgentDispatchPacket, AmdSignal, PacketType
from rusticle.runtime.manifest import Component, ForeignFunction, Parameter, Shape
from rusticle.runtime.memory import SharedMemory
from rusticle.simulation import Device, simulate

KERNELS = Path(__file__).parent / "foreign_kernels.mlir"
EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture(scope="module")
def kernels(device: Device) -> Any:
    return device.compile(KERNELS, foreign={})


@pytest.fixture
def call(kernels: Any) -> Iterator[Callable[..., None]]:
    """Launch a kernel with functions that it may call."""

    def launch(name: str, grid: int, block: int, *args: object, **options: Any) -> None:
        timeout = options.pop("timeout", None)
        kernels.foreign.update(options)
        kernels.get_function(name)((grid,), (block,), args, timeout=timeout)

    yield launch
    kernels.foreign.clear()


def _item(item: int, turn: int) -> int:
    return item


def _sum(item: int, turn: int) -> int:
    return item + turn


def _thrice(item: int, turn: int) -> int:
    return 3 * item


def _same(x: int) -> int:
    return x


# --- calls ---------------------------------------------------------------------------------------


def test_a_thousand_work_items_at_once_lose_no_call_and_make_none_twice(
    call: Callable[..., None],
) -> None:
    turns = 98
    calls: list[tuple[int, int]] = []

    def note(item: int, turn: int) -> int:
        calls.append((item, turn))
        return (1000 * item + turn) & 0x7FFFFFFF

    sums = np.zeros(1024, "u4")
    call("many", 1, 1024, turns, sums, note=note)
    assert len(calls) == 1024 * turns > 100_000
    assert set(calls) == {(item, turn) for item in range(1024) for turn in range(turns)}
    expected = np.arange(1024, dtype="u4") * (1000 * turns) + turns * (turns - 1) // 2
    assert (sums == expected.astype("u4")).all()


def test_workgroups_in_several_threads_call_at_once(call: Callable[..., None]) -> None:
    sums = np.zeros(4096, "u4")
    call("many", 4, 1024, 2, sums, note=_sum)
    assert (sums == 2 * np.arange(4096) + 1).all()


def test_only_some_lanes_of_a_wave_call(call: Callable[..., None]) -> None:
    sums = np.full(100, 7, "u4")
    call("some", 1, 100, sums, note=_item)
    assert sums.tolist() == [i if i % 3 == 0 else 7 for i in range(100)]


def test_every_kind_of_argument(call: Callable[..., None]) -> None:
    seen: list[Any] = []

    def mixed(byte: int, truth: bool, number: float, data: bytes) -> bytes:
        seen.append((byte, truth, number, data))
        return bytes(range(12))

    out = np.zeros(12, "u1")
    call("pass", 1, 1, out, mixed=mixed)
    assert seen == [(7, True, 0.5, bytes([17] * 12))]
    assert out.tolist() == list(range(12))


def test_the_host_reads_and_writes_a_local(call: Callable[..., None]) -> None:
    def look(pointer: Any) -> None:
        pointer.array(1, "u4")[0] *= 10

    out = np.zeros(70, "u4")
    call("local", 1, 70, out, look=look)
    assert (out == np.arange(70) * 10).all()


def test_a_c_function_is_called(call: Callable[..., None]) -> None:
    libc = ctypes.CDLL(None)
    libc.memset.argtypes = (ctypes.c_void_p, ctypes.c_int, ctypes.c_size_t)
    out = np.zeros(3, "u4")

    def look(pointer: Any) -> None:
        libc.memset(pointer, 1, 4)

    call("local", 1, 3, out, look=look)
    assert (out == 0x01010101).all()
    function = ctypes.CFUNCTYPE(ctypes.c_uint32, ctypes.c_uint32, ctypes.c_uint32)
    sums = np.zeros(1024, "u4")
    call("many", 1, 1024, 1, sums, note=function(_thrice))
    assert (sums == 3 * np.arange(1024)).all()


def test_the_smallest_queue_is_enough() -> None:
    sums = np.zeros(1024, "u4")
    with Device(queue_size=1, timeout=120) as device:
        module = device.compile(KERNELS, foreign={"note": _item})
        module.get_function("many")((1,), (1024,), [1, sums])
    assert (sums == np.arange(1024)).all()


def test_a_checked_kernel_calls_too() -> None:
    sums = np.zeros(1024, "u4")
    with Device(timeout=120) as device:
        module = device.compile(KERNELS, check=True, foreign={"note": _item})
        module.get_function("many")((1,), (1024,), [1, sums])
    assert (sums == np.arange(1024)).all()


def test_a_queue_has_a_power_of_two_of_packets() -> None:
    with pytest.raises(ValueError, match="a power of two of packets, not 48"):
        Device(queue_size=48)


def test_the_example_gives_what_the_host_computes() -> None:
    samples: list[tuple[int, float]] = []
    lines: list[str] = []

    def host_log(sample: Any) -> int:
        samples.append((int(sample["item"]), float(sample["value"])))
        return len(samples)

    def host_print(text: Any, length: int) -> None:
        lines.append(text.bytes(length).decode())

    values = np.arange(250.0)
    roots = np.zeros(250)
    simulate(
        EXAMPLES / "foreign.mir",
        "foreign",
        grid=(4,),
        block=(64,),
        args=[values, roots],
        foreign={
            "host_sqrt": math.sqrt,
            "host_log": host_log,
            "host_print": host_print,
        },
    )
    assert roots.tobytes() == np.sqrt(values).tobytes()
    assert sorted(samples) == list(enumerate(roots))
    assert sorted(lines) == ["item 0 of 250", "item 100 of 250", "item 200 of 250"]


# --- faults --------------------------------------------------------------------------------------


def test_a_function_that_raises_fails_the_launch(call: Callable[..., None]) -> None:
    def note(item: int, turn: int) -> int:
        if item == 5:
            raise KeyError("five")
        return 0

    with pytest.raises(ForeignCallError) as caught:
        call("many", 1, 1024, 1, np.zeros(1024, "u4"), note=note)
    text = str(caught.value)
    assert "error: `note`, which kernel `many` called, raised KeyError: 'five'" in text
    assert "note: in work-item (5, 0, 0) of workgroup (0, 0, 0)" in text
    assert isinstance(caught.value.__cause__, KeyError)
    # The device is as good as new.
    call("many", 1, 1024, 1, np.zeros(1024, "u4"), note=_item)


def test_a_missing_function_is_named(call: Callable[..., None]) -> None:
    with pytest.raises(ForeignCallError) as caught:
        call("many", 1, 1024, 1, np.zeros(1024, "u4"))
    text = str(caught.value)
    assert "kernel `many` calls `note`, for which there is no function on the host" in text
    assert 'help: give it one: `foreign={"note": f}`' in text


def test_a_wrong_result_is_refused(call: Callable[..., None]) -> None:
    def text(item: int, turn: int) -> str:
        return "seven"

    def nothing(item: int, turn: int) -> None:
        pass

    with pytest.raises(ForeignCallError, match=r"argument `the result: i32` of `note` must be"):
        call("many", 1, 1024, 1, np.zeros(1024, "u4"), note=text)
    with pytest.raises(ForeignCallError, match="`note` returned nothing, but kernels expect `i32`"):
        call("many", 1, 1024, 1, np.zeros(1024, "u4"), note=nothing)


def test_memory_that_the_host_does_not_see_is_not_read(call: Callable[..., None]) -> None:
    def look(pointer: Any) -> None:
        pointer.bytes(1 << 40)

    with pytest.raises(ForeignCallError, match="are not in memory that the host sees"):
        call("local", 1, 1, np.zeros(1, "u4"), look=look)


def test_a_function_slower_than_the_timeout_is_named(call: Callable[..., None]) -> None:
    release = threading.Event()

    def note(item: int, turn: int) -> bool:
        return release.wait(60)

    try:
        with pytest.raises(LaunchTimeout) as caught:
            call(
                "many", 1, 1024, 1, np.zeros(1024, "u4"),
                note=note, timeout=0.5,
            )  # fmt: skip
    finally:
        release.set()
    text = str(caught.value)
    assert "kernel `many` did not end within 0.5 s" in text
    assert "note: the host has been in `note`, which the kernel called, for" in text


def test_a_queue_destroyed_while_a_kernel_waits_ends_the_launch(
    device: Device, call: Callable[..., None]
) -> None:
    def note(item: int, turn: int) -> int:
        assert device.host_queue is not None
        device.host_queue.destroy()
        return 0

    start = time.monotonic()
    with pytest.raises(QueueError, match="the host's queue was destroyed while the kernel used it"):
        call("many", 1, 1024, 3, np.zeros(1024, "u4"), note=note)
    assert time.monotonic() - start < 60
    assert device.host_queue is None


def test_foreign_calls_are_refused_unless_asked_for(device: Device) -> None:
    with pytest.raises(CompileError) as caught:
        device.compile(KERNELS)
    assert "error: `note` is a foreign function, which is not on the GPU" in str(caught.value)


# --- the agent alone -----------------------------------------------------------------------------

_WORD = Shape("uint", "u32", 4, 4)
DOUBLE = ForeignFunction(
    "double", (Parameter("x", _WORD, (Component(0, 4, "i32"),)),), _WORD, 4, 16
)


@pytest.fixture
def queue() -> Iterator[HostQueue]:
    memory = SharedMemory(4096)
    # As if the other process had the memory elsewhere.
    yield HostQueue(memory, 0x7000_0000_0000, 4, 128)
    memory.close()


def _send(queue: HostQueue, slot: int, header: int, argument: int = 0) -> AmdSignal:
    """Play the producer: write a packet and return its completion signal."""
    block = queue.arena.blocks + queue.block_size * slot
    signal = AmdSignal.from_address(queue.here(block))
    signal.kind, signal.value = 1, 1
    ctypes.memmove(queue.here(block + 64), struct.pack("<I", argument), 4)
    packet = AgentDispatchPacket(
        return_address=block + 68, arg=(block + 64, 16, 0, 0), completion_signal=block
    )
    ctypes.memmove(queue.packet_address(slot) + 4, bytes(packet)[4:], 60)
    queue.header(slot).value = header
    return signal


def _wait(signal: AmdSignal) -> int:
    deadline = time.monotonic() + 30
    while signal.value == 1 and time.monotonic() < deadline:
        time.sleep(0.001)
    return signal.value


def test_packets_are_answered_in_order_around_the_ring(queue: HostQueue) -> None:
    seen: list[int] = []

    def double(x: int) -> int:
        seen.append(x)
        return 2 * x

    with Agent(queue, (DOUBLE,), {"double": double}) as agent:
        for slot in range(9):
            assert _wait(_send(queue, slot, 0x1404, slot)) == 0
            result = queue.here(queue.arena.blocks + queue.block_size * slot + 68)
            assert ctypes.c_uint32.from_address(result).value == 2 * slot
            assert queue.header(slot).value == PacketType.INVALID
            assert queue.queue.read_dispatch_id == slot + 1
    assert (seen, agent.served, agent.failure) == (list(range(9)), 9, None)


def test_a_packet_behind_an_empty_slot_waits(queue: HostQueue) -> None:
    with Agent(queue, (DOUBLE,), {"double": _same}) as agent:
        later = _send(queue, 1, 0x1404)
        time.sleep(0.05)
        assert (later.value, agent.served) == (1, 0)
        assert _wait(_send(queue, 0, 0x1404)) == 0
        assert _wait(later) == 0


@pytest.mark.parametrize(
    ("header", "note"),
    [
        (0x1402, "it is a packet of type KERNEL_DISPATCH, not AGENT_DISPATCH"),
        (0x1407, "there is no packet type 7"),
        (0x3404, "its reserved bits are not 0"),
    ],
)
def test_a_bad_header_is_an_error(queue: HostQueue, header: int, note: str) -> None:
    with Agent(queue, (DOUBLE,), {"double": _same}) as agent:
        assert _wait(_send(queue, 0, header)) == -1
    assert isinstance(agent.failure, QueueError)
    text = str(agent.failure)
    assert f"packet 0 of the host's queue has a bad header, {header:#06x}" in text
    assert f"note: {note}" in text


def test_an_unknown_function_is_an_error(queue: HostQueue) -> None:
    with Agent(queue, (DOUBLE,), {}, kernel="k") as agent:
        assert _wait(_send(queue, 0, 0x30000 | 0x1404)) == -1
    assert "kernel `k` calls foreign function 3, and there is none" in str(agent.failure)


def test_two_agents_cannot_serve_one_queue(queue: HostQueue) -> None:
    with Agent(queue, (), {}), pytest.raises(QueueError, match="served by another agent already"):
        Agent(queue, (), {})
    # The first has stopped.
    with Agent(queue, (), {}) as agent:
        assert agent.failure is None


def test_foreign_calls_are_declared_for_a_linker() -> None:
    pipeline = Pipeline(foreign_calls="declare", cpu="gfx1100")
    ir = generate(read_mlir(KERNELS), pipeline, "llvm-ir").text
    assert "declare" in ir
    assert "@note(i32" in ir
    assert "rusticle.submit" not in ir


@pytest.mark.parametrize("cpu", ["gfx90a", "gfx1100"])
def test_lanes_write_their_packets_before_they_wait_for_others(cpu: str) -> None:
    # If LLVM took the write out of the loop, the lanes of a wave would meet there first: those with
    # a slot would wait for those without, whose slots the consumer frees only after the former's.
    pipeline = Pipeline(foreign_calls="queue", cpu=cpu)
    assembly = generate(read_mlir(KERNELS), pipeline, "asm").text
    blocks = re.split(r"(?m)^(?=\.LBB|; %bb\.)", assembly)
    # A trap interrupts the host too.
    writing = [b for b in blocks if "s_sendmsg" in b and "s_trap" not in b]
    assert writing
    assert all("in Loop: Header" in block for block in writing)
