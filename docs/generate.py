"""
Write the parts of the manual that come from the code: `python docs/generate.py`.

`docs/dialects/*.md` and `docs/passes.md` are the docstrings of dialects and passes. In the other
pages and in README.md, a comment `<!-- NAME STAGE @SYMBOL -->` before a fenced block says what the
block shows: a function of the example NAME at a stage of its compilation. The blocks are filled
from what the compiler prints today. With `--check` nothing is written, and the exit status is 1 if
something would be.
"""

from __future__ import annotations

import contextlib
import dataclasses
import inspect
import re
import sys
from functools import cache
from importlib import import_module
from io import StringIO
from pathlib import Path
from typing import Any

from xdsl.dialects.builtin import ModuleOp, StringAttr, SymbolRefAttr
from xdsl.ir import Attribute, Dialect
from xdsl.irdl import (
    IRDLOperation,
    OptOperandDef,
    OptPropertyDef,
    OptResultDef,
    VariadicDef,
)
from xdsl.printer import Printer

import rusticle
from rusticle.context import new_context
from rusticle.universe import PASSES

DOCS = Path(__file__).resolve().parent
ROOT = DOCS.parent
EXAMPLES = ROOT / "examples"
CPU = "gfx1100"

DIALECTS = ("mir", "asptr", "hsa", "llvm")
NOTE = "<!-- Written by docs/generate.py from the docstrings; edit those. -->\n"


# --- dialects and passes -------------------------------------------------------------------------


def dialect_page(name: str) -> str:
    """The page of a dialect: its types and attributes, then its operations."""
    module = import_module(f"rusticle.dialects.{name}")
    dialect: Dialect = getattr(module, name.upper())
    lines = [NOTE, f"# The `{name}` dialect\n", inspect.cleandoc(module.__doc__ or ""), ""]
    attributes = [a for a in dialect.attributes if _is_ours(a)]
    operations = [op for op in dialect.operations if _is_ours(op)]
    if attributes:
        lines.append("## Types and attributes\n")
        for attribute in attributes:
            lines += _attribute(attribute)
    lines.append("## Operations\n")
    for operation in operations:
        lines += _operation(operation)
    return "\n".join(lines).rstrip() + "\n"


def _is_ours(thing: type[Any]) -> bool:
    """Whether it is written here; the `llvm` dialect holds xDSL's operations too."""
    return thing.__module__.startswith("rusticle.")


def _attribute(attribute: type[Attribute]) -> list[str]:
    return [f"### `{attribute.name}`\n", _text(attribute), ""]


def _operation(operation: type[Any]) -> list[str]:
    lines = [f"### `{operation.name}`\n", _text(operation), ""]
    if not issubclass(operation, IRDLOperation):
        return lines
    definition = operation.get_irdl_definition()
    for title, members in (
        ("operands", definition.operands),
        ("properties", definition.properties.items()),
        ("results", definition.results),
        ("regions", definition.regions),
        ("successors", definition.successors),
    ):
        names = [f"`{name}`{_count(kind)}" for name, kind in members]
        if names:
            lines.append(f"- {title}: {', '.join(names)}")
    if not lines[-1]:
        lines.pop()
    return [*lines, ""]


def _count(kind: object) -> str:
    if isinstance(kind, OptOperandDef | OptResultDef | OptPropertyDef):
        return " (optional)"
    return " (any number)" if isinstance(kind, VariadicDef) else ""


def _text(thing: type[Any]) -> str:
    return inspect.cleandoc(thing.__dict__.get("__doc__") or "")


def dialect_index() -> str:
    """The list of dialects."""
    lines = [NOTE, "# Dialects\n"]
    for name in DIALECTS:
        module = import_module(f"rusticle.dialects.{name}")
        first = " ".join(inspect.cleandoc(module.__doc__ or "").partition("\n\n")[0].split())
        lines.append(f"- [`{name}`]({name}.md): {first}")
    lines.append("\nThe others are xDSL's: `arith`, `cf`, `func`, `gpu`, `math`, `ub`, `builtin`.")
    return "\n".join(lines) + "\n"


def passes_page() -> str:
    """The passes, in the order of the pipeline."""
    lines = [NOTE, "# Passes\n"]
    lines.append("`rusticle-opt INPUT.mlir -p NAME{option=value},NAME` runs any of them.\n")
    for name, load in PASSES.items():
        cls = load()
        module = import_module(cls.__module__)
        lines += [f"## `{name}`\n", inspect.cleandoc(module.__doc__ or ""), "", _text(cls), ""]
        for field in dataclasses.fields(cls):
            if field.name != "name":
                default = (
                    "required"
                    if field.default is dataclasses.MISSING
                    else f"default `{field.default!r}`"
                )
                lines.append(f"- option `{field.name}`, {default}")
        if lines[-1]:
            lines.append("")
    return "\n".join(lines).rstrip() + "\n"


