"""
Random modules at the `asptr` level that are well defined by construction.

All memory is made of *nodes* of 48 bytes, wherever it is (buffers of the kernel, statics,
constants, LDS, locals), and every node has the same six slots:

     0  an `i64`
     8  a pointer to a node that may be written
    16  eight bytes that are looked at as many things: `i64`, `f64`, halves, bytes, a vector
    24  a pointer to any node, also a constant
    32  a pointer to a function
    40  eight bytes that may be undefined, and are only ever copied

So whichever pointer a program gets hold of, by whatever way (a select, a block argument, a call, a
load from memory that another function wrote), it may follow it. Which space the pointers in memory
point into is left to chance. Programs end: loops count to at most 3, calls hand down less fuel than
they have.

Whatever the generator does it asks of a `random.Random`: hypothesis gives one that it can shrink.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import cast

from xdsl.dialects import arith, cf, func
from xdsl.dialects.builtin import (
    DenseArrayBase,
    DenseIntElementsAttr,
    Float32Type,
    Float64Type,
    FunctionType,
    IntegerAttr,
    IntegerType,
    ModuleOp,
    TensorType,
    VectorType,
    i8,
    i16,
    i32,
    i64,
)
from xdsl.dialects.llvm import ExtractValueOp, InsertValueOp, LLVMStructType, UndefOp
from xdsl.ir import Attribute, Block, Operation, Region, SSAValue

from rusticle.dialects import asptr, hsa, llvm

NODE = 48
"""Bytes of a node."""
NODES = 2
"""Nodes of every buffer, static, constant and tile."""
FUEL = 3
f32, f64 = Float32Type(), Float64Type()
FLAT = asptr.ptr("flat")
_VECTOR = VectorType(i32, [2])
_BITS: dict[Attribute, IntegerType] = {f32: i32, f64: i64}
"""Floats, and integers as wide."""
_VIEWS: tuple[tuple[int, Attribute], ...] = (
    (16, i64),
    (16, f64),
    (16, i32),
    (20, i32),
    (16, f32),
    (20, f32),
    (16, i8),
    (19, i8),
    (22, i16),
    (16, _VECTOR),
)
"""What the third slot is looked at as, and where."""
_PARTS = ((0, 48), (0, 8), (8, 8), (8, 24), (16, 8), (24, 16), (40, 8), (0, 32), (16, 32))
"""Runs of slots: offset and length in bytes."""
_PAIR = LLVMStructType.from_type_list([FLAT, i64])
INDIRECT = ((FLAT, FLAT, i64, i64), (i64,))
"""The type of the functions whose addresses are taken: two nodes, a number, fuel."""


@dataclass(slots=True)
class Node:
    """A pointer to a node."""

    value: SSAValue
    writable: bool
    space: str | None
    """Where it points, if that is known here; not always what its type says."""


@dataclass(slots=True)
class Pool:
    """The values that can be used at some point of a function."""

    numbers: list[SSAValue] = field(default_factory=list[SSAValue])
    nodes: list[Node] = field(default_factory=list[Node])
    functions: list[SSAValue] = field(default_factory=list[SSAValue])
    words: list[SSAValue] = field(default_factory=list[SSAValue])
    """Pointers to eight bytes that hold a number."""

    def copy(self) -> Pool:
        """One for a block within this one."""
        return Pool(list(self.numbers), list(self.nodes), list(self.functions), list(self.words))


@dataclass(slots=True)
class Signature:
    """A function that may be called."""

    name: str
    inputs: Sequence[Attribute]
    outputs: Sequence[Attribute]
    spaces: Sequence[str | None]
    """For pointers, where an argument has to point, if that matters."""


class FunctionMaker:
    """Makes the body of one function."""

    def __init__(self, maker: ModuleMaker, signature: Signature, *, kernel: bool = False) -> None:
        self.maker = maker
        self.random = maker.random
        self.signature = signature
        self.kernel = kernel
        self.region = Region(Block(arg_types=signature.inputs))
        self.block = self.region.blocks[0]
        self.entry = self.block
        self.calls = 2
        self.depth = 0
        self.pool = Pool()
        self.fuel: SSAValue | None = None
        self.cells: list[tuple[SSAValue, str]] = []
        """Locals of eight bytes, and what they hold."""
        self.boxes: list[SSAValue] = []
        """Locals that are nodes, whose addresses go nowhere but into `references`."""
        self.references: list[SSAValue] = []
        """Locals of eight bytes that hold the address of a box, and nothing else."""

    # Small things

    def add(self, op: Operation) -> SSAValue:
        """Append an operation; its only result."""
        self.block.add_op(op)
        return op.results[0]

    def do(self, op: Operation) -> None:
        """Append an operation."""
        self.block.add_op(op)

    def number(self, value: int, type_: IntegerType = i64) -> SSAValue:
        """A constant."""
        return self.add(arith.ConstantOp(IntegerAttr(value, type_)))

    def at(self, pointer: SSAValue, offset: int) -> SSAValue:
        """A field's address, got in one of several ways."""
        if offset == 0 and self.random.random() < 0.8:
            return pointer
        if offset % 8 == 0 and self.random.random() < 0.15:
            return self.add(asptr.OffsetOp(pointer, self.number(offset // 8), 8))
        return self.add(asptr.DisplaceOp(pointer, offset))

    def flat(self, pointer: SSAValue) -> SSAValue:
        """The pointer as a flat one."""
        return pointer if pointer.type == FLAT else self.add(asptr.CastOp(pointer, "flat"))

    def any_number(self) -> SSAValue:
        """Some number."""
        if not self.pool.numbers or self.random.random() < 0.2:
            return self.number(self.random.choice((0, 1, 2, 3, 7, 255, -1, 1 << 40)))
        return self.random.choice(self.pool.numbers)

    def any_node(self, *, writable: bool = False) -> Node:
        """Some pointer to a node."""
        found = [n for n in self.pool.nodes if n.writable or not writable]
        # What is new is used more than what is old.
        return found[max(self.random.randrange(len(found)), self.random.randrange(len(found)))]

    def condition(self) -> SSAValue:
        """An `i1` that may be either."""
        kind = self.random.randrange(3)
        if kind == 0 and len(self.pool.nodes) > 1:
            return self.compare()
        bit = self.add(arith.AndIOp(self.any_number(), self.number(1 << self.random.randrange(3))))
        return self.add(arith.CmpiOp(bit, self.number(0), "ne"))

    def compare(self) -> SSAValue:
        """Whether two pointers are equal, or which is lower."""
        left = self.any_node().value
        if self.random.random() < 0.2:
            assert isinstance(left.type, asptr.PtrType)
            right = self.add(asptr.NullOp(left.type.space.data))
            return self.add(asptr.CompareOp("ne", left, right))
        same = [n.value for n in self.pool.nodes if n.value.type == left.type]
        right = self.random.choice(same)
        return self.add(asptr.CompareOp(self.random.choice(("eq", "ne", "ult")), left, right))

    # Statements

    def statement(self) -> None:
        """One statement."""
        choices = STATEMENTS if self.depth < 2 else SIMPLE
        self.random.choice(choices)(self)

    def statements(self, count: int) -> None:
        """Some statements."""
        for _ in range(count):
            self.statement()

    def arithmetic(self) -> None:
        """Compute a number."""
        kind = self.random.choice((arith.AddiOp, arith.MuliOp, arith.XOrIOp, arith.SubiOp))
        self.pool.numbers.append(self.add(kind(self.any_number(), self.any_number())))

    def load_number(self) -> None:
        """Read a number of a node."""
        pointer = self.any_node().value
        value = self.add(asptr.LoadOp(self.at(pointer, 0), i64, 8, noundef=True))
        self.pool.numbers.append(value)

    def store_number(self) -> None:
        """Write a number to a node."""
        pointer = self.any_node(writable=True).value
        self.do(asptr.StoreOp(self.any_number(), self.at(pointer, 0), 8))

    def word(self) -> None:
        """Point at the number in a node, and use that later, or now."""
        if not self.pool.words or self.random.random() < 0.5:
            pointer = self.any_node(writable=True).value
            self.pool.words.append(self.at(pointer, 0))
            return
        pointer = self.random.choice(self.pool.words)
        if self.random.random() < 0.5:
            self.pool.numbers.append(self.add(asptr.LoadOp(pointer, i64, 8)))
        elif self.random.random() < 0.5:
            self.do(asptr.StoreOp(self.any_number(), pointer, 8))
        else:
            kind = self.random.choice(("add", "xchg", "umax", "xor"))
            old = asptr.AtomicRmwOp(kind, pointer, self.any_number(), "monotonic", 8)
            self.pool.numbers.append(self.add(old))

    def load_view(self) -> None:
        """Read the third slot as something."""
        self._view_of(self.any_node().value)

    def _view_of(self, node: SSAValue) -> None:
        offset, type_ = self.random.choice(_VIEWS)
        pointer = self.at(node, offset)
        value = self.add(asptr.LoadOp(pointer, type_, offset & -offset if offset % 8 else 8))
        width = _BITS.get(type_)
        if width is not None:
            value = self.add(arith.BitcastOp(value, width))
        elif isinstance(type_, VectorType):
            value = self.add(llvm.BitcastOp(value, i64))
        if value.type != i64:
            kind = self.random.choice((arith.ExtUIOp, arith.ExtSIOp))
            value = self.add(kind(value, i64))
        self.pool.numbers.append(value)
        if self.random.random() < 0.5:
            self.do(func.CallOp("observe", [value], []))

    def store_view(self) -> None:
        """Write the third slot, or part of it, as something."""
        self._store_view_of(self.any_node(writable=True).value)

    def _store_view_of(self, node: SSAValue) -> None:
        offset, type_ = self.random.choice(_VIEWS)
        pointer = self.at(node, offset)
        value = self.any_number()
        bits = _BITS.get(type_)
        if isinstance(type_, VectorType):
            value = self.add(llvm.BitcastOp(value, _VECTOR))
        else:
            width = cast("IntegerType", type_) if bits is None else bits
            if width != i64:
                value = self.add(arith.TruncIOp(value, width))
            if bits is not None:
                value = self.add(arith.BitcastOp(value, type_))
        self.do(asptr.StoreOp(value, pointer, offset & -offset if offset % 8 else 8))

    def follow(self) -> None:
        """Read a pointer from a node."""
        pointer = self.any_node().value
        writable = self.random.random() < 0.6
        address = self.at(pointer, 8 if writable else 24)
        value = self.add(asptr.LoadOp(address, FLAT, 8, noundef=True, nonnull=True))
        self.pool.nodes.append(Node(value, writable, None))

    def link(self) -> None:
        """Write a pointer to a node."""
        writable = self.random.random() < 0.6
        target = self.flat(self.any_node(writable=writable).value)
        pointer = self.any_node(writable=True).value
        self.do(asptr.StoreOp(target, self.at(pointer, 8 if writable else 24), 8))

    def chase(self) -> None:
        """Write a pointer to memory, let something happen, read it again, and use it."""
        writable = self.random.random() < 0.5
        slot = 8 if writable else 24
        target = self.any_node(writable=writable)
        holder = self.any_node(writable=True).value
        self.do(asptr.StoreOp(self.flat(target.value), self.at(holder, slot), 8))
        kind = self.random.randrange(5)
        if kind == 0:
            self.random.choice(SIMPLE)(self)
        elif kind == 1:
            other = self.any_node(writable=True).value
            offset, length = self.random.choice(_PARTS)
            to, from_ = self.at(other, offset), self.at(holder, offset)
            self.do(asptr.CopyOp(to, from_, self.number(length), 8, 8))
            holder = other
        elif kind == 2 and self.boxes:
            box = self.random.choice(self.boxes)
            self.do(asptr.CopyOp(box, holder, self.number(NODE), 8, 8))
            holder = box
        elif kind == 3:
            moved = self.any_node(writable=True).value
            words = self.add(asptr.LoadOp(self.at(holder, slot), i64, 8))
            self.do(asptr.StoreOp(words, self.at(moved, slot), 8))
            holder = moved
        self._use(holder, slot)

    def _use(self, holder: SSAValue, slot: int) -> None:
        """Follow a pointer in memory, and show what is there."""
        found = self.add(asptr.LoadOp(self.at(holder, slot), FLAT, 8))
        self.pool.nodes.append(Node(found, slot == 8, None))
        if slot == 8 and self.random.random() < 0.5:
            self.do(asptr.StoreOp(self.any_number(), found, 8))
        else:
            value = self.add(asptr.LoadOp(found, i64, 8))
            self.do(func.CallOp("observe", [value], []))

    def function_pointer(self) -> None:
        """Read or write a pointer to a function."""
        if not self.pool.functions or self.random.random() < 0.4:
            address = self.at(self.any_node().value, 32)
            self.pool.functions.append(self.add(asptr.LoadOp(address, FLAT, 8)))
        else:
            address = self.at(self.any_node(writable=True).value, 32)
            self.do(asptr.StoreOp(self.random.choice(self.pool.functions), address, 8))

    def junk(self) -> None:
        """Move bytes that may be undefined."""
        source = self.at(self.any_node().value, 40)
        value = self.add(asptr.LoadOp(source, i64, 8))
        self.do(asptr.StoreOp(value, self.at(self.any_node(writable=True).value, 40), 8))

    def copy(self) -> None:
        """Copy a node or some slots of one."""
        offset, length = _PARTS[0] if self.random.random() < 0.5 else self.random.choice(_PARTS)
        to = self.at(self.any_node(writable=True).value, offset)
        from_ = self.at(self.any_node().value, offset)
        overlapping = self.random.random() < 0.2
        self.do(asptr.CopyOp(to, from_, self.number(length), 8, 8, overlapping=overlapping))

    def fill(self) -> None:
        """Fill a slot without pointers."""
        offset = self.random.choice((0, 16, 40))
        to = self.at(self.any_node(writable=True).value, offset)
        byte = self.number(self.random.choice((0, 1, -1)), i8)
        if self.random.random() < 0.3:
            byte = self.add(arith.TruncIOp(self.any_number(), i8))
        self.do(asptr.FillOp(to, byte, self.number(8), 8))

    def cell(self) -> None:
        """Read or write a local of eight bytes."""
        if not self.cells:
            return
        pointer, kind = self.random.choice(self.cells)
        if self.random.random() < 0.2:
            pointer = self.flat(pointer)
        read = self.random.random() < 0.5
        if kind == "number":
            if read:
                self.pool.numbers.append(self.add(asptr.LoadOp(pointer, i64, 8)))
            else:
                self.do(asptr.StoreOp(self.any_number(), pointer, 8))
        elif read:
            value = self.add(asptr.LoadOp(pointer, FLAT, 8))
            self.pool.nodes.append(Node(value, True, None))
        else:
            self.do(asptr.StoreOp(self.flat(self.any_node(writable=True).value), pointer, 8))

    def a_box(self) -> SSAValue:
        """The address of a box, by one way or another."""
        if self.references and self.random.random() < 0.15:
            return self.add(asptr.LoadOp(self.random.choice(self.references), FLAT, 8))
        box = self.random.choice(self.boxes)
        return self.flat(box) if self.random.random() < 0.1 else box

    def box(self) -> None:
        """Write or read part of a box, or copy it."""
        if not self.boxes:
            return
        kind = self.random.randrange(6)
        if kind == 0:
            self._view_of(self.a_box())
        elif kind == 1:
            self._store_view_of(self.a_box())
        elif kind == 2:
            offset = self.random.choice((8, 24))
            node = self.flat(self.any_node(writable=offset == 8).value)
            self.do(asptr.StoreOp(node, self.at(self.a_box(), offset), 8))
        elif kind == 3:
            offset = self.random.choice((8, 24))
            value = self.add(asptr.LoadOp(self.at(self.a_box(), offset), FLAT, 8))
            self.pool.nodes.append(Node(value, offset == 8, None))
        elif kind == 4 and self.random.random() < 0.3:
            offset = self.random.choice((0, 16, 40))
            byte = self.add(arith.TruncIOp(self.any_number(), i8))
            self.do(asptr.FillOp(self.at(self.a_box(), offset), byte, self.number(8), 8))
        else:
            offset, length = self.random.choice(_PARTS)
            ends = [self.a_box(), self.a_box()]
            other = self.random.randrange(4)
            if other < 2:
                ends[other] = self.any_node(writable=other == 0).value
            to, from_ = (self.at(end, offset) for end in ends)
            self.do(asptr.CopyOp(to, from_, self.number(length), 8, 8))

    def cast(self) -> None:
        """Cast a pointer to flat, or back to where it is known to point."""
        node = self.any_node()
        if node.value.type != FLAT:
            self.pool.nodes.append(Node(self.flat(node.value), node.writable, node.space))
        elif node.space is not None:
            value = self.add(asptr.CastOp(node.value, node.space))
            self.pool.nodes.append(Node(value, node.writable, node.space))

    def select(self) -> None:
        """One of two pointers."""
        left = self.any_node()
        same = [n for n in self.pool.nodes if n.value.type == left.value.type]
        right = self.random.choice(same)
        value = self.add(arith.SelectOp(self.condition(), left.value, right.value))
        space = left.space if left.space == right.space else None
        self.pool.nodes.append(Node(value, left.writable and right.writable, space))

    def compare_statement(self) -> None:
        """Make a number of a comparison of pointers."""
        self.pool.numbers.append(self.add(arith.ExtUIOp(self.compare(), i64)))

    def through_integer(self) -> None:
        """Look at an address, and make a pointer of it again."""
        node = self.any_node()
        if self.random.random() < 0.5:
            address = self.add(asptr.PtrToIntOp(self.flat(node.value), i64))
            value = self.add(asptr.IntToPtrOp(address, "flat"))
            self.pool.numbers.append(address)
            self.pool.nodes.append(Node(value, node.writable, None))
        else:
            address = self.add(asptr.PtrToIntOp(node.value, i64))
            self.pool.numbers.append(address)

    def pair(self) -> None:
        """Put a pointer into a struct and take it out again."""
        node = self.any_node()
        struct = self.add(UndefOp(_PAIR))
        first, second = (DenseArrayBase.from_list(i64, (n,)) for n in (0, 1))
        struct = self.add(InsertValueOp(first, struct, self.flat(node.value)))
        if self.random.random() < 0.5:
            struct = self.add(InsertValueOp(second, struct, self.any_number()))
            self.pool.numbers.append(self.add(ExtractValueOp(second, struct, i64)))
        value = self.add(ExtractValueOp(first, struct, FLAT))
        self.pool.nodes.append(Node(value, node.writable, node.space))

    def globals_(self) -> None:
        """Point to a node of a static, a constant or a tile."""
        name, space = self.random.choice(self.maker.globals)
        base = self.add(asptr.AddressOfOp(name, space))
        if self.random.random() < 0.5:
            value = self.at(base, NODE * self.random.randrange(NODES))
        else:
            index = self.add(arith.AndIOp(self.any_number(), self.number(NODES - 1)))
            value = self.add(asptr.OffsetOp(base, index, NODE))
        self.pool.nodes.append(Node(value, space != "constant", space))

    def take_address(self) -> None:
        """Take the address of a function."""
        name = self.random.choice(self.maker.indirect).name
        self.pool.functions.append(self.add(asptr.AddressOfOp(name, "flat")))

    def observe(self) -> None:
        """Show a number to the outside."""
        self.do(func.CallOp("observe", [self.any_number()], []))

    def call(self) -> None:
        """Call a function, by name or by address."""
        if self.calls == 0 or self.depth > 1:
            return
        self.calls -= 1
        assert self.fuel is not None
        indirect = bool(self.pool.functions) and self.random.random() < 0.4
        callee = self.random.choice(self.maker.indirect if indirect else self.maker.signatures)
        less = self.add(arith.SubiOp(self.fuel, self.number(1)))
        arguments: list[SSAValue] = []
        for index, (type_, space) in enumerate(zip(callee.inputs, callee.spaces, strict=True)):
            if index == len(callee.inputs) - 1:
                arguments.append(less)
            elif not isinstance(type_, asptr.PtrType):
                arguments.append(self.any_number())
            else:
                argument = self._argument(type_, space, writable=index == 0)
                if argument is None:
                    return
                arguments.append(argument)
        if indirect:
            pointer = self.random.choice(self.pool.functions)
            op: Operation = asptr.CallIndirectOp(pointer, arguments, callee.outputs)
        else:
            op = func.CallOp(callee.name, arguments, callee.outputs)
        self.do(op)
        for result in op.results:
            if result.type == i64:
                self.pool.numbers.append(result)
            else:
                self.pool.nodes.append(Node(result, True, None))
                self.do(asptr.StoreOp(self.any_number(), result, 8))
        # What the function has written where it was told to.
        self._use(arguments[0], 8)
        if self.random.random() < 0.5:
            self._use(arguments[1], 24)

    def _argument(
        self, type_: asptr.PtrType, space: str | None, *, writable: bool
    ) -> SSAValue | None:
        if space is None:
            return self.flat(self.any_node(writable=writable).value)
        found = [n for n in self.pool.nodes if n.space == space and (n.writable or not writable)]
        if not found:
            return None
        value = self.random.choice(found).value
        return value if value.type == type_ else self.add(asptr.CastOp(value, space))

    # Control flow

    def _nested(self, block: Block, body: Callable[[], None]) -> Pool:
        """Fill another block; what was there to use at its end."""
        outer, self.pool = self.pool, self.pool.copy()
        self.block = block
        self.depth += 1
        body()
        self.depth -= 1
        inner, self.pool = self.pool, outer
        return inner

    def _carried(self, pool: Pool) -> tuple[SSAValue, SSAValue, SSAValue]:
        """A number and two pointers, flat, to pass on to another block."""
        outer, self.pool = self.pool, pool
        values = (
            self.any_number(),
            self.flat(self.any_node(writable=True).value),
            self.flat(self.any_node().value),
        )
        self.pool = outer
        return values

    def _receive(self, block: Block, first: int = 0) -> None:
        self.block = block
        number, node, any_ = block.args[first : first + 3]
        self.pool.numbers.append(number)
        self.pool.nodes += [Node(node, True, None), Node(any_, False, None)]

    def branch(self) -> None:
        """Two ways, or three, that meet again."""
        join = Block(arg_types=(i64, FLAT, FLAT))
        ways = [Block() for _ in range(self.random.choice((2, 2, 3)))]
        if len(ways) == 2:
            self.do(cf.ConditionalBranchOp(self.condition(), ways[0], (), ways[1], ()))
        else:
            flag = self.add(arith.AndIOp(self.any_number(), self.number(3)))
            number, node, any_ = self._carried(self.pool)
            # One of the ways may be to the join itself.
            if self.random.random() < 0.5:
                values = DenseIntElementsAttr.from_list(TensorType(i64, (2,)), (0, 2))
                operands = ((), (number, node, any_))
                self.do(cf.SwitchOp(flag, ways[0], (), values, [ways[1], join], operands))
            else:
                wide = self.add(arith.ExtUIOp(flag, IntegerType(128)))
                cases = ((0, ways[1], ()), (2, ways[0], ()))
                self.do(llvm.SwitchOp(wide, join, (number, node, any_), cases))
            ways.pop()
        for way in ways:
            self.region.add_block(way)
            pool = self._nested(way, lambda: self.statements(self.random.randrange(4)))
            carried = self._carried(pool)
            self.do(cf.BranchOp(join, *carried))
        self.region.add_block(join)
        self._receive(join)

    def loop(self) -> None:
        """A loop that counts, and carries things along."""
        head = Block(arg_types=(i64, i64, FLAT, FLAT))
        after = Block(arg_types=(i64, FLAT, FLAT))
        count = self.number(self.random.randrange(1, 4))
        self.do(cf.BranchOp(head, count, *self._carried(self.pool)))
        self.region.add_block(head)

        def body() -> None:
            self._receive(head, 1)
            self.statements(self.random.randrange(1, 5))

        pool = self._nested(head, body)
        carried = self._carried(pool)
        left = self.add(arith.SubiOp(head.args[0], self.number(1)))
        more = self.add(arith.CmpiOp(left, self.number(0), "sgt"))
        self.do(cf.ConditionalBranchOp(more, head, (left, *carried), after, carried))
        self.region.add_block(after)
        self._receive(after)

    # The whole

    def locals_(self) -> None:
        """Locals, which every function writes before it does anything else."""
        for _ in range(self.random.randrange(1, 3)):
            name = self.maker.local_name()
            pointer = self.add(asptr.AllocaOp(NODE, 8, var_name=name))
            self.initialise(pointer)
            self.pool.nodes.append(Node(pointer, True, "private"))
        for _ in range(self.random.randrange(3)):
            kind = self.random.choice(("number", "node"))
            pointer = self.add(asptr.AllocaOp(8, 8, var_name=self.maker.local_name()))
            value = (
                self.any_number()
                if kind == "number"
                else self.flat(self.any_node(writable=True).value)
            )
            self.do(asptr.StoreOp(value, pointer, 8))
            self.cells.append((pointer, kind))
        for _ in range(self.random.randrange(4)):
            box = self.add(asptr.AllocaOp(NODE, 8, var_name=self.maker.local_name()))
            self.initialise(box)
            self.boxes.append(box)
            if self.random.random() < 0.2:
                cell = self.add(asptr.AllocaOp(8, 8, var_name=self.maker.local_name()))
                self.do(asptr.StoreOp(self.flat(box), cell, 8))
                self.references.append(cell)

    def initialise(self, pointer: SSAValue) -> None:
        """Write all of a node but its last slot."""
        if self.random.random() < 0.3:
            source = self.any_node().value
            self.do(asptr.CopyOp(pointer, source, self.number(NODE), 8, 8))
            return
        node = self.flat(self.any_node(writable=True).value)
        any_ = self.flat(self.any_node().value)
        self.take_address()
        values = (self.any_number(), node, self.any_number(), any_, self.pool.functions[-1])
        for index, value in enumerate(values):
            self.do(asptr.StoreOp(value, self.at(pointer, 8 * index), 8))

    def make(self) -> Region:
        """The body."""
        arguments = self.entry.args
        spaces = self.signature.spaces
        for index, argument in enumerate(arguments[:-1]):
            if isinstance(argument.type, asptr.PtrType):
                # Of two pointers the first may be written through.
                writable = index == 0 or self.kernel
                self.pool.nodes.append(Node(argument, writable, spaces[index]))
            else:
                self.pool.numbers.append(argument)
        if self.kernel:
            self.fuel = self.number(FUEL)
            self._second_nodes()
            for name, space in self.maker.globals:
                if space == "local":
                    base = self.add(asptr.AddressOfOp(name, space))
                    for index in range(NODES):
                        self.initialise(self.at(base, NODE * index))
        else:
            self.fuel = arguments[-1]
            self._stop_without_fuel()
        self.locals_()
        self.statements(self.random.randrange(3, 10))
        self._finish()
        return self.region

    def _second_nodes(self) -> None:
        for node in list(self.pool.nodes):
            value = self.add(asptr.DisplaceOp(node.value, NODE))
            self.pool.nodes.append(Node(value, True, node.space))

    def _stop_without_fuel(self) -> None:
        assert self.fuel is not None
        empty = self.add(arith.CmpiOp(self.fuel, self.number(0), "sle"))
        stop, go = Block(), Block()
        self.do(cf.ConditionalBranchOp(empty, stop, (), go, ()))
        self.region.add_block(stop)
        self.block = stop
        self._return(lambda: self.flat(self.entry.args[0]), lambda: self.number(5))
        self.region.add_block(go)
        self.block = go

    def _finish(self) -> None:
        self._look_at_boxes()
        if self.kernel:
            for node in [n for n in self.pool.nodes[:2] if n.writable]:
                self.do(asptr.StoreOp(self.any_number(), node.value, 8))
            self.do(hsa.ReturnOp())
            return
        self._return(lambda: self.flat(self.any_node(writable=True).value), self.any_number)

    def _look_at_boxes(self) -> None:
        """Show what is in the boxes, or in some of them."""
        for box in self.boxes:
            for offset in (0, 16):
                if self.random.random() < 0.7:
                    value = self.add(asptr.LoadOp(self.at(box, offset), i64, 8))
                    self.do(func.CallOp("observe", [value], []))

    def _return(self, node: Callable[[], SSAValue], number: Callable[[], SSAValue]) -> None:
        values = [number() if t == i64 else node() for t in self.signature.outputs]
        self.do(func.ReturnOp(*values))


Statement = Callable[[FunctionMaker], None]
SIMPLE: Sequence[Statement] = (
    FunctionMaker.arithmetic,
    FunctionMaker.load_number,
    FunctionMaker.store_number,
    FunctionMaker.word,
    FunctionMaker.load_view,
    FunctionMaker.store_view,
    FunctionMaker.follow,
    FunctionMaker.follow,
    FunctionMaker.link,
    FunctionMaker.link,
    *(FunctionMaker.chase,) * 8,
    FunctionMaker.function_pointer,
    FunctionMaker.junk,
    FunctionMaker.copy,
    FunctionMaker.fill,
    *(FunctionMaker.cell,) * 4,
    *(FunctionMaker.box,) * 12,
    FunctionMaker.cast,
    FunctionMaker.select,
    FunctionMaker.compare_statement,
    FunctionMaker.through_integer,
    FunctionMaker.pair,
    FunctionMaker.globals_,
    FunctionMaker.take_address,
    FunctionMaker.observe,
)
STATEMENTS: Sequence[Statement] = (
    *SIMPLE,
    *(FunctionMaker.branch,) * 6,
    *(FunctionMaker.loop,) * 5,
    *(FunctionMaker.call,) * 3,
)


class ModuleMaker:
    """Makes one module."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.indirect = [Signature(f"f{n}", *INDIRECT, (None,) * 4) for n in range(2)]
        self.signatures = [*self.indirect, *(self._signature(n) for n in range(2, 3))]
        self.globals: list[tuple[str, str]] = [
            ("s0", "global"),
            ("s1", "global"),
            ("c0", "constant"),
            ("t0", "local"),
        ]
        self._locals = 0

    def local_name(self) -> str:
        """A name that no other local has, with its number, modulo 128, at the end."""
        self._locals += 1
        return f"x{self._locals % 128}"

    def _signature(self, number: int) -> Signature:
        spaces = [self.random.choice((None, None, "private", "global", "local")) for _ in "ab"]
        inputs: list[Attribute] = [FLAT if s is None else asptr.ptr(s) for s in spaces]
        # A flat parameter may be known to be somewhere, by its callers alone.
        outputs = self.random.choice(((i64,), (FLAT,), (i64, FLAT)))
        return Signature(f"f{number}", (*inputs, i64, i64), outputs, (*spaces, None, None))

    def make(self) -> ModuleOp:
        """The module; its kernel is `main`, of two buffers and a number."""
        module = ModuleOp([])
        add = module.body.block.add_op
        for name, space in self.globals:
            init = None if space == "local" else self._contents()
            constant = space == "constant"
            size = NODE * NODES
            add(asptr.GlobalOp(name, space, size, 8, init=init, constant=constant))
        kernel = Signature(
            "main",
            (*(self.random.choice((FLAT, FLAT, asptr.ptr("global"))) for _ in "ab"), i64),
            (),
            ("global", "global", None),
        )
        body = FunctionMaker(self, kernel, kernel=True).make()
        add(hsa.KernelOp("main", kernel.inputs, body))
        for signature in self.signatures:
            type_ = FunctionType.from_lists(signature.inputs, signature.outputs)
            body = FunctionMaker(self, signature).make()
            add(func.FuncOp(signature.name, type_, body, visibility="private"))
        add(func.FuncOp.external("observe", [i64], []))
        return module

    def _contents(self) -> asptr.InitAttr:
        """Two nodes."""
        data = bytearray()
        relocations: list[asptr.RelocationAttr] = []
        for index in range(NODES):
            data += self.random.randrange(256).to_bytes(8, "little") + bytes(8)
            data += self.random.randrange(1 << 62).to_bytes(8, "little") + bytes(24)
            base = NODE * index
            targets = (
                (8, self.random.choice(("s0", "s1"))),
                (24, self.random.choice(("s0", "s1", "c0"))),
            )
            for offset, target in targets:
                addend = NODE * self.random.randrange(NODES)
                relocations.append(asptr.RelocationAttr(base + offset, target, addend))
            function = self.random.choice(self.indirect).name
            relocations.append(asptr.RelocationAttr(base + 32, function))
        undefined = [asptr.RangeAttr(NODE * n + 40, NODE * n + 48) for n in range(NODES)]
        return asptr.InitAttr(bytes(data), undefined, relocations)


def random_module(random: Random) -> ModuleOp:
    """A random module. Its kernel is `main`, of two buffers of `NODES` nodes and a number."""
    return ModuleMaker(random).make()
