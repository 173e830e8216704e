"""
The syntax of rustc's MIR text, as typed objects: what the MIR reader yields and the import reads.

The shapes and names are those of rustc's own definition (`compiler/rustc_middle/src/mir/syntax.rs`)
with what its printer (`mir/pretty.rs`) writes out: a `Body` holds its local declarations, its tree
of scopes and its basic blocks; a `Block` holds `Statement`s and a `Terminator`, each of which
pairs a *kind* with a `SourceInfo`. Types are attributes of the `mir` dialect from the start.

Kinds, rvalues, operands, places and constants are shared: two statements with the same text may
hold the same object. Nobody may change one in place; make a new one (`dataclasses.replace`).
`None` stands for what the text does not say, everywhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from xdsl.ir import Attribute

# ------------------------------------------------------------------------------------------------
# Source positions


@dataclass(slots=True, unsafe_hash=True)
class Span:
    """A range of Rust source; lines and columns count from 1, the end column is exclusive."""

    file: str
    """As printed: relative to where rustc ran, or absolute."""
    line: int
    col: int
    end_line: int
    end_col: int


@dataclass(slots=True, unsafe_hash=True)
class SourceInfo:
    """Where a statement, terminator, local or debug variable comes from."""

    scope: int
    """The index of its scope, a key of `Body.scopes`."""
    span: Span | None
    """`None` for spans that rustc calls `no-location`."""


@dataclass(slots=True)
class Scope:
    """A source scope; scope 0 is that of the arguments, and has no parent."""

    index: int
    parent: int | None
    inlined: str | None = None
    """The callee whose body was inlined here, as printed: `core::mem::swap::<u32>`."""
    inlined_track_caller: bool = False
    """Whether that callee is `#[track_caller]`."""
    call_site: Span | None = None
    """Where the inlined call was."""


# ------------------------------------------------------------------------------------------------
# Paths


@dataclass(slots=True, unsafe_hash=True)
class TraitRef:
    """A trait with its generic arguments, `Self` not among them."""

    path: str
    """The trait's canonical definition path."""
    args: tuple[Attribute, ...]
    bindings: tuple[tuple[str, Attribute], ...] = ()
    """Associated types fixed by it: `Item = T`."""


@dataclass(slots=True, unsafe_hash=True)
class NameSegment:
    """`name::<args>`; also `{closure#0}`, `{constant#1}`, `{impl#2}` and `promoted[0]`."""

    name: str
    args: tuple[Attribute, ...] = ()


@dataclass(slots=True, unsafe_hash=True)
class ImplSegment:
    """`<impl Trait for Type>`: an impl block in the module that the segments before it name."""

    self_type: Attribute
    trait: TraitRef | None
    text: str
    """As printed, with its angle brackets."""


@dataclass(slots=True, unsafe_hash=True)
class ImplSpanSegment:
    """`<impl at FILE:L:C: L:C>`: an impl block named by where it is written."""

    span: Span
    text: str
    """As printed, with its angle brackets."""


@dataclass(slots=True, unsafe_hash=True)
class QualifiedSegment:
    """`<Type as Trait>` or `<Type>`; only ever the first segment."""

    self_type: Attribute
    trait: TraitRef | None


PathSegment: TypeAlias = NameSegment | ImplSegment | ImplSpanSegment | QualifiedSegment


