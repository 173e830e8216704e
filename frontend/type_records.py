"""
Types as plain records, and back: what a digest of definitions holds on disk.

A record is a string, for a primitive type, or a tuple that begins with a tag. Records are hashable
and cheap to store (`msgpack`), and each distinct one is turned into its `mir` attribute once per
process, so that equal types are one object.

    "u32"                                    u32
    ("p", "T")                               T
    ("i", 4)                                 the constant 4
    ("A", path, args)  ("X", path, args)     an ADT, a foreign type
    ("&", T) ("&m", T) ("*", T) ("*m", T)    references and raw pointers
    ("s", T) ("r", T, N) ("t", Ts)           [T], [T; N], tuples
    ("F", inputs, output, abi)               a function pointer
    ("d", trait, args, bindings, autos)      dyn; bindings are (name, type) pairs
    ("j", self, trait, args, name, own)      <self as trait<args>>::name<own>
    ("o", path, args)                        an opaque type
    ("P", base, start, end)                  a pattern type
    ("b", T)                                 an unsafe binder
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias, cast

from xdsl.dialects.builtin import (
    ArrayAttr,
    Float16Type,
    Float32Type,
    Float64Type,
    Float128Type,
    IntAttr,
    IntegerType,
    Signedness,
    StringAttr,
)
from xdsl.ir import Attribute

from ..dialects.mir import types as mir

TypeRecord: TypeAlias = str | tuple[Any, ...]
"""See the module's description."""

UNIT_RECORD: TypeRecord = ("t", ())

_PRIMITIVES: dict[str, Attribute] = {
    **{f"i{n}": IntegerType(n, Signedness.SIGNED) for n in (8, 16, 32, 64, 128)},
    **{f"u{n}": IntegerType(n, Signedness.UNSIGNED) for n in (8, 16, 32, 64, 128)},
    "f16": Float16Type(),
    "f32": Float32Type(),
    "f64": Float64Type(),
    "f128": Float128Type(),
    "usize": mir.UsizeType(),
    "isize": mir.IsizeType(),
    "bool": mir.BoolType(),
    "char": mir.CharType(),
    "str": mir.StrType(),
    "never": mir.NeverType(),
    "!": mir.NeverType(),
    "unit": mir.UNIT,
}

_ZERO = IntAttr(0)
_ONE = IntAttr(1)

_strings: dict[str, StringAttr] = {}
_decoded: dict[TypeRecord, Attribute] = {**_PRIMITIVES}


def _string(text: str) -> StringAttr:
    attr = _strings.get(text)
    if attr is None:
        attr = _strings[text] = StringAttr(text)
    return attr


def _array(records: tuple[TypeRecord, ...]) -> ArrayAttr[Attribute]:
    return ArrayAttr([decode_type(r) for r in records])


def _dyn(r: tuple[Any, ...]) -> Attribute:
    bindings: list[Attribute] = []
    for name, type in r[3]:
        bindings += (_string(name), decode_type(type))
    return mir.DynType(
        _string(r[1]), _array(r[2]), ArrayAttr(bindings), ArrayAttr([_string(t) for t in r[4]])
    )


_DECODERS: dict[str, Callable[[tuple[Any, ...]], Attribute]] = {
    "p": lambda r: mir.ParamType(_string(r[1])),
    "i": lambda r: IntAttr(int(r[1])),
    "A": lambda r: mir.AdtType(_string(r[1]), _array(r[2])),
    "X": lambda r: mir.ForeignType(_string(r[1]), _array(r[2])),
    "&": lambda r: mir.RefType(decode_type(r[1]), _ZERO),
    "&m": lambda r: mir.RefType(decode_type(r[1]), _ONE),
    "*": lambda r: mir.PtrType(decode_type(r[1]), _ZERO),
    "*m": lambda r: mir.PtrType(decode_type(r[1]), _ONE),
    "s": lambda r: mir.SliceType(decode_type(r[1])),
    "r": lambda r: mir.ArrayType(decode_type(r[1]), decode_type(r[2])),
    "t": lambda r: mir.TupleType(_array(r[1])),
    "F": lambda r: mir.FnPtrType(_array(r[1]), decode_type(r[2]), _string(r[3])),
    "d": _dyn,
    "j": lambda r: mir.ProjectionType(
        decode_type(r[1]), _string(r[2]), _array(r[3]), _string(r[4]), _array(r[5])
    ),
    "o": lambda r: mir.OpaqueType(_string(r[1]), _array(r[2])),
    "P": lambda r: mir.PatternType(decode_type(r[1]), IntAttr(int(r[2])), IntAttr(int(r[3]))),
    "b": lambda r: mir.UnsafeBinderType(decode_type(r[1])),
}


def decode_type(record: TypeRecord) -> Attribute:
    """The attribute that a record stands for; the same object for the same record."""
    attr = _decoded.get(record)
    if attr is None:
        assert not isinstance(record, str), record
        attr = _decoded[record] = _DECODERS[record[0]](record)
    return attr


def substitute(record: TypeRecord, args: dict[str, TypeRecord]) -> TypeRecord:
    """The record with its parameters replaced, for those that `args` names."""
    if isinstance(record, str):
        return record
    if record[0] == "p":
        return args.get(record[1], record)
    return _substitute_tuple(record, args)


def _substitute_tuple(record: tuple[Any, ...], args: dict[str, TypeRecord]) -> tuple[Any, ...]:
    # Inside a record every string is a primitive, a tag, a path or a name, never a parameter, so
    # nested tuples can be rebuilt without knowing the shape of each tag.
    out: list[Any] = []
    for part in record:
        if isinstance(part, tuple):
            nested = cast("tuple[Any, ...]", part)
            is_record = bool(nested) and isinstance(nested[0], str)
            part = substitute(nested, args) if is_record else _substitute_tuple(nested, args)
        out.append(part)
    return tuple(out)


_HEADS = {
    "p": "",
    "j": "",
    "s": "[]",
    "r": "[;]",
    "F": "fn",
    "o": "impl",
    "P": "pattern",
    "b": "unsafe<>",
    "&": "&",
    "&m": "&mut",
    "*": "*const",
    "*m": "*mut",
}


def head_of_record(record: TypeRecord) -> str:
    """`definitions.head_of`, of a type that is still a record."""
    if isinstance(record, str):
        return "!" if record == "never" else "(0)" if record == "unit" else record
    tag = record[0]
    if tag in ("A", "X"):
        return record[1]
    if tag == "t":
        return f"({len(record[1])})"
    if tag == "d":
        return f"dyn {record[1]}"
    return _HEADS[tag]
