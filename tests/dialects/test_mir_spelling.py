"""Types as Rust writes them."""

from __future__ import annotations

import pytest
from xdsl.context import Context
from xdsl.dialects.builtin import Builtin
from xdsl.ir import Attribute
from xdsl.parser import Parser

from rusticle.dialects import mir


def read(text: str) -> Attribute:
    context = Context()
    context.load_dialect(Builtin)
    context.load_dialect(mir.MIR)
    return Parser(context, text).parse_attribute()


@pytest.mark.parametrize(
    ("type", "spelling", "short"),
    [
        ("ui32", "u32", "u32"),
        ("si128", "i128", "i128"),
        ("f16", "f16", "f16"),
        ("f128", "f128", "f128"),
        ("!mir.usize", "usize", "usize"),
        ("!mir.isize", "isize", "isize"),
        ("!mir.bool", "bool", "bool"),
        ("!mir.char", "char", "char"),
        ("!mir.never", "!", "!"),
        ("!mir.ref<!mir.str>", "&str", "&str"),
        ("!mir.ref<mut !mir.slice<f32>>", "&mut [f32]", "&mut [f32]"),
        ("!mir.ptr<const ui8>", "*const u8", "*const u8"),
        ("!mir.ptr<mut ui8>", "*mut u8", "*mut u8"),
        ("!mir.array<ui8, 4>", "[u8; 4]", "[u8; 4]"),
        ('!mir.array<ui8, !mir.param<"N">>', "[u8; N]", "[u8; N]"),
        ("!mir.tuple<>", "()", "()"),
        ("!mir.tuple<ui8>", "(u8,)", "(u8,)"),
        ("!mir.tuple<ui8, f32>", "(u8, f32)", "(u8, f32)"),
        ('!mir.adt<"a::Body">', "a::Body", "Body"),
        (
            '!mir.adt<"core::option::Option", !mir.ref<ui32>>',
            "core::option::Option<&u32>",
            "Option<&u32>",
        ),
        ('!mir.adt<"a::Buffer", f32, 8>', "a::Buffer<f32, 8>", "Buffer<f32, 8>"),
        ('!mir.fn_def<"core::mem::swap", ui8>', "core::mem::swap::<u8>", "swap::<u8>"),
        (
            '!mir.closure<"a::f::{closure#0}">',
            "{closure@a::f::{closure#0}}",
            "{closure@f::{closure#0}}",
        ),
        ("!mir.fn_ptr<(ui8, f32) -> ui32>", "fn(u8, f32) -> u32", "fn(u8, f32) -> u32"),
        ('!mir.fn_ptr<"C" () -> !mir.tuple<>>', 'extern "C" fn()', 'extern "C" fn()'),
        ('!mir.dyn<"a::Shape", [], [], []>', "dyn a::Shape", "dyn Shape"),
        (
            '!mir.ref<!mir.dyn<"a::Shape", [], [], ["core::marker::Send"]>>',
            "&(dyn a::Shape + core::marker::Send)",
            "&(dyn Shape + Send)",
        ),
        (
            '!mir.dyn<"core::ops::function::Fn", [!mir.tuple<ui32>], ["Output", ui64], []>',
            "dyn core::ops::function::Fn(u32) -> u64",
            "dyn Fn(u32) -> u64",
        ),
        (
            '!mir.dyn<"core::iter::traits::iterator::Iterator", [], ["Item", ui8], []>',
            "dyn core::iter::traits::iterator::Iterator<Item = u8>",
            "dyn Iterator<Item = u8>",
        ),
        ('!mir.dyn<"", [], [], ["core::marker::Send"]>', "dyn core::marker::Send", "dyn Send"),
        ('!mir.param<"T">', "T", "T"),
        (
            '!mir.projection<!mir.param<"I">, "a::Tr", [ui8], "Item", []>',
            "<I as a::Tr<u8>>::Item",
            "<I as Tr<u8>>::Item",
        ),
        ("!mir.pattern<ui32, 1, 99>", "(u32) is 1..=99", "(u32) is 1..=99"),
        ("!mir.unsafe_binder<!mir.ref<ui8>>", "unsafe<> &u8", "unsafe<> &u8"),
        ('!mir.opaque<"a::f::{opaque#0}">', "a::f::{opaque#0}", "f::{opaque#0}"),
        ("!mir.place<ui32>", "u32", "u32"),
        ('#mir.unevaluated<"a::N", [ui8]>', "a::N::<u8>", "N::<u8>"),
    ],
)
def test_spelling(type: str, spelling: str, short: str):
    attribute = read(type)
    assert mir.spell(attribute) == spelling
    assert mir.spell(attribute, short=True) == short


def test_a_path_of_a_value_has_the_turbofish():
    args = [read("ui8")]
    assert mir.spell_path("core::mem::size_of", args, value=True) == "core::mem::size_of::<u8>"
    assert mir.spell_path("a::Vec", args) == "a::Vec<u8>"
    assert mir.spell_path("a::Vec", args, short=True) == "Vec<u8>"
