"""Statements: bindings, assignments, branches, loops, borrows, closures, moves and drops."""

from __future__ import annotations

from . import patterns
from .expressions import call, constant, expression
from .generator import Generator, Variable
from .rust_types import (
    BOOL,
    U8,
    U32,
    U64,
    USIZE,
    Array,
    Int,
    Option,
    Struct,
    Tuple,
    Type,
    has_float,
    is_tuple_like,
    option_of,
    size_of,
    tuple_of,
)

DEPTH = 3
"""How deep an expression in a statement goes."""


def block(g: Generator, count: int) -> str:
    """Statements in a scope of their own."""
    with g.scope():
        return "\n".join(statement(g) for _ in range(g.choices.number(1, count)))


def statement(g: Generator) -> str:
    """One statement, which may bring a variable into scope."""
    if not g.affords(40):
        return let(g)
    kind = g.choices.pick(_STATEMENTS)
    return kind(g)


def put(g: Generator) -> str:
    """Show a value, if the results are in reach."""
    if not g.has_input:
        return let(g)
    type_ = g.choices.pick([t for t in g.types if size_of(t) <= 24])
    return f"out.put({expression(g, type_, DEPTH)});"


def let(g: Generator) -> str:
    """A variable of any type."""
    type_ = g.any_type()
    value = expression(g, type_, DEPTH)
    name = g.fresh()
    mutable = g.choices.chance(2)
    g.variables.append(Variable(name, type_, mutable))
    return f"let {'mut ' if mutable else ''}{name}: {type_} = {value};"


def _destructure(g: Generator) -> str:
    type_ = g.compound_type()
    value = expression(g, type_, DEPTH)
    match type_:
        case Tuple(parts=parts):
            bound = [Variable(g.fresh(), p, g.choices.chance(2)) for p in parts]
            text = f"({', '.join(_binding(v) for v in bound)},)"
        case Struct(name=name, fields=fields) if fields:
            bound = [Variable(g.fresh(), f.type, g.choices.chance(2)) for f in fields]
            inner = [f"{f.name}: {_binding(v)}" for f, v in zip(fields, bound, strict=True)]
            if is_tuple_like(fields):
                inner = [_binding(v) for v in bound]
            text = f"{name}{'(' if is_tuple_like(fields) else '{'}{', '.join(inner)}"
            text += ")" if is_tuple_like(fields) else "}"
        case Array(element=element, count=count) if count:
            bound = [Variable(g.fresh(), element, g.choices.chance(2))]
            text = f"[{_binding(bound[0])}, ..]"
        case _:
            return _let_else(g)
    g.variables.extend(bound)
    return f"let {text}: {type_} = {value};"


def _binding(variable: Variable) -> str:
    return f"mut {variable.name}" if variable.mutable else variable.name


def _let_else(g: Generator) -> str:
    inner = g.any_type()
    value = expression(g, option_of(inner), DEPTH)
    name = g.fresh()
    outer = g.fresh("'b")
    other = expression(g, inner, 2)
    g.variables.append(Variable(name, inner))
    return (
        f"let {name} = {outer}: {{ let Some({name}) = {value} else {{ break {outer} {other}; }}; "
        f"{name} }};"
    )


def _mutable(g: Generator) -> Variable | None:
    found = [v for v in g.variables if v.mutable]
    return g.choices.pick(found) if found else None


def assign(g: Generator) -> str:
    """To a variable, a field or an element."""
    variable = _mutable(g)
    if variable is None:
        return let(g)
    place, type_ = variable.name, variable.type
    for _ in range(3):
        if g.choices.below(3) == 0:
            break
        match type_:
            case Tuple(parts=parts):
                at = g.choices.below(len(parts))
                place, type_ = f"{place}.{at}", parts[at]
            case Struct(fields=fields) if fields:
                field = g.choices.pick(fields)
                place, type_ = f"{place}.{field.name}", field.type
            case Array(element=element, count=count) if count:
                index = expression(g, USIZE, 2)
                place, type_ = f"{place}[{index} % {count}]", element
            case _:
                break
    if isinstance(type_, Int) and g.choices.chance(3):
        operator = g.choices.pick(("^", "|", "&"))
        return f"{place} {operator}= {expression(g, type_, DEPTH)};"
    if isinstance(type_, Int) and g.choices.chance(4):
        operator = g.choices.pick(("<<", ">>"))
        return f"{place} {operator}= {expression(g, U32, 2)} & {type_.bits - 1};"
    value = expression(g, type_, DEPTH)
    if isinstance(type_, Option) and g.choices.chance(3):
        return f"{place}.insert({expression(g, type_.inner, 2)});"
    return f"{place} = {value};"


