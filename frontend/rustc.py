"""
Running rustc and rustdoc on a crate, side by side, while the caller does something else.

    running = start(CrateInput(Path("vadd.rs")), toolchain, core)
    ...                                  # import what reads the result
    output = running.result()            # the MIR text and rustdoc's JSON

rustc inlines as far as it can (the thresholds below), so that nearly all of `core` that a kernel
uses is in the kernel's own MIR, monomorphic. What it reports is passed on exactly as it printed
it. A crate needs no panic handler: rustc asks for one only where it links.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .device_core import (
    MIR_FLAGS,
    QUICK_RUSTDOC_FLAGS,
    RUSTDOC_FLAGS,
    DeviceCore,
    target_flags,
)
from .hidden_impls import has_nothing_hidden
from .plain_crates import describe
from .toolchain import Toolchain

if TYPE_CHECKING:
    from ..diagnostics import CompileError

DEFAULT_EDITION = "2024"

OPTIMISATION_FLAGS = (
    "-Copt-level=3",
    "-Zmir-opt-level=3",
    "-Zinline-mir-threshold=100000",
    "-Zinline-mir-hint-threshold=100000",
    "-Zinline-mir-forwarder-threshold=100000",
)
"""Have rustc's own MIR inliner inline whatever it can."""

_BUSY = 3
"""The processes that a compilation begins with: this one, rustc and rustdoc."""

_NICENESS = 10
"""Of rustc and rustdoc where there are fewer processors: what this process does is waited for."""


@dataclass(frozen=True, slots=True)
class CrateInput:
    """A crate to compile: its root file, and what a build tool would pass for it."""

    root: Path
    name: str | None = None
    """Without one, the root file's name, or its directory's for `main.rs` and `lib.rs`."""
    edition: str = DEFAULT_EDITION
    cfg: tuple[str, ...] = ()
    externs: tuple[tuple[str, Path], ...] = ()
    """Names of crates that it uses, and their metadata."""
    search: tuple[Path, ...] = ()
    """Directories for `-L`."""
    cpu: str | None = None
    flags: tuple[str, ...] = ()
    """Further flags, for rustc alone."""
    show_warnings: bool = False

    @property
    def crate_name(self) -> str:
        """The crate's name as Rust writes it."""
        return self.name or crate_name_of(self.root)


def crate_name_of(root: Path) -> str:
    """The name that rustc and cargo would give a crate with that root file."""
    stem = root.stem
    if stem in ("lib", "main", "mod"):
        directory = root.resolve().parent
        stem = (directory.parent if directory.name == "src" else directory).name
    name = re.sub(r"\W", "_", stem)
    return name if name and not name[0].isdigit() else f"_{name}"


@dataclass(frozen=True, slots=True)
class CrateOutput:
    """What rustc and rustdoc made of a crate."""

    name: str
    mir: str
    """The MIR text."""
    json: Any
    """rustdoc's JSON, parsed."""
    warnings: str = ""
    """What rustc printed, if it was to be shown."""
    metadata: Path | None = None
    """The crate's metadata, if that was asked for."""
    expand: Callable[[], str | None] = lambda: None
    """Gives the source after macro expansion; that runs rustc once more."""
    hidden_left_out: bool = False
    """Whether rustdoc was not asked for hidden items: see `hidden_impls.py`."""


def command_flags(crate: CrateInput, core: DeviceCore) -> list[str]:
    """The flags that rustc and rustdoc share."""
    flags = ["--crate-name", crate.crate_name, "--edition", crate.edition]
    flags += target_flags(core.triple, crate.cpu)
    flags += ["-L", str(core.directory)]
    for directory in crate.search:
        flags += ["-L", str(directory)]
    for name, path in crate.externs:
        flags += ["--extern", f"{name}={path}"]
    for condition in crate.cfg:
        flags += ["--cfg", condition]
    return flags


def _source(root: Path) -> str:
    """The text of a crate's root file; one that cannot be read is rustc's to complain about."""
    try:
        return root.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ""


