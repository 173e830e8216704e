"""
The frontend's evaluation of constants against rustc's own.

`constants_twice.rs` has each constant twice: in a static, which rustc evaluates, and as an
associated constant of a generic type, which rustc leaves to instantiation. Both must be the same
bytes, initialised in the same places, with pointers to the same in the same places.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TypeAlias

import pytest
from xdsl.dialects.builtin import ModuleOp

from rusticle.dialects import mir
from rusticle.frontend.device_core import DeviceCore
from tests.frontend.rust_crates import functions_of, imported

SOURCE = (Path(__file__).parent / "constants_twice.rs").read_text()
NAMES = re.findall(r"^    (\w+): .* =(?: .*)?$", SOURCE[SOURCE.index("\ntwice! {") :], re.MULTILINE)

Target: TypeAlias = tuple[str, int]
"""A symbol, and the offset in it."""


@pytest.fixture(scope="module")
def module(tmp_path_factory: pytest.TempPathFactory, device_core: DeviceCore) -> ModuleOp:
    return imported(tmp_path_factory.mktemp("twice"), SOURCE)


class Contents:
    """What the symbols of a module stand for."""

    def __init__(self, module: ModuleOp) -> None:
        self.functions = functions_of(module)
        self.items: dict[str, mir.AllocOp | mir.StaticOp] = {
            op.sym_name.data: op
            for op in module.body.block.ops
            if isinstance(op, mir.AllocOp | mir.StaticOp)
        }

    def bytes_of(self, item: mir.AllocOp) -> list[str]:
        """The bytes of an allocation: `__` where they are not initialised."""
        data = [f"{byte:02x}" for byte in item.bytes.data]
        for unknown in item.uninit.data if item.uninit is not None else ():
            for index in range(unknown.start.data, unknown.end.data):
                data[index] = "__"
        return data

    def check_same(self, ours: Target, theirs: Target) -> None:
        """
        Check that two pointers are to the same. Where ours is to an allocation of its own, rustc's
        may be to a part of a larger one.
        """
        item, other = self.item(ours[0]), self.item(theirs[0])
        if item is None or other is None:
            # Closures have the names of what they are in.
            assert ours == theirs or all("{closure" in symbol for symbol, _ in (ours, theirs))
            return
        assert ours[1] == 0
        assert other.align.data >= item.align.data
        start, size = theirs[1], item.size.data
        assert self.bytes_of(item) == self.bytes_of(other)[start : start + size]
        found, expected = relocations(item, 0, size), relocations(other, start, size)
        assert found.keys() == expected.keys()
        for offset, target in found.items():
            self.check_same(target, expected[offset])

    def item(self, symbol: str) -> mir.AllocOp | None:
        """The allocation of a symbol; `None` for a function."""
        item = self.items.get(symbol)
        if isinstance(item, mir.StaticOp) and item.alloc is not None:
            item = self.items[item.alloc.root_reference.data]
        return item if isinstance(item, mir.AllocOp) else None

    def returned(self, function: str) -> Target:
        """The symbol and the offset of the reference that a function returns."""
        (found,) = (
            op.value
            for op in self.functions[function].walk()
            if isinstance(op, mir.ConstantOp) and isinstance(op.value, mir.PointerConstAttr)
        )
        return found.symbol.root_reference.data, found.offset.data


def relocations(item: mir.AllocOp, start: int, size: int) -> dict[int, Target]:
    """Where the pointers of a part of an allocation are to, by their offsets in the part."""
    return {
        pointer.offset.data - start: (pointer.target.root_reference.data, pointer.addend.data)
        for pointer in (item.relocations.data if item.relocations is not None else ())
        if start <= pointer.offset.data < start + size
    }


@pytest.fixture(scope="module")
def contents(module: ModuleOp) -> Contents:
    return Contents(module)


def test_every_constant_of_the_crate_is_compared(contents: Contents) -> None:
    found = [name.split("::")[1] for name in contents.functions if name.endswith("::theirs")]
    assert sorted(found) == sorted(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_constant_has_the_bytes_that_rustc_gives_it(contents: Contents, name: str) -> None:
    ours = contents.returned(f"k::{name}::ours<u8>")
    item = contents.item(ours[0])
    assert item is not None
    assert item.size.data
    contents.check_same(ours, contents.returned(f"k::{name}::theirs"))
