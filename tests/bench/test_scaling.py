"""The module that the inference is timed with, and that its work grows with the module only."""

from bench.scaling import Scaling, measure, repeated, scaling_table
from rusticle.passes.infer_address_spaces import analyse
from rusticle.targets import get_target


def test_the_work_is_linear():
    target = get_target("amdgcn-amd-amdhsa")
    once, ten = (analyse(repeated(times), target).visits for times in (1, 10))
    assert ten == 10 * once


def test_the_module_verifies():
    repeated(2).verify()


def test_each_size_is_a_row():
    found = measure((1, 2))
    assert [row.times for row in found] == [1, 2]
    assert 2 * found[0].operations - 1 == found[1].operations
    assert scaling_table([Scaling(1, 10, 0.5)]).row_count == 1
