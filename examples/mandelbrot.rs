//! The Mandelbrot set: operators on a complex type, a loop that ends early, a packed colour.
#![no_std]
#![feature(abi_gpu_kernel, stdarch_amdgpu)]
#![allow(improper_ctypes_definitions)]

use core::arch::amdgpu::{workgroup_id_x, workgroup_id_y, workitem_id_x, workitem_id_y};
use core::ops::{Add, Mul};

const BLOCK: u32 = 16;

#[derive(Clone, Copy)]
struct Complex {
    re: f32,
    im: f32,
}

impl Add for Complex {
    type Output = Complex;
    fn add(self, other: Complex) -> Complex {
        Complex { re: self.re + other.re, im: self.im + other.im }
    }
}

impl Mul for Complex {
    type Output = Complex;
    fn mul(self, other: Complex) -> Complex {
        Complex {
            re: self.re * other.re - self.im * other.im,
            im: self.re * other.im + self.im * other.re,
        }
    }
}

impl Complex {
    fn norm_squared(self) -> f32 {
        self.re * self.re + self.im * self.im
    }
}

/// After how many steps the point escapes; `None` if it does not within `limit`.
fn escape(c: Complex, limit: u32) -> Option<u32> {
    let mut z = Complex { re: 0.0, im: 0.0 };
    for step in 0..limit {
        z = z * z + c;
        if z.norm_squared() > 4.0 {
            return Some(step);
        }
    }
    None
}

#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn mandelbrot(image: &mut [u32], width: u32, height: u32, limit: u32) {
    let x = workgroup_id_x() * BLOCK + workitem_id_x();
    let y = workgroup_id_y() * BLOCK + workitem_id_y();
    if x >= width || y >= height {
        return;
    }
    let c = Complex {
        re: x as f32 * 3.0 / width as f32 - 2.0,
        im: y as f32 * 2.0 / height as f32 - 1.0,
    };
    let colour = match escape(c, limit) {
        Some(steps) => {
            let level = (255.0 * steps as f32 / limit as f32) as u8;
            u32::from_le_bytes([level, level / 2, 255 - level, 255])
        }
        None => 0xff00_0000,
    };
    image[(y * width + x) as usize] = colour;
}
