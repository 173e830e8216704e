"""
The dialect `llvm` itself: every operation, one for each name, and every attribute and type.

It imports all families of operations; what only makes operations takes them from the package.
"""

from __future__ import annotations

from xdsl.context import Context
from xdsl.dialects import llvm as xdsl_llvm
from xdsl.ir import Attribute, Dialect, Operation

from .atomics import ATOMIC_OPS
from .attributes import LLVM_ATTRIBUTES
from .branches import BRANCH_OPS
from .calls import CALL_OPS
from .casts import CAST_OPS
from .control_intrinsics import CONTROL_INTRINSIC_OPS
from .float_intrinsics import FLOAT_INTRINSIC_OPS
from .functions import FUNCTION_OPS
from .globals import GLOBAL_OPS
from .integer_intrinsics import INTEGER_INTRINSIC_OPS
from .masked import MASKED_OPS
from .memory import MEMORY_OPS
from .memory_intrinsics import MEMORY_INTRINSIC_OPS
from .values import VALUE_OPS

ADDED_OPS: list[type[Operation]] = [
    *ATOMIC_OPS,
    *BRANCH_OPS,
    *CALL_OPS,
    *CAST_OPS,
    *CONTROL_INTRINSIC_OPS,
    *FLOAT_INTRINSIC_OPS,
    *FUNCTION_OPS,
    *GLOBAL_OPS,
    *INTEGER_INTRINSIC_OPS,
    *MASKED_OPS,
    *MEMORY_INTRINSIC_OPS,
    *MEMORY_OPS,
    *VALUE_OPS,
]
"""Our operations, those among them that replace xDSL's included."""

_ADDED = {op.name: op for op in ADDED_OPS}

LLVM_OPS: list[type[Operation]] = [
    *(op for op in xdsl_llvm.LLVM.operations if op.name not in _ADDED),
    *ADDED_OPS,
]
"""Every operation of the dialect, one for each name."""

LLVM_ATTRS: list[type[Attribute]] = [*xdsl_llvm.LLVM.attributes, *LLVM_ATTRIBUTES]
"""Every attribute and type of the dialect: xDSL's and ours."""

LLVM = Dialect("llvm", LLVM_OPS, LLVM_ATTRS)
"""The dialect, to be registered instead of xDSL's."""


def load_llvm(ctx: Context) -> None:
    """
    Make `llvm` in `ctx` this dialect: register it, or put it in the place of xDSL's.

    Needed only for a context that a caller has filled by hand; `rusticle-opt` and, through our
    entry point, `xdsl-opt` register this dialect in the first place.
    """
    if "llvm" not in ctx.registered_dialect_names:
        ctx.register_dialect("llvm", lambda: LLVM)
        return
    # A context has no way to take a dialect back, so what it holds under our names is overwritten.
    ctx._registered_dialects["llvm"] = lambda: LLVM  # pyright: ignore[reportPrivateUsage]
    if any(dialect.name == "llvm" for dialect in ctx.loaded_dialects):
        ctx._loaded_dialects["llvm"] = LLVM  # pyright: ignore[reportPrivateUsage]
        ctx._loaded_ops.update(_ADDED)  # pyright: ignore[reportPrivateUsage]
        known = {attr.name for attr in ctx.loaded_attrs}
        for attr in LLVM_ATTRIBUTES:
            if attr.name not in known:
                ctx.load_attr_or_type(attr)
