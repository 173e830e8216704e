"""What a measurement was made on."""

from __future__ import annotations

import platform

from bench.machine import cpu_model, rustc_versions


def test_the_processor_is_named():
    assert cpu_model("processor\t: 0\nmodel name\t: Some CPU @ 3GHz\nmodel name\t: Other\n") == (
        "Some CPU @ 3GHz"
    )


def test_a_processor_without_a_name_is_its_architecture():
    assert cpu_model("processor\t: 0\n") == platform.machine()


def test_rustc_says_which_llvm_it_has():
    said = "rustc 1.96.0 (abc 2026-05-25)\nbinary: rustc\nLLVM version: 22.1.8\n"
    assert rustc_versions(said) == ("rustc 1.96.0 (abc 2026-05-25)", "22.1.8")
    assert rustc_versions("") == ("?", "?")
