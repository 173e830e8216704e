"""
Kernels that together touch every construct of MIR and every intrinsic that a kernel can reach.

Each gives, in the simulator, what rustc's native code gives, bit for bit. The lists of constructs
and intrinsics are rustc's (`compiler/rustc_middle/src/mir/syntax.rs`,
`library/core/src/intrinsics`); what is on them is covered, or has a reason why no kernel gets
there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from xdsl.dialects.builtin import ModuleOp, StringAttr
from xdsl.ir import Operation

from rusticle.dialects import mir
from tests.support.rustc import find_rustc, library_sources

from . import intrinsic_kernels
from .harness import Differential, Outcome, Program

KERNELS = Path(__file__).with_name("kernels")
_FUNCTION = re.compile(r"(?m)^pub fn (\w+)\(x: &\[u64; 8\], out: &mut Out\)")


def _programs() -> list[Program]:
    text, names = intrinsic_kernels.module_text()
    found = [Program("intrinsics", text, tuple(names))]
    for path in sorted(KERNELS.glob("*.rs")):
        text = path.read_text(encoding="utf-8")
        found.append(Program(path.stem, text, tuple(_FUNCTION.findall(text))))
    return found


PROGRAMS = _programs()


@dataclass
class Run:
    """What came of the kernels."""

    outcomes: dict[str, Outcome] = field(default_factory=dict[str, Outcome])
    constructs: set[str] = field(default_factory=set[str])
    """Operations met, each with its kind, if it has one: `mir.cast transmute`."""
    intrinsics: set[str] = field(default_factory=set[str])
    """Those that reached `lower-mir`."""


def _construct(op: Operation) -> Iterator[str]:
    yield op.name
    for name in ("kind", "from_end", "glue"):
        value: Any = op.properties.get(name)
        if isinstance(value, StringAttr):
            yield f"{op.name} {value.data}"
        elif value is not None:
            yield f"{op.name} {name}"


@pytest.fixture(scope="module")
def run() -> Run:
    found = Run()

    def look(module: ModuleOp) -> None:
        for op in module.walk():
            found.constructs.update(_construct(op))
            if isinstance(op, mir.IntrinsicCallOp):
                found.intrinsics.add(op.intrinsic.data)

    with Differential() as differential:
        differential.observers.append(look)
        for outcome in differential.compare(PROGRAMS):
            found.outcomes[outcome.program.name] = outcome
    return found


def test_there_are_at_least_two_hundred() -> None:
    assert sum(len(p.functions) for p in PROGRAMS) >= 200


@pytest.mark.parametrize("name", [p.name for p in PROGRAMS])
def test_kernels_give_what_rustcs_code_gives(run: Run, name: str) -> None:
    outcome = run.outcomes[name]
    assert outcome.verdict == "equal", outcome.detail


def _intrinsics_of_core() -> set[str]:
    rustc = find_rustc()
    assert rustc is not None
    sources = library_sources(rustc)
    assert sources is not None
    folder = sources / "core/src/intrinsics"
    found: set[str] = set()
    for file in ("mod.rs", "simd/mod.rs", "gpu.rs"):
        text = re.sub(r"(?m)//.*$", "", (folder / file).read_text(encoding="utf-8"))
        for match in re.finditer(r"#\[rustc_intrinsic\][^;{]*?\bfn (\w+)", text):
            found.add(match[1])
    return found


def test_every_intrinsic_of_core_has_a_kernel_or_a_reason() -> None:
    covered = {*intrinsic_kernels.SCALAR, *intrinsic_kernels.SIMD}
    unreachable = set(intrinsic_kernels.UNREACHABLE)
    assert not covered & unreachable
    # `likely` and `unlikely` have been plain functions since 1.86.
    assert _intrinsics_of_core() - {"likely", "unlikely"} == (covered | unreachable) - {
        "likely",
        "unlikely",
    }
    for name, snippet in {**intrinsic_kernels.SCALAR, **intrinsic_kernels.SIMD}.items():
        assert re.search(rf"\b{name}\b", snippet) or name in _INDIRECT, name


_INDIRECT = {
    "offset_of": "offset_of!",
    "caller_location": "Location::caller",
    "type_id": "TypeId::of",
    "type_id_eq": "==",
    "type_name": "type_name",
}
"""Those that are called through a macro or a method."""


def test_what_lower_mir_lowers_is_reached(run: Run) -> None:
    from rusticle.dialects.mir.intrinsics import LOWERED

    # rustc turns these into MIR's own statements before it prints it (`lower_intrinsics.rs`), or
    # evaluates them.
    by_rustc = {
        "add_with_overflow", "sub_with_overflow", "mul_with_overflow", "wrapping_add",
        "wrapping_sub", "wrapping_mul", "unchecked_add", "unchecked_sub", "unchecked_mul",
        "unchecked_div", "unchecked_rem", "unchecked_shl", "unchecked_shr", "three_way_compare",
        "size_of", "align_of", "discriminant_value", "offset", "ptr_metadata", "aggregate_raw_ptr",
        "slice_get_unchecked", "transmute", "transmute_unchecked", "read_via_copy",
        "write_via_move", "copy_nonoverlapping", "assume", "unreachable", "forget",
        "variant_count", "offset_of", "needs_drop", "assert_inhabited", "assert_zero_valid",
        "assert_mem_uninitialized_valid", "ub_checks", "overflow_checks",
        "amdgpu_dispatch_ptr",
    }  # fmt: skip
    # Not `core`'s: made by `promote-kernel-sret`, or of the crate `device`, or of a later rustc's
    # `core`. Those run in `test_kernel_results.py` and `tests/device`.
    ours = {"first_work_item", "work_item_index", "gpu_launch_sized_workgroup_mem"}
    rest = {name for name in LOWERED - run.intrinsics if not name.startswith("device_")}
    assert by_rustc | ours >= rest


CONSTRUCTS: dict[str, tuple[str, ...] | str] = {
    # StatementKind
    "Assign": ("mir.assign",),
    "FakeRead": "gone after the borrow checker (`cleanup_post_borrowck.rs`)",
    "SetDiscriminant": "left only in coroutines and unoptimised MIR: filecheck/lowering/lower-mir",
    "StorageLive": ("mir.storage_live",),
    "StorageDead": ("mir.storage_dead",),
    "Retag": "only with `-Zmir-emit-retag`",
    "PlaceMention": "gone after the borrow checker",
    "AscribeUserType": "gone after the borrow checker",
    "Coverage": "only with `-Cinstrument-coverage`",
    "Intrinsic(Assume)": ("mir.assume",),
    "Intrinsic(CopyNonOverlapping)": ("mir.copy_nonoverlapping",),
    "ConstEvalCounter": "only in MIR for constant evaluation",
    "Nop": "gone after `SimplifyCfg`",
    "BackwardIncompatibleDropHint": "gone after lints (`cleanup_post_borrowck.rs`)",
    # TerminatorKind
    "Goto": ("mir.goto",),
    "SwitchInt": ("mir.switch_int",),
    "UnwindResume": "kernels do not unwind: cleanup blocks are not imported",
    "UnwindTerminate": "kernels do not unwind",
    "Return": ("mir.return",),
    "Unreachable": ("mir.unreachable",),
    "Drop": ("mir.drop",),
    "Call": ("mir.call", "mir.call_virtual", "mir.call_indirect", "mir.call_intrinsic"),
    "TailCall": "`become` is unstable, and refused by name: tests/frontend",
    "Assert": ("mir.assert",),
    "Yield": "gone after the coroutine transform",
    "CoroutineDrop": "gone after the coroutine transform",
    "FalseEdge": "gone after the borrow checker",
    "FalseUnwind": "gone after the borrow checker",
    "InlineAsm": "machine code of the device, which no CPU runs",
    # AssertKind
    "BoundsCheck": ("mir.assert bounds_check",),
    "Overflow(Div)": ("mir.assert overflow_div",),
    "Overflow(Rem)": ("mir.assert overflow_rem",),
    "DivisionByZero": ("mir.assert division_by_zero",),
    "RemainderByZero": ("mir.assert remainder_by_zero",),
    "Overflow(others)": "only with `-Coverflow-checks`",
    "OverflowNeg": "only with `-Coverflow-checks`",
    "ResumedAfterReturn": "coroutines'",
    "ResumedAfterPanic": "coroutines'",
    "ResumedAfterDrop": "coroutines'",
    "MisalignedPointerDereference": "only with `-Cdebug-assertions`",
    "NullPointerDereference": "only with `-Cdebug-assertions`",
    "InvalidEnumConstruction": "only with `-Cdebug-assertions`",
    # ProjectionElem
    "Deref": ("mir.deref",),
    "Field": ("mir.field",),
    "Index": ("mir.index",),
    "ConstantIndex": ("mir.constant_index", "mir.constant_index from_end"),
    "Subslice": ("mir.subslice", "mir.subslice from_end"),
    "Downcast": ("mir.downcast",),
    "OpaqueCast": "gone after `RevealAll`",
    "UnwrapUnsafeBinder": "of `unsafe<'a> T`, an incomplete feature",
    # Operand
    "Copy": ("mir.copy",),
    "Move": ("mir.move",),
    "Constant": ("mir.constant",),
    "RuntimeChecks": ("mir.runtime_check overflow_checks",),
    # Rvalue
    "Use": ("mir.assign",),
    "Repeat": ("mir.repeat",),
    "Ref(Shared)": ("mir.ref shared",),
    "Ref(Mut)": ("mir.ref mut",),
    "Ref(Fake)": "gone after the borrow checker",
    "ThreadLocalRef": "of `#[thread_local]`, which the device has not",
    "RawPtr(Const)": ("mir.raw_ptr const",),
    "RawPtr(Mut)": ("mir.raw_ptr mut",),
    "RawPtr(FakeForPtrMetadata)": "gone after `instsimplify`",
    "Discriminant": ("mir.discriminant",),
    "CopyForDeref": ("mir.copy",),
    "WrapUnsafeBinder": "of `unsafe<'a> T`, an incomplete feature",
    # CastKind
    "PointerExposeProvenance": ("mir.cast expose_provenance",),
    "PointerWithExposedProvenance": ("mir.cast with_exposed_provenance",),
    "PointerCoercion(ReifyFnPointer)": ("mir.cast reify_fn_pointer",),
    "PointerCoercion(UnsafeFnPointer)": ("mir.cast unsafe_fn_pointer",),
    "PointerCoercion(ClosureFnPointer)": ("mir.cast closure_fn_pointer",),
    "PointerCoercion(MutToConstPointer)": "a `PtrToPtr` after optimisation",
    "PointerCoercion(ArrayToPointer)": "a `PtrToPtr` after optimisation (`gvn.rs`)",
    "PointerCoercion(Unsize)": ("mir.cast unsize",),
    "IntToInt": ("mir.cast int_to_int",),
    "FloatToInt": ("mir.cast float_to_int",),
    "FloatToFloat": ("mir.cast float_to_float",),
    "IntToFloat": ("mir.cast int_to_float",),
    "PtrToPtr": ("mir.cast ptr_to_ptr",),
    "FnPtrToPtr": ("mir.cast fn_ptr_to_ptr",),
    "Transmute": ("mir.cast transmute",),
    "Subtype": ("mir.cast subtype",),
    # BinOp
    **{
        name: (f"mir.binary {kind}",)
        for name, kind in {
            "Add": "add", "AddUnchecked": "add_unchecked", "AddWithOverflow": "add_with_overflow",
            "Sub": "sub", "SubUnchecked": "sub_unchecked", "SubWithOverflow": "sub_with_overflow",
            "Mul": "mul", "MulUnchecked": "mul_unchecked", "MulWithOverflow": "mul_with_overflow",
            "Div": "div", "Rem": "rem", "BitXor": "bitxor", "BitAnd": "bitand", "BitOr": "bitor",
            "Shl": "shl", "ShlUnchecked": "shl_unchecked", "Shr": "shr",
            "ShrUnchecked": "shr_unchecked", "Eq": "eq", "Lt": "lt", "Le": "le", "Ne": "ne",
            "Ge": "ge", "Gt": "gt", "Cmp": "cmp", "Offset": "offset",
        }.items()
    },
    # UnOp
    "Not": ("mir.unary not",),
    "Neg": ("mir.unary neg",),
    "PtrMetadata": ("mir.unary ptr_metadata",),
    # AggregateKind
    "Array": ("mir.aggregate array",),
    "Tuple": ("mir.aggregate tuple",),
    "Adt": ("mir.aggregate adt",),
    "Closure": ("mir.aggregate closure",),
    "Coroutine": "coroutines are refused by name",
    "CoroutineClosure": "coroutines are refused by name",
    "Aggregate(RawPtr)": ("mir.aggregate raw_ptr",),
    # Items
    "struct": ("mir.struct",),
    "enum": ("mir.enum",),
    "union": ("mir.union",),
    "static": ("mir.static",),
    "allocation": ("mir.alloc",),
    "vtable": ("mir.vtable",),
}  # fmt: skip
"""rustc's constructs: the operations that stand for each, or why no kernel here has it."""


