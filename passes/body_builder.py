"""What passes that write whole functions share: a builder of their bodies."""

from __future__ import annotations

from collections.abc import Sequence

from xdsl.dialects import arith, cf, func, ub
from xdsl.dialects.builtin import (
    IntegerAttr,
    IntegerType,
    LocationAttr,
    StringAttr,
    SymbolRefAttr,
    i1,
    i8,
    i64,
)
from xdsl.ir import Attribute, Block, Operation, SSAValue

from ..dialects import asptr, hsa
from ..dialects.asptr.attributes import i64_attr
from .building import Building

_GLOBAL = asptr.ptr("global")


class BodyBuilder(Building):
    """Builds the body of a function, at the end of a block."""

    def __init__(self, block: Block, location: LocationAttr) -> None:
        self.block = block
        self.location = location

    def insert(self, op: Operation) -> None:
        """Put a new operation at the end of the block."""
        self.block.add_op(op)

    def value(
        self,
        kind: type[Operation],
        operands: Sequence[SSAValue],
        type: Attribute,
        properties: dict[str, Attribute] | None = None,
    ) -> SSAValue:
        """The result of a new operation."""
        return self.emit(kind, operands, (type,), properties).results[0]

    def constant(self, value: int, type: IntegerType = i64) -> SSAValue:
        """An integer."""
        return self.value(arith.ConstantOp, (), type, {"value": IntegerAttr(value, type)})

    def call(
        self, name: str, arguments: Sequence[SSAValue], results: Sequence[Attribute] = ()
    ) -> Sequence[SSAValue]:
        """The results of a call."""
        properties: dict[str, Attribute] = {"callee": SymbolRefAttr(name)}
        return self.emit(func.CallOp, arguments, results, properties).results

    def at(self, pointer: SSAValue, offset: int) -> SSAValue:
        """A pointer moved by so many bytes."""
        if not offset:
            return pointer
        return self.value(asptr.DisplaceOp, (pointer,), pointer.type, {"bytes": i64_attr(offset)})

    def store(self, value: SSAValue, base: SSAValue, offset: int) -> None:
        """Store a value in a block; a truth value as a byte, a pointer as a flat one."""
        if value.type == i1:
            value = self.value(arith.ExtUIOp, (value,), i8)
        elif isinstance(value.type, asptr.PtrType) and value.type != asptr.ptr("flat"):
            value = self.value(asptr.CastOp, (value,), asptr.ptr("flat"))
        self.emit(asptr.StoreOp, (value, self.at(base, offset)), (), {"align": _align(offset)})

    def load(self, base: SSAValue, offset: int, type: Attribute) -> SSAValue:
        """Load a value that `store` stored."""
        stored = i8 if type == i1 else type
        value = self.value(
            asptr.LoadOp, (self.at(base, offset),), stored, {"align": _align(offset)}
        )
        return self.value(arith.TruncIOp, (value,), i1) if type == i1 else value

    def copy(self, target: SSAValue, source: SSAValue, size: int) -> None:
        """Copy bytes that do not overlap."""
        one = i64_attr(1)
        self.emit(
            asptr.CopyOp,
            (target, source, self.constant(size)),
            (),
            {"dst_align": one, "src_align": one},
        )

    def variable(self, name: str) -> SSAValue:
        """The pointer that one of the protocol's variables holds."""
        address = self.value(asptr.AddressOfOp, (), _GLOBAL, {"symbol": SymbolRefAttr(name)})
        return self.value(asptr.LoadOp, (address,), _GLOBAL, {"align": i64_attr(8)})

    def check(self, status: SSAValue, kind: str, message: str) -> None:
        """Trap if a signal says that the call failed; else go on, in a block of its own."""
        region = self.block.parent_region()
        assert region is not None
        failed, fine = Block(), Block()
        region.add_block([failed, fine])
        less = self.value(
            arith.CmpiOp, (status, self.constant(0)), i1, {"predicate": IntegerAttr(2, i64)}
        )
        branch = cf.ConditionalBranchOp(less, failed, (), fine, ())
        branch.location = self.location
        self.block.add_op(branch)
        self.block = failed
        properties: dict[str, Attribute] = {
            "kind": StringAttr(kind),
            "message": StringAttr(message),
        }
        self.emit(hsa.TrapOp, (), (), properties)
        self.emit(ub.UnreachableOp)
        self.block = fine


def _align(offset: int) -> IntegerAttr:
    """The alignment of a place in a block, which begins at a multiple of 64."""
    return i64_attr(min(16, offset & -offset) if offset else 16)
