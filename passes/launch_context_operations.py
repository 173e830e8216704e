"""
What a work-item asks about itself, and does with its neighbours, on the host.

Each operation of `gpu` and `hsa`, and each of AMD's intrinsics, that means something to a work-item
becomes a load from the launch context, one of the hidden arguments, or a call of one of the
simulator's functions (`runtime/support.rs`). `thread-launch-context` decides who has the hidden
arguments; here is what becomes of each operation that uses them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import cast

from xdsl.dialects import arith, func, gpu
from xdsl.dialects.builtin import (
    IndexType,
    IntegerAttr,
    IntegerType,
    StringAttr,
    SymbolRefAttr,
    UnitAttr,
    i32,
    i64,
)
from xdsl.ir import Attribute, Operation, SSAValue

from ..diagnostics import CompileError
from ..dialects import asptr, hsa
from ..dialects.asptr.attributes import i64_attr
from ..targets.launch_context import FIELDS
from .building import Replacement

FLAT = asptr.ptr("flat")
LOCAL = asptr.ptr("local")
_UNIT = UnitAttr()


class Emitter(Replacement):
    """Builds what stands for an operation on the CPU, from the hidden arguments of its function."""

    def __init__(self, op: Operation, hidden: Sequence[SSAValue]) -> None:
        super().__init__(op)
        self.hidden = hidden

    @property
    def context(self) -> SSAValue:
        """The launch context."""
        return self.hidden[0]

    @property
    def item(self) -> Sequence[SSAValue]:
        """The work-item's number in x, y and z."""
        return self.hidden[1:]

    def constant(self, value: int, type: IntegerType = i32) -> SSAValue:
        """An integer."""
        properties: dict[str, Attribute] = {"value": IntegerAttr(value, type)}
        return self.emit(arith.ConstantOp, (), (type,), properties).results[0]

    def field(self, name: str, type: Attribute | None = None) -> SSAValue:
        """A field of the context, an integer unless `type` says otherwise."""
        field = FIELDS[name]
        type = IntegerType(8 * field.size) if type is None else type
        pointer = self.emit(
            asptr.DisplaceOp, (self.context,), (FLAT,), {"bytes": i64_attr(field.offset)}
        ).results[0]
        properties: dict[str, Attribute] = {"align": i64_attr(field.size), "noundef": _UNIT}
        return self.emit(asptr.LoadOp, (pointer,), (type,), properties).results[0]

    def call(
        self, name: str, arguments: Sequence[SSAValue], results: Sequence[Attribute] = ()
    ) -> Operation:
        """A call of the simulator, with the hidden arguments first."""
        operands = (self.context, *self.item, *arguments)
        properties: dict[str, Attribute] = {"callee": SymbolRefAttr(name)}
        return self.emit(func.CallOp, operands, results, properties)

    def resize(self, value: SSAValue, type: Attribute, *, signed: bool = False) -> SSAValue:
        """An integer, float or pointer as an integer of another width, or back."""
        source = value.type
        if source == type:
            return value
        if isinstance(source, asptr.PtrType):
            return self.resize(self.emit(asptr.PtrToIntOp, (value,), (i64,)).results[0], type)
        if isinstance(type, asptr.PtrType):
            return self.emit(asptr.IntToPtrOp, (self.resize(value, i64),), (type,)).results[0]
        if isinstance(type, IndexType):
            return self.emit(arith.IndexCastOp, (value,), (type,)).results[0]
        if not isinstance(source, IntegerType):
            bits = IntegerType(_float_bits(source))
            return self.resize(self.emit(arith.BitcastOp, (value,), (bits,)).results[0], type)
        if not isinstance(type, IntegerType):
            bits = IntegerType(_float_bits(type))
            return self.emit(arith.BitcastOp, (self.resize(value, bits),), (type,)).results[0]
        source, type = cast("IntegerType", source), cast("IntegerType", type)
        if source.width.data < type.width.data:
            kind = arith.ExtSIOp if signed else arith.ExtUIOp
            return self.emit(kind, (value,), (type,)).results[0]
        return self.emit(arith.TruncIOp, (value,), (type,)).results[0]

    def replace(self, *values: SSAValue) -> None:
        """The old operation's results are these, of whatever width, and it is gone."""
        for result, value in zip(self.op.results, values, strict=True):
            result.replace_all_uses_with(self.resize(value, result.type))
        self.op.detach()
        self.op.erase()


def _float_bits(type: Attribute) -> int:
    bits = getattr(type, "bitwidth", None)
    if isinstance(bits, int):
        return bits
    raise CompileError.of(f"a wave operation on `{type}` cannot be simulated")


