"""
Compare our LLVM IR with that of MLIR's own translation, up to names and metadata.

`compare(mlir)` prints a module in our dialect's syntax and gives it to `mlir-translate`; the LLVM
IR it makes and the LLVM IR we print are both read by LLVM, normalised, and returned side by side.
What the normal form forgets: names of locals and blocks, the order of blocks, functions and
globals, phi nodes with one incoming value, metadata and debug information, the declarations of
intrinsics, the width of constant indices.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from xdsl.context import Context
from xdsl.dialects.builtin import Builtin, ModuleOp
from xdsl.parser import Parser

from rusticle.dialects.llvm import load_llvm
from rusticle.lowering.llvm_ir import print_module

# llvmlite has no types.
binding: Any = import_module("llvmlite.binding")

_LLVM_BIN = Path("/usr/lib/llvm-22/bin")


def find_tool(name: str) -> str | None:
    """An LLVM 22 tool, or None if this machine has none."""
    installed = _LLVM_BIN / name
    return str(installed) if installed.exists() else shutil.which(name)


def parse(text: str, path: str = "<test>") -> ModuleOp:
    """Parse and verify a module of the llvm dialect."""
    context = Context()
    context.load_dialect(Builtin)
    load_llvm(context)
    module = Parser(context, text, path).parse_module()
    module.verify()
    return module


def translate(mlir: str) -> str:
    """MLIR's own translation. Raises `RuntimeError` with its message if it refuses."""
    tool = find_tool("mlir-translate")
    assert tool is not None, "mlir-translate is not installed"
    run = subprocess.run(
        [tool, "--mlir-to-llvmir"], input=mlir, capture_output=True, text=True, check=False
    )
    if run.returncode:
        raise RuntimeError(run.stderr)
    return run.stdout


def roundtrip(mlir: str) -> str:
    """The module as `mlir-opt` prints it. Raises `RuntimeError` if it refuses."""
    tool = find_tool("mlir-opt")
    assert tool is not None, "mlir-opt is not installed"
    run = subprocess.run([tool], input=mlir, capture_output=True, text=True, check=False)
    if run.returncode:
        raise RuntimeError(run.stderr)
    return run.stdout


def read(llvm_ir: str) -> str:
    """LLVM IR as LLVM prints it, once it has read and verified it."""
    with binding.parse_assembly(llvm_ir, binding.create_context()) as module:
        module.verify()
        return str(module)


def compare(mlir: str | ModuleOp, *, fold: bool = False) -> tuple[str, str]:
    """
    The normal forms of MLIR's translation and of ours.

    MLIR's translation folds operations on constants as it builds them. With `fold` both are
    folded by LLVM first, and the flags of constant address arithmetic are forgotten.
    """
    module = parse(mlir) if isinstance(mlir, str) else mlir
    theirs, ours = translate(str(module)), print_module(module)
    # MLIR 22 knows no name for this attribute of parameters, and leaves it out.
    ours = re.sub(r"\bwritable ", "", ours)
    if fold:
        theirs, ours = folded(theirs), folded(ours)
    return normalise(theirs), normalise(ours)


def folded(llvm_ir: str) -> str:
    """The module after LLVM has folded what is constant."""
    tool = find_tool("opt")
    assert tool is not None, "opt is not installed"
    command = [tool, "-S", "-passes=function(instsimplify)"]
    run = subprocess.run(command, input=llvm_ir, capture_output=True, text=True, check=True)
    return re.sub(r"getelementptr (?:inbounds |nuw |nusw )+\(", "getelementptr (", run.stdout)


_LOCAL = re.compile(r'%(?:"(?:[^"\\]|\\.)*"|[-a-zA-Z$._0-9]+)')
_LABEL = re.compile(r'^((?:"(?:[^"\\]|\\.)*"|[-a-zA-Z$._0-9]+)):')
_ATTACHED = re.compile(r",? ![-a-zA-Z_.0-9]+ !(?:\d+|\{[^}]*\}|DI\w+\([^)]*\))")
_GROUP_USE = re.compile(r" #(\d+)")


def normalise(llvm_ir: str) -> str:
    """The normal form of a module; two modules with the same one mean the same."""
    lines = read(llvm_ir).splitlines()
    groups = {
        m[1]: " ".join(sorted(m[2].split()))
        for line in lines
        if (m := re.fullmatch(r"attributes #(\d+) = \{ (.*) \}", line))
    }
    globals: list[str] = []
    functions: dict[str, str] = {}
    header: list[str] = []
    iterator = iter(lines)
    for line in iterator:
        if line.startswith("define "):
            text = _function(line, iterator, groups)
            functions[_symbol(line)] = text
        elif line.startswith("declare ") and "@llvm." not in line:
            functions[_symbol(line)] = _attributes(_strip(line), groups)
        elif line.startswith("@"):
            # LLVM folds constant address arithmetic with either width of index.
            globals.append(re.sub(r", i32 (\d+)\)", r", i64 \1)", _strip(line)))
        elif line.startswith(("target ", "%")):
            header.append(line)
    parts = [*header, *sorted(globals), *(functions[name] for name in sorted(functions))]
    return "\n".join(parts) + "\n"


