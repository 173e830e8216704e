//! What jitted kernels call and are called by: the loop over workgroups, the scheduler of the
//! work-items of one, barriers, wave operations, faults.
//!
//! `support.ll` beside this file is rustc's LLVM IR of it (`build_support.py`), so that running
//! kernels needs no compiler but LLVM. The structs are shared with `worker.py`, and the head of
//! `Context` with `targets/launch_context.py`; docs/simulator.md describes how it all works.
#![no_std]
#![allow(clippy::missing_safety_doc)]

use core::hint::assert_unchecked;
use core::ptr::{addr_of_mut, null_mut};
use core::sync::atomic::{AtomicU32, AtomicU64, Ordering::*};

mod support_queue;
use support_queue::{Descriptor, Dispatch, Queue, keep, serve};

type GroupEntry = unsafe extern "C" fn(*mut Context);
type ItemEntry = unsafe extern "C" fn(*mut Context, u32, u32, u32);

/// One launch, shared by all threads that run it.
#[repr(C)]
pub struct Launch {
    /// Runs all work-items of a workgroup of a kernel that needs no fibers.
    group_entry: GroupEntry,
    status: *mut Status,
    /// The next workgroup that nobody runs yet.
    next: AtomicU64,
    /// The number of workgroups.
    total: u64,
    /// How many workgroups a thread takes at once.
    chunk: u64,
    groups: [u32; 3],
    /// Whether work-items are fibers.
    fibers: u32,
    /// Whether a barrier that not all work-items reach is an error.
    strict_barriers: u32,
    /// The memory that the kernel may access, ascending.
    ranges: *const Range,
    range_count: u64,
    /// How many loop iterations a work-item may do.
    step_limit: u64,
    /// The device's own queue, or null.
    queue: *mut Queue,
    /// The descriptors of the kernels that it may be asked to run.
    descriptors: *const Descriptor,
    descriptor_count: u64,
    /// How many of its dispatches may be in progress at once, and how many are.
    most_dispatches: u32,
    dispatches: AtomicU32,
    /// 1 while a thread takes a packet from it.
    taking: AtomicU32,
}

/// Memory that a kernel may access.
#[repr(C)]
pub struct Range {
    start: u64,
    end: u64,
    /// 1: it may be written; 2: it is a constant of the program's.
    flags: u64,
    /// Two cells for each byte, or null: who wrote and who read it last.
    shadow: *mut [u64; 2],
}

/// What the parent reads after a launch, or after the death of the child.
#[repr(C)]
pub struct Status {
    /// 0: nothing is wrong; 1: a thread is writing a fault; 2: it is written.
    fault: AtomicU32,
    kind: u32,
    site: u32,
    group: [u32; 3],
    item: [u32; 3],
    signal: u32,
    arguments: [u64; 4],
    /// Of a signal: the address accessed, and the thread (`pthread_self`).
    address: u64,
    thread: u64,
    /// The number, from 1, of the kernel that the device's queue ran; 0 for the one launched.
    kernel: u32,
    /// Whether the queue's next packet waits until fewer dispatches are in progress.
    full: AtomicU32,
}

const FAULT_TRAP: u32 = 1;
const FAULT_BARRIER: u32 = 2;
const FAULT_BOUNDS: u32 = 3;
const FAULT_CONSTANT: u32 = 4;
const FAULT_ALIGN: u32 = 5;
const FAULT_UNINITIALIZED: u32 = 6;
const FAULT_RACE: u32 = 7;
const FAULT_ENDLESS: u32 = 8;
const FAULT_SPACE: u32 = 9;
const FAULT_QUEUE: u32 = 10;

/// What a thread has of the workgroup that it runs; the kernel gets a pointer to it.
#[repr(C)]
pub struct Context {
    group_id: [u32; 3],
    group_count: [u32; 3],
    group_size: [u32; 3],
    wave_size: u32,
    lds: *mut u8,
    lds_static: u32,
    lds_total: u32,
    kernarg: *const u8,
    packet: *const u8,
    queue: *const u8,
    implicit: *const u8,
    dispatch_id: u64,
    // From here on for this file alone.
    launch: *mut Launch,
    escape: *mut u8,
    scheduler: *mut u8,
    fibers: *mut Fiber,
    waves: *mut Wave,
    stacks: *mut u8,
    stack_size: u64,
    thread: u64,
    /// Whether a workgroup is being run.
    running: u32,
    /// Whether `item` is known.
    in_item: u32,
    /// The number of the work-item that runs.
    item: [u32; 3],
    /// Cells for the bytes of LDS, as in `Range`.
    lds_shadow: *mut [u64; 2],
    /// Runs one work-item.
    item_entry: ItemEntry,
    /// Since when nothing has moved here, or 0, and when that was last seen: nanoseconds of
    /// `CLOCK_MONOTONIC`.
    idle_since: u64,
    looked_at: u64,
    /// Whether nothing moved in the last round.
    alone: u32,
    /// As in `Status`.
    kernel: u32,
    /// Null if work-items are not fibers.
    kept: *mut Kept,
}

