"""
Attributes of functions, parameters and calls in textual LLVM IR.

The mapping from the `llvm` dialect's properties is MLIR's (`lib/Target/LLVMIR`:
`ModuleTranslation.cpp`, `AttrKindDetail.h`); the spellings are LLVM's, `llvm/IR/Attributes.td`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from xdsl.dialects.builtin import (
    ArrayAttr,
    DenseArrayBase,
    DictionaryAttr,
    IntegerAttr,
    IntegerType,
    StringAttr,
)
from xdsl.dialects.llvm import FramePointerKindAttr, TargetFeaturesAttr
from xdsl.ir import Attribute

from ...diagnostics import CompileError
from ...dialects.llvm import ConstantRangeAttr, MemoryEffectsAttr
from .types import TypePrinter, quoted

ENUM_FUNCTION_ATTRIBUTES = frozenset(
    [
        "alwaysinline",
        "builtin",
        "cold",
        "convergent",
        "coro_elide_safe",
        "coro_only_destroy_when_complete",
        "disable_sanitizer_instrumentation",
        "fn_ret_thunk_extern",
        "hot",
        "hybrid_patchable",
        "inlinehint",
        "jumptable",
        "minsize",
        "mustprogress",
        "naked",
        "nobuiltin",
        "nocallback",
        "nocf_check",
        "nocreateundeforpoison",
        "nodivergencesource",
        "noduplicate",
        "nofree",
        "noimplicitfloat",
        "noinline",
        "nomerge",
        "nonlazybind",
        "noprofile",
        "norecurse",
        "noredzone",
        "noreturn",
        "nosanitize_bounds",
        "nosanitize_coverage",
        "nosync",
        "nounwind",
        "null_pointer_is_valid",
        "optdebug",
        "optforfuzzing",
        "optnone",
        "optsize",
        "presplitcoroutine",
        "returns_twice",
        "safestack",
        "sanitize_address",
        "sanitize_hwaddress",
        "sanitize_memory",
        "sanitize_memtag",
        "sanitize_thread",
        "shadowcallstack",
        "skipprofile",
        "speculatable",
        "speculative_load_hardening",
        "ssp",
        "sspreq",
        "sspstrong",
        "strictfp",
        "willreturn",
        "uwtable",
    ]
)
"""Function attributes that LLVM knows by name; in `passthrough` all others are strings."""

_UNIT_PROPERTIES = {
    "convergent": "convergent",
    "no_inline": "noinline",
    "always_inline": "alwaysinline",
    "inline_hint": "inlinehint",
    "no_unwind": "nounwind",
    "will_return": "willreturn",
    "optimize_none": "optnone",
}
_STRING_PROPERTIES = {
    "target_cpu": "target-cpu",
    "tune_cpu": "tune-cpu",
    "denormal_fp_math": "denormal-fp-math",
    "denormal_fp_math_f32": "denormal-fp-math-f32",
    "fp_contract": "fp-contract",
}
_BOOLEAN_PROPERTIES = {
    "no_infs_fp_math": "no-infs-fp-math",
    "no_nans_fp_math": "no-nans-fp-math",
    "no_signed_zeros_fp_math": "no-signed-zeros-fp-math",
}

_UNIT_PARAMETER_ATTRIBUTES = {
    "llvm.allocalign": "allocalign",
    "llvm.allocptr": "allocptr",
    "llvm.inreg": "inreg",
    "llvm.nest": "nest",
    "llvm.noalias": "noalias",
    "llvm.nocapture": "captures(none)",
    "llvm.nofree": "nofree",
    "llvm.nonnull": "nonnull",
    "llvm.noundef": "noundef",
    "llvm.readnone": "readnone",
    "llvm.readonly": "readonly",
    "llvm.returned": "returned",
    "llvm.signext": "signext",
    "llvm.writable": "writable",
    "llvm.writeonly": "writeonly",
    "llvm.zeroext": "zeroext",
}
_TYPE_PARAMETER_ATTRIBUTES = {
    "llvm.byref": "byref",
    "llvm.byval": "byval",
    "llvm.elementtype": "elementtype",
    "llvm.inalloca": "inalloca",
    "llvm.preallocated": "preallocated",
    "llvm.sret": "sret",
}
_INTEGER_PARAMETER_ATTRIBUTES = {
    "llvm.align": "align {}",
    "llvm.alignstack": "alignstack({})",
    "llvm.dereferenceable": "dereferenceable({})",
    "llvm.dereferenceable_or_null": "dereferenceable_or_null({})",
}


def range_text(range: ConstantRangeAttr) -> str:
    """The parameter attribute `range(iN LOWER, UPPER)`."""
    return f"range(i{range.width.data} {range.lower.data}, {range.upper.data})"


class ParameterAttributes:
    """Spells the attributes of parameters and results, each dictionary once."""

    def __init__(self, types: TypePrinter) -> None:
        self._types = types
        self._text: dict[DictionaryAttr, str] = {}

    def __call__(self, attributes: DictionaryAttr) -> str:
        """The attributes, separated and followed by a space, or nothing."""
        text = self._text.get(attributes)
        if text is None:
            text = "".join([f"{self._one(n, a)} " for n, a in attributes.data.items()])
            self._text[attributes] = text
        return text

    def at(self, attributes: Attribute | None, index: int) -> str:
        """The attributes at `index` of a list such as `arg_attrs`, which may be absent."""
        if attributes is None:
            return ""
        return self(cast("DictionaryAttr", cast("ArrayAttr[Attribute]", attributes).data[index]))

    def _one(self, name: str, value: Attribute) -> str:
        if (unit := _UNIT_PARAMETER_ATTRIBUTES.get(name)) is not None:
            return unit
        if (kind := _TYPE_PARAMETER_ATTRIBUTES.get(name)) is not None:
            return f"{kind}({self._types(value)})"
        if (form := _INTEGER_PARAMETER_ATTRIBUTES.get(name)) is not None:
            return form.format(cast("IntegerAttr", value).value.data)
        if name == "llvm.range" and isinstance(value, ConstantRangeAttr):
            return range_text(value)
        raise CompileError.of(f"parameter attribute `{name}` has no counterpart in LLVM IR")


def memory_text(effects: MemoryEffectsAttr) -> str:
    """The function attribute `memory(...)`: the default, then what differs from it."""
    other = effects.other.data
    parts = [other]
    for name, effect in (
        ("argmem", effects.argMem.data),
        ("inaccessiblemem", effects.inaccessibleMem.data),
        ("errnomem", effects.errnoMem.data),
        ("target_mem0", effects.targetMem0.data),
        ("target_mem1", effects.targetMem1.data),
    ):
        if effect != other:
            parts.append(f"{name}: {effect}")
    if other == "none" and len(parts) > 1:
        del parts[0]
    return f"memory({', '.join(parts)})"


def _passthrough(entry: Attribute) -> str:
    """One entry of `passthrough`: a name, or a pair of name and value."""
    match entry:
        case StringAttr():
            name = entry.data
            return name if name in ENUM_FUNCTION_ATTRIBUTES else quoted(name)
        case ArrayAttr():
            key, value = (cast("StringAttr", part).data for part in entry)
            if key in ("alignstack", "allocsize", "uwtable", "vscale_range", "memory"):
                return f"{key}({value})"
            return f"{quoted(key)}={quoted(value)}"
        case _:
            raise CompileError.of(f"`{entry}` is no function attribute")


def function_attributes(properties: Mapping[str, Attribute]) -> str:
    """What a function's or call's properties say of it, for an attribute group."""
    parts: list[str] = []
    for name, value in properties.items():
        if (unit := _UNIT_PROPERTIES.get(name)) is not None:
            parts.append(unit)
        elif (key := _STRING_PROPERTIES.get(name)) is not None:
            parts.append(f"{quoted(key)}={quoted(cast('StringAttr', value).data)}")
        elif (key := _BOOLEAN_PROPERTIES.get(name)) is not None:
            flag = "true" if cast("IntegerAttr", value).value.data else "false"
            parts.append(f'"{key}"="{flag}"')
        elif name == "target_features":
            features = ",".join([f.data for f in cast("TargetFeaturesAttr", value).features])
            parts.append(f'"target-features"={quoted(features)}')
        elif name == "frame_pointer":
            parts.append(f'"frame-pointer"="{cast("FramePointerKindAttr", value).data.value}"')
        elif name == "memory_effects":
            parts.append(memory_text(cast("MemoryEffectsAttr", value)))
        elif name == "passthrough":
            parts += [_passthrough(e) for e in cast("ArrayAttr[Attribute]", value)]
        elif name == "uwtable_kind":
            parts.append("uwtable")
    # Attributes in a group are a set; strings follow the ones LLVM knows, as LLVM prints them.
    return " ".join([p for p in parts if p[0] != '"'] + [p for p in parts if p[0] == '"'])


KERNEL_METADATA = (
    "kernel_arg_name",
    "kernel_arg_type",
    "kernel_arg_access_qual",
    "kernel_arg_type_qual",
)
"""Discardable attributes of functions that are metadata: strings, one for each argument."""


def function_metadata(
    properties: Mapping[str, Attribute], attributes: Mapping[str, Attribute]
) -> str:
    """What a kernel's attributes say of it as metadata, each entry with a space in front."""
    text = ""
    for name in ("work_group_size_hint", "reqd_work_group_size"):
        if (sizes := properties.get(name)) is not None:
            values = cast("DenseArrayBase[IntegerType]", sizes).get_values()
            text += f" !{name} !{{{', '.join([f'i32 {size}' for size in values])}}}"
    for name in KERNEL_METADATA:
        if (strings := attributes.get(name)) is not None:
            words = [quoted(word.data) for word in cast("ArrayAttr[StringAttr]", strings)]
            text += f" !{name} !{{{', '.join([f'!{word}' for word in words])}}}"
    return text
