"""
Enums of every representation: built, read, told apart and changed, run on the host.

Each enum gets functions that build every variant, read its discriminant and its fields, both from
memory and from a local, and set its discriminant.
"""

import ctypes
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.mir_host import build, call, function

SIZES = {"ui8": 1, "!mir.bool": 1, "ui16": 2, "ui32": 4, "!mir.char": 4, "ui64": 8, "ui128": 16}
SIZES["!mir.ref<ui32>"] = 8


@dataclass(frozen=True)
class Enum:
    name: str
    size: int
    variants: Sequence[tuple[str, int, Sequence[str]]]
    repr: str = ""
    images: Sequence[bytes | None] = ()
    """What rustc makes of variants without fields, where that is well known."""

    @property
    def type(self) -> str:
        return f'!mir.adt<"t::{self.name}">'

    @property
    def untagged(self) -> set[str]:
        """Variants of a niche whose discriminant cannot be set, since they have no tag."""
        return {name for name, _, fields in self.variants if fields}

    def definition(self) -> str:
        variants: list[str] = []
        for name, discriminant, fields in self.variants:
            inner = ", ".join(f'"{i}": {t}' for i, t in enumerate(fields))
            variants.append(f"{name} = {discriminant}" + (f" {{ {inner} }}" if fields else ""))
        repr_ = f" repr({self.repr})" if self.repr else ""
        return f"mir.enum @{self.name} : {self.type}{repr_} {{ {', '.join(variants)} }}"


OPTION_BOOL = Enum(
    "OptionBool", 1, [("None", 0, []), ("Some", 1, ["!mir.bool"])], images=[b"\2", None]
)
SIZES[OPTION_BOOL.type] = 1
ENUMS = [
    OPTION_BOOL,
    Enum("Two", 1, [("Low", 0, []), ("High", 1, [])], images=[b"\0", b"\1"]),
    Enum("One", 0, [("Only", 0, [])]),
    Enum("Signed", 1, [("A", -3, []), ("B", 5, []), ("C", 127, [])], "si8", [b"\xfd", b"\5"]),
    Enum("SignedBool", 1, [("A", 0, []), ("B", 1, [])], "si8", [b"\0", b"\1"]),
    Enum("Minus", 4, [("A", -1, []), ("B", 2**31 - 1, [])], "si32", [b"\xff" * 4]),
    Enum("Wide", 8, [("A", -(2**62), []), ("B", 2**40, [])]),
    Enum("OptionInt", 8, [("None", 0, []), ("Some", 1, ["ui32"])]),
    Enum(
        "OptionRef", 8, [("None", 0, []), ("Some", 1, ["!mir.ref<ui32>"])], images=[bytes(8), None]
    ),
    Enum(
        "OptionOptionBool",
        1,
        [("None", 0, []), ("Some", 1, [OPTION_BOOL.type])],
        images=[b"\3", None],
    ),
    Enum(
        "Chars",
        4,
        [("A", 0, []), ("B", 1, ["!mir.char"]), ("C", 2, []), ("D", 3, [])],
        images=[b"\0\0\x11\0", None, b"\2\0\x11\0", b"\3\0\x11\0"],
    ),
    Enum("Either", 2, [("Left", 0, ["ui8"]), ("Right", 1, ["ui8"])]),
    Enum("Mixed", 16, [("Word", 0, ["ui64"]), ("Byte", 1, ["ui8"]), ("No", 2, [])]),
    Enum("Fields", 12, [("A", 0, ["ui32", "ui16"]), ("B", 1, ["ui16", "ui32"]), ("C", 2, [])]),
    Enum("NichePair", 8, [("A", 0, ["!mir.bool", "ui32"]), ("B", 1, []), ("C", 2, [])]),
    Enum("NicheData", 24, [("A", 0, ["!mir.bool", "ui64", "ui64"]), ("B", 1, ["ui64"])]),
    Enum("AsC", 8, [("A", 0, ["ui8"]), ("B", 1, ["ui32"])], "c"),
    Enum("AsByte", 4, [("A", 3, ["ui8", "ui16"]), ("B", 200, [])], "ui8"),
    Enum("Large", 32, [("A", 0, ["ui128"]), ("B", 1, ["ui32"])]),
    Enum("Tagged", 1, [("A", 0, ["!mir.tuple<>"]), ("B", 1, [])]),
]
SIZES["!mir.tuple<>"] = 0


