"""
What a function does with each of its locals in memory: the uses of an `asptr.alloca`.

The uses are followed through displacements, offsets by constants, and casts between `private` and
`flat`, which change nothing about which bytes are meant. What they end in is an access to known
bytes, or an *escape*: something that may reach the bytes without this module seeing it, so that
they have to stay where they are.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from xdsl.dialects import arith
from xdsl.dialects.builtin import AnyFloat, IntegerAttr, IntegerType, VectorType
from xdsl.ir import Attribute, Operation, SSAValue

from ...dialects import asptr

POINTER_BYTES = 8
"""Bytes of a pointer in memory, in whatever space it points into: `verify-address-spaces`."""

_PRIVATE = asptr.ptr("private")
_FLAT = asptr.ptr("flat")
_WIDE = frozenset({"flat", "global", "constant"})
"""Spaces whose pointers are that wide on every target."""


@dataclass(slots=True, eq=False)
class Span:
    """Some bytes of a local that an operation reads or writes: those from `start` up to `end`."""

    local: Local
    start: int
    end: int


@dataclass(slots=True, eq=False)
class Local:
    """An alloca whose bytes are only read and written by operations of its function."""

    alloca: asptr.AllocaOp
    size: int
    """In bytes."""
    types: set[tuple[int, Attribute]] = field(default_factory=set[tuple[int, Attribute]])
    """The types of values that are loaded and stored, each with the offset that it is at."""
    loads: list[tuple[asptr.LoadOp, Span]] = field(default_factory=list[tuple[asptr.LoadOp, Span]])
    stores: list[tuple[asptr.StoreOp, Span]] = field(
        default_factory=list[tuple[asptr.StoreOp, Span]]
    )
    copies_in: list[tuple[asptr.CopyOp, Span]] = field(
        default_factory=list[tuple[asptr.CopyOp, Span]]
    )
    """Copies to this local, from anywhere."""
    copies_out: list[tuple[asptr.CopyOp, Span]] = field(
        default_factory=list[tuple[asptr.CopyOp, Span]]
    )
    """Copies from this local, to anywhere."""
    fills: list[tuple[asptr.FillOp, Span]] = field(default_factory=list[tuple[asptr.FillOp, Span]])
    markers: list[Operation] = field(default_factory=list[Operation])
    """Where its lifetime starts and ends."""
    addresses: list[Operation] = field(default_factory=list[Operation])
    """The operations that compute addresses within it, each after the one that it starts from."""


@dataclass(slots=True, eq=False)
class Escape:
    """Why an alloca has to stay in memory."""

    alloca: asptr.AllocaOp
    stores: list[asptr.StoreOp]
    """
    The stores that put its address into memory, if nothing worse happens to it: if they write to
    locals that vanish, it may be looked at again. Empty if there is no hope.
    """


def size_in_memory(type: Attribute) -> int | None:
    """Bytes that a value of that type takes in memory; `None` if it cannot be said."""
    match type:
        case IntegerType():
            width = type.width.data
            return width // 8 if width % 8 == 0 else None
        case asptr.PtrType():
            return POINTER_BYTES if type.space.data in _WIDE else None
        case VectorType():
            lane = size_in_memory(type.element_type)
            return None if lane is None else lane * type.get_shape()[0]
        case _ if isinstance(type, AnyFloat):
            return type.bitwidth // 8 if type.bitwidth in (16, 32, 64, 128) else None
        case _:
            return None


def constant_of(value: SSAValue) -> int | None:
    """The value of an integer constant, as signed; `None` of anything else."""
    owner = value.owner
    if type(owner) is arith.ConstantOp:
        attribute = owner.properties["value"]
        if isinstance(attribute, IntegerAttr):
            return attribute.value.data
    return None


class _Uses:
    """The uses of one alloca, as they are found."""

    def __init__(self, alloca: asptr.AllocaOp) -> None:
        self.local = Local(alloca, alloca.size.value.data)
        self.hopes: list[asptr.StoreOp] = []

    def collect(self) -> Local | Escape:
        local = self.local
        alloca = local.alloca
        blocks = None if (block := alloca.parent_block()) is None else block.parent
        if alloca.result.type != _PRIVATE:
            return Escape(alloca, [])
        pending: list[tuple[SSAValue, int]] = [(alloca.result, 0)]
        while pending:
            value, offset = pending.pop()
            for use in value.uses:
                op = use.operation
                inside = op.parent_block()
                if inside is None or inside.parent is not blocks:
                    return Escape(alloca, [])
                match op:
                    case asptr.DisplaceOp():
                        local.addresses.append(op)
                        pending.append((op.result, offset + op.bytes.value.data))
                    case asptr.CastOp() if op.result.type in (_FLAT, _PRIVATE):
                        local.addresses.append(op)
                        pending.append((op.result, offset))
                    case asptr.OffsetOp() if (index := constant_of(op.index)) is not None:
                        local.addresses.append(op)
                        pending.append((op.result, offset + index * op.stride.value.data))
                    case asptr.LifetimeStartOp() | asptr.LifetimeEndOp():
                        local.markers.append(op)
                    case _:
                        if "volatile" in op.properties or not self._access(op, use.index, offset):
                            return Escape(alloca, [])
        return Escape(alloca, self.hopes) if self.hopes else local

    def _access(self, op: Operation, operand: int, offset: int) -> bool:
        """Note an access through an operand; whether it is one to bytes that are known."""
        local = self.local
        match op:
            case asptr.LoadOp():
                span = self._typed(offset, op.result.type)
                if span is not None:
                    local.loads.append((op, span))
                return span is not None
            case asptr.StoreOp():
                if operand == 0:
                    self.hopes.append(op)
                    return True
                span = self._typed(offset, op.value.type)
                if span is not None:
                    local.stores.append((op, span))
                return span is not None
            case asptr.CopyOp():
                span = self._span(offset, constant_of(op.len))
                if span is None or op.dst is op.src:
                    return False
                (local.copies_in if operand == 0 else local.copies_out).append((op, span))
                return True
            case asptr.FillOp():
                span = self._span(offset, constant_of(op.len))
                if span is not None:
                    local.fills.append((op, span))
                return span is not None
            case _:
                return False

    def _typed(self, offset: int, type: Attribute) -> Span | None:
        span = self._span(offset, size_in_memory(type))
        if span is not None:
            self.local.types.add((offset, type))
        return span

    def _span(self, offset: int, size: int | None) -> Span | None:
        # An access that is out of bounds is undefined, and best left for someone to find.
        if size is None or offset < 0 or size < 0 or offset + size > self.local.size:
            return None
        return Span(self.local, offset, offset + size)


def uses_of(alloca: asptr.AllocaOp) -> Local | Escape:
    """What is done with a local."""
    return _Uses(alloca).collect()