Rewrite = Callable[[Emitter, Operation, int], None]
"""Replaces an operation; the number is its site."""


def _item(axis: int) -> Rewrite:
    return lambda e, op, site: e.replace(e.item[axis])


def _field(name: str) -> Rewrite:
    return lambda e, op, site: e.replace(e.field(name))


def _pointer(name: str) -> Rewrite:
    return lambda e, op, site: e.replace(e.field(name, op.results[0].type))


def _helper(name: str) -> Rewrite:
    """A call that does not wait, of `i32` operands."""

    def rewrite(e: Emitter, op: Operation, site: int) -> None:
        arguments = [e.resize(o, i32) for o in op.operands]
        results = (i32,) if op.results else ()
        e.replace(*e.call(name, arguments, results).results)

    return rewrite


def _nothing(e: Emitter, op: Operation, site: int) -> None:
    """What only steers the hardware or the compiler."""
    e.replace(*(e.constant(0) for _ in op.results))


def _barrier(e: Emitter, op: Operation, site: int) -> None:
    scope: dict[str, Attribute] = {"syncscope": StringAttr("workgroup")}
    e.emit(asptr.FenceOp, properties={"ordering": asptr.ordering("release"), **scope})
    e.call("rusticle_barrier", (e.constant(site),))
    e.emit(asptr.FenceOp, properties={"ordering": asptr.ordering("acquire"), **scope})
    e.replace()


def _end(e: Emitter, op: Operation, site: int) -> None:
    e.call("rusticle_end", ())
    e.replace(*(e.constant(0) for _ in op.results))


def _yield(e: Emitter, op: Operation, site: int) -> None:
    e.call("rusticle_yield", ())
    e.replace()


def _wave(name: str, first: int = 0, second: int | None = None, *, signed: bool = False) -> Rewrite:
    """A wave operation of one or two operands, given by their positions."""

    def rewrite(e: Emitter, op: Operation, site: int) -> None:
        value = e.resize(op.operands[first], i64, signed=signed)
        other = e.constant(0, i64) if second is None else e.resize(op.operands[second], i64)
        e.replace(*e.call(name, (e.constant(site), value, other), (i64,)).results)

    return rewrite


def _wave_barrier(e: Emitter, op: Operation, site: int) -> None:
    e.call("rusticle_wave_barrier", (e.constant(site), *[e.constant(0, i64)] * 2), (i64,))
    e.replace()


def _write_lane(e: Emitter, op: Operation, site: int) -> None:
    value, lane, old = (e.resize(operand, i64) for operand in op.operands)
    e.replace(*e.call("rusticle_writelane", (e.constant(site), value, lane, old), (i64,)).results)


def _signal(e: Emitter, op: Operation, site: int) -> None:
    """Of a split barrier: it counts who was first, and its other half is the barrier."""
    first = e.call("rusticle_signal_isfirst", (e.constant(site),), (i64,)).results
    e.replace(*first[: len(op.results)])


def _realtime(e: Emitter, op: Operation, site: int) -> None:
    e.replace(*e.call("rusticle_realtime", (), (i64,)).results)


def _halt(e: Emitter, op: Operation, site: int) -> None:
    e.call("rusticle_trap", (e.constant(site), *[e.constant(0, i64)] * 2))
    e.replace()


def _update_dpp(e: Emitter, op: Operation, site: int) -> None:
    old, value, control, rows, banks, bound = op.operands
    shifted = e.emit(
        arith.ShLIOp, (e.resize(banks, i32), e.constant(4)), (i32,), _no_overflow_flags()
    ).results[0]
    masks = e.emit(arith.OrIOp, (e.resize(rows, i32), shifted), (i32,)).results[0]
    arguments = (
        e.constant(site),
        e.resize(old, i64),
        e.resize(value, i64),
        e.resize(control, i32),
        masks,
        e.resize(bound, i32),
    )
    e.replace(*e.call("rusticle_update_dpp", arguments, (i64,)).results)


def _no_overflow_flags() -> dict[str, Attribute]:
    return {"overflowFlags": arith.IntegerOverflowAttr("none")}


def _permlane16(row: int) -> Rewrite:
    """Selectors in two scalar registers, 4 bits for each lane of a row."""

    def rewrite(e: Emitter, op: Operation, site: int) -> None:
        old, value, low, high, fetch, bound = op.operands
        selectors = _join(e, e.resize(low, i64), e.resize(high, i64))
        _permute(e, site, old, value, selectors, (fetch, bound), row)

    return rewrite


_OWN_SELECTORS = 8
"""Of the flags of `rusticle_permlane16`."""


