"""
The rvalues that convert, combine and negate values: casts, binary and unary operations.
"""

from __future__ import annotations

from xdsl.dialects.builtin import ArrayAttr, StringAttr, SymbolRefAttr
from xdsl.ir import Attribute
from xdsl.irdl import (
    operand_def,
    opt_prop_def,
    prop_def,
    result_def,
    traits_def,
)
from xdsl.parser import Parser
from xdsl.printer import Printer
from xdsl.traits import NoMemoryEffect, Pure
from xdsl.utils.exceptions import VerifyException

from .assembly import (
    parse_symbol,
    print_attributes,
    print_symbol,
)
from .definition import MirOperation, mir_op_definition
from .types import (
    BoolType,
    PtrType,
    RefType,
    TupleType,
)

CAST_KINDS = frozenset(
    (
        "int_to_int",
        "float_to_int",
        "int_to_float",
        "float_to_float",
        "ptr_to_ptr",
        "fn_ptr_to_ptr",
        "expose_provenance",
        "with_exposed_provenance",
        "transmute",
        "subtype",
        "unsize",
        "reify_fn_pointer",
        "unsafe_fn_pointer",
        "closure_fn_pointer",
        "mut_to_const_pointer",
        "array_to_pointer",
    )
)
"""rustc's `CastKind`, with the kinds of its `PointerCoercion` side by side."""


@mir_op_definition
class CastOp(MirOperation):
    """
    A conversion, `copy _1 as usize (IntToInt)`.

    Kinds: `int_to_int`, `float_to_int`, `int_to_float`, `float_to_float`, `ptr_to_ptr`,
    `fn_ptr_to_ptr`, `expose_provenance`, `with_exposed_provenance`, `transmute`, `subtype`,
    `unsize`, `reify_fn_pointer`, `unsafe_fn_pointer`, `closure_fn_pointer`,
    `mut_to_const_pointer`, `array_to_pointer`.

    To `unsize` to a trait object takes a vtable; `reify_fn_pointer` and `closure_fn_pointer` take
    the function whose address is meant. Both are symbols, which generic code does not have yet.

        %b = mir.cast int_to_int %a : ui32 -> !mir.usize
        %d = mir.cast unsize %r vtable @"<Sq as Shape>" : !mir.ref<...> -> !mir.ref<...>
        %f = mir.cast reify_fn_pointer %z callee @f : !mir.fn_def<"f"> -> !mir.fn_ptr<() -> ui32>
    """

    name = "mir.cast"

    value = operand_def()
    kind = prop_def(StringAttr)
    vtable = opt_prop_def(SymbolRefAttr)
    callee = opt_prop_def(SymbolRefAttr)
    result = result_def()

    traits = traits_def(NoMemoryEffect())

    def verify_(self) -> None:
        """The kind is one of rustc's, and has the symbols that it takes."""
        kind = self.kind.data
        if kind not in CAST_KINDS:
            raise VerifyException(f"`{kind}` is not a kind of cast")
        if len(self.properties) == 1:
            return
        if self.vtable is not None and kind != "unsize":
            raise VerifyException(f"a cast `{kind}` takes no vtable")
        if self.callee is not None and kind not in ("reify_fn_pointer", "closure_fn_pointer"):
            raise VerifyException(f"a cast `{kind}` takes no function")

    def print(self, printer: Printer) -> None:
        """Print kind value (`vtable` symbol)? (`callee` symbol)? `:` type `->` type."""
        printer.print_string(f" {self.kind.data} ")
        printer.print_ssa_value(self.value)
        for keyword, symbol in (("vtable", self.vtable), ("callee", self.callee)):
            if symbol is not None:
                printer.print_string(f" {keyword} ")
                print_symbol(printer, symbol)
        print_attributes(printer, self)
        printer.print_string(" : ")
        printer.print_attribute(self.value.type)
        printer.print_string(" -> ")
        printer.print_attribute(self.result.type)

    @classmethod
    def parse(cls, parser: Parser) -> CastOp:
        """Parse kind value (`vtable` symbol)? (`callee` symbol)? `:` type `->` type."""
        properties: dict[str, Attribute] = {"kind": StringAttr(parser.parse_identifier())}
        value = parser.parse_unresolved_operand()
        for keyword in ("vtable", "callee"):
            if parser.parse_optional_keyword(keyword) is not None:
                properties[keyword] = parse_symbol(parser)
        attributes = parser.parse_optional_attr_dict()
        parser.parse_punctuation(":")
        type = parser.parse_type()
        parser.parse_punctuation("->")
        return cls.create(
            operands=[parser.resolve_operand(value, type)],
            result_types=[parser.parse_type()],
            properties=properties,
            attributes=attributes,
        )


