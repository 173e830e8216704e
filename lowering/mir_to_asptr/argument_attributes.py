"""
What Rust's types promise of arguments, as LLVM's parameter attributes.

The rules are rustc's: of scalars `arg_attrs_for_rust_scalar` (`compiler/rustc_ty_utils/src/abi.rs`)
and `apply_range_attr` (`compiler/rustc_codegen_llvm/src/abi.rs`), of pointers `pointee_info_at`
(`compiler/rustc_middle/src/ty/layout.rs`), which also finds the reference in `Option<&T>` or in a
struct. In short:

    every initialised scalar      noundef
    bool                          zeroext
    char, NonZero, enums          range(low, high)
    what cannot be null           nonnull
    &T                            noalias readonly dereferenceable(size) align, unless an
                                  UnsafeCell is in T: then only align
    &mut T                        noalias dereferenceable(size) align, unless T is not Unpin:
                                  then only align
    Box<T>                        noalias align, unless T is not Unpin
    Option<&T> and the like       the same, with dereferenceable_or_null
    raw pointers                  nothing

Whether a type is `Freeze` or `Unpin` follows from what it holds and from an `impl !Unpin` of it.
An `impl Unpin` of what would not be is not seen, which costs a `noalias`. Of a `dyn Trait` neither
is known.
"""

from __future__ import annotations

from dataclasses import dataclass

from xdsl.dialects.builtin import DictionaryAttr, UnitAttr
from xdsl.ir import Attribute

from ...dialects import mir
from ...dialects.asptr.attributes import i64_attr
from ...dialects.llvm import ConstantRangeAttr
from ..layout import (
    Int,
    Layout,
    Layouts,
    MultipleVariants,
    NicheTag,
    Pointer,
    Scalar,
    ScalarPair,
    UnionShape,
)

_UNIT = UnitAttr()
_CELLS = frozenset(("core::cell::UnsafeCell", "unsafe_cell", "core::pin::UnsafePinned"))
"""What may change behind a shared reference (`Freeze` is not implemented for it)."""
_PINNED = frozenset(
    ("core::marker::PhantomPinned", "core::pin::unsafe_pinned::UnsafePinned", "unsafe_pinned")
)
"""What may be pointed to from elsewhere while it is exclusively borrowed (not `Unpin`)."""
_MAYBE_DANGLING = "core::mem::maybe_dangling::MaybeDangling"
_PHANTOM_DATA = "phantom_data"
_NOTHING = DictionaryAttr({})


@dataclass(frozen=True, slots=True)
class _Pointee:
    """What is known of what a pointer points to (`PointeeInfo`)."""

    size: int = 0
    """Bytes that can be read for as long as the function runs."""
    align: int = 1
    noalias: bool = False
    readonly: bool = False


_ANYTHING = _Pointee()


