"""
Reading rvalues (`Debug` of `Rvalue` in `rustc_middle/src/mir/pretty.rs`).

Most begin with what they are: an operand, `&`, `Add(`, `discriminant(`, `[`, `(`, `{closure@`. What
begins with another path builds a struct or a variant, or mentions a function item; of a path
alone only the type of the place that it is assigned to tells, which statement_reader knows.
"""

from __future__ import annotations

import re

from xdsl.ir import Attribute

from ..dialects.mir import types as mir
from .place_reader import PlaceReader
from .syntax import (
    Aggregate,
    BinaryOp,
    Cast,
    Constant,
    CopyForDeref,
    Discriminant,
    Len,
    NullaryOp,
    Operand,
    Place,
    RawPtr,
    Ref,
    Repeat,
    Rvalue,
    ShallowInitBox,
    ThreadLocalRef,
    UnaryOp,
    Use,
    WrapBinder,
    ZstValue,
)

BINARY_OPS = frozenset(
    (
        *("Add", "AddUnchecked", "AddWithOverflow", "Sub", "SubUnchecked", "SubWithOverflow"),
        *("Mul", "MulUnchecked", "MulWithOverflow", "Div", "Rem", "BitXor", "BitAnd", "BitOr"),
        *("Shl", "ShlUnchecked", "Shr", "ShrUnchecked"),
        *("Eq", "Lt", "Le", "Ne", "Ge", "Gt", "Cmp", "Offset"),
        # Older rustc's.
        *("CheckedAdd", "CheckedSub", "CheckedMul", "CheckedShl", "CheckedShr"),
    )
)
"""rustc's `BinOp`s (`rustc_middle/src/mir/syntax.rs`)."""
UNARY_OPS = frozenset(("Neg", "Not", "PtrMetadata"))
"""rustc's `UnOp`s."""
SHIFTS = frozenset(
    ("Shl", "ShlUnchecked", "Shr", "ShrUnchecked", "Offset", "CheckedShl", "CheckedShr")
)
"""The binary operations whose operands may differ in type."""
RUNTIME_CHECKS = frozenset(("UbChecks", "ContractChecks", "OverflowChecks"))
"""rustc's `RuntimeChecks` (`rustc_middle/src/mir/syntax.rs`)."""

_OPERATION = re.compile(r"([A-Z]\w*)\(").match
_CAST_KIND = re.compile(r" \(([A-Z]\w*(?:\(.*\))?)\)").fullmatch


