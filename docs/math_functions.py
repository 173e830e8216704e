"""
The table of mathematical functions in the manual: what each becomes on a GPU.

A crate with a kernel for each function and width is compiled, and the table says what is found in
it: the intrinsic of LLVM's, or the function of AMD's device library, that is called, and the
instructions of a gfx1100 that it ends as.
"""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from xdsl.dialects.builtin import ModuleOp

import rusticle
from rusticle import Pipeline
from rusticle.dialects import llvm
from rusticle.lowering.codegen import CodegenWorker
from rusticle.targets.math_functions import LIBRARIES_VARIABLE

WIDTHS = (16, 32, 64)
CPU = "gfx1100"

FUNCTIONS: dict[str, tuple[str, str]] = {
    "floor": ("i::floorT(x)", "floor"),
    "ceil": ("i::ceilT(x)", "ceil"),
    "round": ("i::roundT(x)", "trunc"),
    "round_ties_even": ("i::round_ties_even_T(x)", "rndne"),
    "trunc": ("i::truncT(x)", "trunc"),
    "sqrt": ("i::sqrtT(x)", "sqrt|rsq"),
    "mul_add": ("i::fmaT(x, y, z)", "fma|fmac"),
    "powi": ("i::powiT(x, n)", "mul"),
    "powf": ("i::powT(x, y)", "exp"),
    "exp": ("i::expT(x)", "exp"),
    "exp2": ("i::exp2T(x)", "exp"),
    "ln": ("i::logT(x)", "log"),
    "log2": ("i::log2T(x)", "log"),
    "log10": ("i::log10T(x)", "log"),
    "sin": ("i::sinT(x)", "sin"),
    "cos": ("i::cosT(x)", "cos"),
    "abs": ("x.abs()", "and|mul"),
    "signum": ("x.signum()", "bfi"),
    "copysign": ("x.copysign(y)", "bfi"),
    "min": ("x.min(y)", "min"),
    "max": ("x.max(y)", "max"),
    "minimum": ("x.minimum(y)", "cndmask|min"),
    "maximum": ("x.maximum(y)", "cndmask|max"),
    "clamp": ("x.clamp(0.5, 2.0)", "min|max|med3|cndmask"),
    "recip": ("x.recip()", "rcp"),
    "/": ("x / y", "rcp"),
    "%": ("x % y", "rcp"),
    "to_degrees": ("x.to_degrees()", "mul"),
    "to_radians": ("x.to_radians()", "mul"),
    "mul_add (a foreign `fma`)": ("c::fmaS(x, y, z)", "fma|fmac"),
    "tan": ("c::tanS(x)", ""),
    "asin": ("c::asinS(x)", ""),
    "acos": ("c::acosS(x)", ""),
    "atan": ("c::atanS(x)", ""),
    "atan2": ("c::atan2S(x, y)", ""),
    "sinh": ("c::sinhS(x)", ""),
    "cosh": ("c::coshS(x)", ""),
    "tanh": ("c::tanhS(x)", ""),
    "asinh": ("c::asinhS(x)", ""),
    "acosh": ("c::acoshS(x + 1.0)", ""),
    "atanh": ("c::atanhS(x)", ""),
    "hypot": ("c::hypotS(x, y)", ""),
    "cbrt": ("c::cbrtS(x)", ""),
    "exp_m1": ("c::expm1S(x)", ""),
    "ln_1p": ("c::log1pS(x)", ""),
    "abs_sub": ("core::T::math::abs_sub(x, y)", ""),
    "erf": ("c::erfS(x)", ""),
    "gamma": ("c::tgammaS(x)", ""),
    "ln_gamma": ("c::lgammaS(x)", ""),
}
"""
Each function as `std` calls it: how a kernel without `std` has it, where `T` is the type and `S` is
C's suffix for it, and the instructions that do it. `i` is `core::intrinsics`, and `c` are functions
of C's `math.h` that the crate declares.
"""

_DECLARED = re.compile(r"c::(\w+)S\(([^)]*)\)")


def kernel_name(function: str, bits: int) -> str:
    """The kernel for a function and width."""
    words = {"/": "quotient", "%": "remainder"}.get(function, function)
    return f"{re.sub(r'[^a-z0-9]+', '_', words).strip('_')}_f{bits}"


def is_declared(function: str) -> bool:
    """Whether a program has to declare the function itself; C has none of 16 bits."""
    expression = FUNCTIONS[function][0]
    return "c::" in expression or "abs_sub" in expression


