"""
Types and signatures as text in a normal form, by which rustc's and rustdoc's can be compared.

The normal form has no lifetimes, module paths, qualifiers or auto traits. What rustc may print
otherwise than rustdoc tells (an associated type, `impl Trait`, a pattern type) has none: it is
`None`, which compares equal to anything. Headers of impls, in the source as written or after macro
expansion, are read into the same form.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from typing import Any

from .rustdoc import CrateRecords
from .type_records import TypeRecord, substitute

Signature = tuple[str | None, ...]
"""The argument types and the return type; `None` for one that compares equal to anything."""

_LIFETIME = re.compile(r"'[a-z_]\w*(?:, | \+ | )?")
_BINDER = re.compile(r"(?:for|unsafe)<[^<>]*> ?")
_QUALIFIERS = re.compile(r'\b(?:unsafe |safe |extern "[^"]*" )')
_MODULES = re.compile(r"(?:\b[A-Za-z_]\w*::)+(?=[A-Za-z_{\uffff])")
_AUTOS = re.compile(r"(?: \+ \w+)+")
_ARGUMENT = re.compile(r"(?:, )?_\d+: ")


def normal_form(text: str) -> str | None:
    """A type that rustc printed, without lifetimes and module paths; `None` if it is opaque."""
    if "'" in text:
        text = _BINDER.sub("", text)
        text = _LIFETIME.sub("", text).replace(", >", ">").replace("<>", "")
    if '"' in text or "unsafe " in text:
        text = _QUALIFIERS.sub("", text)
    if " as " in text or "impl " in text or "{" in text or ") is " in text:
        return None
    if "::" in text:
        text = _MODULES.sub("", text)
    if " + " in text:
        text = _AUTOS.sub("", text)
    return text.replace("(dyn ", "dyn ").replace("))", ")") if "dyn " in text else text


def header_signature(header: str, path_length: int) -> Signature:
    """The signature in a function's first line; `path_length` is where its arguments begin."""
    end = _closing(header, path_length)
    parts = _ARGUMENT.split(header[path_length + 1 : end])[1:]
    output = header[end + 1 :].removeprefix(" -> ").removesuffix(" {")
    return (*map(normal_form, parts), normal_form(output))


def _closing(text: str, start: int) -> int:
    """Where the parenthesis that opens at `start` closes."""
    depth = 0
    for position in range(start, len(text)):
        char = text[position]
        if char in "([":
            depth += 1
        elif char in ")]":
            depth -= 1
            if depth == 0:
                return position
    return len(text)


class _Opaque(Exception):
    """The type contains something that rustc may print differently."""


Known = Mapping[TypeRecord, TypeRecord]
"""What associated types are."""


class Speller:
    """Spells types as rustc prints them, in the normal form."""

    def __init__(self, records: CrateRecords) -> None:
        self._records = records
        self._defaults: dict[str, tuple[tuple[str, TypeRecord | None], ...]] = {}

    def __call__(self, record: TypeRecord, known: Known) -> str | None:
        """The type's text; `None` where rustc may print it differently."""
        try:
            return self._spell(record, known)
        except _Opaque:
            return None

    def without_defaults(
        self, path: str, args: tuple[TypeRecord, ...], subject: TypeRecord = ("p", "Self")
    ) -> tuple[TypeRecord, ...]:
        """rustc leaves out trailing arguments that equal their defaults."""
        defaults = self._defaults.get(path)
        if defaults is None:
            id = self._records.paths.get((path, "type"))
            item = None if id is None else self._records.items[id]
            generics: tuple[Any, ...] = ()
            if item is not None and item[0] == "adt":
                generics = item[1][2]
            elif item is not None and item[0] == "trait":
                generics = item[1][1][1:]
            defaults = self._defaults[path] = tuple((g[0], g[3]) for g in generics)
        while args and len(args) == len(defaults) and defaults[-1][1] is not None:
            env = dict(zip((name for name, _ in defaults), args, strict=True))
            env["Self"] = subject
            if substitute(defaults[-1][1], env) != args[-1]:
                break
            args, defaults = args[:-1], defaults[:-1]
        return args

    def _spell(self, record: TypeRecord, known: Known) -> str:
        if isinstance(record, str):
            return {"never": "!", "unit": "()"}.get(record, record)
        tag = record[0]
        match tag:
            case "p":
                if not record[1].isidentifier():
                    raise _Opaque
                return record[1]
            case "i":
                return str(record[1])
            case "A" | "X":
                name = record[1].rpartition("::")[2]
                args = ", ".join(
                    self._spell(a, known) for a in self.without_defaults(record[1], record[2])
                )
                return f"{name}<{args}>" if args else name
            case "&":
                return "&" + self._spell(record[1], known)
            case "&m":
                return "&mut " + self._spell(record[1], known)
            case "*":
                return "*const " + self._spell(record[1], known)
            case "*m":
                return "*mut " + self._spell(record[1], known)
            case "s":
                return f"[{self._spell(record[1], known)}]"
            case "r":
                return f"[{self._spell(record[1], known)}; {self._spell(record[2], known)}]"
            case "t":
                items = [self._spell(t, known) for t in record[1]]
                return f"({items[0]},)" if len(items) == 1 else f"({', '.join(items)})"
            case "F":
                inputs = ", ".join(self._spell(t, known) for t in record[1])
                output = self._spell(record[2], known)
                return f"fn({inputs})" + ("" if output == "()" else f" -> {output}")
            case "j" if record in known:
                return self._spell(known[record], known)
            case _:
                raise _Opaque


