"""
IRDL definitions that are worked out when an operation or attribute is first used.

xDSL's decorator `irdl_op_definition` reads the constraints of a class, makes an accessor for each
of its fields, and parses its assembly format: 0.2 ms, for each operation of each dialect that is
imported. In a command, the decorator is replaced by one that has xDSL's own do its work when the
definition is first asked for. Creating an operation asks for it (`Operation.__post_init__`), so
that whatever is asked of an operation finds it defined; what may be asked of a class before there
is any operation of it is its definition, its traits and its parser, and these have stand-ins. The
assembly format is worked out apart, as most operations that are made are never printed.

The same goes for attributes, whose definition is the constraints of their parameters. Their
methods (`__eq__`, `__hash__`) are there at once.

What cannot be put off is the constraints that dialects name: unions of types, `AnyOf`, most of
all. xDSL compares each alternative with each other; of two types it is enough to see whether they
are the same one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import xdsl.irdl
from xdsl.ir import Attribute, TypedAttribute
from xdsl.irdl import (
    AnyAttr,
    AnyOf,
    AttrConstraint,
    BaseAttr,
    attributes,
    constraints,
    irdl_to_attr_constraint,
    operations,
)
from xdsl.utils.runtime_final import runtime_final

if TYPE_CHECKING:
    from xdsl.parser import Parser
    from xdsl.printer import Printer

_define_operation = operations.irdl_op_definition
_define_parameters = attributes.ParamAttrDef.from_pyrdl


def install() -> None:
    """Replace xDSL's decorators for the dialects that are imported from now on."""
    modules: tuple[Any, ...] = xdsl.irdl, operations
    for module in modules:
        module.irdl_op_definition = _deferred_operation
    attributes.irdl_param_attr_definition = _deferred_attribute
    setattr(constraints.AnyOf, "get", staticmethod(_any_of))  # noqa: B010


class StandIn:
    """A descriptor that stands for what a class will have under a name."""

    __slots__ = ("define", "name")

    def __init__(self, name: str, define: Callable[[], None]) -> None:
        self.name = name
        self.define = define
        """Puts the real thing in its place."""

    def __get__(self, instance: object | None, owner: type[Any]) -> Any:
        self.define()
        return getattr(owner if instance is None else instance, self.name)


_undefined: dict[type[Any], Callable[[], None]] = {}
"""What defines each class that is not defined yet."""


def _deferred_operation(cls: type[Any]) -> type[Any]:
    """As `irdl_op_definition`, but for when it happens."""
    traits = cls.__dict__.get("traits")

    def define() -> None:
        if _undefined.pop(cls, None) is None:
            return
        for parent in cls.__mro__[1:]:
            if parent in _undefined:
                # What is read of a parent is what the decorator made of it.
                _undefined[parent]()
        del cls.get_irdl_definition
        if traits is None:
            del cls.traits
        else:
            cls.traits = traits
        assembly_format, cls.assembly_format = cls.assembly_format, None
        _define_operation(cls)
        cls.assembly_format = assembly_format

    _undefined[cls] = define
    cls.traits = StandIn("traits", define)
    cls.get_irdl_definition = StandIn("get_irdl_definition", define)
    if cls.assembly_format is not None:
        for name in ("parse", "print"):
            setattr(cls, name, StandIn(name, lambda: _define_format(cls)))
    return cls


def _any_of(*given: Any) -> AttrConstraint[Attribute]:
    """As `AnyOf.get`, in the time that the alternatives take which are not mere types."""
    left = [irdl_to_attr_constraint(constraint) for constraint in reversed(given)]
    found: list[AttrConstraint[Attribute]] = []
    types: set[type[Attribute]] = set()
    others: list[int] = []  # where in `found` what is not a mere type is
    while left:
        constraint = left.pop()
        if isinstance(constraint, AnyAttr):
            return constraint
        if isinstance(constraint, AnyOf):
            left.extend(reversed(constraint.attr_constrs))
            continue
        is_type = type(constraint) is BaseAttr
        if is_type and constraint.attr in types:
            continue
        for position in others if is_type else range(len(found)):
            merged = found[position].relax_constraint(constraint)
            if merged is not None:
                found[position] = merged
                break
        else:
            if is_type:
                types.add(constraint.attr)
            else:
                others.append(len(found))
            found.append(constraint)
    return found[0] if len(found) == 1 else AnyOf(tuple(found))


def _define_format(cls: type[Any]) -> None:
    """Give a class the parser and the printer of its assembly format."""
    from xdsl.irdl.declarative_assembly_format import FormatProgram

    definition = cls.get_irdl_definition()
    program = FormatProgram.from_str(cls.assembly_format, definition)

    def parse(cls: Any, parser: Parser) -> Any:
        return program.parse(parser, cls)

    def print(self: Any, printer: Printer) -> None:
        program.print(printer, self)

    cls.parse = classmethod(parse)
    cls.print = print


def _deferred_attribute(cls: Any) -> Any:
    """As `irdl_param_attr_definition`, but for when the constraints are worked out."""
    definition: attributes.ParamAttrDef | None = None

    def get_irdl_definition(_: Any) -> attributes.ParamAttrDef:
        nonlocal definition
        if definition is None:
            definition = _define_parameters(cls)
        return definition

    cls.get_irdl_definition = classmethod(get_irdl_definition)
    if issubclass(cls, TypedAttribute):

        def get_type_index(_: Any) -> int:
            return [name for name, _ in get_irdl_definition(None).parameters].index("type")

        setattr(cls, "get_type_index", classmethod(get_type_index))  # noqa: B010
    return runtime_final(dataclass(frozen=True, init=False)(cls))
