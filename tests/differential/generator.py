"""
Writes a well-typed, well-defined Rust program, one decision at a time.

Everything that is written is defined whatever the input: indices are taken modulo lengths,
divisors are not zero, shifts are masked, loops are bounded, arithmetic wraps or says what it does
on overflow, and where Rust leaves open which NaN or which zero an operation gives, what would show
it is left out (`templates.py`, `prelude.rs`). All types are `Copy`; that everything borrows
correctly follows from three rules: a reference or closure lives in a block of its own; while one
lives, what it refers to is not assigned to; what refers mutably takes its operands before.

`Generator` holds what all parts share: the decisions, the names in scope and their types, what
the program has so far, and an estimate of how long it runs. `expressions.py` has the expressions,
`statements.py` the statements, `items.py` the types, functions and traits.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from collections.abc import Generator as Iteration
from contextlib import contextmanager
from dataclasses import dataclass, field

from .choices import Choices
from .rust_types import (
    F32,
    F64,
    INTS,
    PRIMITIVES,
    Array,
    Enum,
    Struct,
    Tuple,
    Type,
    has_float,
)

MOST_STEPS = 4000
"""How many expressions a run may evaluate, loops counted as often as they turn."""


@dataclass(frozen=True)
class Variable:
    """A name in scope."""

    name: str
    type: Type
    mutable: bool = False


@dataclass(frozen=True)
class Function:
    """Something that can be called: `call` has a hole for each parameter."""

    call: str
    parameters: tuple[Type, ...]
    result: Type
    cost: int
    is_path: bool = False
    """Whether it is a plain function, of which there are function pointers."""


@dataclass
class Generator:
    """A program in the making."""

    choices: Choices
    variables: list[Variable] = field(default_factory=list[Variable])
    functions: list[Function] = field(default_factory=list[Function])
    structs: list[Struct] = field(default_factory=list[Struct])
    enums: list[Enum] = field(default_factory=list[Enum])
    types: list[Type] = field(default_factory=lambda: list[Type](PRIMITIVES))
    """Those that the program is about, the compound ones among them."""
    items: list[str] = field(default_factory=list[str])
    weight: int = 1
    """How often what is being written will be run."""
    cost: int = 0
    has_input: bool = False
    """Whether the input `x` is in scope."""
    in_loop: list[str] = field(default_factory=list[str])
    """Labels of the loops around."""
    names: int = 0

    # Names and types

    def fresh(self, prefix: str = "v") -> str:
        """A name that nothing has."""
        self.names += 1
        return f"{prefix}{self.names}"

    def any_type(self) -> Type:
        """A type of the program's, more often a small one."""
        return self.choices.pick(self.types)

    def any_int(self) -> Type:
        """An integer type."""
        return self.choices.pick(INTS)

    def compound_type(self) -> Type:
        """A type of the program's that is not primitive, if there is one."""
        found = [t for t in self.types if t not in PRIMITIVES]
        return self.choices.pick(found) if found else self.any_type()

    def ordered_type(self) -> Type:
        """A type with a total order."""
        return self.choices.pick([t for t in self.types if not has_float(t)])

    def float_type(self) -> Type:
        """`f32` or `f64`."""
        return self.choices.pick((F64, F32))

    @contextmanager
    def scope(self, *added: Variable) -> Iteration[None]:
        """More variables, for as long as a block lasts."""
        before = list(self.variables)
        self.variables = [*before, *added]
        try:
            yield
        finally:
            self.variables = before

    @contextmanager
    def only(self, variables: Sequence[Variable], *, has_input: bool = False) -> Iteration[None]:
        """Other variables instead: the inside of a function."""
        before = self.variables, self.has_input, self.in_loop, self.weight, self.cost
        self.variables, self.has_input, self.in_loop = list(variables), has_input, []
        self.weight, self.cost = 1, 0
        try:
            yield
        finally:
            self.variables, self.has_input, self.in_loop, self.weight, self.cost = before

    @contextmanager
    def frozen(self) -> Iteration[None]:
        """The variables as they are, none to be assigned to."""
        before = self.variables
        self.variables = [Variable(v.name, v.type) for v in before]
        try:
            yield
        finally:
            self.variables = before

    @contextmanager
    def without(self, *names: str) -> Iteration[None]:
        """All variables but these."""
        before = self.variables
        self.variables = [v for v in before if v.name not in names]
        try:
            yield
        finally:
            self.variables = before

    @contextmanager
    def repeated(self, times: int) -> Iteration[None]:
        """What runs so many times."""
        before = self.weight
        self.weight *= times
        try:
            yield
        finally:
            self.weight = before

    def affords(self, cost: int) -> bool:
        """Whether there is time for so many more steps at this place."""
        return self.cost + cost * self.weight <= MOST_STEPS

    def spend(self, cost: int) -> None:
        """Count steps."""
        self.cost += cost * self.weight

    # Places

    def places(self, type_: Type, *, mutable: bool = False) -> list[str]:
        """The variables of a type, and fields of that type within variables."""
        found: list[str] = []
        for variable in self.variables:
            if variable.mutable or not mutable:
                _paths(variable.name, variable.type, type_, 3, found.append)
        return found


def _paths(text: str, type_: Type, wanted: Type, depth: int, add: Callable[[str], None]) -> None:
    if type_ == wanted:
        add(text)
    elif depth:
        match type_:
            case Tuple(parts=parts):
                for at, part in enumerate(parts):
                    _paths(f"{text}.{at}", part, wanted, depth - 1, add)
            case Struct(fields=fields):
                for f in fields:
                    _paths(f"{text}.{f.name}", f.type, wanted, depth - 1, add)
            case Array(element=element, count=count):
                _paths(f"{text}[{count - 1}]", element, wanted, depth - 1, add)
            case _:
                pass
