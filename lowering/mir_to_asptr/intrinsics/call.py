"""What a call of an intrinsic gives to the function that lowers it, and the table of those."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from xdsl.ir import Attribute, SSAValue

from ....dialects import mir
from ...layout import Layout
from .. import memory
from ..function import FunctionLowering
from ..values import Immediate, InMemory, Operand, Pair


@dataclass(slots=True)
class IntrinsicCall:
    """One call of an intrinsic."""

    name: str
    type_args: tuple[Attribute, ...]
    """The generic arguments: types, and constants such as memory orderings."""
    arguments: list[Operand]
    result: Layout
    """The layout of the result."""
    op: mir.IntrinsicCallOp
    """The operation."""

    def value(self, index: int) -> SSAValue:
        """An argument that is one SSA value."""
        argument = self.arguments[index]
        assert isinstance(argument, Immediate), f"argument {index} of {self.name}"
        return argument.value

    def pointer(self, index: int) -> SSAValue:
        """The address of a pointer argument, thin or fat."""
        argument = self.arguments[index]
        return argument.first if isinstance(argument, Pair) else self.value(index)

    def loaded(self, fx: FunctionLowering, index: int) -> Operand:
        """An argument, loaded if it is scalars in memory."""
        argument = self.arguments[index]
        return memory.load(fx, argument.place) if isinstance(argument, InMemory) else argument


Lowering = Callable[[FunctionLowering, IntrinsicCall], Operand | SSAValue | None]
"""
Lowers a call. It gives the result's operand, or its only SSA value, or `None` where the result has
no bytes.
"""

INTRINSICS: dict[str, Lowering] = {}
"""How each intrinsic is lowered; filled by the modules of this package."""


def intrinsic(*names: str) -> Callable[[Lowering], Lowering]:
    """Register the decorated function as the lowering of these intrinsics."""
    return intrinsics(names)


def intrinsics(names: Iterable[str]) -> Callable[[Lowering], Lowering]:
    """Register the decorated function as the lowering of these intrinsics."""

    def register(lowering: Lowering) -> Lowering:
        for name in names:
            INTRINSICS[name] = lowering
        return lowering

    return register
