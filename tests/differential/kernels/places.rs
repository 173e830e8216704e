// Places and their projections, references, reading and writing.

#[derive(Clone, Copy, PartialEq)]
pub struct Inner {
    a: u32,
    b: (u8, u64),
}

#[derive(Clone, Copy, PartialEq)]
pub struct Outer {
    first: Inner,
    many: [Inner; 3],
}

#[derive(Clone, Copy)]
#[repr(C, packed)]
pub struct Packed {
    small: u8,
    wide: u64,
    half: u16,
}

#[repr(C)]
pub union Bits {
    float: f32,
    word: u32,
    bytes: [u8; 4],
}

pub enum Shape {
    Dot,
    Line(u32),
    Square { side: u32, at: (i16, i16) },
}

fn outer(x: &[u64; 8]) -> Outer {
    let inner = |i: usize| Inner { a: x[i] as u32, b: (x[i + 1] as u8, x[i + 2]) };
    Outer { first: inner(0), many: [inner(1), inner(2), inner(3)] }
}

fn shape(word: u64) -> Shape {
    match word % 3 {
        0 => Shape::Dot,
        1 => Shape::Line(word as u32),
        _ => Shape::Square { side: word as u32, at: (word as i16, (word >> 16) as i16) },
    }
}

pub fn field_of_field(x: &[u64; 8], out: &mut Out) {
    let value = outer(x);
    out.put(value.first.b.1 ^ value.many[2].a as u64);
}

pub fn index_by_variable(x: &[u64; 8], out: &mut Out) {
    let value = outer(x);
    out.put(value.many[(x[7] % 3) as usize].b);
}

pub fn write_field_of_element(x: &[u64; 8], out: &mut Out) {
    let mut value = outer(x);
    value.many[(x[7] % 3) as usize].b.0 = 7;
    value.first.b = (1, x[6]);
    for inner in value.many {
        out.put((inner.a, inner.b));
    }
    out.put(value.first.b);
}

pub fn constant_index(x: &[u64; 8], out: &mut Out) {
    if let [a, b, .., c] = x[..(x[0] % 9) as usize] {
        out.put((a, b, c));
    }
    if let [first, .., last] = &x[1..(x[1] % 7) as usize + 1] {
        out.put(first ^ last);
    }
}

pub fn subslice(x: &[u64; 8], out: &mut Out) {
    let [a, middle @ .., b] = *x;
    out.put((a, middle, b));
    match &x[(x[0] % 8) as usize..] {
        [] => out.put(0u8),
        [one] => out.put(*one),
        [_, rest @ ..] => out.put(rest),
    }
    if let [start @ .., _, last] = &x[(x[1] % 8) as usize..] {
        out.put((start, last));
    }
}

pub fn downcast(x: &[u64; 8], out: &mut Out) {
    for word in x {
        match shape(*word) {
            Shape::Dot => out.put(1u8),
            Shape::Line(length) => out.put(length),
            Shape::Square { side, at: (x, y) } => out.put((side, x, y)),
        }
    }
}

pub fn write_through_downcast(x: &[u64; 8], out: &mut Out) {
    let mut value = shape(x[0]);
    if let Shape::Line(length) | Shape::Square { side: length, .. } = &mut value {
        *length ^= 0xFF;
    }
    match value {
        Shape::Dot => out.put(1u8),
        Shape::Line(length) => out.put(length),
        Shape::Square { side, at } => out.put((side, at)),
    }
}

pub fn deref_chains(x: &[u64; 8], out: &mut Out) {
    let value = outer(x);
    let reference = &value;
    let twice = &reference;
    let thrice = &twice;
    out.put(thrice.first.a);
    out.put((***thrice).many[1].b);
}

pub fn mutable_reference_to_field(x: &[u64; 8], out: &mut Out) {
    let mut value = outer(x);
    let at = &mut value.many[1].b.1;
    *at = at.rotate_left(3);
    let (left, right) = (&mut value.first.a, &mut value.many[0].a);
    core::mem::swap(left, right);
    out.put((value.first.a, value.many[0].a, value.many[1].b.1));
}

pub fn packed_fields(x: &[u64; 8], out: &mut Out) {
    let mut value = Packed { small: x[0] as u8, wide: x[1], half: x[2] as u16 };
    value.wide ^= 5;
    let at = &raw mut value.half;
    unsafe { at.write_unaligned(at.read_unaligned().swap_bytes()) };
    out.put((value.small, { value.wide }, { value.half }));
    out.put(size_of::<Packed>());
}

