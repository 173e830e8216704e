// Constants that are evaluated twice: by rustc, and by the frontend where a generic parameter keeps
// rustc from it. `test_const_eval.py` compares what the two functions of each module return.
use core::marker::PhantomData;

#[repr(transparent)]
pub struct Shared<T>(pub T);
unsafe impl<T> Sync for Shared<T> {}

macro_rules! twice {
    ($($name:ident: $type:ty = $value:expr;)*) => { $(
        pub mod $name {
            use super::*;
            pub struct Of<T>(PhantomData<T>);
            impl<T> Of<T> { const V: Shared<$type> = Shared($value); }
            pub const V: $type = $value;
            static STATIC: Shared<$type> = Shared($value);
            #[inline(never)] pub fn ours<T>() -> &'static Shared<$type> { &Of::<T>::V }
            #[inline(never)] pub fn theirs() -> &'static Shared<$type> { &STATIC }
        }
    )*
    #[unsafe(no_mangle)] pub extern "gpu-kernel" fn k() {
        $( core::hint::black_box(($name::ours::<u8>(), $name::theirs())); )*
    } }
}

#[derive(Clone, Copy, PartialEq)]
pub enum Level { Low = -3, Mid, High = 200 }
#[derive(Clone, Copy)]
#[repr(u8)]
pub enum Shape { Dot, Line(u16), Box { w: u8, h: u32 } = 9 }
#[derive(Clone, Copy)]
pub struct Conf { a: u8, b: u64, c: (i16, bool), l: Level, s: Shape }
#[derive(Clone, Copy)]
pub union Bits { f: f32, u: u32 }
#[derive(Clone, Copy)]
#[repr(transparent)]
pub struct Meters(pub f32);

pub const fn level(n: i32) -> Level {
    if n < 0 { Level::Low } else if n == 0 { Level::Mid } else { Level::High }
}
pub const fn gcd(a: u32, b: u32) -> u32 { if b == 0 { a } else { gcd(b, a % b) } }
pub const fn depth(n: u32) -> u32 { if n == 0 { 0 } else { 1 + depth(n - 1) } }
pub const fn area(s: &Shape) -> u32 {
    match s { Shape::Dot => 0, Shape::Line(n) => *n as u32, Shape::Box { w, h } => *w as u32 * *h }
}
pub const fn sum(values: &[u32]) -> u32 {
    let mut total = 0;
    let mut rest = values;
    while let [first, tail @ ..] = rest { total += *first; rest = tail; }
    total
}
pub const fn ends(values: &[u8; 5]) -> (u8, u8, usize) {
    let [first, middle @ .., last] = values;
    (*first, *last, middle.len())
}
pub const fn last(values: &[u16]) -> u16 {
    match values { [.., before, last] => *before * 100 + *last, [one] => *one, [] => 0 }
}
pub const fn table() -> [u32; 8] {
    let mut t = [0; 8];
    let mut i = 0;
    while i < t.len() { t[i] = (i * i) as u32; i += 1; }
    t
}
pub const fn zero_rest(mut values: [u8; 4]) -> [u8; 4] {
    let [_, rest @ ..] = &mut values;
    rest[0] = 9;
    rest[2] = 7;
    values
}
pub const fn swapped(mut pair: (u8, [u16; 2])) -> (u8, [u16; 2]) {
    let p = &mut pair;
    p.1[1] = p.0 as u16;
    p.0 += 1;
    *p = (p.0, [p.1[1], p.1[0]]);
    pair
}
pub const fn through(x: &mut u32) -> u32 { let old = *x; *x += 5; old }
pub const fn twice_through(mut x: u32) -> u32 { through(&mut x) * 100 + through(&mut x) * 10 + x }
pub const fn bytes(s: &str) -> usize {
    let b = s.as_bytes();
    let mut n = 0;
    let mut i = 0;
    while i < b.len() { n = n * 3 + b[i] as usize; i += 1; }
    n
}

