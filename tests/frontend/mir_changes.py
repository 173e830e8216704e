"""
A crate whose MIR text is not what rustc wrote: for what rustc never writes, or not yet.

The crate is compiled once. Each test changes its text and imports that, with the definitions as
they were.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path

from xdsl.dialects.builtin import ModuleOp

from rusticle.frontend.device_core import CoreDigest, DeviceCore
from rusticle.frontend.importer import import_crate
from rusticle.frontend.inputs import assemble
from rusticle.frontend.rustc import CrateInput, CrateOutput, start
from rusticle.frontend.toolchain import Toolchain
from tests.frontend.rust_crates import HEADER


@dataclass(frozen=True)
class Changeable:
    """What rustc and rustdoc made of a crate, and the `core` that it uses."""

    output: CrateOutput
    core: DeviceCore
    digest: CoreDigest

    def changed(self, mir: str) -> Changeable:
        """The crate with that MIR text."""
        return replace(self, output=replace(self.output, mir=mir))

    def imported(self, mir: str) -> ModuleOp:
        """The module of the crate's kernels with that MIR text."""
        output = replace(self.output, mir=mir)
        source = assemble(
            Path(f"{output.name}.mir"), output, self.core,
            mir_file=f"{output.name}.mir", digest=self.digest,
        )  # fmt: skip
        return import_crate(source)

    def with_body(self, item: str, body: str, header: str | None = None) -> str:
        """
        The MIR text with another body of the item whose first line begins so: its declarations and
        blocks, without the empty line between them.
        """
        start = self.output.mir.index(f"\n{item}") + 1
        line = self.output.mir.index("\n", start)
        end = self.output.mir.index("\n}\n", start)
        declarations, _, blocks = body.partition("bb0: {")
        lines = [header or self.output.mir[start:line]]
        lines += [f"    {text.strip()}" for text in declarations.strip().splitlines()]
        lines.append("")
        for text in f"bb0: {{{blocks}".strip().splitlines():
            outer = re.match(r"bb\d+: \{|\}", text.strip())
            lines.append(("    " if outer else "        ") + text.strip())
        return self.output.mir[:start] + "\n".join(lines) + self.output.mir[end:]


def changeable(
    source: str, directory: Path, toolchain: Toolchain, core: DeviceCore, digest: CoreDigest
) -> Changeable:
    """Compile a source text, which `HEADER` is put in front of, as the crate `k`."""
    path = directory / "k.rs"
    path.write_text(HEADER + source)
    with start(CrateInput(path), toolchain, core) as running:
        return Changeable(running.result(), core, digest)
