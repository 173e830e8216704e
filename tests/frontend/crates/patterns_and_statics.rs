#![no_std]
#![feature(abi_gpu_kernel)]
#![allow(internal_features, improper_gpu_kernel_arg, dead_code)]
#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}
use core::fmt::{self, Write};
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Op {
    Add,
    Sub,
    Mul(i32),
    Lit { v: i64, neg: bool },
}
use Op::*;
#[inline(never)]
fn eval(o: Op, a: i64) -> Option<i64> {
    match o {
        Add => a.checked_add(1),
        Sub => Some(a - 1),
        Mul(0) => None,
        Mul(k @ 1..=9) => Some(a * k as i64),
        Mul(k) => a.checked_mul(k.into()),
        Lit { v, neg: true } => Some(-v),
        Lit {
            v: v @ (1 | 2 | 3), ..
        } => Some(v << 4),
        Lit { v, .. } => v.checked_sub(a),
    }
}
#[inline(never)]
fn pat(x: &[u8]) -> u32 {
    match x {
        [] => 0,
        [b'a', rest @ ..] => pat(rest) + 1,
        [a, .., b] if a == b => 2,
        [_, mid @ .., 9] => mid.len() as u32,
        &[a] => a as u32,
        [a, b, ..] => (*a as u32) << *b,
    }
}
#[inline(never)]
fn refs((a, ref b): (u32, [u8; 3]), &c: &char, s: &str) -> u32 {
    let [x, _, z] = *b;
    a + x as u32
        + z as u32
        + match c {
            'a'..='z' => 1,
            '\u{1F600}' => 2,
            _ => 3,
        }
        + match s {
            "one" => 1,
            "two" => 2,
            _ => s.len() as u32,
        }
}
static TABLE: [&str; 3] = ["x", "yy", "zzz"];
static FNS: [fn(i64) -> i64; 2] = [neg, dbl];
static NESTED: &[(&str, &[u16])] = &[("a", &[1, 2]), ("b", &[])];
static OPS: &[Op] = &[Add, Mul(3), Lit { v: 5, neg: true }];
static DY: &(dyn Named + Sync) = &Nm(3);
static mut COUNTER: u32 = 5;
trait Named {
    fn n(&self) -> u32;
}
struct Nm(u32);
impl Named for Nm {
    #[inline(never)]
    fn n(&self) -> u32 {
        self.0
    }
}
fn neg(x: i64) -> i64 {
    -x
}
fn dbl(x: i64) -> i64 {
    x * 2
}
struct Buf<const N: usize> {
    b: [u8; N],
    n: usize,
}
impl<const N: usize> Write for Buf<N> {
    fn write_str(&mut self, s: &str) -> fmt::Result {
        for c in s.bytes() {
            if self.n == N {
                return Err(fmt::Error);
            }
            self.b[self.n] = c;
            self.n += 1
        }
        Ok(())
    }
}
impl<const N: usize> Buf<N> {
    const CAP: usize = N * 2;
    const fn new() -> Self {
        Buf { b: [0; N], n: 0 }
    }
    #[inline(never)]
    fn num(&mut self, mut v: u64) {
        if v >= 10 {
            self.num(v / 10)
        }
        let _ = self.write_char((b'0' + (v % 10) as u8) as char);
        v = 0;
        let _ = v;
    }
}
#[inline(never)]
fn local(x: u32) -> u32 {
    #[inline(never)]
    fn helper<T: Into<u64>>(t: T) -> u64 {
        t.into() + K
    }
    const K: u64 = 11;
    static S: [u32; 4] = [1, 2, 3, 4];
    trait Twice {
        fn twice(&self) -> u32;
    }
    impl Twice for u32 {
        #[inline(never)]
        fn twice(&self) -> u32 {
            *self * 2
        }
    }
    impl Twice for u8 {
        #[inline(never)]
        fn twice(&self) -> u32 {
            *self as u32 * 3
        }
    }
    helper(x) as u32 + helper(x as u8) as u32 + S[x as usize & 3] + x.twice() + (x as u8).twice()
}
#[derive(Clone, Copy)]
#[repr(C)]
union U {
    f: f32,
    u: u32,
}
#[inline(never)]
fn sorts(v: &mut [u32], w: &mut [(i16, f32)]) {
    v.sort_unstable();
    w.sort_unstable_by(|a, b| b.1.partial_cmp(&a.1).unwrap_or(core::cmp::Ordering::Equal));
    v.sort_unstable_by_key(|x| x % 7);
    let _ = v.binary_search(&3);
    v.reverse();
    v.rotate_left(1);
    v.select_nth_unstable(0);
}
#[inline(never)]
fn big(a: u128, b: i128) -> u128 {
    let q = a / 10 + (b as u128 % 7);
    (q.wrapping_mul(a) >> 65)
        ^ q.count_ones() as u128
        ^ (b >> 3) as u128
        ^ a.pow(2).leading_zeros() as u128
}
#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn e1(y: *mut i64, n: usize) {
    for (i, o) in OPS.iter().enumerate() {
        unsafe { *y.add(i) = eval(*o, n as i64).unwrap_or(-1) }
    }
    unsafe {
        *y.add(9) = FNS[n & 1](n as i64);
        *y.add(10) = TABLE[n % 3].len() as i64;
        *y.add(11) = NESTED[n].1.iter().map(|x| *x as i64).sum();
        COUNTER += 1;
        *y.add(12) = COUNTER as i64;
        *y.add(13) = DY.n() as i64
    }
}
#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn e2(x: *const u8, n: usize, y: *mut u32) {
    let s = unsafe { core::slice::from_raw_parts(x, n) };
    unsafe {
        *y = pat(s);
        *y.add(1) = refs(
            (n as u32, [1, 2, s[0]]),
            &(s[1] as char),
            core::str::from_utf8(s).unwrap_or("bad"),
        );
        *y.add(2) = local(n as u32)
    }
}
#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn e3(v: *mut u32, n: usize, w: *mut (i16, f32)) {
    unsafe {
        sorts(
            core::slice::from_raw_parts_mut(v, n),
            core::slice::from_raw_parts_mut(w, n),
        )
    }
}
#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn e4(y: *mut u128, a: u64) {
    unsafe {
        *y = big(a as u128 * u64::MAX as u128, -(a as i128));
        *y.add(1) = U { f: 1.5 }.u as u128
    }
}
#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn e5(y: *mut u8, n: u64) {
    let mut b = Buf::<32>::new();
    b.num(n);
    let _ = b.write_str("|");
    b.num(Buf::<5>::CAP as u64);
    for (i, c) in b.b.iter().enumerate() {
        unsafe { *y.add(i) = *c }
    }
}
#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn e6(y: *mut u8, n: i32, f: f32) {
    let mut b = Buf::<64>::new();
    let _ = write!(
        b,
        "n={n:>5} {:x} {:?} {:.2}",
        n,
        Lit {
            v: n as i64,
            neg: false
        },
        f
    );
    for (i, c) in b.b.iter().enumerate() {
        unsafe { *y.add(i) = *c }
    }
}
