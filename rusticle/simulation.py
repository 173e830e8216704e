"""
Kernels on the CPU: from an input to a program that the simulator runs.

    import numpy, rusticle

    x, y = numpy.arange(1024, dtype="f4"), numpy.ones(1024, "f4")
    rusticle.simulate("vadd.rs", "vadd", grid=(4,), block=(256,), args=[x, y, 1024, 2.0])

The module goes through the same passes as for the GPU, with the GPU's layouts, down to `asptr`:
what runs is what the GPU would get. From there it is lowered for the host, with
`thread-launch-context` in place of a GPU's registers. After every pass it can be written to a file,
read back, and run from there.
"""

from __future__ import annotations

import contextlib
import os
import threading
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, cast

from .diagnostics import CompileError
from .pipeline import Pipeline
from .runtime import Device as _Device
from .runtime import Global, Manifest, Module, PanicTexts, Program, Site
from .runtime.device import Size
from .runtime.process import Died

if TYPE_CHECKING:
    from xdsl.dialects.builtin import ArrayAttr, ModuleOp, StringAttr
    from xdsl.ir import Attribute
    from xdsl.passes import ModulePass

    from .frontend.inputs import Options
    from .passes.resolve_virtual_calls import VirtualCalls
    from .pipeline import KernelReturn, Observer, Panic
    from .runtime.agent import Handler
    from .targets import Target

OptLevel = Literal[0, 1, 2, 3]


NEEDED = frozenset(
    {
        "promote-kernel-sret",
        "wrap-kernels",
        "elaborate-drops",
        "lower-mir",
        "thread-launch-context",
        "lower-to-llvm",
    }
)
"""The passes without which not every module comes down to LLVM IR for the simulator."""


def simulation_passes(
    module: ModuleOp,
    pipeline: Pipeline | None = None,
    *,
    check: bool = False,
    passes: Sequence[ModulePass] | None = None,
) -> list[ModulePass]:
    """
    The passes that take a module from the stage that it is at to the `llvm` level, for this host.

    They are those of `pipeline`, the one for the GPU, down to the end of the `asptr` level, or
    `passes` in place of them, and then the simulator's. `check` has the program look for mistakes
    as it runs. Raises `CompileError` for a module that can no longer be checked.
    """
    from .lowering.asptr_to_llvm import LowerToLLVMPass
    from .passes.instrument_checks import CHECKED, InstrumentChecksPass
    from .passes.thread_launch_context import LDS_SIZE, ThreadLaunchContextPass
    from .pipeline import level_of
    from .targets import host_target

    pipeline = Pipeline() if pipeline is None else pipeline
    level = level_of(module)
    threaded = LDS_SIZE in module.attributes
    checked = CHECKED in module.attributes
    if check and threaded and not checked:
        raise CompileError.of(
            "the module has left the stage at which checks are put in",
            help=["run it without checks, or an earlier stage"],
        )
    steps: list[ModulePass] = []
    if level != "llvm":
        if passes is not None:
            steps += passes
        elif not threaded and not checked:
            steps += pipeline.passes(level, "asptr")
            steps += [*pipeline.asptr_passes(), *pipeline.launch_bounds()]
        if check and not checked:
            steps.append(InstrumentChecksPass())
        if not threaded:
            steps.append(ThreadLaunchContextPass())
        steps.append(LowerToLLVMPass(target=host_target().name))
    names = [] if passes is None else [p.name for p in passes]
    # Of those that take a module from level to level, one in `passes` is instead of ours.
    return [p for at, p in enumerate(steps) if at < len(names) or p.name not in names]


def apply_pass(pass_: ModulePass, module: ModuleOp, pipeline: Pipeline) -> None:
    """
    Apply one of the passes of `simulation_passes`, and keep the module's manifest up to date.

    Raises `CompileError`.
    """
    from .context import new_context
    from .kernel_manifest import entry_manifests, module_manifest, settle
    from .manifest_attribute import MANIFEST, keep_manifest, kept_manifest
    from .pipeline import level_of

    level = level_of(module)
    # What kernels take is settled just before `lower-mir`, and Rust's types are still there. Where
    # they are gone, declarations say what functions of the host's take; passes replace them.
    last = pass_.name == "lower-mir" if level == "mir" else level == "asptr"
    if last and MANIFEST not in module.attributes:
        keep_manifest(module, module_manifest(module, pipeline.resolved_target))
    if pass_.name == "thread-launch-context":
        manifest = kept_manifest(module)
        assert manifest is not None
        entries = entry_manifests(module, pipeline.resolved_target)
        keep_manifest(module, replace(settle(manifest, module), entries=entries))
    if pass_.name == "lower-to-llvm":
        _probe_stacks(module)
    pass_.apply(new_context(), module)
    if pass_.name == "thread-launch-context":
        _complete_manifest(module)
    if pipeline.verify:
        module.verify()


