"""
Instructions of textual LLVM IR, one function for each operation of the `llvm` dialect.

An emitter returns an instruction without its result and debug location. The order of flags and
operands is LLVM's (language reference, "Instruction Reference").
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast

from xdsl.dialects.builtin import (
    ArrayAttr,
    IntAttr,
    IntegerAttr,
    StringAttr,
    SymbolRefAttr,
    UnitAttr,
)
from xdsl.dialects.llvm import (
    GEP_USE_SSA_VAL,
    CallingConventionAttr,
    FastMathAttr,
    FCmpPredicateFlag,
    ICmpPredicateFlag,
    LLVMFunctionType,
    LLVMPointerType,
    OverflowAttr,
    TailCallKindAttr,
)
from xdsl.dialects.utils import FastMathFlag
from xdsl.ir import Attribute, Block, Operation, SSAValue

from ...dialects.llvm import (
    ATOMIC_OPERATIONS,
    ATOMIC_ORDERINGS,
    CALLING_CONVENTIONS,
    GEP_INBOUNDS,
    GEP_NUSW,
    GEP_NUW,
    ConstantRangeAttr,
    DereferenceableAttr,
    SwitchOp,
)
from ...dialects.llvm.attributes import signed
from .attributes import function_attributes
from .constants import constant_text, zero_text
from .function import Emitter, FunctionPrinter, integers
from .types import identifier, quoted

_ICMP = tuple(flag.value for flag in ICmpPredicateFlag)
_FCMP = tuple(flag.value.strip("_") for flag in FCmpPredicateFlag)
_OVERFLOW = ("", "nsw ", "nuw ", "nuw nsw ")
_GEP_FLAGS = tuple(
    ("inbounds " if bits & 1 else "nusw " if bits & GEP_NUSW else "")
    + ("nuw " if bits & GEP_NUW else "")
    for bits in range(8)
)


def integer(attribute: Attribute | None, default: int = 0) -> int:
    """The number in an integer property that may be absent."""
    return attribute.value.data if isinstance(attribute, IntegerAttr) else default


# Arithmetic and conversions.


def _binary(mnemonic: str) -> Emitter:
    def emit(p: FunctionPrinter, op: Operation) -> str:
        lhs, rhs = op.operands
        return f"{mnemonic} {p.typed(lhs)}, {p.ref(rhs)}"

    return emit


def _binary_overflow(mnemonic: str) -> Emitter:
    def emit(p: FunctionPrinter, op: Operation) -> str:
        lhs, rhs = op.operands
        flags = _OVERFLOW[integer(op.properties.get("overflowFlags"))]
        return f"{mnemonic} {flags}{p.typed(lhs)}, {p.ref(rhs)}"

    return emit


def _binary_flag(mnemonic: str, name: str, keyword: str) -> Emitter:
    def emit(p: FunctionPrinter, op: Operation) -> str:
        lhs, rhs = op.operands
        flag = f"{keyword} " if name in op.properties else ""
        return f"{mnemonic} {flag}{p.typed(lhs)}, {p.ref(rhs)}"

    return emit


def fast_math(op: Operation) -> str:
    """The fast-math flags of an operation, each followed by a space."""
    flags = op.properties.get("fastmathFlags")
    if flags is None or not (chosen := cast("FastMathAttr", flags).data):
        return ""
    names = sorted([flag.value for flag in chosen])
    return "fast " if len(names) == len(FastMathFlag) else "".join([f"{n} " for n in names])


def _binary_float(mnemonic: str) -> Emitter:
    def emit(p: FunctionPrinter, op: Operation) -> str:
        lhs, rhs = op.operands
        return f"{mnemonic} {fast_math(op)}{p.typed(lhs)}, {p.ref(rhs)}"

    return emit


def _fneg(p: FunctionPrinter, op: Operation) -> str:
    return f"fneg {fast_math(op)}{p.typed(op.operands[0])}"


def _cast(mnemonic: str) -> Emitter:
    def emit(p: FunctionPrinter, op: Operation) -> str:
        return f"{mnemonic} {p.typed(op.operands[0])} to {p.types(op.results[0].type)}"

    return emit


def _cast_nneg(mnemonic: str) -> Emitter:
    def emit(p: FunctionPrinter, op: Operation) -> str:
        flag = "nneg " if "nonNeg" in op.properties else ""
        return f"{mnemonic} {flag}{p.typed(op.operands[0])} to {p.types(op.results[0].type)}"

    return emit


def _trunc(p: FunctionPrinter, op: Operation) -> str:
    flags = op.properties.get("overflowFlags")
    text = ""
    if isinstance(flags, OverflowAttr):
        names = [flag.value for flag in flags.data]
        text = ("nuw " if "nuw" in names else "") + ("nsw " if "nsw" in names else "")
    return f"trunc {text}{p.typed(op.operands[0])} to {p.types(op.results[0].type)}"


def _inttoptr(p: FunctionPrinter, op: Operation) -> str:
    text = f"inttoptr {p.typed(op.operands[0])} to {p.types(op.results[0].type)}"
    return text + _dereferenceable(op.properties.get("dereferenceable"))


def _icmp(p: FunctionPrinter, op: Operation) -> str:
    lhs, rhs = op.operands
    predicate = _ICMP[integer(op.properties["predicate"])]
    return f"icmp {predicate} {p.typed(lhs)}, {p.ref(rhs)}"


def _fcmp(p: FunctionPrinter, op: Operation) -> str:
    lhs, rhs = op.operands
    predicate = _FCMP[integer(op.properties["predicate"])]
    return f"fcmp {fast_math(op)}{predicate} {p.typed(lhs)}, {p.ref(rhs)}"


def _select(p: FunctionPrinter, op: Operation) -> str:
    cond, lhs, rhs = op.operands
    return f"select {fast_math(op)}{p.typed(cond)}, {p.typed(lhs)}, {p.typed(rhs)}"


def _freeze(p: FunctionPrinter, op: Operation) -> str:
    return f"freeze {p.typed(op.operands[0])}"


# Vectors and aggregates.


def _extractelement(p: FunctionPrinter, op: Operation) -> str:
    vector, position = op.operands
    return f"extractelement {p.typed(vector)}, {p.typed(position)}"


def _insertelement(p: FunctionPrinter, op: Operation) -> str:
    vector, value, position = op.operands
    return f"insertelement {p.typed(vector)}, {p.typed(value)}, {p.typed(position)}"


def _shufflevector(p: FunctionPrinter, op: Operation) -> str:
    first, second = op.operands
    mask = integers(op.properties["mask"])
    lanes = ", ".join([f"i32 {lane}" if lane >= 0 else "i32 poison" for lane in mask])
    return f"shufflevector {p.typed(first)}, {p.typed(second)}, <{len(mask)} x i32> <{lanes}>"


def _position(op: Operation) -> str:
    indices = integers(op.properties["position"])
    return ", ".join([str(i) for i in indices])


def _extractvalue(p: FunctionPrinter, op: Operation) -> str:
    return f"extractvalue {p.typed(op.operands[0])}, {_position(op)}"


def _insertvalue(p: FunctionPrinter, op: Operation) -> str:
    container, value = op.operands
    return f"insertvalue {p.typed(container)}, {p.typed(value)}, {_position(op)}"


# Constants.


def _constant(p: FunctionPrinter, op: Operation) -> None:
    result = op.results[0]
    p.refs[id(result)] = constant_text(op.properties["value"], result.type, p.types)


def _zero(p: FunctionPrinter, op: Operation) -> None:
    result = op.results[0]
    p.refs[id(result)] = zero_text(result.type)


def _undef(p: FunctionPrinter, op: Operation) -> None:
    p.refs[id(op.results[0])] = "undef"


def _poison(p: FunctionPrinter, op: Operation) -> None:
    p.refs[id(op.results[0])] = "poison"


def symbol(reference: Attribute) -> str:
    """A global identifier."""
    return f"@{identifier(cast('SymbolRefAttr', reference).root_reference.data)}"


def _addressof(p: FunctionPrinter, op: Operation) -> None:
    p.refs[id(op.results[0])] = symbol(op.properties["global_name"])


# Memory.


def _alignment(properties: Mapping[str, Attribute]) -> str:
    alignment = properties.get("alignment")
    return "" if alignment is None else f", align {integer(alignment)}"


def _syncscope(properties: Mapping[str, Attribute]) -> str:
    scope = properties.get("syncscope")
    return "" if scope is None else f"syncscope({quoted(cast('StringAttr', scope).data)}) "


def _dereferenceable(attribute: Attribute | None) -> str:
    if not isinstance(attribute, DereferenceableAttr):
        return ""
    suffix = "_or_null" if isinstance(attribute.may_be_null, UnitAttr) else ""
    return f", !dereferenceable{suffix} !{{i64 {attribute.bytes.data}}}"


def _access_metadata(properties: Mapping[str, Attribute]) -> str:
    text = ""
    if "nontemporal" in properties:
        text += ", !nontemporal !{i32 1}"
    if "invariant" in properties:
        text += ", !invariant.load !{}"
    if "invariantGroup" in properties:
        text += ", !invariant.group !{}"
    return text + _dereferenceable(properties.get("dereferenceable"))


def _load_facts(attributes: Mapping[str, Attribute]) -> str:
    """What discardable attributes say of a loaded value."""
    text = ""
    if "llvm.nonnull" in attributes:
        text += ", !nonnull !{}"
    if "llvm.noundef" in attributes:
        text += ", !noundef !{}"
    if (align := attributes.get("llvm.align")) is not None:
        text += f", !align !{{i64 {integer(align)}}}"
    range = attributes.get("llvm.range")
    if isinstance(range, ConstantRangeAttr):
        width = range.width.data
        lower, upper = signed(range.lower.data, width), signed(range.upper.data, width)
        text += f", !range !{{i{width} {lower}, i{width} {upper}}}"
    return text


def _load(p: FunctionPrinter, op: Operation) -> str:
    properties = op.properties
    volatile = "volatile " if "volatile_" in properties else ""
    access = f"{p.types(op.results[0].type)}, {p.typed(op.operands[0])}"
    if ordering := integer(properties.get("ordering")):
        atomic = f"{_syncscope(properties)}{ATOMIC_ORDERINGS[ordering]}"
        text = f"load atomic {volatile}{access} {atomic}{_alignment(properties)}"
    else:
        text = f"load {volatile}{access}{_alignment(properties)}"
    text += _access_metadata(properties)
    return text + _load_facts(op.attributes) if op.attributes else text


def _store(p: FunctionPrinter, op: Operation) -> str:
    properties = op.properties
    value, pointer = op.operands
    volatile = "volatile " if "volatile_" in properties else ""
    access = f"{p.typed(value)}, {p.typed(pointer)}"
    if ordering := integer(properties.get("ordering")):
        atomic = f"{_syncscope(properties)}{ATOMIC_ORDERINGS[ordering]}"
        text = f"store atomic {volatile}{access} {atomic}{_alignment(properties)}"
    else:
        text = f"store {volatile}{access}{_alignment(properties)}"
    return text + _access_metadata(properties)


def _address_space(type: Attribute) -> int:
    """The number of a pointer type's address space."""
    space = cast("LLVMPointerType", type).addr_space
    return space.data if isinstance(space, IntAttr) else 0


