"""
Uniformity: whether every work-item of a launch returns the same value.

All work-items run the same code with the same arguments. What they compute differs where something
that differs between them gets in: their numbers, lanes' exchanges, clocks, memory that one of them
writes while another reads it. `promote-kernel-sret` asks whether any of that reaches the result:

    fn sum(x: &[u32]) -> u32 { x.iter().sum() }              // the same for all
    fn first(x: &[u32]) -> u32 { x[workitem_id_x() as usize] }    // not

LLVM has such an analysis (`llvm/lib/Analysis/UniformityAnalysis.cpp`), of one wave, of one
function, of SSA values: what it calls uniform may differ between two waves. This one is of a whole
launch and all that a kernel calls, and says why a value differs, in the words of the source.

Looking at operands alone is not enough. (1) Which branch is taken matters as much as what is
assigned there:

    let mut n = 0; if workitem_id_x() > 3 { n = 1 }          // two constants, but n differs

so an assignment in a block differs if whether the block runs does. A block's running depends on the
branches that it is control-dependent on (Ferrante, Ottenstein, Warren 1987), which are found from
post-dominance: b's branch decides about x if x post-dominates a successor of b but not b. A loop
that work-items leave after different numbers of rounds is such a case too, for its body depends on
the branch that leaves it. Branches into a panic are left out: a launch in which one work-item
panics has no result.

(2) Rust's iterators live in memory and are changed through `&mut`, so memory must be followed. Each
local is an *object*, and all memory from outside is one, *external*. For each object there are the
objects that pointers within it may point to (Andersen 1994: sets that only grow; fields are not
told apart), and whether its contents differ. A store makes the objects that it may hit differ if
the value, the address or the control does. One to external memory always does: another work-item
may read before or after it. So does whatever is not understood: foreign functions, calls through
pointers, `drop`s, atomics.

(3) The address of a local differs between work-items (and between launches), but what is found
there need not. Pointers to locals count as equal as long as they are only followed. Looking at the
address itself (as an integer, or by comparing it with a pointer to something else) makes it differ;
two pointers into the same local are compared alike by all.

The analysis is flow-insensitive, and one answer serves all calls of a function. It may call a value
different that is not, never the other way, if the program has no undefined behaviour and the host
leaves the arguments' memory alone while the kernel runs.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from xdsl.dialects.builtin import ModuleOp
from xdsl.ir import Attribute, Operation, SSAValue

from ..diagnostics import SourceSpan, span_of
from ..dialects import mir
from ..dialects.mir import intrinsics as known
from .control_dependence import ControlDependence
from .uniformity_types import Types, is_number

EXTERNAL = 0
"""The object that is all memory from outside: arguments', statics', constants'."""

_SAME_FOR_ALL = frozenset(
    (
        "llvm.amdgcn.dispatch.ptr",
        "llvm.amdgcn.queue.ptr",
        "llvm.amdgcn.dispatch.id",
        "llvm.amdgcn.kernarg.segment.ptr",
        "llvm.amdgcn.implicitarg.ptr",
        "llvm.amdgcn.wavefrontsize",
        "llvm.nvvm.read.ptx.sreg.ntid.x",
        "llvm.nvvm.read.ptx.sreg.ntid.y",
        "llvm.nvvm.read.ptx.sreg.ntid.z",
        "llvm.nvvm.read.ptx.sreg.nctaid.x",
        "llvm.nvvm.read.ptx.sreg.nctaid.y",
        "llvm.nvvm.read.ptx.sreg.nctaid.z",
        "llvm.nvvm.read.ptx.sreg.warpsize",
    )
)
"""What a target's registers say alike to every work-item of a launch."""
_ORDERING = frozenset(
    (
        "llvm.amdgcn.s.barrier",
        "llvm.amdgcn.wave.barrier",
        "llvm.amdgcn.sched.barrier",
        "llvm.amdgcn.s.sleep",
        "llvm.amdgcn.s.sethalt",
    )
)
"""What changes when things happen, not what."""