def _permlane16_var(row: int) -> Rewrite:
    """Each lane has its own selector."""

    def rewrite(e: Emitter, op: Operation, site: int) -> None:
        old, value, selector, fetch, bound = op.operands
        wide = e.resize(selector, i64)
        _permute(e, site, old, value, wide, (fetch, bound), row | _OWN_SELECTORS)

    return rewrite


def _join(e: Emitter, low: SSAValue, high: SSAValue) -> SSAValue:
    """Two words, `i64` both, as one number of 64 bits."""
    flags = _no_overflow_flags()
    shifted = e.emit(arith.ShLIOp, (high, e.constant(32, i64)), (i64,), flags).results[0]
    return e.emit(arith.OrIOp, (low, shifted), (i64,)).results[0]


def _permlane_swap(distance: int) -> Rewrite:
    """Halves exchanged between two registers; the result is both."""

    def rewrite(e: Emitter, op: Operation, site: int) -> None:
        first, second = (e.resize(operand, i64) for operand in op.operands[:2])
        arguments = (e.constant(site), first, second, e.constant(distance))
        both = e.call("rusticle_permlane_swap", arguments, (i64,)).results[0]
        high = e.emit(arith.ShRUIOp, (both, e.constant(32, i64)), (i64,)).results[0]
        e.replace(both, high)

    return rewrite


def _permute(
    e: Emitter,
    site: int,
    old: SSAValue,
    value: SSAValue,
    selectors: SSAValue,
    options: tuple[SSAValue, SSAValue],
    row: int,
) -> None:
    fetch, bound = (e.resize(o, i32) for o in options)
    twice = e.emit(arith.ShLIOp, (bound, e.constant(1)), (i32,), _no_overflow_flags()).results[0]
    flags = e.emit(arith.OrIOp, (fetch, twice), (i32,)).results[0]
    flags = e.emit(arith.OrIOp, (flags, e.constant(row)), (i32,)).results[0]
    arguments = (e.constant(site), e.resize(value, i64), e.resize(old, i64), selectors, flags)
    e.replace(*e.call("rusticle_permlane16", arguments, (i64,)).results)


def _check(name: str) -> Rewrite:
    def rewrite(e: Emitter, op: Operation, site: int) -> None:
        e.call(name, (e.constant(site), *op.operands))
        e.replace()

    return rewrite


INTRINSICS: dict[str, Rewrite] = {
    **{f"workitem.id.{axis}": _item(number) for number, axis in enumerate("xyz")},
    **{f"workgroup.id.{axis}": _field(f"group_id_{axis}") for axis in "xyz"},
    "wavefrontsize": _field("wave_size"),
    "groupstaticsize": _field("lds_static"),
    "dispatch.id": _field("dispatch_id"),
    "dispatch.ptr": _pointer("dispatch_ptr"),
    "queue.ptr": _pointer("queue_ptr"),
    "implicitarg.ptr": _pointer("implicitarg_ptr"),
    "kernarg.segment.ptr": _pointer("kernarg_ptr"),
    "mbcnt.lo": _helper("rusticle_mbcnt_lo"),
    "mbcnt.hi": _helper("rusticle_mbcnt_hi"),
    "perm": _helper("rusticle_perm"),
    "wave.id": _helper("rusticle_wave_id"),
    "s.get.waveid.in.workgroup": _helper("rusticle_wave_id"),
    "writelane": _write_lane,
    "sched.barrier": _nothing,
    "sched.group.barrier": _nothing,
    "s.getpc": _nothing,
    "s.waitcnt": _nothing,
    "s.setprio": _nothing,
    "s.sendmsg": _nothing,
    "iglp.opt": _nothing,
    "s.barrier": _barrier,
    "s.barrier.signal": _signal,
    "s.barrier.signal.isfirst": _signal,
    "s.barrier.wait": _barrier,
    "wave.barrier": _wave_barrier,
    "s.sleep": _yield,
    # What `instrument-checks` inserts. It counts as waiting: the simulator finds a work-item's
    # scratch memory by its stack.
    "llvm.simulator.access": _check("rusticle_check_access"),
    "llvm.simulator.acquire": _check("rusticle_check_acquire"),
    "llvm.simulator.step": _check("rusticle_check_step"),
    "endpgm": _end,
    "s.sethalt": _halt,
    "s.memrealtime": _realtime,
    "s.memtime": _realtime,
    "ballot": _wave("rusticle_ballot"),
    "inverse.ballot": _wave("rusticle_inverse_ballot"),
    "readfirstlane": _wave("rusticle_readfirstlane"),
    "readlane": _wave("rusticle_readlane", 0, 1),
    "ds.permute": _wave("rusticle_ds_permute", 1, 0),
    "ds.bpermute": _wave("rusticle_ds_bpermute", 1, 0),
    "permlane64": _wave("rusticle_permlane64"),
    "permlane16": _permlane16(0),
    "permlanex16": _permlane16(4),
    "permlane16.var": _permlane16_var(0),
    "permlanex16.var": _permlane16_var(4),
    "permlane16.swap": _permlane_swap(16),
    "permlane32.swap": _permlane_swap(32),
    "update.dpp": _update_dpp,
    **{
        f"wave.reduce.{kind}": _wave(f"rusticle_reduce_{kind}", signed=kind in ("min", "max"))
        for kind in ("add", "sub", "and", "or", "xor", "umin", "umax", "min", "max")
    },
}
"""AMD's intrinsics that can be simulated, without `llvm.amdgcn.` and the types at the end."""

