//! Atomics and fences whose order reaches no further than it must.
//!
//! An atomic of `core` orders memory for the whole system: every GPU, and the host. That is what Rust
//! means by it, and it is slow where only the work-items of one workgroup are meant, since it has to
//! go past their cache. The same atomic *within* a [scope](Scope) is atomic and ordered among the
//! work-items of that scope, and to all others it may as well be a data race:
//!
//! ```
//! use rusticle_device::atomic::{Atomic, Workgroup};
//! let before = COUNTER.within(Workgroup).fetch_add(1, Ordering::AcqRel);
//! ```
//!
//! It becomes LLVM's `syncscope("workgroup")` (AMDGPUUsage, "Memory Scopes"); `System` is the same
//! as no scope.

use core::marker::PhantomData;
use core::sync::atomic::{
    AtomicI32, AtomicI64, AtomicIsize, AtomicU32, AtomicU64, AtomicUsize, Ordering,
};

use crate::intrinsics::{self, ACQ_REL, ACQUIRE, RELAXED, RELEASE, SEQ_CST};

mod sealed {
    pub trait Sealed {}
}

/// How far an atomic's order reaches.
pub trait Scope: Copy + sealed::Sealed {}

macro_rules! scopes {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug)]
        pub struct $name;
        impl sealed::Sealed for $name {}
        impl Scope for $name {}
    )*};
}

scopes! {
    /// The lanes of one wave.
    Wavefront
    /// The work-items of one workgroup.
    Workgroup
    /// All work-items of one GPU.
    Agent
    /// Every GPU, and the host.
    System
}

/// Call a macro with the number of an ordering, and what else it takes.
macro_rules! by_order {
    ($order:expr, $otherwise:literal, [$($variant:ident => $number:ident),*], $call:ident! $args:tt) => {
        match $order {
            $(Ordering::$variant => $call!($number; $args),)*
            _ => panic!($otherwise),
        }
    };
}

/// Order what this work-item does before and after, as others of the scope see it. Panics if the
/// ordering is `Relaxed`.
#[inline(always)]
#[track_caller]
pub fn fence<S: Scope>(scope: S, order: Ordering) {
    let _ = scope;
    macro_rules! call {
        ($number:ident; ()) => {
            intrinsics::fence::<S, $number>()
        };
    }
    by_order!(
        order, "there is no relaxed fence",
        [Release => RELEASE, Acquire => ACQUIRE, AcqRel => ACQ_REL, SeqCst => SEQ_CST],
        call!()
    )
}

/// An atomic within a scope; [`Atomic::within`] makes it.
#[derive(Debug)]
pub struct Scoped<'a, A, S> {
    cell: &'a A,
    scope: PhantomData<S>,
}

impl<A, S> Clone for Scoped<'_, A, S> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<A, S> Copy for Scoped<'_, A, S> {}

macro_rules! system_operations {
    ($($name:ident)*) => {$(
        #[doc(hidden)]
        fn $name(&self, value: Self::Value, order: Ordering) -> Self::Value;
    )*};
}

/// An integer atomic of `core`.
pub trait Atomic: sealed::Sealed + Sized {
    /// What it holds.
    type Value: Copy + PartialEq;

    /// The same atomic, whose order reaches the work-items of that scope.
    #[inline(always)]
    fn within<S: Scope>(&self, scope: S) -> Scoped<'_, Self, S> {
        let _ = scope;
        Scoped {
            cell: self,
            scope: PhantomData,
        }
    }

    #[doc(hidden)]
    fn system_load(&self, order: Ordering) -> Self::Value;
    #[doc(hidden)]
    fn system_store(&self, value: Self::Value, order: Ordering);
    #[doc(hidden)]
    fn system_compare_exchange(
        &self,
        current: Self::Value,
        new: Self::Value,
        success: Ordering,
        failure: Ordering,
    ) -> Result<Self::Value, Self::Value>;
    system_operations! {
        system_swap system_fetch_add system_fetch_sub system_fetch_and system_fetch_nand
        system_fetch_or system_fetch_xor system_fetch_max system_fetch_min
    }
}

