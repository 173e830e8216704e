"""
The MIR of definitions, found by definition, by path, or by what it is nested in; read on demand.

A `BodyStore` knows the items of one crate's MIR file and which definition each belongs to
(`body_matching.py` says how that is known). `MemoryBodies` is that of the crate at hand,
`SqliteBodies` that of `core`, whose items are rows of the cached digest, compressed one by one.
`Bodies` reads items of several crates into `syntax.Body`s, and keeps them.
"""

from __future__ import annotations

import re
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Protocol

from xdsl.ir import Attribute

from .body_matching import Matches, match_bodies
from .definitions import FnDef, ImplDef
from .mir_items import scan_items
from .mir_reader import MirReader
from .path_resolver import CratePathResolver, PathResolver, ShadowingResolver
from .rustdoc import CrateRecords, Record
from .rustdoc_types import read_pattern
from .syntax import Body, FnSig, ItemSpan, TrivialConst

BodyId = int
"""An item's number in its crate's MIR file."""


class BodyStore(Protocol):
    """The items of one crate's MIR file."""

    def of_definition(self, id: int) -> BodyId | None:
        """The body of the function or constant with that id in `definitions`."""
        ...

    def of_path(self, path: str) -> Sequence[BodyId]:
        """The items with that path as MIR prints it, the crate's name in front."""
        ...

    def nested(self, body: BodyId, suffix: str) -> BodyId | None:
        """An item whose path is that of `body` followed by `::` and `suffix`."""
        ...

    def unlisted(self, name: str) -> Sequence[BodyId]:
        """The functions of that name in impls that the definitions do not have."""
        ...

    def text(self, body: BodyId) -> tuple[str, ItemSpan]:
        """Text that holds the item, and where in it the item is."""
        ...


def nesting(items: Sequence[ItemSpan]) -> Iterator[tuple[BodyId, str, BodyId]]:
    """
    Which items are nested in which: the outer one, the rest of the inner one's path, the inner one.

    What a function holds follows it in the file, before the next function of the same printed
    path, so that the last one seen is the right one.
    """
    last: dict[str, BodyId] = {}
    for id, item in enumerate(items):
        if item.ctfe:
            continue
        path = item.path
        for outer, suffix in _cuts(path):
            if (holder := last.get(outer)) is not None:
                yield holder, suffix, id
        last[path] = id


_BOUNDARY = re.compile(r"<|>|::")


def _cuts(path: str) -> Iterator[tuple[str, str]]:
    """The ways to cut a path in two at a `::` that is not inside `<...>`."""
    depth = 0
    for match in _BOUNDARY.finditer(path):
        mark = match.group()
        if mark == "<":
            depth += 1
        elif mark == ">":
            depth -= path[match.start() - 1] not in "-="
        elif depth == 0:
            yield path[: match.start()], path[match.end() :]


class MemoryBodies:
    """The items of a MIR file that is at hand."""

    def __init__(self, text: str, items: Sequence[ItemSpan], matches: Matches) -> None:
        self._text = text
        self.items = items
        self._matches = matches
        self._paths: dict[str, list[BodyId]] | None = None
        self._nested: dict[tuple[BodyId, str], BodyId] | None = None

    def of_definition(self, id: int) -> BodyId | None:
        """As `BodyStore.of_definition`."""
        return self._matches.bodies.get(id)

    def of_path(self, path: str) -> Sequence[BodyId]:
        """As `BodyStore.of_path`."""
        if self._paths is None:
            paths: dict[str, list[BodyId]] = defaultdict(list)
            for id, item in enumerate(self.items):
                if not item.ctfe:
                    paths[item.path].append(id)
            self._paths = paths
        return self._paths.get(path, ())

    def nested(self, body: BodyId, suffix: str) -> BodyId | None:
        """As `BodyStore.nested`."""
        if self._nested is None:
            self._nested = {(outer, rest): inner for outer, rest, inner in nesting(self.items)}
        return self._nested.get((body, suffix))

    def unlisted(self, name: str) -> Sequence[BodyId]:
        """As `BodyStore.unlisted`."""
        listed = set(self._matches.bodies.values())
        ending = f">::{name}"
        return [
            id
            for id, item in enumerate(self.items)
            if item.kind == "fn" and not item.ctfe and item.path.endswith(ending)
            if id not in listed and "<impl at " in item.path
        ]

    def text(self, body: BodyId) -> tuple[str, ItemSpan]:
        """As `BodyStore.text`."""
        return self._text, self.items[body]


