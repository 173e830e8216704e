// A closure in a function that is within a method was left with its impl's parameters, which
// rustc prints as they are declared.
pub struct Wrapper<A>(A);

impl<A: Copy> Wrapper<A> {
    #[inline(never)]
    fn go<B: Copy>(&self, b: B, c: u32) -> u32 {
        #[inline(never)]
        fn inner<T: Copy>(_: T, u: u32) -> u32 {
            let f = move |x: u32| x.wrapping_add(u).wrapping_add(size_of::<T>() as u32);
            twice(f, u)
        }
        inner(b, c)
    }
}

#[inline(never)]
fn twice<F: Fn(u32) -> u32>(f: F, x: u32) -> u32 {
    f(f(x))
}

pub fn run(x: &[u64; 8], out: &mut Out) {
    out.put([x[0], x[1]].iter().flat_map(|&v| [v, v]).fold(3u64, |a, b| a.wrapping_mul(7) ^ b));
    out.put((Wrapper(3u8).go(2u16, x[1] as u32), Wrapper(3u64).go(2u8, x[2] as u32)));
}
