"""Layouts of single types: what lowering asks for, and what is refused in which words."""

from __future__ import annotations

import pytest
from xdsl.dialects.builtin import (
    ArrayAttr,
    Float32Type,
    IntAttr,
    ModuleOp,
    StringAttr,
    f32,
)
from xdsl.ir import Attribute

from rusticle.diagnostics import CompileError
from rusticle.dialects.mir import types as mir
from rusticle.lowering.layout import (
    AdtDefinition,
    ArrayShape,
    DirectTag,
    FieldDefinition,
    Float,
    Int,
    Layouts,
    Memory,
    MultipleVariants,
    NicheTag,
    Pointer,
    Repr,
    Scalar,
    ScalarPair,
    SingleVariant,
    TailStep,
    UnionShape,
    VariantDefinition,
)
from rusticle.targets.registry import get_target

from ..support.type_zoo import adt, array, integer, tuple_of

TARGET = get_target("amdgcn-amd-amdhsa")
U8, U16, U32, U64 = (integer(name) for name in ("u8", "u16", "u32", "u64"))
BOOL = mir.BoolType()
USIZE = mir.UsizeType()
NEVER = mir.NeverType()
DYN = mir.DynType(StringAttr("Shape"), ArrayAttr(()), ArrayAttr(()), ArrayAttr(()))


def ref(pointee: Attribute) -> mir.RefType:
    return mir.RefType(pointee, IntAttr(0))


def fields_of(*types: Attribute) -> tuple[FieldDefinition, ...]:
    return tuple(FieldDefinition(str(i), type) for i, type in enumerate(types))


def struct(
    *types: Attribute, repr: Repr | None = None, maybe_unsized: bool = False
) -> AdtDefinition:
    return AdtDefinition(
        "struct",
        repr or Repr(),
        (VariantDefinition("S", 0, fields_of(*types)),),
        maybe_unsized=maybe_unsized,
    )


def enum(*variants: tuple[Attribute, ...], repr: Repr | None = None) -> AdtDefinition:
    return AdtDefinition(
        "enum",
        repr or Repr(),
        tuple(VariantDefinition(f"V{i}", i, fields_of(*v)) for i, v in enumerate(variants)),
    )


class Table:
    """Definitions by path."""

    def __init__(self, **definitions: AdtDefinition) -> None:
        self.definitions = definitions
        self.asked = 0

    def adt(self, type: mir.AdtType) -> AdtDefinition | None:
        self.asked += 1
        return self.definitions.get(type.path.data)

    def captures(self, type: mir.ClosureType) -> tuple[Attribute, ...] | None:
        return (U8, U32) if type.path.data == "known" else None


def layouts(**definitions: AdtDefinition) -> Layouts:
    return Layouts(Table(**definitions), TARGET)


def test_the_example_in_the_documentation() -> None:
    table = layouts(
        Shape=enum((f32,), (f32, f32, BOOL), ()),
        Option=enum((), (adt("Shape"),)),
        Option_ref=enum((), (ref(adt("Shape")),)),
    )
    shape = table.of(adt("Shape"))
    assert shape.size == 12
    assert isinstance(shape.variants, MultipleVariants)
    assert isinstance(shape.variants.tag_encoding, DirectTag)
    rect = table.for_variant(shape, 1)
    assert [rect.offset(i) for i in range(3)] == [4, 8, 1]
    option = table.of(adt("Option"))
    assert option.size == 12
    assert table.tag_of(option, 0) == 3
    assert table.tag_of(option, 1) is None
    option_ref = table.of(adt("Option_ref"))
    assert isinstance(option_ref.abi, Scalar)
    assert option_ref.abi == Scalar(Pointer(64), option_ref.abi.valid_range, True, 8)
    assert table.tag_of(option_ref, 0) == 0


def test_a_layout_is_computed_once() -> None:
    table = Table(S=struct(U8, U32))
    ours = Layouts(table, TARGET)
    first = ours.of(adt("S"))
    asked = table.asked
    assert ours.of(adt("S")) is first
    assert ours.of(adt("S")) is first
    assert table.asked == asked


