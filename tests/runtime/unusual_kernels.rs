//! Kernels with signatures that are seldom written.
#![no_std]
#![feature(abi_gpu_kernel, f16, register_tool, repr_simd)]
#![register_tool(rusticle)]
#![allow(improper_ctypes_definitions, internal_features)]
use core::cell::{Cell, UnsafeCell};
use core::mem::{ManuallyDrop, MaybeUninit};
use core::num::NonZero;
use core::sync::atomic::{AtomicU64, Ordering::Relaxed};

#[derive(Clone, Copy)]
#[repr(C)]
pub struct Pair<A, B> {
    pub a: A,
    pub b: B,
}

#[derive(Clone, Copy)]
pub struct Particle {
    pub mass: f64,
    pub at: [f32; 3],
    pub kind: u8,
}

#[derive(Clone, Copy)]
#[repr(C, packed(2))]
pub struct Packed {
    pub a: u8,
    pub b: u64,
}

#[derive(Clone, Copy)]
#[repr(C, align(64))]
pub struct Wide {
    pub a: u32,
}

#[derive(Clone, Copy)]
#[repr(simd)]
pub struct F32x3([f32; 3]);

#[derive(Clone, Copy)]
#[repr(C)]
pub union Bits {
    pub f: f32,
    pub u: u32,
}

#[derive(Clone, Copy)]
pub enum Op {
    Nop,
    Add(u32),
    Mul { by: f32, twice: bool },
}

#[repr(C)]
pub struct Buffers<'a> {
    pub input: &'a [f32],
    pub output: *mut f32,
    pub scale: f32,
}

#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn generic(p: Pair<Pair<u8, u32>, Option<Pair<u16, f32>>>, out: &mut f32) {
    *out = match p.b {
        Some(q) => p.a.a as f32 + p.a.b as f32 + q.a as f32 + q.b,
        None => -1.0,
    };
}

#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn optional_array(p: Option<Pair<[f32; 2], u32>>, out: &mut f32) {
    *out = match p {
        Some(q) => q.a[0] + q.a[1] + q.b as f32,
        None => -1.0,
    };
}

#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn slice_of_structs(particles: &[Particle], sum: &mut f64) {
    for p in particles {
        *sum += p.mass * p.at[1] as f64 + p.kind as f64;
    }
}

#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn optional_slice(x: Option<&mut [u32]>, n: &mut u64) {
    *n = 99;
    if let Some(x) = x {
        *n = x.len() as u64;
        if let [first, ..] = x {
            *first += 1;
        }
    }
}

#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn matrix(m: [[f32; 4]; 4], v: &mut [f32; 4]) {
    let old = *v;
    for i in 0..4 {
        v[i] = 0.0;
        for j in 0..4 {
            v[i] += m[i][j] * old[j];
        }
    }
}

#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn triple(t: (u8, u64, u16), out: &mut u64) {
    *out = t.0 as u64 + t.1 + t.2 as u64;
}

#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn nonzero(n: NonZero<u32>, o: Option<NonZero<u64>>, out: &mut u64) {
    *out = n.get() as u64 + o.map_or(7, |v| v.get());
}

#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn signed_nonzero(n: NonZero<i8>, out: &mut i8) {
    *out = n.get();
}

#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn maybe(
    u: MaybeUninit<u32>,
    m: ManuallyDrop<(u8, u32)>,
    out: &mut [MaybeUninit<u32>],
) {
    out[0].write(unsafe { u.assume_init() } + m.1);
}

#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn cells(
    a: &UnsafeCell<u32>,
    b: &Cell<u32>,
    c: &AtomicU64,
    d: &[AtomicU64; 2],
) {
    unsafe { *a.get() += 1 };
    b.set(b.get() * 2);
    c.fetch_add(5, Relaxed);
    d[1].fetch_max(9, Relaxed);
}

