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

A kernel becomes an ordinary function. If a work-item of it can wait for another, marked by
`simulator.fibers`, each needs a stack of its own; else a loop over its work-items is all it takes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import cast

from xdsl.context import Context
from xdsl.dialects import func, gpu
from xdsl.dialects.builtin import (
    ArrayAttr,
    DictionaryAttr,
    FunctionType,
    LocationAttr,
    ModuleOp,
    StringAttr,
    UnitAttr,
    i32,
)
from xdsl.ir import Attribute, Block, Operation, Region, SSAValue
from xdsl.passes import ModulePass

from ..diagnostics import CompileError, span_of
from ..dialects import asptr, hsa
from ..dialects.asptr.attributes import i64_attr
from ..targets.device_functions import device_function
from ..targets.launch_context import CONTEXT_ALIGN, HEAD_SIZE
from .launch_context_operations import (
    FLAT,
    FREE,
    INTRINSICS,
    LOCAL,
    LOCAL_QUESTIONS,
    OPERATIONS,
    Emitter,
    Rewrite,
    intrinsic_key,
)

SITES = "simulator.sites"
"""The module attribute with the table of sites."""
FIBERS = "simulator.fibers"
"""The unit attribute of a kernel's function whose work-items may wait for one another."""
KERNEL = "simulator.kernel"
"""The unit attribute of what was a kernel."""
LDS_SIZE = "simulator.lds_size"
"""The module attribute with the bytes of static LDS."""

_MESSAGES = {"llvm.amdgcn.s.sethalt": StringAttr("halted by `s_sethalt`")}
"""What is said of intrinsics that end the kernel."""

_UNIT = UnitAttr()
_PRIVATE = StringAttr("private")
_KERNEL_ONLY = frozenset(("llvm.byref", "hsa.sret"))
"""Attributes of a kernel's arguments that a function's cannot have."""
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
                rewrite = INTRINSICS.get(key)
                if rewrite is None:
                    known = device_function(name)
                    what = name if known is None else f"core::arch::amdgpu::{known.name}"
                    raise CompileError.of(f"`{what}` cannot be simulated", span_of(op.location))
                rewrites.append((op, rewrite))
                if key not in FREE:
                    function.asks = True
                    function.waits |= key not in LOCAL_QUESTIONS
            elif (rewrite := OPERATIONS.get(kind)) is not None:
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
        if isinstance(op, hsa.IntrinsicOp):
            message = _MESSAGES.get(op.intrinsic.data)
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
        op.properties["function_type"] = FunctionType.from_lists((*inputs, *_HIDDEN_TYPES), outputs)
        given = op.properties.get("arg_attrs")
        attrs: Sequence[Attribute] = (DictionaryAttr({}),) * len(inputs)
        if isinstance(given, ArrayAttr):
            attrs = cast("ArrayAttr[Attribute]", given).data
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
            own = cast("ArrayAttr[Attribute]", attrs).data
            call.attributes["arg_attrs"] = ArrayAttr((*own, *[DictionaryAttr({})] * 4))

    def _as_function(self, op: Operation, *, waits: bool) -> None:
        """Replace a kernel by an ordinary function."""
        assert isinstance(op, hsa.KernelOp)
        attrs = op.arg_attrs
        assert attrs is not None
        kept = ArrayAttr(
            DictionaryAttr({k: v for k, v in d.data.items() if k not in _KERNEL_ONLY})
            for d in attrs.data
        )
        attributes: dict[str, Attribute] = {KERNEL: _UNIT}
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
