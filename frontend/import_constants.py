"""
Constants: the values that MIR text writes, as attributes of the `mir` dialect.

`ConstantReader` turns a syntax constant of a known type into an attribute. What a constant refers
to outside itself (allocations, functions, constants that are still to be evaluated, parameters)
it asks of the `ConstantContext` that the kind of import provides: the closed import resolves and
evaluates, the generic import keeps names.
"""

from __future__ import annotations

import re
from typing import Protocol

from xdsl.dialects.builtin import ArrayAttr, NoneAttr, StringAttr
from xdsl.ir import Attribute

from rusticle.diagnostics import CompileError, SourceSpan

from ..dialects.mir import (
    AddressConstAttr,
    AggregateConstAttr,
    BytesConstAttr,
    FloatConstAttr,
    IntConstAttr,
    PointerConstAttr,
    StrConstAttr,
    UninitAttr,
    ZstAttr,
)
from ..dialects.mir import types as mir
from ..dialects.mir.spelling import spell
from .definitions import AdtDef
from .substitution import Substitution, int_of
from .syntax import (
    AddressValue,
    AggregateValue,
    AllocPointer,
    BoolValue,
    ByteArrayValue,
    ByteStrValue,
    CharValue,
    Constant,
    ConstValue,
    FloatValue,
    FnPath,
    FnPointerValue,
    IntValue,
    NameSegment,
    OpaqueValue,
    ParamValue,
    PatternValue,
    SliceValue,
    StrValue,
    TransmutedValue,
    UnevaluatedValue,
    UninitValue,
    UnreachableValue,
    ZstValue,
)

ZST = ZstAttr()
UNINIT = UninitAttr()
_SMALL_INTS = [IntConstAttr(value) for value in range(257)]


def int_constant(value: int) -> IntConstAttr:
    """The constant of an integer; small ones are shared."""
    return _SMALL_INTS[value] if 0 <= value <= 256 else IntConstAttr(value)


class ConstantContext(Protocol):
    """What constants refer to outside themselves."""

    def alloc_symbol(self, alloc: str, span: SourceSpan | None) -> str:
        """The symbol of an allocation, static or function of this file."""
        ...

    def static_symbol(self, path: str, span: SourceSpan | None) -> str:
        """The symbol of another crate's static."""
        ...

    def function_pointer(self, path: FnPath, span: SourceSpan | None) -> Attribute:
        """A pointer to a function."""
        ...

    def unevaluated(
        self, value: UnevaluatedValue, type_: Attribute, span: SourceSpan | None
    ) -> Attribute:
        """A constant item's value."""
        ...

    def parameter(self, name: str, type_: Attribute, span: SourceSpan | None) -> Attribute:
        """A const generic parameter's value."""
        ...

    def adt(self, path: str) -> AdtDef | None:
        """The definition of a struct, enum or union."""
        ...


