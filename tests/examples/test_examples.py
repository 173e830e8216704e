"""
The examples, all the way: every level, every processor family, with and without rustc.

Each example is compiled once to LLVM IR, in the examples' folder, so that file names in it are as
in the shipped MIR text; only code generation is done again for each processor.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from io import StringIO
from pathlib import Path

import pytest
from xdsl.dialects.builtin import ModuleOp
from xdsl.parser import Parser
from xdsl.printer import Printer

import rusticle
from rusticle.collector import paused_collector
from rusticle.context import new_context
from rusticle.frontend.core_slice import SLICE, CoreSlice
from rusticle.lowering.codegen import CodegenWorker
from rusticle.lowering.linker import link
from rusticle.runtime.code_object import read_code_object
from tests.support.llvm_compare import compare, read
from tests.support.tools import RUST, find_rust, requires, rust, tool

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"
NAMES = sorted(path.stem for path in EXAMPLES.glob("*.rs"))
CPUS = ("gfx900", "gfx90a", "gfx942", "gfx1030", "gfx1100", "gfx1201")
SHIPPED = (".mir", ".json", ".slice")
TARGET = "amdgcn-amd-amdhsa"
LEVELS: tuple[rusticle.Level, ...] = ("mir", "asptr", "llvm")


def printed(module: ModuleOp, *, locations: bool) -> str:
    """The text of a module, with or without source locations."""
    stream = StringIO()
    Printer(stream=stream, print_debuginfo=locations).print_op(module)
    return stream.getvalue() + "\n"


@dataclass(frozen=True)
class Example:
    """One example, compiled as far as LLVM IR."""

    name: str
    levels: dict[str, dict[bool, str]]
    """The module's text at each level, without and with source locations."""
    llvm_ir: str


@cache
def compiled(name: str) -> Example:
    """Compile an example from its source, or from its MIR text if there is no rustc here."""
    suffix = ".mir" if find_rust() is None else ".rs"
    pipeline = rusticle.Pipeline(cpu="gfx1100", foreign_calls="queue", verify=True)
    levels: dict[str, dict[bool, str]] = {}
    with contextlib.chdir(EXAMPLES), paused_collector():
        module = rusticle.load(f"{name}{suffix}")
        module.verify()
        for level in LEVELS:
            pipeline.run(module, stop=level)
            levels[level] = {flag: printed(module, locations=flag) for flag in (False, True)}
        return Example(name, levels, pipeline.llvm_ir(module))


@pytest.fixture(scope="module", params=NAMES)
def example(request: pytest.FixtureRequest) -> Example:
    """Each example in turn."""
    return compiled(request.param)


@pytest.fixture(scope="module")
def worker() -> Iterator[CodegenWorker]:
    """One code generation process for all tests."""
    with CodegenWorker() as worker:
        yield worker


def code_object_of(example: Example, cpu: str, worker: CodegenWorker, folder: Path) -> bytes:
    """The linked code object for a processor."""
    options = rusticle.Pipeline(cpu=cpu).codegen_options()
    output = folder / "code.hsaco"
    link(worker.compile(example.llvm_ir, options, ["obj"]).object, output)
    return output.read_bytes()


# --- kernels and their arguments, read from the Rust source --------------------------------------

_KERNEL = re.compile(r'^pub (?:unsafe )?extern "gpu-kernel" fn (\w+)\(([^)]*)\)', re.MULTILINE)
_SCALARS = {"f32": 4, "u32": 4, "i32": 4, "u64": 8, "i64": 8, "usize": 8, "f64": 8}


def expected_arguments(declaration: str) -> list[tuple[str, int, int]]:
    """Name, offset and size of each argument: a slice is a pointer and a length."""
    arguments: list[tuple[str, int, int]] = []
    offset = 0
    for parameter in filter(None, (part.strip() for part in declaration.split(","))):
        name, _, type = parameter.partition(": ")
        if re.match(r"&(mut )?\[.*\]$", type) and ";" not in re.sub(r"\[\[.*?\]\]", "[]", type):
            parts = [(f"{name}.ptr", 8), (f"{name}.len", 8)]
        elif type.startswith(("&", "*", "Option<&")):
            parts = [(name, 8)]
        else:
            parts = [(name, _SCALARS[type])]
        for part, size in parts:
            offset = (offset + size - 1) // size * size
            arguments.append((part, offset, size))
            offset += size
    return arguments


@requires("linker")
@pytest.mark.parametrize("cpu", CPUS)
def test_every_processor_gets_a_code_object_with_the_kernels_of_the_source(
    example: Example, cpu: str, worker: CodegenWorker, tmp_path: Path
) -> None:
    code_object = read_code_object(code_object_of(example, cpu, worker, tmp_path))
    source = (EXAMPLES / f"{example.name}.rs").read_text()
    expected = {name: expected_arguments(text) for name, text in _KERNEL.findall(source)}
    assert expected
    assert code_object.cpu.partition(":")[0] == cpu
    assert {
        kernel.name: [(a.name, a.offset, a.size) for a in kernel.explicit_arguments]
        for kernel in code_object.kernels
    } == expected
    assert all(kernel.code_size > 0 for kernel in code_object.kernels)