class ArgumentAttributes:
    """Computes the attributes of arguments that are passed as SSA values."""

    def __init__(self, layouts: Layouts) -> None:
        self.layouts = layouts
        self._contained: dict[tuple[Attribute, frozenset[str]], bool] = {}

    def of(self, layout: Layout, count: int) -> tuple[DictionaryAttr, ...]:
        """The attributes of each of the `count` SSA values that a value of that layout is."""
        abi = layout.abi
        if isinstance(abi, Scalar):
            return (self._scalar(abi, layout, 0),)
        if isinstance(abi, ScalarPair):
            return (
                self._scalar(abi.first, layout, 0),
                self._scalar(abi.second, layout, abi.second_offset),
            )
        return (_NOTHING,) * count

    def is_freeze(self, type_: Attribute) -> bool:
        """Whether nothing in a value changes while it is borrowed: there is no `UnsafeCell`."""
        return not self._contains(type_, _CELLS)

    def _scalar(self, scalar: Scalar, layout: Layout, offset: int) -> DictionaryAttr:
        if not scalar.initialized:
            return _NOTHING
        attributes: dict[str, Attribute] = {"llvm.noundef": _UNIT}
        valid = scalar.valid_range
        if scalar.is_bool:
            attributes["llvm.zeroext"] = _UNIT
        elif isinstance(scalar.primitive, Pointer):
            nonnull = not valid.contains(0)
            if nonnull:
                attributes["llvm.nonnull"] = _UNIT
            pointee = self._pointee(layout, offset)
            if pointee is not None:
                _add_pointee(attributes, pointee, nonnull)
        elif isinstance(scalar.primitive, Int) and not scalar.is_always_valid:
            above = (valid.end + 1) & ((1 << scalar.bits) - 1)
            attributes["llvm.range"] = ConstantRangeAttr.of(scalar.bits, valid.start, above)
        return DictionaryAttr(attributes)

    def _pointee(self, layout: Layout, offset: int) -> _Pointee | None:
        """What the pointer at `offset` bytes into a value points to (`pointee_info_at`)."""
        type_ = layout.type
        match type_:
            case mir.PtrType() | mir.FnPtrType():
                return _ANYTHING if offset == 0 else None
            case mir.RefType():
                return self._referenced(type_) if offset == 0 else None
            case mir.AdtType() if self.layouts.definition(type_).lang == "owned_box":
                return self._boxed(type_) if offset == 0 else None
            case mir.AdtType() if type_.path.data == _MAYBE_DANGLING:
                inner = self._pointee(self.layouts.field(layout, 0), offset)
                return None if inner is None else _Pointee(align=inner.align)
            case _:
                return self._within(layout, offset)

    def _within(self, layout: Layout, offset: int) -> _Pointee | None:
        """What a pointer in a field of a struct, or of an enum whose other variant is null, is."""
        variants = layout.variants
        if isinstance(variants, MultipleVariants):
            encoding = variants.tag_encoding
            if (
                not isinstance(encoding, NicheTag)
                or len(variants.variants) != 2
                or variants.tag_offset != offset
                or encoding.niche_start != 0
            ):
                return None
            layout = self.layouts.for_variant(layout, encoding.untagged_variant)
        if isinstance(layout.fields, UnionShape):
            return None
        end = offset + self.layouts.data_layout.pointer_bits // 8
        for index in range(layout.fields.count):
            start = layout.offset(index)
            if start > offset:
                continue
            field = self.layouts.field(layout, index)
            if end <= start + field.size:
                found = self._pointee(field, offset - start)
                if found is not None:
                    return found
        return None

    def _referenced(self, type_: mir.RefType) -> _Pointee:
        pointee = self.layouts.of(type_.pointee)
        size = pointee.size if pointee.is_sized else 0
        # Others may write through, or free, what a shared reference to a cell or an exclusive one
        # to something self-referential points to while the function runs.
        if type_.is_mut:
            stable = not self._contains(type_.pointee, _PINNED)
        else:
            stable = self.is_freeze(type_.pointee)
        if not stable:
            return _Pointee(align=pointee.align)
        return _Pointee(size, pointee.align, noalias=True, readonly=not type_.is_mut)

    def _boxed(self, type_: mir.AdtType) -> _Pointee:
        inner = type_.args.data[0]
        unpin = not self._contains(inner, _PINNED)
        # What is in a box may be freed while the function runs.
        return _Pointee(align=self.layouts.of(inner).align, noalias=unpin)

    def _contains(self, type_: Attribute, markers: frozenset[str]) -> bool:
        """Whether a type has one of these in it, other than behind a pointer; a `dyn` may."""
        found = self._contained.get((type_, markers))
        if found is None:
            # Meanwhile no: only indirection makes a type recursive.
            self._contained[type_, markers] = False
            found = self._contained[type_, markers] = self._compute_contains(type_, markers)
        return found

    def _compute_contains(self, type_: Attribute, markers: frozenset[str]) -> bool:
        match type_:
            case mir.AdtType():
                definition = self.layouts.definition(type_)
                if type_.path.data in markers or definition.lang in markers:
                    return True
                if definition.not_unpin and markers is _PINNED:
                    return True
                fields = [field.type for v in definition.variants for field in v.fields]
                if definition.lang == _PHANTOM_DATA and markers is _PINNED:
                    # An auto trait, while `Freeze` holds of whatever has no bytes.
                    fields += type_.args.data
            case mir.TupleType():
                fields = list(type_.elements.data)
            case mir.ArrayType() | mir.SliceType():
                fields = [type_.element]
            case mir.ClosureType():
                fields = list(self.layouts.definitions.captures(type_) or ())
            case mir.DynType() | mir.CoroutineType():
                return True
            case _:
                return False
        return any(self._contains(field, markers) for field in fields)


def _add_pointee(attributes: dict[str, Attribute], pointee: _Pointee, nonnull: bool) -> None:
    if pointee.align > 1:
        attributes["llvm.align"] = i64_attr(pointee.align)
    if pointee.readonly:
        attributes["llvm.readonly"] = _UNIT
    if pointee.noalias:
        attributes["llvm.noalias"] = _UNIT
    if pointee.size:
        name = "llvm.dereferenceable" if nonnull else "llvm.dereferenceable_or_null"
        attributes[name] = i64_attr(pointee.size)
