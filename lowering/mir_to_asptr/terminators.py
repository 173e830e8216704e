"""
Terminators: branches, returns, assertions and calls.

A call passes its arguments as `abi` says and assigns its destination. There are four kinds: of a
function by its symbol, of an intrinsic of `core`, of a method through a vtable, and of a function
by its address. A panic does not come back, and there is no one to catch it: it traps.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from xdsl.dialects import func
from xdsl.dialects.builtin import ArrayAttr, IntAttr, StringAttr, i1
from xdsl.ir import Attribute, Block, SSAValue

from ...dialects import hsa, mir
from ...dialects.asptr.attributes import i64_attr
from ..layout import Layout
from . import memory
from .abi import FnAbi, Mode, Passed
from .builder import int_width
from .function import FunctionLowering, handles
from .scalars import component_types
from .values import Immediate, InMemory, Nothing, Operand, Pair, Place

_MOST_SWITCH_BITS = 64
"""Switches on wider integers become chains of comparisons."""


@handles(mir.GotoOp)
def _goto(fx: FunctionLowering, op: mir.GotoOp) -> None:
    fx.branch(op.successors[0])


@handles(mir.FalseEdgeOp)
def _false_edge(fx: FunctionLowering, op: mir.FalseEdgeOp) -> None:
    fx.branch(op.successors[0])


@handles(mir.FalseUnwindOp)
def _false_unwind(fx: FunctionLowering, op: mir.FalseUnwindOp) -> None:
    fx.branch(op.successors[0])


@handles(mir.UnreachableOp)
def _unreachable(fx: FunctionLowering, op: mir.UnreachableOp) -> None:
    fx.b.unreachable()


@handles(mir.ResumeOp, mir.TerminateOp)
def _unwinding(fx: FunctionLowering, op: Any) -> None:
    # Nothing unwinds on the device, so control never gets to a cleanup block.
    trap(fx, "unwind", None)


@handles(mir.ReturnOp)
def _return(fx: FunctionLowering, op: mir.ReturnOp) -> None:
    result = fx.abi.result
    values: Sequence[SSAValue] = ()
    if result.mode is Mode.DIRECT:
        home = fx.homes.get(0)
        operand = memory.load(fx, home) if home is not None else fx.lookup(0)
        values = memory.components(operand)
    if fx.is_kernel:
        fx.b.emit(hsa.ReturnOp)
    else:
        fx.b.emit(func.ReturnOp, values)


@handles(mir.SwitchIntOp)
def _switch_int(fx: FunctionLowering, op: mir.SwitchIntOp) -> None:
    operand = fx.operands[op.operands[0]]
    assert isinstance(operand, Immediate)
    value = operand.value
    *targets, otherwise = [fx.number_of[block] for block in op.successors]
    cases = [case.data for case in op.cases.data]
    type_ = value.type
    b = fx.b
    if not cases:
        b.br(fx.new_blocks[otherwise], fx.arguments_for(otherwise))
        return
    if type_ == i1:
        # The one case may be either; a second case leaves nothing for `otherwise`.
        other = targets[1] if len(targets) > 1 else otherwise
        when_false, when_true = (targets[0], other) if cases[0] == 0 else (other, targets[0])
        _cond_br(fx, value, when_true, when_false)
        return
    value = fx.to_integer(value)
    type_ = value.type
    if len(cases) == 1:
        _cond_br(fx, b.icmp("eq", value, b.int(cases[0], type_)), targets[0], otherwise)
        return
    if int_width(type_) > _MOST_SWITCH_BITS:
        for case, target in zip(cases, targets, strict=True):
            following = fx.new_block()
            matches = b.icmp("eq", value, b.int(case, type_))
            b.cond_br(matches, fx.new_blocks[target], following, fx.arguments_for(target))
            fx.continue_at(following)
        b.br(fx.new_blocks[otherwise], fx.arguments_for(otherwise))
        return
    mask = (1 << int_width(type_)) - 1
    b.switch(
        value,
        [
            (case & mask, fx.new_blocks[target], fx.arguments_for(target))
            for case, target in zip(cases, targets, strict=True)
        ],
        fx.new_blocks[otherwise],
        fx.arguments_for(otherwise),
    )


def _cond_br(fx: FunctionLowering, condition: SSAValue, then: int, otherwise: int) -> None:
    fx.b.cond_br(
        condition,
        fx.new_blocks[then],
        fx.new_blocks[otherwise],
        fx.arguments_for(then),
        fx.arguments_for(otherwise),
    )


@handles(mir.DropOp)
def _drop(fx: FunctionLowering, op: mir.DropOp) -> None:
    raise fx.unsupported(op, "`mir.drop` is left; run `elaborate-drops` before `lower-mir`")


# Panics


@handles(mir.AssertOp)
def _assert(fx: FunctionLowering, op: mir.AssertOp) -> None:
    condition = fx.operands[op.operands[0]]
    assert isinstance(condition, Immediate)
    failed = fx.new_block()
    target = fx.number_of[op.successors[0]]
    arguments = fx.arguments_for(target)
    if op.is_expected:
        fx.b.cond_br(condition.value, fx.new_blocks[target], failed, arguments)
    else:
        fx.b.cond_br(condition.value, failed, fx.new_blocks[target], (), arguments)
    fx.continue_at(failed)
    shown = [v for a in op.operands[1:] for v in memory.components(fx.operands[a])]
    trap(fx, op.kind.data, op.message, shown)


def trap(
    fx: FunctionLowering, kind: str, message: str | None, arguments: Sequence[SSAValue] = ()
) -> None:
    """Stop the work-item's wave. `message` has `{}` for each of `arguments`."""
    properties: dict[str, Attribute] = {"kind": StringAttr(kind)}
    if message is not None:
        properties["message"] = StringAttr(message)
    fx.b.emit(hsa.TrapOp, arguments, properties=properties)
    fx.b.unreachable()


