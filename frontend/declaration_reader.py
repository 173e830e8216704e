"""
Reading what a body declares before its blocks: its signature, debug variables, locals and scopes
(`write_mir_sig` and `write_scope_tree` in `rustc_middle/src/mir/pretty.rs`).
"""

from __future__ import annotations

import re

from xdsl.ir import Attribute

from .alloc_reader import AllocReader
from .mir_items import split_name
from .path_resolver import PathResolver
from .syntax import Body, Constant, DebugVar, LocalDecl, Place, Scope, SourceInfo
from .text_scanner import SyntaxFault

_ARGUMENT = re.compile(r"_(\d+): ").match
_LET = re.compile(r"let (mut )?_(\d+): ").match
_SCOPE = re.compile(r"scope (\d+)(?: \(inlined (#\[track_caller\] )?(.*)\))? \{").fullmatch
_SOURCE_INFO = re.compile(r"scope (\d+) at (.*)").fullmatch


class DeclarationReader(AllocReader):
    """The declarations of a MIR file's bodies."""

    def __init__(self, crate: str, resolver: PathResolver | None = None) -> None:
        super().__init__(crate, resolver)
        self.line = 0
        """Which of the lines of the item at hand is being read, for diagnostics."""
        self._infos: dict[str, SourceInfo] = {}
        self._arguments: dict[str, tuple[tuple[Attribute, ...], Attribute]] = {}
        self._debug_values: dict[str, Place | Constant] = {}

    def signature(self, lines: list[str]) -> tuple[dict[int, LocalDecl], Attribute | None, int]:
        """The return place and arguments, what it yields, and the index of the next line."""
        header = lines[0]
        kind, _, end = split_name(header)
        yield_type: Attribute | None = None
        index = 1
        if header.endswith(" {"):
            rest = header[end:-2]
        else:
            rest = header[end:]
            self.line = 1
            line = lines[1] if len(lines) > 1 else ""
            assert line.startswith("yields "), line
            yield_type = self.read(line[7:])
            index = 3
            self.line = 0
        if kind != "fn":
            if not rest.endswith(" ="):
                raise SyntaxFault("expected ` = {`", header, len(header))
            return {0: LocalDecl(0, self.read(rest[2:-2]), True)}, yield_type, index
        known = self._arguments.get(rest)
        if known is None:
            known = self._arguments[rest] = self._argument_types(rest)
        arguments, output = known
        locals_ = {0: LocalDecl(0, output, True)}
        for number, type_ in enumerate(arguments, 1):
            locals_[number] = LocalDecl(number, type_, False)
        return locals_, yield_type, index

    def _argument_types(self, text: str) -> tuple[tuple[Attribute, ...], Attribute]:
        """The types in `(_1: A, _2: B) -> C`."""
        self.text, self.pos = text, 1
        types: list[Attribute] = []
        while not self.take(")"):
            if types:
                self.expect(", ")
            match = _ARGUMENT(text, self.pos)
            if match is None or int(match.group(1)) != len(types) + 1:
                self.unexpected(f"the argument `_{len(types) + 1}`")
            self.pos = match.end()
            types.append(self.type_())
        self.expect(" -> ")
        output = self.type_()
        self.end()
        return tuple(types), output

    def declarations(
        self, lines: list[str], index: int, body: Body, locals_: dict[int, LocalDecl]
    ) -> int:
        """Read variables, locals and scopes; the index of the line after them."""
        types = self._types
        scopes = body.scopes
        stack = [0]
        count = len(lines)
        while index < count:
            full = lines[index]
            if not full:
                break
            self.line = index
            line = full.lstrip(" ")
            info = None
            comment = line.find(" // ")
            note = ""
            if comment >= 0:
                # The comment is rustc's only if it is the last thing on the line.
                last = line.rfind(" // ")
                note = line[last + 4 :]
                if note.startswith(("in scope ", "return place in scope ", "at ")):
                    line = line[:last].rstrip(" ")
                    if not note.startswith("at "):
                        info = self.source_info(note[note.find("scope ") :])
                else:
                    note = ""
            if line.startswith("let "):
                match = _LET(line)
                if match is None or not line.endswith(";"):
                    line, index = self._continued(lines, index, line)
                    match = _LET(line)
                if match is None:
                    raise SyntaxFault("expected the declaration of a local", full, 0)
                text = line[match.end() : -1]
                type_ = types.get(text)
                if type_ is None:
                    type_ = self._local_type(text)
                number = int(match.group(2))
                locals_[number] = LocalDecl(number, type_, match.group(1) is not None, info)
            elif line == "}":
                if len(stack) == 1:
                    raise SyntaxFault("`}` without a scope", full, 0)
                stack.pop()
            elif line.startswith("scope "):
                match = _SCOPE(line)
                if match is None:
                    raise SyntaxFault("expected a scope", full, 0)
                number = int(match.group(1))
                call_site = self.span(note[3:]) if note.startswith("at ") else None
                scopes[number] = Scope(
                    number, stack[-1], match.group(3), match.group(2) is not None, call_site
                )
                stack.append(number)
            elif line.startswith("debug "):
                if not line.endswith(";"):
                    line, index = self._continued(lines, index, line)
                body.debug_vars.append(self._debug_var(line, info))
            else:
                raise SyntaxFault(
                    f"the declaration `{line[:40]}`, which is not known",
                    full,
                    len(full) - len(line),
                )
            index += 1
        else:
            raise SyntaxFault("the body has no blocks", lines[-1], 0)
        if len(stack) != 1:
            raise SyntaxFault("scope without an end", lines[index - 1], 0)
        body.locals = ordered = [locals_[number] for number in sorted(locals_)]
        if ordered[-1].index != len(ordered) - 1:
            missing = next(n for n, local in enumerate(ordered) if local.index != n)
            self.line = 0
            raise SyntaxFault(f"local `_{missing}` is not declared", lines[0], 0)
        self._name_locals(body)
        return index + 1

    def _name_locals(self, body: Body) -> None:
        """Give locals the names of the variables that they hold."""
        locals_ = body.locals
        for variable in body.debug_vars:
            value = variable.value
            if isinstance(value, Place) and not value.projection and variable.fragment is None:
                if value.local >= len(locals_):
                    raise SyntaxFault(f"local `_{value.local}` is not declared", "", 0)
                local = locals_[value.local]
                if local.name is None:
                    local.name = variable.name
                if local.source_info is None and value.local <= body.arg_count:
                    local.source_info = variable.source_info

    def _continued(self, lines: list[str], index: int, line: str) -> tuple[str, int]:
        """A line with those that continue it: source text in a type may hold line breaks."""
        while not line.endswith(";"):
            index += 1
            following = lines[index] if index < len(lines) else ""
            if not following or following == "}" or index > self.line + 16:
                raise SyntaxFault("expected `;`", lines[self.line], len(lines[self.line]))
            cut = following.rfind(" // in scope ")
            line = f"{line} {following[:cut].strip() if cut >= 0 else following.strip()}"
        return line, index

    def _local_type(self, text: str) -> Attribute:
        """The type of a local, which user type annotations (` as UserType..`) may follow."""
        self.text, self.pos = text, 0
        type_ = self.type_()
        if self.pos != len(text) and not self.at(" as "):
            self.end()
        self._types[text] = type_
        return type_

    def _debug_var(self, line: str, info: SourceInfo | None) -> DebugVar:
        """The variable of `debug x => VALUE;`."""
        split = line.find(" => ", 6)
        if split < 0:
            raise SyntaxFault("expected ` => `", line, len(line))
        name, text = line[6:split], line[split + 4 : -1]
        value = self._debug_values.get(text)
        if value is None:
            self.text, self.pos = text, 0
            value = self.const() if self.take("const ") else self.place_or_function()
            self.end()
            self._debug_values[text] = value
        fragment = None
        if not (name.isidentifier() or name.startswith("r#")):
            fragment = name
            name = name.lstrip("(*").partition(":")[0]
        return DebugVar(name.removeprefix("r#"), value, info, fragment)

    def place_or_function(self) -> Place | Constant:
        """Step over a debug variable's value: a place, or a function item."""
        if self.at("_") or self.at("("):
            return self.place()
        return self.fn_item()

    def source_info(self, text: str) -> SourceInfo:
        """What `scope N at FILE:L:C: L:C` says."""
        known = self._infos.get(text)
        if known is None:
            match = _SOURCE_INFO(text)
            if match is None:
                raise SyntaxFault("expected a scope and a span", text, 0)
            known = SourceInfo(int(match.group(1)), self.span(match.group(2)))
            self._infos[text] = known
        return known
