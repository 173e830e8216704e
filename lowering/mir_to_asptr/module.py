"""
One module: its functions, and its statics, allocations and vtables as globals.

A function's symbol at this level is its name in the object file (`link_name`) where it has one,
else its Rust name; what cannot be reached from outside is private. Allocations that nobody writes
go to constant memory, the others and mutable statics to global memory, statics with the link
section `.lds` to the workgroup's local memory. A vtable is a constant of the drop glue, the size,
the alignment and the methods (`compiler/rustc_codegen_ssa/src/meth.rs`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from xdsl.dialects import func, ub
from xdsl.dialects.builtin import (
    ArrayAttr,
    FunctionType,
    ModuleOp,
    StringAttr,
    SymbolRefAttr,
    UnitAttr,
)
from xdsl.dialects.llvm import TargetFeaturesAttr
from xdsl.ir import Attribute, Block, Operation, Region

from ...diagnostics import CompileError, span_of
from ...dialects import asptr, hsa, mir
from ...dialects.asptr.attributes import i64_attr
from ...targets import Target
from ..layout import Layouts
from .abi import AbiComputer, FnAbi
from .constants import ConstantEncoder, Image
from .foreign import FOREIGN, foreign_block, is_foreign
from .function import FunctionLowering
from .kernels import argument_types, put_launch_bounds

_PRIVATE = StringAttr("private")
_UNIT = UnitAttr()
_LDS_SECTION = ".lds"
_LAUNCH_SIZED = "launch_sized_workgroup_mem"


@dataclass(slots=True)
class Function:
    """What callers need to know of a function."""

    path: str
    """Its path in Rust, for people."""
    abi: FnAbi
    is_kernel: bool
    is_panic: bool
    """Whether a call of it ends in a panic, so that only its declaration is here."""
    llvm_intrinsic: str | None
    """The LLVM intrinsic that it stands for."""


class ModuleLowering:
    """The state of lowering one module."""

    def __init__(self, module: ModuleOp, target: Target) -> None:
        self.module = module
        self.target = target
        self.pointer_bytes = target.pointer_bits // 8
        self.layouts = Layouts(module, target)
        self.abis = AbiComputer(self.layouts, target, "private", "constant")
        self.encoder = ConstantEncoder(self.layouts, self)
        self.constant_space = target.constant_space
        self.globals: list[Operation] = []
        self._functions: dict[str, Function] = {}
        self._spaces: dict[str, str] = {}
        self._images: dict[tuple[bytes, bytes, tuple[object, ...], int], SymbolRefAttr] = {}
        self._names: dict[str, SymbolRefAttr] = {}
        self._taken: set[str] = set()
        self._launch_sized: asptr.GlobalOp | None = None
        self._traps: dict[str, None] = {}
        """Functions that panic and whose address is taken, in the order that it was."""
        self._needs_drop: dict[Attribute, bool] = {}
        self._pointee_aligns: dict[Attribute, int] = {}
        self._adts: dict[Attribute, mir.StructOp | mir.EnumOp | mir.UnionOp] = {}
        self._captures: dict[Attribute, Sequence[Attribute]] = {}

    def run(self) -> None:
        """Replace the module's `mir` items by what they become."""
        items = list(self.module.body.block.ops)
        self._name_symbols(items)
        functions: list[Operation] = []
        redundant = self._redundant_declarations(items)
        allocs = {item.sym_name.data: item for item in items if isinstance(item, mir.AllocOp)}
        for item in items:
            match item:
                case mir.AllocOp():
                    self._lower_alloc(item)
                case mir.StaticOp():
                    self._lower_static(item, allocs)
                case mir.VTableOp():
                    self._lower_vtable(item)
                case _:
                    pass
        for item in items:
            if isinstance(item, mir.FuncOp):
                if item.sym_name.data not in redundant:
                    lowered = self._lower_function(item)
                    if lowered is not None:
                        functions.append(lowered)
            elif not isinstance(
                item,
                mir.StructOp
                | mir.EnumOp
                | mir.UnionOp
                | mir.ClosureOp
                | mir.AllocOp
                | mir.StaticOp
                | mir.VTableOp,
            ):
                functions.append(item)
        for item in items:
            if isinstance(item, mir.FuncOp) and item.sym_name.data in self._traps:
                functions.append(self._trapping_function(item))
        block = self.module.body.block
        for item in items:
            item.detach()
        block.add_ops([*self.globals, *functions])

    def _redundant_declarations(self, items: Iterable[Operation]) -> set[str]:
        """Functions that are declared here and defined, or declared before, under one symbol."""
        redundant: set[str] = set()
        known: set[str] = set()
        functions = [item for item in items if isinstance(item, mir.FuncOp)]
        # Definitions first, so that declarations give way to them.
        for item in sorted(functions, key=lambda item: not item.body.blocks):
            name = self._names[item.sym_name.data].root_reference.data
            if item.body.blocks:
                if name in known:
                    raise CompileError.of(
                        f"two functions have the symbol `{name}`", span_of(item.location)
                    )
            elif name in known:
                redundant.add(item.sym_name.data)
            known.add(name)
        return redundant

    # Names

    def _name_symbols(self, items: Sequence[Operation]) -> None:
        """Decide the symbol of every function and global before anything refers to it."""
        aliases: dict[str, str] = {}
        asked_for = {
            item.link_name.data
            for item in items
            if isinstance(item, mir.FuncOp) and item.link_name is not None
        }
        for item in items:
            match item:
                case mir.FuncOp():
                    if item.link_name is not None:
                        name = item.link_name.data
                    else:
                        name = item.sym_name.data
                        # Its own name is for the module alone, and gives way: to a kernel's that
                        # was named after it, say.
                        while name in asked_for:
                            name += ".fn"
                    self._declare(item, name)
                case mir.StaticOp():
                    name = item.sym_name.data if item.link_name is None else item.link_name.data
                    self._names[item.sym_name.data] = SymbolRefAttr(name)
                    self._taken.add(name)
                    if item.alloc is not None:
                        aliases[item.alloc.root_reference.data] = item.sym_name.data
                case mir.StructOp() | mir.EnumOp() | mir.UnionOp():
                    self._adts[item.adt] = item
                case mir.ClosureOp():
                    self._captures[item.closure] = item.captures.data
                case mir.AllocOp() | mir.VTableOp():
                    name = item.sym_name.data
                    self._names[name] = SymbolRefAttr(name)
                    self._taken.add(name)
                case _:
                    pass
        self._static_allocs = aliases
        for alloc, static in aliases.items():
            self._names[alloc] = self._names[static]

    def _declare(self, op: mir.FuncOp, name: str) -> None:
        self._names[op.sym_name.data] = SymbolRefAttr(name)
        self._taken.add(name)
        inputs, output = op.function_type.inputs.data, op.function_type.outputs.data[0]
        is_kernel = op.is_kernel
        is_panic = "panic" in op.attributes or "panic" in op.properties
        intrinsic = name if name.startswith("llvm.") and not op.body.blocks else None
        path = op.sym_name.data if op.rust_path is None else op.rust_path.data
        if is_panic:
            abi = self.abis.of((), mir.UNIT)
        elif is_kernel:
            sret = None if op.sret is None else op.sret.data
            abi = self.abis.of_kernel(inputs, sret=sret)
        else:
            abi = self.abis.of(inputs, output)
        self._functions[op.sym_name.data] = Function(path, abi, is_kernel, is_panic, intrinsic)

    def function(self, symbol: SymbolRefAttr) -> Function:
        """What is known of a function of this module."""
        name = symbol.root_reference.data
        found = self._functions.get(name)
        if found is None:
            raise CompileError.of(f"the module has no function `{name}`")
        return found

    def address_taken(self, symbol: SymbolRefAttr) -> SymbolRefAttr:
        """
        The symbol at this level of an item whose address is used.

        A function that panics then needs a body, which traps.
        """
        name = symbol.root_reference.data
        function = self._functions.get(name)
        if function is not None:
            if function.is_kernel:
                raise self.error(
                    f"`{function.path}` is a kernel, which only the host can launch; "
                    "its address cannot be taken"
                )
            if function.llvm_intrinsic is not None:
                raise self.error(
                    f"the LLVM intrinsic `{function.llvm_intrinsic}` has no address; "
                    "it can only be called"
                )
            if function.is_panic:
                self._traps[name] = None
        return self.symbol(symbol)

    def symbol(self, symbol: SymbolRefAttr) -> SymbolRefAttr:
        """The symbol at this level of an item of the `mir` module, or of a global made here."""
        return self._names.get(symbol.root_reference.data, symbol)

    def space_of(self, symbol: SymbolRefAttr) -> str:
        """The address space of a symbol at this level. Functions are in the flat one."""
        return self._spaces.get(symbol.root_reference.data, "flat")

    # Functions

    def _lower_function(self, op: mir.FuncOp) -> Operation | None:
        info = self._functions[op.sym_name.data]
        if info.is_panic or info.llvm_intrinsic is not None:
            return None
        abi = info.abi
        outputs = () if info.is_kernel else abi.output_types
        type_ = FunctionType.from_lists(abi.input_types, outputs)
        arg_attrs = ArrayAttr(abi.input_attributes)
        name = self._names[op.sym_name.data].root_reference.data
        region = Region()
        if op.body.blocks:
            lowering = FunctionLowering(self, op, abi, is_kernel=info.is_kernel)
            region = Region(lowering.run())
        lowered: Operation
        if info.is_kernel:
            lowered = hsa.KernelOp(
                name,
                type_,
                region,
                arg_attrs=arg_attrs,
                arg_names=self._argument_names(op, abi),
                arg_types=argument_types(op.function_type.inputs.data, abi),
            )
            put_launch_bounds(op, lowered)
        else:
            lowered = func.FuncOp.create(
                properties={
                    "sym_name": StringAttr(name),
                    "function_type": type_,
                    "arg_attrs": arg_attrs,
                },
                attributes=_function_attributes(op),
                regions=[region],
            )
            if is_foreign(op):
                lowered.attributes[FOREIGN] = foreign_block(abi)
            if op.link_name is None or not op.body.blocks:
                lowered.properties["sym_visibility"] = _PRIVATE
        lowered.location = op.location
        return lowered

    def _trapping_function(self, op: mir.FuncOp) -> Operation:
        """A function that is only declared since every call of it panics, as one that traps."""
        inputs, output = op.function_type.inputs.data, op.function_type.outputs.data[0]
        abi = self.abis.of(inputs, output)
        block = Block(arg_types=abi.input_types)
        path = self._functions[op.sym_name.data].path
        block.add_ops(
            (
                hsa.TrapOp.create(
                    properties={"kind": StringAttr("panic"), "message": StringAttr(path)},
                    location=op.location,
                ),
                ub.UnreachableOp.create(location=op.location),
            )
        )
        return func.FuncOp.create(
            properties={
                "sym_name": StringAttr(self._names[op.sym_name.data].root_reference.data),
                "function_type": FunctionType.from_lists(abi.input_types, abi.output_types),
                "arg_attrs": ArrayAttr(abi.input_attributes),
                "sym_visibility": _PRIVATE,
            },
            regions=[Region(block)],
            location=op.location,
        )

    def _argument_names(self, op: mir.FuncOp, abi: FnAbi) -> list[str]:
        """The names of the arguments as this level has them: a pair is two."""
        names = [] if op.arg_names is None else [name.data for name in op.arg_names]
        names += [f"arg{index}" for index in range(len(names), len(abi.arguments))]
        result: list[str] = []
        for name, passed in zip(names, abi.arguments, strict=True):
            if len(passed.types) < 2:
                result += [name for _ in passed.types]
            else:
                result += [f"{name}.{part}" for part in self._part_names(passed.layout.type)]
        return result

    def _part_names(self, type_: Attribute) -> tuple[str, str]:
        """What the halves of a scalar pair are called."""
        if not isinstance(type_, mir.RefType | mir.PtrType):
            return "0", "1"
        kind = self.layouts.tail_of(type_.pointee)
        return "ptr", "vtable" if isinstance(kind, mir.DynType) else "len"

    # Globals

    def bytes_global(self, data: bytes) -> SymbolRefAttr:
        """The symbol of a constant with these bytes."""
        image = Image.empty(len(data))
        image.put_bytes(0, data)
        return self.image_global(image, 1)

    def image_global(self, image: Image, align: int) -> SymbolRefAttr:
        """The symbol of a constant with this image."""
        relocations = tuple((at, *target) for at, target in sorted(image.relocations.items()))
        key = (bytes(image.data), bytes(image.initialized), relocations, align)
        found = self._images.get(key)
        if found is None:
            number = len(self._images)
            while (name := f"const.{number}") in self._taken:
                number += 1
            self._taken.add(name)
            found = self._images[key] = SymbolRefAttr(name)
            self._names[name] = found
            self._add_global(
                name,
                self.constant_space,
                image.data,
                align,
                undef=_gaps(image.initialized),
                relocations=relocations,
                constant=True,
            )
        return found

    def launch_sized_memory(self, align: int) -> SymbolRefAttr:
        """
        The symbol of the LDS that a launch sizes: a global without a size, as LLVM wants it. All
        that ask for it get the same memory, aligned for the strictest of them.
        """
        found = self._launch_sized
        if found is None:
            name = _LAUNCH_SIZED
            while name in self._taken:
                name += "_"
            self._taken.add(name)
            self._spaces[name] = "local"
            found = asptr.GlobalOp(name, "local", 0, align, external=True)
            self._launch_sized = found
            self.globals.append(found)
        elif align > found.align.value.data:
            found.align = i64_attr(align)
        return SymbolRefAttr(found.sym_name)

    def _add_global(
        self,
        name: str,
        space: str,
        data: bytes | bytearray,
        align: int,
        *,
        undef: Sequence[tuple[int, int]] = (),
        relocations: Sequence[tuple[int, SymbolRefAttr, int]] = (),
        constant: bool = False,
        public: bool = False,
        section: str | None = None,
    ) -> asptr.GlobalOp:
        self._spaces[name] = space
        init = None
        if space != "local":
            clean = bytearray(data)
            size = self.pointer_bytes
            for offset, _, _ in relocations:
                clean[offset : offset + size] = bytes(size)
            init = asptr.InitAttr(
                bytes(clean),
                [asptr.RangeAttr(start, end) for start, end in undef],
                [
                    asptr.RelocationAttr(offset, self.address_taken(symbol), addend)
                    for offset, symbol, addend in relocations
                ],
            )
        op = asptr.GlobalOp(
            name,
            space,
            len(data),
            align,
            init=init,
            constant=constant,
            linkage=None if public else "internal" if space == "local" else "private",
            section=section,
        )
        self.globals.append(op)
        return op

    def _lower_alloc(self, op: mir.AllocOp) -> None:
        if op.sym_name.data not in self._static_allocs:
            space = self.constant_space if op.mutable is None else self.target.global_space
            self._add_alloc(op, op.sym_name.data, space, constant=op.mutable is None)

    def _add_alloc(
        self,
        op: mir.AllocOp,
        name: str,
        space: str,
        *,
        constant: bool,
        public: bool = False,
        section: str | None = None,
    ) -> asptr.GlobalOp:
        uninit = () if op.uninit is None else op.uninit.data
        relocations = () if op.relocations is None else op.relocations.data
        return self._add_global(
            name,
            space,
            op.bytes.data,
            op.align.data,
            undef=[(r.start.data, r.end.data) for r in uninit],
            relocations=[(r.offset.data, r.target, r.addend.data) for r in relocations],
            constant=constant,
            public=public,
            section=section,
        )

    def _lower_static(self, op: mir.StaticOp, allocs: Mapping[str, mir.AllocOp]) -> None:
        if op.thread_local is not None:
            raise CompileError.of(
                f"`{op.sym_name.data}` is thread-local; the device has no thread-local statics",
                span_of(op.location),
            )
        name = self._names[op.sym_name.data].root_reference.data
        section = None if op.link_section is None else op.link_section.data
        if op.alloc is None:
            layout = self.layouts.of(op.type)
            space = self.target.global_space
            self._spaces[name] = space
            self.globals.append(
                asptr.GlobalOp(name, space, layout.size, layout.align, external=True)
            )
            return
        alloc = allocs[op.alloc.root_reference.data]
        if section == _LDS_SECTION:
            if not _is_uninitialized(alloc):
                raise CompileError.of(
                    f"`{op.sym_name.data}` is in workgroup memory, which cannot be initialised",
                    span_of(op.location),
                    help=("make its type a `MaybeUninit`, and its value `MaybeUninit::uninit()`",),
                )
            self._add_alloc(alloc, name, "local", constant=False).location = op.location
            return
        constant = op.mutable is None and alloc.mutable is None
        space = self.constant_space if constant else self.target.global_space
        public = op.link_name is not None
        lowered = self._add_alloc(
            alloc, name, space, constant=constant, public=public, section=section
        )
        lowered.location = op.location

    def _lower_vtable(self, op: mir.VTableOp) -> None:
        size = self.pointer_bytes
        layout = self.layouts.of(op.type)
        methods = op.methods.data
        image = Image.empty(size * (3 + len(methods)))
        if op.drop is None:
            image.put_int(0, 0, size)
        else:
            image.put_pointer(0, op.drop, 0, size)
        image.put_int(size, layout.size, size)
        image.put_int(2 * size, layout.align, size)
        for slot, method in enumerate(methods, 3):
            if isinstance(method, SymbolRefAttr):
                image.put_pointer(slot * size, method, 0, size)
        relocations = [(at, *target) for at, target in sorted(image.relocations.items())]
        name = self._names[op.sym_name.data].root_reference.data
        vtable = self._add_global(
            name,
            self.constant_space,
            image.data,
            size,
            undef=_gaps(image.initialized),
            relocations=relocations,
            constant=True,
        )
        vtable.attributes["vtable"] = _UNIT

    def needs_drop(self, type_: Attribute) -> bool:
        """Whether dropping a value of that type does anything (`Ty::needs_drop`)."""
        found = self._needs_drop.get(type_)
        if found is None:
            # Meanwhile no: a recursive type needs drop only if something else in it does.
            self._needs_drop[type_] = False
            found = self._needs_drop[type_] = self._compute_needs_drop(type_)
        return found

    def _compute_needs_drop(self, type_: Attribute) -> bool:
        match type_:
            case mir.AdtType():
                op = self._adts.get(type_)
                if op is None or isinstance(op, mir.UnionOp):
                    return False
                if op.lang is not None and op.lang.data == "manually_drop":
                    return False
                return op.drop is not None or any(
                    self.needs_drop(field.type)
                    for variant in op.variants.data
                    for field in variant.fields.data
                )
            case mir.ClosureType():
                captures = self._captures.get(type_, ())
                return any(self.needs_drop(capture) for capture in captures)
            case mir.TupleType():
                return any(self.needs_drop(element) for element in type_.elements.data)
            case mir.ArrayType() | mir.SliceType():
                return self.needs_drop(type_.element)
            case mir.DynType():
                return True
            case _:
                return False

    def pointee_align(self, type_: Attribute) -> int:
        """The alignment in bytes of what a reference points to; 1 for any other type."""
        if not isinstance(type_, mir.RefType):
            return 1
        found = self._pointee_aligns.get(type_)
        if found is None:
            found = self._pointee_aligns[type_] = self.layouts.of(type_.pointee).align
        return found

    def error(self, message: str) -> CompileError:
        """An error whose place in the source whoever asked for the lowering knows."""
        return CompileError.of(message)


