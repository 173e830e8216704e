"""
The compiled code that Python does not keep: methods of dataclasses, and regular expressions.

Python keeps the bytecode of modules, in `__pycache__` beside them. The source text that
`dataclasses` writes for each method, and the patterns that `re` is given, it compiles anew in each
process: a sixth of a short compilation. A command keeps these in the same folder, under the
same rules: what is there is for one version of Python, is used if it can be read, is written if it
can be and may be (`PYTHONDONTWRITEBYTECODE`), and is as trusted as the modules beside it.

    with kept_code():
        ...          # what is compiled here is there the next time

It is found by its text, so nothing in it is ever out of date. What does the work are functions of
the standard library that are private, or that are replaced in its modules' names: where one is
missing, what it did is compiled as ever.
"""

from __future__ import annotations

import marshal
import os
import re
import sys
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager, suppress
from types import CodeType
from typing import Any

MOST = 4096
"""So many pieces of code are kept; where there are more, what was used last is."""


class CodeCache:
    """Compiled code by its text: what was in a file, and what was added since."""

    def __init__(self, path: str | None) -> None:
        """What a file holds, or nothing: it is absent, of another Python, or not whole."""
        self._path = path
        self._kept: dict[Any, bytes] = {}
        self._new: dict[Any, bytes] = {}
        if path is None:
            return
        with suppress(OSError, ValueError, EOFError, TypeError):
            with open(path, "rb") as file:
                version, kept = marshal.load(file)
            if version == sys.version:
                self._kept = kept

    def get(self, key: Any, compile: Callable[[], Any]) -> Any:
        """What is kept under a key; or what `compile` makes, which is kept from now on."""
        kept = self._kept.get(key)
        if kept is not None:
            return marshal.loads(kept)
        made = compile()
        self._new[key] = marshal.dumps(made)
        return made

    def save(self) -> None:
        """Write what was added to the file, if there is anything and it can be written."""
        if not self._new or self._path is None or sys.dont_write_bytecode:
            return
        kept = {**self._kept, **self._new}
        if len(kept) > MOST:
            kept = self._new
        unfinished = f"{self._path}.{os.getpid()}"
        with suppress(OSError):
            try:
                with open(unfinished, "wb") as file:
                    marshal.dump((sys.version, kept), file)
                os.replace(unfinished, self._path)
            except OSError:
                os.unlink(unfinished)
                raise


def cache_path() -> str | None:
    """Where a command keeps its code: beside this module's own bytecode."""
    cached = __spec__.cached
    return None if cached is None else f"{os.path.splitext(cached)[0]}.kept"


_active: CodeCache | None = None


@contextmanager
def kept_code(path: str | None = None) -> Generator[CodeCache]:
    """
    Meanwhile, methods of dataclasses and regular expressions are kept in the file.

    Within another `with kept_code()`, that one's file is used.
    """
    global _active
    if _active is not None:
        yield _active
        return
    _active = cache = CodeCache(path or cache_path())
    try:
        with _kept_dataclass_methods(cache), _kept_patterns(cache):
            yield cache
    finally:
        _active = None
    cache.save()


@contextmanager
def _kept_dataclass_methods(cache: CodeCache) -> Generator[None]:
    """Meanwhile, `exec` is ours where `dataclasses` calls it."""
    import dataclasses

    def execute(text: str, names: dict[str, Any], local: Mapping[str, Any]) -> None:
        code: CodeType = cache.get(text, lambda: compile(text, "<string>", "exec"))
        exec(code, names, local)

    setattr(dataclasses, "exec", execute)  # noqa: B010
    try:
        yield
    finally:
        delattr(dataclasses, "exec")


@contextmanager
def _kept_patterns(cache: CodeCache) -> Generator[None]:
    """Meanwhile, what `re` would compile of a pattern is made of the numbers that it became."""
    compiler: Any = getattr(re, "_compiler", None)
    engine: Any = getattr(compiler, "_sre", None)
    if not hasattr(engine, "compile") or not hasattr(compiler, "compile"):
        yield
        return
    compile_pattern = compiler.compile

    def compile(pattern: Any, flags: int = 0) -> re.Pattern[Any]:
        if flags & re.DEBUG or not isinstance(pattern, (str, bytes)):
            return compile_pattern(pattern, flags)
        made: re.Pattern[Any] | None = None

        def numbers() -> tuple[Any, ...]:
            nonlocal made
            compiler._sre = recorder = _Recorder(engine)
            try:
                made = compile_pattern(pattern, flags)
            finally:
                compiler._sre = engine
            text, flag_bits, code, *rest = recorder.arguments
            # Some are instances of a subclass of `int`, to be printed by name.
            return text, flag_bits, [int(number) for number in code], *rest

        # `re` is for one version of the engine, as bytecode is for one of the interpreter.
        arguments = cache.get((pattern, int(flags)), numbers)
        return made or engine.compile(*arguments)

    compiler.compile = compile
    try:
        yield
    finally:
        compiler.compile = compile_pattern


class _Recorder:
    """The engine of regular expressions, and what it was asked to make last."""

    def __init__(self, engine: Any) -> None:
        self._engine = engine
        self.arguments: tuple[Any, ...] = ()

    def compile(self, *arguments: Any) -> Any:
        self.arguments = arguments
        return self._engine.compile(*arguments)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._engine, name)
