"""
`arith`'s conversions between integers and floats to `llvm`.

`lower_to_llvm.py` imports this where a module has one.
"""

from __future__ import annotations

from collections.abc import Mapping

from xdsl.dialects import arith
from xdsl.ir import Operation

from ...dialects import llvm
from .arithmetic import conversion
from .conversion import Lowering

LOWERINGS: Mapping[type[Operation], Lowering] = {
    arith.FPToSIOp: conversion(llvm.FPToSIOp),
    arith.FPToUIOp: conversion(llvm.FPToUIOp),
    arith.SIToFPOp: conversion(llvm.SIToFPOp),
    arith.UIToFPOp: conversion(llvm.UIToFPOp),
}
"""How to convert each of these."""
