"""What the verifiers of `asptr` operations have in common."""

from __future__ import annotations

from functools import lru_cache
from typing import TypeAlias
from weakref import WeakKeyDictionary

from xdsl.dialects.builtin import (
    AnyFloat,
    IntegerAttr,
    IntegerType,
    Signedness,
    StringAttr,
    VectorType,
)
from xdsl.ir import Attribute, Operation
from xdsl.traits import SymbolTable
from xdsl.utils.exceptions import VerifyException
from xdsl.utils.hints import isa

from .attributes import OrderingAttr, PtrType

I64Attr: TypeAlias = IntegerAttr[IntegerType]
"""A number of bytes, as an `i64` attribute."""

SYNC_SCOPES = frozenset(
    f"{scope}{suffix}"
    for scope in ("singlethread", "wavefront", "workgroup", "cluster", "agent", "system")
    for suffix in ("", "-one-as")
)
"""Synchronisation scopes. `-one-as` orders only accesses to the address space of the operation."""


def check_align(align: IntegerAttr, what: str = "alignment") -> None:
    """Check that an alignment in bytes is a power of two, and one that LLVM has."""
    value = align.value.data
    if value <= 0 or value & (value - 1):
        raise VerifyException(f"{what} must be a power of two, but is {value}")
    if value > 1 << 32:
        raise VerifyException(f"{what} must not exceed 2^32, but is {value}")


def check_in_memory(type_: Attribute) -> None:
    """
    Check that values of this type have a representation in memory.

    Those are integers, floats, pointers, and vectors of them. An `i1` has none: what Rust has in
    memory is a byte that is 0 or 1.
    """
    if (problem := _memory_problem(type_)) is not None:
        raise VerifyException(problem)


@lru_cache(maxsize=1024)
def _memory_problem(type_: Attribute) -> str | None:
    """Why memory cannot hold a type, if it cannot. Cached: every load and store asks."""
    if isa(type_, VectorType):
        if type_.get_num_dims() != 1 or any(type_.scalable_dims):
            return f"{type_} is not a vector that memory can hold"
        type_ = type_.element_type
    if isinstance(type_, PtrType | AnyFloat):
        return None
    if isa(type_, IntegerType):
        if type_.width.data == 1:
            return "i1 is not in memory: a bool is an i8 there"
        if type_.signedness.data is not Signedness.SIGNLESS:
            return f"{type_} is not signless"
        return None
    return f"{type_} is not a type that memory can hold"


def bit_width(type_: Attribute) -> int | None:
    """Width in bits of an integer or float; `None` of a pointer, which depends on the target."""
    if isa(type_, IntegerType):
        return type_.width.data
    if isinstance(type_, AnyFloat):
        return type_.bitwidth
    return None


def check_atomic(type_: Attribute, align: IntegerAttr, what: str) -> None:
    """Check that a value can be accessed atomically: its type, its width, its alignment."""
    check_align(align)
    if not (isa(type_, IntegerType) or isinstance(type_, PtrType | AnyFloat)):
        raise VerifyException(f"{what} needs an integer, a float or a pointer, not {type_}")
    check_in_memory(type_)
    if (bits := bit_width(type_)) is None:
        return
    if bits not in (8, 16, 32, 64, 128):
        raise VerifyException(f"{what} needs a width of 8, 16, 32, 64 or 128 bits, not {bits}")
    if align.value.data * 8 < bits:
        raise VerifyException(
            f"{what} of {bits // 8} bytes needs at least that alignment, not {align.value.data}"
        )


def check_ordering(order: OrderingAttr, illegal: frozenset[str], what: str) -> None:
    """Check that a memory ordering has a meaning for an operation."""
    if order.data.value in illegal:
        raise VerifyException(f"{what} cannot have the ordering `{order.data.value}`")


def check_scope(scope: StringAttr | None) -> None:
    """Check that a synchronisation scope, if there is one, is a known one."""
    if scope is not None and scope.data and scope.data not in SYNC_SCOPES:
        raise VerifyException(
            f'unknown synchronization scope "{scope.data}", expected one of '
            f"{', '.join(sorted(SYNC_SCOPES))}"
        )


_symbols: WeakKeyDictionary[Operation, dict[str, Operation]] = WeakKeyDictionary()


def find_symbol(user: Operation, name: str) -> Operation | None:
    """
    The operation that defines a symbol, in the symbol table around `user`; `None` if none does.

    `SymbolTable.lookup_symbol` walks the whole table each time, so that verifying a module takes
    time in the square of its size. Here the table is read once and each answer is checked: it
    still has that name and is still there. Names are unique in a verified module, so a checked
    answer is the right one; if the check fails, the table is read again.
    """
    table = user.parent_op()
    while table is not None and not table.has_trait(SymbolTable):
        table = table.parent_op()
    if table is None:
        return None
    found = _symbols.get(table, {}).get(name)
    if found is not None and found.parent_op() is table and _name_of(found) == name:
        return found
    symbols = {
        symbol: op for op in table.regions[0].block.ops if (symbol := _name_of(op)) is not None
    }
    _symbols[table] = symbols
    return symbols.get(name)


def _name_of(op: Operation) -> str | None:
    name = op.properties.get("sym_name") or op.attributes.get("sym_name")
    return name.data if isinstance(name, StringAttr) else None
