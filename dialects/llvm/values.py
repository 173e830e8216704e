"""
Value operations of the upstream `llvm` dialect that xDSL lacks or narrows.

Comparisons of pointers and vectors, `select` over vectors, `freeze`, `extractelement`, constants
of every type, and `poison`. Where xDSL has the operation but accepts less than upstream, the class
here is a subclass of xDSL's. Syntax: MLIR 22, `LLVMOps.td`.
"""

from __future__ import annotations

from typing import ClassVar, cast

from xdsl.dialects import llvm as xdsl_llvm
from xdsl.dialects.builtin import (
    I1,
    AnyFloatConstr,
    Float80Type,
    Float128Type,
    FloatAttr,
    IntegerAttr,
    IntegerType,
    SignlessIntegerConstraint,
    VectorType,
    i1,
    i64,
)
from xdsl.dialects.llvm import (
    FastMathAttr,
    FCmpPredicateFlag,
    ICmpPredicateFlag,
    LLVMPointerType,
)
from xdsl.ir import Attribute, Operation, SSAValue
from xdsl.irdl import (
    AnyAttr,
    IRDLOperation,
    VarConstraint,
    irdl_op_definition,
    operand_def,
    prop_def,
    result_def,
    traits_def,
)
from xdsl.parser import Parser
from xdsl.printer import Printer
from xdsl.traits import ConstantLike, NoMemoryEffect, Pure
from xdsl.utils.exceptions import VerifyException
from xdsl.utils.hints import isa

_NO_FAST_MATH = FastMathAttr(None)


@irdl_op_definition
class FreezeOp(IRDLOperation):
    """
    The same value, or some fixed value in place of undef and poison.

        %0 = llvm.freeze %x : i32
    """

    name = "llvm.freeze"

    T: ClassVar = VarConstraint("T", AnyAttr())

    val = operand_def(T)
    res = result_def(T)

    traits = traits_def(Pure())

    assembly_format = "$val attr-dict `:` type($val)"

    def __init__(self, val: Operation | SSAValue):
        value = SSAValue.get(val)
        super().__init__(operands=[value], result_types=[value.type])


@irdl_op_definition
class ExtractElementOp(IRDLOperation):
    """
    One element of a vector.

        %0 = llvm.extractelement %v[%i : i64] : vector<4xf32>
    """

    name = "llvm.extractelement"

    ELEMENT: ClassVar = VarConstraint("ELEMENT", AnyAttr())

    vector = operand_def(VectorType.constr(ELEMENT))
    position = operand_def(SignlessIntegerConstraint)
    res = result_def(ELEMENT)

    traits = traits_def(Pure())

    assembly_format = "$vector `[` $position `:` type($position) `]` attr-dict `:` type($vector)"

    def __init__(self, vector: Operation | SSAValue, position: Operation | SSAValue):
        value = SSAValue.get(vector)
        super().__init__(
            operands=[value, position],
            result_types=[cast("VectorType", value.type).element_type],
        )


def _boolean_like(type: Attribute) -> Attribute:
    """The type of a comparison of values of `type`."""
    return VectorType(i1, type.shape) if isinstance(type, VectorType) else i1


@irdl_op_definition
class ICmpOp(xdsl_llvm.ICmpOp):
    """
    Compare integers or pointers, or vectors of them. `predicate` is the index of its name among
    `eq ne slt sle sgt sge ult ule ugt uge`.

        %0 = llvm.icmp "ult" %p, %q : !llvm.ptr
    """

    name = "llvm.icmp"

    TYPE: ClassVar = VarConstraint("TYPE", AnyAttr())

    lhs = operand_def(TYPE)
    rhs = operand_def(TYPE)
    res = result_def(I1 | VectorType[I1])
    predicate = prop_def(IntegerAttr)

    traits = traits_def(NoMemoryEffect())

    def __init__(
        self,
        lhs: SSAValue,
        rhs: SSAValue,
        predicate: str | IntegerAttr[IntegerType],
        attributes: dict[str, Attribute] = {},  # noqa: B006
    ):
        if isinstance(predicate, str):
            predicate = IntegerAttr(ICmpPredicateFlag(predicate).to_int(), i64)
        IRDLOperation.__init__(
            self,
            operands=[lhs, rhs],
            attributes=attributes,
            result_types=[_boolean_like(lhs.type)],
            properties={"predicate": predicate},
        )

    def verify_(self, verify_nested_ops: bool = True) -> None:
        """Refuse types that cannot be compared, and a result of another shape."""
        type: Attribute = self.lhs.type
        scalar = type.element_type if isa(type, VectorType) else type
        if not isinstance(scalar, IntegerType | LLVMPointerType):
            raise VerifyException(f"operands must be integers or pointers, got {type}")
        if self.res.type != (expected := _boolean_like(type)):
            raise VerifyException(f"result must be {expected}, got {self.res.type}")


