"""
Memory operations of the upstream `llvm` dialect: loads, stores, and addresses.

xDSL's `llvm.load`, `llvm.store` and `llvm.getelementptr` know only part of upstream's properties;
the classes here are subclasses of xDSL's that know all of them, so that a pass written for xDSL's
still recognises ours. Syntax and properties: MLIR 22, `mlir/Dialect/LLVMIR/LLVMOps.td`.

MLIR 22 has no place for the facts `nonnull`, `noundef`, `align` and `range` about a loaded value.
Here they are discardable attributes of `llvm.load`: `llvm.nonnull`, `llvm.noundef`,
`llvm.align = 8 : i64`, `llvm.range = #llvm.constant_range<i8, 0, 2>`. Upstream's tools carry them
along and translate the load without them, which loses speed but no meaning; our printer of LLVM IR
turns them into metadata.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from xdsl.dialects import llvm as xdsl_llvm
from xdsl.dialects.builtin import (
    ArrayAttr,
    DenseArrayBase,
    IntegerAttr,
    IntegerType,
    StringAttr,
    UnitAttr,
    VectorType,
    i32,
)
from xdsl.dialects.llvm import (
    GEP_USE_SSA_VAL,
    LLVMArrayType,
    LLVMPointerType,
    LLVMStructType,
)
from xdsl.dialects.utils import (
    parse_dynamic_index_list_without_types,
    print_dynamic_index_list,
)
from xdsl.ir import Attribute, Operation, SSAValue
from xdsl.irdl import (
    IRDLOperation,
    irdl_op_definition,
    operand_def,
    opt_prop_def,
    prop_def,
    result_def,
    traits_def,
    var_operand_def,
)
from xdsl.parser import Parser
from xdsl.printer import Printer
from xdsl.traits import MemoryReadEffect, MemoryWriteEffect, NoMemoryEffect
from xdsl.utils.exceptions import VerifyException

from .attributes import (
    ATOMIC_ORDERINGS,
    GEP_INBOUNDS,
    GEP_NUSW,
    GEP_NUW,
    ORDERING_ATTRIBUTES,
    DereferenceableAttr,
    move_properties,
    parse_ordering,
    parse_syncscope,
    syncscope_text,
)

_POINTER = LLVMPointerType | VectorType


_INTEGER = IntegerType | VectorType


_PRINTED_BY_KEYWORD = (
    "ordering",
    "syncscope",
    "volatile_",
    "invariant",
    "invariantGroup",
    "dereferenceable",
    "bin_op",
    "success_ordering",
    "failure_ordering",
    "weak",
)
"""Properties that have a place of their own in the syntax; the rest stand in the dictionary."""


def print_access_attributes(op: Operation, printer: Printer) -> None:
    """Print the attribute dictionary of a memory access."""
    printer.print_op_attributes(
        op.properties | op.attributes, reserved_attr_names=_PRINTED_BY_KEYWORD
    )


def _check_ordering(
    op: Operation, ordering: IntegerAttr | None, alignment: IntegerAttr | None, refused: str
) -> None:
    """Refuse an atomic access without alignment or of an ordering it cannot have."""
    if ordering is None or ordering.value.data == 0:
        return
    keyword = ATOMIC_ORDERINGS.get(ordering.value.data)
    if keyword is None:
        raise VerifyException(f"unknown atomic ordering {ordering.value.data}")
    if keyword in (refused, "acq_rel"):
        raise VerifyException(f"unsupported ordering '{keyword}'")
    if alignment is None:
        raise VerifyException("expected alignment for atomic access")


@irdl_op_definition
class LoadOp(xdsl_llvm.LoadOp):
    """
    Read a value from memory.

        %0 = llvm.load volatile %p {alignment = 4 : i64} : !llvm.ptr<1> -> i32
        %1 = llvm.load %p atomic syncscope("agent") acquire {alignment = 4 : i64} : !llvm.ptr -> i32
        %2 = llvm.load %p invariant dereferenceable<bytes = 8> : !llvm.ptr<4> -> !llvm.ptr
    """

    name = "llvm.load"

    ptr = operand_def(LLVMPointerType)
    dereferenced_value = result_def()

    alignment = opt_prop_def(IntegerAttr[IntegerType])
    volatile_ = opt_prop_def(UnitAttr)
    nontemporal = opt_prop_def(UnitAttr)
    invariant = opt_prop_def(UnitAttr)
    invariantGroup = opt_prop_def(UnitAttr)
    ordering = prop_def(IntegerAttr[IntegerType], default_value=ORDERING_ATTRIBUTES[0])
    syncscope = opt_prop_def(StringAttr)
    dereferenceable = opt_prop_def(DereferenceableAttr)
    access_groups = opt_prop_def(ArrayAttr)
    alias_scopes = opt_prop_def(ArrayAttr)
    noalias_scopes = opt_prop_def(ArrayAttr)
    tbaa = opt_prop_def(ArrayAttr)

    traits = traits_def(MemoryReadEffect())

    NAMES: ClassVar = frozenset(
        {
            "alignment",
            "nontemporal",
            "access_groups",
            "alias_scopes",
            "noalias_scopes",
            "tbaa",
        }
    )

    def print(self, printer: Printer) -> None:
        """Print upstream's form."""
        printer.print_string(" volatile " if self.volatile_ is not None else " ")
        printer.print_ssa_value(self.ptr)
        if ordering := self.ordering.value.data:
            scope = syncscope_text(self.syncscope)
            printer.print_string(f" atomic {scope}{ATOMIC_ORDERINGS[ordering]}")
        if self.invariant is not None:
            printer.print_string(" invariant")
        if self.invariantGroup is not None:
            printer.print_string(" invariant_group")
        if self.dereferenceable is not None:
            printer.print_string(" dereferenceable")
            self.dereferenceable.print_parameters(printer)
        print_access_attributes(self, printer)
        printer.print_string(" : ")
        printer.print_attribute(self.ptr.type)
        printer.print_string(" -> ")
        printer.print_attribute(self.dereferenced_value.type)

    @classmethod
    def parse(cls, parser: Parser) -> LoadOp:
        """Parse upstream's form."""
        properties: dict[str, Attribute] = {"ordering": ORDERING_ATTRIBUTES[0]}
        if parser.parse_optional_keyword("volatile") is not None:
            properties["volatile_"] = UnitAttr()
        ptr = parser.parse_unresolved_operand()
        if parser.parse_optional_keyword("atomic") is not None:
            parse_syncscope(parser, properties)
            properties["ordering"] = parse_ordering(parser)
        if parser.parse_optional_keyword("invariant") is not None:
            properties["invariant"] = UnitAttr()
        if parser.parse_optional_keyword("invariant_group") is not None:
            properties["invariantGroup"] = UnitAttr()
        if parser.parse_optional_keyword("dereferenceable") is not None:
            properties["dereferenceable"] = DereferenceableAttr.new(
                DereferenceableAttr.parse_parameters(parser)
            )
        attributes = dict(parser.parse_optional_attr_dict())
        move_properties(cls.NAMES, attributes, properties)
        parser.parse_punctuation(":")
        pointer = parser.resolve_operand(ptr, parser.parse_type())
        parser.parse_punctuation("->")
        return cls.create(
            operands=[pointer],
            result_types=[parser.parse_type()],
            properties=properties,
            attributes=attributes,
        )

    def verify_(self) -> None:
        """Refuse orderings that a load cannot have."""
        _check_ordering(self, self.ordering, self.alignment, "release")


