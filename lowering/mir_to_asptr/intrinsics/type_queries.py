"""What depends on a type's layout: sizes, alignments, discriminants, transmutes."""

from __future__ import annotations

from typing import cast

from xdsl.dialects.builtin import IntAttr
from xdsl.ir import SSAValue

from .. import discriminants, memory
from ..function import FunctionLowering
from ..terminators import trap
from ..unsized import size_and_align_of_val
from ..values import InMemory, Operand, Pair
from .call import IntrinsicCall, intrinsic


@intrinsic("size_of")
def _size_of(fx: FunctionLowering, call: IntrinsicCall) -> SSAValue:
    return fx.b.int(fx.layouts.of(call.type_args[0]).size, fx.usize)


@intrinsic("align_of")
def _align_of(fx: FunctionLowering, call: IntrinsicCall) -> SSAValue:
    return fx.b.int(fx.layouts.of(call.type_args[0]).align, fx.usize)


@intrinsic("size_of_val", "align_of_val")
def _of_val(fx: FunctionLowering, call: IntrinsicCall) -> SSAValue:
    argument = call.arguments[0]
    metadata = argument.second if isinstance(argument, Pair) else None
    size, align = size_and_align_of_val(fx, call.type_args[0], metadata)
    return size if call.name == "size_of_val" else align


@intrinsic("needs_drop")
def _needs_drop(fx: FunctionLowering, call: IntrinsicCall) -> SSAValue:
    return fx.b.bool(fx.module.needs_drop(call.type_args[0]))


@intrinsic("discriminant_value")
def _discriminant_value(fx: FunctionLowering, call: IntrinsicCall) -> Operand:
    place = fx.dereference(call.arguments[0])
    return discriminants.discriminant(fx, InMemory(place), call.result)


@intrinsic("variant_count")
def _variant_count(fx: FunctionLowering, call: IntrinsicCall) -> SSAValue:
    return fx.b.int(len(fx.layouts.definition(call.type_args[0]).variants), fx.usize)


@intrinsic("offset_of")
def _offset_of(fx: FunctionLowering, call: IntrinsicCall) -> SSAValue:
    layout = fx.layouts.of(call.type_args[0])
    variant, index = (cast("IntAttr[int]", a).data for a in call.type_args[1:3])
    if layout.variant_index != variant:
        layout = fx.layouts.for_variant(layout, variant)
    return fx.b.int(layout.offset(index), fx.usize)


@intrinsic("transmute", "transmute_unchecked")
def _transmute(fx: FunctionLowering, call: IntrinsicCall) -> Operand:
    return memory.transmute(fx, call.arguments[0], call.result)


@intrinsic("assert_inhabited", "assert_zero_valid", "assert_mem_uninitialized_valid")
def _assert_valid(fx: FunctionLowering, call: IntrinsicCall) -> None:
    """Panic if a type has no values. Zeroed or uninitialised ones are then left to the caller."""
    if fx.layouts.of(call.type_args[0]).uninhabited:
        trap(fx, "panic", "attempted to instantiate uninhabited type")
        fx.continue_at(fx.new_block())
