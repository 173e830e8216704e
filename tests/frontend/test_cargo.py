from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from rusticle.diagnostics import CompileError
from rusticle.frontend.cargo import Package, find_cargo, find_manifest, read_packages
from rusticle.frontend.device_core import DeviceCore
from rusticle.frontend.inputs import Options, open_input
from rusticle.frontend.rustc_errors import RustcFailed
from rusticle.frontend.toolchain import Toolchain

TRIPLE = "amdgcn-amd-amdhsa"
FAKE = Toolchain("rustc", "rustdoc", "9", "x", "h", "/", "/")


@pytest.fixture
def package(tmp_path: Path) -> Callable[..., Path]:
    """Writes a package and gives its manifest."""

    def write(name: str, manifest: str = "", source: str = "#![no_std]\n") -> Path:
        directory = tmp_path / name
        (directory / "src").mkdir(parents=True)
        (directory / "src/lib.rs").write_text(source)
        path = directory / "Cargo.toml"
        path.write_text(f'[package]\nname = "{name}"\nedition = "2021"\n{manifest}')
        return path

    return write


def read(manifest: Path, *features: str) -> list[Package]:
    """Without cargo."""
    return read_packages(manifest, FAKE, TRIPLE, features=features, cargo="")


Write = Callable[..., Path]


def test_dependencies_come_first(package: Write):
    package("leaf-one")
    package("mid", '[dependencies]\nleaf-one = { path = "../leaf-one" }\n')
    root = package(
        "root", '[dependencies]\nmid = { path = "../mid" }\nleaf-one.path = "../leaf-one"\n'
    )
    packages = read(root)
    assert [p.name for p in packages] == ["leaf_one", "mid", "root"]
    assert [name for name, _ in packages[-1].dependencies] == ["mid", "leaf_one"]
    assert packages[-1].edition == "2021"
    assert packages[-1].root == root.parent / "src/lib.rs"


def test_a_library_may_have_another_name_and_place(package: Write):
    root = package("root", '[lib]\nname = "other"\npath = "src/kernel.rs"\n')
    (root.parent / "src/kernel.rs").write_text("")
    (only,) = read(root)
    assert (only.name, only.root.name) == ("other", "kernel.rs")


def test_features(package: Write):
    package("dep", '[features]\ndefault = ["d"]\nd = []\nwide = []\n')
    root = package(
        "root",
        '[features]\ndefault = ["a"]\na = ["b", "dep/wide"]\nb = []\nc = []\n'
        '[dependencies]\ndep = { path = "../dep", optional = true, default-features = false }\n',
    )
    packages = read(root, "c")
    assert [(p.name, p.features) for p in packages] == [
        ("dep", ("wide",)),
        ("root", ("a", "b", "c", "default")),
    ]
    assert packages[0].cfg == ('feature="wide"',)


@pytest.mark.parametrize(
    ("manifest", "message"),
    [
        (
            '[dependencies]\nlibm = "0.2"\n',
            "dependency `libm` is not by path, and there is no cargo to fetch it",
        ),
        (
            "[lib]\nproc-macro = true\n",
            "package `root` is a procedural macro, which is not supported",
        ),
        ('build = "make.rs"\n', "package `root` has a build script, which is not supported"),
        (
            "[dependencies]\nx.workspace = true\n",
            "dependency `x` of `.*` is the workspace's, which needs cargo",
        ),
        (
            '[target."cfg(unix)".dependencies]\nx = "1"\n',
            "has dependencies by target, which need cargo",
        ),
        ('[dependencies]\nx = { path = "../nowhere" }\n', "there is no `"),
        ('[dependencies]\nroot = { path = "." }\n', "packages depend on each other"),
        ("[", "cannot be read"),
    ],
)
def test_what_cannot_be_used_is_refused_by_name(package: Write, manifest: str, message: str):
    with pytest.raises(CompileError, match=message):
        read(package("root", manifest))


def test_a_manifest_without_a_package_is_refused(package: Write):
    root = package("root")
    root.write_text("[workspace]\nmembers = []\n")
    with pytest.raises(CompileError) as caught:
        read(root)
    assert str(caught.value) == f"error: `{root}` describes no package"


def test_a_package_without_a_library_is_refused(package: Write):
    root = package("root")
    (root.parent / "src/lib.rs").unlink()
    with pytest.raises(CompileError) as caught:
        read(root)
    assert str(caught.value) == "error: package `root` has no library"
    (root.parent / "src/main.rs").write_text("")
    assert [p.root.name for p in read(root)] == ["main.rs"]


def test_a_build_script_by_its_place_is_refused(package: Write):
    root = package("root")
    (root.parent / "build.rs").write_text("")
    with pytest.raises(CompileError, match="has a build script"):
        read(root)


def test_manifests_are_found(package: Write, tmp_path: Path):
    root = package("root")
    assert find_manifest(root) == find_manifest(root.parent) == root
    (tmp_path / "empty").mkdir()
    with pytest.raises(CompileError, match=r"has no `Cargo.toml`"):
        find_manifest(tmp_path / "empty")


