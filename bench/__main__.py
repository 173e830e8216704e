"""`python -m bench`: every example compiled by rustc and by us, side by side, in one run."""

from __future__ import annotations

import json
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from .comparison import Comparison, measure_example
from .comparison_tables import show
from .contenders import Cold, Rustc, Warm
from .machine import describe
from .scaling import measure, scaling_table
from .simulation import measure as measure_simulation

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"


def choose(names: tuple[str, ...]) -> list[Path]:
    """The examples, or those that are named. Raises `click.UsageError` for an unknown name."""
    sources = {path.stem: path for path in sorted(EXAMPLES.glob("*.rs"))}
    unknown = [name for name in names if name not in sources]
    if unknown:
        raise click.UsageError(f"no example `{unknown[0]}`; there are {', '.join(sources)}")
    return [path for name, path in sources.items() if not names or name in names]


@click.command(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option("--only", "names", multiple=True, metavar="NAME", help="This example; repeatable.")
@click.option("--runs", type=click.IntRange(1), default=5, show_default=True,
              help="Measured runs of each; the medians are shown.")  # fmt: skip
@click.option("--cpu", default="gfx1100", show_default=True, help="The processor to compile for.")
@click.option("--rustc", "rustc_", metavar="PROGRAM", help="The rustc to use.")
@click.option("--json", "json_", type=click.Path(dir_okay=False, path_type=Path),
              help="Write all measurements to this file, too.")  # fmt: skip
def main(
    names: tuple[str, ...], runs: int, cpu: str, rustc_: str | None, json_: Path | None
) -> None:
    """
    Compare with rustc: time, memory and machine instructions of every example.

    rustc compiles each source to an object with its own code generator and a prebuilt core; ours
    makes the linked code object: as the whole command in a fresh process (cold), and in a process
    that has compiled before (warm). All take turns.
    """
    from rusticle.diagnostics import CompileError
    from rusticle.frontend.device_core import ensure_core
    from rusticle.frontend.toolchain import find_toolchain

    sources = choose(names)
    try:
        toolchain = find_toolchain(rustc_)
        core = ensure_core(toolchain, "amdgcn-amd-amdhsa")
    except CompileError as error:
        click.echo(str(error), err=True)
        sys.exit(1)
    machine = describe(toolchain.rustc)
    comparisons: list[Comparison] = []
    progress = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    with tempfile.TemporaryDirectory(prefix="rusticle-bench-") as folder, Warm(cpu) as warm:
        rustc = Rustc(toolchain, core, cpu)
        with progress:
            task = progress.add_task("", total=len(sources) * (runs + 1))
            for source in sources:
                progress.update(task, description=source.stem)
                comparisons.append(
                    measure_example(
                        source,
                        rustc,
                        Cold(cpu),
                        warm,
                        runs=runs,
                        scratch=Path(folder),
                        step=lambda: progress.advance(task),
                    )
                )
    console = Console(width=None if sys.stdout.isatty() else 140)
    for line in machine.lines():
        console.print(line, highlight=False)
    console.print(
        f"{cpu}, {runs} runs of each in turn after one that is not counted; "
        "rustc to an object, ours to a linked code object",
        highlight=False,
    )
    show(comparisons, console)
    scalings = measure()
    console.print(scaling_table(scalings))
    simulation = None
    if not names:
        with tempfile.TemporaryDirectory(prefix="rusticle-bench-") as folder:
            simulation = measure_simulation(toolchain.rustc, EXAMPLES / "vadd.rs", Path(folder))
        for line in simulation.lines():
            console.print(line, highlight=False)
    if json_ is not None:
        data = {
            "machine": asdict(machine),
            "cpu": cpu,
            "runs": runs,
            "examples": [comparison.as_json() for comparison in comparisons],
            "infer-address-spaces": [asdict(scaling) for scaling in scalings],
            "simulation": None if simulation is None else asdict(simulation),
        }
        json_.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")
    failed = any(m.error for c in comparisons for m in c.measured.values())
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
