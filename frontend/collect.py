"""
The collector: from a few roots to a module that holds all that they need, and nothing else.

It is rustc's monomorphization collector (`rustc_monomorphize/src/collector.rs`) over MIR text. The
worklist holds instances, functions with their generic arguments; importing one asks for those
that it calls or takes the address of, for vtables at casts to trait objects, for allocations and
statics behind constants, for the `Drop` impls of what it drops, and for the definitions of all
types that it mentions. The module that results is closed: no symbol without a definition or
declaration, no generic parameter.

What panics. A panic ends in a trap, so what would format its message is not imported:

* a function of `core` that returns `!`, and is no intrinsic, is declared with the attribute
  `panic`; a call of it keeps its arguments;
* of a block from which every path ends in the call of a function of `core` that does not return,
  functions whose address is taken, vtables' methods, and functions of `core::fmt` are only
  declared, with the same attribute, unless something else needs them too.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from xdsl.dialects.builtin import ArrayAttr, FunctionType, ModuleOp, StringAttr, UnitAttr
from xdsl.ir import Attribute, Operation, Region

from rusticle.diagnostics import CompileError, SourceSpan

from ..dialects import mir as ops
from ..dialects.mir import PointerConstAttr
from ..dialects.mir import types as mir
from ..dialects.mir.spelling import spell
from . import shims
from . import syntax as s
from .callees import BodySource, Constructor, Found, Instance
from .definitions import AdtDef, FnDef, Universe
from .drops import Drops
from .import_calls import ClosedBodyImporter
from .import_constants import parameter_constant
from .import_items import ItemImporter
from .import_locations import UNKNOWN, LocationPool, source_span
from .import_names import argument_names, string
from .resolve import Resolver
from .substitution import Substitution

if TYPE_CHECKING:
    from .caller_locations import SourceFiles
    from .const_eval import ConstEvaluator

_UNIT = UnitAttr()

PANIC = "panic"
"""The attribute of a declaration whose call ends in a panic."""


class Collector:
    """Builds one closed module."""

    def __init__(
        self,
        universe: Universe,
        bodies: BodySource,
        *,
        target_name: str | None = None,
        files: SourceFiles | None = None,
    ) -> None:
        self.universe = universe
        self.target_name = target_name
        self.bodies = bodies
        self.files = files
        """The sources, if calls that may panic are to say where they are."""
        self.resolver = Resolver(universe, bodies)
        self.pool = LocationPool()
        self.drops = Drops(self.resolver, self.request)
        self.items = ItemImporter(self)
        self._pending: deque[Instance] = deque()
        self._hot: dict[str, Instance] = {}
        self._cold: dict[str, Instance] = {}
        self._functions: list[Operation] = []
        self._shims: dict[tuple[str, Attribute, str], Instance] = {}
        self._kernels: set[str] = set()
        self._importer: ClosedBodyImporter | None = None
        self._asked: dict[str, tuple[Instance, SourceSpan | None]] = {}
        """Which instance was the first to ask for another, and where."""

    # --- asking for things -----------------------------------------------------------------------

    def request(self, instance: Instance, cold: bool = False) -> str:
        """The symbol of an instance, which is then part of the module."""
        name = instance.symbol
        if name in self._hot:
            return name
        if cold:
            self._cold.setdefault(name, instance)
            return name
        self._hot[name] = instance
        self._pending.append(instance)
        if self._importer is not None:
            self._asked[name] = (self._importer.instance, self._importer.span)
        return name

    def root(self, definition: FnDef, *, kernel: bool) -> str:
        """Ask for a function that has no generic parameters."""
        if definition.generics:
            what = "a kernel" if kernel else "a root"
            raise CompileError.of(
                f"`{definition.path}` has generic parameters, so it cannot be {what}",
                _definition_span(definition),
                help=["name a function that calls it with the types that you need"],
            )
        instance = self.resolver.instance(Found(definition, {}), _definition_span(definition))
        if kernel:
            self._kernels.add(instance.symbol)
        return self.request(instance)

    def type_met(self, type_: Attribute, span: SourceSpan | None) -> None:
        """Note a type."""
        self.items.type_met(type_, span)

    def captures_met(self, type_: mir.ClosureType, captures: tuple[Attribute, ...]) -> None:
        """Note what a closure captures."""
        self.resolver.captures.setdefault(type_, captures)

    def vtable(
        self, type_: Attribute, dyn: mir.DynType, span: SourceSpan | None, cold: bool
    ) -> str:
        """The symbol of a vtable."""
        return self.items.vtable(type_, dyn, span, cold)

    def caller_location(self, span: s.Span | None) -> Attribute:
        """A reference to the `core::panic::Location` of a span."""
        return PointerConstAttr.of(self.items.location_symbol(span))

    # --- shims -----------------------------------------------------------------------------------

    def _shim(self, kind: str, type_: Attribute, symbol: str, body: s.Body) -> Instance:
        key = (kind, type_, symbol)
        found = self._shims.get(key)
        if found is None:
            closed = self.resolver.traits.closed
            found = Instance(
                symbol,
                body,
                closed,
                None,
                tuple(body.locals[i].type for i in range(1, body.arg_count + 1)),
                body.return_type,
            )
            self._shims[key] = found
        return found

    def clone_shim(self, type_: Attribute) -> Instance:
        """`Clone::clone` of a built-in impl."""
        symbol = f"<{spell(type_)} as core::clone::Clone>::clone"
        found = self._shims.get(("clone", type_, symbol))
        if found is not None:
            return found
        parts: tuple[Attribute, ...] | None = None
        if not self.resolver.traits.implements(type_, "core::marker::Copy"):
            if isinstance(type_, mir.TupleType):
                parts = type_.elements.data
            elif isinstance(type_, mir.ClosureType):
                parts = self.resolver.closure_captures(type_)
        return self._shim("clone", type_, symbol, shims.clone_shim(type_, parts))

    def constructor(self, resolved: Constructor) -> Instance:
        """A tuple struct or variant as a function."""
        adt, type_ = resolved.adt, resolved.type
        variant = adt.variant(resolved.variant) or adt.variants[0]
        symbol = spell(type_) if adt.kind != "enum" else f"{spell(type_)}::{variant.name}"
        substitute = self.resolver.traits.substitute_adt(adt, type_)
        fields = tuple(substitute(field.type) for field in variant.fields)
        body = shims.constructor(adt, type_, variant.name, fields)
        return self._shim("constructor", type_, f"{symbol} as fn", body)

    def closure_once(self, type_: mir.ClosureType) -> Instance:
        """`FnOnce::call_once` of a closure that borrows its captures."""
        signature = self.resolver.closure_signature(type_)
        body = shims.closure_once(type_, signature.kind, signature.inputs, signature.output)
        return self._shim("once", type_, f"<{spell(type_)} as FnOnce>::call_once", body)

    def closure_as_function(self, type_: mir.ClosureType) -> Instance:
        """A closure without captures as a function."""
        signature = self.resolver.closure_signature(type_)
        body = shims.closure_as_function(type_, signature.kind, signature.inputs, signature.output)
        return self._shim("function", type_, f"{spell(type_)} as fn", body)

    def call_through_trait(
        self, type_: Attribute, trait: str, args: tuple[Attribute, ...]
    ) -> Instance:
        """The call of a closure, function item or function pointer through a vtable."""
        signature = self.resolver.traits.signature(type_)
        body = shims.call_through_trait(type_, trait, signature.inputs, signature.output)
        short = trait.rpartition("::")[2]
        return self._shim("call", type_, f"<{spell(type_)} as {short}>::call", body)

    # --- constants -------------------------------------------------------------------------------

    def adt(self, path: str) -> AdtDef | None:
        """The definition of a struct, enum or union."""
        return self.universe.adt(path)

    @cached_property
    def evaluator(self) -> ConstEvaluator:
        """Evaluates constants; imported for the first, since most kernels have none left."""
        from .const_eval import ConstEvaluator

        return ConstEvaluator(self)

    # --- the worklist ----------------------------------------------------------------------------

    def run(self) -> None:
        """Import all that was asked for, and what that asks for."""
        while self._pending:
            instance = self._pending.popleft()
            try:
                self._import(instance)
            except CompileError as error:
                raise self._explained(error, instance) from error
            finally:
                self._importer = None

    def _explained(self, error: CompileError, instance: Instance) -> CompileError:
        """
        An error, with how its instance was reached. One inside another crate's code is reported
        where the crate at hand calls it.
        """
        first = error.diagnostics[0]
        notes: list[str] = []
        span = first.span
        while (asked := self._asked.get(instance.symbol)) is not None and len(notes) < 4:
            notes.append(f"`{instance.symbol}` is needed by `{asked[0].symbol}`")
            outside = instance.definition is not None and instance.definition.crate == "core"
            if outside and asked[1] is not None:
                if span is not None and span == first.span:
                    notes.insert(0, f"it is at {first.span}")
                span = asked[1]
            instance = asked[0]
        return CompileError(
            replace(first, span=span, notes=(*first.notes, *notes)), *error.diagnostics[1:]
        )

    def _import(self, instance: Instance) -> None:
        body = instance.body
        if instance.is_panic:
            self._functions.append(self._declare(instance, panic=True))
            return
        if body is None:
            definition = instance.definition
            if definition is not None and definition.foreign:
                self._functions.append(self._declare(instance, panic=False))
                return
            span = None if definition is None else _definition_span(definition)
            raise CompileError.of(f"no MIR of the function `{instance.symbol}` was found", span)
        context = BodyContext(self, body, instance.substitution)
        importer = ClosedBodyImporter(instance, body, self.pool, context)
        context.importer = importer
        self._importer = importer
        if self.files is not None:
            self._locate(importer, instance, body, self.files)
        region = importer.run()
        self._functions.append(self._function(instance, body, region))

    def _locate(
        self, importer: ClosedBodyImporter, instance: Instance, body: s.Body, files: SourceFiles
    ) -> None:
        """Have an import say of what may panic where that is."""
        from .caller_locations import CallerLocations

        definition = instance.definition
        importer.places = CallerLocations(
            body,
            importer.locations,
            files,
            track_caller=instance.tracks_caller,
            own=not body.path.startswith(("core::", "<core::"))
            if definition is None
            else definition.crate != "core",
        )

    def _properties(self, instance: Instance) -> dict[str, Attribute]:
        definition = instance.definition
        properties: dict[str, Attribute] = {
            "sym_name": StringAttr(instance.symbol),
            "function_type": FunctionType.from_lists(instance.inputs, [instance.output]),
            "abi": string("Rust" if definition is None else definition.abi),
        }
        span = None if definition is None else _definition_span(definition)
        for input_ in instance.inputs:
            self.items.type_met(input_, span)
        self.items.type_met(instance.output, span)
        if definition is None:
            return properties
        if definition.symbol is not None:
            properties["link_name"] = StringAttr(definition.symbol)
        if definition.path != instance.symbol:
            properties["rust_path"] = StringAttr(definition.path)
        if definition.inline is not None:
            properties["inline"] = string(definition.inline)
        if definition.target_features:
            properties["target_features"] = StringAttr(",".join(definition.target_features))
        if definition.track_caller:
            properties["track_caller"] = _UNIT
        if definition.cold:
            properties["cold"] = _UNIT
        if len(definition.inputs) == len(instance.inputs):
            properties["arg_names"] = ArrayAttr(
                [string(name) for name in argument_names([name for name, _ in definition.inputs])]
            )
        return properties

    def _function(self, instance: Instance, body: s.Body, region: Region) -> Operation:
        properties = self._properties(instance)
        definition = instance.definition
        if instance.symbol in self._kernels:
            properties["kernel"] = _UNIT
        attributes: dict[str, Attribute] = {}
        if definition is not None and definition.tool_attributes:
            from .launch_bounds import launch_bounds

            attributes = launch_bounds(
                definition.tool_attributes,
                name=definition.name,
                kernel="kernel" in properties,
                span=_definition_span(definition),
            )
        visible = definition is not None and definition.symbol is not None
        properties["sym_visibility"] = string(
            "public" if visible or instance.symbol in self._kernels else "private"
        )
        if "arg_names" not in properties and definition is None:
            names = [body.locals[i].name for i in range(1, body.arg_count + 1)]
            if all(names):
                properties["arg_names"] = ArrayAttr([string(name or "") for name in names])
        location = UNKNOWN
        if definition is not None and definition.span is not None:
            span = definition.span
            location = self.pool.of(
                s.Span(span.file, span.line, span.column, span.end_line, span.end_column)
            )
        elif body.locals[0].source_info is not None:
            location = self.pool.of(body.locals[0].source_info.span)
        return ops.FuncOp.create(
            properties=properties, attributes=attributes, regions=[region], location=location
        )

    def _declare(self, instance: Instance, *, panic: bool) -> Operation:
        properties = self._properties(instance)
        properties["sym_visibility"] = string("private")
        op = ops.FuncOp.create(properties=properties, regions=[Region()])
        if panic:
            op.attributes[PANIC] = _UNIT
        return op

    # --- the module ------------------------------------------------------------------------------

    def module(self) -> ModuleOp:
        """The module, once all that was asked for is imported."""
        for name, instance in self._cold.items():
            if name not in self._hot:
                self._functions.append(self._declare(instance, panic=True))
        glue: list[Operation] = []
        for type_, symbol in self.drops.glue.items():
            pointer = mir.PtrType(type_, mir.IntAttr(1))
            self.items.type_met(pointer, None)
            glue.append(
                ops.FuncOp.create(
                    properties={
                        "sym_name": StringAttr(symbol),
                        "function_type": FunctionType.from_lists([pointer], [mir.UNIT]),
                        "abi": string("Rust"),
                        "sym_visibility": string("private"),
                    },
                    attributes={"drop_glue": type_},
                    regions=[Region()],
                )
            )
        self.items.finish_vtables()
        self.items.finish_types()
        items = self.items
        return ModuleOp(
            [
                *items.types,
                *items.closures,
                *items.allocs,
                *items.vtables,
                *self._functions,
                *glue,
            ]
        )


class BodyContext:
    """What the constants of one instance of a body refer to: a `ModuleBuilder` for its import."""

    def __init__(self, collector: Collector, body: s.Body, substitution: Substitution) -> None:
        self.collector = collector
        self.body = body
        self.substitution = substitution
        self.importer: ClosedBodyImporter | None = None
        self.resolver = collector.resolver
        self.drops = collector.drops
        self.request = collector.request
        self.clone_shim = collector.clone_shim
        self.constructor = collector.constructor
        self.closure_once = collector.closure_once
        self.closure_as_function = collector.closure_as_function
        self.vtable = collector.vtable
        self.method_called = collector.items.method_called
        self.type_met = collector.type_met
        self.captures_met = collector.captures_met
        self.caller_location = collector.caller_location
        self.adt = collector.adt

    @property
    def cold(self) -> bool:
        """Whether what is asked for now is only needed on the way to a panic."""
        return self.importer is not None and self.importer.cold

    def alloc_symbol(self, alloc: str, span: SourceSpan | None) -> str:
        """The symbol of an allocation, static or function of the body's file."""
        return self.collector.items.alloc_symbol(self.body, alloc, span, self.cold)

    def static_symbol(self, path: str, span: SourceSpan | None) -> str:
        """The symbol of another crate's static."""
        return self.collector.items.static_symbol(path, span)

    def function_pointer(self, path: s.FnPath, span: SourceSpan | None) -> Attribute:
        """A pointer to a function."""
        resolved = self.resolver.resolve(path, self.substitution, span)
        instance = self.collector.items.pointer_target(resolved, span)
        return PointerConstAttr.of(self.request(instance, self.cold))

    def unevaluated(
        self, value: s.UnevaluatedValue, type_: Attribute, span: SourceSpan | None
    ) -> Attribute:
        """A constant item's value."""
        return self.collector.evaluator.constant(value, type_, self.body, self.substitution, span)

    def type_id(self, type_: Attribute, result: Attribute) -> Attribute:
        """The `TypeId` of a type."""
        from .const_values import type_id

        return self.collector.evaluator.attribute(type_id(type_), result, None)

    def constant_item_type(self, value: s.UnevaluatedValue, span: SourceSpan | None) -> Attribute:
        """The type of a constant item."""
        return self.collector.evaluator.type_of(value, self.substitution, span)

    def parameter_type(self, name: str) -> Attribute | None:
        """The type of a const generic parameter, if it is known."""
        definition = None if self.importer is None else self.importer.instance.definition
        if definition is not None:
            for generic in definition.generics:
                if generic.name == name:
                    return generic.type
        return None

    def parameter(self, name: str, type_: Attribute, span: SourceSpan | None) -> Attribute:
        """A const generic parameter's value."""
        argument = self.substitution.params.get(name)
        constant = None if argument is None else parameter_constant(argument)
        if constant is None:
            raise CompileError.of(f"the constant parameter `{name}` is not known", span)
        return constant


def _definition_span(definition: FnDef) -> SourceSpan | None:
    span = definition.span
    return None if span is None else SourceSpan(span.file, span.line, span.column)


def find_kernels(functions: Iterable[FnDef]) -> list[FnDef]:
    """The functions whose ABI makes them kernels."""
    return [function for function in functions if function.abi in ops.KERNEL_ABIS]


__all__ = ["PANIC", "BodyContext", "Collector", "find_kernels", "source_span"]
