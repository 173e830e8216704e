from __future__ import annotations

import sqlite3

import pytest
from xdsl.dialects.builtin import IntAttr, IntegerType, Signedness, StringAttr
from xdsl.ir import Attribute

from rusticle.dialects.mir import types as mir
from rusticle.frontend.definition_store import RecordDefinitions
from rusticle.frontend.definitions import TraitBound, TypeEquality, head_of
from rusticle.frontend.device_core import CoreDigest
from rusticle.frontend.inputs import CrateSource
from rusticle.frontend.record_backends import (
    SCHEMA,
    MemoryBackend,
    SqliteBackend,
    write_records,
)
from rusticle.frontend.rustdoc import CrateRecords
from rusticle.frontend.type_records import decode_type as t
from rusticle.frontend.type_records import head_of_record

U8 = IntegerType(8, Signedness.UNSIGNED)
PARAM = t(("p", "T"))


@pytest.mark.parametrize(
    ("record", "head"),
    [
        ("u32", "u32"),
        ("i128", "i128"),
        ("usize", "usize"),
        ("f16", "f16"),
        ("bool", "bool"),
        ("never", "!"),
        ("unit", "(0)"),
        (("t", ("u8", "u8")), "(2)"),
        (("&", "str"), "&"),
        (("&m", "str"), "&mut"),
        (("*", "u8"), "*const"),
        (("*m", "u8"), "*mut"),
        (("s", "u8"), "[]"),
        (("r", "u8", ("i", 3)), "[;]"),
        (("A", "core::option::Option", ("u8",)), "core::option::Option"),
        (("X", "c::Opaque", ()), "c::Opaque"),
        (("F", (), "u8", "C"), "fn"),
        (("d", "c::Tr", (), (), ()), "dyn c::Tr"),
        (("p", "T"), ""),
        (("j", ("p", "T"), "c::Tr", (), "A", ()), ""),
    ],
)
def test_heads_of_types_and_of_their_records_agree(record: str | tuple[object, ...], head: str):
    assert head_of(t(record)) == head_of_record(record) == head


def test_equal_records_are_one_attribute():
    record = ("A", "core::option::Option", (("&", "u8"),))
    assert t(record) is t(("A", "core::option::Option", (("&", "u8"),)))


def test_a_struct_with_a_const_parameter(sample: CrateSource):
    adt = sample.universe.adt("sample::B")
    assert adt is not None
    assert [(g.name, g.kind, g.type, g.default) for g in adt.generics] == [
        ("T", "type", None, None),
        ("K", "const", IntegerType(8, Signedness.SIGNED), IntAttr(-3)),
    ]
    assert adt.kind == "struct"
    assert [v.name for v in adt.variants] == ["B"]
    x, z = adt.variants[0].fields
    assert (x.name, x.type) == ("x", mir.ArrayType(PARAM, IntAttr(8)))
    assert z.type == t(("A", "core::marker::PhantomData", (("r", "u8", ("i", 3)),)))


def test_discriminants_are_counted_from_the_last_one_given(sample: CrateSource):
    adt = sample.universe.adt("sample::E")
    assert adt is not None
    assert [(v.name, v.discriminant) for v in adt.variants] == [("P", -5), ("Q", -4), ("R", 400)]
    assert adt.repr.int == IntegerType(16, Signedness.SIGNED)
    data = sample.universe.adt("sample::Data")
    assert data is not None
    assert [(v.name, v.discriminant, [f.name for f in v.fields]) for v in data.variants] == [
        ("X", 0, ["0", "1"]),
        ("Y", 7, ["k"]),
        ("Z", 8, []),
    ]
    assert data.variant("Y") is data.variants[1]
    assert data.variant("nope") is None


def test_reprs(sample: CrateSource):
    packed, union = sample.universe.adt("sample::Packed"), sample.universe.adt("sample::U")
    assert packed is not None
    assert union is not None
    assert (packed.repr.c, packed.repr.packed, packed.repr.align) == (True, 2, None)
    assert (union.kind, union.repr.c, union.repr.align) == ("union", True, 32)
    assert [f.name for f in union.variants[0].fields] == ["a", "b"]


