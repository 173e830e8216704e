"""Code generation in the child process: what it answers, and how it fails."""

import os
import re
import threading
from pathlib import Path

import pytest

from rusticle.diagnostics import CompileError, SourceSpan
from rusticle.lowering import codegen
from rusticle.lowering.codegen import CodegenOptions, CodegenWorker, generate

KERNEL = """
define amdgpu_kernel void @scale(ptr addrspace(1) %x, float %a) {
  %id = call i32 @llvm.amdgcn.workitem.id.x()
  %p = getelementptr inbounds float, ptr addrspace(1) %x, i32 %id
  %v = load float, ptr addrspace(1) %p
  %r = fmul float %v, %a
  store float %r, ptr addrspace(1) %p
  ret void
}
declare i32 @llvm.amdgcn.workitem.id.x()
"""

CRASH = """
declare i16 @llvm.amdgcn.ballot.i16(i1)
define i16 @votes(i1 %b) {
  %v = call i16 @llvm.amdgcn.ballot.i16(i1 %b)
  ret i16 %v
}
"""

GFX1100 = CodegenOptions(cpu="gfx1100")


@pytest.fixture(scope="module")
def worker():
    with CodegenWorker() as worker:
        yield worker


def error_of(worker: CodegenWorker, ir: str, options: CodegenOptions = GFX1100) -> CompileError:
    with pytest.raises(CompileError) as caught:
        worker.compile(ir, options, ["asm"])
    return caught.value


def kept_ir(error: CompileError) -> Path:
    notes = [n for n in error.diagnostics[0].notes if n.startswith("the LLVM IR is in ")]
    assert len(notes) == 1
    return Path(notes[0].removeprefix("the LLVM IR is in "))


@pytest.mark.parametrize(
    ("cpu", "features", "target_id", "wave"),
    [
        ("gfx900", "", "gfx900", 64),
        ("gfx90a", "", "gfx90a", 64),
        ("gfx90a", "+xnack", "gfx90a:xnack+", 64),
        ("gfx942", "", "gfx942", 64),
        ("gfx1030", "", "gfx1030", 32),
        ("gfx1100", "", "gfx1100", 32),
        ("gfx1100", "+wavefrontsize64", "gfx1100", 64),
        ("gfx1201", "", "gfx1201", 32),
    ],
)
def test_assembly_is_for_the_processor_asked_for(
    worker: CodegenWorker, cpu: str, features: str, target_id: str, wave: int
):
    options = CodegenOptions(cpu=cpu, features=features)
    text = worker.compile(KERNEL, options, ["asm"]).assembly
    assert f'.amdgcn_target "amdgcn-amd-amdhsa--{target_id}"' in text
    assert f".wavefront_size: {wave}" in text


def test_every_kind_of_output_comes_of_one_request(worker: CodegenWorker):
    result = worker.compile(KERNEL, GFX1100, ["llvm-ir", "bitcode", "asm", "obj"])
    assert result.object[:4] == b"\x7fELF"
    assert result.bitcode[:4] == b"BC\xc0\xde"
    assert "define" in result.llvm_ir
    assert "s_endpgm" in result.assembly
    assert {"parse", "optimise", "asm", "obj"} <= result.seconds.keys()


def test_output_does_not_depend_on_what_came_before(worker: CodegenWorker):
    alone = generate(KERNEL, GFX1100, ["asm"]).assembly
    worker.compile(KERNEL.replace("scale", "other"), CodegenOptions(cpu="gfx900"), ["obj"])
    again = worker.compile(KERNEL, GFX1100, ["obj", "asm"]).assembly
    assert alone == again


@pytest.mark.parametrize("level", ["0", "1", "2", "3", "s"])
def test_each_optimisation_level_works(worker: CodegenWorker, level: codegen.OptLevel):
    result = worker.compile(KERNEL, CodegenOptions(cpu="gfx1100", opt_level=level), ["llvm-ir"])
    assert ("optsize" in result.llvm_ir) == (level == "s")


