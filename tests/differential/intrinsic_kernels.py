"""
A kernel for each intrinsic of `core` that a kernel can reach: `library/core/src/intrinsics`.

What a kernel does is a Rust snippet in which these are bound to parts of the input: `a`, `b`, `c`
(`u32`), `w`, `v` (`u64`), `i`, `j` (`i32`), `y` (`u8`), `q` (`u128`), `f`, `g`, `h` (`f32`), `d`, `e`
(`f64`); `n` is `core::intrinsics`, `s` its `simd`. `p(value)` puts a value among the results. For
vectors `va`, `vb`, `vc` are of four `u32`, `vi`, `vj` of four `i32`, `vf`, `vg`, `vh` of four `f32`.
"""

# ruff: noqa: E501  # A kernel is a line.

from __future__ import annotations

import re

_INTEGERS = ("u8", "i16", "u32", "i64", "u128", "i128")
_FLOATS = (("16", "f16"), ("32", "f32"), ("64", "f64"), ("128", "f128"))


def _each(template: str, types: tuple[str, ...] = _INTEGERS) -> str:
    return " ".join(template.replace("T", t) for t in types)


_UNSIGNED = ("u8", "u16", "u32", "u64", "u128", "usize")


def _two(name: str, second: str = "(b as T)", types: tuple[str, ...] = _INTEGERS) -> str:
    return _each(f"p(n::{name}::<T>(a as T ^ (w as T) << 3, {second}));", types)


def _atomic(name: str, second_type: str = ", u32") -> str:
    orders = ("Relaxed", "Acquire", "Release", "AcqRel", "SeqCst")
    text = "let mut m = a; let r = &raw mut m; "
    for order in orders:
        text += f"p(n::{name}::<u32{second_type}, {{ O::{order} }}>(r, b)); "
    text += "p(m); let mut m = w; let r = &raw mut m; "
    return (
        text
        + f"p(n::{name}::<u64{second_type.replace('u32', 'u64')}, {{ O::SeqCst }}>(r, v)); p(m);"
    )


def _signed_atomic(name: str) -> str:
    return (
        f"let mut m = i; let r = &raw mut m; p(n::{name}::<i32, {{ O::SeqCst }}>(r, j)); p(m); "
        f"let mut m = w as i64; let r = &raw mut m; "
        f"p(n::{name}::<i64, {{ O::AcqRel }}>(r, v as i64)); p(m);"
    )


