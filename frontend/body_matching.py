"""
Which MIR body belongs to which definition.

MIR names a free function or a trait's function by its path, which rustdoc has too. It names an
item of an impl by the place of that impl's header, `num::<impl at FILE:L:C: L:C>::checked_add`.
rustdoc gives the place of the impl as well, and mostly the same one. But for an impl that a macro
expands MIR gives the place inside the macro, which all its expansions share, while rustdoc gives
that of the macro's call. Then the impls of one place are told apart by their functions' names and
signatures, and where those are the same, by their order, which is that of the source in both.

Signatures are compared as text in a normal form (`signature_text.py`).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from .rustdoc import CrateRecords
from .signature_text import (
    Signature,
    Speller,
    expanded_impls,
    header_pattern,
    header_signature,
    matches,
    normal_form,
    score_of,
    source_text,
)
from .syntax import ItemSpan
from .type_records import TypeRecord

_IMPL_ITEM = re.compile(r"^(.*?)<impl at ([^<>]+?):(\d+):(\d+): (\d+):(\d+)>::([^:<>{}]+)$")

ITEM_KINDS = {
    "fn": "fn",
    "const": "const",
    "trivial const": "const",
    "static": "static",
    "static mut": "static",
}
"""The kinds of MIR items that have a definition, and what `rustdoc` calls those definitions."""


@dataclass(slots=True)
class _Expansion:
    """The items of one impl, in MIR."""

    module: str
    place: tuple[str, int, int, int, int]
    """Of the impl's header, as MIR gives it: in a macro's definition, if a macro made it."""
    rows: dict[str, int] = field(default_factory=dict[str, int])
    """Name of an item, to its index among the file's items."""


@dataclass(slots=True)
class Matches:
    """The result: which item of the MIR file each definition has, by the definition's id."""

    bodies: dict[int, int] = field(default_factory=dict[int, int])
    unmatched_rows: list[int] = field(default_factory=list[int])
    """Items of impls that no definition was found for."""
    ambiguous: int = 0
    """How many were told apart by order alone."""


