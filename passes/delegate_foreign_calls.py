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

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, cast

from xdsl.context import Context
from xdsl.dialects import arith, cf, func, ub
from xdsl.dialects.builtin import (
    ArrayAttr,
    DictionaryAttr,
    IntegerAttr,
    IntegerType,
    LocationAttr,
    ModuleOp,
    StringAttr,
    SymbolRefAttr,
    i1,
    i8,
    i64,
)
from xdsl.ir import Attribute, Block, Operation, SSAValue
from xdsl.passes import ModulePass

from ..diagnostics import CompileError, Diagnostic, span_of
from ..dialects import asptr, hsa
from ..dialects.asptr.attributes import i64_attr
from ..targets.math_functions import c_function
from .building import Building
from .queue_protocol import (
    ACQUIRE_BLOCK,
    HOST_QUEUE,
    NEW_SIGNAL,
    RELEASE_BLOCK,
    SIGNAL_SIZE,
    add_protocol,
    need_block,
)

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

_GLOBAL = asptr.ptr("global")


class BodyBuilder(Building):
    """Builds the body of a function, at the end of a block."""

    def __init__(self, block: Block, location: LocationAttr) -> None:
        self.block = block
        self.location = location

    def insert(self, op: Operation) -> None:
        """Put a new operation at the end of the block."""
        self.block.add_op(op)

    def value(
        self,
        kind: type[Operation],
        operands: Sequence[SSAValue],
        type: Attribute,
        properties: dict[str, Attribute] | None = None,
    ) -> SSAValue:
        """The result of a new operation."""
        return self.emit(kind, operands, (type,), properties).results[0]

    def constant(self, value: int, type: IntegerType = i64) -> SSAValue:
        """An integer."""
        return self.value(arith.ConstantOp, (), type, {"value": IntegerAttr(value, type)})

    def call(
        self, name: str, arguments: Sequence[SSAValue], results: Sequence[Attribute] = ()
    ) -> Sequence[SSAValue]:
        """The results of a call."""
        properties: dict[str, Attribute] = {"callee": SymbolRefAttr(name)}
        return self.emit(func.CallOp, arguments, results, properties).results

    def at(self, pointer: SSAValue, offset: int) -> SSAValue:
        """A pointer moved by so many bytes."""
        if not offset:
            return pointer
        return self.value(asptr.DisplaceOp, (pointer,), pointer.type, {"bytes": i64_attr(offset)})

    def store(self, value: SSAValue, base: SSAValue, offset: int) -> None:
        """Store a value in a block; a truth value as a byte, a pointer as a flat one."""
        if value.type == i1:
            value = self.value(arith.ExtUIOp, (value,), i8)
        elif isinstance(value.type, asptr.PtrType) and value.type != asptr.ptr("flat"):
            value = self.value(asptr.CastOp, (value,), asptr.ptr("flat"))
        self.emit(asptr.StoreOp, (value, self.at(base, offset)), (), {"align": _align(offset)})

    def load(self, base: SSAValue, offset: int, type: Attribute) -> SSAValue:
        """Load a value that `store` stored."""
        stored = i8 if type == i1 else type
        value = self.value(
            asptr.LoadOp, (self.at(base, offset),), stored, {"align": _align(offset)}
        )
        return self.value(arith.TruncIOp, (value,), i1) if type == i1 else value

    def copy(self, target: SSAValue, source: SSAValue, size: int) -> None:
        """Copy bytes that do not overlap."""
        one = i64_attr(1)
        self.emit(
            asptr.CopyOp,
            (target, source, self.constant(size)),
            (),
            {"dst_align": one, "src_align": one},
        )

    def variable(self, name: str) -> SSAValue:
        """The pointer that one of the protocol's variables holds."""
        address = self.value(asptr.AddressOfOp, (), _GLOBAL, {"symbol": SymbolRefAttr(name)})
        return self.value(asptr.LoadOp, (address,), _GLOBAL, {"align": i64_attr(8)})

    def check(self, status: SSAValue, kind: str, message: str) -> None:
        """Trap if a signal says that the call failed; else go on, in a block of its own."""
        region = self.block.parent_region()
        assert region is not None
        failed, fine = Block(), Block()
        region.add_block([failed, fine])
        less = self.value(
            arith.CmpiOp, (status, self.constant(0)), i1, {"predicate": IntegerAttr(2, i64)}
        )
        branch = cf.ConditionalBranchOp(less, failed, (), fine, ())
        branch.location = self.location
        self.block.add_op(branch)
        self.block = failed
        properties: dict[str, Attribute] = {
            "kind": StringAttr(kind),
            "message": StringAttr(message),
        }
        self.emit(hsa.TrapOp, (), (), properties)
        self.emit(ub.UnreachableOp)
        self.block = fine


