"""What a kernel finds when it starts, how it stops, and the target's intrinsics.

The pointers are AMDGPUUsage's, section "Initial Kernel Execution State".
"""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from xdsl.dialects.builtin import (
    IntegerType,
    StringAttr,
    UnitAttr,
    f16,
    f32,
    f64,
    i64,
)
from xdsl.ir import (
    Attribute,
    Operation,
    SSAValue,
)
from xdsl.irdl import (
    IRDLOperation,
    eq,
    irdl_op_definition,
    opt_prop_def,
    prop_def,
    result_def,
    traits_def,
    var_operand_def,
    var_result_def,
)
from xdsl.parser import Parser
from xdsl.printer import Printer
from xdsl.traits import (
    EffectInstance,
    MemoryEffect,
    Pure,
)
from xdsl.utils.exceptions import VerifyException

from ...targets.panic_messages import BITS, Placeholder, placeholders
from ..asptr import PtrType, ptr
from ..panics import parse_place, print_place
from ..strings import parse_string, print_string

_CONSTANT_PTR = ptr("constant")


class _ConstantPtrOp(IRDLOperation):
    """An operation that gives a pointer to `constant` memory that the runtime has set up."""

    result = result_def(eq(_CONSTANT_PTR))

    traits = traits_def(Pure())
    assembly_format = "attr-dict"

    def __init__(self):
        super().__init__(result_types=(_CONSTANT_PTR,))


@irdl_op_definition
class DispatchPtrOp(_ConstantPtrOp):
    """
    The dispatch packet that launched the kernel, an `hsa_kernel_dispatch_packet_t`.

    It gives an `!asptr.ptr<constant>`.

        %p = hsa.dispatch_ptr
    """

    name = "hsa.dispatch_ptr"


@irdl_op_definition
class QueuePtrOp(_ConstantPtrOp):
    """
    The queue that the dispatch packet was in, an `amd_queue_t`.

    It gives an `!asptr.ptr<constant>`; `hsa.as_queue` makes a queue of it.

        %p = hsa.queue_ptr
    """

    name = "hsa.queue_ptr"


@irdl_op_definition
class ImplicitArgPtrOp(_ConstantPtrOp):
    """
    The implicit arguments, which lie in the kernarg segment behind the explicit ones.

    It gives an `!asptr.ptr<constant>`. What is where is AMDGPUUsage's, section "Code Object V5
    Metadata".

        %p = hsa.implicitarg_ptr
    """

    name = "hsa.implicitarg_ptr"


@irdl_op_definition
class KernargPtrOp(_ConstantPtrOp):
    """
    The kernarg segment: the explicit arguments, then the implicit ones.

    It gives an `!asptr.ptr<constant>`.

        %p = hsa.kernarg_ptr
    """

    name = "hsa.kernarg_ptr"


@irdl_op_definition
class DispatchIdOp(IRDLOperation):
    """
    The number of the dispatch packet in its queue, an `i64`.

        %id = hsa.dispatch_id
    """

    name = "hsa.dispatch_id"

    result = result_def(i64)

    traits = traits_def(Pure())
    assembly_format = "attr-dict"

    def __init__(self):
        super().__init__(result_types=(i64,))


@irdl_op_definition
class TrapOp(IRDLOperation):
    """
    Stop the dispatch because the program has gone wrong: a panic or an abort.

    Control does not come back, but this is no terminator: `ub.unreachable` or a return follows it.
    The kind and the message say what happened, and the arguments are what the message speaks of
    (an index and a length, say); a target that can report them may. Properties: `kind`, `message`.

        hsa.trap
        hsa.trap kind "bounds" message "index out of bounds" (%i, %n : i64, i64)
    """

    name = "hsa.trap"

    kind = opt_prop_def(StringAttr)
    message = opt_prop_def(StringAttr)
    arguments = var_operand_def()

    assembly_format = (
        "(`kind` $kind^)? (`message` $message^)? (` ` `(` $arguments^ `:` type($arguments) `)`)? "
        "attr-dict"
    )

    def __init__(
        self,
        kind: str | None = None,
        message: str | None = None,
        arguments: Sequence[SSAValue] = (),
    ):
        super().__init__(
            operands=(arguments,),
            properties={
                "kind": None if kind is None else StringAttr(kind),
                "message": None if message is None else StringAttr(message),
            },
        )


