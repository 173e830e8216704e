"""
Where records of definitions are kept: in memory, as `rustdoc.reduce` made them, or in a database.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Any, Protocol, cast

import msgpack

from .rustdoc import CrateRecords, Record


class Backend(Protocol):
    """Where records are read from. Namespaces are `type` and `value`."""

    def item(self, id: int) -> tuple[str, Record] | None:
        """Kind and record of an item."""
        ...

    def ids(self, kind: str) -> Sequence[int]:
        """The ids of all records of a kind."""
        ...

    def path_id(self, path: str, namespace: str) -> int | None:
        """The id of the item with that canonical path."""
        ...

    def name(self, path: str, namespace: str) -> str | None:
        """What a `use` makes that path mean."""
        ...

    def impl_ids(self, trait: str, head: str | None) -> Sequence[int]:
        """Ids of a trait's impls; with a head, of those with that head."""
        ...

    def inherent_ids(self, head: str, item: str | None) -> Sequence[int]:
        """Ids of the inherent impls for a head; with a name, of those that have such an item."""
        ...

    def lang_item(self, name: str) -> str | None:
        """The path of a lang item."""
        ...


class MemoryBackend:
    """Records in memory."""

    def __init__(self, records: CrateRecords) -> None:
        self._records = records
        self._impls: dict[str, dict[str, list[int]]] = {}
        self._inherent: dict[str, dict[str, list[int]]] = {}
        for trait, head, id in records.impls:
            self._impls.setdefault(trait, {}).setdefault(head, []).append(id)
        for head, name, id in records.inherent:
            self._inherent.setdefault(head, {}).setdefault(name, []).append(id)

    def item(self, id: int) -> tuple[str, Record] | None:
        """As `Backend.item`."""
        return self._records.items.get(id)

    def ids(self, kind: str) -> Sequence[int]:
        """As `Backend.ids`."""
        return [id for id, (found, _) in self._records.items.items() if found == kind]

    def path_id(self, path: str, namespace: str) -> int | None:
        """As `Backend.path_id`."""
        return self._records.paths.get((path, namespace))

    def name(self, path: str, namespace: str) -> str | None:
        """As `Backend.name`."""
        return self._records.names.get((path, namespace))

    def impl_ids(self, trait: str, head: str | None) -> Sequence[int]:
        """As `Backend.impl_ids`."""
        by_head = self._impls.get(trait, {})
        if head is None:
            return [id for ids in by_head.values() for id in ids]
        return by_head.get(head, ())

    def inherent_ids(self, head: str, item: str | None) -> Sequence[int]:
        """As `Backend.inherent_ids`."""
        by_name = self._inherent.get(head, {})
        if item is None:
            return sorted({id for ids in by_name.values() for id in ids})
        return by_name.get(item, ())

    def lang_item(self, name: str) -> str | None:
        """As `Backend.lang_item`."""
        return self._records.lang_items.get(name)


SCHEMA = """
CREATE TABLE items(id INTEGER PRIMARY KEY, kind TEXT NOT NULL, record BLOB NOT NULL);
CREATE TABLE paths(path TEXT, namespace TEXT, id INTEGER, PRIMARY KEY(path, namespace))
  WITHOUT ROWID;
CREATE TABLE names(path TEXT, namespace TEXT, target TEXT, PRIMARY KEY(path, namespace))
  WITHOUT ROWID;
CREATE TABLE impls(trait TEXT, head TEXT, id INTEGER, PRIMARY KEY(trait, head, id)) WITHOUT ROWID;
CREATE TABLE inherent(head TEXT, name TEXT, id INTEGER, PRIMARY KEY(head, name, id)) WITHOUT ROWID;
CREATE TABLE lang_items(name TEXT PRIMARY KEY, path TEXT) WITHOUT ROWID;
"""


def write_records(connection: sqlite3.Connection, records: CrateRecords) -> None:
    """Write a crate's records into a database that has `SCHEMA`."""
    pack = cast("Any", msgpack.packb)  # pyright: ignore[reportUnknownMemberType]
    connection.executemany(
        "INSERT INTO items VALUES (?, ?, ?)",
        ((id, kind, pack(record)) for id, (kind, record) in records.items.items()),
    )
    connection.executemany(
        "INSERT INTO paths VALUES (?, ?, ?)", ((p, n, id) for (p, n), id in records.paths.items())
    )
    connection.executemany(
        "INSERT INTO names VALUES (?, ?, ?)", ((p, n, t) for (p, n), t in records.names.items())
    )
    connection.executemany("INSERT OR IGNORE INTO impls VALUES (?, ?, ?)", records.impls)
    connection.executemany("INSERT OR IGNORE INTO inherent VALUES (?, ?, ?)", records.inherent)
    connection.executemany("INSERT INTO lang_items VALUES (?, ?)", records.lang_items.items())


class Queries(Protocol):
    """What runs queries: a connection, or what stands before one."""

    def execute(self, query: str, values: Sequence[Any] = (), /) -> sqlite3.Cursor:
        """Run one."""
        ...


class SqliteBackend:
    """Records in a database that `write_records` wrote."""

    def __init__(self, connection: Queries) -> None:
        self._execute = connection.execute
        self._unpack = cast("Any", msgpack.unpackb)  # pyright: ignore[reportUnknownMemberType]

    def item(self, id: int) -> tuple[str, Record] | None:
        """As `Backend.item`."""
        row = self._execute("SELECT kind, record FROM items WHERE id = ?", (id,)).fetchone()
        return None if row is None else (row[0], self._unpack(row[1], use_list=False))

    def ids(self, kind: str) -> Sequence[int]:
        """As `Backend.ids`."""
        rows = self._execute("SELECT id FROM items WHERE kind = ? ORDER BY id", (kind,))
        return [row[0] for row in rows]

    def path_id(self, path: str, namespace: str) -> int | None:
        """As `Backend.path_id`."""
        row = self._execute(
            "SELECT id FROM paths WHERE path = ? AND namespace = ?", (path, namespace)
        ).fetchone()
        return None if row is None else row[0]

    def name(self, path: str, namespace: str) -> str | None:
        """As `Backend.name`."""
        row = self._execute(
            "SELECT target FROM names WHERE path = ? AND namespace = ?", (path, namespace)
        ).fetchone()
        return None if row is None else row[0]

    def impl_ids(self, trait: str, head: str | None) -> Sequence[int]:
        """As `Backend.impl_ids`."""
        if head is None:
            rows = self._execute("SELECT id FROM impls WHERE trait = ?", (trait,))
        else:
            rows = self._execute("SELECT id FROM impls WHERE trait = ? AND head = ?", (trait, head))
        return [id for (id,) in rows]

    def inherent_ids(self, head: str, item: str | None) -> Sequence[int]:
        """As `Backend.inherent_ids`."""
        if item is None:
            rows = self._execute("SELECT DISTINCT id FROM inherent WHERE head = ?", (head,))
        else:
            rows = self._execute(
                "SELECT id FROM inherent WHERE head = ? AND name = ?", (head, item)
            )
        return [id for (id,) in rows]

    def lang_item(self, name: str) -> str | None:
        """As `Backend.lang_item`."""
        row = self._execute("SELECT path FROM lang_items WHERE name = ?", (name,)).fetchone()
        return None if row is None else row[0]
