// Operators, casts, aggregates, constants.

pub fn additions(x: &[u64; 8], out: &mut Out) {
    let (a, b) = (x[0] as i32, x[1] as i32);
    out.put((a.wrapping_add(b), a.wrapping_sub(b), a.wrapping_mul(b)));
    out.put((a.overflowing_add(b), a.overflowing_sub(b), a.overflowing_mul(b)));
    out.put((a + b, a - b, a * b));
}

pub fn unchecked(x: &[u64; 8], out: &mut Out) {
    let (a, b) = (x[0] as u32 >> 20, x[1] as u32 >> 24);
    unsafe {
        out.put((a.unchecked_add(b), (a + 256).unchecked_sub(b), a.unchecked_mul(b)));
        out.put((a.unchecked_shl(b & 7), a.unchecked_shr(b & 7)));
    }
}

pub fn divisions(x: &[u64; 8], out: &mut Out) {
    let (a, b) = (x[0] as i64, x[1] as i64 | 1);
    if b != -1 {
        out.put((a / b, a % b));
    }
    out.put((x[2] / (x[3] | 1), x[2] % (x[3] | 1)));
    out.put((x[4] as u8 / 3, x[5] as i16 % 7));
}

pub fn bitwise(x: &[u64; 8], out: &mut Out) {
    let (a, b) = (x[0], x[1]);
    out.put((a & b, a | b, a ^ b, !a));
    let (a, b) = (a & 1 == 0, b & 1 == 0);
    out.put((a & b, a | b, a ^ b, !a));
}

pub fn shifts(x: &[u64; 8], out: &mut Out) {
    let by = x[0] as u32 & 15;
    out.put(((x[1] as u16) << by, x[1] as u16 >> by, x[1] as i16 >> by));
    out.put((x[2] << (by as u8), x[2] >> (by as i128), (x[2] as i64) >> (by as usize)));
}

pub fn comparisons(x: &[u64; 8], out: &mut Out) {
    let (a, b) = (x[0] as i32, x[1] as i32);
    out.put((a == b, a != b, a < b, a <= b));
    out.put((a > b, a >= b, a.cmp(&b), (x[0] as u32).cmp(&(x[1] as u32))));
    out.put(('a' < 'b', true > false, (x[0] as u8 as char).cmp(&(x[1] as u8 as char))));
}

pub fn float_comparisons(x: &[u64; 8], out: &mut Out) {
    let (a, b) = (float64(x[0]), float64(x[1]));
    out.put((a == b, a != b, a < b, a <= b));
    out.put((a > b, a >= b, a.partial_cmp(&b), -a));
}

pub fn pointer_comparisons(x: &[u64; 8], out: &mut Out) {
    let (a, b) = (&raw const x[0], &raw const x[(x[1] % 8) as usize]);
    out.put((a == b, a < b, a.cmp(&b), b.is_null()));
    out.put(core::ptr::eq(&x[1..3], &x[1..(x[2] % 3) as usize + 1]));
}

pub fn negation(x: &[u64; 8], out: &mut Out) {
    out.put((-(x[0] as i32 >> 1), -(float32(x[1])), (x[2] as i128).wrapping_neg()));
}

pub fn integer_casts(x: &[u64; 8], out: &mut Out) {
    let a = x[0];
    out.put((a as u8, a as i8, a as u16, a as i32));
    out.put((a as i8 as i64, a as u8 as i64, a as i64 as i128, a as u128));
    out.put((a as i16 as u128, (a & 1 == 1) as u32, 'ß' as u32, a as u8 as char));
}

pub fn float_casts(x: &[u64; 8], out: &mut Out) {
    let (a, b) = (float32(x[0]), float64(x[1]));
    out.put((a as i8, a as u8, a as i32, a as u64));
    out.put((b as i16, b as i64, b as u128, b as i128));
    out.put((a as f64, b as f32, x[2] as f32, x[2] as i64 as f64));
    out.put((x[3] as u128 as f32, x[3] as i8 as f32, (x[3] as i128) as f64));
}

