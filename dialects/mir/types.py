"""
The types of the `mir` dialect: Rust's own, after region erasure.

They are also the types that the frontend works with: rustc's text is read straight into them,
and trait selection and instantiation operate on them, so that a type has one representation from
the reader to the layout. What Rust writes and what the dialect writes:

    u32, i8              ui32, si8             (builtin's, with their signs)
    f16, f32, f64, f128  f16, f32, f64, f128   (builtin's)
    usize, isize         !mir.usize, !mir.isize
    bool, char, str, !   !mir.bool, !mir.char, !mir.str, !mir.never
    &T, &mut T           !mir.ref<T>, !mir.ref<mut T>
    *const T, *mut T     !mir.ptr<const T>, !mir.ptr<mut T>
    [T], [T; 4]          !mir.slice<T>, !mir.array<T, 4>
    (A, B), ()           !mir.tuple<A, B>, !mir.tuple<>
    Option<u8>           !mir.adt<"core::option::Option", ui8>
    {closure@f<T>::{closure#0}}      !mir.closure<"f::{closure#0}", T>
    fn item f::<T>       !mir.fn_def<"f", T>
    fn(u32) -> u8        !mir.fn_ptr<(ui32) -> ui8>
    dyn Shape + Send     !mir.dyn<"Shape", [], ["core::marker::Send"]>
    T                    !mir.param<"T">
    <T as Tr<u8>>::Out   !mir.projection<T, "Tr", [ui8], "Out">

A generic argument is a type or a constant: an integer (`#builtin.int`), or a parameter.
Lifetimes are erased and do not appear.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias, TypeVar, cast

from typing_extensions import dataclass_transform
from xdsl.dialects.builtin import ArrayAttr, IntAttr, NoneAttr, StringAttr
from xdsl.ir import Attribute, ParametrizedAttribute, TypeAttribute
from xdsl.irdl import irdl_attr_definition, param_def
from xdsl.parser import AttrParser
from xdsl.printer import Printer

from ..strings import parse_optional_string, parse_string, print_string

GenericArg: TypeAlias = Attribute
"""A type, an `IntAttr` (the value of a const generic), a `ParamType`, or an `UnevaluatedAttr`."""


_TypeT = TypeVar("_TypeT", bound=ParametrizedAttribute)


@dataclass_transform(frozen_default=True, field_specifiers=(param_def,))
def _with_parameters(cls: type[_TypeT]) -> type[_TypeT]:
    """
    Make the parameters of a base class be compared in its subclasses, which xDSL's decorator
    does for parameters of the class itself only.
    """
    return dataclass(frozen=True, init=False)(cls)


def _print_arg(printer: Printer, arg: Attribute) -> None:
    if isinstance(arg, IntAttr):
        printer.print_int(cast("IntAttr[int]", arg).data)
    else:
        printer.print_attribute(arg)


def _parse_arg(parser: AttrParser) -> Attribute:
    if (value := parser.parse_optional_integer()) is not None:
        return IntAttr(value)
    return parser.parse_attribute()


def _print_args(printer: Printer, args: Sequence[Attribute]) -> None:
    for arg in args:
        printer.print_string(", ")
        _print_arg(printer, arg)


def _parse_args(parser: AttrParser) -> ArrayAttr[Attribute]:
    args: list[Attribute] = []
    while parser.parse_optional_punctuation(",") is not None:
        args.append(_parse_arg(parser))
    return ArrayAttr(args)


class _Nullary(ParametrizedAttribute, TypeAttribute):
    """A type without parameters."""


@irdl_attr_definition
class UsizeType(_Nullary):
    """
    Rust's `usize`: an unsigned integer as wide as a flat pointer of the target.

        !mir.usize
    """

    name = "mir.usize"


@irdl_attr_definition
class IsizeType(_Nullary):
    """
    Rust's `isize`: a signed integer as wide as a flat pointer of the target.

        !mir.isize
    """

    name = "mir.isize"


@irdl_attr_definition
class BoolType(_Nullary):
    """
    Rust's `bool`: one byte in memory, of which only 0 and 1 are valid.

        !mir.bool
    """

    name = "mir.bool"


@irdl_attr_definition
class CharType(_Nullary):
    """
    Rust's `char`: four bytes in memory, of which only Unicode scalar values are valid.

        !mir.char
    """

    name = "mir.char"


@irdl_attr_definition
class StrType(_Nullary):
    """
    Rust's `str`: unsized; a pointer to it is a fat pointer with a length in bytes.

        !mir.str
    """

    name = "mir.str"


@irdl_attr_definition
class NeverType(_Nullary):
    """
    Rust's `!`: a type without values.

        !mir.never
    """

    name = "mir.never"


@_with_parameters
class _Pointer(ParametrizedAttribute, TypeAttribute):
    """What references and raw pointers share: a pointee and whether it may be written through."""

    pointee: Attribute = param_def()
    mutable: IntAttr = param_def()

    @property
    def is_mut(self) -> bool:
        """Whether this is `&mut` or `*mut`."""
        return self.mutable.data != 0


@irdl_attr_definition
class RefType(_Pointer):
    """
    A reference, `&T` or `&mut T`; fat where `T` is unsized. Its lifetime is erased.

        !mir.ref<ui32>
        !mir.ref<mut !mir.slice<f32>>
    """

    name = "mir.ref"

    @classmethod
    def parse_parameters(cls, parser: AttrParser) -> list[Attribute]:
        """Parse `<` `mut`? type `>`."""
        with parser.in_angle_brackets():
            mutable = parser.parse_optional_keyword("mut") is not None
            return [parser.parse_type(), IntAttr(int(mutable))]

    def print_parameters(self, printer: Printer) -> None:
        """Print `<` `mut`? type `>`."""
        with printer.in_angle_brackets():
            if self.is_mut:
                printer.print_string("mut ")
            printer.print_attribute(self.pointee)


@irdl_attr_definition
class PtrType(_Pointer):
    """
    A raw pointer, `*const T` or `*mut T`; fat where `T` is unsized.

        !mir.ptr<const f32>
        !mir.ptr<mut !mir.str>
    """

    name = "mir.ptr"

    @classmethod
    def parse_parameters(cls, parser: AttrParser) -> list[Attribute]:
        """Parse `<` (`mut` | `const`) type `>`."""
        with parser.in_angle_brackets():
            mutable = parser.parse_optional_keyword("mut") is not None
            if not mutable:
                parser.parse_keyword("const")
            return [parser.parse_type(), IntAttr(int(mutable))]

    def print_parameters(self, printer: Printer) -> None:
        """Print `<` (`mut` | `const`) type `>`."""
        with printer.in_angle_brackets():
            printer.print_string("mut " if self.is_mut else "const ")
            printer.print_attribute(self.pointee)


@irdl_attr_definition
class SliceType(ParametrizedAttribute, TypeAttribute):
    """
    A slice, `[T]`: unsized; a pointer to it is a fat pointer with a length in elements.

        !mir.slice<ui8>
    """

    name = "mir.slice"

    element: Attribute = param_def()


@irdl_attr_definition
class ArrayType(ParametrizedAttribute, TypeAttribute):
    """
    An array, `[T; N]`. The length is a number of elements, or a const generic parameter.

        !mir.array<f32, 16>
        !mir.array<f32, !mir.param<"N">>
    """

    name = "mir.array"

    element: Attribute = param_def()
    length: Attribute = param_def()

    @classmethod
    def parse_parameters(cls, parser: AttrParser) -> list[Attribute]:
        """Parse `<` type `,` length `>`."""
        with parser.in_angle_brackets():
            element = parser.parse_type()
            parser.parse_punctuation(",")
            return [element, _parse_arg(parser)]

    def print_parameters(self, printer: Printer) -> None:
        """Print `<` type `,` length `>`."""
        with printer.in_angle_brackets():
            printer.print_attribute(self.element)
            _print_args(printer, (self.length,))


@irdl_attr_definition
class TupleType(ParametrizedAttribute, TypeAttribute):
    """
    A tuple, `(A, B)`; without elements it is the unit type `()`.

        !mir.tuple<ui32, !mir.bool>
        !mir.tuple<>
    """

    name = "mir.tuple"

    elements: ArrayAttr[Attribute] = param_def()

    @classmethod
    def parse_parameters(cls, parser: AttrParser) -> list[Attribute]:
        """Parse `<` (type (`,` type)*)? `>`."""
        return [
            ArrayAttr(
                parser.parse_comma_separated_list(AttrParser.Delimiter.ANGLE, parser.parse_type)
            )
        ]

    def print_parameters(self, printer: Printer) -> None:
        """Print `<` (type (`,` type)*)? `>`."""
        with printer.in_angle_brackets():
            printer.print_list(self.elements, printer.print_attribute)


@_with_parameters
class _Named(ParametrizedAttribute, TypeAttribute):
    """What named items share: a canonical path from the crate's root, and generic arguments."""

    path: StringAttr = param_def()
    args: ArrayAttr[GenericArg] = param_def()

    @classmethod
    def parse_parameters(cls, parser: AttrParser) -> list[Attribute]:
        """Parse `<` path (`,` argument)* `>`."""
        with parser.in_angle_brackets():
            path = StringAttr(parse_string(parser))
            return [path, _parse_args(parser)]

    def print_parameters(self, printer: Printer) -> None:
        """Print `<` path (`,` argument)* `>`."""
        with printer.in_angle_brackets():
            print_string(printer, self.path.data)
            _print_args(printer, self.args.data)


