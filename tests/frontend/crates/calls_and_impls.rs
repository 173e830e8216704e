#![no_std]
#![feature(abi_gpu_kernel, unsize, coerce_unsized, ptr_metadata, fn_traits, discriminant_kind)]
#![allow(internal_features, improper_gpu_kernel_arg, dead_code, private_interfaces)]
use core::marker::Unsize;
use core::ops::{CoerceUnsized, Deref};
#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}

// Clones that the compiler makes: of tuples, arrays, closures, function items and pointers.
#[inline(never)]
fn cloned<T: Clone>(value: &T) -> T {
    value.clone()
}
#[derive(Clone)]
struct Token(u32);
impl Drop for Token {
    #[inline(never)]
    fn drop(&mut self) {
        self.0 = 0;
    }
}
#[inline(never)]
fn triple(n: u32) -> u32 {
    n * 3
}
#[inline(never)]
fn each<T, U>(value: &T, f: impl Fn(&T) -> U) -> U {
    f(value)
}
#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn clones(y: *mut u32, n: u32) {
    let add = move |x: u32| x + n;
    let pair = (Token(n), 7u8);
    let clone: fn(&(Token, u8)) -> (Token, u8) = Clone::clone;
    unsafe {
        *y = cloned(&pair).0.0
            + cloned(&[Token(n), Token(2)])[1].0
            + cloned(&add)(1)
            + cloned(&triple)(2)
            + cloned(&(triple as fn(u32) -> u32))(3)
            + clone(&pair).0.0
            + each(&pair, Clone::clone).0.0;
    }
}

// Calls through `Fn`, `FnMut` and `FnOnce` of whatever can be called.
#[inline(never)]
fn call<F: Fn(u32) -> u32>(f: F) -> u32 {
    f(1)
}
#[inline(never)]
fn call_mut<F: FnMut(u32) -> u32>(mut f: F) -> u32 {
    f(2) + f(3)
}
#[inline(never)]
fn call_once<F: FnOnce(u32) -> R, R>(f: F) -> R {
    f(4)
}
#[inline(never)]
fn call_with<F: Fn(u32, u32) -> u32>(f: &F, args: (u32, u32)) -> u32 {
    f.call(args)
}
#[inline(never)]
fn call_dyn(f: &dyn Fn(u32) -> u32) -> u32 {
    call(f) + call_mut(f) + call_once(f)
}
static MADE: [fn(u32) -> Option<u32>; 2] = [Some, made];
fn made(n: u32) -> Option<u32> {
    n.checked_sub(1)
}
#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn callables(y: *mut u32, n: u32) {
    let pointer: fn(u32) -> u32 = if n > 3 { triple } else { |x| x + 1 };
    let closure = move |x: u32| x ^ n;
    let mut sum = 0;
    let count = |x: u32| {
        sum += x;
        sum
    };
    unsafe {
        *y = call(pointer)
            + call_mut(pointer)
            + call_once(pointer)
            + call(&pointer)
            + call(closure)
            + call_mut(closure)
            + call_once(closure)
            + call_once(&closure)
            + call_mut(count)
            + call_once(Some).unwrap_or(1)
            + call_once(Token).0
            + call_with(&|a, b| a * b, (n, 2))
            + call_dyn(&closure)
            + call_dyn(&pointer)
            + call_dyn(&triple)
            + MADE[n as usize & 1](n).unwrap_or(0)
            + (pointer == triple as fn(u32) -> u32) as u32;
    }
}

// Functions, closures, traits, impls, statics and foreign functions within functions.
pub trait Measure {
    fn measure(&self, by: u32) -> u32;
    fn twice(&self) -> u32 {
        fn double<M: Measure + ?Sized>(m: &M) -> u32 {
            let scale = |x: u32| x * 2 + m.measure(0);
            scale(m.measure(1))
        }
        double(self)
    }
}
struct Wrap<T>(T);
impl<T: Into<u32> + Copy> Measure for Wrap<T> {
    #[inline(never)]
    fn measure(&self, by: u32) -> u32 {
        #[inline(never)]
        fn inner<U: Into<u32>>(value: U, by: u32) -> u32 {
            static STEPS: [u32; 3] = [1, 2, 4];
            let step = |at: u32| STEPS[at as usize % 3];
            call(step) + value.into() + by
        }
        let add = |x: u32| x + inner(self.0, by);
        call(add)
    }
}
struct Plain(u32);
impl Plain {
    #[inline(never)]
    fn nested(&self) -> u32 {
        trait Local {
            fn first(&self) -> u32;
            #[inline(never)]
            fn second(&self) -> u32 {
                self.first() + 1
            }
        }
        impl Local for u32 {
            #[inline(never)]
            fn first(&self) -> u32 {
                call(|x| x + *self)
            }
        }
        impl Local for u8 {
            #[inline(never)]
            fn first(&self) -> u32 {
                call(|x| x * 3 + *self as u32)
            }
            #[inline(never)]
            fn second(&self) -> u32 {
                self.first() + 9
            }
        }
        let n: u32 = self.0;
        n.second() + (n as u8).second() + n.first()
    }
}
#[inline(never)]
fn foreign(n: u32) -> u32 {
    unsafe extern "C" {
        fn host_value(n: u32) -> u32;
    }
    unsafe { host_value(n) + host_value(1) }
}
unsafe extern "C" {
    static SHARED: u32;
    static mut COUNTER: u32;
}
#[unsafe(no_mangle)]
static NAMED: [u16; 2] = [3, 4];
#[unsafe(export_name = "other_name")]
static mut RENAMED: u32 = 7;
static NESTED: &[u32] = &[triple_const(2), triple_const(3)];
const fn triple_const(n: u32) -> u32 {
    n * 3
}
#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn nested(y: *mut u32, n: u32) {
    unsafe {
        RENAMED += n;
        COUNTER += 1;
        *y = Wrap(n as u16).measure(2)
            + Wrap(n as u8).twice()
            + Plain(n).nested()
            + foreign(n)
            + SHARED
            + NAMED[n as usize & 1] as u32
            + NESTED[n as usize & 1];
    }
}

