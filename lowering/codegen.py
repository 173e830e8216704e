"""
Code generation: LLVM IR text in; assembly, an object, bitcode or optimised IR out.

LLVM aborts its process on what it cannot compile (`LLVM ERROR: Cannot select ...`) and exits it on
what a target forbids (`error: local memory (70000) exceeds limit (65536)`), so that it runs in a
child process (`codegen_worker.py`). A `CodegenWorker` owns one child. It may be started early,
while the frontend still works, and restarts the child after a failure. What LLVM says becomes a
`CompileError`; if LLVM died, the IR is kept in a file that a note of the error names.
"""

from __future__ import annotations

import contextlib
import importlib.util
import marshal
import os
import re
import selectors
import signal
import subprocess
import sys
import tempfile
import threading
import time
import weakref
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Literal, cast, get_args

from rusticle.diagnostics import CompileError, Diagnostic, SourceSpan

Emit = Literal["llvm-ir", "bitcode", "asm", "obj"]
"""What code generation can answer with."""

OptLevel = Literal["0", "1", "2", "3", "s"]
"""How much LLVM optimises; `s` for size."""


@dataclass(frozen=True, slots=True)
class CodegenOptions:
    """For what machine, and how, LLVM generates code."""

    triple: str = "amdgcn-amd-amdhsa"
    """The target triple."""
    cpu: str = ""
    """The processor, in LLVM's spelling (`gfx1100`); empty for the triple's default."""
    features: str = ""
    """Subtarget features, as `+wavefrontsize64,-xnack`."""
    opt_level: OptLevel = "3"
    """LLVM's optimisation level."""
    reloc: Literal["default", "static", "pic", "dynamicnopic"] = "pic"
    """Relocation model; code objects are shared objects, hence `pic`."""
    code_model: Literal["default", "small", "kernel", "medium", "large"] = "default"
    """Code model; `default` is the target's own choice."""
    library: str = ""
    """A file of bitcode to link in if the module declares functions of AMD's `ocml`."""
    verbose_asm: bool = True
    """Whether assembly carries LLVM's comments: register counts, loop structure."""


@dataclass(frozen=True, slots=True)
class CodegenResult:
    """What LLVM made of a module."""

    outputs: dict[Emit, bytes]
    """What was asked for, by kind."""
    warnings: tuple[Diagnostic, ...] = ()
    """What LLVM printed while it succeeded."""
    seconds: dict[str, float] = field(default_factory=dict[str, float])
    """Time by stage, in seconds, as the child measured it."""

    @property
    def assembly(self) -> str:
        """The assembly text; it must have been asked for."""
        return self.outputs["asm"].decode()

    @property
    def llvm_ir(self) -> str:
        """The optimised LLVM IR; it must have been asked for."""
        return self.outputs["llvm-ir"].decode()

    @property
    def object(self) -> bytes:
        """The relocatable object (ELF); it must have been asked for."""
        return self.outputs["obj"]

    @property
    def bitcode(self) -> bytes:
        """The optimised module as bitcode; it must have been asked for."""
        return self.outputs["bitcode"]


_STAGES = {
    "target": "setting up the target",
    "parse": "parsing the IR",
    "link": "linking AMD's device library",
    "verify": "verifying the IR",
    "optimise": "optimising",
    "llvm-ir": "printing the IR",
    "bitcode": "writing bitcode",
    "asm": "emitting assembly",
    "obj": "emitting an object",
}
"""What LLVM does in each stage that the child names, for messages."""


class _TimedOut(Exception):
    """The child did not answer in time."""


