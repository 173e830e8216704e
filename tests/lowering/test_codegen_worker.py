"""What the code generation child answers, asked in this process: nothing here makes LLVM abort."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from rusticle.lowering import codegen_worker
from rusticle.lowering.codegen_worker import (
    Failed,
    Request,
    answer,
    frame,
    read_message,
    share_traps,
)

binding: Any = import_module("llvmlite.binding")
KERNEL = """\
target triple = "amdgcn-amd-amdhsa"
define amdgpu_kernel void @k(ptr addrspace(1) %p, i32 %x) {
  %a = add i32 %x, 0
  store i32 %a, ptr addrspace(1) %p
  ret void
}
"""


@pytest.fixture(scope="module", autouse=True)
def targets() -> None:
    binding.initialize_all_targets()
    binding.initialize_all_asmprinters()


def request(ir: str = KERNEL, **changes: Any) -> Request:
    asked: dict[str, Any] = {
        "ir": ir, "triple": "amdgcn-amd-amdhsa", "cpu": "gfx1100", "features": "",
        "opt_level": "3", "reloc": "pic", "code_model": "default", "emit": ["obj"],
        "verbose_asm": False,
    }  # fmt: skip
    return Request(**{**asked, **changes})


def ask(asked: Request) -> tuple[dict[str, bytes], list[str]]:
    """The outputs of a request, and the stages that were named."""
    stages: list[str] = []
    return answer(binding, asked, {}, stages.append), stages


def refused(asked: Request) -> tuple[str, str]:
    """The stage at which a request is refused, and LLVM's words."""
    with pytest.raises(Failed) as failure:
        ask(asked)
    return failure.value.stage, failure.value.message


def test_every_kind_of_output_is_given() -> None:
    outputs, stages = ask(request(emit=["llvm-ir", "bitcode", "asm", "obj"]))
    assert list(outputs) == ["llvm-ir", "bitcode", "asm", "obj"]
    assert b"define amdgpu_kernel void @k" in outputs["llvm-ir"]
    assert outputs["bitcode"][:2] == b"BC"
    assert b"s_endpgm" in outputs["asm"]
    assert outputs["obj"][:4] == b"\x7fELF"
    assert stages[0] != stages[-1]


@pytest.mark.parametrize("level", ["0", "1", "2", "3", "s"])
def test_an_addition_of_nothing_is_left_without_optimisation_only(level: str) -> None:
    outputs, _ = ask(request(emit=["llvm-ir"], opt_level=level))
    assert (b"add i32" in outputs["llvm-ir"]) == (level == "0")


def test_comments_are_in_assembly_if_asked_for() -> None:
    loud, _ = ask(request(emit=["asm"], verbose_asm=True))
    quiet, _ = ask(request(emit=["asm"]))
    assert b"%bb.0" in loud["asm"]
    assert b"%bb.0" not in quiet["asm"]


@pytest.mark.parametrize(
    ("changes", "stage", "message"),
    [
        ({"ir": "define void"}, "parse", "expected"),
        (
            {
                "ir": KERNEL.replace(
                    "ret void", "%b = add i32 %c, 1\n  %c = add i32 %b, 1\n  ret void"
                )
            },
            "verify",
            "Instruction does not dominate all uses!",
        ),
        ({"triple": "nonsense-x-y"}, "target", "No available targets are compatible"),
        ({"ir": f'target datalayout = "e-p:32:32"\n{KERNEL}'}, "target", "e-p:32:32"),
        (
            {"ir": KERNEL.replace("amdgcn-amd-amdhsa", "nvptx64-nvidia-cuda")},
            "target",
            "nvptx64-nvidia-cuda",
        ),
    ],
)
def test_what_llvm_refuses_is_said_with_its_stage(
    changes: dict[str, Any], stage: str, message: str
) -> None:
    at, said = refused(request(**changes))
    assert at == stage
    assert message in said


def test_a_target_machine_serves_all_requests_with_its_options() -> None:
    machines: dict[tuple[str, ...], Any] = {}
    for level in ("3", "3", "0"):
        answer(binding, request(opt_level=level), machines, lambda stage: None)
    assert len(machines) == 2


def test_messages_are_read_whole_or_not_at_all() -> None:
    message = ("done", {"obj": b"\0\1"}, {"parse": 0.5})
    data = frame(message)
    assert read_message(BytesIO(data)) == message
    assert read_message(BytesIO(b"")) is None
    assert read_message(BytesIO(data[:5])) is None
    assert read_message(BytesIO(data[:-1])) is None


TRAPS = """\
target triple = "amdgcn-amd-amdhsa"
define i32 @checked(i32 inreg %a, i32 inreg %b) noinline {
  %c = icmp eq i32 %a, 0
  br i1 %c, label %t1, label %n1
t1:
  call void @llvm.trap()
  unreachable
n1:
  %d = icmp eq i32 %b, 0
  br i1 %d, label %t2, label %n2
t2:
  tail call void @llvm.trap() #0
  unreachable
n2:
  %r = udiv i32 %a, %b
  ret i32 %r
}
define amdgpu_kernel void @k(i32 %a, i32 %b, ptr addrspace(1) %p) {
  %r = call i32 @checked(i32 inreg %a, i32 inreg %b)
  %c = icmp eq i32 %r, 0
  br i1 %c, label %t, label %n
t:
  call void @llvm.trap()
  unreachable
n:
  store i32 %r, ptr addrspace(1) %p
  ret void
}
declare void @llvm.trap()
attributes #0 = { noreturn }
"""


@pytest.mark.parametrize("cpu", ["gfx1100", "gfx1103", "gfx11-generic"])
@pytest.mark.parametrize("level", ["0", "3"])
def test_functions_with_several_traps_compile_where_llvm_expands_one(cpu: str, level: str) -> None:
    outputs, _ = ask(request(TRAPS, cpu=cpu, opt_level=level, emit=["asm", "obj"]))
    assembly = outputs["asm"].decode()
    assert "SIMULATED_TRAP" not in assembly
    assert assembly.count("s_trap 2") == 2


def test_traps_are_left_alone_elsewhere() -> None:
    for cpu, traps in (("gfx1201", 3), ("gfx1100", 2)):
        outputs, _ = ask(request(TRAPS, cpu=cpu, emit=["llvm-ir"]))
        assert outputs["llvm-ir"].count(b"call void @llvm.trap()") == traps


def test_traps_share_a_block_and_keep_their_lines() -> None:
    assert share_traps(TRAPS).count("call void @llvm.trap()") == 2
    ir = TRAPS.replace("@llvm.trap()\n", "@llvm.trap(), !dbg !7\n").replace("#0\n", "#0, !dbg !8\n")
    shared = share_traps(ir)
    assert shared.count("  br label %rusticle.trap, !dbg !7\n") == 1
    assert shared.count("  br label %rusticle.trap, !dbg !8\n") == 1
    # The kernel has one only, which stays.
    assert shared.count("  call void @llvm.trap(), !dbg !7\n") == 1


def test_llvmlite_is_found_without_the_machinery_of_resources():
    spec = find_spec("llvmlite")
    assert spec is not None
    assert spec.origin is not None
    site_packages = Path(spec.origin).parent.parent
    program = f"""
import sys
sys.path[:0] = [{str(site_packages)!r}, {str(Path(codegen_worker.__file__).parent)!r}]
import codegen_worker
binding = codegen_worker.import_llvmlite()
print(binding.llvm_version_info[0] > 0, "zipfile" in sys.modules)
import importlib.resources
print(importlib.resources.files("llvmlite").joinpath("binding").is_dir())
"""
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["True", "False", "True"]
