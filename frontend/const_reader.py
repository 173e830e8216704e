"""
Reading constants as rustc prints them: `pretty_print_const_value_tcx` of
`rustc_middle/src/mir/pretty.rs` for evaluated ones, `pretty_print_const` of `ty/print/pretty.rs`
for const generics, and Rust's `Debug` of `ConstValue` where neither knows the type's insides.

    5_u32  -1.5f32  NaN_f64  true  'a'  "text"  b"bytes"  *b"bytes"  ()  (1_u8, 2_u8)  [0_u8]
    core::option::Option::<u8>::None   Point {{ x: 1_u8, y: 2_u8 }}   N   <T as Tr>::SIZE
    {alloc1+0x10<imm>: &T}  {0x1 as *const T}  {f as fn(u32) -> u32}  {transmute(0x01): T}
    Indirect { alloc_id: alloc1, offset: Size(0 bytes) }: T   ZeroSized: T   <uninit>

A path alone can be a constant to evaluate, a unit struct, a unit variant, or a const parameter.
Its type decides, once that is known (`with_type`); until then its spelling does.
"""

from __future__ import annotations

import re
from dataclasses import replace

from xdsl.dialects.builtin import ArrayAttr
from xdsl.ir import Attribute

from ..dialects.mir import types as mir
from .generic_reader import PRIMITIVES
from .path_reader import name_attribute
from .syntax import (
    AddressValue,
    AggregateValue,
    AllocPointer,
    BoolValue,
    ByteArrayValue,
    ByteStrValue,
    CharValue,
    Constant,
    ConstValue,
    FloatValue,
    FnPath,
    FnPointerValue,
    IndirectValue,
    IntValue,
    NameSegment,
    OpaqueValue,
    ParamValue,
    PatternValue,
    QualifiedSegment,
    RefValue,
    SliceValue,
    StrValue,
    TransmutedValue,
    UnevaluatedValue,
    UninitValue,
    UnreachableValue,
    ZstValue,
)
from .type_reader import TypeReader

_INT = re.compile(r"(-?\d+)_([ui](?:8|16|32|64|128|size))\b").match
_INT_LIMIT = re.compile(r"([ui](?:8|16|32|64|128|size))::(MIN|MAX)(?!\w)").match
_FLOAT = re.compile(r"(-?\d+(?:\.\d+)?(?:E[+-]?\d+)?|[+-]Inf_|-?NaN_)(f(?:16|32|64|128))\b").match
_PLAIN_INT = re.compile(r"-?\d+(?![\w.])").match
_POINTER = re.compile(r"(alloc\d+)(?:\+0x([0-9a-f]+))?(<imm>)?").match
_INDIRECT = re.compile(
    r"Indirect \{ alloc_id: (alloc\d+)(?:<imm>)?, offset: Size\((\d+) bytes\) \}: "
).match
_SLICE = re.compile(r"Slice \{ alloc_id: (alloc\d+)(?:<imm>)?, meta: (\d+) \}: ").match
_SCALAR = re.compile(r"Scalar\((?:(alloc\d+)(?:\+0x([0-9a-f]+))?(<imm>)?|0x([0-9a-f]+))\): ").match
_PATTERN = re.compile(r" is (\([^)]*\)|[^,)\]}; ]+)").match
_OPAQUE = re.compile(
    r"<(?:static\([^)]*\)+|too short allocation|function|vtable|typeid|dangling pointer)>"
).match
_PROMOTED = re.compile(r"::promoted\[(\d+)\]$").search
_IDENTIFIER = re.compile(r"[^\W\d]\w*\Z").match

_U8 = PRIMITIVES["u8"]
_BOOL = PRIMITIVES["bool"]
_CHAR = PRIMITIVES["char"]
_TRUE, _FALSE, _UNINIT, _ZST = BoolValue(True), BoolValue(False), UninitValue(), ZstValue()
_SPECIAL = frozenset("\"b*'([{&<")
UNIT_CONSTANT = Constant(mir.UNIT, _ZST)


