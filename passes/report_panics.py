"""
`report-panics`: panics say what was wrong, and where.

MIR has two kinds of panics: `assert` terminators, whose message is known by their kind, and calls
of functions of `core` that do not return. What such a function would say is known by its name
(`panic_words.py`), or is `core::fmt::Arguments` that were made in front of the call
(`format_arguments.py`). Both become `mir.panic`, with the message and the values in it.

Where it was is `Location::caller()`, which the importer has put into the attribute
`caller_location` of a call or an assertion, if it was asked to (`frontend/caller_locations.py`);
else it is where the operation itself is from.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from xdsl.context import Context
from xdsl.dialects.builtin import ArrayAttr, IntAttr, ModuleOp, StringAttr
from xdsl.ir import Attribute, Block, Operation, SSAValue
from xdsl.passes import ModulePass

from ..diagnostics import span_of
from ..dialects import mir
from .format_arguments import Message, Tracer
from .panic_words import ASSERT_WORDS, COMPARED, COMPARISONS, FORMATTED, WORDS, Case

CALLER_LOCATION: Final = "caller_location"
"""The attribute with `file:line:column` of what may panic, or may call what does."""
IN_CALLER: Final = "in_caller"
"""The attribute of those whose place is rather where their `#[track_caller]` function is called."""
PANIC: Final = "panic"
"""The attribute of declarations of functions of which each call panics."""

_ARGUMENT = re.compile(r"\{(\d)(?::([^}]*))?\}")


class _Function:
    """The panics of one function."""

    def __init__(self, function: mir.FuncOp, panics: dict[str, mir.FuncOp]) -> None:
        self.function = function
        self.panics = panics
        self._tracer: Tracer | None = None

    def run(self) -> None:
        for block in list(self.function.body.blocks):
            match block.last_op:
                case mir.AssertOp() as op:
                    self._assertion(op)
                case mir.CallOp() as op:
                    callee = self.panics.get(op.callee.root_reference.data)
                    if callee is not None:
                        self._call(op, callee)
                case _:
                    pass

    def _message(self, op: Operation) -> Message:
        if self._tracer is None:
            self._tracer = Tracer(self.function)
        return Message(self._tracer, op)

    # --- assertions ------------------------------------------------------------------------------

    def _assertion(self, op: mir.AssertOp) -> None:
        """A branch, and a block that panics."""
        failed = self._new_block(op)
        unreachable = mir.UnreachableOp.create(location=op.location)
        failed.add_op(unreachable)
        self._say(unreachable, op, (Case(ASSERT_WORDS[op.kind.data]),), list(op.operands[1:]))
        target = op.successors[0]
        # With 0 the condition does not hold.
        successors = (failed, target) if op.is_expected else (target, failed)
        self._replace(op, _switch(op.operands[0], successors, op))

    def _new_block(self, op: Operation) -> Block:
        region, after = self.function.body, op.parent
        assert after is not None
        block = Block()
        region.insert_block_after(block, after)
        return block

    # --- calls -----------------------------------------------------------------------------------

    def _call(self, op: mir.CallOp, callee: mir.FuncOp) -> None:
        path = (callee.sym_name if callee.rust_path is None else callee.rust_path).data
        arguments = list(op.operands[:-1])
        message = self._message(op)
        if path in FORMATTED:
            message.format(arguments[0])
            self._panic(op, op, message)
        elif path in COMPARED:
            self._compared(message, arguments)
            self._panic(op, op, message)
        else:
            found = WORDS.get(path)
            if found is None:
                name = path.removeprefix("core::panicking::panic_const::panic_const_")
                message.say(f"`{name}` panicked")
                self._panic(op, op, message)
                return
            if path.endswith("slice_error_fail"):
                properties: dict[str, Attribute] = {"kind": StringAttr("ptr_metadata")}
                length = message.emit(
                    mir.UnaryOp, arguments[:1], (mir.UsizeType(),), properties
                ).results[0]
                arguments.append(length)
            cases = (Case(found),) if isinstance(found, str) else found
            self._say(op, op, cases, arguments)

    def _compared(self, message: Message, arguments: list[SSAValue]) -> None:
        """`assert_failed(kind, left, right, Option<Arguments>)`, as `assert_failed_inner` does."""
        kind, left, right, more = arguments
        message.say(
            f"assertion `left {COMPARISONS.get(_variant(message, kind), '?')} right` failed"
        )
        some = message.trace(more)
        if isinstance(some, mir.AggregateOp) and some.operands:
            message.say(": ")
            message.format(some.operands[0])
        message.say("\n  left: ")
        message.show(left, "?")
        message.say("\n right: ")
        message.show(right, "?")

    def _say(
        self, at: Operation, op: Operation, cases: tuple[Case, ...], arguments: list[SSAValue]
    ) -> None:
        """End a block that ends in `at` in the panic of the first case that holds."""
        for case in cases:
            if case.greater is None:
                message = self._message(at)
                _fill(message, case.words, arguments)
                self._panic(at, op, message)
                return
            holds, rest = self._new_block(at), self._new_block(at)
            ends = [mir.UnreachableOp.create(location=op.location) for _ in range(2)]
            holds.add_op(ends[0])
            rest.add_op(ends[1])
            first, second = (arguments[number] for number in case.greater)
            properties: dict[str, Attribute] = {"kind": StringAttr("gt")}
            greater = self._message(at).emit(
                mir.BinaryOp, (first, second), (mir.BoolType(),), properties
            )
            self._replace(at, _switch(greater.results[0], (rest, holds), op))
            self._say(ends[0], op, (Case(case.words),), arguments)
            at = ends[1]

    # --- both ------------------------------------------------------------------------------------

    def _panic(self, at: Operation, op: Operation, message: Message) -> None:
        properties: dict[str, Attribute] = {"message": StringAttr(message.text)}
        place = op.attributes.get(CALLER_LOCATION)
        if place is None and (span := span_of(op.location)) is not None:
            place = StringAttr(str(span))
        if place is not None:
            properties["at"] = place
        if IN_CALLER in op.attributes:
            properties["caller"] = op.attributes[IN_CALLER]
        new = mir.PanicOp.create(
            operands=message.values, properties=properties, location=op.location
        )
        self._replace(at, new)
        _drop_unused(new)

    def _replace(self, op: Operation, new: Operation) -> None:
        block = op.parent
        assert block is not None
        block.insert_op_before(new, op)
        op.detach()
        op.erase()


def _switch(condition: SSAValue, successors: tuple[Block, Block], op: Operation) -> Operation:
    """Go to the first block if a condition does not hold, and to the second if it does."""
    return mir.SwitchIntOp.create(
        operands=(condition,),
        properties={"cases": ArrayAttr([IntAttr(0)])},
        successors=successors,
        location=op.location,
    )


def _variant(message: Message, value: SSAValue) -> str:
    """The variant that a constant of a plain enum is."""
    constant = message.trace(value)
    known = constant.value if isinstance(constant, mir.ConstantOp) else None
    if isinstance(known, mir.AggregateConstAttr) and isinstance(known.variant, StringAttr):
        return known.variant.data
    return ""


def _fill(message: Message, words: str, arguments: list[SSAValue]) -> None:
    """Add words with arguments among them."""
    at = 0
    for match in _ARGUMENT.finditer(words):
        message.say(words[at : match.start()])
        message.show(arguments[int(match[1])], match[2] or "")
        at = match.end()
    message.say(words[at:])


def _drop_unused(op: Operation) -> None:
    """Drop what made the arguments that a panic no longer takes."""
    above = op.prev_op
    while above is not None:
        current, above = above, above.prev_op
        if _is_unused(current):
            current.detach()
            current.erase()


def _is_unused(op: Operation) -> bool:
    """Whether an operation has no effect but a value, or a local's, that nothing looks at."""
    if not isinstance(op, mir.AssignOp):
        return (
            bool(op.results)
            and not isinstance(op, mir.LocalOp)
            and all(result.first_use is None for result in op.results)
        )
    place = op.operands[0]
    return isinstance(place.owner, mir.LocalOp) and all(
        use.operation is op or isinstance(use.operation, mir.StorageLiveOp | mir.StorageDeadOp)
        for use in place.uses
    )


def report_panics(module: ModuleOp) -> None:
    """Run the pass over `module`, in place."""
    functions = [op for op in module.body.block.ops if isinstance(op, mir.FuncOp)]
    panics = {op.sym_name.data: op for op in functions if PANIC in op.attributes}
    for function in functions:
        if function.body.blocks:
            _Function(function, panics).run()


@dataclass(frozen=True)
class ReportPanicsPass(ModulePass):
    """
    Have panics say what was wrong and where.

    It needs a closed module at the `mir` level, and guarantees that no `mir.assert` is left, nor a
    call of a function that only panics. Calls by address of such functions stay, which trap.

        mir.assert %c, bounds_check(%n, %i : !mir.usize, !mir.usize), ^bb1

    becomes

          mir.switch_int %c : !mir.bool [0: ^bb2, otherwise: ^bb1]
        ^bb2:
          mir.panic "index out of bounds: the len is {usize} but the index is {usize}"
              (%n, %i : !mir.usize, !mir.usize) at "src/sum.rs:7:16"
    """

    name = "report-panics"

    def apply(self, ctx: Context, op: ModuleOp) -> None:
        """Replace the panics of `op`."""
        report_panics(op)
