"""
The control-flow graph of one body: order, dominators, and where merged values are needed.

`lower-mir` builds SSA while it converts, `promote-allocas` while it takes memory away. For that
they must know, before they meet the first statement, in which blocks a variable that is assigned
more than once takes a block argument. That is the textbook construction (Cytron and others, 1991):
the iterated dominance frontier of the assignments, pruned to the blocks where the local is live.
Dominators are found as Cooper, Harvey and Kennedy do ("A Simple, Fast Dominance Algorithm"), which
on graphs of this size beats the asymptotically better ways. Sets of locals are the bits of Python
integers, so that a data-flow step over a block is a few machine operations however many locals
there are.
"""

from __future__ import annotations

from collections.abc import Sequence


class ControlFlowGraph:
    """
    The reachable blocks of a body, numbered in reverse postorder; block 0 is the entry.

    `successors` of a block are given by its number in the body; blocks that the entry does not
    reach have no place in the graph.
    """

    __slots__ = ("_frontiers", "idom", "number", "order", "predecessors", "successors")

    order: list[int]
    """The body's block numbers in reverse postorder."""
    number: dict[int, int]
    """The place of each of the body's blocks in `order`."""
    successors: list[list[int]]
    """Successors of each block, both as places in `order`."""
    predecessors: list[list[int]]
    """Predecessors of each block, both as places in `order`."""
    idom: list[int]
    """The immediate dominator of each block; the entry's is itself."""

    def __init__(self, successors: Sequence[Sequence[int]]) -> None:
        postorder: list[int] = []
        seen = {0}
        stack = [(0, iter(successors[0]))]
        while stack:
            block, rest = stack[-1]
            for successor in rest:
                if successor not in seen:
                    seen.add(successor)
                    stack.append((successor, iter(successors[successor])))
                    break
            else:
                postorder.append(block)
                stack.pop()
        postorder.reverse()
        self.order = postorder
        self.number = {block: place for place, block in enumerate(postorder)}
        self.successors = [[self.number[s] for s in successors[block]] for block in postorder]
        self.predecessors = [[] for _ in postorder]
        for place, targets in enumerate(self.successors):
            for target in targets:
                self.predecessors[target].append(place)
        self.idom = self._dominators()
        self._frontiers: list[set[int]] | None = None

    def _dominators(self) -> list[int]:
        idom = [-1] * len(self.order)
        idom[0] = 0
        changed = True
        while changed:
            changed = False
            for block in range(1, len(idom)):
                new = -1
                for predecessor in self.predecessors[block]:
                    if idom[predecessor] < 0:
                        continue
                    if new < 0:
                        new = predecessor
                        continue
                    left, right = predecessor, new
                    while left != right:
                        while left > right:
                            left = idom[left]
                        while right > left:
                            right = idom[right]
                    new = left
                if idom[block] != new:
                    idom[block] = new
                    changed = True
        return idom

    def dominates(self, above: int, below: int) -> bool:
        """Whether every path from the entry to `below` passes `above`."""
        while below > above:
            below = self.idom[below]
        return below == above

    def _dominance_frontiers(self) -> list[set[int]]:
        if self._frontiers is None:
            self._frontiers = [set() for _ in self.order]
            for block, predecessors in enumerate(self.predecessors):
                # The entry is a merge as soon as one branch leads back to it.
                if len(predecessors) < 2 and block != 0:
                    continue
                for predecessor in predecessors:
                    runner = predecessor
                    while runner != self.idom[block] or (block == 0 and runner == 0):
                        self._frontiers[runner].add(block)
                        if runner == 0:
                            break
                        runner = self.idom[runner]
        return self._frontiers

    def live_in(self, reads: Sequence[int], writes: Sequence[int]) -> list[int]:
        """
        The variables live on entry to each block, as bit sets.

        `reads` has the variables that a block reads before it assigns them, `writes` those that it
        assigns, both by the block's place in `order`.
        """
        live = list(reads)
        pending = list(range(len(live)))
        queued = [True] * len(live)
        while pending:
            block = pending.pop()
            queued[block] = False
            out = 0
            for successor in self.successors[block]:
                out |= live[successor]
            new = reads[block] | (out & ~writes[block])
            if new != live[block]:
                live[block] = new
                for predecessor in self.predecessors[block]:
                    if not queued[predecessor]:
                        queued[predecessor] = True
                        pending.append(predecessor)
        return live

    def merges(
        self, reads: Sequence[int], writes: Sequence[int], entry: int, variables: int
    ) -> list[list[int]]:
        """
        The variables that each block must take as arguments, in ascending order.

        `entry` is the set of variables that have a value when the body starts; `variables` how
        many there are.
        """
        frontiers = self._dominance_frontiers()
        live = self.live_in(reads, writes)
        merged: list[list[int]] = [[] for _ in self.order]
        blocks_of: list[list[int]] = [[] for _ in range(variables)]
        for block, written in enumerate(writes):
            while written:
                low = written & -written
                blocks_of[low.bit_length() - 1].append(block)
                written ^= low
        while entry:
            low = entry & -entry
            blocks_of[low.bit_length() - 1].append(0)
            entry ^= low
        for variable, blocks in enumerate(blocks_of):
            if not blocks:
                continue
            bit = 1 << variable
            placed: set[int] = set()
            pending = blocks
            while pending:
                for block in frontiers[pending.pop()]:
                    if block not in placed and live[block] & bit:
                        placed.add(block)
                        merged[block].append(variable)
                        pending.append(block)
        return merged
