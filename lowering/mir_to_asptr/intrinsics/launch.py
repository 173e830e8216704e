"""
What a kernel asks about the launch it is part of: intrinsics of ours, which passes on `mir` use.

`first_work_item` is whether this is the work-item with number 0 in workgroup 0, in each dimension.
`work_item_index` is its number in the grid, x running fastest. Grids are counted in work-items
where there is a dispatch packet to read that from, else in whole workgroups.
"""

from __future__ import annotations

from xdsl.dialects import arith, gpu
from xdsl.dialects.builtin import IndexType, i32
from xdsl.dialects.gpu import DimensionAttr, DimensionEnum
from xdsl.ir import Operation, SSAValue

from ....dialects import hsa
from ..function import FunctionLowering
from ..scalars import pointer_type
from .call import IntrinsicCall, intrinsic

_AXES = (DimensionEnum.X, DimensionEnum.Y, DimensionEnum.Z)
_GRID_SIZE = 12
"""Where `grid_size_x` is in an HSA dispatch packet, in bytes; y and z follow, 4 bytes each."""


def _ask(fx: FunctionLowering, kind: type[Operation], axis: DimensionEnum) -> SSAValue:
    """What a `gpu` operation says of a dimension, as `usize`."""
    asked = fx.b.emit(kind, (), (IndexType(),), properties={"dimension": DimensionAttr(axis)})
    return fx.b.emit(arith.IndexCastOp, (asked.results[0],), (fx.usize,)).results[0]


def _grid_size(fx: FunctionLowering, axis: DimensionEnum) -> SSAValue:
    """The work-items of the grid in a dimension."""
    b = fx.b
    if "dispatch_ptr" not in fx.module.target.intrinsics:
        groups, size = _ask(fx, gpu.GridDimOp, axis), _ask(fx, gpu.BlockDimOp, axis)
        return b.binary(arith.MuliOp, groups, size)
    constant = pointer_type("constant")
    packet = b.emit(hsa.DispatchPtrOp, (), (constant,)).results[0]
    field = b.displace(packet, _GRID_SIZE + 4 * _AXES.index(axis))
    size = b.load(field, i32, 4, noundef=True, invariant=True)
    return b.int_cast(size, fx.usize, False)


@intrinsic("work_item_index")
def _work_item_index(fx: FunctionLowering, call: IntrinsicCall) -> SSAValue:
    b = fx.b
    index = _ask(fx, gpu.GlobalIdOp, DimensionEnum.Z)
    for axis in (DimensionEnum.Y, DimensionEnum.X):
        row = b.binary(arith.MuliOp, index, _grid_size(fx, axis))
        index = b.binary(arith.AddiOp, row, _ask(fx, gpu.GlobalIdOp, axis))
    return index


@intrinsic("first_work_item")
def _first_work_item(fx: FunctionLowering, call: IntrinsicCall) -> SSAValue:
    b = fx.b
    numbers = [_ask(fx, kind, axis) for kind in (gpu.ThreadIdOp, gpu.BlockIdOp) for axis in _AXES]
    any_bit = numbers[0]
    for number in numbers[1:]:
        any_bit = b.binary(arith.OrIOp, any_bit, number)
    return b.icmp("eq", any_bit, b.int(0, fx.usize))
