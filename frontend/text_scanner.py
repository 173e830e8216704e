"""
A position in a piece of MIR text, and the exception for text that does not continue as it should.

The readers of types, paths, constants and statements are one object each per MIR file that works
on `text` from `pos` on. They never look beyond the text: all tests are `startswith` and `find`,
which are safe at its end, so that damaged text ends in a `SyntaxFault` and never in an
`IndexError`. Whoever knows the file and line turns the fault into a diagnostic.
"""

from __future__ import annotations

import re
from typing import NoReturn

IDENTIFIER = re.compile(r"(?:r#)?[^\W\d]\w*").match
"""An identifier of Rust, raw ones included."""
DIGITS = re.compile(r"\d+").match
STRING = re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL).match
CHAR = re.compile(r"'(?:[^'\\]|\\u\{[0-9a-fA-F]+\}|\\.)'", re.DOTALL).match

_ESCAPE = re.compile(r"\\(?:u\{([0-9a-fA-F]{1,8})\}|x([0-9a-fA-F]{2})|(.))", re.DOTALL)
_SIMPLE_ESCAPES = {"n": "\n", "r": "\r", "t": "\t", "0": "\0", "\\": "\\", "'": "'", '"': '"'}


class SyntaxFault(Exception):
    """Text is not what rustc prints: what is wrong, in which text, and at which offset in it."""

    def __init__(self, message: str, text: str, pos: int) -> None:
        super().__init__(message)
        self.message = message
        self.text = text
        self.pos = pos


class TextScanner:
    """A text and a position in it."""

    text: str
    pos: int

    def __init__(self) -> None:
        self.text = ""
        self.pos = 0

    def fail(self, message: str, pos: int | None = None) -> NoReturn:
        """Raise a fault at the position at hand, or at `pos`."""
        raise SyntaxFault(message, self.text, self.pos if pos is None else pos)

    def unexpected(self, wanted: str) -> NoReturn:
        """Raise a fault that says what was wanted and what is there instead."""
        raise self.expected(wanted)

    def expected(self, wanted: str) -> SyntaxFault:
        """The fault that says what was wanted and what is there instead."""
        rest = self.text[self.pos : self.pos + 24]
        message = f"expected {wanted}, found `{rest}`" if rest else f"expected {wanted}"
        return SyntaxFault(message, self.text, self.pos)

    def at(self, token: str) -> bool:
        """Whether `token` comes next."""
        return self.text.startswith(token, self.pos)

    def take(self, token: str) -> bool:
        """Step over `token` if it comes next."""
        if self.text.startswith(token, self.pos):
            self.pos += len(token)
            return True
        return False

    def expect(self, token: str) -> None:
        """Step over `token`, which must come next."""
        if not self.text.startswith(token, self.pos):
            self.unexpected(f"`{token}`")
        self.pos += len(token)

    def end(self) -> None:
        """Nothing may come next."""
        if self.pos != len(self.text):
            self.unexpected("the end of the line")

    def identifier(self) -> str:
        """Step over an identifier; a raw one comes back without `r#`."""
        match = IDENTIFIER(self.text, self.pos)
        if match is None:
            self.unexpected("a name")
        self.pos = match.end()
        name = match.group()
        return name[2:] if name.startswith("r#") else name

    def integer(self) -> int:
        """Step over a decimal number without sign."""
        match = DIGITS(self.text, self.pos)
        if match is None:
            self.unexpected("a number")
        self.pos = match.end()
        return int(match.group())

    def hexadecimal(self) -> str:
        """Step over `0x` and digits; the digits."""
        self.expect("0x")
        start = self.pos
        text = self.text
        end = start
        while text[end : end + 1] in _HEX_DIGITS and end < len(text):
            end += 1
        if end == start:
            self.unexpected("hexadecimal digits")
        self.pos = end
        return text[start:end]

    def string(self) -> str:
        """Step over a string literal; its content."""
        match = STRING(self.text, self.pos)
        if match is None:
            self.fail("string literal without an end")
        self.pos = match.end()
        return self._unescape(match.group()[1:-1], match.start() + 1)

    def char(self) -> str:
        """Step over a character literal; its content."""
        match = CHAR(self.text, self.pos)
        if match is None:
            self.fail("character literal without an end")
        self.pos = match.end()
        return self._unescape(match.group()[1:-1], match.start() + 1)

    def byte_string(self) -> bytes:
        """Step over the `"..."` of a byte string literal; its content."""
        start = self.pos
        value = self.string()
        try:
            return value.encode("latin-1")
        except UnicodeEncodeError:
            self.fail("byte string literal with characters that are not bytes", start)

    def _unescape(self, literal: str, start: int) -> str:
        if "\\" not in literal:
            return literal

        def replace(match: re.Match[str]) -> str:
            code = match.group(1) or match.group(2)
            if code is not None:
                value = int(code, 16)
                if value > 0x10FFFF:
                    self.fail(f"escape sequence `{match.group()}`", start + match.start())
                return chr(value)
            if (simple := _SIMPLE_ESCAPES.get(match.group(3))) is None:
                self.fail(f"escape sequence `{match.group()}`", start + match.start())
            return simple

        return _ESCAPE.sub(replace, literal)


_HEX_DIGITS = frozenset("0123456789abcdefABCDEF")
