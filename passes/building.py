"""What passes that write operations share: where a new one goes, and where in the source it is."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence

from xdsl.dialects.builtin import LocationAttr
from xdsl.ir import Attribute, Block, Operation, SSAValue


class Building(ABC):
    """Builds operations at a place in a block, which subclasses know."""

    location: LocationAttr
    """The source position of what is built."""

    @abstractmethod
    def insert(self, op: Operation) -> None:
        """Put a new operation where it belongs."""

    def emit(
        self,
        kind: type[Operation],
        operands: Sequence[SSAValue] = (),
        results: Sequence[Attribute] = (),
        properties: dict[str, Attribute] | None = None,
        successors: Sequence[Block] = (),
    ) -> Operation:
        """A new operation, inserted."""
        op = kind.create(
            operands=operands,
            result_types=results,
            properties={} if properties is None else properties,
            successors=successors,
            location=self.location,
        )
        self.insert(op)
        return op


class Replacement(Building):
    """Builds operations before the one that they replace, at its location."""

    def __init__(self, op: Operation) -> None:
        block = op.parent_block()
        assert block is not None
        self.op = op
        self.block: Block = block
        self.location = op.location

    def insert(self, op: Operation) -> None:
        """Put a new operation before the old one."""
        self.block.insert_op_before(op, self.op)
