"""
Copies of functions that are called with pointers into different spaces.

A function that sums a slice is flat if it is called for a buffer here and for LDS there. So calls
are grouped by the spaces that their arguments point into, and by those of the pointers that lie
where the arguments point to: each group but the first gets a copy of the function. Functions that
call each other are copied together, so that recursion stays within one copy. What a copy calls may
then be copied in turn: the module is analysed anew until nothing is gained.

Only differences count that make something flat: buffers and constants, say, go together. Nothing is
copied past the bound on the copies of a function, nor past the size that the module had.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TypeAlias

from xdsl.dialects import func
from xdsl.dialects.builtin import StringAttr, SymbolRefAttr
from xdsl.ir import Operation, SSAValue

from .objects import Cell, Points
from .points_to import Function, PointsTo
from .spaces import Spaces

Shape: TypeAlias = dict[tuple[int, Cell | None], str]
"""
What spaces an argument list has: by the argument's number, and the cell of what it points to, or
`None` for the argument itself.
"""

_PRIVATE = StringAttr("private")


class Specialiser:
    """
    Copies functions, round by round.

    `bound` is the number of versions of a function, its copies' copies included.
    """

    def __init__(self, bound: int) -> None:
        self.bound = bound
        self._budget: int | None = None
        """How many operations may still be copied."""
        self._origins: dict[str, str] = {}
        """The function that a copy is a version of."""
        self._versions: Counter[str] = Counter()
        """How many copies a function has."""

    def run(self, analysis: PointsTo) -> bool:
        """Copy what is worth it. If that is anything, what was analysed no longer holds."""
        spaces = Spaces(analysis)
        changed = False
        for component in _components(analysis):
            members = set(component)
            for function in component:
                for calls in _worthwhile(spaces, function, members):
                    if not self._may_copy(analysis, component):
                        break
                    self._copy(analysis, component, function, calls)
                    changed = True
        return changed

    def _may_copy(self, analysis: PointsTo, component: list[Function]) -> bool:
        if self._budget is None:
            self._budget = sum(1 for _ in analysis.module.walk())
        size = sum(1 for function in component for _ in function.op.walk())
        if size > self._budget or any(
            self._versions[self._origin(function.name)] >= self.bound - 1 for function in component
        ):
            return False
        self._budget -= size
        return True

    def _origin(self, name: str) -> str:
        return self._origins.get(name, name)

    def _copy(
        self,
        analysis: PointsTo,
        component: list[Function],
        function: Function,
        calls: list[func.CallOp],
    ) -> None:
        """Copy the functions of a component, and let `calls`, of one of them, call its copy."""
        names: dict[str, SymbolRefAttr] = {}
        copies: list[func.FuncOp] = []
        for member in component:
            original = member.op
            assert isinstance(original, func.FuncOp)
            origin = self._origin(member.name)
            number = self._versions[origin] = self._versions[origin] + 1
            while (name := f"{origin}.{number}") in analysis.symbols:
                number += 1
            analysis.symbols.add(name)
            self._origins[name] = origin
            copy = original.clone()
            copy.properties["sym_name"] = StringAttr(name)
            copy.properties["sym_visibility"] = _PRIVATE
            names[member.name] = SymbolRefAttr(name)
            block = original.parent_block()
            assert block is not None
            block.insert_op_after(copy, original)
            copies.append(copy)
        for copy in copies:
            for op in copy.body.walk():
                if isinstance(op, func.CallOp):
                    inner = names.get(op.callee.root_reference.data)
                    if inner is not None:
                        op.properties["callee"] = inner
        for call in calls:
            call.properties["callee"] = names[function.name]


def _components(analysis: PointsTo) -> Iterator[list[Function]]:
    """The functions that call each other directly, in the order of the module."""
    callees: dict[Function, list[Function]] = {f: [] for f in analysis.functions.values()}
    for function in analysis.functions.values():
        for call in function.calls:
            if isinstance(call, func.CallOp):
                callees[caller_of(analysis, call)].append(function)
    yield from _strongly_connected(callees)


def caller_of(analysis: PointsTo, op: Operation) -> Function:
    """The function that an operation is in."""
    parent = op.parent_op()
    while parent is not None:
        name = parent.properties.get("sym_name")
        if isinstance(name, StringAttr):
            return analysis.functions[name.data]
        parent = parent.parent_op()
    raise AssertionError("every call is in a function")


def _strongly_connected(
    successors: dict[Function, list[Function]],
) -> Iterator[list[Function]]:
    """Tarjan's algorithm, without recursion."""
    index: dict[Function, int] = {}
    low: dict[Function, int] = {}
    stack: list[Function] = []
    on_stack: set[Function] = set()
    for root in successors:
        if root in index:
            continue
        work: list[tuple[Function, Iterator[Function]]] = []

        def enter(function: Function) -> None:
            index[function] = low[function] = len(index)
            stack.append(function)
            on_stack.add(function)
            work.append((function, iter(successors[function])))  # noqa: B023

        enter(root)
        while work:
            function, rest = work[-1]
            following = next(rest, None)
            if following is None:
                work.pop()
                if work:
                    above = work[-1][0]
                    low[above] = min(low[above], low[function])
                if low[function] == index[function]:
                    component: list[Function] = []
                    while True:
                        member = stack.pop()
                        on_stack.discard(member)
                        component.append(member)
                        if member is function:
                            break
                    yield component[::-1]
            elif following not in index:
                enter(following)
            elif following in on_stack:
                low[function] = min(low[function], index[following])


