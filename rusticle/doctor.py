"""What a compilation needs from the machine: what was found, what is missing, how to get it."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.metadata import version
from typing import TYPE_CHECKING

from .diagnostics import CompileError
from .pipeline import Pipeline

if TYPE_CHECKING:
    from rich.console import Console


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked for."""

    name: str
    found: bool
    detail: str
    """Where or which, or why not."""
    help: tuple[str, ...] = ()
    """How to get it."""


def examine() -> list[Finding]:
    """Look for everything; nothing is built or installed."""
    return [_python(), *_toolchain(), _linker(), _llvm()]


def _python() -> Finding:
    packages = ", ".join(f"{name} {version(name)}" for name in ("rusticle", "xdsl", "llvmlite"))
    return Finding("packages", True, packages)


def _toolchain() -> list[Finding]:
    from .frontend.device_core import find_core
    from .frontend.toolchain import find_toolchain

    try:
        toolchain = find_toolchain()
    except CompileError as error:
        return [_missing("Rust toolchain with library sources", error)]
    found = Finding("Rust toolchain", True, f"{toolchain.version} at {toolchain.rustc}")
    core = find_core(toolchain, Pipeline.DEFAULT_TARGET)
    if core is None:
        state = "not built yet; the first compilation builds it, in about a minute"
    else:
        state = str(core.directory)
    return [found, Finding("device core", True, state)]


def _linker() -> Finding:
    from .lowering.linker import find_linker

    try:
        return Finding("linker", True, str(find_linker().path))
    except CompileError as error:
        return _missing("linker", error)


def _llvm() -> Finding:
    from llvmlite import binding

    return Finding("LLVM", True, ".".join(map(str, binding.llvm_version_info)))


def _missing(name: str, error: CompileError) -> Finding:
    diagnostic = error.diagnostics[0]
    return Finding(name, False, diagnostic.message, diagnostic.help)


def render(findings: list[Finding], console: Console) -> None:
    """Print what was found as a table, then how to get what was not."""
    from rich.markup import escape
    from rich.table import Table

    table = Table(box=None, show_header=False)
    for finding in findings:
        mark = "[green]found[/green]" if finding.found else "[red]missing[/red]"
        table.add_row(mark, escape(finding.name), escape(finding.detail))
    console.print(table)
    for finding in findings:
        for line in finding.help:
            console.print(f"help: {escape(line)}", highlight=False)
