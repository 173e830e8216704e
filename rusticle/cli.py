"""
`rusticle`: the command line.

`__main__.py` is the command itself. The first word says which command it is, and only that one's
options are made: `cli_compile.py`, `cli_run.py` and `cli_show.py` have the commands, and
`cli_parser.py` has what reads their words. Commands import what they use when they run, and
`compile` starts rustc and the code generation process before anything heavy is imported.

An error in the input is one diagnostic and exit status 1; wrong usage is status 2. `command.py`
says how else a command may end.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence

from .cli_parser import COMMANDS, Ended, meant, wrong_usage

_HELP = """\
usage: rusticle [-h] [--version] COMMAND ...

Rust on AMD GPUs: from rustc's MIR, through MLIR-style dialects, to code objects.

commands:
{commands}

options:
  -h, --help  Show this message and exit.
  --version   Show the version and exit.

`rusticle COMMAND --help` shows a command's options.
"""


def run(words: Sequence[str] | None = None) -> int:
    """
    Run the command that the words name, by default the process's arguments; its exit status.

    Raises what the command raises: `CompileError` for an error in the input.
    """
    try:
        return _run(sys.argv[1:] if words is None else words)
    except Ended as end:
        return end.status


def _run(words: Sequence[str]) -> int:
    match words:
        case ["-h" | "--help", *_]:
            print(_help(), end="")
            return 0
        case ["--version", *_]:
            from importlib.metadata import version

            print(f"rusticle, version {version('rusticle')}")
            return 0
        case [name, *rest]:
            return _command(name)(rest) or 0
        case _:
            print(_help(), end="", file=sys.stderr)
            return 2


def _command(name: str) -> Callable[[Sequence[str]], int | None]:
    match name:
        case "compile":
            from .cli_compile import compile_command

            return compile_command
        case "run":
            from .cli_run import run_command

            return run_command
        case "bisect":
            from .cli_run import bisect_command

            return bisect_command
        case "doctor":
            from .cli_show import doctor_command

            return doctor_command
        case "inspect":
            from .cli_show import inspect_command

            return inspect_command
        case _:
            kind = "option" if name.startswith("-") else "command"
            known = ("--help", "--version") if kind == "option" else COMMANDS
            listed = "`rusticle --help` lists the commands"
            raise wrong_usage(f"there is no {kind} `{name}`", meant(name, known, listed))


def _help() -> str:
    commands = "\n".join(f"  {name:8}  {what}" for name, what in COMMANDS.items())
    return _HELP.format(commands=commands)
