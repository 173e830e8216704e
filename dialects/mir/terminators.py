"""
Terminators: how blocks end (rustc's `TerminatorKind`). The calls are in `calls.py`.

Those that may unwind have a property `unwind`, rustc's `UnwindAction`: `continue`,
`unreachable`, `terminate(abi)`, `terminate(cleanup)`, or `cleanup`, whose block is the last
successor. Without the property unwinding is `unreachable`, as where panics abort.
"""

from __future__ import annotations

from collections.abc import Sequence

from xdsl.dialects.builtin import ArrayAttr, IntAttr, StringAttr, SymbolRefAttr
from xdsl.ir import Attribute, Block
from xdsl.irdl import (
    operand_def,
    opt_prop_def,
    prop_def,
    successor_def,
    traits_def,
    var_operand_def,
    var_successor_def,
)
from xdsl.parser import Parser
from xdsl.printer import Printer
from xdsl.traits import IsTerminator
from xdsl.utils.exceptions import VerifyException

from ..strings import parse_string, print_string
from .assembly import (
    UNWIND_ACTIONS,
    parse_place,
    parse_place_type,
    parse_successors,
    parse_symbol,
    parse_values,
    print_attributes,
    print_place,
    print_place_type,
    print_successors,
    print_symbol,
    print_typed_values,
)
from .definition import MirOperation, mir_op_definition, operand_of
from .types import BoolType, PlaceType
from .values import bits


class Unwinding(MirOperation):
    """A terminator that may unwind: its last successor is its cleanup block if it has one."""

    unwind = opt_prop_def(StringAttr)
    targets = var_successor_def()

    traits = traits_def(IsTerminator())

    @property
    def unwind_action(self) -> str:
        """What happens when unwinding: one of `UNWIND_ACTIONS`."""
        return "unreachable" if self.unwind is None else self.unwind.data

    @property
    def cleanup(self) -> Block | None:
        """The block that unwinding goes to, if any."""
        if self.unwind is not None and self.unwind.data == "cleanup":
            return self.successors[-1]
        return None

    @property
    def normal_targets(self) -> Sequence[Block]:
        """The successors without the cleanup block."""
        blocks = self.successors
        return blocks if self.cleanup is None else list(blocks)[:-1]

    @property
    def target(self) -> Block | None:
        """Where control goes when nothing unwinds; `None` if it does not come back."""
        blocks = self.normal_targets
        return blocks[0] if blocks else None


def verify_unwinding(op: Unwinding, least: int, most: int) -> None:
    """Check the unwind action, and that there are `least` to `most` successors besides cleanup."""
    count = len(op.successors)
    if op.unwind is not None:
        action = op.unwind.data
        if action not in UNWIND_ACTIONS:
            raise VerifyException(f"`{action}` is not an unwind action")
        if action == "cleanup":
            if not count:
                raise VerifyException("there is no block to clean up in")
            count -= 1
    if not least <= count <= most:
        expected = str(least) if least == most else f"{least} or {most}"
        raise VerifyException(
            f"expected {expected} successors besides the cleanup block, but there are {count}"
        )


def print_unwinding(op: Unwinding, printer: Printer, labels: Sequence[str]) -> None:
    """Print the successors, the unwind action, and the attributes."""
    unwind = None if op.unwind is None else op.unwind.data
    print_attributes(printer, op)
    print_successors(printer, labels, op.successors, unwind)


@mir_op_definition
class GotoOp(MirOperation):
    """
    Go to a block, `goto -> bb1`.

        mir.goto ^bb1
    """

    name = "mir.goto"

    target = successor_def()

    traits = traits_def(IsTerminator())

    def print(self, printer: Printer) -> None:
        """Print block."""
        printer.print_string(" ")
        printer.print_block_name(self.successors[0])
        print_attributes(printer, self)

    @classmethod
    def parse(cls, parser: Parser) -> GotoOp:
        """Parse block."""
        target = parser.parse_successor()
        return cls.create(successors=[target], attributes=parser.parse_optional_attr_dict())


