"""
What `format_args!` came to: the message and the values of a `core::fmt::Arguments`, read from MIR.

Rust formats at run time. `panic!("v is {v:>4}")` builds an array of `Argument`s, each the address
of a value beside that of the function that formats it, and passes it with a *template*, bytes that
hold the literal pieces and for each placeholder its flags, width and precision
(`library/core/src/fmt/mod.rs`, at `struct Arguments`). To format on a GPU would take all of
`core::fmt` and a stack that few kernels have.

The naive way out is to send the `Arguments` and have the host follow its pointers. But they lead
to scratch memory, which the host does not see, and to functions, which it does not know; and every
local whose address they hold must stay in memory for the sake of a path that is hardly ever taken.

Here the values are sent in place of their addresses. rustc's inliner leaves the construction in
front of the panic, in locals that are each assigned once:

    _8 = &_6                                         the value's address
    _9 = copy _8 as NonNull<()> (Transmute)
    _10 = <i32 as Display>::fmt as fn(..) (Reify)    the function
    _11 = ArgumentType::Placeholder { value: move _9, formatter: copy _10, .. }
    _12 = Argument { ty: move _11 }
    _13 = [move _12]
    _14 = &_13
    _15 = Arguments { template: const b"\\x05v is \\xc3..", args: copy _14 as NonNull (Transmute) }

`Tracer` goes this way backwards, through copies, moves, casts that change no bits, fields of
aggregates, and reads through addresses of locals. It reaches the template's bytes, and for each
argument the place of its value, and the trait and type that format it. A value of a primitive type
is copied where the panic is; anything else, which only its own code could format, is shown as its
type in angle brackets: `<my_crate::Error>`. Where the way back is lost, since a function was given
its `Arguments` by another, the message is `UNKNOWN`.
"""

from __future__ import annotations

from collections.abc import Sequence

from xdsl.dialects.builtin import IntAttr, IntegerType, StringAttr
from xdsl.ir import Attribute, Block, Operation, SSAValue

from ..dialects import mir
from ..dialects.mir.assembly import place_of
from ..targets.panic_messages import BITS, Placeholder, escape
from .building import Replacement

UNKNOWN = "a message that another function made"
"""The message of `Arguments` of which it is not known how they were made."""

_ARGUMENTS = "core::fmt::Arguments"
_TRAITS = {
    "core::fmt::Display": "", "core::fmt::Debug": "?", "core::fmt::LowerHex": "x",
    "core::fmt::UpperHex": "X", "core::fmt::Octal": "o", "core::fmt::Binary": "b",
    "core::fmt::LowerExp": "e", "core::fmt::UpperExp": "E",
}  # fmt: skip
"""The letter in a specification of each trait that formats."""
_SAME_BITS = frozenset(("transmute", "ptr_to_ptr", "mut_to_const_pointer", "subtype"))
"""Casts that change no bits."""
_DEBUG_WORDS = {
    "core::num::error::TryFromIntError": "TryFromIntError(())",
    "core::array::TryFromSliceError": "TryFromSliceError(())",
    "core::char::convert::CharTryFromError": "CharTryFromError(())",
    "core::cell::BorrowError": "BorrowError",
    "core::cell::BorrowMutError": "BorrowMutError",
    "core::fmt::Error": "Error",
}
"""What types of `core` whose values are all alike show themselves as."""

# `FormattingOptions::flags` of `library/core/src/fmt/mod.rs`.
_FILL = 0x1F_FFFF
_PLUS, _ALTERNATE, _ZERO = 1 << 21, 1 << 23, 1 << 24
_LOWER_HEX, _UPPER_HEX = 1 << 25, 1 << 26
_WIDTH, _PRECISION = 1 << 27, 1 << 28
_ALIGN_AT = 29
_ALIGNS = ("<", ">", "^", "")


