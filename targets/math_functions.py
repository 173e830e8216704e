"""
Mathematics on AMD GPUs: which of LLVM's intrinsics have instructions, and what stands for the rest.

The backend of LLVM 22 selects the intrinsics of 16 and 32 bits that the hardware has instructions
for or that `SITargetLowering` and `AMDGPULegalizerInfo` expand, and of 64 bits those that are
rounding, roots and fused multiplication; for others it ends in "Cannot select". Each was checked by
compiling it for gfx700, gfx90a, gfx1100 and gfx1201, which agree. AMD's device libraries have all
of them, as bitcode: `ocml.bc`, whose functions are `__ocml_NAME_fBITS`; Debian's package is
`rocm-device-libs`. Powers of negative numbers the backend gets wrong: those are functions of ours
(`passes/math_helpers.py`).
"""

from __future__ import annotations

import os
from pathlib import Path

LIBRARIES_VARIABLE = "RUSTICLE_DEVICE_LIBS"
"""The environment variable that names the folder of `ocml.bc`."""

_FOLDERS = (
    "/usr/lib/x86_64-linux-gnu/amdgcn/bitcode",
    "/usr/lib/aarch64-linux-gnu/amdgcn/bitcode",
    "/usr/lib/amdgcn/bitcode",
    "/opt/rocm/amdgcn/bitcode",
)
"""Where Debian and AMD's own packages put the device libraries."""

HELPERS = "rusticle.pow"
"""What the names of functions of ours begin with."""

_NO_INSTRUCTION = {
    64: frozenset("sin cos exp exp2 exp10 log log2 log10 pow".split()),
}
_NEVER = frozenset("tan asin acos atan sinh cosh tanh atan2".split())
"""Those that no width has instructions for."""

_FOREIGN = frozenset(
    (
        "sin cos tan asin acos atan sinh cosh tanh exp exp2 exp10 log log2 log10 sqrt floor ceil "
        "trunc rint nearbyint round roundeven fabs pow atan2 copysign fma"
    ).split()
)
"""The functions of C's `math.h` that are intrinsics of LLVM, of the same name."""

_ONLY_FOREIGN = frozenset(
    (
        "cbrt hypot expm1 log1p asinh acosh atanh erf erfc tgamma lgamma fdim fmod remainder "
        "nextafter"
    ).split()
)
"""The functions of C's `math.h` that are no intrinsics of LLVM, but are in `ocml`."""


def needs_library(name: str, bits: int) -> bool:
    """Whether LLVM's intrinsic of that name (`sin`) has no instruction for floats of `bits`."""
    return name in _NEVER or name in _NO_INSTRUCTION.get(bits, ())


def library_function(name: str, bits: int) -> str:
    """The function of `ocml` for a mathematical one: `__ocml_sin_f64`."""
    return f"__ocml_{name}_f{bits}"


def helper_name(name: str, bits: int) -> str | None:
    """The function of ours for an intrinsic of floats of `bits`, if there is one."""
    if name == "powi" or (name == "pow" and bits < 64):
        return f"{HELPERS}{name.removeprefix('pow')}.f{bits}"
    return None


def c_function(symbol: str) -> tuple[str, int] | None:
    """The mathematical function and width of a function of C's: `sin` and 32 of `sinf`."""
    known = _FOREIGN | _ONLY_FOREIGN
    if symbol in known:
        return symbol, 64
    if symbol.endswith("f") and symbol[:-1] in known:
        return symbol[:-1], 32
    return None


def is_intrinsic(name: str) -> bool:
    """Whether a function of C's is an intrinsic of LLVM."""
    return name in _FOREIGN


def find_library() -> Path | None:
    """`ocml.bc`: where `RUSTICLE_DEVICE_LIBS` says, if it says, or where packages put it."""
    named = os.environ.get(LIBRARIES_VARIABLE)
    folders = _FOLDERS if named is None else (named,)
    paths = (Path(folder, "ocml.bc") for folder in folders)
    return next((path for path in paths if path.is_file()), None)
