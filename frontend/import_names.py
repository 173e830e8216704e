"""
What MIR text calls things, and what the `mir` dialect calls them.

rustc prints the variants of its enums (`AddWithOverflow`, `PointerCoercion(Unsize, Implicit)`,
`Overflow(Add)`); the dialect's properties hold words (`add_with_overflow`, `unsize`,
`overflow_add`). The attributes that hold them are shared.
"""

from __future__ import annotations

from collections.abc import Sequence

from xdsl.dialects.builtin import IntAttr, IntegerType, Signedness, StringAttr
from xdsl.ir import Attribute

_STRINGS: dict[str, StringAttr] = {}
_INTS: dict[int, IntAttr] = {}


def string(text: str) -> StringAttr:
    """A string attribute, shared."""
    found = _STRINGS.get(text)
    if found is None:
        found = _STRINGS[text] = StringAttr(text)
    return found


def integer(value: int) -> IntAttr:
    """An integer attribute, shared."""
    found = _INTS.get(value)
    if found is None:
        found = _INTS[value] = IntAttr(value)
    return found


def argument_names(patterns: Sequence[str]) -> list[str]:
    """
    The names of a function's arguments, of what its source calls them. An argument that is taken
    apart (`(a, b): (u32, u32)`) or thrown away (`_: u32`) has none: it is `arg` and its number.
    """
    if all(pattern != "_" and pattern.isidentifier() for pattern in patterns):
        return list(patterns)
    taken = set(patterns)
    names: list[str] = []
    for index, pattern in enumerate(patterns):
        name = pattern
        if pattern == "_" or not pattern.isidentifier():
            name = f"arg{index}"
            while name in taken:
                name += "_"
        names.append(name)
    return names


CAST_KINDS: dict[str, str] = {
    "IntToInt": "int_to_int",
    "FloatToInt": "float_to_int",
    "IntToFloat": "int_to_float",
    "FloatToFloat": "float_to_float",
    "PtrToPtr": "ptr_to_ptr",
    "FnPtrToPtr": "fn_ptr_to_ptr",
    "PointerExposeProvenance": "expose_provenance",
    "PointerExposeAddress": "expose_provenance",
    "PointerWithExposedProvenance": "with_exposed_provenance",
    "PointerFromExposedAddress": "with_exposed_provenance",
    "Transmute": "transmute",
    "Subtype": "subtype",
}
"""rustc's `CastKind`, but for pointer coercions."""

COERCION_KINDS: dict[str, str] = {
    "Unsize": "unsize",
    "ReifyFnPointer": "reify_fn_pointer",
    "UnsafeFnPointer": "unsafe_fn_pointer",
    "ClosureFnPointer": "closure_fn_pointer",
    "MutToConstPointer": "mut_to_const_pointer",
    "ArrayToPointer": "array_to_pointer",
}
"""rustc's `PointerCoercion`."""

BINARY_KINDS: dict[str, StringAttr] = {
    name: string(kind)
    for name, kind in {
        "Add": "add",
        "AddUnchecked": "add_unchecked",
        "AddWithOverflow": "add_with_overflow",
        "Sub": "sub",
        "SubUnchecked": "sub_unchecked",
        "SubWithOverflow": "sub_with_overflow",
        "Mul": "mul",
        "MulUnchecked": "mul_unchecked",
        "MulWithOverflow": "mul_with_overflow",
        "Div": "div",
        "Rem": "rem",
        "BitXor": "bitxor",
        "BitAnd": "bitand",
        "BitOr": "bitor",
        "Shl": "shl",
        "ShlUnchecked": "shl_unchecked",
        "Shr": "shr",
        "ShrUnchecked": "shr_unchecked",
        "Eq": "eq",
        "Lt": "lt",
        "Le": "le",
        "Ne": "ne",
        "Ge": "ge",
        "Gt": "gt",
        "Cmp": "cmp",
        "Offset": "offset",
    }.items()
}
"""rustc's `BinOp`."""

UNARY_KINDS: dict[str, StringAttr] = {
    "Neg": string("neg"),
    "Not": string("not"),
    "PtrMetadata": string("ptr_metadata"),
}
"""rustc's `UnOp`."""

RUNTIME_KINDS: dict[str, StringAttr] = {
    "UbChecks": string("ub_checks"),
    "ContractChecks": string("contract_checks"),
    "OverflowChecks": string("overflow_checks"),
}
"""rustc's `RuntimeChecks`."""

RETAG_KINDS = {"": "default", "fn entry": "fn_entry", "2phase": "two_phase", "raw": "raw"}
"""rustc's `RetagKind`, by how it is printed."""


def cast_kind(text: str) -> str | None:
    """The dialect's name of a cast's kind as rustc prints it; `None` if there is none."""
    found = CAST_KINDS.get(text)
    if found is None and text.startswith("PointerCoercion("):
        name = text[16:].partition(",")[0].partition("(")[0].rstrip(")")
        found = COERCION_KINDS.get(name)
    return found


def fake_read_kind(text: str) -> str:
    """The dialect's name of a `FakeReadCause`, of which a closure's identity is dropped."""
    name = text.partition("(")[0]
    return "".join(f"_{c.lower()}" if c.isupper() else c for c in name).lstrip("_")


def assert_kind(text: str) -> str:
    """The dialect's name of an `AssertKind`: `Overflow(Add)` is `overflow_add`."""
    found = _ASSERT_KINDS.get(text)
    if found is None:
        name = text.replace("(", "").rstrip(")")
        found = "".join(f"_{c.lower()}" if c.isupper() else c for c in name).lstrip("_")
        _ASSERT_KINDS[text] = found
    return found


_ASSERT_KINDS: dict[str, str] = {}


def unsigned(size: int) -> Attribute:
    """The unsigned integer type of a size in bytes."""
    return IntegerType(8 * size, Signedness.UNSIGNED)
