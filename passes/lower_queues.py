"""
`lower-queues`: packets, doorbells and signals become memory and atomics.

`hsa.dispatch`, `hsa.dispatch_indirect`, `hsa.agent_call` and `hsa.wait` become calls of the
functions of `queue_protocol.py`, which the module gets with them. A queue is then the address of
its `hsa_queue_t` in global memory, a signal its handle.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from xdsl.context import Context
from xdsl.dialects import arith, func
from xdsl.dialects.builtin import (
    FunctionType,
    IntegerAttr,
    IntegerType,
    ModuleOp,
    SymbolRefAttr,
    UnitAttr,
    i16,
    i32,
    i64,
)
from xdsl.ir import Attribute, Operation, SSAValue
from xdsl.passes import ModulePass
from xdsl.rewriter import Rewriter

from ..dialects import asptr, hsa
from ..dialects.asptr.attributes import i64_attr
from ..dialects.hsa.types import QueueType, SignalType
from .building import Replacement
from .queue_protocol import BLOCK_SIZE, BLOCK_SIZE_SYMBOL, SUBMIT, WAIT, add_protocol

_GLOBAL = asptr.ptr("global")

_KERNEL_DISPATCH = 2
_AGENT_DISPATCH = 4
_SYSTEM = 2
_FENCES = _SYSTEM << 9 | _SYSTEM << 11
"""The packet's acquire and release fences, of system scope: what the caller wrote is seen by
whoever serves it, and what that wrote by the caller (`hsa_packet_header_t`)."""
_DIMENSIONS = 3

DISPATCHES = "rusticle.dispatches"
"""The unit attribute of a module whose kernels dispatch kernels."""
DESCRIPTOR_SUFFIX = ".kd"
"""Behind a kernel's name: the symbol of its descriptor, which a packet points to."""


def descriptor_global(kernel: str) -> asptr.GlobalOp:
    """The declaration of a kernel's descriptor: 64 bytes that the assembler defines beside it."""
    name = kernel + DESCRIPTOR_SUFFIX
    return asptr.GlobalOp(name, "constant", 64, 64, external=True, constant=True)


class _Builder(Replacement):
    """Builds what packets and signals are made of."""

    def value(
        self, kind: type[Operation], operands: Sequence[SSAValue], type: Attribute
    ) -> SSAValue:
        return self.emit(kind, operands, (type,)).results[0]

    def constant(self, value: int, type: IntegerType = i64) -> SSAValue:
        return self.emit(
            arith.ConstantOp, (), (type,), {"value": IntegerAttr(value, type)}
        ).results[0]

    def bits(self, pointer: SSAValue) -> SSAValue:
        """The address that a pointer into ordinary memory has, as the host sees it."""
        flat = asptr.ptr("flat")
        if pointer.type not in (flat, _GLOBAL):
            pointer = self.value(asptr.CastOp, (pointer,), flat)
        return self.value(asptr.PtrToIntOp, (pointer,), i64)

    def load(self, pointer: SSAValue, offset: int) -> SSAValue:
        """The 32 bits at so many bytes from a pointer."""
        if offset:
            pointer = self.emit(
                asptr.DisplaceOp, (pointer,), (pointer.type,), {"bytes": i64_attr(offset)}
            ).results[0]
        return self.emit(asptr.LoadOp, (pointer,), (i32,), {"align": i64_attr(4)}).results[0]

    def pack(self, parts: Sequence[tuple[SSAValue, int]]) -> SSAValue:
        """Integers side by side, each so many bits wide, in 64 bits or fewer."""
        total = sum(bits for _, bits in parts)
        whole = IntegerType(total)
        result: SSAValue | None = None
        at = 0
        for value, bits in parts:
            narrow = IntegerType(bits)
            type_ = value.type
            assert isinstance(type_, IntegerType)
            if type_.bitwidth > bits:
                value = self.value(arith.TruncIOp, (value,), narrow)
            if bits < total:
                value = self.value(arith.ExtUIOp, (value,), whole)
            if at:
                value = self.emit(
                    arith.ShLIOp,
                    (value, self.constant(at, whole)),
                    (whole,),
                    {"overflowFlags": arith.IntegerOverflowAttr("none")},
                ).results[0]
            result = value if result is None else self.value(arith.OrIOp, (result, value), whole)
            at += bits
        assert result is not None
        return result

    def call(
        self, name: str, arguments: Sequence[SSAValue], results: Sequence[Attribute] = ()
    ) -> Operation:
        return self.emit(func.CallOp, arguments, results, {"callee": SymbolRefAttr(name)})

    def replace(self, *values: SSAValue) -> None:
        for result, value in zip(self.op.results, values, strict=True):
            result.replace_all_uses_with(value)
        self.op.detach()
        self.op.erase()


