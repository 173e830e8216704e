//! What the lanes of a wavefront do together: votes, shuffles, reductions, scans.
//!
//! Only lanes that run the same call take part; the others are *inactive*, as the lanes on the other
//! side of a branch are. A lane gets 0 of an inactive one that it reads.

use core::arch::amdgpu;
use core::ops::Add;

/// Lanes in a wave: 32 or 64.
#[inline(always)]
pub fn size() -> u32 {
    amdgpu::wavefrontsize()
}

/// This work-item's number in its wave.
#[inline(always)]
pub fn lane() -> u32 {
    count_below(!0)
}

/// The bits of `mask` below this lane's own, counted. (A wave of 32 has none in the upper half.)
#[inline(always)]
fn count_below(mask: u64) -> u32 {
    amdgpu::mbcnt_hi((mask >> 32) as u32, amdgpu::mbcnt_lo(mask as u32, 0))
}

/// The lanes of which this is true, one bit each.
#[inline(always)]
pub fn ballot(this: bool) -> u64 {
    amdgpu::ballot(this)
}

/// The lanes that are active.
#[inline(always)]
pub fn active() -> u64 {
    amdgpu::ballot(true)
}

/// Whether it is true of all active lanes.
#[inline(always)]
pub fn all(this: bool) -> bool {
    ballot(!this) == 0
}

/// Whether it is true of any active lane.
#[inline(always)]
pub fn any(this: bool) -> bool {
    ballot(this) != 0
}

/// How many active lanes before this one it is true of: where each of them has its place, if only
/// they write.
#[inline(always)]
pub fn rank(this: bool) -> u32 {
    count_below(ballot(this))
}

/// Whether this is the first active lane.
#[inline(always)]
pub fn is_first() -> bool {
    rank(true) == 0
}

/// A value that lanes can exchange: one or two words.
pub trait Exchange: Copy {
    /// The value as words, of which the second may be unused.
    fn to_words(self) -> [u32; 2];
    /// The value of those words.
    fn from_words(words: [u32; 2]) -> Self;
    /// Whether the second word is used.
    const WIDE: bool;
}

macro_rules! exchange {
    ($($type:ty, $wide:literal, |$value:ident| $to:expr, |$bits:ident| $from:expr;)*) => {$(
        impl Exchange for $type {
            const WIDE: bool = $wide;

            #[inline(always)]
            fn to_words(self) -> [u32; 2] {
                let $value = self;
                let bits: u64 = $to;
                [bits as u32, (bits >> 32) as u32]
            }

            #[inline(always)]
            fn from_words(words: [u32; 2]) -> Self {
                let $bits = words[0] as u64 | (words[1] as u64) << 32;
                $from
            }
        }
    )*};
}

exchange! {
    u32, false, |v| v as u64, |b| b as u32;
    i32, false, |v| v as u32 as u64, |b| b as i32;
    f32, false, |v| v.to_bits() as u64, |b| f32::from_bits(b as u32);
    u64, true, |v| v, |b| b;
    i64, true, |v| v as u64, |b| b as i64;
    usize, true, |v| v as u64, |b| b as usize;
    f64, true, |v| v.to_bits(), |b| f64::from_bits(b);
}

/// Apply an exchange of words to the words that a value has.
#[inline(always)]
fn by_words<T: Exchange>(value: T, exchange: impl Fn(u32) -> u32) -> T {
    let [low, high] = value.to_words();
    T::from_words([exchange(low), if T::WIDE { exchange(high) } else { 0 }])
}

/// The first active lane's value, in all.
#[inline(always)]
pub fn first<T: Exchange>(value: T) -> T {
    by_words(value, amdgpu::readfirstlane_u32)
}

/// The value of one lane, in all; `lane` must be the same in all.
///
/// # Safety
/// `lane` is less than [`size`], and active.
#[inline(always)]
pub unsafe fn read_lane<T: Exchange>(value: T, lane: u32) -> T {
    by_words(value, |word| unsafe { amdgpu::readlane_u32(word, lane) })
}

/// The value of the lane that each lane names, modulo the wave's size.
///
/// In waves of 64, GPUs from gfx10 on exchange only within each half.
#[inline(always)]
pub fn shuffle<T: Exchange>(value: T, from: u32) -> T {
    by_words(value, |word| unsafe { amdgpu::ds_bpermute(from * 4, word) })
}

/// The value of the lane whose number differs by these bits.
#[inline(always)]
pub fn shuffle_xor<T: Exchange>(value: T, bits: u32) -> T {
    shuffle(value, lane() ^ bits)
}

/// The value of the lane `distance` before; of the first lanes, their own.
#[inline(always)]
pub fn shuffle_up<T: Exchange>(value: T, distance: u32) -> T {
    let lane = lane();
    shuffle(
        value,
        if lane < distance {
            lane
        } else {
            lane - distance
        },
    )
}

/// The value of the lane `distance` after; of the last lanes, their own.
#[inline(always)]
pub fn shuffle_down<T: Exchange>(value: T, distance: u32) -> T {
    let (lane, to) = (lane(), lane() + distance);
    shuffle(value, if to < size() { to } else { lane })
}

/// Combine the values of a whole wave, in which all lanes must be active, two at a time; all lanes
/// get the result. `combine` must not mind the order.
#[inline(always)]
pub fn reduce<T: Exchange>(value: T, combine: impl Fn(T, T) -> T) -> T {
    let mut sum = value;
    let mut distance = size() / 2;
    while distance > 0 {
        sum = combine(sum, shuffle_xor(sum, distance));
        distance /= 2;
    }
    sum
}

/// The sum over a whole wave, in which all lanes must be active.
#[inline(always)]
pub fn sum<T: Exchange + Add<Output = T>>(value: T) -> T {
    reduce(value, |a, b| a + b)
}

/// The sum over the active lanes.
#[inline(always)]
pub fn sum_active(value: u32) -> u32 {
    amdgpu::wave_reduce_add::<0>(value)
}

/// The least value of the active lanes.
#[inline(always)]
pub fn min_active(value: u32) -> u32 {
    amdgpu::wave_reduce_umin::<0>(value)
}

/// The greatest value of the active lanes.
#[inline(always)]
pub fn max_active(value: u32) -> u32 {
    amdgpu::wave_reduce_umax::<0>(value)
}

/// The sum over this lane and those before it, in a wave in which all lanes are active.
#[inline(always)]
pub fn inclusive_sum<T: Exchange + Add<Output = T>>(value: T) -> T {
    let lane = lane();
    let mut sum = value;
    let mut distance = 1;
    while distance < size() {
        let before = shuffle_up(sum, distance);
        if lane >= distance {
            sum = sum + before;
        }
        distance *= 2;
    }
    sum
}
