"""
The pipeline: which passes a module goes through on its way to machine code, and what it is between.

A module is at one of three levels: `mir`, `asptr` (with `hsa`, `gpu`, `arith`, `cf`, `func`) and
`llvm`. A `Pipeline` is a value: the target, the CPU and every choice that a pass leaves to its
user. It can start at any level and stop at any level, and shows each stage to whoever asks.

    pipeline = Pipeline(cpu="gfx1100")
    pipeline.run(module)                      # to the llvm level, in place
    print(pipeline.llvm_ir(module))
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Literal

if TYPE_CHECKING:
    from xdsl.context import Context
    from xdsl.dialects.builtin import ModuleOp
    from xdsl.passes import ModulePass

    from .lowering.codegen import CodegenOptions, OptLevel
    from .passes.delegate_foreign_calls import ForeignCalls
    from .passes.resolve_virtual_calls import VirtualCalls
    from .passes.wrap_kernels import WrapWhen
    from .targets import Target

Level = Literal["mir", "asptr", "llvm"]
"""How far down a module is."""

LEVELS: tuple[Level, ...] = ("mir", "asptr", "llvm")
"""The levels, from the top."""

CODE_OBJECT_VERSIONS = (4, 5, 6)
"""The versions of AMD's code objects that LLVM writes."""

KernelReturn = Literal["verify", "sret-launch", "sret-first", "sret-work-item"]
"""What becomes of kernels that return values: they are refused, or get a pointer to where the
result goes: one for the launch, one that is the first work-item's, or one for each work-item."""

KERNEL_RETURNS: tuple[KernelReturn, ...] = ("verify", "sret-launch", "sret-first", "sret-work-item")
"""Every choice of those."""

Panic = Literal["trap", "report"]
"""What a work-item does that panics: it ends at once, or it says why to the host first."""

PANICS: tuple[Panic, ...] = ("trap", "report")
"""Every choice of those."""

Observer = Callable[[str, "ModuleOp"], None]
"""Told the name of each stage and the module at that point, which it must not change."""


