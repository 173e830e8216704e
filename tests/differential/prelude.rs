// What every program of the differential tests can use: a place for its results, and the few
// operations that make a float's result one that Rust defines.

#[allow(unused_imports)]
use core::cell::{Cell, RefCell};
#[allow(unused_imports)]
use core::num::{NonZero, Wrapping};

/// Words of results. There may be more results than words: each is mixed into the word before it.
pub struct Out<'a> {
    words: &'a mut [u64; 32],
    at: usize,
}

impl<'a> Out<'a> {
    pub fn new(words: &'a mut [u64; 32]) -> Self {
        Out { words, at: 0 }
    }

    // Not inlined, so that a program is what it is about.
    #[inline(never)]
    pub fn word(&mut self, word: u64) {
        let slot = &mut self.words[self.at % 32];
        *slot = slot.rotate_left(9).wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ word;
        self.at += 1;
    }

    pub fn put<T: Put>(&mut self, value: T) {
        value.put(self);
    }
}

/// What can be a result, as words that Rust defines to the bit.
pub trait Put {
    fn put(&self, out: &mut Out);
}

macro_rules! put_integers {
    ($($t:ty)*) => {$(
        impl Put for $t {
            fn put(&self, out: &mut Out) {
                out.word(*self as u64);
                if size_of::<$t>() > 8 {
                    out.word((*self as u128 >> 64) as u64);
                }
            }
        }
    )*};
}
put_integers!(u8 i8 u16 i16 u32 i32 u64 i64 u128 i128 usize isize bool char);

// Which NaN an operation gives is open, in its sign and its payload: all of them count as one.
impl Put for f32 {
    #[inline(never)]
    fn put(&self, out: &mut Out) {
        out.word(if self.is_nan() { 0x7FC0_0000 } else { self.to_bits() as u64 });
    }
}

impl Put for f64 {
    #[inline(never)]
    fn put(&self, out: &mut Out) {
        out.word(if self.is_nan() { 0x7FF8 << 48 } else { self.to_bits() });
    }
}

impl Put for () {
    fn put(&self, out: &mut Out) {
        out.word(7);
    }
}

impl<T: Put + ?Sized> Put for &T {
    fn put(&self, out: &mut Out) {
        (**self).put(out);
    }
}

impl<T: Put> Put for [T] {
    #[inline(never)]
    fn put(&self, out: &mut Out) {
        out.word(self.len() as u64);
        for value in self {
            value.put(out);
        }
    }
}

impl<T: Put, const N: usize> Put for [T; N] {
    fn put(&self, out: &mut Out) {
        self[..].put(out);
    }
}

impl Put for str {
    fn put(&self, out: &mut Out) {
        self.as_bytes().put(out);
    }
}

impl<T: Put> Put for Option<T> {
    fn put(&self, out: &mut Out) {
        match self {
            None => out.word(0),
            Some(value) => {
                out.word(1);
                value.put(out);
            }
        }
    }
}

impl<T: Put, E: Put> Put for Result<T, E> {
    fn put(&self, out: &mut Out) {
        match self {
            Ok(value) => {
                out.word(2);
                value.put(out);
            }
            Err(error) => {
                out.word(3);
                error.put(out);
            }
        }
    }
}

impl Put for core::cmp::Ordering {
    fn put(&self, out: &mut Out) {
        out.word(*self as u64);
    }
}

macro_rules! put_tuples {
    ($(($($t:ident)*))*) => {$(
        impl<$($t: Put),*> Put for ($($t,)*) {
            #[allow(non_snake_case)]
            fn put(&self, out: &mut Out) {
                let ($($t,)*) = self;
                $($t.put(out);)*
            }
        }
    )*};
}
put_tuples!((A) (A B) (A B C) (A B C D));

/// A number instead of a NaN, for operations that would show its sign or payload.
pub trait Known: Copy {
    fn known(self) -> Self;
}

impl Known for f32 {
    fn known(self) -> f32 {
        if self.is_nan() { 1.5 } else { self }
    }
}

impl Known for f64 {
    fn known(self) -> f64 {
        if self.is_nan() { 1.5 } else { self }
    }
}

/// Floats of an input's bits; never a signalling NaN, whose way through operations is open.
pub fn float32(bits: u64) -> f32 {
    let value = f32::from_bits(bits as u32);
    if value.is_nan() { f32::NAN } else { value }
}

pub fn float64(bits: u64) -> f64 {
    let value = f64::from_bits(bits);
    if value.is_nan() { f64::NAN } else { value }
}

/// Records in what order values end.
pub struct Ends<'a>(pub &'a Cell<u64>, pub u64);

impl Drop for Ends<'_> {
    fn drop(&mut self) {
        self.0.set(self.0.get().wrapping_mul(31).wrapping_add(self.1));
    }
}

/// One of two values.
pub fn select<T>(first: bool, a: T, b: T) -> T {
    if first { a } else { b }
}

/// One of two values, by a call that stays one.
#[inline(never)]
pub fn choose<T: Copy>(which: usize, values: &[T; 2]) -> T {
    values[which % 2]
}

/// A pair the other way round.
pub fn swapped<A, B>((a, b): (A, B)) -> (B, A) {
    (b, a)
}

/// Calls a closure: by value, by reference, through a vtable.
pub fn apply<A, R, F: Fn(A) -> R>(f: F, a: A) -> R {
    f(a)
}

pub fn apply_mut<A, R>(f: &mut impl FnMut(A) -> R, a: A) -> R {
    f(a)
}

pub fn apply_once<R>(f: impl FnOnce() -> R) -> R {
    f()
}

#[inline(never)]
pub fn apply_dyn<A, R>(f: &dyn Fn(A) -> R, a: A) -> R {
    f(a)
}

#[inline(never)]
pub fn apply_pointer<A, R>(f: fn(A) -> R, a: A) -> R {
    f(a)
}
