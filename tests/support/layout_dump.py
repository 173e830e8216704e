"""
rustc's own layouts, printed by `#[rustc_dump_layout(debug)]`, and ours put into the same form.

Both become plain nested tuples and dictionaries, so that a difference anywhere in a layout (a
niche's range, a variant's ABI, the order of fields) is a difference of two values.
"""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import Any, TypeAlias

from rusticle.lowering.layout import (
    ArbitraryShape,
    ArrayShape,
    BackendRepr,
    DirectTag,
    FieldsShape,
    Float,
    Int,
    Layout,
    Memory,
    MultipleVariants,
    NicheTag,
    NoVariants,
    Primitive,
    PrimitiveShape,
    Scalar,
    ScalarPair,
    SimdVector,
    SingleVariant,
    UnionShape,
    Variants,
    WrappingRange,
)

from .rustc import ENVIRONMENT

Value: TypeAlias = Any
"""A parsed debug value: a number, a name, `(name, [values])`, `(name, {field: value})`, a list."""

_TOKEN = re.compile(r"\(\.\.=(\d+)\) \| \((\d+)\.\.\)|(\d+)\.\.=(\d+)|-?\d+|\w+|[{}()\[\],:]")


def parse_debug(text: str) -> Value:
    """Parse what Rust's derived `Debug` prints."""
    tokens = list(_TOKEN.finditer(text))
    position = 0

    def value() -> Value:
        nonlocal position
        token = tokens[position]
        position += 1
        word = token.group()
        if token.group(1) is not None:
            return ("range", int(token.group(2)), int(token.group(1)))
        if token.group(3) is not None:
            return ("range", int(token.group(3)), int(token.group(4)))
        if word == "[":
            return items("]")
        if word.lstrip("-").isdigit():
            number = int(word)
            # `Size(4 bytes)`
            if position < len(tokens) and tokens[position].group() == "bytes":
                position += 1
            return number
        following = tokens[position].group() if position < len(tokens) else ""
        if following == "(":
            position += 1
            return (word, items(")"))
        if following == "{":
            position += 1
            fields: dict[str, Value] = {}
            while tokens[position].group() != "}":
                name = tokens[position].group()
                position += 2
                fields[name] = value()
                if tokens[position].group() == ",":
                    position += 1
            position += 1
            return (word, fields)
        return word

    def items(end: str) -> list[Value]:
        nonlocal position
        result: list[Value] = []
        while tokens[position].group() != end:
            result.append(value())
            if tokens[position].group() == ",":
                position += 1
        position += 1
        return result

    return value()


_DUMP = re.compile(
    r"^error: layout_of\((?P<type>.*)\) = (?P<layout>Layout \{\n(?:.*\n)*?)"
    r"^ *--> [^:\n]*:(?P<line>\d+):",
    re.MULTILINE,
)


def dump_layouts(rustc: str, source: Path, *flags: str) -> dict[int, tuple[str, Value]]:
    """
    Compile a crate whose aliases carry `rustc_dump_layout(debug)`.

    Gives the type, as rustc spells it, and the parsed layout of each, by source line. Fails if
    rustc reports any other error.
    """
    result = subprocess.run(
        [
            rustc,
            "--edition=2024",
            "--crate-type=lib",
            "--emit=metadata",
            "-o",
            str(source.with_suffix(".rmeta")),
            str(source),
            *flags,
        ],
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        check=False,
    )
    others = [
        line
        for line in result.stderr.splitlines()
        if line.startswith("error")
        and not line.startswith(("error: layout_of(", "error: aborting due to"))
    ]
    assert not others, "\n".join(others[:10])
    return {
        int(match["line"]): (match["type"], normalize(parse_debug(match["layout"])))
        for match in _DUMP.finditer(result.stderr)
    }


# --- rustc's form, made plain --------------------------------------------------------------------


def _primitive(value: Value) -> Value:
    match value:
        case ("Int", [width, signed]):
            return ("int", int(width[1:]), signed == "true")
        case ("Float", [width]):
            return ("float", int(width[1:]))
        case ("Pointer", _):
            return ("pointer",)
        case _:
            raise AssertionError(value)


def _scalar(value: Value) -> Value:
    match value:
        case ("Initialized", {"value": primitive, "valid_range": valid}):
            return (_primitive(primitive), valid)
        case ("Union", {"value": primitive}):
            return (_primitive(primitive), "union")
        case _:
            raise AssertionError(value)


def _abi(value: Value) -> Value:
    match value:
        case ("Scalar", [scalar]):
            return ("scalar", _scalar(scalar))
        case ("ScalarPair", [first, second]):
            return ("pair", _scalar(first), _scalar(second))
        case ("SimdVector", {"element": element, "count": count}):
            return ("vector", _scalar(element), count)
        case ("Memory", {"sized": sized}):
            return ("memory", sized == "true")
        case _:
            raise AssertionError(value)


def _size(value: Value) -> int:
    match value:
        case (_, [size]):
            return size
        case _:
            raise AssertionError(value)


