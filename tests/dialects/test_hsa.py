"""The `hsa` dialect from Python: kernels, the environment, queues."""

import pytest
from xdsl.context import Context
from xdsl.dialects import builtin, test
from xdsl.dialects.builtin import ArrayAttr, DictionaryAttr, FunctionType, UnitAttr, f32, i32, i64
from xdsl.ir import Attribute, Block, Region, SSAValue
from xdsl.parser import Parser
from xdsl.traits import get_effects, is_side_effect_free
from xdsl.utils.exceptions import VerifyException

from rusticle.dialects import hsa
from rusticle.dialects.asptr import ASPTR, ptr
from rusticle.dialects.hsa import HSA


def value(type_: Attribute) -> SSAValue:
    """A value of a type."""
    return test.TestOp(result_types=[type_]).results[0]


def kernel(*inputs: Attribute, **options: object) -> hsa.KernelOp:
    """A kernel that does nothing."""
    region = Region(Block([hsa.ReturnOp()], arg_types=inputs))
    return hsa.KernelOp("k", inputs, region, **options)  # pyright: ignore[reportArgumentType]


def test_kernel_reads_back_with_all_it_has():
    op = kernel(
        ptr("global"),
        f32,
        arg_attrs=ArrayAttr([DictionaryAttr({"llvm.noalias": UnitAttr()}), DictionaryAttr({})]),
        arg_names=["x", "a"],
        reqd_workgroup_size=(8, 8, 1),
        max_flat_workgroup_size=64,
        waves_per_eu=[2],
        target_features=["+wavefrontsize64"],
    )
    op.attributes["note"] = UnitAttr()
    op.verify()
    ctx = Context()
    for dialect in (builtin.Builtin, ASPTR, HSA):
        ctx.load_dialect(dialect)
    (again,) = Parser(ctx, str(op)).parse_module().ops
    again.verify()
    assert op.is_structurally_equivalent(again)


def test_kernel_gives_its_arguments():
    op = kernel(i32, f32)
    assert [arg.type for arg in op.args] == [i32, f32]


def test_kernel_cannot_return():
    op = hsa.KernelOp("k", FunctionType.from_lists([], [i32]), Region(Block([hsa.ReturnOp()])))
    with pytest.raises(VerifyException, match="a GPU kernel cannot return a value"):
        op.verify()


def test_declaration_is_no_kernel():
    with pytest.raises(VerifyException, match="kernel @k has no body"):
        hsa.KernelOp("k", [], Region()).verify()


@pytest.mark.parametrize(
    "op",
    [
        hsa.DispatchPtrOp,
        hsa.QueuePtrOp,
        hsa.ImplicitArgPtrOp,
        hsa.KernargPtrOp,
    ],
)
def test_environment_pointers_are_constant_and_pure(op: type[hsa.DispatchPtrOp]):
    made = op()
    made.verify()
    assert made.result.type == ptr("constant")
    assert is_side_effect_free(made)


def test_only_intrinsics_known_to_be_pure_are():
    assert is_side_effect_free(hsa.IntrinsicOp("llvm.amdgcn.workitem.id.y", [], [i32]))
    assert is_side_effect_free(hsa.IntrinsicOp("llvm.nvvm.read.ptx.sreg.tid.x", [], [i32]))
    assert get_effects(hsa.IntrinsicOp("llvm.amdgcn.s.barrier", [], [])) is None
    assert get_effects(hsa.IntrinsicOp("llvm.amdgcn.ballot.i64", [value(i32)], [i64])) is None


def test_trap_is_never_removed():
    assert get_effects(hsa.TrapOp("panic", "overflow", [value(i64)])) is None


def test_queue_operations_verify():
    queue = hsa.AsQueueOp(value(ptr("constant")))
    signal = hsa.AsSignalOp(value(i64))
    one, args = value(i32), value(ptr("global"))
    grid = (one, one, one)
    with_signal = hsa.DispatchOp("k", args, queue.result, grid, grid, signal.result)
    without = hsa.DispatchOp("k", args, queue.result, grid, grid)
    for op in (
        queue,
        signal,
        hsa.DispatchIndirectOp(value(ptr("flat")), args, queue.result, grid, grid),
        hsa.AgentCallOp(7, [value(i64)] * 4, queue.result, signal.result),
        hsa.AgentCallOp(7, [], queue.result, signal.result, args),
        hsa.WaitOp(signal.result, value(i64)),
    ):
        op.verify()
    # Their kernel is looked up, and there is no module around them.
    for op in (with_signal, without):
        with pytest.raises(VerifyException, match="kernel @k is not defined"):
            op.verify()
    assert with_signal.signal is signal.result
    assert without.signal is None