def _if(g: Generator) -> str:
    condition = expression(g, BOOL, DEPTH)
    first = block(g, 3)
    other = f" else {{\n{block(g, 2)}\n}}" if g.choices.chance(2) else ""
    return f"if {condition} {{\n{first}\n}}{other}"


def _match(g: Generator) -> str:
    return patterns.arms(g, DEPTH, lambda: block(g, 2))


def _in_loop(g: Generator, times: int, label: str, *bound: Variable) -> str:
    g.in_loop.append(label)
    with g.repeated(times), g.scope(*bound):
        text = block(g, 3)
        jump = ""
        if g.choices.chance(2):
            how = g.choices.pick(("break", "continue"))
            jump = f"if {expression(g, BOOL, 1)} {{ {how} {g.choices.pick(g.in_loop)}; }}\n"
    g.in_loop.pop()
    return jump + text


def _for(g: Generator) -> str:
    times = g.choices.number(1, 5)
    name, label = g.fresh(), g.fresh("'l")
    type_ = g.any_int()
    bounds = g.choices.pick(
        (
            f"0..{times}{type_}",
            f"(0..{times}{type_}).rev()",
            f"1..={times}{type_}",
            f"(3..{3 + 2 * times}{type_}).step_by(2)",
            f"(0..{times}{type_}).chain(7..9)",
        )
    )
    if "step_by" in bounds and type_.text in ("i128", "u128"):
        bounds = f"0..{times}{type_}"
    return f"{label}: for {name} in {bounds} {{\n{_in_loop(g, 5, label, Variable(name, type_))}\n}}"


def _for_array(g: Generator) -> str:
    found = [t for t in g.types if isinstance(t, Array) and t.count]
    if not found:
        return _for(g)
    array = g.choices.pick(found)
    assert isinstance(array, Array)
    name, label, at = g.fresh(), g.fresh("'l"), g.fresh()
    value = expression(g, array, 2)
    element = Variable(name, array.element)
    index = Variable(at, USIZE)
    heads: tuple[tuple[str, tuple[Variable, ...]], ...] = (
        (f"{name} in {value}", (element,)),
        (f"&{name} in {value}.iter()", (element,)),
        (f"({at}, {name}) in {value}.into_iter().enumerate()", (element, index)),
        (f"({name}, {at}) in {value}.into_iter().zip(0usize..)", (element, index)),
        (f"&{name} in {value}.iter().rev()", (element,)),
    )
    head, bound = g.choices.pick(heads)
    return f"{label}: for {head} {{\n{_in_loop(g, array.count, label, *bound)}\n}}"


def _for_mutable(g: Generator) -> str:
    """Change each element of an array in place."""
    found = [v for v in g.variables if v.mutable and isinstance(v.type, Array) and v.type.count]
    if not found:
        return assign(g)
    variable = g.choices.pick(found)
    array = variable.type
    assert isinstance(array, Array)
    name = g.fresh()
    with g.without(variable.name), g.repeated(array.count):
        value = expression(g, array.element, 2)
    how = g.choices.pick(("iter_mut()", "iter_mut().rev()", "iter_mut().skip(1)"))
    return f"for {name} in {variable.name}.{how} {{ *{name} = {value}; }}"


def _while(g: Generator) -> str:
    times = g.choices.number(1, 4)
    name, label = g.fresh(), g.fresh("'l")
    condition = expression(g, BOOL, 2)
    g.variables.append(Variable(name, U32))
    inside = _in_loop(g, times, label)
    return (
        f"let mut {name} = 0u32;\n{label}: while {name} < {times} && {condition} "
        f"{{\n{name} += 1;\n{inside}\n}}"
    )


def _loop(g: Generator) -> str:
    type_ = g.any_type()
    counter, name, label = g.fresh(), g.fresh(), g.fresh("'b")
    with g.repeated(4), g.scope(Variable(counter, U8)):
        inside = block(g, 2)
        result = expression(g, type_, 2)
        early = expression(g, BOOL, 1)
    g.variables.append(Variable(name, type_))
    return (
        f"let mut {counter} = 0u8;\nlet {name}: {type_} = {label}: loop {{\n{inside}\n"
        f"{counter} += 1;\nif {counter} > 3 || {early} {{ break {label} {result}; }}\n}};"
    )


def _while_let(g: Generator) -> str:
    found = [t for t in g.types if isinstance(t, Array) and t.count]
    if not found:
        return _while(g)
    array = g.choices.pick(found)
    assert isinstance(array, Array)
    iterator, name, label = g.fresh(), g.fresh(), g.fresh("'l")
    value = expression(g, array, 2)
    inside = _in_loop(g, array.count, label, Variable(name, array.element))
    return (
        f"let mut {iterator} = {value}.into_iter();\n"
        f"{label}: while let Some({name}) = {iterator}.next() {{\n{inside}\n}}"
    )


