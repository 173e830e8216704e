"""`hsa` to `llvm`: a kernel's implicit arguments, traps, and the target's intrinsics."""

from __future__ import annotations

from collections.abc import Mapping

from xdsl.dialects.builtin import i64
from xdsl.ir import Operation

from ...dialects import hsa
from .conversion import VOID, FunctionLowering, Lowering


def _pointer(name: str) -> Lowering:
    def lower(fx: FunctionLowering, op: Operation) -> None:
        type = fx.types.convert(op.results[0].type)
        fx.replace(op, fx.intrinsic(fx.target.intrinsic(name), (), type).results[0])

    return lower


def _dispatch_id(fx: FunctionLowering, op: hsa.DispatchIdOp) -> None:
    fx.replace(op, fx.intrinsic(fx.target.intrinsic("dispatch_id"), (), i64).results[0])


def _trap(fx: FunctionLowering, op: hsa.TrapOp) -> None:
    fx.intrinsic(fx.target.intrinsic("trap"), (), None)


_HALT = "llvm.amdgcn.s.sethalt"
"""
Stops the wave until someone else lets it go on. To LLVM it is a call that returns, so that one
before `unreachable` would be removed as never reached; the program's end after it keeps it.
"""


def _intrinsic(fx: FunctionLowering, op: hsa.IntrinsicOp) -> None:
    returned = fx.types.result([r.type for r in op.results])
    result = None if returned is VOID else returned
    call = fx.intrinsic(op.intrinsic.data, fx.operands(op), result)
    fx.unpack(op, call.results[0] if result is not None else None)
    if op.intrinsic.data == _HALT:
        fx.intrinsic(fx.target.intrinsic("end_program"), (), None)


LOWERINGS: Mapping[type[Operation], Lowering] = {
    hsa.DispatchPtrOp: _pointer("dispatch_ptr"),
    hsa.QueuePtrOp: _pointer("queue_ptr"),
    hsa.ImplicitArgPtrOp: _pointer("implicitarg_ptr"),
    hsa.KernargPtrOp: _pointer("kernarg_segment_ptr"),
    hsa.DispatchIdOp: _dispatch_id,
    hsa.TrapOp: _trap,
    hsa.IntrinsicOp: _intrinsic,
}
"""How to convert each operation of this dialect."""