class _Child:
    """One child process, its pipes, and the file that its standard error goes to."""

    def __init__(self) -> None:
        llvmlite = importlib.util.find_spec("llvmlite")
        if llvmlite is None or llvmlite.origin is None:
            raise CompileError.of(
                "code generation needs llvmlite, which is not installed",
                help=["install it with `pip install llvmlite`"],
            )
        errors: IO[bytes] | None = None
        try:
            # A file, not a pipe: nobody reads it while LLVM works, and LLVM may print much.
            errors = tempfile.TemporaryFile(prefix="rusticle-llvm-")  # noqa: SIM115
            self.process = subprocess.Popen(
                [
                    sys.executable,
                    "-I",
                    "-S",
                    str(Path(__file__).with_name("codegen_worker.py")),
                    str(Path(llvmlite.origin).parent.parent),
                ],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                bufsize=0,
            )
        except OSError as error:
            if errors is not None:
                errors.close()
            raise CompileError.of(
                f"the code generation process cannot be started: {error.strerror}"
            ) from error
        self.errors = errors
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.input = self.process.stdin
        self.output = self.process.stdout
        os.set_blocking(self.input.fileno(), False)
        os.set_blocking(self.output.fileno(), False)
        self._read_errors_to = 0

    def exchange(
        self, request: bytes, deadline: float | None
    ) -> tuple[tuple[object, ...] | None, str]:
        """
        Send `request`, and return the answer and the last stage that the child named.

        The answer is `None` if the child ended first. Raises `_TimedOut` at `deadline`, a value
        of `time.monotonic`.
        """
        stage = ""
        received = bytearray()
        unsent = memoryview(request)
        with selectors.DefaultSelector() as selector:
            selector.register(self.output, selectors.EVENT_READ)
            selector.register(self.input, selectors.EVENT_WRITE)
            while True:
                left = None if deadline is None else deadline - time.monotonic()
                if left is not None and left <= 0:
                    raise _TimedOut(stage)
                for key, _ in selector.select(left):
                    if key.fileobj is self.input:
                        try:
                            unsent = unsent[os.write(self.input.fileno(), unsent[:65536]) :]
                        except BrokenPipeError:
                            unsent = unsent[len(unsent) :]
                        if not unsent:
                            selector.unregister(self.input)
                        continue
                    chunk = os.read(self.output.fileno(), 1 << 20)
                    if not chunk:
                        return None, stage
                    received += chunk
                    while len(received) >= 8:
                        end = 8 + int.from_bytes(received[:8], "little")
                        if len(received) < end:
                            break
                        message = cast("tuple[object, ...]", marshal.loads(received[8:end]))
                        del received[:end]
                        if message[0] != "stage":
                            return message, stage
                        stage = cast("str", message[1])

    def new_errors(self) -> str:
        """What the child has printed to standard error since the last call."""
        text = os.pread(self.errors.fileno(), 1 << 24, self._read_errors_to)
        self._read_errors_to += len(text)
        return text.decode(errors="replace").strip()

    def stop(self) -> int:
        """End the child at once; returns its exit status, negative for a signal."""
        # An idle child ends by itself as its input closes; a busy one would finish its work first.
        status = self.process.poll()
        if status is None:
            self.process.kill()
            status = self.process.wait()
        for stream in (self.input, self.output, self.errors):
            with contextlib.suppress(OSError):
                stream.close()
        return status


