"""Diagnostics as they print, and the paused collector."""

from __future__ import annotations

import gc
import threading

import pytest
from xdsl.dialects.builtin import (
    ArrayAttr,
    CallSiteLoc,
    FileLineColLoc,
    FusedLoc,
    IntAttr,
    NameLoc,
    NoneAttr,
    StringAttr,
    UnknownLoc,
)

from rusticle.collector import paused_collector
from rusticle.diagnostics import CompileError, Diagnostic, SourceSpan, span_of


def place(line: int) -> FileLineColLoc:
    return FileLineColLoc(StringAttr("k.rs"), IntAttr(line), IntAttr(5))


def test_a_diagnostic_prints_as_rustcs_do():
    error = CompileError(
        Diagnostic("first", SourceSpan("k.rs", 3, 5), ("because",), ("do this",)),
        Diagnostic("second", severity="warning"),
    )
    assert str(error) == (
        "error: first\n  --> k.rs:3:5\nnote: because\nhelp: do this\nwarning: second"
    )


def test_a_location_is_where_the_users_code_is():
    assert span_of(None) is None
    assert span_of(UnknownLoc()) is None
    assert span_of(place(1)) == SourceSpan("k.rs", 1, 5)
    assert span_of(NameLoc(StringAttr("f"), place(2))) == SourceSpan("k.rs", 2, 5)
    assert span_of(CallSiteLoc(place(3), place(4))) == SourceSpan("k.rs", 4, 5)
    assert span_of(CallSiteLoc(place(3), UnknownLoc())) == SourceSpan("k.rs", 3, 5)
    assert span_of(FusedLoc(ArrayAttr([UnknownLoc(), place(5)]), NoneAttr())) == SourceSpan(
        "k.rs", 5, 5
    )
    assert span_of(FusedLoc(ArrayAttr([UnknownLoc()]), NoneAttr())) is None


def test_the_collector_comes_back_with_the_last_to_end():
    assert gc.isenabled()
    inside, done = threading.Event(), threading.Event()

    def other() -> None:
        with paused_collector():
            inside.set()
            done.wait()

    thread = threading.Thread(target=other)
    with paused_collector():
        thread.start()
        inside.wait()
    assert not gc.isenabled()
    done.set()
    thread.join()
    assert gc.isenabled()


def test_a_collector_that_is_off_stays_off():
    gc.disable()
    try:
        with paused_collector():
            assert not gc.isenabled()
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_the_collector_comes_back_after_an_error():
    with pytest.raises(KeyError), paused_collector():
        raise KeyError
    assert gc.isenabled()
