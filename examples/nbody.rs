//! Gravity between bodies: slices of `repr(C)` structs that the host lays out too.
#![no_std]
#![feature(abi_gpu_kernel, stdarch_amdgpu, core_intrinsics)]
#![allow(improper_ctypes_definitions, internal_features)]

use core::arch::amdgpu::{workgroup_id_x, workitem_id_x};
use core::intrinsics::sqrtf32;

const BLOCK: u32 = 64;
const SOFTENING: f32 = 1e-3;

#[repr(C)]
#[derive(Clone, Copy)]
pub struct Body {
    pub position: [f32; 3],
    pub mass: f32,
    pub velocity: [f32; 3],
    pub id: u32,
}

/// The acceleration of `body` by all of `others`.
fn acceleration(body: &Body, others: &[Body]) -> [f32; 3] {
    let mut total = [0.0f32; 3];
    for other in others {
        if other.id == body.id {
            continue;
        }
        let mut d = [0.0f32; 3];
        for axis in 0..3 {
            d[axis] = other.position[axis] - body.position[axis];
        }
        let squared = d[0] * d[0] + d[1] * d[1] + d[2] * d[2] + SOFTENING;
        let scale = other.mass / (squared * sqrtf32(squared));
        for axis in 0..3 {
            total[axis] += d[axis] * scale;
        }
    }
    total
}

/// One step: reads `before`, writes `after`.
#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn nbody(before: &[Body], after: &mut [Body], dt: f32) {
    let i = (workgroup_id_x() * BLOCK + workitem_id_x()) as usize;
    let (Some(body), Some(slot)) = (before.get(i), after.get_mut(i)) else {
        return;
    };
    let force = acceleration(body, before);
    let mut next = *body;
    for axis in 0..3 {
        next.velocity[axis] += force[axis] * dt;
        next.position[axis] += next.velocity[axis] * dt;
    }
    *slot = next;
}
