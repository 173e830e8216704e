"""
The `hsa` dialect: GPU kernels, what the HSA runtime gives them, and the queues around them.

A kernel is what a host or another agent dispatches: it is entered by every work-item, takes its
arguments from the kernarg segment, and returns nothing. Work-item and workgroup numbers and
barriers are xDSL's `gpu` operations. Offsets and packet formats are the HSA System Architecture
Specification's; what a kernel finds in registers is AMDGPUUsage's, section "Initial Kernel
Execution State".
"""

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

__all__ = [
    "HSA",
    "AgentCallOp",
    "AsQueueOp",
    "AsSignalOp",
    "DispatchIdOp",
    "DispatchIndirectOp",
    "DispatchOp",
    "DispatchPtrOp",
    "ImplicitArgPtrOp",
    "IntrinsicOp",
    "KernargPtrOp",
    "KernelOp",
    "PanicOp",
    "QueuePtrOp",
    "QueueType",
    "ReturnOp",
    "SignalType",
    "TrapOp",
    "WaitOp",
]
