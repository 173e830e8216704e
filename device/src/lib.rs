//! What a kernel on an AMD GPU asks of it.
//!
//! | module | |
//! |---|---|
//! | [`ids`] | which work-item this is, of how many |
//! | [`sync`] | barriers |
//! | [`shared`] | the workgroup's memory (LDS): statics, and what a launch sizes |
//! | [`wave`] | votes, shuffles, reductions and scans among the lanes of a wavefront |
//! | [`atomic`] | atomics and fences whose order reaches no further than it must |
//! | [`dispatch`] | the packet that launched the kernel, and the implicit arguments |
//!
//! A crate of kernels takes it by path, or copies it:
//!
//! ```toml
//! [dependencies]
//! rusticle-device = { path = "../rusticle/device" }
//! ```
//!
//! ```
//! #![no_std]
//! #![feature(abi_gpu_kernel)]
//! use rusticle_device::{ids, shared::Shared, shared_memory, sync};
//!
//! shared_memory! {
//!     static TILE: [f32; 256];
//! }
//!
//! #[unsafe(no_mangle)]
//! pub extern "gpu-kernel" fn reverse(x: &mut [f32]) {
//!     let (at, last) = (ids::work_item_x() as usize, ids::workgroup_size_x() as usize - 1);
//!     unsafe { TILE.write(at, x[at]) };
//!     sync::workgroup_barrier();
//!     x[at] = unsafe { TILE.read(last - at) };
//! }
//! ```
//!
//! Functions that only the compiler can provide are in [`intrinsics`]. Where they can, they have a
//! body that is right on its own, so that another compiler makes the same program of it, only a
//! slower one.
#![no_std]
#![feature(core_intrinsics, gpu_intrinsics, stdarch_amdgpu)]
#![allow(internal_features)]
#![warn(missing_docs)]

pub mod atomic;
pub mod dispatch;
pub mod ids;
pub mod intrinsics;
pub mod shared;
pub mod sync;
pub mod wave;
