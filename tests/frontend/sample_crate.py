"""A crate with one of everything that definitions are read of, and how to run rustdoc on it."""

from __future__ import annotations

SAMPLE = """\
#![no_std]
#![feature(abi_gpu_kernel, extern_types, associated_type_defaults, link_llvm_intrinsics)]
pub const N4: usize = 4;
pub struct A<const N: usize>([u8; N]);
pub struct B<T, const K: i8 = -3> { x: [T; N4 * 2], z: core::marker::PhantomData<[u8; 3]> }
pub fn f(b: B<u8>, t: A<{ N4 }>, e: impl Fn(u32) -> u32) -> impl Iterator<Item = u8> {
    fn inner(x: u32) -> u32 { x + 1 }
    core::iter::repeat(inner(e(3)) as u8)
}
#[repr(i16)] pub enum E { P = -5, Q, R = 400 }
#[repr(C, packed(2))] pub struct Packed { a: u64, b: u8 }
#[repr(C, align(32))] pub union U { a: u64, b: u8 }
#[repr(u8)] pub enum Data { X(u32, u8), Y { k: u64 } = 7, Z }
pub struct W<T: ?Sized>(T);
pub trait Tr: Clone + Sized {
    type A: Copy = u8;
    type G<T>: Into<T>;
    const C: u32 = 3;
    fn m(&self) where Self: Sized;
    fn d<T: Tr<A = u8>>(x: T) -> Self::A where T::G<u8>: Copy;
    fn e(&self) -> u32 { Self::C }
}
unsafe extern "C" {
    pub fn ext(x: u32, ...) -> u32;
    #[link_name = "llvm.foo"] pub fn renamed();
    static FOO: u32;
    pub type Opaque;
}
#[unsafe(export_name = "boo")] #[unsafe(link_section = ".foo")]
pub extern "C" fn exported(o: &Opaque) {}
#[unsafe(no_mangle)] #[unsafe(link_section = ".lds")] static mut LDS: [u32; 64] = [0; 64];
mod m1 { pub use super::m2::*; pub struct Deep; }
mod m2 { pub use super::m1::Deep as Shallow; pub enum En { V1, V2 } pub use En::*; pub fn fun() {} }
pub use m1::{fun as fun2, V1};
pub use core::option::Option as Maybe;
impl<T> core::ops::Deref for W<T> {
    type Target = T;
    #[track_caller] #[inline(always)] #[cold] fn deref(&self) -> &T { &self.0 }
}
impl<T> core::ops::Add for W<T> { type Output = Self; fn add(self, o: Self) -> Self::Output { o } }
macro_rules! im { ($($t:ty)*) => { $(
    impl Foo for $t { fn foo() -> u32 { <$t>::MAX as u32 / 3 } fn bar(self) -> Self { self } }
    impl Wide<$t> { pub fn w(self) -> $t { self.0 } }
)* } }
pub trait Foo { fn foo() -> u32; fn bar(self) -> Self; }
pub struct Wide<T>(T);
im! { u8 u16 i32 }
pub trait One { fn show(&self) -> u32; }
pub trait Two { fn show(&self) -> u32; }
macro_rules! both { ($($tr:ident $n:expr),*) => { $(
    impl $tr for u64 { fn show(&self) -> u32 { $n } }
)* } }
both! { Two 2, One 1 }
impl dyn One + '_ { pub fn twice(&self) -> u32 { self.show() * 2 } }
pub fn local() -> u32 {
    struct L(u32);
    impl L { #[inline(never)] fn q(&self) -> u32 { self.0 } }
    L(3).q()
}
pub fn dynamic(x: &(dyn Fn(u8) -> u16 + Send), z: *const dyn Iterator<Item = u8>) {}
pub type Res<T> = core::result::Result<T, &'static str>;
pub fn aliased() -> Res<u8> { Ok(1) }
pub fn bound<T: Iterator<Item: Copy>>(x: T, [a, b]: [u8; 2]) -> <T as Iterator>::Item {
    let mut x = x; x.next().unwrap()
}
pub fn pointer(f: for<'a> unsafe extern "C" fn(&'a u8) -> !) {}
pub fn closes(n: u32) -> impl Fn(u32) -> u32 { move |x| { let y = |z: u32| z + n; y(x) * 2 } }
impl<T> W<T> { pub const Z: usize = core::mem::size_of::<T>(); pub fn size() -> usize { Self::Z } }
#[unsafe(no_mangle)] pub extern "gpu-kernel" fn kernel(x: *mut u8) {}
"""
