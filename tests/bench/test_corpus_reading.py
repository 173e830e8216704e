"""Results of the corpus, added up and shown."""

from __future__ import annotations

from io import StringIO

from rich.console import Console

from bench.corpus_lowering import STEPS, LoweringResult
from bench.corpus_reading import ReadingResult
from bench.corpus_tables import CorpusReport, Lowering, Reading, show
from bench.machine import Machine
from bench.reasons import Failure

MACHINE = Machine("CPU", 2, 2**34, 0.5, "Linux", "3.11", "0.74", "0.50", "rustc 1.96.0", "22.1.8")


def _lowering() -> LoweringResult:
    return LoweringResult(
        passed=dict.fromkeys(STEPS, 9) | {STEPS[0]: 10},
        seconds={STEPS[0]: 1.0},
        bodies=12,
        ir_bytes=1000,
        failures=[Failure(STEPS[1], "core::f", "no `[x]` here", "passes/x.py:3")],
        slowest=(2.0, "core::slow"),
    )


def test_results_add_up():
    total = ReadingResult()
    total.add(ReadingResult(5, {"parse": 2}, {"parse": 1}, {"parse": 0.5}, 7, 9))
    total.add(ReadingResult(5, {"parse": 1, "import": 1}, {}, {"parse": 0.5}, 1, 1))
    assert total.functions == {"parse": 3, "import": 1}
    assert (total.lines, total.operations, total.seconds) == (10, 8, {"parse": 1.0})
    lowered = _lowering()
    lowered.add(LoweringResult(slowest=(1.0, "core::fast"), passed={STEPS[0]: 1}))
    assert lowered.slowest == (2.0, "core::slow")
    assert lowered.passed[STEPS[0]] == 11


def test_lines_a_second_count_the_search_for_items():
    reading = Reading(1, 0, 0, 0.5, 9.0, ReadingResult(lines=100, seconds={"parse": 1.5}))
    assert reading.lines_per_second == 50


def test_a_report_shows_counts_and_reasons():
    report = CorpusReport(MACHINE, "gfx1100", 2, False)
    report.reading = Reading(
        4, 0, 0, 0.1, 1.0, ReadingResult(100, dict.fromkeys(("parse", "import"), 4))
    )
    report.lowering = Lowering(10, 3.0, _lowering(), False)
    out = StringIO()
    show(report, Console(file=out, width=160), reasons=True)
    text = out.getvalue()
    assert "a sample, not all of it" in text
    assert "90.00 %" in text
    assert "passes/x.py:3" in text
    assert "the slowest took 2.0 s: core::slow" in text
    # Brackets in a message are the message's, not markup.
    assert "no `…` here" in text


def test_the_json_holds_every_failure_and_every_kind():
    report = CorpusReport(
        MACHINE, "gfx1100", 2, True, lowering=Lowering(10, 3.0, _lowering(), False)
    )
    data = report.as_json()
    assert data["lowering"]["result"]["failures"][0]["path"] == "core::f"
    assert data["kinds"][0]["room"] == "passes"
