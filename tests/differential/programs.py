"""The hypothesis strategy of random programs."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from .choices import Choices
from .generator import Generator
from .items import program_text


@st.composite
def programs(draw: Any) -> str:
    """The text of a module with a `run`, as `harness.py` wants it."""
    return program_text(Generator(Choices(draw)))
