"""
Atomic operations and fences of the upstream `llvm` dialect, which xDSL lacks.

Syntax and properties: MLIR 22, `mlir/Dialect/LLVMIR/LLVMOps.td`.
"""

from __future__ import annotations

from xdsl.dialects.builtin import (
    ArrayAttr,
    IntegerAttr,
    StringAttr,
    UnitAttr,
    i1,
)
from xdsl.dialects.llvm import (
    LLVMPointerType,
    LLVMStructType,
)
from xdsl.ir import Attribute, Operation, SSAValue
from xdsl.irdl import (
    AnyAttr,
    IRDLOperation,
    irdl_op_definition,
    operand_def,
    opt_prop_def,
    prop_def,
    result_def,
    traits_def,
)
from xdsl.parser import Parser
from xdsl.printer import Printer
from xdsl.traits import MemoryReadEffect, MemoryWriteEffect
from xdsl.utils.exceptions import VerifyException

from .attributes import (
    ATOMIC_OPERATION_NUMBERS,
    ATOMIC_OPERATIONS,
    ATOMIC_ORDERING_NUMBERS,
    ATOMIC_ORDERINGS,
    ORDERING_ATTRIBUTES,
    integer64,
    move_properties,
    parse_ordering,
    parse_syncscope,
    syncscope_text,
)
from .memory import LoadOp, print_access_attributes


@irdl_op_definition
class AtomicRMWOp(IRDLOperation):
    """
    Read, modify and write memory in one step; the result is the value before.

    `bin_op` is a number of `ATOMIC_OPERATIONS`.

        %0 = llvm.atomicrmw add %p, %v syncscope("agent") monotonic : !llvm.ptr<1>, i32
    """

    name = "llvm.atomicrmw"

    ptr = operand_def(LLVMPointerType)
    val = operand_def(AnyAttr())
    res = result_def(AnyAttr())

    bin_op = prop_def(IntegerAttr)
    ordering = prop_def(IntegerAttr)
    syncscope = opt_prop_def(StringAttr)
    alignment = opt_prop_def(IntegerAttr)
    volatile_ = opt_prop_def(UnitAttr)
    access_groups = opt_prop_def(ArrayAttr)
    alias_scopes = opt_prop_def(ArrayAttr)
    noalias_scopes = opt_prop_def(ArrayAttr)
    tbaa = opt_prop_def(ArrayAttr)

    traits = traits_def(MemoryReadEffect(), MemoryWriteEffect())

    def __init__(
        self,
        kind: str,
        ptr: SSAValue | Operation,
        val: SSAValue | Operation,
        ordering: str = "seq_cst",
        syncscope: str | None = None,
        alignment: int | None = None,
        volatile: bool = False,
    ):
        value = SSAValue.get(val)
        super().__init__(
            operands=[ptr, value],
            result_types=[value.type],
            properties={
                "bin_op": integer64(ATOMIC_OPERATION_NUMBERS[kind]),
                "ordering": ORDERING_ATTRIBUTES[ATOMIC_ORDERING_NUMBERS[ordering]],
                "syncscope": StringAttr(syncscope) if syncscope else None,
                "alignment": None if alignment is None else integer64(alignment),
                "volatile_": UnitAttr() if volatile else None,
            },
        )

    def print(self, printer: Printer) -> None:
        """Print upstream's form."""
        volatile = " volatile" if self.volatile_ is not None else ""
        printer.print_string(f"{volatile} {ATOMIC_OPERATIONS[self.bin_op.value.data]} ")
        printer.print_ssa_value(self.ptr)
        printer.print_string(", ")
        printer.print_ssa_value(self.val)
        scope = syncscope_text(self.syncscope)
        printer.print_string(f" {scope}{ATOMIC_ORDERINGS[self.ordering.value.data]}")
        print_access_attributes(self, printer)
        printer.print_string(" : ")
        printer.print_attribute(self.ptr.type)
        printer.print_string(", ")
        printer.print_attribute(self.val.type)

    @classmethod
    def parse(cls, parser: Parser) -> AtomicRMWOp:
        """Parse upstream's form."""
        properties: dict[str, Attribute] = {}
        if parser.parse_optional_keyword("volatile") is not None:
            properties["volatile_"] = UnitAttr()
        position = parser.pos
        kind = ATOMIC_OPERATION_NUMBERS.get(parser.parse_identifier("atomic operation"))
        if kind is None:
            parser.raise_error("unknown atomic operation", position, parser.pos)
        properties["bin_op"] = integer64(kind)
        ptr = parser.parse_unresolved_operand()
        parser.parse_punctuation(",")
        val = parser.parse_unresolved_operand()
        parse_syncscope(parser, properties)
        properties["ordering"] = parse_ordering(parser)
        attributes = dict(parser.parse_optional_attr_dict())
        move_properties(LoadOp.NAMES, attributes, properties)
        parser.parse_punctuation(":")
        pointer = parser.resolve_operand(ptr, parser.parse_type())
        parser.parse_punctuation(",")
        value = parser.resolve_operand(val, parser.parse_type())
        return cls.create(
            operands=[pointer, value],
            result_types=[value.type],
            properties=properties,
            attributes=attributes,
        )

    def verify_(self) -> None:
        """Refuse unknown kinds, orderings below `monotonic` and a result of another type."""
        if not 0 <= self.bin_op.value.data < len(ATOMIC_OPERATIONS):
            raise VerifyException(f"unknown atomic operation {self.bin_op.value.data}")
        if self.ordering.value.data < 2 or self.ordering.value.data not in ATOMIC_ORDERINGS:
            raise VerifyException("expected at least 'monotonic' ordering")
        if self.res.type != self.val.type:
            raise VerifyException("result #0 and operand #1 must have the same type")


