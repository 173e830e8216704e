//! One kernel for each function of `core::arch::amdgpu`, of its name. Each work-item gives the
//! function what is its own, and keeps what it gives.
#![no_std]
#![feature(abi_gpu_kernel, stdarch_amdgpu)]
#![allow(improper_ctypes_definitions)]

use core::arch::amdgpu;

/// What a work-item calls a function with, and where the result goes. Of the functions by which the
/// lanes of a wave exchange values, only work-items that are `active` call any.
#[repr(C)]
pub struct Cell {
    active: u32,
    words: [u32; 4],
    longs: [u64; 2],
    out: [u32; 2],
    out_long: u64,
}

/// This work-item's cell.
fn cell(cells: &mut [Cell]) -> &mut Cell {
    &mut cells[(amdgpu::workgroup_id_x() * 64 + amdgpu::workitem_id_x()) as usize]
}

#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn workitem_id_x(cells: &mut [Cell]) {
    let c = cell(cells);
    c.out[0] = amdgpu::workitem_id_x();
}

#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn workitem_id_y(cells: &mut [Cell]) {
    let c = cell(cells);
    c.out[0] = amdgpu::workitem_id_y();
}

#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn workitem_id_z(cells: &mut [Cell]) {
    let c = cell(cells);
    c.out[0] = amdgpu::workitem_id_z();
}

#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn workgroup_id_x(cells: &mut [Cell]) {
    let c = cell(cells);
    c.out[0] = amdgpu::workgroup_id_x();
}

#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn workgroup_id_y(cells: &mut [Cell]) {
    let c = cell(cells);
    c.out[0] = amdgpu::workgroup_id_y();
}

#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn workgroup_id_z(cells: &mut [Cell]) {
    let c = cell(cells);
    c.out[0] = amdgpu::workgroup_id_z();
}

#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn groupstaticsize(cells: &mut [Cell]) {
    let c = cell(cells);
    c.out[0] = amdgpu::groupstaticsize();
}

#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn dispatch_id(cells: &mut [Cell]) {
    let c = cell(cells);
    c.out_long = amdgpu::dispatch_id();
}

#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn wavefrontsize(cells: &mut [Cell]) {
    let c = cell(cells);
    c.out[0] = amdgpu::wavefrontsize();
}

#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn s_barrier(cells: &mut [Cell]) {
    let c = cell(cells);
    c.out[0] = 1;
    amdgpu::s_barrier();
    c.out[1] = 1;
}

#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn s_barrier_signal(cells: &mut [Cell]) {
    let c = cell(cells);
    c.out[0] = 1;
    unsafe { amdgpu::s_barrier_signal::<-1>() };
    c.out[1] = 1;
}

#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn s_barrier_signal_isfirst(cells: &mut [Cell]) {
    let c = cell(cells);
    c.out[0] = unsafe { amdgpu::s_barrier_signal_isfirst::<-1>() } as u32;
}

#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn s_barrier_wait(cells: &mut [Cell]) {
    let c = cell(cells);
    c.out[0] = 1;
    unsafe { amdgpu::s_barrier_wait::<-1>() };
    c.out[1] = 1;
}

#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn s_get_barrier_state(cells: &mut [Cell]) {
    let c = cell(cells);
    c.out[0] = unsafe { amdgpu::s_get_barrier_state::<-1>() };
}

#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn wave_barrier(cells: &mut [Cell]) {
    let c = cell(cells);
    amdgpu::wave_barrier();
    c.out[1] = 1;
}

#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn sched_barrier(cells: &mut [Cell]) {
    let c = cell(cells);
    c.out[0] = 1;
    unsafe { amdgpu::sched_barrier::<1>() };
    c.out[1] = 1;
}

#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn sched_group_barrier(cells: &mut [Cell]) {
    let c = cell(cells);
    c.out[0] = 1;
    unsafe { amdgpu::sched_group_barrier::<1, 1, 0>() };
    c.out[1] = 1;
}