/// What outlives a thread's launches.
#[repr(C)]
pub struct Kept {
    /// The dispatches of the device's queue that it runs.
    dispatches: *mut Dispatch,
    /// Memory for more.
    spare: *mut Dispatch,
}

/// How much of a stack may be left unused, in bytes.
const STAGGER: usize = 1 << 14;

const DONE: u32 = 0;
const READY: u32 = 1;
const AT_WAVE: u32 = 2;
const AT_BARRIER: u32 = 3;
const YIELDED: u32 = 4;

/// A work-item that has a stack of its own.
#[repr(C)]
pub struct Fiber {
    stack: *mut u8,
    state: u32,
    /// The wave operation or barrier that it waits at.
    site: u32,
    id: [u32; 3],
    values: [u64; 2],
    context: *mut Context,
    /// Barriers passed, loop iterations done, and whether it has acquired anything.
    barriers: u32,
    acquired: u32,
    steps: u64,
}

const MOST_LANES: usize = 64;

/// What the active lanes of a wave brought to the wave operation that it does.
#[repr(C)]
pub struct Wave {
    exec: u64,
    values: [[u64; MOST_LANES]; 2],
    /// Operations done.
    meetings: u64,
    /// Signals given to the workgroup's split barrier, and whether the last was the first of its
    /// workgroup's.
    signals: u64,
    was_first: u64,
}

unsafe extern "C" {
    /// Save this stack pointer in `*save`, and go on where that of `to` was saved.
    fn rusticle_switch(save: *mut *mut u8, to: *mut u8);
    /// Call `f(context)`, from which `rusticle_escape(*save)` returns early.
    fn rusticle_enter(save: *mut *mut u8, f: GroupEntry, context: *mut Context);
    /// Return from the `rusticle_enter` that saved this stack pointer.
    fn rusticle_escape(to: *mut u8) -> !;
    /// A stack pointer to switch to, of a new fiber that calls `f(fiber)` on a stack.
    fn rusticle_new_stack(top: *mut u8, f: unsafe extern "C" fn(*mut Fiber), fiber: *mut Fiber) -> *mut u8;
    fn pthread_self() -> u64;
    fn usleep(microseconds: u32) -> i32;
    fn clock_gettime(clock: i32, now: *mut [i64; 2]) -> i32;
    fn read(file: i32, buffer: *mut u64, size: usize) -> isize;
    fn write(file: i32, buffer: *const u64, size: usize) -> isize;
}

/// What launches of one kernel over one grid have in common, if one thread runs them.
#[repr(C)]
pub struct Plan {
    /// The thread's context as a launch finds it, but for the number of the dispatch.
    template: *const Context,
    context: *mut Context,
}

/// The bit of a message's first word that says that there is no more of it.
const WHOLE: u64 = 1 << 63;
/// The bits of a request's only word that are its plan; the rest is the number of the dispatch.
const SLOT_BITS: u32 = 8;

/// Serve requests from standard input of which a plan is all that need be said, and write the
/// nanoseconds that each took to a file. The result is the first word of another request, or 0 at
/// the end.
///
/// With what Python would do instead, a small launch takes twice as long.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rusticle_serve(plans: *const Plan, output: i32) -> u64 {
    unsafe {
        loop {
            let mut word = 0;
            if read(0, &mut word, 8) != 8 {
                return 0;
            }
            if word & WHOLE == 0 {
                return word;
            }
            let plan = &*plans.add((word & ((1 << SLOT_BITS) - 1)) as usize);
            plan.template.copy_to_nonoverlapping(plan.context, 1);
            (*plan.context).dispatch_id = (word & !WHOLE) >> SLOT_BITS;
            (*(*plan.context).launch).next.store(0, Relaxed);
            let start = nanoseconds();
            rusticle_run(plan.context);
            let answer = WHOLE | (nanoseconds() - start);
            if write(output, &answer, 8) != 8 {
                return 0;
            }
        }
    }
}

/// The time since some moment in the past.
unsafe fn nanoseconds() -> u64 {
    const MONOTONIC: i32 = 1;
    let mut now = [0; 2];
    unsafe { clock_gettime(MONOTONIC, &mut now) };
    now[0] as u64 * 1_000_000_000 + now[1] as u64
}

/// Run workgroups until there are no more.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rusticle_run(context: *mut Context) {
    unsafe {
        let c = &mut *context;
        let launch = &*c.launch;
        let entry: GroupEntry = if launch.fibers != 0 { run_fibers } else { launch.group_entry };
        let [gx, gy, _] = launch.groups.map(u64::from);
        assert_unchecked(gx != 0 && gy != 0);
        c.thread = pthread_self();
        if !c.kept.is_null() {
            // What a fault left behind.
            let kept = &mut *c.kept;
            while !kept.dispatches.is_null() {
                let left = kept.dispatches;
                kept.dispatches = (*left).next;
                keep(context, left);
            }
        }
        loop {
            let first = launch.next.fetch_add(launch.chunk, Relaxed);
            if first >= launch.total {
                return;
            }
            for group in first..launch.total.min(first + launch.chunk) {
                if (*launch.status).fault.load(Relaxed) != 0 {
                    return;
                }
                let line = group / gx;
                c.group_id = [(group % gx) as u32, (line % gy) as u32, (line / gy) as u32];
                c.running = 1;
                rusticle_enter(addr_of_mut!((*context).escape), entry, context);
                c.running = 0;
            }
        }
    }
}

