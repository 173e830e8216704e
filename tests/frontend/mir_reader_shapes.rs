#![no_std]
#![feature(thread_local, core_intrinsics, coroutines, coroutine_trait, stmt_expr_attributes, explicit_tail_calls)]
#![allow(internal_features, dead_code, unused)]
use core::fmt::Debug;
use core::mem::MaybeUninit;

pub trait Sides { const SIDES: u32; }
pub trait Shape { type Out: Default; fn area(&self) -> u32; fn twice(&self) -> u32 { 2 * self.area() } }
pub struct Sq(pub u32);
pub struct Rect { pub w: u32, pub h: u32 }
pub enum Any { Sq(Sq), Rect { r: Rect }, Nothing }
pub union Bits { f: f32, u: u32 }
impl Sides for Sq { const SIDES: u32 = 4; }
impl Shape for Sq { type Out = u8; fn area(&self) -> u32 { self.0 * self.0 } }
impl Shape for Rect { type Out = u16; fn area(&self) -> u32 { self.w * self.h } }
impl Drop for Rect { fn drop(&mut self) { self.w = 0 } }

static TABLE: [u32; 20] = { let mut t = [0; 20]; let mut i = 0; while i < 20 { t[i] = i as u32; i += 1; } t };
static FNS: [fn(u32) -> u32; 3] = [one, two, one];
static SHAPES: [&(dyn Shape<Out = u8> + Sync); 1] = [&Sq(3)];
static mut COUNT: u32 = 0;
static NAMES: &[(&str, Option<&'static u8>, MaybeUninit<u16>)] = &[("a b", Some(&1), MaybeUninit::uninit()), ("\u{e9}", None, MaybeUninit::new(3))];
#[thread_local] static mut LOCAL: u8 = 0;
unsafe extern "C" { static FOREIGN: u32; fn printf(format: *const u8, ...) -> i32; }

fn one(x: u32) -> u32 { x + 1 }
fn two(x: u32) -> u32 { x / 2 % 7 << 3 }
const fn fact(n: u64) -> u64 { if n == 0 { 1 } else { n * fact(n - 1) } }
const LIMIT: u64 = fact(5);

pub fn shape(n: usize) -> u32 { SHAPES[n].area() }
pub fn area(s: &dyn Shape<Out = u8>) -> u32 { s.area() + s.twice() }
pub fn make(n: u32) -> Any { match n { 0 => Any::Nothing, 1 => Any::Sq(Sq(n)), _ => Any::Rect { r: Rect { w: n, h: 2 } } } }
pub fn sides<T: Shape + Sides>(t: &T) -> (u32, T::Out) { (T::SIDES + t.area(), Default::default()) }
pub fn bits(f: f32) -> u32 { unsafe { Bits { f }.u } }
pub fn sum<const N: usize>(xs: [u32; N], f: impl Fn(u32) -> u32) -> u32 { let mut s = 0; for i in 0..N { s += f(xs[i]) } s }
pub fn slices(xs: &mut [u32]) -> Option<u32> { match xs { [a, .., b] if *a < *b => { *a += 1; Some(*b) } [a, rest @ ..] => Some(*a + rest.len() as u32), [] => None } }
pub fn strings(c: char) -> &'static str { match c { 'a'..='f' => "hex, \"quoted\" -> [x]", '\u{e9}' => "\n{}", _ => NAMES[0].0 } }
pub fn floats(x: f64) -> f64 { if x > 1e300 { f64::INFINITY } else if x != x { f64::NAN } else { x * -0.5e-7 } }
pub fn wide(x: i128) -> u128 { (x.wrapping_mul(-3) as u128) ^ u128::MAX ^ (i64::MIN as u128) }
pub fn calls(n: u32) -> u32 { let k = |v: u32| v + n; let m = sum([1, 2, 3], k); FNS[m as usize](TABLE[n as usize % 20]) + unsafe { COUNT += 1; COUNT + FOREIGN } }
pub fn local() -> u8 { unsafe { LOCAL += 1; LOCAL } }
pub fn debug(x: &impl Debug, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result { write!(f, "{x:?} and {:5}", 3) }
pub fn varargs() -> i32 { unsafe { printf(b"%d\0".as_ptr(), 3u32) } }
pub fn pointers(p: *mut [u32], q: *const u8) -> usize { unsafe { (*p)[1] = q as usize as u32; (*p).len() + q.addr() } }
pub fn parts(v: &[u8]) -> u32 { v.chunks(4).zip(v.windows(2)).map(|(a, b)| a.len() as u32 * b[0] as u32).filter(|x| x % 2 == 0).sum() }
pub fn gen_() -> impl core::ops::Coroutine<Yield = u32, Return = ()> { #[coroutine] || { yield 1; yield 2; } }
pub fn parse(s: &str) -> Result<u8, core::num::ParseIntError> { let n: u8 = s.trim().parse()?; Ok(n.saturating_add(1)) }
mod deep { pub mod er { #[derive(Clone, Copy, Debug, PartialEq, PartialOrd, Hash)] pub struct P<T, const N: usize>(pub [T; N]); } }
pub fn derived(a: deep::er::P<i8, 2>, b: &deep::er::P<i8, 2>) -> bool { a == *b && a.clone() < *b }
pub fn names() -> impl core::ops::Coroutine<Yield = (&'static str, Option<u8>), Return = ()> { #[coroutine] || { yield ("a", None); yield ("b", Some(1)); } }
pub fn become_(n: u64, text: &str) -> u64 { if n == 0 { text.len() as u64 } else { become become_(n - 1, "next") } }
pub fn assembly(x: u64) -> u64 { let mut y: u64; unsafe { core::arch::asm!("mov {0}, {1}; add {0}, {2}", out(reg) y, in(reg) x, const 7, lateout("rcx") _, options(nomem)) }; y }
pub fn through(f: fn(&str) -> u32, g: unsafe extern "C" fn(u8)) -> u32 { unsafe { g(1) }; f("x") }
pub fn owned(n: u32, f: impl FnOnce(Rect) -> Rect) -> Rect { let r = Rect { w: n, h: 1 }; if n > 2 { return f(r); } let s = f(Rect { w: 1, h: n }); drop(s); r }
