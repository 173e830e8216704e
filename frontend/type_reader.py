"""
Reading types as rustc prints them (`rustc_middle/src/ty/print/pretty.rs`, `pretty_print_type`).

Lifetimes are dropped, binders (`for<'a>`) with them. A single identifier is a generic parameter
unless it is a primitive, has generic arguments, or the resolver knows an item of that name. An
`impl Trait` is the parameter that it stands for, named by its text. Function item types are
written with their signature, `fn(u32) -> u32 {f}`: `signature` yields both.

Each type text is read once per reader; attributes are shared.
"""

from __future__ import annotations

import re

from xdsl.dialects.builtin import ArrayAttr, IntAttr, StringAttr
from xdsl.ir import Attribute

from ..dialects.mir import types as mir
from .generic_reader import PATH, PRIMITIVES, GenericReader
from .path_reader import name_attribute
from .path_resolver import CratePathResolver, PathResolver
from .syntax import FnPath, FnSig, ImplSegment, NameSegment, QualifiedSegment
from .text_scanner import SyntaxFault

NEVER = mir.NeverType()
AUTO_TRAITS = frozenset(
    (
        "core::marker::Send",
        "core::marker::Sync",
        "core::marker::Unpin",
        "core::marker::UnsafeUnpin",
        "core::marker::Freeze",
        "core::panic::unwind_safe::UnwindSafe",
        "core::panic::unwind_safe::RefUnwindSafe",
        "core::panic::UnwindSafe",
        "core::panic::RefUnwindSafe",
        "std::panic::UnwindSafe",
        "std::panic::RefUnwindSafe",
        "std::marker::Send",
        "std::marker::Sync",
        "std::marker::Unpin",
    )
)
"""The auto traits of `core`, which never are the principal trait of a trait object."""

_CLOSURE_SPAN = re.compile(r"([^{}]+?:\d+:\d+: (?:\d+:)?\d+)(?: \(#\d+\))?\}").match
_CAST_KIND = re.compile(
    r" \((?:(?:Int|Float)To(?:Int|Float)|(?:Fn)?PtrToPtr|Pointer\w+|Transmute|Subtype)[()]"
).match
_FN_STARTS = ("fn(", "unsafe ", "extern ", "for<", "#[target_features] ")
_BODY_KINDS = (
    "closure@",
    "async closure@",
    "async gen closure@",
    "gen closure@",
    "coroutine@",
    "static coroutine@",
    "async block@",
    "gen block@",
    "async gen block@",
    "async closure body@",
    "gen closure body@",
    "async gen closure body@",
    "coroutine witness@",
    "coroutine-closure@",
)
_ZERO, _ONE = IntAttr(0), IntAttr(1)
_NO_TYPES: ArrayAttr[Attribute] = ArrayAttr(())


def _own_args(path: FnPath) -> tuple[Attribute, ...]:
    """
    A path's arguments, but for those of a type within one of whose functions the rest of it is:
    rustc prints them as the impl declares them, `FlattenCompat<I, U>::iter_fold::flatten<..>`.
    """
    named = [s for s in path.segments if isinstance(s, NameSegment)]
    if len(named) != len(path.segments):
        return path.args
    items = [at for at, s in enumerate(named) if not s.name.startswith("{")]
    last_outer = items[-3] if len(items) > 2 else -1
    if not any(s.args for s in named[: last_outer + 1]):
        return path.args
    return tuple(arg for s in named[last_outer + 1 :] for arg in s.args)