unsafe extern "C" fn fiber_main(fiber: *mut Fiber) {
    unsafe {
        let f = &mut *fiber;
        ((*f.context).item_entry)(f.context, f.id[0], f.id[1], f.id[2]);
        leave(fiber, DONE);
    }
}

/// Go back to the scheduler.
#[inline(always)]
unsafe fn leave(fiber: *mut Fiber, state: u32) {
    unsafe {
        (*fiber).state = state;
        let context = (*fiber).context;
        rusticle_switch(addr_of_mut!((*fiber).stack), (*context).scheduler);
    }
}

/// What a round over work-items came to.
#[derive(Clone, Copy, PartialEq)]
enum Round {
    /// All have ended.
    Ended,
    /// Something moved.
    Moved,
    /// All wait for somebody else.
    Waiting,
}

/// Run all work-items of a workgroup, each until it waits or ends, over and over; and between, what
/// the device's queue asks for.
unsafe extern "C" fn run_fibers(context: *mut Context) {
    unsafe {
        start_group(context, (*context).group_size, 0);
        let c = &mut *context;
        let launch = &*c.launch;
        let mut own = Round::Moved;
        loop {
            if own != Round::Ended {
                own = run_round(context);
            }
            let served = serve(context);
            if own == Round::Ended && served == Round::Ended {
                return;
            }
            if own == Round::Moved || served == Round::Moved {
                c.idle_since = 0;
            } else {
                // All wait for somebody else, who may need this processor.
                usleep(20);
                c.looked_at = nanoseconds();
                if c.idle_since == 0 {
                    c.idle_since = c.looked_at;
                }
            }
            if launch.dispatches.load(Relaxed) != 0 {
                // Lanes that are not at the wave operation of others may wait for a dispatch.
                c.alone = 0;
            }
            if (*launch.status).fault.load(Relaxed) != 0 {
                return;
            }
        }
    }
}

/// Make a fiber of each work-item of a workgroup, which has `present` of them.
unsafe fn start_group(context: *mut Context, present: [u32; 3], acquired: u32) {
    unsafe {
        let c = &mut *context;
        let [gx, gy, gz] = c.group_size;
        let count = (gx * gy * gz) as usize;
        let mut at = 0;
        for z in 0..gz {
            for y in 0..gy {
                for x in 0..gx {
                    let fiber = c.fibers.add(at);
                    at += 1;
                    // Stacks that all began at one page offset would share a few cache sets.
                    let stagger = at * 320 % STAGGER;
                    let top = c.stacks.add(at * c.stack_size as usize - stagger);
                    let is_present = x < present[0] && y < present[1] && z < present[2];
                    fiber.write(Fiber {
                        stack: rusticle_new_stack(top, fiber_main, fiber),
                        state: if is_present { READY } else { DONE },
                        site: 0,
                        id: [x, y, z],
                        values: [0; 2],
                        context,
                        barriers: 0,
                        acquired,
                        steps: 0,
                    });
                }
            }
        }
        let wave_size = c.wave_size as usize;
        for i in 0..(count + wave_size - 1) >> c.wave_size.trailing_zeros() {
            (*c.waves.add(i)).signals = 0;
        }
        c.alone = 0;
    }
}

/// Run each work-item of a workgroup until it waits or ends.
unsafe fn run_round(context: *mut Context) -> Round {
    unsafe {
        let c = &mut *context;
        let [gx, gy, gz] = c.group_size;
        let count = (gx * gy * gz) as usize;
        let wave_size = c.wave_size as usize;
        let alone = c.alone != 0;
        let mut progress = false;
        let mut first = 0;
        let mut wave = c.waves;
        while first < count {
            let last = count.min(first + wave_size);
            progress |= run_wave(context, wave, first, last, alone);
            first = last;
            wave = wave.add(1);
        }
        let (mut ended, mut waiting, mut site, mut other) = (0, 0, 0, 0);
        let mut yielded = false;
        for i in 0..count {
            let f = &mut *c.fibers.add(i);
            match f.state {
                DONE => ended += 1,
                AT_BARRIER => {
                    if waiting != 0 && f.site != site {
                        other = i;
                    }
                    site = f.site;
                    waiting += 1;
                }
                _ => yielded = true,
            }
        }
        if ended == count {
            return Round::Ended;
        }
        c.alone = !progress as u32;
        if yielded {
            for i in 0..count {
                let f = &mut *c.fibers.add(i);
                if f.state == YIELDED {
                    f.state = READY;
                }
            }
            return if progress { Round::Moved } else { Round::Waiting };
        }
        if (*c.launch).strict_barriers != 0 && (ended != 0 || other != 0) {
            let mut i = 0;
            while (*c.fibers.add(i)).state != AT_BARRIER {
                i += 1;
            }
            let f = &*c.fibers.add(i);
            let against = if other != 0 { (*c.fibers.add(other)).site } else { u32::MAX };
            let [x, y, z] = f.id;
            let counts = ((waiting as u64) << 32) | ended as u64;
            fault(context, x, y, z, FAULT_BARRIER, f.site, [counts, against as u64, 0, 0]);
        }
        for i in 0..count {
            let f = &mut *c.fibers.add(i);
            if f.state == AT_BARRIER {
                f.state = READY;
                f.barriers += 1;
            }
        }
        Round::Moved
    }
}

