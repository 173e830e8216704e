"""The simulator's speed is measured against the same work done natively."""

from __future__ import annotations

from pathlib import Path

from bench.simulation import Simulation, Times, measure
from tests.support.tools import RUST, requires, rust

VADD = Path(__file__).parents[2] / "examples" / "vadd.rs"


@requires(RUST)
def test_the_kernel_alone_takes_less_than_the_launch(tmp_path: Path) -> None:
    found = measure(rust().rustc, VADD, tmp_path, runs=20)
    assert 0 < found.kernel.median < found.launch.median
    assert 0 < found.native.best <= found.native.median
    # Far from the limit, since the machine that tests run on is busy.
    assert found.kernel_ratio < 10


def test_the_figures_are_printed() -> None:
    times = (Times(50e-6, 45e-6), Times(60e-6, 55e-6), Times(150e-6, 100e-6))
    assert Simulation(*times).lines()[1:] == [
        "  native loop     50.0 µs     45.0 µs",
        "  kernel alone    60.0 µs     55.0 µs  1.20x",
        "  whole launch   150.0 µs    100.0 µs  3.00x",
    ]
