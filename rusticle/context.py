"""The xDSL context that modules are read and transformed in: all dialects that Rusticle knows."""

from __future__ import annotations

from xdsl.context import Context

from .universe import DIALECTS, XDSL_UNIVERSE


def new_context() -> Context:
    """
    A context with xDSL's dialects, ours, and the whole of the `llvm` dialect.

    Dialects are registered, not loaded: one that a module does not use is never imported.
    """
    ctx = Context()
    for name, factory in {**XDSL_UNIVERSE.all_dialects, **DIALECTS}.items():
        ctx.register_dialect(name, factory)
    return ctx
