"""
Atomics.

Their orderings are const generic arguments, discriminants of `AtomicOrdering`
(`library/core/src/intrinsics/mod.rs`). LLVM's atomics want whole bytes, so a `bool` goes as a byte
and a pointer's arithmetic as an integer's.

Those of `core` are for the whole system. The crate for kernels has the same within a scope, whose
type is one of the generic arguments: its operations have that scope and are else the same.
"""

from __future__ import annotations

from typing import cast

from xdsl.dialects.builtin import IntAttr, StringAttr, i1, i8
from xdsl.ir import Attribute, SSAValue

from ....dialects import asptr, mir
from ....dialects.asptr.attributes import i64_attr
from ...layout import Layout
from ..arithmetic import is_signed
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
    "device_swap": "xchg",
    "device_fetch_add": "add",
    "device_fetch_sub": "sub",
    "device_fetch_and": "and",
    "device_fetch_nand": "nand",
    "device_fetch_or": "or",
    "device_fetch_xor": "xor",
    "device_fetch_max": "max",
    "device_fetch_min": "min",
}
_SCOPES = {
    f"rusticle_device::atomic::{name}": StringAttr(name.lower())
    for name in ("Wavefront", "Workgroup", "Agent", "System")
}
"""The scopes of the crate for kernels, by the types that stand for them."""


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


def _scoped(call: IntrinsicCall, properties: dict[str, Attribute]) -> dict[str, Attribute]:
    """The properties, and the scope that the call has among its generic arguments, if any."""
    for argument in call.type_args:
        if isinstance(argument, mir.AdtType):
            scope = _SCOPES.get(argument.path.data)
            if scope is not None and scope.data != "system":
                properties["syncscope"] = scope
    return properties


def _rmw_kind(call: IntrinsicCall) -> str:
    """What an atomic does with the value before. Only the crate for kernels leaves signs to us."""
    kind = _RMW[call.name]
    if call.name.startswith("device_") and kind in ("max", "min"):
        return kind if is_signed(call.result) else f"u{kind}"
    return kind


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


@intrinsic("atomic_load", "device_load")
def _load(fx: FunctionLowering, call: IntrinsicCall) -> SSAValue:
    layout = call.result
    types = component_types(layout)
    assert types is not None
    type_ = i8 if types[0] == i1 else types[0]
    properties = {"ordering": _orderings(fx, call)[0], "align": i64_attr(layout.size)}
    op = fx.b.emit(asptr.AtomicLoadOp, (call.value(0),), (type_,), _scoped(call, properties))
    return _from_memory(fx, op.results[0], layout)


@intrinsic("atomic_store", "device_store")
def _store(fx: FunctionLowering, call: IntrinsicCall) -> None:
    value = _to_memory(fx, call.value(1), as_integer=False)
    properties = {
        "ordering": _orderings(fx, call)[0],
        "align": i64_attr(_pointee(fx, call).size),
    }
    fx.b.emit(asptr.AtomicStoreOp, (value, call.value(0)), properties=_scoped(call, properties))


@intrinsic(*_RMW)
def _rmw(fx: FunctionLowering, call: IntrinsicCall) -> SSAValue:
    value = _to_memory(fx, call.value(1), as_integer=_RMW[call.name] != "xchg")
    properties: dict[str, Attribute] = {
        "kind": asptr.rmw_kind(_rmw_kind(call)),
        "ordering": _orderings(fx, call)[0],
        "align": i64_attr(_pointee(fx, call).size),
    }
    operands = (call.value(0), value)
    op = fx.b.emit(asptr.AtomicRmwOp, operands, (value.type,), _scoped(call, properties))
    return _from_memory(fx, op.results[0], call.result)


@intrinsic("atomic_cxchg", "atomic_cxchgweak", "device_compare_exchange")
def _cxchg(fx: FunctionLowering, call: IntrinsicCall) -> Operand:
    success, failure = _orderings(fx, call)
    expected = _to_memory(fx, call.value(1), as_integer=False)
    desired = _to_memory(fx, call.value(2), as_integer=False)
    layout = call.arguments[1].layout
    properties: dict[str, Attribute] = {
        "success": success,
        "failure": failure,
        "align": i64_attr(layout.size),
    }
    if call.name == "atomic_cxchgweak":
        properties["weak"] = asptr.UNIT
    operands = (call.value(0), expected, desired)
    op = fx.b.emit(asptr.CmpXchgOp, operands, (expected.type, i1), _scoped(call, properties))
    old = _from_memory(fx, op.results[0], layout)
    return pair(fx, call.result, old, op.results[1])


@intrinsic("atomic_fence", "atomic_singlethreadfence", "device_fence")
def _fence(fx: FunctionLowering, call: IntrinsicCall) -> None:
    properties: dict[str, Attribute] = {"ordering": _orderings(fx, call)[0]}
    if call.name == "atomic_singlethreadfence":
        properties["syncscope"] = StringAttr("singlethread")
    fx.b.emit(asptr.FenceOp, properties=_scoped(call, properties))
