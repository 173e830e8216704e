"""
`resolve-math`: mathematics that the GPU has no instructions for comes from AMD's device libraries.

LLVM has an intrinsic for the sine of an `f64`, and AMD GPUs have no instruction for it: instruction
selection would end the process. Such a call becomes one of `ocml`'s functions, which code
generation links in (`targets/math_functions.py`); without the library it is refused. Functions of
C's `math.h` that the program declares as foreign (`sinf`) become the intrinsics that they are, or
`ocml`'s. Powers, which LLVM gets wrong, become functions of ours (`math_helpers.py`).
"""

from __future__ import annotations

from dataclasses import dataclass

from xdsl.context import Context
from xdsl.dialects import func
from xdsl.dialects.builtin import (
    Float16Type,
    Float32Type,
    Float64Type,
    Float128Type,
    FunctionType,
    ModuleOp,
    StringAttr,
    SymbolRefAttr,
)
from xdsl.ir import Attribute, Operation, Region
from xdsl.passes import ModulePass

from ..diagnostics import CompileError, Diagnostic, span_of
from ..dialects import llvm
from ..targets.math_functions import (
    HELPERS,
    LIBRARIES_VARIABLE,
    c_function,
    find_library,
    helper_name,
    is_intrinsic,
    library_function,
    needs_library,
)

_WIDTHS: dict[type[Attribute], int] = {
    Float16Type: 16,
    Float32Type: 32,
    Float64Type: 64,
    Float128Type: 128,
}


@dataclass(frozen=True)
class ResolveMathPass(ModulePass):
    """
    Replace mathematics that AMD GPUs have no instructions for by calls of `ocml`.

    It needs a module of `func` with LLVM's intrinsics. In the output all of those can be selected.
    Raises `CompileError` where `ocml` is needed and not installed.

        %y = llvm.call_intrinsic "llvm.sin"(%x) : (f64) -> f64

    becomes

        func.func private @__ocml_sin_f64(f64) -> f64
        %y = func.call @__ocml_sin_f64(%x) : (f64) -> f64
    """

    name = "resolve-math"

    def apply(self, ctx: Context, op: ModuleOp) -> None:
        """Change the calls in `op`. Raises one `CompileError` for all that cannot be resolved."""
        resolver = _Resolver(op)
        for function in list(op.body.block.ops):
            if isinstance(function, func.FuncOp) and function.sym_name.data in resolver.ours:
                # It has been through here.
                continue
            for inner in list(function.walk()):
                if isinstance(inner, llvm.CallIntrinsicOp):
                    resolver.intrinsic(inner)
                elif isinstance(inner, func.CallOp):
                    resolver.call(inner)
        resolver.finish()


class _Resolver:
    def __init__(self, module: ModuleOp) -> None:
        self.module = module
        self.declared = {
            f.sym_name.data: f
            for f in module.body.block.ops
            if isinstance(f, func.FuncOp) and not f.body.blocks
        }
        self.ours = {
            f.sym_name.data
            for f in module.body.block.ops
            if isinstance(f, func.FuncOp) and f.sym_name.data.startswith(HELPERS)
        }
        """The functions of ours that the module has already."""
        self.needed: dict[str, FunctionType] = {}
        self.helpers: dict[tuple[str, int], None] = {}
        self.replaced: set[str] = set()
        self.problems: dict[Diagnostic, None] = {}

    def intrinsic(self, op: llvm.CallIntrinsicOp) -> None:
        """An intrinsic of LLVM's, if it is mathematics."""
        name = op.intrin.data.removeprefix("llvm.")
        if len(op.results) != 1 or (bits := _WIDTHS.get(type(op.results[0].type))) is None:
            return
        if bits == 128:
            self._refuse(op, f"`{name}` of an `f128` cannot be computed on an AMD GPU", ())
        elif helper_name(name, bits) is not None:
            self._from_us(op, name, bits)
        elif needs_library(name, bits):
            self._from_library(op, name, bits)

    def call(self, op: func.CallOp) -> None:
        """A call of a foreign function, if it is one of C's mathematics."""
        symbol = op.callee.root_reference.data
        if symbol not in self.declared or (found := c_function(symbol)) is None:
            return
        name, bits = found
        if len(op.results) != 1 or _WIDTHS.get(type(op.results[0].type)) != bits:
            return
        self.replaced.add(symbol)
        if helper_name(name, bits) is not None:
            self._from_us(op, name, bits)
        elif is_intrinsic(name) and not needs_library(name, bits):
            new = llvm.CallIntrinsicOp(f"llvm.{name}", list(op.operands), [op.results[0].type])
            self._replace(op, new)
        else:
            self._from_library(op, name, bits)

    def _from_library(self, op: Operation, name: str, bits: int) -> None:
        if find_library() is None:
            self._refuse(
                op,
                f"AMD GPUs have no instruction for `{name}` of an `f{bits}`",
                ("AMD's device libraries have a function for it, and they are not installed",),
                (
                    "install Debian's package `rocm-device-libs`, or have "
                    f"`{LIBRARIES_VARIABLE}` name the folder of `ocml.bc`",
                ),
            )
            return
        self._call(op, library_function(name, bits))

    def _from_us(self, op: Operation, name: str, bits: int) -> None:
        """Call a function of ours, which is made for the first call."""
        symbol = helper_name(name, bits)
        assert symbol is not None
        if symbol not in self.ours:
            self.helpers[name, bits] = None
        self._call(op, symbol)

    def _call(self, op: Operation, symbol: str) -> None:
        """Call a function instead."""
        types = FunctionType.from_lists([o.type for o in op.operands], [r.type for r in op.results])
        if not symbol.startswith(HELPERS):
            self.needed[symbol] = types
        new = func.CallOp.create(
            operands=op.operands,
            result_types=[r.type for r in op.results],
            properties={"callee": SymbolRefAttr(symbol)},
        )
        self._replace(op, new)

    def _replace(self, op: Operation, new: Operation) -> None:
        new.location = op.location
        block = op.parent_block()
        assert block is not None
        block.insert_op_before(new, op)
        op.results[0].replace_all_uses_with(new.results[0])
        op.detach()
        op.erase()

    def _refuse(
        self, op: Operation, message: str, notes: tuple[str, ...], help: tuple[str, ...] = ()
    ) -> None:
        self.problems[Diagnostic(message, span_of(op.location), notes, help)] = None

    def finish(self) -> None:
        """Declare what is called now, and forget what is not any more. Raises `CompileError`."""
        if self.problems:
            raise CompileError(*self.problems)
        block = self.module.body.block
        for symbol in self.replaced:
            declaration = self.declared[symbol]
            declaration.detach()
            declaration.erase()
        if self.helpers:
            from .math_helpers import helper

            for name, bits in self.helpers:
                block.add_op(helper(name, bits))
        for symbol, types in self.needed.items():
            if symbol not in self.declared:
                block.add_op(
                    func.FuncOp.create(
                        properties={
                            "sym_name": StringAttr(symbol),
                            "function_type": types,
                            "sym_visibility": StringAttr("private"),
                        },
                        regions=[Region()],
                    )
                )
