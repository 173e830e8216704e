"""The two compilers that are compared: rustc with its own code generator, and this one."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rusticle.frontend.device_core import DeviceCore
from rusticle.frontend.rustc import CrateInput, command_flags, detect_edition
from rusticle.frontend.toolchain import Toolchain

from .processes import CommandFailed, Run, run_measured


def python_environment() -> dict[str, str]:
    """This environment, with Python's cache of compiled modules on, as users have it."""
    return {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}


@dataclass(frozen=True, slots=True)
class Rustc:
    """rustc: from source to an `amdgcn` object, with the prebuilt `core`."""

    toolchain: Toolchain
    core: DeviceCore
    cpu: str

    def command(self, source: Path, emit: str, output: Path) -> list[str]:
        """The command that makes `obj` or `asm` of a source file."""
        crate = CrateInput(root=source, edition=detect_edition(source), cpu=self.cpu)
        return [
            self.toolchain.rustc,
            "--crate-type=lib",
            *command_flags(crate, self.core),
            "-Copt-level=3",
            "--cap-lints=allow",
            f"--emit={emit}",
            "-o",
            str(output),
            str(source),
        ]

    def object(self, source: Path, output: Path) -> Run:
        """Compile to an object. Raises `CommandFailed`."""
        command = self.command(source, "obj", output)
        return run_measured(command, environment=self.toolchain.environment())

    def assembly(self, source: Path, output: Path) -> str:
        """The assembly that it makes. Raises `CommandFailed`."""
        command = self.command(source, "asm", output)
        run_measured(command, environment=self.toolchain.environment())
        return output.read_text(encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Cold:
    """Ours, as a user runs it: a fresh process, from source to a code object."""

    cpu: str

    def command(self, source: Path, output: Path) -> list[str]:
        """The command: what a user would write, who names the host's queue where it is used."""
        calls_host = 'extern "C" {' in source.read_text(encoding="utf-8")
        return [
            sys.executable, "-m", "rusticle", "compile", str(source), "--cpu", self.cpu,
            *(("--foreign-calls", "queue") if calls_host else ()),
            "-o", str(output),
        ]  # fmt: skip

    def code_object(self, source: Path, output: Path) -> Run:
        """Compile to a code object. Raises `CommandFailed`."""
        return run_measured(self.command(source, output), environment=python_environment())


class Warm:
    """Ours, in a process that has compiled before: see `warm.py`. Use it as a context manager."""

    def __init__(self, cpu: str) -> None:
        self.cpu = cpu
        self._command: Sequence[str] = [sys.executable, "-m", "bench.warm"]
        self._process = subprocess.Popen(
            self._command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=Path(__file__).resolve().parent.parent,
            env=python_environment(),
            text=True,
        )

    def __enter__(self) -> Warm:
        return self

    def __exit__(self, *_: object) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait()

    def _ask(self, source: Path, emit: str) -> dict[str, Any]:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        request = {"path": str(source.resolve()), "cpu": self.cpu, "emit": emit}
        try:
            self._process.stdin.write(json.dumps(request) + "\n")
            self._process.stdin.flush()
            line = self._process.stdout.readline()
        except BrokenPipeError:
            line = ""
        if not line:
            assert self._process.stderr is not None
            said = self._process.stderr.read().strip()
            raise CommandFailed(self._command, self._process.wait(), said[-2000:])
        reply: dict[str, Any] = json.loads(line)
        if "error" in reply:
            raise CommandFailed([*self._command, str(source)], 1, reply["error"])
        return reply

    def code_object(self, source: Path) -> Run:
        """Compile to a code object, in the process that goes on. Raises `CommandFailed`."""
        reply = self._ask(source, "hsaco")
        return Run(reply["seconds"], reply["peak_bytes"])

    def assembly(self, source: Path) -> str:
        """The assembly that it makes. Raises `CommandFailed`."""
        return self._ask(source, "asm")["text"]
