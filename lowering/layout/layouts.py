"""
`Layouts`: the layout of each type of a module, made on demand and kept
(`layout_of_uncached` in `compiler/rustc_ty_utils/src/layout.rs`, type by type).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, cast

from xdsl.dialects.builtin import (
    Float16Type,
    Float32Type,
    Float64Type,
    Float128Type,
    IntAttr,
    IntegerType,
    ModuleOp,
    Signedness,
)
from xdsl.ir import Attribute

from ...dialects.mir import types as mir
from ...targets import Target
from .data import (
    ArbitraryShape,
    ArrayShape,
    DirectTag,
    Float,
    Int,
    Layout,
    MultipleVariants,
    Niche,
    NicheTag,
    Pointer,
    Primitive,
    Scalar,
    ScalarPair,
    SingleVariant,
)
from .data_layout import DataLayout
from .definitions import AdtDefinition, Definitions
from .enums import enum_layout, is_absent
from .errors import (
    captures_left_out,
    invalid_simd,
    recursive,
    size_overflow,
    too_generic,
    undefined,
    unsupported,
)
from .module_definitions import ModuleDefinitions
from .scalar import (
    FIRST_VARIANT,
    SIZED,
    UNSIZED,
    never_layout,
    pair_of,
    scalar_layout,
    scalar_pair_layout,
    uninhabited_variant_layout,
    unit_layout,
)
from .structs import simd_layout, struct_layout, union_layout, with_valid_range
from .tails import PointeeKind, Tails, TailStep, UnsizedTail
from .univariant import StructKind, univariant

USIZE = mir.UsizeType()
ISIZE = mir.IsizeType()
U8 = IntegerType(8, Signedness.UNSIGNED)
UNIT_MUT_PTR = mir.PtrType(mir.UNIT, IntAttr(1))
VTABLE_REF = mir.RefType(mir.ArrayType(USIZE, IntAttr(3)), IntAttr(0))
"""The type of a vtable pointer, as rustc gives it: a reference to its drop, size and align."""


class Layouts:
    """
    The layouts of a module's types on a target.

    `definitions` is the module that defines the named types, or any other source of definitions.
    A layout is computed once; asking for it again costs a dictionary lookup.
    """

    def __init__(self, definitions: Definitions | ModuleOp, target: Target) -> None:
        if isinstance(definitions, ModuleOp):
            definitions = ModuleDefinitions(definitions)
        self.definitions: Definitions = definitions
        self.data_layout = DataLayout(target)
        # Equal attributes are often distinct objects whose hash takes a walk over them, so look
        # up by identity first. `_kept` keeps their identities from being reused.
        self._by_identity: dict[int, Layout] = {}
        self._by_type: dict[Attribute, Layout] = {}
        self._kept: list[Attribute] = []
        self._in_progress: set[Attribute] = set()
        self._adts: dict[Attribute, AdtDefinition] = {}
        self._tails = Tails(self.definition)
        self._absent_variants: dict[tuple[Attribute, int], Layout] = {}
        dl = self.data_layout
        self._pointer = Pointer(dl.pointer_bits)
        self._usize = Int(dl.pointer_bits, False)
        self._non_null = dl.scalar(self._pointer, 1)
        self._tag_types: dict[Primitive, Attribute] = {
            self._pointer: UNIT_MUT_PTR,
            Float(16): Float16Type(),
            Float(32): Float32Type(),
            Float(64): Float64Type(),
            Float(128): Float128Type(),
        }
        for bits in (8, 16, 32, 64, 128):
            self._tag_types[Int(bits, True)] = IntegerType(bits, Signedness.SIGNED)
            self._tag_types[Int(bits, False)] = IntegerType(bits, Signedness.UNSIGNED)

    # --- lookup -----------------------------------------------------------------------------------

    def of(self, type: Attribute) -> Layout:
        """
        The layout of a type.

        Raises `CompileError` if it has none: a generic parameter is left in it, it contains
        itself, a definition is missing, or it is too big.
        """
        layout = self._by_identity.get(id(type))
        if layout is not None:
            return layout
        layout = self._by_type.get(type)
        if layout is None:
            if type in self._in_progress:
                raise recursive(type)
            handler = _HANDLERS.get(type.__class__)
            if handler is None:
                raise unsupported(type, f"`{type.name}` is not a type of Rust values")
            self._in_progress.add(type)
            try:
                layout = handler(self, type)
            finally:
                self._in_progress.discard(type)
            self._by_type[type] = layout
        self._by_identity[id(type)] = layout
        self._kept.append(type)
        return layout

    def size_of(self, type: Attribute) -> int:
        """The size of a sized type, in bytes."""
        layout = self.of(type)
        if layout.is_unsized:
            raise unsupported(type, "its size is known only at run time")
        return layout.size

    def field(self, layout: Layout, index: int) -> Layout:
        """
        The layout of a field: of a struct, tuple, closure, union or variant; of an array or slice
        (any index); of a fat pointer (0 the address, 1 the metadata); of an enum the tag (0).
        """
        type = layout.type
        if isinstance(type, mir.ClosureType) and index >= len(layout.field_types):
            raise captures_left_out(type)
        return self.of(layout.field_type(index))

    def field_type(self, layout: Layout, index: int) -> Attribute:
        """The type of a field; see `field`."""
        return layout.field_type(index)

    def for_variant(self, layout: Layout, index: int) -> Layout:
        """
        The layout of a variant of an enum, whose field offsets count from the enum's start.

        A variant that cannot exist, and that the enum's layout leaves out, has its fields at 0.
        """
        match layout.variants:
            case MultipleVariants():
                return layout.variants.variants[index]
            case SingleVariant() if layout.variants.index == index:
                return layout
            case _:
                key = (layout.type, index)
                absent = self._absent_variants.get(key)
                if absent is None:
                    fields = self.definition(layout.type).variants[index].fields
                    absent = uninhabited_variant_layout(
                        layout.type, index, tuple([field.type for field in fields])
                    )
                    self._absent_variants[key] = absent
                return absent

    # --- definitions and discriminants ------------------------------------------------------------

    def definition(self, type: Attribute) -> AdtDefinition:
        """The definition of a struct, enum or union."""
        definition = self._adts.get(type)
        if definition is None:
            found = self.definitions.adt(type) if isinstance(type, mir.AdtType) else None
            if found is None:
                raise undefined(type)
            definition = self._adts[type] = found
        return definition

    def discriminant_type(self, type: Attribute) -> Attribute:
        """The type of a type's discriminant: what `repr` says, `isize`, or `u8` if no enum."""
        if isinstance(type, mir.AdtType):
            definition = self.definition(type)
            if definition.kind == "enum":
                return definition.repr.int or ISIZE
        return U8

    def discriminant_of(self, type: Attribute, variant: int) -> int:
        """The discriminant of a variant, as a value of `discriminant_type`."""
        definition = self.definition(type)
        return definition.variants[variant].discriminant if definition.kind == "enum" else 0

    def variant_index(self, type: Attribute, name: str) -> int:
        """The index of the variant of that name."""
        for index, variant in enumerate(self.definition(type).variants):
            if variant.name == name:
                return index
        raise KeyError(name)

    def tag_of(self, layout: Layout, variant: int) -> int | None:
        """
        The bits that the tag of an enum must have for a variant, as an unsigned value.

        `None` if there is no tag to write: the enum has none, or the variant is the one that a
        niche leaves untagged.
        """
        if not isinstance(layout.variants, MultipleVariants):
            return None
        tag, encoding = layout.variants.tag, layout.variants.tag_encoding
        mask = (1 << tag.bits) - 1
        match encoding:
            case DirectTag():
                return self.discriminant_of(layout.type, variant) & mask
            case NicheTag(untagged_variant, (first, _), niche_start):
                if variant == untagged_variant:
                    return None
                return (variant - first + niche_start) & mask

    def int_of(self, type: Attribute) -> Int | None:
        """The integer that a Rust integer type is, or `None` for any other type."""
        match type:
            case IntegerType():
                return Int(type.width.data, type.signedness.data is Signedness.SIGNED)
            case mir.UsizeType():
                return self._usize
            case mir.IsizeType():
                return Int(self._usize.bits, True)
            case _:
                return None

    # --- unsized types ----------------------------------------------------------------------------

    def tail_of(self, type: Attribute) -> Attribute:
        """
        The type at the end of nested last fields (rustc's `struct_tail_for_codegen`).

        It decides whether the type is sized, and what metadata pointers to it carry.
        """
        return self._tails.tail_of(type)

    def pointee_kind(self, type: Attribute) -> PointeeKind:
        """What a pointer to the type carries besides the address."""
        return self._tails.pointee_kind(type)

    def is_sized(self, type: Attribute) -> bool:
        """Whether all values of the type have the same size."""
        return self._tails.is_sized(type)

    def unsized_tail(self, type: Attribute) -> UnsizedTail | None:
        """How to compute the size and alignment of an unsized value; `None` for a sized type."""
        if self.is_sized(type):
            return None
        tail = self.tail_of(type)
        steps: list[TailStep] = []
        while type != tail:
            layout = self.of(type)
            last = layout.fields.count - 1
            packed = self.definition(type).repr.packed if isinstance(type, mir.AdtType) else None
            steps.append(TailStep(layout.offset(last), layout.align, packed))
            type = layout.field_type(last)
        layout = self.of(tail)
        match tail:
            case mir.SliceType() | mir.StrType():
                assert isinstance(layout.fields, ArrayShape)
                return UnsizedTail("length", tail, layout.fields.stride, layout.align, tuple(steps))
            case mir.DynType():
                return UnsizedTail("vtable", tail, 0, 1, tuple(steps))
            case _:
                return UnsizedTail("extern", tail, 0, 1, tuple(steps))

    # --- one method per kind of type --------------------------------------------------------------

    def _int(self, type: IntegerType) -> Layout:
        primitive = self.int_of(type)
        if primitive not in self._tag_types:
            raise unsupported(type, "Rust has no integer of that width")
        assert primitive is not None
        return scalar_layout(type, self.data_layout.scalar(primitive))

    def _pointer_sized_int(self, type: Attribute) -> Layout:
        primitive = self.int_of(type)
        assert primitive is not None
        return scalar_layout(type, self.data_layout.scalar(primitive))

    def _bool(self, type: mir.BoolType) -> Layout:
        return scalar_layout(type, self.data_layout.scalar(Int(8, False), 0, 1))

    def _char(self, type: mir.CharType) -> Layout:
        return scalar_layout(type, self.data_layout.scalar(Int(32, False), 0, 0x10FFFF))

    def _float(self, type: Any) -> Layout:
        return scalar_layout(type, self.data_layout.scalar(Float(type.bitwidth)))

    def _never(self, type: mir.NeverType) -> Layout:
        return never_layout(type)

    def _fn_ptr(self, type: mir.FnPtrType) -> Layout:
        return scalar_layout(type, self._non_null)

    def _fn_def(self, type: mir.FnDefType) -> Layout:
        return unit_layout(type, True)

    def _unsized_unit(self, type: mir.DynType | mir.ForeignType) -> Layout:
        return unit_layout(type, False)

    def _pointer_to(self, type: mir.RefType | mir.PtrType) -> Layout:
        is_ref = isinstance(type, mir.RefType)
        address = self._non_null if is_ref else self.data_layout.scalar(self._pointer)
        match self.pointee_kind(type.pointee):
            case "thin":
                return scalar_layout(type, address)
            case "length":
                metadata, metadata_type = self.data_layout.scalar(self._usize), USIZE
            case "vtable":
                metadata, metadata_type = self._non_null, VTABLE_REF
        thin = type.__class__(mir.UNIT, type.mutable)
        return scalar_pair_layout(
            self.data_layout, type, pair_of(address, metadata), (thin, metadata_type)
        )

    def _array_like(self, type: Attribute, element: Layout, count: int | None) -> Layout:
        size = element.size * (count or 0)
        if element.is_unsized:
            raise unsupported(type, "its element type is unsized")
        if size >= self.data_layout.obj_size_bound:
            raise size_overflow(type)
        return Layout(
            type=type,
            size=size,
            align=element.align,
            abi=UNSIZED if count is None else SIZED,
            fields=ArrayShape(element.size, count or 0),
            variants=FIRST_VARIANT,
            largest_niche=element.largest_niche if count else None,
            uninhabited=element.uninhabited and bool(count),
            max_repr_align=None,
            unadjusted_abi_align=element.align,
            field_types=(element.type,),
        )

    def _length(self, length: Attribute, within: Attribute) -> int:
        if not isinstance(length, IntAttr):
            raise too_generic(length, within)
        return cast("IntAttr[int]", length).data

    def _array(self, type: mir.ArrayType) -> Layout:
        return self._array_like(type, self.of(type.element), self._length(type.length, type))

    def _slice(self, type: mir.SliceType) -> Layout:
        return self._array_like(type, self.of(type.element), None)

    def _str(self, type: mir.StrType) -> Layout:
        return self._array_like(type, self.of(U8), None)

    def _tuple(self, type: mir.TupleType) -> Layout:
        fields = [self.of(element) for element in type.elements.data]
        kind = StructKind.MAYBE_UNSIZED if fields else StructKind.ALWAYS_SIZED
        return univariant(self.data_layout, type, fields, kind=kind)

    def _closure(self, type: mir.ClosureType) -> Layout:
        captures = self.definitions.captures(type)
        if captures is None:
            raise undefined(type)
        return univariant(self.data_layout, type, [self.of(capture) for capture in captures])

    def _pattern(self, type: mir.PatternType) -> Layout:
        base = self.of(type.base)
        scalar = base.abi.first if isinstance(base.abi, ScalarPair) else base.abi
        if not isinstance(scalar, Scalar):
            raise unsupported(type, "the pattern's base is not a scalar")
        mask = (1 << scalar.bits) - 1
        narrowed = with_valid_range(base, type.start.data & mask, type.end.data & mask)
        scalar = narrowed.abi.first if isinstance(narrowed.abi, ScalarPair) else narrowed.abi
        assert isinstance(scalar, Scalar)
        return replace(
            narrowed,
            type=type,
            fields=ArbitraryShape((0,), (0,)),
            field_types=(type.base,),
            # rustc gives even a pattern of all values a niche, an empty one.
            largest_niche=Niche(0, scalar.primitive, scalar.valid_range, scalar.align),
        )

    def _unsafe_binder(self, type: mir.UnsafeBinderType) -> Layout:
        return replace(self.of(type.inner), type=type)

    def _too_generic(self, type: Attribute) -> Layout:
        raise too_generic(type)

    def _coroutine(self, type: mir.CoroutineType) -> Layout:
        raise unsupported(type, "coroutines (`async` blocks and generators) are not")

    def _adt(self, type: mir.AdtType) -> Layout:
        definition = self.definition(type)
        if definition.repr.simd:
            return self._simd(type, definition)
        dl = self.data_layout
        of = self.of
        variants = [[of(field.type) for field in variant.fields] for variant in definition.variants]
        if definition.kind == "union":
            return union_layout(dl, type, definition.repr, variants[0])
        if definition.kind == "struct":
            return struct_layout(dl, type, definition, variants[0])

        if not definition.repr.inhibits_enum_layout_optimization:
            present = [index for index, fields in enumerate(variants) if not is_absent(fields)]
            if not present:
                return never_layout(type)
            if len(present) == 1:
                return struct_layout(dl, type, definition, variants[present[0]], present[0])
        elif not variants:
            return never_layout(type)
        discriminant_type = self.int_of(self.discriminant_type(type))
        assert discriminant_type is not None
        return enum_layout(
            dl,
            type,
            definition.repr,
            variants,
            [variant.discriminant for variant in definition.variants],
            discriminant_type,
            self._tag_types,
        )

    def _simd(self, type: mir.AdtType, definition: AdtDefinition) -> Layout:
        fields = definition.variants[0].fields
        array = fields[0].type if len(fields) == 1 else None
        if not isinstance(array, mir.ArrayType):
            raise invalid_simd(type, "is not a struct around one array")
        return simd_layout(
            self.data_layout,
            type,
            array,
            self.of(array.element),
            self._length(array.length, type),
            definition.repr.packed is not None,
        )