@irdl_attr_definition
class AdtType(_Named):
    """
    A struct, enum or union. The path is that of its definition, not of a re-export.

        !mir.adt<"core::option::Option", ui32>
    """

    name = "mir.adt"


@irdl_attr_definition
class ClosureType(_Named):
    """
    A closure, named by the function that holds it, with that function's generic arguments.

        !mir.closure<"saxpy::{closure#0}">
    """

    name = "mir.closure"


@irdl_attr_definition
class CoroutineType(_Named):
    """
    A coroutine (an `async` block, a generator), named as closures are.

        !mir.coroutine<"fetch::{closure#0}">
    """

    name = "mir.coroutine"


@irdl_attr_definition
class FnDefType(_Named):
    """
    The zero-sized type of a function item. An associated function of a trait is named by the
    trait (`core::clone::Clone::clone`), with `Self` as its first argument.

        !mir.fn_def<"shapes::area", ui32>
    """

    name = "mir.fn_def"


@irdl_attr_definition
class OpaqueType(_Named):
    """
    An opaque type (`impl Trait` in return position) that rustc did not reveal.

        !mir.opaque<"shapes::iter::{opaque#0}">
    """

    name = "mir.opaque"


@irdl_attr_definition
class ForeignType(_Named):
    """
    An `extern type`: a type of unknown size behind a thin pointer.

        !mir.foreign<"core::ffi::va_list::VaListImpl">
    """

    name = "mir.foreign"


