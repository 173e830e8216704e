#![no_std]
#![feature(abi_gpu_kernel)]
#![allow(internal_features, improper_gpu_kernel_arg, dead_code)]
#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}
use core::{
    cell::{Cell, RefCell},
    iter,
    mem::{self, MaybeUninit},
    num::NonZeroU32,
    ops::{ControlFlow, Deref},
};
pub trait State<const S: usize> {
    type Next: Default;
    fn step(&mut self) -> Self::Next;
}
#[derive(Default)]
pub struct Rng {
    s: [u32; 4],
}
impl State<4> for Rng {
    type Next = u64;
    #[inline(never)]
    fn step(&mut self) -> u64 {
        let t = self.s[3];
        self.s.rotate_right(1);
        self.s[0] ^= t.rotate_left(7);
        self.s[0] as u64
    }
}
impl Iterator for Rng {
    type Item = u64;
    #[inline(never)]
    fn next(&mut self) -> Option<u64> {
        Some(self.step())
    }
}
pub struct Stack<T, const N: usize> {
    d: [MaybeUninit<T>; N],
    n: usize,
}
impl<T, const N: usize> Stack<T, N> {
    pub const EMPTY: Self = Stack {
        d: [const { MaybeUninit::uninit() }; N],
        n: 0,
    };
    #[inline(never)]
    pub fn push(&mut self, t: T) -> Result<(), T> {
        if self.n == N {
            Err(t)
        } else {
            self.d[self.n].write(t);
            self.n += 1;
            Ok(())
        }
    }
    #[inline(never)]
    pub fn pop(&mut self) -> Option<T> {
        if self.n == 0 {
            None
        } else {
            self.n -= 1;
            Some(unsafe { self.d[self.n].assume_init_read() })
        }
    }
}
impl<T, const N: usize> Drop for Stack<T, N> {
    fn drop(&mut self) {
        while let Some(x) = self.pop() {
            drop(x)
        }
    }
}
struct Noisy<'a>(&'a Cell<u32>, u32);
impl Drop for Noisy<'_> {
    #[inline(never)]
    fn drop(&mut self) {
        self.0.set(self.0.get() * 3 + self.1)
    }
}
struct Wrap<T: ?Sized> {
    a: u8,
    t: T,
}
impl<T: ?Sized> Deref for Wrap<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.t
    }
}
pub struct Tree<'a> {
    v: i32,
    l: Option<&'a Tree<'a>>,
    r: Option<&'a Tree<'a>>,
}
impl<'a> Tree<'a> {
    #[inline(never)]
    fn fold<A>(&self, a: A, f: &mut dyn FnMut(A, i32) -> A) -> A {
        let a = match self.l {
            Some(l) => l.fold(a, f),
            None => a,
        };
        let a = f(a, self.v);
        if let Some(r) = self.r {
            r.fold(a, f)
        } else {
            a
        }
    }
}
#[inline(never)]
fn find<T, P>(xs: &[T], mut p: P) -> ControlFlow<usize, ()>
where
    P: FnMut(&T) -> bool,
{
    for (i, x) in xs.iter().enumerate() {
        if p(x) {
            return ControlFlow::Break(i);
        }
    }
    ControlFlow::Continue(())
}
#[inline(never)]
fn try_all(xs: &[&str]) -> Result<i32, core::num::ParseIntError> {
    let mut s = 0;
    for x in xs {
        s += x.trim().parse::<i32>()?
    }
    Ok(s)
}
#[inline(never)]
fn words(s: &str) -> usize {
    s.split_whitespace()
        .filter(|w| w.starts_with(char::is_alphabetic))
        .map(|w| w.chars().rev().count())
        .max()
        .unwrap_or_default()
        + s.lines().count()
        + s.char_indices()
            .filter(|(i, c)| i % 2 == 0 && c.is_ascii_digit())
            .count()
}
#[inline(never)]
fn floats(x: f32, y: f64) -> f64 {
    x.max(1.0).to_bits() as f64
        + y.clamp(0.0, 1.0)
        + (x as i8) as f64
        + x.total_cmp(&1.0) as i8 as f64
        + f64::from(x.is_nan())
        + y.copysign(-1.0)
}
#[inline(never)]
fn ints(a: i32, b: u8) -> i64 {
    a.saturating_add(i32::MAX) as i64
        + a.overflowing_mul(3).0 as i64
        + a.checked_rem(b as i32).unwrap_or(1) as i64
        + b.wrapping_shl(9) as i64
        + a.rotate_left(b as u32) as i64
        + a.abs_diff(-5) as i64
        + a.isqrt_or()
        + b.leading_zeros() as i64
        + i64::from(a.signum())
        + a.pow(3) as i64
        + a.ilog2() as i64
        + b.reverse_bits() as i64
        + u32::from_be_bytes([1, 2, 3, b]) as i64
}
trait Isq {
    fn isqrt_or(self) -> i64;
}
impl Isq for i32 {
    fn isqrt_or(self) -> i64 {
        self.unsigned_abs().isqrt() as i64
    }
}
struct Matrix<const R: usize, const C: usize>([[f32; C]; R]);
impl<const R: usize, const C: usize> Matrix<R, C> {
    const ZERO: Self = Matrix([[0.0; C]; R]);
    #[inline(never)]
    fn mul<const K: usize>(&self, o: &Matrix<C, K>) -> Matrix<R, K> {
        let mut m = Matrix::<R, K>::ZERO;
        for r in 0..R {
            for k in 0..K {
                m.0[r][k] = (0..C).map(|c| self.0[r][c] * o.0[c][k]).sum()
            }
        }
        m
    }
    #[inline(never)]
    fn t(&self) -> Matrix<C, R> {
        Matrix(core::array::from_fn(|c| {
            core::array::from_fn(|r| self.0[r][c])
        }))
    }
}
type Callback<'a> = Option<&'a mut dyn FnMut(u32) -> bool>;
#[inline(never)]
fn drive(mut cb: Callback, n: u32) -> u32 {
    let mut c = 0;
    for i in 0..n {
        if let Some(f) = cb.as_mut() {
            if f(i) { c += 1 } else { break }
        }
    }
    c
}
struct Ops {
    name: &'static str,
    f: fn(f32, f32) -> f32,
}
static OPS: [Ops; 3] = [
    Ops {
        name: "+",
        f: |a, b| a + b,
    },
    Ops {
        name: "max",
        f: f32::max,
    },
    Ops {
        name: "sub",
        f: <f32 as core::ops::Sub>::sub,
    },
];
#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn m1(y: *mut u64, n: usize) {
    let mut r = Rng {
        s: [n as u32, 2, 3, 4],
    };
    unsafe {
        *y = r.step();
        *y.add(1) = r
            .by_ref()
            .take(n)
            .filter(|x| x % 3 == 0)
            .map(|x| x >> 2)
            .sum::<u64>();
        *y.add(2) = iter::successors(Some(1u64), |x| x.checked_mul(3))
            .take_while(|x| *x < 1000)
            .last()
            .unwrap_or(0);
        *y.add(3) = r
            .skip(2)
            .step_by(3)
            .scan(0u64, |a, x| {
                *a ^= x;
                Some(*a)
            })
            .nth(n)
            .unwrap_or(7)
    }
}
#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn m2(y: *mut u32, n: u32) {
    let c = Cell::new(1);
    {
        let mut s = Stack::<Noisy, 4>::EMPTY;
        for i in 0..n {
            if let Err(x) = s.push(Noisy(&c, i)) {
                mem::forget(x)
            }
        }
        let _a = s.pop();
        let z = [Noisy(&c, 8), Noisy(&c, 9)];
        let [p, _] = z;
        drop(p);
    }
    let r = RefCell::new([1u32, 2, 3]);
    *r.borrow_mut() = [n; 3];
    let t: u32 = r.borrow().iter().sum();
    unsafe { *y = c.get() + t }
}
#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn m3(y: *mut i32, n: i32) {
    let (a, b) = (
        Tree {
            v: 1,
            l: None,
            r: None,
        },
        Tree {
            v: n,
            l: None,
            r: None,
        },
    );
    let t = Tree {
        v: 5,
        l: Some(&a),
        r: Some(&b),
    };
    let mut k = 0;
    let s = t.fold(0i32, &mut |a, v| {
        k += 1;
        a * 2 + v
    });
    let w: &Wrap<[i32]> = &Wrap { a: 3, t: [1, 2, n] };
    unsafe {
        *y = s + k;
        *y.add(1) = w.iter().sum::<i32>() + w.a as i32;
        *y.add(2) = match find(&w.t, |x| *x == n) {
            ControlFlow::Break(i) => i as i32,
            ControlFlow::Continue(()) => -1,
        }
    }
}
#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn m4(x: *const u8, n: usize, y: *mut i64) {
    let s = unsafe { core::str::from_utf8_unchecked(core::slice::from_raw_parts(x, n)) };
    unsafe {
        *y = try_all(&["1", " 22 ", s]).map_or(-1, |v| v as i64);
        *y.add(1) = words(s) as i64;
        *y.add(2) = ints(n as i32, *x);
        *y.add(3) = floats(n as f32, 0.5) as i64;
        *y.add(4) = s.find("ab").map_or(-1, |v| v as i64)
            + s.rfind('x').is_some() as i64
            + s.parse::<f32>().unwrap_or(1.0) as i64;
        *y.add(5) = NonZeroU32::new(n as u32).map_or(0, |v| v.get().trailing_zeros() as i64)
    }
}
#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn m5(y: *mut [[f32; 2]; 2]) {
    let m = Matrix([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]);
    unsafe { *y = m.mul(&m.t()).0 }
}
#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn m6(y: *mut f32, n: u32) {
    let mut hits = 0;
    let mut f = |i: u32| {
        hits += i;
        i < 3
    };
    let c = drive(Some(&mut f), n) + drive(None, n);
    let o = &OPS[n as usize % 3];
    unsafe { *y = (o.f)(c as f32, hits as f32) + o.name.len() as f32 }
}
#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn m7(y: *mut u32, n: usize) {
    let mut v = [5u32, 3, 8, 1, 9, 2];
    v[..n].sort_unstable();
    let (a, b) = v.split_at_mut(n);
    a.swap_with_slice(&mut b[..1]);
    let mx = v.iter().copied().max_by_key(|x| x ^ 5);
    let p = v.iter().position(|x| *x == 8);
    let w = v.windows(2).map(|w| w[0].abs_diff(w[1])).min();
    let ch: u32 = v.chunks_exact(2).map(|c| c.iter().product::<u32>()).sum();
    let d = v.iter().try_fold(0u32, |a, x| a.checked_add(*x));
    unsafe {
        *y = mx.unwrap_or(0)
            + p.map_or(7, |x| x as u32)
            + w.unwrap()
            + ch
            + d.unwrap_or(1)
            + v.concat_sum()
    }
}
trait Cs {
    fn concat_sum(&self) -> u32;
}
impl<const N: usize> Cs for [u32; N] {
    #[inline(never)]
    fn concat_sum(&self) -> u32 {
        self.iter().zip(1u32..).map(|(a, i)| a * i).sum()
    }
}
