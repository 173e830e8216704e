//! Kernels through which pointers flow in every way that Rust has: what `infer-address-spaces` is
//! tested with. `test_pointer_flows.py` says which of them may access flat memory.
#![no_std]
#![feature(abi_gpu_kernel, stdarch_amdgpu)]
#![allow(improper_ctypes_definitions, improper_gpu_kernel_arg, static_mut_refs)]

use core::arch::amdgpu::{workgroup_id_x, workitem_id_x};
use core::mem::MaybeUninit;
use core::sync::atomic::{AtomicPtr, AtomicU32, Ordering};

fn id() -> usize {
    (workgroup_id_x() * 64 + workitem_id_x()) as usize
}

#[unsafe(link_section = ".lds")]
static mut TILE: MaybeUninit<[f32; 256]> = MaybeUninit::uninit();

fn tile() -> &'static mut [f32; 256] {
    unsafe { &mut *(&raw mut TILE).cast() }
}

// A linked list in LDS.

struct Node {
    value: u32,
    next: Option<&'static Node>,
}

#[unsafe(link_section = ".lds")]
static mut NODES: MaybeUninit<[Node; 64]> = MaybeUninit::uninit();

#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn list_in_lds(out: &mut [u32]) {
    let nodes: *mut Node = (&raw mut NODES).cast();
    let mut head: Option<&'static Node> = None;
    for i in 0..64 {
        unsafe {
            nodes.add(i).write(Node { value: i as u32, next: head });
            head = Some(&*nodes.add(i));
        }
    }
    let mut sum = 0;
    while let Some(node) = head {
        sum += node.value;
        head = node.next;
    }
    out[id()] = sum;
}

// Two buffers that are exchanged in a loop.

#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn ping_pong(a: *mut f32, b: *mut f32, n: usize, rounds: usize) {
    let (mut from, mut to) = (a, b);
    for _ in 0..rounds {
        unsafe { *to.add(id() % n) = *from.add((id() + 1) % n) * 0.5 };
        core::mem::swap(&mut from, &mut to);
    }
}

// A closure that captures buffers, given to a function that is not inlined.

#[inline(never)]
fn repeat(n: usize, f: &mut dyn FnMut(usize)) {
    for i in 0..n {
        f(i);
    }
}

#[inline(never)]
fn for_each<F: FnMut(usize)>(n: usize, mut f: F) {
    for i in 0..n {
        f(i);
    }
}

#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn closure_with_captures(x: &[f32], y: &mut [f32]) {
    let mut total = 0.0;
    for_each(x.len(), |i| total += x[i]);
    y[id()] = total;
}

#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn dyn_closure(x: &[f32], y: &mut [f32]) {
    let mut count = 0u32;
    let at = id();
    repeat(x.len(), &mut |i| {
        count += 1;
        y[at] += x[i];
    });
    y[at] += count as f32;
}

// Trait objects that hold references.

trait Source {
    fn get(&self, i: usize) -> f32;
}

struct Slice<'a>(&'a [f32]);
struct Scaled<'a> {
    inner: &'a dyn Source,
    by: &'a f32,
}

impl Source for Slice<'_> {
    #[inline(never)]
    fn get(&self, i: usize) -> f32 {
        self.0[i % self.0.len()]
    }
}

impl Source for Scaled<'_> {
    #[inline(never)]
    fn get(&self, i: usize) -> f32 {
        self.inner.get(i) * *self.by
    }
}

#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn dyn_sources(x: &[f32], factor: &f32, out: &mut [f32]) {
    let slice = Slice(x);
    let scaled = Scaled { inner: &slice, by: factor };
    let sources: [&dyn Source; 2] = [&slice, &scaled];
    out[id()] = sources[id() % 2].get(id());
}

// An enum that holds references of several kinds.

enum View<'a> {
    Empty,
    One(&'a f32),
    Many(&'a [f32]),
    Two(&'a [f32], &'a [f32]),
}

#[inline(never)]
fn total(view: &View) -> f32 {
    match view {
        View::Empty => 0.0,
        View::One(x) => **x,
        View::Many(xs) => xs.iter().sum(),
        View::Two(a, b) => a.iter().chain(b.iter()).sum(),
    }
}

#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn enum_of_references(x: &[f32], out: &mut [f32]) {
    let view = match id() % 4 {
        0 => View::Empty,
        1 => View::One(&x[0]),
        2 => View::Many(x),
        _ => View::Two(&x[..1], &x[1..]),
    };
    out[id()] = total(&view);
}

// Iterators.

#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn iterators(x: &[f32], y: &[f32], out: &mut [f32]) {
    let mut sum = 0.0;
    for (a, b) in x.iter().zip(y) {
        sum += a * b;
    }
    for chunk in x.chunks(7) {
        sum += chunk.iter().copied().fold(0.0, f32::max);
    }
    for window in y.windows(3) {
        sum -= window[1];
    }
    for v in x.iter().step_by(5).rev().skip(1) {
        sum += v;
    }
    for (o, v) in out.chunks_exact_mut(4).zip(x.chunks_exact(4)) {
        o.copy_from_slice(v);
    }
    out[id()] = sum;
}

// Pointers through functions that are not inlined, and recursion.

#[inline(never)]
fn longest<'a>(a: &'a [f32], b: &'a [f32]) -> &'a [f32] {
    if a.len() > b.len() { a } else { b }
}

