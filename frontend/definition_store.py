"""
Definitions read from records, one at a time and only those that are asked for.

`RecordDefinitions` implements `definitions.Definitions` over a `Backend`: `MemoryBackend` holds
the records of the crate at hand as `rustdoc.reduce` made them, `SqliteBackend` reads `core`'s from
the cached digest, row by row. Everything decoded is remembered, so a lookup costs a dictionary
access the second time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from xdsl.ir import Attribute

from .definitions import (
    BLANKET,
    DEFAULT_REPR,
    AdtDef,
    AssocKind,
    AssocType,
    ConstDef,
    Field,
    FnDef,
    GenericParam,
    ImplDef,
    Predicate,
    Repr,
    Span,
    StaticDef,
    TraitBound,
    TraitDef,
    TraitItem,
    TypeAliasDef,
    TypeEquality,
    Variant,
)
from .record_backends import Backend, MemoryBackend
from .rustdoc import (
    FLAG_COLD,
    FLAG_CONST,
    FLAG_FOREIGN,
    FLAG_HAS_BODY,
    FLAG_INTRINSIC,
    FLAG_MUTABLE,
    FLAG_NO_MANGLE,
    FLAG_REQUIRES_SIZED,
    FLAG_THREAD_LOCAL,
    FLAG_TRACK_CALLER,
    FLAG_UNSAFE,
    FLAG_VARIADIC,
    CrateRecords,
    Record,
)
from .rustdoc_types import Param
from .type_records import TypeRecord, decode_type


class RecordDefinitions:
    """One crate's definitions, decoded from its records on demand."""

    def __init__(self, crate: str, backend: Backend) -> None:
        self.crate = crate
        self._backend = backend
        self._adts: dict[str, AdtDef | None] = {}
        self._functions: dict[int, FnDef | None] = {}
        self._traits: dict[str, TraitDef | None] = {}
        self._impls: dict[int, ImplDef] = {}
        self._impls_of: dict[tuple[str, str | None], tuple[ImplDef, ...]] = {}
        self._inherent: dict[tuple[str, str | None], tuple[ImplDef, ...]] = {}
        self._ids: dict[tuple[str, str], int | None] = {}
        self._resolved: dict[str, str | None] = {}
        self._langs: dict[str, str | None] = {}
        self._params: dict[str, tuple[Param, ...]] = {}

    # --- lookup by path ---

    def _id(self, path: str, namespace: str) -> int | None:
        key = (path, namespace)
        try:
            return self._ids[key]
        except KeyError:
            id = self._ids[key] = self._backend.path_id(path, namespace)
            return id

    def _record(self, path: str, namespace: str, kind: str) -> tuple[int, Record] | None:
        id = self._id(path, namespace)
        if id is None:
            return None
        item = self._backend.item(id)
        return None if item is None or item[0] != kind else (id, item[1])

    def adt(self, path: str) -> AdtDef | None:
        """As `Definitions.adt`."""
        try:
            return self._adts[path]
        except KeyError:
            found = self._record(path, "type", "adt")
            adt = self._adts[path] = None if found is None else _adt(found[1])
            return adt

    def function(self, path: str) -> FnDef | None:
        """As `Definitions.function`."""
        id = self._id(path, "value")
        return None if id is None else self.function_by_id(id)

    def functions(self) -> Iterator[FnDef]:
        """Every function of the crate, those of impls and foreign ones included."""
        for id in self._backend.ids("fn"):
            if (function := self.function_by_id(id)) is not None:
                yield function

    def trait(self, path: str) -> TraitDef | None:
        """As `Definitions.trait`."""
        try:
            return self._traits[path]
        except KeyError:
            found = self._record(path, "type", "trait")
            trait = self._traits[path] = None if found is None else self._trait(*found)
            return trait

    def static(self, path: str) -> StaticDef | None:
        """As `Definitions.static`."""
        found = self._record(path, "value", "static")
        return None if found is None else _static(found[1])

    def const(self, path: str) -> ConstDef | None:
        """As `Definitions.const`."""
        id = self._id(path, "value")
        return None if id is None else self.const_by_id(id)

    def alias(self, path: str) -> TypeAliasDef | None:
        """The type alias of that path."""
        found = self._record(path, "type", "alias")
        if found is None:
            return None
        path, generics, type = found[1]
        return TypeAliasDef(path, _generics(generics), decode_type(type))

    def is_foreign_type(self, path: str) -> bool:
        """As `Definitions.is_foreign_type`."""
        return self._record(path, "type", "extern type") is not None

    def lang_item(self, name: str) -> str | None:
        """As `Definitions.lang_item`."""
        try:
            return self._langs[name]
        except KeyError:
            path = self._langs[name] = self._backend.lang_item(name)
            return path

    # --- what reading another crate's JSON needs (`rustdoc_types.External`) ---

    def alias_record(self, path: str) -> TypeRecord | None:
        """As `External.alias`."""
        found = self._record(path, "type", "alias")
        return None if found is None else found[1][2]

    def params(self, path: str) -> tuple[Param, ...]:
        """As `External.params`."""
        known = self._params.get(path)
        if known is None:
            id = self._id(path, "type")
            item = None if id is None else self._backend.item(id)
            if item is None or item[0] not in ("adt", "trait", "alias"):
                known = ()
            else:
                generics = item[1][2] if item[0] == "adt" else item[1][1]
                known = tuple((g[0], g[3]) for g in generics if g[0] != "Self")
            self._params[path] = known
        return known

    # --- lookup by id (`ItemSource`) ---

    def function_by_id(self, id: int) -> FnDef | None:
        """As `ItemSource.function_by_id`."""
        try:
            return self._functions[id]
        except KeyError:
            item = self._backend.item(id)
            fn = None if item is None or item[0] != "fn" else self._function(id, item[1])
            self._functions[id] = fn
            return fn

    def assoc_type_by_id(self, id: int) -> AssocType | None:
        """As `ItemSource.assoc_type_by_id`."""
        item = self._backend.item(id)
        if item is None or item[0] != "type":
            return None
        name, own, type, owner = item[1]
        parents = self._owner_generics("impl", owner)[0]
        return AssocType(name, parents + _generics(own), len(parents), decode_type(type))

    def const_by_id(self, id: int) -> ConstDef | None:
        """As `ItemSource.const_by_id`."""
        item = self._backend.item(id)
        if item is None or item[0] != "const":
            return None
        path, type, value, span = item[1]
        return ConstDef(path, decode_type(type), value, _span(span))

    def impl_by_id(self, id: int) -> ImplDef | None:
        """As `ItemSource.impl_by_id`."""
        known = self._impls.get(id)
        if known is None:
            item = self._backend.item(id)
            if item is None or item[0] != "impl":
                return None
            known = self._impls[id] = self._impl(id, item[1])
        return known

    def impl_of(self, function: FnDef) -> ImplDef | None:
        """As `Definitions.impl_of`."""
        return self.impl_by_id(function.owner_id) if function.owner == "impl" else None

    # --- impls ---

    def impls_of(self, trait: str, self_head: str | None = None) -> Sequence[ImplDef]:
        """As `Definitions.impls_of`."""
        key = (trait, self_head)
        known = self._impls_of.get(key)
        if known is None:
            ids = list(self._backend.impl_ids(trait, self_head))
            if self_head:
                ids += self._backend.impl_ids(trait, BLANKET)
            known = self._impls_of[key] = self._all(ids)
        return known

    def inherent_impls(self, self_head: str, item: str | None = None) -> Sequence[ImplDef]:
        """As `Definitions.inherent_impls`."""
        key = (self_head, item)
        known = self._inherent.get(key)
        if known is None:
            known = self._all(self._backend.inherent_ids(self_head, item))
            self._inherent[key] = known
        return known

    def _all(self, ids: Iterable[int]) -> tuple[ImplDef, ...]:
        impls = (self.impl_by_id(id) for id in ids)
        return tuple(impl for impl in impls if impl is not None)

    # --- names ---

    def resolve(self, path: str) -> str | None:
        """As `Definitions.resolve`."""
        try:
            return self._resolved[path]
        except KeyError:
            resolved = self._resolved[path] = self._resolve(path)
            return resolved

    def _named(self, path: str, namespace: str) -> str | None:
        """The canonical path of what a path names in a namespace, if it names something."""
        if self._id(path, namespace) is not None:
            return path
        return self._backend.name(path, namespace)

    def _is_module(self, path: str) -> bool:
        id = self._id(path, "type")
        item = None if id is None else self._backend.item(id)
        return item is not None and item[0] == "module"

    def _resolve(self, path: str) -> str | None:
        names = path.split("::")
        current = names[0]
        if current != self.crate:
            return None
        last = len(names) - 1
        for position in range(1, len(names)):
            step = f"{current}::{names[position]}"
            rest = names[position + 1 :]
            type = self._named(step, "type")
            if type is not None and not type.startswith(f"{self.crate}::"):
                return "::".join((type, *rest))  # another crate's: the universe goes on there
            if type is not None and self._is_module(type):
                if position < last:
                    current = type
                    continue
                # A module shares its name with a function as a rule by accident; what is asked
                # for here are items.
                return self._named(step, "value") or type
            found = type or self._named(step, "value")
            return None if found is None else "::".join((found, *rest))
        return current

    # --- decoding ---

    def _owner_generics(
        self, owner: str, id: int
    ) -> tuple[tuple[GenericParam, ...], tuple[Predicate, ...]]:
        if owner == "impl":
            impl = self.impl_by_id(id)
            return ((), ()) if impl is None else (impl.generics, impl.predicates)
        if owner == "trait":
            item = self._backend.item(id)
            if item is not None:
                path, generics, predicates = item[1][:3]
                params = _generics(generics)
                args = tuple(decode_type(("p", g.name)) for g in params)
                bound = TraitBound(args[0], path, args[1:])
                return params, (bound, *_predicates(predicates))
        return (), ()

    def _function(self, id: int, record: Record) -> FnDef:
        (
            name, path, generics, predicates, inputs, output, abi, flags, linkage, inline,
            features, lang, span, owner, owner_id,
        ) = record  # fmt: skip
        parents, parent_predicates = self._owner_generics(owner, owner_id)
        link_name, export_name, link_section = linkage or (None, None, None)
        return FnDef(
            crate=self.crate,
            id=id,
            name=name,
            path=path,
            generics=parents + _generics(generics),
            parent_count=len(parents),
            predicates=parent_predicates + _predicates(predicates),
            inputs=tuple((n, decode_type(t)) for n, t in inputs),
            output=decode_type(output),
            abi=abi,
            has_body=bool(flags & FLAG_HAS_BODY),
            unsafe=bool(flags & FLAG_UNSAFE),
            const=bool(flags & FLAG_CONST),
            variadic=bool(flags & FLAG_VARIADIC),
            foreign=bool(flags & FLAG_FOREIGN),
            intrinsic=bool(flags & FLAG_INTRINSIC),
            lang=lang,
            link_name=link_name,
            export_name=export_name,
            no_mangle=bool(flags & FLAG_NO_MANGLE),
            link_section=link_section,
            track_caller=bool(flags & FLAG_TRACK_CALLER),
            inline=inline,
            cold=bool(flags & FLAG_COLD),
            # The two share a slot of the record; only the second have a path.
            target_features=tuple(f for f in features if "::" not in f),
            tool_attributes=tuple(f for f in features if "::" in f),
            requires_sized=bool(flags & FLAG_REQUIRES_SIZED),
            span=_span(span),
            owner=owner,
            owner_id=owner_id,
        )

    def _trait(self, id: int, record: Record) -> TraitDef:
        path, generics, predicates, supertraits, items, auto, lang, span = record
        return TraitDef(
            crate=self.crate,
            id=id,
            path=path,
            generics=_generics(generics),
            predicates=_predicates(predicates),
            supertraits=tuple(p for p in _predicates(supertraits) if isinstance(p, TraitBound)),
            items=tuple(self._trait_item(item, generics) for item in items),
            auto=auto,
            lang=lang,
            span=_span(span),
        )

    def _trait_item(self, record: Record, generics: Record) -> TraitItem:
        name, kind, default, id, type, own, bounds, sized = record
        if kind == "fn":
            fn = self.function_by_id(id)
            sized = fn is not None and fn.requires_sized
            return TraitItem(name, "fn", default, fn, requires_sized=sized)
        if kind == "const":
            const = self.const_by_id(id)
            return TraitItem(name, "const", default, type=None if const is None else const.type)
        return TraitItem(
            name,
            "type",
            default,
            type=None if type is None else decode_type(type),
            generics=_generics(generics) + _generics(own),
            bounds=_predicates(bounds),
            requires_sized=sized,
        )

    def _impl(self, id: int, record: Record) -> ImplDef:
        (
            module, generics, predicates, trait, trait_args, self_type, negative, span, items,
            derived,
        ) = record  # fmt: skip
        members: dict[tuple[str, AssocKind], int] = {(n, k): i for n, k, i in items}
        return ImplDef(
            crate=self.crate,
            id=id,
            module=module,
            generics=_generics(generics),
            predicates=_predicates(predicates),
            trait=trait,
            trait_args=tuple(decode_type(t) for t in trait_args),
            self_type=decode_type(self_type),
            negative=negative,
            span=_span(span),
            items=members,
            derived=derived,
            source=self,
        )


