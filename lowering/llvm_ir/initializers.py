"""
Initialisers of globals that are written as regions: constant expressions.

A relocation is an `llvm.mlir.addressof`; a struct or array is an undef, poison or zero value with
an `llvm.insertvalue` for each of its parts. The parts are gathered in a nest of lists that each
insertion copies only along its path, and spelled once at the end.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from xdsl.dialects.builtin import VectorType
from xdsl.dialects.llvm import LLVMArrayType, LLVMStructType
from xdsl.ir import Attribute, Operation, SSAValue

from .function import CONSTANT_OPERATIONS, FunctionPrinter, integers, unsupported
from .instructions import INSTRUCTIONS
from .types import TypePrinter

if TYPE_CHECKING:
    from .module import ModulePrinter

_EXPRESSIONS = frozenset(
    {
        "llvm.getelementptr",
        "llvm.bitcast",
        "llvm.addrspacecast",
        "llvm.ptrtoint",
        "llvm.inttoptr",
        "llvm.trunc",
        "llvm.add",
        "llvm.sub",
        "llvm.xor",
    }
)
"""Instructions that exist as constant expressions too, with their operands in parentheses."""


def initializer(module: ModulePrinter, op: Operation) -> str:
    """The value that a global's region returns. Raises `CompileError` if it is not constant."""
    printer = FunctionPrinter(module, INSTRUCTIONS)
    aggregates: dict[SSAValue, list[object]] = {}
    for inner in op.regions[0].block.ops:
        name = inner.name
        if name == "llvm.return":
            return _spell(_value(printer, aggregates, inner.operands[0]), op, printer.types)
        if name in CONSTANT_OPERATIONS:
            INSTRUCTIONS[name](printer, inner)
        elif name == "llvm.insertvalue":
            container, value = inner.operands
            path = integers(inner.properties["position"])
            whole = _value(printer, aggregates, container)
            part = _value(printer, aggregates, value)
            aggregates[inner.results[0]] = cast(
                "list[object]", _insert(whole, container.type, path, part)
            )
        elif name in _EXPRESSIONS:
            text = INSTRUCTIONS[name](printer, inner)
            assert text is not None
            # `inttoptr i64 1 to ptr` is `inttoptr (i64 1 to ptr)` as an expression.
            words = text.split(" ")
            flags = 1
            while words[flags] in ("inbounds", "nuw", "nusw", "nsw"):
                flags += 1
            head, rest = " ".join(words[:flags]), " ".join(words[flags:])
            if name in ("llvm.add", "llvm.sub", "llvm.xor"):
                type = printer.types(inner.results[0].type)
                rest = rest.replace(", ", f", {type} ", 1)
            printer.refs[id(inner.results[0])] = f"{head} ({rest})"
        else:
            raise unsupported(inner)
    raise unsupported(op)


def _value(
    printer: FunctionPrinter, aggregates: dict[SSAValue, list[object]], value: SSAValue
) -> object:
    """A value's parts, or its text."""
    parts = aggregates.get(value)
    return printer.ref(value) if parts is None else parts


def _fields(type: Attribute) -> Sequence[Attribute]:
    """The types of an aggregate's parts."""
    match type:
        case LLVMStructType():
            return type.types.data
        case LLVMArrayType():
            return [type.type] * type.size.data
        case _:
            return ()


def _insert(whole: object, type: Attribute, path: Sequence[int], part: object) -> object:
    """`whole` with `part` at `path`."""
    if not path:
        return part
    fields = _fields(type)
    if isinstance(whole, list):
        parts = list(cast("list[object]", whole))
    else:
        base = "zeroinitializer" if whole in ("zeroinitializer", "null", "0") else whole
        parts: list[object] = [base] * len(fields)
    index = path[0]
    parts[index] = _insert(parts[index], fields[index], path[1:], part)
    return parts


def _spell(value: object, op: Operation, types: TypePrinter) -> str:
    """The text of a global's value."""
    return _text(value, op.properties["global_type"], types)


def _text(value: object, type: Attribute, types: TypePrinter) -> str:
    if not isinstance(value, list):
        return cast("str", value)
    parts = ", ".join(
        [
            f"{types(field)} {_text(part, field, types)}"
            for part, field in zip(cast("list[object]", value), _fields(type), strict=True)
        ]
    )
    if isinstance(type, LLVMStructType):
        return f"{{ {parts} }}"
    return f"<{parts}>" if isinstance(type, VectorType) else f"[{parts}]"
