"""The corpus's items and samples of them."""

from __future__ import annotations

from bench.corpus_text import chunks, read_items, sample

MIR = """// WARNING: This output format is intended for human consumers only

fn f() -> () {
    let mut _0: ();

    bb0: {
        return;
    }
}

// MIR FOR CTFE
fn f() -> () {
    let mut _0: ();

    bb0: {
        return;
    }
}

const X: usize = const 3_usize;
"""


def test_items_carry_their_own_text():
    run_time, compile_time, constant = read_items(MIR)
    assert run_time.text.startswith("fn f()")
    assert (run_time.span.start, run_time.span.end) == (0, len(run_time.text))
    assert run_time.span.path == "core::f"
    assert run_time.is_function
    assert compile_time.is_function
    assert compile_time.span.ctfe
    assert not constant.is_function
    assert constant.text.strip() == "const X: usize = const 3_usize;"


def test_a_sample_is_always_the_same_and_in_order():
    things = list(range(1000))
    chosen = sample(things, 20)
    assert chosen == sample(things, 20)
    assert chosen == sorted(set(chosen))
    assert len(chosen) == 20


def test_a_sample_of_all_is_all():
    assert sample([1, 2, 3], None) == sample([1, 2, 3], 3) == sample([1, 2, 3], 9) == [1, 2, 3]


def test_chunks():
    assert chunks([1, 2, 3, 4, 5], 2) == [[1, 2], [3, 4], [5]]
    assert chunks([], 2) == []
