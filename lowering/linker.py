"""
Linking: an AMDGPU object becomes a code object, an ELF shared object that the HSA runtime loads.

The linker is LLVM's `lld`, in whichever form the system has it: `ld.lld`, or the `rust-lld` that
comes with rustup's toolchains.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from rusticle.diagnostics import CompileError

from .codegen_output import write_atomically

LINKER_VARIABLE = "RUSTICLE_LLD"
"""The environment variable that names the linker to use before all others."""


@dataclass(frozen=True, slots=True)
class Linker:
    """An lld, and the arguments that make it take `ld.lld`'s."""

    path: Path
    arguments: tuple[str, ...] = ()


def _as_linker(path: Path) -> Linker:
    """`path` as a linker: `lld` and `rust-lld` are told whose command line to expect."""
    name = path.name
    if name.startswith(("ld.lld", "ld-lld")):
        return Linker(path)
    return Linker(path, ("-flavor", "gnu"))


def _version_key(path: Path) -> tuple[int, str]:
    """Sorts `…/llvm-22/…` and `ld.lld-22` by their number, and otherwise by name."""
    numbers = re.findall(r"(?:llvm-|lld-)(\d+)", str(path))
    return (int(numbers[-1]) if numbers else 0, str(path))


def _candidates() -> Iterator[Path]:
    """Where an lld may be, the most likely to be meant first. What is yielded may not exist."""
    for name in ("ld.lld", "rust-lld", "lld"):
        if found := shutil.which(name):
            yield Path(found)
    folders = [Path(f) for f in os.environ.get("PATH", "").split(os.pathsep) if f]
    versioned = [p for folder in folders for p in folder.glob("ld.lld-[0-9]*")]
    versioned += Path("/usr/lib").glob("llvm-*/bin/ld.lld")
    versioned.append(Path("/opt/rocm/llvm/bin/ld.lld"))
    yield from sorted(versioned, key=_version_key, reverse=True)
    rustup = Path(os.environ.get("RUSTUP_HOME") or Path.home() / ".rustup")
    pattern = "toolchains/*/lib/rustlib/*/bin/rust-lld"
    with suppress(OSError):
        yield from sorted(rustup.glob(pattern))


def find_linker() -> Linker:
    """
    The linker to use: `$RUSTICLE_LLD`, an `ld.lld` or `rust-lld` of the path, then those of known
    installations. Raises `CompileError` if there is none.
    """
    chosen = os.environ.get(LINKER_VARIABLE)
    if chosen:
        found = shutil.which(chosen)
        if found is None:
            raise CompileError.of(
                f"`{LINKER_VARIABLE}` names `{chosen}`, which is no program that can be run"
            )
        return _as_linker(Path(found))
    for candidate in _candidates():
        if candidate.is_file() and os.access(candidate, os.X_OK):
            return _as_linker(candidate)
    raise CompileError.of(
        "no linker for code objects: LLVM's `ld.lld` was not found",
        help=[
            "install it (Debian and Ubuntu: `apt install lld`; Fedora: `dnf install lld`; "
            "rustup: `rustup component add llvm-tools`)",
            f"or set `{LINKER_VARIABLE}` to the path of an `ld.lld` or `rust-lld`",
        ],
    )


class Linking:
    """
    An lld at work, which waits for its object.

    It may be started while the object is still being made: loading lld takes as long as linking a
    kernel with it. Use it as a context manager, so that it is stopped if there is no object.
    """

    def __init__(self, linker: Linker | None = None, *, arguments: Sequence[str] = ()) -> None:
        """`arguments` are passed on to lld. Raises `CompileError` if there is no lld."""
        linker = linker or find_linker()
        self._folder = tempfile.TemporaryDirectory(prefix="rusticle-link-")
        self._output = Path(self._folder.name, "out")
        command = [str(linker.path), *linker.arguments, "-shared", "-z", "nognustack"]
        command += ["--no-undefined", *arguments, "-o", str(self._output), _OBJECT]
        self._program = command[0]
        try:
            self._process = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
            )
        except OSError as error:
            self._folder.cleanup()
            raise CompileError.of(
                f"the linker `{self._program}` cannot be run: {error.strerror}"
            ) from error

    def __enter__(self) -> Linking:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def stop(self) -> None:
        """Stop lld, if it still runs, and remove what it wrote."""
        if self._process.poll() is None:
            self._process.kill()
            self._process.communicate()
        self._folder.cleanup()

    def finish(self, data: bytes, *, timeout: float = 120.0) -> bytes:
        """
        Link a relocatable object. `timeout` is in seconds.

        Raises `CompileError` with lld's words if it refuses.
        """
        try:
            printed, errors = self._process.communicate(data, timeout)
            if self._process.returncode == 0:
                return self._output.read_bytes()
        except subprocess.TimeoutExpired:
            raise CompileError.of(
                f"`{self._program}` was still linking after {timeout:g} s, and was stopped"
            ) from None
        except OSError as error:
            raise CompileError.of(f"the linked file cannot be read: {error.strerror}") from error
        finally:
            self.stop()
        raise _refusal((errors or printed).decode(errors="replace"), self._process.returncode)


_OBJECT = "/dev/stdin"
"""Where lld reads the object. It writes the names of its inputs into the symbol table."""


def link(
    data: bytes, output: Path, *, linker: Linker | None = None, arguments: Sequence[str] = ()
) -> None:
    """
    Link a relocatable object into the code object `output`, whole or not at all.

    `arguments` are passed on to lld. Raises `CompileError` with lld's words if it refuses.
    """
    if not output.parent.is_dir():
        raise CompileError.of(f"cannot write `{output}`: there is no folder `{output.parent}`")
    with Linking(linker, arguments=arguments) as linking:
        write_atomically(output, linking.finish(data))


def _refusal(text: str, status: int) -> CompileError:
    """The error of an lld that failed, from what it printed."""
    text = text.replace(_OBJECT, "the object")
    # `ld.lld-22: error: undefined symbol: f`, then `>>> referenced by …` lines.
    lines = [re.sub(r"^[\w./-]*lld[\w.-]*: (?:error: )?", "", line) for line in text.splitlines()]
    lines = [line.strip() for line in lines if line.strip()]
    reason = lines[0] if lines else f"exit status {status}"
    symbol = re.fullmatch(r"undefined (?:protected |hidden )?symbol: (.*)", reason)
    if symbol is not None:
        return CompileError.of(
            f"the code object lacks a definition of `{symbol[1]}`",
            notes=lines[1:9],
            help=["a foreign function needs a device library, or delegation to the host"],
        )
    return CompileError.of(f"the linker failed: {reason}", notes=lines[1:9])
