//! Shapes behind `dyn`: a trait with a provided method and a supertrait, called through vtables.
#![no_std]
#![feature(abi_gpu_kernel, stdarch_amdgpu)]
#![allow(improper_ctypes_definitions)]

use core::arch::amdgpu::{workgroup_id_x, workitem_id_x};

const BLOCK: u32 = 64;

trait Named {
    fn name(&self) -> &'static str;
}

trait Shape: Named {
    fn area(&self) -> f32;
    fn scale(&mut self, factor: f32);
    fn describe(&self) -> (usize, f32) {
        (self.name().len(), self.area())
    }
}

struct Circle {
    radius: f32,
}

struct Rectangle {
    width: f32,
    height: f32,
}

struct Polygon<const N: usize> {
    points: [(f32, f32); N],
}

impl Named for Circle {
    fn name(&self) -> &'static str {
        "circle"
    }
}

impl Shape for Circle {
    fn area(&self) -> f32 {
        core::f32::consts::PI * self.radius * self.radius
    }
    fn scale(&mut self, factor: f32) {
        self.radius *= factor;
    }
}

impl Named for Rectangle {
    fn name(&self) -> &'static str {
        if self.width == self.height { "square" } else { "rectangle" }
    }
}

impl Shape for Rectangle {
    fn area(&self) -> f32 {
        self.width * self.height
    }
    fn scale(&mut self, factor: f32) {
        self.width *= factor;
        self.height *= factor;
    }
}

impl<const N: usize> Named for Polygon<N> {
    fn name(&self) -> &'static str {
        "polygon"
    }
}

impl<const N: usize> Shape for Polygon<N> {
    fn area(&self) -> f32 {
        let mut twice = 0.0;
        for i in 0..N {
            let ((x0, y0), (x1, y1)) = (self.points[i], self.points[(i + 1) % N]);
            twice += x0 * y1 - x1 * y0;
        }
        twice.max(-twice) / 2.0
    }
    fn scale(&mut self, factor: f32) {
        for (x, y) in &mut self.points {
            *x *= factor;
            *y *= factor;
        }
    }
    fn describe(&self) -> (usize, f32) {
        (N, self.area())
    }
}

/// `sizes[i]` decides which shape work-item `i` has; it is scaled twice and described.
#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn shapes(sizes: &[f32], areas: &mut [f32], names: &mut [u32]) {
    let i = (workgroup_id_x() * BLOCK + workitem_id_x()) as usize;
    if i >= sizes.len() || i >= areas.len() || i >= names.len() {
        return;
    }
    let size = sizes[i];
    let mut circle = Circle { radius: size };
    let mut rectangle = Rectangle { width: size, height: (i % 4) as f32 };
    let mut triangle = Polygon { points: [(0.0, 0.0), (size, 0.0), (0.0, size)] };
    let shape: &mut dyn Shape = match i % 3 {
        0 => &mut circle,
        1 => &mut rectangle,
        _ => &mut triangle,
    };
    shape.scale(2.0);
    shape.scale(0.75);
    let (name, area) = shape.describe();
    areas[i] = area;
    names[i] = name as u32;
}
