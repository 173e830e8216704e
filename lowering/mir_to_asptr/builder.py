"""
The builder: operations of the `asptr` level, made cheaply and put at the end of a block.

A kernel of fifty lines becomes tens of thousands of operations, and all of them pass through
here. Operations are therefore made with `create`, whose inputs are final, and the attributes that
recur (predicates, flags, types, small constants) are made once per process. Constants are shared
within a block. What an operation means is written at its definition; a method here only says what
it takes.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeGuard, cast

from xdsl.dialects import arith, cf, func, ub
from xdsl.dialects.builtin import (
    UNKNOWN_LOC,
    AnyFloat,
    ArrayAttr,
    DenseArrayBase,
    DenseIntElementsAttr,
    DictionaryAttr,
    FixedBitwidthType,
    Float16Type,
    Float32Type,
    Float64Type,
    Float128Type,
    FloatAttr,
    IntegerAttr,
    IntegerType,
    StringAttr,
    SymbolRefAttr,
    TensorType,
    UnitAttr,
    VectorType,
    i1,
    i32,
    i64,
)
from xdsl.dialects.llvm import BitcastOp, ExtractValueOp, FRemOp, LLVMStructType
from xdsl.dialects.llvm import FastMathAttr as LLVMFastMathAttr
from xdsl.ir import Attribute, Block, Operation, SSAValue

from ...dialects import asptr
from ...dialects.asptr.attributes import i64_attr
from ...dialects.llvm import CallIntrinsicOp, FCmpOp, ICmpOp

FLOATS: dict[int, Attribute] = {
    16: Float16Type(),
    32: Float32Type(),
    64: Float64Type(),
    128: Float128Type(),
}
"""The float types by width in bits."""

_INTS: dict[int, IntegerType] = {bits: IntegerType(bits) for bits in (1, 8, 16, 32, 64, 128)}


def int_type(bits: int) -> IntegerType:
    """The signless integer type of that many bits, shared."""
    type_ = _INTS.get(bits)
    if type_ is None:
        type_ = _INTS[bits] = IntegerType(bits)
    return type_


_ICMP = {
    name: number
    for number, name in enumerate(
        ("eq", "ne", "slt", "sle", "sgt", "sge", "ult", "ule", "ugt", "uge")
    )
}
_FCMP = {
    name: number
    for number, name in enumerate(
        "false oeq ogt oge olt ole one ord ueq ugt uge ult ule une uno true".split()
    )
}
_NO_FASTMATH = arith.FastMathFlagsAttr("none")
_OVERFLOW = {
    (False, False): arith.IntegerOverflowAttr("none"),
    (True, False): arith.IntegerOverflowAttr((arith.IntegerOverflowFlag.NSW,)),
    (False, True): arith.IntegerOverflowAttr((arith.IntegerOverflowFlag.NUW,)),
    (True, True): arith.IntegerOverflowAttr(
        (arith.IntegerOverflowFlag.NSW, arith.IntegerOverflowFlag.NUW)
    ),
}
_POISON = ub.PoisonAttr()
_LLVM_NO_FASTMATH = LLVMFastMathAttr("none")
_OVERFLOW_STRUCTS: dict[Attribute, LLVMStructType] = {}
_NO_BUNDLES = DenseArrayBase.from_list(i32, ())
_FIRST = DenseArrayBase.from_list(i64, (0,))
_SECOND = DenseArrayBase.from_list(i64, (1,))
_UNIT = UnitAttr()
_WITH_OVERFLOW_FLAGS = (arith.AddiOp, arith.SubiOp, arith.MuliOp, arith.ShLIOp)


def is_int(type_: object) -> TypeGuard[IntegerType]:
    """Whether a type is an integer type."""
    return isinstance(type_, IntegerType)


def int_width(type_: Attribute) -> int:
    """The width in bits of an integer type."""
    assert is_int(type_)
    return type_.width.data


def bit_width(type_: Attribute) -> int:
    """The width in bits of an integer or a float type."""
    assert isinstance(type_, FixedBitwidthType)
    return type_.bitwidth


class Builder:
    """
    Appends operations to a block, all with the location of the MIR statement at hand.

    Set `location` at each statement; move on to another block with `at_end_of`.
    """

    __slots__ = ("_append", "_constants", "block", "location")

    def __init__(self, block: Block) -> None:
        self.location = UNKNOWN_LOC
        self._start(block)

    def at_end_of(self, block: Block) -> None:
        """Append to `block` from now on."""
        if block is not self.block:
            self._start(block)

    def _start(self, block: Block) -> None:
        self.block = block
        self._append = block.add_op
        self._constants: dict[tuple[int, Attribute], SSAValue] = {}

    def emit(
        self,
        kind: type[Operation],
        operands: Sequence[SSAValue] = (),
        results: Sequence[Attribute] = (),
        properties: dict[str, Attribute] | None = None,
        attributes: dict[str, Attribute] | None = None,
        successors: Sequence[Block] = (),
    ) -> Operation:
        """Append an operation of that class and return it."""
        op = kind.create(
            operands=operands,
            result_types=results,
            properties=properties if properties is not None else {},
            attributes=attributes if attributes is not None else {},
            successors=successors,
            location=self.location,
        )
        self._append(op)
        return op

    def _value(
        self,
        kind: type[Operation],
        operands: Sequence[SSAValue],
        result: Attribute,
        properties: dict[str, Attribute] | None = None,
    ) -> SSAValue:
        op = kind.create(
            operands=operands,
            result_types=(result,),
            properties=properties if properties is not None else {},
            location=self.location,
        )
        self._append(op)
        return op.results[0]

    # Constants

    def int(self, value: int, type: Attribute) -> SSAValue:
        """An integer constant; `value` is taken modulo the width of `type`."""
        key = (value, type)
        found = self._constants.get(key)
        if found is None:
            assert is_int(type)
            attr = IntegerAttr(value, type, truncate_bits=True)
            found = self._value(arith.ConstantOp, (), type, {"value": attr})
            self._constants[key] = found
        return found

    def i64(self, value: int) -> SSAValue:
        """A 64-bit integer constant."""
        return self.int(value, i64)

    def bool(self, value: bool) -> SSAValue:
        """An `i1` constant."""
        return self.int(int(value), i1)

    def float(self, value: float, type: Attribute) -> SSAValue:
        """A floating-point constant."""
        attr = FloatAttr(value, cast("AnyFloat", type))
        return self._value(arith.ConstantOp, (), type, {"value": attr})

    def poison(self, type: Attribute) -> SSAValue:
        """A value that is never looked at, or only in executions that are undefined."""
        return self._value(ub.PoisonOp, (), type, {"value": _POISON})

    # Arithmetic

    def binary(
        self,
        kind: type[Operation],
        lhs: SSAValue,
        rhs: SSAValue,
        *,
        nsw: bool = False,
        nuw: bool = False,
    ) -> SSAValue:
        """An `arith` operation of two operands of one type, which is also the result's."""
        if kind in _WITH_OVERFLOW_FLAGS:
            flags = _OVERFLOW[nsw, nuw]
            return self._value(kind, (lhs, rhs), lhs.type, {"overflowFlags": flags})
        return self._value(kind, (lhs, rhs), lhs.type)

    def float_binary(
        self,
        kind: type[Operation],
        lhs: SSAValue,
        rhs: SSAValue,
        fastmath: arith.FastMathFlagsAttr = _NO_FASTMATH,
    ) -> SSAValue:
        """A floating-point `arith` operation of two operands."""
        return self._value(kind, (lhs, rhs), lhs.type, {"fastmath": fastmath})

    def negf(self, value: SSAValue) -> SSAValue:
        """The negation of a float: its sign bit flipped."""
        return self._value(arith.NegfOp, (value,), value.type, {"fastmath": _NO_FASTMATH})

    def icmp(self, predicate: str, lhs: SSAValue, rhs: SSAValue) -> SSAValue:
        """Compare integers; `predicate` is one of LLVM's (`eq`, `slt`, `ult`, ...)."""
        return self._value(arith.CmpiOp, (lhs, rhs), i1, {"predicate": i64_attr(_ICMP[predicate])})

    def fcmp(self, predicate: str, lhs: SSAValue, rhs: SSAValue) -> SSAValue:
        """Compare floats; `predicate` is one of LLVM's (`oeq`, `une`, `olt`, ...)."""
        return self._value(
            arith.CmpfOp,
            (lhs, rhs),
            i1,
            {"predicate": i64_attr(_FCMP[predicate]), "fastmath": _NO_FASTMATH},
        )

    def select(self, condition: SSAValue, then: SSAValue, otherwise: SSAValue) -> SSAValue:
        """`then` where the `i1` is set, else `otherwise`."""
        return self._value(arith.SelectOp, (condition, then, otherwise), then.type)

    def convert(self, kind: type[Operation], value: SSAValue, type: Attribute) -> SSAValue:
        """A conversion of one operand to another type."""
        return self._value(kind, (value,), type)

    def int_cast(self, value: SSAValue, type: Attribute, signed: bool) -> SSAValue:
        """Truncate, or extend by sign or by zero, to another integer type."""
        source = value.type
        if source == type:
            return value
        if int_width(source) > int_width(type):
            return self._value(arith.TruncIOp, (value,), type)
        return self._value(arith.ExtSIOp if signed else arith.ExtUIOp, (value,), type)

    def unsigned_min(self, lhs: SSAValue, rhs: SSAValue) -> SSAValue:
        """The lesser of two unsigned integers."""
        return self._value(arith.MinUIOp, (lhs, rhs), lhs.type)

    def unsigned_max(self, lhs: SSAValue, rhs: SSAValue) -> SSAValue:
        """The greater of two unsigned integers."""
        return self._value(arith.MaxUIOp, (lhs, rhs), lhs.type)

    def not_(self, value: SSAValue) -> SSAValue:
        """All bits flipped."""
        return self.binary(arith.XOrIOp, value, self.int(-1, value.type))

    # Control flow

    def br(self, target: Block, arguments: Sequence[SSAValue] = ()) -> None:
        """Go to a block."""
        self.emit(cf.BranchOp, arguments, successors=(target,))

    def cond_br(
        self,
        condition: SSAValue,
        then: Block,
        otherwise: Block,
        then_arguments: Sequence[SSAValue] = (),
        otherwise_arguments: Sequence[SSAValue] = (),
    ) -> None:
        """Go to one of two blocks."""
        self.emit(
            cf.ConditionalBranchOp,
            (condition, *then_arguments, *otherwise_arguments),
            properties={
                "operandSegmentSizes": DenseArrayBase.from_list(
                    i32, (1, len(then_arguments), len(otherwise_arguments))
                )
            },
            successors=(then, otherwise),
        )

    def switch(
        self,
        value: SSAValue,
        cases: Sequence[tuple[int, Block, Sequence[SSAValue]]],
        default: Block,
        default_arguments: Sequence[SSAValue],
    ) -> None:
        """Go to the block whose case the value equals. Values are unsigned bits."""
        type_ = value.type
        assert is_int(type_)
        width = type_.width.data
        # The dense attribute wants the values as the signed integers of that width.
        half = 1 << (width - 1)
        values = [v - (1 << width) if v >= half else v for v, _, _ in cases]
        operands: list[SSAValue] = [value, *default_arguments]
        for _, _, arguments in cases:
            operands += arguments
        lengths = [len(arguments) for _, _, arguments in cases]
        self.emit(
            cf.SwitchOp,
            operands,
            properties={
                "case_values": DenseIntElementsAttr.from_list(
                    TensorType(type_, (len(values),)), values
                ),
                "case_operand_segments": DenseArrayBase.from_list(i32, lengths),
                "operandSegmentSizes": DenseArrayBase.from_list(
                    i32, (1, len(default_arguments), sum(lengths))
                ),
            },
            successors=(default, *(block for _, block, _ in cases)),
        )

    def unreachable(self) -> None:
        """End the block: control does not get here."""
        self.emit(ub.UnreachableOp)

    def call(
        self, callee: SymbolRefAttr, arguments: Sequence[SSAValue], results: Sequence[Attribute]
    ) -> Sequence[SSAValue]:
        """Call a function by its symbol."""
        return self.emit(func.CallOp, arguments, results, {"callee": callee}).results

    # Memory

    def alloca(self, size: int, align: int, type: asptr.PtrType) -> SSAValue:
        """`size` bytes of private memory."""
        properties: dict[str, Attribute] = {"size": i64_attr(size), "align": i64_attr(align)}
        return self._value(asptr.AllocaOp, (), type, properties)

    def load(
        self,
        pointer: SSAValue,
        type: Attribute,
        align: int,
        *,
        noundef: bool = False,
        nonnull: bool = False,
        invariant: bool = False,
        volatile: bool = False,
        range_: tuple[int, int, int] | None = None,
        result_align: int = 1,
    ) -> SSAValue:
        """
        Load a value of `type`. `range_` is half-open and may wrap: start, end, and the width;
        `result_align` is the alignment in bytes of what a loaded pointer points to.
        """
        properties: dict[str, Attribute] = {"align": i64_attr(align)}
        if noundef:
            properties["noundef"] = _UNIT
        if nonnull:
            properties["nonnull"] = _UNIT
        if invariant:
            properties["invariant"] = _UNIT
        if volatile:
            properties["volatile"] = _UNIT
        if range_ is not None:
            properties["range"] = _range(*range_)
        if result_align > 1:
            properties["result_align"] = i64_attr(result_align)
        return self._value(asptr.LoadOp, (pointer,), type, properties)

    def store(
        self,
        value: SSAValue,
        pointer: SSAValue,
        align: int,
        *,
        volatile: bool = False,
        nontemporal: bool = False,
    ) -> None:
        """Store a value."""
        properties: dict[str, Attribute] = {"align": i64_attr(align)}
        if volatile:
            properties["volatile"] = _UNIT
        if nontemporal:
            properties["nontemporal"] = _UNIT
        self.emit(asptr.StoreOp, (value, pointer), properties=properties)

    def copy(
        self,
        destination: SSAValue,
        source: SSAValue,
        length: SSAValue,
        *,
        dst_align: int,
        src_align: int,
        overlapping: bool = False,
        volatile: bool = False,
    ) -> None:
        """Copy `length` bytes."""
        properties: dict[str, Attribute] = {
            "dst_align": i64_attr(dst_align),
            "src_align": i64_attr(src_align),
        }
        if overlapping:
            properties["overlapping"] = _UNIT
        if volatile:
            properties["volatile"] = _UNIT
        self.emit(asptr.CopyOp, (destination, source, length), properties=properties)

    def fill(
        self,
        destination: SSAValue,
        byte: SSAValue,
        length: SSAValue,
        align: int,
        *,
        volatile: bool = False,
    ) -> None:
        """Set `length` bytes."""
        properties: dict[str, Attribute] = {"align": i64_attr(align)}
        if volatile:
            properties["volatile"] = _UNIT
        self.emit(asptr.FillOp, (destination, byte, length), properties=properties)

    def offset(
        self, base: SSAValue, index: SSAValue, stride: int, *, wrapping: bool = False
    ) -> SSAValue:
        """Advance a pointer by `index` elements of `stride` bytes."""
        if stride == 0:
            return base
        properties: dict[str, Attribute] = {"stride": i64_attr(stride)}
        if wrapping:
            properties["wrapping"] = _UNIT
        return self._value(asptr.OffsetOp, (base, index), base.type, properties)

    def displace(self, base: SSAValue, size: int) -> SSAValue:
        """Advance a pointer by a constant number of bytes."""
        if size == 0:
            return base
        return self._value(asptr.DisplaceOp, (base,), base.type, {"bytes": i64_attr(size)})

    def cast(self, pointer: SSAValue, type: asptr.PtrType) -> SSAValue:
        """The same address in another space."""
        return self._value(asptr.CastOp, (pointer,), type)

    def null(self, type: asptr.PtrType) -> SSAValue:
        """The null pointer of a space."""
        return self._value(asptr.NullOp, (), type)

    def ptr_to_int(self, pointer: SSAValue, type: Attribute) -> SSAValue:
        """A pointer's address."""
        return self._value(asptr.PtrToIntOp, (pointer,), type)

    def int_to_ptr(self, address: SSAValue, type: asptr.PtrType) -> SSAValue:
        """A pointer to an address."""
        return self._value(asptr.IntToPtrOp, (address,), type)

    def ptr_cmp(self, predicate: str, lhs: SSAValue, rhs: SSAValue) -> SSAValue:
        """Compare addresses; `predicate` is one of LLVM's for unsigned integers."""
        return self._value(
            asptr.CompareOp, (lhs, rhs), i1, {"predicate": asptr.predicate(predicate)}
        )

    def address_of(self, symbol: SymbolRefAttr, type: asptr.PtrType) -> SSAValue:
        """The address of a global or a function."""
        return self._value(asptr.AddressOfOp, (), type, {"symbol": symbol})

    def call_indirect(
        self,
        callee: SSAValue,
        arguments: Sequence[SSAValue],
        results: Sequence[Attribute],
        vtable_entry: Attribute | None = None,
        arg_attrs: Attribute | None = None,
    ) -> Sequence[SSAValue]:
        """Call a function by its address; `vtable_entry` is where that was, if in a vtable."""
        op = self.emit(asptr.CallIndirectOp, (callee, *arguments), results)
        if arg_attrs is not None:
            op.attributes["arg_attrs"] = arg_attrs
        if vtable_entry is not None:
            op.attributes["vtable_entry"] = vtable_entry
        return op.results

    # What only LLVM has

    def llvm(
        self,
        kind: type[Operation],
        operands: Sequence[SSAValue],
        result: Attribute,
        properties: dict[str, Attribute] | None = None,
    ) -> SSAValue:
        """One of the `llvm` dialect's operations, which `arith` has no counterpart of."""
        return self._value(kind, operands, result, properties)

    def call_intrinsic(
        self,
        name: str,
        operands: Sequence[SSAValue],
        result: Attribute,
        aligns: Sequence[int] = (),
    ) -> SSAValue:
        """
        An intrinsic of LLVM's by its name, of which LLVM infers the overloaded types.

        `aligns` are the alignments in bytes of the first operands, where those are pointers.
        """
        properties = _intrinsic_properties(name, len(operands), aligns)
        return self._value(CallIntrinsicOp, operands, result, properties)

    def call_void_intrinsic(
        self, name: str, operands: Sequence[SSAValue], aligns: Sequence[int] = ()
    ) -> None:
        """The same of an intrinsic without a result."""
        properties = _intrinsic_properties(name, len(operands), aligns)
        self.emit(CallIntrinsicOp, operands, properties=properties)

    def vector_icmp(
        self, predicate: str, lhs: SSAValue, rhs: SSAValue, result: Attribute
    ) -> SSAValue:
        """Compare vectors of integers lane by lane."""
        return self._value(ICmpOp, (lhs, rhs), result, {"predicate": i64_attr(_ICMP[predicate])})

    def vector_fcmp(
        self, predicate: str, lhs: SSAValue, rhs: SSAValue, result: Attribute
    ) -> SSAValue:
        """Compare vectors of floats lane by lane."""
        properties: dict[str, Attribute] = {
            "predicate": i64_attr(_FCMP[predicate]),
            "fastmathFlags": _LLVM_NO_FASTMATH,
        }
        return self._value(FCmpOp, (lhs, rhs), result, properties)

    def with_overflow(
        self, kind: type[Operation], lhs: SSAValue, rhs: SSAValue
    ) -> tuple[SSAValue, SSAValue]:
        """One of LLVM's `with.overflow` intrinsics: the wrapped result and the `i1`."""
        type_ = lhs.type
        struct = _OVERFLOW_STRUCTS.get(type_)
        if struct is None:
            struct = LLVMStructType.from_type_list([type_, i1])
            _OVERFLOW_STRUCTS[type_] = struct
        both = self._value(kind, (lhs, rhs), struct)
        return (
            self._value(ExtractValueOp, (both,), type_, {"position": _FIRST}),
            self._value(ExtractValueOp, (both,), i1, {"position": _SECOND}),
        )

    def float_rem(self, lhs: SSAValue, rhs: SSAValue) -> SSAValue:
        """The remainder of a float division, with the sign of `lhs`."""
        return self._value(FRemOp, (lhs, rhs), lhs.type, {"fastmathFlags": _LLVM_NO_FASTMATH})

    def float_cast(self, value: SSAValue, type: Attribute) -> SSAValue:
        """A float in another format, rounded if that is narrower."""
        if value.type == type:
            return value
        widens = bit_width(value.type) < bit_width(type)
        return self._value(arith.ExtFOp if widens else arith.TruncFOp, (value,), type)

    def bitcast(self, value: SSAValue, type: Attribute) -> SSAValue:
        """The same bits as another type of the same width; neither is a pointer."""
        vectors = isinstance(value.type, VectorType) or type.name == VectorType.name
        return self._value(BitcastOp if vectors else arith.BitcastOp, (value,), type)


def _intrinsic_properties(name: str, count: int, aligns: Sequence[int]) -> dict[str, Attribute]:
    properties: dict[str, Attribute] = {
        "intrin": StringAttr(name),
        "fastmathFlags": _LLVM_NO_FASTMATH,
        "op_bundle_sizes": _NO_BUNDLES,
        "operandSegmentSizes": DenseArrayBase.from_list(i32, (count, 0)),
    }
    if aligns:
        known = [{"llvm.align": i64_attr(align)} if align > 1 else {} for align in aligns]
        known += [{} for _ in range(count - len(aligns))]
        properties["arg_attrs"] = ArrayAttr(DictionaryAttr(attributes) for attributes in known)
    return properties


_RANGES: dict[tuple[int, int, int], asptr.RangeAttr] = {}


def _range(start: int, end: int, bits: int) -> asptr.RangeAttr:
    found = _RANGES.get((start, end, bits))
    if found is None:
        found = _RANGES[(start, end, bits)] = asptr.RangeAttr(start, end)
    return found