def test_no_machine_code_calls_through_a_pointer(example: Example, worker: CodegenWorker) -> None:
    options = rusticle.Pipeline(cpu="gfx1100").codegen_options()
    assembly = worker.compile(example.llvm_ir, options, ["asm"]).assembly
    found = re.findall(r"\.set (\S+)\.has_indirect_call, (.*)", assembly)
    assert found
    assert [name for name, value in found if value.startswith(("1", "or(1"))] == []


# --- levels --------------------------------------------------------------------------------------


@pytest.mark.parametrize("locations", [False, True], ids=["plain", "locations"])
@pytest.mark.parametrize("level", LEVELS)
def test_every_level_parses_back_to_the_same_text(
    example: Example, level: str, locations: bool
) -> None:
    text = example.levels[level][locations]
    with paused_collector():
        module = Parser(new_context(), text, f"{example.name}.mlir").parse_module()
        module.verify()
    assert printed(module, locations=locations) == text


def test_llvm_accepts_the_module(example: Example) -> None:
    assert read(example.llvm_ir)  # which verifies it


@requires("mlir-translate", "opt")
def test_mlir_translates_the_llvm_level_to_the_same_llvm_ir(example: Example) -> None:
    # MLIR's translation folds operations on constants as it builds them, ours leaves that to LLVM.
    theirs, ours = compare(example.levels["llvm"][False], fold=True)
    assert ours == theirs


@requires("mlir-opt")
def test_mlir_reads_the_llvm_level_with_locations(example: Example) -> None:
    subprocess.run(
        [tool("mlir-opt"), "-o", os.devnull],
        input=example.levels["llvm"][True],
        text=True,
        check=True,
    )


# --- the same bytes ------------------------------------------------------------------------------


@cache
def is_of_this_rustc() -> bool:
    """Whether the shipped MIR is that of the rustc at hand; another one's is other text."""
    toolchain = find_rust()
    return (
        toolchain is None or toolchain.version == CoreSlice(EXAMPLES / SLICE, TARGET).open().rustc
    )


@pytest.fixture(scope="module")
def regenerated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the inputs that the rustc at hand makes."""
    rust()
    folder = tmp_path_factory.mktemp("regenerated")
    command = [sys.executable, str(EXAMPLES / "regenerate.py"), str(folder)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    return folder


@pytest.fixture(scope="module")
def elsewhere(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder where another process compiled the MIR text, without rustc."""
    folder = tmp_path_factory.mktemp("elsewhere")
    source = EXAMPLES if is_of_this_rustc() else request.getfixturevalue("regenerated")
    for path in source.iterdir():
        if path.suffix in SHIPPED:
            shutil.copy(path, folder)
    script = Path(__file__).with_name("compile_elsewhere.py")
    environment = {**os.environ, "PYTHONHASHSEED": "12345"}
    run = subprocess.run(
        [sys.executable, str(script), str(folder), *NAMES],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert f"reading core from {SLICE}" in run.stderr
    return folder


@requires("linker")
def test_the_shipped_mir_gives_the_bytes_that_the_source_gives(
    example: Example, elsewhere: Path, worker: CodegenWorker, tmp_path: Path
) -> None:
    problem = elsewhere / f"{example.name}.error"
    assert not problem.exists(), problem.read_text()
    there = (elsewhere / f"{example.name}.hsaco").read_bytes()
    assert code_object_of(example, "gfx1100", worker, tmp_path) == there


def test_the_shipped_inputs_do_not_name_the_folder_that_they_were_made_in() -> None:
    for path in EXAMPLES.glob("*.mir"):
        for file in (path, path.with_suffix(".json")):
            assert str(ROOT) not in file.read_text(), file


@requires(RUST)
def test_the_shipped_inputs_are_what_regenerating_writes(regenerated: Path) -> None:
    made = sorted(path.name for path in regenerated.iterdir())
    assert made == sorted(path.name for path in EXAMPLES.iterdir() if path.suffix in SHIPPED)
    if is_of_this_rustc():
        different = [
            name
            for name in made
            if (regenerated / name).read_bytes() != (EXAMPLES / name).read_bytes()
        ]
        assert different == [], "`make examples` writes them anew"


# --- the demonstration ---------------------------------------------------------------------------


@requires("linker")
def test_the_demonstration_shows_what_came_out_and_fails_with_an_example() -> None:
    command = [sys.executable, str(EXAMPLES / "demo.py"), "vadd"]
    run = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    assert run.returncode == 0, run.stdout + run.stderr
    assert re.search(r"^vadd +vadd +\d+ +\d+ +\d+ +0 +0 +\d+ ", run.stdout, re.MULTILINE)
    assert "1 of 1 examples compiled" in run.stdout
    run = subprocess.run(
        [*command, "absent"], capture_output=True, text=True, check=False, cwd=ROOT
    )
    assert run.returncode == 1
    assert "1 of 2 examples compiled" in run.stdout
    assert "there is no file" in run.stdout