#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn s_sleep(cells: &mut [Cell]) {
    let c = cell(cells);
    c.out[0] = 1;
    amdgpu::s_sleep::<1>();
    c.out[1] = 1;
}

#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn s_sethalt(cells: &mut [Cell]) {
    let c = cell(cells);
    c.out[0] = 1;
    amdgpu::s_sethalt::<1>()
}

#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn s_getpc(cells: &mut [Cell]) {
    let c = cell(cells);
    c.out_long = amdgpu::s_getpc() as u64;
}

#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn mbcnt_lo(cells: &mut [Cell]) {
    let c = cell(cells);
    c.out[0] = amdgpu::mbcnt_lo(c.words[0], c.words[1]);
}

#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn mbcnt_hi(cells: &mut [Cell]) {
    let c = cell(cells);
    c.out[0] = amdgpu::mbcnt_hi(c.words[0], c.words[1]);
}

#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn ballot(cells: &mut [Cell]) {
    let c = cell(cells);
    if c.active != 0 {
        c.out_long = amdgpu::ballot(c.words[0] & 1 != 0);
    }
}

#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn inverse_ballot(cells: &mut [Cell]) {
    let c = cell(cells);
    if c.active != 0 {
        c.out[0] = amdgpu::inverse_ballot(c.longs[0]) as u32;
    }
}

#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn wave_reduce_umin(cells: &mut [Cell]) {
    let c = cell(cells);
    if c.active != 0 {
        c.out[0] = amdgpu::wave_reduce_umin::<0>(c.words[0]);
    }
}

#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn wave_reduce_min(cells: &mut [Cell]) {
    let c = cell(cells);
    if c.active != 0 {
        c.out[0] = amdgpu::wave_reduce_min::<0>(c.words[0] as i32) as u32;
    }
}

#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn wave_reduce_umax(cells: &mut [Cell]) {
    let c = cell(cells);
    if c.active != 0 {
        c.out[0] = amdgpu::wave_reduce_umax::<0>(c.words[0]);
    }
}

#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn wave_reduce_max(cells: &mut [Cell]) {
    let c = cell(cells);
    if c.active != 0 {
        c.out[0] = amdgpu::wave_reduce_max::<0>(c.words[0] as i32) as u32;
    }
}

#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn wave_reduce_add(cells: &mut [Cell]) {
    let c = cell(cells);
    if c.active != 0 {
        c.out[0] = amdgpu::wave_reduce_add::<0>(c.words[0]);
    }
}

#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn wave_reduce_and(cells: &mut [Cell]) {
    let c = cell(cells);
    if c.active != 0 {
        c.out[0] = amdgpu::wave_reduce_and::<0>(c.words[0]);
    }
}

#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn wave_reduce_or(cells: &mut [Cell]) {
    let c = cell(cells);
    if c.active != 0 {
        c.out[0] = amdgpu::wave_reduce_or::<0>(c.words[0]);
    }
}

#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn wave_reduce_xor(cells: &mut [Cell]) {
    let c = cell(cells);
    if c.active != 0 {
        c.out[0] = amdgpu::wave_reduce_xor::<0>(c.words[0]);
    }
}

#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn readfirstlane_u32(cells: &mut [Cell]) {
    let c = cell(cells);
    if c.active != 0 {
        c.out[0] = amdgpu::readfirstlane_u32(c.words[0]);
    }
}

#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn readfirstlane_u64(cells: &mut [Cell]) {
    let c = cell(cells);
    if c.active != 0 {
        c.out_long = amdgpu::readfirstlane_u64(c.longs[0]);
    }
}

#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn readlane_u32(cells: &mut [Cell]) {
    let c = cell(cells);
    if c.active != 0 {
        c.out[0] = unsafe { amdgpu::readlane_u32(c.words[0], c.words[1]) };
    }
}

#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn readlane_u64(cells: &mut [Cell]) {
    let c = cell(cells);
    if c.active != 0 {
        c.out_long = unsafe { amdgpu::readlane_u64(c.longs[0], c.words[0]) };
    }
}

