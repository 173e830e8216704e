"""What the frontend's tests share: the real toolchain, and the device `core`, built once."""

from __future__ import annotations

import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from rusticle.diagnostics import CompileError
from rusticle.frontend.device_core import CoreDigest, DeviceCore, ensure_core
from rusticle.frontend.inputs import CrateSource, open_input
from rusticle.frontend.toolchain import Toolchain, find_toolchain
from tests.frontend.sample_crate import SAMPLE

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
    """The device `core`, in the user's cache (or `RUSTICLE_CACHE_DIR`), built if it is not."""
    return ensure_core(toolchain, TRIPLE)


@pytest.fixture(scope="session")
def core_digest(device_core: DeviceCore) -> CoreDigest:
    """The open digest of `core`."""
    return device_core.open()


@pytest.fixture
def script(tmp_path: Path) -> Callable[[str, str], Path]:
    """Writes an executable shell script of that name in a directory of its own."""

    def write(name: str, body: str) -> Path:
        path = tmp_path / "bin" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"#!/bin/sh\n{body}\n")
        path.chmod(path.stat().st_mode | stat.S_IXUSR)
        return path

    return write


@pytest.fixture
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache directory for this test alone."""
    cache = tmp_path / "cache"
    monkeypatch.setenv("RUSTICLE_CACHE_DIR", str(cache))
    return cache


@pytest.fixture(scope="session")
def sample(
    toolchain: Toolchain, device_core: DeviceCore, tmp_path_factory: pytest.TempPathFactory
) -> CrateSource:
    """`sample_crate.SAMPLE`, compiled and read."""
    path = tmp_path_factory.mktemp("sample") / "sample.rs"
    path.write_text(SAMPLE)
    return open_input(path, TRIPLE).result()
