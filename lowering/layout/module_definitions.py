"""
The definitions of a `mir` module: its `mir.struct`, `mir.enum`, `mir.union` and
`mir.closure_def` operations, read on demand.
"""

from __future__ import annotations

from typing import Literal

from xdsl.dialects.builtin import ModuleOp
from xdsl.ir import Attribute

from ...dialects.mir.items import ClosureOp, EnumOp, StructOp, UnionOp
from ...dialects.mir.types import AdtType, ClosureType
from .definitions import AdtDefinition, FieldDefinition, Repr, VariantDefinition

_KINDS: dict[type[StructOp | EnumOp | UnionOp], Literal["struct", "enum", "union"]] = {
    StructOp: "struct",
    EnumOp: "enum",
    UnionOp: "union",
}

MAYBE_UNSIZED = "maybe_unsized"
"""The attribute of a `mir.struct` whose last field's type, as declared, may be unsized."""
NOT_UNPIN = "not_unpin"
"""The attribute of a type for which there is an `impl !Unpin`."""


class ModuleDefinitions:
    """
    Definitions that are operations of a module.

    Operations that are added to the module later are found too.
    """

    def __init__(self, module: ModuleOp) -> None:
        self._module = module
        self._adts: dict[Attribute, StructOp | EnumOp | UnionOp] = {}
        self._closures: dict[Attribute, ClosureOp] = {}
        self._index()

    def _index(self) -> None:
        for op in self._module.body.ops:
            if isinstance(op, StructOp | EnumOp | UnionOp):
                self._adts[op.adt] = op
            elif isinstance(op, ClosureOp):
                self._closures[op.closure] = op

    def adt(self, type: AdtType) -> AdtDefinition | None:
        """The definition that the module holds for a type."""
        if type not in self._adts:
            self._index()
        op = self._adts.get(type)
        return None if op is None else read_definition(op)

    def captures(self, type: ClosureType) -> tuple[Attribute, ...] | None:
        """The captures that the module holds for a closure."""
        if type not in self._closures:
            self._index()
        op = self._closures.get(type)
        return None if op is None else tuple(op.captures.data)


def read_definition(op: StructOp | EnumOp | UnionOp) -> AdtDefinition:
    """What an operation says of a type."""
    lang = None if op.lang is None else op.lang.data
    valid = op.scalar_valid_range
    return AdtDefinition(
        kind=_KINDS[type(op)],
        repr=Repr(
            c=op.repr.is_c,
            transparent=op.repr.is_transparent,
            simd=op.repr.is_simd,
            # rustc optimizes how a `Box` is passed, but not the order of its fields.
            linear=lang == "owned_box",
            packed=op.repr.pack_bytes,
            align=op.repr.align_bytes,
            int=op.repr.int_type,
        ),
        variants=tuple(
            [
                VariantDefinition(
                    variant.variant_name.data,
                    variant.discriminant.data,
                    tuple(
                        [
                            FieldDefinition(field.field_name.data, field.type)
                            for field in variant.fields.data
                        ]
                    ),
                )
                for variant in op.variants.data
            ]
        ),
        valid_range=(None, None) if valid is None else (valid.start.data, valid.end.data),
        lang=lang,
        maybe_unsized=MAYBE_UNSIZED in op.properties or MAYBE_UNSIZED in op.attributes,
        not_unpin=NOT_UNPIN in op.attributes,
    )
