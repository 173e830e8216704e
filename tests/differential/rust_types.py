"""The types of generated programs: all of them `Copy`, and comparable with `==` and `<`."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Type:
    """A type, by its Rust text."""

    text: str

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True)
class Int(Type):
    """An integer."""

    bits: int
    signed: bool

    @property
    def low(self) -> int:
        return -(1 << (self.bits - 1)) if self.signed else 0

    @property
    def high(self) -> int:
        return (1 << (self.bits - self.signed)) - 1


@dataclass(frozen=True)
class Float(Type):
    """`f32` or `f64`."""

    bits: int


@dataclass(frozen=True)
class Prim(Type):
    """`bool`, `char`, `()` or `Ordering`."""


@dataclass(frozen=True)
class Tuple(Type):
    """A tuple."""

    parts: tuple[Type, ...]


@dataclass(frozen=True)
class Array(Type):
    """An array."""

    element: Type
    count: int


@dataclass(frozen=True)
class Option(Type):
    """An `Option`."""

    inner: Type


@dataclass(frozen=True)
class Result(Type):
    """A `Result`."""

    good: Type
    bad: Type


@dataclass(frozen=True)
class Field:
    """A field, by name or, of a tuple-like struct or variant, by number."""

    name: str
    type: Type


@dataclass(frozen=True)
class Struct(Type):
    """A struct of the program."""

    name: str
    fields: tuple[Field, ...]


@dataclass(frozen=True)
class Variant:
    """A variant of an enum: its kind is told by its fields' names."""

    name: str
    fields: tuple[Field, ...]


@dataclass(frozen=True)
class Enum(Type):
    """An enum of the program."""

    name: str
    variants: tuple[Variant, ...]
    numbers: tuple[int, ...] | None = None
    """Discriminants, if it has no fields; it can then be cast to an integer."""


INTS = (
    *(
        Int(f"{'i' if signed else 'u'}{bits}", bits, signed)
        for bits in (32, 64, 8, 16, 128)
        for signed in (False, True)
    ),
    Int("usize", 64, False),
    Int("isize", 64, True),
)
BY_NAME = {t.text: t for t in INTS}
U8, U32, U64, USIZE = (BY_NAME[n] for n in ("u8", "u32", "u64", "usize"))
F32, F64 = Float("f32", 32), Float("f64", 64)
BOOL, CHAR, UNIT, ORDERING = (Prim(n) for n in ("bool", "char", "()", "core::cmp::Ordering"))
PRIMITIVES: tuple[Type, ...] = (*INTS, F32, F64, BOOL, CHAR)


def tuple_of(parts: tuple[Type, ...]) -> Tuple:
    """A tuple type."""
    return Tuple(f"({', '.join(p.text for p in parts)}{',' if len(parts) == 1 else ''})", parts)


def array_of(element: Type, count: int) -> Array:
    """An array type."""
    return Array(f"[{element}; {count}]", element, count)


def option_of(inner: Type) -> Option:
    """An `Option` type."""
    return Option(f"Option<{inner}>", inner)


def result_of(good: Type, bad: Type) -> Result:
    """A `Result` type."""
    return Result(f"Result<{good}, {bad}>", good, bad)


def is_tuple_like(fields: tuple[Field, ...]) -> bool:
    """Whether fields have numbers for names."""
    return bool(fields) and fields[0].name.isdigit()


def has_float(type_: Type) -> bool:
    """Whether values of a type hold floats, and so have no total order."""
    match type_:
        case Float():
            return True
        case Tuple(parts=parts):
            return any(map(has_float, parts))
        case Array(element=inner) | Option(inner=inner):
            return has_float(inner)
        case Result(good=good, bad=bad):
            return has_float(good) or has_float(bad)
        case Struct(fields=fields):
            return any(has_float(f.type) for f in fields)
        case Enum(variants=variants):
            return any(has_float(f.type) for v in variants for f in v.fields)
        case _:
            return False


def has_wide(type_: Type) -> bool:
    """Whether a type holds 128-bit integers, whose alignment differs between targets."""
    match type_:
        case Int(bits=bits):
            return bits == 128
        case Tuple(parts=parts):
            return any(map(has_wide, parts))
        case Array(element=inner) | Option(inner=inner):
            return has_wide(inner)
        case Result(good=good, bad=bad):
            return has_wide(good) or has_wide(bad)
        case Struct(fields=fields):
            return any(has_wide(f.type) for f in fields)
        case Enum(variants=variants):
            return any(has_wide(f.type) for v in variants for f in v.fields)
        case _:
            return False


def size_of(type_: Type) -> int:
    """Roughly how many words of results a value of a type makes."""
    match type_:
        case Tuple(parts=parts):
            return sum(map(size_of, parts))
        case Array(element=inner, count=count):
            return count * size_of(inner)
        case Option(inner=inner):
            return 1 + size_of(inner)
        case Result(good=good, bad=bad):
            return 1 + size_of(good) + size_of(bad)
        case Struct(fields=fields):
            return sum(size_of(f.type) for f in fields)
        case Enum(variants=variants):
            return 1 + sum(size_of(f.type) for v in variants for f in v.fields)
        case _:
            return 1
