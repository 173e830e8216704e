"""
The machine: functions, calls, and what each operation does.

One work-item runs. Integers and floats are their bits, as numbers; `Partial` where some are
undefined, `POISON` where all are spoilt. Undefined behaviour raises `Undefined`.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Mapping, Sequence
from typing import Any, cast

from xdsl.dialects import arith, cf, func, ub
from xdsl.dialects import llvm as xdsl_llvm
from xdsl.dialects.builtin import (
    AnyFloat,
    FloatAttr,
    IndexType,
    IntegerAttr,
    IntegerType,
    ModuleOp,
    VectorType,
)
from xdsl.ir import Attribute, Block, Operation, SSAValue

from rusticle.dialects import asptr, hsa, llvm

from .memory import (
    NARROW,
    NULL,
    POISON,
    UNDEFINED,
    WITHIN,
    Allocation,
    Byte,
    Memory,
    Partial,
    Pointer,
    PointerByte,
    Stop,
    TooLong,
    Undefined,
)

Value = Any
"""An `int`, a `Partial`, a `Pointer`, `POISON`, or a list of those for a struct."""


def width_of(type_: Attribute) -> int:
    """Bits of a value that is not a pointer."""
    match type_:
        case IntegerType():
            return type_.width.data
        case IndexType():
            return 64
        case VectorType():
            return type_.get_shape()[0] * width_of(type_.element_type)
        case _ if isinstance(type_, AnyFloat):
            return type_.bitwidth
        case _:
            raise NotImplementedError(str(type_))


def size_of(type_: Attribute) -> int:
    """Bytes of a value in memory."""
    if isinstance(type_, asptr.PtrType):
        return 4 if type_.space.data in NARROW else 8
    return width_of(type_) // 8


def space_of(value: SSAValue) -> str:
    """The address space of a pointer's type."""
    assert isinstance(value.type, asptr.PtrType)
    return value.type.space.data


def undefined(type_: Attribute) -> Value:
    """A value with no defined bits."""
    width = 64 if isinstance(type_, asptr.PtrType) else width_of(type_)
    return Partial(0, (1 << width) - 1)


def _signed(value: int, width: int) -> int:
    return value - (1 << width) if value >> (width - 1) else value


def _partial(bits: int, mask: int) -> Value:
    return Partial(bits & ~mask, mask) if mask else bits


def _split(value: Value) -> tuple[int, int]:
    """Bits, and which of them are undefined."""
    if isinstance(value, Partial):
        return value.bits, value.undefined
    return value, 0


