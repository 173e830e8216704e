"""Memory: locals, loads, stores, and the copying and filling of bytes."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from xdsl.dialects.builtin import IntegerAttr, IntegerType, StringAttr, UnitAttr, i8, i64
from xdsl.ir import Attribute, Operation, SSAValue
from xdsl.irdl import (
    IRDLOperation,
    irdl_op_definition,
    operand_def,
    opt_prop_def,
    prop_def,
    result_def,
    traits_def,
)
from xdsl.traits import EffectInstance, MemoryEffect, MemoryEffectKind
from xdsl.utils.exceptions import VerifyException
from xdsl.utils.hints import isa

from .attributes import UNIT, PtrType, RangeAttr, i64_attr, ptr
from .checks import check_align, check_in_memory
from .syntax import CommaTypeOrI64

_NONE: frozenset[EffectInstance] = frozenset()
_READ = frozenset((EffectInstance(MemoryEffectKind.READ),))
_WRITE = frozenset((EffectInstance(MemoryEffectKind.WRITE),))
_READ_WRITE = _READ | _WRITE


class AllocaEffect(MemoryEffect):
    """A local allocates its result: unused it can go, but two alike are still two."""

    @classmethod
    def get_effects(cls, op: Operation) -> AbstractSet[EffectInstance]:
        """The effects."""
        return {EffectInstance(MemoryEffectKind.ALLOC, op.results[0])}


class AccessEffect(MemoryEffect):
    """
    A load reads, a store writes, a copy does both.

    A volatile access may do anything, and is never moved, merged or removed. An invariant load
    has no effect: whatever is written in between, it reads the same.
    """

    @classmethod
    def get_effects(cls, op: Operation) -> AbstractSet[EffectInstance] | None:
        """The effects; `None` if they are unknown."""
        if "volatile" in op.properties:
            return None
        if isinstance(op, LoadOp):
            return _NONE if "invariant" in op.properties else _READ
        return _READ_WRITE if isinstance(op, CopyOp) else _WRITE


@irdl_op_definition
class AllocaOp(IRDLOperation):
    """
    Memory for a local of the function, `size` bytes aligned to `align`, until it returns.

    It is in the address space of the result, `private`. Its contents are undefined. Create it with
    the properties `size`, `align` and, to make dumps readable, `var_name`.

        %x = asptr.alloca size 16 align 8 : !asptr.ptr<private>
        %y = asptr.alloca size 16 align 8 name "y" : !asptr.ptr<private>
    """

    name = "asptr.alloca"

    size = prop_def(IntegerAttr.constr(i64))
    align = prop_def(IntegerAttr.constr(i64))
    var_name = opt_prop_def(StringAttr)
    result = result_def(PtrType)

    traits = traits_def(AllocaEffect())
    assembly_format = "`size` $size `align` $align (`name` $var_name^)? attr-dict `:` type($result)"

    def __init__(
        self, size: int, align: int, *, space: str = "private", var_name: str | None = None
    ):
        super().__init__(
            result_types=(ptr(space),),
            properties={
                "size": i64_attr(size),
                "align": i64_attr(align),
                "var_name": None if var_name is None else StringAttr(var_name),
            },
        )

    def verify_(self) -> None:
        """Check size and alignment."""
        check_align(self.align)
        if self.size.value.data < 0:
            raise VerifyException(f"size must not be negative, but is {self.size.value.data}")


class LifetimeEffect(MemoryEffect):
    """A lifetime's border forgets what was in memory, as a write would."""

    @classmethod
    def get_effects(cls, op: Operation) -> AbstractSet[EffectInstance]:
        """The effects."""
        return _WRITE


class _LifetimeOp(IRDLOperation):
    """What the start and the end of a lifetime have in common."""

    ptr = operand_def(PtrType)

    traits = traits_def(LifetimeEffect())
    assembly_format = "$ptr attr-dict `:` type($ptr)"

    def __init__(self, pointer: SSAValue):
        super().__init__(operands=(pointer,))

    def verify_(self) -> None:
        """Check that it is a local's."""
        if isinstance(self.ptr.owner, Operation) and not isinstance(self.ptr.owner, AllocaOp):
            raise VerifyException("only an `asptr.alloca` has a lifetime")


@irdl_op_definition
class LifetimeStartOp(_LifetimeOp):
    """
    From here on a local is alive, and its contents are undefined: MIR's `StorageLive`.

    `ptr` is the result of an `asptr.alloca`. One without a lifetime is alive as long as the
    function runs. Locals that are never alive together may share memory.

        asptr.lifetime_start %x : !asptr.ptr<private>
    """

    name = "asptr.lifetime_start"


