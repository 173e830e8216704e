"""
Constant evaluation: the constants that rustc left for instantiation to decide.

rustc evaluates every constant that does not depend on generic parameters. What is left in generic
bodies are associated constants (`<T as Tr>::K`), constants over const generics (`N + 1`), inline
`const` blocks and promoted constants. Their MIR is run here, by an interpreter of exactly what
such constants are made of: integers, floats as text, `bool`s, `char`s, tuples, arrays, structs
and enums, references to locals and constants, and calls of `const fn`s. Anything else is refused
by name. The meaning of each operation is that of rustc's `rustc_const_eval/src/interpret`.

A value is an `int` (also of `bool` and `char`), an `Aggregate`, a `Pointer` to a place of the
evaluation, or an attribute that is passed through untouched.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from xdsl.dialects.builtin import IntegerType, Signedness, StringAttr
from xdsl.ir import Attribute

from rusticle.diagnostics import CompileError, SourceSpan

from ..dialects.mir import (
    AggregateConstAttr,
    BytesConstAttr,
    FloatConstAttr,
    IntConstAttr,
    PointerConstAttr,
    StrConstAttr,
)
from ..dialects.mir import types as mir
from ..dialects.mir.spelling import spell
from . import syntax as s
from .callees import CallableCall, Function, Instance, Intrinsic
from .const_floats import (
    float_of,
    float_operation,
    float_to_int,
    float_value,
    is_known_float,
    negated,
    rounded,
)
from .const_integers import OPERATORS, bits_operation, integer_operation
from .const_items import ConstItems
from .const_layouts import ConstLayouts
from .const_memory import ConstMemory, Content
from .const_values import (
    Aggregate,
    Cell,
    ConstKey,
    Pointer,
    Union,
    Value,
    copied,
    int_range,
    set_field,
    type_id,
    wrap,
)
from .import_constants import ZST, ConstantReader, int_constant
from .import_names import cast_kind
from .substitution import Substitution, int_of

if TYPE_CHECKING:
    from .collect import Collector

U8 = IntegerType(8, Signedness.UNSIGNED)

STEPS = 200_000
"""How many statements one constant may take."""


@dataclass(slots=True)
class _Frame:
    body: s.Body
    substitution: Substitution
    constants: ConstantReader
    cells: list[Cell]
    span: SourceSpan | None


class ConstEvaluator:
    """Evaluates the constants of one module; each once for each list of arguments."""

    def __init__(self, collector: Collector) -> None:
        self.collector = collector
        self.layouts = ConstLayouts(collector)
        self.memory = ConstMemory(collector, self.layouts)
        self.items = ConstItems(collector)
        self._known: dict[ConstKey, Attribute] = {}
        self._values: dict[ConstKey, Value] = {}
        self._running: set[ConstKey] = set()
        self._steps = 0

    def constant(
        self,
        value: s.UnevaluatedValue,
        type_: Attribute,
        body: s.Body,
        substitution: Substitution,
        span: SourceSpan | None,
    ) -> Attribute:
        """The value of a constant item, as an attribute."""
        key = self._key(value, substitution)
        found = self._known.get(key)
        if found is None:
            result = self.evaluate(value, type_, substitution, span)
            found = self._known[key] = self.attribute(result, type_, span)
        return found

    def _key(self, value: s.UnevaluatedValue, substitution: Substitution) -> ConstKey:
        args = tuple(substitution(argument) for argument in value.args)
        name = value.path.path
        if value.path.self_type is not None and not value.path.is_trait_item:
            name = f"{name} of {spell(substitution(value.path.self_type))}"
        return name, args, value.promoted

    def evaluate(
        self,
        value: s.UnevaluatedValue,
        type_: Attribute,
        substitution: Substitution,
        span: SourceSpan | None,
    ) -> Value:
        """The value of a constant item, within the evaluation."""
        key = self._key(value, substitution)
        found = self._values.get(key)
        if found is None:
            if key in self._running:
                raise CompileError.of(f"the constant `{value.path.text}` depends on itself", span)
            self._running.add(key)
            try:
                item, inner = self.items.find(value, substitution, span)
                if isinstance(item, s.TrivialConst):
                    found = self._unpack(self._trivial(item, type_, inner, span))
                else:
                    self._steps = 0
                    found = self.run(item, inner, [], span)
            finally:
                self._running.discard(key)
            self._values[key] = found
        return found

    def type_of(
        self, value: s.UnevaluatedValue, substitution: Substitution, span: SourceSpan | None
    ) -> Attribute:
        """The type of a constant item."""
        item, inner = self.items.find(value, substitution, span)
        return inner(item.type if isinstance(item, s.TrivialConst) else item.return_type)

    def _trivial(
        self,
        item: s.TrivialConst,
        type_: Attribute,
        substitution: Substitution,
        span: SourceSpan | None,
    ) -> Attribute:
        from .collect import BodyContext

        body = s.Body("const", item.path, 0, [s.LocalDecl(0, type_, True)], [], {}, [])
        context = BodyContext(self.collector, body, substitution)
        return ConstantReader(context, substitution).read(item.value, type_, span)

    # --- running ---------------------------------------------------------------------------------

    def run(
        self,
        body: s.Body,
        substitution: Substitution,
        arguments: list[Value],
        span: SourceSpan | None,
    ) -> Value:
        """The value that a body returns."""
        from .collect import BodyContext

        context = BodyContext(self.collector, body, substitution)
        cells = [Cell(None, substitution(local.type)) for local in body.locals]
        for cell, argument in zip(cells[1:], arguments, strict=False):
            cell.value = argument
        frame = _Frame(body, substitution, ConstantReader(context, substitution), cells, span)
        block = body.blocks[0]
        while True:
            for statement in block.statements:
                self._step(span, body)
                self._statement(frame, statement.kind)
            self._step(span, body)
            terminator = block.terminator.kind
            if isinstance(terminator, s.Return):
                result = cells[0].value
                return ZST if result is None else result
            block = body.blocks[self._terminator(frame, terminator)]

    def _step(self, span: SourceSpan | None, body: s.Body) -> None:
        self._steps += 1
        if self._steps > STEPS:
            raise CompileError.of(f"the constant `{body.path}` takes too long to evaluate", span)

    def _refuse(self, frame: _Frame, what: str) -> CompileError:
        return CompileError.of(
            f"{what} in the constant `{frame.body.path}` is not supported", frame.span
        )

    def _statement(self, frame: _Frame, statement: s.StatementKind) -> None:
        match statement:
            case s.Assign():
                type_ = self._type_of(frame, statement.place)
                self._write(frame, statement.place, self._rvalue(frame, statement.rvalue, type_))
            case s.SetDiscriminant() | s.CopyNonOverlapping() | s.Retag():
                raise self._refuse(frame, f"`{type(statement).__name__}`")
            case _:
                pass

    def _terminator(self, frame: _Frame, terminator: s.TerminatorKind) -> int:
        match terminator:
            case s.Goto():
                return terminator.target
            case s.Drop():
                return terminator.target
            case s.FalseEdge() | s.FalseUnwind():
                return terminator.real
            case s.SwitchInt():
                value = self._int(frame, self._operand(frame, terminator.operand, None))
                found = int_range(self._operand_type(frame, terminator.operand))
                bits = 128 if found is None else found[0]
                value &= (1 << bits) - 1
                return dict(terminator.cases).get(value, terminator.otherwise)
            case s.Assert():
                value = self._int(frame, self._operand(frame, terminator.cond, mir.BoolType()))
                if bool(value) != terminator.expected:
                    raise CompileError.of(
                        f"the constant `{frame.body.path}` panics: {terminator.message}",
                        frame.span,
                    )
                return terminator.target
            case s.Call():
                if terminator.target is None:
                    raise CompileError.of(f"the constant `{frame.body.path}` panics", frame.span)
                self._write(frame, terminator.destination, self._call(frame, terminator))
                return terminator.target
            case _:
                raise self._refuse(frame, f"`{type(terminator).__name__}`")

    # --- places ----------------------------------------------------------------------------------

    def _type_of(self, frame: _Frame, place: s.Place) -> Attribute:
        type_ = frame.cells[place.local].type
        for step in place.projection:
            match step:
                case s.Field():
                    type_ = frame.substitution(step.type)
                case s.Deref() if isinstance(type_, mir.RefType | mir.PtrType):
                    type_ = type_.pointee
                case s.Index() | s.ConstantIndex() if isinstance(
                    type_, mir.ArrayType | mir.SliceType
                ):
                    type_ = type_.element
                case s.Subslice() if isinstance(type_, mir.ArrayType):
                    length = int_of(type_.length) or 0
                    end = length - step.to if step.from_end else step.to
                    type_ = mir.ArrayType(type_.element, mir.IntAttr(end - step.from_))
                case s.Downcast() | s.Subslice():
                    pass
                case _:
                    raise self._refuse(frame, f"the projection `{type(step).__name__}`")
        return type_

    def _locate(self, frame: _Frame, place: s.Place) -> Pointer:
        """The cell and the path that a place is."""
        pointer = Pointer(frame.cells[place.local])
        for position, step in enumerate(place.projection):
            match step:
                case s.Field():
                    pointer = Pointer(pointer.cell, (*pointer.path, step.index))
                case s.Deref():
                    target = self._read_at(frame, pointer)
                    if isinstance(target, Pointer):
                        pointer = target
                    elif isinstance(target, StrConstAttr | BytesConstAttr):
                        values: list[Value] = list(target.data)
                        pointer = Pointer(Cell(Aggregate(values)), (), len(values))
                    else:
                        type_ = self._type_of(
                            frame, s.Place(place.local, place.projection[: position + 1])
                        )
                        pointer = self._load(frame, target, type_)
                case s.Downcast():
                    pass
                case s.Index():
                    pointer = pointer.element(self._int(frame, frame.cells[step.local].value))
                case s.Subslice():
                    end = self._length(frame, pointer) - step.to if step.from_end else step.to
                    first = pointer.start + step.from_
                    pointer = Pointer(pointer.cell, pointer.path, end - step.from_, first)
                case s.ConstantIndex():
                    index = step.offset
                    if step.from_end:
                        index = self._length(frame, pointer) - step.offset
                    pointer = pointer.element(index)
                case _:
                    raise self._refuse(frame, f"the projection `{type(step).__name__}`")
        return pointer

    def _load(self, frame: _Frame, target: Value, pointee: Attribute) -> Pointer:
        """What a pointer points to that rustc evaluated: a copy of it, read from its bytes."""
        length: int | None = None
        if isinstance(target, Aggregate) and len(target.fields) == 2:
            first, second = target.fields
            if isinstance(second, int) and isinstance(pointee, mir.SliceType | mir.StrType):
                length = second
                element = pointee.element if isinstance(pointee, mir.SliceType) else U8
                pointee = mir.ArrayType(element, mir.IntAttr(length))
            target = first
        if not isinstance(target, PointerConstAttr):
            raise self._refuse(frame, "dereferencing what this pointer points to")
        return Pointer(Cell(self.memory.load(target, pointee, frame.span)), (), length)

    def _read_at(self, frame: _Frame, pointer: Pointer) -> Value:
        value = pointer.cell.value
        for index in pointer.path:
            value = self._field(frame, value, index)
        if value is None:
            return ZST
        return pointer.within(value)

    def _field(self, frame: _Frame, value: Value | None, index: int) -> Value | None:
        if isinstance(value, BytesConstAttr):
            return value.data[index]
        if isinstance(value, Union) and index != (active := value.active()):
            types = value.types
            return self.memory.transmute(
                value.fields[active], types[active], types[index], frame.span
            )
        if not isinstance(value, Aggregate) or index >= len(value.fields):
            raise self._refuse(frame, "reading a part of this value")
        return value.fields[index]

    def _read(self, frame: _Frame, place: s.Place) -> Value:
        return copied(self._read_at(frame, self._locate(frame, place)))

    def _write(self, frame: _Frame, place: s.Place, value: Value) -> None:
        self._write_at(frame, self._locate(frame, place), value)

    def _write_at(self, frame: _Frame, pointer: Pointer, value: Value) -> None:
        if pointer.length is not None:
            # An array within a larger one.
            for index, element in enumerate(self.elements(frame, value)):
                self._write_at(frame, pointer.element(index), element)
            return
        if not pointer.path:
            pointer.cell.value = value
            return
        if pointer.cell.value is None:
            pointer.cell.value = Aggregate([])
        target = pointer.cell.value
        for index in pointer.path[:-1]:
            if not isinstance(target, Aggregate):
                raise self._refuse(frame, "writing a part of this value")
            inner = target.fields[index] if index < len(target.fields) else Aggregate([])
            set_field(target, index, inner)
            target = inner
        if not isinstance(target, Aggregate):
            raise self._refuse(frame, "writing a part of this value")
        set_field(target, pointer.path[-1], value)

    # --- operands and rvalues --------------------------------------------------------------------

    def _operand_type(self, frame: _Frame, operand: s.Operand) -> Attribute:
        match operand:
            case s.Copy() | s.Move():
                return self._type_of(frame, operand.place)
            case s.Constant() if operand.type is not None:
                return frame.substitution(operand.type)
            case s.Constant() if (item := self._item(operand)) is not None:
                return self.type_of(item, frame.substitution, frame.span)
            case _:
                return mir.BoolType()

    def _operand(self, frame: _Frame, operand: s.Operand, expected: Attribute | None) -> Value:
        match operand:
            case s.Copy() | s.Move():
                return self._read(frame, operand.place)
            case s.Constant():
                type_ = expected if operand.type is None else frame.substitution(operand.type)
                item = self._item(operand)
                if item is not None:
                    if type_ is None:
                        type_ = self.type_of(item, frame.substitution, frame.span)
                    return copied(self.evaluate(item, type_, frame.substitution, frame.span))
                attribute = frame.constants.read(operand, type_ or mir.UNIT, frame.span)
                return self._unpack(attribute)
            case s.RuntimeChecks():
                return 0

    def _item(self, constant: s.Constant) -> s.UnevaluatedValue | None:
        """
        The constant item that an operand names, if it names one. Where rustc does not say the type,
        a path alone does not tell a constant from a unit struct.
        """
        value = constant.value
        if isinstance(value, s.UnevaluatedValue):
            return value
        if (
            constant.type is not None
            or not isinstance(value, s.AggregateValue)
            or value.kind != "adt"
            or value.fields
            or value.path is None
            or self.collector.universe.adt(value.path.path) is not None
        ):
            return None
        owner, _, name = value.path.path.rpartition("::")
        adt = self.collector.universe.adt(owner)
        if adt is not None and adt.variant(name) is not None:
            return None
        return s.UnevaluatedValue(value.path)

    def _unpack(self, attribute: Attribute) -> Value:
        match attribute:
            case IntConstAttr():
                return attribute.data
            case AggregateConstAttr():
                variant = attribute.variant
                fields = [self._unpack(element) for element in attribute.fields.data]
                return Aggregate(fields, variant.data if isinstance(variant, StringAttr) else None)
            case _:
                return attribute

    def _int(self, frame: _Frame, value: Value | None) -> int:
        while isinstance(value, Aggregate) and len(value.fields) == 1 and value.variant is None:
            value = value.fields[0]
        if not isinstance(value, int):
            raise self._refuse(frame, "arithmetic on what is not an integer")
        return value

    def _rvalue(self, frame: _Frame, rvalue: s.Rvalue, type_: Attribute) -> Value:
        match rvalue:
            case s.Use():
                return self._operand(frame, rvalue.operand, type_)
            case s.CopyForDeref():
                return self._read(frame, rvalue.place)
            case s.BinaryOp():
                return self._binary(frame, rvalue, type_)
            case s.UnaryOp():
                return self._unary(frame, rvalue, type_)
            case s.Cast():
                return self._cast(frame, rvalue, type_)
            case s.Aggregate():
                fields = [self._operand(frame, operand, None) for operand in rvalue.operands]
                return self._union(frame, rvalue, type_, fields) or Aggregate(
                    fields, rvalue.variant
                )
            case s.Repeat():
                count = frame.substitution(rvalue.count)
                number = int_of(count)
                if number is None:
                    raise self._refuse(frame, "an array of unknown length")
                value = self._operand(frame, rvalue.operand, None)
                return Aggregate([copied(value) for _ in range(number)])
            case s.Ref() | s.RawPtr():
                return self._locate(frame, rvalue.place)
            case s.Len():
                return self._length(frame, self._locate(frame, rvalue.place))
            case s.Discriminant():
                return self._discriminant(frame, rvalue.place)
            case s.NullaryOp() if rvalue.op in ("SizeOf", "AlignOf") and rvalue.type is not None:
                size, align = self.layouts.of(frame.substitution(rvalue.type), frame.span)
                return size if rvalue.op == "SizeOf" else align
            case s.NullaryOp() if rvalue.op.endswith("Checks"):
                return 0
            case _:
                raise self._refuse(frame, f"`{type(rvalue).__name__}`")

    def _union(
        self, frame: _Frame, rvalue: s.Aggregate, type_: Attribute, values: list[Value]
    ) -> Union | None:
        """An aggregate of a union; `None` if it is one of another type."""
        if rvalue.kind != "adt" or not isinstance(type_, mir.AdtType):
            return None
        adt = self.collector.universe.adt(type_.path.data)
        if adt is None or adt.kind != "union":
            return None
        # rustc prints the name of the first field, whichever is meant: the type tells.
        substitute = self.collector.resolver.traits.substitute_adt(adt, type_)
        types = [substitute(field.type) for field in adt.variants[0].fields]
        return Union.of(
            types, types.index(self._operand_type(frame, rvalue.operands[0])), values[0]
        )

    def _length(self, frame: _Frame, pointer: Pointer) -> int:
        value = self._read_at(frame, pointer)
        if isinstance(value, Aggregate):
            return len(value.fields)
        if isinstance(value, BytesConstAttr | StrConstAttr):
            return len(value.data)
        raise self._refuse(frame, "the length of this value")

    def _discriminant(self, frame: _Frame, place: s.Place) -> int:
        type_ = self._type_of(frame, place)
        value = self._read(frame, place)
        if isinstance(type_, mir.AdtType) and isinstance(value, Aggregate):
            adt = self.collector.universe.adt(type_.path.data)
            variant = None if adt is None else adt.variant(value.variant or "")
            if variant is not None:
                return variant.discriminant
        raise self._refuse(frame, "the discriminant of this value")

    def _binary(self, frame: _Frame, rvalue: s.BinaryOp, type_: Attribute) -> Value:
        if rvalue.op.endswith("WithOverflow") and isinstance(type_, mir.TupleType):
            operand_type = type_.elements.data[0]
        else:
            lhs_open = isinstance(rvalue.lhs, s.Constant) and rvalue.lhs.type is None
            known = rvalue.rhs if lhs_open else rvalue.lhs
            operand_type = self._operand_type(frame, known)
        left = self._operand(frame, rvalue.lhs, operand_type)
        right = self._operand(frame, rvalue.rhs, operand_type)
        if isinstance(left, FloatConstAttr) and isinstance(right, FloatConstAttr):
            result = float_operation(rvalue.op, left.data, right.data, operand_type)
            if result is None:
                raise self._refuse(frame, f"`{rvalue.op}` of `{spell(operand_type)}`")
            return result
        lhs, rhs = self._int(frame, left), self._int(frame, right)
        if int_range(operand_type) is None:
            raise self._refuse(frame, f"`{rvalue.op}` of `{spell(operand_type)}`")
        try:
            found = integer_operation(rvalue.op, lhs, rhs, operand_type)
        except ZeroDivisionError:
            raise self._divides_by_zero(frame) from None
        if found is None:
            raise self._refuse(frame, f"the operator `{rvalue.op}`")
        return found

    def _divides_by_zero(self, frame: _Frame) -> CompileError:
        return CompileError.of(f"the constant `{frame.body.path}` divides by zero", frame.span)

    def _unary(self, frame: _Frame, rvalue: s.UnaryOp, type_: Attribute) -> Value:
        value = self._operand(frame, rvalue.operand, type_)
        if rvalue.op == "PtrMetadata":
            if isinstance(value, Pointer):
                return self._length(frame, value)
            if isinstance(value, StrConstAttr | BytesConstAttr):
                return len(value.data)
            raise self._refuse(frame, "the metadata of this pointer")
        if isinstance(value, FloatConstAttr) and rvalue.op == "Neg":
            return negated(value.data, type_)
        number = self._int(frame, value)
        if rvalue.op == "Neg":
            return wrap(-number, type_)
        return 1 - number if isinstance(type_, mir.BoolType) else wrap(~number, type_)

    def _cast(self, frame: _Frame, rvalue: s.Cast, type_: Attribute) -> Value:
        kind = cast_kind(rvalue.kind)
        if kind in ("reify_fn_pointer", "closure_fn_pointer"):
            return self._function_pointer(frame, rvalue.operand)
        value = self._operand(frame, rvalue.operand, None)
        if kind == "int_to_float" and isinstance(value, int) and is_known_float(type_):
            return float_of(value, type_)
        if (
            kind in ("float_to_float", "float_to_int")
            and isinstance(value, FloatConstAttr)
            and is_known_float(source := self._operand_type(frame, rvalue.operand))
        ):
            number = float_value(value.data, source)
            if kind == "float_to_int":
                return float_to_int(number, type_)
            if is_known_float(type_):
                return rounded(number, type_)
        if kind == "int_to_int" and isinstance(value, int):
            return wrap(value, type_)
        if kind in ("unsize", "ptr_to_ptr", "subtype", "mut_to_const_pointer"):
            return value
        if kind == "transmute" and isinstance(value, int) and int_range(type_) is not None:
            return wrap(value, type_)
        if kind == "transmute" and isinstance(value, Pointer | StrConstAttr | BytesConstAttr):
            return value
        if kind == "transmute":
            source = self._operand_type(frame, rvalue.operand)
            return self.memory.transmute(value, source, type_, frame.span)
        raise self._refuse(frame, f"the cast `{rvalue.kind}` to `{spell(type_)}`")

    def _function_pointer(self, frame: _Frame, operand: s.Operand) -> Value:
        """A function item or closure as a pointer."""
        collector = self.collector
        type_ = self._operand_type(frame, operand)
        if isinstance(type_, mir.ClosureType):
            instance = collector.closure_as_function(type_)
        elif isinstance(type_, mir.FnDefType):
            path = None
            if isinstance(operand, s.Constant) and isinstance(operand.value, s.ZstValue):
                path = operand.value.fn
            if path is None:
                resolved = collector.resolver.function_of(type_, None, frame.span)
            else:
                signature = operand.fn_sig if isinstance(operand, s.Constant) else None
                resolved = collector.resolver.resolve(
                    path, frame.substitution, frame.span, signature
                )
            instance = collector.items.pointer_target(resolved, frame.span)
        else:
            raise self._refuse(frame, f"`{spell(type_)}` as a function pointer")
        return PointerConstAttr.of(collector.request(instance))

    # --- calls -----------------------------------------------------------------------------------

    def _call(self, frame: _Frame, terminator: s.Call) -> Value:
        func = terminator.func
        resolver = self.collector.resolver
        if not (
            isinstance(func, s.Constant)
            and isinstance(func.value, s.ZstValue)
            and func.value.fn is not None
        ):
            raise self._refuse(frame, "a call through a pointer")
        resolved = resolver.resolve(func.value.fn, frame.substitution, frame.span, func.fn_sig)
        if isinstance(resolved, Intrinsic) and resolved.name == "const_eval_select":
            return self._const_eval_select(frame, terminator.args)
        arguments = [self._operand(frame, argument, None) for argument in terminator.args]
        match resolved:
            case Function(instance) if known := KNOWN_CALLS.get(instance.symbol.partition("<")[0]):
                return known(self, frame, arguments)
            case Function(instance):
                return self._call_instance(frame, instance, arguments)
            case CallableCall() if isinstance(resolved.callee, mir.FnDefType):
                target = resolver.function_of(resolved.callee, None, frame.span)
                unpacked = arguments[1]
                fields = unpacked.fields if isinstance(unpacked, Aggregate) else []
                if isinstance(target, Function):
                    return self._call_instance(frame, target.instance, list(fields))
                raise self._refuse(frame, "this call")
            case Intrinsic():
                return self._intrinsic(frame, resolved, arguments)
            case _:
                raise self._refuse(frame, f"the call of `{func.value.fn.text}`")

    def elements(self, frame: _Frame, value: Value) -> list[Value]:
        """The elements of the slice or array that a reference is to."""
        if isinstance(value, Pointer):
            value = self._read_at(frame, value)
        if isinstance(value, BytesConstAttr | StrConstAttr):
            return list(value.data)
        if not isinstance(value, Aggregate):
            raise self._refuse(frame, "the elements of this value")
        return value.fields

    def _const_eval_select(self, frame: _Frame, args: tuple[s.Operand, ...]) -> Value:
        """`const_eval_select(arguments, at_compile_time, at_run_time)`: a call of the second."""
        type_ = self._operand_type(frame, args[1])
        unpacked = self._operand(frame, args[0], None)
        fields = unpacked.fields if isinstance(unpacked, Aggregate) else []
        if isinstance(type_, mir.FnDefType):
            path = None
            if isinstance(args[1], s.Constant) and isinstance(args[1].value, s.ZstValue):
                path = args[1].value.fn
            resolver = self.collector.resolver
            if path is not None:
                signature = args[1].fn_sig if isinstance(args[1], s.Constant) else None
                target = resolver.resolve(path, frame.substitution, frame.span, signature)
            else:
                target = resolver.function_of(type_, None, frame.span)
            if isinstance(target, Function):
                return self._call_instance(frame, target.instance, list(fields))
        raise self._refuse(frame, "this call")

    def _call_instance(self, frame: _Frame, instance: Instance, arguments: list[Value]) -> Value:
        if instance.is_panic:
            raise CompileError.of(f"the constant `{frame.body.path}` panics", frame.span)
        if instance.body is None:
            raise self._refuse(frame, f"the call of `{instance.symbol}`")
        return self.run(instance.body, instance.substitution, arguments, frame.span)

    def _intrinsic(self, frame: _Frame, call: Intrinsic, arguments: list[Value]) -> Value:
        match call.name:
            case "size_of":
                return self.layouts.of(call.args[0], frame.span)[0]
            case "align_of":
                return self.layouts.of(call.args[0], frame.span)[1]
            case "needs_drop":
                return int(self.collector.drops.needs_drop(call.args[0]))
            case "type_name":
                return StrConstAttr(spell(call.args[0]).encode())
            case "type_id":
                return type_id(call.args[0])
            case "likely" | "unlikely" | "black_box":
                return arguments[0]
            case "assume" | "cold_path" | "assert_inhabited" | "forget":
                return ZST
            case "ub_checks" | "overflow_checks" | "contract_checks" | "is_val_statically_known":
                return 0
            case "typed_swap_nonoverlapping" if all(isinstance(p, Pointer) for p in arguments):
                first, second = (p for p in arguments if isinstance(p, Pointer))
                values = copied(self._read_at(frame, first)), copied(self._read_at(frame, second))
                self._write_at(frame, first, values[1])
                self._write_at(frame, second, values[0])
                return ZST
            case name if (operator := OPERATORS.get(name)) is not None:
                lhs, rhs = (self._int(frame, argument) for argument in arguments)
                try:
                    found = integer_operation(operator, lhs, rhs, call.args[0])
                except ZeroDivisionError:
                    raise self._divides_by_zero(frame) from None
            case name if call.args and all(isinstance(value, int) for value in arguments):
                numbers = [self._int(frame, argument) for argument in arguments]
                found = bits_operation(name, numbers, call.args[0])
            case _:
                found = None
        if found is None:
            raise self._refuse(frame, f"the intrinsic `{call.name}`")
        return found

    # --- results ---------------------------------------------------------------------------------

    def attribute(self, value: Value, type_: Attribute, span: SourceSpan | None) -> Attribute:
        """A value of the evaluation, as a constant of the module."""
        match value:
            case int():
                return int_constant(value)
            case Aggregate() if isinstance(type_, mir.RefType | mir.PtrType):
                # A fat pointer.
                thin = mir.PtrType(type_.pointee, type_.mutable)
                return AggregateConstAttr.of(
                    [self.attribute(part, thin, span) for part in value.fields]
                )
            case Aggregate():
                fields = [
                    self.attribute(part, part_type, span)
                    for part, part_type in zip(
                        value.fields, self._part_types(value, type_), strict=True
                    )
                ]
                return AggregateConstAttr.of(fields, value.variant)
            case Pointer():
                return self.memory.pointer(value, type_, span)
            case _:
                return value

    def _part_types(self, value: Aggregate, type_: Attribute) -> list[Attribute]:
        count = len(value.fields)
        match type_:
            case mir.TupleType():
                return list(type_.elements.data)
            case mir.ArrayType() | mir.SliceType():
                return [type_.element] * count
            case mir.AdtType():
                adt = self.collector.universe.adt(type_.path.data)
                if adt is not None:
                    variant = adt.variant(value.variant or "") or adt.variants[0]
                    substitute = self.collector.resolver.traits.substitute_adt(adt, type_)
                    types = [substitute(f.type) for f in variant.fields]
                    if len(types) == count or adt.kind == "union":
                        return types[:count]
            case mir.ClosureType():
                return list(self.collector.resolver.closure_captures(type_))
            case _:
                pass
        return [mir.UNIT] * count

    def static_content(
        self, body: s.Body, type_: Attribute, span: SourceSpan | None
    ) -> tuple[Content, int]:
        """The content of a static, and its alignment in bytes."""
        self._steps = 0
        value = self.run(body, self.collector.resolver.traits.closed, [], span)
        return self.memory.content(value, type_, span)


def _is_ascii(evaluator: ConstEvaluator, frame: _Frame, arguments: list[Value]) -> Value:
    """What `is_ascii` computes at compile time; its MIR is that of run time, with word reads."""
    elements = evaluator.elements(frame, arguments[0])
    return int(all(isinstance(element, int) and element < 128 for element in elements))


KNOWN_CALLS: dict[str, Callable[[ConstEvaluator, _Frame, list[Value]], Value]] = {
    "core::slice::ascii::is_ascii": _is_ascii,
    "core::slice::ascii::is_ascii::runtime": _is_ascii,
}
"""Functions of `core` whose MIR is not what is to run at compile time."""
