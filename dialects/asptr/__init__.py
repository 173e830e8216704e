"""
The `asptr` dialect: pointers that say which address space they point into.

It is the level at which Rust's layouts are fixed and its places have become addresses. Values are
signless integers, floats, vectors and `!asptr.ptr<space>`; memory is bytes. Address spaces have
names here and numbers, widths and null values only in a target.

    %q = asptr.offset %p[%i] stride 4 : !asptr.ptr<global>
    %v = asptr.load %q align 4 : !asptr.ptr<global> -> f32

An `__init__` checks and normalises; code that creates operations by the thousand uses
`Op.create(operands=, result_types=, properties=)` with the shared attributes of `ptr`, `i64_attr`,
`ordering`, `predicate`, `rmw_kind` and `UNIT`. Property names are those of each class's fields.
"""

from xdsl.ir import Dialect

from .atomics import AtomicLoadOp, AtomicRmwOp, AtomicStoreOp, CmpXchgOp, FenceOp
from .attributes import (
    UNIT,
    InitAttr,
    Ordering,
    OrderingAttr,
    Predicate,
    PredicateAttr,
    PtrType,
    RangeAttr,
    RelocationAttr,
    RmwKind,
    RmwKindAttr,
    i64_attr,
    ordering,
    predicate,
    ptr,
    rmw_kind,
)
from .checks import SYNC_SCOPES, find_symbol
from .memory import (
    AllocaOp,
    CopyOp,
    FillOp,
    LifetimeEndOp,
    LifetimeStartOp,
    LoadOp,
    StoreOp,
)
from .pointers import (
    CastOp,
    CompareOp,
    DisplaceOp,
    IntToPtrOp,
    NullOp,
    OffsetOp,
    PtrToIntOp,
)
from .symbols import LINKAGES, AddressOfOp, CallIndirectOp, GlobalOp

ASPTR = Dialect(
    "asptr",
    [
        AllocaOp,
        LifetimeStartOp,
        LifetimeEndOp,
        LoadOp,
        StoreOp,
        CopyOp,
        FillOp,
        OffsetOp,
        DisplaceOp,
        CastOp,
        NullOp,
        PtrToIntOp,
        IntToPtrOp,
        CompareOp,
        AtomicLoadOp,
        AtomicStoreOp,
        AtomicRmwOp,
        CmpXchgOp,
        FenceOp,
        GlobalOp,
        AddressOfOp,
        CallIndirectOp,
    ],
    [
        PtrType,
        RangeAttr,
        RelocationAttr,
        InitAttr,
        PredicateAttr,
        OrderingAttr,
        RmwKindAttr,
    ],
)

__all__ = [
    "ASPTR",
    "LINKAGES",
    "SYNC_SCOPES",
    "UNIT",
    "AddressOfOp",
    "AllocaOp",
    "AtomicLoadOp",
    "AtomicRmwOp",
    "AtomicStoreOp",
    "CallIndirectOp",
    "CastOp",
    "CmpXchgOp",
    "CompareOp",
    "CopyOp",
    "DisplaceOp",
    "FenceOp",
    "FillOp",
    "GlobalOp",
    "InitAttr",
    "IntToPtrOp",
    "LifetimeEndOp",
    "LifetimeStartOp",
    "LoadOp",
    "NullOp",
    "OffsetOp",
    "Ordering",
    "OrderingAttr",
    "Predicate",
    "PredicateAttr",
    "PtrToIntOp",
    "PtrType",
    "RangeAttr",
    "RelocationAttr",
    "RmwKind",
    "RmwKindAttr",
    "StoreOp",
    "find_symbol",
    "i64_attr",
    "ordering",
    "predicate",
    "ptr",
    "rmw_kind",
]
