// Branches, loops, calls, closures, drops, tail calls.

pub fn switch_on_integers(x: &[u64; 8], out: &mut Out) {
    for word in x {
        out.put(match word % 11 {
            0 => 'a',
            1 | 2 => 'b',
            3..=5 => 'c',
            n if n % 2 == 0 => 'd',
            _ => 'e',
        });
        out.put(match *word as i8 {
            i8::MIN..=-1 => -1,
            0 => 0,
            1..=i8::MAX => 1i32,
        });
    }
}

pub fn switch_on_wide_integers(x: &[u64; 8], out: &mut Out) {
    let wide = (x[0] as u128) << 64 | (x[1] % 4) as u128;
    out.put(match wide {
        0 => 1u8,
        1 => 2,
        0xFFFF_FFFF_FFFF_FFFF_0000_0000_0000_0002 => 3,
        _ => 4,
    });
}

pub fn switch_on_chars(x: &[u64; 8], out: &mut Out) {
    for word in x {
        out.put(match char::from_u32(*word as u32) {
            Some('a'..='z') => 1u8,
            Some('\u{80}'..) => 2,
            Some(_) => 3,
            None => 4,
        });
    }
}

pub fn switch_on_strings(x: &[u64; 8], out: &mut Out) {
    let name = ["lds", "vgpr", "", "sgpr"][(x[0] % 4) as usize];
    out.put(match name {
        "vgpr" => 1u8,
        "sgpr" => 2,
        "" => 3,
        _ => 4,
    });
}

pub fn loops(x: &[u64; 8], out: &mut Out) {
    let mut sum = 0u64;
    let mut i = 0;
    while i < x[0] % 20 {
        i += 1;
        if i % 3 == 0 {
            continue;
        }
        sum = sum.wrapping_add(i * x[1]);
    }
    let found = 'outer: loop {
        for (a, word) in x.iter().enumerate() {
            for b in 0..3 {
                if word % 7 == b {
                    break 'outer a as u64 * 10 + b;
                }
            }
        }
        break 99;
    };
    out.put((sum, found));
}

pub fn iterators(x: &[u64; 8], out: &mut Out) {
    out.put(x.iter().map(|v| v >> 3).filter(|v| v % 2 == 0).fold(0, |s, v| s ^ v));
    out.put(x.iter().zip(x.iter().rev()).filter(|(a, b)| a < b).count());
    out.put((x.iter().max(), x.iter().min_by_key(|v| *v % 17), x.iter().position(|v| v % 5 == 0)));
    out.put(x.chunks(3).map(|c| c[0]).chain(x.windows(2).map(|w| w[1])).fold(1, |s: u64, v| s.wrapping_mul(v | 1)));
    out.put((0..x[0] % 30).step_by(7).skip(1).take_while(|v| *v < 20).last());
    out.put(x.iter().scan(0u64, |s, v| { *s ^= v; Some(*s) }).nth((x[1] % 8) as usize));
    let mut peekable = x.iter().peekable();
    while let Some(word) = peekable.next_if(|v| **v % 2 == 0) {
        out.put(word);
    }
    out.put(x.iter().flat_map(|v| [*v as u8, (*v >> 8) as u8]).map(u64::from).sum::<u64>());
    out.put(x.iter().try_fold(0u64, |s, v| s.checked_add(*v)));
}

pub fn closures(x: &[u64; 8], out: &mut Out) {
    let (a, mut b) = ((x[0], x[1] as u8), x[2]);
    let by_reference = |v: u64| v ^ a.0 ^ a.1 as u64;
    out.put((by_reference(x[3]), apply(by_reference, x[4]), apply_dyn(&by_reference, x[5])));
    let mut changing = |v: u64| { b = b.rotate_left(3) ^ v; b };
    changing(x[6]);
    out.put(apply_mut(&mut changing, x[7]));
    out.put(b);
    let moved = move || a;
    out.put((moved(), apply_once(moved)));
}

pub struct Scale { by: f32, plus: f32, count: Cell<u32> }

impl Scale {
    #[inline(never)]
    fn all(&self, values: &[f32; 3]) -> [f32; 3] {
        let scaled = |v: f32| { self.count.set(self.count.get() + 1); v * self.by + self.plus };
        kept(&scaled, values)
    }
}

#[inline(never)]
fn kept<F: Fn(f32) -> f32>(f: &F, values: &[f32; 3]) -> [f32; 3] {
    [f(values[0]), f(values[1]), f(values[2])]
}

