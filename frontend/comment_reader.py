"""
Reading the comments that `-Zmir-include-spans` puts beneath statements, and what they tell.

    _6 = <F as core::ops::Fn<(u32,)>>::call(move _7, move _8) -> [return: bb4, ...]; // scope 0 ..
                                     // mir::ConstOperand
                                     // + span: clos.rs:5:139: 5:143
                                     // + const_: Const { ty: TYPE, val: Value(..) }

There is one such group for each constant operand whose type is not built of scalars alone
(`use_verbose` in `rustc_middle/src/mir/pretty.rs`), in the order of the operands. A constant of
unknown type may or may not have one; its value, which the comment repeats, tells.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TypeVar

from xdsl.dialects.builtin import AnyFloat, IntegerType
from xdsl.ir import Attribute

from ..dialects.mir import types as mir
from .path_resolver import PathResolver
from .syntax import (
    Aggregate,
    AsmOperand,
    Assign,
    BinaryOp,
    Call,
    Cast,
    Constant,
    CopyNonOverlapping,
    FnSig,
    InlineAsm,
    Operand,
    ParamValue,
    Repeat,
    Rvalue,
    ShallowInitBox,
    Span,
    StatementKind,
    TailCall,
    TerminatorKind,
    UnaryOp,
    UnevaluatedValue,
    UninitValue,
    Use,
    WrapBinder,
    Yield,
)
from .terminator_reader import TerminatorReader
from .text_scanner import SyntaxFault

COMMENT = " " * 41 + "// "
"""What begins each line of such comments."""
_SPAN = COMMENT + "+ span: "
_CONST = COMMENT + "+ const_: Const { ty: "

KindT = TypeVar("KindT", bound=StatementKind | TerminatorKind)


@dataclass(slots=True)
class ConstantComment:
    """What a comment says of a constant operand."""

    type: Attribute
    signature: FnSig | None
    value: str
    span: Span | None


def is_verbose(type_: Attribute) -> bool:
    """Whether rustc comments on constants of this type (`use_verbose`)."""
    if isinstance(
        type_, IntegerType | AnyFloat | mir.UsizeType | mir.IsizeType | mir.BoolType | mir.CharType
    ):
        return False
    if isinstance(type_, mir.TupleType):
        return any(is_verbose(element) for element in type_.elements)
    if isinstance(type_, mir.ArrayType):
        return is_verbose(type_.element)
    return True


class CommentReader(TerminatorReader):
    """The comments of a MIR file."""

    def __init__(self, crate: str, resolver: PathResolver | None = None) -> None:
        super().__init__(crate, resolver)
        self._comments: list[ConstantComment] = []

    def read_comments(self, lines: list[str], start: int, end: int) -> list[ConstantComment]:
        """The comments on constants among the comment lines `start` to `end`."""
        comments: list[ConstantComment] = []
        span: Span | None = None
        for index in range(start, end):
            line = lines[index]
            if line.startswith(_SPAN):
                span = self.span(line[len(_SPAN) :])
            elif line.startswith(_CONST):
                split = _value_start(line)
                if split < 0 or not line.endswith(" }"):
                    raise SyntaxFault("expected a constant's value", line, len(line))
                type_, signature = self.read_signature(line[len(_CONST) : split])
                comments.append(ConstantComment(type_, signature, line[split + 7 : -2], span))
                span = None
        return comments

    def with_comments(self, kind: KindT, comments: list[ConstantComment]) -> KindT:
        """`kind`, its constant operands with the types, spans and signatures of `comments`."""
        comments.reverse()
        self._comments = comments
        return self._map(kind)  # pyright: ignore[reportReturnType]

    def _operand(self, operand: Operand) -> Operand:
        """An operand with its comment, if it has one."""
        comments = self._comments
        if not comments or not isinstance(operand, Constant):
            return operand
        comment = comments[-1]
        if not _belongs(operand, comment):
            return operand
        comments.pop()
        if comment.signature is not None:
            return Constant(comment.type, operand.value, comment.span, comment.signature)
        if comment.value.startswith("Unevaluated(") and not isinstance(
            operand.value, UnevaluatedValue
        ):
            path = getattr(operand.value, "path", None)
            if path is not None:
                operand = replace(operand, value=UnevaluatedValue(path))
                return replace(operand, type=comment.type, span=comment.span)
        return replace(self.with_type(operand, comment.type), span=comment.span)

    def _all(self, operands: tuple[Operand, ...]) -> tuple[Operand, ...]:
        one = self._operand
        return tuple([one(operand) for operand in operands])

    def _typed_arguments(self, func: Operand, args: tuple[Operand, ...]) -> tuple[Operand, ...]:
        """The arguments, of which constants without a type have the parameter's."""
        if not isinstance(func, Constant) or func.fn_sig is None:
            return args
        inputs = func.fn_sig.inputs
        if not any(isinstance(arg, Constant) and arg.type is None for arg in args):
            return args
        return tuple(
            [
                self.with_type(arg, inputs[index])
                if isinstance(arg, Constant) and arg.type is None and index < len(inputs)
                else arg
                for index, arg in enumerate(args)
            ]
        )

    def _map(self, kind: StatementKind | TerminatorKind) -> StatementKind | TerminatorKind:
        one = self._operand
        match kind:
            case Call():
                func = one(kind.func)
                args = self._typed_arguments(func, self._all(kind.args))
                return Call(func, args, kind.destination, kind.target, kind.unwind)
            case Assign():
                return Assign(kind.place, self._rvalue(kind.rvalue))
            case TailCall():
                func = one(kind.func)
                return TailCall(func, self._typed_arguments(func, self._all(kind.args)))
            case Yield():
                return replace(kind, value=one(kind.value))
            case CopyNonOverlapping():
                # rustc visits the source before the destination, but prints it after.
                src = one(kind.src)
                dst = one(kind.dst)
                return CopyNonOverlapping(dst, src, one(kind.count))
            case InlineAsm():
                return replace(
                    kind, operands=tuple([self._asm_with_comment(op) for op in kind.operands])
                )
            case _:
                # Others have no constants but numbers, on which rustc does not comment.
                return kind

    def _asm_with_comment(self, operand: AsmOperand) -> AsmOperand:
        return (
            operand
            if operand.value is None
            else replace(operand, value=self._operand(operand.value))
        )

    def _rvalue(self, rvalue: Rvalue) -> Rvalue:
        one = self._operand
        match rvalue:
            case Use():
                return Use(one(rvalue.operand))
            case Aggregate():
                return replace(rvalue, operands=self._all(rvalue.operands))
            case Cast():
                return Cast(rvalue.kind, one(rvalue.operand), rvalue.type)
            case BinaryOp():
                lhs = one(rvalue.lhs)
                return BinaryOp(rvalue.op, lhs, one(rvalue.rhs))
            case Repeat() | UnaryOp() | WrapBinder() | ShallowInitBox():
                return replace(rvalue, operand=one(rvalue.operand))
            case _:
                return rvalue


def _value_start(line: str) -> int:
    """Where `, val: ` is, after the type; a string among the values may hold the same words."""
    best = -1
    for marker in (", val: Value(", ", val: Unevaluated(", ", val: ty::", ", val: Error"):
        found = line.find(marker)
        if found >= 0 and (best < 0 or found < best):
            best = found
    return best


def _belongs(constant: Constant, comment: ConstantComment) -> bool:
    """Whether `comment` is about `constant`."""
    value = constant.value
    if isinstance(value, UnevaluatedValue):
        if constant.type is not None and not is_verbose(constant.type):
            return False
        if not comment.value.startswith("Unevaluated("):
            return False
        path = comment.value[12:].partition(", [")[0]
        return path.rpartition("::")[2] == value.path.name or value.promoted is not None
    if isinstance(value, ParamValue):
        return comment.value == f"ty::Param({value.name})" or value.name in comment.value
    if constant.type is None and isinstance(value, UninitValue):
        return comment.value.startswith("Value(<uninit>")
    return constant.type is None or is_verbose(constant.type)
