"""
What each operation does with what its operands point to.

`SEEDS` are the operations that make pointers out of nothing; `TRANSFERS` are looked up when an
operand has come to point somewhere new. What is in neither table keeps its pointers: they escape,
and what it gives may point anywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from xdsl.dialects import arith, cf, func, ub
from xdsl.dialects.builtin import i1
from xdsl.ir import Operation, SSAValue

from ...dialects import asptr, hsa, llvm
from .objects import ANYWHERE, START, WHOLE, Kind, Points, anywhere, moved
from .points_to import NULL_PAGE, Function, PointsTo, constant

Seed: TypeAlias = Callable[[PointsTo, Any], None]
Transfer: TypeAlias = Callable[[PointsTo, Any, int, Points], None]
"""Given the operand's index and what that operand points to."""


# Pointers out of nothing


def _alloca(analysis: PointsTo, op: asptr.AllocaOp) -> None:
    obj = analysis.local(op)
    analysis.add(op.result, {obj: START})


def _address_of(analysis: PointsTo, op: asptr.AddressOfOp) -> None:
    points = analysis.symbol(op.symbol.root_reference.data)
    analysis.add(op.result, points or analysis.unknown(op, "it is the address of a foreign symbol"))


def _int_to_ptr(analysis: PointsTo, op: asptr.IntToPtrOp) -> None:
    address = constant(op.source)
    if address is not None and 0 <= address < NULL_PAGE:
        if address:
            analysis.add(op.result, {analysis.nowhere: ANYWHERE})
        return
    if isinstance(op.source.owner, asptr.PtrToIntOp):
        return
    space = op.result.type.space.data
    analysis.add(
        op.result,
        analysis.unknown(op, "it is made from an integer")
        if space == "flat"
        else {analysis.outside(space): ANYWHERE},
    )


def _kernarg(analysis: PointsTo, op: Operation) -> None:
    analysis.add(op.results[0], {analysis.kernarg: ANYWHERE})


def _packet(analysis: PointsTo, op: Operation) -> None:
    analysis.add(op.results[0], {analysis.outside("constant"): ANYWHERE})


def _call_seed(analysis: PointsTo, op: func.CallOp) -> None:
    function = analysis.functions.get(op.callee.root_reference.data)
    if function is None or function.is_declared:
        _open_results(analysis, op, f"`{op.callee.root_reference.data}` returns it")
        if function is None:
            return
    link(analysis, function, op)


def _open_results(analysis: PointsTo, op: Operation, why: str) -> None:
    for result in op.results:
        analysis.add(result, analysis.of_type(result.type, op, why))


def _nothing(analysis: PointsTo, op: Operation) -> None:
    pass


# Pointers to pointers


def _offset(analysis: PointsTo, op: asptr.OffsetOp, index: int, points: Points) -> None:
    if index:
        return
    stride = op.stride.value.data
    known = constant(op.index)
    found = moved(points, known * stride) if known is not None else moved(points, 0, stride)
    _arrive(analysis, op, found)


def _displace(analysis: PointsTo, op: asptr.DisplaceOp, index: int, points: Points) -> None:
    _arrive(analysis, op, moved(points, op.bytes.value.data))


def _arrive(analysis: PointsTo, op: asptr.OffsetOp | asptr.DisplaceOp, points: Points) -> None:
    if op.wrapping is not None:
        # Its bits are those of flat arithmetic, also where it has left its memory.
        points[analysis.nowhere] = ANYWHERE
    analysis.add(op.result, points)


def _cast(analysis: PointsTo, op: asptr.CastOp, index: int, points: Points) -> None:
    space = op.result.type.space.data
    if space != "flat":
        kept: Points = {}
        for obj, place in points.items():
            if obj.kind is Kind.UNKNOWN:
                kept[analysis.outside(space)] = ANYWHERE
            elif obj.space in ("flat", space) or analysis.target.cast_exists(obj.space, space):
                kept[obj] = place
        points = kept
    analysis.add(op.result, points)


def _ptr_to_int(analysis: PointsTo, op: Operation, index: int, points: Points) -> None:
    analysis.add(op.results[0], points)


def _int_to_ptr_of(analysis: PointsTo, op: asptr.IntToPtrOp, index: int, points: Points) -> None:
    analysis.add(op.result, points)


def _select(analysis: PointsTo, op: Operation, index: int, points: Points) -> None:
    if index:
        analysis.add(op.results[0], points)


def _same(analysis: PointsTo, op: Operation, index: int, points: Points) -> None:
    for result in op.results:
        analysis.add(result, points)


def _compute(analysis: PointsTo, op: Operation, index: int, points: Points) -> None:
    """A number that is computed from an address may be an address of anything."""
    found: Points | None = None
    for result in op.results:
        if result.type == i1:
            continue
        if found is None:
            found = anywhere(points) | analysis.unknown(op, "it is made from an integer")
        analysis.add(result, found)


