"""
Reading terminators (`Debug` of `TerminatorKind` in `rustc_middle/src/mir/pretty.rs`).

A terminator is a head and its edges, after the last ` -> `: nothing, a lone `bb1`, a lone
`unwind continue`, or a list `[return: bb1, unwind continue]`. A lone block is what its label would
be if it were listed: a goto's target, a yield's resumption, the cleanup of a call that does not
return.
"""

from __future__ import annotations

import re

from .path_resolver import PathResolver
from .statement_reader import StatementReader
from .syntax import (
    AsmOperand,
    Assert,
    Call,
    Constant,
    CoroutineDrop,
    Drop,
    FalseEdge,
    FalseUnwind,
    Goto,
    InlineAsm,
    Operand,
    Place,
    Resume,
    Return,
    SwitchInt,
    TailCall,
    Terminate,
    TerminatorKind,
    UnevaluatedValue,
    Unreachable,
    Unwind,
    Yield,
    ZstValue,
)
from .text_scanner import SyntaxFault

_SIMPLE: dict[str, TerminatorKind] = {
    "return": Return(),
    "unreachable": Unreachable(),
    "resume": Resume(),
    "coroutine_drop": CoroutineDrop(),
    "terminate(abi)": Terminate("abi"),
    "terminate(cleanup)": Terminate("cleanup"),
    # Older rustc's.
    "abort": Terminate("cleanup"),
    "terminate": Terminate("cleanup"),
    "generator_drop": CoroutineDrop(),
}
_EDGE = re.compile(r"([a-z]+|-?\d+): bb(\d+)").fullmatch
_BLOCK = re.compile(r"bb(\d+)").fullmatch
_UNWIND = re.compile(r"unwind:? (continue|unreachable|terminate(?:\((?:abi|cleanup)\))?)").fullmatch
_ASM_OPERAND = re.compile(r"(in|lateout|out|inout|inlateout)\(([^)]*)\) ").match
_ASM_OPTIONS = re.compile(r"options\((\w*\([^()]*\)|[^()]*)\)\)").match
_FN_START = re.compile(r"[^\W\d]|<|\{").match

_ASSERT_KINDS = {
    "index out of bounds: the length is {} but the index is {}": "BoundsCheck",
    "attempt to negate `{}`, which would overflow": "OverflowNeg",
    "attempt to divide `{}` by zero": "DivisionByZero",
    "attempt to calculate the remainder of `{}` with a divisor of zero": "RemainderByZero",
    "attempt to compute `{} + {}`, which would overflow": "Overflow(Add)",
    "attempt to compute `{} - {}`, which would overflow": "Overflow(Sub)",
    "attempt to compute `{} * {}`, which would overflow": "Overflow(Mul)",
    "attempt to compute `{} / {}`, which would overflow": "Overflow(Div)",
    "attempt to compute the remainder of `{} % {}`, which would overflow": "Overflow(Rem)",
    "attempt to shift right by `{}`, which would overflow": "Overflow(Shr)",
    "attempt to shift left by `{}`, which would overflow": "Overflow(Shl)",
    "misaligned pointer dereference: address must be a multiple of {} but is {}": (
        "MisalignedPointerDereference"
    ),
    "null pointer dereference occurred": "NullPointerDereference",
    "trying to construct an enum from an invalid value {}": "InvalidEnumConstruction",
    "`gen fn` should just keep returning `None` after completion": "ResumedAfterReturn",
}


