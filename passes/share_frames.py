"""
`share-frames`: locals that others may look at move out of scratch memory.

Scratch memory is a work-item's own. A pointer into it means nothing to the host, nor to a work-item
of another dispatch. So where a function calls one of those through a queue, or calls a function
that does, its locals whose addresses become ordinary pointers must lie elsewhere.

The naive way is to look at what a call is given; but a pointer may be in a structure that is
pointed to. So the analysis of where pointers can point (`infer_address_spaces`) says what locals
can be reached: from what other code is given, and from memory that all work-items see. They move in
every function from which such a call can be reached. Rust's pointers are flat: a local's address
becomes one by a cast from `private`, and locals without one stay where they are. What moves lies in
the function's *frame*, a block of the call arena (`queue_protocol.py`) that the function takes when
it is entered and gives back when it returns:

    %line = asptr.alloca size 72 align 8          %frame = func.call @rusticle.acquire_block()
    %p = asptr.cast %line : private -> flat  -->  %line = asptr.displace %frame by 0
    func.call @host_print(%p)                     %p = asptr.cast %line : global -> flat
    func.return                                   func.call @host_print(%p)
                                                  func.call @rusticle.release_block(%frame)
                                                  func.return

An argument in memory (`ptr<private>`, which belongs to the callee) is copied into the frame, and a
result in memory out of it. Where a local that has moved is passed on as such an argument, it goes
through scratch memory. A pointer whose origin is not known stays in scratch memory.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import cast

from xdsl.context import Context
from xdsl.dialects import arith, cf, func
from xdsl.dialects.builtin import (
    ArrayAttr,
    DictionaryAttr,
    IntegerAttr,
    ModuleOp,
    SymbolRefAttr,
    i64,
)
from xdsl.ir import Attribute, Block, BlockArgument, Operation, OpResult, SSAValue
from xdsl.passes import ModulePass
from xdsl.rewriter import Rewriter

from ..dialects import asptr, hsa
from ..dialects.asptr.attributes import i64_attr
from ..targets import Target, get_target
from .building import Building
from .infer_address_spaces.objects import Kind, MemoryObject
from .infer_address_spaces.points_to import PointsTo
from .queue_protocol import ACQUIRE_BLOCK, RELEASE_BLOCK, add_protocol, need_block

_PRIVATE = asptr.ptr("private")
_GLOBAL = asptr.ptr("global")
_PACKETS = (hsa.AgentCallOp, hsa.DispatchOp, hsa.DispatchIndirectOp)
_FRAME_ALIGN = 64

Function = func.FuncOp | hsa.KernelOp


def _callers(module: ModuleOp) -> set[str]:
    """The functions that call through a queue, or call one that does."""
    calls: dict[str, set[str]] = {}
    by_pointer: set[str] = set()
    work: list[str] = []
    for op in module.body.block.ops:
        if not isinstance(op, Function):
            continue
        name = op.sym_name.data
        for inner in op.walk():
            if isinstance(inner, func.CallOp):
                calls.setdefault(inner.callee.root_reference.data, set()).add(name)
            elif isinstance(inner, asptr.CallIndirectOp):
                by_pointer.add(name)
            elif isinstance(inner, _PACKETS):
                work.append(name)
    found = set(work)
    # What is called by pointer is not known here: it may be any of these.
    work += by_pointer - found if work else ()
    found.update(work)
    while work:
        for caller in calls.get(work.pop(), ()):
            if caller not in found:
                found.add(caller)
                work.append(caller)
    return found


class _Groups:
    """Pointers into scratch memory, those together that may point to the same."""

    def __init__(self) -> None:
        self.parents: dict[SSAValue, SSAValue] = {}

    def find(self, value: SSAValue) -> SSAValue:
        """The one that stands for the group of a value."""
        parent = self.parents.setdefault(value, value)
        if parent is value:
            return value
        root = self.parents[value] = self.find(parent)
        return root

    def join(self, values: Iterable[SSAValue]) -> None:
        """Put pointers into one group."""
        first: SSAValue | None = None
        for value in values:
            if value.type == _PRIVATE:
                if first is None:
                    first = self.find(value)
                else:
                    self.parents[self.find(value)] = first


class _Reach:
    """What memory others can reach: the host, and work-items of other dispatches."""

    def __init__(self, module: ModuleOp, target: Target) -> None:
        self.analysis = PointsTo(module, target, global_pointees=False).run()
        # What has escaped is known; and memory of the module that they see may hold pointers, too.
        stack = [
            obj
            for points in self.analysis.points.values()
            for obj in points
            if obj.kind is Kind.OWN and obj.space != "private"
        ]
        self.seen: set[MemoryObject] = set()
        while stack:
            obj = stack.pop()
            if obj not in self.seen:
                self.seen.add(obj)
                for held in obj.cells.values():
                    stack.extend(held)

    def covers(self, pointer: SSAValue) -> bool:
        """Whether they can reach what a pointer points to."""
        return any(obj.escaped or obj in self.seen for obj in self.analysis.of(pointer))


def _bytes(attributes: Mapping[str, Attribute]) -> int | None:
    """The bytes that an argument with these attributes points to."""
    size = attributes.get("llvm.dereferenceable")
    return size.value.data if isinstance(size, IntegerAttr) else None


class _Frame(Building):
    """One function whose locals are shared."""

    def __init__(
        self, module: ModuleOp, function: Function, symbols: dict[str, Function], reach: _Reach
    ) -> None:
        self.module = module
        self.function = function
        self.location = function.location
        self.symbols = symbols
        self.reach = reach
        self.groups = _Groups()
        self.escaping: set[SSAValue] = set()
        self.unknown: set[SSAValue] = set()
        self.copies: set[Operation] = set()
        """Copies between arguments and the frame, which stay as they are."""
        entry = function.body.blocks[0].first_op
        assert entry is not None
        self.before: Operation = entry
        """What new operations come before."""

    def run(self) -> None:
        """Move the locals that may be looked at, if there are any."""
        self._group()
        find = self.groups.find
        locals_ = [value for value in self.groups.parents if self._is_root(value)]
        reached = {find(value) for value in locals_ if self.reach.covers(value)}
        moved = (self.escaping & reached) - self.unknown
        roots = [value for value in locals_ if find(value) in moved]
        if roots:
            self._move(roots, moved)

    def _is_root(self, value: SSAValue) -> bool:
        if isinstance(value, OpResult):
            return isinstance(value.op, asptr.AllocaOp)
        return value.owner is self.function.body.blocks[0]

    def _group(self) -> None:
        groups = self.groups
        escaping: list[SSAValue] = []
        unknown: list[SSAValue] = []
        entry = self.function.body.blocks[0]
        for argument in entry.args:
            if argument.type == _PRIVATE:
                groups.find(argument)
                if self._argument_size(self.function, argument.index) is None:
                    unknown.append(argument)
        for block in self.function.body.blocks:
            for op in block.ops:
                match op:
                    case asptr.AllocaOp():
                        if op.results[0].type == _PRIVATE:
                            groups.find(op.results[0])
                    case asptr.DisplaceOp() | asptr.OffsetOp() | arith.SelectOp():
                        groups.join((*op.operands, *op.results))
                    case asptr.CompareOp():
                        groups.join(op.operands)
                    case asptr.CastOp() | asptr.PtrToIntOp():
                        escaping += op.operands
                        unknown += op.results
                    case cf.BranchOp() | cf.ConditionalBranchOp() | cf.SwitchOp():
                        self._join_arguments(op)
                    case _:
                        unknown += op.results
        self.escaping = {groups.find(v) for v in escaping if v.type == _PRIVATE}
        self.unknown = {groups.find(v) for v in unknown if v.type == _PRIVATE}

    def _join_arguments(self, op: Operation) -> None:
        match op:
            case cf.BranchOp():
                pairs = [(op.successors[0], op.arguments)]
            case cf.ConditionalBranchOp():
                pairs = [
                    (op.then_block, op.then_arguments),
                    (op.else_block, op.else_arguments),
                ]
            case _:
                assert isinstance(op, cf.SwitchOp)
                pairs = [(op.default_block, op.default_operands)]
                at = 0
                for block, count in zip(
                    op.case_blocks, op.case_operand_segments.get_values(), strict=True
                ):
                    pairs.append((block, op.case_operands[at : at + count]))
                    at += count
        for block, values in pairs:
            for value, argument in zip(values, block.args, strict=True):
                self.groups.join((value, argument))

    @staticmethod
    def _attributes(function: Function, index: int) -> dict[str, Attribute]:
        attrs = function.arg_attrs
        if attrs is None:
            return {}
        found = attrs.data[index]
        assert isinstance(found, DictionaryAttr)
        return dict(found.data)

    def _argument_size(self, function: Function, index: int) -> int | None:
        """The bytes that an argument points to."""
        return _bytes(self._attributes(function, index))

    def _passed(self, call: Operation, index: int) -> Mapping[str, Attribute]:
        """What is said of an operand of a call: by its callee, or if that is not known, by it."""
        if isinstance(call, func.CallOp):
            callee = self.symbols.get(call.callee.root_reference.data)
            return {} if callee is None else self._attributes(callee, index)
        given = call.attributes.get("arg_attrs")
        # The first operand is the callee.
        return (
            cast("ArrayAttr[DictionaryAttr]", given).data[index - 1].data
            if isinstance(given, ArrayAttr)
            else {}
        )

    def _move(self, roots: list[SSAValue], moved: set[SSAValue]) -> None:
        frame = self.emit(
            func.CallOp, (), (_GLOBAL,), {"callee": SymbolRefAttr(ACQUIRE_BLOCK)}
        ).results[0]
        members = [v for v in self.groups.parents if self.groups.find(v) in moved]
        size = 0
        results: list[tuple[SSAValue, SSAValue, int]] = []
        new: dict[SSAValue, SSAValue] = {}
        for root in roots:
            if isinstance(root, OpResult):
                alloca = root.op
                assert isinstance(alloca, asptr.AllocaOp)
                bytes_, align = alloca.size.value.data, alloca.align.value.data
            else:
                assert isinstance(root, BlockArgument)
                given = self._argument_size(self.function, root.index)
                assert given is not None
                bytes_, align = given, 16
            size = -(-size // align) * align
            place = self.emit(asptr.DisplaceOp, (frame,), (_GLOBAL,), {"bytes": i64_attr(size)})
            new[root] = place.results[0]
            size += bytes_
            if isinstance(root, BlockArgument):
                if "llvm.writable" in self._attributes(self.function, root.index):
                    results.append((root, place.results[0], bytes_))
                else:
                    self._copy(place.results[0], root, bytes_)
        need_block(self.module, max(size, _FRAME_ALIGN))
        calls = self._calls(members)
        for value in members:
            if value not in new:
                Rewriter.replace_value_with_new_type(value, _GLOBAL)
        own = {op for block in self.function.body.blocks for op in block.ops}
        for root, place in new.items():
            for use in list(root.uses):
                # Copies between an argument and the frame, made above, stay.
                if use.operation in own and use.operation not in self.copies:
                    use.operation.operands[use.index] = place
            if isinstance(root, OpResult):
                root.op.detach()
                root.op.erase()
        for call, index in calls:
            self._through_scratch(call, index)
        for block in self.function.body.blocks:
            last = block.last_op
            if isinstance(last, func.ReturnOp | hsa.ReturnOp):
                self.before = last
                for argument, place, bytes_ in results:
                    self._copy(argument, place, bytes_)
                self.emit(func.CallOp, (frame,), (), {"callee": SymbolRefAttr(RELEASE_BLOCK)})

    def _calls(self, members: list[SSAValue]) -> list[tuple[Operation, int]]:
        """The operands of calls that are pointers into scratch memory and will not be."""
        found: list[tuple[Operation, int]] = []
        for value in members:
            for use in value.uses:
                if isinstance(use.operation, func.CallOp | asptr.CallIndirectOp):
                    found.append((use.operation, use.index))
        return found

    def _through_scratch(self, call: Operation, index: int) -> None:
        """Pass what an operand points to in scratch memory, and bring it back."""
        place = call.operands[index]
        attributes = self._passed(call, index)
        size = _bytes(attributes)
        assert size is not None, "only functions of this module take pointers to scratch memory"
        entry = self.function.body.blocks[0]
        first = entry.first_op
        assert first is not None
        self.before = first
        temporary = self.emit(
            asptr.AllocaOp, (), (_PRIVATE,), {"size": i64_attr(size), "align": i64_attr(16)}
        ).results[0]
        self.before = call
        is_result = "llvm.writable" in attributes
        if not is_result:
            self._copy(temporary, place, size)
        call.operands[index] = temporary
        if is_result:
            following = call.next_op
            assert following is not None
            self.before = following
            self._copy(place, temporary, size)

    def insert(self, op: Operation) -> None:
        """Put a new operation before the one whose turn it is."""
        block = self.before.parent_block()
        assert isinstance(block, Block)
        block.insert_op_before(op, self.before)

    def _copy(self, target: SSAValue, source: SSAValue, size: int) -> None:
        count = self.emit(arith.ConstantOp, (), (i64,), {"value": IntegerAttr(size, i64)})
        one = i64_attr(1)
        copy = self.emit(
            asptr.CopyOp,
            (target, source, count.results[0]),
            (),
            {"dst_align": one, "src_align": one},
        )
        self.copies.add(copy)


def share_frames(module: ModuleOp, target: Target) -> None:
    """Run the pass over `module`, in place."""
    callers = _callers(module)
    if not callers:
        return
    symbols = {op.sym_name.data: op for op in module.body.block.ops if isinstance(op, Function)}
    reach = _Reach(module, target)
    for name, function in symbols.items():
        if name in callers and function.body.blocks:
            _Frame(module, function, symbols, reach).run()
    add_protocol(module)


@dataclass(frozen=True)
class ShareFramesPass(ModulePass):
    """
    Move locals that others may look at out of scratch memory.

    It needs a module at the `asptr` level before `lower-queues`, and guarantees that no flat
    pointer into scratch memory that others can reach is made in a function from which a call
    through a queue is reached, unless it cannot know where the pointer is from.

        %x = asptr.alloca size 8 align 8 : !asptr.ptr<private>
        %p = asptr.cast %x : !asptr.ptr<private> -> !asptr.ptr<flat>
        func.call @host(%p) : (!asptr.ptr<flat>) -> ()

    becomes

        %frame = func.call @rusticle.acquire_block() : () -> !asptr.ptr<global>
        %x = asptr.displace %frame by 0 : !asptr.ptr<global>
        %p = asptr.cast %x : !asptr.ptr<global> -> !asptr.ptr<flat>
        func.call @host(%p) : (!asptr.ptr<flat>) -> ()
    """

    name = "share-frames"

    target: str = "amdgcn-amd-amdhsa"
    """The target, by any name that `get_target` knows."""

    def apply(self, ctx: Context, op: ModuleOp) -> None:
        """Share the frames of `op`'s functions."""
        share_frames(op, get_target(self.target))