// What is asked of types: names, drops, discriminants, metadata.
enum Kind {
    A,
    B(u8),
}
#[inline(never)]
fn facts<T>(value: &T) -> usize {
    core::any::type_name::<T>().len()
        + core::mem::needs_drop::<T>() as usize
        + (core::mem::discriminant(value) == core::mem::discriminant(value)) as usize
}
#[inline(never)]
fn metadata<T: ?Sized + core::ptr::Pointee<Metadata = usize>>(value: &T) -> usize {
    core::ptr::metadata(value)
}
#[inline(never)]
unsafe fn dropped<T: ?Sized>(value: *mut T) {
    unsafe { core::ptr::drop_in_place(value) }
}
#[inline(never)]
fn sized(value: &(dyn Send + Sync)) -> usize {
    size_of_val(value)
}
#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn asked(y: *mut usize, n: u32, token: *mut Token, tokens: *mut [Token; 2]) {
    let kind = if n > 2 { Kind::A } else { Kind::B(n as u8) };
    unsafe {
        dropped(token);
        dropped(tokens as *mut [Token]);
        dropped(&mut *y.add(1));
        *y = facts(&kind) + facts(&n) + facts(&Token(n)) + metadata("four") + metadata(&[1u8, 2][..])
            + sized(&n) + sized(&kind);
    }
}

// Bounds that only the selection of impls can tell.
pub trait Default_<Rhs = Self, Out = u32> {
    fn by(&self, rhs: &Rhs) -> Out;
}
impl Default_ for u32 {
    #[inline(never)]
    fn by(&self, rhs: &u32) -> u32 {
        self * rhs
    }
}
impl Default_<u8> for u32 {
    #[inline(never)]
    fn by(&self, rhs: &u8) -> u32 {
        self + *rhs as u32
    }
}
#[inline(never)]
fn object(d: &dyn Default_<u8>) -> u32 {
    d.by(&3)
}
pub trait Source {
    type Item;
    fn next(&mut self) -> Self::Item;
}
pub trait Numbers: Source<Item = u32> {
    #[inline(never)]
    fn total(&mut self) -> u32 {
        self.next() + self.next()
    }
}
struct Up(u32);
impl Source for Up {
    type Item = u32;
    #[inline(never)]
    fn next(&mut self) -> u32 {
        self.0 += 1;
        self.0
    }
}
impl<S: Source<Item = u32>> Numbers for S {}
#[inline(never)]
fn item<N: Numbers>(mut n: N) -> N::Item {
    n.next()
}
pub trait Repeat {
    fn repeat(&self) -> u32;
}
impl<F: Fn(u32) -> u32 + Copy + Send> Repeat for Wrap<F> {
    #[inline(never)]
    fn repeat(&self) -> u32 {
        let again = self.0;
        again(self.0(5))
    }
}
impl<A, B> Repeat for (A, B)
where
    A: IntoIterator<Item = B> + Copy,
    B: Into<u32>,
{
    #[inline(never)]
    fn repeat(&self) -> u32 {
        self.0.into_iter().map(Into::into).sum()
    }
}
struct Handle<'a, T: ?Sized>(&'a T);
impl<'a, T: ?Sized + Unsize<U>, U: ?Sized> CoerceUnsized<Handle<'a, U>> for Handle<'a, T> {}
impl<T: ?Sized> Deref for Handle<'_, T> {
    type Target = T;
    #[inline(never)]
    fn deref(&self) -> &T {
        self.0
    }
}
#[inline(never)]
fn erased<'a, T: Measure + 'a>(handle: Handle<'a, T>) -> Handle<'a, dyn Measure + 'a> {
    handle
}
#[inline(never)]
fn sliced<'a, T: Unsize<[u32]>>(handle: Handle<'a, T>) -> Handle<'a, [u32]> {
    handle
}
#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn selected(y: *mut u32, n: u32) {
    unsafe {
        *y = n.by(&2u32)
            + n.by(&2u8)
            + object(&n)
            + Up(n).total()
            + item(Up(n))
            + Wrap(move |x: u32| x + n).repeat()
            + Wrap(triple).repeat()
            + ([n as u8, 2], 0u8).repeat()
            + erased(Handle(&Wrap(n as u8))).measure(3)
            + sliced(Handle(&[n, 2])).len() as u32;
    }
}
