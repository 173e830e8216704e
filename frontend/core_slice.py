"""
Slices of the device `core`'s digest: what some crates ask of it, in one small file.

Importing a crate asks the digest (`device_core.py`) a few hundred questions: definitions by path,
impls of a trait, bodies, and whether there is something of a name at all. A `Recorder` stands
before the digest and writes down each question with its answer, "nothing" included. The file that
it saves answers the same questions where no Rust toolchain is installed, so that MIR text shipped
with rustdoc's JSON and a slice compiles anywhere. A question that is not in it is an error, never
a guess.

The file is a MessagePack map, compressed: the digest's version, the target, the rustc that `core`
was of, and for each query the values asked for with the rows that came back.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from .device_core import DIGEST_VERSION, CoreDigest

if TYPE_CHECKING:
    from .body_index import CrateBodies
    from .definition_store import RecordDefinitions
    from .path_resolver import PathResolver

SLICE = "core.slice"
"""The name of a slice's file, beside the MIR files that it serves."""

Row = tuple[Any, ...]
Answers = dict[str, dict[Row, Sequence[Row]]]
"""By query and values, the rows."""


class _Rows:
    """What a query gave, read as a cursor is."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self._rows = iter(rows)

    def fetchone(self) -> Row | None:
        """The next row; `None` after the last."""
        return next(self._rows, None)

    def __iter__(self) -> Iterator[Row]:
        return self._rows


class _Digest:
    """`core`'s definitions and bodies, over `execute`."""

    def __init__(self) -> None:
        from .definition_store import RecordDefinitions
        from .record_backends import SqliteBackend

        self.definitions: RecordDefinitions = RecordDefinitions("core", SqliteBackend(self))

    def execute(self, query: str, values: Sequence[Any] = ()) -> sqlite3.Cursor:
        """Run a query."""
        raise NotImplementedError

    def bodies(self, resolver: PathResolver | None = None) -> CrateBodies:
        """Core's MIR; `resolver` finds the items that its paths name."""
        from .body_index import CrateBodies, SqliteBodies

        return CrateBodies("core", "core's MIR", SqliteBodies(self.execute), resolver)


class Recorder(_Digest):
    """A digest that writes down what it is asked. Serves one crate; its answers can be merged."""

    def __init__(self, digest: CoreDigest) -> None:
        super().__init__()
        self._digest = digest
        self.answers: Answers = {}

    def execute(self, query: str, values: Sequence[Any] = ()) -> sqlite3.Cursor:
        """Ask the digest, once for each question."""
        known = self.answers.setdefault(query, {})
        key = tuple(values)
        if key not in known:
            known[key] = list(self._digest.execute(query, values))
        return cast("sqlite3.Cursor", _Rows(known[key]))


class SliceDigest(_Digest):
    """The open slice, in the digest's place."""

    def __init__(self, slice: CoreSlice, rustc: str, answers: Answers) -> None:
        super().__init__()
        self._slice = slice
        self.rustc = rustc
        """The version of the rustc whose `core` it is of."""
        self._answers = answers

    def execute(self, query: str, values: Sequence[Any] = ()) -> sqlite3.Cursor:
        """The rows that were recorded. Raises `CompileError` where none were."""
        rows = self._answers.get(query, {}).get(tuple(values))
        if rows is None:
            from ..diagnostics import CompileError
            from .toolchain import HOW_TO_GET

            asked = ", ".join(f"`{value}`" for value in values)
            raise CompileError.of(
                f"this needs more of `core` than `{self._slice.path}` holds",
                notes=[f"{asked} was asked for", "only a Rust toolchain has all of it"],
                help=[HOW_TO_GET],
            )
        return cast("sqlite3.Cursor", _Rows(rows))


@dataclass(frozen=True, slots=True)
class CoreSlice:
    """A slice's file."""

    path: Path
    triple: str
    """The target that it must be of."""

    def open(self) -> SliceDigest:
        """Read it. Raises `CompileError` if it is damaged, or of another target or version."""
        import msgpack
        import zstandard

        from ..diagnostics import CompileError

        unpack = cast("Any", msgpack.unpackb)  # pyright: ignore[reportUnknownMemberType]
        try:
            packed = zstandard.ZstdDecompressor().decompress(self.path.read_bytes())
            contents: dict[str, Any] = unpack(packed, use_list=False, strict_map_key=False)
            version, triple, rustc = contents["version"], contents["triple"], contents["rustc"]
            answers: Answers = {query: dict(rows) for query, rows in contents["answers"]}
        except OSError as error:
            raise CompileError.of(f"cannot read `{self.path}`: {error.strerror}") from error
        except (zstandard.ZstdError, msgpack.UnpackException, ValueError, KeyError, TypeError):
            raise CompileError.of(f"`{self.path}` is damaged") from None
        if version != DIGEST_VERSION:
            raise CompileError.of(
                f"`{self.path}` is of version {version}, and this is {DIGEST_VERSION}",
                help=["make it anew, with a Rust toolchain"],
            )
        if triple != self.triple:
            raise CompileError.of(f"`{self.path}` is of `core` for `{triple}`, not `{self.triple}`")
        return SliceDigest(self, rustc, answers)


def find_slice(directory: Path, triple: str) -> CoreSlice | None:
    """The slice in a directory, if there is one."""
    path = directory / SLICE
    return CoreSlice(path, triple) if path.is_file() else None


def write_slice(
    path: Path, triple: str, rustc: str, recorded: Sequence[Answers], *, level: int = 19
) -> None:
    """
    Write what was recorded, merged, as a slice of `core` for `triple`.

    `rustc` is the version that `core` was of. The same records give the same bytes.
    """
    import msgpack
    import zstandard

    merged: Answers = {}
    for answers in recorded:
        for query, rows in answers.items():
            merged.setdefault(query, {}).update(rows)
    contents = {
        "version": DIGEST_VERSION,
        "triple": triple,
        "rustc": rustc,
        "answers": [
            (query, sorted(rows.items(), key=lambda row: repr(row[0])))
            for query, rows in sorted(merged.items())
        ],
    }
    pack = cast("Any", msgpack.packb)  # pyright: ignore[reportUnknownMemberType]
    path.write_bytes(zstandard.ZstdCompressor(level=level).compress(pack(contents)))
