"""Items of a program: structs, enums, generic types, functions, recursion, traits."""

from __future__ import annotations

from .expressions import constant, expression
from .generator import Function, Generator, Variable
from .rust_types import (
    BOOL,
    INTS,
    PRIMITIVES,
    U32,
    USIZE,
    Enum,
    Field,
    Int,
    Struct,
    Type,
    Variant,
    array_of,
    has_float,
    option_of,
    result_of,
    size_of,
    tuple_of,
)
from .statements import statement

_DERIVES = "Clone, Copy, PartialEq, PartialOrd"


def types(g: Generator) -> None:
    """Structs, enums and other compound types for the program to be about."""
    for _ in range(g.choices.number(1, 3)):
        g.choices.pick((_struct, _enum, _plain_enum))(g)
    for _ in range(g.choices.number(2, 5)):
        made = _compound(g)
        if made not in g.types and size_of(made) <= 24:
            g.types.append(made)


def _part(g: Generator) -> Type:
    """A type for a field, small enough."""
    return g.choices.pick([*PRIMITIVES, *(t for t in g.types if size_of(t) <= 6)])


def _compound(g: Generator) -> Type:
    match g.choices.below(4):
        case 0:
            return tuple_of(tuple(_part(g) for _ in range(g.choices.number(1, 3))))
        case 1:
            return array_of(_part(g), g.choices.number(1, 5))
        case 2:
            return option_of(_part(g))
        case _:
            return result_of(_part(g), _part(g))


def _derives(type_: Type) -> str:
    return f"#[derive({_DERIVES}{'' if has_float(type_) else ', Eq, Ord'})]\n"


def _put(type_: Type, body: str) -> str:
    return f"impl Put for {type_} {{ fn put(&self, out: &mut Out) {{ {body} }} }}\n"


def _fields(g: Generator, most: int) -> tuple[Field, ...]:
    by_name = g.choices.below(3)
    count = g.choices.number(0, most)
    return tuple(Field(f"f{i}" if by_name else str(i), _part(g)) for i in range(count))


def _declared(fields: tuple[Field, ...]) -> str:
    if not fields:
        return ""
    if fields[0].name.isdigit():
        return f"({', '.join(f.type.text for f in fields)})"
    return f" {{ {', '.join(f'{f.name}: {f.type}' for f in fields)} }}"


def _struct(g: Generator) -> None:
    name = g.fresh("S")
    fields = _fields(g, 4) or (Field("f0", _part(g)),)
    made = Struct(name, name, fields)
    repr_ = g.choices.pick(("", "", "", "#[repr(C)]\n", "#[repr(align(16))]\n"))
    end = ";" if fields[0].name.isdigit() else ""
    g.items.append(f"{_derives(made)}{repr_}pub struct {name}{_declared(fields)}{end}\n")
    g.items.append(_put(made, " ".join(f"out.put(self.{f.name});" for f in fields)))
    g.structs.append(made)
    g.types.append(made)


def _enum(g: Generator) -> None:
    name = g.fresh("E")
    variants = tuple(Variant(f"V{i}", _fields(g, 3)) for i in range(g.choices.number(1, 5)))
    made = Enum(name, name, variants)
    repr_ = g.choices.pick(("", "", "", "", "#[repr(u8)]\n", "#[repr(C)]\n", "#[repr(i16)]\n"))
    listed = ", ".join(f"{v.name}{_declared(v.fields)}" for v in variants)
    g.items.append(f"{_derives(made)}{repr_}pub enum {name} {{ {listed} }}\n")
    arms: list[str] = []
    for at, variant in enumerate(variants):
        inner = ""
        if variant.fields:
            names = [(f.name, f"p{f.name.removeprefix('f')}") for f in variant.fields]
            if variant.fields[0].name.isdigit():
                inner = f"({', '.join(p for _, p in names)})"
            else:
                inner = f" {{ {', '.join(f'{f}: {p}' for f, p in names)} }}"
        puts = " ".join(f"out.put(p{f.name.removeprefix('f')});" for f in variant.fields)
        arms.append(f"{name}::{variant.name}{inner} => {{ out.word({at}); {puts} }}")
    g.items.append(_put(made, f"match self {{ {', '.join(arms)} }}"))
    g.enums.append(made)
    g.types.append(made)


