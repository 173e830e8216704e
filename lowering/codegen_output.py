"""
Output files: whole or not at all.

A file is written beside its destination under another name, and renamed over it once complete. A
full disk, a missing folder or an interruption leaves what was there before.
"""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path

from rusticle.diagnostics import CompileError


def temporary_beside(path: Path) -> Path:
    """A name in `path`'s folder that no file has, for a file that will be renamed to `path`."""
    return path.with_name(f".{path.name}.{os.urandom(6).hex()}.tmp")


def cannot_write(path: Path, error: OSError) -> CompileError:
    """The error of an output file that the system would not take."""
    return CompileError.of(f"cannot write `{path}`: {error.strerror or error}")


def is_special(path: Path) -> bool:
    """Whether `path` is there and no regular file (`/dev/stdout`): never to be renamed over."""
    try:
        return not stat.S_ISREG(path.stat().st_mode)
    except OSError:
        return False


def write_atomically(path: Path, data: bytes) -> None:
    """
    Write `data` to the file `path`, or leave it as it was.

    A symbolic link is followed; a device or pipe is written to as it is. Raises `CompileError`.
    """
    if is_special(path):
        try:
            with path.open("wb") as file:
                file.write(data)
        except OSError as error:
            raise cannot_write(path, error) from error
        return
    target = Path(os.path.realpath(path))
    temporary = temporary_beside(target)
    try:
        # Not `tempfile`: its files are for their owner alone, an output's mode is the umask's.
        with temporary.open("xb") as file:
            file.write(data)
        temporary.replace(target)
    except OSError as error:
        raise cannot_write(path, error) from error
    finally:
        with suppress(OSError):
            temporary.unlink()
