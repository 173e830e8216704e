"""
Functions that are defined elsewhere, and the block of memory in which their arguments go there.

A foreign function's declaration at the `asptr` level says only which values it takes. What a host
must know to answer a call, `delegate-foreign-calls` gets from the attribute `foreign`: where each
argument and result lies in a block, laid out as a C struct of the parameters, in order, with the
result behind them.
"""

from __future__ import annotations

from xdsl.dialects.builtin import ArrayAttr, DictionaryAttr, IntegerAttr, i64
from xdsl.ir import Attribute

from ...dialects import mir
from ..layout.data import ScalarPair
from .abi import FnAbi, Mode, Passed

FOREIGN = "foreign"
"""The attribute of a declaration of a foreign function."""


def is_foreign(op: mir.FuncOp) -> bool:
    """Whether a function is declared, in a foreign ABI, and not one of LLVM's intrinsics."""
    if op.body.blocks or op.is_kernel or op.abi.data.startswith(("Rust", "rust-", "unadjusted")):
        return False
    name = op.sym_name if op.link_name is None else op.link_name
    return not name.data.startswith("llvm.")


def parameter_offsets(abi: FnAbi) -> tuple[list[int], int, int]:
    """Where each argument lies in the block, where the result does, and the block's size, bytes."""
    offsets: list[int] = []
    at = 0
    for passed in (*abi.arguments, abi.result):
        align = max(1, passed.layout.align)
        at = -(-at // align) * align
        offsets.append(at)
        at += passed.layout.size
    return offsets[:-1], offsets[-1], -(-at // 16) * 16


def foreign_block(abi: FnAbi) -> DictionaryAttr:
    """
    The block of a foreign function: for each SSA argument its offset, and how many bytes are to be
    copied if it points to them, else 0; the same for the results; the offset and size of all.
    """
    offsets, result, size = parameter_offsets(abi)
    arguments: list[Attribute] = []
    copied: list[Attribute] = []
    results: list[Attribute] = []
    if abi.result.mode is Mode.INDIRECT:
        arguments.append(_int(result))
        copied.append(_int(0))
    for passed, offset in zip(abi.arguments, offsets, strict=True):
        for at in _component_offsets(passed):
            arguments.append(_int(offset + at))
            indirect = passed.mode is Mode.INDIRECT
            copied.append(_int(passed.layout.size if indirect else 0))
    if abi.result.mode is Mode.DIRECT:
        results += [_int(result + at) for at in _component_offsets(abi.result)]
    return DictionaryAttr(
        {
            "arguments": ArrayAttr(arguments),
            "copied": ArrayAttr(copied),
            "results": ArrayAttr(results),
            "result_at": _int(result),
            "result_size": _int(abi.result.layout.size),
            "result_indirect": _int(int(abi.result.mode is Mode.INDIRECT)),
            "size": _int(size),
        }
    )


def _component_offsets(passed: Passed) -> list[int]:
    if passed.mode is Mode.IGNORE:
        return []
    abi = passed.layout.abi
    if passed.mode is Mode.DIRECT and isinstance(abi, ScalarPair):
        return [0, abi.second_offset]
    return [0]


def _int(value: int) -> IntegerAttr:
    return IntegerAttr(value, i64)