# pyright: reportPrivateUsage=false
_HANDLERS: dict[type[Attribute], Callable[[Layouts, Any], Layout]] = {
    IntegerType: Layouts._int,
    mir.UsizeType: Layouts._pointer_sized_int,
    mir.IsizeType: Layouts._pointer_sized_int,
    mir.BoolType: Layouts._bool,
    mir.CharType: Layouts._char,
    Float16Type: Layouts._float,
    Float32Type: Layouts._float,
    Float64Type: Layouts._float,
    Float128Type: Layouts._float,
    mir.NeverType: Layouts._never,
    mir.FnPtrType: Layouts._fn_ptr,
    mir.FnDefType: Layouts._fn_def,
    mir.DynType: Layouts._unsized_unit,
    mir.ForeignType: Layouts._unsized_unit,
    mir.RefType: Layouts._pointer_to,
    mir.PtrType: Layouts._pointer_to,
    mir.ArrayType: Layouts._array,
    mir.SliceType: Layouts._slice,
    mir.StrType: Layouts._str,
    mir.TupleType: Layouts._tuple,
    mir.ClosureType: Layouts._closure,
    mir.PatternType: Layouts._pattern,
    mir.UnsafeBinderType: Layouts._unsafe_binder,
    mir.ParamType: Layouts._too_generic,
    mir.ProjectionType: Layouts._too_generic,
    mir.OpaqueType: Layouts._too_generic,
    mir.CoroutineType: Layouts._coroutine,
    mir.AdtType: Layouts._adt,
}
