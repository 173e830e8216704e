"""Machine instructions side by side."""

from __future__ import annotations

from bench.kernels import OTHERS, compare


def _function(name: str, *instructions: str, kernel: bool = False) -> str:
    quoted = f'"{name}"' if "::" in name else name
    lines = [f"\t.type\t{quoted},@function", f"{quoted}:", *(f"\t{i}" for i in instructions)]
    if kernel:
        lines += [f"\t.amdhsa_kernel {quoted}", "\t.end_amdhsa_kernel"]
    return "\n".join([*lines, f"\t.size\t{quoted}, 4", ""])


def test_kernels_are_matched_by_name():
    theirs = _function("k", "flat_load_b32 v0, v[0:1]", "s_endpgm", kernel=True)
    ours = _function("k", "global_load_b32 v0, v[0:1], off", kernel=True)
    (pair,) = compare(theirs, ours)
    assert pair.name == "k"
    assert pair.rustc is not None
    assert pair.ours is not None
    assert (pair.rustc.total, pair.ours.total) == (2, 1)
    assert pair.rustc.classes == {"flat": 1, "global": 0, "LDS": 0, "scratch": 0, "calls": 0}
    assert pair.ours.classes["global"] == 1


def test_functions_are_summed_whatever_their_names():
    theirs = _function("_ZN1a", "s_nop 0") + _function("_ZN1b", "ds_load_b32 v0, v1")
    ours = _function("a::b", "s_nop 0", "scratch_load_b32 v0, off, s32")
    (pair,) = compare(theirs, ours)
    assert pair.name == OTHERS
    assert pair.rustc is not None
    assert pair.ours is not None
    assert (pair.rustc.functions, pair.rustc.total, pair.rustc.classes["LDS"]) == (2, 2, 1)
    assert (pair.ours.functions, pair.ours.total, pair.ours.classes["scratch"]) == (1, 2, 1)


def test_a_kernel_that_only_one_compiler_has_is_shown():
    (pair,) = compare(_function("k", "s_endpgm", kernel=True), "")
    assert pair.ours is None
    assert pair.rustc is not None
