"""
What calls by pointer may call: what the ways of resolving and delegating them share.

Every function pointer in a closed module was made in it. So the possible targets are known:

-   of a call through entry `n` of a vtable (`vtable_entry`, which `lower-mir` notes), what the
    module's vtables (`vtable`) have in that entry. Which trait a vtable is for does not matter:
    after an upcast, a vtable serves as its supertrait's.
-   of a call of a function pointer, the functions whose address is taken elsewhere.

and of those the ones with the call's type.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from xdsl.dialects import func
from xdsl.dialects.builtin import FunctionType, IntegerAttr, ModuleOp, SymbolRefAttr

from ..dialects import asptr

VTABLE = "vtable"
"""The unit attribute of a global that is a vtable."""
VTABLE_ENTRY = "vtable_entry"
"""The attribute of a call through a vtable: the entry that holds the callee, 0 for drop glue."""
ENTRY = "rusticle.entry"
"""The unit attribute of a kernel that is dispatched for calls of a function."""

POINTER_BYTES = 8
"""Bytes of an entry of a vtable."""


@dataclass(slots=True)
class Target:
    """A function whose address is taken."""

    symbol: str
    type: FunctionType
    position: int
    """Its place among the module's functions, for an order that does not depend on hashing."""
    entries: set[int] = field(default_factory=set[int])
    """The vtable entries that it is in."""
    is_pointer: bool = False
    """Whether its address is taken elsewhere too."""
    number: int = 0
    """What its address becomes; 0 if it keeps it."""


@dataclass(slots=True)
class Call:
    """A call by pointer, and what it may call."""

    op: asptr.CallIndirectOp
    targets: list[Target]
    is_open: bool
    """Whether it may also call what this pass does not see."""

    @property
    def through_vtable(self) -> bool:
        """Whether the callee comes from a vtable."""
        return VTABLE_ENTRY in self.op.attributes


class CallsByPointer:
    """The calls by pointer of a module, and the addresses of functions."""

    def __init__(self, module: ModuleOp) -> None:
        self.module = module
        self.functions: dict[str, tuple[int, func.FuncOp]] = {}
        self.targets: dict[str, Target] = {}
        """The functions whose addresses are taken, by name."""
        self.addresses: list[asptr.AddressOfOp] = []
        self.calls: list[Call] = []

    def find(self) -> bool:
        """Find the calls by pointer and what each may call; whether there are any."""
        ops = list(self.module.body.block.ops)
        indirect: list[asptr.CallIndirectOp] = []
        for op in ops:
            if isinstance(op, func.FuncOp):
                self.functions[op.sym_name.data] = (len(self.functions), op)
            for region in op.regions:
                for block in region.blocks:
                    for inner in block.ops:
                        if type(inner) is asptr.CallIndirectOp:
                            indirect.append(inner)
                        elif type(inner) is asptr.AddressOfOp:
                            self.addresses.append(inner)
        if not indirect:
            return False
        for address in self.addresses:
            if (target := self._take(address.symbol)) is not None:
                target.is_pointer = True
        for op in ops:
            if isinstance(op, asptr.GlobalOp) and op.init is not None:
                is_vtable = VTABLE in op.attributes
                for relocation in op.init.relocations:
                    target = self._take(relocation.target)
                    if target is None:
                        continue
                    if is_vtable:
                        target.entries.add(relocation.offset.data // POINTER_BYTES)
                    else:
                        target.is_pointer = True
        self.calls = [self._call(op) for op in indirect]
        return True

    def _take(self, symbol: SymbolRefAttr) -> Target | None:
        """The function of that name, whose address is taken; `None` if it is a global."""
        name = symbol.root_reference.data
        found = self.targets.get(name)
        if found is None and (known := self.functions.get(name)) is not None:
            position, op = known
            found = self.targets[name] = Target(name, op.function_type, position)
        return found

    def _call(self, op: asptr.CallIndirectOp) -> Call:
        inputs = tuple(operand.type for operand in op.arguments)
        outputs = tuple(result.type for result in op.results)
        entry = op.attributes.get(VTABLE_ENTRY)
        number = entry.value.data if isinstance(entry, IntegerAttr) else None
        targets = [
            target
            for target in self.targets.values()
            if (target.is_pointer if number is None else number in target.entries)
            and target.type.inputs.data == inputs
            and target.type.outputs.data == outputs
        ]
        targets.sort(key=lambda target: target.position)
        return Call(op, targets, is_open=number is None and not targets)
