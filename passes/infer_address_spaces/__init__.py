"""
Give flat pointers the address space that they point into.

Rust's pointers do not say what memory they point into, so that `lower-mir` makes nearly all of them
flat. A GPU can access flat memory, but pays: each access compares its address with the apertures of
LDS and scratch, occupies both memory pipelines and waits for both, and has fewer address modes. So
it is worth to find out that

    func.func private @scale(%p: !asptr.ptr<flat>, %i: i64) {
      %q = asptr.offset %p[%i] stride 4 : !asptr.ptr<flat>
      %x = asptr.load %q align 4 : !asptr.ptr<flat> -> f32
      ...
    }
    hsa.kernel @k(%x: !asptr.ptr<flat>, %i: i64) {
      func.call @scale(%x, %i) : (!asptr.ptr<flat>, i64) -> ()
      hsa.return
    }

only ever loads from global memory, for a host can point to no other. LLVM's `InferAddressSpaces`
does so within one function, and gives up at arguments, calls and memory: its `@scale` stays flat,
and so does whatever was loaded from a closure's captures.

Walking backward from an access to see where its pointer is from fails at the first loop: the space
of `%p = phi(%x, %p + 4)` depends on itself. Starting from "flat" and improving never gets around
that circle; starting from "nothing is known to be elsewhere" does. That is the first half of the
answer. The second is memory: a pointer that was stored is what was stored *there*, so that one has
to know what a pointer points to, not just in which space.

**What points where** (`points_to.py`, `transfer.py`). Every allocation of the module is an object:
a local, a global, a function's code. Kernels' arguments point to one object for the host's memory.
For each value that is or carries a pointer the analysis finds the set of objects that it can point
to, and where in them: an offset in bytes, exact or modulo the stride of an array (`objects.py`). It
starts with empty sets and follows uses until nothing changes:

  - offsets, selects, block arguments, arguments and results of calls hand sets on;
  - a store adds to the cells of the objects that its pointer can point to, a load reads them, and a
    copy carries cells over; a constant begins with its relocations;
  - an indirect call calls the functions that its pointer can point to: vtables are constants, so
    that virtual calls are resolved by the same means;
  - an integer that was made from a pointer carries it, for it may be moved as an integer
    (`MaybeUninit<usize>`) and become a pointer again. Once it is computed with, a pointer made from
    it may point anywhere;
  - what is stored to memory that is not the module's, or given to what is not known, *escapes*: a
    pointer read from there may point anywhere, and what it held has escaped too.

The value's space is that of the objects. Several spaces are `flat`, except that constants are
reached through global pointers where the two share one numbering. Sets, cells and moduli are
bounded (`MOST_OBJECTS`, `MOST_CELLS`), so that the time is linear in the size of the module.

**The rewriting** (`rewrite.py`, `spaces.py`) changes types in place and adds casts where spaces
meet, in front of the use. Three things must stay as they were. Pointers in memory are as wide as
flat ones, whatever they point to: they are cast after loads and before stores. Null stays null:
a cast maps one space's null to the other's, comparisons for order, which null's bits decide, are
made on flat pointers, and what is only true of null 0 (LLVM's `nonnull`) is dropped. Bits stay the
same where they are looked at: integers are made from flat pointers; and a pointer that may have
left its memory (`wrapping`), or is Rust's dangling address of nothing, stays flat where the space
numbers its bytes otherwise. Such a pointer is cast to the space of its memory in front of each
access, where it must point there.

**What is assumed.** The module is closed: functions and globals that others can name are taken to
be used in any way. A pointer among a kernel's arguments points to global memory unless its type
says otherwise, and so does one within an aggregate that is passed by value: the host wrote it when
neither LDS nor scratch had been allocated. An integer is a number unless it came from a pointer in
the module's own memory, or is moved as possibly uninitialised: Rust gives a pointer no way back
from the others (`core::ptr`, "Provenance"), short of a cast, whose result may point anywhere. Of a
pointer in memory that is not the module's nothing is known, unless `assume-global-pointees` says
that it points to global memory.

The idea of an optimistic analysis is LLVM's (`llvm/lib/Transforms/Scalar/InferAddressSpaces.cpp`);
objects with cells are Andersen's analysis ("Program Analysis and Specialization for the C
Programming Language", 1994, chapter 4) with offsets.
"""