SCALAR: dict[str, str] = {
    # Integers.
    "add_with_overflow": _two("add_with_overflow"),
    "sub_with_overflow": _two("sub_with_overflow"),
    "mul_with_overflow": _two("mul_with_overflow"),
    "wrapping_add": _two("wrapping_add"),
    "wrapping_sub": _two("wrapping_sub"),
    "wrapping_mul": _two("wrapping_mul"),
    "saturating_add": _two("saturating_add"),
    "saturating_sub": _two("saturating_sub"),
    "rotate_left": _two("rotate_left", "b", _UNSIGNED),
    "rotate_right": _two("rotate_right", "b", _UNSIGNED),
    "unchecked_add": _each("p(n::unchecked_add::<T>((a & 63) as T, (b & 63) as T));"),
    "unchecked_sub": _each("p(n::unchecked_sub::<T>((a & 63) as T + 64, (b & 63) as T));"),
    "unchecked_mul": _each("p(n::unchecked_mul::<T>((a & 7) as T, (b & 7) as T));"),
    "unchecked_div": _each("p(n::unchecked_div::<T>(a as T, (b & 63) as T | 1));"),
    "unchecked_rem": _each("p(n::unchecked_rem::<T>(a as T, (b & 63) as T | 1));"),
    "unchecked_shl": _each("p(n::unchecked_shl::<T, u32>(a as T, b & 7));")
    + "p(n::unchecked_shl::<u32, u128>(a, q & 31)); p(n::unchecked_shl::<u128, u8>(q, y & 127));",
    "unchecked_shr": _each("p(n::unchecked_shr::<T, u32>(a as T, b & 7));")
    + "p(n::unchecked_shr::<i32, i128>(i, (q & 31) as i128));",
    "unchecked_funnel_shl": _each(
        "p(n::unchecked_funnel_shl::<T>(a as T, w as T, b & 7));",
        _UNSIGNED,
    ),
    "unchecked_funnel_shr": _each(
        "p(n::unchecked_funnel_shr::<T>(a as T, w as T, b & 7));",
        _UNSIGNED,
    ),
    "carryless_mul": _each(
        "p(n::carryless_mul::<T>(a as T, w as T));", _UNSIGNED
    ),
    "carrying_mul_add": _each(
        "p(n::carrying_mul_add::<T, _>(a as T, w as T, b as T, v as T));",
        _UNSIGNED,
    )
    + "p(n::carrying_mul_add::<i32, u32>(i, j, a as i32, b as i32));",
    "disjoint_bitor": _each("p(n::disjoint_bitor::<T>(a as T & 0x55, b as T & 0x2A));"),
    "exact_div": _each("p(n::exact_div::<T>((a & 7) as T * 6, 3));"),
    "bitreverse": _each("p(n::bitreverse::<T>(w as T ^ a as T));"),
    "bswap": _each("p(n::bswap::<T>(w as T ^ a as T));", ("u16", "i32", "u64", "u128")),
    "ctlz": _each("p(n::ctlz::<T>(w as T >> 3));"),
    "ctlz_nonzero": _each("p(n::ctlz_nonzero::<T>(w as T | 1));"),
    "ctpop": _each("p(n::ctpop::<T>(w as T));"),
    "cttz": _each("p(n::cttz::<T>((w as T) << 2));"),
    "cttz_nonzero": _each("p(n::cttz_nonzero::<T>(w as T | 64));"),
    "three_way_compare": _two("three_way_compare") + "p(n::three_way_compare('a', 'b'));",
    # Floats.
    "fabs": "p(n::fabs(f)); p(n::fabs(d)); p(n::fabs(f as f16) as f32); p(n::fabs(d as f128) as f64);",
    "fadd_fast": "let (f, g) = (a as f32, b as f32); p(n::fadd_fast(f, g));",
    "fsub_fast": "p(n::fsub_fast(a as f64, b as f64));",
    "fmul_fast": "p(n::fmul_fast(y as f32, 3.0));",
    "fdiv_fast": "p(n::fdiv_fast((y as f64) * 4.0, 4.0));",
    "frem_fast": "p(n::frem_fast(y as f64, 16.0));",
    "fadd_algebraic": "p(n::fadd_algebraic(y as f32, 3.0));",
    "fsub_algebraic": "p(n::fsub_algebraic(y as f32, 3.0));",
    "fmul_algebraic": "p(n::fmul_algebraic(y as f64, 3.0));",
    "fdiv_algebraic": "p(n::fdiv_algebraic(y as f64, 4.0));",
    "frem_algebraic": "p(n::frem_algebraic(y as f32, 8.0));",
    "float_to_int_unchecked": "p(n::float_to_int_unchecked::<f32, i32>((a >> 8) as f32)); "
    "p(n::float_to_int_unchecked::<f64, u64>(a as f64)); "
    "p(n::float_to_int_unchecked::<f32, u8>(y as f32));",
    # Memory.
    "arith_offset": "let t = [a, b, c]; p(*n::arith_offset(&raw const t[1], (y as isize & 2) - 1));",
    "offset": "let t = [a, b, c]; p(*n::offset::<*const u32, usize>(t.as_ptr(), (y % 3) as usize)); "
    "p(*n::offset::<*const u32, isize>(&raw const t[2], -(y as isize % 3)));",
    "ptr_mask": "let t = Aligned([a, b, c, 9]); "
    "p(*n::ptr_mask(&raw const t.0[3], !15));",
    "ptr_offset_from": "let t = [a; 5]; p(n::ptr_offset_from(&raw const t[(y % 5) as usize], &raw const t[2]));",
    "ptr_offset_from_unsigned": "let t = [w; 5]; "
    "p(n::ptr_offset_from_unsigned(&raw const t[(y % 5) as usize], t.as_ptr()));",
    "ptr_guaranteed_cmp": "let t = [a, b]; let r = t.as_ptr(); p(n::ptr_guaranteed_cmp(r, r)); "
    "p(n::ptr_guaranteed_cmp(r, r.add(1)));",
    "ptr_metadata": "let t = &[a, b, c][..(y % 4) as usize]; p(n::ptr_metadata(t as *const [u32])); "
    "n::ptr_metadata(&raw const a);",
    "aggregate_raw_ptr": "let t = [a, b, c]; "
    "let r: *const [u32] = n::aggregate_raw_ptr(t.as_ptr(), (y % 4) as usize); p(&*r);",
    "slice_get_unchecked": "let t = [a, b, c]; let r: &u32 = n::slice_get_unchecked(&t[..], (y % 3) as usize); "
    "p(*r); let mut t = [w, v]; let r: &mut u64 = n::slice_get_unchecked(&mut t[..], (y % 2) as usize); "
    "*r = 3; p(t);",
    "copy": "let mut t = [a, b, c, 4, 5]; let r = t.as_mut_ptr(); n::copy(r, r.add(1), (y % 4) as usize); p(t);",
    "copy_nonoverlapping": "let t = [a, b, c]; let mut u = [0u32; 3]; "
    "n::copy_nonoverlapping(t.as_ptr(), u.as_mut_ptr(), (y % 4) as usize); p(u);",
    "write_bytes": "let mut t = [a, b, c]; n::write_bytes(t.as_mut_ptr(), y, (b % 4) as usize); p(t);",
    "compare_bytes": "let t = [a, b]; let u = [c, b]; "
    "p(n::compare_bytes(t.as_ptr().cast(), u.as_ptr().cast(), 8).signum()); "
    "p(n::compare_bytes(t.as_ptr().cast(), t.as_ptr().cast(), 8));",
    "raw_eq": "p(n::raw_eq(&[a, b], &[b, a])); p(n::raw_eq(&[a, a], &[a, a])); p(n::raw_eq(&[y; 17], &[y; 17]));",
    "read_via_copy": "let t = (a, w, y); p(n::read_via_copy(&raw const t)); p(n::read_via_copy(&raw const t.1));",
    "write_via_move": "let mut t = (a, w, y); n::write_via_move(&raw mut t, (b, v, 3)); p(t);",
    "typed_swap_nonoverlapping": "let (mut t, mut u) = ((a, w), (b, v)); "
    "n::typed_swap_nonoverlapping(&raw mut t, &raw mut u); p((t.0, t.1)); p(u.0); "
    "let (mut t, mut u) = (y, 3u8); n::typed_swap_nonoverlapping(&raw mut t, &raw mut u); p((t, u));",
    "volatile_load": "let t = (a, w); p(n::volatile_load(&raw const t.0)); let u = [a, b, c]; p(n::volatile_load(&u));",
    "volatile_store": "let mut t = [a, b, c]; n::volatile_store(&raw mut t[1], 7); p(t); "
    "let mut u = (w, q, y); n::volatile_store(&raw mut u, (v, 3, 4)); p(u);",
    "unaligned_volatile_load": "let t = [y; 9]; p(n::unaligned_volatile_load(t.as_ptr().add(1).cast::<u64>()));",
    "unaligned_volatile_store": "let mut t = [0u8; 9]; "
    "n::unaligned_volatile_store(t.as_mut_ptr().add(1).cast::<u64>(), w); p(t);",
    "volatile_copy_memory": "let mut t = [a, b, c, 4, 5]; let r = t.as_mut_ptr(); "
    "n::volatile_copy_memory(r.add(1), r, (y % 4) as usize); p(t);",
    "volatile_copy_nonoverlapping_memory": "let t = [a, b, c]; let mut u = [0u32; 3]; "
    "n::volatile_copy_nonoverlapping_memory(u.as_mut_ptr(), t.as_ptr(), (y % 4) as usize); p(u);",
    "volatile_set_memory": "let mut t = [a, b, c]; n::volatile_set_memory(t.as_mut_ptr(), y, (b % 4) as usize); p(t);",
    "nontemporal_store": "let mut t = [a, b]; n::nontemporal_store(&raw mut t[1], c); p(t);",
    "prefetch_read_data": "n::prefetch_read_data::<u32, 3>(&a); p(a);",
    "prefetch_write_data": "n::prefetch_write_data::<u32, 2>(&a); p(a);",
    "prefetch_read_instruction": "n::prefetch_read_instruction::<u32, 1>(&a); p(a);",
    "prefetch_write_instruction": "n::prefetch_write_instruction::<u32, 0>(&a); p(a);",
    # Atomics.
    "atomic_load": "p(n::atomic_load::<u32, { O::Relaxed }>(&a)); p(n::atomic_load::<u64, { O::Acquire }>(&w)); "
    "p(n::atomic_load::<u8, { O::SeqCst }>(&y)); p(*n::atomic_load::<*const u32, { O::SeqCst }>(&&raw const a));",
    "atomic_store": "let mut m = a; n::atomic_store::<u32, { O::Relaxed }>(&raw mut m, b); p(m); "
    "n::atomic_store::<u32, { O::Release }>(&raw mut m, c); p(m); "
    "let mut m = y; n::atomic_store::<u8, { O::SeqCst }>(&raw mut m, 3); p(m);",
    "atomic_xchg": "let mut m = a; p(n::atomic_xchg::<u32, { O::AcqRel }>(&raw mut m, b)); p(m); "
    "let mut r = &raw const a; p(*n::atomic_xchg::<*const u32, { O::SeqCst }>(&raw mut r, &b)); p(*r);",
    "atomic_cxchg": "let mut m = a; p(n::atomic_cxchg::<u32, { O::AcqRel }, { O::Acquire }>(&raw mut m, b, c)); "
    "p(n::atomic_cxchg::<u32, { O::SeqCst }, { O::SeqCst }>(&raw mut m, a, c)); p(m); "
    "let mut m = w; p(n::atomic_cxchg::<u64, { O::Relaxed }, { O::Relaxed }>(&raw mut m, w, v)); p(m);",
    "atomic_cxchgweak": "let mut m = a; while !n::atomic_cxchgweak::<u32, { O::Release }, { O::Relaxed }>("
    "&raw mut m, a, b).1 {} p(m);",
    "atomic_xadd": _atomic("atomic_xadd"),
    "atomic_xsub": _atomic("atomic_xsub"),
    "atomic_and": _atomic("atomic_and"),
    "atomic_nand": _atomic("atomic_nand"),
    "atomic_or": _atomic("atomic_or"),
    "atomic_xor": _atomic("atomic_xor"),
    "atomic_umax": _atomic("atomic_umax", ""),
    "atomic_umin": _atomic("atomic_umin", ""),
    "atomic_max": _signed_atomic("atomic_max"),
    "atomic_min": _signed_atomic("atomic_min"),
    "atomic_fence": "n::atomic_fence::<{ O::Acquire }>(); n::atomic_fence::<{ O::SeqCst }>(); p(a);",
    "atomic_singlethreadfence": "n::atomic_singlethreadfence::<{ O::AcqRel }>(); p(a);",
    # Types and layouts.
    "size_of": "p(const { n::size_of::<(u8, u32, u16)>() }); p(const { n::size_of::<Option<&u8>>() });",
    "align_of": "p(const { n::align_of::<(u8, u32, u16)>() });",
    "size_of_val": "let t = [a, b, c]; let r = &t[..(y % 4) as usize]; p(n::size_of_val(r as *const [u32])); "
    "let r: &dyn Put = &w; p(n::size_of_val(r as *const dyn Put)); p(n::size_of_val(&raw const a));",
    "align_of_val": "let t = [a, b, c]; p(n::align_of_val(&t[..] as *const [u32])); "
    "let r: &dyn Put = if y > 9 { &w } else { &y }; p(n::align_of_val(r as *const dyn Put));",
    "vtable_size": "let r: &dyn Put = if y > 9 { &w } else { &y }; "
    "let m: [*const (); 2] = core::mem::transmute(r); p(n::vtable_size(m[1]));",
    "vtable_align": "let r: &dyn Put = if y > 9 { &w } else { &y }; "
    "let m: [*const (); 2] = core::mem::transmute(r); p(n::vtable_align(m[1]));",
    "variant_count": "p(const { n::variant_count::<Option<u8>>() });",
    "offset_of": "p(const { core::mem::offset_of!((u8, u32), 1) });",
    "needs_drop": "p(const { n::needs_drop::<u8>() }); p(core::mem::needs_drop::<Ends>());",
    "type_id": "p(core::any::TypeId::of::<u8>() == core::any::TypeId::of::<u8>());",
    "type_id_eq": "p(core::any::TypeId::of::<u8>() == core::any::TypeId::of::<i8>()); "
    "let r: &dyn core::any::Any = if y > 9 { &a } else { &w }; p(r.downcast_ref::<u32>().is_some());",
    "type_name": "p(core::any::type_name::<u32>());",
    "discriminant_value": "let t = if y > 9 { Some(a) } else { None }; p(n::discriminant_value(&t)); "
    "p(n::discriminant_value(&(if y & 1 == 1 { core::cmp::Ordering::Less } else { core::cmp::Ordering::Greater })));",
    "transmute": "p(n::transmute::<[u8; 4], u32>([y, 1, 2, 3])); p(n::transmute::<u64, [u16; 4]>(w)); "
    "p(n::transmute::<f64, u64>(1.5)); p(n::transmute::<(u32, u32), u64>((a, b)));",
    "transmute_unchecked": "p(n::transmute_unchecked::<u32, i32>(a)); p(n::transmute_unchecked::<[u32; 2], u64>([a, b]));",
    "caller_location": "#[track_caller] fn at() -> u32 { core::panic::Location::caller().column() } p(at() > 0);",
    # Control.
    "assume": "n::assume(y as u32 <= 255); p(a);",
    "likely": "p(if n::likely(y > 9) { a } else { b });",
    "unlikely": "p(if n::unlikely(y > 9) { a } else { b });",
    "cold_path": "p(if y > 9 { n::cold_path(); a } else { b });",
    "black_box": "p(n::black_box(a)); p(n::black_box((y, w)));",
    "select_unpredictable": "p(n::select_unpredictable(y > 9, a, b)); p(n::select_unpredictable(y > 9, (w, y), (v, 3))); "
    "let t = [a, b, c]; p(n::select_unpredictable(y > 9, &t, &[1, 2, 3]));",
    "is_val_statically_known": "if n::is_val_statically_known(a) { p(a) } else { p(a) }",
    "const_eval_select": "const fn at_compile_time(_: u32) -> u32 { 1 } fn at_run_time(v: u32) -> u32 { v } "
    "p(n::const_eval_select((a,), at_compile_time, at_run_time));",
    "forget": "let cell = Cell::new(w); n::forget(Ends(&cell, 3)); p(cell.get());",
    "assert_inhabited": "n::assert_inhabited::<u8>(); p(a);",
    "assert_zero_valid": "n::assert_zero_valid::<u8>(); p(a);",
    "assert_mem_uninitialized_valid": "n::assert_mem_uninitialized_valid::<[core::mem::MaybeUninit<u8>; 2]>(); p(a);",
    "unreachable": "if y as u32 > 255 { n::unreachable() } p(a);",
    "abort": "if y as u32 > 255 { n::abort() } p(a);",
    "breakpoint": "if n::black_box(y as u32) > 255 { n::breakpoint() } p(a);",
    "ub_checks": "p(n::ub_checks());",
    "overflow_checks": "p(n::overflow_checks());",
    "contract_check_requires": "n::contract_check_requires(|| true); p(a);",
    "contract_check_ensures": "p(n::contract_check_ensures(Some(|r: &u32| *r == *r), a));",
}  # fmt: skip

