"""
The user's cache directory, and entries in it that are made once and are whole or absent.

`entry` gives the directory of an entry. If it is not there yet, it is made under a lock, in a
directory beside its place, and put there by one rename: a reader sees all of it or nothing, two
processes do not make it twice, and what an interrupted one leaves behind is removed by the next.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import shutil
import sys
from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any, cast

CACHE_DIR_VARIABLE = "RUSTICLE_CACHE_DIR"
STAMP = "complete.json"
"""The file that is written last into an entry, with what identifies its contents."""


def cache_dir() -> Path:
    """The cache directory: `RUSTICLE_CACHE_DIR`, or the platform's place for a user's caches."""
    if override := os.environ.get(CACHE_DIR_VARIABLE):
        return Path(override)
    if sys.platform == "linux":
        # As `platformdirs` has it, which takes 2 ms to import; by the XDG Base Directory
        # Specification, a relative path counts for nothing.
        base = os.environ.get("XDG_CACHE_HOME", "")
        return Path(base if os.path.isabs(base) else os.path.expanduser("~/.cache")) / "rusticle"
    import platformdirs

    return Path(platformdirs.user_cache_dir("rusticle", appauthor=False))


def is_complete(directory: Path) -> bool:
    """Whether an entry is whole: its stamp is there, and its files have the sizes it says."""
    try:
        stamp = json.loads((directory / STAMP).read_bytes())
        return all((directory / name).stat().st_size == size for name, size in stamp["files"])
    except (OSError, ValueError, KeyError, TypeError):
        return False


def invalidate(directory: Path) -> None:
    """Have an entry made again when it is next asked for."""
    with contextlib.suppress(OSError):
        (directory / STAMP).unlink()


def entry(
    directory: Path, make: Callable[[Path], None], *, waiting: Callable[[], None] = lambda: None
) -> Path:
    """
    The directory of an entry, made by `make` if it is not there.

    `make` fills the empty directory that it is given. `waiting` is called once if another process
    is making the entry. Raises `CompileError` if the cache cannot be written, and whatever `make`
    raises; the entry is then absent.
    """
    if is_complete(directory):
        return directory
    with failures_explained(directory):
        directory.parent.mkdir(parents=True, exist_ok=True)
        with _locked(directory, waiting):
            if is_complete(directory):
                return directory
            _remove_leftovers(directory)
            scratch = directory.with_name(f".{directory.name}.{os.getpid()}.part")
            scratch.mkdir()
            try:
                make(scratch)
                files = [(p.name, p.stat().st_size) for p in sorted(scratch.iterdir())]
                write_atomically(scratch / STAMP, json.dumps({"files": files}).encode())
                if directory.exists():
                    shutil.rmtree(directory)
                scratch.rename(directory)
            except BaseException:  # also `KeyboardInterrupt`: nothing half-made stays
                shutil.rmtree(scratch, ignore_errors=True)
                raise
    return directory


@contextlib.contextmanager
def _locked(directory: Path, waiting: Callable[[], None]) -> Generator[None]:
    import filelock

    lock = filelock.FileLock(directory.with_name(f".{directory.name}.lock"))
    try:
        lock.acquire(timeout=0)
    except filelock.Timeout:
        waiting()
        lock.acquire()
    try:
        yield
    finally:
        lock.release()


def _remove_leftovers(directory: Path) -> None:
    """Remove what processes that were killed had begun; whoever holds the lock is alone."""
    for path in directory.parent.glob(f".{directory.name}.*.part"):
        shutil.rmtree(path, ignore_errors=True)


def write_atomically(path: Path, content: bytes) -> None:
    """Write a file so that readers see all of it or what was there before."""
    scratch = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        scratch.write_bytes(content)
        scratch.replace(path)
    except BaseException:
        scratch.unlink(missing_ok=True)
        raise


@contextlib.contextmanager
def failures_explained(directory: Path) -> Generator[None]:
    """Turn what goes wrong with the file system into a diagnostic that names the cache."""
    try:
        yield
    except OSError as error:
        from ..diagnostics import CompileError

        reason = error.strerror or str(error)
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        help = (
            "free some space (the cache takes about 130 MB for each rustc and target)"
            if full
            else "check the directory's permissions"
        )
        raise CompileError.of(
            f"the cache `{directory}` cannot be written: {reason}",
            help=[help, f"or set `{CACHE_DIR_VARIABLE}` to a directory elsewhere"],
        ) from error


def read_json(path: Path) -> dict[str, Any]:
    """The object in a JSON file; empty if there is none that can be read."""
    try:
        content = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    return cast("dict[str, Any]", content) if isinstance(content, dict) else {}


def notice(message: str) -> None:
    """Tell the user, on stderr, about something that takes long."""
    print(f"rusticle: {message}", file=sys.stderr, flush=True)
