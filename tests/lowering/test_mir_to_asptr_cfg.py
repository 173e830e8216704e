"""Control-flow graphs, where merged values are placed, and the bits of floats."""

import math
import struct
from collections.abc import Sequence
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rusticle.control_flow import ControlFlowGraph
from rusticle.lowering.mir_to_asptr.constants import float_bits

Graph = list[list[int]]
VARIABLES = 3


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    """Successors of up to nine blocks; some may be unreachable, none goes back to the entry."""
    count = draw(st.integers(1, 9))
    if count == 1:
        return [[]]
    block = st.integers(1, count - 1)
    return [draw(st.lists(block, max_size=3)) for _ in range(count)]


def reachable(graph: Graph, without: int | None = None) -> set[int]:
    """What the entry reaches when one block is taken out."""
    if without == 0:
        return set()
    seen, stack = {0}, [0]
    while stack:
        for successor in graph[stack.pop()]:
            if successor not in seen and successor != without:
                seen.add(successor)
                stack.append(successor)
    return seen


@given(graphs())
def test_the_order_is_a_reverse_postorder_of_what_is_reachable(graph: Graph):
    cfg = ControlFlowGraph(graph)
    assert set(cfg.order) == reachable(graph)
    assert cfg.order[0] == 0
    for place, block in enumerate(cfg.order):
        assert cfg.number[block] == place
        assert [cfg.order[s] for s in cfg.successors[place]] == graph[block]
        assert sorted(cfg.predecessors[place]) == sorted(
            p for p, targets in enumerate(cfg.successors) for t in targets if t == place
        )
        # A block's immediate dominator comes before it: values are known when they are looked up.
        assert cfg.idom[place] < place or place == 0


@given(graphs())
def test_a_block_that_is_reached_from_one_place_only_follows_it(graph: Graph):
    cfg = ControlFlowGraph(graph)
    for block, targets in enumerate(cfg.successors):
        if len(targets) == 1 and len(cfg.predecessors[targets[0]]) == 1:
            assert targets[0] == block + 1


@given(graphs())
def test_dominators_are_what_every_path_passes(graph: Graph):
    cfg = ControlFlowGraph(graph)
    for above in cfg.order:
        avoiding = reachable(graph, without=above)
        for below in cfg.order:
            expected = below not in avoiding
            assert cfg.dominates(cfg.number[above], cfg.number[below]) == expected


Events = list[list[tuple[str, int]]]


@st.composite
def programs(draw: st.DrawFn) -> tuple[Graph, Events]:
    """A graph, and in each block reads and writes of variables."""
    graph = draw(graphs())
    event = st.tuples(st.sampled_from(("read", "write")), st.integers(0, VARIABLES - 1))
    return graph, [draw(st.lists(event, max_size=4)) for _ in graph]


def value_read(
    cfg: ControlFlowGraph,
    merges: Sequence[Sequence[int]],
    events: Events,
    block: int,
    variable: int,
) -> object:
    """What the lowering takes for a variable at the start of a block, as in `lookup`."""
    while True:
        if variable in merges[block]:
            return ("merge", block, variable)
        if block == 0:
            return ("entry", variable)
        block = cfg.idom[block]
        writes = [
            index
            for index, (kind, v) in enumerate(events[cfg.order[block]])
            if kind == "write" and v == variable
        ]
        if writes:
            return ("write", block, writes[-1])


@settings(max_examples=300)
@given(programs(), st.lists(st.integers(0, 2), min_size=12, max_size=12))
def test_reads_see_the_last_write_on_every_path(program: tuple[Graph, Events], choices: list[int]):
    graph, events = program
    cfg = ControlFlowGraph(graph)
    reads, writes = [0] * len(cfg.order), [0] * len(cfg.order)
    for place, block in enumerate(cfg.order):
        for kind, variable in events[block]:
            if kind == "write":
                writes[place] |= 1 << variable
            elif not writes[place] >> variable & 1:
                reads[place] |= 1 << variable
    merges = cfg.merges(reads, writes, (1 << VARIABLES) - 1, VARIABLES)
    for merged in merges:
        assert sorted(merged) == merged

    # Run it: every write makes a new value; block arguments take the value that the branch gives.
    values: dict[object, object] = {("entry", v): ("initial", v) for v in range(VARIABLES)}
    truth: dict[int, object] = {v: ("initial", v) for v in range(VARIABLES)}
    place = 0
    written: dict[int, object]
    for step, choice in enumerate(choices):
        written = {}
        for index, (kind, variable) in enumerate(events[cfg.order[place]]):
            if kind == "write":
                truth[variable] = values["write", place, index] = ("written", step, index)
                written[variable] = truth[variable]
            elif variable in written:
                assert written[variable] == truth[variable]
            else:
                found = value_read(cfg, merges, events, place, variable)
                assert values[found] == truth[variable]
        if not cfg.successors[place]:
            break
        following = cfg.successors[place][choice % len(cfg.successors[place])]
        incoming: dict[object, object] = {
            ("merge", following, v): written[v]
            if v in written
            else values[value_read(cfg, merges, events, place, v)]
            for v in merges[following]
        }
        values.update(incoming)
        place = following


def shortest(value: float) -> str:
    """As rustc prints a float: digits enough to tell it from its neighbours."""
    return "NaN" if math.isnan(value) else repr(value)


@pytest.mark.parametrize(("width", "code"), [(16, "e"), (32, "f"), (64, "d")])
@given(data=st.data())
def test_bits_of_floats_are_those_of_ieee(
    width: Literal[16, 32, 64], code: str, data: st.DataObject
):
    value = data.draw(st.floats(width=width, allow_nan=False))
    expected = int.from_bytes(struct.pack(f">{code}", value), "big")
    assert float_bits(shortest(value), width) == expected


@pytest.mark.parametrize(("width", "code"), [(16, "e"), (32, "f")])
@given(value=st.floats(min_value=-70000, max_value=70000))
def test_decimals_are_rounded_to_the_nearest_ties_to_even(width: int, code: str, value: float):
    try:
        expected = struct.pack(f">{code}", value)
    except OverflowError:
        expected = struct.pack(f">{code}", math.copysign(math.inf, value))
    assert float_bits(repr(value), width) == int.from_bytes(expected, "big")


@pytest.mark.parametrize(
    ("text", "width", "bits"),
    [
        ("inf", 16, 0x7C00),
        ("-inf", 32, 0xFF80_0000),
        ("NaN", 64, 0x7FF8 << 48),
        ("-0.0", 32, 0x8000_0000),
        ("NaN:0x7fc00001", 32, 0x7FC0_0001),
        ("5e-324", 64, 1),
        ("1e400", 64, 0x7FF0 << 48),
        ("1.0", 128, 0x3FFF << 112),
        ("-1.5", 128, 0xBFFF_8 << 108),
        ("6.475175119438025110924438958227646552e-4966", 128, 1),
    ],
)
def test_bits_of_particular_floats(text: str, width: int, bits: int):
    assert float_bits(text, width) == bits
