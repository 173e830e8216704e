"""Code objects say what LLVM wrote into them, and other files are refused by what they are."""

import io
import json
from pathlib import Path

import pytest
from rich.console import Console

from rusticle.diagnostics import CompileError
from rusticle.inspect import as_json, inspect_file, render
from rusticle.lowering.codegen import CodegenOptions, CodegenWorker
from rusticle.lowering.linker import link
from rusticle.runtime.code_object import read_code_object

IR = """
@lds = internal addrspace(3) global [16 x i32] poison
define amdgpu_kernel void @first(ptr addrspace(1) noalias readonly %x, i32 %n, double %d) #0 {
  %l = getelementptr i32, ptr addrspace(3) @lds, i32 %n
  store i32 %n, ptr addrspace(3) %l
  %v = load volatile i32, ptr addrspace(3) @lds
  ret void
}
define amdgpu_kernel void @second(ptr %p) {
  %q = call ptr addrspace(4) @llvm.amdgcn.implicitarg.ptr()
  %b = load i32, ptr addrspace(4) %q
  %a = alloca [32 x i32], addrspace(5)
  %e = getelementptr i32, ptr addrspace(5) %a, i32 %b
  store volatile i32 %b, ptr addrspace(5) %e
  store i32 %b, ptr %p
  ret void
}
declare ptr addrspace(4) @llvm.amdgcn.implicitarg.ptr()
attributes #0 = { "amdgpu-flat-work-group-size"="1,256" }
"""


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("code_object") / "two.hsaco"
    with CodegenWorker() as worker:
        link(worker.compile(IR, CodegenOptions(cpu="gfx90a", features="+xnack")).object, path)
    return path


def test_the_header_is_read(path: Path):
    code_object = inspect_file(path)
    assert code_object.target == "amdgcn-amd-amdhsa--gfx90a:xnack+"
    assert code_object.cpu == "gfx90a:xnack+"
    assert code_object.version == 6
    assert code_object.metadata_version == (1, 2)
    assert [k.name for k in code_object.kernels] == ["first", "second"]
    assert code_object.size == path.stat().st_size


def test_arguments_are_read(path: Path):
    first = inspect_file(path).kernel("first")
    assert [(a.name, a.offset, a.size, a.kind) for a in first.arguments] == [
        ("x", 0, 8, "global_buffer"),
        ("n", 8, 4, "by_value"),
        ("d", 16, 8, "by_value"),
    ]
    assert first.arguments[0].address_space == "global"
    assert first.kernarg_size == 24
    assert first.kernarg_align == 8


def test_hidden_arguments_are_told_apart(path: Path):
    second = inspect_file(path).kernel("second")
    assert [a.name for a in second.explicit_arguments] == ["p"]
    assert any(a.kind == "hidden_block_count_x" for a in second.arguments)


def test_resources_are_read(path: Path):
    code_object = inspect_file(path)
    first, second = code_object.kernels
    assert (first.lds_size, second.lds_size) == (64, 0)
    assert (first.max_workgroup_size, second.max_workgroup_size) == (256, 1024)
    assert first.scratch_size == 0
    assert second.scratch_size >= 128
    assert first.wave_size == 64
    assert first.symbol == "first.kd"
    assert first.code_size > 0
    assert first.vgprs > 0
    with pytest.raises(KeyError):
        code_object.kernel("third")


def test_it_is_shown(path: Path):
    output = io.StringIO()
    render(inspect_file(path), Console(file=output, width=120))
    text = output.getvalue()
    assert "amdgcn-amd-amdhsa--gfx90a:xnack+, code object version 6" in text
    assert "first: kernarg segment of 24 bytes, aligned to 8" in text
    assert "hidden_block_count_x" in text
    parsed = json.loads(as_json(inspect_file(path)))
    assert parsed["kernels"][0]["arguments"][1]["name"] == "n"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "it is not an ELF file"),
        (b"#!/bin/sh\n", "it is not an ELF file"),
        (b"__CLANG_OFFLOAD_BUNDLE__\0\0", "it is a bundle"),
        (b"\x7fELF", "it is damaged"),
    ],
)
def test_other_files_are_refused(data: bytes, reason: str):
    with pytest.raises(CompileError) as caught:
        read_code_object(data, "x.bin")
    message = caught.value.diagnostics[0].message
    assert message.startswith(f"`x.bin` is not an AMD GPU code object: {reason}")


def test_objects_of_other_machines_are_refused():
    with CodegenWorker() as worker:
        options = CodegenOptions(triple="x86_64-unknown-linux-gnu")
        data = worker.compile("define void @f() { ret void }", options).object
    with pytest.raises(CompileError, match=r"it is for another machine \(`x86_64`\)"):
        read_code_object(data)


def test_a_cut_or_overwritten_file_never_ends_in_another_error(path: Path):
    data = path.read_bytes()
    for cut in range(0, len(data), 37):
        try:
            read_code_object(data[:cut])
        except CompileError:
            continue
    for position in range(4, len(data), 13):
        damaged = bytearray(data)
        damaged[position] ^= 0xFF
        try:
            read_code_object(bytes(damaged))
        except CompileError:
            continue


def test_a_missing_file_is_named(tmp_path: Path):
    with pytest.raises(CompileError, match="No such file or directory"):
        inspect_file(tmp_path / "none.hsaco")