def _plain_enum(g: Generator) -> None:
    name = g.fresh("E")
    number = g.choices.pick([*INTS[:8], INTS[10], INTS[11]])
    assert isinstance(number, Int)
    values: list[int] = []
    for _ in range(g.choices.number(1, 5)):
        value = g.choices.pick((0, 1, 2, 5, 100, number.high, number.low, number.high - 1))
        if value not in values:
            values.append(value)
    variants = tuple(Variant(f"V{i}", ()) for i in range(len(values)))
    made = Enum(name, name, variants, tuple(values))
    listed = ", ".join(f"V{i} = {v}" for i, v in enumerate(values))
    g.items.append(f"{_derives(made)}#[repr({number})]\npub enum {name} {{ {listed} }}\n")
    g.items.append(_put(made, "out.word(*self as u64);"))
    g.enums.append(made)
    g.types.append(made)


# Functions

_INLINE = ("", "#[inline(never)]\n", "", "#[inline]\n", "#[cold]\n")


def _body(g: Generator, result: Type, count: int) -> str:
    statements = "\n".join(statement(g) for _ in range(g.choices.number(0, count)))
    return f"{statements}\n{expression(g, result, 3)}"


def function(g: Generator) -> None:
    """A function of some parameters."""
    name = g.fresh("f")
    kinds = g.choices.number(1, 3)
    parameters = [Variable(g.fresh("a"), g.any_type()) for _ in range(kinds)]
    result = g.any_type()
    modes = [g.choices.pick(("", "", "&")) for _ in parameters]
    with g.only(parameters):
        body = _body(g, result, 3)
        cost = g.cost + 5
    declared = ", ".join(f"{p.name}: {m}{p.type}" for p, m in zip(parameters, modes, strict=True))
    copies = "".join(
        f"let {p.name} = *{p.name};\n" for p, m in zip(parameters, modes, strict=True) if m
    )
    g.items.append(
        f"{g.choices.pick(_INLINE)}pub fn {name}({declared}) -> {result} {{\n{copies}{body}\n}}\n"
    )
    call = f"{name}({', '.join(m + '{}' for m in modes)})"
    plain = not any(modes)
    g.functions.append(Function(call, tuple(p.type for p in parameters), result, cost, plain))


def recursive(g: Generator) -> None:
    """A function that calls itself, to a depth that its first parameter bounds."""
    name, level = g.fresh("f"), g.fresh("a")
    state, result = Variable(g.fresh("a"), g.any_type()), g.any_type()
    before = g.fresh()
    with g.only([Variable(level, U32), state]):
        base = expression(g, result, 2)
        step = expression(g, state.type, 2)
        with g.scope(Variable(before, result)):
            last = expression(g, result, 3)
        cost = 8 * g.cost + 40
    twice = ""
    if g.choices.chance(3):
        twice = f"let {before} = {{ let _ = {before}; {name}({level} >> 1, {state.name}) }};\n"
    g.items.append(
        f"pub fn {name}({level}: u32, {state.name}: {state.type}) -> {result} {{\n"
        f"if {level} == 0 {{ return {base}; }}\n"
        f"let {before} = {name}({level} - 1, {step});\n{twice}{last}\n}}\n"
    )
    g.functions.append(Function(f"{name}({{}} % 6, {{}})", (U32, state.type), result, cost))


def mutual(g: Generator) -> None:
    """Two functions that call each other."""
    first, second, level = g.fresh("f"), g.fresh("f"), g.fresh("a")
    state = Variable(g.fresh("a"), g.any_type())
    with g.only([Variable(level, U32), state]):
        steps = [expression(g, state.type, 2) for _ in range(2)]
        stop = expression(g, BOOL, 1)
        cost = 8 * g.cost + 40
    for name, other, step in ((first, second, steps[0]), (second, first, steps[1])):
        g.items.append(
            f"pub fn {name}({level}: u32, {state.name}: {state.type}) -> {state.type} {{\n"
            f"if {level} == 0 || {stop} {{ {state.name} }} "
            f"else {{ {other}({level} - 1, {step}) }}\n"
            "}\n"
        )
    g.functions.append(Function(f"{first}({{}} % 7, {{}})", (U32, state.type), state.type, cost))


