"""`cf` to `llvm`: branches, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast

from xdsl.dialects import cf
from xdsl.ir import Block, Operation, SSAValue

from ...dialects import llvm
from .conversion import FunctionLowering, Lowering


def _branch(fx: FunctionLowering, op: cf.BranchOp) -> None:
    fx.emit(llvm.BrOp, fx.operands(op), successors=(fx.blocks[op.successors[0]],))


def _conditional(fx: FunctionLowering, op: cf.ConditionalBranchOp) -> None:
    # Both dialects divide the operands alike: condition, then-arguments, else-arguments.
    properties = {"operandSegmentSizes": op.properties["operandSegmentSizes"]}
    blocks = fx.blocks
    then, otherwise = op.successors
    fx.emit(
        llvm.CondBrOp,
        fx.operands(op),
        properties=properties,
        successors=(blocks[then], blocks[otherwise]),
    )


def _switch(fx: FunctionLowering, op: cf.SwitchOp) -> None:
    values = fx.values
    numbers = () if op.case_values is None else cast("Sequence[int]", op.case_values.get_values())
    start = 0
    operands = op.case_operands
    sizes = cast("Sequence[int]", op.case_operand_segments.get_values())
    cases: list[tuple[int, Block, Sequence[SSAValue]]] = []
    for number, block, size in zip(numbers, op.case_blocks, sizes, strict=True):
        arguments = [values[v] for v in operands[start : start + size]]
        cases.append((number, fx.blocks[block], arguments))
        start += size
    switch = llvm.SwitchOp(
        values[op.flag],
        fx.blocks[op.default_block],
        [values[v] for v in op.default_operands],
        cases,
    )
    if fx.location is not None:
        switch.location = fx.location
    fx.block.add_op(switch)


LOWERINGS: Mapping[type[Operation], Lowering] = {
    cf.BranchOp: _branch,
    cf.ConditionalBranchOp: _conditional,
    cf.SwitchOp: _switch,
}
"""How to convert each operation of this dialect."""