@dataclass(frozen=True)
class Pipeline:
    """The way from MIR to machine code, with its options."""

    DEFAULT_TARGET: ClassVar[str] = "amdgcn-amd-amdhsa"

    target: str = DEFAULT_TARGET
    """The target's name; old spellings of it are accepted."""
    cpu: str | None = None
    """The processor, with features as AMD writes them (`gfx90a:xnack+`); `None` for the target's
    default."""
    wave_size: int | None = None
    """Work-items in a wavefront, 32 or 64, where the processor leaves a choice."""
    opt_level: OptLevel = "3"
    """How much LLVM optimises: 0 to 3, or `s` for size."""
    virtual_calls: VirtualCalls = "direct"
    """How methods of trait objects and function pointers are called: `direct`, a choice among the
    possible targets; `indirect`, by their addresses; `queue`, as kernels, through the device's own
    queue; `error`, not at all."""
    virtual_call_bound: int = 32
    """The most targets that `direct` chooses among; calls with more stay calls by pointer."""
    foreign_calls: ForeignCalls = "error"
    """How functions of `extern "C"` blocks are called: `queue`, by the host, through its queue;
    `declare`, by a device library that is linked; `error`, not at all."""
    panic: Panic = "trap"
    """What a work-item does that panics: `trap`, end at once; `report`, tell the host why, where,
    and which it is, through the host's queue, and then end."""
    infer_address_spaces: bool = True
    """Whether pointers are given the address space that they point into."""
    assume_global_pointees: bool = False
    """Whether each pointer that is read from global or constant memory is taken to point to global
    memory."""
    flat_remarks: bool = False
    """Whether each access that stays flat is remarked upon, with the reason."""
    remarks: bool = True
    """Whether passes print remarks, on standard error, about what costs."""
    code_object_version: int | None = None
    """The version of AMD's code objects, 4 to 6; `None` for LLVM's own choice."""
    max_workgroup_size: int | None = None
    """The most work-items in a workgroup of a kernel that does not say so itself."""
    waves_per_eu: tuple[int, ...] | None = None
    """The least wavefronts per execution unit to aim at, and the most if that is given, of a
    kernel that does not say so itself."""
    kernels: Sequence[str] = ()
    """The functions of an input to compile as kernels, by path or symbol; none for those whose ABI
    makes them kernels."""
    kernel_return: KernelReturn = "verify"
    """What becomes of kernels that return values."""
    wrap_kernels: WrapWhen = "needed"
    """Which kernels become wrappers around a function that device code can call: those that other
    code refers to (`needed`), or `always` all."""
    verify: bool = False
    """Whether the module is verified after every pass."""

    def passes(self, start: Level = "mir", stop: Level = "llvm") -> list[ModulePass]:
        """The passes that take a module from one level to another, in order."""
        from .lowering.mir_to_asptr import LowerMirPass
        from .passes.elaborate_drops import ElaborateDropsPass
        from .passes.verify_kernel_arguments import VerifyKernelArgumentsPass
        from .passes.wrap_kernels import WrapKernelsPass

        target = self.resolved_target.name
        steps: list[tuple[Level, list[ModulePass]]] = [
            (
                "mir",
                [
                    VerifyKernelArgumentsPass(),
                    self._return_pass(),
                    WrapKernelsPass(when=self.wrap_kernels),
                    ElaborateDropsPass(),
                    *self._report_panics(),
                    LowerMirPass(target=target),
                ],
            ),
            (
                "asptr",
                [
                    *self.asptr_passes(),
                    *self.launch_bounds(),
                    *self._checks(),
                    self._lower_to_llvm(),
                ],
            ),
        ]
        first, last = LEVELS.index(start), LEVELS.index(stop)
        return [p for level, passes in steps if first <= LEVELS.index(level) < last for p in passes]

    def asptr_passes(self) -> list[ModulePass]:
        """The passes within the `asptr` level, which simulated kernels go through too."""
        from .passes.delegate_foreign_calls import DelegateForeignCallsPass
        from .passes.promote_allocas import PromoteAllocasPass
        from .passes.resolve_virtual_calls import ResolveVirtualCallsPass

        passes: list[ModulePass] = [
            ResolveVirtualCallsPass(
                mode=self.virtual_calls, bound=self.virtual_call_bound, remarks=self.remarks
            ),
            DelegateForeignCallsPass(self.foreign_calls),
        ]
        queues = False
        if "queue" in (self.foreign_calls, self.virtual_calls):
            from .passes.share_frames import ShareFramesPass

            passes.append(ShareFramesPass(target=self.resolved_target.name))
            queues = True
        if self.panic == "report":
            from .passes.delegate_panics import DelegatePanicsPass

            # Behind `share-frames`: a report needs no local to be where the host sees it.
            passes.append(DelegatePanicsPass())
            queues = True
        if queues:
            from .passes.lower_queues import LowerQueuesPass

            passes.append(LowerQueuesPass())
        passes.append(PromoteAllocasPass())
        if self.infer_address_spaces:
            from .passes.infer_address_spaces import InferAddressSpacesPass

            passes.append(
                InferAddressSpacesPass(
                    target=self.resolved_target.name,
                    assume_global_pointees=self.assume_global_pointees,
                    remarks=self.flat_remarks,
                )
            )
        return passes

    def _report_panics(self) -> list[ModulePass]:
        """The pass that gives panics their words. Raises `CompileError`."""
        if self.panic not in PANICS:
            from .diagnostics import CompileError

            raise CompileError.of(
                f"`{self.panic}` is nothing that a work-item can do that panics",
                notes=[f"what it can is {', '.join(f'`{known}`' for known in PANICS)}"],
            )
        if self.panic == "trap":
            return []
        from .passes.report_panics import ReportPanicsPass

        return [ReportPanicsPass()]

    def _lower_to_llvm(self) -> ModulePass:
        """The last pass, which also says what the code object is to hold."""
        from .lowering.asptr_to_llvm import LowerToLLVMPass

        version = self.code_object_version
        if version is not None and version not in CODE_OBJECT_VERSIONS:
            from .diagnostics import CompileError

            raise CompileError.of(
                f"there is no version {version} of code objects",
                notes=[f"there is {', '.join(str(known) for known in CODE_OBJECT_VERSIONS)}"],
            )
        target = self.resolved_target
        amdgpu = target.arch == "amdgpu"
        return LowerToLLVMPass(
            target=target.name,
            code_object_version=version,
            cpu=self.cpu if amdgpu else None,
            wave_size=self.wave_size if amdgpu else None,
        )

    def launch_bounds(self) -> list[ModulePass]:
        """The pass that says of all kernels' launches what the user says, if anything."""
        if self.max_workgroup_size is None and self.waves_per_eu is None:
            return []
        from .passes.set_launch_bounds import SetLaunchBoundsPass

        return [
            SetLaunchBoundsPass(
                max_workgroup_size=self.max_workgroup_size, waves_per_eu=self.waves_per_eu
            )
        ]

    def _checks(self) -> list[ModulePass]:
        """What is refused of the module for this processor, before LLVM would die of it."""
        from .passes.verify_device_functions import VerifyDeviceFunctionsPass

        if self.cpu is None or self.resolved_target.arch != "amdgpu":
            return []
        from .passes.resolve_math import ResolveMathPass

        return [VerifyDeviceFunctionsPass(self.cpu), ResolveMathPass()]

    def _return_pass(self) -> ModulePass:
        """The pass that deals with kernels that return values. Raises `CompileError`."""
        if self.kernel_return == "verify":
            from .passes.verify_kernel_return import VerifyKernelReturnPass

            return VerifyKernelReturnPass()
        from .passes.promote_kernel_sret import PromoteKernelSretPass, SretPer

        per: dict[str, SretPer] = {
            "sret-launch": "launch",
            "sret-first": "first",
            "sret-work-item": "work-item",
        }
        if self.kernel_return not in per:
            from .diagnostics import CompileError

            raise CompileError.of(
                f"`{self.kernel_return}` is nothing that can become of what kernels return",
                notes=[f"what can is {', '.join(f'`{known}`' for known in KERNEL_RETURNS)}"],
            )
        return PromoteKernelSretPass(per=per[self.kernel_return])

    def import_lowerings(self) -> None:
        """Import what takes a module to LLVM IR, which takes a while, beside something else."""
        from importlib import import_module

        self.passes()
        import_module("rusticle.lowering.llvm_ir")

    @property
    def resolved_target(self) -> Target:
        """The target's description. Raises `CompileError` for an unknown one."""
        from .targets import get_target

        return get_target(self.target)

    def run(
        self,
        module: ModuleOp,
        *,
        stop: Level = "llvm",
        ctx: Context | None = None,
        observer: Observer | None = None,
    ) -> None:
        """
        Take a module down to a level, in place, from whichever level it is at.

        Raises `CompileError` where a pass refuses something.
        """
        from xdsl.context import Context

        from .collector import paused_collector
        from .diagnostics import CompileError

        # Our passes import what they make, and look nothing up.
        ctx = Context() if ctx is None else ctx
        level = level_of(module)
        if LEVELS.index(level) > LEVELS.index(stop):
            raise CompileError.of(
                f"the module is at the `{level}` level, which is below `{stop}`",
                notes=["lowering goes one way"],
            )
        if observer is not None:
            observer(level, module)
        with paused_collector():
            for pass_ in self.passes(level, stop):
                pass_.apply(ctx, module)
                if self.verify:
                    module.verify()
                if observer is not None:
                    observer(pass_.name, module)

    def llvm_ir(self, module: ModuleOp) -> str:
        """The LLVM IR of a module at the `llvm` level."""
        from .lowering.llvm_ir import print_module

        return print_module(module, self.resolved_target)

    def codegen_options(self) -> CodegenOptions:
        """
        What code generation has to know.

        Raises `CompileError` for an unknown CPU, and for none where the target has no default:
        machine code for one AMD GPU does not run on another.
        """
        from .diagnostics import CompileError
        from .lowering.codegen import CodegenOptions
        from .targets import Cpu

        target = self.resolved_target
        name = self.cpu or target.default_cpu
        if name is None:
            raise CompileError.of(
                f"machine code for `{target.name}` is for one processor, and none was named",
                help=['name it: `--cpu gfx1100`, or `cpu="gfx1100"` in Python'],
            )
        features = library = ""
        if target.arch == "amdgpu":
            from .targets.math_functions import find_library

            library = str(find_library() or "")
            cpu = Cpu.parse(name)
            if self.wave_size is not None:
                cpu = cpu.with_wave_size(self.wave_size)
            name, features = cpu.name, cpu.features
        return CodegenOptions(
            triple=target.triple,
            cpu=name,
            features=features,
            opt_level=self.opt_level,
            library=library,
        )


def level_of(module: ModuleOp) -> Level:
    """The level that a module is at: that of the highest dialect among its items."""
    dialects = {op.name.partition(".")[0] for op in module.body.block.ops}
    if "mir" in dialects:
        return "mir"
    if dialects & {"asptr", "hsa", "func"}:
        return "asptr"
    return "llvm" if "llvm" in dialects else "mir"


def has_kernel(module: ModuleOp) -> bool:
    """Whether a module, at whichever level, has a function that can be launched."""
    for op in module.body.block.ops:
        match op.name:
            case "hsa.kernel":
                return True
            case "mir.func" if "kernel" in op.properties:
                return True
            case "llvm.func" if str(op.properties.get("CConv")).endswith("kernelcc>"):
                return True
            case _:
                continue
    return False
