"""
Which structs end in a field that may be unsized, as they are declared.

rustc keeps such a field last in memory even in an instance where its type is sized, so that
`&RefCell<[u8; 4]>` can become `&RefCell<[u8]>`: the layout of a sized type depends on its generic
definition. The rule is `StructKind::MaybeUnsized` in `compiler/rustc_ty_utils/src/layout.rs`.
"""

from __future__ import annotations

from ..dialects import mir
from .definitions import AdtDef, Universe
from .traits import Traits


def maybe_unsized(adt: AdtDef, universe: Universe, traits: Traits) -> bool:
    """Whether the last field of a struct, as declared, may be unsized."""
    if adt.kind != "struct" or not adt.variants[0].fields:
        return False
    tail = adt.variants[0].fields[-1].type
    while True:
        match tail:
            case mir.ParamType():
                return tail.param_name.data in adt.relaxed
            case mir.SliceType() | mir.StrType() | mir.DynType():
                return True
            case mir.TupleType() if tail.elements.data:
                tail = tail.elements.data[-1]
            case mir.AdtType():
                inner = universe.adt(tail.path.data)
                if inner is None or inner.kind != "struct" or not inner.variants[0].fields:
                    return False
                tail = traits.substitute_adt(inner, tail)(inner.variants[0].fields[-1].type)
            case _:
                return False
