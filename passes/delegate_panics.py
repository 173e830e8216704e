"""
`delegate-panics`: a panic is reported to the host, through its queue, before the work-item ends.

    hsa.panic "the len is {usize} but the index is {usize}" (%n, %i : i64, i64) at "sum.rs:7:16"

needs no text on the device: messages and locations are numbered, and a *report* has the two numbers
and the values. It is written into a block of the call arena (`queue_protocol.py`), behind the
signal, as `targets/panic_messages.py` lays it out:

    %report = func.call @rusticle.begin_panic(%message, %location)   a block, the work-item's ids
    asptr.store %n, ...                                              each value, 16 bytes apart
    func.call @rusticle.end_panic(%report, %size)                    an agent-dispatch packet
    hsa.trap kind "panic" message "..."

The packet's `type` is `PANIC_FUNCTION`, `arg[0]` the report's address and `arg[1]` its bytes. The
work-item waits for the answer, lest its wave be gone before the host has read the report, and then
traps. Nothing of this is reached unless something panics, and no local moves for it: what is sent
are values, and the bytes of text.

*Whose location.* A `#[track_caller]` function panics where it is called. Those of them that are
still functions here get that place as one more argument, the number of a location, and whoever
calls one within another passes its own on. Which they are is not the attribute's to say: they
contain a panic or call that is marked so. One whose address is taken is called by people who know
nothing of it, so it keeps its type, and its location is then where it is defined, as in rustc's
`ReifyShim`.

The texts by number are for the host in `__rusticle_panic_messages` and
`__rusticle_panic_locations`, each with a zero byte behind it, and in the module's attributes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from xdsl.context import Context
from xdsl.dialects import arith, func
from xdsl.dialects.builtin import (
    ArrayAttr,
    DictionaryAttr,
    FunctionType,
    IntegerAttr,
    IntegerType,
    ModuleOp,
    StringAttr,
    SymbolRefAttr,
    i1,
    i32,
    i64,
)
from xdsl.ir import Attribute, Operation, SSAValue
from xdsl.passes import ModulePass

from ..diagnostics import span_of
from ..dialects import asptr, hsa
from ..dialects.asptr.attributes import i64_attr
from ..targets.panic_messages import (
    HEADER_SIZE,
    LOCATIONS,
    MESSAGES,
    PANIC_FUNCTION,
    TEXT_ROOM,
    VALUE_SIZE,
    placeholders,
    text_offsets,
)
from .building import Replacement
from .queue_protocol import (
    ACQUIRE_BLOCK,
    HOST_QUEUE,
    NEW_SIGNAL,
    SIGNAL_SIZE,
    add_definitions,
    add_protocol,
    need_block,
)

PANIC_MESSAGES: Final = "rusticle.panic_messages"
"""The module attribute with the messages, by number."""
PANIC_LOCATIONS: Final = "rusticle.panic_locations"
"""The module attribute with the locations, by number."""

_CALLER_LOCATION = "caller_location"
_IN_CALLER = "in_caller"
_UNKNOWN = "<unknown>:0:0"
_GLOBAL = asptr.ptr("global")
_BEGIN = "rusticle.begin_panic"
_END = "rusticle.end_panic"

_REPORT = f"""
// A report in a block of the arena, which says which work-item of the launch panicked.
func.func private @{_BEGIN}(%message: i32, %location: i32) -> !asptr.ptr<global>
    attributes {{llvm.passthrough = ["noinline", "cold"]}} {{
  %block = func.call @{ACQUIRE_BLOCK}() : () -> !asptr.ptr<global>
  %handle = func.call @{NEW_SIGNAL}(%block) : (!asptr.ptr<global>) -> i64
  %report = asptr.displace %block by {SIGNAL_SIZE} : !asptr.ptr<global>
  asptr.store %message, %report align 4 : i32, !asptr.ptr<global>
  %at = asptr.displace %report by 4 : !asptr.ptr<global>
  asptr.store %location, %at align 4 : i32, !asptr.ptr<global>
{
    "".join(
        f'''
  %{kind}.{axis}.index = "gpu.{kind}_id"() <{{dimension = #gpu<dim {axis}>}}> : () -> index
  %{kind}.{axis} = arith.index_cast %{kind}.{axis}.index : index to i32
  %{kind}.{axis}.at = asptr.displace %report by {at + 4 * number} : !asptr.ptr<global>
  asptr.store %{kind}.{axis}, %{kind}.{axis}.at align 4 : i32, !asptr.ptr<global>'''
        for kind, at in (("block", 8), ("thread", 20))
        for number, axis in enumerate("xyz")
    )
}
  func.return %report : !asptr.ptr<global>
}}

