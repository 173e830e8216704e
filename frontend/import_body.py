"""
Bodies: one `mir` operation for each MIR statement, in the order rustc wrote them.

`BodyImporter` walks a body's blocks and makes a region of it. It knows what all imports share:
places, operands, rvalues, statements, and the terminators that need no knowledge of other
functions. What differs between the closed import (`import_calls.py`) and the generic one
(`import_generic.py`) is left to methods that they override: calls, drops, casts that need a
symbol, and what unwinding does.

A value's type is mostly that of the place it is assigned to: MIR is typed, so the two agree, and
substitution then runs over the types of locals and fields only. The first block of a function
holds its locals; the arguments are its block arguments.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from xdsl.dialects.builtin import ArrayAttr, IntAttr, LocationAttr, UnitAttr
from xdsl.ir import Attribute, Block, Operation, Region, SSAValue

from rusticle.diagnostics import CompileError, SourceSpan

from ..dialects import mir as ops
from ..dialects.mir import types as mir
from ..dialects.mir.spelling import spell
from . import syntax as s
from .import_constants import ConstantContext, ConstantReader, int_constant
from .import_locations import FunctionLocations, LocationPool, source_span
from .import_names import (
    BINARY_KINDS,
    RETAG_KINDS,
    RUNTIME_KINDS,
    UNARY_KINDS,
    assert_kind,
    cast_kind,
    fake_read_kind,
    integer,
    string,
    unsigned,
)
from .substitution import Substitution, int_of

BOOL = mir.BoolType()
USIZE = mir.UsizeType()
_UNIT_ATTR = UnitAttr()
_SWITCH_ARRAYS: dict[tuple[int, ...], ArrayAttr[IntAttr]] = {}


class BodyImporter:
    """Makes a region of one body, with one substitution."""

    keeps_cleanup = False
    """Whether blocks that run while unwinding are imported."""

    def __init__(
        self,
        body: s.Body,
        substitution: Substitution,
        pool: LocationPool,
        context: ConstantContext,
    ) -> None:
        self.body = body
        self.substitution = substitution
        self.constants = ConstantReader(context, substitution)
        self.locations = FunctionLocations(body, pool)
        self.location: LocationAttr | None = None
        self.info: s.SourceInfo | None = None
        self.ops: list[Operation] = []
        self.blocks: dict[int, Block] = {}
        self.extra_blocks: list[Block] = []
        self.place_types = pool.place_types
        self.local_types: list[Attribute] = []
        self.local_places: list[SSAValue | None] = []
        self.local_ops: list[tuple[int, Operation]] = []
        self.next_local = len(body.locals)
        self._rvalues: dict[type[Any], Callable[[Any, Attribute], SSAValue]] = {
            s.Use: self._use,
            s.BinaryOp: self._binary,
            s.UnaryOp: self._unary,
            s.Ref: self._ref,
            s.RawPtr: self._raw_ptr,
            s.Cast: self.cast,
            s.Aggregate: self.aggregate,
            s.Discriminant: self._discriminant,
            s.CopyForDeref: self._copy_for_deref,
            s.Repeat: self._repeat,
            s.Len: self._len,
            s.ThreadLocalRef: self.thread_local_ref,
            s.WrapBinder: self._wrap_binder,
            s.NullaryOp: self._nullary,
            s.ShallowInitBox: self._shallow_init_box,
        }
        self._statements: dict[type[Any], Callable[[Any], None]] = {
            s.Assign: self._assign,
            s.StorageLive: self._storage_live,
            s.StorageDead: self._storage_dead,
            s.SetDiscriminant: self._set_discriminant,
            s.Assume: self._assume,
            s.CopyNonOverlapping: self._copy_nonoverlapping,
            s.Retag: self._retag,
            s.FakeRead: self._fake_read,
            s.PlaceMention: self._place_mention,
            s.AscribeUserType: self._nothing,
            s.Coverage: self._coverage,
            s.ConstEvalCounter: self._const_eval_counter,
            s.Nop: self._nop,
            s.Deinit: self._nothing,
            s.BackwardIncompatibleDropHint: self._drop_hint,
            s.DebugAssignRef: self._nothing,
        }
        self._terminators: dict[type[Any], Callable[[Any], None]] = {
            s.Goto: self._goto,
            s.SwitchInt: self.switch_int,
            s.Return: self._return,
            s.Unreachable: self._unreachable,
            s.Resume: self._resume,
            s.Terminate: self._terminate,
            s.Drop: self.drop,
            s.Call: self.call,
            s.TailCall: self.tail_call,
            s.Assert: self._assert,
            s.Yield: self.yield_,
            s.CoroutineDrop: self._coroutine_drop,
            s.FalseEdge: self._false_edge,
            s.FalseUnwind: self._false_unwind,
            s.InlineAsm: self.inline_asm,
        }

    # --- what imports differ in ------------------------------------------------------------------

    def call(self, terminator: s.Call) -> None:
        """Import a call."""
        raise NotImplementedError

    def tail_call(self, terminator: s.TailCall) -> None:
        """Import a tail call."""
        raise self.unsupported("a tail call (`become`)")

    def drop(self, terminator: s.Drop) -> None:
        """Import a drop."""
        raise NotImplementedError

    def cast(self, rvalue: s.Cast, type_: Attribute) -> SSAValue:
        """Import a cast."""
        kind = cast_kind(rvalue.kind)
        if kind is None:
            raise self.unsupported(f"the cast `{rvalue.kind}`")
        return self.emit_value(
            ops.CastOp, (self.operand(rvalue.operand),), type_, {"kind": string(kind)}
        )

    def yield_(self, terminator: s.Yield) -> None:
        """Import a suspension of a coroutine."""
        raise self.unsupported("a coroutine")

    def inline_asm(self, terminator: s.InlineAsm) -> None:
        """Import inline assembly."""
        raise self.unsupported("inline assembly")

    def thread_local_ref(self, rvalue: s.ThreadLocalRef, type_: Attribute) -> SSAValue:
        """Import a reference to a thread-local static."""
        raise self.unsupported(f"the thread-local static `{rvalue.path}`")

    def unwind(self, unwind: s.Unwind) -> tuple[dict[str, Attribute], list[Block]]:
        """What a terminator says of unwinding: its properties and its successor."""
        return {}, []

    def blocks_to_import(self) -> list[s.Block]:
        """The blocks to import, the first one first."""
        return self.body.blocks

    def type_met(self, type_: Attribute) -> None:
        """Called once for each type that a place has."""

    # --- the walk --------------------------------------------------------------------------------

    def run(self) -> Region:
        """The body as a region."""
        body = self.body
        count = len(body.locals)
        substitution = self.substitution
        self.local_types = [substitution(local.type) for local in body.locals]
        self.local_places = [None] * count
        inputs = [self.place_type(self.local_types[i]) for i in range(1, body.arg_count + 1)]
        entry = Block(arg_types=inputs)
        for index, argument in enumerate(entry.args, 1):
            self.local_places[index] = argument
            if (name := body.locals[index].name) is not None and name.isidentifier():
                argument.name_hint = name
        self.local(0)
        blocks = self.blocks_to_import()
        for block in blocks:
            self.blocks[block.index] = Block()
        self.starting(blocks)
        for block in blocks:
            target = self.blocks[block.index]
            self.ops = []
            statements = self._statements
            for statement in block.statements:
                info = statement.source_info
                if info is not self.info:
                    self.info = info
                    self.location = self.locations.of(info)
                kind = statement.kind
                statements[kind.__class__](kind)
            terminator = block.terminator
            self.info = terminator.source_info
            self.location = self.locations.of(self.info)
            self._terminators[terminator.kind.__class__](terminator.kind)
            self.block_done(target)
        self.local_ops.sort(key=lambda entry: entry[0])
        entry.add_ops(op for _, op in self.local_ops)
        entry.add_op(ops.GotoOp.create(successors=[self.blocks[0]]))
        ordered = [entry]
        for block in blocks:
            ordered.append(self.blocks[block.index])
        return Region([*ordered, *self.extra_blocks])

    def starting(self, blocks: list[s.Block]) -> None:
        """Called before the first block is imported."""

    def block_done(self, block: Block) -> None:
        """Put the operations made so far into a block."""
        block.add_ops(self.ops)
        self.ops = []

    def new_block(self) -> Block:
        """A block that is not in the MIR."""
        block = Block()
        self.extra_blocks.append(block)
        return block

    # --- making operations -----------------------------------------------------------------------

    @property
    def span(self) -> SourceSpan | None:
        """
        Where the statement at hand is, for diagnostics: if it was inlined, where the outermost
        call is.
        """
        info = self.info
        if info is None:
            return None
        span = self._outermost(info)
        home = self.body.locals[0].source_info
        if span is not None and home is not None and home.span is not None:
            file = home.span.file
            if span.file != file:
                # A macro of another crate put it here: the place that follows it is the user's.
                span = self._next_in(file, info) or span
        return source_span(span)

    def _outermost(self, info: s.SourceInfo) -> s.Span | None:
        """Where the outermost of the calls is that were inlined there."""
        span = info.span
        scope = self.locations.inlined_scope(info.scope)
        while scope is not None:
            span = scope.call_site or span
            scope = None if scope.parent is None else self.locations.inlined_scope(scope.parent)
        return span

    def _next_in(self, file: str, info: s.SourceInfo) -> s.Span | None:
        """The first place of the body in `file` at or after the statement with that info."""
        reached = False
        for block in self.body.blocks:
            for at in (*block.statements, block.terminator):
                reached = reached or at.source_info is info
                if reached and at.source_info is not None:
                    span = self._outermost(at.source_info)
                    if span is not None and span.file == file:
                        return span
        return None

    def unsupported(self, what: str) -> CompileError:
        """The error of a construct that is refused."""
        return CompileError.of(f"{what} is not supported", self.span)

    def emit(
        self,
        cls: type[Operation],
        operands: tuple[SSAValue, ...] | list[SSAValue] = (),
        properties: dict[str, Attribute] | None = None,
        successors: list[Block] | None = None,
    ) -> None:
        """Append an operation without results."""
        self.ops.append(
            cls.create(
                operands=operands,
                properties={} if properties is None else properties,
                successors=() if successors is None else successors,
                location=self.location,
            )
        )

    def emit_value(
        self,
        cls: type[Operation],
        operands: tuple[SSAValue, ...] | list[SSAValue],
        type_: Attribute,
        properties: dict[str, Attribute] | None = None,
    ) -> SSAValue:
        """Append an operation with one result."""
        op = cls.create(
            operands=operands,
            result_types=(type_,),
            properties={} if properties is None else properties,
            location=self.location,
        )
        self.ops.append(op)
        return op.results[0]

    def assign(self, place: SSAValue, value: SSAValue) -> None:
        """Append `place = value`."""
        self.ops.append(ops.AssignOp.create(operands=(place, value), location=self.location))

    def goto(self, block: Block) -> None:
        """Append a jump."""
        self.ops.append(ops.GotoOp.create(successors=[block], location=self.location))

    # --- places ----------------------------------------------------------------------------------

    def place_type(self, type_: Attribute) -> mir.PlaceType:
        """The type of a place of a type, shared."""
        found = self.place_types.get(id(type_))
        if found is None:
            self.type_met(type_)
            found = (type_, mir.PlaceType.of(type_))
            self.place_types[id(type_)] = found
        return found[1]

    def local(self, index: int) -> SSAValue:
        """The place of a local, which is declared when it is first used."""
        place = self.local_places[index]
        if place is None:
            decl = self.body.locals[index]
            properties: dict[str, Attribute] = {"index": integer(index)}
            if decl.name is not None:
                properties["local_name"] = string(decl.name)
            op = ops.LocalOp.create(
                result_types=(self.place_type(self.local_types[index]),),
                properties=properties,
                location=self.locations.of(decl.source_info),
            )
            self.local_ops.append((index, op))
            place = self.local_places[index] = op.results[0]
        return place

    def temporary(self, type_: Attribute) -> SSAValue:
        """The place of a new local that is not in the MIR."""
        index = self.next_local
        self.next_local += 1
        op = ops.LocalOp.create(
            result_types=(self.place_type(type_),),
            properties={"index": integer(index)},
            location=self.location,
        )
        self.local_ops.append((index, op))
        return op.results[0]

    def place(self, place: s.Place) -> tuple[SSAValue, Attribute]:
        """A place and the type of what it holds."""
        local = place.local
        value = self.local_places[local]
        if value is None:
            value = self.local(local)
        type_ = self.local_types[local]
        for step in place.projection:
            match step:
                case s.Field():
                    type_ = self.substitution(step.type)
                    value = self.emit_value(
                        ops.FieldOp,
                        (value,),
                        self.place_type(type_),
                        {"index": integer(step.index)},
                    )
                case s.Deref():
                    type_ = self._pointee(type_)
                    value = self.emit_value(ops.DerefOp, (value,), self.place_type(type_))
                case s.Downcast():
                    value = self.emit_value(
                        ops.DowncastOp,
                        (value,),
                        mir.PlaceType(type_, string(step.variant)),
                        {"variant": string(step.variant)},
                    )
                case s.Index():
                    type_ = self._element(type_)
                    value = self.emit_value(
                        ops.IndexOp, (value, self.local(step.local)), self.place_type(type_)
                    )
                case s.ConstantIndex():
                    type_ = self._element(type_)
                    properties: dict[str, Attribute] = {
                        "offset": integer(step.offset),
                        "min_length": integer(step.min_length),
                    }
                    if step.from_end:
                        properties["from_end"] = _UNIT_ATTR
                    value = self.emit_value(
                        ops.ConstantIndexOp, (value,), self.place_type(type_), properties
                    )
                case s.Subslice():
                    type_ = self._subslice(type_, step)
                    properties = {"from_": integer(step.from_), "to": integer(step.to)}
                    if step.from_end:
                        properties["from_end"] = _UNIT_ATTR
                    value = self.emit_value(
                        ops.SubsliceOp, (value,), self.place_type(type_), properties
                    )
                case s.OpaqueCast():
                    type_ = self.substitution(step.type)
                    value = self.emit_value(ops.OpaqueCastOp, (value,), self.place_type(type_))
                case s.UnwrapBinder():
                    type_ = self.substitution(step.type)
                    value = self.emit_value(ops.UnwrapBinderOp, (value,), self.place_type(type_))
        return value, type_

    def _pointee(self, type_: Attribute) -> Attribute:
        if isinstance(type_, mir.RefType | mir.PtrType):
            return type_.pointee
        raise self.unsupported(f"dereferencing a value of type `{spell(type_)}`")

    def _element(self, type_: Attribute) -> Attribute:
        if isinstance(type_, mir.SliceType | mir.ArrayType):
            return type_.element
        raise self.unsupported(f"indexing a value of type `{spell(type_)}`")

    def _subslice(self, type_: Attribute, step: s.Subslice) -> Attribute:
        if isinstance(type_, mir.ArrayType):
            length = step.to - step.from_
            if step.from_end:
                whole = int_of(type_.length)
                if whole is None:
                    raise self.unsupported("a subslice of an array of unknown length")
                length = whole - step.to - step.from_
            return mir.ArrayType(type_.element, integer(length))
        return type_

    # --- operands --------------------------------------------------------------------------------

    def operand(self, operand: s.Operand, expected: Attribute | None = None) -> SSAValue:
        """An operand's value; `expected` is the type of a constant that does not say its own."""
        match operand:
            case s.Copy():
                place, type_ = self.place(operand.place)
                return self.emit_value(ops.CopyOp, (place,), type_)
            case s.Move():
                place, type_ = self.place(operand.place)
                return self.emit_value(ops.MoveOp, (place,), type_)
            case s.Constant():
                return self.constant(operand, expected)
            case s.RuntimeChecks():
                return self.emit_value(
                    ops.RuntimeCheckOp, (), BOOL, {"kind": RUNTIME_KINDS[operand.kind]}
                )

    def operand_type(self, operand: s.Operand, expected: Attribute | None = None) -> Attribute:
        """An operand's type, without importing it."""
        match operand:
            case s.Copy() | s.Move():
                return self.type_of_place(operand.place)
            case s.Constant():
                return self.constant_type(operand, expected)
            case s.RuntimeChecks():
                return BOOL

    def type_of_place(self, place: s.Place) -> Attribute:
        """The type of what a place holds, without importing it."""
        type_ = self.local_types[place.local]
        for step in place.projection:
            match step:
                case s.Field() | s.OpaqueCast() | s.UnwrapBinder():
                    type_ = self.substitution(step.type)
                case s.Deref():
                    type_ = self._pointee(type_)
                case s.Index() | s.ConstantIndex():
                    type_ = self._element(type_)
                case s.Subslice():
                    type_ = self._subslice(type_, step)
                case s.Downcast():
                    pass
        return type_

    def constant_type(self, constant: s.Constant, expected: Attribute | None) -> Attribute:
        """A constant's type."""
        if constant.type is not None:
            return self.substitution(constant.type)
        if expected is None:
            raise self.unsupported("a constant whose type rustc does not print")
        return expected

    def constant(self, constant: s.Constant, expected: Attribute | None) -> SSAValue:
        """A constant's value."""
        type_ = self.constant_type(constant, expected)
        value = constant.value
        if isinstance(value, s.IndirectValue):
            return self._indirect(value, type_)
        if isinstance(value, s.TransmutedValue) and value.size:
            return self._transmuted(value, type_)
        return self.emit_value(
            ops.ConstantOp,
            (),
            self.value_type(type_),
            {"value": self.constants.read(constant, type_, self.span)},
        )

    def value_type(self, type_: Attribute) -> Attribute:
        """A type that a value has, which counts as met."""
        self.place_type(type_)
        return type_

    def int_value(self, value: int, type_: Attribute) -> SSAValue:
        """An integer, `bool` or `char` constant."""
        return self.emit_value(ops.ConstantOp, (), type_, {"value": int_constant(value)})

    def _transmuted(self, value: s.TransmutedValue, type_: Attribute) -> SSAValue:
        """The bits of a type that rustc does not print otherwise: an integer, transmuted."""
        bits = self.int_value(value.bits, unsigned(value.size))
        return self.emit_value(
            ops.CastOp, (bits,), self.value_type(type_), {"kind": string("transmute")}
        )

    def _indirect(self, value: s.IndirectValue, type_: Attribute) -> SSAValue:
        """The content of an allocation: read through a pointer to it."""
        pointer_type = mir.PtrType(type_, integer(0))
        pointer = s.Constant(pointer_type, s.AllocPointer(value.alloc, value.offset, True))
        place = self.temporary(pointer_type)
        self.assign(place, self.constant(pointer, None))
        pointee = self.emit_value(ops.DerefOp, (place,), self.place_type(type_))
        return self.emit_value(ops.CopyOp, (pointee,), type_)

    # --- rvalues ---------------------------------------------------------------------------------

    def _use(self, rvalue: s.Use, type_: Attribute) -> SSAValue:
        return self.operand(rvalue.operand, type_)

    def _binary(self, rvalue: s.BinaryOp, type_: Attribute) -> SSAValue:
        kind = BINARY_KINDS.get(rvalue.op)
        if kind is None:
            raise self.unsupported(f"the operator `{rvalue.op}`")
        lhs, rhs = rvalue.lhs, rvalue.rhs
        expected: Attribute | None = None
        # Of an unevaluated constant only the other operand or the result tells the type.
        if rvalue.op.endswith("WithOverflow") and isinstance(type_, mir.TupleType):
            expected = type_.elements.data[0]
        elif isinstance(lhs, s.Constant) and lhs.type is None:
            expected = self.operand_type(rhs)
        elif isinstance(rhs, s.Constant) and rhs.type is None:
            expected = USIZE if rvalue.op == "Offset" else self.operand_type(lhs)
        return self.emit_value(
            ops.BinaryOp,
            (self.operand(lhs, expected), self.operand(rhs, expected)),
            type_,
            {"kind": kind},
        )

    def _unary(self, rvalue: s.UnaryOp, type_: Attribute) -> SSAValue:
        kind = UNARY_KINDS.get(rvalue.op)
        if kind is None:
            raise self.unsupported(f"the operator `{rvalue.op}`")
        return self.emit_value(
            ops.UnaryOp, (self.operand(rvalue.operand, type_),), type_, {"kind": kind}
        )

    def _ref(self, rvalue: s.Ref, type_: Attribute) -> SSAValue:
        place, _ = self.place(rvalue.place)
        return self.emit_value(
            ops.RefOp, (place,), type_, {"kind": string(rvalue.kind.replace(" ", "_"))}
        )

    def _raw_ptr(self, rvalue: s.RawPtr, type_: Attribute) -> SSAValue:
        place, _ = self.place(rvalue.place)
        return self.emit_value(ops.RawPtrOp, (place,), type_, {"kind": string(rvalue.kind)})

    def _discriminant(self, rvalue: s.Discriminant, type_: Attribute) -> SSAValue:
        place, _ = self.place(rvalue.place)
        return self.emit_value(ops.DiscriminantOp, (place,), type_)

    def _copy_for_deref(self, rvalue: s.CopyForDeref, type_: Attribute) -> SSAValue:
        place, _ = self.place(rvalue.place)
        return self.emit_value(ops.CopyOp, (place,), type_)

    def _len(self, rvalue: s.Len, type_: Attribute) -> SSAValue:
        place, _ = self.place(rvalue.place)
        return self.emit_value(ops.LenOp, (place,), type_)

    def _repeat(self, rvalue: s.Repeat, type_: Attribute) -> SSAValue:
        element = self._element(type_)
        return self.emit_value(
            ops.RepeatOp,
            (self.operand(rvalue.operand, element),),
            type_,
            {"count": self.substitution(rvalue.count)},
        )

    def aggregate(self, rvalue: s.Aggregate, type_: Attribute) -> SSAValue:
        """Import an aggregate."""
        types = self.element_types(rvalue, type_)
        values = [
            self.operand(operand, types[i] if i < len(types) else None)
            for i, operand in enumerate(rvalue.operands)
        ]
        properties: dict[str, Attribute] = {"kind": string(rvalue.kind)}
        if rvalue.variant is not None:
            properties["variant"] = string(rvalue.variant)
        if (field := self.active_field(rvalue, type_)) is not None:
            properties["active_field"] = integer(field)
        return self.emit_value(ops.AggregateOp, values, type_, properties)

    def element_types(self, rvalue: s.Aggregate, type_: Attribute) -> list[Attribute]:
        """The types of an aggregate's operands, as far as its own type tells them."""
        match type_:
            case mir.TupleType():
                return list(type_.elements.data)
            case mir.ArrayType():
                return [type_.element] * len(rvalue.operands)
            case _:
                return []

    def active_field(self, rvalue: s.Aggregate, type_: Attribute) -> int | None:
        """The field that an aggregate of a union sets; `None` for all other types."""
        return None

    def _wrap_binder(self, rvalue: s.WrapBinder, type_: Attribute) -> SSAValue:
        return self.emit_value(ops.WrapBinderOp, (self.operand(rvalue.operand),), type_)

    def _nullary(self, rvalue: s.NullaryOp, type_: Attribute) -> SSAValue:
        if rvalue.op in ("UbChecks", "ContractChecks"):
            return self.emit_value(ops.RuntimeCheckOp, (), BOOL, {"kind": RUNTIME_KINDS[rvalue.op]})
        kinds = {"SizeOf": "size_of", "AlignOf": "align_of"}
        if rvalue.op not in kinds or rvalue.type is None:
            raise self.unsupported(f"`{rvalue.op}`")
        return self.emit_value(
            ops.NullaryOp,
            (),
            type_,
            {"kind": string(kinds[rvalue.op]), "type": self.substitution(rvalue.type)},
        )

    def _shallow_init_box(self, rvalue: s.ShallowInitBox, type_: Attribute) -> SSAValue:
        raise self.unsupported("a `Box`")

    # --- statements ------------------------------------------------------------------------------

    def _assign(self, statement: s.Assign) -> None:
        target = statement.place
        rvalue = statement.rvalue
        if target.projection:
            place, type_ = self.place(target)
        else:
            local = target.local
            place = self.local_places[local]
            if place is None:
                place = self.local(local)
            type_ = self.local_types[local]
        value = self._rvalues[rvalue.__class__](rvalue, type_)
        self.ops.append(ops.AssignOp.create(operands=(place, value), location=self.location))

    def _storage_live(self, statement: s.StorageLive) -> None:
        self.emit(ops.StorageLiveOp, (self.local(statement.local),))

    def _storage_dead(self, statement: s.StorageDead) -> None:
        self.emit(ops.StorageDeadOp, (self.local(statement.local),))

    def _set_discriminant(self, statement: s.SetDiscriminant) -> None:
        place, _ = self.place(statement.place)
        self.emit(ops.SetDiscriminantOp, (place,), {"variant": integer(statement.variant_index)})

    def _assume(self, statement: s.Assume) -> None:
        self.emit(ops.AssumeOp, (self.operand(statement.operand, BOOL),))

    def _copy_nonoverlapping(self, statement: s.CopyNonOverlapping) -> None:
        self.emit(
            ops.CopyNonOverlappingOp,
            (
                self.operand(statement.dst),
                self.operand(statement.src),
                self.operand(statement.count, USIZE),
            ),
        )

    def _retag(self, statement: s.Retag) -> None:
        place, _ = self.place(statement.place)
        self.emit(ops.RetagOp, (place,), {"kind": string(RETAG_KINDS[statement.kind])})

    def _fake_read(self, statement: s.FakeRead) -> None:
        place, _ = self.place(statement.place)
        self.emit(ops.FakeReadOp, (place,), {"kind": string(fake_read_kind(statement.cause))})

    def _place_mention(self, statement: s.PlaceMention) -> None:
        place, _ = self.place(statement.place)
        self.emit(ops.PlaceMentionOp, (place,))

    def _drop_hint(self, statement: s.BackwardIncompatibleDropHint) -> None:
        place, _ = self.place(statement.place)
        self.emit(ops.DropHintOp, (place,))

    def _coverage(self, statement: s.Coverage) -> None:
        self.emit(ops.CoverageOp, (), {"kind": string(statement.kind)})

    def _const_eval_counter(self, statement: s.ConstEvalCounter) -> None:
        self.emit(ops.ConstEvalCounterOp)

    def _nop(self, statement: s.Nop) -> None:
        self.emit(ops.NopOp)

    def _nothing(self, statement: object) -> None:
        """Statements that mean nothing at run time and have no operation."""

    # --- terminators -----------------------------------------------------------------------------

    def _goto(self, terminator: s.Goto) -> None:
        self.goto(self.blocks[terminator.target])

    def switch_int(self, terminator: s.SwitchInt) -> None:
        """Import a switch."""
        values = tuple(value for value, _ in terminator.cases)
        cases = _SWITCH_ARRAYS.get(values)
        if cases is None:
            cases = _SWITCH_ARRAYS[values] = ArrayAttr([integer(value) for value in values])
        blocks = self.blocks
        successors = [blocks[target] for _, target in terminator.cases]
        successors.append(blocks[terminator.otherwise])
        expected = BOOL if values in ((0,), (1,), (0, 1)) else None
        operand = self.operand(terminator.operand, expected)
        self.emit(ops.SwitchIntOp, (operand,), {"cases": cases}, successors)

    def _return(self, terminator: s.Return) -> None:
        self.emit(ops.ReturnOp)

    def _unreachable(self, terminator: s.Unreachable) -> None:
        self.emit(ops.UnreachableOp)

    def _resume(self, terminator: s.Resume) -> None:
        self.emit(ops.ResumeOp)

    def _terminate(self, terminator: s.Terminate) -> None:
        self.emit(ops.TerminateOp, (), {"reason": string(terminator.reason)})

    def _assert(self, terminator: s.Assert) -> None:
        values = [self.operand(terminator.cond, BOOL)]
        values += [self.operand(operand, USIZE) for operand in terminator.operands]
        properties, unwind = self.unwind(terminator.unwind)
        properties["expected"] = integer(int(terminator.expected))
        properties["kind"] = string(assert_kind(terminator.kind))
        self.emit(ops.AssertOp, values, properties, [self.blocks[terminator.target], *unwind])

    def _coroutine_drop(self, terminator: s.CoroutineDrop) -> None:
        self.emit(ops.CoroutineDropOp)

    def _false_edge(self, terminator: s.FalseEdge) -> None:
        self.emit(
            ops.FalseEdgeOp,
            (),
            None,
            [self.blocks[terminator.real], self.blocks[terminator.imaginary]],
        )

    def _false_unwind(self, terminator: s.FalseUnwind) -> None:
        properties, unwind = self.unwind(terminator.unwind)
        self.emit(ops.FalseUnwindOp, (), properties, [self.blocks[terminator.real], *unwind])