@dataclass(slots=True, unsafe_hash=True)
class FnPath:
    """
    The path of a value (a function, a constant, a static), in the structure that rustc printed:

        core::mem::swap::<u32>                  names only
        core::option::Option::<i64>::ok_or::<E> names only: an inherent method of an ADT
        core::num::<impl i64>::checked_add      an inherent method of a primitive
        <u32 as core::clone::Clone>::clone      a trait's method
        shapes::<impl at s.rs:3:1: 3:9>::area   an item of an impl block, unambiguously

    The names before the first argument, impl or qualification are canonical: `Sq::area` of crate
    `shapes` has segments `shapes`, `Sq`, `area`.
    """

    text: str
    """As printed."""
    segments: tuple[PathSegment, ...]
    path: str
    """
    The canonical path without generic arguments: `core::option::Option::ok_or`,
    `core::num::<impl i64>::checked_add`; for a trait's item the trait's path and the name,
    `core::clone::Clone::clone`; for `<T>::name` that text.
    """
    args: tuple[Attribute, ...]
    """
    All generic arguments in order: for a trait's item `Self`, the trait's, its own; for an ADT's
    inherent item the ADT's, its own. Those inside an `ImplSegment` are not among them.
    """
    self_type: Attribute | None = None
    """The type in `<T as Trait>`, `<T>` or `<impl T>`."""
    trait: TraitRef | None = None
    """The trait in `<T as Trait>` or `<impl Trait for T>`."""

    @property
    def name(self) -> str:
        """The last name: `checked_add`."""
        last = self.segments[-1]
        return last.name if isinstance(last, NameSegment) else ""

    @property
    def own_args(self) -> tuple[Attribute, ...]:
        """The generic arguments of the last name."""
        last = self.segments[-1]
        return last.args if isinstance(last, NameSegment) else ()

    @property
    def is_trait_item(self) -> bool:
        """Whether the path names a trait's item that is to be selected by its `Self` type."""
        first = self.segments[0]
        return isinstance(first, QualifiedSegment) and first.trait is not None


@dataclass(slots=True, unsafe_hash=True)
class FnSig:
    """The signature of a function item, as rustc prints it beneath a constant operand."""

    inputs: tuple[Attribute, ...]
    output: Attribute
    abi: str = "Rust"
    """`C`, `unadjusted`, `rust-call`, `gpu-kernel`..."""
    unsafe: bool = False
    c_variadic: bool = False
    target_features: bool = False
    """Whether it is a safe `#[target_feature]` function."""


# ------------------------------------------------------------------------------------------------
# Places


@dataclass(slots=True, unsafe_hash=True)
class Deref:
    """`(*P)`."""


@dataclass(slots=True, unsafe_hash=True)
class Field:
    """`(P.index: type)`: fields count in the order of declaration, those of closures of capture."""

    index: int
    type: Attribute


@dataclass(slots=True, unsafe_hash=True)
class Index:
    """`P[_local]`."""

    local: int


@dataclass(slots=True, unsafe_hash=True)
class ConstantIndex:
    """`P[offset of min_length]`, or from the end `P[-offset of min_length]`."""

    offset: int
    min_length: int
    from_end: bool


@dataclass(slots=True, unsafe_hash=True)
class Subslice:
    """`P[from_..to]`; with `from_end` `to` counts from the end: `P[from_:-to]`."""

    from_: int
    to: int
    from_end: bool


@dataclass(slots=True, unsafe_hash=True)
class Downcast:
    """`(P as variant)`; a variant without a name is `variant#index`."""

    variant: str


@dataclass(slots=True, unsafe_hash=True)
class OpaqueCast:
    """`(P as type)`, from an opaque type to what it hides; only in early MIR."""

    type: Attribute


@dataclass(slots=True, unsafe_hash=True)
class UnwrapBinder:
    """`unwrap_binder!(P; type)`."""

    type: Attribute


Projection: TypeAlias = (
    Deref | Field | Index | ConstantIndex | Subslice | Downcast | OpaqueCast | UnwrapBinder
)


@dataclass(slots=True, unsafe_hash=True)
class Place:
    """A local and the path from it, innermost first."""

    local: int
    projection: tuple[Projection, ...] = ()


# ------------------------------------------------------------------------------------------------
# Constants


@dataclass(slots=True, unsafe_hash=True)
class IntValue:
    """`5_u32`."""

    value: int


@dataclass(slots=True, unsafe_hash=True)
class FloatValue:
    """`1.5f32`, `NaN_f64`, `-Inf_f32`."""

    text: str
    """As printed, without the type: `1.5`, `1E+2`, `NaN`; `inf`, `-inf` for `+Inf_`, `-Inf_`."""
    type: Attribute


