"""Our LLVM IR is MLIR's own translation's, on every lit test of the dialect and the printer."""

from __future__ import annotations

import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from rusticle.lowering.llvm_ir import print_module
from tests.support.llvm_compare import compare, find_tool, normalise, parse, roundtrip

ROOT = Path(__file__).resolve().parents[2] / "filecheck"
FILES = sorted(
    path
    for folder in ("dialects/llvm", "lowering/llvm_ir")
    for path in (ROOT / folder).glob("*.mlir")
    if not any(w in path.read_text() for w in ("verify-diag", "parsing-diag", "UPSTREAM:"))
)
"""All but tests of errors, and those that say what upstream cannot read."""
needs_mlir = pytest.mark.skipif(
    find_tool("mlir-translate") is None, reason="mlir-translate is not installed"
)


@needs_mlir
@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_same_llvm_ir_as_mlir_translate(path: Path) -> None:
    for part in path.read_text().split("// -----\n"):
        theirs, ours = compare(part)
        assert ours == theirs


@needs_mlir
@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_mlir_opt_reads_and_we_read_it_back(path: Path) -> None:
    for part in path.read_text().split("// -----\n"):
        once = str(parse(part))
        again = str(parse(roundtrip(once)))
        assert str(parse(again)) == again
        # mlir-opt renames values; a second trip through it must change nothing.
        assert roundtrip(again) == roundtrip(once)


def pipeline_of(path: Path) -> str | None:
    """The passes of a lit test's first command; `None` if that does not print a module."""
    run = path.read_text().partition("\n")[0].partition("%s -p")[2].partition("|")[0]
    return None if "--" in run or not run else shlex.split(run)[0]


LOWERED = [
    (path, pipeline)
    for path in sorted((ROOT / "lowering" / "lower-to-llvm").glob("*.mlir"))
    if (pipeline := pipeline_of(path)) is not None
]


def test_most_of_what_we_lower_is_compared() -> None:
    assert len(LOWERED) >= 11


@needs_mlir
@pytest.mark.parametrize(("path", "pipeline"), LOWERED, ids=[path.stem for path, _ in LOWERED])
def test_same_llvm_ir_as_mlir_translate_for_what_we_lower(path: Path, pipeline: str) -> None:
    driver = Path(sys.executable).parent / "rusticle-opt"
    command = [str(driver), str(path), "-p", pipeline]
    lowered = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    theirs, ours = compare(lowered, fold=True)
    assert ours == theirs


FUNCTION = """
llvm.func @f(%c: i1, %x: i32, %p: !llvm.ptr) -> i32 {{
  llvm.cond_br %c, ^{first}, ^{second}
^a:
  %0 = llvm.add %x, %x {flags} : i32
  llvm.br ^end(%0 : i32)
^b:
  llvm.store %x, %p {{alignment = {align} : i64}} : i32, !llvm.ptr
  llvm.br ^end(%x : i32)
^end(%r: i32):
  llvm.return %r : i32
}}
"""


def form(**changes: object) -> str:
    values = {"first": "a", "second": "b", "flags": "", "align": 4} | changes
    return normalise(print_module(parse(FUNCTION.format(**values))))


@pytest.mark.parametrize(
    "changes",
    [{"first": "b", "second": "a"}, {"flags": "overflow<nsw>"}, {"align": 8}],
    ids=["branches", "flags", "alignment"],
)
def test_the_normal_form_keeps_what_matters(changes: dict[str, object]) -> None:
    assert form(**changes) != form()


def test_the_normal_form_forgets_names_and_the_order_of_blocks() -> None:
    head, _, rest = FUNCTION.replace("%r", "%result").partition("\n^a:")
    a, _, rest = rest.partition("\n^b:")
    b, _, end = rest.partition("\n^end(%")
    moved = f"{head}\n^b:{b}\n^a:{a}\n^end(%{end}"
    text = moved.format(first="a", second="b", flags="", align=4)
    assert normalise(print_module(parse(text))) == form()


def test_printing_twice_gives_the_same_text() -> None:
    for path in FILES:
        part = path.read_text().split("// -----\n")[0]
        assert print_module(parse(part)) == print_module(parse(part))
