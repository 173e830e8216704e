"""The passes that change pointers and private memory keep what random modules do."""

from __future__ import annotations

import gc
from collections.abc import Callable, Generator, Mapping, Sequence
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from xdsl.dialects import arith
from xdsl.parser import Parser
from xdsl.passes import ModulePass

from rusticle.passes.infer_address_spaces import points_to, rewrite, spaces
from rusticle.passes.promote_allocas import accesses, bits
from rusticle.passes.promote_allocas.rewrite import Promotion

from ..support.asptr_interpreter import Machine, Undefined, WrongSpace
from ..support.asptr_interpreter.memory import UNDEFINED
from ..support.asptr_runs import Differs, context
from ..support.fuzz_spaces import PIPELINES, main, pipelines_for, try_module


@pytest.fixture(autouse=True)
def uncollected() -> Generator[None]:
    """The collector walks all of the modules again and again, and finds little."""
    gc.disable()
    yield
    gc.enable()


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 2**32))
def test_random_modules_do_the_same_before_and_after(seed: int) -> None:
    try_module(Random(seed), seed, pipelines_for(seed), thorough=seed % 10 == 0)


def test_the_command_prints_its_figures(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["3", "7"]) == 0
    out = capsys.readouterr().out
    assert "and no difference" in out
    assert " 3  modules" in out


# --- broken passes are found ---------------------------------------------------------------------


def _part(self: bits.BitBuilder, value: Any, first: int, size: int) -> Any:
    return _PART(self, value, 0, size)


def _joined(self: bits.BitBuilder, parts: list[Any]) -> Any:
    return _JOINED(self, parts[::-1])


def _with_part(self: bits.BitBuilder, whole: Any, part: Any, first: int) -> Any:
    return self.emit(arith.ExtUIOp, (part,), whole.type)


def _access(self: Any, op: Any, operand: int, offset: int) -> bool:
    return (op.name == "asptr.store" and operand == 0) or _ACCESS(self, op, operand, offset)


def _no_merges(self: Any, events: Any, needed: Any) -> list[list[int]]:
    return [[] for _ in self.flow.blocks]


def _none_needed(self: Any) -> int:
    return 0


def _last(self: Any, a: Any, b: Any) -> Any:
    return b


def _nothing(*arguments: Any, **options: Any) -> None:
    return None


_PART, _JOINED = bits.BitBuilder.part, bits.BitBuilder.joined
# Parts of passes that no one else may use, to break them.
_USES = accesses._Uses  # pyright: ignore[reportPrivateUsage]
_ACCESS = _USES._access  # pyright: ignore[reportPrivateUsage]

BROKEN: dict[str, tuple[str, object, str, Callable[..., Any]]] = {
    "values are not merged where paths meet": (
        "promote",
        Promotion,
        "_place_merges",
        _no_merges,
    ),
    "parts are always the lowest": ("promote", bits.BitBuilder, "part", _part),
    "parts are joined the wrong way round": ("promote", bits.BitBuilder, "joined", _joined),
    "a part replaces all": ("promote", bits.BitBuilder, "with_part", _with_part),
    "variables are not needed": ("promote", Promotion, "_needed", _none_needed),
    "copies are forgotten": ("promote", Promotion, "_copy", _nothing),
    "addresses in memory are overlooked": ("promote", _USES, "_access", _access),
    "stores are overlooked": ("infer", points_to.PointsTo, "store", _nothing),
    "loads are overlooked": ("infer", points_to.PointsTo, "load", _nothing),
    "of two spaces the last wins": ("infer", spaces.Spaces, "join", _last),
    "casts to flat are left out": ("infer", rewrite.Rewriter, "flatten", _nothing),
    "accesses never overlap": ("infer", points_to, "overlap", lambda *places: False),
}


