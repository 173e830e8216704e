"""
What a layout is made of: scalars, niches, the shapes of fields and variants, and `Layout` itself.

The names are those of rustc's crate `rustc_abi` (`compiler/rustc_abi/src/lib.rs`). Sizes, offsets,
alignments and strides are in bytes, widths of primitives in bits. All of these are values without
behaviour that depends on a target: a `Scalar` carries the alignment that the target gave it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from xdsl.ir import Attribute


@dataclass(frozen=True, slots=True)
class WrappingRange:
    """
    An inclusive range of unsigned values, which wraps around where `start` is above `end`.

    `NonZero<u8>` has 1..=255; `Option<bool>` 0..=2; an `i8` enum of -1 and 0 has 255..=0.
    """

    start: int
    end: int

    def contains(self, value: int) -> bool:
        """Whether the value, as unsigned bits, lies in the range."""
        if self.start <= self.end:
            return self.start <= value <= self.end
        return value >= self.start or value <= self.end

    def is_full_for(self, bits: int) -> bool:
        """Whether every value of `bits` bits lies in the range, however it is written."""
        return self.start == (self.end + 1) & ((1 << bits) - 1)


@dataclass(frozen=True, slots=True)
class Int:
    """An integer of 8, 16, 32, 64 or 128 bits. `bool` and `char` are integers too."""

    bits: int
    signed: bool


@dataclass(frozen=True, slots=True)
class Float:
    """A floating point number of 16, 32, 64 or 128 bits."""

    bits: int


@dataclass(frozen=True, slots=True)
class Pointer:
    """A pointer into an address space, which for Rust's own pointers is the flat one."""

    bits: int
    space: str = "flat"


Primitive: TypeAlias = Int | Float | Pointer
"""What a register can hold."""


@dataclass(frozen=True, slots=True)
class Scalar:
    """
    A primitive with the values that are valid for it; as an `abi`, a type that is one such value.

    Where `initialized` is false (rustc's `Scalar::Union`) the value may be uninitialized, and its
    range is full.
    """

    primitive: Primitive
    valid_range: WrappingRange
    initialized: bool
    align: int
    """Alignment of the primitive on the target, in bytes."""

    @property
    def bits(self) -> int:
        """Width in bits."""
        return self.primitive.bits

    @property
    def size(self) -> int:
        """Size in bytes."""
        return self.primitive.bits >> 3

    @property
    def is_always_valid(self) -> bool:
        """Whether no bit pattern is invalid."""
        return not self.initialized or self.valid_range.is_full_for(self.primitive.bits)

    @property
    def is_bool(self) -> bool:
        """Whether this is what `bool` is: an `i1` in registers, an `i8` in memory."""
        return (
            self.initialized
            and self.valid_range.start == 0
            and self.valid_range.end == 1
            and self.primitive == Int(8, False)
        )

    @property
    def is_signed(self) -> bool:
        """Whether this is a signed integer."""
        return isinstance(self.primitive, Int) and self.primitive.signed

    def to_union(self) -> Scalar:
        """The same primitive, of which nothing is promised."""
        return Scalar(
            self.primitive,
            WrappingRange(0, (1 << self.primitive.bits) - 1),
            False,
            self.align,
        )


@dataclass(frozen=True, slots=True)
class ScalarPair:
    """A type that is two scalars: `first` at offset 0, `second` at `second_offset`."""

    first: Scalar
    second: Scalar
    second_offset: int


@dataclass(frozen=True, slots=True)
class SimdVector:
    """A type that is a vector of `count` scalars."""

    element: Scalar
    count: int


@dataclass(frozen=True, slots=True)
class Memory:
    """A type that lives in memory only. Without `sized`, its size is a lower bound."""

    sized: bool


BackendRepr: TypeAlias = Scalar | ScalarPair | SimdVector | Memory
"""How values of a type are passed around (`BackendRepr` in rustc, `Abi` in its older versions)."""


@dataclass(frozen=True, slots=True)
class Niche:
    """A scalar within a type, not all of whose values are valid: the others can mean something."""

    offset: int
    primitive: Primitive
    valid_range: WrappingRange
    align: int
    """Alignment of the primitive on the target, in bytes."""

    @property
    def size(self) -> int:
        """Size of the scalar in bytes."""
        return self.primitive.bits >> 3

    @property
    def available(self) -> int:
        """How many values are invalid."""
        valid = self.valid_range
        return (valid.start - valid.end - 1) & ((1 << self.primitive.bits) - 1)


@dataclass(frozen=True, slots=True)
class PrimitiveShape:
    """No fields: scalars and `!`."""

    @property
    def count(self) -> int:
        """Number of fields."""
        return 0

    def offset(self, index: int) -> int:
        """Never called: there is no field."""
        raise IndexError(index)


@dataclass(frozen=True, slots=True)
class ArrayShape:
    """`count` elements, `stride` bytes apart. Slices and `str` have a count of 0."""

    stride: int
    count: int

    def offset(self, index: int) -> int:
        """Offset of an element."""
        return self.stride * index