@irdl_attr_definition
class FnPtrType(ParametrizedAttribute, TypeAttribute):
    """
    A function pointer. The ABI is written where it is not Rust's.

        !mir.fn_ptr<(ui32) -> ui32>
        !mir.fn_ptr<"C" (ui32) -> ui32>
    """

    name = "mir.fn_ptr"

    inputs: ArrayAttr[Attribute] = param_def()
    output: Attribute = param_def()
    abi: StringAttr = param_def()

    @classmethod
    def parse_parameters(cls, parser: AttrParser) -> list[Attribute]:
        """Parse `<` abi? `(` types `)` `->` type `>`."""
        with parser.in_angle_brackets():
            abi = parse_optional_string(parser)
            inputs = parser.parse_comma_separated_list(
                AttrParser.Delimiter.PAREN, parser.parse_type
            )
            parser.parse_punctuation("->")
            return [ArrayAttr(inputs), parser.parse_type(), StringAttr(abi or "Rust")]

    def print_parameters(self, printer: Printer) -> None:
        """Print `<` abi? `(` types `)` `->` type `>`."""
        with printer.in_angle_brackets():
            if self.abi.data != "Rust":
                print_string(printer, self.abi.data)
                printer.print_string(" ")
            with printer.in_parens():
                printer.print_list(self.inputs, printer.print_attribute)
            printer.print_string(" -> ")
            printer.print_attribute(self.output)