def test_the_host_is_a_target_too(worker: CodegenWorker):
    options = CodegenOptions(triple="x86_64-unknown-linux-gnu")
    assert "retq" in worker.compile("define void @f() { ret void }", options, ["asm"]).assembly


def test_a_target_without_objects_says_so(worker: CodegenWorker):
    options = CodegenOptions(triple="nvptx64-nvidia-cuda", cpu="sm_70")
    ir = "define ptx_kernel void @k() { ret void }"
    assert ".visible .entry k" in worker.compile(ir, options, ["asm"]).assembly
    with pytest.raises(CompileError) as caught:
        worker.compile(ir, options, ["obj"])
    assert str(caught.value) == (
        "error: LLVM emits no `obj` for `nvptx64-nvidia-cuda`\nhelp: ask for `asm`"
    )


def test_a_crash_names_stage_and_reason_keeps_the_ir_and_the_worker_recovers(tmp_path: Path):
    with CodegenWorker(report_directory=tmp_path) as worker:
        error = error_of(worker, CRASH)
        first = error.diagnostics[0]
        assert first.message.startswith("LLVM failed while emitting assembly: Cannot select:")
        assert "In function: votes" in first.notes
        assert kept_ir(error).parent == tmp_path
        assert kept_ir(error).read_text().endswith(CRASH)
        assert worker.compile(KERNEL, GFX1100).object


def test_an_intrinsic_the_processor_lacks_is_named(worker: CodegenWorker):
    name = "llvm.amdgcn.mfma.f32.4x4x1f32"
    ir = f"""
    declare <4 x float> @{name}(float, float, <4 x float>, i32, i32, i32)
    define <4 x float> @f(float %a, <4 x float> %b) {{
      %r = call <4 x float> @{name}(float %a, float %a, <4 x float> %b, i32 0, i32 0, i32 0)
      ret <4 x float> %r
    }}"""
    error = error_of(worker, ir)
    assert str(error) == (
        f"error: `gfx1100` has no instruction for the intrinsic `{name}`\n"
        "help: compile for a processor that has it"
    )
    assert worker.compile(ir, CodegenOptions(cpu="gfx90a")).object


def test_llvms_own_errors_are_passed_on(worker: CodegenWorker):
    ir = """
    @lds = addrspace(3) global [70000 x i8] poison
    define amdgpu_kernel void @k(i32 %i) {
      %p = getelementptr i8, ptr addrspace(3) @lds, i32 %i
      store volatile i8 1, ptr addrspace(3) %p
      ret void
    }"""
    error = error_of(worker, ir)
    assert str(error) == "error: local memory (70000) exceeds limit (65536) in function 'k'"


def test_ir_that_does_not_parse_or_verify_is_refused(worker: CodegenWorker):
    parse = error_of(worker, "define void @f( {")
    assert "while parsing the IR" in parse.diagnostics[0].message
    kept_ir(parse).unlink()
    verify = error_of(
        worker, "define i32 @f() {\n %a = add i32 %b, 1\n %b = add i32 %a, 1\n ret i32 %b }"
    )
    assert verify.diagnostics[0].message == (
        "LLVM refused the module while verifying the IR: Instruction does not dominate all uses!"
    )
    kept_ir(verify).unlink()


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (CodegenOptions(cpu="gfx9999"), "error: LLVM knows no processor `gfx9999` of this target"),
        (
            CodegenOptions(cpu="gfx1100", features="+nonsense"),
            "error: LLVM knows no feature `+nonsense` of this target",
        ),
        (
            CodegenOptions(triple="nonsense-x-y"),
            "error: LLVM cannot generate this code: No available targets are compatible with "
            'triple "nonsense-x-y"',
        ),
    ],
)
def test_unknown_targets_are_refused(worker: CodegenWorker, options: CodegenOptions, message: str):
    assert str(error_of(worker, KERNEL, options)) == message


def test_a_module_for_another_target_is_refused(worker: CodegenWorker):
    layout = error_of(worker, 'target datalayout = "e-p:32:32"\n' + KERNEL)
    assert "`e-p:32:32` is not the target's" in str(layout)
    triple = error_of(worker, 'target triple = "nvptx64-nvidia-cuda"\n' + KERNEL)
    assert "the module is for `nvptx64-nvidia-cuda`" in str(triple)


