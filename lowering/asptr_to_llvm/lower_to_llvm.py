"""The pass `lower-to-llvm`: a module of `asptr` and its companions becomes one of `llvm`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module

from xdsl.context import Context
from xdsl.dialects import func
from xdsl.dialects.builtin import ModuleOp, StringAttr
from xdsl.ir import Block, Operation
from xdsl.passes import ModulePass

from rusticle.diagnostics import CompileError

from ...dialects import asptr, hsa, llvm
from ...targets import Cpu, Target, get_target
from . import arithmetic, control_flow, functions, memory
from . import hsa as hsa_lowering
from .conversion import Lowering, TypeConverter, located
from .functions import lower_function, lower_kernel, no_lowering
from .globals import lower_global
from .hidden_arguments import functions_that_ask, mark_functions

_RARE = {
    "atomics": ("asptr.atomic_", "asptr.cmpxchg", "asptr.fence"),
    "extrema": ("arith.min", "arith.max"),
    "float_conversions": ("arith.fptosi", "arith.fptoui", "arith.sitofp", "arith.uitofp"),
    "gpu": ("gpu.",),
    "math": ("math.",),
}
"""Files that are imported where their operations occur, whose names begin so."""


class _Lowerings(dict[type[Operation], Lowering]):
    """How to convert operations, by class."""

    def __missing__(self, cls: type[Operation]) -> Lowering:
        for file, beginnings in _RARE.items():
            if cls.name.startswith(beginnings):
                rare: Mapping[type[Operation], Lowering] = import_module(
                    f".{file}", __package__
                ).LOWERINGS
                self.update(rare)
                if cls in rare:
                    return rare[cls]
        raise KeyError(cls)


LOWERINGS: Mapping[type[Operation], Lowering] = _Lowerings(
    {
        **arithmetic.LOWERINGS,
        **control_flow.LOWERINGS,
        **functions.LOWERINGS,
        **hsa_lowering.LOWERINGS,
        **memory.LOWERINGS,
    }
)
"""How to convert every operation that may stand in a function."""


def _spaces(module: ModuleOp) -> dict[str, str]:
    """The address space of what each symbol of the module names."""
    spaces: dict[str, str] = {}
    for op in module.ops:
        if isinstance(op, asptr.GlobalOp):
            spaces[op.sym_name.data] = op.space.data
        elif isinstance(op, func.FuncOp | llvm.FuncOp):
            spaces[op.sym_name.data] = "flat"
    return spaces


def _lower(types: TypeConverter, op: Operation, spaces: Mapping[str, str]) -> Operation:
    """Convert an operation of the module's top level."""
    try:
        match op:
            case func.FuncOp():
                return lower_function(types, op, LOWERINGS)
            case hsa.KernelOp():
                return lower_kernel(types, op, LOWERINGS)
            case asptr.GlobalOp():
                return lower_global(types, op, spaces)
            case _ if op.name.startswith("llvm."):
                return op.clone()
            case _:
                raise no_lowering(types.target, op)
    except CompileError as error:
        raise located(error, op.location) from None


def lower_to_llvm(
    module: ModuleOp,
    target: Target,
    *,
    code_object_version: int | None = None,
    cpu: Cpu | None = None,
) -> None:
    """
    Convert `module`, in place, to the `llvm` dialect for `target`.

    `code_object_version` is that of AMD's code objects, 4 to 6; LLVM chooses if it is `None`. With
    the AMD `cpu` that it is for, functions are marked that need no hidden arguments.
    Raises `CompileError` for what has no counterpart, and then leaves the module as it was.
    """
    types = TypeConverter(target)
    spaces = _spaces(module)
    asking = functions_that_ask(module) if cpu is not None else set[str]()
    lowered = [_lower(types, op, spaces) for op in module.ops]
    if cpu is not None:
        mark_functions(lowered, asking, cpu)
    if code_object_version is not None and target.arch == "amdgpu":
        flag = llvm.ModuleFlagAttr.of(
            "error", "amdhsa_code_object_version", code_object_version * 100
        )
        lowered.append(llvm.ModuleFlagsOp([flag]))
    module.body.detach_block(0)
    module.body.add_block(Block(lowered))
    module.attributes["llvm.data_layout"] = StringAttr(target.data_layout)
    module.attributes["llvm.target_triple"] = StringAttr(target.triple)


@dataclass(frozen=True)
class LowerToLLVMPass(ModulePass):
    """
    Convert `asptr`, `hsa`, `gpu`, `arith`, `math`, `cf`, `ub` and `func` to the `llvm` dialect.

    It needs a module whose functions and globals stand at its top level. It leaves `llvm` and
    `builtin.module` alone, in upstream's syntax, with the target's data layout and triple.
    Address spaces become the target's numbers, `index` its integer of a pointer's width, and
    several results a struct.

        hsa.kernel @store(%p: !asptr.ptr<global>) {
          %i = "gpu.thread_id"() <{dimension = #gpu<dim x>}> : () -> index
          %n = arith.index_cast %i : index to i64
          %q = asptr.offset %p[%n] stride 8 : !asptr.ptr<global>
          asptr.store %n, %q align 8 : i64, !asptr.ptr<global>
          hsa.return
        }

    becomes

        llvm.func protected amdgpu_kernelcc @store(%p: !llvm.ptr<1>)
            attributes {no_unwind, convergent} {
          %0 = llvm.call_intrinsic "llvm.amdgcn.workitem.id.x"() : () -> i32
          %i = llvm.zext %0 : i32 to i64
          %q = llvm.getelementptr inbounds %p[%i] : (!llvm.ptr<1>, i64) -> !llvm.ptr<1>, i64
          llvm.store %i, %q {alignment = 8 : i64} : i64, !llvm.ptr<1>
          llvm.return
        }
    """

    name = "lower-to-llvm"

    target: str = "amdgcn-amd-amdhsa"
    """The target's name: a triple, or `host`."""
    code_object_version: int | None = None
    """The version of AMD's code objects, 4 to 6; by default LLVM's own choice."""
    cpu: str | None = None
    """The AMD processor that the code is for, if that is known: `gfx90a:xnack+`."""
    wave_size: int | None = None
    """Work-items in a wavefront, where the processor leaves a choice."""

    def apply(self, ctx: Context, op: ModuleOp) -> None:
        """Convert `op`."""
        target = get_target(self.target)
        cpu = Cpu.parse(self.cpu) if self.cpu is not None and target.arch == "amdgpu" else None
        if cpu is not None and self.wave_size is not None:
            cpu = cpu.with_wave_size(self.wave_size)
        lower_to_llvm(op, target, code_object_version=self.code_object_version, cpu=cpu)
