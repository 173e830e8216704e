//! Functions that return values of every kind, and kernels that are functions too.
#![no_std]
#![feature(abi_gpu_kernel, stdarch_amdgpu, f16)]
#![allow(improper_ctypes_definitions)]

use core::arch::amdgpu::{workgroup_id_x, workitem_id_x};

#[repr(C)]
pub struct Particle {
    mass: f32,
    charge: u8,
    position: [f64; 3],
}

pub struct Nothing;

#[repr(u8)]
pub enum Side {
    Left = 3,
    Right = 8,
}

#[repr(i8)]
pub enum Level {
    Below = -5,
    Above = 5,
}

pub enum Command {
    Stop,
    Move { x: u16, y: f64 },
    Say(char),
}

pub struct Settings {
    side: Side,
    command: Command,
    wide: i128,
}

pub union Word {
    bits: u32,
    number: f32,
}

fn an_integer(n: u32) -> u32 {
    n + 1
}

fn a_wide_integer(n: u32) -> u128 {
    (n as u128) << 100 | 7
}

fn a_negative_one(n: u32) -> i128 {
    -(n as i128)
}

fn a_float(n: u32) -> f64 {
    n as f64 / 4.0
}

fn a_half(n: u32) -> f16 {
    n as f16
}

fn a_bool(n: u32) -> bool {
    n > 3
}

fn a_char(n: u32) -> char {
    char::from_u32('a' as u32 + n).unwrap()
}

fn a_pair(n: u32) -> (u8, u32) {
    (n as u8, n * n)
}

fn a_struct(n: u32) -> Particle {
    Particle { mass: n as f32, charge: 2, position: [1.0, 2.0, n as f64] }
}

fn an_array(n: u32) -> [u16; 5] {
    core::array::from_fn(|i| (i as u32 * n) as u16)
}

fn an_option(n: u32) -> Option<u32> {
    if n > 3 { Some(n) } else { None }
}

fn a_result(n: u32) -> Result<u64, u8> {
    if n > 3 { Ok(n as u64) } else { Err(5) }
}

fn an_enum(n: u32) -> Side {
    if n > 3 { Side::Left } else { Side::Right }
}

fn no_option(n: u32) -> Option<u32> {
    if n > 300 { Some(n) } else { None }
}

fn a_niche(n: u32) -> Option<bool> {
    if n > 300 { Some(true) } else { None }
}

fn an_option_in_an_option(n: u32) -> Option<Option<u8>> {
    if n > 3 { Some(None) } else { None }
}

fn a_wide_option(n: u32) -> Option<u128> {
    Some((n as u128) << 90)
}

fn a_pair_in_an_option(n: u32) -> Option<(u16, char)> {
    Some((n as u16, a_char(n)))
}

fn what_cannot_fail(n: u32) -> Result<u32, core::convert::Infallible> {
    Ok(n)
}

fn a_negative_enum(n: u32) -> Level {
    if n > 3 { Level::Below } else { Level::Above }
}

fn an_enum_with_data(n: u32) -> Command {
    match n {
        0 => Command::Stop,
        5 => Command::Move { x: n as u16, y: -(n as f64) },
        _ => Command::Say('x'),
    }
}

fn enums_in_a_struct(n: u32) -> Settings {
    Settings { side: Side::Right, command: Command::Say(a_char(n)), wide: -(n as i128) }
}

fn enums_in_a_tuple(n: u32) -> (Side, Option<u8>) {
    (an_enum(n), if n > 3 { None } else { Some(1) })
}

fn enums_in_an_array(n: u32) -> [Command; 2] {
    [Command::Stop, Command::Move { x: n as u16, y: 0.5 }]
}

fn a_union(n: u32) -> Word {
    Word { number: n as f32 }
}

fn nothing(_: u32) -> Nothing {
    Nothing
}

fn zero_of_them(_: u32) -> [u32; 0] {
    []
}

fn unit(_: u32) {}

fn numbers(n: u32) -> [u32; 3] {
    [n, workitem_id_x(), workgroup_id_x()]
}

// Kernels that call themselves and one another, and whose address is taken.

fn factorial(n: u64, out: &mut u64) {
    if n < 2 {
        return;
    }
    *out *= n;
    factorial(n - 1, out)
}

fn both(n: u64, out: &mut u64) -> u64 {
    let f: fn(u64, &mut u64) = core::hint::black_box(factorial);
    f(n, out);
    factorial(3, out);
    *out + is_even(n) as u64
}

#[inline(never)]
fn is_even(n: u64) -> bool {
    n == 0 || !is_even(n - 1)
}
