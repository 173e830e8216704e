"""
Calls by pointer through the device's own queue: `resolve-virtual-calls{mode=queue}`.

A GPU can call code that it knows nothing of, registers and stack included, in one way: as a kernel.
So each function whose address is taken gets a kernel, its *entry*, and its address becomes that of
the entry's descriptor (`@circle.entry.kd`, which the assembler defines): what a kernel-dispatch
packet has as its `kernel_object`. A call of it is a dispatch of one work-item, written by the
caller to the queue from which it was itself dispatched:

    %r = asptr.call_indirect %f(%x)  -->  %r = func.call @rusticle.virtual_call.0(%f, %x)

Calls of one type share that function. It puts the arguments into a block of the call arena, writes
the packet, rings the doorbell, waits on the completion signal, and takes the results:

    struct block {
      amd_signal_t done;        //   0: 1 until the entry has returned; negative if it could not
      struct {                  //  64: the kernarg segment
        void *results;          //      only if there are any
        <the arguments, each aligned>
      };
      <the results, each aligned>
    };

An entry reads its kernarg segment, calls the function, and writes what it returns to `results`:

    hsa.kernel @circle.entry(%args: !asptr.ptr<constant> {llvm.byref = !llvm.array<16 x i8>}) {
      %x = asptr.load ...
      %r = func.call @circle(%x)
      asptr.store %r, %results
      hsa.return
    }

What is passed by a pointer into private memory is copied both ways: scratch memory is a
work-item's own. Flat pointers to locals are left to `share-frames`.

The callee is another work-item, in a workgroup and a wave of its own: there its number is 0, and
barriers, wave operations and LDS are not the caller's. A function that asks for any of these, and
can be reached from an entry, is refused, since it would silently give something else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import cast

from xdsl.dialects import func, gpu
from xdsl.dialects.builtin import (
    ArrayAttr,
    DictionaryAttr,
    FunctionType,
    IntegerAttr,
    ModuleOp,
    StringAttr,
    SymbolRefAttr,
    UnitAttr,
    i1,
    i8,
    i32,
    i64,
)
from xdsl.dialects.llvm import LLVMArrayType
from xdsl.ir import Attribute, Block, Operation, Region, SSAValue

from ..diagnostics import CompileError, Diagnostic, span_of
from ..dialects import asptr, hsa
from ..dialects.asptr.attributes import i64_attr
from .body_builder import BodyBuilder
from .lower_queues import DESCRIPTOR_SUFFIX, descriptor_global
from .promote_allocas.accesses import size_in_memory
from .queue_protocol import (
    ACQUIRE_BLOCK,
    NEW_SIGNAL,
    RELEASE_BLOCK,
    SIGNAL_SIZE,
    add_protocol,
    need_block,
)
from .virtual_call_targets import ENTRY, Call, CallsByPointer, Target

ENTRY_SUFFIX = ".entry"
"""Behind a function's name: its kernel, for calls through the device's queue."""
CALL_PREFIX = "rusticle.virtual_call."
"""Before a number: the function that calls functions of a type."""

_FLAT = asptr.ptr("flat")
_GLOBAL = asptr.ptr("global")
_CONSTANT = asptr.ptr("constant")
_PRIVATE = asptr.ptr("private")
_POINTER_BYTES = 8
_MOST_ALIGN = 16


@dataclass(frozen=True, slots=True)
class _Value:
    """An argument or result of a call, and its place in the block."""

    type: Attribute
    memory: int
    """The bytes in private memory that it points to; 0 if it is passed itself."""
    is_result: bool
    """Whether the callee writes there what it returns."""
    at: int = 0
    """Bytes from the kernarg segment on, or from the results on."""

    @property
    def size(self) -> int:
        if self.memory:
            return self.memory
        size = 1 if self.type == i1 else size_in_memory(self.type)
        # A pointer of 32 bits goes as a flat one.
        return _POINTER_BYTES if size is None else size

    @property
    def align(self) -> int:
        if self.memory:
            return _MOST_ALIGN
        return min(_MOST_ALIGN, 1 << (self.size - 1).bit_length())


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where all of a call lies, by its type and the attributes of its arguments."""

    inputs: tuple[_Value, ...]
    outputs: tuple[_Value, ...]
    kernarg_size: int
    results_size: int

    @property
    def results_at(self) -> int:
        """Where the results lie in the block."""
        return SIGNAL_SIZE + -(-self.kernarg_size // _MOST_ALIGN) * _MOST_ALIGN

    @property
    def has_results(self) -> bool:
        """Whether anything comes back, which the first eight bytes of the segment point to."""
        return self.results_size > 0

    @staticmethod
    def of(type: FunctionType, attributes: Attribute | None, op: Operation) -> _Layout:
        """The layout. Raises `CompileError` if it is not said how much an argument points to."""
        given = cast("ArrayAttr[DictionaryAttr]", attributes).data if attributes else None
        inputs: list[_Value] = []
        for index, input in enumerate(type.inputs.data):
            attrs: Mapping[str, Attribute] = {} if given is None else given[index].data
            memory = 0
            if input == _PRIVATE:
                size = attrs.get("llvm.dereferenceable")
                if not isinstance(size, IntegerAttr):
                    raise CompileError.of(
                        "it is not said how many bytes an argument in private memory points to, "
                        "which a call through the device's queue copies",
                        span_of(op.location),
                    )
                memory = size.value.data
            inputs.append(_Value(input, memory, "llvm.writable" in attrs))
        outputs = [_Value(output, 0, True) for output in type.outputs.data]
        ends = {False: 0, True: 0}
        if outputs or any(value.is_result for value in inputs):
            ends[False] = _POINTER_BYTES

        def placed(value: _Value) -> _Value:
            at = -(-ends[value.is_result] // value.align) * value.align
            ends[value.is_result] = at + value.size
            return replace(value, at=at)

        return _Layout(
            tuple(map(placed, inputs)), tuple(map(placed, outputs)), ends[False], ends[True]
        )


class _Body(BodyBuilder):
    """Builds bodies that move values in and out of blocks."""

    def load(self, base: SSAValue, offset: int, type: Attribute) -> SSAValue:
        """Load a value that `store` stored."""
        if isinstance(type, asptr.PtrType) and type != _FLAT:
            flat = super().load(base, offset, _FLAT)
            return self.value(asptr.CastOp, (flat,), type)
        return super().load(base, offset, type)

    def function(self, name: str, type: FunctionType, attrs: Attribute | None) -> func.FuncOp:
        """The function, private, whose body is being built."""
        properties: dict[str, Attribute] = {
            "sym_name": StringAttr(name),
            "function_type": type,
            "sym_visibility": StringAttr("private"),
        }
        if attrs is not None:
            properties["arg_attrs"] = attrs
        region = self.block.parent_region()
        assert region is not None
        return func.FuncOp.create(properties=properties, regions=[region], location=self.location)


class _Delegation:
    """The state of one run."""

    def __init__(self, module: ModuleOp, calls: CallsByPointer) -> None:
        self.module = module
        self.found = calls
        self.callers: dict[tuple[FunctionType, Attribute | None], str] = {}

    def run(self) -> None:
        self._refuse_what_asks_for_its_work_item()
        for target in sorted(self.found.targets.values(), key=lambda t: t.position):
            self._add_entry(target)
        for call in self.found.calls:
            self._replace(call)
        self._redirect_addresses()
        add_protocol(self.module)

    # Callers

    def _replace(self, call: Call) -> None:
        """Make a call by pointer one of the function that calls functions of its type."""
        op = call.op
        inputs = [operand.type for operand in op.arguments]
        type = FunctionType.from_lists(inputs, op.result_types)
        attributes = op.attributes.get("arg_attrs")
        key = (type, attributes)
        name = self.callers.get(key)
        if name is None:
            name = self.callers[key] = f"{CALL_PREFIX}{len(self.callers)}"
            self._add_caller(name, type, attributes, op)
        callee: SSAValue = op.callee
        block = op.parent_block()
        assert block is not None
        if callee.type != _FLAT:
            cast = asptr.CastOp.create(
                operands=(callee,), result_types=(_FLAT,), location=op.location
            )
            block.insert_op_before(cast, op)
            (callee,) = cast.results
        new = func.CallOp.create(
            operands=(callee, *op.arguments),
            result_types=op.result_types,
            properties={"callee": SymbolRefAttr(name)},
            location=op.location,
        )
        block.insert_op_before(new, op)
        for result, value in zip(op.results, new.results, strict=True):
            result.replace_all_uses_with(value)
        op.detach()
        op.erase()

    def _add_caller(
        self, name: str, type: FunctionType, attributes: Attribute | None, op: Operation
    ) -> None:
        """Define the function that calls functions of a type."""
        layout = _Layout.of(type, attributes, op)
        inputs = (_FLAT, *type.inputs.data)
        region = Region(Block(arg_types=inputs))
        b = _Body(region.blocks[0], op.location)
        descriptor, *given = region.blocks[0].args
        (block,) = b.call(ACQUIRE_BLOCK, (), (_GLOBAL,))
        (handle,) = b.call(NEW_SIGNAL, (block,), (i64,))
        results = b.at(block, layout.results_at)
        if layout.has_results:
            b.store(results, block, SIGNAL_SIZE)
        for place, value in zip(layout.inputs, given, strict=True):
            if place.is_result:
                continue
            if place.memory:
                b.copy(b.at(block, SIGNAL_SIZE + place.at), value, place.memory)
            else:
                b.store(value, block, SIGNAL_SIZE + place.at)
        need_block(self.module, layout.results_at + layout.results_size)
        queue_pointer = b.value(hsa.QueuePtrOp, (), _CONSTANT)
        queue = b.value(hsa.AsQueueOp, (queue_pointer,), hsa.QueueType())
        signal = b.value(hsa.AsSignalOp, (handle,), hsa.SignalType())
        one = b.constant(1, i32)
        ones = (one, one, one)
        dispatch = hsa.DispatchIndirectOp(
            descriptor, b.at(block, SIGNAL_SIZE), queue, ones, ones, signal
        )
        dispatch.location = op.location
        b.block.add_op(dispatch)
        status = b.value(hsa.WaitOp, (signal, b.constant(1)), i64)
        b.check(status, "virtual_call", "the device's queue could not run a call by pointer")
        for place, pointer in zip(layout.inputs, given, strict=True):
            if place.is_result:
                b.copy(pointer, b.at(results, place.at), place.memory)
        values = [b.load(results, place.at, place.type) for place in layout.outputs]
        b.call(RELEASE_BLOCK, (block,))
        b.emit(func.ReturnOp, values)
        all_attributes = None
        if attributes is not None:
            given_attributes = cast("ArrayAttr[DictionaryAttr]", attributes).data
            all_attributes = ArrayAttr((DictionaryAttr({}), *given_attributes))
        whole = FunctionType.from_lists(inputs, type.outputs.data)
        caller = b.function(name, whole, all_attributes)
        # One copy of it is enough: what it does takes microseconds.
        caller.attributes["llvm.passthrough"] = ArrayAttr([StringAttr("noinline")])
        self.module.body.block.add_op(caller)

    # Entries

    def _add_entry(self, target: Target) -> None:
        """Define the kernel that calls a function whose address is taken."""
        _, callee = self.found.functions[target.symbol]
        type = callee.function_type
        layout = _Layout.of(type, callee.arg_attrs, callee)
        inputs = (_CONSTANT,) if layout.kernarg_size else ()
        region = Region(Block(arg_types=inputs))
        b = _Body(region.blocks[0], callee.location)
        # Without arguments and results there is no segment, and nothing is read from it.
        segment = region.blocks[0].args[0] if inputs else None
        results = segment
        if segment is not None and layout.has_results:
            results = b.value(asptr.CastOp, (b.load(segment, 0, _FLAT),), _GLOBAL)
        operands: list[SSAValue] = []
        for place in layout.inputs:
            assert segment is not None
            if not place.memory:
                operands.append(b.load(segment, place.at, place.type))
                continue
            size, align = i64_attr(place.memory), i64_attr(_MOST_ALIGN)
            local = b.value(asptr.AllocaOp, (), _PRIVATE, {"size": size, "align": align})
            operands.append(local)
            if not place.is_result:
                b.copy(local, b.at(segment, place.at), place.memory)
        returned = b.call(target.symbol, operands, type.outputs.data)
        if results is not None:
            for place, local in zip(layout.inputs, operands, strict=True):
                if place.is_result:
                    b.copy(b.at(results, place.at), local, place.memory)
            for place, value in zip(layout.outputs, returned, strict=True):
                b.store(value, results, place.at)
        b.emit(hsa.ReturnOp)
        name = entry_symbol(target.symbol)
        attributes = {
            "llvm.noundef": UnitAttr(),
            "llvm.align": i64_attr(_MOST_ALIGN),
            "llvm.byref": LLVMArrayType(layout.kernarg_size, i8),
        }
        kernel = hsa.KernelOp(
            name,
            inputs,
            region,
            arg_attrs=ArrayAttr([DictionaryAttr(attributes)] if inputs else []),
            arg_names=["arguments"] if inputs else [],
            reqd_workgroup_size=(1, 1, 1),
        )
        kernel.attributes[ENTRY] = UnitAttr()
        kernel.location = callee.location
        block = self.module.body.block
        block.add_op(kernel)
        block.add_op(descriptor_global(name))

    # Addresses

    def _redirect_addresses(self) -> None:
        """Put the addresses of descriptors where those of functions were."""
        for address in self.found.addresses:
            symbol = address.symbol.root_reference.data
            if symbol not in self.found.targets:
                continue
            block = address.parent_block()
            assert block is not None
            new = asptr.AddressOfOp.create(
                result_types=(_CONSTANT,),
                properties={"symbol": SymbolRefAttr(_descriptor(symbol))},
                location=address.location,
            )
            flat = asptr.CastOp.create(
                operands=new.results, result_types=address.result_types, location=address.location
            )
            block.insert_ops_before((new, flat), address)
            address.result.replace_all_uses_with(flat.results[0])
            address.detach()
            address.erase()
        for op in self.module.body.block.ops:
            if not isinstance(op, asptr.GlobalOp) or op.init is None:
                continue
            init = op.init
            if any(r.target.root_reference.data in self.found.targets for r in init.relocations):
                op.properties["init"] = asptr.InitAttr(
                    init.bytes.data, init.undef, [self._redirected(r) for r in init.relocations]
                )

    def _redirected(self, relocation: asptr.RelocationAttr) -> asptr.RelocationAttr:
        symbol = relocation.target.root_reference.data
        if symbol not in self.found.targets:
            return relocation
        return asptr.RelocationAttr(relocation.offset.data, _descriptor(symbol))

    # What cannot be called so

    def _refuse_what_asks_for_its_work_item(self) -> None:
        """Raise `CompileError` for what would be something else in another work-item."""
        local = {
            op.sym_name.data
            for op in self.module.body.block.ops
            if isinstance(op, asptr.GlobalOp) and op.space.data == "local"
        }
        problems: list[Diagnostic] = []
        work = sorted(self.found.targets.values(), key=lambda t: t.position)
        entries = {target.symbol: target.symbol for target in work}
        names = list(entries)
        while names:
            name = names.pop()
            for op in self.found.functions[name][1].walk():
                if isinstance(op, func.CallOp):
                    callee = op.callee.root_reference.data
                    if callee in self.found.functions and callee not in entries:
                        entries[callee] = entries[name]
                        names.append(callee)
                elif (what := _asked(op, local)) is not None:
                    problems.append(_refusal(what, entries[name], op))
        if problems:
            raise CompileError(*problems)


def entry_symbol(function: str) -> str:
    """
    The name of a function's kernel. Linkers take what is behind an `@`, as in `{closure@k::f}`,
    for the version of a symbol that others see.
    """
    return function.replace("@", " of ") + ENTRY_SUFFIX


def _descriptor(symbol: str) -> str:
    return entry_symbol(symbol) + DESCRIPTOR_SUFFIX


_OF_THE_WORK_ITEM = (
    gpu.ThreadIdOp, gpu.BlockIdOp, gpu.BlockDimOp, gpu.GridDimOp, gpu.GlobalIdOp, gpu.LaneIdOp,
    gpu.BarrierOp, hsa.DispatchPtrOp, hsa.DispatchIdOp, hsa.ImplicitArgPtrOp, hsa.KernargPtrOp,
)  # fmt: skip
"""Operations that are something else in another work-item."""

_THE_SAME_EVERYWHERE = (
    "llvm.amdgcn.fence", "llvm.amdgcn.iglp", "llvm.amdgcn.perm", "llvm.amdgcn.queue.ptr",
    "llvm.amdgcn.s.getpc", "llvm.amdgcn.s.memrealtime", "llvm.amdgcn.s.memtime",
    "llvm.amdgcn.s.sendmsg", "llvm.amdgcn.s.sethalt", "llvm.amdgcn.s.setprio",
    "llvm.amdgcn.s.sleep", "llvm.amdgcn.s.waitcnt", "llvm.amdgcn.sched",
    "llvm.amdgcn.wavefrontsize",
)  # fmt: skip
"""How the names of AMD's intrinsics begin that are not."""


def _asked(op: Operation, local: set[str]) -> str | None:
    """What an operation asks of its work-item; `None` if nothing."""
    match op:
        case hsa.IntrinsicOp():
            name = op.intrinsic.data
            if not name.startswith("llvm.amdgcn.") or name.startswith(_THE_SAME_EVERYWHERE):
                return None
            return f"`{name}`"
        case asptr.AddressOfOp() if op.symbol.root_reference.data in local:
            return "LDS"
        case _ if isinstance(op, _OF_THE_WORK_ITEM):
            return f"`{op.name}`"
        case _:
            return None


def _refusal(what: str, entry: str, op: Operation) -> Diagnostic:
    return Diagnostic(
        f"{what} is used in a function that is called through the device's queue",
        span_of(op.location),
        (
            f"`{entry}` may be called by pointer, and then runs as a work-item of its own: "
            "with other numbers, in another wave and workgroup",
        ),
        ("pass what it needs as arguments, or let `virtual-calls=direct` resolve the calls",),
    )


def delegate_virtual_calls(module: ModuleOp, calls: CallsByPointer) -> None:
    """
    Send the calls by pointer of `module` through the device's queue, in place.

    Raises `CompileError` for functions that cannot be called so.
    """
    _Delegation(module, calls).run()