class Machine:
    """A module that is run. `steps` bounds how many operations."""

    def __init__(self, module: ModuleOp, steps: int = 20_000) -> None:
        self.memory = Memory()
        self.steps = steps
        self.frames = 0
        self.functions: dict[str, Operation] = {}
        self.globals: dict[str, Allocation] = {}
        self.trace: list[tuple[str, Sequence[Value]]] = []
        """Calls of functions without a body, with their arguments."""
        initial: list[asptr.GlobalOp] = []
        for op in module.body.block.ops:
            if isinstance(op, func.FuncOp | hsa.KernelOp):
                self.functions[op.sym_name.data] = op
            elif isinstance(op, asptr.GlobalOp):
                initial.append(op)
        # Passes may add functions and globals, but not move those that were there.
        for name in self.functions:
            number = _number_of(name)
            self.globals[name] = self.memory.allocate(name, "code", 1, number, writable=False)
        for op in initial:
            name = op.sym_name.data
            self.globals[name] = self.memory.allocate(
                name,
                op.space.data,
                op.size.value.data,
                _number_of(name),
                writable=op.constant is None,
            )
        for op in initial:
            self._initialise(self.globals[op.sym_name.data], op)

    def _initialise(self, allocation: Allocation, op: asptr.GlobalOp) -> None:
        if op.init is None:
            return
        allocation.data[:] = list(op.init.bytes.data)
        for range_ in op.init.undef:
            for at in range(range_.start.data, range_.end.data):
                allocation.data[at] = UNDEFINED
        for relocation in op.init.relocations:
            target = self.globals[relocation.target.root_reference.data]
            pointer = Pointer(target, target.flat + relocation.addend.data)
            at = relocation.offset.data
            allocation.data[at : at + 8] = [PointerByte(pointer, "flat", n) for n in range(8)]

    def buffer(self, name: str, size: int, number: int) -> Pointer:
        """Memory that the host gives a kernel, in `global`, undefined."""
        allocation = self.memory.allocate(name, "global", size, number)
        self.globals[name] = allocation
        return Pointer(allocation, allocation.flat)

    # Running

    def call(self, name: str, arguments: Sequence[Value]) -> list[Value]:
        """Run a function; its results."""
        function = self.functions[name]
        assert isinstance(function, func.FuncOp | hsa.KernelOp)
        if not function.body.blocks:
            self.trace.append((name, tuple(arguments)))
            return [undefined(t) for t in function.function_type.outputs.data]
        frame = self.frames
        self.frames += 1
        values: dict[SSAValue, Value] = {}
        block: Block = function.body.blocks[0]
        values.update(zip(block.args, arguments, strict=True))
        locals_ = 0
        while True:
            following: tuple[Block, Sequence[Value]] | None = None
            for op in block.ops:
                self.steps -= 1
                if self.steps < 0:
                    raise TooLong
                kind = type(op)
                if kind is asptr.AllocaOp:
                    locals_ += 1
                    values[op.results[0]] = self._local(op, frame, locals_)
                    continue
                if kind in _ENDS:
                    return [values[v] for v in op.operands]
                if op.successors:
                    following = _branch(op, values)
                    break
                handler = _HANDLERS.get(kind)
                if handler is None:
                    raise NotImplementedError(op.name)
                try:
                    results = handler(self, op, [values[v] for v in op.operands])
                except Stop as stop:
                    stop.add_note(f"in @{name}: {op}")
                    raise
                if results is not None:
                    if len(op.results) == 1:
                        values[op.results[0]] = results
                    else:
                        values.update(zip(op.results, results, strict=True))
            if following is None:
                raise Undefined("the end of a block is reached")
            block, passed = following
            values.update(zip(block.args, passed, strict=True))

    def _local(self, op: Operation, frame: int, count: int) -> Pointer:
        assert isinstance(op, asptr.AllocaOp)
        # Locals with names are where they are whichever others there are.
        number = frame * 256 + (
            int(op.var_name.data.lstrip("abcdefghijklmnopqrstuvwxyz_"))
            if op.var_name is not None
            else 128 + count
        )
        name = "local" if op.var_name is None else op.var_name.data
        allocation = self.memory.allocate(
            f"{name} of call {frame}", "private", op.size.value.data, number
        )
        return Pointer(allocation, allocation.flat)

    # Memory

    def load(self, pointer: Value, space: str, type_: Attribute, align: int) -> Value:
        """The value in memory."""
        size = size_of(type_)
        data, at = self.access(pointer, space, size, align, write=False)
        return self.value_of(data[at : at + size], type_)

    def value_of(self, bytes_: Sequence[Byte], type_: Attribute) -> Value:
        """Bytes as a value."""
        first = bytes_[0]
        space = type_.space.data if isinstance(type_, asptr.PtrType) else None
        if isinstance(first, PointerByte) and space is not None:
            pointer = first.pointer
            if pointer.address(space) == pointer.address(first.space) and all(
                isinstance(b, PointerByte) and b.pointer == pointer and b.index == index
                for index, b in enumerate(bytes_)
            ):
                return pointer
        bits = mask = 0
        for index, byte in enumerate(bytes_):
            if isinstance(byte, PointerByte):
                byte = byte.pointer.address(byte.space) >> (8 * byte.index) & 0xFF
            if byte is POISON:
                return POISON
            if byte is UNDEFINED:
                mask |= 0xFF << (8 * index)
            else:
                assert isinstance(byte, int)
                bits |= byte << (8 * index)
        if space is not None:
            return undefined(type_) if mask else self.memory.pointer(bits, space)
        return _partial(bits, mask)

    def bytes_of(self, value: Value, type_: Attribute) -> list[Byte]:
        """A value as bytes."""
        size = size_of(type_)
        if value is POISON:
            return [POISON] * size
        if isinstance(value, Pointer):
            assert isinstance(type_, asptr.PtrType)
            if value is NULL or value.flat == 0:
                return list(value.address(type_.space.data).to_bytes(size, "little"))
            return [PointerByte(value, type_.space.data, n) for n in range(size)]
        bits, mask = _split(value)
        return [
            UNDEFINED if mask >> (8 * n) & 0xFF else bits >> (8 * n) & 0xFF for n in range(size)
        ]

    def store(self, value: Value, type_: Attribute, pointer: Value, space: str, align: int) -> None:
        """Write a value to memory."""
        size = size_of(type_)
        data, at = self.access(pointer, space, size, align, write=True)
        data[at : at + size] = self.bytes_of(value, type_)

    def access(
        self, pointer: Value, space: str, size: int, align: int, *, write: bool
    ) -> tuple[list[Byte], int]:
        if not isinstance(pointer, Pointer):
            raise Undefined("an access through an undefined pointer")
        return self.memory.bytes_at(pointer, space, size, align, write=write)

    # What is compared

    def contents(self) -> dict[str, list[Byte]]:
        """What is in global memory now, by the name of each global and buffer."""
        return {
            name: list(allocation.data)
            for name, allocation in self.globals.items()
            if allocation.space == "global"
        }


