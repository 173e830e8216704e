"""
What launches of one kernel over one grid have in common, worked out once.

A kernel is often launched thousands of times with the same sizes, and a small launch takes no
longer than what Python does for it. So all that does not depend on the arguments is kept: that the
sizes are allowed, the bytes of the dispatch packet and of the implicit arguments, and, in the
device's process, the structs that machine code reads, under the plan's *slot*. From the second
launch on that process is told a slot and little else.
"""

from __future__ import annotations

import math
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ..diagnostics import Diagnostic
from ..targets.launch_context import LDS_ALIGN
from .dispatch import IMPLICIT_SIZE, PACKET_SIZE, dispatch_packet, implicit_arguments
from .errors import ArgumentError, Where
from .manifest import KernelManifest
from .worker import MOST_ITEMS

Size = int | Sequence[int]
"""One to three dimensions."""
Three = tuple[int, int, int]

_REFUSED = "on a GPU, HIP refuses such a launch (`hipErrorLaunchFailure`)"
"""What becomes of a workgroup that is none of those which a kernel was compiled for."""

MOST_PLANS = 64
"""How many a device keeps."""


@dataclass(slots=True)
class LaunchPlan:
    """A kernel, a grid and all that follows from them."""

    items: Three
    """Work-items of the grid in each dimension."""
    dimensions: int
    """How many dimensions were asked for."""
    kernarg: int
    """Bytes of the kernarg segment up to the implicit arguments."""
    tail: bytes
    """What lies behind the explicit arguments: the implicit ones and the dispatch packet."""
    request: dict[str, Any]
    """What the device's process has to know of it, the first time."""
    served: bool
    """Whether that process needs no more than the slot from then on."""
    slot: int = -1
    """Where that process keeps it."""


class LaunchPlans:
    """The plans of a device, of which those used last are kept."""

    def __init__(self) -> None:
        self._plans: OrderedDict[tuple[object, ...], LaunchPlan] = OrderedDict()

    def get(self, key: tuple[object, ...]) -> LaunchPlan | None:
        """The plan of that key, if it is kept."""
        plan = self._plans.get(key)
        if plan is not None:
            self._plans.move_to_end(key)
        return plan

    def add(self, key: tuple[object, ...], plan: LaunchPlan) -> None:
        """Keep a plan, in a free slot or that of the one not used for longest, which goes."""
        full = len(self._plans) >= MOST_PLANS
        plan.slot = self._plans.popitem(last=False)[1].slot if full else len(self._plans)
        self._plans[key] = plan

    def clear(self) -> None:
        """Forget them all."""
        self._plans.clear()


def plan_launch(
    kernel: KernelManifest,
    grid: Size,
    block: Size,
    *,
    shared_mem: int,
    lds_limit: int,
    segment: int,
    threads: int,
    settings: dict[str, Any],
) -> LaunchPlan:
    """
    Plan launches of `grid` workgroups of `block` work-items each.

    `shared_mem` and `lds_limit` are bytes of LDS of a workgroup. `segment` is where the device's
    process has the kernarg segment, `threads` how many it has to run workgroups on. `settings` are
    for that process. Raises `ArgumentError` for sizes that the kernel or the device does not allow.
    """
    where = Where(kernel.name)
    groups = _dimensions(grid, "grid", where)
    items = _dimensions(block, "block", where)
    _check_sizes(kernel, groups, items, shared_mem, lds_limit, where)
    lds = kernel.lds_size + shared_mem
    explicit = -(-kernel.kernarg_size // 16) * 16
    total = (groups[0] * items[0], groups[1] * items[1], groups[2] * items[2])
    count = math.prod(groups)
    # Taking a workgroup costs an atomic operation that all threads wait for.
    chunk = max(1, min(64, count // (8 * threads)))
    threads = min(threads, -(-count // chunk))
    tail = implicit_arguments(groups, items, shared_mem)
    tail += dispatch_packet(groups, items, lds, segment)
    request = {
        **settings,
        "kernel": kernel.name,
        "fibers": int(kernel.fibers),
        "chunk": chunk,
        "threads": threads,
        "groups": groups,
        "items": items,
        "lds_static": kernel.lds_size,
        "lds_total": max(lds, LDS_ALIGN),
        "kernarg": segment,
        "implicit": segment + explicit,
        "packet": segment + explicit + IMPLICIT_SIZE,
    }
    dimensions = max(_rank(grid), _rank(block))
    return LaunchPlan(total, dimensions, explicit, tail, request, threads == 1)


def segment_size(kernel: KernelManifest) -> int:
    """The bytes of all that a launch of a kernel is told in memory."""
    return -(-kernel.kernarg_size // 16) * 16 + IMPLICIT_SIZE + PACKET_SIZE


def _rank(size: Size) -> int:
    """How many dimensions were given."""
    return 1 if isinstance(size, int) else len(size)


def _dimensions(size: Size, what: str, where: Where) -> Three:
    given = (size,) if isinstance(size, int) else tuple(size)
    if not 1 <= len(given) <= 3 or not all(n > 0 for n in given):
        raise ArgumentError(
            Diagnostic(f"`{what}` must be one to three positive integers, not {size}"), where
        )
    x, y, z = (*given, 1, 1)[:3]
    return x, y, z


def _times(size: Three) -> str:
    """A size as it is written in prose."""
    return " × ".join(map(str, size))


def _check_sizes(
    kernel: KernelManifest,
    groups: Three,
    items: Three,
    shared_mem: int,
    lds_limit: int,
    where: Where,
) -> None:
    name = kernel.name

    def refuse(message: str, *notes: str) -> ArgumentError:
        return ArgumentError(Diagnostic(message, notes=notes), where)

    if kernel.workgroup_size is not None and kernel.workgroup_size != items:
        raise refuse(
            f"kernel `{name}` was compiled for workgroups of {_times(kernel.workgroup_size)} "
            f"work-items, not {_times(items)}",
            _REFUSED,
        )
    count, most = math.prod(items), kernel.max_workgroup_size
    if count > MOST_ITEMS:
        raise refuse(f"a workgroup of `{name}` has at most {MOST_ITEMS} work-items, not {count}")
    if count > most:
        raise refuse(
            f"kernel `{name}` was compiled for at most {most} work-items in a workgroup, not "
            f"{count}",
            _REFUSED,
        )
    for size, group in zip(items, groups, strict=True):
        if size * group >= 1 << 32:
            raise refuse(f"the grid of `{name}` has {size * group} work-items in a dimension")
    if shared_mem < 0 or kernel.lds_size + shared_mem > lds_limit:
        raise refuse(
            f"a workgroup of `{name}` needs {kernel.lds_size} + {shared_mem} bytes of LDS, "
            f"but the device has {lds_limit}"
        )
