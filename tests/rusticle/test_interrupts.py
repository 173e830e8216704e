"""Ctrl-C and termination: no output, no process that goes on, no temporary files."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from rusticle.frontend.device_core import DeviceCore
from rusticle.frontend.toolchain import Toolchain
from tests.rusticle.command_line import BIN, EXAMPLES, environment, files

KERNEL = str(EXAMPLES / "nbody.rs")
"""With a type of its own, for which rustdoc is run."""
DEADLINE = 30.0
"""Seconds that a busy machine may take for anything here."""


@dataclass(frozen=True)
class Hung:
    """A `rusticle compile` whose rustc and rustdoc do not end."""

    process: subprocess.Popen[str]
    work: Path
    temporary: Path


def wait_until(holds: Callable[[], bool], what: str) -> None:
    end = time.monotonic() + DEADLINE
    while not holds():
        assert time.monotonic() < end, f"{what}, after {DEADLINE:g} s"
        time.sleep(0.05)


def is_alive(pid: int) -> bool:
    """Whether a process runs; a zombie, that its parent may still ask about, does not."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state not in "ZX"


def is_idle(pid: int) -> bool:
    """Whether a process has done something, and now does nothing for a second."""

    def ticks() -> int:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return int(fields[11]) + int(fields[12])

    before = ticks()
    time.sleep(1)
    return ticks() == before > 5


def descendants(pid: int) -> set[int]:
    """The processes that a process has started, and those that they have."""
    found: set[int] = set()
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            children = {int(child) for child in task.read_text().split()}
        except OSError:
            continue
        found |= children
        for child in children:
            found |= descendants(child)
    return found


@pytest.fixture
def slow_rustc(tmp_path: Path, toolchain: Toolchain) -> Path:
    """A rustc that says what the real one is, and then never ends."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name, real in (("rustc", toolchain.rustc), ("rustdoc", toolchain.rustdoc)):
        script = folder / name
        script.write_text(
            "#!/bin/sh\n"
            f'case "$1" in -vV|--print*) exec {real} "$@";; esac\n'
            f'echo $$ > "{tmp_path}/{name}.pid"\n'
            "exec sleep 600\n"
        )
        script.chmod(0o755)
    return folder / "rustc"


def start(tmp_path: Path, slow_rustc: Path, *, input: str = KERNEL, **env: str) -> Hung:
    """Start a compilation with its working and temporary files in folders of their own."""
    work, temporary = tmp_path / "work", tmp_path / "temporary"
    work.mkdir()
    temporary.mkdir()
    process = subprocess.Popen(
        [BIN / "rusticle", "compile", input, "--cpu", "gfx1100", "--rustc", str(slow_rustc)],
        cwd=work, env=environment(TMPDIR=str(temporary), **env), text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        preexec_fn=heed_signals,
        start_new_session=True,
    )  # fmt: skip
    return Hung(process, work, temporary)


def heed_signals() -> None:
    """
    Undo what who runs the tests may have had ignored, which a child inherits: a shell's `&`
    interrupts, `nohup` hangups.
    """
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)


def check_stopped(hung: Hung, number: signal.Signals, *, group: bool = False) -> None:
    """Send the signal, and see that everything ends, and nothing stays."""
    children = descendants(hung.process.pid)
    assert children
    (os.killpg if group else os.kill)(hung.process.pid, number)
    out, err = hung.process.communicate(timeout=DEADLINE)
    assert hung.process.returncode == 128 + number
    assert out == ""
    assert "Traceback" not in err
    assert err.strip() == ""
    wait_until(lambda: not any(map(is_alive, children)), "a child process still runs")
    assert files(hung.work) == {}
    assert list(hung.temporary.iterdir()) == []


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_an_interrupted_compilation_leaves_nothing(
    tmp_path: Path, slow_rustc: Path, device_core: DeviceCore, number: signal.Signals
):
    # The script calls itself the real rustc, so the real one's `core` serves it.
    hung = start(tmp_path, slow_rustc)
    for name in ("rustc.pid", "rustdoc.pid"):
        wait_until((tmp_path / name).exists, f"there is no {name}")
    check_stopped(hung, number)


def test_an_interrupted_core_build_leaves_nothing(tmp_path: Path, slow_rustc: Path):
    cache = tmp_path / "cache"
    hung = start(tmp_path, slow_rustc, RUSTICLE_CACHE_DIR=str(cache))
    for name in ("rustc.pid", "rustdoc.pid"):
        wait_until((tmp_path / name).exists, f"there is no {name}")
    assert hung.process.stderr is not None
    assert hung.process.stderr.readline().startswith("rusticle: building core")
    check_stopped(hung, signal.SIGINT)
    left = [path.name for path in cache.rglob("*") if path.is_file()]
    assert sorted(left) in (
        ["toolchains-v2.json"],
        [".amdgcn-amd-amdhsa.lock", "toolchains-v2.json"],
    )


def test_interrupting_a_package_stops_it_too(
    tmp_path: Path, slow_rustc: Path, device_core: DeviceCore
):
    """As a terminal does, which interrupts all processes: cargo, if there is one, has its own."""
    package = tmp_path / "package"
    (package / "src").mkdir(parents=True)
    (package / "Cargo.toml").write_text('[package]\nname = "k"\nversion = "0.1.0"\n')
    shutil.copy(KERNEL, package / "src" / "lib.rs")
    hung = start(tmp_path, slow_rustc, input=str(package))
    wait_until((tmp_path / "rustc.pid").exists, "there is no rustc.pid")
    check_stopped(hung, signal.SIGINT, group=True)


def test_interrupting_rusticle_opt(tmp_path: Path):
    """It waits for standard input, with an output file to write."""
    with subprocess.Popen(
        [BIN / "rusticle-opt", "-o", "out.mlir"], cwd=tmp_path, env=os.environ,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        preexec_fn=heed_signals,
    ) as process:  # fmt: skip
        wait_until(lambda: is_idle(process.pid), "it still works")
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=DEADLINE)
    assert process.returncode == 130
    assert err == ""
    assert files(tmp_path) == {}


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_while_a_class_is_made_is_no_bug(number: signal.Signals):
    code = (
        "import os; from rusticle.command import run_command\n"
        "class Attribute:\n"
        f"    def __set_name__(self, owner, name): os.kill(os.getpid(), {number:d})\n"
        "def body():\n"
        "    class Owner: attribute = Attribute()\n"
        "    raise AssertionError('it went on')\n"
        "run_command(body)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment(), preexec_fn=heed_signals,
        capture_output=True, text=True, check=False, timeout=DEADLINE,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (128 + number, "")
