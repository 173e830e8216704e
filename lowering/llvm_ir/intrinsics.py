"""
Calls of LLVM's intrinsics, for the operations `llvm.intr.*`.

They are printed without the suffix of their overloaded types and without a declaration
(`call i32 @llvm.ctpop(i32 %x)`): LLVM's parser derives both from the call's type.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from xdsl.dialects.builtin import FloatAttr, IntegerAttr
from xdsl.ir import Attribute, Operation

from .constants import float_text, integer_text
from .function import Emitter, FunctionPrinter
from .instructions import bundles_text, fast_math, integer

Signature = Sequence[str | int]
"""The arguments in order: a property by name, or an operand by number."""

_PROPERTY_SIGNATURES: dict[str, Signature] = {
    "abs": (0, "is_int_min_poison"),
    "ctlz": (0, "is_zero_poison"),
    "cttz": (0, "is_zero_poison"),
    "expect.with.probability": (0, 1, "prob"),
    "invariant.end": (0, "size", 1),
    "invariant.start": ("size", 0),
    "is.fpclass": (0, "bit"),
    "memcpy": (0, 1, 2, "isVolatile"),
    "memcpy.inline": (0, 1, "len", "isVolatile"),
    "memmove": (0, 1, 2, "isVolatile"),
    "memset": (0, 1, 2, "isVolatile"),
    "prefetch": (0, "rw", "hint", "cache"),
    "ubsantrap": ("failureKind",),
}
"""The intrinsics that take properties as arguments."""

_OPERAND_INTRINSICS = [
    "acos",
    "asin",
    "atan",
    "atan2",
    "bitreverse",
    "bswap",
    "ceil",
    "copysign",
    "cos",
    "cosh",
    "ctpop",
    "debugtrap",
    "exp",
    "exp10",
    "exp2",
    "expect",
    "fabs",
    "floor",
    "fma",
    "fmuladd",
    "frexp",
    "fshl",
    "fshr",
    "is.constant",
    "launder.invariant.group",
    "ldexp",
    "lifetime.end",
    "lifetime.start",
    "llrint",
    "llround",
    "log",
    "log10",
    "log2",
    "lrint",
    "lround",
    "maximum",
    "maxnum",
    "minimum",
    "minnum",
    "nearbyint",
    "pow",
    "powi",
    "ptrmask",
    "rint",
    "round",
    "roundeven",
    "sadd.sat",
    "sadd.with.overflow",
    "scmp",
    "sin",
    "sincos",
    "sinh",
    "smax",
    "smin",
    "smul.with.overflow",
    "sqrt",
    "sshl.sat",
    "ssub.sat",
    "ssub.with.overflow",
    "stackrestore",
    "stacksave",
    "stepvector",
    "strip.invariant.group",
    "tan",
    "tanh",
    "threadlocal.address",
    "trap",
    "trunc",
    "uadd.sat",
    "uadd.with.overflow",
    "ucmp",
    "umax",
    "umin",
    "umul.with.overflow",
    "ushl.sat",
    "usub.sat",
    "usub.with.overflow",
    "vector.reduce.add",
    "vector.reduce.and",
    "vector.reduce.fadd",
    "vector.reduce.fmax",
    "vector.reduce.fmaximum",
    "vector.reduce.fmin",
    "vector.reduce.fminimum",
    "vector.reduce.fmul",
    "vector.reduce.mul",
    "vector.reduce.or",
    "vector.reduce.smax",
    "vector.reduce.smin",
    "vector.reduce.umax",
    "vector.reduce.umin",
    "vector.reduce.xor",
]
"""The intrinsics whose arguments are their operands."""


def _literal(p: FunctionPrinter, attribute: Attribute) -> str:
    """A property as a typed argument."""
    match attribute:
        case IntegerAttr():
            type = cast("Attribute", attribute.type)
            return f"{p.types(type)} {integer_text(attribute.value.data, type)}"
        case FloatAttr():
            type = cast("Attribute", attribute.type)
            return f"{p.types(type)} {float_text(attribute.value.data, type)}"
        case _:
            raise AssertionError("a property of an intrinsic is a number")


def _result(p: FunctionPrinter, op: Operation) -> str:
    return p.types(op.results[0].type) if op.results else "void"


def _by_operands(name: str) -> Emitter:
    def emit(p: FunctionPrinter, op: Operation) -> str:
        arguments = ", ".join([p.typed(v) for v in op.operands])
        return f"call {fast_math(op)}{_result(p, op)} @llvm.{name}({arguments})"

    return emit


def _by_signature(name: str, signature: Signature) -> Emitter:
    def emit(p: FunctionPrinter, op: Operation) -> str:
        operands = op.operands
        properties = op.properties
        attributes = properties.get("arg_attrs")
        at = p.module.parameter_attributes.at
        arguments: list[str] = []
        for part in signature:
            if isinstance(part, int):
                value = operands[part]
                extra = at(attributes, part)
                arguments.append(f"{p.types(value.type)} {extra}{p.ref(value)}")
            else:
                arguments.append(_literal(p, properties[part]))
        return f"call {_result(p, op)} @llvm.{name}({', '.join(arguments)})"

    return emit


def _assume(p: FunctionPrinter, op: Operation) -> str:
    operands = op.operands
    bundles = bundles_text(p, op, operands[1:])
    return f"call void @llvm.assume({p.typed(operands[0])}){bundles}"


def _masked(name: str, pointer: int, needs_pass_thru: bool) -> Emitter:
    """A masked access, whose alignment is an attribute of its pointer argument."""

    def emit(p: FunctionPrinter, op: Operation) -> str:
        operands = list(op.operands)
        arguments = [p.typed(v) for v in operands]
        address = operands[pointer]
        align = integer(op.properties["alignment"])
        arguments[pointer] = f"{p.types(address.type)} align {align} {p.ref(address)}"
        if needs_pass_thru and len(operands) == 2:
            arguments.append(f"{_result(p, op)} poison")
        suffix = ", !nontemporal !{i32 1}" if "nontemporal" in op.properties else ""
        return f"call {_result(p, op)} @llvm.{name}({', '.join(arguments)}){suffix}"

    return emit


INTRINSICS: dict[str, Emitter] = {
    **{f"llvm.intr.{name}": _by_operands(name) for name in _OPERAND_INTRINSICS},
    **{
        f"llvm.intr.{name}": _by_signature(name, signature)
        for name, signature in _PROPERTY_SIGNATURES.items()
    },
    "llvm.intr.assume": _assume,
    "llvm.intr.masked.load": _masked("masked.load", 0, True),
    "llvm.intr.masked.gather": _masked("masked.gather", 0, True),
    "llvm.intr.masked.store": _masked("masked.store", 1, False),
    "llvm.intr.masked.scatter": _masked("masked.scatter", 1, False),
}
"""The emitters of intrinsics, by the operation's name."""