def _through_reference(g: Generator) -> str:
    """A `&mut` to a place, and what it points to changed."""
    variable = _mutable(g)
    if variable is None:
        return let(g)
    candidates: list[tuple[str, Type]] = [(variable.name, variable.type)]
    match variable.type:
        case Struct(fields=fields):
            candidates += [(f"{variable.name}.{f.name}", f.type) for f in fields]
        case Tuple(parts=parts):
            candidates += [(f"{variable.name}.{i}", p) for i, p in enumerate(parts)]
        case Array(element=element, count=count) if count:
            candidates += [(f"{variable.name}[{count // 2}]", element)]
        case _:
            pass
    place, type_ = g.choices.pick(candidates)
    name = g.fresh()
    with g.without(variable.name):
        value = expression(g, type_, 2)
    return g.choices.pick(
        (
            f"{{ let {name} = &mut {place}; *{name} = {value}; }}",
            f"{{ let {name} = &raw mut {place}; unsafe {{ *{name} = {value}; }} }}",
            f"{{ let {name} = core::mem::replace(&mut {place}, {value}); }}",
            f"{{ let {name} = &mut &mut {place}; **{name} = {value}; }}",
            f"{{ let {name} = core::ptr::from_mut(&mut {place}); "
            f"unsafe {{ {name}.write({value}); }} }}",
        )
    )


def _shared_reference(g: Generator) -> str:
    """A reference to a value, which can be read through it."""
    type_ = g.compound_type()
    value = expression(g, type_, 2)
    name, copy = g.fresh(), g.fresh()
    mutable = g.choices.chance(2)
    g.variables.append(Variable(copy, type_, mutable))
    via = g.choices.pick(
        (
            f"*{name}",
            f"{name}.clone()",
            f"unsafe {{ core::ptr::read({name}) }}",
            f"unsafe {{ ({name} as *const {type_}).read_unaligned() }}",
            f"**&{name}",
            f"core::hint::black_box({name}).clone()",
        )
    )
    binding = f"mut {copy}" if mutable else copy
    return f"let {name}: &{type_} = &{value};\nlet {binding}: {type_} = {via};"


def _swap(g: Generator) -> str:
    by_type: dict[Type, list[str]] = {}
    for v in g.variables:
        if v.mutable:
            by_type.setdefault(v.type, []).append(v.name)
    pairs = [names for names in by_type.values() if len(names) > 1]
    if not pairs:
        return assign(g)
    names = g.choices.pick(pairs)
    return f"core::mem::swap(&mut {names[-1]}, &mut {names[-2]});"


def _array_method(g: Generator) -> str:
    found = [v for v in g.variables if v.mutable and isinstance(v.type, Array) and v.type.count]
    if not found:
        return let(g)
    variable = g.choices.pick(found)
    array, name = variable.type, variable.name
    assert isinstance(array, Array)
    count, element = array.count, array.element
    with g.without(name):
        value = expression(g, element, 2)
        other = expression(g, array, 2)
        at = expression(g, USIZE, 2)
    ways = [
        f"{name}.reverse();",
        f"{name}.swap({at} % {count}, 0);",
        f"{name}.fill({value});",
        f"{name}.rotate_left({at} % {count + 1});",
        f"{name}.copy_from_slice(&{other});",
        f"{name}[{at} % {count}..].fill({value});",
        f"if let Some(v) = {name}.get_mut({at}) {{ *v = {value}; }}",
        f"if let [first, .., last] = &mut {name}[..] {{ core::mem::swap(first, last); }}",
        f"{{ let (a, b) = {name}.split_at_mut({count // 2}); "
        f"a.iter_mut().zip(b).for_each(|(p, q)| core::mem::swap(p, q)); }}",
        f"for pair in {name}.chunks_mut(2) {{ pair.reverse(); }}",
    ]
    if not has_float(element):
        ways += [
            f"{name}.sort_unstable();",
            f"{name}.sort_unstable_by(|a, b| b.cmp(a));",
        ]
    return g.choices.pick(ways)