class Running:
    """rustc and rustdoc at work. Use it as a context manager, or call `result` or `stop`."""

    def __init__(
        self, crate: CrateInput, toolchain: Toolchain, core: DeviceCore, *, metadata: Path | None
    ) -> None:
        self.crate = crate
        self._toolchain = toolchain
        self._core = core
        self._metadata = metadata
        self._directory = Path(tempfile.mkdtemp(prefix="rusticle-"))
        self._processes: list[subprocess.Popen[bytes]] = []
        try:
            flags = command_flags(crate, core)
            emit = f"mir={self._directory / 'crate.mir'}"
            if metadata is not None:
                emit += f",metadata={metadata}"
            colour = ["--color=always"] if sys.stderr.isatty() else []
            lints = [] if crate.show_warnings else ["--cap-lints=allow"]
            self._rustc = self._start(
                "rustc", toolchain.rustc, "--crate-type=lib", *flags, *OPTIMISATION_FLAGS,
                "-Zalways-encode-mir", *MIR_FLAGS, *crate.flags, *colour, *lints,
                f"--emit={emit}", "--out-dir", str(self._directory), str(crate.root),
            )  # fmt: skip
            # Another crate's macros could hide what they expand to.
            hidden_core = [] if crate.externs else core.hidden_externs
            source = _source(crate.root) if hidden_core else None
            self._rustdoc: subprocess.Popen[bytes] | None = None
            self._description: Any = source and describe(source, str(crate.root), crate.crate_name)
            self._is_quick = source is not None and has_nothing_hidden(source)
            documented = [*QUICK_RUSTDOC_FLAGS, *hidden_core] if self._is_quick else RUSTDOC_FLAGS
            if not self._description:
                self._rustdoc = self._start(
                    "rustdoc", toolchain.rustdoc, *flags, *documented, "--cap-lints=allow",
                    "-o", str(self._directory), str(crate.root),
                )  # fmt: skip
        except BaseException:
            self.stop()
            raise

    def _start(self, name: str, *command: str) -> subprocess.Popen[bytes]:
        with open(self._directory / f"{name}.log", "wb") as log:
            try:
                process = subprocess.Popen(
                    command,
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=log,
                    env=self._toolchain.environment(),
                )
            except OSError as error:
                from ..diagnostics import CompileError

                raise CompileError.of(f"`{command[0]}` does not run: {error.strerror}") from error
        self._processes.append(process)
        if len(os.sched_getaffinity(0)) < _BUSY:
            # It may have ended.
            with contextlib.suppress(OSError):
                os.setpriority(os.PRIO_PROCESS, process.pid, _NICENESS)
        return process

    def __enter__(self) -> Running:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def stop(self) -> None:
        """Stop what still runs and remove the temporary files."""
        for process in self._processes:
            if process.poll() is None:
                process.kill()
            process.wait()
        shutil.rmtree(self._directory, ignore_errors=True)

    def _log(self, name: str) -> str:
        return (self._directory / f"{name}.log").read_text(errors="replace")

    def _expand(self) -> str | None:
        """The source after macro expansion; nothing if rustc does not give it."""
        flags = ["--crate-type=lib", *command_flags(self.crate, self._core), *self.crate.flags]
        run = subprocess.run(
            [
                self._toolchain.rustc, *flags, "--cap-lints=allow", "-Zunpretty=expanded",
                str(self.crate.root),
            ],
            capture_output=True,
            env=self._toolchain.environment(),
            check=False,
            stdin=subprocess.DEVNULL,
        )  # fmt: skip
        return run.stdout.decode(errors="replace") if run.returncode == 0 else None

    def _stable_mir(self) -> str | None:
        """The crate's MIR in the format that has all captures; nothing if rustc gives none."""
        flags = [*command_flags(self.crate, self._core), *OPTIMISATION_FLAGS, *MIR_FLAGS]
        run = subprocess.run(
            [
                self._toolchain.rustc, "--crate-type=lib", *flags, "-Zalways-encode-mir",
                *self.crate.flags, "--cap-lints=allow", "-Zunpretty=stable-mir",
                str(self.crate.root),
            ],
            capture_output=True,
            env=self._toolchain.environment(),
            check=False,
            stdin=subprocess.DEVNULL,
        )  # fmt: skip
        return run.stdout.decode(errors="replace") if run.returncode == 0 else None

    def wait_for_metadata(self) -> None:
        """Wait until rustc is done, so that its metadata can be used. Raises `RustcFailed`."""
        if code := self._rustc.wait():
            raise rustc_failed(self._log("rustc"), code)

    def result(self) -> CrateOutput:
        """
        Wait for both and read what they made.

        Raises `RustcFailed` with rustc's own words if the crate does not compile.
        """
        try:
            if code := self._rustc.wait():
                raise rustc_failed(self._log("rustc"), code)
            mir = (self._directory / "crate.mir").read_text(encoding="utf-8")
            if "{closure" in mir:
                from .closure_captures import complete_captures

                mir = complete_captures(mir, self._stable_mir)
            described = (
                self._description if self._rustdoc is None else self._documented(self._rustdoc)
            )
            warnings = self._log("rustc") if self.crate.show_warnings else ""
            return CrateOutput(
                self.crate.crate_name,
                mir,
                described,
                warnings,
                self._metadata,
                self._expand,
                self._is_quick,
            )
        finally:
            self.stop()

    def _documented(self, rustdoc: subprocess.Popen[bytes]) -> Any:
        """rustdoc's JSON, when it is done."""
        import json

        from ..diagnostics import CompileError

        if code := rustdoc.wait():
            raise rustc_failed(self._log("rustdoc"), code)
        try:
            return json.loads((self._directory / f"{self.crate.crate_name}.json").read_bytes())
        except (OSError, ValueError) as error:
            raise CompileError.of(f"rustdoc's output cannot be read: {error}") from error


def start(
    crate: CrateInput, toolchain: Toolchain, core: DeviceCore, *, metadata: Path | None = None
) -> Running:
    """
    Start rustc and rustdoc on a crate.

    `metadata` is where to put the crate's metadata, for crates that use it.
    """
    return Running(crate, toolchain, core, metadata=metadata)


def rustc_failed(rendered: str, code: int) -> CompileError:
    """The error of a rustc that failed: `RustcFailed`, with what it printed."""
    from .rustc_errors import RustcFailed

    return RustcFailed(rendered, code)


_EDITION_COMMENT = re.compile(r"^\s*//[/!]?\s*(?:@\s*)?edition:\s*(\d{4})\s*$")
_SCRIPT_EDITION = re.compile(r'^\s*edition\s*=\s*"(\d{4})"\s*$')


def detect_edition(root: Path) -> str:
    """
    The edition that a lone file asks for: a comment `//@ edition: 2021` before its first item,
    as in rustc's own tests, or `edition = "2021"` in a cargo script's front matter.
    """
    with contextlib.suppress(OSError, UnicodeDecodeError), open(root, encoding="utf-8") as file:
        front_matter = False
        for number, line in enumerate(file):
            if line.startswith("---"):
                front_matter = not front_matter
                continue
            pattern = _SCRIPT_EDITION if front_matter else _EDITION_COMMENT
            if match := pattern.match(line):
                return match.group(1)
            if not front_matter and line.strip() and not line.lstrip().startswith(("//", "#!")):
                break
            if number > 200:
                break
    return DEFAULT_EDITION
