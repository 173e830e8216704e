"""
The import: from a crate's definitions and MIR to a `mir` module.

`import_crate` makes the closed module of a crate's kernels and all that they reach, `core`'s
functions included: see `collect.py`. `import_generic` makes a module of every body of a MIR file
as it is: see `import_generic.py`. xDSL's graphs of operations keep Python's cyclic garbage
collector busy for nothing, so it pauses meanwhile.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from xdsl.dialects.builtin import ModuleOp, StringAttr

from rusticle.collector import paused_collector
from rusticle.diagnostics import CompileError, Diagnostic, SourceSpan

from ..dialects.mir import KERNEL_ABIS
from .callees import BodySource
from .collect import Collector
from .definitions import FnDef, Universe
from .syntax import MirFile

if TYPE_CHECKING:
    from .caller_locations import SourceFiles


class CrateDefinitions(Protocol):
    """The definitions of the crate at hand."""

    def functions(self) -> Iterable[FnDef]:
        """Its own functions, those of impls and foreign ones included."""
        ...


class Source(Protocol):
    """A crate at hand: what rustc and rustdoc say of it and of what it depends on."""

    @property
    def name(self) -> str:
        """The crate's name."""
        ...

    @property
    def definitions(self) -> CrateDefinitions:
        """The crate's own definitions."""
        ...

    @property
    def universe(self) -> Universe:
        """The definitions of the crate and of all that it depends on."""
        ...

    @property
    def bodies(self) -> BodySource:
        """Their MIR."""
        ...


def find_kernels(source: Source) -> list[FnDef]:
    """The functions of a crate whose ABI makes them kernels, in the order they are written."""
    return sorted(
        (function for function in source.definitions.functions() if function.abi in KERNEL_ABIS),
        key=_order,
    )


def find_functions(source: Source) -> list[FnDef]:
    """The functions of a crate that have MIR and no generic parameters, in their order."""
    return sorted(
        (
            function
            for function in source.definitions.functions()
            if function.has_body and not function.generics and not function.foreign
        ),
        key=_order,
    )


def _order(function: FnDef) -> tuple[str, int, int, str]:
    span = function.span
    if span is None:
        return ("", 0, 0, function.path)
    return (span.file, span.line, span.column, function.path)


def named_functions(source: Source, names: Iterable[str]) -> list[FnDef]:
    """
    The functions that a user names: by path (`shapes::area`, the crate's name optional), by last
    name if there is one such function, or by symbol. Raises one error for all that are not found.
    """
    functions = list(source.definitions.functions())
    found: list[FnDef] = []
    problems: list[Diagnostic] = []
    for name in names:
        matches = [
            function
            for function in functions
            if function.path in (name, f"{source.name}::{name}") or function.symbol == name
        ]
        if not matches:
            matches = [f for f in functions if f.name == name and not f.owner]
        if len(matches) == 1:
            found.append(matches[0])
        elif matches:
            problems.append(
                Diagnostic(
                    f"there are {len(matches)} functions named `{name}`",
                    None,
                    tuple(f"one is `{function.path}`" for function in matches),
                    ("name one by its path",),
                )
            )
        else:
            kernels = ", ".join(f"`{k.path}`" for k in find_kernels(source))
            notes = (f"the crate's kernels are {kernels}",) if kernels else ()
            problems.append(
                Diagnostic(
                    f"the crate `{source.name}` has no function `{name}`",
                    None,
                    notes,
                    _meant(name, functions),
                )
            )
    if problems:
        raise CompileError(*problems)
    return found


def _meant(name: str, functions: Iterable[FnDef]) -> tuple[str, ...]:
    """Help for a name that no function has: those that are spelled much like it."""
    import difflib

    last = name.rpartition("::")[2]
    paths: dict[str, str] = {}
    for function in functions:
        if not function.generics:
            paths.setdefault(function.name, function.path)
    near = difflib.get_close_matches(last, paths, n=3)
    if not near:
        return ()
    return (f"did you mean {' or '.join(f'`{paths[match]}`' for match in near)}?",)


def import_crate(
    source: Source,
    *,
    kernels: Sequence[str] | None = None,
    functions: Sequence[str] | None = None,
    target_name: str | None = None,
    caller_locations: bool = False,
) -> ModuleOp:
    """
    The closed module of a crate's kernels and all that they reach.

    `kernels` names the functions to launch; without it they are those with a kernel's ABI.
    `functions` names further roots, which stay plain functions; where there are neither kernels
    nor `functions`, every function without generic parameters is one. `target_name` goes into
    the module's attribute `mir.target`. With `caller_locations` calls that may panic have an
    attribute with the place that the panic names, for which the sources are read again.

    Raises `CompileError`, with the Rust line, for a construct that is not supported, and for a
    definition or body that is missing.
    """
    with paused_collector():
        files = _source_files(source) if caller_locations else None
        collector = Collector(source.universe, source.bodies, target_name=target_name, files=files)
        chosen = find_kernels(source) if kernels is None else named_functions(source, kernels)
        others = [] if functions is None else named_functions(source, functions)
        if not chosen and functions is None:
            others = find_functions(source)
        if not chosen and not others:
            raise CompileError.of(
                f"the crate `{source.name}` has no kernel",
                help=['write one as `pub extern "gpu-kernel" fn`, or name a function'],
            )
        for function in chosen:
            collector.root(function, kernel=True)
        for function in others:
            collector.root(function, kernel=False)
        collector.run()
        module = collector.module()
    if target_name is not None:
        module.attributes["mir.target"] = StringAttr(target_name)
    module.attributes["mir.crate"] = StringAttr(source.name)
    return module


def _source_files(source: Source) -> SourceFiles:
    """The sources of a crate, which MIR names as rustc was given them, or from their folder on."""
    from .caller_locations import SourceFiles

    path = getattr(source, "path", None)
    if not isinstance(path, Path):
        return SourceFiles()
    return SourceFiles((path,) if path.is_dir() else (path.parent,))


def import_generic(file: MirFile, universe: Universe | None = None) -> ModuleOp:
    """Every body of a MIR file as a function, as it is: see `import_generic.py`."""
    from . import import_generic as generic

    with paused_collector():
        return generic.import_generic(file, universe)


__all__ = [
    "Source",
    "SourceSpan",
    "find_functions",
    "find_kernels",
    "import_crate",
    "import_generic",
    "named_functions",
]
