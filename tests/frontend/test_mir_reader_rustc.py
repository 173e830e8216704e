"""The reader against what the rustc at hand prints, whole and damaged."""

from __future__ import annotations

import random
import re
import subprocess
from contextlib import suppress
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from rusticle.diagnostics import CompileError
from rusticle.frontend import syntax as s
from rusticle.frontend.mir_reader import MirReader, guess_items, read_mir, scan_items
from rusticle.frontend.path_resolver import CratePathResolver
from tests.frontend.mir_text import MirText, normalise
from tests.support.rustc import ENVIRONMENT, find_rustc

PROGRAM = Path(__file__).with_name("mir_reader_shapes.rs")
"""A program with most of what Rust can say."""

OPTIONS = {
    "plain": (),
    "optimised": ("-Copt-level=3", "-Zmir-opt-level=3"),
    "spans": ("-Zmir-include-spans=on", "-Ztrim-diagnostic-paths=no", "-Zspan-free-formats=yes"),
    "everything": (
        *("-Copt-level=3", "-Zmir-opt-level=3", "-Zinline-mir-threshold=100000"),
        *("-Zinline-mir-hint-threshold=100000", "-Zinline-mir-forwarder-threshold=100000"),
        *("-Zmir-include-spans=on", "-Ztrim-diagnostic-paths=no", "-Zspan-free-formats=yes"),
    ),
    "unoptimised": ("-Zmir-opt-level=0", "-Cdebug-assertions=on", "-Ztrim-diagnostic-paths=no"),
}


@cache
def mir_of(options: tuple[str, ...]) -> str:
    rustc = find_rustc()
    if rustc is None:
        pytest.skip("no rustc")
    with TemporaryDirectory() as directory:
        Path(directory, "shapes.rs").write_text(PROGRAM.read_text())
        result = subprocess.run(
            [
                *(rustc, "--crate-type=lib", "--edition=2024", "--emit=mir", "--cap-lints=allow"),
                *("-Cpanic=abort", *options, "-o", "shapes.mir", "shapes.rs"),
            ],
            cwd=directory,
            env=ENVIRONMENT,
            capture_output=True,
            text=True,
            check=False,
        )
        assert result.returncode == 0, result.stderr
        return Path(directory, "shapes.mir").read_text()


@pytest.mark.parametrize("name", OPTIONS)
def test_all_statements_of_a_program_read_back_to_their_text(name: str):
    text = mir_of(OPTIONS[name])
    reader = MirReader("shapes", "shapes.mir", CratePathResolver("shapes", guess_items(text)))
    writer = MirText("shapes")
    compared = 0
    for item in scan_items(text, crate="shapes", file="shapes.mir"):
        body = reader.read_item(text, item)
        if isinstance(body, s.TrivialConst):
            continue
        found: list[s.Statement | s.Terminator] = []
        for block in body.blocks:
            found += (*block.statements, block.terminator)
        lines = [
            line[8:].rpartition(" // scope ")[0].rstrip() or line[8:]
            for line in text[item.start : item.end].split("\n")
            if re.match(r" {8}(?! |let |debug |scope |\})", line)
        ]
        for part, line in zip(found, lines, strict=True):
            if any(w in line for w in ("fn(", "dyn ", "{{  }}", "ZeroSized", "{coroutine@")):
                continue  # spelled in more than one way
            if isinstance(part, s.Statement):
                written = writer.statement(part.kind)
            else:
                written = writer.terminator(part.kind)
            assert f"{written};" in (line, normalise(line))
            compared += 1
    assert compared > 300


def test_program_has_what_it_was_written_for():
    text = mir_of(OPTIONS["everything"])
    file = read_mir(text, crate="shapes", file="shapes.mir")
    bodies = {body.path: body for body in file.bodies}
    kinds = {allocation.kind for allocation in file.allocations.values()}
    assert {"memory", "static", "extern static", "fn", "vtable"} <= kinds
    table = next(a for a in file.allocations.values() if a.name == "shapes::TABLE")
    assert table.bytes == b"".join(n.to_bytes(4, "little") for n in range(20))
    functions = next(a for a in file.allocations.values() if a.name == "shapes::FNS")
    assert [offset for offset, _, _ in functions.relocations] == [0, 8, 16]
    targets = [file.allocations[target].fn for _, target, _ in functions.relocations]
    assert [fn and fn.path for fn in targets] == ["shapes::one", "shapes::two", "shapes::one"]
    call = bodies["shapes::varargs"].blocks[0].terminator.kind
    assert isinstance(call, s.Call)
    assert call.fn_type is not None
    assert (call.fn_type.abi, call.fn_type.c_variadic, call.fn_type.unsafe) == ("C", True, True)
    parts = bodies["shapes::parts"]
    assert any(scope.inlined for scope in parts.scopes.values())
    for body in file.bodies:
        for block in body.blocks:
            info = block.terminator.source_info
            assert info is not None
            assert info.scope in body.scopes


def test_every_constant_of_composite_type_has_its_type():
    file = read_mir(mir_of(OPTIONS["everything"]), crate="shapes", file="shapes.mir")
    for body in file.bodies:
        for block in body.blocks:
            kind = block.terminator.kind
            if isinstance(kind, s.Call):
                for operand in (kind.func, *kind.args):
                    if isinstance(operand, s.Constant) and isinstance(
                        operand.value, s.AggregateValue | s.StrValue | s.ByteStrValue
                    ):
                        assert operand.type is not None, (body.path, operand)


@pytest.mark.parametrize("seed", range(150))
def test_truncated_or_damaged_text_is_read_or_refused(seed: int):
    text = mir_of(OPTIONS["everything"])
    chance = random.Random(seed)
    start = chance.randrange(len(text) // 2)
    start = text.find("\nfn ", start) + 1
    text = text[start : start + chance.randrange(200, 30_000)]
    if seed % 3:
        for _ in range(chance.randrange(1, 6)):
            at = chance.randrange(len(text))
            length = chance.choice((0, 1, 1, 2, 5, 40, 400))
            junk = "".join(chance.choices(" \n(){}[]<>:;,.'\"&*_-=│╾╼ab0f1", k=chance.randrange(4)))
            text = text[:at] + junk + text[at + length :]
    with suppress(CompileError):
        read_mir(text, crate="shapes", file="shapes.mir")
