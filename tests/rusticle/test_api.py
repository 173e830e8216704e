"""The library's front door: `load`, `Pipeline`, `generate`, `compile`."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import rusticle
from rusticle.frontend.device_core import DeviceCore
from rusticle.lowering.codegen import CodegenWorker
from rusticle.pipeline import LEVELS, Level, has_kernel, level_of
from tests.rusticle.command_line import EXAMPLES
from tests.rusticle.command_line import rusticle as run_rusticle

VADD = EXAMPLES / "vadd.rs"
EIGHT = ("vadd", "saxpy", "matmul", "nbody", "histogram", "crc32", "random128", "fn_table")


def test_every_public_name_is_there():
    assert set(rusticle.__all__) <= set(dir(rusticle))
    for name in rusticle.__all__:
        assert getattr(rusticle, name) is not None
    for name in ("compile", "generate", "load", "Pipeline", "Artifact", "CompileError"):
        assert getattr(rusticle, name).__doc__
    with pytest.raises(AttributeError, match="has no attribute 'nonsense'"):
        rusticle.nonsense  # noqa: B018


def test_importing_is_light():
    """Neither xDSL's dialects nor llvmlite nor rich are imported before they are used."""
    code = "import rusticle, sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"xdsl", "llvmlite", "rich"} & set(done.stdout.split())


@pytest.mark.parametrize(
    ("emit", "first"),
    [
        ("mir", "builtin.module"),
        ("mlir", "builtin.module"),
        ("llvm-dialect", "builtin.module"),
        ("llvm-ir", "target datalayout = "),
        ("asm", "\t.amdgcn_target"),
    ],
)
def test_each_kind_of_text(
    tmp_path: Path, device_core: DeviceCore, emit: rusticle.Emit, first: str
):
    path = tmp_path / "out"
    artifact = rusticle.compile(VADD, cpu="gfx1100", emit=emit, output=path)
    assert artifact.emit == emit
    assert artifact.text.lstrip("\n").startswith(first)
    assert path.read_text() == artifact.text


@pytest.mark.parametrize("emit", ["obj", "hsaco"])
def test_each_kind_of_binary(device_core: DeviceCore, emit: rusticle.Emit):
    assert rusticle.compile(str(VADD), cpu="gfx90a:xnack+", emit=emit).data.startswith(b"\x7fELF")


def test_a_module_stops_at_each_level_and_goes_on(device_core: DeviceCore):
    pipeline = rusticle.Pipeline(cpu="gfx1100", verify=True)
    module = rusticle.load(VADD)
    seen: list[str] = []
    for level in LEVELS:
        pipeline.run(module, stop=level, observer=lambda name, _: seen.append(name))
        assert level_of(module) == level
        assert has_kernel(module)
    upper = [pass_.name for pass_ in pipeline.passes("mir", "asptr")]
    lower = [pass_.name for pass_ in pipeline.passes("asptr", "llvm")]
    assert upper[-1] == "lower-mir"
    assert seen == ["mir", "mir", *upper, "asptr", *lower]
    stepwise = rusticle.generate(module, pipeline).data
    assert stepwise == rusticle.compile(VADD, cpu="gfx1100").data


@pytest.mark.parametrize(("level", "stop"), [("asptr", "mir"), ("llvm", "mir"), ("llvm", "asptr")])
def test_lowering_goes_one_way(device_core: DeviceCore, level: Level, stop: Level):
    pipeline = rusticle.Pipeline(cpu="gfx1100")
    module = rusticle.load(VADD)
    pipeline.run(module, stop=level)
    with pytest.raises(rusticle.CompileError) as caught:
        pipeline.run(module, stop=stop)
    assert str(caught.value) == (
        f"error: the module is at the `{level}` level, which is below `{stop}`\n"
        "note: lowering goes one way"
    )


def test_each_levels_text_goes_on_to_the_same_code(tmp_path: Path, device_core: DeviceCore):
    whole = rusticle.compile(VADD, cpu="gfx1100", emit="obj").data
    for emit in ("mir", "mlir", "llvm-dialect"):
        path = tmp_path / f"{emit}.mlir"
        rusticle.compile(VADD, emit=emit, output=path)
        assert rusticle.compile(path, cpu="gfx1100", emit="obj").data == whole


