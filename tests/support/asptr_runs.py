"""Running random modules before and after passes, and comparing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from xdsl.context import Context
from xdsl.dialects.builtin import ModuleOp
from xdsl.passes import ModulePass

from rusticle.context import new_context

from .asptr_interpreter import Machine, Pointer, Stop, refines
from .asptr_interpreter.memory import Byte, PointerByte
from .asptr_modules import NODE, NODES


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run leaves behind."""

    memory: dict[str, list[Byte]]
    trace: list[tuple[str, Sequence[object]]]
    steps: int


class Differs(AssertionError):
    """A pass changed what a module does."""


def run(module: ModuleOp, seed: int, *, steps: int = 20_000) -> Outcome:
    """
    Run a random module's kernel on buffers that `seed` says.

    Raises `Stop` if it does what it must not, and `TooLong`.
    """
    machine = Machine(module, steps)
    random = Random(seed)
    buffers = [machine.buffer(f"buffer{n}", NODE * NODES, 800_000 + n) for n in range(2)]
    targets = [
        Pointer(a, a.flat + NODE * n)
        for a in (b.allocation for b in buffers)
        for n in range(NODES)
        if a is not None
    ]
    code = [machine.globals[name] for name in ("f0", "f1")]
    for buffer in buffers:
        assert buffer.allocation is not None
        data = buffer.allocation.data
        for base in range(0, NODE * NODES, NODE):
            for offset in (0, 16):
                data[base + offset : base + offset + 8] = random.randbytes(8)
            function = random.choice(code)
            pointers = (
                (8, random.choice(targets)),
                (24, random.choice(targets)),
                (32, Pointer(function, function.flat)),
            )
            for offset, pointer in pointers:
                at = base + offset
                data[at : at + 8] = [PointerByte(pointer, "flat", n) for n in range(8)]
    machine.call("main", [*buffers, random.randrange(1 << 32)])
    return Outcome(machine.contents(), machine.trace, steps - machine.steps)


def check(
    module: ModuleOp, before: Outcome, passes: Sequence[ModulePass], seed: int, ctx: Context
) -> tuple[ModuleOp, Outcome]:
    """
    Apply passes to a copy of a module and run that; the copy and its outcome.

    Raises `Differs` if it is another than before.
    """
    changed = module.clone()
    names = ", ".join(p.name for p in passes)
    for pass_ in passes:
        pass_.apply(ctx, changed)
    try:
        after = run(changed, seed, steps=10 * before.steps + 1000)
    except Stop as stop:
        notes = "\n".join(getattr(stop, "__notes__", ()))
        raise Differs(f"after {names}: {type(stop).__name__}: {stop}\n{notes}") from stop
    if after.trace != before.trace:
        raise Differs(f"after {names}: another trace")
    if not refines(after.memory, before.memory):
        raise Differs(f"after {names}: another memory")
    return changed, after


def context() -> Context:
    """The context that passes are applied in."""
    return new_context()