/// Run the lanes of a wave until each has ended, waits at a barrier, or yields. Whether any did
/// more than yield.
unsafe fn run_wave(
    context: *mut Context,
    wave: *mut Wave,
    first: usize,
    last: usize,
    alone: bool,
) -> bool {
    unsafe {
        let mut progress = false;
        loop {
            let mut site = u32::MAX;
            let mut yielded = false;
            for i in first..last {
                let fiber = (*context).fibers.add(i);
                if (*fiber).state == READY {
                    (*context).item = (*fiber).id;
                    (*context).in_item = 1;
                    rusticle_switch(addr_of_mut!((*context).scheduler), (*fiber).stack);
                    (*context).in_item = 0;
                    progress |= (*fiber).state != YIELDED;
                }
                match (*fiber).state {
                    AT_WAVE => site = site.min((*fiber).site),
                    YIELDED => yielded = true,
                    _ => (),
                }
            }
            // A lane that yields will reach the operation, unless it waits for one that is there.
            if site == u32::MAX || (yielded && !alone) {
                return progress;
            }
            progress = true;
            let w = &mut *wave;
            w.exec = 0;
            w.meetings += 1;
            for i in first..last {
                let f = &mut *(*context).fibers.add(i);
                let lane = i - first;
                let here = f.state == AT_WAVE && f.site == site;
                w.values[0][lane & 63] = if here { f.values[0] } else { 0 };
                w.values[1][lane & 63] = if here { f.values[1] } else { 0 };
                if here {
                    w.exec |= 1 << lane;
                    f.state = READY;
                }
            }
        }
    }
}

/// Record what went wrong, unless something else has, and end the workgroup.
#[cold]
#[inline(never)]
unsafe fn fault(
    context: *mut Context, x: u32, y: u32, z: u32, kind: u32, site: u32, arguments: [u64; 4],
) -> ! {
    unsafe {
        let s = &mut *(*(*context).launch).status;
        if s.fault.compare_exchange(0, 1, AcqRel, Acquire).is_ok() {
            s.kind = kind;
            s.site = site;
            s.group = (*context).group_id;
            s.item = [x, y, z];
            s.kernel = (*context).kernel;
            s.arguments = arguments;
            s.fault.store(2, Release);
        }
        rusticle_escape((*context).escape)
    }
}

/// A panic: `site` says where, the rest what its message speaks of.
#[cold]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rusticle_trap(
    context: *mut Context, x: u32, y: u32, z: u32, site: u32, a: u64, b: u64,
) -> ! {
    unsafe { fault(context, x, y, z, FAULT_TRAP, site, [a, b, 0, 0]) }
}

// Checks. A cell says who accessed a byte: bit 0 that anyone did, 1 atomically, 2 that others
// did too; from bit 4 on the wave's meetings (10 bits) and the barriers (12) before it, from bit 26
// on the work-item (10) and from 36 on the workgroup (28).

const ATOMIC_CELL: u64 = 2;
const MANY_CELL: u64 = 4;

/// Whether nothing orders an earlier access before one of this work-item. `wave` is the logarithm
/// of the wave's size.
#[inline(always)]
fn unordered(earlier: u64, now: u64, wave: u32) -> bool {
    let other = earlier ^ now;
    if earlier & 1 == 0 || other >> 26 == 0 && earlier & MANY_CELL == 0 {
        return false;
    }
    if other >> 36 != 0 {
        return true;
    }
    if other >> 14 & 0xfff != 0 {
        return false;
    }
    let same_wave = other >> 26 & 1023 >> wave << wave == 0;
    !(same_wave && other >> 4 & 0x3ff != 0)
}

// Address spaces, by the numbers that AMD GPUs give them. All memory is in the flat one.
const FLAT: u64 = 0;
const GLOBAL: u64 = 1;
const LOCAL: u64 = 3;
const CONSTANT: u64 = 4;
const PRIVATE: u64 = 5;

