"""
How the command line is read: `argparse`, with operands anywhere and errors in our words.

Importing this is part of every command's start, so it imports no more than `argparse`. What that
does otherwise by itself:

- It takes operands that options stand between only if each is a fixed number of words, and
  negative numbers only as `-1` and `-1.5`. `run INPUT KERNEL --grid 4 -1e5` is understood here.
- It leaves the process from within. Here `Ended` says with which status the command is over.
"""

from __future__ import annotations

import sys
from argparse import SUPPRESS, Action, ArgumentParser, ArgumentTypeError, HelpFormatter, Namespace
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NoReturn, TypeVar

ArgumentsT = TypeVar("ArgumentsT", bound=Namespace)

COMMANDS = {
    "bisect": "Run a kernel after every pass, and name the first that changes its result.",
    "compile": "Compile Rust to a code object, or to any stage on the way.",
    "doctor": "Say what was found, what is missing, and how to get it.",
    "inspect": "Show what is in a code object: kernels, arguments, registers, LDS, scratch.",
    "run": "Run a kernel, or any function as one, on the CPU.",
}
"""The commands, with what each does."""

WIDTH = 100
"""The most columns that help is printed in."""


class Ended(Exception):
    """All is said, and the command is over: help was printed, or the usage was wrong."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status
        """The exit status."""


def wrong_usage(message: str, help: str) -> Ended:
    """Say what is wrong about how the command was called, and end it with status 2."""
    print(f"error: {message}\nhelp: {help}", file=sys.stderr)
    return Ended(2)


def meant(word: str, known: Iterable[str], otherwise: str) -> str:
    """The help for a word that nobody knows: those that are almost it, or `otherwise`."""
    import difflib

    # Dashes in front would make all short options much alike.
    bare = {name.lstrip("-"): name for name in known}
    near = [bare[name] for name in difflib.get_close_matches(word.lstrip("-"), bare)]
    return f"did you mean {' or '.join(f'`{one}`' for one in near)}?" if near else otherwise


class _HelpFormatter(HelpFormatter):
    """Says the default of each option that has one."""

    def __init__(
        self,
        prog: str,
        indent_increment: int = 2,
        max_help_position: int = 26,
        width: int | None = WIDTH,
    ) -> None:
        # argparse makes a formatter for each option that it is told of. It would look for the
        # terminal's width each time, and import `shutil` for that.
        super().__init__(prog, indent_increment, max_help_position, width)

    def _get_help_string(self, action: Action) -> str:
        text = action.help or ""
        if action.default in (None, (), [], SUPPRESS) or action.default is False:
            return text
        return text if "%(default)" in text else f"{text} (default: %(default)s)"


class Parser(ArgumentParser):
    """The parser of one command, which is told of its options by `add_argument` and groups."""

    def __init__(self, command: str, operands: str = "", epilog: str | None = None) -> None:
        """`operands` are what the usage names after the options; `epilog` ends the help."""
        super().__init__(
            prog=f"rusticle {command}",
            usage=f"%(prog)s [OPTIONS] {operands}".rstrip(),
            description=COMMANDS[command],
            epilog=epilog,
            formatter_class=_HelpFormatter,
            allow_abbrev=False,
            add_help=False,
        )
        self.add_argument("-h", "--help", action="help", help="Show this message and exit.")

    def parse(self, words: Sequence[str], into: ArgumentsT) -> ArgumentsT:
        """
        The arguments that the words of a command line give, as attributes of `into`.

        Raises `Ended`, after help or an error is printed.
        """
        options, operands = self._split(words)
        arguments, unused = self.parse_known_args([*options, "--", *operands], namespace=into)
        for word in unused:
            if word != "--":
                self.error(f"unexpected argument: `{word}`")
        return arguments

    def _split(self, words: Sequence[str]) -> tuple[list[str], list[str]]:
        """The options with their values, and the operands; `--` makes all that follow operands."""
        options: list[str] = []
        operands: list[str] = []
        rest = iter(words)
        for word in rest:
            if word == "--":
                operands += rest
            elif not word.startswith("-") or word == "-" or _is_number(word):
                operands.append(word)
            elif (action := self._option_string_actions.get(word)) is not None:
                if "--help" in action.option_strings:
                    # Whatever else is wrong: who asks for help gets it.
                    self.print_help()
                    self.exit()
                options.append(word)
                if action.nargs is None:
                    options += (value for value in (next(rest, None),) if value is not None)
            elif self._has_its_value(word):
                options.append(word)
            else:
                raise self._unknown_option(word.partition("=")[0])
        return options, operands

    def _has_its_value(self, word: str) -> bool:
        """Whether this is `--option=value`, or `-Ovalue`."""
        known = self._option_string_actions
        return word.partition("=")[0] in known or (word[1] != "-" and word[:2] in known)

    def _unknown_option(self, option: str) -> Ended:
        known = [name for name in self._option_string_actions if name.startswith("--")]
        help = meant(option, known, f"`{self.prog} --help` lists the options")
        return wrong_usage(f"there is no option `{option}`", help)

    def format_help(self) -> str:
        """The help, in the terminal's width where that is less than `WIDTH`."""
        import shutil

        width = min(shutil.get_terminal_size().columns, WIDTH)
        self.formatter_class = lambda prog: _HelpFormatter(prog, width=width)
        return super().format_help()

    def error(self, message: str) -> NoReturn:
        """Refuse the usage. Raises `Ended`."""
        raise wrong_usage(message, f"`{self.prog} --help` lists the options")

    def exit(self, status: int = 0, message: str | None = None) -> NoReturn:
        """End the command. Raises `Ended`."""
        if message:
            print(message, end="", file=sys.stderr)
        raise Ended(status)


def _is_number(word: str) -> bool:
    """Whether a word that begins with `-` is a negative number."""
    return word[1].isdigit() or word[1] == "." or word in ("-inf", "-nan")


def folder(text: str) -> Path:
    """The type of options that name a folder, which may be there."""
    path = Path(text)
    if path.exists() and not path.is_dir():
        raise ArgumentTypeError(f"`{text}` is not a folder")
    return path


def count(text: str) -> int:
    """The type of options that are a whole number from 0 on."""
    if not text.isdecimal():
        raise ArgumentTypeError(f"`{text}` is not a whole number from 0 on")
    return int(text)
