"""Pausing Python's cyclic garbage collector while graphs of operations are built."""

from __future__ import annotations

import gc
import threading
from collections.abc import Generator
from contextlib import contextmanager

_lock = threading.Lock()
_depth = 0


@contextmanager
def paused_collector() -> Generator[None]:
    """
    Keep the cyclic garbage collector from running meanwhile.

    xDSL's graphs are large, cyclic and alive: the collector walks them again and again and finds
    nothing. Compilations in several threads may overlap; the last one to end restores it. Where
    the caller has switched it off already, nothing happens.
    """
    global _depth
    with _lock:
        ours = _depth > 0 or gc.isenabled()
        if ours:
            _depth += 1
            gc.disable()
    try:
        yield
    finally:
        if ours:
            with _lock:
                _depth -= 1
                if _depth == 0:
                    gc.enable()
