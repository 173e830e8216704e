"""
From `asptr`, `hsa`, `gpu`, `arith`, `math`, `cf`, `ub` and `func` to the `llvm` dialect.

What `lower-to-llvm` leaves is upstream's `llvm` dialect and nothing else: `mlir-translate` accepts
it. One walk over each function reads the old operations and builds the new ones beside them; the
module changes only once all of it is converted, so that an error leaves it as it was.

The split is by concept. `conversion` holds what everything else uses: types, the state of a
function under conversion, and the dispatch on operations. Each other file converts one family of
operations and exports a table `LOWERINGS` from operation class to function.
"""

from .lower_to_llvm import LowerToLLVMPass, lower_to_llvm

__all__ = ["LowerToLLVMPass", "lower_to_llvm"]
