//! Kernels for the simulator's tests: each does one thing that a work-item can do on a GPU.
#![no_std]
#![feature(abi_gpu_kernel, stdarch_amdgpu, core_intrinsics, gpu_intrinsics)]
#![allow(improper_ctypes_definitions, internal_features)]

use core::arch::amdgpu::*;
use core::cell::UnsafeCell;
use core::mem::MaybeUninit;
use core::sync::atomic::{AtomicU32, Ordering::*};

struct Lds<T>(UnsafeCell<MaybeUninit<T>>);
unsafe impl<T> Sync for Lds<T> {}

#[unsafe(link_section = ".lds")]
static TILE: Lds<[u32; 1024]> = Lds(UnsafeCell::new(MaybeUninit::uninit()));

fn global_id() -> usize {
    (workgroup_id_x() * 256 + workitem_id_x()) as usize
}

/// The sum over a workgroup of up to 1,024, by halves.
#[unsafe(no_mangle)]
pub unsafe extern "gpu-kernel" fn group_sum(x: *const u32, out: *mut u32, size: u32) {
    let tile = TILE.0.get().cast::<u32>();
    let id = workitem_id_x();
    unsafe {
        *tile.add(id as usize) = *x.add((workgroup_id_x() * size + id) as usize);
        s_barrier();
        let mut half = size / 2;
        while half > 0 {
            if id < half {
                *tile.add(id as usize) += *tile.add((id + half) as usize);
            }
            s_barrier();
            half /= 2;
        }
        if id == 0 {
            *out.add(workgroup_id_x() as usize) = *tile;
        }
    }
}

#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn barrier_loop(out: &mut [u32], rounds: u32) {
    let tile = TILE.0.get().cast::<u32>();
    let id = workitem_id_x() as usize;
    let mut value = id as u32;
    for _ in 0..rounds {
        unsafe {
            *tile.add(id) = value;
            s_barrier();
            value = *tile.add((id + 1) % out.len()) + 1;
            s_barrier();
        }
    }
    out[id] = value;
}

#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn lanes(out: &mut [u32]) {
    let id = workitem_id_x() as usize;
    out[id] = unsafe { mbcnt_hi(!0, mbcnt_lo(!0, 0)) };
}

#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn ballots(out: &mut [u64]) {
    let id = workitem_id_x() as usize;
    if id % 3 == 0 {
        out[id] = ballot(id % 2 == 0);
    } else {
        out[id] = ballot(true);
    }
    out[id] ^= ballot(true) & 1;
}

#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn exchanges(out: &mut [[u32; 6]]) {
    let id = workitem_id_x();
    unsafe {
        out[id as usize] = [
            readfirstlane_u32(id * 3),
            readlane_u32(id + 7, 5),
            ds_bpermute(((id + 1) % 32) * 4, id),
            ds_permute(((id + 1) % 32) * 4, id),
            wave_reduce_add::<0>(id),
            wave_reduce_umax::<0>(id ^ 5),
        ];
    }
}

#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn count(counter: &AtomicU32, x: &[u32]) {
    if let Some(value) = x.get(global_id()) {
        counter.fetch_add(*value, Relaxed);
    }
}

#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn out_of_bounds(x: &mut [u32], at: usize) {
    x[at + workitem_id_x() as usize] = 1;
}

#[unsafe(no_mangle)]
pub unsafe extern "gpu-kernel" fn wild(p: *mut u32) {
    unsafe { p.add(workitem_id_x() as usize).write_volatile(1) }
}

#[unsafe(no_mangle)]
pub unsafe extern "gpu-kernel" fn wild_fiber(p: *mut u32) {
    s_barrier();
    if workitem_id_x() == 3 {
        unsafe { p.write_volatile(1) }
    }
    s_barrier();
}

#[unsafe(no_mangle)]
pub unsafe extern "gpu-kernel" fn endless(p: *mut u32) {
    loop {
        unsafe { p.write_volatile(1) }
    }
}

#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn deep(out: &mut [u64], n: u64) {
    #[inline(never)]
    fn recurse(n: u64, keep: &mut [u64; 64]) -> u64 {
        if n == 0 { return keep[3]; }
        let mut more = [n; 64];
        recurse(n - 1, &mut more) + keep[(n % 64) as usize]
    }
    s_barrier();
    out[workitem_id_x() as usize] = recurse(n, &mut [1; 64]);
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct Particle {
    mass: f32,
    charge: i8,
    position: [f64; 3],
}

