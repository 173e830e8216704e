"""
The layouts of the examples' types are those that rustc prints as it compiles the examples.

Each type is read from rustc's own words, as types in MIR text are, and laid out with what the
compiler knows of it: the crate's definitions, `core`'s, and what closures capture.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from rusticle.collector import paused_collector
from rusticle.dialects.mir import ClosureOp, EnumOp, StructOp, UnionOp
from rusticle.dialects.mir.spelling import spell
from rusticle.frontend.collect import Collector
from rusticle.frontend.const_layouts import ConstLayouts
from rusticle.frontend.device_core import MIR_FLAGS, DeviceCore, target_flags
from rusticle.frontend.importer import find_kernels
from rusticle.frontend.inputs import open_input
from rusticle.frontend.rustc import DEFAULT_EDITION, OPTIMISATION_FLAGS
from rusticle.frontend.type_reader import TypeReader
from tests.support.tools import RUST, requires, rust
from tests.support.type_sizes import printed_type_sizes, report

EXAMPLES = Path(__file__).parents[2] / "examples"
NAMES = sorted(path.stem for path in EXAMPLES.glob("*.rs"))


@requires(RUST)
@pytest.mark.parametrize("name", NAMES)
def test_an_examples_types_are_laid_out_as_rustc_says(
    name: str, device_core: DeviceCore, tmp_path: Path
) -> None:
    toolchain = rust()
    source = EXAMPLES / f"{name}.rs"
    theirs = printed_type_sizes(
        toolchain.rustc,
        toolchain.environment(),
        source,
        tmp_path / "example.o",
        f"--edition={DEFAULT_EDITION}",
        *target_flags(device_core.triple),
        *OPTIMISATION_FLAGS,
        *MIR_FLAGS,
        f"-L{device_core.directory}",
    )

    crate = open_input(source, device_core.triple).result()
    with paused_collector():
        collector = Collector(crate.universe, crate.bodies, target_name=device_core.triple)
        for kernel in find_kernels(crate):
            collector.root(kernel, kernel=True)
        collector.run()
        module = collector.module()
    layouts = ConstLayouts(collector).layouts
    reader = TypeReader(name, crate.resolver)

    wrong: list[str] = []
    compared: set[object] = set()
    for text, lines in theirs.items():
        type = collector.resolver.traits.closed(reader.read(text))
        compared.add(type)
        ours = report(layouts, type)
        if ours != lines:
            wrong.append("\n".join([text, "  rustc:", *lines, "  here:", *ours]))
    assert not wrong, "\n".join([f"{len(wrong)} of {len(theirs)} types differ", *wrong[:5]])
    assert theirs or name == "vadd", "rustc prints nothing"

    # What rustc does not print is of functions of `core` that it does not compile again.
    unseen = [
        spell(type)
        for op in module.body.ops
        if isinstance(op, StructOp | EnumOp | UnionOp | ClosureOp)
        and (type := op.closure if isinstance(op, ClosureOp) else op.adt) not in compared
    ]
    assert not [text for text in unseen if f"{name}::" in text]