def slice_function(g: Generator) -> None:
    """A function of a slice."""
    name, slice_ = g.fresh("f"), g.fresh("a")
    array = array_of(g.choices.pick(PRIMITIVES), g.choices.number(2, 5))
    result = g.any_type()
    item, state, rest = g.fresh(), g.fresh(), g.fresh()
    with g.only([]):
        start = expression(g, result, 2)
        with g.scope(Variable(item, array.element), Variable(state, result)), g.repeated(5):
            value = expression(g, result, 2)
        cost = g.cost + 20
    body = g.choices.pick(
        (
            f"let mut {state}: {result} = {start};\n"
            f"for &{item} in {slice_} {{ {state} = {value}; }}\n{state}",
            f"{slice_}.iter().fold({start}, |{state}, &{item}| {value})",
            f"let {state}: {result} = {start};\nmatch {slice_} {{ [] => {state}, "
            f"[{item}, {rest} @ ..] if {rest}.len() < 9 => {{ let {item} = *{item}; "
            f"let {state} = {name}({rest}); {value} }} _ => {state} }}",
            f"let mut {state}: {result} = {start};\nlet mut i = {slice_}.len();\n"
            f"while i > 0 {{ i -= 1; let {item} = {slice_}[i]; {state} = {value}; }}\n{state}",
        )
    )
    g.items.append(f"pub fn {name}({slice_}: &[{array.element}]) -> {result} {{\n{body}\n}}\n")
    g.types.append(array)
    g.functions.append(Function(f"{name}(&{{}})", (array,), result, cost))


def changing_function(g: Generator) -> None:
    """A function of a `&mut`."""
    name, place, extra = g.fresh("f"), g.fresh("a"), g.fresh("a")
    type_, second = g.any_type(), g.any_type()
    inner = g.fresh()
    with g.only([Variable(extra, second), Variable(inner, type_)]):
        value = expression(g, type_, 3)
        cost = g.cost + 10
    g.items.append(
        f"{g.choices.pick(_INLINE)}pub fn {name}({place}: &mut {type_}, {extra}: {second}) {{\n"
        f"let {inner} = *{place};\n*{place} = {value};\n}}\n"
    )
    call = f"{{{{ let mut t: {type_} = {{}}; {name}(&mut t, {{}}); t }}}}".join("()")
    g.functions.append(Function(call, (type_, second), type_, cost))


def generic(g: Generator) -> None:
    """A generic struct with a method, at two types."""
    name, method = g.fresh("G"), g.fresh("m")
    g.items.append(
        "#[derive(Clone, Copy, PartialEq, PartialOrd)]\n"
        f"pub struct {name}<T, const N: usize> {{ first: T, many: [T; N] }}\n"
        f"impl<T: Copy + PartialOrd, const N: usize> {name}<T, N> {{\n"
        f"fn {method}(&self, at: usize, other: T) -> T {{\n"
        "let found = self.many.get(at).copied().unwrap_or(self.first);\n"
        f"if found < other {{ found }} else if N > {g.choices.number(1, 3)} {{ self.first }} "
        "else { other }\n}\n}\n"
    )
    for _ in range(2):
        type_ = g.any_type()
        count = g.choices.number(1, 3)
        call = (
            f"{name} {{{{ first: {{}}, many: [{{}}; {count}] }}}}".join("()")
            + f".{method}({{}} % 4, {{}})"
        )
        g.functions.append(Function(call, (type_, type_, USIZE, type_), type_, 15))


def trait(g: Generator) -> None:
    """A trait of two methods, one of them provided, for up to three types; calls of all kinds."""
    name, method, provided = g.fresh("Tr"), g.fresh("m"), g.fresh("m")
    number = g.any_int()
    assert isinstance(number, Int)
    argument, result = g.any_type(), g.any_type()
    value, flag, inner = g.fresh("a"), g.fresh(), g.fresh()
    with g.only([Variable(value, argument), Variable(inner, result), Variable(flag, number)]):
        body = expression(g, result, 2)
        cost = g.cost + 10
    g.items.append(
        f"pub trait {name} {{\nconst K: {number};\n"
        f"fn {method}(&self, {value}: {argument}) -> {result};\n"
        f"fn {provided}(&self, {value}: {argument}) -> {result} where Self: Sized {{\n"
        f"let {inner} = self.{method}({value});\nlet {flag} = Self::K;\n{body}\n}}\n}}\n"
    )
    count = g.choices.number(1, 3)
    chosen: list[Type] = []
    for _ in range(count):
        type_ = g.any_type()
        if type_ not in chosen:
            chosen.append(type_)
    costs: list[int] = []
    for type_ in chosen:
        me = g.fresh()
        with g.only([Variable(me, type_), Variable(value, argument)]):
            text = _body(g, result, 2)
            costs.append(g.cost + 5)
        g.items.append(
            f"impl {name} for {type_} {{\nconst K: {number} = {constant(g, number)};\n"
            f"fn {method}(&self, {value}: {argument}) -> {result} {{\n"
            f"let {me} = *self;\n{text}\n}}\n}}\n"
        )
    by_type, through = g.fresh("f"), g.fresh("f")
    g.items.append(
        f"pub fn {by_type}<T: {name}>(v: &T, a: {argument}) -> {result} {{ "
        f"if T::K > 9 {{ v.{method}(a) }} else {{ v.{provided}(a) }} }}\n"
        "#[inline(never)]\n"
        f"pub fn {through}(v: &dyn {name}X, a: {argument}) -> {result} {{ v.{method}x(a) }}\n"
        f"pub trait {name}X {{ fn {method}x(&self, a: {argument}) -> {result}; }}\n"
        f"impl<T: {name}> {name}X for T {{ fn {method}x(&self, a: {argument}) -> {result} "
        f"{{ self.{method}(a) }} }}\n"
    )
    total = cost + max(costs)
    for type_ in chosen:
        for call in (f"{by_type}(&{{}}, {{}})", f"{through}(&{{}}, {{}})"):
            g.functions.append(Function(call, (type_, argument), result, total))
    if len(chosen) > 1:
        call = f"[&{{}} as &dyn {name}X, &{{}}].iter().fold({{}}, |_, v| v.{method}x({{}}))"
        parameters = (chosen[0], chosen[1], result, argument)
        g.functions.append(Function(call, parameters, result, 2 * total))


