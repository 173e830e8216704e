"""
One function's locals: which of them become variables, and that again with what this uncovers.

Imported where a function has locals.
"""

from __future__ import annotations

from xdsl.ir import Operation, Region

from ...dialects import asptr
from .accesses import Escape, Local, uses_of
from .bits import integer
from .rewrite import Flow, Promotion, can_be_rewritten
from .variables import (
    Division,
    Variable,
    carry_types,
    copies_between,
    divide,
    ranges_of,
    untyped_bytes_passing_through,
)


def _divisions(locals_: list[Local], most: int) -> dict[Local, Division]:
    """The locals that can become variables, each with those and what is left of it."""
    carry_types(locals_, copies_between(locals_), integer)
    divided: dict[Local, list[Variable]] = {}
    for local in locals_:
        variables = divide(local, integer, most)
        if variables is not None:
            divided[local] = variables
    while True:
        copies = copies_between(divided)
        # Bytes copied within one local: what is read and what is written must not be mixed up.
        dropped = {
            to.local
            for to, from_ in copies.values()
            if to.local is from_.local and to.start != from_.start
        }
        through = untyped_bytes_passing_through(divided, copies)
        dropped.update(local for local in through if not divided[local])
        if not dropped:
            return {
                local: Division(variables, ranges_of(through.get(local, 0)))
                for local, variables in divided.items()
            }
        for local in dropped:
            del divided[local]


def promote(body: Region, allocas: list[asptr.AllocaOp], most: int) -> None:
    """Promote what can be promoted of the locals of one function."""
    if not can_be_rewritten(body.blocks):
        return
    flow: Flow | None = None
    erased: set[Operation] = set()
    pending = allocas
    while pending:
        candidates: list[Local] = []
        hopeful: list[Escape] = []
        for alloca in pending:
            match uses_of(alloca):
                case Local() as local:
                    candidates.append(local)
                case Escape(stores=[]):
                    pass
                case escape:
                    hopeful.append(escape)
        divisions = _divisions(candidates, most)
        if not divisions:
            return
        if flow is None:
            flow = Flow(body)
        promotion = Promotion(flow, divisions)
        promotion.run()
        erased |= promotion.erased
        pending = [e.alloca for e in hopeful if any(store in erased for store in e.stores)]
