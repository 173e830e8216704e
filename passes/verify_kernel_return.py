"""
`verify-kernel-return`: a kernel returns nothing.

The host launches a kernel; there is no caller to hand a value to, and LLVM's `amdgpu_kernel`
functions return `void`. rustc refuses a result of an `extern "gpu-kernel"` function itself, but
not of an ordinary function that the user names as a kernel. This pass refuses every kernel whose
result is not `()` or `!`, all of them in one run, and changes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

from xdsl.context import Context
from xdsl.dialects.builtin import ModuleOp
from xdsl.passes import ModulePass

from ..diagnostics import CompileError, Diagnostic, span_of
from ..dialects import mir


@dataclass(frozen=True)
class VerifyKernelReturnPass(ModulePass):
    """
    Refuse kernels that return a value.

    It needs nothing of its input and guarantees that every kernel's result is `()` or `!`.
    """

    name = "verify-kernel-return"

    def apply(self, ctx: Context, op: ModuleOp) -> None:
        """Raise one `CompileError` for all offending kernels."""
        problems = [
            _problem(function)
            for function in op.body.block.ops
            if isinstance(function, mir.FuncOp) and function.is_kernel and _returns(function)
        ]
        if problems:
            raise CompileError(*problems)


def _returns(function: mir.FuncOp) -> bool:
    output = function.output
    return output != mir.UNIT and not isinstance(output, mir.NeverType)


def _problem(function: mir.FuncOp) -> Diagnostic:
    path = function.sym_name if function.rust_path is None else function.rust_path
    name = path.data.rpartition("::")[2]
    output = mir.spell(function.output)
    return Diagnostic(
        f"kernel `{name}` returns `{output}`, but a GPU kernel cannot return a value",
        span_of(function.location),
        ("the host cannot receive it: `amdgpu_kernel` functions return `void`",),
        (
            "write the result through a pointer, or let `promote-kernel-sret` add that pointer for "
            "you",
            "`--kernel-return sret-launch` has it do so, `sret-work-item` for each work-item's",
        ),
    )
