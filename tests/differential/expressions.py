"""Expressions of each type: templates, variables, constructors, matches, closures, calls."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from . import templates
from .generator import Function, Generator, Variable
from .rust_types import (
    BOOL,
    CHAR,
    F32,
    F64,
    ORDERING,
    U8,
    U32,
    USIZE,
    Array,
    Enum,
    Field,
    Float,
    Int,
    Option,
    Prim,
    Result,
    Struct,
    Tuple,
    Type,
    has_float,
    has_wide,
    is_tuple_like,
    option_of,
)

_HOLE = re.compile(r"\{(\w)\}")


def expression(g: Generator, type_: Type, depth: int) -> str:
    """An expression of a type, which a method call can follow."""
    g.spend(1)
    if depth <= 0 or not g.affords(8):
        return leaf(g, type_)
    match g.choices.below(8):
        case 0:
            return leaf(g, type_)
        case 1:
            called = call(g, type_, depth)
            return leaf(g, type_) if called is None else called
        case 2:
            return g.choices.pick(_ANY)(g, type_, depth)
        case _:
            return specific(g, type_, depth)


def leaf(g: Generator, type_: Type) -> str:
    """A variable, part of the input or a constant."""
    places = g.places(type_)
    if places and g.choices.below(6):
        return g.choices.pick(places)
    if g.has_input and g.choices.below(3) and (text := from_input(g, type_)) is not None:
        return text
    return constant(g, type_)


def from_input(g: Generator, type_: Type) -> str | None:
    """A primitive value from the words of the input."""
    word = f"x[{g.choices.below(8)}]"
    match type_:
        case Int(bits=128):
            return f"(({word} as {type_}) << 64 | x[{g.choices.below(8)}] as {type_})"
        case Int():
            return f"({word} as {type_})"
        case Float(bits=bits):
            return f"float{bits}({word})"
        case Prim(text="bool"):
            return f"({word} & 1 == 1)"
        case Prim(text="char"):
            return f"char::from_u32({word} as u32).unwrap_or('?')"
        case _:
            return None


_FLOATS = ("0.0", "1.0", "-1.5", "0.1", "-0.0", "3e38", "1e-40", "16777217.0", "2147483648.0")
_CHARS = ("'a'", "'Z'", "'0'", r"'\0'", r"'\u{fc}'", r"'\u{10ffff}'", r"'\u{d7ff}'")


def constant(g: Generator, type_: Type) -> str:
    """A constant, its parts constants too."""
    match type_:
        case Int():
            values = (0, 1, 2, 3, 7, 77, type_.high, type_.low, type_.high >> 1, type_.high // 3)
            value = g.choices.pick(values)
            if value < 0:
                return f"({value}{type_})" if value != type_.low else f"{type_}::MIN"
            return f"{value}{type_}"
        case Float():
            value = g.choices.pick((*_FLOATS, "INFINITY", "NEG_INFINITY", "MAX", "EPSILON", "NAN"))
            return f"{type_}::{value}" if value.isalpha() or "_" in value else f"({value}{type_})"
        case Prim(text="bool"):
            return g.choices.pick(("false", "true"))
        case Prim(text="char"):
            return g.choices.pick(_CHARS)
        case Prim(text="()"):
            return "()"
        case Prim():
            return "core::cmp::Ordering::" + g.choices.pick(("Less", "Equal", "Greater"))
        case _:
            return construct(g, type_, lambda part: constant(g, part))


def construct(g: Generator, type_: Type, part: Callable[[Type], str]) -> str:
    """A compound value of its parts."""
    match type_:
        case Tuple(parts=parts):
            return f"({', '.join(map(part, parts))}{',' if len(parts) == 1 else ''})"
        case Array(element=element, count=count):
            if count > 4 or g.choices.chance(3):
                return f"[{part(element)}; {count}]"
            return f"[{', '.join(part(element) for _ in range(count))}]"
        case Option(inner=inner):
            if g.choices.below(3) == 0:
                return f"None::<{inner}>"
            return f"Some::<{inner}>({part(inner)})"
        case Result(good=good, bad=bad):
            name, inner = g.choices.pick((("Ok", good), ("Err", bad)))
            return f"{name}::<{good}, {bad}>({part(inner)})"
        case Struct(name=name, fields=fields):
            return f"({name}{_values(fields, part)})"
        case Enum(name=name, variants=variants):
            variant = g.choices.pick(variants)
            return f"({name}::{variant.name}{_values(variant.fields, part)})"
        case _:
            return part(type_)


def _values(fields: Sequence[Field], part: Callable[[Type], str]) -> str:
    if not fields:
        return ""
    if is_tuple_like(tuple(fields)):
        return f"({', '.join(part(f.type) for f in fields)})"
    # A field may be initialised out of order.
    return f" {{ {', '.join(f'{f.name}: {part(f.type)}' for f in reversed(fields))} }}"


def fill(g: Generator, template: str, type_: Type, depth: int) -> str:
    """A template with its holes filled."""
    alike = g.any_type() if "{q}" in template else type_
    ordered = g.ordered_type() if "{o}" in template else type_

    def hole(match: re.Match[str]) -> str:
        name = match[1]
        if name in "TNUS":
            assert isinstance(type_, Int | Float)
            number = type_.text[1:]
            return {"T": type_.text, "N": str(type_.bits), "U": f"u{number}", "S": f"i{number}"}[
                name
            ]
        if name == "l":
            return constant(g, type_)
        kinds: dict[str, Type] = {
            "n": U32, "z": USIZE, "k": BOOL, "h": CHAR, "f": F64, "g": F32, "y": U8,
            "q": alike, "r": alike, "o": ordered, "w": ordered,
        }  # fmt: skip
        wanted = kinds.get(name, type_)
        if name == "i":
            wanted = g.any_int()
        elif name == "p":
            wanted = g.choices.pick((U8, BOOL, g.any_int()))
        return expression(g, wanted, depth - 1)

    # Doubled braces are single ones; only then can a hole's text be put in.
    parts = re.split(r"(\{\{|\}\})", template)
    return "".join(p[0] if p in ("{{", "}}") else _HOLE.sub(hole, p) for p in parts)


def specific(g: Generator, type_: Type, depth: int) -> str:
    """An expression in a way that only its type has."""
    match type_:
        case Int(bits=bits, signed=signed):
            table = templates.INT + (templates.SIGNED if signed else templates.UNSIGNED)
            if bits == 128 and g.choices.chance(2):
                table = table[:16]
            if g.choices.chance(8):
                return g.choices.pick(_NUMBERS)(g, type_, depth)
            return fill(g, g.choices.pick(table), type_, depth)
        case Float():
            return fill(g, g.choices.pick(templates.FLOAT), type_, depth)
        case Prim(text="bool"):
            return fill(g, g.choices.pick(templates.BOOL), type_, depth)
        case Prim(text="char"):
            return fill(g, g.choices.pick(templates.CHAR), type_, depth)
        case Prim(text="()"):
            return "()"
        case Prim():
            template = g.choices.pick(("{o}.cmp(&{w})", "{a}.reverse()", "{a}.then({b})"))
            return fill(g, template, type_, depth)
        case Array():
            return g.choices.pick(_ARRAYS)(g, type_, depth)
        case Option():
            return g.choices.pick(_OPTIONS)(g, type_, depth)
        case Result():
            return g.choices.pick(_RESULTS)(g, type_, depth)
        case Struct():
            return g.choices.pick(_STRUCTS)(g, type_, depth)
        case _:
            return construct(g, type_, lambda part: expression(g, part, depth - 1))


def call(g: Generator, type_: Type, depth: int) -> str | None:
    """A call of one of the program's functions, if one gives that type."""
    found = [f for f in g.functions if f.result == type_ and g.affords(f.cost)]
    return called(g, g.choices.pick(found), depth) if found else None