def _complete_manifest(module: ModuleOp) -> None:
    """Keep in a module's manifest what is known of it once its functions take the context."""
    from xdsl.dialects import func
    from xdsl.dialects.builtin import IntegerAttr

    from .dialects import asptr
    from .manifest_attribute import keep_manifest, kept_manifest
    from .passes import thread_launch_context as launch_context
    from .passes.delegate_foreign_calls import FOREIGN_FUNCTIONS
    from .passes.delegate_panics import PANIC_LOCATIONS, PANIC_MESSAGES
    from .passes.lower_queues import DISPATCHES
    from .passes.queue_protocol import BLOCK_SIZE

    manifest = kept_manifest(module)
    assert manifest is not None
    fibers = {
        op.sym_name.data: launch_context.FIBERS in op.attributes
        for op in module.body.block.ops
        if isinstance(op, func.FuncOp) and launch_context.KERNEL in op.attributes
    }
    lds = module.attributes[launch_context.LDS_SIZE]
    assert isinstance(lds, IntegerAttr)
    kernels = {
        name: replace(kernel, fibers=fibers[name], lds_size=lds.value.data)
        for name, kernel in manifest.kernels.items()
    }
    block_size = module.attributes.get(BLOCK_SIZE)
    globals_ = tuple(
        Global(
            op.sym_name.data,
            op.size.value.data,
            mutable=op.constant is None,
            constant=op.space.data == "constant",
        )
        for op in module.body.block.ops
        if isinstance(op, asptr.GlobalOp)
    )
    keep_manifest(
        module,
        Manifest(
            kernels,
            _sites(module.attributes.pop(launch_context.SITES)),
            globals_,
            manifest.foreign if FOREIGN_FUNCTIONS in module.attributes else (),
            block_size.value.data if isinstance(block_size, IntegerAttr) else 0,
            manifest.entries,
            DISPATCHES in module.attributes,
            PanicTexts(_texts(module, PANIC_MESSAGES), _texts(module, PANIC_LOCATIONS)),
        ),
    )


def build(
    module: ModuleOp,
    pipeline: Pipeline | None = None,
    *,
    opt_level: OptLevel = 3,
    check: bool = False,
    passes: Sequence[ModulePass] | None = None,
    manifest: Manifest | None = None,
    observer: Observer | None = None,
) -> Program:
    """
    Make a program of a module at any stage on the way to the simulator. The module is consumed.

    `pipeline`, `check` and `passes` say which passes it goes through; see `simulation_passes`.
    `manifest` says what kernels take where a module has left the `mir` level and with it Rust's
    types, and does not say so itself. `observer` is shown every stage. Raises `CompileError`.
    """
    from .lowering.llvm_ir import print_module
    from .manifest_attribute import MANIFEST, keep_manifest, kept_manifest
    from .passes.instrument_checks import CHECKED
    from .pipeline import level_of
    from .targets import host_target

    pipeline = Pipeline() if pipeline is None else pipeline
    host = host_target()
    level = level_of(module)
    if level == "llvm":
        _check_host(module, host)
    steps = simulation_passes(module, pipeline, check=check, passes=passes)
    if manifest is not None and MANIFEST not in module.attributes:
        keep_manifest(module, manifest)
    if observer is not None:
        observer(level, module)
    for pass_ in steps:
        apply_pass(pass_, module, pipeline)
        if observer is not None:
            observer(pass_.name, module)
    complete = kept_manifest(module)
    assert complete is not None
    return Program(print_module(module, host), complete, opt_level, CHECKED in module.attributes)


def _check_host(module: ModuleOp, host: Target) -> None:
    """Raise `CompileError` for a module at the `llvm` level that the simulator cannot run."""
    from xdsl.dialects.builtin import StringAttr

    from .manifest_attribute import MANIFEST

    triple = module.attributes.get("llvm.target_triple")
    name = triple.data if isinstance(triple, StringAttr) else None
    if name != host.triple:
        whom = "no target that it names" if name is None else f"`{name}`"
        raise CompileError.of(
            f"the module is at the `llvm` level, lowered for {whom}, and cannot run on this host",
            notes=[f"the host is `{host.triple}`"],
            help=[
                "run it as it was at the `asptr` level, or its last stage of those that "
                "`rusticle run --save-stages` writes"
            ],
        )
    if MANIFEST not in module.attributes:
        raise CompileError.of(
            "the module is at the `llvm` level and does not say what its kernels take",
            notes=[f"that is in its attribute `{MANIFEST}`"],
            help=[
                "run it as it was at the `asptr` level, or its last stage of those that "
                "`rusticle run --save-stages` writes"
            ],
        )


