"""
Constants: MIR's values as SSA constants or as bytes of a global.

A constant of a scalar type becomes an `arith.constant`. Anything else is first written as rustc
would lay it out in memory, an `Image` of bytes, uninitialised gaps and pointers to symbols; then
a scalar pair is read back from it, and a larger aggregate becomes a constant global, from which it
is copied where it is needed. Equal images share one global.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from xdsl.dialects import arith
from xdsl.dialects.builtin import StringAttr, SymbolRefAttr
from xdsl.ir import Attribute, SSAValue

from ...dialects import mir
from ..layout import (
    Float,
    Layout,
    Layouts,
    MultipleVariants,
    Pointer,
    Scalar,
    ScalarPair,
    SimdVector,
)
from .builder import FLOATS, int_type, is_int
from .memory import undefined
from .scalars import immediate_type, pointer_type
from .values import Immediate, InMemory, Nothing, Operand, Pair, Place

if TYPE_CHECKING:
    from .function import FunctionLowering
    from .module import ModuleLowering

_FORMATS = {16: (5, 10), 32: (8, 23), 64: (11, 52), 128: (15, 112)}
"""Bits of exponent and of fraction of the IEEE formats, by width."""


def float_bits(text: str, width: int) -> int:
    """
    The bits of a float that rustc prints as `text`, correctly rounded to the nearest, ties to even.

    `text` is a decimal number, `inf`, `NaN`, or `NaN:0x` with the bits.
    """
    from fractions import Fraction

    exponent_bits, fraction_bits = _FORMATS[width]
    top = (1 << exponent_bits) - 1
    if text.startswith("NaN:0x"):
        return int(text[6:], 16)
    negative = text.startswith("-")
    sign = int(negative) << (width - 1)
    text = text.lstrip("+-").replace("_", "")
    if text == "inf":
        return sign | top << fraction_bits
    if text == "NaN":
        return sign | top << fraction_bits | 1 << (fraction_bits - 1)
    value = Fraction(text)
    if value == 0:
        return sign
    bias = top >> 1
    exponent = value.numerator.bit_length() - value.denominator.bit_length()
    if Fraction(2) ** exponent > value:
        exponent -= 1
    # Below the smallest normal number the exponent stays and the fraction shrinks.
    exponent = max(exponent, 1 - bias)
    mantissa = round(value / Fraction(2) ** (exponent - fraction_bits))
    # Rounding up may carry into the exponent, which the sum below does of itself.
    biased = exponent + bias - 1 if mantissa >> fraction_bits else 0
    bits = (biased << fraction_bits) + mantissa
    return sign | min(bits, top << fraction_bits)


@dataclass(slots=True)
class Image:
    """What a value is in memory: bytes, which of them are initialised, and where symbols are."""

    data: bytearray
    initialized: bytearray
    relocations: dict[int, tuple[SymbolRefAttr, int]] = field(
        default_factory=dict[int, tuple[SymbolRefAttr, int]]
    )
    """By offset in bytes: the symbol that a pointer-sized field points to, and by how far past."""

    @staticmethod
    def empty(size: int) -> Image:
        """`size` bytes, none of them initialised."""
        return Image(bytearray(size), bytearray(size))

    def put_int(self, offset: int, value: int, size: int) -> None:
        """Write an integer of `size` bytes, little-endian."""
        self.data[offset : offset + size] = (value & ((1 << (8 * size)) - 1)).to_bytes(
            size, "little"
        )
        self.initialized[offset : offset + size] = b"\1" * size

    def put_bytes(self, offset: int, value: bytes) -> None:
        """Write bytes."""
        self.data[offset : offset + len(value)] = value
        self.initialized[offset : offset + len(value)] = b"\1" * len(value)

    def put_pointer(self, offset: int, symbol: SymbolRefAttr, addend: int, size: int) -> None:
        """Write the address of a symbol."""
        self.relocations[offset] = (symbol, addend)
        self.initialized[offset : offset + size] = b"\1" * size


class ConstantEncoder:
    """Writes constants as they are in memory. `module` gives strings and the like their globals."""

    def __init__(self, layouts: Layouts, module: ModuleLowering) -> None:
        self.layouts = layouts
        self.module = module

    def image(self, layout: Layout, value: Attribute) -> Image:
        """The image of a constant of that layout."""
        image = Image.empty(layout.size)
        self.write(image, 0, layout, value)
        return image

    def write(self, image: Image, offset: int, layout: Layout, value: Attribute) -> None:
        """Write a constant into an image, at an offset."""
        match value:
            case mir.ZstAttr() | mir.UninitAttr():
                pass
            case mir.IntConstAttr(data=number) | mir.AddressConstAttr(data=number):
                image.put_int(offset, number, self._scalar(layout).size)
            case mir.FloatConstAttr(data=text):
                scalar = self._scalar(layout)
                image.put_int(offset, float_bits(text, scalar.bits), scalar.size)
            case mir.PointerConstAttr():
                addend = value.offset.data
                image.put_pointer(offset, value.symbol, addend, self.module.pointer_bytes)
            case mir.FnConstAttr():
                image.put_pointer(offset, value.symbol, 0, self.module.pointer_bytes)
            case mir.StrConstAttr(data=data):
                self._write_slice(image, offset, data)
            case mir.BytesConstAttr(data=data):
                if layout.is_scalar_pair:
                    self._write_slice(image, offset, data)
                elif isinstance(layout.type, mir.RefType | mir.PtrType):
                    symbol = self.module.bytes_global(data)
                    image.put_pointer(offset, symbol, 0, self.module.pointer_bytes)
                else:
                    image.put_bytes(offset, data)
            case mir.AggregateConstAttr():
                self._write_aggregate(image, offset, layout, value)
            case _:
                raise self.module.error(f"the constant `{value}` cannot be lowered")

    def _scalar(self, layout: Layout) -> Scalar:
        abi = layout.abi
        if not isinstance(abi, Scalar):
            raise self.module.error(
                f"a constant of type `{mir.spell(layout.type)}` is written as one number"
            )
        return abi

    def _write_slice(self, image: Image, offset: int, data: bytes) -> None:
        size = self.module.pointer_bytes
        if data:
            image.put_pointer(offset, self.module.bytes_global(data), 0, size)
        else:
            # Rust's own dangling pointer for an empty slice of bytes: its alignment.
            image.put_int(offset, 1, size)
        image.put_int(offset + size, len(data), size)

    def _write_aggregate(
        self, image: Image, offset: int, layout: Layout, value: mir.AggregateConstAttr
    ) -> None:
        view = layout
        if isinstance(value.variant, StringAttr):
            index = self.layouts.variant_index(layout.type, value.variant.data)
            view = self.layouts.for_variant(layout, index)
            tag = self.layouts.tag_of(layout, index)
            variants = layout.variants
            if tag is not None and isinstance(variants, MultipleVariants):
                image.put_int(offset + variants.tag_offset, tag, variants.tag.size)
        for index, constant in enumerate(value.fields.data):
            inner = self.layouts.field(view, index)
            self.write(image, offset + view.offset(index), inner, constant)


def constant(fx: FunctionLowering, value: Attribute, layout: Layout) -> Operand:
    """Lower a constant of that layout."""
    abi = layout.abi
    match value:
        case mir.ZstAttr() if layout.is_zst:
            return Nothing(layout)
        case mir.IntConstAttr(data=number) | mir.AddressConstAttr(data=number):
            if isinstance(abi, Scalar) and not isinstance(abi.primitive, Pointer | Float):
                return Immediate(layout, fx.b.int(number, immediate_type(abi)))
        case mir.UninitAttr():
            return undefined(fx, layout)
        case _:
            pass
    if layout.is_zst:
        return Nothing(layout)
    image = fx.module.encoder.image(layout, value)
    if isinstance(abi, Scalar):
        return Immediate(layout, _scalar_at(fx, image, 0, abi))
    if isinstance(abi, ScalarPair):
        return Pair(
            layout,
            _scalar_at(fx, image, 0, abi.first),
            _scalar_at(fx, image, abi.second_offset, abi.second),
        )
    pointer = fx.global_address(fx.module.image_global(image, layout.align))
    place = Place(pointer, layout, layout.align)
    if isinstance(abi, SimdVector):
        return fx.load(place)
    return InMemory(place)


def _scalar_at(fx: FunctionLowering, image: Image, offset: int, scalar: Scalar) -> SSAValue:
    relocation = image.relocations.get(offset)
    if relocation is not None:
        symbol, addend = relocation
        pointer = fx.b.displace(fx.symbol_address(symbol), addend)
        return fx.reinterpret(pointer, immediate_type(scalar))
    if not any(image.initialized[offset : offset + scalar.size]):
        return fx.b.poison(immediate_type(scalar))
    bits = int.from_bytes(image.data[offset : offset + scalar.size], "little")
    to = immediate_type(scalar)
    if is_int(to):
        return fx.b.int(bits, to)
    if isinstance(scalar.primitive, Pointer) and bits == 0:
        return fx.b.null(pointer_type("flat"))
    if isinstance(scalar.primitive, Float):
        return float_constant(fx, bits, scalar.bits)
    return fx.reinterpret(fx.b.int(bits, int_type(scalar.bits)), to)


def float_constant(fx: FunctionLowering, bits: int, width: int) -> SSAValue:
    """A float with exactly these bits. What a Python float cannot hold is made of an integer."""
    type_ = FLOATS[width]
    exponent_bits, fraction_bits = _FORMATS[width]
    is_nan = (bits >> fraction_bits) & ((1 << exponent_bits) - 1) == (1 << exponent_bits) - 1
    if width == 128 or is_nan:
        return fx.b.convert(arith.BitcastOp, fx.b.int(bits, int_type(width)), type_)
    sign = -1.0 if bits >> (width - 1) else 1.0
    biased = (bits >> fraction_bits) & ((1 << exponent_bits) - 1)
    fraction = bits & ((1 << fraction_bits) - 1)
    bias = (1 << (exponent_bits - 1)) - 1
    mantissa = fraction + ((1 << fraction_bits) if biased else 0)
    # Exact: all that is left has at most a double's digits and range.
    number = math.ldexp(sign * mantissa, max(biased, 1) - bias - fraction_bits)
    return fx.b.float(number, type_)


def integers(fx: FunctionLowering, value: SSAValue) -> list[int]:
    """
    The elements of a constant array or vector of 32-bit integers, which some intrinsics take.

    Raises `CompileError` if `value` is not such a constant.
    """
    op = value.owner
    if not isinstance(op, mir.ConstantOp):
        raise fx.error("this argument of an intrinsic must be a constant")
    image = fx.module.encoder.image(fx.layouts.of(value.type), op.value)
    return [
        int.from_bytes(image.data[at : at + 4], "little") for at in range(0, len(image.data), 4)
    ]
