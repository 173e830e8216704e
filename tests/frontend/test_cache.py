from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import platformdirs
import pytest

from rusticle.diagnostics import CompileError
from rusticle.frontend.cache import (
    STAMP,
    cache_dir,
    entry,
    invalidate,
    is_complete,
    write_atomically,
)


def make(directory: Path) -> None:
    (directory / "content").write_text("whole")


def nothing(_: Path) -> None:
    raise AssertionError("must not be made")


def test_an_entry_is_made_once(tmp_path: Path):
    place = tmp_path / "a" / "entry"
    assert entry(place, make) == place
    assert entry(place, nothing) == place
    assert (place / "content").read_text() == "whole"


@pytest.mark.parametrize("failure", [KeyboardInterrupt, SystemExit, ValueError])
def test_an_interrupted_entry_is_absent_and_made_the_next_time(
    tmp_path: Path, failure: type[BaseException]
):
    def interrupted(directory: Path) -> None:
        make(directory)
        raise failure

    place = tmp_path / "entry"
    with pytest.raises(failure):
        entry(place, interrupted)
    assert not place.exists()
    assert not list(tmp_path.glob(".*.part"))
    entry(place, make)
    assert is_complete(place)


def test_what_a_killed_process_leaves_is_removed(tmp_path: Path):
    place = tmp_path / "entry"
    program = (
        "import sys, time; from pathlib import Path; from rusticle.frontend.cache import entry\n"
        "def make(d):\n"
        "    (d / 'half').write_text('')\n"
        "    print('begun', flush=True)\n"
        "    time.sleep(60)\n"
        f"entry(Path({str(place)!r}), make)\n"
    )
    process = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stdout.readline() == b"begun\n"
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()
    assert len(list(tmp_path.glob(".entry.*.part"))) == 1
    entry(place, make)
    assert is_complete(place)
    assert not list(tmp_path.glob(".entry.*.part"))


def test_two_that_want_it_at_once_make_it_once(tmp_path: Path):
    place = tmp_path / "entry"
    begun, finish = threading.Event(), threading.Event()
    waited: list[str] = []

    def slow(directory: Path) -> None:
        begun.set()
        assert finish.wait(10)
        make(directory)

    first = threading.Thread(target=lambda: entry(place, slow))
    first.start()
    assert begun.wait(10)

    def waiting() -> None:
        waited.append("yes")
        finish.set()

    assert entry(place, nothing, waiting=waiting) == place
    first.join()
    assert waited == ["yes"]


def test_a_damaged_entry_is_made_again(tmp_path: Path):
    place = entry(tmp_path / "entry", make)
    (place / "content").write_text("who")
    assert not is_complete(place)
    entry(place, make)
    assert (place / "content").read_text() == "whole"
    invalidate(place)
    assert not is_complete(place)
    entry(place, make)
    assert is_complete(place)


@pytest.mark.parametrize("stamp", ["", "{}", '{"files": 1}', '{"files": [["content", 99]]}', "[]"])
def test_a_stamp_that_does_not_fit_is_no_stamp(tmp_path: Path, stamp: str):
    place = entry(tmp_path / "entry", make)
    (place / STAMP).write_text(stamp)
    assert not is_complete(place)


def test_a_full_disk_is_told(tmp_path: Path):
    def full(directory: Path) -> None:
        make(directory)
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with pytest.raises(CompileError) as error:
        entry(tmp_path / "entry", full)
    (diagnostic,) = error.value.diagnostics
    assert diagnostic.message == (
        f"the cache `{tmp_path / 'entry'}` cannot be written: No space left on device"
    )
    assert diagnostic.help[0].startswith("free some space")
    assert not (tmp_path / "entry").exists()


def test_a_cache_that_cannot_be_there_is_told(tmp_path: Path):
    (tmp_path / "file").write_text("")
    with pytest.raises(CompileError, match="cannot be written") as error:
        entry(tmp_path / "file" / "entry", make)
    assert "RUSTICLE_CACHE_DIR" in error.value.diagnostics[0].help[1]


def test_the_directory_can_be_chosen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setenv("RUSTICLE_CACHE_DIR", str(tmp_path))
    assert cache_dir() == tmp_path
    monkeypatch.delenv("RUSTICLE_CACHE_DIR")
    assert cache_dir().name == "rusticle"


@pytest.mark.parametrize("base", [None, "", "relative", "/absolute"])
def test_the_directory_is_the_platforms(monkeypatch: pytest.MonkeyPatch, base: str | None):
    monkeypatch.delenv("RUSTICLE_CACHE_DIR", raising=False)
    if base is None:
        monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    else:
        monkeypatch.setenv("XDG_CACHE_HOME", base)
    assert cache_dir() == Path(platformdirs.user_cache_dir("rusticle", appauthor=False))


def test_a_failed_write_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = tmp_path / "file.json"
    write_atomically(path, json.dumps([1]).encode())

    def fail(self: Path, target: Path) -> Path:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OSError, match="full"):
        write_atomically(path, b"new")
    assert json.loads(path.read_text()) == [1]
    assert [p.name for p in tmp_path.iterdir()] == ["file.json"]


def test_importing_is_light():
    program = (
        "import sys, rusticle.frontend.toolchain, rusticle.frontend.device_core,"
        " rusticle.frontend.rustc, rusticle.frontend.inputs\n"
        "print([m for m in ('xdsl', 'msgpack', 'zstandard', 'rich') if m in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert run.stdout == b"[]\n"


def test_a_lock_that_is_held_is_waited_for(tmp_path: Path):
    place = tmp_path / "entry"
    program = (
        "import sys, time; from pathlib import Path; from rusticle.frontend.cache import entry\n"
        "def make(d):\n"
        "    print('begun', flush=True); time.sleep(0.5); (d / 'content').write_text('whole')\n"
        f"entry(Path({str(place)!r}), make)\n"
    )
    process = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stdout.readline() == b"begun\n"
    begun = time.monotonic()
    entry(place, nothing)
    assert time.monotonic() - begun > 0.1
    assert process.wait() == 0
    process.stdout.close()
