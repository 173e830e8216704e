"""
Make `support.ll` from `support.rs` with rustc: `python -m rusticle.runtime.build_support`.

The IR is kept in the repository, so that those who run kernels need no native compiler. What is
particular to the machine that made it (data layout, triple, processor) is left out: the code
generation of the machine that runs it supplies its own.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path

FOLDER = Path(__file__).parent

FLAGS = (
    "--edition=2024",
    "--crate-type=lib",
    "--crate-name=support",
    "-Copt-level=2",
    "-Cpanic=abort",
    "-Cno-vectorize-loops",
    "-Cno-vectorize-slp",
    "-Coverflow-checks=no",
    "-Cdebuginfo=0",
    "-Ccodegen-units=1",
    "--emit=llvm-ir",
)

_MACHINE = re.compile(
    r'^(; ModuleID|source_filename|target |!llvm\.|; Function Attrs).*\n|"target-cpu"="[^"]*"'
    r'|"probe-stack"="[^"]*"| uwtable| nonlazybind| personality ptr @\w+|^declare i32 @rust_eh.*\n',
    re.MULTILINE,
)


def build(rustc: str = "rustc") -> str:
    """The LLVM IR of `support.rs`. Raises `CalledProcessError` if rustc fails."""
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder, "support.ll")
        command = [rustc, *FLAGS, "-o", str(output), "support.rs"]
        subprocess.run(command, cwd=FOLDER, check=True)
        text = output.read_text(encoding="utf-8")
    head = "; Made from support.rs by build_support.py: do not edit.\n"
    return head + re.sub(r"= \{\s*\}", "= { nounwind }", _MACHINE.sub("", text))


if __name__ == "__main__":
    (FOLDER / "support.ll").write_text(build(*sys.argv[1:2]), encoding="utf-8")
