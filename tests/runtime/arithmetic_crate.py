"""A crate of kernels that do all of arithmetic on each of Rust's number types, written by type."""

from __future__ import annotations

from dataclasses import dataclass

INTEGERS = [f"{sign}{bits}" for bits in (8, 16, 32, 64, 128) for sign in "iu"]
FLOATS = ["f32", "f64"]

_INTEGER_FAMILIES = {
    "wrapping": [
        "a.wrapping_add(b)", "a.wrapping_sub(b)", "a.wrapping_mul(b)", "a.wrapping_neg()",
        "a & b", "a | b", "a ^ b", "!a", "a.wrapping_shl(b as u32)", "a.wrapping_shr(b as u32)",
    ],
    "division": [
        "a.checked_div(b).unwrap_or(1)", "a.checked_rem(b).unwrap_or(2)",
        "a.checked_div_euclid(b).unwrap_or(3)", "a.checked_rem_euclid(b).unwrap_or(4)",
        "if b != 0 { a.wrapping_div(b) } else { 5 }",
    ],
    "checked": [
        "a.checked_add(b).unwrap_or(1)", "a.checked_sub(b).unwrap_or(2)",
        "a.checked_mul(b).unwrap_or(3)", "a.checked_shl(b as u32).unwrap_or(4)",
        "a.overflowing_add(b).1 as T", "a.overflowing_mul(b).0",
        "a.checked_pow((b & 7) as u32).unwrap_or(6)",
    ],
    "saturating": [
        "a.saturating_add(b)", "a.saturating_sub(b)", "a.saturating_mul(b)",
        "a.min(b)", "a.max(b)", "a.clamp(3, 77)", "a.abs_diff(b) as T",
    ],
    "bits": [
        "a.count_ones() as T", "a.leading_zeros() as T", "a.trailing_zeros() as T",
        "a.swap_bytes()", "a.reverse_bits()", "a.rotate_left((b & 7) as u32)",
        "a.rotate_right((b & 7) as u32)", "T::from_be_bytes(a.to_ne_bytes())",
        "a.leading_ones() as T", "a.isqrt_of_bits()",
    ],
    "order": [
        "(a < b) as T", "(a <= b) as T", "(a == b) as T", "a.cmp(&b) as i8 as T",
        "match a { 0 => 1, 1..=9 => 2, T::MAX => 3, _ if a > b => 4, _ => 5 }",
        "[a, b, 3, 9].iter().copied().max().unwrap_or(0)",
    ],
    "casts": [
        "a as i8 as T", "a as u8 as T", "a as i16 as T", "a as u16 as T", "a as i32 as T",
        "a as u32 as T", "a as i64 as T", "a as u64 as T", "a as i128 as T", "a as u128 as T",
        "a as f32 as T", "a as f64 as T", "a as usize as T", "(a as u8 as char) as u32 as T",
    ],
}  # fmt: skip

_FLOAT_FAMILIES = {
    "arithmetic": ["a + b", "a - b", "a * b", "a / b", "a % b", "-a", "a + b * a - b / a"],
    "shapes": [
        # Which zero `min` and `max` of two zeros give is open.
        "a.abs()", "a.min(b) + 0.0", "a.max(b) + 0.0", "a.clamp(-1.0, 1.0)", "a.signum()",
        "a.copysign(b)",
        "if a.is_nan() { 1.0 } else { 2.0 }", "a.recip()", "T::from_bits(a.to_bits() ^ 1)",
    ],
    "casts": [
        "a as i8 as T", "a as u8 as T", "a as i16 as T", "a as u16 as T", "a as i32 as T",
        "a as u32 as T", "a as i64 as T", "a as u64 as T", "a as i128 as T", "a as u128 as T",
        "a as f32 as T", "a as f64 as T",
    ],
    "order": [
        "(a < b) as u8 as T", "(a >= b) as u8 as T", "(a != b) as u8 as T",
        "a.total_cmp(&b) as i8 as T", "a.partial_cmp(&b).map_or(7.0, |o| o as i8 as T)",
        "[a, b, 0.5].iter().fold(0.0, |s, v| s * 0.5 + v)",
    ],
}  # fmt: skip


@dataclass(frozen=True)
class Family:
    """A kernel: its name, the type it is about, and how many results an element has."""

    name: str
    type: str
    width: int


def _kernel(type_: str, family: str, expressions: list[str]) -> tuple[Family, str]:
    name = f"{type_}_{family}"
    width = len(expressions)
    lines = "\n".join(f"        out[i * {width} + {j}] = {e};" for j, e in enumerate(expressions))
    text = f"""
#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn {name}(x: &[{type_}], y: &[{type_}], out: &mut [{type_}]) {{
    #[allow(dead_code)]
    type T = {type_};
    let i = (workgroup_id_x() * 64 + workitem_id_x()) as usize;
    if i < x.len() && i < y.len() {{
        let (a, b) = (x[i], y[i]);
{lines}
    }}
}}
"""
    return Family(name, type_, width), text


def crate() -> tuple[list[Family], str]:
    """The kernels and their source."""
    kernels: list[Family] = []
    parts = [
        "#![no_std]\n#![feature(abi_gpu_kernel, stdarch_amdgpu)]\n"
        "#![allow(improper_ctypes_definitions)]\n"
        "use core::arch::amdgpu::{workgroup_id_x, workitem_id_x};\n"
        "trait Bits: Copy { fn isqrt_of_bits(self) -> Self; }\n"
    ]
    for type_ in INTEGERS:
        unsigned = "u" + type_[1:]
        parts.append(
            f"impl Bits for {type_} {{ fn isqrt_of_bits(self) -> Self "
            f"{{ (self as {unsigned}).isqrt() as {type_} }} }}\n"
        )
        for family, expressions in _INTEGER_FAMILIES.items():
            kernel, text = _kernel(type_, family, expressions)
            kernels.append(kernel)
            parts.append(text)
    for type_ in FLOATS:
        for family, expressions in _FLOAT_FAMILIES.items():
            kernel, text = _kernel(type_, family, expressions)
            kernels.append(kernel)
            parts.append(text)
    return kernels, "".join(parts)
