from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import pytest

from rusticle.diagnostics import CompileError
from rusticle.frontend.cache import STAMP, is_complete
from rusticle.frontend.device_core import (
    DIGEST,
    DeviceCore,
    core_directory,
    ensure_core,
    find_core,
    target_flags,
)
from rusticle.frontend.toolchain import Toolchain

TRIPLE = "amdgcn-amd-amdhsa"
Fake = Callable[[str, str], Toolchain]


@pytest.fixture
def fake(script: Callable[[str, str], Path], tmp_path: Path, own_cache: Path) -> Fake:
    """A toolchain of two shell scripts, and a library without anything in it."""

    def make(rustc: str, rustdoc: str) -> Toolchain:
        library = tmp_path / "library"
        (library / "core/src").mkdir(parents=True, exist_ok=True)
        (library / "core/src/lib.rs").write_text("")
        (library / "core/Cargo.toml").write_text('[package]\nedition = "2021"\n')
        return Toolchain(
            str(script("rustc", rustc)), str(script("rustdoc", rustdoc)),
            "9.9.9", "abc", "host", str(tmp_path), str(library),
        )  # fmt: skip

    return make


MINIMAL_JSON = json.dumps(
    {
        "root": 0,
        "format_version": 57,
        "paths": {"0": {"crate_id": 0, "path": ["core"], "kind": "module"}},
        "index": {
            "0": {
                "id": 0,
                "name": "core",
                "span": None,
                "attrs": [],
                "inner": {"module": {"is_crate": True, "items": [], "is_stripped": False}},
            }
        },
    }
)
FAKE_RUSTC = """\
echo "$@" >> "$(dirname "$0")/calls"
while [ $# -gt 1 ]; do if [ "$1" = -o ]; then out=$2; fi; shift; done
echo meta > "$out"
printf 'const X: u8 = const 1_u8;\\n' > "${out%.rmeta}.mir"
"""
FAKE_RUSTDOC = f"""\
while [ $# -gt 1 ]; do if [ "$1" = -o ]; then out=$2; fi; shift; done
cat > "$out/core.json" << 'END'
{MINIMAL_JSON}
END
"""


def test_a_core_is_built_once_and_read_back(fake: Fake, capsys: pytest.CaptureFixture[str]):
    toolchain = fake(FAKE_RUSTC, FAKE_RUSTDOC)
    assert find_core(toolchain, TRIPLE) is None
    core = ensure_core(toolchain, TRIPLE)
    assert sorted(p.name for p in core.directory.iterdir()) == [
        STAMP, DIGEST, "libcompiler_builtins.mir", "libcompiler_builtins.rmeta", "libcore.rmeta",
        "libhidden_compiler_builtins.mir", "libhidden_compiler_builtins.rmeta",
        "libhidden_core.mir", "libhidden_core.rmeta",
    ]  # fmt: skip
    assert core.hidden_externs[1] == f"core={core.directory / 'libhidden_core.rmeta'}"
    assert DeviceCore(core.directory.parent, TRIPLE).hidden_externs == []
    calls = Path(toolchain.rustc).with_name("calls").read_text()
    assert "--edition 2021 --target amdgcn-amd-amdhsa -Ctarget-cpu=gfx1100" in calls
    assert ensure_core(toolchain, TRIPLE) == core == find_core(toolchain, TRIPLE)
    assert Path(toolchain.rustc).with_name("calls").read_text() == calls
    digest = core.open()
    assert digest.execute("SELECT path, kind FROM bodies").fetchall() == [
        ("core::X", "trivial const")
    ]
    digest.close()
    progress = capsys.readouterr().err
    assert "building core for amdgcn-amd-amdhsa with rustc 9.9.9" in progress
    assert "built core for amdgcn-amd-amdhsa in" in progress


def test_a_build_that_fails_says_what_rustc_said(fake: Fake):
    toolchain = fake("echo 'error: could not find target' >&2; exit 1", FAKE_RUSTDOC)
    with pytest.raises(CompileError) as error:
        ensure_core(toolchain, TRIPLE)
    (diagnostic,) = error.value.diagnostics
    assert diagnostic.message == f"rustc 9.9.9 cannot build `core` for `{TRIPLE}`"
    assert diagnostic.notes == ("exit status 1", "error: could not find target")
    assert not core_directory(toolchain, TRIPLE).exists()


