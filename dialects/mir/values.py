"""
Which integers are the bits or values of a type, as far as that is known without a target.
"""

from __future__ import annotations

from typing import cast

from xdsl.dialects.builtin import IntegerType, Signedness
from xdsl.ir import Attribute

from .types import BoolType, CharType, IsizeType, PatternType, UsizeType

_SIGNED = {bits: (-(1 << bits - 1), (1 << bits - 1) - 1) for bits in (8, 16, 32, 64, 128)}
_UNSIGNED = {bits: (0, (1 << bits) - 1) for bits in (8, 16, 32, 64, 128)}
_ANY = (-(1 << 127), (1 << 128) - 1)


def bounds(type: Attribute) -> tuple[int, int]:
    """
    The least and the greatest integer that a constant of `type` may have. Of a type whose size is
    not known here, or that is no integer, it is what 128 bits hold.
    """
    if isinstance(type, IntegerType):
        integer = cast("IntegerType[int, Signedness]", type)
        table = _SIGNED if integer.signedness.data is Signedness.SIGNED else _UNSIGNED
        return table.get(integer.width.data, _ANY)
    if isinstance(type, UsizeType):
        return _UNSIGNED[64]
    if isinstance(type, BoolType):
        return (0, 1)
    if isinstance(type, IsizeType):
        return _SIGNED[64]
    if isinstance(type, CharType):
        return (0, 0x10FFFF)
    if isinstance(type, PatternType):
        return bounds(type.base)
    return _ANY


def bits(type: Attribute) -> int:
    """How many bits a switch on `type` compares; 128 where the type does not tell."""
    if isinstance(type, IntegerType):
        return cast("IntegerType[int, Signedness]", type).width.data
    if isinstance(type, UsizeType | IsizeType):
        return 64
    if isinstance(type, BoolType):
        return 1
    if isinstance(type, CharType):
        return 32
    return 128
