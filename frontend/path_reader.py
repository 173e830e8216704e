"""
Reading the paths of items, in types and in values.

rustc prints a path (`rustc_middle/src/ty/print/{mod,pretty}.rs`) as names with generic arguments,
where an impl block takes one of four shapes: nothing but the type for an inherent impl of an ADT
(`Option::<i64>::ok_or`), `<T as Trait>` or `<T>` in the first place, `module::<impl Trait for T>`
where the impl is in another module than its type, and `<impl at FILE:L:C: L:C>` for the item that
a body belongs to. In values `::` stands before generic arguments, in types it does not:

    core::option::Option::<i64>::ok_or::<E>         gen_<T>::{closure#0}
"""

from __future__ import annotations

import re

from xdsl.dialects.builtin import StringAttr
from xdsl.ir import Attribute

from .path_resolver import PathResolver
from .syntax import (
    FnPath,
    ImplSegment,
    ImplSpanSegment,
    NameSegment,
    PathSegment,
    QualifiedSegment,
    Span,
    TraitRef,
)
from .text_scanner import TextScanner

_NAME = re.compile(r"promoted\[\d+\]|(?:r#)?[^\W\d]\w*|\{[a-z_ ]+(?:#\d+)?\}").match
"""
One name of a path. `{closure#0}`, `{constant#1}`, `{impl#2}`, `{opaque#0}` are names too;
`core_arch::x86` paths of anonymous `const _` items read `_`.
"""
_NAMES = re.compile(r"(?:r#)?[^\W\d]\w*(?:::(?:r#)?[^\W\d]\w*)*").match
_LIFETIME = re.compile(r"'(?:[^\W\d]\w*|\d+|\?\d+)(?!')").match
_SPAN = re.compile(r"(.+?):(\d+):(\d+): (?:(\d+):)?(\d+)(?: \(#\d+\))?").fullmatch
_IMPL_AT = re.compile(r"<impl at ((?:[^>]|->)+?:\d+:\d+: (?:\d+:)?\d+)>").match

_NO_ARGS: tuple[Attribute, ...] = ()