def _subtract(analysis: PointsTo, op: arith.SubiOp, index: int, points: Points) -> None:
    """The distance of two pointers into the same memory is no address."""
    a, b = op.operands
    if isinstance(a.owner, asptr.PtrToIntOp) and isinstance(b.owner, asptr.PtrToIntOp):
        left, right = analysis.of(a), analysis.of(b)
        if not left or not right or left.keys() == right.keys():
            return
    _compute(analysis, op, index, points)


# Memory


def _load(analysis: PointsTo, op: Operation, index: int, points: Points) -> None:
    size = analysis.size_of(op.results[0].type)
    for obj, place in tuple(points.items()):
        analysis.load(op.results[0], obj, place, size)


def _write(analysis: PointsTo, op: Operation, pointer: SSAValue, value: SSAValue) -> None:
    """An operation writes a value."""
    points = analysis.of(value)
    if points:
        size = analysis.size_of(value.type)
        # A pointer that is moved as it is, as an integer that may be uninitialised, is no number.
        number = not isinstance(value.type, asptr.PtrType) and not (
            isinstance(value.owner, asptr.LoadOp) and value.owner.noundef is None
        )
        for obj, place in tuple(analysis.of(pointer).items()):
            analysis.store(obj, (place, size, number), points, op)


def _store(analysis: PointsTo, op: Operation, index: int, points: Points) -> None:
    value, pointer = op.operands
    _write(analysis, op, pointer, value)


def _read_modify_write(
    analysis: PointsTo, op: asptr.AtomicRmwOp, index: int, points: Points
) -> None:
    size = analysis.size_of(op.value.type)
    for obj, place in tuple(analysis.of(op.ptr).items()):
        analysis.load(op.result, obj, place, size)
        if op.kind.data is not asptr.RmwKind.XCHG:
            # The sum of a pointer and a number, say, is written back.
            analysis.load(op, obj, place, size)
    _write(analysis, op, op.ptr, op.value)


def _compare_exchange(analysis: PointsTo, op: asptr.CmpXchgOp, index: int, points: Points) -> None:
    if index == 1:
        return
    size = analysis.size_of(op.desired.type)
    for obj, place in tuple(analysis.of(op.ptr).items()):
        analysis.load(op.old, obj, place, size)
    _write(analysis, op, op.ptr, op.desired)


def _copy(analysis: PointsTo, op: asptr.CopyOp, index: int, points: Points) -> None:
    if index == 2:
        return
    length = constant(op.len)
    for obj, place in tuple(analysis.of(op.src).items()):
        analysis.copy(op, obj, place, WHOLE if length is None else length)


def _fill(analysis: PointsTo, op: asptr.FillOp, index: int, points: Points) -> None:
    if index < 2:
        filled = analysis.of(op.byte)
        for obj in tuple(analysis.of(op.dst)):
            analysis.store(obj, (ANYWHERE, WHOLE, True), filled, op)


# Control


def _branch(analysis: PointsTo, op: Operation, index: int, points: Points) -> None:
    analysis.add(op.successors[0].args[index], points)


def _conditional(
    analysis: PointsTo, op: cf.ConditionalBranchOp, index: int, points: Points
) -> None:
    if index == 0:
        return
    index -= 1
    count = len(op.then_arguments)
    if index < count:
        analysis.add(op.successors[0].args[index], points)
    else:
        analysis.add(op.successors[1].args[index - count], points)


def _switch(analysis: PointsTo, op: Operation, index: int, points: Points) -> None:
    if index == 0:
        return
    index -= 1
    for block in op.successors:
        count = len(block.args)
        if index < count:
            analysis.add(block.args[index], points)
            return
        index -= count


def link(analysis: PointsTo, function: Function, call: Operation) -> None:
    """A call may be of that function: arguments and results flow between them."""
    if call in function.calls:
        return
    function.calls[call] = None
    first = 1 if isinstance(call, asptr.CallIndirectOp) else 0
    operands = call.operands
    if function.is_declared:
        for operand in operands:
            analysis.escape(analysis.of(operand), call)
        return
    for parameter, operand in zip(function.arguments, operands[first:], strict=False):
        analysis.add(parameter, analysis.of(operand))
    for result, points in zip(call.results, function.results, strict=False):
        analysis.add(result, points)


def _call(analysis: PointsTo, op: func.CallOp, index: int, points: Points) -> None:
    function = analysis.functions.get(op.callee.root_reference.data)
    if function is None or function.is_declared:
        analysis.escape(points, op)
    elif index < len(function.arguments):
        analysis.add(function.arguments[index], points)


def _return(analysis: PointsTo, op: Operation, index: int, points: Points) -> None:
    parent = op.parent_op()
    assert isinstance(parent, func.FuncOp)
    function = analysis.functions[parent.sym_name.data]
    analysis.returned(function, index, points)


