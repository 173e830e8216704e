"""
`delegate-foreign-calls`: foreign functions are called through the host's queue.

A function in an `extern "C"` block has no body that a GPU could run. With `queue` it gets one: it
puts its arguments into a block of memory that the host sees, writes an agent-dispatch packet to the
host's queue, waits for the completion signal, and takes the result from the block.

    struct block {
      amd_signal_t done;        // 0: 1 until the host has answered; negative if it could not
      struct {                  // 64
        <the parameters, in order, as in C>
        <the result>
      };
    };

The packet's `type` is the function's number, its place in `__rusticle_foreign_functions`: the names
of all that the module calls, each with a zero byte behind it. `arg[0]` is the address of the
parameters, `arg[1]` the bytes of parameters and result, and `return_address` where the result goes.

With `declare` the declaration is left for a linker to resolve, and `error` refuses what is called.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from xdsl.context import Context
from xdsl.dialects import func
from xdsl.dialects.builtin import (
    ModuleOp,
    SymbolRefAttr,
)
from xdsl.passes import ModulePass

from ..diagnostics import CompileError, Diagnostic, span_of
from ..dialects import asptr
from ..targets.math_functions import c_function

FOREIGN = "foreign"
"""The attribute of a declaration with the places of its arguments, which `lower-mir` makes."""
NAMES = "__rusticle_foreign_functions"
"""The constant with the names of the functions, by number."""
FOREIGN_FUNCTIONS = "rusticle.foreign_functions"
"""The module attribute with the names of the functions, by number."""
MOST_FUNCTIONS = 0xFF00
"""Numbers from here on are the runtime's."""

ForeignCalls = Literal["queue", "declare", "error"]
"""How foreign functions are called."""


def delegate_foreign_calls(module: ModuleOp, mode: ForeignCalls = "error") -> None:
    """
    Run the pass over `module`, in place.

    Raises `CompileError` for each use of a foreign function if `mode` is `error`.
    """
    foreign = {
        op.sym_name.data: op
        for op in module.body.block.ops
        if isinstance(op, func.FuncOp) and FOREIGN in op.attributes
    }
    # Mathematics is no matter of the host: `resolve-math` has it from the GPU or its library.
    for name in [name for name in foreign if c_function(name) is not None]:
        del foreign.pop(name).attributes[FOREIGN]
    if not foreign:
        return
    if mode == "error":
        _refuse(module, foreign)
        return
    if mode == "declare":
        for op in foreign.values():
            del op.attributes[FOREIGN]
        return
    if len(foreign) > MOST_FUNCTIONS:
        raise CompileError.of(f"a module calls at most {MOST_FUNCTIONS} foreign functions")
    from .foreign_calls_by_queue import delegate_to_host

    delegate_to_host(module, foreign)


def _refuse(module: ModuleOp, foreign: dict[str, func.FuncOp]) -> None:
    problems: list[Diagnostic] = []
    for op in module.walk():
        symbol: SymbolRefAttr | None = None
        if isinstance(op, func.CallOp):
            symbol = op.callee
        elif isinstance(op, asptr.AddressOfOp):
            symbol = op.symbol
        if symbol is None or symbol.root_reference.data not in foreign:
            continue
        name = symbol.root_reference.data
        problems.append(
            Diagnostic(
                f"`{name}` is a foreign function, which is not on the GPU",
                span_of(op.location),
                (),
                (
                    "`foreign-calls=queue` calls it on the host, through a queue; "
                    "`foreign-calls=declare` leaves it to be linked with a device library",
                ),
            )
        )
    if problems:
        raise CompileError(*problems)


@dataclass(frozen=True)
class DelegateForeignCallsPass(ModulePass):
    """
    Say how foreign functions are called.

    It needs a module at the `asptr` level whose foreign declarations have the attribute `foreign`.
    With `queue`, every one of them is then defined, in terms of `hsa.agent_call`, for
    `lower-queues`.

        func.func private @host_log(i32) -> i32 attributes {foreign = {...}}

    becomes

        func.func private @host_log(%0: i32) -> i32 {
          %block = func.call @rusticle.acquire_block() : () -> !asptr.ptr<global>
          ...
          hsa.agent_call 0(%parameters, %size) on %queue signal %done result %r : ...
          ...
        }
    """

    name = "delegate-foreign-calls"

    mode: ForeignCalls = "error"
    """`queue`: through the host's queue; `declare`: left to a linker; `error`: refused."""

    def apply(self, ctx: Context, op: ModuleOp) -> None:
        """Give the declarations of `op` bodies, or refuse their uses."""
        delegate_foreign_calls(op, self.mode)
