"""
One function: from a body of `mir` operations to a body of `asptr` operations.

The blocks are visited once, in reverse postorder, and the operations of each in order. An
operation that yields a Rust value leaves an `Operand` behind for its user; one that yields a place
leaves nothing, since the place is found when it is used, by following its projections from the
local that they start at. A local that is SSA values has its current ones looked up through the
dominator tree; `analysis` has said which blocks take them as arguments. Every other local has an
`asptr.alloca` in the entry block.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from xdsl.dialects import arith
from xdsl.dialects.builtin import IntAttr, SymbolRefAttr, i1, i8
from xdsl.ir import Attribute, Block, Operation, SSAValue

from ...diagnostics import CompileError, span_of
from ...dialects import mir
from ...dialects.asptr import PtrType
from ..layout import Layout
from . import memory
from .abi import FnAbi, Mode
from .analysis import analyze, is_only_read
from .builder import Builder, bit_width, int_type, is_int
from .scalars import component_types, pointer_type
from .values import Immediate, InMemory, Operand, Pair, Place

if TYPE_CHECKING:
    from .module import ModuleLowering

Handler = Callable[["FunctionLowering", Any], None]
"""Lowers one operation."""

HANDLERS: dict[type[Operation], Handler] = {}
"""How each class of `mir` operation is lowered; filled by the modules that define handlers."""


def handles(*kinds: type[Operation]) -> Callable[[Handler], Handler]:
    """Register the decorated function as the lowering of these operations."""

    def register(handler: Handler) -> Handler:
        for kind in kinds:
            HANDLERS[kind] = handler
        return handler

    return register


class FunctionLowering:
    """The state of lowering one function."""

    def __init__(
        self, module: ModuleLowering, op: mir.FuncOp, abi: FnAbi, *, is_kernel: bool
    ) -> None:
        self.module = module
        self.is_kernel = is_kernel
        self.layouts = module.layouts
        self.usize = int_type(module.target.pointer_bits)
        self.op = op
        self.abi = abi
        self.flat = pointer_type("flat")
        self.operands: dict[SSAValue, Operand] = {}
        """The values of the `mir` operations lowered so far."""
        self.locals: dict[SSAValue, int] = {}
        """The number of each local, by its place."""
        self.local_layouts: dict[int, Layout] = {}
        self.homes: dict[int, Place] = {}
        """Where each local in memory is."""
        self.in_place: Operand | None = None
        """The value that was last built where the next statement would have put it."""
        self.entry = Block(arg_types=abi.input_types)
        self.b = Builder(self.entry)
        self._allocas = Builder(self.entry)

    def run(self) -> list[Block]:
        """Lower the body; the blocks of the new one, entry first."""
        body = self.op.body
        entry = body.blocks[0]
        arguments = self._number_locals(entry)
        candidates = 0
        for number, layout in self.local_layouts.items():
            if component_types(layout) is not None:
                candidates |= 1 << number
        analysis = analyze(entry, self.locals, candidates, arguments)
        self.graph = analysis.graph
        self.blocks = analysis.blocks
        self.merges = analysis.merges
        self.number_of = {block: number for number, block in enumerate(analysis.blocks)}
        self.definitions: list[dict[int, Operand]] = [{} for _ in analysis.blocks]
        self.current = 0
        self.new_blocks = [self._new_block(number) for number in range(len(analysis.blocks))]
        self.extra_blocks: list[Block] = []
        self._place_arguments(analysis.in_memory)
        self._place_locals(analysis.in_memory)
        # Allocas may be added to the entry until the last block is done, and come before what the
        # first block does; so that is put behind them at the end.
        first = self.new_blocks[0]
        try:
            for number in range(len(self.new_blocks)):
                self._lower_block(number, self.new_blocks[number])
        except CompileError as error:
            raise self._located(error) from error
        for op in list(first.ops):
            op.detach()
            self.entry.add_op(op)
        # A block may be there twice: what is reached from one place only goes on where that ends.
        blocks = dict.fromkeys((*self.new_blocks, *self.extra_blocks))
        del blocks[first]
        return [self.entry, *blocks]

    def _lower_block(self, number: int, into: Block) -> None:
        self.current = number
        b = self.b
        b.at_end_of(into)
        handlers = HANDLERS
        for op in self.blocks[number].ops:
            handler = handlers.get(type(op))
            if handler is None:
                raise self.unsupported(op, f"`{op.name}` cannot be lowered")
            b.location = op.location
            handler(self, op)

    def _located(self, error: CompileError) -> CompileError:
        """An error of a layout or a constant, which know of no place in the source, given one."""
        span = span_of(self.b.location)
        note = f"in function `{self._path_in_rust}`"
        return CompileError(
            *(
                d
                if d.span is not None or note in d.notes
                else replace(d, span=span, notes=(*d.notes, note))
                for d in error.diagnostics
            )
        )

    @property
    def _path_in_rust(self) -> str:
        return self.op.sym_name.data if self.op.rust_path is None else self.op.rust_path.data

    # Set-up

    def _number_locals(self, entry: Block) -> int:
        """Number the locals as rustc does; give those that are arguments, as a bit set."""
        arguments = 0
        for number, argument in enumerate(entry.args, 1):
            self._number_local(argument, number)
            arguments |= 1 << number
        for op in entry.ops:
            if isinstance(op, mir.LocalOp):
                self._number_local(op.place, op.index.data)
        return arguments

    def _number_local(self, place: SSAValue, number: int) -> None:
        assert isinstance(place.type, mir.PlaceType)
        self.locals[place] = number
        self.local_layouts[number] = self.layouts.of(place.type.type)

    def _new_block(self, number: int) -> Block:
        merged = self.merges[number]
        if not merged:
            return Block()
        types: list[Attribute] = []
        lengths: list[int] = []
        for local in merged:
            parts = component_types(self.local_layouts[local])
            assert parts is not None
            types += parts
            lengths.append(len(parts))
        block = Block(arg_types=types)
        at = 0
        for local, count in zip(merged, lengths, strict=True):
            values = block.args[at : at + count]
            at += count
            self.definitions[number][local] = memory.from_components(
                self.local_layouts[local], values
            )
        return block

    def _place_arguments(self, in_memory: int) -> None:
        """Give arguments their values or their homes."""
        values = list(self.entry.args)
        at = 0
        if self.abi.result.mode is Mode.INDIRECT:
            result = self.abi.result.layout
            self.homes[0] = Place(values[0], result, result.align)
            at = 1
        initial: dict[int, Operand] = {}
        for number, passed in enumerate(self.abi.arguments, 1):
            count = len(passed.types)
            parts = values[at : at + count]
            at += count
            layout = passed.layout
            if passed.mode is Mode.INDIRECT:
                place = Place(parts[0], layout, layout.align)
                if parts[0].type != pointer_type("private") and not self._is_only_read(number):
                    # A kernel's argument is in constant memory: what is written is a copy.
                    home = self.alloca(layout)
                    memory.store(self, InMemory(place), home)
                    place = home
                self.homes[number] = place
                continue
            if self.is_kernel:
                # Rust's pointers are flat, wherever a kernel's arguments say that they point.
                parts = [self.flat_pointer(p) if isinstance(p.type, PtrType) else p for p in parts]
            operand = memory.from_components(layout, parts)
            if in_memory >> number & 1:
                home = self.homes[number] = self.alloca(layout)
                memory.store(self, operand, home)
            else:
                initial[number] = operand
        self.initial = initial

    def _is_only_read(self, number: int) -> bool:
        """Whether nothing can write to an argument's memory, so that it may be constant."""
        argument = self.op.body.blocks[0].args[number - 1]
        return is_only_read(argument, self.module.abis.attributes.is_freeze)

    def _place_locals(self, in_memory: int) -> None:
        for number, layout in self.local_layouts.items():
            if in_memory >> number & 1 and number not in self.homes:
                self.homes[number] = self.alloca(layout)

    # Locals

    def lookup(self, local: int) -> Operand:
        """The current value of a local that is SSA values."""
        definitions = self.definitions
        block = self.current
        found = definitions[block].get(local)
        if found is not None:
            return found
        idom = self.graph.idom
        while True:
            if block == 0:
                found = self.initial.get(local)
                if found is None:
                    # Read before it was written: undefined, or never executed.
                    found = memory.undefined(self, self.local_layouts[local])
                break
            block = idom[block]
            found = definitions[block].get(local)
            if found is not None:
                break
        definitions[self.current][local] = found
        return found

    def poison(self, type_: Attribute) -> SSAValue:
        """A value that no defined execution looks at, from the entry block."""
        return self._allocas.poison(type_)

    def assign(self, place: SSAValue, operand: Operand) -> None:
        """Write a value to a `mir` place."""
        local = self.locals.get(place)
        if local is not None and local not in self.homes:
            if isinstance(operand, InMemory):
                layout = self.local_layouts[local]
                operand = memory.transmute(self, operand, layout)
            self.definitions[self.current][local] = operand
            return
        memory.store(self, operand, self.place(place))

    # Places

    def _path(self, place: SSAValue) -> tuple[int, list[Operation]]:
        """The local that a place starts at, and the projections from there, in order."""
        steps: list[Operation] = []
        while (local := self.locals.get(place)) is None:
            op = place.owner
            assert isinstance(op, Operation)
            steps.append(op)
            place = op.operands[0]
        steps.reverse()
        return local, steps

    def place(self, value: SSAValue) -> Place:
        """The memory that a `mir` place is."""
        local, steps = self._path(value)
        found = self._follow(local, steps)
        if isinstance(found, Place):
            return found
        # A part of a value that is in no memory: only a place without bytes, or a temporary.
        return memory.in_memory(self, found)

    def memory_of(self, place: SSAValue) -> Place | None:
        """The memory that a `mir` place is, or `None` if it is a local that is SSA values."""
        local, steps = self._path(place)
        if local not in self.homes and not any(isinstance(step, mir.DerefOp) for step in steps):
            return None
        found = self._follow(local, steps)
        return found if isinstance(found, Place) else None

    def read(self, value: SSAValue) -> Operand:
        """The value at a `mir` place."""
        local, steps = self._path(value)
        found = self._follow(local, steps)
        if isinstance(found, Place):
            return memory.load(self, found)
        return found

    def _follow(self, local: int, steps: list[Operation]) -> Place | Operand:
        here: Place | Operand
        home = self.homes.get(local)
        if home is not None:
            here = home
            view = home.layout
        else:
            here = self.lookup(local)
            view = here.layout
        for step in steps:
            match step:
                case mir.DerefOp():
                    pointer = memory.load(self, here) if isinstance(here, Place) else here
                    here = self.dereference(pointer)
                case mir.FieldOp():
                    index = step.index.data
                    if isinstance(here, Place):
                        here = memory.field_place(self, here, index)
                    else:
                        here = memory.operand_field(self, here, view, index)
                case mir.DowncastOp():
                    variant = self.layouts.variant_index(view.type, step.variant.data)
                    if isinstance(here, Place):
                        here = memory.variant_place(self, here, variant)
                    else:
                        view = self.layouts.for_variant(view, variant)
                        continue
                case mir.OpaqueCastOp() | mir.UnwrapBinderOp():
                    continue
                case _:
                    if not isinstance(here, Place):
                        here = memory.in_memory(self, here)
                    here = self._element(here, step)
            view = here.layout
        return here

    def dereference(self, pointer: Operand) -> Place:
        """What a pointer points to."""
        layout = self.layouts.of(self.pointee(pointer.layout.type))
        if isinstance(pointer, Pair):
            return Place(pointer.first, layout, layout.align, pointer.second)
        assert isinstance(pointer, Immediate)
        return Place(pointer.value, layout, layout.align)

    def _element(self, base: Place, step: Operation) -> Place:
        match step:
            case mir.IndexOp():
                index = self.read(step.operands[1])
                assert isinstance(index, Immediate)
                return memory.index_place(self, base, index.value)
            case mir.ConstantIndexOp():
                offset = step.offset.data
                if step.from_end is None:
                    return self.nth(base, offset)
                length = memory.length(self, base)
                index_ = self.b.binary(arith.SubiOp, length, self.b.int(offset, self.usize))
                return memory.index_place(self, base, index_)
            case mir.SubsliceOp():
                start, end = step.from_.data, step.to.data
                first = self.nth(base, start)
                type_ = step.place.type
                assert isinstance(type_, mir.PlaceType)
                layout = self.layouts.of(type_.type)
                metadata = None
                if base.metadata is not None:
                    taken = start + end if step.from_end is not None else None
                    metadata = (
                        self.b.binary(arith.SubiOp, base.metadata, self.b.int(taken, self.usize))
                        if taken is not None
                        else self.b.int(end - start, self.usize)
                    )
                return Place(first.pointer, layout, first.align, metadata)
            case _:
                raise self.unsupported(step, f"`{step.name}` cannot be lowered")

    def nth(self, base: Place, index: int) -> Place:
        """The place of an element of an array or a slice, by its index."""
        element = self.layouts.field(base.layout, 0)
        offset = index * element.size
        align = base.align if offset == 0 else min(base.align, offset & -offset)
        return Place(self.b.displace(base.pointer, offset), element, align)

    # What the other modules build with

    def alloca(self, layout: Layout, align: int | None = None) -> Place:
        """Private memory for a value of that layout, for the function's whole run."""
        align = layout.align if align is None else align
        pointer = self._allocas.alloca(layout.size, align, pointer_type("private"))
        return Place(pointer, layout, align)

    def load(self, place: Place) -> Operand:
        """The value at a place."""
        return memory.load(self, place)

    def new_block(self) -> Block:
        """A further block of the body, for control flow within one operation."""
        block = Block()
        self.extra_blocks.append(block)
        return block

    def continue_at(self, block: Block) -> None:
        """Go on with the operation at hand in another block."""
        self.b.at_end_of(block)

    def arguments_for(self, target: int) -> list[SSAValue]:
        """What to give a block that is branched to from here."""
        values: list[SSAValue] = []
        for local in self.merges[target]:
            operand = self.lookup(local)
            values += memory.components(operand)
        return values

    def branch(self, successor: Block) -> None:
        """Go to the block that a `mir` block became, or go on with it here if none else does."""
        target = self.number_of[successor]
        if len(self.graph.predecessors[target]) == 1:
            # It is the next one in reverse postorder, for the same reason.
            assert target == self.current + 1
            self.new_blocks[target] = self.b.block
            return
        self.b.br(self.new_blocks[target], self.arguments_for(target))

    def reinterpret(self, value: SSAValue, type_: Attribute) -> SSAValue:
        """
        The same bits as another type of the same size: an integer as a pointer or a float, a
        `bool` as the byte that it is in memory.
        """
        b = self.b
        source = value.type
        if source == type_:
            return value
        if source == i1:
            value, source = b.int_cast(value, i8, False), i8
            if source == type_:
                return value
        if type_ == i1:
            return b.int_cast(self.reinterpret(value, i8), i1, False)
        if isinstance(source, PtrType):
            if isinstance(type_, PtrType):
                return b.cast(value, type_)
            return self.reinterpret(b.ptr_to_int(value, self.usize), type_)
        if isinstance(type_, PtrType):
            return b.int_to_ptr(self.reinterpret(value, self.usize), type_)
        return b.bitcast(value, type_)

    def to_integer(self, value: SSAValue) -> SSAValue:
        """A scalar's bits as an integer of its width."""
        type_ = value.type
        if is_int(type_):
            return value
        if isinstance(type_, PtrType):
            return self.b.ptr_to_int(value, self.usize)
        return self.reinterpret(value, int_type(bit_width(type_)))

    def pointer_bits_binary(self, kind: str, lhs: SSAValue, rhs: SSAValue) -> SSAValue:
        """An integer operator on two pointers' addresses; atomics on pointers need it."""
        from .arithmetic import scalar_binary

        return scalar_binary(self, kind, self.to_integer(lhs), self.to_integer(rhs), False)

    def flat_pointer(self, pointer: SSAValue) -> SSAValue:
        """The pointer as Rust has it: in the flat space."""
        return pointer if pointer.type == self.flat else self.b.cast(pointer, self.flat)

    def pointer_to(self, place: Place, layout: Layout) -> Operand:
        """A Rust pointer to a place, of the pointer type that has that layout."""
        pointer = self.flat_pointer(place.pointer)
        types = component_types(layout)
        assert types is not None
        if len(types) == 2:
            metadata = place.metadata
            if metadata is None:
                metadata = memory.length(self, place)
            return Pair(layout, pointer, metadata)
        return Immediate(layout, pointer)

    def global_address(self, symbol: SymbolRefAttr) -> SSAValue:
        """The address of one of this module's globals, in its own space."""
        symbol = self.module.address_taken(symbol)
        space = self.module.space_of(symbol)
        return self.b.address_of(symbol, pointer_type(space))

    def symbol_address(self, symbol: SymbolRefAttr) -> SSAValue:
        """The address of a static, an allocation, a vtable or a function, as a flat pointer."""
        return self.flat_pointer(self.global_address(symbol))

    function_address = symbol_address
    vtable_address = symbol_address

    def vtable_entry(self, vtable: SSAValue, index: int, type_: Attribute) -> SSAValue:
        """An entry of a vtable: 0 is drop, 1 the size, 2 the alignment, then the methods."""
        size = self.module.pointer_bytes
        pointer = self.b.displace(vtable, index * size)
        return self.b.load(pointer, type_, size, noundef=True, invariant=True)

    def vtable_size(self, vtable: SSAValue) -> SSAValue:
        """The size in bytes that a vtable says."""
        return self.vtable_entry(vtable, 1, self.usize)

    def vtable_align(self, vtable: SSAValue) -> SSAValue:
        """The alignment in bytes that a vtable says."""
        return self.vtable_entry(vtable, 2, self.usize)

    # Types

    def pointee(self, type_: Attribute) -> Attribute:
        """What a pointer type points to."""
        if isinstance(type_, mir.RefType | mir.PtrType):
            return type_.pointee
        raise self.error(f"`{mir.spell(type_)}` is not a pointer")

    def is_pointer(self, type_: Attribute) -> bool:
        """Whether a type is a reference or a raw pointer."""
        return isinstance(type_, mir.RefType | mir.PtrType)

    def unsized_tail(self, type_: Attribute) -> Attribute:
        """The slice, `str` or `dyn` that an unsized type ends in."""
        return self.layouts.tail_of(type_)

    struct_tail = unsized_tail

    def array_length(self, type_: Attribute) -> int:
        """The number of elements of an array type."""
        if isinstance(type_, mir.ArrayType):
            length: Attribute = type_.length
            if isinstance(length, IntAttr):
                return cast("IntAttr[int]", length).data
        raise self.error(f"`{mir.spell(type_)}` is not an array of a known length")

    # Errors

    def error(self, message: str, *, notes: tuple[str, ...] = ()) -> CompileError:
        """An error at the operation being lowered."""
        return CompileError.of(message, span_of(self.b.location), notes=notes)

    def unsupported(self, op: Operation, message: str) -> CompileError:
        """An error for an operation that has no lowering."""
        note = f"in function `{self._path_in_rust}`"
        return CompileError.of(message, span_of(op.location), notes=(note,))