class RvalueReader(PlaceReader):
    """The rvalues of a MIR file."""

    def rvalue(self) -> Rvalue:
        """Step over an rvalue, to the end of the text."""
        text = self.text
        start = self.pos
        if text.startswith(("copy ", "move ", "const "), start):
            known = self._operands.get(text[start:])
            if known is not None:
                self.pos = len(text)
                return Use(known)
            operand = self.operand()
            if self.pos == len(text):
                self._operands[text[start:]] = operand
                return Use(operand)
            return self._cast(operand)
        if text.startswith("&", start):
            return self._reference()
        match = _OPERATION(text, start)
        if match is not None and (operation := self._operation(match)) is not None:
            return operation
        if self.take("discriminant("):
            return Discriminant(self.last_place())
        if self.take("deref_copy "):
            return CopyForDeref(self.place())
        if text.startswith("(", start):
            self.pos += 1
            operands = self.operands(")")
            return Aggregate("tuple", None, operands)
        if text.startswith("[", start):
            return self._array()
        if text.startswith("{", start):
            return self._body_aggregate()
        if text.startswith("*", start):
            pointer = self.type_()
            self.expect(" from (")
            operands = self.operands(")")
            return Aggregate("raw_ptr", pointer, operands)
        if self.take("wrap_binder!("):
            operand = self.operand()
            self.expect("; ")
            type_ = self.type_()
            self.expect(")")
            return WrapBinder(operand, type_)
        if text.startswith("_", start) and text[start + 1 : start + 2].isdigit():
            operand = self.operand()
            return Use(operand) if self.pos == len(text) else self._cast(operand)
        return self._path_rvalue()

    def last_place(self) -> Place:
        """Step over a place and the `)` after it."""
        place = self.place()
        self.expect(")")
        return place

    def _cast(self, operand: Operand) -> Cast:
        """Step over ` as type (kind)`."""
        self.expect(" as ")
        type_ = self.type_()
        match = _CAST_KIND(self.text, self.pos)
        if match is None:
            self.unexpected("a cast's kind")
        self.pos = match.end()
        return Cast(match.group(1), operand, type_)

    def _reference(self) -> Rvalue:
        if self.take("&raw "):
            if self.take("const (fake) "):
                return RawPtr("fake", self.place())
            for kind in ("const", "mut"):
                if self.take(f"{kind} "):
                    return RawPtr(kind, self.place())
            self.unexpected("`const` or `mut`")
        if self.take("&/*tls*/ "):
            mutable = self.take("mut ")
            return ThreadLocalRef(self.path().path, mutable)
        self.expect("&")
        if self.lifetime():
            self.expect(" ")
        if self.take("mut "):
            return Ref("mut", self.place())
        if self.take("fake shallow "):
            return Ref("fake shallow", self.place())
        if self.take("fake "):
            return Ref("fake", self.place())
        return Ref("shared", self.place())

    def _operation(self, match: re.Match[str]) -> Rvalue | None:
        """Step over `Add(a, b)` and its like; `None` if it is a struct's constructor instead."""
        op = match.group(1)
        if op in BINARY_OPS:
            self.pos = match.end()
            operands = self.operands(")")
            if len(operands) != 2:
                self.fail(f"the operation `{op}` with {len(operands)} operands", match.start())
            lhs, rhs = operands
            if op not in SHIFTS:
                lhs, rhs = self._same_type(lhs, rhs)
            return BinaryOp(op, lhs, rhs)
        if op in UNARY_OPS:
            self.pos = match.end()
            operand = self.operand()
            self.expect(")")
            return UnaryOp(op, operand)
        if op == "Len" and _is_place(self.text, match.end()):
            self.pos = match.end()
            return Len(self.last_place())
        if op in ("SizeOf", "AlignOf"):
            self.pos = match.end()
            type_ = self.type_()
            self.expect(")")
            return NullaryOp(op, type_)
        if op in ("UbChecks", "ContractChecks") and self.text.startswith(")", match.end()):
            self.pos = match.end() + 1
            return NullaryOp(op, None)
        if op == "OffsetOf":
            self.pos = match.end()
            type_ = self.type_()
            self.expect(", ")
            argument = self.text[self.pos : -1]
            self.pos += len(argument)
            self.expect(")")
            return NullaryOp(op, type_, argument)
        if op == "ShallowInitBox":
            self.pos = match.end()
            operand = self.operand()
            self.expect(", ")
            type_ = self.type_()
            self.expect(")")
            return ShallowInitBox(operand, type_)
        return None

    def _same_type(self, lhs: Operand, rhs: Operand) -> tuple[Operand, Operand]:
        """The operands, of which a constant without a type takes the other one's, if constant."""
        if isinstance(lhs, Constant) and isinstance(rhs, Constant):
            if lhs.type is None and rhs.type is not None:
                return self.with_type(lhs, rhs.type), rhs
            if rhs.type is None and lhs.type is not None:
                return lhs, self.with_type(rhs, lhs.type)
        return lhs, rhs

    def _array(self) -> Rvalue:
        """Step over `[a, b]` or `[a; n]`."""
        self.expect("[")
        if self.take("]"):
            return Aggregate("array", None, ())
        start = self.pos
        operand = self.operand()
        if self.take("; "):
            count = self._count()
            self.expect("]")
            return Repeat(operand, count)
        self.pos = start
        return Aggregate("array", None, self.operands("]"))

    def _count(self) -> Attribute:
        """Step over the number of elements of `[a; n]`, a const generic."""
        count = self.generic_arg()
        if count is None:
            self.unexpected("a number of elements")
        return count

    def _body_aggregate(self) -> Rvalue:
        """Step over `{closure@path} { x: a }` or `{coroutine@span} (...)`."""
        type_ = self.type_()
        operands: list[Operand] = []
        names: list[str] = []
        if self.take(" { "):
            while not self.take(" }"):
                if operands:
                    self.expect(", ")
                names.append(self._field_name())
                self.expect(": ")
                operands.append(self.operand())
        kind = "coroutine" if isinstance(type_, mir.CoroutineType) else "closure"
        return Aggregate(kind, type_, tuple(operands), None, None, tuple(names))

    def _field_name(self) -> str:
        if self.text[self.pos : self.pos + 1].isdigit():
            return str(self.integer())
        return self.identifier()

    def _path_rvalue(self) -> Rvalue:
        """Step over a struct, a variant, or a function item, each of which begins with a path."""
        check, cast, _ = self.text[self.pos :].partition(" as ")
        if check in RUNTIME_CHECKS:
            return self._cast(self.operand()) if cast else Use(self.operand())
        path = self.path()
        type_, variant = self.adt_of_path(path)
        if self.pos == len(self.text):
            return Aggregate("adt", type_, (), path, variant)
        if self.take("("):
            return Aggregate("adt", type_, self.operands(")"), path, variant)
        if self.take(" { "):
            operands: list[Operand] = []
            names: list[str] = []
            while not self.take(" }"):
                if operands:
                    self.expect(", ")
                names.append(self._field_name())
                self.expect(": ")
                operands.append(self.operand())
            return Aggregate("adt", type_, tuple(operands), path, variant, tuple(names))
        if self.at(" as "):
            return self._cast(Constant(self.fn_def(path), ZstValue(path)))
        raise self.expected("an rvalue")


def _is_place(text: str, pos: int) -> bool:
    return text.startswith(("_", "("), pos)