BODY_SCHEMA = """
CREATE TABLE bodies(id INTEGER PRIMARY KEY, path TEXT, kind TEXT, line INTEGER, text BLOB);
CREATE TABLE definition_bodies(definition INTEGER PRIMARY KEY, body INTEGER);
CREATE TABLE nested_bodies(outer INTEGER, suffix TEXT, body INTEGER, PRIMARY KEY(outer, suffix))
  WITHOUT ROWID;
"""


def write_bodies(
    connection: sqlite3.Connection, text: str, items: Sequence[ItemSpan], matches: Matches
) -> None:
    """Write a MIR file's items into a database that has `BODY_SCHEMA`."""
    import zstandard

    compress = zstandard.ZstdCompressor(level=5).compress
    connection.executemany(
        "INSERT INTO bodies VALUES (?, ?, ?, ?, ?)",
        (
            (id, i.path, i.kind, i.line, compress(text[i.start : i.end].encode()))
            for id, i in enumerate(items)
            if not i.ctfe
        ),
    )
    connection.execute("CREATE INDEX bodies_by_path ON bodies(path)")
    connection.executemany("INSERT INTO definition_bodies VALUES (?, ?)", matches.bodies.items())
    connection.executemany("INSERT OR REPLACE INTO nested_bodies VALUES (?, ?, ?)", nesting(items))


class SqliteBodies:
    """The items of a MIR file in a database that `write_bodies` wrote."""

    def __init__(self, execute: Callable[..., sqlite3.Cursor]) -> None:
        import zstandard

        self._execute = execute
        self._decompress = zstandard.ZstdDecompressor().decompress

    def _one(self, query: str, *values: int | str) -> int | None:
        row = self._execute(query, values).fetchone()
        return None if row is None else row[0]

    def of_definition(self, id: int) -> BodyId | None:
        """As `BodyStore.of_definition`."""
        return self._one("SELECT body FROM definition_bodies WHERE definition = ?", id)

    def of_path(self, path: str) -> Sequence[BodyId]:
        """As `BodyStore.of_path`."""
        rows = self._execute("SELECT id FROM bodies WHERE path = ? ORDER BY id", (path,))
        return [id for (id,) in rows]

    def nested(self, body: BodyId, suffix: str) -> BodyId | None:
        """As `BodyStore.nested`."""
        query = "SELECT body FROM nested_bodies WHERE outer = ? AND suffix = ?"
        return self._one(query, body, suffix)

    def unlisted(self, name: str) -> Sequence[BodyId]:
        """As `BodyStore.unlisted`."""
        rows = self._execute(
            "SELECT id FROM bodies WHERE kind = 'fn' AND substr(path, ?) = ?"
            " AND id NOT IN (SELECT body FROM definition_bodies) ORDER BY id",
            (-len(name) - 3, f">::{name}"),
        )
        return [id for (id,) in rows]

    def text(self, body: BodyId) -> tuple[str, ItemSpan]:
        """As `BodyStore.text`."""
        query = "SELECT path, kind, line, text FROM bodies WHERE id = ?"
        path, kind, line, packed = self._execute(query, (body,)).fetchone()
        text = self._decompress(packed).decode()
        return text, ItemSpan(kind, path, 0, len(text), False, line)


