"""Target descriptions: sound in themselves, and what LLVM says."""

import dataclasses
from collections.abc import Callable
from importlib import import_module
from itertools import product
from typing import Any

import pytest

from rusticle.diagnostics import CompileError
from rusticle.targets import (
    AMDGCN,
    NVPTX,
    SPACE_NAMES,
    TARGETS,
    X86_64,
    AddressSpace,
    Target,
    TargetError,
    get_target,
    host_target,
    resolve_triple,
    verify_cast,
)

# llvmlite has no types.
llvm: Any = import_module("llvmlite.binding")

ALL = pytest.mark.parametrize("target", TARGETS.values(), ids=lambda t: t.name)


@pytest.fixture(autouse=True, scope="module")
def _llvm() -> None:
    llvm.initialize_all_targets()
    llvm.initialize_all_asmprinters()


@ALL
def test_every_description_is_sound(target: Target):
    target.verify()


@ALL
def test_data_layout_is_llvms(target: Target):
    machine = llvm.Target.from_triple(target.triple).create_target_machine()
    assert str(machine.target_data) == target.data_layout


@ALL
def test_intrinsics_are_known_to_llvm(target: Target):
    for name in target.intrinsics.values():
        # Overloaded ones carry their type in the name.
        spellings = [name, f"{name}.i32"]
        assert any(_is_intrinsic(spelling) for spelling in spellings), name


def _is_intrinsic(name: str) -> bool:
    # LLVM looks at no signature before it knows the name.
    try:
        module = llvm.parse_assembly(f"declare i32 @{name}()")
    except RuntimeError:
        return True
    return "; Unknown intrinsic" not in str(module)


def test_unknown_intrinsics_are_noticed():
    assert not _is_intrinsic("llvm.amdgcn.workitem.id.w")


@ALL
def test_calling_convention_is_llvms(target: Target):
    ir = f"""
    target triple = "{target.triple}"
    define {target.kernel_calling_convention} void @k() {{ ret void }}
    """
    llvm.parse_assembly(ir).verify()


@ALL
def test_sync_scopes_are_accepted_by_llvm(target: Target):
    for scope in target.sync_scopes.values():
        syncscope = f'syncscope("{scope}")' if scope else ""
        ir = f"define void @f() {{ fence {syncscope} acquire ret void }}"
        llvm.parse_assembly(ir).verify()


def test_null_pointers_have_the_bits_that_llvm_gives_them():
    machine = llvm.Target.from_triple(AMDGCN.triple).create_target_machine(cpu="gfx1100")
    for space in AMDGCN.spaces.values():
        if space.bits > 64:
            continue
        type_ = f"ptr addrspace({space.number})"
        init = "null" if space.number == 0 else f"addrspacecast (ptr null to {type_})"
        ir = f'target triple = "{AMDGCN.triple}"\n@n = addrspace(1) global {type_} {init}\n'
        assembly = machine.emit_assembly(llvm.parse_assembly(ir))
        value = int(assembly.split("\nn:\n")[1].split()[1])
        assert value % (1 << space.bits) == space.null, space.name


@ALL
def test_flat_is_a_superset(target: Target):
    for space in target.spaces.values():
        if space.in_flat:
            assert target.cast_exists(space.name, "flat")
            assert target.cast_exists("flat", space.name)
            assert space.bits <= target.pointer_bits


def test_only_region_and_buffers_are_outside_flat_on_amdgcn():
    outside = {space.name for space in AMDGCN.spaces.values() if not space.in_flat}
    assert outside == {"region", "buffer_fat", "buffer_resource", "buffer_strided"}


def test_numbers_of_amdgcns_spaces():
    assert {s.name: s.number for s in AMDGCN.spaces.values()} == {
        "flat": 0,
        "global": 1,
        "region": 2,
        "local": 3,
        "constant": 4,
        "private": 5,
        "constant32": 6,
        "buffer_fat": 7,
        "buffer_resource": 8,
        "buffer_strided": 9,
    }
    assert set(AMDGCN.spaces) == set(SPACE_NAMES)