@dataclass(slots=True, unsafe_hash=True)
class BoolValue:
    """`true`."""

    value: bool


@dataclass(slots=True, unsafe_hash=True)
class CharValue:
    """`'a'`."""

    value: str


@dataclass(slots=True, unsafe_hash=True)
class StrValue:
    """`"text"`: a `&str`. Bytes that are not UTF-8 were replaced when rustc printed them."""

    value: bytes


@dataclass(slots=True, unsafe_hash=True)
class ByteStrValue:
    """`b"bytes"`: a `&[u8]` or a `&[u8; N]`, as the constant's type says."""

    value: bytes


@dataclass(slots=True, unsafe_hash=True)
class ByteArrayValue:
    """`*b"bytes"`: a `[u8; N]`."""

    value: bytes


@dataclass(slots=True, unsafe_hash=True)
class ZstValue:
    """A value of no bytes: a function item, `<ZST>`, `{transmute(()): T}`."""

    fn: FnPath | None = None
    """The function, where it is one."""


@dataclass(slots=True, unsafe_hash=True)
class AggregateValue:
    """
    A tuple, array, struct or enum variant, field by field.

    Which of them it is the constant's type says. Fields without names are numbered.
    """

    kind: Literal["tuple", "array", "adt"]
    path: FnPath | None
    """The struct's or variant's path as printed, generic arguments included, for an ADT."""
    variant: str | None
    """The variant; `None` for a struct, and where only the definition could tell (see `path`)."""
    fields: tuple[tuple[str, Constant], ...]


@dataclass(slots=True, unsafe_hash=True)
class AllocPointer:
    """`{alloc1<imm>+0x10: &T}`: a pointer into an allocation of this file."""

    alloc: str
    """`alloc1`, a key of `Body.allocations`."""
    offset: int
    """In bytes."""
    immutable: bool = False


@dataclass(slots=True, unsafe_hash=True)
class AddressValue:
    """`{0x1 as *const T}`: a pointer without provenance."""

    value: int


@dataclass(slots=True, unsafe_hash=True)
class FnPointerValue:
    """`{path as fn(u32) -> u32}`: a pointer to a function."""

    fn: FnPath


@dataclass(slots=True, unsafe_hash=True)
class TransmutedValue:
    """`{transmute(0x01): T}`: the bits of a type that rustc does not print otherwise."""

    bits: int
    size: int
    """In bytes; 0 for `transmute(())`."""


@dataclass(slots=True, unsafe_hash=True)
class PatternValue:
    """`5_u32 is 1..`: a value of a pattern type."""

    base: ConstValue
    pattern: str
    """As printed, after `is`."""


@dataclass(slots=True, unsafe_hash=True)
class UnevaluatedValue:
    """`core::mem::size_of::<T>`, `<T as Tr>::N`, `f::promoted[0]`: to be evaluated when known."""

    path: FnPath
    """Without `promoted[N]`."""
    promoted: int | None = None

    @property
    def args(self) -> tuple[Attribute, ...]:
        """All its generic arguments."""
        return self.path.args


@dataclass(slots=True, unsafe_hash=True)
class ParamValue:
    """`N`: a const generic parameter."""

    name: str


@dataclass(slots=True, unsafe_hash=True)
class UninitValue:
    """`<uninit>`."""


@dataclass(slots=True, unsafe_hash=True)
class IndirectValue:
    """`Indirect { alloc_id: alloc1, offset: Size(0 bytes) }: T`: the bytes at an allocation."""

    alloc: str
    offset: int
    """In bytes."""


@dataclass(slots=True, unsafe_hash=True)
class SliceValue:
    """`Slice { alloc_id: alloc1, meta: 3 }: &[T]`: a fat pointer to an allocation's beginning."""

    alloc: str
    meta: int
    """The number of elements (of a `str`, bytes)."""


