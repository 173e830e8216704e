"""Pieces of custom syntax that several operations of `asptr` and `hsa` share."""

from __future__ import annotations

from xdsl.dialects.builtin import StringAttr, i64
from xdsl.irdl import IRDLOperation
from xdsl.irdl.declarative_assembly_format import (
    AttributeVariable,
    CustomDirective,
    ParsingState,
    PrintingState,
    TypeDirective,
    irdl_custom_directive,
)
from xdsl.parser import Parser
from xdsl.printer import Printer


@irdl_custom_directive
class Word(CustomDirective):
    """A string property written as a bare word: `in local` for `space = "local"`."""

    attr: AttributeVariable

    def parse(self, parser: Parser, state: ParsingState) -> None:
        """Read the word."""
        self.attr.set(state, StringAttr(parser.parse_identifier()))

    def print(self, printer: Printer, state: PrintingState, op: IRDLOperation) -> None:
        """Write the word."""
        word = self.attr.get(op)
        assert isinstance(word, StringAttr)
        state.print_whitespace(printer)
        printer.print_string(word.data)

    def is_present(self, op: IRDLOperation) -> bool:
        """Whether the property is there."""
        return self.attr.is_present(op)

    def is_anchorable(self) -> bool:
        """An optional property can decide whether its group is printed."""
        return self.attr.is_anchorable()


@irdl_custom_directive
class CommaTypeOrI64(CustomDirective):
    """A type after a comma, left out with its comma if it is `i64`."""

    type: TypeDirective

    def parse(self, parser: Parser, state: ParsingState) -> None:
        """Read the type if there is one."""
        if parser.parse_optional_punctuation(",") is None:
            self.type.set(state, (i64,))
        else:
            self.type.parse(parser, state)

    def print(self, printer: Printer, state: PrintingState, op: IRDLOperation) -> None:
        """Write the type if it is not `i64`."""
        (type_,) = self.type.get(op)
        if type_ != i64:
            printer.print_string(", ")
            printer.print_attribute(type_)