def test_stages_are_saved_in_their_order(tmp_path: Path, device_core: DeviceCore):
    stages = tmp_path / "deep" / "stages"
    code = rusticle.compile(VADD, cpu="gfx1100", save_stages=stages)
    passes = [f"{pass_.name}.mlir" for pass_ in rusticle.Pipeline(cpu="gfx1100").passes()]
    names = ["mir.mlir", *passes, "llvm.ll", "optimized.ll", "assembly.s"]
    numbered = [f"{number:02}-{name}" for number, name in enumerate(names)]
    assert sorted(path.name for path in stages.iterdir()) == numbered
    assert code.data == rusticle.compile(VADD, cpu="gfx1100").data


def test_a_worker_may_be_shared(device_core: DeviceCore):
    pipeline = rusticle.Pipeline(cpu="gfx1100")
    with CodegenWorker() as worker:
        codes = {rusticle.generate(rusticle.load(VADD), pipeline, worker=worker).data
                 for _ in range(2)}  # fmt: skip
    assert len(codes) == 1


def test_eight_threads_get_what_one_gets(device_core: DeviceCore):
    def code(name: str) -> bytes | str:
        try:
            return rusticle.compile(EXAMPLES / f"{name}.rs", cpu="gfx1100").data
        except rusticle.CompileError as error:
            return str(error)

    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(code, EIGHT))
    alone = [code(name) for name in EIGHT]
    different = [n for n, a, b in zip(EIGHT, together, alone, strict=True) if a != b]
    assert not different
    assert isinstance(alone[0], bytes)


def test_what_cannot_be_emitted_is_refused(device_core: DeviceCore):
    with pytest.raises(rusticle.CompileError) as caught:
        rusticle.compile(VADD, cpu="gfx1100", emit="wasm")  # pyright: ignore[reportArgumentType]
    assert str(caught.value) == (
        "error: `wasm` is nothing that can be emitted\n"
        "note: what can be is `mir`, `mlir`, `llvm-dialect`, `llvm-ir`, `asm`, `obj`, `hsaco`, "
        "`manifest`, `c-header`, `rust-host`"
    )


def test_nothing_is_written_if_it_fails(tmp_path: Path, device_core: DeviceCore):
    output = tmp_path / "out.hsaco"
    with pytest.raises(rusticle.CompileError):
        rusticle.compile(VADD, cpu="gfx1100", kernels=["none"], output=output)
    assert list(tmp_path.iterdir()) == []


# --- the command line ---


def test_the_output_is_named_after_the_input(tmp_path: Path, device_core: DeviceCore):
    for emit, name in (("hsaco", "vadd.hsaco"), ("mir", "vadd.mir.mlir"), ("llvm-ir", "vadd.ll")):
        ran = run_rusticle("compile", str(VADD), f"--emit={emit}", "--cpu=gfx1100", cwd=tmp_path)
        assert (ran.status, ran.stdout, ran.stderr) == (0, "", "")
        assert (tmp_path / name).exists()


def test_standard_output(tmp_path: Path, device_core: DeviceCore):
    ran = run_rusticle("compile", str(VADD), "--emit=llvm-ir", "-o", "-", cwd=tmp_path)
    assert ran.stdout == rusticle.compile(VADD, emit="llvm-ir").text
    assert list(tmp_path.iterdir()) == []


def test_inspect_shows_the_kernel(tmp_path: Path, device_core: DeviceCore):
    rusticle.compile(VADD, cpu="gfx1100", output=tmp_path / "k.hsaco")
    ran = run_rusticle("inspect", "k.hsaco", cwd=tmp_path)
    assert ran.status == 0
    assert "vadd" in ran.stdout
    assert '"name": "vadd"' in run_rusticle("inspect", "--json", "k.hsaco", cwd=tmp_path).stdout


def test_python_m_rusticle(tmp_path: Path):
    done = subprocess.run(
        [sys.executable, "-m", "rusticle", "--version"], cwd=tmp_path, capture_output=True,
        text=True, check=True,
    )  # fmt: skip
    assert done.stdout.startswith("rusticle, version ")
