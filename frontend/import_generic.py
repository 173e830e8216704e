"""
The generic import: every body of a MIR file as it is, parameters and all.

It is what shows that any MIR can be imported: nothing is resolved, so nothing can be missing.
Calls name their callees by type (`mir.call_path`), constants that only instantiation can decide
keep their paths, blocks that run while unwinding are imported with the edges to them. Functions
are named by their bodies' paths.
"""

from __future__ import annotations

from xdsl.dialects.builtin import (
    ArrayAttr,
    FunctionType,
    IntAttr,
    ModuleOp,
    NoneAttr,
    StringAttr,
)
from xdsl.ir import Attribute, Block, Operation, Region, SSAValue

from rusticle.diagnostics import CompileError, SourceSpan

from ..dialects import mir as ops
from ..dialects.mir import (
    BytesConstAttr,
    PointerConstAttr,
    RangeAttr,
    RelocationAttr,
    UnevaluatedAttr,
)
from ..dialects.mir import types as mir
from ..dialects.mir.spelling import spell
from . import syntax as s
from .definitions import AdtDef, Universe
from .import_body import BodyImporter
from .import_constants import ZST
from .import_locations import LocationPool
from .import_names import integer, string
from .substitution import Substitution

UNKNOWN_TYPE = mir.ParamType(StringAttr("_"))
"""The type of a constant that rustc prints without one, and that nothing else tells."""


class GenericContext:
    """What the constants of a generic body refer to: names."""

    def __init__(self, module: GenericModule, body: s.Body) -> None:
        self.module = module
        self.body = body

    def alloc_symbol(self, alloc: str, span: SourceSpan | None) -> str:
        """The symbol of an allocation of the body's file."""
        return self.module.alloc_symbol(self.body, alloc)

    def static_symbol(self, path: str, span: SourceSpan | None) -> str:
        """The symbol of another crate's static: its path."""
        return path

    def function_pointer(self, path: s.FnPath, span: SourceSpan | None) -> Attribute:
        """A pointer to a function, by its path."""
        return PointerConstAttr.of(path.text)

    def unevaluated(
        self, value: s.UnevaluatedValue, type_: Attribute, span: SourceSpan | None
    ) -> Attribute:
        """The path of a constant."""
        path = value.path
        args = path.args
        if path.self_type is not None and not path.is_trait_item:
            args = (path.self_type, *args)
        return UnevaluatedAttr(
            string(path.path),
            ArrayAttr(args),
            NoneAttr() if value.promoted is None else integer(value.promoted),
        )

    def parameter(self, name: str, type_: Attribute, span: SourceSpan | None) -> Attribute:
        """A const generic parameter stays one."""
        return mir.ParamType(string(name))

    def adt(self, path: str) -> AdtDef | None:
        """The definition of a struct, enum or union, where definitions are known."""
        universe = self.module.universe
        return None if universe is None else universe.adt(path)


