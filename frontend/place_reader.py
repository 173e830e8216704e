"""
Reading places and operands (`pre_fmt_projection`, `post_fmt_projection` and `Debug` of `Operand`
in `rustc_middle/src/mir/pretty.rs`).

A place is printed inside out: all opening parts first, outermost first, then the local, then the
closing parts in the order of the projection. `(*((_1 as Some).0: &u32))` is `_1`, downcast to
`Some`, field 0, dereferenced. So the openings only need counting and the closings tell what each
projection is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from xdsl.ir import Attribute

from ..dialects.mir import types as mir
from .const_reader import ConstReader
from .path_resolver import PathResolver
from .syntax import (
    Constant,
    ConstantIndex,
    Copy,
    Deref,
    Downcast,
    Field,
    Index,
    LocalDecl,
    Move,
    OpaqueCast,
    Operand,
    Place,
    Projection,
    RuntimeChecks,
    Subslice,
    UnwrapBinder,
    ZstValue,
)

_LOCAL = re.compile(r"_(\d+)").match
_OPENINGS = re.compile(r"(?:unwrap_binder!\(|\(\*?)*").match
_OPENING = re.compile(r"unwrap_binder!\(|\(\*?").findall
_FIELD = re.compile(r"\.(\d+): ").match
_INDEX = re.compile(r"\[_(\d+)\]").match
_CONSTANT_INDEX = re.compile(r"\[(-?)(\d+) of (\d+)\]").match
_SUBSLICE = re.compile(r"\[(\d*)(:-?|\.\.)(\d*)\]").match
_VARIANT = re.compile(r"((?:r#)?[^\W\d]\w*|variant#\d+)\)").match
_CHECKS = re.compile(r"(?:Ub|Contract|Overflow)Checks(?![\w:])").match

_DEREF = Deref()


class PlaceReader(ConstReader):
    """The places and operands of a MIR file."""

    def __init__(self, crate: str, resolver: PathResolver | None = None) -> None:
        super().__init__(crate, resolver)
        self._places: dict[str, Place] = {}
        self._operands: dict[str, Operand] = {}

    def local(self) -> int:
        """Step over `_1`; the local's index."""
        match = _LOCAL(self.text, self.pos)
        if match is None:
            self.unexpected("a local")
        self.pos = match.end()
        return int(match.group(1))

    def place(self) -> Place:
        """Step over a place."""
        text = self.text
        start = self.pos
        match = _OPENINGS(text, start)
        openings: list[str] = _OPENING(match.group()) if match else []
        if match is not None:
            self.pos = match.end()
        local = self.local()
        if not openings and not text.startswith("[_", self.pos) and not self.at("["):
            whole = text[start : self.pos]
            known = self._places.get(whole)
            if known is None:
                known = self._places[whole] = Place(local)
            return known
        projection: list[Projection] = []
        while True:
            if text.startswith("[", self.pos):
                # An operand's list may follow a place, but never right after it.
                projection.append(self._index())
                continue
            if not openings:
                break
            opening = openings.pop()
            if opening == "(*":
                self.expect(")")
                projection.append(_DEREF)
            elif opening == "(":
                projection.append(self._field_or_cast())
            else:
                self.expect("; ")
                projection.append(UnwrapBinder(self.type_()))
                self.expect(")")
        whole = text[start : self.pos]
        known = self._places.get(whole)
        if known is None:
            known = self._places[whole] = Place(local, tuple(projection))
        return known

    def _field_or_cast(self) -> Projection:
        """Step over `.0: T)`, ` as Variant)` or ` as T)`."""
        match = _FIELD(self.text, self.pos)
        if match is not None:
            self.pos = match.end()
            type_ = self.type_()
            self.expect(")")
            return Field(int(match.group(1)), type_)
        self.expect(" as ")
        match = _VARIANT(self.text, self.pos)
        if match is not None:
            self.pos = match.end()
            return Downcast(match.group(1).removeprefix("r#"))
        type_ = self.type_()
        self.expect(")")
        return OpaqueCast(type_)

    def _index(self) -> Projection:
        """Step over `[_1]`, `[0 of 1]`, `[-1 of 1]`, `[1:]`, `[:-1]`, `[1:-1]` or `[1..2]`."""
        text = self.text
        if (match := _INDEX(text, self.pos)) is not None:
            self.pos = match.end()
            return Index(int(match.group(1)))
        if (match := _CONSTANT_INDEX(text, self.pos)) is not None:
            self.pos = match.end()
            sign, offset, length = match.groups()
            return ConstantIndex(int(offset), int(length), sign == "-")
        if (match := _SUBSLICE(text, self.pos)) is not None:
            self.pos = match.end()
            from_, separator, to = match.groups()
            return Subslice(int(from_ or "0"), int(to or "0"), separator != "..")
        raise self.expected("an index")

    def operand(self) -> Operand:
        """Step over an operand."""
        text = self.text
        start = self.pos
        if text.startswith("copy ", start):
            self.pos += 5
            return Copy(self.place())
        if text.startswith("move ", start):
            self.pos += 5
            return Move(self.place())
        if text.startswith("const ", start):
            self.pos += 6
            return self.const()
        if (match := _CHECKS(text, start)) is not None:
            self.pos = match.end()
            return RuntimeChecks(match.group())
        if text.startswith(("_", "("), start):
            # Older rustc leaves `copy` out.
            return Copy(self.place())
        return self.fn_item()

    def fn_item(self) -> Constant:
        """Step over a function item, which rustc prints without `const`."""
        path = self.path()
        return Constant(self.fn_def(path), ZstValue(path))

    def read_operand(self, text: str) -> Operand:
        """The operand that `text` is, shared. Raises `SyntaxFault`."""
        known = self._operands.get(text)
        if known is None:
            saved = self.text, self.pos
            self.text, self.pos = text, 0
            known = self.operand()
            self.end()
            self._operands[text] = known
            self.text, self.pos = saved
        return known

    def operands(self, end: str) -> tuple[Operand, ...]:
        """Step over operands separated by commas, and `end`, which closes them."""
        text = self.text
        start = self.pos
        if text.startswith(end, start):
            self.pos = start + len(end)
            return ()
        close = text.find(end, start)
        inside = text[start:close]
        if close >= 0 and not any(character in inside for character in "([{<\"'"):
            self.pos = close + len(end)
            operands = self._operands
            result: list[Operand] = []
            for part in inside.removesuffix(",").split(", "):
                known = operands.get(part)
                result.append(self.read_operand(part) if known is None else known)
            return tuple(result)
        found: list[Operand] = []
        while True:
            before = self.pos
            operand = self.operand()
            self._operands.setdefault(text[before : self.pos], operand)
            found.append(operand)
            if self.take(end):
                return tuple(found)
            if self.take("," + end):
                return tuple(found)
            self.expect(", ")

    def place_type(self, place: Place, locals_: Sequence[LocalDecl]) -> Attribute | None:
        """The type of a place; `None` where only definitions could tell."""
        if place.local >= len(locals_):
            return None
        type_: Attribute | None = locals_[place.local].type
        for element in place.projection:
            match element:
                case Field() | OpaqueCast() | UnwrapBinder():
                    type_ = element.type
                case Deref():
                    if isinstance(type_, mir.RefType | mir.PtrType):
                        type_ = type_.pointee
                    elif isinstance(type_, mir.AdtType) and type_.path.data.endswith("::Box"):
                        type_ = type_.args.data[0] if type_.args.data else None
                    else:
                        return None
                case Index() | ConstantIndex():
                    if not isinstance(type_, mir.ArrayType | mir.SliceType):
                        return None
                    type_ = type_.element
                case Subslice():
                    if isinstance(type_, mir.ArrayType):
                        type_ = (
                            None
                            if element.from_end
                            else mir.ArrayType(
                                type_.element, self.int_attr(element.to - element.from_)
                            )
                        )
                case Downcast():
                    pass
        return type_
