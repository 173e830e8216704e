"""Atomic accesses and fences, with an ordering and a synchronisation scope."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from xdsl.dialects.builtin import AnyFloat, IntegerAttr, IntegerType, StringAttr, UnitAttr, i1, i64
from xdsl.ir import Attribute, Operation, SSAValue
from xdsl.irdl import (
    AnyAttr,
    IRDLOperation,
    VarConstraint,
    irdl_op_definition,
    operand_def,
    opt_prop_def,
    prop_def,
    result_def,
    traits_def,
)
from xdsl.traits import EffectInstance, MemoryEffect, MemoryEffectKind
from xdsl.utils.exceptions import VerifyException

from .attributes import (
    UNIT,
    OrderingAttr,
    PtrType,
    RmwKind,
    RmwKindAttr,
    i64_attr,
    ordering,
    rmw_kind,
)
from .checks import check_atomic, check_ordering, check_scope

VALUE = VarConstraint("VALUE", AnyAttr())
"""The type of the value in memory, which operands and results share."""

_READ_WRITE = frozenset(
    (EffectInstance(MemoryEffectKind.READ), EffectInstance(MemoryEffectKind.WRITE))
)

_NOT_FOR_LOADS = frozenset({"release", "acq_rel"})
_NOT_FOR_STORES = frozenset({"acquire", "acq_rel"})
_NOT_FOR_FENCES = frozenset({"unordered", "monotonic"})
_NOT_FOR_RMW = frozenset({"unordered"})
_NOT_FOR_FAILURE = frozenset({"unordered", "release", "acq_rel"})

_ANY_VALUE = frozenset({RmwKind.XCHG})
_FLOATS = frozenset({RmwKind.FADD, RmwKind.FSUB, RmwKind.FMAX, RmwKind.FMIN})


class AtomicEffect(MemoryEffect):
    """
    An atomic operation reads and writes, a load too.

    What it orders may become visible to others or from others, so that nothing is moved over it
    or merged across it, and it is never removed.
    """

    @classmethod
    def get_effects(cls, op: Operation) -> AbstractSet[EffectInstance] | None:
        """The effects; `None` if they are unknown."""
        return None if "volatile" in op.properties else _READ_WRITE


def _scope(scope: str | None) -> StringAttr | None:
    return StringAttr(scope) if scope else None


@irdl_op_definition
class AtomicLoadOp(IRDLOperation):
    """
    Read a value atomically.

    The ordering is not `release` nor `acq_rel`. `syncscope` says with whom it synchronises:
    `singlethread`, `wavefront`, `workgroup`, `cluster`, `agent`, or, if it is left out, the whole
    `system`; with `-one-as` only as to the address space of the pointer. Create it with the
    properties `ordering`, `align` and, if so, `syncscope` and `volatile`.

        %v = asptr.atomic_load acquire syncscope("agent") %p align 4 : !asptr.ptr<global> -> i32
    """

    name = "asptr.atomic_load"

    ptr = operand_def(PtrType)
    ordering = prop_def(OrderingAttr)
    syncscope = opt_prop_def(StringAttr)
    align = prop_def(IntegerAttr.constr(i64))
    volatile = opt_prop_def(UnitAttr)
    result = result_def()

    traits = traits_def(AtomicEffect())
    assembly_format = (
        "(`volatile` $volatile^)? $ordering (`syncscope` `(` $syncscope^ `)`)? $ptr "
        "`align` $align attr-dict `:` type($ptr) `->` type($result)"
    )

    def __init__(
        self,
        pointer: SSAValue,
        type: Attribute,
        order: str,
        align: int,
        *,
        syncscope: str | None = None,
        volatile: bool = False,
    ):
        super().__init__(
            operands=(pointer,),
            result_types=(type,),
            properties={
                "ordering": ordering(order),
                "syncscope": _scope(syncscope),
                "align": i64_attr(align),
                "volatile": UNIT if volatile else None,
            },
        )

    def verify_(self) -> None:
        """Check type, alignment, ordering and scope."""
        check_atomic(self.result.type, self.align, "an atomic load")
        check_ordering(self.ordering, _NOT_FOR_LOADS, "an atomic load")
        check_scope(self.syncscope)


@irdl_op_definition
class AtomicStoreOp(IRDLOperation):
    """
    Write a value atomically.

    The ordering is not `acquire` nor `acq_rel`. Create it with the properties `ordering`, `align`
    and, if so, `syncscope` and `volatile`.

        asptr.atomic_store release %v, %p align 4 : i32, !asptr.ptr<global>
    """

    name = "asptr.atomic_store"

    value = operand_def()
    ptr = operand_def(PtrType)
    ordering = prop_def(OrderingAttr)
    syncscope = opt_prop_def(StringAttr)
    align = prop_def(IntegerAttr.constr(i64))
    volatile = opt_prop_def(UnitAttr)

    traits = traits_def(AtomicEffect())
    assembly_format = (
        "(`volatile` $volatile^)? $ordering (`syncscope` `(` $syncscope^ `)`)? $value `,` $ptr "
        "`align` $align attr-dict `:` type($value) `,` type($ptr)"
    )

    def __init__(
        self,
        value: SSAValue,
        pointer: SSAValue,
        order: str,
        align: int,
        *,
        syncscope: str | None = None,
        volatile: bool = False,
    ):
        super().__init__(
            operands=(value, pointer),
            properties={
                "ordering": ordering(order),
                "syncscope": _scope(syncscope),
                "align": i64_attr(align),
                "volatile": UNIT if volatile else None,
            },
        )

    def verify_(self) -> None:
        """Check type, alignment, ordering and scope."""
        check_atomic(self.value.type, self.align, "an atomic store")
        check_ordering(self.ordering, _NOT_FOR_STORES, "an atomic store")
        check_scope(self.syncscope)


@irdl_op_definition
class AtomicRmwOp(IRDLOperation):
    """
    Read a value, combine it with another and write that, as one atomic step. Gives the old value.

    `xchg` takes integers, floats and pointers; `fadd fsub fmax fmin` floats; `add sub and nand or
    xor max min umax umin uinc_wrap udec_wrap` integers. Create it with the properties `kind`,
    `ordering`, `align` and, if so, `syncscope` and `volatile`.

        %old = asptr.atomic_rmw add monotonic %p, %v align 4 : !asptr.ptr<global>, i32
    """

    name = "asptr.atomic_rmw"

    ptr = operand_def(PtrType)
    value = operand_def(VALUE)
    kind = prop_def(RmwKindAttr)
    ordering = prop_def(OrderingAttr)
    syncscope = opt_prop_def(StringAttr)
    align = prop_def(IntegerAttr.constr(i64))
    volatile = opt_prop_def(UnitAttr)
    result = result_def(VALUE)

    traits = traits_def(AtomicEffect())
    assembly_format = (
        "(`volatile` $volatile^)? $kind $ordering (`syncscope` `(` $syncscope^ `)`)? $ptr `,` "
        "$value `align` $align attr-dict `:` type($ptr) `,` type($value)"
    )

    def __init__(
        self,
        kind: str,
        pointer: SSAValue,
        value: SSAValue,
        order: str,
        align: int,
        *,
        syncscope: str | None = None,
        volatile: bool = False,
    ):
        super().__init__(
            operands=(pointer, value),
            result_types=(value.type,),
            properties={
                "kind": rmw_kind(kind),
                "ordering": ordering(order),
                "syncscope": _scope(syncscope),
                "align": i64_attr(align),
                "volatile": UNIT if volatile else None,
            },
        )

    def verify_(self) -> None:
        """Check that the type fits the operation, and alignment, ordering and scope."""
        kind = self.kind.data
        type_ = self.value.type
        check_atomic(type_, self.align, f"an atomic `{kind.value}`")
        check_ordering(self.ordering, _NOT_FOR_RMW, f"an atomic `{kind.value}`")
        check_scope(self.syncscope)
        if kind in _ANY_VALUE:
            return
        if kind in _FLOATS:
            if not isinstance(type_, AnyFloat):
                raise VerifyException(f"an atomic `{kind.value}` needs a float, not {type_}")
        elif not isinstance(type_, IntegerType):
            raise VerifyException(f"an atomic `{kind.value}` needs an integer, not {type_}")


@irdl_op_definition
class CmpXchgOp(IRDLOperation):
    """
    If memory holds `expected`, write `desired` there, as one atomic step.

    Gives what memory held, and whether it was written. A `weak` one may fail without a reason. The
    first ordering is for success, the second for failure, where nothing is written and so neither
    `release` nor `acq_rel` has a meaning. Create it with the properties `success`, `failure`,
    `align` and, if so, `weak`, `syncscope` and `volatile`.

        %old, %ok = asptr.cmpxchg acq_rel monotonic %p, %e, %d align 4 : !asptr.ptr<global>, i32
    """

    name = "asptr.cmpxchg"

    ptr = operand_def(PtrType)
    expected = operand_def(VALUE)
    desired = operand_def(VALUE)
    success = prop_def(OrderingAttr)
    failure = prop_def(OrderingAttr)
    syncscope = opt_prop_def(StringAttr)
    align = prop_def(IntegerAttr.constr(i64))
    weak = opt_prop_def(UnitAttr)
    volatile = opt_prop_def(UnitAttr)
    old = result_def(VALUE)
    ok = result_def(i1)

    traits = traits_def(AtomicEffect())
    assembly_format = (
        "(`weak` $weak^)? (`volatile` $volatile^)? $success $failure "
        "(`syncscope` `(` $syncscope^ `)`)? $ptr `,` $expected `,` $desired `align` $align "
        "attr-dict `:` type($ptr) `,` type($expected)"
    )

    def __init__(
        self,
        pointer: SSAValue,
        expected: SSAValue,
        desired: SSAValue,
        success: str,
        failure: str,
        align: int,
        *,
        weak: bool = False,
        syncscope: str | None = None,
        volatile: bool = False,
    ):
        super().__init__(
            operands=(pointer, expected, desired),
            result_types=(expected.type, i1),
            properties={
                "success": ordering(success),
                "failure": ordering(failure),
                "syncscope": _scope(syncscope),
                "align": i64_attr(align),
                "weak": UNIT if weak else None,
                "volatile": UNIT if volatile else None,
            },
        )

    def verify_(self) -> None:
        """Check type, alignment, both orderings and scope."""
        type_ = self.expected.type
        check_atomic(type_, self.align, "a compare-exchange")
        if isinstance(type_, AnyFloat):
            raise VerifyException(
                f"a compare-exchange compares bits: it needs an integer or a pointer, not {type_}"
            )
        check_ordering(self.success, _NOT_FOR_RMW, "a compare-exchange")
        check_ordering(self.failure, _NOT_FOR_FAILURE, "a compare-exchange that fails")
        check_scope(self.syncscope)


@irdl_op_definition
class FenceOp(IRDLOperation):
    """
    Order the accesses before it against those after it.

    The ordering is `acquire`, `release`, `acq_rel` or `seq_cst`; a fence of the scope
    `singlethread` binds the compiler only. Create it with the property `ordering` and, if so,
    `syncscope`.

        asptr.fence release syncscope("workgroup")
    """

    name = "asptr.fence"

    ordering = prop_def(OrderingAttr)
    syncscope = opt_prop_def(StringAttr)

    traits = traits_def(AtomicEffect())
    assembly_format = "$ordering (`syncscope` `(` $syncscope^ `)`)? attr-dict"

    def __init__(self, order: str, *, syncscope: str | None = None):
        super().__init__(properties={"ordering": ordering(order), "syncscope": _scope(syncscope)})

    def verify_(self) -> None:
        """Check ordering and scope."""
        check_ordering(self.ordering, _NOT_FOR_FENCES, "a fence")
        check_scope(self.syncscope)
