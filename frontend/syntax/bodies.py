"""
Bodies, the allocations that are printed after them, and the other items of a MIR file
(`Body` in `compiler/rustc_middle/src/mir/mod.rs`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from xdsl.ir import Attribute

from .operands import Constant
from .paths import FnPath
from .places import Place
from .positions import Scope, SourceInfo
from .statements import Statement
from .terminators import Terminator


@dataclass(slots=True)
class LocalDecl:
    """A local: the return place (0), an argument, a variable or a temporary."""

    index: int
    type: Attribute
    mutable: bool
    source_info: SourceInfo | None = None
    name: str | None = None
    """The variable that it holds, if `debug NAME => _index` says so; the first, if several do."""


@dataclass(slots=True)
class DebugVar:
    """`debug name => value`: what a debugger shows for a variable."""

    name: str
    value: Place | Constant
    source_info: SourceInfo | None = None
    fragment: str | None = None
    """For a variable in pieces, the piece that this one is, as printed: `((x: T).0: u32)`."""


@dataclass(slots=True)
class Block:
    """A basic block; its index is its position in `Body.blocks`."""

    index: int
    cleanup: bool
    statements: list[Statement]
    terminator: Terminator


AllocKind: TypeAlias = Literal["memory", "static", "extern static", "fn", "vtable", "typeid"]


@dataclass(slots=True)
class Alloc:
    """An allocation of constant evaluation, as printed after the bodies that use it."""

    id: str
    """`alloc7`; valid within one MIR file."""
    kind: AllocKind
    size: int | None = None
    """In bytes; `None` for functions, vtables, extern statics, and statics not yet evaluated."""
    align: int | None = None
    """In bytes."""
    name: str | None = None
    """The canonical path of a `static` or `extern static`."""
    bytes: bytes = b""
    """The content; 0 where uninitialised, and the whole pointer 0 where relocated.
    Shorter than `size` only if rustc was told not to print it."""
    init_mask: bytes | None = None
    """One byte for each byte, 1 if initialised; `None` if all are."""
    relocations: list[tuple[int, str, int]] = field(default_factory=list[tuple[int, str, int]])
    """Pointers in the content: offset in bytes, target allocation's id, addend in bytes."""
    vtable: tuple[Attribute, Attribute] | None = None
    """Of a vtable the concrete type and the `DynType`."""
    fn: FnPath | None = None
    """Of a function its path, with generic arguments."""
    shim: str | None = None
    """Of a function that rustc generates, what comes after its path: `shim(reify)`, `virtual#3`."""
    type: Attribute | None = None
    """Of a `typeid` its type."""
    fragments: list[tuple[int, str, int]] = field(default_factory=list[tuple[int, str, int]])
    """Single bytes of pointers: offset, target allocation's id, index of the pointer's byte."""


BodyKind: TypeAlias = Literal["fn", "const", "static", "static mut", "promoted", "anon const"]


@dataclass(slots=True)
class Body:
    """The MIR of one item."""

    kind: BodyKind
    path: str
    """
    The canonical path: the printed one with the crate's name in front (`vadd::Sq::area`,
    `shapes::<impl at s.rs:3:1: 3:9>::area`, `k::f::{closure#0}`, `k::f::promoted[0]`).
    """
    arg_count: int
    locals: list[LocalDecl]
    """By index: 0 the return place, then the arguments, then the others."""
    blocks: list[Block]
    scopes: dict[int, Scope]
    debug_vars: list[DebugVar]
    ctfe: bool = False
    """Whether it is the variant for constant evaluation, marked `// MIR FOR CTFE`."""
    allocations: Mapping[str, Alloc] = field(default_factory=dict[str, Alloc])
    """Those printed after it, by id: all that it reaches."""
    yield_type: Attribute | None = None
    """Of a coroutine's body the type that it yields."""
    line: int = 0
    """The line of its first line in the MIR text, from 1."""

    @property
    def return_type(self) -> Attribute:
        """The type of local 0."""
        return self.locals[0].type


@dataclass(slots=True)
class TrivialConst:
    """`const X: T = const V;`: a constant that needs no body."""

    path: str
    """Canonical, as `Body.path`."""
    type: Attribute
    value: Constant
    line: int = 0
    """Its line in the MIR text, from 1."""


@dataclass(slots=True)
class MirFile:
    """A MIR file as a whole."""

    crate: str
    bodies: list[Body]
    trivial_consts: list[TrivialConst]
    allocations: dict[str, Alloc]
    """All allocations by id; each is the object that bodies share."""


@dataclass(slots=True)
class ItemSpan:
    """Where an item is in MIR text, found without reading it."""

    kind: BodyKind | Literal["trivial const"]
    path: str
    """As `Body.path`."""
    start: int
    """The offset of its first character in the text."""
    end: int
    """The offset after its last allocation."""
    ctfe: bool
    line: int
    """The line of its first line, from 1."""
