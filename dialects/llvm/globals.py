"""
Globals and module flags of the upstream `llvm` dialect.

Syntax: MLIR 22, `LLVMOps.td` and `lib/Dialect/LLVMIR/IR/LLVMDialect.cpp`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from xdsl.dialects import llvm as xdsl_llvm
from xdsl.dialects.builtin import (
    ArrayAttr,
    BytesAttr,
    IntegerAttr,
    IntegerType,
    StringAttr,
    SymbolNameConstraint,
    SymbolRefAttr,
    UnitAttr,
    i32,
)
from xdsl.dialects.llvm import (
    LinkageAttr,
    LLVMArrayType,
)
from xdsl.ir import Attribute, Operation, Region, TypedAttribute
from xdsl.irdl import (
    IRDLOperation,
    irdl_op_definition,
    opt_prop_def,
    prop_def,
    region_def,
    traits_def,
)
from xdsl.parser import Parser
from xdsl.printer import Printer
from xdsl.traits import SymbolOpInterface
from xdsl.utils.exceptions import VerifyException

from .attributes import (
    UNNAMED_ADDRESSES,
    VISIBILITIES,
    ModuleFlagAttr,
    integer64,
    move_properties,
)
from .signatures import (
    EXTERNAL,
    LINKAGES,
    index_of,
)


@irdl_op_definition
class GlobalOp(xdsl_llvm.GlobalOp):
    """
    A global variable or constant, initialised by `value` or by a region that returns the value.

    Without either it is external. Bytes are a string or a `dense<...> : tensor<Nxi8>`; relocations
    take a region with `llvm.mlir.addressof`.

        llvm.mlir.global internal constant @s("hi") {addr_space = 4 : i32} : !llvm.array<2 x i8>
        llvm.mlir.global external @g() {addr_space = 1 : i32} : i32
    """

    name = "llvm.mlir.global"

    global_type = prop_def()
    constant = opt_prop_def(UnitAttr)
    sym_name = prop_def(SymbolNameConstraint())
    linkage = prop_def(LinkageAttr)
    dso_local = opt_prop_def(UnitAttr)
    thread_local_ = opt_prop_def(UnitAttr)
    externally_initialized = opt_prop_def(UnitAttr)
    visibility_ = opt_prop_def(IntegerAttr[IntegerType])
    value = opt_prop_def()
    alignment = opt_prop_def(IntegerAttr)
    addr_space = prop_def(IntegerAttr, default_value=IntegerAttr(0, i32))
    unnamed_addr = opt_prop_def(IntegerAttr)
    section = opt_prop_def(StringAttr)
    comdat = opt_prop_def(SymbolRefAttr)
    dbg_exprs = opt_prop_def(ArrayAttr)
    target_specific_attrs = opt_prop_def(ArrayAttr)

    body = region_def()

    traits = traits_def(SymbolOpInterface())

    NAMES: ClassVar = frozenset(
        {
            "dso_local",
            "externally_initialized",
            "alignment",
            "addr_space",
            "section",
            "comdat",
            "dbg_exprs",
            "target_specific_attrs",
        }
    )

    @property
    def is_declaration(self) -> bool:
        """Whether the global is defined elsewhere."""
        return self.value is None and not self.body.blocks

    def print(self, printer: Printer) -> None:
        """Print upstream's form."""
        printer.print_string(f" {self.linkage.linkage.data}")
        if visibility := index_of(VISIBILITIES, self.visibility_):
            printer.print_string(f" {VISIBILITIES[visibility]}")
        if self.thread_local_ is not None:
            printer.print_string(" thread_local")
        if unnamed := index_of(UNNAMED_ADDRESSES, self.unnamed_addr):
            printer.print_string(f" {UNNAMED_ADDRESSES[unnamed]}")
        printer.print_string(" constant " if self.constant is not None else " ")
        printer.print_symbol_name(self.sym_name.data)
        with printer.in_parens():
            if self.value is not None:
                printer.print_attribute(self.value)
        attributes = {n: a for n, a in self.properties.items() if n in self.NAMES}
        printer.print_op_attributes(attributes | self.attributes)
        printer.print_string(" : ")
        printer.print_attribute(self.global_type)
        if self.body.blocks:
            printer.print_string(" ")
            printer.print_region(self.body)

    @classmethod
    def parse(cls, parser: Parser) -> GlobalOp:
        """Parse upstream's form."""
        properties: dict[str, Attribute] = {}
        linkage = parser.parse_optional_keyword_in(LINKAGES)
        properties["linkage"] = EXTERNAL if linkage is None else LinkageAttr(linkage)
        if (visibility := parser.parse_optional_keyword_in(VISIBILITIES)) is not None:
            properties["visibility_"] = integer64(VISIBILITIES.index(visibility))
        if parser.parse_optional_keyword("thread_local") is not None:
            properties["thread_local_"] = UnitAttr()
        if (unnamed := parser.parse_optional_keyword_in(UNNAMED_ADDRESSES)) is not None:
            properties["unnamed_addr"] = integer64(UNNAMED_ADDRESSES.index(unnamed))
        if parser.parse_optional_keyword("constant") is not None:
            properties["constant"] = UnitAttr()
        properties["sym_name"] = parser.parse_symbol_name()
        parser.parse_punctuation("(")
        value = None
        if parser.parse_optional_punctuation(")") is None:
            value = properties["value"] = parser.parse_attribute()
            parser.parse_punctuation(")")
        attributes = dict(parser.parse_optional_attr_dict())
        properties["addr_space"] = IntegerAttr(0, i32)
        move_properties(cls.NAMES, attributes, properties)
        if parser.parse_optional_punctuation(":") is not None:
            properties["global_type"] = parser.parse_type()
        elif isinstance(value, StringAttr | BytesAttr):
            data = value.data if isinstance(value, BytesAttr) else value.data.encode()
            properties["global_type"] = LLVMArrayType(len(data), IntegerType(8))
        elif isinstance(value, TypedAttribute):
            properties["global_type"] = value.get_type()
        else:
            parser.raise_error("expected `:` followed by global type")
        body = parser.parse_optional_region()
        return cls.create(
            properties=properties,
            attributes=attributes,
            regions=[Region() if body is None else body],
        )

    def verify_(self) -> None:
        """Refuse two initialisers, and one of a global of another module."""
        if self.value is not None and self.body.blocks:
            raise VerifyException("cannot have both initializer value and region")


@irdl_op_definition
class ModuleFlagsOp(IRDLOperation):
    """
    The module's flags.

        llvm.module_flags [#llvm.mlir.module_flag<error, "amdhsa_code_object_version", 600 : i32>]
    """

    name = "llvm.module_flags"

    flags = prop_def(ArrayAttr[ModuleFlagAttr])

    assembly_format = "$flags attr-dict"

    def __init__(self, flags: Sequence[ModuleFlagAttr]):
        super().__init__(properties={"flags": ArrayAttr(flags)})


GLOBAL_OPS: list[type[Operation]] = [
    GlobalOp,
    ModuleFlagsOp,
]
"""The operations of this file."""