class CrateBodies:
    """One crate's MIR, read item by item."""

    def __init__(
        self,
        crate: str,
        file: str,
        store: BodyStore,
        resolver: PathResolver | None = None,
        shadowed: Mapping[BodyId, frozenset[str]] | None = None,
        *,
        checked: bool = False,
    ) -> None:
        """
        `shadowed` is as `shadowed_names` gives it. With `checked`, bodies are checked for what
        rustc's own are free of (`body_checks`).
        """
        self.crate = crate
        self.store = store
        self._file = file
        self._checked = checked
        self._resolver = resolver
        self._reader = MirReader(crate, file, resolver)
        self._shadowed = shadowed or {}
        self._shadowing: dict[frozenset[str], MirReader] = {}
        self._read: dict[BodyId, Body | TrivialConst] = {}

    def read(self, body: BodyId) -> Body | TrivialConst:
        """An item, read. Raises `CompileError` where its text is not understood."""
        known = self._read.get(body)
        if known is None:
            text, span = self.store.text(body)
            names = self._shadowed.get(body)
            reader = self._reader if names is None else self._reader_without(names)
            known = reader.read_item(text, span)
            if self._checked and isinstance(known, Body):
                from .body_checks import check_body

                check_body(known, text, span, self._file)
            self._read[body] = known
        return known

    def function_mentions(self, path: str) -> list[tuple[tuple[Attribute, ...], FnSig]]:
        """As `Bodies.function_mentions`."""
        readers = (self._reader, *self._shadowing.values())
        return [m for reader in readers for m in reader.function_mentions.get(path, ())]

    def _reader_without(self, names: frozenset[str]) -> MirReader:
        """A reader to which those names are generic parameters. It shares nothing it has read."""
        reader = self._shadowing.get(names)
        if reader is None:
            resolver = self._resolver or CratePathResolver(self.crate)
            reader = MirReader(self.crate, self._file, ShadowingResolver(resolver, names))
            self._shadowing[names] = reader
        return reader


def shadowed_names(
    functions: Iterable[FnDef], items: Sequence[ItemSpan], store: BodyStore, resolver: PathResolver
) -> dict[BodyId, frozenset[str]]:
    """
    For each body, its generic parameters that have the name of an item at the crate's root.

    MIR prints `T` for either; rustc knows which is meant.
    """
    found: dict[BodyId, frozenset[str]] = {}
    paths: dict[str, frozenset[str]] = {}
    for function in functions:
        names = frozenset(g.name for g in function.generics if resolver.is_item(g.name))
        if names and (body := store.of_definition(function.id)) is not None:
            found[body] = names
            paths[items[body].path] = names
    if paths:
        for id, item in enumerate(items):
            for outer, _ in _cuts(item.path):
                if outer in paths:
                    found.setdefault(id, paths[outer])
    return found


