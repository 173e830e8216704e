"""
The device `core`: what rustc needs to compile kernels against, and what is known of it afterwards.

No `core` is shipped for GPUs. It is built once for each rustc and target from the library's
sources, as metadata that carries the MIR of every function, with an empty `compiler_builtins`,
which every `no_std` crate links. Beside them goes `core.sqlite`, the digest: core's definitions
from rustdoc's JSON (70 MB) and its bodies from the MIR text (140 MB), as small rows that are read
one at a time (`definition_store.py`, `body_index.py`). That takes a minute, once. For rustdoc there
is a second `core`, without MIR: `hidden_impls.py` says why.

What is built does not depend on the CPU of the target: metadata holds MIR, and `core`'s MIR does
not ask for target features on GPUs. An `amdgcn` CPU must be named, so one is.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from .cache import cache_dir, entry, invalidate, is_complete, notice
from .toolchain import Toolchain

if TYPE_CHECKING:
    from .body_index import CrateBodies
    from .definition_store import RecordDefinitions
    from .path_resolver import PathResolver
    from .rustdoc import CrateRecords

DIGEST_VERSION = 3
"""Goes into the entry's name: raise it when the digest's contents change."""

DIGEST = "core.sqlite"
METADATA = "libcore.rmeta"
BUILTINS = "libcompiler_builtins.rmeta"
HIDDEN_METADATA = "libhidden_core.rmeta"
HIDDEN_BUILTINS = "libhidden_compiler_builtins.rmeta"
"""
The same two as hidden crates, without MIR, for rustdoc: see `hidden_impls.py`. With names that
begin otherwise, since rustc looks at all of `libcore*`.
"""
DEFAULT_CPUS = {"amdgcn": "gfx1100"}
"""By architecture: a CPU, where rustc insists on one."""

MIR_FLAGS = (
    "-Zmir-include-spans=on",
    "-Ztrim-diagnostic-paths=no",
    "-Zspan-free-formats=yes",
)
"""How MIR text is printed: with spans, full paths, and closures by path."""


def target_flags(triple: str, cpu: str | None = None) -> list[str]:
    """The flags that choose a target."""
    cpu = cpu or DEFAULT_CPUS.get(triple.partition("-")[0])
    return ["--target", triple, *([f"-Ctarget-cpu={cpu}"] if cpu else [])]


@dataclass(frozen=True, slots=True)
class DeviceCore:
    """A built `core`."""

    directory: Path
    """Holds `libcore.rmeta` and `libcompiler_builtins.rmeta`: rustc's `-L`."""
    triple: str

    @property
    def digest(self) -> Path:
        """The digest of definitions and bodies."""
        return self.directory / DIGEST

    @property
    def hidden_externs(self) -> list[str]:
        """The flags that make rustdoc use the hidden `core`; none if the entry is without it."""
        core, builtins = self.directory / HIDDEN_METADATA, self.directory / HIDDEN_BUILTINS
        if not core.exists() or not builtins.exists():
            return []
        return ["--extern", f"core={core}", "--extern", f"compiler_builtins={builtins}"]

    def open(self) -> CoreDigest:
        """Open the digest. It is read from then on, lazily."""
        return CoreDigest(self)


class CoreDigest:
    """The open digest: `core`'s definitions and bodies."""

    def __init__(self, core: DeviceCore) -> None:
        from .definition_store import RecordDefinitions
        from .record_backends import SqliteBackend

        self._core = core
        with self._damage_explained():
            # `immutable`: a cache entry never changes, so no locks need be taken.
            self._connection = sqlite3.connect(
                f"{core.digest.as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
            )
        self.definitions: RecordDefinitions = RecordDefinitions("core", SqliteBackend(self))

    def execute(self, query: str, values: Sequence[Any] = ()) -> sqlite3.Cursor:
        """Run a query. Raises `CompileError` if the digest is damaged; it is then made again."""
        with self._damage_explained():
            return self._connection.execute(query, values)

    def bodies(self, resolver: PathResolver | None = None) -> CrateBodies:
        """Core's MIR; `resolver` finds the items that its paths name."""
        from .body_index import CrateBodies, SqliteBodies

        return CrateBodies("core", "core's MIR", SqliteBodies(self.execute), resolver)

    def close(self) -> None:
        """Close the digest's file."""
        self._connection.close()

    @contextlib.contextmanager
    def _damage_explained(self) -> Generator[None]:
        try:
            yield
        except sqlite3.DatabaseError as error:
            from ..diagnostics import CompileError

            invalidate(self._core.directory)
            raise CompileError.of(
                f"the cached `{self._core.digest}` is damaged: {error}",
                help=["it will be made again the next time"],
            ) from error


