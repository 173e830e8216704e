"""Modules at the `asptr` level run too: without Rust's types, and with what Rust cannot say yet."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from rusticle.diagnostics import CompileError
from rusticle.runtime import ArgumentError, Module
from rusticle.simulation import Device

DYNAMIC_LDS = """
asptr.global @head in local size 4 align 4
asptr.global external @rest in local size 0 align 16
hsa.kernel @reverse(%p: !asptr.ptr<global>, %n: i32) attributes {arg_names = ["p", "n"]} {
  %x = hsa.intrinsic "llvm.amdgcn.workitem.id.x"() : () -> i32
  %i = arith.extui %x : i32 to i64
  %lds = asptr.addressof @rest : !asptr.ptr<local>
  %mine = asptr.offset %lds[%i] stride 4 : !asptr.ptr<local>
  %from = asptr.offset %p[%i] stride 4 : !asptr.ptr<global>
  %v = asptr.load %from align 4 : !asptr.ptr<global> -> i32
  asptr.store %v, %mine align 4 : i32, !asptr.ptr<local>
  hsa.intrinsic "llvm.amdgcn.s.barrier"() : () -> ()
  %one = arith.constant 1 : i32
  %last = arith.subi %n, %one : i32
  %other = arith.subi %last, %x : i32
  %j = arith.extui %other : i32 to i64
  %theirs = asptr.offset %lds[%j] stride 4 : !asptr.ptr<local>
  %w = asptr.load %theirs align 4 : !asptr.ptr<local> -> i32
  asptr.store %w, %from align 4 : i32, !asptr.ptr<global>
  hsa.return
}
"""

_LANE = """
  %x = hsa.intrinsic "llvm.amdgcn.workitem.id.x"() : () -> i32
  %i = arith.extui %x : i32 to i64
  %to = asptr.offset %p[%i] stride 4 : !asptr.ptr<flat>
  %true = arith.constant true
  %false = arith.constant false
  %m = arith.constant -1 : i32
  %f = arith.constant 15 : i32
"""


def _kernel(body: str, result: str) -> str:
    return f"""
hsa.kernel @k(%p: !asptr.ptr<flat>) {{
{_LANE}{body}
  asptr.store {result}, %to align 4 : i32, !asptr.ptr<flat>
  hsa.return
}}
"""


@pytest.fixture(scope="module")
def device() -> Iterator[Device]:
    with Device() as device:
        yield device


def _compile(device: Device, folder: Path, text: str) -> Module:
    path = folder / "module.mlir"
    path.write_text(text, encoding="utf-8")
    return device.compile(path)


def test_launch_sized_lds_follows_the_static_part(device: Device, tmp_path: Path) -> None:
    kernel = _compile(device, tmp_path, DYNAMIC_LDS).get_function("reverse")
    values = np.arange(100, dtype="i4")
    kernel(1, 100, (values, 100), shared_mem=400)
    assert values.tolist() == list(range(99, -1, -1))
    with pytest.raises(ArgumentError, match=r"needs 16 \+ 100000 bytes of LDS"):
        kernel(1, 100, (values, 100), shared_mem=100_000)


def _dpp(control: int, *, bound: bool = False) -> tuple[str, str]:
    return (
        f"%c = arith.constant {control} : i32\n"
        f'%r = hsa.intrinsic "llvm.amdgcn.update.dpp.i32"(%m, %x, %c, %f, %f, '
        f"{'%true' if bound else '%false'}) : (i32, i32, i32, i32, i32, i1) -> i32",
        "%r",
    )


def _permlane(name: str, low: int, high: int) -> tuple[str, str]:
    return (
        f"%l = arith.constant {low} : i32\n%h = arith.constant {high} : i32\n"
        f'%r = hsa.intrinsic "llvm.amdgcn.{name}.i32"(%m, %x, %l, %h, %false, %false) '
        ": (i32, i32, i32, i32, i1, i1) -> i32",
        "%r",
    )


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        # Quads in reverse.
        (_dpp(0b00_01_10_11), [4 * (i // 4) + 3 - i % 4 for i in range(32)]),
        # A row shifted right by one: lane 0 of each has no source, and keeps the old value.
        (_dpp(0x111), [i - 1 if i % 16 else -1 for i in range(32)]),
        (_dpp(0x111, bound=True), [i - 1 if i % 16 else 0 for i in range(32)]),
        # Rows rotated right by three.
        (_dpp(0x123), [16 * (i // 16) + (i - 3) % 16 for i in range(32)]),
        # Rows and half rows mirrored.
        (_dpp(0x140), [16 * (i // 16) + 15 - i % 16 for i in range(32)]),
        (_dpp(0x141), [8 * (i // 8) + 7 - i % 8 for i in range(32)]),
        # A lane of each row for all of it.
        (_dpp(0x155), [16 * (i // 16) + 5 for i in range(32)]),
        (_permlane("permlane16", 0x89ABCDEF, 0x01234567), [i ^ 15 for i in range(32)]),
        (_permlane("permlanex16", 0x76543210, 0xFEDCBA98), [i ^ 16 for i in range(32)]),
    ],
    ids=["quad_perm", "row_shr", "row_shr-bound", "row_ror", "row_mirror", "row_half_mirror",
         "row_share", "permlane16", "permlanex16"],
)  # fmt: skip
def test_lanes_read_one_another_by_pattern(
    device: Device, tmp_path: Path, body: tuple[str, str], expected: list[int]
) -> None:
    out = np.zeros(32, "i4")
    _compile(device, tmp_path, _kernel(*body)).get_function("k")(1, 32, (out,))
    assert out.tolist() == expected


def test_lanes_that_parted_meet_again_at_what_comes_later(device: Device, tmp_path: Path) -> None:
    text = """
