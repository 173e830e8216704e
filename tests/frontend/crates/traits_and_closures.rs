#![no_std]
#![feature(abi_gpu_kernel)]
#![allow(internal_features, improper_gpu_kernel_arg, dead_code)]
#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}
mod math {
    pub mod vec {
        use core::ops::*;
        #[derive(Clone, Copy, PartialEq, PartialOrd, Debug, Default)]
        pub struct V<T, const N: usize>(pub [T; N])
        where
            [T; N]: Default;
        impl<T: Copy + Add<Output = T> + Default, const N: usize> Add for V<T, N>
        where
            [T; N]: Default,
        {
            type Output = Self;
            #[inline(never)]
            fn add(self, o: Self) -> Self {
                let mut r = self;
                let mut i = 0;
                while i < N {
                    r.0[i] = self.0[i] + o.0[i];
                    i += 1
                }
                r
            }
        }
        impl<T: Copy, const N: usize> Index<usize> for V<T, N>
        where
            [T; N]: Default,
        {
            type Output = T;
            #[inline(never)]
            fn index(&self, i: usize) -> &T {
                &self.0[i]
            }
        }
        impl<T: Copy, const N: usize> IndexMut<usize> for V<T, N>
        where
            [T; N]: Default,
        {
            #[inline(never)]
            fn index_mut(&mut self, i: usize) -> &mut T {
                &mut self.0[i]
            }
        }
        impl<T: Copy + Neg<Output = T>, const N: usize> Neg for V<T, N>
        where
            [T; N]: Default,
        {
            type Output = Self;
            #[inline(never)]
            fn neg(self) -> Self {
                V(self.0.map(|x| -x))
            }
        }
        impl<T: Copy + AddAssign, const N: usize> AddAssign<&V<T, N>> for V<T, N>
        where
            [T; N]: Default,
        {
            #[inline(never)]
            fn add_assign(&mut self, o: &V<T, N>) {
                for (a, b) in self.0.iter_mut().zip(o.0.iter()) {
                    *a += *b
                }
            }
        }
    }
    pub use vec::V as Vector;
}
pub use math::Vector as Vv;
use math::vec;
pub trait Kernel {
    type In: Copy;
    type Out: Default + Copy;
    const SCALE: Self::Out;
    const N: usize = 4;
    fn run(&self, x: Self::In) -> Self::Out;
    fn name(&self) -> &'static str {
        "kernel"
    }
}
pub struct A(f32);
pub struct B<'a, F>(&'a [u32], F);
impl Kernel for A {
    type In = f32;
    type Out = f32;
    const SCALE: f32 = 2.5;
    #[inline(never)]
    fn run(&self, x: f32) -> f32 {
        x * Self::SCALE + self.0
    }
}
impl<'a, F: Fn(u32) -> u64> Kernel for B<'a, F> {
    type In = usize;
    type Out = u64;
    const SCALE: u64 = 7;
    const N: usize = 8;
    #[inline(never)]
    fn run(&self, x: usize) -> u64 {
        (self.1)(self.0[x]) * Self::SCALE
    }
    fn name(&self) -> &'static str {
        "b"
    }
}
#[inline(never)]
pub fn apply<K: Kernel>(k: &K, xs: &[K::In], out: &mut [K::Out]) -> usize {
    let mut n = 0;
    for (x, o) in xs.iter().zip(out.iter_mut()) {
        *o = k.run(*x);
        n += K::N
    }
    n + k.name().len()
}
pub trait Shape {
    fn area(&self) -> f32;
    fn scale(&mut self, k: f32);
    fn kind(&self) -> Kind;
}
#[repr(u16)]
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    Sq,
    Ci { r: u8 },
    Tri(u8, u8),
    Other = 9,
}
pub struct Sq<T>(T);
pub struct Ci {
    r: f32,
}
impl<T: Into<f32> + Copy + From<u8> + core::ops::MulAssign<T>> Shape for Sq<T> {
    #[inline(never)]
    fn area(&self) -> f32 {
        let x: f32 = self.0.into();
        x * x
    }
    #[inline(never)]
    fn scale(&mut self, _: f32) {
        self.0 *= T::from(2u8)
    }
    fn kind(&self) -> Kind {
        Kind::Sq
    }
}
impl Shape for Ci {
    #[inline(never)]
    fn area(&self) -> f32 {
        3.14 * self.r * self.r
    }
    #[inline(never)]
    fn scale(&mut self, k: f32) {
        self.r *= k
    }
    fn kind(&self) -> Kind {
        Kind::Ci { r: self.r as u8 }
    }
}
#[inline(never)]
fn total(v: &mut [&mut dyn Shape]) -> f32 {
    let mut t = 0.0;
    for s in v.iter_mut() {
        s.scale(2.0);
        t += s.area();
        t += match s.kind() {
            Kind::Sq => 1.0,
            Kind::Ci { r } if r > 3 => 2.0,
            Kind::Ci { .. } => 3.0,
            Kind::Tri(a, b) => (a + b) as f32,
            Kind::Other => 0.0,
        }
    }
    t
}
#[inline(never)]
fn boxed<'a, T>(x: &'a T) -> &'a dyn Fn(u32) -> u32
where
    T: Fn(u32) -> u32,
{
    x
}
#[inline(never)]
fn adder(k: u32) -> impl Fn(u32) -> u32 + Copy {
    move |x| x + k
}
#[inline(never)]
fn compose<A, B, C>(f: impl Fn(A) -> B, g: impl Fn(B) -> C) -> impl Fn(A) -> C {
    move |x| g(f(x))
}
#[inline(never)]
fn evens<'a>(x: &'a [u32]) -> impl Iterator<Item = u32> + 'a {
    x.iter().copied().filter(|v| v % 2 == 0).map(|v| v * 3)
}
#[inline(never)]
fn sum_dyn(it: &mut dyn Iterator<Item = u32>) -> u32 {
    let mut s = 0;
    while let Some(v) = it.next() {
        s += v
    }
    s
}
#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn k1(x: *const f32, y: *mut f32, n: usize) {
    let (xs, ys) = unsafe {
        (
            core::slice::from_raw_parts(x, n),
            core::slice::from_raw_parts_mut(y, n),
        )
    };
    let c = apply(&A(1.0), xs, ys);
    ys[0] += c as f32;
}
#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn k2(t: *const u32, i: *const usize, y: *mut u64, n: usize) {
    let off = n as u64;
    let b = unsafe { B(core::slice::from_raw_parts(t, n), move |v| v as u64 + off) };
    unsafe {
        apply(
            &b,
            core::slice::from_raw_parts(i, n),
            core::slice::from_raw_parts_mut(y, n),
        );
    }
}
#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn k3(y: *mut f32) {
    let (mut a, mut b, mut c) = (Sq(2.0f32), Ci { r: 1.5 }, Sq(3.0f32));
    unsafe {
        *y = total(&mut [&mut a, &mut b, &mut c]);
    }
}
#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn k4(y: *mut u32, n: u32) {
    let f = adder(n);
    let g = compose(f, adder(3));
    let h = compose(g, |v| v as u64 * 2);
    unsafe { *y = h(n) as u32 + boxed(&f)(7) }
}
#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn k5(x: *const u32, y: *mut u32, n: usize) {
    let xs = unsafe { core::slice::from_raw_parts(x, n) };
    let mut it = evens(xs);
    unsafe {
        *y = sum_dyn(&mut it);
        *y.add(1) = evens(xs)
            .zip(evens(&xs[1..]))
            .map(|(a, b)| a ^ b)
            .fold(0, u32::wrapping_add);
        *y.add(2) = sum_dyn(
            &mut xs
                .iter()
                .rev()
                .step_by(2)
                .copied()
                .chain(core::iter::once(5))
                .skip_while(|v| *v > 3)
                .take(9),
        )
    }
}
#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn k6(y: *mut [f32; 3], i: usize) {
    let mut v = vec::V([1.0f32, 2.0, 3.0]);
    v += &Vv([0.5; 3]);
    let w = -(v + v);
    unsafe {
        *y = w.0;
        (*y)[0] = w[i];
        v[i] = 2.0;
        (*y)[1] = v[2]
    }
}