def called(g: Generator, function: Function, depth: int) -> str:
    """A call of a function."""
    g.spend(function.cost)
    return function.call.format(*(expression(g, p, depth - 1) for p in function.parameters))


# Ways that every type has


def _if(g: Generator, type_: Type, depth: int) -> str:
    condition = expression(g, BOOL, depth - 1)
    first, second = (expression(g, type_, depth - 1) for _ in range(2))
    return f"(if {condition} {{ {first} }} else {{ {second} }})"


def _if_let(g: Generator, type_: Type, depth: int) -> str:
    inner = g.any_type()
    scrutinee = expression(g, option_of(inner), depth - 1)
    name = g.fresh()
    with g.scope(Variable(name, inner)):
        first = expression(g, type_, depth - 1)
        chain = ""
        if g.choices.chance(3):
            chain = f" && {expression(g, BOOL, depth - 2)}"
    second = expression(g, type_, depth - 1)
    return f"(if let Some({name}) = {scrutinee}{chain} {{ {first} }} else {{ {second} }})"


def _block(g: Generator, type_: Type, depth: int) -> str:
    name, inner = g.fresh(), g.any_type()
    value = expression(g, inner, depth - 1)
    with g.scope(Variable(name, inner)):
        return f"{{ let {name}: {inner} = {value}; {expression(g, type_, depth - 1)} }}".join("()")