class PathReader(TextScanner):
    """The paths among what a MIR file says; types come from `TypeReader`, which extends it."""

    def __init__(self, crate: str, resolver: PathResolver) -> None:
        super().__init__()
        self.crate = crate
        self.resolver = resolver
        self._resolved: dict[str, str] = {}
        self._spans: dict[str, Span | None] = {}

    # What TypeReader brings

    def type_(self) -> Attribute:
        """Step over a type."""
        raise NotImplementedError

    def generic_arg(self) -> Attribute | None:
        """Step over a generic argument; `None` for a lifetime."""
        raise NotImplementedError

    # Spans

    def span(self, text: str) -> Span | None:
        """The span that `FILE:L:C: L:C` says; `None` for `no-location` and what is not one."""
        try:
            return self._spans[text]
        except KeyError:
            pass
        match = _SPAN(text)
        if match is None:
            span = None
        else:
            file, line, col, end_line, end_col = match.groups()
            span = Span(file, int(line), int(col), int(end_line or line), int(end_col))
        self._spans[text] = span
        return span

    # Paths

    def resolve(self, path: str) -> str:
        """The canonical path of `path`, cached; without the `r#` of raw names."""
        known = self._resolved.get(path)
        if known is None:
            known = self._resolved[path] = self.resolver.resolve(path.replace("r#", ""))
        return known

    def generic_args(self) -> tuple[Attribute, ...]:
        """Step over `<a, b>`; lifetimes are dropped."""
        self.expect("<")
        if self.take(">"):
            return _NO_ARGS
        args: list[Attribute] = []
        while True:
            arg = self.generic_arg()
            if arg is not None:
                args.append(arg)
            if self.take(">"):
                return tuple(args)
            self.expect(", ")

    def trait_ref(self) -> TraitRef:
        """Step over a trait's path with its arguments and fixed associated types."""
        if self.take("for<"):
            self.skip_binder()
        self.take("[const] ")
        self.take("const ")
        start = self.pos
        match = _NAMES(self.text, start)
        if match is None:
            self.unexpected("a trait")
        self.pos = match.end()
        name = match.group()
        args: list[Attribute] = []
        bindings: list[tuple[str, Attribute]] = []
        if self.at("<"):
            self.pos += 1
            while not self.take(">"):
                if args or bindings:
                    self.take(", ")
                binding = _NAMES(self.text, self.pos)
                if binding is not None and self.text.startswith(" = ", binding.end()):
                    self.pos = binding.end() + 3
                    value = self.generic_arg()
                    if value is None:
                        self.unexpected("a type")
                    bindings.append((binding.group(), value))
                    continue
                arg = self.generic_arg()
                if arg is not None:
                    args.append(arg)
                if not self.at(">") and not self.take(", "):
                    self.unexpected("`>`")
        if self.at("::"):
            # A trait within a method: `Wrap<T>::method::Local`.
            self.pos = start
            path = self.path(in_type=True)
            return TraitRef(path.path, path.args)
        return TraitRef(self.resolve(name), tuple(args), tuple(bindings))

    def skip_binder(self) -> None:
        """Step over the rest of `for<'a, 'b> `."""
        end = self.text.find("> ", self.pos)
        if end < 0:
            self.unexpected("`>`")
        self.pos = end + 2

    def qualified(self) -> QualifiedSegment:
        """Step over `<T as Trait>` or `<T>`."""
        self.expect("<")
        self_type = self.type_()
        trait = self.trait_ref() if self.take(" as ") else None
        self.expect(">")
        return QualifiedSegment(self_type, trait)

    def impl_segment(self) -> ImplSegment | ImplSpanSegment:
        """Step over `<impl Trait for T>`, `<impl T>` or `<impl at SPAN>`."""
        start = self.pos
        if self.at("<impl at "):
            match = _IMPL_AT(self.text, start)
            span = None if match is None else self.span(match.group(1))
            if match is None or span is None:
                self.unexpected("an impl block's span")
            self.pos = match.end()
            return ImplSpanSegment(span, match.group())
        self.expect("<impl ")
        trait: TraitRef | None = None
        # A trait reads like a type up to its ` for `; the type itself never continues so.
        here = self.pos
        self.take("!")
        if _NAMES(self.text, self.pos) is not None:
            trait_or_type_end = self._skip_path()
            if self.text.startswith(" for ", trait_or_type_end):
                trait = self.trait_ref()
                self.expect(" for ")
            else:
                self.pos = here
        else:
            self.pos = here
        self_type = self.type_()
        self.expect(">")
        return ImplSegment(self_type, trait, self.text[start : self.pos])

    def _skip_path(self) -> int:
        """Where the path that begins here ends, arguments included; the position stays."""
        match = _NAMES(self.text, self.pos)
        end = self.pos if match is None else match.end()
        if self.text.startswith("<", end):
            depth = 0
            for position in range(end, len(self.text)):
                character = self.text[position]
                if character == "<":
                    depth += 1
                elif character == ">" and self.text[position - 1] != "-":
                    depth -= 1
                    if depth == 0:
                        return position + 1
        return end

    def path(self, *, in_type: bool = False) -> FnPath:
        """
        Step over a path in a value's spelling, or, with `in_type`, a type's.

        It ends where no `::` and no generic arguments follow.
        """
        text = self.text
        start = self.pos
        segments: list[PathSegment] = []
        plain = True
        """Whether only names without arguments came so far."""
        names: list[str] = []
        args: list[Attribute] = []
        if text.startswith("<", start):
            is_impl = text.startswith("<impl ", start) and not self.is_qualified(start)
            segment = self.impl_segment() if is_impl else self.qualified()
            segments.append(segment)
            plain = False
            self.expect("::")
        while True:
            if text.startswith("<impl ", self.pos):
                segments.append(self.impl_segment())
                plain = False
            else:
                match = _NAME(text, self.pos)
                if match is None:
                    self.unexpected("a name")
                self.pos = match.end()
                name = match.group()
                if name.startswith("r#"):
                    name = name[2:]
                if text.startswith("<" if in_type else "::<", self.pos) and not (
                    text.startswith("<impl " if in_type else "::<impl ", self.pos)
                    and self._impl_follows(self.pos if in_type else self.pos + 2)
                ):
                    if not in_type:
                        self.pos += 2
                    own = self.generic_args()
                    segments.append(NameSegment(name, own))
                    args += own
                    if plain:
                        names.append(name)
                        plain = False
                else:
                    segments.append(NameSegment(name))
                    if plain:
                        names.append(name)
            if text.startswith("::", self.pos):
                self.pos += 2
            else:
                break
        return self._fn_path(text[start : self.pos], segments, len(names), names, args)

    def is_qualified(self, pos: int) -> bool:
        """Whether the `<` at `pos` begins `<T as Trait>`, whatever `T` is."""
        text = self.text
        depth = 0
        for position in range(pos, len(text)):
            character = text[position]
            if character in "<([{":
                depth += 1
            elif character in ")]}" or (character == ">" and text[position - 1] != "-"):
                depth -= 1
                if depth == 0:
                    return False
            elif character == " " and depth == 1 and text.startswith(" as ", position):
                return True
        return False

    def _impl_follows(self, pos: int) -> bool:
        """Whether the `<impl ...>` at `pos` is an impl block and not an `impl Trait` argument."""
        if self.text.startswith("<impl at ", pos):
            return True
        saved = self.pos
        self.pos = pos + 1
        depth = 1
        text = self.text
        for position in range(self.pos, len(text)):
            character = text[position]
            if character in "<([":
                depth += 1
            elif character in ")]" or (character == ">" and text[position - 1] != "-"):
                depth -= 1
                if depth == 0:
                    self.pos = saved
                    after = text[position + 1 : position + 4]
                    return (
                        len(after) == 3 and after.startswith("::") and after[2] not in "{<"
                    ) and not text.startswith("promoted[", position + 3)
        self.pos = saved
        return False

    def _fn_path(
        self,
        text: str,
        segments: list[PathSegment],
        count: int,
        names: list[str],
        args: list[Attribute],
    ) -> FnPath:
        """Put the path together, its first `count` names made canonical."""
        first = segments[0]
        self_type: Attribute | None = None
        trait: TraitRef | None = None
        rest = segments[count:]
        if isinstance(first, QualifiedSegment):
            self_type, trait = first.self_type, first.trait
            rest = segments[1:]
            if trait is not None:
                head = trait.path
                args = [self_type, *trait.args, *args]
            else:
                head = text[: text.find(">::") + 1] if ">::" in text else text
        elif count:
            head = self.resolve("::".join(names))
            segments = [
                *(NameSegment(name) for name in head.split("::")[:-1]),
                NameSegment(head.rpartition("::")[2], self._args_of(segments[count - 1])),
                *rest,
            ]
        else:
            head = self.crate
            segments = [NameSegment(self.crate), *segments]
        parts = [head]
        for segment in rest:
            match segment:
                case NameSegment():
                    parts.append(segment.name)
                case ImplSegment():
                    parts.append(segment.text)
                    self_type, trait = segment.self_type, segment.trait
                case ImplSpanSegment():
                    parts.append(segment.text)
                case QualifiedSegment():
                    raise AssertionError("only the first segment is qualified")
        return FnPath(text, tuple(segments), "::".join(parts), tuple(args), self_type, trait)

    @staticmethod
    def _args_of(segment: PathSegment) -> tuple[Attribute, ...]:
        return segment.args if isinstance(segment, NameSegment) else _NO_ARGS

    def lifetime(self) -> bool:
        """Step over a lifetime, if one comes next."""
        match = _LIFETIME(self.text, self.pos)
        if match is None:
            return False
        self.pos = match.end()
        return True


def name_attribute(name: str) -> StringAttr:
    """A name as an attribute, shared."""
    known = _STRINGS.get(name)
    if known is None:
        known = _STRINGS[name] = StringAttr(name)
    return known


_STRINGS: dict[str, StringAttr] = {}
