//! Barriers.

use core::arch::amdgpu;
use core::sync::atomic::Ordering;

use crate::atomic::{Workgroup, fence};

/// Wait for all work-items of the workgroup, and see what they wrote before it, to LDS and to
/// global memory.
///
/// All of them must come here, or none.
#[inline(always)]
pub fn workgroup_barrier() {
    fence(Workgroup, Ordering::Release);
    amdgpu::s_barrier();
    fence(Workgroup, Ordering::Acquire);
}

/// Keep what the wave does before apart from what it does after. The lanes of a wave run in step, so
/// that there is nothing to wait for; but the compiler may not move memory accesses across.
#[inline(always)]
pub fn wave_barrier() {
    fence(crate::atomic::Wavefront, Ordering::Release);
    amdgpu::wave_barrier();
    fence(crate::atomic::Wavefront, Ordering::Acquire);
}

/// Sleep for about `64 * COUNT` clocks: what a loop that waits for memory should do.
#[inline(always)]
pub fn sleep<const COUNT: u32>() {
    amdgpu::s_sleep::<COUNT>();
}