_UNARY_FLOATS = {
    "ceil": "", "floor": "", "trunc": "", "round": "", "round_ties_even_": "", "sqrt": ".abs_()",
    "sin": "", "cos": "", "exp": "", "exp2": "", "log": ".abs_()", "log2": ".abs_()", "log10": ".abs_()",
}  # fmt: skip
_BINARY_FLOATS = ("copysign", "minimum", "maximum", "minimum_number_nsz_", "maximum_number_nsz_")
_TERNARY_FLOATS = ("fma", "fmuladd")

for _bits, _type in _FLOATS:
    _show = f"p(r as {'f32' if _bits == '16' else 'f64' if _bits == '128' else _type});"
    _small = (
        f"let (f, g, h) = ((i >> 20) as {_type} / 8.0, (y as {_type}) / 16.0, b as u8 as {_type});"
    )
    _any = (
        _small
        if _bits in ("16", "128")
        else f"let (f, g, h) = ({'f, g, h' if _bits == '32' else 'd, e, d'});"
    )
    for _name, _fix in _UNARY_FLOATS.items():
        _argument = "n::fabs(f)" if _fix else "f"
        SCALAR[f"{_name}f{_bits}"] = f"{_any} let r = n::{_name}f{_bits}({_argument}); {_show}"
    for _name in _BINARY_FLOATS:
        # Which of two zeros these give is open, and whose sign a NaN has.
        _fix = " + 0.0" if "nsz" in _name else ""
        _known = "if g == g { g } else { 1.5 }" if _name == "copysign" else "g"
        SCALAR[f"{_name}f{_bits}"] = (
            f"{_any} let g = {_known}; let r = n::{_name}f{_bits}(f, g){_fix}; {_show}"
        )
    for _name in _TERNARY_FLOATS:
        # Whether `fmuladd` rounds once or twice is open: these numbers are exact.
        _given = _small if _name == "fmuladd" else _any
        SCALAR[f"{_name}f{_bits}"] = f"{_given} let r = n::{_name}f{_bits}(f, g, h); {_show}"
    SCALAR[f"powif{_bits}"] = f"{_small} let r = n::powif{_bits}(g, i >> 28); {_show}"
    SCALAR[f"powf{_bits}"] = f"{_small} let r = n::powf{_bits}(g, 2.5); {_show}"