class ConstReader(TypeReader):
    """The constants of a MIR file."""

    def const(self) -> Constant:
        """Step over a constant, `const ` not included."""
        text = self.text
        start = self.pos
        match = _INT(text, start)
        if match is not None:
            self.pos = match.end()
            return self._maybe_pattern(PRIMITIVES[match.group(2)], IntValue(int(match.group(1))))
        match = _INT_LIMIT(text, start)
        if match is not None:
            self.pos = match.end()
            type_name = match.group(1)
            return self._maybe_pattern(
                PRIMITIVES[type_name], IntValue(integer_limit(type_name, match.group(2)))
            )
        character = text[start : start + 1]
        if character == "t" and self._word("true"):
            return Constant(_BOOL, _TRUE)
        if character == "f" and self._word("false"):
            return Constant(_BOOL, _FALSE)
        if character in _SPECIAL:
            return self._special(character)
        match = _FLOAT(text, start)
        if match is not None:
            self.pos = match.end()
            float_type = PRIMITIVES[match.group(2)]
            return Constant(float_type, FloatValue(_float_text(match.group(1)), float_type))
        if (match := _PLAIN_INT(text, start)) is not None:
            self.pos = match.end()
            return Constant(None, IntValue(int(match.group())))
        if character in "ISZ" and (constant := self._debug_form()) is not None:
            return constant
        return self._path_constant()

    def _word(self, word: str) -> bool:
        """Step over `word` unless a longer name begins with it."""
        end = self.pos + len(word)
        if self.text.startswith(word, self.pos):
            follow = self.text[end : end + 1]
            if not follow or not (follow.isalnum() or follow in "_:"):
                self.pos = end
                return True
        return False

    def _maybe_pattern(self, type_: Attribute, value: ConstValue) -> Constant:
        if self.text.startswith(" is ", self.pos):
            match = _PATTERN(self.text, self.pos)
            if match is None:
                self.unexpected("a pattern")
            saved = self.text, self.pos
            self.pos += 4
            pattern_type = self.pattern(type_)
            self.text = saved[0]
            return Constant(pattern_type, PatternValue(value, self.text[saved[1] + 4 : self.pos]))
        return Constant(type_, value)

    def _special(self, character: str) -> Constant:
        """Step over a constant that a character of punctuation begins."""
        text = self.text
        if character == '"':
            return Constant(
                self.reference(PRIMITIVES["str"], False), StrValue(self.string().encode())
            )
        if character == "b" or character == "*":
            if self.take('*b"'):
                self.pos -= 1
                data = self.byte_string()
                return Constant(mir.ArrayType(_U8, self.int_attr(len(data))), ByteArrayValue(data))
            if self.take('b"'):
                self.pos -= 1
                return Constant(None, ByteStrValue(self.byte_string()))
            return self._path_constant()
        if character == "'":
            return Constant(_CHAR, CharValue(self.char()))
        if character == "(":
            return self._tuple()
        if character == "[":
            self.pos += 1
            fields = self._fields("]")
            types = {field.type for field in fields}
            element = types.pop() if len(types) == 1 else None
            return Constant(
                None if element is None else mir.ArrayType(element, self.int_attr(len(fields))),
                AggregateValue("array", None, None, _numbered(fields)),
            )
        if character == "{":
            return self._braced()
        if character == "&":
            self.pos += 1
            inner = self.const()
            return Constant(
                None if inner.type is None else self.reference(inner.type, False), RefValue(inner)
            )
        # `<`
        if self.take("<uninit>"):
            return Constant(None, _UNINIT)
        if self.take("<ZST>"):
            return Constant(self.type_() if self.take(": ") else None, _ZST)
        if (match := _OPAQUE(text, self.pos)) is not None:
            self.pos = match.end()
            return Constant(None, OpaqueValue(match.group()))
        return self._path_constant()

    def _fields(self, end: str) -> list[Constant]:
        """Step over constants separated by commas, and `end`."""
        fields: list[Constant] = []
        while not self.take(end):
            if fields:
                if self.take("," + end):
                    break
                self.expect(", ")
            fields.append(self.const())
        return fields

    def _tuple(self) -> Constant:
        self.pos += 1
        if self.take(")"):
            return UNIT_CONSTANT
        fields = self._fields(")")
        types = [field.type for field in fields if field.type is not None]
        return Constant(
            mir.TupleType(ArrayAttr(types)) if len(types) == len(fields) else None,
            AggregateValue("tuple", None, None, _numbered(fields)),
        )

    def _braced(self) -> Constant:
        """Step over `{value: type}` or `{value as type}`."""
        start = self.pos
        self.pos += 1
        text = self.text
        if self.at("0x"):
            value = int(self.hexadecimal(), 16)
            self.expect(" as ")
            constant = Constant(self.type_(), AddressValue(value))
        elif (match := _POINTER(text, self.pos)) is not None and text.startswith(": ", match.end()):
            self.pos = match.end() + 2
            alloc, offset, immutable = match.groups()
            constant = Constant(
                self.type_(), AllocPointer(alloc, int(offset or "0", 16), immutable is not None)
            )
        elif self.take("transmute("):
            if self.take("()"):
                bits, size = 0, 0
            else:
                digits = self.hexadecimal()
                bits, size = int(digits, 16), (len(digits) + 1) // 2
            self.expect("): ")
            type_ = self.type_()
            constant = Constant(type_, TransmutedValue(bits, size) if size else _ZST)
        elif self.take("unreachable(): "):
            constant = Constant(self.type_(), UnreachableValue())
        elif self.take("&_: "):
            constant = Constant(self.type_(), OpaqueValue("&_"))
        elif self.at("const error}"):
            self.fail("a constant that rustc could not evaluate (`{const error}`)", start)
        elif text.startswith("{ ", start):
            # Source text of a const generic argument.
            self.pos = start
            return Constant(None, ParamValue(_param_name(self.expression(None))))
        else:
            path = self.path()
            self.expect(" as ")
            constant = Constant(self.type_(), FnPointerValue(path))
        self.expect("}")
        return constant

    def _debug_form(self) -> Constant | None:
        """Step over a `ConstValue` in its `Debug` form with its type, if one comes next."""
        text = self.text
        if self.take("ZeroSized: "):
            type_ = self.type_()
            return Constant(type_, _ZST)
        if (match := _INDIRECT(text, self.pos)) is not None:
            self.pos = match.end()
            return Constant(self.type_(), IndirectValue(match.group(1), int(match.group(2))))
        if (match := _SLICE(text, self.pos)) is not None:
            self.pos = match.end()
            return Constant(self.type_(), SliceValue(match.group(1), int(match.group(2))))
        if (match := _SCALAR(text, self.pos)) is not None:
            self.pos = match.end()
            alloc, offset, immutable, bits = match.groups()
            if alloc is None:
                return Constant(self.type_(), TransmutedValue(int(bits, 16), len(bits) // 2))
            pointer = AllocPointer(alloc, int(offset or "0", 16), immutable is not None)
            return Constant(self.type_(), pointer)
        return None

    def _path_constant(self) -> Constant:
        """Step over a constant that is a path, or an ADT's value, which begins with one."""
        text = self.text
        path = self.path()
        if self.take(" {{ "):
            fields: list[tuple[str, Constant]] = []
            while not self.take(" }}"):
                if fields:
                    self.expect(", ")
                name = (
                    self.identifier()
                    if not text[self.pos : self.pos + 1].isdigit()
                    else (str(self.integer()))
                )
                self.expect(": ")
                fields.append((name, self.const()))
            return self._adt(path, tuple(fields))
        if self.take("("):
            return self._adt(path, _numbered(self._fields(")")))
        match = _PROMOTED(path.text)
        if match is not None:
            return Constant(None, UnevaluatedValue(_without_last(path), int(match.group(1))))
        name = path.text
        if _IDENTIFIER(name) and not self.resolver.is_item(name):
            return Constant(None, ParamValue(name))
        first = path.segments[0]
        if not isinstance(first, QualifiedSegment):
            known = self.resolver.is_constructor(path.path)
            if _is_camel_case(path.name) if known is None else known:
                return self._adt(path, ())
        return Constant(None, UnevaluatedValue(path))

    def _adt(self, path: FnPath, fields: tuple[tuple[str, Constant], ...]) -> Constant:
        """A struct's or variant's value. Which it is, only its type tells for sure."""
        type_, variant = self.adt_of_path(path)
        return Constant(type_, AggregateValue("adt", path, variant, fields))

    def adt_of_path(self, path: FnPath) -> tuple[Attribute | None, str | None]:
        """
        The ADT and the variant that a value's path names, as far as the path itself tells.

        Generic arguments tell: `Wrapping::<T>` is a struct, `Option::<T>::None` a variant.
        """
        segments = path.segments
        last = segments[-1]
        if not isinstance(last, NameSegment) or path.trait is not None:
            return None, None
        if last.args:
            return self.fn_adt(path.path, path.args), None
        before = segments[-2] if len(segments) > 1 else None
        if isinstance(before, NameSegment) and before.args:
            return self.fn_adt(path.path.rpartition("::")[0], path.args), last.name
        return None, None

    def fn_adt(self, path: str, args: tuple[Attribute, ...]) -> mir.AdtType:
        """The ADT of that canonical path, with arguments."""
        return mir.AdtType(name_attribute(path), ArrayAttr(args))

    def with_type(self, constant: Constant, type_: Attribute) -> Constant:
        """
        `constant`, of which the type is now known.

        A path turns out to be a unit struct, a unit variant, or a constant to evaluate.
        """
        value = constant.value
        if isinstance(type_, mir.AdtType):
            if isinstance(value, AggregateValue) and value.kind == "adt" and value.path is not None:
                found, variant = self.is_value_of(value.path, type_)
                if found:
                    value = replace(value, variant=variant)
                elif not value.fields:
                    value = UnevaluatedValue(value.path)
            elif isinstance(value, UnevaluatedValue) and value.promoted is None:
                found, variant = self.is_value_of(value.path, type_)
                if found:
                    value = AggregateValue("adt", value.path, variant, ())
            elif isinstance(value, ParamValue) and type_.path.data.endswith(f"::{value.name}"):
                saved = self.text, self.pos
                self.text, self.pos = value.name, 0
                value = AggregateValue("adt", self.path(), None, ())
                self.text, self.pos = saved
        elif (
            isinstance(value, AggregateValue)
            and value.kind == "adt"
            and not value.fields
            and value.path is not None
        ):
            value = UnevaluatedValue(value.path)
        if isinstance(value, AggregateValue) and value.fields:
            value = self._typed_fields(value, type_)
        return replace(constant, type=type_, value=value)

    def _typed_fields(self, value: AggregateValue, type_: Attribute) -> AggregateValue:
        """The fields of a tuple or array with the types that the whole's type gives them."""
        if isinstance(type_, mir.TupleType) and len(type_.elements) == len(value.fields):
            types = list(type_.elements)
        elif isinstance(type_, mir.ArrayType) and value.kind == "array":
            types = [type_.element] * len(value.fields)
        else:
            return value
        return replace(
            value,
            fields=tuple(
                (name, field if field.type == field_type else self.with_type(field, field_type))
                for (name, field), field_type in zip(value.fields, types, strict=True)
            ),
        )

    def is_value_of(self, path: FnPath, type_: mir.AdtType) -> tuple[bool, str | None]:
        """Whether `path` names the struct `type_`, or one of its variants, and which."""
        adt = type_.path.data
        canonical = path.path
        if canonical == adt:
            return True, None
        parent, _, name = canonical.rpartition("::")
        if parent == adt:
            # An associated constant may have the type that it is a constant of.
            found = self.resolver.is_constructor(canonical) is not False
            return found, name if found else None
        # Paths may be trimmed to their last names, or go through a re-export.
        last = adt.rpartition("::")[2]
        parent_name = parent.rpartition("::")[2]
        if parent_name == last and not (name == last and parent_name != last):
            return True, name
        if name == last:
            return True, None
        return False, None


def integer_limit(type_name: str, which: str) -> int:
    """The value of `i8::MIN` and its like; `usize` counts as 64 bits wide."""
    bits = int(type_name[1:]) if type_name[1:] != "size" else 64
    if type_name[0] == "u":
        return (1 << bits) - 1 if which == "MAX" else 0
    return (1 << (bits - 1)) - 1 if which == "MAX" else -(1 << (bits - 1))


def _float_text(text: str) -> str:
    """A float's text without type, with `inf` for LLVM's (and so rustc's) `Inf`."""
    return text.rstrip("_").lstrip("+").replace("Inf", "inf")


def _numbered(fields: list[Constant]) -> tuple[tuple[str, Constant], ...]:
    return tuple((str(index), field) for index, field in enumerate(fields))


def _param_name(attribute: Attribute) -> str:
    return attribute.param_name.data if isinstance(attribute, mir.ParamType) else str(attribute)


def _is_camel_case(name: str) -> bool:
    return name[:1].isupper() and (not name.isupper() or len(name) == 1)


def _without_last(path: FnPath) -> FnPath:
    """The path of the item that a promoted constant belongs to."""
    return replace(
        path,
        text=path.text.rpartition("::")[0],
        segments=path.segments[:-1],
        path=path.path.rpartition("::")[0],
    )
