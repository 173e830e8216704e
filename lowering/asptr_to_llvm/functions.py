"""
Functions, kernels and calls to `llvm`.

A function of several results returns a literal struct of them. A kernel gets the target's calling
convention, its launch bounds as the attributes that the target's backend reads, and is `protected`:
visible to the runtime, yet never replaced by another. Panics abort, so that nothing unwinds.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import cast

from xdsl.dialects import func
from xdsl.dialects.builtin import (
    ArrayAttr,
    DictionaryAttr,
    FunctionType,
    IntegerAttr,
    StringAttr,
    UnitAttr,
    i64,
)
from xdsl.dialects.llvm import CallingConventionAttr, LinkageAttr, TargetFeaturesAttr
from xdsl.ir import Attribute, Block, Operation, Region, SSAValue, TypeAttribute

from rusticle.diagnostics import CompileError

from ...dialects import asptr, hsa, llvm
from ...targets import Target
from .conversion import VOID, FunctionLowering, Lowering, TypeConverter, located, name_of
from .kernel_arguments import kernel_arguments

UNIT = UnitAttr()
EXTERNAL = LinkageAttr("external")
INTERNAL = LinkageAttr("internal")
DEFAULT_VISIBILITY = IntegerAttr(0, i64)
PROTECTED = IntegerAttr(2, i64)

_CONVENTIONS = {
    keyword: CallingConventionAttr(name) for name, keyword in llvm.CALLING_CONVENTIONS.items()
} | {"ccc": llvm.CCC}
"""Calling conventions by LLVM IR's word for them."""

_WAVES = frozenset({"amdgpu", "nvptx"})
"""
Where work-items run in step. There every function and call is `convergent`, for it may lead to a
barrier: LLVM takes the mark away where it sees that it does not, but never adds it.
"""

_VALUE_NAME = re.compile(r"[A-Za-z_$.-][\w$.-]*")
"""What can be the name of a value in MLIR's syntax."""


def _convert_attributes(
    types: TypeConverter, attributes: ArrayAttr[DictionaryAttr] | None
) -> ArrayAttr[DictionaryAttr] | None:
    """Attributes of parameters, with the types that some of them hold converted."""
    if attributes is None or not any(d.data for d in attributes):
        return None
    return ArrayAttr(
        DictionaryAttr(
            {
                name: types.convert(value) if isinstance(value, TypeAttribute) else value
                for name, value in dictionary.data.items()
                # What the `hsa` dialect says of a parameter is for people and for the host.
                if not name.startswith("hsa.")
            }
        )
        for dictionary in attributes
    )


def _reverse_postorder(entry: Block) -> list[Block]:
    """
    The blocks that can be reached from `entry`, each after all that dominate it.

    Values are thus converted before their uses. What cannot be reached is left out.
    """
    order: list[Block] = []
    seen = {entry}
    stack: list[tuple[Block, Iterator[Block]]] = [(entry, _successors(entry))]
    while stack:
        block, rest = stack[-1]
        following = next((b for b in rest if b not in seen), None)
        if following is None:
            order.append(block)
            stack.pop()
        else:
            seen.add(following)
            stack.append((following, _successors(following)))
    order.reverse()
    return order


def _successors(block: Block) -> Iterator[Block]:
    last = block.last_op
    return iter(()) if last is None else iter(last.successors)


def no_lowering(target: Target, op: Operation) -> CompileError:
    """The error of an operation that this conversion does not know."""
    return CompileError.of(f"`{name_of(op)}` has no lowering to LLVM on `{target.name}`")


def lower_body(
    types: TypeConverter,
    body: Region,
    lowerings: Mapping[type[Operation], Lowering],
    kernel: hsa.KernelOp | None,
) -> Region:
    """Convert the blocks of a function."""
    fx = FunctionLowering(types, kernel)
    order = _reverse_postorder(body.blocks[0])
    for old in order:
        new = Block(arg_types=types.all(old.arg_types))
        fx.blocks[old] = new
        for before, after in zip(old.args, new.args, strict=True):
            fx.values[before] = after
            after.name_hint = before.name_hint
            after.location = before.location
    fx.entry = fx.blocks[order[0]]
    try:
        for old in order:
            fx.block = fx.blocks[old]
            for op in old.ops:
                fx.location = op.location
                try:
                    lower = lowerings[type(op)]
                except KeyError:
                    if not op.name.startswith("llvm."):
                        raise no_lowering(types.target, op) from None
                    lower = _keep
                lower(fx, op)
    except CompileError as error:
        raise located(error, fx.location) from None
    # In the old order, which is the one that people know the blocks in.
    region = Region()
    region.add_block([fx.blocks[b] for b in body.blocks if b in fx.blocks])
    return region


