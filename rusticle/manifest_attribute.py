"""
The manifest of a module that is on its way to the simulator, as an attribute of the module.

What Rust's types say of a kernel's arguments is gone below the `mir` level, and what the simulator
must know of its functions below `asptr`. So the manifest goes with the module, as the attribute
`simulator.manifest`, and every stage that is written to a file can be read back and run: a
dictionary for each of its structs, with an i64 (or wider) for a number, an i1 for a truth value,
`unit` for nothing.

    builtin.module attributes {simulator.manifest = {kernels = {vadd = {kernarg_size = 28, ...}}}}
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

from xdsl.dialects.builtin import (
    ArrayAttr,
    BytesAttr,
    DictionaryAttr,
    IntegerAttr,
    ModuleOp,
    StringAttr,
    UnitAttr,
    i1,
)
from xdsl.ir import Attribute

from .diagnostics import CompileError
from .runtime import Manifest

MANIFEST = "simulator.manifest"
"""The module attribute."""


def keep_manifest(module: ModuleOp, manifest: Manifest) -> None:
    """Let a module say what its kernels take."""
    module.attributes[MANIFEST] = _attribute(manifest.to_json())


def kept_manifest(module: ModuleOp) -> Manifest | None:
    """What a module says that its kernels take. Raises `CompileError` if it makes no sense."""
    attribute = module.attributes.get(MANIFEST)
    if attribute is None:
        return None
    try:
        return Manifest.from_json(_plain(attribute))
    except (KeyError, TypeError, ValueError) as error:
        raise CompileError.of(
            f"the module's attribute `{MANIFEST}` is none that Rusticle wrote",
            notes=[f"{type(error).__name__}: {error}"],
        ) from error


def _attribute(value: object) -> Attribute:
    """Plain data as an attribute."""
    match value:
        case None:
            return UnitAttr()
        case bool():
            return IntegerAttr(int(value), 1)
        case int():
            width = 64
            while not -(1 << (width - 1)) <= value < 1 << (width - 1):
                width *= 2
            return IntegerAttr(value, width)
        case str():
            return StringAttr(value)
        case Mapping():
            items = cast("Mapping[str, object]", value)
            return DictionaryAttr({name: _attribute(item) for name, item in items.items()})
        case _:
            return ArrayAttr([_attribute(item) for item in cast("Sequence[object]", value)])


def _plain(attribute: Attribute) -> Any:
    """The data that `_attribute` made an attribute of. Raises `TypeError` for another."""
    match attribute:
        case UnitAttr():
            return None
        case IntegerAttr():
            number = attribute.value.data
            return bool(number) if attribute.type == i1 else number
        case StringAttr():
            return attribute.data
        case BytesAttr():
            # What a string that is not ASCII is read back as.
            return attribute.data.decode()
        case DictionaryAttr():
            return {name: _plain(item) for name, item in attribute.data.items()}
        case ArrayAttr():
            return [_plain(item) for item in attribute.data]
        case _:
            raise TypeError(f"`{attribute}` is no plain data")
