"""
From what the user names to everything that is known of it: MIR, definitions, and those of `core`.

    pending = open_input(Path("vadd.rs"), "amdgcn-amd-amdhsa")
    ...                         # rustc works meanwhile
    source = pending.result()   # a CrateSource

An input is a `.rs` file, a `.mir` file with rustdoc's `.json` beside it (or in `doc/`), a Cargo
package's directory, or its `Cargo.toml`.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .cache import notice
from .device_core import DeviceCore, ensure_core
from .rustc import CrateInput, CrateOutput, Running, detect_edition, start
from .toolchain import Toolchain, find_toolchain

if TYPE_CHECKING:
    from .body_index import Bodies
    from .core_slice import CoreSlice, Recorder, SliceDigest
    from .definition_store import RecordDefinitions
    from .definitions import Universe
    from .device_core import CoreDigest
    from .path_resolver import DefinitionsPathResolver


@dataclass(frozen=True, slots=True)
class Options:
    """What the user may say about how an input is read."""

    rustc: str | None = None
    edition: str | None = None
    cfg: tuple[str, ...] = ()
    features: tuple[str, ...] = ()
    """Of a Cargo package."""
    cpu: str | None = None
    flags: tuple[str, ...] = ()
    """Further flags for rustc."""
    show_warnings: bool = False


@dataclass(slots=True)
class CrateSource:
    """A crate, with everything that is known of it and of the crates that it uses."""

    name: str
    path: Path
    """What the user named."""
    mir_file: str
    """What diagnostics about the MIR text call it."""
    mir_text: str
    definitions: RecordDefinitions
    """The crate's own."""
    universe: Universe
    """Those of all crates, `core` among them."""
    bodies: Bodies
    """The MIR of all crates, read on demand."""
    resolver: DefinitionsPathResolver
    """Finds the items that paths in this crate's MIR name."""
    toolchain: Toolchain | None = None
    warnings: str = ""


@dataclass(slots=True)
class PendingInput:
    """An input whose rustc runs. Use it as a context manager, or call `result` or `stop`."""

    _finish: Callable[[], CrateSource]
    _stop: Callable[[], None] = field(default=lambda: None)

    def result(self) -> CrateSource:
        """Wait, and read what was made. Raises `CompileError`, `RustcFailed` among them."""
        try:
            return self._finish()
        finally:
            self.stop()

    def stop(self) -> None:
        """Stop what still runs and remove temporary files."""
        self._stop()

    def __enter__(self) -> PendingInput:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()


def open_input(path: Path, triple: str, options: Options | None = None) -> PendingInput:
    """
    Begin to read what the user named, for a target.

    Raises `CompileError` if it is nothing that can be read.
    """
    from ..diagnostics import CompileError

    options = options or Options()
    if not path.exists():
        raise CompileError.of(f"there is no file `{path}`")
    if path.is_dir() or path.name == "Cargo.toml":
        return _open_package(path, triple, options)
    match path.suffix:
        case ".rs":
            return _open_rust(path, triple, options)
        case ".mir":
            return _open_mir(path, triple, options)
        case _:
            raise CompileError.of(
                f"`{path}` is no input that is known",
                help=["give a `.rs` file, a `.mir` file, or the directory of a Cargo package"],
            )


# --- a lone file ---


def _open_rust(path: Path, triple: str, options: Options) -> PendingInput:
    from ..diagnostics import CompileError

    if not path.is_file():
        raise CompileError.of(f"`{path}` is no file")
    toolchain = find_toolchain(options.rustc)
    core = ensure_core(toolchain, triple)
    crate = CrateInput(
        root=path,
        edition=options.edition or detect_edition(path),
        cfg=options.cfg,
        cpu=options.cpu,
        flags=options.flags,
        show_warnings=options.show_warnings,
    )
    running = start(crate, toolchain, core)

    def finish() -> CrateSource:
        output = running.result()
        return assemble(path, output, core, toolchain=toolchain)

    return PendingInput(finish, running.stop)


# --- MIR that was made before ---


def _open_mir(path: Path, triple: str, options: Options) -> PendingInput:
    from ..diagnostics import CompileError

    candidates = (path.with_suffix(".json"), path.parent / "doc" / f"{path.stem}.json")
    doc = next((c for c in candidates if c.is_file()), None)
    if doc is None:
        raise CompileError.of(
            f"there is no rustdoc JSON for `{path}`",
            notes=[f"`{candidates[0]}` was looked for, and `{candidates[1]}`"],
            help=["`rustdoc --output-format json` makes it; a `.rs` file needs neither"],
        )
    try:
        mir = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise CompileError.of(f"`{path}` is no text") from error
    try:
        parsed: Any = json.loads(doc.read_bytes())
        name: str = parsed["index"][str(parsed["root"])]["name"]
    except (ValueError, KeyError, TypeError) as error:
        raise CompileError.of(f"`{doc}` is not rustdoc's JSON") from error
    toolchain, core = _core_for_mir(path, triple, options)

    def finish() -> CrateSource:
        return assemble(path, CrateOutput(name, mir, parsed), core, toolchain=toolchain,
                        mir_file=str(path))  # fmt: skip

    return PendingInput(finish)


