from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from rusticle.diagnostics import CompileError
from rusticle.frontend import toolchain as toolchains
from rusticle.frontend.toolchain import Toolchain, candidates, find_library, find_toolchain, probe

Script = Callable[[str, str], Path]


def fake_rustc(
    script: Script, tmp_path: Path, *, release: str = "9.9.9", sources: bool = True
) -> Path:
    """A rustc that answers as rustc does and writes down how often it is asked."""
    sysroot = tmp_path / f"sysroot-{release}"
    core = sysroot / "lib/rustlib/src/rust/library/core/src/lib.rs"
    if sources:
        core.parent.mkdir(parents=True)
        core.write_text("")
    script("rustdoc", "exit 0")
    return script(
        "rustc",
        f"""echo asked >> {tmp_path}/asked
case "$1" in
--print=sysroot) echo {sysroot};;
*) printf 'rustc {release} (abc 2030-01-01)\\nbinary: rustc\\ncommit-hash: unknown\\n'
   printf 'host: x86_64-unknown-linux-gnu\\nrelease: {release}\\n';;
esac""",
    )


def only(monkeypatch: pytest.MonkeyPatch, *paths: Path) -> None:
    monkeypatch.setattr(toolchains, "candidates", lambda: iter([str(p) for p in paths]))


def test_a_rustc_with_sources_is_found(
    script: Script, tmp_path: Path, own_cache: Path, monkeypatch: pytest.MonkeyPatch
):
    rustc = fake_rustc(script, tmp_path)
    only(monkeypatch, rustc)
    found = find_toolchain()
    assert found == Toolchain(
        rustc=str(rustc),
        rustdoc=str(rustc.with_name("rustdoc")),
        version="9.9.9",
        identity="85ad771fa9cd",
        host="x86_64-unknown-linux-gnu",
        sysroot=str(tmp_path / "sysroot-9.9.9"),
        library=str(tmp_path / "sysroot-9.9.9/lib/rustlib/src/rust/library"),
    )


def test_an_answer_is_kept_until_the_executable_changes(
    script: Script, tmp_path: Path, own_cache: Path, monkeypatch: pytest.MonkeyPatch
):
    rustc = fake_rustc(script, tmp_path)
    only(monkeypatch, rustc)
    find_toolchain()
    asked = (tmp_path / "asked").read_text()
    find_toolchain()
    assert (tmp_path / "asked").read_text() == asked
    os.utime(rustc, ns=(1, 1))
    find_toolchain()
    assert (tmp_path / "asked").read_text() == asked * 2


def test_a_damaged_cache_file_is_no_error(
    script: Script, tmp_path: Path, own_cache: Path, monkeypatch: pytest.MonkeyPatch
):
    only(monkeypatch, fake_rustc(script, tmp_path))
    own_cache.mkdir()
    (own_cache / "toolchains-v2.json").write_text('{"x": ')
    assert find_toolchain().version == "9.9.9"
    (own_cache / "toolchains-v2.json").write_text("[1]")
    assert find_toolchain().version == "9.9.9"


def test_an_unwritable_cache_is_no_error(
    script: Script, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    only(monkeypatch, fake_rustc(script, tmp_path))
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("RUSTICLE_CACHE_DIR", str(tmp_path / "file" / "cache"))
    assert find_toolchain().version == "9.9.9"


def test_one_without_sources_is_passed_over_and_named(
    script: Script, tmp_path: Path, own_cache: Path, monkeypatch: pytest.MonkeyPatch
):
    rustc = fake_rustc(script, tmp_path, sources=False)
    only(monkeypatch, rustc)
    with pytest.raises(CompileError) as error:
        find_toolchain()
    (diagnostic,) = error.value.diagnostics
    assert diagnostic.message == "no rustc was found that has the sources of its own library"
    assert diagnostic.notes == (f"`{rustc}` is 9.9.9, without its library's sources",)
    assert "rustup component add rust-src" in diagnostic.help[0]


def test_sources_that_are_installed_later_are_seen(
    script: Script, tmp_path: Path, own_cache: Path, monkeypatch: pytest.MonkeyPatch
):
    only(monkeypatch, fake_rustc(script, tmp_path, sources=False))
    with pytest.raises(CompileError):
        find_toolchain()
    core = tmp_path / "sysroot-9.9.9/lib/rustlib/src/rust/library/core/src/lib.rs"
    core.parent.mkdir(parents=True)
    core.write_text("")
    assert find_toolchain().version == "9.9.9"


def test_no_rustc_at_all(own_cache: Path, monkeypatch: pytest.MonkeyPatch):
    only(monkeypatch)
    with pytest.raises(CompileError, match="no rustc was found") as error:
        find_toolchain()
    assert error.value.diagnostics[0].help


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("echo broken >&2; exit 3", "fails: broken"),
        ("exit 1", "fails: no message"),
        ("echo hello", "does not answer as rustc does"),
    ],
)
def test_what_is_no_rustc_is_told(script: Script, body: str, reason: str):
    assert probe(str(script("rustc", body))) == reason