def _labelled(g: Generator, type_: Type, depth: int) -> str:
    label = g.fresh("'b")
    condition = expression(g, BOOL, depth - 1)
    first, second = (expression(g, type_, depth - 1) for _ in range(2))
    return f"({label}: {{ if {condition} {{ break {label} {first}; }} {second} }})"


def _match(g: Generator, type_: Type, depth: int) -> str:
    from .patterns import arms

    return f"({arms(g, depth, lambda: expression(g, type_, depth - 1))})"


def _select(g: Generator, type_: Type, depth: int) -> str:
    condition = expression(g, BOOL, depth - 1)
    first, second = (expression(g, type_, depth - 1) for _ in range(2))
    return g.choices.pick(
        (
            f"select({condition}, {first}, {second})",
            f"choose({condition} as usize, &[{first}, {second}])",
            f"({first}, {second}).0",
            f"swapped(({first}, {condition})).1",
            f"Some({first}).filter(|_| {condition}).unwrap_or({second})",
            f"{condition}.then(|| {first}).unwrap_or_else(|| {second})",
            f"({{ let p = (&{first}, &{second}); *if {condition} {{ p.0 }} else {{ p.1 }} }})",
        )
    )


def _closure_call(g: Generator, type_: Type, depth: int) -> str:
    name, inner = g.fresh(), g.any_type()
    argument = expression(g, inner, depth - 1)
    how = g.choices.pick(
        ("{c}({a})", "apply({c}, {a})", "apply(&{c}, {a})", "apply_dyn(&{c}, {a})")
    )
    move = g.choices.pick(("", "move "))
    with g.scope(Variable(name, inner)), g.frozen():
        body = expression(g, type_, depth - 1)
    closure = f"({move}|{name}: {inner}| -> {type_} {{ {body} }})"
    return how.format(c=closure, a=argument)


def _pointer_call(g: Generator, type_: Type, depth: int) -> str:
    found = [
        f
        for f in g.functions
        if f.is_path and f.result == type_ and len(f.parameters) == 1 and g.affords(f.cost)
    ]
    if not found:
        return _if(g, type_, depth)
    function = g.choices.pick(found)
    g.spend(function.cost)
    path = function.call.partition("(")[0]
    parameter = function.parameters[0]
    argument = expression(g, parameter, depth - 1)
    return f"apply_pointer({path} as fn({parameter}) -> {type_}, {argument})"


def _question(g: Generator, type_: Type, depth: int) -> str:
    """`?` within a closure."""
    name, inner = g.fresh(), g.any_type()
    scrutinee = expression(g, option_of(inner), depth - 1)
    with g.scope(Variable(name, inner)), g.frozen():
        body = expression(g, type_, depth - 1)
    other = expression(g, type_, depth - 1)
    closure = f"(|| -> Option<{type_}> {{ let {name} = {scrutinee}?; Some({body}) }})"
    return f"{closure}().unwrap_or({other})"


_ANY = (_if, _select, _block, _match, _closure_call, _if_let, _labelled, _pointer_call, _question)

# Numbers from compound values


def _length(g: Generator, type_: Type, depth: int) -> str:
    array = expression(g, _array_type(g), depth - 1)
    return f"({array}.len() as {type_})"


def _array_type(g: Generator) -> Array:
    found = [t for t in g.types if isinstance(t, Array)]
    return g.choices.pick(found) if found else Array("[u32; 3]", U32, 3)