def _worthwhile(
    spaces: Spaces, function: Function, members: set[Function]
) -> list[list[func.CallOp]]:
    """The groups of calls of a function, from outside its component, that are to get a copy."""
    analysis = spaces.analysis
    if function.is_declared or not isinstance(function.op, func.FuncOp):
        return []
    shapes: dict[func.CallOp, Shape] = {}
    kept: list[Shape] = []
    """Of calls that cannot be changed."""
    if function.escaped:
        kept.append({(i, None): "flat" for i in range(len(function.arguments))})
    for call in function.calls:
        if not isinstance(call, func.CallOp):
            kept.append(_shape(spaces, call.operands[1:]))
        elif caller_of(analysis, call) not in members:
            shapes[call] = _shape(spaces, call.operands)
    if len(shapes) + len(kept) < 2:
        return []
    together: Shape = {}
    for shape in (*kept, *shapes.values()):
        for key, space in shape.items():
            together[key] = spaces.join(together.get(key), space)
    mixed = [
        key
        for key, space in together.items()
        if space == "flat" and any(shape.get(key, "flat") != "flat" for shape in shapes.values())
    ]
    if not mixed:
        return []
    groups: dict[tuple[str | None, ...], list[func.CallOp]] = {}
    if kept:
        # The function itself is for these, and for what cannot be better.
        groups[tuple("flat" for _ in mixed)] = []
    for call, shape in shapes.items():
        groups.setdefault(tuple(shape.get(key) for key in mixed), []).append(call)
    _, *others = groups.values()
    return others


def _shape(spaces: Spaces, arguments: Sequence[SSAValue]) -> Shape:
    """The spaces of arguments, and of what lies where they point to."""
    shape: Shape = {}
    for index, argument in enumerate(arguments):
        points = spaces.analysis.of(argument)
        if not points:
            continue
        shape[index, None] = spaces.of_points(points)
        _add_cells(spaces, shape, index, points)
    return shape


def _add_cells(spaces: Spaces, shape: Shape, index: int, points: Points) -> None:
    for obj in points:
        if obj.is_tracked:
            for cell, held in obj.cells.items():
                key = (index, cell)
                shape[key] = spaces.join(shape.get(key), spaces.of_points(held))