@irdl_op_definition
class StoreOp(xdsl_llvm.StoreOp):
    """
    Write a value to memory.

        llvm.store %v, %p {alignment = 4 : i64, nontemporal} : i32, !llvm.ptr<1>
        llvm.store %v, %p atomic syncscope("agent") release {alignment = 4 : i64} : i32, !llvm.ptr
    """

    name = "llvm.store"

    value = operand_def()
    ptr = operand_def(LLVMPointerType)

    alignment = opt_prop_def(IntegerAttr[IntegerType])
    ordering = opt_prop_def(IntegerAttr[IntegerType])
    syncscope = opt_prop_def(StringAttr)
    volatile_ = opt_prop_def(UnitAttr)
    nontemporal = opt_prop_def(UnitAttr)
    invariantGroup = opt_prop_def(UnitAttr)
    access_groups = opt_prop_def(ArrayAttr)
    alias_scopes = opt_prop_def(ArrayAttr)
    noalias_scopes = opt_prop_def(ArrayAttr)
    tbaa = opt_prop_def(ArrayAttr)

    traits = traits_def(MemoryWriteEffect())

    NAMES: ClassVar = LoadOp.NAMES

    def print(self, printer: Printer) -> None:
        """Print upstream's form."""
        printer.print_string(" volatile " if self.volatile_ is not None else " ")
        printer.print_ssa_value(self.value)
        printer.print_string(", ")
        printer.print_ssa_value(self.ptr)
        if self.ordering is not None and (ordering := self.ordering.value.data):
            scope = syncscope_text(self.syncscope)
            printer.print_string(f" atomic {scope}{ATOMIC_ORDERINGS[ordering]}")
        if self.invariantGroup is not None:
            printer.print_string(" invariant_group")
        print_access_attributes(self, printer)
        printer.print_string(" : ")
        printer.print_attribute(self.value.type)
        printer.print_string(", ")
        printer.print_attribute(self.ptr.type)

    @classmethod
    def parse(cls, parser: Parser) -> StoreOp:
        """Parse upstream's form."""
        properties: dict[str, Attribute] = {"ordering": ORDERING_ATTRIBUTES[0]}
        if parser.parse_optional_keyword("volatile") is not None:
            properties["volatile_"] = UnitAttr()
        value = parser.parse_unresolved_operand()
        parser.parse_punctuation(",")
        ptr = parser.parse_unresolved_operand()
        if parser.parse_optional_keyword("atomic") is not None:
            parse_syncscope(parser, properties)
            properties["ordering"] = parse_ordering(parser)
        if parser.parse_optional_keyword("invariant_group") is not None:
            properties["invariantGroup"] = UnitAttr()
        attributes = dict(parser.parse_optional_attr_dict())
        move_properties(cls.NAMES, attributes, properties)
        parser.parse_punctuation(":")
        stored = parser.resolve_operand(value, parser.parse_type())
        parser.parse_punctuation(",")
        pointer = parser.resolve_operand(ptr, parser.parse_type())
        return cls.create(operands=[stored, pointer], properties=properties, attributes=attributes)

    def verify_(self) -> None:
        """Refuse orderings that a store cannot have."""
        _check_ordering(self, self.ordering, self.alignment, "acquire")


