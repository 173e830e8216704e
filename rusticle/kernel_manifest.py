"""
From a module to its manifest (`runtime/manifest.py`): what its kernels take, and where.

At the `mir` level the parameters are Rust's, with their names and types. At the `asptr` level they
are the kernel's own, and a pointer points to anything. Where an argument lies in the kernarg
segment is decided as LLVM's AMDGPU backend does (`AMDGPUSubtarget::getExplicitKernArgSize`): each
in order, at the alignment of its type, or at that of a `byref` aggregate.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from xdsl.dialects import func
from xdsl.dialects.builtin import (
    AnyFloat,
    DictionaryAttr,
    IntegerAttr,
    IntegerType,
    ModuleOp,
    VectorType,
)

from .diagnostics import CompileError, span_of
from .dialects import asptr, hsa, mir
from .lowering.layout import (
    ArbitraryShape,
    Layout,
    Layouts,
    MultipleVariants,
    NicheTag,
    Pointer,
    Scalar,
    SingleVariant,
)
from .lowering.mir_to_asptr.abi import AbiComputer, Mode
from .lowering.mir_to_asptr.foreign import is_foreign, parameter_offsets
from .passes.delegate_foreign_calls import FOREIGN, Places
from .runtime.arguments import transparent
from .runtime.manifest import (
    Component,
    ForeignFunction,
    KernelManifest,
    Manifest,
    Parameter,
    Result,
    Shape,
)

if TYPE_CHECKING:
    from xdsl.ir import Attribute

    from .targets import Target

_FLOATS = {16: "half", 32: "float", 64: "double", 128: "fp128"}
_DEPTH = 8
"""How deep shapes follow pointers and fields; beyond that they are opaque bytes."""


def module_manifest(module: ModuleOp, target: Target) -> Manifest:
    """
    The manifest of a module at the `mir` or `asptr` level that is compiled for `target`.

    Raises `CompileError` for a kernel whose arguments have no place in a kernarg segment.
    """
    kernels: dict[str, KernelManifest] = {}
    foreign: dict[str, ForeignFunction] = {}
    shapes: _Shapes | None = None
    for op in module.body.block.ops:
        if isinstance(op, mir.FuncOp) and is_foreign(op):
            if shapes is None:
                shapes = _Shapes(module, target)
            function = shapes.foreign(op)
            foreign[function.name] = function
            continue
        if isinstance(op, mir.FuncOp) and op.kernel is not None:
            if shapes is None:
                shapes = _Shapes(module, target)
            found = shapes.kernel(op)
        elif isinstance(op, hsa.KernelOp):
            found = _plain_kernel(op, target)
        elif isinstance(op, func.FuncOp) and FOREIGN in op.attributes:
            foreign[op.sym_name.data] = _plain_foreign(op, target)
            continue
        else:
            continue
        kernels[found.name] = found
    # The numbers of foreign functions are their places among the names in order.
    return Manifest(kernels, foreign=tuple(f for _, f in sorted(foreign.items())))


class _Segment:
    """The kernarg segment, filled in order."""

    def __init__(self, target: Target) -> None:
        self.target = target
        self.size = 0

    def take(self, type: Attribute, byref: tuple[int, int] | None = None) -> Component:
        """The place of the next argument of an `asptr`-level type."""
        if byref is not None:
            text, (size, align) = "byref", byref
        else:
            text, size, align = _place(type, self.target)
        offset = -(-self.size // align) * align
        self.size = offset + size
        return Component(offset, size, text)


def _place(type: Attribute, target: Target) -> tuple[str, int, int]:
    """LLVM's spelling, the size and the alignment of an argument's type."""
    match type:
        case IntegerType():
            bits = type.width.data
            align = target.int_align(bits)
            size = -(-((bits + 7) // 8) // align) * align
            return f"i{bits}", size, align
        case asptr.PtrType():
            space = type.space.data
            return "ptr", target.space(space).bits // 8, target.pointer_align(space)
        case VectorType():
            element, size, _ = _place(type.element_type, target)
            count = type.get_shape()[0]
            align = target.vector_align(8 * size * count)
            return f"<{count} x {element}>", -(-size * count // align) * align, align
        case _ if isinstance(type, AnyFloat):
            bits = type.bitwidth
            return _FLOATS[bits], bits // 8, target.float_align(bits)
        case _:
            raise CompileError.of(f"a kernel cannot take an argument of type `{type}`")


def _attrs(op: hsa.KernelOp, index: int) -> DictionaryAttr:
    return DictionaryAttr({}) if op.arg_attrs is None else op.arg_attrs.data[index]


def _plain_kernel(op: hsa.KernelOp, target: Target) -> KernelManifest:
    """The manifest of a kernel of which only IR types are known."""
    segment = _Segment(target)
    names = (
        [f"arg{i}" for i in range(len(op.args))]
        if op.arg_names is None
        else [n.data for n in op.arg_names]
    )
    parameters: list[Parameter] = []
    result: Result | None = None
    inputs = op.function_type.inputs.data
    index = 0
    while index < len(inputs):
        type, name = inputs[index], names[index]
        attrs = _attrs(op, index).data
        byref = attrs.get("llvm.byref")
        if (returned := attrs.get("hsa.sret")) is not None:
            per = "launch" if "llvm.dereferenceable" in attrs else "work-item"
            wide = (_byref_size(returned), _align_of(attrs))
            result = Result(Shape("opaque", str(returned), *wide), per, segment.take(type))
        elif byref is not None:
            wide = (_byref_size(byref), _align_of(attrs))
            component = segment.take(type, wide)
            shape = Shape("opaque", str(byref), *wide)
            parameters.append(Parameter(name, shape, (component,)))
        elif name.endswith(".ptr") and names[index + 1 : index + 2] == [name[:-3] + "len"]:
            pair = (segment.take(type), segment.take(inputs[index + 1]))
            shape = Shape("slice", "slice", 16, 8)
            parameters.append(Parameter(name.removesuffix(".ptr"), shape, pair))
            index += 1
        else:
            component = segment.take(type)
            parameters.append(Parameter(name, _plain_shape(type, component), (component,)))
        index += 1
    return _kernel(op.sym_name.data, parameters, segment, op, result)


def _align_of(attrs: Mapping[str, Attribute]) -> int:
    """The alignment that a pointer's attributes say, in bytes."""
    align = attrs.get("llvm.align")
    return align.value.data if isinstance(align, IntegerAttr) else 1


