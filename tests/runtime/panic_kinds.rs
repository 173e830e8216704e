//! One panic of each kind, for the device and for a native program that panics for comparison.
#![cfg_attr(not(native), no_std)]
#![cfg_attr(not(native), feature(abi_gpu_kernel, stdarch_amdgpu))]
#![allow(unconditional_panic, arithmetic_overflow, unconditional_recursion)]
#![cfg_attr(native, allow(dead_code))]

#[derive(Debug)]
pub struct Odd;

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Level {
    Low,
    High,
}

macro_rules! check {
    ($condition:expr, $what:literal) => {
        if !$condition {
            panic!(concat!("check of ", $what, " failed: {}"), stringify!($condition));
        }
    };
}

macro_rules! give_up {
    () => {
        panic!("gave up")
    };
}

#[inline(never)]
fn halve(x: i32) -> Result<i32, Odd> {
    if x % 2 == 0 { Ok(x / 2) } else { Err(Odd) }
}

#[inline(never)]
#[track_caller]
fn tracked(x: i32) -> i32 {
    assert!(x > 100, "{x} is not large");
    x
}

#[inline(never)]
#[track_caller]
fn tracked_twice(x: i32) -> i32 {
    tracked(x) + 1
}

#[inline]
#[track_caller]
fn tracked_inline(values: &[i32], at: usize) -> i32 {
    values[at]
}

#[inline(never)]
fn apart(values: &[i32], at: usize) -> i32 {
    values[at] + 1
}

#[inline]
fn inlined(x: i32) -> i32 {
    if x < 100 {
        panic!("inlined with {x}");
    }
    x
}

trait Act {
    fn act(&self, x: i32) -> i32;
}

struct Refuse;
struct Accept;

impl Act for Refuse {
    fn act(&self, x: i32) -> i32 {
        unreachable!("refused {}", x)
    }
}

impl Act for Accept {
    fn act(&self, x: i32) -> i32 {
        x
    }
}

#[inline(never)]
fn virtually(act: &dyn Act, x: i32) -> i32 {
    act.act(x)
}

fn forward(message: core::fmt::Arguments) -> ! {
    panic!("forwarded: {message}")
}

/// Panics in the way of that number; `x` is 7, and `values` are 0 to 7.
pub fn panic_as(kind: u32, values: &[i32], x: i32) -> i32 {
    let at = x as usize;
    match kind {
        0 => panic!(),
        1 => panic!("a literal with {{braces}} and \"quotes\""),
        2 => panic!("x is {x}, {x:?}, {:>5}|{:<5}|{:^+5}|{:#06x}|{:#b}", x, x, x, x, x),
        3 => panic!("{} {:?} {} {:?}", x as u8, -x as i64, x > 3, (at as u8 + 90) as char),
        4 => panic!("{} {:?} {:.2} {:e}", x as f32, x as f64 / 2.0, x as f64 / 3.0, x as f32 * 1e9),
        5 => panic!("{}", values.len()),
        6 => { assert!(x < 3); 1 }
        7 => { assert!(x < 3, "x was {}", values[at]); 1 }
        8 => { assert_eq!(x, 8); 1 }
        9 => { assert_ne!(values[at], 7, "at {at} of {}", values.len()); 1 }
        10 => values[at + 1],
        11 => values[at..at + 2].len() as i32,
        12 => values[at..at - 2].len() as i32,
        13 => values[at + 2..].len() as i32,
        14 => apart(values, at * 100),
        15 => i32::MAX - 3 + x,
        16 => (x as u8 - 8) as i32,
        17 => x * (i32::MAX - x),
        18 => -(i32::MIN + x - 7),
        19 => x << (x + 30),
        20 => x / (x - 7),
        21 => x % (x - 7),
        22 => (i32::MIN + x - 7) / (x - 8),
        23 => values.get(at + 1).copied().unwrap(),
        24 => values.get(at + 1).copied().expect("eight values"),
        25 => halve(x).unwrap_or_else(|Odd| panic!("{x} is odd")),
        26 => u8::try_from(x * 100).unwrap() as i32,
        27 => core::num::NonZeroI32::new(x - 7).expect("not zero").get(),
        28 => todo!(),
        29 => unimplemented!("kind {}", kind),
        30 => unreachable!(),
        31 => tracked(x),
        32 => tracked_twice(x),
        33 => tracked_inline(values, at + 10),
        34 => inlined(x),
        35 => virtually(if x == 7 { &Refuse } else { &Accept }, x),
        36 => { check!(x == 8, "x"); 1 }
        37 => give_up!(),
        38 => { let (left, _) = values.split_at(at * 2); left.len() as i32 }
        39 => { let mut copy = [0; 4]; copy.copy_from_slice(values); copy[at % 4] }
        40 => { let text = ["one", "sev\"en"][x as usize % 3]; panic!("{text} {text:?} {text:>8}") }
        41 => panic!("{:?} {:?}", "text", 'c'),
        42 => panic!("{:08.3} {:+}", x as f64 * 1.5, x as i128 * i64::MAX as i128),
        43 => core::cell::RefCell::new(x).try_borrow_mut().map(|_| x / (x - 7)).unwrap_or(3),
        44 => { let cell = core::cell::RefCell::new(x); let _one = cell.borrow_mut(); let two = *cell.borrow_mut(); two }
        45 => { let id = |y: i32| { if y == 7 { panic!("in a closure: {y}") } y }; id(x) }
        46 => Err::<i32, u64>(x as u64).unwrap(),
        47 => Err::<i32, &str>("no").expect("a number"),
        48 => x.ilog2() as i32 / (x - 7) + (x - 7).ilog10() as i32,
        49 => "αβγ"[..at].len() as i32,
        50 => x.isqrt() + (x - 8).isqrt(),
        51 => panic!("a {} b", format_args!("nested {}", x)),
        _ => x,
    }
}

/// Panics whose values are shown otherwise than rustc does.
pub fn panic_otherwise(kind: u32, x: i32) -> i32 {
    match kind {
        0 => halve(x).unwrap(),
        1 => { assert_eq!(if x == 7 { Level::High } else { Level::Low }, Level::Low); 1 }
        2 => forward(format_args!("{x}")),
        _ => x,
    }
}

#[cfg(not(native))]
#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn kinds(values: &[i32], out: &mut [i32], kind: u32, x: i32) {
    let i = core::arch::amdgpu::workitem_id_x() as usize;
    if i == 5 {
        out[0] = panic_as(kind, values, x);
    }
}

#[cfg(not(native))]
#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn others(out: &mut [i32], kind: u32, x: i32) {
    out[0] = panic_otherwise(kind, x);
}

#[cfg(native)]
fn main() {
    let kind = std::env::args().nth(1).and_then(|text| text.parse().ok()).unwrap();
    let values = std::hint::black_box([0, 1, 2, 3, 4, 5, 6, 7]);
    std::process::exit(panic_as(kind, &values, std::hint::black_box(7)) & 1);
}