_POINTER_CASTS = frozenset(
    (
        "ptr_to_ptr",
        "fn_ptr_to_ptr",
        "unsize",
        "mut_to_const_pointer",
        "array_to_pointer",
        "subtype",
        "unsafe_fn_pointer",
    )
)
_COMPARISONS = frozenset(("eq", "ne", "lt", "le", "gt", "ge", "cmp"))
_IGNORED = frozenset(
    (
        mir.StorageLiveOp,
        mir.StorageDeadOp,
        mir.AssumeOp,
        mir.RetagOp,
        mir.FakeReadOp,
        mir.PlaceMentionOp,
        mir.NopOp,
        mir.CoverageOp,
        mir.ConstEvalCounterOp,
        mir.DebugOp,
        mir.DropHintOp,
        mir.LocalOp,
        mir.GotoOp,
        mir.AssertOp,
        mir.ReturnOp,
        mir.UnreachableOp,
        mir.ResumeOp,
        mir.TerminateOp,
        mir.FalseEdgeOp,
        mir.FalseUnwindOp,
    )
)
_ADDRESS_OF_A_LOCAL = "the address of a local"

_PURE = (
    known.INTEGER
    | known.FLOAT
    | known.FLOAT_MATH
    | frozenset(
        (
            "offset arith_offset slice_get_unchecked ptr_mask aggregate_raw_ptr ptr_metadata "
            "vtable_size vtable_align size_of align_of size_of_val align_of_val needs_drop "
            "variant_count offset_of assert_inhabited assert_zero_valid "
            "assert_mem_uninitialized_valid forget assume cold_path breakpoint abort unreachable "
            "select_unpredictable black_box ub_checks overflow_checks is_val_statically_known "
            "amdgpu_dispatch_ptr prefetch_read_data prefetch_write_data "
            "prefetch_read_instruction prefetch_write_instruction"
        ).split()
    )
    | frozenset(
        name
        for name in known.SIMD
        if not name.endswith(("gather", "scatter", "masked_load", "masked_store", "_provenance"))
    )
)
"""Intrinsics whose result depends on their arguments alone, and that change nothing."""
_POINTER_RESULTS = frozenset(
    "offset arith_offset slice_get_unchecked ptr_mask aggregate_raw_ptr select_unpredictable "
    "black_box".split()
) | frozenset(name for name in known.SIMD)
_ADDRESS_COMPARISONS = frozenset(
    ("ptr_offset_from", "ptr_offset_from_unsigned", "ptr_guaranteed_cmp")
)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a value differs between work-items: what it depends on, and where that is."""

    what: str
    span: SourceSpan | None


@dataclass(frozen=True, slots=True)
class _Value:
    """What is known of a value: the objects that it may point to, and why it differs."""

    points_to: frozenset[int] = frozenset()
    varies: Reason | None = None


_PLAIN = _Value()
_OUTSIDE = frozenset((EXTERNAL,))
_FROM_OUTSIDE = _Value(_OUTSIDE)


@dataclass(frozen=True, slots=True)
class _Place:
    """What is known of a place: the objects that it may be in, and why its address differs."""

    objects: frozenset[int]
    varies: Reason | None = None


class _Function:
    """A function that the kernel reaches."""

    def __init__(self, op: mir.FuncOp, numbers: dict[SSAValue, int], first: int) -> None:
        self.op = op
        entry = op.body.blocks[0]
        places: list[SSAValue] = [*entry.args]
        self.result = first
        for inner in entry.ops:
            if isinstance(inner, mir.LocalOp):
                if inner.index.data == 0:
                    self.result = first + len(places)
                places.append(inner.place)
        for number, place in enumerate(places, first):
            numbers[place] = number
        self.count = len(places)
        self.parameters = range(first, first + len(entry.args))
        self.control = ControlDependence(op.body)
        self.varies: list[Reason | None] = [None] * len(self.control.blocks)
        """Why whether a block runs differs, by the block's number."""
        self.called: Reason | None = None
        """Why whether the function is called differs."""
        self.callees: set[str] = set()


