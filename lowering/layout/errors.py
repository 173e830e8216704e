"""
Why a type has no layout, said to the person who wrote it. The cases are rustc's `LayoutError`.
"""

from __future__ import annotations

from xdsl.ir import Attribute

from rusticle.diagnostics import CompileError


def spell(type: Attribute) -> str:
    """The type in Rust's own syntax."""
    # Only for messages: the dialect's printer need not be loaded for a layout.
    from ...dialects.mir.spelling import spell

    return spell(type)


def too_generic(type: Attribute, within: Attribute | None = None) -> CompileError:
    """A generic parameter, or an associated type of one, is left in the type."""
    notes = ["its size is known only once its generic parameters are"]
    if within is not None and within != type:
        notes.append(f"it is needed for the layout of `{spell(within)}`")
    return CompileError.of(
        f"the type `{spell(type)}` has no layout before instantiation", notes=notes
    )


def size_overflow(type: Attribute) -> CompileError:
    """Values do not fit the address space."""
    return CompileError.of(
        f"values of the type `{spell(type)}` are too big for the target architecture"
    )


def unexpected_unsized(type: Attribute, field: Attribute) -> CompileError:
    """A field other than the last one of a struct is unsized."""
    return CompileError.of(
        f"the size for values of type `{spell(field)}` cannot be known at compilation time",
        notes=[f"it is a field of `{spell(type)}`; only a struct's last field may be unsized"],
    )


def recursive(type: Attribute) -> CompileError:
    """The type holds itself."""
    return CompileError.of(
        f"recursive type `{spell(type)}` has infinite size",
        help=["insert some indirection, such as a reference or a raw pointer, to break the cycle"],
    )


def undefined(type: Attribute) -> CompileError:
    """The module holds no definition of a named type."""
    return CompileError.of(f"the type `{spell(type)}` is used but not defined in this module")


def empty_union(type: Attribute) -> CompileError:
    """A union without fields."""
    return CompileError.of(f"the union `{spell(type)}` has no fields")


def packed_enum(type: Attribute) -> CompileError:
    """An enum with `repr(packed)`."""
    return CompileError.of(f"the enum `{spell(type)}` cannot be `repr(packed)`")


def invalid_simd(type: Attribute, reason: str) -> CompileError:
    """A `repr(simd)` type that is no vector."""
    return CompileError.of(f"the SIMD type `{spell(type)}` {reason}")


def unsupported(type: Attribute, what: str) -> CompileError:
    """A type that rustc can lay out and this module cannot."""
    return CompileError.of(f"the layout of `{spell(type)}` is not supported: {what}")


def captures_left_out(type: Attribute) -> CompileError:
    """
    The error of a capture that the MIR text does not show.

    Where a closure captures several fields of one variable, rustc prints the first of them only
    (the FIXME about RFC 2229 in `compiler/rustc_middle/src/mir/pretty.rs`).
    """
    return CompileError.of(
        f"the closure `{spell(type)}` captures several fields of one variable, and rustc's MIR "
        "text shows only the first",
        help=["take what it needs into variables of their own first, and capture those"],
    )
