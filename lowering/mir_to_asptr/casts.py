"""
MIR's casts.

Integers truncate or extend by the source's sign; floats become integers by rounding towards zero
and saturating, with NaN as 0, as Rust's `as` says (`codegen_scalar_cast` and `cast_float_to_int`
in `compiler/rustc_codegen_ssa`). Pointers change their pointee only; a fat pointer cast to a thin
one loses its metadata. An unsizing coercion adds metadata: a length or a vtable
(`compiler/rustc_codegen_ssa/src/base.rs`, `unsize_ptr` and `coerce_unsized_into`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xdsl.dialects import arith
from xdsl.dialects.builtin import IntegerType, SymbolRefAttr
from xdsl.dialects.builtin import _FloatType as FloatType  # pyright: ignore[reportPrivateUsage]
from xdsl.ir import SSAValue

from ...dialects.asptr import PtrType
from ...dialects.mir.types import DynType, SliceType, StrType
from ..layout import Layout, Scalar
from .arithmetic import is_signed
from .memory import field_place, in_memory, load, store, transmute
from .scalars import component_types, immediate_type
from .values import Immediate, InMemory, Nothing, Operand, Pair, Place

if TYPE_CHECKING:
    from .function import FunctionLowering


def cast(
    fx: FunctionLowering,
    kind: str,
    operand: Operand,
    to: Layout,
    symbol: SymbolRefAttr | None,
) -> Operand:
    """
    Lower a cast of `operand` to the layout `to`.

    `symbol` is the function that a reified pointer points to, or the vtable of an unsizing to
    `dyn`.
    """
    match kind:
        case "transmute" | "subtype":
            return transmute(fx, operand, to)
        case "reify_fn_pointer" | "closure_fn_pointer":
            assert symbol is not None
            return Immediate(to, fx.function_address(symbol))
        case "unsize":
            return unsize(fx, operand, to, symbol)
        case "ptr_to_ptr" | "fn_ptr_to_ptr" | "unsafe_fn_pointer" | "mut_to_const_pointer":
            return _pointer_cast(fx, operand, to)
        case "array_to_pointer":
            return _pointer_cast(fx, operand, to)
        case _:
            pass
    if isinstance(operand, Pair):
        operand = Immediate(operand.layout, operand.first)
    if isinstance(operand, InMemory):
        return transmute(fx, operand, to)
    if isinstance(operand, Nothing):
        # An enum with one variant has no bytes, but a discriminant.
        assert isinstance(to.abi, Scalar)
        variant = operand.layout.variant_index or 0
        value = fx.layouts.discriminant_of(operand.layout.type, variant)
        return Immediate(to, fx.b.int(value, immediate_type(to.abi)))
    assert isinstance(to.abi, Scalar)
    return Immediate(to, scalar_cast(fx, operand, immediate_type(to.abi), is_signed(to)))


def scalar_cast(fx: FunctionLowering, operand: Immediate, to: object, to_signed: bool) -> SSAValue:
    """Cast between integers, floats and pointers, as `as` does."""
    b = fx.b
    value = operand.value
    source = value.type
    signed = is_signed(operand.layout)
    match source, to:
        case IntegerType(), IntegerType():
            return b.int_cast(value, to, signed)
        case IntegerType(), FloatType():
            return b.convert(arith.SIToFPOp if signed else arith.UIToFPOp, value, to)
        case FloatType(), IntegerType():
            sign = "s" if to_signed else "u"
            return b.call_intrinsic(f"llvm.fpto{sign}i.sat", (value,), to)
        case FloatType(), FloatType():
            return b.float_cast(value, to)
        case IntegerType(), PtrType():
            return b.int_to_ptr(b.int_cast(value, fx.usize, signed), to)
        case PtrType(), IntegerType():
            return b.int_cast(b.ptr_to_int(value, fx.usize), to, False)
        case PtrType(), PtrType():
            return value
        case _:
            raise AssertionError(f"no cast from {source} to {to}")


def _pointer_cast(fx: FunctionLowering, operand: Operand, to: Layout) -> Operand:
    types = component_types(to)
    assert types is not None
    if isinstance(operand, Pair):
        if len(types) == 2:
            return Pair(to, operand.first, fx.reinterpret(operand.second, types[1]))
        return Immediate(to, operand.first)
    assert isinstance(operand, Immediate)
    return Immediate(to, operand.value)


def unsize(
    fx: FunctionLowering, operand: Operand, to: Layout, vtable: SymbolRefAttr | None
) -> Operand:
    """Make a pointer to something sized a pointer to something unsized."""
    source = operand.layout
    if fx.is_pointer(source.type):
        if isinstance(operand, Pair):
            # Already fat: `dyn A` to `dyn B` keeps its data; the vtable is cast by the importer.
            second = operand.second if vtable is None else fx.vtable_address(vtable)
            return Pair(to, operand.first, second)
        assert isinstance(operand, Immediate)
        return Pair(to, operand.value, _metadata(fx, source, to, vtable))
    # A struct around such a pointer (`CoerceUnsized`): coerce the field that differs.
    source_place = in_memory(fx, operand)
    result = fx.alloca(to)
    for index in range(to.fields.count):
        old = field_place(fx, source_place, index)
        new = field_place(fx, result, index)
        if new.layout.is_zst:
            continue
        value = load(fx, old)
        if old.layout is not new.layout:
            value = unsize(fx, value, new.layout, vtable)
        store(fx, value, new)
    return load(fx, Place(result.pointer, to, result.align))


def _metadata(
    fx: FunctionLowering, source: Layout, to: Layout, vtable: SymbolRefAttr | None
) -> SSAValue:
    tail = fx.unsized_tail(fx.pointee(to.type))
    if isinstance(tail, DynType):
        assert vtable is not None
        return fx.vtable_address(vtable)
    assert isinstance(tail, SliceType | StrType)
    sized = fx.struct_tail(fx.pointee(source.type))
    return fx.b.int(fx.array_length(sized), fx.usize)
