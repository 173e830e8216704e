"""
`asptr.global` to `llvm.mlir.global`.

Contents of bytes alone are a string. Where a pointer or undefined bytes are among them, the
global is a struct of byte arrays and pointers: each pointer is at a multiple of its alignment, so
that the struct needs no padding and lies in memory as the bytes did.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from xdsl.dialects.builtin import (
    BytesAttr,
    IntegerAttr,
    StringAttr,
    SymbolRefAttr,
    i32,
)
from xdsl.dialects.llvm import LinkageAttr, LLVMStructType
from xdsl.ir import Attribute, Region, SSAValue

from rusticle.diagnostics import CompileError, span_of

from ...dialects import asptr, llvm
from ...targets import verify_cast
from .conversion import I8, FunctionLowering, TypeConverter
from .functions import DEFAULT_VISIBILITY, EXTERNAL, PROTECTED, UNIT
from .memory import byte_array, constant_index

_UNINITIALIZED = frozenset({"local", "region", "private"})
"""Spaces that exist once per workgroup or work-item, and begin undefined."""

_LOCAL_LINKAGES = frozenset({"private", "internal"})


def bytes_attribute(data: bytes) -> Attribute:
    """`data` as a string attribute; as bytes where it is no text, as the parser would read it."""
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return BytesAttr(data)
    return StringAttr(text)


def lower_global(
    types: TypeConverter, op: asptr.GlobalOp, spaces: Mapping[str, str]
) -> llvm.GlobalOp:
    """Convert a global; `spaces` gives the address space of each symbol of the module."""
    target = types.target
    name = op.sym_name.data
    size = op.size.value.data
    space = target.space(op.space.data)
    init = op.init
    region = Region()
    value: Attribute | None = None
    array = byte_array(size)
    type: Attribute = array
    if op.external is None:
        builder = FunctionLowering(types, None)
        builder.location = op.location
        if init is None or _all_undefined(init):
            result: SSAValue | None = builder.value(llvm.PoisonOp, (), array)
        elif not init.relocations.data and not init.undef.data:
            data = init.bytes.data
            result = None
            if data.count(0) == size:
                result = builder.value(llvm.ZeroOp, (), array)
            else:
                value = bytes_attribute(data)
        else:
            result = _pieces(builder, op, init, spaces)
            type = result.type
        if result is not None:
            builder.emit(llvm.ReturnOp, (result,))
            region.add_block(builder.block)
    linkage = "external" if op.linkage is None else op.linkage.data
    shown = op.external is None and linkage not in _LOCAL_LINKAGES
    properties: dict[str, Attribute] = {
        "sym_name": op.sym_name,
        "global_type": type,
        "linkage": EXTERNAL if linkage == "external" else LinkageAttr(linkage),
        "addr_space": IntegerAttr(space.number, i32),
        "alignment": op.align,
        "visibility_": PROTECTED if shown else DEFAULT_VISIBILITY,
    }
    if shown and space.name in _UNINITIALIZED:
        # Such memory is a workgroup's or a work-item's: no other module can mean the same.
        properties["linkage"] = LinkageAttr("internal")
        properties["visibility_"] = DEFAULT_VISIBILITY
    if value is not None:
        properties["value"] = value
    if op.constant is not None:
        properties["constant"] = UNIT
    if op.section is not None:
        properties["section"] = op.section
    if not name:
        raise CompileError.of("a global has no name")
    return llvm.GlobalOp.create(
        properties=properties,
        attributes=op.attributes,
        regions=[region],
        location=op.location,
    )


def _all_undefined(init: asptr.InitAttr) -> bool:
    if init.relocations.data or len(init.undef.data) != 1:
        return False
    only = init.undef.data[0]
    return only.start.data == 0 and only.end.data == len(init.bytes.data)


def _segments(
    init: asptr.InitAttr, pointer_size: int
) -> Iterator[tuple[int, int, asptr.RelocationAttr | bool]]:
    """
    The contents in order, as start, end, and the pointer or whether the bytes are undefined.

    Undefined bytes beneath a pointer are the pointer's.
    """
    pointers = {r.offset.data: r for r in init.relocations}
    undefined = bytearray(len(init.bytes.data))
    for range_ in init.undef:
        start, end = range_.start.data, range_.end.data
        undefined[start:end] = b"\1" * (end - start)
    stops = sorted(pointers)
    at, size = 0, len(undefined)
    while at < size:
        if at in pointers:
            yield at, at + pointer_size, pointers[at]
            at += pointer_size
            continue
        stop = next((s for s in stops if s > at), size)
        kind = undefined[at]
        end = undefined.find(1 - kind, at, stop)
        end = stop if end < 0 else end
        yield at, end, bool(kind)
        at = end


def _pieces(
    builder: FunctionLowering,
    op: asptr.GlobalOp,
    init: asptr.InitAttr,
    spaces: Mapping[str, str],
) -> SSAValue:
    """The contents as a struct."""
    target = builder.target
    name = op.sym_name.data
    pointer_size = target.pointer_bits // 8
    align = target.pointer_align("flat")
    data = init.bytes.data
    if init.relocations.data and len(data) % align:
        raise CompileError.of(
            f"`{name}` holds a pointer and is {len(data)} bytes, no multiple of {align}: a packed "
            "type with pointers cannot be initialised",
        )
    values: list[SSAValue] = []
    for start, end, kind in _segments(init, pointer_size):
        if isinstance(kind, asptr.RelocationAttr):
            if start % align:
                raise CompileError.of(
                    f"`{name}` holds a pointer at byte {start}, no multiple of {align}: a packed "
                    "type with pointers cannot be initialised",
                )
            values.append(_pointer(builder, op, kind, spaces))
            continue
        type = byte_array(end - start)
        part = data[start:end]
        if kind:
            values.append(builder.value(llvm.PoisonOp, (), type))
        elif part.count(0) == len(part):
            values.append(builder.value(llvm.ZeroOp, (), type))
        else:
            properties = {"value": bytes_attribute(part)}
            values.append(builder.value(llvm.ConstantOp, (), type, properties))
    return builder.pack(values, LLVMStructType.from_type_list([v.type for v in values]))


def _pointer(
    builder: FunctionLowering,
    op: asptr.GlobalOp,
    relocation: asptr.RelocationAttr,
    spaces: Mapping[str, str],
) -> SSAValue:
    """A flat pointer to a symbol, as a constant."""
    target = builder.target
    symbol = relocation.target.root_reference.data
    space = spaces[symbol]
    if space in _UNINITIALIZED:
        raise CompileError.of(
            f"`{op.sym_name.data}` holds the address of `{symbol}`, which is in `{space}` memory",
            span_of(op.location),
            notes=[f"where `{space}` memory is in `flat` is known only while a kernel runs"],
        )
    verify_cast(target, space, "flat")
    own = builder.types.pointer(space)
    value = builder.value(llvm.AddressOfOp, (), own, {"global_name": SymbolRefAttr(symbol)})
    addend = relocation.addend.data
    if addend:
        if not -(1 << 31) < addend < 1 << 31:
            raise CompileError.of(f"`{op.sym_name.data}` points {addend} bytes past `{symbol}`")
        value = builder.value(
            llvm.GEPOp,
            (value,),
            own,
            {
                "rawConstantIndices": constant_index(addend),
                "elem_type": I8,
                "noWrapFlags": IntegerAttr(0, i32),
            },
        )
    flat = builder.types.pointer("flat")
    return value if own == flat else builder.value(llvm.AddrSpaceCastOp, (value,), flat)
