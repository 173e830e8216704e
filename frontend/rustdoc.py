"""
rustdoc's JSON of a crate, reduced to records of its definitions.

The JSON (schema: `rustdoc-json-types/lib.rs` in rustc's sources; formats 45 to 60 are read) names
items by numbers and describes far more than code generation needs: `core`'s is 70 MB. `reduce`
keeps one compact record per definition, tuples and strings all the way down (`type_records.py`
has those of types), an index by path, the impls by trait and by the head of their self type, and
the names that modules bring in. The same records serve the crate at hand, in memory, and `core`,
from disk; `definition_store.py` makes `definitions` of them.

rustdoc lists an impl once more for each type that a blanket impl applies to, and impls of auto
traits that it derived itself: those are dropped, what is in the source is kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from ..diagnostics import CompileError
from .rustdoc_attributes import ItemAttributes, read_attributes
from .rustdoc_types import (
    External,
    Json,
    Param,
    Predicates,
    Scope,
    TypeReader,
    abi_name,
    literal_value,
)
from .type_records import UNIT_RECORD, TypeRecord, head_of_record

OLDEST_FORMAT = 45
NEWEST_FORMAT = 60

Record = tuple[Any, ...]
Generics = tuple[tuple[Any, ...], ...]


class NoExternal:
    """Knows nothing of other crates: what `core` itself is read with."""

    def alias(self, path: str) -> TypeRecord | None:
        """Nothing."""
        return None

    def params(self, path: str) -> tuple[Param, ...]:
        """Nothing."""
        return ()


@dataclass(slots=True)
class CrateRecords:
    """
    A crate's definitions, as records.

    `items` holds them by id, with their kind: `adt`, `fn`, `trait`, `static`, `const`, `alias`,
    `type` (an impl's associated type), `impl`, `extern type`, `module`.
    """

    name: str
    items: dict[int, tuple[str, Record]] = field(default_factory=dict[int, tuple[str, Record]])
    paths: dict[tuple[str, str], int] = field(default_factory=dict[tuple[str, str], int])
    """By path and namespace (`type`, `value`), the id."""
    names: dict[tuple[str, str], str] = field(default_factory=dict[tuple[str, str], str])
    """What `use` brings in: by path and namespace, the canonical path."""
    impls: list[tuple[str, str, int]] = field(default_factory=list[tuple[str, str, int]])
    """Trait, head of the self type, id of the impl."""
    inherent: list[tuple[str, str, int]] = field(default_factory=list[tuple[str, str, int]])
    """Head of the self type, name of an item, id of the impl."""
    lang_items: dict[str, str] = field(default_factory=dict[str, str])


FLAG_HAS_BODY = 1
FLAG_UNSAFE = 2
FLAG_CONST = 4
FLAG_VARIADIC = 8
FLAG_FOREIGN = 16
FLAG_INTRINSIC = 32
FLAG_NO_MANGLE = 64
FLAG_TRACK_CALLER = 128
FLAG_COLD = 256
FLAG_REQUIRES_SIZED = 512
FLAG_MUTABLE = 1024
FLAG_THREAD_LOCAL = 2048

_SIZED = "core::marker::Sized"
_POINTEE_SIZED = "core::marker::PointeeSized"
_RELAXING = frozenset(("PointeeSized", "MetaSized"))
"""Bounds that, written on a parameter, take the place of the implicit `Sized`."""
_NAMESPACES = {
    "module": "type",
    "struct": "type",
    "enum": "type",
    "union": "type",
    "trait": "type",
    "trait_alias": "type",
    "type_alias": "type",
    "extern_type": "type",
    "variant": "value",
    "function": "value",
    "static": "value",
    "constant": "value",
}


def _kind(item: Json) -> str:
    inner = item["inner"]
    return inner if isinstance(inner, str) else next(iter(inner))


def _span(item: Json) -> tuple[str, int, int, int, int] | None:
    span = item["span"]
    if span is None:
        return None
    # Formats before 45 counted columns from 0.
    return (span["filename"], *span["begin"], *span["end"])


def reduce(json: Json, external: External | None = None, crate: str | None = None) -> CrateRecords:
    """
    The records of a crate.

    `external` knows the crates that it uses; their aliases and defaults are then filled in.
    Raises `CompileError` for a format that is not known.
    """
    whole = cast("dict[str, Json]", json if isinstance(json, dict) else {})
    version = whole.get("format_version")
    if not isinstance(version, int) or not OLDEST_FORMAT <= version <= NEWEST_FORMAT:
        raise CompileError.of(
            f"rustdoc's JSON has format {version}, which is not known",
            notes=[f"formats {OLDEST_FORMAT} to {NEWEST_FORMAT} are read; rustc 1.96 writes 57"],
        )
    return _Reducer(json, external or NoExternal(), crate).run()


class _Reducer:
    """Walks a crate's JSON once."""

    def __init__(self, json: Json, external: External, crate: str | None) -> None:
        self.index: Mapping[str, Json] = json["index"]
        self.paths: Mapping[str, Json] = json["paths"]
        self.root = str(json["root"])
        self.out = CrateRecords(crate or self.index[self.root]["name"])
        self.types = TypeReader(self.index, self.paths, external, _constants(self.index))
        self.modules_by_file: dict[str, str] = {}

    def run(self) -> CrateRecords:
        """Read everything."""
        self._collect_modules()
        for id, item in self.index.items():
            kind = _kind(item)
            match kind:
                case "struct" | "enum" | "union":
                    self._adt(int(id), item, kind)
                case "function":
                    if id in self.paths:
                        self._free_function(int(id), item)
                case "trait":
                    self._trait(int(id), item)
                case "static":
                    self._static(int(id), item)
                case "constant":
                    self._constant(int(id), item)
                case "type_alias":
                    self._alias(int(id), item)
                case "extern_type":
                    if (path := self._path(id)) is not None:
                        self._add(int(id), "extern type", path, "type", (path,))
                case "impl":
                    self._impl(int(id), item)
                case _:
                    pass
        self.out.impls.sort()
        self.out.inherent.sort()
        return self.out

    # --- paths and modules ---

    def _path(self, id: int | str) -> str | None:
        summary = self.paths.get(str(id))
        return None if summary is None else "::".join(summary["path"])

    def _add(self, id: int, kind: str, path: str, namespace: str, record: Record) -> None:
        self.out.items[id] = (kind, record)
        self.out.paths[path, namespace] = id

    def _collect_modules(self) -> None:
        """
        Record the modules, and what their `use` items bring in.

        Globs are expanded until nothing changes, since one may bring in what another brought.
        """
        direct: dict[str, dict[tuple[str, str], str]] = {}
        globs: list[tuple[str, str]] = []
        for id, item in self.index.items():
            if _kind(item) != "module" or (path := self._path(id)) is None:
                continue
            if (span := _span(item)) is not None and (span[1:3] == (1, 1) or id == self.root):
                self.modules_by_file.setdefault(span[0], path)
            self.out.items[int(id)] = ("module", (path,))
            self.out.paths[path, "type"] = int(id)
            names = direct.setdefault(path, {})
            for child in item["inner"]["module"]["items"]:
                self._collect_child(str(child), path, names, globs)
        for id, item in self.index.items():
            if _kind(item) == "enum" and (path := self._path(id)) is not None:
                names = direct.setdefault(path, {})
                for child in item["inner"]["enum"]["variants"]:
                    name = self.index[str(child)]["name"]
                    names[name, "value"] = f"{path}::{name}"
        self._expand_globs(direct, globs)
        for module, names in direct.items():
            for (name, namespace), target in names.items():
                path = f"{module}::{name}"
                if path != target:
                    self.out.names[path, namespace] = target

    def _collect_child(
        self, id: str, module: str, names: dict[tuple[str, str], str], globs: list[tuple[str, str]]
    ) -> None:
        item = self.index.get(id)
        if item is None:
            return
        kind = _kind(item)
        if kind != "use":
            namespace = _NAMESPACES.get(kind)
            if namespace is not None and item["name"]:
                names[item["name"], namespace] = f"{module}::{item['name']}"
            return
        use = item["inner"]["use"]
        target, target_kind = self._use_target(use)
        if target is None:
            return
        if use.get("is_glob", use.get("glob")):
            globs.append((module, target))
        elif (namespace := _NAMESPACES.get(target_kind)) is not None:
            names[use["name"], namespace] = target
            if target_kind == "struct":
                names[use["name"], "value"] = target

    def _use_target(self, use: Json) -> tuple[str | None, str]:
        summary = None if use["id"] is None else self.paths.get(str(use["id"]))
        if summary is None:
            return None, ""
        return "::".join(summary["path"]), summary["kind"]

    def _expand_globs(
        self, direct: dict[str, dict[tuple[str, str], str]], globs: list[tuple[str, str]]
    ) -> None:
        changed = True
        while changed:
            changed = False
            for module, target in globs:
                into = direct[module]
                for key, value in list(direct.get(target, {}).items()):
                    if key not in into:
                        into[key] = value
                        changed = True

    def _module_of(self, item: Json) -> str:
        """
        The module of the file that an impl is in: rustdoc does not say in which module an impl is.
        """
        span = _span(item)
        return self.out.name if span is None else self.modules_by_file.get(span[0], self.out.name)

    # --- generics ---

    def _generics(self, generics: Json, scope: Scope) -> tuple[Generics, Predicates]:
        """An item's own parameters, and its predicates."""
        params: list[tuple[Any, ...]] = []
        predicates: Predicates = []
        scope.bounds.append(predicates)
        bounded: list[tuple[TypeRecord, Json]] = []
        for param in generics["params"]:
            kind, name = param["kind"], param["name"]
            if (type := kind.get("type")) is not None:
                default = type["default"]
                record = None if default is None else self.types.read(default, scope)
                synthetic = bool(type.get("is_synthetic", type.get("synthetic")))
                params.append((name, 0, None, record, synthetic))
                if synthetic:
                    scope.synthetic.append((name, type["bounds"]))
                bounded.append((("p", name), type["bounds"]))
            elif (const := kind.get("const")) is not None:
                default = const["default"]
                record = None if default is None else self.types.constant_text(default)
                params.append((name, 1, self.types.read(const["type"], scope), record, False))
        for subject, bounds in bounded:
            self._bounds(subject, bounds, scope, predicates)
        for predicate in generics["where_predicates"]:
            if (bound := predicate.get("bound_predicate")) is not None:
                subject = self.types.read(bound["type"], scope)
                self._bounds(subject, bound["bounds"], scope, predicates)
            elif (equality := predicate.get("eq_predicate")) is not None:
                lhs = self.types.read(equality["lhs"], scope)
                predicates.append(("=", lhs, self.types.term(equality["rhs"], scope)))
        return tuple(params), predicates

    def _bounds(
        self, subject: TypeRecord, bounds: Iterable[Json], scope: Scope, out: Predicates
    ) -> None:
        """Add the predicates that `subject: bounds` stands for."""
        for bound in bounds:
            if (trait_bound := bound.get("trait_bound")) is None:
                continue
            if trait_bound["modifier"] == "maybe":
                continue
            trait, args, constraints = self.types.bound(trait_bound["trait"], scope, subject)
            if trait == _POINTEE_SIZED:
                continue  # every type meets it
            bindings = self.types.bindings(constraints, scope)
            out.append(("T", subject, trait, args, bindings))
            for constraint in constraints:
                binding: Any = constraint["binding"]
                if binding and "constraint" in binding:
                    own, _ = self.types.args(constraint.get("args"), scope)
                    item: TypeRecord = ("j", subject, trait, args, constraint["name"], own)
                    self._bounds(item, binding["constraint"], scope, out)

    # --- items ---

    def _adt(self, id: int, item: Json, kind: str) -> None:
        path = self._path(id)
        if path is None:
            return
        attrs = read_attributes(item["attrs"])
        inner = item["inner"][kind]
        scope = Scope()
        scope.self_type = ("A", path, _arguments(inner["generics"]))
        generics, predicates = self._generics(inner["generics"], scope)
        if kind == "enum":
            variants = tuple(self._variants(inner["variants"], scope))
        elif kind == "union":
            variants = ((item["name"], 0, tuple(self._fields(inner["fields"], scope))),)
        else:
            variants = ((item["name"], 0, tuple(self._struct_fields(inner["kind"], scope))),)
        valid = None
        if attrs.valid_start is not None or attrs.valid_end is not None:
            valid = (_text(attrs.valid_start), _text(attrs.valid_end))
        repr = (attrs.repr_kind, attrs.repr_packed, attrs.repr_align, attrs.repr_int)
        self._lang(attrs, path)
        record = (
            path, kind, generics, tuple(predicates), variants,
            None if repr == ("rust", None, None, None) else repr, attrs.lang, valid, _span(item),
            _relaxed(inner["generics"]),
        )  # fmt: skip
        self._add(id, "adt", path, "type", record)

    def _struct_fields(self, kind: Json, scope: Scope) -> Iterator[tuple[str, TypeRecord]]:
        if isinstance(kind, str):  # "unit", "plain": no fields
            return
        if "tuple" in kind:
            yield from self._fields(kind["tuple"], scope)
        else:
            body: Any = kind["plain"] if "plain" in kind else kind["struct"]
            yield from self._fields(body["fields"], scope)

    def _fields(self, ids: Iterable[Any], scope: Scope) -> Iterator[tuple[str, TypeRecord]]:
        for position, id in enumerate(ids):
            item = None if id is None else self.index.get(str(id))
            if item is None:
                yield str(position), ("p", "_")
            else:
                yield item["name"], self.types.read(item["inner"]["struct_field"], scope)

    def _variants(self, ids: Iterable[Any], scope: Scope) -> Iterator[Record]:
        discriminant = -1
        for id in ids:
            item = self.index[str(id)]
            variant = item["inner"]["variant"]
            given = variant["discriminant"]
            value = None if given is None else literal_value(given["value"])
            discriminant = discriminant + 1 if value is None else value
            fields = tuple(self._struct_fields(variant["kind"], scope))
            yield item["name"], _text(discriminant), fields

    def _free_function(self, id: int, item: Json) -> None:
        path = self._path(id)
        if path is None:
            return
        self._add(id, "fn", path, "value", self._function(item, path, Scope(), "", 0))

    def _function(
        self, item: Json, path: str, scope: Scope, owner: str, owner_id: int,
        owner_generics: Generics = (),
    ) -> Record:  # fmt: skip
        attrs = read_attributes(item["attrs"])
        inner = item["inner"]["function"]
        depth = len(scope.bounds)
        generics, predicates = self._generics(inner["generics"], scope)
        sig, header = inner.get("sig") or inner["decl"], inner["header"]
        inputs = tuple((name, self.types.read(type, scope)) for name, type in sig["inputs"])
        scope.opaque = path, tuple(("p", p[0]) for p in (*owner_generics, *generics))
        scope.opaque_count = 0
        output = UNIT_RECORD if sig["output"] is None else self.types.read(sig["output"], scope)
        scope.opaque = None
        scope.synthetic.clear()
        del scope.bounds[depth:]
        self._lang(attrs, path)
        has_body = inner.get("has_body", True)
        flags = (
            FLAG_HAS_BODY * has_body
            | FLAG_UNSAFE * header.get("is_unsafe", False)
            | FLAG_CONST * header.get("is_const", False)
            | FLAG_VARIADIC * bool(sig.get("is_c_variadic"))
            | FLAG_FOREIGN * (not owner and not has_body and not attrs.intrinsic)
            | FLAG_INTRINSIC * attrs.intrinsic
            | FLAG_NO_MANGLE * attrs.no_mangle
            | FLAG_TRACK_CALLER * attrs.track_caller
            | FLAG_COLD * attrs.cold
            | FLAG_REQUIRES_SIZED * _requires_sized(predicates)
        )
        return (
            item["name"], path, generics, tuple(predicates), inputs, output,
            abi_name(header["abi"]), flags, _linkage(attrs), attrs.inline,
            (*attrs.target_features, *attrs.tool),
            attrs.lang, _span(item), owner, owner_id,
        )  # fmt: skip

    def _static(self, id: int, item: Json) -> None:
        path = self._path(id)
        if path is None:
            return
        attrs = read_attributes(item["attrs"])
        inner = item["inner"]["static"]
        flags = (
            FLAG_MUTABLE * bool(inner.get("is_mutable", inner.get("mutable")))
            | FLAG_FOREIGN * (not inner["expr"])
            | FLAG_NO_MANGLE * attrs.no_mangle
            | FLAG_THREAD_LOCAL * attrs.thread_local
        )
        type = self.types.read(inner["type"], Scope())
        record = (path, type, flags, _linkage(attrs), _span(item))
        self._add(id, "static", path, "value", record)

    def _constant(self, id: int, item: Json) -> None:
        path = self._path(id)
        if path is None:
            return
        inner = item["inner"]["constant"]
        const = inner.get("const") or inner
        type = self.types.read(inner["type"], Scope())
        value = const.get("value") or const.get("expr")
        self._add(id, "const", path, "value", (path, type, value, _span(item)))

    def _alias(self, id: int, item: Json) -> None:
        path = self._path(id)
        if path is None:
            return
        inner = item["inner"]["type_alias"]
        scope = Scope()
        generics, _ = self._generics(inner["generics"], scope)
        type = self.types.read(inner["type"], scope)
        self._add(id, "alias", path, "type", (path, generics, type))

    def _lang(self, attrs: ItemAttributes, path: str) -> None:
        if attrs.lang is not None:
            self.out.lang_items.setdefault(attrs.lang, path)

    def _trait(self, id: int, item: Json) -> None:
        path = self._path(id)
        if path is None:
            return
        attrs = read_attributes(item["attrs"])
        inner = item["inner"]["trait"]
        own_args = _arguments(inner["generics"])
        scope = Scope(trait=(path, own_args))
        generics, predicates = self._generics(inner["generics"], scope)
        generics = (("Self", 0, None, None, False), *generics)
        supertraits: Predicates = []
        scope.bounds.append(supertraits)
        self._bounds(("p", "Self"), inner["bounds"], scope, supertraits)
        items: list[Record] = []
        for child in inner["items"]:
            member = self.index[str(child)]
            kind = _kind(member)
            name, body = member["name"], member["inner"][kind]
            member_path = f"{path}::{name}"
            if kind == "function":
                record = self._function(member, member_path, scope, "trait", id, generics)
                self._add(int(child), "fn", member_path, "value", record)
                default = bool(record[7] & FLAG_HAS_BODY)
                items.append((name, "fn", default, int(child), None, (), (), False))
            elif kind == "assoc_type":
                depth = len(scope.bounds)
                own, bounds = self._generics(body["generics"], scope)
                args = tuple(("p", p[0]) for p in own)
                this: TypeRecord = ("j", ("p", "Self"), path, own_args, name, args)
                sized = _requires_sized(bounds)
                self._bounds(this, body["bounds"], scope, bounds)
                default = body.get("type", body.get("default"))
                type = None if default is None else self.types.read(default, scope)
                del scope.bounds[depth:]
                items.append((name, "type", type is not None, 0, type, own, tuple(bounds), sized))
            elif kind == "assoc_const":
                type = self.types.read(body["type"], scope)
                value = body.get("value", body.get("default"))
                record = (member_path, type, value, _span(member))
                self._add(int(child), "const", member_path, "value", record)
                items.append((name, "const", value is not None, int(child), type, (), (), False))
        self._lang(attrs, path)
        record = (
            path, generics, tuple(predicates), tuple(supertraits), tuple(items),
            bool(inner["is_auto"]), attrs.lang, _span(item),
        )  # fmt: skip
        self._add(id, "trait", path, "type", record)

    def _impl(self, id: int, item: Json) -> None:
        inner = item["inner"]["impl"]
        if inner.get("is_synthetic", inner.get("synthetic")) or inner["blanket_impl"] is not None:
            return
        scope = Scope()
        self_type = self.types.read(inner["for"], scope)
        scope.self_type = self_type
        trait, trait_args = None, ()
        if inner["trait"] is not None:
            trait, trait_args, _ = self.types.bound(inner["trait"], scope, self_type)
            scope.trait = trait, trait_args
        generics, predicates = self._generics(inner["generics"], scope)
        head = head_of_record(self_type)
        items: list[tuple[str, str, int]] = []
        for child in inner["items"]:
            member = self.index.get(str(child))
            if member is None:
                continue
            kind = _kind(member)
            name, body = member["name"], member["inner"][kind]
            path = f"{head}::{name}" if trait is None else f"<{head} as {trait}>::{name}"
            if kind == "function":
                record = self._function(member, path, scope, "impl", id, generics)
                self.out.items[int(child)] = ("fn", record)
                items.append((name, "fn", int(child)))
            elif kind == "assoc_type":
                depth = len(scope.bounds)
                own, _ = self._generics(body["generics"], scope)
                default = body.get("type", body.get("default"))
                type = ("p", "_") if default is None else self.types.read(default, scope)
                del scope.bounds[depth:]
                self.out.items[int(child)] = ("type", (name, own, type, id))
                items.append((name, "type", int(child)))
            elif kind == "assoc_const":
                value = body.get("value", body.get("default"))
                record = (path, self.types.read(body["type"], scope), value, _span(member))
                self.out.items[int(child)] = ("const", record)
                items.append((name, "const", int(child)))
        derived = any(a == "automatically_derived" or "automatically_derived" in str(a)
                      for a in item["attrs"])  # fmt: skip
        record = (
            self._module_of(item), generics, tuple(predicates), trait, trait_args, self_type,
            bool(inner.get("is_negative", inner.get("negative"))), _span(item), tuple(items),
            derived,
        )  # fmt: skip
        self.out.items[id] = ("impl", record)
        if trait is not None:
            self.out.impls.append((trait, head, id))
        else:
            self.out.inherent += ((head, name, id) for name, _, _ in items)
            if not items:
                self.out.inherent.append((head, "", id))


def _constants(index: Mapping[str, Json]) -> dict[str, int]:
    """The values of the crate's integer constants by name; those whose name is not unique, not."""
    values: dict[str, int] = {}
    ambiguous: set[str] = set()
    for item in index.values():
        if _kind(item) != "constant":
            continue
        const = item["inner"]["constant"].get("const") or item["inner"]["constant"]
        value = literal_value(const.get("value") or const.get("expr") or "")
        name = item["name"]
        if value is None or values.setdefault(name, value) != value:
            ambiguous.add(name)
    return {name: value for name, value in values.items() if name not in ambiguous}


def _arguments(generics: Json) -> tuple[TypeRecord, ...]:
    """The parameters of an item, as arguments to itself."""
    return tuple(("p", p["name"]) for p in generics["params"] if "lifetime" not in p["kind"])


def _requires_sized(predicates: Predicates) -> bool:
    return any(p[0] == "T" and p[1] == ("p", "Self") and p[2] == _SIZED for p in predicates)


def _linkage(attrs: ItemAttributes) -> Record | None:
    linkage = (attrs.link_name, attrs.export_name, attrs.link_section)
    return None if linkage == (None, None, None) else linkage


def _text(value: int | None) -> int | str | None:
    """The number, as text where 64 bits do not hold it."""
    return value if value is None or -(2**63) <= value < 2**63 else str(value)


def _relaxed(generics: Json) -> tuple[str, ...]:
    """The type parameters that need not be `Sized`, in the order of their bounds."""
    names: list[str] = []
    for parameter in generics["params"]:
        kind: Any = parameter["kind"].get("type")
        if kind is not None and _relaxes(kind["bounds"]):
            names.append(parameter["name"])
    for predicate in generics["where_predicates"]:
        bound: Any = predicate.get("bound_predicate")
        if bound is not None and "generic" in bound["type"] and _relaxes(bound["bounds"]):
            names.append(bound["type"]["generic"])
    return tuple(names)


def _relaxes(bounds: Iterable[Json]) -> bool:
    for bound in bounds:
        trait_bound: Any = bound.get("trait_bound")
        if trait_bound is not None and (
            trait_bound["modifier"] == "maybe"
            or trait_bound["trait"]["path"].rpartition("::")[2] in _RELAXING
        ):
            return True
    return False
