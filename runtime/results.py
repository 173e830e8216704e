"""
What kernels return, from the bytes that they wrote to what Python can use.

A scalar is a NumPy scalar, a struct or union a NumPy record, an array a NumPy array. What NumPy has
no type for is Python's own:

    integers of 128 bits   `int`
    Option                 `None`, or what is in it
    other enums            an `EnumValue`
    structs with these     a tuple, if Rust has it as one, or a dictionary
    arrays of these        a list
    what else there is     `numpy.void`: the bytes as Rust lays them out

These are also what arguments of these types may be given as. For results of work-items there is an
array of them, with a dimension for each of the grid's, x last.
"""

from __future__ import annotations

import math
from typing import Any, cast

from ..diagnostics import Diagnostic
from .arguments import dtype_of, transparent
from .enum_values import EnumValue, is_option
from .errors import ArgumentError, Where
from .manifest import KernelManifest, Result, Shape


def result_count(result: Result, items: tuple[int, int, int]) -> int:
    """How many results a launch of so many work-items has."""
    return 1 if result.per == "launch" else math.prod(items)


def read_results(result: Result, data: bytes, items: tuple[int, int, int], dimensions: int) -> Any:
    """The results of a launch of `items` work-items in so many dimensions."""
    values = elements(result.shape, data)
    if result.per == "launch":
        return values[0]
    sizes = tuple(reversed(items[:dimensions]))
    return values.reshape((*sizes, *values.shape[1:]))


def buffer_values(kernel: KernelManifest, parameter: str, array: object) -> Any:
    """
    The values in an array that a parameter of a kernel pointed to. Raises `ArgumentError` if there
    is no such parameter, or the array has a part of a value.
    """
    given = {p.name: p.shape.element for p in kernel.parameters if p.shape.element is not None}
    element = given.get(parameter)
    if element is None:
        names = ", ".join(f"`{name}`" for name in given)
        problem = Diagnostic(
            f"kernel `{kernel.name}` has no parameter `{parameter}` that points to values",
            notes=(f"those that do are {names or 'none'}",),
        )
        raise ArgumentError(problem, Where(kernel.name))
    data = memoryview(cast("Any", array)).tobytes()
    if len(data) % element.size:
        problem = Diagnostic(
            f"{len(data)} bytes are no number of `{element.type}`, of which each has {element.size}"
        )
        raise ArgumentError(problem, Where(kernel.name))
    return elements(element, data)


def elements(shape: Shape, data: bytes) -> Any:
    """An array of all the values that are in some bytes, one after the other."""
    import numpy

    dtype = dtype_of(shape)
    if dtype is not None or not _has_structure(shape):
        void = numpy.dtype(f"V{shape.size}")
        return numpy.frombuffer(data, void if dtype is None else dtype).copy()
    values = [value_of(shape, data[at : at + shape.size]) for at in range(0, len(data), shape.size)]
    found = numpy.empty(len(values), object)
    for index, value in enumerate(values):
        found[index] = value
    return found


def value_of(shape: Shape, data: bytes) -> Any:
    """One value, from its bytes."""
    import numpy

    match shape.kind:
        case "int" | "uint" | "word" | "pointer":
            return int.from_bytes(data, "little", signed=shape.kind == "int")
        case "bool":
            return data != b"\0"
        case "char":
            return chr(int.from_bytes(data, "little"))
        case "float" if shape.size <= 8:
            return float(numpy.frombuffer(data, f"<f{shape.size}")[0])
        case "enum":
            return _enum(shape, data)
        case _:
            pass
    inner = transparent(shape)
    if inner is not shape:
        return value_of(inner, data)
    dtype = dtype_of(shape)
    if dtype is not None and dtype.subdtype is None:
        return numpy.frombuffer(data, dtype).copy()[0]
    if shape.kind == "array" and shape.element is not None:
        found = elements(shape.element, data)
        return found.tolist() if found.dtype == object else found
    if shape.kind == "struct":
        return _named(shape.fields, data)
    return numpy.frombuffer(data, numpy.dtype(f"V{shape.size}")).copy()[0] if data else None


def _enum(shape: Shape, data: bytes) -> Any:
    tag = None
    if shape.tag is not None:
        start = shape.tag.offset
        tag = int.from_bytes(data[start : start + shape.tag.size], "little")
    # The variant without a tag of its own is meant by all that name no other.
    named = {variant.tag: variant for variant in shape.variants}
    variant = named.get(tag, named.get(None))
    if variant is None:
        raise ValueError(f"{tag} is the tag of no variant of `{shape.type}`")
    if is_option(shape):
        if not variant.fields:
            return None
        ((_, at, held),) = variant.fields
        if not is_option(transparent(held)):
            return value_of(held, data[at : at + held.size])
    fields = {
        name: value_of(field, data[at : at + field.size]) for name, at, field in variant.fields
    }
    return EnumValue(variant.name, variant.discriminant, fields)


def _named(fields: tuple[tuple[str, int, Shape], ...], data: bytes) -> Any:
    """A struct that NumPy has no type for: a tuple, or the fields by name."""
    values = {name: value_of(field, data[at : at + field.size]) for name, at, field in fields}
    return tuple(values.values()) if all(name.isdigit() for name in values) else values


def _has_structure(shape: Shape) -> bool:
    """Whether there is more to say of a value than its bytes."""
    inner = transparent(shape)
    return inner.kind in ("enum", "struct", "int", "uint", "slice") or (
        inner.kind == "array" and inner.element is not None and _has_structure(inner.element)
    )
