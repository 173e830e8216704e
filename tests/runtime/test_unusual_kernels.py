"""
Kernels with signatures that are seldom written: what a host gives them arrives, and what it is told
of them is right in the manifest, the C header, the Rust module and the code object.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from xdsl.dialects.builtin import ModuleOp

import rusticle
from rusticle import Pipeline
from rusticle.diagnostics import CompileError
from rusticle.frontend.toolchain import Toolchain
from rusticle.runtime import ArgumentError, EnumValue, Module
from rusticle.runtime.arguments import dtype_of
from rusticle.runtime.code_object import read_code_object
from rusticle.simulation import Device, build
from tests.support.manifest_schema import check_manifest
from tests.support.tools import requires, tool

CRATE = Path(__file__).with_name("unusual_kernels.rs")
ENGINE = "<unusual_kernels::Engine>::step"


@pytest.fixture(scope="module")
def imported() -> ModuleOp:
    """All kernels at the `mir` level, to be cloned."""
    lines = CRATE.read_text().splitlines()
    symbols = [at for at, line in enumerate(lines) if "no_mangle" in line]
    names = [lines[at + 1].partition(" fn ")[2].partition("(")[0] for at in symbols]
    paths = ["named", "a::k", "a::b::k", "a_k", "Engine::step"]
    return rusticle.load(CRATE, kernels=[*names, *paths])


@pytest.fixture(scope="module")
def module(imported: ModuleOp) -> Iterator[Module]:
    with Device() as device:
        yield device.load(build(imported.clone(), opt_level=1))


def _emit(imported: ModuleOp, emit: Any) -> str:
    return rusticle.generate(imported.clone(), Pipeline(cpu="gfx1100"), emit).text


def _u4(count: int = 1) -> Any:
    return np.zeros(count, "u4")


_EMPTY: list[int] = []
_ADDED = {"a": {"a": 1, "b": 2}, "b": (3, 0.5)}


@pytest.mark.parametrize(
    ("name", "arguments", "expected"),
    [
        ("generic", [((1, 2), None), np.zeros(1, "f4")], [-1.0]),
        ("generic", [((1, 2), (3, 0.5)), np.zeros(1, "f4")], [6.5]),
        ("generic", [_ADDED, np.zeros(1, "f4")], [6.5]),
        ("optional_array", [(np.array([1, 2], "f4"), 3), np.zeros(1, "f4")], [6]),
        ("optional_array", [("Some", (np.array([1, 2], "f4"), 4)), np.zeros(1, "f4")], [7]),
        ("optional_array", [None, np.zeros(1, "f4")], [-1]),
        ("optional_slice", [None, np.zeros(1, "u8")], [99]),
        ("optional_slice", [np.zeros(3, "u4"), np.zeros(1, "u8")], [3]),
        ("optional_slice", [np.zeros(0, "u4"), np.zeros(1, "u8")], [0]),
        ("matrix", [np.eye(4, dtype="f4") * 2, np.arange(4, dtype="f4")], [0, 2, 4, 6]),
        ("matrix", [[[0, 0, 0, 1]] * 4, np.arange(4, dtype="f4")], [3, 3, 3, 3]),
        ("triple", [(1, 2, 3), np.zeros(1, "u8")], [6]),
        ("nonzero", [5, None, np.zeros(1, "u8")], [12]),
        ("nonzero", [5, 6, np.zeros(1, "u8")], [11]),
        ("signed_nonzero", [-128, np.zeros(1, "i1")], [-128]),
        ("maybe", [5, (1, 2), _u4()], [7]),
        ("text", ["a1b2é", _u4()], [3]),
        ("bits", [{"f": 1.0}, _u4()], [0x3F800000]),
        ("bits", [{"u": 7}, _u4()], [7]),
        ("other-name.v1", [3, _u4()], [3]),
        ("patterns", [(1, 2), (3, 4), 5, (6, 7), 8, _u4()], [12369]),
        ("operation", ["Nop", None, np.ones(1, "f4")], [1.0]),
        ("operation", [("Add", 3), "Nop", np.ones(1, "f4")], [4.0]),
        ("operation", [("Mul", 3, False), ("Add", 1), np.ones(1, "f4")], [4.0]),
        ("operation", [("Mul", {"by": 3, "twice": True}), None, np.ones(1, "f4")], [9.0]),
        ("operation", [EnumValue("Add", fields={"0": 2}), EnumValue("Nop"), np.ones(1, "f4")], [3]),
        ("keywords", [1, 2, 3, 4, 5, b"abcdef", 7, _u4()], [28]),
        ("halves", [1, [1, 2, 3.5], np.zeros(1, "f4")], [4.5]),
        ("wide_integers", [2**70, np.zeros(4, "u8"), 2, None], [3, 64, 2**64 - 2, 2**64 - 1]),
        ("wide_integers", [2**70, np.zeros(4, "u8"), 2, 5], [5, 64, 2**64 - 2, 2**64 - 1]),
        ("nothing", [(), 2, _EMPTY, _u4()], [2]),
        ("nothing", [None, 2, b"", _u4()], [2]),
        ("a::k", [1, _u4()], [2]),
        ("b::k", [1, _u4()], [3]),
        ("a_k", [1, _u4()], [4]),
        ("exact", [_u4()], [1]),
        (ENGINE, [np.array([40], "u4"), 2, _u4()], [42]),
    ],
)  # fmt: skip
def test_what_the_host_gives_arrives(
    module: Module, name: str, arguments: Sequence[Any], expected: Sequence[Any]
) -> None:
    block = (4, 2) if name == "exact" else 1
    arguments = [a.copy() if isinstance(a, np.ndarray) else a for a in arguments]
    module.get_function(name)(1, block, arguments)
    arrays: list[Any] = [a for a in arguments[-3:] if isinstance(a, np.ndarray)]
    assert arrays[-1].tolist() == list(expected)


def test_buffers_are_of_structs(module: Module) -> None:
    function = module.get_function("slice_of_structs")
    element = function.manifest.parameters[0].shape.element
    assert element is not None
    particles: Any = np.zeros(2, dtype_of(element))
    particles["mass"], particles["kind"] = 2, 1
    particles["at"][:, 1] = 3
    total = np.zeros(1)
    function(1, 1, [particles, total])
    assert total[0] == 14.0


def test_structs_of_any_alignment_arrive(module: Module) -> None:
    function = module.get_function("packed")
    out, q = np.zeros(1, "u8"), function.manifest.parameters[1].shape.element
    assert q is not None
    packed: Any = np.zeros(1, dtype_of(q))
    packed["b"] = 5
    function(1, 1, [(1, 2), packed, out])
    assert out[0] == 8
    function = module.get_function("wide")
    element = function.manifest.parameters[2].shape.element
    assert element is not None
    assert (element.size, element.align) == (64, 64)
    wide: Any = np.zeros(1, dtype_of(element))
    function(1, 1, [3, {"a": 4}, wide])
    assert wide["a"][0] == 7


def test_vectors_are_given_as_their_elements(module: Module) -> None:
    out = np.zeros(16, "u1")
    element = module.get_function("vector").manifest.parameters[1].shape.element
    assert element is not None
    module.get_function("vector")(1, 1, [[1, 2, 3], out.view(dtype_of(element))])
    assert out[:12].view("f4").tolist() == [1, 2, 3]


def test_cells_are_written_through_shared_references(module: Module) -> None:
    a, b, c, d = np.ones(1, "u4"), np.ones(1, "u4"), np.ones(1, "u8"), np.ones(2, "u8")
    module.get_function("cells")(1, 1, [a, b, c, d])
    assert (a[0], b[0], c[0], d.tolist()) == (2, 2, 6, [1, 9])


def test_arrays_go_into_structs(module: Module) -> None:
    out = np.zeros(3, "f4")
    buffers = {"input": np.arange(3, dtype="f4"), "output": out, "scale": 2}
    module.get_function("buffers")(1, 1, [buffers])
    assert out.tolist() == [0, 2, 4]


def test_flags_and_letters_are_written(module: Module) -> None:
    flags, letters = np.zeros(2, "?"), np.zeros(2, "U1")
    module.get_function("flags")(1, 1, [flags, letters, -1])
    assert (flags.tolist(), letters.tolist()) == ([True, False], ["x", ""])


def test_a_buffer_of_enums_is_read_as_values(module: Module) -> None:
    function = module.get_function("operations")
    element = function.manifest.parameters[0].shape.element
    assert element is not None
    ops = np.zeros(3 * element.size, "u1")
    function(1, 1, [ops])
    assert function.values("ops", ops).tolist() == [
        EnumValue("Mul", 2, {"by": 2.5, "twice": True}),
        EnumValue("Nop", 0),
        EnumValue("Add", 1, {"0": 7}),
    ]
    assert module.get_function("flags").values("a", np.ones(2, "?")).tolist() == [True, True]
    for name, array, message in (
        (
            "op", ops,
            "error: kernel `operations` has no parameter `op` that points to values\n"
            "note: those that do are `ops`",
        ),
        (
            "ops", ops[:7],
            "error: 7 bytes are no number of `unusual_kernels::Op`, of which each has 8",
        ),
    ):  # fmt: skip
        with pytest.raises(ArgumentError) as caught:
            function.values(name, array)
        assert str(caught.value) == message


@pytest.mark.parametrize(
    ("name", "arguments", "message"),
    [
        ("nonzero", [0, 1, None],
         "argument `n: core::num::nonzero::NonZero<u32>` of `nonzero` cannot be 0, which its type "
         "leaves out"),
        ("signed_nonzero", [0, None],
         "argument `n: core::num::nonzero::NonZero<i8>` of `signed_nonzero` cannot be 0, which its "
         "type leaves out"),
        ("operation", ["Sub", None, None],
         "argument `op: unusual_kernels::Op` of `operation` cannot be `Sub`: the variants are "
         "`Nop`, `Add`, `Mul`"),
        ("operation", [("Add", 1, 2), None, None],
         "argument `op: unusual_kernels::Op` of `operation` of variant `Add` must have 1 field"),
        ("operation", [("Mul", {"by": 2}), None, None],
         "argument `op: unusual_kernels::Op` of `operation` of variant `Mul` must have the fields "
         "`by`, `twice`"),
        ("operation", [3, None, None],
         "argument `op: unusual_kernels::Op` of `operation` must be a variant's name, a tuple of "
         "it and its fields, or bytes, not `int`"),
        ("bits", [{"g": 1.0}, None],
         "argument `b: unusual_kernels::Bits` of `bits` must have one of the fields `f`, `u`"),
        ("bits", [1.0, None],
         "argument `b: unusual_kernels::Bits` of `bits` must be bytes, a record, or a dictionary "
         "of one field, not `float`"),
        ("buffers", [(None, None, 1.0)],
         "argument `b: unusual_kernels::Buffers` of `buffers` must be an array, not None"),
    ],
)  # fmt: skip
def test_what_is_no_value_of_the_type_is_refused(
    module: Module, name: str, arguments: Sequence[Any], message: str
) -> None:
    with pytest.raises(ArgumentError) as caught:
        module.get_function(name)(1, 1, arguments)
    assert str(caught.value) == f"error: {message}"


@pytest.mark.parametrize(
    ("name", "block", "message"),
    [
        ("exact", (2, 4), "kernel `exact` was compiled for workgroups of 4 × 2 × 1 work-items, not "
         "2 × 4 × 1"),
        ("exact", 2000, "kernel `exact` was compiled for workgroups of 4 × 2 × 1 work-items, not "
         "2000 × 1 × 1"),
        ("at_most", (3, 3), "kernel `at_most` was compiled for at most 8 work-items in a "
         "workgroup, not 9"),
    ],
)  # fmt: skip
def test_launches_keep_to_the_bounds(module: Module, name: str, block: Any, message: str) -> None:
    with pytest.raises(ArgumentError) as caught:
        module.get_function(name)(1, block, [_u4()])
    assert str(caught.value) == (
        f"error: {message}\nnote: on a GPU, HIP refuses such a launch (`hipErrorLaunchFailure`)"
    )


def test_launches_within_the_bounds_run(module: Module) -> None:
    out = _u4()
    module.get_function("at_most")(1, (4, 2), [out])
    assert out[0] == 2
    with pytest.raises(ArgumentError) as caught:
        module.get_function("nothing")(1, 2000, [(), 1, [], out])
    assert str(caught.value) == (
        "error: a workgroup of `nothing` has at most 1024 work-items, not 2000"
    )


def test_bounds_of_the_pipeline_are_checked_too(imported: ModuleOp) -> None:
    with Device() as device:
        pipeline = Pipeline(max_workgroup_size=16)
        kernel = device.load(build(imported.clone(), pipeline, opt_level=0)).get_function("triple")
        with pytest.raises(ArgumentError) as caught:
            kernel(1, 17, [(1, 2, 3), np.zeros(1, "u8")])
    assert str(caught.value) == (
        "error: kernel `triple` was compiled for at most 16 work-items in a workgroup, not 17\n"
        "note: on a GPU, HIP refuses such a launch (`hipErrorLaunchFailure`)"
    )


def test_a_name_that_several_kernels_end_with_is_refused(module: Module) -> None:
    with pytest.raises(CompileError) as caught:
        module.get_function("k")
    assert str(caught.value) == (
        "error: there are 2 kernels named `k`\nnote: one is `unusual_kernels::a::k`\n"
        "note: one is `unusual_kernels::a::b::k`\nhelp: name one by its path"
    )


def test_arguments_without_names_are_numbered(module: Module) -> None:
    parameters = module.get_function("patterns").manifest.parameters
    assert [p.name for p in parameters] == ["arg0_", "arg1", "arg2", "arg3", "arg0", "out"]


def test_an_access_to_nothing_is_not_taken_for_an_overflow(module: Module) -> None:
    with pytest.raises(CompileError) as caught:
        module.get_function("references")(1, 1, [np.ones(1, "u8"), _u4()])
    assert "scratch" not in str(caught.value)
    assert "note: it accessed address 0x1" in str(caught.value)


@requires("gcc")
def test_the_c_header_compiles(imported: ModuleOp, tmp_path: Path) -> None:
    header = _emit(imported, "c-header")
    assert "struct unusual_kernels_a_k_args {" in header
    assert "struct unusual_kernels_a_k_args_2 {" in header
    assert "    uint64_t x_ptr_2; /* x_ptr: u64 */" in header
    assert "    uint32_t class_; /* class: u32 */" in header
    assert "    alignas(8) unsigned char c_1[16];" in header
    (tmp_path / "kernels.h").write_text(header)
    (tmp_path / "main.c").write_text('#include "kernels.h"\n')
    command = [tool("gcc"), "-std=c11", "-Wall", "-Werror", "-c", "main.c", "-o", "main.o"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_rust_module_compiles(imported: ModuleOp, tmp_path: Path, toolchain: Toolchain) -> None:
    (tmp_path / "host.rs").write_text(_emit(imported, "rust-host"))
    command = [toolchain.rustc, "--edition=2024", "--crate-type=lib", "--emit=metadata", "host.rs"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_manifest_says_what_the_code_object_says(imported: ModuleOp) -> None:
    data = json.loads(_emit(imported, "manifest"))
    check_manifest(data)
    code = rusticle.generate(imported.clone(), Pipeline(cpu="gfx1100", opt_level="1")).data
    notes = {kernel.name: kernel for kernel in read_code_object(code).kernels}
    assert sorted(notes) == sorted(data["kernels"])
    for name, kernel in data["kernels"].items():
        ours = [
            (c["offset"], c["size"], c["address_space"] or "", c["access"] or "")
            for p in kernel["parameters"]
            for c in p["components"]
        ]
        theirs = [(a.offset, a.size, a.address_space, a.access) for a in notes[name].arguments]
        assert ours == theirs, name
        required = notes[name].required_workgroup_size
        assert kernel["workgroup_size"] == (None if required is None else list(required))
        assert kernel["max_workgroup_size"] == notes[name].max_workgroup_size
