"""
Atomics: every operation of `core::sync::atomic` on every type with every ordering, and all that can
be had within a scope, each found in LLVM's IR with its ordering and scope; all of one in the
simulator too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

import rusticle
from rusticle import Pipeline
from rusticle.simulation import Device, build

ORDERINGS = {
    "Relaxed": "monotonic", "Release": "release", "Acquire": "acquire", "AcqRel": "acq_rel",
    "SeqCst": "seq_cst",
}  # fmt: skip
LOADS = ("Relaxed", "Acquire", "SeqCst")
STORES = ("Relaxed", "Release", "SeqCst")
INTEGERS = {f"Atomic{s}{b}": f"{s.lower()}{b}" for s in "IU" for b in (8, 16, 32, 64)} | {
    "AtomicIsize": "isize", "AtomicUsize": "usize",
}  # fmt: skip
ARITHMETIC = {
    "swap": "xchg", "fetch_add": "add", "fetch_sub": "sub", "fetch_and": "and",
    "fetch_nand": "nand", "fetch_or": "or", "fetch_xor": "xor", "fetch_max": "max",
    "fetch_min": "min",
}  # fmt: skip
SCOPED = ("AtomicU32", "AtomicI32", "AtomicU64", "AtomicI64", "AtomicUsize", "AtomicIsize")
SCOPES = ("Wavefront", "Workgroup", "Agent", "System")


@dataclass(frozen=True)
class Case:
    """A kernel with one operation in all its orderings, and what LLVM has for each."""

    name: str
    parameter: str
    body: str
    expected: tuple[str, ...]
    """LLVM's operation, scope and orderings, of each of them in order."""

    @property
    def source(self) -> str:
        """The kernel."""
        return (
            f'#[unsafe(no_mangle)] pub extern "gpu-kernel" fn {self.name}({self.parameter}) '
            f"{{ {self.body} }}\n"
        )


def _within(scope: str) -> str:
    return "" if scope in ("", "System") else f'syncscope("{scope.lower()}") '


def _operations(
    atomic: str, value: str, bits: int, scope: str = "", *, bool_: bool = False
) -> Iterator[Case]:
    """The operations on a type, of `core` or within a scope."""
    base = f"a{'.within(' + scope + ')' if scope else ''}"
    prefix = f"{atomic}_{scope}_".lower().replace("<u32>", "").replace("__", "_")
    parameter = f"a: &{atomic}, v: {value}, w: {value}, out: *mut {value}"
    put = "unsafe { out.write_volatile(%s) };"
    sync = _within(scope)

    def case(name: str, calls: list[str], expected: list[str]) -> Case:
        return Case(f"{prefix}{name}", parameter, " ".join(calls), tuple(expected))

    yield case(
        "load",
        [put % f"{base}.load({o})" for o in LOADS],
        [f"load {sync}{ORDERINGS[o]}" for o in LOADS],
    )
    yield case(
        "store",
        [f"{base}.store(v, {o});" for o in STORES],
        [f"store {sync}{ORDERINGS[o]}" for o in STORES],
    )
    unsigned = value.startswith("u") or bool_
    for method, operation in ARITHMETIC.items():
        if bool_ and method in ("fetch_add", "fetch_sub", "fetch_max", "fetch_min", "fetch_nand"):
            continue
        if atomic.startswith("AtomicPtr") and method != "swap":
            continue
        if operation in ("max", "min") and unsigned:
            operation = f"u{operation}"
        yield case(
            method,
            [put % f"{base}.{method}(v, {o})" for o in ORDERINGS],
            [f"{operation} {sync}{ORDERINGS[o]}" for o in ORDERINGS],
        )
    for method in ("compare_exchange", "compare_exchange_weak"):
        if scope and method.endswith("weak"):
            continue
        weak = "weak " if method.endswith("weak") else ""
        pairs = [(o, f) for o in ORDERINGS for f in LOADS]
        yield case(
            method,
            [f"let _ = {base}.{method}(v, w, {o}, {f});" for o, f in pairs],
            [f"{weak}cmpxchg {sync}{ORDERINGS[o]} {ORDERINGS[f]}" for o, f in pairs],
        )


def _fences(scope: str = "") -> Case:
    given = f"{scope}, " if scope else ""
    orders = ("Acquire", "Release", "AcqRel", "SeqCst")
    calls = [f"fence({given}{o});" for o in orders]
    expected = [f"fence {_within(scope)}{ORDERINGS[o]}" for o in orders]
    if not scope:
        calls += [f"compiler_fence({o});" for o in orders]
        expected += [f'fence syncscope("singlethread") {ORDERINGS[o]}' for o in orders]
    return Case(f"fences_{scope}".lower(), "", " ".join(calls), tuple(expected))


def _cases() -> list[Case]:
    cases = [case for atomic, value in INTEGERS.items() for case in _operations(atomic, value, 0)]
    cases += _operations("AtomicBool", "bool", 8, bool_=True)
    cases += _operations("AtomicPtr<u32>", "*mut u32", 64)
    return [*cases, _fences()]


def _scoped_cases() -> list[Case]:
    cases = [
        case
        for scope in SCOPES
        for atomic in SCOPED
        for case in _operations(atomic, INTEGERS[atomic], 0, scope)
    ]
    return [*cases, *map(_fences, SCOPES)]


