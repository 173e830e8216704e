"""
Intrinsics of the upstream `llvm` dialect on memory, which xDSL lacks.

Syntax: MLIR 22, `mlir/Dialect/LLVMIR/LLVMIntrinsicOps.td`; meaning: LLVM's language reference.
Those without a syntax of their own there print in the generic form here too.
"""

from __future__ import annotations

from abc import ABC
from typing import ClassVar

from xdsl.dialects.builtin import (
    ArrayAttr,
    DictionaryAttr,
    IntegerAttr,
    IntegerType,
    VectorType,
    i8,
    i32,
    i64,
)
from xdsl.dialects.llvm import LLVMPointerType
from xdsl.ir import Operation, SSAValue
from xdsl.irdl import (
    AnyAttr,
    IRDLOperation,
    VarConstraint,
    base,
    irdl_op_definition,
    operand_def,
    opt_prop_def,
    prop_def,
    result_def,
    traits_def,
)
from xdsl.parser import Parser
from xdsl.printer import Printer
from xdsl.traits import MemoryReadEffect, MemoryWriteEffect, Pure

from .attributes import alignment_attributes


class MemoryTransfer(IRDLOperation, ABC):
    """A copy of `len` bytes. Alignments are `llvm.align` in `arg_attrs`."""

    dst = operand_def(LLVMPointerType)
    src = operand_def(LLVMPointerType)
    len = operand_def(IntegerType)
    isVolatile = prop_def(IntegerAttr)
    access_groups = opt_prop_def(ArrayAttr)
    alias_scopes = opt_prop_def(ArrayAttr)
    noalias_scopes = opt_prop_def(ArrayAttr)
    tbaa = opt_prop_def(ArrayAttr)
    arg_attrs = opt_prop_def(ArrayAttr[DictionaryAttr])
    res_attrs = opt_prop_def(ArrayAttr[DictionaryAttr])

    traits = traits_def(MemoryReadEffect(), MemoryWriteEffect())

    def __init__(
        self,
        dst: Operation | SSAValue,
        src: Operation | SSAValue,
        len: Operation | SSAValue,
        volatile: bool = False,
        dst_align: int = 1,
        src_align: int = 1,
    ):
        super().__init__(
            operands=[dst, src, len],
            properties={
                "isVolatile": IntegerAttr.from_bool(volatile),
                "arg_attrs": alignment_attributes([dst_align, src_align, 1]),
            },
        )


@irdl_op_definition
class MemcpyOp(MemoryTransfer):
    """
    Copy bytes between places that do not overlap, unless they are the same.

        "llvm.intr.memcpy"(%d, %s, %n) <{isVolatile = false}>
          : (!llvm.ptr, !llvm.ptr<1>, i64) -> ()
    """

    name = "llvm.intr.memcpy"


@irdl_op_definition
class MemmoveOp(MemoryTransfer):
    """
    Copy bytes between places that may overlap.

        "llvm.intr.memmove"(%d, %s, %n) <{isVolatile = false}>
          : (!llvm.ptr, !llvm.ptr<1>, i64) -> ()
    """

    name = "llvm.intr.memmove"


@irdl_op_definition
class MemcpyInlineOp(IRDLOperation):
    """
    Copy a known number of bytes without calling a function.

        "llvm.intr.memcpy.inline"(%d, %s) <{len = 16 : i64, isVolatile = false}>
          : (!llvm.ptr, !llvm.ptr) -> ()
    """

    name = "llvm.intr.memcpy.inline"

    dst = operand_def(LLVMPointerType)
    src = operand_def(LLVMPointerType)
    len = prop_def(IntegerAttr)
    isVolatile = prop_def(IntegerAttr)
    access_groups = opt_prop_def(ArrayAttr)
    alias_scopes = opt_prop_def(ArrayAttr)
    noalias_scopes = opt_prop_def(ArrayAttr)
    tbaa = opt_prop_def(ArrayAttr)
    arg_attrs = opt_prop_def(ArrayAttr[DictionaryAttr])
    res_attrs = opt_prop_def(ArrayAttr[DictionaryAttr])

    traits = traits_def(MemoryReadEffect(), MemoryWriteEffect())

    def __init__(
        self,
        dst: Operation | SSAValue,
        src: Operation | SSAValue,
        len: int,
        volatile: bool = False,
        dst_align: int = 1,
        src_align: int = 1,
    ):
        super().__init__(
            operands=[dst, src],
            properties={
                "len": IntegerAttr(len, i64),
                "isVolatile": IntegerAttr.from_bool(volatile),
                "arg_attrs": alignment_attributes([dst_align, src_align]),
            },
        )


