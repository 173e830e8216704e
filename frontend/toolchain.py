"""
Finding a rustc that has the sources of its own library.

Any recent stable rustc serves, since `RUSTC_BOOTSTRAP=1` opens the flags that are needed; but no
`core` for GPUs is shipped, so it is built from the library's sources, and those must be the ones
of that very rustc. They are in its sysroot (rustup's component `rust-src`), or where Debian's
package `rust-web-src` puts them.

Asking a rustc for its version takes 10 ms (through rustup's proxy 50 ms). The answers are kept in
the cache, under the executable's path, size and time of modification. So is the hash that names a
toolchain in the cache: `hashlib` loads OpenSSL, and is imported only where a rustc is asked.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import astuple, dataclass
from typing import TYPE_CHECKING, Any

from .cache import cache_dir, read_json, write_atomically

if TYPE_CHECKING:
    from ..diagnostics import CompileError

PROBES = "toolchains-v2.json"
_PROBE_TIMEOUT = 60


@dataclass(frozen=True, slots=True)
class Toolchain:
    """A rustc, the rustdoc beside it, and its library's sources."""

    rustc: str
    rustdoc: str
    version: str
    """`1.96.0`, `1.98.0-nightly`."""
    identity: str
    """What tells this build apart from any other: 12 digits of a hash of version and commit."""
    host: str
    """The triple that it runs on."""
    sysroot: str
    library: str
    """The directory that holds `core/src/lib.rs`."""

    def environment(self) -> dict[str, str]:
        """The environment for its processes; unstable flags are opened there and only there."""
        environment = dict(os.environ)
        environment["RUSTC_BOOTSTRAP"] = "1"
        # Flags meant for the user's own builds must not change what core is.
        for name in ("RUSTFLAGS", "RUSTC_WRAPPER", "RUSTUP_TOOLCHAIN", "RUSTC_LOG"):
            environment.pop(name, None)
        return environment


def candidates(environment: Mapping[str, str] | None = None) -> Iterator[str]:
    """
    The executables that may be a rustc, best first and each once: `RUSTC`, the `PATH`, `/usr/bin`,
    rustup's toolchains.
    """
    env = os.environ if environment is None else environment
    seen: set[str] = set()
    for path in _candidates(env):
        with contextlib.suppress(OSError):
            key = f"{os.path.realpath(path)} {os.path.basename(path)}"
            if key not in seen and os.access(path, os.X_OK) and os.path.isfile(path):
                seen.add(key)
                yield path


def _candidates(env: Mapping[str, str]) -> Iterator[str]:
    if named := env.get("RUSTC"):
        yield shutil.which(named, path=env.get("PATH")) or named
    for directory in env.get("PATH", os.defpath).split(os.pathsep):
        if directory:
            yield os.path.join(directory, "rustc")
    yield "/usr/bin/rustc"
    home = env.get("RUSTUP_HOME") or os.path.expanduser("~/.rustup")
    with contextlib.suppress(OSError):
        for name in sorted(os.listdir(os.path.join(home, "toolchains")), reverse=True):
            yield os.path.join(home, "toolchains", name, "bin", "rustc")


@dataclass(frozen=True, slots=True)
class Facts:
    """What a rustc says of itself."""

    release: str
    identity: str
    host: str
    sysroot: str


