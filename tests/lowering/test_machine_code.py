"""Machine instructions are counted by function and class."""

import pytest

from rusticle.lowering.codegen import CodegenOptions, CodegenWorker
from rusticle.lowering.machine_code import InstructionClass, classify, count_instructions

IR = """
@lds = internal addrspace(3) global [256 x float] poison
define amdgpu_kernel void @"odd name"(ptr addrspace(1) %p, ptr %q) {
  %id = call i32 @llvm.amdgcn.workitem.id.x()
  %a = getelementptr float, ptr addrspace(1) %p, i32 %id
  %v = load float, ptr addrspace(1) %a
  %l = getelementptr float, ptr addrspace(3) @lds, i32 %id
  store float %v, ptr addrspace(3) %l
  call void @llvm.amdgcn.s.barrier()
  %i = xor i32 %id, 1
  %m = getelementptr float, ptr addrspace(3) @lds, i32 %i
  %w = load float, ptr addrspace(3) %m
  store float %w, ptr addrspace(1) %a
  call void @helper(ptr %q)
  ret void
}
define void @helper(ptr %q) noinline {
  %x = alloca [64 x i32], addrspace(5)
  %i = load volatile i32, ptr %q
  %y = getelementptr i32, ptr addrspace(5) %x, i32 %i
  store volatile i32 7, ptr addrspace(5) %y
  ret void
}
declare i32 @llvm.amdgcn.workitem.id.x()
declare void @llvm.amdgcn.s.barrier()
"""


@pytest.mark.parametrize(
    ("mnemonic", "kind"),
    [
        ("v_add_f32_e32", "valu"),
        ("v_dual_mov_b32", "valu"),
        ("v_mfma_f32_32x32x1f32", "matrix"),
        ("v_wmma_f32_16x16x16_f16", "matrix"),
        ("s_add_u32", "scalar"),
        ("s_load_b64", "scalar_memory"),
        ("s_buffer_load_dword", "scalar_memory"),
        ("global_load_b32", "global"),
        ("global_wb", "wait"),
        ("buffer_gl0_inv", "wait"),
        ("flat_store_dword", "flat"),
        ("scratch_load_b32", "scratch"),
        ("buffer_store_dword", "buffer"),
        ("ds_read_b32", "lds"),
        ("s_swappc_b64", "call"),
        ("s_setpc_b64", "branch"),
        ("s_cbranch_execz", "branch"),
        ("s_waitcnt", "wait"),
        ("s_wait_loadcnt", "wait"),
        ("image_load", "other"),
    ],
)
def test_mnemonics_have_a_class(mnemonic: str, kind: InstructionClass):
    assert classify(mnemonic) == kind


@pytest.fixture(scope="module")
def assembly() -> str:
    with CodegenWorker() as worker:
        return worker.compile(IR, CodegenOptions(cpu="gfx1100"), ["asm"]).assembly


def test_each_function_is_counted_for_itself(assembly: str):
    found = count_instructions(assembly)
    assert sorted(found) == ["helper", "odd name"]
    kernel, helper = found["odd name"], found["helper"]
    assert kernel.kernel
    assert not helper.kernel
    assert kernel["global"] == 2
    assert kernel["lds"] == 2
    assert kernel["call"] == 1
    assert kernel["flat"] == 0
    assert helper["flat"] == 1
    assert helper["scratch"] == 1
    assert helper["call"] == 0
    assert kernel.total == sum(kernel.counts.values()) > 10


def test_the_total_is_what_the_text_has(assembly: str):
    lines = [line.strip() for line in assembly.splitlines() if line.startswith("\t")]
    prefixes = ("v_", "s_", "ds_", "flat_", "global_", "scratch_", "buffer_")
    assert sum(f.total for f in count_instructions(assembly).values()) == sum(
        line.startswith(prefixes) for line in lines
    )


def test_the_summary_is_read(assembly: str):
    found = count_instructions(assembly)
    helper, kernel = found["helper"], found["odd name"]
    assert helper.scratch_bytes is not None
    assert helper.scratch_bytes >= 256
    assert helper.occupancy is None
    assert kernel.occupancy is not None
    assert kernel.occupancy > 0
    assert kernel.code_bytes is not None
    assert kernel.code_bytes >= 4 * kernel.total
    assert kernel.vgprs is not None
    assert kernel.sgprs is not None


def test_without_comments_there_is_no_summary():
    with CodegenWorker() as worker:
        options = CodegenOptions(cpu="gfx90a", verbose_asm=False)
        found = count_instructions(worker.compile(IR, options, ["asm"]).assembly)
    assert found["helper"].vgprs is None
    assert found["helper"].total > 0
