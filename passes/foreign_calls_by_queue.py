"""
Foreign functions, given bodies that call the host: `delegate-foreign-calls` with `queue`.

`delegate_foreign_calls.py` says how, and imports this where a module calls any.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from xdsl.dialects import func
from xdsl.dialects.builtin import ArrayAttr, DictionaryAttr, IntegerAttr, ModuleOp, StringAttr, i64
from xdsl.ir import Attribute, Block

from ..dialects import asptr, hsa
from .body_builder import BodyBuilder
from .delegate_foreign_calls import FOREIGN, FOREIGN_FUNCTIONS, NAMES
from .queue_protocol import (
    ACQUIRE_BLOCK,
    HOST_QUEUE,
    NEW_SIGNAL,
    RELEASE_BLOCK,
    SIGNAL_SIZE,
    add_protocol,
    need_block,
)

_GLOBAL = asptr.ptr("global")


@dataclass(frozen=True, slots=True)
class Places:
    """What the attribute of a foreign function says, in bytes from the block's parameters on."""

    arguments: list[int]
    """Where each argument goes."""
    copied: list[int]
    """How many bytes an argument points to that go there in its place; 0 if it goes itself."""
    results: list[int]
    """Where each result is."""
    result_at: int
    result_size: int
    result_indirect: bool
    """Whether the first argument points to where the result is to be."""
    size: int
    """Of parameters and result."""

    @staticmethod
    def of(attribute: Attribute) -> Places:
        """Read the attribute."""
        data = cast("DictionaryAttr", attribute).data

        def ints(name: str) -> list[int]:
            values = cast("ArrayAttr[IntegerAttr]", data[name]).data
            return [value.value.data for value in values]

        def number(name: str) -> int:
            return cast("IntegerAttr", data[name]).value.data

        return Places(
            ints("arguments"), ints("copied"), ints("results"), number("result_at"),
            number("result_size"), bool(number("result_indirect")), number("size"),
        )  # fmt: skip


def delegate_to_host(module: ModuleOp, foreign: Mapping[str, func.FuncOp]) -> None:
    """Give the declarations in `foreign`, by name, bodies that call the host."""
    names = sorted(foreign)
    for number, name in enumerate(names):
        _delegate(foreign[name], number, module)
    text = b"".join(name.encode() + b"\0" for name in names)
    module.body.block.add_op(
        asptr.GlobalOp(NAMES, "constant", len(text), 1, init=asptr.InitAttr(text), constant=True)
    )
    module.attributes[FOREIGN_FUNCTIONS] = ArrayAttr([StringAttr(name) for name in names])
    add_protocol(module)


def _delegate(op: func.FuncOp, number: int, module: ModuleOp) -> None:
    """Give a declaration a body that calls the host."""
    places = Places.of(op.attributes.pop(FOREIGN))
    name = op.sym_name.data
    entry = Block(arg_types=op.function_type.inputs.data)
    op.body.add_block(entry)
    b = BodyBuilder(entry, op.location)
    (block,) = b.call(ACQUIRE_BLOCK, (), (_GLOBAL,))
    (handle,) = b.call(NEW_SIGNAL, (block,), (i64,))
    arguments = list(entry.args)
    result_pointer = arguments[0] if places.result_indirect else None
    for index, argument in enumerate(arguments):
        if argument is result_pointer:
            continue
        place = SIGNAL_SIZE + places.arguments[index]
        if size := places.copied[index]:
            b.copy(b.at(block, place), argument, size)
        else:
            b.store(argument, block, place)
    need_block(module, SIGNAL_SIZE + places.size)
    queue = b.value(hsa.AsQueueOp, (b.variable(HOST_QUEUE),), hsa.QueueType())
    signal = b.value(hsa.AsSignalOp, (handle,), hsa.SignalType())
    parameters = b.value(asptr.PtrToIntOp, (b.at(block, SIGNAL_SIZE),), i64)
    result = b.at(block, SIGNAL_SIZE + places.result_at)
    packet = (parameters, b.constant(places.size))
    call = hsa.AgentCallOp(_signed(number), packet, queue, signal, result)
    call.location = op.location
    b.block.add_op(call)
    status = b.value(hsa.WaitOp, (signal, b.constant(1)), i64)
    b.check(status, "foreign_call", f"the host could not answer the call of `{name}`")
    if result_pointer is not None:
        b.copy(result_pointer, b.at(block, SIGNAL_SIZE + places.result_at), places.result_size)
    types = op.function_type.outputs.data
    values = [
        b.load(block, SIGNAL_SIZE + at, type)
        for at, type in zip(places.results, types, strict=True)
    ]
    b.call(RELEASE_BLOCK, (block,))
    b.emit(func.ReturnOp, values)
    op.properties["sym_visibility"] = StringAttr("private")
    # One copy of it is enough: what it does takes microseconds.
    op.attributes["llvm.passthrough"] = ArrayAttr([StringAttr("noinline")])


def _signed(number: int) -> int:
    return number - 0x10000 if number >= 0x8000 else number
