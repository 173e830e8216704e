"""Failures of the corpus and the kinds that they fall into."""

from __future__ import annotations

import pytest

from bench.reasons import Failure, failure_of, generalize, kinds, message_of
from rusticle.diagnostics import CompileError
from rusticle.targets import Cpu


def test_names_and_numbers_do_not_make_a_kind():
    one = generalize("no definition of the type `core::a::A` was found at 12")
    assert one == generalize("no definition of the type `core::b::B` was found at 345")
    assert one == "no definition of the type `…` was found at N"


def test_an_intrinsic_makes_a_kind():
    assert generalize("the intrinsic `va_arg` cannot be lowered") != generalize(
        "the intrinsic `breakpoint` cannot be lowered"
    )


def test_llvm_values_and_positions_do_not_make_a_kind():
    assert generalize(
        "RuntimeError: <string>:12:8: error: '%x' defined with type 'i64'"
    ) == generalize("RuntimeError: <string>:7:1: error: '%\"a b\"' defined with type 'i64'")


def test_kinds_are_counted_the_most_frequent_first():
    failures = [
        Failure("import", "z", "no type `a`", "frontend/x.py:1"),
        Failure("import", "a", "no type `b`", "frontend/x.py:1"),
        Failure("lower", "m", "no type `b`", "lowering/y.py:1"),
    ]
    found = kinds(failures)
    assert [(k.count, k.step, k.example, k.room) for k in found] == [
        (2, "import", "a", "frontend"),
        (1, "lower", "m", "lowering"),
    ]


def test_a_kind_shows_one_message_in_full():
    failures = [Failure("s", path, f"no type `{path}`") for path in ("z", "b")]
    (kind,) = kinds(failures)
    assert (kind.example, kind.detail, kind.message) == ("b", "no type `b`", "no type `…`")


def test_the_place_tells_kinds_apart():
    failures = [Failure("import", "a", "m", "frontend/x.py:1"), Failure("import", "a", "m", "")]
    assert [k.room for k in kinds(failures)] == ["LLVM", "frontend"]


def test_a_diagnostic_is_its_message():
    assert message_of(CompileError.of("it is wrong", notes=["because"])) == "it is wrong"


def test_what_llvm_said_is_part_of_the_message():
    error = CompileError.of("LLVM died while optimising", notes=["LLVM ERROR: Cannot select"])
    assert message_of(error) == "LLVM died while optimising | LLVM ERROR: Cannot select"


def test_an_exception_is_named():
    assert message_of(KeyError("x")) == "KeyError: 'x'"


def test_the_place_is_the_innermost_line_of_the_compiler():
    with pytest.raises(CompileError) as raised:
        Cpu.parse("nonsense")
    failure = failure_of("parse", "core::f", raised.value)
    assert failure.place.startswith("targets/cpus.py:")
    assert (failure.step, failure.path) == ("parse", "core::f")


def test_the_place_of_an_error_with_a_cause_is_the_cause_s():
    with pytest.raises(CompileError) as cause:
        Cpu.parse("nonsense")
    error = CompileError.of("explained")
    error.__cause__ = cause.value
    failure = failure_of("parse", "core::f", error)
    assert failure.message == "explained"
    assert failure.place.startswith("targets/cpus.py:")


def test_what_is_raised_elsewhere_has_no_place():
    with pytest.raises(ValueError, match="here") as raised:
        raise ValueError("here")
    assert failure_of("s", "p", raised.value).place == ""