#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn text(s: &str, n: &mut u32) {
    *n = s.chars().filter(|c| c.is_alphabetic()).count() as u32;
}

#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn packed(p: Packed, q: &Packed, out: &mut u64) {
    *out = p.b + q.b + p.a as u64;
}

#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn wide(a: u8, w: Wide, out: &mut Wide) {
    out.a = w.a + a as u32;
}

#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn vector(v: F32x3, out: *mut F32x3) {
    unsafe { *out = v };
}

#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn bits(b: Bits, out: &mut u32) {
    *out = unsafe { b.u };
}

#[unsafe(export_name = "other-name.v1")]
pub extern "gpu-kernel" fn named(x: u32, out: &mut u32) {
    *out = x;
}

#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn patterns(
    (a, b): (u32, u32),
    [c, _]: [u8; 2],
    _: u32,
    Pair { a: d, .. }: Pair<u8, u64>,
    mut arg0: u8,
    out: &mut u32,
) {
    arg0 += 1;
    *out = a * 10000 + b * 1000 + c as u32 * 100 + d as u32 * 10 + arg0 as u32;
}

#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn operation(op: Op, again: Option<Op>, x: &mut f32) {
    for op in [Some(op), again].into_iter().flatten() {
        match op {
            Op::Nop => {}
            Op::Add(n) => *x += n as f32,
            Op::Mul { by, twice } => *x *= if twice { by * by } else { by },
        }
    }
}

#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn operations(ops: &mut [Op]) {
    ops[0] = Op::Mul { by: 2.5, twice: true };
    ops[1] = Op::Nop;
    ops[2] = Op::Add(7);
}

#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn references(x: &&u32, out: &mut u32) {
    *out = **x;
}

/// Words that C, C++ and Rust have for other things; `x_ptr` is also what the slice makes.
#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn keywords(
    r#type: u32,
    r#struct: u32,
    class: u32,
    template: u8,
    int: i32,
    x: &[u8],
    x_ptr: u64,
    out: &mut u32,
) {
    *out = r#type + r#struct + class + template as u32 + int as u32 + x.len() as u32 + x_ptr as u32;
}

#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn halves(h: f16, v: [f16; 3], out: &mut f32) {
    *out = h as f32 + v[2] as f32;
}

#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn wide_integers(a: u128, b: &mut [i128; 2], f: u8, c: Option<u128>) {
    b[0] = a as i128 + c.unwrap_or(3) as i128;
    b[1] = -(f as i128);
}

#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn nothing(a: (), n: u32, b: [u32; 0], out: &mut u32) {
    let () = a;
    *out = n + b.len() as u32;
}

#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn buffers(b: Buffers) {
    for (i, x) in b.input.iter().enumerate() {
        unsafe { *b.output.add(i) = x * b.scale };
    }
}

#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn flags(a: &mut [bool], b: &mut [char], n: isize) {
    a[0] = !a[0];
    b[0] = if n < 0 { 'x' } else { 'y' };
}

/// Where one of two objects is that lie in different memory: a pointer that stays flat.
#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn write_only(out: *mut u32, from: *const u32) {
    unsafe { *out = *from };
}

#[rusticle::workgroup_size(4, 2)]
#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn exact(out: &mut u32) {
    *out = 1;
}

#[rusticle::max_workgroup_size(8)]
#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn at_most(out: &mut u32) {
    *out = 2;
}

pub mod a {
    pub extern "gpu-kernel" fn k(x: u32, out: &mut u32) {
        *out = x + 1;
    }
    pub mod b {
        pub extern "gpu-kernel" fn k(x: u32, out: &mut u32) {
            *out = x + 2;
        }
    }
}

pub extern "gpu-kernel" fn a_k(x: u32, out: &mut u32) {
    *out = x + 3;
}

pub struct Engine(u32);

impl Engine {
    pub fn step(&self, x: u32, out: &mut u32) {
        *out = self.0 + x;
    }
}