class Tracer:
    """What the locals of a function hold where it panics."""

    def __init__(self, function: mir.FuncOp) -> None:
        self.function = function
        self._assigned: dict[SSAValue, list[mir.AssignOp]] = {}
        self._written: set[SSAValue] = set()
        """Locals that something else may write, or a part of which is written."""
        for block in function.body.blocks:
            for op in block.ops:
                self._note(op)

    def _note(self, op: Operation) -> None:
        match op:
            case mir.AssignOp():
                place = op.operands[0]
                if isinstance(place.owner, mir.LocalOp):
                    self._assigned.setdefault(place, []).append(op)
                else:
                    self._written.add(_root(place))
            case mir.RefOp() | mir.RawPtrOp():
                if "mut" in op.kind.data:
                    self._written.add(_root(op.operands[0]))
            case mir.SetDiscriminantOp():
                self._written.add(_root(op.operands[0]))
            case mir.CopyOp() | mir.MoveOp():
                pass
            case _ if op.successors or not op.results:
                # Calls write their destination, whatever kind they are of.
                self._written.update(
                    _root(operand)
                    for operand in op.operands
                    if isinstance(operand.type, mir.PlaceType)
                    and not isinstance(op, mir.StorageLiveOp | mir.StorageDeadOp)
                )
            case _:
                pass

    def read(self, place: SSAValue, at: Block) -> SSAValue | None:
        """The value that a place has in a block, if that is known."""
        owner = place.owner
        match owner:
            case mir.LocalOp():
                if place in self._written:
                    return None
                found = self._assigned.get(place, [])
                if len(found) > 1:
                    # Blocks that rustc has copied assign the same locals.
                    found = [op for op in found if op.parent is at][-1:]
                return found[0].value if found else None
            case mir.FieldOp():
                whole = self.read(owner.operands[0], at)
                made = None if whole is None else self.trace(whole, at).owner
                if isinstance(made, mir.AggregateOp) and made.active_field is None:
                    return made.operands[owner.index.data]
                return None
            case mir.DowncastOp():
                return self.read(owner.operands[0], at)
            case mir.DerefOp():
                pointer = self.read(owner.operands[0], at)
                made = None if pointer is None else self.trace(pointer, at).owner
                if isinstance(made, mir.RefOp | mir.RawPtrOp):
                    return self.read(made.operands[0], at)
                return None
            case _:
                return None

    def trace(self, value: SSAValue, at: Block) -> SSAValue:
        """What a value comes from, back through all that changes no bits."""
        while True:
            owner = value.owner
            found: SSAValue | None = None
            match owner:
                case mir.CopyOp() | mir.MoveOp():
                    found = self.read(owner.operands[0], at)
                case mir.CastOp() if owner.kind.data in _SAME_BITS:
                    found = owner.value
                case mir.RefOp() | mir.RawPtrOp():
                    # `&*p` is `p`.
                    pointee = owner.operands[0].owner
                    if isinstance(pointee, mir.DerefOp):
                        found = self.read(pointee.operands[0], at)
                case _:
                    pass
            if found is None:
                return value
            value = found


def _root(place: SSAValue) -> SSAValue:
    """The local that a place is a part of; where it is behind a pointer, that place."""
    owner = place.owner
    while isinstance(owner, Operation) and owner.operands and not isinstance(owner, mir.DerefOp):
        place = owner.operands[0]
        owner = place.owner
    return place


