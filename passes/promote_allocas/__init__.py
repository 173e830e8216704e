"""
`promote-allocas`: locals that need not be in memory become values.

**The problem.** `lower-mir` keeps a local in private memory if it is more than a scalar or two, or
if something takes its address: a struct, an enum with a payload, an iterator that `next` gets by
reference. After inlining, most of those addresses lead to nothing but loads and stores of the same
function. LLVM takes such memory away itself (SROA), but later: until then each pointer that passes
through a local is a load from scratch memory, of which nobody knows what space it points into.

    %x = asptr.alloca size 16 align 8 : !asptr.ptr<private>      // (&[u8], the pointer at 0)
    asptr.store %p, %x align 8 : !asptr.ptr<flat>, !asptr.ptr<private>
    ...
    %q = asptr.load %x align 8 : !asptr.ptr<private> -> !asptr.ptr<flat>    // which is %p

**Why not alloca by alloca, as textbooks do.** What they call promotable is an alloca that is only
loaded and stored, as a whole, with one type. Rust's locals are aggregates: they are written by
fields, copied whole (a move is a copy of bytes), and read by other fields; an enum's payload is
one thing in this variant and another in that.

**The algorithm** works on all locals of a function at once, and is linear in what they are used
for, up to the carrying of types along copies:

1. *What is done with each local* (`accesses`). The uses of its address are followed through
   displacements, offsets by constants, and casts to `flat`. If all of them end in loads, stores,
   fills and copies of known bytes, it is a candidate. It is not if its address escapes (into a
   call, a comparison, an integer, a block argument, memory), if an offset is not known, if an
   access is volatile or atomic, or not within its bounds.
2. *What it is divided into* (`variables`): ranges of bytes, each of which becomes values of one
   type, with the types of loads and stores carried along copies between candidates. Bytes that
   only pass through, from memory elsewhere to memory elsewhere, stay where they are. A local that
   is nothing else drops out, and then is elsewhere to those it is copied from and to: this step
   repeats until no more do.
3. *SSA form* (`rewrite`, `bits`): block arguments at the iterated dominance frontier of the writes,
   pruned to where the variable is live; a copy between two locals is a matter of names, a copy
   from or to other memory becomes loads and stores of the variables that are needed.
4. *Again.* The address of a local that was stored in another one is now a value like any other. If
   such stores were all that kept a local in memory, it is a candidate in the next round.

**Bytes that were never written** are undefined, not poison, as memory's are: a copy of a
`MaybeUninit`, or of an enum whose variant has no payload, moves them about, and what is put
together from them and others has the others' bits.

    func.func @first(%p: !asptr.ptr<flat>, %n: i64) -> i64 {
      %x = asptr.alloca size 16 align 8 : !asptr.ptr<private>
      asptr.store %p, %x align 8 : !asptr.ptr<flat>, !asptr.ptr<private>
      %1 = asptr.displace %x by 8 : !asptr.ptr<private>
      asptr.store %n, %1 align 8 : i64, !asptr.ptr<private>
      %q = asptr.load %x align 8 : !asptr.ptr<private> -> !asptr.ptr<flat>
      %v = asptr.load %q align 8 : !asptr.ptr<flat> -> i64
      func.return %v : i64
    }

becomes

    func.func @first(%p: !asptr.ptr<flat>, %n: i64) -> i64 {
      %v = asptr.load %p align 8 : !asptr.ptr<flat> -> i64
      func.return %v : i64
    }
"""

from __future__ import annotations

from dataclasses import dataclass

from xdsl.context import Context
from xdsl.dialects import func
from xdsl.dialects.builtin import ModuleOp
from xdsl.passes import ModulePass

from ...dialects import asptr, hsa


def promote_allocas(module: ModuleOp, *, most_variables: int = 256) -> None:
    """Run the pass over `module`, in place."""
    for function in module.body.block.ops:
        if isinstance(function, func.FuncOp | hsa.KernelOp):
            body = function.body
            allocas = [
                op for block in body.blocks for op in block.ops if type(op) is asptr.AllocaOp
            ]
            if allocas:
                from .promotion import promote

                promote(body, allocas, most_variables)


@dataclass(frozen=True)
class PromoteAllocasPass(ModulePass):
    """
    Replace locals in private memory by values where nothing needs their address.

    It needs a module at the `asptr` level, and leaves one. What is left in private memory is there
    for a reason; nothing else changes. The module `rusticle.passes.promote_allocas` explains how.

        %x = asptr.alloca size 4 align 4 : !asptr.ptr<private>
        asptr.store %a, %x align 4 : i32, !asptr.ptr<private>
        %b = asptr.load %x align 4 : !asptr.ptr<private> -> i32
        func.return %b : i32

    becomes

        func.return %a : i32
    """

    name = "promote-allocas"

    most_variables: int = 256
    """A local that would be divided into more variables than this stays in memory."""

    def apply(self, ctx: Context, op: ModuleOp) -> None:
        """Promote the locals of every function of `op`."""
        promote_allocas(op, most_variables=self.most_variables)