class TypeReader(GenericReader):
    """The types of a MIR file."""

    def __init__(self, crate: str, resolver: PathResolver | None = None) -> None:
        super().__init__(crate, resolver or CratePathResolver(crate))
        self._types: dict[str, Attribute] = {}
        self._signatures: dict[str, tuple[Attribute, FnSig | None]] = {}
        self.function_mentions: dict[str, list[tuple[tuple[Attribute, ...], FnSig]]] = {}
        """Function items with generic arguments, by path, and the signatures printed of them."""
        self._references: dict[tuple[int, bool], mir.RefType] = {}
        """By the pointee's identity, which the value keeps alive: hashing a type is recursive."""

    def read(self, text: str) -> Attribute:
        """The type that `text` is. Raises `SyntaxFault`."""
        known = self._types.get(text)
        if known is None:
            saved = self.text, self.pos
            self.text, self.pos = text, 0
            known = self.type_()
            self.end()
            self._types[text] = known
            self.text, self.pos = saved
        return known

    def read_signature(self, text: str) -> tuple[Attribute, FnSig | None]:
        """The type that `text` is, and the signature if it is a function item's."""
        known = self._signatures.get(text)
        if known is None:
            saved = self.text, self.pos
            self.text, self.pos = text, 0
            if text.endswith("}") and text.startswith(_FN_STARTS):
                known = self._function()
            else:
                known = (self.type_(), None)
            self.end()
            self._signatures[text] = known
            self.text, self.pos = saved
        return known

    # Pieces

    def reference(self, pointee: Attribute, mutable: bool) -> mir.RefType:
        """A shared reference type."""
        key = (id(pointee), mutable)
        known = self._references.get(key)
        if known is None:
            known = self._references[key] = mir.RefType(pointee, _ONE if mutable else _ZERO)
        return known

    def type_(self) -> Attribute:
        """Step over a type."""
        text = self.text
        match = PATH(text, self.pos)
        if match is not None:
            return self._named(match)
        character = text[self.pos : self.pos + 1]
        if character == "&":
            self.pos += 1
            if self.lifetime():
                self.expect(" ")
            mutable = self.take("mut ")
            return self.reference(self.type_(), mutable)
        if character == "*":
            if self.take("*const "):
                return mir.PtrType(self.type_(), _ZERO)
            self.expect("*mut ")
            return mir.PtrType(self.type_(), _ONE)
        if character == "(":
            return self._parenthesised()
        if character == "[":
            self.pos += 1
            element = self.type_()
            if self.take("; "):
                length = self.generic_arg()
                if length is None:
                    self.unexpected("an array's length")
                self.expect("]")
                return mir.ArrayType(element, length)
            self.expect("]")
            return mir.SliceType(element)
        if character == "!":
            self.pos += 1
            return NEVER
        if character == "<":
            return self._projection()
        if character == "{":
            return self._body_type()
        if character == "#":
            return self._function()[0]
        if self.at("..."):
            self.fail("a type that rustc left out, because it is longer than its type length limit")
        raise self.expected("a type")

    def _named(self, match: re.Match[str]) -> Attribute:
        """Step over a type that begins with an identifier."""
        text = self.text
        end = match.end()
        name = match.group()
        follow = text[end : end + 1]
        if follow == "<" and name not in ("for", "unsafe"):
            start = self.pos
            self.pos = end
            args = self.generic_args()
            if text.startswith("::", self.pos):
                self.pos = start
                return self._nested()
            return mir.AdtType(name_attribute(self.resolve(name)), ArrayAttr(args))
        if follow == ":" and text.startswith("::", end):
            return self._nested()
        if (primitive := PRIMITIVES.get(name)) is not None:
            self.pos = end
            return primitive
        if name == "dyn" and follow == " ":
            self.pos = end + 1
            return self._dyn()
        if name == "impl" and follow == " ":
            return self._impl_trait()
        if (
            (name == "fn" and follow == "(")
            or name in ("unsafe", "extern", "safe")
            or (name == "for" and follow == "<")
        ):
            return self._function()[0]
        if name == "field_of" and follow == "!":
            self.fail("the type `field_of!`, which is not supported yet")
        self.pos = end
        if name.startswith("r#"):
            name = name[2:]
        if "::" in name or (name != "Self" and self.resolver.is_item(name)):
            return mir.AdtType(name_attribute(self.resolve(name)), _NO_TYPES)
        return self.param(name)

    def _nested(self) -> Attribute:
        """
        Step over an ADT whose path has impls, closures or arguments before its end.

        Items inside the functions of impls have none of the impls' generic arguments, which
        rustc prints as the impl declares them: the printed beginning is a part of the name.
        """
        path = self.path(in_type=True)
        if isinstance(path.segments[0], QualifiedSegment):
            own = path.own_args
            text = path.text[: path.text.rfind(f"::{path.name}")]
            name = f"{self.crate}::{text}::{path.name}"
            return mir.AdtType(name_attribute(name), ArrayAttr(own))
        return mir.AdtType(name_attribute(path.path), ArrayAttr(path.args))

    def _parenthesised(self) -> Attribute:
        """Step over a tuple, `(dyn Trait + 'a)`, or the pattern type `(T) is 1..=5`."""
        self.expect("(")
        if self.take(")"):
            return mir.UNIT
        first = self.type_()
        if self.take(")"):
            if self.take(" is "):
                return self.pattern(first)
            return first
        elements = [first]
        while not self.take(")"):
            if self.take(",)"):
                break
            self.expect(", ")
            elements.append(self.type_())
        return mir.TupleType(ArrayAttr(elements))

    def _projection(self) -> Attribute:
        """Step over `<T as Trait>::Name<args>`, or over an item inside an impl's function."""
        start = self.pos
        if self.at("<impl ") and not self.is_qualified(start):
            return self._nested()
        segment = self.qualified()
        match = None
        if self.at("::"):
            match = PATH(self.text, self.pos + 2)
        if match is None or segment.trait is None or "::" in match.group():
            self.pos = start
            return self._nested()
        self.pos = match.end()
        own = self.generic_args() if self.at("<") else ()
        if self.at("::"):
            self.pos = start
            return self._nested()
        trait = segment.trait
        return mir.ProjectionType(
            segment.self_type,
            name_attribute(trait.path),
            ArrayAttr(trait.args),
            name_attribute(match.group()),
            ArrayAttr(own),
        )

    def _body_type(self) -> Attribute:
        """Step over the type of a closure, a coroutine, or what else has a body for a type."""
        self.expect("{")
        for kind in _BODY_KINDS:
            if self.take(kind):
                break
        else:
            return self._special_body()
        closure_like = "closure@" in kind
        cls = mir.ClosureType if closure_like else mir.CoroutineType
        start = self.pos
        match = _CLOSURE_SPAN(self.text, start)
        if match is not None:
            self.pos = match.end()
            return cls(name_attribute(match.group(1)), _NO_TYPES)
        # In a value's place rustc prints the path in a value's spelling, `gen_::<T>::{closure#0}`.
        path = self.either_path()
        self.expect("}")
        return cls(*self.open_impls(path))

    def open_impls(self, path: FnPath) -> tuple[StringAttr, ArrayAttr[Attribute]]:
        """
        A path's text and arguments, for a type.

        Of an impl block in the path, `<impl Trait<A> for T>`, the text keeps `<impl Trait>`, and
        `T` and `A` come first among the arguments, where a substitution finds them. Of a function
        within a trait's function, `<T as Trait<A>>::method::inner`, the text is the same, but
        only `T`'s head is kept: rustc prints the impl as it is written, and nothing within the
        inner function depends on its parameters. Of one within an inherent impl's function,
        `Type<I, U>::method::inner`, nothing is kept of `I` and `U`, for the same reason.
        """
        segments = path.segments
        first = segments[0]
        if isinstance(first, QualifiedSegment):
            names = [s.name for s in segments[1:] if isinstance(s, NameSegment)]
            if first.trait is None or len(names) < 2 or names[1].startswith("{"):
                return name_attribute(path.path), ArrayAttr(path.args)
            own = [a for s in segments[2:] if isinstance(s, NameSegment) for a in s.args]
            text = "::".join((f"<impl {first.trait.path}>", *names))
            crate = first.trait.path.partition("::")[0]
            return name_attribute(f"{crate}::{text}"), ArrayAttr((erase(first.self_type), *own))
        if path.self_type is None or not any(isinstance(s, ImplSegment) for s in segments):
            return name_attribute(path.path), ArrayAttr(_own_args(path))
        parts: list[str] = []
        args: list[Attribute] = []
        for segment in segments:
            match segment:
                case ImplSegment():
                    trait = segment.trait
                    parts.append("<impl>" if trait is None else f"<impl {trait.path}>")
                    args.append(segment.self_type)
                    if trait is not None:
                        args += trait.args
                case NameSegment():
                    parts.append(segment.name)
                case _:
                    return name_attribute(path.path), ArrayAttr(path.args)
        return name_attribute("::".join(parts)), ArrayAttr((*args, *path.args))

    def either_path(self) -> FnPath:
        """Step over a path in whichever spelling, a type's or a value's, is there."""
        start = self.pos
        try:
            return self.path(in_type=True)
        except SyntaxFault:
            self.pos = start
            return self.path()

    def _special_body(self) -> Attribute:
        for kind in ("async fn body", "gen fn body", "async gen fn body"):
            if self.take(f"{kind} of "):
                path = self.either_path()
                self.expect("()}")
                return mir.CoroutineType(
                    name_attribute(f"{path.path}::{{closure#0}}"), ArrayAttr(path.args)
                )
        if self.take("type error}"):
            self.fail("a type that rustc could not work out (`{type error}`)", self.pos - 11)
        raise self.expected("a closure's or a coroutine's type")

    def _impl_trait(self) -> Attribute:
        """Step over `impl A + B`, a parameter by that name."""
        text = self.text
        start = self.pos
        depth = 0
        position = start
        length = len(text)
        while position < length:
            character = text[position]
            if character in "<([{":
                depth += 1
            elif character == ">":
                if text[position - 1] != "-":
                    depth -= 1
            elif character in ")]}":
                depth -= 1
            elif depth == 0 and (
                character in ",;="
                or text.startswith((" {", " as ", " for "), position)
                or (text.startswith(" (", position) and _CAST_KIND(text, position) is not None)
            ):
                break
            if depth < 0:
                break
            position += 1
        self.pos = position
        return self.param(text[start:position])

    def _dyn(self) -> Attribute:
        """Step over the bounds of a trait object, after `dyn `."""
        principal = ""
        args: ArrayAttr[Attribute] = _NO_TYPES
        bindings: list[Attribute] = []
        auto_traits: list[StringAttr] = []
        first = True
        while True:
            if self.take("'"):
                self.pos -= 1
                if not self.lifetime():
                    self.unexpected("a lifetime")
            else:
                trait = self.trait_ref()
                if self.at("(") and first:
                    inputs, output, _ = self._inputs_and_output()
                    principal = trait.path
                    args = ArrayAttr((mir.TupleType(ArrayAttr(inputs)),))
                    bindings += [name_attribute("Output"), output]
                elif trait.path in AUTO_TRAITS or not first:
                    auto_traits.append(name_attribute(trait.path))
                else:
                    principal = trait.path
                    args = ArrayAttr(trait.args)
                    for name, value in trait.bindings:
                        bindings += [name_attribute(name), value]
            first = False
            if not self.take(" + "):
                break
        return mir.DynType(
            name_attribute(principal), args, ArrayAttr(bindings), ArrayAttr(auto_traits)
        )

    def _inputs_and_output(
        self, of_function: bool = False
    ) -> tuple[list[Attribute], Attribute, bool]:
        """
        Step over `(A, B) -> C`; whether it takes C's variable arguments comes last.

        A path in braces after `C` belongs to the outermost function, `fn() -> fn() -> u8 {f}`,
        unless that has one of its own: `fn() -> fn() -> u8 {g} {f}`.
        """
        self.expect("(")
        inputs: list[Attribute] = []
        variadic = False
        while not self.take(")"):
            if inputs or variadic:
                self.expect(", ")
            if self.take("..."):
                variadic = True
            else:
                inputs.append(self.type_())
        if not self.take(" -> "):
            return inputs, mir.UNIT, variadic
        if of_function and self.text.startswith(_FN_STARTS, self.pos):
            return inputs, self._function(is_output=True)[0], variadic
        return inputs, self.type_(), variadic

    def _function(self, is_output: bool = False) -> tuple[Attribute, FnSig | None]:
        """Step over a function pointer's type, an unsafe binder, or a function item's type."""
        features = self.take("#[target_features] ")
        if self.take("for<"):
            self.skip_binder()
        if self.take("unsafe<"):
            self.skip_binder()
            return mir.UnsafeBinderType(self.type_()), None
        unsafe = self.take("unsafe ")
        self.take("safe ")
        abi = "Rust"
        if self.take("extern "):
            abi = self.string()
            self.expect(" ")
        self.expect("fn")
        inputs, output, variadic = self._inputs_and_output(True)
        if (not is_output or self._has_two_items()) and self.take(" {"):
            path = self.path()
            self.expect("}")
            signature = FnSig(tuple(inputs), output, abi, unsafe, variadic, features)
            type_ = self.fn_def(path)
            if type_.args.data:
                mentions = self.function_mentions.setdefault(type_.path.data, [])
                mentions.append((type_.args.data, signature))
            return type_, signature
        if variadic:
            self.fail("a pointer to a C-variadic function, which is not supported yet")
        return mir.FnPtrType(ArrayAttr(inputs), output, name_attribute(abi)), None

    def _has_two_items(self) -> bool:
        """
        Whether the paths of two function items come next: the first then is that of the function
        at hand, which the other one returns.
        """
        if not self.at(" {"):
            return False
        start = self.pos
        self.pos += 2
        self.path()
        found = self.take("} {")
        self.pos = start
        return found

    def fn_def(self, path: FnPath) -> mir.FnDefType:
        """The type of the function item that `path` names."""
        return mir.FnDefType(*self.open_impls(path))


def erase(type_: Attribute) -> Attribute:
    """A type of the same head, with nothing in it; the unit type for a parameter."""
    match type_:
        case mir.AdtType():
            return mir.AdtType(type_.path, ArrayAttr(()))
        case mir.RefType():
            return mir.RefType(mir.UNIT, type_.mutable)
        case mir.PtrType():
            return mir.PtrType(mir.UNIT, type_.mutable)
        case mir.SliceType():
            return mir.SliceType(mir.UNIT)
        case mir.ArrayType():
            return mir.ArrayType(mir.UNIT, mir.IntAttr(0))
        case mir.TupleType():
            return mir.TupleType(ArrayAttr([mir.UNIT] * len(type_.elements.data)))
        case mir.ParamType() | mir.ProjectionType():
            return mir.UNIT
        case _:
            return type_