def test_host_has_one_space_by_every_name():
    assert {space.number for space in X86_64.spaces.values()} == {0}
    assert all(X86_64.cast_exists(a, b) for a, b in product(X86_64.spaces, repeat=2))


@pytest.mark.parametrize(
    ("source", "destination", "exists"),
    [
        ("flat", "flat", True),
        ("flat", "global", True),
        ("private", "flat", True),
        ("global", "constant", True),
        ("constant32", "constant", True),
        ("buffer_resource", "buffer_fat", True),
        ("buffer_fat", "buffer_resource", False),
        ("flat", "region", False),
        ("region", "flat", False),
        ("local", "private", False),
        ("local", "global", False),
        ("flat", "buffer_resource", False),
    ],
)
def test_casts_on_amdgcn(source: str, destination: str, exists: bool):
    assert AMDGCN.cast_exists(source, destination) is exists


def test_llvm_compiles_the_casts_of_amdgcn_and_no_others_between_its_memories():
    """LLVM turns a cast that does not exist into poison, whose store it drops."""
    memories = [space.name for space in AMDGCN.spaces.values() if space.bits <= 64]
    for source, destination in product(memories, repeat=2):
        if source != destination:
            assembly = _compile_cast(*(AMDGCN.spaces[s].number for s in (source, destination)))
            stored = "global_store" in assembly
            assert stored == AMDGCN.cast_exists(source, destination), (source, destination)


def _compile_cast(source: int, destination: int) -> str:
    machine = llvm.Target.from_triple(AMDGCN.triple).create_target_machine(cpu="gfx1100")
    return machine.emit_assembly(
        llvm.parse_assembly(
            f"""
            target triple = "{AMDGCN.triple}"
            define void @f(ptr addrspace({source}) %p, ptr addrspace(1) %out) {{
              %q = addrspacecast ptr addrspace({source}) %p to ptr addrspace({destination})
              store ptr addrspace({destination}) %q, ptr addrspace(1) %out
              ret void
            }}
            """
        )
    )


def test_verify_cast_names_the_spaces_and_the_target():
    with pytest.raises(CompileError) as error:
        verify_cast(AMDGCN, "flat", "region")
    (diagnostic,) = error.value.diagnostics
    assert diagnostic.message == (
        "target `amdgcn-amd-amdhsa` has no cast from address space `flat` to `region`"
    )
    assert diagnostic.notes == ("`region` memory is not reachable through `flat` pointers",)


def test_verify_cast_accepts_what_exists():
    verify_cast(AMDGCN, "private", "flat")
    verify_cast(NVPTX, "flat", "local")


def test_verify_cast_refuses_spaces_that_the_target_lacks():
    with pytest.raises(CompileError, match="target `nvptx64-nvidia-cuda` has no address space"):
        verify_cast(NVPTX, "flat", "region")


@pytest.mark.parametrize(
    "name",
    [
        "amdgcn-amd-amdhsa",
        "amdgcn-amd-amdhsa-amdgiz",
        "amdgcn--amdhsa-amdgiz",
        "amdgcn-amd-amdhsa-amdgizcl",
        "amdgcn--amdhsa",
        "amdgcn-unknown-amdhsa",
        "amdgcn-amd-amdhsa-opencl",
        " amdgcn-amd-amdhsa ",
    ],
)
def test_older_spellings_of_amdgcn(name: str):
    assert resolve_triple(name) == "amdgcn-amd-amdhsa"
    assert get_target(name) is AMDGCN


@pytest.mark.parametrize(
    "triple", ["amdgcn-amd-amdpal", "amdgcn-mesa-mesa3d", "riscv64gc-unknown-linux-gnu"]
)
def test_other_triples_stay_and_are_unknown(triple: str):
    assert resolve_triple(triple) == triple
    with pytest.raises(CompileError, match=f"unknown target `{triple}`"):
        get_target(triple)


def test_host_is_this_machine():
    assert get_target("host") is host_target()