def static_table(g: Generator) -> None:
    """A constant and a static, read by index."""
    name, type_ = g.fresh("TABLE"), g.any_type()
    count = g.choices.number(1, 4)
    with g.only([]):
        values = ", ".join(constant(g, type_) for _ in range(count))
    kind = g.choices.pick(("static", "const"))
    g.items.append(f"{kind} {name}: [{type_}; {count}] = [{values}];\n")
    g.functions.append(Function(f"{name}[{{}} % {count}]", (USIZE,), type_, 2))


def iterator(g: Generator) -> None:
    """A type with an iterator's `next`."""
    name = g.fresh("I")
    type_, result = g.any_type(), g.any_type()
    state, folded = g.fresh(), g.fresh()
    with g.only([Variable(state, type_)]):
        step = expression(g, type_, 2)
        start = constant(g, result)
        with g.scope(Variable(folded, result)):
            fold = expression(g, result, 2)
        cost = 6 * g.cost + 20
    adapter = g.choices.pick((".skip(1)", "", ".step_by(2)", ".take(3)", ".fuse()"))
    run = g.fresh("f")
    g.items.append(
        f"pub struct {name} {{ left: u8, state: {type_} }}\n"
        f"impl Iterator for {name} {{\ntype Item = {type_};\n"
        f"fn next(&mut self) -> Option<{type_}> {{\n"
        "self.left = self.left.checked_sub(1)?;\n"
        f"let {state} = self.state;\nself.state = {step};\nSome({state})\n}}\n}}\n"
        f"pub fn {run}(state: {type_}) -> {result} {{\nlet mut {folded} = {start};\n"
        f"for {state} in ({name} {{ left: 5, state }}){adapter} {{ {folded} = {fold}; }}\n"
        f"{folded}\n}}\n"
    )
    g.functions.append(Function(f"{run}({{}})", (type_,), result, cost, True))


def operator(g: Generator) -> None:
    """An operator for a struct of the program."""
    if not g.structs:
        function(g)
        return
    made = g.choices.pick(g.structs)
    trait_, method, sign = g.choices.pick(
        (("Add", "add", "+"), ("Mul", "mul", "*"), ("BitXor", "bitxor", "^"), ("Shl", "shl", "<<"))
    )
    other, result = g.any_type(), g.any_type()
    path = f"impl core::ops::{trait_}<{other}> for {made} "
    if any(item.startswith(path) for item in g.items):
        return
    with g.only([Variable("self", made), Variable("other", other)]):
        body = expression(g, result, 3)
        cost = g.cost + 5
    g.items.append(
        f"{path}{{ type Output = {result}; fn {method}(self, other: {other}) -> {result} "
        f"{{ {body} }} }}\n"
    )
    g.functions.append(Function(f"({{}} {sign} {{}})", (made, other), result, cost))


ITEMS = (
    function, function, recursive, slice_function, changing_function, generic, trait,
    static_table, mutual, iterator, operator,
)  # fmt: skip


def program_text(g: Generator) -> str:
    """A whole program."""
    types(g)
    for _ in range(g.choices.number(1, 5)):
        g.choices.pick(ITEMS)(g)
    g.has_input = True
    body: list[str] = []
    for _ in range(g.choices.number(1, 10)):
        body.append(statement(g))
    for variable in list(g.variables):
        if size_of(variable.type) <= 24:
            body.append(f"out.put({variable.name});")
    text = "\n".join(body)
    items = "\n".join(g.items)
    return f"{items}\npub fn run(x: &[u64; 8], out: &mut Out) {{\n{text}\n}}\n"
