"""Showing a code object to a person, as tables, or to a program, as JSON."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from .runtime.code_object import CodeObject, Kernel, read_code_object_file


def inspect_file(path: str | Path) -> CodeObject:
    """Read the code object in the file `path`. Raises `CompileError` if it is not one."""
    return read_code_object_file(Path(path))


def as_json(code_object: CodeObject) -> str:
    """The code object as JSON text; the keys are the fields of `CodeObject` and what it holds."""
    value: dict[str, Any] = asdict(code_object)
    return json.dumps(value, indent=2)


def render(code_object: CodeObject, console: Console) -> None:
    """Print the code object on `console`: its kernels' resources, then each one's arguments."""
    console.print(
        f"[bold]{escape(code_object.target)}[/bold], code object version {code_object.version}, "
        f"{code_object.size} bytes",
        highlight=False,
    )
    if not code_object.kernels:
        console.print("It has no kernels.")
        return
    console.print(_resources(code_object))
    for kernel in code_object.kernels:
        console.print(_arguments(kernel))


def _resources(code_object: CodeObject) -> Table:
    table = Table(title="Kernels", title_justify="left")
    table.add_column("kernel", overflow="fold")
    for heading in ("code", "SGPRs", "VGPRs", "spills", "LDS", "scratch", "wave", "workgroup"):
        table.add_column(heading, justify="right")
    for kernel in code_object.kernels:
        vgprs = f"{kernel.vgprs}" + (f" + {kernel.agprs}" if kernel.agprs else "")
        if kernel.required_workgroup_size is not None:
            workgroup = " × ".join(map(str, kernel.required_workgroup_size))
        else:
            workgroup = f"≤ {kernel.max_workgroup_size}"
        scratch = f"{kernel.scratch_size}" + (" + dynamic" if kernel.uses_dynamic_stack else "")
        table.add_row(
            escape(kernel.name),
            str(kernel.code_size),
            str(kernel.sgprs),
            vgprs,
            f"{kernel.sgpr_spills} + {kernel.vgpr_spills}",
            str(kernel.lds_size),
            scratch,
            str(kernel.wave_size),
            workgroup,
        )
    return table


def _arguments(kernel: Kernel) -> Table:
    title = f"{escape(kernel.name)}: kernarg segment of {kernel.kernarg_size} bytes"
    table = Table(title=f"{title}, aligned to {kernel.kernarg_align}", title_justify="left")
    table.add_column("offset", justify="right")
    table.add_column("size", justify="right")
    table.add_column("name", overflow="fold")
    table.add_column("type", overflow="fold")
    table.add_column("kind")
    table.add_column("space")
    table.add_column("access")
    for argument in kernel.arguments:
        table.add_row(
            str(argument.offset),
            str(argument.size),
            escape(argument.name),
            escape(argument.type_name),
            argument.kind,
            argument.address_space,
            argument.access or argument.actual_access,
            style="dim" if argument.hidden else None,
        )
    return table
