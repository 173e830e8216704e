"""
How functions take their arguments and give their results at the `asptr` level.

Between Rust functions the convention is ours to choose, so it is a simple one: a value without
bytes is not passed; a scalar or vector is one argument, a scalar pair two; anything else is passed
by a pointer into private memory, to a copy that belongs to the callee. A result is none, one or
two values, or is written through a pointer that comes as the first argument. Pointers to arguments
and results are private, not flat, since callers always own that memory.

A kernel's arguments come from the kernarg segment, where the host has written them as the fields
of a C struct: each at the alignment of its type, values without bytes left out. LLVM lays the
segment out from the types of the function's parameters, so each must have its type's size and
alignment there. A scalar pair is two parameters only where the two, one after the other, lie just
as they do within the pair (a slice's address and length do, the halves of `(u8, u32)` do not).
What is not scalars arrives as a pointer into constant memory (`byref`), which the kernel must not
write.

Attributes say what Rust's types promise; see `argument_attributes.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from xdsl.dialects.builtin import DictionaryAttr, UnitAttr, i8
from xdsl.dialects.llvm import LLVMArrayType
from xdsl.ir import Attribute

from ...dialects import mir
from ...dialects.asptr.attributes import i64_attr
from ...dialects.llvm import ConstantRangeAttr
from ...targets import Target
from ..layout import Layout, Layouts, ScalarPair
from .argument_attributes import ArgumentAttributes
from .scalars import component_types, pointer_type

_UNIT = UnitAttr()
_WORD_BITS = 32
_RESULT_SPACE = "global"
"""Where the host has the results of a launch: it allocates them, and no one takes their address."""


class Mode(Enum):
    """How one value is passed."""

    IGNORE = auto()
    """Not at all: it has no bytes."""
    DIRECT = auto()
    """As the SSA values that it is made of."""
    INDIRECT = auto()
    """By a pointer to memory that holds it."""


@dataclass(slots=True)
class Passed:
    """One argument or result: its layout and how it is passed."""

    layout: Layout
    mode: Mode
    types: tuple[Attribute, ...]
    """The types of the SSA values, or of the pointer."""
    attributes: tuple[DictionaryAttr, ...]
    """Attributes of each of `types`, under upstream's `llvm.` names."""


@dataclass(slots=True)
class FnAbi:
    """The convention of one function type."""

    arguments: tuple[Passed, ...]
    result: Passed

    @property
    def input_types(self) -> list[Attribute]:
        """Types of the arguments, that for an indirect result first."""
        first = self.result.types if self.result.mode is Mode.INDIRECT else ()
        return [*first, *(type_ for passed in self.arguments for type_ in passed.types)]

    @property
    def input_attributes(self) -> list[DictionaryAttr]:
        """Attributes of the arguments, in the order of `input_types`."""
        first = self.result.attributes if self.result.mode is Mode.INDIRECT else ()
        return [*first, *(attr for passed in self.arguments for attr in passed.attributes)]

    @property
    def output_types(self) -> tuple[Attribute, ...]:
        """Types of the results."""
        return self.result.types if self.result.mode is Mode.DIRECT else ()


