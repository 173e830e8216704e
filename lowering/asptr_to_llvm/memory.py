"""
`asptr`'s pointers, loads, stores and copies to `llvm`.

Null is the one pointer whose bits differ by space. LLVM's `null` is all zero in every space, also
where the target's null is not; the other nulls are written as LLVM and clang write them, as the
cast of flat's null, which the target turns into the right bits.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from xdsl.dialects.builtin import (
    BoolAttr,
    DenseArrayBase,
    IntegerAttr,
    IntegerType,
    UnitAttr,
    i32,
    i64,
)
from xdsl.dialects.llvm import GEP_USE_SSA_VAL, LLVMArrayType
from xdsl.ir import Attribute, Operation, SSAValue

from ...dialects import asptr, llvm
from ...dialects.llvm.attributes import alignment_attributes
from ...targets import verify_cast
from .conversion import I1, I8, FunctionLowering, Lowering, width_of

UNIT = UnitAttr()

_INBOUNDS = IntegerAttr(llvm.GEP_INBOUNDS, i32)
_WRAPS = IntegerAttr(0, i32)
_ONE_DYNAMIC_INDEX = DenseArrayBase.from_list(i32, (GEP_USE_SSA_VAL,))

# What follows is asked for again and again with few different arguments.
_range = lru_cache(maxsize=1024)(llvm.ConstantRangeAttr.of)
_dereferenceable = lru_cache(maxsize=1024)(llvm.DereferenceableAttr.of)
_alignments = lru_cache(maxsize=1024)(alignment_attributes)
_ONE = IntegerAttr(1, i32)


@lru_cache(maxsize=1024)
def byte_array(size: int) -> LLVMArrayType:
    """The type of `size` bytes."""
    return LLVMArrayType(size, I8)


@lru_cache(maxsize=1024)
def constant_index(value: int) -> DenseArrayBase:
    """The index of a `getelementptr` that is one constant, of 32 bits."""
    return DenseArrayBase.from_list(i32, (value,))


_STRIDES: dict[int, Attribute] = {
    1: I8,
    2: IntegerType(16),
    4: IntegerType(32),
    8: IntegerType(64),
}
"""Types of so many bytes, from one element to the next, on every target."""


def _stride(size: int) -> Attribute:
    return _STRIDES.get(size) or byte_array(size)


def _alloca(fx: FunctionLowering, op: asptr.AllocaOp) -> None:
    # All are made in the entry block: LLVM allocates an alloca elsewhere anew each time.
    entry = fx.entry
    if fx.entry_constant is None:
        one = llvm.ConstantOp.create(result_types=(i32,), properties={"value": _ONE})
        if entry.first_op is None:
            entry.add_op(one)
        else:
            entry.insert_op_before(one, entry.first_op)
        fx.entry_constant = one.result
        fx.last_alloca = one
    made = fx.types.pointer(fx.target.alloca_space)
    alloca = llvm.AllocaOp.create(
        operands=(fx.entry_constant,),
        result_types=(made,),
        properties={
            "alignment": op.align,
            "elem_type": byte_array(op.size.value.data),
        },
        location=op.location,
    )
    new: list[Operation] = [alloca]
    pointer: SSAValue = alloca.results[0]
    pointer.name_hint = op.result.name_hint
    wanted = fx.types.convert(op.result.type)
    if wanted is not made:
        cast = llvm.AddrSpaceCastOp.create(
            operands=(pointer,), result_types=(wanted,), location=op.location
        )
        new.append(cast)
        pointer = cast.result
    if fx.block is entry:
        entry.add_ops(new)
    else:
        assert fx.last_alloca is not None
        entry.insert_ops_after(new, fx.last_alloca)
    fx.last_alloca = new[-1]
    fx.values[op.result] = pointer


def _lifetime_start(fx: FunctionLowering, op: asptr.LifetimeStartOp) -> None:
    fx.emit(llvm.LifetimeStartOp, (_local(fx, op.ptr),))


def _lifetime_end(fx: FunctionLowering, op: asptr.LifetimeEndOp) -> None:
    fx.emit(llvm.LifetimeEndOp, (_local(fx, op.ptr),))


def _local(fx: FunctionLowering, pointer: SSAValue) -> SSAValue:
    """LLVM's alloca, which alone has a lifetime there, of one of ours."""
    value = fx.values[pointer]
    owner = value.owner
    return owner.arg if isinstance(owner, llvm.AddrSpaceCastOp) else value


