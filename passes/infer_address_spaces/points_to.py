"""
Where every pointer of a module can point: a sparse, optimistic analysis of the whole module.

At first nothing points anywhere. Allocations, kernels' arguments and what comes from outside make
values point to objects; whatever uses a value that has come to point to something new is looked at
again (`transfer.py`), until nothing changes. Only what pointers flow through is ever visited.

An integer that a pointer was made into, or that was loaded from where a pointer is, carries that
pointer: it may become a pointer again (`MaybeUninit<usize>` copies do that). So "points to" is also
said of integers. Carried unchanged, it is the same pointer; once it has been computed with, it may
be an address of anything.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable

from xdsl.dialects import arith, func
from xdsl.dialects.builtin import (
    AnyFloat,
    IntegerAttr,
    IntegerType,
    ModuleOp,
    StringAttr,
    VectorType,
)
from xdsl.dialects.llvm import LLVMArrayType, LLVMStructType
from xdsl.ir import Attribute, Operation, SSAValue
from xdsl.utils.hints import isa

from ...dialects import asptr, hsa
from ...targets import Target
from ..virtual_call_targets import ENTRY
from .objects import (
    ANYWHERE,
    MOST_OBJECTS,
    START,
    WHOLE,
    Cell,
    Kind,
    MemoryObject,
    Place,
    Points,
    Reader,
    anywhere,
    cells_at,
    copied_cell,
    merge,
    overlap,
    write,
)

FUNCTIONS = (func.FuncOp, hsa.KernelOp)
EVERYTHING: Cell = (ANYWHERE, WHOLE, False)
"""All of an object of which no cells are known."""
NULL_PAGE = 4096
"""Addresses below this are nobody's memory: Rust's pointers to what has no bytes have them."""


class Function:
    """What is known of a function or a kernel."""

    __slots__ = ("calls", "escaped", "is_declared", "is_open", "op", "results")

    def __init__(self, op: func.FuncOp | hsa.KernelOp) -> None:
        self.op = op
        self.results: list[Points] = [{} for _ in op.function_type.outputs.data]
        """What each result can point to."""
        self.calls: dict[Operation, None] = {}
        """The calls that may be of it."""
        self.is_declared = not op.body.blocks
        """Whether it is defined elsewhere."""
        self.is_open = isinstance(op, func.FuncOp) and (
            self.is_declared or op.sym_visibility is None or op.sym_visibility.data != "private"
        )
        """Whether other modules may call it or define it."""
        self.escaped = self.is_open
        """Whether it is called, or is itself, where the module does not see it."""

    @property
    def name(self) -> str:
        """Its symbol."""
        return self.op.sym_name.data

    @property
    def arguments(self) -> tuple[SSAValue, ...]:
        """The values of its parameters; none of a function that is only declared."""
        block = self.op.body.blocks.first
        return () if block is None else block.args


class PointsTo:
    """The analysis of a module; `run` it once."""

    def __init__(self, module: ModuleOp, target: Target, *, global_pointees: bool) -> None:
        self.module = module
        self.target = target
        self.global_pointees = global_pointees
        self.pointer_bytes = target.pointer_bits // 8
        self.points: dict[SSAValue, Points] = {}
        self.functions: dict[str, Function] = {}
        self.symbols: set[str] = set()
        """All names that are taken."""
        self.globals: dict[str, MemoryObject] = {}
        self.codes: dict[MemoryObject, Function] = {}
        """The functions whose address is taken, by the object that stands for their code."""
        self.callees: dict[Operation, dict[Function, None]] = {}
        """What each indirect call may call, as far as that is in the module."""
        self.open_calls: dict[Operation, None] = {}
        """Indirect calls that may call what is not in the module, or not seen to be called."""
        self.host = MemoryObject(Kind.OUTSIDE, "global", "memory of the host")
        self.kernarg = MemoryObject(Kind.OUTSIDE, "constant", "a kernel's argument segment")
        self.nowhere = MemoryObject(Kind.NOWHERE, "flat", "no memory")
        self._outside: dict[str, MemoryObject] = {"global": self.host}
        self._unknown: dict[Operation, MemoryObject] = {}
        self._codes: dict[str, MemoryObject] = {}
        self._leaf: dict[str, MemoryObject] = {}
        self.visits = 0
        """How often a value's uses were looked at: the measure of the work."""
        self._work: deque[SSAValue] = deque()
        self._queued: set[SSAValue] = set()

    # Objects

    def outside(self, space: str) -> MemoryObject:
        """Memory in a space that is not the module's own."""
        found = self._outside.get(space)
        if found is None:
            found = MemoryObject(Kind.OUTSIDE, space, f"{space} memory")
            self._outside[space] = found
        return found

    def unknown(self, op: Operation, why: str) -> Points:
        """Memory of which nothing is known, and the operation and reason for that."""
        found = self._unknown.get(op)
        if found is None:
            found = self._unknown[op] = MemoryObject(Kind.UNKNOWN, "flat", why, op)
        return {found: ANYWHERE}

    def local(self, op: asptr.AllocaOp) -> MemoryObject:
        """The memory of a local."""
        name = "a local" if op.var_name is None else f"local `{op.var_name.data}`"
        return MemoryObject(Kind.OWN, op.result.type.space.data, name, op)

    def of_type(self, type_: Attribute, op: Operation, why: str) -> Points:
        """What a pointer of that type from outside the module points to."""
        if not isinstance(type_, asptr.PtrType):
            return {}
        space = type_.space.data
        return self.unknown(op, why) if space == "flat" else {self.outside(space): ANYWHERE}

    def symbol(self, name: str) -> Points:
        """What the address of a symbol points to."""
        found = self.globals.get(name) or self._codes.get(name)
        if found is None:
            function = self.functions.get(name)
            if function is None:
                return {}
            found = MemoryObject(Kind.FUNCTION, "flat", f"function `{name}`", function.op)
            self._codes[name] = found
            self.codes[found] = function
        return {found: START if found.kind is Kind.OWN else ANYWHERE}

    # The run

    def run(self) -> PointsTo:
        """Find out everything; returns itself."""
        self._declare()
        for function in self.functions.values():
            self._enter(function)
        from .transfer import SEEDS

        for function in self.functions.values():
            for block in function.op.body.blocks:
                for op in block.ops:
                    seed = SEEDS.get(type(op))
                    if seed is not None:
                        seed(self, op)
                    elif op.results:
                        self._seed_unknown(op)
        self._propagate()
        return self

    def _declare(self) -> None:
        with_pointers: list[tuple[MemoryObject, asptr.GlobalOp]] = []
        for op in self.module.body.block.ops:
            name = op.properties.get("sym_name")
            if isinstance(name, StringAttr):
                self.symbols.add(name.data)
            if isinstance(op, FUNCTIONS):
                self.functions[op.sym_name.data] = Function(op)
            elif isinstance(op, asptr.GlobalOp):
                obj = self._global(op)
                self.globals[op.sym_name.data] = obj
                if op.init is not None and op.init.relocations.data:
                    with_pointers.append((obj, op))
        for obj, op in with_pointers:
            assert op.init is not None
            for relocation in op.init.relocations.data:
                points = self.symbol(relocation.target.root_reference.data)
                cell = ((relocation.offset.data, 0), self.pointer_bytes, False)
                self.store(obj, cell, points, op)

    def _global(self, op: asptr.GlobalOp) -> MemoryObject:
        space, name = op.space.data, f"global `{op.sym_name.data}`"
        if not op.size.value.data and op.external is None:
            return self.nowhere
        if op.constant is not None and op.init is not None and not op.init.relocations.data:
            # Which constant it is makes no difference where none of them holds a pointer.
            found = self._leaf.get(space)
            if found is None:
                found = self._leaf[space] = MemoryObject(Kind.OWN, space, f"{space} data", op)
            return found
        obj = MemoryObject(Kind.OWN, space, name, op)
        private = op.linkage is not None and op.linkage.data in ("private", "internal")
        # A workgroup's memory is nobody else's, whatever its symbol. Others may know a global's.
        obj.escaped = space != "local" and (op.external is not None or not private)
        return obj

    def _enter(self, function: Function) -> None:
        """The arguments that come from outside."""
        op = function.op
        if isinstance(op, hsa.KernelOp):
            attributes = None if op.arg_attrs is None else op.arg_attrs.data
            for index, value in enumerate(function.arguments):
                type_ = value.type
                if not isinstance(type_, asptr.PtrType):
                    continue
                if attributes is not None and "llvm.byref" in attributes[index].data:
                    # What the device dispatches, it passes any pointer to.
                    entry = ENTRY in op.attributes
                    segment = self.outside("constant") if entry else self.kernarg
                    self.add(value, {segment: ANYWHERE})
                else:
                    # The host can point to no other memory than global: none other exists yet.
                    space = type_.space.data
                    memory = self.host if space == "flat" else self.outside(space)
                    self.add(value, {memory: ANYWHERE})
        elif function.escaped:
            self._open(function)

    def _open(self, function: Function) -> None:
        """A function may be called with anything, and whoever calls it may keep what it returns."""
        why = f"it is an argument of `{function.name}`, which other code may call"
        for value in function.arguments:
            self.add(value, self.of_type(value.type, function.op, why))
        for points in function.results:
            self.escape(points, function.op)

    def _seed_unknown(self, op: Operation) -> None:
        """Pointers that come from an operation about which nothing is known."""
        for result in op.results:
            type_ = result.type
            if isinstance(type_, asptr.PtrType):
                self.add(result, self.of_type(type_, op, f"it is a result of `{op.name}`"))
            elif _holds_pointer(type_) and op.name not in _BLANK:
                self.add(result, self.unknown(op, f"it is a result of `{op.name}`"))

    def _propagate(self) -> None:
        from .transfer import TRANSFERS, transfer_unknown

        work, queued = self._work, self._queued
        while work:
            value = work.popleft()
            self.visits += 1
            queued.discard(value)
            points = self.points[value]
            for use in tuple(value.uses):
                op = use.operation
                TRANSFERS.get(type(op), transfer_unknown)(self, op, use.index, points)

    # Values

    def of(self, value: SSAValue) -> Points:
        """What a value can point to."""
        return self.points.get(value, _NONE)

    def add(self, value: SSAValue, points: Points) -> None:
        """A value can point there, too."""
        if not points:
            return
        into = self.points.get(value)
        if into is None:
            into = self.points[value] = {}
        if merge(into, points):
            if len(into) > MOST_OBJECTS:
                self._give_up(value, into)
            if value not in self._queued:
                self._queued.add(value)
                self._work.append(value)

    def _give_up(self, value: SSAValue, points: Points) -> None:
        """Forget which of many objects it is, but not in which spaces they are."""
        owner = value.owner
        op = owner if isinstance(owner, Operation) else owner.parent_op()
        assert op is not None
        self.escape(points, op)
        for obj in [obj for obj in points if obj.kind is Kind.OWN]:
            del points[obj]
            points[self.outside(obj.space)] = ANYWHERE

    def escape(self, points: Iterable[MemoryObject], op: Operation) -> None:
        """Other code can reach these objects from `op` on, and what they hold."""
        stack = list(points)
        while stack:
            obj = stack.pop()
            if obj.kind is Kind.FUNCTION:
                function = self.codes[obj]
                if not function.escaped:
                    function.escaped = True
                    self._open(function)
            elif obj.is_tracked:
                obj.escaped = True
                for held in obj.cells.values():
                    stack.extend(held)
                for reader, place, _ in list(obj.readers):
                    self._tell(reader, place, EVERYTHING, self._contents(obj, _reading(reader)))

    def returned(self, function: Function, index: int, points: Points) -> None:
        """A function returns something that points there."""
        results = function.results[index]
        if merge(results, points):
            for call in function.calls:
                self.add(call.results[index], results)
            if function.escaped:
                self.escape(results, function.op)

    # Memory

    def _contents(self, obj: MemoryObject, op: Operation) -> Points:
        """What a pointer that is read from untracked memory points to."""
        if obj is self.kernarg:
            # As an argument that is a pointer itself.
            return {self.host: ANYWHERE}
        if self.global_pointees and obj.space in ("global", "constant"):
            return {self.host: ANYWHERE}
        return self.unknown(op, "")

    def load(self, reader: Reader, obj: MemoryObject, place: Place, size: int) -> None:
        """`reader` reads from an object."""
        if obj.kind in (Kind.FUNCTION, Kind.NOWHERE):
            return
        key = (reader, place, size)
        if obj.kind is Kind.OWN and key not in obj.readers:
            obj.readers[key] = None
            for cell, held in cells_at(obj, place, size):
                self._tell(reader, place, cell, held)
        if not obj.is_tracked:
            self._tell(reader, place, EVERYTHING, self._contents(obj, _reading(reader)))

    def copy(self, op: asptr.CopyOp, obj: MemoryObject, place: Place, size: int) -> None:
        """`op` copies from an object; all of it is looked at, for where it goes may be new."""
        self.load(op, obj, place, size)
        if obj.kind is Kind.OWN:
            for cell, held in cells_at(obj, place, size):
                self._tell(op, place, cell, held)

    def store(self, obj: MemoryObject, cell: Cell, points: Points, op: Operation) -> None:
        """Something that points there is written to an object."""
        if not points or obj.kind in (Kind.FUNCTION, Kind.NOWHERE):
            return
        if not obj.is_tracked:
            self.escape(points, op)
            if obj.kind is not Kind.OWN:
                return
        new = write(obj, cell, points)
        if new is None:
            return
        cell, held = new
        for reader, place, size in list(obj.readers):
            if overlap(place, size, cell[0], cell[1]):
                self._tell(reader, place, cell, held)

    def _tell(self, reader: Reader, place: Place, cell: Cell, points: Points) -> None:
        """Give a reader what it finds in a cell."""
        if isinstance(reader, SSAValue):
            if cell[2] or not _is_number(reader):
                self.add(reader, points)
            return
        if isinstance(reader, asptr.AtomicRmwOp):
            # What is written back is at the same place, and no longer points to the same one.
            changed = (place, self.size_of(reader.value.type), True)
            for into in tuple(self.of(reader.ptr)):
                self.store(into, changed, anywhere(points), reader)
            return
        length = constant(reader.len)
        for into, at in tuple(self.of(reader.dst).items()):
            # What is copied may be what is written to.
            self.store(into, copied_cell(place, at, length, cell), dict(points), reader)

    def size_of(self, type_: Attribute) -> int:
        """The size in bytes of a value in memory."""
        if isinstance(type_, asptr.PtrType):
            return self.target.space(type_.space.data).bits // 8
        if isa(type_, IntegerType):
            return (type_.width.data + 7) // 8
        if isa(type_, VectorType):
            return type_.element_count() * self.size_of(type_.element_type)
        if isinstance(type_, AnyFloat):
            return type_.bitwidth // 8
        return WHOLE