def _plain_foreign(op: func.FuncOp, target: Target) -> ForeignFunction:
    """What a host must know of a foreign function of which only IR types are known."""
    places = Places.of(op.attributes[FOREIGN])
    parameters: list[Parameter] = []
    arguments = list(
        zip(op.function_type.inputs.data, places.arguments, places.copied, strict=True)
    )
    for type, offset, copied in arguments[int(places.result_indirect) :]:
        name = f"arg{len(parameters)}"
        if copied:
            component = Component(offset, copied, "byref")
            shape = Shape("opaque", str(type), copied, 1)
        else:
            text, size, _ = _place(type, target)
            component = Component(offset, size, text)
            shape = _plain_shape(type, component)
        parameters.append(Parameter(name, shape, (component,)))
    outputs = op.function_type.outputs.data
    result = Shape("opaque", "the result", places.result_size, 1)
    if len(outputs) == 1:
        text, size, _ = _place(outputs[0], target)
        result = _plain_shape(outputs[0], Component(0, size, text))
    return ForeignFunction(
        op.sym_name.data, tuple(parameters), result, places.result_at, places.size
    )


def _byref_size(type: Attribute) -> int:
    size = getattr(type, "size", None)
    count = getattr(size, "data", None)
    if isinstance(count, int):
        return count
    raise CompileError.of(f"the size of the aggregate `{type}` is not known")


def _plain_shape(type: Attribute, component: Component) -> Shape:
    size = component.size
    match type:
        case IntegerType():
            kind = "bool" if type.width.data == 1 else "word"
            return Shape(kind, str(type), size, size)
        case asptr.PtrType():
            return Shape("pointer", str(type), size, size)
        case VectorType():
            return Shape("opaque", str(type), size, size)
        case _:
            return Shape("float", str(type), size, size)


