"""
Why an access is flat, for people.

A remark names the line of Rust, and why nothing better could be found: the memory that the pointer
may point to lies in several spaces, and where that memory comes from; or the pointer may point
anywhere, and where it came to.

    remark: this access is flat: its pointer may point to `global` or `local` memory
      --> tile.rs:12:17
    note: `global`: memory of the host
    note: `local`: global `TILE`
"""

from __future__ import annotations

from collections.abc import Iterator

from xdsl.ir import Operation, SSAValue

from ...diagnostics import Diagnostic, span_of
from ...dialects import asptr
from .objects import Kind, MemoryObject
from .points_to import PointsTo
from .spaces import Spaces

_READS = (asptr.LoadOp, asptr.AtomicLoadOp, asptr.AtomicRmwOp, asptr.CmpXchgOp)


def accesses(op: Operation) -> tuple[SSAValue, ...]:
    """The pointers through which an operation accesses memory."""
    match op:
        case (
            asptr.LoadOp()
            | asptr.StoreOp()
            | asptr.AtomicLoadOp()
            | asptr.AtomicStoreOp()
            | asptr.AtomicRmwOp()
            | asptr.CmpXchgOp()
        ):
            return (op.ptr,)
        case asptr.CopyOp():
            return (op.dst, op.src)
        case asptr.FillOp():
            return (op.dst,)
        case _:
            return ()


def flat_accesses(analysis: PointsTo) -> list[Diagnostic]:
    """A remark for each access that stays flat, in the order of the module, each but once."""
    spaces = Spaces(analysis)
    found: dict[Diagnostic, None] = {}
    for function in analysis.functions.values():
        for block in function.op.body.blocks:
            for op in block.ops:
                for pointer in accesses(op):
                    if analysis.of(pointer) and spaces.accessed(pointer) == "flat":
                        found[_remark(spaces, op, pointer)] = None
    return list(found)


def _remark(spaces: Spaces, op: Operation, pointer: SSAValue) -> Diagnostic:
    points = spaces.analysis.of(pointer)
    unknown = next((obj for obj in points if obj.kind is Kind.UNKNOWN), None)
    if unknown is not None:
        help_: tuple[str, ...] = ()
        if _would_be_assumed(spaces, unknown):
            help_ = ("`assume-global-pointees` takes it to point to global memory",)
        return Diagnostic(
            "this access is flat: its pointer may point to any memory",
            span_of(op.location),
            (_why(spaces.analysis, unknown),),
            help_,
            "remark",
        )
    examples: dict[str, MemoryObject] = {}
    for obj in points:
        if obj.kind is not Kind.NOWHERE:
            examples.setdefault(obj.space, obj)
    named = " or ".join(f"`{space}`" for space in sorted(examples))
    return Diagnostic(
        f"this access is flat: its pointer may point to {named} memory",
        span_of(op.location),
        tuple(f"`{space}`: {_called(examples[space])}" for space in sorted(examples)),
        (),
        "remark",
    )


def _at(op: Operation | None) -> str:
    span = None if op is None else span_of(op.location)
    return "" if span is None else f", at {span}"


def _called(obj: MemoryObject) -> str:
    return f"{obj.name}{_at(obj.op)}"


def _read(op: Operation) -> SSAValue | None:
    """The pointer through which a pointer was read."""
    if isinstance(op, asptr.CopyOp):
        return op.src
    return op.operands[0] if isinstance(op, _READS) else None


def _untracked(analysis: PointsTo, pointer: SSAValue) -> Iterator[MemoryObject]:
    for obj in analysis.of(pointer):
        if not obj.is_tracked and obj.kind not in (Kind.NOWHERE, Kind.FUNCTION):
            yield obj


def _why(analysis: PointsTo, unknown: MemoryObject) -> str:
    """Why a pointer may point anywhere."""
    op = unknown.op
    assert op is not None
    if unknown.name:
        return f"{unknown.name}{_at(op)}"
    pointer = _read(op)
    if pointer is None:
        where = "memory that other code can reach"
    else:
        memory = next(_untracked(analysis, pointer), None)
        if memory is None:
            where = "memory that other code can reach"
        elif memory.kind is Kind.OWN:
            where = f"{_called(memory)}, whose address other code may have"
        elif memory.kind is Kind.UNKNOWN:
            where = "memory of which nothing is known"
        else:
            where = memory.name
    return f"it is read from {where}{_at(op)}"


def _would_be_assumed(spaces: Spaces, unknown: MemoryObject) -> bool:
    """Whether `assume-global-pointees` says where a pointer points to."""
    op = unknown.op
    if unknown.name or op is None:
        return False
    pointer = _read(op)
    return pointer is not None and any(
        obj.space in ("global", "constant") for obj in _untracked(spaces.analysis, pointer)
    )
