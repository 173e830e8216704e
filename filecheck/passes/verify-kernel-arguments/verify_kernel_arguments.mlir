// RUN: rusticle-opt %s -p verify-kernel-arguments --split-input-file --verify-diagnostics | filecheck %s

// Pointers to data pass, whatever they point to, and so does any function that is no kernel.

mir.func "gpu-kernel" @data(!mir.ref<!mir.fn_ptr<() -> !mir.tuple<>>>, !mir.ref<!mir.slice<f32>>) -> !mir.tuple<>
mir.func @apply(!mir.fn_ptr<() -> !mir.tuple<>>) -> !mir.tuple<>

// CHECK:      mir.func "gpu-kernel" @data(!mir.ref<!mir.fn_ptr<() -> !mir.tuple<>>>, !mir.ref<!mir.slice<f32>>) -> !mir.tuple<>
// CHECK-NEXT: mir.func @apply(!mir.fn_ptr<() -> !mir.tuple<>>) -> !mir.tuple<>

// -----

// All offending arguments are reported in one run, with the places of their kernels.

mir.struct @Task : !mir.adt<"demo::Task"> { next: !mir.ref<!mir.adt<"demo::Task">>, id: ui32, run: !mir.array<!mir.fn_ptr<(ui32) -> ui32>, 2> }

mir.func "gpu-kernel" @"demo::apply"(%_1 "f": !mir.fn_ptr<(f32) -> f32>, %_2 "shape": !mir.tuple<ui8, !mir.ref<!mir.dyn<"demo::Shape", [], [], []>>>) -> !mir.tuple<> rust_path "demo::apply" {
  %_0 = mir.local 0 : !mir.tuple<>
  mir.goto ^bb0
^bb0:
  mir.return
} loc("k.rs":3:1)
mir.func "gpu-kernel" @go(!mir.adt<"demo::Task">) -> !mir.tuple<>

// CHECK:      error: argument `f` of kernel `apply` is a function pointer, `fn(f32) -> f32`, which the host cannot give
// CHECK-NEXT:   --> k.rs:3:1
// CHECK-NEXT: note: the address of a function is known on the device alone
// CHECK-NEXT: help: take a number, and choose the function by it in the kernel
// CHECK-NEXT: error: argument `shape` of kernel `apply` holds a trait object, `&dyn demo::Shape`, which the host cannot give
// CHECK-NEXT:   --> k.rs:3:1
// CHECK-NEXT: note: the address of a vtable is known on the device alone
// CHECK-NEXT: help: take a number, and make the object from it in the kernel
// CHECK-NEXT: error: argument `arg0` of kernel `go` holds a function pointer, `fn(u32) -> u32`, which the host cannot give
// CHECK-NEXT: note: the address of a function is known on the device alone
// CHECK-NEXT: help: take a number, and choose the function by it in the kernel
