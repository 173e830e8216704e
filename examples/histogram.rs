//! A histogram of bytes: all work-items add to the same bins, atomically.
#![no_std]
#![feature(abi_gpu_kernel, stdarch_amdgpu)]
#![allow(improper_ctypes_definitions)]

use core::arch::amdgpu::{workgroup_id_x, workitem_id_x};
use core::sync::atomic::{AtomicU32, AtomicU64, Ordering};

const BLOCK: u32 = 256;

/// What is known of the input as a whole; the host zeroes it.
#[repr(C)]
pub struct Summary {
    pub sum: AtomicU64,
    pub largest: AtomicU32,
    pub first_zero: AtomicU32,
}

#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn histogram(
    data: &[u8],
    bins: &[AtomicU32; 256],
    summary: &Summary,
    stride: usize,
) {
    let start = (workgroup_id_x() * BLOCK + workitem_id_x()) as usize;
    let mut sum = 0u64;
    for (i, &byte) in data.iter().enumerate().skip(start).step_by(stride.max(1)) {
        bins[byte as usize].fetch_add(1, Ordering::Relaxed);
        summary.largest.fetch_max(byte as u32, Ordering::Relaxed);
        sum += byte as u64;
        if byte == 0 {
            note_first(&summary.first_zero, i as u32 + 1);
        }
    }
    summary.sum.fetch_add(sum, Ordering::AcqRel);
}

/// Lower `cell` to `value` unless it is lower already; 0 means that it is not set.
fn note_first(cell: &AtomicU32, value: u32) {
    let mut seen = cell.load(Ordering::Relaxed);
    while seen == 0 || seen > value {
        match cell.compare_exchange_weak(seen, value, Ordering::AcqRel, Ordering::Relaxed) {
            Ok(_) => return,
            Err(now) => seen = now,
        }
    }
}
