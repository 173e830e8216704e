"""
What the analysis says of spaces: of what is accessed, of a pointer's type, of a signature.

The space of an access is that of the memory that the pointer can point to. The pointer's own type
is the same space, unless its bits may be those of no pointer into it: a pointer that is either into
LDS or Rust's dangling address of an empty slice stays flat, and is cast in front of each access.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from xdsl.dialects.builtin import SymbolRefAttr
from xdsl.ir import Attribute, Operation, SSAValue

from ...dialects import asptr
from .objects import Kind, Points
from .points_to import Function, PointsTo

FLAT = asptr.ptr("flat")


def is_flat(type_: Attribute) -> bool:
    """Whether a type is that of flat pointers."""
    return isinstance(type_, asptr.PtrType) and type_.space.data == "flat"


class Spaces:
    """What an analysis says of spaces."""

    def __init__(self, analysis: PointsTo) -> None:
        self.analysis = analysis
        self.target = analysis.target
        # Constants lie in memory that global accesses reach as well, if they share their numbers.
        self._constant_is_global = {"constant", "global"} <= analysis.target.flat_numbered

    def join(self, a: str | None, b: str) -> str:
        """The space that contains both; `None` contains nothing."""
        if a is None or a == b:
            return b
        if self._constant_is_global and {a, b} == {"constant", "global"}:
            return "global"
        return "flat"

    def of_points(self, points: Points) -> str:
        """The space that all memory is in that something can point to."""
        space: str | None = None
        for obj in points:
            if obj.kind is not Kind.NOWHERE:
                space = self.join(space, obj.space)
        if space is None:
            # It points to no memory, so that there is no access through it.
            return "global" if points and "global" in self.target.flat_numbered else "flat"
        return space

    def accessed(self, pointer: SSAValue) -> str:
        """The space of an access through a pointer."""
        type_ = pointer.type
        assert isinstance(type_, asptr.PtrType)
        space = type_.space.data
        return self.of_points(self.analysis.of(pointer)) if space == "flat" else space

    def type_of(self, points: Points) -> asptr.PtrType:
        """The type that a flat pointer that points there can have."""
        if not points:
            return FLAT
        space = self.of_points(points)
        if space in self.target.flat_numbered or self.analysis.nowhere not in points:
            return asptr.ptr(space)
        return FLAT


@dataclass(slots=True)
class Signature:
    """The types that a function gets."""

    inputs: list[Attribute]
    outputs: list[Attribute]


def signatures(spaces: Spaces) -> dict[Function, Signature]:
    """
    The types that each function gets.

    Functions that one indirect call may call must have one type; those that the module does not see
    all calls of keep theirs.
    """
    analysis = spaces.analysis
    leaders: dict[Function, Function] = {}

    def leader(function: Function) -> Function:
        while (above := leaders.get(function, function)) is not function:
            function = above
        return function

    for callees in analysis.callees.values():
        first, *rest = callees
        for other in rest:
            a, b = leader(first), leader(other)
            if a is not b:
                leaders[b] = a
    groups: dict[Function, list[Function]] = {}
    for function in analysis.functions.values():
        groups.setdefault(leader(function), []).append(function)
    open_: set[Function] = set()
    for call in analysis.open_calls:
        open_.update(leader(function) for function in analysis.callees.get(call, ()))
    found: dict[Function, Signature] = {}
    for first, group in groups.items():
        type_ = first.op.function_type
        inputs, outputs = list(type_.inputs.data), list(type_.outputs.data)
        if first not in open_ and not any(function.escaped for function in group):
            arguments = [[analysis.of(v) for v in function.arguments] for function in group]
            _infer(spaces, inputs, arguments)
            _infer(spaces, outputs, [function.results for function in group])
        for function in group:
            found[function] = Signature(inputs, outputs)
    return found


def _infer(spaces: Spaces, types: list[Attribute], of_each: Iterable[Sequence[Points]]) -> None:
    """Replace the flat types by those that fit what each function has there."""
    for index, type_ in enumerate(types):
        if not is_flat(type_):
            continue
        joined: asptr.PtrType | None = None
        for of_one in of_each:
            here = spaces.type_of(of_one[index])
            if joined is None:
                joined = here
            elif joined is not here:
                joined = asptr.ptr(spaces.join(joined.space.data, here.space.data))
        types[index] = FLAT if joined is None else joined


def called_signature(
    spaces: Spaces, found: dict[Function, Signature], call: Operation
) -> Signature | None:
    """The types that a call, direct or not, must have; `None` if it keeps its own."""
    analysis = spaces.analysis
    if isinstance(call, asptr.CallIndirectOp):
        callees = analysis.callees.get(call)
        return None if not callees else found[next(iter(callees))]
    callee = call.properties["callee"]
    assert isinstance(callee, SymbolRefAttr)
    function = analysis.functions.get(callee.root_reference.data)
    return None if function is None else found[function]
