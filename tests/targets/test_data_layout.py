"""Data layouts: the grammar, the defaults, and LLVM's own answers."""

from importlib import import_module
from typing import Any

import pytest

from rusticle.targets import TARGETS, DataLayoutError, Target, parse_data_layout

# llvmlite has no types.
llvm: Any = import_module("llvmlite.binding")


@pytest.mark.parametrize("target", TARGETS.values(), ids=lambda t: t.name)
@pytest.mark.parametrize("bits", [1, 7, 8, 16, 24, 32, 48, 64, 65, 96, 128, 200, 256, 512])
def test_integers_are_aligned_as_llvm_aligns_them(target: Target, bits: int):
    assert target.int_align(bits) == llvm_align(target.data_layout, f"i{bits}")


@pytest.mark.parametrize("target", TARGETS.values(), ids=lambda t: t.name)
@pytest.mark.parametrize(
    ("type_", "bits"), [("half", 16), ("bfloat", 16), ("float", 32), ("double", 64), ("fp128", 128)]
)
def test_floats_are_aligned_as_llvm_aligns_them(target: Target, type_: str, bits: int):
    assert target.float_align(bits) == llvm_align(target.data_layout, type_)


@pytest.mark.parametrize("target", TARGETS.values(), ids=lambda t: t.name)
@pytest.mark.parametrize("length", [1, 2, 3, 4, 5, 6, 8, 12, 16, 17, 32, 64])
@pytest.mark.parametrize(("element", "bits"), [("i8", 8), ("half", 16), ("i32", 32), ("i64", 64)])
def test_vectors_are_aligned_as_llvm_aligns_them(
    target: Target, length: int, element: str, bits: int
):
    expected = llvm_align(target.data_layout, f"<{length} x {element}>")
    assert target.vector_align(length * bits) == expected


@pytest.mark.parametrize("target", TARGETS.values(), ids=lambda t: t.name)
def test_pointers_are_aligned_and_sized_as_llvm_does(target: Target):
    for space in target.spaces.values():
        type_ = f"ptr addrspace({space.number})"
        assert target.pointer_align(space.name) == llvm_align(target.data_layout, type_)
        layout = target.layout.pointer(space.number)
        size = llvm_size(target.data_layout, type_)
        assert -(-layout.bits // 8) <= size < layout.bits // 8 + layout.align


@pytest.mark.parametrize(
    "layout", ["", "e", "i64:64", "i64:32-i128:128", "i32:64", "v32:128", "f32:64-a:64", "i256:256"]
)
@pytest.mark.parametrize("type_", ["i8", "i32", "i64", "i128", "i256", "float", "<2 x i16>"])
def test_unusual_layouts_mean_what_they_mean_to_llvm(layout: str, type_: str):
    parsed = parse_data_layout(layout)
    if type_.startswith("i"):
        align = parsed.int_align(int(type_[1:]))
    elif type_ == "float":
        align = parsed.float_align(32)
    else:
        align = parsed.vector_align(32)
    assert align == llvm_align(layout, type_)


def test_empty_layout_has_llvms_defaults():
    layout = parse_data_layout("")
    assert layout.endianness == "little"
    assert layout.pointer(7).bits == 64
    assert (layout.alloca_space, layout.global_space, layout.program_space) == (0, 0, 0)
    assert layout.int_align(64) == 4
    assert layout.stack_align is None
    assert layout.native_integers == ()


def test_every_part_of_amdgcns_layout_is_read():
    layout = TARGETS["amdgcn-amd-amdhsa"].layout
    assert layout.mangling == "e"
    assert (layout.alloca_space, layout.global_space, layout.program_space) == (5, 1, 0)
    assert layout.native_integers == (32, 64)
    assert layout.non_integral == {7, 8, 9}
    assert layout.stack_align == 4
    fat = layout.pointer(7)
    assert (fat.bits, fat.align, fat.preferred_align, fat.index_bits) == (160, 32, 32, 32)
    assert layout.pointer(8).index_bits == 48
    assert layout.pointer(5).index_bits == 32


def test_big_endian():
    assert parse_data_layout("E-p:32:32").endianness == "big"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("e--i64:64", "empty specification between two `-`"),
        ("q", "`q`: unknown specification"),
        ("m:q", "`m:q`: unknown mangling"),
        ("i64", "`i64`: expected `i64:ABI` or `i64:ABI:PREFERRED`"),
        ("i64:x", "`i64:x`: ABI alignment must be a number, not `x`"),
        ("i64:63", "`i64:63`: ABI alignment must be a power of two times 8 bits"),
        ("i64:0", "`i64:0`: ABI alignment must not be zero"),
        (
            "i64:64:32",
            "`i64:64:32`: preferred alignment cannot be less than the ABI alignment",
        ),
        ("p:64", "`p:64`: expected `p[n]:SIZE:ABI[:PREFERRED[:INDEX]]`"),
        ("p:32:32:32:64", "`p:32:32:32:64`: index size cannot be larger than the pointer size"),
        ("p99999999:64:64", "`p99999999:64:64`: address space must be a 24-bit number"),
        ("ni:0", "`ni:0`: space 0 cannot be non-integral"),
        ("n", "`n`: native integer width must be a number, not ``"),
        ("A", "`A`: address space must be a number, not ``"),
    ],
)
def test_what_is_not_a_layout_is_refused(text: str, message: str):
    with pytest.raises(DataLayoutError) as error:
        parse_data_layout(text)
    assert str(error.value) == message


def llvm_align(layout: str, type_: str) -> int:
    """What LLVM says the ABI alignment in bytes of a type is."""
    return _ask(layout, type_)[0]


def llvm_size(layout: str, type_: str) -> int:
    """What LLVM says a type takes in memory, in bytes."""
    return _ask(layout, type_)[1]


def _ask(layout: str, type_: str) -> tuple[int, int]:
    module = llvm.parse_assembly(f'target datalayout = "{layout}"\n@v = external global {type_}\n')
    data = llvm.create_target_data(layout)
    value_type = next(iter(module.global_variables)).global_value_type
    return data.get_abi_alignment(value_type), data.get_abi_size(value_type)