@dataclass(frozen=True, slots=True)
class ArbitraryShape:
    """Fields at offsets of their own. `offsets` is in source order."""

    offsets: tuple[int, ...]
    memory_order: tuple[int, ...]
    """The fields' source-order indices, by increasing offset."""

    @property
    def count(self) -> int:
        """Number of fields."""
        return len(self.offsets)

    def offset(self, index: int) -> int:
        """Offset of a field, by its source-order index."""
        return self.offsets[index]


@dataclass(frozen=True, slots=True)
class UnionShape:
    """`count` fields, all at offset 0."""

    count: int

    def offset(self, index: int) -> int:
        """Offset of a field: 0."""
        if index >= self.count:
            raise IndexError(index)
        return 0


FieldsShape: TypeAlias = PrimitiveShape | ArrayShape | ArbitraryShape | UnionShape
"""Where the fields of a type are."""


@dataclass(frozen=True, slots=True)
class DirectTag:
    """The tag holds the discriminant, possibly in fewer bits: extend it by the tag's sign."""


@dataclass(frozen=True, slots=True)
class NicheTag:
    """
    The tag is a niche of `untagged_variant`; its invalid values name the other variants.

    Variant `i` other than `untagged_variant` has the tag `i - first + niche_start`, in wrapping
    arithmetic of the tag's width, where `niche_variants` is (`first`, `last`), inclusive. A tag
    that decodes to no variant of that range means `untagged_variant`. Discriminants and variant
    indices coincide.
    """

    untagged_variant: int
    niche_variants: tuple[int, int]
    niche_start: int


TagEncoding: TypeAlias = DirectTag | NicheTag
"""How a tag in memory names a variant."""


@dataclass(frozen=True, slots=True)
class NoVariants:
    """No variant can exist: `!`, and enums whose every variant is absent (`Variants::Empty`)."""


@dataclass(frozen=True, slots=True)
class SingleVariant:
    """One variant and no tag: all but enums (with index 0), and enums with one variant left."""

    index: int


@dataclass(frozen=True, slots=True)
class MultipleVariants:
    """
    Several variants, told apart by a tag.

    Each has a layout of its own, with `SingleVariant` as its variants, whose field offsets count
    from the enum's start. The enum's own layout has the tag as its only field.
    """

    tag: Scalar
    tag_encoding: TagEncoding
    tag_offset: int
    variants: tuple[Layout, ...]


Variants: TypeAlias = NoVariants | SingleVariant | MultipleVariants
"""Which variants a type has and how they are told apart."""


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """
    The layout of a type, or of one variant of it.

    A `Layouts` makes one `Layout` per type, so that two types' layouts compare by identity.
    """

    type: Attribute
    size: int
    """In bytes, a multiple of `align`; for an unsized type, that of what precedes its tail."""
    align: int
    """In bytes. For a `dyn` type (and a struct that ends in one) a lower bound."""
    abi: BackendRepr
    fields: FieldsShape
    variants: Variants
    largest_niche: Niche | None
    uninhabited: bool
    """Whether no value can exist."""
    max_repr_align: int | None
    """The largest `repr(align)` within, if there is one: some C ABIs depend on it."""
    unadjusted_abi_align: int
    """The alignment before `repr(align)`, after `repr(packed)`: some C ABIs depend on it."""
    field_types: tuple[Attribute, ...]
    """
    The types of the fields in source order; of an array, slice or `str` the element's alone; of a
    fat pointer a thin pointer's and the metadata's; of an enum with a tag the tag's alone.
    """

    @property
    def is_unsized(self) -> bool:
        """Whether the size depends on a pointer's metadata."""
        return isinstance(self.abi, Memory) and not self.abi.sized

    @property
    def is_sized(self) -> bool:
        """Whether the size is known."""
        return not isinstance(self.abi, Memory) or self.abi.sized

    @property
    def is_zst(self) -> bool:
        """Whether values take no bytes. The alignment may still matter."""
        return self.size == 0 and isinstance(self.abi, Memory) and self.abi.sized

    @property
    def is_1zst(self) -> bool:
        """Whether values take no bytes and any address is aligned for them."""
        return self.align == 1 and self.size == 0 and self.is_sized

    @property
    def is_scalar(self) -> bool:
        """Whether a value is one scalar (`abi` is a `Scalar`)."""
        return isinstance(self.abi, Scalar)

    @property
    def is_scalar_pair(self) -> bool:
        """Whether a value is two scalars (`abi` is a `ScalarPair`)."""
        return isinstance(self.abi, ScalarPair)

    @property
    def is_vector(self) -> bool:
        """Whether a value is a vector (`abi` is a `SimdVector`)."""
        return isinstance(self.abi, SimdVector)

    @property
    def is_memory(self) -> bool:
        """Whether a value is neither scalars nor a vector (`abi` is `Memory`)."""
        return isinstance(self.abi, Memory)

    @property
    def variant_index(self) -> int | None:
        """The only variant's index, or `None` where there are several or none."""
        return self.variants.index if isinstance(self.variants, SingleVariant) else None

    def offset(self, index: int) -> int:
        """Offset of a field, by its source-order index."""
        return self.fields.offset(index)

    def field_type(self, index: int) -> Attribute:
        """Type of a field, by its source-order index; see `field_types`."""
        if isinstance(self.fields, ArrayShape):
            return self.field_types[0]
        return self.field_types[index]
