from __future__ import annotations

import dataclasses
import re
import shutil
import sys
from importlib import import_module
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from rusticle.code_cache import MOST, CodeCache, cache_path, kept_code

PATTERNS: list[tuple[str | bytes, int, str | bytes]] = [
    (r"(?P<name>[a-z_]\w*)(::<(.+)>)?", 0, "of:: core::<u8> x"),
    (r"\s+ (?# nothing) [αβ]+ ", re.VERBOSE | re.IGNORECASE, "x  ΑΒβ"),
    (rb"(a|b)*?\1\d{2,3}", 0, b"xaab12"),
    (r"^(?:x(?!y)|(?<=x)y)$", re.MULTILINE, "xy\nx\n"),
    (r"[^\x00-\x7f]", re.ASCII, "a\u00e9"),
]


@dataclasses.dataclass
class Fields:
    """What a dataclass of these tests is made of."""

    frozen: bool
    slots: bool


def _results() -> list[Any]:
    """What dataclasses and patterns that are made anew do."""
    re.purge()
    seen: list[Any] = []
    for options in (Fields(frozen=True, slots=True), Fields(frozen=False, slots=False)):
        made: Any = dataclasses.make_dataclass(
            "Made",
            [("a", int), ("b", str, dataclasses.field(default="b"))],
            frozen=options.frozen,
            slots=options.slots,
            order=True,
        )
        seen += [repr(made(1)), made(1) == made(1, "b"), made(1) < made(1, "c")]
        try:
            made(1).a = 2
        except dataclasses.FrozenInstanceError as error:
            seen.append(str(error))
    for pattern, flags, text in PATTERNS:
        compiled: Any = re.compile(pattern, flags)
        seen += [compiled.flags, compiled.groups, dict(compiled.groupindex), compiled.pattern]
        seen += [(match.span(), match.groupdict()) for match in compiled.finditer(text)]
    return seen


@pytest.fixture(autouse=True)
def allow_writing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)


def test_what_was_kept_does_what_is_compiled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    expected = _results()
    path = tmp_path / "kept"
    with kept_code(str(path)):
        assert _results() == expected
    # A second process finds everything: nothing is compiled.
    with kept_code(str(path)) as cache:

        def get(self: CodeCache, key: Any, compile: Any) -> Any:
            assert key in known, f"{key} is compiled"
            return kept_get(self, key, compile)

        kept_get = CodeCache.get
        known = cache._kept  # pyright: ignore[reportPrivateUsage]
        monkeypatch.setattr(CodeCache, "get", get)
        assert _results() == expected
    assert [file.name for file in tmp_path.iterdir()] == ["kept"]


def test_nothing_is_replaced_afterwards(tmp_path: Path):
    compiler: Any = import_module("re._compiler")
    before = (compiler.compile, compiler._sre)

    def fail() -> None:
        with kept_code(str(tmp_path / "kept")):
            assert compiler.compile is not before[0]
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert (compiler.compile, compiler._sre) == before
    assert not hasattr(dataclasses, "exec")


def test_one_within_another_is_the_same(tmp_path: Path):
    with kept_code(str(tmp_path / "kept")) as cache:
        with kept_code(str(tmp_path / "inner")) as inner:
            assert inner is cache
            re.purge()
            assert re.compile("within another").match("within another")
        assert hasattr(dataclasses, "exec")
    assert [file.name for file in tmp_path.iterdir()] == ["kept"]


def test_a_wrong_pattern_is_refused_as_ever(tmp_path: Path):
    with kept_code(str(tmp_path / "kept")):
        with pytest.raises(re.error, match="unterminated character set"):
            re.compile("[a")
        assert re.compile("[a]").match("a")


