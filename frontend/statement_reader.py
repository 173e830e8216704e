"""
Reading statements and rvalues (`Debug` of `StatementKind` and `Rvalue` in
`rustc_middle/src/mir/pretty.rs`).

A statement is read once per text: MIR is repetitive, and most of a file is `StorageLive(_1)`.
Only what depends on the body at hand is completed for each: the type of an ADT, closure or array
that an rvalue builds is that of the place that it is assigned to.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import cast

from xdsl.ir import Attribute

from ..dialects.mir import types as mir
from .path_resolver import PathResolver
from .rvalue_reader import SHIFTS, RvalueReader
from .syntax import (
    Aggregate,
    AggregateValue,
    AscribeUserType,
    Assign,
    Assume,
    BackwardIncompatibleDropHint,
    BinaryOp,
    Constant,
    ConstEvalCounter,
    CopyNonOverlapping,
    Coverage,
    DebugAssignRef,
    Deinit,
    FakeRead,
    FnPath,
    LocalDecl,
    Nop,
    Operand,
    PlaceMention,
    Repeat,
    Retag,
    RetagKind,
    Rvalue,
    SetDiscriminant,
    StatementKind,
    StorageDead,
    StorageLive,
    UnevaluatedValue,
    Use,
    ZstValue,
)
from .text_scanner import SyntaxFault

_COMPARISONS = frozenset(("Eq", "Lt", "Le", "Ne", "Ge", "Gt", "Cmp"))
_LOCAL_STATEMENT = re.compile(r"Storage(?:Live|Dead)\(_(\d+)\)").fullmatch
_DEBUG_REF = re.compile(r"_(\d+) = &").match
_RETAG = re.compile(r"\[(fn entry|2phase|raw)\] ").match

_NOP, _COUNTER = Nop(), ConstEvalCounter()


class StatementReader(RvalueReader):
    """The statements of a MIR file."""

    def __init__(self, crate: str, resolver: PathResolver | None = None) -> None:
        super().__init__(crate, resolver)
        self.complete_statements: dict[str, StatementKind] = {}
        """Statements by text that mean the same in every body."""
        self.open_statements: dict[str, Assign] = {}
        """Assignments by text that the body at hand has to complete."""

    def read_statement(self, text: str, locals_: Sequence[LocalDecl]) -> StatementKind:
        """The statement that `text` is, with its `;`. Raises `SyntaxFault`."""
        known = self.complete_statements.get(text)
        if known is not None:
            return known
        assign = self.open_statements.get(text)
        if assign is None:
            self.text, self.pos = text[:-1], 0
            kind = self._statement()
            self.end()
            if not isinstance(kind, Assign) or not self._is_open(kind.rvalue):
                self.complete_statements[text] = kind
                return kind
            assign = self.open_statements[text] = kind
        return self._complete(assign, locals_)

    def _statement(self) -> StatementKind:
        """Step over a statement."""
        text = self.text
        if text.startswith(("_", "(")):
            place = self.place()
            self.expect(" = ")
            return Assign(place, self.rvalue())
        if text.startswith("Storage") and (match := _LOCAL_STATEMENT(text)) is not None:
            self.pos = len(text)
            cls = StorageLive if text.startswith("StorageLive") else StorageDead
            return cls(int(match.group(1)))
        if text == "ConstEvalCounter":
            self.pos = len(text)
            return _COUNTER
        if text == "nop":
            self.pos = len(text)
            return _NOP
        if self.take("assume("):
            operand = self.operand()
            self.expect(")")
            return Assume(operand)
        if self.take("discriminant("):
            place = self.place()
            self.expect(") = ")
            return SetDiscriminant(place, self.integer())
        if self.take("copy_nonoverlapping(dst = "):
            dst = self.operand()
            self.expect(", src = ")
            src = self.operand()
            self.expect(", count = ")
            count = self.operand()
            self.expect(")")
            return CopyNonOverlapping(dst, src, count)
        if self.take("unwrap_binder!("):
            self.pos = 0
            place = self.place()
            self.expect(" = ")
            return Assign(place, self.rvalue())
        return self._rare_statement()

    def _rare_statement(self) -> StatementKind:
        """Step over a statement that optimised MIR seldom has."""
        text = self.text
        if self.take("PlaceMention("):
            return PlaceMention(self.last_place())
        if self.take("BackwardIncompatibleDropHint("):
            return BackwardIncompatibleDropHint(self.last_place())
        if self.take("Deinit("):
            return Deinit(self.last_place())
        if self.take("Retag("):
            match = _RETAG(text, self.pos)
            why: RetagKind = ""
            if match is not None:
                why = cast("RetagKind", match.group(1))
                self.pos = match.end()
            return Retag(why, self.last_place())
        if self.take("FakeRead("):
            end = text.rfind(", ")
            cause = text[self.pos : max(end, self.pos)]
            self.pos += len(cause)
            self.expect(", ")
            return FakeRead(cause, self.last_place())
        if self.take("AscribeUserType("):
            place = self.place()
            self.expect(", ")
            variance = self.identifier()
            self.expect(", ")
            user_type = text[self.pos : -1]
            self.pos += len(user_type)
            self.expect(")")
            return AscribeUserType(place, variance, user_type)
        if self.take("Coverage::"):
            kind = text[self.pos :]
            self.pos = len(text)
            return Coverage(kind)
        name = re.match(r"[^\W\d][\w!:]*", text)
        shown = name.group() if name else text[:24]
        raise SyntaxFault(f"the statement `{shown}`, which is not known", text, 0)

    def read_debug_info(self, text: str) -> DebugAssignRef:
        """The statement that a `// DBG: _1 = &P` line is, without its `;`."""
        self.text, self.pos = text, 0
        match = _DEBUG_REF(text)
        if match is None:
            self.unexpected("`_1 = &`")
        self.pos = match.end()
        place = None if self.take("?") else self.place()
        self.end()
        return DebugAssignRef(int(match.group(1)), place)

    # What the body at hand completes

    def _is_open(self, rvalue: Rvalue) -> bool:
        """Whether an rvalue's meaning depends on the type of the place that it goes to."""
        match rvalue:
            case Use() | Repeat():
                return _needs_type(rvalue.operand)
            case BinaryOp():
                return (
                    _needs_type(rvalue.lhs)
                    or _needs_type(rvalue.rhs)
                    # A struct may have the name of an operation.
                    or self.resolver.is_item(rvalue.op)
                )
            case Aggregate():
                return rvalue.kind not in ("closure", "raw_ptr")
            case _:
                return False

    def _complete(self, assign: Assign, locals_: Sequence[LocalDecl]) -> StatementKind:
        """The assignment with the types that its place gives to its rvalue."""
        rvalue = assign.rvalue
        type_ = self.place_type(assign.place, locals_)
        if isinstance(rvalue, BinaryOp):
            return Assign(assign.place, self._complete_binary(rvalue, type_, locals_))
        if type_ is None:
            return assign
        if isinstance(rvalue, Use):
            operand = cast("Constant", rvalue.operand)
            return Assign(assign.place, Use(self.with_type(operand, type_)))
        if isinstance(rvalue, Repeat):
            operand = rvalue.operand
            if isinstance(type_, mir.ArrayType) and isinstance(operand, Constant):
                operand = self.with_type(operand, type_.element)
            return Assign(assign.place, replace(rvalue, operand=operand))
        if isinstance(rvalue, Aggregate):
            return Assign(assign.place, self._complete_aggregate(rvalue, type_))
        return assign

    def _complete_binary(
        self, op: BinaryOp, type_: Attribute | None, locals_: Sequence[LocalDecl]
    ) -> Rvalue:
        """A binary operation whose constant operand has the other operand's or result's type."""
        lhs, rhs = op.lhs, op.rhs
        if (
            isinstance(type_, mir.AdtType)
            and type_.path.data.endswith(f"::{op.op}")
            and self.resolver.is_item(op.op)
        ):
            return Aggregate("adt", type_, (lhs, rhs), self.path_of(op.op))
        if isinstance(lhs, Constant) and lhs.type is None:
            if op.op in SHIFTS or isinstance(rhs, Constant):
                if op.op not in _COMPARISONS and type_ is not None:
                    if op.op.endswith("WithOverflow") and isinstance(type_, mir.TupleType):
                        type_ = type_.elements.data[0]
                    lhs = self.with_type(lhs, type_)
            elif (other := self._operand_type(rhs, locals_)) is not None:
                lhs = self.with_type(lhs, other)
        if (
            isinstance(rhs, Constant)
            and rhs.type is None
            and op.op not in SHIFTS
            and (other := self._operand_type(lhs, locals_)) is not None
        ):
            rhs = self.with_type(rhs, other)
        return BinaryOp(op.op, lhs, rhs)

    def path_of(self, text: str) -> FnPath:
        """The path that `text` is."""
        saved = self.text, self.pos
        self.text, self.pos = text, 0
        path = self.path()
        self.text, self.pos = saved
        return path

    def _operand_type(self, operand: Operand, locals_: Sequence[LocalDecl]) -> Attribute | None:
        if isinstance(operand, Constant):
            return operand.type
        place = getattr(operand, "place", None)
        return None if place is None else self.place_type(place, locals_)

    def _complete_aggregate(self, aggregate: Aggregate, type_: Attribute) -> Rvalue:
        operands = aggregate.operands
        path = aggregate.path
        if aggregate.kind == "array" and isinstance(type_, mir.ArrayType):
            element = type_.element
            operands = tuple(
                self.with_type(operand, element)
                if isinstance(operand, Constant) and operand.type is None
                else operand
                for operand in operands
            )
            return replace(aggregate, type=type_, operands=operands)
        if aggregate.kind == "tuple" and isinstance(type_, mir.TupleType):
            elements = type_.elements.data
            if len(elements) == len(operands):
                operands = tuple(
                    self.with_type(operand, element)
                    if isinstance(operand, Constant) and operand.type is None
                    else operand
                    for operand, element in zip(operands, elements, strict=True)
                )
            return replace(aggregate, type=type_, operands=operands)
        if path is not None:
            if isinstance(type_, mir.AdtType):
                found, variant = self.is_value_of(path, type_)
                if found:
                    return replace(aggregate, type=type_, variant=variant)
            if not operands and isinstance(type_, mir.FnDefType):
                return Use(Constant(type_, ZstValue(path)))
            if not operands and not isinstance(type_, mir.AdtType | mir.ParamType):
                return Use(Constant(self.fn_def(path), ZstValue(path)))
        if aggregate.kind == "coroutine" and isinstance(type_, mir.CoroutineType):
            # rustc prints the coroutine that is built by its span, its type by its path.
            return replace(aggregate, type=type_)
        return replace(aggregate, type=aggregate.type or type_)


def _needs_type(operand: Operand) -> bool:
    if not isinstance(operand, Constant):
        return False
    value = operand.value
    return (
        operand.type is None
        or isinstance(value, UnevaluatedValue)
        or (isinstance(value, AggregateValue) and value.kind == "adt")
    )
