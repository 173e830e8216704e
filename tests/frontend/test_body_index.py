from __future__ import annotations

import re

import pytest

from rusticle.diagnostics import CompileError
from rusticle.dialects.mir import types as mir
from rusticle.dialects.mir.spelling import spell
from rusticle.frontend.body_index import index_bodies, nesting
from rusticle.frontend.definitions import FnDef
from rusticle.frontend.device_core import CoreDigest
from rusticle.frontend.inputs import CrateSource
from rusticle.frontend.rustdoc import CrateRecords
from rusticle.frontend.signature_text import (
    expanded_impls,
    header_pattern,
    header_signature,
    normal_form,
    split_header,
)
from rusticle.frontend.syntax import Body, ItemSpan, TrivialConst


def function(source: CrateSource, path: str) -> FnDef:
    found = source.universe.function(path)
    assert found is not None
    return found


def method(source: CrateSource, head: str, trait: str, name: str) -> FnDef:
    impls = [i for i in source.universe.impls_of(trait, head) if i.has(name, "fn")]
    found = impls[0].function(name)
    assert found is not None
    return found


def text_of(source: CrateSource, fn: FnDef) -> str:
    store = source.bodies.crates[fn.crate].store
    body = store.of_definition(fn.id)
    assert body is not None
    text, item = store.text(body)
    return text[item.start : item.end]


def test_free_functions_and_defaults(sample: CrateSource):
    body = sample.bodies.function_body(function(sample, "sample::f"))
    assert body is not None
    assert body.path == "sample::f"
    default = sample.bodies.function_body(function(sample, "sample::Tr::e"))
    assert default is not None
    assert default.path == "sample::Tr::e"
    assert sample.bodies.function_body(function(sample, "sample::Tr::m")) is None
    assert sample.bodies.function_body(function(sample, "sample::ext")) is None


def test_functions_of_written_impls(sample: CrateSource):
    body = sample.bodies.function_body(method(sample, "sample::W", "core::ops::arith::Add", "add"))
    assert body is not None
    assert re.fullmatch(r"sample::<impl at .*>::add", body.path)


def test_impls_that_one_macro_makes_are_told_apart_by_their_signatures(sample: CrateSource):
    for head, limit in (("u8", "u8::MAX"), ("u16", "u16::MAX"), ("i32", "i32::MAX")):
        # `foo` has the same signature in all three; its siblings tell.
        assert f"_1: {head}" in text_of(sample, method(sample, head, "sample::Foo", "bar"))
        foo = text_of(sample, method(sample, head, "sample::Foo", "foo"))
        value = {"u8::MAX": 85, "u16::MAX": 21845, "i32::MAX": 715827882}[limit]
        assert str(value) in foo or limit in foo
    for impl in sample.universe.inherent_impls("sample::Wide"):
        fn = impl.function("w")
        assert fn is not None
        assert isinstance(impl.self_type, mir.AdtType)
        (argument,) = impl.self_type.args
        assert f"_1: Wide<{spell(argument)}>" in text_of(sample, fn)


def test_core_impls_that_differ_in_the_trait_alone_are_told_apart(core_digest: CoreDigest):
    """`fmt::Binary` to `fmt::UpperHex` for one type come from one macro call, in any order."""
    store = core_digest.bodies().store
    for trait in ("Binary", "Octal", "LowerHex", "UpperHex"):
        for name in ("i8", "i32", "isize", "i128"):
            (impl,) = (
                i
                for i in core_digest.definitions.impls_of(f"core::fmt::{trait}", name)
                if str(i.self_type) != '!mir.param<"T">'
            )
            body = store.of_definition(impl.items["fmt", "fn"])
            assert body is not None
            text, _ = store.text(body)
            assert f"as fmt::{trait}>::fmt" in text  # of the unsigned type, which it calls


def test_sum_by_value_and_by_reference(core_digest: CoreDigest):
    store = core_digest.bodies().store
    impls = core_digest.definitions.impls_of("core::iter::traits::accum::Sum", "u64")
    texts = {}
    for impl in impls:
        body = store.of_definition(impl.items["sum", "fn"])
        assert body is not None
        texts[str(impl.trait_args[0])] = store.text(body)[0]
    assert "&u64" in texts["!mir.ref<ui64>"]
    assert "&u64" not in texts["ui64"]


def test_nearly_all_of_core_has_its_body(core_digest: CoreDigest):
    """Every function of `core` that the target has, but for what rustdoc alone lists."""
    rows = core_digest.execute("SELECT count(*) FROM definition_bodies").fetchone()[0]
    assert rows > 15_000
    missing: list[str] = []
    total = 0
    core = core_digest.definitions
    for (id,) in core_digest.execute("SELECT id FROM items WHERE kind = 'fn'"):
        fn = core.function_by_id(id)
        assert fn is not None
        if not fn.has_body:
            continue
        total += 1
        query = "SELECT 1 FROM definition_bodies WHERE definition = ?"
        if core_digest.execute(query, (id,)).fetchone() is None:
            missing.append(fn.path)
    assert len(missing) < total / 1000, missing[:20]


def test_every_body_is_given_to_one_definition(core_digest: CoreDigest):
    twice = core_digest.execute(
        "SELECT body FROM definition_bodies GROUP BY body HAVING count(*) > 1"
    ).fetchall()
    assert twice == []


