"""Arithmetic on each number type gives what rustc's native code gives, at every edge."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any

import numpy as np
import pytest

from rusticle.runtime import Module
from rusticle.simulation import Device

from .arithmetic_crate import INTEGERS, Family, crate
from .native import NativeLibrary, native_library

KERNELS, SOURCE = crate()


@pytest.fixture(scope="module")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Module, NativeLibrary]]:
    source = tmp_path_factory.mktemp("arithmetic") / "arithmetic.rs"
    source.write_text(SOURCE, encoding="utf-8")
    with Device() as device, native_library(source) as native:
        yield device.compile(source), native


def _values(type_: str) -> tuple[Any, Any]:
    """Pairs of values, those at the edges and some others, as arrays of the type's bytes."""
    bits = int(type_[1:])
    if type_ in INTEGERS:
        edges = [0, 1, 2, 3, 7, 8, 10, 77, bits - 1, bits]
        edges += [(1 << (bits - 1)) + d for d in (-1, 0, 1)] + [(1 << bits) - d for d in (1, 2, 9)]
        edges += [0x123456789ABCDEF0FEDCBA9876543211 >> (128 - bits)]
        pairs = list(product((e % (1 << bits) for e in edges), repeat=2))
        return (
            np.frombuffer(b"".join(a.to_bytes(bits // 8, "little") for a, _ in pairs), "u1"),
            np.frombuffer(b"".join(b.to_bytes(bits // 8, "little") for _, b in pairs), "u1"),
        )
    numbers = [0.0, -0.0, 1.0, -1.5, 0.1, 3e38, -3e38, 1e-45, 1e300, 2.0**31, 2.0**63, -(2.0**63)]
    numbers += [2.0**64, 255.5, -128.5, float("inf"), float("-inf")]
    dtype = f"f{bits // 8}"
    with np.errstate(over="ignore"):
        pairs = np.array(list(product(numbers, repeat=2))).astype(dtype)
    x, y = np.ascontiguousarray(pairs[:, 0]), np.ascontiguousarray(pairs[:, 1])
    return x, y


def _bits(array: Any) -> Any:
    """What is compared: bits, but all NaNs alike, since Rust leaves open which one it is."""
    if array.dtype.kind == "f":
        array = np.where(np.isnan(array), np.nan, array)
    return array.view("u1")


@pytest.mark.parametrize("family", KERNELS, ids=lambda f: f.name)
def test_arithmetic_equals_native(compiled: tuple[Module, NativeLibrary], family: Family) -> None:
    module, native = compiled
    kernel = module.get_function(family.name)
    x, y = _values(family.type)
    dtype = family.type[0] + str(int(family.type[1:]) // 8)
    if dtype[1:] != "16":
        x, y = x.view(dtype), y.view(dtype)
    simulated, expected = (np.zeros(len(x) * family.width, x.dtype) for _ in range(2))
    grid = (-(-len(x) // 64),)
    native.run(kernel.manifest, grid, (64,), [x, y, expected])
    kernel(grid, (64,), [x, y, simulated])
    different = np.flatnonzero(_bits(simulated) != _bits(expected))
    if len(different):
        size = int(family.type[1:]) // 8
        at = int(different[0]) // size
        row, column = divmod(at, family.width)
        pytest.fail(f"{len(different)} bytes differ, the first in expression {column}, pair {row}")
