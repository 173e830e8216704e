"""
What every part of the conversion to `llvm` uses: types, and the state of a function.

A `TypeConverter` maps types, and a `FunctionLowering` holds the function that is being built: the
new value of each old one, the new block of each old one, and where the next operation goes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeAlias, TypeVar, cast

from xdsl.dialects.builtin import (
    BFloat16Type,
    DenseArrayBase,
    Float16Type,
    Float32Type,
    Float64Type,
    Float128Type,
    FunctionType,
    IndexType,
    IntAttr,
    IntegerAttr,
    IntegerType,
    LocationAttr,
    NoneAttr,
    StringAttr,
    UnregisteredOp,
    VectorType,
    i32,
    i64,
)
from xdsl.dialects.llvm import (
    LLVMArrayType,
    LLVMFunctionType,
    LLVMPointerType,
    LLVMStructType,
    LLVMVoidType,
)
from xdsl.ir import Attribute, Block, Operation, SSAValue

from rusticle.diagnostics import CompileError, span_of

from ...dialects import llvm
from ...dialects.asptr import PtrType
from ...targets import Target

OpT = TypeVar("OpT", bound=Operation)

NO_FAST_MATH = llvm.FastMathAttr(None)
VOID = LLVMVoidType()
I1 = IntegerType(1)
I8 = IntegerType(8)
I16 = IntegerType(16)
_NO_BUNDLES = DenseArrayBase.from_list(i32, ())


class TypeConverter:
    """
    Types of the levels above as types of the `llvm` dialect, for one target.

    Answers are kept by the identity of the question: attributes are shared, and hashing one costs
    more than converting it.
    """

    def __init__(self, target: Target) -> None:
        self.target = target
        self.index = IntegerType(target.pointer_bits)
        self._known: dict[int, tuple[Attribute, Attribute]] = {}
        self._structs: dict[tuple[int, ...], tuple[tuple[Attribute, ...], LLVMStructType]] = {}
        self._pointers: dict[int, LLVMPointerType] = {}

    def pointer(self, space: str) -> LLVMPointerType:
        """The pointer type of an address space of the target. `CompileError` if it has none."""
        return self.pointer_number(self.target.space(space).number)

    def pointer_number(self, number: int) -> LLVMPointerType:
        """The pointer type of LLVM's address space of that number."""
        found = self._pointers.get(number)
        if found is None:
            found = LLVMPointerType(IntAttr(number) if number else NoneAttr())
            self._pointers[number] = found
        return found

    def convert(self, type: Attribute) -> Attribute:
        """`type` in the `llvm` dialect. Raises `CompileError` if it has no counterpart there."""
        known = self._known.get(id(type))
        if known is not None:
            return known[1]
        converted = self._convert(type)
        self._known[id(type)] = (type, converted)
        return converted

    def _convert(self, type: Attribute) -> Attribute:
        match type:
            case PtrType():
                return self.pointer(type.space.data)
            case IndexType():
                return self.index
            case IntegerType() | LLVMPointerType() | LLVMVoidType():
                return type
            case BFloat16Type() | Float16Type() | Float32Type() | Float64Type() | Float128Type():
                return type
            case VectorType():
                element = self.convert(type.element_type)
                if element is type.element_type:
                    return type
                return VectorType(element, type.get_shape(), type.scalable_dims)
            case LLVMStructType():
                types = [self.convert(t) for t in type.types]
                if all(a is b for a, b in zip(types, type.types, strict=True)):
                    return type
                return LLVMStructType.from_type_list(types)
            case LLVMArrayType():
                element = self.convert(type.type)
                return type if element is type.type else LLVMArrayType(type.size, element)
            case FunctionType():
                return self.function(type.inputs.data, type.outputs.data)
            case _:
                raise CompileError.of(f"type `{type}` has no counterpart in LLVM")

    def all(self, types: Sequence[Attribute]) -> list[Attribute]:
        """Each of `types`, converted."""
        return [self.convert(t) for t in types]

    def result(self, outputs: Sequence[Attribute]) -> Attribute:
        """What a function of these results returns: nothing, the one, or a struct of them."""
        if not outputs:
            return VOID
        if len(outputs) == 1:
            return self.convert(outputs[0])
        key = tuple(map(id, outputs))
        known = self._structs.get(key)
        if known is None:
            struct = LLVMStructType.from_type_list(self.all(outputs))
            known = self._structs[key] = (tuple(outputs), struct)
        return known[1]

    def function(
        self, inputs: Sequence[Attribute], outputs: Sequence[Attribute]
    ) -> LLVMFunctionType:
        """The type of a function."""
        return LLVMFunctionType(self.all(inputs), self.result(outputs))


