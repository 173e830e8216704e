// Of a closure that is never made only its type is left; what it captures was not known.
pub fn run(x: &[u64; 8], out: &mut Out) {
    let (a, b) = (x[0], x[1] as u8);
    let never = if x[2] as u32 as u64 > u32::MAX as u64 { Some(move |v: u64| v ^ a ^ b as u64) } else { None };
    out.put(size_of_val(&never));
    out.put(never.map_or(3, |f| f(x[3])));
}
