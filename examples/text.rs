//! Text on the device: UTF-8 validation, splitting, parsing and searching, all of it `core`'s own.
#![no_std]
#![feature(abi_gpu_kernel, stdarch_amdgpu)]
#![allow(improper_ctypes_definitions)]

use core::arch::amdgpu::{workgroup_id_x, workitem_id_x};

const BLOCK: u32 = 64;

/// What one line came to.
#[repr(C)]
#[derive(Clone, Copy, Default)]
pub struct Line {
    /// The sum of its numbers.
    pub sum: i64,
    /// Characters; of a line that is not UTF-8, the bytes that are.
    pub characters: u32,
    pub words: u16,
    pub numbers: u16,
    pub upper: u16,
    pub valid: bool,
}

fn examine(bytes: &[u8]) -> Line {
    let mut line = Line::default();
    let text = match core::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            line.characters = error.valid_up_to() as u32;
            return line;
        }
    };
    line.valid = true;
    line.characters = text.chars().count() as u32;
    line.upper = text.chars().filter(|c| c.is_ascii_uppercase()).count() as u16;
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        line.words += 1;
        if let Ok(number) = word.parse::<i64>() {
            line.numbers += 1;
            line.sum = line.sum.saturating_add(number);
        } else if let Some(hex) = word.strip_prefix("0x") {
            if let Ok(number) = i64::from_str_radix(hex, 16) {
                line.numbers += 1;
                line.sum = line.sum.saturating_add(number);
            }
        }
    }
    line
}

/// `ends[i]` is where line `i` ends in `text`; it starts where the one before ends.
#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn text(text: &[u8], ends: &[u32], out: &mut [Line]) {
    let i = (workgroup_id_x() * BLOCK + workitem_id_x()) as usize;
    let (Some(&end), Some(slot)) = (ends.get(i), out.get_mut(i)) else {
        return;
    };
    let start = if i == 0 { 0 } else { ends[i - 1] };
    if let Some(bytes) = text.get(start as usize..end as usize) {
        *slot = examine(bytes);
    }
}