_SIMD_BINARY = ("add", "sub", "mul", "and", "or", "xor", "saturating_add", "saturating_sub")
_COMPARISONS = ("eq", "ne", "lt", "le", "gt", "ge")
_SIMD_BITS = ("bswap", "bitreverse", "ctlz", "ctpop", "cttz")
_SIMD_FLOATS = ("ceil", "floor", "round", "round_ties_even", "trunc")
_SIMD_MATH = ("fsin", "fcos", "fexp", "fexp2", "flog", "flog2", "flog10", "fsqrt")

SIMD: dict[str, str] = {
    "simd_insert": "p(U4::to_array(s::simd_insert(va, 2, 7u32)));",
    "simd_extract": "p(s::simd_extract::<U4, u32>(va, 1));",
    "simd_insert_dyn": "p(U4::to_array(s::simd_insert_dyn(va, a & 3, 7u32)));",
    "simd_extract_dyn": "p(s::simd_extract_dyn::<U4, u32>(va, b & 3));",
    "simd_splat": "p(U4::to_array(s::simd_splat(a)));",
    "simd_div": "p(U4::to_array(s::simd_div(va, s::simd_or(vb, U4::splat(1))))); "
    "p(F4::to_array(s::simd_div(vf, vg)));",
    "simd_rem": "p(U4::to_array(s::simd_rem(va, s::simd_or(vb, U4::splat(1)))));",
    "simd_shl": "p(U4::to_array(s::simd_shl(va, s::simd_and(vb, U4::splat(31)))));",
    "simd_shr": "p(U4::to_array(s::simd_shr(va, s::simd_and(vb, U4::splat(31))))); "
    "p(I4::to_array(s::simd_shr(vi, I4::splat(3))));",
    "simd_funnel_shl": "p(U4::to_array(s::simd_funnel_shl(va, vb, s::simd_and(vc, U4::splat(31)))));",
    "simd_funnel_shr": "p(U4::to_array(s::simd_funnel_shr(va, vb, s::simd_and(vc, U4::splat(31)))));",
    "simd_carryless_mul": "p(U4::to_array(s::simd_carryless_mul(va, vb)));",
    "simd_cast": "p(F4::to_array(s::simd_cast::<U4, F4>(va))); p(Simd::<u8, 4>::to_array(s::simd_cast(va))); "
    "p(Simd::<i64, 4>::to_array(s::simd_cast(vi)));",
    "simd_as": "p(I4::to_array(s::simd_as::<F4, I4>(vf))); p(Simd::<u8, 4>::to_array(s::simd_as(vf)));",
    "simd_neg": "p(I4::to_array(s::simd_neg(vi))); p(F4::to_array(s::simd_neg(vf)));",
    "simd_fabs": "p(F4::to_array(s::simd_fabs(vf)));",
    "simd_minimum_number_nsz": "p(F4::to_array(s::simd_add(s::simd_minimum_number_nsz(vf, vg), F4::splat(0.0))));",
    "simd_maximum_number_nsz": "p(F4::to_array(s::simd_add(s::simd_maximum_number_nsz(vf, vg), F4::splat(0.0))));",
    "simd_shuffle": "const I: Places = Places([3, 0, 5, 6]); p(U4::to_array(s::simd_shuffle(va, vb, I)));",
    "simd_gather": "let t = [a, b, c, 4]; let r = Simd::<*const u32, 4>::from_array([&t[3], &t[1], &t[0], &t[2]]); "
    "p(U4::to_array(s::simd_gather(vb, r, mask)));",
    "simd_scatter": "let mut t = [a, b, c, 4]; let m = t.as_mut_ptr(); "
    "let r = Simd::<*mut u32, 4>::from_array([m.add(3), m.add(1), m, m.add(2)]); s::simd_scatter(vb, r, mask); p(t);",
    "simd_masked_load": "let t = [a, b, c, 4]; "
    "p(U4::to_array(s::simd_masked_load::<I4, *const u32, U4, { s::SimdAlign::Element }>(mask, t.as_ptr(), vb)));",
    "simd_masked_store": "let mut t = [a, b, c, 4]; "
    "s::simd_masked_store::<I4, *mut u32, U4, { s::SimdAlign::Element }>(mask, t.as_mut_ptr(), vb); p(t);",
    "simd_reduce_add_ordered": "p(s::simd_reduce_add_ordered::<U4, u32>(va, 0)); p(s::simd_reduce_add_ordered::<F4, f32>(vf, -0.0));",
    "simd_reduce_mul_ordered": "p(s::simd_reduce_mul_ordered::<U4, u32>(va, 1)); p(s::simd_reduce_mul_ordered::<F4, f32>(vf, 1.0));",
    "simd_reduce_add_unordered": "p(s::simd_reduce_add_unordered::<U4, u32>(va));",
    "simd_reduce_mul_unordered": "p(s::simd_reduce_mul_unordered::<U4, u32>(va));",
    "simd_reduce_all": "p(s::simd_reduce_all(mask)); p(s::simd_reduce_all(I4::splat(-1)));",
    "simd_reduce_any": "p(s::simd_reduce_any(mask)); p(s::simd_reduce_any(I4::splat(0)));",
    "simd_reduce_max": "p(s::simd_reduce_max::<U4, u32>(va)); p(s::simd_reduce_max::<I4, i32>(vi));",
    "simd_reduce_min": "p(s::simd_reduce_min::<U4, u32>(va)); p(s::simd_reduce_min::<I4, i32>(vi));",
    "simd_reduce_and": "p(s::simd_reduce_and::<U4, u32>(va));",
    "simd_reduce_or": "p(s::simd_reduce_or::<U4, u32>(va));",
    "simd_reduce_xor": "p(s::simd_reduce_xor::<U4, u32>(va));",
    "simd_bitmask": "p(s::simd_bitmask::<I4, u8>(mask)); p(s::simd_bitmask::<I4, [u8; 1]>(mask));",
    "simd_select": "p(U4::to_array(s::simd_select(mask, va, vb)));",
    "simd_select_bitmask": "p(U4::to_array(s::simd_select_bitmask(y & 15, va, vb)));",
    "simd_arith_offset": "let t = [a, b, c, 4]; let r = Simd::<*const u32, 2>::splat(t.as_ptr()); "
    "let r = Simd::to_array(s::simd_arith_offset::<Simd<*const u32, 2>, Simd<usize, 2>>(r, Simd::from_array([2, 1]))); p(*r[0]); p(*r[1]);",
    "simd_cast_ptr": "let r = Simd::<*const u32, 2>::splat(&a); "
    "let r: Simd<*const i32, 2> = s::simd_cast_ptr(r); p(*r.to_array()[1]);",
    "simd_expose_provenance": "let r = Simd::<*const u32, 2>::splat(&a); "
    "let m: Simd<usize, 2> = s::simd_expose_provenance(r); p(m.to_array()[0] == &raw const a as usize);",
    "simd_with_exposed_provenance": "let r = Simd::<*const u32, 2>::splat(&a); "
    "let m: Simd<usize, 2> = s::simd_expose_provenance(r); "
    "let r: Simd<*const u32, 2> = s::simd_with_exposed_provenance(m); p(*r.to_array()[1]);",
    "simd_fma": "p(F4::to_array(s::simd_fma(vf, vg, vh)));",
    "simd_relaxed_fma": "let t: F4 = s::simd_cast(s::simd_and(va, U4::splat(255))); p(F4::to_array(s::simd_relaxed_fma(t, t, t)));",
}  # fmt: skip
for _name in _SIMD_BINARY:
    SIMD[f"simd_{_name}"] = (
        f"p(U4::to_array(s::simd_{_name}(va, vb))); p(I4::to_array(s::simd_{_name}(vi, vj)));"
    )
