"""What xDSL finds of ours, and that every name leads to something."""

from __future__ import annotations

import pytest
from xdsl.universe import Universe

from rusticle.context import new_context
from rusticle.opt_driver import RusticleOptMain
from rusticle.pipeline import Pipeline
from rusticle.universe import DIALECTS, PASSES


def test_xdsl_finds_all_of_ours_once():
    universe = Universe.get_multiverse()
    assert set(DIALECTS) <= set(universe.all_dialects)
    assert set(PASSES) <= set(universe.all_passes)
    assert {"mlir", "llvm"} <= set(universe.all_targets)
    assert universe.all_targets["llvm"]().__module__.startswith("rusticle.")
    assert universe.all_dialects["llvm"]().name == "llvm"


@pytest.mark.parametrize("name", DIALECTS)
def test_a_dialect_is_called_as_it_is_listed(name: str):
    assert DIALECTS[name]().name == name


@pytest.mark.parametrize("name", PASSES)
def test_a_pass_is_called_as_it_is_listed_and_documented(name: str):
    pass_ = PASSES[name]()
    assert pass_.name == name
    assert pass_.__doc__


def test_every_pass_of_the_pipeline_is_listed():
    names = [pass_.name for pass_ in Pipeline().passes()]
    assert names == [name for name in PASSES if name in names]
    assert "elaborate-drops" in names


def test_a_context_knows_all_of_upstreams_llvm():
    ctx = new_context()
    assert ctx.get_optional_op("llvm.freeze") is not None
    assert ctx.get_optional_op("mir.goto") is not None
    assert ctx.get_optional_op("scf.for") is not None


def test_the_driver_offers_them():
    driver = RusticleOptMain(["-p", "elaborate-drops"])
    assert set(PASSES) <= set(driver.available_passes)
    assert {"mlir", "llvm"} <= set(driver.available_targets)
