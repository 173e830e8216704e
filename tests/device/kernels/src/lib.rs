//! Kernels written with the crate for kernels, one for each thing that it offers.
#![no_std]
#![feature(abi_gpu_kernel)]
#![allow(improper_ctypes_definitions)]

use core::sync::atomic::{AtomicI32, AtomicU32, Ordering::*};

use rusticle_device::atomic::{Agent, Atomic, System, Wavefront, Workgroup, fence};
use rusticle_device::{dispatch, ids, shared, shared_memory, sync, wave};

shared_memory! {
    /// One value of each work-item.
    static TILE: [u32; 256];
    static COUNT: AtomicU32;
}

/// All numbers of a work-item in a grid of three dimensions.
#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn numbers(out: &mut [[u32; 16]]) {
    let at = ids::workgroup() * ids::workgroup_size() as usize + ids::work_item() as usize;
    out[at] = [
        ids::work_item_x(),
        ids::work_item_y(),
        ids::work_item_z(),
        ids::workgroup_x(),
        ids::workgroup_y(),
        ids::workgroup_z(),
        ids::workgroup_size_x(),
        ids::workgroup_size_y(),
        ids::workgroup_size_z(),
        ids::grid_size_x(),
        ids::grid_size_y(),
        ids::grid_size_z(),
        ids::workgroup_count_x(),
        ids::global_x() as u32,
        ids::global_y() as u32,
        ids::global_z() as u32,
    ];
}

/// What the packet and the implicit arguments say of the launch.
#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn launch(out: &mut [u32; 8]) {
    let (packet, implicit) = (dispatch::packet(), dispatch::implicit_arguments());
    *out = [
        packet.setup as u32,
        packet.grid_size_x,
        packet.workgroup_size_x as u32,
        packet.group_segment_size,
        implicit.block_count[0],
        implicit.group_size[0] as u32,
        implicit.remainder[0] as u32,
        implicit.grid_dimensions as u32,
    ];
}

#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn saxpy(x: &[f32], y: &mut [f32], a: f32) {
    for i in ids::stride_x(x.len().min(y.len())) {
        y[i] += a * x[i];
    }
}

#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn reverse(x: &mut [u32]) {
    let (at, count) = (ids::work_item() as usize, ids::workgroup_size() as usize);
    let x = &mut x[ids::workgroup() * count..][..count];
    unsafe { TILE.write(at, x[at]) };
    sync::workgroup_barrier();
    x[at] = unsafe { TILE.read(count - 1 - at) };
}

/// The same in memory that the launch sizes.
#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn reverse_sized(x: &mut [u64], bytes: &mut u32) {
    let (at, count) = (ids::work_item() as usize, ids::workgroup_size() as usize);
    let tile = shared::launch_sized::<u64>();
    unsafe { tile.add(at).write(x[at]) };
    sync::workgroup_barrier();
    x[at] = unsafe { tile.add(count - 1 - at).read() };
    if at == 0 {
        *bytes = shared::launch_sized_bytes();
    }
}

#[repr(C)]
pub struct Lanes {
    size: u32,
    lane: u32,
    any: bool,
    all: bool,
    rank: u32,
    first: f64,
    read: i32,
    xor: f32,
    up: u64,
    down: u32,
    sum: f32,
    product: u32,
    scan: i64,
    active: u64,
    active_sum: u32,
    active_min: u32,
    active_max: u32,
    is_first: bool,
}

/// What lanes exchange: `x` is the work-item's own number.
#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn lanes(x: &[u32], out: &mut [Lanes]) {
    let at = ids::work_item() as usize;
    let v = x[at];
    let mut lanes = Lanes {
        size: wave::size(),
        lane: wave::lane(),
        any: wave::any(v % 7 == 3),
        all: wave::all(v < 1000),
        rank: wave::rank(v % 2 == 0),
        first: wave::first(v as f64 + 0.5),
        read: unsafe { wave::read_lane(-(v as i32), 5) },
        xor: wave::shuffle_xor(v as f32, 3),
        up: wave::shuffle_up((v as u64) << 40, 2),
        down: wave::shuffle_down(v, 2),
        sum: wave::sum(v as f32),
        product: wave::reduce(v | 1, |a, b| a.wrapping_mul(b)),
        scan: wave::inclusive_sum(-(v as i64)),
        active: 0,
        active_sum: 0,
        active_min: 0,
        active_max: 0,
        is_first: false,
    };
    if v % 3 == 1 {
        lanes.active = wave::active();
        lanes.active_sum = wave::sum_active(v);
        lanes.active_min = wave::min_active(v);
        lanes.active_max = wave::max_active(v);
        lanes.is_first = wave::is_first();
    }
    out[at] = lanes;
}

/// Count by atomics of every scope; LDS holds the workgroup's own count.
#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn count(x: &[u32], total: &AtomicU32) {
    let counter = unsafe { &*COUNT.as_ptr() };
    let at = ids::work_item();
    if at == 0 {
        counter.within(Workgroup).store(0, Relaxed);
    }
    sync::workgroup_barrier();
    if x[ids::global_x()] % 2 == 1 {
        counter.within(Workgroup).fetch_add(1, AcqRel);
    }
    sync::workgroup_barrier();
    if at == 0 {
        total
            .within(Agent)
            .fetch_add(counter.within(Wavefront).load(Acquire), Relaxed);
    }
}

/// Every operation once: what each gives, and what is there at the end.
#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn operations(u: &AtomicU32, i: &AtomicI32, out: &mut [u32; 14]) {
    let u = u.within(System);
    let i = i.within(Workgroup);
    *out = [
        u.swap(5, SeqCst),
        u.fetch_add(10, Relaxed),
        u.fetch_sub(3, Release),
        u.fetch_and(6, Acquire),
        u.fetch_nand(2, AcqRel),
        u.fetch_or(1, SeqCst),
        u.fetch_xor(u32::MAX, Relaxed),
        u.fetch_max(u32::MAX - 1, Relaxed),
        u.fetch_min(7, Relaxed),
        i.fetch_max(3, Relaxed) as u32,
        i.fetch_min(-9, Relaxed) as u32,
        match u.compare_exchange(7, 8, AcqRel, Acquire) {
            Ok(old) => old + 100,
            Err(old) => old,
        },
        match u.compare_exchange(7, 9, SeqCst, Relaxed) {
            Ok(old) => old + 100,
            Err(old) => old,
        },
        u.load(SeqCst),
    ];
}

macro_rules! scopes {
    ($($name:ident: $scope:ident;)*) => {$(
        #[unsafe(no_mangle)]
        pub extern "gpu-kernel" fn $name(flag: &AtomicU32, x: &mut u32) {
            *x = flag.within($scope).load(Acquire);
            fence($scope, SeqCst);
            flag.within($scope).store(1, Release);
        }
    )*};
}

scopes! {
    in_wavefront: Wavefront;
    in_workgroup: Workgroup;
    in_agent: Agent;
    in_system: System;
}

/// An atomic of `core` itself, which is the system's.
#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn in_core(flag: &AtomicU32, x: &mut u32) {
    *x = flag.load(Acquire);
    core::sync::atomic::fence(SeqCst);
    flag.store(1, Release);
}