def _call_indirect(
    analysis: PointsTo, op: asptr.CallIndirectOp, index: int, points: Points
) -> None:
    if index:
        for function in analysis.callees.get(op, ()):
            analysis.add(function.arguments[index - 1], points)
        if op in analysis.open_calls:
            analysis.escape(points, op)
        return
    arguments = op.operands[1:]
    for obj in tuple(points):
        if obj.kind is Kind.FUNCTION:
            function = analysis.codes[obj]
            if _callable(function, op):
                analysis.callees.setdefault(op, {})[function] = None
                link(analysis, function, op)
        elif obj.kind is not Kind.NOWHERE and op not in analysis.open_calls:
            analysis.open_calls[op] = None
            for argument in arguments:
                analysis.escape(analysis.of(argument), op)
            _open_results(analysis, op, "a function of which nothing is known returns it")


def _callable(function: Function, op: asptr.CallIndirectOp) -> bool:
    """Whether a call is of that function's type; calling it otherwise is undefined."""
    type_ = function.op.function_type
    given = [value.type for value in op.operands[1:]]
    return type_.inputs.data == tuple(given) and type_.outputs.data == tuple(
        result.type for result in op.results
    )


# The rest

_HARMLESS = frozenset(
    ("llvm.amdgcn.is.shared", "llvm.amdgcn.is.private", "llvm.prefetch", "llvm.assume")
)
"""Intrinsics that take a pointer and keep it nowhere."""


def _intrinsic(analysis: PointsTo, op: hsa.IntrinsicOp, index: int, points: Points) -> None:
    if op.intrinsic.data not in _HARMLESS:
        transfer_unknown(analysis, op, index, points)


def _ignore(analysis: PointsTo, op: Operation, index: int, points: Points) -> None:
    pass


def transfer_unknown(analysis: PointsTo, op: Operation, index: int, points: Points) -> None:
    """An operation that is not in the table may keep its operands, and give them back."""
    if op.name.startswith(_COMPUTING):
        _compute(analysis, op, index, points)
        return
    analysis.escape(points, op)
    _compute(analysis, op, index, points)


_COMPUTING = ("arith.", "math.", "llvm.intr.", "vector.")
"""Operations, by how their names begin, that do nothing but compute."""

SEEDS: Mapping[type[Operation], Seed] = {
    asptr.AllocaOp: _alloca,
    asptr.AddressOfOp: _address_of,
    asptr.IntToPtrOp: _int_to_ptr,
    asptr.CallIndirectOp: _nothing,
    asptr.NullOp: _nothing,
    asptr.OffsetOp: _nothing,
    asptr.DisplaceOp: _nothing,
    asptr.CastOp: _nothing,
    asptr.LoadOp: _nothing,
    asptr.AtomicLoadOp: _nothing,
    asptr.AtomicRmwOp: _nothing,
    asptr.CmpXchgOp: _nothing,
    arith.SelectOp: _nothing,
    ub.PoisonOp: _nothing,
    llvm.UndefOp: _nothing,
    llvm.ExtractValueOp: _nothing,
    llvm.InsertValueOp: _nothing,
    llvm.ExtractElementOp: _nothing,
    llvm.InsertElementOp: _nothing,
    func.CallOp: _call_seed,
    hsa.KernargPtrOp: _kernarg,
    hsa.ImplicitArgPtrOp: _kernarg,
    hsa.DispatchPtrOp: _packet,
    hsa.QueuePtrOp: _packet,
}
"""Operations that make pointers, and those whose results are made of their operands."""

TRANSFERS: Mapping[type[Operation], Transfer] = {
    asptr.OffsetOp: _offset,
    asptr.DisplaceOp: _displace,
    asptr.CastOp: _cast,
    asptr.PtrToIntOp: _ptr_to_int,
    asptr.IntToPtrOp: _int_to_ptr_of,
    asptr.CompareOp: _ignore,
    asptr.LoadOp: _load,
    asptr.AtomicLoadOp: _load,
    asptr.StoreOp: _store,
    asptr.AtomicStoreOp: _store,
    asptr.AtomicRmwOp: _read_modify_write,
    asptr.CmpXchgOp: _compare_exchange,
    asptr.CopyOp: _copy,
    asptr.FillOp: _fill,
    asptr.CallIndirectOp: _call_indirect,
    arith.SelectOp: _select,
    arith.SubiOp: _subtract,
    arith.CmpiOp: _ignore,
    arith.BitcastOp: _same,
    cf.BranchOp: _branch,
    cf.ConditionalBranchOp: _conditional,
    cf.SwitchOp: _switch,
    llvm.SwitchOp: _switch,
    func.CallOp: _call,
    func.ReturnOp: _return,
    hsa.IntrinsicOp: _intrinsic,
    hsa.TrapOp: _ignore,
    llvm.ExtractValueOp: _same,
    llvm.InsertValueOp: _same,
    llvm.ExtractElementOp: _same,
    llvm.InsertElementOp: _same,
}
"""What happens to what an operand points to."""
