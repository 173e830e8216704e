"""
What calls by pointer cost a kernel in the code object that LLVM made.

LLVM does not know what such a call reaches. It gives each kernel that makes one, itself or in what
it calls, the registers of the greediest function of the module whose address is taken, and marks
its stack as dynamic ("Call Convention" and `.uses_dynamic_stack` in AMDGPUUsage): the scratch
memory in the kernel's descriptor is for its own frame, and what callees need the runtime adds.
"""

from __future__ import annotations

from .diagnostics import Diagnostic
from .runtime.code_object import read_code_object


def call_cost_remarks(code_object: bytes) -> list[Diagnostic]:
    """A remark for each kernel whose stack LLVM could not measure. Raises `CompileError`."""
    return [
        Diagnostic(
            f"kernel `{kernel.name}` gets {kernel.vgprs} vector and {kernel.sgprs} scalar "
            f"registers, and {kernel.scratch_size} bytes of scratch memory for each work-item "
            "besides its callees'",
            notes=(
                "calls by pointer, or recursion, keep LLVM from measuring what its callees need",
            ),
            severity="remark",
        )
        for kernel in read_code_object(code_object).kernels
        if kernel.uses_dynamic_stack
    ]
