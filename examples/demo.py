"""
Compile the examples and show what came out: `make demo`.

    python examples/demo.py [--cpu NAME | --all-cpus] [NAME...]

Each example is compiled from its NAME.rs, or from the MIR text beside it where there is no Rust
toolchain, to `out/demo/NAME.hsaco`. What the tables count is read back from the code object and
from the machine code. The exit status is 1 if an example did not compile.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Table

import rusticle
from rusticle.frontend.toolchain import find_toolchain
from rusticle.lowering.codegen import CodegenWorker
from rusticle.lowering.codegen_output import write_atomically
from rusticle.lowering.linker import link
from rusticle.lowering.machine_code import FunctionCode, InstructionClass, count_instructions
from rusticle.runtime.code_object import CodeObject, read_code_object_file

EXAMPLES = Path(__file__).resolve().parent
OUTPUT = EXAMPLES.parent / "out" / "demo"
CPUS = ("gfx900", "gfx90a", "gfx942", "gfx1030", "gfx1100", "gfx1201")
"""With `--all-cpus`: one of each generation that differs in its instructions."""

CLASSES: tuple[InstructionClass, ...] = ("global", "flat", "lds", "scratch", "call")
"""The instructions that the table counts apart."""


@dataclass(slots=True)
class Result:
    """What came of one example."""

    name: str
    seconds: float = 0.0
    objects: dict[str, tuple[CodeObject, dict[str, FunctionCode]]] = field(
        default_factory=dict[str, "tuple[CodeObject, dict[str, FunctionCode]]"]
    )
    """By CPU: the code object, and the machine code of its functions."""
    error: rusticle.CompileError | None = None


def output_path(name: str, cpu: str, cpus: Sequence[str]) -> Path:
    """Where the code object of an example goes."""
    folder = OUTPUT if len(cpus) == 1 else OUTPUT / cpu.replace(":", "-")
    return folder / f"{name}.hsaco"


def compile_example(path: Path, cpus: Sequence[str], worker: CodegenWorker) -> Result:
    """
    Compile one example for each CPU. All that comes before LLVM is the same for all of them.
    """
    result = Result(path.stem)
    started = time.monotonic()
    try:
        module = rusticle.load(path)
        lowering = rusticle.Pipeline(cpu=cpus[0], foreign_calls="queue")
        lowering.run(module)
        ir = lowering.llvm_ir(module)
        for cpu in cpus:
            options = rusticle.Pipeline(cpu=cpu).codegen_options()
            code = worker.compile(ir, options, ["asm", "obj"])
            output = output_path(path.stem, cpu, cpus)
            output.parent.mkdir(parents=True, exist_ok=True)
            link(code.object, output)
            write_atomically(output.with_suffix(".s"), code.assembly.encode())
            result.objects[cpu] = read_code_object_file(output), count_instructions(code.assembly)
    except rusticle.CompileError as error:
        result.error = error
    result.seconds = time.monotonic() - started
    return result


def table_of(results: Sequence[Result], cpu: str) -> Table:
    """The kernels of all examples for a CPU."""
    table = Table(title=cpu, title_justify="left", box=None, header_style="bold", pad_edge=False)
    table.add_column("example")
    table.add_column("kernel", overflow="fold")
    for heading in ("bytes", "SGPRs", "VGPRs", "scratch", "LDS", "instrs"):
        table.add_column(heading, justify="right")
    for kind in CLASSES:
        table.add_column(kind if kind != "lds" else "ds", justify="right")
    table.add_column("s", justify="right")
    for result in results:
        if cpu not in result.objects:
            table.add_row(result.name, "[red]failed[/red]")
            continue
        code_object, functions = result.objects[cpu]
        name, seconds = result.name, f"{result.seconds:.1f}"
        for kernel in code_object.kernels:
            table.add_row(
                name,
                escape(kernel.name),
                str(kernel.code_size),
                str(kernel.sgprs),
                str(kernel.vgprs),
                f"{kernel.scratch_size}{'+' if kernel.uses_dynamic_stack else ''}",
                str(kernel.lds_size),
                *_counts([functions[kernel.name]]),
                seconds,
            )
            name = seconds = ""
        others = [f for f in functions.values() if not f.kernel]
        if others:
            size = sum(f.code_bytes or 0 for f in others)
            label = f"and {len(others)} function{'s' if len(others) > 1 else ''}"
            row = ("", label, str(size), "", "", "", "", *_counts(others))
            table.add_row(*row, style="dim")
    return table


def _counts(functions: Sequence[FunctionCode]) -> list[str]:
    totals = [sum(f.total for f in functions)]
    totals += [sum(f[kind] for f in functions) for kind in CLASSES]
    return [str(total) for total in totals]


def origin() -> tuple[str, str]:
    """The suffix of the inputs to compile, and a word on where they come from."""
    try:
        return ".rs", f"by rustc {find_toolchain().version}"
    except rusticle.CompileError:
        return ".mir", "from the MIR text beside them (there is no Rust toolchain)"


def main() -> int:
    """Compile, print, and return the exit status."""
    parser = argparse.ArgumentParser(description="Compile the examples and show what came out.")
    parser.add_argument("names", nargs="*", help="the examples; all without any")
    parser.add_argument("--cpu", default="gfx1100", help="the processor (default: gfx1100)")
    parser.add_argument("--all-cpus", action="store_true", help=f"for {', '.join(CPUS)}")
    arguments = parser.parse_args()
    cpus: Sequence[str] = CPUS if arguments.all_cpus else (arguments.cpu,)
    names: list[str] = arguments.names or sorted(p.stem for p in EXAMPLES.glob("*.rs"))

    console = Console(width=None if sys.stdout.isatty() else 120)
    suffix, by = origin()
    results: list[Result] = []
    started = time.monotonic()
    for cpu in cpus:
        rusticle.Pipeline(cpu=cpu).codegen_options()  # an unknown one is said before all else
    with CodegenWorker() as worker:
        worker.start()
        for number, name in enumerate(names, 1):
            path = Path(os.path.relpath(EXAMPLES / f"{name}{suffix}"))
            console.print(f"[{number:2}/{len(names)}] {path}", end=" ", markup=False)
            result = compile_example(path, cpus, worker)
            results.append(result)
            said = "failed" if result.error else f"{result.seconds:.1f} s"
            console.print(said, highlight=False, style="red" if result.error else "green")
    seconds = time.monotonic() - started

    for cpu in cpus:
        console.print()
        console.print(table_of(results, cpu), highlight=False)
    failed = [result for result in results if result.error is not None]
    for result in failed:
        console.print()
        console.print(str(result.error), markup=False, highlight=False, soft_wrap=True)
    where = os.path.relpath(OUTPUT)
    console.print(
        f"\n{len(results) - len(failed)} of {len(results)} examples compiled {by} and rusticle "
        f"for {', '.join(cpus)} in {seconds:.1f} s; code objects and assembly are in {where}",
        highlight=False,
        soft_wrap=True,
    )
    return 1 if failed else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except rusticle.CompileError as error:
        sys.exit(str(error))
