// RUN: rusticle-opt %s -p verify-kernel-return --split-input-file --verify-diagnostics | filecheck %s

// Kernels that return `()` or `!` pass, and so does any function that is no kernel.

mir.func "gpu-kernel" @unit() -> !mir.tuple<>
mir.func "gpu-kernel" @never() -> !mir.never
mir.func @dot() -> f32

// CHECK:      mir.func "gpu-kernel" @unit() -> !mir.tuple<>
// CHECK-NEXT: mir.func "gpu-kernel" @never() -> !mir.never
// CHECK-NEXT: mir.func @dot() -> f32

// -----

// All offending kernels are reported in one run, with their places in the source.

mir.func "gpu-kernel" @"vectors::dot"() -> f32 rust_path "vectors::dot" loc("examples/dot.rs":12:1)
mir.func "gpu-kernel" @pair() -> !mir.tuple<ui32, !mir.bool>

// CHECK:      error: kernel `dot` returns `f32`, but a GPU kernel cannot return a value
// CHECK-NEXT:   --> examples/dot.rs:12:1
// CHECK-NEXT: note: the host cannot receive it: `amdgpu_kernel` functions return `void`
// CHECK-NEXT: help: write the result through a pointer, or let `promote-kernel-sret` add that pointer for you
// CHECK-NEXT: help: `--kernel-return sret-launch` has it do so, `sret-work-item` for each work-item's
// CHECK-NEXT: error: kernel `pair` returns `(u32, bool)`, but a GPU kernel cannot return a value
// CHECK-NEXT: note: the host cannot receive it: `amdgpu_kernel` functions return `void`
// CHECK-NEXT: help: write the result through a pointer, or let `promote-kernel-sret` add that pointer for you
// CHECK-NEXT: help: `--kernel-return sret-launch` has it do so, `sret-work-item` for each work-item's
