"""
The `hsa` dialect: GPU kernels, what the HSA runtime gives them, and the queues around them.

A kernel is what a host or another agent dispatches: it is entered by every work-item, takes its
arguments from the kernarg segment, and returns nothing. Work-item and workgroup numbers and
barriers are xDSL's `gpu` operations. Offsets and packet formats are the HSA System Architecture
Specification's; what a kernel finds in registers is AMDGPUUsage's, section "Initial Kernel
Execution State".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..late import late
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

if TYPE_CHECKING:
    from .dialect import HSA
    from .queues import (
        AgentCallOp,
        AsQueueOp,
        AsSignalOp,
        DispatchIndirectOp,
        DispatchOp,
        WaitOp,
    )
    from .types import QueueType, SignalType
else:
    __getattr__ = late(
        __name__,
        {
            "dialect": "HSA",
            "queues": "AgentCallOp AsQueueOp AsSignalOp DispatchIndirectOp DispatchOp WaitOp",
            "types": "QueueType SignalType",
        },
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