def _closure(g: Generator) -> str:
    """A closure with a name, called twice, by reference or by value."""
    closure, parameter = g.fresh("c"), g.fresh()
    inner, type_ = g.any_type(), g.any_type()
    move = g.choices.pick(("", "move "))
    with g.frozen(), g.scope(Variable(parameter, inner)):
        body = expression(g, type_, DEPTH)
    with g.frozen():
        arguments = [expression(g, inner, 2) for _ in range(2)]
    names = [g.fresh() for _ in range(2)]
    g.variables += [Variable(n, type_) for n in names]
    how = g.choices.pick(("{c}({a})", "apply(&{c}, {a})", "apply_dyn(&{c}, {a})"))
    calls = ", ".join(how.format(c=closure, a=a) for a in arguments)
    text = f"let {closure} = {move}|{parameter}: {inner}| -> {type_} {{ {body} }};"
    return f"let ({', '.join(names)}) = {{\n{text}\n({calls})\n}};"


def _changing_closure(g: Generator) -> str:
    """A closure that changes what it captures."""
    variable = _mutable(g)
    if variable is None:
        return _closure(g)
    closure, parameter = g.fresh("c"), g.fresh()
    type_ = g.any_type()
    with g.without(variable.name):
        arguments = [expression(g, type_, 2) for _ in range(2)]
    with g.frozen(), g.scope(Variable(parameter, type_)):
        value = expression(g, variable.type, 2)
    how = g.choices.pick(
        ("{c}({a});", "apply_mut(&mut {c}, {a});", "apply_mut(&mut &mut {c}, {a});")
    )
    calls = "\n".join(how.format(c=closure, a=a) for a in arguments)
    return (
        f"{{\nlet mut {closure} = |{parameter}: {type_}| {{ {variable.name} = {value}; }};\n"
        f"{calls}\n}}"
    )


def _state_closure(g: Generator) -> str:
    """A closure that is moved to and keeps a state of its own."""
    closure, state, name = g.fresh("c"), g.fresh(), g.fresh()
    type_ = g.any_type()
    start = expression(g, type_, 2)
    with g.frozen(), g.scope(Variable(state, type_)):
        value = expression(g, type_, 2)
    g.variables.append(Variable(name, type_))
    return (
        f"let {name}: {type_} = {{\nlet mut {state}: {type_} = {start};\n"
        f"let mut {closure} = move || {{ {state} = {value}; {state} }};\n"
        f"{closure}(); {closure}()\n}};"
    )


def _drops(g: Generator) -> str:
    """Values that are dropped, moved or kept, depending on conditions."""
    cell, first, second, name = g.fresh(), g.fresh(), g.fresh(), g.fresh()
    conditions = [expression(g, BOOL, 2) for _ in range(3)]
    values = [expression(g, U64, 2) for _ in range(4)]
    g.variables.append(Variable(name, U64))
    middle = g.choices.pick(
        (
            f"if {conditions[0]} {{ drop({first}); }}",
            f"let moved; if {conditions[0]} {{ moved = {first}; }}",
            f"{second} = {first};",
            f"if {conditions[0]} {{ {second} = Ends(&{cell}, {values[2]}); }}",
            f"let both = [{first}, Ends(&{cell}, {values[2]})]; let [_, last] = both;",
            f"let pair = ({first}, Ends(&{cell}, {values[2]})); "
            f"if {conditions[0]} {{ drop(pair.0); }}",
            f"let some = {conditions[0]}.then_some({first}); if let Some(e) = some {{ drop(e); }}",
            f"let inner = Some({first}).filter(|e| e.1 > {values[2]});",
            f"let c = move || {first}.1; if {conditions[0]} {{ {cell}.set({cell}.get() ^ c()); }}",
            f"core::mem::forget({first});",
            f"let kept = core::mem::ManuallyDrop::new({first}); {cell}.set(kept.1);",
            f"match ({first}, {conditions[0]}) {{ (e, true) => drop(e), (_, false) => () }}",
            f"{second} = core::mem::replace(&mut {second}, {first});",
            f"let taken = Some({first}).take().map(|e| e.1 ^ 1); {cell}.set(taken.unwrap_or(0));",
        )
    )
    return (
        f"let {name} = {{\nlet {cell} = Cell::new({values[3]});\n{{\n"
        f"let {first} = Ends(&{cell}, {values[0]});\n"
        f"let mut {second} = Ends(&{cell}, {values[1]});\n{middle}\n"
        f"let _ = Ends(&{cell}, 5);\n"
        f"if {conditions[1]} {{ {second}.1 = {conditions[2]} as u64; }}\n}}\n{cell}.get()\n}};"
    )


