"""
`thread-launch-context`: give functions the launch context that the host has in place of registers.

A work-item on a GPU knows its numbers from registers, finds its LDS at address 0, and does wave
operations in one instruction with its neighbours. The host has nothing of the kind. So each
function that asks, or calls one that does, gets hidden arguments behind its own: a pointer to the
workgroup's launch context and the work-item's number (`targets/launch_context.py`). Functions whose
address is taken get them whether they ask or not, and indirect calls pass them, so that both agree
without knowing of each other.

What is asked becomes a load from the context; barriers, wave operations and traps become calls of
the simulator's `rusticle_*` functions. Each such place has a *site* number, ascending in program
order: a wave's lanes that wait at different sites go on at the lowest first, which is where those
ahead of them will meet them again. The table of sites (what it is, and the line of Rust) is the
module attribute `simulator.sites`.

A kernel becomes an ordinary function. If a work-item of it can wait for another (`simulator.fibers`)
each needs a stack of its own; else a loop over its work-items is all it takes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from xdsl.context import Context
from xdsl.dialects import arith, func, gpu
from xdsl.dialects.builtin import (
    ArrayAttr,
    DictionaryAttr,
    FloatAttr,
    FunctionType,
    IndexType,
    IntegerAttr,
    IntegerType,
    LocationAttr,
    ModuleOp,
    StringAttr,
    SymbolRefAttr,
    UnitAttr,
    i1,
    i8,
    i32,
    i64,
)
from xdsl.ir import Attribute, Block, Operation, Region, SSAValue
from xdsl.passes import ModulePass

from ..diagnostics import CompileError, span_of
from ..dialects import asptr, hsa
from ..dialects.asptr.attributes import i64_attr
from ..targets.launch_context import CONTEXT_ALIGN, FIELDS, HEAD_SIZE

SITES = "simulator.sites"
"""The module attribute with the table of sites."""
FIBERS = "simulator.fibers"
"""The unit attribute of a kernel's function whose work-items may wait for one another."""
KERNEL = "simulator.kernel"
"""The attribute of what was a kernel: its argument attributes."""
LDS_SIZE = "simulator.lds_size"
"""The module attribute with the bytes of static LDS."""

FLAT = asptr.ptr("flat")
LOCAL = asptr.ptr("local")
_UNIT = UnitAttr()
_PRIVATE = StringAttr("private")
_CONTEXT_ATTRS = DictionaryAttr(
    {
        # Nothing that a kernel gets points into its context, so stores do not change it.
        "llvm.noalias": _UNIT,
        "llvm.noundef": _UNIT,
        "llvm.nonnull": _UNIT,
        "llvm.align": i64_attr(CONTEXT_ALIGN),
        "llvm.dereferenceable": i64_attr(HEAD_SIZE),
    }
)
_HIDDEN_ATTRS = (_CONTEXT_ATTRS, *[DictionaryAttr({"llvm.noundef": _UNIT})] * 3)
_HIDDEN_TYPES = (FLAT, i32, i32, i32)


class Emitter:
    """Builds operations before the one that they replace."""

    def __init__(self, op: Operation, hidden: Sequence[SSAValue]) -> None:
        self.op = op
        self.block = op.parent_block()
        self.hidden = hidden

    @property
    def context(self) -> SSAValue:
        """The launch context."""
        return self.hidden[0]

    @property
    def item(self) -> Sequence[SSAValue]:
        """The work-item's number in x, y and z."""
        return self.hidden[1:]

    def emit(
        self,
        kind: type[Operation],
        operands: Sequence[SSAValue] = (),
        results: Sequence[Attribute] = (),
        properties: dict[str, Attribute] | None = None,
    ) -> Operation:
        """A new operation before the old one."""
        new = kind.create(
            operands=operands,
            result_types=results,
            properties={} if properties is None else properties,
            location=self.op.location,
        )
        assert self.block is not None
        self.block.insert_op_before(new, self.op)
        return new

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
    value, lane, old = op.operands
    here = e.call("rusticle_lane_id", (), (i32,)).results[0]
    same = e.emit(
        arith.CmpiOp, (here, e.resize(lane, i32)), (i1,), {"predicate": IntegerAttr(0, i64)}
    ).results[0]
    e.replace(e.emit(arith.SelectOp, (same, value, old), (value.type,)).results[0])


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
    def rewrite(e: Emitter, op: Operation, site: int) -> None:
        old, value, low, high, fetch, bound = op.operands
        wide = e.resize(high, i64)
        shifted = e.emit(
            arith.ShLIOp, (wide, e.constant(32, i64)), (i64,), _no_overflow_flags()
        ).results[0]
        selectors = e.emit(arith.OrIOp, (e.resize(low, i64), shifted), (i64,)).results[0]
        _permute(e, site, old, value, selectors, (fetch, bound), row)

    return rewrite


