"""
Which locals of a body become SSA values, and where merged values of them are needed.

A local can be SSA values if its type is scalars (or has no bytes) and nothing needs its address:
it is not borrowed, indexed or dropped in place, and it is only ever assigned whole. Its fields may
be read. All other locals live in private memory. rustc decides likewise
(`compiler/rustc_codegen_ssa/src/mir/analyze.rs`), except that it keeps a local that is assigned
twice in memory, which costs a load for every loop variable until LLVM's own promotion; here such
locals get block arguments.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from xdsl.dialects.builtin import StringAttr
from xdsl.ir import Attribute, Block, Operation, SSAValue

from ...control_flow import ControlFlowGraph
from ...dialects import mir

_PROJECTIONS = frozenset(
    (mir.FieldOp, mir.DowncastOp, mir.OpaqueCastOp, mir.UnwrapBinderOp),
)
_READS = frozenset((mir.CopyOp, mir.MoveOp, mir.DiscriminantOp, mir.DerefOp))
"""What may be done to a local that is SSA values, or to a part of it."""
_IGNORED = frozenset(
    (
        mir.StorageLiveOp,
        mir.StorageDeadOp,
        mir.DebugOp,
        mir.PlaceMentionOp,
        mir.FakeReadOp,
        mir.RetagOp,
        mir.DropHintOp,
    )
)
"""What says nothing about what the program does."""
CALLS = frozenset(
    (
        mir.CallOp,
        mir.IntrinsicCallOp,
        mir.VirtualCallOp,
        mir.IndirectCallOp,
    )
)
"""The terminators that assign their destination."""


def followed(terminator: Operation | None) -> Sequence[Block]:
    """The successors that control may really go to: nothing unwinds, and false edges are not."""
    if terminator is None:
        return ()
    successors = terminator.successors
    if len(successors) < 2:
        return successors
    if isinstance(terminator, mir.FalseEdgeOp | mir.FalseUnwindOp):
        return successors[:1]
    unwind = terminator.properties.get("unwind")
    if isinstance(unwind, StringAttr) and unwind.data == "cleanup":
        return successors[:-1]
    return successors


_LOOKS = frozenset((mir.CopyOp, mir.MoveOp, mir.DiscriminantOp, mir.DerefOp, mir.LenOp)) | _IGNORED
"""What leaves a place as it is. A move from memory that is not private is a copy."""
_PARTS = frozenset(
    (*_PROJECTIONS, mir.IndexOp, mir.ConstantIndexOp, mir.SubsliceOp),
)


def is_only_read(place: SSAValue, is_freeze: Callable[[Attribute], bool]) -> bool:
    """
    Whether nothing in a body writes to a local, or to a part of it, after the body has started.

    A shared reference may be made of it if there is nothing in it that such a reference can
    change (`is_freeze` says so of a type). A raw pointer may not: it can be written through.
    """
    places = [place]
    while places:
        place = places.pop()
        for use in place.uses:
            op = use.operation
            kind = type(op)
            if kind in _LOOKS:
                continue
            if kind in _PARTS:
                if use.index == 0:
                    places.append(op.results[0])
                continue
            if kind is not mir.RefOp:
                return False
            assert isinstance(op, mir.RefOp)
            assert isinstance(place.type, mir.PlaceType)
            if op.kind.data != "shared" or not is_freeze(place.type.type):
                return False
    return True


@dataclass(slots=True)
class Analysis:
    """What the lowering knows of a body's locals before it starts. Locals go by their number."""

    graph: ControlFlowGraph
    blocks: list[Block]
    """The reachable blocks in reverse postorder."""
    in_memory: int
    """The locals that must live in memory, as a bit set."""
    merges: list[list[int]]
    """For each block the locals that it takes as block arguments."""


def analyze(
    entry: Block, locals_: dict[SSAValue, int], candidates: int, arguments: int
) -> Analysis:
    """
    Analyse the body that starts at `entry`.

    `locals_` numbers the places of locals; `candidates` are those whose type allows SSA values,
    `arguments` those that have a value when the body starts, both as bit sets.
    """
    region = entry.parent
    assert region is not None
    all_blocks = list(region.blocks)
    place_in_body = {block: index for index, block in enumerate(all_blocks)}
    graph = ControlFlowGraph(
        [[place_in_body[s] for s in followed(block.last_op)] for block in all_blocks]
    )
    blocks = [all_blocks[index] for index in graph.order]
    memory = ~candidates
    reads = [0] * len(blocks)
    writes = [0] * len(blocks)
    written_twice = 0
    written_once = arguments
    writer: dict[int, int] = {}
    # Where a chain of fields and downcasts starts, by the place that ends it.
    roots: dict[SSAValue, int] = {}
    for number, block in enumerate(blocks):
        exposed = 0
        done = 0
        for op in block.ops:
            kind = type(op)
            if kind in _IGNORED:
                continue
            operands = op.operands
            if not operands:
                continue
            written: SSAValue | None = None
            if kind is mir.AssignOp:
                written = operands[0]
            elif kind in CALLS:
                written = operands[-1]
            for operand in operands:
                local = locals_.get(operand)
                if local is None:
                    local = roots.get(operand)
                    if local is None:
                        continue
                    # Part of a local: it may be looked at, nothing else.
                    bit = 1 << local
                    if kind in _PROJECTIONS:
                        roots[op.results[0]] = local
                    elif kind not in _READS:
                        memory |= bit
                    if not done & bit:
                        exposed |= bit
                    continue
                if operand is written:
                    continue
                bit = 1 << local
                if kind in _PROJECTIONS:
                    roots[op.results[0]] = local
                elif kind is mir.IndexOp:
                    if operand is operands[0]:
                        memory |= bit
                elif kind not in _READS:
                    memory |= bit
                if not done & bit:
                    exposed |= bit
            if written is not None:
                local = locals_.get(written)
                if local is None:
                    continue
                bit = 1 << local
                done |= bit
                written_twice |= written_once & bit
                written_once |= bit
                writer[local] = number
        reads[number] = exposed
        writes[number] = done
    return _place_merges(graph, blocks, memory, reads, writes, written_twice, arguments, writer)


def _place_merges(
    graph: ControlFlowGraph,
    blocks: list[Block],
    memory: int,
    reads: list[int],
    writes: list[int],
    written_twice: int,
    arguments: int,
    writer: dict[int, int],
) -> Analysis:
    # The return place is read by `mir.return`.
    for number, block in enumerate(blocks):
        if isinstance(block.last_op, mir.ReturnOp):
            reads[number] |= 1 & ~writes[number]
    # A local written once needs no merging where the write comes before every read.
    merged = written_twice
    for number, exposed in enumerate(reads):
        rest = exposed & ~written_twice & ~memory
        while rest:
            low = rest & -rest
            rest ^= low
            at = writer.get(low.bit_length() - 1)
            if at is not None and (at == number or not graph.dominates(at, number)):
                merged |= low
    merged &= ~memory
    merges = graph.merges(
        [r & merged for r in reads],
        [w & merged for w in writes],
        arguments & merged,
        merged.bit_length(),
    )
    return Analysis(graph, blocks, memory, merges)
