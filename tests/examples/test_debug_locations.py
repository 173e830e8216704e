"""Code objects say of their instructions which Rust lines they come from, through inlining."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from rusticle.lowering.codegen import CodegenWorker
from tests.support.tools import requires, tool

from .test_examples import EXAMPLES, NAMES, code_object_of, compiled

_MOST = 400
"""Instructions of a kernel that are looked up."""


@pytest.fixture(scope="module")
def worker() -> Iterator[CodegenWorker]:
    with CodegenWorker() as worker:
        yield worker


def _run(name: str, *arguments: str, given: str = "") -> str:
    command = [tool(name), *arguments]
    done = subprocess.run(command, input=given, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def _functions(path: Path) -> dict[str, range]:
    """The addresses of each function."""
    found: dict[str, range] = {}
    for line in _run("llvm-nm", "-S", "--defined-only", str(path)).splitlines():
        parts = line.split()
        if len(parts) == 4 and parts[2] in "Tt":
            start, size = int(parts[0], 16), int(parts[1], 16)
            found[parts[3]] = range(start, start + size, 4)
    return found


def _frames(path: Path, addresses: range) -> list[list[Any]]:
    """The frames of each address, the innermost first."""
    given = "\n".join(hex(a) for a in addresses[:_MOST])
    lines = _run(
        "llvm-symbolizer", f"--obj={path}", "--inlines", "--output-style=JSON", given=given
    )
    return [json.loads(line)["Symbol"] for line in lines.splitlines()]


@requires("linker", "llvm-dwarfdump", "llvm-symbolizer", "llvm-nm")
@pytest.mark.parametrize("name", NAMES)
def test_instructions_have_rust_lines_and_the_calls_that_were_inlined(
    name: str, worker: CodegenWorker, tmp_path: Path
) -> None:
    code_object_of(compiled(name), "gfx1100", worker, tmp_path)
    path = tmp_path / "code.hsaco"
    assert "No errors." in _run("llvm-dwarfdump", "--verify", str(path))
    functions = _functions(path)
    source = (EXAMPLES / f"{name}.rs").read_text(encoding="utf-8")
    kernels = [k for k in functions if f'"gpu-kernel" fn {k}(' in source]
    assert kernels
    is_inlined = False
    for kernel in kernels:
        all_frames = _frames(path, functions[kernel])
        assert {frames[-1]["FunctionName"] for frames in all_frames} == {kernel}
        # Line 0 is LLVM's, of what it made of several instructions; its file means nothing.
        placed = [frames for frames in all_frames if frames[-1]["Line"]]
        assert len(placed) > len(all_frames) / 2
        for frames in placed:
            assert frames[-1]["FileName"].endswith(f"{name}.rs")
            assert frames[-1]["Line"] <= len(source.splitlines())
        is_inlined |= any(len(frames) > 1 for frames in placed)
    # All of them call functions of `core` or of their own somewhere, which are inlined.
    assert is_inlined