#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn scalars(
    out: &mut [u128; 8], a: u128, b: i64, c: f64, d: bool, e: char, f: i8, g: (u32, u8),
    h: Particle,
) {
    *out = [
        a * 3, b as u128, c.to_bits() as u128, d as u128, e as u128, f as u128,
        g.0 as u128 + g.1 as u128, h.position[2].to_bits() as u128 + h.charge as u128,
    ];
}

#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn drift(particles: &mut [Particle], by: f64) {
    if let Some(p) = particles.get_mut(global_id()) {
        p.position[0] += by * p.mass as f64;
        p.charge = -p.charge;
    }
}

#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn sizes(out: &mut [u32]) {
    let packet = core::intrinsics::gpu::amdgpu_dispatch_ptr().cast::<u16>();
    unsafe {
        let grid = packet.add(6).cast::<u32>();
        out[..7].copy_from_slice(&[
            *packet.add(2) as u32, *packet.add(3) as u32, *packet.add(4) as u32,
            *grid, *grid.add(1), *grid.add(2), wavefrontsize(),
        ]);
    }
}

/// Work-item 0 waits for what the last one writes.
#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn hand_over(flag: &AtomicU32, out: &mut u32, last: u32) {
    let id = workitem_id_x();
    if id == last {
        flag.store(7, Release);
    }
    if id == 0 {
        loop {
            let value = flag.load(Acquire);
            if value != 0 {
                *out = value;
                break;
            }
            s_sleep::<1>();
        }
    }
}

#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn table(out: &mut [u32], which: usize) {
    fn one() -> u32 { workitem_id_x() }
    fn two() -> u32 { workgroup_id_x() + 100 }
    fn three() -> u32 { s_barrier(); 7 }
    let functions: [fn() -> u32; 3] = [one, two, three];
    out[workitem_id_x() as usize] = functions[which % 3]();
}

// Mistakes.

#[unsafe(no_mangle)]
pub unsafe extern "gpu-kernel" fn past_the_end(x: *const u32, y: *mut u32) {
    let id = workitem_id_x() as usize;
    unsafe { *y.add(id) = *x.add(id + 1) }
}

#[unsafe(no_mangle)]
pub unsafe extern "gpu-kernel" fn write_constant(x: &[u32; 4]) {
    unsafe { *x.as_ptr().cast_mut().add(workitem_id_x() as usize) = 1 }
}

#[unsafe(no_mangle)]
pub unsafe extern "gpu-kernel" fn misaligned(x: *mut u8) {
    unsafe { *x.add(2).cast::<u32>() = 1 }
}

#[unsafe(no_mangle)]
pub unsafe extern "gpu-kernel" fn uninitialized(out: *mut u32) {
    let tile = TILE.0.get().cast::<u32>();
    let id = workitem_id_x() as usize;
    unsafe {
        if id != 2 {
            *tile.add(id) = 1;
        }
        s_barrier();
        *out.add(id) = *tile.add(id);
    }
}

#[unsafe(no_mangle)]
pub unsafe extern "gpu-kernel" fn race(out: *mut u32) {
    let id = workitem_id_x() as usize;
    unsafe { *out.add(id / 2) += 1 }
}

#[unsafe(no_mangle)]
pub unsafe extern "gpu-kernel" fn lds_race(out: *mut u32) {
    let tile = TILE.0.get().cast::<u32>();
    let id = workitem_id_x() as usize;
    unsafe {
        *tile.add(id) = 1;
        if id > 0 {
            *out.add(id) = *tile.add(id - 1);
        }
    }
}

#[unsafe(no_mangle)]
pub unsafe extern "gpu-kernel" fn diverged(out: *mut u32) {
    let id = workitem_id_x() as usize;
    if id < 4 {
        s_barrier();
    }
    unsafe { *out.add(id) = 1 }
}

/// The first workgroup panics while the others never end.
#[unsafe(no_mangle)]
pub unsafe extern "gpu-kernel" fn panic_beside_endless(p: *mut u32, at: usize) {
    if workgroup_id_x() == 0 {
        let table = [1u32, 2, 3];
        unsafe { *p = table[at] }
    }
    loop {
        unsafe { p.write_volatile(1) }
    }
}

/// Each call takes several pages of stack and touches the far end of them.
#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn deep_pages(out: &mut [u64], n: u64) {
    #[inline(never)]
    fn recurse(n: u64) -> u64 {
        let mut pages = MaybeUninit::<[u64; 4096]>::uninit();
        unsafe { pages.as_mut_ptr().cast::<u64>().write_volatile(n) };
        if n == 0 {
            return 1;
        }
        recurse(n - 1) + unsafe { pages.as_ptr().cast::<u64>().read_volatile() }
    }
    s_barrier();
    out[workitem_id_x() as usize] = recurse(n);
}
