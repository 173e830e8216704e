"""
Reading the constants inside types: generic arguments, lengths of arrays, ranges of pattern types.

A generic argument is a type, a lifetime (dropped), a literal, a constant to evaluate
(`core::mem::size_of::<T>`, `#mir.unevaluated`), a parameter, or, where rustc knows no better, the
source text of an expression, which becomes a parameter of that name: `[u8; { N + 1 }]`.
Pattern types are `(u32) is 1..=99`, `(i8) is (i8::MIN..=-1 | 1..)`, `(char) is 'a'..='z'`.
"""

from __future__ import annotations

import re

from xdsl.dialects import builtin
from xdsl.dialects.builtin import ArrayAttr, IntAttr, IntegerType, NoneAttr, Signedness
from xdsl.ir import Attribute

from ..dialects.mir import types as mir
from ..dialects.mir.attributes import UnevaluatedAttr
from .path_reader import PathReader, name_attribute
from .path_resolver import PathResolver

PRIMITIVES: dict[str, Attribute] = {
    "bool": mir.BoolType(),
    "char": mir.CharType(),
    "str": mir.StrType(),
    "usize": mir.UsizeType(),
    "isize": mir.IsizeType(),
    "f16": builtin.f16,
    "f32": builtin.f32,
    "f64": builtin.f64,
    "f128": builtin.f128,
    **{f"u{bits}": IntegerType(bits, Signedness.UNSIGNED) for bits in (8, 16, 32, 64, 128)},
    **{f"i{bits}": IntegerType(bits, Signedness.SIGNED) for bits in (8, 16, 32, 64, 128)},
}
"""The primitive types that are named by an identifier."""

PATH = re.compile(r"(?:r#)?[^\W\d]\w*(?:::(?:r#)?[^\W\d]\w*)*").match
"""Names joined by `::`."""
_NUMBER = re.compile(r"-?\d+").match
_INTEGER_LIMITS = re.compile(r"([ui](?:8|16|32|64|128|size))::(MIN|MAX)").match
_NO_TYPES: ArrayAttr[Attribute] = ArrayAttr(())


