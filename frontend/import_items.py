"""
Items: the definitions that a closed module needs beside its functions.

`ItemImporter` makes the symbols that functions refer to: definitions of structs, enums, unions
and closures, for every type that was met and those that their fields have; allocations and
statics, with what they point to; vtables. It makes each once, under a name that is the same in
every run.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from xdsl.dialects.builtin import (
    ArrayAttr,
    IntAttr,
    IntegerType,
    StringAttr,
    SymbolRefAttr,
    UnitAttr,
)
from xdsl.ir import Attribute, Operation, ParametrizedAttribute

from rusticle.diagnostics import CompileError, SourceSpan

from ..dialects import mir as ops
from ..dialects.mir import (
    BytesConstAttr,
    FieldAttr,
    RangeAttr,
    RelocationAttr,
    ReprAttr,
    VariantAttr,
)
from ..dialects.mir import types as mir
from ..dialects.mir.spelling import spell
from . import syntax as s
from .callees import (
    CallableCall,
    CloneShim,
    ClosureCall,
    Constructor,
    Function,
    Instance,
    trait_function_path,
)
from .definitions import AdtDef, head_of
from .import_locations import UNKNOWN
from .import_names import string
from .module_builder import symbol
from .traits import FN_TRAITS
from .unsized_fields import maybe_unsized

if TYPE_CHECKING:
    from .collect import Collector
    from .const_memory import Content

_UNPIN = ("core::marker::Unpin", "core::marker::UnsafeUnpin")
"""The traits of types into whose values nothing points while they are borrowed exclusively."""

LANG_NAMES = {
    "UnsafeCell": "unsafe_cell",
    "ManuallyDrop": "manually_drop",
    "MaybeUninit": "maybe_uninit",
    "PhantomData": "phantom_data",
    "OwnedBox": "owned_box",
}
"""rustc's lang items that layout or drop treat specially, and the dialect's names of them."""

_UNIT = UnitAttr()
POINTER_SIZE = 8
"""The bytes of a flat pointer, as rustc evaluated constants for the target."""


@dataclass(slots=True)
class VTable:
    """A vtable that is being filled."""

    name: str
    op: Operation
    type: Attribute
    entries: Sequence[tuple[Literal["method", "vptr"], str, tuple[Attribute, ...], str]]
    methods: list[SymbolRefAttr | UnitAttr]
    cold: bool
    span: SourceSpan | None


class ItemImporter:
    """Makes the items of one module."""

    def __init__(self, collector: Collector) -> None:
        self.collector = collector
        self.types: list[Operation] = []
        self.closures: list[Operation] = []
        self.allocs: list[Operation] = []
        self.vtables: list[Operation] = []
        self._met: dict[int, Attribute] = {}
        self._adts: dict[mir.AdtType, SourceSpan | None] = {}
        self._closures: dict[mir.ClosureType, SourceSpan | None] = {}
        self._adts_done = 0
        self._closures_done = 0
        self._pinned: dict[str, bool] = {}
        """Whether the types of these paths have an `impl !Unpin`."""
        self._alloc_symbols: dict[tuple[str, str], str] = {}
        self._vtables: dict[tuple[Attribute, mir.DynType], VTable] = {}
        self._called: set[str] = set()
        self._locations: dict[tuple[str, int, int], str] = {}
        self._strings: dict[bytes, str] = {}

    # --- types -----------------------------------------------------------------------------------

    def type_met(self, type_: Attribute, span: SourceSpan | None) -> None:
        """Note a type, and the types that it is made of."""
        if id(type_) in self._met:
            return
        self._met[id(type_)] = type_
        match type_:
            case mir.AdtType():
                self._adts.setdefault(type_, span)
            case mir.ClosureType():
                self._closures.setdefault(type_, span)
            case mir.FnDefType() | mir.FnPtrType() | mir.DynType():
                pass
            case mir.CoroutineType():
                raise CompileError.of(f"the coroutine `{spell(type_)}` is not supported", span)
            case mir.ParamType() | mir.ProjectionType() | mir.OpaqueType():
                raise CompileError.of(f"the type `{spell(type_)}` is not known", span)
            case ParametrizedAttribute():
                for parameter in type_.parameters:
                    match parameter:
                        case ArrayAttr():
                            for element in parameter.data:
                                self.type_met(element, span)
                        case ParametrizedAttribute():
                            self.type_met(parameter, span)
                        case _:
                            pass
            case _:
                pass

    def finish_types(self) -> None:
        """Define every type that was met, and those that their fields have."""
        while True:
            adts = list(self._adts.items())[self._adts_done :]
            closures = list(self._closures.items())[self._closures_done :]
            if not adts and not closures:
                return
            self._adts_done += len(adts)
            self._closures_done += len(closures)
            for adt_type, span in adts:
                self._define_adt(adt_type, span)
            for closure, span in closures:
                captures = self.collector.resolver.closure_captures(closure)
                for capture in captures:
                    self.type_met(capture, span)
                self.closures.append(
                    ops.ClosureOp.create(
                        properties={
                            "sym_name": StringAttr(f"type {spell(closure)}"),
                            "closure": closure,
                            "captures": ArrayAttr(captures),
                        }
                    )
                )

    def _define_adt(self, type_: mir.AdtType, span: SourceSpan | None) -> None:
        op = self.definition_of(type_, span)
        for variant in op.variants.data:
            for field in variant.fields.data:
                self.type_met(field.type, span)
        if op.lang is not None and op.lang.data == LANG_NAMES["PhantomData"]:
            # It has no field of that type, and yet it is `Unpin` only if that one is.
            for argument in type_.args.data:
                self.type_met(argument, span)
        drop = self.collector.drops.impls.get(type_)
        if drop is not None:
            op.properties["drop"] = symbol(drop)
        self.types.append(op)

    def definition_of(
        self, type_: mir.AdtType, span: SourceSpan | None
    ) -> ops.StructOp | ops.EnumOp | ops.UnionOp:
        """The definition of a type, as an operation that is not in the module."""
        adt = self.collector.universe.adt(type_.path.data)
        if adt is None:
            local = self._is_local(type_.path.data)
            raise CompileError.of(
                f"the type `{spell(type_)}` is defined within a function, which is not supported"
                if local
                else f"no definition of the type `{spell(type_)}` was found",
                span,
                notes=["rustdoc, which tells what types are, leaves it out"] if local else [],
                help=["move its definition out of the function"] if local else [],
            )
        substitute = self.collector.resolver.traits.substitute_adt(adt, type_)
        variants = [
            VariantAttr.of(
                variant.name,
                variant.discriminant,
                [FieldAttr(string(f.name), substitute(f.type)) for f in variant.fields],
            )
            for variant in adt.variants
        ]
        cls = {"struct": ops.StructOp, "enum": ops.EnumOp, "union": ops.UnionOp}[adt.kind]
        op = cls.create(
            properties={
                "sym_name": StringAttr(spell(type_)),
                "adt": type_,
                "repr": _repr(adt),
                "variants": ArrayAttr(variants),
            }
        )
        if adt.valid_range is not None:
            op.properties["scalar_valid_range"] = self._valid_range(adt, variants)
        if adt.lang in LANG_NAMES:
            op.properties["lang"] = string(LANG_NAMES[adt.lang])
        if maybe_unsized(adt, self.collector.universe, self.collector.resolver.traits):
            op.attributes["maybe_unsized"] = _UNIT
        if self._is_pinned(type_.path.data):
            op.attributes["not_unpin"] = _UNIT
        return op

    def _is_pinned(self, path: str) -> bool:
        """Whether there is an `impl !Unpin` for a type: something may point into its values."""
        found = self._pinned.get(path)
        if found is None:
            # Only the type's own crate can have one; `core`'s types with one are known by name.
            crate = path.partition("::")[0]
            definitions = None if crate == "core" else self.collector.universe.crates.get(crate)
            found = self._pinned[path] = definitions is not None and any(
                impl.negative and head_of(impl.self_type) == path
                for trait in _UNPIN
                for impl in definitions.impls_of(trait, path)
            )
        return found

    def _is_local(self, path: str) -> bool:
        """Whether an item of that path is within a function."""
        owner = path.rpartition("::")[0]
        if "<" in owner or self.collector.universe.function(owner) is not None:
            return True
        adt, _, name = owner.rpartition("::")
        if self.collector.universe.adt(adt) is None:
            return False
        return bool(self.collector.universe.inherent_impls(adt, name))

    def _valid_range(self, adt: AdtDef, variants: list[VariantAttr]) -> RangeAttr:
        assert adt.valid_range is not None
        start, end = adt.valid_range
        if end is None:
            fields = variants[0].fields.data
            end = (1 << _bits(fields[0].type if fields else mir.UNIT)) - 1
        return RangeAttr.of(0 if start is None else start, end)

    # --- allocations and statics -----------------------------------------------------------------

    def alloc_symbol(
        self, body: s.Body, id_: str, span: SourceSpan | None, cold: bool = False
    ) -> str:
        """The symbol of an allocation of a body's file."""
        crate = body.path.partition("::")[0]
        key = (crate, id_)
        found = self._alloc_symbols.get(key)
        if found is not None and not cold:
            return found
        alloc = body.allocations.get(id_)
        if alloc is None:
            raise CompileError.of(f"the MIR has no content for the allocation `{id_}`", span)
        match alloc.kind:
            case "memory":
                if found is not None:
                    return found
                name = f"{crate}::{id_}"
                self._alloc_symbols[key] = name
                self._define_alloc(name, alloc, body, False, span)
                return name
            case "static":
                assert alloc.name is not None
                if found is not None:
                    return found
                self._alloc_symbols[key] = alloc.name
                self._define_static(alloc, body, span)
                return alloc.name
            case "extern static":
                assert alloc.name is not None
                self._alloc_symbols[key] = alloc.name
                self._define_extern_static(alloc.name, span)
                return alloc.name
            case "fn":
                assert alloc.fn is not None
                resolver = self.collector.resolver
                resolved = resolver.resolve(alloc.fn, resolver.traits.closed, span)
                return self.collector.request(self.pointer_target(resolved, span), cold)
            case "vtable":
                assert alloc.vtable is not None
                closed = self.collector.resolver.traits.closed
                type_, dyn = closed(alloc.vtable[0]), closed(alloc.vtable[1])
                assert isinstance(dyn, mir.DynType), dyn
                return self.vtable(type_, dyn, span, cold)
            case "typeid":
                raise CompileError.of("a `TypeId` in a constant is not supported", span)

    def pointer_target(self, resolved: object, span: SourceSpan | None) -> Instance:
        """The function that a function pointer in an allocation points to."""
        match resolved:
            case Function(instance):
                return instance
            case Constructor():
                return self.collector.constructor(resolved)
            case CloneShim(type):
                return self.collector.clone_shim(type)
            case ClosureCall():
                # rustc's pointer to a closure is one to its `FnOnce::call_once`.
                return self.collector.closure_as_function(resolved.closure)
            case _:
                raise CompileError.of("this function as a pointer is not supported", span)

    def _define_alloc(
        self, name: str, alloc: s.Alloc, body: s.Body, mutable: bool, span: SourceSpan | None
    ) -> None:
        size, align = alloc.size, alloc.align
        if size is None or align is None or len(alloc.bytes) != size:
            raise CompileError.of(f"rustc did not print the content of `{alloc.id}`", span)
        properties: dict[str, Attribute] = {
            "sym_name": StringAttr(name),
            "size": IntAttr(size),
            "align": IntAttr(align),
            "bytes": BytesConstAttr(alloc.bytes),
        }
        if mutable:
            properties["mutable"] = _UNIT
        op = ops.AllocOp.create(properties=properties)
        self.allocs.append(op)
        if alloc.init_mask is not None:
            ranges = list(_zero_ranges(alloc.init_mask))
            if ranges:
                op.properties["uninit"] = ArrayAttr(ranges)
        if alloc.fragments:
            raise CompileError.of(f"`{alloc.id}` holds pieces of pointers", span)
        if alloc.relocations:
            op.properties["relocations"] = ArrayAttr(
                RelocationAttr(
                    IntAttr(offset), symbol(self.alloc_symbol(body, target, span)), IntAttr(addend)
                )
                for offset, target, addend in alloc.relocations
            )

    def _define_static(self, alloc: s.Alloc, body: s.Body, span: SourceSpan | None) -> None:
        assert alloc.name is not None
        if "<" in alloc.name or "::{nested#" in alloc.name:
            # One within a method, or what a static points to that only it has. Of neither rustc
            # says the type, nor whether it may change.
            self._define_alloc(alloc.name, alloc, body, True, span)
            return
        definition = self.collector.universe.static(alloc.name)
        if definition is None:
            type_, mutable = self._static_without_definition(alloc, span)
        else:
            type_ = self.collector.resolver.traits.closed(definition.type)
            mutable = definition.mutable
        properties: dict[str, Attribute] = {
            "sym_name": StringAttr(alloc.name),
            "type": type_,
            "alloc": symbol(f"{alloc.name}.init"),
        }
        if mutable:
            properties["mutable"] = _UNIT
        if definition is not None:
            name = definition.export_name or definition.link_name
            if name is None and definition.no_mangle:
                name = alloc.name.rpartition("::")[2]
            if name is not None:
                properties["link_name"] = StringAttr(name)
            if definition.link_section is not None:
                properties["link_section"] = StringAttr(definition.link_section)
            if definition.thread_local:
                properties["thread_local"] = _UNIT
        self.type_met(type_, span)
        location = UNKNOWN
        if definition is not None and definition.span is not None:
            at = definition.span
            location = self.collector.pool.of(
                s.Span(at.file, at.line, at.column, at.end_line, at.end_column)
            )
        self.allocs.append(ops.StaticOp.create(properties=properties, location=location))
        interior = not self.is_freeze(type_)
        self._define_alloc(f"{alloc.name}.init", alloc, body, mutable or interior, span)

    def static_symbol(self, path: str, span: SourceSpan | None) -> str:
        """
        The symbol of another crate's static, which rustc does not print the content of: its
        MIR is evaluated.
        """
        key = (path, "")
        if key in self._alloc_symbols:
            return path
        self._alloc_symbols[key] = path
        definition = self.collector.universe.static(path)
        body = self.collector.bodies.body(path)
        if definition is None or body is None:
            raise CompileError.of(f"no definition of the static `{path}` was found", span)
        closed = self.collector.resolver.traits.closed
        type_ = closed(definition.type)
        content, align = self.collector.evaluator.static_content(body, type_, span)
        self.content_symbol(f"{path}.init", content, align)
        properties: dict[str, Attribute] = {
            "sym_name": StringAttr(path),
            "type": type_,
            "alloc": symbol(f"{path}.init"),
        }
        self.type_met(type_, span)
        self.allocs.append(ops.StaticOp.create(properties=properties))
        return path

    def _static_without_definition(
        self, alloc: s.Alloc, span: SourceSpan | None
    ) -> tuple[Attribute, bool]:
        """The type of a static within a function, of which only the MIR knows."""
        assert alloc.name is not None
        body = self.collector.bodies.body(alloc.name)
        if body is None:
            raise CompileError.of(f"no definition of the static `{alloc.name}` was found", span)
        return self.collector.resolver.traits.closed(body.return_type), body.kind == "static mut"

    def _define_extern_static(self, name: str, span: SourceSpan | None) -> None:
        definition = self.collector.universe.static(name)
        if definition is None:
            raise CompileError.of(f"no definition of the static `{name}` was found", span)
        type_ = self.collector.resolver.traits.closed(definition.type)
        self.type_met(type_, span)
        properties: dict[str, Attribute] = {
            "sym_name": StringAttr(name),
            "type": type_,
            "extern": _UNIT,
            "link_name": StringAttr(definition.link_name or name.rpartition("::")[2]),
        }
        if definition.mutable:
            properties["mutable"] = _UNIT
        self.allocs.append(ops.StaticOp.create(properties=properties))

    def is_freeze(self, type_: Attribute, seen: frozenset[Attribute] = frozenset()) -> bool:
        """Whether a value of the type cannot change behind a shared reference."""
        match type_:
            case mir.AdtType():
                if type_ in seen:
                    return True
                adt = self.collector.universe.adt(type_.path.data)
                if adt is None:
                    return True
                if adt.lang == "UnsafeCell":
                    return False
                substitute = self.collector.resolver.traits.substitute_adt(adt, type_)
                seen |= {type_}
                return all(
                    self.is_freeze(substitute(field.type), seen)
                    for variant in adt.variants
                    for field in variant.fields
                )
            case mir.ArrayType() | mir.SliceType():
                return self.is_freeze(type_.element, seen)
            case mir.TupleType():
                return all(self.is_freeze(element, seen) for element in type_.elements.data)
            case mir.ClosureType():
                captures = self.collector.resolver.closure_captures(type_)
                return all(self.is_freeze(capture, seen) for capture in captures)
            case mir.DynType():
                return False
            case _:
                return True

    def bytes_symbol(self, content: bytes) -> str:
        """The symbol of an allocation of some bytes."""
        found = self._strings.get(content)
        if found is None:
            found = self._strings[content] = f"str.{len(self._strings)}"
            self.allocs.append(
                ops.AllocOp.create(
                    properties={
                        "sym_name": StringAttr(found),
                        "size": IntAttr(len(content)),
                        "align": IntAttr(1),
                        "bytes": BytesConstAttr(content),
                    }
                )
            )
        return found

    def content_symbol(self, name: str, content: Content, align: int) -> None:
        """Make an allocation of some content."""
        op = ops.AllocOp.create(
            properties={
                "sym_name": StringAttr(name),
                "size": IntAttr(len(content.data)),
                "align": IntAttr(align),
                "bytes": BytesConstAttr(bytes(content.data)),
            }
        )
        if ranges := list(_zero_ranges(bytes(content.init))):
            op.properties["uninit"] = ArrayAttr(ranges)
        if content.relocations:
            op.properties["relocations"] = ArrayAttr(
                RelocationAttr.of(at, target, addend)
                for at, (target, addend) in sorted(content.relocations.items())
            )
        self.allocs.append(op)

    def content_of(self, name: str) -> Content | None:
        """The content of an allocation of the module, if it cannot change."""
        for op in reversed(self.allocs):
            if not isinstance(op, ops.AllocOp) or op.sym_name.data != name:
                continue
            if op.mutable is not None:
                return None
            init = bytearray(b"\1") * op.size.data
            for hole in () if op.uninit is None else op.uninit.data:
                start, end = hole.start.data, hole.end.data
                init[start:end] = bytes(end - start)
            relocations = {
                r.offset.data: (r.target.root_reference.data, r.addend.data)
                for r in (() if op.relocations is None else op.relocations.data)
            }
            from .const_memory import Content

            return Content(bytearray(op.bytes.data), init, relocations)
        return None

    def location_symbol(self, span: s.Span | None) -> str:
        """
        The symbol of the `core::panic::Location` of a span: a `&str` of the file, the line, the
        column, in the order that rustc's layout gives them.
        """
        file, line, column = (
            ("<unknown>", 0, 0) if span is None else (span.file, span.line, span.col)
        )
        key = (file, line, column)
        found = self._locations.get(key)
        if found is None:
            found = self._locations[key] = f"location.{len(self._locations)}"
            name = self.bytes_symbol(file.encode())
            length = len(file.encode())
            content = bytes(8) + length.to_bytes(8, "little")
            content += line.to_bytes(4, "little") + column.to_bytes(4, "little")
            self.allocs.append(
                ops.AllocOp.create(
                    properties={
                        "sym_name": StringAttr(found),
                        "size": IntAttr(len(content)),
                        "align": IntAttr(8),
                        "bytes": BytesConstAttr(content),
                        "relocations": ArrayAttr([RelocationAttr.of(0, name)]),
                    }
                )
            )
        return found

    # --- vtables ---------------------------------------------------------------------------------

    def vtable(
        self, type_: Attribute, dyn: mir.DynType, span: SourceSpan | None, cold: bool
    ) -> str:
        """
        The symbol of a type's vtable for a trait object.

        A slot is filled once some virtual call in the module goes through it; all others stay
        vacant, since nothing outside the module can call them. With `cold`, the vtable is only
        needed where a panic follows; asked for again without it, it is needed.
        """
        key = (type_, dyn)
        collector = self.collector
        table = self._vtables.get(key)
        if table is None:
            name = f"<{spell(type_)} as {spell(dyn)}>"
            properties: dict[str, Attribute] = {
                "sym_name": StringAttr(name),
                "type": type_,
                "dyn": dyn,
                "methods": ArrayAttr(()),
            }
            if collector.drops.needs_drop(type_):
                properties["drop"] = symbol(collector.drops.require(type_, span))
            self.type_met(type_, span)
            op = ops.VTableOp.create(properties=properties)
            self.vtables.append(op)
            entries = collector.resolver.vtable_entries(dyn)
            table = VTable(name, op, type_, entries, [_UNIT] * len(entries), cold, span)
            self._vtables[key] = table
        elif cold or not table.cold:
            return table.name
        table.cold = cold
        for slot, (kind, trait, args, method) in enumerate(table.entries):
            if kind == "vptr":
                other = mir.DynType(
                    StringAttr(trait), ArrayAttr(args), ArrayAttr(()), ArrayAttr(())
                )
                table.methods[slot] = symbol(self.vtable(type_, other, span, cold))
            elif f"{trait}::{method}" in self._called:
                self._fill(table, slot)
        return table.name

    def _fill(self, table: VTable, slot: int) -> None:
        _, trait, args, method = table.entries[slot]
        instance = self._vtable_method(table.type, trait, args, method, table.span)
        if instance is not None:
            table.methods[slot] = symbol(self.collector.request(instance, table.cold))

    def method_called(self, method: str) -> None:
        """Note a virtual call, by the method's path: its slots are filled in all vtables."""
        if method in self._called:
            return
        self._called.add(method)
        for table in list(self._vtables.values()):
            for slot, (kind, trait, _, name) in enumerate(table.entries):
                if kind == "method" and f"{trait}::{name}" == method:
                    self._fill(table, slot)

    def finish_vtables(self) -> None:
        """Write the slots of all vtables."""
        for table in self._vtables.values():
            table.op.properties["methods"] = ArrayAttr(table.methods)

    def _vtable_method(
        self,
        type_: Attribute,
        trait: str,
        args: tuple[Attribute, ...],
        method: str,
        span: SourceSpan | None,
    ) -> Instance | None:
        resolver = self.collector.resolver
        definition = self.collector.universe.trait(trait)
        item = None if definition is None else definition.item(method, "fn")
        if definition is None or item is None or item.fn is None:
            raise CompileError.of(f"no definition of `{trait}::{method}` was found", span)
        if trait in FN_TRAITS and trait.endswith("FnOnce"):
            # `self` by value of an unsized type: only an allocator's `Box` can call it.
            return None
        substitute = resolver.traits.substitution(
            resolver.traits.trait_bindings(definition, type_, args)
        )
        own = [p for p in item.fn.predicates if p not in definition.predicates]
        if not all(resolver.traits.holds(predicate, substitute) for predicate in own):
            return None
        path = trait_function_path(type_, trait, args, method)
        resolved = resolver.trait_function(type_, trait, args, method, (), path, span)
        match resolved:
            case Function(instance):
                return instance
            case CloneShim(clone_type):
                return self.collector.clone_shim(clone_type)
            case ClosureCall() | CallableCall():
                return self.collector.call_through_trait(type_, trait, args)
            case _:
                raise CompileError.of(f"`{path.text}` in a vtable is not supported", span)


def _repr(adt: AdtDef) -> ReprAttr:
    repr_ = adt.repr
    return ReprAttr.of(
        c=repr_.c,
        transparent=repr_.transparent,
        simd=repr_.simd,
        packed=repr_.packed,
        align=repr_.align,
        int=repr_.int,
    )


def _zero_ranges(mask: bytes) -> Iterator[RangeAttr]:
    start = mask.find(0)
    while start >= 0:
        end = mask.find(1, start)
        if end < 0:
            end = len(mask)
        yield RangeAttr.of(start, end)
        start = mask.find(0, end)


def _bits(type_: Attribute) -> int:
    return type_.bitwidth if isinstance(type_, IntegerType) else 8 * POINTER_SIZE