@irdl_op_definition
class FCmpOp(xdsl_llvm.FCmpOp):
    """
    Compare floats, or vectors of them. `predicate` is the index of its name among
    `_false oeq ogt oge olt ole one ord ueq ugt uge ult ule une uno _true`.

        %0 = llvm.fcmp "olt" %x, %y {fastmathFlags = #llvm.fastmath<nnan>} : f32
    """

    name = "llvm.fcmp"

    TYPE: ClassVar = VarConstraint("TYPE", AnyFloatConstr | VectorType.constr(AnyFloatConstr))

    lhs = operand_def(TYPE)
    rhs = operand_def(TYPE)
    res = result_def(I1 | VectorType[I1])
    predicate = prop_def(IntegerAttr)
    fastmathFlags = prop_def(FastMathAttr, default_value=_NO_FAST_MATH)

    traits = traits_def(Pure())

    def __init__(
        self,
        lhs: Operation | SSAValue,
        rhs: Operation | SSAValue,
        predicate: str | IntegerAttr[IntegerType],
        attributes: dict[str, Attribute] = {},  # noqa: B006
        fast_math: FastMathAttr = _NO_FAST_MATH,
    ):
        if isinstance(predicate, str):
            predicate = IntegerAttr(FCmpPredicateFlag(predicate).to_int(), i64)
        attributes = dict(attributes)
        flags = attributes.pop("fastmathFlags", fast_math)
        value = SSAValue.get(lhs)
        IRDLOperation.__init__(
            self,
            operands=[value, rhs],
            attributes=attributes,
            result_types=[_boolean_like(value.type)],
            properties={"predicate": predicate, "fastmathFlags": flags},
        )

    def print(self, printer: Printer) -> None:
        """Print upstream's form."""
        printer.print_string(f' "{FCmpPredicateFlag.from_int(self.predicate.value.data)}" ')
        printer.print_ssa_value(self.lhs)
        printer.print_string(", ")
        printer.print_ssa_value(self.rhs)
        attributes = self.attributes
        if self.fastmathFlags.data:
            attributes = attributes | {"fastmathFlags": self.fastmathFlags}
        printer.print_op_attributes(attributes)
        printer.print_string(" : ")
        printer.print_attribute(self.lhs.type)

    def verify_(self) -> None:
        """Nothing beyond the declaration: xDSL's own check, for its narrower one, is replaced."""


@irdl_op_definition
class SelectOp(xdsl_llvm.SelectOp):
    """
    One of two values, lane by lane if the condition is a vector.

        %0 = llvm.select %c, %a, %b : vector<4xi1>, vector<4xi32>
    """

    name = "llvm.select"

    TYPE: ClassVar = VarConstraint("TYPE", AnyAttr())

    cond = operand_def(I1 | VectorType[I1])
    lhs = operand_def(TYPE)
    rhs = operand_def(TYPE)
    res = result_def(TYPE)
    fastmathFlags = prop_def(FastMathAttr, default_value=_NO_FAST_MATH)

    traits = traits_def(Pure())
    assembly_format = None  # the parser and printer are inherited

    def verify_(self) -> None:
        """Nothing beyond the declaration: xDSL's own check, for its narrower one, is replaced."""


@irdl_op_definition
class ZeroOp(xdsl_llvm.ZeroOp):
    """
    The value of a type whose bits are all zero; for a pointer, LLVM's null.

        %0 = llvm.mlir.zero : !llvm.ptr
    """

    name = "llvm.mlir.zero"

    res = result_def(AnyAttr())

    traits = traits_def(Pure(), ConstantLike())
    assembly_format = None  # the parser and printer are inherited

    def __init__(self, result_type: Attribute):
        IRDLOperation.__init__(self, result_types=[result_type])

    def verify_(self) -> None:
        """Nothing beyond the declaration: xDSL's own check, for its narrower one, is replaced."""


@irdl_op_definition
class PoisonOp(IRDLOperation):
    """
    A poison value: the value of what Rust leaves uninitialised and never reads.

        %0 = llvm.mlir.poison : !llvm.struct<(i32, i1)>
    """

    name = "llvm.mlir.poison"

    res = result_def(AnyAttr())

    traits = traits_def(Pure(), ConstantLike())

    assembly_format = "attr-dict `:` type($res)"

    def __init__(self, result_type: Attribute):
        super().__init__(result_types=[result_type])


@irdl_op_definition
class ConstantOp(xdsl_llvm.ConstantOp):
    """
    A constant: an integer, a float, a dense vector or array, a string, or an array of these for a
    struct.

        %0 = llvm.mlir.constant(dense<[1, 2]> : vector<2xi32>) : vector<2xi32>
        %1 = llvm.mlir.constant("ab") : !llvm.array<2 x i8>
    """

    name = "llvm.mlir.constant"

    result = result_def(AnyAttr())
    value = prop_def(Attribute)

    traits = traits_def(Pure(), ConstantLike())

    @classmethod
    def parse(cls, parser: Parser) -> ConstantOp:
        """Parse upstream's form."""
        with parser.in_parens():
            value = cls.parse_value(parser)
        attributes = dict(parser.parse_optional_attr_dict())
        parser.parse_punctuation(":")
        return cls.create(
            result_types=[parser.parse_type()], properties={"value": value}, attributes=attributes
        )

    def print(self, printer: Printer) -> None:
        """Print upstream's form."""
        with printer.in_parens():
            value = self.value
            if isa(value, IntegerAttr) and value.type == i64:
                value.print_without_type(printer)
            elif isa(value, FloatAttr) and isinstance(value.type, Float80Type | Float128Type):
                # xDSL holds these as doubles and cannot print them; MLIR reads decimals as doubles.
                text = repr(value.value.data)
                if "." not in text:
                    text = text.replace("e", ".0e")
                printer.print_string(f"{text} : ")
                printer.print_attribute(value.type)
            else:
                printer.print_attribute(value)
        printer.print_op_attributes(self.attributes)
        printer.print_string(" : ")
        printer.print_attribute(self.result.type)

    def verify_(self) -> None:
        """Nothing beyond the declaration: xDSL's own check, for its narrower one, is replaced."""


VALUE_OPS: list[type[Operation]] = [
    ConstantOp,
    ExtractElementOp,
    FCmpOp,
    FreezeOp,
    ICmpOp,
    PoisonOp,
    SelectOp,
    ZeroOp,
]
"""The operations of this file."""
