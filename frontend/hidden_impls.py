"""
rustdoc without hidden items, which is three times as fast, and what has to be put right after it.

Of a kernel's 0.4 s in rustdoc, 0.3 s go into the impls of `core`'s traits, which it reads one and
all to see which may concern the crate (`librustdoc/passes/collect_trait_impls.rs`). It leaves out
those whose trait is hidden (`#[doc(hidden)]`), and everything in a hidden crate counts as that
(`librustdoc/visit_lib.rs`): so `device_core.py` builds `core` once more as a hidden crate, for
rustdoc alone. `--document-hidden-items` would show it again; without that flag, hidden items of
the crate at hand are missing as well.

So that way is taken for a lone file without any (`has_nothing_hidden`), and `restore_hidden_impls`
makes the only hidden items that rustc's own derives produce and that matter: the `TrivialClone`
impls of `#[derive(Clone, Copy)]` (`rustc_builtin_macros/src/deriving/clone.rs`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .rustdoc import CrateRecords

_MAY_HIDE = re.compile(r"hidden|\bmod\s+\w+\s*;|\binclude\b|\bextern\s+crate\b")
"""What a file may hide items with: the attribute, or source that is elsewhere."""

_COPY = "core::marker::Copy"
_CLONE = "core::clone::Clone"
_TRIVIAL_CLONE = "core::clone::TrivialClone"


def has_nothing_hidden(source: str) -> bool:
    """Whether a crate's root file is all of its source, and no item in it is hidden."""
    return _MAY_HIDE.search(source) is None


def restore_hidden_impls(records: CrateRecords) -> None:
    """
    Add the impls that rustc's derives made and that rustdoc left out.

    `derive(Clone)` implements `TrivialClone` beside `Clone` for a union, and for a type that also
    derives `Copy` and has no type parameters.
    """
    items = records.items
    derived = {
        (trait, head): id for trait, head, id in records.impls if items[id][1][9] is True
    }  # A type derives a trait once.
    next_id = max(items, default=0) + 1
    for (trait, head), id in derived.items():
        if trait != _CLONE:
            continue
        clone = items[id][1]
        adt = items.get(records.paths.get((head, "type"), -1))
        is_union = adt is not None and adt[1][1] == "union"
        has_types = any(is_const == 0 for _, is_const, *_ in clone[1])
        if is_union or ((_COPY, head) in derived and not has_types):
            module, generics, bounds, _, _, self_type, negative, span, _, _ = clone
            # The derive asks the derived trait of each type parameter.
            bounds = tuple(
                (kind, subject, _TRIVIAL_CLONE if trait == _CLONE else trait, *rest)
                for kind, subject, trait, *rest in bounds
            )
            record = (
                module, generics, bounds, _TRIVIAL_CLONE, (), self_type, negative, span, (), True,
            )  # fmt: skip
            items[next_id] = ("impl", record)
            records.impls.append((_TRIVIAL_CLONE, head, next_id))
            next_id += 1
    records.impls.sort()