def matches(left: Signature, right: Signature) -> bool:
    """Whether two signatures may be the same."""
    return len(left) == len(right) and all(
        a is None or b is None or a == b for a, b in zip(left, right, strict=True)
    )


def score_of(left: Signature, right: Signature) -> int:
    """How many types are the same; negative where the numbers of arguments differ."""
    if len(left) != len(right):
        return -1
    return sum(a is not None and a == b for a, b in zip(left, right, strict=True))


@functools.lru_cache(maxsize=64)
def _source_lines(file: str) -> tuple[str, ...]:
    try:
        with open(file, encoding="utf-8") as source:
            return tuple(source.read().split("\n"))
    except (OSError, UnicodeDecodeError):
        return ()


def source_text(place: tuple[str, int, int, int, int]) -> str:
    """What is written at a place; nothing where the source cannot be read."""
    file, line, column, end_line, end_column = place
    lines = _source_lines(file)[line - 1 : end_line]
    if not lines:
        return ""
    if len(lines) == 1:
        return lines[0][column - 1 : end_column - 1]
    return " ".join((lines[0][column - 1 :], *lines[1:-1], lines[-1][: end_column - 1]))


_HEADER = re.compile(r"(?:unsafe )?(?:default )?(?:const )?impl\b\s*")
_MACRO_VARIABLE = re.compile(r"\$\w+")
_WILD = "\uffff"


def header_pattern(
    text: str,
) -> tuple[re.Pattern[str] | None, re.Pattern[str] | None] | None:
    """
    Patterns for the trait and the self type of an impl whose header is `text`, in which a macro's
    variables match anything. A trait's name alone, as in `#[derive(Debug)]`, is one too.
    """
    text = " ".join(text.split())
    if text.isidentifier():
        return re.compile(rf"{text}(<.*>)?"), None
    parts = split_header(_MACRO_VARIABLE.sub(_WILD, text))
    if parts is None or "$(" in text or "where" in text:
        return None
    patterns: list[re.Pattern[str] | None] = []
    for part in parts:
        form = normal_form(part.replace(_WILD + "::", "")) if part else None
        pattern = None if form is None else re.escape(form).replace(_WILD, ".+")
        patterns.append(None if pattern is None else re.compile(pattern))
    return patterns[0], patterns[1]


def split_header(text: str) -> tuple[str, str] | None:
    """The trait, empty if there is none, and the self type in an impl's header."""
    text = " ".join(text.split())
    match = _HEADER.match(text)
    if match is None:
        return None
    rest = text[match.end() :]
    if rest.startswith("<"):
        depth = 0
        for position, char in enumerate(rest):
            depth += (char == "<") - (char == ">" and rest[position - 1] not in "-=")
            if depth == 0:
                rest = rest[position + 1 :].strip()
                break
    rest = rest.removeprefix("const ").removeprefix("!")
    trait, separator, self_type = rest.partition(" for ")
    return (trait.strip(), self_type.strip()) if separator else ("", trait.strip())


_IMPL_LINE = re.compile(r"^\s*((?:unsafe |default )*impl\b[^{;]*)\{", re.MULTILINE)


def expanded_impls(source: str) -> dict[tuple[str | None, str | None], int]:
    """
    The headers of the impls in expanded source, as trait and self type in the normal form, and
    where each first occurs.
    """
    out: dict[tuple[str | None, str | None], int] = {}
    for match in _IMPL_LINE.finditer(source):
        parts = split_header(match.group(1).partition(" where ")[0])
        if parts is not None:
            trait, self_type = parts
            key = (normal_form(trait) if trait else None, normal_form(self_type))
            out.setdefault(key, match.start())
    return out