class AbiComputer:
    """Computes conventions, and remembers how each type is passed."""

    def __init__(
        self, layouts: Layouts, target: Target, alloca_space: str, kernarg_space: str
    ) -> None:
        self.layouts = layouts
        self._target = target
        self.alloca_space = alloca_space
        self.kernarg_space = kernarg_space
        self.attributes = ArgumentAttributes(layouts)
        self._arguments: dict[Attribute, Passed] = {}
        self._results: dict[Attribute, Passed] = {}
        self._kernargs: dict[Attribute, Passed] = {}

    def of(self, inputs: Sequence[Attribute], output: Attribute) -> FnAbi:
        """The convention of a Rust function of these types."""
        return FnAbi(tuple(self.argument(t) for t in inputs), self.result(output))

    def of_kernel(self, inputs: Sequence[Attribute], *, sret: str | None = None) -> FnAbi:
        """
        The convention of a kernel, which returns nothing. With `sret` its first argument points to
        where its results go: one for the `launch`, or one for each `work-item`.
        """
        unit = self.layouts.of(mir.UNIT)
        arguments = [self._kernarg(t) for t in inputs]
        if sret is not None:
            arguments[0] = self._result_buffer(inputs[0], one=sret == "launch")
        return FnAbi(tuple(arguments), Passed(unit, Mode.IGNORE, (), ()))

    def argument(self, type_: Attribute) -> Passed:
        """How an argument of that type is passed."""
        found = self._arguments.get(type_)
        if found is None:
            found = self._arguments[type_] = self._passed(type_, self.alloca_space)
        return found

    def result(self, type_: Attribute) -> Passed:
        """How a result of that type is given."""
        found = self._results.get(type_)
        if found is None:
            found = self._results[type_] = self._passed(type_, self.alloca_space)
            if found.mode is Mode.INDIRECT:
                found.attributes = tuple(
                    DictionaryAttr({**a.data, "llvm.writable": _UNIT}) for a in found.attributes
                )
        return found

    def _kernarg(self, type_: Attribute) -> Passed:
        found = self._kernargs.get(type_)
        if found is None:
            layout = self.layouts.of(type_)
            abi = layout.abi
            found = None
            if not isinstance(abi, ScalarPair) or _is_two_in_a_row(layout, abi):
                found = self._direct(layout)
            if found is not None:
                found.attributes = tuple(map(_of_kernarg, found.attributes))
            else:
                attributes: dict[str, Attribute] = {
                    "llvm.noundef": _UNIT,
                    "llvm.align": i64_attr(layout.align),
                    "llvm.byref": LLVMArrayType(layout.size, i8),
                }
                found = _indirect(layout, self.kernarg_space, attributes)
            self._kernargs[type_] = found
        return found

    def _result_buffer(self, type_: Attribute, *, one: bool) -> Passed:
        """
        The pointer to the results of a launch, `one` or many. The kernel has no other pointer to
        them (`llvm.noalias`); LLVM has no `sret` of kernels, so that is said in our own words.
        """
        assert isinstance(type_, mir.PtrType)
        layout, result = self.layouts.of(type_), self.layouts.of(type_.pointee)
        attributes: dict[str, Attribute] = {
            "hsa.sret": LLVMArrayType(result.size, i8),
            "llvm.noundef": _UNIT,
            "llvm.nonnull": _UNIT,
            "llvm.noalias": _UNIT,
            "llvm.align": i64_attr(result.align),
        }
        if one:
            attributes["llvm.dereferenceable"] = i64_attr(result.size)
        pointer = pointer_type(_RESULT_SPACE)
        return Passed(layout, Mode.DIRECT, (pointer,), (DictionaryAttr(attributes),))

    def _passed(self, type_: Attribute, space: str) -> Passed:
        layout = self.layouts.of(type_)
        found = self._direct(layout)
        if found is not None:
            return found
        attributes: dict[str, Attribute] = {"llvm.noundef": _UNIT}
        if self._target.space(space).null == 0:
            # LLVM means the address 0, which is a local's where null is all ones.
            attributes["llvm.nonnull"] = _UNIT
        attributes |= {
            "llvm.noalias": _UNIT,
            "llvm.align": i64_attr(layout.align),
            "llvm.dereferenceable": i64_attr(layout.size),
        }
        return _indirect(layout, space, attributes)

    def _direct(self, layout: Layout) -> Passed | None:
        """How a value is passed that is SSA values, or has no bytes."""
        types = component_types(layout)
        if types is None:
            return None
        if not types:
            return Passed(layout, Mode.IGNORE, (), ())
        return Passed(layout, Mode.DIRECT, types, self.attributes.of(layout, len(types)))


def _indirect(layout: Layout, space: str, attributes: dict[str, Attribute]) -> Passed:
    return Passed(layout, Mode.INDIRECT, (pointer_type(space),), (DictionaryAttr(attributes),))


def _of_kernarg(attributes: DictionaryAttr) -> DictionaryAttr:
    """
    The attributes of an argument in the kernarg segment. LLVM loads a whole 32 bits there for a
    narrower integer, and then gives that load the integer's range, which it itself refuses
    (`AMDGPULowerKernelArguments.cpp`).
    """
    range_ = attributes.data.get("llvm.range")
    if not isinstance(range_, ConstantRangeAttr) or range_.width.data >= _WORD_BITS:
        return attributes
    return DictionaryAttr({k: v for k, v in attributes.data.items() if k != "llvm.range"})


def _is_two_in_a_row(layout: Layout, abi: ScalarPair) -> bool:
    """Whether two parameters of the scalars' types lie as the pair does, wherever it starts."""
    first, second = abi.first, abi.second
    return (
        layout.align == first.align
        and abi.second_offset == first.size
        and layout.size == first.size + second.size
    )
