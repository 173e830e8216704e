"""
The code generation child: LLVM in a process of its own, which may abort without harm.

The parent (`codegen.py`) runs this file by its path, not as a module, so that nothing but llvmlite
is imported and the child is ready within a tenth of a second: `python -I -S codegen_worker.py
SITE_PACKAGES`. It answers requests until its standard input ends. Every message, either
way, is an eight-byte little-endian length followed by that many bytes of `marshal`: both ends are
the same interpreter, and no module need be imported for it.

A request is a dictionary (see `Request`); one without outputs is for the child to get ready, and
is not answered. While it works on one, the child names each stage before
it enters it (`("stage", NAME)`), so that the parent can say what LLVM was doing when it died; the
answer is `("done", {emit: bytes}, {stage: seconds})` or `("failed", STAGE, MESSAGE)`. What LLVM
prints goes to standard error, which the parent keeps.

The pipeline is the one that rustc runs (`rustc_codegen_llvm/src/back/write.rs` and
`PassWrapper.cpp`): LLVM's default per-module pipeline, with vectorisation and unrolling from
level 2 on, and level `s` as level 2 over functions marked `optsize`.
"""

from __future__ import annotations

import marshal
import os
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any, BinaryIO, TypedDict, cast


class Request(TypedDict):
    """What the parent asks for."""

    ir: str
    """The module as LLVM IR text."""
    triple: str
    """The target triple."""
    cpu: str
    """The processor, in LLVM's spelling; empty for the triple's default."""
    features: str
    """Subtarget features, `+a,-b`."""
    opt_level: str
    """`0` to `3`, or `s`."""
    reloc: str
    """LLVM's relocation model."""
    code_model: str
    """LLVM's code model."""
    emit: list[str]
    """Any of `llvm-ir`, `bitcode`, `asm`, `obj`."""
    library: str
    """A file of bitcode with the functions of AMD's `ocml`, or nothing."""
    verbose_asm: bool
    """Whether assembly carries LLVM's comments."""


class Failed(Exception):
    """A request that LLVM refused without dying: the stage and LLVM's message."""

    def __init__(self, stage: str, message: str) -> None:
        super().__init__(stage, message)
        self.stage = stage
        self.message = message


def read_message(stream: BinaryIO) -> object | None:
    """The next message of `stream`, or `None` at its end."""
    header = stream.read(8)
    if len(header) < 8:
        return None
    size = int.from_bytes(header, "little")
    payload = stream.read(size)
    return marshal.loads(payload) if len(payload) == size else None


def frame(message: Any) -> bytes:
    """`message` as it goes over the pipe."""
    payload = marshal.dumps(message)
    return len(payload).to_bytes(8, "little") + payload


def _target_machine(binding: Any, request: Request, machines: dict[tuple[str, ...], Any]) -> Any:
    """The target machine that `request` asks for; one is kept per set of options."""
    level = request["opt_level"]
    key = (
        request["triple"],
        request["cpu"],
        request["features"],
        level,
        request["reloc"],
        request["code_model"],
    )
    machine = machines.get(key)
    if machine is None:
        try:
            machine = binding.Target.from_triple(request["triple"]).create_target_machine(
                cpu=request["cpu"],
                features=request["features"],
                opt=2 if level == "s" else int(level),
                reloc=request["reloc"],
                codemodel=request["code_model"],
            )
        except RuntimeError as error:
            raise Failed("target", str(error)) from error
        machine.set_asm_verbosity(request["verbose_asm"])
        machines[key] = machine
    else:
        machine.set_asm_verbosity(request["verbose_asm"])
    return machine


def _check_layout(module: Any, machine: Any) -> None:
    """Refuse a module whose data layout or triple is not the target machine's."""
    expected = str(machine.target_data)
    if not module.data_layout:
        module.data_layout = expected
    elif module.data_layout != expected:
        raise Failed(
            "target",
            f"the module's data layout `{module.data_layout}` is not the target's: `{expected}`",
        )
    if not module.triple:
        module.triple = machine.triple
    elif module.triple != machine.triple:
        raise Failed(
            "target", f"the module is for `{module.triple}`, code is wanted for `{machine.triple}`"
        )