def _number_of(name: str) -> int:
    """A place for a symbol that does not depend on which others there are."""
    return int.from_bytes(name.encode(), "little") % 100_003 * 7


def refines(after: Mapping[str, Sequence[Byte]], before: Mapping[str, Sequence[Byte]]) -> bool:
    """Whether memory is the same wherever it was defined. What was added is not looked at."""
    return all(
        _same_bytes(after[name], bytes_) for name, bytes_ in before.items() if name in after
    ) and set(before) <= set(after)


def _same_bytes(after: Sequence[Byte], before: Sequence[Byte]) -> bool:
    return all(
        old is UNDEFINED or old is POISON or _plain(new) == _plain(old)
        for new, old in zip(after, before, strict=True)
    )


def _plain(byte: Byte) -> object:
    """A byte of a pointer is that of its address: who put it there does not matter."""
    if not isinstance(byte, PointerByte):
        return byte
    return byte.pointer.address(byte.space) >> (8 * byte.index) & 0xFF


def _decided(value: Value) -> int:
    if not isinstance(value, int):
        raise Undefined("a decision on an undefined value")
    return value


def _branch(op: Operation, values: Mapping[SSAValue, Value]) -> tuple[Block, Sequence[Value]]:
    match op:
        case cf.BranchOp():
            return op.successor, [values[v] for v in op.arguments]
        case cf.ConditionalBranchOp():
            if _decided(values[op.cond]):
                return op.then_block, [values[v] for v in op.then_arguments]
            return op.else_block, [values[v] for v in op.else_arguments]
        case cf.SwitchOp():
            flag = _decided(values[op.flag])
            numbers = () if op.case_values is None else op.case_values.get_values()
            cases, default, blocks = op.case_operands, op.default_operands, op.case_blocks
            width = width_of(op.flag.type)
        case llvm.SwitchOp():
            flag = _decided(values[op.value])
            given = cast("Sequence[IntegerAttr] | None", op.case_values)
            numbers = [v.value.data for v in given or ()]
            cases, default, blocks = op.caseOperands, op.defaultOperands, op.successors[1:]
            width = width_of(op.value.type)
        case _:
            raise NotImplementedError(op.name)
    start = 0
    for number, block, size in zip(
        numbers, blocks, op.case_operand_segments.get_values(), strict=True
    ):
        if int(number) & ((1 << width) - 1) == flag:
            return block, [values[v] for v in cases[start : start + int(size)]]
        start += int(size)
    return op.successors[0], [values[v] for v in default]


# --- what each operation does --------------------------------------------------------------------

Handler = Callable[[Machine, Any, list[Value]], Value]