def _alloca(p: FunctionPrinter, op: Operation) -> str:
    size = op.operands[0]
    type = p.types(op.properties["elem_type"])
    count = p.typed(size)
    text = f"alloca {type}" if count == "i32 1" else f"alloca {type}, {count}"
    number = _address_space(op.results[0].type)
    suffix = f", addrspace({number})" if number else ""
    return f"{text}{_alignment(op.properties)}{suffix}"


def _getelementptr(p: FunctionPrinter, op: Operation) -> str:
    properties = op.properties
    operands = op.operands
    flags = integer(properties.get("noWrapFlags"))
    if "inbounds" in properties:
        flags |= GEP_INBOUNDS
    parts = [p.types(properties["elem_type"]), p.typed(operands[0])]
    dynamic = 1
    for index in integers(properties["rawConstantIndices"]):
        if index == GEP_USE_SSA_VAL:
            parts.append(p.typed(operands[dynamic]))
            dynamic += 1
        else:
            parts.append(f"i32 {index}")
    return f"getelementptr {_GEP_FLAGS[flags & 7]}{', '.join(parts)}"


def _atomicrmw(p: FunctionPrinter, op: Operation) -> str:
    properties = op.properties
    pointer, value = op.operands
    volatile = "volatile " if "volatile_" in properties else ""
    kind = ATOMIC_OPERATIONS[integer(properties["bin_op"])].lstrip("_")
    ordering = f"{_syncscope(properties)}{ATOMIC_ORDERINGS[integer(properties['ordering'])]}"
    access = f"{p.typed(pointer)}, {p.typed(value)}"
    return f"atomicrmw {volatile}{kind} {access} {ordering}{_alignment(properties)}"