def _link_library(binding: Any, module: Any, request: Request, context: Any) -> None:
    """
    Link in the functions of AMD's `ocml` that the module declares, and the constants by which they
    know their GPU (`oclc_*.bc` beside it, made here since a package has those of its day only).

    What the module does not need goes away: all of the library becomes internal to the module.
    """
    import re

    try:
        with open(request["library"], "rb") as file:
            library = binding.parse_bitcode(file.read(), context)
        triple, layout = module.triple, module.data_layout
        wave64 = "+wavefrontsize64" in request["features"]
        old = re.match(r"gfx([6-9][0-9a-f]{2})$", request["cpu"]) is not None
        wave64 = wave64 or (old and "+wavefrontsize32" not in request["features"])
        number = re.match(r"gfx(\d+)([0-9a-f])([0-9a-f])$", request["cpu"])
        version = 0
        if number is not None:
            version = int(number[1]) * 1000 + int(number[2], 16) * 100 + int(number[3], 16)
        values = {
            "ISA_version": f"i32 {version}",
            "ABI_version": "i32 500",
            "wavefrontsize64": f"i8 {int(wave64)}",
            "finite_only_opt": "i8 0",
            "unsafe_math_opt": "i8 0",
            "daz_opt": "i8 0",
            "correctly_rounded_sqrt32": "i8 1",
        }
        constants = [
            f"@__oclc_{name} = linkonce_odr hidden addrspace(4) constant {value}\n"
            for name, value in values.items()
        ]
        own = {f.name for f in module.functions if not f.is_declaration}
        globals_ = {g.name for g in module.global_variables}
        library.link_in(binding.parse_assembly("".join(constants), context))
        library.triple, library.data_layout = triple, layout
        module.link_in(library)
        for function in module.functions:
            if not function.is_declaration and function.name not in own:
                function.linkage = "internal"
        for variable in module.global_variables:
            if not variable.is_declaration and variable.name not in globals_:
                variable.linkage = "internal"
    except (OSError, RuntimeError) as error:
        raise Failed("link", str(error)) from error


def _optimise(binding: Any, module: Any, machine: Any, level: str) -> None:
    """Run LLVM's default pipeline of `level` over `module`."""
    speed = 2 if level == "s" else int(level)
    if level == "s":
        for function in module.functions:
            if not function.is_declaration:
                function.add_function_attribute("optsize")
    options = binding.create_pipeline_tuning_options(speed_level=speed)
    options.loop_vectorization = speed >= 2
    options.slp_vectorization = speed >= 2
    options.loop_unrolling = speed >= 2
    options.loop_interleaving = speed >= 2
    builder = binding.create_pass_builder(machine, options)
    builder.getModulePassManager().run(module, builder)


def answer(
    binding: Any,
    request: Request,
    machines: dict[tuple[str, ...], Any],
    enter: Callable[[str], None],
) -> dict[str, bytes]:
    """The outputs that `request` asks for. Calls `enter` before each stage."""
    enter("target")
    machine = _target_machine(binding, request, machines)
    # A context per request: what one module defines (types, metadata) is not seen by the next,
    # so an answer depends on its request alone.
    context = binding.create_context()
    enter("parse")
    try:
        module = binding.parse_assembly(request["ir"], context)
    except RuntimeError as error:
        raise Failed("parse", str(error)) from error
    try:
        _check_layout(module, machine)
        if request.get("library") and "@__ocml_" in request["ir"]:
            enter("link")
            _link_library(binding, module, request, context)
        return _outputs(binding, module, machine, request, enter, context)
    finally:
        # Before its context, whatever becomes of the error and of what that refers to.
        module.close()


def _outputs(
    binding: Any,
    module: Any,
    machine: Any,
    request: Request,
    enter: Callable[[str], None],
    context: Any,
) -> dict[str, bytes]:
    """Verify and optimise a module, and emit what the request asks for."""
    enter("verify")
    try:
        module.verify()
    except RuntimeError as error:
        raise Failed("verify", str(error)) from error
    enter("optimise")
    _optimise(binding, module, machine, request["opt_level"])
    if request["cpu"].startswith(_ONE_TRAP_A_FUNCTION) and "@llvm.trap()" in request["ir"]:
        ir = str(module)
        shared = share_traps(ir)
        if shared != ir:
            module = binding.parse_assembly(shared, context)
            try:
                return _emissions(module, machine, request, enter)
            finally:
                module.close()
    return _emissions(module, machine, request, enter)


_ONE_TRAP_A_FUNCTION = ("gfx110", "gfx11-generic")
"""
The processors for which LLVM 22 expands only one trap of a function.

Their traps do nothing in some modes of the hardware, so that LLVM replaces them by a sequence
(`SIInstrInfo::insertSimulatedTrap`). After the first in a block that ends there, it goes on behind
all other blocks, and dies of the next (`Unsupported instruction`).
"""


