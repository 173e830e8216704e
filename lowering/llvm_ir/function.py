"""
Functions of textual LLVM IR: the names of values and blocks, phi nodes, and the instructions.

One walk prints a function. A constant is no instruction: its text stands where it is used. A block
argument becomes a phi node whose incoming values come from the branches to the block. LLVM's phi
nodes know only a predecessor, not which of its edges was taken, so a branch that reaches a block
with arguments by several edges takes all but the first through a block of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, cast

from xdsl.dialects.builtin import DenseArrayBase, IntegerType
from xdsl.ir import Attribute, Block, BlockArgument, Operation, OpResult, SSAValue

from ...diagnostics import CompileError, span_of
from .debug import FunctionDebugInfo
from .types import identifier

if TYPE_CHECKING:
    from .module import ModulePrinter

Emitter = Callable[["FunctionPrinter", Operation], str | None]
"""Prints an operation: the instruction without its result and debug location, or None if it is no
instruction but a constant, whose text it has given to `FunctionPrinter.refs`."""


class FunctionPrinter:
    """Prints the body of one function, or the initialiser of one global."""

    def __init__(
        self,
        module: ModulePrinter,
        emitters: dict[str, Emitter],
        debug: FunctionDebugInfo | None = None,
    ) -> None:
        self.module = module
        self.types = module.types
        self.refs: dict[int, str] = {}
        """Each value, by identity, as an operand: `%name`, or a constant's text."""
        self.labels: dict[Block, str] = {}
        self._emitters = emitters
        self._debug = debug
        self._taken: dict[str, int] = {}
        self._counter = 0
        self._incoming: dict[Block, list[tuple[str, Sequence[SSAValue]]]] = {}
        self._extra_edges: list[tuple[str, Block]] = []
        self.block: Block | None = None
        """The block being printed."""

    # Names.

    def _unique(self, hint: str) -> str:
        """A local name like `hint` that nothing else in the function has."""
        taken = self._taken
        if hint not in taken:
            taken[hint] = 0
            return identifier(hint)
        while True:
            taken[hint] += 1
            name = f"{hint}.{taken[hint]}"
            if name not in taken:
                taken[name] = 0
                return identifier(name)

    def name(self, value: SSAValue) -> str:
        """Give `value` its name, `%hint` or `%vN`; of a constant not yet reached, its text."""
        if isinstance(value, OpResult) and value.op.name in CONSTANT_OPERATIONS:
            self._emitters[value.op.name](self, value.op)
            return self.refs[id(value)]
        hint = value.name_hint
        if hint is None:
            hint = f"v{self._counter}"
            self._counter += 1
            if hint not in self._taken:
                self._taken[hint] = 0
                text = self.refs[id(value)] = f"%{hint}"
                return text
        text = self.refs[id(value)] = f"%{self._unique(hint)}"
        return text

    def ref(self, value: SSAValue) -> str:
        """`value` as an operand, without its type."""
        text = self.refs.get(id(value))
        return self.name(value) if text is None else text

    def typed(self, value: SSAValue) -> str:
        """`value` as an operand, with its type."""
        text = self.refs.get(id(value))
        if text is None:
            text = self.name(value)
        return f"{self.types(value.type)} {text}"

    # Edges.

    def edge(self, target: Block, arguments: Sequence[SSAValue], seen: set[Block]) -> str:
        """
        A branch's operand for an edge from the current block to `target`.

        `seen` holds the targets with arguments that this branch has already named.
        """
        if not arguments:
            return f"label %{self.labels[target]}"
        assert self.block is not None
        source = self.labels[self.block]
        destination = self.labels[target]
        if target in seen:
            source = self._unique("edge")
            destination = source
            self._extra_edges.append((source, target))
        seen.add(target)
        self._incoming.setdefault(target, []).append((source, arguments))
        return f"label %{destination}"

    # Printing.

    def arguments(self, block: Block) -> list[str]:
        """The names of the function's parameters."""
        return [self.name(argument) for argument in block.args]

    def body(self, blocks: Sequence[Block]) -> list[str]:
        """
        The function's lines, from the first block's label on.

        Raises `CompileError` for an operation that has no counterpart in LLVM IR.
        """
        labels = self.labels
        for i, block in enumerate(blocks):
            labels[block] = self._unique(block.name_hint or ("start" if not i else f"bb{i}"))
        lines: list[str] = []
        phis: list[tuple[int, Block]] = []
        emitters = self._emitters
        refs = self.refs
        debug = self._debug
        for i, block in enumerate(blocks):
            self.block = block
            lines.append(f"{labels[block]}:" if not i else f"\n{labels[block]}:")
            if i and block.args:
                phis.append((len(lines), block))
                for argument in block.args:
                    if id(argument) not in refs:
                        self.name(argument)
                    lines.append("")  # the phi, once all its edges are known
            for op in block.ops:
                emitter = emitters.get(op.name)
                if emitter is None:
                    raise unsupported(op)
                text = emitter(self, op)
                if text is None:
                    continue
                results = op.results
                if results:
                    result = results[0]
                    ref = refs.get(id(result))
                    if ref is None:
                        ref = self.name(result)
                    text = f"{ref} = {text}"
                if debug is None:
                    lines.append(f"  {text}")
                else:
                    lines.append(f"  {text}{debug.suffix(op.location)}")
        for label, target in self._extra_edges:
            function = target.parent_op()
            assert function is not None
            suffix = "" if debug is None else debug.suffix(function.location)
            lines.append(f"\n{label}:\n  br label %{labels[target]}{suffix}")
        for line, block in phis:
            incoming = self._incoming.get(block, ())
            for i, argument in enumerate(block.args):
                lines[line + i] = self._phi(argument, i, incoming)
        # A block without predecessors may not have phi nodes.
        return [line for line in lines if line]

    def _phi(
        self,
        argument: BlockArgument,
        index: int,
        incoming: Sequence[tuple[str, Sequence[SSAValue]]],
    ) -> str:
        type = self.types(argument.type)
        name = self.refs[id(argument)]
        if not incoming:
            return f"  {name} = freeze {type} poison"
        values = ", ".join([f"[ {self.ref(v[index])}, %{label} ]" for label, v in incoming])
        return f"  {name} = phi {type} {values}"


CONSTANT_OPERATIONS = frozenset(
    {
        "llvm.mlir.addressof",
        "llvm.mlir.constant",
        "llvm.mlir.poison",
        "llvm.mlir.undef",
        "llvm.mlir.zero",
    }
)
"""Operations that are no instructions: their text stands where their result is used."""


def unsupported(op: Operation) -> CompileError:
    """The error for an operation that LLVM IR does not have."""
    return CompileError.of(
        f"operation `{op.name}` cannot be printed as LLVM IR",
        span_of(op.location),
        help=["lower it to the `llvm` dialect first"],
    )


def integers(attribute: Attribute) -> Sequence[int]:
    """The integers of a dense array."""
    return cast("DenseArrayBase[IntegerType]", attribute).get_values()
