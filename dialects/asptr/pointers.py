"""Pointer values: their arithmetic, casts, comparison, and conversion to and from integers."""

from __future__ import annotations

from xdsl.dialects.builtin import IntegerAttr, IntegerType, UnitAttr, i1, i64
from xdsl.ir import Attribute, SSAValue
from xdsl.irdl import (
    BaseAttr,
    IRDLOperation,
    VarConstraint,
    irdl_op_definition,
    operand_def,
    opt_prop_def,
    prop_def,
    result_def,
    traits_def,
)
from xdsl.pattern_rewriter import RewritePattern
from xdsl.traits import HasCanonicalizationPatternsTrait, Pure
from xdsl.utils.exceptions import VerifyException

from .attributes import UNIT, PredicateAttr, PtrType, i64_attr, predicate, ptr
from .syntax import CommaTypeOrI64

POINTER = VarConstraint("POINTER", BaseAttr(PtrType))
"""A pointer type that operands and results share."""


class OffsetPatterns(HasCanonicalizationPatternsTrait):
    """An offset by a constant is a displacement."""

    @classmethod
    def get_canonicalization_patterns(cls) -> tuple[RewritePattern, ...]:
        """The patterns."""
        from .canonicalization import OffsetByConstant

        return (OffsetByConstant(),)


@irdl_op_definition
class OffsetOp(IRDLOperation):
    """
    Advance a pointer by `index` elements of `stride` bytes, within its address space.

    The index is signed, and as wide as the target's index type for the space: a narrower one is
    sign-extended, a wider one truncated. The result points into the same allocation as `base`, or
    one past its end; leaving it is undefined, as for `getelementptr inbounds`, unless the operation
    is `wrapping`. Create it with the property `stride` and, if so, `wrapping`.

        %q = asptr.offset %p[%i] stride 4 : !asptr.ptr<global>
        %r = asptr.offset %p[%j] stride 16 wrapping : !asptr.ptr<local>, i32
    """

    name = "asptr.offset"

    base = operand_def(POINTER)
    index = operand_def(IntegerType)
    stride = prop_def(IntegerAttr.constr(i64))
    wrapping = opt_prop_def(UnitAttr)
    result = result_def(POINTER)

    traits = traits_def(Pure(), OffsetPatterns())
    custom_directives = (CommaTypeOrI64,)
    assembly_format = (
        "$base `[` $index `]` `stride` $stride (`wrapping` $wrapping^)? attr-dict "
        "`:` type($base) `` custom<CommaTypeOrI64>(type($index))"
    )

    def __init__(self, base: SSAValue, index: SSAValue, stride: int, *, wrapping: bool = False):
        super().__init__(
            operands=(base, index),
            result_types=(base.type,),
            properties={"stride": i64_attr(stride), "wrapping": UNIT if wrapping else None},
        )

    def verify_(self) -> None:
        """Check that the stride is a number of bytes."""
        if self.stride.value.data < 0:
            raise VerifyException(f"stride must not be negative, but is {self.stride.value.data}")


class DisplacePatterns(HasCanonicalizationPatternsTrait):
    """Displacements by 0 vanish; of two in a row one remains."""

    @classmethod
    def get_canonicalization_patterns(cls) -> tuple[RewritePattern, ...]:
        """The patterns."""
        from .canonicalization import DisplaceByZero, DisplaceOfDisplace

        return (DisplaceByZero(), DisplaceOfDisplace())


@irdl_op_definition
class DisplaceOp(IRDLOperation):
    """
    Advance a pointer by a constant number of bytes: the address of a field.

    As for `asptr.offset`, the result points into the same allocation unless the operation is
    `wrapping`. Create it with the property `bytes` and, if so, `wrapping`.

        %f = asptr.displace %p by 8 : !asptr.ptr<flat>
    """

    name = "asptr.displace"

    base = operand_def(POINTER)
    bytes = prop_def(IntegerAttr.constr(i64))
    wrapping = opt_prop_def(UnitAttr)
    result = result_def(POINTER)

    traits = traits_def(Pure(), DisplacePatterns())
    assembly_format = "$base `by` $bytes (`wrapping` $wrapping^)? attr-dict `:` type($base)"

    def __init__(self, base: SSAValue, bytes: int, *, wrapping: bool = False):
        super().__init__(
            operands=(base,),
            result_types=(base.type,),
            properties={"bytes": i64_attr(bytes), "wrapping": UNIT if wrapping else None},
        )