class GenericBodyImporter(BodyImporter):
    """Makes a region of a generic body."""

    keeps_cleanup = True

    def constant_type(self, constant: s.Constant, expected: Attribute | None) -> Attribute:
        """A constant's type; that of one which only instantiation tells is left open."""
        if constant.type is None and expected is None:
            return UNKNOWN_TYPE
        return super().constant_type(constant, expected)

    def unwind(self, unwind: s.Unwind) -> tuple[dict[str, Attribute], list[Block]]:
        """The unwind action, and the cleanup block if there is one."""
        if unwind is None:
            return {}, []
        if isinstance(unwind, int):
            return {"unwind": string("cleanup")}, [self.blocks[unwind]]
        return {"unwind": string(unwind)}, []

    def call(self, terminator: s.Call) -> None:
        """Import a call of a function item by its type, or through a pointer."""
        place, _ = self.place(terminator.destination)
        signature = terminator.fn_type
        inputs = () if signature is None else signature.inputs
        func = terminator.func
        properties, cleanup = self.unwind(terminator.unwind)
        targets = [] if terminator.target is None else [self.blocks[terminator.target]]
        type_ = self.operand_type(func)
        if isinstance(type_, mir.FnPtrType):
            inputs = type_.inputs.data
        values = self._arguments(terminator.args, inputs)
        if isinstance(type_, mir.FnPtrType):
            self.emit(
                ops.IndirectCallOp,
                (self.operand(func), *values, place),
                properties,
                [*targets, *cleanup],
            )
            return
        if not isinstance(type_, mir.FnDefType):
            raise self.unsupported(f"calling a value of type `{spell(type_)}`")
        properties["callee"] = type_
        self.emit(ops.PathCallOp, (*values, place), properties, [*targets, *cleanup])

    def _arguments(
        self, args: tuple[s.Operand, ...], inputs: tuple[Attribute, ...]
    ) -> list[SSAValue]:
        count = len(inputs)
        return [
            self.operand(argument, inputs[i] if i < count else None)
            for i, argument in enumerate(args)
        ]

    def tail_call(self, terminator: s.TailCall) -> None:
        """Import a tail call."""
        type_ = self.operand_type(terminator.func)
        if not isinstance(type_, mir.FnDefType):
            raise self.unsupported("a tail call through a pointer")
        signature = terminator.fn_type
        inputs = () if signature is None else signature.inputs
        self.emit(ops.TailCallOp, self._arguments(terminator.args, inputs), {"callee": type_})

    def drop(self, terminator: s.Drop) -> None:
        """Import a drop."""
        place, _ = self.place(terminator.place)
        properties, cleanup = self.unwind(terminator.unwind)
        self.emit(ops.DropOp, (place,), properties, [self.blocks[terminator.target], *cleanup])

    def yield_(self, terminator: s.Yield) -> None:
        """Import a suspension of a coroutine."""
        place, _ = self.place(terminator.resume_arg)
        targets = [self.blocks[terminator.resume]]
        if terminator.drop is not None:
            targets.append(self.blocks[terminator.drop])
        self.emit(ops.YieldOp, (self.operand(terminator.value), place), None, targets)

    def inline_asm(self, terminator: s.InlineAsm) -> None:
        """Import inline assembly: its operands by kind and register."""
        values: list[SSAValue] = []
        kinds: list[StringAttr] = []
        for operand in terminator.operands:
            kind = f"late{operand.kind}" if operand.late else operand.kind
            text = kind if operand.register is None else f"{kind}({operand.register})"
            if operand.kind in ("out", "inout") and operand.place is None:
                text += " _"
            kinds.append(string(text))
            if operand.value is not None:
                values.append(self.operand(operand.value))
            if operand.place is not None:
                values.append(self.place(operand.place)[0])
        properties, cleanup = self.unwind(terminator.unwind)
        properties |= {
            "template": StringAttr(terminator.template),
            "operand_kinds": ArrayAttr(kinds),
            "options": StringAttr(terminator.options),
        }
        targets = [] if terminator.target is None else [self.blocks[terminator.target]]
        targets += [self.blocks[label] for label in terminator.labels]
        self.emit(ops.InlineAsmOp, values, properties, [*targets, *cleanup])

    def thread_local_ref(self, rvalue: s.ThreadLocalRef, type_: Attribute) -> SSAValue:
        """Import a reference to a thread-local static."""
        from xdsl.dialects.builtin import SymbolRefAttr

        return self.emit_value(
            ops.ThreadLocalRefOp, (), type_, {"symbol": SymbolRefAttr(rvalue.path)}
        )

    def active_field(self, rvalue: s.Aggregate, type_: Attribute) -> int | None:
        """The field that an aggregate of a union sets, if definitions are known."""
        if rvalue.kind == "adt" and len(rvalue.names) == 1 and isinstance(type_, mir.AdtType):
            adt = self.constants.context.adt(type_.path.data)
            if adt is not None and adt.kind == "union":
                # rustc prints the name of the first field, whichever is meant: the type tells.
                names = (g.name for g in adt.generics)
                substitute = Substitution(dict(zip(names, type_.args.data, strict=False)))
                found = self.operand_type(rvalue.operands[0], type_)
                for index, field in enumerate(adt.variants[0].fields):
                    if substitute(field.type) == found:
                        return index
                return 0
        return None


