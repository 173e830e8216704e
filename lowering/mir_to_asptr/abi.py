"""
How functions take their arguments and give their results at the `asptr` level.

Between Rust functions the convention is ours to choose, so it is a simple one: a value without
bytes is not passed; a scalar or vector is one argument, a scalar pair two; anything else is passed
by a pointer into private memory, to a copy that belongs to the callee. A result is none, one or
two values, or is written through a pointer that comes as the first argument. Pointers to arguments
and results are private, not flat, since callers always own that memory.

A kernel's arguments come from the kernarg segment: what is not scalars arrives as a pointer into
constant memory (`byref`), which the kernel must not write.

Attributes say what Rust's types promise: initialised, non-null, dereferenceable, aligned
(`compiler/rustc_ty_utils/src/abi.rs`, `arg_attrs_for_rust_scalar`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from xdsl.dialects.builtin import DictionaryAttr, UnitAttr, i8
from xdsl.dialects.llvm import LLVMArrayType
from xdsl.ir import Attribute

from ...dialects import mir
from ..layout import Layout, Layouts, Pointer, Scalar, ScalarPair
from .builder import i64_attr
from .scalars import component_types, pointer_type

_UNIT = UnitAttr()
_CELLS = frozenset(("core::cell::UnsafeCell", "unsafe_cell", "core::pin::UnsafePinned"))
"""What may change behind a shared reference (`Freeze` is not implemented for it)."""
_PINNED = frozenset(
    ("core::marker::PhantomPinned", "core::pin::unsafe_pinned::UnsafePinned", "unsafe_pinned")
)
"""What may be pointed to from elsewhere while it is exclusively borrowed (not `Unpin`)."""
_NOTHING = DictionaryAttr({})


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

    def __init__(self, layouts: Layouts, alloca_space: str, kernarg_space: str) -> None:
        self.layouts = layouts
        self.alloca_space = alloca_space
        self.kernarg_space = kernarg_space
        self._arguments: dict[Attribute, Passed] = {}
        self._results: dict[Attribute, Passed] = {}
        self._contained: dict[tuple[Attribute, frozenset[str]], bool] = {}
        self._kernargs: dict[Attribute, Passed] = {}

    def of(self, inputs: Sequence[Attribute], output: Attribute) -> FnAbi:
        """The convention of a Rust function of these types."""
        return FnAbi(tuple(self.argument(t) for t in inputs), self.result(output))

    def of_kernel(self, inputs: Sequence[Attribute]) -> FnAbi:
        """The convention of a kernel, which returns nothing."""
        unit = self.layouts.of(mir.UNIT)
        arguments = tuple(self._kernarg(t) for t in inputs)
        return FnAbi(arguments, Passed(unit, Mode.IGNORE, (), ()))

    def argument(self, type_: Attribute) -> Passed:
        """How an argument of that type is passed."""
        found = self._arguments.get(type_)
        if found is None:
            found = self._arguments[type_] = self._passed(type_, self.alloca_space, {})
        return found

    def result(self, type_: Attribute) -> Passed:
        """How a result of that type is given."""
        found = self._results.get(type_)
        if found is None:
            found = self._passed(type_, self.alloca_space, {"llvm.writable": _UNIT})
            self._results[type_] = found
        return found

    def _kernarg(self, type_: Attribute) -> Passed:
        found = self._kernargs.get(type_)
        if found is None:
            size = self.layouts.of(type_).size
            byref: Attribute = LLVMArrayType(size, i8)
            found = self._passed(type_, self.kernarg_space, {"llvm.byref": byref})
            self._kernargs[type_] = found
        return found

    def _passed(
        self, type_: Attribute, space: str, indirect_attributes: dict[str, Attribute]
    ) -> Passed:
        layout = self.layouts.of(type_)
        types = component_types(layout)
        if types == ():
            return Passed(layout, Mode.IGNORE, (), ())
        if types is not None:
            return Passed(layout, Mode.DIRECT, types, self._direct_attributes(layout, len(types)))
        attributes = {
            "llvm.noundef": _UNIT,
            "llvm.nonnull": _UNIT,
            "llvm.noalias": _UNIT,
            "llvm.align": i64_attr(layout.align),
            "llvm.dereferenceable": i64_attr(layout.size),
        }
        if "llvm.byref" in indirect_attributes:
            attributes = {
                "llvm.noundef": _UNIT,
                "llvm.align": i64_attr(layout.align),
                **indirect_attributes,
            }
        return Passed(layout, Mode.INDIRECT, (pointer_type(space),), (DictionaryAttr(attributes),))

    def _direct_attributes(self, layout: Layout, count: int) -> tuple[DictionaryAttr, ...]:
        abi = layout.abi
        if isinstance(abi, Scalar):
            return (self._scalar_attributes(abi, layout.type),)
        if isinstance(abi, ScalarPair):
            return (
                self._scalar_attributes(abi.first, layout.type),
                self._scalar_attributes(abi.second, None),
            )
        return (_NOTHING,) * count

    def _scalar_attributes(self, scalar: Scalar, type_: Attribute | None) -> DictionaryAttr:
        if not scalar.initialized:
            return _NOTHING
        attributes: dict[str, Attribute] = {"llvm.noundef": _UNIT}
        if isinstance(scalar.primitive, Pointer) and not scalar.valid_range.contains(0):
            attributes["llvm.nonnull"] = _UNIT
            if isinstance(type_, mir.RefType):
                self._add_reference_attributes(attributes, type_)
        return DictionaryAttr(attributes)

    def _add_reference_attributes(
        self, attributes: dict[str, Attribute], type_: mir.RefType
    ) -> None:
        pointee = self.layouts.of(type_.pointee)
        if pointee.align > 1:
            attributes["llvm.align"] = i64_attr(pointee.align)
        # Others may write through, or free, what a shared reference to a cell or an exclusive one
        # to something self-referential points to while the function runs.
        if type_.is_mut:
            stable = not self._contains(type_.pointee, _PINNED)
        else:
            stable = not self._contains(type_.pointee, _CELLS)
            if stable:
                attributes["llvm.readonly"] = _UNIT
        if stable:
            attributes["llvm.noalias"] = _UNIT
            if pointee.is_sized and pointee.size:
                attributes["llvm.dereferenceable"] = i64_attr(pointee.size)

    def _contains(self, type_: Attribute, markers: frozenset[str]) -> bool:
        """Whether a type has one of these in it, other than behind a pointer; a `dyn` may."""
        found = self._contained.get((type_, markers))
        if found is None:
            # Meanwhile no: only indirection makes a type recursive.
            self._contained[type_, markers] = False
            found = self._contained[type_, markers] = self._compute_contains(type_, markers)
        return found

    def _compute_contains(self, type_: Attribute, markers: frozenset[str]) -> bool:
        match type_:
            case mir.AdtType():
                definition = self.layouts.definition(type_)
                if type_.path.data in markers or definition.lang in markers:
                    return True
                fields = [field.type for v in definition.variants for field in v.fields]
            case mir.TupleType():
                fields = list(type_.elements.data)
            case mir.ArrayType() | mir.SliceType():
                fields = [type_.element]
            case mir.ClosureType():
                fields = list(self.layouts.definitions.captures(type_) or ())
            case mir.DynType() | mir.CoroutineType():
                return True
            case _:
                return False
        return any(self._contains(field, markers) for field in fields)