HEAD = "#![no_std]\n#![feature(abi_gpu_kernel)]\nuse core::sync::atomic::{*, Ordering::*};\n"
MANIFEST = """\
[package]
name = "scoped"
version = "0.0.0"
edition = "2024"
[dependencies]
rusticle-device = {{ path = "{}" }}
"""


@pytest.fixture(scope="module")
def core_ir(tmp_path_factory: pytest.TempPathFactory) -> str:
    """LLVM's IR of the operations of `core`."""
    path = tmp_path_factory.mktemp("atomics") / "atomics.rs"
    path.write_text(HEAD + "".join(case.source for case in _cases()))
    return rusticle.compile(path, cpu="gfx1100", emit="llvm-ir").text


@pytest.fixture(scope="module")
def scoped_ir(tmp_path_factory: pytest.TempPathFactory) -> str:
    """LLVM's IR of the operations within scopes."""
    folder = tmp_path_factory.mktemp("scoped")
    device = Path(__file__).parents[2] / "device"
    (folder / "Cargo.toml").write_text(MANIFEST.format(device))
    (folder / "src").mkdir()
    head = HEAD.replace("atomic::{*,", "atomic::{AtomicU32, AtomicI32, AtomicU64, AtomicI64, "
                        "AtomicUsize, AtomicIsize,")  # fmt: skip
    (folder / "src" / "lib.rs").write_text(
        head
        + "use rusticle_device::atomic::*;\n"
        + "".join(case.source for case in _scoped_cases())
    )
    return rusticle.compile(folder, cpu="gfx1100", emit="llvm-ir").text


_ATOMIC = re.compile(
    r"""
    (?P<load>load)\ atomic\ .*?,\ ptr\ [^,]*?(?P<ls>syncscope\("\w+"\)\ )?(?P<lo>\w+),\ align
    | (?P<store>store)\ atomic\ .*?,\ ptr\ [^,]*?(?P<ss>syncscope\("\w+"\)\ )?(?P<so>\w+),\ align
    | atomicrmw\ (?P<rmw>\w+)\ ptr\ .*?(?P<rs>syncscope\("\w+"\)\ )?(?P<ro>\w+),\ align
    | (?P<cas>cmpxchg\ (?:weak\ )?)ptr\ .*?(?P<cs>syncscope\("\w+"\)\ )?(?P<co>\w+\ \w+),\ align
    | (?P<fence>fence)\ (?P<fs>syncscope\("\w+"\)\ )?(?P<fo>\w+)
    """,
    re.VERBOSE,
)


def _found(line: str) -> str | None:
    """An atomic of LLVM's, as cases write it."""
    match = _ATOMIC.search(line)
    if match is None:
        return None
    kinds = (("load", "l"), ("store", "s"), ("rmw", "r"), ("cas", "c"), ("fence", "f"))
    for kind, letter in kinds:
        if (name := match[kind]) is not None:
            name = name.strip()
            if name == "cmpxchg weak":
                name = "weak cmpxchg"
            return f"{name} {match[letter + 's'] or ''}{match[letter + 'o']}"
    return None


def _check(ir: str, cases: list[Case]) -> None:
    bodies = dict(re.findall(r"^define [^\n]*@(\w+)\([^\n]*\{\n(.*?)^\}", ir, re.M | re.S))
    assert sorted(bodies) == sorted(case.name for case in cases)
    for case in cases:
        found = [a for a in map(_found, bodies[case.name].splitlines()) if a is not None]
        assert found == list(case.expected), case


def test_every_operation_of_core_has_its_ordering(core_ir: str) -> None:
    cases = _cases()
    assert sum(len(case.expected) for case in cases) > 900
    _check(core_ir, cases)


def test_every_operation_within_a_scope_has_both(scoped_ir: str) -> None:
    cases = _scoped_cases()
    assert sum(len(case.expected) for case in cases) > 1500
    _check(scoped_ir, cases)


def test_all_operations_of_a_type_run(tmp_path: Path) -> None:
    path = tmp_path / "atomics.rs"
    cases = list(_operations("AtomicI16", "i16", 16))
    path.write_text(HEAD + "".join(case.source for case in cases))
    with Device() as device:
        module = device.load(build(rusticle.load(path), Pipeline(), opt_level=0))
        results: dict[str, tuple[int, int]] = {}
        for case in cases:
            a, out = np.array([12], "i2"), np.zeros(1, "i2")
            module.get_function(case.name)(1, 1, [a, -6, 3, out])
            results[case.name.removeprefix("atomici16_")] = (int(a[0]), int(out[0]))
    # Each does the operation in five orderings; what is written is the value before the last.
    nand = [12]
    for _ in range(5):
        nand.append(~(nand[-1] & -6))
    assert results == {
        "load": (12, 12), "store": (-6, 0), "swap": (-6, -6), "fetch_add": (-18, -12),
        "fetch_sub": (42, 36), "fetch_and": (8, 8), "fetch_nand": (nand[5], nand[4]),
        "fetch_or": (-2, -2), "fetch_xor": (12 ^ -6, 12), "fetch_max": (12, 12),
        "fetch_min": (-6, -6), "compare_exchange": (12, 0), "compare_exchange_weak": (12, 0),
    }  # fmt: skip
