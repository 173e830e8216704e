"""
The compiled code that Python does not keep, or keeps in many places, in one file.

Python keeps the bytecode of modules, in `__pycache__` beside them: a command looks for some 300 in
the folders where they may be, and opens, checks and reads as many files. The source text that
`dataclasses` writes for each method, and the patterns that `re` is given, it compiles anew in each
process. Together that is a fifth of a short compilation. A command keeps all of it in the same
folder, under the same rules: what is there is for one version of Python, is used if it can be read,
is written if it can be and may be (`PYTHONDONTWRITEBYTECODE`), and is as trusted as the modules
beside it.

    with kept_code():
        ...          # what is compiled or imported here is there the next time

Methods and patterns are found by their text, so nothing of them is ever out of date. A module is
one of a package: it is taken from here if the package is where it was, and the source is as it was,
by its time and size. What does the work are functions of the standard library that are private, or
that are replaced in its modules' names: where one is missing, what it did is done as ever.
"""

from __future__ import annotations

import marshal
import os
import re
import struct
import sys
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import contextmanager, suppress
from importlib.machinery import ModuleSpec, SourceFileLoader
from types import CodeType, ModuleType
from typing import Any

KeptModule = tuple[list[str], str, int, int, str, bool, bytes]
"""The path of its package, its source file, that one's time in nanoseconds and size in bytes,
Python's file of its bytecode, whether it is a package itself, and its code."""

MOST = 4096
"""So many pieces of code are kept; where there are more, what was used last is."""


class CodeCache:
    """Compiled code by its text: what was in a file, and what was added since."""

    def __init__(self, path: str | None) -> None:
        """What a file holds, or nothing: it is absent, of another Python, or not whole."""
        self._path = path
        self._kept: dict[Any, Any] = {}
        self._new: dict[Any, Any] = {}
        if path is None:
            return
        with suppress(OSError, ValueError, EOFError, TypeError):
            with open(path, "rb") as file:
                version, kept = marshal.loads(file.read())
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

    def module(self, name: str) -> KeptModule | None:
        """What is kept of a module."""
        return self._kept.get(("module", name))

    def put_module(self, name: str, kept: KeptModule) -> None:
        """Keep a module from now on."""
        self._new["module", name] = kept

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
        with _kept_modules(cache), _kept_dataclass_methods(cache), _kept_patterns(cache):
            yield cache
    finally:
        _active = None
    cache.save()


@contextmanager
def _kept_modules(cache: CodeCache) -> Generator[None]:
    """Meanwhile, modules of packages come from the cache; those that are not there go into it."""
    finder = _Finder(cache)
    before = set(sys.modules)
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)
        if not sys.dont_write_bytecode:
            for name in sys.modules.keys() - before:
                _keep_module(cache, name, getattr(sys.modules[name], "__spec__", None))


class _Finder:
    """Finds the modules that are kept (`importlib.abc.MetaPathFinder`, without its import)."""

    def __init__(self, cache: CodeCache) -> None:
        self._cache = cache

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, _: ModuleType | None = None
    ) -> ModuleSpec | None:
        if path is None or (kept := self._cache.module(name)) is None:
            return None
        package, source, time, size, cached, is_package, code = kept
        try:
            found = os.stat(source)
        except OSError:
            return None
        if found.st_mtime_ns != time or found.st_size != size or list(path) != package:
            return None
        loader = _Loader(name, source)
        loader.code = code
        spec = ModuleSpec(name, loader, origin=source, is_package=is_package)
        if spec.submodule_search_locations is not None:
            spec.submodule_search_locations.append(os.path.dirname(source))
        spec.has_location = True
        spec.cached = cached
        return spec


class _Loader(SourceFileLoader):
    """Loads a module whose code is at hand."""

    code: bytes

    def get_code(self, fullname: str) -> CodeType:
        return marshal.loads(self.code)


def _keep_module(cache: CodeCache, name: str, spec: ModuleSpec | None) -> None:
    """Keep a module that was loaded from the file of bytecode that Python keeps of it."""
    parent = sys.modules.get(name.rpartition(".")[0])
    if spec is None or parent is None or type(spec.loader) is not SourceFileLoader:
        return
    if spec.origin is None or spec.cached is None:
        return
    with suppress(OSError, AttributeError):
        found = os.stat(spec.origin)
        with open(spec.cached, "rb") as file:
            header, code = file.read(16), file.read()
        # `importlib._bootstrap_external`: flags, then the source's time and size. It may have
        # been written since.
        expected = (0, int(found.st_mtime), found.st_size)
        if struct.unpack("<4x3I", header) == tuple(number & 0xFFFFFFFF for number in expected):
            is_package = spec.submodule_search_locations is not None
            kept = (
                list(parent.__path__), spec.origin, found.st_mtime_ns, found.st_size, spec.cached,
                is_package, code,
            )  # fmt: skip
            cache.put_module(name, kept)


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
