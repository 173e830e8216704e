"""
Calls of the upstream `llvm` dialect: of functions, through pointers, of intrinsics by name.

xDSL's operations lose the attributes of parameters. Syntax: MLIR 22, `LLVMOps.td` and
`lib/Dialect/LLVMIR/IR/LLVMDialect.cpp`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from xdsl.dialects.builtin import (
    ArrayAttr,
    DenseArrayBase,
    DictionaryAttr,
    StringAttr,
    SymbolRefAttr,
    UnitAttr,
    i32,
)
from xdsl.dialects.llvm import (
    CallingConventionAttr,
    FastMathAttr,
    LLVMFunctionType,
    TailCallKind,
    TailCallKindAttr,
)
from xdsl.ir import Attribute, Operation, SSAValue
from xdsl.irdl import (
    AttrSizedOperandSegments,
    IRDLOperation,
    irdl_op_definition,
    opt_prop_def,
    opt_result_def,
    prop_def,
    var_operand_def,
)
from xdsl.parser import Parser
from xdsl.printer import Printer
from xdsl.utils.exceptions import VerifyException

from .attributes import (
    CCC,
    MemoryEffectsAttr,
    move_properties,
)
from .signatures import (
    NAMED_CONVENTIONS,
    parse_bundles,
    parse_signature,
    print_bundles,
    print_signature,
)

_NO_BUNDLES = DenseArrayBase.from_list(i32, ())


_NO_FAST_MATH = FastMathAttr(None)


_NO_TAIL_KIND = TailCallKindAttr(TailCallKind.NONE)


_TAIL_KINDS = tuple(kind.value for kind in TailCallKind if kind != TailCallKind.NONE)


@irdl_op_definition
class CallOp(IRDLOperation):
    """
    Call a function by symbol, or through a pointer, which is then the first of `args`.

    Unlike the other operations that replace one of xDSL's this is no subclass: xDSL's searches
    the whole module for the callee whenever it is verified.

        %0 = llvm.call fastcc @f(%x) {no_unwind} : (i32 {llvm.noundef}) -> i32
        llvm.call %p(%x) : !llvm.ptr, (i32) -> ()
    """

    name = "llvm.call"

    args = var_operand_def()
    op_bundle_operands = var_operand_def()
    returned = opt_result_def()

    callee = opt_prop_def(SymbolRefAttr)
    var_callee_type = opt_prop_def(LLVMFunctionType)
    fastmathFlags = prop_def(FastMathAttr, default_value=_NO_FAST_MATH)
    CConv = prop_def(CallingConventionAttr, default_value=CCC)
    TailCallKind = prop_def(TailCallKindAttr, default_value=_NO_TAIL_KIND)
    op_bundle_sizes = prop_def(DenseArrayBase.constr(i32), default_value=_NO_BUNDLES)
    op_bundle_tags = opt_prop_def(ArrayAttr)
    arg_attrs = opt_prop_def(ArrayAttr[DictionaryAttr])
    res_attrs = opt_prop_def(ArrayAttr[DictionaryAttr])
    memory_effects = opt_prop_def(MemoryEffectsAttr)
    convergent = opt_prop_def(UnitAttr)
    no_unwind = opt_prop_def(UnitAttr)
    will_return = opt_prop_def(UnitAttr)
    no_inline = opt_prop_def(UnitAttr)
    always_inline = opt_prop_def(UnitAttr)
    inline_hint = opt_prop_def(UnitAttr)
    access_groups = opt_prop_def(ArrayAttr)
    alias_scopes = opt_prop_def(ArrayAttr)
    noalias_scopes = opt_prop_def(ArrayAttr)
    tbaa = opt_prop_def(ArrayAttr)

    irdl_options = (AttrSizedOperandSegments(as_property=True),)

    NAMES: ClassVar = frozenset(
        {
            "fastmathFlags",
            "memory_effects",
            "convergent",
            "no_unwind",
            "will_return",
            "no_inline",
            "always_inline",
            "inline_hint",
            "access_groups",
            "alias_scopes",
            "noalias_scopes",
            "tbaa",
        }
    )

    @staticmethod
    def indirect(
        callee: SSAValue,
        args: Sequence[SSAValue],
        return_type: Attribute | None = None,
        properties: Mapping[str, Attribute] | None = None,
    ) -> CallOp:
        """Call through the pointer `callee`."""
        return CallOp.create(
            operands=[callee, *args],
            result_types=[] if return_type is None else [return_type],
            properties=CallOp.fixed_properties(len(args) + 1) | dict(properties or {}),
        )

    @staticmethod
    def fixed_properties(operand_count: int) -> dict[str, Attribute]:
        """The properties that a call of `operand_count` operands without bundles must have."""
        return {
            "fastmathFlags": _NO_FAST_MATH,
            "CConv": CCC,
            "TailCallKind": _NO_TAIL_KIND,
            "op_bundle_sizes": _NO_BUNDLES,
            "operandSegmentSizes": DenseArrayBase.from_list(i32, (operand_count, 0)),
        }

    def print(self, printer: Printer) -> None:
        """Print upstream's form."""
        if (convention := self.CConv.convention.data) != "ccc":
            printer.print_string(f" {convention}")
        if (tail := self.TailCallKind.data) != TailCallKind.NONE:
            printer.print_string(f" {tail.value}")
        printer.print_string(" ")
        arguments: Sequence[SSAValue] = self.args
        pointer: SSAValue | None = None
        if self.callee is not None:
            printer.print_attribute(self.callee)
        else:
            pointer = arguments[0]
            arguments = arguments[1:]
            printer.print_ssa_value(pointer)
        with printer.in_parens():
            printer.print_list(arguments, printer.print_ssa_value)
        if self.var_callee_type is not None:
            printer.print_string(" vararg(")
            printer.print_attribute(self.var_callee_type)
            printer.print_string(")")
        print_bundles(printer, self, self.op_bundle_operands)
        attributes = {n: a for n, a in self.properties.items() if n in self.NAMES}
        if not self.fastmathFlags.data:
            attributes.pop("fastmathFlags", None)
        printer.print_op_attributes(attributes | self.attributes)
        printer.print_string(" : ")
        if pointer is not None:
            printer.print_attribute(pointer.type)
            printer.print_string(", ")
        print_signature(printer, arguments, self.result_types, self.arg_attrs, self.res_attrs)

    @classmethod
    def parse(cls, parser: Parser) -> CallOp:
        """Parse upstream's form."""
        properties: dict[str, Attribute] = {"fastmathFlags": _NO_FAST_MATH}
        convention = parser.parse_optional_keyword_in(NAMED_CONVENTIONS)
        properties["CConv"] = CCC if convention is None else CallingConventionAttr(convention)
        tail = parser.parse_optional_keyword_in(_TAIL_KINDS)
        properties["TailCallKind"] = (
            _NO_TAIL_KIND if tail is None else TailCallKindAttr(TailCallKind(tail))
        )
        symbol = parser.parse_optional_symbol_name()
        pointer = None
        if symbol is None:
            pointer = parser.parse_unresolved_operand()
        else:
            properties["callee"] = SymbolRefAttr(symbol)
        unresolved = parser.parse_comma_separated_list(
            parser.Delimiter.PAREN, parser.parse_unresolved_operand
        )
        if parser.parse_optional_keyword("vararg") is not None:
            with parser.in_parens():
                properties["var_callee_type"] = parser.parse_type()
        bundles = parse_bundles(parser, properties)
        attributes = dict(parser.parse_optional_attr_dict())
        move_properties(cls.NAMES, attributes, properties)
        parser.parse_punctuation(":")
        operands: list[SSAValue] = []
        if pointer is not None:
            operands.append(parser.resolve_operand(pointer, parser.parse_type()))
            parser.parse_punctuation(",")
        types, results = parse_signature(parser, properties)
        operands += parser.resolve_operands(unresolved, types, parser.pos)
        properties["operandSegmentSizes"] = DenseArrayBase.from_list(
            i32, [len(operands), len(bundles)]
        )
        return cls.create(
            operands=[*operands, *bundles],
            result_types=results,
            properties=properties,
            attributes=attributes,
        )

    def __init__(
        self,
        callee: str | StringAttr | SymbolRefAttr,
        *args: SSAValue | Operation,
        return_type: Attribute | None = None,
        properties: Mapping[str, Attribute] | None = None,
    ):
        reference = callee if isinstance(callee, SymbolRefAttr) else SymbolRefAttr(callee)
        super().__init__(
            operands=[args, []],
            result_types=[return_type],
            properties={"callee": reference, **(properties or {})},
        )

    def verify_(self) -> None:
        """Refuse an indirect call without a callee."""
        if self.callee is None and not self.args:
            raise VerifyException("must have either a `callee` attribute or at least an operand")