@dataclass(slots=True, unsafe_hash=True)
class RefValue:
    """`&5_u32`: a reference to a value; from const generics (`adt_const_params`) only."""

    value: Constant


@dataclass(slots=True, unsafe_hash=True)
class UnreachableValue:
    """`{unreachable(): T}`: a value of a type that has none."""


@dataclass(slots=True, unsafe_hash=True)
class OpaqueValue:
    """A constant whose content rustc does not show: `<static(..)>`, `<dangling pointer>`."""

    text: str


ConstValue: TypeAlias = (
    IntValue
    | FloatValue
    | BoolValue
    | CharValue
    | StrValue
    | ByteStrValue
    | ByteArrayValue
    | ZstValue
    | AggregateValue
    | AllocPointer
    | AddressValue
    | FnPointerValue
    | TransmutedValue
    | PatternValue
    | UnevaluatedValue
    | ParamValue
    | UninitValue
    | IndirectValue
    | SliceValue
    | RefValue
    | UnreachableValue
    | OpaqueValue
)


# ------------------------------------------------------------------------------------------------
# Operands


@dataclass(slots=True, unsafe_hash=True)
class Copy:
    """`copy P`."""

    place: Place


@dataclass(slots=True, unsafe_hash=True)
class Move:
    """`move P`."""

    place: Place


@dataclass(slots=True, unsafe_hash=True)
class Constant:
    """`const V`, or a function item's path."""

    type: Attribute | None
    """
    `None` where neither the constant's text, nor the comment beneath it, nor its surroundings
    tell: an unevaluated constant among a call's arguments, for one.
    """
    value: ConstValue
    span: Span | None = None
    """Where the constant is written; only for those of which rustc prints the comment."""
    fn_sig: FnSig | None = None
    """The signature of a function item, if the comment beneath the statement gave it."""


@dataclass(slots=True, unsafe_hash=True)
class RuntimeChecks:
    """`UbChecks`, `ContractChecks`, `OverflowChecks`: whether code generation enables them."""

    kind: str


Operand: TypeAlias = Copy | Move | Constant | RuntimeChecks


# ------------------------------------------------------------------------------------------------
# Rvalues


@dataclass(slots=True, unsafe_hash=True)
class Use:
    """An operand's value."""

    operand: Operand


@dataclass(slots=True, unsafe_hash=True)
class Repeat:
    """`[operand; count]`."""

    operand: Operand
    count: Attribute
    """An `IntAttr`, a `ParamType`, or what else the type reader yields for a const generic."""


@dataclass(slots=True, unsafe_hash=True)
class Ref:
    """`&P`, `&mut P`, `&fake P`."""

    kind: Literal["shared", "mut", "fake", "fake shallow"]
    place: Place


@dataclass(slots=True, unsafe_hash=True)
class RawPtr:
    """`&raw const P`, `&raw mut P`; `fake`, `&raw const (fake) P`, only for `PtrMetadata`."""

    kind: Literal["const", "mut", "fake"]
    place: Place


@dataclass(slots=True, unsafe_hash=True)
class ThreadLocalRef:
    """`&/*tls*/ path`: the address of a thread-local static."""

    path: str
    """Canonical."""
    mutable: bool


@dataclass(slots=True, unsafe_hash=True)
class Cast:
    """`operand as type (kind)`."""

    kind: str
    """
    As rustc prints it, its inner arguments included: `IntToInt`, `Transmute`, `PtrToPtr`,
    `PointerCoercion(Unsize, Implicit)`, `PointerExposeProvenance`, `Subtype`...
    """
    operand: Operand
    type: Attribute


@dataclass(slots=True, unsafe_hash=True)
class BinaryOp:
    """`Add(lhs, rhs)`."""

    op: str
    """rustc's name: `Add`, `AddUnchecked`, `AddWithOverflow`, `Cmp`, `Offset`..."""
    lhs: Operand
    rhs: Operand


