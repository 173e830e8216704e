from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from rusticle.frontend.definition_store import CrateDefinitionsExternal
from rusticle.frontend.device_core import CoreDigest, DeviceCore
from rusticle.frontend.hidden_impls import has_nothing_hidden, restore_hidden_impls
from rusticle.frontend.rustc import CrateInput, start
from rusticle.frontend.rustdoc import CrateRecords, reduce
from rusticle.frontend.toolchain import Toolchain

DERIVES = """\
#![no_std]
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Plain { a: u32, b: f32x }
#[allow(non_camel_case_types)]
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct f32x;
#[derive(Clone, Copy)] pub struct Const<const N: usize>([u8; N]);
#[derive(Clone, Copy)] pub struct Generic<T>(T);
#[derive(Clone)] pub struct OnlyClone(u8);
#[derive(Clone, Copy)] pub union Both<T: Copy> { a: T, b: u8 }
#[derive(Copy)] pub struct ByHand(u8);
impl Clone for ByHand { fn clone(&self) -> Self { *self } }
impl From<Plain> for u32 { fn from(p: Plain) -> u32 { p.a } }
impl core::ops::Add for Plain { type Output = u32; fn add(self, o: Self) -> u32 { self.a + o.a } }
pub trait Shape { fn area(&self) -> f32 { 1.0 } }
impl<T> Shape for &T {}
pub fn first(items: &mut dyn Iterator<Item = Plain>) -> Option<Plain> { items.next() }
"""


@pytest.mark.parametrize(
    ("source", "nothing"),
    [
        ("#![no_std]\npub fn f() {}", True),
        ("pub mod m { pub fn f() {} }", True),
        ("#[doc(hidden)] pub fn f() {}", False),
        ("mod other;", False),
        ('include!("other.rs");', False),
        ("extern crate other;", False),
    ],
)
def test_what_may_hide_items(source: str, nothing: bool):
    assert has_nothing_hidden(source) == nothing


def _impl_shapes(records: CrateRecords) -> set[Any]:
    """What is said of each impl of a trait, without ids, and without hidden methods."""
    return {
        (trait, head, *records.items[id][1][:8], records.items[id][1][9])
        for trait, head, id in records.impls
    }


def test_nothing_is_lost_without_hidden_items(
    tmp_path: Path, toolchain: Toolchain, device_core: DeviceCore, core_digest: CoreDigest
):
    if not device_core.hidden_externs:
        pytest.skip("the cached core is of an earlier build")
    records: list[CrateRecords] = []
    # `extern crate` of nothing new is one of the things after which rustdoc shows all.
    for name, extra in (("quick", ""), ("full", "extern crate core as _;")):
        path = tmp_path / name / "zoo.rs"
        path.parent.mkdir()
        path.write_text(DERIVES + extra)
        output = start(CrateInput(path), toolchain, device_core).result()
        assert output.hidden_left_out == (name == "quick")
        known = CrateDefinitionsExternal({"core": core_digest.definitions})
        reduced = reduce(output.json, known, "zoo")
        if output.hidden_left_out:
            restore_hidden_impls(reduced)
        records.append(reduced)
    quick, full = records

    def places(shapes: set[Any]) -> set[Any]:
        return {tuple(repr(part).replace(str(tmp_path / "quick"), str(tmp_path / "full"))
                      for part in shape) for shape in shapes}  # fmt: skip

    assert places(_impl_shapes(quick)) == places(_impl_shapes(full))
    assert quick.paths.keys() == full.paths.keys()
    trivial = sorted(head for trait, head, _ in quick.impls if trait.endswith("::TrivialClone"))
    assert trivial == ["zoo::Both", "zoo::Const", "zoo::Plain", "zoo::f32x"]


def test_another_crates_macros_may_hide(
    tmp_path: Path, toolchain: Toolchain, device_core: DeviceCore
):
    root = tmp_path / "user.rs"
    root.write_text("#![no_std]")
    metadata = tmp_path / "libother.rmeta"
    other = tmp_path / "other.rs"
    other.write_text("#![no_std]")
    with start(CrateInput(other), toolchain, device_core, metadata=metadata) as running:
        running.result()
    user = CrateInput(root, externs=(("other", metadata),))
    assert not start(user, toolchain, device_core).result().hidden_left_out
