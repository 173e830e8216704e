"""
From a module to its manifest (`runtime/manifest.py`): what its kernels take, and where.

At the `mir` level the parameters are Rust's, with their names and types. At the `asptr` level they
are the kernel's own, and a pointer points to anything. Where an argument lies in the kernarg
segment is decided as LLVM's AMDGPU backend does (`AMDGPUSubtarget::getExplicitKernArgSize`): each
in order, at the alignment of its type, or at that of a `byref` aggregate.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from xdsl.dialects import func
from xdsl.dialects.builtin import (
    AnyFloat,
    IntegerAttr,
    IntegerType,
    ModuleOp,
    VectorType,
)

from .diagnostics import CompileError, span_of
from .dialects import asptr, hsa, mir
from .host_shapes import HostShapes
from .lowering.asptr_to_llvm.kernel_arguments import access_qualifier, argument_attributes
from .lowering.mir_to_asptr.abi import AbiComputer, Mode
from .lowering.mir_to_asptr.foreign import is_foreign, parameter_offsets
from .passes.delegate_foreign_calls import FOREIGN
from .passes.foreign_calls_by_queue import Places
from .passes.virtual_call_targets import ENTRY
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
_SPACES = {"flat": "generic"}
"""What code objects call our address spaces, where they have another name for them."""


def module_manifest(module: ModuleOp, target: Target) -> Manifest:
    """
    The manifest of a module at the `mir` or `asptr` level that is compiled for `target`.

    Raises `CompileError` for a kernel whose arguments have no place in a kernarg segment.
    """
    kernels: dict[str, KernelManifest] = {}
    foreign: dict[str, ForeignFunction] = {}
    shapes: _RustKernels | None = None
    for op in module.body.block.ops:
        if isinstance(op, mir.FuncOp) and is_foreign(op):
            if shapes is None:
                shapes = _RustKernels(module, target)
            function = shapes.foreign(op)
            foreign[function.name] = function
            continue
        if isinstance(op, mir.FuncOp) and op.kernel is not None:
            if shapes is None:
                shapes = _RustKernels(module, target)
            found = shapes.kernel(op)
        elif isinstance(op, hsa.KernelOp) and ENTRY not in op.attributes:
            found = _plain_kernel(op, target)
        elif isinstance(op, func.FuncOp) and FOREIGN in op.attributes:
            foreign[op.sym_name.data] = _plain_foreign(op, target)
            continue
        else:
            continue
        kernels[found.name] = found
    # The numbers of foreign functions are their places among the names in order.
    return Manifest(kernels, foreign=tuple(f for _, f in sorted(foreign.items())))


def settle(manifest: Manifest, module: ModuleOp) -> Manifest:
    """
    The manifest with what is only known when its kernels have come down to the `asptr` level and
    through that level's passes: the address space and the access of each pointer, and the launch
    bounds. `module` is the one that it was made of.
    """
    kernels = dict(manifest.kernels)
    for op in module.body.block.ops:
        if not isinstance(op, hsa.KernelOp) or (kernel := kernels.get(op.sym_name.data)) is None:
            continue
        if len(op.function_type.inputs) != len(kernel.components):
            # A pass of the user's made another kernel of it.
            continue
        seen = iter(zip(op.function_type.inputs.data, argument_attributes(op), strict=True))
        result = kernel.result
        if result is not None:
            result = replace(result, component=_described(result.component, *next(seen)))
        parameters = tuple(
            replace(p, components=tuple([_described(c, *next(seen)) for c in p.components]))
            for p in kernel.parameters
        )
        settled = replace(kernel, parameters=parameters, result=result)
        kernels[kernel.name] = _bounded(settled, op)
    return replace(manifest, kernels=kernels)


def _described(component: Component, type: Attribute, attrs: Mapping[str, Attribute]) -> Component:
    """The component with what is known of the pointer that it is, if it is one."""
    if not isinstance(type, asptr.PtrType) or "llvm.byref" in attrs:
        return component
    space = type.space.data
    return replace(
        component,
        address_space=_SPACES.get(space, space),
        access=access_qualifier(type, attrs),
    )


def _bounded(kernel: KernelManifest, op: hsa.KernelOp) -> KernelManifest:
    """The kernel with the launch bounds that the operation has."""
    bounds: tuple[int, int, int] | None = None
    most = kernel.max_workgroup_size
    if op.max_flat_workgroup_size is not None:
        most = op.max_flat_workgroup_size.value.data
    if op.reqd_workgroup_size is not None:
        x, y, z = (int(n) for n in op.reqd_workgroup_size.get_values())
        bounds, most = (x, y, z), x * y * z
    return replace(kernel, workgroup_size=bounds, max_workgroup_size=most)


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
        return Component(offset, size, text, align)


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


def entry_manifests(module: ModuleOp, target: Target) -> dict[str, KernelManifest]:
    """The manifests of the kernels of a module at the `asptr` level that only it dispatches."""
    return {
        op.sym_name.data: _plain_kernel(op, target)
        for op in module.body.block.ops
        if isinstance(op, hsa.KernelOp) and ENTRY in op.attributes
    }


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
    inputs, given = op.function_type.inputs.data, argument_attributes(op)

    def take(index: int, byref: tuple[int, int] | None = None) -> Component:
        component = segment.take(inputs[index], byref)
        return _described(component, inputs[index], given[index])

    index = 0
    while index < len(inputs):
        type, name, attrs = inputs[index], names[index], given[index]
        byref = attrs.get("llvm.byref")
        if (returned := attrs.get("hsa.sret")) is not None:
            per = "launch" if "llvm.dereferenceable" in attrs else "work-item"
            wide = (_byref_size(returned), _align_of(attrs))
            result = Result(Shape("opaque", str(returned), *wide), per, take(index))
        elif byref is not None:
            wide = (_byref_size(byref), _align_of(attrs))
            shape = Shape("opaque", str(byref), *wide)
            parameters.append(Parameter(name, shape, (take(index, wide),)))
        elif name.endswith(".ptr") and names[index + 1 : index + 2] == [name[:-3] + "len"]:
            pair = (take(index), take(index + 1))
            shape = Shape("slice", "slice", 16, 8)
            parameters.append(Parameter(name.removesuffix(".ptr"), shape, pair))
            index += 1
        else:
            component = take(index)
            parameters.append(Parameter(name, _plain_shape(type, component), (component,)))
        index += 1
    kernel = KernelManifest(op.sym_name.data, tuple(parameters), segment.size, 0, result=result)
    return _bounded(kernel, op)


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


class _RustKernels(HostShapes):
    """Kernels and foreign functions of which the Rust types are known."""

    def __init__(self, module: ModuleOp, target: Target) -> None:
        super().__init__(module, target)
        self.abis = AbiComputer(self.layouts, target, "private", "constant")

    def kernel(self, op: mir.FuncOp) -> KernelManifest:
        """The manifest of a kernel. Raises `CompileError`."""
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
                shape, per = self.shape(type.pointee), cast("Any", op.sret.data)
                result = Result(shape, per, segment.take(passed.types[0]))
                continue
            byref = (layout.size, layout.align) if passed.mode is Mode.INDIRECT else None
            components = tuple(segment.take(t, byref) for t in passed.types)
            parameters.append(Parameter(name, self.shape(type), components))
        symbol = op.sym_name.data if op.link_name is None else op.link_name.data
        return KernelManifest(symbol, tuple(parameters), segment.size, 0, result=result)

    def foreign(self, op: mir.FuncOp) -> ForeignFunction:
        """What a host must know to answer calls of a foreign function."""
        inputs, output = op.function_type.inputs.data, op.function_type.outputs.data[0]
        abi = self.abis.of(inputs, output)
        offsets, result_at, size = parameter_offsets(abi)
        names = [] if op.arg_names is None else [n.data for n in op.arg_names]
        names += [f"arg{i}" for i in range(len(names), len(inputs))]
        parameters = tuple(
            Parameter(name, self.shape(t), (Component(at, p.layout.size, "byref"),))
            for name, t, at, p in zip(names, inputs, offsets, abi.arguments, strict=True)
        )
        symbol = op.sym_name.data if op.link_name is None else op.link_name.data
        span = span_of(op.location)
        return ForeignFunction(
            symbol, parameters, self.shape(output), result_at, size,
            "" if span is None else str(span),
        )  # fmt: skip
