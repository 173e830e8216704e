"""
The definitions of real crates, read from rustdoc's JSON by the frontend, as layouts want them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from xdsl.dialects.builtin import IntAttr
from xdsl.ir import Attribute

from rusticle.dialects.mir import types as mir
from rusticle.frontend.definition_store import RecordDefinitions, memory_definitions
from rusticle.frontend.definitions import Universe
from rusticle.frontend.path_resolver import DefinitionsPathResolver
from rusticle.frontend.rustdoc import reduce
from rusticle.frontend.traits import Signature, Traits
from rusticle.frontend.type_reader import TypeReader
from rusticle.frontend.unsized_fields import maybe_unsized
from rusticle.lowering.layout import AdtDefinition, FieldDefinition, Repr, VariantDefinition

LANG_NAMES = {"UnsafeCell": "unsafe_cell", "UnsafePinned": "unsafe_pinned", "OwnedBox": "owned_box"}


def _exclusive(type: Attribute) -> Attribute:
    """
    The pattern type that `NonZero<i8>` and its like are made of, `i8 is ..0 | 1..`.

    rustdoc prints it as `..=0 | 1..=`, which would leave out nothing. MIR has it right.
    """
    if isinstance(type, mir.PatternType) and type.start.data == type.end.data + 1:
        mask = (1 << 128) - 1
        return mir.PatternType(type.base, type.start, IntAttr((type.end.data - 1) & mask))
    return type


class _NoCallables:
    """Closures and function items: none occur among the types of a definition."""

    def closure_signature(self, closure: mir.ClosureType) -> Signature:
        raise AssertionError(closure)

    def closure_captures(self, closure: mir.ClosureType) -> tuple[Attribute, ...]:
        raise AssertionError(closure)

    def function_signature(self, function: mir.FnDefType) -> Signature:
        raise AssertionError(function)


class CrateDefinitions:
    """The definitions of crates, each from rustdoc's JSON; `read` reads types of `local`."""

    def __init__(self, local: str, documents: Mapping[str, Path]) -> None:
        crates: dict[str, RecordDefinitions] = {}
        for name, path in documents.items():
            document = json.loads(path.read_bytes())
            crates[name] = memory_definitions(reduce(document, None, name))
        self.universe = Universe(crates)
        self.traits = Traits(self.universe, _NoCallables())
        self.reader = TypeReader(local, DefinitionsPathResolver(local, self.universe, documents))

    def read(self, text: str) -> Attribute:
        """A closed type of rustc's text, with the defaults of parameters that it leaves out."""
        return self.traits.closed(self.reader.read(text))

    def adt(self, type: mir.AdtType) -> AdtDefinition | None:
        """The definition of a named type, with its arguments put in."""
        path = type.path.data
        adt = self.universe.adt(path)
        if adt is None:
            return None
        substitute = self.traits.substitute_adt(adt, type)
        return AdtDefinition(
            adt.kind,
            Repr(
                c=adt.repr.c,
                transparent=adt.repr.transparent,
                simd=adt.repr.simd,
                linear=adt.lang == "OwnedBox",
                packed=adt.repr.packed,
                align=adt.repr.align,
                int=adt.repr.int,
            ),
            tuple(
                VariantDefinition(
                    variant.name,
                    variant.discriminant,
                    tuple(
                        FieldDefinition(field.name, _exclusive(substitute(field.type)))
                        for field in variant.fields
                    ),
                )
                for variant in adt.variants
            ),
            adt.valid_range or (None, None),
            LANG_NAMES.get(adt.lang or ""),
            maybe_unsized(adt, self.universe, self.traits),
        )

    def captures(self, type: mir.ClosureType) -> tuple[Attribute, ...] | None:
        """Nothing is known of closures."""
        return None