@irdl_op_definition
class PanicOp(IRDLOperation):
    """
    Stop the dispatch because the work-item panicked, and let the host know why and where.

    As after `hsa.trap`, control does not come back, and `ub.unreachable` follows. The message has
    a placeholder for each value (`targets/panic_messages.py`), of which a `str` is two: a pointer
    and a length in bytes. `at` is the place, `file:line:column`; `caller` says that it is only
    where the function's caller gives none. `delegate-panics` lowers it. Properties: `message`,
    `at`, `caller`.

        hsa.panic "index out of bounds: the len is {usize} but the index is {usize}"
            (%n, %i : i64, i64) at "src/sum.rs:7:16"
    """

    name = "hsa.panic"

    message = prop_def(StringAttr)
    at = opt_prop_def(StringAttr)
    caller = opt_prop_def(UnitAttr)
    values = var_operand_def()

    def __init__(
        self,
        message: str,
        values: Sequence[SSAValue] = (),
        at: str | None = None,
        *,
        caller: bool = False,
    ):
        super().__init__(
            operands=(values,),
            properties={
                "message": StringAttr(message),
                "at": None if at is None else StringAttr(at),
                "caller": UnitAttr() if caller else None,
            },
        )

    def verify_(self) -> None:
        """Each placeholder has a value of its type."""
        try:
            wanted = placeholders(self.message.data)
        except ValueError as error:
            raise VerifyException(str(error)) from None
        types = [type for placeholder in wanted for type in value_types(placeholder)]
        given = [value.type for value in self.values]
        fits = len(types) == len(given) and all(
            isinstance(found, PtrType) if type is None else found == type
            for type, found in zip(types, given, strict=True)
        )
        if not fits:
            shown = ", ".join(placeholder.type for placeholder in wanted)
            raise VerifyException(
                f"the message shows ({shown}), but the values are "
                f"({', '.join(str(type) for type in given)})"
            )

    def print(self, printer: Printer) -> None:
        """Print message (values)? (`at` place)? `caller`?."""
        printer.print_string(" ")
        print_string(printer, self.message.data)
        if self.values:
            printer.print_string(" (")
            printer.print_list(self.values, printer.print_ssa_value)
            printer.print_string(" : ")
            printer.print_list(self.values.types, printer.print_attribute)
            printer.print_string(")")
        print_place(printer, self)

    @classmethod
    def parse(cls, parser: Parser) -> PanicOp:
        """Parse message (values)? (`at` place)? `caller`?."""
        message = StringAttr(parse_string(parser))
        values: Sequence[SSAValue] = ()
        if parser.parse_optional_punctuation("(") is not None:
            pos = parser.pos
            operands = parser.parse_comma_separated_list(
                Parser.Delimiter.NONE, parser.parse_unresolved_operand
            )
            parser.parse_punctuation(":")
            types = parser.parse_comma_separated_list(Parser.Delimiter.NONE, parser.parse_type)
            parser.parse_punctuation(")")
            values = parser.resolve_operands(operands, types, pos)
        place, attributes = parse_place(parser)
        return cls.create(
            operands=values, properties={"message": message, **place}, attributes=attributes
        )


_FLOATS: dict[str, Attribute] = {"f16": f16, "f32": f32, "f64": f64}


def value_types(placeholder: Placeholder) -> list[Attribute | None]:
    """The types of the values that a placeholder takes, `None` for a pointer of any space."""
    if placeholder.type == "str":
        return [None, i64]
    found = _FLOATS.get(placeholder.type)
    return [IntegerType(BITS[placeholder.type]) if found is None else found]


_PURE_INTRINSICS = frozenset(
    {
        f"llvm.{group}.{axis}"
        for group in (
            "amdgcn.workitem.id",
            "amdgcn.workgroup.id",
            "nvvm.read.ptx.sreg.tid",
            "nvvm.read.ptx.sreg.ctaid",
            "nvvm.read.ptx.sreg.ntid",
            "nvvm.read.ptx.sreg.nctaid",
        )
        for axis in "xyz"
    }
    | {
        "llvm.amdgcn.dispatch.ptr",
        "llvm.amdgcn.dispatch.id",
        "llvm.amdgcn.queue.ptr",
        "llvm.amdgcn.implicitarg.ptr",
        "llvm.amdgcn.kernarg.segment.ptr",
        "llvm.amdgcn.wavefrontsize",
        "llvm.amdgcn.groupstaticsize",
    }
)
"""Intrinsics that give the same to a work-item whenever it asks, and do nothing else."""

_NO_EFFECTS: frozenset[EffectInstance] = frozenset()


class _IntrinsicEffect(MemoryEffect):
    """The intrinsics known to be pure have no effect; of others nothing is known."""

    @classmethod
    def get_effects(cls, op: Operation) -> AbstractSet[EffectInstance] | None:
        assert isinstance(op, IntrinsicOp)
        return _NO_EFFECTS if op.intrinsic.data in _PURE_INTRINSICS else None


@irdl_op_definition
class IntrinsicOp(IRDLOperation):
    """
    Call one of LLVM's intrinsics by its name. What it takes and gives is for LLVM to check.

    Create it with the property `intrinsic`.

        %id = hsa.intrinsic "llvm.amdgcn.workitem.id.x"() : () -> i32
    """

    name = "hsa.intrinsic"

    intrinsic = prop_def(StringAttr)
    arguments = var_operand_def()
    res = var_result_def()

    traits = traits_def(_IntrinsicEffect())
    assembly_format = (
        "$intrinsic `(` $arguments `)` attr-dict `:` functional-type($arguments, $res)"
    )

    def __init__(
        self, intrinsic: str, arguments: Sequence[SSAValue], result_types: Sequence[Attribute]
    ):
        super().__init__(
            operands=(arguments,),
            result_types=(result_types,),
            properties={"intrinsic": StringAttr(intrinsic)},
        )

    def verify_(self) -> None:
        """Check that the name is an intrinsic's."""
        if not self.intrinsic.data.startswith("llvm."):
            raise VerifyException(
                f'"{self.intrinsic.data}" is not an intrinsic: its name must begin with "llvm."'
            )