@irdl_op_definition
class AtomicCmpXchgOp(IRDLOperation):
    """
    Write `val` if memory holds `cmp`; the result is the value before and whether it was written.

        %0 = llvm.cmpxchg weak %p, %c, %v syncscope("agent") acq_rel monotonic
               {alignment = 4 : i64} : !llvm.ptr<1>, i32       // !llvm.struct<(i32, i1)>
    """

    name = "llvm.cmpxchg"

    ptr = operand_def(LLVMPointerType)
    cmp = operand_def(AnyAttr())
    val = operand_def(AnyAttr())
    res = result_def(LLVMStructType)

    success_ordering = prop_def(IntegerAttr)
    failure_ordering = prop_def(IntegerAttr)
    syncscope = opt_prop_def(StringAttr)
    alignment = opt_prop_def(IntegerAttr)
    weak = opt_prop_def(UnitAttr)
    volatile_ = opt_prop_def(UnitAttr)
    access_groups = opt_prop_def(ArrayAttr)
    alias_scopes = opt_prop_def(ArrayAttr)
    noalias_scopes = opt_prop_def(ArrayAttr)
    tbaa = opt_prop_def(ArrayAttr)

    traits = traits_def(MemoryReadEffect(), MemoryWriteEffect())

    def __init__(
        self,
        ptr: SSAValue | Operation,
        cmp: SSAValue | Operation,
        val: SSAValue | Operation,
        success_ordering: str = "seq_cst",
        failure_ordering: str = "seq_cst",
        syncscope: str | None = None,
        alignment: int | None = None,
        weak: bool = False,
        volatile: bool = False,
    ):
        value = SSAValue.get(val)
        super().__init__(
            operands=[ptr, cmp, value],
            result_types=[LLVMStructType.from_type_list([value.type, i1])],
            properties={
                "success_ordering": ORDERING_ATTRIBUTES[ATOMIC_ORDERING_NUMBERS[success_ordering]],
                "failure_ordering": ORDERING_ATTRIBUTES[ATOMIC_ORDERING_NUMBERS[failure_ordering]],
                "syncscope": StringAttr(syncscope) if syncscope else None,
                "alignment": None if alignment is None else integer64(alignment),
                "weak": UnitAttr() if weak else None,
                "volatile_": UnitAttr() if volatile else None,
            },
        )

    def print(self, printer: Printer) -> None:
        """Print upstream's form."""
        weak = " weak" if self.weak is not None else ""
        printer.print_string(f"{weak} volatile " if self.volatile_ is not None else f"{weak} ")
        printer.print_list(self.operands, printer.print_ssa_value)
        success = ATOMIC_ORDERINGS[self.success_ordering.value.data]
        failure = ATOMIC_ORDERINGS[self.failure_ordering.value.data]
        printer.print_string(f" {syncscope_text(self.syncscope)}{success} {failure}")
        print_access_attributes(self, printer)
        printer.print_string(" : ")
        printer.print_attribute(self.ptr.type)
        printer.print_string(", ")
        printer.print_attribute(self.val.type)

    @classmethod
    def parse(cls, parser: Parser) -> AtomicCmpXchgOp:
        """Parse upstream's form."""
        properties: dict[str, Attribute] = {}
        if parser.parse_optional_keyword("weak") is not None:
            properties["weak"] = UnitAttr()
        if parser.parse_optional_keyword("volatile") is not None:
            properties["volatile_"] = UnitAttr()
        ptr = parser.parse_unresolved_operand()
        parser.parse_punctuation(",")
        cmp = parser.parse_unresolved_operand()
        parser.parse_punctuation(",")
        val = parser.parse_unresolved_operand()
        parse_syncscope(parser, properties)
        properties["success_ordering"] = parse_ordering(parser)
        properties["failure_ordering"] = parse_ordering(parser)
        attributes = dict(parser.parse_optional_attr_dict())
        move_properties(LoadOp.NAMES, attributes, properties)
        parser.parse_punctuation(":")
        pointer = parser.resolve_operand(ptr, parser.parse_type())
        parser.parse_punctuation(",")
        type = parser.parse_type()
        return cls.create(
            operands=[
                pointer,
                parser.resolve_operand(cmp, type),
                parser.resolve_operand(val, type),
            ],
            result_types=[LLVMStructType.from_type_list([type, i1])],
            properties=properties,
            attributes=attributes,
        )

    def verify_(self) -> None:
        """Refuse operands of two types and orderings that LLVM refuses."""
        if self.cmp.type != self.val.type:
            raise VerifyException("operand #1 and operand #2 must have the same type")
        if tuple(self.res.type.types) != (self.val.type, i1):
            raise VerifyException("result must be a struct of the value's type and i1")
        if min(self.success_ordering.value.data, self.failure_ordering.value.data) < 2:
            raise VerifyException("ordering must be at least 'monotonic'")
        if ATOMIC_ORDERINGS.get(self.failure_ordering.value.data) in ("release", "acq_rel"):
            raise VerifyException("failure ordering cannot be 'release' or 'acq_rel'")


