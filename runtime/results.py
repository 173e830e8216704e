"""
What kernels return, from the bytes that they wrote to what Python can use.

A scalar is a NumPy scalar, a struct a NumPy record, an array a NumPy array. An integer of 128 bits
is Python's. What NumPy has no type for, such as an enum, is `numpy.void`: the bytes as Rust lays
them out. For results of work-items there is an array of these, with a dimension for each of the
grid's, x last.
"""

from __future__ import annotations

import math
from typing import Any

from .arguments import dtype_of, transparent
from .manifest import Result, Shape

_WIDE = 16
"""Bytes of the integers that NumPy has not."""


def result_count(result: Result, items: tuple[int, int, int]) -> int:
    """How many results a launch of so many work-items has."""
    return 1 if result.per == "launch" else math.prod(items)


def read_results(result: Result, data: bytes, items: tuple[int, int, int], dimensions: int) -> Any:
    """The results of a launch of `items` work-items in so many dimensions."""
    values = _array(result.shape, data)
    if result.per == "launch":
        return values[0]
    sizes = tuple(reversed(items[:dimensions]))
    return values.reshape((*sizes, *values.shape[1:]))


def _array(shape: Shape, data: bytes) -> Any:
    import numpy

    inner = transparent(shape)
    if inner.kind in ("int", "uint") and inner.size == _WIDE:
        signed = inner.kind == "int"
        parts = [data[at : at + _WIDE] for at in range(0, len(data), _WIDE)]
        values = [int.from_bytes(part, "little", signed=signed) for part in parts]
        found = numpy.empty(len(values), object)
        found[:] = values
        return found
    dtype = dtype_of(shape)
    return numpy.frombuffer(data, numpy.dtype(f"V{shape.size}") if dtype is None else dtype).copy()
