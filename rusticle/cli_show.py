"""`rusticle doctor` and `rusticle inspect`: what is installed, and what a code object holds."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from .cli_options import AddArgument
from .cli_parser import Parser


class DoctorArguments(Namespace):
    """What `doctor` is told."""

    check: bool
    json: bool


class InspectArguments(Namespace):
    """What `inspect` is told."""

    file: Path
    json: bool


def doctor_parser() -> Parser:
    """The parser of `rusticle doctor`."""
    parser = Parser("doctor")
    parser.add_argument(
        "--check", action="store_true",
        help="Print nothing; exit with 1 if something is missing.",
    )  # fmt: skip
    _add_json(parser.add_argument)
    return parser


def inspect_parser() -> Parser:
    """The parser of `rusticle inspect`."""
    parser = Parser("inspect", "FILE")
    parser.add_argument("file", type=Path, metavar="FILE", help="A code object.")
    _add_json(parser.add_argument)
    return parser


def _add_json(add: AddArgument) -> None:
    add("--json", action="store_true", help="Print JSON.")


def doctor_command(words: Sequence[str]) -> int:
    """Run `rusticle doctor`; 1 if something is missing. Raises `Ended` for wrong usage."""
    args = doctor_parser().parse(words, DoctorArguments())
    from .doctor import as_json, examine, is_ready, render

    findings = examine()
    if args.json:
        print(as_json(findings))
    elif not args.check:
        from rich.console import Console

        render(findings, Console())
    return 0 if is_ready(findings) else 1


def inspect_command(words: Sequence[str]) -> None:
    """Run `rusticle inspect`. Raises `CompileError`, and `Ended` for wrong usage."""
    args = inspect_parser().parse(words, InspectArguments())
    from .inspect import as_json, inspect_file, render

    code_object = inspect_file(args.file)
    if args.json:
        print(as_json(code_object))
        return
    from rich.console import Console

    render(code_object, Console())
