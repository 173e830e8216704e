"""Calls of intrinsics: what each means is in `intrinsics`, which is imported when one is called."""

from __future__ import annotations

from xdsl.dialects.builtin import ArrayAttr
from xdsl.ir import SSAValue

from ...dialects import mir
from .function import FunctionLowering, handles
from .terminators import assign_nothing, go_on
from .values import Immediate

_NEVER_RETURN = frozenset(("abort", "unreachable"))


@handles(mir.IntrinsicCallOp)
def _call_intrinsic(fx: FunctionLowering, op: mir.IntrinsicCallOp) -> None:
    # A kernel that calls none does without the modules of them all.
    from .intrinsics import IntrinsicCall, lowering_of

    name = op.intrinsic.data
    lowering = lowering_of(name)
    if lowering is None:
        raise fx.unsupported(op, f"the intrinsic `{name}` cannot be lowered")
    destination = op.operands[-1]
    assert isinstance(destination.type, mir.PlaceType)
    result = fx.layouts.of(destination.type.type)
    arguments = [fx.operands[operand] for operand in op.operands[:-1]]
    type_args: ArrayAttr = op.type_args
    given = lowering(fx, IntrinsicCall(name, tuple(type_args.data), arguments, result, op))
    if name in _NEVER_RETURN:
        return
    if given is None:
        assign_nothing(fx, destination, result)
    else:
        operand = Immediate(result, given) if isinstance(given, SSAValue) else given
        fx.assign(destination, operand)
    go_on(fx, op.successors)
