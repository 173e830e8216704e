//! y[i] += a * x[i]: one work-item an element, over raw pointers.
#![no_std]
#![feature(abi_gpu_kernel, stdarch_amdgpu)]

use core::arch::amdgpu::{workgroup_id_x, workitem_id_x};

/// Work-items in a workgroup; the host launches `n.div_ceil(BLOCK)` workgroups.
const BLOCK: u32 = 256;

fn global_id() -> usize {
    (workgroup_id_x() * BLOCK + workitem_id_x()) as usize
}

/// # Safety
/// `x` and `y` must point to `n` floats each, and must not overlap.
#[unsafe(no_mangle)]
pub unsafe extern "gpu-kernel" fn vadd(x: *const f32, y: *mut f32, n: usize, a: f32) {
    let i = global_id();
    if i < n {
        unsafe { *y.add(i) += a * *x.add(i) };
    }
}