def test_every_construct_of_mir_is_covered_or_has_a_reason(run: Run) -> None:
    missing = [
        f"{name}: {operation}"
        for name, operations in CONSTRUCTS.items()
        if not isinstance(operations, str)
        for operation in operations
        if operation not in run.constructs
    ]
    assert not missing


def test_the_list_of_constructs_is_the_dialects() -> None:
    """Each operation of the dialect is in the list, unless it is only for other rustcs."""
    listed = {
        operation.split()[0]
        for operations in CONSTRUCTS.values()
        if not isinstance(operations, str)
        for operation in operations
    }
    for_reasons = {
        "mir.fake_read", "mir.set_discriminant", "mir.retag", "mir.place_mention", "mir.coverage",
        "mir.const_eval_counter", "mir.nop", "mir.drop_hint", "mir.resume", "mir.terminate",
        "mir.tail_call", "mir.yield", "mir.coroutine_drop", "mir.false_edge", "mir.false_unwind",
        "mir.inline_asm", "mir.opaque_cast", "mir.unwrap_binder", "mir.thread_local_ref",
        "mir.wrap_binder",
    }  # fmt: skip
    others = {
        # Items and what belongs to them; generic MIR's; older rustcs'; debug information; what a
        # pass makes of calls that panic (its own tests compare it with rustc).
        "mir.func", "mir.closure_def", "mir.local", "mir.call_path", "mir.len", "mir.nullary",
        "mir.debug", "mir.panic",
    }  # fmt: skip
    assert {op.name for op in mir.MIR.operations} == listed | for_reasons | others