def _kernel(
    name: str,
    parameters: Iterable[Parameter],
    segment: _Segment,
    op: hsa.KernelOp | None,
    result: Result | None,
) -> KernelManifest:
    bounds: tuple[int, int, int] | None = None
    most = 1024
    if op is not None:
        if op.reqd_workgroup_size is not None:
            x, y, z = (int(n) for n in op.reqd_workgroup_size.get_values())
            bounds = (x, y, z)
        if op.max_flat_workgroup_size is not None:
            most = op.max_flat_workgroup_size.value.data
    return KernelManifest(
        name,
        tuple(parameters),
        segment.size,
        0,
        workgroup_size=bounds,
        max_workgroup_size=most,
        result=result,
    )


class _Shapes:
    """Shapes of Rust types."""

    def __init__(self, module: ModuleOp, target: Target) -> None:
        self.layouts = Layouts(module, cast("Any", target))
        self.target = target
        self.abis = AbiComputer(self.layouts, "private", "constant")
        self._definitions = {
            op.adt: op
            for op in module.body.block.ops
            if isinstance(op, mir.StructOp | mir.EnumOp | mir.UnionOp)
        }

    def kernel(self, op: mir.FuncOp) -> KernelManifest:
        inputs = op.function_type.inputs.data
        try:
            abi = self.abis.of_kernel(inputs, sret=None if op.sret is None else op.sret.data)
        except CompileError as error:
            raise CompileError.of(
                f"the arguments of kernel `{op.sym_name.data}` cannot be passed",
                span_of(op.location),
                notes=[d.message for d in error.diagnostics],
            ) from error
        names = [] if op.arg_names is None else [n.data for n in op.arg_names]
        names += [f"arg{i}" for i in range(len(names), len(inputs))]
        segment = _Segment(self.target)
        parameters: list[Parameter] = []
        result: Result | None = None
        for index, (name, type, passed) in enumerate(
            zip(names, inputs, abi.arguments, strict=True)
        ):
            layout = passed.layout
            if op.sret is not None and index == 0:
                assert isinstance(type, mir.PtrType)
                shape, per = self.shape(type.pointee, _DEPTH), cast("Any", op.sret.data)
                result = Result(shape, per, segment.take(passed.types[0]))
                continue
            byref = (layout.size, layout.align) if passed.mode is Mode.INDIRECT else None
            components = tuple(segment.take(t, byref) for t in passed.types)
            parameters.append(Parameter(name, self.shape(type, _DEPTH), components))
        symbol = op.sym_name.data if op.link_name is None else op.link_name.data
        return _kernel(symbol, parameters, segment, None, result)

    def foreign(self, op: mir.FuncOp) -> ForeignFunction:
        """What a host must know to answer calls of a foreign function."""
        inputs, output = op.function_type.inputs.data, op.function_type.outputs.data[0]
        abi = self.abis.of(inputs, output)
        offsets, result_at, size = parameter_offsets(abi)
        names = [] if op.arg_names is None else [n.data for n in op.arg_names]
        names += [f"arg{i}" for i in range(len(names), len(inputs))]
        parameters = tuple(
            Parameter(name, self.shape(t, _DEPTH), (Component(at, p.layout.size, "byref"),))
            for name, t, at, p in zip(names, inputs, offsets, abi.arguments, strict=True)
        )
        symbol = op.sym_name.data if op.link_name is None else op.link_name.data
        span = span_of(op.location)
        return ForeignFunction(
            symbol, parameters, self.shape(output, _DEPTH), result_at, size,
            "" if span is None else str(span),
        )  # fmt: skip

    def shape(self, type: Attribute, depth: int) -> Shape:
        """The shape of a sized type."""
        layout = self.layouts.of(type)
        return self._shape(type, layout, depth)

    def _shape(self, type: Attribute, layout: Layout, depth: int) -> Shape:
        text = mir.spell(type)
        size, align = layout.size, layout.align
        match type:
            case IntegerType():
                signed = type.signedness.data.name != "UNSIGNED"
                return Shape("int" if signed else "uint", text, size, align)
            case mir.UsizeType():
                return Shape("uint", text, size, align)
            case mir.IsizeType():
                return Shape("int", text, size, align)
            case mir.PatternType():
                return self._shape(type.base, layout, depth)
            case mir.BoolType():
                return Shape("bool", text, size, align)
            case mir.CharType():
                return Shape("char", text, size, align)
            case mir.RefType() | mir.PtrType():
                return self._pointer(type, text, layout, depth)
            case mir.ArrayType() if depth > 0:
                element = self.shape(type.element, depth - 1)
                count = size // element.size if element.size else 0
                return Shape("array", text, size, align, element, count)
            case mir.TupleType() | mir.AdtType() | mir.ArrayType() if depth > 0:
                return self._aggregate(type, text, layout, depth)
            case _ if isinstance(type, AnyFloat):
                return Shape("float", text, size, align)
            case _:
                return Shape("opaque", text, size, align)

    def _pointer(
        self, type: mir.RefType | mir.PtrType, text: str, layout: Layout, depth: int
    ) -> Shape:
        size, align = layout.size, layout.align
        pointee = type.pointee
        mutable = bool(type.mutable.data) or self._has_cell(pointee)
        if isinstance(pointee, mir.SliceType):
            element = self._pointee(pointee.element, depth)
            return Shape("slice", text, size, align, element, mutable=mutable)
        if isinstance(pointee, mir.StrType):
            byte = Shape("uint", "u8", 1, 1)
            return Shape("slice", text, size, align, byte, mutable=mutable)
        if size != self.target.pointer_bits // 8:
            return Shape("opaque", text, size, align)
        element = self._pointee(pointee, depth)
        return Shape("pointer", text, size, align, element, mutable=mutable)

    def _has_cell(self, type: Attribute) -> bool:
        """Whether a shared reference allows writes: there is an `UnsafeCell` in the type."""
        match type:
            case mir.ArrayType() | mir.SliceType():
                return self._has_cell(type.element)
            case mir.TupleType():
                return any(self._has_cell(element) for element in type.elements.data)
            case mir.AdtType():
                op = self._definitions.get(type)
                if op is None:
                    return False
                return (op.lang is not None and op.lang.data == "unsafe_cell") or any(
                    self._has_cell(field.type)
                    for variant in op.variants.data
                    for field in variant.fields.data
                )
            case _:
                return False

    def _pointee(self, type: Attribute, depth: int) -> Shape | None:
        """What is pointed to; `None` if it could be anything or its size is not known."""
        if depth == 0:
            return None
        try:
            shape = self.shape(type, depth - 1)
        except CompileError:
            # Defined elsewhere, like an extern type: pointers to it need no layout.
            return None
        return shape if shape.size else None

    def _aggregate(self, type: Attribute, text: str, layout: Layout, depth: int) -> Shape:
        size, align = layout.size, layout.align
        nullable = self._nullable(layout, text, depth)
        if nullable is not None:
            return nullable
        fields = layout.fields
        if not isinstance(fields, ArbitraryShape) or not isinstance(layout.variants, SingleVariant):
            return Shape("opaque", text, size, align)
        names: Sequence[str] = [str(i) for i in range(len(fields.offsets))]
        if isinstance(type, mir.AdtType):
            named = self._field_names(type)
            if named is None or len(named) != len(fields.offsets):
                return Shape("opaque", text, size, align)
            names = named
        found = tuple(
            (name, offset, self.shape(field, depth - 1))
            for name, offset, field in zip(names, fields.offsets, layout.field_types, strict=True)
        )
        return Shape("struct", text, size, align, fields=found)

    def _nullable(self, layout: Layout, text: str, depth: int) -> Shape | None:
        """The shape of `Option<&T>` and its like: a pointer, which may be null."""
        variants = layout.variants
        if not isinstance(variants, MultipleVariants) or not isinstance(layout.abi, Scalar):
            return None
        encoding = variants.tag_encoding
        if not isinstance(encoding, NicheTag) or encoding.niche_start != 0:
            return None
        held = variants.variants[encoding.untagged_variant].field_types
        if len(held) != 1 or not isinstance(layout.abi.primitive, Pointer):
            return None
        shape = transparent(self.shape(held[0], depth - 1))
        return replace(shape, type=text) if shape.kind == "pointer" else None

    def _field_names(self, type: mir.AdtType) -> list[str] | None:
        op = self._definitions.get(type)
        if not isinstance(op, mir.StructOp):
            return None
        (variant,) = op.variants.data
        return [field.field_name.data for field in variant.fields.data]
