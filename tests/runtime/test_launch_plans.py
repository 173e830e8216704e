"""Launches of the same kernel over the same grid, of which most is worked out once."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rusticle.runtime import ArgumentError, Component, KernelManifest, Module, Parameter, Shape
from rusticle.runtime.arguments import Packed, ValueWriter, pack
from rusticle.runtime.launch_plan import MOST_PLANS
from rusticle.simulation import Device

KERNELS = Path(__file__).with_name("device_kernels.rs")


@pytest.fixture(scope="module")
def module() -> Iterator[Module]:
    with Device(threads=1) as device:
        yield device.compile(KERNELS)


def _lanes(module: Module, block: int) -> list[int]:
    out = np.zeros(block, "u4")
    module.get_function("lanes")(1, block, (out,))
    return out.tolist()


def test_more_sizes_than_are_kept_take_turns(module: Module) -> None:
    sizes = [*range(1, MOST_PLANS + 20), 3, MOST_PLANS + 5, 1]
    for size in sizes:
        assert _lanes(module, size) == [i % 32 for i in range(size)]
        if size % 10 == 0:
            # What is refused takes no slot.
            with pytest.raises(ArgumentError):
                module.get_function("lanes")(1, 5000 + size, (np.zeros(1, "u4"),))


def test_what_a_device_is_told_later_counts(module: Module) -> None:
    device = module.device
    assert _lanes(module, 64)[32:] == list(range(32))
    device.wave_size = 64
    try:
        assert _lanes(module, 64) == list(range(64))
    finally:
        device.wave_size = 32
    assert _lanes(module, 64)[32:] == list(range(32))


def test_an_unloaded_module_comes_back(module: Module) -> None:
    for _ in range(2):
        assert _lanes(module, 8) == list(range(8))
        module.unload()


def test_a_process_that_was_killed_between_launches_is_replaced(module: Module) -> None:
    assert _lanes(module, 8) == list(range(8))
    process = module.device._child._process  # pyright: ignore[reportPrivateUsage]
    assert process is not None
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    assert _lanes(module, 8) == list(range(8))


def test_arguments_of_every_size_share_one_segment() -> None:
    with Device(threads=1) as device:
        module = device.compile(KERNELS)
        assert _lanes(module, 8) == list(range(8))
        out = np.zeros((8, 2), "u8")
        particle = {"mass": 1.0, "charge": -1, "position": (1.0, 2.0, 3.0)}
        arguments = (out, 2**100 + 5, -2, 1.5, True, "é", -3, (7, 9), particle)
        module.get_function("scalars")(1, 1, arguments)
        assert out[4].tolist() == [0xE9, 0]
        assert _lanes(module, 8) == list(range(8))


SHAPES = [
    *(Shape(kind, f"{kind}{n}", n, n) for kind in ("int", "uint") for n in (1, 2, 4, 8, 16)),
    *(Shape("float", f"f{8 * n}", n, n) for n in (2, 4, 8)),
    Shape("bool", "bool", 1, 1),
    Shape("char", "char", 4, 4),
    Shape("struct", "Meters", 4, 4, fields=(("0", 0, Shape("float", "f32", 4, 4)),)),
    Shape("pointer", "*const f32", 8, 8, Shape("float", "f32", 4, 4), mutable=False),
    Shape("pointer", "*mut u8", 8, 8),
    Shape("pointer", "&[u32; 2]", 8, 8, Shape("array", "[u32; 2]", 8, 4,
          Shape("uint", "u32", 4, 4), 2), mutable=False),
    Shape("slice", "&mut [f32]", 16, 8, Shape("float", "f32", 4, 4)),
]  # fmt: skip
_READ_ONLY: Any = np.zeros(4, "f4")
_READ_ONLY.flags.writeable = False
ARRAYS = [
    np.zeros(4, "f4"), np.zeros(0, "f4"), np.zeros((2, 2), "u4"), np.zeros(8, "f4")[::2],
    np.zeros(1, "u4"), _READ_ONLY, np.zeros(4, "f8"), bytearray(16), b"abcd",
]  # fmt: skip
VALUES = st.one_of(
    st.integers(-(2**130), 2**130),
    st.integers(-300, 300),
    st.floats(),
    st.booleans(),
    st.none(),
    st.sampled_from(["x", "long"]),
    st.sampled_from(ARRAYS),
    st.sampled_from([np.float32(1.5), np.uint8(200), np.bool_(True)]),
)


@given(st.sampled_from(SHAPES), VALUES)
def test_the_quick_way_to_pass_a_value_is_the_long_one(shape: Shape, value: object) -> None:
    components = (
        (Component(0, 8, "ptr"), Component(8, 8, "i64"))
        if shape.kind == "slice"
        else (Component(0, shape.size, "i"),)
    )
    parameter = Parameter("p", shape, components)
    kernel = KernelManifest("k", (parameter,), shape.size, 0)
    expected = Packed(bytearray(kernel.kernarg_size), [])
    message = None
    try:
        ValueWriter(kernel, parameter, expected).put(value)
    except ArgumentError as error:
        message = str(error)
    if message is not None:
        with pytest.raises(ArgumentError) as raised:
            pack(kernel, [value])
        assert str(raised.value) == message
        return
    found = pack(kernel, [value])
    assert found.data == expected.data
    assert len(found.pointers) == len(expected.pointers)
    for ours, theirs in zip(found.pointers, expected.pointers, strict=True):
        a, b = ours.buffer, theirs.buffer
        assert (ours.at, a.size, a.writable, a.written) == (
            theirs.at,
            b.size,
            b.writable,
            b.written,
        )
        if isinstance(value, np.ndarray):
            assert a.address == b.address
