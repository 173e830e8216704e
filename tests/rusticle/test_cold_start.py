from __future__ import annotations

import dataclasses
import subprocess
import sys
from functools import partial

import pytest

from rusticle.cold_start import defer_assembly_formats, deferred_definitions

DEFINED = """
import dataclasses
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
    seen: int = 0
    def __post_init__(self):
        self.seen += 1
"""


def _define() -> dict[str, type]:
    names: dict[str, type] = {}
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
    return [repr(item) for item in seen]


def test_dataclasses_behave_as_ever():
    with deferred_definitions():
        deferred = _define()
    assert _behaviour(deferred) == _behaviour(_define())


def test_nothing_is_left_behind():
    before = (dataclasses._create_fn, dataclasses.inspect)  # pyright: ignore
    with deferred_definitions():
        pass
    assert (dataclasses._create_fn, dataclasses.inspect) == before  # pyright: ignore


def test_formats_are_left_alone_outside_a_command():
    from xdsl.irdl.declarative_assembly_format import FormatProgram

    before = FormatProgram.from_str
    defer_assembly_formats()
    assert FormatProgram.from_str is before


def test_operations_parse_and_print_in_a_command():
    text = "builtin.module {\\n  %x = arith.constant 1 : i32\\n  %y = arith.addi %x, %x : i32\\n}"
    program = f"""
from rusticle.cold_start import defer_assembly_formats, deferred_definitions
with deferred_definitions():
    defer_assembly_formats()
    from rusticle.context import new_context
    from xdsl.parser import Parser
    from xdsl.irdl import declarative_assembly_format as formats
    module = Parser(new_context(), "{text}").parse_module()
    assert str(module) == "{text}", str(module)
    assert formats.FormatProgram.from_str.__module__ == "rusticle.cold_start"
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
