"""
The LLVM IR between the simulator and a kernel: how a launch calls it.

For a kernel `k` there are two functions. `rusticle.item.k` runs one work-item: it reads the
arguments from the kernarg segment, where the manifest says they are, and calls the kernel with the
work-item's number. `rusticle.group.k` does so for all of a workgroup in a loop, x innermost, which
LLVM can inline the kernel into and vectorise; it is only for kernels whose work-items never wait.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..targets.launch_context import CONTEXT_ALIGN, FIELDS, HEAD_SIZE
from .manifest import Component, Global, KernelManifest, Manifest

_CONTEXT = (
    f"ptr noalias noundef nonnull align {CONTEXT_ALIGN} dereferenceable({HEAD_SIZE}) %context"
)


def _field(name: str, type: str, result: str) -> list[str]:
    field = FIELDS[name]
    return [
        f"  {result}.at = getelementptr inbounds i8, ptr %context, i64 {field.offset}",
        f"  {result} = load {type}, ptr {result}.at, align {field.size}",
    ]


def _argument(component: Component, index: int) -> tuple[list[str], str]:
    """The instructions that fetch an argument, and it as an operand."""
    at = f"%a{index}.at"
    lines = [f"  {at} = getelementptr inbounds i8, ptr %kernarg, i64 {component.offset}"]
    value, type = f"%a{index}", component.type
    if type == "byref":
        return lines, f"ptr {at}"
    if type == "i1":
        lines += [
            f"  {value}.byte = load i8, ptr {at}, align 1",
            f"  {value} = trunc i8 {value}.byte to i1",
        ]
    elif type == "ptr" and component.size == 4:
        lines += [
            f"  {value}.bits = load i32, ptr {at}, align 4",
            f"  {value} = inttoptr i32 {value}.bits to ptr",
        ]
    else:
        lines.append(f"  {value} = load {type}, ptr {at}, align {_align(component.offset)}")
    return lines, f"{type} {value}"


def _align(offset: int) -> int:
    """The alignment of an offset in the segment, which is aligned to 16 itself."""
    return min(16, offset & -offset) if offset else 16


def launch_ir(kernel: KernelManifest, *, group: bool = True) -> str:
    """
    The functions that launch a kernel, to be put behind the module that defines it. Without `group`
    there is none for a workgroup: its work-items run one by one.
    """
    name = kernel.name
    fetch = _field("kernarg_ptr", "ptr", "%kernarg")
    operands: list[str] = []
    for index, component in enumerate(kernel.components):
        lines, operand = _argument(component, index)
        fetch += lines
        operands.append(operand)
    call = f'  call void @"{name}"({", ".join([*operands, "ptr %context"])}'
    body = "\n".join(fetch)
    item = (
        f'define void @"rusticle.item.{name}"({_CONTEXT}, i32 noundef %x, i32 noundef %y, '
        f"i32 noundef %z) nounwind {{\n{body}\n{call}, i32 %x, i32 %y, i32 %z)\n  ret void\n}}\n"
    )
    if kernel.fibers or not group:
        return item
    sizes = "\n".join(
        line
        for axis in "xyz"
        for line in [
            *_field(f"group_size_{axis}", "i32", f"%n{axis}"),
            f"  %some.{axis} = icmp ne i32 %n{axis}, 0",
            f"  call void @llvm.assume(i1 %some.{axis})",
            f"  %few.{axis} = icmp ule i32 %n{axis}, 1024",
            f"  call void @llvm.assume(i1 %few.{axis})",
        ]
    )
    loop = f"""
define void @"rusticle.group.{name}"({_CONTEXT}) nounwind noinline {{
entry:
{body}
{sizes}
  br label %plane
plane:
  %z = phi i32 [ 0, %entry ], [ %z.next, %plane.end ]
  br label %row
row:
  %y = phi i32 [ 0, %plane ], [ %y.next, %row.end ]
  br label %item
item:
  %x = phi i32 [ 0, %row ], [ %x.next, %item ]
{call}, i32 %x, i32 %y, i32 %z)
  %x.next = add nuw nsw i32 %x, 1
  %x.more = icmp ult i32 %x.next, %nx
  br i1 %x.more, label %item, label %row.end
row.end:
  %y.next = add nuw nsw i32 %y, 1
  %y.more = icmp ult i32 %y.next, %ny
  br i1 %y.more, label %row, label %plane.end
plane.end:
  %z.next = add nuw nsw i32 %z, 1
  %z.more = icmp ult i32 %z.next, %nz
  br i1 %z.more, label %plane, label %end
end:
  ret void
}}
"""
    return item + loop


def _globals_table(globals_: Sequence[Global]) -> str:
    """The module's globals as a table that checks read: address, size, flags as in `Range`."""
    rows = [
        f'{{ ptr, i64, i64 }} {{ ptr @"{g.name}", i64 {g.size}, i64 {g.mutable + 2 * g.constant} }}'
        for g in globals_
        if g.size
    ]
    rows.append("{ ptr, i64, i64 } zeroinitializer")
    type = f"[{len(rows)} x {{ ptr, i64, i64 }}]"
    return f'@"rusticle.globals" = constant {type} [{", ".join(rows)}]\n'


def launch_module(ir: str, manifest: Manifest) -> str:
    """A module's IR with the functions that launch its kernels behind it."""
    launches = [launch_ir(kernel) for kernel in manifest.kernels.values()]
    launches += [launch_ir(kernel, group=False) for kernel in manifest.entries.values()]
    ir += _globals_table(manifest.globals)
    assume = "" if "declare void @llvm.assume" in ir else "declare void @llvm.assume(i1)\n"
    return ir + "\n" + assume + "\n".join(launches)