@irdl_attr_definition
class DynType(ParametrizedAttribute, TypeAttribute):
    """
    A trait object: unsized; a pointer to it is a fat pointer with a vtable.

    The principal trait is empty where there are only auto traits. Associated types that the
    bound fixes (`Output` in `dyn Fn(u32) -> u64`) follow as names and types.

        !mir.dyn<"Shape", [], [], []>
        !mir.dyn<"core::ops::function::Fn", [!mir.tuple<ui32>], ["Output", ui64], []>
    """

    name = "mir.dyn"

    principal: StringAttr = param_def()
    args: ArrayAttr[GenericArg] = param_def()
    bindings: ArrayAttr[Attribute] = param_def()
    auto_traits: ArrayAttr[StringAttr] = param_def()

    @classmethod
    def parse_parameters(cls, parser: AttrParser) -> list[Attribute]:
        """Parse `<` path `,` `[` arguments `]` `,` `[` bindings `]` `,` `[` auto traits `]` `>`."""
        with parser.in_angle_brackets():
            parameters: list[Attribute] = [StringAttr(parse_string(parser))]
            for _ in range(3):
                parser.parse_punctuation(",")
                parameters.append(
                    ArrayAttr(
                        parser.parse_comma_separated_list(
                            AttrParser.Delimiter.SQUARE, lambda: _parse_arg(parser)
                        )
                    )
                )
            return parameters

    def print_parameters(self, printer: Printer) -> None:
        """Print `<` path `,` `[` arguments `]` `,` `[` bindings `]` `,` `[` auto traits `]` `>`."""
        with printer.in_angle_brackets():
            print_string(printer, self.principal.data)
            for array in (self.args, self.bindings, self.auto_traits):
                printer.print_string(", ")
                with printer.in_square_brackets():
                    printer.print_list(array, lambda arg: _print_arg(printer, arg))


@irdl_attr_definition
class ParamType(ParametrizedAttribute, TypeAttribute):
    """
    A generic parameter of the function, type or impl at hand, be it a type or a constant.

        !mir.param<"T">
    """

    name = "mir.param"

    param_name: StringAttr = param_def()

    @classmethod
    def parse_parameters(cls, parser: AttrParser) -> list[Attribute]:
        """Parse `<` name `>`."""
        with parser.in_angle_brackets():
            return [StringAttr(parse_string(parser))]

    def print_parameters(self, printer: Printer) -> None:
        """Print `<` name `>`."""
        with printer.in_angle_brackets():
            print_string(printer, self.param_name.data)


@irdl_attr_definition
class ProjectionType(ParametrizedAttribute, TypeAttribute):
    """
    An associated type that is not known before instantiation, `<T as Trait<A>>::Name`.

    `trait_args` are the trait's arguments after `Self`; `own_args` those of the associated type.

        !mir.projection<!mir.param<"I">, "core::iter::traits::iterator::Iterator", [], "Item", []>
    """

    name = "mir.projection"

    self_type: Attribute = param_def()
    trait_path: StringAttr = param_def()
    trait_args: ArrayAttr[GenericArg] = param_def()
    item: StringAttr = param_def()
    own_args: ArrayAttr[GenericArg] = param_def()

    @classmethod
    def parse_parameters(cls, parser: AttrParser) -> list[Attribute]:
        """Parse `<` type `,` trait `,` `[` arguments `]` `,` name `,` `[` arguments `]` `>`."""

        def args() -> ArrayAttr[Attribute]:
            return ArrayAttr(
                parser.parse_comma_separated_list(
                    AttrParser.Delimiter.SQUARE, lambda: _parse_arg(parser)
                )
            )

        with parser.in_angle_brackets():
            self_type = parser.parse_type()
            parser.parse_punctuation(",")
            trait_path = StringAttr(parse_string(parser))
            parser.parse_punctuation(",")
            trait_args = args()
            parser.parse_punctuation(",")
            item = StringAttr(parse_string(parser))
            parser.parse_punctuation(",")
            return [self_type, trait_path, trait_args, item, args()]

    def print_parameters(self, printer: Printer) -> None:
        """Print `<` type `,` trait `,` `[` arguments `]` `,` name `,` `[` arguments `]` `>`."""

        def args(array: ArrayAttr[Attribute]) -> None:
            with printer.in_square_brackets():
                printer.print_list(array, lambda arg: _print_arg(printer, arg))

        with printer.in_angle_brackets():
            printer.print_attribute(self.self_type)
            printer.print_string(", ")
            print_string(printer, self.trait_path.data)
            printer.print_string(", ")
            args(self.trait_args)
            printer.print_string(", ")
            print_string(printer, self.item.data)
            printer.print_string(", ")
            args(self.own_args)


