"""Control flow, hints to the optimiser, and the device."""

from __future__ import annotations

from xdsl.dialects.builtin import i1, i8
from xdsl.ir import SSAValue

from ....dialects import hsa, llvm
from .. import memory
from ..function import FunctionLowering
from ..scalars import pointer_type
from ..terminators import trap
from ..values import Immediate, InMemory, Nothing, Operand, Pair, Place
from .call import IntrinsicCall, intrinsic


@intrinsic("abort")
def _abort(fx: FunctionLowering, call: IntrinsicCall) -> None:
    trap(fx, "abort", None)


@intrinsic("unreachable")
def _unreachable(fx: FunctionLowering, call: IntrinsicCall) -> None:
    fx.b.unreachable()


@intrinsic("assume")
def _assume(fx: FunctionLowering, call: IntrinsicCall) -> None:
    fx.b.emit(llvm.AssumeOp, (call.value(0),))


@intrinsic("cold_path")
def _cold_path(fx: FunctionLowering, call: IntrinsicCall) -> None:
    """Branch weights do not pay on a GPU, which runs both sides of a divergent branch anyway."""


@intrinsic("breakpoint")
def _breakpoint(fx: FunctionLowering, call: IntrinsicCall) -> None:
    fx.b.emit(llvm.DebugTrapOp)


@intrinsic("ub_checks", "overflow_checks", "is_val_statically_known")
def _no(fx: FunctionLowering, call: IntrinsicCall) -> SSAValue:
    return fx.b.bool(False)


@intrinsic("select_unpredictable")
def _select(fx: FunctionLowering, call: IntrinsicCall) -> Operand:
    condition = call.value(0)
    then, otherwise = call.arguments[1], call.arguments[2]
    match then, otherwise:
        case Nothing(), Nothing():
            return then
        case Immediate(), Immediate():
            return Immediate(call.result, fx.b.select(condition, then.value, otherwise.value))
        case Pair(), Pair():
            return Pair(
                call.result,
                fx.b.select(condition, then.first, otherwise.first),
                fx.b.select(condition, then.second, otherwise.second),
            )
        case _:
            places = [memory.in_memory(fx, operand) for operand in (then, otherwise)]
            pointers = [fx.flat_pointer(place.pointer) for place in places]
            chosen = fx.b.select(condition, *pointers)
            return InMemory(Place(chosen, call.result, min(p.align for p in places)))


@intrinsic("black_box")
def _black_box(fx: FunctionLowering, call: IntrinsicCall) -> Operand:
    """A value that the optimiser knows nothing of: written and read back as volatile memory."""
    operand = call.arguments[0]
    if not isinstance(operand, Immediate):
        return operand
    type_ = operand.value.type
    value = fx.b.int_cast(operand.value, i8, False) if type_ == i1 else operand.value
    place = fx.alloca(call.result)
    fx.b.store(value, place.pointer, place.align, volatile=True)
    loaded = fx.b.load(place.pointer, value.type, place.align, volatile=True)
    return Immediate(call.result, fx.reinterpret(loaded, type_))


@intrinsic("amdgpu_dispatch_ptr")
def _dispatch_ptr(fx: FunctionLowering, call: IntrinsicCall) -> SSAValue:
    op = fx.b.emit(hsa.DispatchPtrOp, (), (pointer_type("constant"),))
    return fx.flat_pointer(op.results[0])
