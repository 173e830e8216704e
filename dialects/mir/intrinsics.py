"""
The intrinsics of `core` that a `mir.call_intrinsic` may name.

An intrinsic is a function that the compiler defines (`library/core/src/intrinsics`). Those listed
here are lowered by `lower-mir`. The importer resolves the others: `const_eval_select` becomes a
call of its run-time function, `caller_location` a constant, and one that has a body of its own
(a *fallback*) a call of that body.
"""

from __future__ import annotations

FLOAT_MATH: frozenset[str] = frozenset(
    f"{name}{separator}f{bits}"
    for names, separator in (
        (
            "sqrt powi sin cos pow exp exp2 log log10 log2 fma fmuladd floor ceil trunc round "
            "copysign",
            "",
        ),
        ("round_ties_even minimum_number_nsz maximum_number_nsz", "_"),
    )
    for name in names.split()
    for bits in (16, 32, 64, 128)
)
"""
Floating-point intrinsics, one for each width: `sqrtf32`, `round_ties_even_f64`. `minimumf32` and
`maximumf32` are not among them: rustc's code generator too calls their fallbacks, since LLVM's
get them wrong.
"""

ATOMIC: frozenset[str] = frozenset(
    f"atomic_{name}"
    for name in (
        "cxchg cxchgweak load store xchg xadd xsub and nand or xor max min umin umax fence "
        "singlethreadfence"
    ).split()
)
"""Atomics. Their orderings are const generic arguments."""

INTEGER: frozenset[str] = frozenset(
    (
        "ctpop ctlz ctlz_nonzero cttz cttz_nonzero bswap bitreverse three_way_compare "
        "disjoint_bitor add_with_overflow sub_with_overflow mul_with_overflow carrying_mul_add "
        "exact_div unchecked_div unchecked_rem unchecked_shl unchecked_shr unchecked_add "
        "unchecked_sub unchecked_mul rotate_left rotate_right wrapping_add wrapping_sub "
        "wrapping_mul saturating_add saturating_sub unchecked_funnel_shl unchecked_funnel_shr"
    ).split()
)
"""Integer arithmetic and bit counting."""

FLOAT: frozenset[str] = frozenset(
    (
        "fabs fadd_fast fsub_fast fmul_fast fdiv_fast frem_fast float_to_int_unchecked "
        "fadd_algebraic fsub_algebraic fmul_algebraic fdiv_algebraic frem_algebraic"
    ).split()
)
"""Floating-point arithmetic that is generic over its width."""

MEMORY: frozenset[str] = frozenset(
    (
        "copy copy_nonoverlapping write_bytes volatile_copy_nonoverlapping_memory "
        "volatile_copy_memory volatile_set_memory volatile_load volatile_store "
        "unaligned_volatile_load unaligned_volatile_store nontemporal_store "
        "typed_swap_nonoverlapping raw_eq compare_bytes read_via_copy write_via_move forget "
        "prefetch_read_data prefetch_write_data prefetch_read_instruction "
        "prefetch_write_instruction"
    ).split()
)
"""Reading, writing, copying and comparing memory."""

POINTER: frozenset[str] = frozenset(
    (
        "offset arith_offset slice_get_unchecked ptr_mask ptr_offset_from "
        "ptr_offset_from_unsigned ptr_guaranteed_cmp aggregate_raw_ptr ptr_metadata vtable_size "
        "vtable_align"
    ).split()
)
"""Pointer arithmetic and fat pointers' halves."""

TYPE: frozenset[str] = frozenset(
    (
        "size_of align_of size_of_val align_of_val needs_drop discriminant_value variant_count "
        "offset_of transmute transmute_unchecked assert_inhabited assert_zero_valid "
        "assert_mem_uninitialized_valid"
    ).split()
)
"""What depends on a type's layout."""

CONTROL: frozenset[str] = frozenset(
    (
        "abort unreachable assume cold_path breakpoint select_unpredictable black_box ub_checks "
        "overflow_checks is_val_statically_known amdgpu_dispatch_ptr"
    ).split()
)
"""Control flow, hints to the optimiser, and the device."""

LAUNCH: frozenset[str] = frozenset(("first_work_item", "work_item_index"))
"""What a work-item asks about its launch: not `core`'s, but ours, for passes that need to know."""

DEVICE_MODULE = "rusticle_device::intrinsics::"
"""Where the crate for kernels (`device/`) has the functions that the compiler provides."""

DEVICE_ATOMIC: frozenset[str] = frozenset(
    f"device_{name}"
    for name in (
        "fence load store compare_exchange swap fetch_add fetch_sub fetch_and fetch_nand fetch_or "
        "fetch_xor fetch_max fetch_min"
    ).split()
)
"""Atomics within a scope. Among their generic arguments are the scope's type, and orderings."""

DEVICE: frozenset[str] = DEVICE_ATOMIC | frozenset(
    ("device_launch_sized_memory", "device_implicit_arguments", "gpu_launch_sized_workgroup_mem")
)
"""What the crate for kernels asks for, `device_` before its name there; and later `core`s."""

SIMD: frozenset[str] = frozenset(
    f"simd_{name}"
    for name in (
        "insert extract insert_dyn extract_dyn splat add sub mul div rem shl shr funnel_shl "
        "funnel_shr and or xor cast as neg fabs minimum_number_nsz maximum_number_nsz eq ne lt le "
        "gt ge shuffle gather scatter masked_load masked_store saturating_add saturating_sub "
        "reduce_add_ordered reduce_add_unordered reduce_mul_ordered reduce_mul_unordered "
        "reduce_all reduce_any reduce_max reduce_min reduce_and reduce_or reduce_xor bitmask "
        "carryless_mul select select_bitmask arith_offset cast_ptr expose_provenance "
        "with_exposed_provenance "
        "bswap bitreverse ctlz ctpop cttz ceil floor round round_ties_even trunc fsqrt fma "
        "relaxed_fma fsin fcos fexp fexp2 flog10 flog2 flog"
    ).split()
)
"""Vectors."""

LOWERED: frozenset[str] = (
    FLOAT_MATH
    | ATOMIC
    | INTEGER
    | FLOAT
    | MEMORY
    | POINTER
    | TYPE
    | CONTROL
    | LAUNCH
    | DEVICE
    | SIMD
)
"""Every intrinsic that `lower-mir` lowers."""
