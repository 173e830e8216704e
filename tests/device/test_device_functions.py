"""Each function of `core::arch::amdgpu`, on GPUs that have it and on GPUs that do not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from xdsl.context import Context
from xdsl.dialects.builtin import ModuleOp

from rusticle import CompileError, Pipeline, load
from rusticle.dialects import hsa
from rusticle.frontend.toolchain import Toolchain
from rusticle.lowering.codegen import CodegenWorker
from rusticle.passes.verify_device_functions import VerifyDeviceFunctionsPass
from rusticle.targets import CPUS
from rusticle.targets.device_functions import DEVICE_FUNCTIONS, dpp_control, generation

KERNELS = Path(__file__).with_name("device_functions.rs")

_DEFINED = re.compile(r"^pub (?:unsafe )?fn (\w+)", re.MULTILINE)
_LINKED = re.compile(r'#\[link_name = "([^"]+)"\]\s*(?:safe )?fn llvm_(\w+)')

CODE: dict[str, str | dict[str, str]] = {
    "workitem_id_x": r"\.amdhsa_system_vgpr_workitem_id 0",
    "workitem_id_y": {
        "gfx900": r"\.amdhsa_system_vgpr_workitem_id 1",
        "gfx942": r"v_bfe_u32 v\d+, v0, 10, 10",
    },
    "workitem_id_z": {
        "gfx900": r"\.amdhsa_system_vgpr_workitem_id 2",
        "gfx942": r"v_bfe_u32 v\d+, v0, 20, 10",
    },
    **{f"workgroup_id_{axis}": rf"\.amdhsa_system_sgpr_workgroup_id_{axis} 1" for axis in "xyz"},
    "groupstaticsize": r"v_mov_b32_e32 v\d+, 0\b|v_dual_mov_b32 v\d+, 0\b",
    "dispatch_id": r"\.amdhsa_user_sgpr_dispatch_id 1",
    "wavefrontsize": {"gfx900": r"v_mov_b32_e32 v\d+, 64$", "gfx1030": r"v_mov_b32_e32 v\d+, 32$"},
    "s_barrier": {
        "gfx900": r"s_barrier$",
        "gfx1201": r"s_barrier_signal -1\n(.*\n)*?\ts_barrier_wait -1",
    },
    "s_barrier_signal": r"s_barrier_signal -1",
    "s_barrier_signal_isfirst": r"s_barrier_signal_isfirst -1",
    "s_barrier_wait": r"s_barrier_wait -1",
    "s_get_barrier_state": r"s_get_barrier_state s\d+, -1",
    "wave_barrier": r"; wave barrier",
    "sched_barrier": r"; sched_barrier mask\(0x00000001\)",
    "sched_group_barrier": r"; sched_group_barrier mask\(0x00000001\) size\(1\) SyncID\(0\)",
    "s_sleep": r"s_sleep 1$",
    "s_sethalt": r"s_sethalt 1$",
    "s_getpc": r"s_getpc_b64 s\[",
    "mbcnt_lo": r"v_mbcnt_lo_u32_b32",
    # A wave of 32 has no lanes to count there.
    "mbcnt_hi": dict.fromkeys(("gfx900", "gfx90a", "gfx942", "gfx950"), r"v_mbcnt_hi_u32_b32"),
    "ballot": r"v_cmp_(ne|eq)_u32_e(32|64) (vcc(_lo)?|s\d+|s\[\d+:\d+\]),",
    "inverse_ballot": r"v_cndmask_b32_e64 v\d+, 0, 1, (s\d+|s\[\d+:\d+\]|vcc)",
    **{f"wave_reduce_{how}": rf"s_{how}_[iu]32" for how in ("min", "max")},
    **{f"wave_reduce_u{how}": rf"s_{how}_u32" for how in ("min", "max")},
    **{f"wave_reduce_{how}": rf"s_{how}_b(32|64)" for how in ("and", "or")},
    "wave_reduce_add": r"s_bcnt1_i32_b(32|64)|s_add_(co_)?[iu]32",
    "wave_reduce_xor": r"s_bcnt1_i32_b(32|64)|s_xor_b32",
    "readfirstlane_u32": r"v_readfirstlane_b32 s\d+, v\d+",
    "readfirstlane_u64": r"v_readfirstlane_b32 s\d+, v\d+\n(.*\n)*?\tv_readfirstlane_b32",
    "readlane_u32": r"v_readlane_b32 s\d+, v\d+, s\d+",
    "readlane_u64": r"v_readlane_b32 s\d+, v\d+, s\d+\n(.*\n)*?\tv_readlane_b32",
    "writelane_u32": r"v_writelane_b32 v\d+, s\d+, (m0|s\d+)",
    "writelane_u64": r"v_writelane_b32 v\d+, s\d+, (m0|s\d+)\n(.*\n)*?\tv_writelane_b32",
    "endpgm": r"s_endpgm",
    "update_dpp": r"v_mov_b32_dpp v\d+, v\d+ row_shr:1 row_mask:0xf bank_mask:0xf bound_ctrl:1",
    "s_memrealtime": r"s_memrealtime s\[",
    "ds_permute": r"ds_permute_b32 v",
    "ds_bpermute": r"ds_bpermute_b32 v",
    "perm": r"v_perm_b32 v",
    "permlane16_u32": r"v_permlane16_b32 v\d+, v\d+, s\d+, s\d+ op_sel:\[0,1\]",
    "permlanex16_u32": r"v_permlanex16_b32 v\d+, v\d+, s\d+, s\d+ op_sel:\[0,1\]",
    "s_get_waveid_in_workgroup": r"s_get_waveid_in_workgroup s\d+",
    "permlane64_u32": r"v_permlane64_b32 v",
    "permlane16_var": r"v_permlane16_var_b32 v\d+, v\d+, v\d+ op_sel:\[0,1\]",
    "permlanex16_var": r"v_permlanex16_var_b32 v\d+, v\d+, v\d+ op_sel:\[0,1\]",
    "wave_id": r"s_bfe_u32 s\d+, ttmp8, 0x50019",
    "permlane16_swap": r"v_permlane16_swap_b32_e64 v\d+, v\d+ bound_ctrl:1",
    "permlane32_swap": r"v_permlane32_swap_b32_e64 v\d+, v\d+ bound_ctrl:1",
}
"""What a kernel has in its assembly that calls the function of that name: on all GPUs, or on the
GPUs named."""

GPUS = ("gfx900", "gfx90a", "gfx942", "gfx950", "gfx1010", "gfx1030", "gfx1100", "gfx1201")


def _core_source(toolchain: Toolchain) -> str:
    path = Path(toolchain.library, "stdarch/crates/core_arch/src/amdgpu/mod.rs")
    return path.read_text().partition("#[cfg(test)]")[0]


@pytest.fixture(scope="module")
def module() -> ModuleOp:
    module = load(KERNELS)
    Pipeline().run(module, stop="asptr")
    return module


@pytest.fixture(scope="module")
def worker() -> Iterator[CodegenWorker]:
    with CodegenWorker() as worker:
        yield worker


def _only(module: ModuleOp, names: set[str]) -> ModuleOp:
    """The module with the kernels of these names alone."""
    copy = module.clone()
    for op in list(copy.body.block.ops):
        if isinstance(op, hsa.KernelOp) and op.sym_name.data not in names:
            op.detach()
            op.erase()
    return copy


def test_the_table_has_every_function_of_the_installed_core(toolchain: Toolchain) -> None:
    source = _core_source(toolchain)
    assert sorted(_DEFINED.findall(source)) == sorted(DEVICE_FUNCTIONS)
    linked = {name: link for link, name in _LINKED.findall(source)}
    assert {name: f.intrinsic for name, f in DEVICE_FUNCTIONS.items()} == linked


def test_every_function_has_a_kernel_and_an_instruction(module: ModuleOp) -> None:
    kernels = [op.sym_name.data for op in module.body.block.ops if isinstance(op, hsa.KernelOp)]
    assert sorted(kernels) == sorted(DEVICE_FUNCTIONS)
    assert sorted(CODE) == sorted(DEVICE_FUNCTIONS)


def test_every_function_is_on_one_of_the_gpus_tried() -> None:
    for function in DEVICE_FUNCTIONS.values():
        assert any(function.on.covers(CPUS[gpu]) for gpu in GPUS), function.name


@pytest.mark.parametrize("gpu", GPUS)
def test_functions_become_their_instructions(
    module: ModuleOp, worker: CodegenWorker, gpu: str
) -> None:
    there = {n for n, f in DEVICE_FUNCTIONS.items() if f.on.covers(CPUS[gpu])}
    copy = _only(module, there)
    pipeline = Pipeline(cpu=gpu)
    pipeline.run(copy)
    assembly = worker.compile(pipeline.llvm_ir(copy), pipeline.codegen_options(), ["asm"]).assembly
    parts = re.split(r"^(\w+): +; @\w+\n", assembly, flags=re.MULTILINE)
    code = {
        name: text.partition(".end_amdhsa_kernel")[0]
        for name, text in zip(parts[1::2], parts[2::2], strict=True)
    }
    assert set(code) == there
    assert {
        name: text for name, text in code.items() if not re.search(_code(name, gpu), text, re.M)
    } == {}


def _code(name: str, gpu: str) -> str:
    expected = CODE[name]
    return expected if isinstance(expected, str) else expected.get(gpu, "")


def _line(name: str) -> tuple[int, int]:
    """Where the kernel of that name calls the function of that name."""
    for number, line in enumerate(KERNELS.read_text().splitlines(), 1):
        if (match := re.search(rf"amdgpu::{name}\b", line)) is not None:
            return number, match.start() + 1
    raise AssertionError(name)


@pytest.mark.parametrize("gpu", GPUS)
def test_functions_that_a_gpu_lacks_are_refused_with_their_lines(
    module: ModuleOp, gpu: str
) -> None:
    missing = {n: f for n, f in DEVICE_FUNCTIONS.items() if not f.on.covers(CPUS[gpu])}
    assert missing
    with pytest.raises(CompileError) as error:
        Pipeline(cpu=gpu).run(module.clone())
    assert sorted(d.render() for d in error.value.diagnostics) == sorted(
        f"error: `core::arch::amdgpu::{name}` does not exist on `{gpu}`\n"
        f"  --> {KERNELS}:{_line(name)[0]}:{_line(name)[1]}\n"
        f"note: it is there on {function.on.words}"
        for name, function in missing.items()
    )


def test_a_pipeline_without_a_gpu_refuses_nothing(module: ModuleOp) -> None:
    Pipeline().run(module.clone())


def test_a_pass_without_such_functions_does_nothing(module: ModuleOp) -> None:
    there = _only(module, {"workitem_id_x", "update_dpp"})
    before = str(there)
    VerifyDeviceFunctionsPass("gfx1100").apply(Context(), there)
    assert str(there) == before


@pytest.mark.parametrize(
    ("isa", "major"),
    [("gfx600", 6), ("gfx90a", 9), ("gfx9-4-generic", 9), ("gfx9-generic", 9), ("gfx1013", 10),
     ("gfx10-3-generic", 10), ("gfx12-generic", 12), ("gfx1250", 12)],
)  # fmt: skip
def test_generations(isa: str, major: int) -> None:
    assert generation(isa) == major


def test_every_processor_has_a_generation() -> None:
    assert {generation(m.isa) for m in CPUS.values()} == {6, 7, 8, 9, 10, 11, 12}


def test_dpp_controls_that_exist_nowhere() -> None:
    assert [c for c in range(0x100, 0x180) if dpp_control(c) is None] == [
        0x100, 0x110, 0x120,
        *(c for c in range(0x130, 0x140) if c not in (0x130, 0x134, 0x138, 0x13C)),
        *range(0x144, 0x150), *range(0x170, 0x180),
    ]  # fmt: skip
    assert dpp_control(-1) is None


def test_words_name_what_is_covered() -> None:
    for function in DEVICE_FUNCTIONS.values():
        covered = {generation(m.isa) for m in CPUS.values() if function.on.covers(m)}
        first = min(covered)
        assert function.on.words == "every GPU" or f"gfx{first}" in function.on.words