def _load(fx: FunctionLowering, op: asptr.LoadOp) -> None:
    given = op.properties
    type = fx.types.convert(op.result.type)
    properties: dict[str, Attribute] = {
        "alignment": given["align"],
        "ordering": llvm.ORDERING_ATTRIBUTES[0],
    }
    attributes: dict[str, Attribute] = {}
    if len(given) > 1:
        if "volatile" in given:
            properties["volatile_"] = UNIT
        if "nontemporal" in given:
            properties["nontemporal"] = UNIT
        if "invariant" in given:
            properties["invariant"] = UNIT
        if op.dereferenceable is not None:
            properties["dereferenceable"] = llvm.DereferenceableAttr.of(
                op.dereferenceable.value.data
            )
        if "noundef" in given:
            attributes["llvm.noundef"] = UNIT
        if "nonnull" in given:
            attributes["llvm.nonnull"] = UNIT
        if op.result_align is not None:
            attributes["llvm.align"] = op.result_align
        if op.range is not None and isinstance(op.result.type, IntegerType):
            attributes["llvm.range"] = _range(
                width_of(type), op.range.start.data, op.range.end.data
            )
    fx.replace(op, fx.value(llvm.LoadOp, fx.operands(op), type, properties, attributes))


def _store(fx: FunctionLowering, op: asptr.StoreOp) -> None:
    given = op.properties
    properties: dict[str, Attribute] = {
        "alignment": given["align"],
        "ordering": llvm.ORDERING_ATTRIBUTES[0],
    }
    if "volatile" in given:
        properties["volatile_"] = UNIT
    if "nontemporal" in given:
        properties["nontemporal"] = UNIT
    fx.emit(llvm.StoreOp, fx.operands(op), properties=properties)


_VOLATILE = {flag: BoolAttr.from_bool(flag) for flag in (False, True)}


def _transfer_properties(volatile: UnitAttr | None, *aligns: IntegerAttr) -> dict[str, Attribute]:
    """Properties of a memory intrinsic of three operands, the first of which are so aligned."""
    properties: dict[str, Attribute] = {"isVolatile": _VOLATILE[volatile is not None]}
    values = [align.value.data for align in aligns]
    attributes = _alignments((*values, *(1 for _ in range(3 - len(values)))))
    if attributes is not None:
        properties["arg_attrs"] = attributes
    return properties


def _copy(fx: FunctionLowering, op: asptr.CopyOp) -> None:
    properties = _transfer_properties(op.volatile, op.dst_align, op.src_align)
    cls = llvm.MemmoveOp if op.overlapping is not None else llvm.MemcpyOp
    fx.emit(cls, fx.operands(op), properties=properties)


def _fill(fx: FunctionLowering, op: asptr.FillOp) -> None:
    properties = _transfer_properties(op.volatile, op.align)
    fx.emit(llvm.MemsetOp, fx.operands(op), properties=properties)


def _offset(fx: FunctionLowering, op: asptr.OffsetOp) -> None:
    base, index = fx.operands(op)
    stride = op.stride.value.data
    if stride == 0:
        fx.values[op.result] = base
        return
    properties: dict[str, Attribute] = {
        "rawConstantIndices": _ONE_DYNAMIC_INDEX,
        "elem_type": _stride(stride),
        "noWrapFlags": _WRAPS if op.wrapping is not None else _INBOUNDS,
    }
    fx.replace(op, fx.value(llvm.GEPOp, (base, index), base.type, properties))


