"""
`verify-kernel-arguments`: a kernel takes only what a host can give.

The host writes a kernel's arguments into memory. What exists on the device alone it cannot write:
the address of a function, or of a vtable, which `&dyn Trait` holds. This pass refuses every kernel
that takes one by value, all of them in one run, and changes nothing. What an argument points to is
the kernel's and the host's affair.
"""

from __future__ import annotations

from dataclasses import dataclass

from xdsl.context import Context
from xdsl.dialects.builtin import ModuleOp
from xdsl.ir import Attribute, Operation
from xdsl.passes import ModulePass

from ..diagnostics import CompileError, Diagnostic, span_of
from ..dialects import mir


@dataclass(frozen=True)
class VerifyKernelArgumentsPass(ModulePass):
    """
    Refuse kernels whose arguments only the device could make.

    It needs nothing of its input and guarantees that no kernel takes, by value, a function pointer
    or a pointer to a trait object.
    """

    name = "verify-kernel-arguments"

    def apply(self, ctx: Context, op: ModuleOp) -> None:
        """Raise one `CompileError` for all offending arguments of all kernels."""
        definitions: dict[Attribute, Operation] = {}
        kernels: list[mir.FuncOp] = []
        for item in op.body.block.ops:
            match item:
                case mir.FuncOp() if item.is_kernel:
                    kernels.append(item)
                case mir.StructOp() | mir.EnumOp() | mir.UnionOp():
                    definitions[item.adt] = item
                case _:
                    pass
        problems = [problem for kernel in kernels for problem in _problems(kernel, definitions)]
        if problems:
            raise CompileError(*problems)


def _problems(kernel: mir.FuncOp, definitions: dict[Attribute, Operation]) -> list[Diagnostic]:
    problems: list[Diagnostic] = []
    path = kernel.sym_name if kernel.rust_path is None else kernel.rust_path
    name = path.data.rpartition("::")[2]
    for index, type_ in enumerate(kernel.function_type.inputs.data):
        found = _of_the_device(type_, definitions, set())
        if found is None:
            continue
        given = kernel.arg_names
        argument = f"arg{index}" if given is None else given.data[index].data
        what, reason, advice = (
            ("a function pointer", "the address of a function", "choose the function by it")
            if isinstance(found, mir.FnPtrType)
            else ("a trait object", "the address of a vtable", "make the object from it")
        )
        verb = "is" if found is type_ else "holds"
        problems.append(
            Diagnostic(
                f"argument `{argument}` of kernel `{name}` {verb} {what}, `{mir.spell(found)}`, "
                "which the host cannot give",
                span_of(kernel.location),
                (f"{reason} is known on the device alone",),
                (f"take a number, and {advice} in the kernel",),
            )
        )
    return problems


def _of_the_device(
    type_: Attribute, definitions: dict[Attribute, Operation], within: set[Attribute]
) -> Attribute | None:
    """The type of something in a value that only the device can make, if there is such a thing."""
    match type_:
        case mir.FnPtrType():
            return type_
        case mir.RefType() | mir.PtrType():
            return type_ if isinstance(type_.pointee, mir.DynType) else None
        case mir.TupleType():
            parts = list(type_.elements.data)
        case mir.ArrayType():
            parts = [type_.element]
        case mir.AdtType() if type_ not in within:
            within.add(type_)
            op = definitions.get(type_)
            if not isinstance(op, mir.StructOp | mir.EnumOp | mir.UnionOp):
                return None
            parts = [field.type for v in op.variants.data for field in v.fields.data]
        case _:
            return None
    for part in parts:
        found = _of_the_device(part, definitions, within)
        if found is not None:
            return found
    return None