class CrateDefinitionsExternal:
    """What reading a crate's JSON needs of the crates that it uses (`rustdoc_types.External`)."""

    def __init__(self, crates: Mapping[str, RecordDefinitions]) -> None:
        self._crates = crates

    def _of(self, path: str) -> RecordDefinitions | None:
        return self._crates.get(path.partition("::")[0])

    def alias(self, path: str) -> TypeRecord | None:
        """As `External.alias`."""
        crate = self._of(path)
        return None if crate is None else crate.alias_record(path)

    def params(self, path: str) -> tuple[Param, ...]:
        """As `External.params`."""
        crate = self._of(path)
        return () if crate is None else crate.params(path)


def _type(record: TypeRecord | None) -> Attribute | None:
    return None if record is None else decode_type(record)


def _span(record: Record | None) -> Span | None:
    return None if record is None else Span(*record)


def _generics(records: Record) -> tuple[GenericParam, ...]:
    return tuple(
        GenericParam(name, "const" if kind else "type", _type(type), _type(default), synthetic)
        for name, kind, type, default, synthetic in records
    )


def _predicates(records: Record) -> tuple[Predicate, ...]:
    out: list[Predicate] = []
    for record in records:
        if record[0] == "T":
            _, subject, trait, args, bindings = record
            out.append(
                TraitBound(
                    decode_type(subject),
                    trait,
                    tuple(decode_type(a) for a in args),
                    tuple((name, decode_type(type)) for name, type in bindings),
                )
            )
        else:
            out.append(TypeEquality(decode_type(record[1]), decode_type(record[2])))
    return tuple(out)


