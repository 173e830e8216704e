"""What passes that replace an operation by others share: building those in front of it."""

from __future__ import annotations

from collections.abc import Sequence

from xdsl.ir import Attribute, Block, Operation, SSAValue


class Replacement:
    """Builds operations before the one that they replace, at its location."""

    def __init__(self, op: Operation) -> None:
        block = op.parent_block()
        assert block is not None
        self.op = op
        self.block: Block = block

    def emit(
        self,
        kind: type[Operation],
        operands: Sequence[SSAValue] = (),
        results: Sequence[Attribute] = (),
        properties: dict[str, Attribute] | None = None,
    ) -> Operation:
        """A new operation before the old one."""
        new = kind.create(
            operands=operands,
            result_types=results,
            properties={} if properties is None else properties,
            location=self.op.location,
        )
        self.block.insert_op_before(new, self.op)
        return new