def core_directory(toolchain: Toolchain, triple: str) -> Path:
    """Where the `core` of a rustc and a target is kept."""
    name = f"core-{toolchain.version}-{toolchain.identity}-v{DIGEST_VERSION}"
    return cache_dir() / name / triple


def find_core(toolchain: Toolchain, triple: str) -> DeviceCore | None:
    """The `core` of a rustc and a target, if it has been built."""
    directory = core_directory(toolchain, triple)
    return DeviceCore(directory, triple) if is_complete(directory) else None


def ensure_core(toolchain: Toolchain, triple: str) -> DeviceCore:
    """
    The `core` of a rustc and a target; built, if it has not been.

    Raises `CompileError` if it cannot be built, or the cache cannot be written.
    """

    def make(scratch: Path) -> None:
        _Build(toolchain, triple, scratch).run()

    directory = entry(
        core_directory(toolchain, triple),
        make,
        waiting=lambda: notice(f"waiting for another process that builds core for {triple}"),
    )
    return DeviceCore(directory, triple)


class _Build:
    """One build of `core` into a directory."""

    def __init__(self, toolchain: Toolchain, triple: str, scratch: Path) -> None:
        self.toolchain = toolchain
        self.triple = triple
        self.scratch = scratch
        self.work = scratch / "work"
        self.source = os.path.join(toolchain.library, "core", "src", "lib.rs")
        self.target = target_flags(triple)
        self.processes: dict[str, subprocess.Popen[bytes]] = {}

    def run(self) -> None:
        """Build everything; what is not needed afterwards is removed."""
        self.work.mkdir()
        started = time.monotonic()
        with self._progress() as step, self._stoppable():
            step("compiling")
            common = ["--crate-name", "core", "--edition", self._edition(), *self.target]
            common += ["-Zforce-unstable-if-unmarked", "--cap-lints", "allow"]
            self._start(
                "rustc", self.toolchain.rustc, *common, "--crate-type", "rlib", "-Copt-level=3",
                "-Zalways-encode-mir", *MIR_FLAGS, "--emit=metadata,mir",
                "-o", str(self.scratch / METADATA), self.source,
            )  # fmt: skip
            self._start(
                "rustdoc", self.toolchain.rustdoc, *common, *RUSTDOC_FLAGS,
                "-o", str(self.work), self.source,
            )  # fmt: skip
            self._start(
                "hidden core", self.toolchain.rustc, *common, "--crate-type", "rlib",
                "-Zcrate-attr=doc(hidden)", "--emit=metadata",
                "-o", str(self.scratch / HIDDEN_METADATA), self.source,
            )  # fmt: skip
            self._wait("rustdoc")
            step("reading its definitions")
            records = self._records()
            step("compiling")
            self._wait("rustc")
            self._compiler_builtins(METADATA, BUILTINS)
            self._wait("hidden core")
            self._compiler_builtins(HIDDEN_METADATA, HIDDEN_BUILTINS)
            step("writing the digest")
            self._digest(records, common)
        shutil.rmtree(self.work)
        notice(f"built core for {self.triple} in {time.monotonic() - started:.0f} s")

    def _edition(self) -> str:
        """The edition that core's manifest names."""
        manifest = Path(self.toolchain.library, "core", "Cargo.toml")
        match = re.search(r'^edition\s*=\s*"(\d+)"', manifest.read_text(), re.MULTILINE)
        return "2024" if match is None else match.group(1)

    # --- processes ---

    def _start(self, name: str, *command: str) -> None:
        with open(self.work / f"{name}.log", "wb") as log:
            self.processes[name] = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                env=self.toolchain.environment(),
                cwd=self.work,
            )

    def _wait(self, name: str) -> None:
        code = self.processes[name].wait()
        if code != 0:
            self._fail(name, code)

    def _fail(self, name: str, code: int) -> NoReturn:
        from ..diagnostics import CompileError

        log = (self.work / f"{name}.log").read_text(errors="replace").strip()
        if "No space left on device" in log or "os error 28" in log:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        lines = [line for line in log.splitlines() if line.strip()]
        how = f"it was stopped by signal {-code}" if code < 0 else f"exit status {code}"
        raise CompileError.of(
            f"{name} {self.toolchain.version} cannot build `core` for `{self.triple}`",
            notes=[how, *lines[:5]],
            help=[f"run `{self.toolchain.rustc} --print target-list` for the targets it knows"],
        )

    @contextlib.contextmanager
    def _stoppable(self) -> Generator[None]:
        """Stop what still runs when the build ends early; make SIGTERM end it in good order."""

        def stop(number: int, _frame: object) -> NoReturn:
            raise SystemExit(128 + number)

        previous: Any = None
        with contextlib.suppress(ValueError):  # not the main thread
            previous = signal.signal(signal.SIGTERM, stop)
        try:
            yield
        finally:
            for process in self.processes.values():
                if process.poll() is None:
                    process.kill()
                    process.wait()
            if previous is not None:
                signal.signal(signal.SIGTERM, previous)

    # --- contents ---

    def _compiler_builtins(self, core: str, output: str) -> None:
        source = self.work / "builtins.rs"
        source.write_text("#![feature(compiler_builtins)]\n#![compiler_builtins]\n#![no_std]\n")
        self._start(
            "compiler_builtins", self.toolchain.rustc, "--crate-name", "compiler_builtins",
            "--edition", "2024", "--crate-type", "rlib", *self.target, "--emit=metadata",
            "--cap-lints", "allow", "-Zforce-unstable-if-unmarked",
            "--extern", f"core={self.scratch / core}",
            "-o", str(self.scratch / output), str(source),
        )  # fmt: skip
        self._wait("compiler_builtins")

    def _records(self) -> CrateRecords:
        from .rustdoc import reduce

        path = self.work / "core.json"
        parsed = json.loads(path.read_bytes())
        path.unlink()
        return reduce(parsed, crate="core")

    def _digest(self, records: CrateRecords, common: list[str]) -> None:
        from .body_index import BODY_SCHEMA, refine_patterns, write_bodies
        from .body_matching import match_bodies
        from .mir_items import scan_items
        from .record_backends import SCHEMA, write_records

        def expanded() -> str | None:
            run = subprocess.run(
                [self.toolchain.rustc, *common, "-Zunpretty=expanded", self.source],
                capture_output=True,
                env=self.toolchain.environment(),
                check=False,
            )
            return run.stdout.decode() if run.returncode == 0 else None

        path = self.scratch / "libcore.mir"
        text = path.read_text(encoding="utf-8")
        path.unlink()
        items = list(scan_items(text, crate="core", file="core's MIR"))
        refine_patterns(records, text, items)
        matches = match_bodies(records, text, items, expanded)
        drop_absent_modules(records, {item.path for item in items})
        connection = sqlite3.connect(self.scratch / DIGEST, isolation_level=None)
        try:
            connection.execute("PRAGMA journal_mode = OFF")
            connection.execute("PRAGMA synchronous = OFF")
            connection.executescript(SCHEMA + BODY_SCHEMA)
            connection.execute("BEGIN")
            write_records(connection, records)
            write_bodies(connection, text, items, matches)
            connection.execute("COMMIT")
        except sqlite3.OperationalError as error:
            if "full" in str(error):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)) from error
            raise
        finally:
            connection.close()

    @contextlib.contextmanager
    def _progress(self) -> Generator[Callable[[str], None]]:
        title = (
            f"building core for {self.triple} with rustc {self.toolchain.version}"
            " (once; takes about a minute)"
        )
        if not sys.stderr.isatty():
            notice(title)
            yield lambda _step: None
            return
        from rich.console import Console

        console = Console(stderr=True)
        with console.status(title) as status:
            yield lambda step: status.update(f"{title}: {step}")


