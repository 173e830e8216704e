"""
`resolve-virtual-calls`: what calls by pointer may call, and how they call it.

A GPU calls through a pointer badly. LLVM must assume that any function whose address is taken is
meant: a kernel then reserves the registers of the greediest of them, its stack has no known size,
and nothing is inlined. A module is closed, though, and the possible targets of a call are known
(`virtual_call_targets.py`). The naive way is then to compare the pointer with the address of each.
That keeps all of them alive under an address, and makes an address of 64 bits, in two instructions,
for every comparison. But Rust promises nothing about the address of a function, except that it is
not null: not that it is the same each time it is taken, nor that different functions differ
(`core::ptr::fn_addr_eq`). So here it is a small number:

    %f = asptr.load %slot                    %f = asptr.load %slot
    %r = asptr.call_indirect %f(%x)    -->   %n = asptr.ptrtoint %f : i32
                                             cf.switch %n [default: ^b, 1: ^a]
                                           ^a:
                                             %ra = func.call @square(%x)
                                             cf.br ^c(%ra)
                                           ^b:
                                             %rb = func.call @circle(%x)
                                             cf.br ^c(%rb)
                                           ^c(%r):

with 1 for `@square` and 2 for `@circle` wherever their addresses were. No address is left; LLVM
inlines the targets, and where it sees which vtable it is, the switch goes too.

A call with more targets than `bound` stays a call by pointer, and the functions that it may call
keep their addresses; other calls of them compare those, one after the other. A call through a
vtable that no type fills cannot happen, and traps. A call of a function pointer of a type that no
function here has can only be of one that came from outside; it stays as it is.

With `queue` calls by pointer go through the device's own queue: `delegate_virtual_calls.py`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from xdsl.context import Context
from xdsl.dialects import arith, cf, func, ub
from xdsl.dialects.builtin import (
    DenseArrayBase,
    DenseIntElementsAttr,
    IntegerAttr,
    IntegerType,
    ModuleOp,
    StringAttr,
    SymbolRefAttr,
    TensorType,
    i1,
    i32,
    i64,
)
from xdsl.ir import Block, Operation, SSAValue
from xdsl.passes import ModulePass

from ..diagnostics import CompileError, Diagnostic, report, span_of
from ..dialects import asptr, hsa
from ..dialects.asptr.attributes import predicate
from .virtual_call_targets import POINTER_BYTES, VTABLE_ENTRY, Call, CallsByPointer, Target

VirtualCalls = Literal["direct", "indirect", "queue", "error"]
"""How calls by pointer are made."""

_FLAT = asptr.ptr("flat")


class _Resolution(CallsByPointer):
    """The state of the pass over one module."""

    def resolve(self, bound: int) -> list[Diagnostic]:
        """Make the calls with few targets direct; remarks about the others."""
        remarks: list[Diagnostic] = []
        resolved: list[Call] = []
        kept: set[str] = set()
        for call in self.calls:
            if call.is_open or len(call.targets) > bound:
                kept.update(target.symbol for target in call.targets)
                remarks.append(_remark(call, bound))
            else:
                resolved.append(call)
        numbered = [t for t in self.targets.values() if t.symbol not in kept]
        for number, target in enumerate(sorted(numbered, key=lambda t: t.position), 1):
            target.number = number
        for call in resolved:
            _replace_call(call)
        self._number_addresses()
        return remarks

    def _number_addresses(self) -> None:
        """Put the numbers of functions where their addresses were."""
        for address in self.addresses:
            target = self.targets.get(address.symbol.root_reference.data)
            if target is None or not target.number:
                continue
            block = address.parent_block()
            assert block is not None
            number = _constant(target.number, i64, address)
            pointer = asptr.IntToPtrOp.create(
                operands=number.results, result_types=(_FLAT,), location=address.location
            )
            block.insert_ops_before((number, pointer), address)
            address.result.replace_all_uses_with(pointer.result)
            address.detach()
            address.erase()
        for op in self.module.body.block.ops:
            if isinstance(op, asptr.GlobalOp) and op.init is not None:
                self._number_relocations(op, op.init)

    def _number_relocations(self, op: asptr.GlobalOp, init: asptr.InitAttr) -> None:
        data = bytearray(init.bytes.data)
        left: list[asptr.RelocationAttr] = []
        for relocation in init.relocations:
            target = self.targets.get(relocation.target.root_reference.data)
            if target is None or not target.number:
                left.append(relocation)
                continue
            at = relocation.offset.data
            data[at : at + POINTER_BYTES] = target.number.to_bytes(POINTER_BYTES, "little")
        if len(left) != len(init.relocations):
            op.properties["init"] = asptr.InitAttr(bytes(data), init.undef, left)


def _constant(value: int, type: IntegerType, at: Operation) -> Operation:
    attribute = IntegerAttr(value, type)
    return arith.ConstantOp.create(
        result_types=(attribute.type,), properties={"value": attribute}, location=at.location
    )


def _replace_call(call: Call) -> None:
    """Make a call by pointer a choice among its targets."""
    op = call.op
    block = op.parent_block()
    region = op.parent_region()
    assert block is not None
    assert region is not None
    if len(call.targets) == 1:
        direct = _direct_call(call.targets[0], op)
        block.insert_op_before(direct, op)
        for result, new in zip(op.results, direct.results, strict=True):
            result.replace_all_uses_with(new)
        op.detach()
        op.erase()
        return
    rest = block.split_before(op, arg_types=[result.type for result in op.results])
    for result, argument in zip(op.results, rest.args, strict=True):
        result.replace_all_uses_with(argument)
    op.detach()
    position = region.get_block_index(block) + 1
    if not call.targets:
        block.add_ops(
            (
                hsa.TrapOp.create(
                    properties={
                        "kind": StringAttr("virtual_call"),
                        "message": StringAttr("a method that no type in this module has"),
                    },
                    location=op.location,
                ),
                ub.UnreachableOp.create(location=op.location),
            )
        )
        op.erase()
        return
    chosen: list[Block] = []
    for target in call.targets:
        direct = _direct_call(target, op)
        chosen.append(Block((direct, _branch(rest, direct.results, op))))
    region.insert_block(chosen, position)
    if all(target.number for target in call.targets):
        _switch(block, op, call.targets, chosen)
    else:
        _compare(block, op, call.targets, chosen)
    op.erase()


def _direct_call(target: Target, op: asptr.CallIndirectOp) -> Operation:
    return func.CallOp.create(
        operands=op.arguments,
        result_types=[result.type for result in op.results],
        properties={"callee": SymbolRefAttr(target.symbol)},
        attributes={n: a for n, a in op.attributes.items() if n != VTABLE_ENTRY},
        location=op.location,
    )


def _branch(target: Block, arguments: Iterable[SSAValue], at: Operation) -> Operation:
    return cf.BranchOp.create(operands=list(arguments), successors=(target,), location=at.location)


def _switch(
    block: Block, op: asptr.CallIndirectOp, targets: list[Target], chosen: list[Block]
) -> None:
    """Choose by number. The last needs no comparison: it is one of them."""
    number = asptr.PtrToIntOp.create(
        operands=(op.callee,), result_types=(i32,), location=op.location
    )
    values = [target.number for target in targets[:-1]]
    none = DenseArrayBase.from_list(i32, [0] * len(values))
    switch = cf.SwitchOp.create(
        operands=number.results,
        properties={
            "case_values": DenseIntElementsAttr.from_list(TensorType(i32, (len(values),)), values),
            "case_operand_segments": none,
            "operandSegmentSizes": DenseArrayBase.from_list(i32, (1, 0, 0)),
        },
        successors=(chosen[-1], *chosen[:-1]),
        location=op.location,
    )
    block.add_ops((number, switch))


def _compare(
    block: Block, op: asptr.CallIndirectOp, targets: list[Target], chosen: list[Block]
) -> None:
    """Choose by address, or by number where there is one: a chain of comparisons."""
    region = block.parent_region()
    assert region is not None
    for index, (target, then) in enumerate(zip(targets[:-1], chosen[:-1], strict=True)):
        token: Operation
        if target.number:
            number = _constant(target.number, i64, op)
            token = asptr.IntToPtrOp.create(
                operands=number.results, result_types=(_FLAT,), location=op.location
            )
            block.add_op(number)
        else:
            token = asptr.AddressOfOp.create(
                result_types=(_FLAT,),
                properties={"symbol": SymbolRefAttr(target.symbol)},
                location=op.location,
            )
        same = asptr.CompareOp.create(
            operands=(op.callee, token.results[0]),
            result_types=(i1,),
            properties={"predicate": predicate("eq")},
            location=op.location,
        )
        following = chosen[-1]
        if index < len(targets) - 2:
            following = Block()
            region.insert_block(following, region.get_block_index(block) + 1)
        branch = cf.ConditionalBranchOp.create(
            operands=same.results,
            successors=(then, following),
            properties={"operandSegmentSizes": DenseArrayBase.from_list(i32, (1, 0, 0))},
            location=op.location,
        )
        block.add_ops((token, same, branch))
        block = following


_COST = (
    "LLVM then gives the kernel the registers of the greediest function whose address is taken, "
    "and a stack whose size only the runtime decides"
)


def _remark(call: Call, bound: int) -> Diagnostic:
    count = len(call.targets)
    what = "method" if call.through_vtable else "function pointer"
    if count > bound:
        why = f"it may call {count} functions, and the bound is {bound}"
        help_ = (f"with `virtual-call-bound={count}` it becomes a choice among them",)
    else:
        why = "no function of its type has its address taken here"
        help_ = ()
    return Diagnostic(
        f"the call of a {what} stays a call by pointer",
        span_of(call.op.location),
        (why, _COST),
        help_,
        "remark",
    )


def _indirect_remark(call: Call) -> Diagnostic:
    what = "method" if call.through_vtable else "function pointer"
    count = len(call.targets)
    names = ", ".join(f"`{target.symbol}`" for target in call.targets[:4])
    if count > 4:
        names += f" and {count - 4} more"
    note = f"it may call {names}" if names else "nothing in the module is of its type"
    return Diagnostic(
        f"the call of a {what} is a call by pointer",
        span_of(call.op.location),
        (note, _COST),
        severity="remark",
    )


def _refusal(call: Call) -> Diagnostic:
    what = "a method of a trait object" if call.through_vtable else "a function pointer"
    return Diagnostic(
        f"{what} is called, and calls by pointer are refused",
        span_of(call.op.location),
        ("`virtual-calls=error` was asked for",),
        ("use generics in place of `dyn` and `fn`, or let `virtual-calls=direct` resolve it",),
    )


def resolve_virtual_calls(
    module: ModuleOp, mode: VirtualCalls = "direct", bound: int = 32
) -> list[Diagnostic]:
    """
    Resolve the calls by pointer of `module`, in place; the remarks about those that are left.

    Raises `CompileError` for each of them if `mode` is `error`, and with `queue` for what may be
    called and cannot run as a work-item of its own.
    """
    resolution = _Resolution(module)
    if not resolution.find():
        return []
    if mode == "error":
        raise CompileError(*map(_refusal, resolution.calls))
    if mode == "queue":
        from .delegate_virtual_calls import delegate_virtual_calls

        delegate_virtual_calls(module, resolution)
        return []
    if mode == "indirect":
        return [_indirect_remark(call) for call in resolution.calls]
    return resolution.resolve(bound)


@dataclass(frozen=True)
class ResolveVirtualCallsPass(ModulePass):
    """
    Resolve calls through vtables and function pointers.

    It needs a closed module at the `asptr` level, and with `direct` leaves `asptr.call_indirect`
    only where it says so in a remark.

        func.func @apply(%f: !asptr.ptr<flat>, %x: i32) -> i32 {
          %r = asptr.call_indirect %f(%x) : !asptr.ptr<flat>, (i32) -> i32
          func.return %r : i32
        }

    becomes, where `@double` alone is of that type and has its address taken,

        func.func @apply(%f: !asptr.ptr<flat>, %x: i32) -> i32 {
          %r = func.call @double(%x) : (i32) -> i32
          func.return %r : i32
        }

    and with `queue`, for `share-frames` and `lower-queues` to follow,

        func.func @apply(%f: !asptr.ptr<flat>, %x: i32) -> i32 {
          %r = func.call @rusticle.virtual_call.0(%f, %x) : (!asptr.ptr<flat>, i32) -> i32
          func.return %r : i32
        }
    """

    name = "resolve-virtual-calls"

    mode: VirtualCalls = "direct"
    """`direct`: a choice among the possible targets; `indirect`: a call by pointer, as it is;
    `queue`: a kernel dispatch through the device's own queue; `error`: none."""
    bound: int = 32
    """The most targets that `direct` chooses among."""
    remarks: bool = True
    """Whether remarks are printed, on standard error."""

    def apply(self, ctx: Context, op: ModuleOp) -> None:
        """Resolve the calls, and print the remarks."""
        found = resolve_virtual_calls(op, self.mode, self.bound)
        for remark in found if self.remarks else ():
            report(remark)
