"""Callee resolution: what a call of each kind of function item is."""

from __future__ import annotations

import pytest

from rusticle.diagnostics import CompileError
from rusticle.dialects.mir import types as mir
from rusticle.dialects.mir.spelling import spell
from rusticle.frontend import callees as resolve
from rusticle.frontend.collect import Collector
from rusticle.frontend.device_core import DeviceCore
from rusticle.frontend.resolve import Resolver
from rusticle.frontend.type_reader import TypeReader
from tests.frontend.rust_crates import compile_crate

SOURCE = """
pub trait Shape { fn area(&self) -> f32; fn twice(&self) -> f32 { self.area() * 2.0 }
  fn own(self) -> u32 where Self: Sized { 1 } }
pub struct Sq(pub f32);
impl Shape for Sq { fn area(&self) -> f32 { self.0 } }
impl Sq { pub fn new(side: f32) -> Sq { Sq(side) }
  pub fn by<T: Into<f32>>(&self, t: T) -> f32 { self.0 * t.into() } }
pub enum E { A(u32), B }
pub fn id<T>(t: T) -> T { t }
unsafe extern "C" { #[link_name = "host_print"] pub fn print(x: u32); }
pub static KEEP: (fn(f32) -> Sq, fn(&Sq, u8) -> f32, fn(u8) -> u8, fn(&Sq) -> f32) =
  (Sq::new, Sq::by::<u8>, id::<u8>, <Sq as Shape>::twice);
"""


@pytest.fixture(scope="module")
def parts(
    device_core: DeviceCore, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Resolver, TypeReader]:
    """A resolver over the crate above, and a reader of the paths that rustc prints in it."""
    source = compile_crate(tmp_path_factory.mktemp("resolve"), SOURCE)
    collector = Collector(source.universe, source.bodies)
    return collector.resolver, TypeReader("k", source.resolver)


def resolved(parts: tuple[Resolver, TypeReader], path: str) -> resolve.Resolved:
    """What a call of the function of a printed path is."""
    resolver, reader = parts
    _, signature = reader.read_signature(f"fn() {{{path}}}")
    reader.text, reader.pos = path, 0
    return resolver.resolve(reader.path(), resolver.traits.closed, None, signature)


@pytest.mark.parametrize(
    ("path", "symbol"),
    [
        ("id::<u32>", "k::id<u32>"),
        ("Sq::new", "<k::Sq>::new"),
        ("Sq::by::<u8>", "<k::Sq>::by<u8>"),
        ("<Sq as Shape>::area", "<k::Sq as k::Shape>::area"),
        ("<Sq as Shape>::twice", "<k::Sq as k::Shape>::twice"),
        ("<u8 as core::convert::Into<f32>>::into", "<u8 as core::convert::Into<f32>>::into"),
        ("core::option::Option::<u8>::is_some", "<core::option::Option<u8>>::is_some"),
        ("core::num::<impl u32>::pow", "<u32>::pow"),
        ("core::slice::<impl [u8]>::swap", "<[u8]>::swap"),
        (
            "core::cmp::impls::<impl core::cmp::PartialOrd for usize>::lt",
            "<usize as core::cmp::PartialOrd<usize>>::lt",
        ),
    ],
)
def test_functions(parts: tuple[Resolver, TypeReader], path: str, symbol: str) -> None:
    found = resolved(parts, path)
    assert isinstance(found, resolve.Function)
    assert found.instance.symbol == symbol
    assert found.instance.body is not None
    assert resolved(parts, path) == found, "one instance for each list of arguments"


def test_intrinsics_keep_their_arguments(parts: tuple[Resolver, TypeReader]) -> None:
    found = resolved(parts, "core::intrinsics::size_of::<u16>")
    assert isinstance(found, resolve.Intrinsic)
    assert (found.name, [spell(a) for a in found.args]) == ("size_of", ["u16"])


def test_foreign_functions_have_their_link_name(parts: tuple[Resolver, TypeReader]) -> None:
    found = resolved(parts, "print")
    assert isinstance(found, resolve.Function)
    assert found.instance.symbol == "host_print"
    assert found.instance.body is None


def test_trait_objects_are_called_through_slots(parts: tuple[Resolver, TypeReader]) -> None:
    found = resolved(parts, "<dyn Shape as Shape>::twice")
    assert found == resolve.Virtual("k::Shape::twice", 1)
    with pytest.raises(CompileError, match="asks for `Self: Sized`; it has no slot"):
        resolved(parts, "<dyn Shape as Shape>::own")


def test_constructors(parts: tuple[Resolver, TypeReader]) -> None:
    for path, variant in (("E::A", "A"), ("Sq", "Sq")):
        found = resolved(parts, path)
        assert isinstance(found, resolve.Constructor)
        assert found.variant == variant


def test_callables(parts: tuple[Resolver, TypeReader]) -> None:
    found = resolved(parts, "<fn(u8) -> u8 as core::ops::Fn<(u8,)>>::call")
    assert isinstance(found, resolve.CallableCall)
    assert found.by == 2
    assert isinstance(found.callee, mir.FnPtrType)


def test_clones_of_builtin_types(parts: tuple[Resolver, TypeReader]) -> None:
    found = resolved(parts, "<(u8, u16) as core::clone::Clone>::clone")
    assert isinstance(found, resolve.CloneShim)
    assert spell(found.type) == "(u8, u16)"


def test_drop_in_place_is_glue(parts: tuple[Resolver, TypeReader]) -> None:
    found = resolved(parts, "core::ptr::drop_in_place::<Sq>")
    assert isinstance(found, resolve.DropGlue)
    assert spell(found.type) == "k::Sq"


def test_panics_are_recognised_by_their_type(parts: tuple[Resolver, TypeReader]) -> None:
    found = resolved(parts, "core::option::unwrap_failed")
    assert isinstance(found, resolve.Function)
    assert found.instance.is_panic
    # An intrinsic that does not return is not a panic.
    assert isinstance(resolved(parts, "core::intrinsics::abort"), resolve.Intrinsic)


def test_what_is_not_there_is_named(parts: tuple[Resolver, TypeReader]) -> None:
    with pytest.raises(CompileError, match="no definition of `missing::<u8>` was found"):
        resolved(parts, "missing::<u8>")
    with pytest.raises(CompileError, match="cannot be resolved: no impl makes `u8: k::Shape` hold"):
        resolved(parts, "<u8 as Shape>::area")
