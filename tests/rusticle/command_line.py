"""Running the real command line as a user does, and checking what each failure has in common."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "examples"
BIN = Path(sys.executable).parent
TIMEOUT = 300


@dataclass(frozen=True)
class Ran:
    """How a command ended."""

    status: int
    stdout: str
    stderr: str


def environment(**changes: str | None) -> dict[str, str]:
    """This process's environment with changes; `None` takes a variable out."""
    merged = {**os.environ, **changes}
    return {name: value for name, value in merged.items() if value is not None}


def rusticle(*arguments: str, cwd: Path, program: str = "rusticle", **env: str | None) -> Ran:
    """Run `rusticle` (or another program of the environment) in a directory."""
    done = subprocess.run(
        [str(BIN / program), *arguments],
        cwd=cwd,
        env=environment(**env),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        errors="replace",
        timeout=TIMEOUT,
        check=False,
    )
    return Ran(done.returncode, done.stdout, done.stderr)


def files(directory: Path) -> dict[str, bytes]:
    """All files of a directory tree, hidden ones too."""
    return {
        str(path.relative_to(directory)): path.read_bytes()
        for path in sorted(directory.rglob("*"))
        if path.is_file()
    }


def refusal(*arguments: str, cwd: Path, program: str = "rusticle", **env: str | None) -> str:
    """
    What `rusticle` says as it refuses.

    The status is 1, nothing is on standard output, no file came or changed, and no bug is
    reported.
    """
    before = files(cwd)
    ran = rusticle(*arguments, cwd=cwd, program=program, **env)
    assert ran.status == 1, ran.stderr
    assert ran.stdout == ""
    assert files(cwd) == before
    assert "Traceback" not in ran.stderr
    assert "bug in rusticle" not in ran.stderr
    return ran.stderr