pub fn captured_fields(x: &[u64; 8], out: &mut Out) {
    let scale = Scale { by: x[0] as f32, plus: x[1] as i8 as f32, count: Cell::new(3) };
    out.put(scale.all(&[x[2] as f32, 2.0, -0.0]));
    out.put(scale.count.get());
    let parts = (x[3] as f32, (x[4] as f32, x[5] as f32), 3.0f32);
    out.put(kept(&|v| v * parts.0 + parts.1.1 - parts.2, &[1.0, 2.0, 3.0]));
    out.put(kept(&move |v| v * parts.1.0 + parts.1.1 / parts.2, &[1.0, 2.0, 3.0]));
    let mut counts = (0u32, 5u64, 0u8);
    let mut count = |v: u64| { counts.0 += 1; counts.1 ^= v; };
    apply_mut(&mut count, x[6]);
    apply_mut(&mut count, x[7]);
    out.put(counts);
}

pub fn captured_and_dropped(x: &[u64; 8], out: &mut Out) {
    let cell = Cell::new(x[0]);
    {
        let pair = (Ends(&cell, 3), Ends(&cell, 5), x[1]);
        let first = move || (pair.0.1, pair.2);
        out.put(apply_once(first));
        let other = pair.1;
        out.put(other.1);
    }
    out.put(cell.get());
}

pub fn function_pointers(x: &[u64; 8], out: &mut Out) {
    fn double(v: u64) -> u64 { v.wrapping_mul(2) }
    unsafe fn half(v: u64) -> u64 { v / 2 }
    let functions: [unsafe fn(u64) -> u64; 4] = [double, half, |v| v ^ 1, u64::swap_bytes];
    out.put(unsafe { functions[(x[0] % 4) as usize](x[1]) });
    let constructor: fn(u64) -> Option<u64> = Some;
    out.put(constructor(x[2]));
    out.put((double as fn(u64) -> u64) as *const () == core::ptr::null());
    out.put(apply_pointer(double, x[3]));
    out.put([x[4], x[5]].map(Some));
}

pub fn unsafe_function_pointers(x: &[u64; 8], out: &mut Out) {
    #[inline(never)]
    fn one(v: u64) -> u64 { v ^ 1 }
    #[inline(never)]
    fn two(v: u64) -> u64 { v ^ 2 }
    #[inline(never)]
    fn pick(which: bool) -> fn(u64) -> u64 { if which { one } else { two } }
    let function: unsafe fn(u64) -> u64 = pick(x[0] % 2 == 0);
    out.put(unsafe { function(x[1]) });
}

pub fn remainders(x: &[u64; 8], out: &mut Out) {
    let (a, b) = (x[0] as i32, x[1] as i32);
    if b > 1 || b < -1 {
        out.put(a % b);
    }
    let at = (x[2] % 3) as usize;
    out.put(x[3] % [3, 5, 7][at]);
}