def _permlane16_var(row: int) -> Rewrite:
    def rewrite(e: Emitter, op: Operation, site: int) -> None:
        old, value, selector, fetch, bound = op.operands
        # Each lane has its own selector: the same in all places is right wherever it looks.
        selectors = e.emit(
            arith.MuliOp,
            (e.resize(selector, i64), e.constant(0x1111_1111_1111_1111, i64)),
            (i64,),
            _no_overflow_flags(),
        ).results[0]
        _permute(e, site, old, value, selectors, (fetch, bound), row)

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
    twice = e.emit(
        arith.ShLIOp, (bound, e.constant(1)), (i32,), _no_overflow_flags()
    ).results[0]
    flags = e.emit(arith.OrIOp, (fetch, twice), (i32,)).results[0]
    flags = e.emit(arith.OrIOp, (flags, e.constant(row)), (i32,)).results[0]
    arguments = (e.constant(site), e.resize(value, i64), e.resize(old, i64), selectors, flags)
    e.replace(*e.call("rusticle_permlane16", arguments, (i64,)).results)


_INTRINSICS: dict[str, Rewrite] = {
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
    "s.barrier.signal": _nothing,
    "s.getpc": _nothing,
    "s.waitcnt": _nothing,
    "s.setprio": _nothing,
    "iglp.opt": _nothing,
    "s.barrier": _barrier,
    "s.barrier.wait": _barrier,
    "wave.barrier": _wave_barrier,
    "s.sleep": _yield,
    "endpgm": _end,
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
    "update.dpp": _update_dpp,
    **{
        f"wave.reduce.{kind}": _wave(f"rusticle_reduce_{kind}", signed=kind in ("min", "max"))
        for kind in ("add", "sub", "and", "or", "xor", "umin", "umax", "min", "max")
    },
}
"""AMD's intrinsics that can be simulated, without `llvm.amdgcn.` and the types at the end."""

_FREE = frozenset({"sched.barrier", "sched.group.barrier", "s.barrier.signal", "s.getpc",
                   "s.waitcnt", "s.setprio", "iglp.opt"})  # fmt: skip
"""Those that need no context."""
_LOCAL_QUESTIONS = frozenset(
    name for name in _INTRINSICS
    if name.startswith(("workitem", "workgroup", "wavefrontsize", "groupstatic", "dispatch",
                        "queue", "implicitarg", "kernarg", "mbcnt", "perm", "wave.id",
                        "s.get.waveid", "writelane"))
    and not name.startswith("permlane")
)  # fmt: skip
"""Those that need the context but do not wait."""

_PREFIX = "llvm.amdgcn."


def intrinsic_key(name: str) -> str | None:
    """The key in the tables of an intrinsic of AMD's; `None` for another target's or LLVM's own."""
    if not name.startswith(_PREFIX):
        return None
    rest = name.removeprefix(_PREFIX)
    while rest not in _INTRINSICS and "." in rest:
        head, _, last = rest.rpartition(".")
        if not last[1:].isdigit():
            break
        rest = head
    return rest


def _gpu_dimension(op: Operation) -> str:
    dimension = op.properties["dimension"]
    return dimension.data.value  # pyright: ignore


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