@mir_op_definition
class SwitchIntOp(MirOperation):
    """
    Go to the block of the case that the value is, or to the last one:
    `switchInt(move _1) -> [0: bb3, otherwise: bb2]`.

    Cases are the value's bits as an unsigned number, as in rustc: -1 of an `i8` is 255.

        mir.switch_int %c : !mir.bool [0: ^bb3, otherwise: ^bb2]
    """

    name = "mir.switch_int"

    value = operand_def()
    cases = prop_def(ArrayAttr[IntAttr])
    targets = var_successor_def()

    traits = traits_def(IsTerminator())

    @property
    def otherwise(self) -> Block:
        """The block for all values that are no case."""
        return self.successors[-1]

    def verify_(self) -> None:
        """Each case has a block, is distinct, and fits the value's type."""
        cases = self.cases.data
        if len(self.successors) != len(cases) + 1:
            raise VerifyException(
                f"{len(cases)} cases need {len(cases) + 1} successors, not {len(self.successors)}"
            )
        width = bits(self.value.type)
        seen: set[int] = set()
        for case in cases:
            number = case.data
            if number < 0 or number >> width:
                raise VerifyException(f"case {number} is not among the bits of {self.value.type}")
            if number in seen:
                raise VerifyException(f"case {number} is given twice")
            seen.add(number)

    def print(self, printer: Printer) -> None:
        """Print value `:` type `[` (case `:` block `,`)* `otherwise` `:` block `]`."""
        printer.print_string(" ")
        printer.print_ssa_value(self.value)
        print_attributes(printer, self)
        printer.print_string(" : ")
        printer.print_attribute(self.value.type)
        printer.print_string(" [")
        blocks = self.successors
        for case, block in zip(self.cases.data, blocks, strict=False):
            printer.print_string(f"{case.data}: ")
            printer.print_block_name(block)
            printer.print_string(", ")
        printer.print_string("otherwise: ")
        printer.print_block_name(blocks[-1])
        printer.print_string("]")

    @classmethod
    def parse(cls, parser: Parser) -> SwitchIntOp:
        """Parse value `:` type `[` (case `:` block `,`)* `otherwise` `:` block `]`."""
        operand = parser.parse_unresolved_operand()
        attributes = parser.parse_optional_attr_dict()
        parser.parse_punctuation(":")
        value = parser.resolve_operand(operand, parser.parse_type())
        cases: list[IntAttr] = []
        blocks: list[Block] = []
        parser.parse_punctuation("[")
        while parser.parse_optional_keyword("otherwise") is None:
            cases.append(IntAttr(parser.parse_integer(allow_boolean=False)))
            parser.parse_punctuation(":")
            blocks.append(parser.parse_successor())
            parser.parse_punctuation(",")
        parser.parse_punctuation(":")
        blocks.append(parser.parse_successor())
        parser.parse_punctuation("]")
        return cls.create(
            operands=[value],
            properties={"cases": ArrayAttr(cases)},
            successors=blocks,
            attributes=attributes,
        )


@mir_op_definition
class ReturnOp(MirOperation):
    """
    Return what the return place, local 0, holds: `return`.

        mir.return
    """

    name = "mir.return"

    traits = traits_def(IsTerminator())

    assembly_format = "attr-dict"


@mir_op_definition
class UnreachableOp(MirOperation):
    """
    Never reached; undefined if it is: `unreachable`.

        mir.unreachable
    """

    name = "mir.unreachable"

    traits = traits_def(IsTerminator())

    assembly_format = "attr-dict"


@mir_op_definition
class ResumeOp(MirOperation):
    """
    Unwinding goes on in the caller, at the end of a cleanup: `resume`.

        mir.resume
    """

    name = "mir.resume"

    traits = traits_def(IsTerminator())

    assembly_format = "attr-dict"


TERMINATE_REASONS = ("abi", "cleanup")
"""rustc's `UnwindTerminateReason`."""


@mir_op_definition
class TerminateOp(MirOperation):
    """
    Unwinding ends the program here, `terminate(abi)`: it would leave a function that must not
    unwind (`abi`), or a destructor that runs during unwinding (`cleanup`).

        mir.terminate abi
    """

    name = "mir.terminate"

    reason = prop_def(StringAttr)

    traits = traits_def(IsTerminator())

    def verify_(self) -> None:
        """The reason is one of rustc's."""
        if self.reason.data not in TERMINATE_REASONS:
            raise VerifyException(f"`{self.reason.data}` is not a reason to terminate")

    def print(self, printer: Printer) -> None:
        """Print reason."""
        printer.print_string(f" {self.reason.data}")
        print_attributes(printer, self)

    @classmethod
    def parse(cls, parser: Parser) -> TerminateOp:
        """Parse reason."""
        reason = StringAttr(parser.parse_identifier())
        return cls.create(
            properties={"reason": reason}, attributes=parser.parse_optional_attr_dict()
        )


