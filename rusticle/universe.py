"""
What Rusticle adds to xDSL: its dialects, passes and targets, by name.

`RUSTICLE_UNIVERSE` is the package's `xdsl.universe` entry point, so plain `xdsl-opt` finds all of
it; `rusticle-opt` reads the same tables. Every entry is a function that imports what it names
only when it is called: listing the passes costs nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

from xdsl.universe import XDSL_UNIVERSE, Universe


def _lazy(module: str, name: str) -> Callable[[], Any]:
    """A function that imports `name` from `module` of this package when called."""

    def load() -> Any:
        return getattr(import_module(module, "rusticle"), name)

    load.__name__ = name
    return load


DIALECTS: dict[str, Callable[[], Any]] = {
    "mir": _lazy(".dialects.mir", "MIR"),
    "asptr": _lazy(".dialects.asptr", "ASPTR"),
    "hsa": _lazy(".dialects.hsa", "HSA"),
}
"""Our dialects by name."""

PASSES: dict[str, Callable[[], Any]] = {
    "elaborate-drops": _lazy(".passes.elaborate_drops", "ElaborateDropsPass"),
    "verify-address-spaces": _lazy(".passes.verify_address_spaces", "VerifyAddressSpacesPass"),
    "lower-mir": _lazy(".lowering.mir_to_asptr", "LowerMirPass"),
    "lower-to-llvm": _lazy(".lowering.asptr_to_llvm", "LowerToLLVMPass"),
}
"""Our passes by name, in the order of the pipeline."""

TARGETS: dict[str, Callable[[], Any]] = {
    "llvm": _lazy(".lowering.llvm_ir.target", "LLVMIRTarget"),
}
"""What `rusticle-opt --target` can print besides xDSL's own."""

XDSL_UNIVERSE.all_dialects["llvm"] = _lazy(".dialects.llvm", "LLVM")
# xDSL's `llvm` dialect lacks many of upstream's operations. Ours is a superset of it, under the
# same name since upstream's syntax wants that; a second registration would be an error, so it takes
# the place of xDSL's factory. All universes are loaded before any dialect of them is.

RUSTICLE_UNIVERSE = Universe(all_dialects=DIALECTS, all_passes=PASSES)
"""The entry point. Its targets are left out: xDSL has an `llvm` target of its own."""
