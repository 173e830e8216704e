//! Functions that return values as kernels. `differs_*` depend on which work-item asks, or may do
//! so for all that the analysis knows; the others return the same to all.
#![no_std]
#![feature(abi_gpu_kernel, stdarch_amdgpu)]

use core::arch::amdgpu::{workgroup_id_x, workitem_id_x, workitem_id_y};
use core::mem::MaybeUninit;
use core::sync::atomic::{AtomicU32, Ordering};

struct Counter {
    n: u32,
    by: u32,
}

impl Counter {
    #[inline(never)]
    fn add(&mut self, n: u32) {
        self.n += n * self.by
    }
}

union Bits {
    number: u64,
    pointer: *const u32,
}

struct Noisy(u32);

impl Drop for Noisy {
    fn drop(&mut self) {
        self.0 += 1
    }
}

fn sum(x: &[u32]) -> u32 {
    x.iter().sum()
}

fn dot(x: &[u32]) -> f32 {
    x.iter().zip(x.iter().skip(1)).map(|(a, b)| (a * b) as f32).sum()
}

fn sum_of_chunks(x: &[u32]) -> u64 {
    x.chunks(4).zip(x.windows(3)).map(|(c, w)| c.len() as u64 * w[0] as u64).sum()
}

fn largest(x: &[u32]) -> Option<u32> {
    x.iter().copied().max()
}

fn squares(x: &[u32]) -> [u32; 4] {
    let mut y = [0; 4];
    for i in 0..4 {
        y[i] = x[i] * x[i];
    }
    y
}

fn panics_elsewhere(x: &[u32]) -> u32 {
    if workitem_id_x() > 1000 {
        panic!()
    }
    x[workitem_id_x() as usize & 7];
    x[0]
}

fn factorial(x: &[u32]) -> u64 {
    fn f(n: u64) -> u64 {
        if n == 0 { 1 } else { n * f(n - 1) }
    }
    f(x[3] as u64)
}

fn called(x: &[u32]) -> u32 {
    let mut c = Counter { n: 0, by: 2 };
    c.add(x[1]);
    if x[0] == 0 {
        c.add(1);
    }
    c.n
}

fn copied(x: &[u32]) -> u32 {
    let mut y = MaybeUninit::<[u32; 3]>::uninit();
    unsafe { core::ptr::copy_nonoverlapping(x.as_ptr(), y.as_mut_ptr().cast(), 3) };
    let mut y = unsafe { y.assume_init() };
    let [a, b, _] = &mut y;
    core::mem::swap(a, b);
    y[0] + 10 * y[1]
}

fn differs_by_item(x: &[u32]) -> u32 {
    x[workitem_id_x() as usize & 7]
}

fn differs_by_group(_: &[u32]) -> u32 {
    workgroup_id_x()
}

fn differs_by_branch(_: &[u32]) -> u32 {
    let mut n = 0;
    if workitem_id_x() > 3 {
        n = 1
    }
    n
}

fn differs_by_loop(x: &[u32]) -> u32 {
    let mut i = x[1];
    while i < 2 * workitem_id_x() {
        i += 3
    }
    i
}

fn differs_by_early_return(x: &[u32]) -> u32 {
    for i in 0..8 {
        if i == workitem_id_x() & 7 {
            return x[0];
        }
    }
    x[1]
}

fn differs_by_call(x: &[u32]) -> u32 {
    let mut c = Counter { n: 0, by: 1 };
    c.add(x[1]);
    if workitem_id_x() == 0 {
        c.add(1)
    }
    c.n
}

fn differs_by_index(_: &[u32]) -> [u32; 8] {
    let mut y = [0; 8];
    y[workitem_id_x() as usize & 7] = 1;
    y
}

fn differs_by_reference(x: &[u32]) -> u32 {
    let (a, b) = (x[1], x[2]);
    let p = if workitem_id_y() == 0 && workitem_id_x() > 2 { &a } else { &b };
    *core::hint::black_box(p)
}

fn differs_by_closure(x: &[u32]) -> u32 {
    let id = workitem_id_x();
    x.iter().map(|v| v * id).sum()
}

fn differs_by_memory(x: &mut [u32]) -> u32 {
    let old = x[0];
    x[0] = old + 1;
    x[0]
}

fn differs_by_atomic(x: &AtomicU32) -> u32 {
    x.fetch_add(1, Ordering::Relaxed)
}

fn differs_by_address(_: &[u32]) -> usize {
    let x = 3u32;
    core::hint::black_box(&x as *const u32 as usize)
}

fn differs_by_union(x: &[u32]) -> u64 {
    let local = x[0];
    let bits = Bits { pointer: core::hint::black_box(&local) };
    unsafe { bits.number }
}

fn differs_by_comparison(x: &[u32]) -> bool {
    let local = x[0];
    core::hint::black_box(&local as *const u32) < x.as_ptr()
}

fn differs_by_drop(x: &[u32]) -> u32 {
    let noisy = Noisy(x[0]);
    drop(core::hint::black_box(noisy));
    x[0]
}

fn differs_by_pointer_call(x: &[u32]) -> u32 {
    fn one(x: u32) -> u32 {
        x
    }
    let f: fn(u32) -> u32 = core::hint::black_box(one);
    f(x[0])
}