@mir_op_definition
class DropOp(Unwinding):
    """
    Drop what a place holds, `drop(_1) -> [return: bb1, unwind: bb2]`.

    `glue` is the function that does it, which takes a `&mut T`; without it, a type that needs no
    drop is meant, or glue has not been resolved yet.

        mir.drop %_1 : !mir.adt<"Guard"> glue @"drop_in_place::<Guard>", ^bb1
    """

    name = "mir.drop"

    place = operand_of(PlaceType)
    glue = opt_prop_def(SymbolRefAttr)

    def verify_(self) -> None:
        """There is one place to go on."""
        verify_unwinding(self, 1, 1)

    def print(self, printer: Printer) -> None:
        """Print place `:` type (`glue` symbol)? successors."""
        print_place(printer, self.place)
        if self.glue is not None:
            printer.print_string(" glue ")
            print_symbol(printer, self.glue)
        print_unwinding(self, printer, ("return",))

    @classmethod
    def parse(cls, parser: Parser) -> DropOp:
        """Parse place `:` type (`glue` symbol)? successors."""
        place = parse_place(parser)
        properties: dict[str, Attribute] = {}
        if parser.parse_optional_keyword("glue") is not None:
            properties["glue"] = parse_symbol(parser)
        attributes = parser.parse_optional_attr_dict()
        successors, unwind = parse_successors(parser, ("return",))
        return cls.create(
            operands=[place],
            properties=properties | unwind,
            successors=successors,
            attributes=attributes,
        )


ASSERT_MESSAGES: dict[str, tuple[int, str]] = {
    "bounds_check": (2, "index out of bounds: the length is {} but the index is {}"),
    "overflow_add": (2, "attempt to compute `{} + {}`, which would overflow"),
    "overflow_sub": (2, "attempt to compute `{} - {}`, which would overflow"),
    "overflow_mul": (2, "attempt to compute `{} * {}`, which would overflow"),
    "overflow_div": (2, "attempt to compute `{} / {}`, which would overflow"),
    "overflow_rem": (
        2,
        "attempt to compute the remainder of `{} % {}`, which would overflow",
    ),
    "overflow_shr": (1, "attempt to shift right by `{}`, which would overflow"),
    "overflow_shl": (1, "attempt to shift left by `{}`, which would overflow"),
    "overflow_neg": (1, "attempt to negate `{}`, which would overflow"),
    "division_by_zero": (1, "attempt to divide `{}` by zero"),
    "remainder_by_zero": (
        1,
        "attempt to calculate the remainder of `{}` with a divisor of zero",
    ),
    "misaligned_pointer_dereference": (
        2,
        "misaligned pointer dereference: address must be a multiple of {} but is {}",
    ),
    "null_pointer_dereference": (0, "null pointer dereference occurred"),
    "invalid_enum_construction": (
        1,
        "trying to construct an enum from an invalid value {}",
    ),
    "resumed_after_return": (0, "coroutine resumed after completion"),
    "resumed_after_panic": (0, "coroutine resumed after panicking"),
    "resumed_after_drop": (0, "coroutine resumed after drop"),
}
"""
Of each kind of assertion how many operands its message shows, and the message, as rustc prints
them (`AssertKind::fmt_assert_args` in `rustc_middle/src/mir/terminator.rs`).
"""