def test_patterns_are_printed_on_request(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    with kept_code(str(tmp_path / "kept")):
        for _ in range(2):
            re.compile("ab", re.DEBUG)
    assert capsys.readouterr().out.count("LITERAL 97") == 2


@pytest.mark.parametrize(
    "content", [b"", b"\xff" * 9, None], ids=["empty", "damaged", "of another Python"]
)
def test_a_file_that_cannot_be_used_is_written_anew(
    tmp_path: Path, content: bytes | None, monkeypatch: pytest.MonkeyPatch
):
    path = tmp_path / "kept"
    if content is None:
        with monkeypatch.context() as other:
            other.setattr(sys, "version", "2.7")
            with kept_code(str(path)) as cache:
                cache.get("1", lambda: 2)
    else:
        path.write_bytes(content)
    with kept_code(str(path)) as cache:
        assert cache.get("1", lambda: 1) == 1
    with kept_code(str(path)) as cache:
        assert cache.get("1", lambda: 0) == 1


def test_what_cannot_be_written_is_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    with kept_code(str(tmp_path / "absent" / "kept")) as cache:
        assert cache.get("1", lambda: 1) == 1
    (tmp_path / "folder").mkdir()
    with kept_code(str(tmp_path / "folder")) as cache:
        cache.get("1", lambda: 1)
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    with kept_code(str(tmp_path / "kept")) as cache:
        cache.get("1", lambda: 1)
    assert [file.name for file in tmp_path.iterdir()] == ["folder"]


def test_it_does_not_grow_for_ever(tmp_path: Path):
    path = str(tmp_path / "kept")
    with kept_code(path) as cache:
        for key in range(MOST):
            cache.get(key, lambda: 0)
    with kept_code(path) as cache:
        cache.get("last", lambda: 0)
    with kept_code(path) as cache:
        assert cache.get("last", lambda: 1) == 0
        assert cache.get(0, lambda: 1) == 1


def test_it_is_beside_the_modules(monkeypatch: pytest.MonkeyPatch):
    path = cache_path()
    assert path is not None
    assert Path(path).parent.name == "__pycache__"
    spec: Any = sys.modules["rusticle.code_cache"].__spec__
    monkeypatch.setattr(spec, "_cached", None)
    monkeypatch.setattr(spec, "has_location", False)  # as of a module in an archive
    assert cache_path() is None
    with kept_code() as cache:
        assert cache.get("1", lambda: 1) == 1


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package with a module, to be imported in a command."""
    folder = tmp_path / "path" / "kept_package"
    (folder / "inner").mkdir(parents=True)
    for file in ("__init__.py", "inner/__init__.py"):
        (folder / file).touch()
    (folder / "inner" / "module.py").write_text("def value():\n    return 1\n")
    monkeypatch.setattr(sys, "path", [str(folder.parent), *sys.path])
    return folder


def _import_anew(kept: Path) -> ModuleType:
    for name in [name for name in sys.modules if name.startswith("kept_package")]:
        del sys.modules[name]
    with kept_code(str(kept)):
        return import_module("kept_package.inner.module")


def _is_kept(module: ModuleType) -> bool:
    return type(module.__loader__) is not SourceFileLoader


def test_modules_of_packages_are_kept(package: Path, tmp_path: Path):
    kept = tmp_path / "kept"
    first = _import_anew(kept)
    written = kept.stat().st_mtime_ns
    second = _import_anew(kept)
    assert (_is_kept(first), _is_kept(second)) == (False, True)
    assert second.value() == 1
    assert second.__spec__ is not None
    assert second.__file__ == second.__spec__.origin == str(package / "inner" / "module.py")
    assert second.__cached__ == first.__cached__
    assert second.value.__code__.co_filename == second.__file__
    assert sys.modules["kept_package.inner"].__path__ == [str(package / "inner")]
    assert kept.stat().st_mtime_ns == written, "nothing new, and written"
    assert not any(type(finder).__name__ == "_Finder" for finder in sys.meta_path)


def test_a_module_that_has_changed_is_imported_anew(package: Path, tmp_path: Path):
    kept, source = tmp_path / "kept", package / "inner" / "module.py"
    _import_anew(kept)
    source.write_text("def value():\n    return 22\n")
    changed = _import_anew(kept)
    assert (_is_kept(changed), changed.value()) == (False, 22)
    again = _import_anew(kept)
    assert (_is_kept(again), again.value()) == (True, 22)
    source.unlink()
    with pytest.raises(ModuleNotFoundError):
        _import_anew(kept)


def test_a_package_that_is_elsewhere_is_another(
    package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    _import_anew(tmp_path / "kept")
    copy = tmp_path / "other" / "kept_package"
    shutil.copytree(package, copy)
    (copy / "inner" / "module.py").write_text("def value():\n    return 33\n")
    monkeypatch.setattr(sys, "path", [str(copy.parent), *sys.path])
    assert _import_anew(tmp_path / "kept").value() == 33


def test_a_source_that_was_written_meanwhile_is_not_kept(package: Path, tmp_path: Path):
    kept, source = tmp_path / "kept", package / "inner" / "module.py"
    for name in [name for name in sys.modules if name.startswith("kept_package")]:
        del sys.modules[name]
    with kept_code(str(kept)):
        import_module("kept_package.inner.module")
        source.write_text("def value():\n    return 22\n")
    module = _import_anew(kept)
    assert (_is_kept(module), module.value()) == (False, 22)
