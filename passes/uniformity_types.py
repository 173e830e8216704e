"""What the analysis of uniformity asks about types: pointers in a value, and what drops do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from xdsl.ir import Attribute, Operation

from ..dialects import mir


class Types:
    """Answers about the types of a module, by its definitions."""

    def __init__(self, definitions: Mapping[Attribute, Operation]) -> None:
        self._definitions = definitions
        self._shapes: dict[Attribute, tuple[str, ...] | None] = {}

    def pointers(self, type_: Attribute) -> tuple[str, ...] | None:
        """
        The pointers, `thin` or `fat`, that values of a type are made of; `None` where there may be
        something else in one.
        """
        if type_ not in self._shapes:
            self._shapes[type_] = None
            self._shapes[type_] = self._compute_pointers(type_)
        return self._shapes[type_]

    def _compute_pointers(self, type_: Attribute) -> tuple[str, ...] | None:
        match type_:
            case mir.RefType() | mir.PtrType():
                return ("fat" if self._is_unsized(type_.pointee) else "thin",)
            case mir.FnPtrType():
                return ("thin",)
            case mir.TupleType():
                return self._all_pointers(type_.elements.data)
            case mir.AdtType():
                op = self._definitions.get(type_)
                if not isinstance(op, mir.StructOp | mir.EnumOp):
                    return None
                fields = [field.type for v in op.variants.data for field in v.fields.data]
                # Of an enum, `Option<&T>` and its like: the tag is in the pointer.
                if isinstance(op, mir.EnumOp) and len(fields) != 1:
                    return None
                return self._all_pointers(fields)
            case _:
                return None

    def _all_pointers(self, types: Iterable[Attribute]) -> tuple[str, ...] | None:
        found: tuple[str, ...] = ()
        for type_ in types:
            pointers = self.pointers(type_)
            if pointers is None:
                return None
            found += pointers
        return found

    def _is_unsized(self, type_: Attribute) -> bool:
        if isinstance(type_, mir.AdtType):
            op = self._definitions.get(type_)
            if not isinstance(op, mir.StructOp):
                return False
            fields = op.variants.data[0].fields.data
            return bool(fields) and self._is_unsized(fields[-1].type)
        if isinstance(type_, mir.TupleType) and type_.elements.data:
            return self._is_unsized(type_.elements.data[-1])
        return isinstance(type_, mir.SliceType | mir.StrType | mir.DynType)

    def may_drop(self, type_: Attribute) -> bool:
        """Whether dropping a value of a type may do something (`Ty::needs_drop`)."""
        match type_:
            case mir.AdtType():
                op = self._definitions.get(type_)
                if isinstance(op, mir.UnionOp):
                    return False
                if not isinstance(op, mir.StructOp | mir.EnumOp):
                    return True
                if op.lang is not None and op.lang.data == "manually_drop":
                    return False
                fields = [field.type for v in op.variants.data for field in v.fields.data]
                return op.drop is not None or any(self.may_drop(field) for field in fields)
            case mir.TupleType():
                return any(self.may_drop(element) for element in type_.elements.data)
            case mir.ArrayType() | mir.SliceType():
                return self.may_drop(type_.element)
            case mir.RefType() | mir.PtrType() | mir.FnPtrType():
                return False
            case _:
                return not is_number(type_)

    def is_punning(self, type_: Attribute) -> bool:
        """Whether a type is a union that is meant to be read as something else."""
        op = self._definitions.get(type_)
        return isinstance(op, mir.UnionOp) and (op.lang is None or op.lang.data != "maybe_uninit")


def is_number(type_: Attribute) -> bool:
    """Whether values of a type are numbers, characters or truth values."""
    return not isinstance(
        type_,
        mir.RefType
        | mir.PtrType
        | mir.FnPtrType
        | mir.TupleType
        | mir.ArrayType
        | mir.AdtType
        | mir.ClosureType
        | mir.SliceType
        | mir.StrType
        | mir.DynType
        | mir.CoroutineType
        | mir.PatternType
        | mir.UnsafeBinderType,
    )
