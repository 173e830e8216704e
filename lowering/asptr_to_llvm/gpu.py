"""
`gpu` to `llvm`: what a work-item asks about itself, and barriers.

The names of intrinsics are the target's. Sizes come from an intrinsic where the target has one
(NVPTX); on AMD GPUs they are read from the dispatch packet, whose layout is HSA's
(`hsa_kernel_dispatch_packet_t` in `hsa.h`) and whose grid is counted in work-items.

`lower_to_llvm.py` imports this where a module uses `gpu`; Rust's kernels use intrinsics.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

from xdsl.dialects import gpu
from xdsl.dialects.builtin import (
    IntegerAttr,
    IntegerType,
    StringAttr,
    UnitAttr,
    i32,
    i64,
)
from xdsl.ir import Attribute, Operation, SSAValue

from ...dialects import hsa, llvm
from .atomics import scope_properties
from .conversion import I16, FunctionLowering, Lowering
from .memory import constant_index

UNIT = UnitAttr()

_WORKGROUP_SIZE_OFFSET = 4
"""Of `workgroup_size_x` in a dispatch packet, in bytes; y and z follow, 2 bytes each."""
_GRID_SIZE_OFFSET = 12
"""Of `grid_size_x` in a dispatch packet, in bytes; y and z follow, 4 bytes each."""
_MOST_WORK_ITEMS = 1024
"""In a workgroup, in each dimension."""

_DIMENSIONS = {"x": 0, "y": 1, "z": 2}

_BARRIERS: Mapping[str, tuple[tuple[int, ...], bool]] = {
    "llvm.amdgcn.s.barrier": ((), False),
    "llvm.nvvm.barrier.cta.sync.aligned.all": ((0,), True),
}
"""Barrier intrinsics: their arguments (`i32`), and whether they order memory by themselves."""


def _i32_intrinsic(fx: FunctionLowering, name: str) -> SSAValue:
    """An `i32` of the target's intrinsic of that shared name."""
    return fx.intrinsic(fx.target.intrinsic(name), (), i32).results[0]


def _to_index(fx: FunctionLowering, value: SSAValue) -> SSAValue:
    return fx.resize(value, fx.types.index, signed=False)


def _dimension(op: Any) -> str:
    return op.dimension.data.value


def _id(prefix: str) -> Lowering:
    def lower(fx: FunctionLowering, op: Operation) -> None:
        number = _i32_intrinsic(fx, f"{prefix}_{_dimension(op)}")
        fx.replace(op, _to_index(fx, number))

    return lower


def _packet_field(
    fx: FunctionLowering, offset: int, type: IntegerType, range_: tuple[int, int]
) -> SSAValue:
    """A field of the dispatch packet as `i32`, known to be in a half-open range."""
    pointer_type = fx.types.pointer(fx.target.constant_space)
    packet = fx.intrinsic(fx.target.intrinsic("dispatch_ptr"), (), pointer_type).results[0]
    size = type.width.data // 8
    pointer = fx.value(
        llvm.GEPOp,
        (packet,),
        pointer_type,
        {
            "rawConstantIndices": constant_index(offset),
            "elem_type": IntegerType(8),
            "noWrapFlags": IntegerAttr(llvm.GEP_INBOUNDS, i32),
        },
    )
    properties: dict[str, Attribute] = {
        "alignment": IntegerAttr(size, i64),
        "ordering": llvm.ORDERING_ATTRIBUTES[0],
        "invariant": UNIT,
    }
    attributes: dict[str, Attribute] = {
        "llvm.noundef": UNIT,
        "llvm.range": llvm.ConstantRangeAttr.of(type.width.data, *range_),
    }
    value = fx.value(llvm.LoadOp, (pointer,), type, properties, attributes)
    return fx.resize(value, i32, signed=False)


def _workgroup_size(fx: FunctionLowering, dimension: str) -> SSAValue:
    """The work-items of a workgroup in a dimension, as `i32`."""
    number = _DIMENSIONS[dimension]
    kernel = fx.kernel
    if isinstance(kernel, hsa.KernelOp) and kernel.reqd_workgroup_size is not None:
        sizes = cast("Sequence[int]", kernel.reqd_workgroup_size.get_values())
        return fx.integer(sizes[number], i32)
    name = f"workgroup_size_{dimension}"
    if name in fx.target.intrinsics:
        return _i32_intrinsic(fx, name)
    offset = _WORKGROUP_SIZE_OFFSET + 2 * number
    return _packet_field(fx, offset, I16, (1, _MOST_WORK_ITEMS + 1))


