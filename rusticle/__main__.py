"""
The command `rusticle`, and `python -m rusticle`.

The commands themselves are in `cli.py`. It is imported under `run_command`'s care, as all that it
needs: Ctrl-C is answered from the start, and what the imports compile is kept for the next time.
"""

from __future__ import annotations

from .command import run_command


def main() -> None:
    """Run the command line over the process's arguments."""
    run_command(_run)


def _run() -> int:
    from .cli import run

    return run()


if __name__ == "__main__":
    main()