def test_fat_pointers_are_pairs_with_typed_halves() -> None:
    table = layouts()
    slice_ref = table.of(ref(mir.SliceType(U16)))
    assert isinstance(slice_ref.abi, ScalarPair)
    assert slice_ref.abi.second.primitive == Int(64, False)
    assert slice_ref.abi.second_offset == 8
    assert slice_ref.field_type(1) == USIZE
    assert table.field(slice_ref, 0).abi == slice_ref.abi.first
    dyn_ptr = table.of(mir.PtrType(DYN, IntAttr(1)))
    assert isinstance(dyn_ptr.abi, ScalarPair)
    assert dyn_ptr.abi.first.valid_range.start == 0
    assert dyn_ptr.abi.second.primitive == Pointer(64)
    assert dyn_ptr.abi.second.valid_range.start == 1
    assert table.field(dyn_ptr, 1).abi == dyn_ptr.abi.second


def test_pointers_need_no_layout_of_what_they_point_to() -> None:
    table = layouts(Node=struct(U32, ref(adt("Node"))))
    node = table.of(adt("Node"))
    assert (node.size, node.offset(0), node.offset(1)) == (16, 8, 0)


def test_pointee_kinds_follow_the_last_field() -> None:
    table = layouts(
        Named=struct(U8, mir.StrType(), maybe_unsized=True),
        Nested=struct(U8, adt("Named"), maybe_unsized=True),
        Sized=struct(U8),
    )
    assert table.pointee_kind(U8) == "thin"
    assert table.pointee_kind(mir.SliceType(U8)) == "length"
    assert table.pointee_kind(DYN) == "vtable"
    assert table.pointee_kind(adt("Nested")) == "length"
    assert table.pointee_kind(adt("Sized")) == "thin"
    assert table.pointee_kind(tuple_of(U8, DYN)) == "vtable"
    foreign = mir.ForeignType(StringAttr("Opaque"), ArrayAttr(()))
    assert table.pointee_kind(foreign) == "thin"
    assert not table.is_sized(foreign)
    assert table.is_sized(adt("Sized"))


def test_unsized_tails_say_how_to_compute_a_size() -> None:
    table = layouts(
        Inner=struct(U16, mir.SliceType(U32), maybe_unsized=True),
        Outer=struct(U64, U8, adt("Inner"), repr=Repr(packed=2), maybe_unsized=True),
        Object=struct(U32, DYN, maybe_unsized=True),
    )
    tail = table.unsized_tail(adt("Outer"))
    assert tail is not None
    assert (tail.kind, tail.element_size, tail.element_align) == ("length", 4, 4)
    assert tail.steps == (TailStep(10, 2, 2), TailStep(4, 4, None))
    tail = table.unsized_tail(adt("Object"))
    assert tail is not None
    assert (tail.kind, tail.tail, tail.steps) == ("vtable", DYN, (TailStep(4, 4, None),))
    assert table.unsized_tail(U8) is None


def test_a_field_that_may_be_unsized_stays_last() -> None:
    table = layouts(Fixed=struct(U8, U32), Unsizable=struct(U8, U32, maybe_unsized=True))
    assert table.of(adt("Fixed")).offset(0) == 4
    assert table.of(adt("Unsizable")).offset(0) == 0


def test_discriminants_and_tags() -> None:
    signs = AdtDefinition(
        "enum",
        Repr(),
        tuple(VariantDefinition(name, value, ()) for name, value in (("Less", -1), ("Equal", 0))),
    )
    table = layouts(Signs=signs, Bytes=enum((), (), repr=Repr(int=U16)))
    layout = table.of(adt("Signs"))
    assert isinstance(layout.variants, MultipleVariants)
    assert layout.variants.tag.primitive == Int(8, True)
    assert table.tag_of(layout, 0) == 0xFF
    assert table.discriminant_of(adt("Signs"), 0) == -1
    assert table.discriminant_type(adt("Signs")) == mir.IsizeType()
    assert table.discriminant_type(adt("Bytes")) == U16
    assert table.discriminant_type(U32) == U8
    assert table.variant_index(adt("Signs"), "Equal") == 1


