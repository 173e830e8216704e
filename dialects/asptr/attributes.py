"""
The pointer type of `asptr`, its attributes, and shared instances of those that are used often.

The functions at the end (`ptr`, `i64_attr`, `ordering`, ...) return one shared object per value:
a conversion that creates tens of thousands of operations should take its types and properties from
them.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache

from xdsl.dialects.builtin import (
    ArrayAttr,
    BytesAttr,
    IntAttr,
    IntegerAttr,
    StringAttr,
    SymbolRefAttr,
    UnitAttr,
    i64,
)
from xdsl.dialects.utils import EnumAttribute
from xdsl.ir import (
    Attribute,
    ParametrizedAttribute,
    SpacedOpaqueSyntaxAttribute,
    TypeAttribute,
)
from xdsl.irdl import irdl_attr_definition
from xdsl.parser import AttrParser
from xdsl.printer import Printer
from xdsl.utils.exceptions import VerifyException
from xdsl.utils.str_enum import StrEnum

from ...targets import SPACE_NAMES

_SPACES = frozenset(SPACE_NAMES)


def _unknown_space(name: str) -> str | None:
    """What is wrong with the name of an address space, if it is none."""
    if name in _SPACES:
        return None
    return f"unknown address space `{name}`, expected one of {', '.join(SPACE_NAMES)}"


@irdl_attr_definition
class PtrType(ParametrizedAttribute, TypeAttribute):
    """
    A pointer into an address space. It does not say what it points to.

    The space is a name; only a target gives it a number, a width and a null value. `flat` reaches
    every space that ordinary memory is in.

        !asptr.ptr<flat>
        !asptr.ptr<local>
    """

    name = "asptr.ptr"

    space: StringAttr

    def __init__(self, space: str | StringAttr = "flat"):
        super().__init__(StringAttr(space) if isinstance(space, str) else space)

    def verify(self) -> None:
        """Check that the name is an address space's."""
        if (problem := _unknown_space(self.space.data)) is not None:
            raise VerifyException(problem)

    @classmethod
    def parse_parameters(cls, parser: AttrParser) -> Sequence[Attribute]:
        """Read `<space>`."""
        with parser.in_angle_brackets():
            position = parser.pos
            name = parser.parse_identifier(" for an address space")
            if (problem := _unknown_space(name)) is not None:
                parser.raise_error(problem, position, parser.pos)
            return (StringAttr(name),)

    def print_parameters(self, printer: Printer) -> None:
        """Write `<space>`."""
        printer.print_string(f"<{self.space.data}>")


@irdl_attr_definition
class RangeAttr(ParametrizedAttribute):
    """
    The values an integer can have: from `start`, up to but without `end`, modulo 2 to its width.

    Both are bit patterns, that is unsigned. `start` above `end` wraps around: of an `i8`,
    `<1, 0>` is every value but 0. It is LLVM's `!range`; `start` and `end` are never equal.

        #asptr.range<0, 2>
    """

    name = "asptr.range"

    start: IntAttr
    end: IntAttr

    def __init__(self, start: int | IntAttr, end: int | IntAttr):
        super().__init__(
            IntAttr(start) if isinstance(start, int) else start,
            IntAttr(end) if isinstance(end, int) else end,
        )

    @staticmethod
    def of_inclusive(start: int, end: int, bits: int) -> RangeAttr | None:
        """
        The range `start..=end` of an integer of `bits` bits, as rustc's layouts give it.

        `None` if that is every value there is.
        """
        end = (end + 1) & ((1 << bits) - 1)
        return None if start == end else RangeAttr(start, end)

    def verify(self) -> None:
        """Check that the bounds are bit patterns and differ."""
        if self.start.data < 0 or self.end.data < 0:
            raise VerifyException("the bounds of a range are bit patterns, which are not negative")
        if self.start.data == self.end.data:
            raise VerifyException("the bounds of a range must differ")

    @classmethod
    def parse_parameters(cls, parser: AttrParser) -> Sequence[Attribute]:
        """Read `<start, end>`."""
        with parser.in_angle_brackets():
            start = parser.parse_integer(allow_boolean=False)
            parser.parse_punctuation(",")
            return IntAttr(start), IntAttr(parser.parse_integer(allow_boolean=False))

    def print_parameters(self, printer: Printer) -> None:
        """Write `<start, end>`."""
        printer.print_string(f"<{self.start.data}, {self.end.data}>")


