"""
Kernels on the CPU: from an input to a program that the simulator runs.

    import numpy, rusticle

    x, y = numpy.arange(1024, dtype="f4"), numpy.ones(1024, "f4")
    rusticle.simulate("vadd.rs", "vadd", grid=(4,), block=(256,), args=[x, y, 1024, 2.0])

The module goes through the same passes as for the GPU, with the GPU's layouts, down to `asptr`:
what runs is what the GPU would get. From there it is lowered for the host, with
`thread-launch-context` in place of a GPU's registers.
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
from .runtime import Global, Manifest, Module, Program, Site
from .runtime.device import Size
from .runtime.process import Died

if TYPE_CHECKING:
    from xdsl.dialects.builtin import ModuleOp
    from xdsl.ir import Attribute
    from xdsl.passes import ModulePass

    from .frontend.inputs import Options
    from .pipeline import KernelReturn
    from .runtime.agent import Handler

OptLevel = Literal[0, 1, 2, 3]


def build(
    module: ModuleOp,
    pipeline: Pipeline | None = None,
    *,
    opt_level: OptLevel = 3,
    check: bool = False,
    passes: Sequence[ModulePass] | None = None,
    manifest: Manifest | None = None,
) -> Program:
    """
    Make a program of a module at the `mir` or `asptr` level, which is consumed.

    `pipeline` is the one for the GPU, whose passes down to `asptr` are run, unless `passes` says
    which. `check` has the program look for mistakes as it runs. A `manifest` is needed where the
    module has left the `mir` level and with it Rust's types. Raises `CompileError`.
    """
    from xdsl.dialects import func
    from xdsl.dialects.builtin import IntegerAttr

    from .context import new_context
    from .dialects import asptr
    from .kernel_manifest import entry_manifests, module_manifest, settle
    from .lowering.asptr_to_llvm import lower_to_llvm
    from .lowering.llvm_ir import print_module
    from .passes import thread_launch_context as launch_context
    from .passes.delegate_foreign_calls import FOREIGN_FUNCTIONS
    from .passes.instrument_checks import instrument_checks
    from .passes.lower_queues import DISPATCHES
    from .passes.queue_protocol import BLOCK_SIZE
    from .pipeline import level_of
    from .targets import host_target

    pipeline = Pipeline() if pipeline is None else pipeline
    if level_of(module) == "llvm":
        raise CompileError.of(
            "a module at the `llvm` level is for its target alone and cannot be simulated",
            help=["run the module as it was at the `asptr` level"],
        )
    if passes is None:
        passes = [
            *pipeline.passes(level_of(module), "asptr"),
            *pipeline.asptr_passes(),
            *pipeline.launch_bounds(),
        ]
    # Where Rust's types are gone, declarations say what functions of the host's take; passes
    # replace them.
    declared = None
    if level_of(module) == "asptr":
        declared = module_manifest(module, pipeline.resolved_target)
    ctx = new_context()
    for pass_ in passes:
        # What kernels take is settled, and Rust's types are still there.
        if manifest is None and pass_.name == "lower-mir":
            manifest = module_manifest(module, pipeline.resolved_target)
        pass_.apply(ctx, module)
        if pipeline.verify:
            module.verify()
    if manifest is None:
        manifest = module_manifest(module, pipeline.resolved_target)
    entries = entry_manifests(module, pipeline.resolved_target)
    manifest = settle(manifest, module)
    if check:
        instrument_checks(module)
    launch_context.thread_launch_context(module)
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
    dispatches = DISPATCHES in module.attributes
    block_size = module.attributes.get(BLOCK_SIZE)
    foreign = manifest.foreign if declared is None else declared.foreign
    if FOREIGN_FUNCTIONS not in module.attributes:
        foreign = ()
    least = block_size.value.data if isinstance(block_size, IntegerAttr) else 0
    sites = _sites(module.attributes.pop(launch_context.SITES))
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
    _probe_stacks(module)
    host = host_target()
    lower_to_llvm(module, host)
    complete = Manifest(kernels, sites, globals_, foreign, least, entries, dispatches)
    return Program(print_module(module, host), complete, opt_level, check)


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
    ) -> Module:
        """
        Compile an input (`.rs`, `.mir`, `.mlir`, a Cargo package) and load it.

        `foreign` are functions of this process that kernels may call, by their names there.
        Raises `CompileError`.
        """
        from .api import load
        from .collector import paused_collector

        pipeline = Pipeline() if pipeline is None else pipeline
        if foreign is not None and pipeline.foreign_calls == "error":
            pipeline = replace(pipeline, foreign_calls="queue")
        # While rustc works, the process that will run the kernels starts.
        threading.Thread(target=self._try_start, daemon=True).start()
        named = kernels or pipeline.kernels
        module = load(path, target=pipeline.target, kernels=named, options=options)
        with paused_collector():
            program = build(module, pipeline, opt_level=opt_level, check=check)
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
    foreign: Mapping[str, Handler] | None = None,
    options: Options | None = None,
) -> Any:
    """
    Compile an input and run one of its functions once, as a kernel, on a simulated device.

    Gives what the kernel returns, where `kernel_return` says how: one NumPy scalar, record or array
    for the launch (`sret-launch`, `sret-first`), or an array with one for each work-item
    (`sret-work-item`); see `Pipeline.kernel_return`.

    NumPy arrays among `args` are passed by pointer (and length, to slices) and updated in place;
    numbers take the type of their parameter. `foreign` are functions of this process that kernels
    may call, by their names there. `check` stops at the kernel's mistakes. `timeout` is in
    seconds. Raises `CompileError`, of which everything that can go wrong with a launch is a
    subclass, `LaunchError`.
    """
    with Device(wave_size=wave_size) as device:
        module = device.compile(
            path,
            kernels=kernels_of(path, kernel),
            pipeline=Pipeline(kernel_return=kernel_return),
            options=options,
            check=check,
            foreign=foreign,
        )
        function = module.get_function(kernel)
        return function.call(grid, block, args, shared_mem=shared_mem, timeout=timeout)