for _name in ("add", "sub", "mul"):
    SIMD[f"simd_{_name}"] += f" p(F4::to_array(s::simd_{_name}(vf, vg)));"
for _name in _COMPARISONS:
    SIMD[f"simd_{_name}"] = " ".join(
        f"p(I4::to_array(s::simd_{_name}({pair})));" for pair in ("va, vb", "vi, vj", "vf, vg")
    )
for _name in _SIMD_BITS:
    SIMD[f"simd_{_name}"] = (
        f"p(U4::to_array(s::simd_{_name}(va))); p(I4::to_array(s::simd_{_name}(vi)));"
    )
for _name in _SIMD_FLOATS:
    SIMD[f"simd_{_name}"] = f"p(F4::to_array(s::simd_{_name}(vf)));"
for _name in _SIMD_MATH:
    SIMD[f"simd_{_name}"] = f"p(F4::to_array(s::simd_{_name}(s::simd_fabs(vf))));"

UNREACHABLE: dict[str, str] = {
    "autodiff": "expanded by the `autodiff` attribute in a rustc built with Enzyme",
    "offload": "expanded in a rustc built with LLVM's offload",
    "catch_unwind": "`std`'s; kernels do not unwind",
    "va_arg": "within C-variadic functions, which kernels cannot define",
    "va_copy": "within C-variadic functions, which kernels cannot define",
    "va_end": "within C-variadic functions, which kernels cannot define",
    "const_allocate": "evaluated at compile time",
    "const_deallocate": "evaluated at compile time",
    "const_make_global": "evaluated at compile time",
    "type_of": "evaluated at compile time",
    "type_id_vtable": "evaluated at compile time",
    "field_offset": "of field representing types, which have no syntax yet; evaluated at compile time",
    "rustc_peek": "for tests of rustc's data flow analyses",
    "amdgpu_dispatch_ptr": "the GPU's alone: tests/runtime launches kernels that use it",
}
"""Those that no kernel of these can reach, and why."""

