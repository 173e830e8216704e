"""
A process that compiles MIR text as on a machine without Rust: `python FILE FOLDER NAME...`.

It works in FOLDER, which holds each NAME.mir with its NAME.json and `core.slice`, and writes
NAME.hsaco beside them. How strings hash differs from process to process, so that whatever depends
on the order of a set differs too.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import NoReturn

import rusticle
import rusticle.frontend.inputs as inputs


def no_toolchain(rustc: str | None = None) -> NoReturn:
    """What looking for a toolchain comes to where there is none."""
    raise rusticle.CompileError.of("no rustc was found")


def main(folder: str, *names: str) -> None:
    """Compile."""
    inputs.find_toolchain = no_toolchain
    os.chdir(folder)
    for name in names:
        try:
            rusticle.compile(
                f"{name}.mir", cpu="gfx1100", foreign_calls="queue", output=f"{name}.hsaco"
            )
        except rusticle.CompileError as error:
            Path(f"{name}.error").write_text(str(error))


if __name__ == "__main__":
    main(*sys.argv[1:])
