"""
Which kernels need no hidden arguments, and what functions inherit from the processor.

Behind a kernel's own arguments the runtime puts hidden ones: workgroup counts and sizes, the queue,
a buffer for calls of the host (AMDGPUUsage, "Code Object V5 Metadata"; 256 bytes). LLVM lists them
in a code object's notes, and so makes the runtime fill them in, for every function without the
attributes `amdgpu-no-*`. It infers those when it optimises (`AMDGPUAttributor.cpp`); here they are
given to the functions that plainly ask for nothing, so that no level of optimisation is needed.

A function asks if it reads the implicit arguments or the queue's pointer, or calls one that does,
one that is only declared, or, through a pointer, any whose address is taken. Before gfx9 a trap and
a cast from `local` or `private` to `flat` need the queue too: there all is left to LLVM.
"""

from __future__ import annotations

from collections.abc import Iterable

from xdsl.dialects import func
from xdsl.dialects.builtin import ArrayAttr, ModuleOp, StringAttr
from xdsl.dialects.llvm import TargetFeaturesAttr
from xdsl.ir import Operation

from ...dialects import asptr, hsa, llvm
from ...targets import Cpu
from ...targets.device_functions import generation

_UNUSED = tuple(
    StringAttr(f"amdgpu-no-{what}")
    for what in (
        "completion-action",
        "default-queue",
        "heap-ptr",
        "hostcall-ptr",
        "implicitarg-ptr",
        "multigrid-sync-arg",
        "queue-ptr",
    )
)
"""LLVM's attributes of a function that uses none of them (`AMDGPUAttributes.def`)."""

_ASKING = frozenset(("llvm.amdgcn.implicitarg.ptr", "llvm.amdgcn.queue.ptr"))

_TELLING = frozenset(
    (
        func.CallOp, asptr.CallIndirectOp, asptr.AddressOfOp, hsa.ImplicitArgPtrOp, hsa.QueuePtrOp,
        hsa.IntrinsicOp,
    )
)  # fmt: skip
"""The operations that say something of it."""


def functions_that_ask(module: ModuleOp) -> set[str]:
    """The symbols of the functions that may use hidden arguments, themselves or through others."""
    callers: dict[str, list[str]] = {}
    asking: set[str] = set()
    taken: set[str] = set()
    indirect: list[str] = []
    declared: set[str] = set()
    for function in module.body.block.ops:
        if isinstance(function, asptr.GlobalOp):
            if function.init is not None:
                taken.update(r.target.root_reference.data for r in function.init.relocations)
            continue
        if not isinstance(function, func.FuncOp | hsa.KernelOp):
            continue
        name = function.sym_name.data
        if not function.body.blocks:
            declared.add(name)
        for op in function.body.walk():
            if type(op) not in _TELLING:
                continue
            match op:
                case func.CallOp():
                    callers.setdefault(op.callee.root_reference.data, []).append(name)
                case asptr.CallIndirectOp():
                    indirect.append(name)
                case asptr.AddressOfOp():
                    taken.add(op.symbol.root_reference.data)
                case hsa.ImplicitArgPtrOp() | hsa.QueuePtrOp():
                    asking.add(name)
                case hsa.IntrinsicOp() if op.intrinsic.data in _ASKING:
                    asking.add(name)
                case _:
                    pass
    for name in taken:
        callers.setdefault(name, []).extend(indirect)
    # What is only declared may do anything.
    work = [*asking, *declared]
    while work:
        for caller in callers.get(work.pop(), ()):
            if caller not in asking:
                asking.add(caller)
                work.append(caller)
    return asking


def mark_functions(lowered: Iterable[Operation], asking: set[str], cpu: Cpu) -> None:
    """
    Say of the functions that do not ask that they do not, and give those with target features of
    their own the processor's too, which LLVM would forget.
    """
    inferred = generation(cpu.model.isa) < 9
    for op in lowered:
        if not isinstance(op, llvm.FuncOp) or not op.body.blocks:
            continue
        properties = op.properties
        if not inferred and op.sym_name.data not in asking:
            words = () if op.passthrough is None else op.passthrough.data
            properties["passthrough"] = ArrayAttr((*words, *_UNUSED))
        own = properties.get("target_features")
        if isinstance(own, TargetFeaturesAttr) and cpu.features:
            features = [StringAttr(feature) for feature in cpu.features.split(",")]
            properties["target_features"] = TargetFeaturesAttr(
                ArrayAttr((*features, *own.features))
            )
