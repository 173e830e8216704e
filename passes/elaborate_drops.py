"""
The pass `elaborate-drops`: drops become calls, and the functions that they call are made.

MIR's `drop(place)` means what the type of the place says: nothing, or the type's *drop glue*,
`core::ptr::drop_in_place::<T>`, which runs the type's own `Drop::drop` and then drops its fields.
rustc has already worked out where values are dropped, and with which flags, so a drop here is
unconditional. The glue has no source; rustc makes its MIR in
`rustc_mir_transform/src/elaborate_drop.rs` and `shim.rs`, and this pass makes the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from xdsl.context import Context
from xdsl.dialects.builtin import (
    ArrayAttr,
    FunctionType,
    IntAttr,
    IntegerAttr,
    IntegerType,
    ModuleOp,
    StringAttr,
    SymbolRefAttr,
    i64,
)
from xdsl.ir import Attribute, Block, Operation, Region, SSAValue
from xdsl.passes import ModulePass

from rusticle.diagnostics import CompileError, span_of

from ..dialects import mir as ops
from ..dialects.mir import IntConstAttr
from ..dialects.mir import types as mir
from ..dialects.mir.spelling import spell

BOOL = mir.BoolType()
USIZE = mir.UsizeType()
_MUT, _CONST = IntAttr(1), IntAttr(0)
UNIT_POINTER = mir.PtrType(mir.UNIT, _MUT)
DROP_FUNCTION = mir.FnPtrType(ArrayAttr([UNIT_POINTER]), mir.UNIT, StringAttr("Rust"))
VTABLE_PARTS = mir.TupleType(ArrayAttr([UNIT_POINTER, mir.PtrType(USIZE, _CONST)]))
"""A fat pointer to a trait object, taken apart: the address, and the vtable's first entry."""


def glue_symbol(type_: Attribute) -> str:
    """The symbol of a type's drop glue."""
    return f"core::ptr::drop_in_place::<{spell(type_)}>"


def pointer_to(type_: Attribute) -> mir.PtrType:
    """`*mut T`."""
    return mir.PtrType(type_, _MUT)


@dataclass(frozen=True)
class ElaborateDropsPass(ModulePass):
    """
    Replace `mir.drop` by a call of the type's drop glue, or by `mir.goto` where a type has none,
    and make that glue.

    The input is a closed module: every type that is dropped has its definition, and a definition
    whose type has a `Drop` impl names its `Drop::drop`. In the output there is no `mir.drop`, and
    every function `core::ptr::drop_in_place::<T>` that the module declares or calls has a body.

        mir.drop %_2 : !mir.adt<"k::D">, ^bb1

    becomes

        %p = mir.raw_ptr mut %_2 : !mir.ptr<mut !mir.adt<"k::D">>
        mir.call @"core::ptr::drop_in_place::<k::D>"(%p) into %_9 : ..., ^bb1
    """

    name = "elaborate-drops"

    def apply(self, ctx: Context, op: ModuleOp) -> None:
        """Run the pass on a module."""
        _Elaborator(op).run()


