"""
`verify-device-functions`: no intrinsic that the processor has no instruction for.

LLVM's instruction selection ends the process with "Cannot select" where it meets one, and cannot
say where in the source it came from. Which processors have which is in
`targets/device_functions.py`; here each use is compared with it. Intrinsics that are not behind a
function of `core::arch::amdgpu` are left to LLVM.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from xdsl.context import Context
from xdsl.dialects import arith
from xdsl.dialects.builtin import IntegerAttr, IntegerType, ModuleOp
from xdsl.ir import Operation, SSAValue
from xdsl.passes import ModulePass

from ..diagnostics import CompileError, Diagnostic, span_of
from ..dialects import hsa
from ..targets import Cpu
from ..targets.device_functions import Availability, DeviceFunction, device_function, dpp_control

_DPP_CONTROL = 2
"""The position of `dpp_ctrl` among the arguments of `llvm.amdgcn.update.dpp`."""


@dataclass(frozen=True)
class VerifyDeviceFunctionsPass(ModulePass):
    """
    Refuse functions of `core::arch::amdgpu` that a processor does not have.

    It needs a module of `hsa` operations, reports every use that is wrong at once, and changes
    nothing. Of this, for `gfx1030`, it says that `permlane64_u32` is there on gfx11 and later:

        func.func @f(%x: i32) -> i32 {
          %y = hsa.intrinsic "llvm.amdgcn.permlane64.i32"(%x) : (i32) -> i32
          func.return %y : i32
        }
    """

    name = "verify-device-functions"

    cpu: str
    """The processor, with or without features: `gfx90a:xnack+`."""

    def apply(self, ctx: Context, op: ModuleOp) -> None:
        """Check the module. Raises `CompileError` with a diagnostic for each use that is wrong."""
        diagnostics = list(dict.fromkeys(verify_device_functions(op, Cpu.parse(self.cpu))))
        if diagnostics:
            raise CompileError(*diagnostics)


def verify_device_functions(module: ModuleOp, cpu: Cpu) -> Iterator[Diagnostic]:
    """What a module uses that a processor lacks, in the order of the module."""
    for op in module.walk():
        if not isinstance(op, hsa.IntrinsicOp):
            continue
        function = device_function(op.intrinsic.data)
        if function is None:
            continue
        if not function.on.covers(cpu.model):
            yield _missing(op, f"`core::arch::amdgpu::{function.name}`", function.on, cpu)
        elif function.name == "update_dpp":
            yield from _check_dpp(op, function, cpu)


def _check_dpp(op: hsa.IntrinsicOp, function: DeviceFunction, cpu: Cpu) -> Iterator[Diagnostic]:
    control = _constant(op.operands[_DPP_CONTROL])
    if control is None:
        return
    what = f"`DPP_CTRL` {control:#x} of `core::arch::amdgpu::{function.name}`"
    on = dpp_control(control)
    if on is None:
        yield Diagnostic(f"{what} means nothing on any AMD GPU", span_of(op.location))
    elif not on.covers(cpu.model):
        yield _missing(op, what, on, cpu)


def _missing(op: Operation, what: str, on: Availability, cpu: Cpu) -> Diagnostic:
    return Diagnostic(
        f"{what} does not exist on `{cpu.model.isa}`",
        span_of(op.location),
        (f"it is there on {on.words}",),
    )


def _constant(value: SSAValue) -> int | None:
    """An integer constant's bits."""
    owner = value.owner
    if isinstance(owner, arith.ConstantOp) and isinstance(owner.value, IntegerAttr):
        type_ = value.type
        width = type_.bitwidth if isinstance(type_, IntegerType) else 64
        return owner.value.value.data & ((1 << width) - 1)
    return None
