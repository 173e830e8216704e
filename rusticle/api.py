"""
The library's front door: from an input to a module, and from a module to machine code.

    import rusticle

    rusticle.compile("vadd.rs", cpu="gfx1100", output="vadd.hsaco")

    module = rusticle.load("vadd.rs")             # an xDSL module at the `mir` level
    pipeline = rusticle.Pipeline(cpu="gfx90a")
    pipeline.run(module, stop="asptr")            # look at it, change it, go on
    code = rusticle.generate(module, pipeline)

There is no global state: calls in several threads do not meet. What is wrong with an input raises
`CompileError`, whose text is what the command line prints.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args

from .cold_start import defer_irdl_definitions
from .diagnostics import CompileError, report
from .pipeline import KernelReturn, Level, Panic, Pipeline, has_kernel

if TYPE_CHECKING:
    from xdsl.dialects.builtin import ModuleOp

    from .frontend.inputs import Options
    from .lowering.codegen import CodegenWorker, OptLevel
    from .lowering.codegen import Emit as CodegenEmit
    from .lowering.linker import Linking
    from .passes.delegate_foreign_calls import ForeignCalls
    from .passes.resolve_virtual_calls import VirtualCalls
    from .passes.wrap_kernels import WrapWhen
    from .runtime.manifest import Manifest
    from .space_report import SpaceReport

Emit = Literal[
    "mir",
    "mlir",
    "llvm-dialect",
    "llvm-ir",
    "asm",
    "obj",
    "hsaco",
    "manifest",
    "c-header",
    "rust-host",
]
"""What a compilation can end in: one of the levels as text, LLVM IR, assembly, a relocatable
object, a code object that a runtime loads; or what a host needs to launch the kernels, as JSON, as
a C header or as a Rust module."""

EMITS: tuple[Emit, ...] = get_args(Emit)
"""Every kind of result."""

_STOP: dict[Emit, Level] = {"mir": "mir", "mlir": "asptr", "llvm-dialect": "llvm"}
_MACHINE_CODE: frozenset[Emit] = frozenset({"asm", "obj", "hsaco"})
_FOR_HOSTS: frozenset[Emit] = frozenset({"manifest", "c-header", "rust-host"})
_SUFFIXES = {
    "mir": ".mir.mlir",
    "mlir": ".mlir",
    "llvm-dialect": ".llvm.mlir",
    "llvm-ir": ".ll",
    "asm": ".s",
    "obj": ".o",
    "hsaco": ".hsaco",
    "manifest": ".manifest.json",
    "c-header": ".h",
    "rust-host": "_host.rs",
}


@dataclass(frozen=True, slots=True)
class Artifact:
    """What a compilation ended in."""

    emit: Emit
    """What it is."""
    data: bytes
    """The file's contents; text is UTF-8."""

    @property
    def text(self) -> str:
        """The contents of a textual result. Raises `UnicodeDecodeError` for the others."""
        return self.data.decode()

    def write(self, path: str | os.PathLike[str]) -> None:
        """Write it to a file, whole or not at all. Raises `CompileError` if that fails."""
        from .lowering.codegen_output import write_atomically

        write_atomically(Path(path), self.data)


def suffix(emit: Emit) -> str:
    """The file suffix that results of that kind have."""
    return _SUFFIXES[emit]


def load(
    path: str | os.PathLike[str],
    *,
    target: str = Pipeline.DEFAULT_TARGET,
    kernels: Sequence[str] = (),
    options: Options | None = None,
    panic: Panic = "trap",
) -> ModuleOp:
    """
    Read an input into a module.

    A `.rs` file, a `.mir` file with its `.json` beside it, or a Cargo package becomes a closed
    `mir` module of its kernels (those named by `kernels` too) and all that they call; a `.mlir`
    file is read at whichever level it is. With `panic="report"` calls that may panic say where they
    are. Raises `CompileError`.
    """
    return _load(Path(path), target, kernels, options, panic=panic)


