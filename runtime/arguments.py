"""
Arguments of a launch, from Python values to the bytes of the kernarg segment.

What a parameter takes follows from its Rust type:

    integers          Python's and NumPy's integers, within range; 128 bits too
    floats            numbers
    bool, char        `bool`; a string of one character
    pointers          arrays, by address; `None` for a null raw pointer; an integer as an address
    slices, &str      arrays, by address and length; bytes
    structs, arrays   bytes of the right size; NumPy records; tuples, dictionaries
    unions            bytes; a dictionary of one field
    Option            `None`, or what is in it
    other enums       an `EnumValue`; the name of a variant without fields; a tuple of a variant's
                      name and its fields; bytes

Arrays are whatever has the buffer protocol. Those that lie in the device's memory are passed as
they are. Others are copied there before the launch and back after it, those that overlap together,
so that a launch sees them as the user does.
"""

from __future__ import annotations

import ctypes
import operator
import struct
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from ..diagnostics import Diagnostic
from .enum_values import EnumValue, is_option
from .errors import ArgumentError, Where
from .manifest import KernelManifest, Parameter, Shape, Variant

_FLOAT_FORMATS = {2: "<e", 4: "<f", 8: "<d"}
_INTEGER_FORMATS = {1: "<b", 2: "<h", 4: "<i", 8: "<q"}


# Not frozen, these three: a frozen one takes thrice as long to make.
@dataclass(slots=True)
class HostBuffer:
    """The memory of an array in the user's process."""

    address: int
    size: int
    keep: object
    """What keeps the memory alive."""
    writable: bool
    written: bool
    """Whether the kernel may write it."""


@dataclass(slots=True)
class Pointer:
    """A piece of the kernarg segment that is the address of an array."""

    at: int
    buffer: HostBuffer


@dataclass(slots=True)
class Packed:
    """A kernarg segment, but for the addresses of arrays."""

    data: bytearray
    pointers: list[Pointer]


class Packer:
    """
    Makes kernarg segments of one kernel.

    What most arguments are, numbers and arrays of the parameter's own type, is written by functions
    made once, of which each does one thing. What they do not take goes to a `ValueWriter`, which
    takes everything, and knows what to say of what is wrong.
    """

    def __init__(self, kernel: KernelManifest) -> None:
        self.kernel = kernel
        self._writers = [(parameter, _quick_writer(parameter)) for parameter in kernel.parameters]

    def __call__(self, arguments: Sequence[object]) -> Packed:
        """The kernarg segment of a launch. Raises `ArgumentError`."""
        kernel = self.kernel
        if len(arguments) != len(self._writers):
            listed = ", ".join(f"{p.name}: {p.shape.type}" for p in kernel.parameters)
            raise _error(
                kernel,
                f"kernel `{kernel.name}` takes {_count(len(kernel.parameters), 'argument')}, "
                f"but {len(arguments)} were given",
                [f"its parameters are ({listed})"],
            )
        packed = Packed(bytearray(kernel.kernarg_size), [])
        for (parameter, quick), value in zip(self._writers, arguments, strict=True):
            if not quick(packed, value):
                ValueWriter(kernel, parameter, packed).put(value)
        return packed


def pack(kernel: KernelManifest, arguments: Sequence[object]) -> Packed:
    """The kernarg segment of one launch. Raises `ArgumentError`."""
    return Packer(kernel)(arguments)


_QuickWriter = Callable[["Packed", Any], bool]
"""Writes a value, if it is of the usual kind, and says whether it has."""


def _quick_writer(parameter: Parameter) -> _QuickWriter:
    """What writes the usual values of a parameter."""
    shape, components = parameter.shape, parameter.components
    inner = transparent(shape)
    if shape.kind == "slice" or inner.kind == "pointer":
        return _array_writer(parameter, inner)
    if len(components) == 1 and components[0].size == shape.size and shape.valid is None:
        at, size = components[0].offset, shape.size
        if shape.kind == "float" and size in _FLOAT_FORMATS:
            return _number_writer(at, _FLOAT_FORMATS[size], (float, int))
        if shape.kind == "int" and size in _INTEGER_FORMATS:
            return _number_writer(at, _INTEGER_FORMATS[size], (int,))
        if shape.kind == "uint" and size in _INTEGER_FORMATS:
            return _number_writer(at, _INTEGER_FORMATS[size].upper(), (int,))
    return _not_quick


