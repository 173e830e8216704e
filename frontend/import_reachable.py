"""
Which blocks of an instance's body are imported: those that can be reached without unwinding, and
of them, which only lead to a panic.

rustc leaves branches in generic MIR that an instance never takes (`if size_of::<T>() == 0`), and
what they call need not exist for its types.
"""

from __future__ import annotations

from ..dialects.mir import IntConstAttr
from . import syntax as s
from .import_body import BodyImporter
from .import_locations import source_span


def named_callee(operand: s.Operand) -> s.FnPath | None:
    """The path of a callee that is a function item."""
    if isinstance(operand, s.Constant) and isinstance(operand.value, s.ZstValue):
        return operand.value.fn
    return None


class ReachableImporter(BodyImporter):
    """The import of the blocks of a body that its instance can reach."""

    cold_blocks: set[int]
    """The blocks from which every path ends in a panic."""
    folded: dict[int, int]
    """Of a block whose switch has a known value, the block that it leads to."""

    def blocks_to_import(self) -> list[s.Block]:
        """
        The blocks that can be reached without unwinding.

        A switch on a value that is known once types are (`SIZE_OF_T == 0`, `UbChecks`) leads to
        one block only, as in `Body::try_const_mono_switchint` of rustc's `rustc_middle/src/mir`.
        """
        blocks = self.body.blocks
        reached: set[int] = set()
        todo = [0]
        while todo:
            index = todo.pop()
            if index in reached:
                continue
            reached.add(index)
            todo += self._targets(blocks[index])
        kept = [block for block in blocks if block.index in reached]
        self._find_cold(kept)
        return kept

    def _targets(self, block: s.Block) -> list[int]:
        terminator = block.terminator.kind
        match terminator:
            case s.Goto():
                return [terminator.target]
            case s.SwitchInt():
                value = self._known_switch(block, terminator)
                if value is None:
                    return [*(target for _, target in terminator.cases), terminator.otherwise]
                target = dict(terminator.cases).get(value, terminator.otherwise)
                self.folded[block.index] = target
                return [target]
            case s.Call():
                return [] if terminator.target is None else [terminator.target]
            case s.Drop() | s.Assert():
                return [terminator.target]
            case s.FalseEdge() | s.FalseUnwind():
                return [terminator.real]
            case s.InlineAsm():
                return [*([] if terminator.target is None else [terminator.target])]
            case s.Yield():
                return [terminator.resume]
            case _:
                return []

    def _known_switch(self, block: s.Block, terminator: s.SwitchInt) -> int | None:
        """The value that a switch is on, as bits, if it is a constant."""
        operand = terminator.operand
        if isinstance(operand, s.Copy | s.Move):
            place = operand.place
            if place.projection:
                return None
            for statement in reversed(block.statements):
                kind = statement.kind
                if isinstance(kind, s.Assign) and kind.place.local == place.local:
                    if kind.place.projection:
                        return None
                    if isinstance(kind.rvalue, s.Use):
                        operand = kind.rvalue.operand
                        break
                    if isinstance(kind.rvalue, s.NullaryOp) and kind.rvalue.op == "UbChecks":
                        return 0
                    return None
                if isinstance(kind, s.StorageLive | s.StorageDead | s.Nop | s.ConstEvalCounter):
                    continue
                return None
        if isinstance(operand, s.RuntimeChecks):
            return 0 if operand.kind in ("UbChecks", "ContractChecks") else None
        if not isinstance(operand, s.Constant):
            return None
        type_ = self.constant_type(operand, None)
        value = self.constants.read(operand, type_, source_span(operand.span))
        if isinstance(value, IntConstAttr):
            return value.data & ((1 << 128) - 1) if value.data >= 0 else None
        return None

    def _find_cold(self, blocks: list[s.Block]) -> None:
        """Find the blocks from which every path ends in a panic."""
        cold = self.cold_blocks
        for block in blocks:
            terminator = block.terminator.kind
            if isinstance(terminator, s.Call) and terminator.target is None:
                callee = named_callee(terminator.func)
                if callee is not None and callee.path.startswith("core::"):
                    cold.add(block.index)
        if not cold:
            return
        changed = True
        while changed:
            changed = False
            for block in reversed(blocks):
                if block.index in cold:
                    continue
                targets = (
                    [self.folded[block.index]]
                    if block.index in self.folded
                    else self._targets(block)
                )
                if targets and all(target in cold for target in targets):
                    cold.add(block.index)
                    changed = True
