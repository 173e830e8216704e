"""
Types, symbols and strings of textual LLVM IR (LLVM's language reference, "Type System" and
"Identifiers").
"""

from __future__ import annotations

import re

from xdsl.dialects.builtin import (
    BFloat16Type,
    Float16Type,
    Float32Type,
    Float64Type,
    Float80Type,
    Float128Type,
    IntAttr,
    IntegerType,
    VectorType,
)
from xdsl.ir import Attribute

from ...diagnostics import CompileError
from ...dialects.llvm import (
    LLVMArrayType,
    LLVMFunctionType,
    LLVMPointerType,
    LLVMStructType,
    LLVMVoidType,
)

_PLAIN_NAME = re.compile(r"[-a-zA-Z$._][-a-zA-Z$._0-9]*")

FLOAT_NAMES: dict[type[Attribute], str] = {
    Float16Type: "half",
    BFloat16Type: "bfloat",
    Float32Type: "float",
    Float64Type: "double",
    Float80Type: "x86_fp80",
    Float128Type: "fp128",
}


def escape(data: bytes) -> str:
    """The inside of a quoted string: printable ASCII as it is, all else as `\\XX`."""
    return "".join(
        chr(b) if 0x20 <= b < 0x7F and b not in (0x22, 0x5C) else f"\\{b:02X}" for b in data
    )


def quoted(text: str) -> str:
    """`text` as a quoted string."""
    return f'"{escape(text.encode())}"'


def identifier(name: str) -> str:
    """A name as it follows `@`, `%` or `$`, quoted if it must be."""
    return name if _PLAIN_NAME.fullmatch(name) else quoted(name)


class TypePrinter:
    """Spells types, each once; collects the definitions of the named structs it meets."""

    def __init__(self) -> None:
        self._text: dict[Attribute, str] = {}
        self._known: dict[int, tuple[str, Attribute]] = {}
        """By identity, since hashing a type walks it; it holds the type, so that no other can
        take its identity."""
        self.definitions: dict[str, str] = {}
        """`%name = type ...` lines by name, in the order of their first use."""

    def __call__(self, type: Attribute) -> str:
        """The type in LLVM IR. Raises `CompileError` for a type that LLVM does not have."""
        known = self._known.get(id(type))
        if known is not None:
            return known[0]
        text = self._text.get(type)
        if text is None:
            text = self._text[type] = self._spell(type)
        self._known[id(type)] = (text, type)
        return text

    def _spell(self, type: Attribute) -> str:
        match type:
            case IntegerType():
                return f"i{type.width.data}"
            case LLVMPointerType():
                space = type.addr_space
                number = space.data if isinstance(space, IntAttr) else 0
                return f"ptr addrspace({number})" if number else "ptr"
            case LLVMArrayType():
                return f"[{type.size.data} x {self(type.type)}]"
            case LLVMStructType():
                return self._struct(type)
            case LLVMVoidType():
                return "void"
            case LLVMFunctionType():
                inputs = [self(t) for t in type.inputs]
                if type.is_variadic:
                    inputs.append("...")
                return f"{self(type.output)} ({', '.join(inputs)})"
            case VectorType():
                return self._vector(type)
            case _:
                name = FLOAT_NAMES.get(type.__class__)
                if name is None:
                    raise CompileError.of(f"type `{type}` has no counterpart in LLVM IR")
                return name

    def _vector(self, type: VectorType[Attribute]) -> str:
        shape = type.get_shape()
        if len(shape) != 1:
            raise CompileError.of(f"vector type `{type}` must have one dimension in LLVM IR")
        scalable = "vscale x " if type.get_num_scalable_dims() else ""
        return f"<{scalable}{shape[0]} x {self(type.element_type)}>"

    def _struct(self, type: LLVMStructType) -> str:
        name = type.struct_name.data
        if name and name in self.definitions:
            return f"%{identifier(name)}"
        if name:
            self.definitions[name] = ""  # a struct may name itself
        fields = ", ".join([self(t) for t in type.types])
        body = f"{{ {fields} }}" if fields else "{}"
        if not name:
            return body
        self.definitions[name] = f"%{identifier(name)} = type {body}"
        return f"%{identifier(name)}"