class _Lowering:
    """The state of the pass over one module."""

    def __init__(self, module: ModuleOp) -> None:
        self.module = module
        self.kernels: dict[str, None] = {}
        """Those dispatched by name."""

    def run(self) -> None:
        found = [op for op in self.module.walk() if type(op) in _LOWERINGS]
        for op in found:
            _LOWERINGS[type(op)](self, _Builder(op), op)
        if not found:
            return
        self._convert_types()
        self._declare_descriptors()
        add_protocol(self.module)
        least = self.module.attributes.get(BLOCK_SIZE)
        if isinstance(least, IntegerAttr):
            data = least.value.data.to_bytes(8, "little")
            self.module.body.block.add_op(
                asptr.GlobalOp(
                    BLOCK_SIZE_SYMBOL, "constant", 8, 8, init=asptr.InitAttr(data), constant=True
                )
            )

    def _declare_descriptors(self) -> None:
        """Declare the descriptors of the kernels dispatched, unless they are."""
        block = self.module.body.block
        known = {op.sym_name.data for op in block.ops if isinstance(op, asptr.GlobalOp)}
        for kernel in self.kernels:
            if kernel + DESCRIPTOR_SUFFIX not in known:
                block.add_op(descriptor_global(kernel))

    def _convert_types(self) -> None:
        """Queues and signals among the arguments of functions and blocks."""
        for op in self.module.walk():
            for region in op.regions:
                for block in region.blocks:
                    for argument in list(block.args):
                        if (type_ := _converted(argument.type)) is not argument.type:
                            Rewriter.replace_value_with_new_type(argument, type_)
            if isinstance(op, func.FuncOp):
                type_ = op.function_type
                op.properties["function_type"] = FunctionType.from_lists(
                    [_converted(t) for t in type_.inputs.data],
                    [_converted(t) for t in type_.outputs.data],
                )

    def as_queue(self, b: _Builder, op: Operation) -> None:
        assert isinstance(op, hsa.AsQueueOp)
        source = op.source
        if source.type != _GLOBAL:
            source = b.value(asptr.IntToPtrOp, (b.bits(source),), _GLOBAL)
        b.replace(source)

    def as_signal(self, b: _Builder, op: Operation) -> None:
        b.replace(op.operands[0])

    def wait(self, b: _Builder, op: Operation) -> None:
        b.replace(*b.call(WAIT, op.operands, (i64,)).results)

    def agent_call(self, b: _Builder, op: Operation) -> None:
        assert isinstance(op, hsa.AgentCallOp)
        function = op.function.value.data & 0xFFFF
        head = b.constant((function << 16 | _AGENT_DISPATCH | _FENCES), i32)
        zero = b.constant(0)
        address = zero if op.return_address is None else b.bits(op.return_address)
        arguments = [*op.arguments, *[zero] * (4 - len(op.arguments))]
        rest = b.constant(0, i32)
        b.call(SUBMIT, (op.queue, head, rest, address, *arguments, zero, op.signal))
        b.call(WAIT, (op.signal, b.constant(1)), (i64,))
        b.replace()

    def dispatch(self, b: _Builder, op: Operation) -> None:
        assert isinstance(op, hsa.DispatchOp)
        kernel = op.kernel.root_reference.data
        self.kernels[kernel] = None
        symbol = SymbolRefAttr(kernel + DESCRIPTOR_SUFFIX)
        descriptor = b.emit(
            asptr.AddressOfOp, (), (asptr.ptr("constant"),), {"symbol": symbol}
        ).results[0]
        self._dispatch(b, op, descriptor)

    def dispatch_indirect(self, b: _Builder, op: Operation) -> None:
        assert isinstance(op, hsa.DispatchIndirectOp)
        self._dispatch(b, op, op.descriptor)

    def _dispatch(
        self, b: _Builder, op: hsa.DispatchOp | hsa.DispatchIndirectOp, descriptor: SSAValue
    ) -> None:
        self.module.attributes[DISPATCHES] = UnitAttr()
        head = b.constant(_KERNEL_DISPATCH | _FENCES | _DIMENSIONS << 16, i32)
        rest = b.pack(((op.workgroup_x, 16), (op.workgroup_y, 16)))
        none = b.constant(0, i16)
        zero = b.constant(0)
        w1 = b.pack(((op.workgroup_z, 16), (none, 16), (op.grid_x, 32)))
        w2 = b.pack(((op.grid_y, 32), (op.grid_z, 32)))
        # How much memory the kernel needs, the descriptor begins with: `group_segment_fixed_size`,
        # `private_segment_fixed_size`. The packet has them the other way about.
        group = b.load(descriptor, 0)
        private = b.load(descriptor, 4)
        w3 = b.pack(((private, 32), (group, 32)))
        signal = zero if op.signal is None else op.signal
        words = (w1, w2, w3, b.bits(descriptor), b.bits(op.kernarg), zero, signal)
        b.call(SUBMIT, (op.queue, head, rest, *words))
        b.replace()


_LOWERINGS: dict[type[Operation], Callable[[_Lowering, _Builder, Operation], None]] = {
    hsa.AsQueueOp: _Lowering.as_queue,
    hsa.AsSignalOp: _Lowering.as_signal,
    hsa.WaitOp: _Lowering.wait,
    hsa.AgentCallOp: _Lowering.agent_call,
    hsa.DispatchOp: _Lowering.dispatch,
    hsa.DispatchIndirectOp: _Lowering.dispatch_indirect,
}


def _converted(type_: Attribute) -> Attribute:
    if isinstance(type_, QueueType):
        return _GLOBAL
    if isinstance(type_, SignalType):
        return i64
    return type_


def lower_queues(module: ModuleOp) -> None:
    """Run the pass over `module`, in place."""
    _Lowering(module).run()


@dataclass(frozen=True)
class LowerQueuesPass(ModulePass):
    """
    Lower what is done with queues and signals to atomics on their memory.

    It needs a module at the `asptr` level, and leaves no `hsa.dispatch`, `hsa.dispatch_indirect`,
    `hsa.agent_call`, `hsa.wait`, `hsa.as_queue` or `hsa.as_signal`.

        %v = hsa.wait %done below %one

    becomes

        %v = func.call @rusticle.wait(%done, %one) : (i64, i64) -> i64
    """

    name = "lower-queues"

    def apply(self, ctx: Context, op: ModuleOp) -> None:
        """Lower the operations of `op`."""
        lower_queues(op)
