"""
`rusticle-opt`: the command, of which `opt_driver.py` is the substance.

xDSL is imported under `run_command`'s care: Ctrl-C is answered from the start.
"""

from __future__ import annotations

from .command import run_command


def main() -> None:
    """Run `rusticle-opt` over the process's arguments."""
    run_command(_run)


def _run() -> int:
    from .opt_driver import run

    return run()
