//! The device's own queue, into which kernels dispatch kernels.
//!
//! Each thread is a packet processor between the rounds over its workgroup: it takes packets in
//! their order, one thread at a time, and runs what they ask for beside that workgroup. So whoever
//! waits for a dispatch is never what keeps it from being run. A slot is free once its packet has
//! been taken, which is when the dispatch begins, as on hardware. While as many dispatches are in
//! progress as there may be, no packet is taken; the parent finds out if nothing moves any more
//! (`device_queue.py`).
use core::hint::assert_unchecked;
use core::ptr::{addr_of_mut, null_mut};
use core::sync::atomic::{AtomicI64, AtomicU32, AtomicU64, Ordering::*};

use super::{Context, FAULT_QUEUE, Fiber, ItemEntry, Round, Wave, fault, run_round, start_group};

/// `amd_queue_t`, as far as it is used here.
#[repr(C)]
pub struct Queue {
    _kind: [u32; 2],
    packets: *mut Packet,
    _doorbell: u64,
    size: u32,
    _between: [u32; 25],
    read: AtomicU64,
    _after: [u64; 7],
    /// A signal, whose value says why the queue is no more; 0 while it is.
    inactive: *const Signal,
}

/// `amd_signal_t`, as far as it is used here.
#[repr(C)]
pub struct Signal {
    _kind: i64,
    value: AtomicI64,
}

/// `hsa_kernel_dispatch_packet_t`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct Packet {
    header: u16,
    setup: u16,
    workgroup: [u16; 3],
    _reserved0: u16,
    grid: [u32; 3],
    _private: u32,
    group: u32,
    kernel: *const Descriptor,
    kernarg: *const u8,
    _reserved2: u64,
    signal: *const Signal,
}

/// A kernel descriptor (AMDGPUUsage, "Kernel Descriptor"), as far as it is used here. The entry is
/// so many bytes from the descriptor on.
#[repr(C)]
pub struct Descriptor {
    _group: u32,
    _private: u32,
    kernarg_size: u32,
    _reserved: u32,
    entry: isize,
    _rest: [u64; 5],
}

/// A dispatch that a thread runs: one of its workgroups after another.
#[repr(C)]
pub struct Dispatch {
    pub next: *mut Dispatch,
    /// Bytes of the memory that this is at the start of.
    size: usize,
    /// The workgroup that runs, and how many there are.
    group: u64,
    groups: [u32; 3],
    packet: Packet,
    context: Context,
}

const INVALID: u16 = 1;
const KERNEL_DISPATCH: u16 = 2;
/// Of a header: the barrier bit and those that are reserved.
const NOT_SERVED: u16 = 0xe100;

const BAD_HEADER: u64 = 1;
const BAD_SIZES: u64 = 2;
const BAD_KERNEL: u64 = 3;
const INACTIVE: u64 = 4;
const NO_MEMORY: u64 = 5;

const MOST_ITEMS: u64 = 1024;
const PAGE: usize = 4096;

unsafe extern "C" {
    fn mmap(at: *mut u8, size: usize, protection: i32, flags: i32, fd: i32, offset: i64) -> *mut u8;
    fn munmap(at: *mut u8, size: usize) -> i32;
    fn mprotect(at: *mut u8, size: usize, protection: i32) -> i32;
}

/// End the launch because of the device's queue.
unsafe fn queue_fault(context: *mut Context, reason: u64, slot: u64, a: u64, b: u64) -> ! {
    unsafe { fault(context, 0, 0, 0, FAULT_QUEUE, u32::MAX, [reason, slot, a, b]) }
}

/// Take what packets there are and go on with what has been begun, one round.
pub unsafe fn serve(context: *mut Context) -> Round {
    unsafe {
        let c = &mut *context;
        let queue = (*c.launch).queue;
        if queue.is_null() {
            return Round::Ended;
        }
        let why = (*(*queue).inactive).value.load(Relaxed);
        if why != 0 {
            queue_fault(context, INACTIVE, 0, why as u64, 0);
        }
        let mut found = Round::Ended;
        while take(context) {
            found = Round::Moved;
        }
        let mut link = addr_of_mut!((*c.kept).dispatches);
        while !(*link).is_null() {
            let dispatch = *link;
            match run_round(addr_of_mut!((*dispatch).context)) {
                Round::Ended => {
                    found = Round::Moved;
                    (*dispatch).group += 1;
                    if start_next_group(dispatch) {
                        link = addr_of_mut!((*dispatch).next);
                    } else {
                        *link = (*dispatch).next;
                        finish(context, dispatch);
                    }
                    continue;
                }
                Round::Moved => found = Round::Moved,
                Round::Waiting if found == Round::Ended => found = Round::Waiting,
                Round::Waiting => (),
            }
            link = addr_of_mut!((*dispatch).next);
        }
        found
    }
}

