"""
The attributes of an item, as rustdoc's JSON gives them.

Since format 54 an attribute that is part of the interface is an object (`{"export_name": "f"}`),
and any other one is text: what rustc parsed it to, `#[attr = Inline(Never)]`, or the source,
`#[rustfmt::skip]`. Before that, all were source text. Rule: `rustdoc-json-types/lib.rs`,
`enum Attribute`, and `librustdoc/json/conversions.rs`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Literal

InlineKind = Literal["hint", "always", "never"]


@dataclass(slots=True)
class ItemAttributes:
    """What of an item's attributes matters to code generation."""

    export_name: str | None = None
    link_name: str | None = None
    link_section: str | None = None
    no_mangle: bool = False
    inline: InlineKind | None = None
    cold: bool = False
    track_caller: bool = False
    intrinsic: bool = False
    thread_local: bool = False
    derived: bool = False
    lang: str | None = None
    target_features: tuple[str, ...] = ()
    tool: tuple[str, ...] = ()
    """Attributes of this compiler's own, as written: `rusticle::workgroup_size(64)`."""
    repr_kind: str = "rust"
    repr_packed: int | None = None
    repr_align: int | None = None
    repr_int: str | None = None
    valid_start: int | None = None
    valid_end: int | None = None


_PARSED = re.compile(r"#\[attr = (\w+)\s*(.*)\]\s*$", re.DOTALL)
_SOURCE = re.compile(r"#!?\[\s*(?:unsafe\s*\()?\s*([\w:]+)\s*(.*?)\)?\]\s*$", re.DOTALL)
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"')
_NUMBER = re.compile(r"0x[\da-fA-F_]+|\d[\d_]*")
_INLINE: dict[str, InlineKind] = {
    "Hint": "hint",
    "Always": "always",
    "Never": "never",
    "Force": "always",
}


def _number(text: str) -> int | None:
    match = _NUMBER.search(text)
    if match is None:
        return None
    digits = match.group().replace("_", "")
    return int(digits, 16 if digits.startswith("0x") else 10)


def _quoted(text: str) -> str | None:
    match = _QUOTED.search(text)
    return None if match is None else match.group(1)


def _read_parsed(out: ItemAttributes, name: str, rest: str) -> None:
    """Read `#[attr = NAME REST]`, the Debug form of `rustc_hir::attrs::AttributeKind`."""
    match name:
        case "Inline":
            out.inline = next((kind for word, kind in _INLINE.items() if word in rest), None)
        case "Cold":
            out.cold = True
        case "TrackCaller":
            out.track_caller = True
        case "RustcIntrinsic":
            out.intrinsic = True
        case "ThreadLocal":
            out.thread_local = True
        case "Lang":
            out.lang = rest.strip("() ")
        case "LinkName":
            out.link_name = _quoted(rest)
        case "RustcLayoutScalarValidRangeStart":
            out.valid_start = _number(rest)
        case "RustcLayoutScalarValidRangeEnd":
            out.valid_end = _number(rest)
        case _:
            pass


def _read_repr(out: ItemAttributes, text: str) -> None:
    """Read the inside of `#[repr(...)]`, as older rustdocs give it."""
    for word, argument in re.findall(r"(\w+)(?:\s*\(\s*(\d+)\s*\))?", text):
        match word:
            case "C" | "transparent" | "simd":
                out.repr_kind = word.lower()
            case "packed":
                out.repr_packed = int(argument or 1)
            case "align":
                out.repr_align = int(argument or 1)
            case "Rust":
                pass
            case _:
                out.repr_int = word


def _read_source(out: ItemAttributes, name: str, rest: str) -> None:
    """Read `#[NAME REST]`, source text."""
    match name:
        case "inline":
            out.inline = "never" if "never" in rest else "always" if "always" in rest else "hint"
        case "cold":
            out.cold = True
        case "track_caller":
            out.track_caller = True
        case "rustc_intrinsic":
            out.intrinsic = True
        case "thread_local":
            out.thread_local = True
        case "automatically_derived":
            out.derived = True
        case "no_mangle":
            out.no_mangle = True
        case "export_name":
            out.export_name = _quoted(rest)
        case "link_name":
            out.link_name = _quoted(rest)
        case "link_section":
            out.link_section = _quoted(rest)
        case "lang":
            out.lang = _quoted(rest)
        case "repr":
            _read_repr(out, rest)
        case "target_feature":
            out.target_features += tuple(
                feature for text in _QUOTED.findall(rest) for feature in text.split(",")
            )
        case "rustc_layout_scalar_valid_range_start":
            out.valid_start = _number(rest)
        case "rustc_layout_scalar_valid_range_end":
            out.valid_end = _number(rest)
        case _:
            pass


def _read_tool(out: ItemAttributes, text: str) -> None:
    out.tool += (text.strip().removeprefix("#[").removesuffix("]"),)


def _read_object(out: ItemAttributes, name: str, value: Any) -> None:
    match name:
        case "other":
            _read_text(out, value)
        case "export_name":
            out.export_name = value
        case "link_section":
            out.link_section = value
        case "target_feature":
            out.target_features += tuple(value["enable"])
        case "repr":
            out.repr_kind = value["kind"]
            out.repr_align = value.get("align")
            out.repr_packed = value.get("packed")
            out.repr_int = value.get("int")
        case _:
            pass


def _read_text(out: ItemAttributes, text: str) -> None:
    if text.startswith("#[rusticle::"):
        _read_tool(out, text)
    elif (match := _PARSED.match(text)) is not None:
        _read_parsed(out, match.group(1), match.group(2))
    elif (match := _SOURCE.match(text)) is not None:
        _read_source(out, match.group(1), match.group(2))
    elif text == "no_mangle":
        out.no_mangle = True
    elif text == "automatically_derived":
        out.derived = True


def read_attributes(attrs: list[Any]) -> ItemAttributes:
    """Read an item's `attrs`."""
    out = ItemAttributes()
    for attr in attrs:
        if isinstance(attr, str):
            _read_text(out, attr)
        else:
            for name, value in attr.items():
                _read_object(out, name, value)
    return out