def _valid_range(first: str | None, last: str | None) -> tuple[int | None, int | None]:
    return None if first is None else int(first), None if last is None else int(last)


def _adt(record: Record) -> AdtDef:
    path, kind, generics, predicates, variants, repr, lang, valid, span, relaxed = record
    return AdtDef(
        path=path,
        kind=kind,
        generics=_generics(generics),
        predicates=_predicates(predicates),
        variants=tuple(
            Variant(name, int(value), tuple(Field(n, decode_type(t)) for n, t in fields))
            for name, value, fields in variants
        ),
        repr=DEFAULT_REPR if repr is None else _repr(*repr),
        lang=lang,
        valid_range=None if valid is None else _valid_range(*valid),
        span=_span(span),
        relaxed=frozenset(relaxed),
    )


def _repr(kind: str, packed: int | None, align: int | None, int: str | None) -> Repr:
    return Repr(
        c=kind == "c",
        transparent=kind == "transparent",
        simd=kind == "simd",
        packed=packed,
        align=align,
        int=_type(int),
    )


def _static(record: Record) -> StaticDef:
    path, type, flags, linkage, span = record
    link_name, export_name, link_section = linkage or (None, None, None)
    return StaticDef(
        path=path,
        type=decode_type(type),
        mutable=bool(flags & FLAG_MUTABLE),
        foreign=bool(flags & FLAG_FOREIGN),
        link_name=link_name,
        export_name=export_name,
        no_mangle=bool(flags & FLAG_NO_MANGLE),
        link_section=link_section,
        thread_local=bool(flags & FLAG_THREAD_LOCAL),
        span=_span(span),
    )


def memory_definitions(records: CrateRecords) -> RecordDefinitions:
    """The definitions of a crate whose records are at hand."""
    return RecordDefinitions(records.name, MemoryBackend(records))