@mir_op_definition
class AssertOp(Unwinding):
    """
    Go on if the condition is as expected, panic otherwise:
    `assert(!copy _3, "attempt to divide `{}` by zero", copy _1) -> [success: bb1, ...]`.

    Kinds, with the operands that their messages show: `bounds_check` (length, index);
    `overflow_add`, `_sub`, `_mul`, `_div`, `_rem` (both operands), `_shl`, `_shr` (the shift's
    amount), `_neg`; `division_by_zero`, `remainder_by_zero` (the dividend);
    `misaligned_pointer_dereference` (required, found); `null_pointer_dereference`;
    `invalid_enum_construction` (the value); `resumed_after_return`, `_panic`, `_drop`.

        mir.assert %c, bounds_check(%n, %i : !mir.usize, !mir.usize), ^bb1
        mir.assert not %z, division_by_zero(%a : ui32), [success: ^bb1, unwind continue]
    """

    name = "mir.assert"

    condition = operand_of(BoolType)
    arguments = var_operand_def()
    expected = prop_def(IntAttr)
    kind = prop_def(StringAttr)

    @property
    def is_expected(self) -> bool:
        """The value of the condition with which control goes on."""
        return self.expected.data != 0

    @property
    def message(self) -> str:
        """What the panic says, with `{}` for each argument."""
        return ASSERT_MESSAGES[self.kind.data][1]

    def verify_(self) -> None:
        """The kind is one of rustc's, with its operands."""
        verify_unwinding(self, 1, 1)
        known = ASSERT_MESSAGES.get(self.kind.data)
        if known is None:
            raise VerifyException(f"`{self.kind.data}` is not a kind of assertion")
        if len(self.operands) - 1 != known[0]:
            raise VerifyException(
                f"`{self.kind.data}` shows {known[0]} values, not {len(self.operands) - 1}"
            )
        if self.expected.data not in (0, 1):
            raise VerifyException("the expected value must be 0 or 1")

    def print(self, printer: Printer) -> None:
        """Print `not`? condition `,` kind values successors."""
        printer.print_string(" " if self.expected.data else " not ")
        printer.print_ssa_value(self.condition)
        printer.print_string(f", {self.kind.data}")
        print_typed_values(printer, self.arguments)
        print_unwinding(self, printer, ("success",))

    @classmethod
    def parse(cls, parser: Parser) -> AssertOp:
        """Parse `not`? condition `,` kind values successors."""
        expected = parser.parse_optional_keyword("not") is None
        condition = parser.parse_operand(BoolType())
        parser.parse_punctuation(",")
        kind = StringAttr(parser.parse_identifier())
        arguments = parse_values(parser)
        attributes = parser.parse_optional_attr_dict()
        successors, unwind = parse_successors(parser, ("success",))
        properties: dict[str, Attribute] = {"expected": IntAttr(int(expected)), "kind": kind}
        return cls.create(
            operands=[condition, *arguments],
            properties=properties | unwind,
            successors=successors,
            attributes=attributes,
        )


@mir_op_definition
class YieldOp(MirOperation):
    """
    Suspend a coroutine with a value, `_2 = yield(move _1) -> [resume: bb1, drop: bb2]`. On
    resumption the value that it is resumed with is written to `resume_arg`.

        mir.yield %v into %_2 : ui32, !mir.tuple<>, [resume: ^bb1, drop: ^bb2]
    """

    name = "mir.yield"

    value = operand_def()
    resume_arg = operand_of(PlaceType)
    targets = var_successor_def()

    traits = traits_def(IsTerminator())

    @property
    def resume(self) -> Block:
        """Where the coroutine goes on when it is resumed."""
        return self.successors[0]

    @property
    def drop(self) -> Block | None:
        """Where it goes on when it is dropped instead."""
        return self.successors[1] if len(self.successors) > 1 else None

    def verify_(self) -> None:
        """There is one place to resume, and one at most to drop."""
        if len(self.successors) not in (1, 2):
            raise VerifyException(
                f"expected 1 or 2 successors, but there are {len(self.successors)}"
            )

    def print(self, printer: Printer) -> None:
        """Print value `into` place `:` type `,` type successors."""
        printer.print_string(" ")
        printer.print_ssa_value(self.value)
        printer.print_string(" into ")
        printer.print_ssa_value(self.resume_arg)
        print_attributes(printer, self)
        printer.print_string(" : ")
        printer.print_attribute(self.value.type)
        printer.print_string(", ")
        print_place_type(printer, self.resume_arg.type)
        print_successors(printer, ("resume", "drop"), self.successors, None)

    @classmethod
    def parse(cls, parser: Parser) -> YieldOp:
        """Parse value `into` place `:` type `,` type successors."""
        value = parser.parse_unresolved_operand()
        parser.parse_keyword("into")
        place = parser.parse_unresolved_operand()
        attributes = parser.parse_optional_attr_dict()
        parser.parse_punctuation(":")
        type = parser.parse_type()
        parser.parse_punctuation(",")
        place_type = parse_place_type(parser)
        successors, _ = parse_successors(parser, ("resume", "drop"))
        return cls.create(
            operands=[
                parser.resolve_operand(value, type),
                parser.resolve_operand(place, place_type),
            ],
            successors=successors,
            attributes=attributes,
        )


@mir_op_definition
class CoroutineDropOp(MirOperation):
    """
    A dropped coroutine is done, `coroutine_drop`.

        mir.coroutine_drop
    """

    name = "mir.coroutine_drop"

    traits = traits_def(IsTerminator())

    assembly_format = "attr-dict"