def _integers(compute: Callable[[int, int, int], int]) -> Handler:
    """An operation on two integers, all of whose bits matter."""

    def handle(machine: Machine, op: Operation, values: list[Value]) -> Value:
        left, right = values
        if left is POISON or right is POISON:
            return POISON
        type_ = op.results[0].type
        if isinstance(left, Partial) or isinstance(right, Partial):
            return undefined(type_)
        width = width_of(op.operands[0].type)
        return compute(left, right, width) & ((1 << width_of(type_)) - 1)

    return handle


def _bitwise(compute: Callable[[int, int, int, int], tuple[int, int]]) -> Handler:
    """An operation on two integers bit by bit: bits, undefined, bits, undefined."""

    def handle(machine: Machine, op: Operation, values: list[Value]) -> Value:
        if POISON in values:
            return POISON
        return _partial(*compute(*_split(values[0]), *_split(values[1])))

    return handle


def _and(a: int, u: int, b: int, v: int) -> tuple[int, int]:
    return a & b, (u | v) & (a | u) & (b | v)


def _or(a: int, u: int, b: int, v: int) -> tuple[int, int]:
    defined_ones = (a & ~u) | (b & ~v)
    return a | b, (u | v) & ~defined_ones


def _xor(a: int, u: int, b: int, v: int) -> tuple[int, int]:
    return a ^ b, u | v


def _shift(left: bool) -> Handler:
    def handle(machine: Machine, op: Operation, values: list[Value]) -> Value:
        value, amount = values
        if value is POISON or amount is POISON:
            return POISON
        width = width_of(op.results[0].type)
        if isinstance(amount, Partial):
            return undefined(op.results[0].type)
        if amount >= width:
            return POISON
        bits, mask = _split(value)
        limit = (1 << width) - 1
        if left:
            return _partial(bits << amount & limit, mask << amount & limit)
        return _partial(bits >> amount, mask >> amount)

    return handle


def _shift_signed(left: int, right: int, width: int) -> int:
    return _signed(left, width) >> min(right, width - 1)


def _compare(machine: Machine, op: arith.CmpiOp, values: list[Value]) -> Value:
    width = width_of(op.lhs.type)
    predicate = op.predicate.value.data

    def compute(a: int, b: int, _: int) -> int:
        if predicate in (2, 3, 4, 5):
            a, b = _signed(a, width), _signed(b, width)
        return int(
            (a == b, a != b, a < b, a <= b, a > b, a >= b, a < b, a <= b, a > b, a >= b)[predicate]
        )

    return _integers(compute)(machine, op, values)


def _unary(compute: Callable[[int, int, int], int]) -> Handler:
    """A conversion of an integer: its bits (or undefined ones), its width, the new width."""

    def handle(machine: Machine, op: Operation, values: list[Value]) -> Value:
        (value,) = values
        if value is POISON:
            return POISON
        bits, mask = _split(value)
        old, new = width_of(op.operands[0].type), width_of(op.results[0].type)
        return _partial(compute(bits, old, new), compute(mask, old, new))

    return handle


def _sign_extend(bits: int, old: int, new: int) -> int:
    return _signed(bits, old) & ((1 << new) - 1)


def _cast_same_bits(machine: Machine, op: Operation, values: list[Value]) -> Value:
    return values[0]


_FORMATS = {16: "e", 32: "f", 64: "d"}


def _floats(compute: Callable[[float, float], float]) -> Handler:
    def handle(machine: Machine, op: Operation, values: list[Value]) -> Value:
        if POISON in values:
            return POISON
        if any(isinstance(v, Partial) for v in values):
            return undefined(op.results[0].type)
        width = width_of(op.results[0].type)
        form, size = _FORMATS[width], width // 8
        left, right = (struct.unpack("<" + form, v.to_bytes(size, "little"))[0] for v in values)
        try:
            packed = struct.pack("<" + form, compute(left, right))
        except OverflowError:
            packed = struct.pack("<" + form, float("inf"))
        return int.from_bytes(packed, "little")

    return handle


def _constant(machine: Machine, op: arith.ConstantOp, values: list[Value]) -> Value:
    value = op.value
    if isinstance(value, IntegerAttr):
        return value.value.data & ((1 << width_of(op.result.type)) - 1)
    assert isinstance(value, FloatAttr)
    form = _FORMATS[width_of(op.result.type)]
    return int.from_bytes(struct.pack("<" + form, value.value.data), "little")