@dataclass(slots=True, unsafe_hash=True)
class UnaryOp:
    """`Neg(operand)`, `Not(operand)`, `PtrMetadata(operand)`."""

    op: str
    operand: Operand


@dataclass(slots=True, unsafe_hash=True)
class Discriminant:
    """`discriminant(P)`."""

    place: Place


@dataclass(slots=True, unsafe_hash=True)
class Aggregate:
    """
    A value from its fields: `[a, b]`, `(a,)`, `Path { f: a }`, `Path(a)`, `{closure@p} { x: a }`,
    `*const T from (a, b)`.
    """

    kind: Literal["array", "tuple", "adt", "closure", "coroutine", "raw_ptr"]
    type: Attribute | None
    """
    The aggregate's type; for `raw_ptr` the pointer's. `None` where the place that it is assigned
    to has a type that the reader cannot follow.
    """
    operands: tuple[Operand, ...]
    path: FnPath | None = None
    """For `adt` the struct's or variant's path as printed."""
    variant: str | None = None
    """For `adt` of an enum the variant."""
    names: tuple[str, ...] = ()
    """The fields' names, one for each operand where they are written (`adt` and `closure`).
    A union has a single one, that of the field to set. For closures, captured variables."""


@dataclass(slots=True, unsafe_hash=True)
class CopyForDeref:
    """`deref_copy P`: a copy that exists only to be dereferenced."""

    place: Place


@dataclass(slots=True, unsafe_hash=True)
class WrapBinder:
    """`wrap_binder!(operand; type)`."""

    operand: Operand
    type: Attribute


@dataclass(slots=True, unsafe_hash=True)
class Len:
    """`Len(P)`; of older rustc."""

    place: Place


@dataclass(slots=True, unsafe_hash=True)
class NullaryOp:
    """`SizeOf(T)`, `AlignOf(T)`, `OffsetOf(T, [..])`, `UbChecks()`; of older rustc."""

    op: str
    type: Attribute | None
    argument: str = ""
    """What follows the type, as printed."""


@dataclass(slots=True, unsafe_hash=True)
class ShallowInitBox:
    """`ShallowInitBox(operand, T)`; of older rustc."""

    operand: Operand
    type: Attribute


Rvalue: TypeAlias = (
    Use
    | Repeat
    | Ref
    | RawPtr
    | ThreadLocalRef
    | Cast
    | BinaryOp
    | UnaryOp
    | Discriminant
    | Aggregate
    | CopyForDeref
    | WrapBinder
    | Len
    | NullaryOp
    | ShallowInitBox
)


# ------------------------------------------------------------------------------------------------
# Statements


@dataclass(slots=True, unsafe_hash=True)
class Assign:
    """`place = rvalue`."""

    place: Place
    rvalue: Rvalue


@dataclass(slots=True, unsafe_hash=True)
class SetDiscriminant:
    """`discriminant(place) = variant_index`."""

    place: Place
    variant_index: int


@dataclass(slots=True, unsafe_hash=True)
class StorageLive:
    """`StorageLive(_1)`."""

    local: int


@dataclass(slots=True, unsafe_hash=True)
class StorageDead:
    """`StorageDead(_1)`."""

    local: int


@dataclass(slots=True, unsafe_hash=True)
class Assume:
    """`assume(operand)`."""

    operand: Operand


@dataclass(slots=True, unsafe_hash=True)
class CopyNonOverlapping:
    """`copy_nonoverlapping(dst = a, src = b, count = n)`; the count is in elements."""

    dst: Operand
    src: Operand
    count: Operand


@dataclass(slots=True, unsafe_hash=True)
class Retag:
    """`Retag([raw] P)`; only for Miri."""

    kind: Literal["", "fn entry", "2phase", "raw"]
    place: Place


@dataclass(slots=True, unsafe_hash=True)
class FakeRead:
    """`FakeRead(cause, P)`; only in early MIR."""

    cause: str
    place: Place


@dataclass(slots=True, unsafe_hash=True)
class PlaceMention:
    """`PlaceMention(P)`."""

    place: Place


