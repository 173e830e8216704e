"""
The intrinsics of `core`: functions that the compiler defines.

Their names and meanings are in `library/core/src/intrinsics`; how rustc lowers them, in
`mir/intrinsic.rs` of `compiler/rustc_codegen_ssa` and `intrinsic.rs` of `rustc_codegen_llvm`.
Which of them reach this pass is said by `rusticle.dialects.mir.intrinsics`.
"""

from __future__ import annotations

from . import atomics as atomics
from . import control as control
from . import device as device
from . import floats as floats
from . import integers as integers
from . import memory_access as memory_access
from . import pointers as pointers
from . import simd as simd
from . import simd_memory as simd_memory
from . import type_queries as type_queries
from .call import INTRINSICS, IntrinsicCall, Lowering

__all__ = ["INTRINSICS", "IntrinsicCall", "lowering_of"]

_OF_THE_LAUNCH = frozenset(("first_work_item", "work_item_index"))


def lowering_of(name: str) -> Lowering | None:
    """How an intrinsic is lowered, if it can be."""
    if name in _OF_THE_LAUNCH:
        # These alone need the `gpu` dialect, and only passes of ours call them.
        from . import launch as launch
    return INTRINSICS.get(name)