_SAME = frozenset(
    (
        "add",
        "sub",
        "mul",
        "add_unchecked",
        "sub_unchecked",
        "mul_unchecked",
        "div",
        "rem",
        "bitxor",
        "bitand",
        "bitor",
    )
)
_OVERFLOWING = frozenset(("add_with_overflow", "sub_with_overflow", "mul_with_overflow"))
_SHIFTS = frozenset(("shl", "shl_unchecked", "shr", "shr_unchecked"))
_COMPARISONS = frozenset(("eq", "lt", "le", "ne", "ge", "gt"))

BINARY_KINDS = _SAME | _OVERFLOWING | _SHIFTS | _COMPARISONS | {"cmp", "offset"}
"""rustc's `BinOp`."""

_BOOL = BoolType()


def binary_result_type(kind: str, lhs: Attribute) -> Attribute | None:
    """What a binary operation results in; `None` of `cmp`, which is `core::cmp::Ordering`."""
    if kind in _COMPARISONS:
        return _BOOL
    if kind in _OVERFLOWING:
        return TupleType(ArrayAttr((lhs, _BOOL)))
    return None if kind == "cmp" else lhs


@mir_op_definition
class BinaryOp(MirOperation):
    """
    A binary operation, `Add(copy _1, copy _2)`.

    Kinds: `add`, `sub`, `mul`, each also `_unchecked` (overflow is undefined) and `_with_overflow`
    (a tuple of the wrapped result and whether it wrapped); `div`, `rem`; `bitxor`, `bitand`,
    `bitor`; `shl`, `shr`, each also `_unchecked`; `eq`, `lt`, `le`, `ne`, `ge`, `gt`; `cmp`;
    `offset` of a pointer by a number of elements.

    Both operands have one type, but for shifts and `offset`, where both are written. The result's
    is known from the kind; of `cmp` it is written.

        %s = mir.binary add %a, %b : ui32
        %c = mir.binary lt %a, %b : !mir.usize
        %h = mir.binary shl %a, %n : ui64, ui32
        %p = mir.binary offset %q, %i : !mir.ptr<const f32>, !mir.usize
        %o = mir.binary cmp %a, %b : ui32 -> !mir.adt<"core::cmp::Ordering">
    """

    name = "mir.binary"

    lhs = operand_def()
    rhs = operand_def()
    kind = prop_def(StringAttr)
    result = result_def()

    traits = traits_def(NoMemoryEffect())

    def verify_(self) -> None:
        """The kind is one of rustc's, and the types are those that it takes and results in."""
        kind = self.kind.data
        lhs, rhs = self.lhs.type, self.rhs.type
        if kind not in BINARY_KINDS:
            raise VerifyException(f"`{kind}` is not a binary operation")
        if lhs is not rhs and lhs != rhs and kind not in _SHIFTS and kind != "offset":
            raise VerifyException(
                f"the operands of `{kind}` must have one type, not {lhs} and {rhs}"
            )
        result = self.result.type
        expected = binary_result_type(kind, lhs)
        if expected is not None and expected is not result and expected != result:
            raise VerifyException(f"`{kind}` of {lhs} results in {expected}, not in {result}")

    def print(self, printer: Printer) -> None:
        """Print kind lhs `,` rhs `:` type (`,` type)? (`->` type)?."""
        printer.print_string(f" {self.kind.data} ")
        printer.print_ssa_value(self.lhs)
        printer.print_string(", ")
        printer.print_ssa_value(self.rhs)
        print_attributes(printer, self)
        printer.print_string(" : ")
        lhs, rhs, result = self.lhs.type, self.rhs.type, self.result.type
        printer.print_attribute(lhs)
        if lhs is not rhs and lhs != rhs:
            printer.print_string(", ")
            printer.print_attribute(rhs)
        if result is not lhs and result != binary_result_type(self.kind.data, lhs):
            printer.print_string(" -> ")
            printer.print_attribute(result)

    @classmethod
    def parse(cls, parser: Parser) -> BinaryOp:
        """Parse kind lhs `,` rhs `:` type (`,` type)? (`->` type)?."""
        kind = parser.parse_identifier()
        lhs = parser.parse_unresolved_operand()
        parser.parse_punctuation(",")
        rhs = parser.parse_unresolved_operand()
        attributes = parser.parse_optional_attr_dict()
        parser.parse_punctuation(":")
        lhs_type = rhs_type = parser.parse_type()
        if parser.parse_optional_punctuation(",") is not None:
            rhs_type = parser.parse_type()
        result = binary_result_type(kind, lhs_type)
        if result is None or parser.parse_optional_punctuation("->") is not None:
            if result is None:
                parser.parse_punctuation("->")
            result = parser.parse_type()
        return cls.create(
            operands=[
                parser.resolve_operand(lhs, lhs_type),
                parser.resolve_operand(rhs, rhs_type),
            ],
            result_types=[result],
            properties={"kind": StringAttr(kind)},
            attributes=attributes,
        )