class GenericReader(PathReader):
    """The generic arguments and patterns of a MIR file."""

    def __init__(self, crate: str, resolver: PathResolver) -> None:
        super().__init__(crate, resolver)
        self._params: dict[str, mir.ParamType] = {}
        self._integers: dict[int, IntAttr] = {}

    def param(self, name: str) -> mir.ParamType:
        """The generic parameter `name`."""
        known = self._params.get(name)
        if known is None:
            known = self._params[name] = mir.ParamType(name_attribute(name))
        return known

    def int_attr(self, value: int) -> IntAttr:
        """A shared integer attribute."""
        known = self._integers.get(value)
        if known is None:
            known = self._integers[value] = IntAttr(value)
        return known

    def generic_arg(self) -> Attribute | None:
        """Step over a generic argument; `None` for a lifetime."""
        text = self.text
        character = text[self.pos : self.pos + 1]
        if character == "'":
            if self.lifetime():
                return None
            return self.int_attr(ord(self.char()))
        match = _NUMBER(text, self.pos)
        if match is not None:
            self.pos = match.end()
            value = self.int_attr(int(match.group()))
            if suffix := PATH(text, self.pos):
                if suffix.group().lstrip("_") not in PRIMITIVES:
                    self.unexpected("the end of a number")
                self.pos = suffix.end()
            return value if text[self.pos : self.pos + 1] in ">,]" else self.expression(match)
        if character == "{" and text.startswith("{ ", self.pos):
            return self.expression(None)
        if text.startswith(("true", "false"), self.pos):
            match = PATH(text, self.pos)
            if match is not None and match.group() in ("true", "false"):
                self.pos = match.end()
                return self.int_attr(int(match.group() == "true"))
        start = self.pos
        match = PATH(text, start)
        if match is not None and text.startswith("::::", match.end()):
            # An array's length within an impl block of another crate, which rustc prints so in the
            # type of a method: `core::::num::{impl#8}::to_le_bytes::{constant#0}`.
            return self.expression(None)
        if (
            match is not None
            and text.startswith("::<", match.end())
            and not text.startswith("::<impl ", match.end())
        ):
            return self._const_path()
        arg = self.type_()
        follow = text[self.pos : self.pos + 1]
        if follow in ">,])}" or follow == "":
            return self._as_constant(arg, start) if isinstance(arg, mir.AdtType) else arg
        if follow == ":" and text.startswith("::<", self.pos):
            self.pos = start
            return self._const_path()
        if follow == " " and text.startswith((" as ", " {", " is ", " = "), self.pos):
            return arg
        self.pos = start
        return self.expression(None)

    def _const_path(self) -> Attribute:
        """Step over a constant's path in a value's spelling, or an expression that begins so."""
        start = self.pos
        path = self.path()
        if self.text[self.pos : self.pos + 1] in ">,]" or self.pos == len(self.text):
            return UnevaluatedAttr(name_attribute(path.path), ArrayAttr(path.args), NoneAttr())
        self.pos = start
        return self.expression(None)

    def _as_constant(self, arg: mir.AdtType, start: int) -> Attribute:
        """A constant item where its spelling says that it is one, not a type: `core::f32::SIZE`."""
        name = arg.path.data.rpartition("::")[2]
        if len(arg.args) == 0 and len(name) > 1 and name.isupper() and "::" in arg.path.data:
            if self.resolver.is_item(name) or self.resolver.is_constructor(arg.path.data):
                # A type with a name like a constant's: `module::RGB`.
                return arg
            return UnevaluatedAttr(arg.path, _NO_TYPES, NoneAttr())
        return arg

    def expression(self, start: re.Match[str] | None) -> Attribute:
        """Step over source text of a constant expression; a parameter by that name."""
        begin = self.pos if start is None else start.start()
        text = self.text
        depth = 0
        position = begin
        while position < len(text):
            character = text[position]
            if character in "([{" or (character == "<" and text[position - 1] == ":"):
                depth += 1
            elif character in ")]}" or (character == ">" and text[position - 1] not in "-="):
                if depth == 0:
                    break
                depth -= 1
            elif depth == 0 and character == ",":
                break
            position += 1
        self.pos = position
        return self.param(text[begin:position])

    def pattern(self, base: Attribute) -> Attribute:
        """Step over the pattern of a pattern type."""
        if self.at("!null"):
            self.fail("the pattern `!null` of a pattern type, which is not supported yet")
        begin = self.pos
        parenthesised = self.take("(")
        start, end = self._pattern_range(base)
        if self.take(" | "):
            # Two ranges around a hole are one that wraps: `i8::MIN..=-1 | 1..` is 1..=0xff.
            second_start, second_end = self._pattern_range(base)
            mask = (1 << _bits(base)) - 1
            if (second_end + 1) & mask == start:
                start = second_start
            elif (end + 1) & mask == second_start:
                end = second_end
            else:
                self.fail("a pattern type of several ranges, which is not supported yet", begin)
        if parenthesised:
            self.expect(")")
        return mir.PatternType(base, self.int_attr(start), self.int_attr(end))

    def _pattern_range(self, base: Attribute) -> tuple[int, int]:
        """Step over `A..=B` or `A..`; both ends as bits, inclusive."""
        start = self._pattern_end(base)
        self.expect("..")
        if self.take("="):
            return start, self._pattern_end(base)
        limit = _limit(base, "MAX")
        if limit is None:
            self.unexpected("a pattern's end")
        return start, limit

    def _pattern_end(self, base: Attribute) -> int:
        if (match := _NUMBER(self.text, self.pos)) is not None:
            self.pos = match.end()
            value = int(match.group())
            if suffix := PATH(self.text, self.pos):
                self.pos = suffix.end()
        elif (match := _INTEGER_LIMITS(self.text, self.pos)) is not None:
            self.pos = match.end()
            limit = _limit(PRIMITIVES[match.group(1)], match.group(2))
            value = 0 if limit is None else limit
        elif self.at("'"):
            value = ord(self.char())
        elif self.at("..") and (limit := _limit(base, "MIN")) is not None:
            value = limit
        else:
            self.unexpected("a pattern's end")
        if value < 0:
            value += 1 << _bits(base)
        return value


def _bits(base: Attribute) -> int:
    """The width of an integer type in bits; `usize` counts as 64."""
    if isinstance(base, IntegerType):
        return base.bitwidth
    return 32 if isinstance(base, mir.CharType) else 64


def _limit(base: Attribute, which: str) -> int | None:
    """The least or greatest value of an integer type, as bits; `None` for other types."""
    bits = _bits(base)
    match base:
        case IntegerType():
            signed = base.signedness.data is Signedness.SIGNED
        case mir.UsizeType():
            signed = False
        case mir.IsizeType():
            signed = True
        case mir.CharType():
            return 0x10FFFF if which == "MAX" else 0
        case _:
            return None
    if which == "MAX":
        return (1 << (bits - signed)) - 1
    return 1 << (bits - 1) if signed else 0
