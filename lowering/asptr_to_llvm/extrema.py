"""
Minima and maxima of `arith` to `llvm`, where they are intrinsics.

`lower_to_llvm.py` imports this where a module has one, and with it LLVM's integer and float
intrinsics; Rust's are intrinsics from the start.
"""

from __future__ import annotations

from collections.abc import Mapping

from xdsl.dialects import arith
from xdsl.ir import Operation

from ...dialects import llvm
from .arithmetic import binary, float_operation
from .conversion import Lowering

LOWERINGS: Mapping[type[Operation], Lowering] = {
    arith.MinUIOp: binary(llvm.UMinOp),
    arith.MaxUIOp: binary(llvm.UMaxOp),
    arith.MinSIOp: binary(llvm.SMinOp),
    arith.MaxSIOp: binary(llvm.SMaxOp),
    arith.MinimumfOp: float_operation(llvm.MinimumOp),
    arith.MaximumfOp: float_operation(llvm.MaximumOp),
    arith.MinnumfOp: float_operation(llvm.MinNumOp),
    arith.MaxnumfOp: float_operation(llvm.MaxNumOp),
}
"""How to convert each of these."""