pub fn small_and_wide_floats(x: &[u64; 8], out: &mut Out) {
    let half = x[0] as u16 as f16;
    out.put((half as f32, (half + 1.5) as f32, half as i32, (half < 3.0)));
    let quad = x[1] as f128;
    out.put((quad as f64, (quad / 3.0) as f64, quad as u64, (quad * quad) as f64));
}

pub fn pointer_casts(x: &[u64; 8], out: &mut Out) {
    let at = x.as_ptr();
    let bytes = at.cast::<u8>();
    unsafe { out.put((*bytes, *bytes.add(9))) };
    let address = at.expose_provenance();
    let again = core::ptr::with_exposed_provenance::<u64>(address + 8);
    out.put((unsafe { *again }, address % 8, at.addr() == address));
    let mutable = &mut [x[0], x[1]];
    let constant: *const u64 = (mutable as *mut [u64; 2]).cast();
    out.put(unsafe { *constant });
    let array: *const [u64; 8] = x;
    out.put(unsafe { *(array as *const u64) });
}

pub fn unsizing(x: &[u64; 8], out: &mut Out) {
    let slice: &[u64] = x;
    out.put((slice.len(), slice[slice.len() - 1]));
    let object: &dyn Put = &x[0];
    out.put(object);
    let raw: *const [u64] = x as *const [u64; 8];
    out.put(raw.len());
}

pub fn transmutes(x: &[u64; 8], out: &mut Out) {
    unsafe {
        out.put(core::mem::transmute::<u64, [u16; 4]>(x[0]));
        out.put(core::mem::transmute::<[u8; 4], i32>((x[1] as u32).to_be_bytes()));
        out.put(core::mem::transmute::<(u32, i32), u64>((x[2] as u32, x[3] as i32)));
        out.put(core::mem::transmute::<u8, bool>((x[4] & 1) as u8));
        out.put(core::mem::transmute::<u8, core::cmp::Ordering>((x[4] % 3) as u8 - 1));
        out.put(core::mem::transmute::<Option<NonZero<u32>>, u32>(NonZero::new(x[5] as u32)));
        out.put(f32::from_bits(x[6] as u32 & 0x7F7F_FFFF).to_bits());
    }
}

pub fn repeats(x: &[u64; 8], out: &mut Out) {
    out.put(([x[0] as u8; 9], [(x[1], true); 2], [0u16; 0]));
    out.put([[x[2] as u8; 2]; 3]);
}

#[derive(Clone, Copy, PartialEq, PartialOrd, Debug)]
pub struct Pair<A, B> {
    left: A,
    right: B,
}

pub fn aggregates(x: &[u64; 8], out: &mut Out) {
    let pair = Pair { right: x[0] as u8, left: (x[1], [x[2] as u16, 3]) };
    let other = Pair { left: (9, [1, 2]), ..pair };
    out.put((pair.left, pair.right, other.left, other.right));
    out.put((pair == other, pair < other));
}

#[repr(u16)]
pub enum Tagged {
    Small(u8) = 3,
    Wide(u128) = 7,
    Empty = 9,
}

#[repr(i16)]
#[derive(Clone, Copy)]
pub enum Signed {
    Low = -300,
    Zero = 0,
    High = 300,
}

pub fn discriminants(x: &[u64; 8], out: &mut Out) {
    for word in x {
        let value = match word % 3 {
            0 => Signed::Low,
            1 => Signed::Zero,
            _ => Signed::High,
        };
        out.put((value as i16, value as i64, value as u8));
    }
    let tagged = match x[0] % 3 {
        0 => Tagged::Small(x[1] as u8),
        1 => Tagged::Wide(x[2] as u128),
        _ => Tagged::Empty,
    };
    out.put(unsafe { *(&raw const tagged).cast::<u16>() });
    match tagged {
        Tagged::Small(byte) => out.put(byte),
        Tagged::Wide(wide) => out.put(wide),
        Tagged::Empty => out.put(()),
    }
    out.put(core::mem::discriminant(&Some(x[0])) == core::mem::discriminant(&None));
}

