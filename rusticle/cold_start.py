"""
What makes a command start sooner: half of a short compilation is Python defining classes.

xDSL and this package define some 500 dataclasses, xDSL's attributes, constraints and traits among
them. `dataclasses` writes out a source text for each of their methods, and compiles it, as the
class is defined; most are never called. And xDSL works out the constraints, the accessors and the
assembly format of each of some 350 operations as it is defined, of which a kernel has forty, and
a compilation from Rust to machine code prints none (`deferred_irdl.py`). For a command, whose
process is its own, both are done when they are first needed. Where Rusticle is used as a library,
nothing is touched.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import Any

_MARKERS = ("ClassVar", "InitVar", "KW_ONLY")
"""What marks, in an annotation, something else than a field."""

_in_command = False


@contextmanager
def deferred_definitions() -> Generator[None]:
    """Meanwhile, what makes definitions slow is put off; `defer_irdl_definitions` may be called."""
    global _in_command
    _in_command = True
    try:
        with _deferred_dataclass_methods():
            yield
    finally:
        _in_command = False


@contextmanager
def _deferred_dataclass_methods() -> Generator[None]:
    """
    Meanwhile, the methods of dataclasses that are defined are compiled as they are called.

    What is replaced in `dataclasses` is private, as it is from Python 3.11 to 3.12: where one is
    missing, nothing happens. (3.13 compiles all methods of a class in one go.)
    """
    known = dataclasses.__dict__
    if not {"_create_fn", "_is_type", "_add_slots", "inspect"} <= known.keys():
        yield
        return
    compile_method: Callable[..., Callable[..., Any]] = known["_create_fn"]
    is_type: Callable[..., bool] = known["_is_type"]

    def defer(name: str, *args: Any, **kwargs: Any) -> Callable[..., Any]:
        return _deferred(name, lambda: compile_method(name, *args, **kwargs))

    def is_marked(annotation: str, *args: Any) -> bool:
        # Each field's annotation is searched for each of them, with a regular expression.
        for marker in _MARKERS:
            if marker in annotation:
                return is_type(annotation, *args)
        return False

    def as_it_is(cls: type, *_: Any) -> type:
        return cls

    replaced = {
        "_create_fn": defer,
        "_is_type": is_marked,
        # A class with slots is made twice. They would spare what a short process has: memory.
        "_add_slots": as_it_is,
        # Without a docstring it is given one of its signature, which nobody reads.
        "inspect": _NoSignatures(known["inspect"]),
    }
    originals = {name: known[name] for name in replaced}
    known.update(replaced)
    try:
        yield
    finally:
        known.update(originals)


class _NoSignatures:
    """The module `inspect`, but for signatures."""

    def __init__(self, inspect: Any) -> None:
        self._inspect = inspect

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inspect, name)

    def signature(self, _: object) -> str:
        return "(...)"


def _deferred(name: str, compile_method: Callable[[], Callable[..., Any]]) -> Callable[..., Any]:
    """A stand-in for a method, which compiles it when it is called, and puts it in its place."""
    method: Callable[..., Any] | None = None

    def stand_in(self: Any, *args: Any, **kwargs: Any) -> Any:
        nonlocal method
        if method is None:
            method = compile_method()
            method.__qualname__ = stand_in.__qualname__
        for owner in type(self).__mro__:
            # It is elsewhere where the class wrapped it (`__repr__`) or took it from another one.
            if owner.__dict__.get(name) is stand_in:
                setattr(owner, name, method)
                break
        return method(self, *args, **kwargs)

    # `dataclasses` sets the rest of what a method says of itself, and reads this.
    stand_in.__name__ = name
    return stand_in


def defer_irdl_definitions() -> None:
    """
    In a command, have xDSL work out operations and attributes when each is first used.

    To be called before dialects are imported, and after what need not wait for xDSL: it imports it.
    """
    if _in_command:
        from .deferred_irdl import install

        install()
