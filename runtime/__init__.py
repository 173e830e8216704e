"""
Running kernels: a simulated HSA device on the CPU, and what there is to know of compiled ones.

A kernel that is lowered for the host, with the launch context in place of a GPU's registers, is
jitted by LLVM in a child process and run there: work-items of a workgroup in a loop or, where they
wait for one another, as fibers; workgroups on all processors. The child may crash, hang or be
killed; the user's process sees an exception that says what is known. docs/simulator.md describes
it all.

`Device`, `Module` and `Kernel` are what users hold (`device.py`). A `Program` is what they load:
LLVM IR, and the `Manifest` of its kernels, which says how arguments are passed (`manifest.py`,
`arguments.py`). `process.py` keeps the child, `worker.py` is the child, `memory.py` what both
share. `support.rs` is the part in machine code: loops, fibers, barriers, wave operations.

`code_object.py` reads the files that a GPU would load.
"""

from .device import Device, Kernel, Module, Program
from .enum_values import EnumValue
from .errors import (
    ArgumentError,
    ForeignCallError,
    KernelCrash,
    KernelFault,
    KernelPanic,
    LaunchError,
    LaunchTimeout,
    QueueError,
    Where,
)
from .manifest import (
    Component,
    ForeignFunction,
    Global,
    KernelManifest,
    Manifest,
    PanicTexts,
    Parameter,
    Result,
    Shape,
    Site,
    Tag,
    Variant,
)

__all__ = [
    "ArgumentError",
    "Component",
    "Device",
    "EnumValue",
    "ForeignCallError",
    "ForeignFunction",
    "Global",
    "Kernel",
    "KernelCrash",
    "KernelFault",
    "KernelManifest",
    "KernelPanic",
    "LaunchError",
    "LaunchTimeout",
    "Manifest",
    "Module",
    "PanicTexts",
    "Parameter",
    "Program",
    "QueueError",
    "Result",
    "Shape",
    "Site",
    "Tag",
    "Variant",
    "Where",
]
