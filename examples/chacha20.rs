//! ChaCha20 (RFC 8439): one work-item encrypts one 64-byte block in place.
#![no_std]
#![feature(abi_gpu_kernel, stdarch_amdgpu)]
#![allow(improper_ctypes_definitions)]

use core::arch::amdgpu::{workgroup_id_x, workitem_id_x};

const BLOCK: u32 = 64;

fn quarter_round(s: &mut [u32; 16], a: usize, b: usize, c: usize, d: usize) {
    s[a] = s[a].wrapping_add(s[b]);
    s[d] = (s[d] ^ s[a]).rotate_left(16);
    s[c] = s[c].wrapping_add(s[d]);
    s[b] = (s[b] ^ s[c]).rotate_left(12);
    s[a] = s[a].wrapping_add(s[b]);
    s[d] = (s[d] ^ s[a]).rotate_left(8);
    s[c] = s[c].wrapping_add(s[d]);
    s[b] = (s[b] ^ s[c]).rotate_left(7);
}

fn key_stream(key: &[u32; 8], counter: u32, nonce: &[u32; 3]) -> [u32; 16] {
    let mut start = [0u32; 16];
    start[..4].copy_from_slice(&[0x61707865, 0x3320646e, 0x79622d32, 0x6b206574]);
    start[4..12].copy_from_slice(key);
    start[12] = counter;
    start[13..].copy_from_slice(nonce);
    let mut s = start;
    for _ in 0..10 {
        quarter_round(&mut s, 0, 4, 8, 12);
        quarter_round(&mut s, 1, 5, 9, 13);
        quarter_round(&mut s, 2, 6, 10, 14);
        quarter_round(&mut s, 3, 7, 11, 15);
        quarter_round(&mut s, 0, 5, 10, 15);
        quarter_round(&mut s, 1, 6, 11, 12);
        quarter_round(&mut s, 2, 7, 8, 13);
        quarter_round(&mut s, 3, 4, 9, 14);
    }
    for (slot, value) in s.iter_mut().zip(start) {
        *slot = slot.wrapping_add(value);
    }
    s
}

#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn chacha20(
    data: &mut [u8],
    key: &[u32; 8],
    nonce: &[u32; 3],
    counter: u32,
) {
    let i = workgroup_id_x() * BLOCK + workitem_id_x();
    let Some(block) = data.chunks_mut(64).nth(i as usize) else {
        return;
    };
    let stream = key_stream(key, counter.wrapping_add(i), nonce);
    for (byte, key) in block.iter_mut().zip(stream.iter().flat_map(|word| word.to_le_bytes())) {
        *byte ^= key;
    }
}
