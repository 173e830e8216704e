//! The workgroup's own memory: LDS, the local data share.
//!
//! A static of it is one for each workgroup, holds nothing at first, and is gone when the workgroup
//! ends. Reading and writing it is unsafe as with any memory that several work-items reach: between
//! a write and another's read there must be a [barrier](crate::sync::workgroup_barrier).

use core::cell::UnsafeCell;
use core::mem::MaybeUninit;

use crate::{dispatch, intrinsics};

/// A static in LDS; [`shared_memory!`](crate::shared_memory) declares it.
#[repr(transparent)]
pub struct Shared<T>(UnsafeCell<MaybeUninit<T>>);

// What work-items do with it at the same time is for their unsafe code to agree on.
unsafe impl<T> Sync for Shared<T> {}

impl<T> Shared<T> {
    /// Memory that holds nothing yet.
    #[allow(clippy::new_without_default)]
    pub const fn new() -> Self {
        Self(UnsafeCell::new(MaybeUninit::uninit()))
    }

    /// Its address.
    #[inline(always)]
    pub const fn as_ptr(&self) -> *mut T {
        self.0.get().cast()
    }
}

impl<T: Copy, const N: usize> Shared<[T; N]> {
    /// The value at an index. Panics if it is `N` or more.
    ///
    /// # Safety
    /// A work-item of the workgroup has written it, and a barrier or this work-item's own program
    /// order is between.
    #[inline(always)]
    #[track_caller]
    pub unsafe fn read(&self, index: usize) -> T {
        assert!(index < N, "index out of shared memory");
        unsafe { self.as_ptr().cast::<T>().add(index).read() }
    }

    /// Write a value at an index. Panics if it is `N` or more.
    ///
    /// # Safety
    /// No other work-item reads or writes it until the next barrier.
    #[inline(always)]
    #[track_caller]
    pub unsafe fn write(&self, index: usize, value: T) {
        assert!(index < N, "index out of shared memory");
        unsafe { self.as_ptr().cast::<T>().add(index).write(value) }
    }
}

/// Declare statics in LDS.
///
/// ```
/// shared_memory! {
///     /// A tile of each matrix.
///     static A: [[f32; 16]; 16];
///     static B: [[f32; 16]; 16];
/// }
/// ```
#[macro_export]
macro_rules! shared_memory {
    ($($(#[$attribute:meta])* $visibility:vis static $name:ident: $type:ty;)*) => {$(
        $(#[$attribute])*
        #[unsafe(link_section = ".lds")]
        $visibility static $name: $crate::shared::Shared<$type> = $crate::shared::Shared::new();
    )*};
}

/// The LDS that the launch asked for beside the statics, aligned for `T`; every call gives the same
/// memory. Its size is [`launch_sized_bytes`].
#[inline(always)]
pub fn launch_sized<T>() -> *mut T {
    intrinsics::launch_sized_memory::<T>()
}

/// Bytes of LDS that the launch asked for beside the statics.
#[inline(always)]
pub fn launch_sized_bytes() -> u32 {
    dispatch::packet().group_segment_size - core::arch::amdgpu::groupstaticsize()
}