class CodegenWorker:
    """
    A child process that generates code, restarted when LLVM takes it down.

    Threads may share a worker: their requests are answered one after the other. For work in
    parallel, give each thread its own. As a context manager it closes itself.

        with CodegenWorker() as worker:
            worker.start()                      # at once; the child gets ready meanwhile
            ir = ...
            result = worker.compile(ir, CodegenOptions(cpu="gfx1100"), ["asm"])
            print(result.assembly)
    """

    def __init__(
        self,
        *,
        timeout: float | None = 300.0,
        report_directory: Path | None = None,
        once: bool = False,
    ) -> None:
        """
        `timeout` is in seconds and for each request; `None` waits without end. The IR that LLVM
        died of is kept in `report_directory` (default: the system's temporary folder). Where it
        serves `once`, the child is told to end as soon as it has answered.
        """
        self._once = once
        self.timeout = timeout
        self.report_directory = report_directory
        self._lock = threading.Lock()
        self._child: _Child | None = None
        self._finalizer: weakref.finalize[..., CodegenWorker] | None = None

    def start(self, options: CodegenOptions | None = None) -> None:
        """
        Start the child, unless it runs already. Does not wait for it to be ready.

        With `options`, it gets ready for modules that are compiled with them.
        """
        with self._lock:
            child = self._running()
            if options is not None:
                # A child that has died is found when there is something to compile.
                with contextlib.suppress(OSError):
                    os.write(child.input.fileno(), _request("", options, ()))

    def _running(self) -> _Child:
        if self._child is not None and self._child.process.poll() is not None:
            self._stop()  # it ended while idle: killed from outside
        if self._child is None:
            self._child = _Child()
            self._finalizer = weakref.finalize(self, self._child.stop)
        return self._child

    def _stop(self) -> int:
        child, self._child = self._child, None
        if child is None:
            return 0
        if self._finalizer is not None:
            self._finalizer.detach()
            self._finalizer = None
        return child.stop()

    def close(self) -> None:
        """End the child. A later request starts a new one."""
        with self._lock:
            self._stop()

    def __enter__(self) -> CodegenWorker:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def compile(
        self, ir: str, options: CodegenOptions, emit: Sequence[Emit] = ("obj",)
    ) -> CodegenResult:
        """
        Verify, optimise and emit the LLVM IR module `ir`.

        Raises `CompileError` if LLVM refuses the module, the options, or dies of either.
        """
        _check_options(options, emit)
        request = _request(ir, options, emit)
        with self._lock:
            deadline = None if self.timeout is None else time.monotonic() + self.timeout
            child = self._running()
            try:
                answer, stage = child.exchange(request, deadline)
                errors = child.new_errors()
            except _TimedOut as timed_out:
                self._stop()
                stage = _STAGES.get(str(timed_out), "starting")
                raise CompileError.of(
                    f"LLVM was still {stage} after {self.timeout:g} s, and was stopped",
                    notes=[self._keep(ir, options)],
                    help=["allow it more time, or lower the optimisation level"],
                ) from None
            except BaseException:
                # Interrupted amid a message (Ctrl-C): the child's state is unknown, so it goes.
                self._stop()
                raise
            if answer is None:
                errors = child.new_errors() or errors
                # The pipe closes a moment before the process can be waited for.
                with contextlib.suppress(subprocess.TimeoutExpired):
                    child.process.wait(5)
                raise self._death(ir, options, stage, errors, self._stop())
            if self._once:
                # To give its memory back takes the system a while, which nobody need wait for.
                child.process.kill()
        if answer[0] == "failed":
            failed_stage, message = cast("tuple[str, str]", answer[1:3])
            raise self._refusal(ir, options, failed_stage, message)
        _refuse_unknown(errors)
        warnings = _diagnostics(errors, default="warning")
        outputs, seconds = cast("tuple[dict[Emit, bytes], dict[str, float]]", answer[1:3])
        return CodegenResult(outputs, warnings, seconds)

    def _refusal(self, ir: str, options: CodegenOptions, stage: str, message: str) -> CompileError:
        """The error of a module that LLVM refused in good order."""
        message = message.removeprefix("LLVM IR parsing error\n").strip()
        if stage == "target":
            return CompileError.of(f"LLVM cannot generate this code: {message}")
        if "can't emit a file of this type" in message:
            return CompileError.of(
                f"LLVM emits no `{stage}` for `{options.triple}`", help=["ask for `asm`"]
            )
        first, *rest = message.splitlines() or [""]
        return CompileError.of(
            f"LLVM refused the module while {_STAGES.get(stage, stage)}: {first}",
            notes=[*rest, self._keep(ir, options)],
        )

    def _death(
        self, ir: str, options: CodegenOptions, stage: str, errors: str, status: int
    ) -> CompileError:
        """The error of a child that died with exit status `status`, having printed `errors`."""
        _refuse_unknown(errors)
        doing = _STAGES.get(stage, "starting")
        found = _diagnostics(errors, default="note")
        reported = [d for d in found if d.severity == "error"]
        if reported and status >= 0:
            # LLVM's own diagnostic, after which it exits: the code is at fault, not LLVM.
            return CompileError(*reported)
        if intrinsic := _NO_INTRINSIC.search(errors):
            return CompileError.of(
                f"`{options.cpu or options.triple}` has no instruction for the intrinsic "
                f"`{intrinsic.group(1)}`",
                help=["compile for a processor that has it"],
            )
        keep = self._keep(ir, options)
        if status == -signal.SIGKILL:
            return CompileError.of(
                f"LLVM was killed while {doing}",
                notes=["the system ends processes when memory runs out", keep],
            )
        how = f"signal {-status}" if status < 0 else f"status {status}"
        fatal = _FATAL.search(errors)
        what = fatal.group(1).strip() if fatal else ""
        if not what and errors:
            what = errors.splitlines()[-1].strip()
        return CompileError.of(
            f"LLVM failed while {doing}: {what or how}",
            notes=[*_context_of(errors, what), keep],
            help=["this is a bug in LLVM or in rusticle: please report it with that file"],
        )

    def _keep(self, ir: str, options: CodegenOptions) -> str:
        """Write `ir` to a file for a report; returns the note that names it."""
        header = (
            f"; llc -mtriple={options.triple} -mcpu={options.cpu or '(default)'} "
            f"-mattr={options.features or '(none)'} -O{options.opt_level}\n"
        )
        try:
            descriptor, path = tempfile.mkstemp(
                prefix="rusticle-", suffix=".ll", dir=self.report_directory
            )
            with os.fdopen(descriptor, "w", encoding="utf-8") as file:
                file.write(header + ir)
        except OSError as error:
            return f"the LLVM IR could not be kept for a report: {error.strerror}"
        return f"the LLVM IR is in {path}"