/// Check an access of `size` bytes. `kind`: 1 write, 2 read, 4 atomic, 8 acquire; from bit 4 on the
/// address space of the pointer's type, from bit 8 on the alignment.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rusticle_check_access(
    context: *mut Context, x: u32, y: u32, z: u32, site: u32, address: u64, size: u64, kind: u64,
) {
    unsafe {
        let c = &*context;
        if size == 0 {
            return;
        }
        let stop = |what: u32, third: u64, fourth: u64| -> ! {
            fault(context, x, y, z, what, site, [address, size, third, fourth])
        };
        let align = kind >> 8;
        if address & align.wrapping_sub(1) != 0 {
            stop(FAULT_ALIGN, align, kind & 3);
        }
        let space = kind >> 4 & 15;
        let found_in = |true_space: u64| {
            if space != true_space && space != FLAT {
                stop(FAULT_SPACE, space << 8 | true_space, kind & 3);
            }
        };
        let flat = flat_id(context, x, y, z);
        let stack = c.stacks as u64 + flat as u64 * c.stack_size;
        if address >= stack && address < stack + c.stack_size {
            found_in(PRIVATE);
            return;
        }
        let lds = c.lds as u64;
        let in_lds = address >= lds && address < lds + c.lds_total as u64;
        let shadow;
        if in_lds {
            if address + size > lds + c.lds_total as u64 {
                stop(FAULT_BOUNDS, lds, kind & 3);
            }
            found_in(LOCAL);
            shadow = c.lds_shadow.add((address - lds) as usize);
        } else {
            let launch = &*c.launch;
            let (mut low, mut high) = (0, launch.range_count);
            while low < high {
                let middle = (low + high) / 2;
                if (*launch.ranges.add(middle as usize)).start <= address {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            if low == 0 {
                stop(FAULT_BOUNDS, 0, kind & 3);
            }
            let range = &*launch.ranges.add(low as usize - 1);
            if size > range.end.wrapping_sub(address) || address > range.end {
                stop(FAULT_BOUNDS, range.start, kind & 3);
            }
            // What the host gave only to be read can be taken for either, and so can the arguments
            // of a dispatch of the device's queue, wherever they are.
            let segment = address >= c.kernarg as u64 && address < c.implicit as u64;
            let either = range.flags & 3 == 0 || c.kernel != 0 && segment;
            if !either || space != CONSTANT {
                found_in(if range.flags & 2 != 0 { CONSTANT } else { GLOBAL });
            }
            if kind & 1 != 0 && range.flags & 1 == 0 {
                stop(FAULT_CONSTANT, range.start, kind & 3);
            }
            if range.shadow.is_null() {
                return;
            }
            shadow = range.shadow.add((address - range.start) as usize);
        }
        let fiber = &mut *c.fibers.add(flat as usize);
        if kind & 8 != 0 {
            fiber.acquired = 1;
        }
        let wave = c.wave_size.trailing_zeros();
        let meetings = (*c.waves.add((flat >> wave) as usize)).meetings;
        let [gx, gy, gz] = c.group_id;
        let group = ((gz * c.group_count[1] + gy) as u64) * c.group_count[0] as u64 + gx as u64;
        let atomic = if kind & 4 != 0 { ATOMIC_CELL } else { 0 };
        let now = 1
            | atomic
            | (meetings & 0x3ff) << 4
            | (fiber.barriers as u64 & 0xfff) << 14
            | (flat as u64) << 26
            | (group & 0xfff_ffff) << 36;
        for i in 0..size as usize {
            let cells = shadow.add(i);
            let writer_cell = AtomicU64::from_ptr(&raw mut (*cells)[0]);
            let reader_cell = AtomicU64::from_ptr(&raw mut (*cells)[1]);
            let (mut writer, mut reader) = (writer_cell.load(Relaxed), reader_cell.load(Relaxed));
            if in_lds {
                // What an earlier workgroup did with this memory.
                if (writer ^ now) >> 36 != 0 {
                    writer = 0;
                }
                if (reader ^ now) >> 36 != 0 {
                    reader = 0;
                }
                if writer & 1 == 0 && kind & 2 != 0 {
                    stop(FAULT_UNINITIALIZED, i as u64, kind & 3);
                }
            }
            if fiber.acquired == 0 {
                let both_atomic = |other: u64| other & now & ATOMIC_CELL != 0;
                if unordered(writer, now, wave) && !both_atomic(writer) {
                    stop(FAULT_RACE, writer, kind & 3);
                }
                if kind & 1 != 0 && unordered(reader, now, wave) && !both_atomic(reader) {
                    stop(FAULT_RACE, reader, kind & 3);
                }
            }
            if kind & 1 != 0 {
                writer_cell.store(now, Relaxed);
            }
            if kind & 2 != 0 {
                let others = if unordered(reader, now, wave) { MANY_CELL } else { 0 };
                reader_cell.store(now | others, Relaxed);
            }
        }
    }
}

/// This work-item has acquired what others released.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rusticle_check_acquire(
    c: *mut Context, x: u32, y: u32, z: u32, _site: u32,
) {
    unsafe { (*(*c).fibers.add(flat_id(c, x, y, z) as usize)).acquired = 1 }
}

/// This work-item goes around a loop.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rusticle_check_step(c: *mut Context, x: u32, y: u32, z: u32, site: u32) {
    unsafe {
        let fiber = &mut *(*c).fibers.add(flat_id(c, x, y, z) as usize);
        fiber.steps += 1;
        let limit = (*(*c).launch).step_limit;
        if fiber.steps > limit {
            fault(c, x, y, z, FAULT_ENDLESS, site, [limit, 0, 0, 0]);
        }
    }
}

