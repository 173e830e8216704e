"""
The SSA types that scalars have at the `asptr` level.

An integer is a signless integer of its width, a pointer an `!asptr.ptr` of its space, a float the
builtin float. A `bool` is an `i1` as a value and an `i8` in memory, which rustc calls the
*immediate* and the *memory* type (`compiler/rustc_codegen_llvm/src/type_of.rs`).
"""

from __future__ import annotations

from xdsl.dialects.builtin import VectorType, i1
from xdsl.ir import Attribute

from ...dialects.asptr import PtrType
from ..layout import Float, Int, Layout, Pointer, Scalar, ScalarPair, SimdVector
from .builder import FLOATS, int_type

_POINTERS: dict[str, PtrType] = {}


def pointer_type(space: str) -> PtrType:
    """The pointer type of an address space, shared."""
    found = _POINTERS.get(space)
    if found is None:
        found = _POINTERS[space] = PtrType(space)
    return found


def memory_type(scalar: Scalar) -> Attribute:
    """The type that a scalar is loaded and stored as."""
    match scalar.primitive:
        case Int(bits, _):
            return int_type(bits)
        case Float(bits):
            return FLOATS[bits]
        case Pointer(_, space):
            return pointer_type(space)


def immediate_type(scalar: Scalar) -> Attribute:
    """The type that a scalar has as a value."""
    return i1 if scalar.is_bool else memory_type(scalar)


def vector_type(abi: SimdVector) -> VectorType[Attribute]:
    """The type of a SIMD vector."""
    return VectorType(memory_type(abi.element), (abi.count,))


def component_types(layout: Layout) -> tuple[Attribute, ...] | None:
    """
    The types of the SSA values that a value of that layout is: none for a value without bytes,
    one or two otherwise; `None` where the value lives in memory.
    """
    abi = layout.abi
    if isinstance(abi, Scalar):
        return (immediate_type(abi),)
    if isinstance(abi, ScalarPair):
        return (immediate_type(abi.first), immediate_type(abi.second))
    if isinstance(abi, SimdVector):
        return (vector_type(abi),)
    return () if layout.is_zst else None
