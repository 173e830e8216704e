"""
The corpus: `core`'s MIR text, as rustc prints it with the flags that the compiler reads it with.

The digest that the compiler keeps of `core` leaves out the bodies for compile-time evaluation;
the corpus has them, so the text is made once more, and kept compressed in the cache.
"""

from __future__ import annotations

import random
import re
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from rusticle.diagnostics import CompileError
from rusticle.frontend.cache import entry
from rusticle.frontend.device_core import MIR_FLAGS, core_directory, target_flags
from rusticle.frontend.mir_items import scan_items
from rusticle.frontend.syntax import ItemSpan
from rusticle.frontend.toolchain import Toolchain

FILE = "core.mir.zst"
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Item:
    """An item of the corpus with its text."""

    span: ItemSpan
    """Where it is in `text`: all of it."""
    text: str

    @property
    def is_function(self) -> bool:
        """Whether it is a function's body, for run time or for compile-time evaluation."""
        return self.span.kind == "fn"


def _edition(toolchain: Toolchain) -> str:
    manifest = Path(toolchain.library, "core", "Cargo.toml").read_text(encoding="utf-8")
    match = re.search(r'^edition\s*=\s*"(\d+)"', manifest, re.MULTILINE)
    return match.group(1) if match else "2024"


def corpus_text(toolchain: Toolchain, triple: str) -> str:
    """Core's MIR text for a target; built, if it has not been. Raises `CompileError`."""
    import zstandard

    def make(scratch: Path) -> None:
        command = [
            toolchain.rustc, "--crate-name", "core", "--edition", _edition(toolchain),
            "--crate-type", "rlib", *target_flags(triple), "-Copt-level=3", "-Zalways-encode-mir",
            "-Zforce-unstable-if-unmarked", "--cap-lints", "allow", *MIR_FLAGS,
            "--emit=metadata,mir", "-o", str(scratch / "libcore.rmeta"),
            str(Path(toolchain.library, "core", "src", "lib.rs")),
        ]  # fmt: skip
        run = subprocess.run(
            command, env=toolchain.environment(), capture_output=True, check=False, cwd=scratch
        )
        if run.returncode != 0:
            said = run.stderr.decode(errors="replace").splitlines()
            raise CompileError.of("rustc cannot build the corpus", notes=said[:5])
        text = (scratch / "libcore.mir").read_bytes()
        for made in list(scratch.iterdir()):
            made.unlink()
        (scratch / FILE).write_bytes(zstandard.ZstdCompressor(level=6).compress(text))

    # Beside the core that it is the text of: it is of the same rustc.
    core = core_directory(toolchain, triple)
    directory = entry(core.with_name(f"{core.name}-corpus"), make)
    return zstandard.ZstdDecompressor().decompress((directory / FILE).read_bytes()).decode()


def read_items(text: str) -> list[Item]:
    """The items of a MIR text, each cut out of it."""
    return [
        Item(
            ItemSpan(span.kind, span.path, 0, span.end - span.start, span.ctfe, span.line),
            text[span.start : span.end],
        )
        for span in scan_items(text, crate="core", file="core's MIR")
    ]


def sample(things: Sequence[T], count: int | None, seed: int = 20260101) -> list[T]:
    """All, or a random choice of that many, always the same one, in their order."""
    if count is None or count >= len(things):
        return list(things)
    chosen = random.Random(seed).sample(range(len(things)), count)
    return [things[i] for i in sorted(chosen)]


def chunks(things: Sequence[T], size: int) -> list[list[T]]:
    """Runs of that many, the last one shorter."""
    return [list(things[i : i + size]) for i in range(0, len(things), size)]