def _fold(g: Generator, type_: Type, depth: int) -> str:
    array_type = _array_type(g)
    array = expression(g, array_type, depth - 1)
    start = expression(g, type_, depth - 1)
    chain = g.choices.pick(
        (
            ".iter().copied()",
            ".into_iter()",
            ".iter().copied().rev()",
            ".iter().copied().skip(1)",
            ".iter().copied().step_by(2)",
            ".iter().copied().take(2)",
            ".iter().copied().chain({v})",
            ".iter().copied().filter(|&v| {v_is})",
            ".iter().copied().take_while(|&v| {v_is})",
            ".iter().copied().skip_while(|&v| {v_is})",
            ".iter().copied().cycle().take(5)",
            ".chunks(2).map(|c| c[0])",
            ".windows(2).map(|c| c[1])",
            ".iter().copied().map_while(|v| ({v_is}).then_some(v))",
            ".iter().copied().zip(1u8..9).map(|p| p.0)",
            ".iter().copied().enumerate().map(|(_, v)| v)",
            ".iter().copied().inspect(|_| ())",
            ".iter().flat_map(|&v| [v, v])",
            ".iter().copied().peekable()",
        )
    )
    other = constant(g, array_type)
    chain = chain.replace("{v}", other).replace("{v_is}", f"v != {constant(g, array_type.element)}")
    state, value = g.fresh(), g.fresh()
    with (
        g.scope(Variable(state, type_), Variable(value, array_type.element)),
        g.frozen(),
        g.repeated(5),
    ):
        body = expression(g, type_, min(depth - 1, 1))
    return f"{array}{chain}.fold({start}, |{state}, {value}| {body})"


def _position(g: Generator, type_: Type, depth: int) -> str:
    array_type = _array_type(g)
    array = expression(g, array_type, depth - 1)
    value = expression(g, array_type.element, depth - 1)
    how = g.choices.pick(("position", "rposition"))
    return f"({array}.iter().{how}(|v| *v == {value}).unwrap_or(9) as {type_})"


def _count(g: Generator, type_: Type, depth: int) -> str:
    array_type = _array_type(g)
    array = expression(g, array_type, depth - 1)
    value = expression(g, array_type.element, depth - 1)
    return f"({array}.iter().filter(|v| **v < {value}).count() as {type_})"


def _size(g: Generator, type_: Type, _: int) -> str:
    found = [t for t in g.types if not has_wide(t)]
    return f"({g.choices.pick(('size_of', 'align_of'))}::<{g.choices.pick(found)}>() as {type_})"


def _enum_number(g: Generator, type_: Type, depth: int) -> str:
    found = [e for e in g.enums if e.numbers is not None]
    if not found:
        return _length(g, type_, depth)
    return f"({expression(g, g.choices.pick(found), depth - 1)} as {type_})"


def _ordering_number(g: Generator, type_: Type, depth: int) -> str:
    return f"({expression(g, ORDERING, depth - 1)} as i8 as {type_})"


def _extreme(g: Generator, type_: Type, depth: int) -> str:
    array_type = _array_type(g)
    array = expression(g, array_type, depth - 1)
    if has_float(array_type.element):
        return _length(g, type_, depth)
    how = g.choices.pick(("max", "min", "last"))
    default = constant(g, array_type.element)
    other = expression(g, array_type.element, depth - 1)
    return f"(({array}.iter().copied().{how}().unwrap_or({default}) == {other}) as {type_})"


_NUMBERS = (
    _length,
    _fold,
    _fold,
    _position,
    _count,
    _size,
    _enum_number,
    _ordering_number,
    _extreme,
)

# Arrays


def _build(g: Generator, type_: Type, depth: int) -> str:
    return construct(g, type_, lambda part: expression(g, part, depth - 1))


def _from_fn(g: Generator, type_: Type, depth: int) -> str:
    assert isinstance(type_, Array)
    name = g.fresh()
    with g.scope(Variable(name, USIZE)), g.frozen(), g.repeated(type_.count):
        body = expression(g, type_.element, min(depth - 1, 2))
    return f"core::array::from_fn::<{type_.element}, {type_.count}, _>(|{name}| {body})"