@irdl_op_definition
class LifetimeEndOp(_LifetimeOp):
    """
    From here on a local must not be accessed, until its lifetime starts again: `StorageDead`.

        asptr.lifetime_end %x : !asptr.ptr<private>
    """

    name = "asptr.lifetime_end"


@irdl_op_definition
class LoadOp(IRDLOperation):
    """
    Read a value from memory.

    `align` is what the pointer is aligned to, in bytes. What else is known: the memory never
    changes while it can be read (`invariant`), the value is initialised (`noundef`), is in a
    `range`, is a pointer other than null (`nonnull`) to so many readable bytes
    (`dereferenceable`) with that alignment (`result_align`). A value that breaks such a promise is
    poison; if it is also `noundef`, behaviour is undefined. `nontemporal` is a hint that it will
    not be read again soon; a `volatile` load happens as written.

    Create it with the property `align`, and those of `volatile`, `nontemporal`, `invariant`,
    `noundef`, `nonnull` (units), `range` (`RangeAttr`), `dereferenceable` and `result_align`
    (`i64`) that hold.

        %v = asptr.load %p align 4 : !asptr.ptr<global> -> f32
        %b = asptr.load %q align 1 noundef range<0, 2> : !asptr.ptr<flat> -> i8
        %r = asptr.load %s align 8 nonnull dereferenceable(16) result_align(8)
            : !asptr.ptr<flat> -> !asptr.ptr<flat>
    """

    name = "asptr.load"

    ptr = operand_def(PtrType)
    align = prop_def(IntegerAttr.constr(i64))
    volatile = opt_prop_def(UnitAttr)
    nontemporal = opt_prop_def(UnitAttr)
    invariant = opt_prop_def(UnitAttr)
    noundef = opt_prop_def(UnitAttr)
    range = opt_prop_def(RangeAttr)
    nonnull = opt_prop_def(UnitAttr)
    dereferenceable = opt_prop_def(IntegerAttr.constr(i64))
    result_align = opt_prop_def(IntegerAttr.constr(i64))
    result = result_def()

    traits = traits_def(AccessEffect())
    assembly_format = (
        "(`volatile` $volatile^)? (`nontemporal` $nontemporal^)? (`invariant` $invariant^)? "
        "$ptr `align` $align (`noundef` $noundef^)? (`range` `` $range^)? (`nonnull` $nonnull^)? "
        "(`dereferenceable` `(` $dereferenceable^ `)`)? (`result_align` `(` $result_align^ `)`)? "
        "attr-dict `:` type($ptr) `->` type($result)"
    )

    def __init__(
        self,
        pointer: SSAValue,
        type: Attribute,
        align: int,
        *,
        volatile: bool = False,
        nontemporal: bool = False,
        invariant: bool = False,
        noundef: bool = False,
        range: RangeAttr | None = None,
        nonnull: bool = False,
        dereferenceable: int | None = None,
        result_align: int | None = None,
    ):
        super().__init__(
            operands=(pointer,),
            result_types=(type,),
            properties={
                "align": i64_attr(align),
                "volatile": UNIT if volatile else None,
                "nontemporal": UNIT if nontemporal else None,
                "invariant": UNIT if invariant else None,
                "noundef": UNIT if noundef else None,
                "range": range,
                "nonnull": UNIT if nonnull else None,
                "dereferenceable": None if dereferenceable is None else i64_attr(dereferenceable),
                "result_align": None if result_align is None else i64_attr(result_align),
            },
        )

    def verify_(self) -> None:
        """Check the type, the alignment, and that what is promised fits the type."""
        check_align(self.align)
        type_ = self.result.type
        check_in_memory(type_)
        if len(self.properties) == 1:
            return
        if self.range is not None:
            if not isa(type_, IntegerType):
                raise VerifyException(f"only integers have a range, not {type_}")
            bits = type_.width.data
            if max(self.range.start.data, self.range.end.data) >= 1 << bits:
                raise VerifyException(f"the bounds of a range of {type_} must fit {bits} bits")
        if not isinstance(type_, PtrType):
            for promise in ("nonnull", "dereferenceable", "result_align"):
                if promise in self.properties:
                    raise VerifyException(f"only pointers can be `{promise}`, not {type_}")
        if self.dereferenceable is not None and self.dereferenceable.value.data <= 0:
            raise VerifyException("the number of dereferenceable bytes must be positive")
        if self.result_align is not None:
            check_align(self.result_align, "alignment of the result")
        if self.invariant is not None and self.volatile is not None:
            raise VerifyException("a volatile load is not invariant")