@irdl_attr_definition
class RelocationAttr(ParametrizedAttribute):
    """
    A pointer in a global's initial contents: `addend` bytes past the symbol `target`.

    It is a flat pointer, and takes the place of the bytes from `offset` on. Pointers in memory
    are flat whatever space they point into, so that their width does not depend on inference.

        #asptr.relocation<8, @table, 16>
    """

    name = "asptr.relocation"

    offset: IntAttr
    target: SymbolRefAttr
    addend: IntAttr

    def __init__(
        self, offset: int | IntAttr, target: str | SymbolRefAttr, addend: int | IntAttr = 0
    ):
        super().__init__(
            IntAttr(offset) if isinstance(offset, int) else offset,
            SymbolRefAttr(target) if isinstance(target, str) else target,
            IntAttr(addend) if isinstance(addend, int) else addend,
        )

    @classmethod
    def parse_parameters(cls, parser: AttrParser) -> Sequence[Attribute]:
        """Read `<offset, @target, addend>`."""
        with parser.in_angle_brackets():
            offset = parser.parse_integer(allow_boolean=False, allow_negative=False)
            parser.parse_punctuation(",")
            target = SymbolRefAttr(parser.parse_symbol_name())
            parser.parse_punctuation(",")
            return IntAttr(offset), target, IntAttr(parser.parse_integer(allow_boolean=False))

    def print_parameters(self, printer: Printer) -> None:
        """Write `<offset, @target, addend>`."""
        printer.print_string(f"<{self.offset.data}, ")
        printer.print_symbol_name(self.target.root_reference.data)
        printer.print_string(f", {self.addend.data}>")


@irdl_attr_definition
class InitAttr(ParametrizedAttribute):
    """
    The initial contents of a global: its bytes, which of them are undefined, and its pointers.

    Bytes are hexadecimal, two digits each, or `zero` and a count if all of them are 0. `undef`
    gives a range of offsets whose bytes are uninitialised; `at` an offset where a flat pointer to
    a symbol is, with an addend in bytes. The bytes beneath either are 0 by convention.

        #asptr.init<"0102ff00">
        #asptr.init<zero 64>
        #asptr.init<zero 24, undef 4 to 8, at 8 @table, at 16 @table + 12>
    """

    name = "asptr.init"

    bytes: BytesAttr
    undef: ArrayAttr[RangeAttr]
    relocations: ArrayAttr[RelocationAttr]

    def __init__(
        self,
        data: bytes | BytesAttr,
        undef: Sequence[RangeAttr] | ArrayAttr[RangeAttr] = (),
        relocations: Sequence[RelocationAttr] | ArrayAttr[RelocationAttr] = (),
    ):
        super().__init__(
            data if isinstance(data, BytesAttr) else BytesAttr(data),
            undef if isinstance(undef, ArrayAttr) else ArrayAttr(undef),
            relocations if isinstance(relocations, ArrayAttr) else ArrayAttr(relocations),
        )

    def verify(self) -> None:
        """Check that what is undefined or a pointer lies within the bytes, in order."""
        size = len(self.bytes.data)
        at = 0
        for range_ in self.undef:
            if not at <= range_.start.data < range_.end.data <= size:
                raise VerifyException(
                    f"undefined bytes {range_.start.data} to {range_.end.data} are not in order "
                    f"or not within the {size} bytes of the contents"
                )
            at = range_.end.data
        at = 0
        for relocation in self.relocations:
            if not at <= relocation.offset.data < size:
                raise VerifyException(
                    f"the pointer at {relocation.offset.data} is not in order or not within the "
                    f"{size} bytes of the contents"
                )
            at = relocation.offset.data + 1

    @classmethod
    def parse_parameters(cls, parser: AttrParser) -> Sequence[Attribute]:
        """Read what the class documents."""
        undef: list[RangeAttr] = []
        relocations: list[RelocationAttr] = []
        with parser.in_angle_brackets():
            if parser.parse_optional_keyword("zero") is not None:
                data = bytes(parser.parse_integer(allow_boolean=False, allow_negative=False))
            else:
                position = parser.pos
                try:
                    data = bytes.fromhex(parser.parse_str_literal(" of hexadecimal bytes"))
                except ValueError:
                    parser.raise_error("expected two hexadecimal digits per byte", position)
            while parser.parse_optional_punctuation(",") is not None:
                if parser.parse_optional_keyword("undef") is not None:
                    start = parser.parse_integer(allow_boolean=False, allow_negative=False)
                    parser.parse_keyword("to")
                    end = parser.parse_integer(allow_boolean=False, allow_negative=False)
                    undef.append(RangeAttr(start, end))
                    continue
                parser.parse_keyword("at", " or `undef`")
                offset = parser.parse_integer(allow_boolean=False, allow_negative=False)
                target = SymbolRefAttr(parser.parse_symbol_name())
                addend = 0
                if parser.parse_optional_punctuation("+") is not None:
                    addend = parser.parse_integer(allow_boolean=False)
                relocations.append(RelocationAttr(offset, target, addend))
        return BytesAttr(data), ArrayAttr(undef), ArrayAttr(relocations)

    def print_parameters(self, printer: Printer) -> None:
        """Write what the class documents."""
        data = self.bytes.data
        if data.count(0) == len(data):
            printer.print_string(f"<zero {len(data)}")
        else:
            printer.print_string(f'<"{data.hex()}"')
        for range_ in self.undef:
            printer.print_string(f", undef {range_.start.data} to {range_.end.data}")
        for relocation in self.relocations:
            printer.print_string(f", at {relocation.offset.data} ")
            printer.print_symbol_name(relocation.target.root_reference.data)
            if relocation.addend.data:
                printer.print_string(f" + {relocation.addend.data}")
        printer.print_string(">")


