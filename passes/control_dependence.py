"""
Control dependence: which branches decide whether a block runs.

Block x depends on the branch at the end of b if x post-dominates a successor of b, and does not
strictly post-dominate b itself (Ferrante, Ottenstein and Warren, "The Program Dependence Graph and
Its Use in Optimization", 1987). Only blocks from which the function can return are looked at: from
the others, which panic or run forever, there is no way back.

    bb0: switch ... [0: bb1, otherwise: bb2]      decides about bb1, not about bb2
    bb1: goto bb2
    bb2: return

A loop's exit decides about the whole loop, itself included:

    bb1: switch ... [0: bb3, otherwise: bb2]      decides about bb1 and bb2
    bb2: goto bb1
    bb3: return
"""

from __future__ import annotations

from collections.abc import Sequence

from xdsl.dialects.builtin import StringAttr
from xdsl.ir import Block, Operation, Region

from ..dialects import mir


def _followed(terminator: Operation | None) -> Sequence[Block]:
    """The successors that control may go to when nothing panics."""
    if terminator is None:
        return ()
    successors = terminator.successors
    if isinstance(terminator, mir.FalseEdgeOp | mir.FalseUnwindOp):
        return successors[:1]
    unwind = terminator.properties.get("unwind")
    if isinstance(unwind, StringAttr) and unwind.data == "cleanup":
        return successors[:-1]
    return successors


class ControlDependence:
    """The control dependences of a body."""

    def __init__(self, body: Region) -> None:
        blocks = list(body.blocks)
        number = {block: index for index, block in enumerate(blocks)}
        successors = [[number[s] for s in _followed(block.last_op)] for block in blocks]
        returning = _that_return(blocks, successors)
        live = [index for index in range(len(blocks)) if returning[index]]
        renumbered = {index: position for position, index in enumerate(live)}
        self.blocks = [blocks[index] for index in live]
        """The blocks from which the function can return."""
        self._successors = [
            [renumbered[s] for s in dict.fromkeys(successors[index]) if returning[s]]
            for index in live
        ]
        self.decides = self._decided()
        """For each block the blocks that its branch decides about, by number."""

    def _post_dominators(self) -> list[int]:
        """For each block those that every way from it to a return goes through, as a bit set."""
        count = len(self.blocks)
        everything = (1 << count) - 1
        found = [everything] * count
        changed = True
        while changed:
            changed = False
            for index in range(count - 1, -1, -1):
                common = everything
                for successor in self._successors[index]:
                    common &= found[successor]
                if isinstance(self.blocks[index].last_op, mir.ReturnOp):
                    common = 0
                common |= 1 << index
                if common != found[index]:
                    found[index] = common
                    changed = True
        return found

    def _decided(self) -> list[list[int]]:
        post = self._post_dominators()
        decided: list[list[int]] = []
        for index, successors in enumerate(self._successors):
            either = 0
            if len(successors) > 1:
                for successor in successors:
                    either |= post[successor]
                either &= ~(post[index] & ~(1 << index))
            decided.append(_members(either))
        return decided


def _that_return(blocks: Sequence[Block], successors: Sequence[Sequence[int]]) -> list[bool]:
    """For each block whether a return can be reached from it."""
    predecessors: list[list[int]] = [[] for _ in blocks]
    for index, following in enumerate(successors):
        for successor in following:
            predecessors[successor].append(index)
    found = [isinstance(block.last_op, mir.ReturnOp) for block in blocks]
    work = [index for index, returns in enumerate(found) if returns]
    while work:
        for predecessor in predecessors[work.pop()]:
            if not found[predecessor]:
                found[predecessor] = True
                work.append(predecessor)
    return found


def _members(bits: int) -> list[int]:
    found: list[int] = []
    while bits:
        low = bits & -bits
        found.append(low.bit_length() - 1)
        bits ^= low
    return found