/// Take the queue's next packet and begin what it asks for; whether there was one, and room.
unsafe fn take(context: *mut Context) -> bool {
    unsafe {
        let launch = &*(*context).launch;
        let queue = &*launch.queue;
        while launch.taking.swap(1, Acquire) != 0 {}
        let slot = queue.read.load(Relaxed);
        let place = queue.packets.add((slot & (queue.size as u64 - 1)) as usize);
        let head = AtomicU32::from_ptr(place.cast());
        // What is in the packet was written before its header: `release` there, `acquire` here.
        let invalid = head.load(Acquire) & 0xff == INVALID as u32;
        let full = launch.dispatches.load(Relaxed) >= launch.most_dispatches;
        if invalid || full {
            if !invalid {
                (*launch.status).full.store(1, Relaxed);
            }
            launch.taking.store(0, Release);
            return false;
        }
        let packet = place.read();
        // The packet has been read: first the slot is marked as empty, then it is given back.
        head.store(INVALID as u32, Relaxed);
        queue.read.store(slot + 1, Release);
        launch.dispatches.fetch_add(1, Relaxed);
        launch.taking.store(0, Release);
        begin(context, slot, packet);
        true
    }
}

/// Begin to run what a packet asks for.
unsafe fn begin(context: *mut Context, slot: u64, packet: Packet) {
    unsafe {
        let c = &mut *context;
        let launch = &*c.launch;
        if packet.header & 0xff != KERNEL_DISPATCH || packet.header & NOT_SERVED != 0 {
            queue_fault(context, BAD_HEADER, slot, packet.header as u64, 0);
        }
        let [wx, wy, wz] = packet.workgroup.map(u64::from);
        let items = wx * wy * wz;
        if items == 0 || items > MOST_ITEMS || packet.grid.contains(&0) {
            queue_fault(context, BAD_SIZES, slot, items, 0);
        }
        let offset = (packet.kernel as u64).wrapping_sub(launch.descriptors as u64);
        let number = offset / size_of::<Descriptor>() as u64;
        if number >= launch.descriptor_count || offset % size_of::<Descriptor>() as u64 != 0 {
            queue_fault(context, BAD_KERNEL, slot, packet.kernel as u64, 0);
        }
        let descriptor = &*packet.kernel;
        let dispatch = memory(context, items as usize, packet.group as usize);
        if dispatch.is_null() {
            queue_fault(context, NO_MEMORY, slot, launch.dispatches.load(Relaxed) as u64, 0);
        }
        let d = &mut *dispatch;
        d.packet = packet;
        d.group = 0;
        d.next = (*c.kept).dispatches;
        (*c.kept).dispatches = d;
        let own = &mut d.context;
        for axis in 0..3 {
            let size = packet.workgroup[axis] as u32;
            assert_unchecked(size != 0);
            d.groups[axis] = packet.grid[axis].div_ceil(size);
            own.group_size[axis] = size;
        }
        own.group_count = d.groups;
        own.wave_size = c.wave_size;
        own.lds_static = packet.group;
        own.lds_total = packet.group;
        own.kernarg = packet.kernarg;
        own.packet = addr_of_mut!(d.packet).cast();
        own.queue = c.queue;
        // Implicit arguments are behind the explicit ones, aligned.
        own.implicit = packet.kernarg.add(descriptor.kernarg_size.next_multiple_of(8) as usize);
        own.dispatch_id = slot;
        own.launch = c.launch;
        own.escape = c.escape;
        own.thread = c.thread;
        own.kernel = number as u32 + 1;
        let entry = packet.kernel.cast::<u8>().offset(descriptor.entry);
        own.item_entry = core::mem::transmute::<*const u8, ItemEntry>(entry);
        start_next_group(dispatch);
    }
}