def _load(
    path: Path,
    target: str,
    kernels: Sequence[str],
    options: Options | None,
    meanwhile: Callable[[], object] = lambda: None,
    panic: Panic = "trap",
) -> ModuleOp:
    """As `load`; `meanwhile` is called while rustc works."""
    if path.suffix == ".mlir":
        if kernels:
            raise CompileError.of(
                f"`{path}` says itself which functions are kernels",
                help=["name kernels only where the input is Rust or MIR text"],
            )
        return read_mlir(path)
    from .collector import paused_collector
    from .frontend.inputs import import_readers, open_input
    from .targets import get_target

    with open_input(path, get_target(target).triple, options) as pending, paused_collector():
        # All that is imported from here on is imported beside rustc and rustdoc.
        defer_irdl_definitions()
        from .frontend.importer import import_crate

        import_readers()
        meanwhile()
        return import_crate(
            pending.result(), kernels=kernels or None, caller_locations=panic == "report"
        )


def read_mlir(path: Path) -> ModuleOp:
    """Read and verify a module in MLIR's syntax. Raises `CompileError`."""
    from xdsl.parser import Parser
    from xdsl.utils.exceptions import DiagnosticException, ParseError

    from .collector import paused_collector
    from .context import new_context
    from .diagnostics import SourceSpan

    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise CompileError.of(f"cannot read `{path}`: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise CompileError.of(f"`{path}` is not MLIR: byte {error.start} is not UTF-8") from error
    try:
        with paused_collector():
            module = Parser(new_context(), text, str(path)).parse_module()
            _drop_empty_names(module)
            module.verify()
    except CompileError:
        raise
    except ParseError as error:
        place = error.span.get_location()
        raise CompileError.of(
            f"`{path}` is not a valid module: {error.msg}",
            SourceSpan(str(path), place.line, place.col),
        ) from error
    except DiagnosticException as error:
        first, *rest = str(error).strip().splitlines() or [""]
        raise CompileError.of(f"`{path}` does not verify: {first}", notes=rest) from error
    return module


def _drop_empty_names(module: ModuleOp) -> None:
    """
    Forget the names of values that are empty, as xDSL has `%_1` be named.

    It takes no such name from anybody else, itself included: the module could not be cloned.
    """
    for op in module.walk():
        for value in (*op.results, *(a for r in op.regions for b in r.blocks for a in b.args)):
            if not value.name_hint:
                value.name_hint = None


def generate(
    module: ModuleOp,
    pipeline: Pipeline,
    emit: Emit = "hsaco",
    *,
    save_stages: str | os.PathLike[str] | None = None,
    worker: CodegenWorker | None = None,
    space_report: SpaceReport | None = None,
) -> Artifact:
    """
    Take a module, at whichever level it is, to `emit`. The module is changed in place.

    With `save_stages`, each stage on the way is written into that folder. `space_report` is shown
    the module's stages, and the assembly if machine code is made. `worker` is a code
    generation process to use; without one, one is started for this call. Raises `CompileError`.
    """
    check_emit(pipeline, emit)
    if emit == "hsaco" and not has_kernel(module):
        raise CompileError.of(
            "there is no kernel to put into a code object",
            help=[
                'write one as `pub extern "gpu-kernel" fn`, or name a function: `--kernel f`, '
                'or `kernels=["f"]` in Python'
            ],
        )
    stages = Stages(None if save_stages is None else Path(save_stages), space_report)
    if emit in _FOR_HOSTS:
        return Artifact(emit, _for_host(module, pipeline, emit).encode())
    if emit in _STOP:
        pipeline.run(module, stop=_STOP[emit], observer=stages.module)
        return Artifact(emit, _text_of(module).encode())
    with ExitStack() as stack:
        linking: Linking | None = None
        if emit == "hsaco":
            from .lowering.linker import Linking

            # It loads while the module is lowered.
            linking = stack.enter_context(Linking())
        pipeline.run(module, observer=stages.module)
        ir = pipeline.llvm_ir(module)
        stages.text("llvm.ll", ir)
        if emit == "llvm-ir":
            return Artifact(emit, ir.encode())
        if worker is None:
            from .lowering.codegen import CodegenWorker

            worker = stack.enter_context(CodegenWorker(once=True))
        output = _machine_code(ir, pipeline, emit, worker, stages)
        if linking is not None:
            output = linking.finish(output)
    if emit == "hsaco" and pipeline.virtual_calls == "indirect" and pipeline.remarks:
        from .call_costs import call_cost_remarks

        for remark in call_cost_remarks(output):
            report(remark)
    return Artifact(emit, output)


def _machine_code(
    ir: str, pipeline: Pipeline, emit: Emit, worker: CodegenWorker, stages: Stages
) -> bytes:
    """The assembly, or the object that is to be linked."""
    kind = "asm" if emit == "asm" else "obj"
    wanted: dict[CodegenEmit, None] = {kind: None}
    if stages.folder is not None:
        wanted |= {"llvm-ir": None, "asm": None}
    if stages.report is not None:
        wanted["asm"] = None
    result = worker.compile(ir, pipeline.codegen_options(), list(wanted))
    if stages.folder is not None:
        stages.text("optimized.ll", result.llvm_ir)
        stages.text("assembly.s", result.assembly)
    if stages.report is not None:
        stages.report.assembly = result.assembly
    return result.outputs[kind]


def _for_host(module: ModuleOp, pipeline: Pipeline, emit: Emit) -> str:
    """What a host has to know of the kernels of a module, in one of its languages."""
    from xdsl.dialects.builtin import StringAttr

    from .context import new_context
    from .host_bindings import c_header, manifest_json, rust_host
    from .kernel_manifest import module_manifest, settle
    from .pipeline import level_of

    level = level_of(module)
    if level == "llvm":
        raise CompileError.of(
            "a module at the `llvm` level says too little of its kernels for a host",
            help=["give the module as it was at the `mir` level"],
        )
    ctx = new_context()
    manifest: Manifest | None = None
    for pass_ in (
        *pipeline.passes(level, "asptr"), *pipeline.asptr_passes(), *pipeline.launch_bounds()
    ):  # fmt: skip
        # What kernels take is settled, and Rust's types are still there.
        if pass_.name == "lower-mir":
            manifest = module_manifest(module, pipeline.resolved_target)
        pass_.apply(ctx, module)
    if manifest is None:
        manifest = module_manifest(module, pipeline.resolved_target)
    manifest = settle(manifest, module)
    if emit == "manifest":
        return manifest_json(manifest)
    if emit == "rust-host":
        return rust_host(manifest)
    crate = module.attributes.get("mir.crate")
    return c_header(manifest, crate.data if isinstance(crate, StringAttr) else "rusticle")


class Stages:
    """Writes each stage of a compilation into a folder, numbered, and reports on it, if asked."""

    def __init__(self, folder: Path | None, report: SpaceReport | None = None) -> None:
        self.folder = folder
        self.report = report
        self._count = 0

    def module(self, name: str, module: ModuleOp) -> None:
        """Take note of a module as it is after the pass of that name."""
        if self.folder is not None:
            self.text(f"{name}.mlir", _text_of(module))
        if self.report is not None:
            self.report.observe(name, module)

    def text(self, name: str, text: str) -> None:
        """Take note of a stage that is no module. Raises `CompileError` if it cannot be written."""
        if self.folder is None:
            return
        from .lowering.codegen_output import write_atomically

        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise CompileError.of(f"cannot write `{self.folder}`: {error.strerror}") from error
        write_atomically(self.folder / f"{self._count:02}-{name}", text.encode())
        self._count += 1


def _text_of(module: ModuleOp) -> str:
    from io import StringIO

    from xdsl.printer import Printer

    stream = StringIO()
    Printer(stream=stream, print_debuginfo=True).print_op(module)
    stream.write("\n")
    return stream.getvalue()


def compile(
    path: str | os.PathLike[str],
    *,
    cpu: str | None = None,
    target: str = Pipeline.DEFAULT_TARGET,
    emit: Emit = "hsaco",
    output: str | os.PathLike[str] | None = None,
    opt_level: OptLevel = "3",
    wave_size: int | None = None,
    code_object_version: int | None = None,
    max_workgroup_size: int | None = None,
    waves_per_eu: tuple[int, ...] | None = None,
    kernels: Sequence[str] = (),
    virtual_calls: VirtualCalls = "direct",
    virtual_call_bound: int = Pipeline.virtual_call_bound,
    kernel_return: KernelReturn = "verify",
    wrap_kernels: WrapWhen = "needed",
    infer_address_spaces: bool = True,
    assume_global_pointees: bool = False,
    flat_remarks: bool = False,
    space_report: SpaceReport | None = None,
    foreign_calls: ForeignCalls = "error",
    panic: Panic = "trap",
    save_stages: str | os.PathLike[str] | None = None,
    options: Options | None = None,
) -> Artifact:
    """
    Compile an input, and write the result to `output` if that is given.

    `cpu` is an AMD processor with optional features, `gfx90a:xnack+`; without one, the target's
    default. The other choices are `Pipeline`'s, and a `space_report` is told what is accessed.
    Raises `CompileError`; then nothing is written.
    """
    pipeline = Pipeline(
        target=target,
        cpu=cpu,
        opt_level=opt_level,
        wave_size=wave_size,
        virtual_calls=virtual_calls,
        virtual_call_bound=virtual_call_bound,
        infer_address_spaces=infer_address_spaces,
        assume_global_pointees=assume_global_pointees,
        flat_remarks=flat_remarks,
        code_object_version=code_object_version,
        max_workgroup_size=max_workgroup_size,
        waves_per_eu=waves_per_eu,
        kernels=tuple(kernels),
        kernel_return=kernel_return,
        wrap_kernels=wrap_kernels,
        foreign_calls=foreign_calls,
        panic=panic,
    )
    # What can be wrong with the options is said before anything is started.
    check_emit(pipeline, emit)
    if output is not None:
        check_output(Path(output))
    from .collector import paused_collector

    # One pause for all of it: between two, the collector would walk the whole module.
    with ExitStack() as stack:
        stack.enter_context(paused_collector())
        worker: CodegenWorker | None = None
        if emit in _MACHINE_CODE:
            from .lowering.codegen import CodegenWorker

            worker = stack.enter_context(CodegenWorker(once=True))

        def meanwhile() -> None:
            # Now that rustc is about done: three processes at once are too many for two processors.
            if worker is not None:
                worker.start(pipeline.codegen_options())
            pipeline.import_lowerings()

        module = _load(Path(path), target, kernels, options, meanwhile, panic)
        artifact = generate(
            module,
            pipeline,
            emit,
            save_stages=save_stages,
            worker=worker,
            space_report=space_report,
        )
    if output is not None:
        artifact.write(output)
    return artifact


def check_emit(pipeline: Pipeline, emit: Emit) -> None:
    """Raise `CompileError` if a pipeline cannot end in that: no such CPU, no such code."""
    if emit not in EMITS:
        raise CompileError.of(
            f"`{emit}` is nothing that can be emitted",
            notes=[f"what can be is {', '.join(f'`{known}`' for known in EMITS)}"],
        )
    target = pipeline.resolved_target
    if emit in _MACHINE_CODE:
        pipeline.codegen_options()
    if emit == "hsaco" and target.arch != "amdgpu":
        raise CompileError.of(
            f"`hsaco` is a code object for AMD GPUs, and the target is `{target.name}`",
            help=["emit `asm` or `obj`"],
        )


def check_output(path: Path) -> None:
    """Raise `CompileError` if it is plain beforehand that no file can be written there."""
    if path.is_dir():
        raise CompileError.of(f"cannot write `{path}`: it is a directory")
    if not path.parent.is_dir():
        raise CompileError.of(f"cannot write `{path}`: there is no directory `{path.parent}`")