def test_a_full_disk_is_told(fake: Fake):
    toolchain = fake(
        "echo 'error: failed to write: No space left on device (os error 28)' >&2; exit 1",
        FAKE_RUSTDOC,
    )
    with pytest.raises(CompileError, match="cannot be written: No space left on device"):
        ensure_core(toolchain, TRIPLE)


def test_json_that_is_not_json_is_no_traceback(fake: Fake):
    toolchain = fake(FAKE_RUSTC, FAKE_RUSTDOC.replace(MINIMAL_JSON, '{"format_version": 3}'))
    with pytest.raises(CompileError, match="format 3, which is not known"):
        ensure_core(toolchain, TRIPLE)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_an_interrupted_build_stops_rustc_and_leaves_nothing(
    fake: Fake, tmp_path: Path, number: signal.Signals
):
    toolchain = fake('echo $$ > "$(dirname "$0")/pid"; exec sleep 60', "exec sleep 60")
    # A shell has what it starts in the background ignore SIGINT, tests as well.
    program = (
        "import signal\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "from rusticle.frontend.device_core import ensure_core\n"
        "from rusticle.frontend.toolchain import Toolchain\n"
        f"ensure_core(Toolchain(**{asdict(toolchain)!r}), {TRIPLE!r})\n"
    )
    process = subprocess.Popen([sys.executable, "-c", program], stderr=subprocess.DEVNULL)
    pid_file = Path(toolchain.rustc).with_name("pid")
    deadline = time.monotonic() + 20
    while not (pid_file.exists() and pid_file.read_text().strip()):
        assert time.monotonic() < deadline
        time.sleep(0.02)
    process.send_signal(number)
    assert process.wait(20) != 0
    # It is stopped, but who adopted it may take a moment to reap it.
    rustc = Path(f"/proc/{pid_file.read_text().strip()}")
    deadline = time.monotonic() + 20
    while rustc.exists():
        assert time.monotonic() < deadline
        time.sleep(0.02)
    directory = core_directory(toolchain, TRIPLE)
    assert not directory.exists()
    assert not list(directory.parent.glob(".*.part"))


def test_toolchains_and_targets_do_not_share(fake: Fake):
    one = fake("", "")
    other = Toolchain(**{**asdict(one), "identity": "def"})
    assert core_directory(one, TRIPLE) != core_directory(other, TRIPLE)
    assert core_directory(one, TRIPLE) != core_directory(one, "nvptx64-nvidia-cuda")


def test_target_flags():
    assert target_flags("amdgcn-amd-amdhsa") == [
        "--target", "amdgcn-amd-amdhsa", "-Ctarget-cpu=gfx1100"]  # fmt: skip
    assert target_flags("amdgcn-amd-amdhsa", "gfx90a")[-1] == "-Ctarget-cpu=gfx90a"
    assert target_flags("nvptx64-nvidia-cuda") == ["--target", "nvptx64-nvidia-cuda"]


def test_a_damaged_digest_is_told_and_made_again(device_core: DeviceCore, tmp_path: Path):
    copy = tmp_path / "core"
    shutil.copytree(device_core.directory, copy)
    damaged = bytearray((copy / DIGEST).read_bytes())
    damaged[4096:] = b"\xff" * (len(damaged) - 4096)
    (copy / DIGEST).write_bytes(damaged)
    assert is_complete(copy)
    digest = DeviceCore(copy, TRIPLE).open()
    with pytest.raises(CompileError, match="is damaged") as error:
        digest.definitions.adt("core::option::Option")
    assert error.value.diagnostics[0].help == ("it will be made again the next time",)
    assert not is_complete(copy)


def test_a_digest_that_is_gone_is_told(tmp_path: Path):
    with pytest.raises(CompileError, match="is damaged"):
        DeviceCore(tmp_path, TRIPLE).open()
