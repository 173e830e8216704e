"""
The decisions of a generator, drawn from hypothesis.

Alternatives are given simplest first, for that is where hypothesis goes when it shrinks.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any, TypeVar

from hypothesis import strategies as st

T = TypeVar("T")


@cache
def _below(count: int) -> st.SearchStrategy[int]:
    return st.integers(0, count - 1)


class Choices:
    """Draws of a `@st.composite` strategy."""

    def __init__(self, draw: Any) -> None:
        self._draw = draw

    def below(self, count: int) -> int:
        """A number from 0 to `count - 1`."""
        return 0 if count == 1 else self._draw(_below(count))

    def number(self, low: int, high: int) -> int:
        """A number from `low` to `high`, both included."""
        return low + self.below(high - low + 1)

    def pick(self, alternatives: Sequence[T]) -> T:
        """One of them."""
        return alternatives[self.below(len(alternatives))]

    def chance(self, one_in: int) -> bool:
        """True once in so many times."""
        return self.below(one_in) == one_in - 1
