"""
What is said of a kernel beside its body: the types of its arguments in Rust, and its launch bounds.

A fat pointer is two arguments, the second of which Rust calls `usize` or, of a vtable, nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

from xdsl.dialects.builtin import ArrayAttr, StringAttr, UnitAttr
from xdsl.ir import Attribute

from ...dialects import hsa, mir
from ..layout import Float, Int, Layout, Pointer, Scalar, ScalarPair
from .abi import FnAbi

_BOUNDS = ("reqd_workgroup_size", "max_flat_workgroup_size", "waves_per_eu")
_UNIFORM = "uniform_workgroup_size"


def argument_types(inputs: Sequence[Attribute], abi: FnAbi) -> list[str]:
    """The Rust types of a kernel's arguments, as the `asptr` level has them."""
    names: list[str] = []
    for input_, passed in zip(inputs, abi.arguments, strict=True):
        if len(passed.types) < 2:
            names += [mir.spell(input_)] * len(passed.types)
        else:
            names += _halves(input_, passed.layout)
    return names


def _halves(type_: Attribute, layout: Layout) -> list[str]:
    """What the two scalars are that a value is passed as."""
    abi = layout.abi
    assert isinstance(abi, ScalarPair)
    if isinstance(type_, mir.RefType | mir.PtrType):
        return [mir.spell(type_), _scalar(abi.second)]
    return [_scalar(abi.first), _scalar(abi.second)]


def _scalar(scalar: Scalar) -> str:
    """The Rust type of a scalar."""
    match scalar.primitive:
        case Int(bits, signed):
            if scalar.is_bool:
                return "bool"
            return "usize" if bits == 64 and not signed else f"{'iu'[not signed]}{bits}"
        case Float(bits):
            return f"f{bits}"
        case Pointer():
            return "*const ()"


def put_launch_bounds(function: mir.FuncOp, kernel: hsa.KernelOp) -> None:
    """Give a kernel the launch bounds and target features that its function has."""
    if function.target_features is not None:
        kernel.properties["target_features"] = ArrayAttr(
            [StringAttr(f"+{name}") for name in function.target_features.data.split(",")]
        )
    for name in _BOUNDS:
        if (bound := function.attributes.get(name)) is not None:
            kernel.properties[name] = bound
    if _UNIFORM in function.attributes:
        kernel.attributes["hsa.uniform_workgroup_size"] = UnitAttr()