@irdl_op_definition
class MemsetOp(IRDLOperation):
    """
    Set `len` bytes to `val`.

        "llvm.intr.memset"(%d, %v, %n) <{isVolatile = false}> : (!llvm.ptr, i8, i64) -> ()
    """

    name = "llvm.intr.memset"

    dst = operand_def(LLVMPointerType)
    val = operand_def(i8)
    len = operand_def(IntegerType)
    isVolatile = prop_def(IntegerAttr)
    access_groups = opt_prop_def(ArrayAttr)
    alias_scopes = opt_prop_def(ArrayAttr)
    noalias_scopes = opt_prop_def(ArrayAttr)
    tbaa = opt_prop_def(ArrayAttr)
    arg_attrs = opt_prop_def(ArrayAttr[DictionaryAttr])
    res_attrs = opt_prop_def(ArrayAttr[DictionaryAttr])

    traits = traits_def(MemoryWriteEffect())

    def __init__(
        self,
        dst: Operation | SSAValue,
        val: Operation | SSAValue,
        len: Operation | SSAValue,
        volatile: bool = False,
        align: int = 1,
    ):
        super().__init__(
            operands=[dst, val, len],
            properties={
                "isVolatile": IntegerAttr.from_bool(volatile),
                "arg_attrs": alignment_attributes([align, 1, 1]),
            },
        )


@irdl_op_definition
class PrefetchOp(IRDLOperation):
    """
    Hint that memory will be accessed.

        "llvm.intr.prefetch"(%p) <{rw = 0 : i32, hint = 3 : i32, cache = 1 : i32}>
          : (!llvm.ptr) -> ()
    """

    name = "llvm.intr.prefetch"

    addr = operand_def(LLVMPointerType)
    rw = prop_def(IntegerAttr)
    hint = prop_def(IntegerAttr)
    cache = prop_def(IntegerAttr)

    traits = traits_def(MemoryReadEffect(), MemoryWriteEffect())

    def __init__(self, addr: Operation | SSAValue, rw: int = 0, hint: int = 3, cache: int = 1):
        super().__init__(
            operands=[addr],
            properties={
                "rw": IntegerAttr(rw, i32),
                "hint": IntegerAttr(hint, i32),
                "cache": IntegerAttr(cache, i32),
            },
        )


class PointerIntrinsic(IRDLOperation, ABC):
    """An intrinsic on one pointer without a result."""

    ptr = operand_def(LLVMPointerType)

    traits = traits_def(MemoryReadEffect(), MemoryWriteEffect())
    assembly_format = "$ptr attr-dict `:` type($ptr)"

    def __init__(self, ptr: Operation | SSAValue):
        super().__init__(operands=[ptr])


@irdl_op_definition
class LifetimeStartOp(PointerIntrinsic):
    """
    From here on a stack slot is alive, and its bytes are undefined.

        llvm.intr.lifetime.start %p : !llvm.ptr<5>
    """

    name = "llvm.intr.lifetime.start"


@irdl_op_definition
class LifetimeEndOp(PointerIntrinsic):
    """
    From here on a stack slot is dead.

        llvm.intr.lifetime.end %p : !llvm.ptr<5>
    """

    name = "llvm.intr.lifetime.end"


class InvariantGroup(IRDLOperation, ABC):
    """A pointer with other knowledge of its invariant group."""

    T: ClassVar = VarConstraint("T", AnyAttr())

    ptr = operand_def(T)
    res = result_def(T)

    assembly_format = "$ptr attr-dict `:` type($ptr)"

    def __init__(self, ptr: Operation | SSAValue):
        pointer = SSAValue.get(ptr)
        super().__init__(operands=[pointer], result_types=[pointer.type])


@irdl_op_definition
class LaunderInvariantGroupOp(InvariantGroup):
    """
    The same address, of a new invariant group.

        %0 = llvm.intr.launder.invariant.group %p : !llvm.ptr
    """

    name = "llvm.intr.launder.invariant.group"


@irdl_op_definition
class StripInvariantGroupOp(InvariantGroup):
    """
    The same address, of no invariant group.

        %0 = llvm.intr.strip.invariant.group %p : !llvm.ptr
    """

    name = "llvm.intr.strip.invariant.group"


