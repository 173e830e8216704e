"""Types of MIR text, read from rustc's spelling."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from xdsl.dialects.builtin import ArrayAttr, IntAttr, IntegerType, Signedness, StringAttr, f16, f64
from xdsl.ir import Attribute

from rusticle.dialects.mir import types as mir
from rusticle.frontend.generic_reader import PRIMITIVES
from rusticle.frontend.path_resolver import CratePathResolver
from rusticle.frontend.text_scanner import SyntaxFault
from rusticle.frontend.type_reader import TypeReader
from tests.frontend.mir_text import MirText


def reader() -> TypeReader:
    return TypeReader("k", CratePathResolver("k", {"Sq"}))


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("u8", "ui8"),
        ("i128", "si128"),
        ("usize", "!mir.usize"),
        ("f16", "f16"),
        ("!", "!mir.never"),
        ("()", "!mir.tuple<>"),
        ("(u8,)", "!mir.tuple<ui8>"),
        ("(u8, (bool, char))", "!mir.tuple<ui8, !mir.tuple<!mir.bool, !mir.char>>"),
        ("&str", "!mir.ref<!mir.str>"),
        ("&'a mut [T]", '!mir.ref<mut !mir.slice<!mir.param<"T">>>'),
        ("&'static u8", "!mir.ref<ui8>"),
        ("*const u8", "!mir.ptr<const ui8>"),
        ("*mut [u8; 4]", "!mir.ptr<mut !mir.array<ui8, 4>>"),
        ("[u8; N]", '!mir.array<ui8, !mir.param<"N">>'),
        ("T", '!mir.param<"T">'),
        ("Self", '!mir.param<"Self">'),
        ("Sq", '!mir.adt<"k::Sq">'),
        ("m::Sq", '!mir.adt<"k::m::Sq">'),
        ("core::fmt::Formatter<'_>", '!mir.adt<"core::fmt::Formatter">'),
        ("r#type::Sq<'a, u8>", '!mir.adt<"k::type::Sq", ui8>'),
        ("core::option::Option<&'a u8>", '!mir.adt<"core::option::Option", !mir.ref<ui8>>'),
        ("m::Buf<-1, true, 'x'>", '!mir.adt<"k::m::Buf", -1, 1, 120>'),
        ("m::Buf<5_usize, { N + 1 }>", '!mir.adt<"k::m::Buf", 5, !mir.param<"{ N + 1 }">>'),
        ("m::Buf<trueish>", '!mir.adt<"k::m::Buf", !mir.param<"trueish">>'),
        ("m::Gen<u8>::f::Inner<u16>", '!mir.adt<"k::m::Gen::f::Inner", ui8, ui16>'),
        ("r#T", '!mir.param<"T">'),
        ("m::Empty<>", '!mir.adt<"k::m::Empty">'),
        ("(isize) is (isize::MIN..=-1 | 1..)", f"!mir.pattern<!mir.isize, 1, {2**64 - 1}>"),
        ("(char) is '\\0'..", "!mir.pattern<!mir.char, 0, 1114111>"),
        ("(i8) is ..=5", "!mir.pattern<si8, 128, 5>"),
        ("(u8) is 1_u8..=9_u8", "!mir.pattern<ui8, 1, 9>"),
        ("(u8) is (5..=255 | 0..=3)", "!mir.pattern<ui8, 5, 3>"),
        ("m::f::Inner", '!mir.adt<"k::m::f::Inner">'),
        ("core::num::<impl i64>::f::Inner", '!mir.adt<"core::num::<impl i64>::f::Inner">'),
        (
            "<m::Sq as m::Tr>::f::Inner<u8>",
            '!mir.adt<"k::<m::Sq as m::Tr>::f::Inner", ui8>',
        ),
        (
            "<I as core::iter::Iterator>::Item",
            '!mir.projection<!mir.param<"I">, "core::iter::Iterator", [], "Item", []>',
        ),
        (
            "<impl Fn(u8) -> u8 as m::Tr<u8>>::Out<'a, u16>",
            '!mir.projection<!mir.param<"impl Fn(u8) -> u8">, "k::m::Tr", [ui8], "Out", [ui16]>',
        ),
        ("fn()", "!mir.fn_ptr<() -> !mir.tuple<>>"),
        (
            "for<'a, 'b> unsafe extern \"C\" fn(&'a u8, *const u8) -> &'b u8",
            '!mir.fn_ptr<"C" (!mir.ref<ui8>, !mir.ptr<const ui8>) -> !mir.ref<ui8>>',
        ),
        ("fn(u8) -> u16 {m::f::<u8>}", '!mir.fn_def<"k::m::f", ui8>'),
        (
            "for<'a> fn(&'a u8) -> u8 {<u8 as core::clone::Clone>::clone}",
            '!mir.fn_def<"core::clone::Clone::clone", ui8>',
        ),
        ("#[target_features] fn() {m::f}", '!mir.fn_def<"k::m::f">'),
        ("dyn m::Shape", '!mir.dyn<"k::m::Shape", [], [], []>'),
        (
            "(dyn m::Shape<u8> + core::marker::Send + 'static)",
            '!mir.dyn<"k::m::Shape", [ui8], [], ["core::marker::Send"]>',
        ),
        ("dyn core::marker::Send", '!mir.dyn<"", [], [], ["core::marker::Send"]>'),
        (
            "dyn for<'a> core::ops::Fn(&'a u8, u16) -> bool",
            '!mir.dyn<"core::ops::Fn", [!mir.tuple<!mir.ref<ui8>, ui16>], '
            '["Output", !mir.bool], []>',
        ),
        (
            "dyn core::iter::Iterator<Item = (u8, u8)> + 'a",
            '!mir.dyn<"core::iter::Iterator", [], ["Item", !mir.tuple<ui8, ui8>], []>',
        ),
        ("{closure@gen_<T>::{closure#0}}", '!mir.closure<"k::gen_::{closure#0}", !mir.param<"T">>'),
        (
            "{closure@<m::Sq as m::Tr>::f::{closure#0}}",
            '!mir.closure<"k::m::Tr::f::{closure#0}", !mir.adt<"k::m::Sq">>',
        ),
        ("{closure@/a b/s.rs:1:2: 3:4}", '!mir.closure<"/a b/s.rs:1:2: 3:4">'),
        ("{coroutine@s.rs:1:2: 3:4 (#0)}", '!mir.coroutine<"s.rs:1:2: 3:4">'),
        ("{async fn body of m::f<u8>()}", '!mir.coroutine<"k::m::f::{closure#0}", ui8>'),
        ("(u32) is 1..=99", "!mir.pattern<ui32, 1, 99>"),
        ("(u32) is 1..", "!mir.pattern<ui32, 1, 4294967295>"),
        ("(i8) is (i8::MIN..=-1 | 1..)", "!mir.pattern<si8, 1, 255>"),
        (r"(char) is '\0'..='\u{10ffff}'", "!mir.pattern<!mir.char, 0, 1114111>"),
        ("unsafe<'a> &'a u8", "!mir.unsafe_binder<!mir.ref<ui8>>"),
        (
            "impl core::iter::Iterator<Item = u8> + 'a",
            '!mir.param<"impl core::iter::Iterator<Item = u8> + \'a">',
        ),
        (
            "[u8; <T as m::Tr>::SIZE]",
            '!mir.array<ui8, !mir.projection<!mir.param<"T">, "k::m::Tr", [], "SIZE", []>>',
        ),
        ("[u8; { N + 1 }]", '!mir.array<ui8, !mir.param<"{ N + 1 }">>'),
        ("[u8; N * 2]", '!mir.array<ui8, !mir.param<"N * 2">>'),
    ],
)
def test_type_is_read(text: str, printed: str):
    assert str(reader().read(text)) == printed


def test_constant_in_a_type_is_unevaluated():
    assert "mir.unevaluated" in str(reader().read("[u8; core::mem::size_of::<T>]"))
    assert "mir.unevaluated" in str(reader().read("[u8; m::SIZE]"))


def test_signature_comes_with_a_function_items_type():
    type_, signature = reader().read_signature('unsafe extern "C" fn(u8, ...) -> u16 {m::printf}')
    assert str(type_) == '!mir.fn_def<"k::m::printf">'
    assert signature is not None
    assert (signature.abi, signature.unsafe, signature.c_variadic) == ("C", True, True)
    assert reader().read_signature("fn(u8)")[1] is None


@pytest.mark.parametrize(
    ("text", "message", "pos"),
    [
        ("", "expected a type", 0),
        ("[u8", "expected `]`", 3),
        ("(u8, ", "expected a type", 5),
        ("&", "expected a type", 1),
        ("Option<u8", "expected `, `", 9),
        ("u8 u8", "expected the end of the line, found ` u8`", 2),
        ("&...", "a type that rustc left out, because it is longer than its type length limit", 1),
        ("{type error}", "a type that rustc could not work out (`{type error}`)", 1),
        ("(u32) is !null", "the pattern `!null` of a pattern type, which is not supported yet", 9),
        (
            "field_of!(S, x)",
            "the type `field_of!`, which is not supported yet",
            0,
        ),
        (
            'extern "C" fn(u8, ...)',
            "a pointer to a C-variadic function, which is not supported yet",
            22,
        ),
        ("(bool) is 1..", "expected a pattern's end", 13),
        ("(u8) is ?..=3", "expected a pattern's end, found `?..=3`", 8),
        ("<u8 as Tr<'a u8>>::T", "expected `>`, found ` u8>>::T`", 12),
        ("for<'a fn()", "expected `>`, found `'a fn()`", 4),
        ("{gizmo@f}", "expected a closure's or a coroutine's type, found `gizmo@f}`", 1),
        ("[u8; 'a]", "expected an array's length, found `]`", 7),
        ("dyn '", "expected a lifetime, found `'`", 4),
        (
            "(u8) is (1..=2 | 5..=6)",
            "a pattern type of several ranges, which is not supported yet",
            8,
        ),
    ],
)
def test_bad_type_is_refused_by_name(text: str, message: str, pos: int):
    with pytest.raises(SyntaxFault) as caught:
        reader().read(text)
    assert (caught.value.message, caught.value.pos) == (message, pos)


def test_types_that_differ_are_not_equal():
    r = reader()
    texts = [
        "m::A",
        "m::B",
        "&m::A",
        "&m::B",
        "&mut m::A",
        "*const m::A",
        "fn() {m::A}",
        "m::A<u8>",
    ]
    assert len({r.read(text) for text in texts}) == len(texts)


def test_equal_texts_give_the_same_object():
    r = reader()
    assert r.read("&[u8; 4]") is r.read("&[u8; 4]")


# Any type back to its own text and again

names = st.sampled_from(["m::A", "m::n::Buf", "core::option::Option", "Sq"])
params = st.sampled_from(["T", "U", "Self", "I"])
LEAVES: list[Attribute] = [*PRIMITIVES.values(), mir.NeverType(), mir.UNIT, f16, f64]


def canonical(name: str) -> StringAttr:
    return StringAttr(name if name.startswith("core::") else f"k::{name}")


def pointers(types: st.SearchStrategy[Attribute]) -> st.SearchStrategy[Attribute]:
    flags = st.sampled_from([IntAttr(0), IntAttr(1)])
    return st.builds(mir.RefType, types, flags) | st.builds(mir.PtrType, types, flags)


def _fn_mut(
    inputs: ArrayAttr[Attribute], output: Attribute, auto: ArrayAttr[StringAttr]
) -> mir.DynType:
    return mir.DynType(
        StringAttr("core::ops::FnMut"),
        ArrayAttr([mir.TupleType(inputs)]),
        ArrayAttr([StringAttr("Output"), output]),
        # rustc's text does not tell which of two objects `+ Send` belongs to.
        ArrayAttr(()) if "mir.dyn" in str(output) else auto,
    )


def composite(types: st.SearchStrategy[Attribute]) -> st.SearchStrategy[Attribute]:
    arrays = st.lists(types, max_size=3).map(ArrayAttr)
    args = st.lists(types | st.integers(-5, 10**6).map(IntAttr), max_size=3).map(ArrayAttr)
    nonempty = st.lists(types, min_size=1, max_size=3).map(ArrayAttr)
    lengths = st.integers(0, 2**63).map(IntAttr) | params.map(
        lambda n: mir.ParamType(StringAttr(n))
    )
    abis = st.sampled_from(["Rust", "C", "gpu-kernel", "rust-call"]).map(StringAttr)
    traits = st.sampled_from(["m::Shape", "core::iter::Iterator"]).map(canonical)
    autos = st.lists(st.just(StringAttr("core::marker::Send")), max_size=1).map(ArrayAttr)
    fn_trait = st.builds(_fn_mut, arrays, types, autos)
    bindings = st.lists(types, max_size=1).map(
        lambda found: ArrayAttr([x for t in found for x in (StringAttr("Item"), t)])
    )
    # Only where rustc puts them, behind a pointer: alone, their bounds need parentheses.
    dyns = fn_trait | st.builds(mir.DynType, traits, args, bindings, autos)
    return st.one_of(
        pointers(types),
        pointers(dyns),
        types.map(mir.SliceType),
        st.builds(mir.ArrayType, types, lengths),
        nonempty.map(mir.TupleType),
        st.builds(mir.AdtType, names.map(canonical), args),
        st.just(mir.ClosureType(StringAttr("k::m::f::{closure#0}"), ArrayAttr(()))),
        st.builds(mir.FnPtrType, arrays, types, abis),
        st.builds(
            mir.ProjectionType,
            params.map(lambda n: mir.ParamType(StringAttr(n))) | types,
            traits,
            arrays,
            st.just(StringAttr("Out")),
            arrays,
        ),
    )


rust_types = st.recursive(
    st.sampled_from(LEAVES) | params.map(lambda n: mir.ParamType(StringAttr(n))),
    composite,
    max_leaves=12,
)


@given(rust_types)
def test_any_type_reads_back_from_its_text(type_: Attribute):
    text = MirText("k").type(type_)
    assert str(reader().read(text)) == str(type_), text


@given(st.text(alphabet="&*[]()<>{}'!;:,. -=#_abTu8fnmutdynimplasconst", max_size=40))
def test_any_text_is_a_type_or_a_fault(text: str):
    with suppress(SyntaxFault):
        assert reader().read(text) == reader().read(text)


def test_signed_and_unsigned_differ():
    r = reader()
    assert r.read("u8") == IntegerType(8, Signedness.UNSIGNED)
    assert r.read("i8") == IntegerType(8, Signedness.SIGNED)