def test_linkage(sample: CrateSource):
    exported = sample.universe.function("sample::exported")
    assert exported is not None
    assert (exported.abi, exported.symbol, exported.link_section) == ("C", "boo", ".foo")
    assert exported.inputs == (("o", t(("&", ("X", "sample::Opaque", ())))),)
    foreign = sample.universe.function("sample::ext")
    assert foreign is not None
    assert (foreign.foreign, foreign.variadic, foreign.symbol) == (True, True, "ext")
    renamed = sample.universe.function("sample::renamed")
    assert renamed is not None
    assert (renamed.symbol, renamed.has_body) == ("llvm.foo", False)
    kernel = sample.universe.function("sample::kernel")
    assert kernel is not None
    assert (kernel.abi, kernel.symbol, kernel.foreign) == ("gpu-kernel", "kernel", False)
    lds, foo = sample.universe.static("sample::LDS"), sample.universe.static("sample::FOO")
    assert lds is not None
    assert foo is not None
    assert (lds.mutable, lds.no_mangle, lds.link_section, lds.foreign) == (
        True,
        True,
        ".lds",
        False,
    )
    assert (foo.mutable, foo.foreign) == (False, True)


def test_an_argument_of_impl_trait_is_a_parameter(sample: CrateSource):
    fn = sample.universe.function("sample::f")
    assert fn is not None
    (generic,) = fn.generics
    assert (generic.name, generic.synthetic) == ("impl Fn(u32) -> u32", True)
    assert fn.inputs[2][1] == t(("p", "impl Fn(u32) -> u32"))
    # The const argument's default is filled in, and the constant's value found.
    assert fn.inputs[0][1] == t(("A", "sample::B", ("u8", ("i", -3))))
    assert fn.inputs[1][1] == t(("A", "sample::A", (("i", 4),)))
    assert isinstance(fn.output, mir.OpaqueType)
    assert fn.output.path == StringAttr("sample::f::{opaque#0}")


def test_a_bound_on_an_associated_type_is_a_predicate(sample: CrateSource):
    fn = sample.universe.function("sample::bound")
    assert fn is not None
    iterator = "core::iter::traits::iterator::Iterator"
    item = t(("j", ("p", "T"), iterator, (), "Item", ()))
    assert fn.predicates == (
        TraitBound(PARAM, iterator),
        TraitBound(item, "core::marker::Copy"),
    )
    assert fn.output == item


def test_types_of_functions(sample: CrateSource):
    dynamic = sample.universe.function("sample::dynamic")
    assert dynamic is not None
    callable = ("d", "core::ops::function::Fn", (("t", ("u8",)),), (("Output", "u16"),),
                ("core::marker::Send",))  # fmt: skip
    iterator = ("d", "core::iter::traits::iterator::Iterator", (), (("Item", "u8"),), ())
    assert [type for _, type in dynamic.inputs] == [t(("&", callable)), t(("*", iterator))]
    aliased = sample.universe.function("sample::aliased")
    assert aliased is not None
    assert aliased.output == t(("A", "core::result::Result", ("u8", ("&", "str"))))
    pointer = sample.universe.function("sample::pointer")
    assert pointer is not None
    assert pointer.inputs[0][1] == t(("F", (("&", "u8"),), "never", "C"))


def test_a_trait_and_its_items(sample: CrateSource):
    trait = sample.universe.trait("sample::Tr")
    assert trait is not None
    assert [g.name for g in trait.generics] == ["Self"]
    assert [s.trait for s in trait.supertraits] == ["core::clone::Clone", "core::marker::Sized"]
    assert [(i.name, i.kind, i.has_default) for i in trait.items] == [
        ("A", "type", True),
        ("G", "type", False),
        ("C", "const", True),
        ("m", "fn", False),
        ("d", "fn", False),
        ("e", "fn", True),
    ]
    a, g, _, m, d, _ = trait.items
    self_type = t(("p", "Self"))
    assert a.type == U8
    assert a.bounds == (
        TraitBound(t(("j", ("p", "Self"), "sample::Tr", (), "A", ())), "core::marker::Copy"),
    )
    assert [p.name for p in g.generics] == ["Self", "T"]
    assert m.requires_sized
    assert not d.requires_sized
    assert d.fn is not None
    assert d.fn.parent_count == 1
    assert [p.name for p in d.fn.generics] == ["Self", "T"]
    assert d.fn.output == t(("j", ("p", "Self"), "sample::Tr", (), "A", ()))
    assert d.fn.predicates == (
        TraitBound(self_type, "sample::Tr"),
        TraitBound(PARAM, "sample::Tr", (), (("A", U8),)),
        TraitBound(t(("j", ("p", "T"), "sample::Tr", (), "G", ("u8",))), "core::marker::Copy"),
    )
    assert sample.universe.function("sample::Tr::d") == d.fn


