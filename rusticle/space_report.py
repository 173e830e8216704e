"""
`rusticle compile --report address-spaces`: which memory each kernel accesses, and how.

Accesses are counted twice: in the module after the inference, where one operation is one access,
and in the machine code, where LLVM has merged, split and removed some. A kernel's count is that of
all functions that it can come to call. Each flat access that is left in the machine code is given
the line of Rust that LLVM's line table has for it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .diagnostics import SourceSpan
from .lowering.machine_code import InstructionClass, count_instructions
from .lowering.machine_code_lines import lines_of

if TYPE_CHECKING:
    from xdsl.dialects.builtin import ModuleOp
    from xdsl.ir import Operation

SPACES = ("global", "constant", "local", "private", "region", "flat")
"""Address spaces, in the order of the report."""

_CLASSES: Mapping[InstructionClass, str] = {
    "global": "global",
    "scalar_memory": "scalar",
    "lds": "LDS",
    "scratch": "scratch",
    "buffer": "buffer",
    "flat": "flat",
}
"""Classes of machine instructions that access memory, by what the report calls them."""


@dataclass(slots=True)
class KernelSpaces:
    """What one kernel accesses, with all that it calls."""

    name: str
    operations: Counter[str] = field(default_factory=Counter[str])
    """Accesses in the module, by address space."""
    instructions: Counter[str] = field(default_factory=Counter[str])
    """Accesses in the machine code, by class of instruction."""
    flat: dict[tuple[str, SourceSpan | None], int] = field(
        default_factory=dict[tuple[str, SourceSpan | None], int]
    )
    """How many flat accesses the machine code has, by function and line of Rust."""


class SpaceReport:
    """
    Gathers what a compilation accesses.

    `observe` is given the module after each pass, as a `Pipeline`'s observer is, and `assembly` set
    in the end: `compile` and `generate` do so if they are given one of these.
    """

    def __init__(self) -> None:
        self.assembly = ""
        """The machine code."""
        self._accesses: dict[str, Counter[str]] = {}
        self._callees: dict[str, set[str]] = {}
        self._kernels: list[str] = []

    def observe(self, stage: str, module: ModuleOp) -> None:
        """Count the accesses of a module at the `asptr` level; the last such stage counts."""
        from .pipeline import level_of

        if level_of(module) != "asptr":
            return
        self._accesses.clear()
        self._callees.clear()
        self._kernels.clear()
        symbols: dict[str, set[str]] = {}
        for op in module.body.block.ops:
            name = getattr(op.properties.get("sym_name"), "data", None)
            if not isinstance(name, str):
                continue
            if op.name == "hsa.kernel":
                self._kernels.append(name)
            self._accesses[name] = _count(op)
            symbols[name] = _symbols(op)
        self._callees.update(symbols)

    def kernels(self) -> list[KernelSpaces]:
        """What each kernel accesses, in the order of the module."""
        code = count_instructions(self.assembly)
        flat = lines_of(self.assembly, "flat")
        found: list[KernelSpaces] = []
        for kernel in self._kernels:
            spaces = KernelSpaces(kernel)
            for function in self._reached(kernel):
                spaces.operations.update(self._accesses[function])
                if function in code:
                    for kind, name in _CLASSES.items():
                        spaces.instructions[name] += code[function][kind]
                for span in flat.get(function, ()):
                    key = (function, span)
                    spaces.flat[key] = spaces.flat.get(key, 0) + 1
            found.append(spaces)
        return found

    def _reached(self, kernel: str) -> Iterable[str]:
        """A kernel and all functions that it, or what it points to, refers to."""
        seen: dict[str, None] = {kernel: None}
        stack = [kernel]
        while stack:
            for name in sorted(self._callees.get(stack.pop(), ())):
                if name not in seen and name in self._accesses:
                    seen[name] = None
                    stack.append(name)
        return seen


def _count(op: Operation) -> Counter[str]:
    from .dialects import asptr
    from .passes.infer_address_spaces.remarks import accesses

    counted: Counter[str] = Counter()
    for region in op.regions:
        for inner in region.walk():
            for pointer in accesses(inner):
                if isinstance(pointer.type, asptr.PtrType):
                    counted[pointer.type.space.data] += 1
    return counted


def _symbols(op: Operation) -> set[str]:
    """The symbols that an operation refers to."""
    from .dialects import asptr

    if isinstance(op, asptr.GlobalOp):
        init = op.init
        relocations = () if init is None else init.relocations.data
        return {relocation.target.root_reference.data for relocation in relocations}
    found: set[str] = set()
    for region in op.regions:
        for inner in region.walk():
            for key in ("callee", "symbol"):
                root = getattr(inner.properties.get(key), "root_reference", None)
                if root is not None:
                    found.add(root.data)
    return found


def render(kernels: Sequence[KernelSpaces]) -> str:
    """The report as text, with a line at the end of each line."""
    lines: list[str] = []
    for kernel in kernels:
        lines.append(f"kernel `{kernel.name}`")
        lines.append(f"  operations:   {_listed(kernel.operations, SPACES)}")
        lines.append(f"  instructions: {_listed(kernel.instructions, tuple(_CLASSES.values()))}")
        for (function, span), count in kernel.flat.items():
            times = "" if count == 1 else f" ({count} times)"
            where = "" if function == kernel.name else f" in `{function}`"
            lines.append(f"  flat access{where} at {span or 'an unknown line'}{times}")
    return "".join(line + "\n" for line in lines)


def _listed(counted: Counter[str], order: Sequence[str]) -> str:
    others = sorted(name for name in counted if name not in order)
    named = [f"{counted[name]} {name}" for name in (*order, *others) if counted[name]]
    return ", ".join(named) or "no access to memory"