def _symbol(line: str) -> str:
    match = re.search(r'@("(?:[^"\\]|\\.)*"|[-a-zA-Z$._0-9]+)', line)
    assert match is not None
    return match[1]


def _strip(line: str) -> str:
    """A line without comments and metadata."""
    if " ; " in line:
        line = re.sub(r"\s+; (preds = .*|No predecessors.*)$", "", line)
    return _ATTACHED.sub("", line) if " !" in line else line


def _attributes(line: str, groups: dict[str, str]) -> str:
    return _GROUP_USE.sub(lambda m: f" {{{groups[m[1]]}}}", line)


def _function(head: str, lines: Iterator[str], groups: dict[str, str]) -> str:
    """A function with its blocks in the order of a walk from the entry, and locals numbered."""
    blocks: dict[str, list[str]] = {}
    current: list[str] = []
    label = ""
    for line in lines:
        if line == "}":
            break
        line = _strip(line)
        if not line:
            continue
        if (match := _LABEL.match(line)) is not None and not line.startswith(" "):
            label = match[1]
            current = blocks[label] = []
            continue
        if not blocks:
            label = _implicit_label(head)
            current = blocks[label] = []
        if line.startswith("    ") or line == "  ]":  # a switch's cases
            current[-1] += " " + line.strip()
        else:
            current.append(_attributes(line, groups))

    _drop_trivial_phis(blocks)
    order: list[str] = []
    seen: set[str] = set()
    stack = [next(iter(blocks))]
    while stack:
        name = stack.pop()
        if name in seen:
            continue
        seen.add(name)
        order.append(name)
        successors = re.findall(r'label %("(?:[^"\\]|\\.)*"|[-a-zA-Z$._0-9]+)', blocks[name][-1])
        stack += reversed(successors)

    numbers: dict[str, str] = {}

    def number(match: re.Match[str]) -> str:
        text = match[0]
        return numbers.setdefault(text, f"%{len(numbers)}")

    # Labels first, so that phi nodes can be sorted by them.
    names = {f"%{name}": f"%B{i}" for i, name in enumerate(order)}
    numbers.update(names)
    # Struct types have names too; they keep them.
    out = [_LOCAL.sub(number, _attributes(_strip(head), groups))]
    for name in order:
        out.append(f"{names[f'%{name}']}:")
        for line in blocks[name]:
            out.append(_LOCAL.sub(number, _sorted_phi(line, names)))
    return "\n".join([*out, "}"])


_PHI = re.compile(r"(  %\S+ = phi (?:\w+ )*?[^\[]*?(?:\[[^\]]* x [^\]]*\])? ?)(\[ .* \])")
_TRIVIAL_PHI = re.compile(r"  (%\S+) = phi [^\[]*(?:\[\d+ x [^\[\]]*\] )?\[ ([^\[\]]*), %[^ ]+ \]")


def _drop_trivial_phis(blocks: dict[str, list[str]]) -> None:
    """Replace phi nodes with one incoming value by that value."""
    values: dict[str, str] = {}
    for lines in blocks.values():
        for line in list(lines):
            if (match := _TRIVIAL_PHI.fullmatch(line)) is not None:
                values[match[1]] = match[2]
                lines.remove(line)

    def resolve(match: re.Match[str]) -> str:
        text = match[0]
        while text in values:
            text = values[text]
        return text

    if values:
        for lines in blocks.values():
            lines[:] = [_LOCAL.sub(resolve, line) for line in lines]


def _implicit_label(head: str) -> str:
    """The number that an unnamed entry block has: that of its parameters that have none, too."""
    return str(len(re.findall(r"%\d+\b", head)))


def _sorted_phi(line: str, names: dict[str, str]) -> str:
    match = _PHI.fullmatch(line)
    if match is None:
        return line
    entries: list[str] = re.findall(
        r"\[ .*?, %(?:\"(?:[^\"\\]|\\.)*\"|[-a-zA-Z$._0-9]+) \]", match[2]
    )

    def by_label(entry: str) -> str:
        return names.get(entry[entry.rindex("%") : -2], entry)

    entries.sort(key=by_label)
    return match[1] + ", ".join(entries)