def _cmpxchg(p: FunctionPrinter, op: Operation) -> str:
    properties = op.properties
    flags = "weak " if "weak" in properties else ""
    if "volatile_" in properties:
        flags += "volatile "
    access = ", ".join([p.typed(operand) for operand in op.operands])
    success = ATOMIC_ORDERINGS[integer(properties["success_ordering"])]
    failure = ATOMIC_ORDERINGS[integer(properties["failure_ordering"])]
    scope = _syncscope(properties)
    return f"cmpxchg {flags}{access} {scope}{success} {failure}{_alignment(properties)}"


def _fence(p: FunctionPrinter, op: Operation) -> str:
    ordering = ATOMIC_ORDERINGS[integer(op.properties["ordering"])]
    return f"fence {_syncscope(op.properties)}{ordering}"


# Control.


def _br(p: FunctionPrinter, op: Operation) -> str:
    return f"br {p.edge(op.successors[0], op.operands, set())}"


def _weights(attribute: Attribute | None) -> str:
    if attribute is None:
        return ""
    weights = ", ".join([f"i32 {w}" for w in integers(attribute)])
    return f', !prof !{{!"branch_weights", {weights}}}'


def _cond_br(p: FunctionPrinter, op: Operation) -> str:
    segments = integers(op.properties["operandSegmentSizes"])
    operands = op.operands
    middle = 1 + segments[1]
    then_block, else_block = op.successors
    seen: set[Block] = set()
    then = p.edge(then_block, operands[1:middle], seen)
    otherwise = p.edge(else_block, operands[middle:], seen)
    weights = _weights(op.properties.get("branch_weights"))
    return f"br {p.typed(operands[0])}, {then}, {otherwise}{weights}"