class _Elaborator:
    def __init__(self, module: ModuleOp) -> None:
        self.module = module
        self.adts: dict[Attribute, ops.StructOp | ops.EnumOp | ops.UnionOp] = {}
        self.closures: dict[Attribute, ops.ClosureOp] = {}
        self.functions: dict[str, ops.FuncOp] = {}
        self.needs: dict[Attribute, bool] = {}
        self.pending: list[Attribute] = []
        self.requested: dict[Attribute, SymbolRefAttr] = {}
        self.made: list[Operation] = []
        self.at: Operation | None = None
        for item in module.body.block.ops:
            match item:
                case ops.StructOp() | ops.EnumOp() | ops.UnionOp():
                    self.adts[item.adt] = item
                case ops.ClosureOp():
                    self.closures[item.closure] = item
                case ops.FuncOp():
                    self.functions[item.sym_name.data] = item
                case _:
                    pass

    def run(self) -> None:
        """Elaborate every function, then make all glue that is asked for."""
        for function in list(self.functions.values()):
            glued = function.attributes.pop("drop_glue", None)
            if glued is not None:
                if function.is_declaration:
                    self.glue(glued)
                continue
            self.elaborate(function)
        self.vtables()
        while self.pending:
            self.make(self.pending.pop(0))
        self.module.body.block.add_ops(self.made)

    def vtables(self) -> None:
        """See that the glue in vtables is made."""
        for item in self.module.body.block.ops:
            if isinstance(item, ops.VTableOp) and item.drop is not None:
                self.at = item
                self.glue(item.type)

    # --- which types need drop -------------------------------------------------------------------

    def definition(self, type_: mir.AdtType) -> ops.StructOp | ops.EnumOp | ops.UnionOp:
        """The definition of an ADT."""
        found = self.adts.get(type_)
        if found is None:
            raise CompileError.of(
                f"dropping `{spell(type_)}`, whose definition is not in the module",
                None if self.at is None else span_of(self.at.location),
            )
        return found

    def needs_drop(self, type_: Attribute) -> bool:
        """Whether dropping a value of the type runs any code."""
        found = self.needs.get(type_)
        if found is None:
            self.needs[type_] = False
            found = self.needs[type_] = self._needs_drop(type_)
        return found

    def _needs_drop(self, type_: Attribute) -> bool:
        match type_:
            case mir.DynType():
                return True
            case mir.AdtType():
                definition = self.definition(type_)
                if definition.lang is not None and definition.lang.data == "manually_drop":
                    return False
                if definition.drop is not None:
                    return True
                if isinstance(definition, ops.UnionOp):
                    return False
                return any(
                    self.needs_drop(field.type)
                    for variant in definition.variants.data
                    for field in variant.fields.data
                )
            case mir.ArrayType():
                return _length(type_) != 0 and self.needs_drop(type_.element)
            case mir.SliceType():
                return self.needs_drop(type_.element)
            case mir.TupleType():
                return any(self.needs_drop(element) for element in type_.elements.data)
            case mir.ClosureType():
                return any(self.needs_drop(capture) for capture in self.captures(type_))
            case mir.PatternType():
                return self.needs_drop(type_.base)
            case mir.UnsafeBinderType():
                return self.needs_drop(type_.inner)
            case _:
                return False

    def captures(self, type_: mir.ClosureType) -> Sequence[Attribute]:
        """What a closure captures."""
        definition = self.closures.get(type_)
        if definition is None:
            raise CompileError.of(
                f"dropping the closure `{spell(type_)}`, whose definition is not in the module",
                None if self.at is None else span_of(self.at.location),
            )
        return definition.captures.data

    # --- drops -----------------------------------------------------------------------------------

    def glue(self, type_: Attribute) -> SymbolRefAttr:
        """A reference to a type's glue, which will be made."""
        found = self.requested.get(type_)
        if found is None:
            found = self.requested[type_] = SymbolRefAttr(glue_symbol(type_))
            self.pending.append(type_)
        return found

    def elaborate(self, function: ops.FuncOp) -> None:
        """Replace the drops of one function."""
        unit: SSAValue | None = None
        for block in function.body.blocks:
            drop = block.last_op
            if not isinstance(drop, ops.DropOp):
                continue
            self.at = drop
            place = drop.place
            place_type = place.type
            assert isinstance(place_type, mir.PlaceType)
            type_ = place_type.type
            target = drop.target
            assert target is not None
            if not self.needs_drop(type_):
                replacement: list[Operation] = [
                    ops.GotoOp.create(successors=[target], location=drop.location)
                ]
            else:
                if unit is None:
                    unit = _add_local(function, mir.UNIT)
                pointer = ops.RawPtrOp.create(
                    operands=[place],
                    result_types=[pointer_to(type_)],
                    properties={"kind": StringAttr("mut")},
                    location=drop.location,
                )
                properties: dict[str, Attribute] = {"callee": self.glue(type_)}
                if drop.unwind is not None:
                    properties["unwind"] = drop.unwind
                replacement = [
                    pointer,
                    ops.CallOp.create(
                        operands=[pointer.results[0], unit],
                        properties=properties,
                        successors=list(drop.successors),
                        location=drop.location,
                    ),
                ]
            block.insert_ops_before(replacement, drop)
            drop.detach()
            drop.erase()

    # --- glue ------------------------------------------------------------------------------------

    def make(self, type_: Attribute) -> None:
        """Make the glue of a type: fill in its declaration if there is one."""
        name = glue_symbol(type_)
        function = self.functions.get(name)
        if function is not None and not function.is_declaration:
            return
        region = _Glue(self, type_).region()
        if function is not None:
            function.detach_region(function.body)
            function.add_region(region)
            return
        function = ops.FuncOp.create(
            properties={
                "sym_name": StringAttr(name),
                "function_type": FunctionType.from_lists([pointer_to(type_)], [mir.UNIT]),
                "abi": StringAttr("Rust"),
                "sym_visibility": StringAttr("private"),
            },
            regions=[region],
        )
        self.functions[name] = function
        self.made.append(function)