def _select(machine: Machine, op: Operation, values: list[Value]) -> Value:
    condition, then, otherwise = values
    if condition is POISON:
        return POISON
    return then if _decided(condition) else otherwise


def _freeze(machine: Machine, op: Operation, values: list[Value]) -> Value:
    value = values[0]
    if value is POISON:
        return NULL if isinstance(op.results[0].type, asptr.PtrType) else 0
    return value.bits if isinstance(value, Partial) else value


def _assume(machine: Machine, op: Operation, values: list[Value]) -> None:
    if not _decided(values[0]):
        raise Undefined("an assumption does not hold")


def _call(machine: Machine, op: func.CallOp, values: list[Value]) -> Value:
    results = machine.call(op.callee.root_reference.data, values)
    return results[0] if len(op.results) == 1 else results


def _call_indirect(machine: Machine, op: asptr.CallIndirectOp, values: list[Value]) -> Value:
    callee = values[0]
    if not isinstance(callee, Pointer) or callee.allocation is None:
        raise Undefined("a call of an undefined pointer")
    if callee.allocation.space != "code" or callee.flat != callee.allocation.flat:
        raise Undefined(f"a call of {callee.allocation.name}, which is no function")
    function = machine.functions[callee.allocation.name]
    assert isinstance(function, func.FuncOp)
    type_ = function.function_type
    if list(type_.inputs) != [v.type for v in op.arguments] or list(type_.outputs) != [
        r.type for r in op.results
    ]:
        raise Undefined(f"a call of {callee.allocation.name} with another type")
    results = machine.call(callee.allocation.name, values[1:])
    return results[0] if len(op.results) == 1 else results


def _load(machine: Machine, op: asptr.LoadOp, values: list[Value]) -> Value:
    value = machine.load(values[0], space_of(op.ptr), op.result.type, op.align.value.data)
    if op.noundef is not None and (value is POISON or isinstance(value, Partial)):
        raise Undefined("an undefined value is loaded as one that is not")
    if op.nonnull is not None and isinstance(value, Pointer) and value.flat == 0:
        return POISON
    return value


def _atomic_load(machine: Machine, op: asptr.AtomicLoadOp, values: list[Value]) -> Value:
    return machine.load(values[0], space_of(op.ptr), op.result.type, op.align.value.data)


def _store(machine: Machine, op: asptr.StoreOp | asptr.AtomicStoreOp, values: list[Value]) -> None:
    value, pointer = values
    machine.store(value, op.value.type, pointer, space_of(op.ptr), op.align.value.data)


_RMW: dict[str, Callable[[int, int], int]] = {
    "xchg": lambda old, new: new,
    "add": lambda old, new: old + new,
    "sub": lambda old, new: old - new,
    "and": lambda old, new: old & new,
    "or": lambda old, new: old | new,
    "xor": lambda old, new: old ^ new,
    "umax": max,
    "umin": min,
}


def _rmw(machine: Machine, op: asptr.AtomicRmwOp, values: list[Value]) -> Value:
    pointer, value = values
    space, type_, align = space_of(op.ptr), op.value.type, op.align.value.data
    old = machine.load(pointer, space, type_, align)
    kind = op.kind.data.value
    if kind == "xchg":
        new = value
    else:
        new = _RMW[kind](_decided(old), _decided(value)) & ((1 << width_of(type_)) - 1)
    machine.store(new, type_, pointer, space, align)
    return old


def _cmpxchg(machine: Machine, op: asptr.CmpXchgOp, values: list[Value]) -> Value:
    pointer, expected, new = values
    space, type_, align = space_of(op.ptr), op.expected.type, op.align.value.data
    old = machine.load(pointer, space, type_, align)
    same = old == expected
    if same:
        machine.store(new, type_, pointer, space, align)
    return [old, int(same)]


def _length(value: Value) -> int:
    return _decided(value)