def _texts(module: ModuleOp, name: str) -> tuple[str, ...]:
    """The texts of one of the module's attributes."""
    found = cast("ArrayAttr[StringAttr] | None", module.attributes.get(name))
    return () if found is None else tuple(text.data for text in found)


def _probe_stacks(module: ModuleOp) -> None:
    """Have functions with large frames touch each page of them, lest one jumps the guard page."""
    from xdsl.dialects import func
    from xdsl.dialects.builtin import ArrayAttr, StringAttr

    probe = ArrayAttr([StringAttr("probe-stack"), StringAttr("inline-asm")])
    for op in module.body.block.ops:
        if isinstance(op, func.FuncOp) and op.body.blocks:
            given = op.attributes.get("llvm.passthrough")
            known = cast("ArrayAttr[Attribute]", given).data if given is not None else ()
            op.attributes["llvm.passthrough"] = ArrayAttr([*known, probe])


def _sites(table: Any) -> tuple[Site, ...]:
    return tuple(Site(**{name: text.data for name, text in row.data.items()}) for row in table)


class Device(_Device):
    """A simulated GPU that also compiles what it is to run."""

    def compile(
        self,
        path: str | os.PathLike[str],
        *,
        kernels: Sequence[str] = (),
        pipeline: Pipeline | None = None,
        options: Options | None = None,
        opt_level: OptLevel = 3,
        check: bool = False,
        foreign: Mapping[str, Handler] | None = None,
        save_stages: str | os.PathLike[str] | None = None,
    ) -> Module:
        """
        Compile an input (`.rs`, `.mir`, `.mlir`, a Cargo package) and load it.

        `foreign` are functions of this process that kernels may call, by their names there.
        With `save_stages`, each stage on the way is written into that folder, and can be an input
        itself. Raises `CompileError`.
        """
        from .api import Stages, load
        from .collector import paused_collector

        pipeline = Pipeline() if pipeline is None else pipeline
        if foreign is not None and pipeline.foreign_calls == "error":
            pipeline = replace(pipeline, foreign_calls="queue")
        # While rustc works, the process that will run the kernels starts.
        threading.Thread(target=self._try_start, daemon=True).start()
        named = kernels or pipeline.kernels
        module = load(
            path, target=pipeline.target, kernels=named, options=options, panic=pipeline.panic
        )
        with paused_collector():
            observer = None if save_stages is None else Stages(Path(save_stages)).module
            program = build(module, pipeline, opt_level=opt_level, check=check, observer=observer)
        return self.load(program, foreign)

    def _try_start(self) -> None:
        """Start the process; what goes wrong is met again, and said, when it is needed."""
        with contextlib.suppress(CompileError, Died):
            self.start()


def kernels_of(path: str | os.PathLike[str], kernel: str) -> tuple[str, ...]:
    """What to name as kernels to run one of an input: a module says itself which it has."""
    return () if Path(path).suffix == ".mlir" else (kernel,)


def simulate(
    path: str | os.PathLike[str],
    kernel: str,
    *,
    grid: Size,
    block: Size,
    args: Sequence[object],
    shared_mem: int = 0,
    wave_size: int = 32,
    check: bool = False,
    timeout: float | None = None,
    kernel_return: KernelReturn = "verify",
    virtual_calls: VirtualCalls = "direct",
    panic: Panic = "trap",
    foreign: Mapping[str, Handler] | None = None,
    options: Options | None = None,
) -> Any:
    """
    Compile an input and run one of its functions once, as a kernel, on a simulated device.

    Gives what the kernel returns, where `kernel_return` says how: one NumPy scalar, record or array
    for the launch (`sret-launch`, `sret-first`), or an array with one for each work-item
    (`sret-work-item`); see `Pipeline.kernel_return`.

    NumPy arrays among `args` are passed by pointer (and length, to slices) and updated in place;
    numbers take the type of their parameter. `virtual_calls` says how calls by pointer are made;
    see `Pipeline.virtual_calls`. With `panic="report"` a `KernelPanic` has Rust's own words and
    the place. `foreign` are functions of this process that kernels may call, by their names there.
    `check` stops at the kernel's mistakes. `timeout` is in seconds. Raises `CompileError`, of which
    everything that can go wrong with a launch is a subclass, `LaunchError`.
    """
    with Device(wave_size=wave_size) as device:
        module = device.compile(
            path,
            kernels=kernels_of(path, kernel),
            pipeline=Pipeline(
                kernel_return=kernel_return, virtual_calls=virtual_calls, panic=panic
            ),
            options=options,
            check=check,
            foreign=foreign,
        )
        function = module.get_function(kernel)
        return function.call(grid, block, args, shared_mem=shared_mem, timeout=timeout)
