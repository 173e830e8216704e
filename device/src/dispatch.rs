//! The packet that launched the kernel, and the arguments that the runtime adds to the kernel's own.

use crate::intrinsics;

/// A kernel dispatch packet: `hsa_kernel_dispatch_packet_t` of HSA's `hsa.h`.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct Packet {
    /// Packet type, barrier bit, and the scopes of its fences.
    pub header: u16,
    /// The number of dimensions.
    pub setup: u16,
    /// Work-items in a workgroup, in x.
    pub workgroup_size_x: u16,
    /// Work-items in a workgroup, in y.
    pub workgroup_size_y: u16,
    /// Work-items in a workgroup, in z.
    pub workgroup_size_z: u16,
    reserved0: u16,
    /// Work-items in the grid, in x.
    pub grid_size_x: u32,
    /// Work-items in the grid, in y.
    pub grid_size_y: u32,
    /// Work-items in the grid, in z.
    pub grid_size_z: u32,
    /// Bytes of private memory of a work-item.
    pub private_segment_size: u32,
    /// Bytes of LDS of a workgroup: statics, and what the launch asked for.
    pub group_segment_size: u32,
    /// The address of the kernel's descriptor.
    pub kernel_object: u64,
    /// The address of its arguments.
    pub kernarg_address: u64,
    reserved2: u64,
    /// The signal that is decremented when the kernel has ended.
    pub completion_signal: u64,
}

/// The packet that launched this kernel.
#[inline(always)]
pub fn packet() -> &'static Packet {
    // HSA keeps the packet as it is while the kernel runs.
    unsafe { &*core::intrinsics::gpu::amdgpu_dispatch_ptr().cast::<Packet>() }
}

/// The first of the implicit arguments of code objects from version 5 on (AMDGPUUsage, "Code Object
/// V5 Metadata").
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct ImplicitArguments {
    /// Whole workgroups in the grid, in x, y and z.
    pub block_count: [u32; 3],
    /// Work-items in a whole workgroup, in x, y and z.
    pub group_size: [u16; 3],
    /// Work-items in the partial workgroup at the end, in x, y and z; 0 if there is none.
    pub remainder: [u16; 3],
    reserved: [u64; 2],
    /// The number of the grid's first work-item, in x, y and z.
    pub global_offset: [u64; 3],
    /// The number of dimensions.
    pub grid_dimensions: u16,
}

/// The implicit arguments of this kernel. To read them is to have the runtime fill them in, for
/// which it needs a little longer: prefer [`ids`](crate::ids).
#[inline(always)]
pub fn implicit_arguments() -> &'static ImplicitArguments {
    // The runtime writes them before the launch.
    unsafe { &*intrinsics::implicit_arguments().cast::<ImplicitArguments>() }
}