def _core_for_mir(
    path: Path, triple: str, options: Options
) -> tuple[Toolchain | None, DeviceCore | CoreSlice]:
    """The `core` of a toolchain; without one, the slice of a `core` that is beside the file."""
    from ..diagnostics import CompileError

    try:
        toolchain = find_toolchain(options.rustc)
    except CompileError:
        from .core_slice import find_slice

        slice = find_slice(path.parent, triple)
        if slice is None or options.rustc is not None or os.environ.get("RUSTC"):
            raise  # that was asked for
        notice(f"no Rust toolchain with library sources; reading core from {slice.path}")
        return None, slice
    return toolchain, ensure_core(toolchain, triple)


# --- a package ---


def _open_package(path: Path, triple: str, options: Options) -> PendingInput:
    from .cargo import find_manifest, read_packages

    manifest = find_manifest(path)
    toolchain = find_toolchain(options.rustc)
    packages = read_packages(manifest, toolchain, triple, features=options.features)
    core = ensure_core(toolchain, triple)
    scratch = Path(tempfile.mkdtemp(prefix="rusticle-deps-"))
    runnings: list[Running] = []

    def stop() -> None:
        for running in runnings:
            running.stop()
        shutil.rmtree(scratch, ignore_errors=True)

    try:
        metadata: dict[str, Path] = {}
        for position, package in enumerate(packages):
            is_root = position == len(packages) - 1
            metadata[package.id] = scratch / f"lib{package.name}.rmeta"
            crate = CrateInput(
                root=package.root,
                name=package.name,
                edition=(options.edition if is_root else None) or package.edition,
                cfg=(*package.cfg, *(options.cfg if is_root else ())),
                externs=tuple((name, metadata[id]) for name, id in package.dependencies),
                search=(scratch,),
                cpu=options.cpu,
                flags=options.flags,
                show_warnings=options.show_warnings and is_root,
            )
            running = start(
                crate, toolchain, core, metadata=None if is_root else metadata[package.id]
            )
            runnings.append(running)
            if not is_root:
                running.wait_for_metadata()
    except BaseException:
        stop()
        raise

    def finish() -> CrateSource:
        outputs = [running.result() for running in runnings]
        return assemble(path, outputs[-1], core, outputs[:-1], toolchain=toolchain)

    return PendingInput(finish, stop)


# --- everything together ---


def import_readers() -> None:
    """Import what `assemble` uses, which takes a while, beside rustc."""
    for name in ("body_index", "definition_store", "path_resolver", "rustdoc"):
        import_module(f".{name}", __package__)


def assemble(
    path: Path,
    output: CrateOutput,
    core: DeviceCore | CoreSlice,
    dependencies: Sequence[CrateOutput] = (),
    *,
    toolchain: Toolchain | None = None,
    mir_file: str | None = None,
    digest: CoreDigest | Recorder | SliceDigest | None = None,
) -> CrateSource:
    """
    Read what rustc and rustdoc made of a crate and of those that it uses, dependencies first.

    `digest` is `core`'s, if it is open already. Raises `CompileError`.
    """
    from .body_index import Bodies, CrateBodies, MemoryBodies, index_bodies, shadowed_names
    from .definition_store import CrateDefinitionsExternal, memory_definitions
    from .definitions import Definitions, Universe
    from .hidden_impls import restore_hidden_impls
    from .path_resolver import DefinitionsPathResolver
    from .rustdoc import reduce

    digest = digest or core.open()
    known: dict[str, RecordDefinitions] = {"core": digest.definitions}
    universe = Universe({})
    stores: dict[str, CrateBodies] = {}
    bodies: dict[str, tuple[str, MemoryBodies, DefinitionsPathResolver]] = {}
    names = ["core", *(d.name for d in dependencies), output.name]
    for crate in (*dependencies, output):
        file = (mir_file if crate is output else None) or f"the MIR of `{crate.name}`"
        records = reduce(crate.json, CrateDefinitionsExternal(known), crate.name)
        if crate.hidden_left_out:
            restore_hidden_impls(records)
        store = index_bodies(records, crate.mir, file, crate.expand)
        known[crate.name] = memory_definitions(records)
        resolver = DefinitionsPathResolver(crate.name, universe, names)
        bodies[crate.name] = (file, store, resolver)
    ordered: dict[str, Definitions] = {name: known[name] for name in reversed(known)}
    universe.crates.update(ordered)
    for name, (file, store, resolver) in bodies.items():
        shadowed = shadowed_names(known[name].functions(), store.items, store, resolver)
        checked = mir_file is not None and name == output.name
        stores[name] = CrateBodies(name, file, store, resolver, shadowed, checked=checked)
    stores["core"] = digest.bodies(DefinitionsPathResolver("core", universe))
    return CrateSource(
        name=output.name,
        path=path,
        mir_file=mir_file or f"the MIR of `{output.name}`",
        mir_text=output.mir,
        definitions=known[output.name],
        universe=universe,
        bodies=Bodies(stores),
        resolver=DefinitionsPathResolver(output.name, universe, names),
        toolchain=toolchain,
        warnings=output.warnings,
    )
