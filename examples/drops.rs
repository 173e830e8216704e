//! Values with `Drop`: scopes, early returns, moves, partial moves, and drops behind `dyn`.
#![no_std]
#![feature(abi_gpu_kernel, stdarch_amdgpu)]
#![allow(improper_ctypes_definitions)]

use core::arch::amdgpu::{workgroup_id_x, workitem_id_x};
use core::cell::Cell;
use core::mem::ManuallyDrop;

const BLOCK: u32 = 64;

/// Notes its number in a log when it is dropped.
struct Guard<'a> {
    log: &'a Cell<u64>,
    number: u8,
}

impl Drop for Guard<'_> {
    fn drop(&mut self) {
        self.log.set(self.log.get().wrapping_mul(11).wrapping_add(self.number as u64));
    }
}

struct Nested<'a> {
    first: Guard<'a>,
    second: Option<Guard<'a>>,
    plain: u32,
}

enum Either<'a> {
    One(Guard<'a>),
    Two([Guard<'a>; 2]),
    None,
}

fn guard<'a>(log: &'a Cell<u64>, number: u8) -> Guard<'a> {
    Guard { log, number }
}

fn early(log: &Cell<u64>, stop: bool) -> u32 {
    let _first = guard(log, 1);
    if stop {
        return 1;
    }
    let _second = guard(log, 2);
    2
}

fn make<'a>(log: &'a Cell<u64>, kind: usize) -> Either<'a> {
    match kind {
        0 => Either::One(guard(log, 3)),
        1 => Either::Two([guard(log, 4), guard(log, 5)]),
        _ => Either::None,
    }
}

#[inline(never)]
fn consume(value: Either) -> u32 {
    match value {
        Either::One(guard) => guard.number as u32,
        Either::Two([first, _]) => first.number as u32,
        Either::None => 0,
    }
}

trait Anything {}
impl<T> Anything for T {}

#[inline(never)]
fn drop_behind(value: &mut ManuallyDrop<Nested>, twice: &mut dyn FnMut()) {
    twice();
    let erased: &mut (dyn Anything + '_) = &mut **value;
    unsafe { core::ptr::drop_in_place(erased) };
}

#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn drops(kinds: &[u32], logs: &mut [u64], results: &mut [u32]) {
    let i = (workgroup_id_x() * BLOCK + workitem_id_x()) as usize;
    if i >= kinds.len() || i >= logs.len() || i >= results.len() {
        return;
    }
    let kind = kinds[i] as usize;
    let log = Cell::new(0);
    let mut result = early(&log, kind & 1 == 1);
    result += consume(make(&log, kind % 3));
    let nested = Nested {
        first: guard(&log, 6),
        second: (kind & 2 == 2).then(|| guard(&log, 7)),
        plain: kinds[i],
    };
    if kind & 4 == 4 {
        drop(nested.second);
        result += nested.plain;
    } else {
        let mut kept = ManuallyDrop::new(nested);
        let counted = guard(&log, 8);
        let mut calls = 0;
        drop_behind(&mut kept, &mut || calls += counted.number as u32);
        result += calls;
    }
    logs[i] = log.get();
    results[i] = result;
}
