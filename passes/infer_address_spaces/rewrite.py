"""
Give every pointer the address space that the analysis found, and cast where spaces meet.

One walk sets the types of what is defined, a second one has each operation get its operands as it
needs them. A pointer that is used in a space that its type is not in is cast in front of that use,
once per block: as late as possible, and the flat form is made only where it is asked for. In memory
pointers stay flat, so that no layout depends on what was inferred: they are cast after they are
loaded and before they are stored.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias, cast

from xdsl.dialects import arith, cf, func, ub
from xdsl.dialects.builtin import ArrayAttr, DictionaryAttr, FunctionType
from xdsl.ir import Attribute, Block, Operation, SSAValue

from ...dialects import asptr, llvm
from .points_to import Function, PointsTo
from .spaces import FLAT, Spaces, called_signature, is_flat, signatures

_NONNULL = "llvm.nonnull"
_FREE = (asptr.OffsetOp, asptr.DisplaceOp, asptr.CastOp, arith.SelectOp)
"""Operations that give a pointer into the space that they are given one into."""
_CALLS = (func.CallOp, asptr.CallIndirectOp)
_ORDERED = frozenset({"ult", "ule", "ugt", "uge"})


class Rewriter:
    """Rewrites a module as an analysis of it says; `run` it once."""

    def __init__(self, analysis: PointsTo) -> None:
        self.spaces = Spaces(analysis)
        self.analysis = analysis
        self.target = analysis.target
        self.signatures = signatures(self.spaces)
        self.retyped: set[SSAValue] = set()
        """What was flat and no longer is: in memory and for others it is still to be flat."""
        self._casts: dict[tuple[SSAValue, Attribute], SSAValue] = {}
        """The casts in front of uses in the block at hand."""
        self._made: list[asptr.CastOp] = []
        """Casts that were made where a pointer is defined, and may have no use."""
        self._redundant: list[asptr.CastOp] = []

    def run(self) -> None:
        """Rewrite the module."""
        functions = self.analysis.functions.values()
        for function in functions:
            for block in function.op.body.blocks:
                self._define(function, block)
        for function in functions:
            for block in function.op.body.blocks:
                self._casts.clear()
                for op in block.ops:
                    USES.get(type(op), _keep)(self, op)
            self._declare(function)
        for op in self._redundant:
            op.result.replace_all_uses_with(op.source)
            op.detach()
            op.erase()
        for op in reversed(self._made):
            if op.result.first_use is None:
                op.detach()
                op.erase()

    # Definitions

    def _define(self, function: Function, block: Block) -> None:
        forced = (
            self.signatures[function].inputs if block is function.op.body.blocks.first else None
        )
        for index, value in enumerate(block.args):
            if is_flat(value.type):
                wanted = self.spaces.type_of(self.analysis.of(value))
                given = wanted if forced is None else forced[index]
                self._retype(value, given)
                if given != wanted:
                    self._cast_definition(value, wanted, block, None)
        for op in block.ops:
            for index, result in enumerate(op.results):
                if is_flat(result.type):
                    self._define_result(op, index, block)

    def _define_result(self, op: Operation, index: int, block: Block) -> None:
        result: SSAValue = op.results[index]
        wanted = self.spaces.type_of(self.analysis.of(result))
        given: Attribute = FLAT
        if isinstance(op, _FREE):
            given = wanted
        elif isinstance(op, asptr.IntToPtrOp):
            if wanted.space.data in self.target.flat_numbered:
                given = wanted
        elif isinstance(op, _CALLS):
            signature = called_signature(self.spaces, self.signatures, op)
            if signature is not None:
                given = signature.outputs[index]
        self._retype(result, given)
        if given != wanted:
            self._cast_definition(result, wanted, block, op)

    def _retype(self, value: SSAValue, type_: Attribute) -> None:
        if type_ is not FLAT:
            # In place, since nothing but the type changes: all uses stay.
            value._type = type_  # pyright: ignore[reportPrivateUsage]
            self.retyped.add(value)

    def _cast_definition(
        self, value: SSAValue, type_: asptr.PtrType, block: Block, op: Operation | None
    ) -> None:
        """Have all uses of a value take a cast of it, right behind its definition."""
        uses = tuple(value.uses)
        if not uses:
            return
        location = None if op is None else op.location
        new = asptr.CastOp.create(operands=(value,), result_types=(type_,))
        if location is not None:
            new.location = location
        result = new.results[0]
        for use in uses:
            use.operation.operands[use.index] = result
        result.name_hint = value.name_hint
        if op is not None:
            block.insert_op_after(new, op)
        else:
            first = block.first_op
            assert first is not None
            block.insert_op_before(new, first)
        self.retyped.add(result)
        self._made.append(new)
        self.analysis.points[result] = self.analysis.of(value)

    def _declare(self, function: Function) -> None:
        op = function.op
        signature = self.signatures[function]
        type_ = op.function_type
        if signature.inputs != list(type_.inputs.data) or signature.outputs != list(
            type_.outputs.data
        ):
            op.properties["function_type"] = FunctionType.from_lists(
                signature.inputs, signature.outputs
            )
        attributes = op.properties.get("arg_attrs")
        if attributes is not None:
            kept = self._without_nonnull(
                cast("ArrayAttr[DictionaryAttr]", attributes).data, signature.inputs
            )
            if kept is not None:
                op.properties["arg_attrs"] = ArrayAttr(kept)

    def _without_nonnull(
        self, attributes: Sequence[DictionaryAttr], types: Sequence[Attribute]
    ) -> list[DictionaryAttr] | None:
        """
        The attributes without `nonnull` where null is not 0, or `None` if that changes nothing.

        LLVM's `nonnull` means other than all zero bits in every space, which is the address of the
        first byte of LDS.
        """
        changed = False
        kept: list[DictionaryAttr] = []
        for dictionary, type_ in zip(attributes, types, strict=True):
            if (
                _NONNULL in dictionary.data
                and isinstance(type_, asptr.PtrType)
                and self.target.space(type_.space.data).null
            ):
                changed = True
                dictionary = DictionaryAttr(
                    {name: value for name, value in dictionary.data.items() if name != _NONNULL}
                )
            kept.append(dictionary)
        return kept if changed else None

    # Uses

    def coerce(self, op: Operation, index: int, wanted: Attribute) -> None:
        """Have an operand be of a type."""
        value = op.operands[index]
        if value.type != wanted:
            op.operands[index] = self.cast(value, wanted, op)

    def flatten(self, op: Operation, index: int) -> None:
        """Have an operand be flat, if it was so before."""
        value = op.operands[index]
        if value in self.retyped:
            op.operands[index] = self.cast(value, FLAT, op)

    def cast(self, value: SSAValue, wanted: Attribute, op: Operation) -> SSAValue:
        """`value` as a pointer of another type, for a use by `op`."""
        owner = value.owner
        if isinstance(owner, asptr.CastOp) and owner.source.type == wanted:
            return owner.source
        key = (value, wanted)
        found = self._casts.get(key)
        if found is not None:
            return found
        block = op.parent_block()
        assert block is not None
        new: Operation
        if isinstance(owner, asptr.NullOp):
            new = asptr.NullOp.create(result_types=(wanted,), location=op.location)
        elif isinstance(owner, ub.PoisonOp):
            new = ub.PoisonOp.create(
                result_types=(wanted,), properties=dict(owner.properties), location=op.location
            )
        elif isinstance(owner, llvm.UndefOp):
            new = llvm.UndefOp.create(result_types=(wanted,), location=op.location)
        else:
            source = value
            if not self._exists(value.type, wanted):
                source = self.cast(value, FLAT, op)
            new = asptr.CastOp.create(
                operands=(source,), result_types=(wanted,), location=op.location
            )
        block.insert_op_before(new, op)
        found = self._casts[key] = new.results[0]
        self.retyped.add(found)
        return found

    def _exists(self, source: Attribute, wanted: Attribute) -> bool:
        assert isinstance(source, asptr.PtrType)
        assert isinstance(wanted, asptr.PtrType)
        return self.target.cast_exists(source.space.data, wanted.space.data)

    def address(self, op: Operation, index: int, *, reads: bool = False) -> None:
        """Have an access use the space of the memory that it is of."""
        value = op.operands[index]
        space = self.spaces.accessed(value)
        if space == "constant" and not reads:
            # Constants are never written, so that this is never executed.
            if not is_flat(value.type) and value not in self.retyped:
                return
            space = "flat"
        self.coerce(op, index, asptr.ptr(space))

    def redundant(self, op: asptr.CastOp) -> None:
        """A cast has become one of a space to itself."""
        self._redundant.append(op)


def _keep(rewriter: Rewriter, op: Operation) -> None:
    """Operations that know nothing of spaces get what they got before."""
    for index, value in enumerate(op.operands):
        if value in rewriter.retyped:
            rewriter.flatten(op, index)


def _nothing(rewriter: Rewriter, op: Operation) -> None:
    pass


def _base(rewriter: Rewriter, op: Operation) -> None:
    rewriter.coerce(op, 0, op.results[0].type)


def _cast(rewriter: Rewriter, op: asptr.CastOp) -> None:
    source, result = op.source.type, op.result.type
    assert isinstance(source, asptr.PtrType)
    if source == result:
        if op.result in rewriter.retyped or op.source in rewriter.retyped:
            rewriter.redundant(op)
        return
    if not rewriter.target.cast_exists(source.space.data, result.space.data):
        rewriter.coerce(op, 0, FLAT)


def _select(rewriter: Rewriter, op: arith.SelectOp) -> None:
    type_ = op.result.type
    if isinstance(type_, asptr.PtrType):
        rewriter.coerce(op, 1, type_)
        rewriter.coerce(op, 2, type_)


def _load(rewriter: Rewriter, op: Operation) -> None:
    rewriter.address(op, 0, reads=True)


def _atomic_load(rewriter: Rewriter, op: Operation) -> None:
    rewriter.address(op, 0)


def _store(rewriter: Rewriter, op: Operation) -> None:
    rewriter.flatten(op, 0)
    rewriter.address(op, 1)


def _atomic(rewriter: Rewriter, op: Operation) -> None:
    rewriter.address(op, 0)
    for index in range(1, len(op.operands)):
        rewriter.flatten(op, index)


def _copy(rewriter: Rewriter, op: asptr.CopyOp) -> None:
    rewriter.address(op, 0)
    rewriter.address(op, 1, reads=True)


def _fill(rewriter: Rewriter, op: asptr.FillOp) -> None:
    rewriter.address(op, 0)


def _ptr_to_int(rewriter: Rewriter, op: asptr.PtrToIntOp) -> None:
    type_ = op.source.type
    assert isinstance(type_, asptr.PtrType)
    if type_.space.data not in rewriter.target.flat_numbered:
        rewriter.flatten(op, 0)


def _compare(rewriter: Rewriter, op: asptr.CompareOp) -> None:
    a, b = op.operands
    if a not in rewriter.retyped and b not in rewriter.retyped:
        return
    assert isinstance(a.type, asptr.PtrType)
    assert isinstance(b.type, asptr.PtrType)
    flat_numbered = rewriter.target.flat_numbered
    same_bits = {a.type.space.data, b.type.space.data} <= flat_numbered
    # In order, null comes first only in spaces where it is 0.
    if not same_bits and op.predicate.data.value in _ORDERED:
        rewriter.coerce(op, 0, FLAT)
        rewriter.coerce(op, 1, FLAT)
    elif a.type != b.type:
        if isinstance(b.owner, asptr.NullOp):
            rewriter.coerce(op, 1, a.type)
        elif isinstance(a.owner, asptr.NullOp):
            rewriter.coerce(op, 0, b.type)
        else:
            rewriter.coerce(op, 0, FLAT)
            rewriter.coerce(op, 1, FLAT)


def _branch(rewriter: Rewriter, op: Operation) -> None:
    for index, argument in enumerate(op.successors[0].args):
        _pass(rewriter, op, index, argument.type)


def _pass(rewriter: Rewriter, op: Operation, index: int, type_: Attribute) -> None:
    if isinstance(type_, asptr.PtrType):
        rewriter.coerce(op, index, type_)


def _conditional(rewriter: Rewriter, op: cf.ConditionalBranchOp) -> None:
    index = 1
    for block in op.successors:
        for argument in block.args:
            _pass(rewriter, op, index, argument.type)
            index += 1


def _switch(rewriter: Rewriter, op: Operation) -> None:
    index = 1
    for block in op.successors:
        for argument in block.args:
            _pass(rewriter, op, index, argument.type)
            index += 1


def _call(rewriter: Rewriter, op: Operation) -> None:
    first = 1 if isinstance(op, asptr.CallIndirectOp) else 0
    if first:
        rewriter.flatten(op, 0)
    signature = called_signature(rewriter.spaces, rewriter.signatures, op)
    if signature is None:
        _keep(rewriter, op)
        return
    for index, type_ in enumerate(signature.inputs, first):
        _pass(rewriter, op, index, type_)


def _return(rewriter: Rewriter, op: Operation) -> None:
    parent = op.parent_op()
    assert isinstance(parent, func.FuncOp)
    function = rewriter.analysis.functions[parent.sym_name.data]
    for index, type_ in enumerate(rewriter.signatures[function].outputs):
        _pass(rewriter, op, index, type_)


Use: TypeAlias = Callable[[Rewriter, Any], None]

USES: Mapping[type[Operation], Use] = {
    asptr.OffsetOp: _base,
    asptr.DisplaceOp: _base,
    asptr.CastOp: _cast,
    asptr.PtrToIntOp: _ptr_to_int,
    asptr.CompareOp: _compare,
    asptr.LoadOp: _load,
    asptr.StoreOp: _store,
    asptr.AtomicLoadOp: _atomic_load,
    asptr.AtomicStoreOp: _store,
    asptr.AtomicRmwOp: _atomic,
    asptr.CmpXchgOp: _atomic,
    asptr.CopyOp: _copy,
    asptr.FillOp: _fill,
    asptr.CallIndirectOp: _call,
    arith.ConstantOp: _nothing,
    arith.SelectOp: _select,
    cf.BranchOp: _branch,
    cf.ConditionalBranchOp: _conditional,
    cf.SwitchOp: _switch,
    llvm.SwitchOp: _switch,
    func.CallOp: _call,
    func.ReturnOp: _return,
}
"""What each operation needs its operands to be; operations not listed need what they had."""