class CastPatterns(HasCanonicalizationPatternsTrait):
    """Casts to the same space, to `flat` and back, and of null."""

    @classmethod
    def get_canonicalization_patterns(cls) -> tuple[RewritePattern, ...]:
        """The patterns."""
        from .canonicalization import CastOfNull, CastThroughFlat, CastToSame

        return (CastToSame(), CastThroughFlat(), CastOfNull())


@irdl_op_definition
class CastOp(IRDLOperation):
    """
    A pointer to the same memory, in another address space.

    Which casts exist is the target's to say, and `verify-address-spaces` checks it. A cast into a
    space that does not contain the memory gives a pointer that must not be used. Null becomes
    null, whatever its bits in either space. A cast to the same space is the identity.

        %f = asptr.cast %p : !asptr.ptr<private> -> !asptr.ptr<flat>
    """

    name = "asptr.cast"

    source = operand_def(PtrType)
    result = result_def(PtrType)

    traits = traits_def(Pure(), CastPatterns())
    assembly_format = "$source attr-dict `:` type($source) `->` type($result)"

    def __init__(self, source: SSAValue, space: str | PtrType):
        super().__init__(
            operands=(source,), result_types=(ptr(space) if isinstance(space, str) else space,)
        )


@irdl_op_definition
class NullOp(IRDLOperation):
    """
    The null pointer of an address space, whose bits are the target's to say.

        %n = asptr.null : !asptr.ptr<local>
    """

    name = "asptr.null"

    result = result_def(PtrType)

    traits = traits_def(Pure())
    assembly_format = "attr-dict `:` type($result)"

    def __init__(self, space: str = "flat"):
        super().__init__(result_types=(ptr(space),))


class PtrToIntPatterns(HasCanonicalizationPatternsTrait):
    """The address of a pointer made from an address."""

    @classmethod
    def get_canonicalization_patterns(cls) -> tuple[RewritePattern, ...]:
        """The patterns."""
        from .canonicalization import PtrToIntOfIntToPtr

        return (PtrToIntOfIntToPtr(),)


@irdl_op_definition
class PtrToIntOp(IRDLOperation):
    """
    The bits of a pointer, zero-extended or truncated to an integer type.

        %a = asptr.ptrtoint %p : !asptr.ptr<flat> -> i64
    """

    name = "asptr.ptrtoint"

    source = operand_def(PtrType)
    result = result_def(IntegerType)

    traits = traits_def(Pure(), PtrToIntPatterns())
    assembly_format = "$source attr-dict `:` type($source) `->` type($result)"

    def __init__(self, source: SSAValue, type: Attribute = i64):
        super().__init__(operands=(source,), result_types=(type,))


@irdl_op_definition
class IntToPtrOp(IRDLOperation):
    """
    A pointer with the bits of an integer, zero-extended or truncated to its width.

        %p = asptr.inttoptr %a : i64 -> !asptr.ptr<flat>
    """

    name = "asptr.inttoptr"

    source = operand_def(IntegerType)
    result = result_def(PtrType)

    traits = traits_def(Pure())
    assembly_format = "$source attr-dict `:` type($source) `->` type($result)"

    def __init__(self, source: SSAValue, space: str = "flat"):
        super().__init__(operands=(source,), result_types=(ptr(space),))


@irdl_op_definition
class CompareOp(IRDLOperation):
    """
    Compare the bits of two pointers into the same address space, as unsigned integers.

    Create it with the property `predicate`.

        %b = asptr.cmp ult, %p, %q : !asptr.ptr<global>
    """

    name = "asptr.cmp"

    predicate = prop_def(PredicateAttr)
    lhs = operand_def(POINTER)
    rhs = operand_def(POINTER)
    result = result_def(i1)

    traits = traits_def(Pure())
    assembly_format = "$predicate `,` $lhs `,` $rhs attr-dict `:` type($lhs)"

    def __init__(self, kind: str, lhs: SSAValue, rhs: SSAValue):
        super().__init__(
            operands=(lhs, rhs), result_types=(i1,), properties={"predicate": predicate(kind)}
        )
