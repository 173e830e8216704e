"""The machine instructions of kernels, side by side."""

from __future__ import annotations

from dataclasses import dataclass

from rusticle.lowering.machine_code import FunctionCode, InstructionClass, count_instructions

COLUMNS: tuple[tuple[str, tuple[InstructionClass, ...]], ...] = (
    ("flat", ("flat",)),
    ("global", ("global", "buffer")),
    ("LDS", ("lds",)),
    ("scratch", ("scratch",)),
    ("calls", ("call",)),
)
"""What is shown besides the total, and the classes of instructions that it sums."""


@dataclass(frozen=True, slots=True)
class Counts:
    """The instructions of one kernel, or of several functions together."""

    total: int
    classes: dict[str, int]
    """By the names in `COLUMNS`."""
    functions: int = 1


@dataclass(frozen=True, slots=True)
class KernelPair:
    """A kernel as each compiler made it; `None` where one has none of that name."""

    name: str
    rustc: Counts | None
    ours: Counts | None


OTHERS = "(other functions)"
"""The name under which what is no kernel is summed."""


def _counts(functions: list[FunctionCode]) -> Counts | None:
    if not functions:
        return None
    classes = {
        name: sum(code[kind] for code in functions for kind in kinds) for name, kinds in COLUMNS
    }
    return Counts(sum(code.total for code in functions), classes, len(functions))


def compare(rustc: str, ours: str) -> list[KernelPair]:
    """
    The kernels of two assembly texts, by name, then everything else together: functions that
    kernels call, which each compiler inlines as it sees fit.
    """
    theirs_by_name = count_instructions(rustc)
    ours_by_name = count_instructions(ours)
    codes = {**theirs_by_name, **ours_by_name}
    names = [
        name
        for name in codes
        if any(by.get(name) and by[name].kernel for by in (theirs_by_name, ours_by_name))
    ]
    pairs = [
        KernelPair(
            name,
            _counts([theirs_by_name[name]] if name in theirs_by_name else []),
            _counts([ours_by_name[name]] if name in ours_by_name else []),
        )
        for name in sorted(names)
    ]
    rest = KernelPair(
        OTHERS,
        _counts([code for name, code in theirs_by_name.items() if name not in names]),
        _counts([code for name, code in ours_by_name.items() if name not in names]),
    )
    return pairs if rest.rustc is None and rest.ours is None else [*pairs, rest]