def _cells(g: Generator) -> str:
    """Changes through shared references."""
    type_ = g.any_type()
    cell, name = g.fresh(), g.fresh()
    values = [expression(g, type_, 2) for _ in range(2)]
    g.variables.append(Variable(name, type_))
    body = g.choices.pick(
        (
            f"let {cell} = Cell::new({values[0]}); let again = &{cell}; "
            f"again.set({values[1]}); {cell}.get()",
            f"let {cell} = Cell::new({values[0]}); let set = |v| {cell}.set(v); "
            f"set({values[1]}); set({cell}.get()); {cell}.into_inner()",
            f"let {cell} = RefCell::new({values[0]}); *{cell}.borrow_mut() = {values[1]}; "
            f"{cell}.replace({values[0]})",
            f"let {cell} = core::cell::OnceCell::new(); let _ = {cell}.set({values[0]}); "
            f"*{cell}.get_or_init(|| {values[1]})",
        )
    )
    return f"let {name}: {type_} = {{ {body} }};"


def _unsafe_memory(g: Generator) -> str:
    """Raw pointers within an array, memory that is written before it is read."""
    type_ = g.any_type()
    name = g.fresh()
    values = [expression(g, type_, 2) for _ in range(3)]
    at = expression(g, USIZE, 2)
    g.variables.append(Variable(name, type_))
    body = g.choices.pick(
        (
            f"let a: [{type_}; 3] = [{', '.join(values)}]; let p = a.as_ptr(); "
            f"unsafe {{ *p.add({at} % 3) }}",
            f"let mut a: [{type_}; 3] = [{', '.join(values)}]; let p = a.as_mut_ptr(); "
            f"unsafe {{ p.add({at} % 3).write(*p); core::ptr::swap(p, p.add(2)); "
            f"p.add(1).read() }}",
            f"let mut m = core::mem::MaybeUninit::<{type_}>::uninit(); m.write({values[0]}); "
            f"unsafe {{ m.assume_init() }}",
            f"let mut a: [{type_}; 3] = [{', '.join(values)}]; let (p, q) = (&raw const a[0], "
            f"&raw mut a[2]); unsafe {{ core::ptr::copy_nonoverlapping(p, q, 1); *q }}",
            f"let mut a: [{type_}; 3] = [{', '.join(values)}]; let p = a.as_mut_ptr(); "
            f"unsafe {{ core::ptr::copy(p, p.add(1), 2); *p.offset(({at} % 3) as isize) }}",
            f"let a: [{type_}; 3] = [{', '.join(values)}]; let r = a.as_ptr_range(); "
            f"unsafe {{ *r.start.add(r.end.offset_from(r.start) as usize - 1) }}",
            f"let u = [core::mem::ManuallyDrop::new({values[0]}); 1]; *u[0]",
            f"unsafe {{ core::mem::transmute_copy::<{type_}, {type_}>(&{values[0]}) }}",
            f"let a: [{type_}; 3] = [{', '.join(values)}]; unsafe {{ *a.get_unchecked({at} % 3) }}",
            f"let a: [{type_}; 3] = [{', '.join(values)}]; let s = &a[{at} % 3..]; s[s.len() - 1]",
        )
    )
    return f"let {name}: {type_} = {{ {body} }};"


def _call(g: Generator) -> str:
    if not g.functions:
        return let(g)
    function = g.choices.pick(g.functions)
    if not g.affords(function.cost):
        return let(g)
    text = call(g, function.result, DEPTH)
    value = text or constant(g, function.result)
    name = g.fresh()
    g.variables.append(Variable(name, function.result))
    return f"let {name} = {value};"


def _tuple_of_places(g: Generator) -> str:
    """Several fields of one variable at once, in one closure and in one tuple."""
    found = [v for v in g.variables if isinstance(v.type, Struct | Tuple)]
    if not found:
        return let(g)
    variable = g.choices.pick(found)
    match variable.type:
        case Struct(fields=fields):
            parts = [(f".{f.name}", f.type) for f in fields]
        case Tuple(parts=types):
            parts = [(f".{i}", t) for i, t in enumerate(types)]
        case _:
            parts = []
    parts = parts[:3]
    if not parts:
        return let(g)
    name = g.fresh()
    type_ = tuple_of(tuple(t for _, t in parts))
    move = g.choices.pick(("", "move "))
    values = ", ".join(f"{variable.name}{path}" for path, _ in parts)
    g.variables.append(Variable(name, type_))
    return f"let {name}: {type_} = apply_once({move}|| ({values},));"


_STATEMENTS = (
    let, put, let, put, assign, assign, _if, _match, _for, _for_array, _while, _loop, _while_let,
    _destructure, _let_else, _for_mutable, _through_reference, _shared_reference, _swap,
    _array_method, _closure, _changing_closure, _state_closure, _drops, _cells, _unsafe_memory,
    _call, _tuple_of_places,
)  # fmt: skip
