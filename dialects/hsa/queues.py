"""Queues of packets, the signals of their completion, and what is sent through them.

Packets are the HSA System Architecture Specification's, section "Architected Queuing Language".
"""

from __future__ import annotations

from abc import ABC
from collections.abc import Sequence

from xdsl.dialects.builtin import (
    FlatSymbolRefAttrConstr,
    IntegerAttr,
    SymbolRefAttr,
    i16,
    i32,
    i64,
)
from xdsl.ir import (
    Operation,
    SSAValue,
)
from xdsl.irdl import (
    AttrSizedOperandSegments,
    IRDLOperation,
    irdl_op_definition,
    operand_def,
    opt_operand_def,
    prop_def,
    result_def,
    traits_def,
    var_operand_def,
)
from xdsl.traits import (
    Pure,
    SymbolUserOpInterface,
)
from xdsl.utils.exceptions import VerifyException

from ..asptr import PtrType, find_symbol
from .kernel import KernelOp
from .types import QueueType, SignalType

_QUEUE = QueueType()
_SIGNAL = SignalType()


@irdl_op_definition
class AsQueueOp(IRDLOperation):
    """
    The queue whose `hsa_queue_t` a pointer points to.

        %q = hsa.as_queue %p : !asptr.ptr<constant>
    """

    name = "hsa.as_queue"

    source = operand_def(PtrType)
    result = result_def(QueueType)

    traits = traits_def(Pure())
    assembly_format = "$source attr-dict `:` type($source)"

    def __init__(self, source: SSAValue):
        super().__init__(operands=(source,), result_types=(_QUEUE,))


@irdl_op_definition
class AsSignalOp(IRDLOperation):
    """
    The signal with a handle.

        %s = hsa.as_signal %handle
    """

    name = "hsa.as_signal"

    handle = operand_def(i64)
    result = result_def(SignalType)

    traits = traits_def(Pure())
    assembly_format = "$handle attr-dict"

    def __init__(self, handle: SSAValue):
        super().__init__(operands=(handle,), result_types=(_SIGNAL,))


class _DispatchSymbolUses(SymbolUserOpInterface):
    def verify(self, op: Operation) -> None:
        assert isinstance(op, DispatchOp)
        name = op.kernel.root_reference.data
        target = find_symbol(op, name)
        if target is None:
            raise VerifyException(f"kernel @{name} is not defined")
        if not isinstance(target, KernelOp):
            raise VerifyException(f"@{name} is a {target.name}, not a kernel")


_PACKET = (
    "`(` $kernarg `)` `on` $queue `grid` `(` $grid_x `,` $grid_y `,` $grid_z `)` "
    "`workgroup` `(` $workgroup_x `,` $workgroup_y `,` $workgroup_z `)` (`signal` $signal^)?"
)


class _DispatchPacket(IRDLOperation, ABC):
    """What both kinds of dispatch write into a packet, besides the kernel."""

    kernarg = operand_def(PtrType)
    queue = operand_def(QueueType)
    grid_x = operand_def(i32)
    grid_y = operand_def(i32)
    grid_z = operand_def(i32)
    workgroup_x = operand_def(i32)
    workgroup_y = operand_def(i32)
    workgroup_z = operand_def(i32)
    signal = opt_operand_def(SignalType)


@irdl_op_definition
class DispatchOp(_DispatchPacket):
    """
    Write a kernel-dispatch packet to a queue and ring its doorbell. Does not wait.

    The kernel finds its arguments where `kernarg` points, which must stay as it is until the
    completion signal has been decremented. Grid sizes are in work-items, `i32`; workgroup sizes
    `i32` too, of which 16 bits count. If the queue is full, it waits for a slot.

        hsa.dispatch @area(%args) on %queue grid(%one, %one, %one) workgroup(%one, %one, %one)
            signal %done : !asptr.ptr<global>
    """

    name = "hsa.dispatch"

    kernel = prop_def(FlatSymbolRefAttrConstr)

    traits = traits_def(_DispatchSymbolUses())
    assembly_format = f"$kernel {_PACKET} attr-dict `:` type($kernarg)"

    def __init__(
        self,
        kernel: str | SymbolRefAttr,
        kernarg: SSAValue,
        queue: SSAValue,
        grid: tuple[SSAValue, SSAValue, SSAValue],
        workgroup: tuple[SSAValue, SSAValue, SSAValue],
        signal: SSAValue | None = None,
    ):
        super().__init__(
            operands=(kernarg, queue, *grid, *workgroup, signal),
            properties={"kernel": SymbolRefAttr(kernel) if isinstance(kernel, str) else kernel},
        )


