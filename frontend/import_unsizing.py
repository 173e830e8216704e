"""
Unsizing: which vtable a coercion to a trait object needs, and upcasts to a supertrait's object.

A pointer to a trait object carries a vtable. To make one, the coercion names the type and the
object whose vtable that is; to make one of another trait object, the vtable of the supertrait is
read from a slot of the one at hand, unless it is that one's beginning.
"""

from __future__ import annotations

from xdsl.dialects.builtin import IntAttr
from xdsl.ir import Attribute, SSAValue

from ..dialects import mir as ops
from ..dialects.mir import types as mir
from ..dialects.mir.spelling import spell
from .import_body import USIZE, BodyImporter
from .import_names import integer, string
from .resolve import Resolver


class UnsizingImporter(BodyImporter):
    """The import of coercions to what is unsized."""

    resolver: Resolver

    def unsized(self, source: Attribute, target: Attribute) -> tuple[Attribute, mir.DynType] | None:
        """
        The type and trait object whose vtable an unsizing cast needs; `None` if it needs none.

        The rule is that of `find_tupled_vtable_types_for_unsizing` in rustc's
        `rustc_monomorphize/src/collector.rs`: through pointers, and through the one field in
        which two instances of a struct differ.
        """
        match source, target:
            case ((mir.RefType() | mir.PtrType()), (mir.RefType() | mir.PtrType())):
                return self._unsized_pointee(source.pointee, target.pointee)
            case mir.AdtType(), mir.AdtType() if source.path == target.path:
                for a, b in self._differing_fields(source, target):
                    return self.unsized(a, b)
                return None
            case _:
                raise self.unsupported(f"unsizing `{spell(source)}` to `{spell(target)}`")

    def _differing_fields(
        self, source: mir.AdtType, target: mir.AdtType
    ) -> list[tuple[Attribute, Attribute]]:
        adt = self.resolver.universe.adt(source.path.data)
        if adt is None or adt.kind != "struct":
            return []
        a = self.resolver.traits.substitute_adt(adt, source)
        b = self.resolver.traits.substitute_adt(adt, target)
        pairs = [(a(field.type), b(field.type)) for field in adt.variants[0].fields]
        return [
            (x, y)
            for x, y in pairs
            if x != y
            and not (isinstance(x, mir.AdtType) and x.path.data == "core::marker::PhantomData")
        ]

    def _unsized_pointee(
        self, source: Attribute, target: Attribute
    ) -> tuple[Attribute, mir.DynType] | None:
        match source, target:
            case mir.ArrayType(), mir.SliceType():
                return None
            case mir.DynType(), mir.DynType():
                if source.principal == target.principal or not target.principal.data:
                    return None
                self._check_upcast(source, target)
                return None
            case _, mir.DynType():
                return source, target
            case mir.AdtType(), mir.AdtType() if source.path == target.path:
                for a, b in self._differing_fields(source, target)[-1:]:
                    return self._unsized_pointee(a, b)
                return None
            case mir.TupleType(), mir.TupleType():
                return self._unsized_pointee(source.elements.data[-1], target.elements.data[-1])
            case _:
                raise self.unsupported(f"unsizing `{spell(source)}` to `{spell(target)}`")

    def _check_upcast(self, source: mir.DynType, target: mir.DynType) -> None:
        """A supertrait's vtable is read from the vtable, unless it is that one's beginning."""
        if not self._is_prefix(source, target):
            raise self.unsupported(
                f"the upcast of `{spell(source)}` to `{spell(target)}` within another type"
            )

    def _is_prefix(self, source: mir.DynType, target: mir.DynType) -> bool:
        own = self.resolver.vtable_entries(source)
        other = self.resolver.vtable_entries(target)
        return own[: len(other)] == other

    def upcast_slot(self, source: Attribute, target: Attribute) -> int | None:
        """The slot that holds the vtable that an upcast of a pointer needs, if it needs one."""
        if not isinstance(source, mir.RefType | mir.PtrType):
            return None
        if not isinstance(target, mir.RefType | mir.PtrType):
            return None
        a, b = source.pointee, target.pointee
        if not isinstance(a, mir.DynType) or not isinstance(b, mir.DynType):
            return None
        if a.principal == b.principal or not b.principal.data or self._is_prefix(a, b):
            return None
        traits = self.resolver.traits
        wanted = b.principal.data, traits.trait_args(b.principal.data, b, b.args.data)
        for slot, (kind, trait, args, _) in enumerate(self.resolver.vtable_entries(a)):
            if kind == "vptr" and (trait, args) == wanted:
                return slot
        raise self.unsupported(f"the upcast of `{spell(a)}` to `{spell(b)}`")

    def upcast(self, value: SSAValue, slot: int, target: Attribute) -> SSAValue:
        """
        A pointer to a trait object as one to a supertrait's, whose vtable is in a slot of its own
        (rustc's `unsized_info` in `rustc_codegen_ssa/src/base.rs`): a fat pointer is an array of
        two pointers, of which the second changes.
        """
        entry = mir.PtrType(mir.UNIT, IntAttr(0))
        table = mir.PtrType(entry, IntAttr(0))
        pair = mir.ArrayType(table, IntAttr(2))
        transmute: dict[str, Attribute] = {"kind": string("transmute")}
        place = self.temporary(pair)
        self.assign(place, self.emit_value(ops.CastOp, (value,), pair, dict(transmute)))
        second = self.emit_value(
            ops.ConstantIndexOp,
            (place,),
            self.place_type(table),
            {"offset": integer(1), "min_length": integer(2)},
        )
        vtable = self.emit_value(ops.CopyOp, (second,), table)
        index = self.int_value(3 + slot, USIZE)
        pointer = self.temporary(table)
        self.assign(
            pointer,
            self.emit_value(ops.BinaryOp, (vtable, index), table, {"kind": string("offset")}),
        )
        content = self.emit_value(ops.DerefOp, (pointer,), self.place_type(entry))
        loaded = self.emit_value(ops.CopyOp, (content,), entry)
        found = self.emit_value(ops.CastOp, (loaded,), table, {"kind": string("ptr_to_ptr")})
        self.assign(second, found)
        whole = self.emit_value(ops.CopyOp, (place,), pair)
        return self.emit_value(ops.CastOp, (whole,), target, dict(transmute))