def functions(enum: Enum) -> str:
    e = enum.type
    parts = [enum.definition()]
    for number, (name, _, fields) in enumerate(enum.variants):
        operands = ", ".join(f"%{letter}" for letter in "abcd"[: len(fields)])
        made = f'mir.aggregate adt "{name}"({operands}) : ({", ".join(fields)}) -> {e}'
        parts.append(function(f"{enum.name}_make_{name}", e, fields, f"%r = {made}"))
        local = f"%_9 = mir.local 9 : {e}"
        set_ = f"""
  mir.assign %_9, %a : {e}
  mir.set_discriminant %_9, {number} : {e}
  %r = mir.move %_9 : {e}"""
        parts.append(function(f"{enum.name}_set_{name}", e, [e], set_, local))
        for index, field in enumerate(fields):
            for where in ("memory", "local"):
                before = f"mir.assign %_9, %a : {e}" if where == "local" else ""
                base = "%_9" if where == "local" else "%ap"
                read = f"""
  {before}
  %v = mir.downcast {base} as "{name}" : {e}
  %f = mir.field %v[{index}] : {e} as "{name}" -> {field}
  %r = mir.copy %f : {field}"""
                parts.append(
                    function(f"{enum.name}_{name}_{index}_{where}", field, [e], read, local)
                )
    for where in ("memory", "local"):
        before = f"mir.assign %_9, %a : {e}" if where == "local" else ""
        base = "%_9" if where == "local" else "%ap"
        type_ = enum.repr if enum.repr[1:2] == "i" else "!mir.isize"
        read = f"""
  {before}
  %d = mir.discriminant {base} : {e} -> {type_}
  %r = mir.cast int_to_int %d : {type_} -> si128"""
        parts.append(
            function(
                f"{enum.name}_discriminant_{where}", "si128", [e], read, f"%_9 = mir.local 9 : {e}"
            )
        )
    return "\n".join(parts)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> ctypes.CDLL:
    text = "\n".join(functions(enum) for enum in ENUMS)
    return build(text, tmp_path_factory.mktemp("enums"), "1")


def values(type_: str) -> st.SearchStrategy[bytes]:
    size = SIZES[type_]
    match type_:
        case "!mir.bool":
            return st.sampled_from([b"\0", b"\1"])
        case OPTION_BOOL.type:
            return st.sampled_from([b"\0", b"\1", b"\2"])
        case "!mir.char":
            return st.integers(0, 0xD7FF).map(lambda n: n.to_bytes(4, "little"))
        case "!mir.ref<ui32>":
            return st.integers(1, 2**61).map(lambda n: (4 * n).to_bytes(8, "little"))
        case _:
            return st.binary(min_size=size, max_size=size)


def discriminant(library: ctypes.CDLL, enum: Enum, value: bytes) -> int:
    found = {
        int.from_bytes(
            call(library, f"{enum.name}_discriminant_{where}", 16, value), "little", signed=True
        )
        for where in ("memory", "local")
    }
    assert len(found) == 1, "memory and locals agree"
    return found.pop()


@pytest.mark.parametrize("enum", ENUMS, ids=lambda enum: enum.name)
@settings(max_examples=20, deadline=None)
@given(data=st.data())
def test_variants_are_built_and_taken_apart(library: ctypes.CDLL, enum: Enum, data: st.DataObject):
    for number, (name, expected, fields) in enumerate(enum.variants):
        given_fields = [data.draw(values(field)) for field in fields]
        value = call(library, f"{enum.name}_make_{name}", enum.size, *given_fields)
        assert discriminant(library, enum, value) == expected
        for index, (field, original) in enumerate(zip(fields, given_fields, strict=True)):
            for where in ("memory", "local"):
                function_ = f"{enum.name}_{name}_{index}_{where}"
                assert call(library, function_, SIZES[field], value) == original
        if number < len(enum.images) and enum.images[number] is not None:
            assert value == enum.images[number]


@pytest.mark.parametrize("enum", ENUMS, ids=lambda enum: enum.name)
def test_discriminants_can_be_set(library: ctypes.CDLL, enum: Enum):
    made: list[tuple[str, int, bytes]] = []
    for name, expected, fields in enum.variants:
        zeros = [bytes(SIZES[field]) for field in fields]
        made.append((name, expected, call(library, f"{enum.name}_make_{name}", enum.size, *zeros)))
    for (_, _, value), (target, expected, _) in pairwise([*made, made[0]]):
        if target in enum.untagged:
            continue
        changed = call(library, f"{enum.name}_set_{target}", enum.size, value)
        assert discriminant(library, enum, changed) == expected