@dataclass(slots=True, unsafe_hash=True)
class AscribeUserType:
    """`AscribeUserType(P, variance, type)`; only in early MIR."""

    place: Place
    variance: str
    user_type: str
    """As printed."""


@dataclass(slots=True, unsafe_hash=True)
class Coverage:
    """`Coverage::kind`."""

    kind: str


@dataclass(slots=True, unsafe_hash=True)
class ConstEvalCounter:
    """`ConstEvalCounter`: a step that constant evaluation counts; nothing at run time."""


@dataclass(slots=True, unsafe_hash=True)
class Nop:
    """`nop`."""


@dataclass(slots=True, unsafe_hash=True)
class Deinit:
    """`Deinit(P)`; of older rustc."""

    place: Place


@dataclass(slots=True, unsafe_hash=True)
class BackwardIncompatibleDropHint:
    """`BackwardIncompatibleDropHint(P)`: a lint's mark."""

    place: Place


@dataclass(slots=True, unsafe_hash=True)
class DebugAssignRef:
    """`// DBG: _1 = &P;`: from here on the debugger sees `&P` in `_1`. `None`: no longer known."""

    local: int
    place: Place | None


StatementKind: TypeAlias = (
    Assign
    | SetDiscriminant
    | StorageLive
    | StorageDead
    | Assume
    | CopyNonOverlapping
    | Retag
    | FakeRead
    | PlaceMention
    | AscribeUserType
    | Coverage
    | ConstEvalCounter
    | Nop
    | Deinit
    | BackwardIncompatibleDropHint
    | DebugAssignRef
)


@dataclass(slots=True)
class Statement:
    """One statement."""

    kind: StatementKind
    source_info: SourceInfo | None = None


# ------------------------------------------------------------------------------------------------
# Terminators

Unwind: TypeAlias = int | str | None
"""
What happens if a panic unwinds through a terminator: the index of a cleanup block, or
`continue`, `unreachable`, `terminate(abi)`, `terminate(cleanup)`; `None` where it cannot unwind.
"""


@dataclass(slots=True, unsafe_hash=True)
class Goto:
    """`goto -> bb1`."""

    target: int


@dataclass(slots=True, unsafe_hash=True)
class SwitchInt:
    """`switchInt(operand) -> [0: bb1, otherwise: bb2]`."""

    operand: Operand
    cases: tuple[tuple[int, int], ...]
    """Values as unsigned bits, and the blocks that they lead to."""
    otherwise: int


@dataclass(slots=True, unsafe_hash=True)
class Return:
    """`return`."""


@dataclass(slots=True, unsafe_hash=True)
class Unreachable:
    """`unreachable`."""


@dataclass(slots=True, unsafe_hash=True)
class Resume:
    """`resume`: go on unwinding."""


@dataclass(slots=True, unsafe_hash=True)
class Terminate:
    """`terminate(abi)`, `terminate(cleanup)`: abort, since unwinding may go no further."""

    reason: str


@dataclass(slots=True, unsafe_hash=True)
class Drop:
    """`drop(P) -> [return: bb1, unwind continue]`."""

    place: Place
    target: int
    unwind: Unwind
    drop: int | None = None
    """Where an async drop goes if the coroutine itself is dropped meanwhile."""
    poll: Place | None = None
    """The future of an `async drop`."""


@dataclass(slots=True, unsafe_hash=True)
class Call:
    """`P = f(args) -> [return: bb1, unwind continue]`."""

    func: Operand
    """A `Constant` with a `ZstValue` for a function item; otherwise a function pointer."""
    args: tuple[Operand, ...]
    destination: Place
    target: int | None
    """`None` if it does not return."""
    unwind: Unwind

    @property
    def fn_type(self) -> FnSig | None:
        """The callee's signature, if the comment beneath the call gave it."""
        return self.func.fn_sig if isinstance(self.func, Constant) else None