def test_a_niche_names_several_variants() -> None:
    table = layouts(E=enum((), (BOOL,), (), ()))
    layout = table.of(adt("E"))
    assert layout.size == 1
    assert isinstance(layout.variants, MultipleVariants)
    assert layout.variants.tag_encoding == NicheTag(1, (0, 3), 2)
    assert [table.tag_of(layout, i) for i in range(4)] == [2, None, 4, 5]
    assert layout.field_type(0) == U8


def test_variants_that_cannot_exist_still_have_fields() -> None:
    table = layouts(E=enum((U32,), (NEVER, mir.UNIT)))
    layout = table.of(adt("E"))
    assert (layout.size, layout.variants) == (4, SingleVariant(0))
    assert table.for_variant(layout, 0) is layout
    absent = table.for_variant(layout, 1)
    assert absent.uninhabited
    assert isinstance(absent.fields, UnionShape)
    assert absent.field_type(0) == NEVER
    assert table.for_variant(layout, 1) is absent


def test_arrays_and_closures() -> None:
    table = layouts()
    layout = table.of(array(U16, 5))
    assert (layout.size, layout.align, layout.fields) == (10, 2, ArrayShape(2, 5))
    assert layout.field_type(4) == U16
    assert layout.abi == Memory(True)
    closure = mir.ClosureType(StringAttr("known"), ArrayAttr(()))
    assert [table.of(closure).offset(i) for i in range(2)] == [4, 0]


def test_scalars_know_their_width_and_validity() -> None:
    table = layouts()
    boolean = table.of(BOOL).abi
    assert isinstance(boolean, Scalar)
    assert boolean.is_bool
    assert not boolean.is_always_valid
    real = table.of(Float32Type()).abi
    assert isinstance(real, Scalar)
    assert (real.primitive, real.size, real.is_always_valid) == (Float(32), 4, True)


@pytest.mark.parametrize(
    ("type", "words"),
    [
        (
            mir.ParamType(StringAttr("T")),
            "error: the type `T` has no layout before instantiation\n"
            "note: its size is known only once its generic parameters are",
        ),
        (
            array(U8, 1 << 61),
            "error: values of the type `[u8; 2305843009213693952]` are too big for the target "
            "architecture",
        ),
        (
            tuple_of(array(U8, 1 << 60), array(U8, 1 << 60)),
            "error: values of the type `([u8; 1152921504606846976], [u8; 1152921504606846976])` "
            "are too big for the target architecture",
        ),
        (adt("Missing"), "error: the type `Missing` is used but not defined in this module"),
        (
            ref(adt("Missing")),
            "error: the type `Missing` is used but not defined in this module",
        ),
        (
            adt("Endless"),
            "error: recursive type `Endless` has infinite size\n"
            "help: insert some indirection, such as a reference or a raw pointer, to break the "
            "cycle",
        ),
        (
            tuple_of(mir.StrType(), U8),
            "error: the size for values of type `str` cannot be known at compilation time\n"
            "note: it is a field of `(str, u8)`; only a struct's last field may be unsized",
        ),
        (adt("NoFields"), "error: the union `NoFields` has no fields"),
        (adt("Packed"), "error: the enum `Packed` cannot be `repr(packed)`"),
        (adt("Vector"), "error: the SIMD type `Vector` has no elements"),
        (adt("Lanes"), "error: the SIMD type `Lanes` has more elements than 32768"),
        (
            adt("Pairs"),
            "error: the SIMD type `Pairs` has an element type that is not a machine type",
        ),
        (adt("Loose"), "error: the SIMD type `Loose` is not a struct around one array"),
        (
            integer("u24"),
            "error: the layout of `u24` is not supported: Rust has no integer of that width",
        ),
        (
            array(mir.StrType(), 2),
            "error: the layout of `[str; 2]` is not supported: its element type is unsized",
        ),
        (
            mir.PatternType(tuple_of(U8, U8, U8), IntAttr(1), IntAttr(2)),
            "error: the layout of `((u8, u8, u8)) is 1..=2` is not supported: "
            "the pattern's base is not a scalar",
        ),
        (
            mir.CoroutineType(StringAttr("f::{closure#0}"), ArrayAttr(())),
            "error: the layout of `{coroutine@f::{closure#0}}` is not supported: "
            "coroutines (`async` blocks and generators) are not",
        ),
        (
            StringAttr("text"),
            'error: the layout of `"text"` is not supported: `string` is not a type of Rust values',
        ),
    ],
)
def test_types_without_a_layout_are_refused(type: Attribute, words: str) -> None:
    table = layouts(
        Endless=enum((U8,), (adt("Endless"),)),
        NoFields=AdtDefinition("union", Repr(), (VariantDefinition("NoFields", 0, ()),)),
        Packed=enum((U8,), (U16,), repr=Repr(packed=1)),
        Vector=struct(array(f32, 0), repr=Repr(simd=True)),
        Lanes=struct(array(f32, 1 << 16), repr=Repr(simd=True)),
        Pairs=struct(array(tuple_of(U8, U8), 4), repr=Repr(simd=True)),
        Loose=struct(f32, f32, repr=Repr(simd=True)),
    )
    with pytest.raises(CompileError) as error:
        table.of(type)
    assert str(error.value) == words
    # A failure leaves nothing behind: asking again gives the same answer.
    with pytest.raises(CompileError) as error:
        table.of(type)
    assert str(error.value) == words