def _displace(fx: FunctionLowering, op: asptr.DisplaceOp) -> None:
    base = fx.values[op.base]
    distance = op.bytes.value.data
    properties: dict[str, Attribute] = {
        "elem_type": I8,
        "noWrapFlags": _WRAPS if op.wrapping is not None else _INBOUNDS,
    }
    # Constant indices are 32 bits wide, and the least of them means "an operand".
    if GEP_USE_SSA_VAL < distance < 1 << 31:
        operands: tuple[SSAValue, ...] = (base,)
        properties["rawConstantIndices"] = constant_index(distance)
    else:
        operands = (base, fx.integer(distance, i64))
        properties["rawConstantIndices"] = _ONE_DYNAMIC_INDEX
    fx.replace(op, fx.value(llvm.GEPOp, operands, base.type, properties))


def cast_pointer(fx: FunctionLowering, value: SSAValue, type: Attribute) -> SSAValue:
    """`value` as a pointer of type `type`; nothing to do if the spaces have one number."""
    return value if value.type == type else fx.value(llvm.AddrSpaceCastOp, (value,), type)


def _cast(fx: FunctionLowering, op: asptr.CastOp) -> None:
    source, result = op.source.type, op.result.type
    assert isinstance(source, asptr.PtrType)
    assert isinstance(result, asptr.PtrType)
    verify_cast(fx.target, source.space.data, result.space.data)
    fx.replace(op, cast_pointer(fx, fx.values[op.source], fx.types.convert(result)))


def _null(fx: FunctionLowering, op: asptr.NullOp) -> None:
    space = fx.target.space(op.result.type.space.data)
    type = fx.types.pointer_number(space.number)
    if space.null == 0:
        value = fx.value(llvm.ZeroOp, (), type)
    elif space.in_flat:
        flat = fx.value(llvm.ZeroOp, (), fx.types.pointer("flat"))
        value = fx.value(llvm.AddrSpaceCastOp, (flat,), type)
    else:
        value = fx.value(llvm.IntToPtrOp, (fx.integer(space.null, IntegerType(space.bits)),), type)
    fx.replace(op, value)


def _pointer_to_integer(fx: FunctionLowering, op: asptr.PtrToIntOp) -> None:
    fx.replace(op, fx.value(llvm.PtrToIntOp, fx.operands(op), op.result.type))


def _integer_to_pointer(fx: FunctionLowering, op: asptr.IntToPtrOp) -> None:
    fx.replace(op, fx.value(llvm.IntToPtrOp, fx.operands(op), fx.types.convert(op.result.type)))


_PREDICATES = {
    name: IntegerAttr(number, i64)
    for number, name in enumerate(
        ("eq", "ne", "slt", "sle", "sgt", "sge", "ult", "ule", "ugt", "uge")
    )
}


def _compare(fx: FunctionLowering, op: asptr.CompareOp) -> None:
    properties = {"predicate": _PREDICATES[op.predicate.data.value]}
    fx.replace(op, fx.value(llvm.ICmpOp, fx.operands(op), I1, properties))


def _address_of(fx: FunctionLowering, op: asptr.AddressOfOp) -> None:
    type = fx.types.convert(op.result.type)
    fx.replace(op, fx.value(llvm.AddressOfOp, (), type, {"global_name": op.symbol}))


LOWERINGS: Mapping[type[Operation], Lowering] = {
    asptr.AllocaOp: _alloca,
    asptr.LifetimeStartOp: _lifetime_start,
    asptr.LifetimeEndOp: _lifetime_end,
    asptr.LoadOp: _load,
    asptr.StoreOp: _store,
    asptr.CopyOp: _copy,
    asptr.FillOp: _fill,
    asptr.OffsetOp: _offset,
    asptr.DisplaceOp: _displace,
    asptr.CastOp: _cast,
    asptr.NullOp: _null,
    asptr.PtrToIntOp: _pointer_to_integer,
    asptr.IntToPtrOp: _integer_to_pointer,
    asptr.CompareOp: _compare,
    asptr.AddressOfOp: _address_of,
}
"""How to convert `asptr`'s operations on pointers and plain memory."""