@dataclass(slots=True, unsafe_hash=True)
class TailCall:
    """`tailcall f(args)`."""

    func: Operand
    args: tuple[Operand, ...]

    @property
    def fn_type(self) -> FnSig | None:
        """The callee's signature, if the comment beneath the call gave it."""
        return self.func.fn_sig if isinstance(self.func, Constant) else None


@dataclass(slots=True, unsafe_hash=True)
class Assert:
    """`assert(!cond, "message", operands) -> [success: bb1, unwind continue]`."""

    cond: Operand
    expected: bool
    """`False` where the condition is written with `!`."""
    kind: str
    """
    rustc's `AssertKind`: `BoundsCheck`, `Overflow(Add)`, `OverflowNeg`, `DivisionByZero`,
    `RemainderByZero`, `MisalignedPointerDereference`, `NullPointerDereference`,
    `InvalidEnumConstruction`, `ResumedAfterReturn`, `ResumedAfterPanic`, `ResumedAfterDrop`.
    """
    message: str
    """As printed: `attempt to compute `{} + {}`, which would overflow`."""
    operands: tuple[Operand, ...]
    """The message's: of a bounds check the length, then the index."""
    target: int
    unwind: Unwind


@dataclass(slots=True, unsafe_hash=True)
class Yield:
    """`P = yield(value) -> [resume: bb1, drop: bb2]`."""

    value: Operand
    resume_arg: Place
    resume: int
    drop: int | None


@dataclass(slots=True, unsafe_hash=True)
class CoroutineDrop:
    """`coroutine_drop`."""


@dataclass(slots=True, unsafe_hash=True)
class FalseEdge:
    """`falseEdge -> [real: bb1, imaginary: bb2]`; only in early MIR."""

    real: int
    imaginary: int


@dataclass(slots=True, unsafe_hash=True)
class FalseUnwind:
    """`falseUnwind -> [real: bb1, unwind: bb2]`; only in early MIR."""

    real: int
    unwind: Unwind


@dataclass(slots=True, unsafe_hash=True)
class AsmOperand:
    """One operand of `asm!`."""

    kind: Literal["in", "out", "inout", "const", "sym_fn", "sym_static", "label"]
    register: str | None = None
    """The class or register, as printed."""
    late: bool = False
    value: Operand | None = None
    """What goes in; a constant for `const` and `sym_fn`."""
    place: Place | None = None
    """What comes out; `None` for `_`."""
    text: str | None = None
    """For `sym_static` and `label`, as printed."""


@dataclass(slots=True, unsafe_hash=True)
class InlineAsm:
    """`asm!("template", operands, options(..)) -> [return: bb1, unwind unreachable]`."""

    template: str
    operands: tuple[AsmOperand, ...]
    options: str
    """As printed: `NOMEM | NOSTACK`."""
    target: int | None
    labels: tuple[int, ...]
    unwind: Unwind


TerminatorKind: TypeAlias = (
    Goto
    | SwitchInt
    | Return
    | Unreachable
    | Resume
    | Terminate
    | Drop
    | Call
    | TailCall
    | Assert
    | Yield
    | CoroutineDrop
    | FalseEdge
    | FalseUnwind
    | InlineAsm
)


@dataclass(slots=True)
class Terminator:
    """One terminator."""

    kind: TerminatorKind
    source_info: SourceInfo | None = None


# ------------------------------------------------------------------------------------------------
# Bodies


@dataclass(slots=True)
class LocalDecl:
    """A local: the return place (0), an argument, a variable or a temporary."""

    index: int
    type: Attribute
    mutable: bool
    source_info: SourceInfo | None = None
    name: str | None = None
    """The variable that it holds, if `debug NAME => _index` says so; the first, if several do."""


@dataclass(slots=True)
class DebugVar:
    """`debug name => value`: what a debugger shows for a variable."""

    name: str
    value: Place | Constant
    source_info: SourceInfo | None = None
    fragment: str | None = None
    """For a variable in pieces, the piece that this one is, as printed: `((x: T).0: u32)`."""


