"""
`python -m bench.corpus`: `core`'s own MIR through every level, and what fails, by reason.

Every body of `core` is parsed, imported to `mir` as it is, verified, printed, and parsed back to
the same text. Every function without generic parameters, which needs nothing instantiated, is
compiled with all that it calls to LLVM IR that LLVM verifies.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import time
from collections.abc import Generator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from rusticle.diagnostics import CompileError
from rusticle.frontend.device_core import DeviceCore, ensure_core
from rusticle.frontend.syntax import ItemSpan
from rusticle.frontend.toolchain import Toolchain, find_toolchain
from rusticle.pipeline import Pipeline

from .corpus_lowering import LoweringResult, LoweringWork
from .corpus_reading import ReadingResult, ReadingWork
from .corpus_tables import CorpusReport, Lowering, Reading, show
from .corpus_text import Item, chunks, corpus_text, read_items, sample
from .machine import describe
from .pool import Died, Pool
from .reasons import Failure

if TYPE_CHECKING:
    from rich.progress import TaskID

READING_BATCH = 64
LOWERING_BATCH = 16


def _progress() -> Progress:
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.fields[failed]} failed"),
        console=Console(stderr=True),
    )


@contextmanager
def _until_interrupted(report: CorpusReport) -> Generator[None]:
    """Ctrl-C ends the work, and what was done until then is shown."""
    try:
        yield
    except KeyboardInterrupt:
        report.whole = False


def _note_memory(report: CorpusReport, pool: Pool[Item, ReadingResult] | Pool[int, LoweringResult]):
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    report.largest_bytes = max(report.largest_bytes, pool.largest, own)
    report.together_bytes = max(report.together_bytes, pool.together + own)
    report.deaths += pool.deaths


def read_corpus(
    toolchain: Toolchain,
    core: DeviceCore,
    report: CorpusReport,
    count: int | None,
    *,
    locations: bool,
) -> None:
    """The first half: everything that is in the text, as it is."""
    started = time.perf_counter()
    text = corpus_text(toolchain, core.triple)
    since = time.process_time()
    items = read_items(text)
    scan = time.process_time() - since
    del text
    chosen = sample(items, count)
    share = sum(len(i.text) for i in chosen) / max(1, sum(len(i.text) for i in items))
    del items
    total = ReadingResult()
    done: list[ItemSpan] = []
    pool = Pool[Item, ReadingResult](
        partial(ReadingWork, core, locations=locations), processes=report.processes, timeout=600
    )
    with _progress() as progress, _until_interrupted(report):
        bar: TaskID = progress.add_task("bodies", total=len(chosen), failed=0)
        for outcome in pool.run(chunks(chosen, READING_BATCH)):
            if isinstance(outcome, Died):
                path = outcome.task.span.path
                total.failures.append(Failure("parse", path, f"the process {outcome.how}"))
                done.append(outcome.task.span)
            else:
                total.add(outcome.result)
                done += [item.span for item in outcome.batch]
            progress.update(bar, completed=len(done), failed=len(total.failures))
    _note_memory(report, pool)
    functions = sum(1 for span in done if span.kind == "fn")
    trivial = sum(1 for span in done if span.kind == "trivial const")
    report.reading = Reading(
        functions,
        len(done) - functions - trivial,
        trivial,
        scan * share * len(done) / max(1, len(chosen)),
        time.perf_counter() - started,
        total,
    )


def lower_corpus(
    core: DeviceCore, report: CorpusReport, count: int | None, *, verify: bool, codegen: bool
) -> None:
    """The second half: functions without generic parameters, to LLVM IR."""
    from .corpus_core import Core

    started = time.perf_counter()
    paths = [function.path for function in Core(core).roots]
    chosen = sample(range(len(paths)), count)
    total = LoweringResult()
    pool = Pool[int, LoweringResult](
        partial(LoweringWork, core, report.cpu, verify=verify, codegen=codegen),
        processes=report.processes,
        timeout=300,
    )
    done = 0
    with _progress() as progress, _until_interrupted(report):
        bar: TaskID = progress.add_task("functions", total=len(chosen), failed=0)
        for outcome in pool.run(chunks(chosen, LOWERING_BATCH)):
            if isinstance(outcome, Died):
                path = paths[outcome.task]
                total.failures.append(Failure("lower", path, f"the process {outcome.how}"))
                done += 1
            else:
                total.add(outcome.result)
                done += len(outcome.batch)
            progress.update(bar, completed=done, failed=len(total.failures))
    _note_memory(report, pool)
    report.lowering = Lowering(done, time.perf_counter() - started, total, codegen)


@click.command(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option("--sample", "count", type=click.IntRange(1), metavar="N",
              help="A random choice of N items and N functions, always the same.")  # fmt: skip
@click.option("--only", type=click.Choice(("read", "lower")), help="One half of it.")
@click.option("--reasons", is_flag=True, help="Show every kind of failure, and where it is raised.")
@click.option("--locations/--no-locations", default=True,
              help="Whether modules are printed with source locations.")  # fmt: skip
@click.option("--verify", is_flag=True, help="Verify each level of what is lowered, too.")
@click.option("--codegen", is_flag=True, help="Optimize and generate code, too.")
@click.option("--cpu", default="gfx1100", show_default=True, help="The processor to lower for.")
@click.option("--processes", "-j", type=click.IntRange(1), default=len(os.sched_getaffinity(0)),
              show_default=True, help="Processes at work.")  # fmt: skip
@click.option("--rustc", metavar="PROGRAM", help="The rustc to use.")
@click.option("--json", "json_", type=click.Path(dir_okay=False, path_type=Path),
              help="Write everything, each failure too, to this file.")  # fmt: skip
def main(
    count: int | None,
    only: str | None,
    reasons: bool,
    locations: bool,
    verify: bool,
    codegen: bool,
    cpu: str,
    processes: int,
    rustc: str | None,
    json_: Path | None,
) -> None:
    """Take core's own MIR through every level, and count what fails, by reason."""
    try:
        toolchain = find_toolchain(rustc)
        core = ensure_core(toolchain, Pipeline.DEFAULT_TARGET)
        report = CorpusReport(describe(toolchain.rustc), cpu, processes, count is None)
        if only != "lower":
            read_corpus(toolchain, core, report, count, locations=locations)
        if only != "read":
            lower_corpus(core, report, count, verify=verify, codegen=codegen)
    except CompileError as error:
        click.echo(str(error), err=True)
        sys.exit(1)
    show(report, Console(width=None if sys.stdout.isatty() else 140), reasons=reasons)
    if json_ is not None:
        json_.write_text(json.dumps(report.as_json(), indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
