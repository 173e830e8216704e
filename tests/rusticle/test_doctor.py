"""`rusticle doctor`: what is there, what is not, and how to get it."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from rusticle import doctor
from rusticle.doctor import Finding, as_json, examine, is_ready, render
from rusticle.frontend.toolchain import Toolchain
from tests.rusticle.command_line import rusticle

NAMES = [
    "packages", "rustc", "rustdoc", "library sources", "device core", "LLVM", "linker",
    "mlir-translate", "cache", "free disk",
]  # fmt: skip


def by_name(findings: list[Finding]) -> dict[str, Finding]:
    return {finding.name: finding for finding in findings}


def test_everything_that_a_compilation_needs_is_looked_for(toolchain: Toolchain):
    findings = examine()
    assert [finding.name for finding in findings] == NAMES
    found = by_name(findings)
    assert found["rustc"].detail == f"{toolchain.version} at {toolchain.rustc}"
    assert found["rustdoc"].detail == toolchain.rustdoc
    assert toolchain.library in found["library sources"].detail
    assert found["LLVM"].detail.endswith("in llvmlite, with AMD GCN GPUs")


def test_json_says_the_same(tmp_path: Path, toolchain: Toolchain):
    ran = rusticle("doctor", "--json", cwd=tmp_path)
    told: dict[str, Any] = json.loads(ran.stdout)
    assert ran.status == (0 if told["ready"] else 1)
    assert [finding["name"] for finding in told["findings"]] == NAMES
    assert set(told["findings"][0]) == {"name", "found", "detail", "help", "required"}


def test_check_prints_nothing(tmp_path: Path, toolchain: Toolchain):
    ran = rusticle("doctor", "--check", cwd=tmp_path)
    assert (ran.stdout, ran.stderr) == ("", "")
    broken = rusticle("doctor", "--check", cwd=tmp_path, RUSTICLE_LLD="/nowhere/lld")
    assert (broken.status, broken.stdout, broken.stderr) == (1, "", "")


def test_what_is_missing_is_told_with_the_way_to_get_it(tmp_path: Path, toolchain: Toolchain):
    ran = rusticle("doctor", cwd=tmp_path, RUSTICLE_LLD="/nowhere/lld", COLUMNS="200")
    assert ran.status == 1
    assert "missing  linker" in ran.stdout
    assert "`RUSTICLE_LLD` names `/nowhere/lld`, which is no program that can be run" in ran.stdout


def test_a_core_that_is_not_built_is_no_fault(
    tmp_path: Path, toolchain: Toolchain, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("RUSTICLE_CACHE_DIR", str(tmp_path / "cache"))
    found = by_name(examine())
    assert found["device core"].found
    assert found["device core"].detail.startswith("not built yet; the first compilation builds it")
    assert found["cache"].detail == f"{tmp_path}/cache (0 MB)"
    assert [path.name for path in (tmp_path / "cache").iterdir()] == ["toolchains-v2.json"]


def test_a_cache_that_cannot_be_is_told(monkeypatch: pytest.MonkeyPatch, toolchain: Toolchain):
    monkeypatch.setenv("RUSTICLE_CACHE_DIR", "/dev/null/cache")
    found = by_name(examine())
    assert not found["cache"].found
    assert found["cache"].detail == "/dev/null/cache: `/dev/null` is no directory"
    assert found["cache"].help == ("set `RUSTICLE_CACHE_DIR` to a directory elsewhere",)


def test_a_disk_without_room_is_told(monkeypatch: pytest.MonkeyPatch, toolchain: Toolchain):
    monkeypatch.setattr(doctor, "LEAST_FREE", 1 << 62)
    findings = examine()
    assert not by_name(findings)["free disk"].found
    assert not is_ready(findings)


def test_without_a_rustc_the_rest_is_still_looked_for(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    from rusticle.diagnostics import CompileError
    from rusticle.frontend import toolchain as module

    def nothing(rustc: str | None = None) -> Toolchain:
        raise CompileError.of("no rustc was found", help=["get one"])

    monkeypatch.setattr(module, "find_toolchain", nothing)
    findings = examine()
    assert findings[1] == Finding(
        "rustc with library sources", False, "no rustc was found", ("get one",)
    )
    assert "linker" in by_name(findings)
    assert not is_ready(findings)


def test_what_is_optional_does_not_count(monkeypatch: pytest.MonkeyPatch):
    optional = Finding("mlir-translate", False, "not found", ("get it",), required=False)
    assert is_ready([optional])
    assert not is_ready([Finding("linker", False, "not found")])
    assert json.loads(as_json([optional]))["ready"] is True
    stream = StringIO()
    render([optional], Console(file=stream, width=100))
    assert stream.getvalue().split() == [
        "absent",
        "mlir-translate",
        "not",
        "found",
        "help:",
        "get",
        "it",
    ]
