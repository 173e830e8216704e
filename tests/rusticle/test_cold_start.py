from __future__ import annotations

import dataclasses
import re
import subprocess
import sys
from functools import partial
from textwrap import indent
from types import ModuleType

import pytest

from rusticle.cold_start import defer_irdl_definitions, deferred_definitions

DEFINED = """
import dataclasses
from typing import ClassVar
__name__ = "defined"
@dataclasses.dataclass(frozen=True, order=True)
class Base:
    a: int
    b: list = dataclasses.field(default_factory=list)
@dataclasses.dataclass(frozen=True, slots=True)
class Derived(Base):
    c: str = "c"
@dataclasses.dataclass
class Plain:
    a: int
    kept: ClassVar[int] = 3
    given: dataclasses.InitVar[int] = 4
    seen: int = 0
    def __post_init__(self, given):
        self.seen += 1
"""


def _define() -> dict[str, type]:
    # Where the annotations are looked up.
    module = sys.modules["defined"] = ModuleType("defined")
    names: dict[str, type] = module.__dict__
    exec(DEFINED, names)
    return names


def _behaviour(names: dict[str, type]) -> list[object]:
    base, derived, plain = names["Base"], names["Derived"], names["Plain"]
    seen: list[object] = []
    for _ in range(2):  # the second time, the methods are there
        one, two = derived(1, (2,)), derived(a=1, b=(2,), c="d")
        seen += [repr(one), one == two, one == derived(1, (2,)), hash(one) == hash(two)]
        seen += [base(1) < base(2), base(1) == derived(1), repr(base(1)), plain(1).seen]
        seen += [plain(1) == plain(1), plain.__hash__, base.__init__.__qualname__]
        for refused in (partial(setattr, one, "a", 2), partial(delattr, one, "a"), base):
            with pytest.raises((dataclasses.FrozenInstanceError, TypeError)) as error:
                refused()
            seen.append(error.type)
        seen.append(dataclasses.replace(two, c="e"))
        seen += [[field.name for field in dataclasses.fields(plain)], plain(1, 2, 3)]
    return [repr(item) for item in seen]


def test_dataclasses_behave_as_ever():
    with deferred_definitions():
        deferred = _define()
    assert _behaviour(deferred) == _behaviour(_define())


def test_nothing_is_left_behind():
    before = dict(vars(dataclasses))
    with deferred_definitions():
        assert vars(dataclasses) != before
    assert vars(dataclasses) == before


def test_definitions_are_left_alone_outside_a_command():
    from xdsl import irdl

    before = irdl.irdl_op_definition
    defer_irdl_definitions()
    assert irdl.irdl_op_definition is before


def _in_a_command(program: str) -> str:
    """What a program prints that runs as the body of a command."""
    text = "from rusticle.cold_start import defer_irdl_definitions, deferred_definitions\n"
    text += "with deferred_definitions():\n    defer_irdl_definitions()\n"
    text += indent(program, "    ")
    done = subprocess.run([sys.executable, "-c", text], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_operations_parse_and_print_in_a_command():
    module = "builtin.module {\n  %x = arith.constant 1 : i32\n  %y = arith.addi %x, %x : i32\n}"
    program = f"""
from rusticle.context import new_context
from xdsl.parser import Parser
module = Parser(new_context(), {module!r}).parse_module()
module.verify()
print(module)
"""
    assert _in_a_command(program) == module + "\n"


DEFINITIONS = """
from rusticle.context import new_context
context = new_context()
for name in ("mir", "asptr", "hsa", "llvm", "arith", "cf", "func", "gpu", "builtin"):
    if name not in {dialect.name for dialect in context.loaded_dialects}:
        context.load_registered_dialect(name)
    dialect = context.get_dialect(name)
    for op in dialect.operations:
        if op.name == "builtin.unregistered":
            continue
        definition = op.get_irdl_definition()
        fields = [definition.operands, definition.results, definition.regions]
        fields += [definition.successors, definition.accessor_names, definition.options]
        print(op.name, fields, sorted(map(repr, op.traits)), list(definition.properties))
        for field, _ in [*definition.operands, *definition.results]:
            print(field, type(op.__dict__[field]).__name__)
        print(op.verify_.__name__, op.assembly_format, callable(op.parse), callable(op.print))
    for attribute in dialect.attributes:
        if hasattr(attribute, "get_irdl_definition"):
            print(attribute.name, attribute.get_irdl_definition())
"""


def test_what_is_defined_late_is_what_is_defined_at_once():
    def without_addresses(text: str) -> list[str]:
        return re.sub(r"0x[0-9a-f]+", "0x", text).splitlines()

    at_once = subprocess.run(
        [sys.executable, "-c", DEFINITIONS], capture_output=True, text=True, check=True
    )
    late = without_addresses(_in_a_command(DEFINITIONS))
    assert len(late) > 500
    assert late == without_addresses(at_once.stdout)
