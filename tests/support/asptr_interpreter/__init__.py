"""
An interpreter for modules at the `asptr` level, whose pointers carry their true address space.

It is the judge of passes on that level: a module is run before and after, and what it leaves in
memory must be the same, or more defined (`refines`). Whatever a pass gets wrong about address
spaces stops the run, where a simulator would go on.
"""

from .machine import Machine, Value, refines
from .memory import NULL, POISON, Partial, Pointer, Stop, TooLong, Undefined, WrongSpace

__all__ = [
    "NULL",
    "POISON",
    "Machine",
    "Partial",
    "Pointer",
    "Stop",
    "TooLong",
    "Undefined",
    "Value",
    "WrongSpace",
    "refines",
]
