"""Trait selection and the normalisation of associated types, over a real crate and `core`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from xdsl.ir import Attribute

from rusticle.dialects.mir.spelling import spell
from rusticle.frontend.collect import Collector
from rusticle.frontend.definitions import TraitBound
from rusticle.frontend.device_core import DeviceCore
from rusticle.frontend.traits import BuiltinImpl, SelectionError, Traits, UserImpl
from rusticle.frontend.type_reader import TypeReader
from tests.frontend.rust_crates import compile_crate

SOURCE = """
pub trait Tr<A = u8> { type Out; type Given; fn m(&self) {} }
pub struct S<T>(pub T);
pub struct Plain;
impl<T: Copy> Tr for S<T> { type Out = (T, u8); type Given = T; }
impl<T> Tr<u16> for S<T> { type Out = T; type Given = u16; }
impl<T: Tr> Tr for [T] { type Out = <T as Tr>::Out; type Given = (); }
pub trait Base {} pub trait Mid: Base {} pub trait Leaf: Mid + Send {}
impl Base for Plain {}
pub struct Mapped<I, F>(pub I, pub F);
impl<B, I: Iterator, F: FnMut(I::Item) -> B> Tr for Mapped<I, F> { type Out = B; type Given = I; }
#[repr(u16)] pub enum E { A = 300 }
#[marker] pub trait Tagged {}
impl<T: Copy> Tagged for T {}
impl<T: Default> Tagged for T {}
pub trait Rooted { type Root; } pub trait Branch: Rooted {}
impl Rooted for Plain { type Root = char; } impl Branch for Plain {}
pub struct Tail<T: ?Sized> { pub len: u8, pub rest: T }
pub trait Same { fn same(&self) {} }
impl<T, U> Same for (T, U) where T: Iterator<Item = U> {}
impl<T: Iterator> Same for S<(T, T::Item)> {}
pub trait Both {} pub trait Left: Both {} pub trait Right: Both {}
pub trait Diamond: Left + Right {}
pub trait Loop {} impl<T> Loop for S<T> where [T]: Loop {} impl<T> Loop for [T] where S<T>: Loop {}
pub trait Special { fn s(&self) -> u8 { 0 } }
impl<T> Special for S<T> { default fn s(&self) -> u8 { 1 } }
impl<T: Copy> Special for S<T> { default fn s(&self) -> u8 { 2 } }
impl Special for S<u8> { fn s(&self) -> u8 { 3 } }
pub fn double(x: u32) -> u64 { x as u64 * 2 }
"""


@pytest.fixture(scope="module")
def traits(device_core: DeviceCore, tmp_path_factory: pytest.TempPathFactory) -> Traits:
    """Trait selection over the crate above and `core`."""
    directory: Path = tmp_path_factory.mktemp("traits")
    source = compile_crate(directory, SOURCE)
    collector = Collector(source.universe, source.bodies)
    traits = collector.resolver.traits
    reader = TypeReader("k", source.resolver)
    _READERS[id(traits)] = lambda text: traits.closed(reader.read(text))
    return traits


_READERS: dict[int, Callable[[str], Attribute]] = {}


def read(traits: Traits, text: str) -> Attribute:
    """A type in Rust's syntax, in normal form."""
    return _READERS[id(traits)](text)