def _block_dim(fx: FunctionLowering, op: gpu.BlockDimOp) -> None:
    fx.replace(op, _to_index(fx, _workgroup_size(fx, _dimension(op))))


def _grid_dim(fx: FunctionLowering, op: gpu.GridDimOp) -> None:
    dimension = _dimension(op)
    name = f"grid_workgroups_{dimension}"
    if name in fx.target.intrinsics:
        fx.replace(op, _to_index(fx, _i32_intrinsic(fx, name)))
        return
    offset = _GRID_SIZE_OFFSET + 4 * _DIMENSIONS[dimension]
    # At least 1, so that rounding up by (grid - 1) / group + 1 cannot wrap.
    grid = _packet_field(fx, offset, i32, (1, 0))
    one = fx.integer(1, i32)
    less = fx.value(llvm.SubOp, (grid, one), i32, _NO_UNSIGNED_WRAP)
    whole = fx.value(llvm.UDivOp, (less, _workgroup_size(fx, dimension)), i32)
    fx.replace(op, _to_index(fx, fx.value(llvm.AddOp, (whole, one), i32, _NO_UNSIGNED_WRAP)))


_NO_UNSIGNED_WRAP = {"overflowFlags": IntegerAttr(2, i32)}
_NO_FLAGS = {"overflowFlags": IntegerAttr(0, i32)}


def _global_id(fx: FunctionLowering, op: gpu.GlobalIdOp) -> None:
    dimension = _dimension(op)
    index = fx.types.index
    group = _to_index(fx, _i32_intrinsic(fx, f"workgroup_id_{dimension}"))
    size = _to_index(fx, _workgroup_size(fx, dimension))
    start = fx.value(llvm.MulOp, (group, size), index, _NO_FLAGS)
    item = _to_index(fx, _i32_intrinsic(fx, f"workitem_id_{dimension}"))
    fx.replace(op, fx.value(llvm.AddOp, (start, item), index, _NO_FLAGS))


def _lane_id(fx: FunctionLowering, op: gpu.LaneIdOp) -> None:
    target = fx.target
    if "lane_id" in target.intrinsics:
        lane = _i32_intrinsic(fx, "lane_id")
    else:
        # The lanes below this one, counted in each half of the wave.
        all_lanes = fx.integer(-1, i32)
        low_name, high_name = target.intrinsic("mbcnt_lo"), target.intrinsic("mbcnt_hi")
        low = fx.intrinsic(low_name, (all_lanes, fx.integer(0, i32)), i32).results[0]
        lane = fx.intrinsic(high_name, (all_lanes, low), i32).results[0]
    fx.replace(op, _to_index(fx, lane))


def _subgroup_size(fx: FunctionLowering, op: gpu.SubgroupSizeOp) -> None:
    fx.replace(op, _to_index(fx, _i32_intrinsic(fx, "wave_size")))


def _barrier(fx: FunctionLowering, op: gpu.BarrierOp) -> None:
    """What was written before the barrier is seen after it, by all of the workgroup."""
    name = fx.target.intrinsic("barrier")
    arguments, orders_memory = _BARRIERS.get(name, ((), False))
    operands = [fx.integer(a, i32) for a in arguments]
    if orders_memory:
        fx.intrinsic(name, operands, None)
        return
    scope = scope_properties(fx, StringAttr("workgroup"))
    orderings = llvm.ATOMIC_ORDERING_NUMBERS
    release = {"ordering": llvm.ORDERING_ATTRIBUTES[orderings["release"]], **scope}
    acquire = {"ordering": llvm.ORDERING_ATTRIBUTES[orderings["acquire"]], **scope}
    fx.emit(llvm.FenceOp, properties=release)
    fx.intrinsic(name, operands, None)
    fx.emit(llvm.FenceOp, properties=acquire)


LOWERINGS: Mapping[type[Operation], Lowering] = {
    gpu.ThreadIdOp: _id("workitem_id"),
    gpu.BlockIdOp: _id("workgroup_id"),
    gpu.BlockDimOp: _block_dim,
    gpu.GridDimOp: _grid_dim,
    gpu.GlobalIdOp: _global_id,
    gpu.LaneIdOp: _lane_id,
    gpu.SubgroupSizeOp: _subgroup_size,
    gpu.BarrierOp: _barrier,
}
"""How to convert each operation of this dialect."""
