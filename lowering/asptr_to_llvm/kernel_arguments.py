"""
What AMD's code objects say of a kernel's arguments: `kernel_arg_*` metadata, as OpenCL's.

LLVM's metadata streamer (`AMDGPUHSAMetadataStreamer.cpp`) copies names and types from it, and
writes `.access`, `.is_const` and `.is_restrict` of it (AMDGPUUsage, "Code Object V3 Kernel Argument
Metadata Map"). Of Rust's pointers `&T` is `read_only`, unless there is a cell in `T`; what can be
written through is `read_write`. Those that nothing else can point to are `restrict`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from xdsl.dialects.builtin import ArrayAttr, StringAttr
from xdsl.ir import Attribute

from ...dialects import asptr, hsa


def kernel_arguments(op: hsa.KernelOp) -> dict[str, Attribute]:
    """The attributes of the `llvm.func` of a kernel that describe its arguments."""
    inputs = op.function_type.inputs.data
    if not inputs or op.arg_names is None:
        return {}
    attrs = argument_attributes(op)
    found: dict[str, Attribute] = {"kernel_arg_name": op.arg_names}
    if op.arg_types is not None:
        found["kernel_arg_type"] = op.arg_types
    access = [access_qualifier(type_, given) for type_, given in zip(inputs, attrs, strict=True)]
    found["kernel_arg_access_qual"] = ArrayAttr([StringAttr(word or "none") for word in access])
    qualifiers = [_qualifiers(given) for given in attrs]
    found["kernel_arg_type_qual"] = ArrayAttr([StringAttr(words) for words in qualifiers])
    return found


def argument_attributes(op: hsa.KernelOp) -> Sequence[Mapping[str, Attribute]]:
    """The attributes of each of a kernel's arguments."""
    if op.arg_attrs is None:
        return [{} for _ in op.function_type.inputs]
    return [attributes.data for attributes in op.arg_attrs]


def access_qualifier(type_: Attribute, attrs: Mapping[str, Attribute]) -> str | None:
    """What a kernel may do with what an argument points to; `None` of one that is no pointer."""
    if not isinstance(type_, asptr.PtrType) or "llvm.byref" in attrs:
        return None
    if "llvm.readonly" in attrs:
        return "read_only"
    return "write_only" if "llvm.writeonly" in attrs else "read_write"


def _qualifiers(attrs: Mapping[str, Attribute]) -> str:
    words = [("const", "llvm.readonly"), ("restrict", "llvm.noalias")]
    return " ".join(word for word, attr in words if attr in attrs and "llvm.byref" not in attrs)
