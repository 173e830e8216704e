"""
Functions of the upstream `llvm` dialect.

xDSL's `llvm.func` knows part of upstream's properties and loses the attributes of a declaration's
parameters; the class here is a subclass that keeps all of them.
Syntax: MLIR 22, `LLVMOps.td` and `lib/Dialect/LLVMIR/IR/LLVMDialect.cpp`.

Attributes of parameters and results are upstream's: `llvm.align`, `llvm.byref`, `llvm.byval`,
`llvm.dereferenceable`, `llvm.dereferenceable_or_null`, `llvm.elementtype`, `llvm.inreg`,
`llvm.nest`, `llvm.noalias`, `llvm.nocapture`, `llvm.nofree`, `llvm.nonnull`, `llvm.noundef`,
`llvm.range`, `llvm.readnone`, `llvm.readonly`, `llvm.returned`, `llvm.signext`, `llvm.sret`,
`llvm.writeonly`, `llvm.zeroext`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from xdsl.dialects import llvm as xdsl_llvm
from xdsl.dialects.builtin import (
    ArrayAttr,
    DenseArrayBase,
    DictionaryAttr,
    IntegerAttr,
    IntegerType,
    StringAttr,
    SymbolNameConstraint,
    SymbolRefAttr,
    UnitAttr,
)
from xdsl.dialects.llvm import (
    CallingConventionAttr,
    FramePointerKindAttr,
    LinkageAttr,
    LLVMFunctionType,
    LLVMVoidType,
    TargetFeaturesAttr,
)
from xdsl.dialects.utils import print_func_argument
from xdsl.ir import Attribute, Operation, Region
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
from xdsl.traits import IsolatedFromAbove, SymbolOpInterface
from xdsl.utils.exceptions import VerifyException

from .attributes import (
    CALLING_CONVENTIONS,
    CCC,
    UNNAMED_ADDRESSES,
    VISIBILITIES,
    MemoryEffectsAttr,
    integer64,
    move_properties,
)
from .signatures import (
    EXTERNAL,
    LINKAGES,
    NAMED_CONVENTIONS,
    index_of,
    parse_results,
    print_results,
    print_types,
)


@irdl_op_definition
class FuncOp(xdsl_llvm.FuncOp):
    """
    A function; without a body, a declaration.

    Flags such as `no_inline` are units; whatever LLVM attribute has no property of its own stands
    in `passthrough`, as a string or as a pair of strings.

        llvm.func internal amdgpu_kernelcc @k(%x: !llvm.ptr<1> {llvm.noalias, llvm.noundef})
            attributes {dso_local, no_unwind, passthrough = [["uniform-work-group-size", "true"]]} {
          llvm.return
        }
    """

    name = "llvm.func"

    body = region_def()
    sym_name = prop_def(SymbolNameConstraint())
    function_type = prop_def(LLVMFunctionType)
    CConv = prop_def(CallingConventionAttr, default_value=CCC)
    linkage = prop_def(LinkageAttr, default_value=EXTERNAL)
    sym_visibility = opt_prop_def(StringAttr)
    visibility_ = prop_def(IntegerAttr[IntegerType], default_value=IntegerAttr(0, 64))
    unnamed_addr = opt_prop_def(IntegerAttr)
    arg_attrs = opt_prop_def(ArrayAttr[DictionaryAttr])
    res_attrs = opt_prop_def(ArrayAttr[DictionaryAttr])

    dso_local = opt_prop_def(UnitAttr)
    comdat = opt_prop_def(SymbolRefAttr)
    convergent = opt_prop_def(UnitAttr)
    personality = opt_prop_def(SymbolRefAttr)
    garbageCollector = opt_prop_def(StringAttr)
    passthrough = opt_prop_def(ArrayAttr[Attribute])
    function_entry_count = opt_prop_def(IntegerAttr)
    memory_effects = opt_prop_def(MemoryEffectsAttr)
    section = opt_prop_def(StringAttr)
    alignment = opt_prop_def(IntegerAttr)
    frame_pointer = opt_prop_def(FramePointerKindAttr)
    target_cpu = opt_prop_def(StringAttr)
    tune_cpu = opt_prop_def(StringAttr)
    target_features = opt_prop_def(TargetFeaturesAttr)
    no_infs_fp_math = opt_prop_def(IntegerAttr)
    no_nans_fp_math = opt_prop_def(IntegerAttr)
    no_signed_zeros_fp_math = opt_prop_def(IntegerAttr)
    denormal_fp_math = opt_prop_def(StringAttr)
    denormal_fp_math_f32 = opt_prop_def(StringAttr)
    fp_contract = opt_prop_def(StringAttr)
    no_inline = opt_prop_def(UnitAttr)
    always_inline = opt_prop_def(UnitAttr)
    inline_hint = opt_prop_def(UnitAttr)
    no_unwind = opt_prop_def(UnitAttr)
    will_return = opt_prop_def(UnitAttr)
    optimize_none = opt_prop_def(UnitAttr)
    work_group_size_hint = opt_prop_def(DenseArrayBase)
    reqd_work_group_size = opt_prop_def(DenseArrayBase)
    uwtable_kind = opt_prop_def(Attribute)

    traits = traits_def(SymbolOpInterface(), IsolatedFromAbove())

    NAMES: ClassVar = frozenset(
        {
            "sym_visibility",
            "dso_local",
            "comdat",
            "convergent",
            "personality",
            "garbageCollector",
            "passthrough",
            "function_entry_count",
            "memory_effects",
            "section",
            "alignment",
            "frame_pointer",
            "target_cpu",
            "tune_cpu",
            "target_features",
            "no_infs_fp_math",
            "no_nans_fp_math",
            "no_signed_zeros_fp_math",
            "denormal_fp_math",
            "denormal_fp_math_f32",
            "fp_contract",
            "no_inline",
            "always_inline",
            "inline_hint",
            "no_unwind",
            "will_return",
            "optimize_none",
            "work_group_size_hint",
            "reqd_work_group_size",
            "uwtable_kind",
        }
    )
    """Properties that stand in the dictionary after `attributes`."""

    def __init__(
        self,
        sym_name: str | StringAttr,
        function_type: LLVMFunctionType,
        linkage: LinkageAttr = EXTERNAL,
        cconv: CallingConventionAttr = CCC,
        visibility: int | IntegerAttr[IntegerType] = 0,
        sym_visibility: str | StringAttr | None = None,
        body: Region | None = None,
        other_props: Mapping[str, Attribute | None] | None = None,
        extra_attrs: Mapping[str, Attribute] | None = None,
    ):
        if isinstance(sym_visibility, str):
            sym_visibility = StringAttr(sym_visibility)
        properties: dict[str, Attribute | None] = dict(other_props or {})
        properties["sym_name"] = StringAttr(sym_name) if isinstance(sym_name, str) else sym_name
        properties["function_type"] = function_type
        properties["CConv"] = cconv
        properties["linkage"] = linkage
        properties["visibility_"] = (
            integer64(visibility) if isinstance(visibility, int) else visibility
        )
        properties["sym_visibility"] = sym_visibility
        IRDLOperation.__init__(
            self,
            regions=[Region() if body is None else body],
            properties=properties,
            attributes=extra_attrs or {},
        )

    @property
    def is_declaration(self) -> bool:
        """Whether the function has no body."""
        return not self.body.blocks

    def print(self, printer: Printer) -> None:
        """Print upstream's form."""
        if (linkage := self.linkage.linkage.data) != "external":
            printer.print_string(f" {linkage}")
        if visibility := index_of(VISIBILITIES, self.visibility_):
            printer.print_string(f" {VISIBILITIES[visibility]}")
        if unnamed := index_of(UNNAMED_ADDRESSES, self.unnamed_addr):
            printer.print_string(f" {UNNAMED_ADDRESSES[unnamed]}")
        if (convention := self.CConv.convention.data) != "ccc":
            printer.print_string(f" {convention}")
        printer.print_string(" ")
        printer.print_symbol_name(self.sym_name.data)

        type = self.function_type
        arg_attrs: Sequence[DictionaryAttr | None] = (
            [None] * len(type.inputs) if self.arg_attrs is None else self.arg_attrs.data
        )
        with printer.in_parens():
            if self.body.blocks:
                arguments = zip(self.body.blocks[0].args, arg_attrs, strict=True)
                printer.print_list(arguments, lambda a: print_func_argument(printer, *a))
            else:
                print_types(printer, type.inputs.data, arg_attrs)
            if type.is_variadic:
                printer.print_string(", ..." if type.inputs.data else "...")
        if not isinstance(type.output, LLVMVoidType):
            printer.print_string(" -> ")
            print_results(printer, [type.output], self.res_attrs)
        attributes = {n: a for n, a in self.properties.items() if n in self.NAMES}
        printer.print_op_attributes(attributes | self.attributes, print_keyword=True)
        if self.body.blocks:
            printer.print_string(" ")
            printer.print_region(self.body, print_entry_block_args=False)

    @classmethod
    def parse(cls, parser: Parser) -> FuncOp:
        """Parse upstream's form."""
        properties: dict[str, Attribute] = {}
        linkage = parser.parse_optional_keyword_in(LINKAGES)
        properties["linkage"] = EXTERNAL if linkage is None else LinkageAttr(linkage)
        visibility = parser.parse_optional_keyword_in(VISIBILITIES)
        properties["visibility_"] = integer64(VISIBILITIES.index(visibility or "default"))
        if (unnamed := parser.parse_optional_keyword_in(UNNAMED_ADDRESSES)) is not None:
            properties["unnamed_addr"] = integer64(UNNAMED_ADDRESSES.index(unnamed))
        convention = parser.parse_optional_keyword_in(NAMED_CONVENTIONS)
        properties["CConv"] = CCC if convention is None else CallingConventionAttr(convention)
        properties["sym_name"] = parser.parse_symbol_name()

        arguments: list[Parser.Argument] = []
        types: list[Attribute] = []
        arg_attrs: list[DictionaryAttr] = []
        variadic = False

        def argument() -> None:
            nonlocal variadic
            if parser.parse_optional_characters("...") is not None:
                variadic = True
                return
            named = parser.parse_optional_argument()
            if named is None:
                types.append(parser.parse_type())
            else:
                arguments.append(named)
                types.append(named.type)
            arg_attrs.append(DictionaryAttr(parser.parse_optional_dictionary_attr_dict()))
            location = parser.parse_optional_location()
            if named is not None:
                named.location = location

        parser.parse_comma_separated_list(parser.Delimiter.PAREN, argument)
        if arguments and len(arguments) != len(types):
            parser.raise_error("expected all arguments to be named or none")
        if any(attributes.data for attributes in arg_attrs):
            properties["arg_attrs"] = ArrayAttr(arg_attrs)
        outputs: list[Attribute] = []
        if parser.parse_optional_punctuation("->") is not None:
            outputs, res_attrs = parse_results(parser)
            if len(outputs) > 1:
                parser.raise_error("llvm.func has at most one result")
            if any(attributes.data for attributes in res_attrs):
                properties["res_attrs"] = ArrayAttr(res_attrs)
        properties["function_type"] = LLVMFunctionType(
            types, outputs[0] if outputs else LLVMVoidType(), variadic
        )
        attributes: dict[str, Attribute] = {}
        if parser.parse_optional_keyword("attributes") is not None:
            attributes = dict(parser.parse_optional_dictionary_attr_dict())
        move_properties(cls.NAMES, attributes, properties)
        body = parser.parse_optional_region(arguments)
        return cls.create(
            properties=properties,
            attributes=attributes,
            regions=[Region() if body is None else body],
        )

    def verify_(self, verify_nested_ops: bool = True) -> None:
        """Refuse a body or attributes that do not fit the type, and `external` oddities."""
        inputs = self.function_type.inputs.data
        if self.arg_attrs is not None:
            if len(self.arg_attrs) != len(inputs):
                raise VerifyException("arg_attrs must have one dictionary per parameter")
            for i, attributes in enumerate(self.arg_attrs):
                if "llvm.elementtype" in attributes.data:
                    raise VerifyException(
                        f"'llvm.elementtype' on parameter {i} is invalid: "
                        "elementtype can only be applied to intrinsic callsites"
                    )
        if self.CConv.convention.data not in CALLING_CONVENTIONS:
            raise VerifyException(f"unknown calling convention '{self.CConv.convention.data}'")
        if self.body.blocks:
            if tuple(self.body.blocks[0].arg_types) != tuple(inputs):
                raise VerifyException("entry block arguments must match the function's type")
        elif self.linkage.linkage.data not in ("external", "extern_weak"):
            raise VerifyException(
                "external functions must have 'external' or 'extern_weak' linkage"
            )


FUNCTION_OPS: list[type[Operation]] = [
    FuncOp,
]
"""The operations of this file."""
