//! Calls of functions that are on the host: numbers, a struct by value, text, and a result.
#![no_std]
#![feature(abi_gpu_kernel, stdarch_amdgpu)]
#![allow(improper_ctypes_definitions)]

use core::arch::amdgpu::{workgroup_id_x, workitem_id_x};
use core::fmt::{self, Write};

const BLOCK: u32 = 64;

#[repr(C)]
#[derive(Clone, Copy)]
pub struct Sample {
    pub item: u32,
    pub value: f64,
}

unsafe extern "C" {
    /// The square root, as the host computes it.
    safe fn host_sqrt(x: f64) -> f64;
    /// Takes note of a sample, and says how many it has.
    safe fn host_log(sample: Sample) -> u64;
    /// Shows text.
    fn host_print(text: *const u8, length: usize);
}

/// A line of text that is being written.
struct Line {
    bytes: [u8; 64],
    length: usize,
}

impl Write for Line {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        for &byte in text.as_bytes() {
            let Some(slot) = self.bytes.get_mut(self.length) else {
                return Err(fmt::Error);
            };
            *slot = byte;
            self.length += 1;
        }
        Ok(())
    }
}

/// Formats on the GPU, and shows the text on the host.
macro_rules! println {
    ($($argument:tt)*) => {{
        let mut line = Line { bytes: [0; 64], length: 0 };
        let _ = line.write_fmt(format_args!($($argument)*));
        unsafe { host_print(line.bytes.as_ptr(), line.length) }
    }};
}

/// Roots of `values`, each of which the host is told; every hundredth is printed.
#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn foreign(values: &[f64], roots: &mut [f64]) {
    let i = (workgroup_id_x() * BLOCK + workitem_id_x()) as usize;
    let (Some(&value), Some(root)) = (values.get(i), roots.get_mut(i)) else {
        return;
    };
    *root = host_sqrt(value);
    host_log(Sample { item: i as u32, value: *root });
    if i % 100 == 0 {
        println!("item {} of {}", i, values.len());
    }
}