def _copy(machine: Machine, op: asptr.CopyOp, values: list[Value]) -> None:
    dst, src, length = values
    size = _length(length)
    if size == 0:
        return
    access = machine.access
    from_, at = access(src, space_of(op.src), size, op.src_align.value.data, write=False)
    to, start = access(dst, space_of(op.dst), size, op.dst_align.value.data, write=True)
    if from_ is to and op.overlapping is None and 0 < abs(at - start) < size:
        raise Undefined("a copy to where it is copied from")
    to[start : start + size] = from_[at : at + size]


def _fill(machine: Machine, op: asptr.FillOp, values: list[Value]) -> None:
    dst, byte, length = values
    size = _length(length)
    if size == 0:
        return
    access = machine.access
    to, start = access(dst, space_of(op.dst), size, op.align.value.data, write=True)
    to[start : start + size] = machine.bytes_of(byte, op.byte.type) * size


def _lifetime(machine: Machine, op: Operation, values: list[Value]) -> None:
    data = values[0].allocation.data
    data[:] = [UNDEFINED] * len(data)


def _moved(bytes_of: Callable[[Any, list[Value]], int]) -> Handler:
    def handle(machine: Machine, op: Any, values: list[Value]) -> Value:
        if POISON in values:
            return POISON
        if any(isinstance(v, Partial) for v in values):
            return undefined(op.result.type)
        distance = bytes_of(op, values)
        return values[0] if distance == 0 else values[0].moved(distance)

    return handle


def _offset(op: asptr.OffsetOp, values: list[Value]) -> int:
    return _signed(values[1], width_of(op.index.type)) * op.stride.value.data


def _cast(machine: Machine, op: asptr.CastOp, values: list[Value]) -> Value:
    value = values[0]
    if not isinstance(value, Pointer):
        return value
    source, result = space_of(op.source), space_of(op.result)
    allocation = value.allocation
    if result == "flat" or value.flat == 0 or allocation is None:
        return value
    casts = source in ("flat", result) or WITHIN.get(source) == result
    if not casts or result not in (allocation.space, WITHIN.get(allocation.space)):
        # A pointer that must not be used: what bits it has is anyone's guess.
        return Pointer(allocation, value.flat ^ 0x0000_0BAD_0000_0000)
    return value


def _pointer_to_integer(machine: Machine, op: asptr.PtrToIntOp, values: list[Value]) -> Value:
    value = values[0]
    width = width_of(op.result.type)
    if value is POISON:
        return POISON
    if isinstance(value, Partial):
        return undefined(op.result.type)
    return value.address(space_of(op.source)) & ((1 << width) - 1)


def _integer_to_pointer(machine: Machine, op: asptr.IntToPtrOp, values: list[Value]) -> Value:
    value = values[0]
    if value is POISON:
        return POISON
    if isinstance(value, Partial):
        return undefined(op.result.type)
    return machine.memory.pointer(value, space_of(op.result))


def _compare_pointers(machine: Machine, op: asptr.CompareOp, values: list[Value]) -> Value:
    if POISON in values:
        return POISON
    if any(isinstance(v, Partial) for v in values):
        return undefined(op.result.type)
    space = space_of(op.lhs)
    a, b = (v.address(space) for v in values)
    return int(
        {"eq": a == b, "ne": a != b, "ult": a < b, "ule": a <= b, "ugt": a > b, "uge": a >= b}[
            op.predicate.data.value
        ]
    )


def _address_of(machine: Machine, op: asptr.AddressOfOp, values: list[Value]) -> Value:
    allocation = machine.globals[op.symbol.root_reference.data]
    return Pointer(allocation, allocation.flat)


def _extract(machine: Machine, op: xdsl_llvm.ExtractValueOp, values: list[Value]) -> Value:
    value = values[0]
    (index,) = op.position.get_values()
    # All of a struct that is poison is poison.
    return cast("list[Value]", value)[int(index)] if isinstance(value, list) else value


def _insert(machine: Machine, op: xdsl_llvm.InsertValueOp, values: list[Value]) -> Value:
    struct_, new = values
    (index,) = op.position.get_values()
    type_ = op.results[0].type
    assert isinstance(type_, xdsl_llvm.LLVMStructType)
    fields: list[Value] = [struct_] * len(type_.types)
    if isinstance(struct_, list):
        fields = list(cast("list[Value]", struct_))
    fields[int(index)] = new
    return fields