def share_traps(ir: str) -> str:
    """
    LLVM IR text in which functions with several traps have one, to which they branch.

    The branches keep the lines that the traps were at.
    """
    import re

    trap = re.compile(
        r"^  (?:tail )?call void @llvm\.trap\(\)[^\n]*?(, !dbg !\d+)?\n  unreachable[^\n]*$", re.M
    )

    def share(function: re.Match[str]) -> str:
        text, count = trap.subn(r"  br label %rusticle.trap\1", function[0])
        if count < 2:
            return function[0]
        return f"{text}\nrusticle.trap:\n  call void @llvm.trap()\n  unreachable\n"

    return re.sub(r"^define .*?\n(?=}$)", share, ir, flags=re.M | re.S)


def _emissions(
    module: Any, machine: Any, request: Request, enter: Callable[[str], None]
) -> dict[str, bytes]:
    """What the request asks for, of an optimised module."""
    outputs: dict[str, bytes] = {}
    for kind in request["emit"]:
        enter(kind)
        if kind == "llvm-ir":
            outputs[kind] = str(module).encode()
        elif kind == "bitcode":
            outputs[kind] = module.as_bitcode()
        else:
            # Emission rewrites the module, so that each starts from a copy of its own.
            copy = module.clone()
            try:
                if kind == "asm":
                    outputs[kind] = machine.emit_assembly(copy).encode()
                else:
                    outputs[kind] = machine.emit_object(copy)
            except RuntimeError as error:
                raise Failed(kind, str(error)) from error
            finally:
                copy.close()
    return outputs


class _Path(str):
    """The little of `importlib.resources` that llvmlite uses to find its library: a path."""

    def __truediv__(self, name: str) -> _Path:
        return _Path(f"{self}/{name}")

    def __enter__(self) -> _Path:
        return self

    def __exit__(self, *_: object) -> None:
        pass


def _folder_of(package: str) -> _Path:
    return _Path(os.path.dirname(sys.modules[package].__file__ or ""))


def import_llvmlite() -> Any:
    """
    Import `llvmlite.binding`, without the half of its imports that serve to find one file.

    `importlib.resources` also reads packages in archives, for which it imports `zipfile`,
    `tempfile`, `pathlib` and `typing`; llvmlite's library is a file beside its modules.
    """
    import importlib

    name = "importlib.resources"
    resources = type(sys)(name)
    resources.__dict__.update(files=_folder_of, as_file=_Path)
    sys.modules[name] = importlib.__dict__["resources"] = resources
    try:
        import llvmlite.binding as binding
    finally:
        del sys.modules[name], importlib.__dict__["resources"]
    return binding


def get_ready(binding: Any, request: Request, machines: dict[tuple[str, ...], Any]) -> None:
    """
    Compile a module with next to nothing in it.

    Afterwards the parts of LLVM that every module needs are in memory: the first module of a
    process takes a third longer than the second. What is wrong with the options is said of the
    request for which it matters.
    """
    empty: Request = {**request, "ir": "define void @f() { ret void }", "emit": ["obj"]}
    with suppress(Failed):
        answer(binding, empty, machines, lambda _: None)


def main() -> None:
    """Serve requests from standard input until it ends."""
    # The answers keep the original standard output; whatever LLVM prints there joins its errors.
    output = os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(2, 1)
    # Ctrl-C ends it at once; Python's own handler would wait for LLVM to return.
    import resource
    import signal

    signal.signal(signal.SIGINT, signal.SIG_DFL)

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

    binding = import_llvmlite()
    binding.initialize_all_targets()
    binding.initialize_all_asmprinters()
    # Requests are few and short-lived; a collection in the midst of one only costs time.
    import gc

    gc.disable()

    machines: dict[tuple[str, ...], Any] = {}
    source = sys.stdin.buffer
    seconds: dict[str, float] = {}
    stage, since = "", 0.0

    def enter(name: str) -> None:
        nonlocal stage, since
        now = time.perf_counter()
        if stage:
            seconds[stage] = now - since
        stage, since = name, now
        if name:
            output.write(frame(("stage", name)))

    while (message := read_message(source)) is not None:
        request = cast("Request", message)
        if not request["emit"]:
            get_ready(binding, request, machines)
            continue
        seconds = {}
        stage = ""
        try:
            outputs = answer(binding, request, machines, enter)
        except Failed as failure:
            output.write(frame(("failed", failure.stage, failure.message)))
        else:
            enter("")
            output.write(frame(("done", outputs, seconds)))


if __name__ == "__main__":
    # Without `site` (see the module's first lines) llvmlite's folder is not on the path.
    sys.path.insert(0, sys.argv[1])
    main()
