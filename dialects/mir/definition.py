"""
What the definitions of `mir` operations share: their base class and their decorator.

A module of `core`'s MIR has more than a million operations, so a verifier may cost microseconds,
not tens of them. xDSL's own interprets an operation's definition on every run, and counts the
blocks of the region at the end of each of them. Here a definition is read once, and what
it demands is kept in tables: how many operands, results and successors, of which classes, and
which properties. An operation that meets these and the rules of its class is right. One that does
not is handed to xDSL's verifier, which finds the same and says what is wrong in its own words.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar, TypeVar, cast

from xdsl.dialects.builtin import ArrayAttr, ArrayOfConstraint, IntAttr, IntAttrConstraint
from xdsl.ir import Attribute, ErasedSSAValue, SSAValue
from xdsl.irdl import (
    AnyAttr,
    AnyOf,
    BaseAttr,
    IRDLOperation,
    OptPropertyDef,
    RangeLengthConstraint,
    VariadicDef,
    irdl_op_definition,
    operand_def,
)
from xdsl.traits import IsTerminator
from xdsl.utils.exceptions import VerifyException

AttrT = TypeVar("AttrT", bound=Attribute)
OpT = TypeVar("OpT", bound="MirOperation")

_Classes = tuple[type[Attribute], ...]


def operand_of(cls: type[AttrT]) -> SSAValue[AttrT]:
    """Define an operand whose type is of a class. (`operand_def` does not tell type checkers.)"""
    return cast("SSAValue[AttrT]", operand_def(cls))


class _Demands:
    """
    What a definition demands, in the form that is quickest to check.

    Counts are of what is not variadic. Operands and results are given by their indices, which are
    negative behind a variadic one; those that may be anything are left out.
    """

    __slots__ = (
        "any_operands",
        "any_successors",
        "arrays",
        "operand_count",
        "operands",
        "optional",
        "required",
        "result_count",
        "results",
        "successor_count",
        "terminator",
    )

    def __init__(self, cls: type[IRDLOperation]) -> None:
        definition = cls.get_irdl_definition()
        self.operand_count, self.any_operands, self.operands = _values(definition.operands)
        self.result_count, _, self.results = _values(definition.results)
        variadic = [isinstance(successor, VariadicDef) for _, successor in definition.successors]
        self.successor_count = variadic.count(False)
        self.any_successors = True in variadic
        self.terminator = any(isinstance(trait, IsTerminator) for trait in definition.traits)
        self.required: list[tuple[str, _Classes]] = []
        self.optional: dict[str, _Classes] = {}
        self.arrays: list[tuple[str, _Classes]] = []
        for name, property_ in definition.properties.items():
            constraint: Any = property_.constr
            if isinstance(constraint, ArrayOfConstraint):
                elements: Any = cast("Any", constraint).elem_range_constraint.constr
                self.arrays.append((name, _classes(elements)))
                classes: _Classes = (ArrayAttr,)
            else:
                classes = _classes(constraint)
            if isinstance(property_, OptPropertyDef):
                self.optional[name] = classes
            else:
                self.required.append((name, classes))

    def are_met(self, op: MirOperation) -> bool:
        """Whether an operation meets them."""
        parent = op.parent
        if parent is None or (parent.last_op is op) != self.terminator or op.regions:
            return False
        operands = op._operands  # pyright: ignore[reportPrivateUsage]
        count = len(operands)
        if count != self.operand_count and (count < self.operand_count or not self.any_operands):
            return False
        for operand in operands:
            if operand.__class__ is ErasedSSAValue:
                return False
        for index, classes in self.operands:
            if not isinstance(operands[index].type, classes):
                return False
        results = op.results
        if len(results) != self.result_count:
            return False
        for index, classes in self.results:
            if not isinstance(results[index].type, classes):
                return False
        successors = op._successors  # pyright: ignore[reportPrivateUsage]
        count = len(successors)
        if count:
            if count != self.successor_count and (
                count < self.successor_count or not self.any_successors
            ):
                return False
            region = parent.parent
            for successor in successors:
                if successor.parent is not region:
                    return False
        elif self.successor_count:
            return False
        return self._properties_are_met(op)

    def _properties_are_met(self, op: MirOperation) -> bool:
        properties = op.properties
        for name, classes in self.required:
            if not isinstance(properties.get(name), classes):
                return False
        optional = len(properties) - len(self.required)
        if optional:
            for name, classes in self.optional.items():
                if name in properties:
                    if not isinstance(properties[name], classes):
                        return False
                    optional -= 1
            if optional:
                return False
        for name, classes in self.arrays:
            if name in properties:
                array = cast("ArrayAttr[Attribute]", properties[name])
                for element in array.data:
                    if not isinstance(element, classes):
                        return False
        return True


def _values(
    definitions: Sequence[tuple[str, Any]],
) -> tuple[int, bool, list[tuple[int, _Classes]]]:
    """How many operands or results there are, whether there may be more, and their classes."""
    variadic = [isinstance(definition, VariadicDef) for _, definition in definitions]
    behind = variadic.index(True) if True in variadic else len(definitions)
    simple: list[tuple[int, _Classes]] = []
    for index, (_, definition) in enumerate(definitions):
        constraint = definition.constr
        if isinstance(constraint, RangeLengthConstraint):
            constraint = cast("Any", constraint).constraint
        classes = _classes(constraint.constr)
        if index == behind:
            assert classes == (Attribute,), "a variadic operand may be anything"
        elif classes != (Attribute,):
            simple.append((index if index < behind else index - len(definitions), classes))
    return variadic.count(False), True in variadic, simple


def _classes(constraint: Any) -> _Classes:
    """The classes of attributes that a constraint allows, if it is no more than that."""
    match constraint:
        case AnyAttr():
            return (Attribute,)
        case BaseAttr():
            return (cast("Any", constraint).attr,)
        case IntAttrConstraint():
            return (IntAttr,)
        case AnyOf():
            return tuple(
                cls for choice in cast("Any", constraint).attr_constrs for cls in _classes(choice)
            )
        case _:
            raise TypeError(f"{constraint} is more than a class of attributes")


_demands: dict[type[MirOperation], _Demands] = {}
"""What the definitions of the operations demand that were verified so far."""


class MirOperation(IRDLOperation):
    """An operation of the dialect within a function's body."""

    RULES: ClassVar[Any]
    """The `verify_` that the class was written with."""

    def meets_definition(self) -> bool:
        """Whether the operation is as its definition demands, the rules of its class aside."""
        cls = self.__class__
        demands = _demands.get(cls)
        if demands is None:
            demands = _demands[cls] = _Demands(cls)
        return demands.are_met(self)

    def verify(self, verify_nested_ops: bool = True) -> None:
        """Verify the operation: quickly if all is well, by xDSL's verifier otherwise."""
        if self.meets_definition():
            try:
                self.RULES()
            except VerifyException:
                pass
            else:
                return
        super().verify(verify_nested_ops)


def mir_op_definition(cls: type[OpT]) -> type[OpT]:
    """Define an operation as `irdl_op_definition` does, with a verifier that is quick to pass."""
    rules = cls.verify_
    cls = irdl_op_definition(cls)
    cls.RULES = rules
    return cls