class Bodies:
    """
    The MIR of several crates.

    Each method returns `None` for what has no MIR: a foreign function, an intrinsic without a
    fallback, a trait's function without a default.
    """

    def __init__(self, crates: Mapping[str, CrateBodies]) -> None:
        self.crates = dict(crates)

    def function_body(self, function: FnDef) -> Body | None:
        """The MIR of a function."""
        return self._body(function.crate, self._of(function))

    def body(self, path: str) -> Body | None:
        """
        The MIR of the item of that canonical path, if there is exactly one: a free function, also
        one within a function, a static, a constant that is not trivial, a closure.
        """
        crate = self.crates.get(path.partition("::")[0])
        if crate is None:
            return None
        found = crate.store.of_path(path)
        # A constructor is printed as a function of its type's path, behind everything else.
        return self._body(crate.crate, found[0]) if len(found) == 1 else None

    def nested_body(self, function: FnDef, suffix: str) -> Body | None:
        """The MIR of what is nested in a function: `{closure#0}`, `promoted[0]`, `inner`."""
        read = self.nested_item(function, suffix)
        return read if isinstance(read, Body) else None

    def nested_item(self, function: FnDef, suffix: str) -> Body | TrivialConst | None:
        """The same, of a constant whose value is all there is too."""
        crate = self.crates.get(function.crate)
        outer = self._of(function)
        if crate is None or outer is None:
            return None
        found = crate.store.nested(outer, suffix)
        return None if found is None else crate.read(found)

    def constant(self, path: str) -> Body | TrivialConst | None:
        """The MIR of a free constant: its body, or its value where that is all there is."""
        crate = self.crates.get(path.partition("::")[0])
        if crate is None:
            return None
        found = crate.store.of_path(path)
        return crate.read(found[0]) if len(found) == 1 else None

    def impl_constant(self, impl: ImplDef, name: str) -> Body | TrivialConst | None:
        """The MIR of an impl's associated constant."""
        crate = self.crates.get(impl.crate)
        id = impl.items.get((name, "const"))
        if crate is None or id is None:
            return None
        body = crate.store.of_definition(id)
        return None if body is None else crate.read(body)

    def function_mentions(self, path: str) -> list[tuple[tuple[Attribute, ...], FnSig]]:
        """The generic arguments and signatures with which the MIR read so far names a function."""
        return [m for crate in self.crates.values() for m in crate.function_mentions(path)]

    def nested_in_constant(
        self, impl: ImplDef, name: str, suffix: str
    ) -> Body | TrivialConst | None:
        """What is nested in an impl's associated constant: `{constant#0}`."""
        crate = self.crates.get(impl.crate)
        id = impl.items.get((name, "const"))
        outer = None if crate is None or id is None else crate.store.of_definition(id)
        found = None if crate is None or outer is None else crate.store.nested(outer, suffix)
        return None if crate is None or found is None else crate.read(found)

    def unlisted(self, crate: str, name: str, within: str | None = None) -> list[Body]:
        """
        The functions of that name in impls that rustdoc does not list: those for `dyn Trait`, and
        those within functions; or what is `within` those. Which one is meant, the types of their
        arguments tell.
        """
        found = self.crates.get(crate)
        if found is None:
            return []
        ids = found.store.unlisted(name)
        if within is None:
            bodies = [self._body(crate, id) for id in ids]
        else:
            bodies = [self._body(crate, found.store.nested(id, within)) for id in ids]
        return [body for body in bodies if body is not None]

    def _of(self, function: FnDef) -> BodyId | None:
        crate = self.crates.get(function.crate)
        return None if crate is None else crate.store.of_definition(function.id)

    def _body(self, crate: str, body: BodyId | None) -> Body | None:
        if body is None:
            return None
        read = self.crates[crate].read(body)
        return read if isinstance(read, Body) else None


# --- making the index ----------------------------------------------------------------------------

_PATTERN_TYPE = re.compile(r"_1: \(([\w*: ]+)\) is (.+)\) -> ")


def refine_patterns(records: CrateRecords, text: str, items: Sequence[ItemSpan]) -> None:
    """
    Take the ranges of pattern types from the constructors in MIR.

    rustdoc prints `0..9` as `0..=9`; rustc prints what it means.
    """
    for item in items:
        if item.ctfe or item.kind != "fn":
            continue
        id = records.paths.get((item.path, "type"))
        if id is None or records.items[id][0] != "adt":
            continue
        header = text[item.start : text.find("\n", item.start)]
        match = _PATTERN_TYPE.search(header)
        if match is not None:
            records.items[id] = "adt", _with_pattern(records.items[id][1], match.group(2))


def _with_pattern(adt: Record, pattern: str) -> Record:
    variants = tuple(
        (
            name,
            value,
            tuple(
                (field, read_pattern(type[1], pattern) if type[0] == "P" else type)
                for field, type in fields
            ),
        )
        for name, value, fields in adt[4]
    )
    return (*adt[:4], variants, *adt[5:])


def index_bodies(
    records: CrateRecords,
    text: str,
    file: str,
    expanded: Callable[[], str | None] = lambda: None,
) -> MemoryBodies:
    """
    The index of a MIR file of the crate that `records` describe, which are refined by it.

    `expanded` is as for `match_bodies`. Raises `CompileError` if `text` is not MIR.
    """
    items = list(scan_items(text, crate=records.name, file=file))
    refine_patterns(records, text, items)
    return MemoryBodies(text, items, match_bodies(records, text, items, expanded))