macro_rules! atomics {
    ($($atomic:ident: $value:ty;)*) => {$(
        impl sealed::Sealed for $atomic {}
        impl Atomic for $atomic {
            type Value = $value;

            fn system_load(&self, order: Ordering) -> $value {
                self.load(order)
            }
            fn system_store(&self, value: $value, order: Ordering) {
                self.store(value, order);
            }
            fn system_compare_exchange(
                &self,
                current: $value,
                new: $value,
                success: Ordering,
                failure: Ordering,
            ) -> Result<$value, $value> {
                self.compare_exchange(current, new, success, failure)
            }
            atomics! { @operations $value;
                system_swap swap, system_fetch_add fetch_add, system_fetch_sub fetch_sub,
                system_fetch_and fetch_and, system_fetch_nand fetch_nand,
                system_fetch_or fetch_or, system_fetch_xor fetch_xor,
                system_fetch_max fetch_max, system_fetch_min fetch_min
            }
        }
    )*};
    (@operations $value:ty; $($system:ident $name:ident),*) => {$(
        fn $system(&self, value: $value, order: Ordering) -> $value {
            self.$name(value, order)
        }
    )*};
}

atomics! {
    AtomicU32: u32;
    AtomicI32: i32;
    AtomicU64: u64;
    AtomicI64: i64;
    AtomicUsize: usize;
    AtomicIsize: isize;
}

macro_rules! read_modify_write {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[inline(always)]
        pub fn $name(self, value: A::Value, order: Ordering) -> A::Value {
            macro_rules! call {
                ($number:ident; ($cell:expr, $v:expr)) => {
                    intrinsics::$name::<A, S, $number>($cell, $v)
                };
            }
            by_order!(
                order, "there is no such ordering",
                [Relaxed => RELAXED, Release => RELEASE, Acquire => ACQUIRE, AcqRel => ACQ_REL,
                 SeqCst => SEQ_CST],
                call!(self.cell, value)
            )
        }
    )*};
}

impl<A: Atomic, S: Scope> Scoped<'_, A, S> {
    /// The value. Panics if the ordering is `Release` or `AcqRel`.
    #[inline(always)]
    #[track_caller]
    pub fn load(self, order: Ordering) -> A::Value {
        macro_rules! call {
            ($number:ident; ($cell:expr)) => {
                intrinsics::load::<A, S, $number>($cell)
            };
        }
        by_order!(
            order, "there is no such thing as a release load",
            [Relaxed => RELAXED, Acquire => ACQUIRE, SeqCst => SEQ_CST], call!(self.cell)
        )
    }

    /// Replace the value. Panics if the ordering is `Acquire` or `AcqRel`.
    #[inline(always)]
    #[track_caller]
    pub fn store(self, value: A::Value, order: Ordering) {
        macro_rules! call {
            ($number:ident; ($cell:expr, $v:expr)) => {
                intrinsics::store::<A, S, $number>($cell, $v)
            };
        }
        by_order!(
            order, "there is no such thing as an acquire store",
            [Relaxed => RELAXED, Release => RELEASE, SeqCst => SEQ_CST],
            call!(self.cell, value)
        )
    }

    read_modify_write! {
        /// Replace the value; the one before.
        swap;
        /// Add, wrapping; the value before.
        fetch_add;
        /// Subtract, wrapping; the value before.
        fetch_sub;
        /// Bitwise and; the value before.
        fetch_and;
        /// Bitwise not of and; the value before.
        fetch_nand;
        /// Bitwise or; the value before.
        fetch_or;
        /// Bitwise exclusive or; the value before.
        fetch_xor;
        /// Keep the greater; the value before.
        fetch_max;
        /// Keep the less; the value before.
        fetch_min;
    }

    /// Replace the value if it is `current`: `Ok` of the value before if so, else `Err` of it.
    /// Panics if `failure` is `Release` or `AcqRel`.
    #[inline(always)]
    #[track_caller]
    pub fn compare_exchange(
        self,
        current: A::Value,
        new: A::Value,
        success: Ordering,
        failure: Ordering,
    ) -> Result<A::Value, A::Value> {
        macro_rules! call {
            ($fail:ident; ($success:ident, $cell:expr, $c:expr, $n:expr)) => {
                intrinsics::compare_exchange::<A, S, $success, $fail>($cell, $c, $n)
            };
        }
        macro_rules! succeed {
            ($number:ident; ($cell:expr, $c:expr, $n:expr, $failure:expr)) => {
                by_order!(
                    $failure, "there is no such thing as a release failure ordering",
                    [Relaxed => RELAXED, Acquire => ACQUIRE, SeqCst => SEQ_CST],
                    call!($number, $cell, $c, $n)
                )
            };
        }
        let (old, same) = by_order!(
            success, "there is no such ordering",
            [Relaxed => RELAXED, Release => RELEASE, Acquire => ACQUIRE, AcqRel => ACQ_REL,
             SeqCst => SEQ_CST],
            succeed!(self.cell, current, new, failure)
        );
        if same { Ok(old) } else { Err(old) }
    }
}
