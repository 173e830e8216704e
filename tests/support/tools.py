"""
Tools that a test needs besides Python, and what happens where one is missing.

    @requires("mlir-translate")
    def test_it() -> None:
        run(tool("mlir-translate"))

A missing tool skips the test. With `RUSTICLE_NO_SKIP=1`, which CI sets, it fails instead: there a
test that does not run is a broken set-up.
"""

from __future__ import annotations

import os
import shutil
from functools import cache
from pathlib import Path

import pytest

from rusticle.diagnostics import CompileError
from rusticle.frontend.toolchain import Toolchain, find_toolchain
from rusticle.lowering.linker import find_linker

_LLVM = Path("/usr/lib/llvm-22/bin")

RUST = "a Rust toolchain with library sources"
"""The name under which `requires` knows rustc, rustdoc and the sources of `core`."""


def may_skip() -> bool:
    """Whether a missing tool skips a test."""
    return os.environ.get("RUSTICLE_NO_SKIP", "") in ("", "0")


@cache
def find_rust() -> Toolchain | None:
    """The Rust toolchain that the compiler would use."""
    try:
        return find_toolchain()
    except CompileError:
        return None


@cache
def find(name: str) -> str | None:
    """Where a tool is; LLVM's of the version that the reference outputs are of come first."""
    if name == RUST:
        toolchain = find_rust()
        return None if toolchain is None else toolchain.rustc
    if name == "linker":
        try:
            return str(find_linker().path)
        except CompileError:
            return None
    own = _LLVM / name
    return str(own) if own.exists() else shutil.which(name)


def tool(name: str) -> str:
    """Where a tool is. Skips or fails the test if it is missing."""
    path = find(name)
    if path is None:
        (pytest.skip if may_skip() else pytest.fail)(f"{name} is not installed")
    return path


def rust() -> Toolchain:
    """The Rust toolchain. Skips or fails the test if there is none."""
    tool(RUST)
    toolchain = find_rust()
    assert toolchain is not None
    return toolchain


def requires(*names: str) -> pytest.MarkDecorator:
    """Mark a test as needing tools. Where nothing may be skipped, it runs and fails by itself."""
    missing = [name for name in names if find(name) is None]
    return pytest.mark.skipif(bool(missing) and may_skip(), reason=f"needs {', '.join(missing)}")