class Predicate(StrEnum):
    """How two pointers are compared: their bits, unsigned."""

    EQ = "eq"
    NE = "ne"
    ULT = "ult"
    ULE = "ule"
    UGT = "ugt"
    UGE = "uge"


@irdl_attr_definition
class PredicateAttr(EnumAttribute[Predicate], SpacedOpaqueSyntaxAttribute):
    """
    A comparison of pointers: one of `eq ne ult ule ugt uge`.

        asptr.cmp ult, %p, %q : !asptr.ptr<flat>
    """

    name = "asptr.predicate"


class Ordering(StrEnum):
    """LLVM's memory orderings. Rust's `Relaxed` is `monotonic`, its `AcqRel` is `acq_rel`."""

    UNORDERED = "unordered"
    MONOTONIC = "monotonic"
    ACQUIRE = "acquire"
    RELEASE = "release"
    ACQ_REL = "acq_rel"
    SEQ_CST = "seq_cst"


@irdl_attr_definition
class OrderingAttr(EnumAttribute[Ordering], SpacedOpaqueSyntaxAttribute):
    """
    A memory ordering: `unordered monotonic acquire release acq_rel seq_cst`, as in LLVM.

        asptr.fence acq_rel
    """

    name = "asptr.ordering"


class RmwKind(StrEnum):
    """What an atomic read-modify-write does, in LLVM's words."""

    XCHG = "xchg"
    ADD = "add"
    SUB = "sub"
    AND = "and"
    NAND = "nand"
    OR = "or"
    XOR = "xor"
    MAX = "max"
    MIN = "min"
    UMAX = "umax"
    UMIN = "umin"
    UINC_WRAP = "uinc_wrap"
    UDEC_WRAP = "udec_wrap"
    FADD = "fadd"
    FSUB = "fsub"
    FMAX = "fmax"
    FMIN = "fmin"


@irdl_attr_definition
class RmwKindAttr(EnumAttribute[RmwKind], SpacedOpaqueSyntaxAttribute):
    """
    What an `asptr.atomic_rmw` computes: LLVM's `atomicrmw` operations.

        asptr.atomic_rmw umax monotonic %p, %v align 4 : !asptr.ptr<global>, i32
    """

    name = "asptr.rmw_kind"


UNIT = UnitAttr()
"""The shared unit attribute, for flags."""


@cache
def ptr(space: str = "flat") -> PtrType:
    """The shared pointer type into `space`."""
    return PtrType(space)


@lru_cache(maxsize=4096)
def i64_attr(value: int) -> IntegerAttr:
    """The shared `i64` attribute of `value`, for sizes, alignments, strides and offsets."""
    return IntegerAttr(value, i64)


@cache
def ordering(name: str) -> OrderingAttr:
    """The shared ordering of that LLVM name."""
    return OrderingAttr(Ordering(name))


@cache
def predicate(name: str) -> PredicateAttr:
    """The shared pointer comparison of that name."""
    return PredicateAttr(Predicate(name))


@cache
def rmw_kind(name: str) -> RmwKindAttr:
    """The shared read-modify-write operation of that LLVM name."""
    return RmwKindAttr(RmwKind(name))
