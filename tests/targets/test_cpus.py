"""AMD GPUs: the list is rustc's, what is said of each is what LLVM's assembler prints."""

import re
import shutil
import subprocess
from importlib import import_module
from typing import Any

import pytest

from rusticle.diagnostics import CompileError
from rusticle.targets import CPUS, Cpu

# llvmlite has no types.
llvm: Any = import_module("llvmlite.binding")


def test_list_is_rustcs():
    rustc = shutil.which("rustc", path="/usr/bin") or shutil.which("rustc")
    if rustc is None:
        pytest.skip("needs rustc")
    command = [rustc, "--print", "target-cpus", "--target", "amdgcn-amd-amdhsa"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        pytest.skip("this rustc has no AMD GPU target")
    names = {line.split()[0] for line in done.stdout.splitlines()[1:] if line.strip()}
    # A newer rustc knows more; none that we list may have gone.
    assert set(CPUS) <= names


def _assembly(cpu: str, features: str) -> str:
    llvm.initialize_all_targets()
    llvm.initialize_all_asmprinters()
    triple = "amdgcn-amd-amdhsa"
    machine = llvm.Target.from_triple(triple).create_target_machine(cpu=cpu, features=features)
    ir = f'target triple = "{triple}"\ndefine amdgpu_kernel void @k() {{ ret void }}\n'
    return machine.emit_assembly(llvm.parse_assembly(ir))


def _target_id(assembly: str) -> str:
    found = re.search(r'\.amdgcn_target "amdgcn-amd-amdhsa--([^"]+)"', assembly)
    assert found is not None
    return found[1]


@pytest.mark.parametrize("name", CPUS)
def test_isa_and_default_wave_size_are_llvms(name: str):
    assembly = _assembly(name, "")
    assert _target_id(assembly) == CPUS[name].isa
    size = int(re.findall(r"\.wavefront_size: (\d+)", assembly)[0])
    assert Cpu.parse(name).wave_size == size


@pytest.mark.parametrize("name", CPUS)
@pytest.mark.parametrize("feature", ["xnack", "sramecc"])
def test_target_features_are_llvms(name: str, feature: str):
    has = feature in CPUS[name].target_features
    expected = CPUS[name].isa + (f":{feature}+" if has else "")
    assert _target_id(_assembly(name, f"+{feature}")) == expected


@pytest.mark.parametrize("name", [n for n, m in CPUS.items() if len(m.wave_sizes) > 1])
def test_other_wave_size_is_one_llvm_compiles_for(name: str):
    cpu = Cpu.parse(name).with_wave_size(64)
    assert cpu.features == "+wavefrontsize64"
    assert ".wavefront_size: 64" in _assembly(cpu.name, cpu.features)


def test_target_id_is_read_and_written_canonically():
    cpu = Cpu.parse("gfx90a:xnack+:sramecc-")
    assert (cpu.name, cpu.features, cpu.wave_size) == ("gfx90a", "-sramecc,+xnack", 64)
    assert cpu.target_id == "gfx90a:sramecc-:xnack+"
    assert _target_id(_assembly(cpu.name, cpu.features)) == cpu.target_id
    assert Cpu.parse(cpu.target_id) == cpu


def test_alias_has_the_isa_of_its_processor():
    assert Cpu.parse("kaveri").target_id == "gfx700"


def test_features_left_out_are_any():
    cpu = Cpu.parse("gfx90a")
    assert (cpu.features, cpu.settings, cpu.target_id) == ("", (), "gfx90a")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "gfx110",
            "error: unknown AMD GPU `gfx110`\n"
            "help: did you mean `gfx1150` or `gfx1103` or `gfx1102`?",
        ),
        (
            "",
            "error: unknown AMD GPU ``\n"
            "help: `rustc --print target-cpus --target amdgcn-amd-amdhsa` lists them",
        ),
        (
            "gfx1100:xnack+",
            "error: AMD GPU `gfx1100` has no target feature `xnack`\nnote: it has none",
        ),
        (
            "gfx900:sramecc+",
            "error: AMD GPU `gfx900` has no target feature `sramecc`\nnote: it has `xnack`",
        ),
        ("gfx90a:xnack", "error: target feature `xnack` of `gfx90a` must end in `+` or `-`"),
        ("gfx90a:", "error: target feature `` of `gfx90a` must end in `+` or `-`"),
        ("gfx90a:xnack+:xnack-", "error: target feature `xnack` of `gfx90a` is given twice"),
    ],
)
def test_what_is_no_cpu_is_refused(text: str, message: str):
    with pytest.raises(CompileError) as error:
        Cpu.parse(text)
    assert str(error.value) == message


def test_wave_size_that_a_cpu_lacks_is_refused():
    with pytest.raises(CompileError, match="cannot run wavefronts of 32 work-items"):
        Cpu.parse("gfx90a").with_wave_size(32)
    with pytest.raises(CompileError, match="cannot run wavefronts of 64 work-items"):
        Cpu.parse("gfx1250").with_wave_size(64)
