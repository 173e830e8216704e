"""
What makes a command start sooner: half of a short compilation is Python defining classes.

xDSL and this package define some 500 dataclasses, xDSL's attributes, constraints and traits among
them. `dataclasses` writes out a source text for each of their methods, and compiles it, as the
class is defined; most are never called. And xDSL parses the assembly format of each of some 250
operations as it is defined, though a compilation from Rust to machine code reads and writes no
MLIR. For a command, whose process is its own, both are done when they are first needed, which
takes 40 % off what the imports take (0.2 s of 0.5 s). Where Rusticle is used as a library, nothing
is touched.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from xdsl.irdl import OpDef
    from xdsl.irdl.declarative_assembly_format import FormatProgram

# The standard library's function that compiles a method, from Python 3.7 to 3.12. It is private:
# where it is missing, nothing happens. (3.13 compiles all methods of a class in one go.)
_COMPILER = "_create_fn"


_in_command = False


@contextmanager
def deferred_definitions() -> Generator[None]:
    """Meanwhile, what makes definitions slow is put off; `defer_assembly_formats` may be called."""
    global _in_command
    _in_command = True
    try:
        with _deferred_dataclass_methods():
            yield
    finally:
        _in_command = False


@contextmanager
def _deferred_dataclass_methods() -> Generator[None]:
    """Meanwhile, the methods of dataclasses that are defined are compiled as they are called."""
    compile_method = getattr(dataclasses, _COMPILER, None)
    if compile_method is None:
        yield
        return

    def defer(name: str, *args: Any, **kwargs: Any) -> Callable[..., Any]:
        return _deferred(name, lambda: compile_method(name, *args, **kwargs))

    setattr(dataclasses, _COMPILER, defer)
    # For a class without a docstring `dataclasses` makes one of its signature, which nobody reads.
    inspect = dataclasses.inspect  # pyright: ignore
    setattr(dataclasses, "inspect", _NoSignatures(inspect))  # noqa: B010
    try:
        yield
    finally:
        setattr(dataclasses, _COMPILER, compile_method)
        setattr(dataclasses, "inspect", inspect)  # noqa: B010


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


def defer_assembly_formats() -> None:
    """
    In a command, have xDSL parse assembly formats when something is first printed or parsed.

    To be called before dialects are imported, and after what need not wait for xDSL: it imports it.
    """
    if not _in_command:
        return
    from xdsl.irdl.declarative_assembly_format import FormatProgram

    read = FormatProgram.from_str

    def from_str(input: str, op_def: OpDef) -> FormatProgram:
        # All that is asked of a program is that it parse and print.
        return _DeferredFormat(lambda: read(input, op_def))  # pyright: ignore[reportReturnType]

    FormatProgram.from_str = staticmethod(from_str)


class _DeferredFormat:
    """Stands for a `FormatProgram` until it is used."""

    __slots__ = ("_program", "_read")

    def __init__(self, read: Callable[[], FormatProgram]) -> None:
        self._read = read
        self._program: FormatProgram | None = None

    @property
    def program(self) -> FormatProgram:
        """The program."""
        if self._program is None:
            self._program = self._read()
        return self._program

    def parse(self, *args: Any) -> Any:
        return self.program.parse(*args)

    def print(self, *args: Any) -> None:
        self.program.print(*args)