def probe(rustc: str) -> Facts | str:
    """Ask a rustc what it is. Returns what is wrong with it if it does not say."""
    outputs: list[str] = []
    for question in (["-vV"], ["--print=sysroot"]):
        try:
            run = subprocess.run(
                [rustc, *question],
                capture_output=True,
                text=True,
                timeout=_PROBE_TIMEOUT,
                check=False,
                stdin=subprocess.DEVNULL,
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            return f"does not run ({error})"
        if run.returncode != 0:
            reason = (run.stderr.strip().splitlines() or ["no message"])[0]
            return f"fails: {reason}"
        outputs.append(run.stdout.strip())
    version, sysroot = outputs
    facts: dict[str, str] = {}
    for line in version.splitlines():
        key, _, value = line.partition(": ")
        facts[key] = value
    release = facts.get("release", "")
    if not release or not sysroot:
        return "does not answer as rustc does"
    # A build from a source tarball may not know its commit; its version line then identifies it.
    commit = facts.get("commit-hash", "unknown")
    identity = commit if commit != "unknown" else version.splitlines()[0]
    from hashlib import sha256

    digest = sha256(f"{release} {identity}".encode()).hexdigest()
    return Facts(release, digest[:12], facts.get("host", "unknown"), sysroot)


def assemble(rustc: str, facts: Facts) -> Toolchain | str:
    """The toolchain that a rustc belongs to. Returns what is missing if it is not whole."""
    library = find_library(facts.sysroot, facts.release)
    if library is None:
        return f"is {facts.release}, without its library's sources"
    rustdoc = _rustdoc_of(rustc, facts.sysroot)
    if rustdoc is None:
        return f"is {facts.release}, without a rustdoc"
    if _may_be_proxy(rustc):
        # What rustup's proxy starts depends on where and how it is called; its choice does not.
        direct = os.path.join(facts.sysroot, "bin", os.path.basename(rustc))
        rustc = direct if os.access(direct, os.X_OK) else rustc
        rustdoc = _rustdoc_of(rustc, facts.sysroot) or rustdoc
    return Toolchain(
        rustc, rustdoc, facts.release, facts.identity, facts.host, facts.sysroot, library
    )


def find_library(sysroot: str, release: str) -> str | None:
    """The library's sources for a rustc of that release, if they are installed."""
    for directory in (
        os.path.join(sysroot, "lib", "rustlib", "src", "rust", "library"),
        f"/usr/src/rustc-{release}/library",
    ):
        if os.path.isfile(os.path.join(directory, "core", "src", "lib.rs")):
            return directory
    return None


def _may_be_proxy(rustc: str) -> bool:
    """Whether this may be rustup's proxy, which starts the rustc that rustup's settings choose."""
    return os.path.exists(os.path.join(os.path.dirname(rustc), "rustup"))


def _rustdoc_of(rustc: str, sysroot: str) -> str | None:
    name = os.path.basename(rustc).replace("rustc", "rustdoc", 1)
    for path in (
        os.path.join(os.path.dirname(rustc), name),
        os.path.join(sysroot, "bin", "rustdoc"),
    ):
        if os.access(path, os.X_OK):
            return path
    return None


def _key(rustc: str) -> list[Any]:
    """What a kept answer depends on."""
    stat = os.stat(rustc)
    key: list[Any] = [stat.st_mtime_ns, stat.st_size]
    if _may_be_proxy(rustc):
        key += _rustup_choice()
    return key


def _rustup_choice() -> list[Any]:
    """What decides which toolchain rustup's proxy starts: the rustup book's "Overrides"."""
    choice: list[Any] = [os.environ.get("RUSTUP_TOOLCHAIN", "")]
    home = os.environ.get("RUSTUP_HOME") or os.path.expanduser("~/.rustup")
    settings = os.path.join(home, "settings.toml")
    with contextlib.suppress(OSError):
        choice.append(os.stat(settings).st_mtime_ns)
        with open(settings, encoding="utf-8", errors="replace") as file:
            overrides = file.read().partition("[overrides]")[2]
        if "=" in overrides.partition("\n[")[0]:
            choice.append(os.getcwd())
    with contextlib.suppress(OSError):
        directory = os.getcwd()
        while True:
            for name in ("rust-toolchain", "rust-toolchain.toml"):
                with contextlib.suppress(OSError):
                    path = os.path.join(directory, name)
                    choice += [path, os.stat(path).st_mtime_ns]
            above = os.path.dirname(directory)
            if above == directory:
                break
            directory = above
    return choice


class _Probes:
    """The answers that were kept; in a file, which may be absent or unwritable."""

    def __init__(self) -> None:
        self._path = cache_dir() / PROBES
        self._known = read_json(self._path)
        self._changed = False

    def of(self, rustc: str) -> Facts | str:
        """The answer of a rustc, kept or new."""
        key = _key(rustc)
        record: Any = self._known.get(rustc)
        with contextlib.suppress(TypeError, KeyError, ValueError):  # nothing kept, or not by us
            if record["key"] == key:
                release, identity, host, sysroot = record["answer"]
                return Facts(release, identity, host, sysroot)
        facts = probe(rustc)
        if isinstance(facts, Facts):
            self._known[rustc] = {"key": key, "answer": list(astuple(facts))}
            self._changed = True
        return facts

    def keep(self) -> None:
        """Write new answers down. That is for speed only, so a failure is no error."""
        if self._changed:
            with contextlib.suppress(OSError):
                self._path.parent.mkdir(parents=True, exist_ok=True)
                write_atomically(self._path, json.dumps(self._known).encode())


def _try(rustc: str, probes: _Probes) -> Toolchain | str:
    facts = probes.of(rustc)
    return facts if isinstance(facts, str) else assemble(rustc, facts)


def _missing(rustc: str, *notes: str) -> CompileError:
    from ..diagnostics import CompileError

    return CompileError.of(f"there is no rustc at `{rustc}`", notes=notes)


def _named(rustc: str, probes: _Probes) -> Toolchain:
    """The toolchain of the rustc that the user named."""
    from ..diagnostics import CompileError

    found = shutil.which(rustc)
    if found is None:
        raise _missing(rustc)
    answer = _try(found, probes)
    if isinstance(answer, Toolchain):
        return answer
    raise CompileError.of(f"`{found}` cannot be used: it {answer}", help=[HOW_TO_GET])


def find_toolchain(rustc: str | None = None) -> Toolchain:
    """
    The first rustc that has its library's sources, or the one given.

    Raises `CompileError`, which says how to get one; also if `RUSTC` names nothing that can be run.
    """
    probes = _Probes()
    rejected: list[str] = []
    try:
        if rustc is not None:
            return _named(rustc, probes)
        if (chosen := os.environ.get("RUSTC")) and shutil.which(chosen) is None:
            raise _missing(chosen, "the environment variable `RUSTC` names it")
        for path in candidates():
            answer = _try(path, probes)
            if isinstance(answer, Toolchain):
                return answer
            rejected.append(f"`{path}` {answer}")
    finally:
        probes.keep()
    from ..diagnostics import CompileError

    raise CompileError.of(
        "no rustc was found that has the sources of its own library"
        if rejected
        else "no rustc was found",
        notes=rejected,
        help=[HOW_TO_GET],
    )


HOW_TO_GET = (
    "`rustup component add rust-src` adds the sources to rustup's toolchain; "
    "on Debian, `apt install rustc-web rust-web-src`; `RUSTC` names one to use"
)