def _with_overflow(compute: Callable[[int, int], int]) -> Handler:
    def handle(machine: Machine, op: Operation, values: list[Value]) -> Value:
        width = width_of(op.operands[0].type)
        result = compute(_decided(values[0]), _decided(values[1]))
        wrapped = result & ((1 << width) - 1)
        return [wrapped, int(wrapped != result)]

    return handle


def _undefined_value(machine: Machine, op: Operation, values: list[Value]) -> Value:
    type_ = op.results[0].type
    if isinstance(type_, xdsl_llvm.LLVMStructType):
        return [undefined(t) for t in type_.types]
    return undefined(type_)


def _poison(machine: Machine, op: Operation, values: list[Value]) -> Value:
    return POISON


def _unreachable(machine: Machine, op: Operation, values: list[Value]) -> None:
    raise Undefined("what is unreachable is reached")


def _nothing(machine: Machine, op: Operation, values: list[Value]) -> None:
    return None


_ENDS = frozenset({func.ReturnOp, hsa.ReturnOp})

_HANDLERS: dict[type[Operation], Handler] = {
    arith.ConstantOp: _constant,
    arith.AddiOp: _integers(lambda a, b, _: a + b),
    arith.SubiOp: _integers(lambda a, b, _: a - b),
    arith.MuliOp: _integers(lambda a, b, _: a * b),
    arith.AndIOp: _bitwise(_and),
    arith.OrIOp: _bitwise(_or),
    arith.XOrIOp: _bitwise(_xor),
    arith.ShLIOp: _shift(True),
    arith.ShRUIOp: _shift(False),
    arith.ShRSIOp: _integers(_shift_signed),
    arith.MinUIOp: _integers(lambda a, b, _: min(a, b)),
    arith.MaxUIOp: _integers(lambda a, b, _: max(a, b)),
    arith.CmpiOp: _compare,
    arith.ExtUIOp: _unary(lambda bits, old, new: bits),
    arith.ExtSIOp: _unary(_sign_extend),
    arith.TruncIOp: _unary(lambda bits, old, new: bits & ((1 << new) - 1)),
    arith.BitcastOp: _cast_same_bits,
    arith.IndexCastOp: _unary(_sign_extend),
    arith.SelectOp: _select,
    arith.AddfOp: _floats(lambda a, b: a + b),
    arith.SubfOp: _floats(lambda a, b: a - b),
    arith.MulfOp: _floats(lambda a, b: a * b),
    func.CallOp: _call,
    ub.PoisonOp: _poison,
    ub.UnreachableOp: _unreachable,
    xdsl_llvm.BitcastOp: _cast_same_bits,
    xdsl_llvm.UndefOp: _undefined_value,
    xdsl_llvm.ExtractValueOp: _extract,
    xdsl_llvm.InsertValueOp: _insert,
    llvm.PoisonOp: _poison,
    llvm.FreezeOp: _freeze,
    llvm.AssumeOp: _assume,
    llvm.UAddWithOverflowOp: _with_overflow(lambda a, b: a + b),
    llvm.UMulWithOverflowOp: _with_overflow(lambda a, b: a * b),
    asptr.LoadOp: _load,
    asptr.StoreOp: _store,
    asptr.AtomicLoadOp: _atomic_load,
    asptr.AtomicStoreOp: _store,
    asptr.AtomicRmwOp: _rmw,
    asptr.CmpXchgOp: _cmpxchg,
    asptr.FenceOp: _nothing,
    asptr.CopyOp: _copy,
    asptr.FillOp: _fill,
    asptr.LifetimeStartOp: _lifetime,
    asptr.LifetimeEndOp: _lifetime,
    asptr.OffsetOp: _moved(_offset),
    asptr.DisplaceOp: _moved(lambda op, values: op.bytes.value.data),
    asptr.CastOp: _cast,
    asptr.NullOp: lambda machine, op, values: NULL,
    asptr.PtrToIntOp: _pointer_to_integer,
    asptr.IntToPtrOp: _integer_to_pointer,
    asptr.CompareOp: _compare_pointers,
    asptr.AddressOfOp: _address_of,
    asptr.CallIndirectOp: _call_indirect,
}