pub fn niches(x: &[u64; 8], out: &mut Out) {
    let nested: Option<Option<Option<bool>>> = match x[0] % 5 {
        0 => None,
        1 => Some(None),
        2 => Some(Some(None)),
        n => Some(Some(Some(n == 3))),
    };
    out.put(nested);
    let reference: Option<&u64> = x.get((x[1] % 16) as usize);
    out.put((reference, size_of_val(&reference), size_of_val(&nested)));
    let letter: Option<char> = char::from_u32(x[2] as u32);
    out.put((letter, size_of_val(&letter)));
    let result: Result<NonZero<u16>, ()> = NonZero::new(x[3] as u16).ok_or(());
    out.put(result.map(|v| v.get()));
    let order: Option<core::cmp::Ordering> = (x[4] % 2 == 0).then(|| x[4].cmp(&x[5]));
    out.put((order, size_of_val(&order)));
}

pub fn set_discriminant(x: &[u64; 8], out: &mut Out) {
    let mut value = if x[0] % 2 == 0 { Some(x[1]) } else { None };
    value = match value {
        Some(word) if word > 9 => None,
        Some(word) => Some(word + 1),
        None => Some(0),
    };
    out.put((value, value.take(), value));
}

const fn fibonacci(n: u32) -> u64 {
    if n < 2 { n as u64 } else { fibonacci(n - 1) + fibonacci(n - 2) }
}
const COMPUTED: [u64; 4] = [fibonacci(3), fibonacci(10), fibonacci(9), u64::MAX];
const NESTED: Pair<Option<&str>, [Pair<u8, f32>; 2]> =
    Pair { left: Some("wave"), right: [Pair { left: 1, right: 0.5 }, Pair { left: 2, right: -0.0 }] };

pub fn constants(x: &[u64; 8], out: &mut Out) {
    out.put(COMPUTED[(x[0] % 4) as usize]);
    out.put((NESTED.left, NESTED.right[(x[1] % 2) as usize].right));
    out.put(const { fibonacci(8) ^ 1 });
    out.put((b"bytes"[(x[2] % 5) as usize], "text".len(), c"c".count_bytes()));
    out.put((u128::MAX, i128::MIN, f64::MIN_POSITIVE, f32::EPSILON));
}

pub fn wide_integers(x: &[u64; 8], out: &mut Out) {
    let (a, b) = ((x[0] as u128) << 64 | x[1] as u128, (x[2] as u128) << 60 | x[3] as u128 | 1);
    out.put((a.wrapping_mul(b), a / b, a % b, a >> (x[4] % 128)));
    let (c, d) = (a as i128, b as i128);
    out.put((c.wrapping_mul(d), c.checked_div(d), c.checked_rem(d), c >> (x[5] % 128)));
    out.put((c < d, a.leading_zeros(), a.count_ones(), c.saturating_add(d)));
    out.put((a as f64, c as f32, a.swap_bytes(), a.isqrt()));
}

pub fn three_way(x: &[u64; 8], out: &mut Out) {
    out.put((x[0].cmp(&x[1]), (x[0] as i8).cmp(&(x[1] as i8)), (x[0], 3).cmp(&(x[1], 2))));
    out.put([x[0], x[1]].cmp(&[x[2], x[3]]));
    out.put("ab".cmp(["ab", "b", "a"][(x[4] % 3) as usize]));
}

pub fn metadata(x: &[u64; 8], out: &mut Out) {
    let slice = &x[..(x[0] % 9) as usize];
    let raw: *const [u64] = slice;
    out.put((raw.len(), core::ptr::metadata(raw), slice.is_empty()));
    let rebuilt = unsafe { core::slice::from_raw_parts(x.as_ptr(), (x[1] % 9) as usize) };
    out.put(rebuilt);
    let object: *const dyn Put = &x[2];
    out.put(core::ptr::metadata(object).size_of());
}

pub fn unsafe_binders_and_subtypes(x: &[u64; 8], out: &mut Out) {
    fn longest<'a>(a: &'a [u64], _: &'a [u64]) -> &'a [u64] { a }
    let function: for<'a> fn(&'a [u64], &'a [u64]) -> &'a [u64] = longest;
    let narrowed: fn(&'static [u64], &'static [u64]) -> &'static [u64] = function;
    out.put((narrowed(&[1, 2], &[3]), function(&x[..2], x)));
}