def test_host_without_a_target_is_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("platform.machine", lambda: "s390x")
    with pytest.raises(CompileError, match="no host target for `s390x` machines"):
        get_target("host")


def test_missing_intrinsic_and_scope_are_refused_by_name():
    with pytest.raises(CompileError, match="target `x86_64-unknown-linux-gnu` has no `barrier`"):
        X86_64.intrinsic("barrier")
    with pytest.raises(CompileError, match="has no synchronization scope `agent-one-as`"):
        NVPTX.sync_scope("agent-one-as")
    assert AMDGCN.sync_scope("system") == ""
    assert NVPTX.sync_scope("workgroup") == "block"


def _without(target: Target, space: str) -> Target:
    spaces = {name: value for name, value in target.spaces.items() if name != space}
    return dataclasses.replace(target, spaces=spaces)


def _with(target: Target, space: AddressSpace) -> Target:
    return dataclasses.replace(target, spaces={**target.spaces, space.name: space})


@pytest.mark.parametrize(
    ("broken", "message"),
    [
        (lambda: _without(AMDGCN, "flat"), "there is no flat address space"),
        (
            lambda: _with(AMDGCN, AddressSpace("local", 3, 64, 0, in_flat=True)),
            "pointers into `local` are 64 bits wide, but 32 in the data layout",
        ),
        (
            lambda: _with(AMDGCN, AddressSpace("local", 3, 32, 1 << 32, in_flat=True)),
            "the null of `local` is wider than its pointers",
        ),
        (
            lambda: _with(AMDGCN, AddressSpace("region", 2, 32, 0, in_flat=True)),
            "`flat` contains `region`, but there is no cast between them in both directions",
        ),
        (
            lambda: _with(AMDGCN, AddressSpace("local", 3, 32, 0, in_flat=False)),
            "`local` is not in `flat`, but can be cast to it",
        ),
        (
            lambda: _with(AMDGCN, AddressSpace("buffer_fat", 7, 160, 0, in_flat=True)),
            "`buffer_fat` is wider than `flat`, which claims to contain it",
        ),
        (
            lambda: _with(AMDGCN, AddressSpace("flat", 0, 64, 1, in_flat=True)),
            "Rust's null pointer is 0, so the null of `flat` must be",
        ),
        (
            lambda: _with(AMDGCN, AddressSpace("flat", 1, 64, 0, in_flat=True)),
            "the flat address space must contain itself and have number 0",
        ),
        (
            lambda: dataclasses.replace(AMDGCN, alloca_space="flat"),
            "allocas are in `flat` (0), but in 5 in the data layout",
        ),
        (
            lambda: dataclasses.replace(AMDGCN, alloca_space="stack"),
            "allocas are in `stack`, which it does not have",
        ),
        (
            lambda: dataclasses.replace(AMDGCN, global_space="region"),
            "`region` must be an address space that `flat` contains",
        ),
        (
            lambda: dataclasses.replace(AMDGCN, casts=AMDGCN.casts | {("flat", "flat")}),
            "the cast of `flat` to itself need not be listed",
        ),
        (
            lambda: dataclasses.replace(NVPTX, casts=NVPTX.casts | {("global", "region")}),
            "there is a cast of `region`, which it does not have",
        ),
        (
            lambda: dataclasses.replace(AMDGCN, data_layout="p:64"),
            "bad data layout: `p:64`: expected `p[n]:SIZE:ABI[:PREFERRED[:INDEX]]`",
        ),
        (
            lambda: dataclasses.replace(AMDGCN, sync_scopes={"system": ""}),
            "the scopes `system` and `singlethread` exist everywhere",
        ),
        (
            lambda: dataclasses.replace(
                AMDGCN, spaces={**AMDGCN.spaces, "local": AMDGCN.spaces["private"]}
            ),
            "`local` is not the name of `private`",
        ),
    ],
)
def test_contradictions_are_found(broken: Callable[[], Target], message: str):
    target = broken()
    with pytest.raises(TargetError) as error:
        target.verify()
    assert str(error.value) == f"target `{target.name}`: {message}"
