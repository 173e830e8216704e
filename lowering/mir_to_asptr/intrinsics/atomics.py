"""
Atomics.

Their orderings are const generic arguments, discriminants of `AtomicOrdering`
(`library/core/src/intrinsics/mod.rs`). LLVM's atomics want whole bytes, so a `bool` goes as a byte
and a pointer's arithmetic as an integer's.
"""

from __future__ import annotations

from typing import cast

from xdsl.dialects.builtin import IntAttr, StringAttr, i1, i8
from xdsl.ir import Attribute, SSAValue

from ....dialects import asptr
from ...layout import Layout
from ..builder import i64_attr
from ..function import FunctionLowering
from ..scalars import component_types
from ..values import Operand
from .call import IntrinsicCall, intrinsic
from .integers import pair

_ORDERINGS = ("monotonic", "release", "acquire", "acq_rel", "seq_cst")
_NAMES = {
    "Relaxed": "monotonic",
    "Release": "release",
    "Acquire": "acquire",
    "AcqRel": "acq_rel",
    "SeqCst": "seq_cst",
}
_RMW = {
    "atomic_xchg": "xchg",
    "atomic_xadd": "add",
    "atomic_xsub": "sub",
    "atomic_and": "and",
    "atomic_nand": "nand",
    "atomic_or": "or",
    "atomic_xor": "xor",
    "atomic_max": "max",
    "atomic_min": "min",
    "atomic_umin": "umin",
    "atomic_umax": "umax",
}


def _orderings(fx: FunctionLowering, call: IntrinsicCall) -> list[Attribute]:
    found: list[Attribute] = []
    for argument in call.type_args:
        if isinstance(argument, IntAttr):
            found.append(asptr.ordering(_ORDERINGS[cast("IntAttr[int]", argument).data]))
        elif isinstance(argument, StringAttr):
            found.append(asptr.ordering(_NAMES[argument.data]))
    if not found:
        raise fx.error(f"the memory ordering of `{call.name}` is not known")
    return found


def _to_memory(fx: FunctionLowering, value: SSAValue, *, as_integer: bool) -> SSAValue:
    if as_integer:
        value = fx.to_integer(value)
    return fx.reinterpret(value, i8) if value.type == i1 else value


def _from_memory(fx: FunctionLowering, value: SSAValue, layout: Layout) -> SSAValue:
    types = component_types(layout)
    assert types is not None
    return fx.reinterpret(value, types[0])


def _pointee(fx: FunctionLowering, call: IntrinsicCall) -> Layout:
    return fx.layouts.of(fx.pointee(call.arguments[0].layout.type))


@intrinsic("atomic_load")
def _load(fx: FunctionLowering, call: IntrinsicCall) -> SSAValue:
    layout = call.result
    types = component_types(layout)
    assert types is not None
    type_ = i8 if types[0] == i1 else types[0]
    properties = {"ordering": _orderings(fx, call)[0], "align": i64_attr(layout.size)}
    op = fx.b.emit(asptr.AtomicLoadOp, (call.value(0),), (type_,), properties)
    return _from_memory(fx, op.results[0], layout)


@intrinsic("atomic_store")
def _store(fx: FunctionLowering, call: IntrinsicCall) -> None:
    value = _to_memory(fx, call.value(1), as_integer=False)
    properties = {
        "ordering": _orderings(fx, call)[0],
        "align": i64_attr(_pointee(fx, call).size),
    }
    fx.b.emit(asptr.AtomicStoreOp, (value, call.value(0)), properties=properties)


@intrinsic(*_RMW)
def _rmw(fx: FunctionLowering, call: IntrinsicCall) -> SSAValue:
    value = _to_memory(fx, call.value(1), as_integer=call.name != "atomic_xchg")
    properties: dict[str, Attribute] = {
        "kind": asptr.rmw_kind(_RMW[call.name]),
        "ordering": _orderings(fx, call)[0],
        "align": i64_attr(_pointee(fx, call).size),
    }
    op = fx.b.emit(asptr.AtomicRmwOp, (call.value(0), value), (value.type,), properties)
    return _from_memory(fx, op.results[0], call.result)


@intrinsic("atomic_cxchg", "atomic_cxchgweak")
def _cxchg(fx: FunctionLowering, call: IntrinsicCall) -> Operand:
    success, failure = _orderings(fx, call)
    expected = _to_memory(fx, call.value(1), as_integer=False)
    desired = _to_memory(fx, call.value(2), as_integer=False)
    layout = _pointee(fx, call)
    properties: dict[str, Attribute] = {
        "success": success,
        "failure": failure,
        "align": i64_attr(layout.size),
    }
    if call.name == "atomic_cxchgweak":
        properties["weak"] = asptr.UNIT
    op = fx.b.emit(
        asptr.CmpXchgOp, (call.value(0), expected, desired), (expected.type, i1), properties
    )
    old = _from_memory(fx, op.results[0], layout)
    return pair(fx, call.result, old, op.results[1])


@intrinsic("atomic_fence", "atomic_singlethreadfence")
def _fence(fx: FunctionLowering, call: IntrinsicCall) -> None:
    properties: dict[str, Attribute] = {"ordering": _orderings(fx, call)[0]}
    if call.name == "atomic_singlethreadfence":
        properties["syncscope"] = StringAttr("singlethread")
    fx.b.emit(asptr.FenceOp, properties=properties)
