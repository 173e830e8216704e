"""
A zoo of Rust types for the tests of type layouts: each as Rust source and as `mir` attributes.

`Zoo(seed)` grows types at random from those it already has: scalars, pointers, arrays, tuples,
structs, unions and enums with every `repr`, generic types and their instances, types without
values, SIMD vectors, and enums in enums in enums, whose niches interlock. The same seed gives the
same types. `source()` is a crate in which each type is the alias `T0`, `T1`, ..., with the
attribute that makes rustc print its layout.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from xdsl.dialects.builtin import (
    ArrayAttr,
    Float16Type,
    Float32Type,
    Float64Type,
    Float128Type,
    IntAttr,
    IntegerType,
    Signedness,
    StringAttr,
)
from xdsl.ir import Attribute
from xdsl.utils.hints import isa

from rusticle.dialects.mir import types as mir
from rusticle.lowering.layout import (
    AdtDefinition,
    FieldDefinition,
    Repr,
    VariantDefinition,
)

CRATE = "zoo"


@dataclass(frozen=True)
class Rust:
    """A type: its Rust spelling, its attribute, and whether it is `Copy`."""

    text: str
    attr: Attribute
    copy: bool = True
    depth: int = 0
    sized: bool = True


def integer(name: str) -> Attribute:
    """The attribute of an integer type by name."""
    if name == "usize":
        return mir.UsizeType()
    if name == "isize":
        return mir.IsizeType()
    signed = Signedness.SIGNED if name[0] == "i" else Signedness.UNSIGNED
    return IntegerType(int(name[1:]), signed)


def adt(path: str, *args: Attribute) -> mir.AdtType:
    """A named type with generic arguments."""
    return mir.AdtType(StringAttr(path), ArrayAttr(args))


def array(element: Attribute, count: int) -> mir.ArrayType:
    """An array."""
    return mir.ArrayType(element, IntAttr(count))


def tuple_of(*elements: Attribute) -> mir.TupleType:
    """A tuple."""
    return mir.TupleType(ArrayAttr(elements))


INTEGERS = tuple(
    f"{sign}{width}" for width in ("8", "16", "32", "64", "128", "size") for sign in "ui"
)
SCALARS: tuple[Rust, ...] = (
    *(Rust(name, integer(name)) for name in INTEGERS),
    Rust("bool", mir.BoolType()),
    Rust("char", mir.CharType()),
    Rust("f16", Float16Type()),
    Rust("f32", Float32Type()),
    Rust("f64", Float64Type()),
    Rust("f128", Float128Type()),
)
UNIT = Rust("()", mir.UNIT)
NEVER = Rust("!", mir.NeverType())
DYN = mir.DynType(StringAttr(f"{CRATE}::Animal"), ArrayAttr(()), ArrayAttr(()), ArrayAttr(()))

PRELUDE = """\
#![no_std]
#![feature(rustc_attrs, never_type, f16, f128, repr_simd, repr128, ptr_metadata, pattern_types)]
#![feature(pattern_type_macro, type_alias_impl_trait)]
#![allow(internal_features, incomplete_features, unused, private_interfaces)]
#![allow(improper_ctypes_definitions)]
pub trait Animal { fn legs(&self) -> u32; }
"""

SPECIFIED_REPRS: tuple[tuple[str, Repr], ...] = (
    ("C", Repr(c=True)),
    ("packed", Repr(packed=1)),
    ("packed(2)", Repr(packed=2)),
    ("packed(4)", Repr(packed=4)),
    ("C, packed", Repr(c=True, packed=1)),
    ("C, packed(2)", Repr(c=True, packed=2)),
    ("align(4)", Repr(align=4)),
    ("align(16)", Repr(align=16)),
    ("align(64)", Repr(align=64)),
    ("C, align(8)", Repr(c=True, align=8)),
    ("C, align(32)", Repr(c=True, align=32)),
)

Instance = Callable[[Sequence[Rust]], Rust]
"""What makes a type out of the arguments of the generic type that it stands in."""


def _argument(index: int) -> Instance:
    return lambda args: args[index]


@dataclass
class Generic:
    """A generic struct or enum of the zoo."""

    name: str
    parameters: int
    kind: str
    repr: Repr
    variants: list[tuple[str, int, list[tuple[str, Instance]]]]
    maybe_unsized: bool = False


@dataclass
class Zoo:
    """Types, grown at random; see the module."""

    seed: int
    definitions: dict[Attribute, AdtDefinition] = field(
        default_factory=dict[Attribute, AdtDefinition]
    )
    """The definitions of the zoo's own types and of `Option` and `Result`, monomorphic."""
    closures: dict[Attribute, tuple[Attribute, ...]] = field(
        default_factory=dict[Attribute, tuple[Attribute, ...]]
    )
    """What the zoo's closures capture."""
    types: list[Rust] = field(default_factory=list[Rust])
    """The types to compare."""

    def adt(self, type: mir.AdtType) -> AdtDefinition | None:
        """The definition of a named type."""
        return self.definitions.get(type)

    def captures(self, type: mir.ClosureType) -> tuple[Attribute, ...] | None:
        """What a closure captures."""
        return self.closures.get(type)

    def __post_init__(self) -> None:
        self.random = random.Random(self.seed)
        self._items: list[str] = []
        self._pool: list[Rust] = [*SCALARS]
        self._unsized: list[Rust] = [
            Rust("str", mir.StrType(), sized=False),
            Rust("(dyn Animal + 'static)", DYN, sized=False),
        ]
        self._vectors: list[Rust] = []
        self._generics: list[Generic] = []
        self._names = 0

    # --- source -----------------------------------------------------------------------------------

    def source(self, extra: Sequence[str] = ()) -> str:
        """The crate, with the types of `extra` (Rust text) after the zoo's own."""
        texts = [*(type.text for type in self.types), *extra]
        aliases = [
            f"#[rustc_dump_layout(debug)] pub type T{index} = {text};"
            for index, text in enumerate(texts)
        ]
        return "\n".join([PRELUDE, *self._items, *aliases, ""])

    def sizes_source(self) -> str:
        """A crate that asks for the size of each sized type, and so has rustc lay it out."""
        # A body that nobody calls is not checked for vectors that the ABI cannot pass.
        items = [item.replace("{ fn clone(", "{ #[inline] fn clone(") for item in self._items]
        sizes = [f"size_of::<{type.text}>()" for type in self.types if type.sized]
        table = f"pub static SIZES: [usize; {len(sizes)}] = [{', '.join(sizes)}];"
        return "\n".join([PRELUDE, *items, table, ""])

    # --- growing ----------------------------------------------------------------------------------

    def grow(self, count: int) -> None:
        """Add types until there are `count`, all of them different."""
        seen = {type.text for type in self.types}
        for scalar in (*SCALARS, UNIT, NEVER):
            if scalar.text not in seen:
                seen.add(scalar.text)
                self.types.append(scalar)
        while len(self.types) < count:
            type = self._new_type()
            if type.text in seen or len(type.text) > 400:
                continue
            seen.add(type.text)
            self.types.append(type)
            if type.depth < 5:
                (self._pool if type.sized else self._unsized).append(type)

    def _name(self, prefix: str) -> str:
        self._names += 1
        return f"{prefix}{self._names}"

    def _pick(self, copy: bool = False) -> Rust:
        """A type to build others from: small ones more often than not."""
        while True:
            roll = self.random.random()
            if roll < 0.35:
                type = self.random.choice(SCALARS)
            elif roll < 0.45:
                type = self.random.choice((SCALARS[0], SCALARS[12], SCALARS[13], SCALARS[4], UNIT))
            elif roll < 0.48:
                type = NEVER
            elif roll < 0.80:
                type = self.random.choice(self._pool[-150:])
            else:
                type = self.random.choice(self._pool)
            if not copy or type.copy:
                return type

    def _new_type(self) -> Rust:
        makers: tuple[tuple[int, Callable[[], Rust]], ...] = (
            (8, self._pointer),
            (5, self._array),
            (10, self._tuple),
            (26, self._struct),
            (6, self._union),
            (30, self._enum),
            (12, self._option),
            (5, self._result),
            (3, self._generic_definition),
            (14, self._generic_instance),
            (2, self._simd),
            (5, self._unsized_type),
            (4, self._closure),
            (4, self._pattern),
            (7, self._niche_enum),
        )
        weights, functions = zip(*makers, strict=True)
        return self.random.choices(functions, weights)[0]()

    def _pointer(self) -> Rust:
        r = self.random
        pointee = r.choice(self._unsized[-40:]) if r.random() < 0.4 else self._pick()
        mutable = r.random() < 0.3
        if r.random() < 0.7:
            return Rust(
                f"&'static {'mut ' if mutable else ''}{pointee.text}",
                mir.RefType(pointee.attr, IntAttr(int(mutable))),
                not mutable,
                1,
            )
        if r.random() < 0.2:
            output = self._pick()
            return Rust(
                f"fn(&'static {pointee.text}) -> {output.text}",
                mir.FnPtrType(
                    ArrayAttr([mir.RefType(pointee.attr, IntAttr(0))]),
                    output.attr,
                    StringAttr("Rust"),
                ),
                True,
                1,
            )
        return Rust(
            f"*{'mut' if mutable else 'const'} {pointee.text}",
            mir.PtrType(pointee.attr, IntAttr(int(mutable))),
            True,
            1,
        )

    def _unsized_type(self) -> Rust:
        """A slice, or a struct or tuple that ends in an unsized type."""
        r = self.random
        generics = [generic for generic in self._generics if generic.maybe_unsized]
        tail = r.choice(self._unsized)
        roll = r.random()
        if roll < 0.5 and generics:
            generic = r.choice(generics)
            args = [self._pick() for _ in range(generic.parameters - 1)]
            # A nested tail needs `?Sized` all the way, which only these structs have.
            return self._instance_of(generic, [*args, tail])
        element = self._pick()
        return Rust(f"[{element.text}]", mir.SliceType(element.attr), False, 1, False)

    def _closure(self) -> Rust:
        """A `move` closure, named by a type alias that hides it."""
        name = self._name("C")
        captures = [self._pick() for _ in range(self.random.choice((0, 1, 2, 3, 4)))]
        parameters = ", ".join(f"x{i}: {type.text}" for i, type in enumerate(captures))
        uses = "".join(f"let _ = &x{i}; " for i in range(len(captures)))
        self._items.append(
            f"pub type {name} = impl Fn(); #[define_opaque({name})] "
            f"pub fn make_{name}({parameters}) -> {name} {{ move || {{ {uses}}} }}"
        )
        attr = mir.ClosureType(StringAttr(f"{CRATE}::make_{name}::{{closure#0}}"), ArrayAttr(()))
        self.closures[attr] = tuple(type.attr for type in captures)
        return Rust(name, attr, False, 1 + max((type.depth for type in captures), default=0))

    def _pattern(self) -> Rust:
        """An integer or `char` of which a range is valid."""
        r = self.random
        base = r.choice([s for s in SCALARS if s.text in (*INTEGERS, "char")])
        if base.text == "char":
            low, high = sorted((r.randrange(0x61, 0x7B), r.randrange(0x61, 0x7B)))
            text = f"{chr(low)!r}..={chr(high)!r}"
        else:
            bits = 64 if base.text.endswith("size") else int(base.text[1:])
            signed = base.text[0] == "i"
            least = -(1 << bits - 1) if signed else 0
            greatest = least + (1 << bits) - 1
            limit = r.choice((10, 1000, 1 << 128))
            low, high = sorted(
                r.randint(max(least, -limit), min(greatest, limit)) for _ in range(2)
            )
            # Small gaps at either end of all values.
            if r.random() < 0.6:
                low, high = least + r.randint(0, 5), greatest - r.choice((0, 0, 1, 2, 5))
            elif r.random() < 0.5:
                low, high = greatest - r.randint(4, 60), greatest - r.randint(0, 3)
            text = f"{low}..={high}"
        mask = (1 << 128) - 1
        return Rust(
            f"core::pattern_type!({base.text} is {text})",
            mir.PatternType(base.attr, IntAttr(low & mask), IntAttr(high & mask)),
            True,
        )

    def _array(self) -> Rust:
        element = self._pick()
        count = self.random.choice((0, 1, 2, 3, 4, 5, 8, 16, 17))
        return Rust(
            f"[{element.text}; {count}]",
            array(element.attr, count),
            element.copy,
            element.depth + 1,
        )

    def _tuple(self) -> Rust:
        elements = [self._pick() for _ in range(self.random.choice((1, 2, 2, 2, 3, 3, 4, 5)))]
        text = ", ".join(element.text for element in elements)
        return Rust(
            f"({text},)",
            tuple_of(*(element.attr for element in elements)),
            all(element.copy for element in elements),
            1 + max(element.depth for element in elements),
        )

    def _define(
        self,
        keyword: str,
        name: str,
        attributes: str,
        definition: AdtDefinition,
        body: str,
        members: Sequence[Rust],
    ) -> Rust:
        copy = all(member.copy for member in members)
        if copy:
            self._items.append(
                f"impl Copy for {name} {{}} "
                f"impl Clone for {name} {{ fn clone(&self) -> Self {{ *self }} }}"
            )
        self._items.append(f"{attributes}pub {keyword} {name} {body}")
        attr = adt(f"{CRATE}::{name}")
        self.definitions[attr] = definition
        return Rust(name, attr, copy, 1 + max((member.depth for member in members), default=0))

    def _struct(self) -> Rust:
        r = self.random
        name = self._name("S")
        fields = [self._pick() for _ in range(r.choice((0, 1, 1, 2, 2, 3, 3, 4, 5, 6, 8)))]
        repr, attributes = Repr(), ""
        if r.random() < 0.45:
            spelling, repr = r.choice(SPECIFIED_REPRS)
            attributes = f"#[repr({spelling})] "
        elif len(fields) == 1 and r.random() < 0.4:
            repr, attributes = Repr(transparent=True), "#[repr(transparent)] "
        if repr.packed is not None and not all(self._may_be_packed(f.attr) for f in fields):
            repr, attributes = Repr(), ""
        definition = AdtDefinition(
            "struct",
            repr,
            (
                VariantDefinition(
                    name,
                    0,
                    tuple(FieldDefinition(f"f{i}", type.attr) for i, type in enumerate(fields)),
                ),
            ),
        )
        body = "{ " + ", ".join(f"f{i}: {type.text}" for i, type in enumerate(fields)) + " }"
        return self._define("struct", name, attributes, definition, body, fields)

    def _may_be_packed(self, attr: Attribute) -> bool:
        """A packed type may not hold one with `repr(align)`."""
        match attr:
            case mir.AdtType():
                definition = self.definitions[attr]
                return definition.repr.align is None and all(
                    self._may_be_packed(field.type)
                    for variant in definition.variants
                    for field in variant.fields
                )
            case mir.ArrayType():
                return self._may_be_packed(attr.element)
            case mir.TupleType():
                return all(self._may_be_packed(element) for element in attr.elements)
            case _:
                return True

    def _union(self) -> Rust:
        r = self.random
        name = self._name("U")
        if self._vectors and r.random() < 0.25:
            fields = [r.choice(self._vectors)]
        elif r.random() < 0.3:
            first = self._pick(copy=True)
            fields = [first] * r.choice((1, 2))
            if r.random() < 0.5:
                fields.append(UNIT)
        else:
            fields = [self._pick(copy=True) for _ in range(r.choice((1, 2, 2, 3)))]
        repr, attributes = Repr(), ""
        if r.random() < 0.35:
            spelling, repr = r.choice(SPECIFIED_REPRS)
            attributes = f"#[repr({spelling})] "
        if repr.packed is not None and not all(self._may_be_packed(f.attr) for f in fields):
            repr, attributes = Repr(), ""
        definition = AdtDefinition(
            "union",
            repr,
            (
                VariantDefinition(
                    name,
                    0,
                    tuple(FieldDefinition(f"f{i}", type.attr) for i, type in enumerate(fields)),
                ),
            ),
        )
        body = "{ " + ", ".join(f"f{i}: {type.text}" for i, type in enumerate(fields)) + " }"
        return self._define("union", name, attributes, definition, body, fields)

    def _discriminants(self, count: int, repr: Repr) -> list[int]:
        """Distinct discriminants that fit, some of them written out."""
        r = self.random
        match repr.int:
            case IntegerType():
                bits, signed = repr.int.width.data, repr.int.signedness.data is Signedness.SIGNED
            case mir.UsizeType():
                bits, signed = 64, False
            case _:
                bits, signed = 64, True
        if repr.int is None and repr.c:
            bits = 32
        low, high = (-(1 << bits - 1), (1 << bits - 1) - 1) if signed else (0, (1 << bits) - 1)
        limit = r.choice((3, 100, 127, 128, 200, 255, 256, 1000, 1 << 20, 1 << 40, 1 << 90))
        low, high = max(low, -limit), min(high, limit)
        if r.random() < 0.15:
            low, high = high - min(high - low, 2 * count), high
        pool = min(high - low + 1, 4 * count + 8)
        chosen = {low, high}
        while len(chosen) < min(pool, count + 2):
            chosen.add(r.randint(low, high))
        return r.sample(sorted(chosen), min(count, len(chosen)))

    def _enum(self) -> Rust:
        r = self.random
        name = self._name("E")
        if r.random() < 0.12:
            sizes = [0] * r.choice((1, 2, 3, 7, 40, 255, 256, 257, 300))
        else:
            sizes = [
                r.choice((0, 0, 1, 1, 2, 3, 4)) for _ in range(r.choice((0, 1, 2, 2, 3, 4, 6)))
            ]
        repr, attributes = Repr(), ""
        roll = r.random()
        if sizes and roll < 0.35:
            # rustc refuses `repr(C, u8)` on an enum without fields.
            c = any(sizes) and r.random() < 0.4
            spelling = r.choice(INTEGERS)
            if roll < 0.10:
                repr, text = Repr(c=True), "C"
            else:
                repr = Repr(c=c, int=integer(spelling))
                text = f"C, {spelling}" if c else spelling
            attributes = f"#[repr({text})] "
        elif sizes and roll < 0.42:
            align = r.choice((2, 16))
            repr, attributes = Repr(align=align), f"#[repr(align({align}))] "
        explicit = False
        discriminants = list(range(len(sizes)))
        if sizes and (not any(sizes) or repr.int is not None) and r.random() < 0.6:
            chosen = self._discriminants(len(sizes), repr)
            if len(chosen) == len(sizes):
                discriminants, explicit = chosen, True
        if not explicit and isa(repr.int, IntegerType):
            top = 1 << (repr.int.bitwidth - (repr.int.signedness.data is Signedness.SIGNED))
            if len(sizes) > top:
                repr, attributes = Repr(), ""
        members: list[Rust] = []
        variants: list[VariantDefinition] = []
        bodies: list[str] = []
        for index, size in enumerate(sizes):
            fields = [self._pick() for _ in range(size)]
            members += fields
            variants.append(
                VariantDefinition(
                    f"V{index}",
                    discriminants[index],
                    tuple(FieldDefinition(str(i), f.attr) for i, f in enumerate(fields)),
                )
            )
            body = f"V{index}"
            if fields:
                body += "(" + ", ".join(f.text for f in fields) + ")"
            if explicit:
                body += f" = {discriminants[index]}"
            bodies.append(body)
        definition = AdtDefinition("enum", repr, tuple(variants))
        return self._define(
            "enum", name, attributes, definition, "{ " + ", ".join(bodies) + " }", members
        )

    def option_of(self, some: Rust) -> Rust:
        """`Option<some>`."""
        attr = adt("core::option::Option", some.attr)
        self.definitions[attr] = AdtDefinition(
            "enum",
            Repr(),
            (
                VariantDefinition("None", 0, ()),
                VariantDefinition("Some", 1, (FieldDefinition("0", some.attr),)),
            ),
        )
        return Rust(f"Option<{some.text}>", attr, some.copy, some.depth + 1)

    def _option(self) -> Rust:
        type = self._pick()
        for _ in range(self.random.choice((1, 1, 1, 2, 3))):
            type = self.option_of(type)
        return type

    def _result(self) -> Rust:
        ok, error = self._pick(), self._pick()
        attr = adt("core::result::Result", ok.attr, error.attr)
        self.definitions[attr] = AdtDefinition(
            "enum",
            Repr(),
            (
                VariantDefinition("Ok", 0, (FieldDefinition("0", ok.attr),)),
                VariantDefinition("Err", 1, (FieldDefinition("0", error.attr),)),
            ),
        )
        return Rust(
            f"Result<{ok.text}, {error.text}>",
            attr,
            ok.copy and error.copy,
            max(ok.depth, error.depth) + 1,
        )

    def _simd(self) -> Rust:
        r = self.random
        element = r.choice([s for s in SCALARS if s.text not in ("bool", "char", "f16", "f128")])
        count = r.choice((1, 2, 3, 4, 5, 6, 8, 16, 32))
        packed = r.random() < 0.4
        name = self._name("V")
        definition = AdtDefinition(
            "struct",
            Repr(simd=True, packed=1 if packed else None),
            (VariantDefinition(name, 0, (FieldDefinition("0", array(element.attr, count)),)),),
        )
        attributes = "#[repr(simd, packed)] " if packed else "#[repr(simd)] "
        vector = self._define(
            "struct", name, attributes, definition, f"([{element.text}; {count}]);", [element]
        )
        self._vectors.append(vector)
        return vector

    def _niche_enum(self) -> Rust:
        """A variant with a niche among variants without fields, more or fewer than it can name."""
        r = self.random
        name = self._name("N")
        payload = self._pattern() if r.random() < 0.6 else self._pick()
        count = r.choice((2, 3, 4, 5, 6, 8, 12))
        index = r.randrange(count)
        variants = tuple(
            VariantDefinition(
                f"V{i}", i, (FieldDefinition("0", payload.attr),) if i == index else ()
            )
            for i in range(count)
        )
        body = ", ".join(f"V{i}({payload.text})" if i == index else f"V{i}" for i in range(count))
        definition = AdtDefinition("enum", Repr(), variants)
        return self._define("enum", name, "", definition, f"{{ {body} }}", [payload])

    # --- generic types ----------------------------------------------------------------------------

    def _template(self, parameters: int) -> tuple[str, Instance]:
        """A field of a generic type: its Rust text, and what makes its type of the arguments."""
        r = self.random
        index = r.randrange(parameters)
        name = f"P{index}"
        fixed = self._pick()
        choices: tuple[tuple[str, Instance], ...] = (
            (name, lambda args: args[index]),
            (name, lambda args: args[index]),
            (f"Option<{name}>", lambda args: self.option_of(args[index])),
            (
                f"[{name}; 3]",
                lambda args: Rust("", array(args[index].attr, 3), args[index].copy),
            ),
            (
                f"&'static {name}",
                lambda args: Rust("", mir.RefType(args[index].attr, IntAttr(0))),
            ),
            (
                f"(u8, {name})",
                lambda args: Rust("", tuple_of(integer("u8"), args[index].attr), args[index].copy),
            ),
            (fixed.text, lambda args: fixed),
            (fixed.text, lambda args: fixed),
        )
        return r.choice(choices)

    def _generic_definition(self) -> Rust:
        r = self.random
        parameters = r.choice((1, 1, 2))
        bounds = [f"P{i}: 'static" for i in range(parameters)]
        name = self._name("G")
        maybe_unsized = False
        variants: list[tuple[str, int, list[tuple[str, Instance]]]] = []
        texts: list[str] = []
        if r.random() < 0.6:
            kind, keyword = "struct", "struct"
            templates = [self._template(parameters) for _ in range(r.choice((1, 2, 3, 4)))]
            maybe_unsized = r.random() < 0.5
            if maybe_unsized:
                last = parameters
                bounds.append(f"P{last}: 'static + ?Sized")
                parameters += 1
                templates.append((f"P{last}", lambda args: args[last]))
            variants = [(name, 0, [(f"f{i}", t[1]) for i, t in enumerate(templates)])]
            texts = [f"f{i}: {t[0]}" for i, t in enumerate(templates)]
            used = " ".join(t[0] for t in templates)
        else:
            kind, keyword = "enum", "enum"
            used = ""
            for index in range(r.choice((1, 2, 2, 3, 4))):
                templates = [self._template(parameters) for _ in range(r.choice((0, 1, 1, 2)))]
                variants.append(
                    (f"V{index}", index, [(str(i), t[1]) for i, t in enumerate(templates)])
                )
                texts.append(
                    f"V{index}" + (f"({', '.join(t[0] for t in templates)})" if templates else "")
                )
                used += " ".join(t[0] for t in templates) + " "
        # Every parameter must be used.
        for index in range(parameters):
            if f"P{index}" not in used:
                extra: tuple[str, Instance] = (
                    f"P{index}",
                    _argument(index),
                )
                if kind == "struct":
                    texts.insert(0, f"x{index}: {extra[0]}")
                    variants[0][2].insert(0, (f"x{index}", extra[1]))
                else:
                    texts.append(f"X{index}({extra[0]})")
                    variants.append((f"X{index}", len(variants), [("0", extra[1])]))
        self._items.append(f"pub {keyword} {name}<{', '.join(bounds)}> {{ {', '.join(texts)} }}")
        self._generics.append(Generic(name, parameters, kind, Repr(), variants, maybe_unsized))
        return self._instance(self._generics[-1])

    def _generic_instance(self) -> Rust:
        if not self._generics:
            return self._generic_definition()
        return self._instance(self.random.choice(self._generics))

    def _instance(self, generic: Generic) -> Rust:
        return self._instance_of(generic, [self._pick() for _ in range(generic.parameters)])

    def _instance_of(self, generic: Generic, args: Sequence[Rust]) -> Rust:
        attr = adt(f"{CRATE}::{generic.name}", *(arg.attr for arg in args))
        self.definitions[attr] = AdtDefinition(
            "struct" if generic.kind == "struct" else "enum",
            generic.repr,
            tuple(
                VariantDefinition(
                    name,
                    discriminant,
                    tuple(FieldDefinition(field, make(args).attr) for field, make in fields),
                )
                for name, discriminant, fields in generic.variants
            ),
            maybe_unsized=generic.maybe_unsized,
        )
        return Rust(
            f"{generic.name}<{', '.join(arg.text for arg in args)}>",
            attr,
            False,
            1 + max(arg.depth for arg in args),
            args[-1].sized,
        )
