"""
Mathematics that LLVM computes wrongly on AMD GPUs, written as functions of ours.

The backend makes `exp2(y * log2(x))` of a power (`AMDGPULegalizerInfo::legalizeFPow`, and
`SITargetLowering` likewise), whole exponents too. The logarithm of a negative number is NaN, and so
`(-2.0).powi(3)` would be. Here

- whole powers are products, as in compiler-rt's `__powisf2`: what the host computes, bit for bit;
- other powers are those of the magnitude, and the sign and the NaN are put to them as C has them
  (C17, F.10.4.4).

In 16 bits whole powers are computed in 32, as on the host.
"""

from __future__ import annotations

import re

from xdsl.context import Context
from xdsl.dialects import arith, cf, func
from xdsl.dialects.builtin import Builtin
from xdsl.parser import Parser

from ..dialects import llvm

_POWI = """
func.func private @rusticle.powi.T(%given: T, %n: i32) -> T {
  WIDEN
  %zero = arith.constant 0 : i32
  %bit = arith.constant 1 : i32
  %one = arith.constant 1.0 : C
  %negative = arith.cmpi slt, %n, %zero : i32
  %minus = arith.subi %zero, %n : i32
  %count = arith.select %negative, %minus, %n : i32
  cf.br ^bb1(%one, %x, %count : C, C, i32)
^bb1(%product: C, %square: C, %rest: i32):
  %low = arith.andi %rest, %bit : i32
  %odd = arith.cmpi ne, %low, %zero : i32
  %more = arith.mulf %product, %square : C
  %next = arith.select %odd, %more, %product : C
  %half = arith.shrui %rest, %bit : i32
  %squared = arith.mulf %square, %square : C
  %again = arith.cmpi ne, %half, %zero : i32
  cf.cond_br %again, ^bb1(%next, %squared, %half : C, C, i32), ^bb2
^bb2:
  %inverse = arith.divf %one, %next : C
  %power = arith.select %negative, %inverse, %next : C
  NARROW
  func.return %result : T
}
"""

_POW = """
func.func private @rusticle.pow.T(%x: T, %y: T) -> T {
  %zero = arith.constant 0.0 : T
  %half = arith.constant 0.5 : T
  %one = arith.constant 1.0 : T
  %true = arith.constant true
  %nan = arith.divf %zero, %zero : T
  %infinity = arith.divf %one, %zero : T
  %magnitude = llvm.call_intrinsic "llvm.fabs"(%x) : (T) -> T
  %power = llvm.call_intrinsic "llvm.pow"(%magnitude, %y) : (T, T) -> T
  %trunc = llvm.call_intrinsic "llvm.trunc"(%y) : (T) -> T
  %whole = arith.cmpf oeq, %trunc, %y : T
  %halved = arith.mulf %y, %half : T
  %trunc_half = llvm.call_intrinsic "llvm.trunc"(%halved) : (T) -> T
  %uneven = arith.cmpf one, %trunc_half, %halved : T
  %odd = arith.andi %whole, %uneven : i1
  %signed = llvm.call_intrinsic "llvm.copysign"(%power, %x) : (T, T) -> T
  %found = arith.select %odd, %signed, %power : T
  %below = arith.cmpf olt, %x, %zero : T
  %finite = arith.cmpf one, %magnitude, %infinity : T
  %fraction = arith.xori %whole, %true : i1
  %root = arith.andi %below, %fraction : i1
  %imaginary = arith.andi %root, %finite : i1
  %result = arith.select %imaginary, %nan, %found : T
  func.return %result : T
}
"""


def helper(name: str, bits: int) -> func.FuncOp:
    """A new function for an intrinsic of which `helper_name` is not `None`."""
    type_, wide = f"f{bits}", f"f{max(bits, 32)}"
    widen = narrow = ""
    text = _POW
    if name == "powi":
        text = _POWI
        if bits < 32:
            widen = f"%x = arith.extf %given : {type_} to {wide}"
            narrow = f"%result = arith.truncf %power : {wide} to {type_}"
        else:
            text = text.replace("%given", "%x").replace("%result", "%power")
    text = text.replace("WIDEN", widen).replace("NARROW", narrow)
    text = re.sub(r"\b[TC]\b", lambda m: type_ if m[0] == "T" else wide, text)
    ctx = Context()
    for dialect in (Builtin, func.Func, arith.Arith, cf.Cf, llvm.LLVM):
        ctx.load_dialect(dialect)
    op = Parser(ctx, text).parse_op()
    assert isinstance(op, func.FuncOp)
    return op