def test_a_named_rustc_is_taken_or_refused(script: Script, tmp_path: Path, own_cache: Path):
    with pytest.raises(CompileError, match="there is no rustc at `nowhere/rustc`"):
        find_toolchain("nowhere/rustc")
    rustc = fake_rustc(script, tmp_path)
    assert find_toolchain(str(rustc)).rustc == str(rustc)
    bad = script("rustc-bad", "exit 1")
    with pytest.raises(CompileError, match="cannot be used: it fails"):
        find_toolchain(str(bad))


def test_a_rustc_of_the_environment_must_be_there(own_cache: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("RUSTC", "/nowhere/rustc")
    with pytest.raises(CompileError) as error:
        find_toolchain()
    assert str(error.value) == (
        "error: there is no rustc at `/nowhere/rustc`\n"
        "note: the environment variable `RUSTC` names it"
    )


def test_candidates_are_ordered_and_unique(script: Script, tmp_path: Path):
    named = script("my-rustc", "exit 0")
    first = script("rustc", "exit 0")
    toolchain = tmp_path / "rustup/toolchains/nightly/bin/rustc"
    toolchain.parent.mkdir(parents=True)
    toolchain.symlink_to(named)
    found = list(
        candidates(
            {
                "RUSTC": str(named),
                "PATH": f"{first.parent}{os.pathsep}{first.parent}",
                "RUSTUP_HOME": str(tmp_path / "rustup"),
            }
        )
    )
    assert found[:2] == [str(named), str(first)]
    assert found[-1] == str(toolchain)
    assert len(found) == len(set(found))


def test_unstable_flags_are_opened_in_the_child_alone(toolchain: Toolchain):
    before = dict(os.environ)
    assert toolchain.environment()["RUSTC_BOOTSTRAP"] == "1"
    assert dict(os.environ) == before


def test_the_real_one_has_its_sources(toolchain: Toolchain):
    assert (Path(toolchain.library) / "core/src/lib.rs").is_file()
    assert find_library(toolchain.sysroot, toolchain.version) == toolchain.library


def test_a_proxy_is_asked_again_where_its_choice_may_be_another(
    script: Script, tmp_path: Path, own_cache: Path, monkeypatch: pytest.MonkeyPatch
):
    rustc = fake_rustc(script, tmp_path)
    script("rustup", "exit 0")
    only(monkeypatch, rustc)
    monkeypatch.setenv("RUSTUP_HOME", str(tmp_path / "rustup"))
    for name in ("plain", "other", "pinned"):
        (tmp_path / name).mkdir()
    (tmp_path / "pinned/rust-toolchain.toml").write_text("")
    counts: list[int] = []
    for name in ("plain", "other", "pinned", "pinned"):
        monkeypatch.chdir(tmp_path / name)
        find_toolchain()
        counts.append((tmp_path / "asked").read_text().count("asked"))
    assert counts == [2, 2, 4, 4]


def test_a_proxy_is_replaced_by_what_it_starts(
    script: Script, tmp_path: Path, own_cache: Path, monkeypatch: pytest.MonkeyPatch
):
    rustc = fake_rustc(script, tmp_path)
    script("rustup", "exit 0")
    direct = tmp_path / "sysroot-9.9.9/bin"
    direct.mkdir()
    for name in ("rustc", "rustdoc"):
        (direct / name).write_text("")
        (direct / name).chmod(0o755)
    only(monkeypatch, rustc)
    found = find_toolchain()
    assert (found.rustc, found.rustdoc) == (str(direct / "rustc"), str(direct / "rustdoc"))