@irdl_op_definition
class GEPOp(xdsl_llvm.GEPOp):
    """
    Compute an address: pointer arithmetic without access.

    `noWrapFlags` is a bit set: `GEP_INBOUNDS`, `GEP_NUSW`, `GEP_NUW`. An index of
    `GEP_USE_SSA_VAL` among `rawConstantIndices` stands for the next of `ssa_indices`.

        %1 = llvm.getelementptr inbounds|nuw %0[%i] : (!llvm.ptr<1>, i64) -> !llvm.ptr<1>, i8
    """

    name = "llvm.getelementptr"

    ptr = operand_def(_POINTER)
    ssa_indices = var_operand_def(_INTEGER)
    result = result_def(_POINTER)

    elem_type = prop_def()
    noWrapFlags = prop_def(IntegerAttr, default_value=IntegerAttr(0, i32))
    rawConstantIndices = prop_def(DenseArrayBase.constr(i32))
    inbounds = opt_prop_def(UnitAttr)
    """xDSL's own spelling of `GEP_INBOUNDS`, for operations its passes build."""

    traits = traits_def(NoMemoryEffect())

    FLAGS: ClassVar = {"inbounds": GEP_INBOUNDS, "nusw": GEP_NUSW, "nuw": GEP_NUW}

    def __init__(
        self,
        ptr: SSAValue | Operation,
        indices: Sequence[int],
        pointee_type: Attribute,
        ssa_indices: Sequence[SSAValue | Operation] | None = None,
        result_type: Attribute | None = None,
        inbounds: bool = False,
        flags: int = 0,
    ):
        pointer = SSAValue.get(ptr)
        if inbounds:
            flags |= GEP_INBOUNDS
        IRDLOperation.__init__(
            self,
            operands=[pointer, ssa_indices or []],
            result_types=[pointer.type if result_type is None else result_type],
            properties={
                "rawConstantIndices": DenseArrayBase.from_list(i32, indices),
                "elem_type": pointee_type,
                "noWrapFlags": IntegerAttr(flags, i32),
            },
        )

    @property
    def flags(self) -> int:
        """The no-wrap flags as a bit set, whichever way they are stored."""
        flags = self.noWrapFlags.value.data
        return flags if self.inbounds is None else flags | GEP_INBOUNDS

    def print(self, printer: Printer) -> None:
        """Print upstream's form."""
        flags = self.flags
        names = [
            name
            for name, bits in self.FLAGS.items()
            if flags & bits == bits and not (name == "nusw" and flags & 1)
        ]
        printer.print_string(f" {'|'.join(names)} " if names else " ")
        printer.print_ssa_value(self.ptr)
        print_dynamic_index_list(
            printer, GEP_USE_SSA_VAL, self.ssa_indices, self.rawConstantIndices.iter_values()
        )
        printer.print_op_attributes(self.attributes)
        printer.print_string(" : ")
        printer.print_function_type(
            [self.ptr.type, *(v.type for v in self.ssa_indices)], [self.result.type]
        )
        printer.print_string(", ")
        printer.print_attribute(self.elem_type)

    @classmethod
    def parse(cls, parser: Parser) -> GEPOp:
        """Parse upstream's form."""
        flags = 0
        while (name := parser.parse_optional_keyword_in(cls.FLAGS)) is not None:
            flags |= cls.FLAGS[name]
            if parser.parse_optional_punctuation("|") is None:
                break
        ptr = parser.parse_unresolved_operand()
        dynamic, constants = parse_dynamic_index_list_without_types(parser, GEP_USE_SSA_VAL)
        attributes = dict(parser.parse_optional_attr_dict())
        parser.parse_punctuation(":")
        type = parser.parse_function_type()
        parser.parse_punctuation(",")
        return cls.create(
            operands=parser.resolve_operands([ptr, *dynamic], type.inputs.data, parser.pos),
            result_types=type.outputs.data,
            properties={
                "rawConstantIndices": DenseArrayBase.from_list(i32, list(constants)),
                "elem_type": parser.parse_type(),
                "noWrapFlags": IntegerAttr(flags, i32),
            },
            attributes=attributes,
        )

    def verify_(self) -> None:
        """Refuse indices that do not fit their operands or the type they walk through."""
        indices: tuple[int, ...] = tuple(self.rawConstantIndices.iter_values())
        if indices.count(GEP_USE_SSA_VAL) != len(self.ssa_indices):
            raise VerifyException("expected as many dynamic indices as operands")
        type: Attribute = self.elem_type
        for number, index in enumerate(indices[1:], start=1):
            match type:
                case LLVMArrayType():
                    type = type.type
                case VectorType():
                    type = type.element_type
                case LLVMStructType():
                    if not 0 <= index < len(type.types):
                        raise VerifyException(
                            f"index #{number} of a struct must be a constant within it"
                        )
                    type = type.types.data[index]
                case _:
                    raise VerifyException(f"index #{number} cannot index into {type}")


MEMORY_OPS: list[type[Operation]] = [
    GEPOp,
    LoadOp,
    StoreOp,
]
"""The operations of this file."""
