"""
`rusticle-opt`: xDSL's optimiser driver over our passes and dialects.

It takes what `xdsl-opt` takes (textual pipelines, `--split-input-file`, `--verify-diagnostics`,
`--print-between-passes`, `--time-passes`), knows all of upstream's `llvm` operations, and prints
LLVM IR with `--target llvm`. An error is printed as a diagnostic, with exit status 1.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.metadata import version
from typing import ClassVar

from xdsl.utils.exceptions import DiagnosticException, ParseError
from xdsl.xdsl_opt_main import xDSLOptMain

from .universe import TARGETS


class RusticleOptMain(xDSLOptMain):
    """xDSL's driver, with the whole of the `llvm` dialect and an LLVM IR target."""

    version_format: ClassVar[str] = (
        f"rusticle-opt {version('rusticle')}, on xDSL version {{xdsl_version}}"
    )

    def __init__(self, args: Sequence[str] | None = None) -> None:
        super().__init__("Rusticle's modular optimizer driver", args)

    def register_all_targets(self) -> None:
        """Register xDSL's targets, and ours in place of those of the same name."""
        super().register_all_targets()
        self.available_targets.update(TARGETS)


def main() -> None:
    """Run `rusticle-opt` over the process's arguments."""
    try:
        RusticleOptMain().run()
    except (DiagnosticException, ParseError) as error:
        print(error, file=sys.stderr)
        sys.exit(1)
    except FileNotFoundError as error:
        print(f"error: cannot read `{error.filename}`: {error.strerror}", file=sys.stderr)
        sys.exit(1)
