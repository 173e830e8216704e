"""
Whether a body of MIR is consistent: every block, local and scope that it names is there, once.

rustc's own output is, so only MIR that the user hands in as a file is checked. The check looks at
the text, whose line it can then name.
"""

from __future__ import annotations

import re

from rusticle.diagnostics import CompileError, SourceSpan

from .syntax import Body, ItemSpan

_NAMES = re.compile(r"\b(?:bb|_)(\d+)\b")
_SCOPE = re.compile(r"^ *scope (\d+)\b")
_DECLARATION = re.compile(r"^ *let (?:mut )?_(\d+): ")


def check_body(body: Body, text: str, item: ItemSpan, file: str) -> None:
    """
    Check a body that was read from `item` of `text`.

    Raises `CompileError` with the place in `file` of what is named and is not there.
    """
    locals_, blocks = len(body.locals), len(body.blocks)
    declared = set(range(1, body.arg_count + 1))
    scopes = {0}
    for number, line in enumerate(text[item.start : item.end].split("\n")):
        if line == "}":
            break
        if (scope := _SCOPE.match(line)) is not None:
            index = int(scope.group(1))
            if index in scopes:
                raise _fault(f"the scope {index} is there twice", file, item, number)
            scopes.add(index)
        if (declaration := _DECLARATION.match(line)) is not None:
            index = int(declaration.group(1))
            if index in declared:
                raise _fault(f"the local `_{index}` is declared twice", file, item, number)
            declared.add(index)
        code = line.partition(" // ")[0]
        if '"' in code:
            continue  # a string may hold anything
        for name in _NAMES.finditer(code):
            index = int(name.group(1))
            if name.group().startswith("bb"):
                if index >= blocks:
                    raise _fault(f"there is no block `bb{index}`", file, item, number)
            elif index >= locals_:
                raise _fault(f"there is no local `_{index}`", file, item, number)
    missing = sorted(set(range(locals_)) - declared)
    if missing:
        raise _fault(f"the local `_{missing[0]}` is not declared", file, item, 0)


def _fault(message: str, file: str, item: ItemSpan, line: int) -> CompileError:
    span = SourceSpan(file, item.line + line, 1)
    return CompileError.of(f"{message} in `{item.path}`", span, help=["have rustc write it anew"])
