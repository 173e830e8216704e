//! `update_dpp` with every kind of control: a kernel for each, of its name.
#![no_std]
#![feature(abi_gpu_kernel, stdarch_amdgpu)]
#![allow(improper_ctypes_definitions)]

use core::arch::amdgpu::{update_dpp, workitem_id_x};

/// `old`, the value, and the result; work-items that are not active take no part.
#[repr(C)]
pub struct Cell {
    active: u32,
    old: u32,
    value: u32,
    out: u32,
}

macro_rules! kernels {
    ($($name:ident: $control:literal, $rows:literal, $banks:literal, $bound:literal;)*) => {$(
        #[unsafe(no_mangle)]
        pub extern "gpu-kernel" fn $name(cells: &mut [Cell]) {
            let c = &mut cells[workitem_id_x() as usize];
            if c.active != 0 {
                c.out = unsafe { update_dpp::<$control, $rows, $banks, $bound>(c.old, c.value) };
            }
        }
    )*};
}

kernels! {
    quad_perm: 0x1b, 15, 15, true;
    row_shl: 0x103, 15, 15, true;
    row_shl_old: 0x103, 15, 15, false;
    row_shr: 0x11f, 15, 15, true;
    row_shr_old: 0x112, 15, 15, false;
    row_ror: 0x125, 15, 15, true;
    wave_shl: 0x130, 15, 15, false;
    wave_rol: 0x134, 15, 15, true;
    wave_shr: 0x138, 15, 15, true;
    wave_ror: 0x13c, 15, 15, true;
    row_mirror: 0x140, 15, 15, false;
    row_half_mirror: 0x141, 15, 15, true;
    row_bcast15: 0x142, 10, 15, false;
    row_bcast31: 0x143, 12, 15, true;
    row_share: 0x155, 15, 15, true;
    row_xmask: 0x16a, 15, 15, false;
    some_rows: 0x121, 5, 15, true;
    some_banks: 0x121, 15, 6, true;
}