class _Matcher:
    def __init__(
        self,
        records: CrateRecords,
        text: str,
        items: Sequence[ItemSpan],
        expanded: Callable[[], str | None],
    ) -> None:
        self.records = records
        self._expanded = expanded
        self._order: dict[tuple[str | None, str | None], int] | None = None
        self.text = text
        self.items = items
        self.out = Matches()
        self._row_signatures: dict[int, Signature] = {}
        self._signatures: dict[int, Signature] = {}
        self._known: dict[int, dict[TypeRecord, TypeRecord]] = {}
        self._members: dict[int, dict[tuple[str, str], int]] = {}
        self._text = Speller(records)
        self._headers: dict[
            tuple[str, int, int, int, int],
            tuple[re.Pattern[str] | None, re.Pattern[str] | None] | None,
        ] = {}

    def run(self) -> Matches:
        by_place = self._impls_by_place()
        leftover: dict[str, list[tuple[int, str]]] = defaultdict(list)
        for row, item in enumerate(self.items):
            kind = ITEM_KINDS.get(item.kind)
            if item.ctfe or kind is None:
                continue
            if "<impl at " not in item.path:
                id = self.records.paths.get((item.path, "value"))
                if id is not None:
                    self.out.bodies.setdefault(id, row)
                continue
            match = _IMPL_ITEM.match(item.path)
            if match is None:
                continue  # something inside a function of an impl
            place = (match.group(2), int(match.group(3)), int(match.group(4)))
            id = self._member(by_place.get(place), match.group(7), kind)
            if id is not None and id not in self.out.bodies:
                self.out.bodies[id] = row
                continue
            leftover[item.path[: match.end(6)]].append((row, match.group(7)))
        self._match_expansions(self._expansions(leftover))
        return self.out

    def _impls_by_place(self) -> dict[tuple[str, int, int], int]:
        """The impls that alone begin where they begin."""
        places: dict[tuple[str, int, int], list[int]] = defaultdict(list)
        for id, (kind, record) in self.records.items.items():
            if kind == "impl" and record[7] is not None:
                places[record[7][:3]].append(id)
        return {place: ids[0] for place, ids in places.items() if len(ids) == 1}

    def _member(self, impl: int | None, name: str, kind: str) -> int | None:
        """The id of an impl's item."""
        if impl is None:
            return None
        members = self._members.get(impl)
        if members is None:
            members = {(n, k): id for n, k, id in self.records.items[impl][1][8]}
            self._members[impl] = members
        return members.get((name, kind))

    def _impls_in_order(self) -> list[tuple[int, tuple[Any, ...]]]:
        """The impls in the order of the source, those of one macro call in rustdoc's order."""
        impls = [(id, r) for id, (kind, r) in self.records.items.items() if kind == "impl"]
        return sorted(impls, key=lambda impl: (impl[1][7] or ("", 0, 0, 0, 0), impl[0]))

    def _fits_header(self, expansion: _Expansion, record: tuple[Any, ...]) -> bool:
        """Whether an impl's trait and type fit the header in the source."""
        if expansion.place not in self._headers:
            self._headers[expansion.place] = header_pattern(source_text(expansion.place))
        pattern = self._headers[expansion.place]
        if pattern is None:
            return False
        trait, self_type = pattern
        return (
            (trait is None) == (record[3] is None)
            and (
                trait is None
                or any(n is None or trait.fullmatch(n) for n in self._trait_names(record))
            )
            and (
                self_type is None
                or (text := self._text(record[5], {})) is None
                or self_type.fullmatch(text) is not None
            )
        )

    def _expansions(self, leftover: Mapping[str, list[tuple[int, str]]]) -> list[_Expansion]:
        """Split the items that share an impl's place: a name that recurs begins another impl."""
        out: list[_Expansion] = []
        for path, rows in leftover.items():
            module, _, at = path.rpartition("<impl at ")
            module = module.removesuffix("::")
            file, line, column, end_line, end_column = re.split(r": ?", at)
            place = (file, int(line), int(column), int(end_line), int(end_column))
            current = _Expansion(module, place)
            for row, name in rows:
                if name in current.rows:
                    out.append(current)
                    current = _Expansion(module, place)
                current.rows[name] = row
            out.append(current)
        out.sort(key=lambda e: min(e.rows.values()))
        return out

    def _match_expansions(self, expansions: Sequence[_Expansion]) -> None:
        """Give each expansion the impl with the same names and signatures."""
        candidates: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for id, record in self._impls_in_order():
            members = [m for m in record[8] if m[1] != "type"]
            if members and all(m[2] not in self.out.bodies for m in members):
                candidates[tuple(sorted(m[0] for m in members))].append(id)
        rest: list[_Expansion] = []
        for expansion in expansions:
            pool = candidates.get(tuple(sorted(expansion.rows)), [])
            id = self._best(pool, expansion)
            if id is None:
                rest.append(expansion)
            else:
                pool.remove(id)
                self._assign(id, expansion.rows)
        if rest:
            self._match_singly(rest)

    def _best(self, pool: Iterable[int], expansion: _Expansion) -> int | None:
        """The impl that fits best; of those that fit equally, the first in the source."""
        best: list[int] = []
        best_score = -1
        for id in pool:
            record = self.records.items[id][1]
            score = 0
            for name, row in expansion.rows.items():
                kind = ITEM_KINDS[self.items[row].kind]
                theirs = self._definition_signature(id, record, name, kind)
                if theirs is None or not matches(self._row_signature(row), theirs):
                    break
                score += score_of(self._row_signature(row), theirs)
            else:
                score += 1000 * expansion.module.startswith(record[0])
                score += 2000 * self._fits_header(expansion, record)
                if score > best_score:
                    best, best_score = [id], score
                elif score == best_score:
                    best.append(id)
        if not best:
            return None
        if len(best) > 1:
            best = self._first_call(best)
        return best[0]

    def _first_call(self, tied: list[int]) -> list[int]:
        """
        Of impls that cannot be told apart, those of the first macro call, in the order in which
        that call yields them. rustdoc does not keep that order, so it is read off the source
        after expansion.
        """
        call = self.records.items[tied[0]][1][7]
        tied = [id for id in tied if self.records.items[id][1][7] == call]
        if len(tied) == 1:
            return tied
        order = self._expanded_order()
        places: list[tuple[int, int]] = []
        for id in tied:
            record = self.records.items[id][1]
            self_text = self._text(record[5], {})
            keys = [(name, self_text) for name in self._trait_names(record)]
            place = min((order[key] for key in keys if key in order), default=None)
            if place is None:
                self.out.ambiguous += 1
                return tied
            places.append((place, id))
        return [id for _, id in sorted(places)]

    def _expanded_order(self) -> dict[tuple[str | None, str | None], int]:
        """Where each impl is in the expanded source, by its trait and self type as text."""
        if self._order is None:
            self._order = expanded_impls(self._expanded() or "")
        return self._order

    def _trait_names(self, record: tuple[Any, ...]) -> list[str | None]:
        """How a header may write an impl's trait: defaults left out or not, `Self` for the type."""
        if record[3] is None:
            return [None]
        full: tuple[TypeRecord, ...] = record[4]
        elided = self._text.without_defaults(record[3], full, record[5])
        own = tuple(
            ("p", "Self")
            if arg == record[5]
            else (arg[0], ("p", "Self"))
            if isinstance(arg, tuple) and len(arg) == 2 and arg[1] == record[5]
            else arg
            for arg in full
        )
        name = record[3].rpartition("::")[2]
        names: list[str | None] = []
        for args in (elided, full, own):
            texts = [self._text(arg, {}) for arg in args]
            arguments = ", ".join(text or "" for text in texts)
            whole = f"{name}<{arguments}>" if arguments else name
            names.append(None if None in texts else whole)
        return names

    def _assign(self, impl: int, rows: Mapping[str, int]) -> None:
        for name, row in rows.items():
            id = self._member(impl, name, ITEM_KINDS[self.items[row].kind])
            if id is None:
                self.out.unmatched_rows.append(row)
            else:
                self.out.bodies.setdefault(id, row)

    def _match_singly(self, expansions: Iterable[_Expansion]) -> None:
        """Match what is left by one function's name and signature at a time."""
        by_name: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for id, record in self._impls_in_order():
            for name, member_kind, member in record[8]:
                if member_kind != "type" and member not in self.out.bodies:
                    by_name[name].append((id, member))
        for expansion in expansions:
            for name, row in expansion.rows.items():
                signature = self._row_signature(row)
                best: tuple[int, int] | None = None
                for impl, member in by_name.get(name, ()):
                    if member in self.out.bodies:
                        continue
                    record = self.records.items[impl][1]
                    theirs = self._definition_signature(
                        impl, record, name, ITEM_KINDS[self.items[row].kind]
                    )
                    if theirs is None or not matches(signature, theirs):
                        continue
                    score = score_of(signature, theirs)
                    if best is None or score > best[0]:
                        best = (score, member)
                if best is None:
                    self.out.unmatched_rows.append(row)
                else:
                    self.out.bodies[best[1]] = row

    # --- signatures ---

    def _row_signature(self, row: int) -> Signature:
        known = self._row_signatures.get(row)
        if known is None:
            item = self.items[row]
            header = self.text[item.start : self.text.find("\n", item.start)]
            name = item.path.partition("::")[2]
            start = header.find(name) + len(name)
            if item.kind == "fn":
                known = header_signature(header, start)
            else:
                known = (normal_form(header[start + 2 :].partition(" = ")[0]),)
            self._row_signatures[row] = known
        return known

    def _definition_signature(
        self, impl: int, record: tuple[Any, ...], name: str, kind: str
    ) -> Signature | None:
        id = self._member(impl, name, kind)
        if id is None:
            return None
        signature = self._signatures.get(id)
        if signature is None:
            known = self._known_types(impl, record)
            definition = self.records.items[id][1]
            if kind == "fn":
                types: list[TypeRecord] = [type for _, type in definition[4]]
                types.append(definition[5])
            else:
                types = [definition[1]]
            signature = self._signatures[id] = tuple(self._text(t, known) for t in types)
        return signature

    def _known_types(self, impl: int, record: tuple[Any, ...]) -> dict[TypeRecord, TypeRecord]:
        """What the impl's own associated types are."""
        known = self._known.get(impl)
        if known is None:
            known = self._known[impl] = {}
            for name, kind, id in record[8]:
                if kind == "type":
                    projection: TypeRecord = ("j", record[5], record[3] or "", record[4], name, ())
                    known[projection] = self.records.items[id][1][2]
        return known


def match_bodies(
    records: CrateRecords,
    text: str,
    items: Sequence[ItemSpan],
    expanded: Callable[[], str | None] = lambda: None,
) -> Matches:
    """
    Match a crate's definitions with the items of its MIR file, `text`.

    `expanded` gives the crate's source after macro expansion (`rustc -Zunpretty=expanded`). It is
    asked for only where a macro call yields impls that nothing else tells apart.
    """
    return _Matcher(records, text, items, expanded).run()