@irdl_op_definition
class CallIntrinsicOp(IRDLOperation):
    """
    Call an LLVM intrinsic by its name, whose overloaded types LLVM infers if they are left out.

        %0 = llvm.call_intrinsic "llvm.amdgcn.workitem.id.x"() : () -> i32
    """

    name = "llvm.call_intrinsic"

    args = var_operand_def()
    op_bundle_operands = var_operand_def()
    ress = opt_result_def()

    intrin = prop_def(StringAttr)
    fastmathFlags = prop_def(FastMathAttr, default_value=_NO_FAST_MATH)
    op_bundle_sizes = prop_def(DenseArrayBase.constr(i32), default_value=_NO_BUNDLES)
    op_bundle_tags = opt_prop_def(ArrayAttr)
    arg_attrs = opt_prop_def(ArrayAttr[DictionaryAttr])
    res_attrs = opt_prop_def(ArrayAttr[DictionaryAttr])

    irdl_options = (AttrSizedOperandSegments(as_property=True),)

    def __init__(
        self,
        intrin: StringAttr | str,
        args: Sequence[SSAValue],
        result_types: Sequence[Attribute],
    ):
        super().__init__(
            operands=[args, []],
            result_types=[result_types],
            properties={"intrin": StringAttr(intrin) if isinstance(intrin, str) else intrin},
        )

    def print(self, printer: Printer) -> None:
        """Print upstream's form."""
        printer.print_string(" ")
        printer.print_attribute(self.intrin)
        with printer.in_parens():
            printer.print_list(self.args, printer.print_ssa_value)
        print_bundles(printer, self, self.op_bundle_operands)
        attributes = self.attributes
        if self.fastmathFlags.data:
            attributes = attributes | {"fastmathFlags": self.fastmathFlags}
        printer.print_op_attributes(attributes)
        printer.print_string(" : ")
        print_signature(printer, self.args, self.result_types, self.arg_attrs, self.res_attrs)

    @classmethod
    def parse(cls, parser: Parser) -> CallIntrinsicOp:
        """Parse upstream's form."""
        properties: dict[str, Attribute] = {"intrin": StringAttr(parser.parse_str_literal())}
        unresolved = parser.parse_comma_separated_list(
            parser.Delimiter.PAREN, parser.parse_unresolved_operand
        )
        bundles = parse_bundles(parser, properties)
        attributes = dict(parser.parse_optional_attr_dict())
        properties["fastmathFlags"] = attributes.pop("fastmathFlags", _NO_FAST_MATH)
        parser.parse_punctuation(":")
        types, results = parse_signature(parser, properties)
        operands = parser.resolve_operands(unresolved, types, parser.pos)
        properties["operandSegmentSizes"] = DenseArrayBase.from_list(
            i32, [len(operands), len(bundles)]
        )
        return cls.create(
            operands=[*operands, *bundles],
            result_types=results,
            properties=properties,
            attributes=attributes,
        )

    def verify_(self) -> None:
        """Refuse a name that is not an intrinsic's."""
        if not self.intrin.data.startswith("llvm."):
            raise VerifyException(
                f"intrinsic name must start with 'llvm.', got '{self.intrin.data}'"
            )


CALL_OPS: list[type[Operation]] = [
    CallIntrinsicOp,
    CallOp,
]
"""The operations of this file."""
