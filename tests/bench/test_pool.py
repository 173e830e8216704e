"""Work in processes that may die."""

from __future__ import annotations

import pytest

from bench.pool import Died, Pool

from .pool_work import Broken, Squares


def _run(pool: Pool[int, list[int]], batches: list[list[int]]) -> tuple[list[int], dict[int, str]]:
    results: list[int] = []
    died: dict[int, str] = {}
    for outcome in pool.run(batches):
        if isinstance(outcome, Died):
            died[outcome.task] = outcome.how
        else:
            results += outcome.result
    return sorted(results), died


def test_every_batch_is_done():
    pool = Pool[int, list[int]](Squares, processes=2)
    assert _run(pool, [[1, 2], [3], [4, 5]]) == ([1, 4, 9, 16, 25], {})
    assert 0 < pool.largest <= pool.together
    assert pool.deaths == 0


def test_the_rest_of_a_batch_survives_what_kills_its_process():
    pool = Pool[int, list[int]](Squares, processes=1)
    assert _run(pool, [[1, 13, 2], [3]]) == ([1, 4, 9], {13: "died of SIGKILL"})
    assert pool.deaths == 2


def test_what_does_not_end_is_stopped():
    pool = Pool[int, list[int]](Squares, processes=1, timeout=3)
    assert _run(pool, [[17], [2]]) == ([4], {17: "no answer in 3 s"})


def test_a_process_that_has_grown_is_replaced():
    pool = Pool[int, list[int]](Squares, processes=1, memory_limit=1)
    assert _run(pool, [[1], [2]])[0] == [1, 4]


def test_nothing_to_do_is_done_at_once():
    assert _run(Pool[int, list[int]](Squares, processes=2), []) == ([], {})


def test_a_process_that_cannot_start_is_an_error():
    with pytest.raises(RuntimeError, match="cannot start: exit status 5"):
        list(Pool[int, int](Broken, processes=1).run([[1]]))