#[inline(never)]
fn sum_of(x: &[f32]) -> f32 {
    match x {
        [] => 0.0,
        [one] => *one,
        _ => {
            let (a, b) = x.split_at(x.len() / 2);
            sum_of(a) + sum_of(b)
        }
    }
}

#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn through_functions(x: &[f32], y: &[f32], out: &mut [f32]) {
    out[id()] = sum_of(longest(x, y));
}

// One function for buffers, LDS and locals.

#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn one_function_for_all(x: &[f32], out: &mut [f32]) {
    let tile = tile();
    for (t, v) in tile.iter_mut().zip(x) {
        *t = *v;
    }
    let mut own = [0.0; 16];
    for (i, o) in own.iter_mut().enumerate() {
        *o = tile[(i + id()) % 256];
    }
    out[id()] = sum_of(x) + sum_of(tile) + sum_of(&own);
}

// A loop over `Option<&T>`.

#[inline(never)]
fn find<'a>(x: &'a [f32], above: f32) -> Option<&'a f32> {
    x.iter().find(|v| **v > above)
}

#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn option_loop(x: &[f32], out: &mut [f32]) {
    let mut best: Option<&f32> = None;
    let mut bound = 0.0;
    while let Some(found) = find(x, bound) {
        bound = *found;
        best = Some(found);
    }
    out[id()] = best.copied().unwrap_or(-1.0);
}

// An argument that is a struct of slices, and an array of them.

#[derive(Clone, Copy)]
pub struct Matrices<'a> {
    a: &'a [f32],
    b: &'a [f32],
    scale: f32,
    rows: [&'a [f32]; 2],
}

#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn struct_of_slices(m: Matrices, out: &mut [f32]) {
    let row = m.rows[id() % 2];
    out[id()] = (m.a[id()] + m.b[id()] + row[0]) * m.scale;
}

#[inline(never)]
fn dot(m: &Matrices, i: usize) -> f32 {
    m.a.iter().zip(m.b).map(|(a, b)| a * b).sum::<f32>() + m.rows[i % 2][i]
}

#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn struct_by_reference(m: Matrices, out: &mut [f32]) {
    out[id()] = dot(&m, id());
}

// A local array of slices, sorted.

#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn array_of_slices(a: &[f32], b: &[f32], c: &[f32], out: &mut [f32]) {
    let mut all = [a, b, c];
    all.sort_unstable_by_key(|s| s.len());
    out[id()] = all[id() % 3][0] + all.iter().map(|s| s.len()).sum::<usize>() as f32;
}

// Constants, or what the host gave.

static DEFAULTS: [f32; 4] = [1.0, 2.0, 3.0, 4.0];

#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn defaults(x: &[f32], out: &mut [f32]) {
    let given = if x.is_empty() { &DEFAULTS } else { x };
    let names = ["zero", "one", "two"];
    let name = names[given.len() % 3];
    out[id()] = given[0] + name.as_bytes()[0] as f32;
}

// An empty slice, or LDS.

#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn empty_or_lds(out: &mut [f32], n: usize) {
    let mut rest: &mut [f32] = tile();
    let mut sum = 0.0;
    while let Some((first, others)) = core::mem::take(&mut rest).split_first_mut() {
        sum += *first;
        if n < others.len() {
            rest = others;
        }
    }
    out[id()] = sum;
}

// Atomics through structs of references.

struct Counters<'a> {
    hits: &'a AtomicU32,
    misses: &'a AtomicU32,
}

#[inline(never)]
fn count(counters: &Counters, hit: bool) {
    let which = if hit { counters.hits } else { counters.misses };
    which.fetch_add(1, Ordering::Relaxed);
}

#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn counters(x: &[u32], hits: &AtomicU32, misses: &AtomicU32) {
    let counters = Counters { hits, misses };
    for v in x {
        count(&counters, v % 2 == 0);
    }
}

#[unsafe(link_section = ".lds")]
static HEAD: MaybeUninit<AtomicPtr<f32>> = MaybeUninit::uninit();

#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn atomic_pointer(x: &mut [f32]) {
    let head = unsafe { HEAD.assume_init_ref() };
    head.store(&mut x[id()], Ordering::Release);
    let old = head.load(Ordering::Acquire);
    if !old.is_null() {
        unsafe { *old += 1.0 };
    }
}

// Where spaces really mix.

#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn global_or_lds(x: &mut [f32], out: &mut [f32]) {
    let from: &mut [f32] = if id() % 2 == 0 { x } else { tile() };
    out[id()] = from[id() % 4];
}

// Where nothing is known without the assumption.

#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn slices_of_slices(x: &[&[f32]], out: &mut [f32]) {
    out[id()] = x[id()].iter().sum();
}

pub struct Tree<'a> {
    value: f32,
    left: Option<&'a Tree<'a>>,
    right: Option<&'a Tree<'a>>,
}

#[inline(never)]
fn depth(tree: &Tree) -> u32 {
    1 + tree.left.map_or(0, depth).max(tree.right.map_or(0, depth)) + (tree.value < 0.0) as u32
}

#[unsafe(no_mangle)]
pub extern "gpu-kernel" fn tree(root: &Tree, out: &mut [u32]) {
    out[id()] = depth(root);
}
