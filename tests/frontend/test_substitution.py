"""Substitution of generic parameters, and one-way matching."""

from __future__ import annotations

from xdsl.dialects.builtin import ArrayAttr, IntAttr, StringAttr, f32
from xdsl.ir import Attribute

from rusticle.dialects.mir import types as mir
from rusticle.frontend.substitution import Bindings, Substitution, is_generic, match_type

T = mir.ParamType(StringAttr("T"))
N = mir.ParamType(StringAttr("N"))
BOOL = mir.BoolType()


def option(type_: Attribute) -> mir.AdtType:
    """`Option<T>`."""
    return mir.AdtType(StringAttr("core::option::Option"), ArrayAttr([type_]))


def test_parameters_are_replaced_everywhere() -> None:
    type_ = mir.TupleType(
        ArrayAttr([mir.RefType(option(T), IntAttr(0)), mir.ArrayType(T, N), mir.UsizeType()])
    )
    substitute = Substitution({"T": f32, "N": IntAttr(4)})
    assert substitute(type_) == mir.TupleType(
        ArrayAttr(
            [
                mir.RefType(option(f32), IntAttr(0)),
                mir.ArrayType(f32, IntAttr(4)),
                mir.UsizeType(),
            ]
        )
    )


def test_what_mentions_no_parameter_stays_the_same_object() -> None:
    type_ = option(mir.RefType(BOOL, IntAttr(1)))
    assert Substitution({"T": f32})(type_) is type_


def test_a_parameter_without_a_value_stays() -> None:
    assert Substitution({"U": f32})(option(T)) == option(T)
    assert is_generic(option(T))
    assert not is_generic(option(f32))


def test_types_that_differ_in_content_are_not_confused() -> None:
    substitute = Substitution({"T": f32})
    assert substitute(option(T)) == option(f32)
    assert substitute(option(BOOL)) == option(BOOL)
    assert substitute(mir.RefType(T, IntAttr(0))) != substitute(mir.RefType(T, IntAttr(1)))


def test_finish_sees_named_types_with_their_parts_replaced() -> None:
    seen: list[Attribute] = []

    def finish(type_: Attribute) -> Attribute:
        seen.append(type_)
        return BOOL

    assert Substitution({"T": f32}, finish)(option(T)) == BOOL
    assert seen == [option(f32)]


def test_a_match_binds_parameters() -> None:
    bindings: Bindings = {}
    assert match_type(mir.ArrayType(option(T), N), mir.ArrayType(option(f32), IntAttr(3)), bindings)
    assert bindings == {"T": f32, "N": IntAttr(3)}


def test_a_parameter_matches_one_type_only() -> None:
    pair = mir.TupleType(ArrayAttr([T, T]))
    assert match_type(pair, mir.TupleType(ArrayAttr([f32, f32])), {})
    assert not match_type(pair, mir.TupleType(ArrayAttr([f32, BOOL])), {})


def test_a_match_is_one_way() -> None:
    assert not match_type(option(f32), option(T), {})
    assert not match_type(mir.RefType(T, IntAttr(0)), mir.RefType(f32, IntAttr(1)), {})
    assert not match_type(mir.TupleType(ArrayAttr([T])), mir.TupleType(ArrayAttr([])), {})
