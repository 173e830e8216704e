"""What all tests share: the real toolchain, the device `core`, and no skipping where CI says so."""

from __future__ import annotations

from collections.abc import Generator
from typing import Any

import pytest

from rusticle.diagnostics import CompileError
from rusticle.frontend.device_core import CoreDigest, DeviceCore, ensure_core
from rusticle.frontend.toolchain import Toolchain, find_toolchain
from tests.support.tools import may_skip

TRIPLE = "amdgcn-amd-amdhsa"


@pytest.fixture(scope="session")
def toolchain() -> Toolchain:
    """The real rustc, if there is one that can be used."""
    try:
        return find_toolchain()
    except CompileError as error:
        pytest.skip(str(error))


@pytest.fixture(scope="session")
def device_core(toolchain: Toolchain) -> DeviceCore:
    """
    The device `core`, in the user's cache (or `RUSTICLE_CACHE_DIR`), built if it is not.

    The cache's lock has one of several test processes build it, and the others wait.
    """
    return ensure_core(toolchain, TRIPLE)


@pytest.fixture(scope="session")
def core_digest(device_core: DeviceCore) -> CoreDigest:
    """The open digest of `core`."""
    return device_core.open()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, Any, pytest.TestReport]:
    """Where nothing may be skipped (`RUSTICLE_NO_SKIP`), a skipped test has failed."""
    report: pytest.TestReport = yield
    if report.skipped and not may_skip() and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped where nothing may be: {report.longrepr}"
    return report
