"""
What a kernel has of its launch: memory of the workgroup that the launch sizes, and the implicit
arguments.

The crate for kernels asks for both (`device/src/intrinsics.rs`); `core` has a function for the
first from some version on, `gpu_launch_sized_workgroup_mem` in `core::intrinsics::gpu`.
"""

from __future__ import annotations

from xdsl.ir import SSAValue

from ....dialects import hsa
from ..function import FunctionLowering
from ..scalars import pointer_type
from .call import IntrinsicCall, intrinsic


@intrinsic("gpu_launch_sized_workgroup_mem", "device_launch_sized_memory")
def _launch_sized_memory(fx: FunctionLowering, call: IntrinsicCall) -> SSAValue:
    """Where LDS begins that is no static's, aligned for the type that the function is of."""
    symbol = fx.module.launch_sized_memory(fx.layouts.of(call.type_args[0]).align)
    return fx.flat_pointer(fx.b.address_of(symbol, pointer_type("local")))


@intrinsic("device_implicit_arguments")
def _implicit_arguments(fx: FunctionLowering, call: IntrinsicCall) -> SSAValue:
    op = fx.b.emit(hsa.ImplicitArgPtrOp, (), (pointer_type("constant"),))
    return fx.flat_pointer(op.results[0])
