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

from .codegen_output import cannot_write, is_special, temporary_beside, write_atomically

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


def link(
    objects: Sequence[bytes],
    output: Path,
    *,
    linker: Linker | None = None,
    arguments: Sequence[str] = (),
    timeout: float = 120.0,
) -> None:
    """
    Link relocatable `objects` into the code object `output`, whole or not at all.

    `arguments` are passed on to lld; `timeout` is in seconds. Raises `CompileError` with lld's
    words if it refuses.
    """
    write = output
    if not is_special(output):
        write = temporary_beside(Path(os.path.realpath(output)))
    linker = linker or find_linker()
    try:
        with tempfile.TemporaryDirectory(prefix="rusticle-link-") as folder:
            inputs: list[str] = []
            for number, data in enumerate(objects):
                # A fixed name: lld writes the names of its inputs into the symbol table.
                path = Path(folder, f"{number}.o")
                path.write_bytes(data)
                inputs.append(str(path))
            linked = Path(folder, "out") if write is output else write
            command = [str(linker.path), *linker.arguments, "-shared", "-z", "nognustack"]
            command += ["--no-undefined", *arguments, "-o", str(linked), *inputs]
            _run(command, output, timeout, {path: f"object {i}" for i, path in enumerate(inputs)})
            if linked is write:
                write.replace(os.path.realpath(output))
            else:
                write_atomically(output, linked.read_bytes())
    except OSError as error:
        raise cannot_write(output, error) from error
    finally:
        if write is not output:
            with suppress(OSError):
                write.unlink()


def _run(command: list[str], output: Path, timeout: float, names: dict[str, str]) -> None:
    """Run lld; raises `CompileError` with its messages, the inputs called by `names`."""
    if not output.parent.is_dir():
        raise CompileError.of(f"cannot write `{output}`: there is no folder `{output.parent}`")
    try:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=timeout,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise CompileError.of(
            f"`{command[0]}` was still linking after {timeout:g} s, and was stopped"
        ) from None
    except OSError as error:
        raise CompileError.of(
            f"the linker `{command[0]}` cannot be run: {error.strerror}"
        ) from error
    if done.returncode == 0:
        return
    text = done.stderr or done.stdout
    for path, name in names.items():
        text = text.replace(path, name)
    # `ld.lld-22: error: undefined symbol: f`, then `>>> referenced by …` lines.
    lines = [re.sub(r"^[\w./-]*lld[\w.-]*: (?:error: )?", "", line) for line in text.splitlines()]
    lines = [line.strip() for line in lines if line.strip()]
    reason = lines[0] if lines else f"exit status {done.returncode}"
    symbol = re.fullmatch(r"undefined (?:protected |hidden )?symbol: (.*)", reason)
    if symbol is not None:
        raise CompileError.of(
            f"the code object lacks a definition of `{symbol[1]}`",
            notes=lines[1:9],
            help=["a foreign function needs a device library, or delegation to the host"],
        )
    raise CompileError.of(f"the linker failed: {reason}", notes=lines[1:9])