class Message(Replacement):
    """A message as it is put together, with the values that are read for it."""

    def __init__(self, tracer: Tracer, op: Operation) -> None:
        super().__init__(op)
        self.tracer = tracer
        self.text = ""
        self.values: list[SSAValue] = []

    def trace(self, value: SSAValue) -> Operation | Block:
        """The operation that a value comes from."""
        return self.tracer.trace(value, self.block).owner

    def say(self, text: str) -> None:
        """Add text."""
        self.text += escape(text)

    def show(self, value: SSAValue, spec: str = "") -> None:
        """Add a value: a number, or a reference to what is shown."""
        type_ = value.type
        if isinstance(type_, mir.RefType):
            self.show_pointee(value, type_.pointee, spec)
        elif _is_number(type_):
            self._placeholder(value, mir.spell(type_), spec)
        else:
            self._name(type_, spec)

    def show_pointee(self, pointer: SSAValue, type: Attribute, spec: str) -> None:
        """Add what a pointer of whatever type points to, of a type of its own."""
        if isinstance(type, mir.StrType):
            constant = self.trace(pointer)
            known = constant.value if isinstance(constant, mir.ConstantOp) else None
            if isinstance(known, mir.StrConstAttr) and not spec:
                self.say(known.data.decode())
            else:
                self._placeholder(self._as_reference(pointer, type), "str", spec)
        elif _is_number(type):
            self._placeholder(self._load(pointer, type), mir.spell(type), spec)
        elif isinstance(type, mir.RefType):
            inner = self._pointee(pointer)
            value = self._load(pointer, type) if inner is None else inner
            self.show_pointee(value, type.pointee, spec)
        elif isinstance(type, mir.DynType):
            # The vtable is of what was made a trait object.
            cast = self.trace(pointer)
            source = cast.value.type if isinstance(cast, mir.CastOp) else None
            if isinstance(cast, mir.CastOp) and isinstance(source, mir.RefType | mir.PtrType):
                self.show_pointee(cast.value, source.pointee, spec)
            else:
                self._name(type, spec)
        elif isinstance(type, mir.AdtType) and type.path.data == _ARGUMENTS:
            inner = self._pointee(pointer)
            if inner is None:
                self.say(UNKNOWN)
            else:
                self.format(inner)
        else:
            self._name(type, spec)

    def format(self, arguments: SSAValue) -> None:
        """Add what `core::fmt::Arguments` say."""
        made = self.trace(arguments)
        if not isinstance(made, mir.AggregateOp) or len(made.operands) != 2:
            self.say(UNKNOWN)
            return
        template = self.trace(made.operands[0])
        words = template.value if isinstance(template, mir.ConstantOp) else None
        match words:
            case mir.StrConstAttr():
                # `Arguments::from_str`: no placeholder.
                self.say(words.data.decode())
            case mir.BytesConstAttr():
                self._follow(words.data, self._arguments(made.operands[1]))
            case _:
                self.say(UNKNOWN)

    # --- within ----------------------------------------------------------------------------------

    def _pointee(self, pointer: SSAValue) -> SSAValue | None:
        """The value that a pointer to a local points to, if it is known."""
        made = self.trace(pointer)
        if isinstance(made, mir.RefOp | mir.RawPtrOp):
            return self.tracer.read(made.operands[0], self.block)
        return None

    def _arguments(self, pointer: SSAValue) -> list[mir.AggregateOp | None]:
        """The `ArgumentType`s of an array of `Argument`s, as far as they are known."""
        array = self._pointee(pointer)
        made = None if array is None else self.trace(array)
        if not isinstance(made, mir.AggregateOp):
            return []
        found: list[mir.AggregateOp | None] = []
        for element in made.operands:
            argument = self.trace(element)
            inner = None
            if isinstance(argument, mir.AggregateOp):
                inner = self.trace(argument.operands[0])
            found.append(inner if isinstance(inner, mir.AggregateOp) else None)
        return found

    def _follow(self, template: bytes, arguments: Sequence[mir.AggregateOp | None]) -> None:
        """Add the pieces of a template (`core::fmt::write`)."""
        at = next_argument = 0

        def number(size: int) -> int:
            nonlocal at
            at += size
            return int.from_bytes(template[at - size : at], "little")

        while (head := number(1)) != 0:
            if head <= 0x80:
                length = number(2) if head == 0x80 else head
                self.say(template[at : at + length].decode())
                at += length
                continue
            flags = number(4) if head & 1 else None
            width = number(2) if head & 2 else 0
            precision = number(2) if head & 4 else 0
            index = number(2) if head & 8 else next_argument
            next_argument = index + 1
            argument = arguments[index] if index < len(arguments) else None
            if head & 0x30 or argument is None or argument.variant is None:
                # A width or precision that is a value is not known here.
                self.say("<?>")
                continue
            self._argument(argument, "" if flags is None else _spec(flags, width, precision))

    def _argument(self, argument: mir.AggregateOp, spec: str) -> None:
        """Add one that is formatted by a function of which the trait and the type are known."""
        pointer, function, *_ = argument.operands
        cast = self.trace(function)
        item = cast.value.type if isinstance(cast, mir.CastOp) else None
        if not isinstance(item, mir.FnDefType) or not item.args.data:
            self.say("<?>")
            return
        trait = item.path.data.rpartition("::")[0]
        letter = _TRAITS.get(trait)
        type_ = item.args.data[0]
        if letter is None:
            self._name(type_, "")
        else:
            self.show_pointee(pointer, type_, spec + letter)

    def _placeholder(self, value: SSAValue, type: str, spec: str) -> None:
        self.values.append(value)
        self.text += str(Placeholder(type, spec))

    def _name(self, type: Attribute, spec: str) -> None:
        """Add the name of a type in place of a value that only its own code could format."""
        path = type.path.data if isinstance(type, mir.AdtType) else ""
        if type == mir.UNIT:
            self.say("()")
        elif spec == "?" and path in _DEBUG_WORDS:
            self.say(_DEBUG_WORDS[path])
        else:
            self.say(f"<{mir.spell(type)}>")

    def _as_reference(self, pointer: SSAValue, type: Attribute) -> SSAValue:
        wanted = mir.RefType(type, IntAttr(0))
        if pointer.type == wanted:
            return pointer
        kind = {"kind": StringAttr("transmute")}
        return self.emit(mir.CastOp, (pointer,), (wanted,), {**kind}).results[0]

    def _load(self, pointer: SSAValue, type: Attribute) -> SSAValue:
        """The value of a type that a pointer points to."""
        made = self.trace(pointer)
        place: SSAValue | None = None
        if isinstance(made, mir.RefOp | mir.RawPtrOp):
            # A local is read itself, so that it need not have an address.
            place = self._place_again(made.operands[0])
        if place is None:
            reference = self._as_reference(pointer, type)
            holder = self._local(reference.type)
            self.emit(mir.AssignOp, (holder, reference))
            place = self.emit(mir.DerefOp, (holder,), (place_of(type),)).results[0]
        if place.type != place_of(type):
            # Behind a pointer that was cast, it is what the pointer says.
            return self._load_cast(place, type)
        return self.emit(mir.CopyOp, (place,), (type,)).results[0]

    def _load_cast(self, place: SSAValue, type: Attribute) -> SSAValue:
        assert isinstance(place.type, mir.PlaceType)
        value = self.emit(mir.CopyOp, (place,), (place.type.type,)).results[0]
        kind = {"kind": StringAttr("transmute")}
        return self.emit(mir.CastOp, (value,), (type,), {**kind}).results[0]

    def _place_again(self, place: SSAValue) -> SSAValue | None:
        """A place made anew in this block, if it is a local or part of one."""
        owner = place.owner
        match owner:
            case mir.LocalOp() | Block():
                return place
            case mir.FieldOp() | mir.DowncastOp():
                base = self._place_again(owner.operands[0])
                if base is None:
                    return None
                return self.emit(
                    type(owner), (base,), (place.type,), dict(owner.properties)
                ).results[0]
            case _:
                return None

    def _local(self, type: Attribute) -> SSAValue:
        """A new local."""
        entry = self.tracer.function.body.blocks[0]
        locals_ = [op for op in entry.ops if isinstance(op, mir.LocalOp)]
        taken = max((op.index.data for op in locals_), default=len(entry.args))
        local = mir.LocalOp.create(
            result_types=(place_of(type),),
            properties={"index": IntAttr(taken + 1)},
            location=self.op.location,
        )
        first = entry.first_op
        assert first is not None
        entry.insert_op_before(local, first)
        return local.results[0]


def _is_number(type: Attribute) -> bool:
    if isinstance(type, IntegerType | mir.UsizeType | mir.IsizeType | mir.BoolType | mir.CharType):
        return True
    return type.name in ("f16", "f32", "f64") and mir.spell(type) in BITS


def _spec(flags: int, width: int, precision: int) -> str:
    """A format specification, without its last letter, of `FormattingOptions`' parts."""
    text = ""
    align = _ALIGNS[flags >> _ALIGN_AT & 3]
    fill = chr(flags & _FILL)
    if align:
        # A brace could not be told from the placeholder's own.
        text += align if fill in " {}" else fill + align
    text += "+" if flags & _PLUS else ""
    text += "#" if flags & _ALTERNATE else ""
    text += "0" if flags & _ZERO else ""
    text += str(width) if flags & _WIDTH else ""
    text += f".{precision}" if flags & _PRECISION else ""
    text += "x" if flags & _LOWER_HEX else "X" if flags & _UPPER_HEX else ""
    return text