#[inline(always)]
unsafe fn flat_id(c: *mut Context, x: u32, y: u32, z: u32) -> u32 {
    unsafe { (z * (*c).group_size[1] + y) * (*c).group_size[0] + x }
}

/// The number of this work-item in its wave.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rusticle_lane_id(c: *mut Context, x: u32, y: u32, z: u32) -> u32 {
    unsafe { flat_id(c, x, y, z) & ((*c).wave_size - 1) }
}

/// The number of this work-item's wave in its workgroup.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rusticle_wave_id(c: *mut Context, x: u32, y: u32, z: u32) -> u32 {
    unsafe { flat_id(c, x, y, z) >> (*c).wave_size.trailing_zeros() }
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn rusticle_mbcnt_lo(
    c: *mut Context, x: u32, y: u32, z: u32, mask: u32, base: u32,
) -> u32 {
    unsafe {
        let lane = rusticle_lane_id(c, x, y, z);
        let below = if lane >= 32 { u32::MAX } else { (1 << lane) - 1 };
        base.wrapping_add((mask & below).count_ones())
    }
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn rusticle_mbcnt_hi(
    c: *mut Context, x: u32, y: u32, z: u32, mask: u32, base: u32,
) -> u32 {
    unsafe {
        let lane = rusticle_lane_id(c, x, y, z);
        let below = if lane < 32 { 0 } else { (1u32 << (lane - 32)) - 1 };
        base.wrapping_add((mask & below).count_ones())
    }
}

/// Wait until every work-item of the workgroup that has not ended is here.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rusticle_barrier(c: *mut Context, x: u32, y: u32, z: u32, site: u32) {
    unsafe {
        let fiber = (*c).fibers.add(flat_id(c, x, y, z) as usize);
        (*fiber).site = site;
        leave(fiber, AT_BARRIER);
    }
}

/// Let other work-items run.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rusticle_yield(c: *mut Context, x: u32, y: u32, z: u32) {
    unsafe { leave((*c).fibers.add(flat_id(c, x, y, z) as usize), YIELDED) }
}

/// End this work-item.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rusticle_end(c: *mut Context, x: u32, y: u32, z: u32) {
    unsafe { leave((*c).fibers.add(flat_id(c, x, y, z) as usize), DONE) }
}

/// What the lanes of a wave see after they met at an operation.
struct Meeting<'a> {
    wave: &'a Wave,
    lane: u32,
    lanes: u32,
}

impl Meeting<'_> {
    #[inline(always)]
    fn active(&self, lane: u32) -> bool {
        lane < 64 && self.wave.exec >> lane & 1 != 0
    }

    /// The value that a lane brought; 0 if it is not active.
    #[inline(always)]
    fn value(&self, lane: u32) -> u64 {
        if self.active(lane) { self.wave.values[0][(lane & 63) as usize] } else { 0 }
    }

    /// The lane whose operands a scalar register would hold: the first that is active.
    #[inline(always)]
    fn first(&self) -> u32 {
        self.wave.exec.trailing_zeros()
    }

    /// The second value that a lane brought.
    #[inline(always)]
    fn second(&self, lane: u32) -> u64 {
        self.wave.values[1][(lane & 63) as usize]
    }

    fn fold(&self, mut step: impl FnMut(u64, u64) -> u64) -> u64 {
        let mut rest = self.wave.exec;
        let mut sum = None;
        while rest != 0 {
            let value = self.value(rest.trailing_zeros());
            sum = Some(match sum {
                None => value,
                Some(sum) => step(sum, value),
            });
            rest &= rest - 1;
        }
        sum.unwrap_or(0)
    }
}

/// Wait for the other lanes of the wave that do this operation.
#[inline(never)]
unsafe fn meet(
    c: *mut Context, x: u32, y: u32, z: u32, site: u32, a: u64, b: u64,
) -> *const Wave {
    unsafe {
        let flat = flat_id(c, x, y, z);
        let fiber = (*c).fibers.add(flat as usize);
        (*fiber).site = site;
        (*fiber).values = [a, b];
        leave(fiber, AT_WAVE);
        (*c).waves.add((flat >> (*c).wave_size.trailing_zeros()) as usize)
    }
}

