//! Calls by pointer of every kind: results and arguments in memory, closures, recursion, `&mut`.
#![no_std]
#![feature(abi_gpu_kernel, stdarch_amdgpu)]
#![allow(improper_ctypes_definitions)]

use core::arch::amdgpu::{workgroup_id_x, workitem_id_x};

#[derive(Clone, Copy)]
struct Matrix {
    cells: [u32; 4],
}

trait Step {
    /// In memory both ways.
    fn apply(&self, matrix: Matrix) -> Matrix;
    /// Two values, one of them a truth value.
    fn weigh(&mut self, matrix: &Matrix) -> (bool, u64);
    /// Calls the next, `depth` times.
    fn descend(&self, next: &dyn Step, depth: u32) -> u32;
}

struct Double;
struct Add {
    value: u32,
    weighed: u64,
}

impl Step for Double {
    #[inline(never)]
    fn apply(&self, matrix: Matrix) -> Matrix {
        Matrix { cells: matrix.cells.map(|cell| cell.wrapping_mul(2)) }
    }
    #[inline(never)]
    fn weigh(&mut self, matrix: &Matrix) -> (bool, u64) {
        (matrix.cells[0] % 3 == 0, matrix.cells.iter().map(|&cell| u64::from(cell)).sum())
    }
    #[inline(never)]
    fn descend(&self, next: &dyn Step, depth: u32) -> u32 {
        if depth == 0 { 1 } else { next.descend(self, depth - 1).wrapping_mul(2) }
    }
}

impl Step for Add {
    #[inline(never)]
    fn apply(&self, matrix: Matrix) -> Matrix {
        let mut sum = matrix;
        for cell in &mut sum.cells {
            *cell = cell.wrapping_add(self.value);
        }
        sum
    }
    #[inline(never)]
    fn weigh(&mut self, matrix: &Matrix) -> (bool, u64) {
        self.weighed += u64::from(matrix.cells[3]);
        (self.weighed > 100, self.weighed)
    }
    #[inline(never)]
    fn descend(&self, next: &dyn Step, depth: u32) -> u32 {
        if depth == 0 { 0 } else { next.descend(self, depth - 1).wrapping_add(self.value) }
    }
}

#[inline(never)]
fn each(matrix: &Matrix, visit: &mut dyn FnMut(usize, u32)) {
    for (index, &cell) in matrix.cells.iter().enumerate() {
        visit(index, cell);
    }
}

#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn steps(depth: u32, out: &mut [[u64; 4]]) {
    let i = workgroup_id_x() * 64 + workitem_id_x();
    let Some(row) = out.get_mut(i as usize) else { return };
    let mut double = Double;
    let mut add = Add { value: i, weighed: 7 };
    let mut matrix = Matrix { cells: [i, i + 1, i + 2, i + 3] };
    let mut truths = 0;
    for turn in 0..3 {
        let step: &mut dyn Step = if (i + turn) % 2 == 0 { &mut double } else { &mut add };
        matrix = step.apply(matrix);
        let (truth, weight) = step.weigh(&matrix);
        truths = truths * 2 + u64::from(truth);
        row[0] = row[0].wrapping_add(weight);
    }
    let mut sum = 0u64;
    each(&matrix, &mut |index, cell| sum += u64::from(cell) << index);
    row[1] = sum;
    row[2] = truths << 32 | u64::from(double.descend(&add, depth));
    row[3] = add.weighed;
}
