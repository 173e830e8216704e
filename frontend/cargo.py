"""
Cargo packages: which crates are to be compiled, in which order, and with which flags.

Cargo is asked for the graph of packages (`cargo metadata`), not to build them: each library is
then compiled by the same rustc, with the same flags and against the same device `core` as a lone
file is, so that the MIR of dependencies is at hand too. Without cargo, the manifests are read here;
that is enough for dependencies by path.

What needs the build to run something on the host (build scripts, procedural macros) is refused.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..diagnostics import CompileError, SourceSpan
from .toolchain import Toolchain

LIBRARY_KINDS = frozenset(("lib", "rlib", "dylib", "cdylib", "staticlib"))


@dataclass(frozen=True, slots=True)
class Package:
    """A library of the graph; names are as Rust writes them."""

    name: str
    root: Path
    edition: str
    features: tuple[str, ...] = ()
    dependencies: tuple[tuple[str, str], ...] = ()
    """The name that this crate's source uses, and the package's id."""
    id: str = ""
    manifest: Path = Path()

    @property
    def cfg(self) -> tuple[str, ...]:
        """What cargo passes as `--cfg` for its features."""
        return tuple(f'feature="{feature}"' for feature in self.features)


def find_manifest(path: Path) -> Path:
    """The manifest that a directory or a path to one means. Raises `CompileError` if none."""
    manifest = path / "Cargo.toml" if path.is_dir() else path
    if not manifest.is_file():
        raise CompileError.of(
            f"`{path}` has no `Cargo.toml`",
            help=["give a `.rs` file, a `.mir` file, or the directory of a Cargo package"],
        )
    return manifest


def find_cargo() -> str | None:
    """Cargo: `CARGO`, or the one on the `PATH`."""
    named = os.environ.get("CARGO")
    if named and (found := shutil.which(named)):
        return found
    fallback = os.path.expanduser("~/.cargo/bin/cargo")
    return shutil.which("cargo") or (fallback if os.access(fallback, os.X_OK) else None)


def read_packages(
    manifest: Path,
    toolchain: Toolchain,
    triple: str,
    *,
    features: tuple[str, ...] = (),
    cargo: str | None = None,
) -> list[Package]:
    """
    The libraries to compile for a package, dependencies first, the package itself last.

    `cargo` is the cargo to ask; by default the one that is found, if any. Raises `CompileError`.
    """
    cargo = find_cargo() if cargo is None else cargo
    if cargo:
        return _in_order(*_from_cargo(manifest, toolchain, triple, features, cargo))
    return _in_order(*_from_manifests(manifest, features))


def _in_order(packages: Mapping[str, Package], root: str) -> list[Package]:
    """The packages that `root` needs, each after those that it needs itself."""
    out: list[Package] = []
    done: set[str] = set()

    def visit(id: str, above: tuple[str, ...]) -> None:
        if id in above:
            cycle = " -> ".join(packages[i].name for i in (*above[above.index(id) :], id))
            raise CompileError.of(f"packages depend on each other: {cycle}")
        if id in done:
            return
        for _, dependency in packages[id].dependencies:
            visit(dependency, (*above, id))
        done.add(id)
        out.append(packages[id])

    visit(root, ())
    return out


# --- by cargo ---


def _from_cargo(
    manifest: Path, toolchain: Toolchain, triple: str, features: tuple[str, ...], cargo: str
) -> tuple[dict[str, Package], str]:
    command = [cargo, "metadata", "--format-version=1", f"--manifest-path={manifest}"]
    command.append(f"--filter-platform={triple}")
    if features:
        command.append(f"--features={','.join(features)}")
    environment = toolchain.environment()
    environment["RUSTC"] = toolchain.rustc
    run = subprocess.run(
        command, capture_output=True, text=True, env=environment, check=False,
        stdin=subprocess.DEVNULL,
    )  # fmt: skip
    if run.returncode != 0:
        lines = [line for line in run.stderr.splitlines() if line.strip()]
        summary = lines[0].removeprefix("error: ") if lines else "it says nothing"
        raise CompileError.of(
            f"cargo cannot read `{manifest}`: {summary}", notes=[line.strip() for line in lines[1:]]
        )
    graph = json.loads(run.stdout)
    described = {package["id"]: package for package in graph["packages"]}
    nodes = {node["id"]: node for node in graph["resolve"]["nodes"]}
    root = graph["resolve"]["root"]
    if root is None:
        raise CompileError.of(
            f"`{manifest}` is of a workspace without a package of its own",
            notes=["its members are " + ", ".join(sorted(p["name"] for p in graph["packages"]))],
            help=["give the directory of one of them"],
        )
    packages: dict[str, Package] = {}
    pending = [root]
    while pending:
        id = pending.pop()
        if id in packages:
            continue
        package = _package(described[id], nodes[id], manifest)
        packages[id] = package
        pending += (dependency for _, dependency in package.dependencies)
    return packages, root


def _package(described: Any, node: Any, manifest: Path) -> Package:
    library: Any = None
    for target in described["targets"]:
        kinds = set(target["kind"])
        if kinds & LIBRARY_KINDS:
            library = target
        elif "proc-macro" in kinds:
            raise _refused(described["name"], "is a procedural macro", manifest)
        elif "custom-build" in kinds:
            raise _refused(described["name"], "has a build script", manifest)
    if library is None:
        library = next((t for t in described["targets"] if "bin" in t["kind"]), None)
    if library is None:
        raise CompileError.of(f"package `{described['name']}` has no library")
    dependencies = tuple(
        (d["name"], d["pkg"])
        for d in node["deps"]
        if any(k["kind"] is None for k in d["dep_kinds"])
    )
    return Package(
        name=library["name"].replace("-", "_"),
        root=Path(library["src_path"]),
        edition=library["edition"],
        features=tuple(node["features"]),
        dependencies=dependencies,
        id=described["id"],
        manifest=Path(described["manifest_path"]),
    )


def _refused(name: str, what: str, manifest: Path) -> CompileError:
    return CompileError.of(
        f"package `{name}` {what}, which is not supported",
        SourceSpan(str(manifest), 1, 1),
        notes=["only libraries that are compiled for the device alone can be used"],
    )


# --- by the manifests themselves ---


def _from_manifests(manifest: Path, features: tuple[str, ...]) -> tuple[dict[str, Package], str]:
    packages: dict[str, Package] = {}
    root = _read_manifest(manifest.resolve(), features, True, packages, ())
    return packages, root


def _read_manifest(
    manifest: Path,
    features: tuple[str, ...],
    default_features: bool,
    packages: dict[str, Package],
    above: tuple[str, ...],
) -> str:
    id = str(manifest)
    if id in above:
        raise CompileError.of(f"packages depend on each other: `{id}`")
    try:
        described = tomllib.loads(manifest.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise CompileError.of(f"there is no `{manifest}`") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CompileError.of(f"`{manifest}` cannot be read: {error}") from error
    package: dict[str, Any] | None = described.get("package")
    if package is None or "name" not in package:
        raise CompileError.of(f"`{manifest}` describes no package")
    library: dict[str, Any] = described.get("lib", {})
    if library.get("proc-macro"):
        raise _refused(package["name"], "is a procedural macro", manifest)
    if "build" in package or (manifest.parent / "build.rs").exists():
        raise _refused(package["name"], "has a build script", manifest)
    root = manifest.parent / library.get("path", "src/lib.rs")
    if not root.is_file():
        root = manifest.parent / "src" / "main.rs"
    if not root.is_file():
        raise CompileError.of(f"package `{package['name']}` has no library")
    enabled, per_dependency = _enabled_features(described, features, default_features)
    dependencies: list[tuple[str, str]] = []
    for name, spec in _dependencies(described, manifest):
        if spec.get("optional") and f"dep:{name}" not in enabled and name not in enabled:
            continue
        if "path" not in spec:
            raise CompileError.of(
                f"dependency `{name}` is not by path, and there is no cargo to fetch it",
                SourceSpan(str(manifest), 1, 1),
                help=['install cargo, or give the dependency as `{ path = "..." }`'],
            )
        wanted = (*spec.get("features", ()), *per_dependency.get(name, ()))
        child = _read_manifest(
            (manifest.parent / spec["path"] / "Cargo.toml").resolve(),
            wanted, spec.get("default-features", True), packages, (*above, id),
        )  # fmt: skip
        dependencies.append((name.replace("-", "_"), child))
    known = packages.get(id)
    if known is not None:  # needed twice: cargo unifies the features
        enabled |= set(known.features)
    edition = package.get("edition", "2015")
    packages[id] = Package(
        name=library.get("name", package["name"]).replace("-", "_"),
        root=root,
        edition=edition if isinstance(edition, str) else "2021",
        features=tuple(sorted(f for f in enabled if not f.startswith("dep:"))),
        dependencies=tuple(dependencies),
        id=id,
        manifest=manifest,
    )
    return id


def _dependencies(
    described: dict[str, Any], manifest: Path
) -> Iterator[tuple[str, dict[str, Any]]]:
    table: dict[str, Any] = described.get("dependencies", {})
    for name, spec in table.items():
        if isinstance(spec, dict) and "workspace" in spec:
            raise CompileError.of(
                f"dependency `{name}` of `{manifest}` is the workspace's, which needs cargo"
            )
        yield name, (spec if isinstance(spec, dict) else {"version": spec})
    if described.get("target"):
        raise CompileError.of(f"`{manifest}` has dependencies by target, which need cargo")


def _enabled_features(
    described: dict[str, Any], wanted: tuple[str, ...], default: bool
) -> tuple[set[str], dict[str, list[str]]]:
    """The features that are on, and those to turn on in dependencies."""
    table: dict[str, list[str]] = described.get("features", {})
    enabled: set[str] = set()
    per_dependency: dict[str, list[str]] = {}
    pending = [*wanted, *(["default"] if default and "default" in table else [])]
    while pending:
        feature = pending.pop()
        if "/" in feature:
            name, _, its = feature.partition("/")
            per_dependency.setdefault(name.rstrip("?"), []).append(its)
            if not name.endswith("?"):
                enabled.add(f"dep:{name}")
            continue
        if feature not in enabled:
            enabled.add(feature)
            pending += table.get(feature, ())
    return enabled, per_dependency