def test_the_size_of_an_unsized_type_is_refused() -> None:
    with pytest.raises(CompileError) as error:
        layouts().size_of(mir.StrType())
    assert str(error.value) == (
        "error: the layout of `str` is not supported: its size is known only at run time"
    )


def test_definitions_are_read_from_a_module() -> None:
    from xdsl.context import Context
    from xdsl.dialects.builtin import Builtin
    from xdsl.parser import Parser

    from rusticle.dialects.mir import MIR

    context = Context()
    context.load_dialect(Builtin)
    context.load_dialect(MIR)
    module: ModuleOp = Parser(
        context,
        """
        mir.struct @Body : !mir.adt<"nbody::Body"> repr(c) { kind: ui8, mass: f32 }
        mir.struct @NonZero : !mir.adt<"NonZero"> repr(transparent) valid 1 to 255 { "0": ui8 }
        mir.struct @Cell : !mir.adt<"Cell"> lang "unsafe_cell" { value: !mir.bool }
        mir.struct @Tail : !mir.adt<"Tail"> { a: ui8, b: ui32 } attributes {maybe_unsized}
        mir.union @Bits : !mir.adt<"Bits"> { int: ui32, float: f32 }
        mir.enum @Option : !mir.adt<"Option", ui32> { None = 0, Some = 1 { "0": ui32 } }
        mir.enum @Tiny : !mir.adt<"Tiny"> repr(ui16) { A = 0, B = 500 }
        mir.closure_def @c : !mir.closure<"f::{closure#0}"> captures [ui8, ui64]
        """,
    ).parse_module()
    table = Layouts(module, TARGET)
    body = table.of(adt("nbody::Body"))
    assert (body.size, body.offset(0), body.offset(1)) == (8, 0, 4)
    non_zero = table.of(adt("NonZero"))
    assert non_zero.largest_niche is not None
    assert non_zero.largest_niche.available == 1
    assert table.of(adt("Cell")).largest_niche is None
    assert table.of(adt("Tail")).offset(0) == 0
    assert isinstance(table.of(adt("Bits")).fields, UnionShape)
    option = table.of(adt("Option", U32))
    assert (option.size, table.for_variant(option, 1).offset(0)) == (8, 4)
    assert table.of(adt("Tiny")).size == 2
    closure = table.of(mir.ClosureType(StringAttr("f::{closure#0}"), ArrayAttr(())))
    assert (closure.size, closure.offset(0)) == (16, 8)


def test_definitions_added_after_the_layouts_are_found() -> None:
    from rusticle.dialects.mir import FieldAttr, ReprAttr, StructOp, VariantAttr

    module = ModuleOp([])
    table = Layouts(module, TARGET)
    with pytest.raises(CompileError, match="used but not defined"):
        table.of(adt("Late"))
    module.body.block.add_op(
        StructOp.create(
            properties={
                "sym_name": StringAttr("Late"),
                "adt": adt("Late"),
                "repr": ReprAttr.of(),
                "variants": ArrayAttr([VariantAttr.of("Late", 0, [FieldAttr.of("x", U32)])]),
            }
        )
    )
    assert table.of(adt("Late")).size == 4
