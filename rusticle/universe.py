"""
What Rusticle adds to xDSL: its dialects, passes and targets, by name.

`RUSTICLE_UNIVERSE` is the package's `xdsl.universe` entry point, so plain `xdsl-opt` and
`rusticle-opt` both find all of it here. Every entry is a function that imports what it names only
when it is called: listing the passes costs nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

from xdsl.universe import XDSL_UNIVERSE, Universe


def _lazy(module: str, name: str) -> Callable[[], Any]:
    """A function that imports `name` from `module` of this package when called."""

    def load() -> Any:
        return getattr(import_module(module, "rusticle"), name)

    load.__name__ = name
    return load


DIALECTS: dict[str, Callable[[], Any]] = {
    "mir": _lazy(".dialects.mir", "MIR"),
    "asptr": _lazy(".dialects.asptr", "ASPTR"),
    "hsa": _lazy(".dialects.hsa", "HSA"),
}
"""Our dialects by name."""

PASSES: dict[str, Callable[[], Any]] = {
    "verify-kernel-arguments": _lazy(
        ".passes.verify_kernel_arguments", "VerifyKernelArgumentsPass"
    ),
    "verify-kernel-return": _lazy(".passes.verify_kernel_return", "VerifyKernelReturnPass"),
    "promote-kernel-sret": _lazy(".passes.promote_kernel_sret", "PromoteKernelSretPass"),
    "wrap-kernels": _lazy(".passes.wrap_kernels", "WrapKernelsPass"),
    "elaborate-drops": _lazy(".passes.elaborate_drops", "ElaborateDropsPass"),
    "report-panics": _lazy(".passes.report_panics", "ReportPanicsPass"),
    "verify-address-spaces": _lazy(".passes.verify_address_spaces", "VerifyAddressSpacesPass"),
    "lower-mir": _lazy(".lowering.mir_to_asptr", "LowerMirPass"),
    "resolve-virtual-calls": _lazy(".passes.resolve_virtual_calls", "ResolveVirtualCallsPass"),
    "delegate-foreign-calls": _lazy(".passes.delegate_foreign_calls", "DelegateForeignCallsPass"),
    "share-frames": _lazy(".passes.share_frames", "ShareFramesPass"),
    "delegate-panics": _lazy(".passes.delegate_panics", "DelegatePanicsPass"),
    "lower-queues": _lazy(".passes.lower_queues", "LowerQueuesPass"),
    "promote-allocas": _lazy(".passes.promote_allocas", "PromoteAllocasPass"),
    "infer-address-spaces": _lazy(".passes.infer_address_spaces", "InferAddressSpacesPass"),
    "instrument-checks": _lazy(".passes.instrument_checks", "InstrumentChecksPass"),
    "thread-launch-context": _lazy(".passes.thread_launch_context", "ThreadLaunchContextPass"),
    "set-launch-bounds": _lazy(".passes.set_launch_bounds", "SetLaunchBoundsPass"),
    "verify-device-functions": _lazy(
        ".passes.verify_device_functions", "VerifyDeviceFunctionsPass"
    ),
    "resolve-math": _lazy(".passes.resolve_math", "ResolveMathPass"),
    "lower-to-llvm": _lazy(".lowering.asptr_to_llvm", "LowerToLLVMPass"),
}
"""Our passes by name, in the order of the pipeline."""

# xDSL's `llvm` dialect lacks many of upstream's operations, and its `llvm` target cannot print
# them. Ours are supersets, under the same names since upstream's syntax and its users want those;
# a second registration would be an error, so they take the place of xDSL's factories. xDSL loads
# all universes before it reads the tables of any.
XDSL_UNIVERSE.all_dialects["llvm"] = _lazy(".dialects.llvm", "LLVM")
XDSL_UNIVERSE.all_targets["llvm"] = _lazy(".lowering.llvm_ir.target", "LLVMIRTarget")

RUSTICLE_UNIVERSE = Universe(all_dialects=DIALECTS, all_passes=PASSES)
"""The entry point."""
