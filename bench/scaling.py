"""
How the time of `infer-address-spaces` grows with the module.

The module is one of calls, loops, closures, tables of functions and pointers in memory, repeated
under other names: 1, 10 and 100 times. What is measured is the pass alone, in processor time.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.table import Table

if TYPE_CHECKING:
    from xdsl.dialects.builtin import ModuleOp

SIZES = (1, 10, 100)
"""How often the module is repeated."""

MODULE = """
asptr.global linkage(internal) @tile in local size 1024 align 8
asptr.global constant linkage(private) @vtable in constant size 40 align 8
    = <zero 40, at 24 @method, at 32 @other>
func.func private @method(%self: !asptr.ptr<flat>) -> i32 {
  %p = asptr.load %self align 8 : !asptr.ptr<flat> -> !asptr.ptr<flat>
  %v = asptr.load %p align 4 noundef : !asptr.ptr<flat> -> i32
  func.return %v : i32
}
func.func private @other(%self: !asptr.ptr<flat>) -> i32 {
  %v = func.call @sum(%self, %self) : (!asptr.ptr<flat>, !asptr.ptr<flat>) -> i32
  func.return %v : i32
}
func.func private @sum(%start: !asptr.ptr<flat>, %end: !asptr.ptr<flat>) -> i32 {
  %zero = arith.constant 0 : i32
  cf.br ^head(%start, %zero : !asptr.ptr<flat>, i32)
^head(%p: !asptr.ptr<flat>, %s: i32):
  %done = asptr.cmp eq, %p, %end : !asptr.ptr<flat>
  cf.cond_br %done, ^out, ^body
^body:
  %v = asptr.load %p align 4 noundef : !asptr.ptr<flat> -> i32
  %t = arith.addi %s, %v : i32
  %n = asptr.displace %p by 4 : !asptr.ptr<flat>
  cf.br ^head(%n, %t : !asptr.ptr<flat>, i32)
^out:
  func.return %s : i32
}
func.func private @apply(%closure: !asptr.ptr<private>, %i: i64) -> i32 {
  %p = asptr.load %closure align 8 : !asptr.ptr<private> -> !asptr.ptr<flat>
  %q = asptr.offset %p[%i] stride 4 : !asptr.ptr<flat>
  %v = func.call @sum(%p, %q) : (!asptr.ptr<flat>, !asptr.ptr<flat>) -> i32
  func.return %v : i32
}
hsa.kernel @kernel(%x: !asptr.ptr<flat>, %i: i64) {
  %closure = asptr.alloca size 16 align 8 : !asptr.ptr<private>
  %copy = asptr.alloca size 16 align 8 : !asptr.ptr<private>
  %size = arith.constant 16 : i64
  %tile = asptr.addressof @tile : !asptr.ptr<local>
  %t = asptr.cast %tile : !asptr.ptr<local> -> !asptr.ptr<flat>
  %e = asptr.offset %t[%i] stride 4 : !asptr.ptr<flat>
  asptr.store %x, %closure align 8 : !asptr.ptr<flat>, !asptr.ptr<private>
  asptr.copy %copy align 8, %closure align 8, %size : !asptr.ptr<private>, !asptr.ptr<private>
  %a = func.call @apply(%copy, %i) : (!asptr.ptr<private>, i64) -> i32
  %b = func.call @sum(%t, %e) : (!asptr.ptr<flat>, !asptr.ptr<flat>) -> i32
  %vtable = asptr.addressof @vtable : !asptr.ptr<constant>
  %slot = asptr.displace %vtable by 24 : !asptr.ptr<constant>
  %f = asptr.load %slot align 8 : !asptr.ptr<constant> -> !asptr.ptr<flat>
  %self = asptr.cast %copy : !asptr.ptr<private> -> !asptr.ptr<flat>
  %c = asptr.call_indirect %f(%self) : !asptr.ptr<flat>, (!asptr.ptr<flat>) -> i32
  asptr.store %c, %x align 4 : i32, !asptr.ptr<flat>
  hsa.return
}
"""


def repeated(times: int) -> ModuleOp:
    """The module, so many times under other names, in one."""
    from xdsl.dialects.builtin import ModuleOp
    from xdsl.parser import Parser

    from rusticle.context import new_context

    whole = ModuleOp([])
    names = ("tile", "vtable", "method", "other", "sum", "apply", "kernel")
    for number in range(times):
        text = MODULE
        for name in names:
            text = text.replace(f"@{name}", f"@{name}{number}")
        part = Parser(new_context(), text).parse_module()
        for op in list(part.body.block.ops):
            op.detach()
            whole.body.block.add_op(op)
    return whole


@dataclass(frozen=True, slots=True)
class Scaling:
    """One size of the module."""

    times: int
    operations: int
    seconds: float


def measure(sizes: Sequence[int] = SIZES) -> list[Scaling]:
    """The processor time of the pass for each size."""
    from rusticle.passes.infer_address_spaces import infer_address_spaces
    from rusticle.targets import get_target

    target = get_target("amdgcn-amd-amdhsa")
    found: list[Scaling] = []
    for times in (1, *sizes):
        module = repeated(times)
        operations = sum(1 for _ in module.walk())
        gc.collect()
        gc.disable()
        start = time.process_time()
        infer_address_spaces(module, target)
        found.append(Scaling(times, operations, time.process_time() - start))
        gc.enable()
    # The first run imports and compiles what all need.
    return found[1:]


def scaling_table(found: Sequence[Scaling]) -> Table:
    """The times, and what one operation takes."""
    table = Table(title="Time of infer-address-spaces by size of the module", title_justify="left")
    for heading in ("module", "operations", "time", "per operation"):
        table.add_column(heading, justify="right")
    for row in found:
        each = row.seconds / row.operations
        table.add_row(
            f"{row.times}×", f"{row.operations:,}", f"{row.seconds:.3f} s", f"{each * 1e6:.1f} µs"
        )
    return table
