"""The dialect `hsa` itself: all of its operations and types."""

from xdsl.ir import Dialect

from .environment import (
    DispatchIdOp,
    DispatchPtrOp,
    ImplicitArgPtrOp,
    IntrinsicOp,
    KernargPtrOp,
    PanicOp,
    QueuePtrOp,
    TrapOp,
)
from .kernel import KernelOp, ReturnOp
from .queues import (
    AgentCallOp,
    AsQueueOp,
    AsSignalOp,
    DispatchIndirectOp,
    DispatchOp,
    WaitOp,
)
from .types import QueueType, SignalType

HSA = Dialect(
    "hsa",
    [
        KernelOp,
        ReturnOp,
        TrapOp,
        PanicOp,
        DispatchPtrOp,
        QueuePtrOp,
        ImplicitArgPtrOp,
        KernargPtrOp,
        DispatchIdOp,
        AsQueueOp,
        AsSignalOp,
        DispatchOp,
        DispatchIndirectOp,
        AgentCallOp,
        WaitOp,
        IntrinsicOp,
    ],
    [QueueType, SignalType],
)
"""The dialect, to be registered."""