@dataclass(slots=True)
class Block:
    """A basic block; its index is its position in `Body.blocks`."""

    index: int
    cleanup: bool
    statements: list[Statement]
    terminator: Terminator


AllocKind: TypeAlias = Literal["memory", "static", "extern static", "fn", "vtable", "typeid"]


@dataclass(slots=True)
class Alloc:
    """An allocation of constant evaluation, as printed after the bodies that use it."""

    id: str
    """`alloc7`; valid within one MIR file."""
    kind: AllocKind
    size: int | None = None
    """In bytes; `None` for functions, vtables, extern statics, and statics not yet evaluated."""
    align: int | None = None
    """In bytes."""
    name: str | None = None
    """The canonical path of a `static` or `extern static`."""
    bytes: bytes = b""
    """The content; 0 where uninitialised, and the whole pointer 0 where relocated.
    Shorter than `size` only if rustc was told not to print it."""
    init_mask: bytes | None = None
    """One byte for each byte, 1 if initialised; `None` if all are."""
    relocations: list[tuple[int, str, int]] = field(default_factory=list[tuple[int, str, int]])
    """Pointers in the content: offset in bytes, target allocation's id, addend in bytes."""
    vtable: tuple[Attribute, Attribute] | None = None
    """Of a vtable the concrete type and the `DynType`."""
    fn: FnPath | None = None
    """Of a function its path, with generic arguments."""
    shim: str | None = None
    """Of a function that rustc generates, what comes after its path: `shim(reify)`, `virtual#3`."""
    type: Attribute | None = None
    """Of a `typeid` its type."""
    fragments: list[tuple[int, str, int]] = field(default_factory=list[tuple[int, str, int]])
    """Single bytes of pointers: offset, target allocation's id, index of the pointer's byte."""


BodyKind: TypeAlias = Literal["fn", "const", "static", "static mut", "promoted", "anon const"]


@dataclass(slots=True)
class Body:
    """The MIR of one item."""

    kind: BodyKind
    path: str
    """
    The canonical path: the printed one with the crate's name in front (`vadd::Sq::area`,
    `shapes::<impl at s.rs:3:1: 3:9>::area`, `k::f::{closure#0}`, `k::f::promoted[0]`).
    """
    arg_count: int
    locals: list[LocalDecl]
    """By index: 0 the return place, then the arguments, then the others."""
    blocks: list[Block]
    scopes: dict[int, Scope]
    debug_vars: list[DebugVar]
    ctfe: bool = False
    """Whether it is the variant for constant evaluation, marked `// MIR FOR CTFE`."""
    allocations: Mapping[str, Alloc] = field(default_factory=dict[str, Alloc])
    """Those printed after it, by id: all that it reaches."""
    yield_type: Attribute | None = None
    """Of a coroutine's body the type that it yields."""
    line: int = 0
    """The line of its first line in the MIR text, from 1."""

    @property
    def return_type(self) -> Attribute:
        """The type of local 0."""
        return self.locals[0].type


@dataclass(slots=True)
class TrivialConst:
    """`const X: T = const V;`: a constant that needs no body."""

    path: str
    """Canonical, as `Body.path`."""
    type: Attribute
    value: Constant
    line: int = 0
    """Its line in the MIR text, from 1."""


@dataclass(slots=True)
class MirFile:
    """A MIR file as a whole."""

    crate: str
    bodies: list[Body]
    trivial_consts: list[TrivialConst]
    allocations: dict[str, Alloc]
    """All allocations by id; each is the object that bodies share."""


@dataclass(slots=True)
class ItemSpan:
    """Where an item is in MIR text, found without reading it."""

    kind: BodyKind | Literal["trivial const"]
    path: str
    """As `Body.path`."""
    start: int
    """The offset of its first character in the text."""
    end: int
    """The offset after its last allocation."""
    ctfe: bool
    line: int
    """The line of its first line, from 1."""