def _is_uninitialized(op: mir.AllocOp) -> bool:
    uninit = () if op.uninit is None else op.uninit.data
    return sum(gap.end.data - gap.start.data for gap in uninit) == op.size.data


def _gaps(initialized: bytearray) -> list[tuple[int, int]]:
    """The ranges of bytes that are not initialised, ends excluded."""
    gaps: list[tuple[int, int]] = []
    at = initialized.find(0)
    while at >= 0:
        end = initialized.find(1, at)
        if end < 0:
            end = len(initialized)
        gaps.append((at, end))
        at = initialized.find(0, end)
    return gaps


def _function_attributes(op: mir.FuncOp) -> dict[str, Attribute]:
    """What the Rust attributes of a function ask of LLVM, as `llvm.passthrough`."""
    words: list[Attribute] = []
    if op.inline is not None:
        word = {"never": "noinline", "always": "alwaysinline", "force": "alwaysinline"}.get(
            op.inline.data, "inlinehint"
        )
        words.append(StringAttr(word))
    if op.cold is not None:
        words.append(StringAttr("cold"))
    attributes: dict[str, Attribute] = {}
    if words:
        attributes["llvm.passthrough"] = ArrayAttr(words)
    if op.target_features is not None:
        features = [StringAttr(f"+{name}") for name in op.target_features.data.split(",")]
        attributes["llvm.target_features"] = TargetFeaturesAttr(ArrayAttr(features))
    return attributes