def crate() -> str:
    """A crate with a kernel for each function and width."""
    lines = [
        "#![no_std]",
        "#![feature(abi_gpu_kernel, core_intrinsics, core_float_math, f16)]",
        "#![feature(float_minimum_maximum)]",
        "#![allow(internal_features, deprecated, unused_variables)]",
        "use core::intrinsics as i;",
    ]
    declared: list[str] = []
    for name, arguments in (m for e, _ in FUNCTIONS.values() for m in _DECLARED.findall(e)):
        for bits, suffix in ((32, "f"), (64, "")):
            parameters = ", ".join(f"{v}: f{bits}" for v in "xyz"[: arguments.count(",") + 1])
            declared.append(f"pub safe fn {name}{suffix}({parameters}) -> f{bits};")
    lines.append(f'mod c {{ unsafe extern "C" {{ {" ".join(declared)} }} }}')
    for function, (expression, _) in FUNCTIONS.items():
        for bits in WIDTHS[1:] if is_declared(function) else WIDTHS:
            text = re.sub(r"T(?=\(|::)", f"f{bits}", expression)
            text = re.sub(r"S(?=\()", "f" if bits == 32 else "", text)
            t = f"f{bits}"
            lines.append(
                f'#[unsafe(no_mangle)] pub extern "gpu-kernel" fn {kernel_name(function, bits)}('
                f"x: {t}, y: {t}, z: {t}, n: i32, out: &mut {t}) {{ *out = {text}; }}"
            )
    return "\n".join(lines) + "\n"


@contextmanager
def _libraries(present: bool) -> Iterator[None]:
    """Have the compiler find AMD's device library, or not, whether it is installed or not."""
    before = os.environ.get(LIBRARIES_VARIABLE)
    with tempfile.TemporaryDirectory() as folder:
        if present:
            # It is linked later than we look.
            Path(folder, "ocml.bc").touch()
        os.environ[LIBRARIES_VARIABLE] = folder
        try:
            yield
        finally:
            del os.environ[LIBRARIES_VARIABLE]
            if before is not None:
                os.environ[LIBRARIES_VARIABLE] = before


def load() -> ModuleOp:
    """The crate at the `mir` level."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "mathematics.rs")
        path.write_text(crate(), encoding="utf-8")
        return rusticle.load(path)


def lowered(module: ModuleOp, cpu: str) -> dict[str, str]:
    """
    Of each kernel, the function that does it: LLVM's intrinsic `llvm.sin`, `__ocml_sin_f64` of the
    library, `rusticle.powi.f32` of ours, or none, an empty string.
    """
    with _libraries(True):
        Pipeline(cpu=cpu).run(module)
    found: dict[str, str] = {}
    for op in module.body.block.ops:
        if not isinstance(op, llvm.FuncOp) or not op.body.blocks:
            continue
        called: list[str] = []
        for inner in op.walk():
            if isinstance(inner, llvm.CallIntrinsicOp):
                called.append(inner.intrin.data)
            elif isinstance(inner, llvm.CallOp) and inner.callee is not None:
                called.append(inner.callee.string_value())
        called = [n for n in called if n.startswith(("llvm.", "__ocml", "rusticle."))]
        found[op.sym_name.data] = next((n for n in called if n != "llvm.trap"), "")
    return found


def instructions(module: ModuleOp, needed: dict[str, str], cpu: str) -> dict[str, list[str]]:
    """The vector instructions of each kernel that needs no library. The module is consumed."""
    for op in list(module.body.block.ops):
        if isinstance(op, llvm.FuncOp) and needed.get(op.sym_name.data, "").startswith("__ocml"):
            op.detach()
            op.erase()
    pipeline = Pipeline(cpu=cpu)
    with CodegenWorker() as worker:
        result = worker.compile(pipeline.llvm_ir(module), pipeline.codegen_options(), ["asm"])
    found: dict[str, list[str]] = {}
    for name, body in re.findall(r"^(\w+): .*?$(.*?)s_endpgm", result.assembly, re.M | re.S):
        found[name] = re.findall(r"^\s+(v_(?!mov|nop)\w+?)(?:_e32|_e64)?(?:_dpp)?\s", body, re.M)
    return found


def table() -> str:
    """The table, in Markdown."""
    module = load()
    needed = lowered(module, CPU)
    found = instructions(module, needed, CPU)
    lines = ["| | `f16` | `f32` | `f64` |", "|---|---|---|---|"]
    for function, (_, pattern) in FUNCTIONS.items():
        if "foreign" in function:
            continue
        cells: list[str] = []
        for bits in WIDTHS:
            kernel = kernel_name(function, bits)
            if kernel not in needed:
                cells.append("none")
            elif needed[kernel].startswith("__ocml"):
                cells.append(f"`{needed[kernel]}`")
            else:
                cells.append(_cell(found.get(kernel, []), pattern))
        # Functions that a program has to declare as C's.
        mark = " ¹" if is_declared(function) and function != "abs_sub" else ""
        lines.append(f"| `{function}`{mark} | {' | '.join(cells)} |")
    return "\n".join(lines)


def _cell(mnemonics: list[str], pattern: str) -> str:
    doing = next((m for m in mnemonics if re.search(rf"v_(?:pk_)?(?:{pattern})_", m)), None)
    more = len(mnemonics) - (doing is not None)
    if not mnemonics:
        return "no vector instruction"
    if doing is None:
        return f"{more} instructions" if more != 1 else f"`{mnemonics[0]}`"
    return f"`{doing}`" + (f" and {more} more" if more else "")
