"""Local simplifications of pointer values, for `canonicalize`."""

from __future__ import annotations

from xdsl.dialects.arith import ConstantOp
from xdsl.dialects.builtin import IntegerAttr, i8, i16, i32, i64
from xdsl.pattern_rewriter import PatternRewriter, RewritePattern, op_type_rewrite_pattern

from .attributes import ptr
from .pointers import CastOp, DisplaceOp, IntToPtrOp, NullOp, OffsetOp, PtrToIntOp


class OffsetByConstant(RewritePattern):
    """`offset %p[3] stride 4` is `displace %p by 12`."""

    @op_type_rewrite_pattern
    def match_and_rewrite(self, op: OffsetOp, rewriter: PatternRewriter) -> None:
        """Replace an offset by a constant index, or with a stride of 0."""
        stride = op.stride.value.data
        wrapping = op.wrapping is not None
        if stride == 0:
            rewriter.replace(op, (), (op.base,))
            return
        index = op.index.owner
        if not isinstance(index, ConstantOp) or not isinstance(index.value, IntegerAttr):
            return
        bytes_ = index.value.value.data * stride
        if -(1 << 63) <= bytes_ < 1 << 63:
            rewriter.replace(op, DisplaceOp(op.base, bytes_, wrapping=wrapping))


class DisplaceByZero(RewritePattern):
    """`displace %p by 0` is `%p`."""

    @op_type_rewrite_pattern
    def match_and_rewrite(self, op: DisplaceOp, rewriter: PatternRewriter) -> None:
        """Replace a displacement by 0 with its base."""
        if op.bytes.value.data == 0:
            rewriter.replace(op, (), (op.base,))


class DisplaceOfDisplace(RewritePattern):
    """`displace (displace %p by 8) by 4` is `displace %p by 12`, wrapping if one of them is."""

    @op_type_rewrite_pattern
    def match_and_rewrite(self, op: DisplaceOp, rewriter: PatternRewriter) -> None:
        """Merge a displacement into the one it displaces."""
        inner = op.base.owner
        if not isinstance(inner, DisplaceOp):
            return
        bytes_ = inner.bytes.value.data + op.bytes.value.data
        if -(1 << 63) <= bytes_ < 1 << 63:
            wrapping = op.wrapping is not None or inner.wrapping is not None
            rewriter.replace(op, DisplaceOp(inner.base, bytes_, wrapping=wrapping))


class CastToSame(RewritePattern):
    """A cast to the same space is its operand."""

    @op_type_rewrite_pattern
    def match_and_rewrite(self, op: CastOp, rewriter: PatternRewriter) -> None:
        """Replace a cast between equal types."""
        if op.source.type == op.result.type:
            rewriter.replace(op, (), (op.source,))


class CastThroughFlat(RewritePattern):
    """
    A cast to `flat` and back is its operand.

    The other way round, from `flat` to a space and back, is left alone: it says that the pointer
    points into that space.
    """

    @op_type_rewrite_pattern
    def match_and_rewrite(self, op: CastOp, rewriter: PatternRewriter) -> None:
        """Replace a cast back from `flat` with the pointer that was cast to it."""
        inner = op.source.owner
        if not isinstance(inner, CastOp) or inner.source.type != op.result.type:
            return
        if inner.result.type == ptr("flat"):
            rewriter.replace(op, (), (inner.source,))


class CastOfNull(RewritePattern):
    """A cast of null is the null of the other space."""

    @op_type_rewrite_pattern
    def match_and_rewrite(self, op: CastOp, rewriter: PatternRewriter) -> None:
        """Replace a cast of `asptr.null`."""
        if isinstance(op.source.owner, NullOp):
            rewriter.replace(op, NullOp.create(result_types=(op.result.type,)))


class PtrToIntOfIntToPtr(RewritePattern):
    """
    The address of a pointer into `flat` made from an `i64` is that `i64`.

    The other way round, a pointer made from another's address, is left alone: which allocation it
    may access is not the same.
    """

    @op_type_rewrite_pattern
    def match_and_rewrite(self, op: PtrToIntOp, rewriter: PatternRewriter) -> None:
        """Replace the address of a pointer made from an address."""
        inner = op.source.owner
        if not isinstance(inner, IntToPtrOp) or inner.source.type != op.result.type:
            return
        # Narrower than any flat pointer in use, an integer comes back unchanged.
        if inner.result.type == ptr("flat") and inner.source.type in (i8, i16, i32, i64):
            rewriter.replace(op, (), (inner.source,))