// Hand a report of so many bytes to the host, and wait until it has been read.
func.func private @{_END}(%report: !asptr.ptr<global>, %size: i64)
    attributes {{llvm.passthrough = ["noinline", "cold"]}} {{
  %block = asptr.displace %report by -{SIGNAL_SIZE} : !asptr.ptr<global>
  %handle = asptr.ptrtoint %block : !asptr.ptr<global> -> i64
  %parameters = asptr.ptrtoint %report : !asptr.ptr<global> -> i64
  %variable = asptr.addressof @{HOST_QUEUE} : !asptr.ptr<global>
  %address = asptr.load %variable align 8 : !asptr.ptr<global> -> !asptr.ptr<global>
  %queue = hsa.as_queue %address : !asptr.ptr<global>
  %signal = hsa.as_signal %handle
  hsa.agent_call {PANIC_FUNCTION - 0x10000}(%parameters, %size) on %queue signal %signal
  func.return
}}
"""


class _Numbers:
    """Texts, each once, by number."""

    def __init__(self) -> None:
        self.texts: dict[str, int] = {}

    def of(self, text: str) -> int:
        return self.texts.setdefault(text, len(self.texts))

    def add_to(self, module: ModuleOp, symbol: str, attribute: str) -> None:
        """Make them known to the host, as a constant and as an attribute of the module."""
        data = b"".join(text.encode() + b"\0" for text in self.texts)
        module.body.block.add_op(
            asptr.GlobalOp(
                symbol, "constant", len(data), 1, init=asptr.InitAttr(data), constant=True
            )
        )
        module.attributes[attribute] = ArrayAttr([StringAttr(text) for text in self.texts])


class _Report(Replacement):
    """Replaces one panic by its report."""

    def constant(self, value: int, type: IntegerType) -> SSAValue:
        properties: dict[str, Attribute] = {"value": IntegerAttr(value, type)}
        return self.emit(arith.ConstantOp, (), (type,), properties).results[0]

    def call(
        self, name: str, arguments: Iterable[SSAValue], results: Iterable[Attribute] = ()
    ) -> Operation:
        properties: dict[str, Attribute] = {"callee": SymbolRefAttr(name)}
        return self.emit(func.CallOp, list(arguments), list(results), properties)

    def at(self, report: SSAValue, offset: int) -> SSAValue:
        properties: dict[str, Attribute] = {"bytes": i64_attr(offset)}
        return self.emit(asptr.DisplaceOp, (report,), (_GLOBAL,), properties).results[0]

    def store(self, value: SSAValue, report: SSAValue, offset: int) -> None:
        """A number as an integer of 64 or 128 bits."""
        type_ = value.type
        if not isinstance(type_, IntegerType):
            bits = IntegerType(int(str(type_)[1:]))
            value = self.emit(arith.BitcastOp, (value,), (bits,)).results[0]
            type_ = bits
        if type_.bitwidth < 64:
            value = self.emit(arith.ExtUIOp, (value,), (i64,)).results[0]
        align = i64_attr(min(16, offset & -offset))
        self.emit(asptr.StoreOp, (value, self.at(report, offset)), (), {"align": align})

    def store_text(
        self, pointer: SSAValue, length: SSAValue, report: SSAValue, offset: int, place: int
    ) -> None:
        """A length in bytes, the place of the text, and as much of the text as has room there."""
        self.store(length, report, offset)
        self.store(self.constant(place, i64), report, offset + 8)
        room = self.constant(TEXT_ROOM, i64)
        less: dict[str, Attribute] = {"predicate": IntegerAttr(6, i64)}
        fits = self.emit(arith.CmpiOp, (length, room), (i1,), less).results[0]
        copied = self.emit(arith.SelectOp, (fits, length, room), (i64,)).results[0]
        one = i64_attr(1)
        self.emit(
            asptr.CopyOp,
            (self.at(report, place), pointer, copied),
            (),
            {"dst_align": one, "src_align": one},
        )


class _Panics:
    """The state of the pass over one module."""

    def __init__(self, module: ModuleOp) -> None:
        self.module = module
        self.messages = _Numbers()
        self.locations = _Numbers()
        self.panics: list[tuple[func.FuncOp | hsa.KernelOp, hsa.PanicOp]] = []
        self.calls: list[tuple[func.FuncOp | hsa.KernelOp, func.CallOp]] = []
        self.addresses: set[str] = set()
        self.caller: dict[str, SSAValue] = {}
        """Of each function that is told where it is called from the argument that says so."""
        for op in module.body.block.ops:
            self._look(op)

    def _look(self, op: Operation) -> None:
        """Note what panics in an item of the module, what it calls, and whose address it takes."""
        if isinstance(op, asptr.GlobalOp) and op.init is not None:
            for relocation in op.init.relocations:
                self.addresses.add(relocation.target.root_reference.data)
        if not isinstance(op, func.FuncOp | hsa.KernelOp):
            return
        for inner in op.walk():
            match inner:
                case hsa.PanicOp():
                    self.panics.append((op, inner))
                case func.CallOp():
                    self.calls.append((op, inner))
                case asptr.AddressOfOp():
                    self.addresses.add(inner.symbol.root_reference.data)
                case _:
                    pass

    def run(self) -> None:
        if not self.panics:
            self._forget()
            return
        self._tell_callers()
        size = 0
        for function, op in self.panics:
            size = max(size, self._report(function, op))
        need_block(self.module, SIGNAL_SIZE + size)
        self.messages.add_to(self.module, MESSAGES, PANIC_MESSAGES)
        self.locations.add_to(self.module, LOCATIONS, PANIC_LOCATIONS)
        add_protocol(self.module)
        add_definitions(self.module, _REPORT)

    def _forget(self) -> None:
        for _, call in self.calls:
            call.attributes.pop(_CALLER_LOCATION, None)
            call.attributes.pop(_IN_CALLER, None)

    # --- callers ---------------------------------------------------------------------------------

    def _tell_callers(self) -> None:
        """Give functions the argument that says where they are called, and calls that number."""
        told = {function: None for function, op in self.panics if op.caller is not None}
        within: dict[str, list[func.FuncOp | hsa.KernelOp]] = {}
        for function, call in self.calls:
            if _IN_CALLER in call.attributes:
                within.setdefault(call.callee.root_reference.data, []).append(function)
        work = list(told)
        while work:
            function = work.pop()
            if not self._can_be_told(function):
                del told[function]
                continue
            for caller in within.get(function.sym_name.data, ()):
                if caller not in told:
                    told[caller] = None
                    work.append(caller)
        for function in told:
            assert isinstance(function, func.FuncOp)
            self._add_argument(function)
        for function, call in self.calls:
            place = call.attributes.pop(_CALLER_LOCATION, None)
            in_caller = call.attributes.pop(_IN_CALLER, None) is not None
            callee = call.callee.root_reference.data
            if callee not in self.caller:
                continue
            number = self._location(function, call, place, in_caller=in_caller)
            call.operands = (*call.operands, number)

    def _can_be_told(self, function: func.FuncOp | hsa.KernelOp) -> bool:
        return isinstance(function, func.FuncOp) and (
            function.sym_name.data not in self.addresses
            and function.sym_visibility is not None
            and function.sym_visibility.data == "private"
        )

    def _add_argument(self, function: func.FuncOp) -> None:
        type_ = function.function_type
        function.properties["function_type"] = FunctionType.from_lists(
            [*type_.inputs.data, i32], type_.outputs.data
        )
        if function.arg_attrs is not None:
            function.properties["arg_attrs"] = ArrayAttr(
                [*function.arg_attrs.data, DictionaryAttr({})]
            )
        entry = function.body.blocks[0]
        self.caller[function.sym_name.data] = entry.insert_arg(i32, len(entry.args))

    def _location(
        self,
        function: func.FuncOp | hsa.KernelOp,
        op: Operation,
        place: Attribute | None,
        *,
        in_caller: bool,
    ) -> SSAValue:
        """The number of the place of a panic or call, in front of it."""
        if in_caller:
            argument = self.caller.get(function.sym_name.data)
            if argument is not None:
                return argument
            span = span_of(function.location)
        else:
            span = None if isinstance(place, StringAttr) else span_of(op.location)
        if span is not None:
            text = str(span)
        else:
            text = place.data if isinstance(place, StringAttr) else _UNKNOWN
        return _Report(op).constant(self.locations.of(text), i32)

    # --- panics ----------------------------------------------------------------------------------

    def _report(self, function: func.FuncOp | hsa.KernelOp, op: hsa.PanicOp) -> int:
        """Report a panic in place of it; the bytes of the report."""
        message = op.message.data
        shown = placeholders(message)
        places, size = text_offsets(shown)
        b = _Report(op)
        location = self._location(function, op, op.at, in_caller=op.caller is not None)
        number = b.constant(self.messages.of(message), i32)
        (report,) = b.call(_BEGIN, (number, location), (_GLOBAL,)).results
        values = iter(op.values)
        for index, (placeholder, place) in enumerate(zip(shown, places, strict=True)):
            offset = HEADER_SIZE + VALUE_SIZE * index
            if placeholder.type == "str":
                b.store_text(next(values), next(values), report, offset, place)
            else:
                b.store(next(values), report, offset)
        b.call(_END, (report, b.constant(size, i64)))
        b.emit(
            hsa.TrapOp,
            properties={"kind": StringAttr("panic"), "message": StringAttr(message)},
        )
        op.detach()
        op.erase()
        return size


def delegate_panics(module: ModuleOp) -> None:
    """Run the pass over `module`, in place."""
    _Panics(module).run()


@dataclass(frozen=True)
class DelegatePanicsPass(ModulePass):
    """
    Report panics to the host.

    It needs a module at the `asptr` level, and leaves no `hsa.panic`: there are packets instead,
    for `lower-queues`.

        hsa.panic "no" at "src/sum.rs:9:5"
        ub.unreachable

    becomes

        %location = arith.constant 0 : i32
        %message = arith.constant 0 : i32
        %report = func.call @rusticle.begin_panic(%message, %location)
        %size = arith.constant 32 : i64
        func.call @rusticle.end_panic(%report, %size)
        hsa.trap kind "panic" message "no"
        ub.unreachable
    """

    name = "delegate-panics"

    def apply(self, ctx: Context, op: ModuleOp) -> None:
        """Replace the panics of `op`."""
        delegate_panics(op)
