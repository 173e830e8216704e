"""
The pass `wrap-kernels`: kernels that are called as functions become functions with a wrapper.

A kernel's arguments come from the kernarg segment, and its calling convention is one that nothing
on the device can call. To Rust it is a function all the same: it may call itself, be called by
another kernel, or have its address taken. Such a kernel is taken apart: an ordinary function with
its body, which keeps its symbol in the module, and a kernel of the same name in the object file,
which only calls it.

A kernel that nothing refers to stays as it is: its body *is* the kernel, and no inliner is needed
to make it so. Wrapping all of them (`when=always`) comes to the same machine code, but for an
instruction here and there: each function is then called in one place, where LLVM inlines it. It
takes LLVM longer, and at `-O0` it costs a call and a copy of the arguments.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from xdsl.context import Context
from xdsl.dialects.builtin import ArrayAttr, ModuleOp, SymbolRefAttr
from xdsl.ir import Attribute, Operation
from xdsl.passes import ModulePass

from ..diagnostics import CompileError
from ..dialects import mir
from .kernel_wrapper import KernelWrapper

WrapWhen = Literal["needed", "always"]
"""Which kernels are wrapped."""


@dataclass(frozen=True)
class WrapKernelsPass(ModulePass):
    """
    Make kernels that other code refers to functions, and wrappers around them the kernels.

    It needs a closed `mir` module. In the output nothing refers to a kernel.

        mir.func public "gpu-kernel" @fact(%_1 "n": ui32) -> !mir.tuple<> link_name "fact" {
          ...
          mir.call @fact(%m) into %_0 : (ui32) -> !mir.tuple<>, ^bb1

    becomes

        mir.func public "gpu-kernel" @"fact as kernel"(%_1 "n": ui32) -> !mir.tuple<>
            link_name "fact" rust_path "fact" kernel {
          %_0 = mir.local 0 : !mir.tuple<>
          mir.goto ^bb0
        ^bb0:
          %n = mir.move %_1 : ui32
          mir.call @fact(%n) into %_0 : (ui32) -> !mir.tuple<>, ^bb1
        ^bb1:
          mir.return
        }
        mir.func private @fact(%_1 "n": ui32) -> !mir.tuple<> {
          ...
          mir.call @fact(%m) into %_0 : (ui32) -> !mir.tuple<>, ^bb1
    """

    name = "wrap-kernels"

    when: WrapWhen = "needed"
    """`needed`: those that something refers to; `always`: all."""

    def apply(self, ctx: Context, op: ModuleOp) -> None:
        """Wrap the kernels of `op`. Raises `CompileError` for an unknown option."""
        if self.when not in ("needed", "always"):
            raise CompileError.of(
                f"`wrap-kernels` cannot wrap kernels `{self.when}`",
                notes=["it can when `needed`, or `always`"],
            )
        wrap_kernels(op, always=self.when == "always")


def wrap_kernels(module: ModuleOp, *, always: bool = False) -> None:
    """Run the pass over `module`, in place."""
    kernels = {
        op.sym_name.data: op
        for op in module.body.block.ops
        if isinstance(op, mir.FuncOp) and op.is_kernel and not op.is_declaration
    }
    if not kernels:
        return
    if always:
        # What has an `sret` is a wrapper already.
        chosen = [name for name, op in kernels.items() if op.sret is None]
    else:
        chosen = _referred_to(module, kernels)
    for name in chosen:
        wrapper = KernelWrapper(kernels[name])
        wrapper.call_function()
        if not isinstance(kernels[name].output, mir.NeverType):
            wrapper.emit(mir.ReturnOp)
        wrapper.finish()


def _referred_to(module: ModuleOp, kernels: Iterable[str]) -> list[str]:
    """Those of the kernels that something in the module calls or takes the address of."""
    found: set[str] = set()
    for op in module.body.block.ops:
        if isinstance(op, mir.FuncOp):
            for block in op.body.blocks:
                for inner in block.ops:
                    if type(inner) in _REFERRERS:
                        found.update(_references(inner))
        else:
            found.update(_references(op))
    return [name for name in kernels if name in found]


_REFERRERS = frozenset((mir.CallOp, mir.TailCallOp, mir.CastOp, mir.ConstantOp))
"""The operations in a body that name functions."""


def _references(op: Operation) -> Iterator[str]:
    """The symbols that an operation's properties name."""
    for attribute in op.properties.values():
        yield from _symbols(attribute)


def _symbols(attribute: Attribute) -> Iterator[str]:
    match attribute:
        case SymbolRefAttr():
            yield attribute.root_reference.data
        case mir.PointerConstAttr() | mir.FnConstAttr():
            yield attribute.symbol.root_reference.data
        case mir.RelocationAttr():
            yield attribute.target.root_reference.data
        case mir.AggregateConstAttr():
            yield from _symbols(attribute.fields)
        case ArrayAttr():
            for element in attribute:
                yield from _symbols(element)
        case _:
            pass
