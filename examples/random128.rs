//! A permuted congruential generator with 128 bits of state, which can jump ahead.
#![no_std]
#![feature(abi_gpu_kernel, stdarch_amdgpu)]
#![allow(improper_ctypes_definitions)]

use core::arch::amdgpu::{workgroup_id_x, workitem_id_x};

const BLOCK: u32 = 64;
const MULTIPLIER: u128 = 0x2360_ed05_1fc6_5da4_4385_df64_9fcc_f645;
const INCREMENT: u128 = 0x5851_f42d_4c95_7f2d_1405_7b7e_f767_814f;

struct Pcg64 {
    state: u128,
}

impl Pcg64 {
    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_mul(MULTIPLIER).wrapping_add(INCREMENT);
        let folded = (self.state >> 64) as u64 ^ self.state as u64;
        folded.rotate_right((self.state >> 122) as u32)
    }

    /// Skip `steps` numbers in logarithmic time.
    fn jump(&mut self, mut steps: u64) {
        let (mut multiplier, mut increment) = (MULTIPLIER, INCREMENT);
        let (mut total_multiplier, mut total_increment) = (1u128, 0u128);
        while steps > 0 {
            if steps & 1 == 1 {
                total_multiplier = total_multiplier.wrapping_mul(multiplier);
                total_increment = total_increment.wrapping_mul(multiplier).wrapping_add(increment);
            }
            increment = multiplier.wrapping_add(1).wrapping_mul(increment);
            multiplier = multiplier.wrapping_mul(multiplier);
            steps >>= 1;
        }
        self.state = total_multiplier.wrapping_mul(self.state).wrapping_add(total_increment);
    }
}

/// Each work-item writes `count` numbers of one sequence; `totals` gets 128-bit sums and remainders.
#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn random128(
    seed_low: u64,
    seed_high: u64,
    count: usize,
    out: &mut [u64],
    totals: &mut [[u128; 2]],
    modulus: u64,
) {
    let i = (workgroup_id_x() * BLOCK + workitem_id_x()) as usize;
    let Some(total) = totals.get_mut(i) else {
        return;
    };
    let mut generator = Pcg64 { state: (seed_high as u128) << 64 | seed_low as u128 };
    generator.jump((i * count) as u64);
    let mut sum = 0u128;
    for slot in out.iter_mut().skip(i * count).take(count) {
        *slot = generator.next();
        sum += *slot as u128 * 3;
    }
    *total = [sum, sum % modulus.max(1) as u128];
}