def _switch(p: FunctionPrinter, op: Operation) -> str:
    switch = cast("SwitchOp", op)
    value = switch.value
    type = p.types(value.type)
    seen: set[Block] = set()
    default = p.edge(switch.defaultDestination, switch.defaultOperands, seen)
    lines = [f"switch {p.typed(value)}, {default} ["]
    for number, block, operands in switch.cases():
        lines.append(f"    {type} {number}, {p.edge(block, operands, seen)}")
    return "\n".join([*lines, "  ]"]) + _weights(op.properties.get("branch_weights"))


def _return(p: FunctionPrinter, op: Operation) -> str:
    operands = op.operands
    return f"ret {p.typed(operands[0])}" if operands else "ret void"


def _unreachable(p: FunctionPrinter, op: Operation) -> str:
    return "unreachable"


# Calls.


def bundles_text(p: FunctionPrinter, op: Operation, operands: Sequence[SSAValue]) -> str:
    """The operand bundles of a call, with a space in front."""
    tags = op.properties.get("op_bundle_tags")
    if tags is None:
        return ""
    sizes = integers(op.properties["op_bundle_sizes"])
    start = 0
    parts: list[str] = []
    for tag, size in zip(cast("ArrayAttr[StringAttr]", tags).data, sizes, strict=True):
        inside = ", ".join([p.typed(v) for v in operands[start : start + size]])
        parts.append(f"{quoted(tag.data)}({inside})")
        start += size
    return f" [ {', '.join(parts)} ]" if parts else ""


def _arguments(p: FunctionPrinter, op: Operation, arguments: Sequence[SSAValue]) -> str:
    attributes = op.properties.get("arg_attrs")
    if attributes is None:
        return ", ".join([p.typed(a) for a in arguments])
    at = p.module.parameter_attributes.at
    return ", ".join(
        [f"{p.types(a.type)} {at(attributes, i)}{p.ref(a)}" for i, a in enumerate(arguments)]
    )


_CALL_ATTRIBUTES = frozenset(
    {
        "always_inline",
        "convergent",
        "inline_hint",
        "memory_effects",
        "no_inline",
        "no_unwind",
        "will_return",
    }
)


def _call(p: FunctionPrinter, op: Operation) -> str:
    properties = op.properties
    operands = op.operands
    split = len(operands)
    if "op_bundle_tags" in properties:
        split = integers(properties["operandSegmentSizes"])[0]
    callee = properties.get("callee")
    space = ""
    if callee is None:
        target, arguments = p.ref(operands[0]), operands[1:split]
        if number := _address_space(operands[0].type):
            space = f"addrspace({number}) "
    else:
        target, arguments = symbol(callee), operands[:split]
    type = p.types(op.results[0].type) if op.results else "void"
    if (variadic := properties.get("var_callee_type")) is not None:
        type = p.types(cast("LLVMFunctionType", variadic))
    tail = properties.get("TailCallKind")
    kind = "" if tail is None else cast("TailCallKindAttr", tail).data.value
    prefix = "" if kind in ("", "none") else f"{kind} "
    results = p.module.parameter_attributes.at(properties.get("res_attrs"), 0)
    text = (
        f"{prefix}call {fast_math(op)}{convention_text(properties)}{results}{space}{type} "
        f"{target}({_arguments(p, op, arguments)})"
    )
    if not _CALL_ATTRIBUTES.isdisjoint(properties):
        text += p.module.attribute_group(function_attributes(properties))
    return text + bundles_text(p, op, operands[split:])


