//! What the compiler itself provides: it knows these functions by their paths.
//!
//! A body that is here is what another compiler makes of it. Orderings are numbers, as they must be
//! known when the code is compiled: [`RELAXED`], [`RELEASE`], [`ACQUIRE`], [`ACQ_REL`], [`SEQ_CST`].

use core::sync::atomic::{Ordering, fence as system_fence};

use crate::atomic::{Atomic, Scope};

/// `Ordering::Relaxed`.
pub const RELAXED: u8 = 0;
/// `Ordering::Release`.
pub const RELEASE: u8 = 1;
/// `Ordering::Acquire`.
pub const ACQUIRE: u8 = 2;
/// `Ordering::AcqRel`.
pub const ACQ_REL: u8 = 3;
/// `Ordering::SeqCst`.
pub const SEQ_CST: u8 = 4;

const fn ordering(number: u8) -> Ordering {
    match number {
        RELAXED => Ordering::Relaxed,
        RELEASE => Ordering::Release,
        ACQUIRE => Ordering::Acquire,
        ACQ_REL => Ordering::AcqRel,
        _ => Ordering::SeqCst,
    }
}

/// A fence. Elsewhere: one for the whole system, which is more.
#[inline(never)]
pub fn fence<S: Scope, const ORDER: u8>() {
    system_fence(ordering(ORDER));
}

/// An atomic load.
#[inline(never)]
pub fn load<A: Atomic, S: Scope, const ORDER: u8>(cell: &A) -> A::Value {
    cell.system_load(ordering(ORDER))
}

/// An atomic store.
#[inline(never)]
pub fn store<A: Atomic, S: Scope, const ORDER: u8>(cell: &A, value: A::Value) {
    cell.system_store(value, ordering(ORDER));
}

/// A compare and exchange: the value before, and whether it was `current`.
#[inline(never)]
pub fn compare_exchange<A: Atomic, S: Scope, const SUCCESS: u8, const FAILURE: u8>(
    cell: &A,
    current: A::Value,
    new: A::Value,
) -> (A::Value, bool) {
    match cell.system_compare_exchange(current, new, ordering(SUCCESS), ordering(FAILURE)) {
        Ok(old) => (old, true),
        Err(old) => (old, false),
    }
}

macro_rules! read_modify_write {
    ($($(#[$doc:meta])* $name:ident, $system:ident;)*) => {$(
        $(#[$doc])*
        #[inline(never)]
        pub fn $name<A: Atomic, S: Scope, const ORDER: u8>(cell: &A, value: A::Value) -> A::Value {
            cell.$system(value, ordering(ORDER))
        }
    )*};
}

read_modify_write! {
    /// Exchange; the value before.
    swap, system_swap;
    /// Add, wrapping; the value before.
    fetch_add, system_fetch_add;
    /// Subtract, wrapping; the value before.
    fetch_sub, system_fetch_sub;
    /// Bitwise and; the value before.
    fetch_and, system_fetch_and;
    /// Bitwise not of and; the value before.
    fetch_nand, system_fetch_nand;
    /// Bitwise or; the value before.
    fetch_or, system_fetch_or;
    /// Bitwise exclusive or; the value before.
    fetch_xor, system_fetch_xor;
    /// The greater; the value before.
    fetch_max, system_fetch_max;
    /// The less; the value before.
    fetch_min, system_fetch_min;
}

/// LDS that the launch asked for beside the statics, aligned for `T`. Elsewhere: null.
#[inline(never)]
pub fn launch_sized_memory<T>() -> *mut T {
    core::ptr::null_mut()
}

/// The implicit arguments, constant memory. Elsewhere: null.
#[inline(never)]
pub fn implicit_arguments() -> *const () {
    core::ptr::null()
}
