"""
Arguments and results of foreign functions: from the block in memory to Python's values and back.

    integers, floats, bool     numbers
    char                       a string of one character
    pointers                   a `DevicePointer`, an integer with which memory can be read
    slices, &str               a NumPy array on the memory itself; `str` of a `&str`
    structs, arrays            NumPy records and arrays, copied
    enums                      as kernels return them (`results.py`)

A C function (of `ctypes`, with `argtypes`) gets structs as its own type of struct.
"""

from __future__ import annotations

import ctypes
import struct
from typing import TYPE_CHECKING, Any, cast

from ..diagnostics import Diagnostic
from .arguments import Packed, ValueWriter, dtype_of, transparent
from .enum_values import is_option
from .errors import ArgumentError, Where
from .manifest import ForeignFunction, KernelManifest, Parameter, Shape
from .results import value_of as plain_value_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from .host_queue import HostQueue

_FLOAT_FORMATS = {2: "<e", 4: "<f", 8: "<d"}


class DevicePointer(int):
    """
    A pointer that a kernel passed, as an address in this process.

        def host_print(text, length):
            print(text.bytes(length).decode())
    """

    shape: Shape | None
    is_shared: Callable[[int, int], bool]

    def bytes(self, count: int) -> bytes:
        """So many bytes of what it points to. Raises `ValueError` if they are not in memory that
        both sides see."""
        self._check(count)
        return ctypes.string_at(int(self), count)

    def array(self, count: int, dtype: Any = None) -> Any:
        """
        So many elements of what it points to, as an array on the memory itself; of `dtype`, or
        else of the type that the pointer has. Raises `ValueError`, as `bytes` does.
        """
        import numpy

        if dtype is None and self.shape is not None:
            dtype = dtype_of(self.shape)
        if dtype is None:
            raise ValueError("what the pointer points to has no NumPy type; give a `dtype`")
        dtype = numpy.dtype(dtype)
        self._check(count * dtype.itemsize)
        memory = (ctypes.c_char * (count * dtype.itemsize)).from_address(int(self))
        return numpy.frombuffer(memory, dtype)

    def _check(self, size: int) -> None:
        if not self.is_shared(int(self), size):
            raise ValueError(f"{size} bytes at {int(self):#x} are not in memory that the host sees")


def _pointer(bits: int, shape: Shape | None, queue: HostQueue) -> DevicePointer:
    address = queue.here(bits)
    found = DevicePointer(address)
    found.shape = shape
    shift = address - bits
    found.is_shared = lambda at, size: queue.is_shared(at - shift, size)
    return found


def value_of(shape: Shape, data: bytes, queue: HostQueue) -> Any:
    """The value of that shape that some bytes are."""
    match shape.kind:
        case "int" | "uint" | "word":
            return int.from_bytes(data, "little", signed=shape.kind == "int")
        case "float" if shape.size in _FLOAT_FORMATS:
            return struct.unpack(_FLOAT_FORMATS[shape.size], data)[0]
        case "bool":
            return data != b"\0"
        case "char":
            return chr(int.from_bytes(data, "little"))
        case "pointer":
            return _pointer(int.from_bytes(data, "little"), shape.element, queue)
        case "slice":
            start, count = struct.unpack("<QQ", data)
            pointer = _pointer(start, shape.element, queue)
            if shape.type.endswith("str"):
                return pointer.bytes(count).decode()
            return pointer.array(count)
        case _:
            inner = transparent(shape)
            if inner is not shape:
                return value_of(inner, data, queue)
            return data if shape.kind == "opaque" else plain_value_of(shape, data)


def arguments_of(
    function: ForeignFunction, data: bytes, handler: Any, queue: HostQueue
) -> list[Any]:
    """The arguments of a call, from the bytes of its block."""
    types = getattr(handler, "argtypes", None) or ()
    values: list[Any] = []
    for index, parameter in enumerate(function.parameters):
        (component,) = parameter.components
        piece = data[component.offset : component.offset + component.size]
        wanted = types[index] if index < len(types) else None
        if isinstance(wanted, type) and issubclass(wanted, ctypes.Structure | ctypes.Union):
            values.append(wanted.from_buffer_copy(piece))
        else:
            values.append(value_of(parameter.shape, piece, queue))
    return values


def result_bytes(function: ForeignFunction, value: object) -> bytes:
    """What a function returned, as it is in memory. Raises `ArgumentError`."""
    shape = function.result
    if shape is None or not shape.size:
        return b""
    if isinstance(value, ctypes.Structure | ctypes.Union):
        value = bytes(value)
    if value is None and not is_option(shape):
        raise ArgumentError(
            Diagnostic(f"`{function.name}` returned nothing, but kernels expect `{shape.type}`"),
            Where(""),
        )
    parameter = Parameter("the result", shape, ())
    owner = KernelManifest(function.name, (), 0, 0)
    writer = ValueWriter(owner, parameter, Packed(bytearray(), []))
    if shape.kind == "pointer":
        return int(cast("Any", value)).to_bytes(8, "little")
    return writer.bytes_of(shape, value)