def _add_local(function: ops.FuncOp, type_: Attribute) -> SSAValue:
    """Declare a new local in a function's first block."""
    entry = function.body.blocks.first
    assert entry is not None
    index = len(entry.args)
    last: Operation | None = None
    for op in entry.ops:
        if isinstance(op, ops.LocalOp):
            index = max(index, op.index.data)
            last = op
    local = ops.LocalOp.create(
        result_types=[mir.PlaceType.of(type_)], properties={"index": IntAttr(index + 1)}
    )
    if last is not None:
        entry.insert_ops_after([local], last)
    elif entry.first_op is not None:
        entry.insert_ops_before([local], entry.first_op)
    else:
        entry.add_op(local)
    return local.results[0]


class _Glue:
    """Builds the body of one type's glue, which takes a `*mut T`."""

    def __init__(self, elaborator: _Elaborator, type_: Attribute) -> None:
        self.elaborator = elaborator
        self.type = type_
        self.entry = Block(arg_types=[mir.PlaceType.of(pointer_to(type_))])
        self.block = Block()
        self.blocks = [self.entry, self.block]
        self.locals: list[Operation] = []
        self.result = self.local(mir.UNIT, 0)

    def region(self) -> Region:
        """The body."""
        first = self.block
        self.drop()
        self.entry.add_ops(self.locals)
        self.entry.add_op(ops.GotoOp.create(successors=[first]))
        return Region(self.blocks)

    # Small pieces

    def local(self, type_: Attribute, index: int | None = None) -> SSAValue:
        """Declare a local."""
        # Local 1 is the argument.
        number = len(self.locals) + 1 if index is None else index
        op = ops.LocalOp.create(
            result_types=[mir.PlaceType.of(type_)], properties={"index": IntAttr(number)}
        )
        self.locals.append(op)
        return op.results[0]

    def value(
        self,
        cls: type[Operation],
        operands: Sequence[SSAValue],
        type_: Attribute,
        **properties: Attribute,
    ) -> SSAValue:
        """Append an operation with one result."""
        op = cls.create(operands=operands, result_types=[type_], properties=properties)
        self.block.add_op(op)
        return op.results[0]

    def place(
        self, cls: type[Operation], base: SSAValue, type_: Attribute, **properties: Attribute
    ) -> SSAValue:
        """Append a projection."""
        return self.value(cls, [base], mir.PlaceType.of(type_), **properties)

    def append(self, cls: type[Operation], *operands: SSAValue) -> None:
        """Append a statement."""
        self.block.add_op(cls.create(operands=operands))

    def new_block(self) -> Block:
        """A new block at the end."""
        block = Block()
        self.blocks.append(block)
        return block

    def goto(self, block: Block) -> None:
        """End the block with a jump."""
        self.block.add_op(ops.GotoOp.create(successors=[block]))

    def switch(self, value: SSAValue, cases: Sequence[int], targets: Sequence[Block]) -> None:
        """End the block with a switch; the last target is for all other values."""
        self.block.add_op(
            ops.SwitchIntOp.create(
                operands=[value],
                properties={"cases": ArrayAttr([IntAttr(case) for case in cases])},
                successors=list(targets),
            )
        )

    def call(self, callee: SymbolRefAttr, argument: SSAValue) -> None:
        """End the block with a call, and go on in a new one."""
        following = self.new_block()
        self.block.add_op(
            ops.CallOp.create(
                operands=[argument, self.result],
                properties={"callee": callee},
                successors=[following],
            )
        )
        self.block = following

    def drop_place(self, place: SSAValue, type_: Attribute) -> None:
        """Drop what a place holds, and go on in a new block."""
        if self.elaborator.needs_drop(type_):
            pointer = self.value(ops.RawPtrOp, [place], pointer_to(type_), kind=StringAttr("mut"))
            self.call(self.elaborator.glue(type_), pointer)

    def fields(self, base: SSAValue, types: Sequence[Attribute]) -> None:
        """Drop fields in order of declaration."""
        for index, type_ in enumerate(types):
            if self.elaborator.needs_drop(type_):
                field = self.place(ops.FieldOp, base, type_, index=IntAttr(index))
                self.drop_place(field, type_)

    def finish(self) -> None:
        """End with a return."""
        self.block.add_op(ops.ReturnOp.create())

    # The glue of each kind of type

    def drop(self) -> None:
        """Drop what the argument points to."""
        type_ = self.type
        argument = self.entry.args[0]
        if isinstance(type_, mir.DynType):
            self.drop_dyn(argument)
            return
        if not self.elaborator.needs_drop(type_):
            self.finish()
            return
        pointee = self.place(ops.DerefOp, argument, type_)
        match type_:
            case mir.AdtType():
                self.drop_adt(type_, pointee)
            case mir.TupleType():
                self.fields(pointee, type_.elements.data)
                self.finish()
            case mir.ClosureType():
                self.fields(pointee, self.elaborator.captures(type_))
                self.finish()
            case mir.ArrayType() if (count := _length(type_)) is not None:
                length = self.value(ops.ConstantOp, [], USIZE, value=IntConstAttr(count))
                self.drop_elements(pointee, type_.element, length)
            case mir.SliceType():
                pointer = self.value(ops.CopyOp, [argument], pointer_to(type_))
                length = self.value(ops.UnaryOp, [pointer], USIZE, kind=StringAttr("ptr_metadata"))
                self.drop_elements(pointee, type_.element, length)
            case _:
                raise CompileError.of(f"dropping a value of type `{spell(type_)}` is not supported")

    def drop_adt(self, type_: mir.AdtType, pointee: SSAValue) -> None:
        """Run the type's own `Drop::drop`, then drop the fields of its variant."""
        definition = self.elaborator.definition(type_)
        if definition.lang is not None and definition.lang.data == "owned_box":
            raise CompileError.of("dropping a `Box` is not supported on the device")
        if definition.drop is not None:
            reference = self.value(
                ops.RefOp, [pointee], mir.RefType(type_, _MUT), kind=StringAttr("mut")
            )
            self.call(definition.drop, reference)
        if isinstance(definition, ops.UnionOp):
            self.finish()
            return
        # Projections do not outlive the block that they are in.
        pointee = self.place(ops.DerefOp, self.entry.args[0], type_)
        if isinstance(definition, ops.StructOp):
            types = [field.type for field in definition.variants.data[0].fields.data]
            self.fields(pointee, types)
            self.finish()
            return
        int_type = definition.repr.int_type
        discriminant_type = mir.IsizeType() if int_type is None else int_type
        discriminant = self.value(ops.DiscriminantOp, [pointee], discriminant_type)
        switching = self.block
        end = self.new_block()
        cases: list[int] = []
        targets: list[Block] = []
        for variant in definition.variants.data:
            types = [field.type for field in variant.fields.data]
            if not any(self.elaborator.needs_drop(field_type) for field_type in types):
                continue
            cases.append(_bits_of(variant.discriminant.data, discriminant_type))
            self.block = self.new_block()
            targets.append(self.block)
            place = self.place(ops.DerefOp, self.entry.args[0], type_)
            downcast = self.value(
                ops.DowncastOp,
                [place],
                mir.PlaceType.of(type_, variant.variant_name.data),
                variant=variant.variant_name,
            )
            self.fields(downcast, types)
            self.goto(end)
        self.block = switching
        self.switch(discriminant, cases, [*targets, end])
        self.block = end
        self.finish()

    def drop_elements(self, pointee: SSAValue, element: Attribute, length: SSAValue) -> None:
        """Drop the elements of an array or slice, first to last."""
        index = self.local(USIZE)
        count = self.local(USIZE)
        zero = self.value(ops.ConstantOp, [], USIZE, value=IntConstAttr(0))
        self.append(ops.AssignOp, index, zero)
        self.append(ops.AssignOp, count, length)
        head, body, end = self.new_block(), self.new_block(), self.new_block()
        self.goto(head)
        self.block = head
        now = self.value(ops.CopyOp, [index], USIZE)
        limit = self.value(ops.CopyOp, [count], USIZE)
        more = self.value(ops.BinaryOp, [now, limit], BOOL, kind=StringAttr("lt"))
        self.switch(more, [0], [end, body])
        self.block = body
        place = self.place(ops.DerefOp, self.entry.args[0], self.type)
        item = self.value(ops.IndexOp, [place, index], mir.PlaceType.of(element))
        self.drop_place(item, element)
        now = self.value(ops.CopyOp, [index], USIZE)
        one = self.value(ops.ConstantOp, [], USIZE, value=IntConstAttr(1))
        following = self.value(ops.BinaryOp, [now, one], USIZE, kind=StringAttr("add_unchecked"))
        self.append(ops.AssignOp, index, following)
        self.goto(head)
        self.block = end
        self.finish()

    def drop_dyn(self, argument: SSAValue) -> None:
        """Call the drop glue that the vtable's first entry points to, unless it is null."""
        fat = self.value(ops.CopyOp, [argument], pointer_to(self.type))
        parts = self.local(VTABLE_PARTS)
        data_type, entry_type = VTABLE_PARTS.elements.data
        self.append(
            ops.AssignOp,
            parts,
            self.value(ops.CastOp, [fat], VTABLE_PARTS, kind=StringAttr("transmute")),
        )
        vtable = self.place(ops.FieldOp, parts, entry_type, index=IntAttr(1))
        entry = self.place(ops.DerefOp, vtable, USIZE)
        address = self.value(ops.CopyOp, [entry], USIZE)
        end, call = self.new_block(), self.new_block()
        self.switch(address, [0], [end, call])
        self.block = call
        # Read again as a pointer: an integer has no provenance.
        typed = mir.PtrType(DROP_FUNCTION, _CONST)
        holder = self.local(typed)
        vtable = self.place(ops.FieldOp, parts, entry_type, index=IntAttr(1))
        pointer = self.value(ops.CopyOp, [vtable], entry_type)
        self.append(
            ops.AssignOp,
            holder,
            self.value(ops.CastOp, [pointer], typed, kind=StringAttr("ptr_to_ptr")),
        )
        entry = self.place(ops.DerefOp, holder, DROP_FUNCTION)
        function = self.value(ops.CopyOp, [entry], DROP_FUNCTION)
        data = self.place(ops.FieldOp, parts, data_type, index=IntAttr(0))
        self_pointer = self.value(ops.CopyOp, [data], data_type)
        self.block.add_op(
            ops.IndirectCallOp.create(
                operands=[function, self_pointer, self.result],
                successors=[end],
                attributes={"vtable_entry": IntegerAttr(0, i64)},
            )
        )
        self.block = end
        self.finish()


def _bits_of(value: int, type_: Attribute) -> int:
    """A discriminant as the bits that a switch compares."""
    if value >= 0:
        return value
    return value + (1 << (type_.bitwidth if isinstance(type_, IntegerType) else 64))


def _length(type_: mir.ArrayType) -> int | None:
    """The number of an array's elements; `None` if it is not known."""
    length = type_.length
    return cast("IntAttr[int]", length).data if isinstance(length, IntAttr) else None
