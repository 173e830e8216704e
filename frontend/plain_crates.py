"""
What rustdoc would say of a file that has nothing but functions and constants.

rustdoc takes three times as long as rustc on a small kernel, nearly all of it over the impls of
`core` (`hidden_impls.py`). Of a crate without types, traits, impls, macros and modules of its own
it tells no more than the signatures, the ABIs and a few attributes, as they are written: that can
be read from the source. `describe` does, and gives what rustdoc's JSON would hold; of everything
that it does not know for certain it gives nothing, and rustdoc is run.

    pub unsafe extern "gpu-kernel" fn vadd(x: *const f32, n: usize) { … }      known
    fn sum<T: Add>(values: &[T]) -> T { … }                                    not: generic
    #[cfg(feature = "f")] fn half() { … }                                      not: `cfg`

Types are the primitive ones, and pointers, references, slices, arrays and tuples of them: any
other name would have to be resolved. rustc checks the crate as ever; a file that it accepts is
well-formed, so that here it is enough to tell the known from the unknown. The grammar is the Rust
reference's, "Items"; the shape of the JSON is `rustdoc-json-types/lib.rs`, format 57.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

_UNKNOWN = frozenset(
    "struct enum union trait impl mod macro macro_rules static type async where dyn crate_type "
    "cfg_attr include".split()
)
"""Words that are in no such file: what they begin may be in the midst of a function, too."""

_TOKEN = re.compile(
    r"""
      (?P<space>   \s+ | //[^\n]* | /\* )
    | (?P<text>    [bc]?" (?:[^"\\]|\\.)* " | [bc]?r(?P<hashes>\#*)" .*? "(?P=hashes)
                 | b?' (?: [^'\\\n] | \\x[0-9a-fA-F]{2} | \\u\{[0-9a-fA-F_]+\} | \\. ) ' )
    | (?P<life>    '\w+ )
    | (?P<number>  \d\w* (?:\.\d\w*)? )
    | (?P<word>    \w+ )
    | (?P<sign>    -> | :: | . )
    """,
    re.DOTALL | re.VERBOSE,
)

_PRIMITIVES = frozenset(
    "bool char str u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize f16 f32 f64 f128".split()
)
_ABIS: dict[str, Any] = {
    "": "Rust",
    '"C"': {"C": {"unwind": False}},
    '"gpu-kernel"': {"Other": '"gpu-kernel"'},
    '"ptx-kernel"': {"Other": '"ptx-kernel"'},
}
_ATTRIBUTES: dict[str, Any] = {
    "no_mangle": "no_mangle",
    "unsafe(no_mangle)": "no_mangle",
    "inline": {"other": "#[attr = Inline(Hint)]"},
    "inline(always)": {"other": "#[attr = Inline(Always)]"},
    "inline(never)": {"other": "#[attr = Inline(Never)]"},
    "cold": {"other": "#[attr = Cold]"},
    "must_use": None,
}
"""What attributes of functions become, by their text without spaces; `None` says nothing."""
_LINTS = re.compile(r"(?:allow|warn|deny|forbid|expect)\([\w:,]*\)")
_CRATE_ATTRIBUTES = re.compile(r"no_std|feature\([\w,]*\)")
_CLOSING = {"(": ")", "[": "]", "{": "}"}


class _NotPlain(Exception):
    """There is something in the file that is not known."""


def describe(source: str, file: str, crate: str) -> dict[str, Any] | None:
    """rustdoc's JSON of a crate whose only file this is; nothing unless all of it is known."""
    try:
        return _Reader(source, file, crate).read()
    except _NotPlain:
        return None


def _tokens(source: str) -> Iterator[tuple[str, str, int]]:
    """The tokens: kind, text, and where each begins. Raises `_NotPlain`."""
    position, size = 0, len(source)
    while position < size:
        match = _TOKEN.match(source, position)
        assert match is not None
        assert match.lastgroup is not None
        start, position = position, match.end()
        kind = match.lastgroup if match.lastgroup != "hashes" else "text"
        if match.group() == "/*":
            position = _end_of_comment(source, start)
        if kind == "word" and match.group() in _UNKNOWN:
            raise _NotPlain
        if kind != "space":
            yield kind, source[start:position], start
    yield "end", "", size


def _end_of_comment(source: str, start: int) -> int:
    depth = 0
    for match in re.compile(r"/\*|\*/").finditer(source, start):
        depth += 1 if match.group() == "/*" else -1
        if depth == 0:
            return match.end()
    raise _NotPlain


class _Reader:
    """Reads one file."""

    def __init__(self, source: str, file: str, crate: str) -> None:
        self.source = source
        self.file = file
        self.crate = crate
        self.tokens = list(_tokens(source))
        self.at = 0
        self.items: list[dict[str, Any]] = []

    # --- tokens ---

    def take(self, text: str) -> bool:
        """Whether a token comes next, which is then read."""
        if self.tokens[self.at][1] != text:
            return False
        self.at += 1
        return True

    def need(self, text: str) -> None:
        """Read that token."""
        if not self.take(text):
            raise _NotPlain

    def next(self, *kinds: str) -> str:
        """Read a token of one of these kinds."""
        kind, text, _ = self.tokens[self.at]
        if kind not in kinds:
            raise _NotPlain
        self.at += 1
        return text

    def number(self) -> int:
        """Read an integer in decimal, without a suffix."""
        text = self.next("number").replace("_", "")
        if not text.isdecimal():
            raise _NotPlain
        return int(text)

    def skip_group(self) -> str:
        """Read a parenthesis, bracket or brace and all that is in it; its text without spaces."""
        first = self.at
        expected: list[str] = []
        while True:
            kind, text, _ = self.tokens[self.at]
            self.at += 1
            if kind == "end":
                raise _NotPlain
            if text in _CLOSING:
                expected.append(_CLOSING[text])
            elif expected and text == expected[-1] and kind == "sign":
                expected.pop()
            if not expected:
                return "".join(text for _, text, _ in self.tokens[first + 1 : self.at - 1])

    # --- items ---

    def read(self) -> dict[str, Any]:
        """The whole file."""
        while self.tokens[self.at][0] != "end":
            self.item()
        root = len(self.items)
        module = {"is_crate": True, "items": list(range(root)), "is_stripped": False}
        self.add(self.crate, "public", {"module": module}, [], 0)
        self.items[root]["span"]["begin"] = [1, 1]
        return {
            "root": root,
            "format_version": 57,
            "index": {str(id): item for id, item in enumerate(self.items)},
            "paths": {
                str(id): {"path": [self.crate, item["name"]], "kind": next(iter(item["inner"]))}
                for id, item in enumerate(self.items[:-1])
            }
            | {str(root): {"path": [self.crate], "kind": "module"}},
            "external_crates": {},
        }

    def item(self) -> None:
        """One item, or an attribute of the crate."""
        attributes: list[Any] = []
        while self.take("#"):
            of_crate = self.take("!")
            text = self.skip_group() if self.tokens[self.at][1] == "[" else ""
            if _LINTS.fullmatch(text):
                continue
            if of_crate and _CRATE_ATTRIBUTES.fullmatch(text):
                continue
            if of_crate or text not in _ATTRIBUTES:
                raise _NotPlain
            attributes.append(_ATTRIBUTES[text])
        if self.tokens[self.at][0] == "end" and not attributes:
            return
        start = self.tokens[self.at][2]
        visibility = "crate"
        if self.take("pub"):
            visibility = "public"
            if self.tokens[self.at][1] == "(":
                if self.skip_group() != "crate":
                    raise _NotPlain
                visibility = "crate"
        if visibility == "crate" and not attributes and self.take("use"):
            while not self.take(";"):
                self.next("word", "sign")
            return
        is_const = self.take("const")
        if is_const and self.tokens[self.at + 1][1] == ":":
            if attributes:
                raise _NotPlain
            self.constant(start, visibility)
            return
        header = {"is_const": is_const, "is_unsafe": self.take("unsafe"), "is_async": False}
        abi = self.next("text") if self.take("extern") else ""
        self.need("fn")
        name = self.next("word")
        if abi not in _ABIS:
            raise _NotPlain
        sig = self.signature()
        if self.tokens[self.at][1] != "{":
            raise _NotPlain
        self.skip_group()
        function: dict[str, Any] = {
            "sig": sig,
            "generics": {"params": [], "where_predicates": []},
            "header": {**header, "abi": _ABIS[abi]},
            "has_body": True,
        }
        attributes = [attribute for attribute in attributes if attribute is not None]
        self.add(name, visibility, {"function": function}, attributes, start)

    def constant(self, start: int, visibility: str) -> None:
        """A constant of an integer that is written out."""
        name = self.next("word")
        self.need(":")
        type = self.next("word")
        self.need("=")
        value = self.number()
        self.need(";")
        if type[0] not in "iu" or type not in _PRIMITIVES:
            raise _NotPlain
        const = {"expr": "_", "value": f"{value}{type}", "is_literal": True}
        inner = {"constant": {"type": {"primitive": type}, "const": const}}
        self.add(name, visibility, inner, [], start)

    def add(
        self, name: str, visibility: str, inner: dict[str, Any], attributes: list[Any], start: int
    ) -> None:
        """Add an item that ends here."""
        _, text, end = self.tokens[self.at - 1] if self.at else self.tokens[0]
        span = {
            "filename": self.file,
            "begin": self.position(start),
            "end": self.position(end + len(text)),
        }
        self.items.append(
            {
                "id": len(self.items),
                "crate_id": 0,
                "name": name,
                "span": span,
                "visibility": visibility,
                "attrs": attributes,
                "inner": inner,
            }
        )

    def position(self, offset: int) -> list[int]:
        """The line and column, counted from 1, of a character."""
        line_start = self.source.rfind("\n", 0, offset) + 1
        return [self.source.count("\n", 0, offset) + 1, offset - line_start + 1]

    # --- signatures ---

    def signature(self) -> dict[str, Any]:
        """`(name: type, …) -> type`, without generic parameters."""
        inputs: list[tuple[str, Any]] = []
        self.need("(")
        while not self.take(")"):
            self.take("mut")
            name = self.next("word")
            self.need(":")
            inputs.append((name, self.type()))
            if not self.take(","):
                self.need(")")
                break
        output = self.type() if self.take("->") else None
        if output == {"tuple": []}:
            output = None
        return {"inputs": inputs, "output": output, "is_c_variadic": False}

    def type(self) -> dict[str, Any]:
        """A type made of primitive ones."""
        if self.take("*"):
            is_mutable = self.take("mut")
            if not is_mutable:
                self.need("const")
            return {"raw_pointer": {"is_mutable": is_mutable, "type": self.type()}}
        if self.take("&"):
            lifetime = "'static" if self.take("'static") else None
            is_mutable = self.take("mut")
            reference = {"lifetime": lifetime, "is_mutable": is_mutable, "type": self.type()}
            return {"borrowed_ref": reference}
        if self.take("["):
            element = self.type()
            if self.take("]"):
                return {"slice": element}
            self.need(";")
            length = self.number()
            self.need("]")
            return {"array": {"type": element, "len": str(length)}}
        if self.take("("):
            members: list[Any] = []
            while not self.take(")"):
                members.append(self.type())
                if not self.take(","):
                    self.need(")")
                    if len(members) == 1:
                        return members[0]  # parentheses
                    break
            return {"tuple": members}
        if self.take("!"):
            return {"primitive": "never"}
        name = self.next("word")
        if name not in _PRIMITIVES or self.tokens[self.at][1] in ("::", "<"):
            raise _NotPlain
        return {"primitive": name}
