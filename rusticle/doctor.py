"""
What a compilation needs from the machine: what was found, what is missing, how to get it.

Nothing is built or installed; only the answers of the rustcs that were asked are kept.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .diagnostics import CompileError
from .pipeline import Pipeline

if TYPE_CHECKING:
    from rich.console import Console

    from .frontend.toolchain import Toolchain

LEAST_FREE = 1 << 30
"""Bytes that building a `core` may take on the cache's disk while it runs."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked for."""

    name: str
    found: bool
    detail: str
    """Where or which, or why not."""
    help: tuple[str, ...] = ()
    """How to get it, or what to do about it."""
    required: bool = True
    """Whether compiling a `.rs` file to a code object needs it."""


def examine() -> list[Finding]:
    """Look for everything."""
    return [_packages(), *_toolchain(), _llvm(), _linker(), _mlir_translate(), *_cache()]


def is_ready(findings: Iterable[Finding]) -> bool:
    """Whether all that is required was found."""
    return all(finding.found or not finding.required for finding in findings)


def _packages() -> Finding:
    names = ("rusticle", "xdsl", "llvmlite")
    return Finding("packages", True, ", ".join(f"{name} {version(name)}" for name in names))


def _toolchain() -> list[Finding]:
    from .frontend.toolchain import find_toolchain

    try:
        toolchain = find_toolchain()
    except CompileError as error:
        return [_missing("rustc with library sources", error)]
    return [
        Finding("rustc", True, f"{toolchain.version} at {toolchain.rustc}"),
        Finding("rustdoc", True, toolchain.rustdoc),
        Finding("library sources", True, f"of {toolchain.version}, at {toolchain.library}"),
        _core(toolchain),
    ]


def _core(toolchain: Toolchain) -> Finding:
    from .frontend.device_core import core_directory, find_core

    core = find_core(toolchain, Pipeline.DEFAULT_TARGET)
    if core is not None:
        return Finding("device core", True, f"{core.directory} ({_megabytes(core.directory)})")
    if core_directory(toolchain, Pipeline.DEFAULT_TARGET).exists():
        state = "damaged; the next compilation builds it again, in about a minute"
    else:
        state = "not built yet; the first compilation builds it, in about a minute"
    return Finding("device core", True, state)


def _llvm() -> Finding:
    from importlib import import_module

    try:
        binding: Any = import_module("llvmlite.binding")
    except (ImportError, OSError) as error:
        return Finding(
            "LLVM", False, f"llvmlite cannot be imported: {error}", ("`pip install llvmlite`",)
        )
    name = "LLVM " + ".".join(map(str, binding.llvm_version_info))
    binding.initialize_all_targets()
    try:
        target = binding.Target.from_triple(Pipeline.DEFAULT_TARGET)
    except RuntimeError as error:
        return Finding(
            "LLVM", False, f"{name}, without AMDGPU: {str(error).strip()}",
            ("`pip install --force-reinstall llvmlite` installs one that has it",),
        )  # fmt: skip
    return Finding("LLVM", True, f"{name} in llvmlite, with {target.description}")


def _linker() -> Finding:
    from .lowering.linker import find_linker

    try:
        return Finding("linker", True, str(find_linker().path))
    except CompileError as error:
        return _missing("linker", error)


def _mlir_translate() -> Finding:
    """MLIR's own translator, that the tests compare with; compilations do without."""
    versioned = sorted(Path("/usr/lib").glob("llvm-*/bin/mlir-translate"), reverse=True)
    found = shutil.which("mlir-translate") or next(map(str, versioned), None)
    if found is not None:
        return Finding("mlir-translate", True, found, required=False)
    return Finding(
        "mlir-translate", False, "not found; only tests use it",
        ("on Debian, `apt install mlir-22-tools`",), required=False,
    )  # fmt: skip


def _cache() -> list[Finding]:
    from .frontend.cache import CACHE_DIR_VARIABLE, cache_dir

    directory = cache_dir()
    there = directory
    while not there.exists() and there != there.parent:
        there = there.parent
    elsewhere = f"set `{CACHE_DIR_VARIABLE}` to a directory elsewhere"
    if not there.is_dir():
        return [Finding("cache", False, f"{directory}: `{there}` is no directory", (elsewhere,))]
    if not os.access(there, os.W_OK | os.X_OK):
        return [Finding("cache", False, f"{directory} cannot be written", (elsewhere,))]
    size = _megabytes(directory) if directory.is_dir() else "not made yet"
    free = shutil.disk_usage(there).free
    enough = free >= LEAST_FREE
    return [
        Finding("cache", True, f"{directory} ({size})"),
        Finding(
            "free disk", enough, f"{free >> 20} MB where the cache is",
            () if enough else (f"free {LEAST_FREE >> 20} MB, or {elsewhere}",),
        ),
    ]  # fmt: skip


def _megabytes(directory: Path) -> str:
    total = 0
    for folder, _, names in os.walk(directory):
        for name in names:
            try:
                total += os.lstat(os.path.join(folder, name)).st_size
            except FileNotFoundError:
                continue  # A build that is under way removes files of its own.
    return f"{total / (1 << 20):.0f} MB"


def _missing(name: str, error: CompileError) -> Finding:
    diagnostic = error.diagnostics[0]
    detail = "; ".join([diagnostic.message, *diagnostic.notes])
    return Finding(name, False, detail, diagnostic.help)


def as_json(findings: Iterable[Finding]) -> str:
    """What was found as JSON text; the keys are the fields of `Finding`."""
    findings = list(findings)
    value = {"ready": is_ready(findings), "findings": [asdict(finding) for finding in findings]}
    return json.dumps(value, indent=2)


def render(findings: Iterable[Finding], console: Console) -> None:
    """Print what was found as a table, then how to get what was not."""
    from rich.markup import escape
    from rich.table import Table

    findings = list(findings)
    table = Table(box=None, show_header=False)
    table.add_column()
    table.add_column()
    table.add_column(overflow="fold")
    for finding in findings:
        if finding.found:
            mark = "[green]found[/green]"
        else:
            mark = "[red]missing[/red]" if finding.required else "[yellow]absent[/yellow]"
        table.add_row(mark, escape(finding.name), escape(finding.detail))
    console.print(table, highlight=False)
    for finding in findings:
        for line in finding.help:
            console.print(f"help: {escape(line)}", highlight=False, soft_wrap=True)