FREE = frozenset({"s.sendmsg", "sched.barrier", "sched.group.barrier", "s.getpc",
                   "s.waitcnt", "s.setprio", "iglp.opt"})  # fmt: skip
"""Those that need no context."""
LOCAL_QUESTIONS = frozenset(
    name for name in INTRINSICS
    if name.startswith(("workitem", "workgroup", "wavefrontsize", "groupstatic", "dispatch",
                        "queue", "implicitarg", "kernarg", "mbcnt", "perm", "wave.id",
                        "s.get.waveid", "s.memrealtime", "s.memtime", "s.sethalt"))
    and not name.startswith("permlane")
)  # fmt: skip
"""Those that need the context but do not wait."""

_PREFIX = "llvm.amdgcn."
_CHECK_PREFIX = "llvm.simulator."


def intrinsic_key(name: str) -> str | None:
    """The key in the tables of an intrinsic of AMD's; `None` for another target's or LLVM's own."""
    if name.startswith(_CHECK_PREFIX):
        return name
    if not name.startswith(_PREFIX):
        return None
    rest = name.removeprefix(_PREFIX)
    while rest not in INTRINSICS and "." in rest:
        head, _, last = rest.rpartition(".")
        if not last[1:].isdigit():
            break
        rest = head
    return rest


def _gpu_dimension(op: Operation) -> str:
    dimension = op.properties["dimension"]
    assert isinstance(dimension, gpu.DimensionAttr)
    return dimension.data


def _thread_id(e: Emitter, op: Operation, site: int) -> None:
    e.replace(e.item["xyz".index(_gpu_dimension(op))])


def _gpu_field(prefix: str) -> Rewrite:
    return lambda e, op, site: e.replace(e.field(f"{prefix}_{_gpu_dimension(op)}"))


def _global_id(e: Emitter, op: Operation, site: int) -> None:
    axis = _gpu_dimension(op)
    group = e.resize(e.field(f"group_id_{axis}"), i64)
    size = e.resize(e.field(f"group_size_{axis}"), i64)
    flags = _no_overflow_flags()
    start = e.emit(arith.MuliOp, (group, size), (i64,), flags).results[0]
    item = e.resize(e.item["xyz".index(axis)], i64)
    e.replace(e.emit(arith.AddiOp, (start, item), (i64,), flags).results[0])


def _trap(e: Emitter, op: Operation, site: int) -> None:
    shown = [e.resize(o, i64) for o in op.operands if isinstance(o.type, IntegerType)][:2]
    shown += [e.constant(0, i64)] * (2 - len(shown))
    e.call("rusticle_trap", (e.constant(site), *shown))
    e.replace()


OPERATIONS: dict[type[Operation], Rewrite] = {
    gpu.ThreadIdOp: _thread_id,
    gpu.BlockIdOp: _gpu_field("group_id"),
    gpu.BlockDimOp: _gpu_field("group_size"),
    gpu.GridDimOp: _gpu_field("group_count"),
    gpu.GlobalIdOp: _global_id,
    gpu.LaneIdOp: _helper("rusticle_lane_id"),
    gpu.SubgroupSizeOp: _field("wave_size"),
    gpu.BarrierOp: _barrier,
    hsa.DispatchPtrOp: _pointer("dispatch_ptr"),
    hsa.QueuePtrOp: _pointer("queue_ptr"),
    hsa.ImplicitArgPtrOp: _pointer("implicitarg_ptr"),
    hsa.KernargPtrOp: _pointer("kernarg_ptr"),
    hsa.DispatchIdOp: _field("dispatch_id"),
    hsa.TrapOp: _trap,
}
"""How the operations of `gpu` and `hsa` are replaced."""