@irdl_attr_definition
class PatternType(ParametrizedAttribute, TypeAttribute):
    """
    A pattern type, `(u32) is 1..=99`: a base type of which only a range of values is valid.

    Both ends are inclusive, as bits; the range wraps where the start is above the end.

        !mir.pattern<ui32, 1, 99>
    """

    name = "mir.pattern"

    base: Attribute = param_def()
    start: IntAttr = param_def()
    end: IntAttr = param_def()

    @classmethod
    def parse_parameters(cls, parser: AttrParser) -> list[Attribute]:
        """Parse `<` type `,` start `,` end `>`."""
        with parser.in_angle_brackets():
            base = parser.parse_type()
            parser.parse_punctuation(",")
            start = parser.parse_integer()
            parser.parse_punctuation(",")
            return [base, IntAttr(start), IntAttr(parser.parse_integer())]

    def print_parameters(self, printer: Printer) -> None:
        """Print `<` type `,` start `,` end `>`."""
        with printer.in_angle_brackets():
            printer.print_attribute(self.base)
            printer.print_string(f", {self.start.data}, {self.end.data}")


@irdl_attr_definition
class UnsafeBinderType(ParametrizedAttribute, TypeAttribute):
    """
    An unsafe binder, `unsafe<'a> &'a T`; laid out as the type that it binds.

        !mir.unsafe_binder<!mir.ref<ui8>>
    """

    name = "mir.unsafe_binder"

    inner: Attribute = param_def()


@irdl_attr_definition
class PlaceType(ParametrizedAttribute, TypeAttribute):
    """
    A place: a location in memory that holds a value of a type. After a downcast it also names
    the enum variant that its fields are those of.

        !mir.place<ui32>
        !mir.place<!mir.adt<"core::option::Option", ui32> as "Some">
    """

    name = "mir.place"

    type: Attribute = param_def()
    variant: StringAttr | NoneAttr = param_def()

    @staticmethod
    def of(type: Attribute, variant: str | None = None) -> PlaceType:
        """The place type of `type`, seen as `variant` if one is given."""
        return PlaceType(type, NoneAttr() if variant is None else StringAttr(variant))

    @classmethod
    def parse_parameters(cls, parser: AttrParser) -> list[Attribute]:
        """Parse `<` type (`as` variant)? `>`."""
        with parser.in_angle_brackets():
            type = parser.parse_type()
            if parser.parse_optional_keyword("as") is None:
                return [type, NoneAttr()]
            return [type, StringAttr(parse_string(parser))]

    def print_parameters(self, printer: Printer) -> None:
        """Print `<` type (`as` variant)? `>`."""
        with printer.in_angle_brackets():
            printer.print_attribute(self.type)
            if isinstance(self.variant, StringAttr):
                printer.print_string(" as ")
                print_string(printer, self.variant.data)


UNIT = TupleType(ArrayAttr(()))
"""The unit type, `()`."""

TYPES: tuple[type[Attribute], ...] = (
    UsizeType,
    IsizeType,
    BoolType,
    CharType,
    StrType,
    NeverType,
    RefType,
    PtrType,
    SliceType,
    ArrayType,
    TupleType,
    AdtType,
    ClosureType,
    CoroutineType,
    FnDefType,
    OpaqueType,
    ForeignType,
    FnPtrType,
    DynType,
    ParamType,
    ProjectionType,
    PatternType,
    UnsafeBinderType,
    PlaceType,
)