#[inline(always)]
unsafe fn meeting<'a>(
    c: *mut Context, x: u32, y: u32, z: u32, site: u32, a: u64, b: u64,
) -> Meeting<'a> {
    unsafe {
        let wave = &*meet(c, x, y, z, site, a, b);
        Meeting { wave, lane: rusticle_lane_id(c, x, y, z), lanes: (*c).wave_size }
    }
}

/// Wave operations of one value (and sometimes a second that only this lane looks at).
macro_rules! wave_operations {
    ($($(#[$doc:meta])* fn $name:ident($m:ident, $a:ident, $b:ident) $body:block)*) => {$(
        $(#[$doc])*
        #[unsafe(no_mangle)]
        pub unsafe extern "C" fn $name(
            c: *mut Context, x: u32, y: u32, z: u32, site: u32, $a: u64, $b: u64,
        ) -> u64 {
            let $m = unsafe { meeting(c, x, y, z, site, $a, $b) };
            $body
        }
    )*};
}

wave_operations! {
    fn rusticle_wave_barrier(_m, a, _b) { a }

    fn rusticle_ballot(m, _a, _b) {
        let mut mask = 0;
        for lane in 0..m.lanes {
            if m.active(lane) && m.value(lane) & 1 != 0 {
                mask |= 1 << lane;
            }
        }
        mask
    }

    /// The mask is in a scalar register.
    fn rusticle_inverse_ballot(m, _a, _b) { m.value(m.first()) >> m.lane & 1 }

    fn rusticle_readfirstlane(m, _a, _b) { m.value(m.first()) }

    /// `b` is the lane to read, in a scalar register.
    fn rusticle_readlane(m, _a, _b) { m.value(m.second(m.first()) as u32 & (m.lanes - 1)) }

    /// `b` is four times the lane to read.
    fn rusticle_ds_bpermute(m, _a, b) { m.value((b as u32 >> 2) & (m.lanes - 1)) }

    /// `b` is four times the lane to write; of several the highest wins.
    fn rusticle_ds_permute(m, _a, _b) {
        let mut found = 0;
        for lane in 0..m.lanes {
            let to = (m.second(lane) as u32 >> 2) & (m.lanes - 1);
            if m.active(lane) && to == m.lane {
                found = m.value(lane);
            }
        }
        found
    }

    fn rusticle_reduce_add(m, _a, _b) { m.fold(u64::wrapping_add) }
    fn rusticle_reduce_sub(m, _a, _b) { m.fold(u64::wrapping_add).wrapping_neg() }
    fn rusticle_reduce_and(m, _a, _b) { m.fold(|x, y| x & y) }
    fn rusticle_reduce_or(m, _a, _b) { m.fold(|x, y| x | y) }
    fn rusticle_reduce_xor(m, _a, _b) { m.fold(|x, y| x ^ y) }
    fn rusticle_reduce_umin(m, _a, _b) { m.fold(|x, y| x.min(y)) }
    fn rusticle_reduce_umax(m, _a, _b) { m.fold(|x, y| x.max(y)) }
    fn rusticle_reduce_min(m, _a, _b) { m.fold(|x, y| (x as i64).min(y as i64) as u64) }
    fn rusticle_reduce_max(m, _a, _b) { m.fold(|x, y| (x as i64).max(y as i64) as u64) }

    fn rusticle_permlane64(m, a, _b) {
        if m.lanes < 64 { a } else { m.value(m.lane ^ 32) }
    }
}

/// `value` in one lane, `old` in the others; value and lane are in scalar registers.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rusticle_writelane(
    c: *mut Context, x: u32, y: u32, z: u32, site: u32, value: u64, lane: u64, old: u64,
) -> u64 {
    let m = unsafe { meeting(c, x, y, z, site, value, lane) };
    let to = m.second(m.first()) as u32 & (m.lanes - 1);
    if to == m.lane { m.value(m.first()) } else { old }
}

/// Signal the workgroup's split barrier; whether no other wave has since it was last complete.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rusticle_signal_isfirst(
    c: *mut Context, x: u32, y: u32, z: u32, site: u32,
) -> u64 {
    unsafe {
        let m = meeting(c, x, y, z, site, 0, 0);
        let [gx, gy, gz] = (*c).group_size;
        let shift = m.lanes.trailing_zeros();
        let waves = (gx * gy * gz + m.lanes - 1) >> shift;
        let own = flat_id(c, x, y, z) >> shift;
        let wave = &mut *(*c).waves.add(own as usize);
        // The lanes of a wave go on in order, so that this one is the first of them.
        if m.lane == m.first() {
            let mut first = 1;
            for other in 0..waves {
                if (*(*c).waves.add(other as usize)).signals > wave.signals {
                    first = 0;
                }
            }
            wave.was_first = first;
            wave.signals += 1;
        }
        wave.was_first
    }
}

/// A clock of 100 MHz that all workgroups share.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rusticle_realtime(_: *mut Context, _: u32, _: u32, _: u32) -> u64 {
    unsafe { nanoseconds() / 10 }
}