pub trait Area {
    const SIDES: u32;
    fn area(&self) -> u64;
    fn twice(&self) -> u64 { self.area().wrapping_mul(2) }
}
pub struct Square(u32);
pub struct Rectangle { width: u32, height: u32 }
impl Area for Square {
    const SIDES: u32 = 4;
    fn area(&self) -> u64 { self.0 as u64 * self.0 as u64 }
}
impl Area for Rectangle {
    const SIDES: u32 = 4;
    fn area(&self) -> u64 { self.width as u64 * self.height as u64 }
    fn twice(&self) -> u64 { Area::area(self) ^ 1 }
}
pub trait Named { fn area(&self) -> u64; fn name(&self) -> &'static str; }
impl Named for Square { fn area(&self) -> u64 { Area::area(self) } fn name(&self) -> &'static str { "square" } }
impl Named for Rectangle { fn area(&self) -> u64 { Area::area(self) } fn name(&self) -> &'static str { "rect" } }
pub trait Loud: Named { fn loud(&self) -> u64 { self.area() ^ 0xFF } }
impl Loud for Square {}
impl Loud for Rectangle { fn loud(&self) -> u64 { 5 } }

#[inline(never)]
fn total<T: Area>(shape: &T) -> u64 { shape.area() ^ shape.twice() ^ T::SIDES as u64 }

pub fn traits(x: &[u64; 8], out: &mut Out) {
    let (square, rectangle) = (Square(x[0] as u32), Rectangle { width: x[1] as u32, height: 3 });
    out.put((total(&square), total(&rectangle)));
    let objects: [&dyn Named; 2] = [&square, &rectangle];
    for object in objects {
        out.put((object.area(), object.name()));
    }
    let loud: &dyn Loud = if x[2] % 2 == 0 { &square } else { &rectangle };
    out.put(loud.loud());
    let upcast: &dyn Named = loud;
    out.put(upcast.name());
}

pub fn recursion(x: &[u64; 8], out: &mut Out) {
    fn ackermann(m: u64, n: u64) -> u64 {
        match (m, n) {
            (0, n) => n + 1,
            (m, 0) => ackermann(m - 1, 1),
            (m, n) => ackermann(m - 1, ackermann(m, n - 1)),
        }
    }
    fn even(n: u64) -> bool { n == 0 || odd(n - 1) }
    fn odd(n: u64) -> bool { n != 0 && even(n - 1) }
    out.put((ackermann(x[0] % 3, x[1] % 4), even(x[2] % 50)));
}

pub fn drops(x: &[u64; 8], out: &mut Out) {
    let cell = Cell::new(x[0]);
    {
        let first = Ends(&cell, 1);
        let second = Ends(&cell, 2);
        let many = [Ends(&cell, 3), Ends(&cell, 4)];
        if x[1] % 2 == 0 {
            drop(first);
        }
        let kept = if x[2] % 2 == 0 { Some(second) } else { None };
        let [one, _] = many;
        out.put((one.1, kept.is_some(), cell.get()));
    }
    out.put(cell.get());
    let mut slot = Some(Ends(&cell, 6));
    slot = None;
    slot.replace(Ends(&cell, 7));
    core::mem::forget(slot.take());
    out.put(cell.get());
}

enum Held<'a> { One(Ends<'a>), Two(Ends<'a>, Ends<'a>), None }

pub fn drops_in_enums(x: &[u64; 8], out: &mut Out) {
        let cell = Cell::new(1);
    for word in x {
        let held = match word % 3 {
            0 => Held::One(Ends(&cell, 2)),
            1 => Held::Two(Ends(&cell, 3), Ends(&cell, 4)),
            _ => Held::None,
        };
        if let Held::Two(first, _) = held {
            cell.set(cell.get() ^ first.1);
        }
    }
    out.put(cell.get());
}

pub fn drops_of_objects(x: &[u64; 8], out: &mut Out) {
    trait Anything {}
    impl Anything for Ends<'_> {}
    impl Anything for u64 {}
    let cell = Cell::new(x[0]);
    let mut one = core::mem::ManuallyDrop::new(Ends(&cell, 9));
    let mut two = 5u64;
    let object: *mut (dyn Anything + '_) = if x[1] % 2 == 0 { &raw mut *one } else { &raw mut two };
    unsafe { core::ptr::drop_in_place(object) };
    let mut many = [const { core::mem::MaybeUninit::uninit() }; 3];
    for (i, slot) in many.iter_mut().enumerate() {
        slot.write(Ends(&cell, i as u64 + 20));
    }
    unsafe { core::ptr::drop_in_place(&raw mut many as *mut [Ends; 3] as *mut [Ends]) };
    out.put(cell.get());
}

pub fn question_marks(x: &[u64; 8], out: &mut Out) {
    #[inline(never)]
    fn parse(words: &[u64]) -> Result<u64, u8> {
        let first = words.first().ok_or(1)?;
        let second = words.get(1).copied().filter(|v| v % 3 != 0).ok_or(2)?;
        let sum = first.checked_add(second).ok_or(3u8)?;
        Ok(sum ^ u64::try_from(words.len() as i32 - 3).map_err(|_| 4)?)
    }
    for n in 0..5 {
        out.put(parse(&x[..n]));
    }
}

pub fn assertions(x: &[u64; 8], out: &mut Out) {
    let (a, b) = (x[0] as i32, x[1] as i32);
    let at = (x[2] % 8) as usize;
    out.put(x[at]);
    if b != 0 && !(a == i32::MIN && b == -1) {
        out.put((a / b, a % b));
    }
    assert!(at < 8, "index {at}");
    assert_eq!(at, at);
    out.put(Some(a).unwrap());
    out.put(Ok::<i32, u8>(b).expect("a value"));
}

pub fn const_generics(x: &[u64; 8], out: &mut Out) {
    #[derive(Clone, Copy)]
    struct Matrix<const R: usize, const C: usize>([[u64; C]; R]);
    impl<const R: usize, const C: usize> Matrix<R, C> {
        fn transposed(&self) -> Matrix<C, R> {
            Matrix(core::array::from_fn(|c| core::array::from_fn(|r| self.0[r][c])))
        }
        fn times<const K: usize>(&self, other: &Matrix<C, K>) -> Matrix<R, K> {
            let mut product = [[0u64; K]; R];
            for r in 0..R {
                for k in 0..K {
                    for c in 0..C {
                        product[r][k] = product[r][k].wrapping_add(self.0[r][c].wrapping_mul(other.0[c][k]));
                    }
                }
            }
            Matrix(product)
        }
    }
    let matrix = Matrix([[x[0], x[1], x[2]], [x[3], x[4], x[5]]]);
    out.put(matrix.times(&matrix.transposed()).0);
}

pub fn generic_functions(x: &[u64; 8], out: &mut Out) {
    fn largest<T: PartialOrd + Copy, I: IntoIterator<Item = T>>(values: I) -> Option<T> {
        let mut values = values.into_iter();
        let first = values.next()?;
        Some(values.fold(first, |a, b| if b > a { b } else { a }))
    }
    out.put((largest(*x), largest(x.map(|v| v as i8)), largest::<u8, [u8; 0]>([])));
    out.put(largest([float32(x[0]), float32(x[1]), 0.5]));
}

#[derive(Clone, Copy)]
struct Complex(f32, f32);
impl core::ops::Add for Complex { type Output = Self; fn add(self, o: Self) -> Self { Complex(self.0 + o.0, self.1 + o.1) } }
impl core::ops::Mul<f32> for Complex { type Output = Self; fn mul(self, o: f32) -> Self { Complex(self.0 * o, self.1 * o) } }
impl core::ops::AddAssign for Complex { fn add_assign(&mut self, o: Self) { *self = *self + o; } }
impl core::ops::Index<usize> for Complex { type Output = f32; fn index(&self, i: usize) -> &f32 { if i == 0 { &self.0 } else { &self.1 } } }
impl core::ops::Neg for Complex { type Output = Self; fn neg(self) -> Self { Complex(-self.0, -self.1) } }

pub fn operators(x: &[u64; 8], out: &mut Out) {
        let mut sum = Complex(float32(x[0]), 1.0);
    sum += Complex(2.0, float32(x[1])) * 3.0;
    sum = -sum;
    out.put((sum[0], sum[(x[2] % 2) as usize]));
}

pub fn sorting(x: &[u64; 8], out: &mut Out) {
    let mut values = *x;
    values.sort_unstable();
    out.put(values);
    values.sort_unstable_by_key(|v| core::cmp::Reverse(*v % 16));
    out.put(values.map(|v| v % 16));
    out.put(x.iter().is_sorted());
    values.sort_unstable();
    out.put(values.binary_search(&x[3]).is_ok());
}

pub fn strings(x: &[u64; 8], out: &mut Out) {
    let text = ["gfx1100", "grün", "a b c", ""][(x[0] % 4) as usize];
    out.put((text, text.chars().rev().map(|c| c as u32).fold(7u32, |s, c| s.wrapping_mul(31) ^ c)));
    out.put((text.find('b'), text.split(' ').count(), text.strip_prefix("gfx").map(|t| t.len())));
    out.put((text.parse::<u32>().is_ok(), "123".parse::<u8>().ok(), core::str::from_utf8(&[x[1] as u8]).is_ok()));
    out.put(text.bytes().enumerate().map(|(i, b)| (i as u64) << b % 7).sum::<u64>());
}

struct Collatz(u64);
impl Iterator for Collatz {
    type Item = u64;
    fn next(&mut self) -> Option<u64> {
        if self.0 <= 1 { return None; }
        self.0 = if self.0 % 2 == 0 { self.0 / 2 } else { self.0 * 3 + 1 };
        Some(self.0)
    }
}

pub fn user_iterators(x: &[u64; 8], out: &mut Out) {
        out.put(Collatz(x[0] % 1000).take(200).count());
    out.put(Collatz(x[1] % 1000).take(50).map(|v| v % 9).max());
}

pub fn atomics(x: &[u64; 8], out: &mut Out) {
    use core::sync::atomic::{AtomicBool, AtomicI32, AtomicU64, Ordering::*, fence};
    let word = AtomicU64::new(x[0]);
    out.put((word.fetch_add(x[1], Relaxed), word.fetch_xor(x[2], AcqRel), word.swap(x[3], SeqCst)));
    out.put((word.compare_exchange(x[3], 5, AcqRel, Acquire), word.load(Acquire)));
    out.put(word.fetch_update(Relaxed, Relaxed, |v| v.checked_mul(2)));
    let number = AtomicI32::new(x[4] as i32);
    out.put((number.fetch_max(x[5] as i32, Relaxed), number.fetch_min(3, Relaxed), number.into_inner()));
    let flag = AtomicBool::new(x[6] % 2 == 0);
    fence(SeqCst);
    out.put((flag.fetch_and(true, Relaxed), flag.fetch_not(Release), flag.load(Relaxed)));
}

pub fn hashing(x: &[u64; 8], out: &mut Out) {
    use core::hash::{Hash, Hasher};
    struct Fnv(u64);
    impl Hasher for Fnv {
        fn finish(&self) -> u64 { self.0 }
        fn write(&mut self, bytes: &[u8]) {
            for byte in bytes { self.0 = (self.0 ^ *byte as u64).wrapping_mul(0x100000001b3); }
        }
    }
    let mut hasher = Fnv(0xcbf29ce484222325);
    (x[0], "text", [x[1] as u8; 3], Some(x[2] as i16)).hash(&mut hasher);
    out.put(hasher.finish());
}
