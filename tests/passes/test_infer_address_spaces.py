"""What `infer-address-spaces` leaves flat, down to the machine code, and what it says about it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

import rusticle
from rusticle.lowering.codegen import CodegenWorker
from rusticle.lowering.machine_code import count_instructions
from rusticle.space_report import SpaceReport, render
from tests.support.commands import invoke

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.mir"))
FLOWS = Path(__file__).parent / "pointer_flows.rs"
CPUS = ("gfx900", "gfx90a", "gfx1100")


def flat_instructions(assembly: str) -> dict[str, int]:
    """The functions that have flat accesses, and how many."""
    return {
        name: code["flat"] for name, code in count_instructions(assembly).items() if code["flat"]
    }


@pytest.fixture(scope="module")
def worker() -> Iterator[CodegenWorker]:
    with CodegenWorker() as started:
        yield started


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_no_example_accesses_flat_memory(example: Path, worker: CodegenWorker):
    module = rusticle.load(example)
    rusticle.Pipeline(foreign_calls="queue").run(module)
    ir = rusticle.Pipeline().llvm_ir(module)
    for cpu in CPUS:
        options = rusticle.Pipeline(cpu=cpu).codegen_options()
        assert not flat_instructions(worker.compile(ir, options, ["asm"]).assembly), cpu


MIXED = {
    # LDS or a buffer, by the number of the work-item.
    "global_or_lds": 1,
    # A method is looked up by a pointer: which of the two objects it is called for is not known.
    "<pointer_flows::Slice as pointer_flows::Source>::get": 1,
    "<pointer_flows::Slice as pointer_flows::Source>::get.1": 1,
    "<pointer_flows::Scaled as pointer_flows::Source>::get": 5,
}
"""The functions of `pointer_flows.rs` that stay flat."""
IN_BUFFERS = {"pointer_flows::depth": 3}
"""Those that follow pointers in global memory."""


@pytest.fixture(scope="module")
def flows() -> Mapping[bool, tuple[str, SpaceReport]]:
    """The assembly of `pointer_flows.rs` and the report on it, without and with the assumption."""
    found: dict[bool, tuple[str, SpaceReport]] = {}
    for assume in (False, True):
        report = SpaceReport()
        code = rusticle.compile(
            FLOWS, cpu="gfx1100", emit="asm", assume_global_pointees=assume, space_report=report
        )
        found[assume] = (code.text, report)
    return found


def test_only_what_mixes_spaces_is_flat(flows: Mapping[bool, tuple[str, SpaceReport]]):
    found = flat_instructions(flows[False][0])
    assert found.keys() == {**MIXED, **IN_BUFFERS}.keys()
    assert all(found[name] <= count for name, count in {**MIXED, **IN_BUFFERS}.items())


def test_pointers_in_buffers_are_global_by_assumption(
    flows: Mapping[bool, tuple[str, SpaceReport]],
):
    found = flat_instructions(flows[True][0])
    assert "pointer_flows::depth" not in found
    assert found.keys() <= MIXED.keys()


def test_the_report_names_the_lines(flows: Mapping[bool, tuple[str, SpaceReport]]):
    kernels = {kernel.name: kernel for kernel in flows[False][1].kernels()}
    mixed = kernels["global_or_lds"]
    assert mixed.operations["flat"] == 1
    assert mixed.instructions["flat"] == 1
    [(function, span)] = mixed.flat
    assert function == "global_or_lds"
    assert span is not None
    line = FLOWS.read_text().splitlines()[span.line - 1]
    assert span.file.endswith("pointer_flows.rs")
    assert "from[id() % 4]" in line
    clean = kernels["list_in_lds"]
    assert not clean.flat
    assert clean.operations["local"]
    assert clean.instructions["LDS"]
    # What a kernel calls is counted with it.
    assert kernels["tree"].flat.keys() == {
        key for key in kernels["tree"].flat if key[0] == "pointer_flows::depth"
    }
    text = render([mixed, clean])
    assert f"  flat access at {span}\n" in text
    assert text.startswith("kernel `global_or_lds`\n  operations:   ")


def test_the_command_prints_remarks_and_report(tmp_path: Path, capfd: pytest.CaptureFixture[str]):
    source = tmp_path / "mixed.mlir"
    source.write_text(
        "hsa.kernel @mixed(%p: !asptr.ptr<flat>) {\n"
        "  %q = asptr.load %p align 8 : !asptr.ptr<flat> -> !asptr.ptr<flat>\n"
        "  %v = asptr.atomic_load acquire %q align 4 : !asptr.ptr<flat> -> i32\n"
        "  hsa.return\n}\n"
    )
    command = [str(source), "--cpu", "gfx1100", "--emit", "asm", "-o", "-"]
    command += ["--report", "address-spaces", "--remarks"]
    result = invoke("compile", *command)
    assert result.status == 0
    assert "remark: this access is flat" in capfd.readouterr().err + result.stderr
    assert "kernel `mixed`\n  operations:   1 global, 1 flat\n" in result.stderr
    refused = invoke("compile", *command, "--emit", "mir")
    assert refused.status == 2
    assert "--report is of machine code" in refused.stderr