/// Lanes of a row of 16 read one another by selectors of 4 bits; `flags`: 1 fetch inactive lanes,
/// 2 bound control (0 instead of `old` from inactive lanes), 4 the other row of the pair, 8 each
/// lane has its own selector instead of 16 in scalar registers.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rusticle_permlane16(
    c: *mut Context, x: u32, y: u32, z: u32, site: u32, value: u64, old: u64, selectors: u64,
    flags: u32,
) -> u64 {
    let m = unsafe { meeting(c, x, y, z, site, value, selectors) };
    let mut row = m.lane & !15;
    if flags & 4 != 0 {
        row ^= 16;
    }
    let selector = if flags & 8 != 0 {
        selectors
    } else {
        m.second(m.first()) >> ((m.lane & 15) * 4)
    };
    let from = row + selector as u32 % 16;
    if m.active(from) || flags & 1 != 0 {
        m.value(from)
    } else if flags & 2 != 0 {
        0
    } else {
        old
    }
}

/// The halves of rows (`distance` 16) or of the wave (32) exchanged between two values: the upper
/// half of the first with the lower half of the second.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rusticle_permlane_swap(
    c: *mut Context, x: u32, y: u32, z: u32, site: u32, first: u64, second: u64, distance: u32,
) -> u64 {
    let m = unsafe { meeting(c, x, y, z, site, first, second) };
    let other = m.lane ^ distance;
    let (mut one, mut two) = (first, second);
    if m.active(other) {
        if m.lane & distance != 0 {
            one = m.second(other);
        } else {
            two = m.value(other);
        }
    }
    (two << 32) | (one & 0xffff_ffff)
}

/// Data parallel primitives: which lane a lane reads, by AMD's `dpp_ctrl` (RDNA and GCN ISA
/// manuals, "DPP"). `masks` holds `row_mask` and, from bit 4 on, `bank_mask`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rusticle_update_dpp(
    c: *mut Context, x: u32, y: u32, z: u32, site: u32, old: u64, value: u64, control: u32,
    masks: u32, bound_control: u32,
) -> u64 {
    let m = unsafe { meeting(c, x, y, z, site, value, 0) };
    let (lane, row, within) = (m.lane, m.lane & !15, m.lane & 15);
    if masks >> (lane >> 4) & 1 == 0 || masks >> (4 + (within >> 2)) & 1 == 0 {
        return old;
    }
    let none = u32::MAX;
    let from = match control {
        0..=0xff => (lane & !3) | (control >> (2 * (lane & 3)) & 3),
        0x101..=0x10f if within + (control & 15) < 16 => lane + (control & 15),
        0x111..=0x11f if within >= control & 15 => lane - (control & 15),
        0x121..=0x12f => row | (within.wrapping_sub(control & 15) & 15),
        0x130 if lane + 1 < m.lanes => lane + 1,
        0x134 => (lane + 1) & (m.lanes - 1),
        0x138 if lane > 0 => lane - 1,
        0x13c => lane.wrapping_sub(1) & (m.lanes - 1),
        0x140 => row | (15 - within),
        0x141 => (lane & !7) | (7 - (lane & 7)),
        0x142 if row > 0 => row - 1,
        0x143 if lane >= 32 => 31,
        0x150..=0x15f => row | (control & 15),
        0x160..=0x16f => row | (within ^ (control & 15)),
        _ => none,
    };
    if from != none && m.active(from) {
        m.value(from)
    } else if bound_control != 0 {
        0
    } else {
        old
    }
}

/// Bytes of two words by selector: `v_perm_b32`.
#[unsafe(no_mangle)]
pub extern "C" fn rusticle_perm(
    _: *mut Context, _: u32, _: u32, _: u32, first: u32, second: u32, selector: u32,
) -> u32 {
    let bytes = (u64::from(first) << 32 | u64::from(second)).to_le_bytes();
    let sign = |at: usize| if bytes[at] & 0x80 != 0 { 0xff } else { 0 };
    let mut result = 0;
    let mut i = 0;
    while i < 4 {
        let byte = match selector >> (8 * i) & 0xff {
            s @ 0..=7 => bytes[s as usize],
            8 => sign(1),
            9 => sign(3),
            10 => sign(5),
            11 => sign(7),
            12 => 0,
            _ => 0xff,
        };
        result |= u32::from(byte) << (8 * i);
        i += 1;
    }
    result
}

/// What a fatal signal's handler does: note where, and let the signal kill the process.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rusticle_on_signal(signal: i32, info: *const u8, _: *const u8) {
    unsafe {
        let status = RUSTICLE_STATUS;
        if !status.is_null() {
            (*status).signal = signal as u32;
            // `si_addr` of `siginfo_t`.
            (*status).address = *info.add(16).cast::<u64>();
            (*status).thread = pthread_self();
        }
    }
}

/// Where `rusticle_on_signal` writes to.
#[unsafe(no_mangle)]
pub static mut RUSTICLE_STATUS: *mut Status = null_mut();

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}
