"""
`set-launch-bounds`: launch bounds for all kernels that have none of their own.

A kernel's own are attributes of its Rust function (`frontend/launch_bounds.py`). They promise how
it is launched, and let LLVM use more registers, or fewer so that more wavefronts fit.
"""

from __future__ import annotations

from dataclasses import dataclass

from xdsl.context import Context
from xdsl.dialects.builtin import DenseArrayBase, IntegerAttr, ModuleOp, UnitAttr, i32
from xdsl.passes import ModulePass

from ..diagnostics import CompileError
from ..dialects import hsa

_MOST_WORK_ITEMS = 1024
"""In a workgroup of any AMD GPU."""


@dataclass(frozen=True)
class SetLaunchBoundsPass(ModulePass):
    """
    Give kernels launch bounds where they have none.

    It needs `hsa.kernel` operations, and leaves alone what one says itself. With
    `max-workgroup-size=256`

        hsa.kernel @blur(%p: !asptr.ptr<global>) {
          hsa.return
        }

    becomes

        hsa.kernel @blur(%p: !asptr.ptr<global>) attributes {max_flat_workgroup_size = 256 : i32} {
          hsa.return
        }
    """

    name = "set-launch-bounds"

    max_workgroup_size: int | None = None
    """The most work-items in a workgroup; none of a kernel that requires a size."""
    waves_per_eu: tuple[int, ...] | None = None
    """The least wavefronts per execution unit to aim at and, if given, the most."""
    uniform: bool = False
    """Whether all workgroups of a launch have one size."""

    def apply(self, ctx: Context, op: ModuleOp) -> None:
        """Change the kernels of `op`. Raises `CompileError` for bounds that cannot be."""
        most, waves = self.max_workgroup_size, self.waves_per_eu
        if most is not None and not 1 <= most <= _MOST_WORK_ITEMS:
            raise CompileError.of(
                f"a workgroup cannot have at most {most} work-items",
                notes=[f"it has from 1 to {_MOST_WORK_ITEMS}"],
            )
        if waves is not None and not (
            1 <= len(waves) <= 2 and min(waves) >= 1 and waves[0] <= waves[-1]
        ):
            given = ",".join(map(str, waves))
            raise CompileError.of(
                f"`{given}` is no number of wavefronts per execution unit",
                notes=["that is a least and, optionally, a most"],
            )
        for kernel in op.body.block.ops:
            if not isinstance(kernel, hsa.KernelOp):
                continue
            properties = kernel.properties
            if most is not None and "reqd_workgroup_size" not in properties:
                properties.setdefault("max_flat_workgroup_size", IntegerAttr(most, i32))
            if waves is not None:
                properties.setdefault("waves_per_eu", DenseArrayBase.from_list(i32, waves))
            if self.uniform:
                kernel.attributes.setdefault("hsa.uniform_workgroup_size", UnitAttr())