def test_an_impl_and_its_items(sample: CrateSource):
    (impl,) = sample.universe.impls_of("core::ops::arith::Add", "sample::W")[:1]
    w = t(("A", "sample::W", (("p", "T"),)))
    assert impl.self_type == w
    assert impl.trait_args == (w,)  # `Rhs = Self`, filled in
    add = impl.function("add")
    assert add is not None
    assert [type for _, type in add.inputs] == [w, w]
    assert (add.owner, sample.universe.impl_of(add)) == ("impl", impl)
    assert add.output == t(("j", ("A", "sample::W", (("p", "T"),)), "core::ops::arith::Add",
                            (("A", "sample::W", (("p", "T"),)),), "Output", ()))  # fmt: skip
    output = impl.assoc_type("Output")
    assert output is not None
    assert output.type == w
    assert impl.function("sub") is None
    (deref,) = [i for i in sample.universe.impls_of("core::ops::deref::Deref", "sample::W") if
                i.crate == "sample"]  # fmt: skip
    fn = deref.function("deref")
    assert fn is not None
    assert (fn.track_caller, fn.inline, fn.cold) == (True, "always", True)


def test_inherent_impls_are_found_by_head_and_item(sample: CrateSource):
    assert len(sample.universe.inherent_impls("sample::Wide")) == 3
    assert len(sample.universe.inherent_impls("sample::Wide", "w")) == 3
    assert sample.universe.inherent_impls("sample::Wide", "x") == ()
    (impl,) = sample.universe.inherent_impls("sample::W", "Z")
    const = impl.assoc_const("Z")
    assert const is not None
    assert const.type == mir.UsizeType()


def test_synthetic_and_blanket_copies_are_dropped(sample: CrateSource):
    heads = {head_of(i.self_type) for i in sample.definitions.impls_of("core::marker::Send")}
    assert heads == set()
    assert not sample.definitions.impls_of("core::borrow::Borrow", "sample::W")
    assert sample.universe.impls_of("core::borrow::Borrow", "sample::W")  # the blanket one, core's


@pytest.mark.parametrize(
    ("path", "canonical"),
    [
        ("sample::fun2", "sample::m2::fun"),
        ("sample::V1", "sample::m2::En::V1"),
        ("sample::m1::En::V2", "sample::m2::En::V2"),
        ("sample::m1::V2", "sample::m2::En::V2"),
        ("sample::m2::Shallow", "sample::m1::Deep"),
        ("sample::Maybe", "core::option::Option"),
        ("sample::Maybe::Some", "core::option::Option::Some"),
        ("sample::f::inner", "sample::f::inner"),
        ("sample::W", "sample::W"),
        ("sample::nothing", None),
        ("sample::m2::nothing::x", None),
        ("nowhere::x", None),
        ("core::ops::ControlFlow", "core::ops::control_flow::ControlFlow"),
        ("core::ops::ControlFlow::Break", "core::ops::control_flow::ControlFlow::Break"),
        ("core::iter::repeat", "core::iter::sources::repeat::repeat"),
        ("core::iter::Iterator::map", "core::iter::traits::iterator::Iterator::map"),
        ("core::prelude::v1::Some", "core::option::Option::Some"),
        ("core::arch::amdgpu::workitem_id_x", "core::core_arch::amdgpu::workitem_id_x"),
        ("core::panic::PanicInfo", "core::panic::panic_info::PanicInfo"),
        ("core::mem::swap", "core::mem::swap"),
    ],
)
def test_resolving_paths(sample: CrateSource, path: str, canonical: str | None):
    assert sample.universe.resolve(path) == canonical