_FATAL = re.compile(r"^(?:LLVM ERROR|fatal error|UNREACHABLE executed): *(.*)$", re.MULTILINE)

_NO_INTRINSIC = re.compile(r"Cannot select: intrinsic %([\w.]+)")

_UNKNOWN = re.compile(
    r"^'(.*)' is not a recognized (processor|feature) for this target", re.MULTILINE
)


def _refuse_unknown(errors: str) -> None:
    """Refuse a processor or feature that LLVM says it does not know, and then ignores."""
    unknown = dict.fromkeys(match.groups() for match in _UNKNOWN.finditer(errors))
    if unknown:
        raise CompileError(
            *(Diagnostic(f"LLVM knows no {what} `{name}` of this target") for name, what in unknown)
        )


_PRINTED = re.compile(
    r"^(?:(?P<file>[^\s:][^:\n]*):(?P<line>\d+):(?P<column>\d+): *)?"
    r"(?P<severity>error|warning|remark): *"
    r"(?:(?P<file2>[^\s:][^:\n]*):(?P<line2>\d+):(?P<column2>\d+): *)?"
    r"(?P<message>.*)$"
)


def _diagnostics(text: str, default: Literal["warning", "note"]) -> tuple[Diagnostic, ...]:
    """
    What LLVM printed, as diagnostics.

    LLVM prints `error: FILE:LINE:COLUMN: in function NAME TYPE: MESSAGE` for what has a debug
    location, with `<unknown>:0:0` for what has none. Lines of no severity count as warnings if
    `default` says so, and are dropped otherwise.
    """
    found: list[Diagnostic] = []
    for line in text.splitlines():
        if not line.strip():
            continue
        match = _PRINTED.match(line)
        if match is None:
            if default == "warning":
                found.append(Diagnostic(line.strip(), severity="warning"))
            continue
        file, number, column = (
            match[name] or match[f"{name}2"] for name in ("file", "line", "column")
        )
        span = None
        if file is not None and int(number) > 0:
            span = SourceSpan(file, int(number), max(1, int(column)))
        severity = cast('Literal["error", "warning", "remark"]', match["severity"])
        found.append(Diagnostic(match["message"].strip(), span, severity=severity))
    return tuple(found)


def _context_of(errors: str, what: str) -> list[str]:
    """The lines that LLVM printed beside its message, at most eight: they name the function."""
    lines = [line.strip() for line in errors.splitlines() if line.strip()]
    return [line for line in lines if not what or what not in line][:8]


def _request(ir: str, options: CodegenOptions, emit: Sequence[Emit]) -> bytes:
    """The message that asks for a module's outputs (`codegen_worker.Request`)."""
    payload = marshal.dumps(
        {
            "ir": ir,
            "triple": options.triple,
            "cpu": options.cpu,
            "features": options.features,
            "opt_level": options.opt_level,
            "reloc": options.reloc,
            "code_model": options.code_model,
            "library": options.library,
            "verbose_asm": options.verbose_asm,
            "emit": list(emit),
        }
    )
    return len(payload).to_bytes(8, "little") + payload


def _check_options(options: CodegenOptions, emit: Sequence[Emit]) -> None:
    """Refuse options that LLVM's C interface would answer with an assertion."""
    for kind in emit:
        if kind not in get_args(Emit):
            raise CompileError.of(
                f"code generation cannot emit `{kind}`",
                help=[f"one of: {', '.join(get_args(Emit))}"],
            )
    if options.opt_level not in get_args(OptLevel):
        raise CompileError.of(
            f"unknown optimisation level `{options.opt_level}`",
            help=[f"one of: {', '.join(get_args(OptLevel))}"],
        )
    for value in (options.triple, options.cpu, options.features):
        if "\0" in value:
            raise CompileError.of("a target's name, processor or features hold a NUL byte")


def generate(ir: str, options: CodegenOptions, emit: Sequence[Emit] = ("obj",)) -> CodegenResult:
    """`CodegenWorker.compile` with a child for this module alone."""
    with CodegenWorker(once=True) as worker:
        return worker.compile(ir, options, emit)
