"""
`resolve-virtual-calls`: what calls by pointer may call, and how they call it.

A GPU calls through a pointer badly. LLVM must assume that any function whose address is taken is
meant: a kernel then reserves the registers of the greediest of them, its stack has no known size,
and nothing is inlined. A module is closed, though: every function pointer in it was made in it. So
the possible targets of a call are known:

-   of a call through entry `n` of a vtable (`vtable_entry`, which `lower-mir` notes), what the
    module's vtables (`vtable`) have in that entry. Which trait a vtable is for does not matter:
    after an upcast, a vtable serves as its supertrait's.
-   of a call of a function pointer, the functions whose address is taken elsewhere.

and of those the ones with the call's type. The naive way is then to compare the pointer with the
address of each. That keeps all of them alive under an address, and makes an address of 64 bits, in
two instructions, for every comparison. But Rust promises nothing about the address of a function,
except that it is not null: not that it is the same each time it is taken, nor that different
functions differ (`core::ptr::fn_addr_eq`). So here it is a small number:

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
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from xdsl.context import Context
from xdsl.dialects import arith, cf, func, ub
from xdsl.dialects.builtin import (
    DenseArrayBase,
    DenseIntElementsAttr,
    FunctionType,
    IntegerAttr,
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

VTABLE = "vtable"
"""The unit attribute of a global that is a vtable."""
VTABLE_ENTRY = "vtable_entry"
"""The attribute of a call through a vtable: the entry that holds the callee, 0 for drop glue."""

VirtualCalls = Literal["direct", "indirect", "error"]
"""How calls by pointer are made."""

_FLAT = asptr.ptr("flat")
_POINTER_BYTES = 8


@dataclass(slots=True)
class _Target:
    """A function whose address is taken."""

    symbol: str
    type: FunctionType
    position: int
    """Its place among the module's functions, for an order that does not depend on hashing."""
    entries: set[int] = field(default_factory=set[int])
    """The vtable entries that it is in."""
    is_pointer: bool = False
    """Whether its address is taken elsewhere too."""
    number: int = 0
    """What its address becomes; 0 if it keeps it."""


@dataclass(slots=True)
class _Call:
    """A call by pointer, and what it may call."""

    op: asptr.CallIndirectOp
    targets: list[_Target]
    is_open: bool
    """Whether it may also call what this pass does not see."""

    @property
    def through_vtable(self) -> bool:
        """Whether the callee comes from a vtable."""
        return VTABLE_ENTRY in self.op.attributes


class _Resolution:
    """The state of the pass over one module."""

    def __init__(self, module: ModuleOp) -> None:
        self.module = module
        self.functions: dict[str, tuple[int, func.FuncOp]] = {}
        self.targets: dict[str, _Target] = {}
        self.foreign_addresses = False
        """Whether an address is taken of a function of another level."""
        self.addresses: list[asptr.AddressOfOp] = []
        self.calls: list[_Call] = []

    def find(self) -> bool:
        """Find the calls by pointer and what each may call; whether there are any."""
        ops = list(self.module.body.block.ops)
        indirect: list[asptr.CallIndirectOp] = []
        for op in ops:
            if isinstance(op, func.FuncOp):
                self.functions[op.sym_name.data] = (len(self.functions), op)
            for region in op.regions:
                for block in region.blocks:
                    for inner in block.ops:
                        if type(inner) is asptr.CallIndirectOp:
                            indirect.append(inner)
                        elif type(inner) is asptr.AddressOfOp:
                            self.addresses.append(inner)
        if not indirect:
            return False
        for address in self.addresses:
            if (target := self._take(address.symbol)) is not None:
                target.is_pointer = True
        for op in ops:
            if isinstance(op, asptr.GlobalOp) and op.init is not None:
                is_vtable = VTABLE in op.attributes
                for relocation in op.init.relocations:
                    target = self._take(relocation.target)
                    if target is None:
                        continue
                    if is_vtable:
                        target.entries.add(relocation.offset.data // _POINTER_BYTES)
                    else:
                        target.is_pointer = True
        self.calls = [self._call(op) for op in indirect]
        return True

    def _take(self, symbol: SymbolRefAttr) -> _Target | None:
        """The function of that name, whose address is taken; `None` if it is a global."""
        name = symbol.root_reference.data
        found = self.targets.get(name)
        if found is None and (known := self.functions.get(name)) is not None:
            position, op = known
            found = self.targets[name] = _Target(name, op.function_type, position)
        return found

    def _call(self, op: asptr.CallIndirectOp) -> _Call:
        inputs = tuple(operand.type for operand in op.arguments)
        outputs = tuple(result.type for result in op.results)
        entry = op.attributes.get(VTABLE_ENTRY)
        number = entry.value.data if isinstance(entry, IntegerAttr) else None
        targets = [
            target
            for target in self.targets.values()
            if (target.is_pointer if number is None else number in target.entries)
            and target.type.inputs.data == inputs
            and target.type.outputs.data == outputs
        ]
        targets.sort(key=lambda target: target.position)
        return _Call(op, targets, is_open=number is None and not targets)

    def resolve(self, bound: int) -> list[Diagnostic]:
        """Make the calls with few targets direct; remarks about the others."""
        remarks: list[Diagnostic] = []
        resolved: list[_Call] = []
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
            data[at : at + _POINTER_BYTES] = target.number.to_bytes(_POINTER_BYTES, "little")
        if len(left) != len(init.relocations):
            op.properties["init"] = asptr.InitAttr(bytes(data), init.undef, left)


def _constant(value: int, type: object, at: Operation) -> Operation:
    attribute = IntegerAttr(value, type)  # pyright: ignore
    return arith.ConstantOp.create(
        result_types=(attribute.type,), properties={"value": attribute}, location=at.location
    )


def _replace_call(call: _Call) -> None:
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


def _direct_call(target: _Target, op: asptr.CallIndirectOp) -> Operation:
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
    block: Block, op: asptr.CallIndirectOp, targets: list[_Target], chosen: list[Block]
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
    block: Block, op: asptr.CallIndirectOp, targets: list[_Target], chosen: list[Block]
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


def _remark(call: _Call, bound: int) -> Diagnostic:
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


def _indirect_remark(call: _Call) -> Diagnostic:
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


def _refusal(call: _Call) -> Diagnostic:
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

    Raises `CompileError` for each of them if `mode` is `error`.
    """
    resolution = _Resolution(module)
    if not resolution.find():
        return []
    if mode == "error":
        raise CompileError(*map(_refusal, resolution.calls))
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
    """

    name = "resolve-virtual-calls"

    mode: VirtualCalls = "direct"
    """`direct`: a choice among the possible targets; `indirect`: a call by pointer, as it is;
    `error`: none."""
    bound: int = 32
    """The most targets that `direct` chooses among."""
    remarks: bool = True
    """Whether remarks are printed, on standard error."""

    def apply(self, ctx: Context, op: ModuleOp) -> None:
        """Resolve the calls, and print the remarks."""
        found = resolve_virtual_calls(op, self.mode, self.bound)
        for remark in found if self.remarks else ():
            report(remark)