_NONE: Points = {}


def _reading(reader: Reader) -> Operation:
    """The operation that reads."""
    op = reader if isinstance(reader, Operation) else reader.owner
    assert isinstance(op, Operation)
    return op


def _is_number(value: SSAValue) -> bool:
    """
    Whether what is read from memory is no pointer that was stored there.

    Rust's integers and floats are initialised, and reading a pointer's bytes as one of them gives a
    number from which there is no way back. What is read to be passed on as it is, as `MaybeUninit`,
    may not be initialised.
    """
    if isinstance(value.type, asptr.PtrType):
        return False
    op = value.owner
    return not isinstance(op, asptr.LoadOp) or op.noundef is not None


def _holds_pointer(type_: Attribute) -> bool:
    """Whether values of an aggregate's type have pointers in them."""
    if isinstance(type_, LLVMStructType):
        return any(_holds_pointer(field) for field in type_.types)
    if isinstance(type_, LLVMArrayType):
        return _holds_pointer(type_.type)
    if isa(type_, VectorType):
        return isinstance(type_.element_type, asptr.PtrType)
    return isinstance(type_, asptr.PtrType)


def constant(value: SSAValue) -> int | None:
    """The value of an integer, if that is a constant."""
    op = value.owner
    if isinstance(op, arith.ConstantOp) and isinstance(op.value, IntegerAttr):
        return op.value.value.data
    return None


_BLANK = frozenset(("llvm.mlir.undef", "llvm.mlir.poison", "llvm.mlir.zero", "llvm.mlir.constant"))
"""Aggregates that hold no pointer."""