@handles(mir.PanicOp)
def _panic(fx: FunctionLowering, op: mir.PanicOp) -> None:
    values = [v for a in op.operands for v in memory.components(fx.operands[a])]
    fx.b.emit(hsa.PanicOp, values, properties=dict(op.properties))
    fx.b.unreachable()


# Calls


@handles(mir.CallOp)
def _call(fx: FunctionLowering, op: mir.CallOp) -> None:
    callee = fx.module.function(op.callee)
    arguments = [fx.operands[operand] for operand in op.operands[:-1]]
    if callee.is_panic:
        trap(fx, "panic", callee.path)
        return
    if callee.is_kernel:
        raise fx.unsupported(
            op, f"`{callee.path}` is a kernel, which only the host can launch; it cannot be called"
        )
    if callee.llvm_intrinsic is not None:
        _call_llvm_intrinsic(fx, op, callee.llvm_intrinsic, arguments)
        return
    prepared = prepare(fx, callee.abi, arguments, op.operands[-1])
    results = fx.b.call(fx.module.symbol(op.callee), prepared.values, callee.abi.output_types)
    if op.attributes:
        _keep_location(fx, op)
    prepared.finish(results)
    go_on(fx, op.successors)


def _keep_location(fx: FunctionLowering, op: mir.CallOp) -> None:
    """Where a `#[track_caller]` function is called, for `delegate-panics`."""
    call = fx.b.block.last_op
    assert call is not None
    for name in ("caller_location", "in_caller"):
        if (found := op.attributes.get(name)) is not None:
            call.attributes[name] = found


@handles(mir.TailCallOp)
def _tail_call(fx: FunctionLowering, op: mir.TailCallOp) -> None:
    raise fx.unsupported(op, "explicit tail calls (`become`) are not supported")


@handles(mir.PathCallOp)
def _path_call(fx: FunctionLowering, op: mir.PathCallOp) -> None:
    name = mir.spell(op.callee)
    raise fx.unsupported(op, f"the call of `{name}` is not resolved; the body is generic")


@handles(mir.InlineAsmOp)
def _inline_assembly(fx: FunctionLowering, op: mir.InlineAsmOp) -> None:
    raise fx.unsupported(op, "inline assembly (`asm!`) is not supported")


@handles(mir.YieldOp, mir.CoroutineDropOp)
def _coroutine(fx: FunctionLowering, op: Any) -> None:
    raise fx.unsupported(op, "coroutines (`async` and `gen`) are not supported")


@handles(mir.IndirectCallOp)
def _call_indirect(fx: FunctionLowering, op: mir.IndirectCallOp) -> None:
    pointer, *arguments = [fx.operands[operand] for operand in op.operands[:-1]]
    assert isinstance(pointer, Immediate)
    type_ = pointer.layout.type
    assert isinstance(type_, mir.FnPtrType)
    abi = fx.module.abis.of(list(type_.inputs), type_.output)
    prepared = prepare(fx, abi, arguments, op.operands[-1])
    entry = op.attributes.get("vtable_entry")
    results = fx.b.call_indirect(
        pointer.value, prepared.values, abi.output_types, entry, _memory_attributes(abi)
    )
    prepared.finish(results)
    go_on(fx, op.successors)


@handles(mir.VirtualCallOp)
def _call_virtual(fx: FunctionLowering, op: mir.VirtualCallOp) -> None:
    receiver, *rest = [fx.operands[operand] for operand in op.operands[:-1]]
    receiver = _fat_receiver(fx, receiver)
    entry = 3 + op.slot.data
    function = fx.vtable_entry(receiver.second, entry, fx.flat)
    # The method takes a thin pointer to whatever the data is.
    thin_type = mir.PtrType(mir.UNIT, IntAttr(1))
    thin = Immediate(fx.layouts.of(thin_type), receiver.first)
    output = op.operands[-1].type
    assert isinstance(output, mir.PlaceType)
    inputs = [thin_type, *(operand.layout.type for operand in rest)]
    abi = fx.module.abis.of(inputs, output.type)
    prepared = prepare(fx, abi, [thin, *rest], op.operands[-1])
    results = fx.b.call_indirect(
        function, prepared.values, abi.output_types, i64_attr(entry), _memory_attributes(abi)
    )
    prepared.finish(results)
    go_on(fx, op.successors)