_OPERATIONS: dict[type[Operation], Rewrite] = {
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


@dataclass
class _Function:
    """What is known of a function."""

    op: func.FuncOp | hsa.KernelOp
    asks: bool = False
    """Whether it needs the context."""
    waits: bool = False
    """Whether a work-item in it may wait for another."""
    indirect: bool = False
    """Whether it calls through a pointer."""
    callees: tuple[str, ...] = ()
    rewrites: tuple[tuple[Operation, Rewrite], ...] = ()
    calls: tuple[Operation, ...] = ()


class _Threading:
    """The state of the pass over one module."""

    def __init__(self, module: ModuleOp) -> None:
        self.module = module
        self.functions: dict[str, _Function] = {}
        self.taken: set[str] = set()
        self.lds: dict[str, int] = {}
        self.lds_size = 0
        self.sites: list[Attribute] = []
        self.runtime: dict[str, FunctionType] = {}

    def run(self) -> None:
        self._place_lds()
        for op in self.module.body.block.ops:
            if isinstance(op, func.FuncOp | hsa.KernelOp):
                self.functions[op.sym_name.data] = _Function(op)
        for function in self.functions.values():
            self._scan(function)
        for op in self.module.body.block.ops:
            if isinstance(op, asptr.GlobalOp) and op.init is not None:
                self.taken.update(r.target.root_reference.data for r in op.init.relocations)
        self._propagate()
        for function in self.functions.values():
            self._thread(function)
        declarations = [_declaration(n, t) for n, t in sorted(self.runtime.items())]
        self.module.body.block.add_ops(declarations)
        self.module.attributes[SITES] = ArrayAttr(self.sites)
        self.module.attributes[LDS_SIZE] = i64_attr(self.lds_size)

    def _place_lds(self) -> None:
        """Give every LDS global its offset; those of unknown size, the launch's, come last."""
        dynamic: list[asptr.GlobalOp] = []
        for op in list(self.module.body.block.ops):
            if not isinstance(op, asptr.GlobalOp) or op.space.data != "local":
                continue
            if op.external is not None:
                dynamic.append(op)
            else:
                self._place(op)
        self.lds_size = -self.lds_size // 16 * -16
        static = self.lds_size
        for op in dynamic:
            self.lds_size = static
            self._place(op)
        self.lds_size = static

    def _place(self, op: asptr.GlobalOp) -> None:
        align = op.align.value.data
        start = -(-self.lds_size // align) * align
        self.lds[op.sym_name.data] = start
        self.lds_size = start + op.size.value.data
        op.detach()

    def _scan(self, function: _Function) -> None:
        """Find what a function asks for itself, and what it calls."""
        callees: list[str] = []
        rewrites: list[tuple[Operation, Rewrite]] = []
        calls: list[Operation] = []
        for op in _in_program_order(function.op.body):
            kind = type(op)
            if kind is func.CallOp:
                assert isinstance(op, func.CallOp)
                callees.append(op.callee.root_reference.data)
                calls.append(op)
            elif kind is asptr.CallIndirectOp:
                function.indirect = function.asks = True
                calls.append(op)
            elif kind is asptr.AddressOfOp:
                assert isinstance(op, asptr.AddressOfOp)
                symbol = op.symbol.root_reference.data
                if symbol in self.lds:
                    function.asks = True
                    rewrites.append((op, self._lds_address))
                elif symbol in self.functions:
                    self.taken.add(symbol)
            elif kind is hsa.IntrinsicOp:
                assert isinstance(op, hsa.IntrinsicOp)
                name = op.intrinsic.data
                key = intrinsic_key(name)
                if key is None:
                    continue
                rewrite = _INTRINSICS.get(key)
                if rewrite is None:
                    raise CompileError.of(
                        f"`{name}` cannot be simulated", span_of(op.location)
                    )
                rewrites.append((op, rewrite))
                if key not in _FREE:
                    function.asks = True
                    function.waits |= key not in _LOCAL_QUESTIONS
            elif (rewrite := _OPERATIONS.get(kind)) is not None:
                rewrites.append((op, rewrite))
                function.asks = True
                function.waits |= kind is gpu.BarrierOp
        function.callees = tuple(callees)
        function.rewrites = tuple(rewrites)
        function.calls = tuple(calls)

    def _propagate(self) -> None:
        """Carry what callees need to their callers."""
        for name in self.taken:
            if (function := self.functions.get(name)) is not None and function.op.body.blocks:
                function.asks = True
        callers: dict[str, list[_Function]] = {}
        for function in self.functions.values():
            for callee in function.callees:
                callers.setdefault(callee, []).append(function)
        work = list(self.functions.values())
        while work:
            function = work.pop()
            for caller in callers.get(function.op.sym_name.data, ()):
                if (function.asks, function.waits) != (
                    function.asks and caller.asks,
                    function.waits and caller.waits,
                ):
                    caller.asks |= function.asks
                    caller.waits |= function.waits
                    work.append(caller)
            if (
                function.waits
                and function.op.sym_name.data in self.taken
                and any(f.indirect and not f.waits for f in self.functions.values())
            ):
                for other in self.functions.values():
                    if other.indirect:
                        other.waits = True
                        work.append(other)

    def _lds_address(self, e: Emitter, op: Operation, site: int) -> None:
        assert isinstance(op, asptr.AddressOfOp)
        base = e.field("lds", LOCAL)
        offset = i64_attr(self.lds[op.symbol.root_reference.data])
        e.replace(e.emit(asptr.DisplaceOp, (base,), (LOCAL,), {"bytes": offset}).results[0])

    def _thread(self, function: _Function) -> None:
        """Rewrite one function."""
        op = function.op
        body = op.body
        kernel = isinstance(op, hsa.KernelOp)
        hidden: Sequence[SSAValue] = ()
        if function.asks or kernel:
            hidden = self._add_arguments(op)
        for old, rewrite in function.rewrites:
            rewrite(Emitter(old, hidden), old, self._site(old, op))
        for call in function.calls:
            self._pass_context(call, hidden)
        if kernel:
            self._as_function(op, waits=function.waits)
        for inner in body.walk():
            if isinstance(inner, hsa.ReturnOp):
                block = inner.parent_block()
                assert block is not None
                new = func.ReturnOp.create(location=inner.location)
                block.insert_op_before(new, inner)
                inner.detach()
                inner.erase()
            elif isinstance(inner, func.CallOp):
                name = inner.callee.root_reference.data
                if name.startswith("rusticle_"):
                    self.runtime[name] = FunctionType.from_lists(
                        inner.operand_types, inner.result_types
                    )

    def _site(self, op: Operation, function: Operation) -> int:
        """The number of a new site, in the table."""
        kind = op.properties.get("kind")
        message = op.properties.get("message")
        self.sites.append(
            DictionaryAttr(
                {
                    "operation": StringAttr(
                        op.intrinsic.data if isinstance(op, hsa.IntrinsicOp) else op.name
                    ),
                    "kind": kind if isinstance(kind, StringAttr) else StringAttr(""),
                    "message": message if isinstance(message, StringAttr) else StringAttr(""),
                    "function": function.properties["sym_name"],
                    "span": _span_text(op.location),
                }
            )
        )
        return len(self.sites) - 1

    def _add_arguments(self, op: func.FuncOp | hsa.KernelOp) -> Sequence[SSAValue]:
        inputs = op.function_type.inputs.data
        outputs = op.function_type.outputs.data
        op.properties["function_type"] = FunctionType.from_lists(
            (*inputs, *_HIDDEN_TYPES), outputs
        )
        given = op.properties.get("arg_attrs")
        attrs = (
            given.data if isinstance(given, ArrayAttr) else (DictionaryAttr({}),) * len(inputs)
        )
        op.properties["arg_attrs"] = ArrayAttr((*attrs, *_HIDDEN_ATTRS))
        if not op.body.blocks:
            return ()
        entry = op.body.blocks[0]
        return [entry.insert_arg(type, len(entry.args)) for type in _HIDDEN_TYPES]

    def _pass_context(self, call: Operation, hidden: Sequence[SSAValue]) -> None:
        if isinstance(call, func.CallOp):
            callee = self.functions.get(call.callee.root_reference.data)
            if callee is None or not callee.asks:
                return
        call.operands = (*call.operands, *hidden)
        attrs = call.attributes.get("arg_attrs")
        if isinstance(attrs, ArrayAttr):
            call.attributes["arg_attrs"] = ArrayAttr((*attrs.data, *[DictionaryAttr({})] * 4))

    def _as_function(self, op: Operation, *, waits: bool) -> None:
        """Replace a kernel by an ordinary function."""
        assert isinstance(op, hsa.KernelOp)
        attrs = op.arg_attrs
        assert attrs is not None
        kept = ArrayAttr(
            DictionaryAttr({k: v for k, v in d.data.items() if k != "llvm.byref"})
            for d in attrs.data
        )
        attributes: dict[str, Attribute] = {KERNEL: attrs}
        if waits:
            attributes[FIBERS] = _UNIT
        body = op.body
        new = func.FuncOp.create(
            properties={
                "sym_name": op.sym_name,
                "function_type": op.function_type,
                "sym_visibility": _PRIVATE,
                "arg_attrs": kept,
            },
            attributes=attributes,
            regions=[op.detach_region(body)],
            location=op.location,
        )
        block = op.parent_block()
        assert block is not None
        block.insert_op_before(new, op)
        op.detach()
        op.erase()


def _in_program_order(region: Region) -> Iterator[Operation]:
    """The operations, blocks in reverse postorder, so that what is reached later comes later."""
    if not region.blocks:
        return
    order: list[Block] = []
    entry = region.blocks[0]
    seen = {entry}
    stack = [(entry, _successors(entry))]
    while stack:
        block, rest = stack[-1]
        following = next((b for b in rest if b not in seen), None)
        if following is None:
            order.append(block)
            stack.pop()
        else:
            seen.add(following)
            stack.append((following, _successors(following)))
    for block in reversed(order):
        yield from block.ops


def _successors(block: Block) -> Iterator[Block]:
    last = block.last_op
    return iter(()) if last is None else reversed(last.successors)


def _span_text(location: LocationAttr | None) -> StringAttr:
    span = span_of(location)
    return StringAttr("" if span is None else str(span))


def _declaration(name: str, type: FunctionType) -> func.FuncOp:
    return func.FuncOp.create(
        properties={
            "sym_name": StringAttr(name),
            "function_type": type,
            "sym_visibility": _PRIVATE,
        },
        regions=[Region()],
    )


def thread_launch_context(module: ModuleOp) -> None:
    """Run the pass over `module`, in place. Raises `CompileError` for what cannot be simulated."""
    _Threading(module).run()


@dataclass(frozen=True)
class ThreadLaunchContextPass(ModulePass):
    """
    Replace what only a GPU has by loads from a launch context and calls of the simulator.

    It needs a module at the `asptr` level. It leaves no `hsa.kernel`, no LDS global, and no `gpu`
    or AMD intrinsic operation; `lower-to-llvm` for a host takes it from there.

        hsa.kernel @store(%p: !asptr.ptr<flat>) {
          %i = hsa.intrinsic "llvm.amdgcn.workgroup.id.x"() : () -> i32
          asptr.store %i, %p align 4 : i32, !asptr.ptr<flat>
          hsa.return
        }

    becomes

        func.func private @store(%p: !asptr.ptr<flat>, %context: !asptr.ptr<flat>,
                                 %x: i32, %y: i32, %z: i32) {
          %f = asptr.displace %context by 0 : !asptr.ptr<flat>
          %i = asptr.load %f align 4 noundef : !asptr.ptr<flat> -> i32
          asptr.store %i, %p align 4 : i32, !asptr.ptr<flat>
          func.return
        }
    """

    name = "thread-launch-context"

    def apply(self, ctx: Context, op: ModuleOp) -> None:
        """Thread the context through `op`."""
        thread_launch_context(op)