# --- what the compiler prints --------------------------------------------------------------------

_MATH = re.compile(r"(<!-- mathematics -->).*?(<!-- end -->)", re.DOTALL)
"""The table of mathematical functions."""
_BLOCK = re.compile(r"(<!-- (\w+) ([\w-]+) @([\w.:]+) -->\n```\w*\n)(.*?)(^```$)", re.S | re.M)
_LEVELS: dict[str, rusticle.Level] = {"mir": "mir", "asptr": "asptr", "llvm": "llvm"}


@cache
def stages(name: str) -> dict[str, str | ModuleOp]:
    """What an example is at each stage."""
    from rusticle.lowering.codegen import CodegenOptions, generate

    pipeline = rusticle.Pipeline(cpu=CPU)
    with contextlib.chdir(EXAMPLES):
        module = rusticle.load(f"{name}.mir")
    out: dict[str, str | ModuleOp] = {}
    for stage, level in _LEVELS.items():
        pipeline.run(module, stop=level)
        out[stage] = module.clone()
        if level == "asptr":
            # After the passes within the level, as what it says of pointers is theirs.
            for pass_ in pipeline.asptr_passes():
                pass_.apply(new_context(), module)
            out["spaces"] = module.clone()
    out["llvm-ir"] = pipeline.llvm_ir(module)
    options = dataclasses.replace(pipeline.codegen_options(), verbose_asm=False)
    assert isinstance(options, CodegenOptions)
    out["asm"] = generate(out["llvm-ir"], options, ["asm"]).assembly
    return out


def shown(name: str, stage: str, symbol: str) -> str:
    """A function of an example at a stage."""
    whole = stages(name)[stage]
    if isinstance(whole, ModuleOp):
        return _function_text(whole, symbol)
    if stage == "llvm-ir":
        quoted = rf'@"?{re.escape(symbol)}"?'
        match = re.search(rf"^define [^\n]*{quoted}\(.*?^}}\n", whole, re.S | re.M)
        assert match is not None, symbol
        return re.sub(r",? !dbg !\d+", "", match[0])
    body = whole.partition(f"\n{symbol}:")[2].partition("\n.Lfunc_end")[0]
    kept = (line.partition(";")[0].rstrip() for line in body.splitlines())
    code = [ln for ln in kept if re.match(r"\t[a-z]|\.LBB", ln)]
    return "\n".join([f"{symbol}:", *(ln.expandtabs(8) for ln in code)]) + "\n"


def _function_text(module: ModuleOp, symbol: str) -> str:
    for op in module.body.block.ops:
        name = op.properties.get("sym_name")
        if isinstance(name, StringAttr | SymbolRefAttr) and _name(name) == symbol:
            stream = StringIO()
            Printer(stream=stream).print_op(op)
            return stream.getvalue() + "\n"
    raise AssertionError(f"no `{symbol}`")


def _name(name: StringAttr | SymbolRefAttr) -> str:
    return name.data if isinstance(name, StringAttr) else name.string_value()


def filled(page: str) -> str:
    """A page with its blocks filled."""
    if _MATH.search(page):
        import math_functions

        table = math_functions.table()
        page = _MATH.sub(lambda m: f"{m[1]}\n{table}\n{m[2]}", page)
    return _BLOCK.sub(lambda m: m[1] + shown(m[2], m[3], m[4]) + m[6], page)


# --- all of it -----------------------------------------------------------------------------------


def pages() -> dict[Path, str]:
    """All pages that this writes, by path."""
    out = {DOCS / "dialects" / f"{name}.md": dialect_page(name) for name in DIALECTS}
    out[DOCS / "dialects" / "index.md"] = dialect_index()
    out[DOCS / "passes.md"] = passes_page()
    for path in (ROOT / "README.md", *sorted(DOCS.glob("*.md"))):
        if path not in out:
            out[path] = filled(path.read_text(encoding="utf-8"))
    return out


def main() -> int:
    """Write what changed; the exit status."""
    check = "--check" in sys.argv[1:]
    changed = 0
    for path, text in pages().items():
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            changed += 1
            print(f"{'out of date' if check else 'wrote'}: {path.relative_to(ROOT)}")
            if not check:
                path.parent.mkdir(exist_ok=True)
                path.write_text(text, encoding="utf-8")
    return 1 if check and changed else 0


if __name__ == "__main__":
    sys.exit(main())
