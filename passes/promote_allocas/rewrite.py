"""
From memory to values: the loads, stores and copies of a function's variables replaced.

It is the construction of SSA form that `control_flow` describes. First each block says which
variables it reads before it writes them, and which it writes; that places block arguments. Then
the blocks are visited so that each comes after those that dominate it, and their accesses in order:
a store gives a variable its new value, a load is replaced by the value that the variable has there.
Blocks that hold no access are not looked into.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, pairwise
from typing import TypeAlias, cast

from xdsl.dialects import arith, cf
from xdsl.dialects.builtin import DenseArrayBase, IntegerType, i32
from xdsl.ir import Attribute, Block, Operation, Region, SSAValue

from ...control_flow import ControlFlowGraph
from ...dialects import asptr, llvm
from .accesses import Local, Span
from .bits import BitBuilder, integer
from .variables import Copies, Division, Variable, copies_between

_Spans: TypeAlias = dict[Operation, Span]
_BRANCHES = (cf.BranchOp, cf.ConditionalBranchOp, cf.SwitchOp, llvm.SwitchOp)


def can_be_rewritten(blocks: Iterable[Block]) -> bool:
    """Whether values can be passed along every branch of a function."""
    for block in blocks:
        last = block.last_op
        if last is not None and last.successors and not isinstance(last, _BRANCHES):
            return False
    return True


class Flow:
    """The control flow of a function, which promotion does not change."""

    def __init__(self, body: Region) -> None:
        self.all_blocks = list(body.blocks)
        index = {block: number for number, block in enumerate(self.all_blocks)}
        self.graph = ControlFlowGraph(
            [
                [] if block.last_op is None else [index[s] for s in block.last_op.successors]
                for block in self.all_blocks
            ]
        )
        self.blocks = [self.all_blocks[number] for number in self.graph.order]
        """Those that can be reached, in reverse postorder."""
        self.number = {block: number for number, block in enumerate(self.blocks)}


class Promotion:
    """Some locals of one function, and the variables that each of them becomes."""

    def __init__(self, flow: Flow, divisions: Mapping[Local, Division]) -> None:
        self.flow = flow
        self.divisions = divisions
        self.copies: Copies = copies_between(divisions)
        self.variables = [v for division in divisions.values() for v in division.variables]
        for number, variable in enumerate(self.variables):
            variable.number = number
        self.bits = BitBuilder(flow.all_blocks[0])
        self.erased: set[Operation] = set()
        """What has been erased, for whoever remembers an operation."""
        self._constants: list[Operation] = []
        """Constants that may have lost their last user: the length of a copy, say."""
        self._loads: _Spans = {op: s for local in divisions for op, s in local.loads}
        self._stores: _Spans = {op: s for local in divisions for op, s in local.stores}
        self._fills: _Spans = {op: s for local in divisions for op, s in local.fills}
        self._into: _Spans = {op: s for local in divisions for op, s in local.copies_in}
        self._from: _Spans = {op: s for local in divisions for op, s in local.copies_out}
        self._starts: dict[Operation, Local] = {
            op: local
            for local in divisions
            for op in local.markers
            if isinstance(op, asptr.LifetimeStartOp)
        }

    def run(self) -> None:
        """Replace the accesses, and erase the allocas."""
        events = self._events()
        needed = self._needed()
        merges = self._place_merges(events, needed)
        arguments = self._add_arguments(merges)
        self._rename(events, merges, arguments, needed)
        self._drop_unreachable(events)
        self._pass_to_merges_from_unreachable(merges)
        self.bits.erase_unused()
        for local, division in self.divisions.items():
            if division.residue:
                for op in reversed(local.addresses):
                    if op.results[0].first_use is None:
                        self._erase(op)
            else:
                for op in (*local.markers, *reversed(local.addresses), local.alloca):
                    self._erase(op)
        for constant in self._constants:
            if constant.parent is not None and constant.results[0].first_use is None:
                constant.detach()
                constant.erase()

    # What is accessed where

    def _events(self) -> dict[Block, list[Operation]]:
        """The accesses of each block, in order."""
        wanted: set[Operation] = {
            *self._loads,
            *self._stores,
            *self._fills,
            *self._into,
            *self._from,
            *self._starts,
        }
        counts: dict[Block, int] = {}
        for op in wanted:
            block = op.parent_block()
            assert block is not None
            counts[block] = counts.get(block, 0) + 1
        events: dict[Block, list[Operation]] = {}
        for block, count in counts.items():
            found: list[Operation] = []
            for op in block.ops:
                if op in wanted:
                    found.append(op)
                    if len(found) == count:
                        break
            events[block] = found
        return events

    def _within(self, span: Span) -> Iterator[Variable]:
        """The variables of which a span has at least a part."""
        for variable in self.divisions[span.local].variables:
            if variable.start < span.end and span.start < variable.end:
                yield variable

    def _mask(self, span: Span) -> int:
        mask = 0
        for variable in self._within(span):
            mask |= 1 << variable.number
        return mask

    def _needed(self) -> int:
        """The variables that something looks at, as a bit set: of the others none is written."""
        needed = 0
        for span in self._loads.values():
            needed |= self._mask(span)
        for op, span in self._from.items():
            if op not in self.copies:
                needed |= self._mask(span)
        # Of a copy what is needed of its destination is not told apart: more than enough.
        edges: dict[Local, list[tuple[int, int, Local]]] = {}
        for to, from_ in self.copies.values():
            edge = (self._mask(to), self._mask(from_), from_.local)
            edges.setdefault(to.local, []).append(edge)
        pending = list(edges)
        while pending:
            for to, from_, source in edges.get(pending.pop(), ()):
                if to & needed and from_ & ~needed:
                    needed |= from_
                    pending.append(source)
        return needed

    def _reads_and_writes(self, op: Operation) -> tuple[int, int]:
        """The variables that an access reads, and those that it writes after that."""
        reads = writes = 0
        if (span := self._loads.get(op)) is not None:
            return self._mask(span), 0
        if (local := self._starts.get(op)) is not None:
            return 0, self._mask(Span(local, 0, local.size))
        source = self._from.get(op)
        if source is not None:
            reads = self._mask(source)
        span = self._stores.get(op) or self._fills.get(op) or self._into.get(op)
        if span is not None:
            for variable in self._within(span):
                bit = 1 << variable.number
                writes |= bit
                if variable.start < span.start or span.end < variable.end:
                    reads |= bit
        return reads, writes

    def _place_merges(
        self, events: Mapping[Block, list[Operation]], needed: int
    ) -> list[list[int]]:
        reads: list[int] = []
        writes: list[int] = []
        for block in self.flow.blocks:
            exposed = done = 0
            for op in events.get(block, ()):
                read, written = self._reads_and_writes(op)
                exposed |= read & ~done
                done |= written
            reads.append(exposed & needed)
            writes.append(done & needed)
        return self.flow.graph.merges(reads, writes, 0, len(self.variables))

    def _add_arguments(self, merges: Sequence[Sequence[int]]) -> list[dict[int, SSAValue]]:
        """Give blocks their arguments: the first values in each of them."""
        return [
            {
                number: block.insert_arg(self.variables[number].type, len(block.args))
                for number in merged
            }
            for block, merged in zip(self.flow.blocks, merges, strict=True)
        ]

    # The walk

    def _rename(
        self,
        events: Mapping[Block, list[Operation]],
        merges: Sequence[Sequence[int]],
        values: list[dict[int, SSAValue]],
        needed: int,
    ) -> None:
        idom = self.flow.graph.idom
        successors = self.flow.graph.successors
        variables = self.variables
        self._needed_now = needed
        for number, block in enumerate(self.flow.blocks):
            here = values[number]

            def lookup(
                variable: int, number: int = number, here: dict[int, SSAValue] = here
            ) -> SSAValue:
                found = here.get(variable)
                at = number
                while found is None:
                    if at == 0:
                        found = self.bits.undefined(variables[variable].type)
                        break
                    at = idom[at]
                    found = values[at].get(variable)
                here[variable] = found
                return found

            for op in events.get(block, ()):
                self.bits.before = op
                self._rewrite(op, here, lookup)
            if any(merges[s] for s in successors[number]):
                last = block.last_op
                assert last is not None
                pass_along(
                    last,
                    [[lookup(v) for v in merges[self.flow.number[s]]] for s in last.successors],
                )

    def _rewrite(
        self, op: Operation, here: dict[int, SSAValue], lookup: Callable[[int], SSAValue]
    ) -> None:
        """Replace one access."""
        bits = self.bits
        if (span := self._loads.get(op)) is not None:
            result = op.results[0]
            result.replace_all_uses_with(
                bits.from_integer(self._read(span, lookup), result.type)
                if (whole := self._whole(span)) is None
                else bits.recast(lookup(whole.number), result.type)
            )
        elif (span := self._stores.get(op)) is not None:
            self._write(span, op.operands[0], here, lookup)
        elif (span := self._fills.get(op)) is not None:
            for variable in self._within(span):
                first, last = max(variable.start, span.start), min(variable.end, span.end)
                value = bits.repeated(op.operands[1], last - first)
                self._write(Span(span.local, first, last), value, here, lookup)
            for at, end in self._residue(span):
                self._fill_residue(op, at - span.start, end - at)
        elif (local := self._starts.get(op)) is not None:
            for variable in self.divisions[local].variables:
                here[variable.number] = bits.undefined(variable.type)
            return
        else:
            assert isinstance(op, asptr.CopyOp)
            self._copy(op, here, lookup)
        self._erase(op)

    def _copy(
        self, op: asptr.CopyOp, here: dict[int, SSAValue], lookup: Callable[[int], SSAValue]
    ) -> None:
        bits = self.bits
        to, from_ = self._into.get(op), self._from.get(op)
        self._copy_residue(op, to, from_)
        if to is None:
            assert from_ is not None
            align = op.dst_align.value.data
            for variable in self._within(from_):
                first, last = max(variable.start, from_.start), min(variable.end, from_.end)
                at = first - from_.start
                value = self._value_of(variable, first, last, lookup)
                pointer = bits.displaced(op.dst, at)
                bits.do(asptr.StoreOp, (value, pointer), {"align": _align_at(align, at)})
            return
        # All of the source is read before any of the destination is written.
        values: list[tuple[Span, SSAValue]] = []
        align = op.src_align.value.data
        for variable in self._within(to):
            if not self._needed_now >> variable.number & 1:
                continue
            first, last = max(variable.start, to.start), min(variable.end, to.end)
            at = first - to.start
            span = Span(to.local, first, last)
            whole = last - first == variable.end - variable.start
            type = variable.type if whole else integer(8 * (last - first))
            if from_ is None:
                pointer = bits.displaced(op.src, at)
                value = bits.emit(asptr.LoadOp, (pointer,), type, {"align": _align_at(align, at)})
            else:
                source = Span(from_.local, from_.start + at, from_.start + at + last - first)
                same = self._whole(source)
                value = (
                    bits.from_integer(self._read(source, lookup), type)
                    if same is None
                    else bits.recast(lookup(same.number), type)
                )
            values.append((span, value))
        for span, value in values:
            self._write(span, value, here, lookup)

    # Bytes that stay in memory

    def _residue(self, span: Span | None) -> list[tuple[int, int]]:
        """The ranges in a span that stay in memory."""
        assert span is not None
        return [
            (max(start, span.start), min(end, span.end))
            for start, end in self.divisions[span.local].residue
            if start < span.end and span.start < end
        ]

    def _fill_residue(self, op: Operation, at: int, size: int) -> None:
        assert isinstance(op, asptr.FillOp)
        bits = self.bits
        pointer = bits.displaced(op.dst, at)
        length = bits.constant(size, 64)
        align = _align_at(op.align.value.data, at)
        bits.do(asptr.FillOp, (pointer, op.byte, length), {"align": align})

    def _copy_residue(self, op: asptr.CopyOp, to: Span | None, from_: Span | None) -> None:
        """Copy what stays in memory at every end of a copy that is a local."""
        if to is None or from_ is None:
            span = from_ if to is None else to
            assert span is not None
            ranges = [(at - span.start, end - span.start) for at, end in self._residue(span)]
        else:
            # What is not at the source too was never written.
            theirs = [(s - from_.start, e - from_.start) for s, e in self._residue(from_)]
            ranges = [
                (max(s - to.start, first), min(e - to.start, last))
                for s, e in self._residue(to)
                for first, last in theirs
                if s - to.start < last and first < e - to.start
            ]
            if to.local is from_.local:
                return
        bits = self.bits
        for at, end in ranges:
            properties: dict[str, Attribute] = {
                "dst_align": _align_at(op.dst_align.value.data, at),
                "src_align": _align_at(op.src_align.value.data, at),
            }
            if op.overlapping is not None:
                properties["overlapping"] = op.overlapping
            destination, source = bits.displaced(op.dst, at), bits.displaced(op.src, at)
            length = bits.constant(end - at, 64)
            bits.do(asptr.CopyOp, (destination, source, length), properties)

    # Bytes of variables

    def _whole(self, span: Span) -> Variable | None:
        """The variable that is exactly these bytes."""
        for variable in self.divisions[span.local].variables:
            if variable.start == span.start and variable.end == span.end:
                return variable
        return None

    def _value_of(
        self, variable: Variable, first: int, last: int, lookup: Callable[[int], SSAValue]
    ) -> SSAValue:
        """Some bytes of a variable: itself if that is all of them, else as an integer."""
        value = lookup(variable.number)
        if first == variable.start and last == variable.end:
            return value
        return self.bits.part(self.bits.to_integer(value), first - variable.start, last - first)

    def _read(self, span: Span, lookup: Callable[[int], SSAValue]) -> SSAValue:
        """Some bytes of a local as an integer. Those of no variable are undefined."""
        bits = self.bits
        parts: list[SSAValue] = []
        at = span.start
        for variable in self._within(span):
            first, last = max(variable.start, span.start), min(variable.end, span.end)
            if at < first:
                parts.append(bits.undefined(integer(8 * (first - at))))
            parts.append(bits.to_integer(self._value_of(variable, first, last, lookup)))
            at = last
        if at < span.end:
            parts.append(bits.undefined(integer(8 * (span.end - at))))
        return bits.joined(parts)

    def _write(
        self,
        span: Span,
        value: SSAValue,
        here: dict[int, SSAValue],
        lookup: Callable[[int], SSAValue],
    ) -> None:
        """Give the variables in a span the bits of `value`, which is as wide as it."""
        bits = self.bits
        for variable in self._within(span):
            if not self._needed_now >> variable.number & 1:
                continue
            first, last = max(variable.start, span.start), min(variable.end, span.end)
            part = value
            if (first, last) != (span.start, span.end):
                part = bits.part(bits.to_integer(value), first - span.start, last - first)
            if (first, last) != (variable.start, variable.end):
                whole = bits.to_integer(lookup(variable.number))
                part = bits.with_part(whole, bits.to_integer(part), first - variable.start)
            here[variable.number] = bits.recast(part, variable.type)

    # What is left behind

    def _erase(self, op: Operation) -> None:
        if op in self.erased:
            return
        self.erased.add(op)
        for operand in op.operands:
            owner = operand.owner
            if type(owner) is arith.ConstantOp:
                self._constants.append(owner)
        op.detach()
        op.erase()

    def _drop_unreachable(self, events: Mapping[Block, list[Operation]]) -> None:
        """Erase the accesses in blocks that no branch leads to."""
        for block, ops in events.items():
            if block in self.flow.number:
                continue
            for op in ops:
                for result in op.results:
                    result.replace_all_uses_with(self.bits.undefined(result.type))
                if op not in self._starts:
                    self._erase(op)

    def _pass_to_merges_from_unreachable(self, merges: Sequence[Sequence[int]]) -> None:
        """Give blocks their arguments also along branches that are never taken."""
        for block in self.flow.all_blocks:
            last = block.last_op
            if block in self.flow.number or last is None or not last.successors:
                continue
            merged = [
                merges[self.flow.number[s]] if s in self.flow.number else ()
                for s in last.successors
            ]
            if any(merged):
                undefined = self.bits.undefined
                pass_along(
                    last, [[undefined(self.variables[v].type) for v in list_] for list_ in merged]
                )


def _align_at(align: int, offset: int) -> Attribute:
    return asptr.i64_attr(align if offset == 0 else min(align, offset & -offset))


def pass_along(branch: Operation, values: Sequence[Sequence[SSAValue]]) -> None:
    """Have a branch pass further values, a list for each of its successors, behind its own."""
    match branch:
        case cf.BranchOp():
            branch.operands = (*branch.operands, *values[0])
        case cf.ConditionalBranchOp():
            then = (*branch.then_arguments, *values[0])
            otherwise = (*branch.else_arguments, *values[1])
            branch.operands = (branch.cond, *then, *otherwise)
            branch.properties["operandSegmentSizes"] = _lengths(1, len(then), len(otherwise))
        case cf.SwitchOp():
            _pass_along_switch(
                branch, branch.flag, branch.default_operands, branch.case_operands, values
            )
        case llvm.SwitchOp():
            _pass_along_switch(
                branch, branch.value, branch.defaultOperands, branch.caseOperands, values
            )
        case _:
            raise AssertionError(f"`{branch.name}` passes no values")


def _pass_along_switch(
    branch: Operation,
    value: SSAValue,
    default: Sequence[SSAValue],
    cases: Sequence[SSAValue],
    values: Sequence[Sequence[SSAValue]],
) -> None:
    segments = branch.properties["case_operand_segments"]
    lengths = cast("DenseArrayBase[IntegerType]", segments).get_values()
    borders = [0, *accumulate(lengths)]
    default = (*default, *values[0])
    lists = [
        (*cases[start:end], *more)
        for (start, end), more in zip(pairwise(borders), values[1:], strict=True)
    ]
    operands = [v for list_ in lists for v in list_]
    branch.operands = (value, *default, *operands)
    branch.properties["case_operand_segments"] = _lengths(*map(len, lists))
    branch.properties["operandSegmentSizes"] = _lengths(1, len(default), len(operands))


def _lengths(*lengths: int) -> DenseArrayBase:
    return DenseArrayBase.from_list(i32, lengths)
