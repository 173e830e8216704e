"""How lit runs the tests in this folder. Needs nothing but the project's own `test` extra."""

import os
import shutil
import sys
from pathlib import Path

import lit.formats

root = Path(__file__).resolve().parent.parent

config.name = "Rusticle"  # noqa: F821
config.test_format = lit.formats.ShTest(execute_external=False)  # noqa: F821
config.suffixes = [".mlir", ".mir", ".rs", ".test"]  # noqa: F821
config.excludes = ["Inputs", "Output"]  # noqa: F821
config.test_source_root = str(root / "filecheck")  # noqa: F821
config.test_exec_root = str(root / "out" / "filecheck")  # noqa: F821

# rusticle, rusticle-opt and filecheck come from the environment that runs lit.
path = [str(Path(sys.executable).parent)]
for tool in ("/usr/lib/llvm-22/bin",):
    if os.path.isdir(tool):
        path.append(tool)
config.environment["PATH"] = os.pathsep.join([*path, os.environ["PATH"]])  # noqa: F821
for variable in ("RUSTICLE_CACHE_DIR", "HOME", "RUSTC"):
    if variable in os.environ:
        config.environment[variable] = os.environ[variable]  # noqa: F821

# Tests that need these say so with REQUIRES; CI has them all.
for feature, program in (
    ("mlir-translate", "mlir-translate"),
    ("llvm-tools", "llvm-as"),
):
    if shutil.which(program, path=config.environment["PATH"]):  # noqa: F821
        config.available_features.add(feature)  # noqa: F821
if any(shutil.which(r) for r in ("rustc",)) and os.path.isdir("/usr/src"):
    config.available_features.add("rustc")  # noqa: F821