@mir_op_definition
class UnaryOp(MirOperation):
    """
    A unary operation, `Neg(copy _1)`. Kinds: `neg`, `not`, `ptr_metadata` (the length or the
    vtable of a fat pointer), whose result type is written.

        %n = mir.unary neg %a : si32
        %l = mir.unary ptr_metadata %p : !mir.ptr<const !mir.str> -> !mir.usize
    """

    name = "mir.unary"

    operand = operand_def()
    kind = prop_def(StringAttr)
    result = result_def()

    traits = traits_def(Pure())

    def verify_(self) -> None:
        """The kind is one of rustc's; all but `ptr_metadata` keep the type."""
        kind = self.kind.data
        if kind == "ptr_metadata":
            if not isinstance(self.operand.type, PtrType | RefType):
                raise VerifyException(f"only a pointer has metadata, not {self.operand.type}")
        elif kind not in ("neg", "not"):
            raise VerifyException(f"`{kind}` is not a unary operation")
        elif self.operand.type != self.result.type:
            raise VerifyException(
                f"`{kind}` of {self.operand.type} results in the same, not in {self.result.type}"
            )

    def print(self, printer: Printer) -> None:
        """Print kind operand `:` type (`->` type)?."""
        printer.print_string(f" {self.kind.data} ")
        printer.print_ssa_value(self.operand)
        print_attributes(printer, self)
        printer.print_string(" : ")
        printer.print_attribute(self.operand.type)
        if self.kind.data == "ptr_metadata":
            printer.print_string(" -> ")
            printer.print_attribute(self.result.type)

    @classmethod
    def parse(cls, parser: Parser) -> UnaryOp:
        """Parse kind operand `:` type (`->` type)?."""
        kind = parser.parse_identifier()
        operand = parser.parse_unresolved_operand()
        attributes = parser.parse_optional_attr_dict()
        parser.parse_punctuation(":")
        type = result = parser.parse_type()
        if kind == "ptr_metadata":
            parser.parse_punctuation("->")
            result = parser.parse_type()
        return cls.create(
            operands=[parser.resolve_operand(operand, type)],
            result_types=[result],
            properties={"kind": StringAttr(kind)},
            attributes=attributes,
        )
