"""
Panics whose message is known: what `report-panics` makes of rustc's assertions and of the calls of
`core::panicking`.
"""

from __future__ import annotations

from xdsl.dialects.builtin import StringAttr, UnitAttr
from xdsl.ir import Attribute
from xdsl.irdl import opt_prop_def, prop_def, traits_def, var_operand_def
from xdsl.parser import Parser
from xdsl.printer import Printer
from xdsl.traits import IsTerminator
from xdsl.utils.exceptions import VerifyException

from ...targets.panic_messages import placeholders
from ..panics import parse_place, print_place
from ..strings import parse_string, print_string
from .assembly import parse_values, print_typed_values
from .definition import MirOperation, mir_op_definition
from .spelling import spell
from .types import RefType, StrType


@mir_op_definition
class PanicOp(MirOperation):
    """
    Panic, with a message and the values in it, at a place in the source, `file:line:column`.

    The message has a placeholder for each value, with its type: `{i32}`, `{usize:#x}`, `{str:?}`
    for a `&str` (`targets/panic_messages.py`). `caller` says that the place is wherever a
    `#[track_caller]` function is called from, if that is known.

        mir.panic "index out of bounds: the len is {usize} but the index is {usize}"
            (%n, %i : !mir.usize, !mir.usize) at "src/sum.rs:7:16"
        mir.panic "no"() at "src/sum.rs:9:5" caller
    """

    name = "mir.panic"

    message = prop_def(StringAttr)
    at = opt_prop_def(StringAttr)
    caller = opt_prop_def(UnitAttr)
    values = var_operand_def()

    traits = traits_def(IsTerminator())

    def verify_(self) -> None:
        """Each placeholder has a value, of its type."""
        try:
            wanted = [placeholder.type for placeholder in placeholders(self.message.data)]
        except ValueError as error:
            raise VerifyException(str(error)) from None
        given = [_spelled(value.type) for value in self.values]
        if wanted != given:
            raise VerifyException(
                f"the message shows ({', '.join(wanted)}), but the values are ({', '.join(given)})"
            )

    def print(self, printer: Printer) -> None:
        """Print message values (`at` place)? `caller`?."""
        printer.print_string(" ")
        print_string(printer, self.message.data)
        print_typed_values(printer, self.values)
        print_place(printer, self)

    @classmethod
    def parse(cls, parser: Parser) -> PanicOp:
        """Parse message values (`at` place)? `caller`?."""
        message = StringAttr(parse_string(parser))
        values = parse_values(parser)
        place, attributes = parse_place(parser)
        return cls.create(
            operands=values, properties={"message": message, **place}, attributes=attributes
        )


def _spelled(type: Attribute) -> str:
    """The type of a value as placeholders name it."""
    if isinstance(type, RefType) and isinstance(type.pointee, StrType):
        return "str"
    return spell(type)


PANICS = (PanicOp,)
"""The operations of this file."""