@irdl_op_definition
class StoreOp(IRDLOperation):
    """
    Write a value to memory that is aligned to `align` bytes.

    Create it with the property `align` and, if they hold, `volatile` and `nontemporal`.

        asptr.store %v, %p align 4 : f32, !asptr.ptr<global>
    """

    name = "asptr.store"

    value = operand_def()
    ptr = operand_def(PtrType)
    align = prop_def(IntegerAttr.constr(i64))
    volatile = opt_prop_def(UnitAttr)
    nontemporal = opt_prop_def(UnitAttr)

    traits = traits_def(AccessEffect())
    assembly_format = (
        "(`volatile` $volatile^)? (`nontemporal` $nontemporal^)? $value `,` $ptr `align` $align "
        "attr-dict `:` type($value) `,` type($ptr)"
    )

    def __init__(
        self,
        value: SSAValue,
        pointer: SSAValue,
        align: int,
        *,
        volatile: bool = False,
        nontemporal: bool = False,
    ):
        super().__init__(
            operands=(value, pointer),
            properties={
                "align": i64_attr(align),
                "volatile": UNIT if volatile else None,
                "nontemporal": UNIT if nontemporal else None,
            },
        )

    def verify_(self) -> None:
        """Check the type and the alignment."""
        check_align(self.align)
        check_in_memory(self.value.type)


@irdl_op_definition
class CopyOp(IRDLOperation):
    """
    Copy `len` bytes from `src` to `dst`, each aligned as it says.

    The two must be the same or apart, unless the operation is `overlapping`. Create it with the
    properties `dst_align`, `src_align` and, if they hold, `volatile` and `overlapping`.

        asptr.copy %d align 8, %s align 4, %n : !asptr.ptr<private>, !asptr.ptr<global>
        asptr.copy overlapping %d align 1, %s align 1, %n : !asptr.ptr<flat>, !asptr.ptr<flat>, i32
    """

    name = "asptr.copy"

    dst = operand_def(PtrType)
    src = operand_def(PtrType)
    len = operand_def(IntegerType)
    dst_align = prop_def(IntegerAttr.constr(i64))
    src_align = prop_def(IntegerAttr.constr(i64))
    volatile = opt_prop_def(UnitAttr)
    overlapping = opt_prop_def(UnitAttr)

    traits = traits_def(AccessEffect())
    custom_directives = (CommaTypeOrI64,)
    assembly_format = (
        "(`volatile` $volatile^)? (`overlapping` $overlapping^)? $dst `align` $dst_align `,` "
        "$src `align` $src_align `,` $len attr-dict `:` type($dst) `,` type($src) `` "
        "custom<CommaTypeOrI64>(type($len))"
    )

    def __init__(
        self,
        dst: SSAValue,
        src: SSAValue,
        len: SSAValue,
        dst_align: int,
        src_align: int,
        *,
        volatile: bool = False,
        overlapping: bool = False,
    ):
        super().__init__(
            operands=(dst, src, len),
            properties={
                "dst_align": i64_attr(dst_align),
                "src_align": i64_attr(src_align),
                "volatile": UNIT if volatile else None,
                "overlapping": UNIT if overlapping else None,
            },
        )

    def verify_(self) -> None:
        """Check the alignments."""
        check_align(self.dst_align, "alignment of the destination")
        check_align(self.src_align, "alignment of the source")


@irdl_op_definition
class FillOp(IRDLOperation):
    """
    Set `len` bytes from `dst` on to `byte`.

    Create it with the property `align` and, if so, `volatile`.

        asptr.fill %d align 8, %zero, %n : !asptr.ptr<private>
    """

    name = "asptr.fill"

    dst = operand_def(PtrType)
    byte = operand_def(i8)
    len = operand_def(IntegerType)
    align = prop_def(IntegerAttr.constr(i64))
    volatile = opt_prop_def(UnitAttr)

    traits = traits_def(AccessEffect())
    custom_directives = (CommaTypeOrI64,)
    assembly_format = (
        "(`volatile` $volatile^)? $dst `align` $align `,` $byte `,` $len attr-dict `:` type($dst) "
        "`` custom<CommaTypeOrI64>(type($len))"
    )

    def __init__(
        self,
        dst: SSAValue,
        byte: SSAValue,
        len: SSAValue,
        align: int,
        *,
        volatile: bool = False,
    ):
        super().__init__(
            operands=(dst, byte, len),
            properties={"align": i64_attr(align), "volatile": UNIT if volatile else None},
        )

    def verify_(self) -> None:
        """Check the alignment."""
        check_align(self.align)
