"""What each kernel of the examples is launched with, made anew from a seed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from rusticle.runtime.arguments import dtype_of
from rusticle.runtime.manifest import KernelManifest

Launch = tuple[tuple[int, ...], tuple[int, ...], list[Any]]
"""Grid, block, arguments."""
Maker = Callable[[np.random.Generator, KernelManifest], Launch]


def _records(kernel: KernelManifest, name: str, count: int) -> Any:
    """An array of zeros of what a slice parameter holds."""
    shape = next(p.shape for p in kernel.parameters if p.name == name)
    assert shape.element is not None
    dtype = dtype_of(shape.element)
    assert dtype is not None
    return np.zeros(count, dtype)


def _floats(rng: np.random.Generator, count: int) -> Any:
    return rng.normal(size=count).astype("f4")


def _vadd(rng: np.random.Generator, _: KernelManifest) -> Launch:
    return (4,), (256,), [_floats(rng, 1000), _floats(rng, 1000), 1000, 2.5]


def _chacha20(rng: np.random.Generator, _: KernelManifest) -> Launch:
    data = rng.integers(0, 256, 1000, dtype="u1")
    key, nonce = rng.integers(0, 2**32, 8, dtype="u4"), rng.integers(0, 2**32, 3, dtype="u4")
    return (1,), (64,), [data, key, nonce, 2**32 - 3]


def _checksums(rng: np.random.Generator, _: KernelManifest) -> Launch:
    return (2,), (64,), [rng.integers(0, 256, 5000, dtype="u1"), 49, np.zeros(100, "u4")]


def _written(_: np.random.Generator, __: KernelManifest) -> Launch:
    return (1,), (1,), [np.zeros(1, "u4")]


def _drops(_: np.random.Generator, __: KernelManifest) -> Launch:
    return (1,), (64,), [np.arange(50, dtype="u4"), np.zeros(50, "u8"), np.zeros(50, "u4")]


def _expr(rng: np.random.Generator, kernel: KernelManifest) -> Launch:
    width, count = 3, 100
    inputs = rng.integers(-10, 10, width * count, dtype="i8")
    inputs[:4] = (2**62, 5, 1, 3)
    return (2,), (64,), [inputs, width, _records(kernel, "out", count)]


def _fn_table(rng: np.random.Generator, _: KernelManifest) -> Launch:
    # x -> clamp((x + 3) * (x + 3)) + 7, and an instruction that does not exist.
    steps = [(0, 3), (1, 0), (3, 0), (2, 0), (5, 900), (9, 1), (0, 7), (1, 0), (4, 2)]
    program = np.array(steps, "i4")
    return (2,), (64,), [program, rng.integers(-99, 99, 100, dtype="i4"), np.zeros(100, "i4")]


def _histogram(rng: np.random.Generator, kernel: KernelManifest) -> Launch:
    data = rng.integers(0, 256, 20_000, dtype="u1")
    return (4,), (256,), [data, np.zeros(256, "u4"), _records(kernel, "summary", 1), 1024]


def _mandelbrot(_: np.random.Generator, __: KernelManifest) -> Launch:
    return (4, 3), (16, 16), [np.zeros(60 * 40, "u4"), 60, 40, 200]


def _matmul(rng: np.random.Generator, _: KernelManifest) -> Launch:
    m, k, n = 37, 23, 41
    return (2, 2), (8, 8), [_floats(rng, m * k), _floats(rng, k * n), np.zeros(m * n, "f4"), k, n]


def _nbody(rng: np.random.Generator, kernel: KernelManifest) -> Launch:
    before = _records(kernel, "before", 100)
    before["position"] = rng.normal(size=(100, 3))
    before["velocity"] = rng.normal(size=(100, 3))
    before["mass"] = rng.uniform(0.1, 2, 100)
    before["id"] = np.arange(100)
    return (2,), (64,), [before, _records(kernel, "after", 100), 0.01]


def _random128(_: np.random.Generator, __: KernelManifest) -> Launch:
    # 128-bit totals as pairs of 64-bit halves.
    return (
        (1,),
        (64,),
        [2**63 + 5, 77, 20, np.zeros(50 * 20, "u8"), np.zeros((50, 4), "u8"), 10**9 + 7],
    )


def _saxpy(rng: np.random.Generator, _: KernelManifest) -> Launch:
    return (2,), (256,), [1.5, _floats(rng, 2000), _floats(rng, 2000), 512]


def _partial_dot(rng: np.random.Generator, _: KernelManifest) -> Launch:
    return (1,), (256,), [_floats(rng, 2000), _floats(rng, 2000), 13, np.zeros(200, "f4")]


def _roughness(rng: np.random.Generator, _: KernelManifest) -> Launch:
    return (1,), (256,), [_floats(rng, 2000), 11, np.zeros(200, "f4")]


def _sha256(rng: np.random.Generator, _: KernelManifest) -> Launch:
    return (2,), (64,), [rng.integers(0, 256, 100 * 77, dtype="u1"), 77, np.zeros((100, 8), "u4")]


def _shapes(rng: np.random.Generator, _: KernelManifest) -> Launch:
    return (2,), (64,), [_floats(rng, 100), np.zeros(100, "f4"), np.zeros(100, "u4")]


def _text(_: np.random.Generator, kernel: KernelManifest) -> Launch:
    lines = [b"one 2 three -44", "Grüße, Welt 17".encode(), b"\xff bad", b"", b"A B C 1 2 3"] * 5
    text = np.frombuffer(b"".join(lines), "u1")
    ends = np.cumsum([len(line) for line in lines]).astype("u4")
    return (1,), (64,), [text, ends, _records(kernel, "out", len(lines))]


LAUNCHES: Mapping[str, list[tuple[str, Maker]]] = {
    "vadd": [("vadd", _vadd)],
    "chacha20": [("chacha20", _chacha20)],
    "crc32": [("checksums", _checksums), ("written", _written)],
    "drops": [("drops", _drops)],
    "expr": [("expr", _expr)],
    "fn_table": [("fn_table", _fn_table)],
    "histogram": [("histogram", _histogram)],
    "mandelbrot": [("mandelbrot", _mandelbrot)],
    "matmul": [("matmul", _matmul)],
    "nbody": [("nbody", _nbody)],
    "random128": [("random128", _random128)],
    "saxpy": [("saxpy", _saxpy), ("partial_dot", _partial_dot), ("roughness", _roughness)],
    "sha256": [("sha256", _sha256)],
    "shapes": [("shapes", _shapes)],
    "text": [("text", _text)],
}
"""By example: its kernels in the order that they are launched in, each with its launch."""
