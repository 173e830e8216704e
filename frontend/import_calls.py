"""
The closed import of a body: calls are resolved, types have no parameters left.

`ClosedBodyImporter` is what the collector runs for each instance. The panic strategy is abort, so
blocks that run while unwinding are left out; so is what cannot be reached, and with it calls that
only unreachable code makes. Calls through the `Fn*` traits are taken apart here: MIR passes their
arguments as a tuple (the ABI `rust-call`), a closure's body takes them one by one.

The convention for `rust-call` is this compiler's own: a closure's body takes its arguments one by
one; every other function of that ABI (an impl of `Fn` for a type of one's own, or what a vtable
of `dyn Fn` holds) takes the tuple.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xdsl.dialects.builtin import ArrayAttr, IntAttr, StringAttr, UnitAttr
from xdsl.ir import Attribute, Block, SSAValue

from rusticle.diagnostics import CompileError, SourceSpan

from ..dialects import mir as ops
from ..dialects.mir import StrConstAttr, UnevaluatedAttr
from ..dialects.mir import types as mir
from ..dialects.mir.intrinsics import LOWERED
from ..dialects.mir.spelling import spell
from . import syntax as s
from .callees import (
    CallableCall,
    CloneShim,
    ClosureCall,
    Constructor,
    DropGlue,
    FnPtrAddr,
    Function,
    Instance,
    Intrinsic,
    Resolved,
    Virtual,
)
from .import_constants import last_name
from .import_locations import LocationPool
from .import_names import cast_kind, integer, string
from .import_reachable import ReachableImporter, named_callee
from .import_unsizing import UnsizingImporter
from .module_builder import ModuleBuilder, symbol

if TYPE_CHECKING:
    from .caller_locations import CallerLocations

ATOMIC_ORDERINGS = ("Relaxed", "Release", "Acquire", "AcqRel", "SeqCst")
"""`core::intrinsics::AtomicOrdering`, by discriminant."""


class ClosedBodyImporter(ReachableImporter, UnsizingImporter):
    """Makes a region of an instance's body."""

    def __init__(
        self, instance: Instance, body: s.Body, pool: LocationPool, context: ModuleBuilder
    ) -> None:
        super().__init__(body, instance.substitution, pool, context)
        self.instance = instance
        self.module = context
        self.resolver = context.resolver
        self.cold_blocks = set()
        self.cold = False
        self.current = 0
        self.folded = {}
        self.places: CallerLocations | None = None
        """Where calls are that may panic, if anyone asked."""
        self._tracked = False
        """Whether the block's last call is of a function that panics where it is called."""
        self._resolved: dict[int, tuple[s.Constant, Resolved]] = {}
        self._reread: dict[int, tuple[s.Constant, s.Constant]] = {}

    # --- which blocks ----------------------------------------------------------------------------

    def type_met(self, type_: Attribute) -> None:
        """Tell the module. Where a local's type is met, before all statements, is the function."""
        span, definition = self.span, self.instance.definition
        if span is None and definition is not None and definition.span is not None:
            at = definition.span
            span = SourceSpan(at.file, at.line, at.column)
        self.module.type_met(type_, span)

    def starting(self, blocks: list[s.Block]) -> None:
        """Note which block comes first."""
        self._order = iter([block.index for block in blocks])
        self.current = next(self._order)
        self.cold = self.current in self.cold_blocks

    def block_done(self, block: Block) -> None:
        """Put the operations made so far into a block, and go on to the next."""
        if self.places is not None:
            self._locate(self.places)
        super().block_done(block)
        self.current = next(self._order, -1)
        self.cold = self.current in self.cold_blocks

    def _locate(self, places: CallerLocations) -> None:
        """Say of what ends the block where it panics, if it may."""
        last = self.ops[-1]
        if isinstance(last, ops.AssertOp) or self._tracked:
            found = places.of(self.current)
            if found is not None:
                last.attributes["caller_location"] = StringAttr(found.place)
                if found.in_caller:
                    last.attributes["in_caller"] = UnitAttr()
        self._tracked = False

    def constant(self, constant: s.Constant, expected: Attribute | None) -> SSAValue:
        """A constant's value."""
        return super().constant(self.reread(constant), expected)

    def reread(self, constant: s.Constant) -> s.Constant:
        """
        A constant as the definitions say it is: `Ty::K` reads as a variant of `Ty`, but is an
        associated constant if `Ty` has no such variant.
        """
        value = constant.value
        if not isinstance(value, s.AggregateValue) or value.fields or value.path is None:
            return constant
        found = self._reread.get(id(constant))
        if found is None:
            fixed = constant
            if isinstance(constant.type, mir.AdtType):
                adt = self.resolver.universe.adt(constant.type.path.data)
                name = last_name(value.path)
                if adt is not None and adt.variant(name) is None:
                    fixed = s.Constant(None, s.UnevaluatedValue(value.path), constant.span)
            found = self._reread[id(constant)] = (constant, fixed)
        return found[1]

    def constant_type(self, constant: s.Constant, expected: Attribute | None) -> Attribute:
        """A constant's type; that of an item of which rustc does not print it is the item's."""
        constant = self.reread(constant)
        if constant.type is None:
            if isinstance(constant.value, s.UnevaluatedValue):
                return self.module.constant_item_type(constant.value, self.span)
            if isinstance(constant.value, s.ParamValue) and expected is None:
                expected = self.module.parameter_type(constant.value.name)
        return super().constant_type(constant, expected)

    # --- terminators -----------------------------------------------------------------------------

    def switch_int(self, terminator: s.SwitchInt) -> None:
        """Import a switch, or the jump that it comes down to."""
        target = self.folded.get(self.current)
        if target is not None:
            self.goto(self.blocks[target])
            return
        super().switch_int(terminator)

    def drop(self, terminator: s.Drop) -> None:
        """Import a drop; a jump where there is nothing to drop."""
        target = self.blocks[terminator.target]
        type_ = self.type_of_place(terminator.place)
        if not self.module.drops.needs_drop(type_):
            self.goto(target)
            return
        glue = self.module.drops.require(type_, self.span)
        place, _ = self.place(terminator.place)
        self.emit(ops.DropOp, (place,), {"glue": symbol(glue)}, [target])

    # --- calls -----------------------------------------------------------------------------------

    def call(self, terminator: s.Call) -> None:
        """Import a call: resolve its callee, and do what that asks for."""
        destination = terminator.destination
        target = None if terminator.target is None else self.blocks[terminator.target]
        func = terminator.func
        place, type_ = self.place(destination)
        if isinstance(func, s.Constant) and isinstance(func.value, s.ZstValue) and func.value.fn:
            resolved = self.resolve(func)
            self._call_resolved(resolved, terminator.args, func, place, type_, target)
            return
        if isinstance(func, s.Constant) and not isinstance(func.value, s.FnPointerValue):
            callee_type = self.constant_type(func, None)
            if isinstance(callee_type, mir.FnDefType):
                resolved = self.resolver.function_of(callee_type, None, self.span)
                self._call_resolved(resolved, terminator.args, func, place, type_, target)
                return
        callee_type = self.operand_type(func)
        if isinstance(callee_type, mir.FnDefType):
            resolved = self.resolver.function_of(callee_type, None, self.span)
            self._call_resolved(resolved, terminator.args, None, place, type_, target)
            return
        if not isinstance(callee_type, mir.FnPtrType):
            raise self.unsupported(f"calling a value of type `{spell(callee_type)}`")
        inputs = callee_type.inputs.data
        values = [
            self.operand(a, inputs[i] if i < len(inputs) else None)
            for i, a in enumerate(terminator.args)
        ]
        self._call_pointer(self.operand(func), values, place, target)

    def resolve(self, constant: s.Constant) -> Resolved:
        """What a callee is; remembered for each of the body's callees."""
        found = self._resolved.get(id(constant))
        if found is None:
            path = named_callee(constant)
            assert path is not None
            resolved = self.resolver.resolve(path, self.substitution, self.span, constant.fn_sig)
            found = self._resolved[id(constant)] = (constant, resolved)
        return found[1]

    def _call_resolved(
        self,
        resolved: Resolved,
        args: tuple[s.Operand, ...],
        func: s.Constant | None,
        place: SSAValue,
        type_: Attribute,
        target: Block | None,
    ) -> None:
        match resolved:
            case Function(instance):
                self._call_instance(instance, self._arguments(args, instance.inputs), place, target)
            case ClosureCall():
                self._call_closure(resolved, args, place, target)
            case CallableCall():
                self._call_callable(resolved, args, place, type_, target)
            case Intrinsic():
                self._call_intrinsic(resolved, args, func, place, type_, target)
            case Virtual():
                self._call_virtual(resolved, args, func, place, target)
            case CloneShim():
                instance = self.module.clone_shim(resolved.type)
                self._call_instance(instance, self._arguments(args, instance.inputs), place, target)
            case DropGlue():
                self._call_drop_glue(resolved.type, args, place, target)
            case FnPtrAddr():
                value = self.emit_value(
                    ops.CastOp, (self.operand(args[0]),), type_, {"kind": string("fn_ptr_to_ptr")}
                )
                self._finish(place, value, target)
            case Constructor():
                instance = self.module.constructor(resolved)
                self._call_instance(instance, self._arguments(args, instance.inputs), place, target)

    def _arguments(
        self, args: tuple[s.Operand, ...], inputs: tuple[Attribute, ...]
    ) -> list[SSAValue]:
        count = len(inputs)
        return [
            self.operand(argument, inputs[i] if i < count else None)
            for i, argument in enumerate(args)
        ]

    def _finish(self, place: SSAValue, value: SSAValue, target: Block | None) -> None:
        """The end of a call that needed none: its result, and a jump."""
        self.assign(place, value)
        if target is None:
            self.emit(ops.UnreachableOp)
        else:
            self.goto(target)

    def _call_instance(
        self, instance: Instance, values: list[SSAValue], place: SSAValue, target: Block | None
    ) -> None:
        cold = self.cold and instance.symbol.startswith(("core::fmt::", "<core::fmt::"))
        callee = self.module.request(instance, cold)
        self._tracked = instance.is_panic or instance.tracks_caller
        self.ops.append(
            ops.CallOp.create(
                operands=(*values, place),
                properties={"callee": symbol(callee)},
                successors=() if target is None else (target,),
                location=self.location,
            )
        )

    def _call_pointer(
        self, pointer: SSAValue, values: list[SSAValue], place: SSAValue, target: Block | None
    ) -> None:
        self.emit(
            ops.IndirectCallOp,
            (pointer, *values, place),
            None,
            [] if target is None else [target],
        )

    def _untuple(self, operand: s.Operand) -> list[SSAValue]:
        """The elements of a tuple of arguments."""
        type_ = self.operand_type(operand)
        if not isinstance(type_, mir.TupleType):
            raise self.unsupported(f"arguments of type `{spell(type_)}` to a closure")
        elements = type_.elements.data
        if isinstance(operand, s.Constant):
            value = operand.value
            if isinstance(value, s.AggregateValue):
                return [
                    self.constant(constant, element)
                    for (_, constant), element in zip(value.fields, elements, strict=True)
                ]
            if not elements:
                return []
            temporary = self.temporary(type_)
            self.assign(temporary, self.constant(operand, None))
            return [
                self._read_field(temporary, index, element)
                for index, element in enumerate(elements)
            ]
        # Run-time checks are of type `bool`, no tuple.
        assert isinstance(operand, s.Copy | s.Move)
        return [
            self.operand(
                s.Move(
                    s.Place(
                        operand.place.local, (*operand.place.projection, s.Field(index, element))
                    )
                )
            )
            for index, element in enumerate(elements)
        ]

    def _read_field(self, place: SSAValue, index: int, type_: Attribute) -> SSAValue:
        field = self.emit_value(
            ops.FieldOp, (place,), self.place_type(type_), {"index": integer(index)}
        )
        return self.emit_value(ops.MoveOp, (field,), type_)

    def _call_closure(
        self, call: ClosureCall, args: tuple[s.Operand, ...], place: SSAValue, target: Block | None
    ) -> None:
        if call.by == 0 and call.takes != 0:
            instance = self.module.closure_once(call.closure)
            self._call_instance(instance, self._arguments(args, instance.inputs), place, target)
            return
        receiver = self.operand(args[0], call.instance.inputs[0])
        if call.by != call.takes:
            receiver = self.emit_value(
                ops.CastOp, (receiver,), call.instance.inputs[0], {"kind": string("transmute")}
            )
        self._call_instance(call.instance, [receiver, *self._untuple(args[1])], place, target)

    def _call_callable(
        self,
        call: CallableCall,
        args: tuple[s.Operand, ...],
        place: SSAValue,
        type_: Attribute,
        target: Block | None,
    ) -> None:
        callee = call.callee
        if isinstance(callee, mir.FnPtrType):
            pointer = self.operand(args[0], callee)
            if call.by != 0:
                temporary = self.temporary(self.operand_type(args[0]))
                self.assign(temporary, pointer)
                pointee = self.emit_value(ops.DerefOp, (temporary,), self.place_type(callee))
                pointer = self.emit_value(ops.CopyOp, (pointee,), callee)
            self._call_pointer(pointer, self._untuple(args[1]), place, target)
            return
        assert isinstance(callee, mir.FnDefType)
        resolved = self.resolver.function_of(callee, None, self.span)
        instance = self.function_instance(resolved)
        self._call_instance(instance, self._untuple(args[1]), place, target)

    def function_instance(self, resolved: Resolved) -> Instance:
        """The function that has an address: what a function item is as a pointer."""
        match resolved:
            case Function(instance):
                return instance
            case Constructor():
                return self.module.constructor(resolved)
            case CloneShim():
                return self.module.clone_shim(resolved.type)
            case ClosureCall() if resolved.by == 0 and resolved.takes != 0:
                return self.module.closure_once(resolved.closure)
            case Intrinsic():
                raise self.unsupported(f"the intrinsic `{resolved.name}` as a function pointer")
            case Virtual():
                raise self.unsupported(f"`{resolved.method}` of a trait object as a pointer")
            case _:
                raise self.unsupported("this function as a function pointer")

    def _call_virtual(
        self,
        call: Virtual,
        args: tuple[s.Operand, ...],
        func: s.Constant | None,
        place: SSAValue,
        target: Block | None,
    ) -> None:
        if call.by_value:
            raise self.unsupported(f"calling `{call.method}` of a trait object by value")
        self.module.method_called(call.method)
        signature = None if func is None else func.fn_sig
        inputs: tuple[Attribute, ...] = ()
        if signature is not None:
            inputs = tuple(self.substitution(t) for t in signature.inputs)
        self.emit(
            ops.VirtualCallOp,
            (*self._arguments(args, inputs), place),
            {"method": string(call.method), "slot": integer(call.slot)},
            [] if target is None else [target],
        )

    def _call_drop_glue(
        self, type_: Attribute, args: tuple[s.Operand, ...], place: SSAValue, target: Block | None
    ) -> None:
        if not self.module.drops.needs_drop(type_):
            assert target is not None
            self.goto(target)
            return
        glue = self.module.drops.require(type_, self.span)
        self.emit(
            ops.CallOp,
            (self.operand(args[0]), place),
            {"callee": symbol(glue)},
            [] if target is None else [target],
        )

    # --- intrinsics ------------------------------------------------------------------------------

    def _call_intrinsic(
        self,
        call: Intrinsic,
        args: tuple[s.Operand, ...],
        func: s.Constant | None,
        place: SSAValue,
        type_: Attribute,
        target: Block | None,
    ) -> None:
        match call.name:
            case "const_eval_select":
                self._call_const_eval_select(args, place, target)
                return
            case "caller_location":
                info = self.info
                span = None if info is None else self.locations.caller_span(info)
                value = self.emit_value(
                    ops.ConstantOp, (), type_, {"value": self.module.caller_location(span)}
                )
                self._finish(place, value, target)
                return
            case "type_name":
                name = StrConstAttr(spell(call.args[0]).encode())
                value = self.emit_value(ops.ConstantOp, (), type_, {"value": name})
                self._finish(place, value, target)
                return
            case "type_id":
                value = self.emit_value(
                    ops.ConstantOp, (), type_, {"value": self.module.type_id(call.args[0], type_)}
                )
                self._finish(place, value, target)
                return
            case "needs_drop":
                needed = self.module.drops.needs_drop(call.args[0])
                self._finish(place, self.int_value(int(needed), type_), target)
                return
            case "ub_checks" | "contract_checks":
                self._finish(place, self.int_value(0, type_), target)
                return
            case _:
                pass
        if call.name not in LOWERED:
            raise self.unsupported(f"the intrinsic `{call.name}`")
        inputs: tuple[Attribute, ...] = ()
        if func is not None and func.fn_sig is not None:
            inputs = tuple(self.substitution(t) for t in func.fn_sig.inputs)
        type_args: list[Attribute] = []
        for argument in call.args:
            if isinstance(argument, UnevaluatedAttr | mir.AdtType):
                # The ordering of an atomic is a constant of an enum type, and so is `SimdAlign`.
                owner, _, name = argument.path.data.rpartition("::")
                adt = self.resolver.universe.adt(owner)
                if name in ATOMIC_ORDERINGS or (adt is not None and adt.variant(name) is not None):
                    argument = string(name)
            type_args.append(argument)
            if not isinstance(argument, IntAttr | StringAttr):
                self.module.type_met(argument, self.span)
        self.emit(
            ops.IntrinsicCallOp,
            (*self._arguments(args, inputs), place),
            {"intrinsic": string(call.name), "type_args": ArrayAttr(type_args)},
            [] if target is None else [target],
        )

    def _call_const_eval_select(
        self, args: tuple[s.Operand, ...], place: SSAValue, target: Block | None
    ) -> None:
        """`const_eval_select(arguments, at_compile_time, at_run_time)`: a call of the last."""
        run_time = args[2]
        if (
            isinstance(run_time, s.Constant)
            and isinstance(run_time.value, s.ZstValue)
            and run_time.value.fn is not None
        ):
            resolved = self.resolve(run_time)
        else:
            type_ = self.operand_type(run_time)
            if not isinstance(type_, mir.FnDefType):
                raise self.unsupported(f"`const_eval_select` of `{spell(type_)}`")
            resolved = self.resolver.function_of(type_, None, self.span)
        values = self._untuple(args[0])
        if isinstance(resolved, Intrinsic):
            raise self.unsupported(f"`const_eval_select` of the intrinsic `{resolved.name}`")
        self._call_instance(self.function_instance(resolved), values, place, target)

    # --- casts and aggregates --------------------------------------------------------------------

    def cast(self, rvalue: s.Cast, type_: Attribute) -> SSAValue:
        """Import a cast, with the function or the vtable that it refers to."""
        kind = cast_kind(rvalue.kind)
        if kind is None:
            raise self.unsupported(f"the cast `{rvalue.kind}`")
        properties: dict[str, Attribute] = {"kind": string(kind)}
        operand = rvalue.operand
        if kind == "unsize":
            source = self.operand_type(operand)
            slot = self.upcast_slot(source, type_)
            if slot is not None:
                return self.upcast(self.operand(operand), slot, type_)
            found = self.unsized(source, type_)
            if found is not None:
                properties["vtable"] = symbol(
                    self.module.vtable(found[0], found[1], self.span, self.cold)
                )
        elif kind == "reify_fn_pointer":
            if isinstance(operand, s.Constant) and isinstance(operand.value, s.ZstValue):
                if operand.value.fn is not None:
                    resolved = self.resolve(operand)
                else:
                    resolved = self._resolve_type(self.constant_type(operand, None))
            else:
                resolved = self._resolve_type(self.operand_type(operand))
            callee = self.module.request(self.function_instance(resolved), self.cold)
            properties["callee"] = symbol(callee)
        elif kind == "closure_fn_pointer":
            closure = self.operand_type(operand)
            if not isinstance(closure, mir.ClosureType):
                raise self.unsupported(f"`{spell(closure)}` as a function pointer")
            instance = self.module.closure_as_function(closure)
            properties["callee"] = symbol(self.module.request(instance, self.cold))
        return self.emit_value(ops.CastOp, (self.operand(operand),), type_, properties)

    def _resolve_type(self, type_: Attribute) -> Resolved:
        if not isinstance(type_, mir.FnDefType):
            raise self.unsupported(f"`{spell(type_)}` as a function pointer")
        return self.resolver.function_of(type_, None, self.span)

    def aggregate(self, rvalue: s.Aggregate, type_: Attribute) -> SSAValue:
        """Import an aggregate; note what a closure captures."""
        value = super().aggregate(rvalue, type_)
        if rvalue.kind == "closure" and isinstance(type_, mir.ClosureType):
            op = self.ops[-1]
            self.module.captures_met(type_, tuple(operand.type for operand in op.operands))
        return value

    def element_types(self, rvalue: s.Aggregate, type_: Attribute) -> list[Attribute]:
        """The types of an aggregate's operands."""
        if isinstance(type_, mir.AdtType) and any(
            isinstance(operand, s.Constant) and operand.type is None for operand in rvalue.operands
        ):
            adt = self.resolver.universe.adt(type_.path.data)
            if adt is not None and adt.kind != "union":
                variant = adt.variant(rvalue.variant or "") or adt.variants[0]
                substitute = self.resolver.traits.substitute_adt(adt, type_)
                return [substitute(field.type) for field in variant.fields]
        return super().element_types(rvalue, type_)

    def active_field(self, rvalue: s.Aggregate, type_: Attribute) -> int | None:
        """The field that an aggregate of a union sets."""
        if rvalue.kind != "adt" or len(rvalue.names) != 1 or not isinstance(type_, mir.AdtType):
            return None
        adt = self.resolver.universe.adt(type_.path.data)
        if adt is None or adt.kind != "union":
            return None
        # rustc prints the name of the first field, whichever is meant: the type tells. Fields of
        # the same type are the same place.
        substitute = self.resolver.traits.substitute_adt(adt, type_)
        found = self.operand_type(rvalue.operands[0], type_)
        for index, field in enumerate(adt.variants[0].fields):
            if substitute(field.type) == found:
                return index
        raise CompileError.of(f"`{adt.path}` has no field of type `{spell(found)}`", self.span)

    def thread_local_ref(self, rvalue: s.ThreadLocalRef, type_: Attribute) -> SSAValue:
        """Refuse: a work-item has no thread-local storage."""
        raise self.unsupported(f"the thread-local static `{rvalue.path}`")


__all__ = ["ClosedBodyImporter", "symbol"]
