"""
Operations that are imported when they are first asked for.

A kernel has a few of a dialect's operations, and Python takes a while to define them all. A dialect
that has many gives its package a `__getattr__` (PEP 562) that imports the module which has a name:

    if TYPE_CHECKING:
        from .masked import MaskedLoadOp
    else:
        __getattr__ = late(__name__, {"masked": "MaskedLoadOp"})
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any


def late(package: str, modules: Mapping[str, str]) -> Callable[[str], Any]:
    """
    The `__getattr__` of a package: names that its modules define, with spaces between, by module.

    It raises `AttributeError` for any other name.
    """
    homes = {name: module for module, names in modules.items() for name in names.split()}
    found = sys.modules[package].__dict__

    def get(name: str) -> Any:
        module = homes.get(name)
        if module is None:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        value = found[name] = getattr(import_module(f".{module}", package), name)
        return value

    return get
