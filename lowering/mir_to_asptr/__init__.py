"""
`lower-mir`: from MIR to pointers with address spaces, arithmetic and control flow.

After this pass the layouts are fixed for a target, locals are SSA values or private memory, and
kernels are `hsa.kernel`. What it needs: a closed, monomorphic module, in which `elaborate-drops`
has run. What it guarantees: no `mir` operation is left; allocas are in private memory, statics and
constants in global and constant memory, and every pointer that Rust code handles is flat.

    mir.func @next(%_1: ui32) -> ui32 {            func.func private @next(%0: i32) -> i32 {
      %_0 = mir.local 0 : ui32                        cf.br ^bb1
      mir.goto ^bb0                                 ^bb1:
    ^bb0:                                             %1 = arith.constant 1 : i32
      %1 = mir.copy %_1 : ui32              -->       %2 = arith.addi %0, %1 : i32
      %2 = mir.constant 1 : ui32                      func.return %2 : i32
      %3 = mir.binary add %1, %2 : ui32             }
      mir.assign %_0, %3 : ui32
      mir.return
    }

The package is split by concept, as rustc's code generator is: `module` (functions and globals),
`function` (blocks, locals, places), `analysis` and `cfg` (which locals are SSA values), `values`
(operands and places with their layouts), `memory` (loads, stores, projections), `abi` (how values
are passed), and what each kind of operation means in `statements`, `arithmetic`, `casts`,
`constants`, `discriminants`, `terminators`, `intrinsic_calls` and `intrinsics`.
"""

from __future__ import annotations

from dataclasses import dataclass

from xdsl.context import Context
from xdsl.dialects.builtin import ModuleOp
from xdsl.passes import ModulePass

from ...targets import get_target
from . import intrinsic_calls as intrinsic_calls
from . import statements as statements
from . import terminators as terminators
from .module import ModuleLowering


@dataclass(frozen=True)
class LowerMirPass(ModulePass):
    """Lower `mir` to `asptr`, `hsa`, `arith`, `cf` and `func`; see the module's description."""

    name = "lower-mir"

    target: str = "amdgcn-amd-amdhsa"
    """The target whose layouts and address spaces are used."""

    def apply(self, ctx: Context, op: ModuleOp) -> None:
        """Lower the module in place."""
        ModuleLowering(op, get_target(self.target)).run()
