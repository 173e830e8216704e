"""
What closures capture, where rustc's MIR text leaves it out.

Since Rust 2021 a closure captures places, not variables: `|x| x * t.0 + t.1` has two captures. Its
construction has an operand for each, but rustc prints them beside the *variables* that the closure
mentions, and stops when those run out (`Rvalue::Aggregate` in
`compiler/rustc_middle/src/mir/pretty.rs`, with a FIXME for RFC 2229):

    _3 = {closure@scale::{closure#0}} { t: copy (_1.0: f32) };          // and (_1.1: f32)

Which operand is missing cannot be told from the rest of the body: optimisations leave a captured
place, a temporary made long before, or a constant. But the same compiler prints the same MIR in
another format, `-Zunpretty=stable-mir` (`compiler/rustc_public/src/mir/pretty.rs`), whose closures
have all their operands, though it has neither spans nor scopes:

    _3 = {closure@scale.rs:6:38: 6:41}((_1.0: f32), (_1.1: f32));

So, only if a closure captures two places of one variable, rustc is run once more, and its operands
are put into the text. That both are prints of one body is not assumed but checked: functions come
in one order in both (`tcx.mir_keys`), so those of the text must be found one after the other in
the other format, with the same name, parameters, blocks, assigned locals and storage statements,
and each closure's operands must begin with those of the text. Whatever does not agree is left as
it is, and is refused by name when a kernel needs it (`closures.py`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

_CAPTURED_PART = re.compile(r"(?m)^ +debug \w+__\w+ => [(*]*_1\b").search
_CLOSURE = re.compile(r"^( *)(_\d+|\(.*\)) = (\{closure@.*?\})( \{ (.*) \})?;")
_STABLE_CLOSURE = re.compile(r"^ *(_\d+|\(.*\)) = \{closure@[^{}]*\}\((.*)\);$")
_NAME = re.compile(r"(?:^|::)([^:]*?)$")
_LABEL = re.compile(r"^ *(bb\d+)(?: \(cleanup\))?: \{$")
_STEP = re.compile(r"^ *(?:(_\d+) = |(Storage(?:Live|Dead)\(_\d+\));)")
_SCALAR = re.compile(r"-?\d+(?:_[iu]\w+|f\d+)|-?\d[\d.]*f\d+|true|false|\(\)")
_FIELD = re.compile(r"^(\w+): ")


def lacks_captures(mir: str) -> bool:
    """Whether a closure of a MIR text captures part of a variable: then operands may be missing."""
    return "{closure" in mir and _CAPTURED_PART(mir) is not None


def complete_captures(mir: str, stable_mir: Callable[[], str | None]) -> str:
    """
    A MIR text with all operands of its closures; `stable_mir` gives the other format, if asked.

    What cannot be completed is left as it is.
    """
    if not lacks_captures(mir):
        return mir
    stable = stable_mir()
    return mir if stable is None else _Completion(mir, stable).text()


@dataclass(slots=True)
class _Function:
    """A function in either format."""

    name: str
    """The last part of its path."""
    parameters: int
    steps: list[str]
    """Labels, assigned locals and storage statements, in order."""
    closures: list[tuple[int, str, list[str]]]
    """Where a closure is made: the number of the line, the place assigned to, the operands."""

    def agrees(self, other: _Function) -> bool:
        """Whether both are prints of one body."""
        return (
            self.name == other.name
            and self.parameters == other.parameters
            and self.steps == other.steps
            and len(self.closures) == len(other.closures)
        )


class _Completion:
    """The two formats of a crate's MIR."""

    def __init__(self, mir: str, stable: str) -> None:
        self.lines = mir.split("\n")
        self.functions = list(_functions(self.lines, _operands_by_name))
        self.stable = list(_functions(stable.split("\n"), _operands_in_order))

    def text(self) -> str:
        """The completed text."""
        position = 0
        for function in self.functions:
            for at in range(position, len(self.stable)):
                if function.agrees(self.stable[at]):
                    self._complete(function, self.stable[at])
                    position = at + 1
                    break
        return "\n".join(self.lines)

    def _complete(self, function: _Function, stable: _Function) -> None:
        for mine, other in zip(function.closures, stable.closures, strict=True):
            line, place, shown = mine
            _, same_place, operands = other
            operands = [text for text in map(_operand, operands) if text is not None]
            if place != same_place or len(operands) != len(other[2]) or len(operands) <= len(shown):
                continue
            if [_FIELD.sub("", text) for text in shown] != operands[: len(shown)]:
                continue
            match = _CLOSURE.match(self.lines[line])
            assert match is not None
            fields = [f"{i}: {text}" for i, text in enumerate(operands)]
            indent, place, type_ = match[1], match[2], match[3]
            rest = self.lines[line][match.end() :]
            self.lines[line] = f"{indent}{place} = {type_} {{ {', '.join(fields)} }};{rest}"


def _functions(
    lines: list[str], closure: Callable[[str], tuple[str, list[str]] | None]
) -> Iterator[_Function]:
    """The functions of a text, but for what is evaluated at compile time."""
    current: _Function | None = None
    ctfe = False
    for number, line in enumerate(lines):
        if current is None:
            if line.startswith("// MIR FOR CTFE"):
                ctfe = True
            elif line.startswith("fn ") and line.endswith("{"):
                header = line[3:]
                at = header.find("(_1: ")
                at = header.find("() -> ") if at < 0 else at
                name = _NAME.search(header[:at])
                count = header.count("(_1: ") + len(re.findall(r", _\d+: ", header))
                current = _Function(name[1] if name else "", count, [], [])
        elif line == "}":
            if not ctfe:
                yield current
            current, ctfe = None, False
        elif (step := _STEP.match(line)) is not None:
            current.steps.append(step[1] or step[2])
            if "{closure@" in line and (found := closure(line)) is not None:
                current.closures.append((number, *found))
        elif (label := _LABEL.match(line)) is not None:
            current.steps.append(label[1])


def _operands_by_name(line: str) -> tuple[str, list[str]] | None:
    match = _CLOSURE.match(line)
    if match is None:
        return None
    return match[2], _split(match[5]) if match[5] else []


def _operands_in_order(line: str) -> tuple[str, list[str]] | None:
    match = _STABLE_CLOSURE.match(line)
    return None if match is None else (match[1], _split(match[2]))


def _operand(text: str) -> str | None:
    """An operand as the MIR text has it; `None` for a constant that is not a plain number."""
    if text.startswith("move "):
        return text
    if text.startswith(("_", "(_", "((", "(*")):
        return f"copy {text}"
    return f"const {text}" if _SCALAR.fullmatch(text) else None


def _split(text: str) -> list[str]:
    """The parts of a list, split at the commas that are in no brackets."""
    parts: list[str] = []
    depth = start = 0
    for at, character in enumerate(text):
        if character in "([{<":
            depth += 1
        elif character in ")]}" or (character == ">" and text[at - 1] not in "-="):
            depth -= 1
        elif character == "," and depth == 0:
            parts.append(text[start:at].strip())
            start = at + 1
    last = text[start:].strip()
    return [*parts, last] if last else parts