def test_unknown_outputs_and_levels_are_refused(worker: CodegenWorker):
    with pytest.raises(CompileError, match="code generation cannot emit `exe`"):
        worker.compile(KERNEL, GFX1100, ["exe"])  # pyright: ignore[reportArgumentType]
    with pytest.raises(CompileError, match="unknown optimisation level `9`"):
        worker.compile(KERNEL, CodegenOptions(opt_level="9"))  # pyright: ignore[reportArgumentType]


def test_a_processor_that_c_would_cut_short_is_refused(worker: CodegenWorker):
    error = error_of(worker, KERNEL, CodegenOptions(cpu="gfx1100\0"))
    assert str(error) == "error: a target's name, processor or features hold a NUL byte"


def test_without_llvmlite_the_error_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch):
    def find_nothing(name: str) -> None:
        return None

    monkeypatch.setattr("importlib.util.find_spec", find_nothing)
    with pytest.raises(CompileError) as caught:
        CodegenWorker().start()
    assert str(caught.value) == (
        "error: code generation needs llvmlite, which is not installed\n"
        "help: install it with `pip install llvmlite`"
    )


def test_a_timeout_stops_the_child_and_the_next_request_gets_a_new_one(tmp_path: Path):
    with CodegenWorker(timeout=0.002, report_directory=tmp_path) as worker:
        error = error_of(worker, KERNEL)
        assert re.fullmatch(
            r"LLVM was still \w+.* after 0.002 s, and was stopped", error.diagnostics[0].message
        )
        worker.timeout = 60
        assert worker.compile(KERNEL, GFX1100).object


def test_a_killed_child_is_replaced_or_reported(tmp_path: Path):
    with CodegenWorker(report_directory=tmp_path) as worker:
        worker.compile(KERNEL, GFX1100)
        child = worker._child  # pyright: ignore[reportPrivateUsage]
        assert child is not None
        child.process.kill()
        child.process.wait()
        assert worker.compile(KERNEL, GFX1100).object

        worker.close()
        worker.start()
        child = worker._child  # pyright: ignore[reportPrivateUsage]
        assert child is not None
        timer = threading.Timer(0.01, child.process.kill)
        timer.start()
        error = error_of(worker, KERNEL)
        timer.join()
        assert "LLVM was killed while" in error.diagnostics[0].message


def test_a_child_that_cannot_start_is_an_error(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "none"))
    with pytest.raises(CompileError) as caught:
        CodegenWorker().start()
    assert str(caught.value) == (
        "error: the code generation process cannot be started: No such file or directory"
    )


def test_threads_share_a_worker(worker: CodegenWorker):
    found: dict[int, str] = {}

    def run(number: int) -> None:
        ir = KERNEL.replace("scale", f"scale{number}")
        found[number] = worker.compile(ir, GFX1100, ["asm"]).assembly

    threads = [threading.Thread(target=run, args=(n,)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(f"scale{n}.kd" in found[n] for n in range(6))


def test_large_modules_pass_the_pipe(worker: CodegenWorker):
    comment = "; " + "x" * 120 + "\n"
    assert worker.compile(KERNEL + comment * 10_000, GFX1100).object


def test_the_child_ends_with_its_worker():
    worker = CodegenWorker()
    worker.start()
    child = worker._child  # pyright: ignore[reportPrivateUsage]
    assert child is not None
    pid = child.process.pid
    del child, worker
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_printed_positions_become_spans():
    found = codegen._diagnostics(  # pyright: ignore[reportPrivateUsage]
        "error: vadd.rs:12:3: in function f void (): too much\n"
        "warning: <unknown>:0:0: in function g void (): odd\n"
        "something else\n",
        default="warning",
    )
    assert found[0].span == SourceSpan("vadd.rs", 12, 3)
    assert found[0].message == "in function f void (): too much"
    assert found[1].span is None
    assert [d.severity for d in found] == ["error", "warning", "warning"]
