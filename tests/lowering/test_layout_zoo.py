"""
Every layout is rustc's, of thousands of types that were grown at random.

rustc prints the whole of each layout: size, alignment, offsets, order, ABI, niche, tag, variants.
Of the types among them that have names it also prints, with `-Zprint-type-sizes`, what a programmer
wants to know.
"""

from __future__ import annotations

import platform
from collections import Counter
from pathlib import Path

import pytest

from rusticle.dialects.mir.spelling import spell
from rusticle.frontend.device_core import DeviceCore, target_flags
from rusticle.lowering.layout import (
    DirectTag,
    Layout,
    Layouts,
    MultipleVariants,
    NicheTag,
    NoVariants,
    Scalar,
    ScalarPair,
    SimdVector,
    UnionShape,
)
from rusticle.targets.registry import get_target

from ..support.layout_dump import describe, differences, dump_layouts
from ..support.rustc import DEVICE, device_core, find_rustc
from ..support.tools import RUST, requires, rust
from ..support.type_sizes import printed_type_sizes, report
from ..support.type_zoo import Zoo

HOST = "x86_64-unknown-linux-gnu"
COUNT = 2500


def kinds(layout: Layout) -> set[str]:
    """What is special about a layout."""
    found: set[str] = set()
    match layout.variants:
        case MultipleVariants(tag_encoding=DirectTag()):
            found.add("tag")
        case MultipleVariants(tag_encoding=NicheTag(niche_variants=(first, last))):
            found.add("niche of many" if last > first else "niche of one")
        case NoVariants():
            found.add("no variants")
        case _:
            pass
    match layout.abi:
        case Scalar():
            found.add("scalar" if layout.abi.initialized else "scalar union")
        case ScalarPair():
            found.add("pair")
        case SimdVector():
            found.add("vector")
        case _:
            pass
    if layout.is_unsized:
        found.add("unsized")
    if layout.uninhabited:
        found.add("uninhabited")
    if layout.is_zst and layout.align > 1:
        found.add("aligned ZST")
    if layout.max_repr_align is not None:
        found.add("repr(align)")
    if isinstance(layout.fields, UnionShape):
        found.add("union")
    if layout.largest_niche is not None and layout.largest_niche.offset > 0:
        found.add("niche inside")
    return found


@pytest.mark.parametrize(
    ("target", "seed"), [("amdgcn-amd-amdhsa", 51575), (HOST, 1996)], ids=["device", "host"]
)
def test_every_layout_is_rustcs(target: str, seed: int, tmp_path: Path) -> None:
    rustc = find_rustc()
    if rustc is None:
        pytest.skip("no rustc >= 1.96 with library sources")
    flags: tuple[str, ...] = ()
    if target == HOST:
        if platform.machine() != "x86_64":
            pytest.skip("rustc has no `core` for x86-64")
    else:
        flags = (*DEVICE, f"-L{device_core(rustc)}")

    zoo = Zoo(seed)
    zoo.grow(COUNT)
    source = tmp_path / "zoo.rs"
    source.write_text(zoo.source())
    dumped = dump_layouts(rustc, source, *flags)
    assert len(dumped) == COUNT

    layouts = Layouts(zoo, get_target(target))
    wrong: list[str] = []
    counted: Counter[str] = Counter()
    for (_, theirs), type in zip((dumped[line] for line in sorted(dumped)), zoo.types, strict=True):
        ours = layouts.of(type.attr)
        counted.update(kinds(ours))
        if found := differences(theirs, describe(ours)):
            wrong.append(f"{type.text}\n    " + "\n    ".join(found))
    print(f"{COUNT} types compared for {target}: {COUNT - len(wrong)} equal; {dict(counted)}")
    assert not wrong, "\n".join([f"{len(wrong)} of {COUNT} layouts differ", *wrong[:5]])

    # The zoo must not have lost a species.
    for kind, least in {
        "tag": 200,
        "niche of one": 100,
        "niche of many": 20,
        "no variants": 10,
        "scalar": 200,
        "scalar union": 5,
        "pair": 100,
        "vector": 10,
        "unsized": 40,
        "uninhabited": 100,
        "aligned ZST": 10,
        "repr(align)": 50,
        "union": 50,
        "niche inside": 100,
    }.items():
        assert counted[kind] >= least, f"only {counted[kind]} of: {kind}"


@requires(RUST)
def test_rustc_prints_the_sizes_that_types_have_here(
    device_core: DeviceCore, tmp_path: Path
) -> None:
    zoo = Zoo(51575)
    zoo.grow(2700)
    source = tmp_path / "zoo.rs"
    source.write_text(zoo.sizes_source())
    theirs = printed_type_sizes(
        rust().rustc,
        rust().environment(),
        source,
        tmp_path / "zoo.o",
        "--edition=2024",
        *target_flags(device_core.triple),
        f"-L{device_core.directory}",
    )

    layouts = Layouts(zoo, get_target(device_core.triple))
    # rustc names closures by where they are written and ranges by their ends' names: those types,
    # and generic ones made of them, are compared above.
    types = {spell(type).replace("zoo::", ""): type for type in zoo.definitions}
    both = sorted(types.keys() & theirs.keys())
    wrong = {
        text: (theirs[text], ours)
        for text in both
        if (ours := report(layouts, types[text])) != theirs[text]
    }
    assert not wrong, f"{len(wrong)} of {len(both)} differ: {next(iter(wrong.items()))}"
    assert len(both) >= 2000