def test_core_knows_its_lang_items_and_niches(core_digest: CoreDigest):
    core = core_digest.definitions
    assert core.lang_item("Option") == "core::option::Option"
    assert core.lang_item("Drop") == "core::ops::drop::Drop"
    assert core.lang_item("no such thing") is None
    cell = core.adt("core::cell::UnsafeCell")
    assert cell is not None
    assert cell.lang == "UnsafeCell"

    def pattern(name: str) -> tuple[int, int]:
        adt = core.adt(f"core::num::niche_types::{name}")
        assert adt is not None
        type: Attribute = adt.variants[0].fields[0].type
        assert isinstance(type, mir.PatternType)
        return type.start.data, type.end.data

    assert pattern("Nanoseconds") == (0, 999_999_999)
    assert pattern("NonZeroI8Inner") == (1, 0xFF)
    assert pattern("NonZeroU128Inner") == (1, 2**128 - 1)
    assert pattern("U32NotAllOnes") == (0, 2**32 - 2)  # rustdoc says `0..=u32::MAX`
    assert pattern("I32NotAllOnes") == (0, 2**32 - 2)
    assert pattern("UsizeNoHighBit") == (0, 2**63 - 1)
    assert pattern("NonZeroCharInner") == (1, 0x10FFFF)


def test_core_without_other_architectures(core_digest: CoreDigest):
    core = core_digest.definitions
    assert core.function("core::core_arch::amdgpu::workitem_id_x") is not None
    assert core.function("core::core_arch::x86::sse2::_mm_add_epi8") is None
    raw = core.function("core::core_arch::amdgpu::llvm_workitem_id_x")
    assert raw is not None
    assert (raw.abi, raw.link_name) == ("unadjusted", "llvm.amdgcn.workitem.id.x")


def test_intrinsics_are_marked(core_digest: CoreDigest):
    size_of = core_digest.definitions.function("core::intrinsics::size_of")
    assert size_of is not None
    assert size_of.intrinsic
    assert not size_of.foreign


def test_impls_for_a_head_are_the_candidates_alone(core_digest: CoreDigest):
    core = core_digest.definitions
    everything = core.impls_of("core::convert::From")
    some = core.impls_of("core::convert::From", "u64")
    assert 4 < len(some) < 20 < 100 < len(everything)
    assert {head_of(i.self_type) for i in some} == {"u64", ""}
    assert {i.id for i in some} <= {i.id for i in everything}


def test_memory_and_database_say_the_same():
    record = ("c::S", "struct", (("T", 0, None, None, False),), (("T", ("p", "T"), "c::Tr", (), ()),
              ("=", ("p", "T"), "u8")), (("S", str(2**100), (("0", ("P", "u8", 1, "255")),)),),
              ("c", None, 8, None), None, None, ("f.rs", 1, 2, 3, 4), ())  # fmt: skip
    records = CrateRecords(
        "c",
        items={1: ("adt", record), 2: ("module", ("c",))},
        paths={("c::S", "type"): 1, ("c", "type"): 2},
        names={("c::Q", "type"): "c::S"},
        lang_items={"Thing": "c::S"},
    )
    connection = sqlite3.connect(":memory:")
    connection.executescript(SCHEMA)
    write_records(connection, records)
    stores = [
        RecordDefinitions("c", b) for b in (MemoryBackend(records), SqliteBackend(connection))
    ]
    left, right = (s.adt("c::S") for s in stores)
    assert left == right
    assert left is not None
    assert left.variants[0].discriminant == 2**100
    assert isinstance(left.predicates[1], TypeEquality)
    for store in stores:
        assert store.resolve("c::Q::x") == "c::S::x"
        assert store.lang_item("Thing") == "c::S"
        assert store.adt("c::Q") is None
        assert store.trait("c::S") is None
        assert store.impls_of("c::Tr") == ()