class GenericModule:
    """The module of a MIR file's bodies."""

    def __init__(self, universe: Universe | None = None) -> None:
        self.universe = universe
        self.pool = LocationPool()
        self.identity = Substitution({})
        self.functions: list[Operation] = []
        self.allocs: list[Operation] = []
        self._alloc_symbols: dict[tuple[str, str], str] = {}
        self._names: dict[str, int] = {}

    def alloc_symbol(self, body: s.Body, id_: str) -> str:
        """The symbol of an allocation of a body's file, with what it points to."""
        crate = body.path.partition("::")[0]
        key = (crate, id_)
        found = self._alloc_symbols.get(key)
        if found is not None:
            return found
        name = self._alloc_symbols[key] = f"{crate}::{id_}"
        alloc = body.allocations.get(id_)
        if alloc is None or alloc.size is None or alloc.align is None:
            return name
        properties: dict[str, Attribute] = {
            "sym_name": StringAttr(name),
            "size": IntAttr(alloc.size),
            "align": IntAttr(alloc.align),
            "bytes": BytesConstAttr(alloc.bytes),
        }
        op = ops.AllocOp.create(properties=properties)
        self.allocs.append(op)
        if alloc.init_mask is not None and 0 in alloc.init_mask:
            mask = alloc.init_mask
            ranges: list[RangeAttr] = []
            start = mask.find(0)
            while start >= 0:
                end = mask.find(1, start)
                end = len(mask) if end < 0 else end
                ranges.append(RangeAttr.of(start, end))
                start = mask.find(0, end)
            op.properties["uninit"] = ArrayAttr(ranges)
        if alloc.relocations:
            op.properties["relocations"] = ArrayAttr(
                RelocationAttr.of(offset, self.alloc_symbol(body, target), addend)
                for offset, target, addend in alloc.relocations
            )
        return name

    def add(self, body: s.Body) -> Operation:
        """Import a body as a function."""
        importer = GenericBodyImporter(body, self.identity, self.pool, GenericContext(self, body))
        region = importer.run()
        name = body.path + (" (const)" if body.ctfe else "")
        # The impls that a macro expands share their place in the source, and so their path.
        count = self._names.get(name, 0)
        self._names[name] = count + 1
        if count:
            name = f"{name} #{count}"
        inputs = [local.type for local in body.locals[1 : body.arg_count + 1]]
        properties: dict[str, Attribute] = {
            "sym_name": StringAttr(name),
            "function_type": FunctionType.from_lists(inputs, [body.return_type]),
            "abi": string("Rust"),
        }
        names = [local.name for local in body.locals[1 : body.arg_count + 1]]
        if names and all(names):
            properties["arg_names"] = ArrayAttr([string(n or "") for n in names])
        info = body.locals[0].source_info
        op = ops.FuncOp.create(
            properties=properties,
            regions=[region],
            location=self.pool.of(None if info is None else info.span),
        )
        self.functions.append(op)
        return op

    def module(self) -> ModuleOp:
        """The module of all bodies that were added."""
        return ModuleOp([*self.allocs, *self.functions])


def import_generic(file: s.MirFile, universe: Universe | None = None) -> ModuleOp:
    """
    Every body of a MIR file as a function, as it is.

    With definitions (`universe`) the variants and the fields of unions get their names. Raises
    `CompileError` for what the dialect has no operation for.
    """
    module = GenericModule(universe)
    for body in file.bodies:
        module.add(body)
    return module.module()


__all__ = [
    "ZST",
    "CompileError",
    "GenericBodyImporter",
    "GenericModule",
    "Region",
    "import_generic",
]
