"""How lit runs the tests in this folder. Needs nothing but the project's own `test` extra."""

from __future__ import annotations

import os
import re
import shutil
import sys
from pathlib import Path
from typing import Any

import lit.formats

from rusticle.diagnostics import CompileError
from rusticle.frontend.toolchain import find_toolchain

config: Any = globals()["config"]
lit_config: Any = globals()["lit_config"]
root = Path(__file__).resolve().parent.parent

config.name = "Rusticle"
config.test_format = lit.formats.ShTest(execute_external=False)
config.suffixes = [".mlir", ".mir", ".rs", ".test"]
config.excludes = ["Inputs", "Output"]
config.test_source_root = str(root / "filecheck")
config.test_exec_root = str(root / "out" / "filecheck")


def llvm_tools() -> list[str]:
    """The folders of installed LLVMs, the newest first; Debian does not put them on the path."""
    found = [(int(m[1]), str(p)) for p in Path("/usr/lib").glob("llvm-*/bin")
             if (m := re.search(r"llvm-(\d+)", str(p)))]  # fmt: skip
    return [path for _, path in sorted(found, reverse=True)]


# rusticle, rusticle-opt, xdsl-opt and filecheck come from the environment that runs lit.
environment = str(Path(sys.executable).parent)
path = os.pathsep.join([environment, os.environ["PATH"], *llvm_tools()])
config.environment["PATH"] = path
for variable in ("RUSTICLE_CACHE_DIR", "HOME", "RUSTC", "RUSTUP_HOME", "COVERAGE_PROCESS_START"):
    if variable in os.environ:
        config.environment[variable] = os.environ[variable]


def has_rustc() -> bool:
    """Whether there is a rustc that rusticle can use."""
    try:
        find_toolchain()
    except CompileError:
        return False
    return True


# Tests that need these say so with REQUIRES; CI has them all.
features = {
    "mlir-translate": shutil.which("mlir-translate", path=path) is not None,
    "llvm-tools": shutil.which("llvm-as", path=path) is not None,
    "rustc": has_rustc(),
}
missing = [name for name, there in features.items() if not there]
if missing and os.environ.get("RUSTICLE_NO_SKIP", "") not in ("", "0"):
    lit_config.fatal(f"no test may be skipped, and there is no {', '.join(missing)}")
config.available_features.update(name for name, there in features.items() if there)