def _align(offset: int) -> IntegerAttr:
    """The alignment of a place in a block, which begins at a multiple of 64."""
    return i64_attr(min(16, offset & -offset) if offset else 16)


@dataclass(frozen=True, slots=True)
class Places:
    """What the attribute of a foreign function says, in bytes from the block's parameters on."""

    arguments: list[int]
    """Where each argument goes."""
    copied: list[int]
    """How many bytes an argument points to that go there in its place; 0 if it goes itself."""
    results: list[int]
    """Where each result is."""
    result_at: int
    result_size: int
    result_indirect: bool
    """Whether the first argument points to where the result is to be."""
    size: int
    """Of parameters and result."""

    @staticmethod
    def of(attribute: Attribute) -> Places:
        """Read the attribute."""
        data = cast("DictionaryAttr", attribute).data

        def ints(name: str) -> list[int]:
            values = cast("ArrayAttr[IntegerAttr]", data[name]).data
            return [value.value.data for value in values]

        def number(name: str) -> int:
            return cast("IntegerAttr", data[name]).value.data

        return Places(
            ints("arguments"), ints("copied"), ints("results"), number("result_at"),
            number("result_size"), bool(number("result_indirect")), number("size"),
        )  # fmt: skip


def _delegate(op: func.FuncOp, number: int, module: ModuleOp) -> None:
    """Give a declaration a body that calls the host."""
    places = Places.of(op.attributes.pop(FOREIGN))
    name = op.sym_name.data
    entry = Block(arg_types=op.function_type.inputs.data)
    op.body.add_block(entry)
    b = BodyBuilder(entry, op.location)
    (block,) = b.call(ACQUIRE_BLOCK, (), (_GLOBAL,))
    (handle,) = b.call(NEW_SIGNAL, (block,), (i64,))
    arguments = list(entry.args)
    result_pointer = arguments[0] if places.result_indirect else None
    for index, argument in enumerate(arguments):
        if argument is result_pointer:
            continue
        place = SIGNAL_SIZE + places.arguments[index]
        if size := places.copied[index]:
            b.copy(b.at(block, place), argument, size)
        else:
            b.store(argument, block, place)
    need_block(module, SIGNAL_SIZE + places.size)
    queue = b.value(hsa.AsQueueOp, (b.variable(HOST_QUEUE),), hsa.QueueType())
    signal = b.value(hsa.AsSignalOp, (handle,), hsa.SignalType())
    parameters = b.value(asptr.PtrToIntOp, (b.at(block, SIGNAL_SIZE),), i64)
    result = b.at(block, SIGNAL_SIZE + places.result_at)
    packet = (parameters, b.constant(places.size))
    call = hsa.AgentCallOp(_signed(number), packet, queue, signal, result)
    call.location = op.location
    b.block.add_op(call)
    status = b.value(hsa.WaitOp, (signal, b.constant(1)), i64)
    b.check(status, "foreign_call", f"the host could not answer the call of `{name}`")
    if result_pointer is not None:
        b.copy(result_pointer, b.at(block, SIGNAL_SIZE + places.result_at), places.result_size)
    types = op.function_type.outputs.data
    values = [
        b.load(block, SIGNAL_SIZE + at, type)
        for at, type in zip(places.results, types, strict=True)
    ]
    b.call(RELEASE_BLOCK, (block,))
    b.emit(func.ReturnOp, values)
    op.properties["sym_visibility"] = StringAttr("private")
    # One copy of it is enough: what it does takes microseconds.
    op.attributes["llvm.passthrough"] = ArrayAttr([StringAttr("noinline")])


def _signed(number: int) -> int:
    return number - 0x10000 if number >= 0x8000 else number


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
    names = sorted(foreign)
    for number, name in enumerate(names):
        _delegate(foreign[name], number, module)
    text = b"".join(name.encode() + b"\0" for name in names)
    module.body.block.add_op(
        asptr.GlobalOp(NAMES, "constant", len(text), 1, init=asptr.InitAttr(text), constant=True)
    )
    module.attributes[FOREIGN_FUNCTIONS] = ArrayAttr([StringAttr(name) for name in names])
    add_protocol(module)


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