pub const fn times_three(n: u32) -> u32 { n * 3 }
pub const fn apply(n: u32) -> u32 { if n > 3 { times_three(n - 1) } else { n } }
pub const fn applied<F: [const] Fn(u32) -> u32 + Copy>(f: F) -> u32 { f(3) * 10 }
pub const fn applied_once<F: [const] FnOnce(u32) -> u32 + Copy>(f: F) -> u32 { f(4) }
pub const fn middle(values: &'static [u32]) -> &'static [u32] {
    match values { [_, middle @ .., _] => middle, _ => &[] }
}
#[derive(Clone, Copy)]
pub struct Unit0;
pub struct Mixed { f: f32, n: i16, u: Unit0, l: Level }
pub struct Holder(&'static u32, ());
pub enum Number { I(i64), F(f32), None }
pub trait Unit { const SCALE: u32 = Self::BASE * 10; const BASE: u32 = 1; }
impl Unit for Meters { const BASE: u32 = 7; }
impl Unit for u8 {}

twice! {
    add: u8 = 200u8.wrapping_add(100);
    sub: i8 = (-100i8).wrapping_sub(100);
    mul: i32 = 0x1234_5678i32.wrapping_mul(-0x0fed_cba9);
    div: (i32, i32) = (-7 / 2, 7 / -2);
    rem: (i32, i32, u64) = (-7 % 3, 7 % -3, u64::MAX % 10);
    bits: (u32, u32, u32, i8) = (0xf0 | 0x0f, 0xff ^ 0x3c, 0xff & 0x3c, !5);
    shifts: (u32, i32, u128) = (1 << 31, -16 >> 2, 1u128 << 127);
    compared: (bool, bool, bool, bool) = (1 < 2, -1 > 1, 'a' <= 'b', true != false);
    negated: (i64, bool) = (-(5i64), !true);
    checked: (Option<u8>, Option<u8>) = (200u8.checked_add(100), 200u8.checked_add(5));
    saturated: (u8, i8) = (200u8.saturating_add(100), (-100i8).saturating_sub(100));
    overflowing: (u8, bool) = 200u8.overflowing_mul(2);
    power: (u32, u64) = (3u32.pow(7), 2u64.pow(40));
    roots: (u32, u32) = (1_000_000u32.isqrt(), 99u32.ilog2());
    rotated: (u32, u16) = (0x1234_5678u32.rotate_left(8), 0x1234u16.swap_bytes());
    counted: (u32, u32, u32) = (40u32.count_ones(), 40u8.leading_zeros(), 40i64.trailing_zeros());
    reversed: (u8, u32) = (0b1101u8.reverse_bits(), u32::from_be(0x0102_0304));
    recursive: (u32, u32) = (gcd(48, 180), depth(100));
    float_sums: (f32, f64) = (0.1 + 0.2, 0.1 + 0.2);
    float_products: (f32, f32, f32) = (1.0e30 * 1.0e30, -1.0 / 3.0, 7.5 % 2.0);
    float_negated: (f32, f64) = (-(1.5f32), -(-2.5f64));
    float_compared: (bool, bool, bool) = (1.0 < 2.0, f32::NAN == f32::NAN, -0.0 == 0.0f64);
    widened: f64 = 0.1f32 as f64;
    narrowed: (f32, f32, f32) = (0.1f64 as f32, 1e300f64 as f32, -1e300f64 as f32);
    floats_of: (f32, f64, f32) = (-7i8 as f32, u64::MAX as f64, 16_777_217u32 as f32);
    rounded_once: f32 = ((1u64 << 60) + (1 << 36) + 1) as f32;
    rounded_once_down: f64 = ((1u128 << 100) + (1 << 47) + 1) as f64;
    ints_of: (i32, u8, i8, u32) = (-1.9f32 as i32, 300.0f32 as u8, f64::NEG_INFINITY as i8, f32::NAN as u32);
    int_casts: (u8, i8, u64, char) = (-1i32 as u8, 200u8 as i8, -1i8 as u64, 97u8 as char);
    enum_casts: (i32, u8, u16) = (Level::Low as i32, Level::High as u8, true as u16);
    levels: [Level; 3] = [level(-1), level(0), level(1)];
    discriminants: (i32, bool) = (level(-5) as i32, matches!(level(3), Level::High));
    shapes: [Shape; 3] = [Shape::Dot, Shape::Line(7), Shape::Box { w: 2, h: 3 }];
    areas: (u32, u32, u32) = (area(&Shape::Dot), area(&Shape::Line(7)), area(&Shape::Box { w: 2, h: 3 }));
    conf: Conf = Conf { a: 1, b: 1 << 40, c: (-2, true), l: Level::Mid, s: Shape::Line(3) };
    conf_changed: Conf = { let mut c = conf::V; c.b += 1; c.c.0 = 5; c };
    to_conf: &'static Conf = &Conf { a: 1, b: 2, c: (-2, true), l: Level::High, s: Shape::Dot };
    to_confs: &'static [Conf] = &[conf::V, Conf { s: Shape::Box { w: 1, h: 2 }, ..conf::V }];
    through_conf: (u64, i16) = (to_conf::V.b, to_confs::V[1].c.0);
    options: [Option<&'static u32>; 2] = [None, Some(&5)];
    nested_options: (Option<Option<u8>>, Option<bool>, Option<char>) = (Some(None), Some(true), None);
    to_options: &'static [Option<&'static u32>; 2] = &[None, Some(&5)];
    read_options: u32 = match to_options::V[1] { Some(n) => *n, None => 9 };
    read_none: u32 = match to_options::V[0] { Some(n) => *n, None => 9 };
    results: &'static [Result<u8, u64>] = &[Ok(3), Err(1 << 50)];
    texts: &'static [&'static str] = &["", "one", "d\u{e9}j\u{e0}"];
    text: (usize, usize, &'static str) = ("four".len(), texts::V[1].len(), texts::V[2]);
    text_bytes: (usize, u8, &'static [u8]) = (bytes("abc"), b"xyz"[1], b"raw\0");
    summed: (u32, u32) = (sum(&[1, 2, 3, 4]), sum(&[]));
    ended: (u8, u8, usize) = ends(&[1, 2, 3, 4, 5]);
    lasts: (u16, u16, u16) = (last(&[1, 2, 3]), last(&[4]), last(&[]));
    tabled: [u32; 8] = table();
    to_table: &'static [u32; 8] = &table();
    from_table: u32 = to_table::V[3] + to_table::V[7];
    zeroed: [u8; 4] = zero_rest([1, 2, 3, 4]);
    swapped_pair: (u8, [u16; 2]) = swapped((3, [10, 20]));
    written: u32 = twice_through(7);
    sizes: (usize, usize, usize) = (size_of::<Conf>(), align_of::<u64>(), size_of::<Option<&u8>>());
    transmuted: (u32, f32, [u8; 4]) = unsafe {
        (core::mem::transmute(1.5f32), core::mem::transmute(0x4040_0000u32), core::mem::transmute(0x0102_0304u32))
    };
    transmuted_level: Option<bool> = unsafe { core::mem::transmute(2u8) };
    float_bits: (u64, f64) = (2.5f64.to_bits(), f64::from_bits(0x4004_0000_0000_0000));
    of_union: u32 = unsafe { Bits { f: 1.0 }.u };
    ne_bytes: ([u8; 4], u32) = (0x0a0b_0c0du32.to_ne_bytes(), u32::from_le_bytes([1, 2, 3, 4]));
    wrapped: &'static [Meters] = &[Meters(1.5), Meters(f32::NAN), Meters(f32::INFINITY)];
    pointers: (*const u8, Option<core::num::NonZero<u16>>) =
        (core::ptr::without_provenance(16), core::num::NonZero::new(7));
    dangling: core::ptr::NonNull<u64> = core::ptr::NonNull::dangling();
    functions: &'static [fn(u32, u32) -> u32; 2] = &[gcd, |a, b| a - b];
    wide: &'static (u128, i128) = &(u128::MAX - 1, -2);
    tuples: &'static ((), (u8, (u32, u8)), [u16; 0]) = &((), (1, (2, 3)), []);
    ordered: core::cmp::Ordering = if 1 < 2 { core::cmp::Ordering::Less } else { core::cmp::Ordering::Greater };
    swapped_words: (u32, u32) = { let (mut a, mut b) = (1, 2); core::mem::swap(&mut a, &mut b); (a, b) };
    replaced: (u32, u32) = { let mut a = 1; let old = core::mem::replace(&mut a, 7); (old, a) };
    compared_texts: bool = { let (a, b) = (b"ab", b"ab"); a[0] == b[0] && a[1] == b[1] };
    hashed: u64 = {
        let (text, mut hash, mut i) = (b"kernel", 0xcbf2_9ce4_8422_2325u64, 0);
        while i < text.len() { hash = (hash ^ text[i] as u64).wrapping_mul(0x100_0000_01b3); i += 1; }
        hash
    };
    union_rewritten: (u32, u32) = unsafe {
        let mut bits = Bits { f: 1.0 };
        let before = bits;
        bits.u += 7;
        (bits.u, before.u)
    };
    unions: &'static [Bits; 2] = &[Bits { u: 5 }, Bits { f: 2.0 }];
    maybes: [core::mem::MaybeUninit<u16>; 2] =
        [core::mem::MaybeUninit::new(5), core::mem::MaybeUninit::uninit()];
    part_rewritten: [u8; 4] = {
        let mut values = [1, 2, 3, 4];
        let [_, rest @ ..] = &mut values;
        *rest = [7, 8, 9];
        values
    };
    moved_parts: ([u8; 2], u8) = { let [a, rest @ .., _] = [1u8, 2, 3, 4]; (rest, a) };
    called: (u32, u32) = (times_three(4), apply(7));
    string_of_parts: (&'static str, &'static [u8]) = (parts::V.0, parts::V.1);
    parts: (&'static str, &'static [u8; 3]) = ("text", b"abc");
    from_parts: (usize, u8, u8) = (parts::V.0.len(), parts::V.1[2], parts::V.0.as_bytes()[1]);
    nan_negated: (f32, f64) = (-f32::NAN, -read_nan::V);
    read_nan: f64 = f64::from_bits(0x7ff8_0000_0000_1234);
    small: i16 = -7;
    half: f32 = 0.5;
    of_constants: (Mixed, Option<f32>, [f32; 2]) = (
        Mixed { f: half::V, n: small::V, u: Unit0, l: Level::Mid }, Some(half::V), [half::V; 2]
    );
    on_constants: (f32, i32, bool, bool) =
        (-half::V, half::V as i32 + small::V as i32, half::V < narrowed::V.0, small::V != small::V);
    switched_on_constants: u32 = match small::V { -7 => 1, _ => 2 };
    functions_called: (u32, u32) = (applied(times_three), applied_once(apply));
    float_limits: (f32, f32, f64) = (f32::MAX, f32::MIN_POSITIVE / 4.0, f64::MIN);
    float_orders: (bool, bool, bool, bool) = (1.0 != 2.0, 2.0 <= 2.0, 3.0f32 > 4.0, 4.0 >= 3.0f64);
    remainders: (f64, f64) = (-7.5 % 2.0, 1.0 / -0.0);
    non_nulls: [Option<core::ptr::NonNull<Conf>>; 2] = [None, Some(core::ptr::NonNull::from_ref(to_conf::V))];
    words: &'static [&'static [&'static str]] = &[&["a", "b"], &[], &["c"]];
    word_lengths: (usize, usize, usize) = (words::V[0].len(), words::V[1].len(), words::V[2][0].len());
    sliced: &'static [u32] = middle(&[1, 2, 3, 4, 5]);
    field_of: &'static u64 = &to_conf::V.b;
    element_of: &'static [u8] = &[to_confs::V[0].a, to_confs::V[1].a];
    holders: &'static [Holder; 2] = &[Holder(&1, ()), Holder(&300, ())];
    held: u32 = *holders::V[1].0;
    numbers: [Number; 3] = [Number::I(-1), Number::F(0.5), Number::None];
    read_numbers: (i64, bool) = match to_numbers::V[0] { Number::I(n) => (*n, true), _ => (0, false) };
    to_numbers: &'static [&'static Number] = &[&Number::I(1 << 40), &Number::None];
    of_trait: (u32, u32) = (<Meters as Unit>::SCALE, <u8 as Unit>::SCALE);
    size_of_slices: (usize, usize) = (size_of::<[Conf; 3]>(), align_of::<&[u8]>());
    chars: (u32, bool, Option<u32>, char) =
        ('\u{e9}' as u32, 'x'.is_ascii_digit(), '7'.to_digit(10), char::from_u32(0x41).unwrap());
    parsed: u32 = match u32::from_str_radix("1f", 16) { Ok(n) => n, Err(_) => 0 };
    overflows: (Option<i32>, Option<u32>, (i32, bool)) =
        (i32::MIN.checked_neg(), 7u32.checked_sub(8), i32::MAX.overflowing_add(1));
    absolute: (i32, u32, i32, u8) = ((-5i32).abs(), 5u32.abs_diff(9), (-7i32).rem_euclid(4), 250u8.div_ceil(7));
}