def _fields(value: Value) -> Value:
    match value:
        case "Primitive":
            return "primitive"
        case ("Union", [count]):
            return ("union", count)
        case ("Array", {"stride": stride, "count": count}):
            return ("array", _size(stride), count)
        case ("Arbitrary", {"offsets": offsets, "in_memory_order": order}):
            return ("arbitrary", [_size(offset) for offset in offsets], order)
        case _:
            raise AssertionError(value)


def _variants(value: Value) -> Value:
    match value:
        case "Empty":
            return "empty"
        case ("Single", {"index": index}):
            return ("single", index)
        case ("Multiple", {"tag": tag, "tag_encoding": encoding, "variants": variants}):
            match encoding:
                case "Direct":
                    tag_encoding: Value = "direct"
                case ("Niche", fields):
                    tag_encoding = (
                        fields["untagged_variant"],
                        fields["niche_variants"],
                        fields["niche_start"],
                    )
                case _:
                    raise AssertionError(encoding)
            return ("multiple", _scalar(tag), tag_encoding, [normalize(v) for v in variants])
        case _:
            raise AssertionError(value)


def normalize(value: Value) -> dict[str, Value]:
    """rustc's `Layout { .. }` in the plain form."""
    name, fields = value
    assert name == "Layout", value
    niche: Value = None
    match fields["largest_niche"]:
        case ("Some", [("Niche", n)]):
            niche = (_size(n["offset"]), _primitive(n["value"]), n["valid_range"])
        case _:
            pass
    repr_align: Value = fields["max_repr_align"]
    return {
        "size": _size(fields["size"]),
        "align": _size(fields["align"][1]["abi"]),
        "abi": _abi(fields["backend_repr"]),
        "fields": _fields(fields["fields"]),
        "niche": niche,
        "uninhabited": fields["uninhabited"] == "true",
        "variants": _variants(fields["variants"]),
        "max_repr_align": None if repr_align == "None" else _size(repr_align[1][0]),
        "unadjusted_abi_align": _size(fields["unadjusted_abi_align"]),
    }


# --- our form, made plain ------------------------------------------------------------------------


def _our_primitive(primitive: Primitive) -> Value:
    match primitive:
        case Int():
            return ("int", primitive.bits, primitive.signed)
        case Float():
            return ("float", primitive.bits)
        case _:
            return ("pointer",)


def _our_range(valid: WrappingRange) -> Value:
    return ("range", valid.start, valid.end)


def _our_scalar(scalar: Scalar) -> Value:
    valid = _our_range(scalar.valid_range) if scalar.initialized else "union"
    return (_our_primitive(scalar.primitive), valid)


def _our_abi(abi: BackendRepr) -> Value:
    match abi:
        case Scalar():
            return ("scalar", _our_scalar(abi))
        case ScalarPair():
            return ("pair", _our_scalar(abi.first), _our_scalar(abi.second))
        case SimdVector():
            return ("vector", _our_scalar(abi.element), abi.count)
        case Memory():
            return ("memory", abi.sized)


def _our_fields(fields: FieldsShape) -> Value:
    match fields:
        case PrimitiveShape():
            return "primitive"
        case UnionShape():
            return ("union", fields.count)
        case ArrayShape():
            return ("array", fields.stride, fields.count)
        case ArbitraryShape():
            return ("arbitrary", list(fields.offsets), list(fields.memory_order))


def _our_variants(variants: Variants) -> Value:
    match variants:
        case NoVariants():
            return "empty"
        case SingleVariant():
            return ("single", variants.index)
        case MultipleVariants():
            match variants.tag_encoding:
                case DirectTag():
                    encoding: Value = "direct"
                case NicheTag() as niche:
                    encoding = (
                        niche.untagged_variant,
                        ("range", *niche.niche_variants),
                        niche.niche_start,
                    )
            return (
                "multiple",
                _our_scalar(variants.tag),
                encoding,
                [describe(variant) for variant in variants.variants],
            )


def describe(layout: Layout) -> dict[str, Value]:
    """Our `Layout` in the plain form."""
    niche = layout.largest_niche
    return {
        "size": layout.size,
        "align": layout.align,
        "abi": _our_abi(layout.abi),
        "fields": _our_fields(layout.fields),
        "niche": None
        if niche is None
        else (niche.offset, _our_primitive(niche.primitive), _our_range(niche.valid_range)),
        "uninhabited": layout.uninhabited,
        "variants": _our_variants(layout.variants),
        "max_repr_align": layout.max_repr_align,
        "unadjusted_abi_align": layout.unadjusted_abi_align,
    }


def differences(theirs: Value, ours: Value, path: str = "") -> list[str]:
    """Where two plain forms differ, and how."""
    match theirs, ours:
        case {**left}, {**right}:
            return [
                difference
                for key, value in left.items()
                for difference in differences(value, right.get(key), f"{path}.{key}")
            ]
        case [*_], [*_] if len(theirs) == len(ours) and theirs != ours:
            return [
                difference
                for index, (a, b) in enumerate(zip(theirs, ours, strict=True))
                for difference in differences(a, b, f"{path}[{index}]")
            ]
        case _:
            return [] if theirs == ours else [f"{path}: rustc {theirs}, here {ours}"]