@mir_op_definition
class FalseEdgeOp(MirOperation):
    """
    Go to the first block; the borrow checker also considers the second:
    `falseEdge -> [real: bb1, imaginary: bb2]`.

        mir.false_edge real ^bb1, imaginary ^bb2
    """

    name = "mir.false_edge"

    real = successor_def()
    imaginary = successor_def()

    traits = traits_def(IsTerminator())

    assembly_format = "`real` $real `,` `imaginary` $imaginary attr-dict"


@mir_op_definition
class FalseUnwindOp(Unwinding):
    """
    Go to the block; the borrow checker also considers unwinding:
    `falseUnwind -> [real: bb1, unwind: bb2]`.

        mir.false_unwind, [real: ^bb1, unwind: ^bb2]
    """

    name = "mir.false_unwind"

    def verify_(self) -> None:
        """There is one place to go on."""
        verify_unwinding(self, 1, 1)

    def print(self, printer: Printer) -> None:
        """Print successors."""
        print_unwinding(self, printer, ("real",))

    @classmethod
    def parse(cls, parser: Parser) -> FalseUnwindOp:
        """Parse successors."""
        attributes = parser.parse_optional_attr_dict()
        successors, unwind = parse_successors(parser, ("real",))
        return cls.create(properties=unwind, successors=successors, attributes=attributes)


@mir_op_definition
class InlineAsmOp(Unwinding):
    """
    Inline assembly, `asm!("...", in(reg) copy _1, options(...)) -> [return: bb1, unwind ...]`.

    `operand_kinds` are rustc's words for the operands, `in(vgpr)`, `lateout(vgpr)`,
    `inout(sgpr)`, `const`, `sym_fn`, `label`. The values follow in their order: an `in`, `const`
    or `sym_fn` has one value; an `out` one place, or none if its kind ends in `_`; an `inout` a
    value and then a place, or only the value. `label`s are the successors behind the first.

        mir.inline_asm "s_nop {0}" ["in(sgpr)"](%v : ui32) options "NOMEM", ^bb1
    """

    name = "mir.inline_asm"

    arguments = var_operand_def()
    template = prop_def(StringAttr)
    operand_kinds = prop_def(ArrayAttr[StringAttr])
    options = opt_prop_def(StringAttr)

    def verify_(self) -> None:
        """There are as many operands as their kinds take."""
        verify_unwinding(self, 0, 1 << 16)
        count = 0
        for kind in self.operand_kinds.data:
            text = kind.data
            if text.startswith(("label", "sym_static")):
                continue
            count += 2 if text.startswith("in") and "out(" in text else 1
            count -= text.endswith("_")
        if count != len(self.operands):
            raise VerifyException(
                f"the operand kinds take {count} operands, not {len(self.operands)}"
            )

    def print(self, printer: Printer) -> None:
        """Print template `[` kinds `]` values (`options` text)? successors."""
        printer.print_string(" ")
        print_string(printer, self.template.data)
        printer.print_string(" ")
        printer.print_attribute(self.operand_kinds)
        print_typed_values(printer, self.arguments)
        if self.options is not None:
            printer.print_string(" options ")
            print_string(printer, self.options.data)
        labels = ("return", *(f"label{i}" for i in range(len(self.successors))))
        print_unwinding(self, printer, labels)

    @classmethod
    def parse(cls, parser: Parser) -> InlineAsmOp:
        """Parse template `[` kinds `]` values (`options` text)? successors."""
        template = StringAttr(parse_string(parser))
        kinds = parser.parse_comma_separated_list(
            Parser.Delimiter.SQUARE, lambda: StringAttr(parse_string(parser))
        )
        arguments = parse_values(parser)
        properties: dict[str, Attribute] = {
            "template": template,
            "operand_kinds": ArrayAttr(kinds),
        }
        if parser.parse_optional_keyword("options") is not None:
            properties["options"] = StringAttr(parse_string(parser))
        attributes = parser.parse_optional_attr_dict()
        labels = ("return", *(f"label{i}" for i in range(len(kinds))))
        successors, unwind = parse_successors(parser, labels)
        return cls.create(
            operands=arguments,
            properties=properties | unwind,
            successors=successors,
            attributes=attributes,
        )


TERMINATORS = (
    GotoOp,
    SwitchIntOp,
    ReturnOp,
    UnreachableOp,
    ResumeOp,
    TerminateOp,
    DropOp,
    AssertOp,
    YieldOp,
    CoroutineDropOp,
    FalseEdgeOp,
    FalseUnwindOp,
    InlineAsmOp,
)
"""The operations of this file."""
