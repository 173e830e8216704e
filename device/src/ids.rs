//! Which work-item this is, of how many.
//!
//! A launch is a grid of work-items in three dimensions, cut into workgroups. Sizes come from the
//! packet that launched the kernel ([`dispatch`](crate::dispatch)), so that they cost a load from
//! constant memory, once.

use core::arch::amdgpu;

use crate::dispatch::packet;

macro_rules! dimensions {
    ($($x:ident, $workitem:ident, $workgroup:ident, $item:ident, $group:ident, $size:ident,
       $global:ident, $grid:ident, $count:ident, $packet_size:ident, $packet_grid:ident;)*) => {$(
        #[doc = concat!("The work-item's number in its workgroup, in ", stringify!($x), ".")]
        #[inline(always)]
        pub fn $item() -> u32 {
            amdgpu::$workitem()
        }

        #[doc = concat!("The workgroup's number in the grid, in ", stringify!($x), ".")]
        #[inline(always)]
        pub fn $group() -> u32 {
            amdgpu::$workgroup()
        }

        #[doc = concat!("Work-items in a workgroup, in ", stringify!($x), ". The last workgroup ")]
        #[doc = "has fewer if the grid is no multiple of it."]
        #[inline(always)]
        pub fn $size() -> u32 {
            packet().$packet_size as u32
        }

        #[doc = concat!("Work-items in the grid, in ", stringify!($x), ".")]
        #[inline(always)]
        pub fn $grid() -> u32 {
            packet().$packet_grid
        }

        #[doc = concat!("Workgroups in the grid, in ", stringify!($x), ".")]
        #[inline(always)]
        pub fn $count() -> u32 {
            $grid().div_ceil($size())
        }

        #[doc = concat!("The work-item's number in the grid, in ", stringify!($x), ".")]
        #[inline(always)]
        pub fn $global() -> usize {
            $group() as usize * $size() as usize + $item() as usize
        }
    )*};
}

dimensions! {
    x, workitem_id_x, workgroup_id_x, work_item_x, workgroup_x, workgroup_size_x, global_x,
        grid_size_x, workgroup_count_x, workgroup_size_x, grid_size_x;
    y, workitem_id_y, workgroup_id_y, work_item_y, workgroup_y, workgroup_size_y, global_y,
        grid_size_y, workgroup_count_y, workgroup_size_y, grid_size_y;
    z, workitem_id_z, workgroup_id_z, work_item_z, workgroup_z, workgroup_size_z, global_z,
        grid_size_z, workgroup_count_z, workgroup_size_z, grid_size_z;
}

/// The work-item's number in its workgroup, counted through x first.
#[inline(always)]
pub fn work_item() -> u32 {
    (work_item_z() * workgroup_size_y() + work_item_y()) * workgroup_size_x() + work_item_x()
}

/// Work-items in a whole workgroup.
#[inline(always)]
pub fn workgroup_size() -> u32 {
    workgroup_size_x() * workgroup_size_y() * workgroup_size_z()
}

/// The workgroup's number in the grid, counted through x first.
#[inline(always)]
pub fn workgroup() -> usize {
    let line = workgroup_z() as usize * workgroup_count_y() as usize + workgroup_y() as usize;
    line * workgroup_count_x() as usize + workgroup_x() as usize
}

/// The numbers from this work-item's on, in steps of the grid's size in x: what a work-item does of
/// `count` things that are more than the grid has work-items.
///
/// ```
/// for i in ids::stride_x(x.len()) {
///     y[i] += a * x[i];
/// }
/// ```
#[inline(always)]
pub fn stride_x(count: usize) -> core::iter::StepBy<core::ops::Range<usize>> {
    (global_x()..count).step_by(grid_size_x() as usize)
}