def _not_quick(packed: Packed, value: object) -> bool:
    """Write nothing."""
    return False


def _number_writer(at: int, format: str, types: tuple[type, ...]) -> _QuickWriter:
    """What writes Python's numbers."""
    write = struct.Struct(format).pack_into

    def quick(packed: Packed, value: Any) -> bool:
        # Not of a subclass: `True` is no number.
        if type(value) not in types:
            return False
        try:
            write(packed.data, at, value)
        except (struct.error, OverflowError):
            return False
        return True

    return quick


def _array_writer(parameter: Parameter, inner: Shape) -> _QuickWriter:
    """What writes NumPy's arrays."""
    shape, first = parameter.shape, parameter.components[0].offset
    shape = shape if shape.kind == "slice" else inner
    element, mutable = shape.element, shape.mutable
    length = parameter.components[1].offset if shape.kind == "slice" else None
    size = 1 if element is None or not element.size else element.size
    least = size if length is None and shape.type.startswith("&") else 0
    expected: Any = None

    def quick(packed: Packed, value: Any) -> bool:
        nonlocal expected
        numpy = sys.modules.get("numpy")
        if numpy is None or type(value) is not numpy.ndarray or element is None:
            return False
        if expected is None:
            # NumPy is only there once somebody has made an array.
            expected = dtype_of(element)
        flags = value.flags
        writable = flags.writeable
        if (
            value.dtype != expected
            or not flags.c_contiguous
            or (mutable and not writable)
            or value.nbytes < least
        ):
            return False
        count = value.nbytes
        if writable and count:
            # Much quicker than what NumPy offers.
            address = ctypes.addressof(ctypes.c_char.from_buffer(value))
        else:
            address = value.__array_interface__["data"][0]
        packed.pointers.append(Pointer(first, HostBuffer(address, count, value, writable, mutable)))
        if length is not None:
            packed.data[length : length + 8] = (count // size).to_bytes(8, "little")
        return True

    return quick


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _error(kernel: KernelManifest, message: str, notes: Sequence[str] = ()) -> ArgumentError:
    return ArgumentError(Diagnostic(message, notes=tuple(notes)), Where(kernel.name))


class ValueWriter:
    """One value on its way into the bytes that a kernel reads."""

    def __init__(self, kernel: KernelManifest, parameter: Parameter, packed: Packed) -> None:
        self.kernel = kernel
        self.parameter = parameter
        self.packed = packed

    def error(self, message: str) -> ArgumentError:
        """What is wrong with the value."""
        p = self.parameter
        return _error(
            self.kernel, f"argument `{p.name}: {p.shape.type}` of `{self.kernel.name}` {message}"
        )

    def put(self, value: object) -> None:
        """Put the value where its parameter lies. Raises `ArgumentError`."""
        parameter = self.parameter
        shape, components = parameter.shape, parameter.components
        if not components:
            return
        if shape.kind == "slice":
            self._put_slice(shape, value)
            return
        inner = transparent(shape)
        if inner.kind == "pointer":
            self._put_pointer(components[0].offset, inner, value)
            return
        data = self.bytes_of(shape, value, components[0].offset)
        if len(components) == 1:
            at = components[0].offset
            self.packed.data[at : at + len(data)] = data
            return
        # A pair, whose halves are as far apart as in memory.
        for component in components:
            begin = component.offset - components[0].offset
            piece = data[begin : begin + component.size]
            self.packed.data[component.offset : component.offset + len(piece)] = piece

    def bytes_of(self, shape: Shape, value: object, at: int | None = None) -> bytes:
        """
        A value as it is in memory. `at` is its offset in the kernarg segment, if it is there: then
        arrays are put in for the pointers in it. Raises `ArgumentError`.
        """
        match shape.kind:
            case "enum":
                return self._enum(shape, value, at)
            case "union" if isinstance(value, Mapping):
                return self._union(shape, cast("Mapping[str, object]", value), at)
            case "pointer" if (address := _address(value)) is not None:
                return address.to_bytes(8, "little")
            case "pointer" if at is not None and hasattr(value, "__array__"):
                self.packed.pointers.append(Pointer(at, self._buffer(shape, value)))
                return bytes(8)
            case "slice" if at is not None:
                buffer, count = self._elements(shape, value)
                if buffer is not None:
                    self.packed.pointers.append(Pointer(at, buffer))
                return bytes(8) + count.to_bytes(8, "little")
            case "int" | "uint" | "word":
                return self._integer(shape, value)
            case "float":
                return self._float(shape, value)
            case "bool":
                if isinstance(value, bool) or type(value).__name__ in ("bool_", "bool"):
                    return bytes([bool(value)])
                raise self.error(f"must be True or False, not {_described(value)}")
            case "char":
                if isinstance(value, str) and len(value) == 1:
                    if 0xD800 <= ord(value) < 0xE000:
                        raise self.error("must not be a surrogate")
                    return ord(value).to_bytes(4, "little")
                raise self.error(f"must be a string of one character, not {_described(value)}")
            case _:
                return self._aggregate(shape, value, at)

    def _integer(self, shape: Shape, value: object) -> bytes:
        if isinstance(value, bool) or not hasattr(value, "__index__"):
            raise self.error(f"must be an integer, not {_described(value)}")
        try:
            number = operator.index(cast("Any", value))
        except TypeError:
            # An array has the method, too.
            raise self.error(f"must be an integer, not {_described(value)}") from None
        bits = 8 * shape.size
        low = 0 if shape.kind == "uint" else -(1 << (bits - 1))
        high = (1 << (bits - 1)) - 1 if shape.kind == "int" else (1 << bits) - 1
        if not low <= number <= high:
            raise self.error(f"must be between {low} and {high}, but is {number}")
        word = number & ((1 << bits) - 1)
        if shape.valid is not None and not _in_range(word, shape.valid):
            raise self.error(f"cannot be {number}, which its type leaves out")
        return word.to_bytes(shape.size, "little")

    def _float(self, shape: Shape, value: object) -> bytes:
        if isinstance(value, bool | str | bytes) or not hasattr(value, "__float__"):
            raise self.error(f"must be a number, not {_described(value)}")
        format = _FLOAT_FORMATS.get(shape.size)
        if format is None:
            raise self.error("cannot be passed: Python has no floats of that size")
        try:
            return struct.pack(format, float(cast("Any", value)))
        except TypeError:
            raise self.error(f"must be a number, not {_described(value)}") from None
        except OverflowError:
            raise self.error(f"cannot hold {value}") from None

    def _aggregate(self, shape: Shape, value: object, at: int | None) -> bytes:
        fields = shape.fields
        items = _items(value)
        if items is not None and shape.kind == "struct":
            if set(items) != {name for name, _, _ in fields}:
                names = ", ".join(f"`{name}`" for name, _, _ in fields)
                raise self.error(f"must have the fields {names}")
            return self._struct(shape, [items[name] for name, _, _ in fields], at)
        parts: Sequence[object] | None = None
        if isinstance(value, tuple | list):
            parts = cast("Sequence[object]", value)
            value = parts
        if parts is not None and shape.kind == "struct":
            if len(parts) == len(fields):
                return self._struct(shape, parts, at)
            if len(fields) != 1:
                raise self.error(f"must have {_count(len(fields), 'field')}")
        if parts is not None and shape.kind == "array" and shape.element:
            if len(parts) != shape.count:
                raise self.error(f"must have {_count(shape.count, 'element')}")
            size = shape.element.size
            return b"".join(
                self.bytes_of(shape.element, part, None if at is None else at + size * number)
                for number, part in enumerate(parts)
            )
        wrapped = transparent(shape)
        if wrapped is not shape:
            return self.bytes_of(wrapped, value, at)
        if parts is not None and shape.kind == "struct":
            # A vector is a struct around an array.
            return self._struct(shape, [parts], at)
        if not shape.size and value is None:
            return b""
        try:
            data = memoryview(cast("Any", value)).tobytes()
        except TypeError:
            raise self.error(f"must be {_forms(shape)}, not {_described(value)}") from None
        if len(data) != shape.size:
            raise self.error(f"must be {_count(shape.size, 'byte')}, but {len(data)} were given")
        return data

    def _struct(self, shape: Shape, parts: Sequence[object], at: int | None) -> bytes:
        """A struct, of the values of its fields."""
        data = bytearray(shape.size)
        self._put_fields(data, shape.fields, parts, at)
        return bytes(data)

    def _put_fields(
        self,
        data: bytearray,
        fields: Sequence[tuple[str, int, Shape]],
        parts: Sequence[object],
        at: int | None,
    ) -> None:
        for (_, offset, field), part in zip(fields, parts, strict=True):
            piece = self.bytes_of(field, part, None if at is None else at + offset)
            data[offset : offset + field.size] = piece

    def _union(self, shape: Shape, items: Mapping[str, object], at: int | None) -> bytes:
        """A union, of one of its fields; the bytes that are not that field's are 0."""
        chosen = [field for field in shape.fields if field[0] in items]
        if len(items) != 1 or not chosen:
            names = ", ".join(f"`{name}`" for name, _, _ in shape.fields)
            raise self.error(f"must have one of the fields {names}")
        data = bytearray(shape.size)
        self._put_fields(data, chosen, list(items.values()), at)
        return bytes(data)

    def _enum(self, shape: Shape, value: object, at: int | None) -> bytes:
        """An enum: the fields of a variant, and its tag."""
        if is_option(shape):
            given = {v.name: v for v in shape.variants}
            if value is None and "None" in given:
                return self._variant(shape, given["None"], (), at)
            some = given.get("Some")
            raw = isinstance(value, bytes | bytearray) and len(value) == shape.size
            if some is not None and not raw and not _names_variant(shape, value):
                return self._variant(shape, some, (value,), at)
        name: str | None = None
        fields: object = ()
        if isinstance(value, EnumValue):
            name, fields = value.name, value.fields
        elif isinstance(value, str):
            name = value
        elif (named := _named(value)) is not None:
            name, *rest = named
            items = _items(rest[0]) if len(rest) == 1 else None
            fields = rest if items is None else items
        if name is None:
            return self._aggregate(shape, value, at)
        for variant in shape.variants:
            if variant.name == name:
                return self._variant(shape, variant, fields, at)
        names = ", ".join(f"`{variant.name}`" for variant in shape.variants)
        raise self.error(f"cannot be `{name}`: the variants are {names}")

    def _variant(self, shape: Shape, variant: Variant, values: object, at: int | None) -> bytes:
        fields = variant.fields
        names = [name for name, _, _ in fields]
        items = _items(values)
        if items is not None:
            if set(items) != set(names):
                named = ", ".join(f"`{name}`" for name in names)
                raise self.error(f"of variant `{variant.name}` must have the fields {named}")
            values = [items[name] for name in names]
        parts = cast("Sequence[object]", values)
        if len(parts) != len(fields):
            raise self.error(
                f"of variant `{variant.name}` must have {_count(len(fields), 'field')}"
            )
        data = bytearray(shape.size)
        self._put_fields(data, fields, parts, at)
        # After the fields: the tag may be in bytes of theirs that are padding.
        if shape.tag is not None and variant.tag is not None:
            start, size = shape.tag.offset, shape.tag.size
            data[start : start + size] = variant.tag.to_bytes(size, "little")
        return bytes(data)

    def _put_pointer(self, at: int, shape: Shape, value: object) -> None:
        address = _address(value)
        if address is not None:
            if shape.type.startswith("&"):
                raise self.error(f"must be an array, not {_described(value)}")
            self.packed.data[at : at + 8] = address.to_bytes(8, "little")
            return
        buffer = self._buffer(shape, value)
        element = shape.element
        if shape.type.startswith("&") and element is not None and buffer.size < element.size:
            raise self.error(
                f"must be at least {_count(element.size, 'byte')}, but is {buffer.size}"
            )
        self.packed.pointers.append(Pointer(at, buffer))

    def _put_slice(self, shape: Shape, value: object) -> None:
        buffer, count = self._elements(shape, value)
        first, second = self.parameter.components
        if buffer is not None:
            self.packed.pointers.append(Pointer(first.offset, buffer))
        self.packed.data[second.offset : second.offset + 8] = count.to_bytes(8, "little")

    def _elements(self, shape: Shape, value: object) -> tuple[HostBuffer | None, int]:
        """What a slice points to, and how many elements that is; nothing of a `None`."""
        if value is None and not shape.type.startswith(("&", "*")):
            return None, 0
        if isinstance(value, str):
            value = value.encode()
        buffer = self._buffer(shape, value)
        element = shape.element
        size = 1 if element is None or not element.size else element.size
        count, rest = divmod(buffer.size, size)
        if rest:
            raise self.error(f"must be a multiple of {size} bytes, but is {buffer.size}")
        return buffer, count

    def _buffer(self, shape: Shape, value: object) -> HostBuffer:
        numpy = sys.modules.get("numpy")
        if numpy is not None and isinstance(value, numpy.ndarray):
            return self._array(shape, value)
        try:
            view = memoryview(cast("Any", value))
        except TypeError:
            raise self.error(f"must be an array, not {_described(value)}") from None
        if not view.c_contiguous:
            raise self.error("must be contiguous")
        element = None if shape.element is None else transparent(shape.element)
        if element is not None and element.size % view.itemsize:
            raise self.error(
                f"must have elements of {_count(element.size, 'byte')}, not {view.itemsize}"
            )
        if view.readonly:
            if shape.mutable:
                raise self.error("may be written, so the buffer must not be read-only")
            copy = ctypes.create_string_buffer(view.tobytes(), max(1, view.nbytes))
            return HostBuffer(ctypes.addressof(copy), view.nbytes, copy, True, False)
        held = (ctypes.c_char * view.nbytes).from_buffer(view.cast("B") if view.nbytes else view)
        return HostBuffer(ctypes.addressof(held), view.nbytes, (held, view), True, shape.mutable)

    def _array(self, shape: Shape, array: Any) -> HostBuffer:
        """A NumPy array, whose element type must be the parameter's."""
        if not array.flags.c_contiguous:
            raise self.error("must be a contiguous array: pass `numpy.ascontiguousarray(...)`")
        if shape.mutable and not array.flags.writeable:
            raise self.error("may be written, so the array must not be read-only")
        element = shape.element
        if element is not None:
            expected = dtype_of(element)
            if expected is not None and not _same_dtype(array.dtype, expected):
                raise self.error(f"must be an array of {_dtype_text(expected)}, not {array.dtype}")
            if expected is None and element.size % array.dtype.itemsize:
                raise self.error(
                    f"must have elements of {_count(element.size, 'byte')}, "
                    f"not {array.dtype.itemsize}"
                )
        return HostBuffer(
            array.ctypes.data, array.nbytes, array, bool(array.flags.writeable), shape.mutable
        )


def _described(value: object) -> str:
    return "None" if value is None else f"`{type(value).__name__}`"


def _forms(shape: Shape) -> str:
    """What a value of an aggregate may be given as."""
    match shape.kind:
        case "enum":
            return "a variant's name, a tuple of it and its fields, or bytes"
        case "union":
            return "bytes, a record, or a dictionary of one field"
        case _:
            return "bytes, a record, a tuple or a dictionary"


def _address(value: object) -> int | None:
    """The address that a value says, 0 if it is `None`; `None` if it is something else."""
    if value is None:
        return 0
    if hasattr(value, "__index__") and not hasattr(value, "__array__"):
        return operator.index(cast("Any", value)) & (2**64 - 1)
    return None


def _in_range(word: int, valid: tuple[int, int]) -> bool:
    """Whether an unsigned number is in an inclusive range, which may wrap around."""
    first, last = valid
    return first <= word <= last if first <= last else word >= first or word <= last


def _items(value: object) -> Mapping[str, object] | None:
    """A value that is a mapping."""
    return cast("Mapping[str, object]", value) if isinstance(value, Mapping) else None


def _named(value: object) -> tuple[str, *tuple[object, ...]] | None:
    """A value that is a tuple of a name, a variant's, and what the variant holds."""
    if isinstance(value, tuple):
        name, *parts = cast("tuple[object, ...]", value) or (None,)
        if isinstance(name, str):
            return name, *parts
    return None


def _names_variant(shape: Shape, value: object) -> bool:
    """Whether a value says itself which variant it is."""
    names = [variant.name for variant in shape.variants]
    if isinstance(value, EnumValue):
        return value.name in names
    named = _named(value)
    return named is not None and named[0] in names


def transparent(shape: Shape) -> Shape:
    """A wrapper's only part that has bytes, if it fills it: `AtomicU32` is a `u32` to a host."""
    while shape.kind == "struct":
        parts = [field for _, _, field in shape.fields if field.size]
        if len(parts) != 1 or parts[0].size != shape.size:
            break
        shape = parts[0]
    return shape


def dtype_of(shape: Shape) -> Any:
    """
    The NumPy type of elements of that shape, or `None` where NumPy has none.

    Structs are records with the offsets that they have on the device, and unions records whose
    fields lie on each other. Of enums, 128-bit integers and what has them in it there is none: pass
    an array of bytes, or of anything of that size.
    """
    import numpy

    shape = transparent(shape)
    match shape.kind:
        case "int" | "uint" | "float" | "bool":
            kind = {"int": "i", "uint": "u", "float": "f", "bool": "?"}[shape.kind]
            if shape.size > 8:
                return None
            return numpy.dtype("?" if kind == "?" else f"<{kind}{shape.size}")
        case "char":
            return numpy.dtype("<u4")
        case "pointer":
            return numpy.dtype("<u8")
        case "array" if shape.element is not None:
            element = dtype_of(shape.element)
            return None if element is None else numpy.dtype((element, (shape.count,)))
        case "struct" | "union":
            fields = [(n, at, dtype_of(field)) for n, at, field in shape.fields if field.size]
            if any(dtype is None for _, _, dtype in fields):
                return None
            return numpy.dtype(
                {
                    "names": [name for name, _, _ in fields],
                    "offsets": [at for _, at, _ in fields],
                    "formats": [dtype for _, _, dtype in fields],
                    "itemsize": shape.size,
                }
            )
        case _:
            return None


def _same_dtype(given: Any, expected: Any) -> bool:
    if given == expected:
        return True
    if expected.subdtype is not None:
        # An array of `[f32; 4]` may come as one of `f32`.
        return _same_dtype(given, expected.subdtype[0]) or _same_dtype(given, expected.base)
    if expected.names is not None and given.str == "|u1":
        # Structs may come as bytes.
        return True
    if expected.names is not None:
        # Names are the user's affair; places and types are not.
        return (
            given.names is not None
            and given.itemsize == expected.itemsize
            and [(given.fields[n][1], given.fields[n][0].str) for n in given.names]
            == [(expected.fields[n][1], expected.fields[n][0].str) for n in expected.names]
        )
    # A `char` may come as a string of one character, which NumPy keeps in 4 bytes too.
    return expected.str == "<u4" and given.str == "<U1"


def _dtype_text(dtype: Any) -> str:
    return str(dtype)
