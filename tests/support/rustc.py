"""
The rustc that the tests compare with, and a `core` for the device, built once and kept.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from functools import cache
from pathlib import Path

import platformdirs
from filelock import FileLock

ENVIRONMENT = {**os.environ, "RUSTC_BOOTSTRAP": "1"}
"""With the unstable options open."""

DEVICE = ("--target=amdgcn-amd-amdhsa", "-Ctarget-cpu=gfx1100")
"""The options that make rustc compile for the device."""


def _output(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


@cache
def library_sources(rustc: str) -> Path | None:
    """Where the sources of a rustc's libraries are, if they are installed."""
    release = re.search(r"^release: (.*)$", _output(rustc, "-vV"), re.MULTILINE)
    assert release is not None
    places = [
        Path(_output(rustc, "--print", "sysroot").strip()) / "lib/rustlib/src/rust/library",
        Path(f"/usr/src/rustc-{release[1]}/library"),
    ]
    return next((place for place in places if (place / "core/src/lib.rs").exists()), None)


@cache
def find_rustc(least: tuple[int, int] = (1, 96)) -> str | None:
    """`$RUSTC`, or the first rustc on the path that is new enough and has library sources."""
    if "RUSTC" in os.environ:
        return os.environ["RUSTC"]
    for directory in os.get_exec_path():
        path = shutil.which("rustc", path=directory)
        if path is None:
            continue
        try:
            version = re.match(r"rustc (\d+)\.(\d+)", _output(path, "--version"))
        except (OSError, subprocess.CalledProcessError):
            continue
        if version is None or (int(version[1]), int(version[2])) < least:
            continue
        if library_sources(path) is not None:
            return path
    return None


def device_core(rustc: str) -> Path:
    """
    The directory of a `core` and an empty `compiler_builtins` for the device, metadata only.

    `$RUSTICLE_TEST_CORE` names one; otherwise it is built, in half a minute, and kept in the
    user's cache.
    """
    if "RUSTICLE_TEST_CORE" in os.environ:
        return Path(os.environ["RUSTICLE_TEST_CORE"])
    sources = library_sources(rustc)
    assert sources is not None
    version = _output(rustc, "--version").split()[1]
    directory = Path(platformdirs.user_cache_dir("rusticle-tests")) / f"core-{version}"
    directory.mkdir(parents=True, exist_ok=True)
    with FileLock(directory / "lock"):
        if not (directory / "libcompiler_builtins.rmeta").exists():
            builtins = directory / "compiler_builtins.rs"
            builtins.write_text(
                "#![feature(compiler_builtins)]\n#![compiler_builtins]\n#![no_std]\n"
            )
            for name, source in (
                ("core", sources / "core/src/lib.rs"),
                ("compiler_builtins", builtins),
            ):
                subprocess.run(
                    [
                        rustc,
                        *DEVICE,
                        f"--crate-name={name}",
                        "--edition=2024",
                        "--crate-type=rlib",
                        "--emit=metadata",
                        "-Zforce-unstable-if-unmarked",
                        "--cap-lints=allow",
                        f"-L{directory}",
                        "-o",
                        str(directory / f"lib{name}.rmeta"),
                        str(source),
                    ],
                    env=ENVIRONMENT,
                    capture_output=True,
                    check=True,
                )
    return directory


def device_core_json(rustc: str) -> Path:
    """
    rustdoc's JSON of `core` for the device.

    `$RUSTICLE_TEST_CORE_JSON` names one; otherwise it is made, in twenty seconds, and kept in the
    user's cache.
    """
    if "RUSTICLE_TEST_CORE_JSON" in os.environ:
        return Path(os.environ["RUSTICLE_TEST_CORE_JSON"])
    sources = library_sources(rustc)
    assert sources is not None
    directory = device_core(rustc)
    with FileLock(directory / "lock"):
        if not (directory / "core.json").exists():
            subprocess.run(
                [
                    str(Path(rustc).with_name("rustdoc")),
                    *DEVICE,
                    "--crate-name=core",
                    "--edition=2024",
                    "-Zforce-unstable-if-unmarked",
                    "--cap-lints=allow",
                    "-Zunstable-options",
                    "--output-format=json",
                    "--document-private-items",
                    "--document-hidden-items",
                    f"-o{directory}",
                    str(sources / "core/src/lib.rs"),
                ],
                env=ENVIRONMENT,
                capture_output=True,
                check=True,
            )
    return directory / "core.json"