class ConstantReader:
    """Reads the constants of one instance of a body."""

    __slots__ = ("_cache", "_substitution", "context")

    def __init__(self, context: ConstantContext, substitution: Substitution) -> None:
        self.context = context
        self._substitution = substitution
        self._cache: dict[tuple[int, int], tuple[Constant, Attribute, Attribute]] = {}

    def read(
        self, constant: Constant, type_: Attribute, span: SourceSpan | None = None
    ) -> Attribute:
        """The attribute of a constant of a type that is substituted already."""
        key = (id(constant), id(type_))
        found = self._cache.get(key)
        if found is not None:
            return found[2]
        result = self.value(constant.value, type_, span)
        self._cache[key] = (constant, type_, result)
        return result

    def value(self, value: ConstValue, type_: Attribute, span: SourceSpan | None) -> Attribute:
        """The attribute of a constant's value."""
        match value:
            case IntValue():
                return int_constant(value.value)
            case BoolValue():
                return int_constant(int(value.value))
            case CharValue():
                return int_constant(ord(value.value))
            case ZstValue():
                return ZST
            case FloatValue():
                return FloatConstAttr(value.text)
            case StrValue():
                return StrConstAttr(value.value)
            case ByteStrValue() | ByteArrayValue():
                return BytesConstAttr(value.value)
            case AggregateValue():
                return self._aggregate(value, type_, span)
            case AllocPointer():
                symbol = self.context.alloc_symbol(value.alloc, span)
                return PointerConstAttr.of(symbol, value.offset)
            case SliceValue():
                symbol = self.context.alloc_symbol(value.alloc, span)
                return AggregateConstAttr.of(
                    (PointerConstAttr.of(symbol), int_constant(value.meta))
                )
            case AddressValue():
                return AddressConstAttr(value.value)
            case FnPointerValue():
                return self.context.function_pointer(value.fn, span)
            case PatternValue():
                return self.value(value.base, type_, span)
            case UnevaluatedValue():
                variant = self._unit_variant(value, type_)
                if variant is not None:
                    return AggregateConstAttr.of((), variant)
                return self.context.unevaluated(value, type_, span)
            case ParamValue():
                return self.context.parameter(value.name, type_, span)
            case UninitValue() | UnreachableValue():
                return UNINIT
            case TransmutedValue() if value.size == 0:
                return ZST
            case OpaqueValue() if (path := static_path(value.text)) is not None:
                return PointerConstAttr.of(self.context.static_symbol(path, span))
            case OpaqueValue():
                raise CompileError.of(
                    f"rustc does not show the value of the constant `{value.text}`", span
                )
            case _:
                raise CompileError.of(
                    f"a constant of type `{spell(type_)}` within another constant is not supported",
                    span,
                )

    def _unit_variant(self, value: UnevaluatedValue, type_: Attribute) -> str | None:
        """The name of the variant, if what looks like a constant's path is a variant's."""
        if value.promoted is not None or not isinstance(type_, mir.AdtType):
            return None
        adt = self.context.adt(type_.path.data)
        if adt is None or adt.kind != "enum":
            return None
        owner, _, name = value.path.path.rpartition("::")
        return name if owner == adt.path and adt.variant(name) is not None else None

    def _aggregate(
        self, value: AggregateValue, type_: Attribute, span: SourceSpan | None
    ) -> Attribute:
        variant = value.variant
        types: list[Attribute | None]
        match type_:
            case mir.TupleType():
                types = list(type_.elements.data)
            case mir.ArrayType():
                types = [type_.element] * len(value.fields)
            case mir.AdtType():
                adt = self.context.adt(type_.path.data)
                if adt is not None:
                    if adt.kind == "enum":
                        if variant is None and value.path is not None:
                            variant = value.path.name
                        definition = adt.variant(variant or "")
                    else:
                        variant = None
                        definition = adt.variants[0]
                    names = (g.name for g in adt.generics)
                    substitute = Substitution(
                        dict(zip(names, type_.args.data, strict=False)), self._substitution.finish
                    )
                    types = (
                        []
                        if definition is None
                        else [substitute(field.type) for field in definition.fields]
                    )
                    if adt.kind == "union":
                        types = [None] * len(value.fields)
                else:
                    types = [None] * len(value.fields)
            case _:
                types = [None] * len(value.fields)
        fields: list[Attribute] = []
        for position, (_, constant) in enumerate(value.fields):
            field_type = types[position] if position < len(types) else None
            if field_type is None and constant.type is not None:
                field_type = self._substitution(constant.type)
            fields.append(self.read(constant, mir.UNIT if field_type is None else field_type, span))
        return AggregateConstAttr(
            NoneAttr() if variant is None else StringAttr(variant), ArrayAttr(fields)
        )


def static_path(text: str) -> str | None:
    """The path in `<static(DefId(1:2 ~ core[1eb9]::a::B))>`, as rustc prints a pointer to one."""
    match = _STATIC(text)
    return None if match is None else f"{match.group(1)}{match.group(2)}"


_STATIC = re.compile(r"<static\(DefId\(\S+ ~ (\w+)\[\w+\]((?:::\w+)+)\)\)>").fullmatch


def parameter_constant(argument: Attribute) -> Attribute | None:
    """The constant that a const generic's argument is, or `None` if it is not known."""
    if (number := int_of(argument)) is not None:
        return int_constant(number)
    if isinstance(argument, IntConstAttr | AggregateConstAttr | StrConstAttr | BytesConstAttr):
        return argument
    return None


def last_name(path: FnPath) -> str:
    """The last name of a path."""
    last = path.segments[-1]
    return last.name if isinstance(last, NameSegment) else path.text