@pytest.mark.parametrize("what", BROKEN)
def test_a_broken_pass_is_found(what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    name, owner, attribute, broken = BROKEN[what]
    monkeypatch.setattr(owner, attribute, broken)
    with pytest.raises((Differs, ValueError, Undefined)):
        _try_some({name: PIPELINES[name]})


def test_the_first_module_that_differs_is_shown(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(spaces.Spaces, "join", _last)
    assert main(["60"]) == 1
    shown = capsys.readouterr()
    assert shown.out.startswith("builtin.module {")
    assert "seed " in shown.err
    assert "WrongSpace" in shown.err


def _try_some(pipelines: Mapping[str, Sequence[ModulePass]]) -> None:
    for seed in range(60):
        try_module(Random(seed), seed, pipelines, thorough=False)


# --- the interpreter -----------------------------------------------------------------------------


def run(text: str, *arguments: Any) -> list[Any]:
    module = Parser(context(), text).parse_module()
    module.verify()
    return Machine(module).call("f", arguments)


def test_constant_memory_is_global_memory_that_is_not_written() -> None:
    program = """
        asptr.global constant @c in constant size 4 align 4 = <"2a000000">
        func.func @f() -> i32 {{
          %c = asptr.addressof @c : !asptr.ptr<constant>
          %p = asptr.cast %c : !asptr.ptr<constant> -> !asptr.ptr<flat>
          %q = asptr.cast %p : !asptr.ptr<flat> -> !asptr.ptr<global>
          {store}
          %v = asptr.load %q align 4 : !asptr.ptr<global> -> i32
          func.return %v : i32
        }}"""
    assert run(program.format(store="")) == [42]
    store = "%1 = arith.constant 1 : i32 asptr.store %1, %q align 4 : i32, !asptr.ptr<global>"
    with pytest.raises(Undefined, match="a write to c, which is constant"):
        run(program.format(store=store))


def test_an_access_through_another_space_stops() -> None:
    with pytest.raises(WrongSpace, match="an access to x1 of call 0 in private, through global"):
        run("""
        func.func @f() -> i32 {
          %x = asptr.alloca size 4 align 4 name "x1" : !asptr.ptr<private>
          %p = asptr.cast %x : !asptr.ptr<private> -> !asptr.ptr<flat>
          %q = asptr.cast %p : !asptr.ptr<flat> -> !asptr.ptr<global>
          %v = asptr.load %q align 4 : !asptr.ptr<global> -> i32
          func.return %v : i32
        }""")


def test_an_integer_of_another_space_is_another_address() -> None:
    results = run("""
    asptr.global @t in local size 4 align 4
    func.func @f() -> (i1, i1) {
      %x = asptr.addressof @t : !asptr.ptr<local>
      %p = asptr.cast %x : !asptr.ptr<local> -> !asptr.ptr<flat>
      %a = asptr.ptrtoint %x : !asptr.ptr<local> -> i64
      %b = asptr.ptrtoint %p : !asptr.ptr<flat> -> i64
      %same = arith.cmpi eq, %a, %b : i64
      %q = asptr.inttoptr %b : i64 -> !asptr.ptr<flat>
      %back = asptr.cmp eq, %p, %q : !asptr.ptr<flat>
      func.return %same, %back : i1, i1
    }""")
    assert results == [0, 1]


def test_null_is_null_in_every_space() -> None:
    results = run("""
    func.func @f() -> (i32, i1) {
      %n = asptr.null : !asptr.ptr<private>
      %a = asptr.ptrtoint %n : !asptr.ptr<private> -> i32
      %p = asptr.cast %n : !asptr.ptr<private> -> !asptr.ptr<flat>
      %m = asptr.null : !asptr.ptr<flat>
      %same = asptr.cmp eq, %p, %m : !asptr.ptr<flat>
      func.return %a, %same : i32, i1
    }""")
    assert results == [0xFFFF_FFFF, 1]


@pytest.mark.parametrize(
    ("statements", "message"),
    [
        ("%v = asptr.load %x align 4 noundef : !asptr.ptr<private> -> i32", "undefined value"),
        ("%v = asptr.load %x align 8 : !asptr.ptr<private> -> i64", "byte 0 of x1"),
        (
            "%y = asptr.displace %x by 2 : !asptr.ptr<private>\n"
            "%v = asptr.load %y align 2 : !asptr.ptr<private> -> i32",
            "byte 2 of x1",
        ),
        (
            "%y = asptr.displace %x by 1 : !asptr.ptr<private>\n"
            "%v = asptr.load %y align 2 : !asptr.ptr<private> -> i16",
            "not aligned to 2",
        ),
        (
            "%y = asptr.addressof @c : !asptr.ptr<constant>\n"
            "asptr.store %n, %y align 4 : i32, !asptr.ptr<constant>",
            "a write to c, which is constant",
        ),
        (
            "%y = asptr.null : !asptr.ptr<flat>\n"
            "asptr.store %n, %y align 4 : i32, !asptr.ptr<flat>",
            "points nowhere",
        ),
        (
            "%v = asptr.load %x align 4 : !asptr.ptr<private> -> i32\n"
            "%b = arith.cmpi eq, %v, %n : i32\n"
            "llvm.intr.assume %b : i1",
            "a decision on an undefined value",
        ),
    ],
)
def test_undefined_behaviour_stops(statements: str, message: str) -> None:
    with pytest.raises(Undefined, match=message):
        run(f"""
        asptr.global constant @c in constant size 4 align 4 = <zero 4>
        func.func @f() {{
          %n = arith.constant 1 : i32
          %x = asptr.alloca size 4 align 4 name "x1" : !asptr.ptr<private>
          {statements}
          func.return
        }}""")


def test_what_was_never_written_stays_beside_what_was() -> None:
    (value,) = run(
        """
        func.func @f(%a: i16) -> i32 {
          %x = asptr.alloca size 4 align 4 name "x1" : !asptr.ptr<private>
          asptr.store %a, %x align 4 : i16, !asptr.ptr<private>
          %v = asptr.load %x align 4 : !asptr.ptr<private> -> i32
          func.return %v : i32
        }""",
        0x1234,
    )
    assert (value.bits, value.undefined) == (0x1234, 0xFFFF_0000)


def test_a_pointer_survives_memory_and_an_integer() -> None:
    module = Parser(
        context(),
        """
        func.func @f(%p: !asptr.ptr<global>) {
          %x = asptr.alloca size 8 align 8 name "x1" : !asptr.ptr<private>
          asptr.store %p, %x align 8 : !asptr.ptr<global>, !asptr.ptr<private>
          %a = asptr.load %x align 8 : !asptr.ptr<private> -> i64
          %q = asptr.inttoptr %a : i64 -> !asptr.ptr<flat>
          %n = arith.constant 7 : i32
          asptr.store %n, %q align 4 : i32, !asptr.ptr<flat>
          func.return
        }""",
    ).parse_module()
    machine = Machine(module)
    machine.call("f", [machine.buffer("b", 8, 1)])
    assert machine.contents()["b"] == [7, 0, 0, 0, *[UNDEFINED] * 4]
