"""
The pass `promote-kernel-sret`: kernels that return values write them to memory instead.

The host launches a kernel, and `amdgpu_kernel` functions return `void`, so a result needs somewhere
to go. As an ordinary function does with a large result (`sret`), the kernel gets a pointer to its
result as its first argument. The host allocates what it points to, in global memory.

A launch has many work-items, each of which returns. `per` says what becomes of that:

    work-item   the argument points to an array with one result for each work-item, in the order of
                their numbers in the grid, x running fastest
    launch      there is one result: every work-item must return the same, and the first one, number
                0 of workgroup 0, writes it. That they do is proven first (`uniformity.py`); where
                it cannot be, the kernel is refused
    first       there is one result, the first work-item's, whatever the others return

Results without bytes are dropped. A kernel that returns `()` or `!` stays as it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from xdsl.context import Context
from xdsl.dialects.builtin import ArrayAttr, IntAttr, ModuleOp, StringAttr
from xdsl.ir import Attribute, Operation, SSAValue
from xdsl.passes import ModulePass

from ..diagnostics import CompileError, Diagnostic, span_of
from ..dialects import mir
from .kernel_wrapper import KernelWrapper, path_of

SretPer = Literal["launch", "first", "work-item"]
"""What has a result of its own."""

_KINDS = ("launch", "first", "work-item")
_USIZE = mir.UsizeType()
_BOOL = mir.BoolType()
_MUT = IntAttr(1)


@dataclass(frozen=True)
class PromoteKernelSretPass(ModulePass):
    """
    Make kernels that return values take a pointer to where the values go.

    It needs a closed `mir` module. In the output every kernel returns `()` or `!`, and those that
    were changed say of their first argument what it points to (`sret`). The function keeps its
    body and its result, and so can still be called.

        mir.func public @sum(%_1 "x": !mir.ref<!mir.slice<ui32>>) -> ui32 kernel { ... }

    becomes, with `per=work-item`,

        mir.func public @"sum as kernel"(%_1 "result": !mir.ptr<mut ui32>,
                                         %_2 "x": !mir.ref<!mir.slice<ui32>>) -> !mir.tuple<>
            link_name "sum" rust_path "sum" sret "work-item" kernel {
          %_0 = mir.local 0 : !mir.tuple<>
          %_3 = mir.local 3 : ui32
          %_4 = mir.local 4 : !mir.usize
          %_5 = mir.local 5 : !mir.ptr<mut ui32>
          mir.goto ^bb0
        ^bb0:
          %x = mir.move %_2 : !mir.ref<!mir.slice<ui32>>
          mir.call @sum(%x) into %_3 : (!mir.ref<!mir.slice<ui32>>) -> ui32, ^bb1
        ^bb1:
          mir.call_intrinsic "work_item_index"[]() into %_4 : () -> !mir.usize, ^bb2
        ^bb2:
          %p = mir.copy %_1 : !mir.ptr<mut ui32>
          %i = mir.copy %_4 : !mir.usize
          %q = mir.binary offset %p, %i : !mir.ptr<mut ui32>, !mir.usize
          mir.assign %_5, %q : !mir.ptr<mut ui32>
          %v = mir.move %_3 : ui32
          %r = mir.deref %_5 : !mir.ptr<mut ui32>
          mir.assign %r, %v : ui32
          mir.return
        }
        mir.func private @sum(%_1 "x": !mir.ref<!mir.slice<ui32>>) -> ui32 { ... }
    """

    name = "promote-kernel-sret"

    per: SretPer = "launch"
    """What has a result of its own: `launch`, `first` or `work-item`."""

    def apply(self, ctx: Context, op: ModuleOp) -> None:
        """
        Promote the kernels of `op`.

        Raises one `CompileError` for all kernels that have no one result for `per=launch`.
        """
        if self.per not in _KINDS:
            raise CompileError.of(
                f"there are no results per `{self.per}`",
                notes=[f"there are per {', '.join(f'`{kind}`' for kind in _KINDS)}"],
            )
        kernels = [
            function
            for function in op.body.block.ops
            if isinstance(function, mir.FuncOp)
            and function.is_kernel
            and not function.is_declaration
            and function.output != mir.UNIT
            and not isinstance(function.output, mir.NeverType)
        ]
        if not kernels:
            return
        if self.per == "launch":
            _check_uniform(op, kernels)
        definitions = {
            item.adt: item
            for item in op.body.block.ops
            if isinstance(item, mir.StructOp | mir.EnumOp | mir.UnionOp)
        }
        for kernel in kernels:
            if _has_no_bytes(kernel.output, definitions):
                _drop_result(kernel)
            else:
                _promote(kernel, "work-item" if self.per == "work-item" else "launch")


def _check_uniform(module: ModuleOp, kernels: list[mir.FuncOp]) -> None:
    """Refuse kernels whose work-items might return different values."""
    from .uniformity import Uniformity

    problems: list[Diagnostic] = []
    for kernel in kernels:
        reason = Uniformity(module, kernel).varying_result()
        if reason is None:
            continue
        name = path_of(kernel).rpartition("::")[2]
        where = "" if reason.span is None else f", at {reason.span}"
        problems.append(
            Diagnostic(
                f"the work-items of kernel `{name}` may return different values of "
                f"`{mir.spell(kernel.output)}`, so that a launch has no one result",
                span_of(kernel.location),
                (f"it depends on {reason.what}{where}",),
                (
                    "have a result for each work-item, `--kernel-return sret-work-item`, or take "
                    "the first work-item's, `--kernel-return sret-first`",
                ),
            )
        )
    if problems:
        raise CompileError(*problems)


def _has_no_bytes(type_: Attribute, definitions: Mapping[mir.AdtType, Operation]) -> bool:
    """Whether values of a type have no bytes, whatever the target: it holds nothing."""
    match type_:
        case mir.TupleType():
            return all(_has_no_bytes(element, definitions) for element in type_.elements.data)
        case mir.ArrayType():
            return type_.length == IntAttr(0) or _has_no_bytes(type_.element, definitions)
        case mir.FnDefType():
            return True
        case mir.AdtType():
            definition = definitions.get(type_)
            return isinstance(definition, mir.StructOp) and all(
                _has_no_bytes(field.type, definitions)
                for field in definition.variants.data[0].fields.data
            )
        case _:
            return False


def _drop_result(kernel: mir.FuncOp) -> None:
    wrapper = KernelWrapper(kernel)
    wrapper.call_function()
    wrapper.emit(mir.ReturnOp)
    wrapper.finish()


def _promote(kernel: mir.FuncOp, per: str) -> None:
    output = kernel.output
    pointer = mir.PtrType(output, _MUT)
    taken = {name.data for name in kernel.arg_names or ()}
    name = "result"
    while name in taken:
        name += "_"
    wrapper = KernelWrapper(kernel, [(name, pointer)])
    wrapper.set_property("sret", StringAttr(per))
    result = wrapper.call_function()
    if per == "launch":
        is_first = wrapper.local(_BOOL)
        _ask(wrapper, "first_work_item", is_first)
        value = wrapper.emit(mir.CopyOp, [is_first], _BOOL).results[0]
        end, write = wrapper.new_block(), wrapper.new_block()
        cases = ArrayAttr([IntAttr(0)])
        wrapper.emit(mir.SwitchIntOp, [value], successors=[end, write], cases=cases)
        wrapper.block = end
        wrapper.emit(mir.ReturnOp)
        wrapper.block = write
        target = wrapper.start.args[0]
    else:
        number = wrapper.local(_USIZE)
        _ask(wrapper, "work_item_index", number)
        target = wrapper.local(pointer)
        base = wrapper.emit(mir.CopyOp, [wrapper.start.args[0]], pointer).results[0]
        index = wrapper.emit(mir.CopyOp, [number], _USIZE).results[0]
        kind = StringAttr("offset")
        moved = wrapper.emit(mir.BinaryOp, [base, index], pointer, kind=kind).results[0]
        wrapper.emit(mir.AssignOp, [target, moved])
    moved = wrapper.emit(mir.MoveOp, [result], output).results[0]
    place = wrapper.emit(mir.DerefOp, [target], mir.PlaceType.of(output)).results[0]
    wrapper.emit(mir.AssignOp, [place, moved])
    wrapper.emit(mir.ReturnOp)
    wrapper.finish()


def _ask(wrapper: KernelWrapper, intrinsic: str, into: SSAValue) -> None:
    """Call an intrinsic without arguments, and go on behind it."""
    following = wrapper.new_block()
    wrapper.emit(
        mir.IntrinsicCallOp,
        [into],
        successors=[following],
        intrinsic=StringAttr(intrinsic),
        type_args=ArrayAttr(()),
    )
    wrapper.block = following
