// RUN: mkdir -p %t && touch %t/ocml.bc
// RUN: env RUSTICLE_DEVICE_LIBS=%t rusticle-opt %s -p resolve-math | filecheck %s
// RUN: env RUSTICLE_DEVICE_LIBS=%t.none rusticle-opt %s -p resolve-math --verify-diagnostics | filecheck %s --check-prefix NONE

// What has an instruction stays an intrinsic, or becomes one; the rest is `ocml`'s.

// CHECK-NOT:   @sinf
// CHECK-LABEL: func.func @compute(
// CHECK-NEXT:    %{{.*}} = llvm.call_intrinsic "llvm.sin"(%{{.*}}) : (f32) -> f32
// CHECK-NEXT:    %{{.*}} = func.call @__ocml_sin_f64(%{{.*}}) : (f64) -> f64
// CHECK-NEXT:    %{{.*}} = func.call @__ocml_pow_f64(%{{.*}}, %{{.*}}) : (f64, f64) -> f64
// CHECK-NEXT:    %{{.*}} = llvm.call_intrinsic "llvm.sin"(%{{.*}}) : (f32) -> f32
// CHECK-NEXT:    %{{.*}} = func.call @__ocml_tanh_f32(%{{.*}}) : (f32) -> f32
// CHECK-NEXT:    %{{.*}} = func.call @__ocml_cbrt_f64(%{{.*}}) : (f64) -> f64
// CHECK-NEXT:    %{{.*}} = func.call @sin(%{{.*}}) : (i32) -> i32
// CHECK-NEXT:    %{{.*}} = func.call @other(%{{.*}}) : (f32) -> f32
// CHECK:       func.func private @sin(i32) -> i32
// CHECK:       func.func private @other(f32) -> f32
// CHECK-NEXT:  func.func private @__ocml_sin_f64(f64) -> f64
// CHECK-NEXT:  func.func private @__ocml_pow_f64(f64, f64) -> f64

// NONE:      error: AMD GPUs have no instruction for `sin` of an `f64`
// NONE-NEXT:   --> k.rs:2:5
// NONE-NEXT: note: AMD's device libraries have a function for it, and they are not installed
// NONE-NEXT: help: install Debian's package `rocm-device-libs`, or have `RUSTICLE_DEVICE_LIBS` name the folder of `ocml.bc`
// NONE-NEXT: error: AMD GPUs have no instruction for `pow` of an `f64`
// NONE-NEXT:   --> k.rs:3:5
// NONE:      error: AMD GPUs have no instruction for `tanh` of an `f32`
// NONE:      error: AMD GPUs have no instruction for `cbrt` of an `f64`
func.func @compute(%x: f32, %y: f64, %n: i32) {
  %a = llvm.call_intrinsic "llvm.sin"(%x) : (f32) -> f32 loc("k.rs":1:5)
  %b = llvm.call_intrinsic "llvm.sin"(%y) : (f64) -> f64 loc("k.rs":2:5)
  %c = llvm.call_intrinsic "llvm.pow"(%y, %y) : (f64, f64) -> f64 loc("k.rs":3:5)
  %d = func.call @sinf(%x) : (f32) -> f32 loc("k.rs":4:5)
  %e = func.call @tanhf(%x) : (f32) -> f32 loc("k.rs":5:5)
  %f = func.call @cbrt(%y) : (f64) -> f64 loc("k.rs":6:5)
  %g = func.call @sin(%n) : (i32) -> i32 loc("k.rs":7:5)
  %h = func.call @other(%x) : (f32) -> f32 loc("k.rs":8:5)
  func.return
}
func.func private @sinf(f32) -> f32
func.func private @tanhf(f32) -> f32
func.func private @cbrt(f64) -> f64
func.func private @sin(i32) -> i32
func.func private @other(f32) -> f32
