"""Mistakes that a checked kernel finds as it runs, each with its words and its line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from rusticle.runtime import KernelFault, Module
from rusticle.simulation import Device

KERNELS = Path(__file__).with_name("device_kernels.rs")


@pytest.fixture(scope="module")
def module() -> Iterator[Module]:
    with Device(loop_limit=10_000, threads=1) as device:
        yield device.compile(KERNELS, check=True)


def _u32(count: int) -> Any:
    return np.zeros(count, "u4")


MISTAKES = [
    (
        "past_the_end", (_u32(8), _u32(8)), "out-of-bounds", (7, 0, 0),
        "reads 4 bytes outside all memory that it was given",
        "just past the end of `x`, which has 32",
        "unsafe { *y.add(id) = *x.add(id + 1) }",
    ),
    (
        "wild", (0x10,), "out-of-bounds", (0, 0, 0),
        "writes 4 bytes outside all memory that it was given",
        "address 0x10, near null",
        "unsafe { p.add(workitem_id_x() as usize).write_volatile(1) }",
    ),
    (
        "write_constant", (_u32(4),), "write-to-constant", (0, 0, 0),
        "writes 4 bytes of memory that it may only read",
        "at byte 0 of `x`, which has 16",
        "unsafe { *x.as_ptr().cast_mut().add(workitem_id_x() as usize) = 1 }",
    ),
    (
        "misaligned", (np.zeros(8, "u1"),), "misaligned", (0, 0, 0),
        "writes 4 bytes at a misaligned address",
        None,
        "unsafe { *x.add(2).cast::<u32>() = 1 }",
    ),
    (
        "uninitialized", (_u32(8),), "uninitialized-lds", (2, 0, 0),
        "reads 4 bytes of LDS that nobody in its workgroup has written",
        None,
        "*out.add(id) = *tile.add(id);",
    ),
    (
        "race", (_u32(8),), "data-race", (1, 0, 0),
        "reads 4 bytes that another work-item accesses at the same time",
        "at byte 0 of `out`, which has 32",
        "unsafe { *out.add(id / 2) += 1 }",
    ),
    (
        "lds_race", (_u32(8),), "data-race", (1, 0, 0),
        "reads 4 bytes that another work-item accesses at the same time",
        "at byte 0 of the workgroup's LDS, which has 4096",
        "*out.add(id) = *tile.add(id - 1);",
    ),
    (
        "diverged", (_u32(8),), "barrier-divergence", (0, 0, 0),
        "waits at a barrier with 3 others of its workgroup, but 4 have ended without reaching it",
        None,
        "s_barrier();",
    ),
    (
        "endless", (_u32(1),), "endless-loop", (0, 0, 0),
        "has gone around loops 10000 times",
        None,
        "unsafe { p.write_volatile(1) }",
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "arguments", "kind", "item", "message", "note", "line"),
    MISTAKES,
    ids=[m[0] for m in MISTAKES],
)
def test_a_mistake_is_found(
    module: Module,
    name: str,
    arguments: tuple[object, ...],
    kind: str,
    item: tuple[int, int, int],
    message: str,
    note: str | None,
    line: str,
) -> None:
    block = 1 if name in ("misaligned", "endless") else 8
    with pytest.raises(KernelFault) as raised:
        module.get_function(name)(1, block, arguments)
    error = raised.value
    diagnostic = error.diagnostics[0]
    assert error.kind == kind
    assert error.where.item == item
    assert diagnostic.message == f"kernel `{name}` {message}"
    assert note is None or note in diagnostic.notes
    assert diagnostic.notes[-1] == f"in work-item {item} of workgroup (0, 0, 0)"
    assert diagnostic.span is not None
    assert KERNELS.read_text().splitlines()[diagnostic.span.line - 1].strip() == line


def test_kernels_without_mistakes_pass(module: Module) -> None:
    x, out = np.arange(4096, dtype="u4"), np.zeros(4, "u4")
    module.get_function("group_sum")((4,), (1024,), (x, out, 1024))
    assert out.tolist() == x.reshape(4, 1024).sum(1).tolist()
    values = np.zeros((32, 6), "u4")
    module.get_function("exchanges")(1, 32, (values,))
    flag, handed = _u32(1), _u32(1)
    module.get_function("hand_over")(1, 64, (flag, handed, 63))
    assert handed[0] == 7


def test_atomics_do_not_race(module: Module) -> None:
    counter, x = _u32(1), np.arange(1000, dtype="u4")
    module.get_function("count")(4, 256, (counter, x))
    assert counter[0] == x.sum()