from __future__ import annotations

from dataclasses import dataclass

from xdsl.context import Context
from xdsl.dialects.builtin import ModuleOp
from xdsl.passes import ModulePass

from ...diagnostics import report
from ...targets import Target, get_target
from .points_to import PointsTo
from .rewrite import Rewriter
from .specialise import Specialiser

MOST_ROUNDS = 4
"""How often copies of functions are looked for; each round goes one call deeper."""


@dataclass(frozen=True)
class InferAddressSpacesPass(ModulePass):
    """
    Give flat pointers the address space that they point into; see the module's text for how.

    It needs a closed module at the `asptr` level, and leaves one that `verify-address-spaces`
    accepts wherever it accepted what was given. Types other than flat pointers do not change, and
    neither does the layout of anything in memory.

        func.func private @first(%p: !asptr.ptr<flat>) -> i32 {
          %v = asptr.load %p align 4 : !asptr.ptr<flat> -> i32
          func.return %v : i32
        }
        hsa.kernel @k(%x: !asptr.ptr<flat>) {
          %v = func.call @first(%x) : (!asptr.ptr<flat>) -> i32
          asptr.store %v, %x align 4 : i32, !asptr.ptr<flat>
          hsa.return
        }

    becomes

        func.func private @first(%p: !asptr.ptr<global>) -> i32 {
          %v = asptr.load %p align 4 : !asptr.ptr<global> -> i32
          func.return %v : i32
        }
        hsa.kernel @k(%x: !asptr.ptr<global>) {
          %v = func.call @first(%x) : (!asptr.ptr<global>) -> i32
          asptr.store %v, %x align 4 : i32, !asptr.ptr<global>
          hsa.return
        }
    """

    name = "infer-address-spaces"

    target: str = "amdgcn-amd-amdhsa"
    """The target, by any name that `get_target` knows."""
    assume_global_pointees: bool = False
    """Take every pointer that is read from global or constant memory to point to global memory."""

    max_specialisations: int = 4
    """The most versions of a function for arguments into different spaces; 1 copies none."""

    remarks: bool = False
    """Whether each access that stays flat is remarked upon, on standard error, with the reason."""

    def apply(self, ctx: Context, op: ModuleOp) -> None:
        """Rewrite `op` in place, and print the remarks that were asked for."""
        analysis = analyse(
            op,
            get_target(self.target),
            assume_global_pointees=self.assume_global_pointees,
            max_specialisations=self.max_specialisations,
        )
        if self.remarks:
            from .remarks import flat_accesses

            for remark in flat_accesses(analysis):
                report(remark)
        Rewriter(analysis).run()


def analyse(
    module: ModuleOp,
    target: Target,
    *,
    assume_global_pointees: bool = False,
    max_specialisations: int = 4,
) -> PointsTo:
    """Copy functions where that pays, and find out where all pointers point; types stay."""
    analysis = PointsTo(module, target, global_pointees=assume_global_pointees).run()
    if max_specialisations > 1:
        specialiser = Specialiser(max_specialisations)
        for _ in range(MOST_ROUNDS):
            if not specialiser.run(analysis):
                break
            analysis = PointsTo(module, target, global_pointees=assume_global_pointees).run()
    return analysis


def infer_address_spaces(
    module: ModuleOp,
    target: Target,
    *,
    assume_global_pointees: bool = False,
    max_specialisations: int = 4,
) -> None:
    """Run the pass over `module`, in place."""
    Rewriter(
        analyse(
            module,
            target,
            assume_global_pointees=assume_global_pointees,
            max_specialisations=max_specialisations,
        )
    ).run()


__all__ = ["InferAddressSpacesPass", "analyse", "infer_address_spaces"]