def test_what_cargo_says_is_passed_on(script: Callable[[str, str], Path], package: Write):
    root = package("root")
    cargo = script("cargo", "echo 'error: no such feature' >&2; echo ' x' >&2; exit 101")
    with pytest.raises(CompileError) as caught:
        read_packages(root, FAKE, TRIPLE, cargo=str(cargo))
    assert str(caught.value) == f"error: cargo cannot read `{root}`: no such feature\nnote: x"


def metadata(
    script: Callable[[str, str], Path], *packages: dict[str, Any], root: str | None
) -> str:
    """A cargo that describes packages."""
    graph: dict[str, Any] = {
        "packages": list(packages),
        "resolve": {"root": root, "nodes": [{"id": p["id"], "deps": []} for p in packages]},
    }
    return str(script("cargo", f"cat <<'END'\n{json.dumps(graph)}\nEND"))


def test_a_workspace_without_a_package_is_refused(
    script: Callable[[str, str], Path], package: Write
):
    root = package("root")
    cargo = metadata(script, {"id": "b", "name": "b"}, {"id": "a", "name": "a"}, root=None)
    with pytest.raises(CompileError) as caught:
        read_packages(root, FAKE, TRIPLE, cargo=cargo)
    assert str(caught.value) == (
        f"error: `{root}` is of a workspace without a package of its own\n"
        "note: its members are a, b\n"
        "help: give the directory of one of them"
    )


@pytest.mark.parametrize(
    ("kind", "message"),
    [
        ("example", "package `a` has no library"),
        ("proc-macro", "package `a` is a procedural macro"),
        ("custom-build", "package `a` has a build script"),
    ],
)
def test_what_cargo_describes_may_be_of_no_use(
    script: Callable[[str, str], Path], package: Write, kind: str, message: str
):
    described = {
        "id": "a", "name": "a", "edition": "2021", "manifest_path": "/a/Cargo.toml",
        "targets": [{"kind": [kind], "name": "a", "src_path": "/a/x.rs", "edition": "2021"}],
    }  # fmt: skip
    with pytest.raises(CompileError, match=message):
        read_packages(package("root"), FAKE, TRIPLE, cargo=metadata(script, described, root="a"))


@pytest.mark.skipif(find_cargo() is None, reason="no cargo")
def test_cargo_and_the_manifests_agree(package: Write, toolchain: Toolchain):
    package("dep-one", "[features]\nwide = []\n")
    root = package(
        "root", '[dependencies]\nrenamed = { path = "../dep-one", package = "dep-one", '
        'features = ["wide"] }\n',
    )  # fmt: skip
    by_cargo = read_packages(root, toolchain, TRIPLE)
    by_hand = read(root)
    for one, other in zip(by_cargo, by_hand, strict=True):
        assert (one.name, one.root, one.edition, one.features) == (
            other.name, other.root, other.edition, other.features)  # fmt: skip
    assert [n for n, _ in by_cargo[1].dependencies] == [n for n, _ in by_hand[1].dependencies]


def test_a_package_and_its_dependency_are_compiled(
    package: Write, toolchain: Toolchain, device_core: DeviceCore
):
    package(
        "shapes",
        "[features]\nbig = []\n",
        "#![no_std]\npub struct Sq(pub f32);\n"
        "#[inline(never)] pub fn area(s: &Sq) -> f32 { s.0 * s.0 }\n"
        '#[cfg(feature = "big")] pub fn only_big() {}\n',
    )
    root = package(
        "kernels",
        '[dependencies]\nshapes = { path = "../shapes", features = ["big"] }\n',
        "#![no_std]\npub use shapes::Sq as Square;\n"
        "pub fn twice(s: &Square) -> f32 { shapes::only_big(); 2.0 * shapes::area(s) }\n",
    )
    source = open_input(root.parent, TRIPLE).result()
    assert source.name == "kernels"
    assert source.universe.resolve("kernels::Square") == "shapes::Sq"
    adt = source.universe.adt("shapes::Sq")
    assert adt is not None
    twice = source.universe.function("kernels::twice")
    assert twice is not None
    assert str(twice.inputs[0][1]) == '!mir.ref<!mir.adt<"shapes::Sq">>'
    area = source.universe.function("shapes::area")
    assert area is not None
    assert source.bodies.function_body(area) is not None
    assert source.universe.function("shapes::only_big") is not None


def test_a_dependency_that_does_not_compile_is_rustcs_to_explain(
    package: Write, toolchain: Toolchain, device_core: DeviceCore
):
    package("broken", "", "#![no_std]\npub fn f() -> u8 { }\n")
    root = package("root", '[dependencies]\nbroken = { path = "../broken" }\n')
    with pytest.raises(RustcFailed, match="mismatched types"):
        open_input(root, TRIPLE, Options()).result()
