//! The same over slices, with a grid-stride loop, and a dot product by iterator chains.
#![no_std]
#![feature(abi_gpu_kernel, stdarch_amdgpu)]
#![allow(improper_ctypes_definitions)]

use core::arch::amdgpu::{workgroup_id_x, workitem_id_x};

const BLOCK: u32 = 256;

fn global_id() -> usize {
    (workgroup_id_x() * BLOCK + workitem_id_x()) as usize
}

/// Every work-item takes each `stride`-th element, so any grid covers any length.
#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn saxpy(a: f32, x: &[f32], y: &mut [f32], stride: usize) {
    let mut i = global_id();
    while i < y.len() && i < x.len() {
        y[i] += a * x[i];
        i += stride;
    }
}

/// Each work-item reduces one chunk: the sum of x[j] * y[j] where y[j] is positive.
#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn partial_dot(x: &[f32], y: &[f32], chunk: usize, out: &mut [f32]) {
    let i = global_id();
    if i >= out.len() || chunk == 0 {
        return;
    }
    let from = (i * chunk).min(x.len()).min(y.len());
    let to = (from + chunk).min(x.len()).min(y.len());
    out[i] = x[from..to]
        .iter()
        .zip(&y[from..to])
        .filter(|&(_, &y)| y > 0.0)
        .map(|(x, y)| x * y)
        .sum();
}

/// A moving sum of pairs over windows of a work-item's own chunk.
#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn roughness(x: &[f32], chunk: usize, out: &mut [f32]) {
    let i = global_id();
    if chunk == 0 {
        return;
    }
    if let (Some(part), Some(slot)) = (x.chunks(chunk).nth(i), out.get_mut(i)) {
        *slot = part.windows(2).map(|w| (w[1] - w[0]) * (w[1] - w[0])).sum();
    }
}