def convention_text(properties: Mapping[str, Attribute]) -> str:
    """The calling convention in a property, followed by a space, or nothing for C's."""
    convention = properties.get("CConv")
    if convention is None:
        return ""
    name = cast("CallingConventionAttr", convention).convention.data
    keyword = CALLING_CONVENTIONS.get(name, name)
    return f"{keyword} " if keyword else ""


def _call_intrinsic(p: FunctionPrinter, op: Operation) -> str:
    properties = op.properties
    operands = op.operands
    split = len(operands)
    if "op_bundle_tags" in properties:
        split = integers(properties["operandSegmentSizes"])[0]
    name = cast("StringAttr", properties["intrin"]).data
    type = p.types(op.results[0].type) if op.results else "void"
    results = p.module.parameter_attributes.at(properties.get("res_attrs"), 0)
    text = f"call {fast_math(op)}{results}{type} @{identifier(name)}"
    text += f"({_arguments(p, op, operands[:split])})"
    return text + bundles_text(p, op, operands[split:])


def _inline_asm(p: FunctionPrinter, op: Operation) -> str:
    properties = op.properties
    tail = properties.get("tail_call_kind")
    kind = "" if tail is None else cast("TailCallKindAttr", tail).data.value
    prefix = "" if kind in ("", "none") else f"{kind} "
    type = p.types(op.results[0].type) if op.results else "void"
    flags = "sideeffect " if "has_side_effects" in properties else ""
    if "is_align_stack" in properties:
        flags += "alignstack "
    if integer(properties.get("asm_dialect")):
        flags += "inteldialect "
    code = quoted(cast("StringAttr", properties["asm_string"]).data)
    constraints = quoted(cast("StringAttr", properties["constraints"]).data)
    arguments = ", ".join([p.typed(a) for a in op.operands])
    return f"{prefix}call {type} asm {flags}{code}, {constraints}({arguments})"


INSTRUCTIONS: dict[str, Emitter] = {
    **{f"llvm.{m}": _binary_overflow(m) for m in ("add", "sub", "mul", "shl")},
    **{f"llvm.{m}": _binary_flag(m, "isExact", "exact") for m in ("udiv", "sdiv", "lshr", "ashr")},
    **{f"llvm.{m}": _binary(m) for m in ("urem", "srem", "and", "xor")},
    "llvm.or": _binary_flag("or", "isDisjoint", "disjoint"),
    **{f"llvm.{m}": _binary_float(m) for m in ("fadd", "fsub", "fmul", "fdiv", "frem")},
    "llvm.fneg": _fneg,
    **{
        f"llvm.{m}": _cast(m)
        for m in (
            "sext",
            "fptosi",
            "fptoui",
            "sitofp",
            "fpext",
            "fptrunc",
            "bitcast",
            "addrspacecast",
            "ptrtoint",
        )
    },
    **{f"llvm.{m}": _cast_nneg(m) for m in ("zext", "uitofp")},
    "llvm.trunc": _trunc,
    "llvm.inttoptr": _inttoptr,
    "llvm.icmp": _icmp,
    "llvm.fcmp": _fcmp,
    "llvm.select": _select,
    "llvm.freeze": _freeze,
    "llvm.extractelement": _extractelement,
    "llvm.insertelement": _insertelement,
    "llvm.shufflevector": _shufflevector,
    "llvm.extractvalue": _extractvalue,
    "llvm.insertvalue": _insertvalue,
    "llvm.mlir.constant": _constant,
    "llvm.mlir.zero": _zero,
    "llvm.mlir.undef": _undef,
    "llvm.mlir.poison": _poison,
    "llvm.mlir.addressof": _addressof,
    "llvm.load": _load,
    "llvm.store": _store,
    "llvm.alloca": _alloca,
    "llvm.getelementptr": _getelementptr,
    "llvm.atomicrmw": _atomicrmw,
    "llvm.cmpxchg": _cmpxchg,
    "llvm.fence": _fence,
    "llvm.br": _br,
    "llvm.cond_br": _cond_br,
    "llvm.switch": _switch,
    "llvm.return": _return,
    "llvm.unreachable": _unreachable,
    "llvm.call": _call,
    "llvm.call_intrinsic": _call_intrinsic,
    "llvm.inline_asm": _inline_asm,
}
"""The emitters of instructions and constants, by the operation's name."""
