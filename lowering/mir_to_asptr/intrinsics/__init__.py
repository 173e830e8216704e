"""
The intrinsics of `core`: functions that the compiler defines.

Their names and meanings are in `library/core/src/intrinsics`; how rustc lowers them, in
`mir/intrinsic.rs` of `compiler/rustc_codegen_ssa` and `intrinsic.rs` of `rustc_codegen_llvm`.
Which of them reach this pass is said by `rusticle.dialects.mir.intrinsics`.
"""

from __future__ import annotations

from xdsl.dialects.builtin import ArrayAttr

from ....dialects import mir
from ..function import FunctionLowering, handles
from ..terminators import assign_nothing, go_on
from ..values import Immediate
from . import atomics as atomics
from . import control as control
from . import device as device
from . import floats as floats
from . import integers as integers
from . import launch as launch
from . import memory_access as memory_access
from . import pointers as pointers
from . import simd as simd
from . import simd_memory as simd_memory
from . import type_queries as type_queries
from .call import INTRINSICS, IntrinsicCall

_NEVER_RETURN = frozenset(("abort", "unreachable"))


@handles(mir.IntrinsicCallOp)
def _call_intrinsic(fx: FunctionLowering, op: mir.IntrinsicCallOp) -> None:
    name = op.intrinsic.data
    lowering = INTRINSICS.get(name)
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
        operand = given if not hasattr(given, "owner") else Immediate(result, given)  # pyright: ignore
        fx.assign(destination, operand)  # pyright: ignore
    go_on(fx, op.successors)