def _map_array(g: Generator, type_: Type, depth: int) -> str:
    assert isinstance(type_, Array)
    found = [t for t in g.types if isinstance(t, Array) and t.count == type_.count]
    source = g.choices.pick([type_, *found])
    assert isinstance(source, Array)
    name = g.fresh()
    value = expression(g, source, depth - 1)
    with g.scope(Variable(name, source.element)), g.frozen(), g.repeated(type_.count):
        body = expression(g, type_.element, min(depth - 1, 2))
    return f"{value}.map(|{name}| {body})"


_ARRAYS = (_build, _from_fn, _map_array)

# Options and results


def _checked(g: Generator, type_: Type, depth: int) -> str:
    assert isinstance(type_, Option)
    inner = type_.inner
    if isinstance(inner, Int):
        name = g.choices.pick(("add", "sub", "mul", "div", "rem"))
        first, second = (expression(g, inner, depth - 1) for _ in range(2))
        return f"{first}.checked_{name}({second})"
    if inner == CHAR:
        return f"char::from_u32({expression(g, U32, depth - 1)})"
    found = [t for t in g.types if isinstance(t, Array) and t.element == inner]
    if not found:
        return _build(g, type_, depth)
    array = expression(g, g.choices.pick(found), depth - 1)
    at = expression(g, USIZE, depth - 1)
    how = g.choices.pick(
        (f"get({at} % 5).copied()", "first().copied()", "iter().next_back().copied()")
    )
    return f"{array}.{how}"


def _map_option(g: Generator, type_: Type, depth: int) -> str:
    assert isinstance(type_, Option)
    name, inner = g.fresh(), g.any_type()
    value = expression(g, option_of(inner), depth - 1)
    with g.scope(Variable(name, inner)), g.frozen():
        if g.choices.chance(2):
            return f"{value}.and_then(|{name}| {expression(g, type_, depth - 1)})"
        return f"{value}.map(|{name}| {expression(g, type_.inner, depth - 1)})"


def _combined_options(g: Generator, type_: Type, depth: int) -> str:
    first, second = (expression(g, type_, depth - 1) for _ in range(2))
    how = g.choices.pick(("or", "xor", "and"))
    return g.choices.pick((f"{first}.{how}({second})", f"{first}.or_else(|| {second})"))


def _ok(g: Generator, type_: Type, depth: int) -> str:
    assert isinstance(type_, Option)
    found = [t for t in g.types if isinstance(t, Result) and type_.inner in (t.good, t.bad)]
    if not found:
        return _build(g, type_, depth)
    result = g.choices.pick(found)
    assert isinstance(result, Result)
    how = "ok" if result.good == type_.inner else "err"
    return f"{expression(g, result, depth - 1)}.{how}()"


_OPTIONS = (_build, _build, _checked, _map_option, _combined_options, _ok)


def _map_result(g: Generator, type_: Type, depth: int) -> str:
    assert isinstance(type_, Result)
    name = g.fresh()
    value = expression(g, type_, depth - 1)
    kind = g.choices.below(3)
    inner = type_.bad if kind == 1 else type_.good
    with g.scope(Variable(name, inner)), g.frozen():
        if kind == 2:
            return f"{value}.and_then(|{name}| {expression(g, type_, depth - 1)})"
        how = ("map", "map_err")[kind]
        return f"{value}.{how}(|{name}| {expression(g, inner, depth - 1)})"


def _ok_or(g: Generator, type_: Type, depth: int) -> str:
    assert isinstance(type_, Result)
    value = expression(g, option_of(type_.good), depth - 1)
    return f"{value}.ok_or({expression(g, type_.bad, depth - 1)})"


_RESULTS = (_build, _build, _map_result, _ok_or)


def _update(g: Generator, type_: Type, depth: int) -> str:
    assert isinstance(type_, Struct)
    if is_tuple_like(type_.fields) or len(type_.fields) < 2:
        return _build(g, type_, depth)
    changed = g.choices.pick(type_.fields)
    value = expression(g, changed.type, depth - 1)
    return f"({type_.name} {{ {changed.name}: {value}, ..{expression(g, type_, depth - 1)} }})"


_STRUCTS = (_build, _build, _update)