@irdl_op_definition
class DispatchIndirectOp(_DispatchPacket):
    """
    Like `hsa.dispatch`, of the kernel whose descriptor a pointer points to.

    The descriptor of a kernel `@k` is the 64 bytes at the symbol `k.kd`, which the assembler
    defines (AMDGPUUsage, "Kernel Descriptor"); its address is the packet's `kernel_object`.

        hsa.dispatch_indirect %kernel(%args) on %queue grid(%one, %one, %one)
            workgroup(%one, %one, %one) signal %done : !asptr.ptr<flat>, !asptr.ptr<global>
    """

    name = "hsa.dispatch_indirect"

    descriptor = operand_def(PtrType)

    assembly_format = f"$descriptor {_PACKET} attr-dict `:` type($descriptor) `,` type($kernarg)"

    def __init__(
        self,
        descriptor: SSAValue,
        kernarg: SSAValue,
        queue: SSAValue,
        grid: tuple[SSAValue, SSAValue, SSAValue],
        workgroup: tuple[SSAValue, SSAValue, SSAValue],
        signal: SSAValue | None = None,
    ):
        super().__init__(operands=(descriptor, kernarg, queue, *grid, *workgroup, signal))


@irdl_op_definition
class AgentCallOp(IRDLOperation):
    """
    Call a function of the agent behind a queue, and wait until it has answered.

    It writes an agent-dispatch packet with the function's number (16 bits) and up to four
    arguments of 64 bits, rings the doorbell, and waits on the completion signal with acquire. The
    agent writes its result to where `result` points, if that is given. Property: `function`.

        hsa.agent_call 7(%a, %b) on %host signal %done
        hsa.agent_call 7(%a) on %host signal %done result %r : !asptr.ptr<global>
    """

    name = "hsa.agent_call"

    function = prop_def(IntegerAttr.constr(i16))
    arguments = var_operand_def(i64)
    queue = operand_def(QueueType)
    signal = operand_def(SignalType)
    return_address = opt_operand_def(PtrType)

    irdl_options = (AttrSizedOperandSegments(as_property=True),)
    assembly_format = (
        "$function `(` $arguments `)` `on` $queue `signal` $signal "
        "(`result` $return_address^ `:` type($return_address))? attr-dict"
    )

    def __init__(
        self,
        function: int,
        arguments: Sequence[SSAValue],
        queue: SSAValue,
        signal: SSAValue,
        return_address: SSAValue | None = None,
    ):
        super().__init__(
            operands=(arguments, queue, signal, return_address),
            properties={"function": IntegerAttr(function, i16)},
        )

    def verify_(self) -> None:
        """Check the number of arguments."""
        if len(self.arguments) > 4:
            raise VerifyException(
                f"an agent-dispatch packet holds 4 arguments, not {len(self.arguments)}"
            )


@irdl_op_definition
class WaitOp(IRDLOperation):
    """
    Wait until a signal's value is less than another, with acquire at system scope; gives the value.

        %v = hsa.wait %done below %one
    """

    name = "hsa.wait"

    signal = operand_def(SignalType)
    bound = operand_def(i64)
    result = result_def(i64)

    assembly_format = "$signal `below` $bound attr-dict"

    def __init__(self, signal: SSAValue, bound: SSAValue):
        super().__init__(operands=(signal, bound), result_types=(i64,))
