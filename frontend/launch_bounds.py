"""
Launch bounds: what a kernel's Rust attributes promise of its launches.

rustc has no attributes for them, but lets a crate name a tool whose attributes it leaves alone:

    #![feature(register_tool)]
    #![register_tool(rusticle)]

    #[rusticle::workgroup_size(64, 2)]        // exactly: x, y (1 if left out), z (1 if left out)
    #[rusticle::max_workgroup_size(256)]      // at most that many work-items
    #[rusticle::waves_per_eu(2, 8)]           // aim at 2 (to 8) wavefronts per execution unit
    #[rusticle::uniform_workgroup_size]       // no partial workgroups at the grid's end
    #[unsafe(no_mangle)]
    pub extern "gpu-kernel" fn blur(...)

Each becomes the attribute of `mir.func`, and of `hsa.kernel` later, that LAUNCH_BOUNDS names.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from xdsl.dialects.builtin import DenseArrayBase, IntegerAttr, UnitAttr, i32
from xdsl.ir import Attribute

from ..diagnostics import CompileError, SourceSpan

TOOL = "rusticle::"
"""What the attributes begin with."""

_MOST_WORK_ITEMS = 1024
"""In a workgroup: `hsa_agent_info_t`, `HSA_AGENT_INFO_WORKGROUP_MAX_SIZE` of all AMD GPUs."""

_ATTRIBUTE = re.compile(r"rusticle::(\w+)\s*(?:\((.*)\))?\s*$", re.DOTALL)
_FORMS = {
    "workgroup_size": ("(X[, Y[, Z]])", 1, 3),
    "max_workgroup_size": ("(MOST)", 1, 1),
    "waves_per_eu": ("(LEAST[, MOST])", 1, 2),
    "uniform_workgroup_size": ("", 0, 0),
}


def launch_bounds(
    attributes: Sequence[str], *, name: str, kernel: bool, span: SourceSpan | None
) -> dict[str, Attribute]:
    """
    The attributes of `hsa.kernel` that a function's `rusticle::` attributes stand for.

    Raises `CompileError` for one that does not exist, has the wrong arguments, contradicts another
    one, or is on a function that is no kernel.
    """
    bounds: dict[str, Attribute] = {}
    for text in attributes:
        match = _ATTRIBUTE.match(text)
        form = None if match is None else _FORMS.get(match[1])
        if match is None or form is None:
            raise CompileError.of(
                f"there is no attribute `#[{text}]`",
                span,
                notes=[f"there is {', '.join(f'`#[{TOOL}{k}{f[0]}]`' for k, f in _FORMS.items())}"],
            )
        if not kernel:
            raise CompileError.of(
                f"`#[{text}]` is on `{name}`, which is no kernel",
                span,
                notes=["only a kernel has workgroups of its own"],
            )
        numbers = [word.strip().replace("_", "") for word in (match[2] or "").split(",")]
        numbers = [word for word in numbers if word]
        shape, least, most = form
        if not least <= len(numbers) <= most or not all(
            word.isdecimal() and int(word) > 0 for word in numbers
        ):
            raise CompileError.of(
                f"`#[{text}]` of kernel `{name}` should be `#[{TOOL}{match[1]}{shape}]`",
                span,
                notes=["with positive numbers"] if least else (),
            )
        _add(bounds, match[1], [int(word) for word in numbers], f"`#[{text}]`", name, span)
    return bounds


def _add(
    bounds: dict[str, Attribute],
    kind: str,
    numbers: list[int],
    text: str,
    name: str,
    span: SourceSpan | None,
) -> None:
    match kind:
        case "workgroup_size" | "max_workgroup_size":
            count = 1
            for number in numbers:
                count *= number
            if count > _MOST_WORK_ITEMS:
                raise CompileError.of(
                    f"{text} of kernel `{name}` asks for {count} work-items",
                    span,
                    notes=[f"a workgroup has at most {_MOST_WORK_ITEMS}"],
                )
            if "reqd_workgroup_size" in bounds or "max_flat_workgroup_size" in bounds:
                raise CompileError.of(
                    f"kernel `{name}` has two workgroup sizes, the second of them {text}", span
                )
            if kind == "workgroup_size":
                size = [*numbers, 1, 1][:3]
                bounds["reqd_workgroup_size"] = DenseArrayBase.from_list(i32, size)
            else:
                bounds["max_flat_workgroup_size"] = IntegerAttr(count, i32)
        case "waves_per_eu":
            if numbers[0] > numbers[-1]:
                raise CompileError.of(
                    f"{text} of kernel `{name}` has a least that is more than its most", span
                )
            bounds["waves_per_eu"] = DenseArrayBase.from_list(i32, numbers)
        case _:
            bounds["uniform_workgroup_size"] = UnitAttr()


LAUNCH_BOUNDS = (
    "reqd_workgroup_size",
    "max_flat_workgroup_size",
    "waves_per_eu",
    "uniform_workgroup_size",
)
"""The attributes' names."""
