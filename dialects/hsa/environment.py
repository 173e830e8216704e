"""What a kernel finds when it starts, how it stops, and the target's intrinsics.

The pointers are AMDGPUUsage's, section "Initial Kernel Execution State".
"""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from xdsl.dialects.builtin import (
    StringAttr,
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
from xdsl.traits import (
    EffectInstance,
    MemoryEffect,
    Pure,
)
from xdsl.utils.exceptions import VerifyException

from ..asptr import ptr

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