def _keep(fx: FunctionLowering, op: Operation) -> None:
    """An operation of the `llvm` dialect, on new values and converted types."""
    if op.regions:
        raise fx.error(op, f"`{op.name}` inside a function is not supported")
    properties = {
        name: fx.types.convert(value) if isinstance(value, TypeAttribute) else value
        for name, value in op.properties.items()
    }
    new = fx.emit(
        type(op),
        fx.operands(op),
        fx.results(op),
        properties,
        op.attributes,
        [fx.blocks[b] for b in op.successors],
    )
    for before, after in zip(op.results, new.results, strict=True):
        fx.values[before] = after
        after.name_hint = before.name_hint


def lower_function(
    types: TypeConverter, op: func.FuncOp, lowerings: Mapping[type[Operation], Lowering]
) -> llvm.FuncOp:
    """Convert a function."""
    type: FunctionType = op.function_type
    private = op.sym_visibility is not None and op.sym_visibility.data == "private"
    declared = not op.body.blocks
    properties: dict[str, Attribute] = {
        "sym_name": op.sym_name,
        "function_type": types.function(type.inputs.data, type.outputs.data),
        "CConv": llvm.CCC,
        "linkage": EXTERNAL if declared or not private else INTERNAL,
        # Other modules may call it, but not replace it: calls need no indirection.
        "visibility_": DEFAULT_VISIBILITY if declared or private else PROTECTED,
        "no_unwind": UNIT,
    }
    if types.target.arch in _WAVES:
        properties["convergent"] = UNIT
    attributes: dict[str, Attribute] = {}
    for name, value in op.attributes.items():
        known = name.removeprefix("llvm.")
        if known is not name and known in llvm.FuncOp.NAMES:
            properties[known] = value
        else:
            attributes[name] = value
    arg_attrs = _convert_attributes(types, op.arg_attrs)
    if arg_attrs is not None:
        properties["arg_attrs"] = arg_attrs
    # What is known of one of several results cannot be said of a field of the struct.
    res_attrs = _convert_attributes(types, op.res_attrs)
    if res_attrs is not None and len(type.outputs) == 1:
        properties["res_attrs"] = res_attrs
    region = Region() if declared else lower_body(types, op.body, lowerings, None)
    return llvm.FuncOp.create(
        properties=properties, attributes=attributes, regions=[region], location=op.location
    )


def _pair(key: str, value: str) -> Attribute:
    """A function attribute with a value, for `passthrough`."""
    return ArrayAttr((StringAttr(key), StringAttr(value)))


def _amdgpu_bounds(op: hsa.KernelOp) -> list[Attribute]:
    """AMDGPUUsage, "AMDGPU IR Attributes"."""
    found: list[Attribute] = []
    if op.reqd_workgroup_size is not None:
        size = math.prod(cast("Sequence[int]", op.reqd_workgroup_size.get_values()))
        found.append(_pair("amdgpu-flat-work-group-size", f"{size},{size}"))
    elif op.max_flat_workgroup_size is not None:
        most = op.max_flat_workgroup_size.value.data
        found.append(_pair("amdgpu-flat-work-group-size", f"1,{most}"))
    if op.waves_per_eu is not None:
        waves = cast("Sequence[int]", op.waves_per_eu.get_values())
        found.append(_pair("amdgpu-waves-per-eu", ",".join(map(str, waves))))
    if "hsa.uniform_workgroup_size" in op.attributes:
        found.append(_pair("uniform-work-group-size", "true"))
    return found


def _nvptx_bounds(op: hsa.KernelOp) -> list[Attribute]:
    """NVPTXUsage, "Kernel Metadata"."""
    if op.reqd_workgroup_size is not None:
        sizes = cast("Sequence[int]", op.reqd_workgroup_size.get_values())
        return [_pair("nvvm.reqntid", ",".join(map(str, sizes)))]
    if op.max_flat_workgroup_size is not None:
        return [_pair("nvvm.maxntid", str(op.max_flat_workgroup_size.value.data))]
    return []


_BOUNDS = {"amdgpu": _amdgpu_bounds, "nvptx": _nvptx_bounds}
"""How each backend is told a kernel's launch bounds. A CPU has none."""


