"""
Values as bits: parts of a value, several in one, and the same bits as another type.

All targets are little-endian: the first byte in memory is the lowest of an integer. Everything
here makes operations in front of the one at hand, at its place in the source. What ends up unused
is erased with `erase_unused`, so that a value may be prepared before it is known to be needed.
"""

from __future__ import annotations

from typing import cast

from xdsl.dialects import arith, ub
from xdsl.dialects.builtin import IntegerAttr, IntegerType, VectorType
from xdsl.dialects.llvm import BitcastOp, UndefOp
from xdsl.ir import Attribute, Block, Operation, SSAValue

from ...dialects import asptr, llvm
from .accesses import constant_of, size_in_memory

_NO_OVERFLOW = arith.IntegerOverflowAttr("none")
_INTEGERS: dict[int, IntegerType] = {}


def integer(bits: int) -> IntegerType:
    """The signless integer type of that many bits, shared."""
    found = _INTEGERS.get(bits)
    if found is None:
        found = _INTEGERS[bits] = IntegerType(bits)
    return found


class BitBuilder:
    """Makes operations in front of `before`. `entry` is the function's first block."""

    def __init__(self, entry: Block) -> None:
        self._entry = entry
        self._undefined: dict[Attribute, SSAValue] = {}
        self._made: list[Operation] = []
        self.before: Operation | None = None

    def emit(
        self,
        kind: type[Operation],
        operands: tuple[SSAValue, ...],
        type: Attribute,
        properties: dict[str, Attribute] | None = None,
    ) -> SSAValue:
        """The only result of a new operation."""
        before = self.before
        assert before is not None
        block = before.parent_block()
        assert block is not None
        op = kind.create(
            operands=operands,
            result_types=(type,),
            properties={} if properties is None else properties,
            location=before.location,
        )
        block.insert_op_before(op, before)
        self._made.append(op)
        return op.results[0]

    def do(
        self,
        kind: type[Operation],
        operands: tuple[SSAValue, ...],
        properties: dict[str, Attribute],
    ) -> None:
        """A new operation that is run for what it does."""
        before = self.before
        assert before is not None
        block = before.parent_block()
        assert block is not None
        op = kind.create(operands=operands, properties=properties, location=before.location)
        block.insert_op_before(op, before)

    def erase_unused(self) -> None:
        """Erase what was made and is of no use, the last first."""
        for op in reversed(self._made):
            if op.results[0].first_use is None:
                op.detach()
                op.erase()
        self._made.clear()

    def undefined(self, type: Attribute) -> SSAValue:
        """What uninitialised bytes are, as a value: every bit undefined, without being poison."""
        found = self._undefined.get(type)
        if found is None:
            op = UndefOp.create(result_types=(type,))
            first = self._entry.first_op
            if first is None:
                self._entry.add_op(op)
            else:
                self._entry.insert_op_before(op, first)
            self._made.append(op)
            found = self._undefined[type] = op.results[0]
        return found

    def constant(self, value: int, bits: int) -> SSAValue:
        """An integer constant; `value` is taken modulo 2 to the number of bits."""
        type = integer(bits)
        attribute = IntegerAttr(value, type, truncate_bits=True)
        return self.emit(arith.ConstantOp, (), type, {"value": attribute})

    def displaced(self, pointer: SSAValue, bytes: int) -> SSAValue:
        """A pointer so many bytes on."""
        if bytes == 0:
            return pointer
        properties: dict[str, Attribute] = {"bytes": asptr.i64_attr(bytes)}
        return self.emit(asptr.DisplaceOp, (pointer,), pointer.type, properties)

    # The same bits as another type

    def to_integer(self, value: SSAValue) -> SSAValue:
        """The bits of a value as an integer of as many bits."""
        type = value.type
        if isinstance(type, IntegerType):
            return value
        size = size_in_memory(type)
        assert size is not None
        wanted = integer(8 * size)
        if _is_undefined(value):
            return self.undefined(wanted)
        if isinstance(type, asptr.PtrType):
            return self.emit(asptr.PtrToIntOp, (value,), wanted)
        return self.emit(_bitcast(type), (value,), wanted)

    def from_integer(self, value: SSAValue, type: Attribute) -> SSAValue:
        """A value of a type whose bits are an integer's of as many bits."""
        if value.type == type:
            return value
        if _is_undefined(value):
            return self.undefined(type)
        if isinstance(type, asptr.PtrType):
            if constant_of(value) == 0 and type.space.data == "flat":
                return self.emit(asptr.NullOp, (), type)
            return self.emit(asptr.IntToPtrOp, (value,), type)
        return self.emit(_bitcast(type), (value,), type)

    def recast(self, value: SSAValue, type: Attribute) -> SSAValue:
        """The bits of a value as another type of the same size."""
        if value.type == type:
            return value
        return self.from_integer(self.to_integer(value), type)

    # Parts of integers

    def part(self, value: SSAValue, first: int, size: int) -> SSAValue:
        """Some bytes of an integer, as an integer."""
        width = _width(value)
        if width == 8 * size:
            return value
        type = value.type
        wanted = integer(8 * size)
        if _is_undefined(value):
            return self.undefined(wanted)
        if first:
            amount = self.constant(8 * first, width)
            value = self.emit(arith.ShRUIOp, (value, amount), type)
        return self.emit(arith.TruncIOp, (value,), wanted)

    def with_part(self, whole: SSAValue, part: SSAValue, first: int) -> SSAValue:
        """
        An integer with some of its bytes replaced.

        A part that is poison must not spoil the rest, so it is frozen if it may be.
        """
        if _is_undefined(part):
            # As good a value as any is the one that is there.
            return whole
        if _is_undefined(whole):
            return self._at(part, first, _width(whole))
        width, narrow = _width(whole), _width(part)
        if _may_be_poison(part):
            part = self.emit(llvm.FreezeOp, (part,), part.type)
        hole = ((1 << narrow) - 1) << (8 * first)
        kept = self.emit(arith.AndIOp, (whole, self.constant(~hole, width)), whole.type)
        return self.emit(arith.OrIOp, (kept, self._at(part, first, width)), whole.type)

    def joined(self, parts: list[SSAValue]) -> SSAValue:
        """One integer of several, the first of which is the lowest."""
        if len(parts) == 1:
            return parts[0]
        width = sum(map(_width, parts))
        at = 0
        whole: SSAValue | None = None
        for part in parts:
            placed = self._at(part, at // 8, width)
            at += _width(part)
            whole = (
                placed if whole is None else self.emit(arith.OrIOp, (whole, placed), placed.type)
            )
        assert whole is not None
        return whole

    def _at(self, part: SSAValue, first: int, width: int) -> SSAValue:
        """`part` in a wider integer that is otherwise 0, from byte `first` on."""
        type = integer(width)
        value = self.emit(arith.ExtUIOp, (part,), type)
        if first:
            amount = self.constant(8 * first, width)
            flags: dict[str, Attribute] = {"overflowFlags": _NO_OVERFLOW}
            value = self.emit(arith.ShLIOp, (value, amount), type, flags)
        return value

    def repeated(self, byte: SSAValue, size: int) -> SSAValue:
        """An integer of so many bytes, each of which is `byte`."""
        ones = int.from_bytes(b"\1" * size, "little")
        known = constant_of(byte)
        if known is not None:
            return self.constant((known & 0xFF) * ones, 8 * size)
        if size == 1:
            return byte
        type = integer(8 * size)
        wide = self.emit(arith.ExtUIOp, (byte,), type)
        flags: dict[str, Attribute] = {"overflowFlags": _NO_OVERFLOW}
        return self.emit(arith.MuliOp, (wide, self.constant(ones, 8 * size)), type, flags)


def _width(value: SSAValue) -> int:
    """The width in bits of an integer."""
    return cast("IntegerType", value.type).width.data


def _bitcast(other: Attribute) -> type[Operation]:
    return BitcastOp if isinstance(other, VectorType) else arith.BitcastOp


def _is_undefined(value: SSAValue) -> bool:
    return isinstance(value.owner, UndefOp | ub.PoisonOp)


_KEEPS_POISON = (arith.TruncIOp, arith.ExtUIOp, arith.BitcastOp)


def _may_be_poison(value: SSAValue) -> bool:
    """Whether a value may be poison, as far as a short look tells."""
    while isinstance(owner := value.owner, _KEEPS_POISON):
        value = owner.operands[0]
    if isinstance(owner, asptr.LoadOp):
        return "noundef" not in owner.properties
    return not isinstance(owner, arith.ConstantOp)
