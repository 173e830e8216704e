"""
Types in Rust's own syntax, for diagnostics, symbol names and comparison with rustc's output.

The spelling is that of rustc's pretty printer (`rustc_middle/src/ty/print/pretty.rs`) with full
paths, without lifetimes, and with each path starting at its crate: `core::option::Option<&u32>`.
The short spelling has only the last name of each path, as in rustc's own messages: `Option<&u32>`.
"""

from __future__ import annotations

from collections.abc import Sequence

from xdsl.dialects.builtin import (
    BFloat16Type,
    IntAttr,
    IntegerType,
    Signedness,
    StringAttr,
    _FloatType,  # pyright: ignore[reportPrivateUsage]
)
from xdsl.ir import Attribute

from .attributes import IntConstAttr, UnevaluatedAttr
from .types import (
    AdtType,
    ArrayType,
    BoolType,
    CharType,
    ClosureType,
    CoroutineType,
    DynType,
    FnDefType,
    FnPtrType,
    ForeignType,
    IsizeType,
    NeverType,
    OpaqueType,
    ParamType,
    PatternType,
    PlaceType,
    ProjectionType,
    PtrType,
    RefType,
    SliceType,
    StrType,
    TupleType,
    UnsafeBinderType,
    UsizeType,
)

_NULLARY: dict[type[Attribute], str] = {
    UsizeType: "usize",
    IsizeType: "isize",
    BoolType: "bool",
    CharType: "char",
    StrType: "str",
    NeverType: "!",
}

_CALL_TRAITS = {
    "core::ops::function::Fn",
    "core::ops::function::FnMut",
    "core::ops::function::FnOnce",
}
"""The traits whose arguments are written as a call's: `Fn(u32) -> u64`."""


def spell_path(
    path: str, args: Sequence[Attribute] = (), *, short: bool = False, value: bool = False
) -> str:
    """
    A path with its generic arguments: `core::option::Option<u32>`; as a value, where Rust wants
    the turbofish, `core::mem::size_of::<u32>`. Short, it has only the last name.
    """
    if short:
        path = _last(path)
    if not args:
        return path
    separator = "::" if value else ""
    return f"{path}{separator}<{', '.join(spell(arg, short=short) for arg in args)}>"


def _last(path: str) -> str:
    """The last name of a path; a closure's keeps that of the function that it is in."""
    names = path.split("::")
    start = len(names) - 1
    while start > 0 and names[start].startswith("{"):
        start -= 1
    return "::".join(names[start:])


def spell(type: Attribute, *, short: bool = False) -> str:
    """
    A type, or a generic argument, in Rust's syntax; `short` leaves out the modules of paths.

    The type of a place is spelled as the type of what it holds.
    """
    name = _NULLARY.get(type.__class__)
    if name is not None:
        return name
    match type:
        case IntegerType():
            sign = "i" if type.signedness.data is Signedness.SIGNED else "u"
            return f"{sign}{type.width.data}"
        case BFloat16Type():
            return "bf16"
        case _FloatType():
            return f"f{type.bitwidth}"
        case RefType():
            return f"&{'mut ' if type.is_mut else ''}{_spell_pointee(type.pointee, short)}"
        case PtrType():
            kind = "mut" if type.is_mut else "const"
            return f"*{kind} {_spell_pointee(type.pointee, short)}"
        case SliceType():
            return f"[{spell(type.element, short=short)}]"
        case ArrayType():
            return f"[{spell(type.element, short=short)}; {spell(type.length, short=short)}]"
        case TupleType():
            elements = [spell(element, short=short) for element in type.elements.data]
            return f"({elements[0]},)" if len(elements) == 1 else f"({', '.join(elements)})"
        case AdtType() | OpaqueType() | ForeignType():
            return spell_path(type.path.data, type.args.data, short=short)
        case FnDefType():
            return spell_path(type.path.data, type.args.data, short=short, value=True)
        case ClosureType() | CoroutineType():
            kind = "closure" if isinstance(type, ClosureType) else "coroutine"
            return f"{{{kind}@{spell_path(type.path.data, type.args.data, short=short)}}}"
        case ParamType():
            return type.param_name.data
        case PlaceType():
            return spell(type.type, short=short)
        case _:
            return _spell_rare(type, short)


def _spell_rare(type: Attribute, short: bool) -> str:
    match type:
        case FnPtrType():
            abi = "" if type.abi.data == "Rust" else f'extern "{type.abi.data}" '
            return f"{abi}fn{_spell_signature(type.inputs.data, type.output, short)}"
        case DynType():
            return f"dyn {_spell_bounds(type, short)}"
        case ProjectionType():
            trait = spell_path(type.trait_path.data, type.trait_args.data, short=short)
            item = spell_path(type.item.data, type.own_args.data, short=short)
            return f"<{spell(type.self_type, short=short)} as {trait}>::{item}"
        case PatternType():
            # rustc writes the range without the full stop of an inclusive end's absence.
            return f"({spell(type.base, short=short)}) is {type.start.data}..={type.end.data}"
        case UnsafeBinderType():
            return f"unsafe<> {spell(type.inner, short=short)}"
        case IntAttr() | IntConstAttr():
            return str(type.data)
        case UnevaluatedAttr():
            return spell_path(type.path.data, type.args.data, short=short, value=True)
        case _:
            return str(type)


def _spell_signature(inputs: Sequence[Attribute], output: Attribute, short: bool) -> str:
    text = f"({', '.join(spell(input, short=short) for input in inputs)})"
    if isinstance(output, TupleType) and not output.elements.data:
        return text
    return f"{text} -> {spell(output, short=short)}"


def _spell_pointee(type: Attribute, short: bool) -> str:
    """A pointee; `dyn A + B` needs parentheses behind a `&` or a `*`."""
    text = spell(type, short=short)
    if isinstance(type, DynType) and len(type.auto_traits.data) + bool(type.principal.data) > 1:
        return f"({text})"
    return text


def _spell_bounds(type: DynType, short: bool) -> str:
    bounds: list[str] = []
    path, args = type.principal.data, list(type.args.data)
    bindings = [
        (name.data if isinstance(name, StringAttr) else spell(name, short=short), bound)
        for name, bound in zip(type.bindings.data[::2], type.bindings.data[1::2], strict=True)
    ]
    if path in _CALL_TRAITS and len(args) == 1 and isinstance(args[0], TupleType):
        output = bindings[0][1] if bindings else TupleType(type.bindings)
        bounds.append(
            spell_path(path, short=short) + _spell_signature(args[0].elements.data, output, short)
        )
    elif path:
        words = [spell(arg, short=short) for arg in args]
        words += [f"{name} = {spell(bound, short=short)}" for name, bound in bindings]
        bounds.append(spell_path(path, short=short) + (f"<{', '.join(words)}>" if words else ""))
    bounds += [spell_path(auto.data, short=short) for auto in type.auto_traits.data]
    return " + ".join(bounds)
