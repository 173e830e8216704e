#![no_std]
#![feature(abi_gpu_kernel)]
#![allow(internal_features, improper_gpu_kernel_arg, dead_code, static_mut_refs)]
#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}
pub struct T {
    v: u32,
}
pub struct Opts;
impl Opts {
    const A: Self = Opts;
    const K: [u8; 4] = [1; 4];
    const TAB: &'static [(u16, Option<u8>)] = &[(1, None), (2, Some(3))];
}
#[derive(Clone, Copy, PartialEq)]
pub enum Level {
    Lo,
    Hi,
}
impl Level {
    const DEF: Self = Level::Hi;
    const MAX: Level = Level::Lo;
}
pub trait Cfg {
    const C: &'static Conf;
    const D: Level = Level::DEF;
    const LIST: &'static [&'static str] = &["p", "qq"];
    const F: fn(u32) -> u32 = inc;
}
pub struct Conf {
    a: u8,
    b: u64,
    n: &'static str,
    l: Level,
    o: Option<&'static u32>,
    r: Result<u8, u32>,
    c: char,
    f: f32,
    k: Option<Level>,
}
fn inc(x: u32) -> u32 {
    x + 1
}
pub struct C1;
pub struct C2;
impl Cfg for C1 {
    const C: &'static Conf = &Conf {
        a: 1,
        b: 2,
        n: "one",
        l: Level::Lo,
        o: None,
        r: Ok(3),
        c: 'x',
        f: 2.5,
        k: Some(Level::Hi),
    };
}
impl Cfg for C2 {
    const C: &'static Conf = &Conf {
        a: 7,
        b: Self::X,
        n: "two!",
        l: Self::D,
        o: Some(&5),
        r: Err(9),
        c: 'y',
        f: -0.5,
        k: None,
    };
    const F: fn(u32) -> u32 = |x| x * 3;
}
impl C2 {
    const X: u64 = 1 << 40;
}
#[inline(never)]
fn use_cfg<K: Cfg>(x: u32) -> u64 {
    let c = K::C;
    c.a as u64
        + c.b
        + c.n.len() as u64
        + (c.l == K::D) as u64
        + c.o.map_or(0, |v| *v as u64)
        + c.r.unwrap_or(1) as u64
        + c.c as u64
        + c.f as u64
        + c.k.is_some() as u64
        + (K::F)(x) as u64
        + K::LIST[x as usize & 1].len() as u64
}
#[inline(never)]
fn gen_shadow<T: Into<u64>, Opts>(t: T, _o: Opts) -> u64 {
    t.into() + 1
}
#[inline(never)]
fn arr<const N: usize, const B: bool, const CH: char>(x: [u32; N]) -> u32 {
    if B {
        x.iter().sum::<u32>() + N as u32
    } else {
        CH as u32
    }
}
#[inline(never)]
fn promo<X: Copy + Into<u32>>(x: X) -> &'static [u32; 2] {
    let _ = x;
    &[1, 2]
}
#[inline(never)]
fn dynref<X: 'static>(_: X) -> &'static dyn Sh {
    &Two::<X>(core::marker::PhantomData)
}
pub trait Sh {
    fn s(&self) -> usize;
}
struct Two<X>(core::marker::PhantomData<X>);
impl<X> Sh for Two<X> {
    #[inline(never)]
    fn s(&self) -> usize {
        core::mem::size_of::<X>()
    }
}
trait Super {
    fn a(&self) -> u32;
}
trait Mid: Super {
    fn b(&self) -> u32;
}
trait Other {
    fn o(&self) -> u32;
}
trait Sub: Mid + Other {
    fn c(&self) -> u32;
}
struct Im(u32);
impl Super for Im {
    #[inline(never)]
    fn a(&self) -> u32 {
        self.0
    }
}
impl Mid for Im {
    #[inline(never)]
    fn b(&self) -> u32 {
        self.0 + 1
    }
}
impl Other for Im {
    #[inline(never)]
    fn o(&self) -> u32 {
        self.0 + 3
    }
}
impl Sub for Im {
    #[inline(never)]
    fn c(&self) -> u32 {
        self.0 + 2
    }
}
#[inline(never)]
fn up(x: &dyn Sub) -> u32 {
    let m: &dyn Mid = x;
    let s: &dyn Super = m;
    let o: &dyn Other = x;
    m.b() + s.a() + o.o() + x.c()
}
#[inline(never)]
#[track_caller]
fn loc() -> u32 {
    core::panic::Location::caller().line()
}
#[inline(never)]
fn ty<A: 'static, B: 'static>() -> bool {
    core::any::TypeId::of::<A>() == core::any::TypeId::of::<B>()
}
#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn g1(y: *mut u64, n: u32) {
    unsafe {
        *y = use_cfg::<C1>(n)
            + use_cfg::<C2>(n)
            + gen_shadow(n, 3u8)
            + Opts::TAB[n as usize].0 as u64
            + Opts::K[1] as u64
            + (Level::MAX == Level::DEF) as u64;
    }
}
#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn g2(y: *mut u32, n: u32) {
    unsafe {
        *y = arr::<3, true, 'a'>([n; 3])
            + arr::<2, false, '\u{e9}'>([n; 2])
            + promo(n)[1]
            + promo(1u8)[0]
            + dynref(n).s() as u32;
    }
}
#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn g3(y: *mut u32, n: u32) {
    unsafe { *y = up(&Im(n)) }
}
#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn g4(y: *mut u32) {
    unsafe { *y = loc() }
}
#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn g5(y: *mut bool) {
    unsafe {
        *y = ty::<u32, i32>();
        *y.add(1) = ty::<T, T>()
    }
}
#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn g7(y: *mut u32, n: u32) {
    const fn fib(n: u32) -> u32 {
        if n < 2 { n } else { fib(n - 1) + fib(n - 2) }
    }
    struct W<const N: u32>;
    impl<const N: u32> W<N> {
        const V: u32 = fib(N) + const { N * 2 };
    }
    unsafe { *y = W::<10>::V + n }
}