hsa.kernel @k(%p: !asptr.ptr<flat>) {
  %x = hsa.intrinsic "llvm.amdgcn.workitem.id.x"() : () -> i32
  %i = arith.extui %x : i32 to i64
  %to = asptr.offset %p[%i] stride 4 : !asptr.ptr<flat>
  %zero = arith.constant 0 : i32
  %one = arith.constant 1 : i32
  cf.br ^loop(%zero : i32)
^loop(%n: i32):
  // A lane goes around as often as its number says, and counts who is still with it.
  %here = hsa.intrinsic "llvm.amdgcn.wave.reduce.add"(%one, %zero) : (i32, i32) -> i32
  %next = arith.addi %n, %one : i32
  %more = arith.cmpi ult, %n, %x : i32
  cf.cond_br %more, ^loop(%next : i32), ^end
^end:
  // All meet here, and only here.
  %all = hsa.intrinsic "llvm.amdgcn.wave.reduce.add"(%one, %zero) : (i32, i32) -> i32
  %hundred = arith.constant 100 : i32
  %scaled = arith.muli %all, %hundred : i32
  %sum = arith.addi %scaled, %here : i32
  asptr.store %sum, %to align 4 : i32, !asptr.ptr<flat>
  hsa.return
}
"""
    out = np.zeros(8, "i4")
    _compile(device, tmp_path, text).get_function("k")(1, 8, (out,))
    assert out.tolist() == [800 + 8 - i for i in range(8)]


def test_a_module_at_the_llvm_level_is_refused(device: Device, tmp_path: Path) -> None:
    with pytest.raises(
        CompileError, match="lowered for no target that it names, and cannot run on this host"
    ):
        _compile(device, tmp_path, "llvm.func @f() {\n  llvm.return\n}\n")


def test_a_missing_function_is_named(device: Device, tmp_path: Path) -> None:
    text = """
func.func private @nowhere()
hsa.kernel @k() {
  func.call @nowhere() : () -> ()
  hsa.return
}
"""
    with pytest.raises(CompileError, match="nowhere"):
        _compile(device, tmp_path, text)
