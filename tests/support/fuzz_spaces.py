"""
Fuzzing the passes that change pointers and private memory: `make fuzz-spaces N=10000`.

Each module is made at random (`asptr_modules`), run (`asptr_interpreter`), and run again after each
of `PIPELINES`. It must leave the same in memory, call the same outside functions with the same
numbers, and never access memory through a pointer of a wrong space. The first that does not is
printed, with its seed; `python -m tests.support.fuzz_spaces 1 SEED` makes it again.
"""

from __future__ import annotations

import gc
import io
import sys
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from multiprocessing import Pool
from random import Random

from xdsl.dialects.builtin import ModuleOp
from xdsl.parser import Parser
from xdsl.passes import ModulePass
from xdsl.printer import Printer

from rusticle.dialects import asptr
from rusticle.passes.infer_address_spaces import InferAddressSpacesPass
from rusticle.passes.promote_allocas import PromoteAllocasPass
from rusticle.passes.verify_address_spaces import verify_address_spaces
from rusticle.targets import get_target

from .asptr_interpreter import TooLong
from .asptr_modules import random_module
from .asptr_runs import Differs, check, context, run

BOTH = "promote, infer"
PIPELINES: Mapping[str, Sequence[ModulePass]] = {
    "promote": (PromoteAllocasPass(),),
    "promote, scalars only": (PromoteAllocasPass(most_variables=1),),
    "infer": (InferAddressSpacesPass(),),
    "promote, infer": (PromoteAllocasPass(), InferAddressSpacesPass()),
    "infer, promote": (InferAddressSpacesPass(), PromoteAllocasPass()),
}
"""What modules go through: all of them `BOTH`, the others in turn."""
TARGET = get_target("amdgcn-amd-amdhsa")


def pipelines_for(number: int) -> Mapping[str, Sequence[ModulePass]]:
    """What the module of that number goes through."""
    others = [name for name in PIPELINES if name != BOTH]
    return {name: PIPELINES[name] for name in (others[number % len(others)], BOTH)}


def text_of(module: ModuleOp) -> str:
    """The module as text."""
    stream = io.StringIO()
    Printer(stream).print_op(module)
    return stream.getvalue()


def try_module(
    random: Random,
    seed: int,
    pipelines: Mapping[str, Sequence[ModulePass]],
    *,
    thorough: bool = True,
) -> Counter[str]:
    """
    Make, run and change one module; figures about it. Raises `Differs`.

    If this is `thorough`, it is verified, also against the target's address spaces, and its text,
    before and after the last of the pipelines, must parse back to itself.
    """
    ctx = context()
    module = random_module(random)
    if thorough:
        module.verify()
    figures: Counter[str] = Counter(modules=1)
    try:
        before = run(module, seed)
    except TooLong:
        figures["too long"] += 1
        return figures
    figures["steps"] = before.steps
    count(figures, "before", module)
    changed = module
    for name, passes in pipelines.items():
        changed, _ = check(module, before, passes, seed, ctx)
        count(figures, f"after {name}", changed)
        if thorough:
            changed.verify()
            problems = verify_address_spaces(changed, TARGET)
            if problems:
                raise Differs(f"after {name}: {problems[0].render()}")
    if thorough:
        for shown in (module, changed):
            text = text_of(shown)
            if text_of(Parser(ctx, text).parse_module()) != text:
                raise Differs("it does not parse back to itself")
    return figures


def count(figures: Counter[str], when: str, module: ModuleOp) -> None:
    """Count what passes are to make less of."""
    for op in module.walk():
        if isinstance(op, asptr.AllocaOp):
            figures[f"{when}: locals in memory"] += 1
        elif isinstance(op, asptr.LoadOp | asptr.StoreOp):
            figures[f"{when}: accesses"] += 1
            if op.ptr.type == asptr.ptr("flat"):
                figures[f"{when}: flat accesses"] += 1


BATCH = 50
"""Modules that a process tries in one go."""


@dataclass(frozen=True)
class Failure:
    """A module that the passes changed for the worse."""

    seed: int
    module: str
    """Its text before the passes."""
    message: str


def try_batch(seeds: range) -> Counter[str] | Failure:
    """Try a batch of modules; figures about them, or the first that fails."""
    figures: Counter[str] = Counter()
    # Graphs of operations are cycles, which nothing but the collector frees: it runs by the batch.
    gc.disable()
    for seed in seeds:
        try:
            figures += try_module(Random(seed), seed, pipelines_for(seed), thorough=seed % 10 == 0)
        except Exception as error:
            module = text_of(random_module(Random(seed)))
            return Failure(seed, module, f"{type(error).__name__}: {error}")
    gc.collect()
    return figures


def main(arguments: Sequence[str]) -> int:
    """Try `arguments[0]` modules, from seed `arguments[1]` on, on all processors."""
    wanted = int(arguments[0]) if arguments else 10_000
    first = int(arguments[1]) if len(arguments) > 1 else 0
    figures: Counter[str] = Counter()
    started = shown = time.monotonic()
    starts = range(first, first + wanted, BATCH)
    batches = [range(start, min(start + BATCH, first + wanted)) for start in starts]
    with Pool() as pool:
        for outcome in pool.imap_unordered(try_batch, batches):
            if isinstance(outcome, Failure):
                print(outcome.module)
                print(f"seed {outcome.seed}: {outcome.message}", file=sys.stderr)
                return 1
            figures += outcome
            if time.monotonic() - shown > 10:
                shown = time.monotonic()
                done = figures["modules"]
                print(f"{done} of {wanted}, {done / (shown - started):.1f} a second", flush=True)
    print(f"{wanted} modules in {time.monotonic() - started:.0f} s, and no difference:")
    for name, number in figures.items():
        print(f"  {number:12,}  {name}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