#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn writelane_u32(cells: &mut [Cell]) {
    let c = cell(cells);
    if c.active != 0 {
        c.out[0] = unsafe { amdgpu::writelane_u32(c.words[0], c.words[1], c.words[2]) };
    }
}

#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn writelane_u64(cells: &mut [Cell]) {
    let c = cell(cells);
    if c.active != 0 {
        c.out_long = unsafe { amdgpu::writelane_u64(c.longs[0], c.words[0], c.longs[1]) };
    }
}

#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn endpgm(cells: &mut [Cell]) {
    let c = cell(cells);
    c.out[0] = 1;
    amdgpu::endpgm()
}

#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn update_dpp(cells: &mut [Cell]) {
    let c = cell(cells);
    if c.active != 0 {
        c.out[0] = unsafe { amdgpu::update_dpp::<0x111, 15, 15, true>(c.words[0], c.words[1]) };
    }
}

#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn s_memrealtime(cells: &mut [Cell]) {
    let c = cell(cells);
    c.out_long = amdgpu::s_memrealtime();
}

#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn ds_permute(cells: &mut [Cell]) {
    let c = cell(cells);
    if c.active != 0 {
        c.out[0] = unsafe { amdgpu::ds_permute(c.words[0], c.words[1]) };
    }
}

#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn ds_bpermute(cells: &mut [Cell]) {
    let c = cell(cells);
    if c.active != 0 {
        c.out[0] = unsafe { amdgpu::ds_bpermute(c.words[0], c.words[1]) };
    }
}

#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn perm(cells: &mut [Cell]) {
    let c = cell(cells);
    c.out[0] = unsafe { amdgpu::perm(c.words[0], c.words[1], c.words[2]) };
}

#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn permlane16_u32(cells: &mut [Cell]) {
    let c = cell(cells);
    if c.active != 0 {
        c.out[0] = unsafe {
            amdgpu::permlane16_u32::<false, true>(c.words[0], c.words[1], c.words[2], c.words[3])
        };
    }
}

#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn permlanex16_u32(cells: &mut [Cell]) {
    let c = cell(cells);
    if c.active != 0 {
        c.out[0] = unsafe {
            amdgpu::permlanex16_u32::<false, true>(c.words[0], c.words[1], c.words[2], c.words[3])
        };
    }
}

#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn s_get_waveid_in_workgroup(cells: &mut [Cell]) {
    let c = cell(cells);
    c.out[0] = amdgpu::s_get_waveid_in_workgroup();
}

#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn permlane64_u32(cells: &mut [Cell]) {
    let c = cell(cells);
    if c.active != 0 {
        c.out[0] = unsafe { amdgpu::permlane64_u32(c.words[0]) };
    }
}

#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn permlane16_var(cells: &mut [Cell]) {
    let c = cell(cells);
    if c.active != 0 {
        c.out[0] =
            unsafe { amdgpu::permlane16_var::<false, true>(c.words[0], c.words[1], c.words[2]) };
    }
}

#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn permlanex16_var(cells: &mut [Cell]) {
    let c = cell(cells);
    if c.active != 0 {
        c.out[0] =
            unsafe { amdgpu::permlanex16_var::<false, true>(c.words[0], c.words[1], c.words[2]) };
    }
}

#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn wave_id(cells: &mut [Cell]) {
    let c = cell(cells);
    c.out[0] = amdgpu::wave_id();
}

#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn permlane16_swap(cells: &mut [Cell]) {
    let c = cell(cells);
    if c.active != 0 {
        c.out = unsafe { amdgpu::permlane16_swap::<false, true>(c.words[0], c.words[1]) }.into();
    }
}

#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn permlane32_swap(cells: &mut [Cell]) {
    let c = cell(cells);
    if c.active != 0 {
        c.out = unsafe { amdgpu::permlane32_swap::<false, true>(c.words[0], c.words[1]) }.into();
    }
}