/// Make the work-items of the workgroup whose turn it is; whether there is one.
unsafe fn start_next_group(dispatch: *mut Dispatch) -> bool {
    unsafe {
        let d = &mut *dispatch;
        let [gx, gy, gz] = d.groups.map(u64::from);
        if d.group == gx * gy * gz {
            return false;
        }
        assert_unchecked(gx != 0 && gy != 0);
        let line = d.group / gx;
        d.context.group_id = [(d.group % gx) as u32, (line % gy) as u32, (line / gy) as u32];
        let mut present = [0; 3];
        for axis in 0..3 {
            // The last workgroup of a grid that is no multiple has fewer work-items.
            let size = d.context.group_size[axis];
            present[axis] = size.min(d.packet.grid[axis] - d.context.group_id[axis] * size);
        }
        // A dispatch begins with the acquire that its packet's header asks for.
        start_group(addr_of_mut!(d.context), present, 1);
        true
    }
}

/// A dispatch has ended: tell who waits for it.
unsafe fn finish(context: *mut Context, dispatch: *mut Dispatch) {
    unsafe {
        let launch = &*(*context).launch;
        let signal = (*dispatch).packet.signal;
        keep(context, dispatch);
        launch.dispatches.fetch_sub(1, Relaxed);
        (*launch.status).full.store(0, Relaxed);
        if !signal.is_null() {
            (*signal).value.fetch_sub(1, Release);
        }
    }
}

/// Memory for a dispatch with so many work-items in a workgroup and so many bytes of LDS, or null.
unsafe fn memory(context: *mut Context, items: usize, lds: usize) -> *mut Dispatch {
    const READ_WRITE: i32 = 3;
    const PRIVATE_ANONYMOUS_NORESERVE: i32 = 0x4022;
    unsafe {
        let c = &mut *context;
        let simple = items == 1 && lds == 0;
        let spare = (*c.kept).spare;
        if simple && !spare.is_null() {
            (*c.kept).spare = (*spare).next;
            return spare;
        }
        let waves = (items + c.wave_size as usize - 1) >> c.wave_size.trailing_zeros();
        let fibers_at = size_of::<Dispatch>().next_multiple_of(64);
        let waves_at = fibers_at + (items * size_of::<Fiber>()).next_multiple_of(64);
        let lds_at = waves_at + (waves * size_of::<Wave>()).next_multiple_of(128);
        let shadow_at = lds_at + lds.next_multiple_of(128);
        let stacks_at = (shadow_at + lds * size_of::<[u64; 2]>()).next_multiple_of(PAGE);
        let stack_size = c.stack_size as usize;
        let size = stacks_at + items * stack_size;
        let at = mmap(null_mut(), size, READ_WRITE, PRIVATE_ANONYMOUS_NORESERVE, -1, 0);
        if at as isize == -1 {
            return null_mut();
        }
        for item in 0..items {
            // The lowest page of a stack is what an overflow runs into.
            if mprotect(at.add(stacks_at + item * stack_size), PAGE, 0) != 0 {
                munmap(at, size);
                return null_mut();
            }
        }
        let dispatch = at.cast::<Dispatch>();
        let d = &mut *dispatch;
        d.size = size;
        d.context.fibers = at.add(fibers_at).cast();
        d.context.waves = at.add(waves_at).cast();
        d.context.lds = at.add(lds_at);
        d.context.lds_shadow = at.add(shadow_at).cast();
        d.context.stacks = at.add(stacks_at);
        d.context.stack_size = c.stack_size;
        dispatch
    }
}

/// Keep the memory of a dispatch for the next, if it is of the usual kind.
pub unsafe fn keep(context: *mut Context, dispatch: *mut Dispatch) {
    unsafe {
        let [x, y, z] = (*dispatch).packet.workgroup;
        if x as u64 * y as u64 * z as u64 == 1 && (*dispatch).packet.group == 0 {
            (*dispatch).next = (*(*context).kept).spare;
            (*(*context).kept).spare = dispatch;
        } else {
            munmap(dispatch.cast(), (*dispatch).size);
        }
    }
}