@irdl_op_definition
class InvariantStartOp(IRDLOperation):
    """
    From here on `size` bytes do not change.

        %0 = llvm.intr.invariant.start 8, %p : !llvm.ptr<1>
    """

    name = "llvm.intr.invariant.start"

    ptr = operand_def(LLVMPointerType)
    res = result_def(LLVMPointerType)
    size = prop_def(IntegerAttr)

    def __init__(self, size: int, ptr: Operation | SSAValue):
        super().__init__(
            operands=[ptr],
            result_types=[LLVMPointerType()],
            properties={"size": IntegerAttr(size, i64)},
        )

    def print(self, printer: Printer) -> None:
        """Print upstream's form."""
        printer.print_string(f" {self.size.value.data}, ")
        printer.print_ssa_value(self.ptr)
        printer.print_op_attributes(self.attributes)
        printer.print_string(" : ")
        printer.print_attribute(self.ptr.type)

    @classmethod
    def parse(cls, parser: Parser) -> InvariantStartOp:
        """Parse upstream's form."""
        size = parser.parse_integer()
        parser.parse_punctuation(",")
        operand = parser.parse_unresolved_operand()
        attributes = dict(parser.parse_optional_attr_dict())
        parser.parse_punctuation(":")
        op = cls(size, parser.resolve_operand(operand, parser.parse_type()))
        op.attributes = attributes
        return op


@irdl_op_definition
class InvariantEndOp(IRDLOperation):
    """
    From here on the bytes may change again.

        llvm.intr.invariant.end %0, 8, %p : !llvm.ptr<1>
    """

    name = "llvm.intr.invariant.end"

    start = operand_def(LLVMPointerType)
    ptr = operand_def(LLVMPointerType)
    size = prop_def(IntegerAttr)

    def __init__(self, start: Operation | SSAValue, size: int, ptr: Operation | SSAValue):
        super().__init__(operands=[start, ptr], properties={"size": IntegerAttr(size, i64)})

    def print(self, printer: Printer) -> None:
        """Print upstream's form."""
        printer.print_string(" ")
        printer.print_ssa_value(self.start)
        printer.print_string(f", {self.size.value.data}, ")
        printer.print_ssa_value(self.ptr)
        printer.print_op_attributes(self.attributes)
        printer.print_string(" : ")
        printer.print_attribute(self.ptr.type)

    @classmethod
    def parse(cls, parser: Parser) -> InvariantEndOp:
        """Parse upstream's form."""
        start = parser.parse_unresolved_operand()
        parser.parse_punctuation(",")
        size = parser.parse_integer()
        parser.parse_punctuation(",")
        operand = parser.parse_unresolved_operand()
        attributes = dict(parser.parse_optional_attr_dict())
        parser.parse_punctuation(":")
        pointer = parser.resolve_operand(operand, parser.parse_type())
        op = cls(parser.resolve_operand(start, LLVMPointerType()), size, pointer)
        op.attributes = attributes
        return op


@irdl_op_definition
class PtrMaskOp(IRDLOperation):
    """
    A pointer with some bits of its address cleared.

        %0 = llvm.intr.ptrmask %p, %m : (!llvm.ptr, i64) -> !llvm.ptr
    """

    name = "llvm.intr.ptrmask"

    T: ClassVar = VarConstraint("T", base(LLVMPointerType) | base(VectorType))

    ptr = operand_def(T)
    mask = operand_def(IntegerType | VectorType)
    res = result_def(T)

    traits = traits_def(Pure())
    assembly_format = "$ptr `,` $mask attr-dict `:` functional-type(operands, results)"

    def __init__(self, ptr: Operation | SSAValue, mask: Operation | SSAValue):
        pointer = SSAValue.get(ptr)
        super().__init__(operands=[pointer, mask], result_types=[pointer.type])


@irdl_op_definition
class ThreadlocalAddressOp(IRDLOperation):
    """
    The address of a thread-local global in this thread.

        %0 = "llvm.intr.threadlocal.address"(%g) : (!llvm.ptr) -> !llvm.ptr
    """

    name = "llvm.intr.threadlocal.address"

    global_ = operand_def(LLVMPointerType)
    res = result_def(LLVMPointerType)

    traits = traits_def(Pure())

    def __init__(self, pointer: Operation | SSAValue):
        operand = SSAValue.get(pointer)
        super().__init__(operands=[operand], result_types=[operand.type])


MEMORY_INTRINSIC_OPS: list[type[Operation]] = [
    InvariantEndOp,
    InvariantStartOp,
    LaunderInvariantGroupOp,
    LifetimeEndOp,
    LifetimeStartOp,
    MemcpyInlineOp,
    MemcpyOp,
    MemmoveOp,
    MemsetOp,
    PrefetchOp,
    PtrMaskOp,
    StripInvariantGroupOp,
    ThreadlocalAddressOp,
]
"""The operations of this file."""
