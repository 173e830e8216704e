"""The simulated device that the tests of a module share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from rusticle.simulation import Device


@pytest.fixture(scope="module")
def device() -> Iterator[Device]:
    """A device whose launches must not take longer than two minutes."""
    with Device(timeout=120) as device:
        yield device
