"""`rusticle-opt --target llvm`: a module of the `llvm` dialect as LLVM IR."""

from __future__ import annotations

from dataclasses import dataclass
from typing import IO

from xdsl.context import Context
from xdsl.dialects.builtin import ModuleOp
from xdsl.utils.target import Target

from ...targets import get_target
from .module import print_module


@dataclass(frozen=True)
class LLVMIRTarget(Target):
    """
    Print LLVM IR.

        rusticle-opt kernel.mlir --target llvm
        rusticle-opt kernel.mlir --target 'llvm{device="amdgcn-amd-amdhsa"}'
    """

    name = "llvm"

    device: str | None = None
    """Whose triple and data layout the text gets if the module names none."""

    def emit(self, ctx: Context, module: ModuleOp, output: IO[str]) -> None:
        """Write the module's text to `output`."""
        device = None if self.device is None else get_target(self.device)
        output.write(print_module(module, device))