def _memory_attributes(abi: FnAbi) -> Attribute | None:
    """
    The attributes of a call's arguments, if some are in memory: how much of it, nobody else says
    of a call whose callee is not known.
    """
    if all(passed.mode is not Mode.INDIRECT for passed in (*abi.arguments, abi.result)):
        return None
    return ArrayAttr(abi.input_attributes)


def _fat_receiver(fx: FunctionLowering, receiver: Operand) -> Pair:
    """The data pointer and vtable of a receiver, which may be wrapped (`Pin<&mut dyn T>`)."""
    if isinstance(receiver, InMemory):
        receiver = memory.load(fx, receiver.place)
    if not isinstance(receiver, Pair):
        raise fx.error(
            f"a method is called on `{mir.spell(receiver.layout.type)}` through a vtable"
        )
    return receiver


def go_on(fx: FunctionLowering, successors: Sequence[Block]) -> None:
    """Continue where a call returns to, if it does."""
    if successors:
        fx.branch(successors[0])
    else:
        fx.b.unreachable()


class Prepared:
    """The arguments of a call as SSA values, and what to do with its results."""

    def __init__(self, fx: FunctionLowering, destination: SSAValue, result: Passed) -> None:
        self.fx = fx
        self.destination = destination
        self.result = result
        self.values: list[SSAValue] = []
        self.temporary: Place | None = None

    def finish(self, results: Sequence[SSAValue]) -> None:
        """Assign the destination."""
        match self.result.mode:
            case Mode.DIRECT:
                operand = memory.from_components(self.result.layout, list(results))
                self.fx.assign(self.destination, operand)
            case Mode.INDIRECT:
                if self.temporary is not None:
                    self.fx.assign(self.destination, InMemory(self.temporary))
            case Mode.IGNORE:
                assign_nothing(self.fx, self.destination, self.result.layout)


def assign_nothing(fx: FunctionLowering, destination: SSAValue, layout: Layout) -> None:
    """Assign a value without bytes: only a local that is SSA values has anything to note."""
    if fx.locals.get(destination) is not None:
        fx.assign(destination, Nothing(layout))


def prepare(
    fx: FunctionLowering, abi: FnAbi, arguments: Sequence[Operand], destination: SSAValue
) -> Prepared:
    """Pass `arguments` as a convention says; give an indirect result its memory."""
    prepared = Prepared(fx, destination, abi.result)
    values = prepared.values
    if abi.result.mode is Mode.INDIRECT:
        layout = abi.result.layout
        local = fx.locals.get(destination)
        home = None if local is None else fx.homes.get(local)
        # Another local's memory can be written at once; any other place may not be private.
        if home is None or home.pointer.type != abi.result.types[0]:
            home = prepared.temporary = fx.alloca(layout)
        values.append(home.pointer)
    for passed, operand in zip(abi.arguments, arguments, strict=True):
        match passed.mode:
            case Mode.IGNORE:
                pass
            case Mode.DIRECT:
                values += memory.as_components(fx, operand, passed.layout)
            case Mode.INDIRECT:
                values.append(_argument_memory(fx, operand, passed, values))
    return prepared


def _argument_memory(
    fx: FunctionLowering, operand: Operand, passed: Passed, given: Sequence[SSAValue]
) -> SSAValue:
    """
    The memory of an argument that is passed by a pointer. It belongs to the callee: what was
    moved out of a local gives that local's memory away, anything else is copied.
    """
    if isinstance(operand, InMemory) and operand.moved:
        place = operand.place
        fits = place.pointer.type == passed.types[0] and place.align >= passed.layout.align
        if fits and place.pointer not in given:
            return place.pointer
    copy = fx.alloca(passed.layout)
    memory.store(fx, operand, copy)
    return copy.pointer


def _call_llvm_intrinsic(
    fx: FunctionLowering, op: mir.CallOp, name: str, arguments: Sequence[Operand]
) -> None:
    """Call a foreign function whose link name is an LLVM intrinsic: scalars and vectors only."""
    values: list[SSAValue] = []
    for argument in arguments:
        if isinstance(argument, InMemory):
            raise fx.error(f"the LLVM intrinsic `{name}` takes no value in memory")
        values += memory.components(argument)
    type_ = op.operands[-1].type
    assert isinstance(type_, mir.PlaceType)
    layout = fx.layouts.of(type_.type)
    types = component_types(layout)
    if types is None:
        raise fx.error(f"the LLVM intrinsic `{name}` returns no value in memory")
    results = fx.b.emit(
        hsa.IntrinsicOp, values, types, properties={"intrinsic": StringAttr(name)}
    ).results
    if types:
        fx.assign(op.operands[-1], memory.from_components(layout, list(results)))
    else:
        assign_nothing(fx, op.operands[-1], layout)
    go_on(fx, op.successors)
