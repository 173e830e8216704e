"""
Values of Rust's enums in Python: what kernels and functions of the host's give each other.

    EnumValue("Move", 1, {"x": 3, "y": 4})      # Move { x: 3, y: 4 }
    EnumValue("Add", 2, {"0": 7})               # Add(7)
    EnumValue("Stop", 0)                        # Stop

`Option` has no need of it: `None` is `None`, and `Some(x)` is `x`. Only of an `Option` in an
`Option` does the outer one say which it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from .manifest import Shape

_NOTHING: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class EnumValue:
    """A value of an enum: its variant and what that holds."""

    name: str
    """The variant's."""
    discriminant: int = 0
    """The variant's number, `value as isize`; `int(value)` gives it too. Arguments need none."""
    fields: Mapping[str, Any] = field(default_factory=lambda: _NOTHING)
    """What it holds: by name, or of a tuple's by number, `"0"`."""

    def __index__(self) -> int:
        """The discriminant."""
        return self.discriminant

    def __getitem__(self, key: str | int) -> Any:
        """A field, by its name or number."""
        return self.fields[str(key)]

    def __str__(self) -> str:
        """As Rust writes it."""
        if not self.fields:
            return self.name
        if all(name.isdigit() for name in self.fields):
            return f"{self.name}({', '.join(map(str, self.fields.values()))})"
        inside = ", ".join(f"{name}: {value}" for name, value in self.fields.items())
        return f"{self.name} {{ {inside} }}"


def is_option(shape: Shape) -> bool:
    """Whether a shape is that of `core`'s `Option`."""
    return shape.kind == "enum" and shape.type.startswith("core::option::Option<")
