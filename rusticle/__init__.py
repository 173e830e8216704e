"""
Rust on AMD GPUs: from rustc's MIR, through MLIR-style dialects, to loadable code objects.

    import rusticle
    rusticle.compile("vadd.rs", cpu="gfx1100", output="vadd.hsaco")

The names below are the public ones; the rooms `rusticle.frontend`, `rusticle.dialects`,
`rusticle.passes`, `rusticle.lowering`, `rusticle.targets` and `rusticle.runtime` are there for
those who build on them. Nothing is imported before it is used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .api import EMITS, Artifact, Emit, compile, generate, load
    from .diagnostics import CompileError, Diagnostic, SourceSpan
    from .pipeline import Level, Pipeline
    from .simulation import Device, simulate

_HOMES = {
    "Artifact": "api",
    "CompileError": "diagnostics",
    "Device": "simulation",
    "Diagnostic": "diagnostics",
    "EMITS": "api",
    "Emit": "api",
    "Level": "pipeline",
    "Pipeline": "pipeline",
    "SourceSpan": "diagnostics",
    "compile": "api",
    "generate": "api",
    "load": "api",
    "simulate": "simulation",
}

__all__ = [
    "EMITS",
    "Artifact",
    "CompileError",
    "Device",
    "Diagnostic",
    "Emit",
    "Level",
    "Pipeline",
    "SourceSpan",
    "compile",
    "generate",
    "load",
    "simulate",
]


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(f".{home}", __name__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted([*globals(), *_HOMES])
