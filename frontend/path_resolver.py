"""
How a path that rustc printed becomes an item's canonical definition path.

rustc prints paths as a reader of the crate at hand would write them: without that crate's name,
and through public re-exports (`core::ops::ControlFlow` for
`core::ops::control_flow::ControlFlow`). Only the definitions of all crates can undo the latter;
`CratePathResolver` here does the former alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from .definitions import AdtDef

SYSROOT_CRATES = frozenset(
    ("core", "alloc", "std", "proc_macro", "test", "compiler_builtins", "panic_abort", "unwind")
)
"""The crates that any crate may name without depending on them."""


class PathResolver(Protocol):
    """What the readers ask about printed paths."""

    def resolve(self, path: str) -> str:
        """
        The canonical path, crate name first, of the item that `path` names.

        `path` is a sequence of names joined by `::`, without generic arguments; it never ends
        in `::`. Paths that are not known come back with the best guess at their crate.
        """
        ...

    def is_item(self, name: str) -> bool:
        """
        Whether the single identifier `name`, without generic arguments, names a type, a trait
        or a constant at hand. If not, it is a generic parameter.
        """
        ...

    def is_constructor(self, path: str) -> bool | None:
        """
        Whether the canonical path of what may be a struct, a variant or a constant is that of a
        struct or a variant; `None` if the definitions do not tell.
        """
        ...


class CratePathResolver:
    """
    A resolver that knows the crates' names and, if told, the items at the crate's root.

    Of a path with several names the first decides: a known crate's stays, anything else gets
    the name of the crate at hand in front.
    """

    def __init__(
        self, crate: str, items: Iterable[str] = (), extern_crates: Iterable[str] = ()
    ) -> None:
        self.crate = crate
        self.items = frozenset(items)
        # `core` has modules of the names of crates that depend on it.
        sysroot = frozenset[str]() if crate == "core" else SYSROOT_CRATES
        self.extern_crates = (sysroot | set(extern_crates)) - {crate}

    def resolve(self, path: str) -> str:
        """The path with its crate's name in front."""
        head, separator, _ = path.partition("::")
        if separator and head in self.extern_crates:
            return path
        if head == "crate":
            return self.crate + path[5:]
        return f"{self.crate}::{path}"

    def is_item(self, name: str) -> bool:
        """Whether `name` is among the items given."""
        return name in self.items

    def is_constructor(self, path: str) -> bool | None:
        """`None`: nothing is known of definitions."""
        return None


class ShadowingResolver:
    """A resolver in whose place some root items' names are generic parameters."""

    def __init__(self, resolver: PathResolver, names: frozenset[str]) -> None:
        self._resolver = resolver
        self._names = names
        self.resolve = resolver.resolve
        self.is_constructor = resolver.is_constructor

    def is_item(self, name: str) -> bool:
        """Whether `name` is an item and not shadowed."""
        return name not in self._names and self._resolver.is_item(name)


class Resolution(Protocol):
    """What `DefinitionsPathResolver` needs of the definitions of all crates."""

    def resolve(self, path: str) -> str | None:
        """The canonical path of what a path from a crate's root names; `None` if nothing."""
        ...

    def adt(self, path: str) -> AdtDef | None:
        """The struct, enum or union of that canonical path."""
        ...


class DefinitionsPathResolver:
    """A resolver that follows re-exports by the crates' definitions (`definitions.Universe`)."""

    def __init__(
        self, crate: str, definitions: Resolution, extern_crates: Iterable[str] = ()
    ) -> None:
        externs = tuple(extern_crates)
        self._crate = CratePathResolver(crate, (), externs)
        self._externs = frozenset(externs)
        self._definitions = definitions
        self._paths: dict[str, str] = {}
        self._items: dict[str, bool] = {}

    def resolve(self, path: str) -> str:
        """
        The canonical path. What follows the longest known beginning (a method's name after an
        ADT, say) is kept as it is.
        """
        known = self._paths.get(path)
        if known is None:
            rooted = self._crate.resolve(path)
            head = path.partition("::")[0]
            if rooted is path and head not in self._externs and self.is_item(head):
                # A module of one's own with the name of a crate that is not there.
                rooted = f"{self._crate.crate}::{path}"
            known = self._paths[path] = self._resolve(rooted)
        return known

    def _resolve(self, rooted: str) -> str:
        beginning, rest = rooted, ""
        while "::" in beginning:
            if (found := self._definitions.resolve(beginning)) is not None:
                return found + rest
            beginning, _, name = beginning.rpartition("::")
            rest = f"::{name}{rest}"
        return rooted

    def is_item(self, name: str) -> bool:
        """Whether the crate's root has an item of that name."""
        known = self._items.get(name)
        if known is None:
            rooted = f"{self._crate.crate}::{name}"
            known = self._items[name] = self._definitions.resolve(rooted) is not None
        return known

    def is_constructor(self, path: str) -> bool | None:
        """Whether the path is a struct's or a variant's, by the definitions."""
        if self._definitions.adt(path) is not None:
            return True
        owner, _, name = path.rpartition("::")
        adt = self._definitions.adt(owner)
        return None if adt is None else adt.variant(name) is not None