def test_what_is_nested(sample: CrateSource):
    closes = function(sample, "sample::closes")
    outer = sample.bodies.nested_body(closes, "{closure#0}")
    assert outer is not None
    assert outer.path == "sample::closes::{closure#0}"
    inner = sample.bodies.nested_body(closes, "{closure#0}::{closure#0}")
    assert inner is not None
    assert inner.path == "sample::closes::{closure#0}::{closure#0}"
    assert sample.bodies.nested_body(closes, "{closure#7}") is None
    assert sample.bodies.nested_body(function(sample, "sample::f"), "inner") is not None


def test_by_path(sample: CrateSource):
    for path in ("sample::f::inner", "sample::LDS", "core::mem::swap"):
        body = sample.bodies.body(path)
        assert body is not None
        assert body.path == path
    assert sample.bodies.body("sample::nothing") is None
    assert sample.bodies.body("nowhere::f") is None


def test_constants(sample: CrateSource):
    assert isinstance(sample.bodies.constant("sample::N4"), TrivialConst)
    (impl,) = sample.universe.inherent_impls("sample::W", "Z")
    assert isinstance(sample.bodies.impl_constant(impl, "Z"), Body)
    assert sample.bodies.impl_constant(impl, "Y") is None


def test_nested_items_belong_to_the_last_of_that_path():
    def item(path: str) -> ItemSpan:
        return ItemSpan("fn", path, 0, 0, False, 1)

    paths = ["c::<impl at f:1:1: 1:2>::m", "c::<impl at f:1:1: 1:2>::m::{closure#0}"]
    items = [item(p) for p in (*paths, *paths, "c::m::{closure#0}")]
    assert list(nesting(items)) == [(0, "{closure#0}", 1), (2, "{closure#0}", 3)]


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("&'a core::option::Option<&'static str>", "&Option<&str>"),
        ("fmt::Formatter<'_>", "Formatter"),
        ("Chunks<'_, T>", "Chunks<T>"),
        ("for<'a> unsafe extern \"C\" fn(&'a u8) -> !", "fn(&u8) -> !"),
        ("&mut [num::nonzero::NonZero<u8>; 3]", "&mut [NonZero<u8>; 3]"),
        ("<T as core::ops::Add>::Output", None),
        ("impl Fn(u32) -> u32", None),
        ("(u32) is 1..", None),
        ("()", "()"),
    ],
)
def test_normal_forms(text: str, form: str | None):
    assert normal_form(text) == form


def test_signatures_in_headers():
    header = "fn a::f(_1: fn(u8, (u16,)) -> u8, _2: [u8; 2]) -> fn(u8) -> core::x::Y {"
    assert header_signature(header, len("fn a::f")) == (
        "fn(u8, (u16,)) -> u8", "[u8; 2]", "fn(u8) -> Y")  # fmt: skip
    assert header_signature("fn f() -> () {", 4) == ("()",)


def test_headers_in_the_source():
    assert split_header("unsafe impl<'a, T: Fn() -> u8> const Tr<T> for &'a [T]") == (
        "Tr<T>", "&'a [T]")  # fmt: skip
    assert split_header("impl S<u8>") == ("", "S<u8>")
    assert split_header("fn f()") is None
    pattern = header_pattern("impl fmt::$Trait for $T")
    assert pattern is not None
    trait, self_type = pattern
    assert trait is not None
    assert self_type is not None
    assert trait.fullmatch("Octal")
    assert self_type.fullmatch("u8")
    assert header_pattern("impl $(x)* for u8") is None
    derived = header_pattern("Debug")
    assert derived is not None
    assert derived[0] is not None
    assert derived[0].fullmatch("Debug")


def test_the_order_in_expanded_source():
    order = expanded_impls(
        "impl fmt::B for u8 {\n}\nmod m {\n  impl<T> A<Self> for S<T> where T: X {}"
    )
    assert list(order) == [("B", "u8"), ("A<Self>", "S<T>")]


def test_what_is_not_mir_is_told():
    with pytest.raises(CompileError, match="is not rustc's MIR text"):
        index_bodies(CrateRecords("c"), "hello\n", "x.mir")


def test_a_crate_by_itself_resolves_ambiguity_by_expansion(sample: CrateSource):
    """`both!` makes impls of two traits with equal signatures, in an order rustdoc forgets."""
    one = text_of(sample, method(sample, "u64", "sample::One", "show"))
    two = text_of(sample, method(sample, "u64", "sample::Two", "show"))
    assert "const 1_u32" in one
    assert "const 2_u32" in two


def test_impls_that_rustdoc_does_not_list(sample: CrateSource, core_digest: CoreDigest):
    (twice,) = sample.bodies.unlisted("sample", "twice")
    assert str(twice.locals[1].type) == '!mir.ref<!mir.dyn<"sample::One", [], [], []>>'
    (q,) = sample.bodies.unlisted("sample", "q")
    assert re.fullmatch(r"sample::local::<impl at .*>::q", q.path)
    assert sample.bodies.unlisted("sample", "w") == []
    assert sample.bodies.unlisted("nowhere", "w") == []
    store = core_digest.bodies().store
    assert len(store.unlisted("downcast_ref")) >= 3  # those of `dyn Error`, `dyn Any`, ...
    assert store.unlisted("checked_add") == []
