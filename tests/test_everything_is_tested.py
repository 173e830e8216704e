"""
Every operation, attribute, pass and diagnostic is named in a test.

Operations, attributes and passes are those that the package registers, and must occur in a lit
test. Diagnostics are read from the sources: the messages that are built where an error is raised.
Each must be what some test expects, word for word but for the names and numbers in it: a string in
a pytest file, or a line of a lit test. That a test names a diagnostic does not show that it is
raised there, but a test that expects words which are never said fails.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from xdsl.ir import Attribute, TypeAttribute
from xdsl.universe import XDSL_UNIVERSE

from rusticle.universe import DIALECTS, PASSES

ROOT = Path(__file__).parents[1]
ROOMS = ("dialects", "passes", "lowering", "frontend")

RAISERS = frozenset(
    (
        "Diagnostic", "Failed", "SyntaxFault", "VerifyException", "about", "error", "expected",
        "fail", "invalid_simd", "raise_error", "refuse", "unexpected", "unsupported", "_error",
        "_fault", "_refuse", "_refused",
    )
)  # fmt: skip
"""The functions, by last name, that take a diagnostic's message; and `CompileError.of`."""

UNTESTED = {
    # rustc makes no vtable of such a method; whoever changes that should hear of it.
    "`…` in a vtable is not supported",
}
"""Messages that no input is known to bring about, each with the reason why it is kept."""


def templates(node: ast.expr) -> list[list[str]]:
    """The literal parts of each message that an expression may be, in their order."""
    match node:
        case ast.Constant(value=str() as text):
            return [[text]]
        case ast.JoinedStr():
            parts = [""]
            for value in node.values:
                if isinstance(value, ast.Constant):
                    parts[-1] += str(value.value)
                else:
                    parts.append("")
            return [parts]
        case ast.IfExp():
            return templates(node.body) + templates(node.orelse)
        case _:
            return []


def messages(path: Path) -> Iterator[tuple[int, list[str]]]:
    """The line of each diagnostic of a source file, and the literal parts of its message."""
    for node in ast.walk(ast.parse(path.read_text())):
        if not isinstance(node, ast.Call):
            continue
        function = node.func
        name = function.attr if isinstance(function, ast.Attribute) else ast.unparse(function)
        if name not in RAISERS and ast.unparse(function) != "CompileError.of":
            continue
        for argument in node.args:
            found = templates(argument)
            for parts in found:
                yield node.lineno, parts
            if found:
                break


def strings(node: ast.AST) -> Iterator[str]:
    """The string literals in a syntax tree, with `…` for what an f-string puts in."""
    match node:
        case ast.Constant(value=str() as text):
            yield text
        case ast.JoinedStr():
            yield "".join(str(v.value) if isinstance(v, ast.Constant) else "…" for v in node.values)
        case _:
            for child in ast.iter_child_nodes(node):
                yield from strings(child)


@cache
def lit_text() -> str:
    """All lit tests."""
    files = sorted(path for path in (ROOT / "filecheck").rglob("*") if path.is_file())
    return "\n".join(path.read_text(errors="replace") for path in files)


@cache
def expectations() -> str:
    """What tests say: lit tests, and the strings of pytest's, also without regular escapes."""
    texts = [lit_text()]
    for path in sorted((ROOT / "tests").rglob("*.py")):
        if path == Path(__file__):
            continue
        for text in strings(ast.parse(path.read_text())):
            texts += [text, re.sub(r"\\(?=\W)", "", text)]
    return "\n".join([*texts, ""])


def is_expected(parts: list[str]) -> bool:
    """Whether some test expects a message with these literal parts, names at its ends aside."""
    parts = "…".join(parts).strip("… `:,").split("…")
    pattern = re.compile("[^\n]*?".join(re.escape(part) for part in parts))
    longest = max(parts, key=len)
    text = expectations()
    position = text.find(longest)
    while position >= 0:
        start, end = text.rfind("\n", 0, position) + 1, text.find("\n", position)
        if pattern.search(text, start, end) is not None:
            return True
        position = text.find(longest, end)
    return False


@pytest.mark.parametrize("room", ROOMS)
def test_every_diagnostic_is_expected_somewhere(room: str) -> None:
    missing = [
        f"{path.relative_to(ROOT)}:{line}: {text}"
        for path in sorted((ROOT / room).rglob("*.py"))
        for line, parts in messages(path)
        if (text := "…".join(parts)) not in UNTESTED and not is_expected(parts)
    ]
    assert not missing, "\n".join(["no test expects:", *missing])


def test_what_is_said_to_be_untested_is_there_and_untested() -> None:
    said = {
        "…".join(parts): parts
        for room in ROOMS
        for path in (ROOT / room).rglob("*.py")
        for _, parts in messages(path)
    }
    assert said.keys() >= UNTESTED
    assert not [text for text in UNTESTED if is_expected(said[text])]


def names_of(dialect: str) -> list[str]:
    """The operations and attributes of ours in a dialect, as they are written."""
    found = (DIALECTS.get(dialect) or XDSL_UNIVERSE.all_dialects[dialect])()
    names = [op.name for op in found.operations if op.__module__.startswith("rusticle.")]
    return names + [
        spelled(attribute)
        for attribute in found.attributes
        if attribute.__module__.startswith("rusticle.")
    ]


def spelled(attribute: type[Attribute]) -> str:
    """An attribute's name with its sigil."""
    return f"{'!' if issubclass(attribute, TypeAttribute) else '#'}{attribute.name}"


@pytest.mark.parametrize("dialect", [*DIALECTS, "llvm"])
def test_every_operation_and_attribute_is_in_a_lit_test(dialect: str) -> None:
    # xDSL writes an enumeration as `#asptr<ordering acquire>`.
    text = re.sub(r"#(\w+)<(\w+) ", r"#\1.\2 ", lit_text())
    words = set(re.findall(r"[!#]?[\w$]+(?:\.[\w$]+)+", text))
    words |= {word.lstrip("!#") for word in words}
    missing = [name for name in names_of(dialect) if name not in words]
    assert names_of(dialect)
    assert not missing, missing


def test_every_pass_is_in_a_lit_test() -> None:
    runs = re.findall(r"RUN: (.*(?:\\\n.*)*)", lit_text())
    missing = [name for name in PASSES if not any(re.search(rf"\b{name}\b", r) for r in runs)]
    assert not missing, missing