class FunctionLowering:
    """
    A function under conversion.

    `values` and `blocks` map the old to the new; `block` is the new block that operations are
    added to, and `location` is theirs.
    """

    __slots__ = (
        "block",
        "blocks",
        "entry",
        "entry_constant",
        "kernel",
        "last_alloca",
        "location",
        "target",
        "types",
        "values",
    )

    def __init__(self, types: TypeConverter, kernel: Operation | None) -> None:
        self.types = types
        self.target = types.target
        self.kernel = kernel
        """The `hsa.kernel`, if this is one."""
        self.values: dict[SSAValue, SSAValue] = {}
        self.blocks: dict[Block, Block] = {}
        self.entry = self.block = Block()
        self.entry_constant: SSAValue | None = None
        """The `i32` 1 at the top of the entry block that allocas share."""
        self.last_alloca: Operation | None = None
        """Where the next alloca follows, if it comes from another block than the entry."""
        self.location: LocationAttr | None = None

    def emit(
        self,
        cls: type[OpT],
        operands: Sequence[SSAValue] = (),
        result_types: Sequence[Attribute] = (),
        properties: Mapping[str, Attribute] = {},
        attributes: Mapping[str, Attribute] = {},
        successors: Sequence[Block] = (),
    ) -> OpT:
        """Add an operation to the current block."""
        op = cls.create(
            operands=operands,
            result_types=result_types,
            properties=properties,
            attributes=attributes,
            location=self.location,
            successors=successors,
        )
        self.block.add_op(op)
        return op

    def value(
        self,
        cls: type[Operation],
        operands: Sequence[SSAValue],
        result_type: Attribute,
        properties: Mapping[str, Attribute] = {},
        attributes: Mapping[str, Attribute] = {},
    ) -> SSAValue:
        """Add an operation of one result to the current block; returns the result."""
        return self.emit(cls, operands, (result_type,), properties, attributes).results[0]

    def operands(self, op: Operation) -> list[SSAValue]:
        """The new values of `op`'s operands."""
        values = self.values
        return [values[operand] for operand in op.operands]

    def results(self, op: Operation) -> list[Attribute]:
        """The new types of `op`'s results."""
        convert = self.types.convert
        return [convert(result.type) for result in op.results]

    def replace(self, op: Operation, value: SSAValue) -> None:
        """`value` takes the place of `op`'s only result, and its name in dumps."""
        old = op.results[0]
        self.values[old] = value
        if old.name_hint is not None and value.name_hint is None:
            value.name_hint = old.name_hint

    def integer(self, value: int, type: IntegerType) -> SSAValue:
        """A constant."""
        return self.value(
            llvm.ConstantOp, (), type, {"value": IntegerAttr(value, type, truncate_bits=True)}
        )

    def resize(self, value: SSAValue, type: Attribute, signed: bool) -> SSAValue:
        """`value` extended or truncated to the integer type `type`."""
        given, wanted = width_of(value.type), width_of(type)
        if given == wanted:
            return value
        if given > wanted:
            return self.value(llvm.TruncOp, (value,), type)
        return self.value(llvm.SExtOp if signed else llvm.ZExtOp, (value,), type)

    def intrinsic(
        self,
        name: str,
        operands: Sequence[SSAValue],
        result_type: Attribute | None,
        properties: Mapping[str, Attribute] = {},
    ) -> llvm.CallIntrinsicOp:
        """Call an LLVM intrinsic; LLVM infers what it is overloaded on."""
        return self.emit(
            llvm.CallIntrinsicOp,
            operands,
            () if result_type is None else (result_type,),
            intrinsic_properties(name, len(operands)) | dict(properties),
        )

    def extract(self, struct: SSAValue, index: int, type: Attribute) -> SSAValue:
        """A field of a struct."""
        return self.value(llvm.ExtractValueOp, (struct,), type, {"position": position(index)})

    def pack(self, values: Sequence[SSAValue], type: Attribute) -> SSAValue:
        """A struct of `values`."""
        struct = self.value(llvm.PoisonOp, (), type)
        for index, value in enumerate(values):
            struct = self.value(
                llvm.InsertValueOp, (struct, value), type, {"position": position(index)}
            )
        return struct

    def unpack(self, op: Operation, returned: SSAValue | None) -> None:
        """Give the results of `op` the fields of what a call `returned`."""
        if returned is None:
            return
        if len(op.results) == 1:
            self.replace(op, returned)
            return
        types = cast("LLVMStructType", returned.type).types.data
        for index, (result, type) in enumerate(zip(op.results, types, strict=True)):
            self.values[result] = self.extract(returned, index, type)

    def error(self, op: Operation, message: str, *help_: str) -> CompileError:
        """An error about `op`, at its place in the Rust source."""
        return CompileError.of(message, span_of(op.location), help=help_)


def located(error: CompileError, location: LocationAttr | None) -> CompileError:
    """`error`, with the place in the Rust source of what it is about where it names none."""
    span = span_of(location)
    return CompileError(
        *(replace(d, span=span) if d.span is None else d for d in error.diagnostics)
    )


def name_of(op: Operation) -> str:
    """The name of an operation, also of one whose dialect is unknown."""
    return op.op_name.data if isinstance(op, UnregisteredOp) else op.name


Lowering: TypeAlias = Callable[[FunctionLowering, Any], None]
"""Converts one operation of one class."""


def width_of(type: Attribute) -> int:
    """The width in bits of an integer, or of each lane of a vector of integers."""
    if isinstance(type, VectorType):
        type = cast("VectorType[Attribute]", type).element_type
    return cast("IntegerType", type).width.data


_POSITIONS = [DenseArrayBase.from_list(i64, (n,)) for n in range(8)]


def position(index: int) -> DenseArrayBase:
    """The `position` of a field of a struct."""
    return _POSITIONS[index] if index < 8 else DenseArrayBase.from_list(i64, (index,))


_INTRINSIC_PROPERTIES: dict[tuple[str, int], dict[str, Attribute]] = {}


def intrinsic_properties(name: str, operand_count: int) -> dict[str, Attribute]:
    """The properties of a call of an intrinsic. Not to be changed: calls share it."""
    key = (name, operand_count)
    found = _INTRINSIC_PROPERTIES.get(key)
    if found is None:
        found = _INTRINSIC_PROPERTIES[key] = {
            "intrin": StringAttr(name),
            "fastmathFlags": NO_FAST_MATH,
            "op_bundle_sizes": _NO_BUNDLES,
            "operandSegmentSizes": DenseArrayBase.from_list(i32, (operand_count, 0)),
        }
    return found
