//! CRC-32 over a table that the compiler computes, with results combined as a `const fn` says.
#![no_std]
#![feature(abi_gpu_kernel, stdarch_amdgpu)]
#![allow(improper_ctypes_definitions)]

use core::arch::amdgpu::{workgroup_id_x, workitem_id_x};

const BLOCK: u32 = 64;
const POLYNOMIAL: u32 = 0xedb8_8320;

const fn table() -> [u32; 256] {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        let mut value = byte as u32;
        let mut bit = 0;
        while bit < 8 {
            value = if value & 1 == 1 { value >> 1 ^ POLYNOMIAL } else { value >> 1 };
            bit += 1;
        }
        table[byte] = value;
        byte += 1;
    }
    table
}

static TABLE: [u32; 256] = table();

/// How many checksums were written, over all launches.
static mut WRITTEN: u32 = 0;

fn crc32(data: &[u8]) -> u32 {
    !data.iter().fold(!0, |crc: u32, &byte| TABLE[(crc as u8 ^ byte) as usize] ^ (crc >> 8))
}

/// Work-item `i` checks chunk `i`; the first one also counts the launch.
#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn checksums(data: &[u8], chunk: usize, out: &mut [u32]) {
    let i = (workgroup_id_x() * BLOCK + workitem_id_x()) as usize;
    if chunk == 0 {
        return;
    }
    if let (Some(part), Some(slot)) = (data.chunks(chunk).nth(i), out.get_mut(i)) {
        *slot = crc32(part);
    }
    if i == 0 {
        unsafe { WRITTEN = WRITTEN.wrapping_add(out.len() as u32) };
    }
}

#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn written(out: &mut u32) {
    *out = unsafe { WRITTEN };
}