@pytest.mark.parametrize(
    ("projection", "expected"),
    [
        ("<S<u32> as Tr>::Out", "(u32, u8)"),
        ("<S<u32> as Tr<u16>>::Out", "u32"),
        ("<[S<u32>] as Tr>::Out", "(u32, u8)"),
        ("<core::slice::Iter<'_, u16> as core::iter::Iterator>::Item", "&u16"),
        (
            "<core::iter::Rev<core::ops::Range<u8>> as core::iter::Iterator>::Item",
            "u8",
        ),
        (
            "<core::ops::Range<u8> as core::iter::IntoIterator>::IntoIter",
            "core::ops::range::Range<u8>",
        ),
        ("<u32 as core::ops::Add>::Output", "u32"),
        ("<&u32 as core::ops::Add<u32>>::Output", "u32"),
        ("<fn(u8) -> u16 as core::ops::FnOnce<(u8,)>>::Output", "u16"),
        ("<&fn(u8) -> u16 as core::ops::FnOnce<(u8,)>>::Output", "u16"),
        ("<dyn core::ops::Fn(u8) -> char as core::ops::FnOnce<(u8,)>>::Output", "char"),
        ("<dyn core::iter::Iterator<Item = u8> as core::iter::Iterator>::Item", "u8"),
        ("<Mapped<core::ops::Range<u8>, fn(u8) -> f32> as Tr>::Out", "f32"),
        ("<E as core::marker::DiscriminantKind>::Discriminant", "u16"),
        ("<core::option::Option<u8> as core::marker::DiscriminantKind>::Discriminant", "isize"),
        ("<[u8] as core::ptr::Pointee>::Metadata", "usize"),
        ("<u8 as core::ptr::Pointee>::Metadata", "()"),
        ("<u8 as core::marker::DiscriminantKind>::Discriminant", "u8"),
        ("<core::option::Option<u8> as core::ops::Try>::Output", "u8"),
        ("<Plain as Branch>::Root", "char"),
        ("<dyn Branch<Root = u16> as Branch>::Root", "u16"),
        ("<Tail<str> as core::ptr::Pointee>::Metadata", "usize"),
        ("<Tail<u8> as core::ptr::Pointee>::Metadata", "()"),
        ("<Plain as core::ptr::Pointee>::Metadata", "()"),
        (
            "<dyn Base as core::ptr::Pointee>::Metadata",
            "core::ptr::metadata::DynMetadata<dyn k::Base>",
        ),
    ],
)
def test_associated_types(traits: Traits, projection: str, expected: str) -> None:
    assert spell(read(traits, projection)) == expected


@pytest.mark.parametrize(
    ("type_", "trait", "holds"),
    [
        ("u32", "core::marker::Copy", True),
        ("(u32, char)", "core::marker::Copy", True),
        ("(u32, &mut u8)", "core::marker::Copy", False),
        ("&mut u8", "core::clone::Clone", False),
        ("[u8; 3]", "core::clone::Clone", True),
        ("core::option::Option<&u8>", "core::marker::Copy", True),
        ("core::cell::Cell<u8>", "core::marker::Copy", False),
        ("fn(u8)", "core::clone::Clone", True),
        ("[u8]", "core::marker::Sized", False),
        ("str", "core::marker::Sized", False),
        ("(u8, [u16])", "core::marker::Sized", False),
        ("dyn Leaf", "k::Base", True),
        ("dyn Leaf", "k::Mid", True),
        ("dyn Base", "k::Leaf", False),
        ("Plain", "k::Base", True),
        ("Plain", "k::Mid", False),
        ("S<Plain>", "k::Tr", False),
        ("u8", "core::ops::drop::Drop", False),
        ("Tail<u8>", "core::marker::Sized", True),
        ("Tail<[u8]>", "core::marker::Sized", False),
        ("u8", "core::marker::Send", True),
        ("dyn Base + core::marker::Send", "core::marker::Send", True),
        ("dyn Base", "core::marker::Tuple", False),
        ("(u8,)", "core::marker::Tuple", True),
        ("fn()", "core::marker::FnPtr", True),
        ("dyn Diamond", "k::Both", True),
        ("dyn core::marker::Send", "k::Both", False),
        ("u8", "core::ptr::metadata::Pointee", True),
        ("(core::ops::Range<u8>, u8)", "k::Same", True),
        ("(core::ops::Range<u8>, u16)", "k::Same", False),
        ("(u8, u16)", "k::Same", False),
        ("S<(core::ops::Range<u8>, u8)>", "k::Same", True),
        ("S<(core::ops::Range<u8>, u16)>", "k::Same", False),
        ("S<(u8, u16)>", "k::Same", False),
        # An inductive cycle proves nothing.
        ("S<u8>", "k::Loop", False),
    ],
)
def test_traits_that_hold(traits: Traits, type_: str, trait: str, holds: bool) -> None:
    assert traits.implements(read(traits, type_), trait) is holds


@pytest.mark.parametrize(
    ("source", "target", "holds"),
    [
        ("[u8; 3]", "[u8]", True),
        ("[u8; 3]", "[u16]", False),
        ("dyn Leaf", "dyn Base", True),
        ("dyn Leaf", "dyn core::marker::Send", True),
        ("Plain", "dyn Base", True),
        ("Plain", "dyn Mid", False),
        ("Plain", "dyn core::marker::Send", True),
        ("Tail<[u8; 3]>", "Tail<[u8]>", True),
        ("Tail<u8>", "S<u8>", False),
        ("u8", "u16", False),
    ],
)
def test_what_unsizes(traits: Traits, source: str, target: str, holds: bool) -> None:
    found = traits.implements(read(traits, source), "core::marker::Unsize", (read(traits, target),))
    assert found is holds


