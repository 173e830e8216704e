"""Terminators: how blocks end (`TerminatorKind` in `mir/syntax.rs`)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from .operands import Constant, Operand
from .paths import FnSig
from .places import Place
from .positions import SourceInfo

Unwind: TypeAlias = int | str | None
"""
What happens if a panic unwinds through a terminator: the index of a cleanup block, or
`continue`, `unreachable`, `terminate(abi)`, `terminate(cleanup)`; `None` where it cannot unwind.
"""


@dataclass(slots=True, unsafe_hash=True)
class Goto:
    """`goto -> bb1`."""

    target: int


@dataclass(slots=True, unsafe_hash=True)
class SwitchInt:
    """`switchInt(operand) -> [0: bb1, otherwise: bb2]`."""

    operand: Operand
    cases: tuple[tuple[int, int], ...]
    """Values as unsigned bits, and the blocks that they lead to."""
    otherwise: int


@dataclass(slots=True, unsafe_hash=True)
class Return:
    """`return`."""


@dataclass(slots=True, unsafe_hash=True)
class Unreachable:
    """`unreachable`."""


@dataclass(slots=True, unsafe_hash=True)
class Resume:
    """`resume`: go on unwinding."""


@dataclass(slots=True, unsafe_hash=True)
class Terminate:
    """`terminate(abi)`, `terminate(cleanup)`: abort, since unwinding may go no further."""

    reason: str


@dataclass(slots=True, unsafe_hash=True)
class Drop:
    """`drop(P) -> [return: bb1, unwind continue]`."""

    place: Place
    target: int
    unwind: Unwind
    drop: int | None = None
    """Where an async drop goes if the coroutine itself is dropped meanwhile."""
    poll: Place | None = None
    """The future of an `async drop`."""


@dataclass(slots=True, unsafe_hash=True)
class Call:
    """`P = f(args) -> [return: bb1, unwind continue]`."""

    func: Operand
    """A `Constant` with a `ZstValue` for a function item; otherwise a function pointer."""
    args: tuple[Operand, ...]
    destination: Place
    target: int | None
    """`None` if it does not return."""
    unwind: Unwind

    @property
    def fn_type(self) -> FnSig | None:
        """The callee's signature, if the comment beneath the call gave it."""
        return self.func.fn_sig if isinstance(self.func, Constant) else None


@dataclass(slots=True, unsafe_hash=True)
class TailCall:
    """`tailcall f(args)`."""

    func: Operand
    args: tuple[Operand, ...]

    @property
    def fn_type(self) -> FnSig | None:
        """The callee's signature, if the comment beneath the call gave it."""
        return self.func.fn_sig if isinstance(self.func, Constant) else None


@dataclass(slots=True, unsafe_hash=True)
class Assert:
    """`assert(!cond, "message", operands) -> [success: bb1, unwind continue]`."""

    cond: Operand
    expected: bool
    """`False` where the condition is written with `!`."""
    kind: str
    """
    rustc's `AssertKind`: `BoundsCheck`, `Overflow(Add)`, `OverflowNeg`, `DivisionByZero`,
    `RemainderByZero`, `MisalignedPointerDereference`, `NullPointerDereference`,
    `InvalidEnumConstruction`, `ResumedAfterReturn`, `ResumedAfterPanic`, `ResumedAfterDrop`.
    """
    message: str
    """As printed: `attempt to compute `{} + {}`, which would overflow`."""
    operands: tuple[Operand, ...]
    """The message's: of a bounds check the length, then the index."""
    target: int
    unwind: Unwind


@dataclass(slots=True, unsafe_hash=True)
class Yield:
    """`P = yield(value) -> [resume: bb1, drop: bb2]`."""

    value: Operand
    resume_arg: Place
    resume: int
    drop: int | None


@dataclass(slots=True, unsafe_hash=True)
class CoroutineDrop:
    """`coroutine_drop`."""


@dataclass(slots=True, unsafe_hash=True)
class FalseEdge:
    """`falseEdge -> [real: bb1, imaginary: bb2]`; only in early MIR."""

    real: int
    imaginary: int


@dataclass(slots=True, unsafe_hash=True)
class FalseUnwind:
    """`falseUnwind -> [real: bb1, unwind: bb2]`; only in early MIR."""

    real: int
    unwind: Unwind


@dataclass(slots=True, unsafe_hash=True)
class AsmOperand:
    """One operand of `asm!`."""

    kind: Literal["in", "out", "inout", "const", "sym_fn", "sym_static", "label"]
    register: str | None = None
    """The class or register, as printed."""
    late: bool = False
    value: Operand | None = None
    """What goes in; a constant for `const` and `sym_fn`."""
    place: Place | None = None
    """What comes out; `None` for `_`."""
    text: str | None = None
    """For `sym_static` and `label`, as printed."""


@dataclass(slots=True, unsafe_hash=True)
class InlineAsm:
    """`asm!("template", operands, options(..)) -> [return: bb1, unwind unreachable]`."""

    template: str
    operands: tuple[AsmOperand, ...]
    options: str
    """As printed: `NOMEM | NOSTACK`."""
    target: int | None
    labels: tuple[int, ...]
    unwind: Unwind


TerminatorKind: TypeAlias = (
    Goto
    | SwitchInt
    | Return
    | Unreachable
    | Resume
    | Terminate
    | Drop
    | Call
    | TailCall
    | Assert
    | Yield
    | CoroutineDrop
    | FalseEdge
    | FalseUnwind
    | InlineAsm
)


@dataclass(slots=True)
class Terminator:
    """One terminator."""

    kind: TerminatorKind
    source_info: SourceInfo | None = None