pub fn union_fields(x: &[u64; 8], out: &mut Out) {
    let mut value = Bits { word: x[0] as u32 };
    unsafe {
        out.put(value.bytes);
        value.bytes[1] = 3;
        out.put(value.word);
        value.float = 1.5;
        out.put(value.word);
        let Bits { bytes: [low, ..] } = value;
        out.put(low);
    }
}

pub fn raw_pointers(x: &[u64; 8], out: &mut Out) {
    let mut values = *x;
    let start = &raw mut values[0];
    unsafe {
        *start.add(2) = 7;
        *start.offset(3).cast::<u32>() = 9;
        out.put(*start.add((x[0] % 8) as usize));
        out.put(start.add(5).offset_from(start));
    }
    out.put(values);
}

pub fn slice_ranges(x: &[u64; 8], out: &mut Out) {
    let (from, to) = ((x[0] % 4) as usize, (x[1] % 4) as usize + 4);
    out.put(&x[from..to]);
    out.put(&x[from..=to]);
    out.put(x[..from].len());
    out.put(x.get(to..9).is_none());
}

pub fn nested_arrays(x: &[u64; 8], out: &mut Out) {
    let mut grid = [[0u16; 4]; 3];
    for (i, word) in x.iter().enumerate() {
        grid[i % 3][i / 2] = *word as u16;
    }
    out.put(grid);
    out.put(grid[(x[0] % 3) as usize][(x[1] % 4) as usize]);
}

pub fn reference_patterns(x: &[u64; 8], out: &mut Out) {
    let pairs = [(x[0], x[1] as u8), (x[2], x[3] as u8)];
    for &(ref a, b) in &pairs {
        out.put((*a, b));
    }
    let Inner { a, b: (_, ref wide) } = outer(x).first;
    out.put((a, *wide));
}

pub fn zero_sized(x: &[u64; 8], out: &mut Out) {
    #[derive(Clone, Copy)]
    struct Nothing;
    let many = [Nothing; 5];
    let _one = many[(x[0] % 5) as usize];
    out.put(many.len());
    out.put(((), x[1], ()));
    out.put(size_of_val(&many));
}

pub fn cells(x: &[u64; 8], out: &mut Out) {
    let cell = Cell::new(x[0]);
    let (one, two) = (&cell, &cell);
    one.set(two.get() ^ 1);
    out.put(two.replace(4) ^ one.get());
    let shared = RefCell::new([x[1], x[2]]);
    shared.borrow_mut()[0] = 3;
    out.put(*shared.borrow());
    out.put(shared.try_borrow_mut().is_ok());
}

pub fn uninitialised_memory(x: &[u64; 8], out: &mut Out) {
    let mut slots = [const { core::mem::MaybeUninit::<u64>::uninit() }; 4];
    for (slot, word) in slots.iter_mut().zip(x) {
        slot.write(word ^ 1);
    }
    out.put(unsafe { core::mem::transmute::<_, [u64; 4]>(slots) });
}

static TABLE: [(u8, &str); 3] = [(1, "one"), (2, "two"), (3, "drei")];
const PRIMES: [u32; 5] = [2, 3, 5, 7, 11];
static POINTER: &[u32] = &PRIMES;

pub fn statics(x: &[u64; 8], out: &mut Out) {
    let (number, name) = TABLE[(x[0] % 3) as usize];
    out.put((number, name));
    out.put(PRIMES[(x[1] % 5) as usize] ^ POINTER[(x[2] % 5) as usize]);
    out.put(name.as_bytes().first().copied());
}

pub fn large_values(x: &[u64; 8], out: &mut Out) {
    #[inline(never)]
    fn fill(seed: u64) -> [u64; 40] {
        core::array::from_fn(|i| seed.wrapping_mul(i as u64 + 1))
    }
    #[inline(never)]
    fn sum(values: [u64; 40], from: usize) -> u64 {
        values[from..].iter().fold(0, |s, v| s ^ v)
    }
    let mut values = fill(x[0]);
    values[7] = x[1];
    out.put(sum(values, (x[2] % 40) as usize));
    let copy = values;
    out.put(copy[39]);
}
