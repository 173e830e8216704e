"""The llvm dialect is complete, takes xDSL's place under its name, and is tested throughout."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from xdsl.context import Context
from xdsl.dialects import llvm as xdsl_llvm
from xdsl.dialects.builtin import Builtin, IntegerAttr, i32
from xdsl.parser import Parser
from xdsl.utils.test_value import create_ssa_value

from rusticle.dialects import llvm
from rusticle.lowering.llvm_ir import EMITTERS

TESTS = Path(__file__).resolve().parents[2] / "filecheck" / "dialects" / "llvm"


def test_every_operation_of_xdsl_has_one_successor_in_ours() -> None:
    ours = {op.name for op in llvm.LLVM_OPS}
    assert len(ours) == len(llvm.LLVM_OPS)
    assert {op.name for op in xdsl_llvm.LLVM.operations} <= ours


def test_what_replaces_an_operation_of_xdsl_is_still_one() -> None:
    theirs = {op.name: op for op in xdsl_llvm.LLVM.operations}
    for op in llvm.ADDED_OPS:
        if op.name in theirs and op not in (llvm.CallIntrinsicOp, llvm.CallOp):
            assert issubclass(op, theirs[op.name])


def test_every_name_is_found_and_no_other() -> None:
    for name in llvm.__all__:
        assert hasattr(llvm, name)
    with pytest.raises(ImportError, match="cannot import name 'NoSuchOp'"):
        exec("from rusticle.dialects.llvm import NoSuchOp")
    with pytest.raises(AttributeError, match="has no attribute 'NoSuch'"):
        _ = getattr(llvm, "NoSuch")  # noqa: B009


def test_a_family_of_operations_is_imported_when_one_is_asked_for() -> None:
    program = """
import sys
from rusticle.dialects import llvm
family = "rusticle.dialects.llvm.masked"
assert family not in sys.modules
assert llvm.MaskedLoadOp.name == "llvm.intr.masked.load" and family in sys.modules
"""
    subprocess.run([sys.executable, "-c", program], check=True)


def test_every_operation_can_be_printed_as_llvm_ir() -> None:
    at_module_level = {"llvm.func", "llvm.mlir.global", "llvm.module_flags"}
    assert {op.name for op in llvm.LLVM_OPS} - at_module_level <= set(EMITTERS)


def test_every_operation_has_a_round_trip_test() -> None:
    text = "".join(path.read_text() for path in TESTS.glob("*.mlir"))
    tested = set(re.findall(r"llvm\.[a-z_0-9.]+", text))
    assert {op.name for op in llvm.LLVM_OPS} - tested == set()


def test_load_llvm_into_an_empty_context() -> None:
    context = Context()
    llvm.load_llvm(context)
    assert context.get_op("llvm.load") is llvm.LoadOp
    assert context.get_op("llvm.addrspacecast") is llvm.AddrSpaceCastOp


@pytest.mark.parametrize("loaded", [False, True])
def test_load_llvm_where_xdsls_is_already(loaded: bool) -> None:
    context = Context()
    context.register_dialect("llvm", lambda: xdsl_llvm.LLVM)
    if loaded:
        assert context.get_op("llvm.load") is xdsl_llvm.LoadOp
    llvm.load_llvm(context)
    assert context.get_op("llvm.load") is llvm.LoadOp
    assert context.get_op("llvm.switch") is llvm.SwitchOp
    assert context.get_attr("llvm.memory_effects") is llvm.MemoryEffectsAttr
    assert context.get_type("llvm.ptr") is llvm.LLVMPointerType


@pytest.mark.parametrize("convention", sorted(llvm.CALLING_CONVENTIONS))
def test_calling_conventions_parse(convention: str) -> None:
    context = Context()
    context.load_dialect(Builtin)
    llvm.load_llvm(context)
    attribute = Parser(context, f"#llvm.cconv<{convention}>").parse_attribute()
    assert attribute == llvm.CallingConventionAttr(convention)


def test_constructors_fill_what_upstream_requires() -> None:
    pointer = create_ssa_value(llvm.LLVMPointerType())
    number = create_ssa_value(i32)
    for op in (
        llvm.AtomicRMWOp("add", pointer, number, "monotonic", "agent", 4),
        llvm.AtomicCmpXchgOp(pointer, number, number, "acq_rel", "monotonic", weak=True),
        llvm.FenceOp("release", "workgroup"),
        llvm.GEPOp(pointer, [4], i32, inbounds=True, flags=llvm.GEP_NUW),
        llvm.CallIntrinsicOp("llvm.ctpop", [number], [i32]),
        llvm.CallOp.indirect(pointer, [number], i32),
        llvm.CallOp("f", number, return_type=i32),
        llvm.ICmpOp(pointer, pointer, "eq"),
        llvm.MemcpyOp(pointer, pointer, number, dst_align=4),
        llvm.CountLeadingZerosOp(number),
        llvm.SAddWithOverflowOp(number, number),
        llvm.AssumeOp(create_ssa_value(llvm.ICmpOp(number, number, "eq").res.type)),
    ):
        op.verify()


def test_gep_flags_print_each_once() -> None:
    pointer = create_ssa_value(llvm.LLVMPointerType())
    for flags, text in ((0, " "), (llvm.GEP_INBOUNDS, " inbounds "), (6, " nusw|nuw ")):
        op = llvm.GEPOp(pointer, [1], i32, flags=flags)
        assert str(op).startswith(f"%0 = llvm.getelementptr{text}%")
    op = llvm.GEPOp(pointer, [1], i32, inbounds=True)
    assert op.noWrapFlags == IntegerAttr(llvm.GEP_INBOUNDS, i32)


def test_switch_reads_values_of_any_width_as_signed() -> None:
    attribute = llvm.SwitchOp.values_attribute([0xFFFFFFFF, 1], i32)
    assert str(attribute) == "[-1 : i32, 1 : i32]"
