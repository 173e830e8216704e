"""Statements (`StatementKind` in `mir/syntax.rs`), those of older releases of rustc included."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from .operands import Operand
from .places import Place
from .positions import SourceInfo
from .rvalues import Rvalue


@dataclass(slots=True, unsafe_hash=True)
class Assign:
    """`place = rvalue`."""

    place: Place
    rvalue: Rvalue


@dataclass(slots=True, unsafe_hash=True)
class SetDiscriminant:
    """`discriminant(place) = variant_index`."""

    place: Place
    variant_index: int


@dataclass(slots=True, unsafe_hash=True)
class StorageLive:
    """`StorageLive(_1)`."""

    local: int


@dataclass(slots=True, unsafe_hash=True)
class StorageDead:
    """`StorageDead(_1)`."""

    local: int


@dataclass(slots=True, unsafe_hash=True)
class Assume:
    """`assume(operand)`."""

    operand: Operand


@dataclass(slots=True, unsafe_hash=True)
class CopyNonOverlapping:
    """`copy_nonoverlapping(dst = a, src = b, count = n)`; the count is in elements."""

    dst: Operand
    src: Operand
    count: Operand


RetagKind: TypeAlias = Literal["", "fn entry", "2phase", "raw"]
"""Why a place is given a new tag."""


@dataclass(slots=True, unsafe_hash=True)
class Retag:
    """`Retag([raw] P)`; only for Miri."""

    kind: RetagKind
    place: Place


@dataclass(slots=True, unsafe_hash=True)
class FakeRead:
    """`FakeRead(cause, P)`; only in early MIR."""

    cause: str
    place: Place


@dataclass(slots=True, unsafe_hash=True)
class PlaceMention:
    """`PlaceMention(P)`."""

    place: Place


@dataclass(slots=True, unsafe_hash=True)
class AscribeUserType:
    """`AscribeUserType(P, variance, type)`; only in early MIR."""

    place: Place
    variance: str
    user_type: str
    """As printed."""


@dataclass(slots=True, unsafe_hash=True)
class Coverage:
    """`Coverage::kind`."""

    kind: str


@dataclass(slots=True, unsafe_hash=True)
class ConstEvalCounter:
    """`ConstEvalCounter`: a step that constant evaluation counts; nothing at run time."""


@dataclass(slots=True, unsafe_hash=True)
class Nop:
    """`nop`."""


@dataclass(slots=True, unsafe_hash=True)
class Deinit:
    """`Deinit(P)`; of older rustc."""

    place: Place


@dataclass(slots=True, unsafe_hash=True)
class BackwardIncompatibleDropHint:
    """`BackwardIncompatibleDropHint(P)`: a lint's mark."""

    place: Place


@dataclass(slots=True, unsafe_hash=True)
class DebugAssignRef:
    """`// DBG: _1 = &P;`: from here on the debugger sees `&P` in `_1`. `None`: no longer known."""

    local: int
    place: Place | None


StatementKind: TypeAlias = (
    Assign
    | SetDiscriminant
    | StorageLive
    | StorageDead
    | Assume
    | CopyNonOverlapping
    | Retag
    | FakeRead
    | PlaceMention
    | AscribeUserType
    | Coverage
    | ConstEvalCounter
    | Nop
    | Deinit
    | BackwardIncompatibleDropHint
    | DebugAssignRef
)


@dataclass(slots=True)
class Statement:
    """One statement."""

    kind: StatementKind
    source_info: SourceInfo | None = None