@irdl_op_definition
class FenceOp(IRDLOperation):
    """
    Order the memory accesses before it with those after it.

        llvm.fence syncscope("workgroup") acq_rel
    """

    name = "llvm.fence"

    ordering = prop_def(IntegerAttr)
    syncscope = opt_prop_def(StringAttr)

    traits = traits_def(MemoryReadEffect(), MemoryWriteEffect())

    def __init__(self, ordering: str = "seq_cst", syncscope: str | None = None):
        super().__init__(
            properties={
                "ordering": ORDERING_ATTRIBUTES[ATOMIC_ORDERING_NUMBERS[ordering]],
                "syncscope": StringAttr(syncscope) if syncscope else None,
            }
        )

    def print(self, printer: Printer) -> None:
        """Print upstream's form."""
        scope = syncscope_text(self.syncscope)
        printer.print_string(f" {scope}{ATOMIC_ORDERINGS[self.ordering.value.data]}")
        printer.print_op_attributes(self.attributes)

    @classmethod
    def parse(cls, parser: Parser) -> FenceOp:
        """Parse upstream's form."""
        properties: dict[str, Attribute] = {}
        parse_syncscope(parser, properties)
        properties["ordering"] = parse_ordering(parser)
        attributes = dict(parser.parse_optional_attr_dict())
        return cls.create(properties=properties, attributes=attributes)

    def verify_(self) -> None:
        """Refuse orderings that order nothing."""
        if ATOMIC_ORDERINGS.get(self.ordering.value.data) in (
            None,
            "not_atomic",
            "unordered",
            "monotonic",
        ):
            raise VerifyException("expected ordering acquire, release, acq_rel or seq_cst")


ATOMIC_OPS: list[type[Operation]] = [
    AtomicCmpXchgOp,
    AtomicRMWOp,
    FenceOp,
]
"""The operations of this file."""