RUSTDOC_FLAGS = (
    "-Zunstable-options",
    "--output-format",
    "json",
    "--document-private-items",
    "--document-hidden-items",
)
"""The flags for rustdoc's JSON of everything."""

QUICK_RUSTDOC_FLAGS = RUSTDOC_FLAGS[:-1]
"""Those of everything but hidden items, and of nothing else that concerns a hidden `core`."""

_ARCH = "core::core_arch::"


def drop_absent_modules(records: CrateRecords, paths: set[str]) -> None:
    """
    Drop the definitions of other architectures' intrinsics.

    rustdoc lists those of all, half of what it says of `core`; rustc compiles the target's alone.
    """
    present = {path.split("::")[2] for path in paths if path.startswith(_ARCH)}

    # Modules that only bring in names, `core_arch::arch` above all, have no bodies either.
    gone = {
        path.split("::")[2]
        for path, namespace in records.paths
        if namespace == "value" and path.startswith(_ARCH)
    } - present

    def absent(path: str) -> bool:
        return path.startswith(_ARCH) and path.count("::") > 2 and path.split("::")[2] in gone

    dropped = {id for (path, _), id in records.paths.items() if absent(path)}
    for id, (kind, record) in records.items.items():
        if kind == "impl" and absent(f"{record[0]}::"):
            dropped.add(id)
            dropped.update(member for _, _, member in record[8])
    for id in dropped:
        records.items.pop(id, None)
    records.paths = {key: id for key, id in records.paths.items() if id not in dropped}
    records.names = {
        key: target
        for key, target in records.names.items()
        if not absent(target) and not absent(key[0])
    }
    records.impls = [row for row in records.impls if row[2] not in dropped]
    records.inherent = [row for row in records.inherent if row[2] not in dropped]
