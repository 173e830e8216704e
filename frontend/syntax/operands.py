"""Operands: what is copied or moved from a place, and constants (`Operand` in `mir/syntax.rs`)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from xdsl.ir import Attribute

from .constants import ConstValue
from .paths import FnSig
from .places import Place
from .positions import Span


@dataclass(slots=True, unsafe_hash=True)
class Copy:
    """`copy P`."""

    place: Place


@dataclass(slots=True, unsafe_hash=True)
class Move:
    """`move P`."""

    place: Place


@dataclass(slots=True, unsafe_hash=True)
class Constant:
    """`const V`, or a function item's path."""

    type: Attribute | None
    """
    `None` where neither the constant's text, nor the comment beneath it, nor its surroundings
    tell: an unevaluated constant among a call's arguments, for one.
    """
    value: ConstValue
    span: Span | None = None
    """Where the constant is written; only for those of which rustc prints the comment."""
    fn_sig: FnSig | None = None
    """The signature of a function item, if the comment beneath the statement gave it."""


@dataclass(slots=True, unsafe_hash=True)
class RuntimeChecks:
    """`UbChecks`, `ContractChecks`, `OverflowChecks`: whether code generation enables them."""

    kind: str


Operand: TypeAlias = Copy | Move | Constant | RuntimeChecks