_SHOWN = re.compile(r"(?<!\w)p\(")

_HEAD = """
use core::intrinsics as n;
use n::AtomicOrdering as O;
use n::simd as s;
#[cfg(not(target_arch = "amdgpu"))]
use std::simd::Simd;
#[cfg(target_arch = "amdgpu")]
use core::simd::Simd;
#[repr(align(16))]
struct Aligned([u32; 4]);
#[repr(simd)]
struct Places([u32; 4]);
type U4 = Simd<u32, 4>;
type I4 = Simd<i32, 4>;
type F4 = Simd<f32, 4>;
"""

_BINDINGS = {
    "mask": "unsafe { s::simd_lt(va, vb) }",
    "va": "U4::from_array([a, b, c, 7])",
    "vb": "U4::from_array([b, v as u32, 3, w as u32])",
    "vc": "U4::from_array([c, 9, a, 2])",
    "vi": "I4::from_array([i, j, 3, -4])",
    "vj": "I4::from_array([j, i, -3, 7])",
    "vf": "F4::from_array([f, g, 1.5, -0.0])",
    "vg": "F4::from_array([g, h, 2.5, 3.0])",
    "vh": "F4::from_array([h, f, 0.5, -1.0])",
    "q": "(w as u128) << 64 | v as u128",
    "a": "x[0] as u32",
    "b": "x[1] as u32",
    "c": "x[2] as u32",
    "w": "x[3]",
    "v": "x[4]",
    "y": "x[5] as u8",
    "i": "x[6] as i32",
    "j": "x[7] as i32",
    "f": "float32(x[0])",
    "g": "float32(x[1])",
    "h": "float32(x[6])",
    "d": "float64(x[4])",
    "e": "float64(x[7])",
}
_TYPES = {"mask": "I4"}


def _bound(snippet: str) -> str:
    """The bindings that a snippet needs, and those that they need."""
    lines: list[str] = []
    text = snippet
    for name, value in _BINDINGS.items():
        if re.search(rf"\b{name}\b", text):
            type_ = f": {_TYPES[name]}" if name in _TYPES else ""
            lines.insert(0, f"    let {name}{type_} = {value};\n")
            text += value
    return "".join(lines)


def module_text() -> tuple[str, list[str]]:
    """A module of the kernels, and their names."""
    parts = [_HEAD]
    names: list[str] = []
    for name, snippet in {**SCALAR, **SIMD}.items():
        names.append(f"on_{name}")
        shown = _SHOWN.sub("out.put(", snippet)
        parts.append(
            f"pub fn on_{name}(x: &[u64; 8], out: &mut Out) {{\n{_bound(snippet)}"
            f"    unsafe {{ {shown} }}\n}}\n"
        )
    return "".join(parts), names
