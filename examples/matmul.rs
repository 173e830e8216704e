//! Matrix product, blocked in registers: each work-item computes a TILE by TILE block of C.
#![no_std]
#![feature(abi_gpu_kernel, stdarch_amdgpu)]
#![allow(improper_ctypes_definitions)]

use core::arch::amdgpu::{workgroup_id_x, workgroup_id_y, workitem_id_x, workitem_id_y};

const TILE: usize = 4;
const BLOCK: u32 = 8;

/// A row-major matrix that borrows its elements.
#[derive(Clone, Copy)]
struct Matrix<'a> {
    data: &'a [f32],
    columns: usize,
}

impl Matrix<'_> {
    fn at(&self, row: usize, column: usize) -> f32 {
        match self.data.get(row * self.columns + column) {
            Some(value) if column < self.columns => *value,
            _ => 0.0,
        }
    }
}

fn block(a: Matrix, b: Matrix, row: usize, column: usize) -> [[f32; TILE]; TILE] {
    let mut sum = [[0.0; TILE]; TILE];
    for k in 0..a.columns {
        let mut right = [0.0; TILE];
        for (j, slot) in right.iter_mut().enumerate() {
            *slot = b.at(k, column + j);
        }
        for (i, line) in sum.iter_mut().enumerate() {
            let left = a.at(row + i, k);
            for (slot, right) in line.iter_mut().zip(right) {
                *slot += left * right;
            }
        }
    }
    sum
}

/// C = A B, where A is `m` by `k`, B `k` by `n` and C `m` by `n`.
#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn matmul(a: &[f32], b: &[f32], c: &mut [f32], k: usize, n: usize) {
    let row = (workgroup_id_y() * BLOCK + workitem_id_y()) as usize * TILE;
    let column = (workgroup_id_x() * BLOCK + workitem_id_x()) as usize * TILE;
    let a = Matrix { data: a, columns: k };
    let b = Matrix { data: b, columns: n };
    let sum = block(a, b, row, column);
    for (i, line) in sum.iter().enumerate() {
        for (j, value) in line.iter().enumerate() {
            if column + j < n {
                if let Some(slot) = c.get_mut((row + i) * n + column + j) {
                    *slot = *value;
                }
            }
        }
    }
}
