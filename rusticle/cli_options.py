"""
The options that several commands have, each told once: `compile`, `run` and `bisect` share them.

A function adds one option to a group, given the group's `add_argument`; the attribute that it sets
is typed in each command's own class of arguments.
"""

from __future__ import annotations

from collections.abc import Callable

from .cli_parser import folder

AddArgument = Callable[..., object]
"""`add_argument` of a parser, or of a group of options."""


def add_edition(add: AddArgument) -> None:
    """Which Rust the input is in: `edition: str | None`."""
    add(
        "--edition",
        metavar="YEAR",
        help="The Rust edition. Default: 2024, or what Cargo.toml says.",
    )


def add_kernel_return(add: AddArgument) -> None:
    """What becomes of kernels that return values: `kernel_return: KernelReturn`."""
    add(
        "--kernel-return",
        choices=("verify", "sret-launch", "sret-first", "sret-work-item"),
        default="verify",
        help="Refuse kernels that return values, or have them write one result for the launch, the "
        "first work-item's, or one for each work-item.",
    )


def add_virtual_calls(add: AddArgument) -> None:
    """How calls by pointer are made: `virtual_calls: VirtualCalls`."""
    add(
        "--virtual-calls",
        choices=("direct", "indirect", "queue", "error"),
        default="direct",
        help="How methods of trait objects and function pointers are called: a choice among what "
        "they may be; by address; as kernels, through the device's own queue; or not at all.",
    )


def add_panic(add: AddArgument) -> None:
    """What a panic does: `panic: Panic`."""
    add(
        "--panic",
        choices=("trap", "report"),
        default="trap",
        help="What a work-item does that panics: end at once, or tell the host why and where "
        "first, through its queue.",
    )


def add_save_stages(add: AddArgument) -> None:
    """Where the module is written after each pass: `save_stages: Path | None`."""
    add(
        "--save-stages",
        type=folder,
        metavar="DIR",
        help="Write the module after every pass into this folder; each can be an input itself.",
    )
