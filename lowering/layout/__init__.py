"""
Type layouts: where the parts of a Rust value lie in memory, and how it is passed in registers.

The problem
-----------
MIR names the parts of a value (`((_1 as Some).0)`, `discriminant(_1)`); the machine has bytes. To
lower one to the other we need each type's size and alignment, each field's offset, how an enum
tells its variants apart, and which bit patterns are invalid. Rust specifies little of it: outside
of `repr(C)` the compiler may order fields and encode enums as it likes. And yet we may not choose:
a kernel's arguments, its statics, the constants that rustc evaluated, and every `transmute` and
`size_of` that it has folded into MIR already assume rustc's choice. A layout that is merely good
is wrong.

The naive way
-------------
Ask rustc: it prints layouts (`-Zprint-type-sizes`), but only of types that it generates code for,
on one target, without niches, after the fact. Or lay fields out in order as C does, with a tag in
front of each enum: right for `repr(C)`, wrong for nearly every other type. `Option<&T>` would be
two words.

The algorithm
-------------
So we compute what rustc computes, with rustc's algorithm (`compiler/rustc_abi/src/layout.rs` and
`compiler/rustc_ty_utils/src/layout.rs`, release 1.96), from the same facts: the definitions and
the target's data layout. It is a recursion over types; a pointer ends it. The layout of a type
carries, besides sizes and offsets, its *ABI* (one scalar, two scalars, a vector, or memory) and its
*largest niche*: the scalar within it with the most invalid values.

1. Scalars (`scalar.py`). An integer is valid in full, a `bool` from 0 to 1, a `char` up to
   0x10FFFF, a reference from 1. The others of its values are its niche. A fat pointer is a pair of
   scalars.
2. Fields in a row (`univariant.py`): structs, tuples, closures, variants of enums. Unless `repr`
   forbids it they are sorted so that alignment costs no padding and the largest niche is near an
   edge. A struct around one scalar is passed as that scalar, one around two as a pair.
3. What is special about structs, unions and vectors (`structs.py`). `UnsafeCell` hides its niche.
   `NonNull` and its like narrow their scalar's range. A union has no niche, and if all its fields
   are passed alike it is passed like them.
4. Enums (`enums.py`). Variants that hold nothing and cannot exist are dropped; if one is left, the
   enum is that struct. Otherwise the variants are laid out after a tag, and also, if the largest
   variant has a niche with room for the others, within that variant; the smaller result wins.

For example

    enum Shape { Circle(f32), Rect { w: f32, h: f32, filled: bool }, Empty }

As a struct `Rect` is w at 0, h at 4, filled at 8: 12 bytes, and `filled` is a niche at byte 8 with
254 values to spare. `Circle` takes 4 bytes and fits before it, `Empty` takes none. Two variants are
to be named: the niche's range grows from 0..=1 to 0..=3, where 2 means `Circle` and 3 `Empty`. That
is 12 bytes. With a tag of its own, `Rect` is filled at 1, w at 4, h at 8: 12 bytes too. The niche
that is left decides: 252 values in the first, 253 in the tag (0..=2) of the second, which wins.

    Option<Shape>     12 bytes: tag 3 means `None`
    Option<&Shape>    a pointer, where null means `None`

How to use it
-------------
`Layouts(module, target).of(type)` gives a `Layout`; its fields and those of `Scalar`, `Niche` and
so on have rustc's names (`data.py`). `Layouts` also answers what depends on definitions: a field's
layout, a variant's, the tag bits that name a variant, what a fat pointer carries, and how to
compute an unsized value's size.
"""

from .data import (
    ArbitraryShape,
    ArrayShape,
    BackendRepr,
    DirectTag,
    FieldsShape,
    Float,
    Int,
    Layout,
    Memory,
    MultipleVariants,
    Niche,
    NicheTag,
    NoVariants,
    Pointer,
    Primitive,
    PrimitiveShape,
    Scalar,
    ScalarPair,
    SimdVector,
    SingleVariant,
    TagEncoding,
    UnionShape,
    Variants,
    WrappingRange,
)
from .definitions import (
    AdtDefinition,
    Definitions,
    FieldDefinition,
    Repr,
    VariantDefinition,
)
from .layouts import Layouts
from .tails import PointeeKind, TailStep, UnsizedTail

__all__ = [
    "AdtDefinition",
    "ArbitraryShape",
    "ArrayShape",
    "BackendRepr",
    "Definitions",
    "DirectTag",
    "FieldDefinition",
    "FieldsShape",
    "Float",
    "Int",
    "Layout",
    "Layouts",
    "Memory",
    "MultipleVariants",
    "Niche",
    "NicheTag",
    "NoVariants",
    "PointeeKind",
    "Pointer",
    "Primitive",
    "PrimitiveShape",
    "Repr",
    "Scalar",
    "ScalarPair",
    "SimdVector",
    "SingleVariant",
    "TagEncoding",
    "TailStep",
    "UnionShape",
    "UnsizedTail",
    "VariantDefinition",
    "Variants",
    "WrappingRange",
]