class Uniformity:
    """The analysis of one kernel."""

    def __init__(self, module: ModuleOp, kernel: mir.FuncOp) -> None:
        self._defined: dict[str, mir.FuncOp] = {}
        definitions: dict[Attribute, Operation] = {}
        for op in module.body.block.ops:
            if isinstance(op, mir.FuncOp):
                self._defined[op.sym_name.data] = op
            elif isinstance(op, mir.StructOp | mir.EnumOp | mir.UnionOp):
                definitions[op.adt] = op
        self._types = Types(definitions)
        self._numbers: dict[SSAValue, int] = {}
        self._points_to: list[frozenset[int]] = [_OUTSIDE]
        self._varies: list[Reason | None] = [None]
        self._owner: list[str] = [""]
        self._functions: dict[str, _Function] = {}
        self._exposed: frozenset[int] = _OUTSIDE
        """Objects whose address was looked at as an integer, so that any integer may be one."""
        self._punned: set[int] = set()
        """Objects whose memory is looked at as more than one type."""
        self._changed = False
        self._recursive: dict[str, bool] = {}
        self._values: dict[SSAValue, _Value] = {}
        self._kernel = self._function(kernel.sym_name.data)
        for parameter in self._kernel.parameters:
            self._points_to[parameter] = _OUTSIDE

    def varying_result(self) -> Reason | None:
        """Why work-items may return different values; `None` if they return the same."""
        self._changed = True
        while self._changed:
            self._changed = False
            self._recursive.clear()
            # Functions are added as calls of them are met.
            for function in list(self._functions.values()):
                self._run(function)
        result = self._kernel.result
        reason = self._varies[result]
        if reason is None and self._private(self._points_to[result]):
            return Reason(_ADDRESS_OF_A_LOCAL, span_of(self._kernel.op.location))
        return reason

    # Objects

    def _function(self, name: str) -> _Function:
        found = self._functions.get(name)
        if found is None:
            found = _Function(self._defined[name], self._numbers, len(self._points_to))
            self._functions[name] = found
            self._points_to += [frozenset()] * found.count
            self._varies += [None] * found.count
            self._owner += [name] * found.count
            self._changed = True
        return found

    @staticmethod
    def _private(objects: frozenset[int]) -> bool:
        return bool(objects - _OUTSIDE)

    def _add_points_to(self, number: int, objects: frozenset[int]) -> None:
        if not objects <= self._points_to[number]:
            self._points_to[number] |= objects
            self._changed = True

    def _set_varies(self, number: int, reason: Reason) -> None:
        if self._varies[number] is None:
            self._varies[number] = reason
            self._changed = True

    def _expose(self, objects: frozenset[int]) -> None:
        if not objects <= self._exposed:
            self._exposed |= objects
            self._changed = True

    def _pun(self, objects: Iterable[int]) -> None:
        for number in objects:
            if number not in self._punned:
                self._punned.add(number)
                self._changed = True

    def _reachable(self, objects: frozenset[int]) -> frozenset[int]:
        """Objects that can be got at from these, following pointers."""
        found = set(objects)
        work = list(objects)
        while work:
            for number in self._points_to[work.pop()]:
                if number not in found:
                    found.add(number)
                    work.append(number)
        return frozenset(found)

    # Places

    def _place(self, value: SSAValue) -> _Place:
        number = self._numbers.get(value)
        if number is not None:
            return _Place(frozenset((number,)))
        op = value.owner
        assert isinstance(op, Operation)
        base = self._place(op.operands[0])
        match op:
            case mir.DerefOp():
                pointer = self._contents(base)
                return _Place(pointer.points_to, pointer.varies)
            case mir.IndexOp():
                index = self._contents(self._place(op.operands[1]))
                return _Place(base.objects, base.varies or index.varies)
            case mir.FieldOp():
                if self._types.is_punning(_held(op.operands[0])):
                    self._pun(base.objects)
                return base
            case _:
                return base

    def _contents(self, place: _Place) -> _Value:
        points_to: frozenset[int] = frozenset()
        reason = place.varies
        for number in place.objects:
            points_to |= self._points_to[number]
            reason = reason or self._varies[number]
        return _Value(points_to, reason)

    def _read(self, place: _Place, type_: Attribute, op: Operation) -> _Value:
        value = self._contents(place)
        points_to, reason = value.points_to, value.varies
        if not self._punned.isdisjoint(place.objects):
            # Part of what is read may be an address where the type says that it is a number, or
            # the other way around.
            private = points_to - _OUTSIDE
            if private and self._types.pointers(type_) is None:
                self._expose(private)
                reason = reason or self._because(_ADDRESS_OF_A_LOCAL, op)
            points_to |= self._exposed
        if points_to and is_number(type_):
            points_to = frozenset[int]()
        return _Value(points_to, reason)

    def _write(self, place: _Place, value: _Value, control: Reason | None, op: Operation) -> None:
        reason = value.varies or place.varies or control
        for number in place.objects:
            self._add_points_to(number, value.points_to)
            if number == EXTERNAL:
                self._write_outside(op)
            elif reason is not None:
                self._set_varies(number, reason)

    def _write_outside(self, op: Operation) -> None:
        if self._varies[EXTERNAL] is None:
            self._set_varies(EXTERNAL, self._because("memory that it writes itself", op))

    @staticmethod
    def _because(what: str, op: Operation) -> Reason:
        return Reason(what, span_of(op.location))

    def _behind(self, pointer: _Value) -> _Place:
        """The place that a pointer points to."""
        return _Place(pointer.points_to, pointer.varies)

    # Functions

    def _run(self, function: _Function) -> None:
        control = function.control
        for number, block in enumerate(control.blocks):
            reason = function.varies[number] or function.called
            self._values = {}
            for op in block.ops:
                self._step(op, reason, function)
            last = block.last_op
            decided = control.decides[number]
            if decided and last is not None:
                why = reason
                if isinstance(last, mir.SwitchIntOp):
                    why = self._of(last.operands[0]).varies or reason
                if why is not None:
                    for other in decided:
                        if function.varies[other] is None:
                            function.varies[other] = why
                            self._changed = True

    def _of(self, value: SSAValue) -> _Value:
        """What is known of the result of an operation of the block at hand."""
        return self._values.get(value, _PLAIN)

    def _step(self, op: Operation, control: Reason | None, function: _Function) -> None:
        kind = type(op)
        if kind in _IGNORED:
            return
        match op:
            case mir.AssignOp():
                place, value = op.operands
                self._write(self._place(place), self._of(value), control, op)
            case mir.SetDiscriminantOp():
                self._write(self._place(op.operands[0]), _PLAIN, control, op)
            case mir.CopyNonOverlappingOp():
                target, source, count = [self._of(operand) for operand in op.operands]
                self._copy(target, source, count, control, op)
            case mir.SwitchIntOp():
                pass
            case mir.CallOp():
                self._call(op, control, function)
            case mir.IntrinsicCallOp():
                self._intrinsic(op, control)
            case _ if op.results:
                self._values[op.results[0]] = self._rvalue(op)
            case mir.DropOp():
                if self._types.may_drop(_held(op.operands[0])):
                    dropped = _Value(self._place(op.operands[0]).objects)
                    self._unknown("what a `drop` does", [dropped], op)
            case mir.VirtualCallOp() | mir.IndirectCallOp():
                arguments = [self._of(operand) for operand in op.operands[:-1]]
                result = self._unknown("a call through a pointer", arguments, op)
                self._write(self._place(op.operands[-1]), result, control, op)
            case _:
                places = [
                    _Value(self._place(operand).objects)
                    if isinstance(operand.type, mir.PlaceType)
                    else self._of(operand)
                    for operand in op.operands
                ]
                self._unknown(f"`{op.name}`", places, op)

    # Rvalues

    def _rvalue(self, op: Operation) -> _Value:
        match op:
            case mir.CopyOp() | mir.MoveOp():
                return self._read(self._place(op.operands[0]), op.results[0].type, op)
            case mir.ConstantOp():
                numbers = mir.IntConstAttr | mir.FloatConstAttr | mir.ZstAttr
                return _PLAIN if isinstance(op.value, numbers) else _FROM_OUTSIDE
            case mir.RefOp() | mir.RawPtrOp():
                place = self._place(op.operands[0])
                return _Value(place.objects, place.varies)
            case mir.BinaryOp():
                return self._binary(op)
            case mir.CastOp():
                return self._cast(op)
            case mir.DiscriminantOp() | mir.LenOp():
                return _Value(varies=self._contents(self._place(op.operands[0])).varies)
            case mir.AggregateOp() | mir.RepeatOp() | mir.UnaryOp() | mir.WrapBinderOp():
                value = _join([self._of(operand) for operand in op.operands])
                number = is_number(op.results[0].type)
                return _Value(varies=value.varies) if number else value
            case mir.RuntimeCheckOp() | mir.NullaryOp():
                return _PLAIN
            case _ if isinstance(op.results[0].type, mir.PlaceType):
                # A projection: places are looked at when they are used.
                return _PLAIN
            case _:
                return _Value(_OUTSIDE, self._because(f"`{op.name}`", op))

    def _binary(self, op: mir.BinaryOp) -> _Value:
        lhs, rhs = [self._of(operand) for operand in op.operands]
        if op.kind.data == "offset":
            return _Value(lhs.points_to, lhs.varies or rhs.varies)
        return self._compare(lhs, rhs, op)

    def _compare(self, lhs: _Value, rhs: _Value, op: Operation) -> _Value:
        """A number that is computed from two values, pointers among them."""
        reason = lhs.varies or rhs.varies
        objects = lhs.points_to | rhs.points_to
        if reason is None and self._private(objects) and not self._is_one_local(lhs, rhs):
            reason = self._because(_ADDRESS_OF_A_LOCAL, op)
        return _Value(varies=reason)

    def _is_one_local(self, lhs: _Value, rhs: _Value) -> bool:
        """Whether two pointers are surely into one and the same local."""
        if lhs.points_to != rhs.points_to or len(lhs.points_to) != 1:
            return False
        (number,) = lhs.points_to
        return not self._is_recursive(self._owner[number])

    def _is_recursive(self, name: str) -> bool:
        """Whether several calls of a function may be under way at once."""
        found = self._recursive.get(name)
        if found is None:
            seen: set[str] = set()
            work = list(self._functions[name].callees)
            while work:
                callee = work.pop()
                if callee not in seen:
                    seen.add(callee)
                    function = self._functions.get(callee)
                    work += () if function is None else function.callees
            found = self._recursive[name] = name in seen
        return found

    def _cast(self, op: mir.CastOp) -> _Value:
        value = self._of(op.operands[0])
        kind = op.kind.data
        source, target = op.operands[0].type, op.results[0].type
        if kind in _POINTER_CASTS:
            if kind == "ptr_to_ptr":
                self._pun(value.points_to - _OUTSIDE)
            return value
        if kind == "transmute":
            pointers = self._types.pointers(source)
            alike = pointers is not None and pointers == self._types.pointers(target)
            if not self._private(value.points_to) or alike:
                objects = value.points_to
                self._pun(objects - _OUTSIDE)
                if not objects and not is_number(target):
                    objects = self._exposed
                return _Value(objects, value.varies)
            self._expose(value.points_to)
            because = value.varies or self._because(_ADDRESS_OF_A_LOCAL, op)
            return _Value(value.points_to, because)
        if kind == "expose_provenance":
            self._expose(value.points_to)
            private = self._private(value.points_to)
            because = self._because(_ADDRESS_OF_A_LOCAL, op) if private else None
            return _Value(varies=value.varies or because)
        if kind == "with_exposed_provenance":
            return _Value(self._exposed, value.varies)
        # Numbers into numbers, and function items into pointers.
        return _Value(frozenset() if is_number(target) else _OUTSIDE, value.varies)

    # Memory and calls

    def _copy(
        self,
        target: _Value,
        source: _Value,
        count: _Value,
        control: Reason | None,
        op: Operation,
    ) -> None:
        found = self._contents(self._behind(source))
        # The bytes may be copied between places of different types.
        if self._private(found.points_to):
            self._pun(target.points_to - _OUTSIDE)
        value = _Value(found.points_to, found.varies or count.varies)
        self._write(self._behind(target), value, control, op)

    def _unknown(self, what: str, arguments: Sequence[_Value], op: Operation) -> _Value:
        """Something may be done to all that can be got at: it differs from here on."""
        reason = next((a.varies for a in arguments if a.varies is not None), None)
        reason = reason or self._because(what, op)
        objects = self._reachable(_join(arguments).points_to | self._exposed)
        for number in objects:
            self._set_varies(number, reason)
            self._add_points_to(number, objects)
        return _Value(objects, reason)

    def _call(self, op: mir.CallOp, control: Reason | None, caller: _Function) -> None:
        name = op.callee.root_reference.data
        callee = self._defined[name]
        arguments = [self._of(operand) for operand in op.operands[:-1]]
        destination = self._place(op.operands[-1])
        if "panic" in callee.attributes:
            return
        if callee.is_declaration:
            self._write(destination, self._foreign(callee, arguments, op), control, op)
            return
        function = self._function(name)
        caller.callees.add(name)
        if control is not None and function.called is None:
            function.called = control
            self._changed = True
        if len(arguments) != len(function.parameters):
            self._unknown(f"a call of `{name}`", arguments, op)
            return
        for parameter, argument in zip(function.parameters, arguments, strict=True):
            self._add_points_to(parameter, argument.points_to)
            if argument.varies is not None:
                self._set_varies(parameter, argument.varies)
        result = _Value(self._points_to[function.result], self._varies[function.result])
        self._write(destination, result, control, op)

    def _foreign(self, callee: mir.FuncOp, arguments: Sequence[_Value], op: Operation) -> _Value:
        symbol = callee.sym_name if callee.link_name is None else callee.link_name
        name = symbol.data
        if name in _SAME_FOR_ALL:
            return _FROM_OUTSIDE
        if name in _ORDERING:
            return _PLAIN
        if name.startswith("llvm."):
            if not any(a.points_to for a in arguments):
                return _Value(_OUTSIDE, self._because(f"`{name}`", op))
            return self._unknown(f"`{name}`", arguments, op)
        path = callee.sym_name if callee.rust_path is None else callee.rust_path
        return self._unknown(f"`{path.data}`, of which only a declaration is known", arguments, op)

    def _intrinsic(self, op: mir.IntrinsicCallOp, control: Reason | None) -> None:
        name = op.intrinsic.data
        arguments = [self._of(operand) for operand in op.operands[:-1]]
        result = self._intrinsic_result(name, arguments, control, op)
        self._write(self._place(op.operands[-1]), result, control, op)

    def _intrinsic_result(
        self,
        name: str,
        arguments: Sequence[_Value],
        control: Reason | None,
        op: mir.IntrinsicCallOp,
    ) -> _Value:
        match name, arguments:
            case _ if name in _PURE:
                value = _join(arguments)
                if name == "amdgpu_dispatch_ptr":
                    return _FROM_OUTSIDE
                return value if name in _POINTER_RESULTS else _Value(varies=value.varies)
            case _, (left, right) if name in _ADDRESS_COMPARISONS:
                return self._compare(left, right, op)
            case "copy" | "copy_nonoverlapping", (source, target, count):
                self._copy(target, source, count, control, op)
                return _PLAIN
            case "write_bytes", (target, byte, count):
                value = _Value(varies=byte.varies or count.varies)
                self._write(self._behind(target), value, control, op)
                return _PLAIN
            case "write_via_move", (target, value):
                self._write(self._behind(target), value, control, op)
                return _PLAIN
            case "read_via_copy", (pointer,):
                return self._read(self._behind(pointer), _held(op.operands[-1]), op)
            case "discriminant_value", (pointer,):
                return _Value(varies=self._contents(self._behind(pointer)).varies)
            case "typed_swap_nonoverlapping", (left, right):
                both = _join([self._contents(self._behind(side)) for side in (left, right)])
                self._write(self._behind(left), both, control, op)
                self._write(self._behind(right), both, control, op)
                return _PLAIN
            case "raw_eq" | "compare_bytes", (left, right, *rest):
                both = _join([self._contents(self._behind(side)) for side in (left, right)])
                reason = both.varies or _join(rest).varies
                if reason is None and self._private(both.points_to):
                    reason = self._because(_ADDRESS_OF_A_LOCAL, op)
                return _Value(varies=reason)
            case "transmute" | "transmute_unchecked", (value,):
                if not self._private(value.points_to):
                    return _Value(value.points_to or self._exposed, value.varies)
                self._expose(value.points_to)
                because = value.varies or self._because(_ADDRESS_OF_A_LOCAL, op)
                return _Value(value.points_to, because)
            case _:
                return self._unknown(f"the intrinsic `{name}`", arguments, op)


def _held(place: SSAValue) -> Attribute:
    """The type of what a place holds."""
    assert isinstance(place.type, mir.PlaceType)
    return place.type.type


def _join(values: Sequence[_Value]) -> _Value:
    """What is known of something that is made of all of these."""
    if not values:
        return _PLAIN
    objects = values[0].points_to
    reason = values[0].varies
    for value in values[1:]:
        objects |= value.points_to
        reason = reason or value.varies
    return _Value(objects, reason)