def kernel_convention(target: Target) -> CallingConventionAttr:
    """The calling convention of the target's kernels."""
    found = _CONVENTIONS.get(target.kernel_calling_convention)
    if found is None:
        raise CompileError.of(f"unknown calling convention `{target.kernel_calling_convention}`")
    return found


def lower_kernel(
    types: TypeConverter, op: hsa.KernelOp, lowerings: Mapping[type[Operation], Lowering]
) -> llvm.FuncOp:
    """Convert a kernel."""
    target = types.target
    properties: dict[str, Attribute] = {
        "sym_name": op.sym_name,
        "function_type": types.function(op.function_type.inputs.data, ()),
        "CConv": kernel_convention(target),
        "linkage": EXTERNAL,
        "visibility_": PROTECTED,
        "no_unwind": UNIT,
    }
    if target.arch in _WAVES:
        properties["convergent"] = UNIT
    arg_attrs = _convert_attributes(types, op.arg_attrs)
    if arg_attrs is not None:
        properties["arg_attrs"] = arg_attrs
    bounds = _BOUNDS.get(target.arch)
    if bounds is not None and (passthrough := bounds(op)):
        properties["passthrough"] = ArrayAttr(passthrough)
    if op.reqd_workgroup_size is not None and target.arch == "amdgpu":
        properties["reqd_work_group_size"] = op.reqd_workgroup_size
    if op.target_features is not None:
        properties["target_features"] = TargetFeaturesAttr(op.target_features)
    attributes = {
        name: value for name, value in op.attributes.items() if name != "hsa.uniform_workgroup_size"
    }
    if target.arch == "amdgpu":
        attributes |= kernel_arguments(op)
    region = lower_body(types, op.body, lowerings, op)
    if op.arg_names is not None:
        # LLVM writes the names of a kernel's parameters into the code object's metadata.
        for argument, name in zip(region.blocks[0].args, op.arg_names, strict=True):
            if _VALUE_NAME.fullmatch(name.data):
                argument.name_hint = name.data
    return llvm.FuncOp.create(
        properties=properties, attributes=attributes, regions=[region], location=op.location
    )


_CALL_PROPERTIES = [llvm.CallOp.fixed_properties(n) for n in range(16)]


def _call_properties(operand_count: int) -> dict[str, Attribute]:
    if operand_count < len(_CALL_PROPERTIES):
        return dict(_CALL_PROPERTIES[operand_count])
    return llvm.CallOp.fixed_properties(operand_count)


def _emit_call(
    fx: FunctionLowering,
    op: Operation,
    operands: Sequence[SSAValue],
    properties: dict[str, Attribute],
) -> None:
    for name in ("arg_attrs", "res_attrs"):
        attribute = op.attributes.get(name)
        if isinstance(attribute, ArrayAttr) and (name == "arg_attrs" or len(op.results) == 1):
            converted = _convert_attributes(fx.types, cast("ArrayAttr[DictionaryAttr]", attribute))
            if converted is not None:
                properties[name] = converted
    properties["no_unwind"] = UNIT
    if fx.target.arch in _WAVES:
        properties["convergent"] = UNIT
    returned = fx.types.result([r.type for r in op.results])
    results = () if returned is VOID else (returned,)
    call = fx.emit(llvm.CallOp, operands, results, properties)
    fx.unpack(op, call.results[0] if results else None)


def _call(fx: FunctionLowering, op: func.CallOp) -> None:
    operands = fx.operands(op)
    properties = _call_properties(len(operands))
    properties["callee"] = op.callee
    _emit_call(fx, op, operands, properties)


def _call_indirect(fx: FunctionLowering, op: asptr.CallIndirectOp) -> None:
    operands = fx.operands(op)
    properties = _call_properties(len(operands))
    _emit_call(fx, op, operands, properties)


def _return(fx: FunctionLowering, op: Operation) -> None:
    values = fx.operands(op)
    if len(values) > 1:
        values = [fx.pack(values, fx.types.result([v.type for v in op.operands]))]
    fx.emit(llvm.ReturnOp, values)


LOWERINGS: Mapping[type[Operation], Lowering] = {
    func.CallOp: _call,
    func.ReturnOp: _return,
    asptr.CallIndirectOp: _call_indirect,
    hsa.ReturnOp: _return,
}
"""How to convert calls and returns."""
