"""
`instrument-checks`: have a kernel look for its own mistakes as the simulator runs it.

In front of each access to memory that is not plainly the function's own stands a call that checks
it: whether it lies within memory that the kernel was given, whether it may be written there,
whether it is aligned as promised, whether LDS has been written before it is read, and whether
another work-item accesses the same bytes with nothing to order the two, and whether the memory is
in the address space that the pointer's type says. On a CPU an access through a pointer of a wrong
space would work; on a GPU it goes elsewhere. At the head of each loop stands one that counts. The
calls are intrinsics of the simulator's (`llvm.simulator.*`), to which `thread-launch-context` gives
the launch context, and a site with the line of Rust.

What is not seen: which local of a function an access within its scratch memory is for; orderings
through atomics, other than that a work-item that has acquired something races with nobody from
then on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from xdsl.context import Context
from xdsl.dialects import arith, func
from xdsl.dialects.builtin import (
    AnyFloat,
    IntegerAttr,
    IntegerType,
    ModuleOp,
    StringAttr,
    UnitAttr,
    VectorType,
    i64,
)
from xdsl.ir import Attribute, Block, Operation, Region, SSAValue
from xdsl.passes import ModulePass

from ..diagnostics import CompileError, span_of
from ..dialects import asptr, hsa

WRITE, READ, ATOMIC, ACQUIRE = 1, 2, 4, 8
"""What an access is; the address space is above them, and the alignment in bytes from bit 8 on."""
SPACES = {"flat": 0, "global": 1, "region": 2, "local": 3, "constant": 4, "private": 5}
"""The numbers of address spaces for the check; flat may be anywhere."""
SPACE_SHIFT = 4
ALIGN_SHIFT = 8
_POINTER_BYTES = 8
CHECKED = "simulator.checked"
"""The module attribute that says that checks are in place."""
_ACQUIRING = frozenset({"acquire", "acq_rel", "seq_cst"})

ACCESS = StringAttr("llvm.simulator.access")
"""Takes an address, a number of bytes, and what the access is, three `i64`."""
ACQUIRED = StringAttr("llvm.simulator.acquire")
"""The work-item has acquired what others released."""
STEP = StringAttr("llvm.simulator.step")
"""The work-item is at the head of a loop."""


@dataclass(frozen=True, slots=True)
class _Access:
    """An access to memory by an operation."""

    pointer: SSAValue
    size: int | SSAValue
    flags: int
    align: int


def _byte_size(type: Attribute) -> int:
    match type:
        case IntegerType():
            return (type.width.data + 7) // 8
        case asptr.PtrType():
            return _POINTER_BYTES
        case VectorType():
            return type.get_shape()[0] * _byte_size(type.element_type)
        case _:
            # The operations' verifiers let nothing else into memory.
            assert isinstance(type, AnyFloat), type
            return type.bitwidth // 8


def _align(attribute: IntegerAttr | None) -> int:
    return 1 if attribute is None else attribute.value.data


def _order(*orders: asptr.OrderingAttr) -> int:
    return ACQUIRE if any(o.data.value in _ACQUIRING for o in orders) else 0


def _accesses(op: Operation) -> Sequence[_Access]:
    """What memory an operation accesses."""
    match op:
        case asptr.LoadOp():
            return (_Access(op.ptr, _byte_size(op.result.type), READ, _align(op.align)),)
        case asptr.StoreOp():
            return (_Access(op.ptr, _byte_size(op.value.type), WRITE, _align(op.align)),)
        case asptr.AtomicLoadOp():
            flags = READ | ATOMIC | _order(op.ordering)
            return (_Access(op.ptr, _byte_size(op.result.type), flags, _align(op.align)),)
        case asptr.AtomicStoreOp():
            flags = WRITE | ATOMIC
            return (_Access(op.ptr, _byte_size(op.value.type), flags, _align(op.align)),)
        case asptr.AtomicRmwOp():
            flags = READ | WRITE | ATOMIC | _order(op.ordering)
            return (_Access(op.ptr, _byte_size(op.value.type), flags, _align(op.align)),)
        case asptr.CmpXchgOp():
            flags = READ | WRITE | ATOMIC | _order(op.success, op.failure)
            return (_Access(op.ptr, _byte_size(op.expected.type), flags, _align(op.align)),)
        case asptr.CopyOp():
            return (
                _Access(op.src, op.len, READ, _align(op.src_align)),
                _Access(op.dst, op.len, WRITE, _align(op.dst_align)),
            )
        case asptr.FillOp():
            return (_Access(op.dst, op.len, WRITE, _align(op.align)),)
        case _:
            return ()


def _insert(op: Operation, name: StringAttr, operands: Sequence[SSAValue] = ()) -> None:
    block = op.parent_block()
    assert block is not None
    new = hsa.IntrinsicOp.create(
        operands=operands, properties={"intrinsic": name}, location=op.location
    )
    block.insert_op_before(new, op)


def _value(op: Operation, kind: type[Operation], operand: SSAValue | int) -> SSAValue:
    """`operand` as an `i64` before `op`: a constant, or made by an operation of that kind."""
    block = op.parent_block()
    assert block is not None
    if isinstance(operand, int):
        new = arith.ConstantOp.create(
            result_types=(i64,),
            properties={"value": IntegerAttr(operand, i64)},
            location=op.location,
        )
    else:
        new = kind.create(operands=(operand,), result_types=(i64,), location=op.location)
    block.insert_op_before(new, op)
    return new.results[0]


def _is_plainly_a_local(pointer: SSAValue) -> bool:
    """Whether a pointer into private memory was never anything else."""
    while isinstance(op := pointer.owner, asptr.DisplaceOp | asptr.OffsetOp):
        pointer = op.base
    return isinstance(op, asptr.AllocaOp)


def _check(op: Operation, access: _Access) -> None:
    if _is_plainly_a_local(access.pointer):
        return
    type_ = access.pointer.type
    assert isinstance(type_, asptr.PtrType)
    space = SPACES.get(type_.space.data)
    if space is None:
        raise CompileError.of(f"accesses to `{type_.space.data}` memory cannot be checked")
    address = _value(op, asptr.PtrToIntOp, access.pointer)
    size = access.size
    if isinstance(size, int):
        size = _value(op, arith.ConstantOp, size)
    elif size.type != i64:
        size = _value(op, arith.ExtUIOp, size)
    kind = access.flags | space << SPACE_SHIFT | access.align << ALIGN_SHIFT
    flags = _value(op, arith.ConstantOp, kind)
    _insert(op, ACCESS, (address, size, flags))


def _loop_heads(region: Region) -> list[Block]:
    """The blocks that a jump goes back to, in a walk that goes deep first."""
    heads: list[Block] = []
    entry = region.blocks.first
    if entry is None:
        return heads
    open_, seen = {entry}, {entry}
    stack = [(entry, iter(() if entry.last_op is None else entry.last_op.successors))]
    while stack:
        block, rest = stack[-1]
        following = next(rest, None)
        if following is None:
            open_.discard(block)
            stack.pop()
        elif following in open_:
            if following not in heads:
                heads.append(following)
        elif following not in seen:
            seen.add(following)
            open_.add(following)
            last = following.last_op
            stack.append((following, iter(() if last is None else last.successors)))
    return heads


def instrument_checks(module: ModuleOp) -> None:
    """Run the pass over `module`, in place. Raises `CompileError` for what cannot be checked."""
    module.attributes[CHECKED] = UnitAttr()
    for function in module.body.block.ops:
        if not isinstance(function, func.FuncOp | hsa.KernelOp):
            continue
        heads = _loop_heads(function.body)
        for op in list(function.body.walk()):
            try:
                for access in _accesses(op):
                    _check(op, access)
            except CompileError as error:
                raise CompileError.of(error.diagnostics[0].message, span_of(op.location)) from None
            if isinstance(op, asptr.FenceOp) and _order(op.ordering):
                _insert(op, ACQUIRED)
        for head in heads:
            first = head.first_op
            assert first is not None
            _insert(first, STEP)
        if isinstance(function, func.FuncOp) and function.body.blocks:
            # Recursion has no loop, and a function may be called from one that ends.
            first = function.body.blocks[0].first_op
            assert first is not None
            _insert(first, STEP)


@dataclass(frozen=True)
class InstrumentChecksPass(ModulePass):
    """
    Check accesses to memory, and count loops, in the simulator.

    It needs a module at the `asptr` level, before `thread-launch-context`, and leaves one, which
    says so in its attribute `simulator.checked`.

        %v = asptr.load %p align 4 : !asptr.ptr<flat> -> i32

    becomes

        %a = asptr.ptrtoint %p : !asptr.ptr<flat> -> i64
        %n = arith.constant 4 : i64
        %f = arith.constant 1026 : i64
        hsa.intrinsic "llvm.simulator.access"(%a, %n, %f) : (i64, i64, i64) -> ()
        %v = asptr.load %p align 4 : !asptr.ptr<flat> -> i32
    """

    name = "instrument-checks"

    def apply(self, ctx: Context, op: ModuleOp) -> None:
        """Instrument `op`."""
        instrument_checks(op)
