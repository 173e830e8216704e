"""
`asptr`'s atomics to `llvm`.

Orderings have LLVM's names in both. A scope is named in `asptr` by what it means and spelt by the
target as its backend does (AMDGPUUsage, "Memory Scopes"); LLVM's widest, the system, has no name.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from xdsl.dialects.builtin import IntegerAttr, StringAttr, i64
from xdsl.dialects.llvm import LLVMStructType
from xdsl.ir import Attribute, Operation

from ...dialects import asptr, llvm
from .conversion import I1, FunctionLowering, Lowering
from .memory import UNIT

_KINDS = {name: IntegerAttr(number, i64) for name, number in llvm.ATOMIC_OPERATION_NUMBERS.items()}


def _ordering(attribute: asptr.OrderingAttr) -> Attribute:
    return llvm.ORDERING_ATTRIBUTES[llvm.ATOMIC_ORDERING_NUMBERS[attribute.data.value]]


_scope = lru_cache(maxsize=64)(StringAttr)


def scope_properties(fx: FunctionLowering, scope: StringAttr | None) -> dict[str, Attribute]:
    """The `syncscope` property of an atomic operation; none for the system's."""
    name = fx.target.sync_scope("system" if scope is None else scope.data)
    return {"syncscope": _scope(name)} if name else {}


def _load(fx: FunctionLowering, op: asptr.AtomicLoadOp) -> None:
    properties = scope_properties(fx, op.syncscope)
    properties["ordering"] = _ordering(op.ordering)
    properties["alignment"] = op.align
    if op.volatile is not None:
        properties["volatile_"] = UNIT
    type = fx.types.convert(op.result.type)
    fx.replace(op, fx.value(llvm.LoadOp, fx.operands(op), type, properties))


def _store(fx: FunctionLowering, op: asptr.AtomicStoreOp) -> None:
    properties = scope_properties(fx, op.syncscope)
    properties["ordering"] = _ordering(op.ordering)
    properties["alignment"] = op.align
    if op.volatile is not None:
        properties["volatile_"] = UNIT
    fx.emit(llvm.StoreOp, fx.operands(op), properties=properties)


def _read_modify_write(fx: FunctionLowering, op: asptr.AtomicRmwOp) -> None:
    properties = scope_properties(fx, op.syncscope)
    properties["bin_op"] = _KINDS[op.kind.data.value]
    properties["ordering"] = _ordering(op.ordering)
    properties["alignment"] = op.align
    if op.volatile is not None:
        properties["volatile_"] = UNIT
    operands = fx.operands(op)
    fx.replace(op, fx.value(llvm.AtomicRMWOp, operands, operands[1].type, properties))


def _compare_exchange(fx: FunctionLowering, op: asptr.CmpXchgOp) -> None:
    properties = scope_properties(fx, op.syncscope)
    properties["success_ordering"] = _ordering(op.success)
    properties["failure_ordering"] = _ordering(op.failure)
    properties["alignment"] = op.align
    if op.weak is not None:
        properties["weak"] = UNIT
    if op.volatile is not None:
        properties["volatile_"] = UNIT
    operands = fx.operands(op)
    type = operands[1].type
    struct = LLVMStructType.from_type_list((type, I1))
    both = fx.value(llvm.AtomicCmpXchgOp, operands, struct, properties)
    fx.values[op.old] = fx.extract(both, 0, type)
    fx.values[op.ok] = fx.extract(both, 1, I1)


def _fence(fx: FunctionLowering, op: asptr.FenceOp) -> None:
    properties = scope_properties(fx, op.syncscope)
    properties["ordering"] = _ordering(op.ordering)
    fx.emit(llvm.FenceOp, properties=properties)


LOWERINGS: Mapping[type[Operation], Lowering] = {
    asptr.AtomicLoadOp: _load,
    asptr.AtomicStoreOp: _store,
    asptr.AtomicRmwOp: _read_modify_write,
    asptr.CmpXchgOp: _compare_exchange,
    asptr.FenceOp: _fence,
}
"""How to convert `asptr`'s atomic operations."""
