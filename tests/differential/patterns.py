"""Matches: on integers, characters, tuples, arrays, options, results, structs and enums."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from .expressions import constant, expression
from .generator import Generator, Variable
from .rust_types import (
    BOOL,
    Array,
    Enum,
    Field,
    Int,
    Option,
    Prim,
    Result,
    Struct,
    Tuple,
    Type,
    has_float,
    is_tuple_like,
)


def arms(g: Generator, depth: int, body: Callable[[], str]) -> str:
    """A `match` over some value, with a body for each arm."""
    type_ = g.choices.pick((g.any_int(), g.any_type(), g.compound_type(), g.compound_type()))
    scrutinee = expression(g, type_, depth - 1)
    by_reference = g.choices.chance(4)
    texts: list[str] = []
    for pattern, bound in _patterns(g, type_):
        guard = ""
        if by_reference:
            # What is bound through a reference is one; a copy of it is what the body sees.
            copies = " ".join(f"let {v.name} = *{v.name};" for v in bound)
        else:
            copies = ""
        with g.scope(*bound):
            if not by_reference and g.choices.chance(4):
                guard = f" if {expression(g, BOOL, min(depth - 1, 1))}"
            texts.append(f"{pattern}{guard} => {{ {copies} {body()} }}")
    texts.append(f"_ => {{ {body()} }}")
    return f"match {'&' if by_reference else ''}{scrutinee} {{ {', '.join(texts)} }}"


def _patterns(g: Generator, type_: Type) -> list[tuple[str, list[Variable]]]:
    if isinstance(type_, Enum) and g.choices.below(4):
        found: list[tuple[str, list[Variable]]] = []
        for variant in type_.variants:
            bound: list[Variable] = []
            inner = _fields(g, variant.fields, 1, bound)
            found.append((f"{type_.name}::{variant.name}{inner}", bound))
        return found
    found = []
    for _ in range(g.choices.number(1, 3)):
        bound = []
        found.append((pattern(g, type_, 2, bound), bound))
    return found


def pattern(g: Generator, type_: Type, depth: int, bound: list[Variable]) -> str:
    """A pattern that may not match; what it binds is added to `bound`."""
    kind = g.choices.below(4) if depth else 0
    if kind == 0:
        if g.choices.chance(3):
            return "_"
        name = g.fresh()
        bound.append(Variable(name, type_))
        return name
    match type_:
        case Int():
            low = g.choices.pick((0, 1, 3, type_.low))
            high = g.choices.pick((9, 77, type_.high))
            texts = (
                f"{g.choices.pick((0, 1, 7, 77, type_.high))}",
                f"{low}..={high}",
                f"..={high}",
                f"{low}.." if low != type_.low else "5..",
                f"{low} | {high}",
                f"0 | 3..=9 | {type_.high}",
            )
            text = g.choices.pick(texts)
            if g.choices.chance(3):
                name = g.fresh()
                bound.append(Variable(name, type_))
                return f"{name} @ ({text})"
            return f"({text})"
        case Prim(text="bool"):
            return g.choices.pick(("true", "false"))
        case Prim(text="char"):
            return g.choices.pick(("'a'..='z'", "'0'", r"('\u{80}'..)"))
        case Tuple(parts=parts):
            if len(parts) > 1 and g.choices.chance(4):
                return f"({pattern(g, parts[0], depth - 1, bound)}, ..)"
            return f"({', '.join(pattern(g, p, depth - 1, bound) for p in parts)},)"
        case Array(element=element, count=count):
            return _array_pattern(g, element, count, depth, bound)
        case Option(inner=inner):
            if g.choices.chance(3):
                return "None"
            return f"Some({pattern(g, inner, depth - 1, bound)})"
        case Result(good=good, bad=bad):
            name, inner = g.choices.pick((("Ok", good), ("Err", bad)))
            return f"{name}({pattern(g, inner, depth - 1, bound)})"
        case Struct(name=name, fields=fields):
            return f"{name}{_fields(g, fields, depth - 1, bound)}"
        case Enum(name=name, variants=variants):
            variant = g.choices.pick(variants)
            return f"{name}::{variant.name}{_fields(g, variant.fields, depth - 1, bound)}"
        case _:
            if has_float(type_) and g.choices.chance(2):
                return constant(g, type_) if type_.text not in ("f32", "f64") else "(1.0..)"
            return "_"


def _fields(g: Generator, fields: Sequence[Field], depth: int, bound: list[Variable]) -> str:
    if not fields:
        return ""
    if is_tuple_like(tuple(fields)):
        return f"({', '.join(pattern(g, f.type, depth, bound) for f in fields)})"
    texts: list[str] = []
    for f in fields:
        if g.choices.chance(4):
            continue
        texts.append(f"{f.name}: {pattern(g, f.type, depth, bound)}")
    return f" {{ {', '.join([*texts, '..'])} }}"


def _array_pattern(
    g: Generator, element: Type, count: int, depth: int, bound: list[Variable]
) -> str:
    match g.choices.below(3):
        case 0 if count >= 1:
            return f"[{pattern(g, element, depth - 1, bound)}, ..]"
        case 1 if count >= 2:
            first, last = (pattern(g, element, depth - 1, bound) for _ in range(2))
            name = g.fresh()
            rest = Array(f"[{element}; {count - 2}]", element, count - 2)
            if count > 2:
                bound.append(Variable(name, rest))
                return f"[{first}, {name} @ .., {last}]"
            return f"[{first}, .., {last}]"
        case _:
            return f"[{', '.join(pattern(g, element, depth - 1, bound) for _ in range(count))}]"