class TerminatorReader(StatementReader):
    """The terminators of a MIR file."""

    def __init__(self, crate: str, resolver: PathResolver | None = None) -> None:
        super().__init__(crate, resolver)
        self._terminators: dict[str, TerminatorKind] = dict(_SIMPLE)
        self._edges: dict[str, tuple[dict[str, int], Unwind]] = {}
        self._callees: dict[str, Constant] = {}

    def read_terminator(self, text: str) -> TerminatorKind:
        """The terminator that `text` is, without its `;`. Raises `SyntaxFault`."""
        known = self._terminators.get(text)
        if known is not None:
            return known
        self.text, self.pos = text, 0
        kind = self._terminator()
        self.end()
        if not isinstance(kind, Call):
            self._terminators[text] = kind
        return kind

    def _terminator(self) -> TerminatorKind:
        """Step over a terminator, to the end of the text."""
        text = self.text
        if self.take("goto"):
            return Goto(self._edge(self._rest_edges()[0], ""))
        if self.take("switchInt("):
            operand = self.operand()
            self.expect(")")
            return self._switch(operand)
        if self.take("assert("):
            return self._assert()
        if text.startswith(("drop(", "async drop(")):
            return self._drop()
        if self.take("tailcall "):
            func = self._callee()
            return TailCall(func, self.operands(")"))
        if self.take("falseEdge"):
            edges, _ = self._rest_edges()
            return FalseEdge(self._edge(edges, "real"), self._edge(edges, "imaginary"))
        if self.take("falseUnwind"):
            edges, unwind = self._rest_edges()
            real = edges.get("real", edges.get(""))
            if real is None:
                self.unexpected("the edge `real`")
            return FalseUnwind(real, edges.get("unwind", unwind))
        if self.take('asm!("'):
            return self._asm()
        if text.startswith(("_", "(", "unwrap_binder!(")):
            return self._call()
        name = re.match(r"[^\W\d][\w!]*", text)
        shown = name.group() if name else text[:24]
        raise SyntaxFault(f"the terminator `{shown}`, which is not known", text, 0)

    # Edges

    def _rest_edges(self) -> tuple[dict[str, int], Unwind]:
        """Step over ` -> edges`, the rest of the text; nothing is no edges."""
        text = self.text
        if self.pos == len(text):
            return {}, None
        self.expect(" -> ")
        rest = text[self.pos :]
        known = self._edges.get(rest)
        if known is None:
            known = self._edges[rest] = self._read_edges(rest)
        self.pos = len(text)
        return known

    def _read_edges(self, text: str) -> tuple[dict[str, int], Unwind]:
        if (match := _BLOCK(text)) is not None:
            return {"": int(match.group(1))}, None
        if (match := _UNWIND(text)) is not None:
            return {}, match.group(1)
        if not text.startswith("[") or not text.endswith("]"):
            self.unexpected("a block or a list of edges")
        edges: dict[str, int] = {}
        unwind: Unwind = None
        for part in text[1:-1].split(", "):
            if (match := _EDGE(part)) is not None:
                label = match.group(1)
                if label == "label":
                    label = f"label{len(edges)}"
                edges[label] = int(match.group(2))
            elif (match := _UNWIND(part)) is not None:
                unwind = match.group(1)
            else:
                self.fail(f"expected an edge, found `{part}`", self.text.rfind(part))
        return edges, unwind

    def _edge(self, edges: dict[str, int], label: str) -> int:
        found = edges.get(label)
        if found is None:
            self.fail(f"expected the edge `{label}`" if label else "expected a block")
        return found

    def _switch(self, operand: Operand) -> SwitchInt:
        edges, _ = self._rest_edges()
        otherwise = self._edge(edges, "otherwise")
        cases: list[tuple[int, int]] = []
        for label, target in edges.items():
            if label != "otherwise":
                if not label.isdigit():
                    self.fail(f"expected a value of `switchInt`, found `{label}`")
                cases.append((int(label), target))
        return SwitchInt(operand, tuple(cases), otherwise)

    # Kinds

    def _drop(self) -> Drop:
        poll = None
        if self.take("async drop("):
            place = self.place()
            self.expect("; poll=")
            poll = self.place()
        else:
            self.expect("drop(")
            place = self.place()
        self.expect(")")
        edges, unwind = self._rest_edges()
        target = edges.get("return", edges.get(""))
        if target is None:
            self.unexpected("the edge `return`")
        return Drop(place, target, edges.get("unwind", unwind), edges.get("drop"), poll)

    def _assert(self) -> Assert:
        expected = not self.take("!")
        cond = self.operand()
        self.expect(", ")
        start = self.pos
        message = self.string()
        kind = _ASSERT_KINDS.get(message)
        if kind is None:
            for ending, name in (
                ("after completion", "ResumedAfterReturn"),
                ("after panicking", "ResumedAfterPanic"),
                ("after async drop", "ResumedAfterDrop"),
                ("after drop", "ResumedAfterDrop"),
            ):
                if message.endswith(ending):
                    kind = name
                    break
            else:
                self.fail(f"the assertion `{message}`, which is not known", start)
        operands: tuple[Operand, ...] = ()
        if self.take(", "):
            operands = self.operands(")")
        else:
            self.expect(")")
        edges, unwind = self._rest_edges()
        target = edges.get("success", edges.get(""))
        if target is None:
            self.unexpected("the edge `success`")
        unwind = edges.get("unwind", unwind)
        return Assert(cond, expected, kind, message, operands, target, unwind)

    def _call(self) -> TerminatorKind:
        """Step over `P = f(args) -> edges` or `P = yield(value) -> edges`."""
        text = self.text
        place = self.place()
        self.expect(" = ")
        if self.take("yield("):
            value = self.operand()
            self.expect(")")
            edges, _ = self._rest_edges()
            resume = edges.get("resume", edges.get(""))
            if resume is None:
                self.unexpected("the edge `resume`")
            return Yield(value, place, resume, edges.get("drop"))
        func = self._callee()
        args = self.operands(")")
        if self.pos != len(text) and not self.at(" -> "):
            self.unexpected("` -> `")
        edges, unwind = self._rest_edges()
        unwind = edges.get("unwind", edges.get("", unwind))
        return Call(func, args, place, edges.get("return"), unwind)

    def _callee(self) -> Operand:
        """Step over a called operand and the `(` before its arguments."""
        text = self.text
        start = self.pos
        # Most callees have been seen: up to the first parenthesis, or up to the last one, where
        # the generic arguments have parentheses. What has been seen is a whole callee.
        end = text.find("(", start)
        callee = self._callees.get(text[start:end])
        if callee is None:
            end = text.rfind("(")
            callee = self._callees.get(text[start:end])
        if callee is not None:
            self.pos = end + 1
            return callee
        if self.take("const ") and not self.at("{"):
            # A constant of function type; its arguments are not those of a tuple struct.
            constant = Constant(None, UnevaluatedValue(self.path()))
            self.expect("(")
            return constant
        self.pos = start
        if text.startswith(("copy ", "move ", "const "), start):
            operand = self.operand()
            self.expect("(")
            return operand
        if _FN_START(text, start) is None:
            self.unexpected("a function")
        path = self.path()
        callee = Constant(self.fn_def(path), ZstValue(path))
        self._callees[text[start : self.pos]] = callee
        self.expect("(")
        return callee

    def _asm(self) -> InlineAsm:
        """Step over the rest of `asm!("`; its template is not escaped."""
        text = self.text
        start = self.pos
        end = self._template_end()
        template = text[start:end]
        self.pos = end + 1
        operands: list[AsmOperand] = []
        while True:
            self.expect(", ")
            if (match := _ASM_OPTIONS(text, self.pos)) is not None:
                self.pos = match.end()
                break
            operands.append(self._asm_operand())
        edges, unwind = self._rest_edges()
        labels = tuple(target for label, target in edges.items() if label.startswith("label"))
        unwind = edges.get("unwind", unwind)
        return InlineAsm(
            template,
            tuple(operands),
            match.group(1),
            edges.get("return", edges.get("")),
            labels,
            unwind,
        )

    def _template_end(self) -> int:
        """Where the template's closing quote is: the first one that operands or options follow."""
        text = self.text
        position = self.pos
        while True:
            position = text.find('", ', position)
            if position < 0:
                self.fail("`asm!` without an end of its template")
            if text.startswith(
                (
                    "in(", "out(", "lateout(", "inout(", "inlateout(", "const ", "sym_fn ",
                    "sym_static ", "label ", "options(",
                ),
                position + 3,
            ):  # fmt: skip
                return position
            position += 1

    def _asm_operand(self) -> AsmOperand:
        text = self.text
        match = _ASM_OPERAND(text, self.pos)
        if match is None:
            if self.take("const "):
                self.take("const ")
                return AsmOperand("const", value=self.const())
            if self.take("sym_fn "):
                return AsmOperand("sym_fn", value=self.operand())
            for kind in ("sym_static", "label"):
                if self.take(f"{kind} "):
                    end = text.find(", ", self.pos)
                    if end < 0:
                        self.unexpected("an operand of `asm!`")
                    argument = text[self.pos : end]
                    self.pos = end
                    return AsmOperand(kind, text=argument)
            self.unexpected("an operand of `asm!`")
        self.pos = match.end()
        direction, register = match.groups()
        late = "late" in direction
        if direction == "in":
            return AsmOperand("in", register, value=self.operand())
        if direction in ("out", "lateout"):
            return AsmOperand("out", register, late, place=self._out_place())
        value = self.operand()
        self.expect(" => ")
        return AsmOperand("inout", register, late, value, self._out_place())

    def _out_place(self) -> Place | None:
        """Step over the place of an output, or `_` for none."""
        if self.at("_, ") or self.at("_)"):
            self.pos += 1
            return None
        return self.place()