@pytest.mark.parametrize(
    ("type_", "trait", "inputs", "holds"),
    [
        ("fn(u8) -> u8", "FnOnce", "(u8,)", True),
        ("fn(u8) -> u8", "Fn", "(u8, u8)", False),
        ("u8", "Fn", "(u8,)", False),
    ],
)
def test_what_can_be_called(
    traits: Traits, type_: str, trait: str, inputs: str, holds: bool
) -> None:
    path = f"core::ops::function::{trait}"
    assert traits.implements(read(traits, type_), path, (read(traits, inputs),)) is holds


def test_each_specialized_impl_is_a_parent_of_the_next(traits: Traits) -> None:
    selection = traits.select(read(traits, "S<u8>"), "k::Special")
    assert isinstance(selection, UserImpl)
    assert spell(selection.definition.self_type) == "k::S<u8>"
    assert len(selection.parents) == 2
    selection = traits.select(read(traits, "S<u16>"), "k::Special")
    assert isinstance(selection, UserImpl)
    (general,) = selection.parents
    assert not [
        p for p in general.definition.predicates if getattr(p, "trait", "").endswith("Copy")
    ]


def test_trait_arguments_have_their_defaults(traits: Traits) -> None:
    selection = traits.select(read(traits, "S<u32>"), "k::Tr")
    assert isinstance(selection, UserImpl)
    assert spell(selection.definition.trait_args[0]) == "u8"
    assert dict(selection.bindings) == {"T": read(traits, "u32")}


def test_specialization_takes_the_most_specific_impl(traits: Traits) -> None:
    iterator = read(traits, "core::slice::Iter<u8>")
    zipped = read(traits, "core::iter::Zip<core::slice::Iter<u8>, core::slice::Iter<u8>>")
    selection = traits.select(zipped, "core::iter::adapters::zip::ZipImpl", (iterator, iterator))
    assert isinstance(selection, UserImpl)
    # Three impls of the same header: for any iterators, for those with random access, and for
    # those whose elements can be read twice; each one's items are there if the next lacks them.
    bounds = {p.trait for p in selection.definition.predicates if isinstance(p, TraitBound)}
    assert "core::iter::adapters::zip::TrustedRandomAccess" in bounds
    assert len(selection.parents) == 2


def test_an_object_is_its_own_impl(traits: Traits) -> None:
    assert traits.select(read(traits, "dyn Leaf"), "k::Base") == BuiltinImpl("object")


def test_an_error_names_trait_and_type(traits: Traits) -> None:
    with pytest.raises(SelectionError, match="no impl makes `k::Plain: k::Tr` hold"):
        traits.select(read(traits, "Plain"), "k::Tr")
    with pytest.raises(SelectionError) as error:
        traits.select(read(traits, "u8"), "k::Missing")
    assert error.value.diagnostics[0].notes == (
        "no definition of the trait `k::Missing` was found",
    )


def test_two_impls_of_which_none_is_more_specific_are_named(traits: Traits) -> None:
    with pytest.raises(SelectionError) as error:
        traits.select(read(traits, "u32"), "k::Tagged")
    diagnostic = error.value.diagnostics[0]
    assert diagnostic.message == (
        "several impls make `u32: k::Tagged` hold, and none is the most specific one"
    )
    first, second = diagnostic.notes
    assert first.startswith("one is at ")
    assert second.startswith("one is at ")


def test_what_cannot_be_called_has_no_signature(traits: Traits) -> None:
    with pytest.raises(SelectionError, match="`u32` is not callable"):
        traits.signature(read(traits, "u32"))


@pytest.mark.parametrize(
    ("projection", "message"),
    [
        (
            "<u32 as core::marker::Sized>::Weight",
            "the associated type `<u32 as core::marker::Sized>::Weight` of a built-in impl is not "
            "supported",
        ),
        (
            "<S<u32> as Tr>::Missing",
            "the impl of `k::S<u32>: k::Tr<u8>` has no type `Missing`",
        ),
    ],
)
def test_an_associated_type_that_is_not_there_is_named(
    traits: Traits, projection: str, message: str
) -> None:
    with pytest.raises(SelectionError) as error:
        read(traits, projection)
    assert error.value.diagnostics[0].message == message
