"""
Shims: the small functions that have no source, as MIR.

Where Rust uses a function that nobody wrote (the `Clone` of a tuple, a tuple struct as a
function, a closure as a function pointer or behind `dyn Fn`), rustc makes its MIR in
`rustc_mir_transform/src/shim.rs`. So does this module: each function returns a syntax body whose
types are closed, which is then imported as any other.
"""

from __future__ import annotations

from collections.abc import Sequence

from xdsl.dialects.builtin import ArrayAttr, IntAttr, StringAttr
from xdsl.ir import Attribute

from ..dialects.mir import types as mir
from . import syntax as s
from .callees import trait_function_path
from .definitions import AdtDef
from .traits import CLONE, FN, FN_MUT, FN_ONCE, FN_TRAITS, Args

_METHODS = {FN_ONCE: "call_once", FN_MUT: "call_mut", FN: "call"}
_KINDS = {number: trait for trait, number in FN_TRAITS.items()}
_MUT, _CONST = IntAttr(1), IntAttr(0)


def _body(path: str, arg_count: int, types: Sequence[Attribute], blocks: list[s.Block]) -> s.Body:
    locals_ = [s.LocalDecl(i, type_, True) for i, type_ in enumerate(types)]
    return s.Body("fn", path, arg_count, locals_, blocks, {0: s.Scope(0, None)}, [])


def _block(
    index: int, statements: Sequence[s.StatementKind], terminator: s.TerminatorKind
) -> s.Block:
    return s.Block(
        index, False, [s.Statement(kind) for kind in statements], s.Terminator(terminator)
    )


def _callee(path: s.FnPath) -> s.Constant:
    type_ = mir.FnDefType(StringAttr(path.path), ArrayAttr(path.args))
    return s.Constant(type_, s.ZstValue(path))


def _assign(local: int, rvalue: s.Rvalue) -> s.Assign:
    return s.Assign(s.Place(local), rvalue)


def clone_shim(type_: Attribute, parts: Args | None) -> s.Body:
    """
    `<T as Clone>::clone` of a built-in impl: of a type that is `Copy` (`parts` is `None`) a copy,
    else the clones of a tuple's elements or a closure's captures.
    """
    reference = mir.RefType(type_, _CONST)
    if parts is None:
        use = s.Use(s.Copy(s.Place(1, (s.Deref(),))))
        return _body("clone", 1, (type_, reference), [_block(0, (_assign(0, use),), s.Return())])
    types: list[Attribute] = [type_, reference]
    blocks: list[s.Block] = []
    for index, part in enumerate(parts):
        borrowed = len(types)
        types += [mir.RefType(part, _CONST), part]
        place = s.Place(1, (s.Deref(), s.Field(index, part)))
        call = s.Call(
            _callee(trait_function_path(part, CLONE, (), "clone")),
            (s.Move(s.Place(borrowed)),),
            s.Place(borrowed + 1),
            index + 1,
            None,
        )
        blocks.append(_block(index, (_assign(borrowed, s.Ref("shared", place)),), call))
    operands = tuple(s.Move(s.Place(3 + 2 * index)) for index in range(len(parts)))
    kind = "tuple" if isinstance(type_, mir.TupleType) else "closure"
    aggregate = s.Aggregate(kind, type_, operands)
    blocks.append(_block(len(parts), (_assign(0, aggregate),), s.Return()))
    return _body("clone", 1, types, blocks)


def constructor(adt: AdtDef, type_: mir.AdtType, variant: str, fields: Args) -> s.Body:
    """A tuple struct or tuple variant as a function of its fields."""
    operands = tuple(s.Move(s.Place(index)) for index in range(1, len(fields) + 1))
    aggregate = s.Aggregate("adt", type_, operands, None, variant if adt.kind == "enum" else None)
    return _body(
        adt.path,
        len(fields),
        (type_, *fields),
        [_block(0, (_assign(0, aggregate),), s.Return())],
    )


def call_through_trait(type_: Attribute, trait: str, inputs: Args, output: Attribute) -> s.Body:
    """`<T as Fn<(A,)>>::call` as a function of `self` and the tuple of arguments."""
    by = FN_TRAITS[trait]
    receiver = type_ if by == 0 else mir.RefType(type_, _CONST if by == 2 else _MUT)
    tuple_ = mir.TupleType(ArrayAttr(inputs))
    call = s.Call(
        _callee(trait_function_path(type_, trait, (tuple_,), _METHODS[trait])),
        (s.Move(s.Place(1)), s.Move(s.Place(2))),
        s.Place(0),
        1,
        None,
    )
    return _body(
        "call", 2, (output, receiver, tuple_), [_block(0, (), call), _block(1, (), s.Return())]
    )


def closure_once(type_: mir.ClosureType, kind: int, inputs: Args, output: Attribute) -> s.Body:
    """`FnOnce::call_once` of a closure that takes its captures by reference: it borrows `self`."""
    trait = _KINDS[kind]
    tuple_ = mir.TupleType(ArrayAttr(inputs))
    borrowed = mir.RefType(type_, _CONST if kind == 2 else _MUT)
    call = s.Call(
        _callee(trait_function_path(type_, trait, (tuple_,), _METHODS[trait])),
        (s.Move(s.Place(3)), s.Move(s.Place(2))),
        s.Place(0),
        1,
        None,
    )
    reference = s.Ref("shared" if kind == 2 else "mut", s.Place(1))
    return _body(
        "call_once",
        2,
        (output, type_, tuple_, borrowed),
        [
            _block(0, (_assign(3, reference),), call),
            _block(1, (), s.Drop(s.Place(1), 2, None)),
            _block(2, (), s.Return()),
        ],
    )


def closure_as_function(
    type_: mir.ClosureType, kind: int, inputs: Args, output: Attribute
) -> s.Body:
    """A closure without captures as a plain function of its arguments."""
    trait = _KINDS[kind]
    count = len(inputs)
    tuple_ = mir.TupleType(ArrayAttr(inputs))
    closure, borrowed, arguments = count + 1, count + 2, count + 3
    receiver = type_ if kind == 0 else mir.RefType(type_, _CONST if kind == 2 else _MUT)
    make = s.Aggregate("closure", type_, ())
    take: s.Rvalue
    if kind == 0:
        take = s.Use(s.Move(s.Place(closure)))
    else:
        take = s.Ref("shared" if kind == 2 else "mut", s.Place(closure))
    operands = tuple(s.Move(s.Place(index)) for index in range(1, count + 1))
    call = s.Call(
        _callee(trait_function_path(type_, trait, (tuple_,), _METHODS[trait])),
        (s.Move(s.Place(borrowed)), s.Move(s.Place(arguments))),
        s.Place(0),
        1,
        None,
    )
    return _body(
        "call",
        count,
        (output, *inputs, type_, receiver, tuple_),
        [
            _block(
                0,
                (
                    _assign(closure, make),
                    _assign(borrowed, take),
                    _assign(arguments, s.Aggregate("tuple", tuple_, operands)),
                ),
                call,
            ),
            _block(1, (), s.Return()),
        ],
    )
