"""Where things come from: spans of Rust source, and scopes, which inlining nests."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True, unsafe_hash=True)
class Span:
    """A range of Rust source; lines and columns count from 1, the end column is exclusive."""

    file: str
    """As printed: relative to where rustc ran, or absolute."""
    line: int
    col: int
    end_line: int
    end_col: int


@dataclass(slots=True, unsafe_hash=True)
class SourceInfo:
    """Where a statement, terminator, local or debug variable comes from."""

    scope: int
    """The index of its scope, a key of `Body.scopes`."""
    span: Span | None
    """`None` for spans that rustc calls `no-location`."""


@dataclass(slots=True)
class Scope:
    """A source scope; scope 0 is that of the arguments, and has no parent."""

    index: int
    parent: int | None
    inlined: str | None = None
    """The callee whose body was inlined here, as printed: `core::mem::swap::<u32>`."""
    inlined_track_caller: bool = False
    """Whether that callee is `#[track_caller]`."""
    call_site: Span | None = None
    """Where the inlined call was."""
